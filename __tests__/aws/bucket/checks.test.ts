import type { LifecycleRule } from '@aws-sdk/client-s3';
import { applyBucketChecks, judgeSettings } from '../../../src/aws/bucket/checks.ts';
import type { SettingFinding, VaultFacts } from '../../../src/aws/bucket/checks.ts';
import type { BackupSettings } from '../../../src/aws/bucket/settings.ts';
import type { Event } from '../../../src/base/events.ts';

const ok = <T>(value: T): { state: 'ok'; value: T } => ({ state: 'ok', value });
const SAFE: BackupSettings = {
  versioning: ok({ status: 'Enabled', mfaDelete: false }),
  encryption: ok({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }),
  openSwitches: ok([]),
  policyIsPublic: ok(false),
  publicGrants: ok([]),
  lifecycle: ok({ rules: [], minimumSize: undefined }),
};
const VAULT: VaultFacts = { bucket: 'acme-backups', prefix: 'team/x', encryptionRequested: false };

/** `check: severity` of all that is not ok. */
function troubles(settings: Partial<BackupSettings>, vault: Partial<VaultFacts> = {}): string[] {
  const findings = judgeSettings({ ...SAFE, ...settings }, { ...VAULT, ...vault });
  return findings.filter(({ severity }) => severity !== 'ok').map(({ check, severity }) => `${check}: ${severity}`);
}

test('a safe bucket has one finding per check, all ok', () => {
  expect(judgeSettings(SAFE, VAULT).map(({ check, severity }) => `${check}: ${severity}`)).toEqual([
    'versioning: ok',
    'encryption: ok',
    'public-access-block: ok',
    'public-policy: ok',
    'public-acl: ok',
    'lifecycle: ok',
  ]);
});

test.each<[string, Partial<BackupSettings>, string[]]>([
  ['versioning suspended', { versioning: ok({ status: 'Suspended', mfaDelete: false }) }, ['versioning: refuse']],
  ['versioning never on', { versioning: ok({ status: 'never', mfaDelete: false }) }, ['versioning: refuse']],
  ['public policy', { policyIsPublic: ok(true) }, ['public-policy: refuse']],
  ['public ACL', { publicGrants: ok(['READ']) }, ['public-acl: refuse']],
  ['no public access block', { openSwitches: ok(['BlockPublicAcls']) }, ['public-access-block: warn']],
  ['no encryption', { encryption: ok(undefined) }, ['encryption: refuse']],
  ['versioning unknown', { versioning: { state: 'unknown', reason: '501' } }, ['versioning: refuse']],
  [
    'lifecycle denied',
    { lifecycle: { state: 'denied', permission: 's3:GetLifecycleConfiguration' } },
    ['lifecycle: refuse'],
  ],
  [
    'public access block denied',
    { openSwitches: { state: 'denied', permission: 's3:GetBucketPublicAccessBlock' } },
    ['public-access-block: warn'],
  ],
])('%s', (_, settings, expected) => {
  expect(troubles(settings)).toEqual(expected);
});

test('no default encryption is fine where it is asked for or seen', () => {
  expect(troubles({ encryption: ok(undefined) }, { encryptionRequested: true })).toEqual([]);
  expect(troubles({ encryption: ok(undefined) }, { encryption: { isProved: true, why: 'Seen.' } })).toEqual([]);
});

test('what may not be read names its permission', () => {
  const settings: BackupSettings = { ...SAFE, versioning: { state: 'denied', permission: 's3:GetBucketVersioning' } };
  expect(judgeSettings(settings, VAULT)[0]?.why).toContain('s3:GetBucketVersioning');
});

describe('lifecycle', () => {
  const expires = { Expiration: { Days: 90 } };
  const rule = (content: Partial<LifecycleRule>): LifecycleRule => ({
    ID: 'r',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    ...content,
  });

  test.each<[string, Partial<LifecycleRule>, string[]]>([
    ['expires current objects by age', expires, ['lifecycle: refuse']],
    ['expires current objects by date', { Expiration: { Date: new Date() } }, ['lifecycle: refuse']],
    ['removes lone delete markers only', { Expiration: { ExpiredObjectDeleteMarker: true } }, []],
    [
      'keeps noncurrent versions 29 days',
      { NoncurrentVersionExpiration: { NoncurrentDays: 29 } },
      ['lifecycle: refuse'],
    ],
    ['keeps noncurrent versions 30 days', { NoncurrentVersionExpiration: { NoncurrentDays: 30 } }, []],
    [
      'caps noncurrent versions',
      { NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 } },
      ['lifecycle: refuse'],
    ],
    ['moves to GLACIER', { Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }, ['lifecycle: refuse']],
    ['moves to DEEP_ARCHIVE', { Transitions: [{ Days: 1, StorageClass: 'DEEP_ARCHIVE' }] }, ['lifecycle: refuse']],
    ['moves to STANDARD_IA', { Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }] }, []],
    [
      'archives noncurrent versions',
      { NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: 'GLACIER' }] },
      ['lifecycle: warn'],
    ],
    ['aborts multipart uploads', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }, []],
    ['is disabled', { ...expires, Status: 'Disabled' }, []],
    ['has a wider prefix', { ...expires, Filter: { Prefix: 'team/' } }, ['lifecycle: refuse']],
    ['has a narrower prefix', { ...expires, Filter: { Prefix: 'team/x/v1/packs/' } }, ['lifecycle: refuse']],
    ['has a prefix within an And', { ...expires, Filter: { And: { Prefix: 'team/x' } } }, ['lifecycle: refuse']],
    ['has no filter', { ...expires, Filter: undefined }, ['lifecycle: refuse']],
    ['has another prefix', { ...expires, Filter: { Prefix: 'team/y' } }, []],
    ['has another old-style prefix', { ...expires, Filter: undefined, Prefix: 'logs/' }, []],
    ['asks for a tag', { ...expires, Filter: { Tag: { Key: 'a', Value: 'b' } } }, []],
    [
      'asks for a prefix and a tag',
      { ...expires, Filter: { And: { Prefix: 'team', Tags: [{ Key: 'a', Value: 'b' }] } } },
      [],
    ],
    ['asks for small objects', { ...expires, Filter: { ObjectSizeLessThan: 1000 } }, ['lifecycle: refuse']],
    ['asks for objects larger than any of ours', { ...expires, Filter: { ObjectSizeGreaterThan: 1e9 } }, []],
  ])('a rule that %s', (_, content, expected) => {
    expect(troubles({ lifecycle: ok({ rules: [rule(content)], minimumSize: undefined }) })).toEqual(expected);
  });

  test('a vault at the root of the bucket', () => {
    const rules = [rule({ ...expires, Filter: { Prefix: 'v1/packs' } })];
    const narrow = ok({ rules, minimumSize: undefined });
    expect(troubles({ lifecycle: narrow }, { prefix: '' })).toEqual(['lifecycle: refuse']);
  });
});

test('what the server does not serve is the same in every run, and what it answers is not', () => {
  const lasting = (reading: BackupSettings['policyIsPublic']): unknown =>
    judgeSettings({ ...SAFE, policyIsPublic: reading }, VAULT).find(({ check }) => check === 'public-policy')?.lasting;
  expect(lasting({ state: 'unknown', reason: '501' })).toBe(true);
  expect(lasting({ state: 'denied', permission: 's3:GetBucketPolicyStatus' })).toBeUndefined();
});

describe('applyBucketChecks', () => {
  const PLACE = { bucket: 'acme-backups', prefix: 'team/x', endpointUrl: 'https://s3.example.com' };
  const findings: SettingFinding[] = [
    { check: 'versioning', severity: 'refuse', message: 'No versioning.', why: 'w1', fix: 'f1' },
    { check: 'public-acl', severity: 'refuse', message: 'Public.', why: 'w2', fix: 'f2' },
    { check: 'public-access-block', severity: 'warn', message: 'No block.' },
    { check: 'encryption', severity: 'ok', message: 'Fine.' },
  ];

  function apply(mode: 'enforce' | 'warn' | 'off'): string[] {
    const classes: string[] = [];
    applyBucketChecks(findings, mode, (event: Event) => event.type === 'warning' && classes.push(event.class), PLACE);
    return classes;
  }

  function refusal(...refused: SettingFinding[]): unknown {
    try {
      applyBucketChecks(refused, 'enforce', () => undefined, PLACE);
    } catch (error) {
      return error;
    }
    return undefined;
  }

  test('enforce throws one error with every refusal', () => {
    expect(() => apply('enforce')).toThrow(
      expect.objectContaining({
        code: 'bucket-unsafe',
        message: 'The bucket is not safe for backups: No versioning. Public.',
        why: '1. versioning: No versioning. w1 f1\n2. public-acl: Public. w2 f2',
      }) as Error,
    );
  });

  test('one command fixed what setup can, and is named with its place', () => {
    const [versioning, acl] = findings as [SettingFinding, SettingFinding];
    const command =
      '`holdfast setup --bucket acme-backups --prefix team/x --endpoint-url https://s3.example.com --apply`';
    const fixed = (finding: SettingFinding): SettingFinding => ({ ...finding, setupFixes: true });
    const fix = (...refused: SettingFinding[]): unknown => (refusal(...refused) as { fix: string }).fix;
    expect(fix(fixed(versioning))).toMatch(/^f1 One command fixes it.*: /);
    expect(fix(fixed(versioning))).toContain(command);
    expect(fix(fixed(versioning), fixed(acl))).toMatch(/^One command fixes all of them/);
    expect(fix(versioning, fixed(acl))).toMatch(/^Once the others are fixed, one command fixes 2, /);
    expect(fix(versioning, acl)).toBe('Or accept the risk with bucket-checks: warn.');
  });

  test('warn makes warnings of them, off says nothing', () => {
    expect(apply('warn')).toEqual(['bucket-versioning', 'bucket-public-acl', 'bucket-public-access-block']);
    expect(apply('off')).toEqual([]);
  });
});
