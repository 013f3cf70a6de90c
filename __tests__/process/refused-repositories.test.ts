/** Repositories that cannot be backed up: one clear error each, no token in it, and nothing in the bucket. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startGitServer, type GitServer } from '../../tools/git-server.ts';
import { Repository } from '../sources/repository/harness.ts';
import { expectError, Stage, type Inputs } from './stage.ts';
import { noise } from '../support/bytes.ts';

const TOKEN = 'ghs_VerySecretTokenOfThisJob0123456789';
let stage: Stage;
let work: Repository;
let good: GitServer;
let dying: GitServer;

beforeAll(async () => {
  stage = await Stage.open();
  const root = join(stage.folder, 'git');
  work = Repository.init(join(stage.folder, 'work'));
  for (let i = 0; i < 4; i++) work.commit(`f${String(i)}`, noise(20_000, i).toString('hex'));
  mkdirSync(join(root, 'octo'), { recursive: true });
  git('clone', '-q', '--mirror', '--no-hardlinks', work.path, join(root, 'octo', 'shop.git'));
  good = await startGitServer({ root, token: TOKEN });
  dying = await startGitServer({ root, token: TOKEN, cutPackAfterBytes: 10_000 });
});
afterAll(async () => {
  await Promise.all([good.close(), dying.close()]);
  await stage.close();
});

function git(...args: string[]): void {
  execFileSync('git', args, { stdio: 'pipe' });
}

describe('on a server', () => {
  test.each<[string, () => Inputs, string, RegExp]>([
    ['that is not there', () => ({ repository: 'octo/none' }), 'repository-unreadable', /octo\/none/],
    ['with a wrong token', () => ({ 'github-token': `${TOKEN}x` }), 'git-access-refused', /token/],
    ['whose server dies in the middle of a pack', () => ({ 'github-server-url': dying.url }), 'git-server-died', /./],
    [
      'whose server is down',
      () => ({ 'github-server-url': 'http://127.0.0.1:1' }),
      'git-server-unreachable',
      /127\.0\.0\.1/,
    ],
  ])('one %s', async (_, change, code, words) => {
    const vault = stage.vault();
    const inputs = {
      source: 'repository',
      repository: 'octo/shop',
      'github-server-url': good.url,
      'github-token': TOKEN,
    };
    const step = await vault.backUp({ inputs: { ...inputs, ...change() } });
    expectError(step, code, words);
    expect(vault.contents()).toEqual([]);
    const shown = step.stdout.replaceAll(/^::add-mask::.*$/gm, '') + step.summary + JSON.stringify(step.report);
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain(Buffer.from(`x-access-token:${TOKEN}`).toString('base64').replace(/=+$/, ''));
  });
});

test('a server that dies in the middle of a later night: the snapshot before it stays as it was', async () => {
  const vault = stage.vault();
  const repository = 'octo/growing';
  const inputs = { source: 'repository', repository, 'github-server-url': good.url, 'github-token': TOKEN };
  const bare = join(stage.folder, 'git', `${repository}.git`);
  git('clone', '-q', '--mirror', '--no-hardlinks', work.path, bare);
  const all = { inputs: { ...inputs, parts: '!metadata' } };
  expect((await vault.backUp(all)).exitCode).toBe(0);
  const before = vault.contents();
  work.commit('later', noise(20_000, 9).toString('hex'));
  git('-C', bare, 'fetch', '-q', '--prune', 'origin');
  good.cutPackAfterBytes = 10_000;
  const failed = await vault.backUp(all);
  good.cutPackAfterBytes = undefined;
  expectError(failed, 'git-server-died');
  expect(vault.contents()).toEqual(before);
  expect((await vault.restore(join(stage.fresh(), 'back.git'))).exitCode).toBe(0);
  expect((await vault.backUp(all)).exitCode).toBe(0);
});

describe('on this machine', () => {
  const local = (name: string): string => join(stage.folder, name);
  test.each<[string, (path: string) => void, string]>([
    ['a shallow one', (path) => git('clone', '-q', '--depth', '1', `file://${work.path}`, path), 'repository-shallow'],
    [
      'a partial one',
      (path) => {
        work.git('config', 'uploadpack.allowFilter', 'true');
        git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${work.path}`, path);
      },
      'repository-partial-clone',
    ],
    [
      'one that borrows objects',
      (path) => git('clone', '-q', '--bare', '--shared', work.path, path),
      'repository-alternates',
    ],
    ['none at all', (path) => mkdirSync(path), 'repository-unreadable'],
  ])('%s', async (name, make, code) => {
    const vault = stage.vault();
    const path = local(name.replaceAll(' ', '-'));
    make(path);
    const ended = await vault.cli(['backup', '--source', 'repository', '--repository', path]);
    expect(ended.stderr).toContain(`Error (${code}`);
    expect(ended.exitCode).toBe(1);
    expect(vault.contents()).toEqual([]);
  });
});
