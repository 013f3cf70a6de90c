/** Frames that are read one by one, up to a bound, the last ones kept. */
import { MiB } from '../../base/limits.ts';
import type { Frame, FrameFragments } from '../format/map.ts';
import { checkFragments } from '../format/pack.ts';
import { decompress } from '../format/zstd.ts';
import type { BlobReader } from '../read/blobs.ts';
import { isUnreadable } from '../read/damage.ts';

/** Decoded bytes that are kept. */
const FRAMES_KEPT_BYTES = 64 * MiB;

export class FrameCache {
  private readonly blobs: BlobReader;
  private readonly claimed: ReadonlyMap<Frame, FrameFragments>;
  private readonly signal: AbortSignal;
  private readonly last = new Map<Frame, Buffer | undefined>();
  private keptBytes = 0;
  /** Bytes that may still be decoded. */
  private leftBytes: number;
  /** Whether a frame was not read since more would be decoded than may be. */
  isSpent = false;

  constructor(blobs: BlobReader, claimed: ReadonlyMap<Frame, FrameFragments>, maxBytes: number, signal: AbortSignal) {
    this.blobs = blobs;
    this.claimed = claimed;
    this.leftBytes = maxBytes;
    this.signal = signal;
  }

  /** The content of a frame that was read lately. */
  kept(frame: Frame): Buffer | undefined {
    const raw = this.last.get(frame);
    if (raw === undefined) return undefined;
    this.last.delete(frame);
    this.last.set(frame, raw);
    return raw;
  }

  /** undefined where its bytes are not there, or too many were decoded already. */
  async read(
    frame: Frame,
  ): Promise<{ readonly ids: Buffer; readonly lengths: readonly number[]; readonly raw: Buffer } | undefined> {
    if (this.last.has(frame)) return undefined;
    if (frame.rawBytes > this.leftBytes) {
      this.isSpent = true;
      return undefined;
    }
    this.leftBytes -= frame.rawBytes;
    const { ids, lengths } = this.claimed.get(frame) as FrameFragments;
    const raw = await this.fetch(frame, ids, lengths);
    this.last.set(frame, raw);
    return raw && { ids, lengths, raw };
  }

  private async fetch(frame: Frame, ids: Buffer, lengths: readonly number[]): Promise<Buffer | undefined> {
    const { pack, offset, storedBytes, rawBytes } = frame;
    for (const [oldest, raw] of this.last) {
      if (this.keptBytes + rawBytes <= FRAMES_KEPT_BYTES) break;
      this.last.delete(oldest);
      this.keptBytes -= raw?.length ?? 0;
    }
    const check = async (stored: Buffer): Promise<Buffer> => {
      const raw = await decompress(stored, rawBytes, pack);
      checkFragments(raw, ids, lengths, pack);
      return raw;
    };
    try {
      const raw = await this.blobs.readPack(pack, offset, storedBytes, check, this.signal);
      this.keptBytes += raw.length;
      return raw;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return undefined;
    }
  }
}
