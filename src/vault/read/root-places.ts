/** The roots of a vault with their S3 versions. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isUnreadable } from './damage.ts';
import { parseRootKey } from '../format/keys.ts';
import { KeyNumbers, type RootFacts } from './prune-state.ts';
import { decodeOutline, type RootOutline } from '../format/root.ts';
import { snapshotInfo } from './snapshots.ts';
import { collectVersions, withBytes } from './versions.ts';

/** A root key, as its S3 versions describe it. */
export interface RootPlace {
  readonly key: string;
  readonly series: string;
  readonly id: string;
  /** The time in its id. */
  readonly utc: Date;
  /** Of the newest S3 version that is no delete marker. */
  readonly sizeBytes: number;
  readonly lastModified: Date;
  /** S3 versions with bytes, newest first. */
  readonly versions: readonly { readonly versionId: string; readonly sizeBytes: number }[];
  /** When the oldest delete marker above those was set; undefined if there is none: the root is live. */
  readonly deletedAt: Date | undefined;
  /** Whether S3's time fits the one in the id, for one of its S3 versions: a root that was put back has a later one too. */
  readonly timeTrusted: boolean;
  /** The same for the newest S3 version: what readers go by. */
  readonly newestTrusted: boolean;
}

/** Root keys with their S3 versions, in key order; one request a thousand S3 versions. Keys without bytes are left out. */
export async function listRootPlaces(
  store: Store,
  prefix = 'v1/roots/',
  signal?: AbortSignal,
  startAfter?: string,
): Promise<readonly RootPlace[]> {
  return (await listRoots(store, prefix, signal, startAfter)).places;
}

/** The same, and the keys of which anything is left, a delete marker alone included. */
export async function listRoots(
  store: Store,
  prefix = 'v1/roots/',
  signal?: AbortSignal,
  startAfter?: string,
): Promise<{ readonly places: readonly RootPlace[]; readonly keys: ReadonlySet<string> }> {
  const byKey = new Map<string, S3Version[]>();
  await collectVersions(byKey, store, [prefix], { startAfter, signal });
  return { places: [...byKey].flatMap(([key, ofKey]) => toRootPlace(key, ofKey) ?? []), keys: new Set(byKey.keys()) };
}

function toRootPlace(key: string, versions: readonly S3Version[]): RootPlace | undefined {
  const parsed = parseRootKey(key);
  const stored = withBytes(versions);
  const [newest] = stored;
  const newestInfo = newest === undefined ? undefined : versionInfo(newest);
  if (parsed === undefined || newest === undefined || newestInfo === undefined) return undefined;
  const isDeleted = versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
  // The latest one counts whatever its time is: on some servers (versitygw) the version below it has the time of the deletion,
  // or a later one.
  const markers = versions.filter(
    (each) => each.isDeleteMarker && (each.isLatest || each.lastModified >= newest.lastModified),
  );
  return {
    key,
    ...parsed,
    utc: newestInfo.utc,
    sizeBytes: newest.sizeBytes,
    lastModified: newest.lastModified,
    versions: stored.map(({ versionId, sizeBytes }) => ({ versionId, sizeBytes })),
    deletedAt: isDeleted ? markers.map(({ lastModified }) => lastModified).toSorted((a, b) => +a - +b)[0] : undefined,
    timeTrusted: stored.some((version) => versionInfo(version)?.timeTrusted === true),
    newestTrusted: newestInfo.timeTrusted,
  };
}

function versionInfo(version: S3Version): ReturnType<typeof snapshotInfo> {
  return snapshotInfo({ ...version, etag: '', storageClass: undefined });
}

/**
 * Reads what is needed of a root to look after it, and checks it by the hash in its key: the current S3 version of a live root, and of a deleted root
 * the newest S3 version that is right.
 * @throws corrupt-root, newer-format, object-not-found
 */
export async function readPlace(store: Store, place: RootPlace, signal?: AbortSignal): Promise<RootOutline> {
  const { key, versions, deletedAt } = place;
  const tried = deletedAt === undefined ? versions.slice(0, 1) : versions;
  let failure: unknown;
  for (const { versionId, sizeBytes } of tried) {
    try {
      if (sizeBytes > LIMITS.rootMaxBytes) throw tooLarge(place.id, sizeBytes);
      const { body } = await store.get(key, { versionId, signal });
      return decodeOutline(place, body);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

function tooLarge(id: string, sizeBytes: number): HoldfastError {
  const message = `Snapshot ${id} is damaged: its root has ${String(sizeBytes)} bytes, more than any may have.`;
  return new HoldfastError({ code: 'corrupt-root', message });
}

/** Roots in memory at once. Most have some 100 KiB, and none has more than LIMITS.rootMaxBytes. */
const READS_IN_FLIGHT = 16;
const LARGE_BYTES = 2 * MiB;

export interface LearnedRoots {
  /** By root key. */
  readonly facts: Map<string, RootFacts>;
  /** By root key, with what is wrong. */
  readonly unreadable: Map<string, HoldfastError>;
  /** How many were read, and not known before. */
  readonly readCount: number;
}

/**
 * Collects what prune has to know of each root: from the record of an earlier prune, or by reading the root. A key with more
 * than one S3 version with bytes is always read, since its current bytes may differ from those that were recorded.
 */
export async function learnRoots(
  store: Store,
  places: readonly RootPlace[],
  known: ReadonlyMap<string, RootFacts>,
  numbers: KeyNumbers,
  signal?: AbortSignal,
): Promise<LearnedRoots> {
  const facts = new Map<string, RootFacts>();
  const unreadable = new Map<string, HoldfastError>();
  const unknown: RootPlace[] = [];
  for (const place of places) {
    const noted = place.versions.length === 1 ? known.get(place.key) : undefined;
    if (noted === undefined) unknown.push(place);
    else facts.set(place.key, noted);
  }
  const learn = async (place: RootPlace): Promise<void> => {
    try {
      facts.set(place.key, toRootFacts(await readPlace(store, place, signal), numbers));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable.set(place.key, error);
    }
  };
  const isLarge = ({ sizeBytes }: RootPlace): boolean => sizeBytes > LARGE_BYTES;
  await mapBounded(
    unknown.filter((place) => !isLarge(place)),
    READS_IN_FLIGHT,
    learn,
  );
  await mapBounded(unknown.filter(isLarge), 1, learn);
  return { facts, unreadable, readCount: unknown.length };
}

/** The kind of a source that is sealed: nobody who looks after a vault needs to know what it is, or how much it holds. */
export const SEALED_KIND = 'sealed';

function toRootFacts({ header, sealed, status, objects, newer }: RootOutline, numbers: KeyNumbers): RootFacts {
  return {
    complete: status === 'complete',
    anomaly: (header ?? sealed)?.anomaly !== undefined,
    labels: (header ?? sealed)?.labels ?? [],
    kind: header?.source.kind ?? (sealed === undefined ? '' : SEALED_KIND),
    files: header?.counts['files'] ?? 0,
    bytes: header?.counts['bytes'] ?? 0,
    objects: Uint32Array.from(objects, ({ key }) => numbers.of(key)),
    ...(newer !== undefined && { newer: newer.message }),
  };
}
