/** Carries out the plan of a restore: range reads, threads, folders. */
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { printablePath, systemErrorCode } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import { counted } from '../../base/text.ts';
import type { BlobReader } from '../read/blobs.ts';
import { isLoss } from '../read/damage.ts';
import { type ExactTime, needsExact, setExactTimes } from './exact-times.ts';
import { closeTarget, openTarget, TargetFolders, type TargetHandle } from './folders.ts';
import { journalName, temporaryPrefix, writeJournal } from './journal.ts';
import { RestoreLinks } from './links.ts';
import {
  ACTION,
  entryName,
  isFetched,
  OPENED,
  type ReadPlan,
  type ReadRange,
  type RestoreEntries,
  ROLE,
  TYPE,
} from './plan.ts';
import type { Overwrite, TargetInspector } from './target.ts';
import { type RestoreThreads, systemError } from './threads.ts';
import { fileTime, isRefusal, isTime } from './times.ts';
import type { Reply } from './restore-worker.ts';

export interface RestoreRunOptions {
  readonly target: string;
  readonly overwrite: Overwrite;
  readonly entries: RestoreEntries;
  readonly inspector: TargetInspector;
  readonly reads: ReadPlan;
  readonly blobs: BlobReader;
  readonly threads: RestoreThreads;
  readonly runId: string;
  /** What has to be created in the target. */
  readonly folder: TargetFolder | undefined;
  /** Tree paths. */
  readonly leftovers: readonly Buffer[];
  /** Each folder comes after its content. */
  readonly deletions: readonly { readonly path: Buffer; readonly isFolder: boolean }[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Mode and time of a folder that is not an entry of the tree: the target itself. */
export interface TargetFolder {
  readonly mode: number;
  /** Seconds, and nanoseconds since that second. */
  readonly mtime: number;
  readonly nanos: number;
}

/**
 * Since ranges have a few MiB at most, this also limits the stored bytes in memory: each range counts until it is
 * written.
 */
const GETS_IN_FLIGHT = 16;
const FINISH_TASK_ROWS = 512;
const SLICE_MS = 20;
const LISTED_PATHS = 10;

/** Carries out a restore. Everything was checked before. */
export class RestoreRun {
  private readonly options: RestoreRunOptions;
  private handle: TargetHandle | undefined;
  private folders: TargetFolders;
  /** The target did not exist. */
  private isTargetNew = false;
  private hasJournal = false;
  private readonly failing = new AbortController();
  private readonly signal: AbortSignal;
  /** Folders that are replaced by files, with a slash. */
  private readonly blocked: string[] = [];
  private doneBytes = 0;
  private doneFiles = 0;
  private totalBytes = 0;
  private totalFiles = 0;

  constructor(options: RestoreRunOptions) {
    this.options = options;
    this.folders = this.foldersOf({ target: options.target, open: undefined });
    this.signal = AbortSignal.any([options.signal, this.failing.signal]);
    const { columns, count } = options.entries;
    for (let row = 0; row < count; row++) {
      if (!isFetched(columns, row)) continue;
      this.totalFiles++;
      this.totalBytes += columns.sizeBytes[row] as number;
    }
  }

  /** If it fails, the target contains only complete files, old or new. */
  async execute(): Promise<void> {
    const stop = (): void => void this.options.threads.stop();
    this.signal.addEventListener('abort', stop, { once: true });
    try {
      await this.writeFiles();
      await this.makeLinks();
      this.deletePaths((path) => !this.isBlocked(path));
      this.removeJournal();
      await setExactTimes(this.handle as TargetHandle, this.exactTimes(), this.options.emit, this.signal);
      await this.finishFolders();
      await this.options.threads.runOnAll({ kind: 'end' });
    } catch (error) {
      this.failing.abort(error);
      await this.options.threads.stop();
      this.cleanUp();
      this.options.signal.throwIfAborted();
      throw systemError(error);
    } finally {
      this.signal.removeEventListener('abort', stop);
      this.folders.close();
      if (this.handle !== undefined) closeTarget(this.handle);
    }
  }

  private foldersOf(handle: TargetHandle): TargetFolders {
    return new TargetFolders(handle, this.options.entries.columns, temporaryPrefix(this.options.runId));
  }

  /** The first bytes are fetched while folders are created. */
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
    const { entries, inspector, leftovers, threads, reads } = this.options;
    const handle = this.makeTarget();
    this.handle = handle;
    this.folders = this.foldersOf(handle);
    await threads.runOnAll({ kind: 'reads', reads: reads.columns, handle });
    for (const leftover of leftovers) fs.rmSync(this.folders.atPath(leftover), { force: true });
    if (this.totalFiles > 0) this.hasJournal = writeJournal(this.folders.folder(0), this.options.runId);
    for (const row of inspector.closed.keys()) this.atRow(row, () => fs.chmodSync(this.folders.itself(row), 0o700));
    this.clearBlocked();
    for (const row of inspector.obstacles) {
      this.atRow(row, () => {
        const path = this.folders.at(row);
        if (fs.lstatSync(path).isDirectory()) fs.rmdirSync(path);
        else fs.unlinkSync(path);
      });
    }
    const { type, mode } = entries.columns;
    await this.forRows(
      (row) => type[row] === TYPE.directory && this.isMade(row),
      (row) => fs.mkdirSync(this.folders.at(row), ((mode[row] as number) & 0o777) | 0o700),
    );
  }

  /** Never more accessible than its final mode allows. */
  private makeTarget(): TargetHandle {
    const { target, folder } = this.options;
    if (!fs.existsSync(target)) {
      fs.mkdirSync(dirname(target), { recursive: true });
      makeFolder(target, ((folder?.mode ?? 0o777) & 0o777) | 0o700);
      this.isTargetNew = true;
    }
    return openTarget(target);
  }

  private isMade(row: number): boolean {
    const action = this.options.entries.columns.action[row];
    return action === ACTION.create || action === ACTION.replace;
  }

  /** Folders that are replaced by files: everything in them is to be deleted. */
  private clearBlocked(): void {
    const { inspector, entries } = this.options;
    for (const row of inspector.blocked) this.blocked.push(`${entries.path(row).toString('latin1')}/`);
    this.deletePaths((path) => this.isBlocked(path));
    for (const row of inspector.blocked) this.atRow(row, () => fs.rmdirSync(this.folders.at(row)));
  }

  private isBlocked(path: Buffer): boolean {
    return this.blocked.length > 0 && this.blocked.some((folder) => path.toString('latin1').startsWith(folder));
  }

  private deletePaths(isMeant: (path: Buffer) => boolean): void {
    for (const { path, isFolder } of this.options.deletions) {
      if (!isMeant(path)) continue;
      this.options.signal.throwIfAborted();
      const native = this.folders.atPath(path);
      const stats = fs.lstatSync(native, { throwIfNoEntry: false });
      // It may be gone already: a folder that a file replaces was emptied first, or another program deleted it.
      if (stats?.isDirectory() !== isFolder) continue;
      try {
        if (isFolder) fs.rmdirSync(native);
        else fs.unlinkSync(native);
      } catch (error) {
        throw systemError(error, printablePath(path));
      }
    }
  }

  private async fetchAll(ready: Promise<void>): Promise<void> {
    await this.fetchRanges(this.options.reads.ranges, ready, false);
    await this.fetchRanges(this.doubtfulRanges(), ready, true);
  }

  private async fetchRanges(ranges: readonly ReadRange[], ready: Promise<void>, isForDoubtful: boolean): Promise<void> {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < ranges.length) {
        this.signal.throwIfAborted();
        await this.fetch(ranges[next++] as ReadRange, ready, isForDoubtful);
      }
    };
    await Promise.all(Array.from({ length: Math.min(GETS_IN_FLIGHT, ranges.length) }, lane));
  }

  /**
   * Files of several frames that came out with the wrong content are written once more. Now every fragment is checked: a
   * wrong one is read from another S3 version of its pack.
   */
  private doubtfulRanges(): readonly ReadRange[] {
    const { entries, reads } = this.options;
    const { opened, remaining } = entries.columns;
    for (let row = 0; row < entries.count; row++) {
      if (opened[row] !== OPENED.doubtful) continue;
      opened[row] = OPENED.no;
      remaining[row] = entries.fragmentsOf(row).length;
    }
    const { firstPiece, pieceRow, written } = reads.columns;
    return reads.frames.flatMap(({ pack, offset, storedBytes }, frame) => {
      const rows = pieceRow.subarray(firstPiece[frame], firstPiece[frame + 1]);
      if (!rows.some((row) => remaining[row] !== 0)) return [];
      written[frame] = 0;
      return [{ pack, offset, lengthBytes: storedBytes, firstFrame: frame, endFrame: frame + 1 }];
    });
  }

  private async fetch(range: ReadRange, ready: Promise<void>, isForDoubtful: boolean): Promise<void> {
    const { pack, offset, lengthBytes } = range;
    let wrongFile: Error | undefined;
    try {
      const write = async (body: Buffer): Promise<void> => {
        try {
          await this.writeRange(range, body, ready, isForDoubtful);
        } catch (error) {
          // The bytes of the pack are right; no other S3 version of it would help.
          if (!isWrongFile(error)) throw error;
          wrongFile = error;
        }
      };
      await this.options.blobs.readPack(pack, offset, lengthBytes, write, this.signal);
    } catch (error) {
      if (this.signal.aborted || !isLoss(error)) throw error;
      throw this.lostContent(pack, error);
    }
    if (wrongFile !== undefined) throw wrongFile;
  }

  private async writeRange(
    range: ReadRange,
    body: Buffer,
    ready: Promise<void>,
    isForDoubtful: boolean,
  ): Promise<void> {
    await ready;
    const { offset, firstFrame, endFrame } = range;
    // Transferred, not copied: a body has memory of its own. In that of a sealed one there is room around the content.
    const isOwn = body.buffer instanceof ArrayBuffer && body.length * 2 > body.buffer.byteLength;
    const stored = isOwn ? new Uint8Array(body.buffer, body.byteOffset, body.length) : new Uint8Array(body);
    const task = { kind: 'frames', firstFrame, endFrame, offset, stored, isForDoubtful } as const;
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

  /** Links are created after all files, so that nothing is written through one of them. */
  private async makeLinks(): Promise<void> {
    const { entries, emit } = this.options;
    const { action, type } = entries.columns;
    const links = new RestoreLinks(entries, this.folders, emit);
    await this.forRows(
      (row) => action[row] === ACTION.link,
      (row) => links.makeHardLink(row),
    );
    await this.forRows(
      (row) => type[row] === TYPE.symlink && this.isMade(row),
      (row) => links.makeSymlink(row),
    );
    await this.forRows(
      (row) => type[row] === TYPE.symlink && (this.isMade(row) || action[row] === ACTION.repair),
      (row) => links.setTime(row),
    );
  }

  /** Of what was written or set anew. Folders' too: nothing is made in them any more. */
  private *exactTimes(): Generator<ExactTime> {
    const { entries } = this.options;
    const { action, type, parent, mtimeSeconds, mtimeNanos, linkGroup, unset } = entries.columns;
    let folder: Buffer = Buffer.alloc(0);
    let last = 0;
    for (let row = 0; row < entries.count; row++) {
      const isFolder = type[row] === TYPE.directory;
      if (!(isFolder ? this.isTimed(row) : this.isMade(row) || action[row] === ACTION.repair)) continue;
      const seconds = mtimeSeconds[row] as number;
      const nanos = mtimeNanos[row] as number;
      if (unset[row] === 1 || !needsExact(seconds, nanos)) continue;
      if (parent[row] !== last) {
        last = parent[row] as number;
        folder = last === 0 ? Buffer.alloc(0) : entries.path(last - 1);
      }
      const name = entryName(entries.columns, row);
      yield { folder, name, seconds, nanos, isFolder, hasOtherNames: linkGroup[row] !== 0 };
    }
  }

  /** A folder that gets its mode and time. */
  private isTimed(row: number): boolean {
    const { type, role, action } = this.options.entries.columns;
    if (type[row] !== TYPE.directory) return false;
    const isSelected = action[row] === ACTION.keep && role[row] === ROLE.selected;
    return this.isMade(row) || (isSelected && this.options.overwrite !== 'never');
  }

  /** Deepest first: writing in a folder changes its time, and the mode of a folder may exclude its owner. */
  private async finishFolders(): Promise<void> {
    const { entries, inspector, folder } = this.options;
    const { mode, unset } = entries.columns;
    const isMeant = (row: number): boolean => this.isTimed(row);
    // An open folder may have been moved meanwhile: each must still be where it was.
    this.folders.close();
    await this.forRows(
      (row) => isMeant(row) || inspector.closed.has(row),
      (row) => {
        const at = { path: this.folders.itself(row), stats: this.folders.statsOf(row) };
        const isSet = isMeant(row)
          ? setFolder(at, mode[row] as number, entries.columns.mtimeSeconds[row], entries.columns.mtimeNanos[row])
          : setFolder(at, inspector.closed.get(row) as number);
        if (!isSet) unset[row] = 1;
      },
      true,
    );
    if (!this.isTargetNew || folder === undefined) return;
    const top = { path: this.folders.itself(-1), stats: this.folders.statsOf(-1) };
    setFolder(top, folder.mode, folder.mtime, folder.nanos);
  }

  private async forRows(isMeant: (row: number) => boolean, work: (row: number) => void, backwards = false) {
    const { count } = this.options.entries;
    let until = performance.now() + SLICE_MS;
    for (let i = 0; i < count; i++) {
      const row = backwards ? count - 1 - i : i;
      if (!isMeant(row)) continue;
      this.atRow(row, work);
      if (performance.now() < until) continue;
      await setImmediate();
      this.signal.throwIfAborted();
      until = performance.now() + SLICE_MS;
    }
  }

  /** An error says where. */
  private atRow(row: number, work: (row: number) => void): void {
    try {
      work(row);
    } catch (error) {
      throw systemError(error, printablePath(this.options.entries.path(row)));
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

  private removeJournal(): void {
    if (!this.hasJournal) return;
    this.hasJournal = false;
    fs.rmSync(Buffer.concat([this.folders.folder(0), Buffer.from(journalName(this.options.runId))]), { force: true });
  }

  /**
   * Removes the temporary files of incomplete files and restores the modes of folders. A failure here must not hide the
   * original one.
   */
  private cleanUp(): void {
    const { entries, inspector } = this.options;
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        if (systemErrorCode(error) === undefined) throw error;
      }
    };
    for (let row = 0; row < entries.count; row++) {
      if (entries.columns.type[row] !== TYPE.file || entries.columns.opened[row] !== OPENED.yes) continue;
      attempt(() => fs.rmSync(this.folders.temporary(row), { force: true }));
    }
    attempt(() => this.removeJournal());
    if (this.handle === undefined) return;
    for (const [row, mode] of [...inspector.closed].reverse()) {
      attempt(() => fs.chmodSync(this.folders.itself(row), mode));
    }
  }

  /** Names every path that is not restored because this pack is missing. */
  private lostContent(pack: string, cause: unknown): HoldfastError {
    const { entries, reads, emit } = this.options;
    const rows = new Set<number>();
    reads.frames.forEach((frame, i) => {
      if (frame.pack !== pack || reads.columns.written[i] === 1) return;
      const end = reads.columns.firstPiece[i + 1] as number;
      for (let piece = reads.columns.firstPiece[i] as number; piece < end; piece++) {
        const row = reads.columns.pieceRow[piece] as number;
        if (entries.columns.remaining[row] !== 0) rows.add(row);
      }
    });
    const paths = [...rows].sort((a, b) => a - b).map((row) => printablePath(entries.path(row)));
    const message = `The content of ${counted(paths.length, 'file')} cannot be read: ${pack} is damaged or gone.`;
    for (const path of paths) emit({ type: 'warning', class: 'object-lost', message: `Not restored: ${path}`, path });
    return new HoldfastError({
      code: 'object-lost',
      message,
      why: paths.slice(0, LISTED_PATHS).join(', ') + (paths.length > LISTED_PATHS ? ', ...' : ''),
      fix: 'The target contains only complete files. Leave these paths out with exclude to get the rest, or restore another snapshot.',
      cause,
    });
  }
}

/** The error for a file whose hash differs although all of its fragments are right. */
function isWrongFile(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError && error.code === 'corrupt-tree';
}

/** A default ACL of the folder around it may close a new one to its owner, who is to write in it. */
function makeFolder(path: string | Buffer, mode: number): void {
  fs.mkdirSync(path, mode);
  const made = fs.lstatSync(path).mode & 0o7777;
  if ((made & 0o700) !== 0o700) fs.chmodSync(path, made | 0o700);
}

interface OpenFolder {
  /** Of a handle, or of a folder that was looked at. */
  readonly path: Buffer;
  readonly stats: fs.BigIntStats;
}

/**
 * Sets mode and time if they differ.
 * @returns false if this user may not set them
 */
function setFolder({ path, stats }: OpenFolder, mode: number, seconds?: number, nanos = 0): boolean {
  try {
    if ((Number(stats.mode) & 0o7777) !== mode) fs.chmodSync(path, mode);
    if (seconds === undefined || isTime(stats.mtimeNs, seconds, nanos)) return true;
    const time = fileTime(seconds, nanos);
    fs.utimesSync(path, time, time);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}
