import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { readAnswer } from '../../../src/aws/s3/body.ts';

function answer(...chunks: readonly Buffer[]): GetObjectCommandOutput {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { Body: Readable.from(chunks), ContentLength: bytes } as unknown as GetObjectCommandOutput;
}

describe('the memory of chunks', () => {
  test('is freed once they are copied', async () => {
    const chunks = [Buffer.alloc(1000, 'a'), Buffer.alloc(3, 'b')];
    const { body } = await readAnswer(answer(...chunks), 'v1/a', {});
    expect(body.equals(Buffer.concat([Buffer.alloc(1000, 'a'), Buffer.from('bbb')]))).toBe(true);
    expect(chunks.map(({ buffer }) => buffer.detached)).toEqual([true, true]);
  });

  test('is kept where something else lies beside them', async () => {
    const all = Buffer.from(new ArrayBuffer(10)).fill('c');
    const { body } = await readAnswer(answer(all.subarray(0, 6), all.subarray(6)), 'v1/a', {});
    expect(body.toString()).toBe('cccccccccc');
    expect(all.toString()).toBe('cccccccccc');
  });
});
