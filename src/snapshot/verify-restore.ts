import { chmodSync, lstatSync } from 'node:fs';
import { HoldfastError } from '../errors.ts';
import type { Emit } from '../events.ts';
import { printablePath, toNativePath } from '../platform.ts';
import type { Store } from '../store/store.ts';
import { BlobReader } from './blobs.ts';
import { type PathList, type RestoreReport, restoreTree } from './restore.ts';
import type { Root } from './root.ts';
import { loadSections } from './snapshots.ts';
import { treeEntries } from './tree.ts';
import { isDamage } from './verify.ts';
import { type Finding, PathSink } from './verify-findings.ts';

export interface DrillOptions {
  readonly store: Store;
  readonly root: Root;
  /** A folder that is empty or absent. */
  readonly target: string;
  readonly workerUrl: URL;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface Drill {
  readonly findings: readonly Finding[];
  /** undefined where nothing could be restored. */
  readonly report: RestoreReport | undefined;
}

/** What makes a restore fail because of the snapshot; a full disk, say, is thrown. */
const REFUSALS = ['unsafe-paths'];

/**
 * Restores a snapshot for real, then looks at what lies there as a second restore over it would: the type and size of
 * each path, the SHA-256 of every file's bytes as they are read back, targets of links, modes and times. The threads that
 * wrote compare too, so that it takes a fraction of the restore.
 */
export async function drillRestore(options: DrillOptions): Promise<Drill> {
  const { signal } = options;
  try {
    const report = await restoreTree({ ...restoreOptions(options), overwrite: 'always', dryRun: false });
    const { folders, unreadable } = await lookAtModes(options);
    const again = await restoreTree({
      ...restoreOptions(options),
      isSelected: (path) => !unreadable.has(path.toString('latin1')),
      overwrite: 'if-changed',
      dryRun: true,
    });
    return {
      findings: [...fallbackFindings(options.root, report), ...differences(options.root, again, folders)],
      report,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!isDamage(error) && !(error instanceof HoldfastError && REFUSALS.includes(error.code))) throw error;
    return { findings: [failed(options.root, error as HoldfastError)], report: undefined };
  }
}

function restoreOptions({ store, root, target, workerUrl, emit, signal }: DrillOptions) {
  return { store, root, target, isSelected: () => true, mayBeEmpty: true, workerUrl, emit, signal };
}

/**
 * Folders that are missing or have another mode; of these a restore compares only that they are there. They are opened
 * to their owner on the way, so that what is in them can be read, and removed again. And files whose mode keeps this user
 * from reading them back: they were written whole, and are not compared.
 */
async function lookAtModes({ store, root, target, signal }: DrillOptions) {
  const folders = new PathSink();
  const unreadable = new Set<string>();
  const { tree = [] } = await loadSections(root, ['tree'], new BlobReader(store, root.objects), signal);
  const isRestricted = process.platform !== 'win32' && process.getuid?.() !== 0;
  for (const { type, path, mode } of treeEntries(tree)) {
    if (type === 'file' && isRestricted && (mode & 0o400) === 0) unreadable.add(path.toString('latin1'));
    if (type !== 'directory') continue;
    const native = toNativePath(target, path);
    const stats = lstatSync(native, { throwIfNoEntry: false });
    const hasMode = process.platform === 'win32' || ((stats?.mode ?? 0) & 0o7777) === mode;
    if (stats?.isDirectory() !== true || !hasMode) folders.add(printablePath(path));
    else if ((mode & 0o700) !== 0o700) chmodSync(native, mode | 0o700);
  }
  return { folders, unreadable };
}

function differences(
  root: Root,
  { created, replaced, adjusted }: RestoreReport,
  folders: PathList,
): readonly Finding[] {
  const rows: readonly [string, PathList][] = [
    ['are not there after a restore', created],
    ['have other bytes after a restore than were backed up', replaced],
    ['have another mode or time after a restore than was recorded', adjusted],
    ['are folders that are missing or have another mode after a restore', folders],
  ];
  return rows
    .filter(([, { count }]) => count > 0)
    .map(([what, paths]) => ({
      class: 'restore-differs',
      series: root.header.series,
      snapshot: root.id,
      object: undefined,
      message: `${String(paths.count)} paths ${what}.`,
      paths,
      fix: 'Restore elsewhere and compare. If the file system of the scratch folder can hold modes and times, report this.',
    }));
}

/** It came back, and not from what the vault holds now. */
function fallbackFindings(root: Root, { fallbacks }: RestoreReport): readonly Finding[] {
  return fallbacks.map((object) => ({
    class: 'object-changed',
    series: root.header.series,
    snapshot: root.id,
    object,
    message: `${object} is missing or has other bytes; an older S3 version was read.`,
    paths: new PathSink(),
    fix: 'Mode repair brings it back before that S3 version expires. Find out who may delete or overwrite (mode audit).',
  }));
}

function failed(root: Root, { message, why, fix }: HoldfastError): Finding {
  return {
    class: 'restore-failed',
    series: root.header.series,
    snapshot: root.id,
    object: undefined,
    message: `A restore fails: ${[message, why].filter((text) => text !== undefined).join(' ')}`,
    paths: new PathSink(),
    fix: fix ?? 'Mode repair tells what can be brought back.',
  };
}
