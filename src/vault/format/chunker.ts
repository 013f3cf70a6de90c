/** Content-defined chunking: cuts content at places that depend on the content alone. */
import { createHash } from 'node:crypto';
import { GiB, KiB, LIMITS } from '../../base/limits.ts';

/**
 * Content-defined cuts: a gear hash with FastCDC's normalised masks (Xia et al., USENIX ATC 2016), 32 bits wide so that
 * it stays in V8's small integers. Part of the format: docs/format.md has vectors.
 */
export interface ChunkerParams {
  readonly algorithm: 'gear32';
  readonly minBytes: number;
  /** A power of two. */
  readonly avgBytes: number;
  readonly maxBytes: number;
}

/** 32 KiB up to 32 GiB of source (a million fragments), doubling after that; 1 MiB at most, so max stays 4 MiB. */
export function chunkerFor(sourceBytes: number): ChunkerParams {
  let avgBytes = 32 * KiB;
  while (sourceBytes / avgBytes > (32 * GiB) / (32 * KiB) && avgBytes * 4 < LIMITS.fragmentMaxBytes) avgBytes *= 2;
  return paramsOf(avgBytes);
}

function paramsOf(avgBytes: number): ChunkerParams {
  return { algorithm: 'gear32', minBytes: avgBytes / 4, avgBytes, maxBytes: avgBytes * 4 };
}

/** Other parameters would store everything again. The parent's are kept until they are off by a factor of 4 or more. */
export function inheritChunker(parent: ChunkerParams | undefined, sourceBytes: number): ChunkerParams {
  const own = chunkerFor(sourceBytes);
  if (parent === undefined) return own;
  const ratio = own.avgBytes / parent.avgBytes;
  return ratio >= 4 || ratio <= 1 / 4 ? own : parent;
}

/** Parameters as a root records them; undefined if they are not of this algorithm, whatever they are. */
export function knownChunker(recorded: unknown): ChunkerParams | undefined {
  const { algorithm, minBytes, avgBytes, maxBytes } = (recorded ?? {}) as Partial<Record<string, unknown>>;
  if (algorithm !== 'gear32' || typeof avgBytes !== 'number') return undefined;
  const exponent = Math.log2(avgBytes);
  if (!Number.isInteger(exponent) || exponent < 12 || exponent > 20) return undefined;
  const params = paramsOf(avgBytes);
  return params.minBytes === minBytes && params.maxBytes === maxBytes ? params : undefined;
}

/** gear[b] = first four bytes, little endian, of SHA-256 of the text "holdfast gear <b>". */
function gearTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) =>
    createHash('sha256')
      .update(`holdfast gear ${String(byte)}`)
      .digest()
      .readInt32LE(0),
  );
}

let gear: Int32Array | undefined;

/**
 * Length of the next fragment of buffer[start, end). Of content that goes on after `end`, at least `maxBytes` must be
 * there, else the answer would depend on how it was read.
 *
 * A hot loop: one table look-up, shift and add a byte; the hash starts anew at each fragment, and the first `minBytes`
 * are stepped over. The top bits are compared, since only they depend on all of the last 32 bytes.
 */
export function cutLength(buffer: Uint8Array, start: number, end: number, params: ChunkerParams): number {
  const available = end - start;
  if (available <= params.minBytes) return available;
  const table = (gear ??= gearTable());
  const bits = Math.log2(params.avgBytes);
  // Two bits stricter before the average, two looser after it: lengths gather around the average.
  const strict = -1 << (32 - (bits + 2));
  const loose = -1 << (32 - (bits - 2));
  const limit = start + Math.min(available, params.maxBytes);
  const middle = Math.min(limit, start + params.avgBytes);
  let hash = 0;
  let at = start + params.minBytes;
  for (; at < middle; at++) {
    hash = ((hash << 1) + (table[buffer[at] as number] as number)) | 0;
    if ((hash & strict) === 0) return at + 1 - start;
  }
  for (; at < limit; at++) {
    hash = ((hash << 1) + (table[buffer[at] as number] as number)) | 0;
    if ((hash & loose) === 0) return at + 1 - start;
  }
  return limit - start;
}
