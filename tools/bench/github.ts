import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { API_TOKEN, ArtifactServer } from '../artifact-server/server.ts';
import { startGitServer } from '../git-server.ts';
import { type Bench, placeIn, rounds, runTool, withServer } from './bench.ts';
import { largeHistory, once, tinyData } from './data.ts';
import { quote } from './measure.ts';
import { emptyFolder, holdfastCommand } from './tools.ts';

const run = promisify(execFile);
const ZIPPED_FILES = 20_000;

/** What all processes of a run hold in memory, git's among them: over HTTP, as in a workflow. */
export async function benchLargeRepository(bench: Bench): Promise<void> {
  const root = await once(join(bench.cache, 'data/git2g'), async (folder) => {
    const repository = join(folder, 'acme/large.git');
    await run('git', ['init', '-q', '--bare', '-b', 'main', repository]);
    const importer = spawn('git', ['-C', repository, 'fast-import', '--quiet'], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    await pipeline(Readable.from(largeHistory()), importer.stdin);
    await new Promise((resolve) => importer.on('close', resolve));
  });
  const git = await startGitServer({ root });
  const target = join(bench.work, 'git2g.git');
  try {
    await withServer({ ...bench, tools: [] }, 0, async (server) => {
      const place = placeIn(bench, server.url, 'bench-git2g');
      await server.createBucket(place.bucket);
      const source = ['--source', 'repository', '--repository', 'acme/large', '--github-server-url', git.url];
      const backup = holdfastCommand('backup', place, ...source, '--bucket-checks', 'warn');
      const restore = holdfastCommand('restore', place, '--path', target);
      for (const [work, command] of [
        ['first', backup],
        ['unchanged', backup],
        ['restore', restore],
      ] as const) {
        bench.results.time('git2g', work, 'holdfast', await runTool(bench, `git2g ${work}`, command));
      }
    });
    await run('git', ['-C', target, 'rev-list', '--objects', '--all'], { maxBuffer: 2 ** 28 });
  } finally {
    await git.close();
    await rm(target, { recursive: true, force: true });
  }
}

/** An artifact of many files: fetched, unpacked, checked and stored, beside unpacking it alone. */
export async function benchZip(bench: Bench): Promise<void> {
  const files = await tinyData(bench.cache, ZIPPED_FILES);
  const zip = join(bench.work, 'artifact.zip');
  await run('python3', ['-m', 'zipfile', '-c', zip, `${files}/`]);
  const server = await ArtifactServer.start();
  try {
    server.addRun({ id: server.currentRun });
    server.add('many', await readFile(zip));
    const source = ['--source', 'artifacts', '--repository', 'acme/shop', '--run-id', String(server.currentRun)];
    const github = ['--github-server-url', new URL(server.apiUrl).origin, '--github-token', API_TOKEN];
    await rounds(bench, (counts) =>
      withServer({ ...bench, tools: [] }, 0, async (s3) => {
        const place = placeIn(bench, s3.url, 'bench-zip');
        await s3.createBucket(place.bucket);
        const backup = holdfastCommand('backup', place, ...source, ...github, '--bucket-checks', 'warn');
        const first = await runTool(bench, 'zip20k first holdfast', backup);
        const target = join(bench.work, 'unzipped');
        await emptyFolder(target);
        const unzip = await runTool(bench, 'zip20k first unzip', `unzip -qq ${quote(zip)} -d ${quote(target)}`);
        if (!counts) return;
        bench.results.time('zip20k', 'first', 'holdfast', first);
        bench.results.time('zip20k', 'first', 'unzip', unzip);
      }),
    );
  } finally {
    await server.close();
  }
}
