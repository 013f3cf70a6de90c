/** The whole of a repository through the bundle, as the runner starts it: backup, nothing new, all forms of restore. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BlobReader } from '../../src/vault/read/blobs.ts';
import { readRoot } from '../../src/vault/read/root-reader.ts';
import { loadSections } from '../../src/vault/read/snapshots.ts';
import { stateRows } from '../../src/vault/format/state.ts';
import { memoryStore } from '../support/memory-store.ts';
import { startProxy } from '../support/proxy.ts';
import { gitIn, NewHome, RepositorySite, SECRETS, secretFiles, TOKEN, Watch } from './repository-site.ts';
import { expectError, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';

const NAME = 'acme/shop/repository';
let stage: Stage;
let site: RepositorySite;
let vault: Vault;
let first: FinishedStep;
let watch: Watch;

const source = (): Inputs => ({
  source: 'repository',
  name: NAME,
  repository: 'acme/shop',
  'github-server-url': site.server.url,
  'github-token': TOKEN,
});

function backUp(more: Inputs = {}): Promise<FinishedStep> {
  return vault.backUp({ inputs: { ...source(), ...more } });
}

function restore(target: string, more: Inputs = {}): Promise<FinishedStep> {
  return vault.restore(target, { inputs: { name: NAME, ...more } });
}

function expectGood(step: FinishedStep): void {
  expect({ exitCode: step.exitCode, stderr: step.stderr, log: step.exitCode === 0 ? '' : step.stdout }).toEqual({
    exitCode: 0,
    stderr: '',
    log: '',
  });
}

/** The root of the snapshot that a step made, read as the engine reads it, from a copy of the bucket. */
async function rootOf(step: FinishedStep) {
  const { store, objects } = memoryStore();
  for (const key of vault.objects.keys()) {
    objects.set(key, { body: vault.objects.read(key), lastModified: stage.double.clock.now() });
  }
  const { signal } = new AbortController();
  const root = await readRoot(store, { series: NAME, id: step.outputs['snapshot'] ?? '' }, { signal });
  return { root, store };
}

beforeAll(async () => {
  stage = await Stage.open();
  site = await RepositorySite.open(stage.folder);
  vault = stage.vault();
  const temp = join(stage.folder, 'runner-temp');
  mkdirSync(temp);
  watch = new Watch(temp);
  first = await vault.backUp({ inputs: source(), env: { RUNNER_TEMP: temp } });
  watch.stop();
});

afterAll(async () => {
  await site.server.close();
  await stage.close();
});

test('a first backup holds all parts', () => {
  expectGood(first);
  expect(first.outputs).toMatchObject({ status: 'complete', anomaly: 'false' });
  const { parts } = (first.report as { result: { parts: Record<string, string> } }).result;
  expect(Object.values(parts)).not.toContain('partial');
  expect(Object.keys(parts)).toEqual(expect.arrayContaining(['git', 'lfs', 'wiki', 'github/issues']));
});

test('no secret in a log, an argument, a file or the bucket', () => {
  expect([...watch.found]).toEqual([]);
  // It does see them, and looked while git ran.
  const control = stage.fresh();
  writeFileSync(join(control, 'leak'), `x${TOKEN}`);
  expect(secretFiles(control)).toEqual([join(control, 'leak')]);
  expect([...watch.programs].some((program) => program.startsWith('git '))).toBe(true);
  const masked = first.stdout.replaceAll(/^::add-mask::.*$/gm, '');
  const said = [masked, first.stderr, first.summary, JSON.stringify(first.report), JSON.stringify(first.outputs)];
  for (const secret of SECRETS) {
    for (const text of said) expect(text).not.toContain(secret);
    for (const key of vault.objects.keys()) {
      expect(key).not.toContain(secret);
      expect(vault.objects.read(key).includes(secret)).toBe(false);
    }
  }
});

test('no secret in what is stored compressed: files, state and header', async () => {
  const target = join(stage.fresh(), 'shop');
  expectGood(await restore(target, { version: first.outputs['snapshot'] ?? '', 'repository-layout': 'clone' }));
  expect(secretFiles(target)).toEqual([]);
  const objects = gitIn(target, 'cat-file', '--batch-all-objects', '--batch');
  const { root, store } = await rootOf(first);
  const { signal } = new AbortController();
  const { state } = await loadSections(root, ['state'], new BlobReader(store, root), signal);
  const rows = [...stateRows(state ?? [])].map(({ key, value }) => `${key.toString()} ${value.toString()}`);
  expect(rows.some((row) => row.startsWith('github/cursor/'))).toBe(true);
  for (const secret of SECRETS) {
    for (const text of [objects, rows.join('\n'), JSON.stringify(root.header)]) expect(text).not.toContain(secret);
  }
});

describe('a second backup of the same', () => {
  let second: FinishedStep;
  let packs: string[];
  let asked: ReturnType<RepositorySite['takeRequests']>;
  let spent: number;

  beforeAll(async () => {
    packs = vault.keysOf('packs');
    site.takeRequests();
    stage.double.clearRequests();
    site.server.limit = { limit: 1000, remaining: 1000, reset: site.world.now.getTime() / 1000 + 3600 };
    second = await backUp();
    spent = 1000 - site.server.limit.remaining;
    site.server.limit = undefined;
    asked = site.takeRequests();
  });

  test('writes no pack, and asks S3 15 times at most', () => {
    expectGood(second);
    expect(vault.keysOf('packs')).toEqual(packs);
    expect(second.outputs['new-bytes']).toBe('0');
    const asked = stage.double.requests.filter(({ service }) => service === 's3').map(({ operation }) => operation);
    expect(asked.at(-1)).toBe('PutObject');
    expect(asked.length).toBeLessThanOrEqual(15);
  });

  test('asks GitHub four times: for the refs, for those of the wiki, for the settings, and whether anything is new', () => {
    expect(asked).toEqual({
      git: ['GET /acme/shop/info/refs'],
      wiki: ['GET /acme/shop.wiki.git/info/refs'],
      lfs: [],
      api: ['GET ', 'POST graphql'],
    });
    expect(spent).toBe(2);
  });
});

test('logs of workflow runs, only where they are named: plain files, and no secret anywhere', async () => {
  const own = { name: 'acme/shop/logs', parts: 'lfs, wiki, metadata, workflow-logs' };
  const temp = stage.fresh();
  const logWatch = new Watch(temp);
  const step = await vault.backUp({ inputs: { ...source(), ...own }, env: { RUNNER_TEMP: temp } });
  logWatch.stop();
  expectGood(step);
  const { parts } = (step.report as { result: { parts: Record<string, string> } }).result;
  expect(parts).toMatchObject({ 'github/workflow-logs': 'complete', 'github/issues': 'complete', wiki: 'complete' });
  const target = join(stage.fresh(), 'shop.git');
  expectGood(await restore(target, { name: own.name }));
  const log = join(target, 'holdfast/github/workflow-logs/000000000041-01/build/1_Set up job.txt');
  expect(readFileSync(log, 'utf8')).toBe('set up\n');
  expect([[...logWatch.found], secretFiles(target)]).toEqual([[], []]);
  const masked = step.stdout.replaceAll(/^::add-mask::.*$/gm, '');
  const said = [masked, step.stderr, step.summary, JSON.stringify(step.report), JSON.stringify(step.outputs)].join(' ');
  const stored = [...vault.objects.keys()].map((key) => vault.objects.read(key));
  for (const secret of SECRETS) {
    expect(said).not.toContain(secret);
    expect(stored.some((bytes) => bytes.includes(secret))).toBe(false);
  }
});

test('restored bare: refs byte for byte, LFS objects, the wiki, metadata and the archive', async () => {
  const target = join(stage.fresh(), 'shop.git');
  const step = await restore(target);
  expectGood(step);
  expect(gitIn(target, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(site.work.refs());
  expect(readFileSync(join(target, 'HEAD'), 'latin1')).toBe(site.work.head());
  gitIn(target, 'fsck', '--full', '--strict');
  const [oid = ''] = site.lfs.objects.keys();
  const object = join(target, 'lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  expect(readFileSync(object)).toEqual(site.lfs.objects.get(oid));
  const extras = join(target, 'holdfast');
  expect(gitIn(join(extras, 'wiki.git'), 'show', 'HEAD:Home.md')).toBe('# Welcome');
  const issue = JSON.parse(readFileSync(join(extras, 'github/issues/000001.json'), 'utf8')) as { title: string };
  expect(issue.title).toBe(site.world.lists['/issues']?.[0]?.['title']);
  expect(readFileSync(join(extras, 'archive/index.md'), 'utf8')).toContain(issue.title);
  expect(secretFiles(target)).toEqual([]);
});

test('restored as a clone: a clean working copy with the LFS content in place', async () => {
  const target = join(stage.fresh(), 'shop');
  expectGood(await restore(target, { 'repository-layout': 'clone' }));
  expect(readFileSync(join(target, 'large.bin'), 'utf8')).toBe('the content of a large file');
  expect(gitIn(target, 'rev-parse', 'HEAD')).toBe(site.work.git('rev-parse', 'HEAD'));
  expect(secretFiles(target)).toEqual([]);
});

describe('for Forgejo and Gitea', () => {
  const read = (target: string, name: string) =>
    parse(readFileSync(join(target, name), 'utf8')) as Record<string, unknown>[];

  test('a folder that they import: issues, comments, pull requests, releases, git and wiki; the rest is named', async () => {
    const target = join(stage.fresh(), 'shop');
    const step = await restore(target, { 'repository-layout': 'forgejo' });
    expectGood(step);
    const { lists } = site.world;
    const issues = lists['/issues'] ?? [];
    const short = (item: Record<string, unknown>) => [item['number'], item['title'], item['content'] ?? item['body']];
    expect(read(target, 'issue.yml').map(short)).toEqual(issues.map(short));
    expect(read(target, 'issue.yml').map(({ poster_name, created }) => [poster_name, created])).toEqual(
      issues.map(({ user, created_at }) => [(user as { login: string }).login, created_at]),
    );
    expect(read(target, 'pull_request.yml').map(({ number }) => number)).toEqual([13, 14, 15]);
    expect(read(target, 'comments/3.yml')).toMatchObject([
      { issue_index: 3, content: lists['/issues/comments']?.[2]?.['body'] },
    ]);
    expect(read(target, 'reviews/13.yml')[0]).toMatchObject({ state: 'APPROVED', reviewer_name: 'user-13' });
    const [release] = read(target, 'release.yml') as { assets: { download_url: string }[] }[];
    expect(readFileSync(join(target, release?.assets[0]?.download_url ?? ''))).toEqual(
      site.world.files.get(7001)?.bytes,
    );
    expect(gitIn(join(target, 'git'), 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(site.work.refs());
    expect(gitIn(join(target, 'git.wiki.git'), 'show', 'HEAD:Home.md')).toBe('# Welcome');
    expect(step.summary).toMatch(
      /\| discussions +\| +2 \| the importers take none +\| holdfast\/github\/discussions \|/,
    );
    expect(step.annotations.map(({ title }) => title)).toEqual(['holdfast: import-lfs']);
    expect(secretFiles(target)).toEqual([]);
  });

  test('over an existing folder: an error before anything is fetched or written', async () => {
    const target = stage.fresh();
    writeFileSync(join(target, 'repo.yml'), 'mine');
    stage.double.clearRequests();
    expectError(await restore(target, { 'repository-layout': 'forgejo' }), 'target-not-empty', /repo\.yml/);
    expect(readdirSync(target)).toEqual(['repo.yml']);
    expect(stage.double.requests.filter(({ key }) => key?.includes('/packs/'))).toEqual([]);
  });
});

test('a backup of chosen parts, and a restore of them', async () => {
  const own = { name: 'acme/shop/few', parts: 'lfs, labels' };
  site.takeRequests();
  expectGood(await backUp(own));
  const asked = site.takeRequests();
  expect(asked.wiki).toEqual([]);
  expect(asked.api.map((request) => request.replace(/\?.*/, ''))).toEqual(['GET ', 'GET /labels']);
  const target = join(stage.fresh(), 'few.git');
  expectGood(await restore(target, { name: own.name, parts: 'labels' }));
});

describe('push-to', () => {
  const homes: NewHome[] = [];
  const open = async (name: string): Promise<NewHome> => {
    const home = await NewHome.open(stage.folder, name);
    homes.push(home);
    return home;
  };
  const push = (home: NewHome, more: Inputs = {}): Promise<FinishedStep> =>
    restore(stage.fresh(), {
      'push-to': home.name,
      'github-server-url': home.server.url,
      'github-token': TOKEN,
      ...more,
    });
  const refsAt = (path: string) => gitIn(path, 'for-each-ref', '--format=%(objectname) %(refname)');
  const pushable = () =>
    site.work
      .refs()
      .replaceAll(/^.* refs\/pull\/.*\n?/gm, '')
      .trim();

  afterAll(() => Promise.all(homes.map(({ server }) => server.close())));

  test('a plan first; then history, LFS objects and wiki, and metadata made anew', async () => {
    const home = await open('moved');
    const wiki = home.addWiki();
    const kinds = { parts: 'lfs, wiki, labels, releases, release-assets', recreate: 'true' };
    const plan = await push(home, kinds);
    expectGood(plan);
    expect(plan.stdout).toContain('Nothing was sent to acme/moved');
    expect(plan.summary).toMatch(/^## .*Plan of a push of acme\/shop\/repository to acme\/moved/m);
    const tables = plan.summary;
    expect(tables).toMatch(/\| LFS objects +\| create +\| +1 /);
    expect(tables).toMatch(/\| refs of the wiki +\| create +\| +1 /);
    expect(tables).toMatch(/\| releases +\| create +\| +2 +\| v1\.0\.0, v2\.0\.0 /);
    expect(plan.annotations.map(({ title }) => title)).toEqual(['holdfast: not-recreated']);
    expect([refsAt(home.path), refsAt(wiki), home.lfs.objects.size, home.server.made.length]).toEqual(['', '', 0, 0]);

    const done = await push(home, { ...kinds, apply: 'true' });
    expectGood(done);
    expect(done.summary).toMatch(/^## .*Push of acme\/shop\/repository to acme\/moved/m);
    expect(done.stdout).not.toContain('Restored from');
    expect(done.outputs).not.toHaveProperty('path');
    expect(refsAt(home.path)).toBe(pushable());
    expect(refsAt(wiki)).toBe(site.wiki.refs());
    expect([...home.lfs.objects]).toEqual([...site.lfs.objects]);
    expect(home.lfs.verified).toEqual([...site.lfs.objects.keys()]);
    expect([...new Set(home.server.made.map(({ call }) => call))]).toEqual([
      'post /labels',
      'post /releases',
      'post /releases/9/assets build-1.tar.gz',
      'post /releases/9/assets build-2.tar.gz',
    ]);
    for (const secret of SECRETS) {
      expect(done.stdout.replaceAll(/^::add-mask::.*$/gm, '') + JSON.stringify(done.report)).not.toContain(secret);
    }

    const again = await push(home, { parts: 'lfs, wiki', apply: 'true' });
    expectGood(again);
    expect(again.summary).toMatch(/\| refs \| none&#58; already the same \| 4 /);
    expect(home.lfs.transfers.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  });

  test('a force push is undone: a plan ref by ref, another name, and by force where that is said', async () => {
    const home = await open('forced');
    expectGood(await push(home, { parts: '!wiki', apply: 'true' }));
    const good = gitIn(home.path, 'rev-parse', 'main');
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
    const bad = gitIn(home.path, ...identity, 'commit-tree', '-m', 'forced', 'main^{tree}');
    gitIn(home.path, 'update-ref', 'refs/heads/main', bad);
    gitIn(home.path, 'update-ref', '-d', 'refs/tags/v1.0.0');
    const rows = ({ summary }: FinishedStep) =>
      summary.replaceAll(/&#(\d+);/g, (_, at: string) => String.fromCharCode(+at));
    const main = new RegExp(
      `refs/heads/main +\\| +${good.slice(0, 12)} +\\| +${bad.slice(0, 12)} +\\| +none: is different`,
    );
    const chosen = { 'push-refs': 'main\nv1.0.0' };
    for (const plan of [{}, { apply: 'true', 'dry-run': 'true' }]) {
      const planned = await push(home, { ...chosen, ...plan });
      expect(planned.exitCode).toBe(0);
      expect(rows(planned)).toMatch(main);
      expect(rows(planned)).toMatch(/refs\/tags\/v1\.0\.0 +\| +[0-9a-f]{12} +\| +\| +create/);
      expect(planned.annotations.map(({ title }) => title)).toEqual(['holdfast: push-kept']);
      expect(gitIn(home.path, 'tag')).toBe('v2.0.0');
    }
    expectGood(await push(home, { 'push-refs': 'main', 'push-as': 'rescued/*', apply: 'true' }));
    expect(gitIn(home.path, 'rev-parse', 'main', 'rescued/main')).toBe(`${bad}\n${good}`);
    const forced = await push(home, { ...chosen, 'push-force': 'true', apply: 'true' });
    expectGood(forced);
    expect(rows(forced)).toMatch(/refs\/heads\/main .* force: what is there is replaced/);
    expect(gitIn(home.path, 'rev-parse', 'main')).toBe(good);
    expect(gitIn(home.path, 'tag')).toBe('v1.0.0\nv2.0.0');
    for (const [inputs, words] of [
      [{ 'push-force': 'true' }, /push-refs/],
      [{ 'push-as': 'x' }, /push-refs/],
      [{ 'push-refs': 'nothing-like-that' }, /no ref that fits "nothing-like-that"[^]*refs\/heads\/main/],
    ] as const) {
      const refused = await push(home, { ...inputs, apply: 'true' });
      expect(refused.annotations.map(({ title }) => title)).toEqual(['holdfast: bad-input']);
      expect(refused.stdout).toMatch(words);
    }
  });

  test('without a wiki there it is said, and the rest is sent', async () => {
    const home = await open('no-wiki');
    const step = await push(home, { apply: 'true' });
    expectGood(step);
    expect(step.annotations.map(({ title }) => title)).toEqual(['holdfast: push-no-wiki']);
    expect(refsAt(home.path)).toBe(pushable());
  });

  test('LFS objects that are refused: a warning in the plan, and nothing at all is sent', async () => {
    const home = await open('read-only');
    home.lfs.isReadOnly = true;
    const plan = await push(home, { parts: 'lfs' });
    expectGood(plan);
    expect(plan.annotations.map(({ title }) => title)).toEqual(['holdfast: push-lfs-refused']);
    expectError(await push(home, { parts: 'lfs', apply: 'true' }), 'lfs-push-failed', /push access/, /parts: !lfs/);
    expect(refsAt(home.path)).toBe('');
    expectGood(await push(home, { parts: '!lfs, !wiki', apply: 'true' }));
    expect(refsAt(home.path)).toBe(pushable());
  });

  test('what cannot be made is a partial restore; where it cannot be at all, bad input', async () => {
    const home = await open('refusing');
    home.server.faults.push({ on: 'POST /labels', status: 403, body: { message: 'Resource not accessible' } });
    const step = await push(home, { parts: 'labels', recreate: 'true', apply: 'true' });
    expect([step.exitCode, step.outputs['status']]).toEqual([1, 'partial']);
    expect(step.annotations.find(({ title }) => title === 'holdfast: recreate-failed')?.text).toContain(
      'not accessible',
    );
    const elsewhere = await push(home, { 'push-to': 'https://git.example.com/a/b', recreate: 'true' });
    expectError(elsewhere, 'bad-input', /recreate/);
  });
});

test('through the proxy of the environment: git, LFS and metadata; S3 is excepted', async () => {
  const proxy = await startProxy();
  try {
    // The double is at 127.0.0.1.
    const env = { http_proxy: proxy.url, NO_PROXY: '127.0.0.1' };
    const server = site.server.url.replace('127.0.0.1', 'localhost');
    const own = { ...source(), name: 'acme/shop/behind-a-proxy', 'github-server-url': server };
    site.takeRequests();
    expectGood(await vault.backUp({ inputs: own, env }));
    const asked = proxy.asked.filter((request) => request.includes('localhost'));
    const all = Object.values(site.takeRequests()).flat();
    // Files of releases lie at 127.0.0.1 too.
    expect(asked).toHaveLength(all.filter((request) => !request.includes('blob/')).length);
    for (const path of [
      '/acme/shop/info/refs',
      '/acme/shop.git/info/lfs/',
      '/objects/',
      '/api/v3/repos/',
      '/graphql',
    ]) {
      expect(asked.some((request) => request.includes(path))).toBe(true);
    }
    expect(proxy.asked).toEqual(asked);
  } finally {
    await proxy.close();
  }
});

test('a change: one pack, and the night costs as much', async () => {
  const packs = vault.keysOf('packs').length;
  writeFileSync(join(site.work.path, 'new.txt'), 'new\n');
  site.work.commit('new.txt', 'new again\n');
  const step = await backUp();
  expectGood(step);
  expect(vault.keysOf('packs').length).toBe(packs + 1);
});

test('kinds that the token may not read are named with their permission: in the log, the summary and the snapshot', async () => {
  site.server.denied.set('/hooks', 403);
  const step = await backUp({ 'refresh-metadata': 'true' });
  site.server.denied.clear();
  expectGood(step);
  expect(step.outputs['status']).toBe('complete');
  const gap = 'needs the permission webhooks: read';
  const warning = step.annotations.find(({ title }) => title === 'holdfast: gap-unavailable');
  expect([warning?.text.includes(gap), step.summary.includes('webhooks&#58; read')]).toEqual([true, true]);
  const { root } = await rootOf(step);
  expect(root.header.gaps).toMatchObject({ unavailable: { count: 1, first: [{ path: 'github/webhooks' }] } });
  expect(JSON.stringify(root.header.gaps)).toContain(gap);
});

test('a rewritten default branch and lost refs: stored, flagged, warned', async () => {
  site.work.git('commit', '-q', '--amend', '-m', 'another text');
  for (const tag of ['v1.0.0', 'v2.0.0']) site.work.git('tag', '-d', tag);
  const step = await backUp();
  expectGood(step);
  expect(step.outputs).toMatchObject({ status: 'complete', anomaly: 'true' });
  const warning = step.annotations.find(({ title }) => title === 'holdfast: anomaly');
  expect(warning?.text).toMatch(/default branch was rewritten.*Refs lost since the last snapshot: 2 of 5/);
  expect((await rootOf(step)).root.header.anomaly).toMatch(/rewritten/);
  const target = join(stage.fresh(), 'shop.git');
  expectGood(await restore(target));
  expect(gitIn(target, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(site.work.refs());
});
