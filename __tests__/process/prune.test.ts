/** Prune and undelete as the runner starts them, over months of the double's clock. The runner's own clock stays behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../src/vault/format/keys.ts';
import { decodeRoot } from '../../src/vault/format/root.ts';
import { expectError, filesOf, SERIES, Stage, type Changes, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';
import { noise } from '../support/bytes.ts';
import { plainHeader, plainRoot } from '../support/snapshots.ts';

const DAY_SECONDS = 24 * 3600;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

function run(vault: Vault, mode: 'prune' | 'undelete', inputs: Inputs, changes: Changes = {}): Promise<FinishedStep> {
  return vault.start(mode, { ...changes, inputs: { ...inputs, ...changes.inputs } }).finish();
}

interface Nights {
  readonly vault: Vault;
  readonly ids: readonly string[];
  /** What lay in the source, by snapshot id. */
  readonly files: ReadonlyMap<string, Record<string, string>>;
}

/** Backups ten days apart, each with one file changed and one of its own, and verified; then four days pass. */
async function months(count: number, level: 'full' | 'metadata' | 'none' = 'full'): Promise<Nights> {
  const vault = stage.vault();
  const files = new Map<string, Record<string, string>>();
  for (let night = 0; night < count; night++) {
    writeFileSync(join(stage.source, 'changing.bin'), noise(60_000, night + 1));
    const { outputs } = await vault.filled();
    files.set(outputs['snapshot'] ?? '', filesOf(stage.source));
    if (level !== 'none') expect((await vault.start('verify', { inputs: { level } }).finish()).exitCode).toBe(0);
    stage.double.clock.advance(10 * DAY_SECONDS);
  }
  stage.double.clock.advance(4 * DAY_SECONDS);
  return { vault, ids: [...files.keys()], files };
}

async function expectRestorable({ vault, files }: Nights, id: string): Promise<void> {
  const target = stage.fresh();
  const step = await vault.restore(target, { inputs: { version: id } });
  expect(step.exitCode).toBe(0);
  expect(filesOf(target)).toEqual(files.get(id));
}

function idsOf({ vault }: Nights): string[] {
  return vault.keysOf('roots').map((key) => key.slice(key.lastIndexOf('/') + 1));
}

describe('a series over two months', () => {
  let nights: Nights;
  const rules: Inputs = { 'keep-last': '4', 'max-delete-share': '50 %' };
  // 64, 54, 44, 34, 24 and 14 days old in the end.
  beforeAll(async () => {
    nights = await months(6);
  });

  test('refused in a bucket that forgets too soon, or has no versions; or if too many would go', async () => {
    const { vault } = nights;
    const before = vault.contents();
    vault.bucket.documents.set('lifecycle', expiry(10));
    const early = await run(vault, 'prune', { ...rules, apply: 'true' });
    expect(early.exitCode).toBe(1);
    expect(early.outputs).toMatchObject({ status: 'failed', applied: 'false' });
    expect(early.annotations).toEqual([
      expect.objectContaining({ type: 'warning', text: expect.stringContaining('after 10 days') as unknown }),
    ]);
    vault.bucket.documents.delete('lifecycle');
    vault.bucket.versioning = 'Suspended';
    const suspended = await run(vault, 'prune', { ...rules, apply: 'true' });
    expect(suspended.annotations[0]?.text).toContain('Versioning of the bucket is suspended');
    vault.bucket.versioning = 'Enabled';
    const plan = await run(vault, 'prune', { 'keep-last': '4' });
    expect(plan).toMatchObject({ exitCode: 1, summary: expect.stringContaining('would be refused') as string });
    const share = await run(vault, 'prune', { 'keep-last': '4', apply: 'true' });
    expect(share.exitCode).toBe(1);
    expect(share.annotations[0]?.text).toContain('max-delete-share is 25 %');
    expect(vault.contents()).toEqual(before);
  });

  test('a plan changes nothing', async () => {
    const { vault } = nights;
    const before = vault.contents();
    const plan = await run(vault, 'prune', rules);
    expect(plan.exitCode).toBe(0);
    expect(plan.outputs).toMatchObject({ status: 'complete', changes: '2', applied: 'false' });
    expect(plan.summary).toContain('nothing was changed');
    expect(vault.contents()).toEqual(before);
  });

  test('apply: two snapshots go', async () => {
    const { vault, ids } = nights;
    vault.bucket.documents.set('lifecycle', expiry(30));
    stage.double.clearRequests();
    const done = await run(vault, 'prune', { ...rules, apply: 'true' });
    expect(done.outputs).toMatchObject({ changes: '2', applied: 'true' });
    expect(done.annotations).toEqual([]);
    expect(done.stdout).toContain('30 days later');
    expect(done.report).toMatchObject({ result: { applied: true, rootsRead: 6, freedAfterDays: 30 } });
    expect(idsOf(nights)).toEqual(ids.slice(2));
    const { DeleteObject, ListObjectVersions, PutObject } = stage.double.counts();
    // The roots are listed twice, and the state is written.
    expect({ DeleteObject, ListObjectVersions, PutObject }).toEqual({
      DeleteObject: 2,
      ListObjectVersions: 2,
      PutObject: 1,
    });
  });

  test('four days later: the packs that they alone needed; no root is read again', async () => {
    const { vault, ids } = nights;
    const packs = vault.keysOf('packs').length;
    stage.double.clock.advance(4 * DAY_SECONDS);
    const after = await run(vault, 'prune', { ...rules, apply: 'true' });
    expect(after.report).toMatchObject({ result: { rootsRead: 0, marked: { snapshots: 0 } } });
    expect(vault.keysOf('packs').length).toBeLessThan(packs);
    for (const id of ids.slice(2)) await expectRestorable(nights, id);
  });

  test('undelete brings one back', async () => {
    const { vault, ids } = nights;
    const [first = ''] = ids;
    const shown = await run(vault, 'undelete', {});
    expect(shown.stdout).toContain(first);
    expect(shown.outputs).toMatchObject({ changes: '0', applied: 'false' });
    expect(shown.summary).toMatch(/^## Undelete of .*: 2 of 2 snapshots can be brought back$/m);
    const command = /<code>(holdfast undelete .+? --version ([0-9a-f]{12}) --apply)<\/code>/.exec(shown.summary);
    expect(ids[1]).toContain(command?.[2]);
    const back = await run(vault, 'undelete', { version: first, apply: 'true' });
    expect(back.outputs).toMatchObject({ status: 'complete', changes: '1', applied: 'true' });
    await expectRestorable(nights, first);
    const list = await vault.cli(['list', '--json']);
    const { result } = JSON.parse(list.stdout) as { readonly result: { readonly snapshots: readonly object[] } };
    expect(result.snapshots).toContainEqual(expect.objectContaining({ id: first, timeTrusted: true }));
  });

  test('what S3 has expired is lost, and said to be', async () => {
    const { vault, ids } = nights;
    const [, second = ''] = ids;
    stage.double.clock.advance(27 * DAY_SECONDS);
    stage.double.runLifecycle();
    // The root went four days before its packs.
    expectError(await run(vault, 'undelete', { version: second }), 'no-snapshot', second);
    await expectRestorable(nights, ids[5] ?? '');
  });
});

test('packs that live snapshots need and that somebody marked as deleted are put back', async () => {
  const nights = await months(4);
  const { vault, ids } = nights;
  const packs = vault.keysOf('packs');
  for (const key of packs) {
    const version = vault.bucket.current(key);
    if (version === undefined) throw new Error('no pack');
    const lastModified = stage.double.clock.now();
    const versionId = vault.bucket.nextVersionId();
    vault.bucket.add({ ...version, versionId, lastModified, body: Buffer.alloc(0), isDeleteMarker: true });
  }
  const done = await run(vault, 'prune', { 'keep-last': '9', apply: 'true' });
  expect({ exitCode: done.exitCode, packs: packs.length > 3 }).toEqual({ exitCode: 0, packs: true });
  expect(vault.keysOf('packs')).toEqual(packs);
  for (const id of ids) await expectRestorable(nights, id);
});

describe('without a verification that counts nothing goes, and it is said what to do', () => {
  test.each([
    ['none', 'Nothing is removed from 1 series without a verified snapshot'],
    ['metadata', 'Snapshots of 1 series stay, since no newer one was read in full'],
  ] as const)('level %s', async (level, message) => {
    const { vault, ids } = await months(5, level);
    const before = vault.keysOf('roots');
    const step = await run(vault, 'prune', { 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' });
    expect(step.exitCode).toBe(0);
    expect(vault.keysOf('roots')).toEqual(before);
    expect(step.stdout).toContain(message);
    expect(step.stdout).toContain('level restore or full');
    // It is enough that the newest is read in full, and, where none was verified, that it is old enough to count.
    await vault.start('verify', { inputs: { level: 'restore' } }).finish();
    const after = await run(vault, 'prune', { 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' });
    expect(after.report).toMatchObject({ result: { applied: true, marked: { snapshots: 3 } } });
    expect(vault.keysOf('roots').map((key) => key.slice(key.lastIndexOf('/') + 1))).toEqual(ids.slice(3));
  });
});

test('planted snapshots, empty and whole, take no place of genuine ones', async () => {
  const nights = await months(5);
  const { vault, ids } = nights;
  const [newest = ''] = vault.keysOf('roots').slice(-1);
  const [version] = vault.bucket.versions(newest);
  if (version === undefined) throw new Error('there is no root');
  const { source, context } = decodeRoot({ series: SERIES, id: ids[4] ?? '' }, version.body).header;
  for (let count = 0; count < 30; count++) {
    const lastModified = new Date(stage.double.clock.now().getTime() - count * 1000);
    const header = plainHeader(SERIES, lastModified, { source, context, counts: {} });
    const { id, bytes } = plainRoot(SERIES, lastModified, { header });
    const versionId = vault.bucket.nextVersionId();
    vault.bucket.add({ ...version, key: rootKey(SERIES, id), body: bytes, lastModified, versionId, checksums: {} });
  }
  stage.double.clock.advance(4 * DAY_SECONDS);
  const step = await run(vault, 'prune', { 'keep-last': '5', apply: 'true' });
  expect(step.exitCode).toBe(0);
  for (const id of ids) expect(idsOf(nights)).toContain(id);
});

test('remove, by the session of a role: one snapshot, its pack, and the commands that purge them', async () => {
  const nights = await months(3);
  const { vault, ids } = nights;
  const [first = '', second = '', third = ''] = ids;
  const changes: Changes = {
    inputs: {
      'role-to-assume': stage.double.addRole({ name: 'prune' }),
      'sts-endpoint-url': stage.double.endpoint,
    },
    env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', ...stage.double.runnerEnv() },
  };
  const inputs = { remove: second, reason: 'a leaked key', apply: 'true' };
  const step = await run(vault, 'prune', inputs, changes);
  expect(step.annotations).toEqual([]);
  expect(step.exitCode).toBe(0);
  expect(idsOf(nights)).toEqual([first, third]);
  const { purge } = (step.report as { readonly result: { readonly purge: readonly string[] } }).result;
  expect(purge).toHaveLength(2);
  expect(purge[0]).toMatch(
    new RegExp(
      `^aws s3api delete-object --bucket ${vault.name} --key v1/roots/${SERIES}/@/${second} --version-id=\\S+$`,
    ),
  );
  expect(purge[1]).toContain(` --key v1/packs/${SERIES}/@/`);
  expect(step.stdout).toContain(purge[0]);
  await expectRestorable(nights, third);

  const shown = await run(vault, 'undelete', {}, changes);
  expect(shown.stdout).toContain('a leaked key');
  const back = await run(vault, 'undelete', { version: second, apply: 'true' }, changes);
  expect([back.exitCode, back.outputs['changes']]).toEqual([0, '1']);
  await expectRestorable(nights, second);
  const deletes = stage.double.requests.filter(({ operation }) => operation === 'DeleteObject');
  expect(deletes.filter(({ query }) => query.includes('versionId'))).toEqual([]);
});

describe('refused', () => {
  test('wrong policies, all at once', async () => {
    const vault = stage.vault();
    const step = await run(vault, 'prune', { 'keep-rules': '*: dayly=7\n*: last=1', reason: 'x' });
    expectError(step, 'bad-input', 'dayly', 'reason');
    const cli = await vault.cli(['prune']);
    expect(cli.exitCode).toBe(2);
    expect(cli.stderr).toContain('nothing would be kept');
    const zone = await vault.cli(['prune', '--keep-last', '1', '--time-zone', 'Mars/Olympus']);
    expect(zone.exitCode).toBe(2);
    expect(zone.stderr).toContain('there is no such time zone');
  });

  test('a pull request from a fork', async () => {
    const step = await run(
      stage.vault(),
      'prune',
      { 'keep-last': '1' },
      { env: { GITHUB_EVENT_NAME: 'pull_request_target' } },
    );
    expectError(step, 'untrusted-event');
  });
});

function expiry(days: number): string {
  return `<LifecycleConfiguration><Rule><ID>noncurrent</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter><NoncurrentVersionExpiration><NoncurrentDays>${String(days)}</NoncurrentDays></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>`;
}
