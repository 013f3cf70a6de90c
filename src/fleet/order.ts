/** In which order repositories are backed up, so that the requests to GitHub go where most is lacking, and nothing is starved. Pure. */

/** A repository to back up, as the plan sees it. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly series: string;
  /** Another series whose packs its first snapshot may use. */
  readonly base?: string | undefined;
  /** Of its newest snapshot; undefined: there is none. */
  readonly newest: Date | undefined;
  /** Of its newest snapshot of which nothing waits for requests; undefined: none is known. */
  readonly readAt: Date | undefined;
  /** See `pushSeen`. */
  readonly pushed: number | undefined;
  /** How long its last backup took. */
  readonly lastMs: number | undefined;
  readonly sizeKib: number;
  /** What GitHub says of it is as it was at its newest snapshot. */
  readonly isUnchanged: boolean;
  /** The id of a repository that has to be backed up before it, in the same leg. */
  readonly after?: number | undefined;
}

/**
 * Requests to GitHub that a backup makes, roughly. Of an unchanged repository on the average of a week: on one day of it, settings are
 * read that nothing shows to be unchanged.
 */
const REQUESTS = { unchanged: 7, changed: 30, first: 40 } as const;

export function requestsOf(each: Candidate): number {
  if (wasNeverRead(each)) return REQUESTS.first;
  return each.isUnchanged && !hasToWait(each) ? REQUESTS.unchanged : REQUESTS.changed;
}

/** No metadata were ever read to their end. One that lacks something else for ever is no such. */
function wasNeverRead({ readAt }: Candidate): boolean {
  return readAt === undefined;
}

/** A part of its newest snapshot waits for requests. */
function hasToWait({ newest, readAt }: Candidate): boolean {
  return newest !== undefined && (readAt === undefined || readAt < newest);
}

/** What was backed up so shortly ago, by an earlier plan of the same night, has its turn in the next one. */
const RESTED_MS = 12 * 3_600_000;

/** What each group gets of the requests while all of them have somebody waiting. */
const WEIGHTS = { cheap: 8, first: 1, news: 1 } as const;
type Group = keyof typeof WEIGHTS | 'rested';

/**
 * Most requests go to those that cost few, so that what is covered stays so however many wait for their first backup. The others get a
 * part in any case, and all that those leave: half of it those of which most is lacking, half those that were read once and have news.
 * Each group begins with the stalest. What an earlier plan of the same night has backed up is last.
 */
export function inOrder(candidates: readonly Candidate[], now: Date): readonly Candidate[] {
  const groups = Map.groupBy(candidates, (each) => groupOf(each, now));
  const of = (group: Group) => (groups.get(group) ?? []).toSorted(stalerFirst);
  const sides = (['cheap', 'first', 'news'] as const).map((group) => ({ queue: of(group), weight: WEIGHTS[group] }));
  return [...inTurns(sides), ...of('rested')];
}

function groupOf(each: Candidate, now: Date): Group {
  const { newest } = each;
  if (newest !== undefined && !hasToWait(each) && now.getTime() - newest.getTime() < RESTED_MS) return 'rested';
  if (wasNeverRead(each)) return 'first';
  return requestsOf(each) === REQUESTS.unchanged ? 'cheap' : 'news';
}

interface Side {
  readonly queue: readonly Candidate[];
  readonly weight: number;
}

/** Each time of the side that has had the fewest requests for its weight. */
function inTurns(sides: readonly Side[]): readonly Candidate[] {
  const merged: Candidate[] = [];
  const places = sides.map((side) => ({ ...side, at: 0, had: 0 }));
  for (;;) {
    const waiting = places.filter(({ queue, at }) => at < queue.length);
    if (waiting.length === 0) return merged;
    const place = waiting.reduce((least, each) => (each.had < least.had ? each : least));
    const next = place.queue[place.at++] as Candidate;
    place.had += requestsOf(next) / place.weight;
    merged.push(next);
  }
}

/**
 * By the age of the newest snapshot of which nothing waits, else of the newest; those without any first, the small ones before the
 * large. A snapshot of git alone makes nobody wait longer.
 */
function stalerFirst(a: Candidate, b: Candidate): number {
  const [timeA, timeB] = [timeOf(a), timeOf(b)];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return (a.newest === undefined ? a.sizeKib - b.sizeKib : 0) || a.id - b.id;
}

function timeOf({ newest, readAt }: Candidate): number {
  return (readAt ?? newest)?.getTime() ?? -Infinity;
}
