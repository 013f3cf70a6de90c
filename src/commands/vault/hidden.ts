/**
 * Reports snapshots that were deleted or overwritten: those under delete markers that no prune has set, and those found
 * only as older S3 versions.
 */
import { findHiddenRoots } from '../../vault/read/hidden-roots.ts';
import type { RootPlace } from '../../vault/read/root-places.ts';
import type { Deps } from '../shared/command.ts';
import type { Store } from '../../store/store.ts';
import { counted } from '../../base/text.ts';

/** Warns that a root was read from an older S3 version, since its current one is wrong. */
export function tellOfCovered({ id }: { readonly id: string }, { emit }: Pick<Deps, 'emit'>): () => void {
  return () => {
    emit({
      type: 'warning',
      class: 'overwritten-snapshot',
      message: `Snapshot ${id} was read from an older S3 version: its root was overwritten.`,
      why: 'The version that was read matches the hash in its name, so it is what was stored.',
      fix: '`holdfast repair` puts it back. Find out who can write to this vault (mode audit).',
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
    // Without prune's record, all of these may have been removed by a policy.
    type: isPruneKnown ? 'warning' : 'notice',
    class: 'deleted-snapshots',
    message: `${counted(deleted.length, 'snapshot')} ${isOne ? 'lies' : 'lie'} under ${isOne ? 'a delete marker' : 'delete markers'}: ${bySeries.slice(0, 5).join(', ')}${bySeries.length > 5 ? ', ...' : ''}.`,
    why: isPruneKnown
      ? 'No prune has recorded that it removed them: somebody deleted them.'
      : 'It is not known whether prune removed them: its record cannot be read.',
    fix: 'Mode repair shows what can be recovered while S3 keeps the versions below the markers.',
  });
  return deleted;
}
