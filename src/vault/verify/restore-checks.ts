/** A restore drill: restores into a scratch folder and compares every entry. */
import { createHash, randomInt } from 'node:crypto';
import * as fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { linkTarget, printablePath, toNativePath } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { restoredMode } from '../restore/plan.ts';
import { isTime } from '../restore/times.ts';
import type { PathList, RestoreReport } from '../restore/report.ts';
import { restoreTree } from '../restore/restore.ts';
import type { Root } from '../format/root.ts';
import { loadSections } from '../read/snapshots.ts';
import { treeEntries, type TreeEntry } from '../format/tree.ts';
import { isLoss } from '../read/damage.ts';
import { type VerifyFinding, PathSink } from './findings.ts';

export interface DrillOptions {
  readonly store: Store;
  readonly root: Root;
  /** A folder that is empty or absent. */
  readonly target: string;
  readonly workerUrl: URL;
  /** Selects the files that are read back as samples; random by default. */
  readonly phase?: number;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface Drill {
  readonly findings: readonly VerifyFinding[];
  /** undefined if nothing could be restored. */
  readonly report: RestoreReport | undefined;
}

/** Errors of a restore that are the snapshot's fault; others, such as a full disk, are thrown. */
const REFUSALS = ['unsafe-paths'];

/**
 * Restores a snapshot for real, then looks at what lies there: the type, size, mode and time of every path, targets of
 * links, and bytes as they are read back. The threads of a restore hash every fragment just before it is written, so
 * that what is read again are samples: more of the files that were put together of several fragments than of those of
 * one, whose hash is that of the fragment. Others each time.
 */
export async function drillRestore(options: DrillOptions): Promise<Drill> {
  const { store, root, target, workerUrl, emit, signal, phase = randomInt(READ_BACK_ONE_IN.single) } = options;
  try {
    const report = await restoreTree({
      ...{ store, root, target, workerUrl, emit, signal },
      isSelected: () => true,
      overwrite: 'always',
      dryRun: false,
      mayBeEmpty: true,
    });
    const { tree = [] } = await loadSections(root, ['tree'], new BlobReader(store, root), signal);
    const wrong = await lookBack(target, treeEntries(tree), phase, signal);
    return { findings: [...fallbackFindings(root, report), ...differences(root, wrong)], report };
  } catch (error) {
    signal.throwIfAborted();
    if (!isLoss(error) && !(error instanceof HoldfastError && REFUSALS.includes(error.code))) throw error;
    return { findings: [failed(root, error)], report: undefined };
  }
}

/** Of the files of one fragment, and of several, one in so many is read back. */
const READ_BACK_ONE_IN = { single: 32, several: 8 };
const BLOCK_BYTES = MiB;
const SLICE_ENTRIES = 1024;
const isWindows = process.platform === 'win32';

type Difference = 'missing' | 'bytes' | 'metadata';

/** Folders are opened to their owner on the way, so that what is in them can be looked at, and removed again. */
async function lookBack(
  target: string,
  entries: Iterable<TreeEntry>,
  phase: number,
  signal: AbortSignal,
): Promise<Readonly<Record<Difference, PathList>>> {
  const wrong = { missing: new PathSink(), bytes: new PathSink(), metadata: new PathSink() };
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  const isSample = samples(phase);
  let seen = 0;
  for (const entry of entries) {
    if (seen++ % SLICE_ENTRIES === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const native = toNativePath(target, entry.path);
    const stats = fs.lstatSync(native, { throwIfNoEntry: false, bigint: true });
    const difference = stats === undefined ? 'missing' : differenceOf(entry, stats, native, block, isSample);
    if (difference !== undefined) wrong[difference].add(printablePath(entry.path));
    if (entry.type === 'directory' && (entry.mode & 0o700) !== 0o700 && stats?.isDirectory() === true)
      fs.chmodSync(native, entry.mode | 0o700);
  }
  return wrong;
}

function differenceOf(
  entry: TreeEntry,
  stats: fs.BigIntStats,
  native: Buffer,
  block: Buffer,
  isSample: (entry: TreeEntry) => boolean,
): Difference | undefined {
  const { type } = entry;
  if (type === 'directory' && !stats.isDirectory()) return 'missing';
  if (type === 'symlink') {
    if (!stats.isSymbolicLink()) return 'missing';
    return linkTarget(native).equals(entry.target) ? undefined : 'bytes';
  }
  if (type === 'file') {
    if (!stats.isFile()) return 'missing';
    if (Number(stats.size) !== entry.sizeBytes) return 'bytes';
    if (isSample(entry) && isReadable(entry) && !digestOf(native, block).equals(entry.sha256)) return 'bytes';
  }
  return hasMetadata(entry, stats) ? undefined : 'metadata';
}

function samples(phase: number): (entry: TreeEntry) => boolean {
  const seen = { single: phase, several: phase };
  return ({ fragments }) => {
    const kind = fragments.length > HASH_BYTES ? 'several' : 'single';
    return seen[kind]++ % READ_BACK_ONE_IN[kind] === 0;
  };
}

/** The mode may prevent this user from reading back what was written. */
function isReadable({ mode }: TreeEntry): boolean {
  return (mode & 0o400) !== 0 || process.getuid?.() === 0;
}

function hasMetadata(entry: TreeEntry, stats: fs.BigIntStats): boolean {
  if (!isWindows && (Number(stats.mode) & 0o7777) !== restoredMode(entry, false)) return false;
  // What lies in a folder was put there after its time was recorded, where this look opens it.
  return entry.type === 'directory' || isTime(stats.mtimeNs, entry.mtimeSeconds, entry.mtimeNanos);
}

function digestOf(native: Buffer, block: Buffer): Buffer {
  const fd = fs.openSync(native, fs.constants.O_RDONLY);
  try {
    const digest = createHash('sha256');
    for (let bytes = fs.readSync(fd, block); bytes > 0; bytes = fs.readSync(fd, block)) {
      digest.update(block.subarray(0, bytes));
    }
    return digest.digest();
  } finally {
    fs.closeSync(fd);
  }
}

const DIFFERENCES: Readonly<Record<Difference, string>> = {
  missing: 'are missing after a restore, or have another type',
  bytes: 'have different bytes after a restore than were backed up',
  metadata: 'have a different mode or time after a restore than was recorded',
};

function differences(root: Root, wrong: Readonly<Record<Difference, PathList>>): readonly VerifyFinding[] {
  return (Object.keys(DIFFERENCES) as Difference[])
    .filter((difference) => wrong[difference].count > 0)
    .map((difference) => ({
      class: 'restore-differs',
      series: root.header.series,
      snapshot: root.id,
      object: undefined,
      message: `${String(wrong[difference].count)} paths ${DIFFERENCES[difference]}.`,
      paths: wrong[difference],
      fix: 'Restore elsewhere and compare. If the file system of the scratch folder can hold modes and times, report this.',
    }));
}

/** It was restored, but not from the current objects of the vault. */
function fallbackFindings(root: Root, { fallbacks }: RestoreReport): readonly VerifyFinding[] {
  return fallbacks.map((object) => ({
    class: 'object-changed',
    series: root.header.series,
    snapshot: root.id,
    object,
    message: `${object} is missing or has wrong bytes; an older S3 version was read.`,
    paths: new PathSink(),
    fix: 'Run mode repair before that S3 version expires. Find out who can delete or overwrite (mode audit).',
  }));
}

function failed(root: Root, { message, why, fix }: HoldfastError): VerifyFinding {
  return {
    class: 'restore-failed',
    series: root.header.series,
    snapshot: root.id,
    object: undefined,
    message: `A restore fails: ${[message, why].filter((text) => text !== undefined).join(' ')}`,
    paths: new PathSink(),
    fix: fix ?? 'Mode repair shows what can be recovered.',
  };
}
