/**
 * Whoever stole the role that backs up, on a real server: the role and the bucket are as `setup` makes them, and each
 * sentence of docs/security.md about that party is tried to be made false. Where a server knows no condition for it (RGW),
 * objects can be overwritten: versioning has to hold then.
 */
import * as S3 from '@aws-sdk/client-s3';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLE_NAMES, rolePolicy, type Role } from '../../src/aws/policies/roles.ts';
import { formatUtc, markKey, MARK_KINDS, rootKey, snapshotId } from '../../src/vault/format/keys.ts';
import { decodeRoot, type Root } from '../../src/vault/format/root.ts';
import { formatIdentity, type VaultKey, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import {
  createOidcProvider,
  createRole,
  deleteOidcProvider,
  deleteRole,
  startMockIssuer,
  trustPolicy,
  type MockIssuer,
  type RoleSpec,
} from '../../tools/rgw-roles.ts';
import { filesOf } from '../process/stage.ts';
import { failure, FOLDER, run, type Keys, type Ran } from '../aws/setup/workbench.ts';
import { testServer } from './server.ts';
import { forgedRoot, framesOf, hollowed, plainHeader, plainRoot, makePack } from '../support/snapshots.ts';

const server = testServer();
const NAME = `attack-${randomBytes(4).toString('hex')}`;
const SERIES = 'acme/shop/files';
const SOURCE = join(FOLDER, 'source');
const HOUR_MS = 3_600_000;
const clients: { destroy: () => void }[] = [];
const specs: RoleSpec[] = [];
const sessions = new Map<Role | 'owner', Keys>();
const arns = new Map<Role | 'owner', string>();
let issuer: MockIssuer;
let provider: string;
let buckets = 0;

function clientOf(credentials: Keys): S3.S3Client {
  const { endpoint, region } = server;
  const client = new S3.S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials });
  clients.push(client);
  return client;
}

/** A session of a role with one policy, taken with a token as a job would. */
async function addRole(who: Role | 'owner', policy: object): Promise<void> {
  const trust = trustPolicy(provider, issuer.url, 'sts.amazonaws.com', 'repo:acme/app:ref:refs/heads/main');
  const spec = { name: `${NAME}-${who}`, trustPolicy: trust, policies: [policy] };
  arns.set(who, await createRole(server, spec));
  specs.push(spec);
  const sts = new STSClient({ endpoint: server.endpoint, region: server.region, credentials: server });
  clients.push(sts);
  const { Credentials } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: arns.get(who),
      RoleSessionName: 'session',
      WebIdentityToken: await issuer.token(),
    }),
  );
  sessions.set(who, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

const keysOf = (who: Role | 'owner'): Keys => sessions.get(who) ?? server;

beforeAll(async () => {
  mkdirSync(SOURCE, { recursive: true });
  issuer = await startMockIssuer();
  provider = await createOidcProvider(server, issuer.url, ['sts.amazonaws.com']);
  const place = { partition: 'aws', bucket: `${NAME}-*`, prefix: '', aws: false };
  for (const role of ROLE_NAMES) await addRole(role, rolePolicy(role, place));
  await addRole('owner', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: '*' }] });
});

afterAll(async () => {
  for (const spec of specs) await deleteRole(server, spec);
  await deleteOidcProvider(server, provider);
  await issuer.close();
  for (const client of clients) client.destroy();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** A vault in a bucket that setup made, with nights of backups of one folder, and what the intruder can do with it. */
class Target {
  readonly bucket = `${NAME}-${String(buckets++)}`;
  readonly intruder = clientOf(keysOf('backup'));
  readonly nights: { readonly id: string; readonly files: Record<string, string> }[] = [];

  static async open(nights: number): Promise<Target> {
    const target = new Target();
    const setup = { bucket: target.bucket, 'backup-roles': String(arns.get('backup')), apply: 'true' };
    expect((await run(server, 'setup', setup)).result.exitCode).toBe(0);
    writeFileSync(join(SOURCE, 'precious'), 'precious\n');
    for (let night = 0; night < nights; night++) {
      writeFileSync(join(SOURCE, 'changing'), `night ${String(night)}\n`);
      const { result } = await target.backUp();
      expect(result).toMatchObject({ status: 'complete', exitCode: 0 });
    }
    return target;
  }

  async run(role: Role, mode: Parameters<typeof run>[1], inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
    // Snapshots of one second have no order but that of their hashes.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    return run(server, mode, { bucket: this.bucket, name: SERIES, ...inputs }, { keys: keysOf(role) });
  }

  async backUp(): Promise<Ran> {
    const ran = await this.run('backup', 'backup', { source: 'files', root: SOURCE });
    const id = ran.result.outputs['snapshot'];
    this.nights.push({ id: String(id), files: filesOf(SOURCE) });
    return ran;
  }

  async expectRestores(): Promise<void> {
    for (const { id, files } of this.nights) {
      const path = mkdtempSync(join(FOLDER, 'target-'));
      const { result } = await this.run('restore', 'restore', { version: id, path });
      expect(result.exitCode).toBe(0);
      expect(filesOf(path)).toEqual(files);
    }
  }

  async keys(): Promise<string[]> {
    const { Contents = [] } = await this.intruder.send(
      new S3.ListObjectsV2Command({ Bucket: this.bucket, Prefix: 'v1/' }),
    );
    return Contents.map(({ Key = '' }) => Key).filter((key) => key !== 'v1/probe');
  }

  async read(key: string): Promise<Buffer> {
    const { Body } = await this.intruder.send(new S3.GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  /** The newest genuine root. */
  async root(): Promise<Root> {
    const id = this.nights.at(-1)?.id ?? '';
    return decodeRoot({ series: SERIES, id }, await this.read(rootKey(SERIES, id)));
  }

  /** `done`, or the name of the error. */
  async put(key: string, body: Buffer | string): Promise<string> {
    return answerTo(this.intruder.send(new S3.PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body })));
  }

  async plant({ id, bytes }: { readonly id: string; readonly bytes: Buffer }): Promise<string> {
    expect(await this.put(rootKey(SERIES, id), bytes)).toBe('done');
    return id;
  }
}

async function answerTo(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    return (error as Error).name;
  }
}

test('it vouches for nothing and deletes nothing: marks of every kind, state of every mode, markers, S3 versions', async () => {
  const target = await Target.open(1);
  const { bucket: Bucket, intruder } = target;
  const id = target.nights[0]?.id ?? '';
  const now = new Date();
  const judgements = [
    ...MARK_KINDS.map((kind) => markKey(SERIES, id, kind, now)),
    ...['audit', 'prune', 'verify', 'repair', 'other'].map(
      (mode) => `v1/state/${mode}/${formatUtc(now)}-${'0'.repeat(24)}`,
    ),
    'v1/marks/x',
    'v1/state/x',
    'v1/other',
    'v2/roots/x',
  ];
  for (const key of judgements) expect([key, await target.put(key, '{}')]).toEqual([key, 'AccessDenied']);
  const Key = rootKey(SERIES, id);
  const { Versions = [] } = await intruder.send(new S3.ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  const VersionId = Versions[0]?.VersionId;
  expect(VersionId).toBeDefined();
  expect({
    marker: await answerTo(intruder.send(new S3.DeleteObjectCommand({ Bucket, Key }))),
    version: await answerTo(intruder.send(new S3.DeleteObjectCommand({ Bucket, Key, VersionId }))),
    many: (
      await intruder.send(new S3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key, VersionId }] } }))
    ).Errors?.map(({ Code }) => Code),
  }).toEqual({ marker: 'AccessDenied', version: 'AccessDenied', many: ['AccessDenied', 'AccessDenied'] });
  await target.expectRestores();
});

test('every object covered: reads take the bytes with the hash, backups go on, repair puts them back', async () => {
  const target = await Target.open(3);
  for (const key of await target.keys()) {
    const { length } = await target.read(key);
    expect(await target.put(key, randomBytes(length))).toBe('done');
    expect(await target.put(key, 'shorter')).toBe('done');
  }
  await target.expectRestores();
  expect((await target.run('verify', 'verify', { level: 'full' })).result.exitCode).toBe(1);
  const { result, warnings } = await target.backUp();
  expect({ status: result.status, lost: warnings.includes('object-lost') }).toEqual({ status: 'complete', lost: true });
  expect(JSON.stringify((await target.run('audit', 'audit')).result.json)).toMatch(/attack-overwritten"[^}]*"failed"/);
  const repaired = await target.run('repair', 'repair', { apply: 'true' });
  expect(repaired.result.json).toMatchObject({ failed: [] });
  expect((await target.run('repair', 'repair')).result.outputs).toMatchObject({ findings: 0, changes: 0 });
  expect((await target.run('verify', 'verify', { level: 'full' })).result.exitCode).toBe(0);
  await target.expectRestores();
});

test('roots that are none: junk, of a newer format, of the past and the future, empty, of another source', async () => {
  const target = await Target.open(2);
  const { id: honest } = target.nights.at(-1) ?? { id: '' };
  const now = new Date(Date.now() + 60_000);
  const named = (body: Buffer, utc = now) => ({ id: snapshotId(utc, body), bytes: body });
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
  const root = await target.root();
  const untrusted: string[] = [];
  for (let i = 0; i < 40; i++) await target.plant(named(randomBytes(300), at(0)));
  const features = { required: ['of-a-later-version'], maintain: [], build: [] };
  await target.plant(plainRoot(SERIES, now, { header: plainHeader(SERIES, now, { features }) }));
  await target.plant(named(Buffer.alloc(0)));
  for (const hours of [-26, 1, 24 * 365]) untrusted.push(await target.plant(forgedRoot(root, at(hours), {})));
  const source = { kind: 'files', definition: { root: '/other' }, identity: {} };
  for (let i = 0; i < 25; i++) {
    const utc = new Date(now.getTime() + i * 1000);
    await target.plant(plainRoot(SERIES, utc, { header: plainHeader(SERIES, utc, { source }) }));
  }
  const { result } = await target.backUp();
  expect(result).toMatchObject({ status: 'complete', exitCode: 0, json: { parent: honest } });
  // A root may be dated back within a day; it is not what there was then.
  const early = await target.plant(forgedRoot(root, at(-20), {}));
  const version = `before:${at(-10).toISOString()}`;
  const path = mkdtempSync(join(FOLDER, 'target-'));
  expect((await failure(target.run('restore', 'restore', { version, path }))).code).toBe('no-snapshot');
  expect((await target.run('restore', 'restore', { version: early, path })).result.exitCode).toBe(0);
  const listed = JSON.stringify((await target.run('restore', 'list', { limit: '200' })).result.json);
  for (const id of untrusted) expect(listed).toContain(id);
  await target.expectRestores();
});

test('a parent that lies: content elsewhere in a true pack, or in a pack of garbage, is stored again', async () => {
  const target = await Target.open(3);
  const root = await target.root();
  const now = new Date(Date.now() + 5000);
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), Buffer.from('night 2\n'));
  await target.plant(forgedRoot(root, now, { frames }));
  const { warnings } = await target.backUp();
  expect(warnings).toContain('object-lost');
  await target.expectRestores();
});

test('many such parents in a row: found out by what one verify has read', async () => {
  const target = await Target.open(3);
  expect((await target.run('verify', 'verify', { level: 'full' })).result.exitCode).toBe(0);
  const root = await target.root();
  const garbage = makePack(SERIES, new Date(), [Buffer.from('garbage!\n')]);
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), Buffer.from('night 2\n'));
  expect(await target.put(garbage.key, Buffer.from(garbage.body))).toBe('done');
  for (let i = 0; i < 4; i++)
    await target.plant(
      forgedRoot(root, new Date(Date.now() + (i + 2) * 1000), {
        frames: [...frames, ...garbage.frames],
        packs: [garbage],
      }),
    );
  expect((await target.backUp()).warnings).toContain('object-lost');
  await target.expectRestores();
});

test('a snapshot that says it is of another series, and a root larger than any, are passed over', async () => {
  const target = await Target.open(1);
  const { id } = target.nights[0] ?? { id: '' };
  const root = await target.root();
  const now = new Date(Date.now() + 5000);
  await target.plant(forgedRoot(root, now, { header: { series: 'acme/other/files' } }));
  const large = Buffer.alloc(65 * 1024 * 1024);
  await target.plant({ id: snapshotId(now, large), bytes: large });
  const { result } = await target.backUp();
  expect(result).toMatchObject({ status: 'complete', json: { parent: id } });
  await target.expectRestores();
});

describe('a sealed vault', () => {
  const [ANNA, BEN] = [0, 1].map(() => vaultKey(new Identity(randomBytes(32)))) as [VaultKey, VaultKey];
  const AS_ANNA = { 'vault-key': formatIdentity(ANNA.identity) };

  /** Keys by the role `repair`, two nights of a job that only writes, and what its workflow holds. */
  async function sealedTarget() {
    const target = await Target.open(0);
    const file = join(FOLDER, `${target.bucket}.key`);
    const recipients = `${ANNA.recipient},${BEN.recipient}`;
    const made = await target.run('repair', 'keys', { keys: 'create', recipients, 'key-file': file, apply: 'true' });
    const [, recipient = ''] = /vault-recipient: (age1\w+)/.exec(made.result.summary?.text ?? '') ?? [];
    const job = { 'vault-key': readFileSync(file, 'utf8'), 'vault-recipient': recipient };
    const night = async (inputs: Readonly<Record<string, string>> = job): Promise<string> => {
      writeFileSync(join(SOURCE, 'changing'), randomBytes(100).toString('hex'));
      const { result } = await target.run('backup', 'backup', { source: 'files', root: SOURCE, ...inputs });
      return String(result.outputs['snapshot']);
    };
    await night();
    return { target, job, night, newest: await night(), files: filesOf(SOURCE) };
  }

  /** What the audit says of the sealed series. */
  async function sealedFindings(target: Target): Promise<Record<string, string>> {
    const { json } = (await target.run('audit', 'audit', { 'fail-on': 'none' })).result;
    const { findings } = json as { findings: { check: string; status: string }[] };
    return Object.fromEntries(
      findings.filter(({ check }) => check.startsWith('sealed-')).map(({ check, status }) => [check, status]),
    );
  }

  test('a job that only writes, a person who restores, verification and prune, each by its role', async () => {
    const { target, job, newest, files } = await sealedTarget();
    const path = mkdtempSync(join(FOLDER, 'target-'));
    const key = { 'vault-key': job['vault-key'] };
    expect((await failure(target.run('restore', 'restore', { path, ...key }))).code).toBe('sealed');
    expect((await failure(target.run('restore', 'restore', { path }))).code).toBe('sealed');
    expect((await target.run('restore', 'restore', { path, ...AS_ANNA })).result.exitCode).toBe(0);
    expect(filesOf(path)).toEqual(files);
    for (const [level, own] of [
      ['full', key],
      ['restore', AS_ANNA],
    ] as const)
      expect((await target.run('verify', 'verify', { level, ...own })).result).toMatchObject({
        exitCode: 0,
        outputs: { snapshot: newest },
      });
    const pruned = await target.run('prune', 'prune', { 'keep-last': '1', apply: 'true' });
    expect(pruned.result.exitCode).toBe(0);
    const checked = await target.run('repair', 'keys', { keys: 'check', ...AS_ANNA });
    expect(checked.result.summary?.text).toContain(newest);
    expect(await sealedFindings(target)).toEqual({
      'sealed-open': 'passed',
      'sealed-people': 'passed',
      'sealed-checked': 'passed',
      'sealed-opened': 'passed',
    });
  });

  test('whoever stole the role that backs up: no keys and no demands, and nothing is stored in the open above what it plants', async () => {
    const { target, job, night, newest } = await sealedTarget();
    const utc = new Date(Date.now() + 2000);
    const name = snapshotId(utc, Buffer.from('{}'));
    for (const kind of ['keys', 'vault']) {
      expect([kind, await target.put(`v1/${kind}/${name}`, '{}')]).toEqual([kind, 'AccessDenied']);
      for (const key of (await target.keys()).filter((each) => each.startsWith(`v1/${kind}/`)))
        expect([key, await target.put(key, 'junk')]).toEqual([key, 'AccessDenied']);
    }
    const planted = await target.plant(plainRoot(SERIES, utc, {}));
    expect((await failure(night({}))).code).toBe('vault-sealed');
    const red = await target.run('verify', 'verify', { level: 'metadata', 'vault-key': job['vault-key'] });
    expect(red.result).toMatchObject({ exitCode: 1, outputs: { snapshot: newest } });
    expect(await sealedFindings(target)).toMatchObject({ 'sealed-open': 'failed' });
    expect((await target.run('repair', 'mark', { mark: 'quarantine', version: planted })).result.exitCode).toBe(0);
    const green = await target.run('verify', 'verify', { level: 'metadata', 'vault-key': job['vault-key'] });
    expect(green.result.exitCode).toBe(0);
    expect(await sealedFindings(target)).toMatchObject({ 'sealed-open': 'passed' });
    await night();
  });

  test('keys and demands that somebody with the role repair deleted come back, and the person restores', async () => {
    const { target, files } = await sealedTarget();
    const admin = clientOf(keysOf('repair'));
    for (const key of (await target.keys()).filter((each) => /^v1\/(?:keys|vault)\//.test(each)))
      await admin.send(new S3.DeleteObjectCommand({ Bucket: target.bucket, Key: key }));
    const path = mkdtempSync(join(FOLDER, 'target-'));
    const told = await failure(target.run('restore', 'restore', { path, ...AS_ANNA }));
    expect([told.code, told.fix]).toEqual(['bad-vault-key', expect.stringContaining('holdfast repair') as string]);
    const whole = { bucket: target.bucket, 'all-series': 'true', apply: 'true' };
    const repaired = await run(server, 'repair', whole, { keys: keysOf('repair') });
    expect(repaired.result).toMatchObject({ exitCode: 0, outputs: { changes: 2 } });
    expect((await target.run('restore', 'restore', { path, ...AS_ANNA })).result.exitCode).toBe(0);
    expect(filesOf(path)).toEqual(files);
  });
});
