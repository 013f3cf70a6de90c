/** What repair makes of the S3 versions in a vault: data to data. */
import { LIMITS } from '../../base/limits.ts';
import type { S3Version } from '../../store/store.ts';
import { parseBlobKey, parseMarkKey, parseRootKey, parseStateKey, timeOfStamp, type MarkKey } from '../format/keys.ts';
import { withBytes, type Inventory } from '../read/versions.ts';
import type { LostObject } from './restore-version.ts';
import { etagHint, type RootObject } from '../format/root.ts';

/**
 * What repair makes of the S3 versions in a vault: data to data (docs/repair.md). Holdfast writes each key once, so one S3
 * version of the recorded size and ETag is as it should be; everything else is looked at.
 */
export type StoredKind = 'root' | 'pack' | 'part' | 'mark' | 'state' | 'document';

export type Damage = 'missing' | 'deleted' | 'overwritten' | 'truncated';

/** Something that is covered, and the S3 version that holds it. */
export interface Fix {
  readonly kind: StoredKind;
  readonly object: LostObject;
  readonly damage: Damage;
  readonly from: S3Version;
}

/** Something that no S3 version holds. */
export interface Loss {
  readonly kind: StoredKind;
  readonly key: string;
  readonly damage: Damage;
}

/** What covers an object whose right bytes are not on top. */
export function damageOf(versions: readonly S3Version[], sizeBytes?: number): Damage {
  const [top] = versions;
  if (top === undefined) return 'missing';
  if (top.isDeleteMarker) return 'deleted';
  return sizeBytes !== undefined && top.sizeBytes < sizeBytes ? 'truncated' : 'overwritten';
}

/** Whether what S3 lists of a pack or part leaves no doubt that it is the one that was written. */
export function isUndoubted(versions: readonly S3Version[], { sizeBytes, etag }: RootObject): boolean {
  const [only, more] = versions;
  if (only === undefined || more !== undefined || only.isDeleteMarker || only.sizeBytes !== sizeBytes) return false;
  return etag === '' || only.etag === undefined || etagHint(only.etag) === etag;
}

/** How long after the time in its key a mark or state may be written. */
const WRITTEN_WITHIN_MS = 3600 * 1000;

/**
 * The S3 version of a mark or state that was written first. No hash of these is recorded anywhere; but their keys hold the
 * time at which they are written, which is S3's own, as LastModified is. Where only later versions are left, nobody can
 * tell what is right.
 */
export function originalOf(versions: readonly S3Version[], utc: Date): S3Version | undefined {
  const oldest = withBytes(versions).at(-1);
  const isFirst = oldest !== undefined && Math.abs(+oldest.lastModified - +utc) <= WRITTEN_WITHIN_MS;
  return isFirst ? oldest : undefined;
}

/** A mark or state that is not on top as it was written. */
export interface CoveredNote {
  readonly kind: 'mark' | 'state';
  readonly key: string;
  readonly original: S3Version;
  readonly versions: readonly S3Version[];
}

/** Marks and state that have more than one S3 version, if it is known which was written first. */
export function coveredNotes(inventory: Inventory): CoveredNote[] {
  return [...inventory].flatMap(([key, versions]) => {
    const note = noteOf(key);
    const original = note && originalOf(versions, note.utc);
    if (note === undefined || original === undefined || versions.length === 1) return [];
    return [{ kind: note.kind, key, original, versions }];
  });
}

function noteOf(key: string): { readonly kind: 'mark' | 'state'; readonly utc: Date } | undefined {
  const mark = parseMarkKey(key);
  if (mark !== undefined) return { kind: 'mark', utc: mark.utc };
  const stamp = key.slice(key.lastIndexOf('/') + 1);
  return parseStateKey(key) === undefined ? undefined : { kind: 'state', utc: timeOfStamp(stamp) };
}

/** Marks that are on top, or will be when they are put back. */
export function marksIn(inventory: Inventory): MarkKey[] {
  return [...inventory].flatMap(([key, versions]) => {
    const mark = parseMarkKey(key);
    return mark !== undefined && withBytes(versions).length > 0 ? [mark] : [];
  });
}

/** A root key in the vault. */
export interface RootKey {
  readonly key: string;
  readonly series: string;
  readonly id: string;
  readonly versions: readonly S3Version[];
}

/** A prune records what it is about to remove, and sets its markers within B; later if its machine sleeps meanwhile. */
const MARKED_WITHIN_MS = LIMITS.graceSeconds * 1000;

/** When the oldest of the delete markers on top was set. */
function markedSince(versions: readonly S3Version[]): Date | undefined {
  const bytes = versions.findIndex(({ isDeleteMarker }) => !isDeleteMarker);
  return versions.slice(0, bytes < 0 ? versions.length : bytes).at(-1)?.lastModified;
}

/**
 * Roots that should be there. One under a delete marker was deleted by somebody, unless prune recorded that it took it
 * out, and did so then, and it was not brought back since.
 *
 * @param removedAt when prune took roots out, by key
 */
export function rootsToExamine(inventory: Inventory, removedAt: ReadonlyMap<string, Date>): RootKey[] {
  return [...inventory].flatMap(([key, versions]) => {
    const parsed = parseRootKey(key);
    if (parsed === undefined) return [];
    const removed = removedAt.get(key);
    const written = withBytes(versions)[0]?.lastModified;
    const marked = markedSince(versions);
    const isPruned =
      marked !== undefined &&
      removed !== undefined &&
      (written === undefined || written <= removed) &&
      +marked - +removed <= MARKED_WITHIN_MS;
    return isPruned ? [] : [{ key, ...parsed, versions }];
  });
}

/** A snapshot that should be there: its root is right in one S3 version at least. */
export interface ExaminedRoot extends RootKey {
  readonly utc: Date;
  /** The S3 version that is right. */
  readonly right: S3Version;
  /** Whether S3's time fits the one in the id, for one of its S3 versions. */
  readonly wasTrusted: boolean;
  /** Whether readers trust its time as it lies there, or will lie there when it is put back. */
  readonly isTrusted: boolean;
}

/** A pack or part that roots name. */
export interface NeededObject {
  /** As the first of them describes it. */
  readonly object: RootObject;
  /** Numbers of the roots that name it. */
  readonly roots: number[];
}

export function blobKind(key: string): 'pack' | 'part' {
  return parseBlobKey(key)?.kind === 'parts' ? 'part' : 'pack';
}
