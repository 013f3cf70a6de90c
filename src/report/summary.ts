/** The job summary of a run, in Markdown. */
import { brokenCommand } from '../base/command-line.ts';
import type { HistoryPoint, Phrase, RunResult, Table } from './result.ts';
import type { ErrorTexts } from '../base/errors.ts';
import { historyChart } from './chart.ts';
import { cutText, visibleLine } from '../base/text.ts';
import { markdown } from './escape.ts';
import { formatBytes } from './format.ts';
import { describeClass, type ProblemClass } from './problems.ts';
import { describeError } from './renderer.ts';
import { cellText, type Column, isRightAligned, isText, shortId, shownColumns } from './tables.ts';

/** Above 1 MiB the runner drops the whole summary of a step. */
export const SUMMARY_MAX_BYTES = 900 * 1024;

/**
 * S3 Standard in us-east-1, first 50 TB, as of 2026: https://aws.amazon.com/s3/pricing/. AWS counts 2^30 bytes as a GB.
 */
export const PRICE = {
  usdPerGibMonth: 0.023,
  basis: 'S3 Standard in us-east-1, 0.023 USD per GB and month, without requests',
};

const ROWS_MAX = 50;
const TABLE_POINTS_MAX = 10;
const CLASSES_MAX = 20;
const TEXT_MAX_CHARS = 2000;
const CELL_MAX_CHARS = 300;

/**
 * The job summary of a finished run: Markdown for GitHub, always below SUMMARY_MAX_BYTES. The verdict and the facts come
 * first, then warnings, then all else; ids are short, and in full in a block at the end. Secrets are to be replaced before.
 */
export function renderSummary(result: RunResult, problems: readonly ProblemClass[]): string {
  const { summary, tables } = result;
  const history = summary?.history ?? [];
  // A list has its snapshots in a table of its own.
  const shown = [...tables, ...(history.length > 0 && result.mode !== 'list' ? [historyTable(history)] : [])];
  const sections = [
    `## ${paragraph(summary?.title ?? `Holdfast: ${result.mode}`)}: ${paragraph(verdictOf(result))}`,
    factsTable(summary?.facts ?? {}),
    ...problems.slice(0, CLASSES_MAX).map(alert),
    problems.length > CLASSES_MAX ? `And ${problems.length - CLASSES_MAX} more kinds of problems: see the log.` : '',
    summary?.text === undefined ? '' : paragraph(summary.text),
    summary?.vaultBytes === undefined ? '' : costLine(summary.vaultBytes, summary.isAtAws === true),
    restoreBlock(summary?.restoreCommand),
    ...shown.map((table) => markdownTable(table)),
    historyChart(history),
    idsBlock(shown),
  ];
  return joinWithin(
    sections.filter((section) => section !== ''),
    SUMMARY_MAX_BYTES,
  );
}

const VERDICTS = { complete: 'done', partial: 'partial', 'not-found': 'nothing found', failed: 'failed' } as const;

/** How a run ended, in a few words. */
export function verdictOf({ status, outputs, summary }: RunResult): string {
  if (summary?.verdict !== undefined) return summary.verdict;
  return status === 'complete' && outputs.applied === false ? 'a plan, nothing was changed' : VERDICTS[status];
}

function factsTable(facts: Readonly<Record<string, Phrase>>): string {
  const names = Object.keys(facts);
  if (names.length === 0) return '';
  const texts = Object.values(facts).map((phrase) => markdown(phraseText(phrase)));
  return [names.map(markdown), names.map(() => ':--'), texts].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Not escaped. */
export function phraseText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : shortId(cellText(...part)))).join('');
}

function restoreBlock(command: string | undefined): string {
  // Nothing that is typed by a user may end the block.
  if (command === undefined || /[`\r\n]/.test(command)) return '';
  return `Restore this snapshot with\n\n\`\`\`sh\n${brokenCommand(visibleLine(command), COMMAND_WIDTH).join('\n')}\n\`\`\``;
}

/** Characters of a line of code on a page of 1,000 pixels. */
const COMMAND_WIDTH = 100;
const IDS_MAX = 60;

/** The ids that tables show short, for whoever needs them in full. */
function idsBlock(tables: readonly Table[]): string {
  const cells = tables.flatMap(({ rows }) => rows.slice(0, ROWS_MAX).flat());
  const ids = [...new Set(cells.filter((cell) => typeof cell === 'string' && shortId(cell) !== cell))].slice(
    0,
    IDS_MAX,
  );
  if (ids.length === 0) return '';
  const lines = ids.map((id) => `- \`${String(id)}\``);
  return `<details><summary>Ids in full</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** The job summary of a run that failed. Secrets are to be replaced before. */
export function renderFailure(mode: string, error: ErrorTexts, problems: readonly ProblemClass[]): string {
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
  return text.length <= maxChars ? text : `${cutText(text, maxChars)}...`;
}

/** Prices are known for AWS only. */
function costLine(vaultBytes: number, isAtAws: boolean): string {
  const needs = `This snapshot needs ${formatBytes(vaultBytes)} in the bucket`;
  if (!isAtAws) return `${needs}.`;
  const usd = (vaultBytes / 2 ** 30) * PRICE.usdPerGibMonth;
  const shown = usd < 0.01 ? 'less than 0.01 USD' : `about ${usd.toFixed(2)} USD`;
  return `${needs}: ${shown} a month (${PRICE.basis}).`;
}

function markdownTable(table: Table, rowsMax = ROWS_MAX): string {
  const heading = `### ${markdown(table.title)}`;
  const { columns, rows: all } = shownColumns(table);
  if (all.length === 0) return `${heading}\n\nNone.`;
  const rows = all
    .slice(0, rowsMax)
    .map((row) => columns.map(({ kind }, index) => cut(shortId(cellText(row[index], kind)), CELL_MAX_CHARS)));
  const lines = isTooWide(columns, rows) ? rowLists(columns, rows) : tableLines(columns, rows);
  const more = all.length - rows.length;
  return [heading, '', ...lines, ...(more > 0 ? ['', `${more} more: see the report.`] : [])].join('\n');
}

/** Cells of the width of a sentence: two columns of them leave no room for the others on a page of 1,000 pixels. */
const LONG_CELL_CHARS = 60;

function isTooWide(columns: readonly Column[], rows: readonly (readonly string[])[]): boolean {
  return columns.filter((_, index) => rows.some((row) => (row[index] ?? '').length > LONG_CELL_CHARS)).length > 1;
}

function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const head = columns.map(({ title }) => markdown(title)).join(' | ');
  const rule = columns.map(({ kind }) => (isRightAligned(kind) ? '--:' : ':--')).join(' | ');
  const body = rows.map((row) => `| ${columns.map((column, index) => cellMarkdown(column, row[index])).join(' | ')} |`);
  return [`| ${head} |`, `| ${rule} |`, ...body];
}

/** Each row as a point: its short cells on a line, the long ones below it. */
function rowLists(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap((row) => {
    const cells = columns
      .map((column, index) => ({ column, text: row[index] ?? '', isLong: (row[index] ?? '').length > LONG_CELL_CHARS }))
      .filter(({ text }) => text !== '');
    const told = cells.map(({ column, text, isLong }, index) => ({
      isLong,
      line:
        index === 0 ? `**${cellMarkdown(column, text)}**` : `${markdown(column.title)}: ${cellMarkdown(column, text)}`,
    }));
    const head = told.filter(({ isLong }, index) => !isLong || index === 0).map(({ line }) => line);
    const below = told.filter(({ isLong }, index) => isLong && index > 0).map(({ line }) => `  - ${line}`);
    return [`- ${head.join('; ')}`, ...below];
  });
}

function cellMarkdown({ kind }: Column, text = ''): string {
  if (kind === 'link') return linkTo(text);
  if (isText(kind) || kind === 'command') return markdown(text);
  // A time that is broken between its date and its hour is hard to read.
  return kind === 'time' ? text.replace(' ', '&nbsp;') : text;
}

function linkTo(address: string): string {
  return /^https:\/\/[\w./#-]+$/.test(address) ? `[see](${address})` : markdown(address);
}

function historyTable(history: readonly HistoryPoint[]): Table {
  return {
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
  };
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
