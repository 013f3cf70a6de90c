/** With which token GitHub is asked, and how often. */
import type { Token } from '../../base/token-source.ts';
import type { RequestBudget } from '../../github/budget.ts';
import type { Inputs } from '../../inputs/inputs.ts';

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
