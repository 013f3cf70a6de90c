/** The inequalities of docs/safety.md, and those between the limits of the format, are enforced, each by itself. */
import { checkLimits, LIMITS } from '../src/base/limits.ts';

test.each<[string, Partial<typeof LIMITS | Record<keyof typeof LIMITS, number>>]>([
  ['need B <= G', { backupMaxSeconds: LIMITS.graceSeconds + 1, adoptMaxAgeSeconds: 0 }],
  ['need A <= (G - B) / 2', { adoptMaxAgeSeconds: (LIMITS.graceSeconds - LIMITS.backupMaxSeconds) / 2 + 1 }],
  ['need L > G + P', { noncurrentMinSeconds: LIMITS.graceSeconds + LIMITS.pruneIntervalSeconds }],
  ['need floor >= G', { retentionFloorSeconds: LIMITS.graceSeconds - 1 }],
  ['need a fragment in a frame', { fragmentMaxBytes: LIMITS.frameMaxBytes + 1 }],
  ['need a frame in a pack', { frameMaxBytes: LIMITS.packMaxBytes }],
  ['need a full pack to be adopted', { adoptMaxRawBytes: LIMITS.packMaxRawBytes - 1 }],
  ['need a full pack in packMaxFrames', { packMaxFrames: LIMITS.packMaxRawBytes / LIMITS.frameMaxBytes - 1 }],
  ['need a shared block in a segment', { sharedBlockMaxBytes: LIMITS.segmentMaxBytes + 1 }],
  ['need a segment in the tables', { snapshotMaxTableBytes: LIMITS.segmentMaxBytes - 1 }],
  ['need a segment in a table', { segmentMaxRows: LIMITS.tableMaxRows + 1 }],
  ['need a row a fragment', { mapMaxRows: LIMITS.tableMaxRows - 1 }],
  ['need a segment a level', { snapshotMaxSegments: LIMITS.tableMaxLevels * 3 - 1 }],
  ['need a block a segment', { snapshotMaxBlocks: LIMITS.snapshotMaxSegments - 1 }],
  ['need four values an object', { jsonMaxValues: LIMITS.snapshotMaxObjects * 4 }],
  ['need a document in a root', { rootMaxRawBytes: LIMITS.segmentMaxBytes - 1 }],
])('%s', (inequality, change) => {
  expect(() => checkLimits({ ...LIMITS, ...change })).toThrow(inequality);
  expect(() => checkLimits(LIMITS)).not.toThrow();
});

/** What honest sources reach: twice 2^20 fragments, a million files, 60,000 refs. */
test('there is room for every honest snapshot, twice over', () => {
  const fragments = 2 ** 21;
  const files = 1_000_000;
  // Up to three quarters of the map may be of packs that are let go at the next merge.
  expect(LIMITS.mapMaxRows).toBeGreaterThanOrEqual(fragments * 4);
  expect(LIMITS.tableMaxRows).toBeGreaterThanOrEqual(2 * files);
  // A fragment has some 46 bytes in the map and 32 in the tree, a file some 130 in the tree, a ref some 80 in the state.
  const tables = fragments * (46 + 32) + files * 130 + 60_000 * 80;
  expect(LIMITS.snapshotMaxTableBytes).toBeGreaterThanOrEqual(2 * tables);
  // Packs are closed at 8 MiB; fragments of 2^21 in all have up to 1 MiB each on average.
  expect(LIMITS.snapshotMaxObjects * 8).toBeGreaterThanOrEqual(fragments);
});
