/** Snapshots that were deleted, overwritten, damaged or closed, as `list` and `restore` tell of them: action and command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../src/vault/format/keys.ts';
import { expectError, filesOf, SERIES, Stage, type Vault } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** Two snapshots, the key of the newest root, and what lay in the source at each. */
async function twoSnapshots(): Promise<{ vault: Vault; key: string; older: object; newer: object }> {
  const vault = stage.vault();
  writeFileSync(join(stage.source, 'a.txt'), 'first');
  await vault.filled();
  const older = filesOf(stage.source);
  stage.double.clock.advance(60);
  writeFileSync(join(stage.source, 'a.txt'), 'second');
  const { outputs } = await vault.filled();
  return { vault, key: rootKey(SERIES, outputs['snapshot'] ?? ''), older, newer: filesOf(stage.source) };
}

test('a snapshot under a delete marker that prune did not set is told by list and restore', async () => {
  const { vault, key, older } = await twoSnapshots();
  const [some] = vault.bucket.versions(key);
  if (some === undefined) throw new Error('there is no root');
  vault.bucket.add({ ...some, versionId: 'marker', isDeleteMarker: true, body: Buffer.alloc(0) });
  const target = stage.fresh();
  const restored = await vault.restore(target);
  expect(filesOf(target)).toEqual(older);
  expect(restored.annotations.map(({ title }) => title)).toContain('holdfast: deleted-snapshots');
  for (const args of [['list'], ['restore', '--path', stage.fresh()]]) {
    const { stdout, stderr } = await vault.cli(args);
    expect(stdout + stderr).toMatch(/delete marker[^]*repair/);
  }
});

test('a covered root is restored from its older S3 version, with a warning', async () => {
  const { vault, key, newer } = await twoSnapshots();
  const [some] = vault.bucket.versions(key);
  if (some === undefined) throw new Error('there is no root');
  vault.bucket.add({ ...some, versionId: 'cover', body: Buffer.from('junk') });
  const target = stage.fresh();
  const step = await vault.restore(target);
  expect(step.exitCode).toBe(0);
  expect(filesOf(target)).toEqual(newer);
  expect(step.annotations.map(({ title }) => title)).toContain('holdfast: overwritten-snapshot');
});

test('a damaged newest root fails the restore, and allow-older goes on', async () => {
  const { vault, key, older } = await twoSnapshots();
  vault.objects.replace(key, Buffer.from('junk'));
  expectError(await vault.restore(stage.fresh()), 'newest-unreadable', 'allow-older');
  const target = stage.fresh();
  const step = await vault.restore(target, { inputs: { 'allow-older': 'true' } });
  expect(step.exitCode).toBe(0);
  expect(filesOf(target)).toEqual(older);
  expect(step.annotations.map(({ title }) => title)).toContain('holdfast: unreadable-snapshot');
});
