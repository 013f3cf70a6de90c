/** Writes the tables and the root of a snapshot, after a last check. */
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { putBlob } from './fragment-writer.ts';
import { blobKey, parseUtc, rootKey, snapshotId } from '../format/keys.ts';
import { addToMap } from '../format/map.ts';
import { decodeRoot, encodeRoot, type Root, type RootContent, type RootObject } from '../format/root.ts';
import {
  hashOfBlock,
  isInline,
  SECTIONS,
  type Block,
  type PartBlock,
  type Sections,
  type SectionName,
  type SegmentRef,
} from '../format/sections.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { isTrustedTime, type LoadedSegment } from '../read/snapshots.ts';
import { sealBlob, sealedBytes } from '../seal/age-blob.ts';
import { STATE } from '../format/state.ts';
import { addLevel, type MergePolicy, type StoredSegment } from '../format/table.ts';
import { TREE } from '../format/tree.ts';
import { compressBound, compressSync, release } from '../format/zstd.ts';

/** Small segments stay in the root, and every later root repeats them, until there are enough of them for a part. */
const INLINE_BYTES = { min: 2 * 1024, max: 16 * 1024 };
/** Parts that a root names at most, if each can take a part's size: few requests open any snapshot. */
const MAX_PARTS = 2;
/** Raw bytes of the segments of one block, if it has more than one. */
const BLOCK_RAW_BYTES = 8 * MiB;
const BLOCK_ZSTD_LEVEL = 9;

type AnySegment = StoredSegment | LoadedSegment;

/** What is done with the tables of the parent. */
export interface TablePlan {
  /** Parts of the parent that stay as they are. */
  readonly keptParts: ReadonlySet<string>;
  /** Whether everything else goes into a part of this run, and not into the root. */
  readonly intoPart: boolean;
}

/**
 * Decides where the tables of a run are stored: parts of the parent stay if they are proved. All else goes into the root,
 * until there is enough of it for a part.
 *
 * @param freshBytes what this run adds to them
 */
export function planTables(
  before: readonly AnySegment[],
  freshBytes: number,
  isProved: (key: string) => boolean,
): TablePlan {
  const parts = new Map<string, number>();
  let looseBytes = freshBytes;
  for (const segment of before) {
    const key = partOf(segment);
    if (key === undefined || !isProved(key)) looseBytes += segment.storedBytes;
    else parts.set(key, (parts.get(key) ?? 0) + segment.storedBytes);
  }
  const bySize = [...parts].sort(([, a], [, b]) => b - a);
  const staying = bySize.filter(([, bytes], i) => i < MAX_PARTS - 1 || bytes > LIMITS.packMaxBytes / 2);
  const replaced = bySize.slice(staying.length);
  const replacedBytes = replaced.reduce((sum, [, bytes]) => sum + bytes, 0);
  const intoPart = replaced.length > 1 || looseBytes > inlineMax(replacedBytes, freshBytes);
  return { keptParts: new Set((intoPart ? staying : bySize).map(([key]) => key)), intoPart };
}

/**
 * Kept in roots, n new bytes a run cost half of what the root may hold in each; moved, the smallest part is written anew
 * each time that it is full. Both are least, taken together, at the square root of twice their product. A run that adds
 * nothing leaves them where they are.
 */
function inlineMax(replacedBytes: number, freshBytes: number): number {
  if (freshBytes === 0) return INLINE_BYTES.max;
  return Math.min(INLINE_BYTES.max, Math.max(INLINE_BYTES.min, Math.sqrt(2 * replacedBytes * freshBytes)));
}

function partOf(segment: AnySegment): string | undefined {
  return 'ref' in segment && !isInline(segment.ref.block) ? segment.ref.block.key : undefined;
}

function storedBytes(segments: readonly AnySegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.storedBytes, 0);
}

export interface CommitOptions {
  readonly store: Store;
  readonly series: string;
  /** When the run began, or the time of the snapshot that this one replaces. */
  readonly utc: Date;
  /** Whether `utc` is that of an older snapshot: a `readmitted` mark vouches for it, and not S3's time of the root. */
  readonly keepsTime?: boolean;
  /** Packs in use. */
  readonly packs: readonly RootObject[];
  /** Objects of the parent that are proved. */
  readonly proved: ReadonlyMap<string, RootObject>;
  /** The tables of the parent. */
  readonly before: Sections<LoadedSegment>;
  /** What is new in each: a level of rows and tombstones. */
  readonly changes: Readonly<Record<SectionName, readonly StoredSegment[]>>;
  /** Given the bytes that the parts of this run took. */
  readonly header: (storedPartBytes: number) => RootContent['header'];
  readonly gaps: RootContent['gaps'];
  /** Seconds since the run began, by a clock that does not jump. */
  readonly elapsedSeconds: () => number;
  /** This machine's clock; without, nothing is concluded from it. */
  readonly now?: () => Date;
  readonly signal: AbortSignal;
}

export interface Committed {
  readonly id: string;
  readonly root: Root;
  readonly rootBytes: number;
  readonly sha256: string;
  readonly versionId: string | undefined;
}

/** Parts, then the root: the snapshot exists when this resolves, and not before. */
export async function commit(options: CommitOptions): Promise<Committed> {
  const { packs, proved, before, changes } = options;
  const freshBytes = storedBytes(SECTIONS.flatMap((name) => changes[name]));
  const all = SECTIONS.flatMap((name) => before[name].flat());
  const { keptParts, intoPart } = planTables(all, freshBytes, (key) => proved.has(key));
  const isRewritten = (segment: AnySegment): boolean => !keptParts.has(partOf(segment) ?? '');
  const sections = merge(options, { isRewritten, reachesOlder: intoPart });
  const written = [...new Set(SECTIONS.flatMap((name) => sections[name].flat()).filter(isRewritten))];
  const { refs, parts } = await writeParts(options, intoPart ? written : []);
  if (!intoPart)
    for (const { stored, rawBytes, segments } of inBlocks(written)) place(segments, { stored, rawBytes }, refs);
  const refOf = (segment: AnySegment): SegmentRef => refs.get(segment) ?? (segment as LoadedSegment).ref;
  const section = (name: SectionName) => sections[name].map((level) => level.map(refOf));
  const placed: Sections<SegmentRef> = { map: section('map'), tree: section('tree'), state: section('state') };
  const inUse = new Set(
    SECTIONS.flatMap((name) => placed[name].flat().flatMap(({ block }) => (isInline(block) ? [] : [block.key]))),
  );
  const oldParts = [...proved.values()].filter((object) => inUse.has(object.key));
  const partBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const content: RootContent = {
    header: options.header(partBytes),
    objects: [...packs, ...oldParts, ...parts],
    sections: placed,
    gaps: options.gaps,
  };
  return putRoot(content, options, packs.some(({ key }) => !proved.has(key)) || parts.length > 0);
}

function merge({ packs, before, changes }: CommitOptions, policy: MergePolicy): Sections<AnySegment> {
  const isUsed = new Set(packs.map(({ key }) => key));
  const map = addToMap<AnySegment>(before.map.flat(), changes.map, (pack) => isUsed.has(pack), policy);
  return {
    map: map.length === 0 ? [] : [map],
    tree: addLevel<AnySegment>(TREE, before.tree, changes.tree, policy),
    state: addLevel<AnySegment>(STATE, before.state, changes.state, policy),
  };
}

/** Segments that are compressed together: what the tables say of one file, its hash above all, is stored once. */
interface FilledBlock {
  readonly segments: readonly AnySegment[];
  readonly stored: Buffer;
  readonly rawBytes: number;
}

function* inBlocks(segments: readonly AnySegment[]): Generator<FilledBlock> {
  let group: AnySegment[] = [];
  let rawBytes = 0;
  const filled = (): FilledBlock => {
    const raw = joined(group, rawBytes);
    const stored = compressSync(raw, BLOCK_ZSTD_LEVEL);
    release(raw);
    return { segments: group, stored, rawBytes };
  };
  for (const segment of segments) {
    if (group.length > 0 && rawBytes + segment.rawBytes > BLOCK_RAW_BYTES) {
      yield filled();
      group = [];
      rawBytes = 0;
    }
    group.push(segment);
    rawBytes += segment.rawBytes;
  }
  if (group.length > 0) yield filled();
}

function joined(segments: readonly AnySegment[], rawBytes: number): Buffer {
  const whole = Buffer.allocUnsafeSlow(rawBytes);
  let end = 0;
  for (const segment of segments) {
    const raw = segment.raw();
    end += raw.copy(whole, end);
    // That of a loaded segment is a part of its block, which others are cut from too.
    if (!('ref' in segment)) release(raw);
  }
  return whole;
}

function place(segments: readonly AnySegment[], block: Block, refs: Map<AnySegment, SegmentRef>): void {
  let start = 0;
  for (const segment of segments) {
    const { rows, rawBytes } = segment;
    refs.set(segment, { rows, block, start, rawBytes });
    start += rawBytes;
  }
}

async function writeParts(
  { store, series, utc, signal }: CommitOptions,
  segments: readonly AnySegment[],
): Promise<{ readonly refs: Map<AnySegment, SegmentRef>; readonly parts: readonly RootObject[] }> {
  const refs = new Map<AnySegment, SegmentRef>();
  const parts: RootObject[] = [];
  const recipient = keysOf(store)?.sealing.identity.recipient;
  const most = segments.reduce((sum, segment) => sum + sealedBytes(compressBound(segment.rawBytes)), 0);
  const part = Buffer.allocUnsafeSlow(Math.min(LIMITS.packMaxBytes, most));
  let blocks: { readonly segments: readonly AnySegment[]; readonly place: Omit<PartBlock, 'key'> }[] = [];
  let offset = 0;
  const write = async (): Promise<void> => {
    const body = part.subarray(0, offset);
    const sha256 = hash('sha256', body, 'buffer');
    const key = blobKey('parts', series, utc, sha256);
    const { object } = await putBlob(store, key, body, sha256, { signal });
    parts.push(object);
    for (const block of blocks) place(block.segments, { ...block.place, key }, refs);
    blocks = [];
    offset = 0;
  };
  for (const { stored: frame, rawBytes, segments: group } of inBlocks(segments)) {
    const stored = recipient === undefined ? frame : sealBlob(frame, recipient);
    if (stored.length > part.length) throw new Error(`a block takes ${String(stored.length)} bytes`);
    if (offset + stored.length > part.length) await write();
    const sha256 = hashOfBlock(stored);
    blocks.push({ segments: group, place: { rawBytes, storedBytes: stored.length, offset, sha256 } });
    offset += stored.copy(part, offset);
    release(frame);
  }
  if (offset > 0) await write();
  return { refs, parts };
}

/** @param isChange whether anything was written before it */
async function putRoot(content: RootContent, options: CommitOptions, isChange: boolean): Promise<Committed> {
  const { store, series, elapsedSeconds, signal } = options;
  const keys = keysOf(store);
  if ((keys === undefined) !== (content.header.seal === undefined))
    throw new Error('a root is sealed if there is a key');
  const bytes = encodeRoot(content, keys?.sealing);
  const id = snapshotId(parseUtc(content.header.utc), bytes);
  // What cannot be read back is not committed.
  const root = decodeRoot({ series, id }, bytes, { keys });
  refuseLate(elapsedSeconds(), 'so its snapshot is not committed');
  const sha256 = hash('sha256', bytes, 'buffer');
  // The key holds the hash of the bytes: if it is taken, then by these very bytes, which are looked at all the same.
  const { versionId } = await putBlob(store, rootKey(series, id), bytes, sha256, { signal });
  refuseLate(elapsedSeconds(), `so snapshot ${id} came too late and does not count`);
  if (options.keepsTime !== true) await checkTime(id, options, isChange);
  return { id, root, rootBytes: bytes.length, sha256: sha256.toString('hex'), versionId };
}

/** Clocks agree if they differ by less. */
const CLOCKS_AGREE_MS = 60_000;

/**
 * A snapshot counts only if S3's LastModified fits its name: a server whose answers and objects go by different clocks would
 * take backups every night that no restore finds. One HEAD; none where the root alone was written and the server's clock is
 * that of this machine.
 */
async function checkTime(
  id: string,
  { store, series, utc, now, signal }: CommitOptions,
  isChange: boolean,
): Promise<void> {
  const date = store.serverDate() ?? utc;
  const agrees = now !== undefined && Math.abs(date.getTime() - now().getTime()) <= CLOCKS_AGREE_MS;
  const written = agrees && !isChange ? date : await lastModifiedOf(store, rootKey(series, id), date, signal);
  if (isTrustedTime(utc, written)) return;
  throw new HoldfastError({
    code: 'time-not-trusted',
    message: `Snapshot ${id} was written, and does not count: its run began at ${utc.toISOString()} by the server's Date, and its root has the time ${written.toISOString()}.`,
    why: 'A snapshot is `latest`, a parent and kept by retention only if the time that the server gives its root fits its name: the clock of the server jumped during the run, or its parts have different clocks.',
    fix: 'Set the clocks of the server right, then run the backup again: what was uploaded is used.',
  });
}

async function lastModifiedOf(store: Store, key: string, otherwise: Date, signal: AbortSignal): Promise<Date> {
  const head = await store.head(key, { signal });
  if (head !== undefined) return head.lastModified ?? otherwise;
  throw new HoldfastError({
    code: 'object-lost',
    message: `${key} is not there, although the server took it.`,
    why: 'Somebody deleted it at once, or the server does not show what it has just taken.',
    fix: 'Run the backup again, and find out who may delete in this vault.',
  });
}

function refuseLate(elapsedSeconds: number, consequence: string): void {
  if (elapsedSeconds <= LIMITS.backupMaxSeconds) return;
  throw new HoldfastError({
    code: 'backup-too-long',
    message: `The backup took longer than ${String(LIMITS.backupMaxSeconds / 3600)} hours, ${consequence}.`,
    why: 'Prune may delete what it built on after that time.',
    fix: 'Run it again: what it has uploaded is used. Split the source into several series if it takes as long again.',
  });
}
