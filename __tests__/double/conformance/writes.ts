import { expect } from '@jest/globals';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { bytesOf, freshKey, refused, textOf, type Check, type Lab } from './suite.ts';

const ODD_KEYS = [
  'sp ace+plus',
  '100%/ü日本😀',
  'd//double',
  'q?x=1&y=2',
  `quote'"<>`,
  'k.',
  '%41',
  "a!b(c)d*e'f",
  'tab\there',
];

export const WRITES: readonly Check[] = [
  { name: 'an object comes back as it was put, with its metadata', run: roundTrip },
  ...ODD_KEYS.map((key) => ({ name: `a key may be ${JSON.stringify(key)}`, run: (lab: Lab) => oddKey(lab, key) })),
  { name: 'a key may have 1,024 bytes and no more', run: longKey },
  { name: 'an object may be empty', run: emptyObject },
  { name: 'If-None-Match: * creates', run: async (lab) => void (await putNew(lab, freshKey(), 'one')) },
  { name: 'If-None-Match: * on a taken key is 412 and leaves the object', run: takenKey },
  { name: 'If-None-Match: * creates over a delete marker', run: overDeleteMarker },
  { name: 'of 16 conditional writers in one moment exactly one wins', run: racers },
  { name: 'If-None-Match with an ETag never overwrites', run: ifNoneMatchEtag },
  { name: 'If-Match with a stale ETag is 412', run: ifMatch },
  { name: 'a SHA-256 checksum is verified, kept and answered', run: sha256Kept },
  { name: 'a wrong SHA-256 checksum is refused', run: wrongSha256 },
  { name: 'a wrong SHA-256 checksum is refused without x-amz-sdk-checksum-algorithm', run: wrongBareSha256 },
  { name: 'a CRC-32 checksum is kept and answered', run: crc32Kept },
  { name: 'CRC-32C and CRC-64/NVME checksums are verified', run: otherChecksums },
  { name: 'a wrong CRC-32 checksum is refused', run: wrongCrc32 },
  { name: 'a stream with a trailing checksum arrives exactly', run: trailer },
  { name: 'a wrong trailing checksum is refused', run: wrongTrailer },
  { name: 'a wrong Content-MD5 is refused', run: wrongMd5 },
  { name: 'a body other than the signed one is refused', run: tamperedBody },
  { name: 'a storage class is kept and answered', run: storageClass },
  { name: 'an unknown storage class is refused', run: unknownStorageClass },
  { name: 'the encryption of the bucket is applied and answered', run: defaultEncryption },
  { name: 'SSE-KMS is applied and answered with its key', run: kmsEncryption },
  { name: 'SSE-KMS with an unknown key is refused', run: unknownKmsKey },
  { name: 'CopyObject copies bytes and metadata', run: copy },
  { name: 'a multipart upload gives its parts in order', run: multipart },
  { name: 'completing a multipart upload on a taken key with If-None-Match: * is 412', run: multipartTakenKey },
  { name: 'an aborted multipart upload is gone', run: abortedUpload },
  { name: 'a part that was never uploaded is refused', run: missingPart },
];

function put(lab: Lab, key: string, body: string, more: object = {}) {
  return lab.s3.send(new PutObjectCommand({ Bucket: lab.bucket, Key: key, Body: body, ...more }));
}

function putNew(lab: Lab, key: string, body: string) {
  return put(lab, key, body, { IfNoneMatch: '*' });
}

function get(lab: Lab, key: string) {
  return lab.s3.send(new GetObjectCommand({ Bucket: lab.bucket, Key: key }));
}

function head(lab: Lab, key: string) {
  return lab.s3.send(new HeadObjectCommand({ Bucket: lab.bucket, Key: key, ChecksumMode: 'ENABLED' }));
}

async function roundTrip(lab: Lab): Promise<void> {
  const [key, body] = [freshKey(), randomBytes(300_000)];
  const written = await lab.s3.send(
    new PutObjectCommand({
      Bucket: lab.bucket,
      Key: key,
      Body: body,
      ContentType: 'text/x',
      Metadata: { colour: 'blue' },
    }),
  );
  const read = await get(lab, key);
  expect((await bytesOf(read)).equals(body)).toBe(true);
  expect(read).toMatchObject({
    ContentType: 'text/x',
    Metadata: { colour: 'blue' },
    ETag: written.ETag,
    ContentLength: 300_000,
  });
}

async function oddKey(lab: Lab, name: string): Promise<void> {
  const key = `${freshKey()}/${name}`;
  await put(lab, key, name);
  expect(await textOf(await get(lab, key))).toBe(name);
}

async function longKey(lab: Lab): Promise<void> {
  const key = `${freshKey()}${'k'.repeat(1024)}`;
  await put(lab, key.slice(0, 1024), 'x');
  await refused(put(lab, key.slice(0, 1025), 'x'), 400);
}

async function emptyObject(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, '', { ContentLength: 0 });
  expect((await head(lab, key)).ContentLength).toBe(0);
  expect(await textOf(await get(lab, key))).toBe('');
}

async function takenKey(lab: Lab): Promise<void> {
  const key = freshKey();
  await putNew(lab, key, 'one');
  await refused(putNew(lab, key, 'two'), 'PreconditionFailed');
  expect(await textOf(await get(lab, key))).toBe('one');
}

async function overDeleteMarker(lab: Lab): Promise<void> {
  const key = freshKey();
  await putNew(lab, key, 'one');
  await lab.s3.send(new DeleteObjectCommand({ Bucket: lab.bucket, Key: key }));
  await putNew(lab, key, 'two');
  expect(await textOf(await get(lab, key))).toBe('two');
}

async function racers(lab: Lab): Promise<void> {
  const key = freshKey();
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, (_, i) => putNew(lab, key, `racer ${i}`)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
}

async function ifNoneMatchEtag(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, 'one');
  await refused(put(lab, key, 'two', { IfNoneMatch: '"00000000000000000000000000000000"' }), 400, 412, 501);
}

async function ifMatch(lab: Lab): Promise<void> {
  const key = freshKey();
  const { ETag } = await put(lab, key, 'one');
  await put(lab, key, 'two', { IfMatch: ETag });
  await refused(put(lab, key, 'three', { IfMatch: ETag }), 'PreconditionFailed');
}

async function sha256Kept(lab: Lab): Promise<void> {
  const [key, sha256] = [freshKey(), hash('sha256', 'hello', 'base64')];
  const written = await put(lab, key, 'hello', { ChecksumSHA256: sha256, ChecksumAlgorithm: 'SHA256' });
  expect(written.ChecksumSHA256).toBe(sha256);
  expect((await head(lab, key)).ChecksumSHA256).toBe(sha256);
}

async function wrongSha256(lab: Lab): Promise<void> {
  const wrong = { ChecksumSHA256: hash('sha256', 'other', 'base64'), ChecksumAlgorithm: 'SHA256' };
  await refused(put(lab, freshKey(), 'hello', wrong), 400);
}

async function wrongBareSha256(lab: Lab): Promise<void> {
  await refused(put(lab, freshKey(), 'hello', { ChecksumSHA256: hash('sha256', 'other', 'base64') }), 400);
}

async function crc32Kept(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, 'hello', { ChecksumAlgorithm: 'CRC32' });
  expect((await head(lab, key)).ChecksumCRC32).toBe('NhCmhg==');
}

/** Check values of the catalogue of CRC algorithms, for the text 123456789. */
async function otherChecksums(lab: Lab): Promise<void> {
  const text = '123456789';
  await put(lab, freshKey(), text, { ChecksumAlgorithm: 'CRC32C', ChecksumCRC32C: '4waSgw==' });
  await refused(put(lab, freshKey(), text, { ChecksumAlgorithm: 'CRC32C', ChecksumCRC32C: '4waSgA==' }), 400);
  await put(lab, freshKey(), text, { ChecksumAlgorithm: 'CRC64NVME', ChecksumCRC64NVME: 'rosUhgp5mIg=' });
  await refused(put(lab, freshKey(), text, { ChecksumAlgorithm: 'CRC64NVME', ChecksumCRC64NVME: 'rosUhgp5mIA=' }), 400);
}

async function wrongCrc32(lab: Lab): Promise<void> {
  await refused(put(lab, freshKey(), 'hello', { ChecksumCRC32: 'AAAAAA==', ChecksumAlgorithm: 'CRC32' }), 400);
}

const STREAMED = randomBytes(200_000);

function streamed() {
  return Readable.from([STREAMED.subarray(0, 70_000), STREAMED.subarray(70_000)]);
}

async function trailer(lab: Lab): Promise<void> {
  const key = freshKey();
  const upload = { Bucket: lab.bucket, Key: key, Body: streamed(), ContentLength: STREAMED.length };
  await lab.s3.send(new PutObjectCommand(upload));
  const read = await get(lab, key);
  expect((await bytesOf(read)).equals(STREAMED)).toBe(true);
  expect(read.ContentEncoding ?? '').not.toContain('aws-chunked');
}

/** Changes the request's body on its way out, after everything was signed. */
function tampering(lab: Lab, change: (body: unknown) => unknown) {
  const client = lab.client();
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: unknown };
      request.body = change(request.body);
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'tamper' },
  );
  return client;
}

async function wrongTrailer(lab: Lab): Promise<void> {
  const client = tampering(lab, (body) =>
    Readable.from(
      (async function* () {
        for await (const part of body as AsyncIterable<Buffer | string>) {
          const text = Buffer.from(part as string).toString('latin1');
          yield Buffer.from(text.replace(/(x-amz-checksum-crc32:)[A-Za-z0-9+/=]{8}/, '$1AAAAAA=='), 'latin1');
        }
      })(),
    ),
  );
  const upload = { Bucket: lab.bucket, Key: freshKey(), Body: streamed(), ContentLength: STREAMED.length };
  await refused(client.send(new PutObjectCommand(upload)), 400);
}

async function wrongMd5(lab: Lab): Promise<void> {
  await refused(put(lab, freshKey(), 'hello', { ContentMD5: hash('md5', 'other', 'base64') }), 'BadDigest');
}

async function tamperedBody(lab: Lab): Promise<void> {
  const client = tampering(lab, () => Buffer.from('HELLO'));
  const upload = { Bucket: lab.bucket, Key: freshKey(), Body: 'hello' };
  await refused(client.send(new PutObjectCommand(upload)), 400, 403);
}

async function storageClass(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, 'x', { StorageClass: 'STANDARD_IA' });
  expect((await head(lab, key)).StorageClass).toBe('STANDARD_IA');
}

async function unknownStorageClass(lab: Lab): Promise<void> {
  await refused(put(lab, freshKey(), 'x', { StorageClass: 'COLD_AND_CHEAP' }), 400);
}

async function defaultEncryption(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, 'secret');
  expect((await head(lab, key)).ServerSideEncryption).toBe('AES256');
  expect(await textOf(await get(lab, key))).toBe('secret');
}

async function kmsEncryption(lab: Lab): Promise<void> {
  const key = freshKey();
  const { kmsKeyId } = lab.target;
  await put(lab, key, 'secret', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId });
  const { ServerSideEncryption, SSEKMSKeyId } = await head(lab, key);
  expect(ServerSideEncryption).toBe('aws:kms');
  expect(SSEKMSKeyId).toContain(kmsKeyId);
  const part = await lab.s3.send(new GetObjectCommand({ Bucket: lab.bucket, Key: key, Range: 'bytes=1-3' }));
  expect(await textOf(part)).toBe('ecr');
}

async function unknownKmsKey(lab: Lab): Promise<void> {
  await refused(put(lab, freshKey(), 'x', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'no-such-key' }), 400);
}

async function copy(lab: Lab): Promise<void> {
  const [from, to] = [freshKey('from +ü'), freshKey()];
  await put(lab, from, 'hello', { Metadata: { colour: 'blue' } });
  const source = `${lab.bucket}/${encodeURIComponent(from)}`;
  await lab.s3.send(new CopyObjectCommand({ Bucket: lab.bucket, Key: to, CopySource: source }));
  const read = await get(lab, to);
  expect(read.Metadata).toEqual({ colour: 'blue' });
  expect(await textOf(read)).toBe('hello');
}

const PARTS = [randomBytes(5 * 1024 * 1024), randomBytes(12_345)];

/** Starts an upload and sends its parts, the last one first. */
async function uploadParts(lab: Lab, key: string, bodies: readonly Buffer[]) {
  const place = { Bucket: lab.bucket, Key: key };
  const { UploadId } = await lab.s3.send(new CreateMultipartUploadCommand(place));
  const parts = [];
  for (const [index, body] of [...bodies.entries()].reverse()) {
    const part = { ...place, UploadId, PartNumber: index + 1, Body: body };
    const { ETag, ChecksumCRC32 } = await lab.s3.send(new UploadPartCommand(part));
    parts.unshift({ PartNumber: index + 1, ETag, ChecksumCRC32 });
  }
  return { place, UploadId, parts };
}

async function multipart(lab: Lab): Promise<void> {
  const key = freshKey();
  const { place, UploadId, parts } = await uploadParts(lab, key, PARTS);
  expect((await lab.s3.send(new ListPartsCommand({ ...place, UploadId }))).Parts).toHaveLength(2);
  const uploads = await lab.s3.send(new ListMultipartUploadsCommand({ Bucket: lab.bucket }));
  expect(uploads.Uploads?.map((upload) => upload.UploadId)).toContain(UploadId);
  const done = await lab.s3.send(
    new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }),
  );
  expect(done.ETag).toMatch(/-2"$/);
  expect((await bytesOf(await get(lab, key))).equals(Buffer.concat(PARTS))).toBe(true);
}

async function multipartTakenKey(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, 'one');
  const { place, UploadId, parts } = await uploadParts(lab, key, [Buffer.from('two')]);
  const complete = { ...place, UploadId, IfNoneMatch: '*', MultipartUpload: { Parts: parts } };
  await refused(lab.s3.send(new CompleteMultipartUploadCommand(complete)), 'PreconditionFailed');
  expect(await textOf(await get(lab, key))).toBe('one');
}

async function abortedUpload(lab: Lab): Promise<void> {
  const { place, UploadId } = await uploadParts(lab, freshKey(), [Buffer.from('x')]);
  await lab.s3.send(new AbortMultipartUploadCommand({ ...place, UploadId }));
  await refused(lab.s3.send(new ListPartsCommand({ ...place, UploadId })), 'NoSuchUpload');
}

async function missingPart(lab: Lab): Promise<void> {
  const { place, UploadId, parts } = await uploadParts(lab, freshKey(), [Buffer.from('x')]);
  const Parts = parts.map((part) => ({ ...part, PartNumber: 7 }));
  await refused(
    lab.s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } })),
    'InvalidPart',
  );
}
