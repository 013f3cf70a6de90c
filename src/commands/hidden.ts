/** Tells of snapshots that lie under delete markers which no prune has set. */
import { findHiddenRoots } from '../snapshot/hidden-roots.ts';
import type { RootPlace } from '../snapshot/prune-roots.ts';
import type { Deps } from './engine.ts';
import type { Store } from '../store/store.ts';
import { counted } from './words.ts';

/** @returns them; none where S3 versions may not be listed */
export async function tellOfHidden(
  { store }: { readonly store: Store },
  series: string | undefined,
  from: string | undefined,
  { emit, signal }: Pick<Deps, 'emit' | 'signal'>,
): Promise<readonly RootPlace[]> {
  const hidden = await findHiddenRoots(store, series, { from, signal });
  if (hidden === undefined || hidden.deleted.length === 0) return [];
  const { deleted, isPruneKnown } = hidden;
  const bySeries = [...Map.groupBy(deleted, (place) => place.series)].map(
    ([name, places]) => `${name} (${String(places.length)})`,
  );
  const isOne = deleted.length === 1;
  emit({
    type: 'warning',
    class: 'deleted-snapshots',
    message: `${counted(deleted.length, 'snapshot')} ${isOne ? 'lies' : 'lie'} under ${isOne ? 'a delete marker' : 'delete markers'}: ${bySeries.slice(0, 5).join(', ')}${bySeries.length > 5 ? ', ...' : ''}.`,
    why: isPruneKnown
      ? 'No prune has recorded that it took them out: somebody deleted them.'
      : 'Whether prune took them out is not known: its record cannot be read.',
    fix: 'Mode repair shows what can be brought back, for as long as S3 keeps the versions below the markers.',
  });
  return deleted;
}
