/** Standard output for a result: each byte is written, or the failure is known. */
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { EXIT, HoldfastError, messageOf } from './errors.ts';
import { systemErrorCode } from './platform.ts';

const BUSY_PAUSE_MS = 20;

type Done = (error?: Error | null) => void;

/** Fails with `output-lost`. Its error is kept in `errored`; nobody needs to listen to it. */
export class ResultOutput extends Writable {
  readonly #stream: NodeJS.WritableStream & { readonly fd?: number };

  constructor(stream: NodeJS.WritableStream & { readonly fd?: number }) {
    super();
    this.#stream = stream;
    const known = (): void => undefined;
    this.on('error', known);
    // The callback of the write tells of it too.
    stream.on('error', known);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    const told: Done = (error) => done(error == null ? null : outputLost(error));
    const { fd } = this.#stream;
    // For a file, Node's own stream treats a write that was cut short by a full disk as complete.
    if (fd !== undefined && !(this.#stream instanceof Socket)) writeToFile(fd, chunk, told);
    else this.#stream.write(chunk, told);
  }

  /** Resolves once all is written, with the error if it was not. */
  async finish(): Promise<Error | undefined> {
    if (this.errored !== null) return this.errored;
    return new Promise((resolve) => {
      this.once('error', resolve);
      this.end(() => resolve(this.errored ?? undefined));
    });
  }
}

function writeToFile(fd: number, chunk: Buffer, done: Done): void {
  let at = 0;
  const goOn = (): void => {
    try {
      while (at < chunk.length) at += writeSync(fd, chunk, at);
    } catch (error) {
      if (systemErrorCode(error) === 'EAGAIN') setTimeout(goOn, BUSY_PAUSE_MS);
      else done(error as Error);
      return;
    }
    done();
  };
  goOn();
}

/** Resolves once the chunk is written. @throws the stream's error, or the signal's reason */
export async function writeAll(output: Writable, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const stop = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  output.write(chunk, (error) => (error == null ? resolve(undefined) : reject(error)));
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function outputLost(cause: Error): HoldfastError {
  return new HoldfastError({
    code: 'output-lost',
    message: 'The result could not be written to standard output.',
    why: `${messageOf(cause)}.`,
    fix: 'Make sure that its reader reads to the end, or that the disk has free space, and run it again. Writing to the vault was not affected.',
    exitCode: EXIT.outputLost,
    cause,
  });
}
