/** Pages of a large series: 100,000 paths and 500 nights, in each of which some of them changed. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Change, makeHistory, type MadeSnapshot } from '../../__tests__/support/made-history.ts';
import type { Store } from '../../src/store/store.ts';
import { type Bench, expectSame, placeIn, rounds, runTool, withServer } from './bench.ts';
import { SeededRandom } from './random.ts';
import type { MinioServer } from './server.ts';
import { emptyFolder, holdfastCommand, SERIES } from './tools.ts';

const PATHS = 100_000;
const SNAPSHOTS = 500;
const CHANGED_A_NIGHT = 80;
const NEW_A_NIGHT = 10;
const FILES_OF_A_FOLDER = 20;
const FILE_MAX_BYTES = 100_000;
/** All within a day, so that the server's own times fit those of the keys. */
const SNAPSHOT_EVERY_SECONDS = 120;

/** `browse` of it, twice: size and time of the pages, and whether they are the same bytes. */
export async function benchPages(bench: Bench): Promise<void> {
  const [first, again] = ['pages', 'pages-again'].map((name) => join(bench.work, name)) as [string, string];
  await withServer({ ...bench, tools: [] }, 0, async (server) => {
    const place = placeIn(bench, server.url, 'bench-pages');
    await server.createBucket(place.bucket);
    await makeHistory(storeOf(server, place.bucket), SERIES, madeNights(), 'planned');
    await rounds(bench, async (counts) => {
      for (const [work, flags] of [
        ['browse', []],
        ['browse in one file', ['--single-file']],
      ] as const) {
        const browse = (out: string): string =>
          holdfastCommand('browse', place, '--history', String(SNAPSHOTS), '--out', out, ...flags);
        for (const folder of [first, again]) await emptyFolder(folder);
        const measured = await runTool(bench, `pages: ${work}`, browse(first));
        await runTool(bench, `pages: ${work} again`, browse(again));
        await expectSame(first, again);
        if (counts) bench.results.time('pages', work, 'holdfast', measured);
        bench.results.count('pages', `bytes of ${work}`, 'holdfast', await bytesIn(first));
      }
    });
  });
}

async function bytesIn(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What `makeHistory` asks of a store. */
function storeOf({ client }: MinioServer, bucket: string): Store {
  const putNew: Store['putNew'] = async (key, body) => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    return { created: true, etag: undefined, versionId: undefined };
  };
  return { putNew } as Store;
}

/** Paths of some 45 characters in folders of some twenty files, as in the sources of a large project. */
function madeNights(): readonly MadeSnapshot[] {
  const random = new SeededRandom('pages');
  const word = (): string => random.bytes(2 + random.below(5)).toString('hex');
  let folder = '';
  let count = 0;
  const newPath = (): string => {
    if (count++ % FILES_OF_A_FOLDER === 0) folder = Array.from({ length: 1 + random.below(5) }, () => word()).join('/');
    return `${folder}/${word()}-${word()}.ts`;
  };
  const paths = [...new Set(Array.from({ length: PATHS }, newPath))];
  const version = (number: number): Change[1] => ({ size: random.below(FILE_MAX_BYTES), version: number });
  const start = Math.floor(Date.now() / 1000) - SNAPSHOTS * SNAPSHOT_EVERY_SECONDS;
  const changesOf = (night: number): Change[] => {
    const changes = new Map<string, Change[1]>();
    for (let i = 0; i < CHANGED_A_NIGHT; i++) changes.set(paths[random.below(paths.length)] as string, version(night));
    for (let i = 0; i < NEW_A_NIGHT; i++) {
      const at = random.below(paths.length);
      changes.set(paths[at] as string, undefined);
      paths[at] = newPath();
      changes.set(paths[at], version(night));
    }
    return [...changes];
  };
  return Array.from({ length: SNAPSHOTS }, (_, night) => ({
    time: new Date((start + night * SNAPSHOT_EVERY_SECONDS) * 1000),
    changes: night === 0 ? paths.map((path): Change => [path, version(0)]) : changesOf(night),
  }));
}
