/** A snapshot opened for reading, and its paths as people and programs see them. */
import { isUtf8 } from 'node:buffer';
import type { Inputs } from '../../inputs/inputs.ts';
import { printablePath } from '../../base/platform.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import type { Root } from '../../vault/format/root.ts';
import type { Fields } from '../../report/fields.ts';
import type { SectionName } from '../../vault/format/sections.ts';
import type { FoundSnapshot } from '../../vault/read/selectors.ts';
import { readRoot } from '../../vault/read/root-reader.ts';
import { loadSections, newestSnapshots, type LoadedSections, type SnapshotInfo } from '../../vault/read/snapshots.ts';
import { treeEntries, type TreeEntry } from '../../vault/format/tree.ts';
import { compilePatterns } from '../../sources/files/patterns.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from '../shared/command.ts';
import { tellOfCovered } from './hidden.ts';
import type { PathFilter } from './restore-job.ts';
import { pickSnapshot, seriesInOrder, type Vault } from './vault.ts';

/** What the modes that read share: a snapshot opened for reading, and its paths as people and programs see them. */

/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;

export interface OpenSnapshot {
  readonly root: Root;
  readonly blobs: BlobReader;
  readonly sections: LoadedSections;
}

/** As `pickSnapshot`, for the modes that cannot go on without one. */
export async function pickOne(
  vault: Vault,
  inputs: Inputs,
  deps: Deps,
  selectors: readonly string[],
): Promise<FoundSnapshot> {
  const found = await pickSnapshot(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
  if (found === undefined) throw new Error('no snapshot, and no error');
  return found;
}

/** The newest snapshots, of the first series that has any: see `seriesInOrder`. */
export async function newestOf(vault: Vault, inputs: Inputs, deps: Deps): Promise<readonly SnapshotInfo[]> {
  for await (const candidate of seriesInOrder(vault, inputs, deps)) {
    const found = await newestSnapshots(vault.store, candidate, inputs.limit, deps.now(), deps.signal);
    if (found.length > 0) return found.slice(0, inputs.limit);
  }
  return [];
}

export async function openSnapshot(
  store: Store,
  found: { readonly info: SnapshotInfo; readonly versionId?: string },
  names: readonly SectionName[],
  deps: Pick<Deps, 'emit' | 'signal'>,
): Promise<OpenSnapshot> {
  const { info, versionId } = found;
  const { signal } = deps;
  const onCovered = tellOfCovered(info, deps);
  const root = await readRoot(store, info, { signal, onCovered, ...(versionId !== undefined && { versionId }) });
  const blobs = new BlobReader(store, root);
  return { root, blobs, sections: await loadSections(root, names, blobs, signal) };
}

/** The entries of a snapshot, in the order of their path's bytes. */
export function entriesOf({ sections }: OpenSnapshot, prefix?: Buffer): Generator<TreeEntry> {
  return treeEntries(sections.tree ?? [], prefix);
}

/**
 * What `include` and `exclude` choose; everything without them. `tellUnused`, once all paths were asked for, warns
 * about patterns that match none.
 */
export function selectorOf(
  inputs: Inputs,
  { emit }: Pick<Deps, 'emit'>,
): PathFilter & { readonly tellUnused: () => void } {
  const include = inputs.include.length > 0 ? compilePatterns(inputs.include) : undefined;
  const exclude = inputs.exclude.length > 0 ? compilePatterns(inputs.exclude) : undefined;
  const isSelected: PathFilter = (path, isDirectory) =>
    include?.matches(path, isDirectory) !== false && exclude?.matches(path, isDirectory) !== true;
  const tellUnused = (): void => {
    for (const [name, filter] of [['include', include] as const, ['exclude', exclude] as const]) {
      const unused = filter?.unused() ?? [];
      if (unused.length === 0) continue;
      emit({
        type: 'warning',
        class: 'pattern-fits-nothing',
        message: `${name}: no path of the snapshot matches ${unused.map((line) => JSON.stringify(line)).join(', ')}.`,
        fix: 'A pattern without a slash matches at any depth, one with a slash only from the top of the snapshot: see docs/patterns.md.',
      });
    }
  };
  return Object.assign(isSelected, { tellUnused });
}

/** A path in JSON: text, or base64 where it is not valid UTF-8. */
export function pathJson(path: Buffer): { readonly path: string } | { readonly pathBase64: string } {
  return isUtf8(path) ? { path: path.toString() } : { pathBase64: path.toString('base64') };
}

/** undefined for a time that no Date holds. */
function mtimeOf({ mtimeSeconds, mtimeNanos }: TreeEntry): Date | undefined {
  const time = new Date(mtimeSeconds * 1000 + Math.floor(mtimeNanos / 1e6));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** An entry of a snapshot in a list. */
export const ENTRY_FIELDS: Fields<TreeEntry> = {
  path: { kind: 'path', values: ({ path }) => pathJson(path), cell: pathText },
  type: { value: ({ type }) => type },
  mode: { kind: 'text', value: ({ mode }) => modeText(mode), cell: (entry) => typedMode(entry), before: 'path' },
  sizeBytes: { kind: 'bytes', title: 'size', value: ({ sizeBytes }) => sizeBytes, cell: fileSize, before: 'path' },
  mtime: { kind: 'time', title: 'modified', value: (entry) => mtimeOf(entry) ?? null, before: 'path' },
  sha256: { value: ({ type, sha256 }) => (type === 'file' ? sha256.toString('hex') : undefined) },
  target: { value: ({ type, target }) => (type === 'symlink' ? printablePath(target) : undefined) },
};

/** Octal. */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

const TYPE_LETTERS = { file: '-', directory: 'd', symlink: 'l' } as const;

function typedMode({ type, mode }: TreeEntry): string {
  return `${TYPE_LETTERS[type]}${modeText(mode)}`;
}

/** Folders and links have none of their own. */
export function fileSize(entry: TreeEntry | undefined): number | undefined {
  return entry?.type === 'file' ? entry.sizeBytes : undefined;
}

function pathText({ path, type, target }: TreeEntry): string {
  const arrow = type === 'symlink' ? ` -> ${printablePath(target)}` : type === 'directory' ? '/' : '';
  return printablePath(path) + arrow;
}

/** The rows that a table shows here, and what its title has to say about the others. */
export function shownRows<T>(
  rows: readonly T[],
  deps: Pick<Deps, 'surface'>,
): { readonly rows: readonly T[]; readonly note: string } {
  if (deps.surface === 'cli' || rows.length <= LOG_ROWS_MAX) return { rows, note: '' };
  const note = ` (the first ${LOG_ROWS_MAX} of ${rows.length}; the report has all)`;
  return { rows: rows.slice(0, LOG_ROWS_MAX), note };
}
