import { backUp, bringBack, packBytes, Repository, Workbench, type Kept } from './harness.ts';
import { anomalyOf } from '../../../src/sources/repository/git/anomaly.ts';

const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

function someRepository(): Repository {
  const repository = Repository.init(bench.fresh('source'));
  repository.commit('a.txt', 'one\n');
  repository.commit('b.txt', 'two\n');
  return repository;
}

/** One more night, restored and compared. */
async function night(source: Repository, parent?: Kept, missing?: (path: string) => boolean): Promise<Kept> {
  const kept = await backUp(
    bench,
    { repository: source.path },
    { parent, ...(missing === undefined ? {} : { missing }) },
  );
  const restored = new Repository(await bringBack(bench, kept));
  expect(restored.refs()).toBe(source.refs());
  expect(restored.head()).toBe(source.head());
  return kept;
}

function vanished(kept: Kept): string[] {
  return kept.state
    .map(({ key, value }) => [key.toString('latin1'), value.toString('latin1')] as const)
    .filter(([key]) => key.startsWith('git/vanished/'))
    .map(([key, value]) => `${key.slice('git/vanished/'.length)} ${value}`);
}

function said(kept: Kept, text: RegExp): boolean {
  return kept.events.some((event) => event.type === 'info' && text.test(event.message));
}

test('two nights with one commit between them cost one thin pack', async () => {
  const source = someRepository();
  const lines = Array.from({ length: 2000 }, (_, i) => `line ${String(i * i)}\n`);
  source.commit('big.txt', lines.join(''));
  const first = await night(source);
  lines[1000] = 'changed\n';
  source.commit('big.txt', lines.join(''));
  const second = await night(source, first);
  expect(second.stored).toHaveLength(1);
  expect(second.stored[0]).toMatch(/^git\/packs\/000001\.pack$/);
  // A delta against the base, not the file again.
  expect(packBytes(second)).toBeLessThan(500);
});

test('a night in which nothing changed stores and fetches nothing', async () => {
  const source = someRepository();
  const first = await night(source);
  const second = await night(source, first);
  expect(second.stored).toEqual([]);
  expect(second.state).toEqual(first.state);
  expect(second.entries).toEqual(first.entries);
  expect(said(second, /nothing is fetched/)).toBe(true);
});

test('a night in which only refs changed stores no pack', async () => {
  const source = someRepository();
  const first = await night(source);
  source.git('branch', 'at-a-known-tip');
  const second = await night(source, first);
  source.git('tag', 'inside-the-history', 'HEAD~1');
  const third = await night(source, second);
  expect([second.stored, third.stored]).toEqual([[], []]);
  expect(said(second, /nothing is fetched/)).toBe(true);
});

test('a branch that becomes a directory', async () => {
  const source = someRepository();
  source.git('branch', 'topic');
  const first = await night(source);
  source.git('branch', '-D', 'topic');
  source.git('branch', 'topic/one');
  await night(source, first);
});

test('a force push: the lost tip is recorded, and the chain still holds it', async () => {
  const source = someRepository();
  source.git('branch', 'stays');
  const lost = source.commit('c.txt', 'lost\n');
  const first = await night(source);
  source.git('reset', '-q', '--hard', 'HEAD~1');
  source.commit('c.txt', 'better\n');
  const second = await night(source, first);
  expect(second.stored[0]).toMatch(/000001\.pack/);
  expect(vanished(second)).toEqual([`${lost} refs/heads/main`]);
  expect(new Repository(await bringBack(bench, second)).git('show', `${lost}:c.txt`)).toBe('lost');
  // It comes back: the chain needs nothing for that, and it is lost no more.
  source.git('branch', 'found-again', lost);
  const third = await night(source, second);
  expect(third.stored).toEqual([]);
  expect(vanished(third)).toEqual([]);
});

test('a history that was replaced as a whole starts a new chain', async () => {
  const source = someRepository();
  const first = await night(source);
  source.git('checkout', '-q', '--orphan', 'fresh');
  source.commit('c.txt', 'from scratch\n');
  source.git('branch', '-M', 'fresh', 'main');
  const second = await night(source, first);
  expect(second.stored[0]).toMatch(/000000\.pack/);
  expect(vanished(second)).toEqual([]);
  expect(said(second, /none of the earlier tips/)).toBe(true);
});

test('a deleted branch, merged or not', async () => {
  const source = someRepository();
  source.git('branch', 'merged', 'HEAD~1');
  source.git('checkout', '-q', '-b', 'unmerged');
  const lost = source.commit('c.txt', 'unmerged\n');
  source.git('checkout', '-q', 'main');
  const first = await night(source);
  source.git('branch', '-D', 'merged', 'unmerged');
  const second = await night(source, first);
  source.commit('d.txt', 'more\n');
  const third = await night(source, second);
  expect(vanished(third)).toEqual([`${lost} refs/heads/unmerged`]);
});

test('a moved tag', async () => {
  const source = someRepository();
  source.git('tag', '-a', '-m', 'first', 'v1', 'HEAD~1');
  const first = await night(source);
  source.git('tag', '-f', '-a', '-m', 'moved', 'v1', 'HEAD');
  const second = await night(source, first);
  expect(packBytes(second)).toBeLessThan(300);
});

test('an empty repository that gets its first commit, and loses everything', async () => {
  const source = Repository.init(bench.fresh('source'));
  const first = await night(source);
  source.commit('a.txt', 'one\n');
  const second = await night(source, first);
  expect(second.stored[0]).toMatch(/000000\.pack/);
  source.git('update-ref', '-d', 'refs/heads/main');
  const third = await night(source, second);
  expect(third.result.anomaly).toBe('Refs lost since the last snapshot: 1 of 1.');
});

test('a link that is missing in the vault leads to a new base, also when nothing changed', async () => {
  const source = someRepository();
  const first = await night(source);
  source.commit('c.txt', 'three\n');
  const second = await night(source, first);
  const third = await night(source, second, (path) => path.includes('/000001.'));
  expect(third.stored).toHaveLength(1);
  expect(third.stored[0]).toMatch(/000000\.pack/);
  expect(third.entries).toHaveLength(3);
});

test('the policy starts a new base', async () => {
  const source = someRepository();
  const first = await backUp(bench, { repository: source.path });
  const chain = { maxIncrements: 1, freeIncrementBytes: 0, incrementShare: 0.1 };
  source.commit('c.txt', 'three\n');
  const second = await backUp(bench, { repository: source.path, chain }, { parent: first });
  expect(second.stored[0]).toMatch(/000001\.pack/);
  source.commit('d.txt', 'four\n');
  const long = await backUp(bench, { repository: source.path, chain }, { parent: second });
  expect(long.stored[0]).toMatch(/000000\.pack/);
  const heavyChain = { ...chain, maxIncrements: 60 };
  const heavy = await backUp(bench, { repository: source.path, chain: heavyChain }, { parent: second });
  expect(heavy.stored[0]).toMatch(/000000\.pack/);
  expect(said(heavy, /large/)).toBe(true);
});

test('a missing middle link: the restore fails, and the target stays untouched', async () => {
  const source = someRepository();
  const first = await night(source);
  source.commit('c.txt', 'three\n');
  const second = await night(source, first);
  source.commit('d.txt', 'four\n');
  const third = await night(source, second);
  const middle = second.stored[0] ?? '';
  const contents = new Map([...third.contents].filter(([path]) => path !== middle));
  await expect(bringBack(bench, { ...third, contents })).rejects.toThrow('object-not-found');
  const state = third.state.filter(({ key }) => key.toString() !== 'git/link/000001');
  await expect(bringBack(bench, { ...third, state })).rejects.toMatchObject({ code: 'git-state-invalid' });
});

test('60 nights: our links are no larger than git pack-objects --thin of the same nights', async () => {
  const source = Repository.init(bench.fresh('source'));
  const lines = Array.from({ length: 3000 }, (_, i) => `${String(i)} ${String((i * 2654435761) % 4294967291)}\n`);
  source.commit('data.txt', lines.join(''));
  let kept = await backUp(bench, { repository: source.path });
  let [ours, theirs] = [0, 0];
  for (let day = 1; day <= 60; day++) {
    const before = source.git('for-each-ref', '--format=^%(objectname)');
    lines[(day * 97) % lines.length] = `day ${String(day)}\n`;
    source.commit('data.txt', lines.join(''));
    if (day % 7 === 0) source.git('tag', '-a', '-m', `week ${String(day)}`, `week-${String(day)}`);
    const revisions = `${source.git('for-each-ref', '--format=%(objectname)')}\n${before}\n`;
    theirs += source.pack(revisions).length;
    kept = await backUp(bench, { repository: source.path }, { parent: kept });
    ours += packBytes(kept);
  }
  expect(ours).toBeLessThanOrEqual(theirs);
  expect(kept.entries).toHaveLength(2 + 61);
  expect(new Repository(await bringBack(bench, kept)).refs()).toBe(source.refs());
});

test.each([
  [8, 2, undefined],
  [8, 3, 'Refs lost since the last snapshot: 3 of 8.'],
  [2, 1, undefined],
  [1, 1, 'Refs lost since the last snapshot: 1 of 1.'],
])('of %i refs, %i are gone: %s', (count, lost, expected) => {
  const list = (from: number) => ({
    format: 'sha1' as const,
    head: undefined,
    symrefs: new Map<string, string>(),
    refs: new Map(Array.from({ length: count - from }, (_, i) => [`refs/heads/${String(i + from)}`, '0'.repeat(40)])),
  });
  expect(anomalyOf(list(0), list(lost), 0.25)).toBe(expected);
});
