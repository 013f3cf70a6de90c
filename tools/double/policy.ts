/**
 * IAM policies as far as Holdfast's own need: Allow and Deny, wildcards, and the condition operators and keys listed
 * here. Whatever is not listed is refused when the policy is set, so that nothing is allowed because it was not understood.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** By kind (`AWS`, `Federated`); `*` stands as `{AWS: ['*']}`; undefined in policies of identities. */
  readonly principal: Readonly<Record<string, readonly string[]>> | undefined;
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy as users write it: JSON, or the value of it. */
export type PolicyInput = string | object;
export type PolicyKind = 'identity' | 'bucket' | 'trust';

/** Values of condition keys in a request, by lower-case key; absent where the request has none. */
export type ConditionContext = Readonly<Record<string, string | undefined>>;

interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

const KNOWN_KEYS = new Set(
  `aws:securetransport aws:principalarn aws:principalaccount aws:sourceip aws:currenttime aws:resourceaccount
   aws:calledvia aws:viaawsservice kms:viaservice kms:calleraccount kms:encryptioncontext:holdfast-key
   kms:signingalgorithm kms:requestalias sts:externalid sts:rolesessionname
   s3:prefix s3:delimiter s3:max-keys s3:versionid s3:if-none-match s3:if-match s3:resourceaccount`.split(/\s+/),
);

type Test = (actual: string, wanted: string) => boolean;
const numeric =
  (test: (a: number, b: number) => boolean): Test =>
  (actual, wanted) =>
    test(Number(actual), Number(wanted));
const likeArn: Test = (actual, wanted) => {
  const [a, w] = [actual.split(':'), wanted.split(':')];
  return (
    w.length >= 6 &&
    [0, 1, 2, 3, 4].every((i) => like(a[i] ?? '', w[i] ?? '')) &&
    like(a.slice(5).join(':'), w.slice(5).join(':'))
  );
};

/** Operators by name; those named "Not" are the negation over all values, and hold where the key is absent. */
const OPERATORS: Readonly<Record<string, Test>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => like(actual, wanted),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  ArnEquals: likeArn,
  ArnLike: likeArn,
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
};
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** `*` and `?` wildcards, as in actions, resources and the Like operators. */
function like(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`).test(text);
}

/** Throws an Error that says what is wrong with the policy, or what the double does not know. */
export function parsePolicy(input: PolicyInput, kind: PolicyKind): Policy {
  const document: unknown = typeof input === 'string' ? JSON.parse(input) : input;
  if (!isRecord(document)) throw new Error('a policy must be an object');
  if (document['Version'] !== '2012-10-17') throw new Error('Version must be "2012-10-17"');
  const statements = Array.isArray(document['Statement'])
    ? (document['Statement'] as unknown[])
    : [document['Statement']];
  return { statements: statements.map((statement) => parseStatement(statement, kind)) };
}

function parseStatement(input: unknown, kind: PolicyKind): Statement {
  if (!isRecord(input)) throw new Error('a statement must be an object');
  const known = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition'];
  const odd = Object.keys(input).find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`${odd} is not supported`);
  const effect = input['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error('Effect must be Allow or Deny');
  const statement: Statement = {
    sid: strings(input['Sid'])[0],
    effect,
    actions: strings(input['Action']),
    notActions: strings(input['NotAction']),
    resources: strings(input['Resource']),
    notResources: strings(input['NotResource']),
    principal: parsePrincipal(input['Principal']),
    conditions: parseConditions(input['Condition']),
  };
  if ((statement.actions.length === 0) === (statement.notActions.length === 0))
    throw new Error('one of Action, NotAction');
  const hasResource = statement.resources.length > 0 || statement.notResources.length > 0;
  if (hasResource === (kind === 'trust'))
    throw new Error(hasResource ? 'Resource is not allowed here' : 'Resource is missing');
  if ((statement.principal === undefined) !== (kind === 'identity')) {
    throw new Error(kind === 'identity' ? 'Principal is not allowed here' : 'Principal is missing');
  }
  return statement;
}

function parsePrincipal(input: unknown): Statement['principal'] {
  if (input === undefined) return undefined;
  if (input === '*') return { AWS: ['*'] };
  if (!isRecord(input)) throw new Error('Principal must be "*" or an object');
  return Object.fromEntries(Object.entries(input).map(([kind, names]) => [kind, strings(names)]));
}

function parseConditions(input: unknown): Condition[] {
  if (input === undefined) return [];
  if (!isRecord(input)) throw new Error('Condition must be an object');
  return Object.entries(input).flatMap(([operator, tests]) => {
    const plain = operator.replace(/IfExists$/, '');
    if (OPERATORS[plain] === undefined && NEGATED[plain] === undefined && operator !== 'Null') {
      throw new Error(`the condition operator ${operator} is not supported`);
    }
    if (!isRecord(tests)) throw new Error(`the condition ${operator} must be an object`);
    return Object.entries(tests).map(([key, values]) => ({ operator, key: knownKey(key), values: strings(values) }));
  });
}

function knownKey(key: string): string {
  const lower = key.toLowerCase();
  // Claims of an OIDC issuer are named by its host and path: `token.actions.githubusercontent.com:sub`.
  const claim = /^[\w.-]+(:\d+)?[\w./-]*:[\w-]+$/.test(lower) && !/^(aws|s3|sts|kms|iam):/.test(lower);
  if (!KNOWN_KEYS.has(lower) && !lower.startsWith('s3:x-amz-') && !claim) {
    throw new Error(`the condition key ${key} is not supported`);
  }
  return lower;
}

function strings(input: unknown): string[] {
  if (input === undefined) return [];
  return (Array.isArray(input) ? (input as unknown[]) : [input]).map((value) => {
    if (!['string', 'boolean', 'number'].includes(typeof value))
      throw new Error(`${JSON.stringify(value)} is not a text`);
    const text = String(value);
    if (text.includes('${')) throw new Error(`the policy variable in ${text} is not supported`);
    return text;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Statements that speak about this action, resource and context; principals are the caller's to match. */
export function matching(policy: Policy, request: PolicyRequest): Statement[] {
  return policy.statements.filter(
    (statement) =>
      matchesAction(statement, request.action) &&
      matchesResource(statement, request.resource) &&
      statement.conditions.every((condition) => holds(condition, request.context)),
  );
}

function matchesAction(statement: Statement, action: string): boolean {
  const hit = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => like(action.toLowerCase(), pattern.toLowerCase()));
  return statement.actions.length > 0 ? hit(statement.actions) : !hit(statement.notActions);
}

function matchesResource(statement: Statement, resource: string): boolean {
  const hit = (patterns: readonly string[]): boolean => patterns.some((pattern) => like(resource, pattern));
  if (statement.resources.length > 0) return hit(statement.resources);
  return statement.notResources.length === 0 || !hit(statement.notResources);
}

function holds(condition: Condition, context: ConditionContext): boolean {
  const actual = context[condition.key];
  if (condition.operator === 'Null') return condition.values.includes(String(actual === undefined));
  const ifExists = condition.operator.endsWith('IfExists');
  const name = condition.operator.replace(/IfExists$/, '');
  const negated = NEGATED[name];
  if (actual === undefined) return ifExists || negated !== undefined;
  const test = OPERATORS[negated ?? name];
  if (test === undefined) throw new Error(`the condition operator ${condition.operator} is not supported`);
  return condition.values.some((wanted) => test(actual, wanted)) !== (negated !== undefined);
}
