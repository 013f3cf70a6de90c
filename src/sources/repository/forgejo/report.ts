/** What a folder for the importers holds, and what of the snapshot they do not take. */

export interface ImportReport {
  /** By what was written: `issues`, `pull requests`, `comments`, ... */
  readonly written: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
  /** Files of the snapshot that hold no JSON object: the folder lacks what they hold. */
  readonly unreadable: readonly string[];
  /** Private at GitHub; the importers make every repository public. */
  readonly isPrivate: boolean;
}

/** Something that is not as it was, or is elsewhere. */
export interface Note {
  readonly what: string;
  readonly count: number;
  readonly why: string;
  /** In the folder. */
  readonly where?: string;
}

/** The metadata that is not imported, as JSON. */
export const REST = 'holdfast/github';

export class Notes {
  readonly #notes = new Map<string, Note>();

  /** Adds up what is said more than once, for the same reason. */
  add(what: string, count: number, why: string, where?: string): void {
    if (count === 0) return;
    const key = `${what}: ${why}`;
    const before = this.#notes.get(key)?.count ?? 0;
    this.#notes.set(key, { what, count: before + count, why, ...(where === undefined ? {} : { where }) });
  }

  get all(): readonly Note[] {
    return [...this.#notes.values()];
  }
}
