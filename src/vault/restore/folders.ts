/** Folders of the target, opened once and held while a restore changes them. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemErrorCode } from '../../base/platform.ts';
import { NativePaths } from './paths.ts';
import { ACTION, type EntryColumns, entryName } from './plan.ts';

/**
 * The folders of a target while a restore changes it. Each is opened once, without following a link, relative to the
 * folder that it lies in; what happens in it goes through that handle. A folder that somebody replaces by a link during
 * the run can therefore never lead out of the target. Node has no openat(2); on Linux `/proc/<pid>/fd/<n>/name` is one
 * in effect. Elsewhere a folder is checked before its first use.
 */
export interface TargetHandle {
  /** Absolute. */
  readonly target: string;
  /**
   * The open target folder, and what leads to the open files of this process; undefined where there is no such thing.
   */
  readonly open: { readonly fd: number; readonly prefix: string } | undefined;
}

/** Thrown if something else changed the target while the restore ran. */
export class TargetFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A name in a folder is resolved, nothing is read: https://man7.org/linux/man-pages/man2/open.2.html, O_PATH */
const O_PATH = 0o10000000;
const FOLDER_FLAGS =
  O_PATH | ((fs.constants as Partial<typeof fs.constants>).O_DIRECTORY ?? 0) | (fs.constants.O_NOFOLLOW ?? 0);
/** What `temporary` adds to what a run's names begin with. */
const ROW_DIGITS = 8;
const HEX_DIGITS = Buffer.from('0123456789abcdef');
/** Open folders per thread. Few, since descriptors may be scarce, and files come folder by folder. */
const OPEN_FOLDERS = 16;

/** @param target an existing folder */
export function openTarget(target: string): TargetHandle {
  if (process.platform !== 'linux') return { target, open: undefined };
  // The target itself may be a link: the user named it.
  const fd = fs.openSync(target, O_PATH | fs.constants.O_DIRECTORY);
  const { ino, dev } = fs.fstatSync(fd, { bigint: true });
  for (const prefix of [`/proc/${String(process.pid)}/fd/`, '/proc/self/fd/']) {
    const found = fs.statSync(`${prefix}${String(fd)}`, { bigint: true, throwIfNoEntry: false });
    if (found?.ino === ino && found.dev === dev) return { target, open: { fd, prefix } };
  }
  fs.closeSync(fd);
  return { target, open: undefined };
}

export function closeTarget({ open }: TargetHandle): void {
  if (open !== undefined) fs.closeSync(open.fd);
}

interface Folder {
  /** undefined where there are no handles, and for the target itself. */
  readonly fd: number | undefined;
  /** With a separator at its end. */
  readonly prefix: Buffer;
  /** Of a row: as it was when it was opened. */
  stats?: fs.BigIntStats;
}

/** Paths for system calls that change something. One is good until the next is asked for, or `OPEN_FOLDERS` later. */
export class TargetFolders {
  private readonly entries: EntryColumns;
  private readonly run: string;
  private readonly temporaryName: Buffer;
  private readonly handle: TargetHandle;
  private readonly native: NativePaths;
  private readonly top: Folder;
  private readonly separator = Buffer.from(path.sep);
  /** By 1 + row, or by tree path for folders that are no rows; the one used last at the end. */
  private readonly folders = new Map<number | string, Folder>();
  private last = 0;
  private lastFolder: Folder;

  /** @param run what this run's temporary names begin with */
  constructor(handle: TargetHandle, entries: EntryColumns, run: string) {
    this.handle = handle;
    this.entries = entries;
    this.run = run;
    this.temporaryName = Buffer.from(`${run}${'0'.repeat(ROW_DIGITS)}`);
    this.native = new NativePaths(handle.target, entries);
    const { open } = handle;
    this.top = { fd: undefined, prefix: open === undefined ? this.native.directory(0) : this.prefixOf(open.fd) };
    this.lastFolder = this.top;
  }

  at(row: number): Buffer {
    return join(this.folder(this.entries.parent[row] as number), entryName(this.entries, row));
  }

  /** In the same folder, another for each row. */
  temporary(row: number): Buffer {
    for (let i = this.temporaryName.length - 1, rest = row; i >= this.run.length; i--, rest >>>= 4)
      this.temporaryName[i] = HEX_DIGITS[rest & 0xf] as number;
    return join(this.folder(this.entries.parent[row] as number), this.temporaryName);
  }

  /** A folder's own row: leads to the folder itself, whatever lies at its name by now. @param row -1 for the target */
  itself(row: number): Buffer {
    const prefix = this.folder(row + 1);
    return prefix.subarray(0, prefix.length - 1);
  }

  /** Of what `itself` leads to, as it was when it was opened. */
  statsOf(row: number): fs.BigIntStats {
    return this.use(row + 1).stats ?? fs.statSync(this.itself(row), { bigint: true });
  }

  /** With a separator at its end. @param parent 1 + row, 0 for the target */
  folder(parent: number): Buffer {
    return (parent === this.last ? this.lastFolder : this.use(parent)).prefix;
  }

  /** A tree path that need not be a row. */
  atPath(treePath: Buffer): Buffer {
    const slash = treePath.lastIndexOf('/');
    if (slash < 0) return Buffer.concat([this.top.prefix, treePath]);
    return Buffer.concat([this.folderAtPath(treePath.subarray(0, slash)).prefix, treePath.subarray(slash + 1)]);
  }

  close(): void {
    for (const { fd } of this.folders.values()) if (fd !== undefined) fs.closeSync(fd);
    this.folders.clear();
    this.last = 0;
    this.lastFolder = this.top;
  }

  private use(parent: number): Folder {
    const folder = parent === 0 ? this.top : (this.known(parent) ?? this.openRow(parent - 1));
    this.last = parent;
    this.lastFolder = folder;
    return folder;
  }

  private known(key: number | string): Folder | undefined {
    const folder = this.folders.get(key);
    if (folder === undefined) return undefined;
    this.folders.delete(key);
    this.folders.set(key, folder);
    return folder;
  }

  private openRow(row: number): Folder {
    const up = this.use(this.entries.parent[row] as number);
    const folder = this.open(up, entryName(this.entries, row), row + 1);
    folder.stats = this.statOf(folder);
    const { ino } = folder.stats;
    const known = this.entries.inode[row];
    if (known === 0n) this.entries.inode[row] = ino;
    else if (known !== ino) throw replaced();
    this.openToOwner(folder, row);
    return folder;
  }

  /** A default ACL of the folder around a new one may close it to its owner, who is to write in it. */
  private openToOwner(folder: Folder, row: number): void {
    const action = this.entries.action[row];
    if (action !== ACTION.create && action !== ACTION.replace) return;
    const mode = Number(folder.stats?.mode) & 0o7777;
    if ((mode & 0o700) === 0o700) return;
    fs.chmodSync(folder.prefix.subarray(0, -1), mode | 0o700);
    folder.stats = this.statOf(folder);
  }

  private folderAtPath(treePath: Buffer): Folder {
    const key = treePath.toString('latin1');
    const known = this.known(key);
    if (known !== undefined) return known;
    const slash = treePath.lastIndexOf('/');
    const up = slash < 0 ? this.top : this.folderAtPath(treePath.subarray(0, slash));
    return this.open(up, treePath.subarray(slash + 1), key);
  }

  private open(up: Folder, name: Uint8Array, key: number | string): Folder {
    const native = Buffer.concat([up.prefix, name]);
    const folder =
      this.handle.open === undefined
        ? this.look(native)
        : (this.openHandle(native) ?? (this.closeOthers(up, 0), this.openHandle(native)));
    if (folder === undefined) throw new TargetFailure('EMFILE', 'this process may not open more files');
    this.folders.set(key, folder);
    this.closeOthers(folder, OPEN_FOLDERS);
    return folder;
  }

  /** All but one, and but the `keep` used last. */
  private closeOthers(needed: Folder, keep: number): void {
    for (const [key, folder] of this.folders) {
      if (this.folders.size <= keep) return;
      if (folder === needed) continue;
      this.folders.delete(key);
      if (folder.fd !== undefined) fs.closeSync(folder.fd);
    }
  }

  /** undefined if there are no descriptors left. */
  private openHandle(native: Buffer): Folder | undefined {
    try {
      const fd = fs.openSync(native, FOLDER_FLAGS);
      return { fd, prefix: this.prefixOf(fd) };
    } catch (error) {
      const code = systemErrorCode(error) ?? '';
      if (code === 'EMFILE' || code === 'ENFILE') return undefined;
      throw ['ELOOP', 'ENOTDIR', 'ENOENT'].includes(code) ? replaced() : error;
    }
  }

  private look(native: Buffer): Folder {
    const stats = fs.lstatSync(native, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true) throw replaced();
    return { fd: undefined, prefix: Buffer.concat([native, this.separator]) };
  }

  private statOf({ fd, prefix }: Folder): fs.BigIntStats {
    return fd === undefined
      ? fs.lstatSync(prefix.subarray(0, -1), { bigint: true })
      : fs.fstatSync(fd, { bigint: true });
  }

  private prefixOf(fd: number): Buffer {
    return Buffer.from(`${this.handle.open?.prefix ?? ''}${String(fd)}/`);
  }
}

/** As `Buffer.concat`, which takes several times as long for two short ones. */
function join(folder: Buffer, name: Uint8Array): Buffer {
  const path = Buffer.allocUnsafe(folder.length + name.length);
  path.set(folder);
  path.set(name, folder.length);
  return path;
}

function replaced(): TargetFailure {
  return new TargetFailure('target-changed', 'a folder of the target was replaced or removed while the restore ran');
}
