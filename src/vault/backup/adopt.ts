/** Takes over the packs of interrupted runs of the series. */
import type { Emit } from '../../base/events.ts';
import { LIMITS } from '../../base/limits.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import { isUnreadable } from '../read/damage.ts';
import { parseBlobKey, timeOfId, utcOfName } from '../format/keys.ts';
import type { FrameFragments } from '../format/map.ts';
import { openPack, readFrames } from '../format/pack.ts';
import { etagHint, type RootObject } from '../format/root.ts';
import type { SnapshotInfo } from '../read/snapshots.ts';

export interface AdoptedPack {
  readonly object: RootObject;
  readonly frames: readonly FrameFragments[];
}

/**
 * Packs of interrupted runs of this series: of runs that began at a time for which there is no root, and young enough
 * that prune leaves them alone until this run is committed.
 */
export function interruptedPacks(
  packs: Iterable<ObjectInfo>,
  series: string,
  roots: readonly SnapshotInfo[],
  known: ReadonlySet<string>,
  now: Date,
): readonly ObjectInfo[] {
  const finished = new Set(roots.map((root) => utcOfName(root.id)));
  return [...packs].filter((object) => {
    const key = parseBlobKey(object.key);
    if (key?.series !== series || known.has(object.key) || finished.has(utcOfName(key.name))) return false;
    const began = timeOfId(key.name);
    // The writer chose the time in its key. Prune uses the time that S3 gives.
    const ageSeconds = (now.getTime() - Math.min(began.getTime(), object.lastModified.getTime())) / 1000;
    return began <= now && ageSeconds <= LIMITS.adoptMaxAgeSeconds && object.sizeBytes <= LIMITS.packMaxBytes;
  });
}

/** Those of them that are worth to be read back. */
export function planAdoption(...run: Parameters<typeof interruptedPacks>): readonly ObjectInfo[] {
  let bytes = 0;
  let count = 0;
  return interruptedPacks(...run).filter(({ sizeBytes }) => {
    bytes += sizeBytes;
    return bytes <= LIMITS.adoptMaxBytes && count++ < LIMITS.adoptMaxPacks;
  });
}

/**
 * Reads packs whole, decodes every frame and hashes every fragment, as far as their tables of contents say that this takes
 * bounded time and memory. One that is not what a pack should be is left alone.
 */
export async function adoptPacks(
  store: Store,
  candidates: readonly ObjectInfo[],
  emit: Emit,
  signal: AbortSignal,
): Promise<readonly AdoptedPack[]> {
  const adopted: AdoptedPack[] = [];
  const left = new LeftPacks(emit);
  let rawBytes = 0;
  let fragments = 0;
  for (const { key, etag } of candidates) {
    signal.throwIfAborted();
    try {
      const { body } = await store.get(key, { signal });
      const toc = openPack(key, body);
      rawBytes += sumOf(toc, ({ frame }) => frame.rawBytes);
      fragments += sumOf(toc, ({ lengths }) => lengths.length);
      if (rawBytes > LIMITS.adoptMaxRawBytes || fragments > LIMITS.adoptMaxFragments) {
        left.add('Decoding the packs of interrupted runs would take longer than storing their content again.');
        break;
      }
      const frames = await readFrames(key, body, toc);
      adopted.push({ object: { key, sizeBytes: body.length, liveBytes: 0, etag: etagHint(etag) }, frames });
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      left.add(error.message);
    }
  }
  left.report();
  return adopted;
}

/** Packs that are not taken over, reported in one message. */
export class LeftPacks {
  private readonly emit: Emit;
  private count = 0;
  private first = '';

  constructor(emit: Emit) {
    this.emit = emit;
  }

  add(why: string): void {
    if (this.count++ === 0) this.first = why;
  }

  report(): void {
    if (this.count === 0) return;
    const rest = this.count === 1 ? '' : ` The same goes for ${String(this.count - 1)} more.`;
    this.emit({
      type: 'notice',
      class: 'pack-not-adopted',
      message: `A pack of an interrupted run is not used: ${this.first}${rest}`,
    });
  }
}

function sumOf<T>(list: readonly T[], numberOf: (each: T) => number): number {
  return list.reduce((sum, each) => sum + numberOf(each), 0);
}
