/** Looks at a vault, plans, and sets delete markers. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { isRealVersion } from '../../store/witness.ts';
import { parseBlobKey, rootKey } from '../format/keys.ts';
import { isReadInFull, lastVerified, listMarks, readMarkFacts } from '../read/marks.ts';
import {
  candidatesOf,
  isMarked,
  liveOf,
  liveSeries,
  namedBy,
  planSnapshots,
  shareOf,
  unreadableRoots,
  type SeriesMarks,
  type SeriesPlan,
  type Survey,
} from './plan.ts';
import { learnRoots, listRootPlaces, listRoots, type RootPlace } from '../read/root-places.ts';
import {
  KeyNumbers,
  readPruneState,
  removedByPrune,
  writePruneState,
  type PruneState,
  type RootFacts,
} from '../read/prune-state.ts';
import type { Policy } from './retention.ts';
import { putBackObjects, putBackRoot, undelete } from '../repair/undelete.ts';

export interface PruneOptions {
  readonly store: Store;
  /** Series whose snapshots are judged; undefined: all of the vault. Packs and parts are looked at in all of it. */
  readonly series: string | undefined;
  /** What to do: thin out by rules, or take out one snapshot. */
  readonly task: { readonly policy: Policy; readonly maxDeleteShare: number } | RemoveTask;
  readonly apply: boolean;
  /** Why this bucket may not be pruned; with one, nothing is changed. */
  readonly bucketRefusals: readonly string[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface RemoveTask {
  readonly id: string;
  readonly reason: string;
}

export interface BlobInfo {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface PruneOutcome {
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
  readonly later: { readonly count: number; readonly sizeBytes: number };
  /** What live snapshots need, and what a delete marker covered: put back, or with `apply: false` to be put back. */
  readonly putBack: readonly string[];
  /** What live snapshots need, and no S3 version has. */
  readonly lost: readonly string[];
  readonly applied: boolean;
  /** How many roots had to be read. */
  readonly readCount: number;
}

const DELETES_IN_FLIGHT = 16;
const PUTS_IN_FLIGHT = 4;
/** Verified snapshots of a series whose marks are looked at for one that was read in full, the newest first. */
const PROOFS_LOOKED_AT = 256;
const PROOFS_IN_FLIGHT = 8;

/**
 * Plans, and with `apply` carries it out: marks roots, marks packs and parts, looks at the roots again and undoes what must
 * not have been marked. Sets delete markers only. It goes by S3's clock alone, keeps nothing but what is in the vault, and
 * may be killed at any point: the next one goes on. Why no live snapshot loses a byte: docs/safety.md.
 *
 * @throws bad-input for a policy that empties a series; no-snapshot; remove-refused
 */
export async function prune(options: PruneOptions): Promise<PruneOutcome> {
  return new Prune(options).run();
}

const NO_VERSION =
  'That the bucket keeps S3 versions is not proved. The newest snapshot has no S3 version id, so that what is deleted may be gone for good. Use a bucket that keeps S3 versions, with versioning enabled; if it was enabled since the last backup, run a backup first.';

interface Sweep {
  readonly objects: readonly BlobInfo[];
  readonly later: PruneOutcome['later'];
  /** Roots whose objects should all be there. */
  readonly due: readonly RootPlace[];
  /** Numbers of what one of those needs and the LIST did not show. */
  readonly missing: readonly number[];
}

class Prune {
  private readonly options: PruneOptions;
  private readonly store: Store;
  private readonly numbers = new KeyNumbers();
  /** Of roots that were read in this run or before, by root key. */
  private facts: ReadonlyMap<string, RootFacts> = new Map();
  /** Keys of all roots of which anything is left, a delete marker alone included. */
  private rootKeys: ReadonlySet<string> = new Set();

  constructor(options: PruneOptions) {
    this.options = options;
    this.store = options.store;
  }

  async run(): Promise<PruneOutcome> {
    const { task, apply, emit, bucketRefusals } = this.options;
    emit({ type: 'phase', name: 'Read the snapshots of the vault' });
    const state = await readPruneState(this.store, this.numbers, this.options.signal);
    const survey = await this.survey(state);
    const series = 'policy' in task ? await this.planByRules(survey, task.policy) : this.planRemoval(survey, task);
    const going = series.flatMap(({ snapshots }) => snapshots.filter(({ verdict }) => verdict === 'remove'));
    emit({ type: 'phase', name: 'Look for packs that no snapshot needs' });
    const sweep = await this.sweep(survey, new Set(going.map(({ place }) => place.key)));
    const isIdle = going.length === 0 && sweep.objects.length === 0;
    const versionless = isIdle ? [] : await this.versionless(survey);
    const stops = [
      ...bucketRefusals,
      ...versionless,
      ...('policy' in task ? refusalOfShare(series, task.maxDeleteShare) : []),
    ];
    const plan = {
      t0: survey.t0,
      series,
      roots: going.map(({ place }) => place).filter(({ deletedAt }) => deletedAt === undefined),
      objects: sweep.objects,
      later: sweep.later,
      isStopped: stops.length > 0,
      refusals: [...stops, ...refusalsOfSeries(series), ...refusalsOfUnreadable(survey)],
      readCount: survey.learned.readCount,
    };
    const held = heldButGone(survey, state);
    if (!apply || plan.isStopped) {
      const putBack = [...held.map(({ key }) => key), ...sweep.missing.map((number) => this.numbers.key(number))];
      return { ...plan, putBack, lost: [], applied: false };
    }
    await this.note(survey, state, plan.roots);
    // First of all: what goes now is whole when it goes, so that undelete finds it so for L.
    const missing = new Set(sweep.missing);
    const broughtBack = await this.bringBack(held);
    const healed = await this.putBackObjects(missing);
    const isLate = await this.mark(plan.t0, plan.roots, plan.objects);
    const undone = await this.undo(survey, plan, missing);
    const refusals = [...plan.refusals, ...(isLate ? [TOO_LATE] : [])];
    return { ...plan, ...undone, putBack: [...broughtBack, ...healed, ...undone.putBack], refusals, applied: true };
  }

  /** A delete is one for good where an object has no S3 version, whatever the call for versioning says. One request. */
  private async versionless({ places }: Survey): Promise<readonly string[]> {
    const live = places.filter(({ deletedAt }) => deletedAt === undefined);
    const newest = live.toSorted((a, b) => b.utc.getTime() - a.utc.getTime())[0];
    if (newest === undefined) return [];
    const head = await this.store.head(newest.key, { signal: this.options.signal });
    return head === undefined || isRealVersion(head.versionId) ? [] : [NO_VERSION];
  }

  /** S3's. */
  private clock(): Date {
    const date = this.store.serverDate();
    if (date === undefined) throw new Error('no answer came yet');
    return date;
  }

  /** Reads no root that was read before. */
  private async survey(state: PruneState): Promise<Survey> {
    const { signal, series, task } = this.options;
    // Of an answer that came before the roots are listed.
    const t0 = this.clock();
    const since = t0.getTime() - LIMITS.graceSeconds * 1000;
    const { places: all, keys } = await listRoots(this.store, undefined, signal);
    this.rootKeys = keys;
    const places = all.filter(
      ({ deletedAt, id }) => deletedAt === undefined || deletedAt.getTime() > since || ('id' in task && task.id === id),
    );
    const learned = await learnRoots(this.store, places, state.roots, this.numbers, signal);
    this.facts = learned.facts;
    const judged = places.filter((place) => series === undefined || place.series === series);
    const unreadable = places.filter(({ key }) => learned.unreadable.has(key));
    const marks = new Map<string, SeriesMarks>();
    for (const name of new Set([...judged, ...unreadable].map((place) => place.series)))
      marks.set(name, await this.marksOf(name));
    return { t0, places, gone: all.filter(({ deletedAt }) => deletedAt !== undefined), learned, marks };
  }

  private async marksOf(series: string): Promise<SeriesMarks> {
    const { signal } = this.options;
    const marks = await listMarks(this.store, series, { signal });
    const told = marks.filter(({ kind }) => kind === 'hold' || kind === 'label');
    const set = new Set(marks.map(({ kind, id }) => `${kind} ${id}`));
    return { set, facts: await readMarkFacts(this.store, told, signal), verified: lastVerified(marks) };
  }

  private async planByRules(survey: Survey, policy: Policy): Promise<readonly SeriesPlan[]> {
    const { series } = this.options;
    const names = series === undefined ? liveSeries(survey) : [series];
    if (series !== undefined && liveOf(survey, series).length === 0) throw noSnapshot(`Series ${series} has none.`);
    // Without any proof nothing goes. It is looked for where something would go with one.
    const everything = new Set(survey.places.map(({ key }) => key));
    const going = planSnapshots(survey, names, policy, everything).filter(({ snapshots }) =>
      snapshots.some(({ verdict }) => verdict !== 'keep'),
    );
    const proved = await mapBounded(going, PUTS_IN_FLIGHT, (plan) => this.newestProved(survey, plan));
    return planSnapshots(survey, names, policy, new Set(proved.flat()));
  }

  /** The key of the newest snapshot of a series that counts and was read in full, if there is one. */
  private async newestProved(survey: Survey, { series, snapshots }: SeriesPlan): Promise<readonly string[]> {
    const { store, options } = this;
    const flaws = new Map(candidatesOf(survey, series, new Set()).map(({ id, flaw }) => [id, flaw]));
    const verified = snapshots.filter(({ place }) => flaws.get(place.id) === undefined).slice(0, PROOFS_LOOKED_AT);
    const marks = survey.marks.get(series)?.verified;
    // Most often it is the first.
    for (let at = 0; at < verified.length; at += at === 0 ? 1 : PROOFS_IN_FLIGHT) {
      const some = verified.slice(at, at === 0 ? 1 : at + PROOFS_IN_FLIGHT);
      const isProved = await mapBounded(some, PROOFS_IN_FLIGHT, ({ place }) =>
        isReadInFull(store, marks?.get(place.id) ?? [], options.signal),
      );
      const found = some[isProved.indexOf(true)];
      if (found !== undefined) return [found.place.key];
    }
    return [];
  }

  /** One snapshot, whatever the rules. It may have been marked already, by a run that then broke off. */
  private planRemoval(survey: Survey, { id, reason }: RemoveTask): readonly SeriesPlan[] {
    const { series } = this.options;
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

  /** All packs and parts of the vault, a page at a time: what no root needs, and what is missing of what one needs. */
  private async sweep(survey: Survey, going: ReadonlySet<string>): Promise<Sweep> {
    const { learned, places, t0 } = survey;
    const { task, signal } = this.options;
    const size = this.numbers.size;
    const factsOf = (those: readonly RootPlace[]) => those.map(({ key }) => learned.facts.get(key));
    const staying = places.filter(({ key, deletedAt }) => deletedAt === undefined && !going.has(key));
    const live = namedBy(factsOf(staying), size);
    // What any root names, also one that goes now or went less than G ago.
    const named = namedBy(learned.facts.values(), size);
    const ofRemoved = namedBy(factsOf(places.filter(({ key }) => going.has(key))), size);
    const youngest = t0.getTime() - LIMITS.graceSeconds * 1000;
    const isGarbage = (number: number, lastModified: Date): boolean =>
      'policy' in task
        ? named[number] !== 1 && lastModified.getTime() < youngest
        : ofRemoved[number] === 1 && live[number] !== 1;
    const isStopped = unreadableRoots(survey).length > 0;
    const present = new Uint8Array(size);
    const objects: BlobInfo[] = [];
    const later = { count: 0, sizeBytes: 0 };
    for (const kind of ['packs', 'parts']) {
      for await (const page of this.store.list(`v1/${kind}/`, { signal })) {
        for (const { key, sizeBytes, lastModified } of page.objects) {
          const number = this.numbers.known(key) ?? size;
          if (number < size) present[number] = 1;
          if (!isStopped && parseBlobKey(key) !== undefined && isGarbage(number, lastModified))
            objects.push({ key, sizeBytes });
          else if (named[number] === 1 && live[number] !== 1) {
            later.count++;
            later.sizeBytes += sizeBytes;
          }
        }
      }
    }
    const due = places.filter(
      (place) =>
        place.deletedAt === undefined &&
        ('policy' in task || !going.has(place.key)) &&
        !isMarked(survey, place, 'quarantine'),
    );
    const good = namedBy(factsOf(due), size);
    const missing = Array.from(good.keys()).filter((number) => good[number] === 1 && present[number] !== 1);
    return { objects, later, due, missing };
  }

  /** Before the first delete marker: what is removed is recorded, so that nobody takes it for an attack. */
  private async note({ learned }: Survey, state: PruneState, roots: readonly RootPlace[]): Promise<void> {
    const { store, options, numbers } = this;
    const { task, signal } = options;
    // Those with several S3 versions are read each time, and are no news for that.
    if (roots.length === 0 && [...learned.facts.keys()].every((key) => state.roots.has(key))) return;
    // Read again, since another prune may have noted its own meanwhile.
    const removed = [...(await removedByPrune(store, signal)).values()];
    const at = this.clock();
    const now = roots.map(({ series, id }) => ({
      series,
      id,
      at: at.toISOString(),
      ...('reason' in task && { reason: task.reason }),
    }));
    const renewed = new Set(now.map(({ series, id }) => rootKey(series, id)));
    const others = removed.filter(({ series, id }) => {
      const key = rootKey(series, id);
      return this.rootKeys.has(key) && !renewed.has(key);
    });
    await writePruneState(store, at, { roots: learned.facts, removed: [...others, ...now] }, numbers, signal);
  }

  /** @returns whether it took so long that not all was marked: what was seen is true for the time of one backup only */
  private async mark(t0: Date, roots: readonly RootPlace[], objects: readonly BlobInfo[]): Promise<boolean> {
    const { emit, signal } = this.options;
    const until = t0.getTime() + LIMITS.backupMaxSeconds * 1000;
    let isLate = false;
    const markOne = async ({ key }: { readonly key: string }): Promise<void> => {
      isLate ||= this.clock().getTime() > until;
      if (!isLate) await this.store.markDeleted(key, { signal });
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
   * Looks at the roots again, and puts back what is needed now: by a root that came since, by one that a run marked
   * wrongly before it broke off, and snapshots that were held meanwhile.
   */
  private async undo(
    survey: Survey,
    { roots, objects }: Pick<PruneOutcome, 'roots' | 'objects'>,
    missing: ReadonlySet<number>,
  ): Promise<Pick<PruneOutcome, 'putBack' | 'lost'>> {
    const { signal, emit } = this.options;
    if (roots.length + objects.length + missing.size === 0) return { putBack: [], lost: [] };
    emit({ type: 'phase', name: 'Look at the snapshots again' });
    const held = await this.putBackHeld(roots);
    const places = await listRootPlaces(this.store, undefined, signal);
    const live = places.filter((place) => place.deletedAt === undefined && !isMarked(survey, place, 'quarantine'));
    const { facts } = await learnRoots(this.store, live, this.facts, this.numbers, signal);
    const needed = namedBy(facts.values(), this.numbers.size);
    const marked = objects.flatMap(({ key }) => this.numbers.known(key) ?? []);
    const wanted = new Set([...missing, ...marked].filter((number) => needed[number] === 1));
    const putBackKeys = await this.putBackObjects(wanted);
    return { putBack: [...held, ...putBackKeys], lost: Array.from(wanted, (number) => this.numbers.key(number)) };
  }

  /** @param wanted loses what is there again */
  private async putBackObjects(wanted: Set<number>): Promise<readonly string[]> {
    const objects = Array.from(wanted, (number) => ({ key: this.numbers.key(number) }));
    const { lost, changed } = await putBackObjects(this.store, objects, { signal: this.options.signal });
    const isLost = new Set(lost);
    for (const number of [...wanted]) if (!isLost.has(this.numbers.key(number))) wanted.delete(number);
    return changed;
  }

  /** @returns keys of those that are there again */
  private async bringBack(held: readonly RootPlace[]): Promise<readonly string[]> {
    const { store, emit, signal } = this.options;
    const found: string[] = [];
    for (const [series, places] of Map.groupBy(held, (place) => place.series)) {
      const ids = places.map(({ id }) => id);
      const { broughtBack } = await undelete({ store, series, ids, apply: true, emit, signal });
      found.push(...broughtBack.map((id) => rootKey(series, id)));
    }
    return found;
  }

  /** Roots among those marked that somebody set a hold on while this prune was at work. @returns their keys */
  private async putBackHeld(roots: readonly RootPlace[]): Promise<readonly string[]> {
    const { signal } = this.options;
    const found: string[] = [];
    for (const [series, places] of Map.groupBy(roots, (place) => place.series)) {
      const { facts, set } = await this.marksOf(series);
      for (const place of places) {
        if (facts.get(place.id)?.hold === undefined) continue;
        await putBackRoot(this.store, place, set.has(`readmitted ${place.id}`), { signal });
        found.push(place.key);
      }
    }
    return found;
  }
}

/**
 * Snapshots that are held, and that an earlier run took out while the hold came, and then broke off. One that was taken out
 * by its id is not brought back.
 */
function heldButGone({ gone, marks }: Survey, { removed }: PruneState): readonly RootPlace[] {
  const byId = new Set(
    removed.filter(({ reason }) => reason !== undefined).map(({ series, id }) => rootKey(series, id)),
  );
  return gone.filter(({ series, id, key }) => marks.get(series)?.facts.get(id)?.hold !== undefined && !byId.has(key));
}

const TOO_LATE = 'It took longer than a backup may, and stopped marking: run it again.';

function refusalOfShare(series: readonly SeriesPlan[], maxShare: number): readonly string[] {
  const share = shareOf(series);
  if (share <= maxShare) return [];
  const percent = (value: number): string => `${String(Math.round(value * 1000) / 10)} %`;
  return [`The plan takes out ${percent(share)} of the snapshots, and max-delete-share is ${percent(maxShare)}.`];
}

function refusalsOfSeries(series: readonly SeriesPlan[]): readonly string[] {
  return series.flatMap(({ series: name, snapshots }) => {
    const refused = snapshots.filter(({ verdict }) => verdict === 'refused');
    return refused.length === 0 ? [] : [`Series ${name} is left alone: ${String(refused[0]?.reasons.at(-1))}.`];
  });
}

/** Roots that a message names, of however many that cannot be read. */
const NAMED_ROOTS = 3;

function refusalsOfUnreadable(survey: Survey): readonly string[] {
  const roots = unreadableRoots(survey);
  if (roots.length === 0) return [];
  const named = roots
    .slice(0, NAMED_ROOTS)
    .map(({ key }) => `${key} cannot be read (${String(survey.learned.unreadable.get(key)?.message)})`);
  const more = roots.length - named.length;
  return [`No pack is marked: ${named.join('; ')}${more > 0 ? `; ${String(more)} more neither` : ''}`];
}

function noSnapshot(message: string): HoldfastError {
  const fix = 'See mode list; without a name it shows the series of the vault.';
  return new HoldfastError({ code: 'no-snapshot', message: `Nothing to prune. ${message}`, fix });
}

function removalRefused(message: string, fix: string): HoldfastError {
  return new HoldfastError({ code: 'remove-refused', message, why: 'Nothing was changed.', fix });
}
