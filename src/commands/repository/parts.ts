/** Which parts of a repository the input `parts` names. */
import { HoldfastError } from '../../base/errors.ts';

/** Which parts of a repository the input `parts` names. */
export interface RepositoryParts {
  readonly lfs: boolean;
  readonly wiki: boolean;
  /** Kinds of metadata: only some (`include`), or all with what is asked for by name besides (`also`); false for none. */
  readonly metadata:
    | false
    | { readonly include?: readonly string[]; readonly also?: readonly string[]; readonly exclude: readonly string[] };
}

const WORDS = ['git', 'lfs', 'wiki', 'metadata'];

/**
 * `lfs, wiki` takes these besides the history, `!wiki` all but that. `metadata` is all kinds of it that are not optional,
 * and each kind has its own name. Errors: `bad-input`, where the history itself is left out; kinds are checked by who reads them.
 */
export function chooseParts(names: readonly string[]): RepositoryParts {
  const excluded = names.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const included = names.filter((name) => !name.startsWith('!'));
  if (excluded.includes('git')) throw historyLeftOut();
  const takes = (part: string) => (included.length === 0 || included.includes(part)) && !excluded.includes(part);
  const kindsOf = (list: readonly string[]) => list.filter((name) => !WORDS.includes(name));
  const kinds = kindsOf(included);
  const exclude = kindsOf(excluded);
  const isNone = excluded.includes('metadata') || (!takes('metadata') && kinds.length === 0);
  const include = !takes('metadata') ? { include: kinds } : kinds.length > 0 ? { also: kinds } : {};
  return { lfs: takes('lfs'), wiki: takes('wiki'), metadata: isNone ? false : { ...include, exclude } };
}

/** Whether a path of a snapshot, `github/<kind>/...`, is of a kind that was chosen. */
export function hasKind({ metadata }: RepositoryParts, path: string): boolean {
  if (metadata === false) return false;
  const [, kind = ''] = path.split('/', 2);
  return (metadata.include?.includes(kind) ?? true) && !metadata.exclude.includes(kind);
}

/** Whether what the input chooses is in a part of a snapshot, by the name that its root has for it: `lfs`, `github/issues`. */
export function isChosen(names: readonly string[]): (part: string) => boolean {
  const chosen = chooseParts(names);
  return (part) => {
    if (part === 'lfs' || part === 'wiki') return chosen[part];
    if (part === 'github') return chosen.metadata !== false;
    return !part.startsWith('github/') || hasKind(chosen, part);
  };
}

function historyLeftOut(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'parts: the history (git) cannot be left out of a repository.',
    fix: 'For files without their history, use source: files.',
  });
}
