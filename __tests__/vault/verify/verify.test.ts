/** Mode verify over a vault in memory: what it proves, what it finds, what it asks for. */
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { blobKey, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { LiveFrames } from '../../../src/vault/read/live-frames.ts';
import { type FrameFragments, mapFrames, mapSegments } from '../../../src/vault/format/map.ts';
import { writeMark } from '../../../src/vault/read/marks.ts';
import { decodeRoot, encodeRoot, type RootObject } from '../../../src/vault/format/root.ts';
import { planSample, type SampleCursor } from '../../../src/vault/verify/sample.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import type { Store } from '../../../src/store/store.ts';
import { workshops, type Workshop } from '../backup/workshop.ts';
import { faultyStore, type Rule } from '../../support/faulty-store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { marksIn, problems, run } from './harness.ts';
import { noise, sha256 } from '../../support/bytes.ts';
import { restoreTo } from '../../support/engine.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { makeVault, type MadeVault } from '../../support/made-vault.ts';
import { inlineRef, inlineSegment } from '../../support/snapshots.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();
const newFolder = temporaryFolders();

/** Some nights, each with files of its own, so that each has a pack of its own. */
async function filled(nights = 2, filesPerNight = 3): Promise<Workshop> {
  const workshop = newWorkshop();
  for (let night = 0; night < nights; night++) {
    for (let i = 0; i < filesPerNight; i++)
      workshop.write(`night-${String(night)}/${String(i)}`, noise(3000, night * 100 + i));
    await workshop.backUpFolder();
    workshop.advance(3_600_000);
  }
  return workshop;
}

const LEVELS = ['metadata', 'sample', 'full', 'restore'] as const;

describe.each(LEVELS)('level %s', (level) => {
  test('passes a good snapshot, and notes it once a day', async () => {
    const workshop = await filled();
    const first = await run('verify', workshop.store, { level });
    expect(first).toMatchObject({ status: 'complete', exitCode: 0, findings: [], outputs: { findings: 0 } });
    expect(problems(first.events)).toEqual([]);
    expect(marksIn(workshop.objects.keys())).toEqual(['verified']);
    await run('verify', workshop.store, { level });
    expect(marksIn(workshop.objects.keys())).toEqual(['verified']);
    workshop.advance(24 * 3600 * 1000);
    await run('verify', workshop.store, { level });
    expect(marksIn(workshop.objects.keys())).toEqual(['verified', 'verified']);
  });

  test('does not trust an earlier pass, of this level or a deeper one', async () => {
    const workshop = await filled();
    for (const passed of [level, 'full', 'restore'])
      expect((await run('verify', workshop.store, { level: passed })).findings).toEqual([]);
    const [gone = ''] = workshop.keysOf('packs');
    workshop.objects.delete(gone);
    const { status, findings } = await run('verify', workshop.store, { level });
    expect(status).toBe('failed');
    expect(findings).toContainEqual(expect.objectContaining({ class: 'object-missing', object: gone }));
  });

  test('finds a pack that is gone, one that has other bytes, one that was cut', async () => {
    const workshop = await filled(4);
    const [gone = '', changed = '', cut = ''] = workshop.keysOf('packs');
    workshop.objects.delete(gone);
    overwrite(workshop, changed, (body) => body.fill(0x2a, 100, 200));
    overwrite(workshop, cut, (body) => body.subarray(0, -7));
    const result = await run('verify', workshop.store, { level });
    expect(result).toMatchObject({ status: 'failed', exitCode: 1 });
    const byObject = new Map(result.findings.map((finding) => [finding.object, finding]));
    expect(byObject.get(gone)).toMatchObject({
      class: 'object-missing',
      paths: { count: 3, first: ['night-0/0', 'night-0/1', 'night-0/2'] },
      fix: expect.stringContaining('repair') as string,
    });
    expect(byObject.get(changed)).toMatchObject({ class: 'object-changed', paths: { count: 3 } });
    expect(byObject.get(cut)).toMatchObject({ class: 'object-changed', paths: { count: 3 } });
    expect(byObject.get(cut)?.message).toMatch(/has \d+ bytes, but \d+ were stored/);
    expect(new Set(problems(result.events))).toEqual(
      new Set(['object-missing', 'object-changed', ...(level === 'restore' ? ['restore-failed', 'object-lost'] : [])]),
    );
    expect(marksIn(workshop.objects.keys())).toEqual([]);
  });
});

function overwrite(workshop: Workshop, key: string, change: (body: Buffer) => Buffer): void {
  const object = workshop.objects.get(key);
  if (object === undefined) throw new Error(`there is no ${key}`);
  workshop.objects.set(key, { ...object, body: change(Buffer.from(object.body)) });
}

describe('requests', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await filled(30, 2);
  });

  test('level metadata of 30 packs takes 40 at most', async () => {
    const { requests, findings } = await run('verify', workshop.store, { level: 'metadata' });
    expect(findings).toEqual([]);
    expect(workshop.keysOf('packs')).toHaveLength(30);
    const parts = workshop.keysOf('parts').length;
    // LISTs of marks, of the newest roots, of all roots; its header, that of the oldest, the whole root, its tables in parts;
    // a HEAD for the checksum of each object; the mark.
    expect(requests).toEqual({ list: 3, get: 4, head: 31, putNew: 1, listVersions: 0, markDeleted: 0 });
    expect(parts).toBeGreaterThan(0);
    expect(Object.values(requests).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(40);
  });

  test('where the provider keeps no checksums, one LIST a thousand objects takes the place of the HEADs', async () => {
    for (const key of workshop.objects.keys()) if (key.includes('/marks/')) workshop.objects.delete(key);
    const { requests, findings } = await run('verify', withoutChecksums(workshop.store), { level: 'metadata' });
    expect(findings).toEqual([]);
    expect(requests).toMatchObject({ list: 5, get: 4, head: 1 });
  });

  test('there, an object with another ETag is read to be sure', async () => {
    const workshop = await filled(4);
    const [same = '', other = ''] = workshop.keysOf('packs');
    overwrite(workshop, other, (body) => body.fill(0x2a, 100, 200));
    const store = withoutChecksums(workshop.store, same);
    const { requests, findings } = await run('verify', store, { level: 'metadata' });
    expect(findings).toMatchObject([{ class: 'object-changed', object: other }]);
    expect(requests).toMatchObject({ head: 1, get: 2 + 1 + 2 });
  });

  test('an object that several snapshots need is asked for once in a run', async () => {
    const workshop = await filled(3);
    await workshop.backUpFolder({ series: 'acme/shop/other', base: SERIES });
    const { requests, findings } = await run('verify', workshop.store, { level: 'metadata', 'all-series': 'true' });
    expect(findings).toEqual([]);
    expect(requests.head).toBe(3);
  });
});

/** A provider of no checksums; with `copied` the ETag of that object is another one. */
function withoutChecksums(inner: Store, copied?: string): Store {
  const etagOf = (key: string, etag: string): string => (key === copied ? '"copied"' : etag);
  return {
    ...inner,
    async head(key, options) {
      const found = await inner.head(key, options);
      return found && { ...found, sha256: undefined, etag: etagOf(key, found.etag ?? '') };
    },
    async *list(prefix, options) {
      for await (const page of inner.list(prefix, options))
        yield {
          ...page,
          objects: page.objects.map((object) => ({ ...object, etag: etagOf(object.key, object.etag) })),
        };
    },
  };
}

describe('level sample', () => {
  test.each([1, 3, 7, 12, 40])('in %i runs every pack is read, and not many twice', async (runs) => {
    const workshop = await filled(12, 1);
    const reads = new Map(workshop.keysOf('packs').map((key) => [key, 0]));
    const store: Store = {
      ...workshop.store,
      get(key, options) {
        if (options?.length === undefined) reads.set(key, (reads.get(key) ?? 0) + 1);
        return workshop.store.get(key, options);
      },
    };
    const inputs = { level: 'sample', ...(runs === 30 ? {} : { 'sample-runs': String(runs) }) };
    for (let i = 0; i < runs; i++) {
      expect((await run('verify', store, inputs)).findings).toEqual([]);
      workshop.advance(60_000);
    }
    const times = workshop.keysOf('packs').map((key) => reads.get(key) ?? 0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(1);
    // Once before its turn, where no run had read it.
    expect(Math.max(...times)).toBeLessThanOrEqual(runs === 1 ? 1 : Math.ceil(runs / 12) + 1);
  });

  test('what a backup has added since is read in the next run, wherever the cycle stands', async () => {
    const workshop = await filled(12, 1);
    await run('verify', workshop.store, { level: 'full' });
    const known = workshop.keysOf('packs');
    for (const name of ['new', 'newer']) {
      workshop.advance(60_000);
      workshop.write(name, noise(5000, name.length));
      await workshop.backUpFolder();
      workshop.advance(60_000);
      const read: string[] = [];
      const store: Store = {
        ...workshop.store,
        get(key, options) {
          if (key.startsWith('v1/packs/') && options?.length === undefined) read.push(key);
          return workshop.store.get(key, options);
        },
      };
      await run('verify', store, { level: 'sample' });
      const added = workshop.keysOf('packs').filter((key) => !known.includes(key));
      expect([added.length, read.length]).toEqual([1, 2]);
      expect(read).toEqual(expect.arrayContaining(added));
      known.push(...added);
    }
  });

  test('where its state is damaged the samples begin afresh, with a warning', async () => {
    const workshop = await filled(2);
    await run('verify', workshop.store, { level: 'sample' });
    const [state = ''] = [...workshop.objects.keys()].filter((key) => key.startsWith('v1/state/'));
    overwrite(workshop, state, () => Buffer.from('?'));
    workshop.advance(60_000);
    const result = await run('verify', workshop.store, { level: 'sample' });
    expect(result.exitCode).toBe(0);
    expect(problems(result.events)).toEqual(['corrupt-state']);
    expect(problems((await run('verify', workshop.store, { level: 'sample' })).events)).toEqual([]);
  });

  test('other snapshots than the newest have cycles of their own', async () => {
    const workshop = await filled(6, 1);
    const inputs = { level: 'sample', 'sample-runs': '6' };
    for (let i = 0; i < 3; i++) {
      await run('verify', workshop.store, inputs);
      workshop.advance(60_000);
      await run('verify', workshop.store, { ...inputs, version: 'latest~1' });
      workshop.advance(60_000);
    }
    const [state = ''] = [...workshop.objects.keys()].filter((key) => key.startsWith('v1/state/')).slice(-1);
    const { cursors } = JSON.parse(
      zstdDecompressSync(workshop.objects.get(state)?.body ?? Buffer.alloc(0)).toString(),
    ) as {
      cursors: Record<string, { run: number }>;
    };
    expect(Object.entries(cursors).map(([name, { run: done }]) => [name, done])).toEqual([
      [SERIES, 3],
      [`${SERIES} latest~1`, 3],
    ]);
  });
});

describe('planSample', () => {
  const packsOf = (sizes: readonly number[]) =>
    sizes.map((sizeBytes, i) => ({ key: `p${String(i).padStart(4, '0')}`, sizeBytes }));

  test('whatever was there when a cycle began is read in it, in as many runs at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }),
        (sizes, runs, added) => {
          let packs = packsOf(sizes);
          const wanted = new Set(packs.map(({ key }) => key));
          let cursor: SampleCursor | undefined;
          for (let i = 0; i < runs; i++) {
            const plan = planSample(packs, cursor, runs);
            expect(plan.picked.length).toBeGreaterThan(0);
            for (const { key } of plan.picked) wanted.delete(key);
            cursor = plan.next;
            // Backups go on meanwhile.
            packs = packsOf([...packs.map(({ sizeBytes }) => sizeBytes), ...Array<number>(added[i] ?? 0).fill(500)]);
          }
          expect([...wanted]).toEqual([]);
        },
      ),
    );
  });

  test('packs that no run has read come besides, the newest first, within as many bytes again', () => {
    const packs = packsOf(Array<number>(100).fill(32));
    const isProved = (key: string): boolean => key < 'p0080';
    const { picked, next } = planSample(packs, undefined, 10, isProved);
    expect(picked.map(({ key }) => key)).toEqual([
      ...packs.slice(0, 10).map(({ key }) => key),
      ...packs
        .slice(90)
        .map(({ key }) => key)
        .reverse(),
    ]);
    expect(next).toEqual({ run: 1, after: 'p0009' });
    // What the cycle reads by itself is read once.
    expect(planSample(packs, { run: 9, after: 'p0089' }, 10, isProved).picked).toHaveLength(20);
  });

  test('each run takes an equal share of the bytes', () => {
    const packs = packsOf(Array<number>(100).fill(32));
    let cursor: SampleCursor | undefined;
    for (let i = 0; i < 10; i++) {
      const { picked, next } = planSample(packs, cursor, 10);
      expect(picked).toHaveLength(10);
      cursor = next;
    }
    expect(cursor).toEqual({ run: 0, after: '' });
  });

  test('a cycle that was shortened ends with the next run', () => {
    const packs = packsOf(Array<number>(100).fill(32));
    expect(planSample(packs, { run: 20, after: 'p0049' }, 7).picked).toHaveLength(50);
  });
});

describe('level full', () => {
  test('reads every byte of every object', async () => {
    const workshop = await filled(3);
    const result = await run('verify', workshop.store, { level: 'full' });
    const bytes = [...workshop.keysOf('packs'), ...workshop.keysOf('parts')].reduce(
      (sum, key) => sum + (workshop.objects.get(key)?.body.length ?? 0),
      0,
    );
    expect(result.json).toMatchObject({ verified: [{ readBytes: bytes }] });
  });

  test('finds bytes that have gone bad under the checksum that the provider keeps; metadata does not', async () => {
    const workshop = await filled(2);
    const [bad = ''] = workshop.keysOf('packs');
    const good = workshop.objects.get(bad)?.body ?? Buffer.alloc(0);
    const store: Store = {
      ...workshop.store,
      async get(key, options) {
        const answer = await workshop.store.get(key, options);
        if (key === bad) answer.body.fill(0x2a, 10, 20);
        return answer;
      },
    };
    expect(good.length).toBeGreaterThan(0);
    expect((await run('verify', store, { level: 'metadata' })).findings).toEqual([]);
    expect((await run('verify', store, { level: 'full' })).findings).toMatchObject([
      { class: 'object-changed', object: bad },
    ]);
  });

  test('finds content that was stored wrongly, and says that no S3 version can mend it', async () => {
    const vault = await makeVault([
      { path: 'a', content: 'x'.repeat(300) },
      { path: 'b', content: 'y'.repeat(300) },
    ]);
    const [pack = ''] = vault.root.objects.map(({ key }) => key);
    const body = vault.objects.get(pack)?.body ?? Buffer.alloc(0);
    // A writer that hashes what it has damaged: name, root and object agree.
    body.fill(0, 4, 12);
    const named = blobKey('packs', SERIES, new Date('2026-11-23T01:02:03Z'), sha256(body));
    await vault.store.putNew(named, body);
    const id = await retell(vault, {
      objects: vault.root.objects.map((object) => ({ ...object, key: named })),
      frames: framesOf(vault).map((found) => ({ ...found, frame: { ...found.frame, pack: named } })),
    });
    expect((await run('verify', vault.store, { level: 'metadata' })).findings).toEqual([]);
    const [finding, ...more] = (await run('verify', vault.store, { level: 'full' })).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ class: 'content-damaged', object: named, snapshot: id });
    expect(finding?.fix).toContain('quarantine');
  });

  test('finds content that the map gives under the name of another', async () => {
    const vault = await makeVault([
      { path: 'a', content: 'x'.repeat(20) },
      { path: 'b', content: 'y'.repeat(20) },
    ]);
    const [pack] = vault.root.objects.map(({ key }) => key);
    const ids = framesOf(vault).map((found) => found.ids);
    const swapped = splitLike(Buffer.concat(ids), ids);
    await retell(vault, { frames: framesOf(vault).map((found, i) => ({ ...found, ids: swapped[i] as Buffer })) });
    expect((await run('verify', vault.store, { level: 'metadata' })).findings).toEqual([]);
    expect((await run('verify', vault.store, { level: 'full' })).findings).toMatchObject([
      { class: 'content-damaged', object: pack },
    ]);
  });
});

type Frames = readonly FrameFragments[];

function framesOf({ root }: MadeVault): Frames {
  return root.sections.map.flat().flatMap((ref) => [...mapFrames(inlineSegment(ref))]);
}

/** The ids in reverse order, in pieces of the same lengths. */
function splitLike(ids: Buffer, like: readonly Buffer[]): Buffer[] {
  const all = Array.from({ length: ids.length / 32 }, (_, i) => ids.subarray(i * 32, i * 32 + 32)).reverse();
  return like.map((each) => Buffer.concat(all.splice(0, each.length / 32)));
}

interface Retold {
  readonly objects?: readonly RootObject[];
  readonly frames?: Frames;
  readonly counts?: Readonly<Record<string, number>>;
}

/** In the place of the snapshot one that says something else. @returns its id */
async function retell(
  vault: MadeVault,
  { objects = vault.root.objects, frames = framesOf(vault), counts = vault.root.header.counts }: Retold,
): Promise<string> {
  const map = [mapSegments(frames).map(inlineRef)];
  const header = { ...vault.root.header, counts };
  const bytes = encodeRoot({ ...vault.root, header, objects, sections: { ...vault.root.sections, map } });
  const id = snapshotId(new Date('2026-11-23T01:02:03Z'), bytes);
  vault.objects.delete(rootKey(SERIES, vault.root.id));
  await vault.store.putNew(rootKey(SERIES, id), bytes);
  return id;
}

describe('the root', () => {
  test('that was overwritten within a day is a finding, though an older snapshot is picked and passes', async () => {
    const workshop = await filled(2);
    const [, newest = ''] = workshop.keysOf('roots');
    overwrite(workshop, newest, (body) => body.fill(0x2a, 0, 8));
    const result = await run('verify', workshop.store, { level: 'metadata' });
    expect(result.findings).toMatchObject([{ class: 'snapshot-damaged', object: newest }]);
    expect(result.exitCode).toBe(1);
    // The older one is good, and noted as such.
    expect(marksIn(workshop.objects.keys())).toEqual(['verified']);
  });

  test('that was overwritten later has an untrusted time, and is a finding all the same', async () => {
    const workshop = await filled(2);
    const [, newest = ''] = workshop.keysOf('roots');
    workshop.advance(10 * 24 * 3600 * 1000);
    const { body } = workshop.objects.get(newest) ?? { body: Buffer.alloc(0) };
    workshop.objects.set(newest, { body: Buffer.alloc(body.length, 0x2a), lastModified: workshop.now });
    const result = await run('verify', workshop.store, { level: 'metadata' });
    expect(result.findings).toMatchObject([{ class: 'snapshot-damaged', object: newest }]);
  });

  test('that is whole and only came late is a warning', async () => {
    const workshop = await filled(2);
    const [, newest = ''] = workshop.keysOf('roots');
    const object = workshop.objects.get(newest);
    if (object !== undefined) object.lastModified = new Date(workshop.now.getTime() + 3 * 24 * 3600 * 1000);
    const result = await run('verify', workshop.store, { level: 'metadata' });
    expect(result.findings).toEqual([]);
    expect(problems(result.events)).toEqual(['untrusted-time']);
  });

  test('that is of a newer format is a finding; the one before it is verified', async () => {
    const workshop = await filled(1);
    const header = Buffer.from(JSON.stringify({ format: 'holdfast-root/2' }));
    const body = compressSync(header, 3);
    workshop.objects.set(rootKey(SERIES, snapshotId(workshop.now, body)), { body, lastModified: workshop.now });
    const result = await run('verify', workshop.store, { level: 'metadata' });
    expect(result.findings).toMatchObject([
      { class: 'newer-format', fix: expect.stringContaining('newer version') as string },
    ]);
    expect(result.json).toMatchObject({ verified: [{ isMarked: true }] });
  });

  test('picked by its id and damaged is a finding', async () => {
    const workshop = await filled(1);
    const [key = ''] = workshop.keysOf('roots');
    overwrite(workshop, key, (body) => body.subarray(0, -1));
    const result = await run('verify', workshop.store, { level: 'metadata', version: key.split('/').at(-1) ?? '' });
    expect(result.findings).toMatchObject([{ class: 'snapshot-damaged' }]);
  });
});

describe('tables that do not fit together', () => {
  const made = [
    { path: 'a', content: 'x'.repeat(300) },
    { path: 'b', content: Buffer.from(Array.from({ length: 900 }, (_, i) => i % 251)) },
  ];

  test.each(LEVELS)('content that the map does not have, at level %s', async (level) => {
    const vault = await makeVault(made, { framesPerPack: 1, unlisted: [1] });
    const { findings } = await run('verify', vault.store, { level });
    expect(findings[0]).toMatchObject({ class: 'snapshot-inconsistent', paths: { count: 1, first: ['b'] } });
  });

  test('a file whose parts are not as long as it is', async () => {
    const vault = await makeVault([...made, { path: 'c', content: 'z'.repeat(100), lie: { sizeBytes: 101 } }]);
    const { findings } = await run('verify', vault.store, { level: 'metadata' });
    expect(findings).toMatchObject([{ class: 'snapshot-inconsistent', paths: { first: ['c'] } }]);
  });

  test('a pack that the map does not mention', async () => {
    const vault = await makeVault(made);
    const body = Buffer.from('a pack of nobody');
    const key = blobKey('packs', SERIES, new Date('2026-11-23T01:02:03Z'), sha256(body));
    await vault.store.putNew(key, body);
    const more = { key, sizeBytes: body.length, liveBytes: body.length, etag: '' };
    await retell(vault, { objects: [...vault.root.objects, more] });
    const { findings } = await run('verify', vault.store, { level: 'metadata' });
    expect(findings).toMatchObject([
      {
        class: 'snapshot-inconsistent',
        object: key,
        message: expect.stringContaining('does not mention it') as string,
      },
    ]);
  });

  test.each(LEVELS)('counts that are not those of the tree, at level %s: it is not marked', async (level) => {
    const vault = await makeVault([...made, { path: 'd' }]);
    const { counts } = vault.root.header;
    expect((await run('verify', vault.store, { level })).findings).toEqual([]);
    const marked = [...vault.objects.keys()].filter((key) => key.startsWith('v1/marks/'));
    for (const [lie, said] of [
      [{ ...counts, files: 1 }, '1 files and holds 2'],
      [{ ...counts, bytes: 0 }, '0 bytes and holds 1200'],
      [{ files: 2, bytes: 1200, symlinks: 0 }, 'no directories and holds 1'],
    ] as const) {
      const id = await retell(vault, { counts: lie });
      const { findings } = await run('verify', vault.store, { level });
      const message = expect.stringContaining(said) as string;
      expect(findings).toMatchObject([{ class: 'snapshot-inconsistent', message }]);
      vault.objects.delete(rootKey(SERIES, id));
    }
    expect(marksIn(vault.objects.keys())).toHaveLength(marksIn(marked).length);
  });

  test('a pack that no path needs', async () => {
    const vault = await makeVault(made);
    const other = await makeVault([{ path: 'e', content: 'other content' }]);
    const [more] = other.root.objects as [RootObject];
    await vault.store.putNew(more.key, (other.objects.get(more.key) as { body: Buffer }).body);
    const objects = [...vault.root.objects, more];
    await retell(vault, { objects, frames: [...framesOf(vault), ...framesOf(other)] });
    const { findings } = await run('verify', vault.store, { level: 'metadata' });
    const message = expect.stringContaining('no path of its tree needs it') as string;
    expect(findings).toMatchObject([{ class: 'snapshot-inconsistent', object: more.key, message }]);
  });

  describe('a map that names the same bytes of a pack over and over', () => {
    /** The first frame, a byte further on each time, and the frames as they are. */
    const overlapping = (frames: Frames): Frames => {
      const [first] = frames as [FrameFragments];
      const moved = (by: number) => ({ ...first, frame: { ...first.frame, offset: first.frame.offset + by } });
      return [...frames, moved(1), moved(2)];
    };

    test.each(LEVELS)('is a finding at level %s', async (level) => {
      const vault = await makeVault(made, { fragmentsPerFrame: 100 });
      await retell(vault, { frames: overlapping(framesOf(vault)) });
      const { findings } = await run('verify', vault.store, { level });
      const message = expect.stringContaining('has frames of it that overlap') as string;
      expect(findings).toContainEqual(expect.objectContaining({ class: 'snapshot-inconsistent', message }));
    });

    test('is refused by a restore, before anything of it is read', async () => {
      const vault = await makeVault(made, { fragmentsPerFrame: 100 });
      const id = await retell(vault, { frames: overlapping(framesOf(vault)) });
      const { body } = vault.objects.get(rootKey(SERIES, id)) as { body: Buffer };
      const root = decodeRoot({ series: SERIES, id }, body);
      await expect(restoreTo({ store: vault.store, root }, newFolder())).rejects.toMatchObject({
        code: 'corrupt-map',
        message: expect.stringContaining('overlap') as string,
      });
    });

    test('also where all of them decode to more than a pack may, or are too many', async () => {
      const vault = await makeVault(made);
      const [first] = framesOf(vault) as [FrameFragments];
      const { pack } = first.frame;
      const many = (count: number, rawBytes: number): FrameFragments[] =>
        Array.from({ length: count }, (_, i) => ({
          frame: { pack, offset: i, storedBytes: 1, rawBytes },
          lengths: [rawBytes],
          ids: first.ids.subarray(0, 32),
        }));
      const said = (frames: Frames): string => {
        const live = new LiveFrames([pack]);
        for (const frame of frames) live.take(frame);
        return live.flaws().get(pack) ?? '';
      };
      expect(said(many(4096, 1))).toBe('');
      expect(said(many(4097, 1))).toContain('more frames');
      expect(said(many(64, 8 * 1024 * 1024))).toBe('');
      expect(said(many(65, 8 * 1024 * 1024))).toContain('decodes to more');
    });

    test('but a row that is there twice says nothing new', async () => {
      const vault = await makeVault(made);
      await retell(vault, { frames: [...framesOf(vault), ...framesOf(vault)] });
      expect((await run('verify', vault.store, { level: 'full' })).findings).toEqual([]);
    });
  });

  test('files whose checks would decode the same frames over and over: bounded, and never verified', async () => {
    const frames = 20;
    // Each frame holds a few bytes that files use and much that none uses; together more than is kept in memory.
    const part = (i: number): Buffer => Buffer.from(`part ${String(i).padStart(3)}`);
    const fileOf = (parts: readonly Buffer[]) => {
      const content = Buffer.concat(parts);
      return { sizeBytes: content.length, sha256: sha256(content), fragments: Buffer.concat(parts.map(sha256)) };
    };
    const fillers = Array.from({ length: frames }, (_, i) => ({
      path: `filler-${String(i)}`,
      content: Buffer.concat([Buffer.alloc(4_000_000, i), part(i)]),
      lie: fileOf([part(i)]),
    }));
    // Each in an order of its own.
    const scattered = Array.from({ length: 60 }, (_, n) => ({
      path: `scattered-${String(n)}`,
      content: '',
      lie: fileOf(Array.from({ length: frames }, (__, i) => part((((n + 1) * i * i + 7 * i) * 3 + n) % frames))),
    }));
    const options = { fragmentBytes: 4_000_000, fragmentsPerFrame: 2, framesPerPack: 1 };
    const vault = await makeVault([...fillers, ...scattered], options);
    const ran = await run('verify', vault.store, { level: 'full' });
    expect(ran.status).toBe('failed');
    expect(ran.findings).toContainEqual(
      expect.objectContaining({
        class: 'snapshot-inconsistent',
        message: expect.stringMatching(/not checked as a whole.* limit .*MiB/) as string,
      }),
    );
    expect(marksIn(vault.objects.keys())).not.toContain('verified');
    // Each pack once, as much again for files, and the root.
    expect(ran.requests.get).toBeLessThan(3 * frames);
  });

  test('a frame behind the end of its pack', async () => {
    const vault = await makeVault(made);
    const [first, ...others] = framesOf(vault) as [FrameFragments, ...FrameFragments[]];
    const moved = { ...first, frame: { ...first.frame, offset: first.frame.offset + 1_000_000 } };
    await retell(vault, { frames: [moved, ...others] });
    const { findings } = await run('verify', vault.store, { level: 'metadata' });
    expect(findings).toMatchObject([
      {
        class: 'snapshot-inconsistent',
        object: first.frame.pack,
        message: expect.stringContaining('behind its end') as string,
      },
    ]);
  });
});

describe('an object', () => {
  test('that an older S3 version has: repair can bring it back; one that none has: it is lost', async () => {
    const memory = memoryStore(() => new Date('2026-11-23T01:02:03Z'));
    const vault = await makeVault([{ path: 'a', content: 'x'.repeat(300) }]);
    for (const [key, object] of vault.objects) memory.objects.set(key, { ...object });
    const [pack = ''] = vault.root.objects.map(({ key }) => key);
    await memory.store.markDeleted(pack);
    const [marked] = (await run('verify', memory.store, { level: 'metadata' })).findings;
    expect(marked).toMatchObject({ class: 'object-missing', object: pack, paths: { first: ['a'] } });
    expect(marked?.fix).toContain('An older S3 version');
    memory.old.delete(pack);
    const [lost] = (await run('verify', memory.store, { level: 'metadata' })).findings;
    expect(lost?.fix).toContain('No older S3 version');
  });

  test('that holds the tables is read from an older S3 version where the current one is gone, and is a finding', async () => {
    const workshop = await filled(2, 60);
    const [part = ''] = workshop.keysOf('parts').slice(-1);
    await workshop.store.markDeleted(part);
    const { findings } = await run('verify', workshop.store, { level: 'metadata' });
    expect(findings).toMatchObject([{ class: 'object-missing', object: part }]);
    workshop.objects.delete(part);
  });

  test('that was archived cannot be read at once', async () => {
    const workshop = await filled(2);
    const [pack = ''] = workshop.keysOf('packs');
    const object = workshop.objects.get(pack);
    if (object !== undefined) object.storageClass = 'DEEP_ARCHIVE';
    const { findings } = await run('verify', workshop.store, { level: 'metadata' });
    expect(findings).toMatchObject([
      { class: 'object-archived', fix: expect.stringContaining('RestoreObject') as string },
    ]);
  });
});

describe('max-age', () => {
  test('counts by the clock of S3, whatever the runner believes', async () => {
    const workshop = await filled(1);
    workshop.advance(34 * 3600 * 1000);
    for (const now of ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'].map((text) => new Date(text))) {
      const inputs = { level: 'metadata', 'max-age': '36h' };
      expect((await run('verify', workshop.store, inputs, { now })).findings).toEqual([]);
    }
    workshop.advance(2 * 3600 * 1000);
    const result = await run('verify', workshop.store, { level: 'metadata', 'max-age': '36h' });
    expect(result.findings).toMatchObject([
      { class: 'too-old', message: expect.stringContaining('37.0 h old') as string },
    ]);
    // It can be restored all the same.
    expect(marksIn(workshop.objects.keys())).toEqual(['verified']);
    workshop.advance(8 * 24 * 3600 * 1000);
    const later = await run('verify', workshop.store, { level: 'metadata', 'max-age': '1w' });
    expect(later.findings).toMatchObject([
      { message: 'The newest good snapshot is 9.5 d old, but only 7.0 d are allowed.' },
    ]);
  });

  test('a partial snapshot, one in quarantine, do not count', async () => {
    const workshop = await filled(1);
    workshop.advance(40 * 3600 * 1000);
    const fresh = await workshop.backUpFolder();
    await writeMark(workshop.store, { series: SERIES, id: fresh.id }, 'quarantine', workshop.now, {});
    const result = await run('verify', workshop.store, { level: 'metadata', 'max-age': '36h' });
    expect(result.findings).toMatchObject([{ class: 'too-old' }]);
  });

  test('holds for the newest one, whichever is verified', async () => {
    const workshop = await filled(3);
    const inputs = { level: 'metadata', 'max-age': '2h', version: 'latest~2' };
    expect((await run('verify', workshop.store, inputs)).findings).toEqual([]);
    workshop.advance(2 * 3600 * 1000);
    expect((await run('verify', workshop.store, inputs)).findings).toMatchObject([{ class: 'too-old' }]);
  });

  test('a series without a snapshot fails, with or without it', async () => {
    const { store } = newWorkshop();
    for (const given of [{}, { 'max-age': '36h' }]) {
      const result = await run('verify', store, { level: 'metadata', ...given });
      expect(result).toMatchObject({ exitCode: 1, findings: [{ class: 'no-snapshot', series: SERIES }] });
    }
  });
});

describe('all-series', () => {
  test('looks at the newest of each; pull requests and branches may be old, or have none', async () => {
    const workshop = await filled(1);
    for (const series of [`${SERIES}/pr/7`, `${SERIES}/ref/topic`, 'other/files'])
      await workshop.backUpFolder({ series });
    workshop.advance(100 * 3600 * 1000);
    await workshop.backUpFolder({ series: 'other/files' });
    const result = await run('verify', workshop.store, { level: 'metadata', 'all-series': 'true', 'max-age': '36h' });
    expect(result.findings).toMatchObject([{ class: 'too-old', series: SERIES }]);
    expect(result.tables[0]?.rows.map(([series, , , text]) => [series, text])).toEqual([
      [SERIES, '1 finding'],
      [`${SERIES}/pr/7`, 'passed'],
      [`${SERIES}/ref/topic`, 'passed'],
      ['other/files', 'passed'],
    ]);
  });

  test('damage of one does not hide the others', async () => {
    const workshop = await filled(1);
    await workshop.backUpFolder({ series: 'other/files' });
    const [root = ''] = workshop.keysOf('roots');
    overwrite(workshop, root, () => Buffer.from('nothing'));
    const result = await run('verify', workshop.store, { level: 'full', 'all-series': 'true' });
    expect(result.findings.map(({ series, class: kind }) => [series, kind])).toEqual([[SERIES, 'snapshot-damaged']]);
    expect(marksIn(workshop.objects.keys())).toEqual(['verified']);
  });

  test('an empty vault has nothing to verify', async () => {
    expect(await run('verify', newWorkshop().store, { 'all-series': 'true' })).toMatchObject({
      findings: [],
      exitCode: 0,
    });
  });
});

describe('what may not be done', () => {
  test.each<[string, Rule]>([
    ['list', { verb: 'list', key: /roots/, fault: 'denied' }],
    ['read roots', { verb: 'get', key: /roots/, fault: 'denied' }],
    ['read parts', { verb: 'get', key: /parts/, fault: 'denied' }],
    ['read packs', { verb: 'get', key: /packs/, fault: 'denied' }],
    ['see objects', { verb: 'head', fault: 'denied' }],
  ])('%s: an error, and never a pass', async (_, rule) => {
    const workshop = await filled(2, 60);
    const store = faultyStore(workshop.store, [rule]);
    await expect(run('verify', store, { level: rule.verb === 'head' ? 'metadata' : 'full' })).rejects.toMatchObject({
      code: 'access-denied',
    });
    expect(marksIn(workshop.objects.keys())).toEqual([]);
  });

  test('write marks and state: a warning, and no failure', async () => {
    const workshop = await filled(2);
    const store = faultyStore(workshop.store, [{ verb: 'putNew', fault: 'denied' }]);
    const result = await run('verify', store, { level: 'sample' });
    expect(result).toMatchObject({ exitCode: 0, json: { verified: [{ isMarked: false }] } });
    // The proof, the mark, and how far the samples came.
    expect(problems(result.events)).toEqual(['not-noted', 'not-noted', 'not-noted']);
  });

  test('a server that fails is an error, not damage', async () => {
    const workshop = await filled(2);
    const store = faultyStore(workshop.store, [{ verb: 'get', key: /packs/, fault: 'unavailable' }]);
    await expect(run('verify', store, { level: 'full' })).rejects.toMatchObject({ code: 'slow-down' });
  });
});

test.each(LEVELS)('a signal ends level %s, and leaves no scratch folder', async (level) => {
  const workshop = await filled(2);
  const controller = new AbortController();
  const stop = new Error('stopped');
  const store: Store = {
    ...workshop.store,
    head: (key, options) => {
      controller.abort(stop);
      return workshop.store.head(key, options);
    },
    get: (key, options) => {
      if (key.includes('/packs/')) controller.abort(stop);
      return workshop.store.get(key, options);
    },
  };
  await expect(run('verify', store, { level }, { signal: controller.signal })).rejects.toBe(stop);
  expect(marksIn(workshop.objects.keys())).toEqual([]);
});

test('a snapshot in quarantine is verified if it is named, and not noted as such', async () => {
  const workshop = await filled(2);
  const id = workshop.keysOf('roots')[1]?.split('/').at(-1) ?? '';
  await writeMark(workshop.store, { series: SERIES, id }, 'quarantine', workshop.now, { reason: 'poison' });
  const result = await run('verify', workshop.store, { level: 'full', version: id });
  expect(result.exitCode).toBe(0);
  expect(problems(result.events)).toEqual(['quarantined-snapshot']);
  expect(marksIn(workshop.objects.keys())).toEqual(['quarantine']);
});

test('an older S3 version of a root, named by its VersionId, is verified, and the mark is not given to what covers it', async () => {
  const workshop = await filled(1);
  const [root = ''] = workshop.keysOf('roots');
  const written: string[] = [];
  for await (const page of workshop.store.listVersions(root)) written.push(...page.map(({ versionId }) => versionId));
  await workshop.store.markDeleted(root);
  const result = await run('verify', workshop.store, { level: 'metadata', version: `s3:${written[0] ?? ''}` });
  expect(result).toMatchObject({ exitCode: 0, findings: [] });
  expect(marksIn(workshop.objects.keys())).toEqual([]);
});
