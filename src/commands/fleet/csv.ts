/** Writes a coverage as CSV: for a workflow into its temporary folder, at a prompt where it is asked for. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { systemErrorCode } from '../../base/platform.ts';
import { meaningOf } from '../../base/system-errors.ts';
import type { CoverageRow } from '../../fleet/coverage.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Deps } from '../shared/command.ts';
import { namedPath } from '../shared/named-path.ts';

type Column = (row: CoverageRow) => string | number | Date | undefined;

const COLUMNS: Readonly<Record<string, Column>> = {
  repository: ({ name }) => name,
  id: ({ id }) => (id === 0 ? undefined : id),
  state: ({ state }) => state,
  why: ({ why }) => why,
  'newest snapshot': ({ snapshot }) => snapshot,
  'backed up at': ({ utc }) => utc,
  'not whole': ({ parts = [] }) => parts.join(' '),
  'verified at': ({ verifiedAt }) => verifiedAt,
  series: ({ series }) => series,
  'former name': ({ formerName }) => formerName,
  'gone since': ({ since }) => since,
  'moved to': ({ movedTo }) => movedTo,
};

/** RFC 4180; nothing in it is taken for a formula by a spreadsheet. */
function csvOf(rows: readonly CoverageRow[]): string {
  const lines = [Object.keys(COLUMNS), ...rows.map((row) => Object.values(COLUMNS).map((column) => cell(column(row))))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function cell(value: ReturnType<Column>): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @returns its path; undefined: it was not asked for. @throws csv-not-written */
export async function writeCsv(rows: readonly CoverageRow[], inputs: Inputs, deps: Deps): Promise<string | undefined> {
  const inWorkflow = deps.surface === 'action' ? join(deps.tempRoot, 'holdfast-coverage.csv') : undefined;
  const path = inputs.csv === undefined ? inWorkflow : namedPath(inputs.csv, deps);
  if (path === undefined) return undefined;
  try {
    await writeFile(path, csvOf(rows));
  } catch (cause) {
    throw new HoldfastError({
      code: 'csv-not-written',
      message: `The CSV file ${path} could not be written: ${messageOf(cause)}.`,
      fix: meaningOf(systemErrorCode(cause) ?? '')?.fix ?? 'Name a file in an existing folder.',
      cause,
    });
  }
  return path;
}
