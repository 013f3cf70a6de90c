import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, placeIn, runTool, withServer } from './bench.ts';
import { GitNights } from './data.ts';
import { holdfastCommand } from './tools.ts';

const NIGHTS = 60;
/** What a night may cost besides its pack: a root, and its share of the tables. */
const NIGHT_BYTES = 4096;
const PACK_FACTOR = 1.15;

/** A repository that grows night by night: what is stored, beside what git itself would have to send. */
export async function benchGit(bench: Bench): Promise<void> {
  const repository = join(bench.work, 'nights.git');
  const nights = new GitNights();
  await rm(repository, { recursive: true, force: true });
  await git(['init', '-q', '--bare', '-b', 'main', repository]);
  await git(['-C', repository, 'fast-import', '--quiet'], nights.base());
  await git(['-C', repository, 'repack', '-adq']);
  let thinBytes = 0;
  await withServer({ ...bench, tools: [] }, 0, async (server) => {
    const place = placeIn(bench, server.url, 'bench-git');
    await server.createBucket(place.bucket);
    const flags = ['--source', 'repository', '--repository', repository, '--bucket-checks', 'warn'];
    const command = holdfastCommand('backup', place, ...flags);
    await runTool(bench, 'git60 base', command);
    const base = await server.storedBytes(place.bucket);
    for (let night = 1; night <= NIGHTS; night++) {
      const old = (await git(['-C', repository, 'rev-parse', 'main'])).toString().trim();
      await git(['-C', repository, 'fast-import', '--quiet'], nights.night());
      thinBytes += await thinPackBytes(repository, old);
      const measured = await runTool(bench, `git60 night ${String(night)}`, command);
      bench.results.time('git60', 'night', 'holdfast', measured);
    }
    const stored = (await server.storedBytes(place.bucket)) - base;
    bench.results.count('git60', 'bytes after the base', 'holdfast', stored);
  });
  bench.results.count('git60', 'thin packs alone, bytes', 'git', thinBytes);
  const allowed = PACK_FACTOR * thinBytes + NIGHTS * NIGHT_BYTES;
  bench.results.count('git60', 'bytes after the base', 'thin packs + 4 KB a night', Math.round(allowed));
  await rm(repository, { recursive: true, force: true });
}

async function thinPackBytes(repository: string, old: string): Promise<number> {
  const pack = ['pack-objects', '--revs', '--thin', '--stdout', '--delta-base-offset', '-q'];
  return (await git(['-C', repository, ...pack], `main\n^${old}\n`)).length;
}

/** @returns standard output */
function git(args: readonly string[], input = ''): Promise<Buffer> {
  const child = spawn('git', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  // A command that reads nothing may be gone already; whether it failed, its exit code says.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args.join(' ')}: exit code ${String(code)}`));
    });
  });
}
