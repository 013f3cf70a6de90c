import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { measure, type Measured, quote } from './measure.ts';
import { startLatencyProxy } from './proxy.ts';
import type { Results } from './results.ts';
import { CREDENTIALS, MinioServer } from './server.ts';
import { emptyFolder, type Place, type Tool, toolEnv } from './tools.ts';

const run = promisify(execFile);

/** What every scenario works with. */
export interface Bench {
  /** Data sets and programs that stay from run to run. */
  readonly cache: string;
  /** For this run alone. */
  readonly work: string;
  readonly minio: string;
  /** Holdfast: a copy of bin/ and dist/, so that a build meanwhile changes nothing. */
  readonly program: string;
  readonly tools: readonly Tool[];
  /** Rounds that count; one more comes before them. */
  readonly rounds: number;
  readonly results: Results;
  readonly log: (line: string) => void;
}

/** Writes of one tool must not slow the next one. */
const SETTLE_MS = 200;

export function placeIn(bench: Bench, endpoint: string, bucket: string): Place {
  return { program: bench.program, endpoint, bucket, scratch: scratchOf(bench) };
}

function scratchOf({ work }: Bench): string {
  return join(work, 'scratch');
}

/** Runs one command of one tool as on a fresh runner. */
export async function runTool(
  bench: Bench,
  label: string,
  command: string,
  env: NodeJS.ProcessEnv = toolEnv(CREDENTIALS),
): Promise<Measured> {
  await emptyFolder(scratchOf(bench));
  await run('sync');
  await setTimeout(SETTLE_MS);
  const measured = await measure(command, env);
  const { wallSeconds, cpuSeconds, peakMb } = measured;
  bench.log(`${label}: ${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s CPU, ${peakMb.toFixed(0)} MiB`);
  return measured;
}

/** A server of its own for some work, and a bucket for each tool with its repository made. */
export async function withServer(
  bench: Bench,
  roundTripMs: number,
  work: (server: MinioServer, placeOf: (tool: Tool) => Place) => Promise<void>,
): Promise<void> {
  const server = await MinioServer.start(bench.minio, bench.work);
  const proxy = roundTripMs > 0 ? await startLatencyProxy(server.url, roundTripMs) : undefined;
  const endpoint = proxy?.url ?? server.url;
  const placeOf = (tool: Tool): Place => placeIn(bench, endpoint, `bench-${tool.name}`);
  try {
    for (const tool of bench.tools) {
      await server.createBucket(placeOf(tool).bucket);
      await emptyFolder(scratchOf(bench));
      if (tool.init !== undefined) await measure(tool.init(placeOf(tool)), toolEnv(CREDENTIALS));
    }
    await work(server, placeOf);
  } finally {
    await proxy?.close();
    await server.stop();
  }
}

/** As after a fresh checkout: the same content under new times. */
export async function touchAll(folder: string): Promise<void> {
  await run('find', [folder, '-exec', 'touch', '-h', '{}', '+']);
}

/** Reads all of it, so that no tool has to wait for the disk in another's stead. */
export async function warm(folder: string): Promise<void> {
  await measure(`find ${quote(folder)} -type f -print0 | xargs -0 cat > /dev/null`, toolEnv(CREDENTIALS));
}

/** A benchmark of restores that restore something else measures nothing. */
export async function expectSame(first: string, second: string): Promise<void> {
  await run('diff', ['-r', '--no-dereference', first, second]);
}

/** Every round but the first counts. */
export async function rounds(bench: Bench, round: (counts: boolean) => Promise<void>): Promise<void> {
  for (let i = 0; i <= bench.rounds; i++) await round(i > 0);
}

/** The same of a command that writes JSON: what it wrote, whatever its exit code. */
export async function runForJson(
  bench: Bench,
  label: string,
  command: string,
  env?: NodeJS.ProcessEnv,
): Promise<{ readonly measured: Measured; readonly json: unknown }> {
  const out = join(bench.work, 'output.json');
  const measured = await runTool(bench, label, `${command} > ${quote(out)} || [ -s ${quote(out)} ]`, env);
  return { measured, json: JSON.parse(await readFile(out, 'utf8')) as unknown };
}
