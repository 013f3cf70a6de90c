/** Names that a file system takes for one: found before and after a restore. */
import fc from 'fast-check';
import { FragmentIndex } from '../../../src/vault/format/map.ts';
import { type LookSystem, mergedRows, similarRows } from '../../../src/vault/restore/merged-names.ts';
import { RestoreEntries } from '../../../src/vault/restore/plan.ts';
import { sha256 } from '../../support/bytes.ts';

interface Row {
  readonly path: string | Buffer;
  readonly type?: 'file' | 'directory';
  readonly linkGroup?: number;
}

function entriesOf(rows: readonly Row[]): RestoreEntries {
  const entries = new RestoreEntries(new FragmentIndex(), {
    ...{ maxRows: rows.length + 1, maxBytes: 4096, isSelected: () => true, refusal: () => undefined },
    ...{ targetRefusal: () => undefined, foldName: undefined, withHashes: false, keepSpecialBits: false },
  });
  for (const { path, type = 'file', linkGroup = 0 } of rows)
    entries.add({
      ...{ path: Buffer.from(path), type, linkGroup, mode: 0o644, sizeBytes: 0, mtimeSeconds: 0, mtimeNanos: 0 },
      ...{ target: Buffer.alloc(0), sha256: sha256(Buffer.alloc(0)), fragments: Buffer.alloc(0) },
    });
  return entries;
}

/** A target that keeps the first of the names that it takes for one, and counts what it is asked. */
function merging(entries: RestoreEntries, fold: (name: string) => string) {
  const names = new Map<string, { readonly ino: bigint; readonly name: Buffer }>();
  const asked: string[] = [];
  const target = '/target';
  for (let row = 0; row < entries.count; row++) {
    const key = fold(`${target}/${entries.path(row).toString()}`);
    if (!names.has(key)) names.set(key, { ino: BigInt(row + 1), name: entries.path(row) });
  }
  const system: LookSystem = {
    lstat: (native) => {
      asked.push(native.toString());
      const ino = names.get(fold(native.toString()))?.ino;
      return ino === undefined ? undefined : { dev: 1n, ino };
    },
    list: () => [...names.values()].map(({ name }) => name.subarray(name.lastIndexOf('/') + 1)),
  };
  const merged = () => mergedRows(entries, target, system).map((row) => entries.path(row).toString());
  return { merged, asked };
}

const lower = (name: string): string => name.toLowerCase();

test.each([
  ['case', lower, ['README', 'readme'], ['readme']],
  ['Unicode forms', (name: string) => name.normalize('NFD'), ['cafe\u0301', 'caf\u00e9'], ['caf\u00e9']],
  ['dots at the end', (name: string) => name.replace(/\.+$/, ''), ['a', 'a.', 'b'], ['a.']],
  ['characters that are not seen', (name: string) => name.replace('\u200d', ''), ['a\u200db', 'ab'], ['a\u200db']],
  ['three names', lower, ['AB', 'Ab', 'ab'], ['Ab', 'ab']],
])('a target that merges %s', (_, fold, paths, merged) => {
  const rows = paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((path) => ({ path }));
  expect(merging(entriesOf(rows), fold).merged()).toEqual(merged);
  expect(merging(entriesOf(rows), (name) => name).merged()).toEqual([]);
});

test('folders are merged too, and what is in different folders is not compared', () => {
  const rows: Row[] = [
    { path: 'A', type: 'directory' },
    { path: 'A/x' },
    { path: 'a', type: 'directory' },
    { path: 'a/X' },
  ];
  expect(merging(entriesOf(rows), lower).merged()).toEqual(['a']);
});

test('hard links of the snapshot, or two names that the folder lists, are two names', () => {
  const links = entriesOf([
    { path: 'A', linkGroup: 1 },
    { path: 'a', linkGroup: 1 },
  ]);
  expect(merging(links, lower).merged()).toEqual([]);
  const same: LookSystem = {
    lstat: () => ({ dev: 1n, ino: 7n }),
    list: () => [Buffer.from('A'), Buffer.from('a')],
  };
  expect(mergedRows(entriesOf([{ path: 'A' }, { path: 'a' }]), '/target', same)).toEqual([]);
});

test('no system call where no name is like another, also for names that are not text', () => {
  const { merged, asked } = merging(
    entriesOf([{ path: Buffer.from([0x66, 0xff]) }, { path: 'b' }, { path: 'c' }]),
    lower,
  );
  expect(merged()).toEqual([]);
  expect(asked).toEqual([]);
});

test('any two names that differ in case or Unicode form are a pair', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/[/\0]/.test(text));
  const forms = [
    (text: string) => text.normalize('NFC'),
    (text: string) => text.normalize('NFD'),
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
  ];
  fc.assert(
    fc.property(name, fc.constantFrom(...forms), fc.constantFrom(...forms), (text, one, other) => {
      const paths = [...new Set([one(text), other(text)])].filter((path) => !['.', '..', ''].includes(path));
      const entries = entriesOf(paths.map((path) => ({ path })));
      fc.pre(paths.length === 2 && entries.count === 2);
      expect(similarRows(entries.columns, entries.count)).toEqual([[1, 0]]);
    }),
    { numRuns: 200 },
  );
});
