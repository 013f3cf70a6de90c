import { hash, randomBytes } from 'node:crypto';
import { checksum, CHECKSUMS, type ChecksumName } from '../checksums.ts';
import { AwsError, notImplemented } from '../errors.ts';
import type { Answer } from '../http.ts';
import { wholeSecond, type Bucket, type Encryption, type ObjectVersion } from '../state.ts';
import { child, children, element, textOf } from '../xml.ts';
import { answerXml, bodyXml, demandOnKey, noSuchKey, type Operation, type S3Call } from './call.ts';
import { demandDecrypt, encryptionForWrite, encryptionHeaders } from './encryption.ts';

const STORAGE_CLASSES =
  'STANDARD STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER_IR GLACIER DEEP_ARCHIVE REDUCED_REDUNDANCY'.split(' ');
const ARCHIVE_CLASSES = ['GLACIER', 'DEEP_ARCHIVE'];
const MAX_KEY_BYTES = 1024;
const MAX_DELETE_BATCH = 1000;
const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'content-disposition',
  'cache-control',
  'expires',
  'content-encoding',
];

export const OBJECT_OPERATIONS: readonly Operation[] = [
  { name: 'PutObject', method: 'PUT', scope: 'object', action: 's3:PutObject', handle: putOrCopy },
  {
    name: 'GetObject',
    method: 'GET',
    scope: 'object',
    action: 's3:GetObject',
    versionAction: 's3:GetObjectVersion',
    handle: getObject,
  },
  {
    name: 'HeadObject',
    method: 'HEAD',
    scope: 'object',
    action: 's3:GetObject',
    versionAction: 's3:GetObjectVersion',
    handle: getObject,
  },
  {
    name: 'DeleteObject',
    method: 'DELETE',
    scope: 'object',
    action: 's3:DeleteObject',
    versionAction: 's3:DeleteObjectVersion',
    handle: deleteObject,
  },
  // Permission is asked key by key.
  { name: 'DeleteObjects', method: 'POST', scope: 'bucket', subresource: 'delete', action: '', handle: deleteObjects },
];

/** 412 for a key that is taken, as If-None-Match and If-Match ask. A delete marker on top counts as no object. */
export function checkWriteConditions(call: S3Call): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = call.request.headers;
  const current = call.bucket.current(call.key);
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw notImplemented('If-None-Match with an ETag on a write');
  if (ifNoneMatch === '*' && current !== undefined) throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (current === undefined) throw noSuchKey(call);
  if (bareEtag(ifMatch) !== current.etag) throw preconditionFailed('If-Match');
}

/** Stores a new S3 version of the call's key; LastModified is now. */
export function storeObject(
  call: S3Call,
  content: Pick<ObjectVersion, 'body' | 'headers' | 'checksums'> & { etag?: string },
): ObjectVersion {
  const encryption = encryptionForWrite(call);
  const version: ObjectVersion = {
    key: call.key,
    versionId: call.bucket.nextVersionId(),
    isDeleteMarker: false,
    lastModified: wholeSecond(call.state.clock.now()),
    body: content.body,
    etag: content.etag ?? etagOf(content.body, encryption),
    checksums: content.checksums,
    headers: content.headers,
    storageClass: storageClassOf(call),
    encryption,
  };
  call.bucket.add(version);
  return version;
}

export function keptHeaders(call: S3Call): Record<string, string> {
  const kept = Object.entries(call.request.headers).filter(
    ([name]) => KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'),
  );
  return Object.fromEntries(
    kept
      .map(([name, value]) => [name, name === 'content-encoding' ? value.replace(/,?\s*aws-chunked/, '') : value])
      .filter(([, value]) => value !== ''),
  ) as Record<string, string>;
}

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new AwsError(400, 'KeyTooLongError', 'Your key is too long');
}

/** Version id (where the bucket keeps versions) and encryption of what was written. */
export function writtenHeaders(call: S3Call, version: ObjectVersion): Record<string, string> {
  return {
    ...(call.bucket.versioning === undefined ? {} : { 'x-amz-version-id': version.versionId }),
    ...encryptionHeaders(version.encryption),
  };
}

export function bareEtag(etag: string): string {
  return etag.replace(/^W\//, '').replace(/^"|"$/g, '');
}

function putOrCopy(call: S3Call): Answer {
  checkKey(call.key);
  checkWriteConditions(call);
  const source = call.request.headers['x-amz-copy-source'];
  if (source !== undefined) return copyObject(call, source);
  const version = storeObject(call, {
    body: call.body.bytes,
    headers: keptHeaders(call),
    checksums: checksumsToKeep(call),
  });
  return {
    status: 200,
    headers: { etag: `"${version.etag}"`, ...writtenHeaders(call, version), ...checksumHeaders(version) },
  };
}

/** What the client sent; else CRC64NVME, which AWS computes for itself, where that is cheap. */
function checksumsToKeep(call: S3Call): ObjectVersion['checksums'] {
  const sent = call.body.checksums;
  const small = call.body.bytes.length <= 4096;
  return Object.keys(sent).length > 0 || !small ? sent : { crc64nvme: checksum('crc64nvme', call.body.bytes) };
}

function copyObject(call: S3Call, source: string): Answer {
  const [path = '', query = ''] = source.replace(/^\//, '').split('?');
  const [bucketName = '', ...rest] = decodeURIComponent(path).split('/');
  const bucket = call.state.buckets.get(bucketName);
  if (bucket === undefined) throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const sourceCall: S3Call = { ...call, bucket, key: rest.join('/') };
  const versionId = new URLSearchParams(query).get('versionId') ?? undefined;
  demandOnKey(sourceCall, versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', sourceCall.key);
  const from = findVersion(sourceCall, versionId);
  demandDecrypt(sourceCall, from.encryption);
  const replace = call.request.headers['x-amz-metadata-directive'] === 'REPLACE';
  const headers = replace ? keptHeaders(call) : from.headers;
  const version = storeObject(call, { body: from.body, headers, checksums: from.checksums });
  const answer = answerXml('CopyObjectResult', { ETag: `"${version.etag}"`, LastModified: version.lastModified });
  return { ...answer, headers: { ...answer.headers, ...writtenHeaders(call, version) } };
}

function asksForChecksum({ request }: S3Call): boolean {
  return request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
}

function getObject(call: S3Call): Answer {
  const version = findVersion(call, call.request.query.get('versionId') ?? undefined);
  const isHead = call.request.method === 'HEAD';
  // What HEAD tells is not under the key, but for the checksum.
  if (!isHead || asksForChecksum(call)) demandDecrypt(call, version.encryption);
  checkReadConditions(call, version);
  if (!isHead && ARCHIVE_CLASSES.includes(version.storageClass)) {
    throw new AwsError(403, 'InvalidObjectState', "The operation is not valid for the object's storage class", {
      details: { StorageClass: version.storageClass },
    });
  }
  const range = parseRange(call.request.headers['range'], version.body.length);
  const wantsChecksum = asksForChecksum(call) && range === undefined;
  const body = range === undefined ? version.body : version.body.subarray(range.start, range.end);
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      'content-type': 'binary/octet-stream',
      'accept-ranges': 'bytes',
      ...objectHeaders(call, version),
      ...(wantsChecksum ? checksumHeaders(version) : {}),
      'content-length': String(body.length),
      ...(range === undefined
        ? {}
        : { 'content-range': `bytes ${range.start}-${range.end - 1}/${version.body.length}` }),
    },
    ...(isHead ? {} : { body }),
  };
}

function objectHeaders(call: S3Call, version: ObjectVersion): Record<string, string> {
  return {
    ...version.headers,
    etag: `"${version.etag}"`,
    'last-modified': version.lastModified.toUTCString(),
    ...(version.storageClass === 'STANDARD' ? {} : { 'x-amz-storage-class': version.storageClass }),
    ...writtenHeaders(call, version),
  };
}

/** The current object or the S3 version asked for, or the error that AWS gives for it. */
function findVersion(call: S3Call, versionId: string | undefined): ObjectVersion {
  if (versionId === undefined) {
    const newest = call.bucket.newest(call.key);
    if (newest === undefined) throw noSuchKey(call);
    if (!newest.isDeleteMarker) return newest;
    throw noSuchKey(call, { 'x-amz-delete-marker': 'true', 'x-amz-version-id': newest.versionId });
  }
  const version = call.bucket.versions(call.key).find((candidate) => candidate.versionId === versionId);
  if (version === undefined) {
    throw new AwsError(404, 'NoSuchVersion', 'The specified version does not exist.', {
      details: { VersionId: versionId },
    });
  }
  if (!version.isDeleteMarker) return version;
  throw new AwsError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId, allow: 'DELETE' },
  });
}

function checkReadConditions(call: S3Call, version: ObjectVersion): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = call.request.headers;
  if (ifMatch !== undefined && ifMatch !== '*' && bareEtag(ifMatch) !== version.etag)
    throw preconditionFailed('If-Match');
  if (ifNoneMatch === '*' || (ifNoneMatch !== undefined && bareEtag(ifNoneMatch) === version.etag)) {
    throw new AwsError(304, 'NotModified', 'Not Modified', { headers: { etag: `"${version.etag}"` } });
  }
}

/** First byte and the one after the last; undefined: the whole object. A header that is no byte range is ignored. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || match[0] === 'bytes=-') return undefined;
  const [, first, last] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new AwsError(416, 'InvalidRange', 'The requested range is not satisfiable', {
      details: { RangeRequested: header ?? '', ActualObjectSize: String(size) },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { start, end };
}

function deleteObject(call: S3Call): Answer {
  const removed = removeFrom(
    call.bucket,
    call.key,
    call.request.query.get('versionId') ?? undefined,
    call.state.clock.now(),
  );
  return {
    status: 204,
    headers: {
      ...(removed.versionId === undefined ? {} : { 'x-amz-version-id': removed.versionId }),
      ...(removed.isDeleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

/** A simple delete adds a marker where the bucket keeps versions; a delete by version id removes it for good. */
export function removeFrom(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  now: Date,
): { versionId: string | undefined; isDeleteMarker: boolean } {
  if (versionId !== undefined) {
    const isDeleteMarker = bucket
      .versions(key)
      .some((version) => version.versionId === versionId && version.isDeleteMarker);
    bucket.remove(key, versionId);
    return { versionId, isDeleteMarker };
  }
  if (bucket.versioning === undefined) {
    bucket.remove(key, 'null');
    return { versionId: undefined, isDeleteMarker: false };
  }
  const marker: ObjectVersion = {
    key,
    versionId: bucket.nextVersionId(),
    isDeleteMarker: true,
    lastModified: wholeSecond(now),
    body: Buffer.alloc(0),
    etag: '',
    checksums: {},
    headers: {},
    storageClass: 'STANDARD',
    encryption: undefined,
  };
  bucket.add(marker);
  return { versionId: marker.versionId, isDeleteMarker: true };
}

function deleteObjects(call: S3Call): Answer {
  const request = bodyXml(call, 'Delete');
  const quiet = textOf(request, 'Quiet') === 'true';
  const items = children(request, 'Object');
  if (items.length === 0 || items.length > MAX_DELETE_BATCH)
    throw new AwsError(400, 'MalformedXML', '1 to 1,000 objects');
  const parts = items.map((item) => {
    // Keys may begin or end with white space, which textOf() would cut off.
    const key = child(item, 'Key')?.text ?? '';
    const versionId = textOf(item, 'VersionId');
    try {
      demandOnKey(call, versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', key);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return element('Error', { Key: key, VersionId: versionId, Code: error.code, Message: error.message });
    }
    const removed = removeFrom(call.bucket, key, versionId, call.state.clock.now());
    const markerId = removed.isDeleteMarker ? removed.versionId : undefined;
    const marker = removed.isDeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: markerId } : {};
    return quiet ? '' : element('Deleted', { Key: key, VersionId: versionId, ...marker });
  });
  const answer = answerXml('DeleteResult', {});
  return { ...answer, body: String(answer.body).replace('</DeleteResult>', `${parts.join('')}</DeleteResult>`) };
}

function checksumHeaders(version: ObjectVersion): Record<string, string> {
  const known = CHECKSUMS.filter((name: ChecksumName) => version.checksums[name] !== undefined);
  if (known.length === 0) return {};
  const type = /-\d+$/.test(version.checksums[known[0] ?? 'crc32'] ?? '') ? 'COMPOSITE' : 'FULL_OBJECT';
  return {
    ...Object.fromEntries(known.map((name) => [`x-amz-checksum-${name}`, version.checksums[name] ?? ''])),
    'x-amz-checksum-type': type,
  };
}

function storageClassOf(call: S3Call): string {
  const name = call.request.headers['x-amz-storage-class'] ?? 'STANDARD';
  if (!STORAGE_CLASSES.includes(name)) {
    throw new AwsError(400, 'InvalidStorageClass', 'The storage class you specified is not valid');
  }
  return name;
}

/** MD5 of the content; with KMS, as on AWS, something else. */
function etagOf(body: Buffer, encryption: Encryption | undefined): string {
  return encryption?.kmsKeyArn === undefined ? hash('md5', body) : randomBytes(16).toString('hex');
}

function preconditionFailed(condition: string): AwsError {
  return new AwsError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    details: { Condition: condition },
  });
}
