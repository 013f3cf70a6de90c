/**
 * Redacts secrets in everything that is written. Passwords in URLs are always replaced. Secrets are replaced everywhere but
 * in paths of files, which are data; short secrets only where they stand alone.
 */
import type { ErrorTexts } from '../base/errors.ts';
import type { ProblemClass } from './problems.ts';
import type { Cell, ColumnKind, RunResult, Table } from './result.ts';
import { blankUrlPasswords } from '../base/urls.ts';

/** Needed for terminals, files and pipes too: the runner masks only its own log. */
export interface Redactor {
  readonly add: (secret: string) => void;
  /** @param kind `path` if the text is a path and nothing else; a path that was changed would be another one */
  readonly redact: (text: string, kind?: 'text' | 'path') => string;
}

/** Shorter texts are no secrets, and replacing them would spoil every log. */
const SHORTEST_SECRET = 4;

/** Shorter secrets are found inside of common words and names: they are replaced only where they stand alone. */
const SHORTEST_INSIDE = 8;

export function createRedactor(): Redactor {
  const secrets = new Map<string, RegExp>();
  return {
    add(secret) {
      for (const line of [secret, ...secret.split(/\r?\n/)]) {
        if (line.length >= SHORTEST_SECRET && !secrets.has(line)) secrets.set(line, finderOf(line));
      }
    },
    redact(text, kind = 'text') {
      let result = text;
      if (kind === 'text') for (const finder of secrets.values()) result = result.replace(finder, '***');
      return blankUrlPasswords(result);
    },
  };
}

/** After one of these, or before it, a text is a part of a word or of a file's name or path. */
const NAME_BEFORE = '[\\p{L}\\p{N}_./\\\\~@+-]';
const NAME_AFTER = '[\\p{L}\\p{N}_/\\\\~@+-]|\\.+[\\p{L}\\p{N}_~-]';
/** How workflow commands write the end of a line, a colon and a comma. */
const ESCAPED = '%0A|%0D|%3A|%2C';

function finderOf(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (secret.length >= SHORTEST_INSIDE) return new RegExp(literal, 'g');
  return new RegExp(`(?:(?<!${NAME_BEFORE})|(?<=${ESCAPED}))${literal}(?!${NAME_AFTER})`, 'gu');
}

/** Names under which JSON holds paths of snapshots and folders. */
const PATH_KEYS = ['path', 'paths', 'pathBase64', 'target', 'first'];

/** Any JSON with what must not be seen replaced in its texts. */
export function redactJson(value: unknown, redact: Redactor['redact'], key = ''): unknown {
  if (typeof value === 'string') return redact(value, PATH_KEYS.includes(key) ? 'path' : 'text');
  if (Array.isArray(value)) return value.map((item: unknown) => redactJson(item, redact, key));
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactJson(item, redact, name)]));
}

/** What is shown of a run, before anything of it is cut or escaped: of what is broken a secret is not recognised any more. */
export function redactResult(result: RunResult, redact: Redactor['redact']): RunResult {
  const { summary, tables, outputs } = result;
  return {
    ...result,
    outputs: redactJson(outputs, redact) as RunResult['outputs'],
    tables: tables.map((table) => redactTable(table, redact)),
    ...(summary && { summary: redactJson(summary, redact) as RunResult['summary'] & object }),
  };
}

export function redactProblems(problems: readonly ProblemClass[], redact: Redactor['redact']): readonly ProblemClass[] {
  return redactJson(problems, redact) as readonly ProblemClass[];
}

export function redactError({ code, message, why, fix }: ErrorTexts, redact: Redactor['redact']): ErrorTexts {
  return { code, ...(redactJson({ message, why, fix }, redact) as Omit<ErrorTexts, 'code'>) };
}

/** A table with what must not be seen replaced in its cells, before they are cut and aligned. */
export function redactTable(table: Table, redact: Redactor['redact']): Table {
  const kinds = Object.values(table.columns);
  const rows = table.rows.map((row) => row.map((cell, index) => redactCell(cell, kinds[index], redact)));
  return { ...table, title: redact(table.title), rows };
}

function redactCell(cell: Cell, kind: ColumnKind | undefined, redact: Redactor['redact']): Cell {
  return typeof cell === 'string' ? redact(cell, kind === 'path' ? 'path' : 'text') : cell;
}
