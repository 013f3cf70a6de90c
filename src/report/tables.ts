/** Renders tables for terminals, logs and Markdown. */
import type { Cell, ColumnKind, Table } from './result.ts';
import { visibleLine } from '../base/text.ts';
import { formatBytes, formatCount, formatDuration, formatTime } from './format.ts';

/** A cell as text, not escaped yet. */
export function cellText(cell: Cell, kind: ColumnKind): string {
  if (cell === undefined) return '';
  if (cell instanceof Date) return formatTime(cell);
  if (typeof cell !== 'number') return String(cell);
  if (kind === 'bytes') return formatBytes(cell);
  if (kind === 'duration') return formatDuration(cell);
  return kind === 'count' ? formatCount(cell) : String(cell);
}

export function isRightAligned(kind: ColumnKind): boolean {
  return kind === 'count' || kind === 'bytes' || kind === 'duration';
}

/** Of any length, to be escaped and wrapped. */
export function isText(kind: ColumnKind | undefined): boolean {
  return kind === 'text' || kind === 'path';
}

export interface Column {
  readonly title: string;
  readonly kind: ColumnKind;
}

/** What is shown of a table: the columns in which a row has something; all of a table without rows. */
export function shownColumns(table: Table): { columns: readonly Column[]; rows: readonly (readonly Cell[])[] } {
  const columns = Object.entries(table.columns).map(([title, kind]) => ({ title, kind }));
  const used = columns.map((_, index) => table.rows.some((row) => (row[index] ?? '') !== ''));
  const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, index) => used[index]);
  return table.rows.length === 0 ? { columns, rows: [] } : { columns: keep(columns), rows: table.rows.map(keep) };
}

/**
 * The table as plain text, title first; every line ends with a line feed. Safe on a terminal. In aligned columns, if they
 * fit, with short ids if need be; a long text may be wrapped in the last column. Else each row becomes a list.
 *
 * @param widthMax Of a line, in characters; no limit without.
 */
export function renderTable(table: Table, widthMax = Infinity): string {
  const { columns, rows } = shownColumns(table);
  const texts = rows.map((row) => columns.map(({ kind }, index) => visibleLine(cellText(row[index], kind))));
  return [visibleLine(table.title), ...layout(columns, texts, widthMax), ''].join('\n');
}

type Texts = readonly (readonly string[])[];

function layout(columns: readonly Column[], texts: Texts, widthMax: number): string[] {
  const [first] = texts;
  if (first === undefined) return ['  (none)'];
  const isForCopying = columns.some(({ kind }) => kind === 'command');
  if (isForCopying || widthOfLine(columns, texts) <= widthMax) return alignedLines(columns, texts);
  if (texts.length === 1) return listLines(columns, first, widthMax);
  const short = texts.map((row) => row.map(shortId));
  const widths = widthsOf(columns, short);
  const last = widths.length - 1;
  const room = widthMax - widths.slice(0, -1).reduce((sum, width) => sum + 2 + width, 2);
  // Paths are copied as a whole, so they are not wrapped.
  if (columns[last]?.kind === 'path' && room > 0) return alignedLines(columns, short);
  if (room >= Math.min(widths[last] ?? 0, LAST_WIDTH_MIN) && isWrappable(columns[last], short, last, room))
    return wrappedLines(columns, short, widths.with(last, Math.min(room, widths[last] ?? 0)));
  return short.flatMap((row, index) => [...(index === 0 ? [] : ['']), ...listLines(columns, row, widthMax)]);
}

/** Below this width, a text becomes a column of single words. */
const LAST_WIDTH_MIN = 24;

/** Whether no word of the last column is wider than its room. */
function isWrappable(column: Column | undefined, texts: Texts, index: number, room: number): boolean {
  const fits = (text: string): boolean => text.split(' ').every((word) => widthOf(word) <= room);
  return texts.every((row) => widthOf(row[index] ?? '') <= room || (isText(column?.kind) && fits(row[index] ?? '')));
}

function widthsOf(columns: readonly Column[], texts: Texts): number[] {
  // Not Math.max(...): a table may have more rows than a call may have arguments.
  return columns.map(({ title }, index) =>
    texts.reduce((width, row) => Math.max(width, widthOf(row[index] ?? '')), widthOf(title)),
  );
}

function widthOfLine(columns: readonly Column[], texts: Texts): number {
  return widthsOf(columns, texts).reduce((sum, width) => sum + 2 + width, 0);
}

function wrappedLines(columns: readonly Column[], texts: Texts, widths: readonly number[]): string[] {
  return [columns.map(({ title }) => title), ...texts].flatMap((row) => {
    const cells = columns.map((_, index) => wrapped('', row[index] ?? '', widths[index] ?? 0));
    const height = cells.reduce((most, { length }) => Math.max(most, length), 1);
    return Array.from({ length: height }, (_, line) => {
      const parts = columns.map(({ kind }, index) =>
        aligned(cells[index]?.[line] ?? '', widths[index] ?? 0, isRightAligned(kind)),
      );
      return `  ${parts.join('  ').trimEnd()}`;
    });
  });
}

function alignedLines(columns: readonly Column[], texts: Texts): string[] {
  return wrappedLines(columns, texts, widthsOf(columns, texts));
}

function aligned(text: string, width: number, right: boolean): string {
  const padding = ' '.repeat(width - widthOf(text));
  return right ? padding + text : text + padding;
}

/** One row, a line for each column that has something. */
function listLines(columns: readonly Column[], row: readonly string[], widthMax: number): string[] {
  const width = widthsOf(columns, []).reduce((most, each) => Math.max(most, each), 0);
  return columns.flatMap(({ title }, index) =>
    (row[index] ?? '') === '' ? [] : wrapped(`  ${aligned(title, width, false)}  `, row[index] ?? '', widthMax),
  );
}

/** Words in lines, the first after `head`, the others indented as far, if that leaves room for some. */
function wrapped(head: string, text: string, widthMax: number): string[] {
  if (widthOf(head) + widthOf(text) <= widthMax) return [head + text];
  const indent = ' '.repeat(widthOf(head) <= widthMax / 2 ? widthOf(head) : 6);
  const lines = [head];
  for (const [index, word] of text.split(' ').entries()) {
    const last = lines.at(-1) ?? '';
    const joined = index === 0 || last === indent ? last + word : `${last} ${word}`;
    if (index === 0 || widthOf(joined) <= widthMax) lines[lines.length - 1] = joined;
    else lines.push(indent + word);
  }
  return lines;
}

/** An id of a snapshot as short as a selector may be, and never twice in practice: 12 digits of its hash. */
export function shortId(text: string): string {
  return /^\d{8}T\d{6}Z-([0-9a-f]{12})[0-9a-f]{20}$/.exec(text)?.[1] ?? text;
}

/** Characters, which is the width on a terminal for most scripts. */
function widthOf(text: string): number {
  return [...text].length;
}
