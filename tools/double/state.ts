import { randomBytes } from 'node:crypto';
import type { ChecksumName } from './checksums.ts';
import type { VirtualClock } from './clock.ts';
import type { Lack } from './lacks.ts';
import type { Policy } from './policy.ts';

/** One S3 version of a key, or a delete marker. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` where it was written while versioning was off. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  lastModified: Date;
  body: Buffer;
  readonly etag: string;
  checksums: Readonly<Partial<Record<ChecksumName, string>>>;
  /** Answered as they were sent: content-type, cache-control, x-amz-meta-... */
  readonly headers: Readonly<Record<string, string>>;
  storageClass: string;
  readonly encryption: Encryption | undefined;
}

export interface Encryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  readonly algorithm: string;
  readonly kmsKeyArn: string | undefined;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly startedAt: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly body: Buffer;
  readonly etag: string;
  readonly at: Date;
  readonly checksums: ObjectVersion['checksums'];
}

/** A bucket: keys with their S3 versions, newest first, and its configuration documents as they were put. */
export class Bucket {
  readonly name: string;
  readonly region: string;
  readonly ownerAccountId: string;
  readonly createdAt: Date;
  versioning: 'Enabled' | 'Suspended' | undefined;
  mfaDelete: 'Enabled' | undefined;
  /** Documents by subresource (`encryption`, `lifecycle`, `policy`, ...). */
  readonly documents = new Map<string, string>();
  policy: Policy | undefined;
  readonly uploads = new Map<string, Upload>();
  readonly #keys = new Map<string, ObjectVersion[]>();
  #sortedKeys: string[] | undefined;

  constructor(name: string, region: string, ownerAccountId: string, createdAt: Date) {
    this.name = name;
    this.region = region;
    this.ownerAccountId = ownerAccountId;
    this.createdAt = createdAt;
  }

  /** All keys that have any S3 version, in S3's order: by UTF-8 bytes. */
  keys(): readonly string[] {
    this.#sortedKeys ??= [...this.#keys.keys()]
      .map((key) => Buffer.from(key))
      .sort((a, b) => Buffer.compare(a, b))
      .map(String);
    return this.#sortedKeys;
  }

  versions(key: string): readonly ObjectVersion[] {
    return this.#keys.get(key) ?? [];
  }

  /** The newest S3 version, which may be a delete marker. */
  newest(key: string): ObjectVersion | undefined {
    return this.versions(key)[0];
  }

  /** The current object; undefined under a delete marker. */
  current(key: string): ObjectVersion | undefined {
    const newest = this.newest(key);
    return newest?.isDeleteMarker === false ? newest : undefined;
  }

  /** Puts a version on top. One with the id `null` replaces the former `null` version. */
  add(version: ObjectVersion): void {
    const others = this.versions(version.key).filter(({ versionId }) => versionId !== version.versionId);
    if (!this.#keys.has(version.key)) this.#sortedKeys = undefined;
    this.#keys.set(version.key, [version, ...others]);
  }

  remove(key: string, versionId: string): void {
    const rest = this.versions(key).filter((version) => version.versionId !== versionId);
    if (rest.length > 0) {
      this.#keys.set(key, rest);
      return;
    }
    if (this.#keys.delete(key)) this.#sortedKeys = undefined;
  }

  /** The id that a version written now gets. */
  nextVersionId(): string {
    return this.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
  }

  isEmpty(): boolean {
    return this.#keys.size === 0;
  }
}

/** What the S3 handlers share. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
  readonly clock: VirtualClock;
  readonly partition: string;
  readonly region: string;
  /** Key ids and ARNs of KMS, by what a client may call them. */
  readonly kmsKeys: Map<string, string>;
  /** What this server does not have, or does otherwise than S3. */
  readonly lacks: Set<Lack>;
}

/** Whole seconds, as S3 keeps LastModified. */
export function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

export function bucketArn(state: S3State, bucket: string, key?: string): string {
  return `arn:${state.partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
}
