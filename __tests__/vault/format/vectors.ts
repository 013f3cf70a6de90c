import { createHash } from 'node:crypto';

/**
 * Bytes that every language can make: SHA-256 of the texts `<seed>/0`, `<seed>/1`, ... end to end, cut to `length`.
 * docs/format.md, "Test vectors", names them `pattern(length, seed)`.
 */
export function pattern(length: number, seed: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256')
      .update(`${String(seed)}/${String(i)}`)
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}
