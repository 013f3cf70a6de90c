/** A parent that somebody added: what only it says of packs and files is read before it is used. */
import { formatUtc, rootKey } from '../../../src/vault/format/keys.ts';
import type { FinishedPack } from '../../../src/vault/format/pack.ts';
import { catalogueOf, fileName, writeProof } from '../../../src/vault/read/proof.ts';
import type { Root } from '../../../src/vault/format/root.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import type { TreeEntry } from '../../../src/vault/format/tree.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { run } from '../verify/harness.ts';
import { warnings, workshops, type Workshop } from './workshop.ts';
import { noise, sha256 } from '../../support/bytes.ts';
import { look } from '../../support/folders.ts';
import {
  entriesOf,
  forgedRoot,
  framesOf,
  hollowed,
  plainRoot,
  renamed,
  makePack,
  type Lies,
} from '../../support/snapshots.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();

/** Three honest snapshots, each a day after the other, with a file of one fragment, and one of several. */
async function vault(): Promise<{ readonly workshop: Workshop; readonly root: Root }> {
  const workshop = newWorkshop();
  workshop.write('precious', 'precious\n');
  workshop.write('large', noise(300_000, 1));
  workshop.write('other', 'one\n');
  await workshop.backUpFolder();
  workshop.advance(3_600_000);
  workshop.write('other', 'two\n');
  const { id } = await workshop.backUpFolder();
  workshop.advance(3_600_000);
  return { workshop, root: await readRoot(workshop.store, { series: SERIES, id }) };
}

/** A pack of one frame, put into the vault. */
function addPack(workshop: Workshop, fragments: readonly Buffer[]): FinishedPack {
  const sealed = makePack(SERIES, workshop.now, fragments);
  workshop.objects.set(sealed.key, { body: Buffer.from(sealed.body), lastModified: workshop.now });
  return sealed;
}

/** Adds a snapshot that goes on with another one, and lies. Gives the new parent. */
function forge(workshop: Workshop, root: Root, lies: Lies): Root {
  const { id, bytes } = forgedRoot(root, workshop.now, lies);
  workshop.objects.set(rootKey(SERIES, id), { body: bytes, lastModified: workshop.now });
  workshop.advance(3_600_000);
  return { ...root, id };
}

/** An honest run over the forged parent; its snapshot brings back what the source holds. */
async function expectHonest(workshop: Workshop): Promise<readonly string[]> {
  const outcome = await workshop.backUpFolder();
  const told = warnings(workshop.events);
  const { target } = await workshop.restore(SERIES, outcome.id);
  expect(look(target)).toEqual(workshop.look());
  return told;
}

const PRECIOUS = sha256(Buffer.from('precious\n'));
const TWO = Buffer.from('two\n');

test('content that the map places in a pack of garbage is stored again', async () => {
  const { workshop, root } = await vault();
  const garbage = addPack(workshop, [Buffer.from('garbage!\n')]);
  const lie = garbage.frames.map((found) => ({ ...found, ids: PRECIOUS }));
  forge(workshop, root, { frames: [...lie, ...framesOf(root)], packs: [garbage] });
  expect(await expectHonest(workshop)).toEqual(['object-lost']);
});

test('content that the map places elsewhere in a true pack is stored again', async () => {
  const { workshop, root } = await vault();
  forge(workshop, root, { frames: hollowed(framesOf(root), Buffer.from('precious\n'), TWO) });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('a map that has a pack twice, or thousands of times, is not believed in it', async () => {
  const { workshop, root } = await vault();
  const frames = framesOf(root);
  const lie = renamed(frames, PRECIOUS, sha256(Buffer.from('nowhere')));
  forge(workshop, root, { frames: [...lie, ...Array.from({ length: 1000 }, () => frames).flat()] });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('false fragments of a file with the right hash and size are not taken over', async () => {
  const { workshop, root } = await vault();
  const half = noise(150_000, 7);
  const parts = [half.subarray(0, 100_000), half.subarray(100_000), half.subarray(0, 50_000), half.subarray(50_000)];
  const pack = addPack(workshop, parts);
  const entries = entriesOf(root).map((entry) =>
    entry.path.toString() === 'large' ? { ...entry, fragments: Buffer.concat(parts.map(sha256)) } : entry,
  );
  forge(workshop, root, { frames: [...framesOf(root), ...pack.frames], entries, packs: [pack] });
  expect(await expectHonest(workshop)).toEqual([]);
});

test('two false snapshots in a row are found out by what mode verify has read', async () => {
  const { workshop, root } = await vault();
  const packs = new Map(
    [...Map.groupBy(framesOf(root), ({ frame }) => frame.pack)].map(([key, f]) => [key, catalogueOf(f)]),
  );
  const none = { badPacks: new Set<string>(), badFiles: new Set<string>() };
  await writeProof(workshop.store, { series: SERIES, id: root.id }, workshop.now, { level: 'full', packs, ...none });
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), TWO);
  for (let i = 0; i < 2; i++) forge(workshop, root, { frames });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('nor do many in a row hold against a single sample of what is new', async () => {
  const { workshop, root } = await vault();
  await run('verify', workshop.store, { level: 'sample' });
  workshop.advance(3_600_000);
  await run('verify', workshop.store, { level: 'sample' });
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), TWO);
  for (let i = 0; i < 5; i++) forge(workshop, root, { frames });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('a small false snapshot that mode verify reads last does not make what it proved before forgotten', async () => {
  const { workshop, root } = await vault();
  await run('verify', workshop.store, { level: 'full' });
  workshop.advance(3_600_000);
  const small = plainRoot(SERIES, workshop.now, {
    header: { ...root.header, utc: formatUtc(workshop.now), counts: {} },
  });
  workshop.objects.set(rootKey(SERIES, small.id), { body: small.bytes, lastModified: workshop.now });
  workshop.advance(3_600_000);
  await run('verify', workshop.store, { level: 'sample' });
  workshop.advance(3_600_000);
  await run('verify', workshop.store, { level: 'full' });
  workshop.advance(3_600_000);
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), TWO);
  for (let i = 0; i < 3; i++) forge(workshop, root, { frames });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('a root dated into the future does not hide what mode verify has proved a week ago', async () => {
  const { workshop, root } = await vault();
  await run('verify', workshop.store, { level: 'full' });
  workshop.advance(8 * 24 * 3600 * 1000);
  await workshop.backUpFolder({ labels: ['a week later'] });
  workshop.advance(3_600_000);
  const future = plainRoot(SERIES, new Date(workshop.now.getTime() + 365 * 24 * 3_600_000));
  workshop.objects.set(rootKey(SERIES, future.id), { body: future.bytes, lastModified: workshop.now });
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), TWO);
  for (let i = 0; i < 2; i++) forge(workshop, root, { frames });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('two in a row of which no mode verify knows are believed: no restore gives false bytes, level full ends it', async () => {
  const { workshop, root } = await vault();
  const frames = hollowed(framesOf(root), Buffer.from('precious\n'), TWO);
  for (let i = 0; i < 2; i++) forge(workshop, root, { frames });
  const hollow = await workshop.backUpFolder();
  expect(warnings(workshop.events)).toEqual([]);
  await expect(workshop.restore(SERIES, hollow.id)).rejects.toThrow();
  workshop.advance(3_600_000);
  expect((await run('verify', workshop.store, { level: 'full' })).exitCode).toBe(1);
  workshop.advance(3_600_000);
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('what mode verify found bad counts as not there, packs and files', async () => {
  const { workshop, root } = await vault();
  const [pack = ''] = workshop.keysOf('packs');
  const large = entriesOf(root).find(({ path }) => path.toString() === 'large') as TreeEntry;
  const proof = { level: 'full', packs: new Map<string, string>() } as const;
  await writeProof(workshop.store, { series: SERIES, id: root.id }, workshop.now, {
    ...proof,
    badPacks: new Set([pack]),
    badFiles: new Set([fileName(large)]),
  });
  const outcome = await workshop.backUpFolder();
  expect(outcome.root.objects.map(({ key }) => key)).not.toContain(pack);
  expect(outcome.newBytes).toBeGreaterThan(300_000);
  await workshop.expectNothingLost();
});

test('a night over what an honest one added reads that once, and the night after it nothing', async () => {
  const { workshop } = await vault();
  const gets = async (): Promise<number> => {
    const counted = countingStore(workshop.store);
    await workshop.backUpFolder({ store: counted.store, labels: [workshop.now.toISOString()] });
    workshop.advance(3_600_000);
    return counted.traffic().requests.get;
  };
  // Two roots, and the pack of the night before.
  expect(await gets()).toBe(3);
  expect(await gets()).toBe(2);
});

test('a snapshot that mode verify has read in full is believed as it is', async () => {
  const { workshop, root } = await vault();
  const packs = new Map(
    [...Map.groupBy(framesOf(root), ({ frame }) => frame.pack)].map(([key, f]) => [key, catalogueOf(f)]),
  );
  const none = { badPacks: new Set<string>(), badFiles: new Set<string>() };
  await writeProof(workshop.store, { series: SERIES, id: root.id }, workshop.now, { level: 'full', packs, ...none });
  const counted = countingStore(workshop.store);
  const { newBytes } = await workshop.backUpFolder({ store: counted.store });
  // The parent's root, and the proof.
  expect([newBytes, counted.traffic().requests.get]).toEqual([0, 2]);
});

describe('the snapshot before the parent', () => {
  const DAY_SECONDS = 24 * 3600;

  /** LISTs of roots that a run makes, and GETs of roots, an hour after the last of nights that lie a month apart. */
  async function requestsOver(nights: number): Promise<{ readonly lists: number; readonly roots: number }> {
    const workshop = newWorkshop();
    for (let night = 0; night < nights; night++) {
      if (night > 0) workshop.advance(30 * DAY_SECONDS * 1000);
      workshop.write('other', `night ${String(night)}\n`);
      await workshop.backUpFolder();
    }
    workshop.advance(3_600_000);
    const asked = { lists: 0, roots: 0 };
    const store: Workshop['store'] = {
      ...workshop.store,
      list: (prefix, options) => {
        if (prefix.startsWith('v1/roots/')) asked.lists++;
        return workshop.store.list(prefix, options);
      },
      get: (key, options) => {
        if (key.startsWith('v1/roots/')) asked.roots++;
        return workshop.store.get(key, options);
      },
    };
    await workshop.backUpFolder({ store });
    return asked;
  }

  test('is not looked for where no pack is as old, and found by a LIST where one is', async () => {
    expect(await requestsOver(1)).toEqual({ lists: 1, roots: 1 });
    expect(await requestsOver(2)).toEqual({ lists: 2, roots: 2 });
  });
});
