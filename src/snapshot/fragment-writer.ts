import { HoldfastError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { ByteBudget } from './budget.ts';
import { HASH_BYTES } from './columns.ts';
import { blobKey } from './keys.ts';
import type { FragmentIndex, FrameFragments } from './map.ts';
import { PackBuilder, type EncodedFrame, type SealedPack } from './pack.ts';
import type { FragmentSink } from './reader.ts';
import type { RootObject } from './root.ts';
import { compress, decompress } from './zstd.ts';

const MiB = 1024 * 1024;
/** Raw bytes at which a frame of neighbouring fragments is closed. */
const FRAME_BYTES = 2 * MiB;
/** Stored bytes at which a pack is closed: half of what a pack may be, so that three of them fit in memory. */
const PACK_BYTES = 16 * MiB;
/** Raw bytes on their way from the readers into packs. */
const RAW_BUDGET_BYTES = 32 * MiB;
const UPLOADS_IN_FLIGHT = 2;

export interface FragmentWriterOptions {
  readonly store: Store;
  readonly series: string;
  readonly run: string;
  readonly storageClass: string;
  readonly signal: AbortSignal;
  /** All that is known: the fragments of the parent that may be used again, and those of this run. */
  readonly index: FragmentIndex;
  /** Packs of the parent that this run lets go: their fragments count as new when they are read. */
  readonly retired: ReadonlySet<string>;
  /** Raw bytes of new data to expect; undefined if nobody knows. Decides the compression level. */
  readonly expectedBytes: number | undefined;
  readonly onUpload: (bytes: number) => void;
}

export interface WrittenPacks {
  readonly objects: readonly RootObject[];
  readonly frames: readonly FrameFragments[];
  readonly rawBytes: number;
  readonly storedBytes: number;
}

/** New fragments in; frames, packs and uploads out, a bounded number of bytes at a time. */
export class FragmentWriter implements FragmentSink {
  private readonly options: FragmentWriterOptions;
  private readonly raw = new ByteBudget(RAW_BUDGET_BYTES);
  private readonly uploads = new ByteBudget(UPLOADS_IN_FLIGHT);
  private readonly uploading: Promise<void>[] = [];
  private readonly objects: RootObject[] = [];
  private readonly frames: FrameFragments[] = [];
  private pending: { readonly bytes: Buffer; readonly id: Buffer }[] = [];
  private pendingBytes = 0;
  private pack: PackBuilder | undefined;
  private packNumber = 0;
  /** Frames are compressed side by side, and enter packs in their order. */
  private inOrder: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  private claimedBytes = 0;
  private arrivedBytes = 0;
  private onArrival: (() => void) | undefined;

  constructor(options: FragmentWriterOptions) {
    this.options = options;
  }

  /** Whether a fragment that lies at this row of the index is used again as it is. */
  isReusable(row: number): boolean {
    const { index, retired } = this.options;
    return row >= 0 && (index.isClaimed(row) || retired.size === 0 || !retired.has(index.pack(row)));
  }

  async claim(ids: Buffer, lengths: Uint32Array): Promise<Uint32Array> {
    const { index } = this.options;
    const fresh: number[] = [];
    let bytes = 0;
    lengths.forEach((length, i) => {
      if (this.isReusable(index.find(ids, i * HASH_BYTES))) return;
      index.claim(ids, i * HASH_BYTES, length);
      fresh.push(i);
      bytes += length;
    });
    if (fresh.length > 0) await this.raw.acquire(bytes);
    this.claimedBytes += bytes;
    return Uint32Array.from(fresh);
  }

  store(ids: Buffer, lengths: readonly number[], bytes: Buffer): void {
    let at = 0;
    lengths.forEach((length, i) => {
      this.pending.push({
        bytes: bytes.subarray(at, at + length),
        id: ids.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
      });
      this.pendingBytes += length;
      at += length;
      if (this.pendingBytes >= FRAME_BYTES) this.closeFrame();
    });
    this.arrivedBytes += at;
    this.onArrival?.();
  }

  fail(error: Error): void {
    this.failure ??= error;
    this.raw.fail(error);
    this.uploads.fail(error);
    this.onArrival?.();
  }

  /** Everything that was claimed is stored when this resolves. */
  async finish(): Promise<WrittenPacks> {
    while (this.arrivedBytes < this.claimedBytes && this.failure === undefined) {
      await new Promise<void>((resolve) => (this.onArrival = resolve));
    }
    if (this.pendingBytes > 0) this.closeFrame();
    await this.inOrder;
    if (this.pack !== undefined && this.failure === undefined) await this.closePack(this.pack);
    await Promise.all(this.uploading);
    if (this.failure !== undefined) throw this.failure;
    const storedBytes = this.objects.reduce((sum, object) => sum + object.sizeBytes, 0);
    return { objects: this.objects, frames: this.frames, rawBytes: this.claimedBytes, storedBytes };
  }

  private closeFrame(): void {
    const fragments = this.pending;
    const rawBytes = this.pendingBytes;
    this.pending = [];
    this.pendingBytes = 0;
    const encoding = encodeFrame(fragments, rawBytes, this.level());
    // Awaited in order below; a failure before its turn is no unhandled rejection.
    encoding.catch((error: unknown) => {
      this.fail(error as Error);
    });
    this.inOrder = this.inOrder
      .then(async () => {
        await this.addToPack(await encoding);
        this.raw.release(rawBytes);
      })
      .catch((error: unknown) => {
        this.fail(error as Error);
      });
  }

  /** Little is compressed well, much is compressed fast. */
  private level(): number {
    const bytes = Math.max(this.options.expectedBytes ?? 0, this.claimedBytes);
    return bytes <= 32 * MiB ? 9 : bytes <= 128 * MiB ? 6 : 3;
  }

  private async addToPack(frame: EncodedFrame): Promise<void> {
    if (this.pack?.fits(frame) === false) await this.closePack(this.pack);
    this.pack ??= new PackBuilder(
      blobKey({ kind: 'packs', series: this.options.series, run: this.options.run, number: this.packNumber++ }),
    );
    this.pack.add(frame);
    if (this.pack.sizeBytes >= PACK_BYTES) await this.closePack(this.pack);
  }

  private async closePack(pack: PackBuilder): Promise<void> {
    await this.uploads.acquire(1);
    this.pack = undefined;
    this.uploading.push(
      this.upload(pack.seal()).then(
        () => {
          this.uploads.release(1);
        },
        (error: unknown) => {
          this.fail(error as Error);
        },
      ),
    );
  }

  private async upload({ key, body, sha256, frames }: SealedPack): Promise<void> {
    const { store, storageClass, signal, onUpload } = this.options;
    this.objects.push(await putBlob(store, key, body, sha256, { storageClass, signal }));
    this.frames.push(...frames);
    onUpload(body.length);
  }
}

/** Compresses, and decodes again what will be uploaded: nothing is stored that could not be read back. */
async function encodeFrame(
  fragments: readonly { readonly bytes: Buffer; readonly id: Buffer }[],
  rawBytes: number,
  level: number,
): Promise<EncodedFrame> {
  const raw = Buffer.concat(
    fragments.map((fragment) => fragment.bytes),
    rawBytes,
  );
  const stored = await compress(raw, level);
  const decoded = await decompress(stored, rawBytes, 'A frame that was just compressed');
  if (!decoded.equals(raw)) throw new Error('zstd gave other bytes back than it was given');
  return {
    stored,
    rawBytes,
    ids: Buffer.concat(fragments.map((fragment) => fragment.id)),
    lengths: fragments.map((fragment) => fragment.bytes.length),
  };
}

/**
 * PUT of a pack or part under a new key. The key is random, so an object that lies there already can only be an earlier
 * try of ours whose answer was lost: it is compared, never trusted.
 */
export async function putBlob(
  store: Store,
  key: string,
  body: Buffer,
  sha256: Buffer,
  options: { readonly storageClass?: string; readonly signal: AbortSignal },
): Promise<RootObject> {
  const put = await store.putNew(key, body, { ...options, sha256 });
  const found = put.created ? put : await confirm(store, key, body, sha256, options.signal);
  return {
    key,
    sha256: sha256.toString('hex'),
    sizeBytes: body.length,
    liveBytes: body.length,
    etag: found.etag ?? '',
    versionId: found.versionId ?? '',
  };
}

async function confirm(
  store: Store,
  key: string,
  body: Buffer,
  sha256: Buffer,
  signal: AbortSignal,
): Promise<{ readonly etag: string | undefined; readonly versionId: string | undefined }> {
  const head = await store.head(key, { signal });
  if (head?.sha256?.equals(sha256) === true && head.sizeBytes === body.length) return head;
  const found = await store.get(key, { signal });
  if (found.body.equals(body)) return found;
  throw new HoldfastError({
    code: 'key-taken',
    message: `Another object lies at the new key ${key}.`,
    why: 'Keys of packs and parts hold 96 random bits, so somebody else wrote there.',
    fix: 'Find out who else may write to this vault; run the backup again.',
  });
}
