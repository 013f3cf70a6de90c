/**
 * Why something could not be fetched from GitHub:
 * - `limit`: the requests of this hour are used up, or GitHub asks for a longer pause than is worth waiting for
 * - `denied`: this token may not read it
 * - `absent`: 404, which GitHub also answers where a token may not know that something exists
 * - `gone`: 410, for features that are switched off and items that were deleted
 * - `beyond`: a page so far back that GitHub does not make it
 * - `failed`: anything else, after all repetitions
 */
export type FailureKind = 'limit' | 'denied' | 'absent' | 'gone' | 'beyond' | 'failed';

/**
 * Never leaves this source: each kind of metadata turns it into a gap. The message may contain text from the server.
 */
export class GithubFailure extends Error {
  override readonly name = 'GithubFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
