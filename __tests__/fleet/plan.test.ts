import fc from 'fast-check';
import type { Candidate } from '../../src/fleet/order.ts';
import { planLegs as planAt, type PlanLimits } from '../../src/fleet/plan.ts';
import { candidate, candidates, NOW } from './candidates.ts';

const planLegs = (list: readonly Candidate[], limits: Omit<PlanLimits, 'now'>) =>
  planAt(list, { ...limits, now: new Date(NOW) });
const namesOf = (queue: readonly Candidate[] | undefined) => queue?.map(({ name }) => name);

test('legs are packed by the time that the last backup took, and take about as long as each other', () => {
  const minutes = [30, 20, 20, 10, 10, 10].map((each, index) => candidate(index + 1, { lastMs: each * 60_000 }));
  const legs = planLegs(minutes, { legs: 2, requestsLeft: undefined });
  expect(legs.map(({ estimatedMs }) => estimatedMs / 60_000)).toEqual([50, 50]);
});

test('of a repository that was never backed up, its size counts', () => {
  const sizes = [10, 10, 10, 4_000_000];
  const legs = planLegs(
    sizes.map((sizeKib, index) => candidate(index + 1, { lastMs: undefined, newest: undefined, sizeKib })),
    { legs: 2, requestsLeft: undefined },
  );
  expect(legs.map(({ queue }) => namesOf(queue))).toEqual([['r4'], ['r1', 'r2', 'r3']]);
});

test('there are no more legs than there is work for, nor than requests; and as many as the texts need', () => {
  const small = [1, 2, 3, 4, 5, 6].map((id) => candidate(id));
  expect(planLegs(small, { legs: 20, requestsLeft: undefined })).toHaveLength(2);
  expect(planLegs(small, { legs: 20, requestsLeft: 30 })).toHaveLength(1);
  expect(planLegs(small, { legs: 20, minLegs: 4, requestsLeft: undefined })).toHaveLength(4);
  expect(planLegs(small, { legs: 3, minLegs: 4, requestsLeft: undefined })).toHaveLength(3);
  expect(planLegs([], { legs: 20, requestsLeft: undefined })).toEqual([]);
});

test('a leg with repositories that were never backed up gets more of the requests than one whose repositories rest', () => {
  const rest = candidate(1, { lastMs: 10 * 60_000, isUnchanged: true });
  const first = candidate(2, { lastMs: 10 * 60_000, newest: undefined });
  const legs = planLegs([rest, first], { legs: 2, requestsLeft: 1000 });
  const shares = legs.map(({ queue, requests }) => [queue[0]?.name, requests]);
  expect(shares.toSorted()).toEqual([
    ['r1', 285],
    ['r2', 714],
  ]);
});

test('a leg gets requests for those whose turn it is, not for how many it holds: the others get no share of what does not suffice', () => {
  const long = { lastMs: 60 * 60_000 };
  const kept = Array.from({ length: 8 }, (_, index) => candidate(index + 1, { isUnchanged: true, lastMs: 6 * 60_000 }));
  const first = candidate(9, { ...long, newest: undefined });
  const legs = planLegs([...kept, first], { legs: 2, requestsLeft: 74 });
  expect(legs.map(({ queue, requests }) => [queue.length, requests])).toEqual([
    [1, 15],
    [8, 58],
  ]);
});

test('a fork that builds on its parent is in the same leg, after it, also along a chain', () => {
  const long = { lastMs: 10 * 60_000 };
  const forks = [candidate(1, { ...long, newest: undefined, after: 2 }), candidate(2, { ...long, after: 3 })];
  const legs = planLegs([...forks, candidate(3, long), candidate(4, long)], { legs: 4, requestsLeft: undefined });
  expect(legs.map(({ queue }) => namesOf(queue))).toEqual([['r3', 'r2', 'r1'], ['r4']]);
});

test('every repository is in exactly one queue, no queue is empty, and the shares are at most what is left', () => {
  fc.assert(
    fc.property(
      candidates,
      fc.integer({ min: 1, max: 256 }),
      fc.integer({ min: 1, max: 256 }),
      fc.option(fc.integer({ min: 0, max: 15_000 })),
      (list, legs, minLegs, left) => {
        const planned = planLegs(list, { legs, minLegs, requestsLeft: left ?? undefined });
        const ids = planned.flatMap(({ queue }) => queue.map(({ id }) => id)).toSorted((a, b) => a - b);
        expect(ids).toEqual(list.map(({ id }) => id).toSorted((a, b) => a - b));
        expect(planned.length).toBeLessThanOrEqual(legs);
        expect(planned.every(({ queue }) => queue.length > 0)).toBe(true);
        if (left === null) expect(planned.every(({ requests }) => requests === undefined)).toBe(true);
        else expect(planned.reduce((sum, { requests = NaN }) => sum + requests, 0)).toBeLessThanOrEqual(left);
      },
    ),
  );
});

test('whatever forks build on is in their queue before them, where it is no circle', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      // The parent has a smaller id: no circle.
      const forks = list.map((each) => ({
        ...each,
        after: each.after !== undefined && each.after < each.id ? each.after : undefined,
      }));
      const listed = new Set(forks.map(({ id }) => id));
      for (const { queue } of planLegs(forks, { legs: 20, requestsLeft: undefined })) {
        const seen = new Set<number>();
        for (const { id, after } of queue) {
          if (after !== undefined && listed.has(after)) expect(seen).toContain(after);
          seen.add(id);
        }
      }
    }),
  );
});
