/** Tells of snapshots that were deleted or overwritten: they lie under delete markers which no prune has set, or older S3 versions. */
import { findHiddenRoots } from '../../vault/read/hidden-roots.ts';
import type { RootPlace } from '../../vault/read/root-places.ts';
import type { Deps } from './command.ts';
import type { Store } from '../../store/store.ts';
import { counted } from '../../base/text.ts';

/** What was read is right; what lies on top of it is not. */
export function tellOfCovered({ id }: { readonly id: string }, { emit }: Pick<Deps, 'emit'>): () => void {
  return () => {
    emit({
      type: 'warning',
      class: 'overwritten-snapshot',
      message: `Snapshot ${id} was read from an older S3 version: its root was overwritten.`,
      why: 'What was read has the hash in its name, so it is what was stored.',
      fix: '`holdfast repair` puts it back. Find out who may write in this vault (mode audit).',
    });
  };
}

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
    // Without prune's record these may all be what a policy took out.
    type: isPruneKnown ? 'warning' : 'notice',
    class: 'deleted-snapshots',
    message: `${counted(deleted.length, 'snapshot')} ${isOne ? 'lies' : 'lie'} under ${isOne ? 'a delete marker' : 'delete markers'}: ${bySeries.slice(0, 5).join(', ')}${bySeries.length > 5 ? ', ...' : ''}.`,
    why: isPruneKnown
      ? 'No prune has recorded that it took them out: somebody deleted them.'
      : 'Whether prune took them out is not known: its record cannot be read.',
    fix: 'Mode repair shows what can be brought back, for as long as S3 keeps the versions below the markers.',
  });
  return deleted;
}
