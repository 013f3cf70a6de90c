import { createCipheriv, createHash } from 'node:crypto';

/** The same bytes for the same seed, as fast as AES. */
export class SeededRandom {
  private readonly cipher;
  private pool: Buffer = Buffer.alloc(0);
  private at = 0;

  constructor(seed: string) {
    const key = createHash('sha256').update(seed).digest();
    this.cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  }

  bytes(count: number): Buffer {
    return this.cipher.update(Buffer.alloc(count));
  }

  /** A whole number from 0 to below `end` (at most 2^32). */
  below(end: number): number {
    if (this.at === this.pool.length) {
      this.pool = this.bytes(64 * 1024);
      this.at = 0;
    }
    const value = this.pool.readUInt32LE(this.at);
    this.at += 4;
    return Math.floor((value / 2 ** 32) * end);
  }
}

const WORDS = 4096;

/** Text of made-up words, of which few are common and most are rare, as in a language. */
export class SeededText {
  private readonly random: SeededRandom;
  private readonly words: readonly string[];

  constructor(seed: string) {
    const random = new SeededRandom(seed);
    this.random = random;
    this.words = Array.from({ length: WORDS }, () => random.bytes(2 + random.below(4)).toString('hex'));
  }

  line(): string {
    const count = 4 + this.random.below(12);
    return `${Array.from({ length: count }, () => this.word()).join(' ')}\n`;
  }

  text(bytes: number): Buffer {
    const lines: string[] = [];
    for (let length = 0; length < bytes;) length += lines[lines.push(this.line()) - 1]?.length ?? 0;
    return Buffer.from(lines.join('')).subarray(0, bytes);
  }

  private word(): string {
    const { random, words } = this;
    return words[Math.floor(random.below(WORDS) / (1 + random.below(64)))] as string;
  }
}
