/** Reads what pages show of a series: roots, trees, states and marks, and never a pack. */
import type { HoldfastError } from '../base/errors.ts';
import { openBesideSealed, SealedError } from '../vault/format/sealed-root.ts';
import type { Root } from '../vault/format/root.ts';
import { treeChanges } from '../vault/format/tree.ts';
import { BlobReader } from '../vault/read/blobs.ts';
import { listMarks, readMarkFacts } from '../vault/read/marks.ts';
import { readRoot } from '../vault/read/root-reader.ts';
import { type LoadedSections, loadSections, readRoots, type SnapshotInfo } from '../vault/read/snapshots.ts';
import { isUnreadable } from '../vault/read/damage.ts';
import type { Store } from '../store/store.ts';
import { PathHistory, sharedLevels } from './history.ts';
import type { RefMove, SeriesView, SnapshotView } from './model.ts';

type Refs = Readonly<Record<string, string>>;

export interface CollectDeps {
  readonly store: Store;
  readonly signal: AbortSignal;
  /** HEAD and refs of a repository's snapshot; undefined for other sources. */
  readonly refsOf: (snapshot: { readonly root: Root; readonly sections: LoadedSections }) => Refs | undefined;
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
    if ('root' in found) shown.push({ ...marked, ...(await line.add(info, found.root)) });
    else shown.push({ ...marked, ...whyUnread(found.error) });
    deps.onRead(series, index, infos.length);
  }
  await line.settle();
  const doubtful = new Set(openBesideSealed(shown));
  const snapshots = shown.toReversed().map((each) => (doubtful.has(each) ? { ...each, isBesideSealed: true } : each));
  const newest = snapshots.find(({ info }) => info.id === line.lastId);
  return { series, snapshots, olderCount, newest, ...line.history.files(), refs: line.refs };
}

function whyUnread(problem: HoldfastError): Pick<SnapshotView, 'sealed' | 'problem'> {
  const sealed = problem instanceof SealedError ? problem.facts : undefined;
  return sealed === undefined ? { problem } : { sealed };
}

/** The snapshots of a series that can be read, one after the other. */
class SeriesLine {
  readonly history = new PathHistory();
  refs: Refs | undefined;
  lastId: string | undefined;
  #before: { readonly info: SnapshotInfo; readonly root: Root } | undefined;
  readonly #deps: CollectDeps;

  constructor(deps: CollectDeps) {
    this.#deps = deps;
  }

  async add(info: SnapshotInfo, root: Root): Promise<Omit<SnapshotView, 'info' | 'facts'>> {
    const about = {
      header: root.header,
      neededBytes: root.objects.reduce((sum, { liveBytes }) => sum + liveBytes, info.sizeBytes),
    };
    try {
      return { ...about, ...(await this.#follow(info, root)) };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return { ...about, problem: error };
    }
  }

  async #follow(info: SnapshotInfo, root: Root): Promise<Pick<SnapshotView, 'changes' | 'before'>> {
    const before = this.#before;
    const kept = before === undefined ? 0 : sharedLevels(before.root.sections.tree, root.sections.tree);
    const upper = { ...root, sections: { ...root.sections, tree: root.sections.tree.slice(kept) } };
    const isStateSame =
      before !== undefined &&
      before.root.sections.state.length === root.sections.state.length &&
      sharedLevels(before.root.sections.state, root.sections.state) === root.sections.state.length;
    const { signal, store, refsOf } = this.#deps;
    const blobs = new BlobReader(store, root);
    const sections = await loadSections(upper, isStateSame ? ['tree'] : ['tree', 'state'], blobs, signal);
    const refs = isStateSame ? this.refs : refsOf({ root, sections });
    const isWhole = kept === 0;
    const changes = this.history.add(info, treeChanges(sections.tree ?? []), isWhole);
    const moves = compareRefs(this.refs, refs);
    this.refs = refs;
    this.lastId = info.id;
    this.#before = { info, root };
    return changes === undefined || before === undefined
      ? {}
      : { before: before.info, changes: { ...changes, refs: moves } };
  }

  /** What the newest has is read whole: nobody's levels can make the list of its files another than a restore would write. */
  async settle(): Promise<void> {
    const { signal, store } = this.#deps;
    if (this.#before === undefined) return;
    const { info, root } = this.#before;
    const { tree = [] } = await loadSections(root, ['tree'], new BlobReader(store, root), signal);
    this.history.add(info, treeChanges(tree), true);
  }
}

function compareRefs(before: Refs = {}, after: Refs = {}): readonly RefMove[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
    .filter((move) => move.before !== move.after);
}
