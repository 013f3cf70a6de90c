/** What the model of months found, each as a case of its own. */
import { HoldfastError } from '../../src/base/errors.ts';
import { planAdoption } from '../../src/vault/backup/adopt.ts';
import { blobKey, rootKey } from '../../src/vault/format/keys.ts';
import { removedByPrune } from '../../src/vault/read/prune-state.ts';
import { planRepair } from '../../src/vault/repair/repair.ts';
import type { RootObject } from '../../src/vault/format/root.ts';
import { listSnapshots } from '../../src/vault/read/snapshots.ts';
import { undelete } from '../../src/vault/repair/undelete.ts';
import type { ObjectInfo, Store } from '../../src/store/store.ts';
import { faultyStore, Killed } from '../support/faulty-store.ts';
import type { StoredObject } from '../support/memory-store.ts';
import { PruneVault } from '../vault/prune/harness.ts';
import { DAY_MS, SERIES, TestVault, type Snapshot } from '../support/vault.ts';

const signal = new AbortController().signal;
const emit = (): undefined => undefined;

test('a second prune changes nothing beside a snapshot that was brought back either', async () => {
  const vault = new PruneVault();
  const [first] = (await vault.addNights(40)) as [Snapshot];
  await vault.prune({ last: 1 });
  vault.advance(DAY_MS);
  await undelete({ store: vault.store, series: SERIES, ids: [first.id], apply: true, emit, signal });
  await vault.mark(first, 'hold');
  await vault.prune({ last: 1 });
  const before = vault.versions();
  await vault.prune({ last: 1 });
  expect(vault.versions()).toEqual(before);
});

test('of two prunes that note at once what they take out, neither forgets the other’s, and repair leaves both alone', async () => {
  const vault = new PruneVault();
  const nights = await vault.addNights(60);
  const [first, second] = nights as [Snapshot, Snapshot];
  let isBeside = true;
  const store: Store = {
    ...vault.store,
    putNew: async (key, body, options) => {
      // The first has read what was noted before, and has not written yet.
      if (isBeside && key.startsWith('v1/state/prune/')) {
        isBeside = false;
        await vault.prune({}, { task: { id: first.id, reason: 'a secret leaked' } });
        vault.advance(60_000);
      }
      return vault.store.putNew(key, body, options);
    },
  };
  await vault.prune({}, { store, task: { id: second.id, reason: 'another one' } });
  const removed = [...(await removedByPrune(vault.store)).values()];
  expect(removed.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    expect.objectContaining({ id: first.id, reason: 'a secret leaked' }),
    expect.objectContaining({ id: second.id, reason: 'another one' }),
  ]);
  vault.advance(10 * DAY_MS);
  const { fixes } = await planRepair({ store: vault.store, series: undefined, ids: [], emit, signal });
  expect(fixes).toEqual([]);
  await vault.prune({ last: 30 });
  expect((await removedByPrune(vault.store)).has(rootKey(SERIES, first.id))).toBe(true);
});

test('a prune that was killed marked too much, and the next one takes the snapshot out: undelete finds it whole for L', async () => {
  const vault = new PruneVault();
  const nights = await vault.addNights(40, { sharing: 0 });
  const [first] = nights as [Snapshot];
  // What a prune would have put back, had it lived, after the snapshot was brought back beside it.
  for (const { key } of first.objects) await vault.store.markDeleted(key);
  vault.advance(5 * DAY_MS);
  const store = faultyStore(vault.store, [{ verb: 'markDeleted', after: 1, fault: 'killed' }]);
  await expect(vault.prune({ last: 1 }, { store })).rejects.toThrow(Killed);
  expect(vault.memory.objects.has(rootKey(SERIES, first.id))).toBe(false);
  expect(first.objects.every(({ key }) => vault.memory.objects.has(key))).toBe(true);
});

test('of a snapshot that is taken out by its id, nothing is put back first', async () => {
  const vault = new PruneVault();
  const [first] = (await vault.addNights(5, { sharing: 0 })) as [Snapshot];
  for (const { key } of first.objects) await vault.store.markDeleted(key);
  const outcome = await vault.prune({}, { task: { id: first.id, reason: 'a secret leaked' } });
  expect(outcome.putBack).toEqual([]);
  expect(first.objects.some(({ key }) => vault.memory.objects.has(key))).toBe(false);
});

test.each(['packs', 'roots'])(
  'a machine that slept for days while it stored %s: no success is reported',
  async (kind) => {
    const vault = new TestVault();
    const store: Store = {
      ...vault.store,
      putNew: async (key, body, options) => {
        if (key.startsWith(`v1/${kind}/`)) vault.now = new Date(vault.now.getTime() + 3 * DAY_MS);
        return vault.store.putNew(key, body, options);
      },
    };
    await expect(vault.backUp({ 'a.txt': 'some text' }, { store })).rejects.toThrow(/took longer than 24 hours/);
    const roots = await listSnapshots(vault.store, 'acme/shop/files', undefined);
    expect(roots.map(({ timeTrusted }) => timeTrusted)).toEqual(kind === 'packs' ? [] : [false]);
  },
);

test('a pack whose key says that it is young, and S3 that it is not, is not adopted: prune goes by S3', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  const key = blobKey('packs', SERIES, new Date('2026-03-10T11:00:00Z'), Buffer.alloc(32));
  const packs = (written: string): ObjectInfo[] => [
    { key, sizeBytes: 100, etag: '', lastModified: new Date(written), storageClass: undefined },
  ];
  expect(planAdoption(packs('2026-03-10T11:05:00Z'), SERIES, [], new Set(), now)).toHaveLength(1);
  expect(planAdoption(packs('2026-03-06T11:05:00Z'), SERIES, [], new Set(), now)).toEqual([]);
});

test('held while a prune was at work that was then killed: the next one brings the snapshot back, with what it needs', async () => {
  const vault = new PruneVault();
  const [first, second] = (await vault.addNights(40, { sharing: 0 })) as [Snapshot, Snapshot];
  let isHeld = false;
  const killed = faultyStore(vault.store, [{ verb: 'markDeleted', after: 5, fault: 'killed' }]);
  const store: Store = {
    ...killed,
    markDeleted: async (key, options) => {
      if (!isHeld) await vault.mark(first, 'hold', { reason: 'wanted' });
      isHeld = true;
      await killed.markDeleted(key, options);
    },
  };
  await expect(vault.prune({ last: 1 }, { store })).rejects.toThrow(Killed);
  expect(vault.memory.objects.has(rootKey(SERIES, first.id))).toBe(false);
  vault.advance(6 * DAY_MS);
  for (const { key } of first.objects) await vault.store.markDeleted(key);
  const plan = await vault.prune({ last: 1 }, { apply: false });
  expect(plan.putBack).toEqual([rootKey(SERIES, first.id)]);
  expect((await vault.prune({ last: 1 })).putBack).toEqual(plan.putBack);
  expect(vault.memory.objects.has(rootKey(SERIES, first.id))).toBe(true);
  expect(vault.memory.objects.has(rootKey(SERIES, second.id))).toBe(false);
  expect(vault.damage()).toEqual([]);
  expect((await vault.prune({ last: 1 })).putBack).toEqual([]);
});

test('taken out by its id, and held by somebody at that moment: it stays out', async () => {
  const vault = new PruneVault();
  const [first] = (await vault.addNights(5, { sharing: 0 })) as [Snapshot];
  await vault.prune({}, { task: { id: first.id, reason: 'a secret leaked' } });
  await vault.mark(first, 'hold');
  expect((await vault.prune({ last: 1 })).putBack).toEqual([]);
});

test('what somebody deleted days after a prune that was killed before its first marker is damage, and repaired', async () => {
  const vault = new PruneVault();
  const [first] = (await vault.addNights(40, { sharing: 0 })) as [Snapshot];
  const store = faultyStore(vault.store, [{ verb: 'markDeleted', fault: 'unavailable' }]);
  await expect(vault.prune({ last: 1 }, { store })).rejects.toThrow(HoldfastError);
  vault.advance(4 * DAY_MS);
  await vault.store.markDeleted(rootKey(SERIES, first.id));
  const { fixes } = await planRepair({ store: vault.store, series: undefined, ids: [], emit, signal });
  expect(fixes.map(({ object }) => object.key)).toEqual([rootKey(SERIES, first.id)]);
});

test('taken out by two prunes, and expired but for a delete marker: repair knows why, and reports no loss', async () => {
  const vault = new PruneVault();
  const nights = await vault.addNights(40, { sharing: 0 });
  const [first] = nights as [Snapshot];
  await vault.prune({ last: 1 });
  vault.advance(DAY_MS);
  const key = rootKey(SERIES, first.id);
  await vault.store.markDeleted(key);
  vault.advance(29.5 * DAY_MS);
  // S3 has expired the bytes, and not yet what lay above them.
  const left = vault.memory.old.get(key) ?? [];
  vault.memory.old.set(
    key,
    left.filter(({ body }) => body === undefined),
  );
  await vault.prune({ last: 1 });
  const { losses } = await planRepair({ store: vault.store, series: undefined, ids: [], emit, signal });
  expect(losses).toEqual([]);
});

test('a pack that is overwritten, and deleted just when a backup wants to read it: it counts as not there', async () => {
  const vault = new TestVault();
  const { root } = await vault.backUp({ 'a.txt': 'some text' });
  vault.now = new Date(vault.now.getTime() + DAY_MS);
  const { key } = root.objects[0] as RootObject;
  const stored = vault.objects.get(key) as StoredObject;
  vault.objects.set(key, { ...stored, body: Buffer.alloc(stored.body.length) });
  const store = faultyStore(vault.store, [{ verb: 'get', key: /^v1\/packs\//, fault: 'missing' }]);
  const next = await vault.backUp({ 'a.txt': 'some text' }, { store });
  expect(next.root.objects.map((object) => object.key)).not.toContain(key);
  expect(next.newBytes).toBe('some text'.length);
});
