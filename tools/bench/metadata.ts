import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeWorld, startGithubServer, type GithubServer, type World } from '../github-server/index.ts';
import { type Bench, placeIn, runTool, withServer } from './bench.ts';
import { SeededRandom } from './random.ts';
import { holdfastCommand } from './tools.ts';

const run = promisify(execFile);
const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
const DAY_MS = 86_400_000;

interface Size {
  readonly issues: number;
  readonly comments: number;
  readonly attachments: number;
}

/** A repository of many issues: the first backup, and nights in which nothing is new. */
export async function benchMetadata(bench: Bench): Promise<void> {
  await benchNights(bench, 'github18k', { issues: 18_000, comments: 20_000, attachments: 5000 });
}

/** The night of a repository with some issues, by its requests. */
export async function benchNight(bench: Bench): Promise<void> {
  await benchNights(bench, 'github5k', { issues: 5000, comments: 5000, attachments: 2000 });
}

async function benchNights(bench: Bench, set: string, size: Size): Promise<void> {
  const root = join(bench.work, 'git');
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await makeHistory(join(root, 'acme/shop.git'));
  const world = makeWorld({ issues: size.issues, issueComments: size.comments, pulls: 50, reviewComments: 100 });
  const github = await startGithubServer({ world, token: TOKEN, git: { root } });
  attach(world, github.url, size.attachments);
  const source = ['--source', 'repository', '--repository', 'acme/shop', '--parts', 'metadata'];
  const server = ['--github-server-url', github.url, '--github-token', TOKEN, '--bucket-checks', 'warn'];
  try {
    await withServer({ ...bench, tools: [] }, 0, async (s3) => {
      const place = placeIn(bench, s3.url, `bench-${set}`);
      await s3.createBucket(place.bucket);
      const backup = holdfastCommand('backup', place, ...source, ...server);
      for (const work of ['first', 'the day of the week', 'unchanged', 'unchanged again']) {
        world.now = new Date(world.now.getTime() + DAY_MS);
        github.requests.length = 0;
        bench.results.time(set, work, 'holdfast', await runTool(bench, `${set} ${work}`, backup));
        tell(bench, set, work, github);
      }
    });
  } finally {
    await github.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** One commit of nothing. */
async function makeHistory(repository: string): Promise<void> {
  await run('git', ['init', '-q', '--bare', '-b', 'main', repository]);
  const git = async (...args: string[]) => (await run('git', ['-C', repository, ...args])).stdout.trim();
  const tree = await git('hash-object', '-t', 'tree', '-w', '/dev/null');
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
  await git('update-ref', 'refs/heads/main', await git(...author, 'commit-tree', tree, '-m', 'nothing'));
}

function tell(bench: Bench, set: string, work: string, { requests }: GithubServer): void {
  const kinds = Map.groupBy(requests, (name) => name.replace(/\?.*|\/user-attachments\/.*/, ''));
  bench.log([...kinds].map(([name, list]) => `  ${String(list.length)} ${name}`).join('\n'));
  bench.results.count(set, `requests of ${work}`, 'holdfast', requests.length);
}

/** Each in the text of an issue, of some 20 KB that do not compress. */
function attach({ lists, attachments }: World, url: string, count: number): void {
  const random = new SeededRandom('attachments');
  const issues = lists['/issues'] ?? [];
  for (let n = 0; n < count; n++) {
    const path = `/user-attachments/assets/${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;
    attachments.set(path, { bytes: random.bytes(10_000 + (n % 100) * 200), type: 'image/png', access: 'everybody' });
    const issue = issues[n % issues.length];
    if (issue !== undefined) issue['body'] = `${String(issue['body'])}\n\n![image](${url}${path})`;
  }
}
