/** The plan of prune as a value: what gets a delete marker, what is put back, what is recorded, and what forbids it. */
import { HoldfastError } from '../../base/errors.ts';
import { rootKey } from '../format/keys.ts';
import type { KeyNumbers, RootFacts } from '../read/prune-state.ts';
import type { RootPlace } from '../read/root-places.ts';
import { candidatesOf, shareOf, type SeriesPlan } from './snapshots.ts';
import { unreadableRoots, type PruneSurvey } from './survey.ts';
import type { BlobInfo, Sweep } from './sweep.ts';

/**
 * What prune does (docs/format.md, rules 8 and 9; docs/safety.md for the proof). `applyPlan` carries it out. The only thing
 * that it decides itself is what has to be undone because of changes since the survey.
 */
export interface PrunePlan {
  /** S3's clock when it began. */
  readonly t0: Date;
  readonly series: readonly SeriesPlan[];
  /** Why not all of the plan may be carried out. */
  readonly refusals: readonly string[];
  /** One of the refusals is for the whole run: it changes nothing. */
  readonly isStopped: boolean;
  /** Roots that get a delete marker. */
  readonly roots: readonly RootPlace[];
  /** Packs and parts that get one now: no root needs them, and they are older than G. */
  readonly objects: readonly BlobInfo[];
  /** Packs and parts that no snapshot needs once those roots are gone: a prune marks them when G has passed. */
  readonly later: Sweep['later'];
  /** Held snapshots that an earlier run marked while the hold was set: brought back before anything is marked. */
  readonly heldButGone: readonly RootPlace[];
  /** Keys of packs and parts that live snapshots need, and a LIST does not show: put back before anything is marked. */
  readonly missing: readonly string[];
  /** What is recorded before the first delete marker; undefined: there is nothing new to record. */
  readonly record: PruneRecord | undefined;
  readonly known: KnownRoots;
}

export interface PruneRecord {
  readonly removed: readonly { readonly series: string; readonly id: string; readonly reason?: string }[];
  /** Keys of roots of which anything is left: what was recorded of others is dropped. */
  readonly rootKeys: ReadonlySet<string>;
}

/** What need not be read again when the roots are listed a second time. */
export interface KnownRoots {
  /** By root key. */
  readonly facts: ReadonlyMap<string, RootFacts>;
  /** Of the objects in those facts. */
  readonly numbers: KeyNumbers;
  /** Keys of roots in quarantine: what they name is not needed. */
  readonly quarantined: ReadonlySet<string>;
}

export interface RemoveTask {
  readonly id: string;
  readonly reason: string;
}

/**
 * @param stops why nothing may be changed at all
 * @param reason why one snapshot is removed by its id; undefined: the rules remove
 */
export function makePlan(
  survey: PruneSurvey,
  series: readonly SeriesPlan[],
  sweep: Sweep,
  { stops, reason }: { readonly stops: readonly string[]; readonly reason: string | undefined },
): PrunePlan {
  const roots = goingOf(series).filter(({ deletedAt }) => deletedAt === undefined);
  return {
    t0: survey.t0,
    series,
    refusals: [...stops, ...refusalsOfSeries(series), ...refusalsOfUnreadable(survey)],
    isStopped: stops.length > 0,
    roots,
    objects: sweep.objects,
    later: sweep.later,
    heldButGone: heldButGone(survey),
    missing: sweep.missing,
    record: recordOf(survey, roots, reason),
    known: { facts: survey.learned.facts, numbers: survey.numbers, quarantined: quarantinedIn(survey) },
  };
}

/** Roots of the snapshots that the plan removes; one may be under a delete marker already. */
export function goingOf(series: readonly SeriesPlan[]): readonly RootPlace[] {
  return series.flatMap(({ snapshots }) =>
    snapshots.filter(({ verdict }) => verdict === 'remove').map(({ place }) => place),
  );
}

function recordOf(
  { state, learned, rootKeys }: PruneSurvey,
  roots: readonly RootPlace[],
  reason: string | undefined,
): PruneRecord | undefined {
  // Roots with several S3 versions are read each time, which is no reason for a new record.
  const isKnown = [...learned.facts].every(([key, { newer }]) => newer !== undefined || state.roots.has(key));
  if (roots.length === 0 && isKnown) return undefined;
  return {
    removed: roots.map(({ series, id }) => ({ series, id, ...(reason !== undefined && { reason }) })),
    rootKeys,
  };
}

function quarantinedIn({ marks }: PruneSurvey): ReadonlySet<string> {
  const prefix = 'quarantine ';
  return new Set(
    [...marks].flatMap(([series, { set }]) =>
      [...set].filter((text) => text.startsWith(prefix)).map((text) => rootKey(series, text.slice(prefix.length))),
    ),
  );
}

/**
 * Held snapshots that an earlier run removed while the hold was set, before it broke off. A snapshot that was removed by its
 * id is not brought back.
 */
function heldButGone({ gone, marks, state }: PruneSurvey): readonly RootPlace[] {
  const byId = new Set(
    state.removed.filter(({ reason }) => reason !== undefined).map(({ series, id }) => rootKey(series, id)),
  );
  return gone.filter(({ series, id, key }) => marks.get(series)?.facts.get(id)?.hold !== undefined && !byId.has(key));
}

/**
 * Plans to remove one snapshot, whatever the rules say. A run that broke off may have marked it already.
 * @throws no-snapshot; remove-refused for one that is held, and for the newest verified one of its series
 */
export function planRemoval(
  survey: PruneSurvey,
  series: string | undefined,
  { id, reason }: RemoveTask,
): readonly SeriesPlan[] {
  const place = survey.places.find((each) => each.id === id && (series === undefined || each.series === series));
  if (place === undefined)
    throw noSnapshot(`There is no snapshot ${id}${series === undefined ? '' : ` in ${series}`}.`);
  const candidates = candidatesOf(survey, place.series, new Set());
  const own = candidates.find((each) => each.id === id);
  const good = candidates.filter(({ flaw }) => flaw === undefined).toSorted((a, b) => +b.time - +a.time);
  if (survey.marks.get(place.series)?.facts.get(id)?.hold !== undefined)
    throw removalRefused(`Snapshot ${id} is held.`, 'Release it first: mode mark, mark: release.');
  if (own !== undefined && own === good[0])
    throw removalRefused(
      `Snapshot ${id} is the newest verified one of its series.`,
      'Make a new backup without what must go, verify it, then remove this one.',
    );
  return [{ series: place.series, snapshots: [{ place, verdict: 'remove', reasons: [reason] }] }];
}

export function refusalOfShare(series: readonly SeriesPlan[], maxShare: number): readonly string[] {
  const share = shareOf(series);
  if (share <= maxShare) return [];
  const percent = (value: number): string => `${String(Math.round(value * 1000) / 10)} %`;
  return [`The plan removes ${percent(share)} of the snapshots, and max-delete-share is ${percent(maxShare)}.`];
}

function refusalsOfSeries(series: readonly SeriesPlan[]): readonly string[] {
  return series.flatMap(({ series: name, snapshots }) => {
    const refused = snapshots.filter(({ verdict }) => verdict === 'refused');
    return refused.length === 0 ? [] : [`Series ${name} is left alone: ${String(refused[0]?.reasons.at(-1))}.`];
  });
}

/** At most so many unreadable roots are named in a message. */
const NAMED_ROOTS = 3;

function refusalsOfUnreadable(survey: PruneSurvey): readonly string[] {
  const roots = unreadableRoots(survey);
  if (roots.length === 0) return [];
  const named = roots
    .slice(0, NAMED_ROOTS)
    .map(({ key }) => `${key} cannot be read (${String(survey.learned.unreadable.get(key)?.message)})`);
  const more = roots.length - named.length;
  return [`No pack is marked: ${named.join('; ')}${more > 0 ? `; ${String(more)} more cannot be read either` : ''}`];
}

export function noSnapshot(message: string): HoldfastError {
  const fix = 'See mode list; without a name it shows the series of the vault.';
  return new HoldfastError({ code: 'no-snapshot', message: `Nothing to prune. ${message}`, fix });
}

function removalRefused(message: string, fix: string): HoldfastError {
  return new HoldfastError({ code: 'remove-refused', message, why: 'Nothing was changed.', fix });
}
