import fc from 'fast-check';
import type { Row } from '../../../src/vault/format/columns.ts';
import { STATE, stateChanges, stateRows, type StateRow } from '../../../src/vault/format/state.ts';
import {
  addLevel,
  encodeSegment,
  LevelWriter,
  mergeFrom,
  rowCount,
  tableRows,
  type Levels,
  type MergePolicy,
  type StoredSegment,
} from '../../../src/vault/format/table.ts';
import { SegmentBuilder } from '../../../src/vault/format/columns.ts';
import { TREE, treeEntries, treeRow, treeTombstone, type TreeEntry } from '../../../src/vault/format/tree.ts';
import { bytes, path, thrown, treeEntry } from './arbitraries.ts';
import { sha256 } from '../../support/bytes.ts';

/** One run: entries that it found new or changed, and paths that are gone. */
const change = fc.record({ set: fc.array(treeEntry, { maxLength: 12 }), gone: fc.array(path, { maxLength: 6 }) });

const keyOf = (key: Buffer): string => key.toString('latin1');

/** A level of rows and tombstones. Tombstones of paths that were never there are allowed. */
function levelOf(set: readonly TreeEntry[], gone: readonly Buffer[]) {
  const rows = new Map<string, Row>();
  for (const item of gone) rows.set(keyOf(item), treeTombstone(item));
  for (const entry of set) rows.set(keyOf(entry.path), treeRow(entry));
  const writer = new LevelWriter(TREE);
  for (const key of [...rows.keys()].sort()) writer.push(rows.get(key) as Row);
  return writer.finish();
}

function file(name: string): TreeEntry {
  const id = sha256(name);
  const times = { mtimeSeconds: 1_700_000_000, mtimeNanos: 0 };
  const fields = { type: 'file' as const, mode: 0o644, sizeBytes: 10, linkGroup: 0, target: Buffer.alloc(0) };
  return { path: Buffer.from(name), ...fields, ...times, sha256: id, fragments: id };
}

/** As when all goes into a part. */
const BY_SIZE: MergePolicy = { isRewritten: () => false, reachesOlder: true };

const latin1Order = (a: TreeEntry, b: TreeEntry): number => Buffer.compare(a.path, b.path);

describe('the tree table', () => {
  test('any history of runs gives the rows that a plain map gives', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (runs) => {
        const map = new Map<string, TreeEntry>();
        let levels: Levels = [];
        for (const { set, gone } of runs) {
          for (const item of gone) map.delete(keyOf(item));
          for (const entry of set) map.set(keyOf(entry.path), entry);
          levels = addLevel(TREE, levels, levelOf(set, gone), BY_SIZE);
          expect(levels.length).toBeLessThanOrEqual(8);
        }
        expect([...treeEntries(levels)]).toEqual([...map.values()].sort(latin1Order));
      }),
    );
  });

  test('a prefix gives the rows below it, and only them', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), bytes(3), (runs, prefix) => {
        const levels = runs.reduce<Levels>(
          (all, { set, gone }) => addLevel(TREE, all, levelOf(set, gone), BY_SIZE),
          [],
        );
        const all = [...treeEntries(levels)];
        const below = all.filter((entry) => entry.path.subarray(0, prefix.length).equals(prefix));
        expect([...treeEntries(levels, prefix)]).toEqual(below);
      }),
    );
  });

  test('a run without changes keeps every segment', () => {
    const levels: Levels = [levelOf([], [Buffer.from('a')])];
    expect(addLevel(TREE, levels, [], BY_SIZE)).toBe(levels);
  });

  test('a merge into the base drops tombstones', () => {
    const base = addLevel(TREE, [], levelOf([file('a'), file('b')], []), BY_SIZE);
    const merged = addLevel(TREE, base, levelOf([], [Buffer.from('a'), Buffer.from('c')]), BY_SIZE);
    expect(merged.map(rowCount)).toEqual([1]);
  });

  test('levels fall in size by half at least, and rows are rewritten rarely', () => {
    let levels: number[] = [];
    let written = 0;
    for (let night = 0; night < 1000; night++) {
      const all = [...levels, 10];
      const start = mergeFrom(all, all.length - 1, true);
      const merged = all.slice(start).reduce((sum, rows) => sum + rows, 0);
      written += merged;
      levels = [...all.slice(0, start), merged];
      expect(levels.length).toBeLessThanOrEqual(8);
      levels.slice(1).forEach((rows, i) => {
        expect(rows * 2).toBeLessThan(levels[i] as number);
      });
    }
    // A row takes part in log2(1000) merges at most.
    expect(written).toBeLessThanOrEqual(1000 * 10 * 11);
  });

  test('the row of a large file, which has an id for each fragment, is not written anew for some small ones', () => {
    const large = { ...file('a'), fragments: Buffer.alloc(32 * 1500, 7) };
    let levels: Levels = addLevel(TREE, [], levelOf([large], []), BY_SIZE);
    const [base] = levels.flat();
    for (const name of 'bcdefghijk') levels = addLevel(TREE, levels, levelOf([file(name)], []), BY_SIZE);
    expect(levels.flat()).toContain(base);
    expect(levels.length).toBeLessThan(4);
  });

  test('levels that are written anew are merged, whatever their sizes; the others only where they are reached', () => {
    const levels: Levels = [...'abcdef'].map((name) => levelOf([file(name), file(`${name}2`)], []));
    const loose = new Set(levels.slice(3).flat());
    const isRewritten = (segment: StoredSegment): boolean => loose.has(segment);
    const rowsAfter = (reachesOlder: boolean): number[] =>
      addLevel(TREE, levels, levelOf([file('g')], []), { isRewritten, reachesOlder }).map(rowCount);
    expect(rowsAfter(false)).toEqual([2, 2, 2, 7]);
    expect(rowsAfter(true)).toEqual([13]);
  });

  test('rows out of order are refused by writer and reader', () => {
    const writer = new LevelWriter(TREE);
    writer.push(treeTombstone(Buffer.from('b')));
    expect(() => {
      writer.push(treeTombstone(Buffer.from('a')));
    }).toThrow('out of order');
    const builder = new SegmentBuilder(TREE);
    for (const name of ['b', 'a']) builder.push({ ...treeTombstone(Buffer.from(name)), type: 2 });
    expect(() => [...tableRows(TREE, [[encodeSegment(builder)]])]).toThrow(thrown('corrupt-segment'));
  });

  test('inserting rows changes few segments of a large table', () => {
    const name = (i: number) => `folder-${String(i % 100).padStart(3, '0')}/${String(i).padStart(6, '0')}.txt`;
    const entries = Array.from({ length: 60_000 }, (_, i) => file(name(i))).sort(latin1Order);
    const before = levelOf(entries, []);
    const after = levelOf(
      entries.filter((_, i) => i !== 100),
      [],
    );
    expect(before.length).toBeGreaterThan(2);
    const old = new Set(before.map(({ raw }) => raw().toString('latin1')));
    expect(after.filter(({ raw }) => !old.has(raw().toString('latin1')))).toHaveLength(1);
  });

  test.each([
    ['a type of a later format', { type: 9 }],
    ['a file without a hash', { sha256: Buffer.alloc(0) }],
    ['content of more bytes than its fragments hold', { size: 2 ** 40 }],
    ['a mode that is none', { mode: 0o10000 }],
    ['nanoseconds of more than a second', { nanos: 1e9 }],
  ])('%s is damage', (_, fields) => {
    const entry = { type: 1, mode: 0o644, size: 5, mtime: 0, nanos: 0, link: 0 };
    const builder = new SegmentBuilder(TREE);
    const none = Buffer.alloc(0);
    const row = { path: Buffer.from('x'), ...entry, target: none, sha256: sha256('x'), fragments: none, ...fields };
    builder.push(row);
    const stored = encodeSegment(builder);
    expect(() => [...treeEntries([[stored]])]).toThrow(thrown('corrupt-tree'));
    expect(rowCount([stored])).toBe(1);
  });
});

const state = fc
  .uniqueArray(fc.record({ key: bytes(6, 1), value: bytes(10) }), {
    selector: ({ key }) => keyOf(key),
    maxLength: 20,
  })
  .map((rows) => rows.sort((a, b) => Buffer.compare(a.key, b.key)));

describe('the state table', () => {
  test('the changes between any states, applied one after the other, give the last state', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 12 }), (nights) => {
        let levels: Levels = [];
        let before: readonly StateRow[] = [];
        for (const after of nights) {
          levels = addLevel(STATE, levels, stateChanges(stateRows(levels), after), BY_SIZE);
          before = after;
        }
        expect([...stateRows(levels)]).toEqual(before);
      }),
    );
  });

  test('equal states differ in nothing', () => {
    fc.assert(
      fc.property(state, (rows) => {
        expect(stateChanges(rows, rows)).toEqual([]);
      }),
    );
  });
});
