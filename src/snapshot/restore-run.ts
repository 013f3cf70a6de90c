import * as fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '../errors.ts';
import type { Emit } from '../events.ts';
import { printablePath, toNativePath } from '../platform.ts';
import type { BlobReader } from './blobs.ts';
import { isLoss } from './damage.ts';
import { NativePaths } from './restore-paths.ts';
import { ACTION, isFetched, type ReadPlan, type ReadRange, type RestoreEntries, ROLE, TYPE } from './restore-plan.ts';
import type { Overwrite, TargetInspector } from './restore-target.ts';
import { restoreError, type RestoreThreads } from './restore-threads.ts';
import type { Reply } from './restore-worker.ts';

export interface RestoreRunOptions {
  readonly target: string;
  readonly overwrite: Overwrite;
  readonly entries: RestoreEntries;
  readonly inspector: TargetInspector;
  readonly reads: ReadPlan;
  readonly blobs: BlobReader;
  readonly threads: RestoreThreads;
  readonly nonce: number;
  readonly leftovers: readonly Buffer[];
  /** Each folder after what is in it. */
  readonly deletions: readonly { readonly path: Buffer; readonly isFolder: boolean }[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

const MiB = 1024 * 1024;
/** With ranges of some MiB at most, this bounds the stored bytes in memory too: each has its place until it is written. */
const GETS_IN_FLIGHT = 16;
const FINISH_TASK_ROWS = 512;
const SLICE_MS = 20;
const LISTED_PATHS = 10;

/** Carries a restore out: everything was checked before. */
export class RestoreRun {
  private readonly options: RestoreRunOptions;
  private readonly paths: NativePaths;
  private readonly failing = new AbortController();
  private readonly signal: AbortSignal;
  /** Folders that files go in the place of, with a slash. */
  private readonly blocked: string[] = [];
  private doneBytes = 0;
  private doneFiles = 0;
  private totalBytes = 0;
  private totalFiles = 0;

  constructor(options: RestoreRunOptions) {
    this.options = options;
    this.paths = new NativePaths(options.target, options.entries.columns, options.nonce);
    this.signal = AbortSignal.any([options.signal, this.failing.signal]);
    const { columns, count } = options.entries;
    for (let row = 0; row < count; row++) {
      if (!isFetched(columns, row)) continue;
      this.totalFiles++;
      this.totalBytes += columns.sizeBytes[row] as number;
    }
  }

  /** If it fails, the target has whole files only, old or new. */
  async execute(): Promise<void> {
    const stop = (): void => void this.options.threads.stop();
    this.signal.addEventListener('abort', stop, { once: true });
    try {
      await this.writeFiles();
      await this.makeLinks();
      this.deletePaths((path) => !this.isBlocked(path));
      await this.finishFolders();
    } catch (error) {
      this.failing.abort(error);
      await this.options.threads.stop();
      this.cleanUp();
      this.options.signal.throwIfAborted();
      throw systemError(error);
    } finally {
      this.signal.removeEventListener('abort', stop);
    }
  }

  /** The first bytes are on their way while folders are made. */
  private async writeFiles(): Promise<void> {
    this.progress();
    const ready = this.prepare();
    const work = [ready, this.fetchAll(ready), ready.then(() => this.finishRows())];
    for (const one of work) one.catch((error: unknown) => this.failing.abort(error));
    await Promise.allSettled(work);
    if (this.failing.signal.aborted) throw this.failing.signal.reason;
    this.options.signal.throwIfAborted();
  }

  private async prepare(): Promise<void> {
    const { entries, inspector, leftovers, target, threads, reads } = this.options;
    await threads.runOnAll({ kind: 'reads', reads: reads.columns });
    fs.mkdirSync(target, { recursive: true });
    for (const leftover of leftovers) fs.rmSync(leftover, { force: true });
    for (const row of inspector.closed.keys()) fs.chmodSync(this.paths.of(row), 0o700);
    this.clearBlocked();
    for (const row of inspector.obstacles) {
      const path = this.paths.of(row);
      if (fs.lstatSync(path).isDirectory()) fs.rmdirSync(path);
      else fs.unlinkSync(path);
    }
    const { type, mode } = entries.columns;
    await this.forRows(
      (row) => type[row] === TYPE.directory && this.isMade(row),
      (row) => fs.mkdirSync(this.paths.of(row), (mode[row] as number) | 0o700),
    );
  }

  private isMade(row: number): boolean {
    const action = this.options.entries.columns.action[row];
    return action === ACTION.create || action === ACTION.replace;
  }

  /** Folders that files go in the place of: all that is in them is to be deleted. */
  private clearBlocked(): void {
    const { inspector, entries } = this.options;
    for (const row of inspector.blocked) this.blocked.push(`${entries.path(row).toString('latin1')}/`);
    this.deletePaths((path) => this.isBlocked(path));
    for (const row of inspector.blocked) fs.rmdirSync(this.paths.of(row));
  }

  private isBlocked(path: Buffer): boolean {
    return this.blocked.length > 0 && this.blocked.some((folder) => path.toString('latin1').startsWith(folder));
  }

  private deletePaths(isMeant: (path: Buffer) => boolean): void {
    for (const { path, isFolder } of this.options.deletions) {
      if (!isMeant(path)) continue;
      this.options.signal.throwIfAborted();
      const native = toNativePath(this.options.target, path);
      const stats = fs.lstatSync(native, { throwIfNoEntry: false });
      // It may be gone already: a folder in the place of a file was emptied first, or another hand did it.
      if (stats?.isDirectory() !== isFolder) continue;
      if (isFolder) fs.rmdirSync(native);
      else fs.unlinkSync(native);
    }
  }

  private async fetchAll(ready: Promise<void>): Promise<void> {
    const { ranges } = this.options.reads;
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < ranges.length) {
        this.signal.throwIfAborted();
        await this.fetch(ranges[next++] as ReadRange, ready);
      }
    };
    await Promise.all(Array.from({ length: Math.min(GETS_IN_FLIGHT, ranges.length) }, lane));
  }

  private async fetch(range: ReadRange, ready: Promise<void>): Promise<void> {
    const { pack, offset, lengthBytes } = range;
    try {
      const write = (body: Buffer): Promise<void> => this.writeRange(range, body, ready);
      await this.options.blobs.read(pack, offset, lengthBytes, write, this.signal);
    } catch (error) {
      if (this.signal.aborted || !(isLoss(error) || isLost(error))) throw error;
      throw this.lostContent(pack, error);
    }
  }

  private async writeRange(range: ReadRange, body: Buffer, ready: Promise<void>): Promise<void> {
    await ready;
    const { offset, firstFrame, endFrame } = range;
    // Handed over, not copied: a body has its memory for itself.
    const isOwn = body.buffer.byteLength === body.length && body.buffer instanceof ArrayBuffer;
    const stored = isOwn ? new Uint8Array(body.buffer) : new Uint8Array(body);
    const task = { kind: 'frames', firstFrame, endFrame, offset, stored } as const;
    this.count(await this.options.threads.run(task, range.lengthBytes, [stored.buffer]));
  }

  /** Files without content, and those that need only their mode and time. */
  private async finishRows(): Promise<void> {
    const { entries, threads } = this.options;
    const { action, sizeBytes, type } = entries.columns;
    const isMeant = (row: number): boolean =>
      type[row] === TYPE.file &&
      (action[row] === ACTION.repair || (isFetched(entries.columns, row) && sizeBytes[row] === 0));
    const tasks: Promise<void>[] = [];
    for (let from = 0; from < entries.count; from += FINISH_TASK_ROWS) {
      const to = Math.min(from + FINISH_TASK_ROWS, entries.count);
      let found = false;
      for (let row = from; row < to && !found; row++) found = isMeant(row);
      if (found) tasks.push(threads.run({ kind: 'finish', from, to }, MiB).then((reply) => this.count(reply)));
    }
    await Promise.all(tasks);
  }

  /** After all files, so that nothing is written through one of them. */
  private async makeLinks(): Promise<void> {
    const { entries } = this.options;
    const { action, type, leader, mtime } = entries.columns;
    await this.forRows(
      (row) => action[row] === ACTION.link,
      (row) => {
        const target = this.paths.of((leader[row] as number) - 1);
        this.putLink(row, (path) => fs.linkSync(target, path));
      },
    );
    await this.forRows(
      (row) => type[row] === TYPE.symlink && (this.isMade(row) || action[row] === ACTION.repair),
      (row) => {
        if (action[row] !== ACTION.repair) {
          this.putLink(row, (path) => fs.symlinkSync(entries.target(row), path));
        }
        fs.lutimesSync(this.paths.of(row), mtime[row] as number, mtime[row] as number);
      },
    );
  }

  private putLink(row: number, make: (path: Buffer) => void): void {
    try {
      make(this.paths.of(row));
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
      const temporary = this.paths.temporary(row);
      make(temporary);
      try {
        fs.renameSync(temporary, this.paths.of(row));
      } finally {
        // Still there if both were links to one file already: rename does nothing then.
        fs.rmSync(temporary, { force: true });
      }
    }
  }

  /** Deepest first: writing in a folder changes its time, and a folder may be closed to its owner. */
  private async finishFolders(): Promise<void> {
    const { entries, inspector, overwrite } = this.options;
    const { type, role, action, mode, mtime } = entries.columns;
    const isMeant = (row: number): boolean =>
      type[row] === TYPE.directory &&
      (this.isMade(row) || (action[row] === ACTION.keep && role[row] === ROLE.selected && overwrite !== 'never'));
    await this.forRows(
      (row) => isMeant(row) || inspector.closed.has(row),
      (row) => {
        const path = this.paths.of(row);
        fs.chmodSync(path, isMeant(row) ? (mode[row] as number) : (inspector.closed.get(row) as number));
        if (isMeant(row)) fs.utimesSync(path, mtime[row] as number, mtime[row] as number);
      },
      true,
    );
  }

  private async forRows(isMeant: (row: number) => boolean, work: (row: number) => void, backwards = false) {
    const { count } = this.options.entries;
    let until = performance.now() + SLICE_MS;
    for (let i = 0; i < count; i++) {
      const row = backwards ? count - 1 - i : i;
      if (!isMeant(row)) continue;
      work(row);
      if (performance.now() < until) continue;
      await setImmediate();
      this.signal.throwIfAborted();
      until = performance.now() + SLICE_MS;
    }
  }

  private count({ files, bytes }: Reply): void {
    this.doneFiles += files;
    this.doneBytes += bytes;
    this.progress();
  }

  private progress(): void {
    this.options.emit({
      type: 'progress',
      what: 'restore',
      doneBytes: this.doneBytes,
      totalBytes: this.totalBytes,
      doneItems: this.doneFiles,
      totalItems: this.totalFiles,
    });
  }

  /** Temporary files of files that are not whole. Closed folders are closed again. */
  private cleanUp(): void {
    const { entries, inspector } = this.options;
    for (let row = 0; row < entries.count; row++) {
      if (entries.columns.opened[row] === 1) fs.rmSync(this.paths.temporary(row), { force: true });
    }
    for (const [row, mode] of inspector.closed) {
      if (fs.existsSync(this.paths.of(row))) fs.chmodSync(this.paths.of(row), mode);
    }
  }

  /** Names every path that is not restored for want of this pack. */
  private lostContent(pack: string, cause: unknown): HoldfastError {
    const { entries, reads, emit } = this.options;
    const rows = new Set<number>();
    reads.frames.forEach((frame, i) => {
      if (frame.pack !== pack || reads.columns.written[i] === 1) return;
      const end = reads.columns.firstPiece[i + 1] as number;
      for (let piece = reads.columns.firstPiece[i] as number; piece < end; piece++) {
        rows.add(reads.columns.pieceRow[piece] as number);
      }
    });
    const paths = [...rows].sort((a, b) => a - b).map((row) => printablePath(entries.path(row)));
    const files = paths.length === 1 ? '1 file' : `${String(paths.length)} files`;
    const message = `The content of ${files} cannot be read: ${pack} is damaged or gone.`;
    for (const path of paths) emit({ type: 'warning', class: 'object-lost', message: `Not restored: ${path}`, path });
    return new HoldfastError({
      code: 'object-lost',
      message,
      why: paths.slice(0, LISTED_PATHS).join(', ') + (paths.length > LISTED_PATHS ? ', ...' : ''),
      fix: 'The target has whole files only. Leave these paths out with exclude to get the rest, or restore another snapshot.',
      cause,
    });
  }
}

function isLost(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'object-lost';
}

/** System calls of this thread fail for the same reasons as those of the others. */
function systemError(error: unknown): unknown {
  if (error instanceof HoldfastError || !(error instanceof Error)) return error;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string' || typeof syscall !== 'string') return error;
  return restoreError({ code, message: error.message });
}
