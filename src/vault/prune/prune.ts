/** Prunes a vault: surveys it, plans, and carries the plan out. */
import type { Emit } from '../../base/events.ts';
import type { Store } from '../../store/store.ts';
import { isRealVersion } from '../../store/sample-object.ts';
import { applyPlan } from './apply.ts';
import { goingOf, makePlan, noSnapshot, planRemoval, refusalOfShare, type PrunePlan, type RemoveTask } from './plan.ts';
import { findProofs } from './proofs.ts';
import type { Policy } from './retention.ts';
import { planSnapshots, type SeriesPlan } from './snapshots.ts';
import { liveOf, liveSeries, surveyVault, type PruneSurvey } from './survey.ts';
import { sweepObjects } from './sweep.ts';

export interface PruneOptions {
  readonly store: Store;
  /** Series whose snapshots are judged; undefined: all of the vault. Packs and parts are always those of the whole vault. */
  readonly series: string | undefined;
  /** What to do: remove by rules, or remove one snapshot. */
  readonly task: RulesTask | RemoveTask;
  readonly apply: boolean;
  /** Series of which nothing goes by a rule, with the reason. */
  readonly held?: ReadonlyMap<string, string>;
  /** Why this bucket may not be pruned; with one, nothing is changed. */
  readonly bucketRefusals: readonly string[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface RulesTask {
  readonly policy: Policy;
  readonly maxDeleteShare: number;
}

export type PruneOutcome = Pick<
  PrunePlan,
  't0' | 'series' | 'refusals' | 'isStopped' | 'roots' | 'objects' | 'later'
> & {
  /** What live snapshots need, and what a delete marker covered: put back, or with `apply: false` to be put back. */
  readonly putBack: readonly string[];
  /** What live snapshots need, and no S3 version has. */
  readonly lost: readonly string[];
  readonly applied: boolean;
  /** How many roots had to be read. */
  readonly readCount: number;
};

const NO_VERSION =
  'It is not proved that the bucket keeps S3 versions. The newest snapshot has no S3 version id, so that what is deleted may be gone for good. Use a bucket that keeps S3 versions, with versioning enabled; if it was enabled since the last backup, run a backup first.';
const TOO_LATE = 'It took longer than a backup may, and stopped marking: run it again.';

/**
 * Plans, and with `apply` carries it out: marks roots, marks packs and parts, reads the list of roots again and undoes
 * markers that are wrong by then. Sets delete markers only. It uses S3's clock alone, keeps no state outside of the vault,
 * and may be killed at any point: the next prune continues. Why no live snapshot loses a byte: docs/safety.md.
 *
 * @throws bad-input for a policy that empties a series; no-snapshot; remove-refused
 */
export async function prune(options: PruneOptions): Promise<PruneOutcome> {
  const { plan, survey } = await surveyAndPlan(options);
  const { t0, series, refusals, isStopped, roots, objects, later } = plan;
  const outcome = { t0, series, isStopped, roots, objects, later, readCount: survey.learned.readCount };
  if (!options.apply || isStopped) {
    const putBack = [...plan.heldButGone.map(({ key }) => key), ...plan.missing];
    return { ...outcome, refusals, putBack, lost: [], applied: false };
  }
  const { putBack, lost, isLate } = await applyPlan(plan, options);
  return { ...outcome, refusals: [...refusals, ...(isLate ? [TOO_LATE] : [])], putBack, lost, applied: true };
}

async function surveyAndPlan(
  options: PruneOptions,
): Promise<{ readonly plan: PrunePlan; readonly survey: PruneSurvey }> {
  const { store, task, emit, signal, bucketRefusals } = options;
  const removal = 'id' in task ? task : undefined;
  emit({ type: 'phase', name: 'Read the snapshots of the vault' });
  const survey = await surveyVault({ store, series: options.series, id: removal?.id, held: options.held, signal });
  const series =
    'policy' in task ? await planByRules(options, survey, task.policy) : planRemoval(survey, options.series, task);
  const going = goingOf(series);
  emit({ type: 'phase', name: 'Look for packs that no snapshot needs' });
  const of = removal === undefined ? 'unneeded' : 'removed';
  const sweep = await sweepObjects(store, survey, { going: new Set(going.map(({ key }) => key)), of }, signal);
  const isIdle = going.length === 0 && sweep.objects.length === 0;
  const stops = [
    ...bucketRefusals,
    ...(isIdle ? [] : await versionless(store, survey, signal)),
    ...('policy' in task ? refusalOfShare(series, task.maxDeleteShare) : []),
  ];
  return { plan: makePlan(survey, series, sweep, { stops, reason: removal?.reason }), survey };
}

/** Without a proof nothing is removed. Proofs are only looked for where one would let something be removed. */
async function planByRules(
  { store, series, signal }: PruneOptions,
  survey: PruneSurvey,
  policy: Policy,
): Promise<readonly SeriesPlan[]> {
  if (series !== undefined && liveOf(survey, series).length === 0) throw noSnapshot(`Series ${series} has none.`);
  const names = series === undefined ? liveSeries(survey) : [series];
  return planSnapshots(survey, names, policy, await findProofs(store, survey, names, policy, signal));
}

/** Where an object has no S3 version, a delete cannot be undone, whatever GetBucketVersioning says. One request. */
async function versionless(store: Store, { places }: PruneSurvey, signal: AbortSignal): Promise<readonly string[]> {
  const live = places.filter(({ deletedAt }) => deletedAt === undefined);
  const newest = live.toSorted((a, b) => b.utc.getTime() - a.utc.getTime())[0];
  if (newest === undefined) return [];
  const head = await store.head(newest.key, { signal });
  return head === undefined || isRealVersion(head.versionId) ? [] : [NO_VERSION];
}
