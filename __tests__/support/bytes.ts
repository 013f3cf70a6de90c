/** Bytes that tests store, and their hashes. */
import { hash } from 'node:crypto';

export function sha256(bytes: Uint8Array | string): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** Bytes that no compressor makes smaller and no run repeats, by seed. */
export function noise(bytes: number, seed: number): Buffer {
  const made = Buffer.alloc(bytes);
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let at = 0; at < bytes; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    made[at] = state >>> 24;
  }
  return made;
}
