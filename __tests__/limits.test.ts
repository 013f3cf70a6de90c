/** The inequalities of docs/safety.md are enforced, each by itself. */
import { checkLimits, LIMITS } from '../src/limits.ts';

test.each<[string, Partial<typeof LIMITS | Record<keyof typeof LIMITS, number>>]>([
  ['need B <= G', { backupMaxSeconds: LIMITS.graceSeconds + 1, adoptMaxAgeSeconds: 0 }],
  ['need A <= (G - B) / 2', { adoptMaxAgeSeconds: (LIMITS.graceSeconds - LIMITS.backupMaxSeconds) / 2 + 1 }],
  ['need L > G + P', { noncurrentMinSeconds: LIMITS.graceSeconds + LIMITS.pruneIntervalSeconds }],
  ['need floor >= G', { retentionFloorSeconds: LIMITS.graceSeconds - 1 }],
])('%s', (inequality, change) => {
  expect(() => checkLimits({ ...LIMITS, ...change })).toThrow(inequality);
  expect(() => checkLimits(LIMITS)).not.toThrow();
});
