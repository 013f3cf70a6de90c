/** Verifies one snapshot at a level. */
import { setImmediate } from 'node:timers/promises';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { printablePath, unrepresentable, unrepresentableTarget } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { isLoss, isUnreadable, isUnseen, type Unreadable, unreadableKind } from '../read/damage.ts';
import { FileHasher } from '../read/file-hasher.ts';
import { parseBlobKey, rootKey } from '../format/keys.ts';
import { LiveFrames } from '../read/live-frames.ts';
import { type Frame, FragmentIndex, type FrameFragments, mapFrames } from '../format/map.ts';
import type { VerifyLevel } from '../read/marks.ts';
import { checkFragments } from '../format/pack.ts';
import { fileName, type Proof } from '../read/proof.ts';
import { RestoreEntries } from '../restore/plan.ts';
import type { Root, RootObject } from '../format/root.ts';
import { readRoot } from '../read/root-reader.ts';
import { loadSections } from '../read/snapshots.ts';
import { stateRows } from '../format/state.ts';
import type { StoredSegment } from '../format/table.ts';
import { TREE_COUNTS, TreeCounts, treeEntries, type TreeEntry } from '../format/tree.ts';
import { type VerifyFinding, type FindingClass, type ObjectProblem, PathSink, recoveryOf } from './findings.ts';
import { type ObjectProver, type ReadObserver, readObjects } from './objects.ts';
import { planSample, type SampleCursor } from './sample.ts';
import { decompress } from '../format/zstd.ts';

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
    const root = await readRoot(store, snapshot, { signal, onCovered, ...(versionId !== undefined && { versionId }) });
    const verified = await new Check(options, root).run();
    if (covered === undefined) return verified;
    return { ...verified, findings: [await rootFinding(store, snapshot, covered, signal), ...verified.findings] };
  } catch (error) {
    // If objects may not be read, the role is at fault. A root may be forbidden individually and is then skipped.
    if (isUnseen(error)) throw error;
    return {
      findings: [await rootFinding(store, snapshot, error, signal)],
      root: undefined,
      readBytes: 0,
      next: undefined,
      proof: undefined,
    };
  }
}

export const ROOT_CLASSES: Readonly<Record<Unreadable, FindingClass>> = {
  lost: 'snapshot-damaged',
  damaged: 'snapshot-damaged',
  newer: 'newer-format',
  forbidden: 'snapshot-forbidden',
  archived: 'object-archived',
};

/** What to do if no older S3 version helps. */
export function rootFix(error: unknown): string | undefined {
  const kind = unreadableKind(error);
  if (kind === 'newer') return 'Nothing of it was verified. Use a newer version of Holdfast.';
  if (kind === 'forbidden' || kind === 'archived') return (error as HoldfastError).fix;
  return undefined;
}

/** A root that cannot be read, as a finding. Throws what is not the root's fault. */
export async function rootFinding(
  store: Store,
  { series, id }: { readonly series: string; readonly id: string },
  error: unknown,
  signal: AbortSignal,
): Promise<VerifyFinding> {
  const kind = unreadableKind(error);
  if (kind === undefined) throw error;
  const object = rootKey(series, id);
  return {
    class: ROOT_CLASSES[kind],
    series,
    snapshot: id,
    object,
    message: messageOf(error),
    paths: new PathSink(),
    fix: rootFix(error) ?? (await recoveryOf(store, { key: object, sizeBytes: undefined }, signal)),
  };
}

/** Damaged objects whose older S3 versions are looked for one by one. */
const RECOVERIES = 100;
const SLICE_ENTRIES = 2048;

class Check {
  private readonly options: VerifyOptions;
  private readonly root: Root;
  private readonly findings: VerifyFinding[] = [];
  /** Of packs among the root's objects, in the order of the map; none of packs of which it says what cannot be. */
  private readonly frames = new Map<string, FrameFragments[]>();
  private flaws: ReadonlyMap<string, string> = new Map();
  private readonly hasher = new FileHasher<NamedFile>();
  /** Files that would have taken too much to check. */
  private unchecked: readonly NamedFile[] = [];
  private readonly good = new Map<string, string>();
  private readBytes = 0;
  private next: SampleCursor | undefined;

  constructor(options: VerifyOptions, root: Root) {
    this.options = options;
    this.root = root;
  }

  async run(): Promise<Verification> {
    const blobs = new BlobReader(this.options.store, this.root.objects);
    const tree = await this.loadTables(blobs);
    if (tree !== undefined && this.options.level === 'full') await this.collectFiles(tree);
    const problems = await this.checkObjects();
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
    const { findings, root, readBytes, next } = this;
    return { findings, root, readBytes, next, proof: this.proof(problems) };
  }

  private proof(problems: ReadonlyMap<string, ObjectProblem>): Proof | undefined {
    const { level } = this.options;
    if (level !== 'full' && level !== 'sample') return undefined;
    // What is archived may come back, and what the map says falsely of a good pack shows by its catalogue.
    const isBad = ({ key, class: kind }: ObjectProblem): boolean =>
      kind !== 'object-archived' && parseBlobKey(key)?.kind === 'packs' && !this.good.has(key);
    const badPacks = new Set([...problems.values()].filter(isBad).map(({ key }) => key));
    return {
      level,
      packs: this.good,
      badPacks,
      badFiles: new Set([...this.hasher.wrong, ...this.unchecked].map(fileName)),
    };
  }

  /** Files of several fragments: of the others the one fragment's id is their hash. */
  private async collectFiles(tree: readonly (readonly StoredSegment[])[]): Promise<void> {
    let entries = 0;
    try {
      for (const { path, sha256, fragments } of treeEntries(tree)) {
        if (++entries % SLICE_ENTRIES === 0) await pause(this.options.signal);
        if (fragments.length <= HASH_BYTES) continue;
        // Copies: views would keep all of the tree's segments in memory.
        this.hasher.add({
          path: Buffer.from(path),
          sha256: Buffer.from(sha256),
          fragments: Buffer.from(fragments),
        });
      }
    } catch (error) {
      // `walk` tells.
      if (!isLoss(error)) throw error;
    }
  }

  /**
   * Files whose fragments did not come in their order when the packs were read: those in several packs.
   * @param recordedBytes of all files, as the tree has them
   */
  private async finishFiles(index: FragmentIndex, blobs: BlobReader, recordedBytes: number): Promise<void> {
    const rawBytes = [...this.frames.values()].flat().reduce((sum, { frame }) => sum + frame.rawBytes, 0);
    const maxBytes = DECODED_PER_BYTE * recordedBytes + rawBytes;
    const frames = new FrameCache(blobs, this.framesByPlace(), maxBytes, this.options.signal);
    for (const one of this.hasher.unfinished) {
      while (one.at < one.file.fragments.length) {
        const row = index.find(one.file.fragments, one.at);
        const place = row < 0 ? undefined : index.place(row);
        const kept = place && frames.kept(place.frame);
        if (place !== undefined && kept !== undefined) {
          // It was fed as a whole before: only what is asked for, or the work would grow with all that lies in it.
          const id = one.file.fragments.subarray(one.at, one.at + HASH_BYTES);
          this.hasher.feed(id, kept.subarray(place.offset, place.offset + place.lengthBytes));
          continue;
        }
        const found = place && (await frames.read(place.frame));
        // What cannot be read is reported with its pack.
        if (found === undefined) break;
        this.hasher.feedFrame(found.ids, found.lengths, found.raw);
      }
    }
    const wrong = new PathSink();
    for (const { path } of this.hasher.wrong) wrong.add(printablePath(path));
    if (wrong.count > 0)
      this.add(
        'snapshot-inconsistent',
        'The fragments of files do not match the SHA-256 of the files.',
        REPORT_IT,
        wrong,
      );
    if (frames.isSpent) this.tellUnchecked(maxBytes);
  }

  private tellUnchecked(maxBytes: number): void {
    this.unchecked = this.hasher.unfinished.map(({ file }) => file);
    const paths = new PathSink();
    for (const { path } of this.unchecked) paths.add(printablePath(path));
    const limit = `${String(Math.ceil(maxBytes / MiB))} MiB, ${String(DECODED_PER_BYTE)} times what its files hold and its packs once`;
    const message = `Files were not checked as a whole: their fragments are so scattered that more than the limit would have to be decoded (${limit}).`;
    this.add('snapshot-inconsistent', message, REPORT_IT, paths);
  }

  private framesByPlace(): ReadonlyMap<Frame, FrameFragments> {
    return new Map([...this.frames.values()].flat().map((found) => [found.frame, found]));
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
    const observer: ReadObserver = {
      onRead,
      onFrame: ({ ids, lengths }, raw) => this.hasher.feedFrame(ids, lengths, raw),
      onGood: (key, catalogue) => this.good.set(key, catalogue),
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
    await this.finishFiles(index, blobs, counts.bytes);
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

interface NamedFile {
  readonly path: Buffer;
  readonly sha256: Buffer;
  readonly fragments: Buffer;
}

/**
 * Bytes that may be decoded for each byte that the files hold: a backup writes frames of 4 MiB, of fragments of 32 KiB or
 * more on average, so that each fragment of a file may lie in a frame of its own.
 */
const DECODED_PER_BYTE = 128;
/** Decoded bytes that are kept. */
const FRAMES_KEPT_BYTES = 64 * MiB;

/** Frames that are read one by one, the last ones kept. */
class FrameCache {
  private readonly blobs: BlobReader;
  private readonly claimed: ReadonlyMap<Frame, FrameFragments>;
  private readonly signal: AbortSignal;
  private readonly last = new Map<Frame, Buffer | undefined>();
  private keptBytes = 0;
  /** Bytes that may still be decoded. */
  private leftBytes: number;
  /** Whether a frame was not read since more would be decoded than may be. */
  isSpent = false;

  constructor(blobs: BlobReader, claimed: ReadonlyMap<Frame, FrameFragments>, maxBytes: number, signal: AbortSignal) {
    this.blobs = blobs;
    this.claimed = claimed;
    this.leftBytes = maxBytes;
    this.signal = signal;
  }

  /** The content of a frame that was read lately. */
  kept(frame: Frame): Buffer | undefined {
    const raw = this.last.get(frame);
    if (raw === undefined) return undefined;
    this.last.delete(frame);
    this.last.set(frame, raw);
    return raw;
  }

  /** undefined where its bytes are not there, or too many were decoded already. */
  async read(
    frame: Frame,
  ): Promise<{ readonly ids: Buffer; readonly lengths: readonly number[]; readonly raw: Buffer } | undefined> {
    if (this.last.has(frame)) return undefined;
    if (frame.rawBytes > this.leftBytes) {
      this.isSpent = true;
      return undefined;
    }
    this.leftBytes -= frame.rawBytes;
    const { ids, lengths } = this.claimed.get(frame) as FrameFragments;
    const raw = await this.fetch(frame, ids, lengths);
    this.last.set(frame, raw);
    return raw && { ids, lengths, raw };
  }

  private async fetch(frame: Frame, ids: Buffer, lengths: readonly number[]): Promise<Buffer | undefined> {
    const { pack, offset, storedBytes, rawBytes } = frame;
    for (const [oldest, raw] of this.last) {
      if (this.keptBytes + rawBytes <= FRAMES_KEPT_BYTES) break;
      this.last.delete(oldest);
      this.keptBytes -= raw?.length ?? 0;
    }
    const check = async (stored: Buffer): Promise<Buffer> => {
      const raw = await decompress(stored, rawBytes, pack);
      checkFragments(raw, ids, lengths, pack);
      return raw;
    };
    try {
      const raw = await this.blobs.read(pack, offset, storedBytes, check, this.signal);
      this.keptBytes += raw.length;
      return raw;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return undefined;
    }
  }
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

async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

function sumOf(objects: readonly RootObject[]): number {
  return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
