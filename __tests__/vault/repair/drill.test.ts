/**
 * The attack drill: a backup's credentials are stolen, and whoever has them does what they let him do. Then a month passes
 * but for a day, with the lifecycle rules at work, before the owner looks.
 */
import * as S3 from '@aws-sdk/client-s3';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobKey, markKey, parseRootKey, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import { allow } from '../../../tools/double/double.ts';
import { filesOf, SERIES, Stage, type Changes, type Inputs, type Vault } from '../../process/stage.ts';
import type { FinishedStep } from '../../process/support.ts';
import { noise } from '../../support/bytes.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';

const DAY_SECONDS = 24 * 3600;
const NIGHTS = 3;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

interface Drill {
  readonly vault: Vault;
  /** Of the role that backs up. */
  readonly role: string;
  readonly ids: readonly string[];
  readonly files: readonly Record<string, string>[];
}

/** A vault with some nights of backups, made with the role. */
async function nights(vault: Vault, role: string): Promise<Drill> {
  const ids: string[] = [];
  const files: Record<string, string>[] = [];
  const as: Changes = {
    inputs: { 'role-to-assume': role, 'sts-endpoint-url': stage.double.endpoint },
    env: stage.double.runnerEnv(),
  };
  for (let night = 0; night < NIGHTS; night++) {
    writeFileSync(join(stage.source, 'changing.bin'), noise(60_000, night + 1));
    const step = await vault.backUp(as);
    expect({ exitCode: step.exitCode, log: step.stdout }).toEqual({ exitCode: 0, log: step.stdout });
    ids.push(step.outputs['snapshot'] ?? '');
    files.push(filesOf(stage.source));
    stage.double.clock.advance(DAY_SECONDS);
  }
  return { vault, role, ids, files };
}

/** As the owner. */
async function owner(vault: Vault, mode: string, inputs: Inputs = {}): Promise<FinishedStep> {
  const given = { 'sts-endpoint-url': stage.double.endpoint, ...inputs };
  return vault.start(mode, { inputs: given, env: stage.double.accountEnv() }).finish();
}

interface Findings {
  readonly result: { readonly findings: readonly { readonly check: string; readonly status: string }[] };
}

/** Checks of an audit that failed. */
function failedChecks({ report }: FinishedStep): string[] {
  const { findings } = (report as Findings).result;
  return [...new Set(findings.filter(({ status }) => status === 'failed').map(({ check }) => check))];
}

/** What the intruder works with: any client, and the keys of a session of the stolen role. */
async function stolen(role: string): Promise<S3.S3Client> {
  const { endpoint, region } = stage.double;
  const sts = new STSClient({ endpoint, region });
  const { Credentials } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: role,
      RoleSessionName: 'intruder',
      WebIdentityToken: stage.double.token(),
    }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return new S3.S3Client({ endpoint, region, forcePathStyle: true, credentials, maxAttempts: 1 });
}

/** `done`, or the name of the error. */
async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    return (error as Error).name;
  }
}

/** Everything that stolen keys could be used for, each kind of call with the answers that it got. */
async function attack({ vault, role }: Drill): Promise<Record<string, string[]>> {
  const s3 = await stolen(role);
  const Bucket = vault.name;
  const answers: Record<string, Set<string>> = {};
  const tryTo = async (what: string, call: Promise<unknown>): Promise<void> => {
    (answers[what] ??= new Set()).add(await outcomeOf(call));
  };
  const keys = vault.objects.keys('v1/').filter((key) => !key.endsWith('/probe'));
  for (const [at, Key] of keys.entries()) {
    const original = vault.objects.read(Key);
    const VersionId = vault.objects.versions(Key)[0]?.versionId;
    // Some of the same length, some shorter.
    const Body = Buffer.alloc(original.length - (at % 2), 'ransom');
    await tryTo('overwrite', s3.send(new S3.PutObjectCommand({ Bucket, Key, Body })));
    await tryTo('overwrite if none', s3.send(new S3.PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' })));
    await tryTo('copy over', s3.send(new S3.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/v1/probe` })));
    await tryTo('delete', s3.send(new S3.DeleteObjectCommand({ Bucket, Key })));
    await tryTo('delete for good', s3.send(new S3.DeleteObjectCommand({ Bucket, Key, VersionId })));
  }
  const rule = {
    ID: 'all',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  } as const;
  const LifecycleConfiguration = { Rules: [rule] };
  await tryTo('expire', s3.send(new S3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration })));
  const VersioningConfiguration = { Status: 'Suspended' } as const;
  await tryTo('no versions', s3.send(new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration })));
  await tryTo('no policy', s3.send(new S3.DeleteBucketPolicyCommand({ Bucket })));
  for (const [what, key, body] of poison(vault))
    await tryTo(what, s3.send(new S3.PutObjectCommand({ Bucket, Key: key, Body: body, IfNoneMatch: '*' })));
  s3.destroy();
  return Object.fromEntries(Object.entries(answers).map(([what, seen]) => [what, [...seen].sort()]));
}

/** Roots that lie, packs of nobody, a mark that would vouch for them. */
function poison(vault: Vault): (readonly [what: string, key: string, body: Buffer])[] {
  const now = stage.double.clock.now();
  const [first] = vault.bucket.keys().filter((key) => key.startsWith('v1/roots/'));
  const bytes = vault.bucket.versions(first ?? '').at(-1)?.body ?? Buffer.alloc(0);
  const honest = decodeRoot(parseRootKey(first ?? '') ?? { series: '', id: '' }, bytes);
  const garbage = noise(5000, 99);
  const objects = honest.objects.map((object) => ({ ...object, sizeBytes: 5000, etag: '' }));
  const lying = plainRoot(SERIES, now, { header: plainHeader(SERIES, now), objects });
  const backdated = new Date(now.getTime() - 40 * DAY_SECONDS * 1000);
  const early = plainRoot(SERIES, backdated, { header: plainHeader(SERIES, backdated), objects: [] });
  const id = `${honest.id.slice(0, -1)}${honest.id.endsWith('0') ? '1' : '0'}`;
  return [
    ['add a root', rootKey(SERIES, lying.id), lying.bytes],
    ['add a root', rootKey(SERIES, early.id), early.bytes],
    ['add a root', rootKey(SERIES, id), garbage],
    ['add a root', rootKey(SERIES, snapshotId(now, garbage)), garbage],
    ['add a pack', blobKey('packs', SERIES, now, Buffer.alloc(32)), garbage],
    ['add a mark', markKey(SERIES, early.id, 'readmitted', now), Buffer.from('{}')],
  ];
}

/** The month passes, but for its last day, in steps, as lifecycle rules run daily. */
function wait(days: number): void {
  for (let day = 0; day < days; day += 7) {
    stage.double.clock.advance(Math.min(7, days - day) * DAY_SECONDS);
    stage.double.runLifecycle();
  }
}

/** What an intruder made up goes into quarantine, named by repair. */
async function quarantineForged(vault: Vault, step: FinishedStep): Promise<void> {
  const { result } = step.report as {
    result: { forged: { id: string }[]; lost: { kind: string; key: string }[]; untrusted: { id: string }[] };
  };
  const broken = result.lost.filter(({ kind }) => kind === 'root').map(({ key }) => parseRootKey(key)?.id ?? '');
  for (const version of new Set([...result.forged.map(({ id }) => id), ...broken])) {
    const marked = await owner(vault, 'mark', { mark: 'quarantine', version, reason: 'forged' });
    expect({ exitCode: marked.exitCode, log: marked.stdout }).toEqual({ exitCode: 0, log: marked.stdout });
  }
}

async function expectByteExact({ vault, ids, files }: Drill): Promise<void> {
  for (const [i, version] of ids.entries()) {
    const target = stage.fresh();
    const step = await vault.restore(target, { inputs: { version } });
    expect({ version, annotations: step.annotations, exitCode: step.exitCode }).toEqual({
      version,
      annotations: [],
      exitCode: 0,
    });
    expect(filesOf(target)).toEqual(files[i]);
  }
}

describe('a bucket made by setup', () => {
  let drill: Drill;

  test('nothing but additions comes through', async () => {
    const vault = stage.vault('guarded');
    const arn = `arn:aws:iam::${stage.double.accountId}:role/guarded-backup`;
    const made = await owner(vault, 'setup', { 'backup-roles': arn, apply: 'true' });
    expect({ exitCode: made.exitCode, log: made.stdout }).toEqual({ exitCode: 0, log: made.stdout });
    // Far too wide, so that all that stands in the way is the bucket's policy.
    stage.double.addRole({ name: 'guarded-backup', policies: [allow('s3:*', '*')] });
    drill = await nights(vault, arn);
    const before = vault.contents();
    expect(await attack(drill)).toEqual({
      overwrite: ['AccessDenied'],
      'overwrite if none': ['PreconditionFailed'],
      'copy over': ['AccessDenied'],
      delete: ['AccessDenied'],
      'delete for good': ['AccessDenied'],
      expire: ['AccessDenied'],
      'no versions': ['AccessDenied'],
      'no policy': ['AccessDenied'],
      'add a root': ['done'],
      'add a pack': ['done'],
      'add a mark': ['AccessDenied'],
    });
    expect(vault.contents()).toEqual(expect.arrayContaining(before));
  });

  test('two months but a day later: audit raises the alarm', async () => {
    wait(59);
    const step = await owner(drill.vault, 'audit');
    expect(failedChecks(step)).toContain('attack-untrusted-times');
  });

  test('repair names what was made up; with that in quarantine all is well, and every snapshot comes back', async () => {
    const step = await owner(drill.vault, 'repair', { apply: 'true' });
    expect(step.exitCode).toBe(1);
    expect(step.outputs).toMatchObject({ changes: '0' });
    expect(step.annotations.map(({ title }) => title).sort()).toEqual([
      'holdfast: forged-snapshot',
      'holdfast: object-lost',
      'holdfast: untrusted-time',
    ]);
    await quarantineForged(drill.vault, step);
    expect(await owner(drill.vault, 'repair')).toMatchObject({ exitCode: 0, outputs: { findings: '0' } });
    await expectByteExact(drill);
  });
});

describe('a bucket made by hand', () => {
  let drill: Drill;

  test('audit says beforehand what could happen', async () => {
    const vault = stage.vault('by-hand');
    const actions = [
      's3:PutObject',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:GetBucket*',
      's3:Get*Configuration',
    ];
    const role = stage.double.addRole({ name: 'by-hand', policies: [allow(actions, '*')] });
    drill = await nights(vault, role);
    const s3 = new S3.S3Client({
      endpoint: stage.double.endpoint,
      region: stage.double.region,
      forcePathStyle: true,
      credentials: { accessKeyId: stage.double.accessKeyId, secretAccessKey: stage.double.secretAccessKey },
    });
    const rule = {
      ID: 'old',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    } as const;
    const LifecycleConfiguration = { Rules: [rule] };
    await s3.send(new S3.PutBucketLifecycleConfigurationCommand({ Bucket: vault.name, LifecycleConfiguration }));
    s3.destroy();
    const step = await owner(vault, 'audit');
    expect(step.exitCode).toBe(1);
    expect(failedChecks(step)).toEqual(expect.arrayContaining(['deny-overwrite', 'deny-delete']));
    expect(failedChecks(step).filter((check) => check.startsWith('attack-'))).toEqual([]);
  });

  test('everything is overwritten and deleted', async () => {
    expect(await attack(drill)).toMatchObject({
      overwrite: ['done'],
      delete: ['done'],
      'delete for good': ['AccessDenied'],
      expire: ['AccessDenied'],
      'add a root': ['done'],
      'add a mark': ['done'],
    });
    const { vault } = drill;
    for (const id of drill.ids) expect(vault.objects.keys(rootKey(SERIES, id))).toEqual([]);
  });

  test('a month but a day later: audit raises the alarm', async () => {
    wait(29);
    const step = await owner(drill.vault, 'audit');
    expect(step.exitCode).toBe(1);
    expect(failedChecks(step)).toEqual(expect.arrayContaining(['attack-overwritten', 'attack-deleted']));
  });

  test('repair puts everything back, and every snapshot comes back byte for byte', async () => {
    const { vault, ids } = drill;
    const plan = await owner(vault, 'repair');
    expect(plan.exitCode).toBe(1);
    const before = vault.contents();
    const step = await owner(vault, 'repair', { apply: 'true' });
    expect(step.report).toMatchObject({ result: { failed: [] } });
    expect(vault.contents()).toEqual(expect.arrayContaining(before));
    await quarantineForged(vault, step);
    expect(await owner(vault, 'repair')).toMatchObject({ exitCode: 0, outputs: { findings: '0', changes: '0' } });
    await expectByteExact(drill);

    // And they outlive what the intruder left: all that is covered expires.
    wait(60);
    expect(await owner(vault, 'repair')).toMatchObject({ exitCode: 0, outputs: { findings: '0' } });
    await expectByteExact(drill);
    expect(ids).toHaveLength(NIGHTS);
  });
});
