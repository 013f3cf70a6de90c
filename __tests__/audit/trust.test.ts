import { checkProvider, checkTrust, isBoundToEnvironment, widthOf } from '../../src/aws/audit/trust.ts';
import { parsePolicy } from '../../src/aws/audit/policy.ts';
import { subjectsOf, trustPolicy } from '../../src/aws/policies.ts';

const ARN = 'arn:aws:iam::111122223333:role/backup';
const ISSUER = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const AUD = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };
const SUB = 'repo:acme/shop:environment:backup';

function role(Condition: object, Principal: unknown = { Federated: PROVIDER }) {
  const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
  return { arn: ARN, trust: parsePolicy(JSON.stringify({ Statement: [statement] })) };
}

/** `check: severity` of what failed. */
function troubles(of: ReturnType<typeof role>): string[] {
  const failed = checkTrust(of).filter(({ status }) => status === 'failed');
  return failed.map(({ check, severity }) => `${check}: ${severity}`);
}

const equals = (sub: string | string[], more: object = {}) => ({
  StringEquals: { ...AUD, [`${ISSUER}:sub`]: sub, ...more },
});
const likes = (sub: string) => ({ StringEquals: AUD, StringLike: { [`${ISSUER}:sub`]: sub } });

test.each<[string, object, string[]]>([
  ['one environment, by name', equals(SUB), ['trust-subject-form: low']],
  ['one environment, by ids', equals('repo:acme@1/shop@2:environment:backup'), []],
  ['both forms', equals([SUB, 'repo:acme@1/shop@2:environment:backup']), ['trust-subject-form: none']],
  ['by name, with the id of the repository', equals(SUB, { [`${ISSUER}:repository_id`]: '2' }), []],
  ['any subject', likes('*'), ['trust-subject: critical']],
  ['any repository', likes('repo:*'), ['trust-subject: critical', 'trust-subject-form: low']],
  [
    'any owner that begins so',
    likes('repo:acme*/shop:ref:refs/heads/main'),
    ['trust-subject: critical', 'trust-subject-form: low'],
  ],
  [
    'any repository of the owner',
    likes('repo:acme/*:environment:backup'),
    ['trust-subject: high', 'trust-subject-form: low'],
  ],
  ['any job of the repository', likes('repo:acme/shop:*'), ['trust-subject: high', 'trust-subject-form: low']],
  ['any branch', likes('repo:acme/shop:ref:refs/heads/*'), ['trust-subject: medium', 'trust-subject-form: low']],
  ['pull requests', equals('repo:acme/shop:pull_request'), ['trust-subject: high', 'trust-subject-form: low']],
  ['no subject', { StringEquals: AUD }, ['trust-subject: critical']],
  [
    'no subject, but the repository',
    { StringEquals: { ...AUD, [`${ISSUER}:repository`]: 'acme/shop' } },
    ['trust-subject: medium'],
  ],
  [
    'no subject, but an environment, which any repository may have',
    { StringEquals: { ...AUD, [`${ISSUER}:environment`]: 'production' } },
    ['trust-subject: critical'],
  ],
  [
    'no subject, but a repository of any owner',
    { StringEquals: AUD, StringLike: { [`${ISSUER}:repository`]: '*/shop' } },
    ['trust-subject: critical'],
  ],
  [
    'no subject, but the id of the repository',
    { StringEquals: { ...AUD, [`${ISSUER}:repository_id`]: '2' } },
    ['trust-subject: medium'],
  ],
  ['any ids, which is by name only', likes('repo:acme@*/shop@*:environment:backup'), ['trust-subject-form: low']],
  ['no condition at all', {}, ['trust-audience: high', 'trust-subject: critical']],
  ['no audience', { StringEquals: { [`${ISSUER}:sub`]: SUB } }, ['trust-audience: high', 'trust-subject-form: low']],
  [
    'ForAllValues, which holds without the claim',
    { StringEquals: AUD, 'ForAllValues:StringLike': { [`${ISSUER}:sub`]: SUB } },
    ['trust-operator: high', 'trust-subject: critical'],
  ],
  [
    'IfExists, likewise',
    { StringEqualsIfExists: { ...AUD, [`${ISSUER}:sub`]: SUB } },
    ['trust-operator: high', 'trust-audience: high', 'trust-subject: critical'],
  ],
  [
    'a wildcard in the name of the claim',
    { StringEquals: AUD, StringLike: { [`${ISSUER}:*`]: SUB } },
    ['trust-operator: high', 'trust-subject: critical'],
  ],
  [
    'a wildcard that is taken literally',
    equals('repo:acme/shop:*'),
    ['trust-operator: high', 'trust-subject: high', 'trust-subject-form: low'],
  ],
  [
    'all but one',
    { StringEquals: AUD, StringNotLike: { [`${ISSUER}:sub`]: 'repo:acme/old:*' } },
    ['trust-operator: high', 'trust-subject: critical'],
  ],
  [
    'two conditions: the narrow one counts',
    { StringEquals: { ...AUD, [`${ISSUER}:sub`]: SUB }, StringLike: { [`${ISSUER}:sub`]: 'repo:acme/*' } },
    ['trust-subject-form: low'],
  ],
])('%s', (_, conditions, expected) => {
  expect(troubles(role(conditions))).toEqual(expected);
});

test.each<[string, unknown, string[]]>([
  ['anybody', '*', ['trust-principal: critical']],
  ['the whole account', { AWS: 'arn:aws:iam::111122223333:root' }, ['trust-principal: medium']],
  ['a role of the account', { AWS: 'arn:aws:iam::111122223333:role/ci' }, []],
  ['another account', { AWS: '999988887777' }, ['trust-principal: high']],
  ['a company directory', { Federated: 'arn:aws:iam::111122223333:saml-provider/adfs' }, ['trust-principal: high']],
  ['the users of another service', { Federated: 'accounts.google.com' }, ['trust-principal: high']],
  ['a service', { Service: 'ec2.amazonaws.com' }, ['trust-principal: medium']],
])('principal: %s', (_, principal, expected) => {
  expect(troubles(role({}, principal))).toEqual(expected);
});

test('everybody but somebody', () => {
  const NotPrincipal = { AWS: 'arn:aws:iam::111122223333:user/mallory' };
  const statement = { Effect: 'Allow', NotPrincipal, Action: 'sts:AssumeRole' };
  const trust = parsePolicy(JSON.stringify({ Statement: statement }));
  expect(troubles({ arn: ARN, trust })).toEqual(['trust-principal: critical']);
});

test('another account with a condition is milder', () => {
  const conditions = { StringEquals: { 'sts:ExternalId': 'x' } };
  expect(troubles(role(conditions, { AWS: '999988887777' }))).toEqual(['trust-principal: medium']);
});

test('another identity provider with a condition is milder', () => {
  const conditions = { StringEquals: { 'accounts.google.com:sub': '1234' } };
  expect(troubles(role(conditions, { Federated: 'accounts.google.com' }))).toEqual(['trust-principal: medium']);
});

test('what setup writes is sound, and bound to environments but for the backup role', () => {
  const subject = { repository: 'acme/shop', ids: { owner: '1', repository: '2' }, defaultBranch: 'main' };
  const made = (name: 'backup' | 'prune') => {
    const policy = trustPolicy(subjectsOf(name, subject), { providerArn: PROVIDER, audience: 'sts.amazonaws.com' });
    return { arn: ARN, trust: parsePolicy(JSON.stringify(policy)) };
  };
  expect(troubles(made('backup'))).toEqual(['trust-subject-form: none']);
  expect(troubles(made('prune'))).toEqual(['trust-subject-form: none']);
  expect([made('backup'), made('prune')].map(isBoundToEnvironment)).toEqual([false, true]);
});

test('subjects of forms of their own are judged by their wildcards', () => {
  expect(widthOf('repository_owner_id:1:environment:x').severity).toBeUndefined();
  expect(widthOf('repository_owner_id:1:*').severity).toBe('medium');
  expect(widthOf('repo:acme@1/*').severity).toBe('high');
});

test('the OIDC provider', () => {
  const of = (audiences: string[]) => checkProvider(PROVIDER, { state: 'ok', value: audiences });
  expect(of(['sts.amazonaws.com'])).toMatchObject({ status: 'passed' });
  expect(of(['sts.amazonaws.com', 'https://github.com/acme'])).toMatchObject({ status: 'failed', severity: 'low' });
  expect(checkProvider(PROVIDER, { state: 'ok', value: 'missing' })).toMatchObject({ status: 'failed' });
  expect(checkProvider(PROVIDER, { state: 'denied', permission: 'iam:GetOpenIDConnectProvider' })).toMatchObject({
    status: 'unknown',
    permission: 'iam:GetOpenIDConnectProvider',
  });
});
