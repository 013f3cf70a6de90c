/** Carries out a plan of prune: sets delete markers, and undoes what must not have been marked. */
import { mapBounded } from '../../base/async.ts';
import type { Emit } from '../../base/events.ts';
import { LIMITS } from '../../base/limits.ts';
import { requireServerDate, type Store } from '../../store/store.ts';
import { rootKey } from '../format/keys.ts';
import { removedByPrune, writePruneState } from '../read/prune-state.ts';
import { learnRoots, listRootPlaces, type RootPlace } from '../read/root-places.ts';
import { putBackObjects, putBackRoot, undelete } from '../repair/undelete.ts';
import type { PrunePlan } from './plan.ts';
import { marksOfSeries } from './survey.ts';
import { namedBy } from './sweep.ts';

/** Where a plan is carried out. */
export interface ApplyContext {
  readonly store: Store;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface Applied {
  /** Keys of what live snapshots need, and what was put back. */
  readonly putBack: readonly string[];
  /** What live snapshots need, and no S3 version has. */
  readonly lost: readonly string[];
  /** It took so long that not all was marked. */
  readonly isLate: boolean;
}

const DELETES_IN_FLIGHT = 16;

/** May be killed at any point: the next run continues. */
export async function applyPlan(plan: PrunePlan, context: ApplyContext): Promise<Applied> {
  await record(plan, context);
  // First of all, so that what is removed now is whole, and undelete can bring it back for the time L.
  const broughtBack = await bringBack(plan.heldButGone, context);
  const healed = await putBackAll(plan.missing, context);
  const isLate = await mark(plan, context);
  const undone = await undo(plan, healed.lost, context);
  return { putBack: [...broughtBack, ...healed.changed, ...undone.putBack], lost: undone.lost, isLate };
}

/** Records what is removed, before the first delete marker, so that audit does not report an attack. */
async function record({ record: planned, known }: PrunePlan, { store, signal }: ApplyContext): Promise<void> {
  if (planned === undefined) return;
  // Read again, since another prune may have written a record meanwhile.
  const removed = [...(await removedByPrune(store, signal)).values()];
  const at = requireServerDate(store);
  const now = planned.removed.map(({ series, id, ...why }) => ({ series, id, at: at.toISOString(), ...why }));
  const renewed = new Set(now.map(({ series, id }) => rootKey(series, id)));
  const others = removed.filter(({ series, id }) => {
    const key = rootKey(series, id);
    return planned.rootKeys.has(key) && !renewed.has(key);
  });
  await writePruneState(store, at, { roots: known.facts, removed: [...others, ...now] }, known.numbers, signal);
}

/** @returns keys of those that are there again */
async function bringBack(held: readonly RootPlace[], { store, emit, signal }: ApplyContext): Promise<string[]> {
  const found: string[] = [];
  for (const [series, places] of Map.groupBy(held, (place) => place.series)) {
    const ids = places.map(({ id }) => id);
    const { broughtBack } = await undelete({ store, series, ids, apply: true, emit, signal });
    found.push(...broughtBack.map((id) => rootKey(series, id)));
  }
  return found;
}

/** @returns keys of which no S3 version is right, in the order of `keys`, and keys that something was done for */
async function putBackAll(
  keys: readonly string[],
  { store, signal }: ApplyContext,
): Promise<{ readonly lost: readonly string[]; readonly changed: readonly string[] }> {
  const objects = keys.map((key) => ({ key }));
  const { lost, changed } = await putBackObjects(store, objects, { signal });
  const isLost = new Set(lost);
  return { lost: keys.filter((key) => isLost.has(key)), changed };
}

/** @returns whether it stopped before all was marked: the survey is valid for the duration of one backup only */
async function mark({ t0, roots, objects }: PrunePlan, { store, emit, signal }: ApplyContext): Promise<boolean> {
  const until = t0.getTime() + LIMITS.backupMaxSeconds * 1000;
  let isLate = false;
  const markOne = async ({ key }: { readonly key: string }): Promise<void> => {
    isLate ||= requireServerDate(store).getTime() > until;
    if (!isLate) await store.markDeleted(key, { signal });
  };
  emit({
    type: 'phase',
    name: `Mark what goes: snapshots (${String(roots.length)}), packs and parts (${String(objects.length)})`,
  });
  await mapBounded(roots, DELETES_IN_FLIGHT, markOne);
  await mapBounded(objects, DELETES_IN_FLIGHT, markOne);
  return isLate;
}

/**
 * Lists the roots again, and puts back what is needed now: by a root that was added since, or by one that a run marked
 * wrongly before it broke off. Also brings back snapshots that were held meanwhile.
 *
 * @param missing keys that were missing before, and could not be put back
 */
async function undo(
  { roots, objects, known }: PrunePlan,
  missing: readonly string[],
  context: ApplyContext,
): Promise<Omit<Applied, 'isLate'>> {
  const { store, emit, signal } = context;
  const { numbers, quarantined } = known;
  if (roots.length + objects.length + missing.length === 0) return { putBack: [], lost: [] };
  emit({ type: 'phase', name: 'Look at the snapshots again' });
  const held = await putBackHeld(roots, context);
  const places = await listRootPlaces(store, undefined, signal);
  const live = places.filter(({ key, deletedAt }) => deletedAt === undefined && !quarantined.has(key));
  const { facts } = await learnRoots(store, live, known.facts, numbers, signal);
  const needed = namedBy(facts.values(), numbers.size);
  const isNeeded = (key: string): boolean => needed[numbers.known(key) ?? -1] === 1;
  const touched = new Set([...missing, ...objects.map(({ key }) => key)]);
  const { lost, changed } = await putBackAll([...touched].filter(isNeeded), context);
  return { putBack: [...held, ...changed], lost };
}

/** Puts back marked roots on which somebody set a hold while this prune was running. @returns their keys */
async function putBackHeld(roots: readonly RootPlace[], { store, signal }: ApplyContext): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [series, places] of Map.groupBy(roots, (place) => place.series)) {
    const { facts, set } = await marksOfSeries(store, series, signal);
    for (const place of places) {
      if (facts.get(place.id)?.hold === undefined) continue;
      await putBackRoot(store, place, set.has(`readmitted ${place.id}`), { signal });
      found.push(place.key);
    }
  }
  return found;
}
