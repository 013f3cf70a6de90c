import fc from 'fast-check';
import { blobKey, parseUtc, snapshotId } from '../../../src/vault/format/keys.ts';
import {
  decodeHeader,
  decodeOutline,
  decodeRoot,
  encodeRoot,
  type RootContent,
  type RootObject,
} from '../../../src/vault/format/root.ts';
import { isInline, type SectionName, type SegmentRef } from '../../../src/vault/format/sections.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import { bytes, series, thrown, utc } from './arbitraries.ts';
import { sha256 } from '../../support/bytes.ts';
import { withDocument } from './vectors.ts';
import { plainHeader } from '../../support/snapshots.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${String(length)}}$`));

const object = (name: string): fc.Arbitrary<RootObject> =>
  fc.record({
    key: fc
      .tuple(fc.constantFrom('packs' as const, 'parts' as const), utc, bytes(8))
      .map(([kind, time, content]) => blobKey(kind, name, time, sha256(content))),
    sizeBytes: fc.integer({ min: 1000, max: 1e6 }),
    liveBytes: fc.nat(1000),
    etag: fc.string(),
  });

const inlineSegment: fc.Arbitrary<SegmentRef> = bytes(100).map((raw) => ({
  rows: raw.length,
  rawBytes: raw.length,
  start: 0,
  block: { rawBytes: raw.length, stored: compressSync(raw, 3) },
}));

const inPart = (objects: readonly RootObject[]): fc.Arbitrary<SegmentRef> =>
  fc.record({
    rows: fc.nat(1000),
    rawBytes: fc.nat(500),
    start: fc.nat(500),
    block: fc.record({
      rawBytes: fc.integer({ min: 1000, max: 5000 }),
      storedBytes: fc.nat(500),
      key: fc.constantFrom(...objects.map(({ key }) => key)),
      offset: fc.nat(500),
      sha256: hex(32),
    }),
  });

/** Only one block in each part: what overlaps is refused. */
function withoutOverlaps(content: RootContent): RootContent {
  const seen = new Set<string>();
  const keep = ({ block }: SegmentRef): boolean => {
    if (isInline(block)) return true;
    if (seen.has(block.key)) return false;
    seen.add(block.key);
    return true;
  };
  const table = (name: SectionName) => content.sections[name].map((level) => level.filter(keep));
  return { ...content, sections: { map: table('map'), tree: table('tree'), state: table('state') } };
}

const gaps = fc.array(
  fc.record({ class: fc.constantFrom('unreadable', 'vanished'), path: fc.string(), reason: fc.string() }),
  { maxLength: 3 },
);

const content: fc.Arbitrary<RootContent> = fc
  .tuple(series, utc, fc.array(series, { maxLength: 2 }))
  .chain(([name, time, bases]) =>
    fc.uniqueArray(object(name), { selector: ({ key }) => key, maxLength: 5 }).chain((objects) => {
      const segment = objects.length > 0 ? fc.oneof(inlineSegment, inPart(objects)) : inlineSegment;
      const levels = fc.array(fc.array(segment, { maxLength: 3 }), { maxLength: 3 });
      return fc.record({
        header: fc.constant(plainHeader(name, time, { bases })),
        objects: fc.constant(objects),
        sections: fc.record({ map: levels, tree: levels, state: levels }),
        gaps,
      });
    }),
  )
  .map(withoutOverlaps);

const TIME = new Date('2026-11-23T01:02:03Z');
const KEY = 'v1/packs/a/@/20261123T010203Z-000102030405060708090a0b0c0d0e0f';

function sample(header: object = {}): RootContent {
  const object = { key: KEY, sizeBytes: 500, liveBytes: 400, etag: 'e' };
  const block = { rawBytes: 6, stored: compressSync(Buffer.from('abcdef'), 3) };
  const segment = { rows: 1, rawBytes: 3, start: 0, block };
  return {
    header: plainHeader('a', TIME, header),
    objects: [object],
    sections: { map: [[segment]], tree: [[{ ...segment, start: 3 }]], state: [] },
    gaps: [{ class: 'vanished', path: 'x', reason: 'gone' }],
  };
}

/** As a reader meets it: the key holds the hash of whatever the bytes are. */
function decode(root: Buffer, name = 'a') {
  return decodeRoot({ series: name, id: snapshotId(TIME, root) }, root);
}

describe('roots', () => {
  test('any content comes back', () => {
    fc.assert(
      fc.property(content, (all) => {
        const root = encodeRoot(all);
        const name = String(all.header['series']);
        const read = decodeRoot({ series: name, id: snapshotId(parseUtc(String(all.header['utc'])), root) }, root);
        expect(read.header).toMatchObject(all.header);
        expect(read.objects).toEqual(all.objects);
        expect(read.sections).toEqual(all.sections);
        expect(read.gaps).toEqual(all.gaps);
      }),
    );
  });

  test('every change of one bit and every truncation is detected by the id', () => {
    const root = encodeRoot(sample());
    const id = snapshotId(TIME, root);
    for (let bit = 0; bit < root.length * 8; bit++) {
      const damaged = Buffer.from(root);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => decodeRoot({ series: 'a', id }, damaged)).toThrow(HOLDFAST);
    }
    for (let length = 0; length < root.length; length++) {
      expect(() => decodeRoot({ series: 'a', id }, root.subarray(0, length))).toThrow(thrown('corrupt-root'));
    }
    expect(() => decodeRoot({ series: 'a', id }, Buffer.concat([root, Buffer.from('x')]))).toThrow(
      thrown('corrupt-root'),
    );
  });

  test('any change of one bit under a fitting id gives an error of ours or a root', () => {
    const root = encodeRoot(sample());
    for (let bit = 0; bit < root.length * 8; bit++) {
      const damaged = Buffer.from(root);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        decode(damaged);
      } catch (error) {
        expect(error).toMatchObject({ name: 'HoldfastError' });
      }
    }
  });

  test('the first 64 KiB give the header', () => {
    const root = encodeRoot(sample({ adopted: Array.from({ length: 100 }, (_, i) => `pack ${String(i)}`) }));
    const id = snapshotId(TIME, root);
    expect(decodeHeader(id, root.subarray(0, 64 * 1024))).toEqual(decodeRoot({ series: 'a', id }, root).header);
  });

  test('fields that a reader does not know are ignored, in every document', () => {
    const root = encodeRoot(sample());
    for (const name of ['header', 'objects', 'sections']) {
      const later = withDocument(root, name, (document: object) => ({ ...document, later: [1] }));
      expect(decode(later).objects).toEqual(sample().objects);
    }
  });

  test.each([
    ['required', ['read', 'verify', 'build']],
    ['maintain', ['maintain', 'verify']],
    ['build', ['build']],
    ['optional', []],
  ] as const)('a feature of the list %s that is not known stops %j and nothing else', (list, stopped) => {
    const features = { required: [], [list]: ['of-tomorrow'] };
    const root = withDocument(encodeRoot(sample()), 'header', (header: object) => ({ ...header, features }));
    const key = { series: 'a', id: snapshotId(TIME, root) };
    for (const access of ['read', 'maintain', 'verify', 'build'] as const) {
      const isStopped = stopped.some((one) => one === access);
      const uses = [() => decodeRoot(key, root, { access }), () => decodeHeader(key.id, root, access)];
      for (const use of uses)
        if (isStopped) expect(use).toThrow(thrown('newer-format'));
        else expect(use).not.toThrow();
    }
    const outline = decodeOutline(key, root);
    expect(outline).toMatchObject({ series: 'a', status: 'complete', objects: sample().objects });
    expect(outline.newer?.code).toBe(list === 'maintain' ? 'newer-format' : undefined);
    expect(outline.header === undefined).toBe(list === 'maintain');
  });

  test('the objects of a root of a later version are readable, whatever else is in it', () => {
    const later = { series: 'a', utc: '20261123T010203Z', status: 'complete', bases: [], format: 'holdfast-root/1' };
    const features = { required: ['of-tomorrow'], maintain: ['of-tomorrow'] };
    const sections = withDocument(encodeRoot(sample()), 'sections', () => 'of tomorrow');
    const root = withDocument(sections, 'header', ({ frames }: { frames: unknown }) => ({
      ...later,
      features,
      frames,
    }));
    const key = { series: 'a', id: snapshotId(TIME, root) };
    expect(decodeOutline(key, root).objects).toEqual(sample().objects);
    expect(() => decode(root)).toThrow(thrown('newer-format'));
  });

  test('names of features that are many, long or no text are told on one line', () => {
    const required = [
      ...Array.from({ length: 9 }, (_, i) => `later-${String(i)}`),
      '::error::x\n'.repeat(99),
    ].reverse();
    const root = withDocument(encodeRoot(sample()), 'header', (header: object) => ({
      ...header,
      features: { required },
    }));
    let message = '';
    try {
      decode(root);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(
      /^Snapshot \S+ was written by a newer version of Holdfast \(features [^\n]{0,200}, \.\.\.\)\.$/,
    );
  });

  test('another version is a newer format', () => {
    const root = encodeRoot(sample());
    const version = withDocument(root, 'header', () => ({ format: 'holdfast-root/2', everything: 'else' }));
    expect(() => decode(version)).toThrow(thrown('newer-format'));
  });

  test.each<[string, string, (document: never) => unknown]>([
    ['a header that is a list', 'header', () => []],
    ['a header that is null', 'header', () => null],
    ['another series', 'header', (h: object) => ({ ...h, series: 'b' })],
    ['another time', 'header', (h: object) => ({ ...h, utc: '20261123T010204Z' })],
    ['a time that is none', 'header', (h: object) => ({ ...h, utc: 'yesterday' })],
    ['no objects', 'objects', () => ({})],
    ['columns of different lengths', 'objects', (o: object) => ({ ...o, size: [] })],
    ['an object of another series', 'objects', (o: object) => ({ ...o, key: [KEY.replace('/a/', '/b/')] })],
    ['an object outside of the grammar', 'objects', (o: object) => ({ ...o, key: ['v1/probe'] })],
    ['a size beyond any pack', 'objects', (o: object) => ({ ...o, size: [2 ** 40] })],
    ['an ETag of nothing', 'objects', (o: object) => ({ ...o, etag: [] })],
    ['an unknown codec', 'sections', (s: { map: object }) => ({ ...s, map: { ...s.map, codec: 'brotli' } })],
    ['a section less', 'sections', (s: object) => ({ ...s, tree: undefined })],
    ['a block in no frame', 'sections', withBlock({ frame: 99 })],
    ['a block in a frame of JSON', 'sections', withBlock({ frame: 0 })],
    ['a block in no object', 'sections', withBlock({ object: 7, offset: 0, sha256: 'ab'.repeat(16) })],
    ['a block beyond its object', 'sections', withBlock({ object: 0, offset: 499, sha256: 'ab'.repeat(16) })],
    ['a block of no place', 'sections', withBlock({})],
    ['a segment in no block', 'sections', withSegment({ block: 1 })],
    ['a segment beyond its block', 'sections', withSegment({ start: 4 })],
  ])('%s is damage', (_, name, change) => {
    const root = withDocument(encodeRoot(sample()), name, change);
    expect(() => decode(root)).toThrow(thrown('corrupt-root'));
  });

  test('a base named in the header may hold objects', () => {
    const base = {
      ...sample({ bases: ['b'] }),
      objects: sample().objects.map((o) => ({ ...o, key: KEY.replace('/a/', '/b/') })),
    };
    expect(decode(encodeRoot(base)).objects[0]?.key).toBe(KEY.replace('/a/', '/b/'));
  });
});

/** Another place for the one block of the sample. */
function withBlock(place: object) {
  return (sections: object) => ({ ...sections, blocks: [{ raw: 6, stored: 15, ...place }] });
}

function withSegment(place: object) {
  const segment = { rows: 1, block: 0, start: 0, raw: 3, ...place };
  return (sections: object) => ({ ...sections, map: { codec: 'zstd', seal: 'none', levels: [[segment]] } });
}

const HOLDFAST = expect.objectContaining({ name: 'HoldfastError' }) as Error;
