/** What roots and journals have in common: frames that the first one lists; of sealed ones a blob, and an HMAC at the end. */
import * as v from 'valibot';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { parseJson as parseBounded } from './root-limits.ts';
import { LIMITS } from '../../base/limits.ts';
import { openBlob, sealBlob } from '../seal/age-blob.ts';
import type { VaultKey } from '../seal/keys.ts';
import { ROOT_MAC_BYTES, rootMac, type MacOf } from '../seal/root-mac.ts';
import { parseBlobKey } from './keys.ts';
import {
  compressSync,
  decompressFirst,
  decompressSync,
  isSkippableFrame,
  SKIPPABLE_HEADER_BYTES,
  skippableFrame,
} from './zstd.ts';

const ZSTD_LEVEL = 12;
/** The first frame, decoded. */
const HEADER_MAX_RAW_BYTES = 256 * 1024;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** In the first frame: those that follow it, in order. */
export const framesSchema = v.array(v.object({ name: v.string(), stored: count, raw: count }));
type Frames = v.InferOutput<typeof framesSchema>;

/** A list with a maximum length, which is checked before its items. */
export const listOf = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(
    v.custom<unknown[]>(
      (input) => Array.isArray(input) && input.length <= most,
      `it is not a list of at most ${String(most)} items`,
    ),
    v.array(item),
  );
const columns = <T extends v.GenericSchema>(item: T) => listOf(item, LIMITS.snapshotMaxObjects);
const objectsSchema = v.object({
  key: columns(v.string()),
  size: columns(count),
  live: columns(count),
  etag: columns(v.string()),
});

/** An object that a snapshot needs: a pack or a part. Its key holds its hash. */
export interface RootObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Stored bytes of it that this snapshot uses, by share of the raw bytes; all of it for a part. */
  readonly liveBytes: number;
  /** The beginning of the ETag of its PUT (`etagHint`), if known; never more than a hint. */
  readonly etag: string;
}

/** A frame of one document, or skippable with something else. */
export interface EncodedFrame {
  readonly name: string;
  readonly bytes: Buffer;
  readonly raw: number;
}

/** A frame that was cut out by what the first one says of it. */
export interface CutOutFrame {
  readonly name: string;
  readonly bytes: Buffer;
  readonly raw: number;
}

/** The error of something that is damaged: `its frames do not fill it`. */
export type Bad = (detail: string, cause?: unknown) => HoldfastError;

export function jsonFrame(name: string, document: unknown): EncodedFrame {
  const raw = Buffer.from(JSON.stringify(document));
  return { name, bytes: compressSync(raw, ZSTD_LEVEL), raw: raw.length };
}

export function objectsFrame(objects: readonly RootObject[]): EncodedFrame {
  return jsonFrame('objects', {
    key: objects.map((o) => o.key),
    size: objects.map((o) => o.sizeBytes),
    live: objects.map((o) => o.liveBytes),
    etag: objects.map((o) => o.etag),
  });
}

/** A header that lists the frames, and the frames. @throws header-too-large */
export function framed(header: object, frames: readonly EncodedFrame[]): Buffer {
  const list = frames.map(({ name, bytes, raw }) => ({ name, stored: bytes.length, raw }));
  const first = jsonFrame('header', { ...header, frames: list }).bytes;
  if (first.length > LIMITS.rootHeaderMaxBytes)
    throw new HoldfastError({
      code: 'header-too-large',
      message: `The description of this snapshot takes ${String(first.length)} bytes, but only ${String(LIMITS.rootHeaderMaxBytes)} are allowed.`,
      why: 'Patterns and labels are recorded with each snapshot.',
      fix: 'Use fewer or shorter patterns (a folder instead of its files), and fewer labels.',
    });
  return Buffer.concat([first, ...frames.map((frame) => frame.bytes)]);
}

/** An open header and the objects; `hidden` in a blob for the key; and the HMAC of all that, which only its holders can make. */
export function sealedEnvelope(
  outside: object,
  objects: EncodedFrame,
  hidden: Buffer,
  { identity }: VaultKey,
  of: MacOf,
): Buffer {
  const sealed = { name: 'sealed', bytes: skippableFrame(sealBlob(hidden, identity.recipient)), raw: hidden.length };
  const mac = { name: 'mac', bytes: skippableFrame(Buffer.alloc(ROOT_MAC_BYTES)), raw: ROOT_MAC_BYTES };
  const bytes = framed(outside, [objects, sealed, mac]);
  writeMac(bytes, { identity }, of);
  return bytes;
}

/** @param bytes of a whole envelope, the last of them room for its HMAC */
export function writeMac(bytes: Buffer, { identity }: Pick<VaultKey, 'identity'>, of: MacOf): void {
  const end = bytes.length - ROOT_MAC_BYTES;
  rootMac(identity, bytes.subarray(0, end), of).copy(bytes, end);
}

/** Length of the first frame and its document. Works on the first bytes of a root alone. */
export function readFirstFrame(bytes: Buffer, bad: Bad): { readonly length: number; readonly json: unknown } {
  try {
    const start = bytes.subarray(0, LIMITS.rootHeaderMaxBytes);
    const { raw, storedBytes } = decompressFirst(start, HEADER_MAX_RAW_BYTES, 'Its first frame');
    return { length: storedBytes, json: JSON.parse(raw.toString()) as unknown };
  } catch (cause) {
    throw bad(`its header cannot be read (${messageOf(cause)})`, cause);
  }
}

/** The frames behind the first one, which fill the rest. */
export function cutFrames(frames: Frames, headerBytes: number, bytes: Buffer, bad: Bad): readonly CutOutFrame[] {
  let at = headerBytes;
  let rawBytes = 0;
  const cut = frames.map(({ name, stored, raw }) => {
    const frame = { name, bytes: bytes.subarray(at, at + stored), raw };
    if (raw > LIMITS.segmentMaxBytes) throw bad(`its frame ${name} is larger than any may be`);
    at += stored;
    rawBytes += raw;
    return frame;
  });
  if (at !== bytes.length) throw bad('its frames do not fill it');
  const documents = frames.flatMap(({ name }) => (name === 'block' ? [] : [name]));
  if (new Set(documents).size !== documents.length) throw bad('it has a document twice');
  if (rawBytes > LIMITS.rootMaxRawBytes) throw bad(`its frames decode to ${String(rawBytes)} bytes, more than any may`);
  return cut;
}

export type Documents = <T extends v.GenericSchema>(name: string, schema: T) => v.InferOutput<T>;

/** Reads frames of JSON by name. @param what the subject of errors of zstd */
export function documentsOf(what: string, frames: readonly CutOutFrame[], bad: Bad): Documents {
  return (name, schema) => {
    const frame = frames.find((candidate) => candidate.name === name);
    if (frame === undefined) throw bad(`it has no ${name}`);
    const json = parseJson(decompressSync(frame.bytes, frame.raw, what), bad);
    const parsed = v.safeParse(schema, json);
    if (!parsed.success) throw bad(`its ${name} have the wrong shape (${issuesOf(parsed.issues)})`);
    return parsed.output;
  };
}

function parseJson(raw: Buffer, bad: Bad): unknown {
  try {
    return parseBounded(raw);
  } catch (cause) {
    throw bad('a document in it is not JSON, or has too many values', cause);
  }
}

export function issuesOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
    .join('; ');
}

/** The document `objects`. @param allowed series that they may be in */
export function readObjects(documents: Documents, allowed: readonly string[], bad: Bad): readonly RootObject[] {
  const { key, size, live, etag } = documents('objects', objectsSchema);
  if ([size, live, etag].some((column) => column.length !== key.length))
    throw bad('its object list has columns of different lengths');
  if (new Set(key).size !== key.length) throw bad('its object list names an object twice');
  const inSeries = new Set(allowed);
  return key.map((name, i) => {
    const blob = parseBlobKey(name);
    if (blob === undefined || !inSeries.has(blob.series))
      throw bad(`it names an object outside of its series: ${JSON.stringify(name)}`);
    if ((size[i] as number) > LIMITS.packMaxBytes) throw bad(`object ${name} is larger than any may be`);
    if ((live[i] as number) > (size[i] as number)) throw bad(`more of object ${name} is in use than it has`);
    return {
      key: name,
      sizeBytes: size[i] as number,
      liveBytes: live[i] as number,
      etag: etag[i] as string,
    };
  });
}

/**
 * What is sealed in something whose HMAC was proved: a header, parsed by `schema`, and the frames that it lists.
 * @param what the subject of errors: `Snapshot 2026...`
 * @throws corrupt-seal, and `bad`
 */
export function openSealedFrames<T extends v.GenericSchema<unknown, { readonly frames: Frames }>>(
  what: string,
  frames: readonly CutOutFrame[],
  { identity }: VaultKey,
  schema: T,
  bad: Bad,
): { readonly header: v.InferOutput<T>; readonly frames: readonly CutOutFrame[] } {
  const frame = frames.find(({ name }) => name === 'sealed');
  if (frame === undefined) throw bad('it has nothing sealed');
  const blob = isSkippableFrame(frame.bytes) ? frame.bytes.subarray(SKIPPABLE_HEADER_BYTES) : Buffer.alloc(0);
  const bytes = openBlob(blob, identity, what);
  if (bytes.length !== frame.raw) throw bad('what is sealed in it has another length than it says');
  const { length, json } = readFirstFrame(bytes, bad);
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw bad(`its sealed header has the wrong shape (${issuesOf(parsed.issues)})`);
  const header = parsed.output;
  const end = header.frames.reduce((sum, { stored }) => sum + stored, length);
  if (!isPadding(bytes.subarray(end))) throw bad('its sealed frames do not fill it');
  return { header, frames: cutFrames(header.frames, length, bytes.subarray(0, end), bad) };
}

/** Whether bytes behind the last frame are padding, which readers step over. */
function isPadding(bytes: Buffer): boolean {
  return bytes.length === 0 || isSkippableFrame(bytes);
}
