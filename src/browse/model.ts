/** What pages show of a vault, as data. */
import type { HoldfastError } from '../base/errors.ts';
import type { VaultPlace } from '../base/command-line.ts';
import type { FoundCoverage } from '../fleet/records.ts';
import type { MarkFacts } from '../vault/read/marks.ts';
import type { RootHeader } from '../vault/format/root.ts';
import type { SealedFacts } from '../vault/format/sealed-root.ts';
import { unreadableKind } from '../vault/read/damage.ts';
import type { SnapshotInfo } from '../vault/read/snapshots.ts';

export interface VaultView {
  readonly place: VaultPlace;
  /** Ages count from here. */
  readonly asOf: Date;
  /** Whether prices of AWS hold. */
  readonly isAtAws: boolean;
}

/** What a fleet's records say. */
export interface FleetView {
  /** The newest one of each account. */
  readonly coverages: readonly FoundCoverage[];
  /** What could not be read of them, and why. */
  readonly problems: readonly string[];
}

export interface Problem {
  readonly text: string;
  readonly error: HoldfastError;
}

export interface SeriesView {
  readonly series: string;
  /** What is not known of the series as a whole, and why. */
  readonly problems: readonly Problem[];
  /** Whether its marks could be listed. If not, nothing is known of proofs, holds and quarantine, and no snapshot counts. */
  readonly isMarked: boolean;
  /** Snapshots that were listed, and removed before they were read. */
  readonly removedCount: number;
  /** Newest first; none only where they could not be listed. */
  readonly snapshots: readonly SnapshotView[];
  /** Older ones that are not shown. */
  readonly olderCount: number;
  /** The newest snapshot that counts: with a time that S3 vouches for, not in quarantine, not foreign. undefined if there is none. */
  readonly latest: SnapshotView | undefined;
  /** The newest of those whose files could be read; undefined if there is none. */
  readonly newest: SnapshotView | undefined;
  readonly files: readonly FileView[];
  /** Paths that a snapshot shown here has and the newest has not. */
  readonly gone: readonly FileView[];
  /** Of a repository, by name. */
  readonly refs: Readonly<Record<string, string>> | undefined;
}

export interface SnapshotView {
  readonly info: SnapshotInfo;
  readonly header?: RootHeader;
  /** Without its key: what stands open in it. */
  readonly sealed?: SealedFacts;
  /** It is open, and others of the series are sealed. */
  readonly isBesideSealed?: boolean;
  readonly problem?: HoldfastError;
  readonly facts?: MarkFacts | undefined;
  /** Compressed bytes in the bucket that it needs. */
  readonly neededBytes?: number;
  /** Against the one before it that could be read; undefined for the first. */
  readonly changes?: Changes;
  readonly before?: SnapshotInfo;
}

/** What stands open of a snapshot, or all of its header; undefined if it could not be read. */
export function saidOf({
  header,
  sealed,
}: Pick<SnapshotView, 'header' | 'sealed'>): RootHeader | SealedFacts | undefined {
  return header ?? sealed;
}

/** Not made with the reader's key: anybody who may write can make some. It counts for nothing, and is no damage. */
export function isForeign({ problem }: Pick<SnapshotView, 'problem'>): boolean {
  return unreadableKind(problem) === 'foreign';
}

/** What should be readable, and is not. */
export function isBroken(snapshot: Pick<SnapshotView, 'problem'>): boolean {
  return snapshot.problem !== undefined && !isForeign(snapshot);
}

/** Others are shown, and no more: neither the newest files nor an age are theirs, as with `latest`. */
export function isCounting({ info, facts }: Pick<SnapshotView, 'info' | 'facts'>): boolean {
  return info.timeTrusted && facts?.quarantine === undefined;
}

export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The first of them. */
  readonly paths: readonly PathChange[];
  readonly refs: readonly RefMove[];
}

export interface PathChange {
  readonly path: Buffer;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly sizeBefore?: number | undefined;
  readonly sizeAfter?: number | undefined;
  /** Whether what was there before can be printed by itself. */
  readonly wasFile: boolean;
}

export interface RefMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface FileView {
  readonly path: Buffer;
  readonly type: 'file' | 'symlink';
  readonly sizeBytes: number;
  readonly target: Buffer;
  /** Snapshots shown here that have another version of it than the one before, with the first. */
  readonly versions: number;
  /** When the last of them came. */
  readonly changedAt: Date;
  /** The newest snapshot that has it. */
  readonly lastIn: SnapshotInfo;
}
