/** Walks the folders of a source. */
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { retryLack } from '../../base/async.ts';
import {
  decodeUtf8,
  fileTimeOf,
  isGone,
  isNotFound,
  linkTarget,
  printablePath,
  storedMode,
  systemErrorCode,
  toNativePath,
} from '../../base/platform.ts';
import type { Platform } from '../../base/platform.ts';
import { isLack } from '../../base/system-errors.ts';
import type { EntryType, Gap } from '../source.ts';
import { parentsAndSelf, Selection } from './definition.ts';
import type { FilesDefinition } from './definition.ts';
import { IGNORE_FILE_MAX_BYTES, IgnoreChain } from './ignores.ts';
import { Listing } from './listing.ts';
import { ANYTHING, DIRECTORY, NOTHING, OTHER } from './patterns.ts';
import type { Below } from './patterns.ts';
import { rootFailure } from './root-folder.ts';
import { holdsCredential, secretFileAt } from './secrets.ts';

/** How many names are handled before yielding to other work: some milliseconds. */
const NAMES_PER_TURN = 1000;

export interface WalkResult {
  readonly listing: Listing;
  readonly gaps: readonly Gap[];
  /** Printable paths whose bytes are not UTF-8. */
  readonly notUtf8: readonly string[];
  /** Printable paths of files over the size limit. */
  readonly tooLarge: readonly string[];
  /** Links that were followed because the user named them, and their targets: absolute, one byte per character. */
  readonly followed: ReadonlyMap<string, string>;
}

/**
 * Lists what a definition selects below a root, in path order, following only links that the user named. The only files
 * it opens are ignore files and the few that may hold a credential.
 * @throws the signal's reason when it is aborted; root-not-found, root-unreadable
 */
export async function walk(
  root: string,
  definition: FilesDefinition,
  platform: Platform,
  signal: AbortSignal,
): Promise<WalkResult> {
  const walker = new Walker(root, definition, platform);
  while (await retryLack(() => walker.step(NAMES_PER_TURN), signal)) {
    await setImmediate();
    signal.throwIfAborted();
  }
  const { listing, gaps, notUtf8, tooLarge, followed } = walker;
  return { listing, gaps, notUtf8, tooLarge, followed };
}

/** The decision of the patterns about everything below a folder. */
interface Reach {
  readonly include: Below;
  readonly exclude: Below;
}

/** A folder that was seen. It is entered when its content is next in path order. */
interface PendingFolder {
  /** Its name and `/`: where its content sorts among its siblings (`a-b` comes before `a/`). */
  readonly key: string;
  readonly path: string;
  readonly row: number;
  readonly reach: Reach;
  readonly ignores: IgnoreChain;
}

/** A folder that was entered. Names and paths hold one byte per character, so that they sort as bytes. */
interface OpenFolder {
  /** '' for the root, otherwise with `/` at its end. */
  readonly prefix: string;
  /** Its row, or -1 for the root, which has none. */
  readonly row: number;
  readonly names: readonly string[];
  readonly reach: Reach;
  readonly ignores: IgnoreChain;
  /** Folders that were seen but not entered yet; the last one comes first in path order. */
  readonly pending: PendingFolder[];
  next: number;
}

class Walker implements WalkResult {
  readonly listing = new Listing();
  readonly gaps: Gap[] = [];
  readonly notUtf8: string[] = [];
  readonly tooLarge: string[] = [];
  readonly followed = new Map<string, string>();
  /** What the patterns name literally, and the folders on the way: links at these paths are followed. */
  private readonly named: ReadonlySet<string>;
  private readonly root: string;
  /** The root with `/` at its end, one byte per character. */
  private readonly rootBytes: string;
  private readonly definition: FilesDefinition;
  private readonly platform: Platform;
  private readonly selection: Selection;
  private readonly links = new HardLinks(this.listing);
  private readonly open: OpenFolder[] = [];
  /** The root, until it is entered. */
  private first: PendingFolder | undefined;

  constructor(root: string, definition: FilesDefinition, platform: Platform) {
    this.root = root;
    this.rootBytes = toNativePath(root, Buffer.alloc(0), 'linux').toString('latin1');
    this.definition = definition;
    this.platform = platform;
    this.selection = new Selection(definition, platform);
    const { include, exclude } = this.selection;
    this.named = new Set(
      include
        .literalStarts()
        .flatMap(parentsAndSelf)
        .map((one) => this.folded(one)),
    );
    const reach = { include: include.below(''), exclude: exclude.below('') };
    this.first = { key: '', path: '', row: -1, reach, ignores: IgnoreChain.none };
  }

  /**
   * Handles up to `count` names.
   *
   * @returns whether there is more to do
   * @throws if the system has no free file descriptors; it can then be called again and continues
   */
  step(count: number): boolean {
    if (this.first !== undefined) {
      this.enter(this.first);
      this.first = undefined;
    }
    for (let done = 0; done < count;) {
      const folder = this.open.at(-1);
      if (folder === undefined) return false;
      const name = folder.names[folder.next];
      const pending = folder.pending.at(-1);
      if (pending !== undefined && (name === undefined || pending.key < name)) {
        this.enter(pending);
        folder.pending.pop();
      } else if (name === undefined) {
        this.open.pop();
      } else {
        this.visit(folder, name);
        folder.next++;
        done++;
      }
    }
    return true;
  }

  private enter(folder: PendingFolder): void {
    let names: string[];
    try {
      // latin1 gives the bytes of the names as they are, and takes a tenth of the memory of Buffers.
      names = readdirSync(this.nativePath(folder.path), { encoding: 'latin1' });
    } catch (error) {
      if (folder.path === '') throw rootFailure(this.root, error);
      const gone = this.refused(folder.path, error, 'directory');
      if (gone && folder.row >= 0) this.listing.drop(folder.row);
      return;
    }
    names.sort();
    const prefix = folder.path === '' ? '' : `${folder.path}/`;
    const ignores = this.readIgnoreFiles(prefix, names, folder.ignores);
    this.open.push({
      prefix,
      row: folder.row,
      names,
      reach: folder.reach,
      ignores,
      pending: [],
      next: 0,
    });
  }

  private readIgnoreFiles(prefix: string, names: readonly string[], inherited: IgnoreChain): IgnoreChain {
    let chain = inherited;
    for (const file of this.definition.ignoreFiles) {
      if (!names.includes(file)) continue;
      const native = this.nativePath(prefix + file);
      try {
        const stats = lstatSync(native);
        if (!stats.isFile() || stats.size > IGNORE_FILE_MAX_BYTES) continue;
        chain = chain.with(this.text(prefix), readFileSync(native), this.platform);
      } catch (error) {
        this.refused(prefix + file, error, 'file');
      }
    }
    return chain;
  }

  private visit(folder: OpenFolder, name: string): void {
    const path = folder.prefix + name;
    const text = this.text(path);
    if (this.selection.isHidden(text)) return;
    const wanted = this.wantedKinds(folder.reach, text);
    // Skips names that no pattern can match without asking the file system.
    if (wanted === NOTHING && !canReach(this.reachBelow(folder.reach, text))) return;
    const stats = this.look(path, text);
    if (stats === undefined || folder.ignores.ignores(text, stats.isDirectory())) return;
    if (stats.isDirectory()) this.visitFolder(folder, name, text, stats, (wanted & DIRECTORY) !== 0);
    else if ((wanted & OTHER) !== 0) this.visitFile(path, text, stats);
  }

  private visitFolder(parent: OpenFolder, name: string, text: string, stats: BigIntStats, wanted: boolean): void {
    const reach = this.reachBelow(parent.reach, text);
    if (!wanted && !canReach(reach)) return;
    const path = parent.prefix + name;
    const row = this.add(path, text, 'directory', stats, wanted);
    if (canReach(reach)) {
      parent.pending.push({ key: `${name}/`, path, row, reach, ignores: parent.ignores.below(text) });
    }
  }

  private visitFile(path: string, text: string, stats: BigIntStats): void {
    if (stats.isSymbolicLink()) {
      this.addSymlink(path, text, stats);
    } else if (!stats.isFile()) {
      this.gap('special', path, `it is a ${specialKind(stats)}`);
    } else if (stats.size > (this.definition.excludeLargerThanBytes ?? Infinity)) {
      this.tooLarge.push(this.printable(path));
    } else if (!this.isSecret(path, text)) {
      const row = this.add(path, text, 'file', stats, true);
      if (stats.nlink > 1n) this.links.see(row, stats);
    }
  }

  private addSymlink(path: string, text: string, stats: BigIntStats): void {
    try {
      const target = linkTarget(this.nativePath(path), this.platform);
      this.listing.setTarget(this.add(path, text, 'symlink', stats, true), target);
    } catch (error) {
      this.refused(path, error);
    }
  }

  /** Whether the file is left out because it holds a credential, or because that cannot be determined. */
  private isSecret(path: string, text: string): boolean {
    if (this.definition.includeSecrets) return false;
    const real = this.realPath(path);
    const secret =
      secretFileAt(text, this.root) ?? (real === undefined ? undefined : secretFileAt(this.text(real), ''));
    if (secret === undefined) return false;
    try {
      if (!holdsCredential(secret, real === undefined ? this.nativePath(path) : Buffer.from(real, 'latin1')))
        return false;
      this.gap('secret', path, `it holds ${secret.what}`);
    } catch (error) {
      this.refused(path, error, 'file');
    }
    return true;
  }

  private add(path: string, text: string, type: EntryType, stats: BigIntStats, kept: boolean): number {
    const { seconds: mtimeSeconds, nanos: mtimeNanos } = fileTimeOf(stats.mtimeNs);
    const sizeBytes = type === 'file' ? Number(stats.size) : 0;
    const mode = storedMode(stats, this.platform);
    if (kept) this.keepAncestors();
    if (kept && text.includes('\ufffd') && decodeUtf8(Buffer.from(path, 'latin1')) === undefined) {
      this.notUtf8.push(this.printable(path));
    }
    return this.listing.add({ path, type, mode, sizeBytes, mtimeSeconds, mtimeNanos }, kept);
  }

  /** The folders above something kept are kept too, so that their modes and times come back. */
  private keepAncestors(): void {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const row = this.open[i]?.row ?? -1;
      if (row < 0 || this.listing.isKept(row)) return;
      this.listing.keep(row);
    }
  }

  private wantedKinds(reach: Reach, text: string): number {
    const { include, exclude } = this.selection;
    const included = reach.include === 'all' ? ANYTHING : include.kinds(text);
    return reach.exclude === 'none' ? included : included & ~exclude.kinds(text);
  }

  private reachBelow(parent: Reach, text: string): Reach {
    const { include, exclude } = this.selection;
    return {
      include: parent.include === 'all' ? 'all' : include.below(text),
      exclude: parent.exclude === 'none' ? 'none' : exclude.below(text),
    };
  }

  /** The real path of something below a followed link: absolute, one byte per character. */
  private realPath(path: string): string | undefined {
    if (this.followed.size === 0) return undefined;
    // The nearest one: a link may lie below another one.
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const real = this.followed.get(path.slice(0, end));
      if (real !== undefined) return real + path.slice(end);
    }
    return undefined;
  }

  private look(path: string, text: string): BigIntStats | undefined {
    const stats = this.lstat(path);
    if (stats?.isSymbolicLink() !== true || !this.named.has(this.folded(text))) return stats;
    const native = this.nativePath(path);
    try {
      const found = statSync(native, { bigint: true });
      this.followed.set(path, realpathSync(native, { encoding: 'buffer' }).toString('latin1'));
      return found;
    } catch (error) {
      // A dangling link is kept as a link and reported after the walk.
      if (isNotFound(error)) return stats;
      this.refused(path, error);
      return undefined;
    }
  }

  /** Where patterns ignore case, names that differ only in case are the same. */
  private folded(text: string): string {
    return this.platform === 'win32' ? text.toLowerCase() : text;
  }

  private lstat(path: string): BigIntStats | undefined {
    for (let tries = 1; ; tries++) {
      try {
        // Only the bigint form has the exact nanoseconds; it costs no more.
        return lstatSync(this.nativePath(path), { bigint: true });
      } catch (error) {
        // A listed name may have been removed and created again.
        if (tries === 1 && isNotFound(error) && !isGone(this.nativePath(path), error)) continue;
        this.refused(path, error);
        return undefined;
      }
    }
  }

  /**
   * @returns whether it is gone @throws the error itself, if the system has no free file descriptors: that says nothing
   *   about the source
   */
  private refused(path: string, error: unknown, type?: 'file' | 'directory'): boolean {
    if (isLack(error)) throw error;
    const code = codeOf(error);
    const gone = isGone(this.nativePath(path), error, type);
    if (gone) this.gap('vanished', path, 'it vanished before it was read');
    else this.gap('unreadable', path, UNREADABLE[code] ?? `the file system answered ${code}`);
    return gone;
  }

  private gap(kind: Gap['class'], path: string, reason: string): void {
    this.gaps.push({ class: kind, path: this.printable(path) || '.', reason });
  }

  private nativePath(path: string): Buffer {
    if (this.platform === 'win32') return toNativePath(this.root, Buffer.from(path, 'latin1'), this.platform);
    return Buffer.from(this.rootBytes + path, 'latin1');
  }

  private text(path: string): string {
    return /[\u0080-\u00ff]/.test(path) ? Buffer.from(path, 'latin1').toString('utf8') : path;
  }

  private printable(path: string): string {
    return printablePath(Buffer.from(path, 'latin1'));
  }
}

function canReach(reach: Reach): boolean {
  return reach.include !== 'none' && reach.exclude !== 'all';
}

const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it (EACCES)',
  EPERM: 'this user may not read it (EPERM)',
  EBUSY: 'another program has it open and does not let others read it (EBUSY)',
  ENOENT: 'its folder lists it, and the system cannot open it (ENOENT)',
  ENAMETOOLONG: 'its whole path is longer than the system can open (ENAMETOOLONG)',
};

function codeOf(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  return code;
}

function specialKind(stats: BigIntStats): string {
  if (stats.isSocket()) return 'socket';
  if (stats.isFIFO()) return 'named pipe';
  return stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'special file';
}

/** Gives rows of one file the same group, counted from 1 in path order of the second of them. */
class HardLinks {
  private readonly listing: Listing;
  /** By device and inode: the first row as -1 - row, or the group once there are two. */
  private readonly seen = new Map<bigint, Map<number | bigint, number>>();
  private groups = 0;

  constructor(listing: Listing) {
    this.listing = listing;
  }

  see(row: number, stats: BigIntStats): void {
    const inodes = this.seen.get(stats.dev) ?? new Map<number | bigint, number>();
    this.seen.set(stats.dev, inodes);
    const inode = stats.ino <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(stats.ino) : stats.ino;
    const known = inodes.get(inode);
    if (known === undefined) {
      inodes.set(inode, -1 - row);
      return;
    }
    const group = known > 0 ? known : ++this.groups;
    if (known < 0) this.listing.setLinkGroup(-1 - known, group);
    inodes.set(inode, group);
    this.listing.setLinkGroup(row, group);
  }
}
