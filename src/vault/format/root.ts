/** The root of a snapshot: encoding and decoding. */
import { hash } from 'node:crypto';
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { visibleLine } from '../../base/text.ts';
import { knownChunker } from './chunker.ts';
import {
  cutFrames,
  documentsOf,
  framed,
  framesSchema,
  issuesOf,
  jsonFrame,
  listOf,
  objectsFrame,
  openSealedFrames,
  readFirstFrame,
  readObjects,
  sealedEnvelope,
  type Bad,
  type CutOutFrame,
  type EncodedFrame,
  type RootObject,
} from './envelope.ts';
import { featuresSchema, unknownFeatures, type Access } from './features.ts';
import { isSeries, isSnapshotId, snapshotId, timeOfId, utcOfName } from './keys.ts';
import { excessOf, overlapOf } from './root-limits.ts';
import {
  foreignRoot,
  OPEN_ANOMALY,
  proveRoot,
  SEALED_FEATURE,
  sealedRoot,
  sealSchema,
  type Seal,
  type SealedFacts,
} from './sealed-root.ts';
import type { VaultKey, VaultKeys } from '../seal/keys.ts';
import { isInline, SECTIONS, type Block, type SectionName, type Sections, type SegmentRef } from './sections.ts';
import { isSkippableFrame, SKIPPABLE_HEADER_BYTES, skippableFrame } from './zstd.ts';

export type { RootObject } from './envelope.ts';

/**
 * The root of a snapshot: zstd frames of one JSON document each (header, objects, sections, gaps), then small
 * blocks of segments as skippable frames, so that `zstd -dc` of a root gives only JSON. docs/format.md, "Root".
 */
const FORMAT = 'holdfast-root/1';
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
  frames: framesSchema,
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
const hiddenSchema = v.looseObject({ anomaly: v.optional(v.string()), frames: framesSchema });
type HiddenFields = Readonly<Record<string, unknown>> & { readonly anomaly?: string | undefined };

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

/** @param key that `header.seal` names: for a sealed root, and only then */
export function encodeRoot(content: RootContent, key?: VaultKey): Buffer {
  const { header, objects } = content;
  const first = objectsFrame(objects);
  if (header.seal === undefined) {
    const frames = [first, ...contentFrames(content, 1)];
    return limited(framed({ format: FORMAT, ...header }, frames), frames);
  }
  if (key?.fingerprint !== header.seal.key) throw new Error('a root is sealed with another key than it names');
  const frames = contentFrames(content, 0);
  const { parts, source, context, counts, gaps, anomaly, chunker, mtime, ...open } = header;
  const hidden = framed({ parts, source, context, counts, gaps, anomaly, chunker, mtime }, frames);
  const outside = { format: FORMAT, ...open, ...(anomaly !== undefined && { anomaly: OPEN_ANOMALY }) };
  const bytes = sealedEnvelope(outside, first, hidden, key, 'root');
  return limited(bytes, [first, ...frames]);
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
    ...documents.map(([name, document]) => jsonFrame(name, document)),
    ...inline.map(({ stored, rawBytes }) => ({ name: 'block', bytes: skippableFrame(stored), raw: rawBytes })),
  ];
}

/** How the blocks in parts are sealed: those of a sealed root's own are sealed with it. */
function sealOfParts(seal: Seal | undefined): 'none' | 'age-x25519' {
  return seal?.kind ?? 'none';
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

function corruptRoot(id: string): Bad {
  return (detail, cause) =>
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

interface OpenRoot extends FirstFrame {
  readonly frames: readonly CutOutFrame[];
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
  const frames = cutFrames(outline.frames, headerBytes, bytes, bad);
  const documents = documentsOf(`Snapshot ${id}`, frames, bad);
  const objects = readObjects(documents, [outline.series, ...outline.bases], bad);
  return { ...first, frames, objects };
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
  const document = documentsOf(`Snapshot ${id}`, frames, bad);
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
  const opened = openSealedFrames(`Snapshot ${id}`, frames, key, hiddenSchema, corruptRoot(id));
  return { frames: opened.frames, hidden: opened.header };
}

function readBlock(
  json: BlockJson,
  frames: readonly CutOutFrame[],
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
