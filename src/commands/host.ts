import { HoldfastError, messageOf } from '../errors.ts';

/** What the two entries need of their process; `process` itself fits. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exitCode?: number | string | null | undefined;
}

/**
 * Aborts on the first SIGINT or SIGTERM, and when the reader of standard output has gone (its listener stays: such an
 * error may come late). A second signal finds no listener and ends the process at once.
 */
export function cancelOnSignals(host: Host): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const dispose = (): void => {
    host.off('SIGINT', onInterrupt);
    host.off('SIGTERM', onTerminate);
  };
  const stop = (why: string): void => {
    host.off('SIGINT', onInterrupt);
    host.off('SIGTERM', onTerminate);
    controller.abort(cancelled(why));
  };
  const onInterrupt = (): void => stop('SIGINT came in');
  const onTerminate = (): void => stop('SIGTERM came in');
  const onOutputError = (error: Error): void => stop(`standard output cannot be written: ${error.message}`);
  host.on('SIGINT', onInterrupt);
  host.on('SIGTERM', onTerminate);
  host.stdout.on('error', onOutputError);
  return { signal: controller.signal, dispose };
}

function cancelled(why: string): HoldfastError {
  return new HoldfastError({
    code: 'cancelled',
    message: `Cancelled: ${why}.`,
    why: 'Files are replaced whole and a snapshot counts only once it is committed, so nothing is half-done.',
    fix: 'Run it again: what was uploaded or restored already is used.',
  });
}

/** Whatever was thrown, as an error for users. After a cancel every error is the cancel's. */
export function asUserError(error: unknown, signal?: AbortSignal): HoldfastError {
  if (signal?.aborted && signal.reason instanceof HoldfastError) return signal.reason;
  if (error instanceof HoldfastError) return error;
  return new HoldfastError({
    code: 'internal',
    message: `Unexpected: ${messageOf(error)}`,
    why: 'This is a defect of Holdfast.',
    fix: 'Please report it, with this log.',
    cause: error,
  });
}

/** The stack of a defect, for debugging; undefined for errors that are meant for users. */
export function stackOf(error: HoldfastError): string | undefined {
  return error.cause instanceof Error && error.code === 'internal' ? error.cause.stack : undefined;
}
