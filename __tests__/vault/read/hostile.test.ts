/** What a hostile writer may put into a vault: refused before it takes memory or time, and always by an error that says so. */
import fc from 'fast-check';
import { LIMITS } from '../../../src/base/limits.ts';
import { adoptPacks } from '../../../src/vault/backup/adopt.ts';
import { Segment, SegmentBuilder } from '../../../src/vault/format/columns.ts';
import { parseJson } from '../../../src/vault/format/root-limits.ts';
import { blobKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { mapFrames, mapSegments, MAP } from '../../../src/vault/format/map.ts';
import { PackBuilder, readPack, readToc } from '../../../src/vault/format/pack.ts';
import { decodeRoot, encodeRoot } from '../../../src/vault/format/root.ts';
import type { Block, SegmentRef } from '../../../src/vault/format/sections.ts';
import { STATE, stateRows } from '../../../src/vault/format/state.ts';
import { decodeSegment, encodeSegment, type StoredSegment } from '../../../src/vault/format/table.ts';
import { TREE, treeEntries, treeRow } from '../../../src/vault/format/tree.ts';
import { compressSync, skippableFrame } from '../../../src/vault/format/zstd.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { thrown, treeEntry } from '../format/arbitraries.ts';
import { sha256 } from '../../support/bytes.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';

const TIME = new Date('2026-11-23T01:02:03Z');
const MiB = 1024 * 1024;
/** Of one hostile object; most of it is the buffer that the limits allow. */
const MOST_BYTES = 160 * MiB;
const REFUSED = expect.objectContaining({
  code: expect.stringMatching(/^(?:corrupt-[a-z]+|newer-format)$/) as string,
}) as Error;

/** Bytes of the heap and of buffers that the work takes beyond what was there. */
function takenBy(work: () => void): number {
  const before = process.memoryUsage();
  work();
  const after = process.memoryUsage();
  return after.heapUsed + after.external - before.heapUsed - before.external;
}

/** A root as somebody else writes it: nothing is checked. */
function forgedRoot(
  documents: Readonly<Record<string, unknown>>,
  blocks: readonly Buffer[] = [],
  raw?: number,
): Buffer {
  const frames = [
    ...Object.entries(documents).map(([name, document]) => {
      const json = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
      return { name, raw: raw ?? json.length, body: compressSync(json, 3) };
    }),
    ...blocks.map((block) => ({ name: 'block', raw: block.length, body: skippableFrame(compressSync(block, 3)) })),
  ];
  const header = {
    format: 'holdfast-root/1',
    ...plainHeader('a', TIME),
    frames: frames.map(({ name, body, raw: size }) => ({ name, stored: body.length, raw: size })),
  };
  return Buffer.concat([compressSync(Buffer.from(JSON.stringify(header)), 3), ...frames.map(({ body }) => body)]);
}

const decode = (root: Buffer) => decodeRoot({ series: 'a', id: snapshotId(TIME, root) }, root);

const PART = `v1/parts/a/@/20261123T010203Z-${'0'.repeat(32)}`;
const OBJECTS = { key: [PART], size: [1000], live: [1000], etag: [''] };
const table = (levels: unknown = []) => ({ codec: 'zstd', seal: 'none', levels });
const inPart = { stored: 10, raw: 100, object: 0, offset: 0, sha256: '0'.repeat(32) };
const place = { rows: 1, block: 0, start: 0, raw: 10 };
const sections = (blocks: unknown, tree: unknown, more: object = {}) => ({
  objects: OBJECTS,
  sections: { blocks, map: table(), tree: table(tree), state: table(), ...more },
});
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
/** So many objects, one KiB each. */
const objects = (count: number) => ({
  key: times(count, (i) => `v1/packs/a/@/20261123T010203Z-${i.toString(16).padStart(32, '0')}`),
  size: times(count, () => 1000),
  live: times(count, () => 1),
  etag: times(count, () => ''),
});

describe('roots', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'one segment in 2,000 levels',
      sections(
        [inPart],
        times(2000, () => [place]),
      ),
    ],
    [
      'one level more than a table may have',
      sections(
        [inPart],
        times(LIMITS.tableMaxLevels + 1, () => []),
      ),
    ],
    [
      '300,000 blocks',
      sections(
        times(300_000, () => inPart),
        [[place]],
      ),
    ],
    ['300,000 segments', sections([inPart], [times(300_000, () => place)])],
    [
      'more segments than a snapshot may have, in several tables',
      {
        ...sections([inPart], [times(4000, () => ({ ...place, raw: 0 }))], {
          state: table([times(4000, () => ({ ...place, raw: 0 }))]),
        }),
      },
    ],
    ['two segments in the same bytes', sections([inPart], [[place, { ...place, start: 9 }]])],
    ['two tables in the same bytes', sections([inPart], [[place]], { state: table([[place]]) })],
    ['two blocks in the same bytes', sections([inPart, { ...inPart, offset: 9 }], [[place, { ...place, block: 1 }]])],
    ['more rows than a table may have', sections([inPart], [[{ ...place, rows: LIMITS.tableMaxRows + 1 }]])],
    [
      'tables of more bytes than allowed',
      sections(
        times(17, (i) => ({ ...inPart, offset: i * 10, raw: LIMITS.segmentMaxBytes })),
        [times(17, (i) => ({ ...place, block: i }))],
      ),
    ],
    [
      'two segments in a block that only one may fill',
      sections([{ ...inPart, raw: LIMITS.sharedBlockMaxBytes + 1 }], [[place, { ...place, start: 10 }]]),
    ],
    ['more objects than a snapshot may need', { ...sections([], []), objects: objects(LIMITS.snapshotMaxObjects + 1) }],
    ['more in use of an object than it has', { ...sections([], []), objects: { ...OBJECTS, live: [1001] } }],
    [
      'a gap list without end',
      { ...sections([], []), gaps: times(10_001, () => ({ class: 'a', path: '', reason: '' })) },
    ],
    ['lists within lists', { ...sections([], []), objects: Buffer.alloc(60 * MiB, '[') }],
    ['empty lists', { ...sections([], []), objects: Buffer.from(`{"key":[${'[],'.repeat(15 * MiB)}[]]}`) }],
    [
      'documents that decode to too much',
      Object.fromEntries(times(3, (i) => [['objects', 'sections', 'gaps'][i], Buffer.alloc(60 * MiB, ' ')])),
    ],
  ])('%s', (_, documents) => {
    const root = forgedRoot(documents);
    expect(root.length).toBeLessThan(16 * MiB);
    const taken = takenBy(() => {
      expect(() => decode(root)).toThrow(thrown('corrupt-root'));
    });
    expect(taken).toBeLessThan(MOST_BYTES);
  });

  test('two blocks that name the same frame, and a document that is there twice', () => {
    const block = { stored: 0, raw: 100, frame: 2 };
    const twice = forgedRoot(sections([block, block], [[place, { ...place, block: 1 }]]), [Buffer.alloc(100)]);
    expect(() => decode(twice)).toThrow('two blocks lie in the same frame');
    const header = { ...plainHeader('a', TIME), format: 'holdfast-root/1' };
    const body = compressSync(Buffer.from('{}'), 3);
    const frame = { name: 'objects', stored: body.length, raw: 2 };
    const root = Buffer.concat([
      compressSync(Buffer.from(JSON.stringify({ ...header, frames: [frame, frame] })), 3),
      body,
      body,
    ]);
    expect(() => decode(root)).toThrow('a document twice');
  });

  test('a frame that decodes to more than it says', () => {
    const root = forgedRoot({ ...sections([], []), objects: Buffer.alloc(64 * MiB, ' ') }, [], 100);
    expect(takenBy(() => expect(() => decode(root)).toThrow(REFUSED))).toBeLessThan(MiB * 70);
  });

  test('a writer refuses as well, and says what to do', () => {
    const segment = (): SegmentRef => {
      const block: Block = { rawBytes: 1, stored: compressSync(Buffer.from('a'), 3) };
      return { rows: 1, rawBytes: 1, start: 0, block };
    };
    const levels = times(LIMITS.tableMaxLevels + 1, () => [segment()]);
    const content = { header: plainHeader('a', TIME), objects: [], gaps: [] };
    expect(() => encodeRoot({ ...content, sections: { map: [], tree: levels, state: [] } })).toThrow(
      thrown('snapshot-too-large'),
    );
  });
});

describe('segments', () => {
  const builder = (): SegmentBuilder => {
    const one = new SegmentBuilder(STATE);
    one.push({ key: Buffer.from('a'), alive: 1, value: Buffer.from('b') });
    return one;
  };

  /** With a head and columns of the forger's choice. */
  function forged(head: object, body: Buffer): StoredSegment {
    const json = Buffer.from(JSON.stringify(head));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(json.length);
    const raw = Buffer.concat([size, json, body]);
    return { rows: (head as { rows: number }).rows, rawBytes: raw.length, storedBytes: 1, raw: () => raw };
  }

  test('rows that are not those of the root', () => {
    const segment = encodeSegment(builder());
    expect(() => decodeSegment(STATE, { ...segment, rows: 2 })).toThrow(thrown('corrupt-segment'));
  });

  test('more rows than a segment may have, of a byte each', () => {
    const rows = 15 * MiB;
    const columns = Object.entries(MAP.columns).map(([name, type]) => [name, type, type === 'hash' ? 0 : rows]);
    const segment = forged({ table: 'map', rows, columns, objects: [] }, Buffer.alloc(rows * 5));
    const taken = takenBy(() => {
      expect(() => decodeSegment(MAP, segment)).toThrow(thrown('corrupt-segment'));
    });
    expect(taken).toBeLessThan(MiB);
  });

  test.each<[string, unknown[]]>([
    [
      'a column twice',
      [
        ['key', 'bytes', 1],
        ['alive', 'uint', 1],
        ['value', 'bytes', 1],
        ['alive', 'uint', 1],
      ],
    ],
    ['columns without end', times(1000, (i) => [`c${String(i)}`, 'uint', 0])],
  ])('%s', (_, columns) => {
    const segment = forged({ table: 'state', rows: 1, columns }, Buffer.alloc(4));
    expect(() => decodeSegment(STATE, segment)).toThrow(thrown('corrupt-segment'));
  });

  test.each([
    ['0 in two bytes', [0x80, 0x00]],
    ['1 in three bytes', [0x81, 0x80, 0x00]],
    ['a number of nine bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ['a number without end', Array.from({ length: 30 }, () => 0x80)],
    ['2^53', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
  ])('%s', (_, bytes) => {
    const schema = { table: 'test', columns: { number: 'uint' } } as const;
    const segment = forged({ table: 'test', rows: 1, columns: [['number', 'uint', bytes.length]] }, Buffer.from(bytes));
    expect(() => new Segment(schema, segment.raw(), 'It')).toThrow(thrown('corrupt-segment'));
  });

  test('2^53 - 1 is the largest number, in 8 bytes', () => {
    const schema = { table: 'test', columns: { number: 'uint' } } as const;
    const one = new SegmentBuilder(schema);
    one.push({ number: Number.MAX_SAFE_INTEGER });
    expect(one.sizeBytes).toBe(8);
    expect(new Segment(schema, one.encode(), 'It').number('number', 0)).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('any change of a byte, in whatever is decoded', () => {
  const entries = fc.uniqueArray(treeEntry, {
    minLength: 1,
    maxLength: 8,
    selector: ({ path }) => path.toString('hex'),
  });
  /** Where, and what it becomes. */
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });

  function changed(raw: Buffer, list: readonly (readonly [number, number])[]): Buffer {
    const copy = Buffer.from(raw);
    for (const [at, value] of list) copy[at % copy.length] = value;
    return copy;
  }

  function readOrRefuse(read: () => void): void {
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({
        name: 'HoldfastError',
        code: expect.stringMatching(/^(?:corrupt-|newer-)/) as string,
      });
    }
  }

  test('tree, state and map', () => {
    fc.assert(
      fc.property(entries, changes, (list, flips) => {
        const inOrder = list.toSorted((a, b) => Buffer.compare(a.path, b.path));
        const tree = new SegmentBuilder(TREE);
        const state = new SegmentBuilder(STATE);
        for (const entry of inOrder) {
          tree.push(treeRow(entry));
          state.push({ key: entry.path, alive: 1, value: entry.target });
        }
        const frame = { pack: PART.replace('parts', 'packs'), offset: 0, storedBytes: 50, rawBytes: inOrder.length };
        const lengths = inOrder.map(() => 1);
        const [map] = mapSegments([{ frame, lengths, ids: Buffer.concat(inOrder.map(({ path }) => sha256(path))) }]);
        const stored = (raw: Buffer): StoredSegment => {
          const damaged = changed(raw, flips);
          return { rows: inOrder.length, rawBytes: damaged.length, storedBytes: 1, raw: () => damaged };
        };
        readOrRefuse(() => void [...treeEntries([[stored(tree.encode())]])]);
        readOrRefuse(() => void [...stateRows([[stored(state.encode())]])]);
        readOrRefuse(() => void [...mapFrames(stored((map as StoredSegment).raw()))]);
      }),
    );
  });

  test('packs, and documents of roots', () => {
    const body = packOf([['one', 'two'], ['three']]).body;
    const { bytes: root } = plainRoot('a', TIME, { gaps: [{ class: 'vanished', path: 'x', reason: 'gone' }] });
    fc.assert(
      fc.property(changes, (flips) => {
        readOrRefuse(() => void readToc('a pack', changed(body, flips)));
        readOrRefuse(() => void decode(changed(root, flips)));
      }),
    );
  });

  test('a text of JSON that is larger than its values may be many', () => {
    const text = JSON.stringify({ text: 'a,[{"\\'.repeat(1_000_000), list: [1, 2] });
    expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
    expect(() => parseJson(Buffer.from(`[${'1,'.repeat(LIMITS.jsonMaxValues)}1]`))).toThrow('values');
  });
});

function packOf(frames: readonly (readonly string[])[], rawOf?: (raw: Buffer) => Buffer) {
  const builder = new PackBuilder();
  for (const fragments of frames) {
    const raw = Buffer.concat(fragments.map((text) => Buffer.from(text)));
    const content = rawOf?.(raw) ?? raw;
    builder.add({
      stored: compressSync(content, 3),
      rawBytes: content.length,
      ids: Buffer.concat(fragments.map((text) => sha256(text))),
      lengths:
        rawOf === undefined
          ? fragments.map((text) => Buffer.byteLength(text))
          : [content.length / 2, content.length / 2],
    });
  }
  return builder.finish((digest) => blobKey('packs', 'a', TIME, digest));
}

describe('packs', () => {
  const full = (frames: number) =>
    packOf(
      times(frames, () => ['x']),
      () => Buffer.alloc(LIMITS.frameMaxBytes),
    );

  test('one that decodes to more than any may is refused before anything of it is decoded', async () => {
    const { key, body } = full(LIMITS.packMaxRawBytes / LIMITS.frameMaxBytes + 1);
    expect(body.length).toBeLessThan(100_000);
    await expect(readPack(key, body)).rejects.toThrow(thrown('corrupt-pack'));
  });

  test('one of more frames than any may have', () => {
    const { body } = packOf(times(LIMITS.packMaxFrames + 1, () => ['x']));
    expect(() => readToc('a pack', body)).toThrow(thrown('corrupt-pack'));
  });

  test('a writer closes a pack before that', () => {
    const builder = new PackBuilder();
    const frame = { stored: Buffer.alloc(10), rawBytes: LIMITS.frameMaxBytes, ids: Buffer.alloc(32), lengths: [1] };
    let frames = 0;
    for (; builder.fits(frame); frames++) builder.add(frame);
    expect(frames).toBe(LIMITS.packMaxRawBytes / LIMITS.frameMaxBytes);
    const small = new PackBuilder();
    let count = 0;
    for (; small.fits({ ...frame, rawBytes: 1 }); count++) small.add({ ...frame, rawBytes: 1 });
    expect(count).toBe(LIMITS.packMaxFrames);
  });

  test('what is left by interrupted runs is decoded up to a bound, and what is not is told in one message', async () => {
    const { store } = memoryStore(() => TIME);
    const { body, key } = full(LIMITS.packMaxRawBytes / LIMITS.frameMaxBytes);
    await store.putNew(key, body);
    const info = { key, sizeBytes: body.length, lastModified: TIME, etag: '', storageClass: undefined };
    const messages: unknown[] = [];
    // The same pack five times over stands for five packs: the fifth would go beyond the bound.
    const adopted = await adoptPacks(
      store,
      times(5, () => info),
      (event) => messages.push(event),
      new AbortController().signal,
    );
    expect(adopted).toHaveLength(LIMITS.adoptMaxRawBytes / LIMITS.packMaxRawBytes);
    expect(messages).toEqual([expect.objectContaining({ class: 'pack-not-adopted' })]);
  });
});
