/** Renames a file into place, even over a file that Windows treats as read-only. */
import * as fs from 'node:fs';
import { isDenied } from '../../base/platform.ts';

/** The system calls that are needed; for tests. */
export interface RenameSystem {
  readonly platform: NodeJS.Platform;
  readonly renameSync: (from: Buffer, to: Buffer) => void;
}

const SYSTEM: RenameSystem = { platform: process.platform, renameSync: fs.renameSync };

/**
 * Elsewhere a file that nobody may write in is replaced like any other: what counts are the rights of its folder. On
 * Windows its attribute has to go first, and comes back if it stays all the same.
 * @throws what the system says of the rename
 */
export function renameOver(from: Buffer, to: Buffer, system = SYSTEM): void {
  try {
    system.renameSync(from, to);
  } catch (error) {
    if (!isDenied(error) || !makeWritable(to, system.platform)) throw error;
    try {
      system.renameSync(from, to);
    } catch (second) {
      fs.chmodSync(to, READ_ONLY);
      throw second;
    }
  }
}

const READ_ONLY = 0o444;
const WRITABLE = 0o666;

/** On Windows, of a read-only file. @returns whether it was one */
export function makeWritable(path: Buffer, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'win32') return false;
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || (stats.mode & 0o200) !== 0) return false;
  fs.chmodSync(path, WRITABLE);
  return true;
}
