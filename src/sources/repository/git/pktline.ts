/** Git's framing of packets. */
import type { Readable } from 'node:stream';
import { HoldfastError } from '../../../base/errors.ts';

/** Git's framing: https://git-scm.com/docs/gitprotocol-common. A packet is bytes, or one of three marks. */
export type Packet = Buffer | 'flush' | 'delimiter' | 'response-end' | 'end-of-stream';

export const FLUSH = '0000';
export const DELIMITER = '0001';
const MARKS: readonly Packet[] = ['flush', 'delimiter', 'response-end'];

export function packet(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}

export interface PacketReader {
  /** One line of text without its newline, or undefined at the end. */
  line(): Promise<string | undefined>;
  next(): Promise<Packet>;
}

export function packetReader(stream: Readable): PacketReader {
  let ended = false;
  let wake = () => {};
  stream.on('readable', () => {
    wake();
  });
  for (const event of ['end', 'close', 'error']) {
    stream.on(event, () => {
      ended = true;
      wake();
    });
  }

  /** Exactly `size` bytes, or undefined where the stream ends before. */
  async function take(size: number): Promise<Buffer | undefined> {
    for (;;) {
      const chunk = stream.read(size) as Buffer | null;
      if (chunk !== null) return chunk.length === size ? chunk : undefined;
      if (ended) return undefined;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    async line() {
      let text = '';
      for (;;) {
        const byte = await take(1);
        if (byte === undefined) return undefined;
        if (byte[0] === 0x0a) return text;
        text += byte.toString('latin1');
      }
    },
    async next() {
      const head = await take(4);
      if (head === undefined) return 'end-of-stream';
      const length = /^[0-9a-f]{4}$/i.test(head.toString('latin1'))
        ? Number.parseInt(head.toString('latin1'), 16)
        : NaN;
      const mark = MARKS[length];
      if (mark !== undefined) return mark;
      if (!(length >= 4)) throw badAnswer(`a packet starts with ${JSON.stringify(head.toString('latin1'))}`);
      if (length === 4) return Buffer.alloc(0);
      return (await take(length - 4)) ?? 'end-of-stream';
    },
  };
}

/** The server sent something that violates git's protocol. */
export function badAnswer(what: string): HoldfastError {
  return new HoldfastError({
    code: 'git-bad-answer',
    message: 'The git server sent an answer that is not valid in git protocol version 2.',
    why: `In its answer, ${what}.`,
    fix: 'Check that the URL is that of a git repository, and that no proxy rewrites the answers.',
  });
}
