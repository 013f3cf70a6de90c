/** Undelete over a bucket in memory: what prune took out comes back, as long as its S3 versions are there. */
import { HoldfastError } from '../../../src/base/errors.ts';
import { rootKey } from '../../../src/vault/format/keys.ts';
import { listSnapshots } from '../../../src/vault/read/snapshots.ts';
import { undelete, type UndeleteOptions, type UndeleteOutcome } from '../../../src/vault/repair/undelete.ts';
import type { Store } from '../../../src/store/store.ts';
import { faultyStore, Killed } from '../../support/faulty-store.ts';
import { PruneVault } from './harness.ts';
import { DAY_MS, SERIES, type Snapshot } from '../../support/vault.ts';

/** Forty nights, of which prune took out the ten oldest, and their packs after them. */
async function pruned(): Promise<{ vault: PruneVault; nights: readonly Snapshot[] }> {
  const vault = new PruneVault();
  const nights = await vault.addNights(40, { sharing: 2 });
  await vault.prune({ last: 1 });
  vault.advance(4 * DAY_MS);
  await vault.prune({ last: 30 });
  vault.advance(DAY_MS);
  return { vault, nights };
}

function run(vault: PruneVault, ids: readonly string[], more: Partial<UndeleteOptions> = {}): Promise<UndeleteOutcome> {
  const signal = new AbortController().signal;
  const emit = (): undefined => undefined;
  return undelete({ store: vault.store, series: SERIES, ids, apply: true, emit, signal, ...more });
}

async function trustedIds(vault: PruneVault): Promise<string[]> {
  const found = await listSnapshots(vault.store, SERIES, undefined);
  return found.filter(({ timeTrusted }) => timeTrusted).map(({ id }) => id);
}

test('without ids it shows what can be brought back, and changes nothing', async () => {
  const { vault, nights } = await pruned();
  const before = vault.versions();
  const { snapshots } = await run(vault, []);
  expect(snapshots.map(({ place }) => place.id)).toEqual(
    nights
      .slice(0, 10)
      .map(({ id }) => id)
      .toReversed(),
  );
  expect(snapshots.every(({ lost }) => lost.length === 0)).toBe(true);
  expect(snapshots.at(-1)?.toPutBack.map(({ key }) => key)).toEqual(nights[0]?.objects.map(({ key }) => key));
  expect(vault.versions()).toEqual(before);
});

test('by ids, or their beginnings: packs and root are there again, with the old time', async () => {
  const { vault, nights } = await pruned();
  const [first, , third] = nights as [Snapshot, Snapshot, Snapshot];
  const outcome = await run(vault, [first.id, third.id.slice(17, 25)]);
  expect(outcome.broughtBack.toSorted()).toEqual([first.id, third.id]);
  expect(vault.damage()).toEqual([]);
  expect(await trustedIds(vault)).toEqual(expect.arrayContaining([first.id, third.id]));
  expect(vault.keys(`v1/marks/${SERIES}/@/${first.id}/readmitted-`)).toHaveLength(1);
});

test('a server that gives what a delete marker covers a later time than the marker', async () => {
  const { vault, nights } = await pruned();
  const { id } = nights[4] as Snapshot;
  const store: Store = {
    ...vault.store,
    async *listVersions(prefix, options) {
      for await (const page of vault.store.listVersions(prefix, options))
        yield page.map((each) =>
          each.isLatest ? each : { ...each, lastModified: new Date(each.lastModified.getTime() + 100 * DAY_MS) },
        );
    },
  };
  const { snapshots } = await run(vault, [], { store });
  expect(snapshots.map(({ place }) => place.id)).toContain(id);
  const outcome = await run(vault, [id], { store });
  expect(outcome.broughtBack).toEqual([id]);
  expect(vault.keys('v1/roots/')).toContain(rootKey(SERIES, id));
  expect(vault.damage()).toEqual([]);
});

test('a plan changes nothing, and doing it twice does nothing more', async () => {
  const { vault, nights } = await pruned();
  const { id } = nights[4] as Snapshot;
  const before = vault.versions();
  await run(vault, [id], { apply: false });
  expect(vault.versions()).toEqual(before);
  await run(vault, [id]);
  const after = vault.versions();
  expect((await run(vault, [id])).broughtBack).toEqual([id]);
  expect(vault.versions()).toEqual(after);
});

test('pruned, brought back, pruned and brought back again', async () => {
  const { vault, nights } = await pruned();
  const { id } = nights[9] as Snapshot;
  for (let round = 0; round < 2; round++) {
    await run(vault, [id]);
    expect(await trustedIds(vault)).toContain(id);
    expect(vault.damage()).toEqual([]);
    vault.advance(DAY_MS);
    await vault.prune({ last: 30 });
    vault.advance(4 * DAY_MS);
    await vault.prune({ last: 30 });
    expect(await trustedIds(vault)).not.toContain(id);
    expect(vault.damage()).toEqual([]);
  }
});

test('killed at each PUT, and run again', async () => {
  for (let after = 0; ; after++) {
    const { vault, nights } = await pruned();
    const { id } = nights[4] as Snapshot;
    const store = faultyStore(vault.store, [{ verb: 'putNew', fault: 'killed', after, times: 1 }]);
    const wasKilled = await run(vault, [id], { store }).then(
      () => false,
      (error: unknown) => error instanceof Killed,
    );
    // Never a root without its objects.
    expect(vault.damage()).toEqual([]);
    expect((await run(vault, [id])).broughtBack).toEqual([id]);
    expect(await trustedIds(vault)).toContain(id);
    expect(vault.keys(`v1/marks/${SERIES}/@/${id}/readmitted-`)).toHaveLength(1);
    if (!wasKilled) break;
  }
});

test('beside a prune that saw the vault before: what it marks after all is put back', async () => {
  const { vault, nights } = await pruned();
  const snapshot = nights[9] as Snapshot;
  let isMarked = false;
  const store: Store = {
    ...vault.store,
    putNew: async (key, body, options) => {
      const result = await vault.store.putNew(key, body, options);
      if (key === rootKey(SERIES, snapshot.id) && !isMarked) {
        isMarked = true;
        for (const object of snapshot.objects) await vault.store.markDeleted(object.key);
      }
      return result;
    },
  };
  expect((await run(vault, [snapshot.id], { store })).broughtBack).toEqual([snapshot.id]);
  expect(isMarked).toBe(true);
  expect(vault.damage()).toEqual([]);
});

test('what expired is named, and the root stays deleted', async () => {
  const { vault, nights } = await pruned();
  const { id, objects } = nights[0] as Snapshot;
  const gone = objects[0]?.key ?? '';
  vault.memory.old.delete(gone);
  const outcome = await run(vault, [id]);
  expect(outcome).toMatchObject({ broughtBack: [], snapshots: [{ lost: [gone] }] });
  expect(await trustedIds(vault)).not.toContain(id);
});

test('wrong bytes of the right size are found out', async () => {
  const { vault, nights } = await pruned();
  const { id, objects } = nights[0] as Snapshot;
  const key = objects[0]?.key ?? '';
  const [marker, version] = vault.memory.old.get(key) ?? [];
  if (marker === undefined || version?.body === undefined) throw new Error('it was not pruned');
  vault.memory.old.set(key, [marker, { ...version, body: Buffer.alloc(version.body.length) }]);
  expect(await run(vault, [id])).toMatchObject({ broughtBack: [], lost: [key] });
  expect(await trustedIds(vault)).not.toContain(id);
});

test('a root whose time was never trusted is not made trusted', async () => {
  const vault = new PruneVault();
  const [late] = await vault.addNights(1, { lastsMs: 2 * DAY_MS });
  await vault.addNights(1);
  await vault.store.markDeleted(rootKey(SERIES, late?.id ?? ''));
  vault.advance(DAY_MS);
  await run(vault, [late?.id ?? '']);
  const found = await listSnapshots(vault.store, SERIES, undefined);
  expect(found.map(({ id, timeTrusted }) => [id, timeTrusted])).toContainEqual([late?.id, false]);
});

test('nothing fits, or too much', async () => {
  const { vault } = await pruned();
  const codeOf = async (id: string): Promise<unknown> =>
    run(vault, [id]).catch((error: unknown) => (error instanceof HoldfastError ? error.code : error));
  expect(await codeOf('20990101T000000Z-00000000000000000000000000000000')).toBe('no-snapshot');
  expect(await codeOf('2026')).toBe('no-snapshot');
  expect(await codeOf('202601')).toBe('ambiguous-selector');
});
