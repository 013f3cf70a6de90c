/**
 * Workflows run for real, by `act` on this machine, against a real server, with a real OIDC issuer. act copies the working
 * folder where actions/checkout stands, so nothing is fetched from anywhere.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, request as httpRequest } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer as readAll } from 'node:stream/consumers';
import { startGitServer } from '../../tools/git-server.ts';
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

/** What a workflow finds beside itself. */
export interface Setting {
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that stand for the repositories of actions, by `owner/name@ref`. */
  readonly repositories?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly exitCode: number;
  readonly log: string;
}

/** A repository acme/app on this machine and behind a git server, a runner for it, and an empty vault. */
export class ActProject {
  /** For whatever a test needs; removed at the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-act-'));
  /** The repository's working folder. */
  readonly path = join(this.folder, 'app');
  gitServerUrl = '';
  runner!: Runner;
  private readonly stops: (() => unknown)[] = [() => rmSync(this.folder, { recursive: true, force: true })];

  /** To be called once the files of the repository are there; commits them. */
  async start(): Promise<void> {
    this.commit();
    const gitServer = await startGitServer({ root: join(this.folder, 'served'), token: GIT_TOKEN });
    this.gitServerUrl = gitServer.url;
    this.stops.push(() => gitServer.close());
    this.runner = await this.startRunner();
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.reverse()) await stop();
  }

  /** And a bare clone of it behind the git server. */
  private commit(): void {
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: this.path });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'All of it');
    git('remote', 'add', 'origin', 'https://github.com/acme/app.git');
    git('clone', '--quiet', '--bare', '.', join(this.folder, 'served', 'acme', 'app'));
  }

  private async startRunner(): Promise<Runner> {
    const args = [join(ROOT, 'tools/rgw-runner.ts'), '--bucket', freshKey('workflows'), '--until-stdin-ends'];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    this.stops.push(async () => {
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

  /** One event of a workflow below .github/workflows/, as GitHub would send it. */
  async run(event: string, workflow: string, payload: object, setting: Setting): Promise<Ran> {
    const eventPath = join(this.folder, 'event.json');
    writeFileSync(eventPath, JSON.stringify({ repository: REPOSITORY, ...payload }));
    const each = (flag: string, values: Readonly<Record<string, string>> = {}): string[] =>
      Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
    const args = [event, '--workflows', join('.github/workflows', workflow), '--eventpath', eventPath];
    args.push('--platform', 'ubuntu-latest=-self-hosted', '--action-cache-path', join(this.folder, 'act'));
    const artifactPort = await freePort();
    args.push('--artifact-server-path', join(this.folder, 'artifacts'));
    args.push('--artifact-server-port', String(artifactPort), '--artifact-server-addr', '127.0.0.1');
    args.push('--no-cache-server', '--actor', 'octocat', '--concurrent-jobs', '1');
    args.push('--secret', `GITHUB_TOKEN=${GIT_TOKEN}`, ...each('--secret', setting.secrets));
    args.push(...each('--var', setting.variables));
    args.push(...each('--env', { ...this.runner.runnerEnv, ...setting.env }));
    args.push(...each('--local-repository', setting.repositories));
    // Neither keys nor endpoints of the tests reach the jobs: all that they have is their OIDC token.
    const env = {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: this.folder,
      ACTIONS_RUNTIME_URL: await this.startArtifactProxy(artifactPort),
    };
    const child = spawn('act', args, { cwd: this.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
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
  private async startArtifactProxy(port: number): Promise<string> {
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
    this.stops.push(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    return `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}/`;
  }

  expectNoSecret(log: string): void {
    for (const secret of [
      GIT_TOKEN,
      this.runner.runnerEnv['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
      process.env['AWS_SECRET_ACCESS_KEY'],
    ])
      expect(log).not.toContain(secret);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
