/** What pages say of paths is what the snapshots hold, however their levels were merged. */
import fc from 'fast-check';
import { collectSeries } from '../../src/browse/collect.ts';
import type { SeriesView } from '../../src/browse/model.ts';
import type { Store } from '../../src/store/store.ts';
import { listSnapshots } from '../../src/vault/read/snapshots.ts';
import { type Change, makeHistory, type MadeSnapshot } from '../support/made-history.ts';
import { memoryStore } from '../support/memory-store.ts';

const SERIES = 'acme/shop/files';
const DAY_MS = 24 * 3600 * 1000;

async function viewOf(nights: readonly (readonly Change[])[], partEvery: number): Promise<SeriesView> {
  let now = new Date('2026-10-01T01:00:00Z');
  const { store } = memoryStore(() => now);
  const made: MadeSnapshot[] = nights.map((changes, index) => ({
    time: new Date(now.getTime() + index * DAY_MS),
    changes,
  }));
  now = new Date(now.getTime() + nights.length * DAY_MS);
  await makeHistory(store, SERIES, made, partEvery);
  const infos = await listSnapshots(store, SERIES, undefined);
  return collectSeries(SERIES, infos, 0, {
    store: withoutPacks(store),
    signal: new AbortController().signal,
    refsOf: () => undefined,
    onRead: () => undefined,
  });
}

function withoutPacks(store: Store): Store {
  return {
    ...store,
    get: (key, options) => {
      if (key.includes('/packs/')) throw new Error('a pack was read');
      return store.get(key, options);
    },
  };
}

const PATHS = ['a', 'a/b', 'b', 'c/d', 'z\u202e'];

test('files, what is gone, and the counts of each night are those of a model', async () => {
  const change = fc.tuple(fc.constantFrom(...PATHS), fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }));
  const night = fc.uniqueArray(change, { selector: ([path]) => path, minLength: 1, maxLength: PATHS.length });
  await fc.assert(
    fc.asyncProperty(
      fc.array(night, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (nights, partEvery) => {
        const there = new Map<string, number>();
        const ever = new Set<string>();
        const expected: unknown[] = [];
        for (const [index, changes] of nights.entries()) {
          const counts = { added: 0, changed: 0, removed: 0 };
          for (const [path, version] of changes) {
            const before = there.get(path);
            if (version === undefined) counts.removed += there.delete(path) ? 1 : 0;
            else if (before === undefined) counts.added++;
            else if (before !== version) counts.changed++;
            if (version !== undefined) there.set(path, version);
            if (version !== undefined) ever.add(path);
          }
          if (index > 0) expected.push(counts);
        }
        const made = nights.map((changes) =>
          changes.map(([path, version]): Change => [
            path,
            version === undefined ? undefined : { size: 10 + version, version },
          ]),
        );
        const view = await viewOf(made, partEvery);
        const sorted = (names: Iterable<string>): string[] =>
          [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(view.files.map(({ path, sizeBytes }) => [path.toString(), sizeBytes])).toEqual(
          sorted(there.keys()).map((path) => [path, 10 + (there.get(path) ?? 0)]),
        );
        expect(view.gone.map(({ path }) => path.toString())).toEqual(
          sorted([...ever].filter((path) => !there.has(path))),
        );
        const shown = view.snapshots.toReversed().slice(1);
        expect(
          shown.map(
            ({ changes }) => changes && { added: changes.added, changed: changes.changed, removed: changes.removed },
          ),
        ).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});
