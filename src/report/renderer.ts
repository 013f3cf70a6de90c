/** The interface of the renderers of a run, and an error as text. */
import type { Table } from './result.ts';
import type { ErrorTexts, HoldfastError } from '../base/errors.ts';
import type { Emit } from '../base/events.ts';

/** Shows a run to people. `finish` is called once, after the last event; what follows it is the result. */
export interface Renderer {
  readonly emit: Emit;
  finish(): void;
  table(table: Table): void;
  error(error: HoldfastError): void;
}

/** Steady, and rare enough for a log that is kept. */
export const LOG_PROGRESS_MS = 5000;

/** What happened, why, what to do: one a line; not escaped. */
export function describeError(error: ErrorTexts): string {
  const parts = [error.message, error.why, error.fix].filter((part) => part !== undefined);
  return parts.join('\n');
}
