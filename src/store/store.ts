/**
 * The few S3 operations that Holdfast needs. Keys are relative to the vault (bucket plus prefix). Everything above this
 * interface works on any implementation: S3 (`s3.ts`), and decorators around it (retry, counting, faults in tests).
 *
 * Errors: every operation throws a HoldfastError for what a user can fix (`access-denied` with the permission it lacks,
 * `bucket-not-found`, `wrong-region`, `endpoint-unreachable`, `tls-failed`, `credentials-expired`, `object-archived`,
 * ...), and `object-not-found` for a missing key, unless stated otherwise.
 */
export interface Store {
  /**
   * PUT with `If-None-Match: *`, the SHA-256 checksum, the vault's encryption and storage class. Never overwrites.
   * `created` is false if the server answered 412: the key exists, and the caller decides what that means.
   */
  putNew(key: string, body: Uint8Array, options?: PutOptions): Promise<PutResult>;
  /**
   * The same without the condition: to put right bytes back over a delete marker or wrong bytes, if the server refuses
   * the conditional PUT. A bucket may refuse it (`access-denied`).
   */
  putOver(key: string, body: Uint8Array, options?: PutOptions): Promise<PutResult>;
  /**
   * Bytes [offset, offset + length) or all of it; fails with `object-truncated` if the answer is shorter than asked.
   */
  get(key: string, options?: GetOptions): Promise<GetResult>;
  /** undefined if the key is not there (never for a 403). */
  head(key: string, options?: HeadOptions): Promise<HeadResult | undefined>;
  /** Current objects under a prefix in key order (UTF-8 byte order), one page per request. */
  list(prefix: string, options?: ListOptions): AsyncIterable<ListPage>;
  /** All S3 versions and delete markers of keys under a prefix; for fallback reads and repair. */
  listVersions(
    prefix: string,
    options?: { readonly startAfter?: string; readonly signal?: AbortSignal | undefined },
  ): AsyncIterable<readonly S3Version[]>;
  /**
   * DELETE without a VersionId: in a versioned bucket it adds a delete marker, and every S3 version stays. There is no
   * operation that deletes an S3 version. Also succeeds for a missing key.
   */
  markDeleted(key: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** S3's own clock: the Date header of the newest answer; undefined before the first. */
  serverDate(): Date | undefined;
}

export interface PutOptions {
  /** Digest of the body, if the caller has it already. */
  readonly sha256?: Uint8Array;
  /** S3 storage class, for packs only; default STANDARD. */
  readonly storageClass?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface PutResult {
  readonly created: boolean;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  /** As the answer names it. */
  readonly serverSideEncryption?: string | undefined;
}

export interface GetOptions {
  readonly offset?: number;
  /** Bytes wanted from `offset`; with `upTo: true` fewer are fine if the object ends before. */
  readonly length?: number;
  readonly upTo?: boolean;
  readonly versionId?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface GetResult {
  readonly body: Buffer;
  /** Size of the whole object. */
  readonly objectBytes: number;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  readonly lastModified: Date | undefined;
}

export interface HeadOptions {
  readonly versionId?: string;
  /** Whoever may not use the KMS key of an object is told all but its checksum. */
  readonly withoutChecksum?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface HeadResult {
  readonly sizeBytes: number;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  readonly lastModified: Date | undefined;
  /** The raw checksum that the provider keeps; undefined if it keeps none. */
  readonly sha256: Buffer | undefined;
  readonly serverSideEncryption: string | undefined;
  /** ARN of the KMS key that encrypts it. */
  readonly kmsKeyId?: string | undefined;
  readonly storageClass: string | undefined;
}

export interface ListOptions {
  readonly startAfter?: string;
  /** Keys that share the text up to this delimiter are rolled up into `prefixes`. */
  readonly delimiter?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface ListPage {
  readonly objects: readonly ObjectInfo[];
  readonly prefixes: readonly string[];
}

export interface ObjectInfo {
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly lastModified: Date;
  readonly storageClass: string | undefined;
}

export interface S3Version {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  readonly sizeBytes: number;
  readonly lastModified: Date;
  /** Delete markers have none. */
  readonly etag?: string;
  readonly storageClass?: string | undefined;
}

/** S3's own clock, after at least one answer. */
export function requireServerDate(store: Pick<Store, 'serverDate'>): Date {
  const date = store.serverDate();
  if (date === undefined) throw new Error('no answer came yet');
  return date;
}
