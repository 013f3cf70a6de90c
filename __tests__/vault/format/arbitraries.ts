import fc from 'fast-check';
import type { TreeEntry } from '../../../src/vault/format/tree.ts';
import { sha256 } from '../../support/bytes.ts';

/** What the property tests of the format draw from. */

/** What `toThrow` matches a HoldfastError of this code with. */
export function thrown(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

export const utc = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));

const segment = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/).filter((text) => text !== '.' && text !== '..');

export const series = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));

export const bytes = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

/** Names that collide in prefixes, with bytes that are not UTF-8, newlines and dashes. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'a-b', '-rf', 'ä', 'line\nbreak', ' ').map((text) => Buffer.from(text)),
  bytes(8, 1).filter((name) => !name.includes(0) && !name.includes(0x2f)),
);

export const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map((names) => Buffer.concat(names.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from('/'), part]))));

const times = fc.record({
  mtimeSeconds: fc.integer({ min: -1e11, max: 1e11 }),
  mtimeNanos: fc.nat(999_999_999),
});

const EMPTY = Buffer.alloc(0);

/** Any row that a writer may make: a file of 0, 1 or more fragments, a directory, a symlink. */
export const treeEntry: fc.Arbitrary<TreeEntry> = fc
  .tuple(
    path,
    fc.constantFrom('file' as const, 'directory' as const, 'symlink' as const),
    times,
    fc.record({
      mode: fc.nat(0o7777),
      linkGroup: fc.nat(3),
      target: bytes(20, 1),
      fragments: fc.nat(3),
      seed: fc.nat(),
    }),
  )
  .map(([where, type, time, { mode, linkGroup, target, fragments, seed }]) => {
    const isFile = type === 'file';
    const ids = Array.from({ length: isFile ? fragments : 0 }, (_, i) => sha256(`${String(seed)}/${String(i)}`));
    const [only = EMPTY] = ids;
    return {
      path: where,
      type,
      ...time,
      mode,
      linkGroup: isFile ? linkGroup : 0,
      target: type === 'symlink' ? target : EMPTY,
      sizeBytes: ids.length * 1000,
      sha256: isFile ? (ids.length === 1 ? only : sha256(String(seed))) : EMPTY,
      fragments: Buffer.concat(ids),
    };
  });
