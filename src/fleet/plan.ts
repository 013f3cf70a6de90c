/** Spreads repositories over legs: the legs of the same length, the requests to GitHub divided in the order of all. Pure. */
import { type Candidate, inOrder, requestsOf } from './order.ts';

export interface PlannedLeg {
  /** In the order of `inOrder`: the requests may run out before its end. */
  readonly queue: readonly Candidate[];
  /** How long it will take, by what is known. */
  readonly estimatedMs: number;
  /** Its share of the requests to GitHub; undefined: the server has no limit. */
  readonly requests: number | undefined;
}

export interface PlanLimits {
  /** At most so many. */
  readonly legs: number;
  /** At least so many, where there are so many repositories: so that the text of each is short enough. */
  readonly minLegs?: number;
  /** Requests to GitHub that are left for all of them; undefined: no limit is known. */
  readonly requestsLeft: number | undefined;
  readonly now: Date;
}

/** Less than so much work is not worth a leg of its own: the start of a job takes about a minute. */
const USEFUL_LEG_MS = 5 * 60_000;
/** With fewer requests a leg can do nothing useful. */
const USEFUL_LEG_REQUESTS = 20;

/** Puts every candidate into exactly one queue. */
export function planLegs(candidates: readonly Candidate[], limits: PlanLimits): readonly PlannedLeg[] {
  if (candidates.length === 0) return [];
  const units = unitsOf(inOrder(candidates, limits.now));
  const queues = pack(units, legCount(units, limits));
  const requests = shareRequests(queues, units.flat(), limits.requestsLeft);
  return queues.map((queue, index) => ({
    queue,
    estimatedMs: queue.reduce((sum, each) => sum + estimatedMs(each), 0),
    requests: requests?.[index],
  }));
}

/** KiB a second that a first backup reads, stores and checks, with reserve. */
const KIB_PER_SECOND = 4096;
/** Of a repository that was never backed up, besides its bytes: all its metadata is read. */
const FIRST_MS = 60_000;

function estimatedMs({ lastMs, sizeKib }: Candidate): number {
  return lastMs ?? FIRST_MS + (sizeKib / KIB_PER_SECOND) * 1000;
}

/** What has to stay together, in order. */
type Unit = readonly Candidate[];

/** @param ordered by `inOrder` */
function unitsOf(ordered: readonly Candidate[]): readonly Unit[] {
  const byId = new Map(ordered.map((each) => [each.id, each]));
  const headOf = (each: Candidate): number => {
    const seen = new Set<number>();
    let head = each;
    for (;;) {
      seen.add(head.id);
      const before = head.after === undefined ? undefined : byId.get(head.after);
      if (before === undefined || seen.has(before.id)) return head.id;
      head = before;
    }
  };
  const groups = Map.groupBy(ordered, headOf);
  return [...groups].map(([head, members]) => chained(members, head));
}

/** Each after the one that it names. */
function chained(members: readonly Candidate[], head: number): Unit {
  const sorted = members.filter(({ id }) => id === head);
  for (let added = true; added;) {
    const next = members.filter((each) => !sorted.includes(each) && sorted.some(({ id }) => id === each.after));
    sorted.push(...next);
    added = next.length > 0;
  }
  return [...sorted, ...members.filter((each) => !sorted.includes(each))];
}

/** No more than are allowed, than there are units, and than there is work and requests for. */
function legCount(units: readonly Unit[], { legs, minLegs = 1, requestsLeft = Infinity }: PlanLimits): number {
  const totalMs = units.flat().reduce((sum, each) => sum + estimatedMs(each), 0);
  const useful = Math.min(Math.ceil(totalMs / USEFUL_LEG_MS), Math.floor(requestsLeft / USEFUL_LEG_REQUESTS));
  return Math.max(1, Math.min(legs, units.length, Math.max(useful, minLegs)));
}

/** The longest first, each into the queue that is shortest so far; within a queue in the order of all. */
function pack(units: readonly Unit[], count: number): readonly Unit[] {
  const order = new Map(units.map((unit, index) => [unit, index]));
  const weigh = (unit: Unit): number => unit.reduce((sum, each) => sum + estimatedMs(each), 0);
  const weights = new Map(units.map((unit) => [unit, weigh(unit)]));
  const weightOf = (unit: Unit): number => weights.get(unit) as number;
  const bins = Array.from({ length: count }, () => ({ units: [] as Unit[], ms: 0 }));
  for (const unit of units.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    // Of equally short ones that with the fewest, so that each leg gets something.
    const bin = bins.reduce((best, each) =>
      each.ms < best.ms || (each.ms === best.ms && each.units.length < best.units.length) ? each : best,
    );
    bin.units.push(unit);
    bin.ms += weightOf(unit);
  }
  const placeOf = (unit: Unit): number => order.get(unit) as number;
  return bins
    .filter(({ units: held }) => held.length > 0)
    .map(({ units: held }) => held.toSorted((a, b) => placeOf(a) - placeOf(b)).flat());
}

/** Of a leg itself, for the list of repositories. */
const LEG_REQUESTS = 15;

/**
 * By what those of each queue need that come first in the order of all, as far as what is left suffices: a queue of many whose turn is
 * not yet takes nothing from one whose turn it is. Together at most what is left.
 */
function shareRequests(
  queues: readonly Unit[],
  ordered: readonly Candidate[],
  left: number | undefined,
): readonly number[] | undefined {
  if (left === undefined) return undefined;
  const legOf = new Map(queues.flatMap((queue, leg) => queue.map(({ id }) => [id, leg] as const)));
  const needs = queues.map(() => LEG_REQUESTS);
  let total = LEG_REQUESTS * queues.length;
  for (const each of ordered) {
    const needed = requestsOf(each);
    if (total + needed > left) continue;
    total += needed;
    const leg = legOf.get(each.id) as number;
    needs[leg] = (needs[leg] as number) + needed;
  }
  return needs.map((need) => Math.floor((Math.max(left, 0) * need) / total));
}
