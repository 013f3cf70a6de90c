/** What the model of months found, each as a case of its own. */
import type { Store } from '../../src/store/store.ts';
import { planRepair } from '../../src/snapshot/repair.ts';
import { removedByPrune } from '../../src/snapshot/prune-state.ts';
import { rootKey } from '../../src/snapshot/keys.ts';
import { undelete } from '../../src/snapshot/undelete.ts';
import { DAY_MS, PruneVault, SERIES, type Snapshot } from '../prune/vault.ts';

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
  expect([...(await removedByPrune(vault.store)).values()]).toEqual([
    expect.objectContaining({ id: first.id, reason: 'a secret leaked' }),
    expect.objectContaining({ id: second.id, reason: 'another one' }),
  ]);
  vault.advance(10 * DAY_MS);
  const { fixes } = await planRepair({ store: vault.store, series: undefined, ids: [], emit, signal });
  expect(fixes).toEqual([]);
  await vault.prune({ last: 30 });
  expect((await removedByPrune(vault.store)).has(rootKey(SERIES, first.id))).toBe(true);
});
