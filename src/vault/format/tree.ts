/** The tree table: one row per path. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Entry, EntryType } from '../../sources/source.ts';
import { HASH_BYTES, type Row } from './columns.ts';
import { changedRows, tableRows, type Levels, type TableRow, type TableSchema } from './table.ts';

/** The tree: one row per path. `type` 0 is a tombstone. */
export const TREE: TableSchema = {
  table: 'tree',
  key: 'path',
  alive: 'type',
  columns: {
    path: 'bytes',
    type: 'uint',
    mode: 'uint',
    size: 'uint',
    mtime: 'int',
    nanos: 'uint',
    link: 'uint',
    target: 'bytes',
    sha256: 'hashes',
    fragments: 'hashes',
  },
};

const TYPES: readonly (EntryType | undefined)[] = [undefined, 'file', 'directory', 'symlink'];
const EMPTY = Buffer.alloc(0);

export interface TreeEntry extends Entry {
  /** Of the whole content; 32 bytes for files, empty otherwise. */
  readonly sha256: Buffer;
  /** Ids of its fragments end to end, 32 bytes each; empty for an empty file. */
  readonly fragments: Buffer;
}

/** What a root says about its tree, in its header's `counts`. */
export const TREE_COUNTS = ['files', 'directories', 'symlinks', 'bytes'] as const;

/** Rows by their type, each hard link by itself, and the bytes of all files. */
export class TreeCounts implements Readonly<Record<(typeof TREE_COUNTS)[number], number>> {
  files = 0;
  directories = 0;
  symlinks = 0;
  bytes = 0;

  add({ type, sizeBytes }: Pick<TreeEntry, 'type' | 'sizeBytes'>): void {
    if (type === 'file') this.files++;
    else if (type === 'directory') this.directories++;
    else this.symlinks++;
    this.bytes += sizeBytes;
  }
}

export function treeRow(entry: TreeEntry): Row {
  return {
    path: entry.path,
    type: TYPES.indexOf(entry.type),
    mode: entry.mode,
    size: entry.sizeBytes,
    mtime: entry.mtimeSeconds,
    nanos: entry.mtimeNanos,
    link: entry.linkGroup,
    target: entry.target,
    sha256: entry.sha256,
    // A file of one fragment has that fragment's id as its own hash already.
    fragments: entry.fragments.length > HASH_BYTES ? entry.fragments : EMPTY,
  };
}

export function treeTombstone(path: Buffer): Row {
  return {
    path,
    type: 0,
    mode: 0,
    size: 0,
    mtime: 0,
    nanos: 0,
    link: 0,
    target: EMPTY,
    sha256: EMPTY,
    fragments: EMPTY,
  };
}

/** @throws corrupt-tree for a row that no writer makes */
function treeEntry({ key, segment, row }: TableRow): TreeEntry {
  const type = TYPES[segment.number('type', row)];
  const sha256 = segment.bytes('sha256', row);
  const sizeBytes = segment.number('size', row);
  const listed = segment.bytes('fragments', row);
  const fragments = listed.length > 0 ? listed : sizeBytes > 0 ? sha256 : EMPTY;
  const mtimeNanos = segment.number('nanos', row);
  const mode = segment.number('mode', row);
  const isFile = type === 'file';
  const sound =
    type !== undefined &&
    sha256.length === (isFile ? HASH_BYTES : 0) &&
    (isFile || (sizeBytes === 0 && listed.length === 0)) &&
    sizeBytes <= (fragments.length / HASH_BYTES) * LIMITS.fragmentMaxBytes &&
    mtimeNanos < 1e9 &&
    mode <= 0o7777;
  if (!sound) {
    throw new HoldfastError({
      code: 'corrupt-tree',
      message: `The snapshot's tree is damaged at ${JSON.stringify(key.toString())}.`,
    });
  }
  return {
    path: key,
    type,
    mode,
    sizeBytes,
    mtimeSeconds: segment.number('mtime', row),
    mtimeNanos,
    linkGroup: segment.number('link', row),
    target: segment.bytes('target', row),
    sha256,
    fragments,
  };
}

export function* treeEntries(levels: Levels, prefix?: Buffer): Generator<TreeEntry> {
  for (const row of tableRows(TREE, levels, prefix)) yield treeEntry(row);
}

/** A path that levels of a tree set (`entry`) or take away. */
export interface TreeChange {
  readonly path: Buffer;
  readonly entry: TreeEntry | undefined;
}

/** What the newer levels of a tree change of the older ones below them. */
export function* treeChanges(levels: Levels): Generator<TreeChange> {
  for (const row of changedRows(TREE, levels)) yield treeChange(row);
}

export function treeChange(row: TableRow): TreeChange {
  const isAlive = row.segment.number('type', row.row) !== 0;
  return { path: row.key, entry: isAlive ? treeEntry(row) : undefined };
}
