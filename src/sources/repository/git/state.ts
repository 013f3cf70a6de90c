/** The rows of state that describe a git repository. */
import { HoldfastError } from '../../../base/errors.ts';
import {
  isObjectFormat,
  isOid,
  isRefName,
  shownRef,
  type ObjectFormat,
  type Oid,
  type RefList,
  type RefName,
} from './refs.ts';

/**
 * What a snapshot's state says about a repository; the keys, in order (with `wiki/` for `git/` those of the wiki):
 *
 *     git/format            sha1 | sha256
 *     git/head              what the file HEAD holds; absent if the server did not report it
 *     git/link/<6 digits>   one link of the chain: SHA-256 (32 bytes) and size (decimal) of git/packs/<6 digits>.pack;
 *                           000000 is the base
 *     git/ref/<name>        the OID, raw bytes
 *     git/symref/<name>     the name it points to; it is among git/ref/ too
 *     git/vanished/<OID>    a tip of an earlier backup that the chain still holds and the repository lost; value: its last name
 */
export interface GitSnapshot extends RefList {
  readonly links: readonly Link[];
  readonly vanished: ReadonlyMap<Oid, RefName>;
}

/** One pack of the chain; the packs before it hold what its deltas and its history build on. */
export interface Link {
  /** File name below git/packs/. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface GitStateRow {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** The parts that are chains of packs. */
export type GitPartName = 'git' | 'wiki';

/** The folder of a chain's links in the tree. */
export function packsPath(part: GitPartName): string {
  return `${part}/packs`;
}

export function linkName(index: number): string {
  return `${sixDigits(index)}.pack`;
}

function sixDigits(index: number): string {
  return String(index).padStart(6, '0');
}

/** Rows in key order. */
export function* stateRows(snapshot: GitSnapshot, part: GitPartName): Generator<GitStateRow> {
  const row = (key: string, value: string | Buffer): GitStateRow => ({
    key: Buffer.from(`${part}/${key}`, 'latin1'),
    value: typeof value === 'string' ? Buffer.from(value, 'latin1') : value,
  });
  yield row('format', snapshot.format);
  if (snapshot.head !== undefined) yield row('head', snapshot.head);
  for (const [index, { sizeBytes, sha256 }] of snapshot.links.entries()) {
    yield row(`link/${sixDigits(index)}`, Buffer.concat([Buffer.from(sha256, 'hex'), Buffer.from(String(sizeBytes))]));
  }
  for (const [name, oid] of snapshot.refs) yield row(`ref/${name}`, Buffer.from(oid, 'hex'));
  for (const [name, target] of snapshot.symrefs) yield row(`symref/${name}`, target);
  for (const [oid, name] of [...snapshot.vanished].sort()) yield row(`vanished/${oid}`, name);
}

/**
 * The repository that a snapshot's state describes; every name and number is checked, since a vault may be hostile.
 * Errors: `git-state-invalid`; undefined if there is nothing about that part in it.
 */
export function readChain(rows: Iterable<GitStateRow>, part: GitPartName = 'git'): GitSnapshot | undefined {
  const prefix = `${part}/`;
  let draft: Draft | undefined;
  for (const { key, value } of rows) {
    const name = key.toString('latin1');
    if (!name.startsWith(prefix)) continue;
    // Keys come in order, so that the format comes first: the length of OIDs depends on it.
    if (draft === undefined) draft = startDraft(name.slice(prefix.length), value.toString('latin1'));
    else readRow(draft, name.slice(prefix.length), value);
  }
  return draft;
}

interface Draft {
  readonly format: ObjectFormat;
  head: string | undefined;
  readonly links: Link[];
  readonly refs: Map<RefName, Oid>;
  readonly symrefs: Map<RefName, RefName>;
  readonly vanished: Map<Oid, RefName>;
}

function startDraft(key: string, format: string): Draft {
  if (key !== 'format' || !isObjectFormat(format)) throw invalid('the object format', format);
  return { format, head: undefined, links: [], refs: new Map(), symrefs: new Map(), vanished: new Map() };
}

function readRow(draft: Draft, key: string, value: Buffer): void {
  const slash = key.indexOf('/');
  const [kind, name] = slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
  const text = value.toString('latin1');
  if (kind === 'head') {
    if (!isHead(text, draft.format)) throw invalid('HEAD', text);
    draft.head = text;
  } else if (kind === 'link') {
    if (name !== sixDigits(draft.links.length)) {
      throw invalid(`link ${sixDigits(draft.links.length)} of the chain: it is missing, and the next is`, name);
    }
    draft.links.push(parseLink(draft.links.length, value));
  } else if (kind === 'ref') {
    const oid = value.toString('hex');
    if (!isRefName(name) || !isOid(oid, draft.format)) throw invalid('a ref', `${name} ${oid}`);
    draft.refs.set(name, oid);
  } else if (kind === 'symref') {
    if (!isRefName(name) || !isRefName(text)) throw invalid('a symbolic ref', `${name} ${text}`);
    draft.symrefs.set(name, text);
  } else if (kind === 'vanished') {
    if (!isOid(name, draft.format)) throw invalid('a vanished tip', name);
    draft.vanished.set(name, text);
  }
}

function isHead(head: string, format: ObjectFormat): boolean {
  return head.startsWith('ref: ') ? isRefName(head.slice(5)) : isOid(head, format);
}

const SHA256_BYTES = 32;

function parseLink(index: number, value: Buffer): Link {
  const size = value.toString('latin1', SHA256_BYTES);
  const sizeBytes = Number(size);
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(sizeBytes))
    throw invalid('a link of the chain', value.toString('latin1'));
  return { name: linkName(index), sizeBytes, sha256: value.toString('hex', 0, SHA256_BYTES) };
}

function invalid(what: string, value: string): HoldfastError {
  return new HoldfastError({
    code: 'git-state-invalid',
    message: `The snapshot does not describe a git repository: ${what} is ${JSON.stringify(shownRef(value).slice(0, 300))}.`,
    why: 'The snapshot was damaged, or not written by Holdfast.',
    fix: 'Choose another snapshot, and run verify on this one.',
  });
}
