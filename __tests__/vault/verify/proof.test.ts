/** What level full proves of whole files and paths, what it writes down, and what the next backup makes of that. */
import { createHash } from 'node:crypto';
import { rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { mapFrames, mapSegments, type FrameFragments } from '../../../src/vault/format/map.ts';
import { listMarks } from '../../../src/vault/read/marks.ts';
import { catalogueOf, fileName, newestProof, type Proof, readProof } from '../../../src/vault/read/proof.ts';
import { encodeRoot, type Root } from '../../../src/vault/format/root.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { LevelWriter } from '../../../src/vault/format/table.ts';
import { TREE, TreeCounts, treeEntries, treeRow, type TreeEntry } from '../../../src/vault/format/tree.ts';
import { warnings, workshops, type Workshop } from '../backup/workshop.ts';
import { run } from './harness.ts';
import { noise } from '../../support/bytes.ts';
import { inlineRef, inlineSegment } from '../../support/snapshots.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();

/** Two snapshots: `large` lies in the packs of both. */
async function vault(): Promise<{ readonly workshop: Workshop; readonly root: Root }> {
  const workshop = newWorkshop();
  workshop.write('large', noise(400_000, 1));
  workshop.write('precious', 'precious\n');
  await workshop.backUpFolder();
  workshop.advance(3_600_000);
  const changed = noise(400_000, 1);
  changed.write('changed', 200_000);
  workshop.write('large', changed);
  const { id } = await workshop.backUpFolder();
  workshop.advance(3_600_000);
  return { workshop, root: await readRoot(workshop.store, { series: SERIES, id }) };
}

function entriesOf(root: Root): TreeEntry[] {
  return [...treeEntries(root.sections.tree.map((level) => level.map(inlineSegment)))];
}

function framesOf(root: Root): FrameFragments[] {
  return root.sections.map.flat().flatMap((segment) => [...mapFrames(inlineSegment(segment))]);
}

/** Puts a root with another tree or map in the place of the newest. */
function retell(
  { objects, now }: Workshop,
  root: Root,
  { entries = entriesOf(root), frames = framesOf(root) }: { entries?: readonly TreeEntry[]; frames?: FrameFragments[] },
): string {
  const tree = new LevelWriter(TREE);
  const counts = new TreeCounts();
  for (const entry of entries) {
    tree.push(treeRow(entry));
    counts.add(entry);
  }
  const sections = {
    ...root.sections,
    map: [mapSegments(frames).map(inlineRef)],
    tree: [tree.finish().map(inlineRef)],
  };
  const header = { ...root.header, counts: { ...root.header.counts, ...counts } };
  const bytes = encodeRoot({ ...root, header, sections });
  const id = snapshotId(new Date(now.getTime() - 3_600_000), bytes);
  objects.delete(rootKey(SERIES, root.id));
  objects.set(rootKey(SERIES, id), { body: bytes, lastModified: now });
  return id;
}

async function proofOf({ store }: Workshop): Promise<Proof | undefined> {
  const mark = newestProof(await listMarks(store, SERIES));
  return mark && readProof(store, mark);
}

const all = async (workshop: Workshop) => run('verify', workshop.store, { level: 'full' });

test('a good snapshot is proved: each of its packs, and files that lie in several', async () => {
  const { workshop, root } = await vault();
  const large = entriesOf(root).find(({ path }) => path.toString() === 'large');
  const packs = new Map(
    [...Map.groupBy(framesOf(root), ({ frame }) => frame.pack)].map(([k, f]) => [k, catalogueOf(f)]),
  );
  expect(large?.fragments.length).toBeGreaterThan(64);
  expect(packs.size).toBe(2);
  expect((await all(workshop)).findings).toEqual([]);
  expect(await proofOf(workshop)).toEqual({ level: 'full', packs, badPacks: new Set(), badFiles: new Set() });
});

test('a file whose fragments give other content than its SHA-256 is found, and stored again by the next backup', async () => {
  const { workshop, root } = await vault();
  const swap = (entry: TreeEntry): TreeEntry => {
    const { fragments } = entry;
    if (fragments.length <= 64) return entry;
    const turned = Buffer.concat([fragments.subarray(32, 64), fragments.subarray(0, 32), fragments.subarray(64)]);
    return { ...entry, fragments: turned };
  };
  const entries = entriesOf(root).map(swap);
  const id = retell(workshop, root, { entries });
  const { findings } = await all(workshop);
  expect(findings).toMatchObject([
    { class: 'snapshot-inconsistent', snapshot: id, paths: { count: 1, first: ['large'] } },
  ]);
  const bad = entries.find(({ path }) => path.toString() === 'large') as TreeEntry;
  expect((await proofOf(workshop))?.badFiles).toEqual(new Set([fileName(bad)]));
  workshop.advance(3_600_000);
  const outcome = await workshop.backUpFolder();
  await workshop.restore(SERIES, outcome.id);
  expect((await all(workshop)).findings).toEqual([]);
});

test('a map that says falsely where content lies is found, and healed by the next backup', async () => {
  const { workshop, root } = await vault();
  const precious = createHash('sha256').update('precious\n').digest();
  const frames = framesOf(root).map((found) => {
    const at = found.ids.indexOf(precious);
    if (at < 0) return found;
    const ids = Buffer.from(found.ids);
    const other = at === 0 ? 32 : 0;
    found.ids.copy(ids, at, other, other + 32);
    precious.copy(ids, other);
    return { ...found, ids };
  });
  retell(workshop, root, { frames });
  expect((await all(workshop)).findings).toContainEqual(expect.objectContaining({ class: 'content-damaged' }));
  workshop.advance(3_600_000);
  const outcome = await workshop.backUpFolder();
  expect(warnings(workshop.events)).toContain('object-lost');
  await workshop.restore(SERIES, outcome.id);
  expect((await all(workshop)).findings).toEqual([]);
});

test.each(['metadata', 'full'])('level %s finds paths that a restore refuses', async (level) => {
  const { workshop, root } = await vault();
  const [first, ...rest] = entriesOf(root) as [TreeEntry, ...TreeEntry[]];
  const below = { ...first, path: Buffer.from('large/below') };
  retell(workshop, root, { entries: [first, below, ...rest] });
  expect((await run('verify', workshop.store, { level })).findings).toMatchObject([
    { class: 'snapshot-inconsistent', paths: { first: ['large/below'] } },
  ]);
});

test('a sample goes on with what was proved before', async () => {
  const { workshop } = await vault();
  workshop.write('third', noise(300_000, 3));
  await workshop.backUpFolder();
  // One in its turn, and one that no run has read.
  await run('verify', workshop.store, { level: 'sample' });
  expect((await proofOf(workshop))?.packs.size).toBe(2);
  workshop.advance(60_000);
  await run('verify', workshop.store, { level: 'sample' });
  expect((await proofOf(workshop))?.packs.size).toBe(3);
});

test('a proof that is damaged proves nothing, and hinders nobody', async () => {
  const { workshop } = await vault();
  await all(workshop);
  const mark = newestProof(await listMarks(workshop.store, SERIES));
  workshop.objects.set(mark?.key ?? '', { body: Buffer.from('nonsense'), lastModified: workshop.now });
  expect(await proofOf(workshop)).toBeUndefined();
  await workshop.backUpFolder();
  expect((await all(workshop)).findings).toEqual([]);
});
