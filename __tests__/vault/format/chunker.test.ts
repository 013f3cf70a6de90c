import fc from 'fast-check';
import {
  chunkerFor,
  cutLength,
  inheritChunker,
  knownChunker,
  type ChunkerParams,
} from '../../../src/vault/format/chunker.ts';
import { pattern } from './vectors.ts';

const KiB = 1024;
const GiB = KiB ** 3;
const SMALL = chunkerFor(0);

function cuts(content: Uint8Array, params: ChunkerParams): number[] {
  const lengths: number[] = [];
  for (let at = 0; at < content.length; at += lengths.at(-1) as number) {
    lengths.push(cutLength(content, at, content.length, params));
  }
  return lengths;
}

describe('chunker', () => {
  test('cuts between the least and the greatest length, and loses nothing', () => {
    fc.assert(
      fc.property(fc.nat(600 * KiB), fc.nat(), (length, seed) => {
        const content = pattern(length, seed);
        const lengths = cuts(content, SMALL);
        expect(lengths.reduce((sum, n) => sum + n, 0)).toBe(length);
        for (const n of lengths.slice(0, -1)) {
          expect(n).toBeGreaterThan(SMALL.minBytes);
          expect(n).toBeLessThanOrEqual(SMALL.maxBytes);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('cuts are the same however the content arrives', () => {
    const content = pattern(700 * KiB, 1);
    const lengths = cuts(content, SMALL);
    let at = 0;
    for (const length of lengths) {
      const end = Math.min(content.length, at + SMALL.maxBytes);
      expect(cutLength(content, at, end, SMALL)).toBe(length);
      at += length;
    }
  });

  test('an insertion moves cuts only near to it', () => {
    const content = pattern(2048 * KiB, 2);
    const changed = Buffer.concat([
      content.subarray(0, 1000 * KiB),
      Buffer.from('inserted'),
      content.subarray(1000 * KiB),
    ]);
    const ends = (lengths: number[]) =>
      lengths.map(
        (
          (sum) => (n: number) =>
            (sum += n)
        )(0),
      );
    const before = new Set(ends(cuts(content, SMALL)));
    const after = ends(cuts(changed, SMALL)).map((end) => (end > 1000 * KiB ? end - 8 : end));
    expect(after.filter((end) => !before.has(end)).length).toBeLessThanOrEqual(3);
  });

  test('lengths gather around the average', () => {
    const lengths = cuts(pattern(16 * 1024 * KiB, 3), SMALL);
    const mean = (16 * 1024 * KiB) / lengths.length;
    expect(mean).toBeGreaterThan(0.8 * SMALL.avgBytes);
    expect(mean).toBeLessThan(1.4 * SMALL.avgBytes);
  });

  test('grows with the source, and never over 4 MiB a fragment', () => {
    expect(SMALL).toEqual({ algorithm: 'gear32', minBytes: 8 * KiB, avgBytes: 32 * KiB, maxBytes: 128 * KiB });
    expect(chunkerFor(32 * GiB).avgBytes).toBe(32 * KiB);
    expect(chunkerFor(33 * GiB).avgBytes).toBe(64 * KiB);
    expect(chunkerFor(1e18)).toMatchObject({ avgBytes: 1024 * KiB, maxBytes: 4096 * KiB });
  });

  test('a parent hands its parameters down until they are 4 times off', () => {
    expect(inheritChunker(undefined, 100 * GiB).avgBytes).toBe(128 * KiB);
    expect(inheritChunker(SMALL, 33 * GiB)).toBe(SMALL);
    expect(inheritChunker(SMALL, 65 * GiB).avgBytes).toBe(128 * KiB);
    expect(inheritChunker(chunkerFor(65 * GiB), 0)).toEqual(SMALL);
  });

  test.each([
    ['an average that is no power of two', { avgBytes: 33 * KiB }],
    ['a minimum of its own', { minBytes: 1 }],
    ['an average above 1 MiB', { avgBytes: 2048 * KiB, minBytes: 512 * KiB, maxBytes: 8192 * KiB }],
    ['an average of nothing', { avgBytes: 0, minBytes: 0, maxBytes: 0 }],
  ])('%s is of no known algorithm', (_, fields) => {
    expect(knownChunker({ ...SMALL, ...fields })).toBeUndefined();
    expect(knownChunker(SMALL)).toEqual(SMALL);
  });
});
