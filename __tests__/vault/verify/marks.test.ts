import { markKey, type MarkKind } from '../../../src/vault/format/keys.ts';
import { listMarks, type MarkBody, readMarkFacts, writeMark } from '../../../src/vault/read/marks.ts';
import { countingStore } from '../../../src/store/counting.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { TestVault } from '../../support/vault.ts';

const SERIES = 'acme/shop/files';
const IDS = ['20261101T020000Z', '20261102T020000Z', '20261103T020000Z'].map(
  (utc, i) => `${utc}-${String(i).repeat(32)}`,
);
const [OLD = '', MIDDLE = '', NEW = ''] = IDS;

const at = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T02:00:00Z`);

/** Marks of made-up snapshots: kind, day it was set, what it says. */
async function marked(marks: readonly (readonly [id: string, kind: MarkKind, day: number, body?: MarkBody])[]) {
  const { store, objects } = memoryStore();
  for (const [id, kind, day, body] of marks) await writeMark(store, { series: SERIES, id }, kind, at(day), body ?? {});
  const counted = countingStore(store);
  const read = async () => readMarkFacts(counted.store, await listMarks(counted.store, SERIES));
  return { ...counted, objects, read };
}

const NOTHING = { verified: undefined, labels: [], hold: undefined, acknowledged: undefined, quarantine: undefined };

test('the deepest level counts, and of that the newest', async () => {
  const vault = await marked([
    [OLD, 'verified', 4, { level: 'restore' }],
    [OLD, 'verified', 5, { level: 'full' }],
    [OLD, 'verified', 6, { level: 'restore' }],
    [OLD, 'verified', 7, { level: 'metadata' }],
    [NEW, 'verified', 7, { level: 'metadata' }],
  ]);
  const facts = await vault.read();
  expect(facts.get(OLD)).toEqual({ ...NOTHING, verified: { level: 'restore', utc: at(6) } });
  expect(facts.get(NEW)?.verified).toEqual({ level: 'metadata', utc: at(7) });
  expect(facts.get(MIDDLE)).toBeUndefined();
});

test('of many verified marks of one snapshot the newest four are read', async () => {
  const vault = await marked(
    Array.from({ length: 20 }, (_, i) => [OLD, 'verified', i + 1, { level: 'sample' }] as const),
  );
  expect((await vault.read()).get(OLD)?.verified).toEqual({ level: 'sample', utc: at(20) });
  expect(vault.traffic().requests).toMatchObject({ list: 1, get: 4 });
});

test.each<[string, (readonly [number, boolean])[], boolean]>([
  ['one hold', [[1, false]], true],
  [
    'released',
    [
      [1, false],
      [2, true],
    ],
    false,
  ],
  [
    'held again',
    [
      [1, false],
      [2, true],
      [3, false],
    ],
    true,
  ],
  [
    'two holds, one release',
    [
      [1, false],
      [2, false],
      [3, true],
    ],
    false,
  ],
  [
    'a release in the same second',
    [
      [1, false],
      [1, true],
    ],
    true,
  ],
  ['a release of nothing', [[1, true]], false],
])('hold: %s', async (_, holds, isHeld) => {
  const vault = await marked(
    holds.map(([day, released]) => [OLD, 'hold', day, released ? { released } : { reason: 'audit' }] as const),
  );
  expect((await vault.read()).get(OLD)?.hold).toBe(isHeld ? 'audit' : undefined);
});

test('labels are joined; acknowledgement and quarantine give their reasons', async () => {
  const vault = await marked([
    [OLD, 'label', 1, { labels: ['a', 'b'] }],
    [OLD, 'label', 2, { labels: ['b', 'c'] }],
    [OLD, 'acknowledged', 3],
    [OLD, 'quarantine', 3, { reason: 'poison' }],
  ]);
  expect((await vault.read()).get(OLD)).toEqual({
    ...NOTHING,
    labels: ['a', 'b', 'c'],
    acknowledged: '',
    quarantine: 'poison',
  });
});

test('a mark whose body is damaged still says what its key says', async () => {
  const vault = await marked([
    [OLD, 'hold', 1],
    [OLD, 'verified', 1, { level: 'full' }],
  ]);
  for (const object of vault.objects.values()) object.body = Buffer.from('{');
  expect((await vault.read()).get(OLD)).toEqual({ ...NOTHING, hold: '', verified: { level: 'unknown', utc: at(1) } });
});

test('marks from a snapshot on are listed with a LIST that begins there', async () => {
  const vault = await marked(IDS.map((id) => [id, 'verified', 5] as const));
  const found = await listMarks(vault.store, SERIES, { from: MIDDLE });
  expect(found.map(({ id }) => id)).toEqual([MIDDLE, NEW]);
  expect(markKey(SERIES, MIDDLE, 'verified', at(5)) > `v1/marks/${SERIES}/@/${MIDDLE}`).toBe(true);
});

describe('a backup', () => {
  test('does not build on a snapshot in quarantine', async () => {
    const vault = new TestVault();
    const ids: string[] = [];
    for (const day of [1, 2]) {
      vault.now = at(day);
      ids.push((await vault.backUp({ a: `day ${String(day)}` })).id);
    }
    await writeMark(vault.store, { series: SERIES, id: ids[1] ?? '' }, 'quarantine', vault.now, {});
    vault.now = at(3);
    vault.events.length = 0;
    expect((await vault.backUp({ a: 'day 3' })).parent).toBe(ids[0]);
    expect(vault.events).toContainEqual(expect.objectContaining({ class: 'quarantine-passed-over' }));
  });

  test('lists the marks of the last weeks alone: one request', async () => {
    const vault = new TestVault();
    vault.now = at(1);
    const first = await vault.backUp({ a: '1' });
    for (let i = 0; i < 1500; i++)
      await writeMark(vault.store, { series: SERIES, id: first.id }, 'verified', at(1), {});
    vault.now = new Date(at(1).getTime() + 50 * 86_400_000);
    await vault.backUp({ a: '2' });
    vault.now = new Date(vault.now.getTime() + 86_400_000);
    let pages = 0;
    const store: Store = {
      ...vault.store,
      async *list(prefix, options) {
        for await (const page of vault.store.list(prefix, options)) {
          if (prefix.startsWith('v1/marks/')) pages++;
          yield page;
        }
      },
    };
    await vault.backUp({ a: '2' }, { store });
    expect(pages).toBe(1);
  });
});
