/** Restores that cannot be: each ends with one clear error, an exit code that is not 0, and its target as it was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { allow } from '../../tools/double/double.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';
import { expectError, filesOf, SERIES, Stage, Vault, type Changes } from './stage.ts';
import { noise } from '../support/bytes.ts';

let stage: Stage;
/** Two snapshots; tests that damage objects take a copy. */
let shared: Vault;
let snapshots: string[];

beforeAll(async () => {
  stage = await Stage.open();
  shared = stage.vault();
  for (let i = 0; i < 120; i++) writeFileSync(join(stage.source, `f${String(i)}`), noise(500, i));
  const first = await shared.filled();
  writeFileSync(join(stage.source, 'a.txt'), 'the first file, changed\n');
  const second = await shared.filled();
  snapshots = [first.outputs['snapshot'] ?? '', second.outputs['snapshot'] ?? ''];
});
afterAll(() => stage.close());

/** The same objects in a bucket of its own. */
function copied(): Vault {
  const vault = stage.vault();
  for (const key of shared.bucket.keys())
    for (const version of shared.bucket.versions(key).toReversed()) vault.bucket.add({ ...version });
  return vault;
}

/** Restores into a folder with something in it, which must stay as it is. */
async function expectRefused(vault: Vault, changes: Changes, code: string, ...words: (string | RegExp)[]) {
  const target = stage.fresh();
  writeFileSync(join(target, 'a.txt'), 'precious');
  const before = vault.contents();
  expectError(await vault.restore(target, changes), code, ...words);
  expect(filesOf(target)).toEqual({ 'a.txt': 'precious' });
  expect(vault.contents()).toEqual(before);
}

describe('selectors', () => {
  test.each(['tag:nothing', 'before:2001-01-01T00:00:00Z', 'latest~7', 'sha:0123456789abcdef'])(
    '%s fits nothing',
    (version) => expectRefused(shared, { inputs: { version } }, 'no-snapshot', SERIES, version, 'if-no-snapshot'),
  );

  test('an ambiguous start of an id lists what it fits', () => {
    const version = (snapshots[0] ?? '').slice(0, 11);
    const listed = snapshots.map((id) => new RegExp(id));
    return expectRefused(shared, { inputs: { version } }, 'ambiguous-selector', ...listed);
  });

  test.each(['warn', 'ignore'])('if-no-snapshot: %s', async (policy) => {
    const target = stage.fresh();
    const inputs = { version: 'tag:nothing', 'if-no-snapshot': policy };
    const step = await shared.restore(target, { inputs });
    expect(step).toMatchObject({ exitCode: 0, outputs: { found: 'false', status: 'not-found' } });
    expect(step.annotations.map(({ type }) => type)).toEqual(policy === 'warn' ? ['warning'] : []);
    expect(filesOf(target)).toEqual({});
  });

  test('a series that is not there', () =>
    expectRefused(shared, { inputs: { name: 'acme/none/files' } }, 'no-snapshot', 'acme/none/files'));
});

describe('a damaged vault', () => {
  const latest = (): string => rootKey(SERIES, snapshots[1] ?? '');
  const byId = (): Changes => ({ inputs: { version: snapshots[1] ?? '' } });
  const flipped = (body: Buffer, at = body.length >> 1): Buffer => {
    const wrong = Buffer.from(body);
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    return wrong;
  };

  test('a root of a newer format is no damage, and says so', async () => {
    const vault = copied();
    const header = Buffer.from(
      JSON.stringify({ format: 'holdfast-root/2', features: { required: [], maintain: [], build: [] } }),
    );
    const bytes = compressSync(header, 3);
    const id = `${(snapshots[1] ?? '').slice(0, 9)}235959Z-${hash('sha256', bytes).slice(0, 32)}`;
    const [some] = shared.bucket.versions(latest());
    if (some === undefined) throw new Error('there is no root');
    vault.bucket.add({ ...some, key: rootKey(SERIES, id), body: bytes });
    await expectRefused(vault, { inputs: { version: id } }, 'newer-format', 'newer');
  });

  test.each<[string, (body: Buffer) => Buffer]>([
    ['with a wrong byte', (body) => flipped(body)],
    ['that was cut short', (body) => body.subarray(0, body.length - 7)],
    ['that is empty', () => Buffer.alloc(0)],
    ['that is something else', () => Buffer.from('<html>nothing here</html>')],
  ])('a root %s', async (_, damage) => {
    const vault = copied();
    vault.objects.replace(latest(), damage(vault.objects.read(latest())));
    await expectRefused(vault, byId(), 'corrupt-root', snapshots[1] ?? '');
  });

  test('a root that is gone', async () => {
    const vault = copied();
    vault.objects.remove(latest());
    await expectRefused(vault, byId(), 'no-snapshot', snapshots[1] ?? '');
  });

  test.each<['packs' | 'parts', string, (vault: Vault, key: string) => void]>([
    ['packs', 'is gone', (vault, key) => vault.objects.remove(key)],
    ['packs', 'was cut short', (vault, key) => vault.objects.replace(key, vault.objects.read(key).subarray(0, 100))],
    ['parts', 'is gone', (vault, key) => vault.objects.remove(key)],
    ['parts', 'has a wrong byte', (vault, key) => vault.objects.replace(key, flipped(vault.objects.read(key)))],
    ['parts', 'was cut short', (vault, key) => vault.objects.replace(key, vault.objects.read(key).subarray(0, 100))],
  ])('one of the %s that %s', async (kind, _, damage) => {
    const vault = copied();
    const [key = ''] = vault.keysOf(kind);
    damage(vault, key);
    await expectRefused(vault, byId(), 'object-lost', key);
  });

  test('a pack with a wrong byte: what it holds is named, and no file is wrong', async () => {
    const vault = copied();
    const [key = ''] = vault.keysOf('packs');
    vault.objects.replace(key, flipped(vault.objects.read(key)));
    const target = stage.fresh();
    expectError(await vault.restore(target, byId()), 'object-lost', key);
    const whole = filesOf(stage.source);
    for (const [path, content] of Object.entries(filesOf(target)))
      expect({ path, content }).toEqual({ path, content: whole[path] });
  });

  test('a deleted pack comes back from its S3 version, and the run says so', async () => {
    const vault = copied();
    const [key = ''] = vault.keysOf('packs');
    const [some] = vault.bucket.versions(key);
    if (some === undefined) throw new Error('there is no pack');
    vault.bucket.add({ ...some, versionId: 'marker', isDeleteMarker: true, body: Buffer.alloc(0) });
    const target = stage.fresh();
    const step = await vault.restore(target, byId());
    expect(step.exitCode).toBe(0);
    expect(filesOf(target)).toEqual(filesOf(stage.source));
    expect(step.annotations).toMatchObject([{ type: 'warning', title: 'holdfast: object-damaged' }]);
    expect(step.stdout).toContain(key);
  });

  test('an archived pack gets a message of its own', async () => {
    const vault = copied();
    for (const key of vault.keysOf('packs')) vault.objects.setStorageClass(key, 'GLACIER');
    await expectRefused(vault, byId(), 'object-archived', 'GLACIER');
  });
});

describe('the wrong credentials', () => {
  test.each(['s3:ListBucket', 's3:GetObject'])('without %s', (permission) => {
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: permission, Resource: '*' }] };
    const keys = stage.double.addUser({ name: `no-${permission.slice(3)}`, policies: [allow('s3:*', '*'), deny] });
    return expectRefused(shared, { env: stage.keysOf(keys) }, 'access-denied', permission);
  });

  test('a role that may only read is enough', async () => {
    const policies = [allow(['s3:GetObject', 's3:ListBucket'], '*')];
    const keys = stage.double.addUser({ name: 'reader', policies });
    const target = stage.fresh();
    expect((await shared.restore(target, { env: stage.keysOf(keys) })).exitCode).toBe(0);
    expect(filesOf(target)).toEqual(filesOf(stage.source));
  });
});

describe('the target', () => {
  test('is a file', async () => {
    const target = join(stage.fresh(), 'taken');
    writeFileSync(target, 'precious');
    expectError(await shared.restore(target), 'target-not-a-folder', target);
  });

  test('has a folder where a file should be', async () => {
    const target = stage.fresh();
    mkdirSync(join(target, 'a.txt'));
    writeFileSync(join(target, 'a.txt', 'inside'), 'precious');
    expectError(await shared.restore(target), 'target-conflict', 'a.txt');
    expect(filesOf(target)).toEqual({ 'a.txt/inside': 'precious' });
  });

  /** A file system of 64 KiB; undefined where this process may not mount one. */
  function smallDisk(): string | undefined {
    const folder = stage.fresh();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'holdfast-test', folder], { stdio: 'ignore' });
      return folder;
    } catch {
      return undefined;
    }
  }

  test('has no room: said before anything is written', async () => {
    const disk = smallDisk();
    if (disk === undefined) {
      console.warn('Skipped: mounting a small file system needs root.');
      return;
    }
    try {
      expectError(await shared.restore(disk), 'disk-full', disk);
      expect(filesOf(disk)).toEqual({});
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

test('the command line restores with nothing of GitHub around it', async () => {
  const target = stage.fresh();
  const ended = await shared.cli(['restore', '--path', target]);
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(filesOf(target)).toEqual(filesOf(stage.source));
});

test('the command line: errors on standard error, exit code 1, one JSON document', async () => {
  const ended = await shared.cli(['restore', '--path', stage.fresh(), '--version', 'tag:nothing', '--json']);
  expect(ended.exitCode).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({ status: 'failed', error: { code: 'no-snapshot' } });
  expect(ended.stderr).toContain('Error (no-snapshot)');
});
