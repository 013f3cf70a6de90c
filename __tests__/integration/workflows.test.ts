/**
 * Workflows run for real, by `act` on this machine, against a real server, with a real OIDC issuer: the project's own
 * .github/workflows/backup.yml and those of __tests__/workflows/. act copies the working folder where actions/checkout
 * stands, so nothing is fetched from anywhere.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, request as httpRequest } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer as readAll } from 'node:stream/consumers';
import { startGitServer, type GitServer } from '../../tools/git-server.ts';
import { freshKey } from '../double/conformance/suite.ts';
import { ROOT } from '../process/support.ts';

const GIT_TOKEN = 'token-of-the-git-server';
const REPOSITORY = { full_name: 'acme/app', default_branch: 'main' };

/** What tools/rgw-runner.ts prints. */
interface Runner {
  readonly bucket: string;
  readonly roleArn: string;
  readonly endpoint: string;
  readonly region: string;
  readonly runnerEnv: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-act-'));
const project = join(folder, 'app');
const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
let gitServer: GitServer;
let runner: Runner;

beforeAll(async () => {
  makeProject();
  gitServer = await startGitServer({ root: join(folder, 'served'), token: GIT_TOKEN });
  stops.push(() => gitServer.close());
  runner = await startRunner();
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

/** A repository acme/app that holds the action and its workflows, and a bare clone of it behind the git server. */
function makeProject(): void {
  const workflows = join(project, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  for (const name of ['action.yml', 'dist', 'docs']) cpSync(join(ROOT, name), join(project, name), { recursive: true });
  cpSync(join(ROOT, '.github', 'workflows', 'backup.yml'), join(workflows, 'backup.yml'));
  cpSync(join(ROOT, '__tests__', 'workflows'), workflows, { recursive: true });
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: project });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'All of it');
  git('remote', 'add', 'origin', 'https://github.com/acme/app.git');
  git('clone', '--quiet', '--bare', '.', join(folder, 'served', 'acme', 'app'));
}

async function startRunner(): Promise<Runner> {
  const args = [join(ROOT, 'tools/rgw-runner.ts'), '--bucket', freshKey('workflows'), '--until-stdin-ends'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  stops.push(async () => {
    child.stdin.end();
    await ended;
  });
  const failed = ended.then((): never => {
    throw new Error('tools/rgw-runner.ts ended before it was ready');
  });
  failed.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), failed])) as [string];
  return JSON.parse(line) as Runner;
}

interface Ran {
  readonly exitCode: number;
  readonly log: string;
}

/** One event of the workflow, as GitHub would send it. */
async function act(event: string, workflow: string, payload: object): Promise<Ran> {
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify({ repository: REPOSITORY, ...payload }));
  const variables = {
    HOLDFAST_BUCKET: runner.bucket,
    HOLDFAST_ROLE: runner.roleArn,
    HOLDFAST_REGION: runner.region,
    HOLDFAST_ENDPOINT: runner.endpoint,
    HOLDFAST_GIT_SERVER: gitServer.url,
    HOLDFAST_ARTIFACT_CLIENT: import.meta.resolve('@actions/artifact'),
  };
  const each = (flag: string, values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const args = [event, '--workflows', join('.github/workflows', workflow), '--eventpath', eventPath];
  args.push(
    '--platform',
    'ubuntu-latest=-self-hosted',
    '--action-cache-path',
    join(folder, 'act'),
    '--no-cache-server',
  );
  const artifactPort = await freePort();
  args.push('--artifact-server-path', join(folder, 'artifacts'), '--artifact-server-port', String(artifactPort));
  args.push('--artifact-server-addr', '127.0.0.1', '--actor', 'octocat', '--concurrent-jobs', '1');
  args.push(...each('--var', variables), ...each('--env', runner.runnerEnv), '--secret', `GITHUB_TOKEN=${GIT_TOKEN}`);
  // Neither keys nor endpoints of the tests reach the jobs: all that they have is their OIDC token.
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    ACTIONS_RUNTIME_URL: await startArtifactProxy(artifactPort),
  };
  const child = spawn('act', args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, log: Buffer.concat(output).toString() };
}

/**
 * Stands before act's artifact service for two quirks of it. It refuses the field `mime_type` that @actions/artifact
 * sends, where Twirp services pass over fields that they do not know; and its signatures end in `=`, which Azure's
 * client cuts off.
 */
async function startArtifactProxy(port: number): Promise<string> {
  const proxy = createProxy((request, response) => {
    void readAll(request).then((body) => {
      const isCall = request.headers['content-type'] === 'application/json';
      const sent = isCall ? body.toString().replace(/,"mime_type":"[^"]*"/, '') : body;
      const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(sent)) };
      delete headers['transfer-encoding'];
      const path = request.url?.replace(/([?&]sig=[\w-]{43})&/, '$1%3D&');
      const options = { port, path, method: request.method, headers };
      const onward = httpRequest({ host: '127.0.0.1', ...options }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', (error) => response.destroy(error)).end(sent);
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  stops.push(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}/`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test("the project's own workflow backs up its repository and its documents, and a later job restores both", async () => {
  const { exitCode, log } = await act('push', 'backup.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/repository\n/);
  expect(log).toMatch(/set-output:: series=acme\/app\/files\n/);
  expect(log).toContain('Success - Main Compare');
  expectNoSecret(log);
});

test('a second push builds on the first', async () => {
  const { exitCode, log } = await act('push', 'backup.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).not.toContain('nothing: a first backup');
  expect(log.match(/set-output:: new-bytes=0\n/g)).toHaveLength(2);
});

test('a pull request keeps files in a series of its own, and a later job finds them by its outputs', async () => {
  const head = { ref: 'topic', repo: { full_name: 'acme/app' } };
  const pull = { action: 'opened', number: 7, pull_request: { number: 7, head, base: { ref: 'main' } } };
  const { exitCode, log } = await act('pull_request', 'pull-request.yml', pull);
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/files\/pr\/7\n/);
  expect(log).toContain('Success - Main Compare');
  expectNoSecret(log);
});

test('a pull request of a fork keeps nothing, and its job fails', async () => {
  const head = { ref: 'topic', repo: { full_name: 'stranger/app' } };
  const pull = { action: 'opened', number: 8, pull_request: { number: 8, head, base: { ref: 'main' } } };
  const { exitCode, log } = await act('pull_request', 'pull-request.yml', pull);
  expect({ exitCode, log }).toMatchObject({ exitCode: 1 });
  expect(log).toContain('A run for a pull request from a fork does not write backups.');
  expect(log).not.toContain('/pr/8');
});

test('artifacts of a run are kept, come back in a later job, and are published again', async () => {
  const { exitCode, log } = await act('push', 'artifacts.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/artifacts\n/);
  expect(log).toContain('Published as artifacts of this run');
  expect(log).toContain('Success - Main Compare');
  expectNoSecret(log);
});

function expectNoSecret(log: string): void {
  for (const secret of [
    GIT_TOKEN,
    runner.runnerEnv['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    process.env['AWS_SECRET_ACCESS_KEY'],
  ])
    expect(log).not.toContain(secret);
}
