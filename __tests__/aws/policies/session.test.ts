import { marksOfRole } from '../../../src/aws/policies/roles.ts';
import { keyArns, SESSION_POLICY_MAX_CHARS, sessionPolicy } from '../../../src/aws/policies/session.ts';
import type { PolicyMode, PolicyScope } from '../../../src/aws/policies/session.ts';
import { MODE_NAMES } from '../../../src/inputs/schema.ts';

const SCOPE: PolicyScope = {
  mode: 'backup',
  partition: 'aws',
  bucket: 'vault',
  prefix: 'nightly',
  series: ['acme/app'],
  aws: true,
  keys: keyArns('aws', ['111122223333']),
};
const MODES: readonly PolicyMode[] = ['backup', 'restore', 'cat', 'list', 'find', 'diff'];

interface Policy {
  readonly Statement: readonly {
    readonly Action: string[];
    readonly Resource: string | string[];
    readonly Condition?: unknown;
  }[];
}

function parse(scope: Partial<PolicyScope>): Policy {
  return JSON.parse(sessionPolicy({ ...SCOPE, ...scope })) as Policy;
}

/** Resources on which a policy allows one action. */
function resourcesOf(policy: Policy, action: string): string[] {
  return policy.Statement.filter((statement) => statement.Action.includes(action)).flatMap(
    (statement) => statement.Resource,
  );
}

const LONG_KEY = `arn:aws-us-gov:kms:us-gov-west-1:${'3'.repeat(12)}:key/mrk-${'4'.repeat(32)}`;

describe('KMS keys that a session may use', () => {
  test('are those of the accounts of role and bucket, and none where no account is known', () => {
    expect(keyArns('aws', ['111122223333', undefined, '111122223333', ''])).toEqual([
      'arn:aws:kms:*:111122223333:key/*',
    ]);
    expect(keyArns('aws', [undefined])).toEqual([]);
    expect(sessionPolicy({ ...SCOPE, keys: [] })).not.toContain('kms:');
  });

  test('and the one that was named, of whichever account', () => {
    const key = 'arn:aws:kms:eu-central-1:999988887777:key/1234';
    expect(keyArns('aws', ['111122223333'], key)).toEqual(['arn:aws:kms:*:111122223333:key/*', key]);
    expect(keyArns('aws', ['999988887777'], key)).toEqual(['arn:aws:kms:*:999988887777:key/*']);
    expect(keyArns('aws', ['111122223333'], 'arn:aws:kms:eu-central-1:999988887777:alias/vault')[1]).toBe(
      'arn:aws:kms:eu-central-1:999988887777:key/*',
    );
    for (const own of ['1234', 'alias/vault', undefined]) expect(keyArns('aws', ['111122223333'], own)).toHaveLength(1);
  });
});

describe('session policy', () => {
  test('of a backup: writes its own series and the probe, reads the vault and the settings of the bucket', () => {
    const policy = parse({});
    expect(resourcesOf(policy, 's3:PutObject')).toEqual([
      'arn:aws:s3:::vault/nightly/v1/roots/acme/app/@/*',
      'arn:aws:s3:::vault/nightly/v1/packs/acme/app/@/*',
      'arn:aws:s3:::vault/nightly/v1/parts/acme/app/@/*',
      'arn:aws:s3:::vault/nightly/v1/probe',
    ]);
    expect(resourcesOf(policy, 's3:GetObjectVersion')).toEqual(['arn:aws:s3:::vault/nightly/v1/*']);
    expect(policy.Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:ListBucketVersions'],
      Resource: 'arn:aws:s3:::vault',
      Condition: { StringLike: { 's3:prefix': 'nightly/v1/*' } },
    });
    expect(resourcesOf(policy, 's3:GetEncryptionConfiguration')).toEqual(['arn:aws:s3:::vault']);
    expect(policy.Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:*:111122223333:key/*',
      Condition: { StringLike: { 'kms:ViaService': 's3.*' } },
    });
  });

  test('of reading modes: writes nothing, and makes no data key', () => {
    for (const mode of MODES.filter((name) => name !== 'backup')) {
      const text = sessionPolicy({ ...SCOPE, mode });
      expect(text).not.toMatch(/Put|GenerateDataKey|probe/);
      expect(text).toContain('kms:Decrypt');
    }
  });

  test('of mode keys: adds keys, the rule that all is sealed, and what it notes of checks; a backup does not write keys', () => {
    expect(resourcesOf(parse({ mode: 'keys' }), 's3:PutObject')).toEqual([
      'arn:aws:s3:::vault/nightly/v1/vault/*',
      'arn:aws:s3:::vault/nightly/v1/keys/*',
      'arn:aws:s3:::vault/nightly/v1/state/keys/*',
    ]);
    expect(resourcesOf(parse({ mode: 'keys' }), 's3:DeleteObject')).toEqual([]);
    expect(resourcesOf(parse({ mode: 'backup' }), 's3:PutObject').join()).not.toContain('v1/keys');
  });

  test('of a listing: reads no packs', () => {
    expect(resourcesOf(parse({ mode: 'list' }), 's3:GetObject')).toEqual([
      'arn:aws:s3:::vault/nightly/v1/roots/*',
      'arn:aws:s3:::vault/nightly/v1/parts/*',
      'arn:aws:s3:::vault/nightly/v1/marks/*',
      'arn:aws:s3:::vault/nightly/v1/keys/*',
    ]);
  });

  test('a vault without a prefix', () => {
    const policy = parse({ prefix: '' });
    expect(resourcesOf(policy, 's3:GetObject')).toEqual(['arn:aws:s3:::vault/v1/*']);
    expect(JSON.stringify(policy)).toContain('"s3:prefix":"v1/*"');
  });

  test('no mode may delete, anywhere', () => {
    for (const mode of MODES) {
      expect(sessionPolicy({ ...SCOPE, mode })).not.toMatch(/Delete|s3:\*|"\*"/);
    }
  });

  test('an S3 version may be deleted by none; a delete marker set by prune and repair', () => {
    for (const mode of MODE_NAMES) {
      const text = sessionPolicy({ ...SCOPE, mode });
      expect(text).not.toMatch(/DeleteObject[^"]|DeleteBucket|s3:\*|Bypass/);
      expect([mode, text.includes('s3:DeleteObject')]).toEqual([mode, ['prune', 'repair'].includes(mode)]);
    }
  });

  test('of setup: asks for the bucket without a prefix, changes its settings, and reads no backup', () => {
    const policy = parse({ mode: 'setup' });
    expect(resourcesOf(policy, 's3:GetObject')).toEqual(['arn:aws:s3:::vault/nightly/v1/probe']);
    expect(resourcesOf(policy, 's3:PutObject')).toEqual(['arn:aws:s3:::vault/nightly/v1/probe']);
    expect(resourcesOf(policy, 's3:PutBucket*')).toEqual(['arn:aws:s3:::vault']);
    expect(policy.Statement.find(({ Action }) => Action.includes('s3:ListBucket'))?.Condition).toBeUndefined();
  });

  test('ARNs of other partitions', () => {
    for (const partition of ['aws-us-gov', 'aws-cn']) {
      const keys = keyArns(partition, ['111122223333']);
      const arns = sessionPolicy({ ...SCOPE, partition, keys }).match(/arn:[^:]*/g) ?? [];
      expect(new Set(arns)).toEqual(new Set([`arn:${partition}`]));
    }
  });

  test('other providers get no action that they would refuse to parse', () => {
    const text = sessionPolicy({ ...SCOPE, aws: false });
    expect(text).not.toMatch(/kms:|GetEncryptionConfiguration/);
    expect(text).toContain('"s3:Get*Configuration"');
  });

  test.each(MODE_NAMES)('of %s fits the limit of STS with the longest names, and stays within the bucket', (mode) => {
    for (const prefixChars of [0, 20, 100, 300, 512]) {
      const text = sessionPolicy({
        mode,
        partition: 'aws-us-gov',
        bucket: 'b'.repeat(63),
        prefix: 'p'.repeat(prefixChars),
        series: ['s'.repeat(200)],
        aws: true,
        keys: keyArns('aws-us-gov', ['1'.repeat(12), '2'.repeat(12)], LONG_KEY),
      });
      expect(text.length).toBeLessThanOrEqual(SESSION_POLICY_MAX_CHARS);
      for (const arn of text.match(/arn:[^"]*/g) ?? [])
        expect(arn).toMatch(/:s3:::b{63}(\/p*\*?(\/)?v1\/|$)|:kms:[^:]+:[1-3]{12}:key\//);
      expect(resourcesOf(JSON.parse(text) as Policy, 's3:PutObject').join()).not.toMatch(/v1\/\*/);
    }
  });

  test('names of usual length keep the policy to their series', () => {
    const text = sessionPolicy({ ...SCOPE, bucket: 'b'.repeat(63), prefix: 'p'.repeat(40), series: ['s'.repeat(80)] });
    expect(text).toContain(`/v1/packs/${'s'.repeat(80)}/@/*`);
  });
});

test('prune vouches for nothing but the time of what it puts back', () => {
  expect(marksOfRole('prune')).toEqual(['readmitted']);
});
