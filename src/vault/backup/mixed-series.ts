/** Keeps one series from getting open and sealed snapshots, or sealed ones of two keys, where nobody has asked for that. */
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { isUnreadable, unreadableKind } from '../read/damage.ts';
import { listMarks, type Mark, quarantinedIds } from '../read/marks.ts';
import { readRootHeader } from '../read/root-reader.ts';
import { listSnapshots, type SnapshotInfo } from '../read/snapshots.ts';
import { keysOf } from '../seal/keyed-store.ts';

/**
 * The one decision about an open snapshot of a series that may have sealed ones: without a key nobody can tell whose it is, so
 * that a run without one neither builds on it, nor gives it out unless it is named by its id, nor vouches for it.
 *
 * Whoever has the role of backups can lay any number of open roots there, and so the newest does not tell what a series is.
 * By S3's times nobody can lay one below the first, and nobody but `verify`, which asks here, marks one as verified. Prune
 * lets nothing go where nothing is verified, and never the newest that is. So in a series that began sealed the oldest is
 * sealed, or the one that was verified last. Two LISTs and at most two GETs.
 *
 * @param open one that was read, and is open; its series is looked at
 * @param marks all of the series, if they were listed already
 * @throws sealed
 */
export async function refuseBesideSealed(
  store: Store,
  open: { readonly series: string; readonly id?: string },
  signal: AbortSignal,
  marks?: readonly Mark[],
): Promise<void> {
  if (keysOf(store) !== undefined) return;
  const { series } = open;
  const all = await listSnapshots(store, series, undefined, signal);
  if (all.every(({ id }) => id === open.id)) return;
  const known = marks ?? (await listMarks(store, series, { signal }));
  const looked = telling(all, known).filter(({ id }) => id !== open.id);
  const sealed = await firstSealed(store, looked, signal);
  if (sealed !== undefined) throw besideSealed(sealed);
}

/** Of those that count the oldest by S3's time, and the one that was verified last. */
function telling(all: readonly SnapshotInfo[], marks: readonly Mark[]): readonly SnapshotInfo[] {
  // Only an owner's mark says that a sealed one does not count.
  const quarantined = quarantinedIds(marks);
  const counting = all.filter(({ id }) => !quarantined.has(id));
  const oldest = counting.toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime())[0];
  const verifiedAt = new Map<string, number>();
  for (const { kind, id, utc } of marks)
    if (kind === 'verified') verifiedAt.set(id, Math.max(utc.getTime(), verifiedAt.get(id) ?? 0));
  const verified = counting
    .filter(({ id }) => verifiedAt.has(id))
    .toSorted((a, b) => (verifiedAt.get(b.id) ?? 0) - (verifiedAt.get(a.id) ?? 0))[0];
  return [...new Set([oldest, verified])].filter((info) => info !== undefined);
}

function besideSealed({ info: { series, id }, error }: SealedSnapshot): HoldfastError {
  return new HoldfastError({
    code: 'sealed',
    message: `Series ${series} has sealed snapshots, ${id} for one, and no vault-key was given.`,
    why: 'An open one beside them can be of anybody who may back up. So without the key only its id picks it, and nothing builds on it or vouches for it.',
    fix: `${error.fix ?? ''} A mode that takes no key needs the id of a snapshot.`,
    cause: error,
  });
}

/** @throws sealed if this snapshot is, and is not in quarantine */
export async function refuseSealed(store: Store, info: SnapshotInfo, signal: AbortSignal): Promise<void> {
  const sealed = await firstSealed(store, [info], signal);
  if (sealed === undefined) return;
  const marks = await listMarks(store, info.series, { id: info.id, signal });
  if (!quarantinedIds(marks).has(info.id)) throw sealed.error;
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
