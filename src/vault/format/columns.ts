/** The encoding of tables, column by column. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { parseJson } from './root-limits.ts';

/**
 * The one encoding of tables (docs/format.md, "Segments"): a JSON head that names the columns, then each column's
 * bytes.
 *
 * u32 little endian: bytes of the head | head, JSON | column | column | ... head: {"table": name, "rows": n, "columns":
 * [[name, type, bytes], ...], "objects"?: [key, ...]}
 *
 * Types: `uint` LEB128; `int` zigzag LEB128; `hash` 32 bytes a row; `bytes` n lengths (uint), then the data; `hashes` n
 * counts (uint), then 32 bytes each. Columns that a reader does not know are skipped.
 */
export type ColumnType = 'uint' | 'int' | 'hash' | 'bytes' | 'hashes';

export interface Schema {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

export const HASH_BYTES = 32;

/** Grows by doubling; the bytes of a column under construction. */
class ByteSink {
  private buffer = Buffer.allocUnsafe(256);
  length = 0;

  reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** LEB128; arithmetic and not shifts, since values reach 2^53 - 1. */
  appendUint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a column value: ${String(value)}`);
    this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.length++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** Collects rows column by column; `encode` gives the raw segment. */
export class SegmentBuilder {
  readonly schema: Schema;
  private readonly lengths: Record<string, ByteSink> = {};
  private readonly data: Record<string, ByteSink> = {};
  rows = 0;

  constructor(schema: Schema) {
    this.schema = schema;
    for (const name of Object.keys(schema.columns)) {
      this.lengths[name] = new ByteSink();
      this.data[name] = new ByteSink();
    }
  }

  /** `row` has a value for each column: a number, 32 bytes, bytes, or a whole number of hashes end to end. */
  push(row: Readonly<Record<string, number | Uint8Array>>): void {
    for (const [name, type] of Object.entries(this.schema.columns)) {
      const value = row[name];
      const data = this.data[name] as ByteSink;
      if (type === 'uint' || type === 'int') {
        data.appendUint(type === 'int' ? zigzag(value as number) : (value as number));
        continue;
      }
      const bytes = value as Uint8Array;
      if (type === 'bytes') (this.lengths[name] as ByteSink).appendUint(bytes.length);
      if (type === 'hashes') (this.lengths[name] as ByteSink).appendUint(bytes.length / HASH_BYTES);
      if (type === 'hash' && bytes.length !== HASH_BYTES) throw new Error(`column ${name}: not a SHA-256`);
      data.append(bytes);
    }
    this.rows++;
  }

  /** Bytes collected so far, without the head. */
  get sizeBytes(): number {
    return Object.keys(this.schema.columns).reduce((sum, name) => sum + this.columnBytes(name), 0);
  }

  private columnBytes(name: string): number {
    return (this.lengths[name] as ByteSink).length + (this.data[name] as ByteSink).length;
  }

  encode(objects?: readonly string[]): Buffer {
    const columns = Object.entries(this.schema.columns).map(([name, type]) => [name, type, this.columnBytes(name)]);
    const head = Buffer.from(
      JSON.stringify({ table: this.schema.table, rows: this.rows, columns, ...(objects && { objects }) }),
    );
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const names = Object.keys(this.schema.columns);
    return Buffer.concat([
      size,
      head,
      ...names.flatMap((n) => [(this.lengths[n] as ByteSink).bytes(), (this.data[n] as ByteSink).bytes()]),
    ]);
  }
}

interface SlicedColumn {
  readonly data: Buffer;
  /** rows + 1 borders in `data`. */
  readonly borders: Uint32Array;
}

const EMPTY = Buffer.alloc(0);

/** A decoded segment, still in columns; every length in it is checked before use. */
export class Segment {
  readonly rows: number;
  readonly objects: readonly string[];
  private readonly numbers: Record<string, Float64Array> = {};
  private readonly slices: Record<string, SlicedColumn> = {};

  /** @throws corrupt-segment */
  constructor(schema: Schema, raw: Buffer, what: string) {
    const bad = (detail: string) =>
      new HoldfastError({ code: 'corrupt-segment', message: `${what} is damaged: ${detail}.` });
    const head = readHead(raw, schema.table, bad);
    this.rows = head.rows;
    this.objects = head.objects;
    for (const [name, type] of Object.entries(schema.columns)) {
      const place = head.places.get(name);
      if (place?.type !== type) throw bad(`column ${name} of type ${type} is missing`);
      this.decodeColumn(name, type, raw.subarray(place.start, place.end), bad);
    }
  }

  private decodeColumn(name: string, type: ColumnType, bytes: Buffer, bad: (detail: string) => Error): void {
    const isCutOff = () => bad(`column ${name} is truncated, or a number in it is not in its shortest form`);
    if (this.rows > bytes.length) throw isCutOff();
    const uints = new UintReader(bytes, isCutOff);
    if (type === 'uint' || type === 'int') {
      const values = new Float64Array(this.rows);
      for (let row = 0; row < this.rows; row++) values[row] = type === 'int' ? unzigzag(uints.next()) : uints.next();
      if (uints.at !== bytes.length) throw bad(`column ${name} is too long`);
      this.numbers[name] = values;
      return;
    }
    const unit = type === 'bytes' ? 1 : HASH_BYTES;
    const borders = new Uint32Array(this.rows + 1);
    let at = 0;
    for (let row = 0; row < this.rows; row++) {
      at += (type === 'hash' ? 1 : uints.next()) * unit;
      if (at > bytes.length) throw bad(`column ${name} points outside of itself`);
      borders[row + 1] = at;
    }
    const data = bytes.subarray(uints.at);
    if (at !== data.length) throw bad(`the data of column ${name} does not have the length that its rows require`);
    this.slices[name] = { data, borders };
  }

  number(column: string, row: number): number {
    return this.numbers[column]?.[row] as number;
  }

  /**
   * A view, not a copy; of rows [row, endRow), end to end. Most values of some columns are empty, and views are
   * expensive.
   */
  bytes(column: string, row: number, endRow = row + 1): Buffer {
    const { data, borders } = this.slices[column] as SlicedColumn;
    const start = borders[row] as number;
    const end = borders[endRow] as number;
    return start === end ? EMPTY : data.subarray(start, end);
  }

  /** Whether `count` rows from `row` on are, in these columns, those of another segment from `otherRow` on. */
  hasSameRows(row: number, other: Segment, otherRow: number, count: number, columns: readonly string[]): boolean {
    return columns.every((name) => {
      const [mine, its] = [this.numbers[name], other.numbers[name]];
      if (mine === undefined || its === undefined)
        return areSameSlices(
          this.slices[name] as SlicedColumn,
          row,
          other.slices[name] as SlicedColumn,
          otherRow,
          count,
        );
      for (let i = 0; i < count; i++) if (mine[row + i] !== its[otherRow + i]) return false;
      return true;
    });
  }
}

function areSameSlices(a: SlicedColumn, row: number, b: SlicedColumn, otherRow: number, count: number): boolean {
  const start = a.borders[row] as number;
  const otherStart = b.borders[otherRow] as number;
  for (let i = 1; i <= count; i++)
    if ((a.borders[row + i] as number) - start !== (b.borders[otherRow + i] as number) - otherStart) return false;
  const end = a.borders[row + count] as number;
  const otherEnd = b.borders[otherRow + count] as number;
  return start === end || a.data.compare(b.data, otherStart, otherEnd, start, end) === 0;
}

interface Head {
  readonly rows: number;
  readonly objects: readonly string[];
  readonly places: ReadonlyMap<string, { readonly type: string; readonly start: number; readonly end: number }>;
}

function readHead(raw: Buffer, table: string, bad: (detail: string) => Error): Head {
  if (raw.length < 4 || raw.length > LIMITS.segmentMaxBytes) throw bad(`${String(raw.length)} bytes`);
  const headEnd = 4 + raw.readUInt32LE(0);
  if (headEnd > raw.length) throw bad('its head is truncated');
  let head: { table?: unknown; rows?: unknown; columns?: unknown; objects?: unknown };
  try {
    head = parseJson(raw.subarray(4, headEnd)) ?? {};
  } catch (cause) {
    throw new HoldfastError({ code: 'corrupt-segment', message: bad('its head is not JSON').message, cause });
  }
  const { rows, columns, objects = [] } = head;
  if (head.table !== table) throw bad(`it is a segment of ${JSON.stringify(head.table)}, expected ${table}`);
  if (!isCount(rows) || rows > raw.length) throw bad('its row count is wrong');
  if (rows > LIMITS.segmentMaxRows) throw bad(`it has ${String(rows)} rows, more than any may`);
  if (!Array.isArray(columns) || columns.length > LIMITS.segmentMaxColumns) throw bad('its column list is wrong');
  if (!Array.isArray(objects) || !objects.every((key) => typeof key === 'string'))
    throw bad('its object list is wrong');
  const places = new Map<string, { type: string; start: number; end: number }>();
  let start = headEnd;
  for (const column of columns as unknown[]) {
    const [name, type, bytes] = (Array.isArray(column) ? column : []) as unknown[];
    if (typeof name !== 'string' || typeof type !== 'string' || !isCount(bytes)) throw bad('its column list is wrong');
    if (places.has(name)) throw bad(`it has two columns ${JSON.stringify(name)}`);
    places.set(name, { type, start, end: start + bytes });
    start += bytes;
  }
  if (start !== raw.length) throw bad('its columns do not fill it');
  return { rows, objects: objects, places };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** 7 bits each, for numbers of 53 bits. */
const UINT_MAX_BYTES = 8;

/** Reads LEB128 numbers, one after the other. */
class UintReader {
  private readonly bytes: Buffer;
  private readonly bad: () => Error;
  at = 0;

  constructor(bytes: Buffer, bad: () => Error) {
    this.bytes = bytes;
    this.bad = bad;
  }

  /** Accepts only the shortest form: each number has one encoding, of at most 8 bytes. */
  next(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    const end = this.at - 1 + UINT_MAX_BYTES;
    do {
      if (this.at >= end) throw this.bad();
      byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    if (byte === 0 || value > Number.MAX_SAFE_INTEGER) throw this.bad();
    return value;
  }

  private byte(): number {
    if (this.at >= this.bytes.length) throw this.bad();
    return this.bytes[this.at++] as number;
  }
}

export type Row = Readonly<Record<string, number | Uint8Array>>;

/** One row of a segment in the form that `SegmentBuilder.push` takes. */
export function rowOf(segment: Segment, schema: Schema, row: number): Row {
  const result: Record<string, number | Buffer> = {};
  for (const [name, type] of Object.entries(schema.columns)) {
    result[name] = type === 'uint' || type === 'int' ? segment.number(name, row) : segment.bytes(name, row);
  }
  return result;
}
