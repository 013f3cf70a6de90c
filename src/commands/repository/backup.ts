/** The source of a repository, as the inputs describe it. */
import { HoldfastError } from '../../base/errors.ts';
import { apiUrlIn, serverUrlOf } from '../../base/github-server.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { createRepositorySource, githubAt, type RepositoryDeps } from '../../sources/repository/index.ts';
import type { Source, SourceContext } from '../../sources/source.ts';
import { GithubFailure } from '../../github/failure.ts';
import type { Token } from '../../base/token-source.ts';
import type { Deps } from '../shared/command.ts';
import { fetchOf, tokenOf } from '../shared/github.ts';
import { chooseParts, type RepositoryParts } from './parts.ts';

/** The repository that the inputs name, with the parts that they choose. Errors: `bad-input`. */
export async function repositorySource(inputs: Inputs, deps: Deps): Promise<Source> {
  const { env, workingDir, surface } = deps;
  const chosen = chooseParts(inputs.parts);
  const place = {
    repository: inputs.repository ?? env['GITHUB_REPOSITORY'] ?? '.',
    serverUrl: serverUrlOf(inputs.githubServerUrl, env),
    allowLocal: surface === 'cli',
  };
  const metadata = await metadataPart(place, chosen.metadata, inputs, deps);
  return createRepositorySource(
    {
      ...place,
      token: tokenOf(inputs, deps),
      excludeRefs: inputs.excludeRefs,
      lfs: chosen.lfs,
      wiki: chosen.wiki,
      chosenParts: inputs.parts.toSorted(),
      anomalyShare: inputs.anomalyShare,
    },
    {
      ...{ env, cwd: workingDir, metadata },
      ...{ hasWiki: wikiSetting(place, tokenOf(inputs, deps), deps), isWikiOff: deps.leg?.hasWiki === false },
    },
  );
}

type MetadataPart = NonNullable<RepositoryDeps['metadata']>;

/** GitHub's metadata, for what lies on its server. Without a token GitHub answers 60 requests an hour: too few. */
async function metadataPart(
  place: Parameters<typeof githubAt>[0],
  chosen: RepositoryParts['metadata'],
  inputs: Inputs,
  deps: Deps,
): Promise<MetadataPart | undefined> {
  const at = chosen === false ? undefined : githubAt(place, deps.workingDir);
  const isAskedFor = chosen !== false && (chosen.include !== undefined || inputs.parts.includes('metadata'));
  const token = tokenOf(inputs, deps);
  if (chosen === false || at === undefined || token === undefined) {
    if (isAskedFor) throw noMetadata(token === undefined);
    return undefined;
  }
  const { createMetadataPart } = await import('../../sources/repository/metadata/index.ts');
  return createMetadataPart(
    { ...at, ...chosen, token, isFull: inputs.refreshMetadata },
    { fetch: fetchOf(deps), now: deps.now, budget: deps.github?.budget },
  );
}

/** Asks GitHub whether the repository has its wiki switched on. */
function wikiSetting(place: Parameters<typeof githubAt>[0], token: Token | undefined, deps: Deps) {
  const { workingDir, env, github } = deps;
  const at = token === undefined ? undefined : githubAt(place, workingDir);
  if (at === undefined) return undefined;
  return async ({ signal, emit }: SourceContext): Promise<boolean | undefined> => {
    const debug = (message: string) => {
      emit({ type: 'debug', message });
    };
    const { openClient, pause } = await import('../../github/client.ts');
    const client = openClient(
      { apiUrl: apiUrlIn(env, at.serverUrl), token, reserve: 0, budget: github?.budget },
      { fetch: fetchOf(deps), now: deps.now, signal, sleep: pause, debug },
    );
    try {
      const { data } = await client.get('GET /repos/{owner}/{repo}', { owner: at.owner, repo: at.repo });
      const { has_wiki: hasWiki } = data as { readonly has_wiki?: unknown };
      return typeof hasWiki === 'boolean' ? hasWiki : undefined;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      debug(`The settings of the repository could not be read: ${error.message}`);
      return undefined;
    }
  };
}

function noMetadata(isTokenMissing: boolean): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'parts: metadata cannot be read here.',
    why: isTokenMissing
      ? 'There is no github-token, and without one GitHub allows only a few requests per hour.'
      : 'The repository is not on the GitHub server.',
    fix: 'Give a github-token and a repository of that server, or leave metadata out of parts.',
  });
}
