import { planTables } from '../../../src/vault/backup/commit.ts';
import type { LoadedSegment } from '../../../src/vault/read/snapshots.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** A segment of this many stored bytes, in a part or in the root. */
function segment(part: string | undefined, storedBytes: number): LoadedSegment {
  const place = { rawBytes: storedBytes, storedBytes, offset: 0, sha256: '' };
  const block = part === undefined ? { rawBytes: storedBytes, stored: Buffer.alloc(0) } : { ...place, key: part };
  const rest = { rows: 1, rawBytes: storedBytes };
  return { ...rest, storedBytes, raw: () => Buffer.alloc(0), ref: { ...rest, block, start: 0 } };
}

function plan(segments: readonly LoadedSegment[], freshBytes: number, lost = ''): [string[], boolean] {
  const { keptParts, intoPart } = planTables(segments, freshBytes, (key) => key !== lost);
  return [[...keptParts].sort(), intoPart];
}

describe('where the tables of a run lie', () => {
  const base = segment('base', 100 * KiB);
  const small = segment('small', 8 * KiB);

  test('what is little stands in the root, what is much goes into a part', () => {
    expect(plan([], 2 * KiB)).toEqual([[], false]);
    expect(plan([], 2 * KiB + 1)).toEqual([[], true]);
    expect(plan([base, segment(undefined, KiB)], KiB)).toEqual([['base'], false]);
    expect(plan([base, segment(undefined, KiB)], KiB + 1)).toEqual([['base'], true]);
  });

  test('the more a part takes to be replaced, the longer the root carries what is new', () => {
    // The square root of 2 x 8 KiB x 256 bytes are 2 KiB, of 2 x 8 KiB x 1 KiB 4 KiB.
    expect(plan([base, small, segment(undefined, 1792)], 256)).toEqual([['base', 'small'], false]);
    expect(plan([base, small, segment(undefined, 1793)], 256)).toEqual([['base'], true]);
    expect(plan([base, small, segment(undefined, 3 * KiB)], KiB)).toEqual([['base', 'small'], false]);
    expect(plan([base, small, segment(undefined, 3 * KiB + 1)], KiB)).toEqual([['base'], true]);
  });

  test('a run that adds nothing moves nothing', () => {
    expect(plan([base, small, segment(undefined, 16 * KiB)], 0)).toEqual([['base', 'small'], false]);
    expect(plan([base, small, segment(undefined, 16 * KiB)], 1)).toEqual([['base'], true]);
  });

  test('large parts stay, however many; of small ones there is one beside the largest', () => {
    const large = ['a', 'b', 'c'].map((key) => segment(key, 30 * MiB));
    expect(plan([...large, small], 0)).toEqual([['a', 'b', 'c', 'small'], false]);
    expect(plan([...large, small], 20 * KiB)).toEqual([['a', 'b', 'c'], true]);
    expect(plan([base, small, segment('other', KiB)], 0)).toEqual([['base'], true]);
  });

  test('a part that is not proved is written anew with all that was in it', () => {
    expect(plan([base, small], 0, 'base')).toEqual([['small'], true]);
    expect(plan([base, segment('small', KiB)], 0, 'small')).toEqual([['base'], false]);
  });
});
