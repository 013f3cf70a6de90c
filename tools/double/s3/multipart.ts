import { hash, randomBytes } from 'node:crypto';
import { checksum, CHECKSUMS } from '../checksums.ts';
import { AwsError, notImplemented } from '../errors.ts';
import type { Answer } from '../http.ts';
import type { ObjectVersion, Upload, UploadedPart } from '../state.ts';
import { children, textOf } from '../xml.ts';
import { answerXml, bodyXml, invalidArgument, type Operation, type S3Call } from './call.ts';
import { encryptionForWrite, encryptionHeaders } from './encryption.ts';
import { listQuery } from './lists.ts';
import { bareEtag, checkKey, checkWriteConditions, keptHeaders, storeObject, writtenHeaders } from './objects.ts';

const PARTS_MAX = 10_000;
const PART_MIN_BYTES = 5 * 1024 * 1024;

export const MULTIPART_OPERATIONS: readonly Operation[] = [
  objectOperation('CreateMultipartUpload', 'POST', 'uploads', 's3:PutObject', create),
  objectOperation('UploadPart', 'PUT', 'uploadId', 's3:PutObject', uploadPart),
  objectOperation('CompleteMultipartUpload', 'POST', 'uploadId', 's3:PutObject', complete),
  objectOperation('AbortMultipartUpload', 'DELETE', 'uploadId', 's3:AbortMultipartUpload', abort),
  objectOperation('ListParts', 'GET', 'uploadId', 's3:ListMultipartUploadParts', listParts),
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    scope: 'bucket',
    subresource: 'uploads',
    action: 's3:ListBucketMultipartUploads',
    handle: listUploads,
  },
];

function objectOperation(
  name: string,
  method: string,
  subresource: string,
  action: string,
  handle: (call: S3Call) => Answer,
): Operation {
  return { name, method, scope: 'object', subresource, action, handle };
}

function create(call: S3Call): Answer {
  checkKey(call.key);
  const id = randomBytes(24).toString('base64url');
  // Encryption, storage class and metadata are said here, and apply when the upload is completed.
  const headers = call.request.headers;
  call.bucket.uploads.set(id, { id, key: call.key, startedAt: call.state.clock.now(), headers, parts: new Map() });
  const answer = answerXml('InitiateMultipartUploadResult', { Bucket: call.bucket.name, Key: call.key, UploadId: id });
  return { ...answer, headers: { ...answer.headers, ...encryptionHeaders(encryptionForWrite(call)) } };
}

function findUpload(call: S3Call): Upload {
  const upload = call.bucket.uploads.get(call.request.query.get('uploadId') ?? '');
  if (upload?.key !== call.key) {
    throw new AwsError(
      404,
      'NoSuchUpload',
      'The specified upload does not exist. It may have been aborted or completed.',
    );
  }
  return upload;
}

function uploadPart(call: S3Call): Answer {
  if (call.request.headers['x-amz-copy-source'] !== undefined) throw notImplemented('UploadPartCopy');
  const number = Number(call.request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > PARTS_MAX) {
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive');
  }
  const { bytes, checksums } = call.body;
  const part: UploadedPart = { body: bytes, etag: hash('md5', bytes), at: call.state.clock.now(), checksums };
  findUpload(call).parts.set(number, part);
  const sums = Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value] as const);
  return { status: 200, headers: { etag: `"${part.etag}"`, ...Object.fromEntries(sums) } };
}

function complete(call: S3Call): Answer {
  const upload = findUpload(call);
  const parts = chosenParts(call, upload);
  checkWriteConditions(call);
  const headers = { ...upload.headers, ...pick(call.request.headers, ['if-none-match', 'if-match']) };
  const asCreated: S3Call = { ...call, request: { ...call.request, headers } };
  const version = storeObject(asCreated, {
    body: Buffer.concat(parts.map(({ body }) => body)),
    etag: `${hash('md5', Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex'))))}-${parts.length}`,
    headers: keptHeaders(asCreated),
    checksums: compositeChecksums(parts),
  });
  call.bucket.uploads.delete(upload.id);
  const answer = answerXml('CompleteMultipartUploadResult', {
    Location: `/${call.bucket.name}/${call.key}`,
    Bucket: call.bucket.name,
    Key: call.key,
    ETag: `"${version.etag}"`,
  });
  return { ...answer, headers: { ...answer.headers, ...writtenHeaders(call, version) } };
}

/** The parts that the client names: in ascending order, with their ETags, none but the last under 5 MiB. */
function chosenParts(call: S3Call, upload: Upload): UploadedPart[] {
  const named = children(bodyXml(call, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber')),
    etag: bareEtag(textOf(part, 'ETag') ?? ''),
  }));
  if (named.length === 0) throw new AwsError(400, 'MalformedXML', 'You must specify at least one part');
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0))) {
    throw new AwsError(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  return named.map(({ number, etag }, index) => {
    const part = upload.parts.get(number);
    if (part?.etag !== etag)
      throw new AwsError(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    if (index < named.length - 1 && part.body.length < PART_MIN_BYTES) {
      throw new AwsError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return part;
  });
}

/** The checksum of the parts' checksums, with their number, for the algorithm that every part has. */
function compositeChecksums(parts: readonly UploadedPart[]): ObjectVersion['checksums'] {
  const name = CHECKSUMS.find((candidate) => parts.every(({ checksums }) => checksums[candidate] !== undefined));
  if (name === undefined || name === 'crc64nvme') return {};
  const joined = Buffer.concat(parts.map(({ checksums }) => Buffer.from(checksums[name] ?? '', 'base64')));
  return { [name]: `${checksum(name, joined)}-${parts.length}` };
}

function abort(call: S3Call): Answer {
  call.bucket.uploads.delete(findUpload(call).id);
  return { status: 204 };
}

function listParts(call: S3Call): Answer {
  const upload = findUpload(call);
  const parts = [...upload.parts].sort(([a], [b]) => a - b);
  return answerXml('ListPartsResult', {
    Bucket: call.bucket.name,
    Key: call.key,
    UploadId: upload.id,
    IsTruncated: false,
    Part: parts.map(([number, part]) => ({
      PartNumber: number,
      LastModified: part.at,
      ETag: `"${part.etag}"`,
      Size: part.body.length,
    })),
  });
}

function listUploads(call: S3Call): Answer {
  const query = listQuery(call, 'max-uploads');
  const uploads = [...call.bucket.uploads.values()].filter(({ key }) => key.startsWith(query.prefix));
  return answerXml('ListMultipartUploadsResult', {
    Bucket: call.bucket.name,
    IsTruncated: false,
    Upload: uploads.map(({ id, key, startedAt }) => ({ Key: query.encode(key), UploadId: id, Initiated: startedAt })),
  });
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}
