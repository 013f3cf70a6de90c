/** The root of a snapshot: encoding and decoding. */
import { hash } from 'node:crypto';
import * as v from 'valibot';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { visibleLine } from '../../base/text.ts';
import { knownChunker } from './chunker.ts';
import { featuresSchema, unknownFeatures, type Access } from './features.ts';
import { parseJson as parseBounded } from './json.ts';
import { isSeries, isSnapshotId, parseBlobKey, snapshotId, timeOfId, utcOfName } from './keys.ts';
import { excessOf, overlapOf } from './root-limits.ts';
import {
  foreignRoot,
  isPadding,
  macFrame,
  OPEN_ANOMALY,
  openSealedFrame,
  proveRoot,
  SEALED_FEATURE,
  sealedFrame,
  sealedRoot,
  sealSchema,
  writeMac,
  type Seal,
  type SealedFacts,
} from './sealed-root.ts';
import type { VaultKey, VaultKeys } from '../seal/keys.ts';
import { ROOT_MAC_BYTES } from '../seal/root-mac.ts';
import { isInline, SECTIONS, type Block, type SectionName, type Sections, type SegmentRef } from './sections.ts';
import {
  compressSync,
  decompressFirst,
  decompressSync,
  isSkippableFrame,
  SKIPPABLE_HEADER_BYTES,
  skippableFrame,
} from './zstd.ts';

/**
 * The root of a snapshot: zstd frames of one JSON document each (header, objects, sections, gaps), then small
 * blocks of segments as skippable frames, so that `zstd -dc` of a root gives only JSON. docs/format.md, "Root".
 */
const FORMAT = 'holdfast-root/1';
const ROOT_ZSTD_LEVEL = 12;
/** The header, decoded. */
const HEADER_MAX_RAW_BYTES = 256 * 1024;
/** In the document of that name. */
const MAX_GAPS = 10_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The first half of a SHA-256, as in keys. */
const halfHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const series = v.pipe(v.string(), v.check(isSeries, 'not a series'));
const plain = v.record(v.string(), v.unknown());
/** A status that is not known to be complete counts as not complete. */
const status = v.pipe(
  v.string(),
  v.transform((text): 'complete' | 'partial' => (text === 'complete' ? text : 'partial')),
);
/** A record of which only the values known to this version are kept. Nothing needed depends on the others. */
const recordOf = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    plain,
    v.transform((record): Record<string, v.InferOutput<T>> => {
      const known: Record<string, v.InferOutput<T>> = {};
      for (const [name, each] of Object.entries(record)) if (v.is(value, each)) known[name] = each;
      return known;
    }),
  );
const gap = v.object({ class: v.string(), path: v.string(), reason: v.string() });

const frameSchema = v.object({ name: v.string(), stored: count, raw: count });

/** What stays as it is, and where it is, whatever features a root needs; and so does the document `objects`. */
const outlineSchema = v.object({
  format: v.literal(FORMAT),
  features: featuresSchema,
  series,
  /** S3's Date when the run began. */
  utc: v.string(),
  status,
  /** Other series whose objects this snapshot may name. */
  bases: v.array(series),
  /** What follows the header, in order. */
  frames: v.array(frameSchema),
});

const headerSchema = v.object({
  ...outlineSchema.entries,
  /** Of a sealed root. */
  seal: v.optional(sealSchema),
  parts: v.record(v.string(), status),
  source: v.object({ kind: v.string(), definition: plain, identity: plain }),
  /** Where the snapshot was made: event, ref, commit, run id, attempt, job, tool. */
  context: recordOf(v.string()),
  labels: v.array(v.string()),
  parents: v.array(v.object({ series, id: v.pipe(v.string(), v.check(isSnapshotId, 'not a snapshot id')) })),
  counts: recordOf(count),
  /** Per class: how many, and the first ten. */
  gaps: v.record(v.string(), v.object({ count, first: v.array(gap) })),
  anomaly: v.optional(v.string()),
  /** undefined for one of a later version: only whoever builds on the snapshot takes it over. */
  chunker: v.pipe(v.unknown(), v.transform(knownChunker)),
  mtime: v.string(),
  /** Packs of interrupted runs that this run took over. */
  adopted: v.array(v.string()),
});

/** What stands open in a sealed root beside the outline. */
const sealedFactsSchema = v.object({
  status,
  labels: v.array(v.string()),
  anomaly: v.optional(v.string()),
  seal: sealSchema,
});
/** The header inside of a sealed root: other fields are checked together with those outside. */
const hiddenSchema = v.looseObject({ anomaly: v.optional(v.string()), frames: v.array(frameSchema) });
type HiddenFields = Readonly<Record<string, unknown>> & { readonly anomaly?: string | undefined };

/** A list with a maximum length, which is checked before its items. */
const listOf = <T extends v.GenericSchema>(item: T, most: number) =>
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

const blockSchema = v.object({
  stored: count,
  raw: v.pipe(count, v.maxValue(LIMITS.segmentMaxBytes)),
  /** Index in the header's frames, for a block inside the root. */
  frame: v.optional(count),
  /** Index in `objects`, first byte there and half the SHA-256 of the stored bytes, for one in a part. */
  object: v.optional(count),
  offset: v.optional(count),
  sha256: v.optional(halfHash),
});
const segmentSchema = v.object({
  rows: count,
  /** Index in `blocks`, and where in the decoded block it begins and how long it is. */
  block: count,
  start: count,
  raw: count,
});
const sectionSchema = v.object({
  codec: v.literal('zstd'),
  seal: v.picklist(['none', 'age-x25519']),
  levels: listOf(listOf(segmentSchema, LIMITS.snapshotMaxSegments), LIMITS.tableMaxLevels),
});
const sectionsSchema = v.object({
  blocks: listOf(blockSchema, LIMITS.snapshotMaxBlocks),
  map: sectionSchema,
  tree: sectionSchema,
  state: sectionSchema,
});

type OutlineHeader = v.InferOutput<typeof outlineSchema>;
export type RootHeader = v.InferOutput<typeof headerSchema>;
export type HeaderGap = v.InferOutput<typeof gap>;
type BlockJson = v.InferOutput<typeof blockSchema>;
type SegmentJson = v.InferOutput<typeof segmentSchema>;

/** An object that a snapshot needs: a pack or a part. Its key holds its hash. */
export interface RootObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Stored bytes of it that this snapshot uses, by share of the raw bytes; all of it for a part. */
  readonly liveBytes: number;
  /** The beginning of the ETag of its PUT (`etagHint`), if known; never more than a hint. */
  readonly etag: string;
}

/** 16 characters of an ETag: enough to see that an object is another one, and every root names every object. */
export function etagHint(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '').slice(0, 16);
}

export interface Root {
  readonly id: string;
  /** Of its bytes, hex; covers all that the snapshot holds. */
  readonly sha256: string;
  readonly header: RootHeader;
  readonly objects: readonly RootObject[];
  readonly sections: Sections<SegmentRef>;
  readonly gaps: readonly HeaderGap[];
}

/** What can be read of a root whatever features it needs. */
export interface RootOutline {
  readonly series: string;
  /** Other series whose objects it may name. */
  readonly bases: readonly string[];
  readonly status: RootHeader['status'];
  readonly objects: readonly RootObject[];
  /** undefined where it takes a later version to look after the snapshot (`maintain`), which `newer` says, and where it is sealed. */
  readonly header: RootHeader | undefined;
  /** What a sealed root tells instead. */
  readonly sealed: SealedFacts | undefined;
  readonly newer: HoldfastError | undefined;
}

/** Everything of a root but the places that encoding decides. */
export interface RootContent {
  readonly header: Omit<RootHeader, 'frames' | 'format'>;
  readonly objects: readonly RootObject[];
  readonly sections: Sections<SegmentRef>;
  readonly gaps: readonly HeaderGap[];
}

/** A frame of a root: of one document, or skippable with something else. */
interface EncodedFrame {
  readonly name: string;
  readonly bytes: Buffer;
  readonly raw: number;
}

/** @param key that `header.seal` names: for a sealed root, and only then */
export function encodeRoot(content: RootContent, key?: VaultKey): Buffer {
  const { header, objects } = content;
  const first = { name: 'objects', ...jsonFrame(objectsJson(objects)) };
  if (header.seal === undefined) {
    const frames = [first, ...contentFrames(content, 1)];
    return limited(framed({ format: FORMAT, ...header }, frames), frames);
  }
  if (key?.fingerprint !== header.seal.key) throw new Error('a root is sealed with another key than it names');
  const frames = contentFrames(content, 0);
  const { parts, source, context, counts, gaps, anomaly, chunker, mtime, ...open } = header;
  const hidden = framed({ parts, source, context, counts, gaps, anomaly, chunker, mtime }, frames);
  const sealed = { name: 'sealed', bytes: sealedFrame(hidden, key), raw: hidden.length };
  const mac = { name: 'mac', bytes: macFrame(), raw: ROOT_MAC_BYTES };
  const outside = { format: FORMAT, ...open, ...(anomaly !== undefined && { anomaly: OPEN_ANOMALY }) };
  const bytes = framed(outside, [first, sealed, mac]);
  writeMac(bytes, key);
  return limited(bytes, [first, ...frames]);
}

function objectsJson(objects: readonly RootObject[]) {
  return {
    key: objects.map((o) => o.key),
    size: objects.map((o) => o.sizeBytes),
    live: objects.map((o) => o.liveBytes),
    etag: objects.map((o) => o.etag),
  };
}

/** Gaps, sections and blocks. @param start index of the first of them in the list of frames */
function contentFrames({ header, objects, sections, gaps }: RootContent, start: number): readonly EncodedFrame[] {
  const documents: [string, unknown][] = gaps.length > 0 ? [['gaps', gaps]] : [];
  const blocks = [...new Set(SECTIONS.flatMap((name) => sections[name].flat().map(({ block }) => block)))];
  const excess = excessOf({ objects: objects.length, blocks, sections });
  if (excess !== undefined) throw tooLarge(excess);
  const inline = blocks.filter(isInline);
  const objectIndex = new Map(objects.map((object, i) => [object.key, i]));
  // The frames in front of the blocks: the documents, and the section table itself.
  const firstInline = start + documents.length + 1;
  const blockJson = (block: Block): BlockJson => {
    if (isInline(block))
      return { stored: block.stored.length, raw: block.rawBytes, frame: firstInline + inline.indexOf(block) };
    const object = objectIndex.get(block.key);
    if (object === undefined) throw new Error(`a block lies in ${block.key}, which is not among the objects`);
    return { stored: block.storedBytes, raw: block.rawBytes, object, offset: block.offset, sha256: block.sha256 };
  };
  const segmentJson = ({ rows, block, start: at, rawBytes }: SegmentRef): SegmentJson => ({
    rows,
    block: blocks.indexOf(block),
    start: at,
    raw: rawBytes,
  });
  const section = (name: SectionName) => ({
    codec: 'zstd',
    seal: sealOfParts(header.seal),
    levels: sections[name].map((level) => level.map(segmentJson)),
  });
  documents.push([
    'sections',
    { blocks: blocks.map(blockJson), map: section('map'), tree: section('tree'), state: section('state') },
  ]);
  return [
    ...documents.map(([name, document]) => ({ name, ...jsonFrame(document) })),
    ...inline.map(({ stored, rawBytes }) => ({ name: 'block', bytes: skippableFrame(stored), raw: rawBytes })),
  ];
}

/** How the blocks in parts are sealed: those of a sealed root's own are sealed with it. */
function sealOfParts(seal: Seal | undefined): 'none' | 'age-x25519' {
  return seal?.kind ?? 'none';
}

/** A header that lists the frames, and the frames. @throws header-too-large */
function framed(header: object, frames: readonly EncodedFrame[]): Buffer {
  const list = frames.map(({ name, bytes, raw }) => ({ name, stored: bytes.length, raw }));
  const first = jsonFrame({ ...header, frames: list }).bytes;
  if (first.length > LIMITS.rootHeaderMaxBytes)
    throw new HoldfastError({
      code: 'header-too-large',
      message: `The description of this snapshot takes ${String(first.length)} bytes, but only ${String(LIMITS.rootHeaderMaxBytes)} are allowed.`,
      why: 'Patterns and labels are recorded with each snapshot.',
      fix: 'Use fewer or shorter patterns (a folder instead of its files), and fewer labels.',
    });
  return Buffer.concat([first, ...frames.map((frame) => frame.bytes)]);
}

/** @throws snapshot-too-large */
function limited(bytes: Buffer, frames: readonly EncodedFrame[]): Buffer {
  const rawBytes = frames.reduce((sum, { raw }) => sum + raw, 0);
  if (bytes.length > LIMITS.rootMaxBytes || rawBytes > LIMITS.rootMaxRawBytes)
    throw tooLarge(`its root takes ${String(bytes.length)} bytes, and ${String(rawBytes)} decoded`);
  return bytes;
}

function tooLarge(detail: string): HoldfastError {
  return new HoldfastError({
    code: 'snapshot-too-large',
    message: `This snapshot exceeds a limit: ${detail}.`,
    why: 'Readers refuse such a snapshot, so that nobody can exhaust their memory. Nothing was committed.',
    fix: 'Split the source into several series, each with a `name` of its own.',
  });
}

function jsonFrame(document: unknown): { readonly bytes: Buffer; readonly raw: number } {
  const raw = Buffer.from(JSON.stringify(document));
  return { bytes: compressSync(raw, ROOT_ZSTD_LEVEL), raw: raw.length };
}

/** Length of the first frame and its document. Works on the first bytes of a root alone. */
function readFirstFrame(
  bytes: Buffer,
  bad: (detail: string, cause?: unknown) => Error,
): { readonly length: number; readonly json: unknown } {
  try {
    const start = bytes.subarray(0, LIMITS.rootHeaderMaxBytes);
    const { raw, storedBytes } = decompressFirst(start, HEADER_MAX_RAW_BYTES, 'Its first frame');
    return { length: storedBytes, json: JSON.parse(raw.toString()) as unknown };
  } catch (cause) {
    throw bad(`its header cannot be read (${messageOf(cause)})`, cause);
  }
}

function corruptRoot(id: string) {
  return (detail: string, cause?: unknown): HoldfastError =>
    new HoldfastError({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.`, cause });
}

interface FirstFrame {
  readonly json: unknown;
  readonly outline: OutlineHeader;
  /** What stands open in a sealed root; undefined for an open one. */
  readonly sealed: SealedFacts | undefined;
  /** The key that proves it; undefined for an open root, and for a reader without keys. */
  readonly key: VaultKey | undefined;
  /** Length of the frame. */
  readonly headerBytes: number;
}

/** @param keys of a reader who counts only what was made with them; `bytes` is then all of the root */
function decodeFirstFrame(id: string, bytes: Buffer, keys: VaultKeys | undefined): FirstFrame {
  const bad = corruptRoot(id);
  const { length, json } = readFirstFrame(bytes, bad);
  const key = keys && proveRoot(id, json, bytes, keys);
  refuseFormat(id, json);
  const parsed = v.safeParse(outlineSchema, json);
  if (!parsed.success) throw bad(`its header has the wrong shape (${issuesOf(parsed.issues)})`);
  const outline = parsed.output;
  if (outline.utc !== utcOfName(id)) throw bad('its time is not that of its key');
  const isSealed = outline.features.required.includes(SEALED_FEATURE);
  if (key !== undefined && !isSealed) throw foreignRoot(id, 'it does not say that it is sealed');
  return { json, outline, key, headerBytes: length, sealed: isSealed ? sealedFacts(id, json) : undefined };
}

function sealedFacts(id: string, json: unknown): SealedFacts {
  const parsed = v.safeParse(sealedFactsSchema, json);
  if (!parsed.success) throw corruptRoot(id)(`its header has the wrong shape (${issuesOf(parsed.issues)})`);
  return { ...parsed.output, anomaly: parsed.output.anomaly };
}

/**
 * The header of an open root from its first bytes (`LIMITS.rootPrefixBytes` are always enough).
 * @throws newer-format, corrupt-root; sealed for one that is not open
 */
export function decodeHeader(id: string, bytes: Buffer, access: Access = 'read'): RootHeader {
  return headerOf(id, decodeFirstFrame(id, bytes, undefined), {}, access);
}

/** @param hidden fields of a sealed root */
function headerOf(
  id: string,
  { json, outline, sealed, key }: FirstFrame,
  hidden: HiddenFields,
  access: Access,
): RootHeader {
  const newer = newerFeatures(id, outline, access);
  if (newer !== undefined) throw newer;
  if (sealed !== undefined && key === undefined) throw sealedRoot(id, sealed);
  const said = json as object;
  const fields =
    sealed === undefined ? withoutSeal(said) : { ...hidden, ...said, anomaly: hidden.anomaly, seal: sealed.seal };
  const parsed = v.safeParse(headerSchema, fields);
  if (!parsed.success) throw corruptRoot(id)(`its header has the wrong shape (${issuesOf(parsed.issues)})`);
  return parsed.output;
}

/** In an open root a field of this name means nothing. */
function withoutSeal(header: object): object {
  return Object.fromEntries(Object.entries(header).filter(([name]) => name !== 'seal'));
}

function refuseFormat(id: string, json: unknown): void {
  const { format } = (json ?? {}) as { format?: unknown };
  if (typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-root/'))
    throw newerError(id, `format ${visibleLine(format)}`);
}

function newerFeatures(id: string, { features }: OutlineHeader, access: Access): HoldfastError | undefined {
  const unknown = unknownFeatures(features, access);
  return unknown === undefined ? undefined : newerError(id, unknown);
}

function newerError(id: string, detail: string): HoldfastError {
  return new HoldfastError({
    code: 'newer-format',
    message: `Snapshot ${id} was written by a newer version of Holdfast (${detail}).`,
    why: `This version reads ${FORMAT}.`,
    fix: 'Use a newer version of Holdfast to read it.',
  });
}

function issuesOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
    .join('; ');
}

type Documents = <T extends v.GenericSchema>(name: string, schema: T) => v.InferOutput<T>;

interface OpenRoot extends FirstFrame {
  readonly frames: readonly RootFrame[];
  readonly objects: readonly RootObject[];
}

interface Key {
  readonly series: string;
  readonly id: string;
}

/** A whole root as far as it can be read whatever its features, checked against its key and its own description. */
function openRoot(key: Key, bytes: Buffer, keys: VaultKeys | undefined): OpenRoot {
  const { id } = key;
  const bad = corruptRoot(id);
  const checkName = (): void => {
    if (snapshotId(timeOfId(id), bytes) !== id) throw bad('its bytes do not have the hash in its name');
  };
  // Damaged bytes have a wrong HMAC too, and are damaged all the same.
  if (keys !== undefined) checkName();
  const first = decodeFirstFrame(id, bytes, keys);
  checkName();
  const { outline, headerBytes } = first;
  if (outline.series !== key.series) throw bad(`it says that it belongs to series ${outline.series}`);
  const frames = cutFrames(outline, headerBytes, bytes, bad);
  const objects = readObjects(outline, documentsOf(id, frames)('objects', objectsSchema), bad);
  return { ...first, frames, objects };
}

function documentsOf(id: string, frames: readonly RootFrame[]): Documents {
  const bad = corruptRoot(id);
  return (name, schema) => {
    const frame = frames.find((candidate) => candidate.name === name);
    if (frame === undefined) throw bad(`it has no ${name}`);
    const json = parseJson(decompressSync(frame.bytes, frame.raw, `Snapshot ${id}`), bad);
    const parsed = v.safeParse(schema, json);
    if (!parsed.success) throw bad(`its ${name} have the wrong shape (${issuesOf(parsed.issues)})`);
    return parsed.output;
  };
}

/** What is needed to look after a snapshot, also of a later version and sealed. @throws newer-format, corrupt-root */
export function decodeOutline(key: Key, bytes: Buffer): RootOutline {
  const root = openRoot(key, bytes, undefined);
  const { series, bases, status } = root.outline;
  const newer = newerFeatures(key.id, root.outline, 'maintain');
  const header = newer === undefined && root.sealed === undefined ? headerOf(key.id, root, {}, 'maintain') : undefined;
  return { series, bases, status, objects: root.objects, header, sealed: root.sealed, newer };
}

export interface ReadAs {
  /** What the root is read for; `read` by default. */
  readonly access?: Access | undefined;
  /** Whose snapshots alone count. Without, only open ones can be read. */
  readonly keys?: VaultKeys | undefined;
}

/** @throws newer-format, corrupt-root; sealed, foreign-snapshot; corrupt-seal */
export function decodeRoot(key: Key, bytes: Buffer, { access = 'read', keys }: ReadAs = {}): Root {
  const { id } = key;
  const bad = corruptRoot(id);
  const root = openRoot(key, bytes, keys);
  const { objects } = root;
  const { frames, hidden } =
    root.key === undefined ? { frames: root.frames, hidden: {} } : openContent(id, root, root.key);
  const document = documentsOf(id, frames);
  const header = headerOf(id, root, hidden, access);
  const tables = document('sections', sectionsSchema);
  if (SECTIONS.some((name) => tables[name].seal !== sealOfParts(header.seal)))
    throw bad('its tables are not sealed as it says');
  const blocks = tables.blocks.map((json) => readBlock(json, frames, objects, bad));
  const refs = (name: SectionName): SegmentRef[][] =>
    tables[name].levels.map((level) => level.map((json) => segmentRef(json, blocks, bad)));
  const sections = { map: refs('map'), tree: refs('tree'), state: refs('state') };
  const excess = excessOf({ objects: objects.length, blocks, sections });
  if (excess !== undefined) throw bad(excess);
  const overlap = overlapOf({ objects: objects.length, blocks, sections });
  if (overlap !== undefined) throw bad(overlap);
  return {
    id,
    sha256: hash('sha256', bytes),
    header,
    objects,
    sections,
    gaps: frames.some((frame) => frame.name === 'gaps') ? document('gaps', listOf(gap, MAX_GAPS)) : [],
  };
}

/** What is sealed of a root that is proved: the fields of its header, and frames as an open root has them. */
function openContent(id: string, { frames }: OpenRoot, key: VaultKey) {
  const bad = corruptRoot(id);
  const frame = frames.find(({ name }) => name === 'sealed');
  if (frame === undefined) throw bad('it has nothing sealed');
  const bytes = openSealedFrame(id, frame.bytes, key);
  if (bytes.length !== frame.raw) throw bad('what is sealed in it has another length than it says');
  const { length, json } = readFirstFrame(bytes, bad);
  const parsed = v.safeParse(hiddenSchema, json);
  if (!parsed.success) throw bad(`its sealed header has the wrong shape (${issuesOf(parsed.issues)})`);
  const end = parsed.output.frames.reduce((sum, { stored }) => sum + stored, length);
  if (!isPadding(bytes.subarray(end))) throw bad('its sealed frames do not fill it');
  return { frames: cutFrames(parsed.output, length, bytes.subarray(0, end), bad), hidden: parsed.output };
}

interface RootFrame {
  readonly name: string;
  readonly bytes: Buffer;
  readonly raw: number;
}

function cutFrames(
  header: Pick<OutlineHeader, 'frames'>,
  headerBytes: number,
  bytes: Buffer,
  bad: (detail: string) => Error,
): readonly RootFrame[] {
  let at = headerBytes;
  let rawBytes = 0;
  const frames = header.frames.map(({ name, stored, raw }) => {
    const frame = { name, bytes: bytes.subarray(at, at + stored), raw };
    if (raw > LIMITS.segmentMaxBytes) throw bad(`its frame ${name} is larger than any may be`);
    at += stored;
    rawBytes += raw;
    return frame;
  });
  if (at !== bytes.length) throw bad('its frames do not fill it');
  const documents = header.frames.flatMap(({ name }) => (name === 'block' ? [] : [name]));
  if (new Set(documents).size !== documents.length) throw bad('it has a document twice');
  if (rawBytes > LIMITS.rootMaxRawBytes) throw bad(`its frames decode to ${String(rawBytes)} bytes, more than any may`);
  return frames;
}

function parseJson(raw: Buffer, bad: (detail: string, cause?: unknown) => Error): unknown {
  try {
    return parseBounded(raw);
  } catch (cause) {
    throw bad('a document in it is not JSON, or has too many values', cause);
  }
}

function readObjects(
  header: OutlineHeader,
  { key, size, live, etag }: v.InferOutput<typeof objectsSchema>,
  bad: (detail: string) => Error,
): readonly RootObject[] {
  if ([size, live, etag].some((column) => column.length !== key.length))
    throw bad('its object list has columns of different lengths');
  if (new Set(key).size !== key.length) throw bad('its object list names an object twice');
  const allowed = new Set([header.series, ...header.bases]);
  return key.map((name, i) => {
    const blob = parseBlobKey(name);
    if (blob === undefined || !allowed.has(blob.series))
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

function readBlock(
  json: BlockJson,
  frames: readonly RootFrame[],
  objects: readonly RootObject[],
  bad: (detail: string) => Error,
): Block {
  const { raw: rawBytes, stored: storedBytes } = json;
  if (json.frame !== undefined) {
    const frame = frames[json.frame];
    if (frame?.name !== 'block' || frame.raw !== rawBytes || !isSkippableFrame(frame.bytes))
      throw bad('a block is not where it should be');
    return { rawBytes, stored: frame.bytes.subarray(SKIPPABLE_HEADER_BYTES) };
  }
  const { object, offset, sha256 } = json;
  const part = object === undefined ? undefined : objects[object];
  if (part === undefined || offset === undefined || sha256 === undefined || offset + storedBytes > part.sizeBytes)
    throw bad('a block is not where it should be');
  return { rawBytes, storedBytes, key: part.key, offset, sha256 };
}

function segmentRef(
  { rows, block: index, start, raw: rawBytes }: SegmentJson,
  blocks: readonly Block[],
  bad: (detail: string) => Error,
): SegmentRef {
  const block = blocks[index];
  if (block === undefined || start + rawBytes > block.rawBytes) throw bad('a segment is not where it should be');
  return { rows, block, start, rawBytes };
}
