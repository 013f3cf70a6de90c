import { runSimulation } from '@cloud-copilot/iam-simulate';
import * as fc from 'fast-check';
import { type Answer, intersect, like, mayDo, parsePolicy, type Policies } from '../../../src/aws/policies/evaluate.ts';

const ROLE = { arn: 'arn:aws:iam::111122223333:role/backup', accountId: '111122223333' };
const PACKS = 'arn:aws:s3:::vault/v1/packs/*';
const CONTEXT = { 'aws:principalarn': ROLE.arn, 'aws:securetransport': 'true' };

function statements(...rows: object[]): ReturnType<typeof parsePolicy> {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: rows }));
}

const allow = (action: string, resource = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
const deny = (action: string, resource = '*', more: object = {}) => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
});
const toAll = { Principal: '*' };

function ask(identity: object[], bucket: object[] = [], action = 's3:DeleteObjectVersion', who = ROLE): Answer {
  const policies: Policies = {
    identity: statements(...identity),
    bucket: statements(...bucket),
    bucketOwner: '111122223333',
  };
  return mayDo(policies, { who, action, resource: PACKS, context: CONTEXT });
}

test.each<[string, Answer, object[], object[]]>([
  ['nothing allows it', 'no', [], []],
  ['a wildcard allows it', 'yes', [allow('s3:*')], []],
  ['another action', 'no', [allow('s3:DeleteObject')], []],
  ['some of the objects only', 'yes', [allow('s3:Delete*', 'arn:aws:s3:::vault/v1/packs/acme/*')], []],
  ['other objects', 'no', [allow('s3:*', 'arn:aws:s3:::vault/v1/roots/*')], []],
  ['NotAction', 'yes', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], []],
  [
    'NotResource that spares the vault',
    'no',
    [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::vault/*' }],
    [],
  ],
  ['denied to all', 'no', [allow('s3:*')], [deny('s3:Delete*', 'arn:aws:s3:::vault/*', toAll)]],
  [
    'denied to this role by condition',
    'no',
    [allow('s3:*')],
    [
      deny('s3:*', '*', {
        ...toAll,
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/back*' } },
      }),
    ],
  ],
  [
    'denied to another role',
    'yes',
    [allow('s3:*')],
    [
      deny('s3:*', '*', {
        ...toAll,
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/other' } },
      }),
    ],
  ],
  [
    'denied to all but this role',
    'yes',
    [allow('s3:*')],
    [deny('s3:*', '*', { ...toAll, Condition: { ArnNotEquals: { 'aws:PrincipalArn': ROLE.arn } } })],
  ],
  [
    'denied for a part of the objects',
    'yes',
    [allow('s3:*')],
    [deny('s3:*', 'arn:aws:s3:::vault/v1/packs/a/*', toAll)],
  ],
  [
    'allowed for the part that is denied',
    'no',
    [allow('s3:*', 'arn:aws:s3:::vault/v1/packs/a/*')],
    [deny('s3:*', 'arn:aws:s3:::vault/v1/packs/a*', toAll)],
  ],
  [
    'a condition that nobody can answer',
    'maybe',
    [allow('s3:*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
    [],
  ],
  [
    'a deny under such a condition',
    'maybe',
    [allow('s3:*')],
    [deny('s3:*', '*', { ...toAll, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })],
  ],
  [
    'a deny without TLS',
    'yes',
    [allow('s3:*')],
    [deny('s3:*', '*', { ...toAll, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
  ],
  ['granted by the bucket alone', 'yes', [], [allow('s3:*', '*', { Principal: { AWS: ROLE.arn } })]],
  [
    'the account as a principal leaves it to IAM',
    'no',
    [],
    [allow('s3:*', '*', { Principal: { AWS: '111122223333' } })],
  ],
  [
    'NotPrincipal in a deny',
    'no',
    [allow('s3:*')],
    [deny('s3:*', '*', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/x' } })],
  ],
])('%s: %s', (_, answer, identity, bucket) => {
  expect(ask(identity, bucket)).toBe(answer);
});

test('across accounts, both sides must allow', () => {
  const stranger = { arn: 'arn:aws:iam::999988887777:role/x', accountId: '999988887777' };
  const grant = allow('s3:*', '*', { Principal: { AWS: '999988887777' } });
  expect(ask([allow('s3:*')], [], undefined, stranger)).toBe('no');
  expect(ask([allow('s3:*')], [{ ...grant, Principal: { AWS: stranger.arn } }], undefined, stranger)).toBe('yes');
  expect(ask([], [{ ...grant, Principal: '*' }], undefined, stranger)).toBe('no');
});

test('what is no policy is refused', () => {
  for (const text of ['', '[]', '{"Statement":[{"Effect":"Perhaps"}]}', '{"Statement":"x"}'])
    expect(() => parsePolicy(text)).toThrow();
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

test('patterns: what fits both is found by intersect; a set that fits whole fits in every part', () => {
  fc.assert(
    fc.property(plain, letters, letters, (text, a, b) => {
      if (like(text, a) && like(text, b)) expect(intersect(a, b)).toBe(true);
      if (like(a, b) && like(text, a)) expect(like(text, b)).toBe(true);
    }),
  );
});

/** A simulator of IAM that others keep. It knows one request at a time, so only policies without open questions compare. */
test('answers as an independent simulator does', async () => {
  const action = fc.constantFrom('s3:*', 's3:Delete*', 's3:DeleteObjectVersion', 's3:GetObject', '*');
  const resource = fc.constantFrom(
    '*',
    'arn:aws:s3:::vault/*',
    'arn:aws:s3:::vault/v1/packs/a/1',
    'arn:aws:s3:::vault/v1/roots/*',
  );
  const condition = fc.constantFrom(
    {},
    { Bool: { 'aws:SecureTransport': 'false' } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
    { StringNotEquals: { 'aws:PrincipalArn': ROLE.arn } },
    { Null: { 'aws:PrincipalArn': 'true' } },
  );
  const row = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: action,
    Resource: resource,
    Condition: condition,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 3 }),
      fc.array(row, { maxLength: 3 }),
      async (identity, bucket) => {
        const ofBucket = bucket.map((each) => ({
          ...each,
          ...toAll,
          Resource: each.Resource === '*' ? 'arn:aws:s3:::vault/*' : each.Resource,
        }));
        const object = 'arn:aws:s3:::vault/v1/packs/a/1';
        const simulated = await runSimulation(
          {
            request: {
              principal: ROLE.arn,
              action: 's3:DeleteObjectVersion',
              resource: { resource: object, accountId: ROLE.accountId },
              contextVariables: { 'aws:SecureTransport': 'true', 'aws:PrincipalArn': ROLE.arn },
            },
            identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: identity } }],
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            ...(ofBucket.length > 0 && { resourcePolicy: { Version: '2012-10-17', Statement: ofBucket } }),
          },
          {},
        );
        if (simulated.resultType === 'error') throw new Error(JSON.stringify(simulated.errors));
        const policies = {
          identity: statements(...identity),
          bucket: statements(...ofBucket),
          bucketOwner: ROLE.accountId,
        };
        const question = { who: ROLE, action: 's3:DeleteObjectVersion', resource: object, context: CONTEXT };
        const expected = simulated.overallResult === 'Allowed' ? 'yes' : 'no';
        expect({ identity, ofBucket, answer: mayDo(policies, question) }).toEqual({
          identity,
          ofBucket,
          answer: expected,
        });
      },
    ),
    { numRuns: 200 },
  );
});
