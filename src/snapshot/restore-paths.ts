import * as path from 'node:path';
import { toNativePath } from '../platform.ts';
import { type EntryColumns, entryName } from './restore-plan.ts';

/** Names of files that are not whole yet. Short, since the final name may have all 255 bytes. */
const TEMPORARY = /^\.holdfast-[0-9a-f]{8}$/;

export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

export const TEMPORARY_NAME_BYTES = '.holdfast-'.length + 8;

/** Enough for the folders of the rows that are near each other. */
const CACHED_DIRECTORIES = 4096;

/** Native paths of rows, as bytes: not every name is text. */
export class NativePaths {
  private readonly target: string;
  private readonly entries: EntryColumns;
  private readonly nonce: number;
  private readonly separator = Buffer.from(path.sep);
  private readonly directories = new Map<number, Buffer>();

  constructor(target: string, entries: EntryColumns, nonce: number) {
    this.target = target;
    this.entries = entries;
    this.nonce = nonce;
  }

  of(row: number): Buffer {
    return Buffer.concat([this.directory(this.entries.parent[row] as number), entryName(this.entries, row)]);
  }

  /** In the same folder, another for each row. */
  temporary(row: number): Buffer {
    const digits = ((this.nonce ^ row) >>> 0).toString(16).padStart(8, '0');
    const name = Buffer.from(`.holdfast-${digits}`);
    return Buffer.concat([this.directory(this.entries.parent[row] as number), name]);
  }

  /** With a separator at its end. @param parent 1 + row, 0 for the target */
  private directory(parent: number): Buffer {
    const known = this.directories.get(parent);
    if (known !== undefined) return known;
    const directory = parent === 0 ? this.top() : Buffer.concat([this.of(parent - 1), this.separator]);
    if (this.directories.size >= CACHED_DIRECTORIES) this.directories.clear();
    this.directories.set(parent, directory);
    return directory;
  }

  private top(): Buffer {
    const native = toNativePath(this.target, Buffer.alloc(0));
    return native.at(-1) === this.separator[0] ? native : Buffer.concat([native, this.separator]);
  }
}
