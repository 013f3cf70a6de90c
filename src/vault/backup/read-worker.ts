/** The thread that reads, hashes, cuts and compresses. */
import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { cutLength, type ChunkerParams } from '../format/chunker.ts';
import { retryLack } from '../../base/async.ts';
import { isGone, isNotFound } from '../../base/platform.ts';
import { isLack } from '../../base/system-errors.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { FrameMemory } from './frame-memory.ts';
import { compressSync, decompressSync, release } from '../format/zstd.ts';

/**
 * The thread that reads and compresses. Files in, hashes and fragments out: it hashes and cuts a window of some MiB of memory that it
 * shares with the main thread, and tells the ids; the main thread copies out what is new there, while this one works on
 * its other window. In between it compresses frames that the main thread has filled.
 * Synchronous calls on purpose: an open, read and close of a small file cost 8 us so, and 72 us with fs/promises.
 */
export interface ReadJob {
  readonly type: 'read';
  readonly job: number;
  readonly files: ReadFiles;
}

/** Columns, one element a file: cloning an object a file from thread to thread would cost more than reading it. */
export interface ReadFiles {
  /** All paths end to end, and where each ends. */
  readonly paths: Uint8Array;
  readonly pathEnds: Uint32Array;
  readonly sizeBytes: Float64Array;
  readonly mtimeMs: Float64Array;
  /** 32 bytes a file: SHA-256 of the same path in the parent, zeros without. If the content still has it, nothing is cut. */
  readonly known: Uint8Array;
  readonly hasKnown: Uint8Array;
}

interface ReadFile {
  readonly path: Buffer;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly known: Uint8Array | undefined;
}

function fileOf(files: ReadFiles, i: number): ReadFile {
  const start = i === 0 ? 0 : (files.pathEnds[i - 1] as number);
  return {
    path: Buffer.from(files.paths.buffer, start, (files.pathEnds[i] as number) - start),
    sizeBytes: files.sizeBytes[i] as number,
    mtimeMs: files.mtimeMs[i] as number,
    known: files.hasKnown[i] === 1 ? files.known.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES) : undefined,
  };
}

/** Compress a frame (frame-memory.ts) in place. */
export interface EncodeMessage {
  readonly type: 'encode';
  readonly frame: number;
  readonly memory: SharedArrayBuffer;
  /** Room for raw bytes in `memory`, and how many there are. */
  readonly capacityBytes: number;
  readonly rawBytes: number;
  readonly level: number;
}

export interface EncodedMessage {
  readonly type: 'encoded';
  readonly frame: number;
  readonly storedBytes: number;
}

/** The oldest window that is still open may be filled again. */
export interface FreeMessage {
  readonly type: 'free';
}

/** Sent once, first: the memory of the thread's windows. With each message it would be counted, and collected, anew. */
export interface MemoryMessage {
  readonly type: 'memory';
  readonly windows: readonly SharedArrayBuffer[];
}

export interface WindowMessage {
  readonly type: 'window';
  readonly job: number;
  /** Which of the thread's windows. */
  readonly window: number;
  /** Ids of its fragments end to end, and where they start and end in the window, two numbers each. */
  readonly ids: Uint8Array;
  readonly borders: Uint32Array;
}

export interface DoneMessage {
  readonly type: 'done';
  readonly job: number;
  readonly results: ReadResults;
}

/** No time of a file. */
export const AS_LISTED = -(2n ** 63n);

export const READ_STATUS = { read: 0, same: 1, vanished: 2, unreadable: 3 } as const;

/** Columns, one element a file of the job. */
export interface ReadResults {
  readonly status: Uint8Array;
  readonly sizeBytes: Float64Array;
  /** Nanoseconds since 1970; AS_LISTED where the file was what lstat had said. */
  readonly mtimeNs: BigInt64Array;
  /** 32 bytes a file; zeros unless `read`. */
  readonly sha256: Uint8Array;
  /** Its fragments among all that the windows of the job named, in their order. */
  readonly firstFragment: Uint32Array;
  readonly fragments: Uint32Array;
  /** By index: why not, or that it was still changing when it was read again. */
  readonly problems: Readonly<Record<number, string>>;
}

/** The memory of columns, to go along with a message: a copy left behind would wait for a collection of everything. */
export function buffersOf(columns: ReadFiles | ReadResults): ArrayBuffer[] {
  return Object.values(columns)
    .filter((column) => ArrayBuffer.isView(column))
    .map((column) => column.buffer as ArrayBuffer);
}

interface ReadResult {
  readonly status: keyof typeof READ_STATUS;
  readonly sizeBytes: number;
  readonly sha256?: Uint8Array;
  readonly fragments?: number;
  readonly mtimeNs?: bigint;
  readonly problem?: string;
}

export interface ReadWorkerData {
  readonly chunker: ChunkerParams;
  readonly windowBytes: number;
}

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const WINDOWS_IN_FLIGHT = 2;

/** Fragments of one window as they are cut. */
class Window {
  readonly number: number;
  readonly memory: SharedArrayBuffer;
  readonly buffer: Buffer;
  private ids: Uint8Array[] = [];
  private borders: number[] = [];

  constructor(number: number, bytes: number) {
    this.number = number;
    this.memory = new SharedArrayBuffer(bytes);
    this.buffer = Buffer.from(this.memory);
  }

  get fragments(): number {
    return this.ids.length;
  }

  add(id: Uint8Array, start: number, end: number): void {
    this.ids.push(id);
    this.borders.push(start, end);
  }

  describe(): Pick<WindowMessage, 'window' | 'ids' | 'borders'> {
    const ids = new Uint8Array(this.ids.length * HASH_BYTES);
    this.ids.forEach((id, i) => {
      ids.set(id, i * HASH_BYTES);
    });
    return { window: this.number, ids, borders: Uint32Array.from(this.borders) };
  }

  clear(): void {
    this.ids = [];
    this.borders = [];
  }
}

class ResultColumns {
  readonly columns: ReadResults & { readonly problems: Record<number, string> };

  constructor(files: number) {
    this.columns = {
      status: new Uint8Array(files),
      sizeBytes: new Float64Array(files),
      mtimeNs: new BigInt64Array(files).fill(AS_LISTED),
      sha256: new Uint8Array(files * HASH_BYTES),
      firstFragment: new Uint32Array(files),
      fragments: new Uint32Array(files),
      problems: {},
    };
  }

  set(i: number, result: ReadResult, firstFragment: number): void {
    this.columns.status[i] = READ_STATUS[result.status];
    this.columns.sizeBytes[i] = result.sizeBytes;
    this.columns.mtimeNs[i] = result.mtimeNs ?? AS_LISTED;
    if (result.sha256 !== undefined) this.columns.sha256.set(result.sha256, i * HASH_BYTES);
    this.columns.firstFragment[i] = firstFragment;
    this.columns.fragments[i] = result.fragments ?? 0;
    if (result.problem !== undefined) this.columns.problems[i] = result.problem;
  }
}

class Reader {
  private readonly port: MessagePort;
  private readonly chunker: ChunkerParams;
  private readonly windowBytes: number;
  private readonly free: Window[];
  private readonly sent: Window[] = [];
  private wake: (() => void) | undefined;
  private window: Window;
  private at = 0;
  private job = 0;
  /** Fragments cut in this job so far. */
  private fragments = 0;

  constructor(port: MessagePort, { chunker, windowBytes }: ReadWorkerData) {
    this.port = port;
    this.chunker = chunker;
    this.windowBytes = windowBytes;
    // A window that ends in the middle of a file carries less than one largest fragment over into the next.
    this.free = Array.from({ length: WINDOWS_IN_FLIGHT }, (_, i) => new Window(i, windowBytes + chunker.maxBytes));
    const windows = this.free.map((window) => window.memory);
    port.postMessage({ type: 'memory', windows } satisfies MemoryMessage);
    this.window = this.free.pop() as Window;
  }

  onFree(): void {
    const window = this.sent.shift() as Window;
    window.clear();
    this.free.push(window);
    this.wake?.();
  }

  async run({ job, files }: ReadJob): Promise<void> {
    this.job = job;
    this.fragments = 0;
    const count = files.pathEnds.length;
    const results = new ResultColumns(count);
    for (let i = 0; i < count; i++) {
      const result = await this.readFile(fileOf(files, i));
      results.set(i, result, this.fragments - (result.fragments ?? 0));
    }
    if (this.window.fragments > 0) await this.nextWindow();
    const { columns } = results;
    this.port.postMessage({ type: 'done', job, results: columns } satisfies DoneMessage, buffersOf(columns));
    for (const memory of buffersOf(files)) memory.transfer(0);
  }

  /** Sends the window and takes an empty one, waiting until there is one. */
  private async nextWindow(): Promise<void> {
    const full = this.window;
    this.sent.push(full);
    const described = full.describe();
    const message: WindowMessage = { type: 'window', job: this.job, ...described };
    this.port.postMessage(message, [described.ids.buffer as ArrayBuffer, described.borders.buffer as ArrayBuffer]);
    while (this.free.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    this.window = this.free.pop() as Window;
    this.at = 0;
  }

  private async readFile(file: ReadFile): Promise<ReadResult> {
    let fd: number;
    try {
      fd = await this.openFile(file.path);
    } catch (error) {
      return failure(error, file.path);
    }
    try {
      const first = await this.readOpen(fd, file);
      if (first !== undefined) return first;
      // It changed under the reader: once more, against what it is now.
      const now = fstatSync(fd, { bigint: true });
      if (!now.isFile()) return { status: 'vanished', sizeBytes: 0, problem: 'it is no regular file any more' };
      const again = { ...file, sizeBytes: Number(now.size), mtimeMs: Number(now.mtimeNs) / 1e6, known: undefined };
      const second = await this.readOpen(fd, again);
      if (second !== undefined) return { ...second, mtimeNs: now.mtimeNs };
      const last = await this.readLarge(fd, again);
      const { mtimeNs } = fstatSync(fd, { bigint: true });
      return { ...last, mtimeNs, problem: 'it changed again while it was read a second time' };
    } catch (error) {
      return failure(error, file.path);
    } finally {
      closeSync(fd);
    }
  }

  /** Once more where the file was not found and is there: it may have been removed and made anew. */
  private async openFile(path: Buffer): Promise<number> {
    const open = (): number => openSync(path, OPEN_FLAGS);
    try {
      return await retryLack(open);
    } catch (error) {
      if (!isNotFound(error) || isGone(path, error, 'file')) throw error;
      return retryLack(open);
    }
  }

  /** undefined if size or mtime do not fit at the end. */
  private async readOpen(fd: number, file: ReadFile): Promise<ReadResult | undefined> {
    const result = file.sizeBytes <= this.windowBytes ? await this.readSmall(fd, file) : await this.readLarge(fd, file);
    if (result?.sizeBytes !== file.sizeBytes) return undefined;
    const { size, mtimeMs } = fstatSync(fd);
    return size === file.sizeBytes && Math.abs(mtimeMs - file.mtimeMs) < MTIME_TOLERANCE_MS ? result : undefined;
  }

  /** One read into the window; fails (undefined) if the file is longer or shorter by now. */
  private async readSmall(fd: number, file: ReadFile): Promise<ReadResult | undefined> {
    const { sizeBytes, known } = file;
    if (this.at + sizeBytes + 1 > this.window.buffer.length) await this.nextWindow();
    const { buffer } = this.window;
    const start = this.at;
    let end = start;
    // One byte more is asked for, so that a file that grew is noticed.
    for (let got = -1; got !== 0 && end - start <= sizeBytes; end += got)
      got = readSync(fd, buffer, end, sizeBytes + 1 - (end - start), end - start);
    if (end - start !== sizeBytes) return undefined;
    const sha256 = hash('sha256', buffer.subarray(start, end), 'buffer');
    if (known !== undefined && sha256.equals(known)) return { status: 'same', sizeBytes };
    if (sizeBytes === 0) return { status: 'read', sizeBytes, sha256, fragments: 0 };
    this.at = end;
    const first = cutLength(buffer, start, end, this.chunker);
    if (first === sizeBytes) {
      this.addFragment(start, end, sha256);
      return { status: 'read', sizeBytes, sha256, fragments: 1 };
    }
    let fragments = 0;
    for (let from = start; from < end; fragments++) {
      const to = from === start ? start + first : from + cutLength(buffer, from, end, this.chunker);
      this.addFragment(from, to);
      from = to;
    }
    return { status: 'read', sizeBytes, sha256, fragments };
  }

  private addFragment(
    start: number,
    end: number,
    id: Uint8Array = hash('sha256', this.window.buffer.subarray(start, end), 'buffer'),
  ): void {
    this.window.add(id, start, end);
    this.fragments++;
  }

  /** A file of any length, window by window. */
  private async readLarge(fd: number, { known }: ReadFile): Promise<ReadResult> {
    if (this.at > 0) await this.nextWindow();
    if (known !== undefined) {
      const { sha256, sizeBytes } = this.hashWhole(fd);
      if (sha256.equals(known)) return { status: 'same', sizeBytes };
    }
    const whole = createHash('sha256');
    const before = this.fragments;
    let position = 0;
    let pending = Buffer.alloc(0);
    for (let atEnd = false; !atEnd;) {
      if (this.at > 0) await this.nextWindow();
      const { buffer } = this.window;
      pending.copy(buffer);
      let end = pending.length;
      while (end < buffer.length && !atEnd) {
        const got = readSync(fd, buffer, end, buffer.length - end, position);
        whole.update(buffer.subarray(end, end + got));
        position += got;
        end += got;
        atEnd = got === 0;
      }
      let from = 0;
      while (from < end && (atEnd || end - from >= this.chunker.maxBytes)) {
        const to = from + cutLength(buffer, from, end, this.chunker);
        this.addFragment(from, to);
        from = to;
      }
      // Copied out: the window goes on to be filled anew while this rest waits.
      pending = Buffer.from(buffer.subarray(from, end));
      this.at = end;
    }
    return { status: 'read', sizeBytes: position, sha256: whole.digest(), fragments: this.fragments - before };
  }

  private hashWhole(fd: number): { readonly sha256: Buffer; readonly sizeBytes: number } {
    const whole = createHash('sha256');
    const scratch = this.window.buffer;
    let position = 0;
    for (;;) {
      const got = readSync(fd, scratch, 0, scratch.length, position);
      if (got === 0) return { sha256: whole.digest(), sizeBytes: position };
      whole.update(scratch.subarray(0, got));
      position += got;
    }
  }
}

/** lstat's nanoseconds and fstat's doubles differ in the last digits. */
const MTIME_TOLERANCE_MS = 0.001;

/** @throws the error itself, if the system lacks descriptors or memory: that is no gap of the source */
function failure(error: unknown, path: Buffer): ReadResult {
  if (isLack(error)) throw error;
  const { code, message } = error as NodeJS.ErrnoException;
  const gone = isGone(path, error, 'file');
  return { status: gone ? 'vanished' : 'unreadable', sizeBytes: 0, problem: code ?? message };
}

/** Compresses, and decodes again what will be uploaded: nothing is stored that could not be read back. */
function encode({ frame, memory, capacityBytes, rawBytes, level }: EncodeMessage): EncodedMessage {
  const { raw, encoded } = new FrameMemory(capacityBytes, memory);
  const content = raw.subarray(0, rawBytes);
  const stored = compressSync(content, level);
  const decoded = decompressSync(stored, rawBytes, 'A frame that was just compressed');
  if (!decoded.equals(content)) throw new Error('zstd gave other bytes back than it was given');
  const storedBytes = stored.copy(encoded);
  release(decoded);
  release(stored);
  return { type: 'encoded', frame, storedBytes };
}

function main(port: MessagePort): void {
  const reader = new Reader(port, workerData as ReadWorkerData);
  let queue = Promise.resolve();
  port.on('message', (message: ReadJob | FreeMessage | EncodeMessage) => {
    if (message.type === 'free') reader.onFree();
    else if (message.type === 'encode') port.postMessage(encode(message));
    else queue = queue.then(() => reader.run(message));
  });
}

if (parentPort !== null) main(parentPort);
