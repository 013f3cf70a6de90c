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

/** The last version of a path, whether it is there now or not. */
interface Known {
  readonly path: Buffer;
  type: TreeEntry['type'];
  sizeBytes: number;
  mode: number;
  sha256: Buffer;
  target: Buffer;
  isThere: boolean;
  versions: number;
  /** Newest last. */
  changedAt: Date[];
  lastIn: SnapshotInfo;
  /** Number of the last snapshot that was read whole and has it. */
  seenIn: number;
}

/** Times that are kept of each path. */
const TIMES_KEPT = 1;
const PATHS_KEPT = 200;

/** Fed with snapshots from the oldest to the newest. */
export class PathHistory {
  readonly #known = new Map<string, Known>();
  #count = 0;
  #last: SnapshotInfo | undefined;

  /**
   * @param changes of the levels that the one before it does not have
   * @param isWhole whether these are all of its levels
   * @returns undefined for the first one
   */
  add(info: SnapshotInfo, changes: Iterable<TreeChange>, isWhole: boolean): Omit<Changes, 'refs'> | undefined {
    const tally = { added: 0, changed: 0, removed: 0, paths: [] as PathChange[] };
    const number = ++this.#count;
    const before = this.#last;
    const note = (change: PathChange): void => {
      tally[change.kind]++;
      if (tally.paths.length < PATHS_KEPT) tally.paths.push(change);
    };
    for (const { path, entry } of changes) {
      const name = path.toString('latin1');
      const known = this.#known.get(name);
      if (entry !== undefined) this.#set(name, known, entry, { info, number, note });
      else if (known?.isThere === true) remove(known, before, note);
    }
    if (isWhole)
      for (const known of this.#known.values())
        if (known.isThere && known.seenIn !== number) remove(known, before, note);
    this.#last = info;
    return before === undefined ? undefined : tally;
  }

  #set(
    name: string,
    known: Known | undefined,
    entry: TreeEntry,
    { info, number, note }: { info: SnapshotInfo; number: number; note: (change: PathChange) => void },
  ): void {
    const { path, type, sizeBytes, mode, sha256, target } = entry;
    if (known === undefined) {
      const facts = { type, sizeBytes, mode, sha256, target, isThere: true, versions: 1, changedAt: [info.utc] };
      this.#known.set(name, { path, ...facts, lastIn: info, seenIn: number });
      note({ path, kind: 'added', sizeAfter: fileSize(entry), wasFile: false });
      return;
    }
    known.seenIn = number;
    if (known.isThere && isSame(known, entry)) return;
    const sizeBefore = known.isThere ? fileSize(known) : undefined;
    const kind = known.isThere ? 'changed' : 'added';
    note({
      path: known.path,
      kind,
      sizeBefore,
      sizeAfter: fileSize(entry),
      wasFile: known.isThere && known.type === 'file',
    });
    Object.assign(known, { type, sizeBytes, mode, sha256, target, isThere: true });
    known.versions++;
    known.changedAt = [...known.changedAt, info.utc].slice(-TIMES_KEPT);
  }

  /** In the order of their paths' bytes: what the last snapshot has, and what it has no more. */
  files(): { readonly files: readonly FileView[]; readonly gone: readonly FileView[] } {
    const shown = [...this.#known.values()]
      .filter((known): known is Known & { type: FileView['type'] } => known.type !== 'directory')
      .sort((a, b) => Buffer.compare(a.path, b.path));
    const last = this.#last;
    const view = (known: Known & { type: FileView['type'] }): FileView => ({
      path: known.path,
      type: known.type,
      sizeBytes: known.sizeBytes,
      target: known.target,
      versions: known.versions,
      changedAt: known.changedAt.toReversed(),
      lastIn: known.isThere && last !== undefined ? last : known.lastIn,
    });
    return {
      files: shown.filter(({ isThere }) => isThere).map(view),
      gone: shown.filter(({ isThere }) => !isThere).map(view),
    };
  }
}

function remove(known: Known, before: SnapshotInfo | undefined, note: (change: PathChange) => void): void {
  known.isThere = false;
  if (before !== undefined) known.lastIn = before;
  const { path, type } = known;
  note({ path, kind: 'removed', sizeBefore: fileSize(known), wasFile: type === 'file' });
}

function fileSize({ type, sizeBytes }: Pick<TreeEntry, 'type' | 'sizeBytes'>): number | undefined {
  return type === 'file' ? sizeBytes : undefined;
}

/** Times do not count, as in mode diff. */
function isSame(a: Known, b: TreeEntry): boolean {
  return a.type === b.type && a.mode === b.mode && a.sha256.equals(b.sha256) && a.target.equals(b.target);
}
