import { Writable } from 'node:stream';
import fc from 'fast-check';
import { catIn } from '../../src/commands/cat.ts';
import { compareTrees, diffIn } from '../../src/commands/diff.ts';
import type { Deps } from '../../src/commands/shared/command.ts';
import { findIn } from '../../src/commands/find.ts';
import { listIn } from '../../src/commands/list.ts';
import { runResult } from '../../src/report/result.ts';
import type { Vault } from '../../src/commands/vault/vault.ts';
import type { Event } from '../../src/base/events.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import type { Mode } from '../../src/inputs/schema.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { writeMark } from '../../src/vault/read/marks.ts';
import type { TreeEntry } from '../../src/vault/format/tree.ts';
import { counted } from '../support/counted-store.ts';
import { memoryStore } from '../support/memory-store.ts';
import { treeEntry } from '../vault/format/arbitraries.ts';
import { pattern } from '../vault/format/vectors.ts';
import { DIRECTORY, type Files } from '../support/made-source.ts';
import { plainRoot } from '../support/snapshots.ts';
import { TestVault } from '../support/vault.ts';

const SERIES = 'acme/shop/files';

const FIRST: Files = {
  'a.txt': 'one',
  'docs/guide.md': 'guide',
  gone: 'bye',
  link: { link: 'a.txt' },
  docs: DIRECTORY,
};
const SECOND: Files = {
  'a.txt': 'two',
  'docs/guide.md': 'guide',
  link: { link: 'docs' },
  docs: DIRECTORY,
  new: 'hi',
};

interface Harness {
  readonly vault: TestVault;
  readonly ids: readonly string[];
}

async function twoNights(): Promise<Harness> {
  const vault = new TestVault();
  const ids: string[] = [];
  for (const files of [FIRST, SECOND]) {
    ids.push(
      (await vault.backUp(files, { context: { ref: 'refs/heads/main', sha: 'c'.repeat(40) }, labels: ['x'] })).id,
    );
    vault.now = new Date(vault.now.getTime() + 86_400_000);
  }
  return { vault, ids };
}

function inputsOf(mode: Mode, given: Readonly<Record<string, string>> = {}): Inputs {
  return parseInputs(new Map(Object.entries({ mode, bucket: 'test-bucket', name: SERIES, ...given })), 'cli');
}

/** What a command needs, and what it wrote and said. */
function surroundings(
  { vault }: { readonly vault: Pick<TestVault, 'store' | 'now'> },
  plan: Vault['plan'] = { series: SERIES, base: undefined },
) {
  const written: Buffer[] = [];
  const events: Event[] = [];
  const output = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      written.push(Buffer.from(chunk));
      setImmediate(done);
    },
  });
  const signal = new AbortController().signal;
  const deps = { surface: 'cli', env: {}, signal, now: () => vault.now, emit: (e: Event) => events.push(e), output };
  // The commands use the store and the plan of a vault, and these of the dependencies.
  return { deps: deps as unknown as Deps, opened: { store: vault.store, plan } as unknown as Vault, written, events };
}

test.each([
  ['complete', undefined, 0],
  ['not-found', undefined, 0],
  ['failed', undefined, 1],
  ['partial', undefined, 3],
  ['partial', 1, 1],
] as const)('every mode puts out its status (%s) and duration; a command may have its own exit code (%s)', (...row) => {
  const [status, own, exitCode] = row;
  const result = { status, outputs: { found: true }, tables: [], json: {}, ...(own && { exitCode: own }) };
  const outputs = { status, 'duration-ms': 12, found: true };
  expect(runResult('list', result, 12.3)).toMatchObject({ mode: 'list', status, exitCode, outputs });
});

describe('reading commands', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await twoNights();
  });

  test('list shows the snapshots of a series, newest first', async () => {
    const { deps, opened } = surroundings(harness);
    const result = await listIn(opened, inputsOf('list'), deps);
    expect(result).toMatchObject({
      status: 'complete',
      outputs: { found: true, series: SERIES, snapshot: harness.ids[1] },
    });
    expect(JSON.parse(String(result.outputs.snapshots))).toMatchObject([
      { id: harness.ids[1], status: 'complete', counts: { files: 3 }, labels: ['x'] },
      { id: harness.ids[0], time: '2026-11-01T02:00:00.000Z' },
    ]);
    const [table] = result.tables;
    expect(table?.rows[0]).toHaveLength(Object.keys(table?.columns ?? {}).length);
    expect(table?.rows.map((row) => row.slice(1, 5))).toEqual([
      [harness.ids[1], 'complete', 3, 10],
      [harness.ids[0], 'complete', 3, 11],
    ]);
    expect(result.summary?.history?.map(({ id }) => id)).toEqual(harness.ids);
  });

  test('list shows only as many as asked for', async () => {
    const { deps, opened } = surroundings(harness);
    expect((await listIn(opened, inputsOf('list', { limit: '1' }), deps)).tables[0]?.rows).toHaveLength(1);
  });

  test('list shows a snapshot that cannot be read with its problem, and fails', async () => {
    const broken = await twoNights();
    const object = broken.vault.objects.get(rootKey(SERIES, broken.ids[0] as string));
    if (object !== undefined) object.body = object.body.subarray(0, 10);
    const { deps, opened, events } = surroundings(broken);
    const result = await listIn(opened, inputsOf('list'), deps);
    expect(result.exitCode).toBe(1);
    expect(result.tables[0]?.rows[1]).toContain('unreadable');
    expect(events).toContainEqual(expect.objectContaining({ class: 'unreadable-snapshot' }));
  });

  test('list without a series shows those of the vault', async () => {
    const { deps, opened } = surroundings(harness);
    const result = await listIn({ ...opened, plan: undefined }, inputsOf('list'), deps);
    expect(result.tables[0]?.rows.map((row) => row.slice(0, 2))).toEqual([[SERIES, 2]]);
  });

  test('list of a series that has none: an error, or not, as asked', async () => {
    const { deps, opened, events } = surroundings(harness, { series: 'none', base: undefined });
    await expect(listIn(opened, inputsOf('list', { prefix: 'wrong' }), deps)).rejects.toMatchObject({
      code: 'no-snapshot',
      message: 'There is no snapshot of a series none in s3://test-bucket/wrong.',
      fix: expect.stringContaining('which series there are') as string,
    });
    const ignored = await listIn(opened, inputsOf('list', { 'if-no-snapshot': 'ignore' }), deps);
    expect(ignored).toMatchObject({ status: 'not-found', outputs: { found: false, snapshots: '[]' } });
    expect(events).toEqual([]);
  });

  test('a series that has none yet shows those of its base', async () => {
    const { deps, opened } = surroundings(harness, { series: `${SERIES}/pr/1`, base: SERIES });
    expect((await listIn(opened, inputsOf('list'), deps)).outputs.series).toBe(SERIES);
  });

  test('list of one snapshot shows its files that match', async () => {
    const { deps, opened } = surroundings(harness);
    const all = await listIn(opened, inputsOf('list', { version: 'latest' }), deps);
    expect(all.outputs).toMatchObject({ found: true, snapshot: harness.ids[1], files: 3, bytes: 10 });
    expect(all.tables[0]?.rows.map((row) => row.at(-1))).toEqual([
      'a.txt',
      'docs/',
      'docs/guide.md',
      'link -> docs',
      'new',
    ]);
    const some = await listIn(
      opened,
      inputsOf('list', { version: 'latest~1', include: '**/*.*', exclude: 'docs' }),
      deps,
    );
    expect(some.json).toMatchObject({ entries: [{ path: 'a.txt', type: 'file', mode: '0644', sizeBytes: 3 }] });
  });

  test('diff shows what changed', async () => {
    const { deps, opened } = surroundings(harness);
    const result = await diffIn(opened, inputsOf('diff', { 'compare-with': 'latest~1' }), deps);
    expect(result.tables[0]?.rows).toEqual([
      ['changed', 3, 3, 'a.txt'],
      ['removed', 3, undefined, 'gone'],
      ['changed', undefined, undefined, 'link'],
      ['added', undefined, 2, 'new'],
    ]);
    expect(result.outputs).toMatchObject({ differences: 4, snapshot: harness.ids[1] });
    const listed = await listIn(opened, inputsOf('list', { 'compare-with': 'latest~1', version: 'latest' }), deps);
    expect(listed).toEqual(result);
  });

  test('a selector that fits nothing, where the mode knows no first run', async () => {
    const { deps, opened } = surroundings(harness);
    await expect(diffIn(opened, inputsOf('diff', { 'compare-with': 'latest~9' }), deps)).rejects.toMatchObject({
      message: `Series ${SERIES} in s3://test-bucket has no snapshot that matches latest~9.`,
      fix: 'Mode list with this name shows what is there. `allow-partial: true` lets partial ones count.',
    });
  });

  test('diff tells once of what both picks pass over', async () => {
    const marked = await twoNights();
    const { id } = await marked.vault.backUp(FIRST, {});
    await writeMark(marked.vault.store, { series: SERIES, id }, 'quarantine', marked.vault.now, { reason: '' });
    const { deps, opened, events } = surroundings(marked);
    await diffIn(opened, inputsOf('diff', { 'compare-with': 'latest~1' }), deps);
    expect(events).toEqual([expect.objectContaining({ class: 'quarantine-passed-over' })]);
  });

  test('find tells in which snapshots a path is, and each of its states', async () => {
    const { deps, opened } = surroundings(harness);
    const result = await findIn(opened, inputsOf('find', { include: '*.txt\ngone\ndocs/guide.md' }), deps);
    const [first, second] = harness.ids;
    expect(result.json).toMatchObject({
      searched: [second, first],
      found: [
        { path: 'a.txt', snapshots: [second] },
        { path: 'a.txt', snapshots: [first] },
        { path: 'docs/guide.md', snapshots: [second, first] },
        { path: 'gone', snapshots: [first] },
      ],
    });
    const one = await findIn(opened, inputsOf('find', { include: 'gone', version: 'latest' }), deps);
    expect(one).toMatchObject({ status: 'not-found', exitCode: 1, json: { searched: [second], found: [] } });
    expect([result, one].map(({ tables }) => tables[0]?.title)).toEqual([
      'Found in 2 snapshots: 4 paths',
      'Found in 1 snapshot: 0 paths',
    ]);
  });

  test('find searches the others where a snapshot cannot be read, and fails', async () => {
    const broken = await twoNights();
    const object = broken.vault.objects.get(rootKey(SERIES, broken.ids[1] as string));
    if (object !== undefined) object.body = object.body.subarray(0, 10);
    const { deps, opened, events } = surroundings(broken);
    const result = await findIn(opened, inputsOf('find', { include: 'a.txt' }), deps);
    expect(result).toMatchObject({ status: 'partial', exitCode: 1 });
    expect(result.json).toMatchObject({
      searched: [broken.ids[0]],
      unreadable: [broken.ids[1]],
      found: [{ path: 'a.txt' }],
    });
    expect(events).toContainEqual(expect.objectContaining({ class: 'unreadable-snapshot' }));
  });

  test('cat refuses what is no file', async () => {
    const { deps, opened } = surroundings(harness);
    const cat = (path: string) => catIn(opened, inputsOf('cat', { path }), deps);
    await expect(cat('docs')).rejects.toMatchObject({
      code: 'not-a-file',
      message: expect.stringContaining('directory') as string,
    });
    await expect(cat('link')).rejects.toMatchObject({
      code: 'not-a-file',
      fix: expect.stringContaining('"docs"') as string,
    });
    await expect(cat('gone')).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(cat('doc')).rejects.toMatchObject({ code: 'path-not-found' });
  });
});

describe('a series of 5,000 snapshots', () => {
  const DAY_MS = 86_400_000;
  test.each([
    ['every night', 1],
    ['every sixth day', 6],
  ])('%s: the newest 20 take 8 requests at most, and one for each root shown', async (_, days) => {
    const now = new Date('2026-11-23T12:00:00Z');
    const { store, objects } = memoryStore(() => now);
    for (let i = 0; i < 5000; i++) {
      const lastModified = new Date(now.getTime() - i * days * DAY_MS - 1000);
      const { id, bytes } = plainRoot(SERIES, lastModified);
      objects.set(rootKey(SERIES, id), { body: bytes, lastModified });
    }
    const counting = counted(store);
    const vault = { store: counting.store, now };
    const { deps, opened } = surroundings({ vault });
    const result = await listIn(opened, inputsOf('list'), deps);
    expect(result.tables[0]?.rows).toHaveLength(20);
    expect(counting.counts.gets).toBe(20);
    expect(counting.counts.lists).toBeLessThanOrEqual(8);
  });
});

describe('cat', () => {
  test('writes any content as it was', async () => {
    const vault = new TestVault();
    const repeated = Buffer.concat(Array.from({ length: 30 }, () => Buffer.alloc(1024 * 1024)));
    const files = { empty: '', binary: pattern(3_000_000, 1), repeated, small: Buffer.from([0, 255, 10, 13]) };
    await vault.backUp(files);
    for (const [path, content] of Object.entries(files)) {
      const { deps, opened, written } = surroundings({ vault });
      const result = await catIn(opened, inputsOf('cat', { path: `./${path}` }), deps);
      expect(Buffer.concat(written).equals(Buffer.from(content))).toBe(true);
      expect(result.tables).toEqual([]);
    }
  });

  test('never writes bytes that are not those that were stored', async () => {
    const vault = new TestVault();
    const content = pattern(3_000_000, 1);
    await vault.backUp({ file: content });
    const [key = ''] = [...vault.objects.keys()].filter((name) => name.startsWith('v1/packs/'));
    const pack = vault.objects.get(key);
    if (pack === undefined) throw new Error('there is a pack');
    pack.body[2_900_000] = (pack.body[2_900_000] as number) ^ 1;
    const { deps, opened, written } = surroundings({ vault });
    await expect(catIn(opened, inputsOf('cat', { path: 'file' }), deps)).rejects.toMatchObject({ code: 'object-lost' });
    const before = Buffer.concat(written);
    expect(before.equals(content.subarray(0, before.length))).toBe(true);
  });
});

describe('compareTrees', () => {
  const byPath = (entries: readonly TreeEntry[]): TreeEntry[] =>
    [...new Map(entries.map((entry) => [entry.path.toString('latin1'), entry])).values()].sort((a, b) =>
      Buffer.compare(a.path, b.path),
    );

  test('applied to the first tree, gives the second', () => {
    fc.assert(
      fc.property(fc.array(treeEntry), fc.array(treeEntry), (some, others) => {
        const before = byPath(some);
        const after = byPath(others);
        const tree = new Map(before.map((entry) => [entry.path.toString('latin1'), entry]));
        for (const { kind, path, after: entry } of compareTrees(before, after)) {
          expect(tree.has(path.toString('latin1'))).toBe(kind !== 'added');
          if (entry === undefined) tree.delete(path.toString('latin1'));
          else tree.set(path.toString('latin1'), entry);
        }
        const facts = ({ path, type, mode, sha256, target }: TreeEntry) => ({ path, type, mode, sha256, target });
        expect(byPath([...tree.values()]).map(facts)).toEqual(after.map(facts));
        expect([...compareTrees(after, after)]).toEqual([]);
      }),
    );
  });
});
