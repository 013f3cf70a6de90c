/** The fields of a row: one list from which both a table and JSON are made. */
import type { Cell, ColumnKind, Columns, Table } from './result.ts';

/** By their names in JSON, in the order of JSON. */
export type Fields<Row> = Readonly<Record<string, Field<Row>>>;

export interface Field<Row> {
  /** Under the field's name in JSON; undefined leaves it out. Without it the field is in tables only. */
  readonly value?: (row: Row) => unknown;
  /** Instead of `value`, for what has several names in JSON: a path may not be valid text. */
  readonly values?: (row: Row) => object;
  /** How a table shows it. Without it the field is in JSON only. */
  readonly kind?: ColumnKind;
  /** The heading of its column, where that is not the field's name. */
  readonly title?: string;
  /** What a table shows, where that is not the value. */
  readonly cell?: (row: Row) => Cell;
  /** The column before which it stands in tables, where that order differs from JSON. */
  readonly before?: string;
}

export function tableOf<Row>(title: string, fields: Fields<Row>, rows: readonly Row[]): Table {
  const shown = shownFields(fields);
  const columns: Columns = Object.fromEntries(
    shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']),
  );
  return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}

/** For `--json` and the report. Times are ISO text; undefined values are left out. */
export function jsonRow<Row>(fields: Fields<Row>, row: Row): JsonRow {
  return jsonRows(fields, [row])[0] ?? {};
}

type JsonRow = Readonly<Record<string, unknown>>;

export function jsonRows<Row>(fields: Fields<Row>, rows: readonly Row[]): JsonRow[] {
  const named = Object.entries(fields);
  return rows.map((row) => {
    const json: Record<string, unknown> = {};
    for (const [name, { value, values }] of named) {
      if (values !== undefined) Object.assign(json, values(row));
      const found = value?.(row);
      if (found !== undefined) json[name] = found instanceof Date ? found.toISOString() : found;
    }
    return json;
  });
}

/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
export function fieldsWithin<Row, Part>(fields: Fields<Part>, partOf: (row: Row) => Part): Fields<Row> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
      name,
      {
        ...rest,
        ...(value && { value: (row: Row) => value(partOf(row)) }),
        ...(values && { values: (row: Row) => values(partOf(row)) }),
        ...(cell && { cell: (row: Row) => cell(partOf(row)) }),
      },
    ]),
  );
}

/** The fields of a table, in the order of its columns. */
function shownFields<Row>(fields: Fields<Row>): (readonly [string, Field<Row>])[] {
  const ordered: (readonly [string, Field<Row>])[] = [];
  for (const each of Object.entries(fields)) {
    const next = ordered.findIndex(([name]) => name === each[1].before);
    ordered.splice(next < 0 ? ordered.length : next, 0, each);
  }
  return ordered.filter(([, { kind }]) => kind !== undefined);
}

function cellOf<Row>({ value, cell }: Field<Row>, row: Row): Cell {
  if (cell !== undefined) return cell(row);
  return (value?.(row) ?? undefined) as Cell;
}
