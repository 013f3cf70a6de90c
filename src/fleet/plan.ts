/** Spreads repositories over legs: the stalest first, the legs of the same length, the requests to GitHub divided. Pure. */

/** A repository to back up, as the plan sees it. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly series: string;
  /** Another series whose packs its first snapshot may use. */
  readonly base?: string | undefined;
  /** Of its newest snapshot; undefined: there is none. */
  readonly newest: Date | undefined;
  /** How long its last backup took. */
  readonly lastMs: number | undefined;
  readonly sizeKib: number;
  /** What GitHub says of it is as it was at its newest snapshot. */
  readonly isUnchanged: boolean;
  /** The id of a repository that has to be backed up before it, in the same leg. */
  readonly after?: number | undefined;
}

export interface PlannedLeg {
  /** The stalest first. */
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
}

/** Less than so much work is not worth a leg of its own: the start of a job takes about a minute. */
const USEFUL_LEG_MS = 5 * 60_000;
/** With fewer requests a leg can do nothing useful. */
const USEFUL_LEG_REQUESTS = 20;

/** Puts every candidate into exactly one queue. */
export function planLegs(candidates: readonly Candidate[], limits: PlanLimits): readonly PlannedLeg[] {
  if (candidates.length === 0) return [];
  const ordered = candidates.toSorted(stalerFirst);
  const units = unitsOf(ordered);
  const queues = pack(units, legCount(units, limits));
  const requests = shareRequests(queues, limits.requestsLeft);
  return queues.map((queue, index) => ({
    queue,
    estimatedMs: queue.reduce((sum, each) => sum + estimatedMs(each), 0),
    requests: requests?.[index],
  }));
}

/** Those without a backup first, the small ones before the large; then by the age of the newest snapshot. */
function stalerFirst(a: Candidate, b: Candidate): number {
  const [timeA, timeB] = [a, b].map(({ newest }) => newest?.getTime() ?? -Infinity) as [number, number];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return (a.newest === undefined ? a.sizeKib - b.sizeKib : 0) || a.id - b.id;
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

/** @param ordered the stalest first */
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
  return [...groups].map(([head, members]) => inOrder(members, head));
}

/** Each after the one that it names. */
function inOrder(members: readonly Candidate[], head: number): Unit {
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

/** The longest first, each into the queue that is shortest so far; within a queue the stalest first. */
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

/** Requests to GitHub that a backup makes, roughly: only their relation counts. */
const REQUESTS = { unchanged: 4, changed: 20, first: 60, leg: 15 } as const;

function neededRequests(queue: Unit): number {
  const of = ({ newest, isUnchanged }: Candidate): number =>
    newest === undefined ? REQUESTS.first : isUnchanged ? REQUESTS.unchanged : REQUESTS.changed;
  return queue.reduce<number>((sum, each) => sum + of(each), REQUESTS.leg);
}

/** By what each queue needs; together at most what is left. */
function shareRequests(queues: readonly Unit[], left: number | undefined): readonly number[] | undefined {
  if (left === undefined) return undefined;
  const needs = queues.map(neededRequests);
  const total = needs.reduce((sum, each) => sum + each, 0);
  return needs.map((need) => Math.floor((Math.max(left, 0) * need) / total));
}
