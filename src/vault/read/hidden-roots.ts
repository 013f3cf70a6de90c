/** Finds snapshots that somebody has deleted or overwritten. */
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { isUnreadable } from './damage.ts';
import { rootsPrefix } from '../format/keys.ts';
import { removedByPrune } from './prune-state.ts';
import { listRootPlaces, type RootPlace } from './root-places.ts';

/**
 * Snapshots that a LIST does not show, because their roots lie under delete markers that no prune has set: somebody deleted
 * them, and `repair` brings them back for as long as S3 keeps their versions.
 */
export interface HiddenRoots {
  readonly deleted: readonly RootPlace[];
  /** Whether the record of what prune removed could be read. Without it, prune may have removed some of these. */
  readonly isPruneKnown: boolean;
}

/**
 * One request a thousand S3 versions, and one or two more if anything is deleted. undefined where S3 versions may not be
 * listed, or the server has none: then nothing is known.
 *
 * @param series one of them; all without
 * @param from a snapshot's id: only those as new as it
 */
export async function findHiddenRoots(
  store: Store,
  series: string | undefined,
  { from, signal }: { readonly from?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<HiddenRoots | undefined> {
  const prefix = series === undefined ? 'v1/roots/' : rootsPrefix(series);
  let places: readonly RootPlace[];
  try {
    places = await listRootPlaces(store, prefix, signal, from === undefined ? undefined : prefix + from);
  } catch (error) {
    if (isUnreadable(error) || (error instanceof HoldfastError && error.code === 'not-implemented')) return undefined;
    throw error;
  }
  const marked = places.filter(({ deletedAt }) => deletedAt !== undefined);
  if (marked.length === 0) return { deleted: [], isPruneKnown: true };
  try {
    const removed = await removedByPrune(store, signal);
    return { deleted: marked.filter(({ key }) => !removed.has(key)), isPruneKnown: true };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { deleted: marked, isPruneKnown: false };
  }
}
