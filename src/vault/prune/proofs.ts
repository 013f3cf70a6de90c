/** Looks for the newest snapshot of a series that was read in full. */
import { mapBounded } from '../../base/async.ts';
import type { Store } from '../../store/store.ts';
import { isReadInFull } from '../read/marks.ts';
import { candidatesOf, planSnapshots, type SeriesPlan } from './snapshots.ts';
import type { Policy } from './retention.ts';
import type { PruneSurvey } from './survey.ts';

const SERIES_IN_FLIGHT = 4;
/** Verified snapshots of a series whose marks are looked at for one that was read in full, the newest first. */
const PROOFS_LOOKED_AT = 256;
const PROOFS_IN_FLIGHT = 8;

/** Keys of roots that a mark says were read in full: the newest of each series in which it would let something be removed. */
export async function findProofs(
  store: Store,
  survey: PruneSurvey,
  seriesNames: readonly string[],
  policy: Policy,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const everything = new Set(survey.places.map(({ key }) => key));
  const going = planSnapshots(survey, seriesNames, policy, everything).filter(({ snapshots }) =>
    snapshots.some(({ verdict }) => verdict !== 'keep'),
  );
  const proved = await mapBounded(going, SERIES_IN_FLIGHT, (plan) => newestProved(store, survey, plan, signal));
  return new Set(proved.flat());
}

/** The key of the newest snapshot of a series that counts and was read in full, if there is one. */
async function newestProved(
  store: Store,
  survey: PruneSurvey,
  { series, snapshots }: SeriesPlan,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const flaws = new Map(candidatesOf(survey, series, new Set()).map(({ id, flaw }) => [id, flaw]));
  const verified = snapshots.filter(({ place }) => flaws.get(place.id) === undefined).slice(0, PROOFS_LOOKED_AT);
  const marks = survey.marks.get(series)?.verified;
  // In most vaults it is the first one.
  for (let at = 0; at < verified.length; at += at === 0 ? 1 : PROOFS_IN_FLIGHT) {
    const some = verified.slice(at, at === 0 ? 1 : at + PROOFS_IN_FLIGHT);
    const isProved = await mapBounded(some, PROOFS_IN_FLIGHT, ({ place }) =>
      isReadInFull(store, marks?.get(place.id) ?? [], signal),
    );
    const found = some[isProved.indexOf(true)];
    if (found !== undefined) return [found.place.key];
  }
  return [];
}
