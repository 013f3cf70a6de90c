import type { Answer } from '../http.ts';
import type { ObjectVersion } from '../state.ts';
import type { XmlContent } from '../xml.ts';
import { answerXml, invalidArgument, type Operation, type S3Call } from './call.ts';

const PAGE_MAX = 1000;

export const LIST_OPERATIONS: readonly Operation[] = [
  {
    name: 'ListObjectsV2',
    method: 'GET',
    scope: 'bucket',
    subresource: 'list-type',
    action: 's3:ListBucket',
    handle: listObjects,
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    scope: 'bucket',
    subresource: 'versions',
    action: 's3:ListBucketVersions',
    handle: listVersions,
  },
];

interface Query {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encode: (text: string) => string;
  readonly encodingType: string | undefined;
}

/** Where a page starts: after a key, or after all keys under a prefix that was rolled up. */
interface Start {
  readonly after: string;
  readonly isPrefix: boolean;
}

export function listQuery(call: S3Call, maxName = 'max-keys'): Query {
  const { query } = call.request;
  const asked = query.get(maxName) ?? String(PAGE_MAX);
  if (!/^\d+$/.test(asked)) throw invalidArgument(`Provided ${maxName} not an integer or within integer range`);
  const encodingType = query.get('encoding-type') ?? undefined;
  if (encodingType !== undefined && encodingType !== 'url') throw invalidArgument('Invalid Encoding Method specified');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(Number(asked), PAGE_MAX),
    encode: encodingType === undefined ? (text) => text : urlEncode,
    encodingType,
  };
}

/** As S3 does: form encoding, but with `/` kept. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/%2F/g, '/')
    .replace(/%20/g, '+')
    .replace(/[!'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

interface Page {
  /** Keys and rolled-up prefixes, in order. */
  readonly items: readonly { readonly text: string; readonly isPrefix: boolean }[];
  readonly next: Start | undefined;
}

/** One page of keys for which `wanted` holds; keys are in order. */
function page(keys: readonly string[], query: Query, start: Start | undefined, wanted: (key: string) => boolean): Page {
  const items: { text: string; isPrefix: boolean }[] = [];
  const from = Math.max(
    firstIndex(keys, query.prefix, true),
    start === undefined ? 0 : firstIndex(keys, start.after, false),
  );
  for (let index = from; index < keys.length; index++) {
    const key = keys[index] ?? '';
    if (!key.startsWith(query.prefix)) break;
    if ((start?.isPrefix === true && key.startsWith(start.after)) || !wanted(key)) continue;
    const cut = query.delimiter === '' ? -1 : key.indexOf(query.delimiter, query.prefix.length);
    const item =
      cut < 0 ? { text: key, isPrefix: false } : { text: key.slice(0, cut + query.delimiter.length), isPrefix: true };
    if (item.isPrefix && items.at(-1)?.text === item.text) continue;
    if (items.length === query.maxKeys) {
      const last = items.at(-1);
      return { items, next: last === undefined ? undefined : { after: last.text, isPrefix: last.isPrefix } };
    }
    items.push(item);
  }
  return { items, next: undefined };
}

/** Index of the first key above `text` (or equal to it, with `inclusive`), by UTF-8 bytes. */
function firstIndex(keys: readonly string[], text: string, inclusive: boolean): number {
  const wanted = Buffer.from(text);
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = Buffer.compare(Buffer.from(keys[middle] ?? ''), wanted);
    if (order < 0 || (order === 0 && !inclusive)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listObjects(call: S3Call): Answer {
  const params = call.request.query;
  if (params.get('list-type') !== '2') throw invalidArgument('list-type must be 2');
  const query = listQuery(call);
  const token = params.get('continuation-token') ?? undefined;
  const startAfter = params.get('start-after') ?? undefined;
  const start =
    token !== undefined
      ? readToken(token)
      : startAfter === undefined
        ? undefined
        : { after: startAfter, isPrefix: false };
  const { items, next } = page(call.bucket.keys(), query, start, (key) => call.bucket.current(key) !== undefined);
  const objects = items.flatMap(({ text, isPrefix }) => (isPrefix ? [] : [call.bucket.current(text)]));
  return answerXml('ListBucketResult', {
    Name: call.bucket.name,
    Prefix: query.encode(query.prefix),
    Delimiter: query.delimiter === '' ? undefined : query.encode(query.delimiter),
    StartAfter: startAfter === undefined ? undefined : query.encode(startAfter),
    ContinuationToken: token,
    EncodingType: query.encodingType,
    MaxKeys: query.maxKeys,
    KeyCount: items.length,
    IsTruncated: next !== undefined,
    NextContinuationToken: next === undefined ? undefined : writeToken(next),
    Contents: objects.flatMap((version) => (version === undefined ? [] : [describe(version, query)])),
    CommonPrefixes: prefixesOf(items, query),
  });
}

function describe(version: ObjectVersion, query: Query): { [name: string]: XmlContent } {
  return {
    Key: query.encode(version.key),
    LastModified: version.lastModified,
    ETag: `"${version.etag}"`,
    ChecksumAlgorithm: Object.keys(version.checksums).map((name) => name.toUpperCase()),
    Size: version.body.length,
    StorageClass: version.storageClass,
  };
}

function prefixesOf(items: Page['items'], query: Query): XmlContent[] {
  return items.flatMap(({ text, isPrefix }) => (isPrefix ? [{ Prefix: query.encode(text) }] : []));
}

function writeToken(start: Start): string {
  return Buffer.from(JSON.stringify(start)).toString('base64');
}

function readToken(token: string): Start {
  try {
    const start = JSON.parse(Buffer.from(token, 'base64').toString()) as Start;
    if (typeof start.after === 'string' && typeof start.isPrefix === 'boolean') return start;
  } catch {
    // Not one of ours: refused below.
  }
  throw invalidArgument('The continuation token provided is incorrect');
}

/** Versions are counted one by one, so that a page may end inside a key. */
function listVersions(call: S3Call): Answer {
  const params = call.request.query;
  const query = listQuery(call);
  const keyMarker = params.get('key-marker') ?? undefined;
  const versionMarker = params.get('version-id-marker') ?? undefined;
  const all = versionItems(call, query, keyMarker, versionMarker);
  const items = all.slice(0, query.maxKeys);
  const last = items.at(-1);
  const truncated = all.length > items.length && last !== undefined;
  const versions = items.flatMap(({ version }) => (version === undefined ? [] : [version]));
  const rows = (markers: boolean): XmlContent[] =>
    versions
      .filter(({ isDeleteMarker }) => isDeleteMarker === markers)
      .map((version) => describeVersion(call, version, query));
  return answerXml('ListVersionsResult', {
    Name: call.bucket.name,
    Prefix: query.encode(query.prefix),
    KeyMarker: query.encode(keyMarker ?? ''),
    VersionIdMarker: versionMarker ?? '',
    MaxKeys: query.maxKeys,
    EncodingType: query.encodingType,
    IsTruncated: truncated,
    NextKeyMarker: truncated ? query.encode(last.text) : undefined,
    NextVersionIdMarker: truncated ? last.version?.versionId : undefined,
    Version: rows(false),
    DeleteMarker: rows(true),
    CommonPrefixes: items.flatMap(({ text, version }) =>
      version === undefined ? [{ Prefix: query.encode(text) }] : [],
    ),
  });
}

/** An S3 version, or a rolled-up prefix where it is undefined. */
interface VersionItem {
  readonly text: string;
  readonly version: ObjectVersion | undefined;
}

/** Versions and prefixes after the markers, in order. */
function versionItems(
  { bucket }: S3Call,
  query: Query,
  keyMarker: string | undefined,
  versionMarker: string | undefined,
): VersionItem[] {
  const everything: Query = { ...query, maxKeys: Infinity };
  const rest = keyMarker === undefined ? [] : bucket.versions(keyMarker);
  const at = rest.findIndex(({ versionId }) => versionId === versionMarker);
  const ofMarker = at < 0 ? [] : rest.slice(at + 1).map((version) => ({ text: version.key, version }));
  const rolledUp =
    query.delimiter !== '' && keyMarker?.endsWith(query.delimiter) === true && versionMarker === undefined;
  const start = keyMarker === undefined ? undefined : { after: keyMarker, isPrefix: rolledUp };
  const { items } = page(bucket.keys(), everything, start, () => true);
  const following = items.flatMap<VersionItem>(({ text, isPrefix }) =>
    isPrefix ? [{ text, version: undefined }] : bucket.versions(text).map((version) => ({ text, version })),
  );
  return [...ofMarker, ...following];
}

function describeVersion(call: S3Call, version: ObjectVersion, query: Query): XmlContent {
  const common = {
    Key: query.encode(version.key),
    VersionId: version.versionId,
    IsLatest: call.bucket.newest(version.key) === version,
    LastModified: version.lastModified,
  };
  return version.isDeleteMarker ? common : { ...describe(version, query), ...common };
}
