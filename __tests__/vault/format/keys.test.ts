import { hash } from 'node:crypto';
import fc from 'fast-check';
import {
  blobKey,
  formatUtc,
  isNameOf,
  isSeries,
  isSnapshotId,
  parseBlobKey,
  parseRootKey,
  parseUtc,
  rootKey,
  rootsPrefix,
  snapshotId,
} from '../../../src/vault/format/keys.ts';
import { series, utc } from './arbitraries.ts';

const ID = '20261123T010203Z-000102030405060708090a0b0c0d0e0f';

describe('keys', () => {
  test('a root key gives its series and id back, and nothing else is a root key', () => {
    fc.assert(
      fc.property(series, utc, fc.uint8Array(), (name, time, bytes) => {
        const id = snapshotId(time, bytes);
        expect(parseRootKey(rootKey(name, id))).toEqual({ series: name, id });
        expect(parseRootKey(`${rootKey(name, id)}/`)).toBeUndefined();
        expect(parseRootKey(`x/${rootKey(name, id)}`)).toBeUndefined();
      }),
    );
  });

  test('a blob key gives its fields back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('packs' as const, 'parts' as const),
        series,
        utc,
        fc.uint8Array(),
        (kind, name, time, bytes) => {
          const key = blobKey(kind, name, time, hash('sha256', bytes, 'buffer'));
          expect(parseBlobKey(key)).toEqual({ kind, series: name, name: snapshotId(time, bytes) });
          expect(isNameOf(key, bytes)).toBe(true);
          expect(isNameOf(key, Buffer.concat([bytes, Buffer.from('x')]))).toBe(false);
        },
      ),
    );
  });

  test('ids sort by time as text', () => {
    fc.assert(
      fc.property(utc, utc, (a, b) => {
        fc.pre(a.getTime() < b.getTime());
        expect(snapshotId(a, Buffer.from('a')) < snapshotId(b, Buffer.from('b'))).toBe(true);
        expect(parseUtc(formatUtc(a))).toEqual(a);
      }),
    );
  });

  test('no series hides in another one', () => {
    fc.assert(
      fc.property(series, series, (a, b) => {
        fc.pre(a !== b);
        expect(rootKey(b, ID).startsWith(rootsPrefix(a))).toBe(false);
      }),
    );
  });

  test.each(['', '.', '..', 'a/..', '../a', 'a//b', '/a', 'a/', 'a/@/b', '@', 'a b', 'ä', 'a\n', 'a'.repeat(201)])(
    'refuses series %j',
    (text) => {
      expect(isSeries(text)).toBe(false);
    },
  );

  test.each(['a', 'a.b', '...', '.a', 'a/b/c', 'Acme_1/shop-2', 'a'.repeat(200)])('takes series %j', (text) => {
    expect(isSeries(text)).toBe(true);
  });

  test.each([
    `v1/roots/a/@/../@/${ID}`,
    `v1/roots/a/@/${ID.replace('20261123', '20260231')}`,
    `v1/roots/a/@/${ID.toUpperCase()}`,
    `v1/roots/a/@/${ID}\n`,
    `v1/roots//@/${ID}`,
    `v1/packs/a/@/${ID}/0`,
  ])('%j is not the key of a root', (key) => {
    expect(parseRootKey(key)).toBeUndefined();
  });

  test.each(['00', '01', '-1', '1e3', '', '1234567890'])('%j is not the number of a pack', (number) => {
    expect(parseBlobKey(`v1/packs/a/@/20261123T010203Z-000102030405060708090a0b/${number}`)).toBeUndefined();
  });

  test.each(['20261123T246000Z', '2026-11-23T01:02:03Z', '20261123T010203', ''])('%j is not a time', (text) => {
    expect(() => parseUtc(text)).toThrow('Not a time');
    expect(isSnapshotId(`${text}-000102030405060708090a0b0c0d0e0f`)).toBe(false);
  });
});
