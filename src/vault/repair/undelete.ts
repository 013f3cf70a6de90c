/** Brings back snapshots under delete markers. */
import type { ErrorCode } from '../../base/error-codes.ts';
import { mapBounded } from '../../base/async.ts';
import { EXIT, HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { requireServerDate, type Store } from '../../store/store.ts';
import { isLoss } from '../read/damage.ts';
import {
  blobsPrefix,
  formatUtc,
  rootsPrefix,
  type BlobKind,
  hashOfName,
  ID_START_CHARS,
  isIdStart,
} from '../format/keys.ts';
import { listMarks, writeMark } from '../read/marks.ts';
import { listRootPlaces, readPlace, type RootPlace } from '../read/root-places.ts';
import { removedByPrune } from '../read/prune-state.ts';
import { versionsByKey, withBytes } from '../read/versions.ts';
import { putBack, type LostObject, type PutBackOptions } from './restore-version.ts';
import { cannotPutBack, wayOverOf } from './put-over.ts';
import type { RootObject, RootOutline } from '../format/root.ts';

export interface UndeleteOptions {
  readonly store: Store;
  readonly series: string;
  /** Ids, or their beginnings; none: everything that is under a delete marker is shown. */
  readonly ids: readonly string[];
  readonly apply: boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** A snapshot under a delete marker, or one that an id names, and what it takes to bring it back. */
export interface Recoverable {
  readonly place: RootPlace;
  /** undefined if no S3 version of the root is right. */
  readonly root: RootOutline | undefined;
  /** Packs and parts that are covered, or that have to be looked at since more than one S3 version was written. */
  readonly toPutBack: readonly RootObject[];
  /** Keys of which no S3 version is left, or none of the right size. */
  readonly lost: readonly string[];
  /** Why it was removed, if somebody removed it by its id. */
  readonly reason: string | undefined;
}

export interface UndeleteOutcome {
  /** Newest first. */
  readonly snapshots: readonly Recoverable[];
  /** Ids of those that were brought back whole. */
  readonly broughtBack: readonly string[];
  /** Keys that turned out to have no right bytes left, while they were put back. */
  readonly lost: readonly string[];
}

const PUTS_IN_FLIGHT = 4;

/**
 * Brings pruned snapshots back while their S3 versions exist: packs and parts first, the root last. May be killed at any
 * point, and done again. No S3 version is deleted.
 * @throws no-snapshot, ambiguous-selector; cannot-put-back before anything is changed, where the server lets nothing be put
 *   over a delete marker
 */
export async function undelete(options: UndeleteOptions): Promise<UndeleteOutcome> {
  const { store, series, ids, apply, emit, signal } = options;
  emit({ type: 'phase', name: 'Look for snapshots under a delete marker' });
  const places = await listRootPlaces(store, rootsPrefix(series), signal);
  const chosen =
    ids.length === 0 ? places.filter(({ deletedAt }) => deletedAt !== undefined) : resolve(series, ids, places);
  const snapshots = chosen.length === 0 ? [] : await lookAt(options, chosen);
  if (!apply || ids.length === 0) return { snapshots, broughtBack: [], lost: [] };
  const readmitted = new Set(
    (await listMarks(store, series, { signal })).flatMap(({ kind, id }) => (kind === 'readmitted' ? [id] : [])),
  );
  const way = wayOverOf(store, signal);
  const toBring = snapshots.find(({ place }) => place.deletedAt !== undefined);
  if (toBring !== undefined && (await way()) === 'none') throw cannotPutBack(`Snapshot ${toBring.place.id}`);
  const broughtBack: string[] = [];
  const lost: string[] = [];
  // The oldest first, as they were written.
  for (const each of snapshots.toReversed()) {
    if (each.root === undefined || each.lost.length > 0) continue;
    emit({ type: 'phase', name: `Bring back snapshot ${each.place.id}` });
    const missed = await bringBack(store, { ...each, root: each.root }, readmitted, { way, signal });
    if (missed.length === 0) broughtBack.push(each.place.id);
    lost.push(...missed);
  }
  return { snapshots, broughtBack, lost };
}

/** Each id or start of one (of either half) to the one snapshot that it fits, newest first. */
function resolve(series: string, ids: readonly string[], places: readonly RootPlace[]): readonly RootPlace[] {
  const wrong = (code: ErrorCode, message: string, fix: string): HoldfastError =>
    new HoldfastError({ code, message, fix, exitCode: code === 'no-snapshot' ? EXIT.failed : EXIT.badInput });
  const found = ids.map((text) => {
    const fitting = places.filter(({ id }) => isIdStart(text, id));
    const [place, ...others] = text.length < ID_START_CHARS ? [] : fitting;
    if (place === undefined)
      throw wrong(
        'no-snapshot',
        `Series ${series} has no snapshot ${JSON.stringify(text)}, and none under a delete marker.`,
        `Without an id, mode undelete shows what can be brought back. ${String(ID_START_CHARS)} characters of an id at least.`,
      );
    if (others.length > 0)
      throw wrong(
        'ambiguous-selector',
        `${JSON.stringify(text)} fits more than one: ${fitting.map(({ id }) => id).join(', ')}.`,
        'Write the id in full.',
      );
    return place;
  });
  return [...new Set(found)].toSorted(newestFirst);
}

function newestFirst(a: RootPlace, b: RootPlace): number {
  return a.id < b.id ? 1 : -1;
}

/** Reads the roots, and compares what they name with the S3 versions of the series concerned. */
async function lookAt(
  { store, signal }: UndeleteOptions,
  places: readonly RootPlace[],
): Promise<readonly Recoverable[]> {
  const roots = await mapBounded(places, PUTS_IN_FLIGHT, (place) => readOrNothing(store, place, signal));
  const seriesNames = new Set(roots.flatMap((root) => (root === undefined ? [] : [root.series, ...root.bases])));
  const versions = await sizesOf(store, [...seriesNames], signal);
  const removals = await removedByPrune(store, signal);
  return places
    .map((place, index): Recoverable => {
      const objects = roots[index]?.objects ?? [];
      const states = Map.groupBy(objects, (object) => judgeBlob(object, versions.get(object.key)));
      return {
        place,
        root: roots[index],
        toPutBack: [...(states.get('covered') ?? []), ...(states.get('doubtful') ?? [])],
        lost: (states.get('lost') ?? []).map(({ key }) => key),
        reason: removals.get(place.key)?.reason,
      };
    })
    .toSorted((a, b) => newestFirst(a.place, b.place));
}

async function readOrNothing(store: Store, place: RootPlace, signal: AbortSignal): Promise<RootOutline | undefined> {
  try {
    return await readPlace(store, place, signal);
  } catch (error) {
    if (isLoss(error)) return undefined;
    throw error;
  }
}

interface KeySizes {
  /** Of the S3 versions with bytes. */
  readonly sizes: readonly number[];
  /** Size of the current one; undefined under a delete marker. */
  readonly currentBytes: number | undefined;
}

/** One request a thousand S3 versions. */
async function sizesOf(
  store: Store,
  seriesNames: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KeySizes>> {
  const found = new Map<string, KeySizes>();
  const kinds: readonly BlobKind[] = ['packs', 'parts'];
  for (const prefix of seriesNames.flatMap((series) => kinds.map((kind) => blobsPrefix(kind, series)))) {
    for await (const batch of versionsByKey(store, prefix, { signal })) {
      for (const { key, versions } of batch) {
        const stored = withBytes(versions);
        const sizes = stored.map(({ sizeBytes }) => sizeBytes);
        found.set(key, { sizes, currentBytes: stored.find(({ isLatest }) => isLatest)?.sizeBytes });
      }
    }
  }
  return found;
}

/** `doubtful`: written more than once, so that only its bytes tell. */
function judgeBlob(
  { sizeBytes }: RootObject,
  versions: KeySizes | undefined,
): 'there' | 'doubtful' | 'covered' | 'lost' {
  if (versions?.sizes.includes(sizeBytes) !== true) return 'lost';
  if (versions.currentBytes !== sizeBytes) return 'covered';
  return versions.sizes.length === 1 ? 'there' : 'doubtful';
}

/**
 * Objects, then the root. Then the objects once more: a prune that began before the root was there may have marked some
 * meanwhile; one that lists the roots later sees it.
 * @returns keys of what has no right bytes left
 */
async function bringBack(
  store: Store,
  { place, root, toPutBack }: Recoverable & { readonly root: RootOutline },
  readmitted: ReadonlySet<string>,
  options: BringOptions,
): Promise<readonly string[]> {
  const { signal } = options;
  const { lost } = await putBackObjects(store, toPutBack, options);
  if (lost.length > 0) return lost;
  const isCurrent = place.deletedAt === undefined && place.newestTrusted;
  if (!isCurrent) await putBackRoot(store, place, readmitted.has(place.id), options);
  const versions = await sizesOf(store, [root.series, ...root.bases], signal);
  const marked = root.objects.filter((object) => judgeBlob(object, versions.get(object.key)) === 'covered');
  return (await putBackObjects(store, marked, options)).lost;
}

type BringOptions = PutBackOptions & { readonly signal: AbortSignal };

/**
 * Makes packs and parts current again, those of which an S3 version has the hash in its key. The S3 versions of each are
 * listed right before it is put back: another prune may be at work, and what was listed before may not hold any more.
 *
 * @returns keys of those that have none, and of those that something was done for
 */
export async function putBackObjects(
  store: Store,
  objects: readonly LostObject[],
  options: BringOptions,
): Promise<{ readonly lost: readonly string[]; readonly changed: readonly string[] }> {
  const lost: string[] = [];
  const changed: string[] = [];
  await mapBounded(objects, PUTS_IN_FLIGHT, async (object) => {
    const { isThere, wasChanged } = await putBackObject(store, object, options);
    if (!isThere) lost.push(object.key);
    if (wasChanged) changed.push(object.key);
  });
  return { lost, changed };
}

/** Makes a pack or part current again, if one of its S3 versions has the hash in its key. */
async function putBackObject(
  store: Store,
  object: LostObject,
  options: BringOptions,
): Promise<{ readonly isThere: boolean; readonly wasChanged: boolean }> {
  try {
    const outcome = await putBack(store, object, options);
    return { isThere: true, wasChanged: outcome === 'put-back' };
  } catch (error) {
    if (!(error instanceof HoldfastError) || error.code !== 'object-lost') throw error;
    return { isThere: false, wasChanged: false };
  }
}

/**
 * Makes a root current again. S3's time of it is then a later one, so that a `readmitted` mark has to vouch for its own;
 * not for a root whose time could not be trusted before either.
 */
export async function putBackRoot(
  store: Store,
  place: RootPlace,
  isReadmitted: boolean,
  options: BringOptions,
): Promise<void> {
  const { signal } = options;
  const { key, id, utc, timeTrusted } = place;
  const now = requireServerDate(store);
  if (timeTrusted && !isReadmitted) {
    const body = { hash: hashOfName(id), time: formatUtc(utc) };
    await writeMark(store, place, 'readmitted', now, body, signal);
  }
  await putBack(store, { key }, options);
}
