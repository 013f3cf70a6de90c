import fc from 'fast-check';
import { LIMITS } from '../../../src/base/limits.ts';
import { chunkerFor, cutLength } from '../../../src/vault/format/chunker.ts';
import { blobKey } from '../../../src/vault/format/keys.ts';
import { addToMap, FragmentIndex, mapFrames, mapSegments, type FrameFragments } from '../../../src/vault/format/map.ts';
import { checkFragments, PackBuilder, readPack, readToc, type FinishedPack } from '../../../src/vault/format/pack.ts';
import type { MergePolicy, StoredSegment } from '../../../src/vault/format/table.ts';
import { compressSync, decompressSync } from '../../../src/vault/format/zstd.ts';
import { bytes, series, utc } from './arbitraries.ts';
import { pattern } from './vectors.ts';
import { sha256 } from '../../support/bytes.ts';

/** A frame of fragments. */
const frame = fc.array(bytes(200, 1), { minLength: 1, maxLength: 5 });

/** How a pack of one run is called. */
const naming = fc.tuple(series, utc).map(
  ([name, time]) =>
    (digest: Buffer) =>
      blobKey('packs', name, time, digest),
);

/** As when all goes into a part. */
const BY_SIZE: MergePolicy = { isRewritten: () => false, reachesOlder: true };

/** A pack's memory is used again, as in a backup. */
const MEMORY = Buffer.alloc(LIMITS.packMaxBytes);

function packOf(keyOf: (digest: Buffer) => string, frames: readonly (readonly Buffer[])[]): FinishedPack {
  const builder = new PackBuilder(MEMORY);
  for (const fragments of frames) {
    const raw = Buffer.concat(fragments);
    builder.add({
      stored: compressSync(raw, 3),
      rawBytes: raw.length,
      ids: Buffer.concat(fragments.map(sha256)),
      lengths: fragments.map(({ length }) => length),
    });
  }
  const pack = builder.finish(keyOf);
  return { ...pack, body: Buffer.from(pack.body) };
}

/** Every fragment of a pack, read as a reader must: table of contents, frame, hash. */
function readAll({ key: packKey, frames }: FinishedPack, body: Buffer): Buffer[] {
  return readToc(packKey, body).flatMap(({ frame: { offset, storedBytes, rawBytes }, lengths }, index) => {
    const raw = decompressSync(body.subarray(offset, offset + storedBytes), rawBytes, 'A frame');
    checkFragments(raw, frames[index]?.ids as Buffer, lengths, 'A frame');
    return lengths.map(
      (
        (at) => (length: number) =>
          raw.subarray(at, (at += length))
      )(0),
    );
  });
}

const CORRUPT = expect.objectContaining({ code: expect.stringMatching(/^corrupt-/) as string }) as Error;

describe('packs', () => {
  test('any fragments come back', async () => {
    await fc.assert(
      fc.asyncProperty(naming, fc.array(frame, { maxLength: 5 }), async (keyOf, frames) => {
        const pack = packOf(keyOf, frames);
        expect(await readPack(pack.key, pack.body)).toEqual(pack.frames);
        await expect(readPack(keyOf(sha256('another')), pack.body)).rejects.toThrow('the hash in its name');
        expect(readAll(pack, pack.body)).toEqual(frames.flat());
        expect(sha256(pack.body)).toEqual(pack.sha256);
      }),
    );
  });

  test('real content through chunker, frames and pack', () => {
    const content = Buffer.concat([pattern(300_000, 1), Buffer.alloc(300_000), pattern(300_000, 2)]);
    const params = chunkerFor(content.length);
    const fragments: Buffer[] = [];
    for (let at = 0; at < content.length; at += (fragments.at(-1) as Buffer).length) {
      fragments.push(content.subarray(at, at + cutLength(content, at, content.length, params)));
    }
    const pack = packOf(() => 'a pack', [fragments.slice(0, 4), fragments.slice(4)]);
    expect(Buffer.concat(readAll(pack, pack.body))).toEqual(content);
  });

  test('every change of one byte is detected', () => {
    const frames = [[Buffer.from('one'), Buffer.from('two')], [pattern(200, 1)]];
    const pack = packOf(() => 'a pack', frames);
    const { body } = pack;
    for (let at = 0; at < body.length; at++) {
      for (const flip of [1, 0x80]) {
        const damaged = Buffer.from(body);
        damaged[at] = (damaged[at] as number) ^ flip;
        // A bit that changes nothing of what is decoded does no harm; everything else is an error of ours.
        try {
          expect(readAll(pack, damaged)).toEqual(frames.flat());
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^corrupt-/) as string });
        }
        expect(sha256(damaged)).not.toEqual(sha256(body));
      }
    }
  });

  test('every truncation is detected', () => {
    const { body } = packOf(() => 'a pack', [[Buffer.from('one')], [pattern(200, 1)]]);
    for (let length = 0; length < body.length; length++) {
      expect(() => readToc('a pack', body.subarray(0, length))).toThrow(CORRUPT);
    }
  });

  test('bytes in front of the frames, behind them, or between them are detected', () => {
    const { body } = packOf(() => 'a pack', [[Buffer.from('one')], [Buffer.from('two')]]);
    const [first] = readToc('a pack', body);
    const border = first?.frame.storedBytes as number;
    for (const at of [0, border, body.length]) {
      const longer = Buffer.concat([body.subarray(0, at), Buffer.from('x'), body.subarray(at)]);
      expect(() => readToc('a pack', longer)).toThrow(CORRUPT);
    }
  });
});

describe('the map', () => {
  const packs = fc.uniqueArray(fc.tuple(fc.string(), fc.array(frame, { minLength: 1, maxLength: 4 })), {
    selector: ([packKey]) => packKey,
    maxLength: 6,
  });
  const framesIn = (all: readonly [string, readonly (readonly Buffer[])[]][]): FrameFragments[] =>
    all.flatMap(([pack, frames]) =>
      frames.map((fragments, i) => ({
        frame: { pack, offset: i * 50, storedBytes: 50, rawBytes: Buffer.concat(fragments).length },
        ids: Buffer.concat(fragments.map(sha256)),
        lengths: fragments.map(({ length }) => length),
      })),
    );
  const shown = (frames: readonly FrameFragments[]): string[] =>
    frames.map(({ frame, ids, lengths }) => JSON.stringify([frame, ids.toString('hex'), lengths]));

  test('frames come back from segments as they were', () => {
    fc.assert(
      fc.property(packs, (all) => {
        const frames = framesIn(all);
        expect(shown(mapSegments(frames).flatMap((segment) => [...mapFrames(segment)]))).toEqual(shown(frames));
      }),
    );
  });

  test('runs that append to it, some packs retired, lose no frame of a pack in use', () => {
    fc.assert(
      fc.property(fc.array(packs, { maxLength: 8 }), fc.nat(), (runs, seed) => {
        const isUsed = (pack: string): boolean => (sha256(`${String(seed)} ${pack}`)[0] as number) < 128;
        let segments: readonly StoredSegment[] = [];
        const expected: FrameFragments[] = [];
        for (const all of runs) {
          const frames = framesIn(all);
          segments = addToMap(segments, mapSegments(frames), isUsed, BY_SIZE);
          expected.push(...frames);
        }
        const inUse = (found: FrameFragments): boolean => isUsed(found.frame.pack);
        const read = segments.flatMap((segment) => [...mapFrames(segment)]);
        expect(shown(read.filter(inUse))).toEqual(shown(expected.filter(inUse)));
        expect(segments.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  test('the index finds every fragment where it lies, and nothing else', () => {
    fc.assert(
      fc.property(packs, bytes(10, 1), (all, other) => {
        const index = new FragmentIndex();
        const places = new Map<string, { pack: string; offset: number; content: Buffer }>();
        for (const found of framesIn(all)) index.add(found);
        for (const [packKey, frames] of all) {
          for (const fragments of frames) {
            let offset = 0;
            for (const content of fragments) {
              const id = sha256(content).toString('hex');
              if (!places.has(id)) places.set(id, { pack: packKey, offset, content });
              offset += content.length;
            }
          }
        }
        expect(index.size).toBe(places.size);
        for (const [id, { pack, offset, content }] of places) {
          const place = index.place(index.find(Buffer.from(id, 'hex')));
          expect(place).toMatchObject({ frame: { pack }, offset, lengthBytes: content.length });
        }
        if (!places.has(sha256(other).toString('hex'))) expect(index.find(sha256(other))).toBe(-1);
      }),
    );
  });

  test('an index grows without losing a row', () => {
    const index = new FragmentIndex();
    const ids = Array.from({ length: 5000 }, (_, i) => sha256(String(i)));
    const place = { pack: 'a pack', offset: 0, storedBytes: 1, rawBytes: 5000 };
    index.add({ frame: place, ids: Buffer.concat(ids), lengths: ids.map(() => 1) });
    ids.forEach((id, i) => {
      expect(index.place(index.find(id)).offset).toBe(i);
    });
  });
});
