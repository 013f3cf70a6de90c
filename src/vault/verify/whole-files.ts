/**
 * Files of several fragments, checked by the SHA-256 of the whole file. Of the other files the id of the one fragment is
 * the hash, and is checked with its pack.
 */
import { setImmediate } from 'node:timers/promises';
import { printablePath } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import { HASH_BYTES } from '../format/columns.ts';
import type { FragmentIndex, FrameFragments } from '../format/map.ts';
import type { StoredSegment } from '../format/table.ts';
import { treeEntries } from '../format/tree.ts';
import type { BlobReader } from '../read/blobs.ts';
import { isLoss } from '../read/damage.ts';
import { FileHasher } from '../read/file-hasher.ts';
import { fileName } from '../read/proof.ts';
import { PathSink } from './findings.ts';
import { FrameCache } from './frame-cache.ts';

interface NamedFile {
  readonly path: Buffer;
  readonly sha256: Buffer;
  readonly fragments: Buffer;
}

/**
 * Bytes that may be decoded for each byte that the files hold: a backup writes frames of 4 MiB, of fragments of 32 KiB or
 * more on average, so that each fragment of a file may lie in a frame of its own.
 */
const DECODED_PER_BYTE = 128;
const SLICE_ENTRIES = 2048;

/** What is wrong with files as a whole: one sentence, and the paths. */
export interface FileProblem {
  readonly message: string;
  readonly paths: PathSink;
}

export class WholeFiles {
  private readonly signal: AbortSignal;
  private readonly hasher = new FileHasher<NamedFile>();
  /** Files that would have taken too much to check. */
  private unchecked: readonly NamedFile[] = [];

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** Finds the files of a tree. */
  async collect(tree: readonly (readonly StoredSegment[])[]): Promise<void> {
    let entries = 0;
    try {
      for (const { path, sha256, fragments } of treeEntries(tree)) {
        if (++entries % SLICE_ENTRIES === 0) await pause(this.signal);
        if (fragments.length <= HASH_BYTES) continue;
        // Copies: views would keep all of the tree's segments in memory.
        this.hasher.add({
          path: Buffer.from(path),
          sha256: Buffer.from(sha256),
          fragments: Buffer.from(fragments),
        });
      }
    } catch (error) {
      // The check of the tree reports it.
      if (!isLoss(error)) throw error;
    }
  }

  /** The content of a frame, as it is read with its pack. */
  feed({ ids, lengths }: Pick<FrameFragments, 'ids' | 'lengths'>, raw: Buffer): void {
    this.hasher.feedFrame(ids, lengths, raw);
  }

  /** Names of files that are wrong, or were not checked. */
  badFiles(): ReadonlySet<string> {
    return new Set([...this.hasher.wrong, ...this.unchecked].map(fileName));
  }

  /**
   * Reads again what files need whose fragments did not come in their order when the packs were read: those in several
   * packs.
   *
   * @param claimed all frames of the map
   * @param recordedBytes of all files, as the tree has them
   */
  async finish(
    claimed: readonly FrameFragments[],
    index: FragmentIndex,
    blobs: BlobReader,
    recordedBytes: number,
  ): Promise<readonly FileProblem[]> {
    const rawBytes = claimed.reduce((sum, { frame }) => sum + frame.rawBytes, 0);
    const maxBytes = DECODED_PER_BYTE * recordedBytes + rawBytes;
    const byFrame = new Map(claimed.map((found) => [found.frame, found]));
    const frames = new FrameCache(blobs, byFrame, maxBytes, this.signal);
    await this.feedUnfinished(index, frames);
    const wrong = pathsOf(this.hasher.wrong);
    return [
      ...(wrong.count === 0
        ? []
        : [{ message: 'The fragments of files do not match the SHA-256 of the files.', paths: wrong }]),
      ...(frames.isSpent ? [this.giveUp(maxBytes)] : []),
    ];
  }

  private async feedUnfinished(index: FragmentIndex, frames: FrameCache): Promise<void> {
    for (const one of this.hasher.unfinished) {
      while (one.at < one.file.fragments.length) {
        const row = index.find(one.file.fragments, one.at);
        const place = row < 0 ? undefined : index.place(row);
        const kept = place && frames.kept(place.frame);
        if (place !== undefined && kept !== undefined) {
          // The frame was fed as a whole before. Feed only the fragment asked for, or the work would grow with all that
          // lies in the frame.
          const id = one.file.fragments.subarray(one.at, one.at + HASH_BYTES);
          this.hasher.feed(id, kept.subarray(place.offset, place.offset + place.lengthBytes));
          continue;
        }
        const found = place && (await frames.read(place.frame));
        // What cannot be read is reported with its pack.
        if (found === undefined) break;
        this.hasher.feedFrame(found.ids, found.lengths, found.raw);
      }
    }
  }

  private giveUp(maxBytes: number): FileProblem {
    this.unchecked = this.hasher.unfinished.map(({ file }) => file);
    const limit = `${String(Math.ceil(maxBytes / MiB))} MiB, ${String(DECODED_PER_BYTE)} times what its files hold and its packs once`;
    const message = `Files were not checked as a whole: their fragments are so scattered that more than the limit would have to be decoded (${limit}).`;
    return { message, paths: pathsOf(this.unchecked) };
  }
}

function pathsOf(files: Iterable<NamedFile>): PathSink {
  const paths = new PathSink();
  for (const { path } of files) paths.add(printablePath(path));
  return paths;
}

/** Lets other work of this process go on, and stops here if the run was cancelled. */
export async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
