/** What pages say of paths is what the snapshots hold, however their levels were merged. */
import fc from 'fast-check';
import { collectSeries } from '../../src/browse/collect.ts';
import type { SeriesView } from '../../src/browse/model.ts';
import type { Store } from '../../src/store/store.ts';
import { writeMark } from '../../src/vault/read/marks.ts';
import { rootKey, timeOfId } from '../../src/vault/format/keys.ts';
import { type Change, makeHistory, type MadeSnapshot } from '../support/made-history.ts';
import { memoryStore } from '../support/memory-store.ts';

const SERIES = 'acme/shop/files';
const DAY_MS = 24 * 3600 * 1000;

interface Night {
  readonly changes: readonly Change[];
  readonly from: number;
}

/** @param quarantined @param distrusted of these nights, from 0 */
async function viewOf(
  nights: readonly Night[],
  partEvery: number | 'planned',
  { quarantined, distrusted }: { readonly quarantined?: number; readonly distrusted?: number } = {},
): Promise<SeriesView> {
  let now = new Date('2026-10-01T01:00:00Z');
  const { store, objects } = memoryStore(() => now);
  const made: MadeSnapshot[] = nights.map((night, index) => ({
    time: new Date(now.getTime() + index * DAY_MS),
    ...night,
  }));
  now = new Date(now.getTime() + nights.length * DAY_MS);
  const ids = await makeHistory(store, SERIES, made, partEvery);
  // Each is written in its night.
  for (const [index, id] of ids.entries()) {
    const object = objects.get(rootKey(SERIES, id));
    const lateMs = index === distrusted ? 90 * DAY_MS : 0;
    if (object !== undefined) object.lastModified = new Date(timeOfId(id).getTime() + lateMs);
  }
  const bad = quarantined === undefined ? undefined : ids[quarantined];
  if (bad !== undefined)
    await writeMark(store, { series: SERIES, id: bad }, 'quarantine', now, { reason: 'encrypted' });
  const view = await collectSeries(SERIES, 400, {
    store: withoutPacks(store),
    signal: new AbortController().signal,
    refsOf: () => undefined,
    onRead: () => undefined,
  });
  if (view === undefined) throw new Error('no snapshot');
  return view;
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

test('files, what is gone, and the counts of each night are those of a model, also of nights that go on with an older one', async () => {
  const change = fc.tuple(fc.constantFrom(...PATHS), fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }));
  const night = fc.record({
    changes: fc.uniqueArray(change, { selector: ([path]) => path, minLength: 1, maxLength: PATHS.length }),
    // Most go on with the one before them.
    back: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) }),
  });
  const partEvery = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('planned' as const));
  await fc.assert(
    fc.asyncProperty(fc.array(night, { minLength: 1, maxLength: 12 }), partEvery, async (nights, every) => {
      const states: ReadonlyMap<string, number>[] = [];
      const made = nights.map(({ changes, back }, index): Night => {
        const from = Math.max(-1, index - back);
        const state = new Map(states[from] ?? []);
        for (const [path, version] of changes)
          if (version === undefined) state.delete(path);
          else state.set(path, version);
        states.push(state);
        return {
          from,
          changes: changes.map(([path, version]): Change => [
            path,
            version === undefined ? undefined : { size: 10 + version, version },
          ]),
        };
      });
      const view = await viewOf(made, every);
      const last = states.at(-1) ?? new Map<string, number>();
      expect(view.files.map(({ path, sizeBytes }) => [path.toString(), sizeBytes])).toEqual(
        sorted(last.keys()).map((path) => [path, 10 + (last.get(path) ?? 0)]),
      );
      const ever = new Set(states.flatMap((state) => [...state.keys()]));
      expect(view.gone.map(({ path }) => path.toString())).toEqual(sorted([...ever].filter((path) => !last.has(path))));
      const shown = view.snapshots.toReversed().slice(1);
      expect(
        shown.map(
          ({ changes }) => changes && { added: changes.added, changed: changes.changed, removed: changes.removed },
        ),
      ).toEqual(states.slice(1).map((state, index) => countsOf(states[index] ?? new Map(), state)));
    }),
    { numRuns: 200 },
  );
});

test('what is in quarantine, or has a time that S3 does not vouch for, is shown and never the newest', async () => {
  const nights = ['a', 'b', 'c', 'd'].map((path, index): Night => ({
    changes: [[path, { size: 1, version: 1 }]],
    from: index - 1,
  }));
  const named = ({ snapshots, latest, newest, files }: SeriesView) => ({
    latest: snapshots.toReversed().findIndex((each) => each === latest),
    newest: snapshots.toReversed().findIndex((each) => each === newest),
    files: files.map(({ path }) => path.toString()),
    followed: snapshots.toReversed().map(({ changes }) => changes?.added),
  });
  expect(named(await viewOf(nights, 2, { distrusted: 3 }))).toEqual({
    ...{ latest: 2, newest: 2, files: ['a', 'b', 'c'], followed: [undefined, 1, 1, undefined] },
  });
  expect(named(await viewOf(nights, 2, { distrusted: 3, quarantined: 2 }))).toEqual({
    ...{ latest: 1, newest: 1, files: ['a', 'b'], followed: [undefined, 1, undefined, undefined] },
  });
  expect(named(await viewOf(nights, 2, { quarantined: 1 }))).toEqual({
    ...{ latest: 3, newest: 3, files: ['a', 'b', 'c', 'd'], followed: [undefined, undefined, 2, 1] },
  });
  expect(named(await viewOf(nights.slice(0, 1), 2, { quarantined: 0 }))).toEqual({
    ...{ latest: -1, newest: -1, files: [], followed: [undefined] },
  });
});

function sorted(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function countsOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const names = [...after.keys()];
  return {
    added: names.filter((path) => !before.has(path)).length,
    changed: names.filter((path) => before.has(path) && before.get(path) !== after.get(path)).length,
    removed: [...before.keys()].filter((path) => !after.has(path)).length,
  };
}
