/** A fleet on paper: plans and legs night after night, with what each backup asks of GitHub. */
import { type Candidate } from '../../src/fleet/order.ts';
import { planLegs } from '../../src/fleet/plan.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What a backup asks of GitHub: as measured at the stand-in. */
const ASKED = { first: 35, changed: 28, weekly: 35, unchanged: 2 };
/** The list of 1,000 repositories. */
const LIST = 13;
/** What a plan leaves of an hour. */
const RESERVE = 50;
/** With fewer a leg begins no backup that asks. */
const FEWEST = 4;

interface Paper extends Candidate {
  /** Its metadata have changed since they were read last, or were never read. */
  readonly isNew: boolean;
  /** What an interrupted reading has left to ask for. */
  readonly rest: number | undefined;
}

export interface FleetOnPaper {
  readonly repositories: number;
  readonly requests: number;
  readonly legs: number;
  /** In how many plans of a night, an hour after one another. */
  readonly plans: number;
  /** How many are pushed to each day, of those that were ever backed up. */
  readonly pushes: number;
}

export interface Night {
  readonly whole: number;
  readonly never: number;
  /** The oldest, in hours, of those that are whole, at the coverage after the last plan. */
  readonly oldestHours: number;
  /** Of those that were whole once: for how long the one that waits longest has not been so. */
  readonly longestWaitHours: number;
}

/** What each repository is like after every night. */
export function nightsOf(fleet: FleetOnPaper, nights: number): readonly Night[] {
  let all = Array.from({ length: fleet.repositories }, (_, index) => paper(index + 1));
  const seen: Night[] = [];
  for (let night = 0; night < nights; night++) {
    const from = (night * fleet.pushes) % fleet.repositories;
    const isPushed = ({ id }: Paper) => (id - 1 - from + fleet.repositories) % fleet.repositories < fleet.pushes;
    all = all.map((each) => (isPushed(each) ? { ...each, isUnchanged: false, isNew: true, rest: undefined } : each));
    for (let plan = 0; plan < fleet.plans; plan++)
      all = afterPlan(all, fleet, new Date(night * DAY_MS + plan * HOUR_MS));
    seen.push(nightOf(all, night * DAY_MS + fleet.plans * HOUR_MS));
  }
  return seen;
}

function paper(id: number): Paper {
  const name = `r${String(id)}`;
  return {
    ...{ id, name, series: `acme/${name}/repository`, newest: undefined, readAt: undefined },
    ...{ pushed: undefined, lastMs: undefined, sizeKib: id, isUnchanged: false, isNew: true, rest: undefined },
  };
}

function afterPlan(all: readonly Paper[], { requests, legs }: FleetOnPaper, now: Date): Paper[] {
  const papers = new Map(all.map((each) => [each.id, each]));
  for (const leg of planLegs(all, { legs, requestsLeft: requests - RESERVE - LIST, now })) {
    let left = (leg.requests ?? 0) - LIST;
    for (const { id } of leg.queue) {
      const before = papers.get(id) as Paper;
      const after = { ...before, newest: now, isUnchanged: true, isNew: false, lastMs: 5000 };
      const asked = askedOf(before, now);
      if (left < FEWEST && before.isNew) papers.set(id, after);
      if (left < FEWEST) continue;
      if (asked <= left) papers.set(id, { ...after, readAt: now, rest: undefined });
      else papers.set(id, { ...after, rest: asked - left + ASKED.unchanged });
      left -= Math.min(asked, left);
    }
  }
  return [...papers.values()];
}

function askedOf({ newest, readAt, isUnchanged, rest, id }: Paper, now: Date): number {
  if (rest !== undefined) return rest;
  if (readAt === undefined) return ASKED.first;
  if (readAt !== newest || !isUnchanged) return ASKED.changed;
  const [today, read] = [now, readAt].map((time) => Math.floor(time.getTime() / DAY_MS)) as [number, number];
  const sinceTurn = (today - id + 7 * id) % 7;
  return read < today - sinceTurn ? ASKED.weekly : ASKED.unchanged;
}

function nightOf(all: readonly Paper[], atMs: number): Night {
  const whole = all.filter(({ newest, readAt }) => readAt !== undefined && readAt === newest);
  const hoursSince = (times: readonly (Date | undefined)[]) =>
    Math.max(0, ...times.map((time) => (atMs - (time?.getTime() ?? atMs)) / HOUR_MS));
  return {
    whole: whole.length,
    never: all.filter(({ newest }) => newest === undefined).length,
    oldestHours: hoursSince(whole.map(({ newest }) => newest)),
    longestWaitHours: hoursSince(all.map(({ readAt }) => readAt)),
  };
}
