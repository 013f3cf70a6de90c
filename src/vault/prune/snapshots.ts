/** Judges each snapshot of a series: whether it stays, and why. Data to data. */
import { EXIT, HoldfastError } from '../../base/errors.ts';
import type { RootFacts } from '../read/prune-state.ts';
import { SEALED_KIND, type RootPlace } from '../read/root-places.ts';
import { decide, NOT_VERIFIED, rulesFor, type Candidate, type Decision, type Policy } from './retention.ts';
import { isMarked, liveOf, type PruneSurvey } from './survey.ts';

export interface PlannedSnapshot {
  readonly place: RootPlace;
  /** `refused`: the rules would remove it, and something about its series forbids that. */
  readonly verdict: 'keep' | 'remove' | 'refused';
  readonly reasons: readonly string[];
}

export interface SeriesPlan {
  readonly series: string;
  /** Newest first. */
  readonly snapshots: readonly PlannedSnapshot[];
  readonly waitsFor?: Decision['waitsFor'];
}

/** @param proved root keys that a mark says were read in full */
export function candidatesOf(survey: PruneSurvey, series: string, proved: ReadonlySet<string>): readonly Candidate[] {
  const live = liveOf(survey, series);
  const emptied = emptiedOf(survey, live);
  return live.map((place) => candidateOf(survey, place, emptied, proved));
}

function candidateOf(
  survey: PruneSurvey,
  place: RootPlace,
  emptied: ReadonlyMap<string, string>,
  proved: ReadonlySet<string>,
): Candidate {
  const { key, id, utc, lastModified } = place;
  const facts = survey.learned.facts.get(key);
  const said = survey.marks.get(place.series)?.facts.get(id);
  const flaw = flawOf(survey, place) ?? (emptied.has(key) ? 'anomaly' : undefined);
  return {
    id,
    time: isTimeTrusted(survey, place) || utc > lastModified ? utc : lastModified,
    flaw,
    isProved: proved.has(key),
    pinned: [
      ...[survey.held.get(place.series)].filter((reason) => reason !== undefined),
      ...(said?.hold === undefined ? [] : [`held${said.hold === '' ? '' : `: ${said.hold}`}`]),
      ...(flaw === 'unreadable' ? ['it cannot be read'] : []),
      ...(flaw === NEWER ? ['a newer version of Holdfast wrote it'] : []),
    ],
    labels: [...(facts?.labels ?? []), ...(said?.labels ?? [])],
  };
}

/** The flaw of a snapshot of which this version only knows which objects it needs: it keeps them. */
const NEWER = 'of a newer version';

function isTimeTrusted(survey: PruneSurvey, place: RootPlace): boolean {
  return place.newestTrusted || isMarked(survey, place, 'readmitted');
}

/** What is wrong with the snapshot, without regard to the others. */
function flawOf(survey: PruneSurvey, place: RootPlace): string | undefined {
  const facts = survey.learned.facts.get(place.key);
  if (isMarked(survey, place, 'quarantine')) return 'quarantined';
  if (facts === undefined) return 'unreadable';
  if (facts.newer !== undefined) return NEWER;
  if (!isTimeTrusted(survey, place)) return 'its time is not trusted';
  if (!facts.complete) return 'partial';
  if (isUnacknowledged(survey, place, facts)) return 'anomaly';
  return isMarked(survey, place, 'verified') ? undefined : NOT_VERIFIED;
}

function isUnacknowledged(survey: PruneSurvey, place: RootPlace, facts: RootFacts): boolean {
  return facts.anomaly && !isMarked(survey, place, 'acknowledged');
}

/** A snapshot with less than this share of what the one before it had counts as emptied. */
const EMPTIED_BELOW = 0.1;
/** Artifacts of one run have nothing to do with those of the run before; what a sealed snapshot holds is not known. */
const CHANGING_KINDS = ['artifacts', SEALED_KIND];

/**
 * Verified snapshots that hold nearly nothing of what the verified one before them held, and that say nothing of it: a
 * backup would have said it, and called it an anomaly. By root key, with the id of that other one.
 */
function emptiedOf(survey: PruneSurvey, live: readonly RootPlace[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let before: { readonly id: string; readonly facts: RootFacts } | undefined;
  for (const place of live.toSorted((a, b) => a.utc.getTime() - b.utc.getTime())) {
    const facts = survey.learned.facts.get(place.key);
    const isMeant = isMarked(survey, place, 'acknowledged') && !isMarked(survey, place, 'quarantine');
    if (facts === undefined || facts.newer !== undefined || (flawOf(survey, place) !== undefined && !isMeant)) continue;
    if (!isMeant && before !== undefined && isEmptied(before.facts, facts)) found.set(place.key, before.id);
    else before = { id: place.id, facts };
  }
  return found;
}

function isEmptied(before: RootFacts, now: RootFacts): boolean {
  if (before.kind !== now.kind || CHANGING_KINDS.includes(now.kind)) return false;
  // Of a repository the number of files says little: a chain of packs becomes one pack now and then.
  const hasFewer = now.kind === 'files' && now.files < before.files * EMPTIED_BELOW;
  return hasFewer || now.bytes < before.bytes * EMPTIED_BELOW;
}

/**
 * For each snapshot of the series whether it stays, and why.
 * @param proved root keys that a mark says were read in full
 * @throws bad-input if there is a series that the policy says nothing of, or all of whose snapshots it would let go
 */
export function planSnapshots(
  survey: PruneSurvey,
  seriesNames: readonly string[],
  policy: Policy,
  proved: ReadonlySet<string>,
): readonly SeriesPlan[] {
  const without = seriesNames.filter((series) => rulesFor(series, policy) === undefined);
  const emptied: string[] = [];
  const plans = seriesNames.flatMap((series) => {
    const rules = rulesFor(series, policy);
    if (rules === undefined) return [];
    const live = new Map(liveOf(survey, series).map((place) => [place.id, place]));
    const candidates = candidatesOf(survey, series, proved);
    const { verdicts, rulesKeepNothing, waitsFor } = decide(series, candidates, rules, {
      now: survey.t0,
      timeZone: policy.timeZone,
    });
    if (rulesKeepNothing && verdicts.some(({ keep }) => !keep)) emptied.push(series);
    const refusal = refusalOf(survey, [...live.values()]);
    const snapshots = verdicts.map(({ id, keep, reasons }): PlannedSnapshot => ({
      place: live.get(id) as RootPlace,
      verdict: keep ? 'keep' : refusal === undefined ? 'remove' : 'refused',
      reasons: keep || refusal === undefined ? reasons : [...reasons, refusal],
    }));
    return [{ series, snapshots, waitsFor }];
  });
  refusePolicy(without, emptied);
  return plans;
}

/** Refuses a series with an anomaly that nobody acknowledged: its older snapshots may be the only good ones. */
function refusalOf(survey: PruneSurvey, live: readonly RootPlace[]): string | undefined {
  const odd = live.find((place) => {
    const facts = survey.learned.facts.get(place.key);
    return facts !== undefined && isUnacknowledged(survey, place, facts) && !isMarked(survey, place, 'quarantine');
  });
  if (odd !== undefined) return `refused: the anomaly of ${odd.id} is not acknowledged`;
  const [emptied] = emptiedOf(survey, live);
  if (emptied === undefined) return undefined;
  const [key, before] = emptied;
  return `refused: ${key.slice(key.lastIndexOf('/') + 1)} holds less than a tenth of what ${before} holds, and that is not acknowledged`;
}

function refusePolicy(without: readonly string[], emptied: readonly string[]): void {
  const problems = [
    ...(without.length === 0 ? [] : [`No rule is for ${without.join(', ')}.`]),
    ...(emptied.length === 0 ? [] : [`The rules keep nothing of ${emptied.join(', ')}.`]),
  ];
  if (problems.length === 0) return;
  throw new HoldfastError({
    code: 'bad-input',
    message: `The policy would let all snapshots of a series go, and nothing was done. ${problems.join(' ')}`,
    why: 'Each series needs a rule that keeps something of it.',
    fix: 'Add keep-last (or another keep-* input), or a line to keep-rules: `*: last=3`.',
    exitCode: EXIT.badInput,
  });
}

/** Share of the live snapshots of the series that the plan removes. */
export function shareOf(plans: readonly SeriesPlan[]): number {
  const all = plans.flatMap(({ snapshots }) => snapshots);
  return all.length === 0 ? 0 : all.filter(({ verdict }) => verdict === 'remove').length / all.length;
}
