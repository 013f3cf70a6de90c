/** Reads what pages show of a series: roots, trees, states and marks, and never a pack. */
import { HoldfastError } from '../base/errors.ts';
import { openBesideSealed, SealedError } from '../vault/format/sealed-root.ts';
import type { Root } from '../vault/format/root.ts';
import { decodeSegment, type DecodedLevels } from '../vault/format/table.ts';
import { TREE, treeChanges, type TreeChange } from '../vault/format/tree.ts';
import { BlobReader } from '../vault/read/blobs.ts';
import { listMarks, type MarkFacts, quarantinedIds, readMarkFacts } from '../vault/read/marks.ts';
import { readRoot } from '../vault/read/root-reader.ts';
import {
  type LoadedSections,
  listSnapshots,
  type LoadedSegment,
  loadSections,
  readRoots,
  type SnapshotInfo,
} from '../vault/read/snapshots.ts';
import { isUnreadable, unreadableKind } from '../vault/read/damage.ts';
import type { Store } from '../store/store.ts';
import { PathHistory, sharedLevels } from './history.ts';
import { isCounting, isForeign, type Problem, type RefMove, type SeriesView, type SnapshotView } from './model.ts';
import { treeChangesSince } from './tree-difference.ts';

type Refs = Readonly<Record<string, string>>;

export interface CollectDeps {
  readonly store: Store;
  readonly signal: AbortSignal;
  /** HEAD and refs of a repository's snapshot; undefined for other sources. */
  readonly refsOf: (snapshot: {
    readonly root: Root;
    readonly sections: Pick<LoadedSections, 'state'>;
  }) => Refs | undefined;
  readonly onRead: (series: string, done: number, total: number) => void;
}

/**
 * What can be read of a series, and why the rest cannot be.
 *
 * @param history how many of its snapshots are shown, the newest
 * @returns undefined if it has no snapshot
 */
export async function collectSeries(
  series: string,
  history: number,
  deps: CollectDeps,
): Promise<SeriesView | undefined> {
  const { store, signal } = deps;
  const listed = await unlessUnreadable(() => listSnapshots(store, series, undefined, signal));
  if (listed instanceof HoldfastError)
    return { ...nothingOf(series), problems: [problemOf('Its snapshots cannot be listed', listed)] };
  if (listed.length === 0) return undefined;
  const shown = listed.slice(0, history);
  const marked = await readMarks(series, shown, deps);
  const read = await readAll(series, shown, marked, deps);
  const { snapshots, removedCount } = await withoutRemoved(series, read.snapshots, deps);
  if (snapshots.length === 0 && listed.length === shown.length) return undefined;
  const { problems, isMarked } = marked;
  const newest = snapshots.find(({ info }) => info.id === read.line?.lastId);
  const latest = isMarked ? snapshots.find((each) => isCounting(each) && !isForeign(each)) : undefined;
  const lists = newest === undefined ? NO_LISTS : { ...read.line?.history.files(), refs: read.line?.refs };
  const olderCount = listed.length - shown.length;
  return { ...nothingOf(series), problems, isMarked, removedCount, snapshots, olderCount, latest, newest, ...lists };
}

const NO_LISTS = { files: [], gone: [], refs: undefined } as const;

function nothingOf(series: string): SeriesView {
  const none = { latest: undefined, newest: undefined, ...NO_LISTS };
  return { series, problems: [], isMarked: false, removedCount: 0, snapshots: [], olderCount: 0, ...none };
}

function problemOf(what: string, error: HoldfastError): Problem {
  return { text: `${what}: ${error.message}`, error };
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | HoldfastError> {
  try {
    return await read();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return error;
  }
}

interface Marked {
  readonly problems: readonly Problem[];
  readonly isMarked: boolean;
  readonly facts: ReadonlyMap<string, MarkFacts>;
}

async function readMarks(
  series: string,
  infos: readonly SnapshotInfo[],
  { store, signal }: CollectDeps,
): Promise<Marked> {
  const ids = new Set(infos.map(({ id }) => id));
  const marks = await unlessUnreadable(() => listMarks(store, series, { signal }));
  if (!(marks instanceof HoldfastError)) {
    const own = marks.filter(({ id }) => ids.has(id));
    return { problems: [], isMarked: true, facts: await readMarkFacts(store, own, signal) };
  }
  const unknown = 'whether a snapshot is verified, held or in quarantine is not known, so that none counts';
  return { problems: [problemOf(`Its marks cannot be listed, ${unknown}`, marks)], isMarked: false, facts: new Map() };
}

/** How often a series is read again without a newest snapshot whose whole tree cannot be read. */
const READ_AGAIN = 3;

/** @param infos newest first, and not none */
async function readAll(
  series: string,
  infos: readonly SnapshotInfo[],
  marked: Marked,
  deps: CollectDeps,
): Promise<{ readonly snapshots: readonly SnapshotView[]; readonly line: SeriesLine | undefined }> {
  const broken = new Map<string, HoldfastError>();
  for (;;) {
    const line = new SeriesLine(deps);
    const shown = await readOnce(series, infos, { line, marked, broken }, deps);
    const failure = await unlessUnreadable(() => line.settle());
    const isSettled = !(failure instanceof HoldfastError);
    if (!isSettled && line.lastId !== undefined) broken.set(line.lastId, failure);
    if (!isSettled && broken.size <= READ_AGAIN) continue;
    const doubtful = new Set(openBesideSealed(shown));
    const snapshots = shown.toReversed().map((each): SnapshotView => {
      const problem = broken.get(each.info.id);
      return { ...each, ...(problem && { problem }), ...(doubtful.has(each) && { isBesideSealed: true }) };
    });
    return { snapshots, line: isSettled ? line : undefined };
  }
}

/** Oldest first. */
async function readOnce(
  series: string,
  infos: readonly SnapshotInfo[],
  {
    line,
    marked: { facts, isMarked },
    broken,
  }: { readonly line: SeriesLine; readonly marked: Marked; readonly broken: ReadonlyMap<string, HoldfastError> },
  { store, signal, onRead }: CollectDeps,
): Promise<readonly SnapshotView[]> {
  const shown: SnapshotView[] = [];
  const oldestFirst = infos.toReversed();
  let index = 0;
  for await (const found of readRoots(oldestFirst, (info) => readRoot(store, info, { signal }))) {
    const info = oldestFirst[index++] as SnapshotInfo;
    const one = { info, facts: facts.get(info.id) };
    const counts = isMarked && isCounting(one) && !broken.has(info.id);
    if ('root' in found) shown.push({ ...one, ...(await line.add(info, found.root, counts)) });
    else shown.push({ ...one, ...whyUnread(found.error) });
    onRead(series, index, infos.length);
  }
  return shown;
}

/** What was removed after it was listed is not in the vault any more, and no fault of it. */
async function withoutRemoved(
  series: string,
  snapshots: readonly SnapshotView[],
  { store, signal }: CollectDeps,
): Promise<{ readonly snapshots: readonly SnapshotView[]; readonly removedCount: number }> {
  if (snapshots.every(({ problem }) => unreadableKind(problem) !== 'lost')) return { snapshots, removedCount: 0 };
  const listed = await unlessUnreadable(() => listSnapshots(store, series, undefined, signal));
  if (listed instanceof HoldfastError) return { snapshots, removedCount: 0 };
  const there = new Set(listed.map(({ id }) => id));
  const left = snapshots.filter(({ info, problem }) => unreadableKind(problem) !== 'lost' || there.has(info.id));
  return { snapshots: left, removedCount: snapshots.length - left.length };
}

/** The time of the newest snapshot of a series that counts; undefined if there is none, or it cannot be known. */
export async function latestTime(store: Store, series: string, signal: AbortSignal): Promise<Date | undefined> {
  const found = await unlessUnreadable(async () => {
    const infos = await listSnapshots(store, series, undefined, signal);
    const quarantined = quarantinedIds(await listMarks(store, series, { signal }));
    return infos.find(({ id, timeTrusted }) => timeTrusted && !quarantined.has(id));
  });
  return found instanceof HoldfastError ? undefined : found?.utc;
}

function whyUnread(problem: HoldfastError): Pick<SnapshotView, 'sealed' | 'problem'> {
  const sealed = problem instanceof SealedError ? problem.facts : undefined;
  return sealed === undefined ? { problem } : { sealed };
}

/** The snapshot before the one that is read. */
interface Followed {
  readonly info: SnapshotInfo;
  readonly root: Root;
  /** The levels of its tree but the oldest, which is the largest by far. */
  readonly upper: DecodedLevels;
}

interface TreeReading {
  readonly changes: Iterable<TreeChange>;
  /** Whether these are all rows of the tree. */
  readonly isWhole: boolean;
  readonly upper: DecodedLevels;
}

function decoded(levels: readonly (readonly LoadedSegment[])[]): DecodedLevels {
  return levels.map((level) => level.map((segment) => decodeSegment(TREE, segment)));
}

/** The snapshots of a series that can be read and count, one after the other; of others only the header. */
class SeriesLine {
  readonly history = new PathHistory();
  refs: Refs | undefined;
  lastId: string | undefined;
  #before: Followed | undefined;
  readonly #deps: CollectDeps;

  constructor(deps: CollectDeps) {
    this.#deps = deps;
  }

  async add(info: SnapshotInfo, root: Root, counts: boolean): Promise<Omit<SnapshotView, 'info' | 'facts'>> {
    const about = {
      header: root.header,
      neededBytes: root.objects.reduce((sum, { liveBytes }) => sum + liveBytes, info.sizeBytes),
    };
    if (!counts) return about;
    const followed = await unlessUnreadable(() => this.#follow(info, root));
    return { ...about, ...(followed instanceof HoldfastError ? { problem: followed } : followed) };
  }

  async #follow(info: SnapshotInfo, root: Root): Promise<Pick<SnapshotView, 'changes' | 'before'>> {
    const before = this.#before;
    const isStateSame =
      before !== undefined &&
      before.root.sections.state.length === root.sections.state.length &&
      sharedLevels(before.root.sections.state, root.sections.state) === root.sections.state.length;
    const state = isStateSame ? undefined : await this.#load(root, 'state', 0);
    const refs = state === undefined ? this.refs : this.#deps.refsOf({ root, sections: { state } });
    const { changes: paths, isWhole, upper } = await this.#readChanges(root);
    const changes = this.history.add(info, paths, isWhole);
    const moves = compareRefs(this.refs, refs);
    this.refs = refs;
    this.lastId = info.id;
    this.#before = { info, root, upper };
    return changes === undefined || before === undefined
      ? {}
      : { before: before.info, changes: { ...changes, refs: moves } };
  }

  /** What the newest levels change, or all levels, where these do not say it: the oldest one is new, or the one before is no ancestor. */
  async #readChanges(root: Root): Promise<TreeReading> {
    const { root: earlier, upper: before = [] } = this.#before ?? {};
    const kept = sharedLevels(earlier?.sections.tree ?? [], root.sections.tree);
    if (kept > 0) {
      const newer = decoded(await this.#load(root, 'tree', kept));
      const changes = treeChangesSince(before.slice(kept - 1), newer);
      if (changes !== undefined) return { changes, isWhole: false, upper: [...before.slice(0, kept - 1), ...newer] };
    }
    const levels = await this.#load(root, 'tree', 0);
    return { changes: treeChanges(levels), isWhole: true, upper: decoded(levels.slice(1)) };
  }

  /** The levels of a section, without the oldest `skipped` ones. */
  async #load(root: Root, name: 'tree' | 'state', skipped: number): Promise<readonly (readonly LoadedSegment[])[]> {
    const { signal, store } = this.#deps;
    const wanted = { ...root, sections: { ...root.sections, [name]: root.sections[name].slice(skipped) } };
    return (await loadSections(wanted, [name], new BlobReader(store, root), signal))[name] ?? [];
  }

  /** What the newest has is read whole: nobody's levels can make the list of its files another than a restore would write. */
  async settle(): Promise<void> {
    if (this.#before === undefined) return;
    const { info, root } = this.#before;
    this.history.add(info, treeChanges(await this.#load(root, 'tree', 0)), true);
  }
}

function compareRefs(before: Refs = {}, after: Refs = {}): readonly RefMove[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
    .filter((move) => move.before !== move.after);
}
