/** Reads packs and parts by hash, from older S3 versions if need be. */
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { GetOptions, Store } from '../../store/store.ts';
import { ifServed, isLoss } from './damage.ts';
import { isNameOf } from '../format/keys.ts';
import type { Root, RootObject } from '../format/root.ts';
import { versionsOfKey } from './versions.ts';

/**
 * Reads packs and parts by what a root says of them. Identity is the hash: where the current S3 version is gone or
 * wrong, any version of that key with the hash in it is read (docs/format.md, rule 2).
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

  constructor(store: Store, { objects }: Pick<Root, 'objects'>) {
    this.store = store;
    this.objects = new Map(objects.map((object) => [object.key, object]));
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
   * @throws object-lost
   */
  async readPack<T>(
    key: string,
    offset: number,
    length: number,
    check: (content: Buffer) => T | Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.read(key, offset, length, check, signal);
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
