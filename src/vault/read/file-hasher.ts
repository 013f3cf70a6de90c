/** Checks that the fragments of files add up to the recorded hashes. */
import { createHash, type Hash } from 'node:crypto';
import { HASH_BYTES } from '../format/columns.ts';

/**
 * Checks that the fragments of files, end to end, have the SHA-256 of the whole: fragments in, in any order, and files out
 * that are right or wrong. A file takes a fragment only when it is that one's turn; what comes too early for it has to come
 * again.
 */

export interface HashedFile {
  /** 32 bytes. */
  readonly sha256: Buffer;
  /** Ids of its fragments end to end; two at least, since a file of one has that one's id. */
  readonly fragments: Buffer;
}

export interface WaitingFile<T> {
  readonly file: T;
  /** Bytes of `fragments` that were taken: where the id of the next one begins. */
  readonly at: number;
}

interface Waiting<T> extends WaitingFile<T> {
  at: number;
  whole: Hash | undefined;
}

export class FileHasher<T extends HashedFile> {
  /** Files by the id of the fragment that each waits for. */
  private readonly waiting = new Map<string, Waiting<T>[]>();
  readonly right: T[] = [];
  readonly wrong: T[] = [];

  add(file: T): void {
    this.wait({ file, at: 0, whole: undefined });
  }

  /** The fragments of a decoded frame, whose ids are their hashes. */
  feedFrame(ids: Buffer, lengths: readonly number[], raw: Buffer): void {
    let at = 0;
    lengths.forEach((length, i) => {
      this.feed(ids.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES), raw.subarray(at, at + length));
      at += length;
    });
  }

  /** A fragment whose id is the hash of its bytes. */
  feed(id: Buffer, bytes: Buffer): void {
    if (this.waiting.size === 0) return;
    const name = id.toString('latin1');
    // A file that repeats itself waits for the same one again.
    for (let files = this.waiting.get(name); files !== undefined; files = this.waiting.get(name)) {
      this.waiting.delete(name);
      for (const one of files) this.take(one, bytes);
    }
  }

  /** Files that are not whole yet; each goes on while it is looked at. */
  get unfinished(): readonly WaitingFile<T>[] {
    return [...this.waiting.values()].flat();
  }

  private take(one: Waiting<T>, bytes: Buffer): void {
    one.whole ??= createHash('sha256');
    one.whole.update(bytes);
    one.at += HASH_BYTES;
    if (one.at < one.file.fragments.length) {
      this.wait(one);
      return;
    }
    (one.whole.digest().equals(one.file.sha256) ? this.right : this.wrong).push(one.file);
  }

  private wait(one: Waiting<T>): void {
    const name = one.file.fragments.toString('latin1', one.at, one.at + HASH_BYTES);
    const files = this.waiting.get(name);
    if (files === undefined) this.waiting.set(name, [one]);
    else files.push(one);
  }
}
