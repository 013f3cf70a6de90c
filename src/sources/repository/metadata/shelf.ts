/** What a run has read, by path, kept in a temporary file. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { temporaryFailure, temporaryFileFailure } from '../../../base/system-errors.ts';
import { bytesEntry, folderEntry } from '../../entries.ts';
import type { Entry, ParentView, SourceEntry } from '../../source.ts';

const BATCH = 256;

/**
 * What this run read and what the parent had, by path. The bytes are kept in one file in the temp folder: a first run
 * may read more than fits in memory, and entries are needed in path order, not in the order of the API. It is read and
 * written synchronously: most are below 1 KB, for which a way through the thread pool costs more time and memory.
 */
export class Shelf {
  readonly #fd: number;
  readonly #path: string;
  readonly #parent: ParentView | undefined;
  readonly #fresh = new Map<string, { readonly at: number; readonly size: number; readonly mtimeSeconds: number }>();
  readonly #dropped = new Set<string>();
  #bytes = 0;

  /** @param path of its temporary file, where nothing lies */
  constructor(path: string, parent: ParentView | undefined) {
    this.#fd = openSync(path, 'wx+');
    this.#path = path;
    this.#parent = parent;
  }

  /** Bytes and entries read in this run. */
  get totals(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#fresh.size, bytes: this.#bytes };
  }

  put(path: string, bytes: Buffer, mtimeSeconds: number): void {
    this.#write(bytes);
    this.#fresh.set(path, { at: this.#bytes, size: bytes.length, mtimeSeconds });
    this.#dropped.delete(path);
    this.#bytes += bytes.length;
  }

  /** A disk that runs full takes a part first, and refuses only the rest. */
  #write(bytes: Buffer): void {
    try {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#bytes + done);
      }
    } catch (error) {
      throw temporaryFileFailure(this.#path, error);
    }
  }

  /** No longer at the source. */
  drop(path: string): void {
    this.#fresh.delete(path);
    this.#dropped.add(path);
  }

  /** The paths of the parent's files below `folder/`. */
  *stored(folder: string): Generator<string> {
    for (const { entry } of this.#kept(folder)) yield entry.path.toString('latin1');
  }

  /** Whether there is no file below `folder/`, neither of the parent nor of this run. */
  isEmpty(folder: string): boolean {
    for (const path of this.#fresh.keys()) if (path.startsWith(`${folder}/`)) return false;
    return this.stored(folder).next().done === true;
  }

  /** When each file below `folder/` last changed at GitHub, the parent's and those of this run, by path. */
  times(folder: string): Map<string, number> {
    const times = new Map<string, number>();
    for (const { entry } of this.#kept(folder)) times.set(entry.path.toString('latin1'), entry.mtimeSeconds);
    for (const [path, { mtimeSeconds }] of this.#fresh) {
      if (path.startsWith(`${folder}/`)) times.set(path, mtimeSeconds);
    }
    return times;
  }

  /** Whether all of the parent's files below `folder/` can still be proved. */
  isWhole(folder: string): boolean {
    for (const { available } of this.#parent?.entries(`${folder}/`) ?? []) if (!available) return false;
    return true;
  }

  /** New entries and the parent's in path order, the folder itself first. Yields nothing if it is empty. */
  *entries(folder: string): Generator<readonly SourceEntry[]> {
    const fresh = [...this.#fresh.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
    let batch: SourceEntry[] = [];
    let hasFolder = false;
    for (const next of merged(fresh, this.#kept(folder))) {
      if (!hasFolder) batch.push(folderEntry(folder));
      hasFolder = true;
      batch.push(typeof next === 'string' ? this.#read(next) : { ...next, content: { kind: 'carry' } });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  close(): void {
    closeSync(this.#fd);
  }

  *#kept(folder: string): Generator<{ readonly entry: Entry; readonly available: boolean }> {
    for (const item of this.#parent?.entries(`${folder}/`) ?? []) {
      if (item.available && item.entry.type === 'file' && !this.#dropped.has(item.entry.path.toString('latin1')))
        yield item;
    }
  }

  #read(path: string): SourceEntry {
    const place = this.#fresh.get(path);
    if (place === undefined) throw new Error(`shelf: ${path} was dropped while it was being read`);
    const bytes = this.#readBytes(place);
    const content = { kind: 'bytes', bytes, temporary: true } as const;
    return { ...bytesEntry(path, bytes), mtimeSeconds: place.mtimeSeconds, content };
  }

  #readBytes({ at, size }: { readonly at: number; readonly size: number }): Buffer {
    const bytes = Buffer.alloc(size);
    for (let done = 0; done < size;) {
      const bytesRead = this.#readInto(bytes, done, at + done);
      if (bytesRead === 0) throw temporaryFailure(`temporary file ${this.#path} cannot be used`, 'It became shorter.');
      done += bytesRead;
    }
    return bytes;
  }

  /** @returns the bytes read: at most what is missing, 0 at the end of the file */
  #readInto(bytes: Buffer, start: number, at: number): number {
    try {
      return readSync(this.#fd, bytes, start, bytes.length - start, at);
    } catch (error) {
      throw temporaryFileFailure(this.#path, error);
    }
  }
}

/** Merges both in order. Where both have a path, the new one wins. Paths are ASCII, see `safeName`. */
function* merged(fresh: readonly string[], old: Iterable<{ readonly entry: Entry }>): Generator<string | Entry> {
  let at = 0;
  for (const { entry } of old) {
    const path = entry.path.toString('latin1');
    for (let next = fresh[at]; next !== undefined && next < path; next = fresh[++at]) yield next;
    if (fresh[at] !== path) yield entry;
  }
  yield* fresh.slice(at);
}
