/** Repositories as a plan sees them. */
import fc from 'fast-check';
import type { Candidate } from '../../src/fleet/order.ts';

export const NOW = Date.parse('2026-11-29T00:00:00Z');
export const HOUR_MS = 3_600_000;

/** Backed up whole a day ago, unless it is said otherwise. */
export function candidate(id: number, changes: Partial<Candidate> = {}): Candidate {
  const name = `r${String(id)}`;
  const newest = 'newest' in changes ? changes.newest : new Date(NOW - 24 * HOUR_MS);
  return {
    ...{ id, name, series: `acme/${name}/repository`, newest, readAt: newest, pushed: undefined },
    ...{ lastMs: 60_000, sizeKib: 100, isUnchanged: false, ...changes },
  };
}

const ago = (hours: number | null) => (hours === null ? undefined : new Date(NOW - hours * HOUR_MS));

export const candidates = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 500 }),
      age: fc.option(fc.integer({ min: 0, max: 5000 })),
      wholeAge: fc.option(fc.integer({ min: 0, max: 5000 })),
      waits: fc.boolean(),
      lastMs: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
      sizeKib: fc.integer({ min: 0, max: 10_000_000 }),
      isUnchanged: fc.boolean(),
      // Also of itself, of one that is not there, and in a circle.
      after: fc.option(fc.integer({ min: 1, max: 500 })),
    }),
    { selector: ({ id }) => id, maxLength: 120 },
  )
  .map((list) =>
    list.map(({ id, age, wholeAge, waits, lastMs, sizeKib, isUnchanged, after }) => {
      const newest = ago(age);
      const readAt = newest && (waits ? ago(wholeAge) : newest);
      return candidate(id, {
        ...{ newest, readAt, lastMs: lastMs ?? undefined },
        ...{ sizeKib, isUnchanged, after: after ?? undefined },
      });
    }),
  );
