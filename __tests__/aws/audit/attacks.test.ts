import { hash } from 'node:crypto';
import { findTraces, type Suspect, type Traces } from '../../../src/vault/read/traces.ts';
import { markKey, rootKey } from '../../../src/vault/format/keys.ts';
import { undelete } from '../../../src/vault/repair/undelete.ts';
import { putBack } from '../../../src/vault/repair/restore-version.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { PruneVault } from '../../vault/prune/harness.ts';
import { DAY_MS, SERIES } from '../../support/vault.ts';

let vault: PruneVault;
beforeEach(() => {
  vault = new PruneVault();
});

async function look(): Promise<Traces & { readonly requests: number }> {
  const { store, traffic } = countingStore(vault.store);
  const traces = await findTraces(store, new AbortController().signal);
  return { ...traces, requests: Object.values(traffic().requests).reduce((a, b) => a + b) };
}

/** `degree key`, worst first. */
function shown(suspects: readonly Suspect[]): string[] {
  return suspects.map(({ degree, key }) => `${degree} ${key}`).sort();
}

const keysOf = ({ overwritten, deleted, foreign, untrusted }: Traces): string[] =>
  [overwritten, deleted, foreign, untrusted].flatMap(shown);

test('a vault as backups leave it: nothing, in one request', async () => {
  await vault.addNights(5);
  const traces = await look();
  expect(keysOf(traces)).toEqual([]);
  expect(traces).toMatchObject({ snapshots: 5, requests: 1 });
});

test('one request more for each further thousand of S3 versions', async () => {
  for (let i = 0; i < 2100; i++) await vault.putPack(SERIES);
  expect(await look()).toMatchObject({ s3Versions: 2100, requests: 3 });
});

test('what prune took out is explained, and costs the reading of its notes', async () => {
  const nights = await vault.addNights(60, { sharing: 0 });
  await vault.prune({ last: 1 });
  const traces = await look();
  expect(traces.deleted.length).toBeGreaterThan(20);
  expect(new Set(traces.deleted.map(({ degree }) => degree))).toEqual(new Set(['explained']));
  expect(traces.deleted.map(({ key }) => key)).toContain(rootKey(SERIES, nights[0]?.id ?? ''));
  expect(traces.requests).toBe(3);
});

test('a pack that a live snapshot needs, deleted', async () => {
  const [first, second] = await vault.addNights(2, { sharing: 0 });
  const key = first?.objects[0]?.key ?? '';
  await vault.store.markDeleted(key);
  expect(keysOf(await look())).toEqual([`harm ${key}`]);
  // A prune puts back what it sees.
  await vault.prune({ last: 5 });
  expect(keysOf(await look())).toEqual([`explained ${key}`]);
  // And notes what the snapshots need: they need not be read again.
  const other = second?.objects[0]?.key ?? '';
  await vault.store.markDeleted(other);
  expect(shown((await look()).deleted)).toEqual([`harm ${other}`]);
});

test('a snapshot deleted by somebody else than prune, and its mark', async () => {
  const { id } = await vault.add();
  const marks = vault.keys('v1/marks/');
  for (const key of [rootKey(SERIES, id), ...marks]) await vault.store.markDeleted(key);
  expect(keysOf(await look())).toEqual([`harm ${marks[0] ?? ''}`, `harm ${rootKey(SERIES, id)}`]);
});

test('everything deleted: nothing of it passes for the work of prune', async () => {
  await vault.addNights(3);
  for (const key of vault.keys('v1/')) await vault.store.markDeleted(key);
  const { deleted, snapshots } = await look();
  expect({ snapshots, degrees: new Set(deleted.map(({ degree }) => degree)) }).toEqual({
    snapshots: 0,
    degrees: new Set(['harm', 'suspicious']),
  });
});

test('a snapshot that was pruned, brought back and pruned again', async () => {
  const [first] = await vault.addNights(60, { sharing: 0 });
  await vault.prune({ last: 30 });
  const { broughtBack } = await undelete({
    store: vault.store,
    series: SERIES,
    ids: [first?.id ?? ''],
    apply: true,
    emit: () => undefined,
    signal: new AbortController().signal,
  });
  expect(broughtBack).toEqual([first?.id]);
  await vault.prune({ last: 30 });
  const key = rootKey(SERIES, first?.id ?? '');
  const { overwritten } = await look();
  expect(shown(overwritten)).toEqual([`explained ${key}`]);
  vault.memory.overwrite(key, Buffer.from('x'));
  await vault.store.markDeleted(key);
  expect(shown((await look()).overwritten)).toEqual([`suspicious ${key}`]);
});

test('a pack, a snapshot and a mark overwritten, then put back', async () => {
  const { id, objects } = await vault.add();
  vault.advance(DAY_MS);
  const [pack] = objects;
  const keys = [pack?.key ?? '', rootKey(SERIES, id), ...vault.keys('v1/marks/')];
  const right = new Map(keys.map((key) => [key, vault.memory.objects.get(key)?.body ?? Buffer.alloc(0)]));
  for (const key of keys) vault.memory.overwrite(key, Buffer.from('x'.repeat(right.get(key)?.length ?? 0)));
  expect(shown((await look()).overwritten)).toEqual(keys.map((key) => `harm ${key}`).sort());
  vault.advance(DAY_MS);
  for (const [key, body] of right) {
    const sha256 = hash('sha256', body);
    await putBack(vault.store, { key, isRight: (bytes: Buffer) => hash('sha256', bytes) === sha256 });
  }
  expect(shown((await look()).overwritten)).toEqual(keys.map((key) => `explained ${key}`).sort());
});

test('poison: keys that Holdfast does not write, snapshots whose time does not fit', async () => {
  const { id } = await vault.add({ lastsMs: 2 * DAY_MS });
  const foreign = ['v1/packs/acme/README.txt', 'v1/roots/acme/@/latest', 'v1/state/audit/x', 'v1/é/\u{1f600}'];
  for (const key of foreign) await vault.store.putNew(key, Buffer.from('x'));
  await vault.store.putNew('v1/probe', Buffer.from('x'));
  const traces = await look();
  expect(traces.foreign.map(({ key }) => key).sort()).toEqual([...foreign].sort());
  expect(shown(traces.untrusted)).toEqual([`suspicious ${rootKey(SERIES, id)}`]);
  await vault.store.putNew(markKey(SERIES, id, 'readmitted', vault.now), Buffer.from('{}'));
  expect((await look()).untrusted).toEqual([]);
});

test('a page that ends within the S3 versions of a key', async () => {
  for (let i = 0; i < 999; i++) await vault.putPack(SERIES);
  const last = vault.keys('v1/packs/').at(-1) ?? '';
  for (const text of ['a', 'b', 'c']) vault.memory.overwrite(last, Buffer.from(text));
  const { overwritten } = await look();
  expect(shown(overwritten)).toEqual([`suspicious ${last}`]);
});

test('the probe, overwritten: the server does not refuse it', async () => {
  await vault.store.putNew('v1/probe', Buffer.from('x'));
  vault.memory.overwrite('v1/probe', Buffer.from('x'));
  expect(keysOf(await look())).toEqual(['suspicious v1/probe']);
});

test('the probe, deleted: the next backup writes it again, and that overwrites nothing', async () => {
  await vault.store.putNew('v1/probe', Buffer.from('x'));
  await vault.store.markDeleted('v1/probe');
  expect(keysOf(await look())).toEqual(['suspicious v1/probe']);
  await vault.store.putNew('v1/probe', Buffer.from('x'));
  expect(keysOf(await look())).toEqual(['explained v1/probe']);
  vault.memory.overwrite('v1/probe', Buffer.from('x'));
  expect(keysOf(await look())).toEqual(['suspicious v1/probe']);
});
