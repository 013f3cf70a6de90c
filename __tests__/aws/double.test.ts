import * as S3 from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCredentials } from '../../src/aws/credentials/credentials.ts';
import type { Credentials, CredentialSettings } from '../../src/aws/credentials/credentials.ts';
import { createNetwork } from '../../src/net/network.ts';
import type { HoldfastError } from '../../src/base/errors.ts';
import { startDouble } from '../../tools/double/double.ts';
import type { Double, DoubleOptions } from '../../tools/double/double.ts';

const VAULT = 'vault';
const SERIES = 'acme/app/files';
const OWN_PACK = `nightly/v1/packs/${SERIES}/@/20261123T000000Z-${'0'.repeat(24)}/0`;

let double: Double;
afterEach(() => double.close());

async function start(options: DoubleOptions = {}): Promise<void> {
  double = await startDouble(options);
  double.makeVaultBucket(VAULT);
}

/** As a job with id-token: write gets them. Without endpointUrl the policy is the one for AWS. */
function credentialsOf(
  settings: Partial<CredentialSettings> & { readonly roleToAssume: readonly string[] },
  claims = {},
): Credentials {
  return createCredentials(
    {
      mode: 'backup',
      bucket: VAULT,
      prefix: 'nightly',
      series: [SERIES],
      awsRegion: double.region,
      roleDurationSeconds: 3600,
      allowedAccountIds: [double.accountId],
      sessionPolicy: 'auto',
      stsEndpointUrl: double.endpoint,
      useFipsEndpoint: false,
      ...settings,
    },
    {
      env: double.runnerEnv(claims),
      network: createNetwork({}, {}),
      emit: () => undefined,
      mask: () => undefined,
      now: () => new Date(),
    },
  );
}

function s3As({ provider }: Credentials): S3.S3Client {
  return new S3.S3Client({
    region: double.region,
    endpoint: double.endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: provider,
  });
}

const put = (Key: string) => new S3.PutObjectCommand({ Bucket: VAULT, Key, Body: 'x' });
const get = (Key: string) => new S3.GetObjectCommand({ Bucket: VAULT, Key });
const list = (Prefix: string) => new S3.ListObjectsV2Command({ Bucket: VAULT, Prefix });
const denied = { name: 'AccessDenied' };

describe.each([
  ['AWS', {}],
  ['other providers', { endpointUrl: 'https://s3.example.com' }],
])('session policies in force, as written for %s', (_, dialect) => {
  beforeEach(() => start());

  test('a backup writes its own series and the probe, reads the vault, and does nothing else', async () => {
    const s3 = s3As(credentialsOf({ ...dialect, roleToAssume: [double.addRole({ name: 'wide' })] }));
    for (const key of [
      OWN_PACK,
      `nightly/v1/roots/${SERIES}/@/id`,
      `nightly/v1/parts/${SERIES}/@/run/0`,
      'nightly/v1/probe',
    ]) {
      await s3.send(put(key));
      await s3.send(get(key));
    }
    for (const key of [
      'nightly/v1/packs/acme/other/@/run/0',
      `nightly/v1/marks/${SERIES}/@/id/verified`,
      'nightly/v1/state/audit/x',
      'other/x',
    ]) {
      await expect(s3.send(put(key))).rejects.toMatchObject(denied);
    }
    await s3.send(list('nightly/v1/packs/'));
    for (const prefix of ['', 'nightly', 'other/']) await expect(s3.send(list(prefix))).rejects.toMatchObject(denied);
    await expect(s3.send(new S3.DeleteObjectCommand({ Bucket: VAULT, Key: OWN_PACK }))).rejects.toMatchObject(denied);
    await s3.send(new S3.GetBucketVersioningCommand({ Bucket: VAULT }));
    await s3.send(new S3.GetBucketEncryptionCommand({ Bucket: VAULT }));
    await s3.send(new S3.GetPublicAccessBlockCommand({ Bucket: VAULT }));
    await s3.send(new S3.GetBucketAclCommand({ Bucket: VAULT }));
    const lifecycle = s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket: VAULT }));
    await expect(lifecycle).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration' });
    await expect(
      s3.send(new S3.PutBucketVersioningCommand({ Bucket: VAULT, VersioningConfiguration: { Status: 'Suspended' } })),
    ).rejects.toMatchObject(denied);
  });

  test('a restore reads and writes nothing; a listing reads no packs', async () => {
    const roleToAssume = [double.addRole({ name: 'wide' })];
    await s3As(credentialsOf({ ...dialect, roleToAssume })).send(put(OWN_PACK));
    const restore = s3As(credentialsOf({ ...dialect, roleToAssume, mode: 'restore' }));
    await restore.send(get(OWN_PACK));
    await restore.send(list('nightly/v1/packs/'));
    await expect(restore.send(put(OWN_PACK))).rejects.toMatchObject(denied);
    const listing = s3As(credentialsOf({ ...dialect, roleToAssume, mode: 'list' }));
    await listing.send(list('nightly/v1/roots/'));
    await expect(listing.send(get(OWN_PACK))).rejects.toMatchObject(denied);
  });
});

test('a run longer than its sessions: requests never see an expired one', async () => {
  await start({ sessionSeconds: 2 });
  const s3 = s3As(credentialsOf({ roleToAssume: [double.addRole({ name: 'backup' })] }));
  const endMs = Date.now() + 3500;
  for (let round = 0; Date.now() < endMs; round++) {
    await Promise.all(Array.from({ length: 4 }, (_, part) => s3.send(put(`${OWN_PACK}${round}-${part}`))));
    await sleep(50);
  }
  const { AssumeRoleWithWebIdentity: sessions, GetToken: tokens } = double.counts();
  expect(sessions).toBeGreaterThanOrEqual(3);
  expect(sessions).toBeLessThanOrEqual(7);
  expect(tokens).toBe(sessions);
  expect(
    double.requests.filter(({ operation }) => operation === 'PutObject').every(({ status }) => status === 200),
  ).toBe(true);
});

describe.each(['aws', 'aws-us-gov', 'aws-cn'])('a refused job, in partition %s', (partition) => {
  const awsRegion = { aws: 'eu-central-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' }[partition] ?? '';

  test.each([
    ['by name', 'repo:octo-org/octo-repo:ref:refs/heads/main'],
    ['immutable', 'repo:octo-org@65/octo-repo@1296269:ref:refs/heads/main'],
  ])('is admitted by the very statement that the error prints: subject %s', async (_, sub) => {
    await start({ partition, region: awsRegion });
    const roleToAssume = [double.addRole({ name: 'strict', trustPolicy: double.trustPolicy('repo:somebody/else:*') })];
    const error = (await credentialsOf({ roleToAssume }, { sub })
      .provider()
      .catch((caught: unknown) => caught)) as HoldfastError;
    expect(error.code).toBe('role-not-assumed');
    expect(error.why).toContain(`sub: ${sub}`);

    const statement: unknown = JSON.parse(/\{[\s\S]*\n\}/.exec(error.fix ?? '')?.[0] ?? '');
    double.addRole({ name: 'strict', trustPolicy: { Version: '2012-10-17', Statement: [statement] } });
    await credentialsOf({ roleToAssume }, { sub }).provider();
    await expect(credentialsOf({ roleToAssume }, { sub: `${sub}2` }).provider()).rejects.toMatchObject({
      code: 'role-not-assumed',
    });
  });
});

describe('roles', () => {
  beforeEach(() => start());

  test('the error names a missing provider, an audience that is not registered, and a session that is too long', async () => {
    const roleToAssume = [double.addRole({ name: 'backup' })];
    await expect(credentialsOf({ roleToAssume, audience: 'unknown' }).provider()).rejects.toMatchObject({
      code: 'role-not-assumed',
    });
    await expect(credentialsOf({ roleToAssume, roleDurationSeconds: 7200 }).provider()).rejects.toMatchObject({
      code: 'role-duration-too-long',
    });
    await expect(
      credentialsOf({ roleToAssume }, { iss: 'https://elsewhere.example.com' }).provider(),
    ).rejects.toMatchObject({ code: 'oidc-provider-missing' });
    await expect(credentialsOf({ roleToAssume: [`${roleToAssume[0]}s`] }).provider()).rejects.toMatchObject({
      code: 'role-not-assumed',
    });
  });

  test('a chain into another account, proved there', async () => {
    const hop = double.addRole({
      name: 'hop',
      policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }],
    });
    const trustPolicy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: hop }, Action: 'sts:AssumeRole' }],
    };
    const last = double.addRole({ name: 'vault', accountId: '444455556666', trustPolicy });
    const chained = credentialsOf({ roleToAssume: [hop, last], allowedAccountIds: ['444455556666'] });
    await chained.provider();
    expect(await chained.identity()).toMatchObject({
      accountId: '444455556666',
      arn: expect.stringContaining('assumed-role/vault/holdfast') as string,
    });

    const stranger = double.addRole({ name: 'stranger', trustPolicy: double.trustPolicy() });
    await expect(credentialsOf({ roleToAssume: [hop, stranger] }).provider()).rejects.toMatchObject({
      code: 'role-not-assumed',
    });
  });

  test('an ARN without an account', async () => {
    const roleToAssume = [double.addRole({ name: 'ceph', arnWithoutAccount: true })];
    expect(roleToAssume[0]).toBe('arn:aws:iam:::role/ceph');
    await s3As(credentialsOf({ roleToAssume })).send(put(OWN_PACK));
  });
});
