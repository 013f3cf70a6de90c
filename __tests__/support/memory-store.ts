import { createHash } from 'node:crypto';
import { HoldfastError } from '../../src/errors.ts';
import type { GetOptions, GetResult, ListOptions, ListPage, ObjectInfo, Store } from '../../src/store/store.ts';

/** One object of a memory store; a test may change, add or delete them behind the store's back. */
export interface StoredObject {
  body: Buffer;
  lastModified: Date;
  storageClass?: string;
}

/** A store in memory: no versions but the current one, a clock that the test sets, pages of `pageSize` keys. */
export function memoryStore(
  now: () => Date = () => new Date(),
  pageSize = 1000,
): { store: Store; objects: Map<string, StoredObject> } {
  const objects = new Map<string, StoredObject>();
  const store: Store = {
    async putNew(key, body, options) {
      options?.signal?.throwIfAborted();
      if (objects.has(key)) return { created: false, etag: undefined, versionId: undefined };
      const { storageClass } = options ?? {};
      const object = {
        body: Buffer.from(body),
        lastModified: now(),
        ...(storageClass === undefined ? {} : { storageClass }),
      };
      objects.set(key, object);
      return { created: true, etag: etagOf(object), versionId: '1' };
    },
    async get(key, options) {
      options?.signal?.throwIfAborted();
      const object = objects.get(key);
      if (object === undefined)
        throw new HoldfastError({ code: 'object-not-found', message: `There is no object ${key}.` });
      return part(key, object, options ?? {});
    },
    async head(key, options) {
      options?.signal?.throwIfAborted();
      const object = objects.get(key);
      if (object === undefined) return undefined;
      const { body, lastModified, storageClass } = object;
      const sha256 = createHash('sha256').update(body).digest();
      const serverSideEncryption = 'AES256';
      return {
        sizeBytes: body.length,
        etag: etagOf(object),
        versionId: '1',
        lastModified,
        sha256,
        serverSideEncryption,
        storageClass,
      };
    },
    list: (prefix, options) => list(objects, prefix, options ?? {}, pageSize),
    async *listVersions(prefix) {
      const keys = sorted(objects).filter(([key]) => key.startsWith(prefix));
      yield keys.map(([key, { body, lastModified }]) => ({
        key,
        versionId: '1',
        isLatest: true,
        isDeleteMarker: false,
        sizeBytes: body.length,
        lastModified,
      }));
    },
    serverDate: now,
  };
  return { store, objects };
}

function part(key: string, object: StoredObject, { offset = 0, length, upTo }: GetOptions): GetResult {
  const objectBytes = object.body.length;
  const end = length === undefined ? objectBytes : offset + length;
  if (upTo !== true && (end > objectBytes || offset > objectBytes)) {
    throw new HoldfastError({ code: 'object-truncated', message: `${key} is ${objectBytes} bytes long.` });
  }
  const body = Buffer.from(object.body.subarray(offset, end));
  return { body, objectBytes, etag: etagOf(object), versionId: '1', lastModified: object.lastModified };
}

async function* list(
  objects: Map<string, StoredObject>,
  prefix: string,
  options: ListOptions,
  pageSize: number,
): AsyncGenerator<ListPage> {
  const { startAfter, delimiter } = options;
  const seen = new Set<string>();
  let page: { objects: ObjectInfo[]; prefixes: string[] } = { objects: [], prefixes: [] };
  for (const [key, object] of sorted(objects)) {
    if (!key.startsWith(prefix) || (startAfter !== undefined && compare(key, startAfter) <= 0)) continue;
    const cut = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : key.slice(0, cut + 1);
    if (common !== undefined && seen.has(common)) continue;
    if (page.objects.length + page.prefixes.length === pageSize) {
      yield page;
      page = { objects: [], prefixes: [] };
    }
    if (common === undefined) page.objects.push(infoOf(key, object));
    else page.prefixes.push(common);
    if (common !== undefined) seen.add(common);
  }
  yield page;
}

function infoOf(key: string, object: StoredObject): ObjectInfo {
  const { body, lastModified, storageClass } = object;
  return { key, sizeBytes: body.length, etag: etagOf(object), lastModified, storageClass };
}

function etagOf({ body }: StoredObject): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** S3 lists by the bytes of UTF-8. */
function sorted(objects: Map<string, StoredObject>): [string, StoredObject][] {
  return [...objects].sort(([a], [b]) => compare(a, b));
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
