/** A lack of descriptors is waited out: it is no gap of the source. */
import { retryLack } from '../../src/async.ts';
import { explainSystemError } from '../../src/system-errors.ts';

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

test('a defect is none', () => {
  expect(explainSystemError(new TypeError('x is not a function'))).toBeUndefined();
});
