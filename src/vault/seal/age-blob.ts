/** Sealed blobs: age files for one X25519 key, sealed whole, opened whole or by ranges. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { FILE_KEY_BYTES, HEADER_BYTES, deriveKey, makeHeader, readHeader } from './age-header.ts';
import { Identity, type Recipient } from './x25519.ts';

/**
 * The header and a nonce, then chunks of 65,536 bytes, each with a tag of 16; the last one is shorter, or full, and has a
 * flag in its nonce. Only an empty blob has an empty chunk. So the length of a blob tells that of its content, and which
 * chunk is the last: https://c2sp.org/age
 */
const NONCE_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** What stands before the first chunk: an opener needs these bytes of a blob. */
export const BLOB_HEAD_BYTES = HEADER_BYTES + NONCE_BYTES;

/** How long the blob of a content is. */
export function sealedBytes(plainLength: number): number {
  return BLOB_HEAD_BYTES + plainLength + TAG_BYTES * chunksOf(plainLength);
}

/** How long the content of a blob is. @throws corrupt-seal if no blob has this length */
export function plainBytes(sealedLength: number, what: string): number {
  const chunks = Math.ceil((sealedLength - BLOB_HEAD_BYTES) / SEALED_CHUNK_BYTES);
  const length = sealedLength - BLOB_HEAD_BYTES - TAG_BYTES * chunks;
  if (chunks < 1 || length < 0 || chunksOf(length) !== chunks)
    throw corrupt(what, `no sealed object has ${String(sealedLength)} bytes`);
  return length;
}

function chunksOf(plainLength: number): number {
  return Math.max(1, Math.ceil(plainLength / CHUNK_BYTES));
}

export interface SealOptions {
  /**
   * How much of the blob is opened again, with the file key, and compared before it is given back: `ends` the first and the
   * last chunk, `all` each. A memory that flips bits must not store what nobody can open.
   */
  readonly check?: 'ends' | 'all';
  /** Where the blob goes, at least `sealedBytes(plain.length)` long; by default a new buffer. */
  readonly into?: Buffer;
}

/** The blob of a content: random file key, nonce and ephemeral key. @throws Error if the check fails */
export function sealBlob(plain: Uint8Array, recipient: Recipient, options: SealOptions = {}): Buffer {
  const length = sealedBytes(plain.length);
  const blob = (options.into ?? Buffer.allocUnsafeSlow(length)).subarray(0, length);
  if (blob.length !== length) throw new RangeError(`A blob of ${String(length)} bytes needs a buffer as long`);
  const fileKey = randomBytes(FILE_KEY_BYTES);
  writeHeader(blob, fileKey, recipient);
  randomBytes(NONCE_BYTES).copy(blob, HEADER_BYTES);
  const payloadKey = payloadKeyOf(fileKey, blob);
  for (let chunk = 0; chunk < chunksOf(plain.length); chunk++) sealChunk(payloadKey, chunk, plain, blob);
  checkBlob(blob, plain, payloadKeyOf(fileKey, blob), options.check);
  return blob;
}

function payloadKeyOf(fileKey: Uint8Array, head: Uint8Array): Buffer {
  return deriveKey(fileKey, head.subarray(HEADER_BYTES, BLOB_HEAD_BYTES), 'payload');
}

/** Only the recipient can open the stanza, so it is made twice: a wrong one would be noticed by nobody until then. */
function writeHeader(blob: Buffer, fileKey: Buffer, recipient: Recipient): void {
  const ephemeral = randomBytes(32);
  makeHeader(fileKey, new Identity(ephemeral), recipient).copy(blob);
  if (!makeHeader(fileKey, new Identity(ephemeral), recipient).equals(blob.subarray(0, HEADER_BYTES)))
    throw new Error('Two headers that were made of the same keys differ: the memory of this machine is not reliable.');
}

function sealChunk(key: Buffer, chunk: number, plain: Uint8Array, blob: Buffer): void {
  const from = chunk * CHUNK_BYTES;
  const to = Math.min(from + CHUNK_BYTES, plain.length);
  const start = BLOB_HEAD_BYTES + chunk * SEALED_CHUNK_BYTES;
  const cipher = createCipheriv('chacha20-poly1305', key, chunkNonce(chunk, to === plain.length), {
    authTagLength: TAG_BYTES,
  });
  moveTo(blob, start, cipher.update(plain.subarray(from, to)));
  cipher.final();
  cipher.getAuthTag().copy(blob, start + to - from);
}

/**
 * Copies what a cipher gave, and frees it at once: left to the garbage collector, the many pieces cost as much time as the
 * cipher takes.
 */
function moveTo(target: Buffer, at: number, piece: Buffer, from = 0, to = piece.length): void {
  piece.copy(target, at, from, to);
  if (piece.length === piece.buffer.byteLength) (piece.buffer as ArrayBuffer).transfer(0);
}

function checkBlob(blob: Buffer, plain: Uint8Array, payloadKey: Buffer, check: 'ends' | 'all' = 'all'): void {
  const opener = new BlobOpener(payloadKey, plain.length, 'What was just sealed');
  const chunks = chunksOf(plain.length);
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (check === 'ends' && chunk > 0 && chunk < chunks - 1) continue;
    const from = chunk * CHUNK_BYTES;
    const to = Math.min(from + CHUNK_BYTES, plain.length);
    const { start, end } = storedRange(from, to, plain.length);
    if (!opener.openRange(blob.subarray(start, end), from, to).equals(plain.subarray(from, to)))
      throw new Error('What was just sealed opens as something else: the memory of this machine is not reliable.');
  }
}

/** The whole content of a blob. @throws corrupt-seal, with `what` as its subject */
export function openBlob(blob: Uint8Array, identity: Identity, what: string): Buffer {
  const opener = openHeader(blob.subarray(0, BLOB_HEAD_BYTES), blob.length, identity, what);
  return opener.openRange(blob.subarray(BLOB_HEAD_BYTES), 0, opener.plainLength);
}

/**
 * Opens the head of a blob, for ranges of it.
 * @param head the first `BLOB_HEAD_BYTES` of the blob
 * @throws corrupt-seal if it is not sealed to this identity, or damaged
 */
export function openHeader(head: Uint8Array, sealedLength: number, identity: Identity, what: string): BlobOpener {
  const plainLength = plainBytes(sealedLength, what);
  try {
    const fileKey = readHeader(head.subarray(0, HEADER_BYTES), identity);
    return new BlobOpener(payloadKeyOf(fileKey, head), plainLength, what);
  } catch (error) {
    throw corrupt(what, messageOf(error), error);
  }
}

/** Which bytes of a blob hold the bytes from `from` up to `to` of its content, in whole chunks. */
export function storedRange(from: number, to: number, plainLength: number): { start: number; end: number } {
  if (from < 0 || to < from || to > plainLength)
    throw new RangeError(`No bytes ${String(from)} to ${String(to)} in ${String(plainLength)}`);
  const first = Math.min(Math.floor(from / CHUNK_BYTES), chunksOf(plainLength) - 1);
  const end = Math.max(first + 1, Math.ceil(to / CHUNK_BYTES));
  return {
    start: BLOB_HEAD_BYTES + first * SEALED_CHUNK_BYTES,
    end: Math.min(BLOB_HEAD_BYTES + end * SEALED_CHUNK_BYTES, sealedBytes(plainLength)),
  };
}

/** Opens ranges of one blob. */
export class BlobOpener {
  /** Of this blob alone: whoever has it can read this blob, and no other. */
  readonly payloadKey: Uint8Array;
  /** How long the content is. */
  readonly plainLength: number;
  readonly #what: string;

  /** @param what the subject of errors: `The pack v1/packs/...` */
  constructor(payloadKey: Uint8Array, plainLength: number, what: string) {
    this.payloadKey = payloadKey;
    this.plainLength = plainLength;
    this.#what = what;
  }

  /**
   * The bytes from `from` up to `to` of the content.
   * @param stored the bytes of the blob that `storedRange(from, to)` says, all of them
   * @throws corrupt-seal if a chunk is not what was sealed at this place
   */
  openRange(stored: Uint8Array, from: number, to: number): Buffer {
    return this.#openInto(Buffer.allocUnsafe(to - from), stored, from, to);
  }

  /** The same in the memory of `stored`, whose bytes are lost. */
  openInPlace(stored: Buffer, from: number, to: number): Buffer {
    return this.#openInto(stored.subarray(0, to - from), stored, from, to);
  }

  /** @param plain may begin where `stored` does: each chunk goes before those that are still sealed */
  #openInto(plain: Buffer, stored: Uint8Array, from: number, to: number): Buffer {
    const { start, end } = storedRange(from, to, this.plainLength);
    if (stored.length !== end - start)
      throw corrupt(this.#what, `${String(end - start)} bytes were expected, ${String(stored.length)} are there`);
    for (let at = 0; at < stored.length; at += SEALED_CHUNK_BYTES) {
      const chunk = (start - BLOB_HEAD_BYTES + at) / SEALED_CHUNK_BYTES;
      const opened = this.#openChunk(stored.subarray(at, at + SEALED_CHUNK_BYTES), chunk);
      const begins = chunk * CHUNK_BYTES;
      moveTo(plain, Math.max(0, begins - from), opened, Math.max(0, from - begins), to - begins);
    }
    return plain;
  }

  #openChunk(stored: Uint8Array, chunk: number): Buffer {
    const nonce = chunkNonce(chunk, chunk === chunksOf(this.plainLength) - 1);
    const decipher = createDecipheriv('chacha20-poly1305', this.payloadKey, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(stored.subarray(-TAG_BYTES));
    const plain = decipher.update(stored.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch (error) {
      throw corrupt(this.#what, `chunk ${String(chunk)} is not what was sealed`, error);
    }
    return plain;
  }
}

/** 11 bytes of counter, big endian, and 1 in the last chunk. */
function chunkNonce(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(chunk, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function corrupt(what: string, detail: string, cause?: unknown): HoldfastError {
  return new HoldfastError({ code: 'corrupt-seal', message: `${what} cannot be opened: ${detail}.`, cause });
}
