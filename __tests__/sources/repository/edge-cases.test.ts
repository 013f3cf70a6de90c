import { backUp, bringBack, Repository, Workbench } from './harness.ts';

const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

/** Backs up, restores as a bare repository, and demands the very same refs and HEAD. */
async function roundTrip(source: Repository) {
  const kept = await backUp(bench, { repository: source.path });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.refs()).toBe(source.refs());
  expect(restored.head()).toBe(source.head());
  return { kept, restored };
}

function someRepository(): Repository {
  const repository = Repository.init(bench.fresh('source'));
  repository.commit('a.txt', 'one\n');
  repository.commit('b.txt', 'two\n');
  return repository;
}

test('a repository with two commits', async () => {
  const source = someRepository();
  const { kept, restored } = await roundTrip(source);
  expect(restored.git('show', 'main:b.txt')).toBe('two');
  expect(kept.entries.map(({ path }) => path.toString())).toEqual(['git', 'git/packs', 'git/packs/000000.pack']);
  expect(kept.identity).toMatchObject({ commit: source.git('rev-parse', 'HEAD'), ref: 'refs/heads/main', refs: 1 });
  expect(kept.result).toMatchObject({ parts: { git: 'complete' }, gaps: [] });
  expect(kept.result.anomaly).toBeUndefined();
});

test('an empty repository', async () => {
  const { kept } = await roundTrip(Repository.init(bench.fresh('source')));
  expect(kept.stored).toEqual([]);
});

test('an empty SHA-256 repository keeps its object format', async () => {
  const source = Repository.init(bench.fresh('source'), '--object-format=sha256');
  const { restored } = await roundTrip(source);
  expect(restored.git('rev-parse', '--show-object-format')).toBe('sha256');
});

test('an unborn HEAD beside other branches', async () => {
  const source = someRepository();
  source.git('symbolic-ref', 'HEAD', 'refs/heads/not-yet');
  await roundTrip(source);
});

test('a detached HEAD on a commit that no ref names', async () => {
  const source = someRepository();
  source.git('checkout', '-q', '--detach');
  const oid = source.commit('c.txt', 'detached\n');
  const { restored } = await roundTrip(source);
  expect(restored.git('show', `${oid}:c.txt`)).toBe('detached');
});

test('a SHA-256 repository', async () => {
  const source = Repository.init(bench.fresh('source'), '--object-format=sha256');
  source.commit('a.txt', 'one\n');
  const first = await roundTrip(source);
  source.commit('a.txt', 'one and a half\n');
  const second = await backUp(bench, { repository: source.path }, { parent: first.kept });
  expect(new Repository(await bringBack(bench, second)).refs()).toBe(source.refs());
});

test('annotated and nested tags, tags of blobs and trees', async () => {
  const source = someRepository();
  source.git('tag', '-a', '-m', 'annotated', 'v1');
  source.git('tag', '-a', '-m', 'nested', 'v1-of-v1', 'v1');
  source.git('tag', 'blob', source.feed('only a tag holds this', 'hash-object', '-w', '--stdin'));
  source.git('tag', '-a', '-m', 'of a blob', 'blob-annotated', source.feed('and this', 'hash-object', '-w', '--stdin'));
  const tree = source.feed(`100644 blob ${source.git('rev-parse', 'blob')}\tin-a-tree\n`, 'mktree');
  source.git('tag', 'tree', tree);
  const { restored } = await roundTrip(source);
  expect(restored.git('cat-file', '-p', 'blob')).toBe('only a tag holds this');
  expect(restored.git('cat-file', '-p', 'tree:in-a-tree')).toBe('only a tag holds this');
});

test('notes and replace refs', async () => {
  const source = someRepository();
  source.git('notes', 'add', '-m', 'a note', 'HEAD');
  source.git('replace', 'HEAD~1', 'HEAD');
  const { restored } = await roundTrip(source);
  expect(restored.git('notes', 'show', 'main')).toBe('a note');
  expect(restored.git('rev-list', '--count', 'main')).toBe('2');
});

test('a replace ref does not hide history from the pack', async () => {
  const source = someRepository();
  const graft = source.git('commit-tree', '-m', 'a root instead', 'HEAD^{tree}');
  source.git('replace', 'HEAD', graft);
  const { restored } = await roundTrip(source);
  expect(restored.git('rev-list', '--count', 'main')).toBe('2');
});

test('a symbolic ref below refs/', async () => {
  const source = someRepository();
  source.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  source.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  const { restored } = await roundTrip(source);
  expect(restored.git('symbolic-ref', 'refs/remotes/origin/HEAD')).toBe('refs/remotes/origin/main');
});

test('a symbolic ref whose target is excluded comes back as a plain ref', async () => {
  const source = someRepository();
  source.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  source.git('symbolic-ref', 'refs/heads/alias', 'refs/remotes/origin/main');
  const kept = await backUp(bench, { repository: source.path, excludeRefs: ['refs/remotes/**'] });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/alias\nrefs/heads/main');
});

test('names that differ in case only', async () => {
  const source = someRepository();
  const [first, second] = [source.git('rev-parse', 'HEAD~1'), source.git('rev-parse', 'HEAD')];
  source.git('pack-refs', '--all');
  source.feed(`create refs/heads/topic ${first}\ncreate refs/heads/Topic ${second}\n`, 'update-ref', '--stdin');
  await roundTrip(source);
});

test('names that look like options or commands, and names that are not UTF-8', async () => {
  const source = someRepository();
  const oid = source.git('rev-parse', 'HEAD');
  const names = [
    '-x',
    '--upload-pack=touch${IFS}pwned',
    '$(touch${IFS}pwned)',
    '`id`',
    ';id',
    'a&b',
    "it's",
    '"',
    'é\u{1f600}',
  ];
  const latin1 = Buffer.concat([Buffer.from('create refs/heads/caf'), Buffer.from([0xe9]), Buffer.from(` ${oid}\n`)]);
  const lines = names.map((name) => Buffer.from(`create refs/heads/${name} ${oid}\n`));
  source.feed(Buffer.concat([...lines, latin1]), 'update-ref', '--stdin');
  const { restored } = await roundTrip(source);
  expect(restored.refs().split('\n')).toHaveLength(names.length + 2);
});

test('60,000 refs, all tips of their own', async () => {
  const source = someRepository();
  source.addPulls(60_000);
  const { kept } = await roundTrip(source);
  expect(kept.identity).toMatchObject({ refs: 60_001 });
});

test('excluded refs are neither listed nor fetched', async () => {
  const source = someRepository();
  const tree = source.git('rev-parse', 'HEAD^{tree}');
  const hidden = source.git('commit-tree', '-m', 'hidden', tree);
  source.git('update-ref', 'refs/pull/1/merge', hidden);
  source.git('update-ref', 'refs/pulling', 'HEAD');
  const kept = await backUp(bench, { repository: source.path, excludeRefs: ['refs/pull/*'] });
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/pulling');
  expect(() => restored.git('cat-file', '-e', hidden)).toThrow();
});

test('as a working clone', async () => {
  const source = someRepository();
  source.git('tag', 'v1');
  const clone = new Repository(await bringBack(bench, await backUp(bench, { repository: source.path }), 'clone'));
  expect(clone.git('status', '--porcelain', '--branch')).toBe('## main');
  expect(clone.refs()).toBe(source.refs());
  expect(clone.git('ls-files')).toBe('a.txt\nb.txt');
});

test('an empty repository as a working clone', async () => {
  const source = Repository.init(bench.fresh('source'));
  const clone = new Repository(await bringBack(bench, await backUp(bench, { repository: source.path }), 'clone'));
  expect(clone.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
});
