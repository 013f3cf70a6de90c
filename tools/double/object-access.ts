import type { Bucket, ObjectVersion } from './state.ts';

/** Objects of a bucket behind S3's back: nothing here is logged, checked or versioned. */
export class ObjectAccess {
  readonly #bucket: Bucket;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
  }

  /** Keys of current objects, in order. */
  keys(prefix = ''): string[] {
    return this.#bucket.keys().filter((key) => key.startsWith(prefix) && this.#bucket.current(key) !== undefined);
  }

  /** All S3 versions and delete markers of a key, newest first. */
  versions(key: string): readonly ObjectVersion[] {
    return this.#bucket.versions(key);
  }

  /** The bytes of the current object. */
  read(key: string): Buffer {
    return this.#find(key).body;
  }

  /** Other bytes in the same S3 version: ETag and stored checksums stay, as when a disk goes bad. */
  replace(key: string, body: Uint8Array): void {
    this.#find(key).body = Buffer.from(body);
  }

  /** Another age: LastModified of the current object. */
  setLastModified(key: string, time: Date): void {
    this.#find(key).lastModified = time;
  }

  setStorageClass(key: string, storageClass: string): void {
    this.#find(key).storageClass = storageClass;
  }

  /** The key and all its S3 versions are gone. */
  remove(key: string): void {
    for (const { versionId } of this.#bucket.versions(key)) this.#bucket.remove(key, versionId);
  }

  totalBytes(prefix = ''): number {
    return this.keys(prefix).reduce((sum, key) => sum + this.read(key).length, 0);
  }

  #find(key: string): ObjectVersion {
    const version = this.#bucket.current(key);
    if (version === undefined) throw new Error(`the double has no object ${key}`);
    return version;
  }
}
