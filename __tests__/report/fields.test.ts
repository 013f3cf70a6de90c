import { type Fields, fieldsWithin, jsonRow, jsonRows, tableOf } from '../../src/report/fields.ts';

interface Row {
  readonly name: string;
  readonly time: Date | undefined;
  readonly parts: readonly string[];
}

const FIELDS: Fields<Row> = {
  name: { kind: 'path', values: ({ name }) => ({ nameBase64: btoa(name) }), cell: ({ name }) => name },
  time: { kind: 'time', title: 'made', value: ({ time }) => time, before: 'name' },
  parts: { kind: 'count', value: ({ parts }) => parts, cell: ({ parts }) => parts.length, before: 'name' },
  hidden: { value: () => null },
  shown: { kind: 'text', cell: () => 'in tables only' },
};
const ROW: Row = { name: 'a', time: new Date('2026-11-29T01:02:03Z'), parts: ['x', 'y'] };

test('a table has the columns that have a kind, in its own order and with its own headings', () => {
  expect(tableOf('Rows', FIELDS, [ROW])).toEqual({
    title: 'Rows',
    columns: { made: 'time', parts: 'count', name: 'path', shown: 'text' },
    rows: [[ROW.time, 2, 'a', 'in tables only']],
  });
});

test('JSON has the values in the order of the fields; undefined is left out, null is not', () => {
  const text = JSON.stringify(jsonRow(FIELDS, ROW));
  expect(text).toBe('{"nameBase64":"YQ==","time":"2026-11-29T01:02:03.000Z","parts":["x","y"],"hidden":null}');
  expect(jsonRows(FIELDS, [{ ...ROW, time: undefined }])).toEqual([
    { nameBase64: 'YQ==', parts: ['x', 'y'], hidden: null },
  ]);
});

test('null is an empty cell', () => {
  const fields: Fields<Row> = { gone: { kind: 'text', value: () => null } };
  expect(tableOf('', fields, [ROW]).rows).toEqual([[undefined]]);
});

test('fields of a part of a row say the same', () => {
  const within = fieldsWithin(FIELDS, ({ part }: { readonly part: Row }) => part);
  expect(tableOf('Rows', within, [{ part: ROW }])).toEqual(tableOf('Rows', FIELDS, [ROW]));
  expect(jsonRow(within, { part: ROW })).toEqual(jsonRow(FIELDS, ROW));
});
