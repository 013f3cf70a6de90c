import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import type { HoldfastError } from '../../../src/base/errors.ts';
import { openGit } from '../../../src/sources/repository/git/git.ts';
import { startGitServer, type GitServer } from '../../../tools/git-server.ts';
import { backUp, bringBack, Repository, Workbench } from './harness.ts';
import { listen } from '../../../tools/listen.ts';

/** Looks at other processes through /proc. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;
const TOKEN = 'ghs_secretsecretsecret';
const bench = new Workbench();
const root = bench.fresh('server');
const servers: { close(): unknown }[] = [];
let server: GitServer;
let source: Repository;

beforeAll(async () => {
  server = await serve({ token: TOKEN });
});

beforeEach(() => {
  source = Repository.init(join(bench.fresh('server-work'), 'work'));
  source.commit('a.txt', 'one\n');
  source.commit('b.txt', 'two\n');
});

afterAll(async () => {
  await Promise.all(servers.map((one) => one.close()));
  bench.remove();
});

async function serve(options: { token?: string; cutPackAfterBytes?: number }): Promise<GitServer> {
  const started = await startGitServer({ root, ...options });
  servers.push(started);
  return started;
}

/** Any other server, at an URL of its own. */
async function serveOther(handler: RequestListener): Promise<string> {
  const other = await listen(createServer(handler));
  servers.push(other);
  return other.url;
}

/** Publishes the source as `octo/<name>` on all servers. */
function publish(name: string): string {
  const bare = join(root, 'octo', `${name}.git`);
  mkdirSync(join(root, 'octo'), { recursive: true });
  execFileSync('git', ['clone', '-q', '--mirror', '--no-hardlinks', source.path, bare], { stdio: 'pipe' });
  return `octo/${name}`;
}

test('owner/name with a token, in three requests; in one when nothing changed', async () => {
  const settings = { repository: publish('three'), serverUrl: server.url, token: TOKEN };
  server.requests.length = 0;
  const first = await backUp(bench, settings);
  expect(server.requests).toEqual([
    'GET /octo/three/info/refs',
    'POST /octo/three/git-upload-pack',
    'POST /octo/three/git-upload-pack',
    'GET /octo/three.wiki.git/info/refs',
  ]);
  expect(new Repository(await bringBack(bench, first)).refs()).toBe(source.refs());
  server.requests.length = 0;
  const second = await backUp(bench, settings, { parent: first });
  expect(server.requests).toEqual(['GET /octo/three/info/refs', 'GET /octo/three.wiki.git/info/refs']);
  expect(second.stored).toEqual([]);
});

test('in one request too where there is a wiki; whatever moved is seen', async () => {
  const repository = publish('moves');
  publish('moves.wiki');
  const settings = { repository, serverUrl: server.url, token: TOKEN };
  const bare = join(root, 'octo', 'moves.git');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', bare, ...args], { stdio: 'pipe' })
      .toString()
      .trim();
  const tip = git('rev-parse', 'HEAD');
  let parent = await backUp(bench, settings);
  const quiet = ['GET /octo/moves/info/refs', 'GET /octo/moves.wiki.git/info/refs'];
  for (const change of [
    [],
    ['update-ref', 'refs/pull/7/head', tip],
    ['update-ref', '-d', 'refs/pull/7/head'],
    ['tag', '-a', '-m', 'a tag', 'annotated', tip],
    ['symbolic-ref', 'HEAD', 'refs/heads/other'],
    ['update-ref', 'refs/heads/other', tip],
    ['update-ref', '--no-deref', 'HEAD', tip],
    ['symbolic-ref', 'refs/remotes/origin/HEAD', git('symbolic-ref', 'HEAD')],
  ]) {
    if (change.length > 0) git('-c', 'user.name=a', '-c', 'user.email=a@example.com', ...change);
    server.requests.length = 0;
    const night = await backUp(bench, settings, { parent });
    expect([change, server.requests.length === quiet.length]).toEqual([change, change.length === 0]);
    const restored = new Repository(await bringBack(bench, night));
    expect(restored.refs()).toBe(new Repository(bare).refs());
    expect(restored.head()).toBe(new Repository(bare).head());
    parent = night;
  }
});

test('an empty repository and one with an unborn HEAD', async () => {
  source = Repository.init(join(bench.fresh('server-work'), 'empty'), '--object-format=sha256');
  const bare = join(root, 'octo', 'empty.git');
  execFileSync('git', ['init', '-q', '--bare', '--object-format=sha256', '--initial-branch=trunk', bare]);
  const kept = await backUp(bench, { repository: 'octo/empty', serverUrl: server.url, token: TOKEN });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.head()).toBe('ref: refs/heads/trunk\n');
  expect(restored.git('rev-parse', '--show-object-format')).toBe('sha256');
});

test('a long list of tips goes in one piece', async () => {
  Repository.init(join(root, 'octo', 'many.git'), '--bare').addPulls(25_000);
  server.requests.length = 0;
  const kept = await backUp(bench, { repository: 'octo/many', serverUrl: server.url, token: TOKEN });
  expect(kept.identity).toMatchObject({ refs: 25_000 });
  expect(server.requests.filter((request) => !request.includes('.wiki.git'))).toHaveLength(3);
});

test('a wrong token: one clear error, without the token in it', async () => {
  const wrong = { repository: publish('wrong-token'), serverUrl: server.url, token: 'ghs_wrongwrongwrong' };
  const error = await backUp(bench, wrong).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'git-access-refused' });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/wrongwrong|Basic/);
});

test('no token, where one is needed', async () => {
  const none = { repository: publish('no-token'), serverUrl: server.url };
  await expect(backUp(bench, none)).rejects.toMatchObject({ code: 'git-access-refused' });
});

test('a repository that does not exist', async () => {
  const missing = { repository: 'octo/no-such-thing', serverUrl: server.url, token: TOKEN };
  server.requests.length = 0;
  await expect(backUp(bench, missing)).rejects.toMatchObject({
    code: 'repository-unreadable',
    message: 'octo/no-such-thing does not exist, or the token may not read it.',
  });
  expect(server.requests).toHaveLength(1);
});

test('a server that dies in the middle of the pack is asked again, then named', async () => {
  const noise = Array.from({ length: 20_000 }, (_, i) => String((i * 2654435761) % 4294967291));
  source.commit('noise.txt', noise.join('\n'));
  const repository = publish('dies');
  const dying = await serve({ token: TOKEN, cutPackAfterBytes: 20_000 });
  const error = await backUp(bench, { repository, serverUrl: dying.url, token: TOKEN }).catch(
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ code: 'git-server-died' });
  expect(dying.requests.filter((line) => line.startsWith('GET'))).toHaveLength(3);
});

test('nobody listens', async () => {
  const gone = await startGitServer({ root });
  await gone.close();
  await expect(backUp(bench, { repository: 'octo/three', serverUrl: gone.url })).rejects.toMatchObject({
    code: 'git-server-unreachable',
  });
});

test('a host that DNS does not know, and one that fails at TLS', async () => {
  await expect(backUp(bench, { repository: 'https://no-such-host.invalid/x/y' })).rejects.toMatchObject({
    code: 'git-server-unreachable',
    message: 'The git server of https://no-such-host.invalid/x/y could not be found.',
  });
  const plain = await serveOther(() => undefined);
  const repository = `${plain.replace('http:', 'https:')}/x/y`;
  await expect(backUp(bench, { repository })).rejects.toMatchObject({ code: 'git-tls-failed' });
});

test('a web page where a repository should be, and a server that redirects', async () => {
  const url = await serveOther((request, response) => {
    if (request.url?.startsWith('/moved') === true) response.writeHead(301, { location: server.url });
    response.end('<html>hello</html>');
  });
  await expect(backUp(bench, { repository: `${url}/page` })).rejects.toMatchObject({ code: 'git-server-too-old' });
  server.requests.length = 0;
  await expect(backUp(bench, { repository: `${url}/moved` })).rejects.toMatchObject({ code: 'git-redirected' });
  expect(server.requests).toEqual([]);
});

/** Answers as a git server does, with a list of refs of its own making. */
function serveRefs(lines: readonly string[]): Promise<string> {
  const packets = (texts: readonly string[]) =>
    `${texts.map((text) => `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`).join('')}0000`;
  const hello = `${packets(['# service=git-upload-pack\n'])}${packets(['version 2\n', 'ls-refs=unborn\n', 'fetch\n', 'object-format=sha1\n'])}`;
  return serveOther((request, response) => {
    const kind = request.method === 'GET' ? 'advertisement' : 'result';
    response.setHeader('content-type', `application/x-git-upload-pack-${kind}`);
    request.resume().on('end', () => response.end(request.method === 'GET' ? hello : packets(lines)));
  });
}

const SOME_OID = 'a'.repeat(40);

test.each([
  ['a path that climbs', [`${SOME_OID} refs/heads/../../config`]],
  ['an option', [`${SOME_OID} --upload-pack=touch`]],
  ['a lock of git', [`${SOME_OID} refs/heads/a.lock`]],
  ['a control character', [`${SOME_OID} refs/heads/a\x01b`]],
  ['what is no object', ['--output=x refs/heads/a']],
  ['an object of another format', [`${'a'.repeat(64)} refs/heads/a`]],
  ['a symbolic ref that leads out', [`${SOME_OID} HEAD symref-target:../../x`]],
  ['a name twice', [`${SOME_OID} refs/heads/a`, `${SOME_OID} refs/heads/a`]],
])('a git server that lists %s is refused before anything is fetched', async (_, lines) => {
  const repository = `${await serveRefs(lines)}/x/y`;
  // An answer of this server to a fetch would be another bad one.
  const why = expect.stringMatching(/is not a line of a ref list|a ref is named twice/) as string;
  await expect(backUp(bench, { repository })).rejects.toMatchObject({ code: 'git-bad-answer', why });
});

test('the token goes to its own server only', async () => {
  const seen: (string | undefined)[] = [];
  const stranger = await serveOther((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(404).end();
  });
  const events: string[] = [];
  const settings = { repository: `${stranger}/octo/three`, serverUrl: server.url, token: TOKEN };
  await expect(
    backUp(bench, settings, { emit: (event) => events.push(event.type === 'notice' ? event.class : '') }),
  ).rejects.toMatchObject({ code: 'repository-unreadable' });
  expect(seen).toEqual([undefined]);
  expect(events).toContain('token-not-sent');
});

test('git sends it to its own server only, whatever it is made to ask', async () => {
  const seen: (string | undefined)[] = [];
  const stranger = await serveOther((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(404).end();
  });
  const { signal } = new AbortController();
  const credentials = { origin: server.url, token: TOKEN };
  const git = await openGit({ env: { PATH: process.env['PATH'] }, homeDir: bench.fresh('home'), signal, credentials });
  await git.login();
  const env = { GIT_ALLOW_PROTOCOL: 'http' };
  await git.run(['ls-remote', '--', `${server.url}/${publish('scoped')}`], { env });
  await expect(git.run(['ls-remote', '--', `${stranger}/octo/scoped`], { env })).rejects.toThrow('git ls-remote');
  expect(seen).toEqual([undefined]);
});

test('a server that repeats what it was sent does not bring the token into the error', async () => {
  const echo = await serveOther((request, response) => {
    const sent = request.headers.authorization ?? '';
    const clear = Buffer.from(sent.replace('Basic ', ''), 'base64').toString();
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`not with ${sent} of ${clear}`);
  });
  const settings = { repository: 'octo/echo', serverUrl: echo, token: TOKEN };
  const error = (await backUp(bench, settings).catch((caught: unknown) => caught)) as HoldfastError;
  const said = [error.message, error.why, error.fix, error.stack, JSON.stringify(error.cause)].join(' ');
  expect(said).toContain('not with');
  expect(said).not.toContain(TOKEN);
  expect(said).not.toContain(Buffer.from(`x-access-token:${TOKEN}`).toString('base64').replace(/=+$/, ''));
});

testOnLinux('the token is in no argument and no file while it works', async () => {
  const seen: string[] = [];
  const repository = publish('watched');
  await backUp(
    bench,
    { repository, serverUrl: server.url, token: TOKEN },
    {
      emit: () => {
        for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
          seen.push(readQuietly(`/proc/${pid}/cmdline`));
        for (const file of filesBelow(bench.dir)) seen.push(readFileSync(file, 'latin1'));
      },
    },
  );
  expect(seen.some((text) => text.includes('remote-http'))).toBe(true);
  const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
  expect(seen.filter((text) => text.includes(TOKEN) || text.includes(basic))).toEqual([]);
});

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && statSync(path).isFile());
}

testOnLinux('cancelled while the server is silent: it ends at once, and leaves no process', async () => {
  const silent = await serveOther(() => undefined);
  const cancel = new AbortController();
  const began = Date.now();
  setTimeout(() => {
    cancel.abort(new Error('cancelled'));
  }, 300);
  const running = backUp(bench, { repository: `${silent}/x/y` }, { signal: cancel.signal });
  await expect(running).rejects.toThrow('cancelled');
  expect(Date.now() - began).toBeLessThan(3000);
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => readQuietly(`/proc/${pid}/cmdline`));
  expect(processes.filter((line) => line.includes(silent))).toEqual([]);
});

test('git that is missing, and git that is too old', async () => {
  const bin = bench.fresh('bin');
  mkdirSync(bin);
  const settings = { repository: source.path };
  await expect(backUp(bench, settings, { env: { PATH: bin } })).rejects.toMatchObject({ code: 'git-not-found' });
  writeFileSync(join(bin, 'git'), '#!/bin/sh\necho git version 2.25.1\n', { mode: 0o755 });
  await expect(backUp(bench, settings, { env: { PATH: bin } })).rejects.toMatchObject({ code: 'git-too-old' });
});
