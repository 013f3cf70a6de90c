/** Reads many blobs with one process. */
import { pipeline } from 'node:stream/promises';
import { awaitedLater } from '../../../base/async.ts';
import { expectSuccess, type Git } from './git.ts';

/** Contents in the order of `oids`. Throws where one is not there. */
export async function* readBlobs(git: Git, gitDir: string, oids: readonly string[]): AsyncGenerator<Buffer> {
  if (oids.length === 0) return;
  const args = ['cat-file', '--batch'];
  const child = git.start(args, { gitDir });
  const written = awaitedLater(
    pipeline(
      oids.map((oid) => `${oid}\n`),
      child.stdin,
    ),
  );
  yield* batchedBlobs(child.stdout);
  expectSuccess(await child.exit, args);
  await written;
}

/** Contents from the output of `cat-file --batch`: `<oid> blob <size>\n<content>\n`, one after the other. */
export async function* batchedBlobs(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = buffer.indexOf(0x0a);
      const size = Number(/^[0-9a-f]+ \w+ (\d+)$/.exec(buffer.toString('latin1', 0, Math.max(end, 0)))?.[1]);
      if (end < 0 || !(buffer.length >= end + 1 + size + 1)) break;
      yield buffer.subarray(end + 1, end + 1 + size);
      buffer = buffer.subarray(end + 1 + size + 1);
    }
  }
}
