/** Saves what a server sends as a temporary file, with its SHA-256; tells the server's failures from those of the disk. */
import { createHash } from 'node:crypto';
import { createWriteStream, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { retryLack } from '../base/async.ts';
import { messageOf } from '../base/errors.ts';
import { temporaryFileFailure } from '../base/system-errors.ts';

export interface Saved {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** The body is not what was asked for: it broke off (`cause` says how), or it is too long. */
export class BodyFailure extends Error {
  override readonly name = 'BodyFailure';
  readonly kind: 'broken' | 'too-long';

  constructor(kind: BodyFailure['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/**
 * Writes a body to a new file, or over one that an earlier try left. The body is read to its end or destroyed.
 *
 * @throws BodyFailure for what the server is to blame for; `temp-folder` and the like for what this machine is
 */
export async function saveStream(body: Readable, file: string, maxBytes: number): Promise<Saved> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = async function* () {
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new BodyFailure('too-long', `The server sent more than ${String(maxBytes)} bytes.`);
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof BodyFailure
        ? error
        : new BodyFailure('broken', `The download broke off: ${messageOf(error)}`, error);
    }
  };
  try {
    const fd = await retryLack(() => openSync(file, 'w'));
    await pipeline(measured, createWriteStream(file, { fd }));
  } catch (error) {
    throw error instanceof BodyFailure ? error : temporaryFileFailure(file, error);
  } finally {
    body.destroy();
  }
  return { bytes, sha256: hash.digest('hex') };
}
