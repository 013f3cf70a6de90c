/** Keeps one series from getting open and sealed snapshots, or sealed ones of two keys, where nobody has asked for that. */
import { randomInt } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { isUnreadable, unreadableKind } from '../read/damage.ts';
import { listMarks, quarantinedIds } from '../read/marks.ts';
import { readRootHeader } from '../read/root-reader.ts';
import { listSnapshots, type SnapshotInfo } from '../read/snapshots.ts';
import { keysOf } from '../seal/keyed-store.ts';

/** Snapshots beside the oldest that are looked at, picked by chance. */
const DRAWN = 2;

/**
 * A sealed series never goes on without a key. Whoever has the role of backups can lay open roots above sealed ones, so the
 * newest does not tell what a series is. By S3's times nobody can lay one below the first: the oldest is looked at, and some
 * others by chance. One LIST, and a GET for each of these.
 *
 * @throws sealed
 */
export async function refuseBesideSealed(store: Store, series: string, signal: AbortSignal): Promise<void> {
  const all = await listSnapshots(store, series, undefined, signal);
  const sealed = await firstSealed(store, drawn(all), signal);
  if (sealed === undefined) return;
  // Only an owner's mark says that a sealed one does not count.
  const quarantined = quarantinedIds(await listMarks(store, series, { signal }));
  const counting = all.filter(({ id }) => !quarantined.has(id));
  const again = quarantined.has(sealed.info.id) ? await firstSealed(store, drawn(counting), signal) : sealed;
  if (again !== undefined) throw again.error;
}

/** @throws sealed if this snapshot is, and is not in quarantine */
export async function refuseSealed(store: Store, info: SnapshotInfo, signal: AbortSignal): Promise<void> {
  const sealed = await firstSealed(store, [info], signal);
  if (sealed === undefined) return;
  const marks = await listMarks(store, info.series, { id: info.id, signal });
  if (!quarantinedIds(marks).has(info.id)) throw sealed.error;
}

function drawn(infos: readonly SnapshotInfo[]): readonly SnapshotInfo[] {
  const [oldest, ...later] = infos.toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
  if (oldest === undefined) return [];
  const picked = new Set([oldest]);
  for (let i = 0; i < DRAWN && later.length > 0; i++) picked.add(later[randomInt(later.length)] as SnapshotInfo);
  return [...picked];
}

interface SealedSnapshot {
  readonly info: SnapshotInfo;
  readonly error: HoldfastError;
}

async function firstSealed(
  store: Store,
  infos: readonly SnapshotInfo[],
  signal: AbortSignal,
): Promise<SealedSnapshot | undefined> {
  const errors = await Promise.all(infos.map((info) => headerError(store, info, signal)));
  return errors.find((found) => found !== undefined && unreadableKind(found.error) === 'sealed');
}

async function headerError(store: Store, info: SnapshotInfo, signal: AbortSignal): Promise<SealedSnapshot | undefined> {
  try {
    await readRootHeader(store, info, { signal });
    return undefined;
  } catch (error) {
    if (isUnreadable(error)) return { info, error };
    throw error;
  }
}

/** Snapshots with a time that is not S3's which are looked at: whoever may back up can plant any number. */
export const COPIES_READ = 16;

/**
 * A run with a key that finds snapshots, and none of them made with it, would begin a second line beside them: the key is a
 * wrong one, or the series is an open one.
 *
 * @param foreign those that were passed over, newest first; of a vault that was copied also those with a time of the copy
 * @throws series-redefined
 */
export async function refuseSecondLine(
  store: Store,
  series: string,
  foreign: readonly SnapshotInfo[],
  signal: AbortSignal,
): Promise<void> {
  const key = keysOf(store)?.sealing.fingerprint;
  if (key === undefined) return;
  for (const info of foreign.slice(0, COPIES_READ)) {
    const found = await headerError(store, info, signal);
    if (found === undefined || unreadableKind(found.error) !== 'foreign') continue;
    throw new HoldfastError({
      code: 'series-redefined',
      message: `Series ${series} has snapshots, and none that was made with this vault-key (${key}).`,
      why: `${found.error.message} A backup would begin a second line beside it, and everything would be stored again.`,
      fix: 'Give the key that the series was made with; after `holdfast keys rotate` the whole text of its key-file, which has the former one too. To seal a series that was open, give it a new `name`. To begin anew under this name: `redefine: true`.',
    });
  }
}
