import fc from 'fast-check';
import { blobKey } from '../../../src/vault/format/keys.ts';
import { FragmentIndex, type Frame } from '../../../src/vault/format/map.ts';
import { ACTION, planReads, RestoreEntries } from '../../../src/vault/restore/plan.ts';
import { sha256 } from '../../support/bytes.ts';

const UTC = new Date('2026-11-23T01:02:03Z');

/** Fragments are numbers; each lies in one frame, frames in packs with gaps between them. Files are lists of fragments. */
const layouts = fc.record({
  frames: fc.array(
    fc.record({ pack: fc.nat(3), fragments: fc.integer({ min: 1, max: 5 }), gapBytes: fc.constantFrom(0, 9, 600_000) }),
    { minLength: 1, maxLength: 12 },
  ),
  files: fc.array(fc.array(fc.nat(1000), { maxLength: 8 }), { minLength: 1, maxLength: 20 }),
  rangeMaxBytes: fc.constantFrom(1, 300, 1_000_000),
});

function fragmentOf(number: number): Buffer {
  return Buffer.alloc(1 + (number % 7), `fragment ${String(number)} `);
}

function build({
  frames,
  files,
}: {
  frames: { pack: number; fragments: number; gapBytes: number }[];
  files: number[][];
}) {
  const index = new FragmentIndex();
  const ends = new Map<string, number>();
  const raws = new Map<Frame, Buffer>();
  let number = 0;
  for (const { pack, fragments, gapBytes } of frames) {
    const key = blobKey('packs', 's', UTC, sha256(Buffer.from(String(pack))));
    const contents = Array.from({ length: fragments }, () => fragmentOf(number++));
    const offset = (ends.get(key) ?? 0) + gapBytes;
    const frame = { pack: key, offset, storedBytes: 100, rawBytes: Buffer.concat(contents).length };
    ends.set(key, offset + 100);
    raws.set(frame, Buffer.concat(contents));
    index.add({ frame, ids: Buffer.concat(contents.map(sha256)), lengths: contents.map(({ length }) => length) });
  }
  const entries = new RestoreEntries(index, {
    maxRows: files.length,
    maxBytes: 64 * 1024,
    isSelected: () => true,
    refusal: () => undefined,
    targetRefusal: () => undefined,
    foldName: undefined,
    withHashes: false,
    keepSpecialBits: false,
  });
  const contents = files.map((file) => file.map((wanted) => fragmentOf(wanted % number)));
  contents.forEach((pieces, i) => {
    entries.add({
      path: Buffer.from(String(i).padStart(3, '0')),
      type: 'file',
      mode: 0o644,
      sizeBytes: Buffer.concat(pieces).length,
      mtimeSeconds: 0,
      mtimeNanos: 0,
      target: Buffer.alloc(0),
      linkGroup: 0,
      sha256: sha256(Buffer.concat(pieces)),
      fragments: Buffer.concat(pieces.map(sha256)),
    });
    entries.columns.action[i] = ACTION.create;
  });
  return { index, entries, raws, contents: contents.map((pieces) => Buffer.concat(pieces)) };
}

describe('planReads', () => {
  test('any files in any layout: the pieces of all frames make up each file, every byte once', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { index, entries, raws, contents } = build(layout);
        const { columns, frames } = planReads(entries, index, layout.rangeMaxBytes);
        const made = contents.map(({ length }) => Buffer.alloc(length));
        const written = contents.map(() => 0);
        frames.forEach((frame, i) => {
          for (let piece = columns.firstPiece[i] as number; piece < (columns.firstPiece[i + 1] as number); piece++) {
            const row = columns.pieceRow[piece] as number;
            const start = columns.pieceOffset[piece] as number;
            const bytes = columns.pieceBytes[piece] as number;
            (raws.get(frame) as Buffer).copy(made[row] as Buffer, columns.fileOffset[piece], start, start + bytes);
            written[row] = (written[row] as number) + bytes;
          }
        });
        expect(made).toEqual(contents);
        expect(written).toEqual(contents.map(({ length }) => length));
      }),
    );
  });

  test('any layout: each frame is in one range, which holds it and is no larger than allowed', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { index, entries } = build(layout);
        const { ranges, frames } = planReads(entries, index, layout.rangeMaxBytes);
        expect(new Set(frames).size).toBe(frames.length);
        let next = 0;
        for (const { pack, offset, lengthBytes, firstFrame, endFrame } of ranges) {
          expect(firstFrame).toBe(next);
          next = endFrame;
          for (const frame of frames.slice(firstFrame, endFrame)) {
            expect(frame.pack).toBe(pack);
            expect(frame.offset).toBeGreaterThanOrEqual(offset);
            expect(frame.offset + frame.storedBytes).toBeLessThanOrEqual(offset + lengthBytes);
          }
          if (endFrame - firstFrame > 1) expect(lengthBytes).toBeLessThanOrEqual(layout.rangeMaxBytes);
        }
        expect(next).toBe(frames.length);
      }),
    );
  });
});
