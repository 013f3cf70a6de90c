/** Inspects the target before anything is changed. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { HoldfastError } from '../../base/errors.ts';
import { decodeUtf8, isDenied, linkTarget, printablePath, systemErrorCode, toNativePath } from '../../base/platform.ts';
import type { EntryType } from '../../sources/source.ts';
import { runOf } from './journal.ts';
import { NativePaths } from './paths.ts';
import { ACTION, type PathProblem, type RestoreEntries, ROLE, TYPE } from './plan.ts';
import { hasMtime } from './times.ts';

/** Inspects what exists in the target. Nothing here changes the content of files. */
export type Overwrite = 'if-changed' | 'always' | 'never' | 'refuse';

/** Whether a file of the right size is read, since it may stay. */
export function comparesContent(overwrite: Overwrite): boolean {
  return overwrite === 'if-changed' || overwrite === 'refuse';
}

/** The nearest folder that exists, at or above a path. @throws target-not-a-folder */
export function nearestFolder(target: string): string {
  for (let at = target; ; at = path.dirname(at)) {
    const stats = statOf(at, fs.statSync);
    if (stats?.isDirectory() === true) return at;
    if (stats !== undefined || statOf(at, fs.lstatSync) !== undefined) {
      throw new HoldfastError({
        code: 'target-not-a-folder',
        message: `Cannot restore to ${JSON.stringify(target)}: ${JSON.stringify(at)} is not a folder.`,
        fix: 'Set path to a folder, or to a path where one can be created.',
      });
    }
    if (at === path.dirname(at)) return at;
  }
}

/** undefined if it does not exist, or cannot exist because a parent is a file. */
function statOf(at: string, stat: (at: string) => fs.Stats): fs.Stats | undefined {
  try {
    return stat(at);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Decides for each row, in order, what to do with it. */
export class TargetInspector {
  /**
   * Rows for which something must be removed first: a file or link for a folder, an empty folder for a file or link.
   */
  readonly obstacles: number[] = [];
  /** Rows that are blocked by a folder that is not empty. */
  readonly blocked: number[] = [];
  /** Rows of folders that their owner may not write in, and their modes. */
  readonly closed = new Map<number, number>();
  readonly problems: PathProblem[] = [];
  /** Bytes that the files take on the disk that are going to be replaced, or may be, by row. */
  readonly occupiedBytes = new Map<number, number>();
  private readonly entries: RestoreEntries;
  private readonly overwrite: Overwrite;
  private readonly paths: NativePaths;
  private readonly targetExists: boolean;
  private readonly mayOpen: boolean;
  private readonly opened: number[] = [];

  /** @param mayOpen a folder of the user's own that he may not enter */
  constructor(entries: RestoreEntries, target: string, overwrite: Overwrite, mayOpen: boolean) {
    this.entries = entries;
    this.mayOpen = mayOpen;
    this.overwrite = overwrite;
    this.paths = new NativePaths(target, entries.columns);
    this.targetExists = fs.existsSync(target);
  }

  /** Restores the modes of folders that were opened for inspection. For a run that ends here. */
  close(): void {
    for (const row of this.opened) fs.chmodSync(this.paths.of(row), this.closed.get(row) as number);
    this.opened.length = 0;
  }

  inspect(row: number): void {
    const { role, action } = this.entries.columns;
    if (role[row] !== ROLE.unused) action[row] = this.actionFor(row);
  }

  private actionFor(row: number): number {
    const { columns } = this.entries;
    const parent = columns.parent[row] as number;
    const parentExists = parent === 0 ? this.targetExists : columns.action[parent - 1] === ACTION.keep;
    if (!parentExists) return ACTION.create;
    const native = this.paths.of(row);
    const stats = fs.lstatSync(native, { throwIfNoEntry: false, bigint: true });
    if (stats === undefined) return ACTION.create;
    if (columns.type[row] === TYPE.directory) return this.forDirectory(row, stats, native);
    if (this.overwrite === 'never') return ACTION.preserve;
    if (stats.isDirectory()) {
      this.forObstacle(row, native);
      return ACTION.replace;
    }
    return columns.type[row] === TYPE.symlink ? this.forLink(row, stats, native) : this.forFile(row, stats);
  }

  private forObstacle(row: number, native: Buffer): void {
    try {
      (fs.readdirSync(native).length === 0 ? this.obstacles : this.blocked).push(row);
    } catch (error) {
      if (!isDenied(error)) throw error;
      this.problems.push({
        path: this.entries.path(row),
        reason: 'it is a folder in the target that may not be listed',
      });
    }
  }

  /** Nothing is ever written through a link. One in place of a folder is removed, if overwriting is allowed. */
  private forDirectory(row: number, stats: fs.BigIntStats, native: Buffer): number {
    if (stats.isDirectory()) {
      this.forFolder(row, stats, native);
      return ACTION.keep;
    }
    const mayGo = this.entries.columns.role[row] === ROLE.selected && this.overwrite !== 'never';
    if (mayGo) this.obstacles.push(row);
    else {
      const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
      this.problems.push({ path: this.entries.path(row), reason: `it is ${what} in the target, and a folder here` });
    }
    return ACTION.replace;
  }

  /** Folders of other users are left as they are. Whether this user may write there shows later. */
  private forFolder(row: number, stats: fs.BigIntStats, native: Buffer): void {
    const mode = Number(stats.mode) & 0o7777;
    const user = process.geteuid?.();
    if ((mode & 0o700) === 0o700 || (user !== undefined && BigInt(user) !== stats.uid)) return;
    this.closed.set(row, mode);
    if ((mode & 0o100) !== 0 || user === undefined || user === 0) return;
    if (this.mayOpen) {
      fs.chmodSync(native, mode | 0o700);
      this.opened.push(row);
    } else {
      this.problems.push({
        path: this.entries.path(row),
        reason: 'it is a folder in the target that may not be entered',
      });
    }
  }

  private forFile(row: number, stats: fs.BigIntStats): number {
    if (stats.isFile() && stats.nlink === 1n) {
      this.occupiedBytes.set(row, Math.max(Number(stats.blocks) * BLOCK_BYTES, 0));
    }
    const sameSize = stats.isFile() && Number(stats.size) === this.entries.columns.sizeBytes[row];
    return sameSize && comparesContent(this.overwrite) ? ACTION.compare : ACTION.replace;
  }

  private forLink(row: number, stats: fs.BigIntStats, native: Buffer): number {
    const same = stats.isSymbolicLink() && linkTarget(native).equals(this.entries.target(row));
    if (!same || this.overwrite === 'always') return ACTION.replace;
    return hasMtime(stats, this.entries.columns, row) ? ACTION.keep : ACTION.repair;
  }
}

/** Of `st_blocks`: https://man7.org/linux/man-pages/man3/stat.3type.html */
const BLOCK_BYTES = 512;

/**
 * Temporary files of killed runs in the folders that this run works in, as tree paths. Paths that the snapshot has are
 * not among them.
 */
export function findLeftovers(entries: RestoreEntries, target: string, dead: ReadonlySet<string>): Buffer[] {
  if (dead.size === 0) return [];
  const { columns } = entries;
  const known = new Set<string>();
  const folders: Buffer[] = [Buffer.alloc(0)];
  for (let row = 0; row < entries.count; row++) {
    const treePath = entries.path(row);
    if (runOf(treePath.toString('latin1', treePath.lastIndexOf('/') + 1)) !== undefined) {
      known.add(treePath.toString('latin1'));
    }
    if (columns.type[row] === TYPE.directory && columns.action[row] === ACTION.keep) folders.push(treePath);
  }
  return folders
    .flatMap((folder) => leftoversIn(target, folder, dead))
    .filter((found) => !known.has(found.toString('latin1')));
}

function leftoversIn(target: string, folder: Buffer, dead: ReadonlySet<string>): Buffer[] {
  let found: fs.Dirent<Buffer>[];
  try {
    found = fs.readdirSync(toNativePath(target, folder), { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
  return found
    .filter((one) => one.isFile() && dead.has(runOf(one.name.toString('latin1')) ?? ''))
    .map(({ name }) => (folder.length === 0 ? name : Buffer.concat([folder, Buffer.from('/'), name])));
}

/** What `delete` will remove. */
export interface Deletions {
  /** Tree paths, each folder after what is in it. */
  readonly paths: readonly { readonly path: Buffer; readonly isFolder: boolean }[];
  /** Files and links that may be removed, and all that the snapshot's patterns cover in the target. */
  readonly files: number;
  readonly covered: number;
  /** Printable paths of folders that this user may not list: they stay. */
  readonly unlisted: readonly string[];
}

export interface DeletionRules {
  /** Whether the snapshot has an entry at this path, or knows that it could not have one. */
  readonly isKnown: (path: Buffer) => boolean;
  /** Whether a backup would have stored it, and the user has selected it. */
  readonly isCovered: (path: Buffer, type: EntryType | 'other', sizeBytes: number) => boolean;
  /** Restores that may be running in this target; their files are kept. */
  readonly runs: ReadonlySet<string>;
}

/** Walks the target. Links are not followed, `.git` is not entered. */
export function planDeletions(target: string, rules: DeletionRules): Deletions {
  const walk = new DeletionWalk(target, rules);
  if (fs.existsSync(target)) walk.enter(Buffer.alloc(0));
  return walk;
}

class DeletionWalk implements Deletions {
  readonly paths: { path: Buffer; isFolder: boolean }[] = [];
  readonly unlisted: string[] = [];
  files = 0;
  covered = 0;
  private readonly target: string;
  private readonly rules: DeletionRules;

  constructor(target: string, rules: DeletionRules) {
    this.target = target;
    this.rules = rules;
  }

  /** @returns whether everything in the folder goes */
  enter(folder: Buffer): boolean {
    let allGo = true;
    const names = this.list(folder);
    if (names === undefined) return false;
    for (const found of names) {
      const child = folder.length === 0 ? found.name : Buffer.concat([folder, Buffer.from('/'), found.name]);
      const goes = found.isDirectory() ? this.folderGoes(child, found.name) : this.fileGoes(child, found);
      if (goes) this.paths.push({ path: child, isFolder: found.isDirectory() });
      else allGo = false;
    }
    return allGo;
  }

  /** undefined if this user may not read it. */
  private list(folder: Buffer): readonly fs.Dirent<Buffer>[] | undefined {
    try {
      return fs.readdirSync(toNativePath(this.target, folder), { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      if (!isDenied(error)) throw error;
      this.unlisted.push(printablePath(folder) || '.');
      return undefined;
    }
  }

  private folderGoes(child: Buffer, name: Buffer): boolean {
    if (name.toString('latin1').toLowerCase() === '.git') return false;
    const emptied = this.enter(child);
    return emptied && !this.rules.isKnown(child) && this.rules.isCovered(child, 'directory', 0);
  }

  private fileGoes(child: Buffer, found: fs.Dirent<Buffer>): boolean {
    const type = found.isFile() ? 'file' : found.isSymbolicLink() ? 'symlink' : 'other';
    const sizeBytes = type === 'file' ? this.sizeOf(child) : 0;
    if (this.rules.runs.has(runOf(found.name.toString('latin1')) ?? '')) return false;
    if (decodeUtf8(child) === undefined || !this.rules.isCovered(child, type, sizeBytes)) return false;
    this.covered++;
    if (this.rules.isKnown(child)) return false;
    this.files++;
    return true;
  }

  /** 0 for one that has vanished meanwhile or may not be read. */
  private sizeOf(child: Buffer): number {
    try {
      return fs.lstatSync(toNativePath(this.target, child), { throwIfNoEntry: false })?.size ?? 0;
    } catch (error) {
      if (isDenied(error)) return 0;
      throw error;
    }
  }
}
