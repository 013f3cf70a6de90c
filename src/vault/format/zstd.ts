/** Encodes and decodes zstd frames, with the same result under every Node. */
import { constants, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { promisify } from 'node:util';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { zstdFrame, type ZstdFrame } from './zstd-frame.ts';

/**
 * zstd frames (RFC 8878) by node:zlib. Three traps are closed here. What follows a frame is ignored by Node 24 and
 * decoded too by Node 26, so the frame is measured before. A frame may ask for any amount of memory, so its window is
 * looked at before. And output is collected in 16 KiB pieces if the size is not given.
 */

/** Little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
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
  const stored = zstdCompressSync(raw, compressOptions(raw.length, level));
  allocatedBytes.set(stored, compressBound(raw.length));
  return stored;
}

function decompressOptions(rawBytes: number) {
  // Leaves room for one byte more than expected, so that a longer frame is noticed and not cut off.
  return { maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}

/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
export function decompressSync(stored: Uint8Array, rawBytes: number, what: string): Buffer {
  checkFrame(stored, rawBytes, what);
  try {
    return checkedLength(zstdDecompressSync(stored, decompressOptions(rawBytes)), rawBytes, what);
  } catch (error) {
    throw error instanceof HoldfastError ? error : corrupt(what, messageOf(error), error);
  }
}

/** Decodes the first of several frames, to `maxRawBytes` at most. @throws corrupt-frame */
export function decompressFirst(
  bytes: Uint8Array,
  maxRawBytes: number,
  what: string,
): { readonly raw: Buffer; readonly storedBytes: number } {
  const frame = zstdFrame(bytes, what);
  checkMemory(frame, maxRawBytes, what);
  try {
    const raw = zstdDecompressSync(bytes.subarray(0, frame.storedBytes), { maxOutputLength: maxRawBytes });
    return { raw, storedBytes: frame.storedBytes };
  } catch (error) {
    throw error instanceof HoldfastError ? error : corrupt(what, messageOf(error), error);
  }
}

/** Decodes one frame whose size is not recorded, to at most `maxRawBytes`. @throws corrupt-frame */
export function decompressUpTo(stored: Uint8Array, maxRawBytes: number, what: string): Buffer {
  const { raw, storedBytes } = decompressFirst(stored, maxRawBytes, what);
  if (storedBytes !== stored.length) throw corrupt(what, followed(stored.length - storedBytes));
  return raw;
}

const decompressAsync = promisify<Uint8Array, object, Buffer>(zstdDecompress);

/** The same on node's thread pool. */
export async function decompress(stored: Uint8Array, rawBytes: number, what: string): Promise<Buffer> {
  checkFrame(stored, rawBytes, what);
  try {
    return checkedLength(await decompressAsync(stored, decompressOptions(rawBytes)), rawBytes, what);
  } catch (error) {
    throw error instanceof HoldfastError ? error : corrupt(what, messageOf(error), error);
  }
}

/** One frame and nothing else, which takes no more memory than what is recorded of it. */
function checkFrame(stored: Uint8Array, rawBytes: number, what: string): void {
  const frame = zstdFrame(stored, what);
  if (frame.storedBytes !== stored.length) throw corrupt(what, followed(stored.length - frame.storedBytes));
  checkMemory(frame, rawBytes, what);
}

function checkMemory({ isSingleSegment, windowBytes, contentBytes }: ZstdFrame, rawBytes: number, what: string): void {
  if (contentBytes !== undefined && contentBytes > rawBytes)
    throw corrupt(what, `it says that it decodes to ${String(contentBytes)} bytes, more than ${String(rawBytes)}`);
  if (!isSingleSegment && windowBytes > LIMITS.windowMaxBytes)
    throw corrupt(what, `its window has ${String(windowBytes)} bytes, more than ${String(LIMITS.windowMaxBytes)}`);
}

function followed(bytes: number): string {
  return `${String(bytes)} bytes follow the frame`;
}

function checkedLength(raw: Buffer, rawBytes: number, what: string): Buffer {
  if (raw.length !== rawBytes)
    throw corrupt(what, `it decodes to ${String(raw.length)} bytes, recorded are ${String(rawBytes)}`);
  return raw;
}

function corrupt(what: string, detail: string, cause?: unknown): HoldfastError {
  return new HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}

/** Of buffers that are the start of what was allocated for them: what is compressed well may be a small part of it. */
const allocatedBytes = new WeakMap<Uint8Array, number>();

/**
 * Frees the memory of a large buffer at once. Nothing else may use the buffer. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 *
 * Small buffers share a pool, whose size differs from one release of Node to the next; but what lies in a pool always
 * has less than half of it: https://nodejs.org/api/buffer.html#static-method-bufferallocunsafesize
 */
export function release(bytes: Uint8Array): void {
  const memory = bytes.buffer;
  const allocated = allocatedBytes.get(bytes) ?? bytes.byteLength;
  if (memory instanceof ArrayBuffer && allocated * 2 > memory.byteLength) memory.transfer(0);
}

/** A frame that every zstd decoder skips: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
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
