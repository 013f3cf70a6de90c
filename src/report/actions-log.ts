/** Shows a run in the log of a workflow, with annotations. */
import type { Problem } from '../base/events.ts';
import { commandData, commandProperty, logText } from './escape.ts';
import { KEPT_PER_CLASS, ProblemBook, describeClass, type ProblemClass } from './problems.ts';
import { createProgressMeter } from './progress.ts';
import { describeError, LOG_PROGRESS_MS, type Renderer } from './renderer.ts';
import { redactTable, type Redactor } from './secrets.ts';
import { renderTable } from './tables.ts';

/** The runner keeps 10 annotations of each type for a step. */
const ANNOTATIONS_MAX = 10;

/** Characters of a line that a log shows on a usual screen without scrolling or breaking it. */
const LOG_WIDTH_MAX = 150;

/**
 * The log of a workflow run: a group for each phase, progress at a steady pace, and after the last phase one annotation
 * for each class of problem.
 *
 * @param write Takes whole lines.
 * @param nowMs A clock.
 * @param redact Before a text is escaped or broken into lines: after that a secret is not recognised any more.
 */
export function createActionsLog(
  write: (text: string) => void,
  nowMs: () => number,
  book: ProblemBook,
  redact: Redactor['redact'],
): Renderer {
  const meter = createProgressMeter(LOG_PROGRESS_MS, nowMs);
  let grouped = false;
  const line = (text: string): void => write(`${logText(redact(text))}\n`);
  const command = (name: string, data: string, title?: string): void =>
    write(`::${name}${title === undefined ? '' : ` title=${commandProperty(title)}`}::${commandData(redact(data))}\n`);
  const endGroup = (): void => {
    if (grouped) command('endgroup', '');
    grouped = false;
  };
  return {
    emit(event) {
      switch (event.type) {
        case 'phase':
          endGroup();
          command('group', event.name);
          grouped = true;
          break;
        case 'info':
          line(event.message);
          break;
        case 'debug':
          command('debug', event.message);
          break;
        case 'progress': {
          const text = meter.line(event);
          if (text !== undefined) line(text);
          break;
        }
        case 'warning':
        case 'notice':
          if (book.add(event)) line(problemLine(event));
      }
    },
    finish() {
      endGroup();
      const classes = book.classes();
      for (const text of unshown(classes)) line(text);
      for (const type of ['warning', 'notice'] as const) {
        for (const { title, text } of annotations(classes.filter((each) => each.type === type)))
          command(type, text, title);
      }
    },
    table: (table) => write(logText(`\n${renderTable(redactTable(table, redact), LOG_WIDTH_MAX)}`)),
    error(error) {
      endGroup();
      command('error', describeError(error), `holdfast: ${error.code}`);
    },
  };
}

/** What, why and what to do, each in lines of its own, indented below the first. */
export function problemLine({ type, message, why, fix }: Problem): string {
  const label = type === 'warning' ? 'Warning' : 'Note';
  const lines = [`${label}: ${message}`, why, fix].filter((part) => part !== undefined);
  return lines.join('\n').replaceAll('\n', '\n  ');
}

/** One annotation a class; where there are too many classes, the last annotation names the rest. */
function annotations(classes: readonly ProblemClass[]): { title: string; text: string }[] {
  const shown = classes.length <= ANNOTATIONS_MAX ? classes : classes.slice(0, ANNOTATIONS_MAX - 1);
  const rest = classes.slice(shown.length);
  const result = shown.map((each) => ({ title: `holdfast: ${each.class}`, text: describeClass(each) }));
  if (rest.length > 0) {
    const names = rest.map((each) => `${each.class} (${each.count})`).join(', ');
    result.push({
      title: 'holdfast: more',
      text: `More kinds of problems, described in the log and the report: ${names}`,
    });
  }
  return result;
}

/** For the end of a log in which not every problem has its line. */
export function unshown(classes: readonly ProblemClass[]): string[] {
  return classes
    .filter(({ count }) => count > KEPT_PER_CLASS)
    .map((each) => `... and ${each.count - KEPT_PER_CLASS} more of the class ${each.class}.`);
}
