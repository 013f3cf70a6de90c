import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pushRepository, type LfsSource } from '../../../../src/sources/repository/index.ts';
import { objectPath } from '../../../../src/sources/repository/lfs/transfer.ts';
import { startGitServer, type GitServer } from '../../../../tools/git-server.ts';
import { LfsService } from '../../../../tools/lfs-server.ts';
import { backUp, Repository, Workbench, type Kept } from '../harness.ts';

const TOKEN = 'ghs_secretTokenOfTheTest';
const bench = new Workbench();
const root = bench.fresh('root');
let lfs: LfsService;
let server: GitServer;
let target: Repository;
let kept: Kept;
let count = 0;

beforeAll(async () => {
  const source = Repository.init(bench.fresh('source'));
  source.commit('a.txt', 'a\n');
  kept = await backUp(bench, { repository: source.path });
});

beforeEach(async () => {
  lfs = new LfsService();
  server = await startGitServer({ root, token: TOKEN, lfs });
  target = Repository.init(join(root, 'octo', `repo${String(count++)}`), '--bare');
  target.git('config', 'http.receivepack', 'true');
});

afterEach(() => server.close());

afterAll(() => {
  bench.remove();
});

const oidOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** Objects of a snapshot; `asked`: the windows in which they were fetched. */
function sourceOf(contents: readonly Buffer[], asked: string[][] = []): LfsSource {
  return {
    pointers: contents.map((content) => ({ oid: oidOf(content), sizeBytes: content.length })),
    fetch: (oids) => {
      asked.push([...oids]);
      const folder = bench.fresh('objects');
      for (const content of contents.filter((each) => oids.has(oidOf(each)))) {
        const file = join(folder, objectPath(oidOf(content)));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      return Promise.resolve(folder);
    },
  };
}

function push(objects: LfsSource, apply: boolean, repository = target.path.slice(root.length + 1)) {
  const tempDir = bench.fresh('push');
  mkdirSync(tempDir);
  return pushRepository({
    state: kept.state,
    openFile: (path) => Promise.resolve(bench.file(kept.contents.get(path) ?? Buffer.alloc(0))),
    to: { repository, serverUrl: server.url, allowLocal: true },
    token: TOKEN,
    refs: { patterns: [], pulls: false },
    lfs: objects,
    apply,
    tempDir,
    cwd: bench.dir,
    env: { PATH: process.env['PATH'] },
    signal: new AbortController().signal,
    emit: () => undefined,
    retryDelayMs: 1,
  });
}

const contents = ['one', 'two', 'three'].map((text) => Buffer.from(text));

test('what the server lacks is sent and verified, and nothing else is fetched', async () => {
  const asked: string[][] = [];
  const [held = Buffer.alloc(0)] = contents;
  lfs.add(held);
  expect((await push(sourceOf(contents, asked), false)).lfs).toEqual({ objects: 2, bytes: 8, held: 1 });
  expect([asked, lfs.transfers]).toEqual([[], []]);
  await push(sourceOf(contents, asked), true);
  expect(asked).toEqual([contents.slice(1).map(oidOf)]);
  expect(new Set(lfs.objects.keys())).toEqual(new Set(contents.map(oidOf)));
  expect(lfs.verified.toSorted()).toEqual(contents.slice(1).map(oidOf).toSorted());
});

test('many objects: a hundred a batch call, each sent once', async () => {
  const many = Array.from({ length: 230 }, (_, i) => Buffer.from(`object ${String(i)}`));
  await push(sourceOf(many), true);
  expect(lfs.objects.size).toBe(230);
  expect(lfs.batches.map((batch) => batch.length)).toEqual([100, 100, 30, 100, 100, 30]);
  expect(lfs.transfers.filter((request) => request.startsWith('PUT'))).toHaveLength(230);
});

test('what may pass is tried again, with a new address', async () => {
  const [content = Buffer.alloc(0)] = contents;
  lfs.batchFaults.push({ status: 503 });
  lfs.objectFaults.set(oidOf(content), [500, 403]);
  await push(sourceOf([content]), true);
  expect(lfs.objects.size).toBe(1);
  expect(lfs.batches).toHaveLength(4);
});

test('storage elsewhere gets no token', async () => {
  const storage = new LfsService();
  const elsewhere = await startGitServer({ root: bench.fresh('nothing'), lfs: storage });
  try {
    lfs.hrefBase = elsewhere.url;
    await push(sourceOf(contents), true);
    expect(storage.objects.size).toBe(3);
    expect(new Set(storage.objectCredentials)).toEqual(new Set([undefined]));
  } finally {
    await elsewhere.close();
  }
});

test.each<[string, () => void]>([
  ['the server takes none', () => (lfs.isReadOnly = true)],
  ['it fails for good', () => lfs.objectFaults.set(oidOf(Buffer.from('two')), [422])],
  ['it fails again and again', () => lfs.objectFaults.set(oidOf(Buffer.from('two')), [500, 500, 500, 500])],
])('%s: one clear error, and no history is sent', async (_, break_) => {
  break_();
  await expect(push(sourceOf(contents), true)).rejects.toMatchObject({ code: 'lfs-push-failed' });
  expect(target.refs()).toBe('');
});

test('an object that is not what its name says is not sent', async () => {
  const [content = Buffer.alloc(0)] = contents;
  const good = sourceOf([content]);
  const folder = await good.fetch(new Set([oidOf(content)]));
  writeFileSync(join(folder, objectPath(oidOf(content))), 'evil');
  const bad = { ...good, fetch: () => Promise.resolve(folder) };
  await expect(push(bad, true)).rejects.toMatchObject({ code: 'lfs-object-damaged' });
  expect(lfs.objects.size).toBe(0);
});

test('a repository on this machine: where git-lfs looks for them', async () => {
  expect((await push(sourceOf(contents), false, target.path)).lfs).toMatchObject({ objects: 3, held: 0 });
  await push(sourceOf(contents), true, target.path);
  for (const content of contents) {
    const path = join(target.path, 'lfs', 'objects', objectPath(oidOf(content)));
    expect(existsSync(path) && readFileSync(path)).toEqual(content);
  }
  expect((await push(sourceOf(contents), true, target.path)).lfs).toMatchObject({ objects: 0, held: 3 });
});

test('objects of a repository on this machine that cannot be looked at are not taken for absent', async () => {
  const content = Buffer.from('large');
  const place = join(target.path, 'lfs', 'objects', objectPath(oidOf(content)));
  mkdirSync(dirname(dirname(place)), { recursive: true });
  symlinkSync(dirname(place), dirname(place));
  const plan = await push(sourceOf([content]), false, target.path);
  expect(plan.lfs?.refusal).toContain('ELOOP');
  const asked: string[][] = [];
  await expect(push(sourceOf([content], asked), true, target.path)).rejects.toMatchObject({
    code: 'lfs-push-failed',
    why: expect.stringContaining('ELOOP') as string,
  });
  expect(asked).toEqual([]);
});
