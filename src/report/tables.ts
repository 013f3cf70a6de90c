/** Renders tables for terminals, logs and Markdown. */
import type { Cell, ColumnKind, Table } from './result.ts';
import { visibleLine } from './escape.ts';
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

interface Column {
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
 * fit; else one row becomes a list, and of several rows texts are wrapped in their columns, or follow below their row.
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
  const widths = wrappedWidths(columns, short, widthMax);
  if (widths !== undefined) return wrappedLines(columns, short, widths);
  const shown = fittingColumns(columns, short, widthMax);
  const lines = alignedLines(columns.slice(0, shown), short);
  const rest = columns.slice(shown);
  return lines.flatMap((line, index) => {
    const row = index === 0 ? undefined : short[index - 1];
    return row === undefined ? [line] : [line, ...restLines(rest, row.slice(shown), widthMax)];
  });
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

/** How many columns fit, from the left; one at least. */
function fittingColumns(columns: readonly Column[], texts: Texts, widthMax: number): number {
  let count = columns.length;
  while (count > 1 && widthOfLine(columns.slice(0, count), texts) > widthMax) count--;
  return count;
}

/** Below this, a text is a column of single words. */
const TEXT_WIDTH_MIN = 20;

/** Widths in which all columns fit side by side, the texts among them wrapped between words; undefined if there are none. */
function wrappedWidths(columns: readonly Column[], texts: Texts, widthMax: number): number[] | undefined {
  const words = texts.map((row) =>
    row.map((text) => text.split(' ').reduce((a, b) => (widthOf(b) > widthOf(a) ? b : a))),
  );
  const longestWords = widthsOf(columns, words);
  const widths = widthsOf(columns, texts);
  const least = widths.map((width, index) =>
    isText(columns[index]?.kind) ? Math.max(longestWords[index] ?? 0, Math.min(width, TEXT_WIDTH_MIN)) : width,
  );
  let excess = widths.reduce((sum, width) => sum + 2 + width, 0) - widthMax;
  for (; excess > 0; excess--) {
    const room = widths.map((width, index) => width - (least[index] ?? width));
    const widest = room.indexOf(room.reduce((a, b) => Math.max(a, b), 0));
    if ((room[widest] ?? 0) === 0) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
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
    wrapped(`  ${aligned(title, width, false)}  `, row[index] ?? '', widthMax),
  );
}

/** What did not fit of a row: short cells side by side, long ones wrapped. */
function restLines(columns: readonly Column[], row: readonly string[], widthMax: number): string[] {
  const lines: string[] = [];
  let isShort = false;
  for (const [index, { title }] of columns.entries()) {
    const text = row[index] ?? '';
    if (text === '') continue;
    const last = lines.at(-1) ?? '';
    const joined = `${last}  ${title}: ${text}`;
    if (isShort && widthOf(joined) <= widthMax) {
      lines[lines.length - 1] = joined;
      continue;
    }
    const own = wrapped(`    ${title}: `, text, widthMax);
    isShort = own.length === 1;
    lines.push(...own);
  }
  return lines;
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
