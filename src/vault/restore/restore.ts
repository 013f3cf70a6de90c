/** Restores the tree of a snapshot into a folder. */
import type { ErrorCode } from '../../base/error-codes.ts';
import * as fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { nameFolding, printablePath, unrepresentable, unrepresentableTarget } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import { counted, firstOf } from '../../base/text.ts';
import type { EntryType } from '../../sources/source.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { LiveFrames } from '../read/live-frames.ts';
import { FragmentIndex, mapFrames } from '../format/map.ts';
import { loadSections } from '../read/snapshots.ts';
import { RestoreRun, type TargetFolder } from './run.ts';
import {
  ACTION,
  isFetched,
  lostRows,
  type PathProblem,
  planHardLinks,
  planHoles,
  planReads,
  RestoreEntries,
  type ReadPlan,
  ROLE,
} from './plan.ts';
import { findRuns, newRun, temporaryPrefix } from './journal.ts';
import { mergedRows } from './merged-names.ts';
import {
  deletesTooMuch,
  LISTED_PATHS,
  noMatch,
  partialDelete,
  REPLACE_FIX,
  replacedText,
  restoreReport,
  type RestoreReport,
  tellOfModes,
  tellOfRefused,
  WOULD_REPLACE,
} from './report.ts';
import { NativePaths } from './paths.ts';
import {
  comparesContent,
  type Deletions,
  findLeftovers,
  nearestFolder,
  type Overwrite,
  planDeletions,
  TargetInspector,
} from './target.ts';
import { RestoreThreads, systemError } from './threads.ts';
import type { Root } from '../format/root.ts';
import { findLostPacks } from './objects.ts';
import { rowCount, type Levels, type StoredSegment } from '../format/table.ts';
import { treeEntries, type TreeEntry } from '../format/tree.ts';

export interface RestoreOptions {
  readonly store: Store;
  readonly root: Root;
  /** Absolute; created if it does not exist. */
  readonly target: string;
  readonly isSelected: (path: Buffer, isDirectory: boolean) => boolean;
  /** A folder of the snapshot: only its content is restored, with paths relative to it. */
  readonly below?: string;
  readonly overwrite: Overwrite;
  readonly deletion?: DeletionOptions;
  /** Files get their setuid, setgid and sticky bits. */
  readonly keepSpecialBits?: boolean;
  /** Check everything, change nothing. */
  readonly dryRun: boolean;
  /** It is not an error if nothing is selected. */
  readonly mayBeEmpty?: boolean;
  readonly workerUrl: URL;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Free bytes where a folder lies, and the size of a block there; for tests. */
  readonly diskSpace?: (folder: string) => { readonly freeBytes: number; readonly blockBytes: number };
}

export interface DeletionOptions {
  /** Continue even if more than a quarter of the deletable files would be deleted. */
  readonly force: boolean;
  /** Whether a backup with the snapshot's patterns would have stored it. */
  readonly wouldStore: (path: Buffer, type: EntryType | 'other', sizeBytes: number) => boolean;
}

/** Bytes of one GET. Small enough that decoding begins early, large enough that round trips do not matter. */
const RANGE_MAX_BYTES = 2 * MiB;
/** Above this share of the deletable files, `delete` needs `force`. */
const DELETE_MAX_SHARE = 0.25;
/** How long the main thread works before it yields. */
const SLICE_MS = 20;
/** PATH_MAX less the final NUL: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const NATIVE_PATH_MAX_BYTES: Partial<Record<NodeJS.Platform, number>> = { linux: 4095, darwin: 1023 };

/**
 * Restores a snapshot's tree, or the selected part of it, into a folder. Everything that can be checked is checked
 * before the target is touched. Files appear only when they are complete and verified. After any failure, another run
 * continues.
 * @throws unsafe-paths, no-match, target-not-a-folder, target-conflict, delete-too-much, object-lost, disk-full, ...
 */
export async function restoreTree(options: RestoreOptions): Promise<RestoreReport> {
  const threads = await RestoreThreads.start(options.workerUrl);
  try {
    return await new Restore(options, threads).run();
  } catch (error) {
    throw systemError(error);
  } finally {
    await threads.stop();
    await threads.end();
  }
}

class Restore {
  private readonly options: RestoreOptions;
  private readonly threads: RestoreThreads;
  private readonly blobs: BlobReader;
  private readonly runId = newRun();
  private readonly targetBytes: number;
  private inspector: TargetInspector | undefined;

  constructor(options: RestoreOptions, threads: RestoreThreads) {
    this.options = options;
    this.targetBytes = Buffer.byteLength(options.target);
    this.threads = threads;
    this.blobs = new BlobReader(options.store, options.root);
  }

  async run(): Promise<RestoreReport> {
    try {
      return await this.planAndExecute();
    } catch (error) {
      this.inspector?.close();
      throw error;
    }
  }

  private async planAndExecute(): Promise<RestoreReport> {
    const { options } = this;
    // A scope of its own: the map and the tree, which are most of what a plan needs, are garbage afterwards.
    const { entries, inspector, reads, deletions, runs } = await this.plan();
    options.signal.throwIfAborted();
    if (!options.dryRun) {
      const run = new RestoreRun({
        ...options,
        entries,
        inspector,
        reads,
        blobs: this.blobs,
        threads: this.threads,
        runId: this.runId,
        folder: folderOf(options.root),
        leftovers: findLeftovers(entries, options.target, runs.dead),
        deletions: deletions?.paths ?? [],
      });
      await run.execute();
      this.checkNames(entries);
    }
    const done = restoreReport(entries, reads, deletions, this.blobs);
    tellOfModes(done, options.emit);
    tellOfRefused(done, options.emit);
    return done;
  }

  /** Checks everything and changes nothing. Whatever can be refused is refused here. */
  private async plan() {
    const { target } = this.options;
    const nearest = nearestFolder(target);
    const foldName = nameFolding(nearest);
    const { entries, index, known } = await this.load(foldName);
    const prefix = temporaryPrefix(this.runId);
    await this.threads.setUp({ entries: entries.columns, target, prefix });
    const inspector = await this.inspect(entries);
    const runs = findRuns(target);
    const deletions = this.planDeletions(known, foldName, runs.others);
    this.checkConflicts(inspector, entries, deletions);
    const reads = planReads(entries, index, RANGE_MAX_BYTES);
    await this.checkObjects(entries, reads);
    const holes = planHoles(entries, (fragment) => index.lengthOf(fragment));
    this.checkSpace(entries, inspector, nearest, holes);
    return { entries, inspector, reads, deletions, runs };
  }

  /** Reads the map and the tree, and checks every selected path. */
  private async load(foldName: ((name: Buffer) => string) | undefined) {
    const { options } = this;
    const sections = await loadSections(options.root, ['map', 'tree'], this.blobs, options.signal);
    const index = await this.loadIndex(sections.map ?? []);
    const tree: Levels = sections.tree ?? [];
    const rows = tree.reduce((sum, level) => sum + rowCount(level), 0);
    const entries = new RestoreEntries(index, {
      maxRows: rows,
      maxBytes: tree.flat().reduce((sum, segment) => sum + segment.rawBytes, 0),
      isSelected: options.isSelected,
      refusal: (path) => this.refusal(path),
      targetRefusal: unrepresentableTarget,
      foldName,
      withHashes: comparesContent(options.overwrite) && fs.existsSync(options.target),
      keepSpecialBits: options.keepSpecialBits === true,
    });
    const known = options.deletion === undefined ? undefined : new Set<string>();
    await inSlices(entriesBelow(tree, options.below), options.signal, (entry: TreeEntry) => {
      known?.add(knownKey(entry.path, foldName));
      entries.add(entry);
    });
    if (entries.problems.length > 0) throw this.unsafePaths(entries.problems);
    const isEmpty = !entries.columns.role.includes(ROLE.selected);
    if (isEmpty && rows > 0 && options.mayBeEmpty !== true) throw noMatch(options.root.id);
    entries.seal();
    return { entries, index, known };
  }

  /** Only packs among the root's objects count; rows of others are ignored. */
  private async loadIndex(levels: Levels): Promise<FragmentIndex> {
    const index = new FragmentIndex();
    const live = new LiveFrames(this.options.root.objects.map((object) => object.key));
    for (const segment of levels.flat<readonly (readonly StoredSegment[])[]>()) {
      await inSlices(mapFrames(segment), this.options.signal, (found) => {
        if (live.take(found)) index.add(found);
      });
    }
    live.check();
    return index;
  }

  private refusal(path: Buffer): string | undefined {
    const max = NATIVE_PATH_MAX_BYTES[process.platform] ?? Infinity;
    if (this.targetBytes + 1 + path.length > max)
      return `with the target in front it is longer than ${String(max)} bytes`;
    return unrepresentable(path);
  }

  private unsafePaths(problems: readonly PathProblem[]): HoldfastError {
    return this.pathError(
      'unsafe-paths',
      `Snapshot ${this.options.root.id} has ${counted(problems.length, 'path')} that cannot be restored here.`,
      problems,
      'Nothing was written. Leave these paths out with exclude, or restore to another kind of file system.',
    );
  }

  /** Which names a folder takes for one is known for certain only once they are written. */
  private checkNames(entries: RestoreEntries): void {
    const { root, target } = this.options;
    const merged = mergedRows(entries, target);
    if (merged.length === 0) return;
    throw this.pathError(
      'unsafe-paths',
      `${counted(merged.length, 'path')} of snapshot ${root.id} could not be restored: ${JSON.stringify(target)} takes its name for that of another entry.`,
      merged.map((row) => ({ path: entries.path(row), reason: MERGED })),
      'Everything else was restored. Restore these paths to another folder or file system, or leave them out with exclude.',
    );
  }

  /** An error that names the first of them, with a warning for each. */
  private pathError(code: ErrorCode, message: string, problems: readonly PathProblem[], fix: string): HoldfastError {
    const lines = problems.map(({ path, reason }) => ({ path: printablePath(path), reason }));
    for (const { path, reason } of lines) {
      this.options.emit({ type: 'warning', class: code, message: `${JSON.stringify(path)}: ${reason}`, path });
    }
    const shown = lines.map(({ path, reason }) => `${JSON.stringify(path)} (${reason})`);
    return new HoldfastError({ code, message, why: firstOf(shown, LISTED_PATHS), fix });
  }

  private async inspect(entries: RestoreEntries): Promise<TargetInspector> {
    const { target, overwrite, signal } = this.options;
    const inspector = new TargetInspector(entries, target, overwrite, !this.options.dryRun);
    this.inspector = inspector;
    await inSlices(rowsOf(entries), signal, (row) => inspector.inspect(row));
    await this.compare(entries);
    if (overwrite === 'refuse') this.refuseReplacements(entries);
    const paths = new NativePaths(target, entries.columns);
    planHardLinks(entries, (row, leader) => isSameFile(paths, entries, row, leader));
    return inspector;
  }

  /** Names what would be replaced; in a dry run as a warning. */
  private refuseReplacements(entries: RestoreEntries): void {
    const { target, dryRun, emit } = this.options;
    const found: PathProblem[] = [];
    for (const row of rowsOf(entries)) {
      const isThere = entries.columns.action[row] === ACTION.replace;
      if (isThere) found.push({ path: entries.path(row), reason: 'what is there differs' });
    }
    if (found.length === 0) return;
    const message = replacedText(found.length, target);
    if (!dryRun) throw this.pathError(WOULD_REPLACE, message, found, REPLACE_FIX);
    emit({ type: 'warning', class: WOULD_REPLACE, message, why: 'A restore would be refused.', fix: REPLACE_FIX });
  }

  /** Files of the right size are read, and kept if they have the right content. */
  private async compare(entries: RestoreEntries): Promise<void> {
    const { action, sizeBytes } = entries.columns;
    const comparing: Promise<unknown>[] = [];
    let from = 0;
    let bytes = 0;
    let found = false;
    for (let row = 0; row < entries.count; row++) {
      if (action[row] === ACTION.compare) {
        bytes += (sizeBytes[row] as number) + COMPARE_FILE_COST_BYTES;
        found = true;
      }
      if (bytes < COMPARE_TASK_BYTES && row < entries.count - 1) continue;
      if (found) comparing.push(this.threads.run({ kind: 'compare', from, to: row + 1 }, bytes));
      from = row + 1;
      bytes = 0;
      found = false;
    }
    const stop = (): void => void this.threads.stop();
    this.options.signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.all(comparing);
    } finally {
      this.options.signal.removeEventListener('abort', stop);
      this.options.signal.throwIfAborted();
    }
  }

  private planDeletions(
    known: ReadonlySet<string> | undefined,
    foldName: ((name: Buffer) => string) | undefined,
    runs: ReadonlySet<string>,
  ): Deletions | undefined {
    const { deletion, root, target, isSelected, emit } = this.options;
    if (deletion === undefined || known === undefined) return undefined;
    if (root.header.status !== 'complete') throw partialDelete(root.id);
    const missing = new Set(root.gaps.map((gap) => gap.path));
    const plan = planDeletions(target, {
      isKnown: (path) => known.has(knownKey(path, foldName)) || missing.has(printablePath(path)),
      isCovered: (path, type, sizeBytes) =>
        isSelected(path, type === 'directory') && deletion.wouldStore(path, type, sizeBytes),
      runs,
    });
    for (const path of plan.unlisted) {
      const message = `${JSON.stringify(path)} may not be listed by this user: nothing in it was deleted.`;
      emit({ type: 'warning', class: 'delete-unlisted', message, path });
    }
    if (!deletion.force && plan.files > plan.covered * DELETE_MAX_SHARE) throw deletesTooMuch(plan);
    return plan;
  }

  /** A folder that is not empty is replaced only if all of its content is to be deleted anyway. */
  private checkConflicts(inspector: TargetInspector, entries: RestoreEntries, deletions: Deletions | undefined): void {
    const deleted = new Set(deletions?.paths.map(({ path }) => path.toString('latin1')));
    const paths = new NativePaths(this.options.target, entries.columns);
    const stay = inspector.blocked.filter((row) => {
      const prefix = `${entries.path(row).toString('latin1')}/`;
      return fs.readdirSync(paths.of(row), 'latin1').some((name) => !deleted.has(prefix + name));
    });
    const problems = [
      ...inspector.problems,
      ...stay.map((row) => ({ path: entries.path(row), reason: 'it is a folder in the target that is not empty' })),
    ];
    if (problems.length === 0) return;
    throw this.pathError(
      'target-conflict',
      `${counted(problems.length, 'path')} in ${JSON.stringify(this.options.target)} cannot be replaced.`,
      problems,
      'Nothing was written. Remove them, restore to another folder, or leave these paths out with exclude.',
    );
  }

  private async checkObjects(entries: RestoreEntries, { frames, columns }: ReadPlan): Promise<void> {
    const lost = lostRows(entries);
    const { store, root, signal } = this.options;
    const packs = await findLostPacks(store, root, this.blobs, new Set(frames.map((frame) => frame.pack)), signal);
    const rows = new Set(lost);
    frames.forEach((frame, i) => {
      if (!packs.has(frame.pack)) return;
      const end = columns.firstPiece[i + 1] as number;
      for (let piece = columns.firstPiece[i] as number; piece < end; piece++)
        rows.add(columns.pieceRow[piece] as number);
    });
    if (rows.size === 0) return;
    throw this.pathError(
      'object-lost',
      `Content of ${counted(rows.size, 'file')} of snapshot ${root.id} is no longer in the bucket${packs.size > 0 ? ` (${[...packs].slice(0, 3).join(', ')})` : ''}.`,
      [...rows].sort((a, b) => a - b).map((row) => ({ path: entries.path(row), reason: 'its content is lost' })),
      'Nothing was written. Restore another snapshot, leave these paths out with exclude to get the rest, or put the objects back from a copy of the bucket.',
    );
  }

  /**
   * A replaced file is deleted only when the new one is complete, so the largest of them needs room beside all others.
   */
  private checkSpace(
    entries: RestoreEntries,
    inspector: TargetInspector,
    nearest: string,
    holes: (row: number) => number,
  ): void {
    const { freeBytes, blockBytes } = (this.options.diskSpace ?? diskSpace)(nearest);
    let neededBytes = 0;
    let largestBytes = 0;
    for (let row = 0; row < entries.count; row++) {
      if (!isFetched(entries.columns, row)) continue;
      const bytes = (entries.columns.sizeBytes[row] as number) - holes(row);
      const allocated = Math.ceil(bytes / blockBytes) * blockBytes;
      neededBytes += allocated - (inspector.occupiedBytes.get(row) ?? 0);
      largestBytes = Math.max(largestBytes, allocated);
    }
    neededBytes = Math.max(neededBytes, largestBytes);
    if (neededBytes <= freeBytes) return;
    throw new HoldfastError({
      code: 'disk-full',
      message: `The restore needs ${String(neededBytes)} bytes, and ${JSON.stringify(nearest)} has ${String(freeBytes)} free.`,
      fix: 'Nothing was written. Free space, restore to another disk, or restore a part with include.',
    });
  }
}

const MERGED = 'in the target it is one file with an entry of a similar name, and the content of one of them is there';
/** Opening a file costs as much as reading this many bytes. */
const COMPARE_FILE_COST_BYTES = 32 * 1024;
const COMPARE_TASK_BYTES = 16 * MiB;

function diskSpace(folder: string) {
  const stats = fs.statfsSync(folder);
  return { freeBytes: stats.bavail * stats.bsize, blockBytes: stats.bsize };
}

/** Works through items and yields every now and then, so that signals are noticed. */
async function inSlices<T>(items: Iterable<T>, signal: AbortSignal, work: (item: T) => void): Promise<void> {
  let until = performance.now() + SLICE_MS;
  let untilLook = 64;
  for (const item of items) {
    work(item);
    if (--untilLook > 0) continue;
    untilLook = 64;
    if (performance.now() < until) continue;
    await setImmediate();
    signal.throwIfAborted();
    until = performance.now() + SLICE_MS;
  }
}

function* entriesBelow(tree: Levels, folder: string | undefined): Generator<TreeEntry> {
  const prefix = Buffer.from(folder === undefined ? '' : `${folder}/`);
  for (const entry of treeEntries(tree, prefix)) {
    yield prefix.length === 0 ? entry : { ...entry, path: entry.path.subarray(prefix.length) };
  }
}

function* rowsOf(entries: RestoreEntries): Generator<number> {
  for (let row = 0; row < entries.count; row++) yield row;
}

function knownKey(path: Buffer, foldName: ((name: Buffer) => string) | undefined): string {
  return foldName === undefined ? path.toString('latin1') : foldName(path);
}

function isSameFile(paths: NativePaths, entries: RestoreEntries, row: number, leader: number): boolean {
  const isThere = (at: number): boolean =>
    entries.columns.action[at] === ACTION.keep || entries.columns.action[at] === ACTION.repair;
  if (!isThere(row) || !isThere(leader)) return false;
  const a = fs.lstatSync(paths.of(row), { bigint: true });
  const b = fs.lstatSync(paths.of(leader), { bigint: true });
  return a.ino === b.ino && a.dev === b.dev;
}

const folderSchema = v.object({
  mode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777)),
  mtime: v.pipe(v.number(), v.safeInteger()),
  nanos: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
});

/** Mode and time of the folder that was backed up, where the snapshot has them. docs/format.md, "Root" */
function folderOf(root: Root): TargetFolder | undefined {
  const found = v.safeParse(folderSchema, root.header.source.identity['folder']);
  return found.success ? found.output : undefined;
}
