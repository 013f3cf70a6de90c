/** Follows the paths of a series from snapshot to snapshot, and reads of each only what is new in its tree. */
import type { TreeChange, TreeEntry } from '../vault/format/tree.ts';
import { isInline, type Block, type SegmentRef } from '../vault/format/sections.ts';
import type { SnapshotInfo } from '../vault/read/snapshots.ts';
import type { Changes, FileView, PathChange } from './model.ts';

/** How many levels of a tree, the oldest first, are the same in two snapshots. */
export function sharedLevels(
  before: readonly (readonly SegmentRef[])[],
  after: readonly (readonly SegmentRef[])[],
): number {
  let count = 0;
  while (count < after.length && isSameLevel(before[count], after[count])) count++;
  return count;
}

function isSameLevel(a: readonly SegmentRef[] | undefined, b: readonly SegmentRef[] | undefined): boolean {
  if (a === undefined || b?.length !== a.length) return false;
  return a.every((ref, index) => isSameSegment(ref, b[index] as SegmentRef));
}

function isSameSegment(a: SegmentRef, b: SegmentRef): boolean {
  return a.rows === b.rows && a.start === b.start && a.rawBytes === b.rawBytes && isSameBlock(a.block, b.block);
}

function isSameBlock(a: Block, b: Block): boolean {
  if (isInline(a)) return isInline(b) && a.stored.equals(b.stored);
  return !isInline(b) && a.key === b.key && a.offset === b.offset && a.sha256 === b.sha256;
}

/** The last version of a path, whether it is there now or not. Texts are bytes as latin1: of very many, strings take least memory. */
interface Known {
  type: TreeEntry['type'];
  sizeBytes: number;
  mode: number;
  sha256: string;
  target: string;
  isThere: boolean;
  versions: number;
  changedAt: Date;
  lastIn: SnapshotInfo;
  /** Number of the last snapshot that was read whole and has it. */
  seenIn: number;
}

const PATHS_KEPT = 200;

/** Told of each change, before it is made. */
type Note = (name: string, before: Known | undefined, change: Omit<PathChange, 'path'>) => void;

/** Fed with snapshots from the oldest to the newest. */
export class PathHistory {
  readonly #known = new Map<string, Known>();
  #count = 0;
  #last: SnapshotInfo | undefined;

  /**
   * @param changes of the levels that the one before it does not have
   * @param isWhole whether these are all of its levels
   * @returns undefined for the first one
   * @throws what `changes` throws; all is then as it was before
   */
  add(info: SnapshotInfo, changes: Iterable<TreeChange>, isWhole: boolean): Omit<Changes, 'refs'> | undefined {
    const tally = { added: 0, changed: 0, removed: 0, paths: [] as PathChange[] };
    const number = ++this.#count;
    const before = this.#last;
    const undo = new Map<string, Known | undefined>();
    const note: Note = (name, known, change) => {
      if (!undo.has(name)) undo.set(name, known && { ...known });
      tally[change.kind]++;
      // A copy: a view would keep all of its segment.
      if (tally.paths.length < PATHS_KEPT) tally.paths.push({ path: Buffer.from(name, 'latin1'), ...change });
    };
    try {
      for (const { path, entry } of changes) {
        const name = path.toString('latin1');
        const known = this.#known.get(name);
        if (entry !== undefined) this.#set(name, known, entry, { info, number, note });
        else if (known?.isThere === true) remove(name, known, before, note);
      }
    } catch (error) {
      this.#restore(undo);
      throw error;
    }
    if (isWhole)
      for (const [name, known] of this.#known)
        if (known.isThere && known.seenIn !== number) remove(name, known, before, note);
    this.#last = info;
    return before === undefined ? undefined : tally;
  }

  #restore(undo: ReadonlyMap<string, Known | undefined>): void {
    for (const [name, known] of undo)
      if (known === undefined) this.#known.delete(name);
      else this.#known.set(name, known);
  }

  #set(
    name: string,
    known: Known | undefined,
    entry: TreeEntry,
    { info, number, note }: { info: SnapshotInfo; number: number; note: Note },
  ): void {
    const { type, sizeBytes, mode } = entry;
    const facts = { type, sizeBytes, mode, sha256: latin1(entry.sha256), target: latin1(entry.target) };
    if (known === undefined) {
      const first = { ...facts, isThere: true, versions: 1, changedAt: info.utc, lastIn: info, seenIn: number };
      note(name, undefined, { kind: 'added', sizeAfter: fileSize(entry), wasFile: false });
      this.#known.set(name, first);
      return;
    }
    known.seenIn = number;
    if (known.isThere && isSame(known, facts)) return;
    const { isThere } = known;
    note(name, known, {
      kind: isThere ? 'changed' : 'added',
      sizeBefore: isThere ? fileSize(known) : undefined,
      sizeAfter: fileSize(entry),
      wasFile: isThere && known.type === 'file',
    });
    Object.assign(known, facts, { isThere: true, changedAt: info.utc });
    known.versions++;
  }

  /** In the order of their paths' bytes: what the last snapshot has, and what it has no more. */
  files(): { readonly files: readonly FileView[]; readonly gone: readonly FileView[] } {
    const last = this.#last;
    const shown = [...this.#known].flatMap(([name, known]) => {
      const { type, sizeBytes, versions, changedAt, isThere } = known;
      if (type === 'directory') return [];
      const lastIn = isThere && last !== undefined ? last : known.lastIn;
      const target = Buffer.from(known.target, 'latin1');
      return [{ isThere, path: Buffer.from(name, 'latin1'), type, sizeBytes, target, versions, changedAt, lastIn }];
    });
    shown.sort((a, b) => Buffer.compare(a.path, b.path));
    return {
      files: shown.filter(({ isThere }) => isThere),
      gone: shown.filter(({ isThere }) => !isThere),
    };
  }
}

function remove(name: string, known: Known, before: SnapshotInfo | undefined, note: Note): void {
  note(name, known, { kind: 'removed', sizeBefore: fileSize(known), wasFile: known.type === 'file' });
  known.isThere = false;
  if (before !== undefined) known.lastIn = before;
}

function latin1(bytes: Buffer): string {
  return bytes.length === 0 ? '' : bytes.toString('latin1');
}

function fileSize({ type, sizeBytes }: Pick<TreeEntry, 'type' | 'sizeBytes'>): number | undefined {
  return type === 'file' ? sizeBytes : undefined;
}

type Facts = Pick<Known, 'type' | 'mode' | 'sha256' | 'target'>;

/** Times do not count, as in mode diff. */
function isSame(a: Facts, b: Facts): boolean {
  return a.type === b.type && a.mode === b.mode && a.sha256 === b.sha256 && a.target === b.target;
}
