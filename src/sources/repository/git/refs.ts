/** Refs and object ids. */
import { HoldfastError } from '../../../base/errors.ts';

/**
 * Names of refs are bytes. Here they are strings of one character a byte (latin1): exact, fast as keys of a Map, and
 * their order is git's own byte order. `shownRef` gives the text for messages.
 */
export type RefName = string;
/** Lower-case hex, 40 characters (sha1) or 64 (sha256). */
export type Oid = string;
export type ObjectFormat = 'sha1' | 'sha256';

export interface RefList {
  readonly format: ObjectFormat;
  /** What the file HEAD holds, without the newline: `ref: <name>` (born or not) or an OID; undefined if not known. */
  readonly head: string | undefined;
  /** In byte order of their names. */
  readonly refs: ReadonlyMap<RefName, Oid>;
  /** Refs below `refs/` that point to a name, such as `refs/remotes/origin/HEAD`. */
  readonly symrefs: ReadonlyMap<RefName, RefName>;
}

const OID_BYTES = { sha1: 20, sha256: 32 } as const;

export function isOid(text: string, format: ObjectFormat): boolean {
  return text.length === 2 * OID_BYTES[format] && /^[0-9a-f]+$/.test(text);
}

export function isObjectFormat(text: string): text is ObjectFormat {
  return text === 'sha1' || text === 'sha256';
}

/** The rules of `git check-ref-format`, for full names: they start with `refs/`. Source: git-check-ref-format(1). */
export function isRefName(name: RefName): boolean {
  if (!name.startsWith('refs/') || /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(name) || name.endsWith('.')) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

export function shownRef(name: RefName): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

/** Every object that must be in the snapshot, each once, in order of the refs. */
export function tipsOf(list: RefList): Set<Oid> {
  const tips = new Set(list.refs.values());
  if (list.head !== undefined && isOid(list.head, list.format)) tips.add(list.head);
  return tips;
}

export function headRef(list: RefList): RefName | undefined {
  return list.head?.startsWith('ref: ') === true ? list.head.slice(5) : undefined;
}

/** The commit that HEAD points to; undefined if unborn or not known. */
export function headOid(list: RefList): Oid | undefined {
  const ref = headRef(list);
  return ref === undefined ? list.head : list.refs.get(ref);
}

/**
 * Whether a ref is left out. A pattern names full refs and all below them; `*` and `?` stop at a slash, `**` does not:
 * `refs/pull`, `refs/pull/*` and `refs/pull/**` all leave out `refs/pull/7/head`.
 */
export function excluder(patterns: readonly string[]): (name: RefName) => boolean {
  const tests = patterns.map((pattern) => refMatcher(pattern, 'exclude-refs'));
  return (name) => tests.some((test) => test(name));
}

/** Whether a ref fits a pattern; `input` is what the user knows it by. Errors: `bad-input`. */
export function refMatcher(pattern: string, input: string): (name: RefName) => boolean {
  if (!pattern.startsWith('refs/') || pattern.endsWith('/')) {
    throw new HoldfastError({
      code: 'bad-input',
      message: `${input}: "${pattern}" is not a pattern of full ref names.`,
      why: 'It must start with "refs/" and not end with "/".',
      fix: 'For example: refs/pull/* or refs/heads/renovate/**',
    });
  }
  const wild: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]' };
  const source = pattern.replace(/\*\*+|[*?]|[^\w/-]/g, (text) => wild[text.slice(0, 2)] ?? `\\u{${code(text)}}`);
  const test = new RegExp(`^${source}(/|$)`, 'u');
  return (name) => test.test(shownRef(name));
}

function code(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16);
}
