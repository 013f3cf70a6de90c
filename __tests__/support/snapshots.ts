/**
 * Snapshots and packs made with the format's own modules: plain ones, and such as somebody with the right to add objects
 * could forge.
 */
import { createHash } from 'node:crypto';
import { chunkerFor } from '../../src/vault/format/chunker.ts';
import { NO_FEATURES } from '../../src/vault/format/features.ts';
import { blobKey, formatUtc, snapshotId } from '../../src/vault/format/keys.ts';
import { mapFrames, mapSegments, type FrameFragments } from '../../src/vault/format/map.ts';
import { PackBuilder, type FinishedPack } from '../../src/vault/format/pack.ts';
import { encodeRoot, type Root, type RootContent } from '../../src/vault/format/root.ts';
import { isInline, type SegmentRef } from '../../src/vault/format/sections.ts';
import { LevelWriter, type StoredSegment } from '../../src/vault/format/table.ts';
import { TREE, treeEntries, treeRow, type TreeEntry } from '../../src/vault/format/tree.ts';
import { compressSync, decompressSync } from '../../src/vault/format/zstd.ts';
import { sha256 } from './bytes.ts';

/** The header of a complete snapshot of files, without parents, gaps or labels. */
export function plainHeader(
  series: string,
  time: Date,
  fields: Partial<RootContent['header']> = {},
): RootContent['header'] {
  const utc = formatUtc(time);
  return {
    features: NO_FEATURES,
    series,
    utc,
    status: 'complete',
    parts: { files: 'complete' },
    source: { kind: 'files', definition: { root: '/' }, identity: {} },
    context: { sha: 'abc', ref: 'refs/heads/main' },
    labels: [],
    parents: [],
    bases: [],
    counts: { files: 1 },
    gaps: {},
    chunker: chunkerFor(0),
    mtime: 'keep-equal',
    adopted: [],
    ...fields,
  };
}

/** A root that needs no object, if not said otherwise. */
export function plainRoot(
  series: string,
  time: Date,
  content: Partial<RootContent> = {},
): { id: string; bytes: Buffer } {
  const sections = { map: [], tree: [], state: [] };
  const bytes = encodeRoot({ header: plainHeader(series, time), objects: [], sections, gaps: [], ...content });
  return { id: snapshotId(time, bytes), bytes };
}

/** A segment in a block of its own inside the root. */
export function inlineRef({ rows, rawBytes, raw }: StoredSegment): SegmentRef {
  return { rows, rawBytes, start: 0, block: { rawBytes, stored: compressSync(raw(), 3) } };
}

/** A segment that a root holds itself. */
export function inlineSegment({ rows, rawBytes, start, block }: SegmentRef): StoredSegment {
  if (!isInline(block)) throw new Error('the segment lies in a part');
  const raw = () => decompressSync(block.stored, block.rawBytes, 'A block').subarray(start, start + rawBytes);
  return { rows, rawBytes, storedBytes: block.stored.length, raw };
}

/** Of a small snapshot, whose tables lie in its root. */
export function framesOf(root: Root): FrameFragments[] {
  return root.sections.map.flat().flatMap((segment) => [...mapFrames(inlineSegment(segment))]);
}

export function entriesOf(root: Root): TreeEntry[] {
  return [...treeEntries(root.sections.tree.map((level) => level.map(inlineSegment)))];
}

/** A pack of these fragments, `perFrame` of them compressed together. */
export function makePack(
  series: string,
  time: Date,
  fragments: readonly Buffer[],
  {
    perFrame = fragments.length,
    builder = new PackBuilder(),
    sealPack,
  }: { perFrame?: number; builder?: PackBuilder; sealPack?: ((content: Buffer) => Buffer) | undefined } = {},
): FinishedPack {
  for (let at = 0; at < fragments.length; at += perFrame) {
    const group = fragments.slice(at, at + perFrame);
    const raw = Buffer.concat(group);
    const ids = Buffer.concat(group.map(sha256));
    builder.add({
      stored: compressSync(raw, 3),
      rawBytes: raw.length,
      ids,
      lengths: group.map(({ length }) => length),
    });
  }
  return builder.finish((digest) => blobKey('packs', series, time, digest), sealPack);
}

export interface Lies {
  readonly header?: Partial<RootContent['header']>;
  readonly frames?: readonly FrameFragments[];
  readonly entries?: readonly TreeEntry[];
  readonly packs?: readonly FinishedPack[];
}

/** A root that goes on with another one, and lies. */
export function forgedRoot(
  root: Root,
  now: Date,
  { header = {}, frames, entries, packs = [] }: Lies,
): { readonly id: string; readonly bytes: Buffer } {
  const tree = new LevelWriter(TREE);
  for (const entry of entries ?? entriesOf(root)) tree.push(treeRow(entry));
  const etag = (body: Buffer): string => createHash('md5').update(body).digest('hex').slice(0, 16);
  const bytes = encodeRoot({
    ...root,
    header: { ...root.header, utc: formatUtc(now), ...header },
    objects: [
      ...root.objects,
      ...packs.map(({ key, body }) => ({ key, sizeBytes: body.length, liveBytes: body.length, etag: etag(body) })),
    ],
    sections: {
      ...root.sections,
      map: [mapSegments(frames ?? framesOf(root)).map(inlineRef)],
      tree: [tree.finish().map(inlineRef)],
    },
  });
  return { id: snapshotId(now, bytes), bytes };
}

/** The row of a fragment given to another, in all frames that have it. */
export function renamed(frames: readonly FrameFragments[], from: Buffer, to: Buffer): FrameFragments[] {
  return frames.map((found) => {
    const at = found.ids.indexOf(from);
    if (at < 0) return found;
    const ids = Buffer.from(found.ids);
    to.copy(ids, at);
    return { ...found, ids };
  });
}

/** A map in which some content lies where other content does, and the place of its own is lost. */
export function hollowed(frames: readonly FrameFragments[], content: Buffer, other: Buffer): FrameFragments[] {
  return renamed(renamed(frames, sha256(content), sha256(Buffer.from('nowhere'))), sha256(other), sha256(content));
}
