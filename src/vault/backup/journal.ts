/** What a sealed run notes of the packs that it has stored, for the run that follows if it is interrupted. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import {
  cutFrames,
  documentsOf,
  framed,
  framesSchema,
  issuesOf,
  listOf,
  objectsFrame,
  openSealedFrames,
  readFirstFrame,
  readObjects,
  sealedEnvelope,
  type Bad,
  type CutOutFrame,
  type EncodedFrame,
} from '../format/envelope.ts';
import { blobKey, formatUtc, isNameOf, parseBlobKey, utcOfName } from '../format/keys.ts';
import { MapWriter, type FrameFragments } from '../format/map.ts';
import type { RootObject } from '../format/root.ts';
import { sealSchema, type Seal } from '../format/sealed-root.ts';
import type { StoredSegment } from '../format/table.ts';
import {
  compressSync,
  decompressSync,
  isSkippableFrame,
  SKIPPABLE_HEADER_BYTES,
  skippableFrame,
} from '../format/zstd.ts';
import type { VaultKey } from '../seal/keys.ts';
import { isRootMac, ROOT_MAC_BYTES } from '../seal/root-mac.ts';
import { putBlob } from './fragment-writer.ts';

/**
 * Nobody but people can read what a write-only run has stored, so the next run could not find out what packs without a root
 * hold. A journal says so: a part in the envelope of a root. docs/format.md, "Journals".
 */
const FORMAT = 'holdfast-journal/1';
const BLOCK_ZSTD_LEVEL = 6;
/** A journal is written when so much was stored since the last one, or so many fragments: it has to fit a part. */
export const JOURNAL_EVERY_BYTES = 512 * MiB;
const JOURNAL_EVERY_ROWS = 2 ** 18;

const headerSchema = v.object({
  format: v.literal(FORMAT),
  series: v.string(),
  utc: v.string(),
  seal: sealSchema,
  frames: framesSchema,
});
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hiddenSchema = v.object({ rows: listOf(count, LIMITS.snapshotMaxSegments), frames: framesSchema });

/** Packs of one run, and where the fragments in them lie. */
export interface Journal {
  readonly objects: readonly RootObject[];
  readonly map: readonly StoredSegment[];
}

/** Which run it is of. */
export interface JournalRun {
  readonly series: string;
  readonly seal: Seal;
  /** The vault key that `seal` names. */
  readonly key: VaultKey;
}

export function encodeJournal({ series, seal, key }: JournalRun, utc: Date, { objects, map }: Journal): Buffer {
  const hidden = framed({ rows: map.map(({ rows }) => rows) }, map.map(blockFrame));
  const outside = { format: FORMAT, series, utc: formatUtc(utc), seal };
  return sealedEnvelope(outside, objectsFrame(objects), hidden, key, 'journal');
}

function blockFrame(segment: StoredSegment): EncodedFrame {
  const stored = compressSync(segment.raw(), BLOCK_ZSTD_LEVEL);
  return { name: 'block', bytes: skippableFrame(stored), raw: segment.rawBytes };
}

/**
 * A journal of a run of this series that sealed like this one; undefined for a part that is no journal.
 * @param name key of the part
 * @throws corrupt-seal for one that is damaged, forged, of other keys or moved here
 */
export function decodeJournal(name: string, bytes: Buffer, { series, seal, key }: JournalRun): Journal | undefined {
  const bad: Bad = (detail, cause) =>
    new HoldfastError({ code: 'corrupt-seal', message: `The journal ${name} is not believed: ${detail}.`, cause });
  const first = firstFrameOf(bytes, bad);
  if (first === undefined) return undefined;
  if (!isNameOf(name, bytes)) throw bad('its bytes do not have the hash in its name');
  const [covered, mac] = [bytes.subarray(0, -ROOT_MAC_BYTES), bytes.subarray(-ROOT_MAC_BYTES)];
  if (!isRootMac(mac, key.identity, covered, 'journal')) throw bad('its HMAC is not one of vault-key');
  const parsed = v.safeParse(headerSchema, first.json);
  if (!parsed.success) throw bad(`its header has the wrong shape (${issuesOf(parsed.issues)})`);
  const header = parsed.output;
  const utc = utcOfName(parseBlobKey(name)?.name ?? '');
  if (header.series !== series || header.utc !== utc) throw bad('it belongs elsewhere');
  if (!isDeepStrictEqual(header.seal, seal)) throw bad('its run sealed to other keys');
  const frames = cutFrames(header.frames, first.length, bytes, bad);
  const objects = readObjects(documentsOf(name, frames, bad), [series], bad);
  if (objects.some((object) => !isPackOf(object, utc))) throw bad('it names what its run has not stored');
  return { objects, map: segmentsOf(name, frames, key, bad) };
}

/** undefined where the bytes do not begin as a journal does. */
function firstFrameOf(bytes: Buffer, bad: Bad): ReturnType<typeof readFirstFrame> | undefined {
  try {
    const first = readFirstFrame(bytes, bad);
    return (first.json as { format?: unknown } | null)?.format === FORMAT ? first : undefined;
  } catch {
    return undefined;
  }
}

function isPackOf({ key }: RootObject, utc: string): boolean {
  const blob = parseBlobKey(key);
  return blob?.kind === 'packs' && utcOfName(blob.name) === utc;
}

function segmentsOf(name: string, frames: readonly CutOutFrame[], key: VaultKey, bad: Bad): readonly StoredSegment[] {
  const what = `The journal ${name}`;
  const { header, frames: blocks } = openSealedFrames(what, frames, key, hiddenSchema, bad);
  if (header.rows.length !== blocks.length) throw bad('it has another number of segments than it says');
  return blocks.map(({ bytes, raw: rawBytes }, i) => {
    if (!isSkippableFrame(bytes)) throw bad('a segment is not where it should be');
    const stored = bytes.subarray(SKIPPABLE_HEADER_BYTES);
    const raw = (): Buffer => decompressSync(stored, rawBytes, what);
    return { rows: header.rows[i] as number, rawBytes, storedBytes: stored.length, raw };
  });
}

export interface JournalWriterOptions extends JournalRun {
  readonly store: Store;
  /** When the run began. */
  readonly utc: Date;
  readonly everyBytes: number;
  readonly signal: AbortSignal;
}

/** Writes a journal after so many bytes of packs, each of the packs since the one before. */
export class JournalWriter {
  private readonly options: JournalWriterOptions;
  private objects: RootObject[] = [];
  private map = new MapWriter();
  private bytes = 0;
  private rows = 0;

  constructor(options: JournalWriterOptions) {
    this.options = options;
  }

  /** @param object a pack that is stored */
  async add(object: RootObject, frames: readonly FrameFragments[]): Promise<void> {
    this.objects.push(object);
    this.bytes += object.sizeBytes;
    for (const frame of frames) {
      this.map.push(frame);
      this.rows += frame.lengths.length;
    }
    if (this.bytes >= this.options.everyBytes || this.rows >= JOURNAL_EVERY_ROWS) await this.write();
  }

  private async write(): Promise<void> {
    const { store, series, utc, signal } = this.options;
    const body = encodeJournal(this.options, utc, { objects: this.objects, map: this.map.finish() });
    [this.objects, this.map, this.bytes, this.rows] = [[], new MapWriter(), 0, 0];
    const sha256 = hash('sha256', body, 'buffer');
    await putBlob(store, blobKey('parts', series, utc, sha256), body, sha256, { signal });
  }
}
