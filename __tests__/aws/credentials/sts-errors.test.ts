import { HoldfastError } from '../../../src/base/errors.ts';
import { claimsOf } from '../../../src/aws/credentials/oidc.ts';
import { explainStsError, otherSubject, trustStatement } from '../../../src/aws/credentials/sts-errors.ts';
import { CLAIMS, ROLE, tokenOf } from '../stand-in.ts';

const IMMUTABLE = { ...CLAIMS, sub: 'repo:acme@12345/app@67890:ref:refs/heads/main' };

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 403 } });
}

function explain(
  error: Error,
  claims: Record<string, unknown> = CLAIMS,
  place = 'AWS STS in us-east-1',
): HoldfastError {
  const call = {
    operation: 'AssumeRoleWithWebIdentity',
    place,
    roleArn: ROLE,
    durationSeconds: 3600,
    claims,
  } as const;
  return explainStsError(error, call) as HoldfastError;
}

describe('a refused role', () => {
  const refused = named('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');

  test('is explained by the claims, and by the statement that would admit them', () => {
    const error = explain(refused);
    expect(error).toBeInstanceOf(HoldfastError);
    expect(error.code).toBe('role-not-assumed');
    expect(error.message).toContain(ROLE);
    expect(error.why).toContain(
      '  sub: repo:acme/app:ref:refs/heads/main\n  aud: sts.amazonaws.com\n  iss: https://token.actions',
    );
    expect(error.why).toContain('  event_name: schedule');
    expect(error.why).not.toContain('secret-serial');
    const json = /\{[\s\S]*\n\}/.exec(error.fix ?? '')?.[0] ?? '';
    expect(JSON.parse(json)).toEqual({
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main',
          'token.actions.githubusercontent.com:repository_id': '67890',
        },
      },
    });
  });

  test('the environment comes first, and nothing is said that would weaken the policy', () => {
    expect(explain(refused).fix).toMatch(/^This job runs in no environment\..*add `environment: holdfast` to the job/);
    const inside = { ...CLAIMS, environment: 'prod', sub: 'repo:acme/app:environment:prod' };
    expect(explain(refused, inside).fix).toMatch(/^This job runs in the environment "prod"/);
    expect(explain(refused).fix).toContain('leave the others as they are');
    const pull = { ...CLAIMS, event_name: 'pull_request', sub: 'repo:acme/app:pull_request' };
    expect(explain(refused, pull).fix).not.toContain('"Allow"');
    expect(explain(refused, pull).fix).toContain('Run it on a branch');
  });

  test('both forms of the subject are named', () => {
    expect(explain(refused).fix).toContain(`${IMMUTABLE.sub} after its repository`);
    expect(explain(refused, IMMUTABLE).fix).toContain(`${CLAIMS.sub} before its repository`);
    expect(otherSubject(CLAIMS)).toBe(IMMUTABLE.sub);
    expect(otherSubject(IMMUTABLE)).toBe(CLAIMS.sub);
    expect(otherSubject({ ...CLAIMS, sub: 'repo:acme/app2:ref:refs/heads/main' })).toBeUndefined();
    expect(otherSubject({ sub: 'repository_owner:acme' })).toBeUndefined();
  });

  test.each([
    ['http://ceph.example.com:7480', ['aud', 'sub']],
    ['https://sts.eu-central-1.amazonaws.com', ['aud', 'sub', 'repository_id']],
    ['https://sts.cn-north-1.amazonaws.com.cn', ['aud', 'sub', 'repository_id']],
    ['https://amazonaws.com.example.com', ['aud', 'sub']],
  ])('the conditions for %s are those that it compares', (place, names) => {
    const json = /\{[\s\S]*\n\}/.exec(explain(refused, CLAIMS, place).fix ?? '')?.[0] ?? '';
    const { Condition } = JSON.parse(json) as { Condition: { StringEquals: object } };
    const issuer = 'token.actions.githubusercontent.com';
    expect(Object.keys(Condition.StringEquals)).toEqual(names.map((name) => `${issuer}:${name}`));
  });

  test('roles of other partitions, and roles without an account', () => {
    expect(JSON.stringify(trustStatement(CLAIMS, 'arn:aws-cn:iam::111122223333:role/x', true))).toContain(
      'arn:aws-cn:iam::111122223333:oidc-provider/',
    );
    expect(JSON.stringify(trustStatement(CLAIMS, 'arn:aws:iam:::role/x', false))).toContain(
      'arn:aws:iam:::oidc-provider/',
    );
  });

  test('an audience that is not registered is to be added to the provider too', () => {
    const error = explain(named('InvalidIdentityTokenException', 'Incorrect token audience'));
    expect(error.fix).toContain('Add the audience sts.amazonaws.com to arn:aws:iam::111122223333:oidc-provider/');
    expect(explain(refused).fix).not.toContain('Add the audience');
  });

  test('other refusals have codes and ways out of their own', () => {
    expect(
      explain(named('InvalidIdentityTokenException', 'No OpenIDConnect provider found in your account for https://x'))
        .code,
    ).toBe('oidc-provider-missing');
    expect(explain(named('InvalidIdentityTokenException', 'Incorrect token audience')).code).toBe('role-not-assumed');
    expect(explain(named('PackedPolicyTooLargeException', 'too large')).fix).toContain('session-policy: off');
    expect(explain(named('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration')).code).toBe(
      'role-duration-too-long',
    );
    expect(explain(named('ExpiredTokenException', 'Token expired')).code).toBe('credentials-expired');
    expect(explain(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })).code).toBe('endpoint-unreachable');
    expect(explain(Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })).code).toBe(
      'tls-failed',
    );
    expect(explain(named('Odd', 'something new')).code).toBe('sts-failed');
  });
});

describe('claims', () => {
  test('are read from a token without trusting its form', () => {
    expect(claimsOf(tokenOf(CLAIMS))).toEqual(CLAIMS);
    for (const odd of ['', 'x', 'a.b.c', `a.${Buffer.from('"text"').toString('base64url')}.c`])
      expect(claimsOf(odd)).toEqual({});
  });
});
