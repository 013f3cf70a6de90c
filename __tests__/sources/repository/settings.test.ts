import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGit } from '../../../src/sources/repository/git/git.ts';
import { createRepositorySource, type RepositorySettings } from '../../../src/sources/repository/index.ts';
import { excluder, isRefName } from '../../../src/sources/repository/git/refs.ts';
import { backUp, bringBack, Repository, Workbench } from './harness.ts';

const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

function definitionOf(settings: RepositorySettings, env: Record<string, string> = {}) {
  return createRepositorySource(settings, { env, cwd: '/somewhere' }).definition;
}

test('the definition holds the id of the own repository, and a URL otherwise', () => {
  const env = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'Octo/Repo',
    GITHUB_REPOSITORY_ID: '42',
  };
  const own = { source: 'repository', repositoryId: '42', excludeRefs: [] };
  expect(definitionOf({ repository: 'octo/repo' }, env)).toEqual(own);
  expect(definitionOf({ repository: 'https://github.com/octo/repo.git/' }, env)).toEqual(own);
  expect(definitionOf({ repository: 'octo/other', excludeRefs: ['refs/pull/*'] }, env)).toEqual({
    source: 'repository',
    url: 'https://github.com/octo/other',
    excludeRefs: ['refs/pull/*'],
  });
  expect(definitionOf({ repository: 'octo/repo', serverUrl: 'https://ghe.example.com' }, env)).toMatchObject({
    url: 'https://ghe.example.com/octo/repo',
  });
  expect(definitionOf({ repository: 'work/copy.git', allowLocal: true })).toMatchObject({
    url: 'https://github.com/work/copy',
  });
  expect(definitionOf({ repository: './copy', allowLocal: true })).toMatchObject({ url: 'file:///somewhere/copy' });
});

test.each([
  ['', {}],
  ['owner', {}],
  ['owner/..', {}],
  ['--upload-pack=touch pwned', { allowLocal: true }],
  ['ext::sh -c touch% pwned', { allowLocal: true }],
  ['git@github.com:octo/repo.git', { allowLocal: true }],
  ['ssh://git@github.com/octo/repo.git', {}],
  ['http://git.example.com/octo/repo', {}],
  ['https://git.example.com/octo/repo?x=1', {}],
  ['/absolute/path', {}],
  ['./relative', {}],
  ['file:///absolute/path', {}],
])('repository %j is refused', (repository, more) => {
  expect(() => definitionOf({ repository, ...more })).toThrow(
    expect.objectContaining({ code: 'bad-input', exitCode: 2 }) as Error,
  );
});

test('credentials in a URL are refused, and not repeated', () => {
  expect(() => definitionOf({ repository: 'https://me:s3cret@git.example.com/x/y' })).toThrow(
    /^(?!.*s3cret).*credentials/,
  );
});

test('a token with a line end, and patterns that cannot match, are refused', () => {
  for (const bad of [{ token: '' }, { token: 'a\nb' }, { excludeRefs: ['pull/*'] }, { excludeRefs: ['refs/pull/'] }]) {
    expect(() => definitionOf({ repository: 'octo/repo', ...bad })).toThrow(
      expect.objectContaining({ code: 'bad-input' }) as Error,
    );
  }
});

test.each([
  ['refs/pull/*', 'refs/pull/7/head', true],
  ['refs/pull', 'refs/pull/7/head', true],
  ['refs/pull/*/merge', 'refs/pull/7/head', false],
  ['refs/pull/*/merge', 'refs/pull/7/merge', true],
  ['refs/**/tmp', 'refs/heads/a/b/tmp', true],
  ['refs/*/tmp', 'refs/heads/a/b/tmp', false],
  ['refs/heads/v?', 'refs/heads/v1', true],
  ['refs/heads/v?', 'refs/heads/v10', false],
  ['refs/heads/a.b+(c)', 'refs/heads/a.b+(c)', true],
  ['refs/heads/a.b', 'refs/heads/axb', false],
  ['refs/heads/\u00e9*', Buffer.from('refs/heads/\u00e9t\u00e9').toString('latin1'), true],
])('pattern %s on %s: %s', (pattern, name, expected) => {
  expect(excluder([pattern])(name)).toBe(expected);
});

test('the rules for ref names are those of git check-ref-format', () => {
  const names = [
    'refs/heads/a', 'refs/a', 'refs/', 'refs', 'heads/a', 'refs//a', 'refs/a/', 'refs/.a', 'refs/a.', 'refs/a..b', 'refs/a.lock',
    'refs/a.lock/b', 'refs/a.lockb', 'refs/a b', 'refs/a~b', 'refs/a^b', 'refs/a:b', 'refs/a?b', 'refs/a*b', 'refs/a[b', 'refs/a\\b',
    'refs/a\nb', 'refs/a\tb', 'refs/a\x7fb', 'refs/@', 'refs/a@{b', 'refs/a{b', 'refs/-a', 'refs/$(id)', 'refs/a./b', 'refs/../a',
  ]; // prettier-ignore
  for (const name of names) {
    let git = name.startsWith('refs/');
    try {
      execFileSync('git', ['check-ref-format', name], { stdio: 'ignore' });
    } catch {
      git = false;
    }
    expect([name, isRefName(name)]).toEqual([name, git]);
  }
});

function localRepository(): Repository {
  const repository = Repository.init(bench.fresh('local'));
  repository.commit('a.txt', 'one\n');
  repository.commit('b.txt', 'two\n');
  return repository;
}

test('a shallow, a partial and a borrowing local repository are refused, each by name', async () => {
  const url = `file://${localRepository().path}`;
  const clone = (...args: string[]) => {
    const path = bench.fresh('clone');
    execFileSync('git', ['clone', '-q', ...args, path], { stdio: 'pipe' });
    return { repository: path };
  };
  const shallow = clone('--depth=1', url);
  await expect(backUp(bench, shallow)).rejects.toMatchObject({ code: 'repository-shallow' });
  const partial = clone('--filter=blob:none', '--no-checkout', url);
  await expect(backUp(bench, partial)).rejects.toMatchObject({ code: 'repository-partial-clone' });
  const borrowing = clone('--shared', url.slice('file://'.length));
  await expect(backUp(bench, borrowing)).rejects.toMatchObject({ code: 'repository-alternates' });
});

test('a folder that is missing, is no repository, or lies within one', async () => {
  const missing = { repository: bench.fresh('missing') };
  await expect(backUp(bench, missing)).rejects.toMatchObject({
    code: 'repository-unreadable',
    why: 'There is no such folder.',
    fix: expect.stringContaining('`source: files`') as string,
  });
  const within = join(localRepository().path, 'folder');
  mkdirSync(within);
  await expect(backUp(bench, { repository: within })).rejects.toMatchObject({ code: 'repository-unreadable' });
});

test('a worktree and a bare repository are fine', async () => {
  const source = localRepository();
  const worktree = bench.fresh('worktree');
  source.git('worktree', 'add', '-q', '-b', 'topic', worktree);
  const kept = await backUp(bench, { repository: worktree });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.refs()).toBe(source.refs());
  expect(restored.head()).toBe('ref: refs/heads/topic\n');
});

test('hooks, configuration and grafts of the local repository and of the user change nothing', async () => {
  const source = localRepository();
  const pwned = bench.fresh('pwned');
  source.git('config', 'uploadpack.packObjectsHook', `touch ${pwned};`);
  source.git('config', 'core.fsmonitor', `touch ${pwned}`);
  source.git('config', 'transfer.hideRefs', 'refs/tags');
  source.git('tag', 'v1');
  writeFileSync(join(source.path, '.git', 'info', 'grafts'), `${source.git('rev-parse', 'HEAD')}\n`);
  const env = { GIT_DIR: '/nowhere', GIT_CONFIG_PARAMETERS: "'core.bare=x'", AWS_SECRET_ACCESS_KEY: 'x' };
  const kept = await backUp(bench, { repository: source.path }, { env });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.refs()).toBe(source.refs());
  expect(restored.git('rev-list', '--count', 'main')).toBe('2');
  expect(() => execFileSync('ls', [pwned], { stdio: 'pipe' })).toThrow();
  const { signal } = new AbortController();
  const git = await openGit({ env: { PATH: process.env['PATH'] }, homeDir: bench.fresh('home'), signal });
  const hooks = await git.run(['rev-parse', '--git-path', 'hooks'], { gitDir: join(source.path, '.git') });
  expect(existsSync(hooks.toString().trim())).toBe(false);
});

const PASSED_ON = ['PATH', 'HTTPS_PROXY', 'SSL_CERT_FILE', 'GIT_SSL_CAINFO'];
const WITHHELD = [
  'AWS_SECRET_ACCESS_KEY',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GITHUB_TOKEN',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
];

/** A git that writes down what it is called with, and then does it. */
function watchedGit(): { readonly bin: string; readonly seen: () => string } {
  const bin = bench.fresh('bin');
  const log = bench.fresh('environment');
  mkdirSync(bin);
  const script = `#!/bin/sh\nenv >> '${log}'\nPATH='${process.env['PATH'] ?? ''}' exec git "$@"\n`;
  writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
  return { bin, seen: () => readFileSync(log, 'utf8') };
}

const isUnix = process.platform !== 'win32';

(isUnix ? test : test.skip)(
  'git sees of the environment what it needs, and nothing of the home of the user',
  async () => {
    const source = localRepository();
    const pwned = bench.fresh('pwned');
    const home = bench.fresh('home');
    const hooks = join(home, 'hooks');
    mkdirSync(join(home, 'git'), { recursive: true });
    mkdirSync(hooks);
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch '${pwned}'\n`, { mode: 0o755 });
    const config = `[core]\n\thooksPath = ${hooks}\n[credential]\n\thelper = "!touch ${pwned};"\n[uploadpack]\n\tpackObjectsHook = "touch ${pwned};"\n`;
    for (const name of ['.gitconfig', 'git/config', 'system']) writeFileSync(join(home, name), config);
    const { bin, seen } = watchedGit();
    const env = {
      ...Object.fromEntries([...PASSED_ON, ...WITHHELD].map((name) => [name, `value of ${name}`])),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      XDG_CONFIG_HOME: home,
      GIT_CONFIG_SYSTEM: join(home, 'system'),
      GIT_TEMPLATE_DIR: home,
    };
    const kept = await backUp(bench, { repository: source.path }, { env });
    await bringBack(bench, kept, 'clone');
    const text = seen();
    expect(existsSync(pwned)).toBe(false);
    expect(WITHHELD.filter((name) => text.includes(`value of ${name}`))).toEqual([]);
    expect(text).not.toContain(home);
    expect(text).toContain('value of SSL_CERT_FILE');
    const valuesOf = (name: string) =>
      new Set([...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value));
    expect([...valuesOf('GIT_TERMINAL_PROMPT')]).toEqual(['0']);
    expect([...valuesOf('GIT_CONFIG_NOSYSTEM')]).toEqual(['1']);
  },
);
