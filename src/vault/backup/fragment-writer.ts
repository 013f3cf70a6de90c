/** Gathers new fragments into frames and packs, and uploads them. */
import { awaitedLater, Slots } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import type { ChunkerParams } from '../format/chunker.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { blobKey } from '../format/keys.ts';
import { MapWriter, type FragmentIndex, type FrameFragments } from '../format/map.ts';
import { PackBuilder, type EncodedFrame, type FinishedPack } from '../format/pack.ts';
import { FrameMemory } from './frame-memory.ts';
import type { FragmentSink } from './reader.ts';
import { etagHint, type RootObject } from '../format/root.ts';
import { MiB } from '../../base/limits.ts';
import type { StoredSegment } from '../format/table.ts';

/**
 * A small backup is compressed well, a large one fast: for up to so many new bytes, the level of zstd, and how many raw
 * bytes of neighbouring fragments share a frame.
 */
interface Effort {
  readonly level: number;
  readonly frameBytes: number;
}

const EFFORTS = [
  { upToBytes: MiB, level: 19, frameBytes: 4 * MiB },
  { upToBytes: 4 * MiB, level: 17, frameBytes: 4 * MiB },
  { upToBytes: 10 * MiB, level: 15, frameBytes: 4 * MiB },
  { upToBytes: 48 * MiB, level: 9, frameBytes: 4 * MiB },
  { upToBytes: 128 * MiB, level: 6, frameBytes: 2 * MiB },
] as const;
const LEAST_EFFORT = { level: 3, frameBytes: MiB } as const;
/** Stored bytes at which a pack is closed: a quarter of what a pack may be, since some of them are in memory at once. */
const PACK_BYTES = 8 * MiB;
/** Frames that are filled, compressed and checked side by side. */
const FRAMES_IN_FLIGHT = 3;
const UPLOADS_IN_FLIGHT = 2;

export interface FragmentWriterOptions {
  readonly store: Store;
  readonly series: string;
  /** When the run began. */
  readonly utc: Date;
  readonly storageClass: string;
  readonly signal: AbortSignal;
  readonly chunker: ChunkerParams;
  /** All that is known: the fragments of the parent that may be used again, and those of this run. */
  readonly index: FragmentIndex;
  /** Packs of the parent that this run retires: their fragments count as new when they are read. */
  readonly retired: ReadonlySet<string>;
  /** Raw bytes of new data to expect; undefined if nobody knows. Decides the compression level. */
  readonly expectedBytes: number | undefined;
  /** Compresses the first `rawBytes` of a frame, and proves that they come back; resolves with the compressed length. */
  readonly encode: (memory: FrameMemory, rawBytes: number, level: number) => Promise<number>;
  /** Stored bytes at which a pack is closed; `PACK_BYTES` by default. */
  readonly packBytes: number | undefined;
  /** What is stored of the content of a pack. */
  readonly sealPack: ((content: Buffer) => Buffer) | undefined;
  /** Awaited before a pack goes out. */
  readonly mayAdd: () => Promise<void>;
  /** Told each pack that is stored; the run is not done before this is. */
  readonly onStored?: ((object: RootObject, frames: readonly FrameFragments[]) => Promise<void>) | undefined;
  readonly onUpload: (bytes: number) => void;
}

export interface WrittenPacks {
  readonly objects: readonly RootObject[];
  /** Where the fragments of the new packs lie. */
  readonly map: readonly StoredSegment[];
  readonly rawBytes: number;
  readonly storedBytes: number;
}

/** A frame while it is filled; its memory is used again. */
interface OpenFrame {
  readonly memory: FrameMemory;
  usedBytes: number;
  ids: Buffer[];
  lengths: number[];
}

/** New fragments in; frames, packs and uploads out, a bounded number of bytes at a time. */
export class FragmentWriter implements FragmentSink {
  private readonly options: FragmentWriterOptions;
  private readonly frameSlots = new Slots(FRAMES_IN_FLIGHT);
  private readonly uploadSlots = new Slots(UPLOADS_IN_FLIGHT);
  private readonly freeFrames: FrameMemory[] = [];
  private readonly freePacks: Buffer[] = [];
  private readonly uploading: Promise<void>[] = [];
  private readonly objects: RootObject[] = [];
  private readonly map = new MapWriter();
  private frame: OpenFrame | undefined;
  private pack: PackBuilder | undefined;
  /** Frames are compressed side by side, and enter packs in their order. */
  private inOrder: Promise<void> = Promise.resolve();
  private lastTurn: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  private rawBytes = 0;

  constructor(options: FragmentWriterOptions) {
    this.options = options;
  }

  /** Whether a fragment that lies at this row of the index is used again as it is. */
  isReusable(row: number): boolean {
    const { index, retired } = this.options;
    return row >= 0 && (index.isClaimed(row) || retired.size === 0 || !retired.has(index.pack(row)));
  }

  /** Windows of several threads come in turn: each may wait for a free frame in the middle. */
  take(ids: Buffer, borders: Uint32Array, memory: Buffer): Promise<void> {
    const turn = this.lastTurn.then(() => this.takeWindow(ids, borders, memory));
    this.lastTurn = awaitedLater(turn);
    return turn;
  }

  private async takeWindow(ids: Buffer, borders: Uint32Array, memory: Buffer): Promise<void> {
    const { index } = this.options;
    for (let i = 0; 2 * i < borders.length; i++) {
      const start = borders[2 * i] as number;
      const end = borders[2 * i + 1] as number;
      if (this.isReusable(index.find(ids, i * HASH_BYTES))) continue;
      const frame = (this.frame ??= await this.openFrame());
      // From here on it is known to all threads.
      index.claim(ids, i * HASH_BYTES, end - start);
      memory.copy(frame.memory.raw, frame.usedBytes, start, end);
      frame.usedBytes += end - start;
      frame.ids.push(ids.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
      frame.lengths.push(end - start);
      this.rawBytes += end - start;
      if (frame.usedBytes >= this.effort().frameBytes) this.closeFrame(frame);
    }
  }

  /** All work that waits or comes later fails with this error. */
  fail(error: Error): void {
    this.failure ??= error;
    this.frameSlots.fail(error);
    this.uploadSlots.fail(error);
  }

  /** Everything that was taken is stored when this resolves. */
  async finish(): Promise<WrittenPacks> {
    if (this.frame !== undefined) this.closeFrame(this.frame);
    await this.inOrder;
    if (this.pack !== undefined && this.failure === undefined) await this.closePack(this.pack);
    await Promise.all(this.uploading);
    if (this.failure !== undefined) throw this.failure;
    const storedBytes = this.objects.reduce((sum, object) => sum + object.sizeBytes, 0);
    return { objects: this.objects, map: this.map.finish(), rawBytes: this.rawBytes, storedBytes };
  }

  private async openFrame(): Promise<OpenFrame> {
    await this.frameSlots.acquire();
    const memory = this.freeFrames.pop() ?? new FrameMemory(this.effort().frameBytes + this.options.chunker.maxBytes);
    return { memory, usedBytes: 0, ids: [], lengths: [] };
  }

  private closeFrame(frame: OpenFrame): void {
    this.frame = undefined;
    const { memory, usedBytes, ids, lengths } = frame;
    const encoding = awaitedLater(this.options.encode(memory, usedBytes, this.effort().level));
    this.inOrder = this.inOrder
      .then(async () => {
        const stored = memory.encoded.subarray(0, await encoding);
        await this.addToPack({ stored, rawBytes: usedBytes, ids: Buffer.concat(ids), lengths });
        this.freeFrames.push(memory);
        this.frameSlots.release();
      })
      .catch((error: unknown) => {
        this.fail(error as Error);
      });
  }

  private effort(): Effort {
    const bytes = Math.max(this.options.expectedBytes ?? 0, this.rawBytes);
    return EFFORTS.find(({ upToBytes }) => bytes <= upToBytes) ?? LEAST_EFFORT;
  }

  private async addToPack(frame: EncodedFrame): Promise<void> {
    if (this.pack?.fits(frame) === false) await this.closePack(this.pack);
    this.pack ??= new PackBuilder(this.freePacks.pop());
    this.pack.add(frame);
    if (this.pack.sizeBytes >= (this.options.packBytes ?? PACK_BYTES)) await this.closePack(this.pack);
  }

  private async closePack(pack: PackBuilder): Promise<void> {
    await this.uploadSlots.acquire();
    this.pack = undefined;
    const { series, utc, sealPack } = this.options;
    const finished = pack.finish((sha256) => blobKey('packs', series, utc, sha256), sealPack);
    this.uploading.push(
      this.upload(finished).then(
        () => {
          this.freePacks.push(pack.buffer);
          this.uploadSlots.release();
        },
        (error: unknown) => {
          this.fail(error as Error);
        },
      ),
    );
  }

  private async upload({ key, body, sha256, frames }: FinishedPack): Promise<void> {
    const { store, storageClass, signal, mayAdd, onStored, onUpload } = this.options;
    await mayAdd();
    const { object } = await putBlob(store, key, body, sha256, { storageClass, signal });
    this.objects.push(object);
    for (const frame of frames) this.map.push(frame);
    onUpload(body.length);
    await onStored?.(object, frames);
  }
}

/**
 * PUT of an object under its name. The key holds its hash, so what lies there already can only be these very bytes, from
 * an earlier try whose answer was lost: they are compared, never trusted.
 */
export async function putBlob(
  store: Store,
  key: string,
  body: Buffer,
  sha256: Buffer,
  options: { readonly storageClass?: string; readonly signal: AbortSignal },
): Promise<{ readonly object: RootObject; readonly versionId: string | undefined }> {
  const put = await store.putNew(key, body, { ...options, sha256 });
  const found = put.created ? put : await confirm(store, key, body, sha256, options);
  const { length } = body;
  const object = { key, sizeBytes: length, liveBytes: length, etag: etagHint(found.etag) };
  return { object, versionId: found.versionId };
}

async function confirm(
  store: Store,
  key: string,
  body: Buffer,
  sha256: Buffer,
  options: { readonly storageClass?: string; readonly signal: AbortSignal },
): Promise<{ readonly etag: string | undefined; readonly versionId: string | undefined }> {
  const { signal } = options;
  const head = await store.head(key, { signal });
  // Some servers answer 412 over a delete marker too, where nothing lies.
  if (head === undefined) return store.putOver(key, body, { ...options, sha256 });
  if (head?.sha256?.equals(sha256) === true && head.sizeBytes === body.length) return head;
  const found = await store.get(key, { signal });
  if (found.body.equals(body)) return found;
  throw new HoldfastError({
    code: 'key-taken',
    message: `Another object lies at the new key ${key}.`,
    why: 'The key holds the hash of what should lie there, so somebody else wrote there.',
    fix: 'Find out who else may write to this vault; run the backup again.',
  });
}
