/**
 * What an unsuccessful answer of GitHub means: wait, try again, or give up and why. Whether a 404 or a bare 403 is a lack of
 * permission depends on what was asked for, so that the sources decide it (`isKnownDenial`).
 */
import { GithubFailure, type FailureKind } from './failure.ts';

/** One unsuccessful answer, or none at all. */
export interface Trouble {
  /** undefined: no answer, or one that broke off. */
  readonly status: number | undefined;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly message: string;
  /** `type` of the first error in a GraphQL answer, which comes with status 200; '' if it has none. */
  readonly graphqlType?: string | undefined;
  readonly cause?: unknown;
}

export type Verdict =
  { readonly action: 'wait'; readonly ms: number } | { readonly action: 'stop'; readonly failure: GithubFailure };

/** A longer pause ends the reading: the next run continues where this one stopped. */
export const LONGEST_PAUSE_MS = 120_000;
const ATTEMPTS = 4;
const FIRST_DELAY_MS = 1000;
/**
 * For secondary limits without a number:
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
const SECONDARY_PAUSE_MS = 60_000;

/**
 * Decides what to do after the `tries`-th failure (from 1) of one request. A request that creates something is repeated
 * only if it was refused, since otherwise it may have been carried out. Pure.
 *
 * @param nowMs GitHub's clock
 */
export function judge(trouble: Trouble, tries: number, nowMs: number, isWrite = false): Verdict {
  const { status, headers, message, cause } = trouble;
  const resetMs = seconds(headers['x-ratelimit-reset']);
  const resetsAt = resetMs === undefined ? undefined : new Date(resetMs);
  const stop = (kind: FailureKind): Verdict => {
    const lacks = kind === 'denied' ? acceptedIn(headers) : undefined;
    const said = lacks === undefined ? message : `${message.replace(/\.$/, '')}; it needs ${lacks}`;
    return { action: 'stop', failure: new GithubFailure(kind, said, cause, { resetsAt, lacks }) };
  };
  const pauseMs = limitPause(trouble, tries, nowMs);
  if (pauseMs !== undefined) {
    return pauseMs > LONGEST_PAUSE_MS || tries >= ATTEMPTS ? stop('limit') : { action: 'wait', ms: pauseMs };
  }
  // A single one may be a fault of the server; a token that has run out is refused again.
  if (status === 401) return tries === 1 ? { action: 'wait', ms: FIRST_DELAY_MS } : stop('unauthorized');
  const meaning = meaningOf(trouble);
  if (meaning !== undefined && meaning !== 'heavy') return stop(meaning);
  const mayPass = status === undefined || status === 408 || status >= 500 || status === 200;
  if (!mayPass || isWrite || tries >= ATTEMPTS) return stop(meaning ?? 'failed');
  return { action: 'wait', ms: seconds(headers['retry-after']) ?? FIRST_DELAY_MS * 2 ** (tries - 1) };
}

/** A failure that no repetition mends. */
function meaningOf(trouble: Trouble): FailureKind | undefined {
  const { status, message } = trouble;
  if (trouble.graphqlType !== undefined) return graphqlMeaning(trouble.graphqlType, message);
  if (status === 403) {
    if (NOT_OFFERED.test(message)) return 'gone';
    return namesPermission(trouble) ? 'denied' : 'refused';
  }
  if (status === 404) return NOT_OFFERED.test(message) ? 'gone' : 'absent';
  if (status === 410) return 'gone';
  if (status === 451) return 'blocked';
  return status === 422 && /paginat/i.test(message) ? 'beyond' : undefined;
}

function graphqlMeaning(type: string, message: string): FailureKind | undefined {
  if (type === 'FORBIDDEN') return LACKING.test(message) ? 'denied' : 'refused';
  if (type === 'INSUFFICIENT_SCOPES') return 'denied';
  if (type === 'NOT_FOUND') return 'absent';
  return isHeavy({ type, message }) ? 'heavy' : undefined;
}

/** Pause before a smaller query. */
export const LIGHTER_PAUSE_MS = FIRST_DELAY_MS;

/**
 * GitHub ends a query after ten seconds:
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function isHeavy({ type, message }: { readonly type: string; readonly message: string }): boolean {
  const isNamed = ['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED', 'TIMEOUT'].includes(type);
  return isNamed || /something went wrong while executing|timeout|timed? ?out|resource limit|node limit/i.test(message);
}

/** A token lacks a permission or a right, and GitHub says which one. */
const LACKING =
  /resource not accessible by|must have (admin|push|pull|write|read|maintain)|must be an? (admin|owner|member)|fine-grained permission|required scopes?|saml/i;

/** The plan of the account does not have the feature, or it is switched off or not used: there is nothing to read. */
const NOT_OFFERED =
  /upgrade to github|^no analysis found|(is|are) (disabled|not enabled|turned off)( for| on| in|\.|$)|must be enabled/i;

/** Other reasons for a 403: what the token may do would not change it, and GitHub names the permissions of an address all the same. */
const NOT_FOR_RIGHTS = /ip allow ?list|ip address is not permitted|suspended|access blocked|flagged/i;

function namesPermission({ headers, message }: Trouble): boolean {
  if (LACKING.test(message)) return true;
  return !NOT_FOR_RIGHTS.test(message) && acceptedIn(headers) !== undefined;
}

/**
 * The permissions that an address asks for, by GitHub's header: alternatives apart by semicolons, what is needed together by commas.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions-for-github-apps-and-fine-grained-personal-access-tokens
 *
 * @returns `repository_projects: write or organization_projects: admin`; undefined where it names none
 */
function acceptedIn(headers: Trouble['headers']): string | undefined {
  const sets = (headers['x-accepted-github-permissions'] ?? '').split(';').map((set) =>
    set
      .split(',')
      .map((part) => /^\s*([a-z_]{1,60})=(read|write|admin)\s*$/.exec(part))
      .flatMap((found) => (found === null ? [] : [`${found[1] ?? ''}: ${found[2] ?? ''}`]))
      .join(' and '),
  );
  const named = sets.filter((set) => set !== '').slice(0, 5);
  return named.length === 0 ? undefined : named.join(' or ');
}

/** Limits that come with status 403, like a missing permission, and often with no header that distinguishes them. */
const LIMITED = /secondary rate|abuse detection|rate limit exceeded/i;

/** Milliseconds that a rate limit asks for; undefined if the failure is not one. */
function limitPause({ status, headers, message, graphqlType }: Trouble, tries: number, nowMs: number) {
  const isSpent = headers['x-ratelimit-remaining'] === '0' || graphqlType === 'RATE_LIMITED';
  const isNamed = isSpent || LIMITED.test(message) || headers['retry-after'] !== undefined;
  const isLimit = status === 429 || graphqlType === 'RATE_LIMITED' || (status === 403 && isNamed);
  if (!isLimit && !(graphqlType !== undefined && LIMITED.test(message))) return undefined;
  const retryAfterMs = seconds(headers['retry-after']);
  if (retryAfterMs !== undefined) return retryAfterMs;
  const resetMs = seconds(headers['x-ratelimit-reset']);
  if (isSpent) return resetMs === undefined ? Infinity : Math.max(resetMs - nowMs, 0) + 1000;
  return SECONDARY_PAUSE_MS * 2 ** (tries - 1);
}

/** A header's seconds, in milliseconds. */
function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : undefined;
}
