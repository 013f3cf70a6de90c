/** Repairs that are killed, refused or disturbed, and the second try. */
import { rootKey } from '../../../src/vault/format/keys.ts';
import { faultyStore, Killed, type Rule } from '../../support/faulty-store.ts';
import { APPLY, filesOf, filled, run, versionsOf, type Filled } from './harness.ts';
import { SERIES } from '../../support/vault.ts';

/** All packs overwritten, everything else deleted: each kind of change is needed. */
async function attacked(): Promise<Filled> {
  const made = await filled();
  const { vault } = made;
  for (const [key, { body }] of [...vault.objects])
    if (key.startsWith('v1/packs/')) vault.memory.overwrite(key, Buffer.alloc(body.length));
    else await vault.store.markDeleted(key);
  vault.now = new Date('2026-11-25T00:00:00Z');
  return made;
}

async function expectWhole({ vault, ids, files }: Filled): Promise<void> {
  for (const [i, id] of ids.entries()) expect(await filesOf(vault.store, id)).toEqual(files[i]);
  expect(await run(vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0, changes: 0 } });
}

/** Two packs, a part, two roots and a mark for each root. */
const PUTS = 7;
const MARKERS = 2;
const KILLS: Rule[] = [
  ...Array.from({ length: PUTS }, (_, after): Rule => ({ verb: 'putNew', after, fault: 'killed' })),
  ...Array.from({ length: MARKERS }, (_, after): Rule => ({ verb: 'markDeleted', after, fault: 'killed' })),
];

test.each(KILLS.map((rule): [string, Rule] => [`${rule.verb} ${String(rule.after)}`, rule]))(
  'killed at %s: the second try finishes it',
  async (_, rule) => {
    const made = await attacked();
    const before = await versionsOf(made.vault.store);
    await expect(run(faultyStore(made.vault.store, [rule]), APPLY)).rejects.toThrow(Killed);
    const second = await run(made.vault.store, APPLY);
    expect(second.exitCode).toBe(0);
    expect(await versionsOf(made.vault.store)).toEqual(expect.arrayContaining(before));
    await expectWhole(made);
  },
);

test('no root is there before what it needs', async () => {
  const made = await attacked();
  const order: string[] = [];
  const { store } = made.vault;
  const watched = {
    ...store,
    putNew: async (...given: Parameters<typeof store.putNew>) => {
      if (given[0] !== 'v1/probe') order.push(given[0].split('/')[1] ?? '');
      return store.putNew(...given);
    },
  };
  await run(watched, APPLY);
  expect([...order.slice(0, 3)].sort()).toEqual(['packs', 'packs', 'parts']);
  expect(order.slice(3)).toEqual(['marks', 'marks', 'roots', 'roots']);
});

test('two repairs at once', async () => {
  const made = await attacked();
  const both = await Promise.all([run(made.vault.store, APPLY), run(made.vault.store, APPLY)]);
  expect(both.map(({ status }) => status)).toContain('complete');
  await run(made.vault.store, APPLY);
  await expectWhole(made);
});

test('a lost answer is no failure', async () => {
  const made = await attacked();
  const store = faultyStore(made.vault.store, [{ verb: 'putNew', fault: 'lost-answer' }]);
  expect(await run(store, APPLY)).toMatchObject({ exitCode: 0 });
  await expectWhole(made);
});

test('credentials that may not delete: what was overwritten is put over without a marker', async () => {
  const made = await attacked();
  const store = faultyStore(made.vault.store, [{ verb: 'markDeleted', fault: 'denied' }]);
  expect(await run(store, APPLY)).toMatchObject({ exitCode: 0 });
  await expectWhole(made);
});

test('a server that refuses a conditional PUT over a delete marker: no marker is set, and all is put back', async () => {
  const made = await attacked();
  const { store, objects, old } = made.vault.memory;
  const markers = () => [...old].flatMap(([key, rows]) => rows.filter(({ body }) => body === undefined).map(() => key));
  const before = markers();
  const refusing = {
    ...store,
    putNew: async (...given: Parameters<typeof store.putNew>) =>
      old.has(given[0]) && !objects.has(given[0])
        ? { created: false, etag: undefined, versionId: undefined }
        : store.putNew(...given),
  };
  expect(await run(refusing, APPLY)).toMatchObject({ exitCode: 0 });
  expect(markers().filter((key) => key !== 'v1/probe')).toEqual(before);
  await expectWhole(made);
});

test('a server that lets nothing be put over: all is left as it was, and said', async () => {
  const made = await attacked();
  const { store, objects, old } = made.vault.memory;
  const before = [...objects.keys()].toSorted();
  const refusing = faultyStore(
    {
      ...store,
      putNew: async (...given: Parameters<typeof store.putNew>) =>
        old.has(given[0]) && !objects.has(given[0])
          ? { created: false, etag: undefined, versionId: undefined }
          : store.putNew(...given),
    },
    [{ verb: 'putOver', fault: 'denied' }],
  );
  const ran = await run(refusing, APPLY);
  expect(ran).toMatchObject({ exitCode: 1, status: 'failed' });
  expect(ran.problems.map((each) => each.class)).toEqual(expect.arrayContaining(['not-put-back']));
  for (const key of before) expect([...objects.keys()]).toContain(key);
});

test('somebody writes in between: said, and the rest is put back', async () => {
  const made = await attacked();
  const { store: inner, overwrite } = made.vault.memory;
  let isFirst = true;
  const store = {
    ...inner,
    putNew: async (...given: Parameters<typeof inner.putNew>) => {
      if (isFirst && given[0].includes('packs')) overwrite(given[0], Buffer.from('something else'));
      if (given[0].includes('packs')) isFirst = false;
      return inner.putNew(...given);
    },
  };
  const ran = await run(store, APPLY);
  expect(ran).toMatchObject({ exitCode: 1, status: 'failed', outputs: { changes: PUTS - 1 } });
  expect(ran.problems).toMatchObject([{ class: 'not-put-back' }]);
  expect(await run(made.vault.store, APPLY)).toMatchObject({ exitCode: 0 });
  await expectWhole(made);
});

test.each<[string, Rule]>([
  ['list S3 versions', { verb: 'listVersions', fault: 'denied' }],
  ['write', { verb: 'putNew', fault: 'denied' }],
])('credentials that may not %s', async (_, rule) => {
  const { vault } = await attacked();
  await expect(run(faultyStore(vault.store, [rule]), APPLY)).rejects.toMatchObject({ code: 'access-denied' });
});

test('one S3 version may not be read (written under a key of somebody else): the right one is put back', async () => {
  const { vault, ids } = await filled();
  const key = rootKey(SERIES, ids[0] ?? '');
  vault.memory.overwrite(key, Buffer.alloc(vault.objects.get(key)?.body.length ?? 0));
  const top = vault.objects.get(key)?.versionId;
  const store = {
    ...vault.store,
    get: async (...given: Parameters<typeof vault.store.get>) =>
      given[1]?.versionId === top
        ? faultyStore(vault.store, [{ verb: 'get', fault: 'denied' }]).get(...given)
        : vault.store.get(...given),
  };
  expect(await run(store, APPLY)).toMatchObject({ exitCode: 0, outputs: { findings: 1, changes: 2 } });
});

test('what may not be read, with nothing else there, is told apart from what is lost', async () => {
  const { vault, ids } = await filled();
  const key = rootKey(SERIES, ids[0] ?? '');
  const ran = await run(faultyStore(vault.store, [{ verb: 'get', key: new RegExp(ids[0] ?? ''), fault: 'denied' }]));
  expect(ran.tables[0]?.rows[0]?.slice(0, 3)).toEqual([key, 'closed to this role', 'nothing: not checked']);
});

test('a pack that may not be read: named, exit code 1, and nothing is made of its snapshots', async () => {
  const { vault } = await filled();
  const [pack = ''] = [...vault.objects.keys()].filter((key) => key.includes('packs'));
  const before = await versionsOf(vault.store);
  const store = faultyStore(vault.store, [{ verb: 'get', key: new RegExp(pack), fault: 'denied' }]);
  for (const given of [{}, APPLY]) {
    const ran = await run(store, given);
    expect(ran).toMatchObject({ exitCode: 1, status: 'failed', outputs: { findings: 1, changes: 0 } });
    expect(ran.problems).toMatchObject([
      { class: 'object-forbidden', message: expect.stringContaining(pack) as string },
    ]);
    expect(ran.summary?.text).toContain('May not be read: 1 object');
    expect(ran.json).toMatchObject({ notRead: [{ kind: 'pack', key: pack }], lost: [], damagedSnapshots: [] });
  }
  expect(await versionsOf(vault.store)).toEqual(before);
});

test('a signal stops it', async () => {
  const { vault } = await attacked();
  const store = faultyStore(vault.store, [{ verb: 'putNew', fault: 'stall' }]);
  await expect(run(store, APPLY, AbortSignal.timeout(50))).rejects.toThrow();
});
