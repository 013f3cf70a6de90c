import { setImmediate } from 'node:timers/promises';
import { HoldfastError, messageOf } from '../errors.ts';
import type { Emit } from '../events.ts';
import { printablePath } from '../platform.ts';
import type { Store } from '../store/store.ts';
import { BlobReader } from './blobs.ts';
import { HASH_BYTES } from './columns.ts';
import { isLoss } from './damage.ts';
import { parseBlobKey, rootKey } from './keys.ts';
import { FragmentIndex, type FrameFragments, mapFrames } from './map.ts';
import type { VerifyLevel } from './marks.ts';
import type { Root, RootObject } from './root.ts';
import { loadSections, readRoot } from './snapshots.ts';
import { stateRows } from './state.ts';
import type { StoredSegment } from './table.ts';
import { treeEntries, type TreeEntry } from './tree.ts';
import { type Finding, type FindingClass, type ObjectProblem, PathSink, recoveryOf } from './verify-findings.ts';
import { type ObjectProver, readObjects } from './verify-objects.ts';
import { planSample, type SampleCursor } from './verify-sample.ts';

export interface VerifyOptions {
  readonly store: Store;
  readonly snapshot: { readonly series: string; readonly id: string; readonly versionId?: string };
  /** `restore` looks at as much as `metadata` does; the restore itself is `drillRestore`. */
  readonly level: VerifyLevel;
  /** One for all snapshots of a run. */
  readonly prover: ObjectProver;
  /** With level `sample`. */
  readonly sample?: { readonly cursor: SampleCursor | undefined; readonly runs: number };
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface Verification {
  readonly findings: readonly Finding[];
  /** undefined where it cannot be read. */
  readonly root: Root | undefined;
  /** Bytes of packs and parts that were read whole. */
  readonly readBytes: number;
  /** With level `sample`: where the next run goes on. */
  readonly next: SampleCursor | undefined;
}

/**
 * Proves that a snapshot can be restored, as deep as the level says (docs/verify.md). Damage is a finding, not an error;
 * what keeps the check itself from being made is thrown: access-denied, endpoint-unreachable, cancelled, ...
 */
export async function verifySnapshot(options: VerifyOptions): Promise<Verification> {
  const { store, snapshot, signal } = options;
  try {
    const { versionId } = snapshot;
    const root = await readRoot(store, snapshot, { signal, ...(versionId !== undefined && { versionId }) });
    return await new Check(options, root).run();
  } catch (error) {
    return {
      findings: [await rootFinding(store, snapshot, error, signal)],
      root: undefined,
      readBytes: 0,
      next: undefined,
    };
  }
}

/** A root that cannot be read, as a finding. Throws what is not the root's fault. */
export async function rootFinding(
  store: Store,
  { series, id }: { readonly series: string; readonly id: string },
  error: unknown,
  signal: AbortSignal,
): Promise<Finding> {
  const isNewer = error instanceof HoldfastError && error.code === 'newer-format';
  if (!isNewer && !isLoss(error)) throw error;
  const object = rootKey(series, id);
  return {
    class: isNewer ? 'newer-format' : 'snapshot-damaged',
    series,
    snapshot: id,
    object,
    message: messageOf(error),
    paths: new PathSink(),
    fix: isNewer
      ? 'Nothing was verified of it. Use a newer version of Holdfast.'
      : await recoveryOf(store, { key: object, sizeBytes: undefined }, signal),
  };
}

/** Damaged objects whose older S3 versions are looked for one by one. */
const RECOVERIES = 100;
const SLICE_ENTRIES = 2048;

class Check {
  private readonly options: VerifyOptions;
  private readonly root: Root;
  private readonly findings: Finding[] = [];
  /** Of packs among the root's objects, in the order of the map. */
  private readonly frames = new Map<string, FrameFragments[]>();
  private readBytes = 0;
  private next: SampleCursor | undefined;

  constructor(options: VerifyOptions, root: Root) {
    this.options = options;
    this.root = root;
  }

  async run(): Promise<Verification> {
    const blobs = new BlobReader(this.options.store, this.root.objects);
    const tree = await this.loadTables(blobs);
    const problems = await this.checkObjects();
    for (const key of blobs.fallbacks) {
      if (!problems.has(key))
        problems.set(key, { class: 'object-changed', key, detail: 'has other bytes than were stored' });
    }
    const paths = new Map([...problems.keys()].map((key) => [key, new PathSink()]));
    if (tree !== undefined) {
      this.checkMap();
      // A restore that follows looks at every path itself; which of them a bad object concerns, only this tells.
      if (this.options.level !== 'restore' || problems.size > 0) await this.walk(tree, paths);
    }
    let recoveries = 0;
    for (const problem of problems.values()) {
      const fix =
        recoveries++ < RECOVERIES ? await this.fixFor(problem) : 'Mode repair tells what can be brought back.';
      const sink = paths.get(problem.key) ?? new PathSink();
      this.add(problem.class, `${problem.key} ${problem.detail}.`, fix, sink, problem.key);
    }
    const { findings, root, readBytes, next } = this;
    return { findings, root, readBytes, next };
  }

  private add(kind: FindingClass, message: string, fix: string, paths = new PathSink(), object?: string): void {
    const { series } = this.root.header;
    this.findings.push({ class: kind, series, snapshot: this.root.id, object, message, paths, fix });
  }

  private async fixFor({ key, class: kind }: ObjectProblem): Promise<string> {
    const { store, signal } = this.options;
    if (kind === 'object-archived')
      return 'Restore it in S3 (RestoreObject), and remove the lifecycle rule that moves objects of the vault to an archive.';
    if (kind === 'content-damaged')
      return 'No S3 version can mend it. Put the snapshot in quarantine (mode mark), back up into a new series, and report this.';
    const sizeBytes = this.root.objects.find((object) => object.key === key)?.sizeBytes;
    return recoveryOf(store, { key, sizeBytes }, signal);
  }

  /** Map, tree and state; every segment is checked by its hash. undefined if they cannot be had. */
  private async loadTables(blobs: BlobReader): Promise<readonly (readonly StoredSegment[])[] | undefined> {
    const { signal } = this.options;
    try {
      const {
        map = [],
        tree = [],
        state = [],
      } = await loadSections(this.root, ['map', 'tree', 'state'], blobs, signal);
      const live = new Set(this.root.objects.map(({ key }) => key));
      for (const segment of map.flat()) {
        await pause(signal);
        for (const found of mapFrames(segment)) if (live.has(found.frame.pack)) this.addFrame(found);
      }
      // Decoding is the check.
      for (const row of stateRows(state)) void row;
      return tree;
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.add(
        'snapshot-damaged',
        `Its tables cannot be read: ${messageOf(error)}`,
        'None of its files can be restored. Mode repair tells whether what is missing can be brought back.',
      );
      return undefined;
    }
  }

  private addFrame(found: FrameFragments): void {
    const frames = this.frames.get(found.frame.pack);
    if (frames === undefined) this.frames.set(found.frame.pack, [found]);
    else frames.push(found);
  }

  /** By key. */
  private async checkObjects(): Promise<Map<string, ObjectProblem>> {
    const { store, prover, signal, emit } = this.options;
    const { objects } = this.root;
    const whole = new Set(this.toRead());
    const totalBytes = sumOf([...whole]);
    const tell = (): void =>
      emit({
        type: 'progress',
        what: 'verify',
        doneBytes: this.readBytes,
        totalBytes,
        doneItems: 0,
        totalItems: undefined,
      });
    const onRead = (bytes: number): void => {
      this.readBytes += bytes;
      tell();
    };
    const found = await prover.check(objects.filter((object) => !whole.has(object)));
    const read = await readObjects(store, [...whole], this.frames, onRead, signal);
    return new Map([...found, ...read].map((problem) => [problem.key, problem]));
  }

  private toRead(): readonly RootObject[] {
    const { level, sample } = this.options;
    if (level === 'full') return this.root.objects;
    if (level !== 'sample' || sample === undefined) return [];
    const { picked, next } = planSample(this.packs(), sample.cursor, sample.runs);
    this.next = next;
    return picked;
  }

  private packs(): readonly RootObject[] {
    return this.root.objects.filter(({ key }) => parseBlobKey(key)?.kind === 'packs');
  }

  /** Refs of the tree are within the map; and which paths a bad pack concerns. */
  private async walk(tree: readonly (readonly StoredSegment[])[], bad: ReadonlyMap<string, PathSink>): Promise<void> {
    const { signal } = this.options;
    const index = new FragmentIndex();
    for (const frames of this.frames.values()) {
      await pause(signal);
      for (const found of frames) index.add(found);
    }
    const lost = new PathSink();
    let entries = 0;
    try {
      for (const entry of treeEntries(tree)) {
        if (++entries % SLICE_ENTRIES === 0) await pause(signal);
        const needed = packsOf(entry, index);
        if (needed === undefined) lost.add(printablePath(entry.path));
        for (const pack of needed ?? []) bad.get(pack)?.add(printablePath(entry.path));
      }
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.add('snapshot-damaged', messageOf(error), REPORT_IT);
    }
    if (lost.count > 0)
      this.add('snapshot-inconsistent', 'Its tree names content that its map does not have.', REPORT_IT, lost);
  }

  /** Packs of the map are the objects. */
  private checkMap(): void {
    for (const object of this.packs()) {
      const frames = this.frames.get(object.key) ?? [];
      const end = Math.max(0, ...frames.map(({ frame }) => frame.offset + frame.storedBytes));
      if (frames.length > 0 && end <= object.sizeBytes) continue;
      const what = frames.length === 0 ? 'does not mention it' : 'has frames that lie behind its end';
      this.add(
        'snapshot-inconsistent',
        `${object.key} is among its objects, and its map ${what}.`,
        REPORT_IT,
        new PathSink(),
        object.key,
      );
    }
  }
}

const REPORT_IT =
  'No backup makes such a snapshot: find out who can write to the vault (mode audit), put the snapshot in quarantine (mode mark), and restore another one.';

/** Packs that a path is made of; undefined if some of its content has no place, or has another size. */
function packsOf(entry: TreeEntry, index: FragmentIndex): ReadonlySet<string> | undefined {
  const packs = new Set<string>();
  let bytes = 0;
  for (let at = 0; at < entry.fragments.length; at += HASH_BYTES) {
    const row = index.find(entry.fragments, at);
    if (row < 0) return undefined;
    bytes += index.lengthOf(row);
    packs.add(index.pack(row));
  }
  return bytes === entry.sizeBytes ? packs : undefined;
}

async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

function sumOf(objects: readonly RootObject[]): number {
  return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
