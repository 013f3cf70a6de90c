/** Bodies of answers: exactly the bytes that were asked for, or an error. */
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { GetOptions } from '../../store/store.ts';

/** The Range header for these options; undefined for the whole object. */
export function rangeHeader({ offset = 0, length }: GetOptions): string | undefined {
  if (length !== undefined) return `bytes=${offset}-${offset + length - 1}`;
  return offset === 0 ? undefined : `bytes=${offset}-`;
}

/** Holdfast stores nothing larger, so no memory is allocated for larger bodies. */
const MAX_BODY_BYTES = LIMITS.rootMaxBytes;

/** Reads the body of an answer to GetObject, checked against the request and the headers. */
export async function readAnswer(
  answer: GetObjectCommandOutput,
  key: string,
  asked: GetOptions,
): Promise<{ body: Buffer; objectBytes: number }> {
  const stream = answer.Body as Readable;
  try {
    const { bytes, objectBytes } = promised(answer, key, asked);
    return { body: await collect(stream, bytes), objectBytes };
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** The number of bytes that the headers promise. Throws if that is not what was requested. */
function promised(
  answer: GetObjectCommandOutput,
  key: string,
  asked: GetOptions,
): { bytes: number; objectBytes: number } {
  const { start, end, objectBytes } = readContentRange(answer, key);
  const offset = asked.offset ?? 0;
  const wantedEnd = asked.length === undefined ? objectBytes : Math.min(offset + asked.length, objectBytes);
  if (asked.length !== undefined && asked.upTo !== true && offset + asked.length > objectBytes) {
    throw new HoldfastError({
      code: 'object-truncated',
      message: `${key} is ${objectBytes} bytes long, too short for bytes ${offset} to ${offset + asked.length}.`,
    });
  }
  if (start !== offset || end !== wantedEnd) {
    const came = `${bytesText(start, end)} of ${objectBytes} came`;
    throw wrongRange(`${came}, and ${bytesText(offset, wantedEnd)} were requested`);
  }
  if (end - start > MAX_BODY_BYTES) {
    throw new HoldfastError({
      code: 'object-too-large',
      message: `${key} is ${objectBytes} bytes long; nothing in a vault is longer than ${MAX_BODY_BYTES}.`,
      why: 'It was not written by Holdfast, or it was replaced.',
    });
  }
  return { bytes: end - start, objectBytes };
}

/** @param end behind the last byte */
function bytesText(start: number, end: number): string {
  return end > start ? `bytes ${start} to ${end - 1}` : `no bytes from ${start} on`;
}

/** Bytes [start, end) of the object are in the body. Without Content-Range, it is the whole object. */
function readContentRange(
  answer: GetObjectCommandOutput,
  key: string,
): { start: number; end: number; objectBytes: number } {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '');
  if (range !== null) return { start: Number(range[1]), end: Number(range[2]) + 1, objectBytes: Number(range[3]) };
  if (answer.ContentLength === undefined) {
    throw new HoldfastError({ code: 'bad-s3-answer', message: `The S3 server sent no length for ${key}.` });
  }
  return { start: 0, end: answer.ContentLength, objectBytes: answer.ContentLength };
}

/** Reads exactly `bytes` bytes of a stream into a buffer of its own. */
async function collect(stream: Readable, bytes: number): Promise<Buffer> {
  const body = Buffer.allocUnsafeSlow(bytes);
  let filled = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (filled + chunk.length > bytes) throw new Error('more than promised');
      filled += chunk.copy(body, filled);
      releaseWhole(chunk);
    }
  } catch (error) {
    throw truncated(`it broke after ${filled} of ${bytes} bytes (${messageOf(error)})`, error);
  }
  if (filled !== bytes) throw truncated(`it ended after ${filled} of ${bytes} bytes`);
  return body;
}

/** Frees a chunk that has its memory for itself. Left to the garbage collector, each 32 MiB cost a collection of everything. */
function releaseWhole({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}

/** Errors that another try may fix; net/retry.ts knows them by name. */
function wrongRange(problem: string): Error {
  return Object.assign(new Error(problem), { name: 'WrongRange' });
}

function truncated(problem: string, cause?: unknown): Error {
  return Object.assign(new Error(problem, { cause }), { name: 'TruncatedBody' });
}
