/** Takes over the packs of interrupted runs of a sealed series, by the journals of these runs. */
import type { Emit } from '../../base/events.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import { LeftPacks, type AdoptedPack } from './adopt.ts';
import { decodeJournal, type JournalRun } from './journal.ts';
import { findState } from './reuse.ts';
import { blobsPrefix, isNameOf, parseBlobKey, utcOfName } from '../format/keys.ts';
import { mapFrames, type FrameFragments } from '../format/map.ts';
import { etagHint, type RootObject } from '../format/root.ts';
import { isUnreadable } from '../read/damage.ts';
import { LiveFrames } from '../read/live-frames.ts';

/** What a journal says, with a right HMAC. */
interface Noted {
  readonly objects: readonly RootObject[];
  readonly frames: readonly FrameFragments[];
}

/** Of the packs that are there with the size and the ETag of the journal, the newest are read whole: as much as of a parent. */
const READ_BYTES = 64 * MiB;

/**
 * A journal counts if its HMAC is right. Its packs are proved as those of a parent are: by the LIST, and some of them by
 * reading. What no journal names, its run had stored after the last one, and is stored again.
 *
 * @param packs of interrupted runs
 */
export async function adoptByJournals(
  store: Store,
  run: JournalRun,
  packs: readonly ObjectInfo[],
  emit: Emit,
  signal: AbortSignal,
): Promise<readonly AdoptedPack[]> {
  if (packs.length === 0) return [];
  const left = new LeftPacks(emit);
  const journals = await readJournals(store, run, packs, left, signal);
  const infos = new Map(packs.map((info) => [info.key, info]));
  const proved = new Map<string, RootObject>();
  for (const object of journals.flatMap(({ objects }) => objects)) {
    const info = infos.get(object.key);
    const state = await findState(store, object, info, signal);
    if (state === 'there' && info !== undefined)
      proved.set(object.key, { ...object, liveBytes: 0, etag: etagHint(info.etag) });
    else left.add(`${object.key} is ${state}, or not what its journal says.`);
  }
  await readSome(store, proved, infos, left, signal);
  const adopted = withFrames(journals, proved, left);
  left.report();
  return adopted;
}

/** Of the runs that left these packs, the newest first, as far as they are worth to be read. */
async function readJournals(
  store: Store,
  run: JournalRun,
  packs: readonly ObjectInfo[],
  left: LeftPacks,
  signal: AbortSignal,
): Promise<readonly Noted[]> {
  const found: Noted[] = [];
  let bytes = 0;
  let rows = 0;
  for (const { key, sizeBytes } of await listParts(store, run.series, packs, signal)) {
    signal.throwIfAborted();
    bytes += sizeBytes;
    if (bytes > LIMITS.adoptMaxJournalBytes) {
      left.add('There are more journals of interrupted runs than are read.');
      break;
    }
    try {
      const journal = decodeJournal(key, (await store.get(key, { signal })).body, run);
      if (journal === undefined) continue;
      rows += journal.map.reduce((sum, segment) => sum + segment.rows, 0);
      if (rows > LIMITS.adoptMaxFragments) {
        left.add('Packs of interrupted runs hold more fragments than one run takes over.');
        break;
      }
      found.push({ objects: journal.objects, frames: journal.map.flatMap((segment) => [...mapFrames(segment)]) });
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      left.add(error.message);
    }
  }
  return found;
}

/** Parts of the runs that left these packs, the newest first. */
async function listParts(
  store: Store,
  series: string,
  packs: readonly ObjectInfo[],
  signal: AbortSignal,
): Promise<readonly ObjectInfo[]> {
  const utcs = new Set(packs.map(({ key }) => utcOfName(parseBlobKey(key)?.name ?? '')));
  const prefix = blobsPrefix('parts', series);
  const startAfter = prefix + [...utcs].reduce((oldest, utc) => (utc < oldest ? utc : oldest));
  const found: ObjectInfo[] = [];
  for await (const { objects } of store.list(prefix, { startAfter, signal })) {
    for (const object of objects) {
      const key = parseBlobKey(object.key);
      if (key !== undefined && utcs.has(utcOfName(key.name)) && object.sizeBytes <= LIMITS.packMaxBytes)
        found.push(object);
    }
  }
  return found.toReversed();
}

/** Bytes against names: what is wrong is taken out of `proved`. */
async function readSome(
  store: Store,
  proved: Map<string, RootObject>,
  infos: ReadonlyMap<string, ObjectInfo>,
  left: LeftPacks,
  signal: AbortSignal,
): Promise<void> {
  const newest = [...proved.keys()]
    .map((key) => infos.get(key) as ObjectInfo)
    .toSorted((a, b) => b.lastModified.getTime() - a.lastModified.getTime());
  let bytes = 0;
  for (const { key, sizeBytes } of newest) {
    bytes += sizeBytes;
    if (bytes > READ_BYTES) return;
    try {
      if (isNameOf(key, (await store.get(key, { signal })).body)) continue;
      left.add(`${key} was overwritten.`);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      left.add(error.message);
    }
    proved.delete(key);
  }
}

function withFrames(
  journals: readonly Noted[],
  proved: ReadonlyMap<string, RootObject>,
  left: LeftPacks,
): readonly AdoptedPack[] {
  const live = new LiveFrames(proved.keys());
  const frames = journals.flatMap((journal) => journal.frames.filter((found) => live.take(found)));
  const flaws = live.flaws();
  for (const [key, flaw] of flaws) left.add(`A journal ${flaw} (${key}).`);
  const byPack = Map.groupBy<string, FrameFragments>(frames, ({ frame }) => frame.pack);
  return [...proved.values()].flatMap((object) => {
    const ofPack = byPack.get(object.key);
    return ofPack === undefined || flaws.has(object.key) ? [] : [{ object, frames: ofPack }];
  });
}
