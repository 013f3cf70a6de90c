/** What both entries share of their process: signals, standard output, unexpected errors. */
import { constants } from 'node:os';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { explainSystemError } from '../../base/system-errors.ts';

/** SIGHUP: the terminal was closed, on Windows its window; SIGBREAK is Windows' own. */
const CANCEL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;
const SIGNALS_FROM = 128;
type CancelSignal = (typeof CANCEL_SIGNALS)[number];

/** What the two entries need of their process; `process` itself fits. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  chdir(folder: string): void;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  on(event: CancelSignal, listener: () => void): unknown;
  off(event: CancelSignal, listener: () => void): unknown;
  exitCode?: number | string | null | undefined;
}

/**
 * Aborts on the first signal that asks this process to end. A second one has no listener and ends it at once.
 */
export function cancelOnSignals(host: Host): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const listeners = CANCEL_SIGNALS.map((name) => ({ name, listener: () => stop(name) }));
  const dispose = (): void => {
    for (const { name, listener } of listeners) host.off(name, listener);
  };
  const stop = (name: CancelSignal): void => {
    dispose();
    controller.abort(cancelled(name));
  };
  for (const { name, listener } of listeners) host.on(name, listener);
  return { signal: controller.signal, dispose };
}

/**
 * A log that cannot be written (its reader has gone, its disk is full) stops nothing. The listeners stay: such an error
 * may come late. Of a lost result output.ts knows.
 */
export function keepWithoutLog({ stdout, stderr }: Pick<Host, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
}

/**
 * '' if it was removed: then `pathFrom` takes absolute paths only. This process goes on in the root, since no thread
 * starts in a folder that is gone.
 */
export function workingDirOf(host: Pick<Host, 'cwd' | 'chdir'>): string {
  try {
    return host.cwd();
  } catch {
    host.chdir('/');
    return '';
  }
}

/** Its exit code is the one that a shell gives to what a signal ended: 128 and the number of the signal. */
function cancelled(name: CancelSignal): HoldfastError {
  return new HoldfastError({
    code: 'cancelled',
    exitCode: SIGNALS_FROM + (constants.signals[name] ?? constants.signals.SIGINT),
    message: `Cancelled: received ${name}.`,
    why: 'Files are replaced as a whole and a snapshot counts only once it is committed, so nothing is left half done.',
    fix: 'Run it again: what was already uploaded or restored is reused.',
  });
}

/** Turns whatever was thrown into an error for users. After a cancellation, every error counts as the cancellation. */
export function asUserError(error: unknown, signal?: AbortSignal): HoldfastError {
  if (signal?.aborted && signal.reason instanceof HoldfastError) return signal.reason;
  if (error instanceof HoldfastError) return error;
  const explained = explainSystemError(error);
  if (explained !== undefined) return explained;
  return new HoldfastError({
    code: 'internal',
    message: `Unexpected: ${messageOf(error)}`,
    why: 'This is a bug in Holdfast.',
    fix: 'Please report it, with this log.',
    cause: error,
  });
}

/** The stack of a defect, for debugging; undefined for errors that are meant for users. */
export function stackOf(error: HoldfastError): string | undefined {
  return error.cause instanceof Error && error.code === 'internal' ? error.cause.stack : undefined;
}
