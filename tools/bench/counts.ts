import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { statSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatUtc, parseRootKey, rootKey, rootsPrefix, snapshotId } from '../../src/vault/format/keys.ts';
import { decodeRoot, encodeRoot, type Root } from '../../src/vault/format/root.ts';
import { type Bench, placeIn, runTool, touchAll, withServer } from './bench.ts';
import { depsData, histData } from './data.ts';
import { measure, quote } from './measure.ts';
import { startCountingProxy } from './proxy.ts';
import { CREDENTIALS, type MinioServer } from './server.ts';
import { emptyFolder, holdfastCommand, type Place, SERIES, toolEnv } from './tools.ts';

/** Requests of a run in which nothing changed, bucket checks and all, as the server counts them. */
export async function benchRequests(bench: Bench): Promise<void> {
  const states = await histData(bench.cache);
  const sources = { hist: states.at(-1) as string, deps: await depsData(bench.cache) };
  for (const [name, source] of Object.entries(sources)) {
    await countUnchanged(bench, name, [source]);
  }
  await countUnchanged(bench, 'hist after 20 nights', states);
}

/** Backs up each state in turn, then the last one again. */
async function countUnchanged(bench: Bench, name: string, states: readonly string[]): Promise<void> {
  const tree = join(bench.work, 'tree');
  await withServer({ ...bench, tools: [] }, 0, async (server) => {
    const place = placeIn(bench, server.url, 'bench-requests');
    await server.createBucket(place.bucket, true);
    const command = (at: Place): string => holdfastCommand('backup', at, '--source', 'files', '--root', tree);
    for (const state of states) {
      await rm(tree, { recursive: true, force: true });
      await cp(state, tree, { recursive: true, verbatimSymlinks: true });
      await runTool(bench, `requests ${name} before`, command(place));
    }
    await touchAll(tree);
    const proxy = await startCountingProxy(server.url);
    await runTool(bench, `requests ${name} unchanged`, command({ ...place, endpoint: proxy.url }));
    await proxy.close();
    bench.log(proxy.requests.map((request) => `  ${request.slice(0, 160)}`).join('\n'));
    bench.results.count('requests', `unchanged ${name}`, 'holdfast', proxy.requests.length);
  });
  await rm(tree, { recursive: true, force: true });
}

const LISTED_SNAPSHOTS = 5000;
const SHOWN = 20;
/** All within a day, so that the server's own times fit those of the keys. */
const SNAPSHOT_EVERY_SECONDS = 15;
const PUTS_IN_FLIGHT = 16;

/** `list` in a series of 5,000 snapshots. */
export async function benchList(bench: Bench): Promise<void> {
  await withServer({ ...bench, tools: [] }, 0, async (server) => {
    const place = placeIn(bench, server.url, 'bench-list');
    await server.createBucket(place.bucket);
    const source = join(bench.work, 'tree');
    await emptyFolder(source);
    writeFileSync(join(source, 'file'), 'content\n');
    const flags = ['--source', 'files', '--root', source, '--bucket-checks', 'warn'];
    await runTool(bench, 'list5000 backup', holdfastCommand('backup', place, ...flags));
    await multiply(server, place.bucket);
    const proxy = await startCountingProxy(server.url);
    const list = holdfastCommand('list', { ...place, endpoint: proxy.url }, '--limit', String(SHOWN));
    bench.results.time('list5000', 'list', 'holdfast', await runTool(bench, 'list5000 list', list));
    await proxy.close();
    bench.log(proxy.requests.map((request) => `  ${request.slice(0, 160)}`).join('\n'));
    const roots = proxy.requests.filter((request) => /^GET \/[^?]*\/v1\/roots\//.test(decodeURIComponent(request)));
    const others = proxy.requests.length - Math.min(roots.length, SHOWN);
    bench.results.count('list5000', 'requests besides the roots shown', 'holdfast', others);
  });
}

/** Writes the one snapshot of a bucket again and again, each under an earlier time. */
async function multiply(server: MinioServer, bucket: string): Promise<void> {
  const root = await onlyRoot(server, bucket);
  const now = Math.floor(Date.now() / 1000);
  let next = 1;
  const lane = async (): Promise<void> => {
    while (next < LISTED_SNAPSHOTS) {
      const utc = new Date((now - SNAPSHOT_EVERY_SECONDS * next++) * 1000);
      const body = encodeRoot({ ...root, header: { ...root.header, utc: formatUtc(utc) } });
      const key = rootKey(SERIES, snapshotId(utc, body));
      await server.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    }
  };
  await Promise.all(Array.from({ length: PUTS_IN_FLIGHT }, lane));
}

async function onlyRoot({ client }: MinioServer, bucket: string): Promise<Root> {
  const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: rootsPrefix(SERIES) }));
  const key = page.Contents?.[0]?.Key ?? '';
  const parsed = parseRootKey(key);
  if (parsed === undefined) throw new Error(`no root in bucket ${bucket}`);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return decodeRoot(parsed, Buffer.from((await Body?.transformToByteArray()) ?? []));
}

const STARTS = 9;

/** Time of `--help`, less that of a node that does nothing. */
export async function benchStart(bench: Bench): Promise<void> {
  const node = quote(process.execPath);
  const script = quote(join(bench.program, 'bin/holdfast.js'));
  const env = toolEnv(CREDENTIALS);
  for (let i = 0; i <= STARTS; i++) {
    const empty = await measure(`${node} -e 0`, env);
    const help = await measure(`${node} ${script} --help`, env);
    if (i === 0) continue;
    bench.results.time('start', 'node -e 0', 'node', empty);
    bench.results.time('start', '--help', 'holdfast', help);
    const wallSeconds = help.wallSeconds - empty.wallSeconds;
    const cpuSeconds = help.cpuSeconds - empty.cpuSeconds;
    bench.results.time('start', '--help less node', 'holdfast', { wallSeconds, cpuSeconds, peakMb: help.peakMb });
  }
}

export async function benchSize(bench: Bench): Promise<void> {
  bench.results.count('size', 'dist/main.js, bytes', 'holdfast', statSync(join(bench.program, 'dist/main.js')).size);
}
