/** Sealed blobs against the vectors of the age specification, the age program, and damage of every kind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import fc from 'fast-check';
import type { HoldfastError } from '../../../src/base/errors.ts';
import {
  BLOB_HEAD_BYTES,
  openBlob,
  openHeader,
  plainBytes,
  sealBlob,
  sealedBytes,
  storedRange,
} from '../../../src/vault/seal/age-blob.ts';
import { formatIdentity, parseVaultKey, vaultKey, vaultKeysOf } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { noise } from '../../support/bytes.ts';
import { thrown } from '../format/arbitraries.ts';

const CHUNK = 65_536;
const identity = new Identity(noise(32, 1));
const other = new Identity(noise(32, 2));

describe('vectors of the age specification', () => {
  interface Vector {
    readonly expect: string;
    readonly identity: string;
    readonly payload: string;
    readonly file: Buffer;
  }

  function parseVector(bytes: Uint8Array): Vector & { readonly isOurs: boolean } {
    const text = Buffer.from(bytes);
    const end = text.indexOf('\n\n');
    const lines = text.subarray(0, end).toString().split('\n');
    const fields = new Map(lines.map((line) => line.split(': ') as [string, string]));
    const body = text.subarray(end + 2);
    const identity = fields.get('identity') ?? '';
    return {
      expect: fields.get('expect') ?? '',
      identity,
      payload: fields.get('payload') ?? '',
      file: fields.get('compressed') === 'zlib' ? inflateSync(body) : body,
      isOurs: identity.startsWith('AGE-SECRET-KEY-1') && !fields.has('passphrase') && !fields.has('armored'),
    };
  }

  const ours = Object.entries(vectors as unknown as Record<string, Uint8Array>)
    .filter(([, value]) => value instanceof Uint8Array)
    .map(([name, value]) => ({ name, ...parseVector(value) }))
    .filter(({ isOurs }) => isOurs);
  function open({ identity, file }: Vector): Buffer {
    const keys = parseVaultKey(identity, () => undefined);
    if (keys.kind !== 'identities') throw new Error('The vector has no identity.');
    return openBlob(file, vaultKeysOf(keys).sealing.identity, 'The vector');
  }

  test('there are as many as this package had when this was written, or more', () => {
    expect(ours.length).toBeGreaterThanOrEqual(60);
  });

  // A header that holds more than one stanza of X25519 is good for age, and is none of ours.
  const withOtherHeaders: string[] = [];
  test.each(ours.filter(({ expect }) => expect === 'success'))(
    '$name is opened, or its header is another',
    (vector) => {
      if (vector.file.indexOf('\n---') !== 119) {
        withOtherHeaders.push(vector.name);
        expect(() => open(vector)).toThrow(thrown('corrupt-seal'));
      } else {
        expect(hash('sha256', open(vector))).toBe(vector.payload);
      }
    },
  );

  test('which headers are others', () => {
    expect(withOtherHeaders.sort()).toMatchInlineSnapshot(`
     [
       "stanza_empty_body",
       "stanza_empty_last_line",
       "stanza_valid_characters",
       "x25519_grease",
       "x25519_multiple_recipients",
     ]
    `);
  });

  test.each(ours.filter(({ expect }) => expect !== 'success'))('$name is refused: $expect', (vector) => {
    expect(() => open(vector)).toThrow(thrown('corrupt-seal'));
  });
});

const BORDERS = [0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK + 12_345];

const hasAge = spawnSync('age', ['--version']).status === 0 || process.env['CI'] !== undefined;
(hasAge ? describe : describe.skip)('the age program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-age-'));
    writeFileSync(join(folder, 'key'), formatIdentity(identity), { mode: 0o600 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const age = (args: readonly string[], input: Uint8Array) =>
    execFileSync('age', args, { input, cwd: folder, stdio: 'pipe', maxBuffer: 2 ** 26 });

  test.each([...BORDERS, 8 * 2 ** 20])('opens what we seal, and seals what we open: %d bytes', (length) => {
    const plain = noise(length, length);
    expect(age(['-d', '-i', 'key'], sealBlob(plain, identity.recipient)).equals(plain)).toBe(true);
    const sealed = age(['-r', vaultKey(identity).recipient], plain);
    expect(sealed.length).toBe(sealedBytes(length));
    expect(openBlob(sealed, identity, 'It').equals(plain)).toBe(true);
    for (const [from, to] of rangesOf(length))
      expect(openRange(sealed, from, to).equals(plain.subarray(from, to))).toBe(true);
  });

  test('does not open with another key', () => {
    writeFileSync(join(folder, 'other'), formatIdentity(other), { mode: 0o600 });
    expect(() => age(['-d', '-i', 'other'], sealBlob(noise(9, 9), identity.recipient))).toThrow(/no identity matched/);
  });
});

/** The whole, and ranges that begin and end around the borders of chunks. */
function rangesOf(length: number): [number, number][] {
  const places = BORDERS.filter((place) => place <= length).slice(0, 7);
  return [
    [0, length],
    ...places.flatMap((from) => places.filter((to) => to > from).map((to) => [from, to] as [number, number])),
  ];
}

/** As a reader with range requests does it: first the head, then whole chunks. */
function openRange(blob: Buffer, from: number, to: number): Buffer {
  const opener = openHeader(blob.subarray(0, BLOB_HEAD_BYTES), blob.length, identity, 'It');
  const { start, end } = storedRange(from, to, opener.plainLength);
  const opened = opener.openRange(blob.subarray(start, end), from, to);
  expect(opener.openInPlace(Buffer.from(blob.subarray(start, end)), from, to).equals(opened)).toBe(true);
  return opened;
}

function isRefused(blob: Buffer): boolean {
  try {
    openBlob(blob, identity, 'It');
    return false;
  } catch (error) {
    return (error as HoldfastError).code === 'corrupt-seal';
  }
}

describe('blobs', () => {
  const size = fc.oneof(
    fc.nat(2 * 2 ** 20),
    fc
      .tuple(fc.constantFrom(0, 1, 2, 5), fc.integer({ min: -18, max: 18 }))
      .map(([n, d]) => Math.max(0, n * CHUNK + d)),
  );

  test('any range of any blob is the content at this place; lengths follow from each other', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.constantFrom('ends' as const, 'all' as const), (length, a, b, check) => {
        const plain = noise(length, length);
        const blob = sealBlob(plain, identity.recipient, { check });
        expect(blob.length).toBe(sealedBytes(length));
        expect(plainBytes(blob.length, 'It')).toBe(length);
        const [from = 0, to = 0] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
        expect(openRange(blob, from, to).equals(plain.subarray(from, to))).toBe(true);
        const { start, end } = storedRange(from, to, length);
        expect(end - start).toBeLessThanOrEqual(to - from + 2 * (CHUNK + 16));
      }),
      { numRuns: 60 },
    );
  });

  test('no two blobs are alike, and each is for one key', () => {
    const plain = noise(100, 1);
    const blob = sealBlob(plain, identity.recipient);
    expect(sealBlob(plain, identity.recipient).subarray(22)).not.toEqual(blob.subarray(22));
    expect(() => openBlob(blob, other, 'The part')).toThrow('The part cannot be opened: it is not sealed to this key.');
  });

  test('a buffer that is kept is written from its start, and no further', () => {
    const into = Buffer.alloc(1000, 7);
    const blob = sealBlob(noise(100, 1), identity.recipient, { into });
    expect(blob.buffer).toBe(into.buffer);
    expect(openBlob(into.subarray(0, sealedBytes(100)), identity, 'It')).toEqual(noise(100, 1));
    expect(into.subarray(sealedBytes(100)).every((byte) => byte === 7)).toBe(true);
    expect(() => sealBlob(noise(900, 1), identity.recipient, { into })).toThrow(RangeError);
  });

  test('each flipped bit of a small blob is refused, each cut and each byte more', () => {
    const blob = sealBlob(noise(100, 1), identity.recipient);
    const damaged = Array.from({ length: blob.length * 8 }, (_, bit) => {
      const flipped = Buffer.from(blob);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return flipped;
    });
    const cut = Array.from(blob, (_, length) => blob.subarray(0, length));
    expect([...damaged, ...cut].filter((bytes) => !isRefused(bytes))).toEqual([]);
    expect(() => openBlob(Buffer.concat([blob, Buffer.alloc(1)]), identity, 'It')).toThrow(thrown('corrupt-seal'));
  });

  test('chunks that are swapped, repeated, left out or cut at a border are refused', () => {
    const blob = sealBlob(noise(3 * CHUNK, 1), identity.recipient);
    const head = blob.subarray(0, BLOB_HEAD_BYTES);
    const [a, b, c] = [0, 1, 2].map((n) => blob.subarray(BLOB_HEAD_BYTES + n * (CHUNK + 16)).subarray(0, CHUNK + 16));
    for (const chunks of [[b, a, c], [a, a, c], [a, c], [a, b], [a], [], [a, b, c, c]])
      expect(() => openBlob(Buffer.concat([head, ...chunks.map((one) => one ?? head)]), identity, 'It')).toThrow(
        thrown('corrupt-seal'),
      );
    expect(openBlob(Buffer.concat([head, a ?? head, b ?? head, c ?? head]), identity, 'It').length).toBe(3 * CHUNK);
  });

  test('ranges are of this blob and as long as they must be', () => {
    const blob = sealBlob(noise(3 * CHUNK, 1), identity.recipient);
    expect(() => storedRange(0, 5, 4)).toThrow(RangeError);
    expect(() => storedRange(3, 2, 4)).toThrow(RangeError);
    const opener = openHeader(blob.subarray(0, BLOB_HEAD_BYTES), blob.length, identity, 'It');
    const { start, end } = storedRange(CHUNK, 2 * CHUNK, 3 * CHUNK);
    expect(() => opener.openRange(blob.subarray(start, end - 1), CHUNK, 2 * CHUNK)).toThrow(thrown('corrupt-seal'));
    expect(() => opener.openRange(blob.subarray(start, end), 0, CHUNK)).toThrow('chunk 0 is not what was sealed');
    expect(() => openHeader(blob.subarray(0, 100), blob.length, identity, 'It')).toThrow(thrown('corrupt-seal'));
  });
});
