import { createHash, hash } from 'node:crypto';
import * as fs from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import { printablePath } from '../platform.ts';
import { HASH_BYTES } from './columns.ts';
import { NativePaths } from './restore-paths.ts';
import { ACTION, type EntryColumns, isFetched, type ReadColumns, treePath } from './restore-plan.ts';
import { decompressSync, release } from './zstd.ts';

/**
 * The thread that writes: decodes frames, checks every fragment against its id, and puts it where it belongs, with
 * synchronous calls: creating a small file with fs/promises costs several times as much. A file appears under its name
 * only when it is whole.
 */
export interface Setup {
  readonly entries: EntryColumns;
  /** Absolute. */
  readonly target: string;
  /** Makes this run's temporary names. */
  readonly nonce: number;
  readonly umask: number;
  /** [0] is set to 1 when the run is over: threads leave off at the next file. */
  readonly stop: Int32Array;
}

export type Task =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'reads'; readonly reads: ReadColumns }
  /** Frames [firstFrame, endFrame): the bytes of their pack from `offset` on. Those that are written are passed over. */
  | {
      readonly kind: 'frames';
      readonly firstFrame: number;
      readonly endFrame: number;
      readonly offset: number;
      readonly stored: Uint8Array;
    }
  /** Rows [from, to): see whether files are what they should be. Changes nothing but `action`. */
  | { readonly kind: 'compare'; readonly from: number; readonly to: number }
  /** Rows [from, to): create files without content, give known ones their mode and time. */
  | { readonly kind: 'finish'; readonly from: number; readonly to: number };

/** One a task, in the order of tasks. */
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

const BLOCK_BYTES = 1024 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const NO_FOLLOW = (fs.constants as Partial<typeof fs.constants>).O_NOFOLLOW ?? 0;
/** There, times can be set only of a file that is open for writing, and of the mode only one bit counts. */
const isWindows = process.platform === 'win32';
/** What node's times are exact to, in seconds. */
const MTIME_TOLERANCE = 1e-6;

class Failure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

class Writer {
  private readonly setup: Setup;
  private readonly entries: EntryColumns;
  private readonly paths: NativePaths;
  private readonly block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  private reads: ReadColumns | undefined;
  /** For messages: the row at hand. */
  row = -1;
  files = 0;
  bytes = 0;

  constructor(setup: Setup) {
    this.setup = setup;
    this.entries = setup.entries;
    this.paths = new NativePaths(setup.target, setup.entries, setup.nonce);
  }

  run(task: Exclude<Task, { kind: 'setup' }>): void {
    this.row = -1;
    this.files = 0;
    this.bytes = 0;
    switch (task.kind) {
      case 'reads':
        this.reads = task.reads;
        return;
      case 'frames':
        this.writeFrames(task, this.reads as ReadColumns);
        return;
      case 'compare':
        this.eachRow(task, this.isAction(ACTION.compare), (row) => (this.entries.action[row] = this.compare(row)));
        return;
      case 'finish':
        this.eachRow(task, this.isAction(ACTION.repair), (row) => this.repair(row));
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
    if (Atomics.load(this.setup.stop, 0) !== 0) throw new Failure(STOPPED, 'the run was stopped');
  }

  private writeFrames(task: Extract<Task, { kind: 'frames' }>, reads: ReadColumns): void {
    for (let frame = task.firstFrame; frame < task.endFrame; frame++) {
      if (reads.written[frame] === 1) continue;
      this.checkStop();
      this.row = -1;
      const start = (reads.offset[frame] as number) - task.offset;
      const stored = task.stored.subarray(start, start + (reads.storedBytes[frame] as number));
      this.writeFrame(frame, stored, reads);
      reads.written[frame] = 1;
    }
    release(task.stored);
  }

  /** Checks all that is needed of a frame before it writes any of it. */
  private writeFrame(frame: number, stored: Uint8Array, reads: ReadColumns): void {
    const raw = decompressSync(stored, reads.rawBytes[frame] as number, 'A frame of a pack');
    const end = reads.firstPiece[frame + 1] as number;
    const start = reads.firstPiece[frame] as number;
    checkPieces(raw, start, end, reads);
    for (let first = start; first < end;) {
      const row = reads.pieceRow[first] as number;
      let last = first + 1;
      while (last < end && reads.pieceRow[last] === row) last++;
      this.checkStop();
      this.row = row;
      this.writePieces(row, raw, first, last, reads);
      first = last;
    }
    release(raw);
  }

  /** Pieces [first, last) of one file. */
  private writePieces(row: number, raw: Buffer, first: number, last: number, reads: ReadColumns): void {
    let bytes = 0;
    for (let piece = first; piece < last; piece++) bytes += reads.pieceBytes[piece] as number;
    if (bytes === this.entries.sizeBytes[row]) {
      this.createFile(row, (fd) => writeRuns(fd, raw, first, last, reads, false));
      this.entries.remaining[row] = 0;
      this.bytes += bytes;
      return;
    }
    const temporary = this.paths.temporary(row);
    this.entries.opened[row] = 1;
    const fd = fs.openSync(temporary, fs.constants.O_CREAT | fs.constants.O_WRONLY | NO_FOLLOW, 0o600);
    let isLast: boolean;
    try {
      writeRuns(fd, raw, first, last, reads, true);
      // The thread that brings the count to zero is the last one: all others have written theirs.
      isLast = Atomics.sub(this.entries.remaining, row, last - first) === last - first;
      if (isLast) this.finish(fd, row, 0o600);
    } finally {
      fs.closeSync(fd);
    }
    this.bytes += bytes;
    if (!isLast) return;
    fs.renameSync(temporary, this.paths.of(row));
    this.entries.opened[row] = 0;
    this.files++;
  }

  /** Written at once. If that fails, nothing is left of it. */
  private createFile(row: number, write: (fd: number) => void): void {
    const temporary = this.paths.temporary(row);
    const mode = (this.entries.mode[row] as number) & 0o777;
    const flags = fs.constants.O_CREAT | fs.constants.O_EXCL | fs.constants.O_WRONLY | NO_FOLLOW;
    const fd = fs.openSync(temporary, flags, mode);
    try {
      try {
        write(fd);
        this.finish(fd, row, mode & ~this.setup.umask);
      } finally {
        fs.closeSync(fd);
      }
      fs.renameSync(temporary, this.paths.of(row));
      this.files++;
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    }
  }

  private finish(fd: number, row: number, created: number): void {
    const mode = this.entries.mode[row] as number;
    const mtime = this.entries.mtime[row] as number;
    if (mode !== created) fs.fchmodSync(fd, mode);
    fs.futimesSync(fd, mtime, mtime);
  }

  private repair(row: number): void {
    const access = isWindows ? fs.constants.O_RDWR : fs.constants.O_RDONLY;
    const fd = fs.openSync(this.paths.of(row), access | NO_FOLLOW);
    try {
      this.finish(fd, row, -1);
    } finally {
      fs.closeSync(fd);
    }
  }

  /** What to do about a file that has the right size. One that cannot be read is replaced. */
  private compare(row: number): number {
    let fd: number;
    try {
      fd = fs.openSync(this.paths.of(row), fs.constants.O_RDONLY | NO_FOLLOW);
    } catch {
      return ACTION.replace;
    }
    try {
      const stats = fs.fstatSync(fd);
      if (!stats.isFile() || stats.size !== this.entries.sizeBytes[row]) return ACTION.replace;
      const wanted = this.entries.sha256.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
      if (!this.digest(fd, stats.size).equals(wanted)) return ACTION.replace;
      if (this.hasMetadata(stats, row)) return ACTION.keep;
      // A hard link to something outside of the target: its mode and time are not ours to set.
      return stats.nlink > 1 && this.entries.linkGroup[row] === 0 ? ACTION.replace : ACTION.repair;
    } finally {
      fs.closeSync(fd);
    }
  }

  private hasMetadata(stats: fs.Stats, row: number): boolean {
    const sameTime = Math.abs(stats.mtimeMs / 1000 - (this.entries.mtime[row] as number)) <= MTIME_TOLERANCE;
    const differing = (stats.mode ^ (this.entries.mode[row] as number)) & (isWindows ? 0o200 : 0o7777);
    return sameTime && differing === 0;
  }

  private digest(fd: number, sizeBytes: number): Buffer {
    if (sizeBytes <= this.block.length) {
      const bytes = readBlock(fd, this.block);
      return hash('sha256', this.block.subarray(0, bytes), 'buffer');
    }
    const digest = createHash('sha256');
    for (let bytes = readBlock(fd, this.block); bytes > 0; bytes = readBlock(fd, this.block)) {
      this.checkStop();
      digest.update(this.block.subarray(0, bytes));
    }
    return digest.digest();
  }
}

/** Fills the block as far as the file goes. */
function readBlock(fd: number, block: Buffer): number {
  let filled = 0;
  while (filled < block.length) {
    const bytes = fs.readSync(fd, block, filled, block.length - filled, null);
    if (bytes === 0) break;
    filled += bytes;
  }
  return filled;
}

/** Each fragment that pieces [start, end) use, once. */
function checkPieces(raw: Buffer, start: number, end: number, reads: ReadColumns): void {
  const checked = new Set<number>();
  for (let piece = start; piece < end; piece++) {
    const fragment = reads.pieceFragment[piece] as number;
    if (checked.has(fragment)) continue;
    checked.add(fragment);
    const offset = reads.pieceOffset[piece] as number;
    const digest = hash('sha256', raw.subarray(offset, offset + (reads.pieceBytes[piece] as number)), 'buffer');
    if (!digest.equals(reads.ids.subarray(fragment * HASH_BYTES, (fragment + 1) * HASH_BYTES))) {
      throw new Failure('corrupt-fragment', 'A fragment does not have the hash that names it.');
    }
  }
}

/** Pieces that follow each other in the frame and in the file are one write. */
function writeRuns(fd: number, raw: Buffer, first: number, last: number, reads: ReadColumns, placed: boolean): void {
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
    writeAll(fd, raw, start, bytes, placed ? position : null);
  }
}

/** Without a position, at the end of what was written so far. */
function writeAll(fd: number, raw: Buffer, start: number, bytes: number, position: number | null): void {
  for (let done = 0; done < bytes;) {
    done += fs.writeSync(fd, raw, start + done, bytes - done, position === null ? null : position + done);
  }
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
