/** Carries out a plan of setup, and tests after each change whether the vault can still be written. */
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import { providerPage } from '../provider/providers.ts';
import type { S3Connection } from '../s3/client.ts';
import { applyStep } from './apply.ts';
import type { Line } from './line.ts';

export const LEFT_OUT = 'left out';
/** Also skipped: it was made, and would have locked the vault. */
export const TAKEN_BACK = 'as it was: the change locked the vault';

export interface Trial {
  /** Tests whether an object can be written, at the probe's key. */
  readonly canPut: () => Promise<boolean>;
  /** Whether the server is AWS, where every refusal is an error. */
  readonly aws: boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * Makes the changes of a plan, in order. A change after which a server other than AWS refuses every PUT is undone. A
 * change that such a server refuses is skipped. Both are reported.
 *
 * @returns the lines as they are now
 * @throws locked-out if the vault cannot be written although the change was undone
 */
export async function carryOut(connection: S3Connection, lines: readonly Line[], trial: Trial): Promise<Line[]> {
  const isTried = lines.some(({ step }) => step !== undefined) && (await trial.canPut());
  const done: Line[] = [];
  for (const line of lines) done.push(await change(connection, line, trial, isTried));
  return done;
}

async function change(connection: S3Connection, line: Line, trial: Trial, isTried: boolean): Promise<Line> {
  const { step, undo, setting, then } = line;
  const { aws, emit, signal } = trial;
  if (step === undefined) return line;
  try {
    await applyStep(connection, step, signal);
  } catch (error) {
    // Servers other than AWS support few conditions and settings. Whether the vault is safe without them is judged at
    // the end.
    if (aws || !isRefused(error)) throw error;
    const { message, why } = error as HoldfastError;
    emit({ type: 'warning', class: `setup-${setting.replaceAll(' ', '-')}-refused`, message, why });
    return { ...line, then: LEFT_OUT };
  }
  if (isTried && undo !== undefined && !(await trial.canPut())) {
    await applyStep(connection, undo, signal);
    const message = `With ${setting} (${then}) this server refuses every PUT into the vault: the change was undone.`;
    const isKeyMissing = setting === 'encryption';
    const way = isKeyMissing ? 'Give the server a key for it, and run setup again.' : 'Nothing has to be done.';
    const fix = `${way} The vault is unchanged. ${providerPage(connection.settings.endpointUrl)}.`;
    if (await trial.canPut()) {
      emit({ type: 'warning', class: 'setup-locked-out', message, fix });
      return { ...line, then: TAKEN_BACK };
    }
    throw new HoldfastError({
      code: 'locked-out',
      message: `Since ${setting} was changed this server refuses every PUT into the vault, even after the change was undone.`,
      fix: `Check the bucket's ${setting} with the tools of the provider. ${providerPage(connection.settings.endpointUrl)}.`,
    });
  }
  emit({ type: 'info', message: `${setting}: ${then}` });
  return line;
}

/** Whether the server refuses the change itself, and not because of a missing right or connection. */
function isRefused(error: unknown): boolean {
  return error instanceof HoldfastError && ['not-implemented', 's3-failed'].includes(error.code);
}

/** Settings that were made but are not in effect: `still` is the plan for the current bucket. */
export function notKept(done: readonly Line[], still: readonly Line[]): readonly string[] {
  return done.flatMap(({ setting, step, then }) => {
    const isMade = step !== undefined && then !== LEFT_OUT && then !== TAKEN_BACK;
    const isMissing = still.some((line) => line.setting === setting && line.step !== undefined);
    return isMade && isMissing ? [setting] : [];
  });
}
