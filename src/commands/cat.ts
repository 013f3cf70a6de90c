/** Mode cat: writes one file of a snapshot to standard output. */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { awaitedLater } from '../base/async.ts';
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { LIMITS } from '../base/limits.ts';
import { writeAll } from '../base/output.ts';
import { printablePath, textBytes } from '../base/platform.ts';
import { shownPath, unescapedText } from '../base/text.ts';
import type { BlobReader } from '../vault/read/blobs.ts';
import { HASH_BYTES } from '../vault/format/columns.ts';
import { LiveFrames } from '../vault/read/live-frames.ts';
import { FragmentIndex, mapFrames, type Frame, type FragmentPlace } from '../vault/format/map.ts';
import { checkFragments } from '../vault/format/pack.ts';
import type { TreeEntry } from '../vault/format/tree.ts';
import { decompress } from '../vault/format/zstd.ts';
import type { Deps } from './shared/command.ts';
import { entriesOf, openSnapshot, pickOne, type OpenSnapshot } from './vault/snapshot-view.ts';
import type { CommandResult } from '../report/result.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** Fragments of one frame that follow each other in the file, not more of them than fill a frame: one write. */
interface Piece {
  readonly frame: Frame;
  readonly ids: Buffer[];
  readonly places: FragmentPlace[];
  lengthBytes: number;
}

/** Pieces that are made ahead of the one being written, and decoded frames that are kept; 8 MiB each at most. */
const AHEAD = 4;

/** One file to the output. No byte is written before its fragment has proved to be the one that was stored. */
export async function cat(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  return catIn(await openVault(inputs, deps), inputs, deps);
}

export async function catIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  // One path: the parser of the inputs ensures that.
  const path = (inputs.path[0] ?? '').replace(/^\.?\//, '');
  const found = await pickOne(vault, inputs, deps, inputs.version);
  const snapshot = await openSnapshot(vault.store, found, ['tree', 'map'], deps);
  const entry = fileAt(snapshot, path, found.info.id);
  await writeContent(snapshot, entry, deps.output, deps.signal);
  const json = { series: found.info.series, snapshot: found.info.id, path, sizeBytes: entry.sizeBytes };
  return { status: 'complete', outputs: {}, tables: [], json };
}

function fileAt(snapshot: OpenSnapshot, path: string, id: string): TreeEntry {
  const entry = entryNamed(snapshot, path);
  const isThere = entry !== undefined;
  if (isThere && entry.type === 'file') return entry;
  const what = !isThere ? 'is not there' : entry.type === 'symlink' ? 'is a symbolic link' : 'is a directory';
  throw new HoldfastError({
    code: isThere ? 'not-a-file' : 'path-not-found',
    message: `${JSON.stringify(path)} ${what} in snapshot ${id}.`,
    fix:
      isThere && entry.type === 'symlink'
        ? `It points to ${JSON.stringify(printablePath(entry.target))}.`
        : 'Show its paths with: holdfast find PATTERN --version <id>',
  });
}

/** By its bytes, else with the escapes of lists as what they stand for, else by its name just as lists show it. */
function entryNamed(snapshot: OpenSnapshot, path: string): TreeEntry | undefined {
  for (const bytes of [Buffer.from(path), textBytes(unescapedText(path))]) {
    const [entry] = entriesOf(snapshot, bytes);
    if (entry?.path.equals(bytes) === true) return entry;
  }
  for (const one of entriesOf(snapshot)) if (shownPath(one.path) === path) return one;
  return undefined;
}

async function writeContent(
  snapshot: OpenSnapshot,
  entry: TreeEntry,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const pieces = piecesOf(snapshot, entry);
  const frames = new FrameCache(snapshot.blobs, signal);
  const whole = createHash('sha256');
  const reading: Promise<Buffer>[] = [];
  for (let next = 0; next < pieces.length || reading.length > 0;) {
    while (reading.length < AHEAD && next < pieces.length) {
      reading.push(awaitedLater(contentOf(pieces[next++] as Piece, frames)));
    }
    const content = await (reading.shift() as Promise<Buffer>);
    whole.update(content);
    await writeAll(output, content, signal);
  }
  if (!whole.digest().equals(entry.sha256)) {
    throw new HoldfastError({
      code: 'corrupt-tree',
      message: `The content of ${JSON.stringify(printablePath(entry.path))} does not have the hash that the snapshot records.`,
      why: 'Each fragment is as it was stored, but together they do not form the recorded file.',
      fix: 'Do not use what was written. Take the file from another snapshot.',
    });
  }
}

function piecesOf(snapshot: OpenSnapshot, entry: TreeEntry): readonly Piece[] {
  const index = new FragmentIndex();
  const live = new LiveFrames(snapshot.root.objects.map(({ key }) => key));
  for (const segment of (snapshot.sections.map ?? []).flat()) {
    for (const frame of mapFrames(segment)) if (live.take(frame)) index.add(frame);
  }
  live.check();
  const pieces: Piece[] = [];
  for (let at = 0; at < entry.fragments.length; at += HASH_BYTES) {
    const id = entry.fragments.subarray(at, at + HASH_BYTES);
    const row = index.find(id);
    if (row < 0) {
      throw new HoldfastError({
        code: 'object-lost',
        message: `A fragment of ${JSON.stringify(printablePath(entry.path))} is in no pack of the snapshot.`,
        fix: 'Take the file from another snapshot.',
      });
    }
    const place = index.place(row);
    const last = pieces.at(-1);
    if (last?.frame === place.frame && last.lengthBytes + place.lengthBytes <= LIMITS.frameMaxBytes) {
      last.ids.push(id);
      last.places.push(place);
      last.lengthBytes += place.lengthBytes;
    } else {
      pieces.push({ frame: place.frame, ids: [id], places: [place], lengthBytes: place.lengthBytes });
    }
  }
  return pieces;
}

async function contentOf({ frame, ids, places }: Piece, frames: FrameCache): Promise<Buffer> {
  const lengths = places.map(({ lengthBytes }) => lengthBytes);
  const cut = (raw: Buffer): Buffer => {
    const content = Buffer.concat(places.map(({ offset, lengthBytes }) => raw.subarray(offset, offset + lengthBytes)));
    checkFragments(content, Buffer.concat(ids), lengths, `A frame of ${frame.pack}`);
    return content;
  };
  return cut(await frames.read(frame, cut));
}

/** The frames read last: content that repeats itself lies in few frames. */
class FrameCache {
  private readonly blobs: BlobReader;
  private readonly signal: AbortSignal;
  private readonly frames = new Map<Frame, Promise<Buffer>>();

  constructor(blobs: BlobReader, signal: AbortSignal) {
    this.blobs = blobs;
    this.signal = signal;
  }

  /** @param check throws on wrong bytes; another S3 version is then looked for */
  read(frame: Frame, check: (raw: Buffer) => unknown): Promise<Buffer> {
    const known = this.frames.get(frame);
    if (known !== undefined) return known;
    const [oldest] = this.frames.keys();
    if (oldest !== undefined && this.frames.size >= AHEAD) this.frames.delete(oldest);
    const { pack, offset, storedBytes, rawBytes } = frame;
    const decode = async (stored: Buffer): Promise<Buffer> => {
      const raw = await decompress(stored, rawBytes, `A frame of ${pack}`);
      check(raw);
      return raw;
    };
    const read = this.blobs.readPack(pack, offset, storedBytes, decode, this.signal);
    this.frames.set(frame, read);
    return read;
  }
}
