/** The plan of a restore as data. */
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import { printablePath } from '../../base/platform.ts';
import { HASH_BYTES } from '../format/columns.ts';
import type { FragmentIndex, Frame } from '../format/map.ts';
import type { TreeEntry } from '../format/tree.ts';

/**
 * The plan of a restore as data. Everything is kept in columns in shared memory: a million files would be a
 * million objects, and the threads that write need the same rows.
 */

/** What happens to a row. `compare` is an intermediate state before `keep`, `repair` or `replace`. */
export const ACTION = {
  none: 0,
  /** Nothing exists at the path. */
  create: 1,
  /** Something else exists and is replaced. */
  replace: 2,
  /** It already exists with its content, mode and time. */
  keep: 3,
  /** Its content exists, but its mode or time differs. */
  repair: 4,
  /** Something exists and is kept, whatever it is (`overwrite: never`). */
  preserve: 5,
  /** A file of the same size exists. */
  compare: 6,
  /** A hard link to the row `leader`. */
  link: 7,
  /** A symbolic link that the system refused to create. */
  refused: 8,
} as const;

export const TYPE = { file: 1, directory: 2, symlink: 3 } as const;

/** Why a row exists: a directory counts only once something below it needs it. */
export const ROLE = { unused: 0, ancestor: 1, selected: 2 } as const;

/** One element per row, in path order: a directory comes before its content. */
export interface EntryColumns {
  /** Names of entries, each followed by its link target. */
  readonly names: Uint8Array;
  readonly nameStart: Uint32Array;
  readonly nameBytes: Uint16Array;
  /** 1 + row of its parent directory; 0 for the target folder itself. */
  readonly parent: Uint32Array;
  readonly type: Uint8Array;
  readonly role: Uint8Array;
  readonly action: Uint8Array;
  readonly mode: Uint16Array;
  readonly mtimeSeconds: Float64Array;
  readonly mtimeNanos: Uint32Array;
  /** Of the content, or of the link target. */
  readonly sizeBytes: Float64Array;
  readonly linkGroup: Uint32Array;
  /** 1 + row that a hard link is made to, for `ACTION.link`. */
  readonly leader: Uint32Array;
  /** Of the content. Zeros for a file of one fragment, whose id it is, unless all were asked for. */
  readonly sha256: Uint8Array;
  /** Pieces of the content that are not written yet. */
  readonly remaining: Int32Array;
  /** While the file grows under its temporary name, piece by piece: one of OPENED. */
  readonly opened: Int32Array;
  /** Of the temporary file or of the folder; 0 until it was opened once. It stays the same one for the whole run. */
  readonly inode: BigUint64Array;
  /** 1 if this user may not set the mode or time. */
  readonly unset: Uint8Array;
}

/**
 * States of a temporary file that several threads write: one of them makes it, the others wait for that. It is in doubt
 * and gone if it had the wrong content.
 */
export const OPENED = { no: 0, making: 1, yes: 2, failed: 3, doubtful: 4 } as const;

/** The threads' other tables. */
export interface ReadColumns {
  /** Ids of fragments, 32 bytes per row of the index. */
  readonly ids: Uint8Array;
  /** First piece of each frame; one more than frames. */
  readonly firstPiece: Uint32Array;
  /** Of frames: where they lie in their packs. */
  readonly offset: Uint32Array;
  readonly storedBytes: Uint32Array;
  readonly rawBytes: Uint32Array;
  /** 1 for a frame that is done. */
  readonly written: Uint8Array;
  /** A piece is one fragment of one file. In the order of frames, then of files. */
  readonly pieceRow: Uint32Array;
  readonly pieceFragment: Uint32Array;
  /** Where the fragment lies in the decoded frame. */
  readonly pieceOffset: Uint32Array;
  readonly pieceBytes: Uint32Array;
  /** Where it goes in the file. */
  readonly fileOffset: Float64Array;
}

/** One GET: frames [firstFrame, endFrame) of a pack, with gaps between them. */
export interface ReadRange {
  readonly pack: string;
  readonly offset: number;
  readonly lengthBytes: number;
  readonly firstFrame: number;
  readonly endFrame: number;
}

export interface ReadPlan {
  readonly columns: ReadColumns;
  readonly frames: readonly Frame[];
  readonly ranges: readonly ReadRange[];
}

export interface PathProblem {
  readonly path: Buffer;
  readonly reason: string;
}

/** The row of an index that stands for "no such fragment". */
const MISSING = 0xffffffff;

export interface SelectOptions {
  /** Bounds: rows and decoded bytes of the tree's segments. Memory is used only where something is written. */
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly isSelected: (path: Buffer, isDirectory: boolean) => boolean;
  /** Why the target cannot hold a path, or undefined. */
  readonly refusal: (path: Buffer) => string | undefined;
  /** The same for the target of a symbolic link. */
  readonly targetRefusal: (target: Buffer) => string | undefined;
  /** Folds a name so that names that the target takes for one become equal; undefined if it tells all names apart. */
  readonly foldName: ((name: Buffer) => string) | undefined;
  readonly withHashes: boolean;
  /** Whether files get their setuid, setgid and sticky bits. */
  readonly keepSpecialBits: boolean;
}

const EMPTY = Buffer.alloc(0);
const SLASH = 0x2f;

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}

/** The selected part of a tree, read and checked row by row. */
export class RestoreEntries {
  readonly columns: EntryColumns;
  readonly problems: PathProblem[] = [];
  readonly ids: Uint8Array;
  count = 0;
  /** Selected files that lose their setuid, setgid or sticky bit. */
  readonly droppedBits: Buffer[] = [];
  private readonly options: SelectOptions;
  /** Rows of the index, file after file. */
  private readonly fragments: Uint32Array;
  private readonly fragmentStart: Uint32Array;
  private index: FragmentIndex | undefined;
  private readonly directories = new Map<string, number>();
  private readonly folded = new Set<string>();
  private namesEnd = 0;
  private lastParentPath: Buffer = EMPTY;
  private lastParent = 0;

  constructor(index: FragmentIndex, options: SelectOptions) {
    const { maxBytes } = options;
    this.index = index;
    // A row takes at least one byte. A root that declares more rows is false and would only cost memory.
    const rows = Math.min(options.maxRows, maxBytes);
    this.options = options;
    this.columns = {
      names: new Uint8Array(shared(maxBytes)),
      nameStart: new Uint32Array(shared(rows * 4)),
      nameBytes: new Uint16Array(shared(rows * 2)),
      parent: new Uint32Array(shared(rows * 4)),
      type: new Uint8Array(shared(rows)),
      role: new Uint8Array(shared(rows)),
      action: new Uint8Array(shared(rows)),
      mode: new Uint16Array(shared(rows * 2)),
      mtimeSeconds: new Float64Array(shared(rows * 8)),
      mtimeNanos: new Uint32Array(shared(rows * 4)),
      sizeBytes: new Float64Array(shared(rows * 8)),
      linkGroup: new Uint32Array(shared(rows * 4)),
      leader: new Uint32Array(shared(rows * 4)),
      sha256: new Uint8Array(shared(rows * HASH_BYTES)),
      remaining: new Int32Array(shared(rows * 4)),
      opened: new Int32Array(shared(rows * 4)),
      inode: new BigUint64Array(shared(rows * 8)),
      unset: new Uint8Array(shared(rows)),
    };
    this.ids = new Uint8Array(shared(index.size * HASH_BYTES));
    index.copyIds(this.ids);
    this.fragments = new Uint32Array(Math.ceil(maxBytes / HASH_BYTES) + rows);
    this.fragmentStart = new Uint32Array(rows + 1);
  }

  /** Entries come in path order. Problems are collected, so that the user sees all of them at once. */
  add(entry: TreeEntry): void {
    const isDirectory = entry.type === 'directory';
    const selected = this.options.isSelected(entry.path, isDirectory);
    if (!isDirectory && !selected) return;
    const nameStart = entry.path.lastIndexOf(SLASH) + 1;
    const parent = this.parentOf(entry.path, nameStart - 1);
    // The folder's path was checked when its row came.
    const reason =
      parent < 0
        ? (unsafePath(entry.path) ?? 'the snapshot has no folder to put it in')
        : unsafePath(entry.path, nameStart);
    if (reason !== undefined) {
      if (selected) this.problems.push({ path: entry.path, reason });
      return;
    }
    this.append(entry, nameStart, parent, isDirectory);
    if (selected) this.select(entry, this.count - 1);
  }

  /**
   * 1 + row, 0 for the top, -1 if there is no such directory. Neighbours mostly share theirs. @param end of its path
   */
  private parentOf(path: Buffer, end: number): number {
    if (end < 0) return 0;
    if (this.lastParent > 0 && path.compare(this.lastParentPath, 0, undefined, 0, end) === 0) return this.lastParent;
    const row = this.directories.get(path.toString('latin1', 0, end));
    if (row === undefined) return -1;
    // A copy: a view would keep the whole block of segments in memory.
    this.lastParentPath = Buffer.from(path.subarray(0, end));
    this.lastParent = row + 1;
    return this.lastParent;
  }

  private append(entry: TreeEntry, nameStart: number, parent: number, isDirectory: boolean): void {
    const { columns } = this;
    const { path, target } = entry;
    const row = this.count++;
    const nameBytes = path.length - nameStart;
    if (row >= columns.type.length || this.namesEnd + nameBytes + target.length > columns.names.length) {
      throw new HoldfastError({ code: 'corrupt-tree', message: 'The tree has more rows than the root says.' });
    }
    columns.nameStart[row] = this.namesEnd;
    columns.nameBytes[row] = nameBytes;
    for (let i = nameStart; i < path.length; i++) columns.names[this.namesEnd++] = path[i] as number;
    for (const byte of target) columns.names[this.namesEnd++] = byte;
    columns.parent[row] = parent;
    columns.type[row] = TYPE[entry.type];
    columns.mode[row] = restoredMode(entry, this.options.keepSpecialBits);
    columns.mtimeSeconds[row] = entry.mtimeSeconds;
    columns.mtimeNanos[row] = entry.mtimeNanos;
    columns.sizeBytes[row] = entry.type === 'symlink' ? target.length : entry.sizeBytes;
    columns.linkGroup[row] = entry.linkGroup;
    this.fragmentStart[row + 1] = this.fragmentStart[row] as number;
    if (isDirectory) this.directories.set(entry.path.toString('latin1'), row);
  }

  private select(entry: TreeEntry, row: number): void {
    const { columns } = this;
    columns.role[row] = ROLE.selected;
    this.checkName(entry.path, row);
    for (let up = columns.parent[row] as number; up > 0 && columns.role[up - 1] === ROLE.unused;) {
      columns.role[up - 1] = ROLE.ancestor;
      this.checkName(this.path(up - 1), up - 1);
      up = columns.parent[up - 1] as number;
    }
    if (entry.type === 'symlink') {
      const reason = this.options.targetRefusal(entry.target);
      if (reason !== undefined) this.problems.push({ path: entry.path, reason });
    }
    if (entry.type !== 'file') return;
    if (columns.mode[row] !== entry.mode) this.droppedBits.push(Buffer.from(entry.path));
    checkHash(entry);
    if (this.options.withHashes || entry.fragments.length > HASH_BYTES) {
      columns.sha256.set(entry.sha256, row * HASH_BYTES);
    }
    this.addFragments(entry, row);
  }

  private checkName(path: Buffer, row: number): void {
    const { refusal, foldName } = this.options;
    const reason = refusal(path);
    if (reason !== undefined) this.problems.push({ path, reason });
    if (foldName === undefined) return;
    const folded = `${String(this.columns.parent[row])}/${foldName(path.subarray(path.lastIndexOf(SLASH) + 1))}`;
    if (this.folded.has(folded)) {
      this.problems.push({ path, reason: 'the target cannot distinguish its name from that of another entry' });
    }
    this.folded.add(folded);
  }

  private addFragments(entry: TreeEntry, row: number): void {
    const index = this.index as FragmentIndex;
    let end = this.fragmentStart[row] as number;
    let bytes = 0;
    let found = true;
    for (let at = 0; at < entry.fragments.length; at += HASH_BYTES) {
      const fragment = index.find(entry.fragments, at);
      this.fragments[end++] = fragment < 0 ? MISSING : fragment;
      if (fragment < 0) {
        found = false;
        continue;
      }
      bytes += index.lengthOf(fragment);
    }
    this.fragmentStart[row + 1] = end;
    if (found && bytes !== entry.sizeBytes) {
      throw new HoldfastError({
        code: 'corrupt-tree',
        message: `The snapshot's tree is damaged at ${JSON.stringify(printablePath(entry.path))}: its parts have ${String(bytes)} bytes, but the file has ${String(entry.sizeBytes)}.`,
      });
    }
  }

  /** Frees what only `add` needs. */
  seal(): void {
    this.index = undefined;
    this.directories.clear();
    this.folded.clear();
  }

  fragmentsOf(row: number): Uint32Array {
    return this.fragments.subarray(this.fragmentStart[row], this.fragmentStart[row + 1]);
  }

  /** Path in the snapshot. */
  path(row: number): Buffer {
    return treePath(this.columns, row);
  }

  target(row: number): Buffer {
    const start = (this.columns.nameStart[row] as number) + (this.columns.nameBytes[row] as number);
    return Buffer.from(this.columns.names.subarray(start, start + (this.columns.sizeBytes[row] as number)));
  }
}

/**
 * Restored by root, a user's setuid program would become one of root; of folders these bits only say who may do what in
 * them.
 */
export function restoredMode({ type, mode }: Pick<TreeEntry, 'type' | 'mode'>, keepSpecialBits: boolean): number {
  return type === 'file' && !keepSpecialBits ? mode & 0o777 : mode;
}

const EMPTY_SHA256 = hash('sha256', '', 'buffer');

/**
 * The hash of a file of one fragment is the id of that fragment. With several fragments it is checked when they are
 * joined.
 */
function checkHash({ path, sha256, fragments }: TreeEntry): void {
  const isOther =
    (fragments.length === 0 && !sha256.equals(EMPTY_SHA256)) ||
    (fragments.length === HASH_BYTES && !sha256.equals(fragments));
  if (!isOther) return;
  throw new HoldfastError({
    code: 'corrupt-tree',
    message: `The snapshot's tree is damaged at ${JSON.stringify(printablePath(path))}: its content has another hash than the snapshot records.`,
  });
}

export function entryName(columns: EntryColumns, row: number): Uint8Array {
  const start = columns.nameStart[row] as number;
  return columns.names.subarray(start, start + (columns.nameBytes[row] as number));
}

export function treePath(columns: EntryColumns, row: number): Buffer {
  const segments: Uint8Array[] = [];
  for (let at = row + 1; at > 0; at = columns.parent[at - 1] as number) {
    if (segments.length > 0) segments.unshift(Buffer.from('/'));
    segments.unshift(entryName(columns, at - 1));
  }
  return Buffer.concat(segments);
}

/** A NUL, or a segment that is empty, `.` or `..`. */
const ODD_TEXT = /\0|(?:^|\/)\.{0,2}(?:\/|$)/;

/** Why a path from a snapshot is refused on any machine. @param start of the first segment that is not checked yet */
function unsafePath(path: Buffer, start = 0): string | undefined {
  if (path.length === 0) return 'it is empty';
  if (path[0] === SLASH) return 'it is absolute';
  const text = path.toString('latin1', start);
  if (!ODD_TEXT.test(text)) return undefined;
  if (text.includes('\0')) return 'it contains a NUL byte';
  for (const segment of text.split('/')) {
    if (segment === '') return 'it has an empty segment';
    if (segment === '.' || segment === '..') return `it has a segment ${JSON.stringify(segment)}`;
  }
  return undefined;
}

/** Whether a row's content is to be fetched. */
export function isFetched(columns: EntryColumns, row: number): boolean {
  const action = columns.action[row];
  return columns.type[row] === TYPE.file && (action === ACTION.create || action === ACTION.replace);
}

/**
 * Makes hard links of rows of one group: the first whose content will be right leads. A row whose content differs from
 * its leader's (no writer makes such) stays a file of its own.
 */
export function planHardLinks(entries: RestoreEntries, isLinked: (row: number, leader: number) => boolean): void {
  const { columns } = entries;
  const leaders = new Map<number, number>();
  for (let row = 0; row < entries.count; row++) {
    const group = columns.linkGroup[row] as number;
    const action = columns.action[row];
    if (group === 0 || columns.type[row] !== TYPE.file) continue;
    if (action === ACTION.none || action === ACTION.preserve) continue;
    const leader = leaders.get(group);
    if (leader === undefined) leaders.set(group, row);
    else if (sameContent(entries, row, leader) && !isLinked(row, leader)) {
      columns.leader[row] = leader + 1;
      columns.action[row] = ACTION.link;
    }
  }
}

function sameContent(entries: RestoreEntries, a: number, b: number): boolean {
  const first = entries.fragmentsOf(a);
  const second = entries.fragmentsOf(b);
  return first.length === second.length && first.every((fragment, i) => fragment === second[i]);
}

/** What is not written of a run of zeros, in whole aligned blocks of so many bytes: they become holes. */
export const HOLE_BYTES = 64 * 1024;

/**
 * Bytes of each row that the target need not allocate. Only fragments that a file has several times in a row are looked
 * at: a long run of zeros is cut into equal ones.
 * @param lengthOf of a fragment, by its row in the index
 */
export function planHoles(entries: RestoreEntries, lengthOf: (fragment: number) => number): (row: number) => number {
  const known = new Map<number, boolean>();
  const isZeros = (fragment: number): boolean => {
    const answer = known.get(fragment);
    if (answer !== undefined) return answer;
    const id = entries.ids.subarray(fragment * HASH_BYTES, (fragment + 1) * HASH_BYTES);
    const found = hash('sha256', Buffer.alloc(lengthOf(fragment)), 'buffer').equals(id);
    known.set(fragment, found);
    return found;
  };
  return (row) => {
    const fragments = entries.fragmentsOf(row);
    let bytes = 0;
    for (let i = 0; i < fragments.length; i++) {
      const fragment = fragments[i] as number;
      if (fragment === MISSING || (fragment !== fragments[i - 1] && fragment !== fragments[i + 1])) continue;
      if (!isZeros(fragment)) continue;
      bytes += lengthOf(fragment);
      // The ends of a run need not lie at borders of blocks.
      if (fragment !== fragments[i - 1]) bytes -= HOLE_BYTES;
      if (fragment !== fragments[i + 1]) bytes -= HOLE_BYTES;
    }
    return Math.max(0, bytes);
  };
}

/** Rows that need a fragment of which no place is known. */
export function lostRows(entries: RestoreEntries): number[] {
  const lost: number[] = [];
  for (let row = 0; row < entries.count; row++) {
    if (isFetched(entries.columns, row) && entries.fragmentsOf(row).includes(MISSING)) lost.push(row);
  }
  return lost;
}

/** Ranges with gaps up to this are one: a request costs as much as these bytes (20 ms at 25 MB/s). */
const GAP_BYTES = 512 * 1024;
/** A range is the work of one thread: tens of thousands of tiny files in one would leave the others idle at the end. */
const RANGE_MAX_PIECES = 8192;

/**
 * Which ranges to read in which order, and where each fragment goes; the caller refuses rows that `lostRows` names.
 * Packs in the order in which the files need them first, ranges of a pack by offset: each frame is fetched and decoded
 * once.
 */
export function planReads(entries: RestoreEntries, index: FragmentIndex, rangeMaxBytes: number): ReadPlan {
  const { frames, piecesOf } = collectFrames(entries, index);
  const order = orderFrames(frames);
  const numberOf = new Map(order.map((frame, i) => [frame, i]));
  const firstPiece = new Uint32Array(shared((order.length + 1) * 4));
  order.forEach((frame, i) => (firstPiece[i + 1] = (firstPiece[i] as number) + (piecesOf.get(frame) as number)));
  const columns = readColumns(entries.ids, firstPiece, order);
  fillPieces(entries, index, columns, numberOf);
  return { columns, frames: order, ranges: joinRanges(order, firstPiece, rangeMaxBytes) };
}

function readColumns(ids: Uint8Array, firstPiece: Uint32Array, frames: readonly Frame[]): ReadColumns {
  const pieces = firstPiece[frames.length] as number;
  const perFrame = (value: (frame: Frame) => number): Uint32Array => {
    const column = new Uint32Array(shared(frames.length * 4));
    frames.forEach((frame, i) => (column[i] = value(frame)));
    return column;
  };
  return {
    ids,
    firstPiece,
    offset: perFrame((frame) => frame.offset),
    storedBytes: perFrame((frame) => frame.storedBytes),
    rawBytes: perFrame((frame) => frame.rawBytes),
    written: new Uint8Array(shared(frames.length)),
    pieceRow: new Uint32Array(shared(pieces * 4)),
    pieceFragment: new Uint32Array(shared(pieces * 4)),
    pieceOffset: new Uint32Array(shared(pieces * 4)),
    pieceBytes: new Uint32Array(shared(pieces * 4)),
    fileOffset: new Float64Array(shared(pieces * 8)),
  };
}

/** Frames in the order of first use, each with how many pieces it has. */
function collectFrames(entries: RestoreEntries, index: FragmentIndex) {
  const piecesOf = new Map<Frame, number>();
  for (let row = 0; row < entries.count; row++) {
    if (!isFetched(entries.columns, row)) continue;
    for (const fragment of entries.fragmentsOf(row)) {
      if (fragment === MISSING) continue;
      const { frame } = index.place(fragment);
      piecesOf.set(frame, (piecesOf.get(frame) ?? 0) + 1);
    }
  }
  return { frames: [...piecesOf.keys()], piecesOf };
}

function orderFrames(frames: readonly Frame[]): readonly Frame[] {
  const packs = new Map<string, Frame[]>();
  for (const frame of frames) {
    const known = packs.get(frame.pack);
    if (known === undefined) packs.set(frame.pack, [frame]);
    else known.push(frame);
  }
  return [...packs.values()].flatMap((ofPack) => ofPack.sort((a, b) => a.offset - b.offset));
}

function fillPieces(
  entries: RestoreEntries,
  index: FragmentIndex,
  columns: ReadColumns,
  numberOf: ReadonlyMap<Frame, number>,
): void {
  const cursor = columns.firstPiece.slice();
  for (let row = 0; row < entries.count; row++) {
    if (!isFetched(entries.columns, row)) continue;
    let fileOffset = 0;
    const fragments = entries.fragmentsOf(row);
    entries.columns.remaining[row] = fragments.length;
    for (const fragment of fragments) {
      if (fragment === MISSING) continue;
      const { frame, offset, lengthBytes } = index.place(fragment);
      const number = numberOf.get(frame) as number;
      const piece = cursor[number] as number;
      cursor[number] = piece + 1;
      columns.pieceRow[piece] = row;
      columns.pieceFragment[piece] = fragment;
      columns.pieceOffset[piece] = offset;
      columns.pieceBytes[piece] = lengthBytes;
      columns.fileOffset[piece] = fileOffset;
      fileOffset += lengthBytes;
    }
  }
}

function joinRanges(frames: readonly Frame[], firstPiece: Uint32Array, rangeMaxBytes: number): readonly ReadRange[] {
  const ranges: ReadRange[] = [];
  let first = 0;
  for (let i = 1; i <= frames.length; i++) {
    const start = frames[first] as Frame;
    const last = frames[i - 1] as Frame;
    const next = frames[i];
    const joins =
      next?.pack === start.pack &&
      next.offset - (last.offset + last.storedBytes) <= GAP_BYTES &&
      next.offset + next.storedBytes - start.offset <= rangeMaxBytes &&
      (firstPiece[i + 1] as number) - (firstPiece[first] as number) <= RANGE_MAX_PIECES;
    if (joins) continue;
    const lengthBytes = last.offset + last.storedBytes - start.offset;
    ranges.push({ pack: start.pack, offset: start.offset, lengthBytes, firstFrame: first, endFrame: i });
    first = i;
  }
  return ranges;
}
