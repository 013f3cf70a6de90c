import { hash } from 'node:crypto';
import {
  type FleetRecord,
  type FleetResult,
  mergeRecords,
  readCoverages,
  readFleetRecords,
  readGone,
  writeRecord,
} from '../../src/fleet/records.ts';
import { HoldfastError } from '../../src/base/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';
import { stateKey } from '../../src/vault/format/keys.ts';
import { counted } from '../support/counted-store.ts';
import { memoryStore } from '../support/memory-store.ts';

const NOW = new Date('2026-11-29T06:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const ID = '20261128T020000Z-0123456789abcdef0123456789abcdef';
const { signal } = new AbortController();

function result(id: number, changes: Partial<FleetResult> = {}): FleetResult {
  const name = `r${String(id)}`;
  const made = { snapshot: ID, utc: hoursAgo(24 * 300), durationMs: 1000, storedBytes: 10 };
  return { id, name, series: `acme/${name}/repository`, status: 'complete', ...made, ...changes };
}

type Written = Parameters<typeof writeRecord>[2];
const leg = (...results: FleetResult[]): Written => ({ kind: 'leg', account: 'acme', leg: 1, of: 1, results });
const coverage = (results: FleetResult[], gone: Extract<FleetRecord, { kind: 'coverage' }>['gone'] = []): Written => ({
  ...{ kind: 'coverage', account: 'acme', results, gone },
});

async function vaultOf(...records: readonly (readonly [number, Written])[]) {
  const { store } = memoryStore(() => NOW);
  for (const [hours, record] of records) await writeRecord(store, hoursAgo(hours), record);
  return store;
}

test('a record comes back as it was; those before the newest coverage are not read, nor those of another account', async () => {
  const store = await vaultOf(
    [50, leg(result(1))],
    [27, coverage([result(1)])],
    [3, { ...leg(result(9)), account: 'other' }],
    [2, leg(result(2, { status: 'partial', parts: ['lfs'], verifiedAt: hoursAgo(40), error: 'x'.repeat(900) }))],
  );
  const { records, damaged } = await readFleetRecords(store, 'ACME', NOW, signal);
  expect(records.map(({ record, utc }) => [record.kind, utc])).toEqual([
    ['leg', hoursAgo(2)],
    ['coverage', hoursAgo(27)],
  ]);
  expect(records[0]?.record.results).toEqual([
    result(2, { status: 'partial', parts: ['lfs'], verifiedAt: hoursAgo(40), error: 'x'.repeat(500) }),
  ]);
  expect(damaged).toEqual([]);
});

test('after a night of 20 legs it takes a LIST and a GET for each of them and the coverage before, and a few too many', async () => {
  const legs = (hours: number) => Array.from({ length: 20 }, (_, index) => [hours, leg(result(index + 1))] as const);
  const { store, counts } = counted(await vaultOf(...legs(50), [26, coverage([])], ...legs(2)));
  await readFleetRecords(store, 'acme', NOW, signal);
  expect(counts).toEqual({ lists: 1, gets: 25 });
});

test('a coverage of long ago is found', async () => {
  const store = await vaultOf([24 * 200, coverage([result(1)])], [24 * 199, leg(result(2))]);
  const { records } = await readFleetRecords(store, 'acme', NOW, signal);
  expect(records.map(({ record }) => record.kind)).toEqual(['leg', 'coverage']);
});

test('a coverage of as many repositories as an account can have comes back', async () => {
  const why = 'the last leg did not get to it: '.padEnd(100, 'x');
  const random = (id: number): string => hash('sha256', String(id)).slice(0, 32);
  const all = Array.from({ length: 100_000 }, (_, index) =>
    result(index + 1, {
      ...{ state: 'covered', why, pushedAt: hoursAgo(index) },
      snapshot: `20261128T020000Z-${random(index)}`,
    }),
  );
  const store = await vaultOf([2, coverage(all)]);
  const { records, damaged } = await readFleetRecords(store, 'acme', NOW, signal);
  expect(damaged).toEqual([]);
  expect(records[0]?.record.results).toHaveLength(100_000);
  expect(records[0]?.record.results.at(-1)).toEqual(all.at(-1));
});

test('a record that is removed after it was listed is passed over, and is not damaged; one that may not be read is an error', async () => {
  const { store, objects } = memoryStore(() => NOW);
  for (const hours of [30, 5, 4]) await writeRecord(store, hoursAgo(hours), coverage([result(hours)]));
  const newest = [...objects.keys()].sort().at(-1) ?? '';
  const racing = (code: 'object-not-found' | 'access-denied'): Store => ({
    ...store,
    get: (key, options) =>
      key === newest ? Promise.reject(new HoldfastError({ code, message: 'refused' })) : store.get(key, options),
  });
  expect(await readFleetRecords(racing('object-not-found'), 'acme', NOW, signal)).toMatchObject({
    ...{ damaged: [], records: [{ utc: hoursAgo(5) }] },
  });
  expect(await readCoverages(racing('object-not-found'), NOW, signal)).toMatchObject({
    ...{ damaged: [], coverages: [{ utc: hoursAgo(5) }] },
  });
  expect([...(await readGone(racing('object-not-found'), NOW, signal))]).toEqual([]);
  for (const read of [readCoverages, readGone])
    await expect(read(racing('access-denied'), NOW, signal)).rejects.toThrow('refused');
});

test('what is no record is told, and hides none of the others', async () => {
  const { store, objects } = memoryStore(() => NOW);
  await writeRecord(store, hoursAgo(5), leg(result(1)));
  const put = async (body: Buffer): Promise<string> => {
    const key = stateKey('fleet', hoursAgo(1));
    await store.putNew(key, body);
    return key;
  };
  const json = (value: unknown): Buffer => compressSync(Buffer.from(JSON.stringify(value)), 6);
  const good = { format: 'holdfast-fleet/1', kind: 'leg', account: 'acme', leg: 1, of: 1 };
  const bad = [
    await put(Buffer.from('not zstd')),
    await put(json({ ...good, results: [{ ...result(1), series: '../x' }] })),
    await put(json({ ...good, results: [{ ...result(1), snapshot: 'latest' }] })),
    await put(json({ ...good, format: 'holdfast-fleet/9', results: [] })),
    // A leg cannot know of a snapshot that is made later.
    await put(json({ ...good, results: [result(1, { utc: hoursAgo(-48) })] })),
    await put(json({ ...good, results: [result(1, { wholeAt: hoursAgo(-48) })] })),
    await put(json({ ...good, results: [result(1, { readAt: hoursAgo(-48) })] })),
    await put(json({ ...good, results: [{ ...result(1), waits: 'yes' }] })),
    // ISO 8601 has offsets of hours alone, and JavaScript makes no time of them.
    await put(json({ ...good, results: [{ ...result(1), utc: '2026-01-01T00:00:00+01' }] })),
    await put(compressSync(Buffer.from('['.repeat(20_000_000)), 6)),
    await put(compressSync(Buffer.alloc(40 * 2 ** 20, 0x20), 6)),
  ];
  // Of a time that is still to come: not even looked at.
  await store.putNew(stateKey('fleet', hoursAgo(-24)), json({ ...good, results: [] }));
  const { records, damaged } = await readFleetRecords(store, 'acme', NOW, signal);
  expect(records.map(({ record }) => record.results)).toEqual([[result(1)]]);
  expect([...damaged].sort()).toEqual([...bad].sort());
  expect(objects.size).toBe(bad.length + 2);
});

async function merged(...records: readonly (readonly [number, Written])[]) {
  const { records: found } = await readFleetRecords(await vaultOf(...records), 'acme', NOW, signal);
  return mergeRecords(found);
}

test('an attempt without a snapshot hides neither the snapshot that is there nor how long it took', async () => {
  const failed = result(1, { status: 'failed', error: 'no room' });
  const { results } = await merged(
    [30, coverage([result(1, { verifiedAt: hoursAgo(100), durationMs: 5000 })])],
    [2, leg({ ...failed, snapshot: undefined, utc: undefined, durationMs: 7 })],
  );
  expect(results.get(1)).toEqual(
    result(1, { status: 'failed', error: 'no room', verifiedAt: hoursAgo(100), durationMs: 5000 }),
  );
});

test('a newer snapshot replaces an older one whole, and a later verification stays', async () => {
  const newer = result(1, { utc: hoursAgo(2), durationMs: 9, storedBytes: 0 });
  const { results, coverageAt } = await merged(
    [30, coverage([result(1, { verifiedAt: hoursAgo(100), parts: ['wiki'] })])],
    [1, leg(newer)],
  );
  expect(results.get(1)).toEqual({ ...newer, verifiedAt: hoursAgo(100) });
  expect(coverageAt).toEqual(hoursAgo(30));
});

test('that metadata were read outlives snapshots that wait, also where something else lacks for ever, and where nobody knows what waits', async () => {
  const lost = result(1, { status: 'partial', utc: hoursAgo(50), parts: ['lfs'], readAt: hoursAgo(50) });
  const both = result(1, { status: 'partial', utc: hoursAgo(26), parts: ['github', 'lfs'] });
  const killed = result(1, { utc: hoursAgo(2), parts: ['github'] });
  const { results } = await merged([49, coverage([lost])], [25, leg(both)], [1, leg(killed)]);
  expect(results.get(1)).toMatchObject({ utc: hoursAgo(2), readAt: hoursAgo(50) });
  expect(results.get(1)?.wholeAt).toBeUndefined();
});

test('the time of the newest whole snapshot outlives a newer one that waits for requests, and what was left after it', async () => {
  const waits = result(1, { status: 'partial', utc: hoursAgo(20), parts: ['github'], waits: true });
  const whole = result(1, { utc: hoursAgo(30), parts: [], wholeAt: hoursAgo(30) });
  const left = { id: 1, name: 'r1', series: 'acme/r1/repository', status: 'left' } as const;
  const records = [
    [29, coverage([whole])],
    [19, leg(waits)],
    [2, leg(left)],
  ] as const;
  const expected = { ...waits, status: 'left', wholeAt: hoursAgo(30), readAt: hoursAgo(30) };
  expect((await merged(...records)).results.get(1)).toEqual(expected);
  // Records of an earlier version do not have it.
  const old: Written = coverage([{ ...whole, wholeAt: undefined }]);
  expect((await merged([29, old], ...records.slice(1))).results.get(1)).toEqual(expected);
  const next = result(1, { utc: hoursAgo(1), parts: [], wholeAt: hoursAgo(1), readAt: hoursAgo(1) });
  expect((await merged(...records, [0, leg(next)])).results.get(1)).toEqual(next);
});

const GONE = { id: 7, name: 'r7', series: 'acme/r7/repository', since: hoursAgo(99) };

test.each<[string, Written, boolean]>([
  ['a leg that read it takes it back', leg(result(7)), false],
  ['a leg that did not find it does not', leg(result(7, { status: 'failed' })), true],
  ['a leg that did not get to it does not', leg(result(7, { status: 'left' })), true],
  ['a leg of others does not', leg(result(1)), true],
])('what a coverage calls gone stays gone: %s', async (_, newer, isGone) => {
  const { gone } = await merged([30, coverage([], [GONE])], [2, newer]);
  expect(gone.has(GONE.series)).toBe(isGone);
});

test('a coverage that does not name what an earlier one called gone takes nothing back; one that lists it does', async () => {
  const store = await vaultOf([60, coverage([], [GONE])], [30, coverage([])]);
  const isGone = async () => (await readGone(store, NOW, signal)).has(GONE.series);
  expect(await isGone()).toBe(true);
  await writeRecord(store, hoursAgo(1), coverage([result(7)]));
  expect(await isGone()).toBe(false);
});

test('what the only coverage called gone half a year ago is held too; a vault without a fleet costs one LIST of none', async () => {
  const store = await vaultOf([24 * 180, coverage([], [GONE])]);
  expect((await readGone(store, NOW, signal)).has(GONE.series)).toBe(true);
  const empty = counted(memoryStore(() => NOW).store);
  expect((await readGone(empty.store, NOW, signal)).size).toBe(0);
  expect(empty.counts.gets).toBe(0);
});
