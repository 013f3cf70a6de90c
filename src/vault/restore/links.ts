/** Symbolic and hard links of a restore. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { isNotFound, systemErrorCode } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { renameOver } from './rename-over.ts';
import type { TargetFolders } from './folders.ts';
import { ACTION, type RestoreEntries } from './plan.ts';
import { isRefusal, mtimeOf } from './times.ts';

const BLOCK_BYTES = MiB;
/**
 * Errors by which a file system refuses a hard link: across mounts, beyond its limit, to a file of another user, or not
 * supported.
 */
const NO_LINK = ['EXDEV', 'EMLINK', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/**
 * Errors by which a symbolic link is refused: on Windows a missing right (EPERM) or a file system without links
 * (EISDIR), elsewhere only the latter. https://man7.org/linux/man-pages/man2/symlink.2.html
 */
const NO_SYMLINK = ['EPERM', 'EISDIR', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const NO_FOLLOW = (fs.constants as Partial<typeof fs.constants>).O_NOFOLLOW ?? 0;

/** Makes the links of a restore. A hard link that the file system refuses becomes a copy, which is reported once. */
export class RestoreLinks {
  private readonly entries: RestoreEntries;
  private readonly folders: TargetFolders;
  private readonly emit: Emit;
  /** By leader: the copy made last. It lies on another mount, or has links to spare. */
  private readonly copies = new Map<number, number>();

  constructor(entries: RestoreEntries, folders: TargetFolders, emit: Emit) {
    this.entries = entries;
    this.folders = folders;
    this.emit = emit;
  }

  makeHardLink(row: number): void {
    const leader = (this.entries.columns.leader[row] as number) - 1;
    const copy = this.copies.get(leader);
    if (this.link(row, leader) || (copy !== undefined && this.link(row, copy))) return;
    this.copy(row, leader);
    if (this.copies.size === 0) {
      this.emit({
        type: 'info',
        message: 'Some hard links became copies: the file system refuses more of them there.',
      });
    }
    this.copies.set(leader, row);
  }

  /** One that the system refuses is skipped; its row says so. */
  makeSymlink(row: number): void {
    try {
      this.put(row, (path) => fs.symlinkSync(this.entries.target(row), path));
    } catch (error) {
      if (!NO_SYMLINK.includes(systemErrorCode(error) ?? '')) throw error;
      this.entries.columns.action[row] = ACTION.refused;
    }
  }

  /** Of a symbolic link. */
  setTime(row: number): void {
    const mtime = mtimeOf(this.entries.columns, row);
    try {
      fs.lutimesSync(this.folders.at(row), mtime, mtime);
    } catch (error) {
      // Wine, for example, reports success without creating one.
      if (isNotFound(error)) {
        this.entries.columns.action[row] = ACTION.refused;
        return;
      }
      if (!isRefusal(error)) throw error;
      this.entries.columns.unset[row] = 1;
    }
  }

  /** @returns false if the file system refuses it */
  private link(row: number, leader: number): boolean {
    const target = this.folders.at(leader);
    try {
      this.put(row, (path) => fs.linkSync(target, path));
      return true;
    } catch (error) {
      if (NO_LINK.includes(systemErrorCode(error) ?? '')) return false;
      throw error;
    }
  }

  private put(row: number, make: (path: Buffer) => void): void {
    try {
      make(this.folders.at(row));
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
      const temporary = this.folders.temporary(row);
      make(temporary);
      try {
        renameOver(temporary, this.folders.at(row));
      } finally {
        // Still there if both were links to one file already: rename does nothing then.
        fs.rmSync(temporary, { force: true });
      }
    }
  }

  /** Checked like a file that is fetched. */
  private copy(row: number, leader: number): void {
    const { columns } = this.entries;
    const from = fs.openSync(this.folders.at(leader), fs.constants.O_RDONLY | NO_FOLLOW);
    const temporary = this.folders.temporary(row);
    try {
      const to = fs.openSync(temporary, fs.constants.O_CREAT | fs.constants.O_EXCL | fs.constants.O_WRONLY, 0o600);
      try {
        if (!copyContent(from, to).equals(hashOf(this.entries, leader))) throw changed();
        this.setMetadata(to, row);
      } finally {
        fs.closeSync(to);
      }
      renameOver(temporary, this.folders.at(row));
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    } finally {
      fs.closeSync(from);
    }
    columns.action[row] = ACTION.create;
  }

  private setMetadata(fd: number, row: number): void {
    const mtime = mtimeOf(this.entries.columns, row);
    try {
      fs.fchmodSync(fd, this.entries.columns.mode[row] as number);
      fs.futimesSync(fd, mtime, mtime);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.entries.columns.unset[row] = 1;
    }
  }
}

/** Of a file of one fragment the column may be empty: the id is the hash. */
function hashOf(entries: RestoreEntries, row: number): Uint8Array {
  const [first, ...more] = entries.fragmentsOf(row);
  if (first !== undefined && more.length === 0) {
    return entries.ids.subarray(first * HASH_BYTES, (first + 1) * HASH_BYTES);
  }
  return entries.columns.sha256.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
}

function copyContent(from: number, to: number): Buffer {
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  const digest = createHash('sha256');
  for (let bytes = fs.readSync(from, block); bytes > 0; bytes = fs.readSync(from, block)) {
    digest.update(block.subarray(0, bytes));
    for (let done = 0; done < bytes;) done += fs.writeSync(to, block, done, bytes - done);
  }
  return digest.digest();
}

function changed(): HoldfastError {
  return new HoldfastError({
    code: 'target-changed',
    message: 'A file that a hard link leads to was changed while the restore ran.',
    fix: 'Run the same restore again when nothing else writes there.',
  });
}
