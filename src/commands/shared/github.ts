/** With which token GitHub is asked, how often, and over which connections. */
import type { Token } from '../../base/token-source.ts';
import type { Emit } from '../../base/events.ts';
import type { RequestBudget } from '../../github/budget.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { createFetch, fetchOver } from '../../net/fetch.ts';
import type { Network } from '../../net/network.ts';

/** Of an App, or of several commands of one process that share it. */
export interface GithubAccess {
  readonly token: Token | undefined;
  /** The requests that these commands may make together; default: what GitHub allows. */
  readonly budget?: RequestBudget | undefined;
}

/** That of the access, where there is one, else that of the inputs. */
export function tokenOf(
  { githubToken }: Pick<Inputs, 'githubToken'>,
  { github }: { readonly github?: GithubAccess | undefined },
): Token | undefined {
  return github === undefined ? githubToken : github.token;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly emit: Emit;
  /** Shared with others, where there are others. */
  readonly leg?: { readonly network: Network } | undefined;
}

/** For requests to GitHub: over the connections of the leg, where there is one. Errors: `bad-proxy`, `bad-ca-bundle`. */
export function fetchOf({ env, emit, leg }: Surroundings): typeof fetch {
  return leg === undefined ? createFetch(env, emit) : fetchOver(leg.network.http);
}
