import type { Cell, ColumnKind, Table } from '../commands/result.ts';
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

/** The table as plain text in aligned columns, title first; every line ends with a line feed. Safe on a terminal. */
export function renderTable({ title, columns, rows }: Table): string {
  const kinds = Object.values(columns);
  const lines = [
    Object.keys(columns),
    ...rows.map((row) => kinds.map((kind, index) => visibleLine(cellText(row[index], kind)))),
  ];
  // Not Math.max(...): a table may have more rows than a call may have arguments.
  const widths = kinds.map((_, index) => lines.reduce((width, line) => Math.max(width, widthOf(line[index] ?? '')), 0));
  const text = lines.map((line) => {
    const cells = kinds.map((kind, index) => aligned(line[index] ?? '', widths[index] ?? 0, isRightAligned(kind)));
    return `  ${cells.join('  ').trimEnd()}`;
  });
  return `${visibleLine(title)}\n${text.join('\n')}\n`;
}

function aligned(text: string, width: number, right: boolean): string {
  const padding = ' '.repeat(width - widthOf(text));
  return right ? padding + text : text + padding;
}

/** Characters, which is the width on a terminal for most scripts. */
function widthOf(text: string): number {
  return [...text].length;
}
