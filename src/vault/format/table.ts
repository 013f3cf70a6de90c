/** Sorted tables in levels of immutable segments. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import { rowOf, Segment, SegmentBuilder, type Row, type Schema } from './columns.ts';
import { compressSync, decompressSync } from './zstd.ts';

/**
 * A sorted table of rows under a key, as the tree and the state of a snapshot are stored: levels of immutable segments.
 * Level 0 is the base; each later level holds what changed since, a row or a tombstone. The newest level wins. A
 * level's segments are in key order and do not overlap.
 */
export interface TableSchema extends Schema {
  /** A `bytes` column; the order is that of its bytes. */
  readonly key: string;
  /** A `uint` column that is 0 in a tombstone. */
  readonly alive: string;
}

/** An encoded segment. The root says where it is stored: new, or in a block of an earlier run. */
export interface StoredSegment {
  readonly rows: number;
  readonly rawBytes: number;
  /** Its approximate compressed size. */
  readonly storedBytes: number;
  /** Its bytes, decoded at each call. */
  readonly raw: () => Buffer;
}

/** Levels, oldest first. `T` says where a segment came from (a parent's root), or that it is new. */
export type Levels<T extends StoredSegment = StoredSegment> = readonly (readonly T[])[];

/** Raw bytes at which a segment ends at the next border, and at which it ends anywhere. */
const BORDER_AFTER_BYTES = 512 * 1024;
const SEGMENT_END_BYTES = 8 * MiB;
/** One key in 4,096 is a border: equal runs of rows give equal segments, wherever the run began. */
const BORDER_MASK = 0xfff;
const MAX_LEVELS = 8;
/** Until the commit, where segments are compressed together, a fast level keeps memory small. */
const HELD_ZSTD_LEVEL = 1;

export function decodeSegment(schema: Schema, segment: StoredSegment): Segment {
  const what = `A segment of the ${schema.table} table`;
  const decoded = new Segment(schema, segment.raw(), what);
  if (decoded.rows !== segment.rows) {
    throw new HoldfastError({
      code: 'corrupt-segment',
      message: `${what} is damaged: it has ${String(decoded.rows)} rows, and the root says ${String(segment.rows)}.`,
    });
  }
  return decoded;
}

export function encodeSegment(builder: SegmentBuilder, objects?: readonly string[]): StoredSegment {
  return holdSegment(builder.rows, builder.encode(objects));
}

function holdSegment(rows: number, raw: Buffer): StoredSegment {
  // Copied: what zstd gives is a part of a buffer that could have held the incompressible.
  const held = Buffer.from(compressSync(raw, HELD_ZSTD_LEVEL));
  const rawBytes = raw.length;
  return { rows, rawBytes, storedBytes: held.length, raw: () => decompressSync(held, rawBytes, 'A segment in memory') };
}

/** Builds a level from rows in key order. */
export class LevelWriter {
  private readonly schema: TableSchema;
  private readonly done: StoredSegment[] = [];
  private builder: SegmentBuilder;
  private lastKey: Uint8Array | undefined;

  constructor(schema: TableSchema) {
    this.schema = schema;
    this.builder = new SegmentBuilder(schema);
  }

  push(row: Row): void {
    const key = row[this.schema.key] as Uint8Array;
    if (this.lastKey !== undefined && Buffer.compare(this.lastKey, key) >= 0) {
      throw new Error(`${this.schema.table}: row out of order: ${Buffer.from(key).toString()}`);
    }
    this.lastKey = key;
    this.builder.push(row);
    const { sizeBytes } = this.builder;
    const isFull = this.builder.rows >= LIMITS.segmentMaxRows;
    if (sizeBytes < BORDER_AFTER_BYTES && !isFull) return;
    if (isFull || sizeBytes >= SEGMENT_END_BYTES || (fnv1a(key) & BORDER_MASK) === 0) this.end();
  }

  private end(): void {
    if (this.builder.rows === 0) return;
    this.done.push(encodeSegment(this.builder));
    this.builder = new SegmentBuilder(this.schema);
  }

  finish(): readonly StoredSegment[] {
    this.end();
    return this.done;
  }
}

/** http://www.isthe.com/chongo/tech/comp/fnv/: FNV-1a, 32 bits, folded so that the low bits mix. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash ^ (hash >>> 15);
}

export interface TableRow {
  readonly key: Buffer;
  readonly segment: Segment;
  readonly row: number;
}

/** Levels, oldest first, with their segments in columns. */
export type DecodedLevels = readonly (readonly Segment[])[];

/** The rows of one level from the first key >= `from`; tombstones too. */
function levelRows(schema: TableSchema, level: readonly StoredSegment[], from: Buffer): Generator<TableRow> {
  return orderedRows(schema, decodedSegments(schema, level), from);
}

function* decodedSegments(schema: TableSchema, level: readonly StoredSegment[]): Generator<Segment> {
  for (const stored of level) yield decodeSegment(schema, stored);
}

/** The rows of one level, tombstones too. */
export function decodedRows(schema: TableSchema, level: readonly Segment[]): Generator<TableRow> {
  return orderedRows(schema, level, Buffer.alloc(0));
}

function* orderedRows(schema: TableSchema, level: Iterable<Segment>, from: Buffer): Generator<TableRow> {
  let last: Buffer | undefined;
  for (const segment of level) {
    for (let row = lowerBound(segment, schema.key, from); row < segment.rows; row++) {
      const key = segment.bytes(schema.key, row);
      if (last !== undefined && Buffer.compare(last, key) >= 0) {
        throw new HoldfastError({
          code: 'corrupt-segment',
          message: `The ${schema.table} table is damaged: its rows are not in order.`,
        });
      }
      last = key;
      yield { key, segment, row };
    }
  }
}

export function lowerBound(segment: Segment, column: string, from: Buffer): number {
  let low = 0;
  let high = from.length === 0 ? 0 : segment.rows;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(segment.bytes(column, middle), from) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of the levels in key order, the newest of each key; tombstones kept. */
function mergedRows(schema: TableSchema, levels: Levels, from: Buffer): Iterable<TableRow> {
  const rows = levels.map((level) => levelRows(schema, level, from));
  return rows.length === 1 ? (rows[0] as Iterable<TableRow>) : mergeRows(rows);
}

/** @param levels rows in key order, of older levels first */
export function* mergeRows(levels: readonly Iterator<TableRow, unknown>[]): Generator<TableRow> {
  const cursors = levels.map((rows) => ({ rows, head: rows.next() }));
  for (;;) {
    let newest: (typeof cursors)[number] | undefined;
    let least: Buffer | undefined;
    for (const cursor of cursors) {
      if (cursor.head.done === true) continue;
      const order = least === undefined ? -1 : Buffer.compare(cursor.head.value.key, least);
      if (order <= 0) newest = cursor;
      if (order < 0) least = cursor.head.value.key;
    }
    if (newest === undefined || least === undefined) return;
    const found = newest.head.value as TableRow;
    for (const cursor of cursors) {
      if (cursor.head.done === true) continue;
      const isOlder = cursor !== newest && Buffer.compare(cursor.head.value.key, least) === 0;
      if (cursor === newest || isOlder) cursor.head = cursor.rows.next();
    }
    yield found;
  }
}

/** The table's live rows in key order, those whose key starts with `prefix`. */
export function* tableRows(schema: TableSchema, levels: Levels, prefix: Buffer = Buffer.alloc(0)): Generator<TableRow> {
  for (const found of mergedRows(schema, levels, prefix)) {
    if (prefix.length > 0 && !found.key.subarray(0, prefix.length).equals(prefix)) return;
    if (found.segment.number(schema.alive, found.row) !== 0) yield found;
  }
}

/** What these levels say, also of keys that they take away: their rows in key order, the newest of each key, tombstones too. */
export function changedRows(schema: TableSchema, levels: Levels): Iterable<TableRow> {
  return mergedRows(schema, levels, Buffer.alloc(0));
}

/** How a run merges earlier levels with its own. */
export interface MergePolicy {
  /** Whether a segment is rewritten in any case: it is in the root, or in a part that this run replaces. */
  readonly isRewritten: (segment: StoredSegment) => boolean;
  /** Whether older levels are merged too, where they are not much longer: only if what is merged goes into a part. */
  readonly reachesOlder: boolean;
}

/**
 * From which level on all are merged into one. Those that are written anew in any case are. With `reachesOlder` sizes
 * fall by half at least from level to level, and there are `MAX_LEVELS` at most, so that a table of any age is read
 * from few segments and each byte is rewritten O(log n) times. Bytes, not rows: that of a large file has an id for each
 * fragment.
 *
 * @param sizes bytes of each present level, oldest first, then of the new one
 * @param rewrittenFrom the first of the levels that are written anew
 */
export function mergeFrom(sizes: readonly number[], rewrittenFrom: number, reachesOlder: boolean): number {
  if (!reachesOlder) return rewrittenFrom;
  let start = rewrittenFrom;
  let merged = sizes.slice(start).reduce((sum, each) => sum + each, 0);
  while (start > 0 && (start >= MAX_LEVELS || merged * 2 >= (sizes[start - 1] as number))) {
    start--;
    merged += sizes[start] as number;
  }
  return start;
}

/** The first of the levels from which on every segment is written anew; the last one is new. */
export function rewrittenFrom(levels: Levels, { isRewritten }: MergePolicy): number {
  return levels.slice(0, -1).findLastIndex((level) => !level.every(isRewritten)) + 1;
}

/** The levels after a run that changed these rows (a level of rows and tombstones; empty: nothing changed). */
export function addLevel<T extends StoredSegment>(
  schema: TableSchema,
  levels: Levels<T>,
  changes: readonly StoredSegment[],
  policy: MergePolicy,
): Levels<T | StoredSegment> {
  if (changes.length === 0) return levels;
  const all: Levels<T | StoredSegment> = [...levels, changes];
  const start = mergeFrom(all.map(levelBytes), rewrittenFrom(all, policy), policy.reachesOlder);
  if (start === all.length - 1) return all;
  const writer = new LevelWriter(schema);
  for (const { segment, row } of mergedRows(schema, all.slice(start), Buffer.alloc(0))) {
    const keep = start > 0 || segment.number(schema.alive, row) !== 0;
    if (keep) writer.push(rowOf(segment, schema, row));
  }
  const merged = writer.finish().map((segment) => sameSegment(levels, segment) ?? segment);
  return merged.length === 0 ? all.slice(0, start) : [...all.slice(0, start), merged];
}

/** A segment that the parent has already, byte for byte, keeps its place there. */
function sameSegment<T extends StoredSegment>(levels: Levels<T>, segment: StoredSegment): T | undefined {
  return levels.flat().find((old) => old.rawBytes === segment.rawBytes && old.raw().equals(segment.raw()));
}

/** As they are before compression. */
export function levelBytes(level: readonly StoredSegment[]): number {
  return level.reduce((sum, segment) => sum + segment.rawBytes, 0);
}

export function rowCount(level: readonly StoredSegment[]): number {
  return level.reduce((sum, segment) => sum + segment.rows, 0);
}
