import * as fs from 'node:fs';
import * as path from 'node:path';
import { HoldfastError } from '../errors.ts';
import { decodeUtf8, toNativePath } from '../platform.ts';
import type { EntryType } from '../sources/source.ts';
import { isTemporaryName, NativePaths } from './restore-paths.ts';
import { ACTION, type PathProblem, type RestoreEntries, ROLE, TYPE } from './restore-plan.ts';

/** What is at the target already. Everything here only looks. */
export type Overwrite = 'if-changed' | 'always' | 'never';

/** The nearest folder that exists, at or above a path. @throws target-not-a-folder */
export function nearestFolder(target: string): string {
  for (let at = target; ; at = path.dirname(at)) {
    const stats = statOf(at, fs.statSync);
    if (stats?.isDirectory() === true) return at;
    if (stats !== undefined || statOf(at, fs.lstatSync) !== undefined) {
      throw new HoldfastError({
        code: 'target-not-a-folder',
        message: `Cannot restore to ${JSON.stringify(target)}: ${JSON.stringify(at)} is not a folder.`,
        fix: 'Set path to a folder, or to a place where one can be made.',
      });
    }
    if (at === path.dirname(at)) return at;
  }
}

/** undefined if it is not there, or could not be since it would lie in a file. */
function statOf(at: string, stat: (at: string) => fs.Stats): fs.Stats | undefined {
  try {
    return stat(at);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  }
}

/** Says for each row, in order, what is to be done about it. */
export class TargetInspector {
  /** Rows that something has to go for first: a file or link for a folder, an empty folder for a file or link. */
  readonly obstacles: number[] = [];
  /** Rows that a folder with something in it stands in the way of. */
  readonly blocked: number[] = [];
  /** Rows of folders that their owner may not write in, and their modes. */
  readonly closed = new Map<number, number>();
  readonly problems: PathProblem[] = [];
  /** Bytes of files that are going to be replaced. */
  replacedBytes = 0;
  private readonly entries: RestoreEntries;
  private readonly overwrite: Overwrite;
  private readonly paths: NativePaths;
  private readonly targetExists: boolean;

  constructor(entries: RestoreEntries, target: string, overwrite: Overwrite) {
    this.entries = entries;
    this.overwrite = overwrite;
    this.paths = new NativePaths(target, entries.columns, 0);
    this.targetExists = fs.existsSync(target);
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
    const stats = fs.lstatSync(native, { throwIfNoEntry: false });
    if (stats === undefined) return ACTION.create;
    if (columns.type[row] === TYPE.directory) return this.forDirectory(row, stats);
    if (this.overwrite === 'never') return ACTION.preserve;
    if (stats.isDirectory()) {
      (fs.readdirSync(native).length === 0 ? this.obstacles : this.blocked).push(row);
      return ACTION.replace;
    }
    return columns.type[row] === TYPE.symlink ? this.forLink(row, stats, native) : this.forFile(row, stats);
  }

  /** Nothing is ever written through a link: one in the place of a folder goes, if it is to be overwritten at all. */
  private forDirectory(row: number, stats: fs.Stats): number {
    if (stats.isDirectory()) {
      if ((stats.mode & 0o700) !== 0o700) this.closed.set(row, stats.mode & 0o7777);
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

  private forFile(row: number, stats: fs.Stats): number {
    const sameSize = stats.isFile() && stats.size === this.entries.columns.sizeBytes[row];
    if (sameSize && this.overwrite === 'if-changed') return ACTION.compare;
    if (stats.isFile() && stats.nlink === 1) this.replacedBytes += stats.size;
    return ACTION.replace;
  }

  private forLink(row: number, stats: fs.Stats, native: Buffer): number {
    const same = stats.isSymbolicLink() && fs.readlinkSync(native, 'buffer').equals(this.entries.target(row));
    if (!same || this.overwrite === 'always') return ACTION.replace;
    return Math.abs(stats.mtimeMs / 1000 - (this.entries.columns.mtime[row] as number)) <= 1e-6
      ? ACTION.keep
      : ACTION.repair;
  }
}

/** Temporary files that a killed run has left in folders that this one works in. */
export function findLeftovers(entries: RestoreEntries, target: string): Buffer[] {
  const { columns } = entries;
  const folders: Buffer[] = [Buffer.from(target)];
  const paths = new NativePaths(target, columns, 0);
  for (let row = 0; row < entries.count; row++) {
    if (columns.type[row] === TYPE.directory && columns.action[row] === ACTION.keep) folders.push(paths.of(row));
  }
  return folders.flatMap((folder) => leftoversIn(folder));
}

function leftoversIn(folder: Buffer): Buffer[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
    .filter((found) => found.isFile() && isTemporaryName(found.name.toString('latin1')))
    .map((found) => Buffer.concat([folder, Buffer.from(path.sep), found.name]));
}

/** What `delete` is going to remove. */
export interface Deletions {
  /** Tree paths, each folder after what is in it. */
  readonly paths: readonly { readonly path: Buffer; readonly isFolder: boolean }[];
  /** Files and links that may be removed, and all that the snapshot's patterns cover in the target. */
  readonly files: number;
  readonly covered: number;
}

export interface DeletionRules {
  /** Whether the snapshot has an entry at this path, or knows that it could not have one. */
  readonly isKnown: (path: Buffer) => boolean;
  /** Whether a backup would have stored it, and the user has selected it. */
  readonly isCovered: (path: Buffer, type: EntryType | 'other', sizeBytes: number) => boolean;
}

/** Walks the target. Links are not followed, `.git` is not entered. */
export function planDeletions(target: string, rules: DeletionRules): Deletions {
  const walk = new DeletionWalk(target, rules);
  if (fs.existsSync(target)) walk.enter(Buffer.alloc(0));
  return walk;
}

class DeletionWalk implements Deletions {
  readonly paths: { path: Buffer; isFolder: boolean }[] = [];
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
    const native = toNativePath(this.target, folder);
    for (const found of fs.readdirSync(native, { withFileTypes: true, encoding: 'buffer' })) {
      const child = folder.length === 0 ? found.name : Buffer.concat([folder, Buffer.from('/'), found.name]);
      const goes = found.isDirectory() ? this.folderGoes(child, found.name) : this.fileGoes(child, found);
      if (goes) this.paths.push({ path: child, isFolder: found.isDirectory() });
      else allGo = false;
    }
    return allGo;
  }

  private folderGoes(child: Buffer, name: Buffer): boolean {
    if (name.toString('latin1').toLowerCase() === '.git') return false;
    const emptied = this.enter(child);
    return emptied && !this.rules.isKnown(child) && this.rules.isCovered(child, 'directory', 0);
  }

  private fileGoes(child: Buffer, found: fs.Dirent<Buffer>): boolean {
    const type = found.isFile() ? 'file' : found.isSymbolicLink() ? 'symlink' : 'other';
    const sizeBytes = type === 'file' ? fs.lstatSync(toNativePath(this.target, child)).size : 0;
    if (decodeUtf8(child) === undefined || !this.rules.isCovered(child, type, sizeBytes)) return false;
    this.covered++;
    if (this.rules.isKnown(child)) return false;
    this.files++;
    return true;
  }
}
