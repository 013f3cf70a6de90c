import { isInline, type SegmentRef } from '../../src/vault/format/sections.ts';
import type { StoredSegment } from '../../src/vault/format/table.ts';
import { compressSync, decompressSync } from '../../src/vault/format/zstd.ts';

/** A segment in a block of its own inside the root. */
export function inlineRef({ rows, rawBytes, raw }: StoredSegment): SegmentRef {
  return { rows, rawBytes, start: 0, block: { rawBytes, stored: compressSync(raw(), 3) } };
}

/** A segment that a root holds itself. */
export function inlineSegment({ rows, rawBytes, start, block }: SegmentRef): StoredSegment {
  if (!isInline(block)) throw new Error('the segment lies in a part');
  const raw = () => decompressSync(block.stored, block.rawBytes, 'A block').subarray(start, start + rawBytes);
  return { rows, rawBytes, storedBytes: block.stored.length, raw };
}
