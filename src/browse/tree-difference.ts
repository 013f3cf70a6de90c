/** What is new in a later state of a table, without a look at each of the rows that stayed. */
import type { Segment } from '../vault/format/columns.ts';
import {
  decodedRows,
  lowerBound,
  mergeRows,
  type DecodedLevels,
  type TableRow,
  type TableSchema,
} from '../vault/format/table.ts';
import { TREE, treeChange, type TreeChange } from '../vault/format/tree.ts';

/** Rows that are compared at once: most runs of rows stay as they are. */
const RUN_ROWS = 64;

/** Those of a tree's columns that make an entry another one; times do not. */
const TREE_COLUMNS = ['mode', 'target', 'sha256'];

/** What a tree changes of the one that it was made from: see rowsSince. */
export function treeChangesSince(before: DecodedLevels, after: DecodedLevels): readonly TreeChange[] | undefined {
  return rowsSince(TREE, before, after, TREE_COLUMNS)?.map(treeChange);
}

/**
 * Rows of the newer levels of a table by which it differs from an earlier state, in key order, the newest of each key. Some may be
 * as they were.
 *
 * @param before levels of the earlier state, without those that both have
 * @param after levels of the later one, without the same
 * @param columns those that count, beside the key
 * @returns undefined: the later one was not made from the earlier one, since keys of its levels are missing
 */
function rowsSince(
  schema: TableSchema,
  before: DecodedLevels,
  after: DecodedLevels,
  columns: readonly string[],
): readonly TableRow[] | undefined {
  const [older = [], ...newer] = before;
  const [level = [], ...above] = after;
  const counted = [schema.key, schema.alive, ...columns];
  const changed = differentRows(schema, level, older, counted);
  if (changed === undefined) return undefined;
  // A row that is again as it was in the oldest of the levels, and was another one between, is no difference of the two.
  const again: TableRow[] = [];
  for (const { key } of mergeRows(newer.map((each) => decodedRows(schema, each)))) {
    const found = rowOfKey(schema, level, key);
    if (found !== undefined) again.push(found);
    else if (!above.some((each) => rowOfKey(schema, each, key) !== undefined)) return undefined;
  }
  return [...mergeRows([again.values(), changed.values(), ...above.map((each) => decodedRows(schema, each))])];
}

/** Rows of a level that its older state has not, or not so; undefined: keys of the older one are missing. */
function differentRows(
  schema: TableSchema,
  level: readonly Segment[],
  older: readonly Segment[],
  columns: readonly string[],
): readonly TableRow[] | undefined {
  const [now, before] = [new Cursor(level), new Cursor(older)];
  const found: TableRow[] = [];
  while (now.segment !== undefined) {
    const { segment, row } = now;
    if (before.segment !== undefined) {
      const run = sameRun(now, before, columns);
      if (run > 0) {
        now.advance(run);
        before.advance(run);
        continue;
      }
      const order = Buffer.compare(segment.bytes(schema.key, row), before.segment.bytes(schema.key, before.row));
      if (order > 0) return undefined;
      if (order === 0) before.advance(1);
    }
    found.push({ key: segment.bytes(schema.key, row), segment, row });
    now.advance(1);
  }
  return before.segment === undefined ? found : undefined;
}

/** How many rows from here on are the same, up to the end of a segment. */
function sameRun(now: Cursor, before: Cursor, columns: readonly string[]): number {
  const [a, b] = [now.segment, before.segment];
  if (a === undefined || b === undefined) return 0;
  const most = Math.min(RUN_ROWS, a.rows - now.row, b.rows - before.row);
  let same = 0;
  for (let step = most; step > 0; step = step >> 1)
    while (same + step <= most && a.hasSameRows(now.row + same, b, before.row + same, step, columns)) same += step;
  return same;
}

/** A place in a level. */
class Cursor {
  readonly #level: readonly Segment[];
  #at = 0;
  row = 0;

  constructor(level: readonly Segment[]) {
    this.#level = level.filter(({ rows }) => rows > 0);
  }

  /** undefined at the end. */
  get segment(): Segment | undefined {
    return this.#level[this.#at];
  }

  advance(rows: number): void {
    this.row += rows;
    if (this.row < (this.segment?.rows ?? 0)) return;
    this.#at++;
    this.row = 0;
  }
}

function rowOfKey(schema: TableSchema, level: readonly Segment[], key: Buffer): TableRow | undefined {
  let low = 0;
  let high = level.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = level[middle] as Segment;
    const isBefore = segment.rows === 0 || Buffer.compare(segment.bytes(schema.key, segment.rows - 1), key) < 0;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  const segment = level[low];
  if (segment === undefined) return undefined;
  const row = lowerBound(segment, schema.key, key);
  return row < segment.rows && segment.bytes(schema.key, row).equals(key) ? { key, segment, row } : undefined;
}
