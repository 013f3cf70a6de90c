/** Why something could not be had from GitHub. */
import { isNamed } from '../base/errors.ts';

/**
 * - `limit`: the requests of this hour (or the share of them) are used up, or GitHub asks for a long pause
 * - `unauthorized`: 401, twice: the token is not accepted, or not any more
 * - `denied`: GitHub names what this token lacks
 * - `refused`: 403 for another reason, such as a list of allowed addresses
 * - `absent`: 404, which GitHub also answers where a token may not know that something exists
 * - `gone`: 410 and the like: features that are switched off, and items that were deleted
 * - `blocked`: 451
 * - `beyond`: a page so far back that GitHub does not make it
 * - `heavy`: a query that takes GitHub too long; a smaller one may succeed
 * - `failed`: anything else, after all repetitions
 */
export type FailureKind =
  'limit' | 'unauthorized' | 'denied' | 'refused' | 'absent' | 'gone' | 'blocked' | 'beyond' | 'heavy' | 'failed';

interface FailureFacts {
  readonly resetsAt?: Date | undefined;
  readonly lacks?: string | undefined;
}

/** Each user turns it into a gap or an error of its own. The message may contain text from the server. */
export class GithubFailure extends Error {
  override readonly name = 'GithubFailure';
  readonly kind: FailureKind;
  /** For `limit`: when GitHub allows requests again, if it says so. */
  readonly resetsAt: Date | undefined;
  /** For `denied`: what the token lacks, as GitHub says it: `issues: read or pull_requests: read`. The message names it too. */
  readonly lacks: string | undefined;

  constructor(kind: FailureKind, message: string, cause?: unknown, { resetsAt, lacks }: FailureFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.resetsAt = resetsAt;
    this.lacks = lacks;
  }
}

/** A file that has expired or was deleted: GitHub itself says so, or the host that it redirects to. */
export function isNoLongerThere({ kind, cause }: GithubFailure): boolean {
  const status = cause instanceof BrokenAnswer ? cause.status : undefined;
  return kind === 'gone' || kind === 'absent' || status === 404 || status === 410;
}

/** An incomplete answer, or one that is not what was asked for; another try may succeed. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
  /** What the storage host answered instead of the file. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** What fetch and its streams throw when a connection breaks; anything else is a bug. */
export function isNetworkError(error: unknown): error is Error {
  if (isNamed(error, 'BrokenAnswer', 'TimeoutError', 'AbortError', 'SocketError')) return true;
  return error instanceof Error && (error.message === 'terminated' || error.message === 'fetch failed');
}
