import type { HistoryPoint, RunResult, Table } from '../commands/result.ts';
import type { HoldfastError } from '../errors.ts';
import { markdown } from './escape.ts';
import { formatBytes } from './format.ts';
import { describeClass, type ProblemClass } from './problems.ts';
import { describeError } from './renderer.ts';
import { cellText, isRightAligned, isText, shownColumns } from './tables.ts';

/** Above 1 MiB the runner drops the whole summary of a step. */
export const SUMMARY_MAX_BYTES = 900 * 1024;

/**
 * S3 Standard in us-east-1, first 50 TB, as of 2026: https://aws.amazon.com/s3/pricing/. AWS counts 2^30 bytes as a GB.
 */
const PRICE = {
  usdPerGibMonth: 0.023,
  basis: 'S3 Standard in us-east-1, 0.023 USD per GB and month, without requests',
};

const ROWS_MAX = 50;
const CHART_POINTS_MAX = 30;
const TABLE_POINTS_MAX = 10;
const CLASSES_MAX = 20;
const TEXT_MAX_CHARS = 2000;
const CELL_MAX_CHARS = 300;

/** The job summary of a finished run: Markdown for GitHub, warnings first, always below SUMMARY_MAX_BYTES. */
export function renderSummary(result: RunResult, problems: readonly ProblemClass[]): string {
  const { summary, tables } = result;
  const sections = [
    `## ${paragraph(summary?.title ?? `Holdfast: ${result.mode}`)}`,
    ...problems.slice(0, CLASSES_MAX).map(alert),
    ...(problems.length > CLASSES_MAX
      ? [`And ${problems.length - CLASSES_MAX} more kinds of problems: see the log.`]
      : []),
    ...(summary?.text === undefined ? [] : [paragraph(summary.text)]),
    ...(summary?.vaultBytes === undefined ? [] : [costLine(summary.vaultBytes)]),
    ...tables.map((table) => markdownTable(table)),
    ...historySections(result),
  ];
  return joinWithin(sections, SUMMARY_MAX_BYTES);
}

/** The job summary of a run that failed. */
export function renderFailure(mode: string, error: HoldfastError, problems: readonly ProblemClass[]): string {
  const sections = [
    `## Holdfast: ${paragraph(mode)} failed`,
    `> [!CAUTION]\n> **${markdown(error.code)}**: ${paragraph(describeError(error))}`,
    ...problems.slice(0, CLASSES_MAX).map(alert),
  ];
  return joinWithin(sections, SUMMARY_MAX_BYTES);
}

function alert(problem: ProblemClass): string {
  const kind = problem.type === 'warning' ? 'WARNING' : 'NOTE';
  return `> [!${kind}]\n> **${markdown(problem.class)}**: ${paragraph(describeClass(problem))}`;
}

/** Untrusted text on one line of Markdown; its line feeds become breaks, and what stands in backticks code. */
function paragraph(text: string): string {
  const lines = cut(text, TEXT_MAX_CHARS).split('\n').map(markdown);
  return lines.map((line) => line.replace(/&#96;(.+?)&#96;/g, '<code>$1</code>')).join('<br>');
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars)}...`;
}

function costLine(vaultBytes: number): string {
  const usd = (vaultBytes / 2 ** 30) * PRICE.usdPerGibMonth;
  const shown = usd < 0.01 ? 'less than 0.01 USD' : `about ${usd.toFixed(2)} USD`;
  return `This snapshot rests on ${formatBytes(vaultBytes)} in the bucket: ${shown} a month (${PRICE.basis}).`;
}

function markdownTable(table: Table, rowsMax = ROWS_MAX): string {
  const heading = `### ${markdown(table.title)}`;
  const { columns, rows: all } = shownColumns(table);
  if (all.length === 0) return `${heading}\n\nNone.`;
  const rows = all.slice(0, rowsMax);
  const head = columns.map(({ title }) => markdown(title)).join(' | ');
  const rule = columns.map(({ kind }) => (isRightAligned(kind) ? '--:' : ':--')).join(' | ');
  const body = rows.map((row) => {
    const cells = columns.map(({ kind }, index) => {
      const text = cut(cellText(row[index], kind), CELL_MAX_CHARS);
      if (kind === 'link') return linkTo(text);
      return isText(kind) || kind === 'command' ? markdown(text) : text;
    });
    return `| ${cells.join(' | ')} |`;
  });
  const more = all.length - rows.length;
  const lines = [heading, '', `| ${head} |`, `| ${rule} |`, ...body];
  return [...lines, ...(more > 0 ? ['', `${more} more: see the report.`] : [])].join('\n');
}

function linkTo(address: string): string {
  return /^https:\/\/[\w./#-]+$/.test(address) ? `[see](${address})` : markdown(address);
}

/** A list has its snapshots in a table of its own. */
function historySections({ mode, summary }: RunResult): string[] {
  const history = summary?.history ?? [];
  return [
    ...(history.length > 0 && mode !== 'list' ? [historyTable(history)] : []),
    ...(history.length > 1 ? [chart(history.slice(-CHART_POINTS_MAX))] : []),
  ];
}

function historyTable(history: readonly HistoryPoint[]): string {
  return markdownTable({
    title: 'Last snapshots',
    columns: {
      Snapshot: 'text',
      Time: 'time',
      Status: 'text',
      Files: 'count',
      Size: 'bytes',
      'Added to the bucket': 'bytes',
    },
    rows: history
      .slice(-TABLE_POINTS_MAX)
      .reverse()
      .map(({ id, time, status, files, bytes, storedBytes }) => [id, time, status, files, bytes, storedBytes]),
  });
}

/** A bar chart of the bytes that each snapshot added. Holds dates and numbers only, so there is nothing to escape. */
function chart(history: readonly HistoryPoint[]): string {
  const scale = scaleFor(history.reduce((most, { storedBytes }) => Math.max(most, storedBytes), 0));
  const labels = history.map(({ time }) => `"${time.toISOString().slice(5, 16).replace('T', ' ')}"`);
  const values = history.map(({ storedBytes }) => Number((storedBytes / scale.bytes).toFixed(3)));
  return [
    '```mermaid',
    'xychart-beta',
    '  title "Added to the bucket by each snapshot"',
    `  x-axis [${labels.join(', ')}]`,
    `  y-axis "${scale.unit}"`,
    `  bar [${values.join(', ')}]`,
    '```',
  ].join('\n');
}

function scaleFor(mostBytes: number): { unit: string; bytes: number } {
  if (mostBytes >= 2 ** 30) return { unit: 'GiB', bytes: 2 ** 30 };
  return mostBytes >= 2 ** 20 ? { unit: 'MiB', bytes: 2 ** 20 } : { unit: 'KiB', bytes: 2 ** 10 };
}

/** Leaves out whole sections from the first one that does not fit. */
function joinWithin(sections: readonly string[], maxBytes: number): string {
  const note = 'The rest did not fit into the summary: see the log and the report.\n';
  let text = '';
  let sizeBytes = Buffer.byteLength(note);
  for (const section of sections) {
    sizeBytes += Buffer.byteLength(section) + 2;
    if (sizeBytes > maxBytes) return text + note;
    text += `${section}\n\n`;
  }
  return text;
}
