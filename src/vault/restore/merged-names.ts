/** Whether the target took two names of the snapshot for one: file systems that fold case or normalise names do. */
import * as fs from 'node:fs';
import { ACTION, type EntryColumns, entryName, ROLE, type RestoreEntries } from './plan.ts';
import { NativePaths } from './paths.ts';

/** The system calls that are needed; for tests. */
export interface LookSystem {
  readonly lstat: (native: Buffer) => { readonly dev: bigint; readonly ino: bigint } | undefined;
  readonly list: (native: Buffer) => readonly Buffer[];
}

const SYSTEM: LookSystem = {
  lstat: (native) => fs.lstatSync(native, { bigint: true, throwIfNoEntry: false }),
  list: (native) => fs.readdirSync(native, 'buffer'),
};

/**
 * Rows whose name shares a file with another row's after the restore, although the snapshot has two. Only names that
 * some file system may take for one are looked at, so it costs no system call in most restores.
 */
export function mergedRows(entries: RestoreEntries, target: string, system = SYSTEM): readonly number[] {
  const { columns } = entries;
  const paths = new NativePaths(target, columns);
  const isMerged = (row: number, other: number): boolean => {
    if (columns.linkGroup[row] !== 0 && columns.linkGroup[row] === columns.linkGroup[other]) return false;
    const [a, b] = [system.lstat(paths.of(row)), system.lstat(paths.of(other))];
    if (a === undefined || b === undefined || a.ino === 0n || a.ino !== b.ino || a.dev !== b.dev) return false;
    // Two names in the folder are a hard link that was there before.
    const listed = system.list(paths.directory(columns.parent[row] as number));
    return ![row, other].every((each) => listed.some((name) => name.equals(entryName(columns, each))));
  };
  const merged = similarRows(columns, entries.count).filter(([row, other]) => isMerged(row, other));
  return [...new Set(merged.map(([row]) => row))];
}

/**
 * Pairs of rows in one folder whose names some file system takes for one. By a table of hashes of folded names: a few
 * pairs have the same hash only.
 */
export function similarRows(columns: EntryColumns, count: number): [row: number, other: number][] {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  const slots = new Int32Array(size);
  const hashes = new Int32Array(size);
  const pairs: [number, number][] = [];
  for (let row = 0; row < count; row++) {
    if (columns.role[row] === ROLE.unused || columns.action[row] === ACTION.refused) continue;
    const hash = foldedHash(columns, row);
    let slot = hash & (size - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (size - 1)) {
      const other = (slots[slot] as number) - 1;
      if (hashes[slot] === hash && columns.parent[other] === columns.parent[row]) pairs.push([row, other]);
    }
    slots[slot] = row + 1;
    hashes[slot] = hash;
  }
  return pairs;
}

/** Of the folder and the name as the most generous file system compares it. FNV-1a. */
function foldedHash({ names, nameStart, nameBytes, parent }: EntryColumns, row: number): number {
  const start = nameStart[row] as number;
  const end = start + (nameBytes[row] as number);
  let last = end;
  while (last > start && isDropped(names[last - 1] as number)) last--;
  let hash = mixed(OFFSET, parent[row] as number);
  for (let at = start; at < last; at++) {
    const byte = names[at] as number;
    if (byte >= 0x80) return foldedTextHash(Buffer.from(names.subarray(start, end)), parent[row] as number);
    hash = mixed(hash, byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
  }
  return hash;
}

function foldedTextHash(name: Buffer, parent: number): number {
  const text = foldedText(name.toString('utf8'));
  let last = text.length;
  while (last > 0 && isDropped(text.charCodeAt(last - 1))) last--;
  let hash = mixed(OFFSET, parent);
  for (let at = 0; at < last; at++) hash = mixed(hash, text.charCodeAt(at));
  return hash;
}

/** Compatible forms become one, and characters that are not seen disappear, as ext4 and ZFS can do. */
function foldedText(name: string): string {
  const visible = name.normalize('NFKD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return visible.toUpperCase().toLowerCase().normalize('NFKD');
}

/** Dots and spaces at the end: FAT and NTFS drop them. */
function isDropped(code: number): boolean {
  return code === 0x2e || code === 0x20;
}

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function mixed(hash: number, value: number): number {
  return Math.imul(hash ^ value, PRIME);
}
