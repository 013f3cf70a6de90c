/** Pages of a large series, and of many small ones: nights in each of which some of the paths changed. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Change, makeHistory, type MadeSnapshot } from '../../__tests__/support/made-history.ts';
import { mapBounded } from '../../src/base/async.ts';
import type { Store } from '../../src/store/store.ts';
import { type Bench, expectSame, placeIn, rounds, runTool, withServer } from './bench.ts';
import { SeededRandom } from './random.ts';
import type { MinioServer } from './server.ts';
import { emptyFolder, holdfastCommand, SERIES } from './tools.ts';

interface Shape {
  readonly paths: number;
  readonly snapshots: number;
  readonly changedANight: number;
  readonly newANight: number;
}

const LARGE: Shape = { paths: 100_000, snapshots: 500, changedANight: 80, newANight: 10 };
const SMALL: Shape = { paths: 1000, snapshots: 50, changedANight: 20, newANight: 5 };
const MANY = 300;
const SERIES_IN_FLIGHT = 4;
const FILES_OF_A_FOLDER = 20;
const FILE_MAX_BYTES = 100_000;
/** All within a day, so that the server's own times fit those of the keys. */
const SNAPSHOT_EVERY_SECONDS = 120;

/** One series of 100,000 paths and 500 snapshots. */
export function benchPages(bench: Bench): Promise<void> {
  return benchSet(bench, 'pages', [SERIES], LARGE);
}

/** 300 series of 1,000 paths and 50 snapshots each. */
export function benchManyPages(bench: Bench): Promise<void> {
  const series = Array.from({ length: MANY }, (_, index) => `acme/repository-${String(index)}/repository`);
  return benchSet(bench, 'pages300', series, SMALL);
}

/** `browse` of them, twice: size and time of the pages, and whether they are the same bytes. */
async function benchSet(bench: Bench, set: string, series: readonly string[], shape: Shape): Promise<void> {
  const [first, again] = ['pages', 'pages-again'].map((name) => join(bench.work, name)) as [string, string];
  await withServer({ ...bench, tools: [] }, 0, async (server) => {
    const place = placeIn(bench, server.url, `bench-${set}`);
    await server.createBucket(place.bucket);
    const store = storeOf(server, place.bucket);
    await mapBounded(series, SERIES_IN_FLIGHT, (name) =>
      makeHistory(store, name, madeNights(series.length === 1 ? set : `${set} ${name}`, shape), 'planned'),
    );
    await rounds(bench, async (counts) => {
      for (const [work, flags] of [
        ['browse', []],
        ['browse in one file', ['--single-file']],
      ] as const) {
        const browse = (out: string): string =>
          holdfastCommand('browse', place, '--history', String(shape.snapshots), '--out', out, ...flags);
        for (const folder of [first, again]) await emptyFolder(folder);
        const measured = await runTool(bench, `${set}: ${work}`, browse(first));
        await runTool(bench, `${set}: ${work} again`, browse(again));
        await expectSame(first, again);
        if (counts) bench.results.time(set, work, 'holdfast', measured);
        bench.results.count(set, `bytes of ${work}`, 'holdfast', await bytesIn(first));
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
function madeNights(seed: string, shape: Shape): readonly MadeSnapshot[] {
  const random = new SeededRandom(seed);
  const word = (): string => random.bytes(2 + random.below(5)).toString('hex');
  let folder = '';
  let count = 0;
  const newPath = (): string => {
    if (count++ % FILES_OF_A_FOLDER === 0) folder = Array.from({ length: 1 + random.below(5) }, () => word()).join('/');
    return `${folder}/${word()}-${word()}.ts`;
  };
  const paths = [...new Set(Array.from({ length: shape.paths }, newPath))];
  const version = (number: number): Change[1] => ({ size: random.below(FILE_MAX_BYTES), version: number });
  const start = Math.floor(Date.now() / 1000) - shape.snapshots * SNAPSHOT_EVERY_SECONDS;
  const changesOf = (night: number): Change[] => {
    const changes = new Map<string, Change[1]>();
    for (let i = 0; i < shape.changedANight; i++)
      changes.set(paths[random.below(paths.length)] as string, version(night));
    for (let i = 0; i < shape.newANight; i++) {
      const at = random.below(paths.length);
      changes.set(paths[at] as string, undefined);
      paths[at] = newPath();
      changes.set(paths[at], version(night));
    }
    return [...changes];
  };
  return Array.from({ length: shape.snapshots }, (_, night) => ({
    time: new Date((start + night * SNAPSHOT_EVERY_SECONDS) * 1000),
    changes: night === 0 ? paths.map((path): Change => [path, version(0)]) : changesOf(night),
  }));
}
