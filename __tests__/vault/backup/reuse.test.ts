/** What a run builds on is proved first: packs that vanished or changed, parents and interrupted runs that lie. */
import { createHash } from 'node:crypto';
import { LIMITS } from '../../../src/base/limits.ts';
import { blobKey, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { mapFrames, mapSegments, type FrameFragments } from '../../../src/vault/format/map.ts';
import { PackBuilder } from '../../../src/vault/format/pack.ts';
import { encodeRoot, type Root, type RootContent } from '../../../src/vault/format/root.ts';
import { LevelWriter, type StoredSegment } from '../../../src/vault/format/table.ts';
import { TREE, treeEntries, treeRow } from '../../../src/vault/format/tree.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { faultyStore } from '../../support/faulty-store.ts';
import { warnings, workshops, type Workshop } from './workshop.ts';
import { noise } from '../../support/bytes.ts';
import { inlineRef, inlineSegment } from '../../support/snapshots.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();

/** Two snapshots, the second with a pack of its own. */
async function twoSnapshots(): Promise<{ readonly workshop: Workshop; readonly packs: readonly string[] }> {
  const workshop = newWorkshop();
  for (let i = 0; i < 5; i++) workshop.write(`old-${String(i)}`, noise(5000, i));
  await workshop.backUpFolder();
  workshop.advance(60_000);
  for (let i = 0; i < 5; i++) workshop.write(`new-${String(i)}`, noise(5000, 10 + i));
  await workshop.backUpFolder();
  workshop.advance(60_000);
  const packs = workshop.keysOf('packs');
  expect(packs).toHaveLength(2);
  return { workshop, packs };
}

/** The snapshots that a lost pack has made unrestorable are not expected any more. */
function forgetOlder(workshop: Workshop): void {
  for (const key of workshop.keysOf('roots')) workshop.objects.delete(key);
  workshop.expected.clear();
}

function changed(workshop: Workshop, key: string, change: (body: Buffer) => Buffer): void {
  const object = workshop.objects.get(key);
  if (object === undefined) throw new Error(`there is no ${key}`);
  workshop.objects.set(key, { ...object, body: change(Buffer.from(object.body)) });
}

describe('a pack of the parent', () => {
  test('that vanished counts as not there: its content is stored again', async () => {
    const { workshop, packs } = await twoSnapshots();
    workshop.objects.delete(packs[0] as string);
    const outcome = await workshop.backUpFolder();
    expect(warnings(workshop.events)).toEqual(['object-lost']);
    expect(outcome.newBytes).toBe(25_000);
    expect(outcome.root.objects.map(({ key }) => key)).not.toContain(packs[0]);
    const expected = workshop.look();
    forgetOlderBut(workshop, outcome.id);
    expect(expected).toEqual(workshop.expected.get(`${SERIES} ${outcome.id}`));
    await workshop.expectNothingLost();
  });

  test('of which several vanished are told of in one warning', async () => {
    const { workshop, packs } = await twoSnapshots();
    for (const key of packs) workshop.objects.delete(key);
    await workshop.backUpFolder();
    expect(warnings(workshop.events)).toEqual(['object-lost']);
    const message = expect.stringContaining('2 objects that the parent snapshot needs') as string;
    expect(workshop.events).toContainEqual(expect.objectContaining({ class: 'object-lost', message }));
  });

  test('that was overwritten with as many other bytes is found by its ETag, and read to be sure', async () => {
    const { workshop, packs } = await twoSnapshots();
    changed(workshop, packs[0] as string, (body) => body.fill(0x2a, 100, 200));
    const outcome = await workshop.backUpFolder();
    expect(warnings(workshop.events)).toEqual(['object-lost']);
    expect(outcome.newBytes).toBe(25_000);
    forgetOlderBut(workshop, outcome.id);
    await workshop.expectNothingLost();
  });

  test.each([
    ['archived', 'object-archived', { storageClass: 'GLACIER' }, []],
    ['closed to the role', 'object-forbidden', {}, [{ verb: 'get', key: /^v1\/packs/, fault: 'denied' }]],
  ] as const)(
    'that is %s is no lost one: it is told as what it is, and stored again',
    async (_, told, change, script) => {
      const { workshop, packs } = await twoSnapshots();
      const newest = packs[1] as string;
      Object.assign(workshop.objects.get(newest) ?? {}, change);
      const outcome = await workshop.backUpFolder({ store: faultyStore(workshop.store, script) });
      expect(warnings(workshop.events)).toEqual([told]);
      expect(outcome.newBytes).toBe(25_000);
      expect(outcome.root.objects.map(({ key }) => key)).not.toContain(newest);
    },
  );

  test('whose ETag is another and that may not be read ends no backup', async () => {
    const { workshop, packs } = await twoSnapshots();
    const first = packs[0] as string;
    changed(workshop, first, (body) => body.fill(0x2a, 100, 200));
    const store = faultyStore(workshop.store, [{ verb: 'get', key: new RegExp(first), fault: 'denied' }]);
    expect((await workshop.backUpFolder({ store })).newBytes).toBe(25_000);
    expect(warnings(workshop.events)).toEqual(['object-forbidden']);
  });

  test('whose ETag alone is another is read once, and used', async () => {
    const { workshop, packs } = await twoSnapshots();
    // As in a vault that was copied: the provider makes other ETags of the same bytes.
    const store: Workshop['store'] = {
      ...workshop.store,
      async *list(prefix, options) {
        for await (const page of workshop.store.list(prefix, options))
          yield {
            ...page,
            objects: page.objects.map((object) => ({ ...object, etag: `"other-${object.key.length}"` })),
          };
      },
    };
    const counted = countingStore(store);
    const outcome = await workshop.backUpFolder({ store: counted.store });
    expect(warnings(workshop.events)).toEqual([]);
    expect(outcome.newBytes).toBe(0);
    expect(outcome.root.objects.map(({ key }) => key).sort()).toEqual(packs);
    // Two roots, both packs whole, and the new one once more, to prove what the map says of it.
    expect(counted.traffic().requests.get).toBe(5);
    await workshop.expectNothingLost();
  });

  test('that rots under the same ETag is found by the run after it, which reads it once more', async () => {
    const { workshop } = await oneSnapshot();
    const [rotten = ''] = workshop.keysOf('packs');
    const store = faultyStore(workshop.store, [{ verb: 'get', key: new RegExp(rotten), fault: 'wrong-bytes' }]);
    const outcome = await workshop.backUpFolder({ store });
    expect(warnings(workshop.events)).toEqual(['object-lost']);
    expect(outcome.root.objects.map(({ key }) => key)).not.toContain(rotten);
    expect(outcome.newBytes).toBe(25_000);
  });
});

function forgetOlderBut(workshop: Workshop, id: string): void {
  const root = workshop.objects.get(rootKey(SERIES, id));
  const expected = workshop.expected.get(`${SERIES} ${id}`);
  if (root === undefined || expected === undefined) throw new Error(`there is no ${id}`);
  forgetOlder(workshop);
  workshop.objects.set(rootKey(SERIES, id), root);
  workshop.expected.set(`${SERIES} ${id}`, expected);
}

/** Puts another root in the place of a snapshot's, as somebody with the right to write could. */
function poison(workshop: Workshop, root: Root, change: (content: RootContent) => Partial<RootContent>): void {
  const bytes = encodeRoot({ ...root, ...change(root) });
  const id = snapshotId(new Date(workshop.now.getTime() - 60_000), bytes);
  for (const key of workshop.keysOf('roots')) workshop.objects.delete(key);
  workshop.expected.clear();
  workshop.objects.set(rootKey(SERIES, id), { body: bytes, lastModified: workshop.now });
}

async function oneSnapshot(): Promise<{ readonly workshop: Workshop; readonly root: Root }> {
  const workshop = newWorkshop();
  for (let i = 0; i < 5; i++) workshop.write(`file-${String(i)}`, noise(5000, i));
  const { root } = await workshop.backUpFolder();
  workshop.advance(60_000);
  return { workshop, root };
}

const inlineSegments = (levels: Root['sections']['map']): StoredSegment[] => levels.flat().map(inlineSegment);
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The next snapshot after a poisoned one restores whole. */
async function expectGoodNext(workshop: Workshop): Promise<void> {
  const poisoned = workshop.keysOf('roots');
  await workshop.backUpFolder();
  for (const key of poisoned) workshop.objects.delete(key);
  await workshop.expectNothingLost();
}

describe('a parent that lies', () => {
  test('about which fragment is where: the frame that is read gives it away', async () => {
    const { workshop, root } = await oneSnapshot();
    const frames = inlineSegments(root.sections.map).flatMap((segment) => [...mapFrames(segment)]);
    const swapped = frames.map(({ frame, ids, lengths }): FrameFragments => {
      const lying = Buffer.concat([ids.subarray(32, 64), ids.subarray(0, 32), ids.subarray(64)]);
      return { frame, ids: lying, lengths };
    });
    poison(workshop, root, ({ sections }) => ({
      sections: { ...sections, map: [mapSegments(swapped).map(inlineRef)] },
    }));
    await expectGoodNext(workshop);
    expect(warnings(workshop.events)).toEqual(['object-lost']);
  });

  test('about fragments that are nowhere: they are stored', async () => {
    const { workshop, root } = await oneSnapshot();
    poison(workshop, root, ({ sections }) => ({ objects: [], sections: { ...sections, map: [] } }));
    await expectGoodNext(workshop);
    expect(workshop.events).not.toContainEqual(expect.objectContaining({ class: 'object-lost' }));
  });

  test('about the size of a pack', async () => {
    const { workshop, root } = await oneSnapshot();
    poison(workshop, root, ({ objects }) => ({
      objects: objects.map((object) => ({ ...object, sizeBytes: object.sizeBytes + 1 })),
    }));
    await expectGoodNext(workshop);
    expect(warnings(workshop.events)).toEqual(['object-lost']);
  });

  test('about the ETag of a pack: its bytes decide', async () => {
    const { workshop, root } = await oneSnapshot();
    poison(workshop, root, ({ objects }) => ({
      objects: objects.map((object) => ({ ...object, etag: '"another"' })),
    }));
    await expectGoodNext(workshop);
    expect(warnings(workshop.events)).toEqual([]);
  });

  test.each(['sha256', 'sizeBytes', 'type'] as const)('about the %s of a file: content decides', async (what) => {
    const { workshop, root } = await oneSnapshot();
    const lies = { sha256: { sha256: digest('another') }, sizeBytes: { sizeBytes: 4999 }, type: { type: 'directory' } };
    const tree = new LevelWriter(TREE);
    for (const entry of treeEntries([inlineSegments(root.sections.tree)])) {
      const isFirst = entry.path.toString() === 'file-0';
      const none = Buffer.alloc(0);
      const lie = what === 'type' ? { ...lies.type, sizeBytes: 0, sha256: none, fragments: none } : lies[what];
      tree.push(treeRow({ ...entry, ...(isFirst && (lie as Partial<typeof entry>)) }));
    }
    const lying = tree.finish();
    poison(workshop, root, ({ sections }) => ({ sections: { ...sections, tree: [lying.map(inlineRef)] } }));
    await expectGoodNext(workshop);
  });

  test('about its own series', async () => {
    const { workshop, root } = await oneSnapshot();
    poison(workshop, root, ({ header }) => ({ header: { ...header, series: 'acme/other' }, objects: [] }));
    const poisoned = workshop.keysOf('roots');
    const outcome = await workshop.backUpFolder();
    expect(warnings(workshop.events)).toContain('unreadable-snapshot');
    expect(outcome.parent).toBeUndefined();
    for (const key of poisoned) workshop.objects.delete(key);
    await workshop.expectNothingLost();
  });

  test('about its time: a root that landed a day late is no parent', async () => {
    const { workshop } = await oneSnapshot();
    workshop.advance(LIMITS.backupMaxSeconds * 1000);
    const [key = ''] = workshop.keysOf('roots');
    const object = workshop.objects.get(key);
    workshop.objects.set(key, { body: object?.body ?? Buffer.alloc(0), lastModified: workshop.now });
    const outcome = await workshop.backUpFolder();
    expect(outcome.parent).toBeUndefined();
    expect(warnings(workshop.events)).toContain('untrusted-time');
  });

  test('a truncated root is passed over, and the snapshot before it is the parent', async () => {
    const { workshop } = await oneSnapshot();
    workshop.write('more', 'more');
    const second = await workshop.backUpFolder();
    workshop.advance(60_000);
    workshop.expected.delete(`${SERIES} ${second.id}`);
    changed(workshop, rootKey(SERIES, second.id), (body) => body.subarray(0, body.length - 1));
    const third = await workshop.backUpFolder();
    expect(warnings(workshop.events)).toEqual(['unreadable-snapshot']);
    expect(third.parent).not.toBe(second.id);
    expect(third.newBytes).toBe('more'.length);
    workshop.objects.delete(rootKey(SERIES, second.id));
    await workshop.expectNothingLost();
  });
});

describe('an interrupted run', () => {
  /** A run that stores its pack and never its root. */
  async function interruptedRun(): Promise<Workshop> {
    const workshop = newWorkshop();
    for (let i = 0; i < 5; i++) workshop.write(`file-${String(i)}`, noise(5000, i));
    const store = faultyStore(workshop.store, [{ verb: 'putNew', key: /roots/, fault: 'unavailable' }]);
    await expect(workshop.backUpFolder({ store })).rejects.toMatchObject({ code: 'slow-down' });
    expect(workshop.keysOf('packs')).toHaveLength(1);
    expect(workshop.keysOf('roots')).toEqual([]);
    return workshop;
  }

  test('lends its packs to the next run, up to a day later', async () => {
    const workshop = await interruptedRun();
    workshop.advance(LIMITS.adoptMaxAgeSeconds * 1000);
    workshop.write('file-4', noise(5000, 99));
    const outcome = await workshop.backUpFolder();
    expect(outcome.newBytes).toBe(5000);
    expect(outcome.root.header.adopted).toEqual([workshop.keysOf('packs')[0]]);
    await workshop.expectNothingLost();
    workshop.advance(60_000);
    expect((await workshop.backUpFolder()).root.header.adopted).toEqual([]);
    await workshop.expectNothingLost();
  });

  test('lends nothing after a day: prune may be at its packs', async () => {
    const workshop = await interruptedRun();
    const [stale] = workshop.keysOf('packs');
    workshop.advance((LIMITS.adoptMaxAgeSeconds + 1) * 1000);
    const outcome = await workshop.backUpFolder();
    expect(outcome.newBytes).toBe(25_000);
    expect(outcome.root.header.adopted).toEqual([]);
    workshop.objects.delete(stale as string);
    await workshop.expectNothingLost();
  });

  test('of another series lends nothing', async () => {
    const workshop = await interruptedRun();
    workshop.advance(60_000);
    const outcome = await workshop.backUpFolder({ series: 'acme/shop/other' });
    expect(outcome.newBytes).toBe(25_000);
    expect(outcome.root.header.adopted).toEqual([]);
  });

  test.each([
    ['that holds something else', (pack: Buffer) => pack, []],
    ['that was cut short', (pack: Buffer) => pack.subarray(0, pack.length - 10), ['pack-not-adopted']],
    ['that is no pack', () => noise(3000, 5), ['pack-not-adopted']],
    ['that is empty', () => Buffer.alloc(0), ['pack-not-adopted']],
    [
      'that is another one',
      (pack: Buffer) => Buffer.concat([pack.subarray(0, -1), Buffer.from('x')]),
      ['pack-not-adopted'],
    ],
  ])('leaves a pack %s, which is not used', async (_, damage, said) => {
    const workshop = newWorkshop();
    const wanted = noise(5000, 1);
    workshop.write('wanted', wanted);
    const keyOf = (digest: Buffer): string => blobKey('packs', SERIES, workshop.now, digest);
    const pack = new PackBuilder();
    const other = noise(5000, 2);
    const id = createHash('sha256').update(wanted).digest();
    pack.add({ stored: compressSync(other, 3), rawBytes: other.length, ids: id, lengths: [other.length] });
    const { key, body } = pack.finish(keyOf);
    await workshop.store.putNew(key, damage(Buffer.from(body)));
    workshop.advance(60_000);
    const outcome = await workshop.backUpFolder();
    expect(warnings(workshop.events)).toEqual(said);
    expect(outcome.newBytes).toBe(5000);
    expect(outcome.root.objects.map((object) => object.key)).not.toContain(key);
    await workshop.expectNothingLost();
  });
});
