/** The map of a snapshot: in which pack and frame each fragment lies. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { HASH_BYTES, type Segment, SegmentBuilder, type Schema } from './columns.ts';
import {
  decodeSegment,
  encodeSegment,
  mergeFrom,
  rewrittenFrom,
  levelBytes,
  type MergePolicy,
  type StoredSegment,
} from './table.ts';

/** A row a fragment, in the order of their places: frame after frame, fragments of a frame end to end. */
const PLACE_COLUMNS = { frame: 'uint', stored: 'uint', raw: 'uint', length: 'uint' } as const;

/**
 * The table of contents of a pack. `frame` is the frame's first byte in the pack, `stored` and `raw` its lengths. It
 * says where fragments are cut and not their ids: these are the hashes of what is there, and half of its bytes would be
 * theirs.
 */
export const TOC: Schema = { table: 'toc', columns: PLACE_COLUMNS };

/** The map: the same rows for many packs; `object` counts in the head's list of pack keys. */
export const MAP: Schema = { table: 'map', columns: { object: 'uint', ...PLACE_COLUMNS, id: 'hash' } };

/** Rows of a map segment at most: bounds the memory that a merge or a decode takes. */
const SEGMENT_MAX_ROWS = 256 * 1024;

export interface Frame {
  /** Key of the pack. */
  readonly pack: string;
  readonly offset: number;
  readonly storedBytes: number;
  readonly rawBytes: number;
}

/** Where a fragment lies: `offset` in the decoded frame. */
export interface FragmentPlace {
  readonly frame: Frame;
  readonly offset: number;
  readonly lengthBytes: number;
}

/** A frame and the lengths in bytes of its fragments, in order. */
export interface CutFrame {
  readonly frame: Frame;
  readonly lengths: readonly number[];
}

export interface FrameFragments extends CutFrame {
  /** Ids end to end, in frame order. */
  readonly ids: Buffer;
}

/** Reads the frames of a segment of either table, each with its first row, checking that its fragments fill it. */
export function* framesOf(
  segment: Segment,
  packOf: (row: number) => string,
  what: string,
): Generator<CutFrame & { readonly firstRow: number }> {
  const bad = (detail: string) => new HoldfastError({ code: 'corrupt-map', message: `${what} is damaged: ${detail}.` });
  for (let row = 0; row < segment.rows;) {
    const firstRow = row;
    const frame = {
      pack: packOf(row),
      offset: segment.number('frame', row),
      storedBytes: segment.number('stored', row),
      rawBytes: segment.number('raw', row),
    };
    if (frame.rawBytes > LIMITS.frameMaxBytes || frame.offset + frame.storedBytes > LIMITS.packMaxBytes) {
      throw bad('a frame is larger than any may be');
    }
    const lengths: number[] = [];
    let filled = 0;
    while (filled < frame.rawBytes) {
      const lengthBytes = row < segment.rows ? segment.number('length', row) : 0;
      if (lengthBytes === 0 || filled + lengthBytes > frame.rawBytes)
        throw bad('its fragments do not fill their frame');
      lengths.push(lengthBytes);
      filled += lengthBytes;
      row++;
    }
    if (lengths.length === 0) throw bad('a frame is empty');
    yield { frame, lengths, firstRow };
  }
}

export function* mapFrames(stored: StoredSegment): Generator<FrameFragments> {
  const segment = decodeSegment(MAP, stored);
  const what = 'A segment of the map';
  const packOf = (row: number): string => {
    const key = segment.objects[segment.number('object', row)];
    if (key === undefined)
      throw new HoldfastError({
        code: 'corrupt-map',
        message: `${what} is damaged: it names a pack that it does not list.`,
      });
    return key;
  };
  for (const { frame, lengths, firstRow } of framesOf(segment, packOf, what)) {
    yield { frame, lengths, ids: segment.bytes('id', firstRow, firstRow + lengths.length) };
  }
}

/** The columns of a fragment's place. */
export function placeRow({ offset, storedBytes, rawBytes }: Omit<Frame, 'pack'>, length: number) {
  return { frame: offset, stored: storedBytes, raw: rawBytes, length };
}

/** Writes frames into as many segments as they need. */
export class MapWriter {
  private readonly done: StoredSegment[] = [];
  private builder = new SegmentBuilder(MAP);
  private objects = new Map<string, number>();

  push({ frame, ids, lengths }: FrameFragments): void {
    if (this.builder.rows + lengths.length > SEGMENT_MAX_ROWS) this.end();
    const object = this.objects.get(frame.pack) ?? this.objects.size;
    this.objects.set(frame.pack, object);
    lengths.forEach((length, i) => {
      const id = ids.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
      this.builder.push({ object, ...placeRow(frame, length), id });
    });
  }

  private end(): void {
    if (this.builder.rows === 0) return;
    this.done.push(encodeSegment(this.builder, [...this.objects.keys()]));
    this.builder = new SegmentBuilder(MAP);
    this.objects = new Map();
  }

  finish(): readonly StoredSegment[] {
    this.end();
    return this.done;
  }
}

export function mapSegments(frames: Iterable<FrameFragments>): readonly StoredSegment[] {
  const writer = new MapWriter();
  for (const frame of frames) writer.push(frame);
  return writer.finish();
}

/**
 * The map after a run: the parent's segments and those of the new frames, small ones merged into it as the levels of a
 * table are. Rows of packs that are no longer used are dropped at a merge; until then they are ignored, since only
 * packs in the root's `objects` count.
 */
export function addToMap<T extends StoredSegment>(
  segments: readonly T[],
  fresh: readonly StoredSegment[],
  isUsed: (pack: string) => boolean,
  policy: MergePolicy,
): readonly (T | StoredSegment)[] {
  if (fresh.length === 0) return segments;
  const alive = segments.filter((segment) => decodeSegment(MAP, segment).objects.some(isUsed));
  const full = alive.filter((segment) => segment.rows >= SEGMENT_MAX_ROWS / 2);
  const small = alive.filter((segment) => segment.rows < SEGMENT_MAX_ROWS / 2);
  const levels = [...small.map((segment) => [segment]), fresh];
  const start = mergeFrom(levels.map(levelBytes), rewrittenFrom(levels, policy), policy.reachesOlder);
  if (start === small.length) return [...full, ...small, ...fresh];
  const merged = [...small.slice(start), ...fresh].flatMap((segment) => [...mapFrames(segment)]);
  return [...full, ...small.slice(0, start), ...mapSegments(merged.filter(({ frame }) => isUsed(frame.pack)))];
}

/** `frameOf` of a fragment that this run stores: its frame is not made yet. */
const CLAIMED = 0xffffffff;

/** Rows of a slab, a power of two. */
const SLAB_ROWS = 32 * 1024;
const SLAB_SHIFT = Math.log2(SLAB_ROWS);
const SLAB_MASK = SLAB_ROWS - 1;

/** Some rows of the index, in columns. */
class Slab {
  readonly ids = Buffer.allocUnsafeSlow(SLAB_ROWS * HASH_BYTES);
  readonly frameOf = new Uint32Array(SLAB_ROWS);
  readonly offsets = new Uint32Array(SLAB_ROWS);
  readonly lengths = new Uint32Array(SLAB_ROWS);
}

/**
 * All fragments that a run knows of, in columns, with a hash index: some 55 bytes a fragment. It grows slab by slab, so
 * that no column is ever there twice. The first place of an id wins.
 */
export class FragmentIndex {
  private readonly frames: Frame[] = [];
  private readonly slabs: Slab[] = [];
  /** Rows by the first bytes of their ids, at most half full; -1 is free. */
  private slots = new Int32Array(4096).fill(-1);
  private readonly packRawBytes = new Map<string, number>();
  size = 0;

  /** The row of an id, or -1. Ids are SHA-256, so their first bytes are hash enough. */
  find(ids: Uint8Array, at = 0): number {
    for (let slot = this.slotOf(ids, at); ; slot = (slot + 1) & (this.slots.length - 1)) {
      const row = this.slots[slot] as number;
      if (row < 0 || this.sameId(row, ids, at)) return row;
    }
  }

  add(found: FrameFragments): void {
    const { pack, rawBytes } = found.frame;
    const frame = this.frames.push(found.frame) - 1;
    this.packRawBytes.set(pack, (this.packRawBytes.get(pack) ?? 0) + rawBytes);
    let offset = 0;
    found.lengths.forEach((length, i) => {
      const at = i * HASH_BYTES;
      if (this.find(found.ids, at) < 0) this.insert(found.ids, at, frame, offset, length);
      offset += length;
    });
  }

  /** The ids of all rows, end to end. @param target of 32 bytes a row */
  copyIds(target: Uint8Array): void {
    this.slabs.forEach((slab, i) => {
      const at = i * SLAB_ROWS * HASH_BYTES;
      target.set(slab.ids.subarray(0, target.length - at), at);
    });
  }

  /** Makes an id known whose fragment this run stores; also in place of one that is known already. */
  claim(ids: Buffer, at: number, length: number): void {
    const row = this.find(ids, at);
    if (row < 0) this.insert(ids, at, CLAIMED, 0, length);
    else this.slab(row).frameOf[row & SLAB_MASK] = CLAIMED;
  }

  /** Whether this run stores the fragment itself, so that it has no place yet. */
  isClaimed(row: number): boolean {
    return this.slab(row).frameOf[row & SLAB_MASK] === CLAIMED;
  }

  /** The pack of a fragment that has a place. */
  pack(row: number): string {
    return this.frame(row).pack;
  }

  lengthOf(row: number): number {
    return this.slab(row).lengths[row & SLAB_MASK] as number;
  }

  /** Raw bytes of all frames of a pack that were added. */
  rawBytesOf(pack: string): number {
    return this.packRawBytes.get(pack) ?? 0;
  }

  place(row: number): FragmentPlace {
    return {
      frame: this.frame(row),
      offset: this.slab(row).offsets[row & SLAB_MASK] as number,
      lengthBytes: this.lengthOf(row),
    };
  }

  private frame(row: number): Frame {
    return this.frames[this.slab(row).frameOf[row & SLAB_MASK] as number] as Frame;
  }

  private slab(row: number): Slab {
    return this.slabs[row >>> SLAB_SHIFT] as Slab;
  }

  private insert(ids: Buffer, at: number, frame: number, offset: number, length: number): void {
    if (this.size * 2 === this.slots.length) this.growSlots();
    const row = this.size++;
    const inSlab = row & SLAB_MASK;
    if (inSlab === 0) this.slabs.push(new Slab());
    const slab = this.slab(row);
    for (let i = 0; i < HASH_BYTES; i++) slab.ids[inSlab * HASH_BYTES + i] = ids[at + i] as number;
    slab.frameOf[inSlab] = frame;
    slab.offsets[inSlab] = offset;
    slab.lengths[inSlab] = length;
    this.insertSlot(row);
  }

  private slotOf(ids: Uint8Array, at: number): number {
    const word =
      (ids[at] as number) |
      ((ids[at + 1] as number) << 8) |
      ((ids[at + 2] as number) << 16) |
      ((ids[at + 3] as number) << 24);
    return word & (this.slots.length - 1);
  }

  /** Byte by byte: for so few of them a call of `compare` costs more. */
  private sameId(row: number, ids: Uint8Array, at: number): boolean {
    const { ids: known } = this.slab(row);
    const start = (row & SLAB_MASK) * HASH_BYTES;
    let i = 0;
    while (i < HASH_BYTES && known[start + i] === ids[at + i]) i++;
    return i === HASH_BYTES;
  }

  private insertSlot(row: number): void {
    let slot = this.slotOf(this.slab(row).ids, (row & SLAB_MASK) * HASH_BYTES);
    while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & (this.slots.length - 1);
    this.slots[slot] = row;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let row = 0; row < this.size; row++) this.insertSlot(row);
  }
}
