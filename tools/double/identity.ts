import { AwsError } from './errors.ts';
import { matching, type ConditionContext, type Policy, type Statement } from './policy.ts';

/** Who makes a request, and what limits it. */
export interface Principal {
  readonly accountId: string;
  /** As GetCallerIdentity gives it: a user, or a session of a role. */
  readonly arn: string;
  /** What policies name: the user, or the role behind the session. */
  readonly principalArn: string;
  readonly userId: string;
  readonly policies: readonly Policy[];
  /** A session may do no more than this allows. */
  readonly sessionPolicy: Policy | undefined;
}

export interface AccessRequest {
  /** Undefined: anonymous. */
  readonly principal: Principal | undefined;
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
  readonly resourcePolicy: Policy | undefined;
  readonly resourceAccountId: string;
}

type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/** How far a policy of a resource admits a principal: by its own name, or by leaving it to the principal's account. */
type Grant = 'direct' | 'account' | 'none';

export function decide(request: AccessRequest): Verdict {
  const { principal, resourcePolicy } = request;
  const ofResource = resourcePolicy === undefined ? [] : matching(resourcePolicy, request);
  const named = ofResource.filter((statement) => grantOf(statement, principal) !== 'none');
  const ofIdentity = (principal?.policies ?? []).flatMap((policy) => matching(policy, request));
  const ofSession = principal?.sessionPolicy === undefined ? undefined : matching(principal.sessionPolicy, request);
  for (const [statements, where] of [
    [named, 'a resource-based policy'],
    [ofIdentity, 'an identity-based policy'],
    [ofSession ?? [], 'a session policy'],
  ] as const) {
    if (statements.some(({ effect }) => effect === 'Deny'))
      return { allowed: false, why: `with an explicit deny in ${where}` };
  }
  const because = (kind: string): Verdict => ({
    allowed: false,
    why: `because no ${kind} policy allows the ${request.action} action`,
  });
  if (ofSession?.length === 0) return because('session');
  const direct = named.some((statement) => grantOf(statement, principal) === 'direct');
  if (principal === undefined) return direct ? { allowed: true } : because('resource-based');
  if (principal.accountId === request.resourceAccountId) {
    return direct || ofIdentity.length > 0 ? { allowed: true } : because('identity-based');
  }
  if (ofIdentity.length === 0) return because('identity-based');
  return named.length > 0 ? { allowed: true } : because('resource-based');
}

/** Throws AccessDenied in AWS's words. */
export function demand(request: AccessRequest): void {
  const verdict = decide(request);
  if (verdict.allowed) return;
  const who = request.principal === undefined ? 'Anonymous user' : `User: ${request.principal.arn}`;
  const message = `${who} is not authorized to perform: ${request.action} on resource: "${request.resource}" ${verdict.why}`;
  throw new AwsError(403, 'AccessDenied', message);
}

export function isAllowed(request: AccessRequest): boolean {
  return decide(request).allowed;
}

function grantOf(statement: Statement, principal: Principal | undefined): Grant {
  const names = statement.principal?.['AWS'] ?? [];
  if (names.includes('*')) return 'direct';
  if (principal === undefined) return 'none';
  if (names.includes(principal.arn) || names.includes(principal.principalArn)) return 'direct';
  const account = names.some(
    (name) => name === principal.accountId || /^arn:[\w-]+:iam::(\d+):root$/.exec(name)?.[1] === principal.accountId,
  );
  if (!account) return 'none';
  return statement.effect === 'Deny' ? 'direct' : 'account';
}
