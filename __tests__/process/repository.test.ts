/** The whole of a repository through the bundle, as the runner starts it: backup, nothing new, all forms of restore. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader } from '../../src/snapshot/blobs.ts';
import { loadSections, readRoot } from '../../src/snapshot/snapshots.ts';
import { stateRows } from '../../src/snapshot/state.ts';
import { memoryStore } from '../support/memory-store.ts';
import { gitIn, NewHome, RepositorySite, SECRETS, secretFiles, TOKEN, Watch } from './repository-site.ts';
import { Stage, type Inputs, type Vault } from './stage.ts';
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
  const { store, objects: copies } = memoryStore();
  for (const key of vault.objects.keys()) {
    copies.set(key, { body: vault.objects.read(key), lastModified: stage.double.clock.now() });
  }
  const { signal } = new AbortController();
  const root = await readRoot(store, { series: NAME, id: first.outputs['snapshot'] ?? '' }, { signal });
  const { state } = await loadSections(root, ['state'], new BlobReader(store, root.objects), signal);
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
    // Those after it are for the chart in the summary, which the command line does not have.
    const root = stage.double.requests.findIndex(
      ({ operation, key }) => operation === 'PutObject' && key?.startsWith('v1/roots/') === true,
    );
    expect(root).toBeGreaterThan(0);
    expect(root + 1).toBeLessThanOrEqual(15);
  });

  test('asks git three times a stream at most, and LFS not at all', () => {
    expect(asked.git.length).toBeLessThanOrEqual(3);
    expect(asked.wiki.length).toBeLessThanOrEqual(3);
    expect(asked.lfs).toEqual([]);
  });

  test('lists of metadata are asked for by ETag, which costs nothing', () => {
    // What counts: settings, changes since a time, newest first, lists whose items are read in full, GraphQL.
    expect({ asked: asked.api.length, spent }).toEqual({ asked: 29, spent: 17 });
  });
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
  const to = (home: NewHome): Inputs => ({
    'push-to': home.name,
    'github-server-url': home.server.url,
    'github-token': TOKEN,
  });

  test('a plan, then what it says', async () => {
    const home = await NewHome.open(stage.folder, 'moved');
    try {
      const plan = await restore(stage.fresh(), to(home));
      expectGood(plan);
      expect(plan.stdout).toContain('nothing was sent');
      expect(gitIn(home.path, 'for-each-ref')).toBe('');
      const done = await restore(stage.fresh(), { ...to(home), apply: 'true' });
      expectGood(done);
      const pushed = site.work.refs().replaceAll(/^.* refs\/pull\/.*\n?/gm, '');
      expect(gitIn(home.path, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(pushed.trim());
    } finally {
      await home.server.close();
    }
  });
});

test('a change: one pack, and the night costs as much', async () => {
  const packs = vault.keysOf('packs').length;
  writeFileSync(join(site.work.path, 'new.txt'), 'new\n');
  site.work.commit('new.txt', 'new again\n');
  const step = await backUp();
  expectGood(step);
  expect(vault.keysOf('packs').length).toBe(packs + 1);
});
