import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readChain, restoreRepository } from '../../../src/sources/repository/index.ts';
import { backUp, bringBack, Repository, Workbench, type Kept } from './harness.ts';

const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

let source: Repository;
let kept: Kept;

beforeAll(async () => {
  source = Repository.init(bench.fresh('source'));
  source.commit('a.txt', 'one\n');
  const first = await backUp(bench, { repository: source.path });
  source.commit('b.txt', 'two\n');
  kept = await backUp(bench, { repository: source.path }, { parent: first });
});

/** A folder in which a failed restore must leave nothing. */
async function expectNothingLeft(run: (target: string) => Promise<unknown>, expected: object): Promise<void> {
  const parent = bench.fresh('parent');
  mkdirSync(parent);
  await expect(run(join(parent, 'target'))).rejects.toMatchObject(expected);
  expect(readdirSync(parent)).toEqual([]);
}

function withRow(key: string, value: string | Buffer): Kept {
  const others = kept.state.filter((row) => row.key.toString('latin1') !== key);
  const state = [...others, { key: Buffer.from(key, 'latin1'), value: Buffer.from(value) }];
  return { ...kept, state: state.sort((a, b) => Buffer.compare(a.key, b.key)) };
}

test('into an empty folder, and never into one that is not', async () => {
  const target = bench.fresh('target');
  mkdirSync(target);
  await bringBack(bench, kept, 'bare', target);
  expect(new Repository(target).refs()).toBe(source.refs());
  await expect(bringBack(bench, kept, 'bare', target)).rejects.toMatchObject({ code: 'target-not-empty' });
  const file = bench.fresh('file');
  writeFileSync(file, 'x');
  await expect(bringBack(bench, kept, 'bare', file)).rejects.toMatchObject({ code: 'target-not-empty' });
});

test('a target with a name of 255 bytes', async () => {
  const target = join(bench.dir, 'n'.repeat(255));
  await bringBack(bench, kept, 'bare', target);
  expect(new Repository(target).refs()).toBe(source.refs());
});

test('links as streams, with progress, and origin set in a clone', async () => {
  const target = bench.fresh('target');
  const items: number[] = [];
  await restoreRepository({
    state: kept.state,
    openFile: (path) => Promise.resolve(Readable.from([kept.contents.get(path)])),
    target,
    layout: 'clone',
    originUrl: 'https://github.com/octo/repo',
    env: { PATH: process.env['PATH'] },
    signal: new AbortController().signal,
    emit: (event) => event.type === 'progress' && items.push(event.doneItems),
  });
  expect(items).toEqual([1, 2]);
  const clone = new Repository(target);
  expect(clone.git('remote', 'get-url', 'origin')).toBe('https://github.com/octo/repo');
  expect(clone.git('status', '--porcelain')).toBe('');
});

test.each([
  ['git/ref/refs/heads/../../../../etc/x', Buffer.alloc(20, 1)],
  ['git/ref/refs/heads/a\nb', Buffer.alloc(20, 1)],
  ['git/ref/HEAD', Buffer.alloc(20, 1)],
  ['git/ref/--upload-pack=x', Buffer.alloc(20, 1)],
  ['git/ref/refs/heads/a', Buffer.alloc(19, 1)],
  ['git/symref/refs/heads/a', '../../etc/passwd'],
  ['git/head', 'ref: ../../etc/passwd'],
  ['git/head', 'ref: refs/heads/a\n[core]'],
  ['git/format', 'sha3'],
  ['git/link/000001', '{"name":"../../x","bytes":1,"sha256":"00"}'],
  ['git/link/000001', 'nonsense'],
  ['git/link/000003', '{}'],
])('a hostile state row %j is refused before anything is done', async (key, value) => {
  await expectNothingLeft((target) => bringBack(bench, withRow(key, value), 'bare', target), {
    code: 'git-state-invalid',
  });
});

test('refs with names like $(id) are only names', async () => {
  const oid = Buffer.from(source.git('rev-parse', 'HEAD'), 'hex');
  const restored = new Repository(await bringBack(bench, withRow('git/ref/refs/heads/$(touch${IFS}x)', oid), 'clone'));
  expect(restored.refs()).toContain('refs/heads/$(touch${IFS}x)');
});

test('a ref to an object that is in no link', async () => {
  const hostile = withRow('git/ref/refs/heads/a', Buffer.alloc(20, 1));
  await expectNothingLeft((target) => bringBack(bench, hostile, 'bare', target), { code: 'git-restore-incomplete' });
});

test('a symbolic ref that leads to itself: git lists it not, and nothing is put in place', async () => {
  const hostile = withRow('git/symref/refs/heads/main', 'refs/heads/main');
  await expectNothingLeft((target) => bringBack(bench, hostile, 'bare', target), {
    code: 'git-restore-incomplete',
    why: 'Git does not list refs/heads/main.',
  });
});

test('a link with other bytes than the snapshot names, a cut one, and one that is no pack', async () => {
  const [path = ''] = kept.stored;
  const good = kept.contents.get(path) ?? Buffer.alloc(0);
  const flipped = Buffer.from(good);
  flipped.writeUInt8((flipped[20] ?? 0) ^ 1, 20);
  for (const bytes of [flipped, good.subarray(0, -5), Buffer.from('no pack')]) {
    const contents = new Map(kept.contents).set(path, bytes);
    await expectNothingLeft((target) => bringBack(bench, { ...kept, contents }, 'bare', target), {
      code: 'git-link-damaged',
    });
  }
});

test('another valid pack in the place of a link', async () => {
  const [path = ''] = kept.stored;
  const contents = new Map(kept.contents).set(
    path,
    kept.contents.get(kept.entries[2]?.path.toString() ?? '') as Buffer,
  );
  await expectNothingLeft((target) => bringBack(bench, { ...kept, contents }, 'bare', target), {
    code: 'git-link-damaged',
    why: 'Its SHA-256 is not the one that the snapshot names.',
  });
});

test('a chain of good packs that lacks what its commits refer to', async () => {
  const commit = source.git('rev-parse', 'main');
  const pack = source.packOf(commit);
  const sha256 = createHash('sha256').update(pack).digest();
  const hostile = withRow('git/link/000000', Buffer.concat([sha256, Buffer.from(String(pack.length))]));
  const state = hostile.state.filter(({ key }) => key.toString('latin1') !== 'git/link/000001');
  const contents = new Map(kept.contents).set('git/packs/000000.pack', pack);
  await expectNothingLeft((target) => bringBack(bench, { ...hostile, state, contents }, 'bare', target), {
    code: 'git-restore-incomplete',
  });
});

test('cancelled in the middle: nothing is left', async () => {
  const cancel = new AbortController();
  await expectNothingLeft(
    (target) =>
      restoreRepository({
        state: kept.state,
        openFile: () => {
          cancel.abort(new Error('cancelled'));
          return Promise.resolve(Readable.from([Buffer.from('PACK')]));
        },
        target,
        layout: 'bare',
        env: { PATH: process.env['PATH'] },
        signal: cancel.signal,
        emit: () => undefined,
      }),
    { message: 'cancelled' },
  );
});

test('a tree that writes through a symlink does not leave the clone', async () => {
  const evil = Repository.init(bench.fresh('evil'));
  const outside = bench.fresh('outside');
  mkdirSync(outside);
  symlinkSync(outside, join(evil.path, 'way'));
  evil.git('add', 'way');
  const blob = evil.feed('pwned', 'hash-object', '-w', '--stdin');
  const inner = evil.feed(`100644 blob ${blob}\tfile\n`, 'mktree');
  const link = evil.git('rev-parse', ':way');
  const tree = evil.feed(`120000 blob ${link}\tway\n040000 tree ${inner}\tway\n`, 'mktree');
  evil.git('update-ref', 'refs/heads/main', evil.git('commit-tree', '-m', 'evil', tree));
  const hostile = await backUp(bench, { repository: evil.path });
  await bringBack(bench, hostile, 'clone').catch(() => undefined);
  expect(readdirSync(outside)).toEqual([]);
});

test('a state without git rows', () => {
  expect(readChain([{ key: Buffer.from('files/x'), value: Buffer.alloc(0) }])).toBeUndefined();
});
