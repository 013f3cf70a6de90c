/** Mode setup over the double: what it makes of buckets, and what it leaves alone. */
import * as S3 from '@aws-sdk/client-s3';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyPatterns } from '../../../src/aws/policies/roles.ts';
import { startDouble, type Double } from '../../../tools/double/double.ts';
import type { Bucket } from '../../../tools/double/state.ts';
import { FOLDER, failure, run, type Ran } from './workbench.ts';

const ROLE = 'arn:aws:iam::111122223333:role/holdfast-backup';

let double: Double;
let s3: S3.S3Client;
let count = 0;
let bucket: string;

beforeAll(async () => {
  double = await startDouble();
  const { endpoint, region } = double;
  s3 = new S3.S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials: double });
});
beforeEach(() => {
  bucket = `bucket-${String(count++)}`;
  double.faults = undefined;
});
afterAll(async () => {
  s3.destroy();
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

function setup(given: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return run(double, 'setup', { bucket, 'backup-roles': ROLE, ...given });
}

const applied = (given: Readonly<Record<string, string>> = {}) => setup({ apply: 'true', ...given });

function lines({ result }: Ran): Record<string, string> {
  return Object.fromEntries((result.tables[0]?.rows ?? []).map(([name, , then]) => [String(name), String(then)]));
}

const rulesOf = async () =>
  (await s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket: bucket }))).Rules ?? [];
const policyOf = async () =>
  (
    JSON.parse((await s3.send(new S3.GetBucketPolicyCommand({ Bucket: bucket }))).Policy ?? '') as {
      Statement: { Sid?: string; Effect: string }[];
    }
  ).Statement;
const settings = (made: Bucket) => ({ versioning: made.versioning, documents: Object.fromEntries(made.documents) });
const changes = ({ result }: Ran) => result.outputs.changes;

test('subjects with numbers are left out where the runner does not know them', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'schedule', GITHUB_REPOSITORY: 'acme/shop' };
  const { result } = await run(double, 'setup', { bucket, 'backup-roles': ROLE }, { env });
  expect(JSON.stringify(result.json)).toContain('repo:acme/shop:');
  expect(JSON.stringify(result.json)).not.toContain('acme@');
});

test.each([
  ['https://octocorp.ghe.com', 'token.actions.octocorp.ghe.com'],
  ['https://github.example.com', 'github.example.com/_services/token'],
])('trust policies for jobs of %s name its issuer, from the input or the environment', async (server, issuer) => {
  const GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'schedule', GITHUB_REPOSITORY: 'acme/shop' };
  const env = { ...GITHUB, GITHUB_REPOSITORY_ID: '34', GITHUB_REPOSITORY_OWNER_ID: '12' };
  const given = { bucket, 'backup-roles': ROLE };
  const named = await run(double, 'setup', { ...given, 'github-server-url': server }, { env });
  const own = await run(double, 'setup', given, { env: { ...env, GITHUB_SERVER_URL: server } });
  for (const { result } of [named, own]) {
    const text = JSON.stringify(result.json);
    expect(text).toContain(`oidc-provider/${issuer}"`);
    expect(text).toContain(`"${issuer}:sub"`);
    expect(text).not.toContain('githubusercontent');
  }
  // The numbers are those of the runner's own server.
  expect(JSON.stringify(own.result.json)).toContain('acme@12/shop@34');
  expect(JSON.stringify(named.result.json)).not.toContain('acme@12');
});

describe('a bucket that is not there', () => {
  test('is planned without a call that writes, made, and then as it should be', async () => {
    double.clearRequests();
    const plan = await setup();
    expect(double.requests.filter(({ method }) => !['GET', 'HEAD', 'POST'].includes(method))).toEqual([]);
    expect(plan.result.outputs).toMatchObject({ applied: false });
    expect(lines(plan)).toMatchObject({ bucket: `${bucket} in us-east-1`, versioning: 'Enabled' });

    const made = await applied();
    expect(made.result).toMatchObject({ status: 'complete', exitCode: 0, outputs: { applied: true } });
    expect(made.warnings).toEqual(['setup-no-tls']);
    expect(lines(made)).toMatchObject({
      overwriting: 'refused',
      lifecycle: expect.stringContaining('60 days') as string,
    });
    expect((await policyOf()).map(({ Sid }) => Sid)).toEqual([
      'HoldfastNoCopies',
      'HoldfastNoCustomerKeys',
      'HoldfastNoArchives',
      'HoldfastOnlyVaultKeys',
      'HoldfastBackupOnlyAdds',
      'HoldfastBackupVouchesForNothing',
      'HoldfastBackupKeepsSettings',
      'HoldfastNoOverwrite',
    ]);

    double.clearRequests();
    const again = await applied();
    expect(again.result.outputs).toMatchObject({ changes: 0, applied: false });
    expect(double.requests.filter(({ operation }) => /^(Put(?!Object$)|Create|Delete)/.test(operation))).toEqual([]);
  });

  test('is made in its region, with Object Lock if days are given', async () => {
    await applied({ 'object-lock-days': '30', 'transition-days': '90' });
    const lock = await s3.send(new S3.GetObjectLockConfigurationCommand({ Bucket: bucket }));
    expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 30 });
    expect((await rulesOf())[1]).toMatchObject({
      Filter: { Prefix: 'v1/packs/' },
      Transitions: [{ Days: 90, StorageClass: 'GLACIER_IR' }],
    });
    expect(changes(await applied({ 'object-lock-days': '30', 'transition-days': '90' }))).toBe(0);
  });
});

describe("what is stricter, or somebody else's, stays", () => {
  const foreignRule: S3.LifecycleRule = {
    ID: 'logs',
    Status: 'Enabled',
    Filter: { Prefix: 'logs/' },
    Expiration: { Days: 7 },
  };
  const foreignStatement = {
    Sid: 'Auditors',
    Effect: 'Deny',
    Principal: { AWS: 'arn:aws:iam::111122223333:user/guest' },
    Action: 's3:GetObject',
    Resource: 'PLACEHOLDER',
  };

  async function strictBucket(): Promise<Bucket> {
    const made = double.makeBucket(bucket);
    double.addKmsKey(`key-${bucket}`);
    const rule = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `key-${bucket}` } as const;
    const place = { Bucket: bucket };
    await s3.send(
      new S3.PutBucketEncryptionCommand({
        ...place,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: true }],
        },
      }),
    );
    await s3.send(new S3.PutBucketVersioningCommand({ ...place, VersioningConfiguration: { Status: 'Enabled' } }));
    const lock = {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 1 } },
    } as const;
    await s3.send(new S3.PutObjectLockConfigurationCommand({ ...place, ObjectLockConfiguration: lock }));
    const statement = { ...foreignStatement, Resource: `arn:aws:s3:::${bucket}/*` };
    await s3.send(
      new S3.PutBucketPolicyCommand({
        ...place,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }),
    );
    const longRule: S3.LifecycleRule = {
      ID: 'everything',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      NoncurrentVersionExpiration: { NoncurrentDays: 365 },
    };
    await s3.send(
      new S3.PutBucketLifecycleConfigurationCommand({
        ...place,
        LifecycleConfiguration: { Rules: [foreignRule, longRule] },
      }),
    );
    return made;
  }

  test('SSE-KMS, compliance, a longer life, rules and statements of others', async () => {
    const made = await strictBucket();
    const before = settings(made).documents;
    const ran = await applied({ 'object-lock-days': '30', encryption: 'AES256' });
    expect(ran.warnings).toEqual(['setup-no-tls', 'setup-stricter', 'setup-stricter']);
    const after = settings(made).documents;
    for (const name of ['encryption', 'object-lock']) expect(after[name]).toBe(before[name]);
    const rules = await rulesOf();
    expect(rules.map(({ ID }) => ID)).toEqual(['logs', 'everything', 'holdfast-versions:v1/']);
    expect(rules[0]).toEqual(foreignRule);
    expect(rules[2]).not.toHaveProperty('NoncurrentVersionExpiration');
    expect((await policyOf())[0]).toMatchObject({ Sid: 'Auditors' });
    expect(changes(await applied({ 'object-lock-days': '30', encryption: 'AES256' }))).toBe(0);
  });

  test('days that an earlier setup gave are not shortened, and are lengthened', async () => {
    await applied({ 'noncurrent-days': '90' });
    const ran = await applied({ 'noncurrent-days': '30' });
    expect(ran.warnings).toContain('setup-stricter');
    expect(changes(ran)).toBe(0);
    expect(changes(await applied({ 'noncurrent-days': '120' }))).toBe(1);
    expect((await rulesOf())[0]).toMatchObject({ NoncurrentVersionExpiration: { NoncurrentDays: 120 } });
  });

  test('Object Lock that is shorter than asked is lengthened, in its own mode', async () => {
    const made = await strictBucket();
    expect(made.documents.get('object-lock')).toContain('COMPLIANCE');
    await applied({ 'object-lock-days': '400' });
    const lock = await s3.send(new S3.GetObjectLockConfigurationCommand({ Bucket: bucket }));
    expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 400 });
  });

  test('a statement of ours that somebody made stricter is kept beside the right one; roles are added up', async () => {
    await applied();
    const statements = await policyOf();
    const wider = statements.map((each) =>
      each.Sid === 'HoldfastNoCopies' ? { ...each, Action: ['s3:PutObject', 's3:GetObjectTagging'] } : each,
    );
    await s3.send(
      new S3.PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: wider }),
      }),
    );
    const other = `${ROLE}-2`;
    expect(changes(await applied({ 'backup-roles': other }))).toBe(1);
    const after = await policyOf();
    expect(after.filter(({ Sid }) => Sid === undefined)).toMatchObject([
      { Action: ['s3:PutObject', 's3:GetObjectTagging'] },
    ]);
    expect(after.find(({ Sid }) => Sid === 'HoldfastBackupOnlyAdds')).toMatchObject({
      Principal: { AWS: [ROLE, other] },
    });
    expect(new Set(after.map(({ Sid }) => Sid)).size).toBe(after.length);
    expect(changes(await applied())).toBe(0);
  });

  test('a rule of somebody else that endangers the vault is refused with the reason, and nothing is changed', async () => {
    const made = double.makeBucket(bucket);
    const rule = { ...foreignRule, Filter: { Prefix: '' } };
    await s3.send(
      new S3.PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules: [rule] } }),
    );
    const before = settings(made);
    const error = await failure(applied());
    expect(error).toMatchObject({
      code: 'bucket-unsafe',
      message: expect.stringContaining('"logs" deletes') as string,
    });
    expect(settings(made)).toEqual(before);
  });

  test('a shorter rule of somebody else that leaves enough time is said', async () => {
    double.makeBucket(bucket);
    const rule = {
      ID: 'short',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      NoncurrentVersionExpiration: { NoncurrentDays: 45 },
    } as const;
    await s3.send(
      new S3.PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules: [rule] } }),
    );
    expect((await applied()).warnings).toContain('setup-lifecycle-shorter');
    expect(await rulesOf()).toContainEqual(rule);
  });
});

test('over TLS, connections without it are refused', async () => {
  const tls = new URL('../../fixtures/tls/', import.meta.url);
  const [key, cert] = ['localhost-key.pem', 'localhost-cert.pem'].map((name) =>
    readFileSync(new URL(name, tls), 'utf8'),
  ) as [string, string];
  const secure = await startDouble({ host: 'localhost', tls: { key, cert } });
  try {
    const env = { AWS_CA_BUNDLE: fileURLToPath(new URL('localhost-cert.pem', tls)) };
    const given = { bucket, 'backup-roles': ROLE, apply: 'true' };
    const made = await run(secure, 'setup', given, { env });
    expect(made.warnings).toEqual([]);
    expect(lines(made)['bucket policy']).toMatch(/^HoldfastTlsOnly, /);
    expect(changes(await run(secure, 'setup', given, { env }))).toBe(0);
  } finally {
    await secure.close();
  }
});

test('a public statement of somebody else is named in the plan, and nothing is applied beside it', async () => {
  const made = double.makeVaultBucket(bucket);
  const statement = { Sid: 'EverybodyReads', Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
  const Resource = `arn:aws:s3:::${bucket}/*`;
  made.documents.set('policy', JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource }] }));
  const before = settings(made);
  const plan = await setup();
  expect(plan.warnings).toContain('setup-public-policy');
  expect(JSON.stringify(plan.result.tables)).toContain('public: EverybodyReads');
  const error = await failure(applied());
  expect(error).toMatchObject({ code: 'bucket-unsafe', message: expect.stringContaining('EverybodyReads') as string });
  expect(error.fix).toMatch(/Remove the statement/);
  expect(settings(made)).toEqual(before);
});

describe('KMS keys that a PUT may name', () => {
  const keyStatement = async () =>
    (await policyOf()).filter((statement) => JSON.stringify(statement).includes('aws-kms-key-id'));
  const put = (more: Partial<S3.PutObjectCommandInput>) =>
    s3
      .send(
        new S3.PutObjectCommand({
          Bucket: bucket,
          Key: `v1/x${String(count++)}`,
          Body: 'x',
          IfNoneMatch: '*',
          ...more,
        }),
      )
      .then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      );
  const under = (SSEKMSKeyId?: string) => put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId });
  let key: string;
  let other: string;

  beforeAll(() => {
    key = double.addKmsKey('22222222-aaaa-4aaa-8aaa-000000000001');
    other = double.addKmsKey('22222222-aaaa-4aaa-8aaa-000000000002');
  });

  test("none, where S3's own keys are used; a key that is named later takes their place", async () => {
    await applied();
    expect([await under(key), await under()]).toEqual(['AccessDenied', 'done']);
    const withKey = { encryption: 'aws:kms', 'kms-key-id': key };
    await applied(withKey);
    expect(await keyStatement()).toHaveLength(1);
    expect([await under(key), await under(other), await under()]).toEqual(['done', 'AccessDenied', 'done']);
    expect(changes(await applied(withKey))).toBe(0);
    expect(changes(await applied())).toBe(0);
  });

  test('the one under which backups lie already, though this setup was not told of it', async () => {
    double.makeVaultBucket(bucket);
    await s3.send(
      new S3.PutObjectCommand({
        Bucket: bucket,
        Key: 'v1/probe',
        Body: 'x',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: key,
      }),
    );
    await applied();
    expect([await under(key), await under(other)]).toEqual(['done', 'AccessDenied']);
  });

  test('no other way in: archive classes are refused, those that can be read at once are not', async () => {
    await applied();
    const classes = ['GLACIER', 'DEEP_ARCHIVE', 'STANDARD', 'STANDARD_IA', 'GLACIER_IR'] as const;
    const answers = await Promise.all(classes.map((StorageClass) => put({ StorageClass })));
    expect(answers).toEqual(['AccessDenied', 'AccessDenied', 'done', 'done', 'done']);
  });

  test.each([
    ['arn:aws:kms:eu-central-1:111122223333:key/1234', ['arn:aws:kms:eu-central-1:111122223333:key/1234', '1234']],
    ['1234', ['1234', 'arn:aws:kms:*:111122223333:key/1234']],
    ['alias/vault', ['alias/vault', 'arn:aws:kms:*:111122223333:alias/vault', 'arn:aws:kms:*:111122223333:key/*']],
    [
      'arn:aws:kms:eu-central-1:999988887777:alias/vault',
      [
        'arn:aws:kms:eu-central-1:999988887777:alias/vault',
        'alias/vault',
        'arn:aws:kms:*:999988887777:alias/vault',
        'arn:aws:kms:*:999988887777:key/*',
      ],
    ],
  ])('%s as it may be named', (given, patterns) => {
    expect(keyPatterns(given, { partition: 'aws', accountId: '111122223333' })).toEqual(patterns);
    expect(keyPatterns('1234', { partition: 'aws', accountId: undefined })).toEqual(['1234']);
  });
});

describe('two vaults in one bucket', () => {
  test('have rules and statements of their own', async () => {
    await applied({ prefix: 'one' });
    await applied({ prefix: 'two/b' });
    expect((await rulesOf()).map(({ Filter }) => Filter?.Prefix)).toEqual(['one/v1/', 'two/b/v1/']);
    const sids = (await policyOf()).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(16);
    for (const prefix of ['one', 'two/b']) expect(changes(await applied({ prefix }))).toBe(0);
  });
});

describe('trouble', () => {
  test('an interrupted setup is finished by a second try, wherever it stopped', async () => {
    await applied();
    const wanted = await policyOf();
    let stop = 1;
    for (; ; stop++) {
      bucket = `bucket-${String(count++)}`;
      let writes = 0;
      double.faults = ({ operation }) =>
        /^(PutBucket|PutPublic|PutObject$|Create)/.test(operation) && ++writes === stop
          ? { status: 400, code: 'ExpiredToken' }
          : undefined;
      const first = await applied().catch((error: unknown) => error);
      double.faults = undefined;
      if (!(first instanceof Error)) break;
      const second = await applied();
      expect(second.result.exitCode).toBe(0);
      const text = JSON.stringify(await policyOf()).replaceAll(bucket, 'B');
      expect(text).toBe(JSON.stringify(wanted).replaceAll(/bucket-\d+/g, 'B'));
      expect(changes(await applied())).toBe(0);
    }
    // Bucket, versioning, lifecycle, policy; then the probe: policy, three PUTs or more, policy.
    expect(stop).toBeGreaterThan(8);
  });

  test('the bucket of another account', async () => {
    double.makeBucket(bucket, { accountId: '444455556666' });
    expect(await failure(setup())).toMatchObject({ code: 'bucket-not-yours' });
    expect(await failure(applied())).toMatchObject({ code: 'bucket-not-yours' });
  });

  test('a bucket in another region', async () => {
    double.makeBucket(bucket, { region: 'eu-west-1' });
    const error = await failure(setup());
    expect(error).toMatchObject({ code: 'wrong-region', message: expect.stringContaining('eu-west-1') as string });
  });

  test('a role that may not read what could be weakened is told all permissions that it lacks', async () => {
    const made = double.makeBucket(bucket);
    const keys = double.addUser({
      name: 'half',
      policies: [
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketVersioning', 's3:Put*'], Resource: '*' },
          ],
        },
      ],
    });
    const before = settings(made);
    const error = await failure(run(double, 'setup', { bucket, apply: 'true' }, { keys }));
    expect(error.code).toBe('access-denied');
    for (const name of ['s3:GetBucketPolicy', 's3:GetLifecycleConfiguration', 's3:GetEncryptionConfiguration'])
      expect(error.message).toContain(name);
    expect(settings(made)).toEqual(before);
  });

  test('a policy that refuses the caller', async () => {
    double.makeBucket(bucket);
    const keys = double.addUser({
      name: 'all',
      policies: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
    });
    const refusal = {
      Effect: 'Deny',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/all' },
      Action: 's3:PutBucketPolicy',
      Resource: `arn:aws:s3:::${bucket}`,
    };
    await s3.send(
      new S3.PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [refusal] }),
      }),
    );
    const error = await failure(run(double, 'setup', { bucket, apply: 'true' }, { keys }));
    expect(error).toMatchObject({
      code: 'access-denied',
      message: expect.stringContaining('s3:PutBucketPolicy') as string,
    });
    expect(await policyOf()).toHaveLength(1);
  });

  // A policy takes a moment to count: it may be in force for the first PUT of the probe, or only for a later one.
  test.each([
    ['at once', 0],
    ['a PUT later', 1],
  ])('a server on which the condition refuses conditional PUTs as well, %s, is left as it was', async (_, after) => {
    let puts = -Infinity;
    double.faults = ({ operation, request }) => {
      if (operation === 'PutBucketPolicy') puts = request.body.includes('HoldfastOverwriteProbe') ? 0 : -Infinity;
      return operation === 'PutObject' && ++puts > after ? { status: 403, code: 'AccessDenied' } : undefined;
    };
    const ran = await applied();
    expect(ran.warnings).toContain('not-overwrite-proof');
    expect(ran.result.exitCode).toBe(0);
    expect(JSON.stringify(await policyOf())).not.toMatch(/Overwrite/);
    expect(changes(await applied())).toBe(0);
  });

  test('calls that the server does not have are left out, and said', async () => {
    double.faults = ({ operation }) =>
      /OwnershipControls|PublicAccessBlock/.test(operation) ? { status: 501, code: 'NotImplemented' } : undefined;
    const ran = await applied();
    expect(ran.result.exitCode).toBe(0);
    expect(lines(ran)).toMatchObject({ 'object ownership': 'left out', 'public access block': 'left out' });
    expect(changes(await applied())).toBe(0);
  });
});
