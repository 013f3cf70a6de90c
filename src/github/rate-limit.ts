/** What an unsuccessful answer of GitHub means: wait, try again, or give up. */
import { GithubFailure } from './failure.ts';

/** One unsuccessful answer, or none at all. */
export interface Trouble {
  /** undefined: no answer, or one that broke off. */
  readonly status: number | undefined;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly message: string;
  /** `type` of the first error in a GraphQL answer, which comes with status 200. */
  readonly graphqlType?: string | undefined;
  readonly cause?: unknown;
}

export type RateLimitVerdict =
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
 * only if a limit refused it, since otherwise it may have been carried out. Pure.
 */
export function judge(trouble: Trouble, tries: number, nowMs: number, isWrite = false): RateLimitVerdict {
  const { status, headers, message, cause } = trouble;
  const stop = (kind: GithubFailure['kind']): RateLimitVerdict => ({
    action: 'stop',
    failure: new GithubFailure(kind, message, cause),
  });
  const pauseMs = limitPause(trouble, tries, nowMs);
  if (pauseMs !== undefined) {
    return pauseMs > LONGEST_PAUSE_MS || tries >= ATTEMPTS ? stop('limit') : { action: 'wait', ms: pauseMs };
  }
  const type = trouble.graphqlType;
  if (status === 401 || status === 403 || type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return stop('denied');
  if (status === 404 || type === 'NOT_FOUND') return stop('absent');
  if (status === 410) return stop('gone');
  if (status === 422 && /pagination is limited/i.test(message)) return stop('beyond');
  const mayPass = status === undefined || status === 408 || status >= 500 || status === 200;
  if (!mayPass || isWrite || tries >= ATTEMPTS) return stop('failed');
  return { action: 'wait', ms: seconds(headers['retry-after']) ?? FIRST_DELAY_MS * 2 ** (tries - 1) };
}

/** A limit that comes with status 403, like a missing permission, and with no header that distinguishes them. */
export function isSecondaryLimit(message: string): boolean {
  return /secondary rate|abuse detection/i.test(message);
}

/** Milliseconds that a rate limit asks for; undefined if the failure is not one. */
function limitPause({ status, headers, message, graphqlType }: Trouble, tries: number, nowMs: number) {
  const isSecondary = isSecondaryLimit(message);
  const isSpent = headers['x-ratelimit-remaining'] === '0' || graphqlType === 'RATE_LIMITED';
  const refused = status === 403 || status === 429 || graphqlType === 'RATE_LIMITED';
  if (!refused || (status === 403 && !isSecondary && !isSpent && headers['retry-after'] === undefined))
    return undefined;
  const retryAfterMs = seconds(headers['retry-after']);
  if (retryAfterMs !== undefined) return retryAfterMs;
  const resetMs = seconds(headers['x-ratelimit-reset']);
  if (isSpent && resetMs !== undefined) return Math.max(resetMs - nowMs, 0) + 1000;
  return SECONDARY_PAUSE_MS * 2 ** (tries - 1);
}

/** A header's seconds, in milliseconds. */
function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : undefined;
}
