/** What repair makes of S3 versions, as data. */
import fc from 'fast-check';
import { formatUtc, markKey, rootKey, stateKey } from '../../../src/vault/format/keys.ts';
import {
  coveredNotes,
  damageOf,
  isUndoubted,
  marksIn,
  originalOf,
  rootsToExamine,
} from '../../../src/vault/repair/plan.ts';
import type { RootObject } from '../../../src/vault/format/root.ts';
import type { S3Version } from '../../../src/store/store.ts';

const NOW = new Date('2026-11-23T01:02:03Z');
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3600 * 1000);

function version(fields: Partial<S3Version> = {}): S3Version {
  return {
    key: 'k',
    versionId: 'v',
    isLatest: true,
    isDeleteMarker: false,
    sizeBytes: 10,
    lastModified: NOW,
    ...fields,
  };
}
const marker = version({ isDeleteMarker: true, sizeBytes: 0 });

describe('damageOf', () => {
  test.each<[string, S3Version[]]>([
    ['missing', []],
    ['deleted', [marker, version()]],
    ['overwritten', [version(), version()]],
    ['overwritten', [version({ sizeBytes: 11 })]],
    ['truncated', [version({ sizeBytes: 9 }), version()]],
  ])('%s', (damage, versions) => {
    expect(damageOf(versions, 10)).toBe(damage);
  });
});

describe('isUndoubted', () => {
  const object: RootObject = { key: 'k', sizeBytes: 10, liveBytes: 10, etag: '0123456789abcdef' };
  const etag = '"0123456789abcdef0123456789abcdef"';
  test.each<[string, boolean, S3Version[]]>([
    ['one S3 version, of that size and ETag', true, [version({ etag })]],
    ['an ETag that is not listed', true, [version()]],
    ['another ETag', false, [version({ etag: '"ff"' })]],
    ['another size', false, [version({ etag, sizeBytes: 9 })]],
    ['two S3 versions', false, [version({ etag }), version({ etag })]],
    ['a delete marker', false, [marker]],
    ['nothing', false, []],
  ])('%s: %p', (_, expected, versions) => {
    expect(isUndoubted(versions, object)).toBe(expected);
  });
});

describe('originalOf', () => {
  test('is the oldest S3 version, if it was written at the time that the key says', () => {
    const wrong = version({ versionId: 'wrong', lastModified: later(100) });
    const first = version({ versionId: 'first', lastModified: later(0.01), isLatest: false });
    expect(originalOf([wrong, first], NOW)).toBe(first);
    // The first has expired: nobody knows what was there.
    expect(originalOf([version(), wrong], later(-200))).toBeUndefined();
    expect(originalOf([marker], NOW)).toBeUndefined();
  });

  test('whatever is written later never passes for it', () => {
    const hours = fc.array(fc.double({ min: 1.01, max: 10_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(hours, (times) => {
        const sorted = times.toSorted((a, b) => b - a);
        const versions = sorted.map((hour, i) => version({ versionId: String(i), lastModified: later(hour) }));
        expect(originalOf(versions, NOW)).toBeUndefined();
      }),
    );
  });
});

test('marks and state with one S3 version are as they were written; those of other keys are not looked at', () => {
  const id = `${formatUtc(NOW)}-${'a'.repeat(32)}`;
  const mark = markKey('s', id, 'hold', NOW);
  const state = stateKey('prune', NOW);
  const two = [version({ lastModified: later(5) }), version()];
  const inventory = new Map([
    [mark, two],
    [state, [marker, version()]],
    [markKey('s', id, 'label', NOW), [version()]],
    ['v1/probe', two],
    [rootKey('s', id), two],
  ]);
  expect(coveredNotes(inventory).map(({ kind, key }) => [kind, key])).toEqual([
    ['mark', mark],
    ['state', state],
  ]);
  expect(marksIn(inventory).map(({ kind }) => kind)).toEqual(['hold', 'label']);
});

describe('rootsToExamine', () => {
  const key = rootKey('s', `${formatUtc(NOW)}-${'a'.repeat(32)}`);
  test.each<[string, boolean, S3Version[], Date | undefined]>([
    ['is there', true, [version()], undefined],
    ['is there, and was taken out before it was brought back', true, [version({ lastModified: later(9) })], later(8)],
    ['under a marker, without a record', true, [marker, version()], undefined],
    ['under a marker, with a record', false, [marker, version()], later(1)],
    [
      'under a marker that came after it was brought back',
      true,
      [marker, version({ lastModified: later(9) })],
      later(8),
    ],
    ['only a marker is left, with a record', false, [marker], later(1)],
    ['only a marker is left, without', true, [marker], undefined],
  ])('%s: %p', (_, expected, versions, removedAt) => {
    const removals = new Map(removedAt === undefined ? [] : [[key, removedAt]]);
    expect(rootsToExamine(new Map([[key, versions]]), removals).length > 0).toBe(expected);
  });
});
