/** Paths of entries on this machine. */
import * as path from 'node:path';
import { toNativePath } from '../../base/platform.ts';
import { type EntryColumns, entryName } from './plan.ts';

/** Enough for the folders of the rows that are near each other. */
const CACHED_DIRECTORIES = 4096;

/** Native paths of rows, as bytes: not every name is text. For looking and for messages; TargetFolders is for changes. */
export class NativePaths {
  private readonly target: string;
  private readonly entries: EntryColumns;
  private readonly separator = Buffer.from(path.sep);
  private readonly directories = new Map<number, Buffer>();

  constructor(target: string, entries: EntryColumns) {
    this.target = target;
    this.entries = entries;
  }

  of(row: number): Buffer {
    return Buffer.concat([this.directory(this.entries.parent[row] as number), entryName(this.entries, row)]);
  }

  /** With a separator at its end. @param parent 1 + row, 0 for the target */
  directory(parent: number): Buffer {
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
