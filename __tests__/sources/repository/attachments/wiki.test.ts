/** Attachments that pages of the wiki name, through the whole source of a repository. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMetadataPart } from '../../../../src/sources/repository/metadata/index.ts';
import { createRepositorySource } from '../../../../src/sources/repository/index.ts';
import { makeWorld, startGithubServer, type GithubServer } from '../../../../tools/github-server/index.ts';
import { runBackup } from '../../../support/engine.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { Repository, Workbench } from '../harness.ts';

const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
const UUID = '0f3e7a4c-2c1c-4a6e-9c38-1c6c3d7a9b1';
const bench = new Workbench();
const world = makeWorld();
const { store } = memoryStore(() => world.now);
let server: GithubServer;
let wiki: Repository;

beforeAll(async () => {
  const root = join(bench.dir, 'git');
  mkdirSync(join(root, 'acme'), { recursive: true });
  server = await startGithubServer({ world, token: TOKEN, git: { root } });
  Repository.init(join(root, 'acme', 'shop')).commit('a.txt', 'a\n');
  wiki = Repository.init(join(root, 'acme', 'shop.wiki.git'));
});

afterAll(async () => {
  await server.close();
  bench.remove();
});

function attach(n: number): string {
  const path = `/user-attachments/assets/${UUID}${String(n)}`;
  world.attachments.set(path, { bytes: Buffer.from(`png ${String(n)}`), type: 'image/png', access: 'everybody' });
  return `${server.url}${path}`;
}

async function backUp(kinds = ['attachments']) {
  world.now = new Date(world.now.getTime() + 86_400_000);
  server.requests.length = 0;
  const tempDir = bench.fresh('temp');
  mkdirSync(tempDir);
  const metadata = createMetadataPart(
    { owner: 'acme', repo: 'shop', serverUrl: server.url, token: TOKEN, include: kinds },
    { fetch, now: () => world.now, sleep: () => Promise.resolve() },
  );
  const source = createRepositorySource(
    { repository: 'acme/shop', serverUrl: server.url, token: TOKEN, lfs: false },
    { env: { PATH: process.env['PATH'] }, cwd: bench.dir, retryDelayMs: 1, metadata },
  );
  const now = () => world.now;
  const { gaps } = await runBackup({
    store,
    source,
    series: 'acme/shop/repository',
    tempDir,
    now,
    emit: () => undefined,
  });
  expect(gaps).toEqual([]);
  return server.requests.filter((name) => name.includes('/user-attachments/')).map((name) => name.slice(-1));
}

test('are read once: from pages in Markdown at the head, not from source code, older commits or other files', async () => {
  wiki.commit('Home.md', `# Welcome\n\n![old](${attach(0)})\n`);
  wiki.commit('Home.md', `# Welcome\n\n![plan](${attach(1)})\n\n\`\`\`\n${attach(2)}\n\`\`\`\n`);
  wiki.commit('Ünï "two".markdown', `[file](${attach(3)})\n`);
  wiki.commit('notes.txt', `${attach(4)}\n`);
  expect(await backUp()).toEqual(['1', '3']);
  expect(await backUp()).toEqual([]);
  wiki.commit('More.md', `${attach(5)} and ${attach(1)}\n`);
  expect(await backUp()).toEqual(['5']);
});

test('a wiki that was backed up without them before is searched once', async () => {
  wiki.commit('Later.md', `${attach(6)}\n`);
  await backUp(['labels']);
  expect(await backUp()).toContain('6');
  const fetched = () =>
    server.requests.filter((name) => name.includes('.wiki') && name.endsWith('git-upload-pack')).length;
  const searched = fetched();
  expect(await backUp()).toEqual([]);
  expect(fetched()).toBeLessThan(searched);
});

test('an empty wiki names none', async () => {
  execFileSync('git', ['-C', wiki.path, 'update-ref', '-d', 'HEAD']);
  expect(await backUp()).toEqual([]);
});
