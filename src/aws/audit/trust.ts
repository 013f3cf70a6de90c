/** Checks who may assume a role, by its trust policy. */
import type { Reading } from '../bucket/reading.ts';
import { claimOf, reachOfAll, severityOf, tellsOrigin, describeReach } from './claims.ts';
import { failed, type Finding, passed, unread } from './finding.ts';
import { rankOf, type Severity } from '../bucket/severity.ts';
import { accountOf, type Condition, matchesAction, ownerOf, type Statement } from '../policies/evaluate.ts';

/** A role with its trust policy. */
export interface TrustedRole {
  readonly arn: string;
  /** Statements of its trust policy. */
  readonly trust: readonly Statement[];
}

/** Who may assume the role. Pure; one finding at least per check that applies. */
export function checkTrust({ arn, trust }: TrustedRole): readonly Finding[] {
  const allows = trust.filter(
    (statement) =>
      statement.effect === 'Allow' &&
      ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole', 'sts:AssumeRoleWithSAML'].some((action) =>
        matchesAction(statement, action),
      ),
  );
  const federated = allows.flatMap((statement) =>
    issuersOf(statement).map((issuer) => ({ issuer, conditions: statement.conditions })),
  );
  return [...checkPrincipals(arn, allows), ...federated.flatMap((each) => checkFederation(arn, each))];
}

/** Issuers by the names that begin their claims' keys: host and path of the provider. */
function issuersOf({ principals }: Statement): readonly string[] {
  return (principals?.['Federated'] ?? []).flatMap((provider) => /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? []);
}

interface Federation {
  readonly issuer: string;
  readonly conditions: readonly Condition[];
}

function checkFederation(arn: string, { issuer, conditions }: Federation): readonly Finding[] {
  const ofIssuer = conditions.filter(({ key }) => key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`));
  const audience = ofIssuer.filter(({ key }) => claimOf(key) === 'aud');
  return [checkOperators(arn, ofIssuer), checkAudience(arn, audience, issuer), ...checkOrigin(arn, ofIssuer, issuer)];
}

/** Operators that hold where the claim is missing, or that do not mean what they seem to. */
function checkOperators(arn: string, conditions: readonly Condition[]): Finding {
  const evidence = conditions.flatMap((condition) => {
    const { operator, key, values } = condition;
    const name = `${operator} ${key}`;
    if (/^ForAllValues:/i.test(operator)) return [`${name}: also holds if the token has no such claim`];
    if (/IfExists$/i.test(operator)) return [`${name}: also holds if the token has no such claim`];
    if (/^Null$/i.test(operator) && values.includes('true'))
      return [`${name}: also holds if the token has no such claim`];
    if (/[*?]/.test(key)) return [`${name}: a claim of this name does not exist, since wildcards are taken literally`];
    if (/Not/.test(operator)) return [`${name}: admits everything but what is listed`];
    if (/Equals/.test(operator) && values.some((value) => value.includes('*')))
      return [`${name}: ${values.join(', ')}: the wildcard is taken literally, so nothing matches`];
    return [];
  });
  if (evidence.length === 0) return passed('trust-operator', arn, 'The conditions of its trust policy are sound.');
  return failed('trust-operator', arn, 'Conditions of its trust policy do not mean what they seem to.', {
    evidence,
    fix: 'Use StringEquals with whole values; StringLike only where a wildcard is needed.',
  });
}

/** Whether a condition keeps anybody out. A policy variable (`${...}`) may hold any value. */
function restricts({ operator, key, values }: Condition): boolean {
  if (/[*?]/.test(key) || values.length === 0 || values.some((value) => /^[*]+$|\$\{/.test(value))) return false;
  return /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator);
}

function checkAudience(arn: string, conditions: readonly Condition[], issuer: string): Finding {
  const sound = conditions.filter(restricts);
  const audiences = sound.flatMap(({ values }) => values);
  if (sound.length > 0) return passed('trust-audience', arn, 'Its trust policy asks for an audience.', audiences);
  return failed('trust-audience', arn, 'Its trust policy asks for no audience (aud).', {
    fix: `Add to StringEquals: "${issuer}:aud": "sts.amazonaws.com"`,
  });
}

function checkOrigin(arn: string, ofIssuer: readonly Condition[], issuer: string): readonly Finding[] {
  const fix = `Name the repository and its environment, branch or workflow file: "StringEquals": {"${issuer}:sub": ["repo:OWNER/NAME:environment:ENVIRONMENT"]}, or "${issuer}:repository_id" with "${issuer}:environment", "${issuer}:ref" or "${issuer}:job_workflow_ref".`;
  const origin = ofIssuer.filter(({ key }) => tellsOrigin(claimOf(key)));
  const conditions = origin.filter(restricts);
  if (conditions.length === 0) {
    return [
      failed(
        'trust-subject',
        arn,
        'Its trust policy asks for no subject (sub): any repository at the issuer may assume it.',
        {
          severity: 'critical',
          evidence: origin.map(shown),
          fix,
        },
      ),
    ];
  }
  const reach = reachOfAll(conditions);
  const severity = severityOf(reach);
  const said = conditions.flatMap(({ values }) => values);
  const finding =
    severity === undefined
      ? passed('trust-subject', arn, 'Its trust policy names the jobs that may assume it.', said)
      : failed(
          'trust-subject',
          arn,
          'Its trust policy admits more than jobs of one branch, environment or workflow file.',
          {
            severity,
            evidence: [...conditions.map(shown), describeReach(reach)],
            fix,
          },
        );
  return [finding, checkForms(arn, conditions)];
}

function shown({ operator, key, values }: Condition): string {
  return `${operator} ${key} ${values.join(', ')}`;
}

/** Names of repositories can be taken by others, ids cannot. */
function checkForms(arn: string, conditions: readonly Condition[]): Finding {
  const named = conditions.flatMap(({ key, values }) =>
    values.filter((value) => ['repository', 'job_workflow_ref'].includes(claimOf(key)) || value.startsWith('repo:')),
  );
  const immutable = named.filter((value) => /^repo:[^/:]+@\d+\/[^:]+@\d+:/.test(value));
  const hasIds = conditions.some(({ key }) => /^repository_(owner_)?id$/.test(claimOf(key)));
  if (immutable.length === named.length || hasIds)
    return passed('trust-subject-form', arn, 'Its trust policy names repositories by their ids.');
  const both = immutable.length > 0;
  return failed(
    'trust-subject-form',
    arn,
    both
      ? 'Its trust policy names repositories by name and by id.'
      : 'Its trust policy names repositories by name only.',
    {
      severity: both ? 'none' : 'low',
      evidence: named,
      fix: both
        ? 'Once the repository uses immutable subjects, remove the subjects without ids.'
        : 'Add the immutable form, repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:..., beside it (mode setup prints both), or ask for repository_id too.',
    },
  );
}

function checkPrincipals(arn: string, allows: readonly Statement[]): readonly Finding[] {
  const own = ownerOf(arn);
  const found = allows.flatMap((statement) => principalRisks(statement, own));
  if (found.length === 0)
    return [passed('trust-principal', arn, 'Its trust policy admits no account as a whole, and no other account.')];
  const worst = found.reduce((a, b) => (rankOf(b.severity) > rankOf(a.severity) ? b : a));
  return [
    failed('trust-principal', arn, 'Its trust policy admits principals besides the jobs of a repository.', {
      severity: worst.severity,
      evidence: found.map(({ says }) => says),
      fix: `Name the roles that may assume it: aws iam update-assume-role-policy --role-name ${arn.slice(arn.lastIndexOf('/') + 1)} --policy-document file://trust.json`,
    }),
  ];
}

interface Risk {
  readonly severity: Severity;
  readonly says: string;
}

function principalRisks(statement: Statement, own: string | undefined): readonly Risk[] {
  const { principals, notPrincipals, conditions } = statement;
  if (notPrincipals !== undefined) return [{ severity: 'critical', says: 'NotPrincipal admits everybody else' }];
  const isConditional = conditions.length > 0;
  const services = principals?.['Service'] ?? [];
  const otherProviders = (principals?.['Federated'] ?? []).filter((name) => !name.includes(':oidc-provider/'));
  return [
    ...otherProviders.map((name): Risk => ({
      severity: isConditional ? 'medium' : 'high',
      says: `another identity provider: ${name}`,
    })),
    ...(principals?.['AWS'] ?? []).flatMap((name) => awsRisk(name, own, isConditional) ?? []),
    ...services.map((name): Risk => ({ severity: 'medium', says: `a service: ${name}` })),
  ];
}

function awsRisk(name: string, own: string | undefined, isConditional: boolean): Risk | undefined {
  if (name === '*') return { severity: isConditional ? 'high' : 'critical', says: 'anybody at AWS' };
  if (ownerOf(name) !== own) return { severity: isConditional ? 'medium' : 'high', says: `another account: ${name}` };
  if (accountOf(name) === undefined) return undefined;
  return { severity: 'medium', says: `whoever in the account may assume roles: ${name}` };
}

/** Whether only jobs bound to an environment, which can ask for reviewers, may assume the role. */
export function isBoundToEnvironment({ trust }: TrustedRole): boolean {
  const allows = trust.filter(({ effect }) => effect === 'Allow');
  return (
    allows.length > 0 &&
    allows.every((statement) => {
      const conditions = statement.conditions.filter(restricts);
      return (
        issuersOf(statement).length > 0 &&
        Object.keys(statement.principals ?? {}).every((kind) => kind === 'Federated') &&
        reachOfAll(conditions).repositories === 'one' &&
        conditions.some(namesEnvironments)
      );
    })
  );
}

function namesEnvironments({ key, values }: Condition): boolean {
  const pattern = { sub: /^repo:[^*?]+:environment:[^*?]+$/, environment: /^[^*?]+$/ }[claimOf(key)];
  return pattern !== undefined && values.every((value) => pattern.test(value));
}

/** Whether the OIDC provider that a trust policy names is there, and which audiences it knows. */
export function checkProvider(arn: string, reading: Reading<readonly string[] | 'missing'>): Finding {
  if (reading.state !== 'ok') return unread('oidc-provider', arn, reading);
  if (reading.value === 'missing') {
    return failed('oidc-provider', arn, 'The OIDC provider that a trust policy names is not there.', {
      fix: `aws iam create-open-id-connect-provider --url https://${arn.slice(arn.indexOf('/') + 1)} --client-id-list sts.amazonaws.com`,
    });
  }
  const audiences = reading.value;
  const others = audiences.filter((name) => !/^sts\.amazonaws\.com(\.cn)?$/.test(name));
  if (others.length === 0)
    return passed('oidc-provider', arn, 'The OIDC provider admits tokens for AWS only.', audiences);
  return failed('oidc-provider', arn, 'The OIDC provider admits tokens that were made for other services.', {
    severity: 'low',
    evidence: others,
    fix: `aws iam remove-client-id-from-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${others[0] ?? ''}`,
  });
}
