/** The source of an organisation, as the inputs describe it. */
import { HoldfastError } from '../../base/errors.ts';
import { serverUrlOf } from '../../base/github-server.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Source } from '../../sources/source.ts';
import type { Deps } from '../shared/command.ts';
import { fetchOf, tokenOf } from '../shared/github.ts';
import { organizationOf } from '../vault/series.ts';

/** The organisation that the inputs name, with the kinds that `parts` chooses. Errors: `bad-input`. */
export async function organizationSource(inputs: Inputs, deps: Deps): Promise<Source> {
  const { parts } = inputs;
  const token = tokenOf(inputs, deps);
  if (token === undefined) throw noToken();
  const include = parts.filter((name) => !name.startsWith('!'));
  const exclude = parts.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const { createOrganizationSource } = await import('../../sources/organization/index.ts');
  return createOrganizationSource(
    {
      organization: organizationOf(inputs, deps.env),
      serverUrl: serverUrlOf(inputs.githubServerUrl, deps.env),
      token,
      ...(include.length === 0 ? {} : { include }),
      exclude,
      chosenParts: parts.toSorted(),
    },
    { fetch: fetchOf(deps), now: deps.now, budget: deps.github?.budget },
  );
}

function noToken(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'github-token: not set, and without one nothing of an organisation can be read.',
    fix: 'Give the token of a GitHub App that is installed in the organisation, or a personal access token of one of its owners.',
  });
}
