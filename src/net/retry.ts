/** Decides which failures are retried, how often, and after which pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emit } from '../base/events.ts';
import { messageOf } from '../base/errors.ts';

/** How often a call is repeated, and after which pauses. */
export interface RetryPolicy {
  /** Tries in total, including the first. */
  readonly attempts: number;
  /** Upper bound of the first pause; it doubles with each try, and is five times as long for a server that is busy. */
  readonly baseMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 6, baseMs: 200 };

const MAX_PAUSE_MS = 20_000;

const THROTTLED = ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'];

/** Errors that another try can fix. A bad digest means bytes that were damaged in transit. */
const TRANSIENT = [
  ...THROTTLED,
  'TimeoutError',
  'RequestTimeout',
  'InternalError',
  'ServiceUnavailable',
  'IncompleteBody',
  'TruncatedBody',
  'WrongRange',
  'BadDigest',
  'XAmzContentSHA256Mismatch',
  'ConditionalRequestConflict',
  'OperationAborted',
  'ConcurrentModification',
  // STS could not reach the issuer of an OIDC token.
  'IDPCommunicationErrorException',
];

/**
 * Retried once with a new signature: one such answer may be a fault of the server, two are caused by this machine's
 * clock.
 */
const SKEWED = ['RequestTimeTooSkewed', 'RequestInTheFuture'];

const TRANSIENT_STATUS = [429, 500, 502, 503, 504];

const TRANSIENT_CODES = [
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  // No file descriptor or port was free at this moment.
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'EADDRNOTAVAIL',
  // The parser met bytes that no answer begins with: Ceph's 404 to GetPublicAccessBlock is longer than it says, and
  // what
  // is left over comes before the next answer on that connection.
  'HPE_INVALID_CONSTANT',
];

/** The fields that identify an SDK or socket error. Its class does not, in a bundle. */
export interface ErrorShape {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export function shapeOf(error: unknown): ErrorShape {
  return typeof error === 'object' && error !== null ? error : {};
}

function isThrottled(error: unknown): boolean {
  const { name, $metadata } = shapeOf(error);
  return THROTTLED.includes(name ?? '') || [429, 503].includes($metadata?.httpStatusCode ?? 0);
}

/** Errors that concern the request itself, however wrong the clock was that signed it. */
const MEANT_STATUS = [404, 405, 412, 501];
const MEANT = ['AccessDenied', 'InvalidObjectState'];

/**
 * Signed with a clock that the SDK has set right since. It says so of every error of a machine whose clock is off, so
 * that answers which have nothing to do with it are told apart.
 */
function isClockSkew(error: unknown): boolean {
  const { name, $metadata } = shapeOf(error);
  const isMeant = MEANT.includes(name ?? '') || MEANT_STATUS.includes($metadata?.httpStatusCode ?? 0);
  return $metadata?.clockSkewCorrected === true && !isMeant;
}

/** Whether the same request may succeed if it is sent again; never true for a refusal. */
export function isTransient(error: unknown): boolean {
  const { name, code, $metadata } = shapeOf(error);
  return (
    TRANSIENT.includes(name ?? '') ||
    TRANSIENT_CODES.includes(code ?? '') ||
    TRANSIENT_STATUS.includes($metadata?.httpStatusCode ?? 0) ||
    isClockSkew(error)
  );
}

/**
 * Runs `attempt` until it succeeds, fails permanently, or the tries are used up; throws the last error unchanged.
 * An aborted signal ends it at once, also within a pause, with the signal's reason.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: {
    readonly policy: RetryPolicy;
    readonly what: string;
    readonly emit: Emit;
    readonly signal: AbortSignal | undefined;
  },
): Promise<T> {
  const { policy, signal } = options;
  let wasSkewed = false;
  const pauseAfter = (error: unknown, tries: number): number => {
    signal?.throwIfAborted();
    const isSkewed = SKEWED.includes(shapeOf(error).name ?? '');
    const mayPass = isTransient(error) || (isSkewed && !wasSkewed);
    wasSkewed ||= isSkewed;
    if (tries >= policy.attempts || !mayPass) throw error;
    const pauseMs = pauseBefore(tries, error, policy);
    const reason = messageOf(error) || shapeOf(error).code || 'no message';
    options.emit({ type: 'debug', message: `${options.what}: ${reason}; try ${tries + 1} in ${pauseMs} ms` });
    return pauseMs;
  };
  const counted = (): Promise<T> => {
    signal?.throwIfAborted();
    return orAborted(attempt(), signal);
  };
  return tryAgain(counted, pauseAfter, (ms) => pause(ms, signal));
}

/**
 * Runs `attempt` until it succeeds. After a failure `pauseAfter` gives the pause before the next try, or throws what
 * ends them; it gets the number of tries so far.
 */
export async function tryAgain<T>(
  attempt: (tries: number) => Promise<T>,
  pauseAfter: (error: unknown, tries: number) => number,
  sleep: (ms: number) => Promise<void>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      await sleep(pauseAfter(error, tries));
    }
  }
}

/** Work that does not see the signal (a look-up of credentials or region within a request) must not delay its end. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Between half and all of the doubled base: spread out, so that parallel calls do not come back together. */
function pauseBefore(tries: number, error: unknown, policy: RetryPolicy): number {
  const baseMs = policy.baseMs * (isThrottled(error) ? 5 : 1);
  const boundMs = Math.min(MAX_PAUSE_MS, baseMs * 2 ** (tries - 1));
  return Math.round(boundMs * (0.5 + Math.random() / 2));
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** Runs calls side by side; the first failure aborts the others, so that none goes on unseen. */
export async function allOrStop<T>(
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  try {
    return await start(signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]));
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}
