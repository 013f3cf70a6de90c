/** What prune sees of a vault before it plans: roots, what they name, and the marks beside them. */
import { LIMITS } from '../../base/limits.ts';
import { requireServerDate, type Store } from '../../store/store.ts';
import type { MarkKind } from '../format/keys.ts';
import { lastVerified, listMarks, readMarkFacts, type Mark, type MarkFacts } from '../read/marks.ts';
import { KeyNumbers, readPruneState, type PruneState } from '../read/prune-state.ts';
import { learnRoots, listRoots, type LearnedRoots, type RootPlace } from '../read/root-places.ts';

export interface SeriesMarks {
  /** `<kind> <snapshot>` of every mark. */
  readonly set: ReadonlySet<string>;
  /** Of holds and labels, by snapshot id. */
  readonly facts: ReadonlyMap<string, MarkFacts>;
  /** By snapshot id, the newest last; not yet read. */
  readonly verified: ReadonlyMap<string, readonly Mark[]>;
}

/** What was seen of the vault, all of it after `t0`. */
export interface PruneSurvey {
  /** S3's Date before the first LIST of roots. */
  readonly t0: Date;
  /** What earlier runs noted. */
  readonly state: PruneState;
  /** Live roots, and those deleted less than G before `t0`. */
  readonly places: readonly RootPlace[];
  /** All deleted roots of which S3 has bytes left. */
  readonly gone: readonly RootPlace[];
  /** Keys of all roots of which anything is left, even if it is only a delete marker. */
  readonly rootKeys: ReadonlySet<string>;
  readonly learned: LearnedRoots;
  /** Of the objects that the roots name. */
  readonly numbers: KeyNumbers;
  /** Series of which nothing goes by a rule, with the reason. */
  readonly held: ReadonlyMap<string, string>;
  /** By series: those that are judged, and those with a root that cannot be read. */
  readonly marks: ReadonlyMap<string, SeriesMarks>;
}

/** What the survey covers. */
export interface Scope {
  readonly store: Store;
  /** Series whose snapshots are judged; undefined: all of the vault. */
  readonly series: string | undefined;
  /** A snapshot that is looked at even if it was deleted long ago; undefined: there is none. */
  readonly id: string | undefined;
  /** Series of which nothing goes by a rule, with the reason. */
  readonly held?: ReadonlyMap<string, string> | undefined;
  readonly signal: AbortSignal;
}

/** Reads no root that was read before. */
export async function surveyVault({ store, series, id, held = new Map(), signal }: Scope): Promise<PruneSurvey> {
  const numbers = new KeyNumbers();
  const state = await readPruneState(store, numbers, signal);
  // The time of an answer that came before the roots are listed.
  const t0 = requireServerDate(store);
  const since = t0.getTime() - LIMITS.graceSeconds * 1000;
  const { places: all, keys } = await listRoots(store, undefined, signal);
  const places = all.filter(
    (place) => place.deletedAt === undefined || place.deletedAt.getTime() > since || place.id === id,
  );
  const learned = await learnRoots(store, places, state.roots, numbers, signal);
  const judged = places.filter((place) => series === undefined || place.series === series);
  const unreadable = places.filter(({ key }) => learned.unreadable.has(key));
  const marks = new Map<string, SeriesMarks>();
  for (const name of new Set([...judged, ...unreadable].map((place) => place.series)))
    marks.set(name, await marksOfSeries(store, name, signal));
  const gone = all.filter(({ deletedAt }) => deletedAt !== undefined);
  return { t0, state, places, gone, rootKeys: keys, learned, numbers, held, marks };
}

export async function marksOfSeries(store: Store, series: string, signal: AbortSignal): Promise<SeriesMarks> {
  const marks = await listMarks(store, series, { signal });
  const withBody = marks.filter(({ kind }) => kind === 'hold' || kind === 'label');
  const set = new Set(marks.map(({ kind, id }) => `${kind} ${id}`));
  return { set, facts: await readMarkFacts(store, withBody, signal), verified: lastVerified(marks) };
}

/** Roots that retention may be about: live ones of the series. */
export function liveOf({ places }: PruneSurvey, series: string): readonly RootPlace[] {
  return places.filter((place) => place.series === series && place.deletedAt === undefined);
}

/** Names of series with live roots, in key order. */
export function liveSeries({ places }: PruneSurvey): readonly string[] {
  return [...new Set(places.filter(({ deletedAt }) => deletedAt === undefined).map(({ series }) => series))];
}

export function isMarked(survey: PruneSurvey, { series, id }: RootPlace, kind: MarkKind): boolean {
  return survey.marks.get(series)?.set.has(`${kind} ${id}`) === true;
}

/** Roots that cannot be read and that nobody put into quarantine: what they name is not known, so that all is kept. */
export function unreadableRoots(survey: PruneSurvey): readonly RootPlace[] {
  return survey.places.filter(
    (place) => survey.learned.unreadable.has(place.key) && !isMarked(survey, place, 'quarantine'),
  );
}
