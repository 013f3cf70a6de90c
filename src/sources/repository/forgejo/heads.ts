/** Where the heads of pull requests are: which commits the repository has, and branches for those from forks. */
import { text, fields, type Fields, whole } from './fields.ts';
import { oid, type PullPlace } from './documents.ts';

/** What has to be known of a pull request before its document is made. */
export interface Head {
  readonly number: number;
  readonly sha: string;
  readonly isOpen: boolean;
  readonly isFork: boolean;
  /** The branch, as its own repository calls it. */
  readonly ref: string;
  /** Of the repository that it comes from. */
  readonly owner: string;
  readonly base: Pick<PullPlace, 'owner' | 'repo'>;
}

export function headOf(pull: Fields, number: number): Head {
  const [head, base] = [fields(pull['head']), fields(pull['base'])];
  const [headRepo, baseRepo] = [fields(head['repo']), fields(base['repo'])];
  const [owner = '', repo = ''] = text(baseRepo['full_name']).split('/');
  const [labelOwner = ''] = text(head['label']).split(':');
  return {
    number,
    sha: oid(head['sha']),
    isOpen: pull['state'] !== 'closed',
    // A fork that was deleted has no repository any more.
    isFork: whole(headRepo['id']) === 0 || whole(headRepo['id']) !== whole(baseRepo['id']),
    ref: text(head['ref']),
    owner: text(fields(head['user'])['login']) || labelOwner || 'unknown',
    base: { owner, repo },
  };
}

export interface HeadPlan {
  /** The name that the document has for the branch of each pull request, by number. */
  readonly refs: ReadonlyMap<number, string>;
  /** Branches to make, with their commits. */
  readonly branches: ReadonlyMap<string, string>;
}

/**
 * A branch of a fork is called `<owner>/<branch>`, as the importers call it: its own name could be that of a branch here,
 * which a click on "delete branch" would then delete. Open ones get such a branch, so that they can still be merged.
 * `commits`: those that the repository has; `existing`: its branches. Pure.
 */
export function planHeads(heads: readonly Head[], commits: ReadonlySet<string>, existing: Iterable<string>): HeadPlan {
  const taken = new Taken(existing);
  const refs = new Map<number, string>();
  const branches = new Map<string, string>();
  for (const { number, sha, isOpen, isFork, ref, owner } of heads) {
    if (!isFork) {
      refs.set(number, ref);
      continue;
    }
    const name = taken.free(`${owner}/${ref}`, number);
    refs.set(number, name);
    if (!isOpen || !commits.has(sha)) continue;
    taken.add(name);
    branches.set(name, sha);
  }
  return { refs, branches };
}

/** What git and the importers accept as the name of a branch. */
const BAD_NAME = /[\0-\x20\x7f\\~^:?*[]|^[-/.]|\/\.|\.lock($|\/)|\.\.|\/\/|@\{|[/.]$/;

/** Names of branches. Git keeps none beside another one that is a folder of its path. */
class Taken {
  readonly #names = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    this.#names.add(name);
    for (const folder of foldersOf(name)) this.#folders.add(folder);
  }

  free(wanted: string, number: number): string {
    if (this.#isFree(wanted)) return wanted;
    for (let n = 0; ; n++) {
      const name = `head-pr-${String(number)}${n === 0 ? '' : `-${String(n)}`}`;
      if (this.#isFree(name)) return name;
    }
  }

  #isFree(name: string): boolean {
    if (BAD_NAME.test(name) || Buffer.byteLength(name) > 200) return false;
    return !this.#names.has(name) && !this.#folders.has(name) && !foldersOf(name).some((it) => this.#names.has(it));
  }
}

function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
