/** A snapshot whose map is lost, made again from its packs. */
import { hash } from 'node:crypto';
import { BlobReader } from '../../../src/vault/read/blobs.ts';
import { blobKey, rootKey, snapshotId, timeOfId } from '../../../src/vault/format/keys.ts';
import { encodeRoot, type Root, type RootObject } from '../../../src/vault/format/root.ts';
import { hashOfBlock, SECTIONS, type SectionName, type SegmentRef } from '../../../src/vault/format/sections.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { listSnapshots, loadSections } from '../../../src/vault/read/snapshots.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import { faultyStore, Killed } from '../../support/faulty-store.ts';
import { APPLY, filesOf, filled, run, versionsOf } from './harness.ts';
import { SERIES, type TestVault } from '../../support/vault.ts';

interface Split {
  readonly vault: TestVault;
  /** The snapshot with a part for each section, and those parts. */
  readonly id: string;
  readonly parts: Readonly<Record<SectionName, string>>;
  readonly files: Record<string, string>;
}

/** As large snapshots are: map, tree and state in parts of their own. */
async function split(): Promise<Split> {
  const { vault, ids, files } = await filled();
  const [, id = ''] = ids;
  const root = await readRoot(vault.store, { series: SERIES, id });
  const loaded = await loadSections(root, SECTIONS, new BlobReader(vault.store, root));
  const packs = root.objects.filter(({ key }) => key.startsWith('v1/packs/'));
  const objects: RootObject[] = [...packs];
  const parts: Partial<Record<SectionName, string>> = {};
  const sections: Partial<Record<SectionName, SegmentRef[][]>> = {};
  for (const name of SECTIONS) {
    const segments = (loaded[name] ?? []).flat();
    const raw = Buffer.concat(segments.map((segment) => segment.raw()));
    const stored = compressSync(raw, 3);
    const key = blobKey('parts', SERIES, timeOfId(id), hash('sha256', stored, 'buffer'));
    const { etag } = await vault.store.putNew(key, stored);
    const sizes = { sizeBytes: stored.length, liveBytes: stored.length };
    objects.push({ key, ...sizes, etag: (etag ?? '').replaceAll('"', '').slice(0, 16) });
    parts[name] = key;
    const block = { rawBytes: raw.length, storedBytes: stored.length, key, offset: 0, sha256: hashOfBlock(stored) };
    let start = 0;
    sections[name] = (loaded[name] ?? []).map((level) =>
      level.map(({ rows, rawBytes }) => ({ rows, rawBytes, block, start: (start += rawBytes) - rawBytes })),
    );
  }
  const { header, gaps } = root;
  const bytes = encodeRoot({ header, gaps, objects, sections: sections as unknown as Root['sections'] });
  const splitId = snapshotId(timeOfId(id), bytes);
  await vault.store.putNew(rootKey(SERIES, splitId), bytes);
  for (const other of ids) vault.purge(rootKey(SERIES, other));
  return { vault, id: splitId, parts: parts as Split['parts'], files: files[1] ?? {} };
}

test('the map alone is lost: a snapshot in its place, of its time, with all files; the old one in quarantine', async () => {
  const { vault, id, parts, files } = await split();
  vault.purge(parts.map);
  vault.now = new Date('2026-11-25T00:00:00Z');
  const before = await versionsOf(vault.store);
  const plan = await run(vault.store);
  expect(plan).toMatchObject({ exitCode: 1, outputs: { findings: 1, changes: 1 } });
  expect(plan.tables[1]?.rows[0]).toEqual([SERIES, id, expect.stringContaining('re-created'), 0, '']);
  expect(await versionsOf(vault.store)).toEqual(before);

  expect(await run(vault.store, APPLY)).toMatchObject({ exitCode: 0, outputs: { findings: 1, changes: 1 } });
  const shown = await listSnapshots(vault.store, SERIES, undefined);
  const rebuilt = shown.find((info) => info.id !== id);
  expect(rebuilt).toMatchObject({ timeTrusted: true, utc: timeOfId(id) });
  expect(await filesOf(vault.store, rebuilt?.id ?? '')).toEqual(files);
  const { header } = await readRoot(vault.store, { series: SERIES, id: rebuilt?.id ?? '' });
  expect(header).toMatchObject({ status: 'complete', context: { 'repaired-from': id } });
  const marks = vault.keys('v1/marks/');
  expect(new Set(marks.map((key) => key.replace(/-2026[^/]*$/, '')))).toEqual(
    new Set([`v1/marks/${SERIES}/@/${rebuilt?.id ?? ''}/readmitted`, `v1/marks/${SERIES}/@/${id}/quarantine`]),
  );
  expect(await run(vault.store)).toMatchObject({ exitCode: 0, outputs: { findings: 0 } });
});

test.each([0, 1, 2, 3])('killed at put %d: the second try makes the same snapshot', async (after) => {
  const { vault, id, parts, files } = await split();
  vault.purge(parts.map);
  const store = faultyStore(vault.store, [{ verb: 'putNew', after, fault: 'killed' }]);
  await expect(run(store, APPLY)).rejects.toThrow(Killed);
  vault.now = new Date('2026-11-26T00:00:00Z');
  expect(await run(vault.store, APPLY)).toMatchObject({ exitCode: 0 });
  const others = (await listSnapshots(vault.store, SERIES, undefined)).filter((info) => info.id !== id);
  expect(others).toHaveLength(1);
  expect(await filesOf(vault.store, others[0]?.id ?? '')).toEqual(files);
});

test('map and a pack are lost: all paths are named, and no snapshot is made', async () => {
  const { vault, parts, files } = await split();
  vault.purge(parts.map);
  vault.purge([...vault.objects.keys()].find((key) => key.startsWith('v1/packs/')) ?? '');
  const ran = await run(vault.store, APPLY);
  expect(ran).toMatchObject({ exitCode: 1, outputs: { changes: 0 } });
  expect(ran.tables[1]?.rows[0]?.[3]).toBe(Object.keys(files).length);
});

test('the tree is lost: nothing of the snapshot can be restored, and it is said', async () => {
  const { vault, parts } = await split();
  vault.purge(parts.tree);
  const ran = await run(vault.store, APPLY);
  expect(ran).toMatchObject({ exitCode: 1, outputs: { findings: 1, changes: 0 } });
  expect(ran.tables[1]?.rows[0]?.slice(2)).toEqual([expect.stringContaining('nothing of it'), undefined, undefined]);
});

test('the state is lost: files can still be restored', async () => {
  const { vault, parts } = await split();
  vault.purge(parts.state);
  const ran = await run(vault.store, APPLY);
  expect(ran.tables[1]?.rows[0]?.slice(2)).toEqual([expect.stringContaining('files can be restored'), 0, '']);
});
