/** Reads what pages show of a series: roots, trees, states and marks, and never a pack. */
import type { HoldfastError } from '../base/errors.ts';
import { openBesideSealed, SealedError } from '../vault/format/sealed-root.ts';
import type { Root } from '../vault/format/root.ts';
import { decodeSegment, type DecodedLevels } from '../vault/format/table.ts';
import { TREE, treeChanges, type TreeChange } from '../vault/format/tree.ts';
import { BlobReader } from '../vault/read/blobs.ts';
import { listMarks, readMarkFacts } from '../vault/read/marks.ts';
import { readRoot } from '../vault/read/root-reader.ts';
import {
  type LoadedSections,
  type LoadedSegment,
  loadSections,
  readRoots,
  type SnapshotInfo,
} from '../vault/read/snapshots.ts';
import { isUnreadable } from '../vault/read/damage.ts';
import type { Store } from '../store/store.ts';
import { PathHistory, sharedLevels } from './history.ts';
import { isCounting, type RefMove, type SeriesView, type SnapshotView } from './model.ts';
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

/** @param infos its snapshots, newest first, and not none */
export async function collectSeries(
  series: string,
  infos: readonly SnapshotInfo[],
  olderCount: number,
  deps: CollectDeps,
): Promise<SeriesView> {
  const { store, signal } = deps;
  const ids = new Set(infos.map(({ id }) => id));
  const marks = (await listMarks(store, series, { signal })).filter(({ id }) => ids.has(id));
  const facts = await readMarkFacts(store, marks, signal);
  const line = new SeriesLine(deps);
  const shown: SnapshotView[] = [];
  const oldestFirst = infos.toReversed();
  let index = 0;
  for await (const found of readRoots(oldestFirst, (info) => readRoot(store, info, { signal }))) {
    const info = oldestFirst[index++] as SnapshotInfo;
    const marked = { info, facts: facts.get(info.id) };
    if ('root' in found) shown.push({ ...marked, ...(await line.add(info, found.root, isCounting(marked))) });
    else shown.push({ ...marked, ...whyUnread(found.error) });
    deps.onRead(series, index, infos.length);
  }
  await line.settle();
  const doubtful = new Set(openBesideSealed(shown));
  const snapshots = shown.toReversed().map((each) => (doubtful.has(each) ? { ...each, isBesideSealed: true } : each));
  const newest = snapshots.find(({ info }) => info.id === line.lastId);
  const latest = snapshots.find(isCounting);
  return { series, snapshots, olderCount, latest, newest, ...line.history.files(), refs: line.refs };
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
    try {
      return { ...about, ...(await this.#follow(info, root)) };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return { ...about, problem: error };
    }
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
