import { createHash } from 'node:crypto';
import { HoldfastError } from '../../src/base/errors.ts';
import type {
  GetOptions,
  GetResult,
  ListOptions,
  ListPage,
  ObjectInfo,
  S3Version,
  Store,
} from '../../src/store/store.ts';

/** One object of a memory store; a test may change, add or delete them behind the store's back. */
export interface StoredObject {
  body: Buffer;
  lastModified: Date;
  storageClass?: string;
  /** Default `1`. */
  versionId?: string;
}

/** An S3 version under the current one; without a body a delete marker. */
interface OldVersion {
  readonly versionId: string;
  readonly lastModified: Date;
  readonly body: Buffer | undefined;
}

export interface MemoryStore {
  readonly store: Store;
  /** The current objects. */
  readonly objects: Map<string, StoredObject>;
  /** S3 versions and delete markers by key, newest first; the first is on top if the key is not among the objects. */
  readonly old: Map<string, OldVersion[]>;
  /** PUT without a condition, as an attacker would. */
  readonly overwrite: (key: string, body: Buffer) => void;
}

/** A versioned bucket in memory: a clock that the test sets, pages of `pageSize` keys. */
export function memoryStore(now: () => Date = () => new Date(), pageSize = 1000): MemoryStore {
  const objects = new Map<string, StoredObject>();
  const old = new Map<string, OldVersion[]>();
  let versions = 0;
  const cover = (key: string): OldVersion[] => {
    const current = objects.get(key);
    const below = old.get(key) ?? [];
    if (current !== undefined) below.unshift({ ...current, versionId: current.versionId ?? '1' });
    objects.delete(key);
    old.set(key, below);
    return below;
  };
  const nextVersion = (): string => String(++versions);
  const bodyOf = (key: string, versionId: string | undefined): StoredObject | undefined => {
    const current = objects.get(key);
    if (versionId === undefined || (current !== undefined && (current.versionId ?? '1') === versionId)) return current;
    const version = old.get(key)?.find((candidate) => candidate.versionId === versionId);
    return version?.body === undefined ? undefined : { ...version, body: version.body };
  };
  const store: Store = {
    async putNew(key, body, options) {
      options?.signal?.throwIfAborted();
      if (objects.has(key)) return { created: false, etag: undefined, versionId: undefined };
      const { storageClass } = options ?? {};
      const object = {
        body: Buffer.from(body),
        lastModified: now(),
        versionId: nextVersion(),
        ...(storageClass === undefined ? {} : { storageClass }),
      };
      objects.set(key, object);
      return { created: true, etag: etagOf(object), versionId: object.versionId };
    },
    async putOver(key, body, options) {
      options?.signal?.throwIfAborted();
      cover(key);
      return store.putNew(key, body, options);
    },
    async get(key, options) {
      options?.signal?.throwIfAborted();
      const object = bodyOf(key, options?.versionId);
      if (object === undefined)
        throw new HoldfastError({ code: 'object-not-found', message: `There is no object ${key}.` });
      return part(key, object, options ?? {});
    },
    async head(key, options) {
      options?.signal?.throwIfAborted();
      const object = bodyOf(key, options?.versionId);
      if (object === undefined) return undefined;
      const { body, lastModified, storageClass } = object;
      const sha256 = createHash('sha256').update(body).digest();
      const serverSideEncryption = 'AES256';
      return {
        sizeBytes: body.length,
        etag: etagOf(object),
        versionId: object.versionId ?? '1',
        lastModified,
        sha256,
        serverSideEncryption,
        storageClass,
      };
    },
    list: (prefix, options) => list(objects, prefix, options ?? {}, pageSize),
    async *listVersions(prefix, { startAfter = '' } = {}) {
      const keys = [...new Set([...objects.keys(), ...old.keys()])].filter(
        (key) => key.startsWith(prefix) && key > startAfter,
      );
      keys.sort(compare);
      const rows = keys.flatMap((key) => versionsOf(key, objects.get(key), old.get(key) ?? []));
      for (let at = 0; at === 0 || at < rows.length; at += pageSize) yield rows.slice(at, at + pageSize);
    },
    async markDeleted(key, options) {
      options?.signal?.throwIfAborted();
      cover(key).unshift({ versionId: nextVersion(), lastModified: now(), body: undefined });
    },
    serverDate: now,
  };
  const overwrite = (key: string, body: Buffer): void => {
    cover(key);
    objects.set(key, { body, lastModified: now(), versionId: nextVersion() });
  };
  return { store, objects, old, overwrite };
}

function versionsOf(key: string, current: StoredObject | undefined, below: readonly OldVersion[]): S3Version[] {
  const all = [...(current === undefined ? [] : [{ ...current, versionId: current.versionId ?? '1' }]), ...below];
  return all.map(({ versionId, body, lastModified }, index) => ({
    key,
    versionId,
    isLatest: index === 0,
    isDeleteMarker: body === undefined,
    sizeBytes: body?.length ?? 0,
    lastModified,
    ...(body !== undefined && { etag: etagOf({ body }) }),
  }));
}

function part(key: string, object: StoredObject, { offset = 0, length, upTo }: GetOptions): GetResult {
  const objectBytes = object.body.length;
  const end = length === undefined ? objectBytes : offset + length;
  if (upTo !== true && (end > objectBytes || offset > objectBytes)) {
    throw new HoldfastError({ code: 'object-truncated', message: `${key} is ${objectBytes} bytes long.` });
  }
  const body = Buffer.from(object.body.subarray(offset, end));
  return {
    body,
    objectBytes,
    etag: etagOf(object),
    versionId: object.versionId ?? '1',
    lastModified: object.lastModified,
  };
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

function etagOf({ body }: Pick<StoredObject, 'body'>): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** S3 lists by the bytes of UTF-8. */
function sorted(objects: Map<string, StoredObject>): [string, StoredObject][] {
  return [...objects].sort(([a], [b]) => compare(a, b));
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
