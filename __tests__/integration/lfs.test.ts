import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pushRepository } from '../../src/sources/repository/index.ts';
import { startGitServer, type GitServer } from '../../tools/git-server.ts';
import { backUp, bringBack, Repository, Workbench, type Kept } from '../sources/repository/harness.ts';

/**
 * A real LFS server (giftless) that the real client (git-lfs) has filled. HOLDFAST_TEST_GIFTLESS names a Python that has
 * giftless, and git-lfs is on PATH; without them there is nothing to test.
 */
const python = process.env['HOLDFAST_TEST_GIFTLESS'];
const hasClient = spawnSync('git-lfs', ['version']).status === 0;
const whereInstalled = python !== undefined && hasClient ? describe : describe.skip;

const run = promisify(execFile);
const RUN = 'import sys; from giftless.app import init_app; init_app().run(port=int(sys.argv[1]))';
const CONFIG = (folder: string) => `
AUTH_PROVIDERS: ['giftless.auth.allow_anon:read_write']
TRANSFER_ADAPTERS:
  basic:
    factory: giftless.transfer.basic_streaming:factory
    options: {storage_class: 'giftless.storage.local_storage:LocalStorage', storage_options: {path: '${folder}'}}
`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => {
        resolve(port);
      });
    });
  });
}

/** One address for git and LFS, as on a real host. */
function frontOf(gitUrl: string, lfsUrl: string): Promise<Server> {
  const server = createServer((incoming, response) => {
    const isGit = /\/(info\/refs|git-upload-pack|git-receive-pack)(\?|$)/.test(incoming.url ?? '');
    const target = new URL(incoming.url ?? '/', isGit ? gitUrl : lfsUrl);
    const forward = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    incoming.pipe(forward);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

function pushKept(bench: Workbench, kept: Kept, repository: string) {
  const tempDir = bench.fresh('push');
  mkdirSync(tempDir);
  const paths = [...kept.contents.keys()].filter((path) => path.startsWith('lfs/'));
  const folder = bench.fresh('objects');
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), kept.contents.get(path) ?? '');
  }
  return pushRepository({
    state: kept.state,
    openFile: (path) => Promise.resolve(bench.file(kept.contents.get(path) ?? Buffer.alloc(0))),
    to: { repository },
    token: undefined,
    refs: { patterns: [], pulls: false },
    lfs: {
      pointers: paths.map((path) => ({ oid: basename(path), sizeBytes: kept.contents.get(path)?.length ?? 0 })),
      fetch: () => Promise.resolve(join(folder, 'lfs')),
    },
    apply: true,
    tempDir,
    cwd: bench.dir,
    env: { PATH: process.env['PATH'] },
    signal: new AbortController().signal,
    emit: () => undefined,
  });
}

whereInstalled('a repository that git-lfs pushed to giftless', () => {
  const bench = new Workbench();
  const root = bench.fresh('root');
  let git: GitServer;
  let giftless: ChildProcess;
  let front: Server;
  let url: string;

  beforeAll(async () => {
    mkdirSync(join(root, 'octo'), { recursive: true });
    git = await startGitServer({ root });
    const port = await freePort();
    giftless = spawn(python ?? '', ['-c', RUN, String(port)], {
      env: { PATH: process.env['PATH'], GIFTLESS_CONFIG_STR: CONFIG(bench.fresh('giftless')) },
      stdio: 'ignore',
    });
    const lfsUrl = `http://127.0.0.1:${String(port)}`;
    for (let tries = 0; tries < 100 && !(await fetch(lfsUrl).catch(() => undefined)); tries++) await sleep(200);
    front = await frontOf(git.url, lfsUrl);
    url = `http://127.0.0.1:${String((front.address() as AddressInfo).port)}/octo/large.git`;
  });

  afterAll(async () => {
    giftless.kill();
    front.closeAllConnections();
    front.close();
    await git.close();
    bench.remove();
  });

  test('comes back with contents in place, and git-lfs finds nothing to complain about', async () => {
    execFileSync('git', ['init', '-q', '--bare', '--initial-branch=main', join(root, 'octo', 'large.git')]);
    execFileSync('git', ['-C', join(root, 'octo', 'large.git'), 'config', 'http.receivepack', 'true']);
    const work = Repository.init(bench.fresh('work'));
    work.git('lfs', 'install', '--local', '--skip-repo');
    work.git('lfs', 'track', '*.bin');
    const contents = new Map(Array.from({ length: 12 }, (_, i) => [`${String(i)}.bin`, Buffer.alloc(5000 + i, i)]));
    for (const [name, bytes] of contents) writeFileSync(join(work.path, name), bytes);
    work.git('add', '.');
    work.git('commit', '-q', '-m', 'large files');
    work.git('remote', 'add', 'origin', url);
    // Not as the other calls: the servers answer in this process.
    for (const push of [
      ['lfs', 'push', '--all', 'origin'],
      ['push', '-q', 'origin', 'main'],
    ]) {
      await run('git', ['-C', work.path, ...push], { timeout: 60_000 });
    }

    const kept = await backUp(bench, { repository: url });
    expect(kept.result).toMatchObject({ parts: { git: 'complete', lfs: 'complete' }, gaps: [] });
    expect(kept.stored.filter((path) => path.startsWith('lfs/'))).toHaveLength(12);
    const clone = new Repository(await bringBack(bench, kept, 'clone'));
    for (const [name, bytes] of contents) expect(readFileSync(join(clone.path, name))).toEqual(bytes);
    clone.git('lfs', 'install', '--local', '--skip-repo');
    expect(clone.git('lfs', 'fsck')).toMatch(/OK/);
    expect(clone.git('status', '--porcelain')).toBe('');
    const again = await backUp(bench, { repository: url }, { parent: kept });
    expect(again.stored).toEqual([]);

    // Sent to a repository that has nothing, and fetched from there by the real client.
    const copy = url.replace('large', 'copy');
    execFileSync('git', ['init', '-q', '--bare', '--initial-branch=main', join(root, 'octo', 'copy.git')]);
    execFileSync('git', ['-C', join(root, 'octo', 'copy.git'), 'config', 'http.receivepack', 'true']);
    const pushed = await pushKept(bench, kept, copy);
    expect(pushed.lfs).toEqual({ objects: 12, bytes: 60_066, held: 0 });
    const fetched = new Repository(bench.fresh('fetched'));
    await run('git', ['clone', '-q', copy, fetched.path], { env: { ...process.env, GIT_LFS_SKIP_SMUDGE: '1' } });
    fetched.git('lfs', 'install', '--local', '--skip-repo');
    await run('git', ['-C', fetched.path, 'lfs', 'pull'], { timeout: 60_000 });
    for (const [name, bytes] of contents) expect(readFileSync(join(fetched.path, name))).toEqual(bytes);
  });
});
