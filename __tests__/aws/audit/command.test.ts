import { hash } from 'node:crypto';
/** The command over the double, with TLS, so that a bucket can be set up as setup does it at AWS. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECKS, type CheckId } from '../../../src/aws/audit/checks.ts';
import type { Finding } from '../../../src/aws/audit/finding.ts';
import { noOverwrite, rolePolicy, vaultStatements } from '../../../src/aws/policies/roles.ts';
import { runCommand } from '../../../src/commands/registry.ts';
import type { Deps } from '../../../src/commands/shared/command.ts';
import type { CommandResult } from '../../../src/report/result.ts';
import type { Event } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import { blobKey } from '../../../src/vault/format/keys.ts';
import { allow, startDouble, type Double } from '../../../tools/double/double.ts';
import { parsePolicy, type PolicyInput } from '../../../tools/double/policy.ts';
import type { Bucket } from '../../../tools/double/state.ts';
import { SERIES } from '../../support/vault.ts';

const TLS = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/tls/localhost-${name}.pem`, import.meta.url));
const SUBJECT = 'repo:octo-org@1/octo-repo@2:environment:holdfast';

let double: Double;
let bucket: Bucket;
let folder: string;
let count = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-audit-'));
  double = await startDouble({
    tls: { key: readFileSync(TLS('key'), 'utf8'), cert: readFileSync(TLS('cert'), 'utf8') },
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await double.close();
});
beforeEach(() => {
  bucket = double.makeVaultBucket(`vault-${String(count++)}`);
  double.blockedAccounts.add(double.accountId);
  double.clearRequests();
});

const place = () => ({ partition: 'aws', bucket: bucket.name, prefix: '', aws: true });

function setPolicy(statements: readonly object[]): void {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  bucket.policy = parsePolicy(text, 'bucket');
  bucket.documents.set('policy', text);
}

function setLifecycle(days: number): void {
  bucket.documents.set(
    'lifecycle',
    `<LifecycleConfiguration><Rule><ID>holdfast-versions:v1/</ID><Status>Enabled</Status><Filter><Prefix>v1/</Prefix></Filter>
    <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>
    <NoncurrentVersionExpiration><NoncurrentDays>${String(days)}</NoncurrentDays></NoncurrentVersionExpiration>
    <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>`,
  );
}

const BACKUP_ROLE = 'arn:aws:iam::111122223333:role/backup';

/** The bucket as setup leaves it, with access logged. */
function setUp(): void {
  setPolicy([
    ...vaultStatements(place(), { backupRoles: [BACKUP_ROLE], vaultKeys: [], tls: true }),
    noOverwrite(place()),
  ]);
  setLifecycle(60);
  bucket.documents.set(
    'logging',
    '<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix>v/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
  );
}

/** The audit role as setup prints it, but for `more` policies. */
function auditRole(name: string, more: readonly PolicyInput[] = []): string {
  const issuer = double.issuer.url.replace('https://', '');
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: double.oidcProviderArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: SUBJECT } },
  };
  const [first, ...others] = [rolePolicy('audit', place()), ...more];
  return double.addRole({
    name,
    trustPolicy: { Version: '2012-10-17', Statement: [trust] },
    policies: [first ?? ''],
    attached: Object.fromEntries(others.map((policy, index) => [`more-${String(index)}`, policy])),
  });
}

interface Ran extends CommandResult {
  readonly findings: readonly Finding[];
  readonly events: readonly Event[];
}

async function run(role: string, given: Record<string, string> = {}, env: Deps['env'] = {}): Promise<Ran> {
  const inputs = {
    mode: 'audit',
    bucket: bucket.name,
    'endpoint-url': double.endpoint,
    'sts-endpoint-url': double.endpoint,
    'force-path-style': 'true',
    'aws-region': double.region,
    'role-to-assume': role,
    // The one for AWS is not sent to other servers.
    'session-policy': 'off',
    ...given,
  };
  const events: Event[] = [];
  const deps: Partial<Deps> = {
    surface: 'action',
    env: {
      AWS_CA_BUNDLE: TLS('cert'),
      GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/audit.yml@refs/heads/main',
      ...double.runnerEnv({ sub: SUBJECT }),
      ...double.accountEnv(),
      ...env,
    },
    workingDir: folder,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    now: () => new Date(),
    mask: () => undefined,
  };
  const result = await runCommand(parseInputs(new Map(Object.entries(inputs)), 'action'), deps as Deps);
  return { ...result, events, findings: (result.json as { readonly findings: readonly Finding[] }).findings };
}

/** The finding of a check. */
const of = (ran: Ran, check: CheckId): Finding | undefined => ran.findings.find((finding) => finding.check === check);

/** `check: severity` of what failed, remarks left out. */
const troubles = ({ findings }: Ran): string[] =>
  findings
    .filter(({ status, severity }) => status === 'failed' && severity !== 'none')
    .map(({ check, severity }) => `${check}: ${severity}`);

/** Another S3 version of a key. */
function put(key: string, { text = 'pack', kmsKeyArn }: { text?: string; kmsKeyArn?: string } = {}): void {
  const lastModified = double.clock.now();
  const encryption = kmsKeyArn === undefined ? undefined : { algorithm: 'aws:kms', kmsKeyArn };
  const facts = { checksums: {}, headers: {}, storageClass: 'STANDARD', encryption };
  const body = Buffer.from(text);
  bucket.add({
    key,
    versionId: bucket.nextVersionId(),
    isDeleteMarker: false,
    lastModified,
    body,
    etag: `"${text}"`,
    ...facts,
  });
}

const packKey = (number: number): string =>
  blobKey('packs', SERIES, new Date('2026-01-01T02:00:00Z'), hash('sha256', String(number), 'buffer'));

describe('a bucket and a role as setup leaves them', () => {
  test('nothing to find, in 30 requests and a HEAD of the 25 newest packs, six more for a further role, one more for a thousand S3 versions', async () => {
    setUp();
    const role = auditRole('audit', [allow('s3:ListAllMyBuckets', '*')]);
    for (let i = 0; i < 990; i++) put(packKey(i));
    const first = await run(role);
    expect(troubles(first)).toEqual([]);
    expect(first.findings.filter(({ status }) => status === 'unknown')).toEqual([]);
    expect(first).toMatchObject({ status: 'complete', exitCode: 0, outputs: { findings: 0 } });
    expect(first.summary?.text).toMatch(/^Attack-proof: yes\. .* No findings\./);
    expect(first.json).toMatchObject({ attackProof: 'yes', because: [] });
    const requests = double.requests.length;
    expect(requests).toBeLessThanOrEqual(30 + 25);

    const counted = async (given: Record<string, string>): Promise<number> => {
      double.clearRequests();
      await run(role, given);
      return double.requests.length;
    };
    // The baseline has been written, and is read now.
    const plain = await counted({});
    expect(plain).toBe(requests);
    const more = { 'audit-roles': auditRole('second', [allow('s3:ListAllMyBuckets', '*')]) };
    expect(await counted(more)).toBe(plain + 7);
    // The first time it is noted for the next audit.
    expect(await counted(more)).toBe(plain + 6);
    for (let i = 990; i < 1990; i++) put(packKey(i));
    expect(await counted({})).toBe(plain + 1);
  });

  test('each check is made', async () => {
    setUp();
    const { findings } = await run(auditRole('every'));
    const made = new Set(findings.map(({ check }) => check));
    // Those of sealed series are for vaults that have any.
    const others = Object.keys(CHECKS).filter((check) => !check.startsWith('sealed-'));
    expect(others.filter((check) => !made.has(check as CheckId))).toEqual([]);
  });
});

test('a bucket that nobody set up: what is missing is said beforehand', async () => {
  const ran = await run(auditRole('plain'));
  expect(troubles(ran)).toEqual(
    expect.arrayContaining(['deny-delete: high', 'deny-overwrite: medium', 'deny-rules: medium', 'tls-only: medium']),
  );
  expect(ran).toMatchObject({ status: 'failed', exitCode: 1 });
  const rows = ran.tables.find(({ title }) => title === 'Findings')?.rows;
  expect(rows?.find((row) => row[1] === 'deny-delete')?.at(-1)).toBe(CHECKS['deny-delete'].url);
  expect(ran.summary?.text).toMatch(/^Attack-proof: no \(.*deny-delete of vault-/);
  expect(ran.events).toContainEqual(expect.objectContaining({ type: 'warning', class: 'audit-deny-delete' }));
  expect(await run(auditRole('plain-2'), { 'fail-on': 'critical' })).toMatchObject({ exitCode: 0 });
});

test.each<[string, (at: Bucket) => void, CheckId, string]>([
  ['versioning off', (at) => (at.versioning = undefined), 'versioning', 'critical'],
  ['versioning suspended', (at) => (at.versioning = 'Suspended'), 'versioning', 'critical'],
  ['no encryption', (at) => at.documents.delete('encryption'), 'encryption', 'high'],
  ['no public access block', (at) => at.documents.delete('publicAccessBlock'), 'public-access-block', 'high'],
  ['ACLs in force', (at) => at.documents.delete('ownershipControls'), 'object-ownership', 'medium'],
  [
    'a public ACL',
    (at) => at.documents.set('acl', 'public-read').delete('ownershipControls'),
    'public-acl',
    'critical',
  ],
  ['noncurrent S3 versions for a week', () => setLifecycle(7), 'lifecycle-harm', 'high'],
  ['no lifecycle', (at) => at.documents.delete('lifecycle'), 'noncurrent-expiry', 'low'],
  ['no log', (at) => at.documents.delete('logging'), 'logging', 'low'],
])('%s', async (_, change, check, severity) => {
  setUp();
  change(bucket);
  expect(of(await run(auditRole(`role-${String(count)}`)), check)).toMatchObject({ status: 'failed', severity });
});

test.each([
  ['off', undefined],
  ['suspended', 'Suspended'],
] as const)(
  'without versions (%s) overwriting and deleting leave no trace: not known, and never passed',
  async (_, status) => {
    setUp();
    bucket.versioning = status;
    const ran = await run(auditRole(`traceless-${String(count)}`));
    for (const check of ['attack-overwritten', 'attack-deleted'] as const)
      expect(of(ran, check)).toMatchObject({ status: 'unknown', evidence: [expect.stringContaining('no trace')] });
  },
);

test('an object in an archive class is named', async () => {
  setUp();
  put(packKey(1));
  double.objects(bucket.name).setStorageClass(packKey(1), 'DEEP_ARCHIVE');
  const ran = await run(auditRole(`archived-${String(count)}`));
  const { evidence } = of(ran, 'attack-foreign-objects') as Finding;
  expect(evidence).toEqual([expect.stringMatching(/packs\/.*: it lies in DEEP_ARCHIVE/)]);
});

describe('KMS keys of the newest objects', () => {
  const OTHER = '999988887777';
  const keyIn = (accountId: string) =>
    double.addKmsKey(`33333333-aaaa-4aaa-8aaa-${String(count).padStart(12, '0')}`, accountId);
  const look = async () => of(await run(auditRole(`keys-${String(count)}`)), 'attack-foreign-keys') as Finding;

  test('a key of another account is named, though the role may not use it', async () => {
    const kmsKeyArn = keyIn(OTHER);
    put(packKey(1));
    put(packKey(2), { kmsKeyArn });
    expect(await look()).toMatchObject({
      status: 'failed',
      severity: 'high',
      evidence: [
        `${packKey(2)}: under ${kmsKeyArn}`,
        'checked: 2 of 2 snapshots, packs and parts, the newest of each kind',
      ],
    });
  });

  test('an old pack that was written again under such a key is among the newest', async () => {
    for (let i = 0; i < 60; i++) put(packKey(i));
    double.clock.advance(60);
    expect(await look()).toMatchObject({ status: 'passed', message: expect.stringContaining('25 of 60') as string });
    put(packKey(0), { kmsKeyArn: keyIn(OTHER) });
    const ran = await run(auditRole(`rewritten-${String(count)}`));
    for (const check of ['attack-foreign-keys', 'attack-overwritten'] as const) {
      expect(of(ran, check)).toMatchObject({ status: 'failed' });
      expect((of(ran, check) as Finding).evidence[0]).toContain(packKey(0));
    }
  });

  test('keys of the own account pass, and those of the account whose key the bucket has as its default', async () => {
    put(packKey(1), { kmsKeyArn: keyIn(double.accountId) });
    expect(await look()).toMatchObject({ status: 'passed' });
    put(packKey(2), { kmsKeyArn: `${keyIn(OTHER)}-older` });
    const rule = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${keyIn(OTHER)}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>`;
    bucket.documents.set(
      'encryption',
      `<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`,
    );
    expect(await look()).toMatchObject({ status: 'passed' });
  });

  test.each([403, 400])('an object that S3 tells nothing of (%s) has not passed', async (status) => {
    put(packKey(1));
    double.faults = ({ operation, key }) =>
      operation === 'HeadObject' && key === packKey(1) ? { status, code: '' } : undefined;
    const finding = await look();
    double.faults = undefined;
    expect(finding).toMatchObject({ status: 'unknown', evidence: [expect.stringContaining(packKey(1))] });
  });

  test('nor has one under a key whose account nobody knows', async () => {
    put(packKey(1), { kmsKeyArn: 'key-of-the-server' });
    expect(await look()).toMatchObject({ status: 'unknown', evidence: [expect.stringContaining('key-of-the-server')] });
  });
});

test('roles: who may destroy, who may only pretend to', async () => {
  setUp();
  const wide = double.addRole({ name: 'wide', policies: [allow('*', '*')] });
  const ran = await run(auditRole('reviewer'), {
    'audit-roles': `${wide}\n${BACKUP_ROLE.replace('backup', 'nobody')}`,
  });
  const ofWide = ran.findings.filter(({ subject, status }) => subject === wide && status === 'failed');
  expect(ofWide.map(({ check, severity }) => `${check}: ${severity}`)).toEqual([
    'trust-subject: critical',
    'role-iam: critical',
    'role-delete-versions: high',
    'role-rules: high',
  ]);
  expect(ran.findings).toContainEqual(expect.objectContaining({ check: 'role-found', status: 'failed' }));
  const { access } = ran.json as { readonly access: readonly object[] };
  expect(access).toContainEqual({
    who: wide,
    read: 'yes',
    write: 'yes',
    overwrite: 'no',
    markDeleted: 'yes',
    deleteVersions: 'yes',
    changeRules: 'yes',
  });
});

test('another account in the bucket policy', async () => {
  setPolicy([
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket.name}/*`,
    },
  ]);
  const finding = of(await run(auditRole('others')), 'access-others');
  expect(finding).toMatchObject({ status: 'failed', severity: 'high', evidence: ['read backups'] });
});

test('a key that may not be asked for is not known, and no pass', async () => {
  setUp();
  const deny = { Effect: 'Deny', Action: 's3:GetEncryptionConfiguration', Resource: '*' };
  const ran = await run(auditRole(`no-key-${String(count)}`, [{ Version: '2012-10-17', Statement: [deny] }]));
  expect(of(ran, 'key-policy')).toMatchObject({ status: 'unknown' });
});

test('a KMS key that anybody may use, or whose policy may not be seen', async () => {
  const key = double.addKmsKey('11111111-2222-4333-8444-555555555555');
  const rule = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${key}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>`;
  bucket.documents.set(
    'encryption',
    `<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`,
  );
  const role = auditRole('keys');
  expect(of(await run(role), 'key-policy')).toMatchObject({ status: 'passed', subject: key });
  const open = { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
  double.keyPolicies.set(key, JSON.stringify({ Version: '2012-10-17', Statement: open }));
  expect(of(await run(role), 'key-policy')).toMatchObject({ status: 'failed', severity: 'high' });
  const under = (Condition: object) =>
    double.keyPolicies.set(key, JSON.stringify({ Version: '2012-10-17', Statement: { ...open, Condition } }));
  under({ StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } });
  expect(of(await run(role), 'key-policy')).toMatchObject({ status: 'failed', severity: 'high' });
  under({ StringEquals: { 'kms:CallerAccount': double.accountId } });
  expect(of(await run(role), 'key-policy')).toMatchObject({ status: 'passed' });
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:GetKeyPolicy', Resource: '*' }] };
  expect(of(await run(auditRole('no-keys', [deny])), 'key-policy')).toMatchObject({ status: 'unknown' });
});

describe('what may not be seen', () => {
  test.each<[string, CheckId]>([
    ['s3:GetBucketVersioning', 'versioning'],
    ['s3:GetLifecycleConfiguration', 'lifecycle-harm'],
    ['s3:GetBucketPolicy', 'deny-delete'],
    ['s3:GetBucketLogging', 'logging'],
    ['s3:GetEncryptionConfiguration', 'encryption'],
    ['s3:GetBucketPublicAccessBlock', 'public-access-block'],
    ['s3:GetBucketPolicyStatus', 'public-policy'],
    ['s3:GetBucketAcl', 'public-acl'],
    ['s3:GetBucketOwnershipControls', 'object-ownership'],
    ['s3:GetReplicationConfiguration', 'replication'],
    ['s3:GetBucketObjectLockConfiguration', 'object-lock'],
    ['s3:GetAccountPublicAccessBlock', 'account-public-access-block'],
    ['s3:ListBucketVersions', 'attack-overwritten'],
    ['iam:GetRole', 'trust-subject'],
    ['iam:GetRolePolicy', 'policy-readable'],
    ['iam:ListRolePolicies', 'role-rules'],
    ['iam:ListAttachedRolePolicies', 'role-delete-versions'],
    ['iam:GetOpenIDConnectProvider', 'oidc-provider'],
  ])('%s: the check says so, and has not passed', async (permission, check) => {
    setUp();
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: permission, Resource: '*' }] };
    const ran = await run(auditRole(`without-${String(count)}`, [deny]));
    expect(of(ran, check)).toMatchObject({ status: 'unknown' });
    const told = ran.events.filter((event) => event.type === 'warning' && event.class === 'audit-not-permitted');
    expect(JSON.stringify(told)).toContain(permission);
  });

  test.each<[string, 'yes' | 'not known']>([
    ['s3:GetBucketLogging', 'yes'],
    ['s3:GetBucketPolicy', 'not known'],
    ['iam:GetRole', 'not known'],
  ])('without %s, whether it is attack-proof: %s', async (permission, attackProof) => {
    setUp();
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: permission, Resource: '*' }] };
    expect((await run(auditRole(`blind-${String(count)}`, [deny]))).json).toMatchObject({ attackProof });
  });

  test('one refusal is one row, whatever it leaves open', async () => {
    setUp();
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'iam:GetRole', Resource: '*' }] };
    const { tables, findings } = await run(auditRole('one-row', [deny]));
    const rows = tables.find(({ title }) => title === 'Findings')?.rows.filter(([status]) => status === 'unknown');
    expect(findings.filter(({ status }) => status === 'unknown').length).toBeGreaterThan(5);
    expect(rows).toHaveLength(1);
    expect(rows?.[0]?.[1]).toMatch(/trust-subject, .*role-overwrite/);
  });

  test('a bucket of somebody else is one clear error', async () => {
    const other = double.makeVaultBucket('not-ours', { accountId: '999988887777' });
    bucket = other;
    await expect(run(auditRole('stranger'))).rejects.toMatchObject({ code: 'access-denied' });
  });

  test('accounts that the server does not serve: unknown, and no keys are shown elsewhere', async () => {
    setUp();
    const none = { AWS_ENDPOINT_URL_IAM: '', AWS_ENDPOINT_URL_KMS: '', AWS_ENDPOINT_URL_S3_CONTROL: '' };
    const ran = await run(auditRole('elsewhere'), {}, none);
    expect(of(ran, 'account-public-access-block')).toMatchObject({ status: 'unknown' });
    expect(of(ran, 'trust-subject')).toMatchObject({ status: 'unknown' });
    expect(ran.exitCode).toBe(0);
  });
});

describe('since the last audit', () => {
  test('a weaker vault fails once, by what changed', async () => {
    setUp();
    const role = auditRole(`last-${String(count)}`);
    expect(of(await run(role), 'attack-weakened')).toMatchObject({ status: 'passed' });
    setLifecycle(30);
    setPolicy([...vaultStatements(place(), { backupRoles: [BACKUP_ROLE], vaultKeys: [], tls: true })]);
    double.clock.advance(60);
    const second = await run(role);
    expect(of(second, 'attack-weakened')).toMatchObject({ status: 'failed', severity: 'high' });
    const evidence = of(second, 'attack-weakened')?.evidence.join('\n') ?? '';
    for (const words of ['30 days, 60 before', 'HoldfastNoOverwrite', 'deny-overwrite of'])
      expect(evidence).toContain(words);
    expect(second.exitCode).toBe(1);
    double.clock.advance(60);
    expect(of(await run(role), 'attack-weakened')).toMatchObject({ status: 'passed' });
    expect(double.objects(bucket.name).keys('v1/state/audit/')).toHaveLength(2);
  });

  test('a policy that S3 gives in other words is as strong as it was', async () => {
    setUp();
    const role = auditRole(`words-${String(count)}`);
    await run(role);
    const same = [
      ...vaultStatements(place(), { backupRoles: [BACKUP_ROLE], vaultKeys: [], tls: true }),
      noOverwrite(place()),
    ];
    setPolicy(same.map((statement) => ({ ...statement, Action: [statement.Action].flat().reverse() })));
    double.clock.advance(60);
    expect(of(await run(role), 'attack-weakened')).toMatchObject({ status: 'passed' });
  });

  test('an audit that was blinded', async () => {
    setUp();
    await run(auditRole(`seeing-${String(count)}`));
    double.clock.advance(60);
    const deny = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:GetBucketPolicy', Resource: '*' }],
    };
    const ran = await run(auditRole(`blind-${String(count)}`, [deny]));
    expect(of(ran, 'attack-weakened')?.evidence.join('\n')).toContain('can no longer be checked');
  });

  test('a damaged baseline is a finding, and the next audit has a new one', async () => {
    setUp();
    const role = auditRole(`damage-${String(count)}`);
    put(`v1/state/audit/20260101T000000Z-${'0'.repeat(24)}`);
    expect(of(await run(role), 'attack-weakened')).toMatchObject({ status: 'failed' });
    double.clock.advance(60);
    expect(of(await run(role), 'attack-weakened')).toMatchObject({ status: 'passed' });
  });

  test('a role that may not write: a warning', async () => {
    setUp();
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }] };
    const ran = await run(auditRole(`readonly-${String(count)}`, [deny]));
    expect(ran.exitCode).toBe(0);
    expect(ran.events).toContainEqual(expect.objectContaining({ class: 'baseline-not-written' }));
  });
});

test('an attack: overwritten and deleted packs are critical', async () => {
  put(packKey(1));
  put(packKey(1));
  const ran = await run(auditRole(`attack-${String(count)}`));
  expect(of(ran, 'attack-overwritten')).toMatchObject({ status: 'failed' });
});
