/** Evaluates IAM policies as an auditor reads them: allowed, denied, or unknown. */
import * as v from 'valibot';

/**
 * IAM policies as an auditor reads them: what might a principal do, if not all of a request is known? Conditions
 * therefore have three answers. An Allow counts if it may hold, a Deny only if it certainly does. Both apply to sets of
 * objects (ARNs with wildcards).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** By kind (`AWS`, `Federated`, `Service`); `*` stands as `{AWS: ['*']}`; undefined in policies of roles. */
  readonly principals: Principals | undefined;
  readonly notPrincipals: Principals | undefined;
  readonly conditions: readonly Condition[];
}

type Principals = Readonly<Record<string, readonly string[]>>;

export interface Condition {
  /** As written: `ForAllValues:StringLike`, `BoolIfExists`. */
  readonly operator: string;
  /** As written; keys have no case. */
  readonly key: string;
  readonly values: readonly string[];
}

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const texts = v.pipe(
  v.union([scalar, v.array(scalar)]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);
const principals = v.union([
  v.pipe(
    v.literal('*'),
    v.transform((): Principals => ({ AWS: ['*'] })),
  ),
  v.record(v.string(), texts),
]);
const statementSchema = v.looseObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: v.optional(texts, []),
  NotAction: v.optional(texts, []),
  Resource: v.optional(texts, []),
  NotResource: v.optional(texts, []),
  Principal: v.optional(principals),
  NotPrincipal: v.optional(principals),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), texts)), {}),
});
const policySchema = v.looseObject({ Statement: v.union([v.array(statementSchema), statementSchema]) });

/** @throws SyntaxError or ValiError for what is not a policy */
export function parsePolicy(text: string): readonly Statement[] {
  const parsed = v.parse(policySchema, JSON.parse(text));
  return [parsed.Statement].flat().map((statement) => ({
    sid: statement.Sid,
    effect: statement.Effect,
    actions: statement.Action,
    notActions: statement.NotAction,
    resources: statement.Resource,
    notResources: statement.NotResource,
    principals: statement.Principal,
    notPrincipals: statement.NotPrincipal,
    conditions: Object.entries(statement.Condition).flatMap(([operator, tests]) =>
      Object.entries(tests).map(([key, values]) => ({ operator, key, values })),
    ),
  }));
}

/** The principal that makes the request. */
export interface Who {
  /** Of the role or user; `*`: anybody. */
  readonly arn: string;
  readonly accountId: string | undefined;
}

interface Question {
  readonly who: Who;
  readonly action: string;
  /** An ARN, or a set of them with wildcards. */
  readonly resource: string;
  /** Condition keys in lower case. `undefined`: the request has none. A key that is not listed may have any value. */
  readonly context: Readonly<Record<string, string | undefined>>;
}

/** `maybe`: it depends on conditions that cannot be decided from the policies alone. */
export type Answer = 'yes' | 'maybe' | 'no';

export interface Policies {
  /** Of the principal; undefined where they are not known: then only what the bucket's policy grants counts. */
  readonly identity: readonly Statement[] | undefined;
  readonly bucket: readonly Statement[];
  readonly bucketOwner: string | undefined;
}

/**
 * Whether the policies allow an action on any resource of the set. Session policies and boundaries can only restrict
 * it.
 */
export function mayDo({ identity, bucket, bucketOwner }: Policies, question: Question): Answer {
  const denies = [
    ...(identity ?? []).filter(({ effect }) => effect === 'Deny'),
    ...bucket.filter((statement) => statement.effect === 'Deny' && concerns(statement, question.who)),
  ];
  const byIdentity = allowedBy(identity ?? [], denies, question);
  const grants = bucket.filter((statement) => statement.effect === 'Allow' && grantsTo(statement, question.who));
  const byBucket = allowedBy(grants, denies, question);
  const isForeign = bucketOwner !== undefined && question.who.accountId !== bucketOwner;
  // Across accounts both sides must agree; the policies of the other account are not known and may allow anything.
  if (isForeign && identity !== undefined) return least(byIdentity, byBucket);
  return most(byIdentity, byBucket);
}

function allowedBy(statements: readonly Statement[], denies: readonly Statement[], question: Question): Answer {
  let answer: Answer = 'no';
  for (const statement of statements) {
    if (statement.effect !== 'Allow' || !matchesAction(statement, question.action)) continue;
    const holds = conditionsHold(statement.conditions, question.context);
    if (holds === 'no') continue;
    for (const resource of allowedResources(statement, question.resource)) {
      answer = most(answer, least(holds, notDenied(denies, { ...question, resource })));
    }
  }
  return answer;
}

/** The parts of the requested set that a statement covers. */
function allowedResources(statement: Statement, wanted: string): readonly string[] {
  if (statement.notResources.length > 0) return covers(statement.notResources, wanted) ? [] : [wanted];
  return statement.resources
    .filter((resource) => intersect(resource, wanted))
    .map((resource) => (like(resource, wanted) ? resource : wanted));
}

function notDenied(denies: readonly Statement[], question: Question): Answer {
  let answer: Answer = 'yes';
  for (const deny of denies) {
    if (!matchesAction(deny, question.action) || !deniesAll(deny, question.resource)) continue;
    const holds = conditionsHold(deny.conditions, question.context);
    if (holds === 'yes') return 'no';
    if (holds === 'maybe') answer = 'maybe';
  }
  return answer;
}

/** Whether a statement covers every resource of a set. */
export function deniesAll({ resources, notResources }: Statement, set: string): boolean {
  if (notResources.length > 0) return !notResources.some((pattern) => intersect(pattern, set));
  return covers(resources, set);
}

function covers(patterns: readonly string[], set: string): boolean {
  return patterns.some((pattern) => like(set, pattern));
}

export function matchesAction({ actions, notActions }: Statement, action: string): boolean {
  const fits = (pattern: string): boolean => like(action.toLowerCase(), pattern.toLowerCase());
  return actions.length > 0 ? actions.some(fits) : notActions.length > 0 && !notActions.some(fits);
}

/** Whether a statement of a resource policy covers a principal, by name, by account or by a wildcard. */
export function concerns({ principals: named, notPrincipals }: Statement, who: Who): boolean {
  const isNamed = (all: Principals): boolean =>
    (all['AWS'] ?? []).some((name) => name === '*' || name === who.arn || accountOf(name) === who.accountId);
  if (notPrincipals !== undefined) return !isNamed(notPrincipals);
  return named !== undefined && isNamed(named);
}

/** In the owner's account, naming the account only hands the decision to its IAM policies. */
function grantsTo({ principals: named }: Statement, who: Who): boolean {
  return Object.values(named ?? {}).some((names) => names.some((name) => name === '*' || name === who.arn));
}

/** The account that a principal stands for as a whole: twelve digits, or the ARN of its root. */
export function accountOf(principal: string): string | undefined {
  return /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
}

/** The account of a principal or another ARN. */
export function ownerOf(arn: string): string | undefined {
  return accountOf(arn) ?? arn.split(':')[4];
}

export function conditionsHold(conditions: readonly Condition[], context: Question['context']): Answer {
  return conditions.reduce<Answer>((answer, condition) => least(answer, holds(condition, context)), 'yes');
}

const OPERATORS: Readonly<Record<string, (actual: string, wanted: string) => boolean>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: like,
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  ArnEquals: like,
  ArnLike: like,
};

function holds({ operator, key, values }: Condition, context: Question['context']): Answer {
  const name = key.toLowerCase();
  if (!(name in context) || values.some((value) => value.includes('${'))) return 'maybe';
  const actual = context[name];
  const plain = operator.replace(/^For(AllValues|AnyValue):/, '').replace(/IfExists$/, '');
  if (plain === 'Null') return toAnswer(values.some((value) => value.toLowerCase() === String(actual === undefined)));
  const negated = plain.includes('Not');
  const test = OPERATORS[plain.replace('Not', '')];
  if (actual === undefined) return toAnswer(negated || /^ForAllValues:|IfExists$/.test(operator));
  return test === undefined ? 'maybe' : toAnswer(values.some((value) => test(actual, value)) !== negated);
}

function toAnswer(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

const RANKS: readonly Answer[] = ['no', 'maybe', 'yes'];

export function most(...answers: readonly Answer[]): Answer {
  return answers.reduce<Answer>((a, b) => (RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b), 'no');
}

function least(a: Answer, b: Answer): Answer {
  return RANKS.indexOf(a) <= RANKS.indexOf(b) ? a : b;
}

/**
 * Whether a text matches a pattern with `*` and `?`. A set of texts, itself with wildcards, matches only if all of it
 * does.
 */
export function like(text: string, pattern: string): boolean {
  const states = new Set<number>([0]);
  const close = (): void => {
    for (const at of states) if (pattern[at] === '*') states.add(at + 1);
  };
  close();
  for (const char of text) {
    const next = [...states].flatMap((at) => {
      const wanted = pattern[at];
      if (wanted === '*') return [at];
      return wanted === char || (wanted === '?' && char !== '*') ? [at + 1] : [];
    });
    states.clear();
    for (const at of next) states.add(at);
    close();
  }
  return states.has(pattern.length);
}

/** Whether any text matches both patterns. */
export function intersect(a: string, b: string): boolean {
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [i, j] = pair;
    const id = i * (b.length + 1) + j;
    if (seen.has(id)) continue;
    seen.add(id);
    if (i === a.length && j === b.length) return true;
    const [x, y] = [a[i], b[j]];
    if (x === '*') open.push([i + 1, j]);
    if (y === '*') open.push([i, j + 1]);
    if (x === undefined || y === undefined) continue;
    if (x === '*' && y !== '*') open.push([i, j + 1]);
    else if (y === '*' && x !== '*') open.push([i + 1, j]);
    else if (x === y || x === '?' || y === '?') open.push([i + 1, j + 1]);
  }
  return false;
}
