/** Failed system calls: a lack of descriptors is waited out, and each code means the same to all that tell of it. */
import { tmpdir } from 'node:os';
import { retryLack } from '../../../src/base/async.ts';
import { withTempDir } from '../../../src/commands/shared/temp-dir.ts';
import { restoreError } from '../../../src/vault/restore/threads.ts';
import { rootFailure } from '../../../src/sources/files/root-folder.ts';
import { explainSystemError } from '../../../src/base/system-errors.ts';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: it failed, open '/x'`), { code, syscall: 'open', path: '/x' });
}

test('a lack is tried again, other failures are not', async () => {
  let tries = 0;
  const work = (code: string) => (): number => {
    if (++tries < 3) throw failure(code);
    return tries;
  };
  await expect(retryLack(work('EMFILE'))).resolves.toBe(3);
  tries = 0;
  await expect(retryLack(work('EACCES'))).rejects.toMatchObject({ code: 'EACCES' });
  expect(tries).toBe(1);
});

test.each([
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'disk-full'],
  ['EMFILE', 'too-few-descriptors'],
  ['EXDEV', 'system-error'],
  ['EIO', 'io-error'],
  ['ELOOP', 'system-error'],
  ['ENAMETOOLONG', 'system-error'],
])('%s is %s, with its call and file', (code, expected) => {
  const error = explainSystemError(new Error('outer', { cause: failure(code) }));
  expect(error).toMatchObject({ code: expected, message: 'The system call open failed at "/x".' });
  expect(error?.why).toContain(code);
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'disk-full'],
  ['EACCES', 'target-not-writable'],
  ['EROFS', 'target-not-writable'],
  ['EMFILE', 'too-few-descriptors'],
  ['ENFILE', 'too-few-descriptors'],
  ['ENOMEM', 'out-of-resources'],
  ['EIO', 'io-error'],
  ['EISDIR', 'write-failed'],
])('%s in a thread of a restore is %s, with what to do about that', (code, expected) => {
  const error = restoreError({ code, message: `${code}: it failed`, path: 'a/b' });
  expect(error).toMatchObject({ code: expected, why: `${code}: it failed` });
  expect(error.message).toContain('"a/b"');
  const advice =
    expected.startsWith('target-') || expected === 'write-failed' ? undefined : explainSystemError(failure(code));
  expect((error as { fix?: string }).fix).toContain(advice?.fix ?? 'to another folder');
});

test.each([
  ['defect', 'x is not a function'],
  ['ERR_INVALID_ARG_TYPE', 'The "fd" argument must be of type number'],
])('%s in a thread of a restore is no error of the target', (code, message) => {
  const error = restoreError({ code, message, path: 'a' });
  expect({ name: error.name, message: error.message }).toEqual({ name: 'Error', message });
});

test.each([
  ['ENOENT', 'root-not-found', 2, /that is there/],
  ['ENOTDIR', 'root-not-found', 2, /that is there/],
  ['EACCES', 'root-unreadable', 2, /this user may read/],
  ['EIO', 'root-unreadable', 1, /errors of the disk/],
  ['ESTALE', 'root-unreadable', 1, /how it is mounted/],
])('%s at the root of the files is %s: exit code %i, and what to do', (code, expected, exitCode, fix) => {
  expect(rootFailure('/x', failure(code))).toMatchObject({
    code: expected,
    exitCode,
    fix: expect.stringMatching(fix) as string,
  });
});

test('what runs out at the root says nothing of the root', () => {
  const lack = failure('EMFILE');
  expect(rootFailure('/x', lack)).toBe(lack);
});

test.each([
  ['ENOMEM', 'out-of-resources'],
  ['EAGAIN', 'out-of-resources'],
  ['EMFILE', 'too-few-descriptors'],
  ['ENOSPC', 'temp-folder'],
  ['EROFS', 'temp-folder'],
])('%s in the temporary folder is %s', async (code, expected) => {
  const work = (path: string): Promise<never> => Promise.reject(Object.assign(failure(code), { path }));
  const done = withTempDir({ tempRoot: tmpdir(), emit: () => undefined }, work);
  await expect(done).rejects.toMatchObject({ code: expected });
});

test('a defect is none', () => {
  expect(explainSystemError(new TypeError('x is not a function'))).toBeUndefined();
});
