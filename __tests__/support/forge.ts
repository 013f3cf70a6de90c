/** Snapshots and packs as somebody with the right to add objects could make them up. */
import { createHash } from 'node:crypto';
import { blobKey, formatUtc, snapshotId } from '../../src/vault/format/keys.ts';
import { mapFrames, mapSegments, type FrameFragments } from '../../src/vault/format/map.ts';
import { PackBuilder, type SealedPack } from '../../src/vault/format/pack.ts';
import { encodeRoot, type Root, type RootContent } from '../../src/vault/format/root.ts';
import { LevelWriter } from '../../src/vault/format/table.ts';
import { TREE, treeEntries, treeRow, type TreeEntry } from '../../src/vault/format/tree.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';
import { inlineRef, inlineSegment } from './inline.ts';

export const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Of a small snapshot, whose tables lie in its root. */
export function framesOf(root: Root): FrameFragments[] {
  return root.sections.map.flat().flatMap((segment) => [...mapFrames(inlineSegment(segment))]);
}

export function entriesOf(root: Root): TreeEntry[] {
  return [...treeEntries(root.sections.tree.map((level) => level.map(inlineSegment)))];
}

/** A pack of one frame. */
export function forgedPack(series: string, now: Date, fragments: readonly Buffer[]): SealedPack {
  const raw = Buffer.concat(fragments);
  const builder = new PackBuilder();
  const ids = Buffer.concat(fragments.map(sha256));
  builder.add({
    stored: compressSync(raw, 3),
    rawBytes: raw.length,
    ids,
    lengths: fragments.map(({ length }) => length),
  });
  return builder.seal((digest) => blobKey('packs', series, now, digest));
}

export interface Lies {
  readonly header?: Partial<RootContent['header']>;
  readonly frames?: readonly FrameFragments[];
  readonly entries?: readonly TreeEntry[];
  readonly packs?: readonly SealedPack[];
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
