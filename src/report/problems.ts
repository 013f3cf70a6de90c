/** Collects warnings and notices by their class. */
import type { Event, Problem } from '../base/events.ts';

/** Problems of one class. */
export interface ProblemClass {
  readonly class: string;
  readonly type: Problem['type'];
  /** All of them, also those that are not in `items`. */
  readonly count: number;
  /** The first ones, KEPT_PER_CLASS at most. */
  readonly items: readonly Problem[];
}

/** A million unreadable files must not fill the memory, the log or the report. */
export const KEPT_PER_CLASS = 1000;

/** Keeps the warnings and notices of a run, by class, in the order in which the classes appeared; warnings first. */
export class ProblemBook {
  readonly #classes = new Map<string, { type: Problem['type']; count: number; items: Problem[] }>();

  /** Takes any event. @returns whether it was a problem and was kept */
  add(event: Event): boolean {
    if (event.type !== 'warning' && event.type !== 'notice') return false;
    const known = this.#classes.get(event.class) ?? { type: event.type, count: 0, items: [] };
    this.#classes.set(event.class, known);
    known.count++;
    if (event.type === 'warning') known.type = 'warning';
    if (known.items.length >= KEPT_PER_CLASS) return false;
    known.items.push(event);
    return true;
  }

  classes(): ProblemClass[] {
    const all = [...this.#classes].map(([name, facts]) => ({ class: name, ...facts }));
    return [...all.filter(({ type }) => type === 'warning'), ...all.filter(({ type }) => type === 'notice')];
  }
}

/** What, how often, why and what to do, for an annotation or the summary; not escaped. */
export function describeClass({ count, items }: ProblemClass): string {
  const [first] = items;
  if (first === undefined) return '';
  const times = count === 1 ? '' : ` (and ${count - 1} more of this kind; all are in the log and the report)`;
  return [`${first.message}${times}`, first.why, first.fix].filter((part) => part !== undefined).join('\n');
}
