/**
 * `npm run demo`: Holdfast from the first backup to the restore, on this machine alone. It starts a small S3, STS and OIDC
 * server (tools/double), and then runs what is shipped, as it is run outside: dist/index.js with its inputs in the
 * environment, as a workflow's runner starts it, and bin/holdfast.js, as a shell does. Says what it does, and fails if a
 * byte that comes back is not the byte that went in.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startDouble, type Double } from './double/double.ts';
import { startGitServer } from './git-server.ts';

const ROOT = join(import.meta.dirname, '..');
const BUCKET = 'acme-backups';
const GIT_TOKEN = 'the-token-of-this-job';
/** This machine has a git server, and no GitHub with issues and pull requests. */
const REPOSITORY = { source: 'repository', parts: '!metadata' };

type Env = Readonly<Record<string, string>>;

interface Demo {
  readonly folder: string;
  readonly double: Double;
  readonly roleArn: string;
  readonly gitServerUrl: string;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'));
  try {
    await inFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inFolder(folder: string): Promise<void> {
  heading('1. A bucket, a role, a repository and some files');
  const double = await startDouble();
  double.makeVaultBucket(BUCKET);
  const trust = double.trustPolicy('repo:acme/shop:*');
  const roleArn = double.addRole({ name: 'holdfast-backup', trustPolicy: trust });
  makeWorkspace(folder);
  const gitServer = await startGitServer({ root: join(folder, 'git-server'), token: GIT_TOKEN });
  say(`S3, STS and an OIDC issuer answer at ${double.endpoint}. Bucket ${BUCKET} keeps versions and is encrypted.`);
  say(`Role ${roleArn} trusts workflows of acme/shop: no access key exists anywhere.`);
  say(`Repository acme/shop has 2 commits, its workspace ${String(pathsBelow(workspaceOf(folder)).length)} paths.`);
  try {
    await run({ folder, double, roleArn, gitServerUrl: gitServer.url });
  } finally {
    await Promise.all([gitServer.close(), double.close()]);
  }
}

async function run(demo: Demo): Promise<void> {
  const { folder } = demo;

  heading('2. The first night: a workflow backs up the repository and the files');
  const firstRefs = refsOf(bareOf(folder));
  const firstFiles = fingerprints(workspaceOf(folder));
  const repository = await backUp(demo, REPOSITORY);
  const files = await backUp(demo, { source: 'files', path: '**' });
  // The time of a snapshot counts in seconds, and these nights are short.
  await setTimeout(1000);

  heading('3. The second night: one commit and a few changed files later');
  changeWorkspace(folder);
  say('Changed: one commit and a tag in the repository; one file edited, one deleted, one new.');
  await backUp(demo, REPOSITORY);
  await backUp(demo, { source: 'files', path: '**' });

  heading('4. What is there, seen from a laptop with AWS credentials and nothing else');
  await cli(demo, 'list', '--name', 'acme/shop/repository');
  await cli(demo, 'list', '--name', 'acme/shop/files');
  await cli(demo, 'diff', 'latest~1', 'latest', '--name', 'acme/shop/files');

  heading('5. Back to the first night');
  const bare = join(folder, 'restored.git');
  const target = join(folder, 'restored-files');
  await cli(demo, 'restore', '--name', 'acme/shop/repository', '--version', repository, '--path', bare);
  await cli(demo, 'restore', '--name', 'acme/shop/files', '--version', files, '--path', target);

  heading('6. Is it the same, byte for byte?');
  git(bare, 'fsck', '--full', '--strict');
  same('the refs of the repository, and with fsck every object they reach', firstRefs, refsOf(bare));
  same('the files, their modes and links', firstFiles, fingerprints(target));
  const operations = demo.double.requests.filter(({ service }) => service === 's3').map(({ operation }) => operation);
  if (operations.some((name) => name.startsWith('Delete'))) throw new Error('something was deleted');
  say(`\nDone: four backups and two restores in ${String(operations.length)} requests to S3, none of which deletes.`);
}

// --- what is backed up ------------------------------------------------------------------------------------------------

const workspaceOf = (folder: string): string => join(folder, 'workspace');
const bareOf = (folder: string): string => join(folder, 'git-server', 'acme', 'shop');

function makeWorkspace(folder: string): void {
  const workspace = workspaceOf(folder);
  mkdirSync(join(workspace, 'src', 'empty'), { recursive: true });
  writeFileSync(join(workspace, 'README.md'), '# The shop\n');
  for (let i = 0; i < 40; i++)
    writeFileSync(join(workspace, 'src', `part-${String(i)}.txt`), `Part ${String(i)}\n`.repeat(200));
  writeFileSync(join(workspace, 'src', 'start.sh'), '#!/bin/sh\necho open\n', { mode: 0o755 });
  symlinkSync('src/start.sh', join(workspace, 'start'));
  const work = join(folder, 'work');
  mkdirSync(work);
  git(work, 'init', '--quiet', '--initial-branch', 'main');
  commit(work, 'README.md', '# The shop\n', 'First commit');
  commit(work, 'shop.txt', 'open\n', 'The shop opens');
  mkdirSync(join(folder, 'git-server', 'acme'), { recursive: true });
  git(work, 'clone', '--quiet', '--bare', '.', bareOf(folder));
}

function changeWorkspace(folder: string): void {
  const workspace = workspaceOf(folder);
  appendFileSync(join(workspace, 'src', 'part-7.txt'), 'One more line\n');
  rmSync(join(workspace, 'src', 'part-8.txt'));
  writeFileSync(join(workspace, 'new.bin'), Buffer.alloc(50_000, 'new '));
  const work = join(folder, 'work');
  commit(work, 'shop.txt', 'open until eight\n', 'Longer hours');
  git(work, 'tag', '--annotate', 'v1', '--message', 'First release');
  git(work, 'push', '--quiet', bareOf(folder), 'main', 'v1');
}

function commit(work: string, path: string, text: string, message: string): void {
  writeFileSync(join(work, path), text);
  git(work, 'add', '--all');
  git(work, 'commit', '--quiet', '--message', message);
}

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Octocat', '-c', 'user.email=octocat@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

// --- what is run ------------------------------------------------------------------------------------------------------

/** One step of a workflow, started as the runner starts it. Gives the id of the snapshot. */
async function backUp(demo: Demo, inputs: Env): Promise<string> {
  const given = { ...inputs, bucket: BUCKET, 'role-to-assume': demo.roleArn, 'github-token': GIT_TOKEN };
  say(
    `\n- uses: holdfast   # ${Object.entries(inputs)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ')}`,
  );
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary.md', GITHUB_EVENT_PATH: 'event.json' };
  const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(demo.folder, file)]));
  writeFileSync(join(demo.folder, 'event.json'), '{"repository":{"full_name":"acme/shop","default_branch":"main"}}');
  for (const name of ['output', 'summary.md']) writeFileSync(join(demo.folder, name), '');
  await start(['dist/index.js'], demo, {
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...demo.double.runnerEnv({ sub: 'repo:acme/shop:ref:refs/heads/main' }),
    ...paths,
    AWS_ENDPOINT_URL_S3: demo.double.endpoint,
    AWS_ENDPOINT_URL_STS: demo.double.endpoint,
    AWS_REGION: demo.double.region,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: demo.gitServerUrl,
    GITHUB_WORKSPACE: workspaceOf(demo.folder),
    RUNNER_TEMP: demo.folder,
  });
  const output = readFileSync(join(demo.folder, 'output'), 'utf8');
  const snapshot = /^snapshot<<(\S+)\n(.*)\n\1$/m.exec(output)?.[2];
  if (snapshot === undefined) throw new Error(`the step set no output "snapshot": ${output}`);
  return snapshot;
}

async function cli(demo: Demo, ...args: string[]): Promise<void> {
  const shown = args.map((arg) => (arg.startsWith(demo.folder) ? relative(demo.folder, arg) : arg));
  say(`\n$ holdfast ${shown.join(' ')} --bucket ${BUCKET}`);
  await start(['bin/holdfast.js', ...args, '--bucket', BUCKET], demo, demo.double.awsEnv());
}

async function start([script = '', ...args]: readonly string[], { folder }: Demo, env: Env): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const show = (chunk: Buffer): void => {
    const lines = chunk
      .toString()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('::'));
    if (lines.length > 0) say(lines.map((line) => `  ${line}`).join('\n'));
  };
  child.stdout.on('data', show);
  child.stderr.on('data', show);
  const [exitCode] = (await once(child, 'close')) as [number];
  if (exitCode !== 0) throw new Error(`${script} ${args.join(' ')} ended with exit code ${String(exitCode)}`);
}

// --- what is compared -------------------------------------------------------------------------------------------------

function refsOf(bare: string): string {
  return `${git(bare, 'symbolic-ref', 'HEAD')}${git(bare, 'for-each-ref', '--format=%(objectname) %(refname)')}`;
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** One line for each path: its type, its mode, and the SHA-256 of what is in it. */
function fingerprints(folder: string): string {
  return pathsBelow(folder)
    .map((path) => {
      const full = join(folder, path);
      const stat = lstatSync(full);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isSymbolicLink()) return `link ${path} -> ${readlinkSync(full)}`;
      if (stat.isDirectory()) return `folder ${mode} ${path}`;
      return `file ${mode} ${createHash('sha256').update(readFileSync(full)).digest('hex')} ${path}`;
    })
    .join('\n');
}

function same(what: string, expected: string, actual: string): void {
  if (expected !== actual) {
    const lines = actual.split('\n').filter((line) => !expected.split('\n').includes(line));
    throw new Error(`not the same: ${what}\n${lines.join('\n')}`);
  }
  say(`The same: ${what}.`);
}

function heading(text: string): void {
  say(`\n=== ${text}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
