/** Modes verify and mark through the bundle, as the runner starts it: exit code, outputs, annotations, summary, requests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { hash } from 'node:crypto';
import { rootKey } from '../../src/vault/format/keys.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';
import { allow } from '../../tools/double/double.ts';
import type { PolicyInput } from '../../tools/double/policy.ts';
import { expectError, SERIES, Stage, type Changes, type Inputs, type Vault } from './stage.ts';
import type { Env, FinishedStep } from './support.ts';
import { noise } from '../support/bytes.ts';

let stage: Stage;
/** Two snapshots with a pack each; tests that damage objects take a copy. */
let shared: Vault;
let ids: string[];

beforeAll(async () => {
  stage = await Stage.open();
  shared = stage.vault();
  for (let i = 0; i < 120; i++) writeFileSync(join(stage.source, `f${String(i)}`), noise(500, i));
  const first = await shared.filled();
  for (let i = 0; i < 10; i++) writeFileSync(join(stage.source, `new${String(i)}`), noise(500, 1000 + i));
  const second = await shared.filled();
  ids = [first.outputs['snapshot'] ?? '', second.outputs['snapshot'] ?? ''];
});
afterAll(() => stage.close());

/** The same objects in a bucket of its own. */
function copied(): Vault {
  const vault = stage.vault();
  for (const key of shared.bucket.keys())
    for (const version of shared.bucket.versions(key).toReversed()) vault.bucket.add({ ...version });
  return vault;
}

function run(
  mode: 'verify' | 'mark' | 'list',
  vault: Vault,
  inputs: Inputs = {},
  env: Env = {},
): Promise<FinishedStep> {
  stage.double.clearRequests();
  return vault.start(mode, { inputs, env }).finish();
}

function s3(): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = stage.double;
  return new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
}

/** As an attacker would who may write: without a condition. */
async function overwritten(vault: Vault, key: string, change: (body: Buffer) => Buffer): Promise<void> {
  const Body = change(Buffer.from(vault.objects.read(key)));
  await s3().send(new PutObjectCommand({ Bucket: vault.name, Key: key, Body }));
}

const latestRoot = (): string => rootKey(SERIES, ids[1] ?? '');
/** Keys that a run has written. */
function written(): string[] {
  return stage.double.requests.flatMap(({ operation, key }) => (operation === 'PutObject' ? [key ?? ''] : []));
}

describe('a good vault', () => {
  test.each([
    // One GET is for the oldest root: whether the series holds sealed ones too.
    ['metadata', { ListObjectsV2: 3, GetObject: 4, HeadObject: 3, PutObject: 1 }],
    // And the state: a LIST and a PUT; the proof: a PUT; two packs are read (its share, and the newest that no verify has
    // read), and not asked for their checksum.
    ['sample', { ListObjectsV2: 4, GetObject: 6, HeadObject: 1, PutObject: 3 }],
    // The proof.
    ['full', { ListObjectsV2: 3, GetObject: 7, PutObject: 2 }],
  ])('passes level %s, for so many requests', async (level, counts) => {
    const vault = copied();
    const step = await run('verify', vault, { level });
    expect(step).toMatchObject({
      exitCode: 0,
      stderr: '',
      annotations: [],
      outputs: { status: 'complete', findings: '0', series: SERIES, snapshot: ids[1] },
      report: { status: 'complete', exitCode: 0, result: { level, verified: [{ isMarked: true, findings: [] }] } },
    });
    expect(step.summary).toMatch(/^## Verification of .* passed\n/);
    expect(stage.double.counts()).toEqual(counts);
    const kinds = level === 'metadata' ? ['verified'] : ['proof', 'verified'];
    const marks = written().filter((key) => !key.startsWith('v1/state/verify/'));
    expect(marks.toSorted()).toEqual(
      kinds.map((kind): unknown => expect.stringMatching(`^v1/marks/${SERIES}/@/${ids[1] ?? ''}/${kind}-`)),
    );
    const listed = await run('list', vault);
    expect(listed.summary).toContain(`verified less than an hour ago &#40;${level}&#41;`);
  });

  test('passes the restore drill, and nothing of it is left', async () => {
    const vault = copied();
    const step = await run('verify', vault, { level: 'restore', 'max-age': '36h' });
    expect(step).toMatchObject({ exitCode: 0, annotations: [], outputs: { findings: '0' } });
    expect(step.summary).toContain('really restored');
  });

  test('fails when its newest snapshot is too old by the clock of S3', async () => {
    const vault = copied();
    stage.double.clock.advance(48 * 3600);
    const step = await run('verify', vault, { level: 'metadata', 'max-age': '36h' });
    expectFindings(step, ['too-old']);
    expect(step.annotations[0]?.text).toMatch(/48\.0 h old, but only 36\.0 h are allowed/);
    // By now the clock of this machine is two days off: what is not there is asked for once all the same.
    for (const key of vault.keysOf('packs')) vault.objects.remove(key);
    await run('verify', vault, { level: 'metadata' });
    expect(stage.double.counts()).toMatchObject({ HeadObject: 3 });
  });

  test('over all series, for the missed run of one', async () => {
    const vault = copied();
    await vault.backUp({ inputs: { name: 'other/files' } });
    const step = await run('verify', vault, { name: '', level: 'metadata', 'all-series': 'true', 'max-age': '36h' });
    expectFindings(step, ['too-old']);
    expect(step.report).toMatchObject({
      result: {
        verified: [
          { series: SERIES, status: 'failed' },
          { series: 'other/files', status: 'complete' },
        ],
      },
    });
    expect(step.outputs).not.toHaveProperty('snapshot');
  });
});

/** Exit code 1, one annotation a class, all of them in the report and in the summary. */
function expectFindings(step: FinishedStep, classes: readonly string[]): void {
  const titles = step.annotations.map(({ type, title }) => `${type} ${title}`);
  expect({ titles, log: step.stdout }).toEqual({
    titles: classes.map((name) => `warning holdfast: ${name}`),
    log: step.stdout,
  });
  expect(step).toMatchObject({ exitCode: 1, stderr: '', outputs: { status: 'failed' }, report: { status: 'failed' } });
  expect(step.summary).toMatch(/^## Verification of .* failed\n/);
  expect(step.summary).toContain('### Findings');
  for (const name of classes) expect(step.summary).toContain(`**${name}**`);
}

describe('a damaged vault', () => {
  test.each<[string, string, (vault: Vault, key: string) => void | Promise<unknown>, RegExp]>([
    ['is gone', 'object-missing', (vault, key) => vault.objects.remove(key), /No older S3 version/],
    [
      'has a delete marker',
      'object-missing',
      (vault, key) => s3().send(new DeleteObjectCommand({ Bucket: vault.name, Key: key })),
      /An older S3 version of it still exists/,
    ],
    [
      'was overwritten with as many other bytes',
      'object-changed',
      (vault, key) => overwritten(vault, key, (body) => body.fill(0x2a, 10, 20)),
      /An older S3 version/,
    ],
    [
      'was overwritten with fewer bytes',
      'object-changed',
      (vault, key) => overwritten(vault, key, (body) => body.subarray(0, -7)),
      /An older S3 version/,
    ],
  ])('a pack that %s', async (_, kind, damage, fix) => {
    const vault = copied();
    const [key = ''] = vault.keysOf('packs');
    await damage(vault, key);
    const before = vault.contents();
    const step = await run('verify', vault, { level: 'metadata' });
    expectFindings(step, [kind]);
    expect(step.annotations[0]?.text).toMatch(fix);
    expect(step.annotations[0]?.text).toContain(key);
    expect(step.report).toMatchObject({
      result: { findings: 1, verified: [{ findings: [{ object: key, snapshot: ids[1], paths: { count: 122 } }] }] },
    });
    expect(vault.contents()).toEqual(before);
  });

  test('bytes that have gone bad under their checksum are found by reading them', async () => {
    const vault = copied();
    const [key = ''] = vault.keysOf('packs');
    vault.objects.replace(key, Buffer.from(vault.objects.read(key)).fill(0x2a, 10, 20));
    expect(await run('verify', vault, { level: 'metadata' })).toMatchObject({ exitCode: 0 });
    expectFindings(await run('verify', vault, { level: 'full' }), ['object-changed']);
  });

  test('several findings of a class are one annotation', async () => {
    const vault = copied();
    for (const key of vault.keysOf('packs')) vault.objects.remove(key);
    const step = await run('verify', vault, { level: 'metadata' });
    expectFindings(step, ['object-missing']);
    expect(step.outputs['findings']).toBe('2');
    expect(step.annotations[0]?.text).toContain('1 more');
  });

  test('a root that was overwritten at once: its older S3 version is verified, and the run fails', async () => {
    const vault = stage.vault();
    const id = (await vault.filled()).outputs['snapshot'] ?? '';
    await overwritten(vault, rootKey(SERIES, id), (body) => body.fill(0x2a, 0, 20));
    const step = await run('verify', vault, { level: 'metadata' });
    expectFindings(step, ['snapshot-damaged']);
    expect(step.annotations[0]?.text).toContain(id);
    expect(step.outputs['snapshot']).toBe(id);
  });

  test('a root that was overwritten days later: an older snapshot is picked, and the run fails', async () => {
    const vault = copied();
    stage.double.clock.advance(48 * 3600);
    await overwritten(vault, latestRoot(), (body) => body.fill(0x2a, 0, 20));
    const step = await run('verify', vault, { level: 'metadata' });
    expectFindings(step, ['snapshot-damaged']);
    expect(step.annotations[0]?.text).toContain(ids[1]);
    expect(step.outputs['snapshot']).toBe(ids[0]);
  });

  test('a root of a newer format', async () => {
    const vault = copied();
    const body = compressSync(Buffer.from(JSON.stringify({ format: 'holdfast-root/2' })), 3);
    const id = `${(ids[1] ?? '').slice(0, 9)}235959Z-${hash('sha256', body).slice(0, 32)}`;
    const [some] = vault.bucket.versions(latestRoot());
    if (some === undefined) throw new Error('there is no root');
    vault.bucket.add({ ...some, key: rootKey(SERIES, id), body });
    expectFindings(await run('verify', vault, { level: 'metadata', version: id }), ['newer-format']);
  });

  test('tables that are gone', async () => {
    const vault = copied();
    for (const key of vault.keysOf('parts')) vault.objects.remove(key);
    expectFindings(await run('verify', vault, { level: 'restore' }), [
      'snapshot-damaged',
      'object-missing',
      'restore-failed',
    ]);
  });
});

describe('what a role may not do', () => {
  const user = (...policies: PolicyInput[]): Env =>
    stage.keysOf(stage.double.addUser({ name: `user-${String(Math.random())}`, policies }));

  test.each(['roots', 'parts', 'packs'])('read %s: an error, and never a pass', async (kind) => {
    const vault = copied();
    const deny = { Effect: 'Deny', Action: 's3:GetObject*', Resource: `arn:aws:s3:::*/v1/${kind}/*` };
    const env = user(allow('s3:*', '*'), { Version: '2012-10-17', Statement: [deny] });
    const before = vault.contents();
    expectError(await run('verify', vault, { level: 'full' }, env), 'access-denied', 's3:GetObject', kind);
    expect(vault.contents()).toEqual(before);
  });

  test('write marks and state: a warning, and exit code 0', async () => {
    const vault = copied();
    const env = user(allow(['s3:Get*', 's3:List*'], '*'));
    const before = vault.contents();
    const step = await run('verify', vault, {}, env);
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'complete' } });
    expect(step.annotations.map(({ title }) => title)).toEqual(['holdfast: not-noted']);
    expect(vault.contents()).toEqual(before);
  });

  test('a wide role is narrowed to what verify and mark need', async () => {
    const vault = copied();
    const role = stage.double.addRole({ name: `wide-${vault.name}` });
    const changes: Changes = {
      inputs: { 'role-to-assume': role, 'sts-endpoint-url': stage.double.endpoint },
      env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', ...stage.double.runnerEnv() },
    };
    const steps = [
      await run('verify', vault, { ...changes.inputs }, changes.env),
      await run('verify', vault, { ...changes.inputs, level: 'restore' }, changes.env),
      await run('mark', vault, { ...changes.inputs, mark: 'hold', reason: 'audit' }, changes.env),
    ];
    expect(steps.map(({ exitCode, annotations }) => [exitCode, annotations])).toEqual([
      [0, []],
      [0, []],
      [0, []],
    ]);
  });
});

test('mark says what it wrote, list shows it, and a late label is found', async () => {
  const vault = copied();
  const [old = ''] = ids;
  const step = await run('mark', vault, { mark: 'label', labels: 'release-1', version: old, reason: 'shipped' });
  expect(step).toMatchObject({ exitCode: 0, annotations: [], outputs: { snapshot: old, series: SERIES } });
  expect(step.summary).toContain('release-1');
  expect(written()).toEqual([expect.stringMatching(`^v1/marks/${SERIES}/@/${old}/label-`)]);
  await run('mark', vault, { mark: 'quarantine', version: ids[1] ?? '', reason: 'poison' });
  const listed = await run('list', vault);
  expect(listed.summary).toContain('release-1');
  expect(listed.summary).toMatch(/in quarantine, never used.* poison/);
  const restored = await vault.restore(stage.fresh(), { inputs: { version: 'tag:release-1' } });
  expect(restored.outputs['snapshot']).toBe(old);
  expect((await vault.restore(stage.fresh())).outputs['snapshot']).toBe(old);
});

test('marks that cannot be meant are refused, all of them at once', async () => {
  const step = await run('mark', copied(), { mark: 'quarantine', labels: 'a' });
  expectError(step, 'bad-input', /labels: got "a", but mark is quarantine/, /version: a quarantine/);
});

test('SIGINT ends a verification with one error', async () => {
  const vault = copied();
  stage.double.faults = ({ key }) => (key?.startsWith('v1/packs/') === true ? 'stall' : undefined);
  try {
    const step = vault.start('verify', { inputs: { level: 'restore' } });
    await step.started.seen('Verify');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const killedMs = performance.now();
    step.started.kill('SIGINT');
    const finished = await step.finish();
    expect(performance.now() - killedMs).toBeLessThan(5000);
    expectError(finished, 'cancelled', 'SIGINT');
  } finally {
    stage.double.faults = undefined;
  }
});

test('the command line: one JSON document, exit code 1', async () => {
  const vault = copied();
  for (const key of vault.keysOf('packs')) vault.objects.remove(key);
  const ended = await vault.cli(['verify', '--level', 'full', '--json']);
  expect(ended.exitCode).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({ mode: 'verify', status: 'failed', outputs: { findings: 2 } });
  const marked = await vault.cli(['mark', 'hold', 'latest~1', '--reason', 'audit']);
  expect(marked).toMatchObject({ exitCode: 0 });
  expect(marked.stdout).toContain(ids[0]);
});
