/** Makes a snapshot: parent, reuse, entries of the source, packs, commit. */
import { availableParallelism } from 'node:os';
import { awaitedLater } from '../../base/async.ts';
import type { Emit } from '../../base/events.ts';
import { LIMITS, MiB } from '../../base/limits.ts';
import {
  PARTIAL_GAPS,
  type Gap,
  type OpenSource,
  type ParentView,
  type PartStatus,
  type Source,
  type SourceResult,
} from '../../sources/source.ts';
import type { Store } from '../../store/store.ts';
import { adoptPacks, interruptedPacks, planAdoption, type AdoptedPack } from './adopt.ts';
import { adoptByJournals } from './adopt-sealed.ts';
import { inheritChunker, type ChunkerParams } from '../format/chunker.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { NO_FEATURES, SEALED_FEATURES } from '../format/features.ts';
import { commit, type Committed } from './commit.ts';
import { FragmentWriter, type WrittenPacks } from './fragment-writer.ts';
import { formatUtc, parseBlobKey } from '../format/keys.ts';
import { mapSegments, type FragmentIndex } from '../format/map.ts';
import { checkVaultKeys, sealingOf, type PackRecipient, type Sealing } from './sealing.ts';
import { JOURNAL_EVERY_BYTES, JournalWriter } from './journal.ts';
import { lastVerifiedAt } from '../read/marks.ts';
import { refuseBesideSealed, refuseSecondLine } from './mixed-series.ts';
import { openParent, type Parent } from './parent.ts';
import { proveParent, type TrustedRows } from './prove-parent.ts';
import { ReaderPool } from './reader.ts';
import { indexParent, listPacks, proveObjects, Usage, type Reuse } from './reuse.ts';
import type { RootContent, RootObject } from '../format/root.ts';
import { newestSnapshots, type SnapshotInfo } from '../read/snapshots.ts';
import { readVaultRules, refuseOpen } from '../read/vault-rules.ts';
import { stateChanges, stateRows } from '../format/state.ts';
import type { StoredSegment } from '../format/table.ts';
import { treeEntries, type TreeCounts } from '../format/tree.ts';
import { TreeWriter } from './tree-writer.ts';

const WINDOW_BYTES = 2 * MiB;
const MAX_THREADS = 4;
/** A snapshot that is further ahead of S3's clock is not of a run that has just ended. */
const MAX_WAIT_MS = 5000;
const PROGRESS_EVERY_MS = 500;
/** At most so many gaps are listed one by one. The others are only counted. */
const MAX_LISTED_GAPS = 10_000;
const MAX_HEADER_GAPS = 10;

export interface BackupOptions {
  readonly store: Store;
  readonly source: Source;
  readonly series: string;
  /** The newest snapshots of the series, if they were listed already. */
  readonly roots?: readonly SnapshotInfo[];
  /** Series that may lend a parent while this one has none. */
  readonly base: string | undefined;
  readonly labels: readonly string[];
  readonly context: Readonly<Record<string, string>>;
  readonly mtime: 'keep-equal' | 'exact';
  readonly storageClass: string;
  /** With a store that has keys: whom packs are sealed to, if not to the vault key. */
  readonly packRecipient?: PackRecipient | undefined;
  /** Stored bytes at which a pack is closed, if not what is good for S3. */
  readonly packBytes?: number | undefined;
  /** Of a run that seals: after how many bytes of packs it notes what they hold, should it be interrupted. */
  readonly journalEveryBytes?: number | undefined;
  /** Accept that the series is a backup of something else from now on. */
  readonly redefine: boolean;
  /** Of read-worker. */
  readonly workerUrl: URL;
  readonly tempDir: string;
  /** Used only if the store has not heard a time from S3 yet. */
  readonly now: () => Date;
  /** Waits so many milliseconds, until the second of this run is over. Not needed where `now` is a clock of the caller. */
  readonly wait?: (ms: number) => Promise<void>;
  /** A text without the secrets of this run: reasons of gaps are texts of servers and programs. */
  readonly redact: (text: string) => string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface BackupOutcome extends Committed {
  readonly parent: string | undefined;
  readonly counts: TreeCounts;
  /** Raw bytes that no earlier snapshot had. */
  readonly newBytes: number;
  /** Bytes uploaded: packs, parts and the root. */
  readonly storedBytes: number;
  readonly gaps: readonly Gap[];
  readonly anomaly: string | undefined;
  /** When a verify last vouched for a snapshot of the parent's series, as far as its marks were looked at. */
  readonly verifiedAt: Date | undefined;
}

/** One run: finds and proves a parent, reads the source, stores what is new, commits one snapshot. */
export async function backUp(options: BackupOptions): Promise<BackupOutcome> {
  const startedMs = performance.now();
  const run = await startRun(options);
  const open = await run.openSource();
  try {
    const written = await writeTree(options, run, open);
    options.emit({ type: 'phase', name: 'Commit' });
    return await commitRun(options, run, open, written, startedMs);
  } finally {
    await open.close();
  }
}

interface Run {
  readonly utc: Date;
  readonly parent: Parent | undefined;
  /** Of the parent's tree. */
  readonly rows: TrustedRows | undefined;
  readonly reuse: Reuse;
  readonly adopted: readonly AdoptedPack[];
  readonly sealing: Sealing | undefined;
  /** Awaited before anything new is stored. @throws sealed */
  readonly mayAdd: () => Promise<void>;
  readonly openSource: () => Promise<OpenSource>;
}

/**
 * The time of this run: a whole second by S3's clock, later than that of the newest snapshot. Ids of the same second have
 * no order, and the later run has to be `latest`.
 */
async function beginOf({ store, now, wait }: BackupOptions, roots: readonly SnapshotInfo[]): Promise<Date> {
  const second = Math.floor((store.serverDate() ?? now()).getTime() / 1000) * 1000;
  const newest = roots.find((root) => root.timeTrusted)?.utc.getTime() ?? -Infinity;
  const waitMs = newest + 1000 - second;
  if (waitMs <= 0 || waitMs > MAX_WAIT_MS) return new Date(second);
  await wait?.(waitMs);
  return new Date(newest + 1000);
}

async function startRun(options: BackupOptions): Promise<Run> {
  const { store, source, series, base, emit, signal } = options;
  emit({ type: 'phase', name: 'Parent' });
  const sealing = sealingOf(store, options.packRecipient);
  const rules = awaitedLater(readVaultRules(store, signal));
  const roots = options.roots ?? (await newestSnapshots(store, series, 1, store.serverDate() ?? options.now(), signal));
  const utc = await beginOf(options, roots);
  const own = [series, ...(base === undefined ? [] : [base])];
  // The LIST runs while the parent is read. The parent may name objects of further series.
  const listed = awaitedLater(listPacks(store, own, signal));
  const foreign: SnapshotInfo[] = [];
  const onForeign = (info: SnapshotInfo): unknown => info.series === series && foreign.push(info);
  const mayStore = async (): Promise<void> => {
    const asked = await rules;
    if (sealing === undefined) refuseOpen(asked);
  };
  let parent: Parent | undefined;
  try {
    parent = await openParent({ ...options, seal: sealing?.seal, onForeign }, roots, utc);
  } finally {
    // Whatever else is wrong: what the vault asks for comes first.
    await mayStore();
  }
  if (parent === undefined) {
    await checkVaultKeys(store, sealing?.seal, emit, signal);
    if (!options.redefine) await refuseSecondLine(store, series, foreign, signal);
  }
  emit({
    type: 'info',
    message:
      parent === undefined
        ? `Series ${series} has no snapshot to build on: everything is read and stored.`
        : `Building on snapshot ${parent.root.id} of series ${parent.info.series}.`,
  });
  const seriesNames = [...new Set([...own, ...(parent?.seriesNames ?? [])])];
  const atHand = seriesNames.length === own.length ? listed : undefined;
  const { proved, packs } = await proveObjects(store, seriesNames, parent, emit, signal, atHand);
  if (parent?.root.header.seal?.key !== sealing?.seal.key) forgetParts(proved);
  const loaded = await parent?.load();
  const rows = parent && (await proveParent({ store, parent, proved, packs, emit, signal }));
  const { index, retired } = indexParent(loaded?.map.flat() ?? [], proved);
  const known = new Set(parent?.root.objects.map((object) => object.key));
  const interrupted = [packs.values(), series, roots, known, utc] as const;
  // What an interrupted run has sealed, the next one cannot open: it goes by what that run has noted.
  const adopted =
    sealing === undefined
      ? await adoptPacks(store, planAdoption(...interrupted), emit, signal)
      : await adoptByJournals(store, { series, ...sealing }, interruptedPacks(...interrupted), emit, signal);
  if (adopted.length > 0)
    emit({ type: 'info', message: `Using ${String(adopted.length)} packs of an interrupted run.` });
  for (const frames of adopted) for (const frame of frames.frames) index.add(frame);
  const view = parent && rows && parentView(parent, index, rows);
  const seen = parent?.isOther === true ? { parent: undefined, base: view } : { parent: view };
  const openSource = () => source.open({ ...seen, tempDir: options.tempDir, emit, signal });
  const mayAdd = parent === undefined ? nothing : onceOpen(store, parent.info, signal);
  return { utc, parent, rows, reuse: { proved, index, retired, packs }, adopted, sealing, mayAdd, openSource };
}

const nothing = (): Promise<void> => Promise.resolve();

/** Looks once, and only in a run that has something new: a night without news asks for nothing more. */
function onceOpen(store: Store, open: SnapshotInfo, signal: AbortSignal): () => Promise<void> {
  let looked: Promise<void> | undefined;
  return () => (looked ??= refuseBesideSealed(store, open, signal));
}

/** Tables are written anew under a new key. */
function forgetParts(proved: Map<string, RootObject>): void {
  for (const key of proved.keys()) if (parseBlobKey(key)?.kind === 'parts') proved.delete(key);
}

function parentView({ root, tables }: Parent, index: FragmentIndex, rows: TrustedRows): ParentView {
  return {
    id: root.id,
    *entries(prefix) {
      for (const entry of treeEntries(tables().tree, Buffer.from(prefix)))
        yield { entry, available: isAvailable(entry.fragments, index) && rows.mayCarry(entry, index) };
    },
    state: (prefix) => stateRows(tables().state, Buffer.from(prefix)),
  };
}

function isAvailable(fragments: Buffer, index: FragmentIndex): boolean {
  for (let at = 0; at < fragments.length; at += HASH_BYTES) if (index.find(fragments, at) < 0) return false;
  return true;
}

interface WrittenTree {
  readonly changes: readonly StoredSegment[];
  readonly packs: WrittenPacks;
  readonly usage: Usage;
  readonly gaps: readonly Gap[];
  readonly counts: TreeCounts;
  readonly chunker: ChunkerParams;
}

async function writeTree(
  options: BackupOptions,
  { utc, parent, rows, reuse, adopted, sealing, mayAdd }: Run,
  open: OpenSource,
): Promise<WrittenTree> {
  const { store, series, storageClass, emit, signal } = options;
  emit({ type: 'phase', name: 'Read and store' });
  const { index, retired } = reuse;
  const chunker = inheritChunker(parent?.root.header.chunker, open.totals.bytes ?? 0);
  const progress = progressOf(open, emit);
  const expectedBytes = parent === undefined && adopted.length === 0 ? open.totals.bytes : undefined;
  const { journalEveryBytes: everyBytes = JOURNAL_EVERY_BYTES } = options;
  const journal = sealing && new JournalWriter({ store, series, utc, everyBytes, signal, ...sealing });
  const fragments: FragmentWriter = new FragmentWriter({
    store,
    series,
    utc,
    storageClass,
    signal,
    chunker,
    index,
    retired,
    expectedBytes,
    packBytes: options.packBytes,
    encode: (memory, rawBytes, level) => pool.encode(memory, rawBytes, level),
    sealPack: sealing?.sealPack,
    mayAdd,
    onStored: journal && ((object, frames) => journal.add(object, frames)),
    onUpload: progress.uploaded,
  });
  const usage = new Usage(index);
  const threads = Math.min(MAX_THREADS, availableParallelism());
  const pool = await ReaderPool.start(options.workerUrl, threads, { chunker, windowBytes: WINDOW_BYTES }, fragments);
  const onAbort = () => {
    fragments.fail(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort);
  try {
    const before = parent === undefined ? [] : treeEntries(parent.tables().tree);
    const tree = new TreeWriter({
      before,
      rows,
      index,
      fragments,
      usage,
      pool,
      jobsInFlight: threads * 2,
      chunker,
      mtime: options.mtime,
      onProgress: progress.read,
    });
    for await (const batch of open.entries()) {
      signal.throwIfAborted();
      for (const entry of batch) await tree.add(entry);
    }
    const changes = await tree.finish();
    const packs = await fragments.finish();
    progress.finish();
    return { changes, packs, usage, gaps: tree.gaps, counts: tree.counts, chunker };
  } finally {
    signal.removeEventListener('abort', onAbort);
    await pool.close();
  }
}

function progressOf({ totals }: OpenSource, emit: Emit) {
  let doneItems = 0;
  let doneBytes = 0;
  let uploadedBytes = 0;
  let lastMs = -Infinity;
  const report = (atEnd: boolean) => {
    if (!atEnd && performance.now() - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = performance.now();
    emit({
      type: 'progress',
      what: 'read',
      doneBytes,
      totalBytes: totals.bytes,
      doneItems,
      totalItems: totals.entries,
    });
    emit({
      type: 'progress',
      what: 'upload',
      doneBytes: uploadedBytes,
      totalBytes: undefined,
      doneItems: 0,
      totalItems: undefined,
    });
  };
  return {
    read: (entries: number, bytes: number) => {
      doneItems += entries;
      doneBytes += bytes;
      report(false);
    },
    uploaded: (bytes: number) => {
      uploadedBytes += bytes;
      report(false);
    },
    finish: () => {
      report(true);
    },
  };
}

async function commitRun(
  options: BackupOptions,
  run: Run,
  open: OpenSource,
  written: WrittenTree,
  startedMs: number,
): Promise<BackupOutcome> {
  const { store, series, signal } = options;
  const { parent, reuse } = run;
  const result = await open.finish();
  const gaps = [...written.gaps, ...result.gaps].map((gap) => ({ ...gap, reason: options.redact(gap.reason) }));
  const packs = usedPacks(run, written);
  const isUsed = new Set(packs.map((pack) => pack.key));
  const adopted = run.adopted.filter((pack) => isUsed.has(pack.object.key)).flatMap((pack) => pack.frames);
  const newMap = [...mapSegments(adopted), ...written.packs.map];
  const before = parent?.tables() ?? { map: [], tree: [], state: [] };
  const state = stateChanges(stateRows(before.state), result.state);
  // Names and refs may be new where no content is.
  if (written.changes.length + state.length > 0) await run.mayAdd();
  const committed = await commit({
    store,
    series,
    utc: run.utc,
    packs,
    proved: reuse.proved,
    before,
    changes: {
      map: newMap,
      tree: written.changes,
      state,
    },
    header: (partBytes) =>
      headerOf(options, run, open, written, result, gaps, written.packs.storedBytes + partBytes, isUsed),
    gaps: gaps.slice(0, MAX_LISTED_GAPS).map(({ class: kind, path, reason }) => ({ class: kind, path, reason })),
    // A machine that slept did not count that time. S3 did.
    elapsedSeconds: () =>
      Math.max(performance.now() - startedMs, (store.serverDate()?.getTime() ?? 0) - run.utc.getTime()) / 1000,
    now: options.now,
    signal,
  });
  return {
    ...committed,
    parent: parent?.root.id,
    counts: written.counts,
    newBytes: written.packs.rawBytes,
    storedBytes: (committed.root.header.counts['storedBytes'] ?? 0) + committed.rootBytes,
    gaps,
    anomaly: result.anomaly,
    verifiedAt: lastVerifiedAt(parent === undefined || parent.isOther === true ? [] : parent.marks),
  };
}

/**
 * The packs that the snapshot needs: of the parent, of interrupted runs and of this one, as far as they are used. What is
 * new may hold only what was read of a file before it turned out to be unreadable.
 */
function usedPacks({ reuse, adopted }: Run, { usage, packs }: WrittenTree): readonly RootObject[] {
  const used = usage.packs;
  const old = [...reuse.proved.values(), ...adopted.map((pack) => pack.object)].filter((object) =>
    used.has(object.key),
  );
  return [...old.map((object) => usage.describe(object)), ...usage.needed(packs)];
}

function headerOf(
  { series, source, labels, context, mtime, base }: BackupOptions,
  { utc, parent, adopted, sealing }: Run,
  open: OpenSource,
  { counts, packs, gaps: readGaps, chunker }: WrittenTree,
  result: SourceResult,
  gaps: readonly Gap[],
  storedBytes: number,
  isUsed: ReadonlySet<string>,
): RootContent['header'] {
  const parts = partsOf(source, result, readGaps);
  const classes = Map.groupBy(gaps, (gap) => gap.class);
  return {
    features: sealing === undefined ? NO_FEATURES : SEALED_FEATURES,
    ...(sealing !== undefined && { seal: sealing.seal }),
    series,
    utc: formatUtc(utc),
    status: Object.values(parts).includes('partial') ? 'partial' : 'complete',
    parts,
    source: { kind: source.kind, definition: { ...source.definition }, identity: { ...open.identity } },
    context: { ...context },
    labels: [...labels],
    parents: parent === undefined ? [] : [{ series: parent.info.series, id: parent.root.id }],
    bases: [...new Set([...(parent?.seriesNames ?? []), ...(base === undefined ? [] : [base])])].filter(
      (name) => name !== series,
    ),
    counts: { ...counts, newBytes: packs.rawBytes, storedBytes },
    gaps: Object.fromEntries(
      [...classes].map(([name, list]) => [
        name,
        { count: list.length, first: list.slice(0, MAX_HEADER_GAPS).map(shortened) },
      ]),
    ),
    ...(result.anomaly !== undefined && { anomaly: result.anomaly }),
    chunker,
    mtime,
    adopted: adopted
      .map((pack) => pack.object.key)
      .filter((key) => isUsed.has(key))
      .slice(0, LIMITS.adoptMaxPacks),
  };
}

/** What the engine could not read itself makes the part partial in which it lies: the first folder, or all of the files. */
function partsOf(source: Source, result: SourceResult, readGaps: readonly Gap[]): Record<string, PartStatus> {
  const parts = { ...result.parts };
  for (const { path, class: kind } of readGaps) {
    if (PARTIAL_GAPS.includes(kind))
      parts[source.kind === 'files' ? 'files' : (path.split('/', 1)[0] as string)] = 'partial';
  }
  return parts;
}

/** The header has room for ten gaps a class, and a path may have 4,096 bytes. */
function shortened(gap: Gap): Gap {
  const most = 80;
  return {
    class: gap.class,
    path: gap.path.length > most ? `${gap.path.slice(0, most)}...` : gap.path,
    reason: gap.reason.slice(0, most),
  };
}
