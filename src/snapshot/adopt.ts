import type { Emit } from '../events.ts';
import { LIMITS } from '../limits.ts';
import type { ObjectInfo, Store } from '../store/store.ts';
import { isLoss } from './damage.ts';
import { parseBlobKey, timeOfId } from './keys.ts';
import type { FrameFragments } from './map.ts';
import { readPack } from './pack.ts';
import { etagHint, type RootObject } from './root.ts';
import type { SnapshotInfo } from './snapshots.ts';

const MiB = 1024 * 1024;
/** Reading more than this back would cost more than storing it again. */
const ADOPT_MAX_BYTES = 1024 * MiB;

export interface AdoptedPack {
  readonly object: RootObject;
  readonly frames: readonly FrameFragments[];
}

/**
 * Packs of interrupted runs of this series: of runs that began at a time for which there is no root, and young enough
 * that prune leaves them alone until this run is committed.
 */
export function planAdoption(
  packs: Iterable<ObjectInfo>,
  series: string,
  roots: readonly SnapshotInfo[],
  known: ReadonlySet<string>,
  now: Date,
): readonly ObjectInfo[] {
  const finished = new Set(roots.map((root) => root.id.slice(0, 16)));
  let bytes = 0;
  return [...packs].filter((object) => {
    const key = parseBlobKey(object.key);
    if (key?.series !== series || known.has(object.key) || finished.has(key.name.slice(0, 16))) return false;
    const began = timeOfId(key.name);
    // Whoever wrote it chose the time in its key; prune goes by S3's.
    const ageSeconds = (now.getTime() - Math.min(began.getTime(), object.lastModified.getTime())) / 1000;
    if (began > now || ageSeconds > LIMITS.adoptMaxAgeSeconds || object.sizeBytes > LIMITS.packMaxBytes) return false;
    bytes += object.sizeBytes;
    return bytes <= ADOPT_MAX_BYTES;
  });
}

/**
 * Reads packs whole, decodes every frame and hashes every fragment. One that is not what a pack should be is left alone.
 */
export async function adoptPacks(
  store: Store,
  candidates: readonly ObjectInfo[],
  emit: Emit,
  signal: AbortSignal,
): Promise<readonly AdoptedPack[]> {
  const adopted: AdoptedPack[] = [];
  for (const { key, etag } of candidates) {
    try {
      const { body } = await store.get(key, { signal });
      const frames = await readPack(key, body);
      adopted.push({ object: { key, sizeBytes: body.length, liveBytes: 0, etag: etagHint(etag) }, frames });
    } catch (error) {
      if (!isLoss(error)) throw error;
      emit({
        type: 'notice',
        class: 'pack-not-adopted',
        message: `A pack of an interrupted run is not used: ${(error as Error).message}`,
      });
    }
  }
  return adopted;
}
