/** The lines of a plan of setup: each setting as it is and as it will be. */
import type { Note, Step, Wanted } from '../bucket/change.ts';
import type { Reading } from '../bucket/reading.ts';
import type { Setting } from '../bucket/setting.ts';

/** A setting as it is and as it will be. Without a step, nothing has to be done. */
export interface Line {
  readonly setting: string;
  readonly now: string;
  readonly then: string;
  readonly step?: Step;
  /** Restores the earlier setting; undefined: the step cannot prevent anybody from writing. */
  readonly undo?: Step;
}

/** A setting's part of the plan. */
export interface Part {
  readonly line: Line;
  readonly notes: readonly Note[];
}

/** A call that the provider does not support is skipped and reported. Denied ones never get here: see facts.ts. */
export function part<T>(row: Setting<T>, reading: Reading<T>, wanted: Wanted): Part {
  const { name: setting } = row;
  const planned = reading.state === 'ok' ? row.plan?.(reading.value, wanted) : undefined;
  if (planned !== undefined) {
    const { now, then, step, undo, notes = [] } = planned;
    return { line: { setting, now, then: then ?? now, ...(step && { step }), ...(undo && { undo }) }, notes };
  }
  const note: Note = {
    class: `setup-${setting.replaceAll(' ', '-')}`,
    message: `The provider has no setting "${setting}".`,
    ...(reading.state === 'unknown' && { why: reading.reason }),
  };
  return { line: { setting, now: 'not served', then: 'left out' }, notes: [note] };
}
