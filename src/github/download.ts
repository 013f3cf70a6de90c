/** Saves the body of a download, with its SHA-256. */
import { Readable } from 'node:stream';
import { BodyFailure, saveStream, type Saved } from '../net/save.ts';
import { BrokenAnswer } from './failure.ts';

/**
 * Writes a body to a file. One that breaks off or is longer than `maxBytes` is a broken answer and is requested again.
 *
 * @throws BrokenAnswer, or `temp-folder` and the like if the file cannot be written
 */
export async function saveBody(body: ReadableStream<Uint8Array>, file: string, maxBytes: number): Promise<Saved> {
  try {
    return await saveStream(Readable.fromWeb(body), file, maxBytes);
  } catch (error) {
    throw error instanceof BodyFailure ? new BrokenAnswer(error.message) : error;
  }
}
