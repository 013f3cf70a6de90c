import { checkProvider, checkTrust, isBoundToEnvironment } from '../../../src/aws/audit/trust.ts';
import { reachOf, severityOf } from '../../../src/aws/audit/claims.ts';
import { parsePolicy } from '../../../src/aws/policies/evaluate.ts';
import { claimsOfRole, subjectsOf, trustPolicy } from '../../../src/aws/policies/roles.ts';

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
    'no subject, but the repository: any job of it',
    { StringEquals: { ...AUD, [`${ISSUER}:repository`]: 'acme/shop' } },
    ['trust-subject: high', 'trust-subject-form: low'],
  ],
  [
    'no subject, but an environment, which any repository may have',
    { StringEquals: { ...AUD, [`${ISSUER}:environment`]: 'production' } },
    ['trust-subject: critical'],
  ],
  [
    'no subject, but a repository of any owner',
    { StringEquals: AUD, StringLike: { [`${ISSUER}:repository`]: '*/shop' } },
    ['trust-subject: critical', 'trust-subject-form: low'],
  ],
  [
    'no subject, but the id of the repository: any job of it',
    { StringEquals: { ...AUD, [`${ISSUER}:repository_id`]: '2' } },
    ['trust-subject: high'],
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

/** A role bound by other claims than the subject: STS checks them since 2026. */
const WORKFLOW = 'acme/ops/.github/workflows/backup.yml';
const wide = { StringLike: { [`${ISSUER}:sub`]: 'repo:acme@1/shop@2:*' } };
const by = (claims: Readonly<Record<string, unknown>>, more: object = wide) => ({
  StringEquals: { ...AUD, ...Object.fromEntries(Object.entries(claims).map(([k, v]) => [`${ISSUER}:${k}`, v])) },
  ...more,
});
test.each<[string, object, string[]]>([
  ['ref', by({ ref: 'refs/heads/main' }), []],
  ['one of two refs', by({ ref: ['refs/heads/main', 'refs/tags/v1'] }), []],
  ['environment', by({ environment: 'holdfast' }), []],
  ['repository_id and environment', by({ repository_id: '2', environment: 'holdfast' }, {}), []],
  ['repository_id and ref', by({ repository_id: '2', ref: 'refs/heads/main' }, {}), []],
  [
    'repository_id and job_workflow_ref',
    by({ repository_id: '2', job_workflow_ref: `${WORKFLOW}@refs/heads/main` }, {}),
    [],
  ],
  [
    'owner, repository and ref',
    by({ repository_owner_id: '1', repository: 'acme/shop', ref: 'refs/heads/main' }, {}),
    [],
  ],
  ['job_workflow_ref', by({ job_workflow_ref: `${WORKFLOW}@refs/heads/main` }), ['trust-subject-form: none']],
  [
    'job_workflow_ref alone: whoever may call it',
    by({ job_workflow_ref: `${WORKFLOW}@refs/heads/main` }, {}),
    ['trust-subject: low', 'trust-subject-form: low'],
  ],
  [
    'a workflow of any branch',
    {
      StringEquals: AUD,
      StringLike: { [`${ISSUER}:job_workflow_ref`]: `${WORKFLOW}@*`, [`${ISSUER}:repository_id`]: '2' },
    },
    ['trust-subject: high'],
  ],
  [
    'a workflow of branches that begin so',
    {
      StringEquals: AUD,
      StringLike: { [`${ISSUER}:job_workflow_ref`]: `${WORKFLOW}@refs/heads/rel*`, [`${ISSUER}:repository_id`]: '2' },
    },
    ['trust-subject: medium'],
  ],
  ['a pull request', by({ ref: 'refs/pull/7/merge' }), ['trust-subject: high']],
  ['one ref or a pull request', by({ ref: ['refs/heads/main', 'refs/pull/7/merge'] }), ['trust-subject: high']],
  [
    'any ref',
    by({}, { StringLike: { [`${ISSUER}:ref`]: 'refs/*', [`${ISSUER}:repository_id`]: '2' } }),
    ['trust-subject: high'],
  ],
  ['the owner only', by({ repository_owner_id: '1', ref: 'refs/heads/main' }, {}), ['trust-subject: high']],
  ['the name of a workflow, which any branch may use', by({ workflow: 'Backup' }), ['trust-subject: high']],
  ['who started it', by({ actor: 'alice' }), ['trust-subject: high']],
  ['a value that only the request tells', by({ environment: '${aws:username}' }), ['trust-subject: high']],
  ['a list of several stars', by({}, { StringLike: { [`${ISSUER}:sub`]: '**' } }), ['trust-subject: critical']],
  [
    'ids with a wildcard',
    by({}, { StringLike: { [`${ISSUER}:repository_id`]: '2*', [`${ISSUER}:ref`]: 'refs/heads/main' } }),
    ['trust-subject: critical'],
  ],
  [
    'IfExists on the claim that would bind it',
    by({ repository_id: '2' }, { StringEqualsIfExists: { [`${ISSUER}:environment`]: 'holdfast' } }),
    ['trust-operator: high', 'trust-subject: high'],
  ],
  [
    'presence only',
    by({ repository_id: '2' }, { Null: { [`${ISSUER}:environment`]: 'false' } }),
    ['trust-subject: high'],
  ],
  [
    'absence',
    by({ repository_id: '2' }, { Null: { [`${ISSUER}:environment`]: 'true' } }),
    ['trust-operator: high', 'trust-subject: high'],
  ],
  [
    'an operator that is not one for texts',
    by({ repository_id: '2' }, { ArnLike: { [`${ISSUER}:environment`]: 'holdfast' } }),
    ['trust-subject: high'],
  ],
  [
    'all but a branch',
    by({ repository_id: '2' }, { StringNotEquals: { [`${ISSUER}:ref`]: 'refs/heads/x' } }),
    ['trust-operator: high', 'trust-subject: high'],
  ],
  [
    "another issuer's claims",
    by(
      { repository_id: '2' },
      {
        StringEquals: { ...AUD, [`${ISSUER}:repository_id`]: '2', 'ghe.example.com/_services/token:environment': 'x' },
      },
    ),
    ['trust-subject: high'],
  ],
])('bound by other claims: %s', (_, conditions, expected) => {
  expect(troubles(role(conditions))).toEqual(expected);
});

test('of several statements each is judged by itself', () => {
  const [narrow] = role(by({ environment: 'holdfast' })).trust;
  const [open] = role(by({ repository_id: '2' }, {})).trust;
  const trust = [narrow, open].filter((statement) => statement !== undefined);
  expect(troubles({ arn: ARN, trust })).toEqual(['trust-subject: high']);
  expect(isBoundToEnvironment({ arn: ARN, trust })).toBe(false);
});

test('an environment binds a role as its subject does, if the repository is told', () => {
  expect(isBoundToEnvironment(role(by({ environment: 'holdfast' })))).toBe(true);
  expect(isBoundToEnvironment(role(by({ environment: 'holdfast' }, {})))).toBe(false);
  expect(isBoundToEnvironment(role(by({ repository_id: '2', ref: 'refs/heads/main' }, {})))).toBe(false);
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
    const claims = claimsOfRole(name, { repositoryId: '2', workflow: `${WORKFLOW}@refs/heads/main` });
    const trust = { issuer: ISSUER, providerArn: PROVIDER, audience: 'sts.amazonaws.com', claims };
    const policy = trustPolicy(subjectsOf(name, subject), trust);
    return { arn: ARN, trust: parsePolicy(JSON.stringify(policy)) };
  };
  expect(troubles(made('backup'))).toEqual([]);
  expect(troubles(made('prune'))).toEqual([]);
  expect([made('backup'), made('prune')].map(isBoundToEnvironment)).toEqual([false, true]);
});

test('subjects of forms of their own are judged by the claims in them, and those of other issuers by their wildcards', () => {
  const severity = (subject: string) => severityOf(reachOf('sub', subject));
  expect(severity('repository_owner_id:1:environment:x')).toBe('high');
  expect(severity('repository_id:1:environment:x')).toBeUndefined();
  expect(severity('repository_id:1:*')).toBe('high');
  expect(severity('environment:x')).toBe('critical');
  expect(severity('actor:alice:repository_id:7:ref:refs/heads/main')).toBeUndefined();
  expect(severity('project_path:acme/shop:ref_type:branch:ref:main')).toBeUndefined();
  expect(severity('project_path:acme/*:ref_type:branch:ref:main')).toBe('medium');
  expect(severity('repo:acme@1/*')).toBe('high');
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
