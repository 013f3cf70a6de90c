/** Of which kinds a run knows, without asking, that GitHub has nothing. */
import type { NewsList } from '../../../github/news.ts';
import type { Cursor } from './cursors.ts';
import type { MetadataKind } from './kinds/kind.ts';
import type { Shelf } from './shelf.ts';
import { folderOf } from './walks.ts';

/** What a run found empty, with the time from which on something new may have come. */
export interface FoundEmpty {
  /** By kind: read to its end in this run, and GitHub has no item of it. */
  readonly kinds: ReadonlyMap<string, Date>;
  /** Lists that the query for news showed, with no item. */
  readonly lists: ReadonlyMap<NewsList, Date>;
}

/**
 * The time at which there was nothing of a kind, by what was found empty: what came later is for the next run. undefined: it has to
 * be asked for. Pure.
 */
export function emptyAt({ emptyWith = [], shownAs }: MetadataKind, { kinds, lists }: FoundEmpty): Date | undefined {
  if (shownAs !== undefined) return lists.get(shownAs);
  const times = emptyWith.flatMap((name) => kinds.get(name)?.getTime() ?? []);
  return times.length === 0 || times.length < emptyWith.length ? undefined : new Date(Math.min(...times));
}

/** What one run finds empty. */
export class Emptiness {
  readonly #shelf: Shelf;
  /** By kind, when its reading began. */
  readonly #begunAt = new Map<string, Date>();
  readonly #ended = new Set<string>();
  #lists: ReadonlyMap<NewsList, Date> = new Map();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  isBegun({ name }: MetadataKind): boolean {
    return this.#begunAt.has(name);
  }

  noteBegin({ name }: MetadataKind, at: Date): void {
    this.#begunAt.set(name, at);
  }

  /** Read to its end. */
  noteEnd({ name }: MetadataKind): void {
    this.#ended.add(name);
  }

  /** The query for news showed no item of these. */
  noteShown(lists: readonly NewsList[], at: Date): void {
    this.#lists = new Map(lists.map((list) => [list, at]));
  }

  /** See `emptyAt`. Not where something of the kind is stored, or waits: only an answer of GitHub can end that. */
  at(kind: MetadataKind, { page, older, lacking }: Cursor): Date | undefined {
    const folder = folderOf(kind);
    const isOpen = (page ?? older ?? lacking) !== undefined;
    if (isOpen || !this.#shelf.isEmpty(folder) || !this.#shelf.isWhole(folder)) return undefined;
    const isNothing = ([name]: readonly [string, Date]) =>
      this.#ended.has(name) && this.#shelf.isEmpty(`github/${name}`);
    return emptyAt(kind, { kinds: new Map([...this.#begunAt].filter(isNothing)), lists: this.#lists });
  }
}
