import { expect } from '@jest/globals';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { bytesOf, freshKey, refused, textOf, type Check, type Lab } from './suite.ts';

const BODY = randomBytes(100_000);

/** Range header, first byte, byte after the last. */
const RANGES = [
  ['bytes=10-19', 10, 20],
  ['bytes=-100', 99_900, 100_000],
  ['bytes=99993-', 99_993, 100_000],
  ['bytes=99990-200000', 99_990, 100_000],
  ['bytes=0-99999', 0, 100_000],
] as const;

export const READS: readonly Check[] = [
  ...RANGES.map(([range, start, end]) => ({
    name: `Range ${range} gives just these bytes`,
    run: (lab: Lab) => readRange(lab, range, start, end),
  })),
  { name: 'a range behind the end is 416', run: rangeBehindEnd },
  { name: 'If-None-Match with the ETag is 304, If-Match with another 412', run: conditionalRead },
  { name: 'a missing key is NoSuchKey; on HEAD 404', run: missingKey },
  { name: 'every answer has a Date, errors too', run: dates },
  { name: 'LastModified is whole seconds, and near Date', run: lastModified },
  { name: 'a list is in the order of UTF-8 bytes', run: listOrder },
  { name: 'a list begins after StartAfter', run: startAfter },
  { name: 'a list rolls keys up at the delimiter', run: delimiter },
  { name: 'pages of keys and rolled-up prefixes have neither gaps nor doubles', run: pages },
  { name: 'a list with encoding-type=url decodes to the same keys', run: encodedList },
  { name: 'a list of nothing is empty', run: emptyList },
  { name: 'an overwritten object stays as an older S3 version', run: olderVersion },
  { name: 'a delete adds a marker, and the object can be read by its version', run: deleteMarker },
  { name: 'a delete marker that is asked for by version is 405', run: markerByVersion },
  { name: 'deleting the marker by version brings the object back', run: undelete },
  { name: 'versions are listed by key, newest first, in pages without gaps', run: versionPages },
  { name: 'a version that never was is 404', run: missingVersion },
  { name: 'DeleteObjects deletes many, and keys with odd characters', run: deleteMany },
];

function put(lab: Lab, key: string, body: string | Buffer = 'x') {
  return lab.s3.send(new PutObjectCommand({ Bucket: lab.bucket, Key: key, Body: body }));
}

function get(lab: Lab, key: string, more: object = {}) {
  return lab.s3.send(new GetObjectCommand({ Bucket: lab.bucket, Key: key, ...more }));
}

async function readRange(lab: Lab, range: string, start: number, end: number): Promise<void> {
  const key = 'range-test';
  await put(lab, key, BODY);
  const read = await get(lab, key, { Range: range });
  expect(read.$metadata.httpStatusCode).toBe(206);
  expect(read.ContentRange).toBe(`bytes ${start}-${end - 1}/${BODY.length}`);
  expect((await bytesOf(read)).equals(BODY.subarray(start, end))).toBe(true);
}

async function rangeBehindEnd(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key, '0123456789');
  await refused(get(lab, key, { Range: 'bytes=10-' }), 'InvalidRange');
}

async function conditionalRead(lab: Lab): Promise<void> {
  const key = freshKey();
  const { ETag } = await put(lab, key);
  await refused(get(lab, key, { IfNoneMatch: ETag }), 304);
  await refused(get(lab, key, { IfMatch: '"00000000000000000000000000000000"' }), 412);
}

async function missingKey(lab: Lab): Promise<void> {
  const key = freshKey();
  await refused(get(lab, key), 'NoSuchKey');
  await refused(lab.s3.send(new HeadObjectCommand({ Bucket: lab.bucket, Key: key })), 'NotFound');
}

async function dates(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key);
  const path = `${lab.target.endpoint}/${lab.bucket}`;
  const answers = await Promise.all([fetch(`${path}/${key}`), fetch(`${path}-missing`)]);
  for (const { headers } of answers) expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN();
}

async function lastModified(lab: Lab): Promise<void> {
  const key = freshKey();
  const before = Date.now();
  await put(lab, key);
  const { LastModified } = await lab.s3.send(new HeadObjectCommand({ Bucket: lab.bucket, Key: key }));
  expect(Math.abs((LastModified?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  expect((LastModified?.getTime() ?? 1) % 1000).toBe(0);
}

async function list(lab: Lab, prefix: string, more: Partial<ListObjectsV2CommandInput> = {}) {
  const answer = await lab.s3.send(new ListObjectsV2Command({ Bucket: lab.bucket, Prefix: prefix, ...more }));
  const cut = (text = ''): string => text.slice(prefix.length);
  return {
    keys: (answer.Contents ?? []).map(({ Key }) => cut(Key)),
    prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => cut(Prefix)),
    next: answer.NextContinuationToken,
    answer,
  };
}

async function putAll(lab: Lab, prefix: string, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => put(lab, prefix + key)));
}

async function listOrder(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  // The last two come in the other order by UTF-16 units.
  const keys = ['A', 'a', 'a-b', 'a/b', 'aa', 'é', '日', '\uFF5E', '😀'];
  await putAll(lab, prefix, keys);
  expect((await list(lab, prefix)).keys).toEqual(keys);
}

async function startAfter(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  await putAll(lab, prefix, ['1', '2', '3', '4']);
  expect((await list(lab, prefix, { StartAfter: `${prefix}2` })).keys).toEqual(['3', '4']);
  expect((await list(lab, prefix, { StartAfter: `${prefix}25` })).keys).toEqual(['3', '4']);
}

async function delimiter(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  await putAll(lab, prefix, ['a', 'b/1', 'b/2', 'c', 'd/1/x']);
  const { keys, prefixes } = await list(lab, prefix, { Delimiter: '/' });
  expect(keys).toEqual(['a', 'c']);
  expect(prefixes).toEqual(['b/', 'd/']);
}

async function pages(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  await putAll(lab, prefix, ['a', 'b/1', 'b/2', 'c', 'd/1', 'd/2', 'e', 'f']);
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await list(lab, prefix, { Delimiter: '/', MaxKeys: 2, ContinuationToken: token });
    expect(page.keys.length + page.prefixes.length).toBeLessThanOrEqual(2);
    found.push(...page.keys, ...page.prefixes);
    token = page.next;
  } while (token !== undefined);
  expect(found.sort()).toEqual(['a', 'b/', 'c', 'd/', 'e', 'f']);
}

async function encodedList(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  const keys = ['a b', 'a+b', 'a/b', 'ü', '%41'];
  await putAll(lab, prefix, keys);
  const { answer } = await list(lab, prefix, { EncodingType: 'url' });
  const decoded = answer.Contents?.map(({ Key = '' }) =>
    decodeURIComponent(Key.replace(/\+/g, ' ')).slice(prefix.length),
  );
  expect(decoded?.sort()).toEqual([...keys].sort());
}

async function emptyList(lab: Lab): Promise<void> {
  expect(await list(lab, `${freshKey()}/`)).toMatchObject({ keys: [], prefixes: [], next: undefined });
}

async function olderVersion(lab: Lab): Promise<void> {
  const key = freshKey();
  const { VersionId } = await put(lab, key, 'one');
  await put(lab, key, 'two');
  expect(await textOf(await get(lab, key))).toBe('two');
  expect(await textOf(await get(lab, key, { VersionId }))).toBe('one');
}

async function deleted(lab: Lab, key: string) {
  const { VersionId } = await put(lab, key, 'one');
  const marker = await lab.s3.send(new DeleteObjectCommand({ Bucket: lab.bucket, Key: key }));
  return { object: VersionId, marker };
}

async function deleteMarker(lab: Lab): Promise<void> {
  const key = freshKey();
  const { object, marker } = await deleted(lab, key);
  expect(marker.DeleteMarker).toBe(true);
  await refused(get(lab, key), 'NoSuchKey');
  expect((await list(lab, key)).keys).toEqual([]);
  expect(await textOf(await get(lab, key, { VersionId: object }))).toBe('one');
}

async function markerByVersion(lab: Lab): Promise<void> {
  const key = freshKey();
  const { marker } = await deleted(lab, key);
  await refused(get(lab, key, { VersionId: marker.VersionId }), 405);
}

async function undelete(lab: Lab): Promise<void> {
  const key = freshKey();
  const { marker } = await deleted(lab, key);
  await lab.s3.send(new DeleteObjectCommand({ Bucket: lab.bucket, Key: key, VersionId: marker.VersionId }));
  expect(await textOf(await get(lab, key))).toBe('one');
}

async function versionPages(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  const expected: string[] = [];
  for (const key of ['a', 'b']) {
    const ids: string[] = [];
    for (const body of ['1', '2']) ids.unshift((await put(lab, prefix + key, body)).VersionId ?? '');
    expected.push(...ids.map((id) => `${key} ${id}`));
  }
  const found: string[] = [];
  let at: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (at !== undefined) {
    const page: Awaited<ReturnType<typeof versionPage>> = await versionPage(lab, prefix, at);
    found.push(
      ...(page.Versions ?? []).map(({ Key = '', VersionId = '' }) => `${Key.slice(prefix.length)} ${VersionId}`),
    );
    const { NextKeyMarker, NextVersionIdMarker } = page;
    at =
      NextKeyMarker === undefined
        ? undefined
        : { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker ?? '' };
  }
  expect(found).toEqual(expected);
}

function versionPage(lab: Lab, prefix: string, at: { KeyMarker?: string; VersionIdMarker?: string }) {
  return lab.s3.send(new ListObjectVersionsCommand({ Bucket: lab.bucket, Prefix: prefix, MaxKeys: 3, ...at }));
}

async function missingVersion(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key);
  await refused(get(lab, key, { VersionId: 'abcdefghijklmnopqrstuvwxyz012345' }), 404, 400);
}

async function deleteMany(lab: Lab): Promise<void> {
  const prefix = `${freshKey()}/`;
  const keys = ['a', 'b & <c>', ' d '];
  await putAll(lab, prefix, keys);
  const Objects = keys.map((key) => ({ Key: prefix + key }));
  const answer = await lab.s3.send(new DeleteObjectsCommand({ Bucket: lab.bucket, Delete: { Objects } }));
  expect(answer.Errors ?? []).toEqual([]);
  expect(answer.Deleted).toHaveLength(3);
  expect((await list(lab, prefix)).keys).toEqual([]);
}
