/** Packs: frames of fragments with a table of contents. */
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { HASH_BYTES, Segment, SegmentBuilder } from './columns.ts';
import { sealedBytes } from '../seal/age-blob.ts';
import { isNameOf } from './keys.ts';
import { framesOf, placeRow, TOC, type CutFrame, type Frame, type FrameFragments } from './map.ts';
import {
  compressSync,
  decompress,
  decompressSync,
  isSkippableFrame,
  release,
  SKIPPABLE_HEADER_BYTES,
  skippableFrame,
} from './zstd.ts';

/**
 * A pack: zstd frames of fragments, then one skippable frame that holds the table of contents (a zstd frame) and this
 * footer, so that `zstd -d` reads a whole pack and a pack explains itself.
 *
 *   "HFPACK01" | u32 le: stored bytes of the table of contents | u32 le: its raw bytes
 */
const MAGIC = Buffer.from('HFPACK01', 'latin1');
const FOOTER_BYTES = 16;
const TOC_ZSTD_LEVEL = 9;
/** Room for the table of contents: four small numbers a fragment, and its head. */
const TOC_ROW_BYTES = 24;
const TOC_HEAD_BYTES = 1024;

/** A compressed frame on its way into a pack. */
export interface EncodedFrame {
  readonly stored: Buffer;
  readonly rawBytes: number;
  readonly ids: Buffer;
  readonly lengths: readonly number[];
}

export interface FinishedPack {
  readonly key: string;
  readonly body: Buffer;
  readonly sha256: Buffer;
  readonly frames: readonly FrameFragments[];
}

export class PackBuilder {
  /** Can be used again once the pack is stored. */
  readonly buffer: Buffer;
  private readonly frames: (Omit<FrameFragments, 'frame'> & { readonly frame: Omit<Frame, 'pack'> })[] = [];
  private fragments = 0;
  private rawBytes = 0;
  sizeBytes = 0;

  /** @param buffer of `LIMITS.packMaxBytes`; the finished pack is a view of it */
  constructor(buffer: Buffer = Buffer.allocUnsafeSlow(LIMITS.packMaxBytes)) {
    this.buffer = buffer;
  }

  /** Whether a frame still fits, including its rows in the table of contents, and sealed too. */
  fits(frame: EncodedFrame): boolean {
    const rows = this.fragments + frame.lengths.length;
    return (
      sealedBytes(this.sizeBytes + frame.stored.length + rows * TOC_ROW_BYTES + TOC_HEAD_BYTES) <=
        LIMITS.packMaxBytes &&
      this.rawBytes + frame.rawBytes <= LIMITS.packMaxRawBytes &&
      this.frames.length < LIMITS.packMaxFrames &&
      rows <= LIMITS.segmentMaxRows
    );
  }

  add({ stored, rawBytes, ids, lengths }: EncodedFrame): void {
    const frame = { offset: this.sizeBytes, storedBytes: stored.length, rawBytes };
    this.frames.push({ frame, ids, lengths });
    // Copied: what zstd gives is a small part of a buffer that could have held the incompressible.
    this.sizeBytes += stored.copy(this.buffer, this.sizeBytes);
    this.fragments += lengths.length;
    this.rawBytes += rawBytes;
  }

  /**
   * @param keyOf what a pack with this SHA-256 is called
   * @param storedOf what is stored of this content: the content itself, or sealed
   */
  finish(keyOf: (sha256: Buffer) => string, storedOf = (content: Buffer): Buffer => content): FinishedPack {
    const builder = new SegmentBuilder(TOC);
    for (const { frame, lengths } of this.frames) for (const length of lengths) builder.push(placeRow(frame, length));
    const raw = builder.encode();
    const stored = compressSync(raw, TOC_ZSTD_LEVEL);
    const footer = Buffer.alloc(FOOTER_BYTES);
    MAGIC.copy(footer);
    footer.writeUInt32LE(stored.length, MAGIC.length);
    footer.writeUInt32LE(raw.length, MAGIC.length + 4);
    const end = this.sizeBytes + skippableFrame(Buffer.concat([stored, footer])).copy(this.buffer, this.sizeBytes);
    const body = storedOf(this.buffer.subarray(0, end));
    const sha256 = hash('sha256', body, 'buffer');
    const pack = keyOf(sha256);
    const frames = this.frames.map(({ frame, ids, lengths }) => ({ frame: { pack, ...frame }, ids, lengths }));
    return { key: pack, body, sha256, frames };
  }
}

/**
 * The table of contents of a whole pack, with the proof that its frames fill the pack from the first byte on.
 *
 * @param mayPad whether bytes may stand before the table in the last frame, as in the content of a sealed pack
 * @throws corrupt-pack, corrupt-segment, corrupt-map
 */
export function readToc(key: string, body: Buffer, mayPad = false): readonly CutFrame[] {
  const bad = (detail: string) =>
    new HoldfastError({ code: 'corrupt-pack', message: `Pack ${key} is damaged: ${detail}.` });
  if (body.length < FOOTER_BYTES + SKIPPABLE_HEADER_BYTES || body.length > LIMITS.packMaxBytes)
    throw bad(`it has ${String(body.length)} bytes`);
  const footer = body.subarray(body.length - FOOTER_BYTES);
  if (!footer.subarray(0, MAGIC.length).equals(MAGIC)) throw bad('it does not end with a footer');
  const storedBytes = footer.readUInt32LE(MAGIC.length);
  const rawBytes = footer.readUInt32LE(MAGIC.length + 4);
  const tocStart = body.length - FOOTER_BYTES - storedBytes;
  const framesEnd = tocStart - SKIPPABLE_HEADER_BYTES;
  const isFitting = framesEnd >= 0 && (mayPad || isSkippableFrame(body.subarray(framesEnd)));
  if (!isFitting || rawBytes > LIMITS.segmentMaxBytes) throw bad('its footer does not fit it');
  const what = `The table of contents of pack ${key}`;
  const segment = new Segment(
    TOC,
    decompressSync(body.subarray(tocStart, tocStart + storedBytes), rawBytes, what),
    what,
  );
  const frames = [...framesOf(segment, () => key, what)].map(({ frame, lengths }) => ({ frame, lengths }));
  if (frames.length > LIMITS.packMaxFrames) throw bad(`it has ${String(frames.length)} frames, more than any may`);
  let at = 0;
  let decodedBytes = 0;
  for (const { frame } of frames) {
    if (frame.offset !== at) throw bad('its frames do not follow each other');
    at += frame.storedBytes;
    decodedBytes += frame.rawBytes;
  }
  if (decodedBytes > LIMITS.packMaxRawBytes)
    throw bad(`its frames decode to ${String(decodedBytes)} bytes, more than any may`);
  const isPadded = mayPad && at < framesEnd && isSkippableFrame(body.subarray(at));
  if (mayPad && at === framesEnd && !isSkippableFrame(body.subarray(framesEnd)))
    throw bad('its footer does not fit it');
  if (at !== framesEnd && !isPadded) throw bad('its frames do not fill it');
  return frames;
}

/**
 * What a whole pack holds: it has the hash in its key, every frame is decoded, every fragment hashed. Needs nothing but
 * the pack.
 *
 * @param look receives each decoded frame; its bytes are not valid afterwards
 * @param contentOf opens what is sealed
 * @throws corrupt-pack, corrupt-segment, corrupt-map, corrupt-frame
 */
export async function readPack(
  key: string,
  body: Buffer,
  look?: (found: FrameFragments, raw: Buffer) => void,
  contentOf?: (key: string, stored: Buffer) => Buffer,
): Promise<readonly FrameFragments[]> {
  checkName(key, body);
  if (contentOf === undefined) return readFrames(key, body, readToc(key, body), look);
  const content = contentOf(key, body);
  return readFrames(key, content, readToc(key, content, true), look);
}

/** The table of contents of a pack that has the hash in its key. @throws corrupt-pack, corrupt-segment, corrupt-map */
export function openPack(key: string, body: Buffer): readonly CutFrame[] {
  checkName(key, body);
  return readToc(key, body);
}

function checkName(key: string, body: Buffer): void {
  if (!isNameOf(key, body)) {
    throw new HoldfastError({ code: 'corrupt-pack', message: `Pack ${key} does not have the hash in its name.` });
  }
}

/** Decodes every frame and hashes every fragment. @throws corrupt-frame */
export async function readFrames(
  key: string,
  body: Buffer,
  toc: readonly CutFrame[],
  look?: (found: FrameFragments, raw: Buffer) => void,
): Promise<readonly FrameFragments[]> {
  const found: FrameFragments[] = [];
  for (const { frame, lengths } of toc) {
    const stored = body.subarray(frame.offset, frame.offset + frame.storedBytes);
    const raw = await decompress(stored, frame.rawBytes, `Pack ${key}`);
    let at = 0;
    const ids = lengths.map((length) => hash('sha256', raw.subarray(at, (at += length)), 'buffer'));
    const fragments = { frame, lengths, ids: Buffer.concat(ids) };
    look?.(fragments, raw);
    release(raw);
    found.push(fragments);
  }
  return found;
}

/** The fragments of a decoded frame, each checked against its id. @throws corrupt-fragment */
export function checkFragments(raw: Buffer, ids: Buffer, lengths: readonly number[], what: string): void {
  let at = 0;
  lengths.forEach((length, i) => {
    const digest = hash('sha256', raw.subarray(at, at + length), 'buffer');
    if (!digest.equals(ids.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))) {
      throw new HoldfastError({
        code: 'corrupt-fragment',
        message: `${what} is damaged: a fragment does not have the hash that names it.`,
      });
    }
    at += length;
  });
}
