/** What pages are made of while a vault cannot be read in part: the rest, no more than was read, and why. */
import fc from 'fast-check';
import { collectSeries, latestTime } from '../../src/browse/collect.ts';
import { PathHistory } from '../../src/browse/history.ts';
import type { SeriesView } from '../../src/browse/model.ts';
import type { Store } from '../../src/store/store.ts';
import { HoldfastError } from '../../src/base/errors.ts';
import type { SnapshotInfo } from '../../src/vault/read/snapshots.ts';
import { markKey, rootKey, timeOfId } from '../../src/vault/format/keys.ts';
import { writeMark } from '../../src/vault/read/marks.ts';
import type { TreeChange } from '../../src/vault/format/tree.ts';
import { type Fault, faultyStore, type Rule } from '../support/faulty-store.ts';
import { type Change, makeHistory } from '../support/made-history.ts';
import { type MemoryStore, memoryStore } from '../support/memory-store.ts';
import { madeView, renderSite } from './made-view.ts';

const SERIES = 'acme/shop/files';
const START = new Date('2026-10-01T01:00:00Z');
const NIGHT_MS = 600_000;

type State = ReadonlyMap<string, number>;

/** Each night one path comes, one changes and one goes; parts hold the levels of every second one. */
async function madeNights(count: number) {
  const made = memoryStore(() => new Date(START.getTime() + count * NIGHT_MS));
  const states: State[] = [];
  const nights = Array.from({ length: count }, (_, night) => {
    const changes: Change[] = [
      [`new-${String(night)}`, { size: night, version: night }],
      ['changes', { size: night, version: night }],
      ...(night < 2 ? [] : [[`new-${String(night - 2)}`, undefined] as const]),
    ];
    const state = new Map(states.at(-1));
    for (const [path, what] of changes) {
      if (what === undefined || 'target' in what) state.delete(String(path));
      else state.set(String(path), what.version);
    }
    states.push(state);
    return { time: new Date(START.getTime() + night * NIGHT_MS), changes };
  });
  const ids = await makeHistory(made.store, SERIES, nights, 2);
  for (const id of ids) {
    const object = made.objects.get(rootKey(SERIES, id));
    if (object !== undefined) object.lastModified = timeOfId(id);
  }
  return { ...made, ids, states };
}

function collect(store: Store): Promise<SeriesView | undefined> {
  const { signal } = new AbortController();
  return collectSeries(SERIES, 400, { store, signal, refsOf: () => undefined, onRead: () => undefined });
}

/** All that a view says of paths is what the snapshots that were read hold. */
function expectTrue(view: SeriesView, ids: readonly string[], states: readonly State[]): void {
  const stateOf = ({ id }: SnapshotInfo): State => states[ids.indexOf(id)] ?? new Map();
  const last = view.newest === undefined ? new Map() : stateOf(view.newest.info);
  expect(view.files.map(({ path }) => path.toString())).toEqual([...last.keys()].sort());
  for (const { info, before, changes, problem } of view.snapshots) {
    if (changes === undefined || before === undefined || problem !== undefined) continue;
    const [now, then] = [stateOf(info), stateOf(before)];
    expect([changes.added, changes.removed]).toEqual([
      [...now.keys()].filter((path) => !then.has(path)).length,
      [...then.keys()].filter((path) => !now.has(path)).length,
    ]);
  }
}

test('whatever of roots, parts and marks cannot be read, and whenever, the rest is shown as it is', async () => {
  const { store, ids, states } = await madeNights(7);
  const fault = fc.constantFrom<Fault>('missing', 'denied', 'wrong-bytes', 'truncated');
  const rule: fc.Arbitrary<Rule> = fc.record({
    verb: fc.constantFrom('get' as const, 'list' as const, 'listVersions' as const),
    key: fc.constantFrom(
      /^v1\/roots\//,
      /^v1\/parts\//,
      /^v1\/marks\//,
      new RegExp(ids[6] ?? ''),
      new RegExp(ids[3] ?? ''),
    ),
    after: fc.nat(12),
    times: fc.integer({ min: 1, max: 30 }),
    fault,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 3 }), async (rules) => {
      const lists: Rule[] = rules.map((each) => (each.verb === 'get' ? each : { ...each, fault: 'denied' }));
      const view = await collect(faultyStore(store, lists));
      if (view !== undefined) expectTrue(view, ids, states);
    }),
    { numRuns: 300 },
  );
});

test('a snapshot that is removed after it was listed is on no page, and no fault; one that is listed and not there is one', async () => {
  const { store, objects, ids, states } = await madeNights(4);
  const gone = rootKey(SERIES, ids[1] ?? '');
  const racing: Store = {
    ...store,
    get: (key, options) => {
      if (key === gone) objects.delete(gone);
      return store.get(key, options);
    },
  };
  const view = await collect(racing);
  expect(view?.removedCount).toBe(1);
  expect(view?.snapshots.map(({ info, problem }) => [info.id, problem])).toEqual(
    [ids[3], ids[2], ids[0]].map((id) => [id, undefined]),
  );
  expectTrue(view as SeriesView, ids, states);
  const missing = await collect(faultyStore(store, [{ verb: 'get', key: new RegExp(ids[2] ?? ''), fault: 'missing' }]));
  expect(missing?.removedCount).toBe(0);
  expect(missing?.snapshots.map(({ problem }) => problem?.code)).toEqual([undefined, 'object-not-found', undefined]);
});

test('a series of which all is removed after it was listed is no series', async () => {
  const { store, objects, ids } = await madeNights(2);
  const racing: Store = {
    ...store,
    get: (key, options) => {
      for (const id of ids) objects.delete(rootKey(SERIES, id));
      return store.get(key, options);
    },
  };
  expect(await collect(racing)).toBeUndefined();
});

test('a newest snapshot whose oldest level goes while it is read gives way to none that was not read whole', async () => {
  const { store, ids, states } = await madeNights(5);
  const parts: string[] = [];
  const watched: Store = {
    ...store,
    get: (key, options) => {
      if (key.startsWith('v1/parts/')) parts.push(key);
      return store.get(key, options);
    },
  };
  expect((await collect(watched))?.newest?.info.id).toBe(ids[4]);
  for (let after = 0; after < parts.length; after++) {
    const rules: Rule[] = [
      { verb: 'get', key: /^v1\/parts\//, after, fault: 'denied' },
      { verb: 'listVersions', fault: 'denied' },
    ];
    const view = (await collect(faultyStore(store, rules))) as SeriesView;
    expectTrue(view, ids, states);
    expect(view.snapshots.some(({ problem }) => problem !== undefined)).toBe(true);
    expect(view.newest?.problem).toBeUndefined();
  }
});

/** Parts are refused when all roots were read and the newest tree is read whole, so many times. */
async function refusedAtTheEnd(store: Store, times: number): Promise<SeriesView> {
  let isEnd = false;
  let left = times;
  const closing: Store = {
    ...store,
    get: (key, options) => {
      if (!isEnd || !key.startsWith('v1/parts/')) return store.get(key, options);
      isEnd = false;
      if (left-- > 0) throw new HoldfastError({ code: 'access-denied', message: 'refused' });
      return store.get(key, options);
    },
  };
  const { signal } = new AbortController();
  const onRead = (_: string, done: number, total: number): void => void (isEnd = done === total);
  const view = await collectSeries(SERIES, 400, { store: closing, signal, refsOf: () => undefined, onRead });
  return view as SeriesView;
}

test('the newest is one whose tree was read whole, and none if again and again one is not', async () => {
  const { store, ids, states } = await madeNights(9);
  const codes = (view: SeriesView) => view.snapshots.map(({ problem }) => problem?.code);
  for (const [times, newest] of [
    [0, 8],
    [1, 7],
    [3, 5],
  ] as const) {
    const view = await refusedAtTheEnd(store, times);
    expect([view.newest?.info.id, view.latest?.info.id]).toEqual([ids[newest], ids[8]]);
    expect(codes(view)).toEqual(ids.map((_, index) => (index < times ? 'access-denied' : undefined)));
    expectTrue(view, ids, states);
  }
  const view = await refusedAtTheEnd(store, 9);
  expect(view).toMatchObject({ newest: undefined, files: [], gone: [] });
  expect(codes(view).filter((code) => code !== undefined).length).toBe(4);
});

test('a foreign snapshot counts for nothing, whatever its time, and is no damage', async () => {
  const { store, ids, states } = await madeNights(3);
  const view = (await collect({
    ...store,
    get: (key, options) => {
      if (!key.endsWith(ids[2] ?? '')) return store.get(key, options);
      return Promise.reject(new HoldfastError({ code: 'foreign-snapshot', message: 'not of a holder of vault-key' }));
    },
  })) as SeriesView;
  expect([view.latest?.info.id, view.newest?.info.id]).toEqual([ids[1], ids[1]]);
  expectTrue(view, ids, states);
  const place = { bucket: 'acme-backups', prefix: '' };
  const made = { view: { place, asOf: START, isAtAws: false }, series: [view], fleet: { coverages: [], problems: [] } };
  const text = (await renderSite(made, false)).map(({ content }) => content).join('');
  expect(text).toContain('<span class="mid">1 foreign</span>');
  expect(text).toContain('<span class="bad">foreign</span><br><span class="soft">not of a holder of vault-key');
  expect(text).not.toContain('cannot be read');
});

test('without the marks nothing counts as verified, held or the newest', async () => {
  const { store, ids } = await madeNights(3);
  await writeMark(store, { series: SERIES, id: ids[2] ?? '' }, 'verified', START, { level: 'full' });
  const view = await collect(faultyStore(store, [{ verb: 'list', key: /^v1\/marks\//, fault: 'denied' }]));
  expect(view).toMatchObject({ isMarked: false, latest: undefined, newest: undefined, files: [] });
  expect(view?.problems.map(({ text }) => text)).toEqual([expect.stringMatching(/marks cannot be listed.*denied/)]);
  expect(view?.snapshots.map(({ facts, header }) => [facts, header?.status])).toEqual(
    ids.map(() => [undefined, 'complete']),
  );
});

test('each page of a series says what could not be read, and a mark that cannot be read proves nothing', async () => {
  const site = await renderSite(await madeView(), false);
  const pagesOf = (start: string) => site.filter(({ name }) => name.startsWith(start));
  expect(pagesOf('acme-torn-').length).toBeGreaterThanOrEqual(4);
  for (const { content } of pagesOf('acme-torn-')) expect(content).toContain('Of 3 snapshots 1 cannot be read');
  for (const { content } of pagesOf('acme-closed-')) expect(content).toContain('Its marks cannot be listed');
  const index = site.find(({ name }) => name === 'index.html')?.content ?? '';
  expect(index).toContain('Of 2 series something cannot be read');
  expect(index).toContain('&lt;b&gt;fleet&lt;/b&gt; is damaged');
  const [row = ''] = /<tr><td class="p"><a [^>]*>acme\/closed\/files[^]*?(?=<tr>|<\/tbody>)/.exec(index) ?? [];
  expect(row).toMatch(/not known.*not known/);
  expect(row).not.toMatch(/restore\)|complete|holdfast restore/);
});

test('a proof whose mark cannot be read is told as that', async () => {
  const made = await madeNights(1);
  const [id = ''] = made.ids;
  await made.store.putNew(markKey(SERIES, id, 'verified', START), Buffer.from('{'));
  const view = await collect(made.store);
  if (view === undefined) throw new Error('no series');
  const place = { bucket: 'acme-backups', prefix: '' };
  const site = await renderSite(
    { view: { place, asOf: START, isAtAws: false }, series: [view], fleet: { coverages: [], problems: [] } },
    false,
  );
  const text = site.map(({ content }) => content).join('');
  expect(text).toContain('the mark cannot be read');
  expect(text).toMatch(/<dt>Never verified<\/dt><dd>1<\/dd>/);
});

test('the time from which ages count is that of the newest snapshot that counts, and none where that cannot be known', async () => {
  const { store, ids }: MemoryStore & { ids: readonly string[] } = await madeNights(3);
  const { signal } = new AbortController();
  expect(await latestTime(store, SERIES, signal)).toEqual(timeOfId(ids[2] ?? ''));
  await writeMark(store, { series: SERIES, id: ids[2] ?? '' }, 'quarantine', START, {});
  expect(await latestTime(store, SERIES, signal)).toEqual(timeOfId(ids[1] ?? ''));
  const closed = faultyStore(store, [{ verb: 'list', key: /^v1\/marks\//, fault: 'denied' }]);
  expect(await latestTime(closed, SERIES, signal)).toBeUndefined();
});

test('a tree that turns out to be damaged halfway leaves the history as it was', () => {
  const history = new PathHistory();
  const info = (night: number): SnapshotInfo => ({ utc: new Date(night), id: String(night) }) as SnapshotInfo;
  const entry = (size: number) =>
    ({
      type: 'file',
      sizeBytes: size,
      mode: 0,
      sha256: Buffer.of(size),
      target: Buffer.alloc(0),
    }) as TreeChange['entry'];
  const set = (path: string, size: number): TreeChange => ({ path: Buffer.from(path), entry: entry(size) });
  const remove = (path: string): TreeChange => ({ path: Buffer.from(path), entry: undefined });
  function* torn(): Generator<TreeChange> {
    yield* [set('a', 9), remove('b'), set('new', 1)];
    throw new HoldfastError({ code: 'corrupt-tree', message: 'damaged' });
  }
  history.add(info(1), [set('a', 1), set('b', 1)], true);
  for (const isWhole of [true, false]) expect(() => history.add(info(2), torn(), isWhole)).toThrow('damaged');
  expect(history.files()).toMatchObject({
    files: [
      { sizeBytes: 1, versions: 1 },
      { sizeBytes: 1, versions: 1 },
    ],
    gone: [],
  });
  expect(history.add(info(3), [set('a', 2)], false)).toMatchObject({ added: 0, changed: 1, removed: 0 });
});
