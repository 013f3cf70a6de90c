import type { Reading } from '../posture.ts';
import { unread } from './bucket.ts';
import { failed, type Finding, passed, rankOf, type Severity } from './finding.ts';
import { accountOf, type Condition, matchesAction, ownerOf, type Statement } from './policy.ts';

/** A role, as far as its trust is concerned. */
export interface TrustedRole {
  readonly arn: string;
  /** Statements of its trust policy. */
  readonly trust: readonly Statement[];
}

/** Who may become the role, by what its trust policy says. Pure; one finding at least per check that applies. */
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
  const claim = (name: string): Condition[] =>
    ofIssuer.filter(({ key }) => key.toLowerCase() === `${issuer.toLowerCase()}:${name}`);
  return [
    checkOperators(arn, ofIssuer),
    checkAudience(arn, claim('aud')),
    ...checkSubjects(arn, claim('sub'), ofIssuer.filter(restricts), issuer),
  ];
}

/** Operators that hold where the claim is missing, or that do not mean what they seem to. */
function checkOperators(arn: string, conditions: readonly Condition[]): Finding {
  const evidence = conditions.flatMap((condition) => {
    const { operator, key, values } = condition;
    const shown = `${operator} ${key}`;
    if (/^ForAllValues:/i.test(operator)) return [`${shown}: holds where the token has no such claim`];
    if (/IfExists$/i.test(operator)) return [`${shown}: holds where the token has no such claim`];
    if (/[*?]/.test(key)) return [`${shown}: a claim by this name does not exist, wildcards are taken literally`];
    if (/Not/.test(operator)) return [`${shown}: admits everything but what is listed`];
    if (/Equals/.test(operator) && values.some((value) => value.includes('*')))
      return [`${shown}: ${values.join(', ')}: the wildcard is taken literally, nothing fits`];
    return [];
  });
  if (evidence.length === 0) return passed('trust-operator', arn, 'The conditions of its trust policy are sound.');
  return failed('trust-operator', arn, 'Conditions of its trust policy do not mean what they seem to.', {
    evidence,
    fix: 'Use StringEquals with whole values; StringLike only where a wildcard is needed.',
  });
}

/** Whether a condition keeps anybody out. */
function restricts({ operator, key, values }: Condition): boolean {
  if (/^ForAllValues:|IfExists$|Not/i.test(operator) || /[*?]/.test(key)) return false;
  return /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator) && !values.includes('*');
}

function checkAudience(arn: string, conditions: readonly Condition[]): Finding {
  const sound = conditions.filter(restricts);
  const audiences = sound.flatMap(({ values }) => values);
  if (sound.length > 0) return passed('trust-audience', arn, 'Its trust policy asks for an audience.', audiences);
  return failed('trust-audience', arn, 'Its trust policy asks for no audience (aud).', {
    fix: 'Add to StringEquals: "token.actions.githubusercontent.com:aud": "sts.amazonaws.com"',
  });
}

/** Whether a condition on another claim tells a repository as well as the subject does. */
function tellsRepository({ key, values }: Condition): boolean {
  if (/:repository_id$/i.test(key)) return values.every((value) => /^\d+$/.test(value));
  return /:(repository|job_workflow_ref|workflow_ref)$/i.test(key) && values.every((value) => /^[^*?/]+\//.test(value));
}

function checkSubjects(
  arn: string,
  ofSubject: readonly Condition[],
  all: readonly Condition[],
  issuer: string,
): readonly Finding[] {
  const fix = `Name the repository and its environment or branch: "StringEquals": {"${issuer}:sub": ["repo:OWNER/NAME:environment:ENVIRONMENT"]}`;
  const conditions = ofSubject.filter(restricts);
  if (conditions.length === 0) {
    const others = all.filter(tellsRepository);
    const severity: Severity = others.length > 0 ? 'medium' : 'critical';
    const evidence = [...ofSubject, ...others].map(
      ({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`,
    );
    const message =
      others.length > 0
        ? 'Its trust policy asks for no subject (sub), only for other claims.'
        : 'Its trust policy asks for no subject (sub): any repository at the issuer may assume it.';
    return [failed('trust-subject', arn, message, { severity, evidence, fix })];
  }
  // Several conditions must all hold, so the narrowest of them counts; the values of one are alternatives.
  const judgements = conditions.map(({ values }) => values.map((subject) => ({ subject, ...widthOf(subject) })));
  const wide =
    judgements
      .map((values) => values.filter(({ severity }) => severity !== undefined))
      .sort((a, b) => worstOf(a) - worstOf(b))[0] ?? [];
  const subjects = conditions.flatMap(({ values }) => values);
  const worst = wide.reduce<Severity>(
    (a, { severity = 'none' }) => (rankOf(severity) > rankOf(a) ? severity : a),
    'none',
  );
  const finding =
    wide.length === 0
      ? passed('trust-subject', arn, 'Its trust policy names the jobs that may assume it.', subjects)
      : failed('trust-subject', arn, 'Its trust policy admits more than jobs of one branch or environment.', {
          severity: worst,
          evidence: wide.map(({ subject, says }) => `${subject}: ${says}`),
          fix,
        });
  return [finding, checkForms(arn, subjects, all)];
}

function worstOf(values: readonly { readonly severity: Severity | undefined }[]): number {
  return values.reduce((worst, { severity }) => Math.max(worst, rankOf(severity ?? 'none')), 0);
}

interface Width {
  /** undefined: narrow enough. */
  readonly severity: Severity | undefined;
  readonly says: string;
}

/**
 * How much a subject admits. Owner and name of a repository, with `@id` after each in the immutable form:
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
export function widthOf(subject: string): Width {
  const [, owner, name, rest] = /^repo:([^/:]*)\/([^:]*)(?::(.*))?$/.exec(subject) ?? [];
  if (owner === undefined || name === undefined) {
    const isOpen = /^[*?]|^repo:[^/]*[*?]/.test(subject);
    if (isOpen) return { severity: 'critical', says: 'any repository at GitHub fits' };
    return /[*?]/.test(subject)
      ? { severity: 'medium', says: 'a subject of its own form, with a wildcard' }
      : { severity: undefined, says: 'a subject of its own form' };
  }
  if (/[*?]/.test(owner.replace(/@\*$/, ''))) return { severity: 'critical', says: 'repositories of other owners fit' };
  if (/[*?]/.test(name.replace(/@\*$/, ''))) return { severity: 'high', says: 'several repositories of the owner fit' };
  if (rest === undefined) return { severity: undefined, says: 'no job has such a subject' };
  if (rest === 'pull_request') return { severity: 'high', says: 'pull requests run code that nobody has reviewed' };
  if (/^[*?]/.test(rest))
    return { severity: 'high', says: 'pull requests, which run code that nobody has reviewed, fit' };
  if (/[*?]/.test(rest)) return { severity: 'medium', says: 'several branches, tags or environments fit' };
  return { severity: undefined, says: 'one branch, tag or environment' };
}

function checkForms(arn: string, subjects: readonly string[], all: readonly Condition[]): Finding {
  const ofRepository = subjects.filter((subject) => subject.startsWith('repo:'));
  const immutable = ofRepository.filter((subject) => /^repo:[^/:]+@\d+\/[^:]+@\d+:/.test(subject));
  const hasIds = all.some(({ key }) => /:(repository_id|repository_owner_id)$/i.test(key));
  if (immutable.length === ofRepository.length || hasIds)
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
      evidence: ofRepository,
      fix: both
        ? 'Once the repository uses immutable subjects, remove the subjects without ids.'
        : 'Add the immutable form, repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:..., beside it (mode setup prints both).',
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
  const strangers = (principals?.['Federated'] ?? []).filter((name) => !name.includes(':oidc-provider/'));
  return [
    ...strangers.map((name): Risk => ({
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
      const subjects = statement.conditions.filter(({ key }) => /:sub$/i.test(key)).filter(restricts);
      return (
        issuersOf(statement).length > 0 &&
        Object.keys(statement.principals ?? {}).every((kind) => kind === 'Federated') &&
        subjects.length > 0 &&
        subjects.every(({ values }) => values.every((value) => /^repo:[^*?]+:environment:[^*?]+$/.test(value)))
      );
    })
  );
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
