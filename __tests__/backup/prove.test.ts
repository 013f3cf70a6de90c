/** A parent that somebody added: what only it says of packs and files is read before it is used. */
import { createHash } from 'node:crypto';
import { blobKey, rootKey, snapshotId } from '../../src/snapshot/keys.ts';
import { mapFrames, mapSegments, type FrameFragments } from '../../src/snapshot/map.ts';
import { PackBuilder, type SealedPack } from '../../src/snapshot/pack.ts';
import { catalogueOf, fileName, writeProof } from '../../src/snapshot/proof.ts';
import { encodeRoot, type Root, type RootContent } from '../../src/snapshot/root.ts';
import { readRoot } from '../../src/snapshot/root-reader.ts';
import { LevelWriter } from '../../src/snapshot/table.ts';
import { TREE, treeEntries, treeRow, type TreeEntry } from '../../src/snapshot/tree.ts';
import { compressSync } from '../../src/snapshot/zstd.ts';
import { countingStore } from '../../src/store/counting.ts';
import { look } from '../restore/vault.ts';
import { inlineRef, inlineSegment } from '../support/inline.ts';
import { noise, SERIES, warnings, workshops, type Workshop } from './workshop.ts';

const newWorkshop = workshops();
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Three honest snapshots, each a day after the other, with a file of one fragment, and one of several. */
async function vault(): Promise<{ readonly workshop: Workshop; readonly root: Root }> {
  const workshop = newWorkshop();
  workshop.write('precious', 'precious\n');
  workshop.write('large', noise(300_000, 1));
  workshop.write('other', 'one\n');
  await workshop.backUp();
  workshop.later(3600);
  workshop.write('other', 'two\n');
  const { id } = await workshop.backUp();
  workshop.later(3600);
  return { workshop, root: await readRoot(workshop.store, { series: SERIES, id }) };
}

function framesOf(root: Root): FrameFragments[] {
  return root.sections.map.flat().flatMap((segment) => [...mapFrames(inlineSegment(segment))]);
}

function entriesOf(root: Root): TreeEntry[] {
  return [...treeEntries(root.sections.tree.map((level) => level.map(inlineSegment)))];
}

/** A pack of one frame, as somebody with the right to add objects could add it. */
function addPack(workshop: Workshop, fragments: readonly Buffer[]): SealedPack {
  const raw = Buffer.concat(fragments);
  const builder = new PackBuilder();
  const ids = Buffer.concat(fragments.map(sha256));
  builder.add({
    stored: compressSync(raw, 3),
    rawBytes: raw.length,
    ids,
    lengths: fragments.map(({ length }) => length),
  });
  const sealed = builder.seal((digest) => blobKey('packs', SERIES, workshop.now, digest));
  workshop.objects.set(sealed.key, { body: Buffer.from(sealed.body), lastModified: workshop.now });
  return sealed;
}

interface Lies {
  readonly frames?: readonly FrameFragments[];
  readonly entries?: readonly TreeEntry[];
  readonly packs?: readonly SealedPack[];
}

/** Adds a snapshot that goes on with another one, and lies. Gives the new parent. */
function forge(workshop: Workshop, root: Root, { frames, entries, packs = [] }: Lies): Root {
  const tree = new LevelWriter(TREE);
  for (const entry of entries ?? entriesOf(root)) tree.push(treeRow(entry));
  const etag = (body: Buffer): string => createHash('md5').update(body).digest('hex').slice(0, 16);
  const content: RootContent = {
    ...root,
    header: { ...root.header, utc: `${workshop.now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z` },
    objects: [
      ...root.objects,
      ...packs.map(({ key, body }) => ({ key, sizeBytes: body.length, liveBytes: body.length, etag: etag(body) })),
    ],
    sections: {
      ...root.sections,
      map: [mapSegments(frames ?? framesOf(root)).map(inlineRef)],
      tree: [tree.finish().map(inlineRef)],
    },
  };
  const bytes = encodeRoot(content);
  const id = snapshotId(workshop.now, bytes);
  workshop.objects.set(rootKey(SERIES, id), { body: bytes, lastModified: workshop.now });
  workshop.later(3600);
  return { ...root, id };
}

/** An honest run over the forged parent; its snapshot brings back what the source holds. */
async function expectHonest(workshop: Workshop): Promise<readonly string[]> {
  const outcome = await workshop.backUp();
  const told = warnings(workshop.events);
  const { target } = await workshop.restore(SERIES, outcome.id);
  expect(look(target)).toEqual(workshop.look());
  return told;
}

/** The row of a fragment given to another, in all frames that have it. */
function renamed(frames: readonly FrameFragments[], from: Buffer, to: Buffer): FrameFragments[] {
  return frames.map((found) => {
    const at = found.ids.indexOf(from);
    if (at < 0) return found;
    const ids = Buffer.from(found.ids);
    to.copy(ids, at);
    return { ...found, ids };
  });
}

const PRECIOUS = sha256(Buffer.from('precious\n'));

test('content that the map places in a pack of garbage is stored again', async () => {
  const { workshop, root } = await vault();
  const garbage = addPack(workshop, [Buffer.from('garbage!\n')]);
  const lie = garbage.frames.map((found) => ({ ...found, ids: PRECIOUS }));
  forge(workshop, root, { frames: [...lie, ...framesOf(root)], packs: [garbage] });
  expect(await expectHonest(workshop)).toEqual(['object-lost']);
});

test('content that the map places elsewhere in a true pack is stored again', async () => {
  const { workshop, root } = await vault();
  const two = sha256(Buffer.from('two\n'));
  const hollow = renamed(renamed(framesOf(root), PRECIOUS, sha256(Buffer.from('nowhere'))), two, PRECIOUS);
  forge(workshop, root, { frames: hollow });
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
  const hollow = renamed(framesOf(root), PRECIOUS, sha256(Buffer.from('nowhere')));
  const two = sha256(Buffer.from('two\n'));
  const again = forge(workshop, root, { frames: renamed(hollow, two, PRECIOUS) });
  forge(workshop, { ...root, id: again.id }, { frames: renamed(hollow, two, PRECIOUS) });
  expect(await expectHonest(workshop)).toContain('object-lost');
});

test('what mode verify found bad counts as not there, packs and files', async () => {
  const { workshop, root } = await vault();
  const [pack = ''] = workshop.keys('packs');
  const large = entriesOf(root).find(({ path }) => path.toString() === 'large') as TreeEntry;
  const proof = { level: 'full', packs: new Map<string, string>() } as const;
  await writeProof(workshop.store, { series: SERIES, id: root.id }, workshop.now, {
    ...proof,
    badPacks: new Set([pack]),
    badFiles: new Set([fileName(large)]),
  });
  const outcome = await workshop.backUp();
  expect(outcome.root.objects.map(({ key }) => key)).not.toContain(pack);
  expect(outcome.newBytes).toBeGreaterThan(300_000);
  await workshop.expectNothingLost();
});

test('a night over what an honest one added reads that once, and the night after it nothing', async () => {
  const { workshop } = await vault();
  const gets = async (): Promise<number> => {
    const counted = countingStore(workshop.store);
    await workshop.backUp({ store: counted.store, labels: [workshop.now.toISOString()] });
    workshop.later(3600);
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
  const { newBytes } = await workshop.backUp({ store: counted.store });
  // The parent's root, and the proof.
  expect([newBytes, counted.traffic().requests.get]).toEqual([0, 2]);
});
