/** Reads packs and parts by hash, from older S3 versions if need be. */
import { awaitedLater } from '../../base/async.ts';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { GetOptions, Store } from '../../store/store.ts';
import { ifServed, isLoss } from './damage.ts';
import { isNameOf } from '../format/keys.ts';
import type { Root, RootObject } from '../format/root.ts';
import { sealedContent, sealedPack, type Seal } from '../format/sealed-root.ts';
import { BLOB_HEAD_BYTES, openBlob, openHeader, plainBytes, storedRange, type BlobOpener } from '../seal/age-blob.ts';
import type { VaultKey } from '../seal/keys.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { versionsOfKey } from './versions.ts';

/** If the first bytes that are wanted of a pack begin no later, its head is fetched together with them. */
const HEAD_WITH_RANGE_BYTES = 512 * 1024;

/**
 * Reads packs and parts by what a root says of them. Identity is the hash: where the current S3 version is gone or
 * wrong, any version of that key with the hash in it is read (docs/format.md, rule 2). What is sealed is opened here.
 */
export class BlobReader {
  private readonly store: Store;
  private readonly objects: ReadonlyMap<string, RootObject>;
  /** S3 versions found to hold the recorded bytes where the current one does not. */
  private readonly goodVersions = new Map<string, Promise<string>>();
  /** Keys whose current S3 version has the recorded size, and right bytes wherever it was read. */
  readonly current = new Set<string>();
  /** Keys that were read from another S3 version than the current one. */
  readonly fallbacks = new Set<string>();

  private readonly id: string;
  private readonly seal: Seal | undefined;
  /** By pack. */
  private readonly openers = new Map<string, Promise<BlobOpener>>();

  constructor(store: Store, { id, objects, header }: Pick<Root, 'id' | 'objects' | 'header'>) {
    this.store = store;
    this.objects = new Map(objects.map((object) => [object.key, object]));
    this.id = id;
    this.seal = header.seal;
  }

  /**
   * Bytes [offset, offset + length) of an object, passed through `check`, which throws on wrong bytes and whose value is
   * returned.
   * @throws object-lost if no S3 version holds the recorded bytes
   */
  async read<T>(
    key: string,
    offset: number,
    length: number,
    check: (bytes: Buffer) => T | Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const range: GetOptions = { offset, length, signal };
    const known = this.goodVersions.get(key);
    if (known === undefined) {
      try {
        return await this.readCurrent(key, range, check);
      } catch (error) {
        if (!isLoss(error)) throw error;
        this.goodVersions.set(key, this.findGoodVersion(key, error, signal));
      }
    }
    const versionId = await (this.goodVersions.get(key) as Promise<string>);
    this.fallbacks.add(key);
    return check((await this.store.get(key, { ...range, versionId })).body);
  }

  /**
   * The same for a pack, by places in its content as a map has them: frames, and the table of contents.
   * @throws object-lost; sealed if the content is, and the keys of the store do not open it
   */
  async readPack<T>(
    key: string,
    offset: number,
    length: number,
    check: (content: Buffer) => T | Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (this.seal === undefined) return this.read(key, offset, length, check, signal);
    const range = this.sealedRange(key, offset, length, this.seal);
    try {
      return await this.readSealed(range, check, signal);
    } catch (error) {
      // Head and range may have come from different S3 versions.
      if (!isLoss(error) || !this.goodVersions.has(key)) throw error;
      const cut = (body: Buffer) => check(this.contentOf(key, body).subarray(offset, offset + length));
      return this.read(key, 0, range.sizeBytes, cut, signal);
    }
  }

  private sealedRange(key: string, from: number, length: number, seal: Seal): SealedRange {
    const sizeBytes = this.objects.get(key)?.sizeBytes;
    if (sizeBytes === undefined) throw new Error(`${key} is not among the objects of the snapshot`);
    const keys = this.packKeys(seal);
    const plainLength = plainBytes(sizeBytes, `Pack ${key}`);
    const to = from + length;
    if (to > plainLength) throw beyondEnd(key);
    return { key, keys, from, to, sizeBytes, ...storedRange(from, to, plainLength) };
  }

  private async readSealed<T>(
    { key, keys, from, to, sizeBytes, start, end }: SealedRange,
    check: (content: Buffer) => T | Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const openHere = (stored: Buffer): BlobOpener => openHead(stored, sizeBytes, keys, key);
    const known = this.openers.get(key);
    if (known === undefined && start <= HEAD_WITH_RANGE_BYTES) {
      const both = this.read(
        key,
        0,
        end,
        async (stored) => {
          const opener = openHere(stored);
          return { opener, value: await check(opener.openInPlace(stored.subarray(start), from, to)) };
        },
        signal,
      );
      void this.keepOpener(
        key,
        both.then(({ opener }) => opener),
      );
      return (await both).value;
    }
    const opening = known ?? this.keepOpener(key, this.read(key, 0, BLOB_HEAD_BYTES, openHere, signal));
    const opener = await opening;
    return this.read(key, start, end - start, (stored) => check(opener.openInPlace(stored, from, to)), signal);
  }

  /** Others who read the same pack wait for its head. */
  private keepOpener(key: string, opener: Promise<BlobOpener>): Promise<BlobOpener> {
    this.openers.set(key, awaitedLater(opener));
    opener.catch(() => this.openers.delete(key));
    return opener;
  }

  /** What a whole pack holds. @throws corrupt-seal; sealed if the keys of the store do not open it */
  contentOf(key: string, body: Buffer): Buffer {
    if (this.seal === undefined) return body;
    const keys = this.packKeys(this.seal);
    try {
      const opener = openHead(body, body.length, keys, key);
      return opener.openRange(body.subarray(BLOB_HEAD_BYTES), 0, opener.plainLength);
    } catch (error) {
      if (isLoss(error) && isNameOf(key, body)) throw sealedPack(this.id, key);
      throw error;
    }
  }

  get isSealed(): boolean {
    return this.seal !== undefined;
  }

  /** Whether the content of packs is open to this reader. */
  get opensPacks(): boolean {
    return this.seal === undefined || this.held(this.seal.to) !== undefined;
  }

  /** What a block in a part holds. @throws corrupt-seal */
  openBlock(key: string, stored: Buffer): Buffer {
    if (this.seal === undefined) return stored;
    const own = this.held(this.seal.key);
    if (own === undefined) throw new Error('a sealed snapshot was read without its key');
    return openBlob(stored, own.identity, `A block in ${key}`);
  }

  private held(fingerprint: string): VaultKey | undefined {
    return keysOf(this.store)?.opening.find((key) => key.fingerprint === fingerprint);
  }

  /** That of the snapshot first; earlier packs may have been sealed to a former one. */
  private packKeys({ to }: Seal): readonly VaultKey[] {
    const own = this.held(to);
    if (own === undefined) throw sealedContent(this.id, to);
    return [own, ...(keysOf(this.store)?.opening ?? []).filter((key) => key !== own)];
  }

  private async readCurrent<T>(key: string, range: GetOptions, check: (bytes: Buffer) => T | Promise<T>): Promise<T> {
    const { body, objectBytes } = await this.store.get(key, range);
    const object = this.objects.get(key);
    if (object !== undefined && objectBytes !== object.sizeBytes) {
      throw new HoldfastError({
        code: 'object-truncated',
        message: `${key} has ${String(objectBytes)} bytes, and ${String(object.sizeBytes)} were recorded.`,
      });
    }
    const value = await check(body);
    this.current.add(key);
    return value;
  }

  private async findGoodVersion(key: string, cause: unknown, signal: AbortSignal | undefined): Promise<string> {
    const object = this.objects.get(key);
    if (object === undefined) throw new Error(`${key} is not among the objects of the snapshot`);
    const candidates: string[] = [];
    const unlisted = await ifServed(async () => {
      for await (const { versionId, isDeleteMarker, sizeBytes } of versionsOfKey(this.store, key, signal)) {
        if (!isDeleteMarker && sizeBytes === object.sizeBytes) candidates.push(versionId);
      }
    });
    for (const versionId of candidates) {
      const { body } = await this.store.get(key, { versionId, signal });
      if (isNameOf(key, body)) return versionId;
    }
    throw new HoldfastError({
      code: 'object-lost',
      message: `No S3 version of ${key} holds the recorded bytes.`,
      why: [messageOf(cause), unlisted?.why].filter((text) => text !== undefined).join(' '),
      fix: 'Restore another snapshot, or put the object back from a copy of the bucket.',
      cause,
    });
  }
}

/** Bytes [from, to) of the content of a pack, and the stored bytes that hold them. */
interface SealedRange {
  readonly key: string;
  readonly keys: readonly VaultKey[];
  readonly from: number;
  readonly to: number;
  /** Of the stored pack. */
  readonly sizeBytes: number;
  readonly start: number;
  readonly end: number;
}

/** Opens the head of a pack with the first key that does. @throws corrupt-seal */
function openHead(stored: Buffer, sealedLength: number, keys: readonly VaultKey[], key: string): BlobOpener {
  const what = `Pack ${key}`;
  const head = stored.subarray(0, BLOB_HEAD_BYTES);
  let failure: unknown;
  for (const { identity } of keys) {
    try {
      return openHeader(head, sealedLength, identity, what);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function beyondEnd(key: string): HoldfastError {
  return new HoldfastError({
    code: 'corrupt-map',
    message: `The map of the snapshot is damaged: it names bytes behind the end of ${key}.`,
  });
}
