/** The planner alone: what it makes of any bucket. */
import fc from 'fast-check';
import type { LifecycleRule, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { noOverwrite, sameJson, vaultStatements } from '../../../src/aws/policies/roles.ts';
import type { Wanted } from '../../../src/aws/bucket/change.ts';
import type { LifecycleFacts } from '../../../src/aws/bucket/lifecycle.ts';
import type { Reading } from '../../../src/aws/bucket/reading.ts';
import { type SetupSettings, UNSET_SETTINGS } from '../../../src/aws/bucket/settings.ts';
import { namespaceOf } from '../../../src/aws/setup/name.ts';
import { planSetup } from '../../../src/aws/setup/plan.ts';

const ok = <T>(value: T) => ({ state: 'ok', value }) as const;
const PLACE = { partition: 'aws', bucket: 'b', prefix: 'p', aws: true };
const ARN = 'arn:aws:iam::111122223333:role/backup';

const wanted: fc.Arbitrary<Wanted> = fc.record({
  place: fc.constant(PLACE),
  encryption: fc.constantFrom(
    { mode: 'bucket-default' } as const,
    { mode: 'AES256' } as const,
    { mode: 'aws:kms' } as const,
    { mode: 'aws:kms', kmsKeyId: 'k2' } as const,
    { mode: 'aws:kms:dsse', kmsKeyId: 'k1' } as const,
  ),
  noncurrentDays: fc.integer({ min: 30, max: 400 }),
  objectLockDays: fc.option(fc.integer({ min: 1, max: 800 }), { nil: undefined }),
  transitionDays: fc.option(fc.integer({ min: 30, max: 400 }), { nil: undefined }),
  backupRoles: fc.subarray([ARN, `${ARN}-2`]),
  vaultKeys: fc.subarray(['k1', 'k9']),
  accountId: fc.constantFrom(undefined, '111122223333'),
  tls: fc.boolean(),
});

/** Rules that endanger nothing: setup refuses others. */
const rule: fc.Arbitrary<LifecycleRule> = fc.record({
  ID: fc.constantFrom('a', 'b', 'holdfast-versions:p/v1/', 'holdfast-packs:p/v1/'),
  Status: fc.constantFrom('Enabled', 'Disabled'),
  Filter: fc.constantFrom({ Prefix: '' }, { Prefix: 'p/' }, { Prefix: 'other/' }, { Prefix: 'p/v1/packs/' }),
  NoncurrentVersionExpiration: fc.option(fc.record({ NoncurrentDays: fc.integer({ min: 30, max: 400 }) }), {
    nil: undefined,
  }),
});

const statement = fc.oneof(
  fc.constantFrom(...vaultStatements(PLACE, { backupRoles: [ARN], vaultKeys: [], tls: true }), noOverwrite(PLACE)),
  fc.constantFrom(noOverwrite(PLACE, 'probe')),
  fc.record({
    Sid: fc.constantFrom('Theirs', 'Others', undefined, 'HoldfastTlsOnly'),
    Effect: fc.constant('Deny'),
    Principal: fc.constant('*'),
    Action: fc.constantFrom('s3:DeleteObject', ['s3:*']),
    Resource: fc.constant('arn:aws:s3:::b/*'),
  }),
);

const facts: fc.Arbitrary<SetupSettings> = fc.record({
  versioning: fc.constantFrom('Enabled', 'Suspended', 'never').map((status) => ok({ status, mfaDelete: false })),
  encryption: fc
    .constantFrom<ServerSideEncryptionRule | undefined>(
      undefined,
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k1' }, BucketKeyEnabled: true },
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: 'k1' } },
    )
    .map(ok),
  openSwitches: fc.subarray(['BlockPublicAcls', 'IgnorePublicAcls']).map(ok),
  ownership: fc.constantFrom('ObjectWriter', 'BucketOwnerPreferred', 'BucketOwnerEnforced').map(ok),
  lifecycle: fc
    .record({
      rules: fc.uniqueArray(rule, { selector: ({ ID }) => ID }),
      minimumSize: fc.constantFrom(undefined, 'varies_by_storage_class'),
    })
    .map(ok),
  objectLock: fc
    .option(
      fc.record({
        ObjectLockEnabled: fc.constant('Enabled' as const),
        Rule: fc.record({
          DefaultRetention: fc.record({
            Mode: fc.constantFrom('GOVERNANCE' as const, 'COMPLIANCE' as const),
            Days: fc.integer({ min: 1, max: 800 }),
          }),
        }),
      }),
      { nil: undefined },
    )
    .map(ok),
  policy: fc
    .option(fc.uniqueArray(statement, { selector: ({ Sid }) => Sid }), { nil: undefined })
    .map((list) => ok(list && JSON.stringify({ Version: '2012-10-17', Statement: list }))),
});

/** The bucket after all steps of its plan. */
function after(before: SetupSettings, want: Wanted): SetupSettings {
  let next = before;
  for (const { step } of planSetup(before, want).lines) {
    const input = step?.input as Record<string, never> | undefined;
    if (step?.operation === 'PutPublicAccessBlock') next = { ...next, openSwitches: ok([]) };
    if (step?.operation === 'PutBucketOwnershipControls') next = { ...next, ownership: ok('BucketOwnerEnforced') };
    if (step?.operation === 'PutBucketVersioning')
      next = { ...next, versioning: ok({ status: 'Enabled', mfaDelete: false }) };
    if (step?.operation === 'PutBucketEncryption') {
      const { Rules } = input?.['ServerSideEncryptionConfiguration'] as unknown as {
        Rules: ServerSideEncryptionRule[];
      };
      next = { ...next, encryption: ok(Rules[0]) };
    }
    if (step?.operation === 'PutBucketLifecycleConfiguration') {
      const { Rules: rules } = input?.['LifecycleConfiguration'] as unknown as { Rules: LifecycleRule[] };
      next = { ...next, lifecycle: ok({ rules, minimumSize: input?.['TransitionDefaultMinimumObjectSize'] }) };
    }
    if (step?.operation === 'PutObjectLockConfiguration')
      next = { ...next, objectLock: ok(input?.['ObjectLockConfiguration']) };
    if (step?.operation === 'PutBucketPolicy') next = { ...next, policy: ok(input?.['Policy'] as unknown as string) };
  }
  return next;
}

function valueOf<T>(reading: Reading<T>): T {
  if (reading.state !== 'ok') throw new Error('every setting is known here');
  return reading.value;
}

const statementsOf = (of: SetupSettings) =>
  (JSON.parse(valueOf(of.policy) ?? '{"Statement":[]}') as { Statement: object[] }).Statement;

/** Days after which an S3 version of a pack is gone; the shortest rule wins. */
function lifeOf({ rules }: LifecycleFacts): number {
  const days = rules
    .filter(({ Status, Filter }) => Status === 'Enabled' && 'p/v1/packs/x'.startsWith(Filter?.Prefix ?? ''))
    .flatMap(({ NoncurrentVersionExpiration: expiry }) => expiry?.NoncurrentDays ?? []);
  return Math.min(Infinity, ...days);
}

test('a second plan has nothing to do', () => {
  fc.assert(
    fc.property(facts, wanted, (before, want) => {
      const plan = planSetup(after(before, want), want);
      expect(plan.lines.filter(({ step }) => step !== undefined)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('nothing gets weaker, and what is not ours stays word for word', () => {
  fc.assert(
    fc.property(facts, wanted, (before, want) => {
      const next = after(before, want);
      const strength = ['AES256', 'aws:kms', 'aws:kms:dsse'];
      const algorithm = (of: SetupSettings) =>
        strength.indexOf(String(valueOf(of.encryption)?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm));
      expect(algorithm(next)).toBeGreaterThanOrEqual(Math.max(0, algorithm(before)));
      expect(valueOf(next.versioning).status).toBe('Enabled');

      const [lockBefore, lockAfter] = [before, next].map((of) => valueOf(of.objectLock)?.Rule?.DefaultRetention);
      expect(lockAfter?.Days ?? 0).toBeGreaterThanOrEqual(Math.max(lockBefore?.Days ?? 0, want.objectLockDays ?? 0));
      if (lockBefore?.Mode === 'COMPLIANCE') expect(lockAfter?.Mode).toBe('COMPLIANCE');

      const [lifecycle, lifecycleAfter] = [valueOf(before.lifecycle), valueOf(next.lifecycle)];
      expect(lifecycleAfter.minimumSize).toBe(lifecycle.minimumSize);
      // Without any rule versions would stay for ever; else nothing dies earlier than it did, or than was asked.
      const life = lifeOf(lifecycle);
      expect(lifeOf(lifecycleAfter)).toBeGreaterThanOrEqual(Math.min(life, want.noncurrentDays));
      for (const each of lifecycle.rules.filter(({ ID }) => !ID?.startsWith('holdfast-')))
        expect(lifecycleAfter.rules).toContainEqual(each);

      const mine = statementsOf(next);
      for (const each of statementsOf(before)) {
        const { Sid, ...rest } = each as { Sid?: string };
        if (Sid?.startsWith('HoldfastOverwriteProbe') === true) continue;
        // Named roles are added up, so the statement may be wider than it was.
        const isThere = mine.some((other) => sameJson(other, each) || sameJson(other, rest));
        const isWidened = mine.some((other) => (other as { Sid?: string }).Sid === Sid);
        expect(isThere || (Sid?.startsWith('Holdfast') === true && isWidened)).toBe(true);
      }
      const sids = mine.flatMap((each) => (each as { Sid?: string }).Sid ?? []);
      expect(new Set(sids).size).toBe(sids.length);
    }),
    { numRuns: 500 },
  );
});

test('a new bucket gets every setting; only Object Lock and transitions have to be asked for', () => {
  const asked = {
    place: PLACE,
    encryption: { mode: 'bucket-default' },
    noncurrentDays: 60,
    objectLockDays: undefined,
    transitionDays: undefined,
    backupRoles: [ARN],
    vaultKeys: [],
    accountId: '111122223333',
    tls: true,
  } as const;
  const { lines, refusesOverwrite } = planSetup(UNSET_SETTINGS, asked);
  expect(lines.filter(({ step }) => step === undefined).map(({ setting }) => setting)).toEqual(['Object Lock']);
  expect(refusesOverwrite).toBe(false);
});

test('a policy that is no policy', () => {
  const broken = { ...UNSET_SETTINGS, policy: ok('{"Statement": 7}') };
  const want = fc.sample(wanted, 1)[0] as Wanted;
  expect(() => planSetup(broken, want)).toThrow('not a policy document');
});

/** As MinIO gives a policy back: everybody written out, lists for texts, booleans for their texts. */
function asMinio(text: string): string {
  const { Statement, ...rest } = JSON.parse(text) as { readonly Statement: readonly Record<string, unknown>[] };
  const changed = Statement.map(({ Action, Resource, Principal, Condition, ...more }) => ({
    ...more,
    Action: [Action].flat(),
    Resource: [Resource].flat(),
    Principal: Principal === '*' ? { AWS: ['*'] } : Principal,
    Condition: JSON.parse(
      JSON.stringify(Condition ?? {})
        .replaceAll('"false"', '[false]')
        .replaceAll('"true"', '[true]'),
    ) as unknown,
  }));
  return JSON.stringify({ ...rest, Statement: changed });
}

function withoutSids(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'Sid' ? undefined : value));
}

test.each([
  ['written otherwise', asMinio],
  ['without Sids', withoutSids],
  ['with Sids that are empty', (text: string) => text.replace(/"Sid":"[^"]*"/g, '"Sid":""')],
])('the own policy is known again when it comes back %s', (_, answered) => {
  const place = { ...PLACE, aws: false };
  const encryption = { mode: 'bucket-default' } as const;
  const numbers = { noncurrentDays: 60, objectLockDays: undefined, transitionDays: undefined };
  const want = { place, encryption, ...numbers, backupRoles: [], vaultKeys: [], accountId: undefined, tls: true };
  const own = [...vaultStatements(place, want), noOverwrite(place)];
  const policy = ok(answered(JSON.stringify({ Version: '2012-10-17', Statement: own })));
  const { lines, refusesOverwrite } = planSetup({ ...UNSET_SETTINGS, policy }, want);
  expect(lines.find(({ setting }) => setting === 'bucket policy')?.step).toBeUndefined();
  expect(refusesOverwrite).toBe(true);
});

describe('objects under a key of the writer (SSE-C)', () => {
  const planOf = (rule: ServerSideEncryptionRule | undefined, aws = true) => {
    const place = { ...PLACE, aws };
    const encryption = { mode: 'bucket-default' } as const;
    const numbers = { noncurrentDays: 60, objectLockDays: undefined, transitionDays: undefined };
    const known = { backupRoles: [ARN], vaultKeys: [], accountId: undefined, tls: true };
    const { lines } = planSetup(
      { ...UNSET_SETTINGS, encryption: ok(rule) },
      { place, encryption, ...numbers, ...known },
    );
    return lines.find(({ setting }) => setting === 'encryption');
  };
  const aes: ServerSideEncryptionRule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

  test('are blocked, and nothing else of the rule changes', () => {
    const kms = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k1' },
      BucketKeyEnabled: true,
    } as const;
    const BlockedEncryptionTypes = { EncryptionType: ['SSE-C'] };
    const line = planOf(kms);
    expect(line).toMatchObject({ now: 'aws:kms by k1', then: 'aws:kms by k1, SSE-C blocked' });
    expect(line?.step?.input).toEqual({
      ServerSideEncryptionConfiguration: { Rules: [{ ...kms, BlockedEncryptionTypes }] },
    });
    expect(planOf({ ...aes, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } })?.step).toBeUndefined();
  });

  test('stay allowed where somebody says so, and the setting is not sent to other servers', () => {
    expect(planOf({ ...aes, BlockedEncryptionTypes: { EncryptionType: ['NONE'] } })?.step).toBeUndefined();
    expect(planOf(aes, false)?.step).toBeUndefined();
  });
});

describe("names in the account's own namespace", () => {
  const own = { accountId: '111122223333', region: 'eu-central-1' };
  test.each([
    ['acme-111122223333-eu-central-1-an', 'account-regional'],
    ['acme-backups', undefined],
    ['acme-111122223333-an', undefined],
    ['acme-1111222233334-eu-central-1-an', undefined],
  ])('%s: %s', (bucket, namespace) => {
    expect(namespaceOf(bucket, own)).toBe(namespace);
  });

  test.each(['acme-999988887777-eu-central-1-an', 'acme-111122223333-us-east-1-an'])('%s is refused', (bucket) => {
    expect(() => namespaceOf(bucket, own)).toThrow(/its name belongs to account/);
    expect(namespaceOf(bucket, { accountId: undefined, region: undefined })).toBe('account-regional');
  });
});
