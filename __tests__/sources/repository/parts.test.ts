import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from '../../../src/sources/repository/git/bundle.ts';
import { openGit } from '../../../src/sources/repository/git/git.ts';
import { pushRepository } from '../../../src/sources/repository/index.ts';
import { chooseRefs, type RefChoice } from '../../../src/sources/repository/push-refs.ts';
import { planPush, sendPush } from '../../../src/sources/repository/push.ts';
import { parsePlace } from '../../../src/sources/repository/git/remote.ts';
import { requireChain } from '../../../src/sources/repository/restore.ts';
import { judgeWiki, type WikiFacts, type WikiVerdict } from '../../../src/sources/repository/wiki.ts';
import { verifyRepository } from '../../../src/sources/repository/verify.ts';
import { startGitServer } from '../../../tools/git-server.ts';
import { backUp, bringBack, Repository, Workbench, type Kept } from './harness.ts';

const TOKEN = 'ghs_secretTokenOfTheTest';
const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

function someRepository(name = bench.fresh('source')): Repository {
  const repository = Repository.init(name);
  repository.commit('a.txt', 'one\n');
  repository.commit('b.txt', 'two\n');
  return repository;
}

const quiet = { env: { PATH: process.env['PATH'] }, signal: new AbortController().signal, emit: () => undefined };

function filesOf(kept: Kept, change: (bytes: Buffer) => Buffer = (bytes) => bytes) {
  return (path: string) => {
    const bytes = kept.contents.get(path);
    if (bytes === undefined) return Promise.reject(new Error(`no ${path}`));
    return Promise.resolve(bench.file(change(bytes)));
  };
}

describe('the wiki', () => {
  const root = bench.fresh('root');
  const publish = (source: Repository, name: string) => {
    mkdirSync(join(root, 'octo'), { recursive: true });
    execFileSync('git', ['clone', '-q', '--mirror', source.path, join(root, 'octo', name)], { stdio: 'pipe' });
  };

  test('is a part of its own, restored beside the history, and kept where the server fails', async () => {
    const main = someRepository();
    publish(main, 'shop.git');
    const wiki = Repository.init(bench.fresh('wiki'));
    wiki.commit('Home.md', '# Welcome\n');
    publish(wiki, 'shop.wiki.git');
    const server = await startGitServer({ root, token: TOKEN });
    const settings = { repository: 'octo/shop', serverUrl: server.url, token: TOKEN };
    try {
      const first = await backUp(bench, settings);
      expect(first.result.parts).toEqual({ git: 'complete', lfs: 'complete', wiki: 'complete' });
      expect(first.identity['commit']).toBe(main.git('rev-parse', 'HEAD'));
      const bare = await bringBack(bench, first);
      expect(new Repository(bare).refs()).toBe(main.refs());
      expect(new Repository(join(bare, 'holdfast', 'wiki.git')).refs()).toBe(wiki.refs());
      const clone = await bringBack(bench, first, 'clone');
      expect(new Repository(join(clone, '.git', 'holdfast', 'wiki.git')).refs()).toBe(wiki.refs());
      expect(new Repository(clone).git('status', '--porcelain')).toBe('');

      const second = await backUp(bench, settings, { parent: first });
      expect(second.stored).toEqual([]);
      expect(second.entries).toEqual(first.entries);

      server.failing = /\.wiki\.git/;
      const third = await backUp(bench, settings, { parent: second });
      expect(third.result.parts).toEqual({ git: 'complete', lfs: 'complete', wiki: 'partial' });
      expect(third.result.gaps).toMatchObject([{ class: 'failed', path: 'wiki' }]);
      expect(third.state).toEqual(second.state);
      expect(third.entries).toEqual(second.entries);
      server.failing = undefined;

      execFileSync('rm', ['-rf', join(root, 'octo', 'shop.wiki.git')]);
      const fourth = await backUp(bench, settings, { parent: third });
      expect(fourth.result.parts['wiki']).toBe('complete');
      expect(fourth.result.gaps).toMatchObject([{ class: 'missing', path: 'wiki' }]);
      // Kept, whatever became of it, and the next night too.
      const fifth = await backUp(bench, settings, { parent: fourth });
      expect(fifth.result.gaps).toEqual(fourth.result.gaps);
      expect(fifth.entries).toEqual(first.entries);
      const named = await backUp(bench, { ...settings, chosenParts: ['wiki'] }, { parent: fourth });
      expect(named.result.parts['wiki']).toBe('partial');
      expect(named.result.gaps).toMatchObject([{ class: 'failed', path: 'wiki' }]);
    } finally {
      await server.close();
    }
  });

  type Row = [string, Partial<WikiFacts>, WikiVerdict];
  test.each<Row>([
    ['most repositories have none', {}, { because: 'none', keeps: false }],
    ['named, and not to be had', { isNamed: true }, { gap: 'failed', because: 'hidden', keeps: false }],
    ['refused', { answer: 'refused' }, { gap: 'failed', because: 'unread', keeps: false }],
    ['refused, and kept', { answer: 'refused', wasThere: true }, { gap: 'failed', because: 'unread', keeps: true }],
    [
      'refused, although it is there',
      { answer: 'refused', isEnabled: true },
      { gap: 'failed', because: 'unread', keeps: false },
    ],
    ['switched off', { answer: 'refused', isEnabled: false }, { because: 'off', keeps: false }],
    ['switched off since', { isEnabled: false, wasThere: true }, { gap: 'missing', because: 'off', keeps: false }],
    ['switched off, and named', { isEnabled: false, isNamed: true }, { gap: 'failed', because: 'off', keeps: false }],
    ['not seen any more', { wasThere: true, isEnabled: true }, { gap: 'failed', because: 'hidden', keeps: true }],
    ['gone, as far as anybody tells', { wasThere: true }, { gap: 'missing', because: 'gone', keeps: true }],
    ['the server failed', { answer: 'failed', wasThere: true }, { gap: 'failed', because: 'unread', keeps: true }],
  ])('what is known of it: %s', (_, facts, verdict) => {
    const nothing: WikiFacts = { answer: 'absent', isEnabled: undefined, wasThere: false, isNamed: false };
    expect(judgeWiki({ ...nothing, ...facts })).toEqual(verdict);
  });

  test('without a token a server refuses what does not exist', async () => {
    publish(someRepository(), 'open.git');
    const open = await startGitServer({ root });
    try {
      const kept = await backUp(bench, { repository: 'octo/open', serverUrl: open.url });
      expect([kept.result.parts['wiki'], kept.result.gaps]).toEqual(['complete', []]);
    } finally {
      await open.close();
    }
  });

  test('left out when it is not wanted', async () => {
    publish(someRepository(), 'plain.git');
    const server = await startGitServer({ root, token: TOKEN });
    try {
      const settings = { repository: 'octo/plain', serverUrl: server.url, token: TOKEN, wiki: false, lfs: false };
      const kept = await backUp(bench, settings);
      expect(kept.result.parts).toEqual({ git: 'complete' });
      expect(server.requests.filter((request) => request.includes('wiki'))).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test('submodules are recorded, never fetched, and carried over while the default branch stays', async () => {
  const source = someRepository();
  const gitlink = 'c'.repeat(40);
  source.git('update-index', '--add', '--cacheinfo', `160000,${gitlink},vendor/lib`);
  source.git('update-index', '--add', '--cacheinfo', `160000,${gitlink},unknown`);
  source.commit('.gitmodules', '[submodule "lib"]\n\tpath = vendor/lib\n\turl = ../lib.git\n');
  const first = await backUp(bench, { repository: source.path });
  const record = {
    commit: source.git('rev-parse', 'HEAD'),
    submodules: [
      { path: 'unknown', commit: gitlink },
      { path: 'vendor/lib', commit: gitlink, url: '../lib.git' },
    ],
  };
  expect(JSON.parse(String(first.contents.get('git/submodules.json')))).toEqual(record);
  source.git('branch', 'other');
  const second = await backUp(bench, { repository: source.path }, { parent: first });
  expect(second.stored).toEqual([]);
  expect(second.contents.get('git/submodules.json')).toEqual(first.contents.get('git/submodules.json'));
  // The default branch goes back to where there were none, to a commit that the chain holds.
  source.git('reset', '-q', '--soft', 'HEAD~1');
  const third = await backUp(bench, { repository: source.path }, { parent: second });
  expect(third.contents.has('git/submodules.json')).toBe(false);
});

describe('a rewritten default branch is an anomaly', () => {
  test('an amended commit; not one more commit, nor another branch', async () => {
    const source = someRepository();
    source.git('branch', 'side');
    const first = await backUp(bench, { repository: source.path });
    source.commit('c.txt', 'three\n');
    const second = await backUp(bench, { repository: source.path }, { parent: first });
    expect(second.result.anomaly).toBeUndefined();
    const old = source.git('rev-parse', 'HEAD');
    source.git('commit', '-q', '--amend', '-m', 'another text');
    const third = await backUp(bench, { repository: source.path }, { parent: second });
    expect(third.result.anomaly).toBe(
      `The default branch was rewritten since the last snapshot: refs/heads/main does not build on ${old} any more.`,
    );
    source.git('branch', '-f', 'side', 'main~1');
    const fourth = await backUp(bench, { repository: source.path }, { parent: third });
    expect(fourth.result.anomaly).toBeUndefined();
  });

  test('set back to a commit that the chain holds', async () => {
    const source = someRepository();
    source.git('tag', 'before', 'HEAD~1');
    const first = await backUp(bench, { repository: source.path });
    source.git('reset', '-q', '--hard', 'before');
    const second = await backUp(bench, { repository: source.path }, { parent: first });
    expect(second.result.anomaly).toMatch(/rewritten/);
    expect(second.stored).toEqual([]);
  });

  test('renamed: not rewritten', async () => {
    const source = someRepository();
    const first = await backUp(bench, { repository: source.path });
    source.git('branch', '-m', 'main', 'trunk');
    source.commit('d.txt', 'four\n');
    const second = await backUp(bench, { repository: source.path, anomalyShare: 1 }, { parent: first });
    expect(second.result.anomaly).toBeUndefined();
  });
});

test('a bundle: one file that git clones, with every ref', async () => {
  const source = someRepository();
  source.git('tag', '-a', '-m', 'a tag', 'v1');
  source.git('tag', 'blob', source.feed('blob', 'hash-object', '-w', '--stdin'));
  source.git('update-ref', 'refs/pull/7/head', 'HEAD~1');
  const target = await bringBack(bench, await backUp(bench, { repository: source.path }), 'bundle');
  const clone = bench.fresh('clone');
  execFileSync('git', ['clone', '-q', '--mirror', join(target, 'repository.bundle'), clone], { stdio: 'pipe' });
  expect(new Repository(clone).refs()).toBe(source.refs());
  expect(existsSync(join(target, 'wiki.bundle'))).toBe(false);
  const empty = Repository.init(bench.fresh('empty'));
  const nothing = await bringBack(bench, await backUp(bench, { repository: empty.path }), 'bundle');
  expect(existsSync(join(nothing, 'repository.bundle'))).toBe(false);
});

test.each(['sha1', 'sha256'])('names that mean more than one thing come back, in every layout: %s', async (format) => {
  const source = Repository.init(bench.fresh('ambiguous'), `--object-format=${format}`);
  source.commit('a.txt', 'one\n');
  source.commit('b.txt', 'two\n');
  const [newer = '', old = ''] = source.git('rev-parse', 'HEAD', 'HEAD~1').split('\n');
  const refs = [
    // As a branch and as a tag, as tags and branches that look like full names, like HEAD, options and object ids.
    ...['refs/heads/v1', 'refs/tags/v1', 'refs/tags/refs/heads/main', 'refs/heads/refs/heads/main', 'refs/heads/HEAD'],
    ...['refs/tags/HEAD', 'refs/heads/-x', 'refs/tags/--all', `refs/heads/${newer}`, 'refs/heads/refs/tags/v1'],
  ];
  for (const name of refs) source.git('update-ref', name, old);
  const blob = source.feed('a blob', 'hash-object', '-w', '--stdin');
  source.git('update-ref', 'refs/tags/blob', blob);
  const kept = await backUp(bench, { repository: source.path });
  const target = await bringBack(bench, kept, 'bundle');
  const clone = bench.fresh('clone');
  execFileSync('git', ['clone', '-q', '--mirror', join(target, 'repository.bundle'), clone], { stdio: 'pipe' });
  expect(new Repository(clone).refs()).toBe(source.refs());
  expect(new Repository(clone).git('cat-file', 'blob', blob)).toBe('a blob');
  expect(new Repository(await bringBack(bench, kept)).refs()).toBe(source.refs());
  const work = new Repository(await bringBack(bench, kept, 'clone'));
  expect([work.refs(), work.head()]).toEqual([source.refs(), 'ref: refs/heads/main\n']);
  expect(readFileSync(join(work.path, 'b.txt'), 'utf8')).toBe('two\n');
});

test('a bundle that cannot be cloned is not handed out', async () => {
  const source = someRepository();
  const kept = await backUp(bench, { repository: source.path });
  const snapshot = requireChain(kept.state);
  // No repository holds both of them.
  const refs = new Map([...snapshot.refs, ['refs/heads/main/more', source.git('rev-parse', 'HEAD')]]);
  const git = await openGit({ ...quiet, homeDir: bench.fresh('home') });
  const made = writeBundle(
    git,
    await bringBack(bench, kept),
    { ...snapshot, refs },
    bench.fresh('b'),
    bench.fresh('s'),
  );
  await expect(made).rejects.toMatchObject({
    code: 'git-bundle-incomplete',
    why: expect.stringContaining('refs/heads/main/more') as string,
  });
});

describe('push', () => {
  interface PushOptions extends Partial<RefChoice> {
    readonly apply: boolean;
    readonly force?: boolean;
  }
  const push = (kept: Kept, target: string, { apply, force, ...choice }: PushOptions) => {
    const tempDir = bench.fresh('push');
    mkdirSync(tempDir);
    return pushRepository({
      ...quiet,
      state: kept.state,
      openFile: filesOf(kept),
      to: { repository: target, allowLocal: true },
      token: undefined,
      refs: { patterns: [], pulls: false, ...choice },
      force,
      apply,
      tempDir,
      cwd: bench.dir,
    });
  };
  const actions = ({ steps }: Awaited<ReturnType<typeof push>>) =>
    Object.fromEntries(steps.map(({ ref, action }) => [ref, action]));

  test('a plan first, then heads, tags and notes; pull requests below refs/backup on request', async () => {
    const source = someRepository();
    source.git('tag', 'v1');
    source.git('notes', 'add', '-m', 'a note');
    source.git('update-ref', 'refs/pull/7/head', 'HEAD~1');
    const kept = await backUp(bench, { repository: source.path });
    const target = Repository.init(bench.fresh('target'), '--bare');
    const plan = await push(kept, target.path, { apply: false });
    expect(actions(plan)).toEqual({
      'refs/heads/main': 'create',
      'refs/notes/commits': 'create',
      'refs/tags/v1': 'create',
    });
    expect(target.refs()).toBe('');
    await push(kept, target.path, { apply: true, pulls: true });
    expect(target.refs()).toBe(
      source
        .refs()
        .replace(/^(\S+) refs\/pull\/7\/head$/m, '')
        .replace(/\n\n/, '\n')
        .trim()
        .replace(/^/, `${source.git('rev-parse', 'HEAD~1')} refs/backup/pull/7/head\n`),
    );
  });

  test('what is there stays: forward only, nothing forced, nothing deleted', async () => {
    const source = someRepository();
    source.git('branch', 'forward');
    source.git('branch', 'ahead', 'HEAD~1');
    source.git('branch', 'rewritten');
    source.git('tag', 'v1');
    const kept = await backUp(bench, { repository: source.path });
    const target = new Repository(bench.fresh('target'));
    execFileSync('git', ['clone', '-q', '--bare', source.path, target.path], { stdio: 'pipe' });
    target.git('update-ref', 'refs/heads/forward', 'main~1');
    target.git('update-ref', 'refs/heads/ahead', 'main');
    const foreign = target.feed('', 'commit-tree', '-m', 'foreign', 'main^{tree}');
    target.git('update-ref', 'refs/heads/rewritten', foreign);
    target.git('update-ref', 'refs/heads/only-there', foreign);
    target.git('tag', '-f', 'v1', 'main~1');
    const plan = await push(kept, target.path, { apply: true });
    expect(actions(plan)).toEqual({
      'refs/heads/ahead': 'ahead',
      'refs/heads/forward': 'update',
      'refs/heads/main': 'same',
      'refs/heads/rewritten': 'rewrite',
      'refs/tags/v1': 'rewrite',
    });
    expect(plan.others).toBe(1);
    expect(target.git('rev-parse', 'forward')).toBe(source.git('rev-parse', 'main'));
    expect(target.git('rev-parse', 'rewritten', 'only-there')).toBe(`${foreign}\n${foreign}`);
  });

  test('what leads on is judged by history as it is, not by replace refs', async () => {
    const source = someRepository();
    const [from = '', to = ''] = source.git('rev-parse', 'HEAD~1', 'HEAD').split('\n');
    source.git('replace', to, source.git('commit-tree', '-m', 'a root instead', 'HEAD^{tree}'));
    const kept = await backUp(bench, { repository: source.path });
    const target = new Repository(bench.fresh('target'));
    execFileSync('git', ['clone', '-q', '--bare', source.path, target.path], { stdio: 'pipe' });
    target.git('update-ref', 'refs/heads/main', from);
    expect(actions(await push(kept, target.path, { apply: true }))).toEqual({ 'refs/heads/main': 'update' });
    expect(target.git('rev-parse', 'main')).toBe(to);
  });

  test('a branch that somebody moved there after the plan is not forced', async () => {
    const source = someRepository();
    const kept = await backUp(bench, { repository: source.path });
    const target = new Repository(bench.fresh('target'));
    execFileSync('git', ['clone', '-q', '--bare', source.path, target.path], { stdio: 'pipe' });
    target.git('update-ref', 'refs/heads/main', 'main~1');
    const git = await openGit({ ...quiet, homeDir: bench.fresh('home'), trustAnyOwner: true });
    const gitDir = await bringBack(bench, kept);
    const place = parsePlace({ repository: target.path, allowLocal: true }, bench.dir);
    const snapshot = requireChain(kept.state);
    const plan = await planPush(git, gitDir, snapshot, place, { refs: snapshot.refs, isAll: true, force: false });
    expect(plan.steps).toMatchObject([{ ref: 'refs/heads/main', action: 'update' }]);
    const theirs = target.feed('', 'commit-tree', '-m', 'faster', '-p', 'main', 'main^{tree}');
    target.git('update-ref', 'refs/heads/main', theirs);
    await expect(sendPush(git, gitDir, plan, place)).rejects.toMatchObject({ code: 'push-rejected' });
    expect(target.git('rev-parse', 'main')).toBe(theirs);
  });

  describe('refs that are chosen', () => {
    const setUp = async () => {
      const source = someRepository();
      source.git('branch', 'release/1');
      source.git('branch', 'release/2', 'HEAD~1');
      source.git('tag', 'v1');
      source.git('tag', 'release', 'HEAD~1');
      source.git('update-ref', 'refs/pull/7/head', 'HEAD~1');
      const kept = await backUp(bench, { repository: source.path });
      const target = new Repository(bench.fresh('target'));
      execFileSync('git', ['clone', '-q', '--bare', source.path, target.path], { stdio: 'pipe' });
      const [good = '', old = ''] = source.git('rev-parse', 'HEAD', 'HEAD~1').split('\n');
      // Somebody forced main to another history.
      const bad = target.feed('', 'commit-tree', '-m', 'forced', 'main^{tree}');
      target.git('update-ref', 'refs/heads/main', bad);
      return { kept, target, good, old, bad };
    };

    test('a force push is undone only where that is asked for, and only if nobody moved the branch meanwhile', async () => {
      const { kept, target, good, bad } = await setUp();
      const chosen = { patterns: ['main'] };
      expect(actions(await push(kept, target.path, { ...chosen, apply: true }))).toEqual({
        'refs/heads/main': 'rewrite',
      });
      expect(target.git('rev-parse', 'main')).toBe(bad);
      const plan = await push(kept, target.path, { ...chosen, force: true, apply: false });
      expect(plan.steps).toEqual([{ ref: 'refs/heads/main', action: 'force', from: bad, to: good }]);
      expect(target.git('rev-parse', 'main')).toBe(bad);
      await push(kept, target.path, { ...chosen, force: true, apply: true });
      expect(target.git('rev-parse', 'main')).toBe(good);
      // Commits on top go too, where that is forced.
      const more = target.feed('', 'commit-tree', '-m', 'more', '-p', 'main', 'main^{tree}');
      target.git('update-ref', 'refs/heads/main', more);
      expect(actions(await push(kept, target.path, { ...chosen, apply: true }))).not.toEqual({
        'refs/heads/main': 'force',
      });
      await push(kept, target.path, { ...chosen, force: true, apply: true });
      expect(target.git('rev-parse', 'main')).toBe(good);
    });

    test('a forced ref that somebody moves after the plan stays as they have it', async () => {
      const { kept, target, bad } = await setUp();
      const git = await openGit({ ...quiet, homeDir: bench.fresh('home'), trustAnyOwner: true });
      const gitDir = await bringBack(bench, kept);
      const place = parsePlace({ repository: target.path, allowLocal: true }, bench.dir);
      const snapshot = requireChain(kept.state);
      const refs = chooseRefs(snapshot, { patterns: ['refs/heads/main'], pulls: false });
      const plan = await planPush(git, gitDir, snapshot, place, { refs, isAll: false, force: true });
      expect(plan.steps).toMatchObject([{ action: 'force', from: bad }]);
      const theirs = target.feed('', 'commit-tree', '-m', 'faster', '-p', 'main', 'main^{tree}');
      target.git('update-ref', 'refs/heads/main', theirs);
      await expect(sendPush(git, gitDir, plan, place)).rejects.toMatchObject({ code: 'push-rejected' });
      expect(target.git('rev-parse', 'main')).toBe(theirs);
    });

    test('under another name nothing has to be forced', async () => {
      const { kept, target, good, old, bad } = await setUp();
      await push(kept, target.path, { patterns: ['refs/heads/main'], as: 'rescued', apply: true });
      await push(kept, target.path, { patterns: ['refs/heads/**', 'refs/pull/7'], as: 'before/*', apply: true });
      await push(kept, target.path, { patterns: ['v1'], as: 'refs/heads/from-tag', apply: true });
      expect(target.git('rev-parse', 'main')).toBe(bad);
      expect(
        target.git('for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/before', 'refs/heads/rescued'),
      ).toBe(
        [
          `${good} refs/heads/before/main`,
          `${old} refs/heads/before/pull/7/head`,
          `${good} refs/heads/before/release/1`,
          `${old} refs/heads/before/release/2`,
          `${good} refs/heads/rescued`,
        ].join('\n'),
      );
      expect(target.git('rev-parse', 'refs/heads/from-tag')).toBe(good);
    });

    test.each<[string, Partial<RefChoice>, RegExp]>([
      ['one that is not there', { patterns: ['main', 'mian'] }, /"mian".*/],
      ['one name for several', { patterns: ['refs/heads/**'], as: 'x' }, /one name/],
      ['a name that is none', { patterns: ['main'], as: 'a..b' }, /not the name/],
      ['a name among pull requests', { patterns: ['main'], as: 'refs/pull/1/head' }, /not the name/],
      ['several for one name', { patterns: ['release/1', 'v1'], as: 'refs/heads/x-*/../y' }, /not the name/],
      ['a pattern that is none', { patterns: ['refs/heads/'] }, /full ref names/],
    ])('refused: %s', async (_, choice, message) => {
      const source = someRepository();
      source.git('branch', 'release/1');
      source.git('tag', 'v1');
      const kept = await backUp(bench, { repository: source.path });
      expect(() => chooseRefs(requireChain(kept.state), { patterns: [], pulls: false, ...choice })).toThrow(message);
    });
  });

  test('a remote that refuses a ref is named; a missing one is one clear error', async () => {
    const source = someRepository();
    const kept = await backUp(bench, { repository: source.path });
    const target = Repository.init(bench.fresh('target'));
    target.commit('x', 'x');
    target.git('update-ref', 'refs/heads/main', target.feed('', 'commit-tree', '-m', 'x', 'HEAD^{tree}'));
    target.git('update-ref', '-d', 'refs/heads/main');
    // Git refuses to move the branch that is checked out.
    await expect(push(kept, target.path, { apply: true })).rejects.toMatchObject({
      code: 'push-rejected',
      why: expect.stringContaining('refs/heads/main') as string,
    });
    await expect(push(kept, bench.fresh('absent'), { apply: true })).rejects.toMatchObject({
      code: 'repository-unreadable',
    });
  });
});

describe('verify', () => {
  const verify = (kept: Kept, live: string | undefined, change?: (bytes: Buffer) => Buffer) => {
    const tempDir = bench.fresh('verify');
    mkdirSync(tempDir);
    const place = live === undefined ? undefined : parsePlace({ repository: live, allowLocal: true }, bench.dir);
    return verifyRepository({
      ...quiet,
      state: kept.state,
      openFile: filesOf(kept, change),
      tempDir,
      live: place && { place, token: undefined, excludeRefs: [] },
    });
  };

  test('a good snapshot, one of yesterday, and a damaged one', async () => {
    const source = someRepository();
    source.git('tag', 'gone');
    const kept = await backUp(bench, { repository: source.path });
    expect(await verify(kept, source.path)).toEqual([]);
    source.commit('c.txt', 'three\n');
    source.git('branch', 'new');
    source.git('tag', '-d', 'gone');
    expect(await verify(kept, source.path)).toEqual([
      { kind: 'behind', part: 'git', message: 'refs new since (1): refs/heads/new' },
      { kind: 'behind', part: 'git', message: 'refs moved since (1): refs/heads/main' },
      { kind: 'behind', part: 'git', message: 'refs gone since (1): refs/tags/gone' },
    ]);
    expect(await verify(kept, bench.fresh('absent'))).toMatchObject([{ kind: 'unreachable' }]);
    const flipped = (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8((copy[bytes.length - 30] ?? 0) ^ 1, bytes.length - 30);
      return copy;
    };
    expect(await verify(kept, undefined, flipped)).toMatchObject([{ kind: 'damaged', part: 'git' }]);
  });

  test('harmless faults of old history are only told', async () => {
    const source = someRepository();
    const tree = source.git('rev-parse', 'HEAD^{tree}');
    const commit = `tree ${tree}\nauthor nobody 0 +0000\ncommitter nobody 0 +0000\n\nno mail\n`;
    const oid = source.feed(commit, 'hash-object', '-t', 'commit', '-w', '--stdin', '--literally');
    source.git('update-ref', 'refs/heads/old', oid);
    const kept = await backUp(bench, { repository: source.path });
    expect(await verify(kept, undefined)).toMatchObject([{ kind: 'unusual', part: 'git' }]);
    expect(readFileSync(join(await bringBack(bench, kept), 'HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
  });
});
