/** A series of many snapshots, made with the format's own modules: each changes a few files of the one before it. */
import { hash } from 'node:crypto';
import type { Store } from '../../src/store/store.ts';
import { blobKey, rootKey } from '../../src/vault/format/keys.ts';
import type { RootContent } from '../../src/vault/format/root.ts';
import { hashOfBlock, isInline, type SegmentRef } from '../../src/vault/format/sections.ts';
import { planTables } from '../../src/vault/backup/commit.ts';
import {
  addLevel,
  type Levels,
  LevelWriter,
  type MergePolicy,
  type StoredSegment,
} from '../../src/vault/format/table.ts';
import { TREE, treeRow, treeTombstone, type TreeEntry } from '../../src/vault/format/tree.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';
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
  /** Number of the snapshot that it goes on with; by default the one before it. */
  readonly from?: number;
}

type Located = StoredSegment & { readonly ref: SegmentRef };
type AnySegment = StoredSegment | Located;

/** @param partEvery how many snapshots go by until the newest levels are moved into a part; `planned`: as a backup decides it */
export async function makeHistory(
  store: Store,
  series: string,
  made: readonly MadeSnapshot[],
  partEvery: number | 'planned' = 50,
): Promise<string[]> {
  const ids: string[] = [];
  const states: Levels<Located>[] = [];
  const counter = new Counter();
  for (const [index, { time, changes, header = {}, from = index - 1 }] of made.entries()) {
    const before = states[from] ?? [];
    const level = levelOf(changes);
    const policy = policyOf(before, level, partEvery === 'planned' ? undefined : index % partEvery === 0);
    const next = addLevel(TREE, before, level, policy);
    const isNew = (each: AnySegment): boolean => !('ref' in each) || policy.isRewritten(each);
    const refOf = policy.reachesOlder ? await writePart(store, series, time, next.flat().filter(isNew)) : inlineRef;
    const levels = next.map((each) =>
      each.map((one): Located => ('ref' in one && !isNew(one) ? one : { ...one, ref: refOf(one) })),
    );
    states.push(levels);
    for (const [path, what] of changes) counter.set(path.toString('latin1'), what);
    const counts = { files: counter.sizes.size, bytes: counter.bytes, storedBytes: 1000 + index };
    const { id, bytes } = plainRoot(series, time, {
      header: plainHeader(series, time, { counts, ...header }),
      objects: objectsOf(levels),
      sections: { map: [], tree: levels.map((each) => each.map(({ ref }) => ref)), state: [] },
    });
    await store.putNew(rootKey(series, id), bytes);
    ids.push(id);
  }
  return ids;
}

/** What a header says of its files; wrong after a snapshot that goes on with an older one. */
class Counter {
  readonly sizes = new Map<string, number>();
  bytes = 0;

  set(path: string, what: Change[1]): void {
    this.bytes -= this.sizes.get(path) ?? 0;
    this.sizes.delete(path);
    if (what === undefined) return;
    const size = 'size' in what ? what.size : 0;
    this.sizes.set(path, size);
    this.bytes += size;
  }
}

/** @param isPart undefined: as a backup decides it */
function policyOf(before: Levels<Located>, level: readonly StoredSegment[], isPart: boolean | undefined): MergePolicy {
  if (isPart !== undefined)
    return { isRewritten: (each) => isInline((each as Located).ref.block), reachesOlder: isPart };
  const freshBytes = level.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  const { keptParts, intoPart } = planTables(before.flat(), freshBytes, () => true);
  const isRewritten = (each: StoredSegment): boolean => {
    const { block } = (each as Located).ref;
    return isInline(block) || !keptParts.has(block.key);
  };
  return { isRewritten, reachesOlder: intoPart };
}

function objectsOf(levels: Levels<Located>): RootContent['objects'] {
  const byKey = new Map<string, number>();
  for (const { ref } of levels.flat())
    if (!isInline(ref.block))
      byKey.set(ref.block.key, Math.max(byKey.get(ref.block.key) ?? 0, ref.block.offset + ref.block.storedBytes));
  return [...byKey].map(([key, sizeBytes]) => ({ key, sizeBytes, liveBytes: sizeBytes, etag: '' }));
}

/** One part, each segment in a block of its own. @returns where a segment lies in it */
async function writePart(
  store: Store,
  series: string,
  time: Date,
  segments: readonly StoredSegment[],
): Promise<(segment: StoredSegment) => SegmentRef> {
  const blocks = segments.map((segment) => Buffer.from(compressSync(segment.raw(), 3)));
  const body = Buffer.concat(blocks);
  const key = blobKey('parts', series, time, hash('sha256', body, 'buffer'));
  if (body.length > 0) await store.putNew(key, body);
  const refs = new Map<StoredSegment, SegmentRef>();
  let offset = 0;
  for (const [index, segment] of segments.entries()) {
    const stored = blocks[index] as Buffer;
    const { rows, rawBytes } = segment;
    const block = { rawBytes, storedBytes: stored.length, key, offset, sha256: hashOfBlock(stored) };
    refs.set(segment, { rows, rawBytes, start: 0, block });
    offset += stored.length;
  }
  return (segment) => refs.get(segment) as SegmentRef;
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
