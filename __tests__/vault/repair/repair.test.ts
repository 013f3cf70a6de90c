import { rootKey, rootsPrefix, snapshotId, stateKey } from '../../../src/vault/format/keys.ts';
import { writeMark } from '../../../src/vault/read/marks.ts';
import { KeyNumbers, writePruneState } from '../../../src/vault/read/prune-state.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import { listSnapshots } from '../../../src/vault/read/snapshots.ts';
import { writeState } from '../../../src/vault/read/vault-state.ts';
import { APPLY, filesOf, filled, run, versionsOf, type Filled } from './harness.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';
import { SERIES, type TestVault } from '../../support/vault.ts';

const DAY_MS = 24 * 3600 * 1000;

function later(vault: TestVault, days: number): void {
  vault.now = new Date(vault.now.getTime() + days * DAY_MS);
}

function keysOf({ objects }: TestVault, kind: string): string[] {
  return [...objects.keys()].filter((key) => key.startsWith(`v1/${kind}/`)).sort();
}

function wrong({ objects }: TestVault, key: string): Buffer {
  return Buffer.alloc(objects.get(key)?.body.length ?? 0, 'wrong');
}

async function expectWhole({ vault, ids, files }: Filled): Promise<void> {
  for (const [i, id] of ids.entries()) expect(await filesOf(vault.store, id)).toEqual(files[i]);
}

describe('a vault as it was written', () => {
  test('costs one request a thousand S3 versions, one a root and one a pack, of which a byte is read', async () => {
    const { vault } = await filled();
    const ran = await run(vault.store, { 'all-series': 'true' });
    expect(ran).toMatchObject({
      exitCode: 0,
      status: 'complete',
      outputs: { findings: 0, changes: 0, applied: false },
    });
    expect(ran.requests).toEqual({ putNew: 0, get: 2 + 3, head: 0, list: 0, listVersions: 1, markDeleted: 0 });
    expect(ran.tables).toEqual([]);
  });

  test('one series costs a listing a kind', async () => {
    const { vault } = await filled();
    const ran = await run(vault.store);
    expect(ran.requests).toMatchObject({ get: 2 + 3, head: 0, listVersions: 5 });
  });

  test('apply changes nothing', async () => {
    const { vault } = await filled();
    const before = await versionsOf(vault.store);
    expect(await run(vault.store, APPLY)).toMatchObject({ exitCode: 0, outputs: { changes: 0, applied: true } });
    expect(await versionsOf(vault.store)).toEqual(before);
  });
});

/** What somebody does to an object, by the damage that repair should call it. */
const HARM: Readonly<Record<string, (vault: TestVault, key: string) => Promise<void>>> = {
  deleted: ({ store }, key) => store.markDeleted(key),
  overwritten: async (vault, key) => vault.memory.overwrite(key, wrong(vault, key)),
  truncated: async (vault, key) => vault.memory.overwrite(key, wrong(vault, key).subarray(5)),
  'deleted after it was overwritten': async (vault, key) => {
    vault.memory.overwrite(key, wrong(vault, key));
    await vault.store.markDeleted(key);
  },
  'overwritten after it was deleted': async (vault, key) => {
    const body = wrong(vault, key);
    await vault.store.markDeleted(key);
    await vault.store.putNew(key, body);
  },
  'overwritten many times': async (vault, key) => {
    for (let i = 0; i < 5; i++) vault.memory.overwrite(key, Buffer.from(wrong(vault, key).fill(i)));
  },
};

describe.each(['packs', 'parts', 'roots', 'marks', 'state'])('something of the %s', (kind) => {
  test.each(Object.keys(HARM))('%s', async (harm) => {
    const made = await filled();
    const { vault, ids } = made;
    const snapshot = { series: SERIES, id: ids[0] ?? '' };
    await writeMark(vault.store, snapshot, 'hold', vault.now, { reason: 'for the audit' });
    await writeState(vault.store, 'verify', vault.now, { cursor: 1 });
    later(vault, 1);
    const [key = ''] = keysOf(vault, kind);
    const good = vault.objects.get(key)?.body ?? Buffer.alloc(0);
    await HARM[harm]?.(vault, key);
    const before = await versionsOf(vault.store);

    const plan = await run(vault.store);
    expect(plan).toMatchObject({ exitCode: 1, status: 'failed', outputs: { findings: 1, applied: false } });
    expect(plan.tables[0]?.rows[0]).toEqual([
      key,
      expect.any(String),
      'put back',
      expect.any(String),
      expect.any(Date),
    ]);
    expect(await versionsOf(vault.store)).toEqual(before);

    later(vault, 25);
    const done = await run(vault.store, APPLY);
    expect(done).toMatchObject({ exitCode: 0, status: 'complete', outputs: { findings: 1, applied: true } });
    expect(done.problems).toEqual([]);
    expect(vault.objects.get(key)?.body.equals(good)).toBe(true);
    await expectWhole(made);
    // Nothing was taken away, and there is nothing left to do.
    expect(await versionsOf(vault.store)).toEqual(expect.arrayContaining(before));
    expect(await run(vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0, changes: 0 } });
  });
});

test('everything deleted: all of it comes back, and the newest snapshot is latest again', async () => {
  const made = await filled();
  const { vault, ids } = made;
  for (const key of [...vault.objects.keys()]) await vault.store.markDeleted(key);
  later(vault, 28);
  expect(await run(vault.store, { 'all-series': 'true', ...APPLY })).toMatchObject({ exitCode: 0 });
  await expectWhole(made);
  const shown = await listSnapshots(vault.store, SERIES, undefined);
  expect(shown.map(({ id, timeTrusted }) => [id, timeTrusted])).toEqual(ids.toReversed().map((id) => [id, true]));
});

test('one snapshot by its id: others are left as they are', async () => {
  const { vault, ids } = await filled();
  const [first = '', second = ''] = ids;
  for (const id of ids) await vault.store.markDeleted(rootKey(SERIES, id));
  expect(await run(vault.store, { version: second.slice(0, 17) + second.slice(17, 23), ...APPLY })).toMatchObject({
    exitCode: 0,
    outputs: { findings: 1 },
  });
  expect(keysOf(vault, 'roots')).toEqual([rootKey(SERIES, second)]);
  await expect(run(vault.store, { version: '20010101T000000Z-00' })).rejects.toMatchObject({ code: 'no-snapshot' });
  expect(await run(vault.store, { version: first })).toMatchObject({ exitCode: 1 });
});

test('S3 versions newer than the damage are looked at once it was repaired, by their checksum and not by their bytes', async () => {
  const { vault } = await filled();
  for (const key of keysOf(vault, 'packs')) await vault.store.markDeleted(key);
  await run(vault.store, APPLY);
  const again = await run(vault.store);
  expect(again.requests).toMatchObject({ head: 2, get: 2 + 1 });
});

describe('what prune took out', () => {
  async function pruned(made: Filled): Promise<string> {
    const { vault, ids } = made;
    const id = ids[0] ?? '';
    const removed = [{ series: SERIES, id, at: vault.now.toISOString() }];
    await writePruneState(vault.store, vault.now, { roots: new Map(), removed }, new KeyNumbers());
    await vault.store.markDeleted(rootKey(SERIES, id));
    return rootKey(SERIES, id);
  }

  test('is no damage', async () => {
    const made = await filled();
    await pruned(made);
    later(made.vault, 2);
    expect(await run(made.vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0 } });
  });

  test('is none either if the record of it was deleted or overwritten', async () => {
    const made = await filled();
    await pruned(made);
    later(made.vault, 2);
    const [state = ''] = keysOf(made.vault, 'state');
    await HARM['deleted after it was overwritten']?.(made.vault, state);
    const plan = await run(made.vault.store);
    expect(plan.outputs['findings']).toBe(1);
    expect(plan.tables[0]?.rows[0]?.[0]).toBe(state);
  });

  test('and was brought back since, and deleted again by somebody: is damage', async () => {
    const made = await filled();
    const key = await pruned(made);
    later(made.vault, 2);
    const [{ body } = { body: undefined }] = (made.vault.memory.old.get(key) ?? []).filter(({ body: bytes }) => bytes);
    await made.vault.store.putNew(key, body ?? Buffer.alloc(0));
    later(made.vault, 2);
    await made.vault.store.markDeleted(key);
    expect(await run(made.vault.store, APPLY)).toMatchObject({ exitCode: 0, outputs: { findings: 1 } });
    expect(made.vault.objects.has(key)).toBe(true);
  });
});

test('a damaged state that its owner deleted, as the error says, stays deleted', async () => {
  const { vault } = await filled();
  const key = stateKey('prune', vault.now);
  await vault.store.putNew(key, Buffer.from('no zstd'));
  await vault.store.markDeleted(key);
  expect(await run(vault.store, APPLY)).toMatchObject({ exitCode: 0, outputs: { findings: 0 } });
});

describe('what is lost for good', () => {
  test('a pack: its paths are named, the others come back', async () => {
    const { vault, ids } = await filled();
    const [first = '', second = ''] = keysOf(vault, 'packs');
    vault.purge(second);
    await vault.store.markDeleted(first);
    const ran = await run(vault.store, APPLY);
    expect(ran).toMatchObject({ exitCode: 1, status: 'failed', outputs: { findings: 2, changes: 1 } });
    expect(ran.tables[1]?.rows).toEqual([[SERIES, ids[1], expect.stringContaining('exclude'), 2, 'a.txt, b.bin']]);
    expect(ran.problems).toMatchObject([{ class: 'object-lost', message: expect.stringContaining(second) as string }]);
    expect(Object.keys(await filesOf(vault.store, ids[0] ?? ''))).toContain('big.bin');
  });

  test('a pack that was overwritten, and whose old S3 versions have expired', async () => {
    const { vault } = await filled();
    const [, key = ''] = keysOf(vault, 'packs');
    vault.memory.overwrite(key, wrong(vault, key));
    vault.memory.old.delete(key);
    const ran = await run(vault.store);
    expect(ran.tables[0]?.rows[0]?.slice(0, 3)).toEqual([key, 'overwritten', 'nothing: lost']);
  });

  test('a part: the snapshots that need it', async () => {
    const { vault, ids } = await filled();
    const [key = ''] = keysOf(vault, 'parts');
    vault.purge(key);
    const ran = await run(vault.store);
    expect(ran.tables.at(-1)?.rows.map(([, id, what]) => [id, what])).toEqual([
      [ids[1], expect.stringContaining('list of its files')],
      [ids[0], expect.stringContaining('list of its files')],
    ]);
  });

  test('a root', async () => {
    const { vault, ids } = await filled();
    const key = rootKey(SERIES, ids[0] ?? '');
    vault.memory.overwrite(key, wrong(vault, key));
    vault.memory.old.delete(key);
    expect((await run(vault.store)).tables[0]?.rows[0]?.slice(0, 3)).toEqual([key, 'overwritten', 'nothing: lost']);
  });

  test('until the snapshot is in quarantine: then nobody waits for it', async () => {
    const { vault, ids } = await filled();
    vault.purge(keysOf(vault, 'packs')[1] ?? '');
    await writeMark(vault.store, { series: SERIES, id: ids[1] ?? '' }, 'quarantine', vault.now, {});
    expect(await run(vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0 } });
  });
});

describe('what an intruder made up', () => {
  test('a root that says of a pack what is not so: the hash in its name decides', async () => {
    const made = await filled();
    const { vault, ids } = made;
    const honest = decodeRoot(
      { series: SERIES, id: ids[1] ?? '' },
      vault.objects.get(rootKey(SERIES, ids[1] ?? ''))?.body as Buffer,
    );
    const [pack = ''] = keysOf(vault, 'packs');
    const poison = Buffer.concat([wrong(vault, pack), Buffer.from('x')]);
    vault.memory.overwrite(pack, poison);
    const objects = honest.objects.map((object) =>
      object.key === pack ? { ...object, sizeBytes: poison.length, etag: '' } : object,
    );
    later(vault, 1);
    const { id, bytes } = plainRoot(SERIES, vault.now, { header: plainHeader(SERIES, vault.now), objects });
    await vault.store.putNew(rootKey(SERIES, id), bytes);

    const ran = await run(vault.store, APPLY);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { findings: 1, changes: 1 } });
    await expectWhole(made);
    expect(await run(vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0, changes: 0 } });
  });

  test('a root of a newer version is not looked at, and the run does not say that all is well', async () => {
    const { vault } = await filled();
    const features = { required: ['of-tomorrow'], maintain: [], build: [] };
    const { id, bytes } = plainRoot(SERIES, vault.now, { header: plainHeader(SERIES, vault.now, { features }) });
    await vault.store.putNew(rootKey(SERIES, id), bytes);
    for (const given of [{}, APPLY]) {
      const ran = await run(vault.store, given);
      expect(ran).toMatchObject({ exitCode: 1, status: 'failed', outputs: { findings: 1, changes: 0 } });
      expect(ran.problems).toMatchObject([{ class: 'snapshot-not-examined' }]);
      expect(ran.json).toMatchObject({ notExamined: [{ id, kind: 'newer' }], lost: [], examined: { snapshots: 2 } });
    }
  });

  test('a root that is no snapshot', async () => {
    const { vault } = await filled();
    const bytes = Buffer.from('no snapshot');
    const id = snapshotId(vault.now, bytes);
    await vault.store.putNew(rootKey(SERIES, id), bytes);
    const ran = await run(vault.store);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { findings: 1, changes: 0 } });
    expect(ran.problems).toMatchObject([{ class: 'forged-snapshot' }]);
  });
});

describe('times', () => {
  test('after a copy of the vault, readmit makes all snapshots count; without it nothing is done', async () => {
    const { vault } = await filled();
    later(vault, 100);
    for (const object of vault.objects.values()) object.lastModified = vault.now;
    const plain = await run(vault.store);
    expect(plain).toMatchObject({ exitCode: 0, outputs: { findings: 0, changes: 0 } });
    expect(plain.problems).toMatchObject([{ class: 'untrusted-time' }]);
    expect(await run(vault.store, { readmit: 'true' })).toMatchObject({ exitCode: 0, outputs: { changes: 2 } });
    expect(keysOf(vault, 'marks')).toEqual([]);
    expect(await run(vault.store, { readmit: 'true', ...APPLY })).toMatchObject({ outputs: { changes: 2 } });
    const shown = await listSnapshots(vault.store, SERIES, undefined);
    expect(shown.every(({ timeTrusted }) => timeTrusted)).toBe(true);
    expect(await run(vault.store, { readmit: 'true' })).toMatchObject({ outputs: { changes: 0 } });
  });

  test('a root of a made-up time that was deleted is put back, and not trusted for it', async () => {
    const { vault } = await filled();
    const { id, bytes } = plainRoot(SERIES, new Date('2026-10-01T00:00:00Z'), {
      header: plainHeader(SERIES, new Date('2026-10-01T00:00:00Z')),
      objects: [],
    });
    await vault.store.putNew(rootKey(SERIES, id), bytes);
    await vault.store.markDeleted(rootKey(SERIES, id));
    await run(vault.store, APPLY);
    expect(vault.objects.has(rootsPrefix(SERIES) + id)).toBe(true);
    expect(keysOf(vault, 'marks')).toEqual([]);
  });
});
