/** Looks for traces of attacks: keys and S3 versions that Holdfast does not leave. */
import { mapBounded } from '../../base/async.ts';
import { isUnreadable, isUnseen } from './damage.ts';
import { LIMITS } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import {
  isNamedBy,
  isNameOf,
  parseBlobKey,
  parseMarkKey,
  isKeysKey,
  isVaultKey,
  parseRootKey,
  parseStateKey,
  rootKey,
  statePrefix,
  timeOfStamp,
} from '../format/keys.ts';
import type { Mark } from './marks.ts';
import { KeyNumbers, type PruneState, readPruneState } from './prune-state.ts';
import { readOutline } from './root-reader.ts';
import { type SnapshotInfo, snapshotInfo } from './snapshots.ts';
import { type KeyVersions, versionsByKey, withBytes } from './versions.ts';
import { ARCHIVE_CLASSES } from '../../base/storage-classes.ts';

/** A key of the vault that is not in a state in which Holdfast leaves keys. */
export interface Suspect {
  readonly key: string;
  /** `explained`: prune, repair or undelete leave keys in this state. */
  readonly degree: 'harm' | 'suspicious' | 'explained';
  readonly says: string;
}

export interface Traces {
  readonly s3Versions: number;
  /** Live ones. */
  readonly snapshots: number;
  /** Keys with more than one S3 version that is no delete marker. */
  readonly overwritten: readonly Suspect[];
  /** Keys under a delete marker. */
  readonly deleted: readonly Suspect[];
  /** Keys that Holdfast never writes. */
  readonly foreign: readonly Suspect[];
  /** Snapshots that S3 stored at another time than their names say. */
  readonly untrusted: readonly Suspect[];
  /** Keys of what S3 stored last: current snapshots, packs and parts, NEWEST_OF_A_KIND of each at most. */
  readonly newest: readonly string[];
  /** How many of these there are in all. */
  readonly current: number;
  /** Live ones. */
  readonly roots: readonly SnapshotInfo[];
  /** Those that say that a snapshot was verified, or is in quarantine. */
  readonly marks: readonly Mark[];
  /** Whether there are documents of keys. */
  readonly hasKeys: boolean;
  /** When somebody last noted that she can open them. */
  readonly keysCheckedAt: Date | undefined;
}

/** Snapshots, and packs and parts together. */
const NEWEST_OF_A_KIND = 25;

/**
 * Looks for traces of an attack in the S3 versions of the whole vault: one request for each thousand. More only where
 * there is something to explain: what prune noted (two), and, where packs or parts were deleted or overwritten, the live
 * snapshots that prune has not noted (one each).
 */
export async function findTraces(store: Store, signal: AbortSignal): Promise<Traces> {
  const scan = await scanVersions(store, signal);
  const needsPrune = [...scan.deleted, ...scan.overwritten].some(({ kind }) => ['root', 'blob'].includes(kind));
  const numbers = new KeyNumbers();
  const pruned = needsPrune ? await readPruneState(store, numbers, signal) : NOTHING_PRUNED;
  const removed = new Set(pruned.removed.map(({ series, id }) => rootKey(series, id)));
  const read = await readNeeds(store, scan, { pruned, numbers }, signal);
  const isPartial = scan.deleted.some(({ key, kind }) => kind === 'root' && !removed.has(key));
  const needs = { ...read, isPartial: isPartial || read.unreadable.length > 0 };
  const judge = { store, signal, removed, needs };
  return {
    s3Versions: scan.s3Versions,
    snapshots: scan.roots.length,
    overwritten: await mapBounded(scan.overwritten, IN_FLIGHT, (key) => judgeOverwritten(judge, key)),
    deleted: judgeDeleted(scan.deleted, judge),
    foreign: [
      ...scan.foreign.map((key): Suspect => ({ key, degree: 'suspicious', says: 'Holdfast writes no such key' })),
      ...scan.archived.map(({ key, storageClass = '' }): Suspect => ({
        key,
        degree: 'suspicious',
        says: `it lies in ${storageClass}, where Holdfast writes nothing and cannot read at once`,
      })),
    ],
    untrusted: scan.roots
      .filter(({ key, info }) => !info.timeTrusted && !scan.readmitted.has(key))
      .map(({ key, info }) => ({ key, degree: 'suspicious', says: `its name says ${info.utc.toISOString()}` })),
    newest: [scan.newestRoots, scan.newestBlobs].flatMap(newestOf).map(({ key }) => key),
    current: scan.current,
    roots: scan.roots.map(({ info }) => info),
    marks: scan.marks,
    hasKeys: scan.hasKeys,
    keysCheckedAt: scan.keysCheckedAt,
  };
}

function newestOf(versions: readonly S3Version[]): readonly S3Version[] {
  return versions.toSorted((a, b) => +b.lastModified - +a.lastModified).slice(0, NEWEST_OF_A_KIND);
}

const IN_FLIGHT = 16;
const NOTHING_PRUNED: PruneState = { roots: new Map(), removed: [] };

type KeyKind = 'root' | 'blob' | 'mark' | 'state' | 'document' | 'probe' | 'foreign';

function keyKind(key: string): KeyKind {
  if (parseRootKey(key) !== undefined) return 'root';
  if (parseBlobKey(key) !== undefined) return 'blob';
  if (parseMarkKey(key) !== undefined) return 'mark';
  if (parseStateKey(key) !== undefined) return 'state';
  if (isKeysKey(key) || isVaultKey(key)) return 'document';
  return key === 'v1/probe' ? 'probe' : 'foreign';
}

interface KeyHistory {
  readonly key: string;
  readonly kind: KeyKind;
  /** Without delete markers, oldest first. */
  readonly data: readonly S3Version[];
  readonly isDeleted: boolean;
  /** Delete markers that are left, whatever lies on top of them. */
  readonly markers: number;
}

interface Scan {
  s3Versions: number;
  readonly roots: { readonly key: string; readonly info: SnapshotInfo }[];
  /** Keys of roots that a mark vouches for. */
  readonly readmitted: Set<string>;
  readonly overwritten: KeyHistory[];
  readonly deleted: KeyHistory[];
  readonly foreign: string[];
  readonly marks: Mark[];
  hasKeys: boolean;
  keysCheckedAt: Date | undefined;
  /** Current objects that have to be restored in S3 before they can be read. */
  readonly archived: S3Version[];
  /** Those that S3 stored last are among them. */
  newestRoots: readonly S3Version[];
  newestBlobs: readonly S3Version[];
  /** Current snapshots, packs and parts. */
  current: number;
}

async function scanVersions(store: Store, signal: AbortSignal): Promise<Scan> {
  const lists = {
    roots: [],
    overwritten: [],
    deleted: [],
    foreign: [],
    marks: [],
    archived: [],
    newestRoots: [],
    newestBlobs: [],
  };
  const none = { s3Versions: 0, current: 0, hasKeys: false, keysCheckedAt: undefined };
  const scan: Scan = { ...none, readmitted: new Set(), ...lists };
  for await (const batch of versionsByKey(store, 'v1/', { signal })) {
    for (const { key, versions } of batch) {
      scan.s3Versions += versions.length;
      note(scan, key, versions);
    }
    noteNewest(scan, batch);
  }
  return scan;
}

function note(scan: Scan, key: string, all: readonly S3Version[]): void {
  const kind = keyKind(key);
  const data = withBytes(all).toSorted(
    (a, b) => a.lastModified.getTime() - b.lastModified.getTime() || Number(a.isLatest) - Number(b.isLatest),
  );
  const current = data.find(({ isLatest }) => isLatest);
  const versions = { key, kind, data, isDeleted: current === undefined, markers: all.length - data.length };
  if (kind === 'foreign') {
    if (current !== undefined) scan.foreign.push(key);
    return;
  }
  if (ARCHIVE_CLASSES.includes(current?.storageClass ?? '') && current !== undefined) scan.archived.push(current);
  if (data.length > 1) scan.overwritten.push(versions);
  if (current === undefined) scan.deleted.push(versions);
  const mark = parseMarkKey(key);
  if (mark?.kind === 'readmitted' && current !== undefined) scan.readmitted.add(rootKey(mark.series, mark.id));
  if (mark !== undefined && ['verified', 'quarantine'].includes(mark.kind) && current !== undefined)
    scan.marks.push({ ...mark, key });
  noteKeys(scan, key, current !== undefined);
  const info = current && snapshotInfo({ ...current, etag: '', storageClass: undefined });
  if (info !== undefined) scan.roots.push({ key, info });
}

function noteKeys(scan: Scan, key: string, isThere: boolean): void {
  if (!isThere) return;
  scan.hasKeys ||= isKeysKey(key);
  // Keys come in their order, that is in that of time.
  if (parseStateKey(key) === 'keys') scan.keysCheckedAt = timeOfStamp(key.slice(statePrefix('keys').length));
}

function noteNewest(scan: Scan, batch: readonly KeyVersions[]): void {
  const currentOf = (kind: KeyKind): S3Version[] =>
    batch.flatMap(({ key, versions }) => {
      const current = keyKind(key) === kind ? versions.find(({ isLatest }) => isLatest) : undefined;
      return current === undefined || current.isDeleteMarker ? [] : [current];
    });
  const [roots, blobs] = [currentOf('root'), currentOf('blob')];
  scan.current += roots.length + blobs.length;
  scan.newestRoots = newestOf([...scan.newestRoots, ...roots]);
  scan.newestBlobs = newestOf([...scan.newestBlobs, ...blobs]);
}

interface Needs {
  /** What is needed is not known in full: a snapshot cannot be read, or was deleted by somebody else than prune. */
  readonly isPartial: boolean;
  /** Packs and parts of live snapshots. */
  readonly objects: ReadonlySet<string>;
  /** Snapshots that could not be read: what they need is not known. */
  readonly unreadable: readonly string[];
}

/** What live snapshots need. Reads them only if a pack or part was deleted or overwritten. */
async function readNeeds(
  store: Store,
  scan: Scan,
  { pruned, numbers }: { readonly pruned: PruneState; readonly numbers: KeyNumbers },
  signal: AbortSignal,
): Promise<Omit<Needs, 'isPartial'>> {
  const objects = new Set<string>();
  const unreadable: string[] = [];
  if (![...scan.deleted, ...scan.overwritten].some(({ kind }) => kind === 'blob')) return { objects, unreadable };
  const unread = scan.roots.filter(({ key }) => !pruned.roots.has(key));
  for (const { key } of scan.roots) {
    for (const number of pruned.roots.get(key)?.objects ?? []) objects.add(numbers.key(number));
  }
  await mapBounded(unread, IN_FLIGHT, async ({ key, info }) => {
    try {
      for (const object of (await readOutline(store, info, { signal })).objects) objects.add(object.key);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable.push(key);
    }
  });
  return { objects, unreadable };
}

interface Judge {
  readonly store: Store;
  readonly signal: AbortSignal;
  /** Keys of roots that prune removed. */
  readonly removed: ReadonlySet<string>;
  readonly needs: Needs;
}

function judgeDeleted(deleted: readonly KeyHistory[], { removed, needs }: Judge): Suspect[] {
  const suspects = deleted.map(({ key, kind }): Suspect => {
    switch (kind) {
      case 'root':
        return removed.has(key)
          ? { key, degree: 'explained', says: 'a snapshot that prune removed' }
          : { key, degree: 'harm', says: 'a snapshot, and prune has no record of it' };
      case 'blob':
        if (needs.objects.has(key)) return { key, degree: 'harm', says: 'a live snapshot needs it' };
        return needs.isPartial
          ? { key, degree: 'suspicious', says: 'a snapshot that was deleted or cannot be read may need it' }
          : { key, degree: 'explained', says: 'no live snapshot needs it' };
      case 'mark':
        return { key, degree: 'harm', says: 'a mark, which nothing of Holdfast deletes' };
      case 'probe':
        return {
          key,
          degree: 'suspicious',
          says: 'repair deletes it to try the server, and so does a backup that refuses the bucket',
        };
      default:
        return { key, degree: 'suspicious', says: 'nothing of Holdfast deletes it' };
    }
  });
  return suspects.concat(
    needs.unreadable.map((key) => ({ key, degree: 'suspicious', says: 'a snapshot that cannot be read: run verify' })),
  );
}

/** Judges a key with several S3 versions: after a repair the right bytes are the current version again. */
async function judgeOverwritten(judge: Judge, versions: KeyHistory): Promise<Suspect> {
  const { key, kind, data, isDeleted, markers } = versions;
  if (isDeleted)
    return data.every(({ etag }) => etag !== undefined && etag === data[0]?.etag)
      ? { key, degree: 'explained', says: 'brought back once, with the same bytes, and deleted since' }
      : { key, degree: 'suspicious', says: 'overwritten, and deleted since' };
  // A backup that does not find the probe writes it again, and overwrites nothing.
  if (kind === 'probe' && markers >= data.length - 1)
    return { key, degree: 'explained', says: 'deleted by somebody, and written again by a backup' };
  if (kind === 'probe') return { key, degree: 'suspicious', says: 'the server does not refuse to overwrite' };
  const isRight = await isCurrentRight(judge, versions).catch(unseenOr);
  if (isRight === true)
    return { key, degree: 'explained', says: 'written again; the bytes that were stored first lie on top' };
  const isNeeded = kind !== 'blob' || judge.needs.isPartial || judge.needs.objects.has(key);
  if (!isNeeded) return { key, degree: 'suspicious', says: 'no live snapshot needs it' };
  return isRight === 'unseen'
    ? { key, degree: 'harm', says: 'written again, and what lies on top may not be read' }
    : { key, degree: 'harm', says: 'the bytes on top are not those that were stored first' };
}

/** One object under another's key says nothing of the rest. */
function unseenOr(error: unknown): 'unseen' {
  if (isUnseen(error)) return 'unseen';
  throw error;
}

async function isCurrentRight({ store, signal }: Judge, { key, kind, data }: KeyHistory): Promise<boolean> {
  if (kind === 'root' || kind === 'blob') return holdsItsName(store, key, kind, signal);
  const [first, last] = [data[0], data.at(-1)];
  return first?.etag !== undefined && first.etag === last?.etag;
}

/** Checks packs and parts by the checksum that the provider keeps, if it keeps one. Reads the object otherwise. */
async function holdsItsName(store: Store, key: string, kind: KeyKind, signal: AbortSignal): Promise<boolean> {
  const head = await store.head(key, { signal });
  if (head === undefined || head.sizeBytes > LIMITS.rootMaxBytes) return false;
  if (kind === 'blob' && head.sha256 !== undefined) return isNamedBy(key, head.sha256);
  return isNameOf(key, (await store.get(key, { signal })).body);
}
