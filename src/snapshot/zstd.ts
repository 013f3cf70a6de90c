import { constants, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { promisify } from 'node:util';
import { HoldfastError, messageOf } from '../errors.ts';

/**
 * zstd frames (RFC 8878) by node:zlib. Two traps are closed here: node decodes one frame and silently ignores what
 * follows, and collects its output in 16 KiB pieces if it is not told the size.
 */

/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const SKIPPABLE_MAGIC = 0x184d2a50;
export const SKIPPABLE_HEADER_BYTES = 8;

/** What a frame of so many raw bytes takes at most: ZSTD_compressBound, rounded up. */
export function compressBound(rawBytes: number): number {
  return rawBytes + (rawBytes >>> 8) + 1024;
}

function compressOptions(rawBytes: number, level: number) {
  return {
    params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 0 },
    pledgedSrcSize: rawBytes,
    // So that the output is one piece.
    chunkSize: compressBound(rawBytes),
  };
}

export function compressSync(raw: Uint8Array, level: number): Buffer {
  return zstdCompressSync(raw, compressOptions(raw.length, level));
}

/** What node:zlib calls back with under `info: true`; its types leave this form out. */
interface Decoded {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function decompressOptions(rawBytes: number) {
  // One byte more than expected is allowed for, so that a longer frame is seen and not cut off.
  return { info: true, maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}

/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
export function decompressSync(stored: Uint8Array, rawBytes: number, what: string): Buffer {
  let decoded: Decoded;
  try {
    decoded = zstdDecompressSync(stored, decompressOptions(rawBytes)) as unknown as Decoded;
  } catch (error) {
    throw corrupt(what, messageOf(error), error);
  }
  return checked(decoded, stored, rawBytes, what);
}

const decompressAsync = promisify<Uint8Array, object, unknown>(zstdDecompress);

/** The same on node's thread pool. */
export async function decompress(stored: Uint8Array, rawBytes: number, what: string): Promise<Buffer> {
  let decoded: Decoded;
  try {
    decoded = (await decompressAsync(stored, decompressOptions(rawBytes))) as Decoded;
  } catch (error) {
    throw corrupt(what, messageOf(error), error);
  }
  return checked(decoded, stored, rawBytes, what);
}

function checked({ buffer, engine }: Decoded, stored: Uint8Array, rawBytes: number, what: string): Buffer {
  if (engine.bytesWritten !== stored.length)
    throw corrupt(what, `${String(stored.length - engine.bytesWritten)} bytes follow the frame`);
  if (buffer.length !== rawBytes)
    throw corrupt(what, `it decodes to ${String(buffer.length)} bytes, recorded are ${String(rawBytes)}`);
  return buffer;
}

function corrupt(what: string, detail: string, cause?: unknown): HoldfastError {
  return new HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}

/**
 * Gives the memory of a large buffer back now, for one that nobody else looks at. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 */
export function release(buffer: Buffer): void {
  const memory = buffer.buffer;
  // Small buffers share one pool of node's.
  if (memory instanceof ArrayBuffer && memory.byteLength > Buffer.poolSize) memory.transfer(0);
}

/** A frame that every zstd decoder steps over: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
export function skippableFrame(content: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(SKIPPABLE_HEADER_BYTES + content.length);
  frame.writeUInt32LE(SKIPPABLE_MAGIC, 0);
  frame.writeUInt32LE(content.length, 4);
  frame.set(content, SKIPPABLE_HEADER_BYTES);
  return frame;
}

export function isSkippableFrame(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (
    view.length >= SKIPPABLE_HEADER_BYTES &&
    view.readUInt32LE(0) === SKIPPABLE_MAGIC &&
    view.readUInt32LE(4) === view.length - SKIPPABLE_HEADER_BYTES
  );
}
