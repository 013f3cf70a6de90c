import { decide, type AccessRequest, type Principal } from '../../tools/double/identity.ts';
import { matching, parsePolicy, type PolicyKind } from '../../tools/double/policy.ts';

const BASE = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::vault/*' };

function policy(statement: object, kind: PolicyKind = 'identity') {
  return parsePolicy({ Version: '2012-10-17', Statement: [statement] }, kind);
}

function hits(condition: object, context: Record<string, string>): boolean {
  const parsed = policy({ ...BASE, Condition: condition });
  return matching(parsed, { action: 's3:PutObject', resource: 'arn:aws:s3:::vault/a', context }).length > 0;
}

describe('conditions', () => {
  const cases: [name: string, condition: object, context: Record<string, string>, expected: boolean][] = [
    ['StringEquals, any of its values', { StringEquals: { 's3:prefix': ['a', 'b'] } }, { 's3:prefix': 'b' }, true],
    ['StringEquals without the key', { StringEquals: { 's3:prefix': 'a' } }, {}, false],
    ['StringEqualsIfExists without the key', { StringEqualsIfExists: { 's3:prefix': 'a' } }, {}, true],
    ['StringNotEquals without the key', { StringNotEquals: { 's3:prefix': 'a' } }, {}, true],
    ['StringNotEquals of one of two', { StringNotEquals: { 's3:prefix': ['a', 'b'] } }, { 's3:prefix': 'a' }, false],
    ['StringLike over slashes', { StringLike: { 's3:prefix': 'v1/*/x?' } }, { 's3:prefix': 'v1/a/b/xy' }, true],
    ['StringLike of the whole text only', { StringLike: { 's3:prefix': 'v1' } }, { 's3:prefix': 'v1/a' }, false],
    ['StringLike takes a dot for a dot', { StringLike: { 's3:prefix': 'a.b' } }, { 's3:prefix': 'axb' }, false],
    ['Null true where the key is absent', { Null: { 's3:if-none-match': 'true' } }, {}, true],
    ['Null true where it is there', { Null: { 's3:if-none-match': 'true' } }, { 's3:if-none-match': '*' }, false],
    ['Null false where it is there', { Null: { 's3:if-none-match': false } }, { 's3:if-none-match': '*' }, true],
    ['Bool', { Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:securetransport': 'false' }, true],
    ['BoolIfExists without the key', { BoolIfExists: { 'aws:SecureTransport': 'false' } }, {}, true],
    [
      'ArnLike',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/back*' } },
      { 'aws:principalarn': 'arn:aws:iam::111122223333:role/backup' },
      true,
    ],
    [
      'ArnLike does not cross colons',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:role/backup' } },
      { 'aws:principalarn': 'arn:aws:iam::111122223333:role/backup' },
      false,
    ],
    ['NumericLessThan', { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '9' }, true],
    ['NumericLessThan of the same', { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '10' }, false],
    [
      'two keys must both hold',
      { StringEquals: { 's3:prefix': 'a', 's3:delimiter': '/' } },
      { 's3:prefix': 'a' },
      false,
    ],
  ];
  test.each(cases)('%s', (_name, condition, context, expected) => {
    expect(hits(condition, context)).toBe(expected);
  });
});

describe('what is not understood is refused', () => {
  const refusals: [name: string, statement: object, message: RegExp][] = [
    ['operator', { ...BASE, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, /IpAddress is not supported/],
    ['set operator', { ...BASE, Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'x' } } }, /ForAnyValue/],
    ['condition key', { ...BASE, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, /aws:PrincipalOrgID/],
    ['element', { ...BASE, NotPrincipal: '*' }, /NotPrincipal is not supported/],
    ['variable', { ...BASE, Resource: 'arn:aws:s3:::vault/${aws:username}/*' }, /policy variable/],
    ['effect', { ...BASE, Effect: 'Perhaps' }, /Effect/],
    ['no resource', { Effect: 'Allow', Action: '*' }, /Resource is missing/],
    ['a principal in a policy of an identity', { ...BASE, Principal: '*' }, /Principal is not allowed/],
  ];
  test.each(refusals)('%s', (_name, statement, message) => {
    expect(() => policy(statement)).toThrow(message);
  });
});

describe('who may do what', () => {
  const principal = (policies: object[], session?: object, accountId = '111122223333'): Principal => ({
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/backup/s`,
    principalArn: `arn:aws:iam::${accountId}:role/backup`,
    userId: 'AROA:s',
    policies: policies.map((statement) => policy(statement)),
    sessionPolicy: session === undefined ? undefined : policy(session),
  });
  const ask = (who: Principal | undefined, bucketPolicy?: object): boolean => {
    const request: AccessRequest = {
      principal: who,
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::vault/a',
      context: {},
      resourcePolicy: bucketPolicy === undefined ? undefined : policy({ ...BASE, ...bucketPolicy }, 'bucket'),
      resourceAccountId: '111122223333',
    };
    return decide(request).allowed;
  };
  const deny = { ...BASE, Effect: 'Deny' };
  const other = { ...BASE, Resource: 'arn:aws:s3:::other/*' };
  const byName = { Principal: { AWS: 'arn:aws:iam::111122223333:role/backup' } };

  test('a policy of the identity is enough in its own account', () => expect(ask(principal([BASE]))).toBe(true));
  test('nothing is allowed by default', () => expect(ask(principal([other]))).toBe(false));
  test('a deny wins', () => expect(ask(principal([BASE, deny]))).toBe(false));
  test('a deny of the bucket wins', () =>
    expect(ask(principal([BASE]), { Effect: 'Deny', Principal: '*' })).toBe(false));
  test('the bucket may name the role', () => expect(ask(principal([]), byName)).toBe(true));
  test('naming the account leaves it to the account', () => {
    expect(ask(principal([]), { Principal: { AWS: '111122223333' } })).toBe(false);
  });
  test('a session policy narrows, and gives nothing', () => {
    expect(ask(principal([BASE], other))).toBe(false);
    expect(ask(principal([other], BASE))).toBe(false);
    expect(ask(principal([BASE], BASE))).toBe(true);
  });
  test('another account needs both sides', () => {
    const foreign = (policies: object[]): Principal => principal(policies, undefined, '444455556666');
    expect(ask(foreign([BASE]))).toBe(false);
    expect(ask(foreign([]), { Principal: { AWS: '444455556666' } })).toBe(false);
    expect(ask(foreign([BASE]), { Principal: { AWS: 'arn:aws:iam::444455556666:root' } })).toBe(true);
  });
  test('strangers need a policy for everyone', () => {
    expect(ask(undefined)).toBe(false);
    expect(ask(undefined, byName)).toBe(false);
    expect(ask(undefined, { Principal: '*' })).toBe(true);
  });
});
