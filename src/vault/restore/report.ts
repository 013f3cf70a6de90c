/** What a restore did, as data, and what it says about it. */
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { printablePath } from '../../base/platform.ts';
import { counted } from '../../base/text.ts';
import type { BlobReader } from '../read/blobs.ts';
import { ACTION, isFetched, type ReadPlan, type RestoreEntries, ROLE, TYPE } from './plan.ts';
import type { Deletions } from './target.ts';

/** What was done, or would be in a dry run. Printable paths. */
export interface RestoreReport {
  readonly created: PathList;
  readonly replaced: PathList;
  /** The content existed already; mode and time were set again if needed. */
  readonly kept: PathList;
  /** Existing paths that were left as they are. */
  readonly preserved: PathList;
  readonly deleted: PathList;
  /** Symbolic links that the system refused to create. */
  readonly refused: PathList;
  /** Files that were restored without the setuid, setgid or sticky bit that was recorded. */
  readonly droppedBits: PathList;
  /** Paths with the right content, but with a mode or time that this user may not set. */
  readonly unset: PathList;
  /** Selected files, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Bytes of content that were written, and stored bytes that were fetched for them. */
  readonly writtenBytes: number;
  readonly fetchedBytes: number;
  /** Objects of which an older S3 version was read. */
  readonly fallbacks: readonly string[];
}

export interface PathList {
  readonly count: number;
  readonly first: readonly string[];
}

/** Paths that are named in reports and errors. */
export const LISTED_PATHS = 10;

function pathsText({ count, first }: PathList): string {
  return first.map((path) => JSON.stringify(path)).join(', ') + (count > first.length ? ', ...' : '');
}

export const WOULD_REPLACE = 'would-replace';
export const REPLACE_FIX =
  'Nothing was written. Restore to another folder (path), or choose what to do: overwrite: if-changed replaces them, overwrite: never keeps them.';

export function replacedText(count: number, target: string): string {
  return `${counted(count, 'path')} in ${JSON.stringify(target)} would be replaced by what the snapshot has.`;
}

/** For a restore in several steps, which a dry run of each comes before. */
export function wouldReplace({ count, first }: PathList, target: string): HoldfastError {
  return new HoldfastError({
    code: WOULD_REPLACE,
    message: replacedText(count, target),
    why: pathsText({ count, first }),
    fix: REPLACE_FIX,
  });
}

/** Once for all paths. */
export function tellOfModes({ droppedBits, unset }: RestoreReport, emit: Emit): void {
  if (droppedBits.count > 0) {
    emit({
      type: 'info',
      message: `${counted(droppedBits.count, 'file')} were restored without the setuid, setgid or sticky bit. The first is ${JSON.stringify(droppedBits.first[0])}: see keep-special-bits.`,
    });
  }
  if (unset.count === 0) return;
  emit({
    type: 'warning',
    class: 'metadata-not-set',
    message: `The mode or time of ${counted(unset.count, 'path')} could not be set; the content of all files is right.`,
    why: pathsText(unset),
    fix: 'Restore as the user who owns them, or to a file system that keeps modes and times.',
  });
}

/** Once for all paths. */
export function tellOfRefused({ refused }: RestoreReport, emit: Emit): void {
  if (refused.count === 0) return;
  emit({
    type: 'warning',
    class: 'links-not-made',
    message: `${counted(refused.count, 'symbolic link')} could not be made; everything else was restored.`,
    why: pathsText(refused),
    fix: 'On Windows, switch on Developer Mode (Settings, System, For developers) or run as an administrator; elsewhere, restore to a file system that has symbolic links. Then run the same restore again.',
  });
}

export function noMatch(id: string): HoldfastError {
  return new HoldfastError({
    code: 'no-match',
    message: `No path of snapshot ${id} is selected by include and exclude.`,
    fix: 'Show the paths with: holdfast list --version SNAPSHOT, or holdfast find PATTERN. Patterns are relative to the snapshot.',
  });
}

export function partialDelete(id: string): HoldfastError {
  return new HoldfastError({
    code: 'delete-refused',
    message: `delete is refused: snapshot ${id} is partial.`,
    why: 'A file that the backup could not read is not in it, and would be deleted here.',
    fix: 'Restore without delete, or restore a complete snapshot.',
  });
}

export function deletesTooMuch({ files, covered, paths }: Deletions): HoldfastError {
  const first = paths.slice(0, LISTED_PATHS).map(({ path }) => JSON.stringify(printablePath(path)));
  return new HoldfastError({
    code: 'delete-too-much',
    message: `delete would remove ${counted(files, 'file')} of ${String(covered)}: more than a quarter.`,
    why: `The first are ${first.join(', ')}.`,
    fix: 'Nothing was changed. Use dry-run to see what would be deleted; if that is right, set delete to force.',
  });
}

/** By what the actions of all entries say. */
export function restoreReport(
  entries: RestoreEntries,
  reads: ReadPlan,
  deletions: Deletions | undefined,
  blobs: BlobReader,
): RestoreReport {
  const { action, type, role, sizeBytes, unset } = entries.columns;
  const lists = {
    created: newList(),
    replaced: newList(),
    kept: newList(),
    preserved: newList(),
    refused: newList(),
    unset: newList(),
  };
  const sums = { files: 0, bytes: 0, writtenBytes: 0 };
  for (let row = 0; row < entries.count; row++) {
    if (unset[row] === 1) addTo(lists.unset, entries, row);
    if (role[row] !== ROLE.selected || type[row] === TYPE.directory) continue;
    const list = lists[LIST_OF[action[row] as number] ?? 'created'];
    addTo(list, entries, row);
    if (type[row] !== TYPE.file) continue;
    sums.files++;
    sums.bytes += sizeBytes[row] as number;
    if (isFetched(entries.columns, row)) sums.writtenBytes += sizeBytes[row] as number;
  }
  const deleted = deletions?.paths ?? [];
  return {
    ...lists,
    ...sums,
    deleted: {
      count: deleted.length,
      first: deleted.slice(0, LISTED_PATHS).map(({ path }) => printablePath(path)),
    },
    droppedBits: {
      count: entries.droppedBits.length,
      first: entries.droppedBits.slice(0, LISTED_PATHS).map(printablePath),
    },
    fetchedBytes: reads.ranges.reduce((sum, range) => sum + range.lengthBytes, 0),
    fallbacks: [...blobs.fallbacks],
  };
}

function addTo(list: { count: number; first: string[] }, entries: RestoreEntries, row: number): void {
  if (list.count++ < LISTED_PATHS) list.first.push(printablePath(entries.path(row)));
}

function newList(): { count: number; first: string[] } {
  return { count: 0, first: [] };
}

const LIST_OF: Readonly<Record<number, 'replaced' | 'kept' | 'preserved' | 'refused'>> = {
  [ACTION.replace]: 'replaced',
  [ACTION.keep]: 'kept',
  [ACTION.repair]: 'kept',
  [ACTION.preserve]: 'preserved',
  [ACTION.refused]: 'refused',
};
