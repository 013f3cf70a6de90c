import { EXIT, HoldfastError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { MarkKind } from './keys.ts';
import type { MarkFacts } from './marks.ts';
import type { LearnedRoots, RootPlace } from './prune-roots.ts';
import type { RootFacts } from './prune-state.ts';
import { decide, rulesFor, type Candidate, type Policy } from './retention.ts';

/**
 * What prune would do, from what it saw: data to data (docs/format.md, rules 8 and 9; docs/safety.md for the proof).
 */
export interface SeriesMarks {
  /** `<kind> <snapshot>` of every mark. */
  readonly set: ReadonlySet<string>;
  /** Of holds and labels, by snapshot id. */
  readonly facts: ReadonlyMap<string, MarkFacts>;
}

/** What was seen of the vault, all of it after `t0`. */
export interface Survey {
  /** S3's Date before the first LIST of roots. */
  readonly t0: Date;
  /** Live roots, and those deleted less than G before `t0`. */
  readonly places: readonly RootPlace[];
  /** All deleted roots of which S3 has bytes left. */
  readonly gone: readonly RootPlace[];
  readonly learned: LearnedRoots;
  /** By series: those that are judged, and those with a root that cannot be read. */
  readonly marks: ReadonlyMap<string, SeriesMarks>;
}

export interface PlannedSnapshot {
  readonly place: RootPlace;
  /** `refused`: the rules let it go, and something about its series forbids to follow them. */
  readonly verdict: 'keep' | 'remove' | 'refused';
  readonly reasons: readonly string[];
}

export interface SeriesPlan {
  readonly series: string;
  /** Newest first. */
  readonly snapshots: readonly PlannedSnapshot[];
}

/** Roots that retention may be about: live ones of the series. */
export function liveOf({ places }: Survey, series: string): readonly RootPlace[] {
  return places.filter((place) => place.series === series && place.deletedAt === undefined);
}

/** Names of series with live roots, in key order. */
export function liveSeries({ places }: Survey): readonly string[] {
  return [...new Set(places.filter(({ deletedAt }) => deletedAt === undefined).map(({ series }) => series))];
}

export function isMarked(survey: Survey, { series, id }: RootPlace, kind: MarkKind): boolean {
  return survey.marks.get(series)?.set.has(`${kind} ${id}`) === true;
}

/** A root as retention sees it. @param verified root keys that were verified for this plan, beyond the marks */
export function candidateOf(survey: Survey, place: RootPlace, verified: ReadonlySet<string>): Candidate {
  const { key, id, utc, lastModified } = place;
  const facts = survey.learned.facts.get(key);
  const said = survey.marks.get(place.series)?.facts.get(id);
  const isTrusted = place.newestTrusted || isMarked(survey, place, 'readmitted');
  const flaw = flawOf(survey, place, facts, isTrusted, verified);
  return {
    id,
    time: isTrusted || utc > lastModified ? utc : lastModified,
    flaw,
    pinned: [
      ...(said?.hold === undefined ? [] : [`held${said.hold === '' ? '' : `: ${said.hold}`}`]),
      ...(flaw === 'unreadable' ? ['it cannot be read'] : []),
    ],
    labels: [...(facts?.labels ?? []), ...(said?.labels ?? [])],
  };
}

function flawOf(
  survey: Survey,
  place: RootPlace,
  facts: RootFacts | undefined,
  isTrusted: boolean,
  verified: ReadonlySet<string>,
): string | undefined {
  if (isMarked(survey, place, 'quarantine')) return 'quarantined';
  if (facts === undefined) return 'unreadable';
  if (!isTrusted) return 'its time is not trusted';
  if (!facts.complete) return 'partial';
  if (isUnacknowledged(survey, place, facts)) return 'anomaly';
  return verified.has(place.key) || isMarked(survey, place, 'verified') ? undefined : NOT_VERIFIED;
}

const NOT_VERIFIED = 'not verified';

function isUnacknowledged(survey: Survey, place: RootPlace, facts: RootFacts): boolean {
  return facts.anomaly && !isMarked(survey, place, 'acknowledged');
}

/** Live roots of a series that only lack a verification for the rules to count them. */
export function toVerify(survey: Survey, series: string): readonly RootPlace[] {
  const old = survey.t0.getTime() - LIMITS.graceSeconds * 1000;
  return liveOf(survey, series).filter(
    (place) => place.utc.getTime() < old && candidateOf(survey, place, new Set()).flaw === NOT_VERIFIED,
  );
}

/**
 * For each snapshot of the series whether it stays, and why.
 * @throws bad-input if there is a series that the policy says nothing of, or all of whose snapshots it would let go
 */
export function planSnapshots(
  survey: Survey,
  seriesNames: readonly string[],
  policy: Policy,
  verified: ReadonlySet<string>,
): readonly SeriesPlan[] {
  const without = seriesNames.filter((series) => rulesFor(series, policy) === undefined);
  const emptied: string[] = [];
  const plans = seriesNames.flatMap((series) => {
    const rules = rulesFor(series, policy);
    if (rules === undefined) return [];
    const live = new Map(liveOf(survey, series).map((place) => [place.id, place]));
    const candidates = [...live.values()].map((place) => candidateOf(survey, place, verified));
    const { verdicts, rulesKeepNothing } = decide(series, candidates, rules, {
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
    return [{ series, snapshots }];
  });
  refusePolicy(without, emptied);
  return plans;
}

/** An anomaly that nobody looked at: the older snapshots may be the only good ones. */
function refusalOf(survey: Survey, live: readonly RootPlace[]): string | undefined {
  const odd = live.find((place) => {
    const facts = survey.learned.facts.get(place.key);
    return facts !== undefined && isUnacknowledged(survey, place, facts) && !isMarked(survey, place, 'quarantine');
  });
  return odd === undefined ? undefined : `refused: the anomaly of ${odd.id} is not acknowledged`;
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

/** Roots that cannot be read and that nobody put into quarantine: what they name is not known, so that all is kept. */
export function unreadableRoots(survey: Survey): readonly RootPlace[] {
  return survey.places.filter(
    (place) => survey.learned.unreadable.has(place.key) && !isMarked(survey, place, 'quarantine'),
  );
}

/** A bit for each object that one of the roots names. @param size how many numbers there are */
export function namedBy(roots: Iterable<RootFacts | undefined>, size: number): Uint8Array {
  const named = new Uint8Array(size);
  for (const facts of roots) for (const number of facts?.objects ?? []) named[number] = 1;
  return named;
}

/** Share of the live snapshots of the series that the plan takes out. */
export function shareOf(plans: readonly SeriesPlan[]): number {
  const all = plans.flatMap(({ snapshots }) => snapshots);
  return all.length === 0 ? 0 : all.filter(({ verdict }) => verdict === 'remove').length / all.length;
}
