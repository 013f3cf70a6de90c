/** Writes the tree: entry by entry, in the order of their paths. */
import { rmSync } from 'node:fs';
import { hash } from 'node:crypto';
import { awaitedLater } from '../../base/async.ts';
import { fileTimeOf, printablePath } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';
import { temporaryFailure } from '../../base/system-errors.ts';
import type { Content, Gap, SourceEntry } from '../../sources/source.ts';
import { release } from '../format/zstd.ts';
import { cutLength, type ChunkerParams } from '../format/chunker.ts';
import { HASH_BYTES } from '../format/columns.ts';
import type { FragmentWriter } from './fragment-writer.ts';
import type { FragmentIndex } from '../format/map.ts';
import { AS_LISTED, READ_STATUS, type ReadFiles } from './read-worker.ts';
import type { JobResult, ReaderPool } from './reader.ts';
import type { TrustedRows } from './prove-parent.ts';
import type { Usage } from './reuse.ts';
import { LevelWriter, type StoredSegment } from '../format/table.ts';
import { TREE, TreeCounts, treeRow, treeTombstone, type TreeEntry } from '../format/tree.ts';

/**
 * What one reading thread is given at a time. Few enough entries that most die young: those of 1,024 outlived the young
 * generation, and took 50 MB until a collection of everything.
 */
const JOB_BYTES = 2 * MiB;
const JOB_ENTRIES = 128;

/** In path order: an entry with the parent's row of the same path, or a row that is gone. */
type TreeItem =
  | { readonly entry: SourceEntry; readonly before: TreeEntry | undefined; readonly file: number }
  | { readonly gone: Buffer };

interface TreeJob {
  readonly items: TreeItem[];
  readonly files: FileToRead[];
  bytes: number;
}

interface FileToRead {
  readonly path: Buffer;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly known: Buffer | undefined;
}

function columnsOf(files: readonly FileToRead[]): ReadFiles {
  const known = new Uint8Array(files.length * HASH_BYTES);
  let pathEnd = 0;
  const pathEnds = Uint32Array.from(files, (file) => (pathEnd += file.path.length));
  const paths = new Uint8Array(pathEnd);
  files.forEach((file, i) => {
    paths.set(file.path, (pathEnds[i] as number) - file.path.length);
    if (file.known !== undefined) known.set(file.known, i * HASH_BYTES);
  });
  return {
    paths,
    pathEnds,
    sizeBytes: Float64Array.from(files, (file) => file.sizeBytes),
    mtimeMs: Float64Array.from(files, (file) => file.mtimeMs),
    known,
    hasKnown: Uint8Array.from(files, (file) => (file.known === undefined ? 0 : 1)),
  };
}

export interface TreeWriterOptions {
  readonly before: Iterable<TreeEntry>;
  /** Which of them are good enough for what; undefined where there are none. */
  readonly rows: TrustedRows | undefined;
  readonly index: FragmentIndex;
  readonly fragments: FragmentWriter;
  readonly usage: Usage;
  readonly pool: ReaderPool;
  readonly jobsInFlight: number;
  readonly chunker: ChunkerParams;
  readonly mtime: 'keep-equal' | 'exact';
  readonly onProgress: (entries: number, bytes: number) => void;
}

/**
 * Entries of a source in, in path order; rows out that differ from the parent's tree. Both are sorted, so they are
 * merged as they come, and no run holds a tree in memory.
 */
export class TreeWriter {
  private readonly options: TreeWriterOptions;
  private readonly before: Iterator<TreeEntry>;
  private next: IteratorResult<TreeEntry>;
  private readonly changes = new LevelWriter(TREE);
  private job: TreeJob = { items: [], files: [], bytes: 0 };
  private readonly inFlight: { readonly job: TreeJob; readonly read: Promise<JobResult | undefined> }[] = [];
  readonly gaps: Gap[] = [];
  readonly counts = new TreeCounts();

  constructor(options: TreeWriterOptions) {
    this.options = options;
    this.before = options.before[Symbol.iterator]();
    this.next = this.before.next();
  }

  async add(entry: SourceEntry): Promise<void> {
    this.skipTo(entry.path);
    const matches = this.next.done !== true && this.next.value.path.equals(entry.path);
    const before = matches ? (this.next.value as TreeEntry) : undefined;
    if (matches) this.next = this.before.next();
    this.job.items.push({ entry, before, file: entry.content.kind === 'file' ? this.job.files.length : -1 });
    if (entry.content.kind === 'file') {
      this.job.files.push(this.readRequest(entry, entry.content.absolutePath, before));
      this.job.bytes += entry.sizeBytes;
    } else if (entry.content.kind === 'bytes') {
      this.job.bytes += entry.content.bytes.length;
    }
    if (this.job.bytes >= JOB_BYTES || this.job.items.length >= JOB_ENTRIES) await this.submit();
  }

  /** The rows that changed, with everything read and handed to the fragment writer. */
  async finish(): Promise<readonly StoredSegment[]> {
    this.skipTo(undefined);
    await this.submit();
    while (this.inFlight.length > 0) await this.settleOldest();
    return this.changes.finish();
  }

  /** Rows of the parent before `path` (all of them without) have no entry any more. */
  private skipTo(path: Buffer | undefined): void {
    while (this.next.done !== true && (path === undefined || Buffer.compare(this.next.value.path, path) < 0)) {
      this.job.items.push({ gone: this.next.value.path });
      this.next = this.before.next();
    }
  }

  private readRequest(entry: SourceEntry, path: Buffer, before: TreeEntry | undefined): FileToRead {
    const comparable = before?.type === 'file' && before.sizeBytes === entry.sizeBytes && this.isReusable(before);
    return {
      path,
      sizeBytes: entry.sizeBytes,
      mtimeMs: entry.mtimeSeconds * 1000 + entry.mtimeNanos / 1e6,
      known: comparable ? before.sha256 : undefined,
    };
  }

  /** All fragments are there, as long together as the file, and vouched for: a parent's row is not believed by itself. */
  private isReusable(before: TreeEntry): boolean {
    const { fragments: ids, sizeBytes } = before;
    const { index, fragments, rows } = this.options;
    if (rows?.mayReuse(before) === false) return false;
    let bytes = 0;
    for (let at = 0; at < ids.length; at += HASH_BYTES) {
      const row = index.find(ids, at);
      if (!fragments.isReusable(row)) return false;
      bytes += index.lengthOf(row);
    }
    return bytes === sizeBytes;
  }

  private async submit(): Promise<void> {
    const { job } = this;
    if (job.items.length === 0) return;
    this.job = { items: [], files: [], bytes: 0 };
    const read = job.files.length === 0 ? Promise.resolve(undefined) : this.options.pool.read(columnsOf(job.files));
    this.inFlight.push({ job, read: awaitedLater(read) });
    while (this.inFlight.length > this.options.jobsInFlight) await this.settleOldest();
  }

  private async settleOldest(): Promise<void> {
    const oldest = this.inFlight.shift();
    if (oldest === undefined) return;
    const result = await oldest.read;
    for (const item of oldest.job.items) {
      if ('gone' in item) this.changes.push(treeTombstone(item.gone));
      else await this.settle(item.entry, item.before, result, item.file);
    }
    this.options.onProgress(oldest.job.items.length, oldest.job.bytes);
  }

  private async settle(
    entry: SourceEntry,
    before: TreeEntry | undefined,
    result: JobResult | undefined,
    file: number,
  ): Promise<void> {
    const stored = await this.contentOf(entry, before, result, file);
    if (entry.content.kind === 'file' && entry.content.temporary === true)
      rmSync(entry.content.absolutePath, { force: true });
    if (stored === undefined) {
      if (before !== undefined) this.changes.push(treeTombstone(entry.path));
      return;
    }
    this.counts.add(stored);
    for (let at = 0; at < stored.fragments.length; at += HASH_BYTES) this.use(stored.fragments, at);
    const row = before !== undefined && this.options.mtime === 'keep-equal' ? withTimeOf(stored, before) : stored;
    if (before === undefined || !isSameEntry(row, before)) this.changes.push(treeRow(row));
  }

  /** A snapshot never names a fragment that it has no place for. */
  private use(ids: Buffer, at: number): void {
    const row = this.options.index.find(ids, at);
    if (row < 0) throw new Error('a tree entry names a fragment that is in no pack');
    this.options.usage.add(row);
  }

  private async contentOf(
    entry: SourceEntry,
    before: TreeEntry | undefined,
    result: JobResult | undefined,
    file: number,
  ): Promise<TreeEntry | undefined> {
    const none = Buffer.alloc(0);
    switch (entry.content.kind) {
      case 'none':
        return { ...entry, sha256: none, fragments: none };
      case 'bytes':
        return { ...entry, ...(await this.storeBytes(entry.content)) };
      case 'carry':
        return this.carry(entry, before);
      case 'file':
        return this.readOutcome(entry, before, result as JobResult, file);
    }
  }

  private carry(entry: SourceEntry, before: TreeEntry | undefined): TreeEntry | undefined {
    const { index } = this.options;
    const isThere = before !== undefined && everyId(before.fragments, (ids, at) => index.find(ids, at) >= 0);
    if (isThere && this.options.rows?.mayCarry(before, index) !== false) return before;
    this.gap('failed', entry.path, 'the parent snapshot does not hold its content any more');
    return undefined;
  }

  private readOutcome(
    entry: SourceEntry,
    before: TreeEntry | undefined,
    { results, ids }: JobResult,
    i: number,
  ): TreeEntry | undefined {
    const problem = results.problems[i];
    const status = results.status[i];
    if (entry.content.kind === 'file' && entry.content.temporary === true) {
      const isWhole = problem === undefined && results.sizeBytes[i] === entry.sizeBytes;
      if (!isWhole)
        throw temporaryLoss(entry.content.absolutePath, problem ?? 'It has another size than it was written with.');
    }
    if (status === READ_STATUS.vanished || status === READ_STATUS.unreadable) {
      this.gap(status === READ_STATUS.vanished ? 'vanished' : 'unreadable', entry.path, problem ?? '');
      return undefined;
    }
    if (status === READ_STATUS.same)
      return { ...entry, sha256: before?.sha256 as Buffer, fragments: before?.fragments as Buffer };
    if (problem !== undefined) this.gap('changed', entry.path, problem);
    const first = results.firstFragment[i] as number;
    const end = first + (results.fragments[i] as number);
    return {
      ...entry,
      ...timeOf(entry, results.mtimeNs[i] as bigint),
      sizeBytes: results.sizeBytes[i] as number,
      sha256: Buffer.from(results.sha256.buffer, i * HASH_BYTES, HASH_BYTES),
      fragments: ids.subarray(first * HASH_BYTES, end * HASH_BYTES),
    };
  }

  private async storeBytes({
    bytes,
    temporary = false,
  }: Extract<Content, { kind: 'bytes' }>): Promise<Pick<TreeEntry, 'sizeBytes' | 'sha256' | 'fragments'>> {
    const { length: sizeBytes } = bytes;
    const ids: Buffer[] = [];
    const borders: number[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = at + cutLength(bytes, at, bytes.length, this.options.chunker);
      ids.push(hash('sha256', bytes.subarray(at, end), 'buffer'));
      borders.push(at, end);
      at = end;
    }
    const fragments = Buffer.concat(ids);
    await this.options.fragments.take(fragments, Uint32Array.from(borders), bytes);
    const sha256 = hash('sha256', bytes, 'buffer');
    // Of many small ones, tens of MiB would wait for V8, which collects what lies outside its heap late.
    if (temporary) release(bytes);
    return { sizeBytes, sha256, fragments };
  }

  private gap(kind: Gap['class'], path: Buffer, reason: string): void {
    this.gaps.push({ class: kind, path: path.toString(), reason });
  }
}

/** What the source gave is lost on this machine: no gap of the source. */
function temporaryLoss(path: Buffer, why: string): Error {
  return temporaryFailure(`temporary file ${printablePath(path)} cannot be read as it was written`, why);
}

function everyId(ids: Buffer, test: (ids: Buffer, at: number) => boolean): boolean {
  for (let at = 0; at < ids.length; at += HASH_BYTES) if (!test(ids, at)) return false;
  return true;
}

/** The time that the file had when it was read at last; lstat's where that still holds. */
function timeOf(entry: SourceEntry, mtimeNs: bigint): { readonly mtimeSeconds: number; readonly mtimeNanos: number } {
  if (mtimeNs === AS_LISTED) return entry;
  const { seconds, nanos } = fileTimeOf(mtimeNs);
  return { mtimeSeconds: seconds, mtimeNanos: nanos };
}

/** A fresh checkout gives every file a new time: where the content is the same, the recorded time stays. */
function withTimeOf(entry: TreeEntry, before: TreeEntry): TreeEntry {
  const isSame = entry.type === before.type && entry.sha256.equals(before.sha256) && entry.target.equals(before.target);
  return isSame ? { ...entry, mtimeSeconds: before.mtimeSeconds, mtimeNanos: before.mtimeNanos } : entry;
}

function isSameEntry(a: TreeEntry, b: TreeEntry): boolean {
  return (
    a.type === b.type &&
    a.mode === b.mode &&
    a.sizeBytes === b.sizeBytes &&
    a.mtimeSeconds === b.mtimeSeconds &&
    a.mtimeNanos === b.mtimeNanos &&
    a.linkGroup === b.linkGroup &&
    a.target.equals(b.target) &&
    a.sha256.equals(b.sha256) &&
    a.fragments.equals(b.fragments)
  );
}
