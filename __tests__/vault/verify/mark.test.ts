/** Mode mark: what it writes, and what it refuses. */
import { parseInputs } from '../../../src/inputs/parse.ts';
import { rootKey } from '../../../src/vault/format/keys.ts';
import { listMarks, readMarkFacts } from '../../../src/vault/read/marks.ts';
import { faultyStore } from '../../support/faulty-store.ts';
import { marksIn, problems, run } from './harness.ts';
import { SERIES, TestVault } from '../../support/vault.ts';

async function filled(): Promise<{ readonly vault: TestVault; readonly ids: readonly string[] }> {
  const vault = new TestVault();
  const ids: string[] = [];
  for (const [day, anomaly] of [[1], [2, 'it lost 9 of 10 files']] as const) {
    vault.now = new Date(`2026-11-0${String(day)}T02:00:00Z`);
    ids.push((await vault.backUp({ a: String(day) }, anomaly === undefined ? {} : { result: { anomaly } })).id);
  }
  vault.now = new Date('2026-11-03T02:00:00Z');
  return { vault, ids };
}

async function factsOf({ store }: TestVault, id: string | undefined) {
  return (await readMarkFacts(store, await listMarks(store, SERIES))).get(id ?? '');
}

test('label, hold, release, acknowledge, quarantine: written once, and said', async () => {
  const { vault, ids } = await filled();
  const [old = '', newest = ''] = ids;
  const label = await run('mark', vault.store, { mark: 'label', labels: 'release-1\nkeep', version: 'latest~1' });
  expect(label).toMatchObject({ exitCode: 0, outputs: { snapshot: old, series: SERIES }, json: { written: true } });
  expect(label.tables[0]?.rows).toEqual([[SERIES, old, 'label', 'release-1 keep', undefined, expect.any(String)]]);
  await run('mark', vault.store, { mark: 'hold', version: 'tag:keep', reason: 'lawsuit' });
  await run('mark', vault.store, { mark: 'acknowledge', reason: 'we split the repository' });
  await run('mark', vault.store, { mark: 'quarantine', version: newest, reason: 'poison' });
  expect(await factsOf(vault, old)).toMatchObject({ labels: ['release-1', 'keep'], hold: 'lawsuit' });
  expect(await factsOf(vault, newest)).toMatchObject({ acknowledged: 'we split the repository', quarantine: 'poison' });
  vault.now = new Date('2026-11-04T02:00:00Z');
  await run('mark', vault.store, { mark: 'release', version: old });
  expect((await factsOf(vault, old))?.hold).toBeUndefined();
  expect(marksIn(vault.objects.keys()).sort()).toEqual(['acknowledged', 'hold', 'hold', 'label', 'quarantine']);
});

test.each<[string, Record<string, string>, string]>([
  ['the labels are there', { mark: 'label', labels: 'made-with' }, 'already has these labels'],
  ['nothing is held', { mark: 'release' }, 'is not held'],
])('%s: nothing is written', async (_, inputs, words) => {
  const { vault } = await filled();
  await vault.backUp({ a: '3' }, { labels: ['made-with'] });
  const before = [...vault.objects.keys()];
  const result = await run('mark', vault.store, inputs);
  expect(result).toMatchObject({ exitCode: 0, json: { written: false } });
  expect(problems(result.events, 'notice')).toEqual(['nothing-to-mark']);
  expect(result.tables[0]?.rows[0]?.at(-1)).toContain(words);
  expect([...vault.objects.keys()]).toEqual(before);
});

test.each(['hold', 'acknowledge', 'quarantine'])('%s twice is written once', async (word) => {
  const { vault, ids } = await filled();
  for (let i = 0; i < 2; i++) await run('mark', vault.store, { mark: word, version: ids[1] ?? '' });
  expect(marksIn(vault.objects.keys())).toHaveLength(1);
});

test('acknowledge needs an anomaly', async () => {
  const { vault } = await filled();
  await expect(run('mark', vault.store, { mark: 'acknowledge', version: 'latest~1' })).rejects.toMatchObject({
    code: 'bad-input',
    exitCode: 2,
  });
});

test('a snapshot that cannot be read can be put in quarantine by its id, and not by a start of it', async () => {
  const { vault, ids } = await filled();
  const [, id = ''] = ids;
  const object = vault.objects.get(rootKey(SERIES, id));
  if (object !== undefined) object.body = Buffer.alloc(100, 7);
  await run('mark', vault.store, { mark: 'quarantine', version: id });
  expect((await factsOf(vault, id))?.quarantine).toBe('');
  await expect(run('mark', vault.store, { mark: 'hold', version: id.slice(0, 20) })).rejects.toMatchObject({
    code: 'corrupt-root',
  });
});

test('a snapshot that is not there, or a role that may not write', async () => {
  const { vault, ids } = await filled();
  await expect(
    run('mark', vault.store, { mark: 'hold', version: `${(ids[0] ?? '').slice(0, -4)}0000` }),
  ).rejects.toMatchObject({
    code: 'no-snapshot',
  });
  const store = faultyStore(vault.store, [{ verb: 'putNew', fault: 'denied' }]);
  await expect(run('mark', store, { mark: 'hold' })).rejects.toMatchObject({ code: 'access-denied' });
});

test.each<[Record<string, string>, RegExp]>([
  [{ mode: 'mark' }, /mark: missing/],
  [{ mode: 'mark', mark: 'label' }, /labels: missing/],
  [{ mode: 'mark', mark: 'hold', labels: 'a' }, /labels: got "a", but mark is hold/],
  [{ mode: 'mark', mark: 'quarantine' }, /version: a quarantine/],
  [{ mode: 'mark', mark: 'forget' }, /mark: got "forget"/],
  [{ mode: 'verify', 'all-series': 'true', version: 'latest' }, /version: got "latest"/],
  [{ mode: 'verify', 'all-series': 'true', name: 'a/b' }, /name: got "a\/b"/],
  [{ mode: 'verify', level: 'full', 'sample-runs': '7' }, /sample-runs: got "7", but level is full/],
  [{ mode: 'verify', 'max-age': 'soon' }, /max-age: got "soon"/],
  [{ mode: 'verify', level: 'deep' }, /level: got "deep"/],
  [{ mode: 'verify', labels: 'a' }, /labels: got "a", but mode verify does not take it/],
])('%j is refused', (given, words) => {
  const raw = new Map(Object.entries({ bucket: 'test-bucket', ...given }));
  expect(() => parseInputs(raw, 'cli')).toThrow(
    expect.objectContaining({ message: expect.stringMatching(words) as string }) as Error,
  );
});
