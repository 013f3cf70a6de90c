/** Verifies one snapshot at a level. */
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { printablePath, unrepresentable, unrepresentableTarget } from '../../base/platform.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { isLoss, isUnseen } from '../read/damage.ts';
import { parseBlobKey } from '../format/keys.ts';
import { FORMER_KEYS } from '../format/sealed-root.ts';
import { LiveFrames } from '../read/live-frames.ts';
import { FragmentIndex, type FrameFragments, mapFrames } from '../format/map.ts';
import type { VerifyLevel } from '../read/marks.ts';
import type { Proof } from '../read/proof.ts';
import { RestoreEntries } from '../restore/plan.ts';
import type { Root, RootObject } from '../format/root.ts';
import { readRoot } from '../read/root-reader.ts';
import { loadSections } from '../read/snapshots.ts';
import { stateRows } from '../format/state.ts';
import type { StoredSegment } from '../format/table.ts';
import { TREE_COUNTS, TreeCounts, treeEntries, type TreeEntry } from '../format/tree.ts';
import { type VerifyFinding, type FindingClass, type ObjectProblem, PathSink, recoveryOf } from './findings.ts';
import { type ObjectProver, type ReadObserver, readObjects } from './objects.ts';
import { rootFinding } from './root-finding.ts';
import { planSample, type SampleCursor } from './sample.ts';
import { pause, WholeFiles } from './whole-files.ts';

export interface VerifyOptions {
  readonly store: Store;
  readonly snapshot: { readonly series: string; readonly id: string; readonly versionId?: string };
  /** `restore` looks at as much as `metadata` does; the restore itself is `drillRestore`. */
  readonly level: VerifyLevel;
  /** Shared by all snapshots of a run. */
  readonly prover: ObjectProver;
  /** With level `sample`. */
  readonly sample?: {
    readonly cursor: SampleCursor | undefined;
    readonly runs: number;
    /** Of earlier runs: packs that none of them has read are read first. */
    readonly before: Proof | undefined;
  };
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface Verification {
  readonly findings: readonly VerifyFinding[];
  /** undefined where it cannot be read. */
  readonly root: Root | undefined;
  /** Bytes of packs and parts that were read in full. */
  readonly readBytes: number;
  /** With level `sample`: where the next run continues. */
  readonly next: SampleCursor | undefined;
  /** False where packs are sealed to a key that is not at hand: their bytes were held against their names, and not decoded. */
  readonly opensPacks: boolean;
  /** With the levels that read whole packs: what was learned about them. */
  readonly proof: Proof | undefined;
}

/**
 * Proves that a snapshot can be restored, as deep as the level says (docs/verify.md). Damage is a finding, not an
 * error. What prevents the check itself is thrown: access-denied, endpoint-unreachable, cancelled, ...
 */
export async function verifySnapshot(options: VerifyOptions): Promise<Verification> {
  const { store, snapshot, signal } = options;
  try {
    const { versionId } = snapshot;
    let covered: HoldfastError | undefined;
    const onCovered = (error: HoldfastError): void => void (covered = error);
    const root = await readRoot(store, snapshot, {
      access: 'verify',
      signal,
      onCovered,
      ...(versionId !== undefined && { versionId }),
    });
    const verified = await new Check(options, root).run();
    if (covered === undefined) return verified;
    return { ...verified, findings: [await rootFinding(store, snapshot, covered, signal), ...verified.findings] };
  } catch (error) {
    // If objects may not be read, the role is at fault. A root may be forbidden individually and is then skipped.
    if (isUnseen(error)) throw error;
    return {
      findings: [await rootFinding(store, snapshot, error, signal)],
      root: undefined,
      opensPacks: true,
      readBytes: 0,
      next: undefined,
      proof: undefined,
    };
  }
}

/** Damaged objects whose older S3 versions are looked for one by one. */
const RECOVERIES = 100;
const SLICE_ENTRIES = 2048;

const NOT_BAD: readonly FindingClass[] = ['object-archived', 'snapshot-sealed'];

class Check {
  private readonly options: VerifyOptions;
  private readonly root: Root;
  private readonly findings: VerifyFinding[] = [];
  /** Of packs among the root's objects, in the order of the map; none of packs of which it says what cannot be. */
  private readonly frames = new Map<string, FrameFragments[]>();
  private flaws: ReadonlyMap<string, string> = new Map();
  private readonly files: WholeFiles;
  private readonly good = new Map<string, string>();
  private readBytes = 0;
  /** Whether packs are decoded, and not only held against their names. */
  private opensPacks = true;
  private next: SampleCursor | undefined;

  constructor(options: VerifyOptions, root: Root) {
    this.options = options;
    this.root = root;
    this.files = new WholeFiles(options.signal);
  }

  async run(): Promise<Verification> {
    const blobs = new BlobReader(this.options.store, this.root);
    const tree = await this.loadTables(blobs);
    if (tree !== undefined && this.options.level === 'full' && blobs.opensPacks) await this.files.collect(tree);
    this.opensPacks = blobs.opensPacks;
    const problems = await this.checkObjects(blobs);
    for (const key of blobs.fallbacks) {
      if (!problems.has(key))
        problems.set(key, { class: 'object-changed', key, detail: 'has bytes other than those stored' });
    }
    const paths = new Map([...problems.keys()].map((key) => [key, new PathSink()]));
    if (tree !== undefined) {
      this.checkMap();
      await this.walk(tree, paths, blobs);
    }
    let recoveries = 0;
    for (const problem of problems.values()) {
      const fix = recoveries++ < RECOVERIES ? await this.fixFor(problem) : 'Mode repair shows what can be recovered.';
      const sink = paths.get(problem.key) ?? new PathSink();
      this.add(problem.class, `${problem.key} ${problem.detail}.`, fix, sink, problem.key);
    }
    const { findings, root, readBytes, next, opensPacks } = this;
    return { findings, root, readBytes, next, opensPacks, proof: this.proof(problems) };
  }

  private proof(problems: ReadonlyMap<string, ObjectProblem>): Proof | undefined {
    const { level } = this.options;
    if (level !== 'full' && level !== 'sample') return undefined;
    // What is archived may come back, what is sealed to another key is whole, and what the map says falsely of a good pack shows by its catalogue.
    const isBad = ({ key, class: kind }: ObjectProblem): boolean =>
      !NOT_BAD.includes(kind) && parseBlobKey(key)?.kind === 'packs' && !this.good.has(key);
    const badPacks = new Set([...problems.values()].filter(isBad).map(({ key }) => key));
    return {
      // What was not opened is not proved.
      level: this.opensPacks ? level : 'sample',
      packs: this.good,
      badPacks,
      badFiles: this.files.badFiles(),
    };
  }

  private add(kind: FindingClass, message: string, fix: string, paths = new PathSink(), object?: string): void {
    const { series } = this.root.header;
    this.findings.push({ class: kind, series, snapshot: this.root.id, object, message, paths, fix });
  }

  private async fixFor({ key, class: kind }: ObjectProblem): Promise<string> {
    const { store, signal } = this.options;
    if (kind === 'object-archived')
      return 'Restore it in S3 (RestoreObject), and remove the lifecycle rule that moves objects of the vault to an archive.';
    if (kind === 'snapshot-sealed') return FORMER_KEYS;
    if (kind === 'content-damaged')
      return 'No S3 version can fix it. Put the snapshot in quarantine (mode mark), back up into a new series, and report this.';
    const sizeBytes = this.root.objects.find((object) => object.key === key)?.sizeBytes;
    return recoveryOf(store, { key, sizeBytes }, signal);
  }

  /** Map, tree and state; every segment is checked by its hash. undefined if they cannot be read. */
  private async loadTables(blobs: BlobReader): Promise<readonly (readonly StoredSegment[])[] | undefined> {
    const { signal } = this.options;
    try {
      const {
        map = [],
        tree = [],
        state = [],
      } = await loadSections(this.root, ['map', 'tree', 'state'], blobs, signal);
      const live = new LiveFrames(this.root.objects.map(({ key }) => key));
      for (const segment of map.flat()) {
        await pause(signal);
        for (const found of mapFrames(segment)) if (live.take(found)) this.addFrame(found);
      }
      this.flaws = live.flaws();
      for (const pack of this.flaws.keys()) this.frames.delete(pack);
      // Decoding is the check.
      for (const row of stateRows(state)) void row;
      return tree;
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.add(
        'snapshot-damaged',
        `Its tables cannot be read: ${messageOf(error)}`,
        'None of its files can be restored. Mode repair shows whether what is missing can be recovered.',
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
  private async checkObjects(blobs: BlobReader): Promise<Map<string, ObjectProblem>> {
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
    const observer: ReadObserver = {
      onRead,
      onFrame: (frame, raw) => this.files.feed(frame, raw),
      onGood: (key, catalogue) => this.good.set(key, catalogue),
      contentOf: blobs.isSealed && blobs.opensPacks ? (key, body) => blobs.contentOf(key, body) : undefined,
      isClosed: !this.opensPacks,
    };
    const found = await prover.check(objects.filter((object) => !whole.has(object)));
    const read = await readObjects(store, [...whole], this.frames, observer, signal);
    return new Map([...found, ...read].map((problem) => [problem.key, problem]));
  }

  private toRead(): readonly RootObject[] {
    const { level, sample } = this.options;
    if (level === 'full') return this.root.objects;
    if (level !== 'sample' || sample === undefined) return [];
    const { cursor, runs, before } = sample;
    const isProved = (key: string): boolean => before?.packs.has(key) === true || before?.badPacks.has(key) === true;
    const { picked, next } = planSample(this.packs(), cursor, runs, isProved);
    this.next = next;
    return picked;
  }

  private packs(): readonly RootObject[] {
    return this.root.objects.filter(({ key }) => parseBlobKey(key)?.kind === 'packs');
  }

  /**
   * Refs of the tree are within the map; no path is one that a restore refuses; and which paths a bad pack concerns.
   */
  private async walk(
    tree: readonly (readonly StoredSegment[])[],
    bad: ReadonlyMap<string, PathSink>,
    blobs: BlobReader,
  ): Promise<void> {
    const { signal } = this.options;
    const index = new FragmentIndex();
    for (const frames of this.frames.values()) {
      await pause(signal);
      for (const found of frames) index.add(found);
    }
    const plan = planOf(tree, index);
    const lost = new PathSink();
    const counts = new TreeCounts();
    const used = new Uint8Array(index.size);
    let entries = 0;
    try {
      for (const entry of treeEntries(tree)) {
        if (++entries % SLICE_ENTRIES === 0) await pause(signal);
        counts.add(entry);
        const needed = packsOf(entry, index, used);
        if (needed === undefined) lost.add(printablePath(entry.path));
        else plan.add(entry);
        for (const pack of needed ?? []) bad.get(pack)?.add(printablePath(entry.path));
      }
      // Paths whose content is not found tell nothing of what they need.
      if (lost.count === 0) this.checkNeeded(index, used);
      this.checkCounts(counts);
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.add('snapshot-damaged', messageOf(error), REPORT_IT);
    }
    if (lost.count > 0)
      this.add('snapshot-inconsistent', 'Its tree refers to content that its map does not have.', REPORT_IT, lost);
    for (const [reason, problems] of Map.groupBy(plan.problems, (problem) => problem.reason)) {
      const refused = new PathSink();
      for (const { path } of problems) refused.add(printablePath(path));
      this.add('snapshot-inconsistent', `A restore refuses paths of its tree: ${reason}.`, REPORT_IT, refused);
    }
    const claimed = [...this.frames.values()].flat();
    for (const { message, paths } of await this.files.finish(claimed, index, blobs, counts.bytes))
      this.add('snapshot-inconsistent', message, REPORT_IT, paths);
  }

  /** Packs of the map are the objects. */
  private checkMap(): void {
    for (const object of this.packs()) {
      const frames = this.frames.get(object.key) ?? [];
      const end = frames.reduce((most, { frame }) => Math.max(most, frame.offset + frame.storedBytes), 0);
      const flaw = this.flaws.get(object.key);
      if (flaw !== undefined) this.addPack(object, `its map ${flaw}`);
      else if (frames.length === 0) this.addPack(object, 'its map does not mention it');
      else if (end > object.sizeBytes) this.addPack(object, 'its map has frames that lie behind its end');
    }
  }

  private addPack({ key }: RootObject, what: string): void {
    this.add('snapshot-inconsistent', `${key} is among its objects, and ${what}.`, REPORT_IT, new PathSink(), key);
  }

  /** Retention trusts what a root says about its tree. */
  private checkCounts(found: TreeCounts): void {
    const { counts } = this.root.header;
    const wrong = TREE_COUNTS.filter((name) => counts[name] !== found[name]).map(
      (name) => `${String(counts[name] ?? 'no')} ${name} and holds ${String(found[name])}`,
    );
    if (wrong.length > 0) this.add('snapshot-inconsistent', `Its root declares ${wrong.join(', ')}.`, REPORT_IT);
  }

  /** No pack is kept that no path needs. Of an id with several places any may be the one that the writer meant. */
  private checkNeeded(index: FragmentIndex, used: Uint8Array): void {
    const isNeeded = ({ ids }: FrameFragments): boolean => {
      for (let at = 0; at < ids.length; at += HASH_BYTES) if (used[index.find(ids, at)] === 1) return true;
      return false;
    };
    const packs = this.packs().filter(({ key }) => this.frames.has(key));
    const [first, ...others] = packs.filter(({ key }) => this.frames.get(key)?.some(isNeeded) !== true);
    if (first === undefined) return;
    const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
    this.addPack(first, `no path of its tree needs it${more}`);
  }
}

const REPORT_IT =
  'Holdfast never writes such a snapshot: find out who can write to the vault (mode audit), put the snapshot in quarantine (mode mark), and restore another one.';

/** The checks of a restore of everything, into no folder in particular. */
function planOf(tree: readonly (readonly StoredSegment[])[], index: FragmentIndex): RestoreEntries {
  return new RestoreEntries(index, {
    maxRows: tree.flat().reduce((sum, { rows }) => sum + rows, 0),
    maxBytes: tree.flat().reduce((sum, { rawBytes }) => sum + rawBytes, 0),
    isSelected: () => true,
    refusal: unrepresentable,
    targetRefusal: unrepresentableTarget,
    foldName: undefined,
    withHashes: false,
    keepSpecialBits: false,
  });
}

/**
 * Packs that a path is made of, and its rows noted as used; undefined if some of its content has no place, or has
 * another size.
 */
function packsOf(entry: TreeEntry, index: FragmentIndex, used: Uint8Array): ReadonlySet<string> | undefined {
  const packs = new Set<string>();
  let bytes = 0;
  for (let at = 0; at < entry.fragments.length; at += HASH_BYTES) {
    const row = index.find(entry.fragments, at);
    if (row < 0) return undefined;
    used[row] = 1;
    bytes += index.lengthOf(row);
    packs.add(index.pack(row));
  }
  return bytes === entry.sizeBytes ? packs : undefined;
}

function sumOf(objects: readonly RootObject[]): number {
  return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
