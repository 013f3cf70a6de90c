/** The wiki part of a repository. */
import { HoldfastError } from '../../base/errors.ts';
import type { SourceContext, SourceEntry, SourceResult } from '../source.ts';
import { carriedEntry } from '../entries.ts';
import { createGitPart, type GitPartDeps, type GitPartSettings } from './git/part.ts';
import type { OpenPart, RepositoryPart } from '../repository-part.ts';
import type { RemotePlace } from './git/remote.ts';

export interface WikiSettings extends Pick<GitPartSettings, 'token' | 'chain' | 'anomalyShare'> {
  /** Of the repository, which has answered to the same token before this part is opened. */
  readonly place: Extract<RemotePlace, { kind: 'http' }>;
}

/**
 * The wiki, a git repository beside the main one. Most repositories have none. Servers give the same answer for what
 * does not exist and for what the token may not read; since the token has just read the main repository, that answer
 * means "no wiki".
 */
export function createWikiPart(settings: WikiSettings, deps: GitPartDeps): RepositoryPart {
  const place = wikiPlace(settings.place);
  const part = createGitPart({ ...settings, name: 'wiki', place, isExcluded: () => false, readers: [] }, deps);
  return {
    name: 'wiki',
    open: async (context) => {
      try {
        // The refs and the commit in the root's header are those of the main repository.
        return { ...(await part.open(context)), identity: {} };
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof HoldfastError)) throw error;
        return error.code === 'repository-unreadable' ? noWiki(context) : unreadWiki(context, error);
      }
    },
  };
}

/** Where the wiki of a repository is. */
export function wikiPlace(place: RemotePlace): RemotePlace {
  const url = `${place.url.replace(/\.git$/, '')}.wiki.git`;
  const shown = `the wiki of ${place.shown}`;
  if (place.kind === 'http') return { ...place, url, shown };
  return { ...place, url, shown, path: `${place.path.replace(/\.git$/, '')}.wiki.git` };
}

/** Reported only if there was one before. */
function noWiki(context: SourceContext): OpenPart {
  context.emit({ type: 'info', message: 'The repository has no wiki.' });
  const reason = 'the wiki of the last snapshot is gone, or the token may not read it any more';
  const gone = hadWiki(context) ? [{ class: 'missing', path: 'wiki', reason } as const] : [];
  return closedPart([], { state: [], parts: { wiki: 'complete' }, gaps: gone });
}

/** If the server failed, this snapshot keeps the wiki of the last one, and the part is partial. */
function unreadWiki({ parent }: SourceContext, error: HoldfastError): OpenPart {
  const held = [...(parent?.entries('wiki') ?? [])];
  const isWhole = held.every(({ available }) => available);
  const gap = { class: 'failed', path: 'wiki', reason: error.message } as const;
  const state = isWhole ? [...(parent?.state('wiki/') ?? [])] : [];
  const entries = isWhole ? held.map(({ entry }) => carriedEntry(entry)) : [];
  return closedPart(entries, { state, parts: { wiki: 'partial' }, gaps: [gap] });
}

function hadWiki({ parent }: SourceContext): boolean {
  return [...(parent?.state('wiki/format') ?? [])].length > 0;
}

function closedPart(entries: readonly SourceEntry[], result: SourceResult): OpenPart {
  return {
    totals: { entries: entries.length, bytes: 0 },
    async *entries() {
      if (entries.length > 0) yield await Promise.resolve(entries);
    },
    finish: () => Promise.resolve(result),
    close: () => Promise.resolve(),
  };
}
