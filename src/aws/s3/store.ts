/** The store over S3. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type {
  GetObjectCommandOutput,
  ListObjectVersionsCommandOutput,
  ObjectVersion,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { hash } from 'node:crypto';
import type { Encryption, S3Connection, S3Deps, S3Settings } from './client.ts';
import { connectS3 } from './client.ts';
import { explainS3Error } from './errors.ts';
import { DEFAULT_RETRY, withRetries } from '../../net/retry.ts';
import { HoldfastError, isNamed } from '../../base/errors.ts';
import { rangeHeader, readAnswer } from './body.ts';
import type {
  GetOptions,
  GetResult,
  HeadOptions,
  HeadResult,
  ListOptions,
  ListPage,
  ObjectInfo,
  PutOptions,
  PutResult,
  S3Version,
  Store,
} from '../../store/store.ts';

/** Opens a vault in S3 over its own connection. */
export function createS3Store(settings: S3Settings, deps: S3Deps): Store {
  return storeOver(connectS3(settings, deps));
}

/** Opens a vault in S3 over a shared connection (the bucket's checks use it too). */
export function storeOver(connection: S3Connection): Store {
  const vault = vaultOf(connection);
  return {
    putNew: (key, body, options) => putNew(vault, key, body, options ?? {}),
    putOver: (key, body, options) => put(vault, key, body, options ?? {}),
    get: (key, options) => get(vault, key, options ?? {}),
    head: (key, options) => head(vault, key, options ?? {}),
    list: (prefix, options) => list(vault, prefix, options ?? {}),
    listVersions: (prefix, options) => listVersions(vault, prefix, options),
    markDeleted: (key, options) => markDeleted(vault, key, options?.signal),
    serverDate: connection.serverDate,
  };
}

/** What all operations share: the client, the constant part of the input, and names inside the vault. */
interface Vault {
  readonly connection: S3Connection;
  readonly target: { readonly Bucket: string; readonly ExpectedBucketOwner: string | undefined };
  readonly fullKey: (key: string) => string;
  /** The inverse. Throws for a key that the server should not have returned. */
  readonly relativeKey: (fullKey: string | undefined) => string;
}

function vaultOf(connection: S3Connection): Vault {
  const { bucket, prefix, expectedBucketOwner } = connection.settings;
  const start = prefix === '' ? '' : `${prefix}/`;
  return {
    connection,
    target: { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner },
    fullKey: (key) => start + key,
    relativeKey: (fullKey) => {
      if (fullKey?.startsWith(start) !== true)
        throw badAnswer(`it lists ${JSON.stringify(fullKey)}, although keys were requested under ${start}`);
      return fullKey.slice(start.length);
    },
  };
}

interface Request {
  readonly operation: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type SendOptions = { readonly abortSignal?: AbortSignal };

/** Runs one request with retries and turns the last error into one for users. */
async function perform<T>(vault: Vault, request: Request, attempt: (options: SendOptions) => Promise<T>): Promise<T> {
  const { settings, emit } = vault.connection;
  const { operation, signal } = request;
  const key = vault.fullKey(request.key);
  const options = signal === undefined ? {} : { abortSignal: signal };
  try {
    return await withRetries(() => attempt(options), {
      policy: settings.retry ?? DEFAULT_RETRY,
      what: `${operation} ${key}`,
      emit,
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw explainS3Error(error, { ...settings, operation, key, versionId: request.versionId });
  }
}

/**
 * If the 200 of a try was lost, the next try gets 412. Then `created` is false too, and the caller, which compares what
 * is stored, finds its own bytes.
 */
async function putNew(vault: Vault, key: string, body: Uint8Array, options: PutOptions): Promise<PutResult> {
  return put(vault, key, body, options, '*');
}

async function put(
  vault: Vault,
  key: string,
  body: Uint8Array,
  options: PutOptions,
  ifNoneMatch?: '*',
): Promise<PutResult> {
  const sha256 = options.sha256 ?? hash('sha256', body, 'buffer');
  const input: PutObjectCommandInput = {
    ...vault.target,
    Key: vault.fullKey(key),
    Body: body,
    ContentLength: body.byteLength,
    IfNoneMatch: ifNoneMatch,
    ChecksumAlgorithm: 'SHA256',
    ChecksumSHA256: Buffer.from(sha256).toString('base64'),
    StorageClass: options.storageClass as PutObjectCommandInput['StorageClass'],
    ...encryptionHeaders(vault.connection.settings.encryption),
  };
  return perform(vault, { operation: 'PutObject', key, signal: options.signal }, async (sendOptions) => {
    try {
      const answer = await vault.connection.client.send(new PutObjectCommand(input), sendOptions);
      const { VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
      return { created: true, etag: known(answer.ETag, 'ETag'), versionId, serverSideEncryption };
    } catch (error) {
      if (ifNoneMatch === undefined || !isNamed(error, 'PreconditionFailed')) throw error;
      return { created: false, etag: undefined, versionId: undefined };
    }
  });
}

function encryptionHeaders(encryption: Encryption | undefined): Partial<PutObjectCommandInput> {
  if (encryption === undefined || encryption.mode === 'bucket-default') return {};
  return { ServerSideEncryption: encryption.mode, SSEKMSKeyId: encryption.kmsKeyId };
}

async function get(vault: Vault, key: string, options: GetOptions): Promise<GetResult> {
  const { versionId, signal } = options;
  const input = { ...vault.target, Key: vault.fullKey(key), Range: rangeHeader(options), VersionId: versionId };
  return perform(vault, { operation: 'GetObject', key, versionId, signal }, async (sendOptions) => {
    let answer: GetObjectCommandOutput;
    try {
      answer = await vault.connection.client.send(new GetObjectCommand(input), sendOptions);
    } catch (error) {
      if (isNamed(error, 'InvalidRange')) return beyondTheEnd(key, options, error);
      throw error;
    }
    const { body, objectBytes } = await readAnswer(answer, key, options);
    return { body, objectBytes, etag: answer.ETag, versionId: answer.VersionId, lastModified: answer.LastModified };
  });
}

/**
 * Handles status 416: there is nothing at the requested offset. For a read of "up to n bytes" from the start, the
 * object is empty.
 */
function beyondTheEnd(key: string, options: GetOptions, cause: unknown): GetResult {
  if (options.upTo === true && (options.offset ?? 0) === 0) {
    return { body: Buffer.alloc(0), objectBytes: 0, etag: undefined, versionId: undefined, lastModified: undefined };
  }
  throw new HoldfastError({
    code: 'object-truncated',
    message: `${key} ends before byte ${options.offset ?? 0}, where a part of it should begin.`,
    cause,
  });
}

async function head(vault: Vault, key: string, options: HeadOptions): Promise<HeadResult | undefined> {
  const { versionId, withoutChecksum = false, signal } = options;
  const mode = withoutChecksum ? {} : { ChecksumMode: 'ENABLED' as const };
  const input = { ...vault.target, Key: vault.fullKey(key), VersionId: versionId, ...mode };
  try {
    return await perform(vault, { operation: 'HeadObject', key, versionId, signal }, async (sendOptions) => {
      const answer = await vault.connection.client.send(new HeadObjectCommand(input), sendOptions);
      return {
        sizeBytes: known(answer.ContentLength, 'Content-Length'),
        etag: answer.ETag,
        versionId: answer.VersionId,
        lastModified: answer.LastModified,
        sha256: answer.ChecksumSHA256 === undefined ? undefined : Buffer.from(answer.ChecksumSHA256, 'base64'),
        serverSideEncryption: answer.ServerSideEncryption,
        kmsKeyId: answer.SSEKMSKeyId,
        storageClass: answer.StorageClass,
      };
    });
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'object-not-found') return undefined;
    throw error;
  }
}

async function* list(vault: Vault, prefix: string, options: ListOptions): AsyncGenerator<ListPage> {
  const input = {
    ...vault.target,
    Prefix: vault.fullKey(prefix),
    Delimiter: options.delimiter,
    StartAfter: options.startAfter === undefined ? undefined : vault.fullKey(options.startAfter),
    EncodingType: 'url' as const,
  };
  let token: string | undefined;
  do {
    const page = await perform(
      vault,
      { operation: 'ListObjectsV2', key: prefix, signal: options.signal },
      (sendOptions) =>
        vault.connection.client.send(new ListObjectsV2Command({ ...input, ContinuationToken: token }), sendOptions),
    );
    const hasMore = known(page.IsTruncated, 'IsTruncated');
    const keyOf = (name: string | undefined): string => vault.relativeKey(decoded(name, page.EncodingType));
    yield {
      objects: (page.Contents ?? []).map((object): ObjectInfo => ({
        key: keyOf(object.Key),
        sizeBytes: known(object.Size, 'Size'),
        etag: known(object.ETag, 'ETag'),
        lastModified: known(object.LastModified, 'LastModified'),
        storageClass: object.StorageClass,
      })),
      prefixes: (page.CommonPrefixes ?? []).map((common) => keyOf(common.Prefix)),
    };
    token = hasMore ? known(page.NextContinuationToken, 'NextContinuationToken') : undefined;
  } while (token !== undefined);
}

async function* listVersions(
  vault: Vault,
  prefix: string,
  { startAfter, signal }: { readonly startAfter?: string; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<readonly S3Version[]> {
  const input = { ...vault.target, Prefix: vault.fullKey(prefix), EncodingType: 'url' as const };
  let marker: { KeyMarker?: string; VersionIdMarker?: string | undefined } | undefined =
    startAfter === undefined ? {} : { KeyMarker: vault.fullKey(startAfter) };
  while (marker !== undefined) {
    const command = new ListObjectVersionsCommand({ ...input, ...marker });
    const page: ListObjectVersionsCommandOutput = await perform(
      vault,
      { operation: 'ListObjectVersions', key: prefix, signal },
      (sendOptions) => vault.connection.client.send(command, sendOptions),
    );
    const hasMore = known(page.IsTruncated, 'IsTruncated');
    yield [
      ...(page.Versions ?? []).map((row) => versionOf(vault, row, page.EncodingType)),
      ...(page.DeleteMarkers ?? []).map((row) => ({
        ...versionOf(vault, row, page.EncodingType),
        isDeleteMarker: true,
      })),
    ];
    const nextKey = decoded(page.NextKeyMarker, page.EncodingType);
    marker = hasMore
      ? { KeyMarker: known(nextKey, 'NextKeyMarker'), VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
}

async function markDeleted(vault: Vault, key: string, signal: AbortSignal | undefined): Promise<void> {
  const command = new DeleteObjectCommand({ ...vault.target, Key: vault.fullKey(key) });
  await perform(vault, { operation: 'DeleteObject', key, signal }, (sendOptions) =>
    vault.connection.client.send(command, sendOptions),
  );
}

function versionOf(vault: Vault, row: ObjectVersion, encoding: string | undefined): S3Version {
  return {
    key: vault.relativeKey(decoded(row.Key, encoding)),
    versionId: known(row.VersionId, 'VersionId'),
    isLatest: row.IsLatest === true,
    isDeleteMarker: false,
    sizeBytes: row.Size ?? 0,
    lastModified: known(row.LastModified, 'LastModified'),
    ...(row.ETag !== undefined && { etag: row.ETag }),
    ...(row.StorageClass !== undefined && { storageClass: row.StorageClass }),
  };
}

/** Keys come URL-encoded (they may hold what XML cannot), with `+` for a space, if the answer says so. */
function decoded(name: string | undefined, encoding: string | undefined): string | undefined {
  if (name === undefined || encoding !== 'url') return name;
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    throw badAnswer(`it holds the key ${JSON.stringify(name)}, which is not URL-encoded UTF-8`);
  }
}

/**
 * A field that every answer has. An HTML page of a proxy with status 200 lacks it and must not pass for an empty list.
 */
function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw badAnswer(`it lacks ${name}`);
  return value;
}

function badAnswer(problem: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-s3-answer',
    message: `The S3 server sent an answer that violates the S3 protocol: ${problem}.`,
    fix: 'Check that endpoint-url is the address of an S3 server, and that its version is current.',
  });
}
