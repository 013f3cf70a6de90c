/** The wiki part of a repository. */
import { HoldfastError } from '../../base/errors.ts';
import { isOfThisMachine } from '../../base/system-errors.ts';
import type { Gap, SourceContext, SourceEntry, SourceResult } from '../source.ts';
import { carriedEntry } from '../entries.ts';
import { createGitPart, type GitPartDeps, type GitPartSettings } from './git/part.ts';
import type { OpenPart, RepositoryPart } from '../repository-part.ts';
import type { RemotePlace } from './git/remote.ts';

export interface WikiSettings extends Pick<GitPartSettings, 'token' | 'chain' | 'anomalyShare' | 'readers'> {
  /** Of the repository, which has answered to the same token before this part is opened. */
  readonly place: Extract<RemotePlace, { kind: 'http' }>;
  /** The user named this part: then a wiki that cannot be had makes it partial. */
  readonly isNamed: boolean;
  /** Whether the settings of the repository say that it has a wiki; undefined if they do not tell. */
  readonly isEnabled?: ((context: SourceContext) => Promise<boolean | undefined>) | undefined;
  /** It is known that they say there is none: then git is asked only for a wiki that was there before. */
  readonly isOff?: boolean | undefined;
}

/**
 * The wiki, a git repository beside the main one. Most repositories have none, and GitHub makes its repository only when
 * a first page is written. That the server knows of none is believed, since the token has just read the main
 * repository; unless there was one before, which stays in the snapshot until the settings say that it is switched off.
 */
export function createWikiPart(settings: WikiSettings, deps: GitPartDeps): RepositoryPart {
  const place = wikiPlace(settings.place);
  const part = createGitPart({ ...settings, name: 'wiki', place, isExcluded: () => false }, deps);
  return {
    name: 'wiki',
    open: async (context) => {
      if (settings.isOff === true && !wasThere(context)) return withoutAnswer(judgeOff(settings), context);
      try {
        // The refs and the commit in the root's header are those of the main repository.
        return { ...(await part.open(context)), identity: {} };
      } catch (error) {
        context.signal.throwIfAborted();
        // A disk that fails here says nothing of the wiki.
        if (!(error instanceof HoldfastError) || isOfThisMachine(error)) throw error;
        return withoutAnswer(await judge(error, settings, context), context);
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

/** What is known of a wiki that git could not read. */
export interface WikiFacts {
  /** `absent`: the server knows of none. `refused`: it gives no access. `failed`: anything else. */
  readonly answer: 'absent' | 'refused' | 'failed';
  /** What the settings of the repository say. */
  readonly isEnabled: boolean | undefined;
  /** The last snapshot holds one. */
  readonly wasThere: boolean;
  readonly isNamed: boolean;
}

export interface WikiVerdict {
  readonly gap?: Gap['class'];
  /** Why the wiki is not in the snapshot as it is now; of `none`, that there is none. */
  readonly because: 'none' | 'off' | 'gone' | 'hidden' | 'unread';
  /** The snapshot keeps the wiki of the last one. */
  readonly keeps: boolean;
}

/** Pure. What git says of a wiki is believed only as far as nothing speaks against it. */
export function judgeWiki({ answer, isEnabled, wasThere, isNamed }: WikiFacts): WikiVerdict {
  if (isEnabled === false && answer !== 'failed') {
    const gap = isNamed ? 'failed' : wasThere ? 'missing' : undefined;
    return { because: 'off', keeps: false, ...(gap !== undefined && { gap }) };
  }
  if (answer !== 'absent') return { gap: 'failed', because: 'unread', keeps: wasThere };
  if (wasThere && isEnabled === true) return { gap: 'failed', because: 'hidden', keeps: true };
  if (wasThere) return { gap: isNamed ? 'failed' : 'missing', because: 'gone', keeps: true };
  return isNamed ? { gap: 'failed', because: 'hidden', keeps: false } : { because: 'none', keeps: false };
}

const REASONS: Readonly<Record<WikiVerdict['because'], string>> = {
  none: 'The repository has no wiki, or no page in it.',
  off: 'the wiki is switched off in the settings of the repository',
  gone: 'the server knows of no wiki, and there was one: it is gone, or the token may not see it',
  hidden: 'the server knows of no wiki: it has no page, or the token may not see it',
  unread: 'the wiki was not read',
};

/** The last snapshot holds one. */
function wasThere({ parent }: SourceContext): boolean {
  return [...(parent?.state('wiki/format') ?? [])].length > 0;
}

function judgeOff({ isNamed }: WikiSettings) {
  const verdict = judgeWiki({ answer: 'absent', isEnabled: false, wasThere: false, isNamed });
  return { ...verdict, reason: REASONS[verdict.because] };
}

async function judge(error: HoldfastError, settings: WikiSettings, context: SourceContext) {
  const answer = answerOf(error, settings.token !== undefined);
  const wasBefore = wasThere(context);
  // The settings take a request, which is spent only if they decide something.
  const isAsked = answer === 'refused' || (answer === 'absent' && wasBefore);
  const isEnabled = isAsked ? await settings.isEnabled?.(context) : undefined;
  const verdict = judgeWiki({ answer, isEnabled, wasThere: wasBefore, isNamed: settings.isNamed });
  const reason = verdict.because === 'unread' ? [error.message, error.why].join(' ').trim() : REASONS[verdict.because];
  return { ...verdict, reason };
}

/** Without a token, servers refuse access to what does not exist. */
function answerOf({ code }: HoldfastError, hasToken: boolean): WikiFacts['answer'] {
  if (code === 'repository-unreadable') return 'absent';
  if (code !== 'git-access-refused') return 'failed';
  return hasToken ? 'refused' : 'absent';
}

/** The part where nothing could be read: empty, or as in the last snapshot, if all of that is still there. */
function withoutAnswer(
  { gap, keeps, because, reason }: WikiVerdict & { readonly reason: string },
  { parent, emit }: SourceContext,
): OpenPart {
  const held = keeps ? [...(parent?.entries('wiki') ?? [])] : [];
  const isWhole = held.length > 0 && held.every(({ available }) => available);
  if (gap === undefined) emit({ type: 'info', message: `${REASONS[because === 'off' ? 'none' : because]}` });
  const kept = isWhole ? '; what the last snapshot had is kept' : '';
  const gaps = gap === undefined ? [] : [{ class: gap, path: 'wiki', reason: `${reason}${kept}` }];
  return closedPart(isWhole ? held.map(({ entry }) => carriedEntry(entry)) : [], {
    state: isWhole ? [...(parent?.state('wiki/') ?? [])] : [],
    parts: { wiki: gap === 'failed' ? 'partial' : 'complete' },
    gaps,
  });
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
