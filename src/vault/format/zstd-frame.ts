/** Reads the outside of a zstd frame without decoding it. */
import { HoldfastError } from '../../base/errors.ts';

/**
 * The outside of a zstd frame: where it ends and how much memory its decoder takes, without decoding it. Decoders do
 * not report this: some stop after the first frame, some continue with what follows, and all allocate the memory that
 * the frame asks for.
 */

/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const FRAME_MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
/** What one block holds at most, whatever the window: RFC 8878, section 3.1.1.2.4. */
const BLOCK_MAX_BYTES = 128 * 1024;
/** Bytes of the field `Dictionary_ID` and `Frame_Content_Size`, by their flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const CONTENT_BYTES = [0, 2, 4, 8] as const;
const BLOCK_RLE = 1;
const BLOCK_RESERVED = 3;

export interface ZstdFrame {
  /** Length of the frame, from its magic number to its last block or its checksum. */
  readonly storedBytes: number;
  /** How far back its blocks may refer; a frame of a single segment refers to all of its content. */
  readonly windowBytes: number;
  readonly isSingleSegment: boolean;
  /** The size that it claims to decode to; undefined if it does not say. */
  readonly contentBytes: number | undefined;
}

/**
 * The first frame of `bytes`: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 *
 * @param what names it in errors
 * @throws corrupt-frame if it is not a complete zstd frame, or needs a dictionary
 */
export function zstdFrame(bytes: Uint8Array, what: string): ZstdFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const header = readHeader(view);
    return { ...header, storedBytes: endOfBlocks(view, header) };
  } catch (error) {
    if (error instanceof RangeError) throw corrupt(what, 'it is not a complete zstd frame', error);
    throw error instanceof NoFrame ? corrupt(what, error.message, error) : error;
  }
}

class NoFrame extends Error {}

function corrupt(what: string, detail: string, cause: unknown): HoldfastError {
  return new HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}

interface FrameHeader {
  readonly headerBytes: number;
  readonly windowBytes: number;
  readonly isSingleSegment: boolean;
  readonly contentBytes: number | undefined;
  readonly hasChecksum: boolean;
}

function readHeader(view: DataView): FrameHeader {
  if (view.getUint32(0, true) !== FRAME_MAGIC) throw new NoFrame('it does not begin with a zstd frame');
  const descriptor = view.getUint8(4);
  if ((descriptor & 0b1000) !== 0) throw new NoFrame('a reserved bit of its frame header is set');
  const isSingleSegment = (descriptor & 0b100000) !== 0;
  let at = 5;
  const window = isSingleSegment ? 0 : windowOf(view.getUint8(at++));
  const dictionaryBytes = DICTIONARY_BYTES[descriptor & 0b11] as number;
  for (let i = 0; i < dictionaryBytes; i++) {
    if (view.getUint8(at++) !== 0) throw new NoFrame('it needs a dictionary');
  }
  const flag = descriptor >>> 6;
  const sizeBytes = flag === 0 && isSingleSegment ? 1 : (CONTENT_BYTES[flag] as number);
  const contentBytes = sizeBytes === 0 ? undefined : contentSize(view, at, sizeBytes);
  return {
    headerBytes: at + sizeBytes,
    windowBytes: isSingleSegment ? (contentBytes ?? 0) : window,
    isSingleSegment,
    contentBytes,
    hasChecksum: (descriptor & 0b100) !== 0,
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 0b111);
}

function contentSize(view: DataView, at: number, sizeBytes: number): number {
  if (sizeBytes === 1) return view.getUint8(at);
  if (sizeBytes === 2) return view.getUint16(at, true) + 256;
  if (sizeBytes === 4) return view.getUint32(at, true);
  return Number(view.getBigUint64(at, true));
}

/** Steps from block to block: each says how long it is, and the last one that it is the last. */
function endOfBlocks(view: DataView, { headerBytes, hasChecksum }: FrameHeader): number {
  let at = headerBytes;
  for (let isLast = false; !isLast;) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const type = (header >>> 1) & 0b11;
    const size = header >>> 3;
    if (type === BLOCK_RESERVED || size > BLOCK_MAX_BYTES) throw new NoFrame('a block in it is of an unknown kind');
    isLast = (header & 1) !== 0;
    at += BLOCK_HEADER_BYTES + (type === BLOCK_RLE ? 1 : size);
  }
  const end = at + (hasChecksum ? CHECKSUM_BYTES : 0);
  if (end > view.byteLength) throw new NoFrame('it is truncated');
  return end;
}
