/** Which files a series covers. */
import * as path from 'node:path';
import { HoldfastError } from '../../base/errors.ts';
import type { EntryType } from '../source.ts';
import type { Platform } from '../../base/platform.ts';
import { IgnoreChain } from './ignores.ts';
import { PatternSet, relativePatterns } from './patterns.ts';
import { secretFileAt } from './secrets.ts';

/** What the user asked for. */
export interface FilesSettings {
  /** Absolute folder that paths are relative to. */
  readonly root: string;
  /** Lines of `path`; none means `.`. */
  readonly patterns: readonly string[];
  readonly exclude: readonly string[];
  /** Names of ignore files to honour, such as `.gitignore`. */
  readonly ignoreFiles: readonly string[];
  readonly excludeLargerThanBytes?: number | undefined;
  readonly includeHidden: boolean;
  readonly includeSecrets: boolean;
  readonly ifNoFilesFound: 'error' | 'warn' | 'ignore';
  /** Share of the parent's files that may be gone before the snapshot is flagged, 0 to 1. */
  readonly anomalyShare: number;
}

/** What decides which paths are stored; recorded with the series, the same on every machine. Plain JSON. */
export interface FilesDefinition {
  readonly source: 'files';
  readonly root: string;
  readonly patterns: readonly string[];
  readonly exclude: readonly string[];
  readonly ignoreFiles: readonly string[];
  readonly excludeLargerThanBytes: number | null;
  readonly includeHidden: boolean;
  readonly includeSecrets: boolean;
  readonly [key: string]: unknown;
}

export interface Surroundings {
  /** The folder of a job, which lies elsewhere on every runner; undefined outside of a job. */
  readonly workspace: string | undefined;
  readonly homeDir: string;
  readonly platform: Platform;
}

/** @throws HoldfastError `invalid-pattern`, `pattern-outside-root`, `only-comments` */
export function defineFiles(settings: FilesSettings, around: Surroundings): FilesDefinition {
  const place = { root: settings.root, homeDir: around.homeDir, platform: around.platform };
  const patterns = relativePatterns(settings.patterns, place);
  if (patterns.length === 0 && settings.patterns.some((line) => line.trim() !== '')) throw onlyComments(settings);
  return {
    source: 'files',
    root: rootName(settings.root, around),
    patterns: patterns.length === 0 ? ['.'] : patterns,
    exclude: relativePatterns(settings.exclude, place, 'any-depth'),
    ignoreFiles: [...settings.ignoreFiles].sort(),
    excludeLargerThanBytes: settings.excludeLargerThanBytes ?? null,
    includeHidden: settings.includeHidden,
    includeSecrets: settings.includeSecrets,
  };
}

function onlyComments({ patterns }: FilesSettings): HoldfastError {
  return new HoldfastError({
    code: 'only-comments',
    message: `\`path\` holds nothing but comments: ${JSON.stringify(patterns[0])}.`,
    why: 'A line that begins with # is a comment. Without any pattern everything below `root` would be stored.',
    fix: 'Write ./#name for a file whose name begins with #. To back up everything below `root`, leave `path` out.',
    exitCode: 2,
  });
}

/**
 * The name under which a root is recorded: `.` for the workspace, `dist` in it, `~/x` in the home folder; the same on
 * every runner. Outside of these it is the path itself, so that a series always covers one folder, wherever the command
 * was started.
 */
function rootName(root: string, around: Surroundings): string {
  const native = around.platform === 'win32' ? path.win32 : path.posix;
  const inside = (base: string | undefined): string | undefined => {
    // A container's user without a home folder has `/` as its home. No root is named relative to that.
    if (base === undefined || base === native.parse(base).root) return undefined;
    const name = native.relative(base, root);
    return name === '..' || name.startsWith(`..${native.sep}`) || native.isAbsolute(name) ? undefined : name;
  };
  const name = inside(around.workspace);
  const homeName = inside(around.homeDir);
  if (name !== undefined) return slashes(name, native.sep) || '.';
  return homeName === undefined
    ? slashes(root, native.sep)
    : slashes(path.posix.join('~', slashes(homeName, native.sep)), native.sep);
}

function slashes(name: string, separator: string): string {
  return name.split(separator).join('/');
}

/**
 * A definition as it was read from a snapshot, checked.
 * @throws HoldfastError `invalid-definition`, and what `defineFiles` throws for its patterns
 */
function readDefinition(value: Readonly<Record<string, unknown>>): FilesDefinition {
  const { source, root, patterns, exclude, ignoreFiles, excludeLargerThanBytes, includeHidden, includeSecrets } = value;
  if (
    source !== 'files' ||
    typeof root !== 'string' ||
    !isTextList(patterns) ||
    !isTextList(exclude) ||
    !isTextList(ignoreFiles) ||
    !(excludeLargerThanBytes === null || typeof excludeLargerThanBytes === 'number') ||
    typeof includeHidden !== 'boolean' ||
    typeof includeSecrets !== 'boolean'
  ) {
    throw new HoldfastError({
      code: 'invalid-definition',
      message: 'The snapshot does not say in a known form which files its backup covered.',
      why: 'It is not a backup of files, it was written by another version, or it was changed.',
    });
  }
  const place = { root: undefined, homeDir: undefined, platform: 'linux' } as const;
  return {
    source,
    root,
    patterns: relativePatterns(patterns, place),
    exclude: relativePatterns(exclude, place, 'any-depth'),
    ignoreFiles,
    excludeLargerThanBytes,
    includeHidden,
    includeSecrets,
  };
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The pattern part of a definition, compiled. Paths are relative text, `/` between segments. */
export class Selection {
  readonly include: PatternSet;
  readonly exclude: PatternSet;
  private readonly includeHidden: boolean;
  private readonly searchPaths: readonly string[];

  constructor(definition: FilesDefinition, platform: Platform) {
    this.include = new PatternSet(definition.patterns, platform);
    this.exclude = new PatternSet(definition.exclude, platform);
    this.includeHidden = definition.includeHidden;
    this.searchPaths = this.include.searchPaths();
  }

  /**
   * Whether a path is left out because its name begins with a dot. Folders that a pattern names literally are not: with
   * `.github/workflows/*`, `.github` is only on the way.
   */
  isHidden(relative: string): boolean {
    if (this.includeHidden || !relative.startsWith('.', relative.lastIndexOf('/') + 1)) return false;
    return !this.searchPaths.some((search) => search.startsWith(`${relative}/`));
  }
}

export type WouldStore = (path: Buffer, type: EntryType | 'other', sizeBytes?: number) => boolean;

/**
 * Whether a backup with these recorded patterns would have stored a path if it had been there: what `delete: true` may
 * remove. When in doubt it says no: never an excluded, hidden or ignored path, never `.git` or what is in it, never a
 * file that may hold a credential.
 * @param readIgnoreFile the snapshot's content of an ignore file, undefined if it holds none at that path. Without this
 *   function nothing would be stored where the definition honours ignore files.
 * @returns a function of the path, its type and, if `excludeLargerThanBytes` is recorded, its size
 */
export function wouldStore(
  recorded: Readonly<Record<string, unknown>>,
  readIgnoreFile?: (path: Buffer) => Buffer | undefined,
  platform: Platform = process.platform,
): WouldStore {
  const definition = readDefinition(recorded);
  const selection = new Selection(definition, platform);
  const chains = new IgnoreChains(definition.ignoreFiles, readIgnoreFile ?? (() => undefined), platform);
  const limitBytes = definition.excludeLargerThanBytes ?? Infinity;
  const unknowable = definition.ignoreFiles.length > 0 && readIgnoreFile === undefined;
  return (bytes, type, sizeBytes = Infinity) => {
    const text = bytes.toString('utf8');
    if (unknowable || type === 'other' || isGit(text)) return false;
    if (type === 'file' && (secretFileAt(text, definition.root) !== undefined || sizeBytes > limitBytes)) return false;
    const isDirectory = type === 'directory';
    if (!selection.include.matches(text, isDirectory) || selection.exclude.matches(text, isDirectory)) return false;
    return !parentsAndSelf(text).some((part) => selection.isHidden(part)) && !chains.ignores(text, isDirectory);
  };
}

function isGit(text: string): boolean {
  return text.split('/').some((segment) => segment.toLowerCase() === '.git');
}

/** `a`, `a/b`, `a/b/c`. */
export function parentsAndSelf(text: string): string[] {
  const segments = text.split('/');
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** Ignore files of a stored tree, read once for each folder. */
class IgnoreChains {
  private readonly names: readonly string[];
  private readonly read: (path: Buffer) => Buffer | undefined;
  private readonly platform: Platform;
  private readonly byFolder = new Map<string, IgnoreChain | 'ignored'>();

  constructor(names: readonly string[], read: (path: Buffer) => Buffer | undefined, platform: Platform) {
    this.names = names;
    this.read = read;
    this.platform = platform;
  }

  ignores(path: string, isDirectory: boolean): boolean {
    if (this.names.length === 0) return false;
    const chain = this.chainOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    return chain === 'ignored' || chain.ignores(path, isDirectory);
  }

  private chainOf(folder: string): IgnoreChain | 'ignored' {
    const known = this.byFolder.get(folder);
    if (known !== undefined) return known;
    const chain = this.makeChain(folder);
    this.byFolder.set(folder, chain);
    return chain;
  }

  private makeChain(folder: string): IgnoreChain | 'ignored' {
    let chain = IgnoreChain.none;
    if (folder !== '') {
      const parent = this.chainOf(folder.slice(0, Math.max(folder.lastIndexOf('/'), 0)));
      if (parent === 'ignored' || parent.ignores(folder, true)) return 'ignored';
      chain = parent.below(folder);
    }
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const name of this.names) {
      const content = this.read(Buffer.from(prefix + name));
      if (content !== undefined) chain = chain.with(prefix, content, this.platform);
    }
    return chain;
  }
}
