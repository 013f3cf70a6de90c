/** Shows a run on a terminal. */
import type { Event } from '../base/events.ts';
import { problemLine, unshown } from './actions-log.ts';
import { visible, visibleLine } from '../base/text.ts';
import type { ProblemBook } from './problems.ts';
import { createProgressMeter } from './progress.ts';
import { describeError, LOG_PROGRESS_MS, type Renderer } from './renderer.ts';
import { redactTable, type Redactor } from './secrets.ts';
import { renderTable } from './tables.ts';

/** What the renderer needs of standard error. */
interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface TerminalOptions {
  /** Messages and progress. */
  readonly stderr: TerminalStream;
  /** Tables: what the user asked for. */
  readonly writeResult: (text: string) => void;
  /** Of a line of tables; no limit where nobody looks at them. */
  readonly widthMax?: number | undefined;
  /** What must not be seen in tables. */
  readonly redact: Redactor['redact'];
  /** How a message that names inputs is worded here. */
  readonly worded?: (text: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: () => number;
  readonly book: ProblemBook;
  /** Only warnings and errors, without the lasting faults of a server. For cron, which mails all output. */
  readonly quiet?: boolean;
}

const TTY_PROGRESS_MS = 100;
const STYLES = { bold: '1', red: '31', yellow: '33' } as const;
/** Back to the start of the line, and clear it. */
const CLEAR_LINE = '\r\x1b[K';

/** Messages on standard error, with one moving line of progress on a terminal; colours unless NO_COLOR is set. */
export function createTerminal(options: TerminalOptions): Renderer {
  const { stderr, writeResult, widthMax, redact, worded = (text) => text, env, nowMs, book, quiet = false } = options;
  const live = stderr.isTTY === true && env['TERM'] !== 'dumb';
  const coloured = live && (env['NO_COLOR'] ?? '') === '';
  const meter = createProgressMeter(live ? TTY_PROGRESS_MS : LOG_PROGRESS_MS, nowMs);
  let moving = false;
  const styled = (style: keyof typeof STYLES, text: string): string =>
    coloured ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
  const clear = (): void => {
    if (moving) stderr.write(CLEAR_LINE);
    moving = false;
  };
  const print = (text: string, style?: keyof typeof STYLES): void => {
    clear();
    const safe = visible(worded(text));
    stderr.write(`${style === undefined ? safe : styled(style, safe)}\n`);
  };
  const progress = (event: Extract<Event, { type: 'progress' }>): void => {
    const text = meter.line(event);
    if (text === undefined) return;
    if (!live) return print(text);
    stderr.write(CLEAR_LINE + visibleLine(text).slice(0, (stderr.columns ?? 80) - 1));
    moving = true;
  };
  return {
    emit(event) {
      if (quiet) {
        if (event.type === 'warning' && book.add(event) && event.lasting !== true) print(problemLine(event), 'yellow');
        else if (event.type === 'notice') book.add(event);
      } else if (event.type === 'phase') print(coloured ? event.name : `== ${event.name}`, 'bold');
      else if (event.type === 'info') print(event.message);
      else if (event.type === 'progress') progress(event);
      else if (event.type !== 'debug' && book.add(event)) print(problemLine(event), 'yellow');
    },
    finish() {
      clear();
      for (const line of unshown(book.classes())) print(line);
    },
    table(table) {
      clear();
      writeResult(renderTable(redactTable(table, redact), widthMax));
    },
    error: (error) => print(`Error (${error.code}): ${describeError(error)}`, 'red'),
  };
}
