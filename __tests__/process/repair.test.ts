/** Repair as the runner and a shell start it, after what was done to a vault. The runner's own clock stays behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allow } from '../../tools/double/double.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { expectError, filesOf, SERIES, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';
import { noise } from '../support/bytes.ts';

const DAY_SECONDS = 24 * 3600;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

interface Nights {
  readonly vault: Vault;
  readonly ids: readonly string[];
  readonly files: readonly Record<string, string>[];
}

async function nights(count: number): Promise<Nights> {
  const vault = stage.vault();
  const ids: string[] = [];
  const files: Record<string, string>[] = [];
  for (let night = 0; night < count; night++) {
    writeFileSync(join(stage.source, 'changing.bin'), noise(60_000, night + 1));
    ids.push((await vault.filled()).outputs['snapshot'] ?? '');
    files.push(filesOf(stage.source));
    stage.double.clock.advance(DAY_SECONDS);
  }
  return { vault, ids, files };
}

function repair(vault: Vault, inputs: Inputs = {}, env: Record<string, string> = {}): Promise<FinishedStep> {
  return vault.start('repair', { inputs, env }).finish();
}

/** A delete marker on top, or other bytes. */
function cover(vault: Vault, key: string, how: 'deleted' | 'overwritten'): void {
  const [top] = vault.bucket.versions(key);
  if (top === undefined) throw new Error(`there is no ${key}`);
  const isDeleteMarker = how === 'deleted';
  const body = isDeleteMarker ? Buffer.alloc(0) : Buffer.alloc(top.body.length);
  const lastModified = stage.double.clock.now();
  vault.bucket.add({
    ...top,
    body,
    isDeleteMarker,
    lastModified,
    versionId: `by-nobody-${key.slice(-8)}`,
    etag: 'none',
  });
}

async function expectRestorable({ vault, ids, files }: Nights): Promise<void> {
  for (const [i, version] of ids.entries()) {
    const target = stage.fresh();
    const step = await vault.restore(target, { inputs: { version } });
    expect(step.annotations).toEqual([]);
    expect(filesOf(target)).toEqual(files[i]);
  }
}

test('clean, damaged, planned, repaired, clean: exit codes, outputs, summary, requests', async () => {
  const made = await nights(2);
  const { vault } = made;
  stage.double.clearRequests();
  const clean = await repair(vault, { name: '', 'all-series': 'true' });
  expect(clean).toMatchObject({ exitCode: 0, annotations: [], stderr: '' });
  expect(clean.outputs).toMatchObject({ status: 'complete', findings: '0', changes: '0', applied: 'false' });
  expect(clean.summary).toContain('Everything is as it was written');
  expect(stage.double.counts()).toEqual({ ListObjectVersions: 1, GetObject: 2 + vault.keysOf('packs').length });

  const [pack = ''] = vault.keysOf('packs');
  const [, root = ''] = vault.keysOf('roots');
  cover(vault, pack, 'overwritten');
  cover(vault, root, 'deleted');
  const before = vault.contents();
  const plan = await repair(vault);
  expect(plan.exitCode).toBe(1);
  expect(plan.outputs).toMatchObject({ status: 'failed', findings: '2', changes: '3', applied: 'false' });
  const runs = [pack, root].map((key) => key.slice(key.indexOf('@/') + 2));
  for (const word of [...runs, 'overwritten', 'delete marker', 'nothing was changed'])
    expect(plan.summary).toContain(word);
  expect(vault.contents()).toEqual(before);

  stage.double.clock.advance(20 * DAY_SECONDS);
  stage.double.clearRequests();
  const done = await repair(vault, { apply: 'true' });
  expect(done.exitCode).toBe(0);
  expect(done.outputs).toMatchObject({ status: 'complete', findings: '2', changes: '3', applied: 'true' });
  // The pack's wrong bytes; pack, mark and root; and the try at the probe, since a marker is to be put over.
  expect(stage.double.counts()).toMatchObject({ DeleteObject: 2, PutObject: 4 });
  expect(vault.contents()).toEqual(expect.arrayContaining(before));
  expect(done.report).toMatchObject({ result: { applied: true, lost: [], failed: [] } });
  expect(await repair(vault)).toMatchObject({ exitCode: 0, annotations: [] });
  await expectRestorable(made);
  // Its time is trusted: it is latest.
  const target = stage.fresh();
  expect((await vault.restore(target)).outputs['snapshot']).toBe(made.ids[1]);
});

test('lost for good: one annotation, the paths in table and report, exit code 1', async () => {
  const { vault, ids } = await nights(1);
  for (const key of vault.keysOf('packs')) vault.objects.remove(key);
  const step = await repair(vault, { apply: 'true' });
  expect(step).toMatchObject({ exitCode: 1, stderr: '' });
  expect(step.annotations.map(({ type, title }) => [type, title])).toEqual([['warning', 'holdfast: object-lost']]);
  expect(step.summary).toContain('changing.bin');
  const damaged = { id: ids[0], paths: ['a.txt', 'changing.bin', 'sub/b.bin'], pathCount: 3 };
  expect(step.report).toMatchObject({ result: { damagedSnapshots: [damaged] } });
  const [json = {}] = (step.report as { result: { damagedSnapshots: object[] } }).result.damagedSnapshots;
  expect(Object.keys(json).join()).toBe('series,id,lost,lostSections,paths,canRebuild,pathCount,rebuiltAs');
});

test('from a laptop: no name, no GitHub, all series', async () => {
  const made = await nights(1);
  const { vault } = made;
  for (const key of vault.objects.keys('v1/')) cover(vault, key, 'deleted');
  const flags = ['--all-series', '--apply', '--json'];
  const ended = await vault.cli(['repair', ...flags]);
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(ended.stdout)).toMatchObject({ result: { applied: true } });
  await expectRestorable(made);
});

test('credentials that may read and not write: said, and nothing is half done', async () => {
  const { vault, ids } = await nights(1);
  cover(vault, rootKey(SERIES, ids[0] ?? ''), 'deleted');
  const keys = stage.double.addUser({ name: 'reader', policies: [allow(['s3:Get*', 's3:List*'], '*')] });
  const env = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };
  expect(await repair(vault, {}, env)).toMatchObject({ exitCode: 1, outputs: { findings: '1' } });
  const before = vault.contents();
  expectError(await repair(vault, { apply: 'true' }, env), 'access-denied', 's3:PutObject');
  expect(vault.contents()).toEqual(before);
});

test('a role with the rights of the mode and nothing more', async () => {
  const made = await nights(1);
  const { vault } = made;
  for (const key of vault.objects.keys('v1/').filter((name) => !name.endsWith('probe')))
    cover(vault, key, 'overwritten');
  const role = stage.double.addRole({ name: 'repair' });
  const inputs = { 'role-to-assume': role, 'sts-endpoint-url': stage.double.endpoint, apply: 'true' };
  const step = await repair(vault, inputs, stage.double.runnerEnv());
  expect(step.annotations).toEqual([]);
  expect(step.exitCode).toBe(0);
  await expectRestorable(made);
});
