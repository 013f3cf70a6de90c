/** The interface between a source and the engine. */
import type { Emit } from '../base/events.ts';

/**
 * A source turns something outside (a folder, a repository, artifacts) into entries for a snapshot's tree and
 * key-value rows for its state. It knows nothing of packs, fragments or S3.
 */
export interface Source {
  readonly kind: SourceKind;
  /** What the series is a backup *of*. A backup with another definition than the parent's is refused. Plain JSON. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Inspects the source; cheap. Bad input is a HoldfastError here, before anything is stored. */
  open(context: SourceContext): Promise<OpenSource>;
}

export type SourceKind = 'files' | 'repository' | 'organization' | 'artifacts';

export interface SourceContext {
  /** The newest trusted snapshot of this series. If undefined, everything is read. */
  readonly parent: ParentView | undefined;
  /** Where there is no parent: a snapshot of another repository, whose content may be carried over where it is the same. */
  readonly base?: ParentView | undefined;
  /** An empty private folder of this run, removed afterwards; '' for files, which need none. */
  readonly tempDir: string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** What a source may ask of its parent snapshot. */
export interface ParentView {
  readonly id: string;
  /**
   * Tree entries whose path starts with `prefix`, in path order, with whether all their content can still be proved.
   */
  entries(prefix: string): Iterable<{ readonly entry: Entry; readonly available: boolean }>;
  /** State rows whose key starts with `prefix`, in key order. */
  state(prefix: string): Iterable<{ readonly key: Buffer; readonly value: Buffer }>;
}

export interface OpenSource {
  /** For progress and for the choice of chunk size and compression level; undefined if not known. */
  readonly totals: { readonly entries: number | undefined; readonly bytes: number | undefined };
  /** Who and what: repository id, owner id, names, commit; copied into the root's header unchanged. Plain JSON. */
  readonly identity: Readonly<Record<string, unknown>>;
  /**
   * The entries, in strictly ascending order of their path's bytes (`a` < `a-b` < `a/b`). Yielded in batches, since one
   * await per file would cost more than reading it.
   */
  entries(): AsyncIterable<readonly SourceEntry[]>;
  /** Called after the last entry has been stored. */
  finish(): Promise<SourceResult>;
  /** Always called once, also after failures: removes temporary data. */
  close(): Promise<void>;
}

export interface SourceResult {
  /** The complete new state, in key order (byte order); the engine stores only what differs from the parent's. */
  readonly state: Iterable<{ readonly key: Buffer; readonly value: Buffer }>;
  /** Status per part (`files`, `git`, later `lfs`, `wiki`, `github/issues`, ...). */
  readonly parts: Readonly<Record<string, PartStatus>>;
  readonly gaps: readonly Gap[];
  /**
   * One sentence if the source lost most of what it had. The snapshot is stored all the same, but flagged, and it stops
   * pruning.
   */
  readonly anomaly?: string;
}

export type PartStatus = 'complete' | 'partial';

/**
 * Something that is not in the snapshot, and why. `unreadable`, `failed` and `absent` (a path that the user named, and
 * that is not there) make a part `partial`; the other classes are counted and listed, and leave it complete (product
 * rules: vanished before it was opened, changed twice while it was read, special files, left-out secrets, kinds this
 * token may never read, gone at the source).
 */
export interface Gap {
  readonly class:
    'unreadable' | 'failed' | 'absent' | 'vanished' | 'changed' | 'special' | 'secret' | 'unavailable' | 'missing';
  /** Printable path or name. */
  readonly path: string;
  readonly reason: string;
  /** Nothing but requests to GitHub lack for it: a later run reads it. Told, and not stored. */
  readonly waits?: true | undefined;
}

export const PARTIAL_GAPS: readonly Gap['class'][] = ['unreadable', 'failed', 'absent'];

/** Whether something lacks, and nothing but requests to GitHub lack for all of it. */
export function isWaiting(gaps: readonly Gap[]): boolean {
  const lacking = gaps.filter((gap) => PARTIAL_GAPS.includes(gap.class));
  return lacking.length > 0 && lacking.every(({ waits }) => waits === true);
}

export type EntryType = 'file' | 'directory' | 'symlink';

/** One row of a snapshot's tree. Paths are bytes, `/` between segments, relative, never normalised. */
export interface Entry {
  readonly path: Buffer;
  readonly type: EntryType;
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  /** Bytes of content; 0 for anything but files. */
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanos: number;
  /** Target of a symlink, as bytes; empty otherwise. */
  readonly target: Buffer;
  /** Entries with the same number above 0 are hard links of one file (number = 1 + index of the group). */
  readonly linkGroup: number;
}

export type SourceEntry = Entry & { readonly content: Content };

export type Content =
  /** Directories, symlinks. */
  | { readonly kind: 'none' }
  /**
   * A regular file on this machine; size and mtime of the entry were read with lstat. Read (twice if it changes), and
   * removed once it is stored if it is temporary.
   */
  | { readonly kind: 'file'; readonly absolutePath: Buffer; readonly temporary?: boolean }
  /** Temporary bytes have memory of their own, which the backup frees once they are stored. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly temporary?: boolean }
  /** The same as the parent's entry at this path; never read or stored again. */
  | { readonly kind: 'carry' };
