/** Carries a plan of setup out, and tries after each change whether the vault can still be written. */
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import { providerPage } from '../bucket/providers.ts';
import type { S3Connection } from '../s3/client.ts';
import { applyStep } from './apply.ts';
import type { Line } from './line.ts';

export const LEFT_OUT = 'left out';
/** Left out as well: it was made, and would have locked the vault. */
export const TAKEN_BACK = 'as it was: the change locked the vault';

export interface Trial {
  /** Whether an object can be put, at the probe's key. */
  readonly canPut: () => Promise<boolean>;
  /** Whether the server is AWS, of which every refusal is an error. */
  readonly aws: boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * Makes the changes of a plan, in order. One by which a server other than AWS comes to refuse every PUT is taken back, and
 * one that it refuses is left out; both are said.
 *
 * @returns the lines as they are now
 * @throws locked-out if the vault cannot be written though the change was taken back
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
    // Servers other than AWS know few conditions and settings; whether the vault is safe without is judged at the end.
    if (aws || !isRefused(error)) throw error;
    const { message, why } = error as HoldfastError;
    emit({ type: 'warning', class: `setup-${setting.replaceAll(' ', '-')}-refused`, message, why });
    return { ...line, then: LEFT_OUT };
  }
  if (isTried && undo !== undefined && !(await trial.canPut())) {
    await applyStep(connection, undo, signal);
    const message = `With ${setting} (${then}) this server refuses every PUT into the vault: it was set back to what it was.`;
    const fix = `Nothing has to be done: the vault is as it was before. ${providerPage(connection.settings.endpointUrl)}.`;
    if (await trial.canPut()) {
      emit({ type: 'warning', class: 'setup-locked-out', message, fix });
      return { ...line, then: TAKEN_BACK };
    }
    throw new HoldfastError({
      code: 'locked-out',
      message: `Since ${setting} was changed this server refuses every PUT into the vault, also after it was set back.`,
      fix: `Look at the bucket's ${setting} with the tools of the provider. ${providerPage(connection.settings.endpointUrl)}.`,
    });
  }
  emit({ type: 'info', message: `${setting}: ${then}` });
  return line;
}

/** Refused by the server as it is, and not for want of a right or of a connection. */
function isRefused(error: unknown): boolean {
  return error instanceof HoldfastError && ['not-implemented', 's3-failed'].includes(error.code);
}

/** Settings that were made and are not there now: `still` is the plan for the bucket as it is. */
export function notKept(done: readonly Line[], still: readonly Line[]): readonly string[] {
  return done.flatMap(({ setting, step, then }) => {
    const isMade = step !== undefined && then !== LEFT_OUT && then !== TAKEN_BACK;
    const isMissing = still.some((line) => line.setting === setting && line.step !== undefined);
    return isMade && isMissing ? [setting] : [];
  });
}
