/** Frames are measured before they are decoded, whatever this release of Node does with what follows them. */
import { randomBytes } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { HoldfastError } from '../../../src/base/errors.ts';
import { LIMITS } from '../../../src/base/limits.ts';
import {
  compressSync,
  decompress,
  decompressFirst,
  decompressSync,
  decompressUpTo,
  release,
  skippableFrame,
} from '../../../src/vault/format/zstd.ts';
import { zstdFrame } from '../../../src/vault/format/zstd-frame.ts';

const content = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc
    .tuple(fc.integer({ min: 0, max: 300_000 }), fc.uint8Array({ minLength: 1, maxLength: 40 }))
    .map(([length, unit]) => Uint8Array.from({ length }, (_, i) => unit[i % unit.length] as number)),
);

test('a frame ends where its last block does, and says what it decodes to', () => {
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 9 }), fc.uint8Array({ maxLength: 50 }), (raw, level, behind) => {
      const frame = compressSync(raw, level);
      const found = zstdFrame(Buffer.concat([frame, behind]), 'It');
      expect(found).toMatchObject({ storedBytes: frame.length, contentBytes: raw.length });
    }),
  );
});

test('frames with a checksum, without a size, and of stock zstd are measured too', () => {
  const raw = Buffer.from('holdfast '.repeat(5000));
  const checked = zstdCompressSync(raw, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const sizeless = zstdCompressSync(raw, { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } });
  // As `zstd -c` writes it from a pipe.
  const stock = Buffer.from('28b52ffd04588d000048686f6c6466617374200100bc2feae50873245002', 'hex');
  for (const frame of [checked, sizeless, stock]) {
    expect(zstdFrame(frame, 'It').storedBytes).toBe(frame.length);
    expect(decompressSync(frame, raw.length, 'It')).toEqual(raw);
    expect(decompressUpTo(frame, raw.length, 'It')).toEqual(raw);
  }
});

const frame = compressSync(Buffer.from('a'.repeat(1000)), 3);
const other = compressSync(Buffer.from('b'.repeat(1000)), 3);

test.each([
  ['a second frame', other],
  ['a skippable frame', skippableFrame(Buffer.from('x'))],
  ['a byte', Buffer.of(0)],
])('%s behind a frame is refused, and left alone by whoever reads the first frame', async (_, behind) => {
  const both = Buffer.concat([frame, behind]);
  expect(() => decompressSync(both, 1000, 'It')).toThrow(`It is damaged: ${behind.length} bytes follow the frame.`);
  await expect(decompress(both, 1000, 'It')).rejects.toThrow('follow the frame');
  expect(() => decompressUpTo(both, 2000, 'It')).toThrow('follow the frame');
  expect(decompressFirst(both, 1000, 'It')).toEqual({ raw: Buffer.from('a'.repeat(1000)), storedBytes: frame.length });
});

test('a frame that asks for more memory than is recorded of it is refused before it is decoded', () => {
  expect(() => decompressSync(frame, 999, 'It')).toThrow('it says that it decodes to 1000 bytes, more than 999');
  expect(() => decompressFirst(frame, 999, 'It')).toThrow('more than 999');
  // Magic number, no flag, a window of 2^(10 + 14) bytes, one raw block of one byte, the last.
  const wide = Buffer.from('28b52ffd00700900007a', 'hex');
  expect(zstdFrame(wide, 'It')).toMatchObject({ storedBytes: wide.length, windowBytes: 2 * LIMITS.windowMaxBytes });
  expect(() => decompressSync(wide, 1, 'It')).toThrow('its window has 16777216 bytes');
  const narrow = Buffer.from(wide);
  narrow[5] = 0x68;
  expect(decompressSync(narrow, 1, 'It')).toEqual(Buffer.from('z'));
});

test('what is cut off, changed or no frame at all is a damaged frame and nothing else', () => {
  const raw = Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 251));
  const good = compressSync(raw, 3);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, length) => {
      const bad = Buffer.from(good);
      bad[at] = value;
      for (const bytes of [bad, good.subarray(0, length), bad.subarray(0, length)]) {
        try {
          expect(decompressSync(bytes, raw.length, 'It').length).toBe(raw.length);
        } catch (error) {
          expect(error).toBeInstanceOf(HoldfastError);
          expect((error as HoldfastError).code).toBe('corrupt-frame');
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('memory is given back where a buffer has it for itself, and a pool is left alone', () => {
  const pooled = [Buffer.from('one'), Buffer.allocUnsafe((Buffer.poolSize >>> 1) - 1)];
  for (const buffer of pooled) {
    release(buffer);
    expect(buffer.buffer.byteLength).toBeGreaterThan(0);
  }
  const own = Buffer.allocUnsafeSlow(100_000);
  release(own);
  expect(own.buffer.byteLength).toBe(0);
  release(own);
});

test('memory of a frame is given back however small the frame came out, and that of the pool is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300_000 }), fc.boolean(), (rawBytes, isNoise) => {
      const raw = isNoise ? randomBytes(rawBytes) : Buffer.alloc(rawBytes);
      const stored = compressSync(raw, 3);
      const { buffer } = stored;
      const copy = Buffer.from(stored);
      release(stored);
      if (rawBytes > 100_000) expect(buffer.byteLength).toBe(0);
      else if (buffer.byteLength > 0) expect(stored.equals(copy)).toBe(true);
    }),
  );
});
