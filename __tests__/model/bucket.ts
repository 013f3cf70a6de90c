import { SEALED_SERIES } from './sealing.ts';
import { hash } from 'node:crypto';
import { HoldfastError } from '../../src/base/errors.ts';
import type { GetOptions, GetResult, HeadResult, ObjectInfo, PutResult, S3Version } from '../../src/store/store.ts';

/** An S3 version of a key, or a delete marker. */
export interface Version {
  readonly number: number;
  /** undefined: a delete marker. */
  readonly body: Buffer | undefined;
  readonly sha256: string;
  readonly etag: string;
  /** Milliseconds; S3 tells whole seconds. */
  readonly atMs: number;
  /** Who wrote it. */
  readonly by: string;
  /** Since when another one lies above it. */
  noncurrentSinceMs?: number;
  /** Who put that one there. */
  coveredBy?: string;
}

export interface BucketEvents {
  /** `top` is new. */
  written(key: string, top: Version): void;
  /** A delete marker was set. */
  marked(key: string, top: Version): void;
  /** S3 deleted it for good; `left` is what the key still has. */
  expired(key: string, gone: Version, left: readonly Version[]): void;
}

/**
 * A versioned bucket as S3 keeps it: conditional PUTs, delete markers, lists in key order of so many rows a page, and the
 * two lifecycle rules that `setup` makes. Every call takes effect at once; time comes from the caller.
 */
export class Bucket {
  private readonly sortedKeys: string[] = [];
  private readonly versions = new Map<string, Version[]>();
  private readonly now: () => number;
  private readonly events: BucketEvents;
  private readonly pageRows: number;
  /** S3 versions and markers ever written. */
  changes = 0;

  constructor(now: () => number, events: BucketEvents, pageRows: number) {
    this.now = now;
    this.events = events;
    this.pageRows = pageRows;
  }

  /** Keys that were written or marked after so many changes. */
  since(changes: number): string[] {
    return this.sortedKeys.filter((key) => this.versionsOf(key).some(({ number }) => number > changes));
  }

  hasWritten(by: string): boolean {
    return this.keys('').some((key) => this.versionsOf(key).some((version) => version.by === by));
  }

  /** Of all keys, S3 versions and times. */
  /** But for the sealed series: what is sealed is another time other bytes, and has other names. */
  digest(): string {
    const open = this.keys('').filter((key) => !key.includes(SEALED_SERIES) && !key.startsWith('v1/state/'));
    const rows = open.flatMap((key) =>
      this.versionsOf(key).map(({ atMs, sha256 }) => `${key} ${String(atMs)} ${sha256}`),
    );
    return hash('sha256', rows.join('\n'));
  }

  keys(prefix: string): string[] {
    const from = this.place(prefix);
    const found: string[] = [];
    for (let at = from; this.sortedKeys[at]?.startsWith(prefix) === true; at++)
      found.push(this.sortedKeys[at] as string);
    return found;
  }

  /** Newest first. */
  versionsOf(key: string): readonly Version[] {
    return this.versions.get(key) ?? [];
  }

  /** undefined under a delete marker too. */
  current(key: string): Version | undefined {
    const top = this.versions.get(key)?.[0];
    return top?.body === undefined ? undefined : top;
  }

  putNew(key: string, body: Uint8Array, by: string): PutResult {
    if (this.current(key) !== undefined) return { created: false, etag: undefined, versionId: undefined };
    const top = this.overwrite(key, body, by);
    return { created: true, etag: top.etag, versionId: String(top.number) };
  }

  /** PUT without a condition. */
  overwrite(key: string, bytes: Uint8Array, by: string): Version {
    const body = Buffer.from(bytes);
    const etag = `"${hash('md5', body)}"`;
    const top = this.push(key, { body, sha256: hash('sha256', body), etag, by });
    this.events.written(key, top);
    return top;
  }

  markDeleted(key: string, by: string): void {
    this.events.marked(key, this.push(key, { body: undefined, sha256: '', etag: '', by }));
  }

  get(key: string, { versionId, offset = 0, length, upTo }: GetOptions = {}): GetResult {
    const found = this.find(key, versionId);
    if (found?.body === undefined)
      throw new HoldfastError({ code: 'object-not-found', message: `There is no ${key}.` });
    const objectBytes = found.body.length;
    const end = length === undefined ? objectBytes : offset + length;
    if (upTo !== true && end > objectBytes)
      throw new HoldfastError({ code: 'object-truncated', message: `${key} has ${String(objectBytes)} bytes.` });
    // A copy: some readers give the memory of what they have read back at once.
    const body = Buffer.from(found.body.subarray(offset, end));
    return { body, objectBytes, etag: found.etag, versionId: String(found.number), lastModified: timeOf(found) };
  }

  head(key: string, versionId?: string): HeadResult | undefined {
    const found = this.find(key, versionId);
    if (found?.body === undefined) return undefined;
    return {
      sizeBytes: found.body.length,
      etag: found.etag,
      versionId: String(found.number),
      lastModified: timeOf(found),
      sha256: Buffer.from(found.sha256, 'hex'),
      serverSideEncryption: 'AES256',
      storageClass: undefined,
    };
  }

  /** One page of current objects. */
  list(prefix: string, startAfter: string): { readonly objects: readonly ObjectInfo[]; readonly next?: string } {
    const objects: ObjectInfo[] = [];
    let at = startAfter < prefix ? this.place(prefix) : this.place(`${startAfter}\0`);
    for (; this.sortedKeys[at]?.startsWith(prefix) === true; at++) {
      const key = this.sortedKeys[at] as string;
      const found = this.current(key);
      if (found?.body === undefined) continue;
      if (objects.length === this.pageRows) return { objects, next: objects.at(-1)?.key as string };
      const { etag } = found;
      objects.push({
        key,
        sizeBytes: found.body.length,
        etag,
        lastModified: timeOf(found),
        storageClass: undefined,
      });
    }
    return { objects };
  }

  /** One page of all that the keys have, older than the S3 version `after.number` of the key `after.key`. */
  listVersions(prefix: string, after?: { readonly key: string; readonly number: number }): VersionPage {
    const rows: { readonly row: S3Version; readonly number: number }[] = [];
    let at = this.place(after?.key ?? prefix);
    for (; this.sortedKeys[at]?.startsWith(prefix) === true; at++) {
      const key = this.sortedKeys[at] as string;
      for (const [index, version] of this.versionsOf(key).entries()) {
        if (key === after?.key && version.number >= after.number) continue;
        const last = rows.at(-1);
        if (rows.length === this.pageRows && last !== undefined)
          return pageOf(rows, { key: last.row.key, number: last.number });
        rows.push({ row: rowOf(key, version, index === 0), number: version.number });
      }
    }
    return pageOf(rows, undefined);
  }

  /** Noncurrent S3 versions go after so long, and delete markers with nothing below them. @returns how many went */
  expire(noncurrentMs: number): number {
    let count = 0;
    const before = this.now() - noncurrentMs;
    for (const key of [...this.sortedKeys]) {
      let kept = this.versions.get(key) as Version[];
      for (const gone of kept.filter(({ noncurrentSinceMs }) => (noncurrentSinceMs ?? Infinity) <= before)) {
        kept = kept.filter((version) => version !== gone);
        this.versions.set(key, kept);
        this.events.expired(key, gone, kept);
        count++;
      }
      const isLoneMarker = kept.length === 1 && kept[0]?.body === undefined;
      if (kept.length > 0 && !isLoneMarker) continue;
      this.versions.delete(key);
      this.sortedKeys.splice(this.place(key), 1);
    }
    return count;
  }

  private find(key: string, versionId: string | undefined): Version | undefined {
    if (versionId === undefined) return this.current(key);
    return this.versions.get(key)?.find(({ number }) => String(number) === versionId);
  }

  private push(key: string, fields: Omit<Version, 'number' | 'atMs'>): Version {
    const atMs = this.now();
    const version: Version = { number: ++this.changes, atMs, ...fields };
    const below = this.versions.get(key);
    if (below === undefined) {
      this.versions.set(key, [version]);
      this.sortedKeys.splice(this.place(key), 0, key);
      return version;
    }
    const [top] = below;
    if (top !== undefined) Object.assign(top, { noncurrentSinceMs: atMs, coveredBy: version.by });
    below.unshift(version);
    return version;
  }

  /** Index of the first key that is not before this one. */
  private place(key: string): number {
    let low = 0;
    let high = this.sortedKeys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sortedKeys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface VersionPage {
  readonly rows: readonly S3Version[];
  readonly next: { readonly key: string; readonly number: number } | undefined;
}

/** S3 answers with S3 versions and markers apart. */
function pageOf(rows: readonly { readonly row: S3Version }[], next: VersionPage['next']): VersionPage {
  const all = rows.map(({ row }) => row);
  return {
    rows: [...all.filter(({ isDeleteMarker }) => !isDeleteMarker), ...all.filter((row) => row.isDeleteMarker)],
    next,
  };
}

function rowOf(key: string, version: Version, isLatest: boolean): S3Version {
  const isDeleteMarker = version.body === undefined;
  return {
    key,
    versionId: String(version.number),
    isLatest,
    isDeleteMarker,
    sizeBytes: version.body?.length ?? 0,
    lastModified: timeOf(version),
    ...(!isDeleteMarker && { etag: version.etag }),
  };
}

function timeOf({ atMs }: Version): Date {
  return new Date(wholeSecondMs(atMs));
}

export function wholeSecondMs(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
