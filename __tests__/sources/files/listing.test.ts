import fc from 'fast-check';
import { Listing } from '../../../src/sources/files/listing.ts';
import type { ListingRow } from '../../../src/sources/files/listing.ts';

const row: fc.Arbitrary<ListingRow> = fc.record({
  path: fc
    .array(fc.constantFrom('a', 'ab', '\u00ff', '-', 'x'.repeat(255)), { minLength: 1, maxLength: 6 })
    .map((s) => s.join('/')),
  type: fc.constantFrom('file', 'directory', 'symlink'),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  sizeBytes: fc.maxSafeNat(),
  mtimeSeconds: fc.maxSafeInteger(),
  mtimeNanos: fc.integer({ min: 0, max: 999_999_999 }),
});

const plain = { type: 'file', mode: 0o644, sizeBytes: 1, mtimeSeconds: 2, mtimeNanos: 3 } as const;

describe('a listing', () => {
  test('gives back the rows it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.boolean(), fc.nat())), (rows) => {
        const listing = new Listing();
        for (const [one, kept, group] of rows) listing.setLinkGroup(listing.add(one, kept), group % 1000);
        const expected = rows.filter(([, kept]) => kept).map(([one, , group]) => ({ ...one, linkGroup: group % 1000 }));
        expect([...listing].map(({ target, ...one }) => (target.length === 0 ? one : undefined))).toEqual(expected);
        expect(listing.keptRows).toBe(expected.length);
      }),
    );
  });

  test('counts rows that are kept or dropped later, across blocks', () => {
    const listing = new Listing();
    const folder = listing.add({ ...plain, path: 'd', type: 'directory', sizeBytes: 0 }, false);
    for (let i = 0; i < 40_000; i++) listing.add({ ...plain, path: `d/${String(i).padStart(5, '0')}` }, true);
    const gone = listing.add({ ...plain, path: 'e', type: 'directory', sizeBytes: 0 }, true);
    listing.keep(folder);
    listing.drop(gone);
    listing.drop(gone);
    expect([listing.keptRows, listing.keptFiles, listing.totalBytes]).toEqual([40_001, 40_000, 40_000]);
    const paths = [...listing].map((one) => one.path);
    expect([paths.length, paths[0], paths[20_000], paths.at(-1)]).toEqual([40_001, 'd', 'd/19999', 'd/39999']);
  });
});
