/** The source of a repository. */
import type { Token } from '../../base/token-source.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Source, SourceContext } from '../source.ts';
import { type ChainPolicy } from './git/chain.ts';
import { openParts } from './compose.ts';
import { createGitPart, type MirrorReader } from './git/part.ts';
import type { Environment } from './git/git.ts';
import { createLfsPart } from './lfs/part.ts';
import type { RepositoryPart } from '../repository-part.ts';
import { excluder } from './git/refs.ts';
import { serverUrlOf } from '../../base/github-server.ts';
import { parsePlace, sameOrigin, type RemotePlace, type PlaceSettings } from './git/remote.ts';
import { createWikiPart } from './wiki.ts';

export interface RepositorySettings extends PlaceSettings {
  /** Sent to the host of `serverUrl` only. */
  readonly token?: Token | undefined;
  /** Patterns of refs to leave out, see `excluder`. */
  readonly excludeRefs?: readonly string[] | undefined;
  /** What to back up besides the history; default both. Only servers have wikis. */
  readonly lfs?: boolean | undefined;
  readonly wiki?: boolean | undefined;
  /** What was asked for explicitly; part of the series' definition. Default: nothing, which means everything. */
  readonly chosenParts?: readonly string[] | undefined;
  readonly chain?: Partial<ChainPolicy> | undefined;
  /** The share of the earlier refs that may be gone before the snapshot is flagged; default 0.25. */
  readonly anomalyShare?: number | undefined;
}

export interface RepositoryDeps {
  readonly env: Environment;
  /** What relative paths start from. */
  readonly cwd: string;
  /** Waited before the first repetition after a failure that may pass; doubled before the second. Default 2,000. */
  readonly retryDelayMs?: number | undefined;
  /** What the settings of the repository say; undefined if they do not tell. Asked only where git has no wiki. */
  readonly hasWiki?: ((context: SourceContext) => Promise<boolean | undefined>) | undefined;
  /** It is known already that they say there is none. */
  readonly isWikiOff?: boolean | undefined;
  /** The metadata of GitHub, which looks for attachments in the pages of the wiki. */
  readonly metadata?: (RepositoryPart & MirrorReader) | undefined;
}

const ANOMALY_SHARE = 0.25;
const RETRY_DELAY_MS = 2000;

/** A repository with all its parts. Errors in the settings: `bad-input`. */
export function createRepositorySource(settings: RepositorySettings, deps: RepositoryDeps): Source {
  const place = parsePlace(settings, deps.cwd);
  checkToken(settings.token);
  const excludeRefs = [...(settings.excludeRefs ?? [])];
  const isExcluded = excluder(excludeRefs);
  const ids = githubIds(place, deps.env);
  const chosen = settings.chosenParts ?? [];
  const definition = {
    source: 'repository',
    ...(ids.repositoryId === undefined ? { url: definedUrl(place) } : { repositoryId: ids.repositoryId }),
    excludeRefs,
    ...(chosen.length === 0 ? {} : { parts: chosen }),
  };
  return {
    kind: 'repository',
    definition,
    open: (context) => {
      const mayHaveToken = place.kind === 'http' && sameOrigin(place, settings.serverUrl);
      if (settings.token !== undefined && place.kind === 'http' && !mayHaveToken) {
        context.emit(tokenKept(place));
      }
      const token = mayHaveToken ? settings.token : undefined;
      const parts = createParts(settings, deps, place, token, isExcluded);
      return openParts(parts, context, { repository: place.shown, url: place.url, ...ids });
    },
  };
}

function createParts(
  settings: RepositorySettings,
  deps: RepositoryDeps,
  place: RemotePlace,
  token: Token | undefined,
  isExcluded: (ref: string) => boolean,
): RepositoryPart[] {
  const partDeps = { env: deps.env, retryDelayMs: deps.retryDelayMs ?? RETRY_DELAY_MS };
  const { chain, anomalyShare = ANOMALY_SHARE } = settings;
  const isNamed = (part: string) => settings.chosenParts?.includes(part) === true;
  const lfs = settings.lfs === false ? [] : [createLfsPart({ place, token, isNamed: isNamed('lfs') }, partDeps)];
  const git = createGitPart({ name: 'git', place, token, isExcluded, chain, anomalyShare, readers: lfs }, partDeps);
  const metadata = deps.metadata === undefined ? [] : [deps.metadata];
  const wiki =
    settings.wiki === false || place.kind === 'local'
      ? []
      : [
          createWikiPart(
            {
              place,
              token,
              chain,
              anomalyShare,
              isNamed: isNamed('wiki'),
              isEnabled: deps.hasWiki,
              isOff: deps.isWikiOff,
              readers: metadata,
            },
            partDeps,
          ),
        ];
  return [git, ...lfs, ...wiki, ...metadata];
}

interface GithubIds {
  readonly repositoryId?: string;
  readonly ownerId?: string;
}

/** The ids that GitHub gives a workflow for its own repository; they survive a rename. */
function githubIds(place: RemotePlace, env: Environment): GithubIds {
  const own = `${serverUrlOf(undefined, env)}/${env['GITHUB_REPOSITORY'] ?? ''}`;
  if (place.kind !== 'http' || env['GITHUB_REPOSITORY'] === undefined) return {};
  if (definedUrl(place).toLowerCase() !== own.toLowerCase()) return {};
  const repositoryId = env['GITHUB_REPOSITORY_ID'];
  const ownerId = env['GITHUB_REPOSITORY_OWNER_ID'];
  return { ...(repositoryId === undefined ? {} : { repositoryId }), ...(ownerId === undefined ? {} : { ownerId }) };
}

function definedUrl(place: RemotePlace): string {
  return place.kind === 'http' ? place.url.replace(/\.git$/, '') : place.url;
}

function tokenKept(place: Extract<RemotePlace, { kind: 'http' }>) {
  return {
    type: 'notice',
    class: 'token-not-sent',
    message: `The token was not sent to ${place.origin}.`,
    why: 'It belongs to another server; it goes to the host of the server URL only.',
    fix: `If the token is meant for ${place.origin}, give that as "server-url".`,
  } as const;
}

function checkToken(token: Token | undefined): void {
  if (typeof token !== 'string' || /^[\x21-\x7e]+$/.test(token)) return;
  throw new HoldfastError({
    code: 'bad-input',
    message: 'github-token: the value is empty, or holds spaces, line ends or other characters that no token has.',
    fix: 'Pass the token unchanged, for example: github-token: ${{ github.token }}',
  });
}
