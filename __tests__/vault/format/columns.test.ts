import fc from 'fast-check';
import { rowOf, Segment, SegmentBuilder, type Row, type Schema } from '../../../src/vault/format/columns.ts';
import { bytes, thrown } from './arbitraries.ts';
import { sha256 } from '../../support/bytes.ts';

const SCHEMA: Schema = {
  table: 'test',
  columns: { number: 'uint', change: 'int', id: 'hash', text: 'bytes', ids: 'hashes' },
};

const hash = fc.nat().map((n) => sha256(String(n)));

const row: fc.Arbitrary<Row> = fc.record({
  number: fc.maxSafeNat(),
  // Zigzag doubles, and column values end at 2^53 - 1.
  change: fc.integer({ min: -(2 ** 52) + 1, max: 2 ** 52 - 1 }),
  id: hash,
  text: bytes(300),
  ids: fc.array(hash, { maxLength: 3 }).map((hashes) => Buffer.concat(hashes)),
});

function encode(schema: Schema, rows: readonly Row[], objects?: readonly string[]): Buffer {
  const builder = new SegmentBuilder(schema);
  for (const item of rows) builder.push(item);
  return builder.encode(objects);
}

/** The same segment with its head changed. */
function withHead(raw: Buffer, change: (head: { rows: number; columns: unknown[]; table: string }) => unknown): Buffer {
  const end = 4 + raw.readUInt32LE(0);
  const head = Buffer.from(JSON.stringify(change(JSON.parse(raw.toString('utf8', 4, end)) as never)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return Buffer.concat([size, head, raw.subarray(end)]);
}

describe('columns', () => {
  test('any rows come back as they were', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(fc.string()), (rows, objects) => {
        const segment = new Segment(SCHEMA, encode(SCHEMA, rows, objects), 'It');
        expect(segment.objects).toEqual(objects);
        expect(Array.from({ length: segment.rows }, (_, i) => rowOf(segment, SCHEMA, i))).toEqual(rows);
      }),
    );
  });

  test('columns that a reader does not know are stepped over', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        const known: Schema = { table: 'test', columns: { change: 'int', text: 'bytes' } };
        const segment = new Segment(known, encode(SCHEMA, rows), 'It');
        expect(Array.from({ length: segment.rows }, (_, i) => segment.number('change', i))).toEqual(
          rows.map(({ change }) => change),
        );
      }),
    );
  });

  test('a type that a reader does not know, in a column that it does not know, is stepped over', () => {
    const raw = encode(SCHEMA, [
      { number: 1, change: 2, id: sha256(''), text: Buffer.from('x'), ids: Buffer.alloc(0) },
    ]);
    const later = withHead(raw, (head) => ({
      ...head,
      columns: head.columns.map((column) => ((column as string[])[0] === 'ids' ? ['new', 'bits', 1] : column)),
    }));
    const known: Schema = { table: 'test', columns: { number: 'uint' } };
    expect(new Segment(known, later, 'It').number('number', 0)).toBe(1);
  });

  test('every truncation is refused', () => {
    const raw = encode(SCHEMA, [
      { number: 300, change: -5, id: sha256('a'), text: Buffer.from('abc'), ids: sha256('b') },
      { number: 0, change: 0, id: sha256('c'), text: Buffer.alloc(0), ids: Buffer.alloc(0) },
    ]);
    for (let length = 0; length < raw.length; length++) {
      expect(() => new Segment(SCHEMA, raw.subarray(0, length), 'It')).toThrow(thrown('corrupt-segment'));
    }
  });

  test('any change of one byte gives an error of ours or other rows, never another failure', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (rows, at, flip) => {
          const raw = encode(SCHEMA, rows);
          const index = at % raw.length;
          raw[index] = (raw[index] as number) ^ flip;
          try {
            const segment = new Segment(SCHEMA, raw, 'It');
            for (let i = 0; i < segment.rows; i++) rowOf(segment, SCHEMA, i);
          } catch (error) {
            expect(error).toMatchObject({ code: 'corrupt-segment' });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['no columns', (head: object) => ({ ...head, columns: [] })],
    ['more rows than bytes', (head: object) => ({ ...head, rows: 1e9 })],
    ['another table', (head: object) => ({ ...head, table: 'other' })],
    ['rows that are no count', (head: object) => ({ ...head, rows: -1 })],
    ['objects that are no keys', (head: object) => ({ ...head, objects: [1] })],
    ['a head that is null', () => null],
  ])('a head with %s is refused', (_, change) => {
    const raw = encode(SCHEMA, [{ number: 1, change: 2, id: sha256(''), text: Buffer.alloc(0), ids: Buffer.alloc(0) }]);
    expect(() => new Segment(SCHEMA, withHead(raw, change), 'It')).toThrow(thrown('corrupt-segment'));
  });

  test.each([-1, 1.5, 2 ** 53, NaN])('a writer cannot store %d', (number) => {
    const schema: Schema = { table: 'test', columns: { number: 'uint' } };
    expect(() => encode(schema, [{ number }])).toThrow('not a column value');
  });
});
