/** A token that may change while a run lasts: that of an App's installation lives for an hour. */

/**
 * The token to send now. It is masked in the log before it is returned, and renews itself before it ends.
 *
 * `refused`: the token that a server did not accept. A source that can make another one does so; any other answers with the same
 * again.
 */
export type TokenSource = (refused?: string) => Promise<string>;

/** One that was given and does not change, or a source. */
export type Token = TokenSource | string;

export function sourceOf(token: Token): TokenSource {
  return typeof token === 'string' ? () => Promise.resolve(token) : token;
}
