/** Parses patterns, and matches paths against them. */
import * as path from 'node:path';
import { Minimatch } from 'minimatch';
import { HoldfastError } from '../../base/errors.ts';
import { bytesText, type Platform } from '../../base/platform.ts';
import { shownPath, unescapedText } from '../../base/text.ts';

/**
 * The pattern language of @actions/glob (`*`, `?`, `[...]`, `**`, `!`, `#`, a directory means everything below it), on
 * paths relative to a root. Same matcher and options as theirs; its own Globber is the oracle in the tests.
 * https://github.com/actions/toolkit/tree/main/packages/glob#patterns
 */

/** As long as a path may be on Linux. */
const PATTERN_MAX_CHARS = 4096;

/** Whether a set of patterns matches all, none or some of what lies below a directory. */
export type Below = 'all' | 'none' | 'some';

/** Types of entries that are matched at a path, as bits: a pattern with `/` at its end matches directories only. */
export const NOTHING = 0;
export const DIRECTORY = 1;
export const OTHER = 2;
export const ANYTHING = DIRECTORY | OTHER;

export interface PatternPlace {
  /** Absolute folder that relative patterns start at and that absolute ones must lie in; undefined for a stored tree. */
  readonly root: string | undefined;
  /** What a leading `~` stands for; undefined where it stands for itself. */
  readonly homeDir: string | undefined;
  readonly platform: Platform;
}

/** A filter over the paths of a snapshot, which remembers what each of its lines has matched. */
export interface PatternFilter {
  readonly matches: (path: Buffer, isDirectory: boolean) => boolean;
  /** Lines that have matched nothing so far, as they were given. */
  readonly unused: () => readonly string[];
}

/**
 * A filter for `include`, `exclude` and the patterns of find. A line that is the name of a path as lists show it, with its
 * wildcards and backslashes, matches that path too, and what is below it.
 * @param lines patterns relative to the tree's root; a leading `/` means that root too
 * @throws HoldfastError `invalid-pattern`
 */
export function compilePatterns(lines: readonly string[], platform: Platform = process.platform): PatternFilter {
  const place: PatternPlace = { root: undefined, homeDir: undefined, platform };
  const given = patternLines(lines);
  // On Windows a backslash separates names.
  const unescape = platform === 'win32' ? (text: string): string => text : unescapedPattern;
  const set = new PatternSet(
    given.map((line) => relativeLine(line, place, 'any-depth', unescape)),
    platform,
  );
  const names = new Map(given.flatMap((line) => (isPlainName(line) ? [[shownName(line), line]] : [])));
  const namesSeen = new Set<string>();
  const isNamed = (path: Buffer): boolean => {
    if (names.size === 0) return false;
    const shown = shownPath(path);
    for (let end = shown.length; end > 0; end = shown.lastIndexOf('/', end - 1)) {
      const line = names.get(shown.slice(0, end));
      if (line === undefined) continue;
      namesSeen.add(line);
      return true;
    }
    return false;
  };
  return {
    matches: (path, isDirectory) => set.matches(bytesText(path), isDirectory) || isNamed(path),
    unused: () => set.unused().flatMap((i) => (namesSeen.has(given[i] ?? '') ? [] : [given[i] ?? ''])),
  };
}

/** Whether a line may be a plain name whose wildcards or backslashes would mean something else in a pattern. */
function isPlainName(line: string): boolean {
  return !line.startsWith('!') && /[\\*?[]/.test(line);
}

/** Without the marks that lists and patterns put around a name. */
function shownName(line: string): string {
  return line.replace(/^\.?\//, '').replace(/\/$/, '');
}

/** The escapes of names in lists, as the characters that they stand for; those that mean something stay literal. */
function unescapedPattern(pattern: string): string {
  return pattern.replace(/\\\\|(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
    if (escape === '\\\\') return escape;
    return unescapedText(escape).replace(/[\\*?[\]!#~-]/g, '\\$&');
  });
}

function patternLines(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * Where a pattern without a slash matches. `at-root`: it names a path below the root, as in `path` of upload-artifact.
 * `any-depth`: it fits at any depth, as in .gitignore; a slash at its beginning or within it ties it to the root.
 */
export type Anchoring = 'at-root' | 'any-depth';

/**
 * Pattern lines without comments and empty ones, each relative to the root and in one form, so that they mean the same
 * on every machine and when they are read again: `dist/**`, `!logs`, `.` for the root itself; with `any-depth` `**\/*.log`
 * for `*.log` and `./dist` for `/dist`.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`
 */
export function relativePatterns(
  lines: readonly string[],
  place: PatternPlace,
  anchoring: Anchoring = 'at-root',
): string[] {
  return patternLines(lines).map((line) => relativeLine(line, place, anchoring));
}

function relativeLine(
  line: string,
  place: PatternPlace,
  anchoring: Anchoring,
  unescape = (text: string): string => text,
): string {
  const [, marks = '', text = ''] = /^((?:!\s*)*)(.*)$/su.exec(line) ?? [];
  const negate = marks.replace(/\s/g, '').length % 2 === 1;
  const pattern = unescape(text);
  const relative = relativePattern(pattern, line, place, anchoring);
  return (negate ? '!' : '') + (anchoring === 'any-depth' ? anchored(pattern, relative) : relative);
}

// The same pattern in a form that says where it matches: it begins with `./` at the root, with `**/` at any depth.
function anchored(text: string, relative: string): string {
  if (relative === '.' || relative.replace(/\/$/, '').includes('/')) return relative;
  return text.replace(/\/$/, '').includes('/') || text.startsWith('/') ? `./${relative}` : `**/${relative}`;
}

function relativePattern(text: string, line: string, place: PatternPlace, anchoring: Anchoring): string {
  if (text === '') throw invalidPattern(line, 'there is no pattern after the exclamation mark');
  if (text.length > PATTERN_MAX_CHARS)
    throw invalidPattern(line.slice(0, 80), `it is longer than ${PATTERN_MAX_CHARS}`);
  let pattern = place.platform === 'win32' ? text.replace(/\\/g, '/') : text;
  if (place.homeDir !== undefined && /^~(\/|$)/.test(pattern)) {
    pattern = escapeGlob(place.homeDir, place.platform) + pattern.slice(1);
  }
  const segments = pattern.split('/').filter((segment) => segment !== '');
  if (isAbsolute(pattern, place.platform) && place.root !== undefined) {
    const isBelow = removeRoot(segments, place.root, place.platform);
    // As in .gitignore, a slash at the beginning means the root; in `path` it is the root of the machine.
    if (!isBelow && (anchoring === 'at-root' || !pattern.startsWith('/'))) throw outsideRoot(line, place.root);
  } else if (segments[0] === '.') {
    segments.shift();
  }
  const literals = segments.map(literalSegment);
  if (literals.includes('..')) throw outsideRoot(line, place.root);
  if (literals.includes('.')) throw invalidPattern(line, '"." can only be its first segment');
  if (segments.length === 0) return '.';
  const relative = segments.join('/') + (pattern.endsWith('/') ? '/' : '');
  // `./` stays before a character that has another meaning at the start of a line.
  return /^[#!~\s]/.test(relative) ? `./${relative}` : relative;
}

/** Removes the segments of the root from the start of an absolute pattern, if it begins with them. */
function removeRoot(segments: string[], root: string, platform: Platform): boolean {
  const rootSegments = root.split(platform === 'win32' ? /[\\/]+/ : /\/+/).filter((segment) => segment !== '');
  const same = (a: string | undefined, b: string): boolean =>
    platform === 'win32' ? a?.toLowerCase() === b.toLowerCase() : a === b;
  const front = segments.slice(0, rootSegments.length).map(literalSegment);
  if (!rootSegments.every((segment, i) => same(front[i], segment))) return false;
  segments.splice(0, rootSegments.length);
  return true;
}

function isAbsolute(pattern: string, platform: Platform): boolean {
  return platform === 'win32' ? path.win32.isAbsolute(pattern) || /^[a-z]:/i.test(pattern) : pattern.startsWith('/');
}

function escapeGlob(literal: string, platform: Platform): string {
  const text = platform === 'win32' ? literal.replace(/\\/g, '/') : literal.replace(/\\/g, '\\\\');
  return text.replace(/(\[)(?=[^/]+\])/g, '[[]').replace(/[?*]/g, '[$&]');
}

/**
 * The text that a segment stands for if it has no wildcard, else undefined. Escapes (`\*`) and sets of one character
 * (`[*]`) are literal; an empty or unclosed set is plain text.
 */
function literalSegment(segment: string): string | undefined {
  let literal = '';
  for (const token of segment.matchAll(/\\(.)|\[((?:\\.|[^\]\\])+)\]|([*?])|(.)/gsu)) {
    const set = token[2]?.replace(/\\(.)/gsu, '$1');
    if (token[3] !== undefined || (set !== undefined && set.length > 1)) return undefined;
    literal += token[1] ?? set ?? token[4] ?? '';
  }
  return literal;
}

function invalidPattern(line: string, what: string): HoldfastError {
  return new HoldfastError({
    code: 'invalid-pattern',
    message: `The pattern ${JSON.stringify(line)} is not valid: ${what}.`,
    fix: 'Give one pattern a line, for example "dist", "src/**/*.ts" or "!**/node_modules".',
    exitCode: 2,
  });
}

function outsideRoot(line: string, root: string | undefined): HoldfastError {
  const where = root === undefined ? 'the top of the snapshot' : `the root ${JSON.stringify(root)}`;
  return new HoldfastError({
    code: 'pattern-outside-root',
    message: `The pattern ${JSON.stringify(line)} leads outside ${where}.`,
    why: 'Paths in a backup are relative to one root, so that they mean the same on every machine.',
    fix:
      root === undefined
        ? 'Give patterns relative to it, without "..".'
        : 'Change the pattern, or set `root` to a folder that holds both.',
    exitCode: 2,
  });
}

/** One line, compiled. Matched against `/` + relative path, as @actions/glob matches absolute paths. */
class Line {
  readonly negate: boolean;
  /** The folders before the first wildcard: where a search would start. */
  readonly searchPath: string;
  /** Without any wildcard: names one path. */
  readonly isLiteral: boolean;
  /** undefined for `.`, which is everything below the root. */
  private readonly own: Minimatch | undefined;
  /** Everything below what the line itself matches. */
  private readonly descendants: Minimatch | undefined;
  private readonly endsWithGlobstar: boolean;
  private readonly directoriesOnly: boolean;
  private readonly onlyGlobstars: boolean;
  /** Begins with `**`, so that it may match below any folder. */
  private readonly anywhere: boolean;

  constructor(line: string, platform: Platform) {
    this.negate = line.startsWith('!');
    const pattern = (this.negate ? line.slice(1) : line).replace(/^\.\//, '');
    this.directoriesOnly = pattern.endsWith('/');
    const segments = pattern === '.' ? [] : pattern.split('/').filter((segment) => segment !== '');
    this.endsWithGlobstar = segments.at(-1) === '**';
    this.onlyGlobstars = segments.every((segment) => segment === '**');
    this.anywhere = segments[0] === '**';
    const literals = segments.map(literalSegment);
    const firstGlob = literals.indexOf(undefined);
    this.searchPath = (firstGlob < 0 ? literals : literals.slice(0, firstGlob)).join('/');
    this.isLiteral = firstGlob < 0;
    if (segments.length === 0) return;
    this.own = compile(segments, platform);
    if (this.directoriesOnly || !this.endsWithGlobstar) this.descendants = compile([...segments, '**'], platform);
  }

  kinds(relative: string): number {
    if (this.own === undefined) return ANYTHING;
    // `a/**` matches `a/` and not `a`, so the slash makes it match the folder `a` itself.
    const matched = this.own.match(this.endsWithGlobstar ? `/${relative}/` : `/${relative}`);
    const kinds = !matched ? NOTHING : this.directoriesOnly ? DIRECTORY : ANYTHING;
    return kinds !== ANYTHING && this.descendants?.match(`/${relative}`) === true ? ANYTHING : kinds;
  }

  /** `some` means only that a match is possible; there may be none. '' is the root. */
  below(directory: string): Below {
    if (directory === '') return this.onlyGlobstars ? 'all' : 'some';
    if (this.own === undefined) return 'all';
    if ((this.kinds(directory) & DIRECTORY) !== 0) return 'all';
    if (this.anywhere) return 'some';
    const segments = `/${directory}`.split('/');
    const reachable = [this.own, this.descendants].some((matcher) => {
      const row = matcher?.set[0];
      return matcher !== undefined && row !== undefined && matcher.matchOne(segments, row, true);
    });
    return reachable ? 'some' : 'none';
  }
}

function compile(segments: readonly string[], platform: Platform): Minimatch {
  const nocase = platform === 'win32';
  return new Minimatch(`/${segments.join('/')}`, {
    dot: true,
    nobrace: true,
    nocase,
    nocomment: true,
    noext: true,
    nonegate: true,
    platform: platform === 'win32' ? 'win32' : 'linux',
  });
}

/** Lines in order: a later line overrides an earlier one. Paths are relative, with `/` between segments, and never empty. */
export class PatternSet {
  private readonly lines: readonly Line[];
  private readonly used = new Set<number>();

  /** @param patterns in the form that `relativePatterns` gives */
  constructor(patterns: readonly string[], platform: Platform) {
    this.lines = patterns.map((pattern) => new Line(pattern, platform));
  }

  matches(relative: string, isDirectory: boolean): boolean {
    return (this.kinds(relative) & (isDirectory ? DIRECTORY : OTHER)) !== 0;
  }

  /** The types of entries that are matched at this path. */
  kinds(relative: string): number {
    let kinds = NOTHING;
    this.lines.forEach((line, i) => {
      const own = line.kinds(relative);
      if (own !== NOTHING) this.used.add(i);
      if (line.negate) kinds &= ~own;
      else kinds |= own;
    });
    return kinds;
  }

  /** Numbers of the lines that have matched none of the paths so far. */
  unused(): number[] {
    return [...this.lines.keys()].filter((i) => !this.used.has(i));
  }

  /** @param directory '' for the root */
  below(directory: string): Below {
    let state: Below = 'none';
    for (const line of this.lines) {
      const reach = line.below(directory);
      if (reach === 'none') continue;
      const end = line.negate ? 'none' : 'all';
      state = reach === 'all' || state === end ? end : 'some';
    }
    return state;
  }

  /** The folders or files that the lines name before their first wildcard; '' is the root. */
  literalStarts(): string[] {
    return [...new Set(this.lines.filter((line) => !line.negate).map((line) => line.searchPath))];
  }

  /** The paths that lines without wildcards name; '' is the root. */
  literalPaths(): string[] {
    return [...new Set(this.lines.filter((line) => !line.negate && line.isLiteral).map((line) => line.searchPath))];
  }

  /** Where the lines start to search, each not below another one; '' is the root. */
  searchPaths(): string[] {
    const all = this.literalStarts();
    return all.filter((one) => !all.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))));
  }
}
