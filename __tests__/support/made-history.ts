/** A series of many snapshots, made with the format's own modules: each changes a few files of the one before it. */
import { hash } from 'node:crypto';
import type { Store } from '../../src/store/store.ts';
import { blobKey, rootKey } from '../../src/vault/format/keys.ts';
import type { RootContent } from '../../src/vault/format/root.ts';
import { hashOfBlock, isInline, type SegmentRef } from '../../src/vault/format/sections.ts';
import { addLevel, type Levels, LevelWriter, type StoredSegment } from '../../src/vault/format/table.ts';
import { TREE, treeRow, treeTombstone, type TreeEntry } from '../../src/vault/format/tree.ts';
import { compressSync, decompressSync } from '../../src/vault/format/zstd.ts';
import { inlineRef, plainHeader, plainRoot } from './snapshots.ts';

/** A file by its content's version, or a link by its target; undefined: it is taken away. */
export type Change = readonly [
  path: string | Buffer,
  what: { readonly size: number; readonly version: number } | { readonly target: string } | undefined,
];

export interface MadeSnapshot {
  readonly time: Date;
  readonly changes: readonly Change[];
  readonly header?: Partial<RootContent['header']>;
}

type Located = StoredSegment & { readonly ref: SegmentRef };

/** @param partEvery how many snapshots go by until the newest levels are moved into a part of their own */
export async function makeHistory(
  store: Store,
  series: string,
  made: readonly MadeSnapshot[],
  partEvery = 50,
): Promise<string[]> {
  const ids: string[] = [];
  let levels: Levels<Located> = [];
  const sizes = new Map<string, number>();
  for (const [index, { time, changes, header = {} }] of made.entries()) {
    const isPart = index % partEvery === 0;
    const policy = {
      isRewritten: (each: StoredSegment) => isInline((each as Located).ref.block),
      reachesOlder: isPart,
    };
    const next = addLevel(TREE, levels, levelOf(changes), policy);
    const placed: Located[][] = [];
    for (const level of next) {
      const segments: Located[] = [];
      for (const each of level) segments.push('ref' in each ? each : await located(store, series, time, each, isPart));
      placed.push(segments);
    }
    levels = placed;
    for (const [path, what] of changes) {
      if (what === undefined) sizes.delete(path.toString());
      else sizes.set(path.toString(), 'size' in what ? what.size : 0);
    }
    const counts = { files: sizes.size, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
    const { id, bytes } = plainRoot(series, time, {
      header: plainHeader(series, time, { counts: { ...counts, storedBytes: 1000 + index }, ...header }),
      objects: objectsOf(levels),
      sections: { map: [], tree: levels.map((level) => level.map(({ ref }) => ref)), state: [] },
    });
    await store.putNew(rootKey(series, id), bytes);
    ids.push(id);
  }
  return ids;
}

function objectsOf(levels: Levels<Located>): RootContent['objects'] {
  const byKey = new Map<string, number>();
  for (const { ref } of levels.flat())
    if (!isInline(ref.block))
      byKey.set(ref.block.key, Math.max(byKey.get(ref.block.key) ?? 0, ref.block.offset + ref.block.storedBytes));
  return [...byKey].map(([key, sizeBytes]) => ({ key, sizeBytes, liveBytes: sizeBytes, etag: '' }));
}

async function located(
  store: Store,
  series: string,
  time: Date,
  segment: StoredSegment,
  isPart: boolean,
): Promise<Located> {
  if (!isPart) return { ...segment, ref: inlineRef(segment) };
  const { rows, rawBytes } = segment;
  const stored = Buffer.from(compressSync(segment.raw(), 3));
  const key = blobKey('parts', series, time, hash('sha256', stored, 'buffer'));
  await store.putNew(key, stored).catch(() => undefined);
  const block = { rawBytes, storedBytes: stored.length, key, offset: 0, sha256: hashOfBlock(stored) };
  const raw = (): Buffer => decompressSync(stored, rawBytes, 'A block');
  return { rows, rawBytes, storedBytes: stored.length, raw, ref: { rows, rawBytes, start: 0, block } };
}

function levelOf(changes: readonly Change[]): readonly StoredSegment[] {
  const writer = new LevelWriter(TREE);
  const sorted = changes
    .map(([path, what]) => ({ path: Buffer.from(path), what }))
    .sort((a, b) => Buffer.compare(a.path, b.path));
  for (const { path, what } of sorted)
    writer.push(what === undefined ? treeTombstone(path) : treeRow(entryOf(path, what)));
  return writer.finish();
}

function entryOf(path: Buffer, what: NonNullable<Change[1]>): TreeEntry {
  const common = { path, mode: 0o644, mtimeSeconds: 1_700_000_000, mtimeNanos: 0, linkGroup: 0 };
  const empty = Buffer.alloc(0);
  if ('target' in what)
    return {
      ...common,
      type: 'symlink',
      sizeBytes: 0,
      target: Buffer.from(what.target),
      sha256: empty,
      fragments: empty,
    };
  const sha256 = hash('sha256', `${path.toString('latin1')} ${String(what.version)} ${String(what.size)}`, 'buffer');
  return { ...common, type: 'file', sizeBytes: what.size, target: empty, sha256, fragments: sha256 };
}
