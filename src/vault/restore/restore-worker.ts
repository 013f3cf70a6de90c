/** The thread that decodes, checks and writes files. */
import { createHash, hash } from 'node:crypto';
import * as fs from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from '../../base/errors.ts';
import { isNotFound, printablePath } from '../../base/platform.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { makeWritable, renameOver } from './rename-over.ts';
import { TargetFailure, TargetFolders, type TargetHandle } from './folders.ts';
import { NativePaths } from './paths.ts';
import { ACTION, type EntryColumns, HOLE_BYTES, isFetched, OPENED, type ReadColumns, treePath, TYPE } from './plan.ts';
import { hasMtime, isRefusal, mtimeOf } from './times.ts';
import { decompressSync, release } from '../format/zstd.ts';

/**
 * The thread that writes: decodes frames, checks every fragment against its id, and puts it where it belongs, with
 * synchronous calls: creating a small file with fs/promises costs several times as much. A file appears under its name
 * only when it is complete.
 */
export interface Setup {
  readonly entries: EntryColumns;
  /** Absolute. */
  readonly target: string;
  /** What this run's temporary names begin with. */
  readonly prefix: string;
  /** [0] is set to 1 when the run ends: threads stop at the next file. */
  readonly stop: Int32Array;
}

export type Task =
  | { readonly kind: 'setup'; readonly setup: Setup }
  /** The target exists now and is changed from here on. */
  | { readonly kind: 'reads'; readonly reads: ReadColumns; readonly handle: TargetHandle }
  /** Closes everything that is open. */
  | { readonly kind: 'end' }
  /**
   * Frames [firstFrame, endFrame): the bytes of their pack from `offset` on. Frames that are already written are
   * skipped. For files in doubt every fragment is checked before it is written.
   */
  | {
      readonly kind: 'frames';
      readonly firstFrame: number;
      readonly endFrame: number;
      readonly offset: number;
      readonly stored: Uint8Array;
      readonly isForDoubtful: boolean;
    }
  /** Rows [from, to): compares existing files with the snapshot. Changes nothing but `action`. */
  | { readonly kind: 'compare'; readonly from: number; readonly to: number }
  /** Rows [from, to): creates empty files and sets mode and time of existing ones. */
  | { readonly kind: 'finish'; readonly from: number; readonly to: number };

/** One per task, in the order of the tasks. */
export interface Reply {
  readonly error?: TaskError;
  /** What was written. */
  readonly files: number;
  readonly bytes: number;
}

export interface TaskError {
  /** The code of a HoldfastError, or of a system call (`ENOSPC`). */
  readonly code: string;
  readonly message: string;
  /** Printable path in the snapshot, if it is about one file. */
  readonly path?: string;
}

export const STOPPED = 'stopped';

/** Of a file that is read: small enough to be hashed while it is in the cache of the core. */
const BLOCK_BYTES = 256 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const NO_FOLLOW = (fs.constants as Partial<typeof fs.constants>).O_NOFOLLOW ?? 0;
/** Opens a named pipe in place of a file without waiting for its other end. */
const NO_WAIT = (fs.constants as Partial<typeof fs.constants>).O_NONBLOCK ?? 0;
/** On Windows, times can be set only on a file that is open for writing, and only one bit of the mode counts. */
const isWindows = process.platform === 'win32';
/** Smaller files have no run of zeros worth a check. */
const SPARSE_MIN_BYTES = 2 * HOLE_BYTES;
const ZEROS = Buffer.alloc(HOLE_BYTES);
/** Modes that new files of one folder get are remembered up to so many. */
const KNOWN_MODES = 4096;

class Writer {
  private readonly setup: Setup;
  private readonly entries: EntryColumns;
  private readonly paths: NativePaths;
  private readonly block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  private reads: ReadColumns | undefined;
  private folders: TargetFolders | undefined;
  /** By folder and mode: what a new file has. A default ACL of the folder replaces the umask. */
  private readonly createdModes = new Map<number, number>();
  /** For messages: the row at hand. */
  row = -1;
  files = 0;
  bytes = 0;

  constructor(setup: Setup) {
    this.setup = setup;
    this.entries = setup.entries;
    this.paths = new NativePaths(setup.target, setup.entries);
  }

  run(task: Exclude<Task, { kind: 'setup' }>): void {
    this.row = -1;
    this.files = 0;
    this.bytes = 0;
    switch (task.kind) {
      case 'reads':
        this.reads = task.reads;
        this.folders = new TargetFolders(task.handle, this.entries, this.setup.prefix);
        return;
      case 'end':
        this.folders?.close();
        return;
      case 'frames':
        this.writeFrames(task, this.reads as ReadColumns);
        return;
      case 'compare':
        this.eachRow(task, this.isAction(ACTION.compare), (row) => (this.entries.action[row] = this.compare(row)));
        return;
      case 'finish':
        this.eachRow(
          task,
          (row) => this.entries.action[row] === ACTION.repair && this.entries.type[row] === TYPE.file,
          (row) => this.repair(row),
        );
        this.eachRow(
          task,
          (row) => isFetched(this.entries, row) && this.entries.sizeBytes[row] === 0,
          (row) => this.createFile(row, () => undefined),
        );
    }
  }

  private isAction(action: number): (row: number) => boolean {
    return (row) => this.entries.action[row] === action;
  }

  private eachRow(
    { from, to }: { readonly from: number; readonly to: number },
    isWanted: (row: number) => boolean,
    work: (row: number) => void,
  ): void {
    for (let row = from; row < to; row++) {
      if (!isWanted(row)) continue;
      this.checkStop();
      this.row = row;
      work(row);
    }
  }

  private checkStop(): void {
    if (Atomics.load(this.setup.stop, 0) !== 0) throw new TargetFailure(STOPPED, 'the run was stopped');
  }

  private writeFrames(task: Extract<Task, { kind: 'frames' }>, reads: ReadColumns): void {
    for (let frame = task.firstFrame; frame < task.endFrame; frame++) {
      if (reads.written[frame] === 1) continue;
      this.checkStop();
      this.row = -1;
      const start = (reads.offset[frame] as number) - task.offset;
      const stored = task.stored.subarray(start, start + (reads.storedBytes[frame] as number));
      this.writeFrame(frame, stored, reads, task.isForDoubtful);
      reads.written[frame] = 1;
    }
    release(task.stored);
  }

  /** A file that is entirely in the frame is checked and written, then the parts of others are. */
  private writeFrame(frame: number, stored: Uint8Array, reads: ReadColumns, isForDoubtful: boolean): void {
    const raw = decompressSync(stored, reads.rawBytes[frame] as number, 'A frame of a pack');
    const { remaining, sizeBytes } = this.entries;
    const checked = new Set<number>();
    const parts: (readonly [row: number, first: number, last: number])[] = [];
    this.eachFile(frame, reads, (row, first, last) => {
      if (isForDoubtful && remaining[row] === 0) return;
      const bytes = bytesOf(reads, first, last);
      if (bytes !== sizeBytes[row]) {
        parts.push([row, first, last]);
        return;
      }
      this.checkFile(row, raw, first, last, reads, checked);
      this.createFile(row, (fd) => writeRuns(fd, raw, first, last, reads, bytes));
      remaining[row] = 0;
      this.bytes += bytes;
    });
    this.row = -1;
    if (isForDoubtful) for (const [, first, last] of parts) checkPieces(raw, first, last, reads, checked);
    for (const [row, first, last] of parts) {
      this.checkStop();
      this.row = row;
      this.writeParts(row, raw, first, last, reads, isForDoubtful);
    }
    release(raw);
  }

  /** By its own hash; only if that is wrong, fragment by fragment. */
  private checkFile(
    row: number,
    raw: Buffer,
    first: number,
    last: number,
    reads: ReadColumns,
    checked: Set<number>,
  ): void {
    const isOne = last - first === 1;
    if (!isOne && this.hasContent(row, digestOfPieces(raw, first, last, reads))) return;
    this.row = -1;
    checkPieces(raw, first, last, reads, checked);
    this.row = row;
    if (!isOne) throw this.wrongContent(row);
  }

  private eachFile(frame: number, reads: ReadColumns, work: (row: number, first: number, last: number) => void): void {
    const end = reads.firstPiece[frame + 1] as number;
    for (let first = reads.firstPiece[frame] as number; first < end;) {
      const row = reads.pieceRow[first] as number;
      let last = first + 1;
      while (last < end && reads.pieceRow[last] === row) last++;
      this.checkStop();
      this.row = row;
      work(row, first, last);
      first = last;
    }
  }

  /**
   * Pieces [first, last) of a file that lies in other frames too. It is hashed when it is whole, its fragments only if it
   * then has the wrong content: nothing is read under its name before.
   */
  private writeParts(
    row: number,
    raw: Buffer,
    first: number,
    last: number,
    reads: ReadColumns,
    isForDoubtful: boolean,
  ): void {
    const temporary = this.target.temporary(row);
    const fd = this.openTemporary(row, temporary);
    try {
      writeRuns(fd, raw, first, last, reads, this.entries.sizeBytes[row] as number);
      this.bytes += bytesOf(reads, first, last);
      // The thread that brings the count to zero is the last one: all others have written theirs.
      if (Atomics.sub(this.entries.remaining, row, last - first) === last - first) {
        this.completeFile(fd, row, temporary, isForDoubtful);
      }
    } finally {
      fs.closeSync(fd);
    }
  }

  private get target(): TargetFolders {
    return this.folders as TargetFolders;
  }

  /** The first thread creates the file. The others find it by its name and check that it is the same. */
  private openTemporary(row: number, temporary: Buffer): number {
    const { opened, inode } = this.entries;
    const access = fs.constants.O_RDWR | NO_FOLLOW;
    if (Atomics.compareExchange(opened, row, OPENED.no, OPENED.making) === OPENED.no) {
      let state: number = OPENED.failed;
      try {
        const fd = fs.openSync(temporary, access | fs.constants.O_CREAT | fs.constants.O_EXCL, 0o600);
        inode[row] = fs.fstatSync(fd, { bigint: true }).ino;
        state = OPENED.yes;
        return fd;
      } finally {
        Atomics.store(opened, row, state);
        Atomics.notify(opened, row);
      }
    }
    Atomics.wait(opened, row, OPENED.making);
    if (Atomics.load(opened, row) !== OPENED.yes) throw new TargetFailure(STOPPED, 'another thread has failed');
    const fd = openNamed(temporary, access);
    if (fs.fstatSync(fd, { bigint: true }).ino === inode[row]) return fd;
    fs.closeSync(fd);
    throw touched();
  }

  /** When all pieces are written, the file is read once more, since others may write in the target too. */
  private completeFile(fd: number, row: number, temporary: Buffer, isForDoubtful: boolean): void {
    fs.ftruncateSync(fd, this.entries.sizeBytes[row]);
    if (!this.hasContent(row, this.digest(fd))) {
      if (isForDoubtful) throw this.wrongContent(row);
      fs.rmSync(temporary, { force: true });
      this.entries.opened[row] = OPENED.doubtful;
      return;
    }
    this.finish(fd, row, 0o600);
    const named = fs.lstatSync(temporary, { bigint: true, throwIfNoEntry: false });
    if (named?.ino !== this.entries.inode[row]) throw touched();
    renameOver(temporary, this.target.at(row));
    this.entries.opened[row] = OPENED.no;
    this.files++;
  }

  private hasContent(row: number, digest: Buffer): boolean {
    return digest.equals(this.entries.sha256.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES));
  }

  private wrongContent(row: number): TargetFailure {
    this.row = row;
    return new TargetFailure(
      'corrupt-tree',
      'the content does not have the SHA-256 that the snapshot records, although each of its fragments is as it was stored',
    );
  }

  /** Writes a whole file at once. If that fails, nothing is left of it. */
  private createFile(row: number, write: (fd: number) => void): void {
    const temporary = this.target.temporary(row);
    const sizeBytes = this.entries.sizeBytes[row] as number;
    const mode = (this.entries.mode[row] as number) & 0o777;
    const flags = fs.constants.O_CREAT | fs.constants.O_EXCL | fs.constants.O_WRONLY | NO_FOLLOW;
    const fd = fs.openSync(temporary, flags, mode);
    try {
      try {
        write(fd);
        if (sizeBytes >= SPARSE_MIN_BYTES) fs.ftruncateSync(fd, sizeBytes);
        this.finish(fd, row, this.createdMode(fd, row, mode));
      } finally {
        fs.closeSync(fd);
      }
      renameOwn(temporary, this.target.at(row));
      this.files++;
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    }
  }

  private createdMode(fd: number, row: number, mode: number): number {
    const key = (this.entries.parent[row] as number) * 0o1000 + mode;
    const known = this.createdModes.get(key);
    if (known !== undefined) return known;
    if (this.createdModes.size >= KNOWN_MODES) this.createdModes.clear();
    const created = fs.fstatSync(fd).mode & 0o7777;
    this.createdModes.set(key, created);
    return created;
  }

  /** Mode and time that this user may not set do not make the content wrong. */
  private finish(fd: number, row: number, created: number): void {
    const mode = this.entries.mode[row] as number;
    const mtime = mtimeOf(this.entries, row);
    this.attempt(row, () => {
      if (mode !== created) fs.fchmodSync(fd, mode);
    });
    this.attempt(row, () => fs.futimesSync(fd, mtime, mtime));
  }

  private attempt(row: number, set: () => void): void {
    try {
      set();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.entries.unset[row] = 1;
    }
  }

  private repair(row: number): void {
    const access = isWindows ? fs.constants.O_RDWR : fs.constants.O_RDONLY | NO_WAIT;
    this.attempt(row, () => {
      const path = this.target.at(row);
      makeWritable(path);
      const fd = openNamed(path, access | NO_FOLLOW);
      try {
        const stats = fs.fstatSync(fd);
        // It is another one than was compared.
        if (!stats.isFile() || (stats.nlink > 1 && this.entries.linkGroup[row] === 0)) throw touched();
        this.finish(fd, row, stats.mode & 0o7777);
      } finally {
        fs.closeSync(fd);
      }
    });
  }

  /** Decides what to do with a file of the right size. One that cannot be read is replaced. */
  private compare(row: number): number {
    let fd: number;
    try {
      fd = fs.openSync(this.paths.of(row), fs.constants.O_RDONLY | NO_WAIT | NO_FOLLOW);
    } catch {
      return ACTION.replace;
    }
    try {
      const stats = fs.fstatSync(fd, { bigint: true });
      if (!stats.isFile() || Number(stats.size) !== this.entries.sizeBytes[row]) return ACTION.replace;
      if (!this.hasContent(row, this.digest(fd))) return ACTION.replace;
      if (this.hasMetadata(stats, row)) return ACTION.keep;
      // A hard link to something outside of the target: its mode and time are not ours to set.
      return stats.nlink > 1n && this.entries.linkGroup[row] === 0 ? ACTION.replace : ACTION.repair;
    } finally {
      fs.closeSync(fd);
    }
  }

  private hasMetadata(stats: fs.BigIntStats, row: number): boolean {
    const differing = (Number(stats.mode) ^ (this.entries.mode[row] as number)) & (isWindows ? 0o200 : 0o7777);
    return differing === 0 && hasMtime(stats, this.entries, row);
  }

  /** Of the whole file, from its beginning. */
  private digest(fd: number): Buffer {
    let at = readBlock(fd, this.block, 0);
    if (at < this.block.length) return hash('sha256', this.block.subarray(0, at), 'buffer');
    const digest = createHash('sha256').update(this.block);
    for (;;) {
      const bytes = readBlock(fd, this.block, at);
      if (bytes === 0) return digest.digest();
      this.checkStop();
      digest.update(this.block.subarray(0, bytes));
      at += bytes;
    }
  }
}

function touched(): TargetFailure {
  return new TargetFailure('target-changed', 'another program removed or replaced it while the restore ran');
}

/** Checks that the file at this name is still the one that this run wrote. */
function openNamed(path: Buffer, flags: number): number {
  try {
    return fs.openSync(path, flags);
  } catch (error) {
    throw isNotFound(error) ? touched() : error;
  }
}

function renameOwn(from: Buffer, to: Buffer): void {
  try {
    renameOver(from, to);
  } catch (error) {
    throw isNotFound(error) ? touched() : error;
  }
}

/** Fills the block as far as the file goes. @param at where in the file */
function readBlock(fd: number, block: Buffer, at: number): number {
  let filled = 0;
  while (filled < block.length) {
    const bytes = fs.readSync(fd, block, filled, block.length - filled, at + filled);
    if (bytes === 0) break;
    filled += bytes;
  }
  return filled;
}

function bytesOf(reads: ReadColumns, first: number, last: number): number {
  let bytes = 0;
  for (let piece = first; piece < last; piece++) bytes += reads.pieceBytes[piece] as number;
  return bytes;
}

/** Each fragment that pieces [start, end) use, once. The id of a single fragment is the hash of its file. */
function checkPieces(raw: Buffer, start: number, end: number, reads: ReadColumns, checked: Set<number>): void {
  for (let piece = start; piece < end; piece++) {
    const fragment = reads.pieceFragment[piece] as number;
    if (checked.has(fragment)) continue;
    checked.add(fragment);
    const offset = reads.pieceOffset[piece] as number;
    const digest = hash('sha256', raw.subarray(offset, offset + (reads.pieceBytes[piece] as number)), 'buffer');
    if (!digest.equals(reads.ids.subarray(fragment * HASH_BYTES, (fragment + 1) * HASH_BYTES))) {
      throw new TargetFailure('corrupt-fragment', 'A fragment does not have the hash that names it.');
    }
  }
}

/** Of a file whose pieces all lie in this frame: as a rule one after the other. */
function digestOfPieces(raw: Buffer, first: number, last: number, reads: ReadColumns): Buffer {
  const parts: Buffer[] = [];
  for (let piece = first; piece < last;) {
    const start = reads.pieceOffset[piece] as number;
    let end = start;
    do end += reads.pieceBytes[piece++] as number;
    while (piece < last && reads.pieceOffset[piece] === end);
    parts.push(raw.subarray(start, end));
  }
  if (parts.length === 1) return hash('sha256', parts[0] as Buffer, 'buffer');
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** Pieces that follow each other in the frame and in the file are one write. @param sizeBytes of the file */
function writeRuns(fd: number, raw: Buffer, first: number, last: number, reads: ReadColumns, sizeBytes: number): void {
  const write = sizeBytes < SPARSE_MIN_BYTES ? writeAll : writeSparse;
  for (let piece = first; piece < last;) {
    const start = reads.pieceOffset[piece] as number;
    const position = reads.fileOffset[piece] as number;
    let bytes = 0;
    do {
      bytes += reads.pieceBytes[piece] as number;
      piece++;
    } while (
      piece < last &&
      reads.pieceOffset[piece] === start + bytes &&
      reads.fileOffset[piece] === position + bytes
    );
    write(fd, raw, start, bytes, position);
  }
}

function writeAll(fd: number, raw: Buffer, start: number, bytes: number, position: number): void {
  for (let done = 0; done < bytes;) done += fs.writeSync(fd, raw, start + done, bytes - done, position + done);
}

/** Leaves out aligned blocks of zeros. The caller sets the length of the file, which may end in such a block. */
function writeSparse(fd: number, raw: Buffer, start: number, bytes: number, position: number): void {
  let from = 0;
  const end = position + bytes;
  for (let block = Math.ceil(position / HOLE_BYTES) * HOLE_BYTES; block + HOLE_BYTES <= end; block += HOLE_BYTES) {
    const at = block - position;
    if (!isZeros(raw, start + at)) continue;
    if (at > from) writeAll(fd, raw, start + from, at - from, position + from);
    from = at + HOLE_BYTES;
  }
  if (bytes > from) writeAll(fd, raw, start + from, bytes - from, position + from);
}

function isZeros(raw: Buffer, start: number): boolean {
  if (raw[start] !== 0 || raw[start + HOLE_BYTES - 1] !== 0) return false;
  return raw.compare(ZEROS, 0, HOLE_BYTES, start, start + HOLE_BYTES) === 0;
}

function taskError(error: unknown, writer: Writer | undefined, entries: EntryColumns | undefined): TaskError {
  const code = (error as { code?: unknown }).code;
  const row = writer?.row ?? -1;
  return {
    code: typeof code === 'string' ? code : 'defect',
    message: messageOf(error),
    ...(row >= 0 && entries !== undefined && { path: printablePath(treePath(entries, row)) }),
  };
}

export function serve(port: MessagePort): void {
  let writer: Writer | undefined;
  let entries: EntryColumns | undefined;
  port.on('message', (task: Task) => {
    let error: TaskError | undefined;
    try {
      if (task.kind === 'setup') {
        writer = new Writer(task.setup);
        entries = task.setup.entries;
      } else if (writer !== undefined) {
        writer.run(task);
      }
    } catch (problem) {
      error = taskError(problem, writer, entries);
    }
    const reply: Reply = { files: writer?.files ?? 0, bytes: writer?.bytes ?? 0, ...(error && { error }) };
    port.postMessage(reply);
  });
}

if (parentPort !== null && workerData === 'restore-worker') serve(parentPort);
