/** Saves the body of a download, with its SHA-256. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNamed, messageOf } from '../base/errors.ts';
import { systemErrorCode } from '../base/platform.ts';
import { BrokenAnswer } from './failure.ts';

export interface Saved {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A full disk is not the server's fault. */
const LOCAL_ERRORS = ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'EMFILE'];

/**
 * Writes a body to a file. One that breaks off or is longer than `maxBytes` is a broken answer and is requested again.
 */
export async function saveBody(body: ReadableStream<Uint8Array>, file: string, maxBytes: number): Promise<Saved> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new BrokenAnswer(`The server sent more than ${String(maxBytes)} bytes.`);
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(Readable.fromWeb(body), measured, createWriteStream(file));
  } catch (error) {
    if (isNamed(error, 'BrokenAnswer') || LOCAL_ERRORS.includes(systemErrorCode(error) ?? '')) throw error;
    throw new BrokenAnswer(`The download broke off: ${messageOf(error)}`);
  }
  return { bytes, sha256: hash.digest('hex') };
}
