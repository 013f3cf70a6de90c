import fc from 'fast-check';
import { type Candidate, inOrder, requestsOf } from '../../src/fleet/order.ts';
import { candidate, candidates, HOUR_MS, NOW } from './candidates.ts';
import { type FleetOnPaper, nightsOf } from './nights.ts';

const ordered = (list: readonly Candidate[]) => inOrder(list, new Date(NOW));
const namesOf = (list: readonly Candidate[]) => ordered(list).map(({ name }) => name);
const hoursAgo = (hours: number) => new Date(NOW - hours * HOUR_MS);
const waiting = (hours: number, readAt?: Date) => ({
  newest: hoursAgo(hours),
  readAt,
  isUnchanged: true,
});

test('those without any backup come before those of which git is stored, the small ones before the large', () => {
  const list = [
    candidate(1, waiting(20)),
    candidate(2, waiting(40)),
    candidate(3, { newest: undefined, sizeKib: 9000 }),
    candidate(4, { newest: undefined, sizeKib: 10 }),
  ];
  expect(namesOf(list)).toEqual(['r4', 'r3', 'r2', 'r1']);
});

test('what waits for requests is not taken for fresh: it comes before all that rest, and as old as its newest whole snapshot', () => {
  const list = [
    candidate(1, { newest: hoursAgo(3), isUnchanged: true }),
    candidate(2, waiting(1, hoursAgo(30))),
    candidate(3, { newest: hoursAgo(24) }),
    candidate(4, waiting(1, hoursAgo(20))),
  ];
  expect(namesOf(list)).toEqual(['r2', 'r3', 'r4', 'r1']);
});

test('the queue of a leg that was killed is first in the next plan: nothing newer was recorded of it', () => {
  const done = [1, 2, 3].map((id) => candidate(id, { newest: hoursAgo(1) }));
  const killed = [4, 5].map((id) => candidate(id, { newest: hoursAgo(25) }));
  expect(namesOf([...done, ...killed])).toEqual(['r4', 'r5', 'r1', 'r2', 'r3']);
});

test('those that cost few requests do not wait for hundreds of first backups, nor these for them', () => {
  const first = Array.from({ length: 300 }, (_, index) => candidate(index + 1, { newest: undefined }));
  const kept = Array.from({ length: 300 }, (_, index) => candidate(index + 301, { isUnchanged: true }));
  const list = ordered([...first, ...kept]);
  const place = (id: number) => list.findIndex((each) => each.id === id);
  const before = list.slice(0, place(600)).filter(({ newest }) => newest === undefined);
  expect([before.length, place(1)]).toEqual([7, 1]);
});

test('whatever they are like, each is there once, and no group waits for the whole of another', () => {
  const groupOf = (each: Candidate) => {
    const { newest, readAt } = each;
    if (newest === undefined || readAt === undefined) return 'first';
    const waits = readAt < newest;
    if (!waits && NOW - newest.getTime() < 12 * HOUR_MS) return 'rested';
    return each.isUnchanged && !waits ? 'cheap' : 'news';
  };
  const most = Math.max(...[candidate(1), candidate(2, { newest: undefined })].map(requestsOf));
  fc.assert(
    fc.property(candidates, (list) => {
      const result = ordered(list);
      expect(result.map(({ id }) => id).toSorted()).toEqual(list.map(({ id }) => id).toSorted());
      const had = { cheap: 0, first: 0, news: 0 };
      for (const [index, each] of result.entries()) {
        const group = groupOf(each);
        const left = new Set(result.slice(index).map(groupOf));
        if (group === 'rested') {
          expect([...left]).toEqual(['rested']);
          continue;
        }
        had[group] += requestsOf(each);
        const others = (['cheap', 'first', 'news'] as const).filter((name) => left.has(name) && name !== group);
        for (const name of others) {
          const [weight, own] = [name, group].map((of) => (of === 'cheap' ? 8 : 1)) as [number, number];
          expect((had[group] - most) / own).toBeLessThanOrEqual(had[name] / weight);
        }
      }
    }),
  );
});

const THOUSAND = { repositories: 1000, requests: 5000, plans: 1, pushes: 0, legs: 20 };

// The table of docs/fleet.md.
test.each<[string, Partial<FleetOnPaper>, number]>([
  ['12,500 requests a night', { requests: 12_500 }, 4],
  ['12,500 requests a night, 50 pushes a day', { requests: 12_500, pushes: 50 }, 5],
  ['5,000 requests in each of four hours a night', { plans: 4 }, 3],
  ['5,000 requests in each of four hours a night, 50 pushes a day', { plans: 4, pushes: 50 }, 3],
  ['5,000 requests in each of four hours a night, in four legs', { plans: 4, legs: 4 }, 2],
  ['5,000 requests in each of three hours a night', { plans: 3 }, 4],
  ['5,000 requests in each of three hours a night, 50 pushes a day', { plans: 3, pushes: 50 }, 4],
  ['5,000 requests in each of two hours a night', { plans: 2 }, 7],
  ['5,000 requests in each of two hours a night, 50 pushes a day', { plans: 2, pushes: 50 }, 8],
  ['5,000 requests a night for 600 of them', { repositories: 600 }, 11],
])(
  '1,000 repositories, %s: git is stored in the first night, nothing covered grows old, all are whole in the end',
  (_, how, nights) => {
    const fleet = { ...THOUSAND, ...how };
    const seen = nightsOf(fleet, nights);
    expect(seen.map(({ never }) => never)).toEqual(seen.map(() => 0));
    expect(Math.max(...seen.map(({ oldestHours }) => oldestHours))).toBeLessThan(36);
    expect(seen.at(-1)?.whole).toBe(fleet.repositories);
  },
);

test('more repositories than the requests suffice for: none is starved, and what is covered does not suffer while hundreds wait', () => {
  const seen = nightsOf({ ...THOUSAND, pushes: 10, legs: 4 }, 119);
  const [firstWeeks, later] = [seen.slice(0, 21), seen.slice(28)];
  expect(Math.max(...firstWeeks.map(({ oldestHours }) => oldestHours))).toBeLessThan(36);
  expect(Math.min(...later.map(({ whole }) => whole))).toBeGreaterThan(750);
  expect(Math.max(...later.map(({ oldestHours }) => oldestHours))).toBeLessThan(7 * 24);
  expect(Math.max(...later.map(({ longestWaitHours }) => longestWaitHours))).toBeLessThan(20 * 24);
});
