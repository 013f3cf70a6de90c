/** Lists the snapshots of a vault, and loads their tables. */
import { awaitedLater } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import { BlobReader } from './blobs.ts';
import { isUnreadable } from './damage.ts';
import { formatUtc, parseRootKey, rootsPrefix, timeOfId } from '../format/keys.ts';
import { listMarks } from './marks.ts';
import type { Root, RootHeader } from '../format/root.ts';
import {
  checkBlockHash,
  isInline,
  type Block,
  type PartBlock,
  type SectionName,
  type SegmentRef,
} from '../format/sections.ts';
import { readRootHeader } from './root-reader.ts';
import type { StoredSegment } from '../format/table.ts';
import { decompressSync } from '../format/zstd.ts';

/** A snapshot as a LIST shows it. */
export interface SnapshotInfo {
  readonly series: string;
  readonly id: string;
  readonly utc: Date;
  readonly sizeBytes: number;
  /** S3's own time of it. */
  readonly lastModified: Date;
  /** False where S3's LastModified does not fit the time in the key: shown, but never `latest` and never a parent. */
  readonly timeTrusted: boolean;
  /** Its time is trusted by a mark, whatever S3's is. */
  readonly readmitted: boolean;
}

export interface SnapshotHeader extends SnapshotInfo {
  readonly header: RootHeader;
}

export function snapshotInfo(object: ObjectInfo): SnapshotInfo | undefined {
  const key = parseRootKey(object.key);
  if (key === undefined) return undefined;
  const utc = timeOfId(key.id);
  const { sizeBytes, lastModified } = object;
  return { ...key, utc, sizeBytes, lastModified, timeTrusted: isTrustedTime(utc, lastModified), readmitted: false };
}

/** Whether S3's LastModified of a root vouches for the time in its name (docs/format.md, after the rules). */
export function isTrustedTime(utc: Date, lastModified: Date): boolean {
  const ageSeconds = (lastModified.getTime() - utc.getTime()) / 1000;
  return ageSeconds >= -LIMITS.clockSkewSeconds && ageSeconds <= LIMITS.backupMaxSeconds;
}

const DAY_MS = 24 * 3600 * 1000;
/** How far back the newest snapshots are looked for before all are listed. */
const WINDOWS_DAYS = [4, 90];

/**
 * The newest snapshots of a series, newest first: at least `wanted` of them if there are as many. Looks at a window that
 * widens into the past, since S3 lists from the oldest on.
 */
export async function newestSnapshots(
  store: Store,
  series: string,
  wanted: number,
  now: Date,
  signal?: AbortSignal,
): Promise<readonly SnapshotInfo[]> {
  for (const days of WINDOWS_DAYS) {
    const found = await listSnapshots(store, series, new Date(now.getTime() - days * DAY_MS), signal);
    if (found.length >= wanted) return found;
  }
  return listSnapshots(store, series, undefined, signal);
}

/**
 * All snapshots of a series, newest first, in as many batches as windows of `newestSnapshots` are needed: whoever finds what
 * he looks for in the first one lists no more.
 *
 * @param first the newest ones, if they were listed already
 */
export async function* snapshotWindows(
  store: Store,
  series: string,
  now: Date,
  {
    first,
    signal,
  }: { readonly first?: readonly SnapshotInfo[] | undefined; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<readonly SnapshotInfo[]> {
  let seen = 0;
  let oldest: string | undefined;
  for (let infos = first; ; infos = undefined) {
    infos ??= await newestSnapshots(store, series, seen + 1, now, signal);
    const known = oldest;
    const fresh = infos.filter(({ id }) => known === undefined || id < known);
    if (fresh.length === 0 && (known !== undefined || infos.length === 0)) return;
    yield fresh;
    seen = infos.length;
    oldest = fresh.at(-1)?.id;
  }
}

/** Snapshots of a series since a time (all without), newest first. */
export async function listSnapshots(
  store: Store,
  series: string,
  since: Date | undefined,
  signal?: AbortSignal,
): Promise<readonly SnapshotInfo[]> {
  const prefix = rootsPrefix(series);
  const startAfter = since === undefined ? undefined : prefix + formatUtc(since);
  const found: SnapshotInfo[] = [];
  for await (const page of store.list(prefix, {
    ...(startAfter !== undefined && { startAfter }),
    signal,
  })) {
    for (const object of page.objects) {
      const info = snapshotInfo(object);
      if (info?.series === series) found.push(info);
    }
  }
  return trustReadmitted(store, series, found.reverse(), signal);
}

/**
 * A root that was put back, or copied with its vault, has a time that S3 cannot vouch for; a `readmitted` mark does, which
 * the role of a backup cannot write. Looked for only where such a root is.
 */
async function trustReadmitted(
  store: Store,
  series: string,
  infos: readonly SnapshotInfo[],
  signal: AbortSignal | undefined,
): Promise<readonly SnapshotInfo[]> {
  if (infos.every(({ timeTrusted }) => timeTrusted)) return infos;
  const marks = await listMarks(store, series, { signal });
  const readmitted = new Set(marks.filter(({ kind }) => kind === 'readmitted').map(({ id }) => id));
  return infos.map((info) => (readmitted.has(info.id) ? { ...info, timeTrusted: true, readmitted: true } : info));
}

/** Series of the vault, in key order, each with how many snapshots it has. */
export async function listSeries(
  store: Store,
  signal?: AbortSignal,
): Promise<readonly { readonly series: string; readonly snapshots: number; readonly newest: SnapshotInfo }[]> {
  const found = new Map<string, { snapshots: number; newest: SnapshotInfo }>();
  for await (const page of store.list('v1/roots/', { signal })) {
    for (const object of page.objects) {
      const info = snapshotInfo(object);
      if (info === undefined) continue;
      found.set(info.series, { snapshots: (found.get(info.series)?.snapshots ?? 0) + 1, newest: info });
    }
  }
  return [...found].map(([series, rest]) => ({ series, ...rest }));
}

/** One request as a rule. */
export async function readHeader(store: Store, info: SnapshotInfo, signal?: AbortSignal): Promise<SnapshotHeader> {
  return { ...info, header: await readRootHeader(store, info, { signal }) };
}

const READS_IN_FLIGHT = 16;
/** Of roots that are read at once, by what LIST says of their sizes: anybody's may be as large as a root can be. */
const BYTES_IN_FLIGHT = LIMITS.rootMaxBytes;

type Unread = { readonly info: SnapshotInfo; readonly error: HoldfastError };
/** A header, or why it cannot be read. */
export type ReadHeader = SnapshotHeader | Unread;

/** Headers in the given order; an unreadable one is given as its error, for the caller to show. */
export function readHeaders(
  store: Store,
  infos: readonly SnapshotInfo[],
  signal?: AbortSignal,
): AsyncGenerator<ReadHeader> {
  return readAhead(infos, (info) => readHeader(store, info, signal), 0);
}

/** Whole roots in the given order, in the same way. */
export function readRoots(
  infos: readonly SnapshotInfo[],
  read: (info: SnapshotInfo) => Promise<Root>,
): AsyncGenerator<{ readonly root: Root } | Unread> {
  return readAhead(infos, async (info) => ({ root: await read(info) }), BYTES_IN_FLIGHT);
}

/** @param maxBytes in flight, but for a single one; 0: no matter */
async function* readAhead<T>(
  infos: readonly SnapshotInfo[],
  read: (info: SnapshotInfo) => Promise<T>,
  maxBytes: number,
): AsyncGenerator<T | Unread> {
  const reading: { readonly sizeBytes: number; readonly done: Promise<T | Unread> }[] = [];
  let bytes = 0;
  let next = 0;
  const mayStart = ({ sizeBytes }: SnapshotInfo): boolean =>
    reading.length === 0 || maxBytes === 0 || bytes + sizeBytes <= maxBytes;
  // Starts with one, for the caller who takes only the first, and doubles from there.
  let window = 1;
  while (next < infos.length || reading.length > 0) {
    while (reading.length < window && next < infos.length && mayStart(infos[next] as SnapshotInfo)) {
      const info = infos[next++] as SnapshotInfo;
      bytes += info.sizeBytes;
      const done = read(info).catch((error: unknown) => {
        if (isUnreadable(error)) return { info, error };
        throw error;
      });
      reading.push({ sizeBytes: info.sizeBytes, done: awaitedLater(done) });
    }
    const { sizeBytes, done } = reading.shift() as (typeof reading)[number];
    yield await done;
    bytes -= sizeBytes;
    window = Math.min(window * 2, READS_IN_FLIGHT);
  }
}

/** A segment at hand, and the reference by which the next root can name it again. */
export interface LoadedSegment extends StoredSegment {
  readonly ref: SegmentRef;
}

export type LoadedSections = Partial<Record<SectionName, readonly (readonly LoadedSegment[])[]>>;

/** Fetches sections of a root: one range a part. Blocks are checked against their hashes. */
export async function loadSections(
  root: Root,
  names: readonly SectionName[],
  blobs: BlobReader,
  signal?: AbortSignal,
): Promise<LoadedSections> {
  const blocks = new Set(names.flatMap((name) => root.sections[name].flat().map(({ block }) => block)));
  const decoded = new DecodedBlocks(`A block of snapshot ${root.id}`);
  const stored = new Map<Block, Buffer>();
  const inParts: PartBlock[] = [];
  for (const block of blocks) {
    if (isInline(block)) stored.set(block, block.stored);
    else inParts.push(block);
  }
  await Promise.all(
    [...Map.groupBy(inParts, ({ key }) => key)].map(async ([key, wanted]) => {
      const start = Math.min(...wanted.map(({ offset }) => offset));
      const end = Math.max(...wanted.map(({ offset, storedBytes }) => offset + storedBytes));
      const check = (body: Buffer): void => {
        for (const block of wanted) {
          const at = block.offset - start;
          const bytes = body.subarray(at, at + block.storedBytes);
          checkBlockHash(block, bytes);
          stored.set(block, blobs.openBlock(key, bytes));
        }
      };
      await blobs.read(key, start, end - start, check, signal);
    }),
  );
  const load = (ref: SegmentRef): LoadedSegment => {
    const { rows, block, start, rawBytes } = ref;
    const bytes = stored.get(block) as Buffer;
    return {
      rows,
      rawBytes,
      storedBytes: Math.ceil((bytes.length * rawBytes) / Math.max(1, block.rawBytes)),
      raw: () => decoded.of(bytes, block.rawBytes).subarray(start, start + rawBytes),
      ref,
    };
  };
  return Object.fromEntries(names.map((name) => [name, root.sections[name].map((level) => level.map(load))]));
}

/** Of a table that is read in order, the block at hand; and one more, since levels are read side by side. */
const DECODED_KEPT = 2;

/**
 * Blocks decoded when they are asked for, the last ones kept: several segments are cut from each. A WeakRef would not do,
 * since whatever it gives out stays until the loop over a whole table ends.
 */
class DecodedBlocks {
  private readonly what: string;
  private kept: readonly { readonly stored: Buffer; readonly raw: Buffer }[] = [];

  constructor(what: string) {
    this.what = what;
  }

  of(stored: Buffer, rawBytes: number): Buffer {
    const found = this.kept.find((block) => block.stored === stored);
    const block = found ?? { stored, raw: decompressSync(stored, rawBytes, this.what) };
    this.kept = [block, ...this.kept.filter((other) => other !== block)].slice(0, DECODED_KEPT);
    return block.raw;
  }
}

/**
 * Which repository a snapshot is of: the id that GitHub gave it, in decimal; undefined where the snapshot does not say. Files are
 * those of the repository whose workflow stored them; any other source names its repository in its definition, since a workflow
 * may back up another one than its own.
 */
export function repositoryIdOf({ source, context }: Pick<RootHeader, 'source' | 'context'>): string | undefined {
  const { kind, definition } = source;
  const id = kind === 'files' ? context['repositoryId'] : definition['repositoryId'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
