/** Forks in a fleet through the bundle: the first backup of a fork uses what the series of its parent holds. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Repository } from '../sources/repository/harness.ts';
import { noise } from '../support/bytes.ts';
import { AccountSite, TOKEN } from './account-site.ts';
import { gitIn } from './repository-site.ts';
import { Stage, type Inputs, type Vault } from './stage.ts';
import { type Env, type FinishedStep, runStep } from './support.ts';

const DAY_SECONDS = 24 * 3600;
let stage: Stage;
let site: AccountSite;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  site = await AccountSite.open(stage.fresh());
  const parent = site.add(1, 'shop');
  for (let n = 0; n < 8; n++) parent.commit(`f${String(n)}.txt`, noise(100_000, n).toString('hex'));
  parent.git('branch', 'only-in-shop');
  const fork = site.add(2, 'fork', 1);
  rmSync(fork.path, { recursive: true });
  parent.git('clone', '--quiet', '--branch', 'main', '--single-branch', parent.path, fork.path);
  fork.commit('own.txt', 'of the fork');
});

afterAll(async () => {
  await site.close();
  await stage.close();
});

async function step(mode: string, inputs: Inputs, env: Env = {}): Promise<FinishedStep> {
  const github = ['fleet', 'coverage'].includes(mode) ? { 'github-server-url': site.url, 'github-token': TOKEN } : {};
  stage.double.clock.advance(2);
  const ops = { GITHUB_REPOSITORY: 'acme/ops', GITHUB_REPOSITORY_ID: '77', GITHUB_REPOSITORY_OWNER: 'acme' };
  const runner = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...ops, ...env };
  const done = await runStep(vault.inputs({ mode, name: '', ...github, ...inputs }), { env: runner });
  expect({ exitCode: done.exitCode, log: done.exitCode === 0 ? '' : done.stdout }).toEqual({ exitCode: 0, log: '' });
  return done;
}

interface Row {
  readonly name: string;
  readonly storedBytes: number;
}

test('a fork stores what is its own only, by a session that writes its series alone; it is whole without its parent', async () => {
  const policies: string[] = [];
  stage.double.faults = ({ operation, request }) => {
    if (operation === 'AssumeRoleWithWebIdentity')
      policies.push(new URLSearchParams(request.body.toString()).get('Policy') ?? '');
    return undefined;
  };
  const role = { 'role-to-assume': stage.double.addRole({ name: 'wide' }), 'sts-endpoint-url': stage.double.endpoint };
  const env = { ...stage.double.runnerEnv(), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  const night = await step('fleet', { apply: 'true', parts: 'git', ...role }, env);
  stage.double.faults = undefined;
  const { results } = (night.report as { result: { results: readonly Row[] } }).result;
  expect(results.map(({ name }) => name)).toEqual(['shop', 'fork']);
  const [shop = 0, fork = 0] = results.map(({ storedBytes }) => storedBytes);
  expect(shop).toBeGreaterThan(800_000);
  expect(fork).toBeLessThan(20_000);
  // What the fork lacks of its parent is no loss.
  expect(night.stdout).not.toContain('anomaly');
  const writes = policies.map((policy) => [...new Set(policy.match(/v1\/packs\/[^"]*@\/\*/g))]);
  expect(writes).toEqual([[], ['v1/packs/acme/shop/repository/@/*'], ['v1/packs/acme/fork/repository/@/*']]);

  // The parent is thinned out, and what it alone needed is gone.
  const work = new Repository(join(site.root, 'acme', 'shop'));
  for (let n = 0; n < 2; n++) {
    work.commit(`later-${String(n)}.txt`, 'later');
    stage.double.clock.advance(10 * DAY_SECONDS);
    await step('fleet', { apply: 'true', parts: 'git', repositories: 'shop' });
    await step('verify', { level: 'full', 'all-series': 'true' });
  }
  for (let n = 0; n < 2; n++) {
    stage.double.clock.advance(5 * DAY_SECONDS);
    await step('prune', { name: 'acme/shop/repository', 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' });
  }
  // That of the first night is gone, on whose packs the fork builds.
  expect(vault.objects.keys('v1/roots/acme/shop/')).toHaveLength(2);
  rmSync(work.path, { recursive: true });
  const target = join(stage.fresh(), 'restored');
  await step('restore', { name: 'acme/fork/repository', path: target, 'repository-layout': 'bare' });
  const restored = target;
  expect(gitIn(restored, 'rev-parse', 'refs/heads/main')).toBe(
    gitIn(join(site.root, 'acme', 'fork'), 'rev-parse', 'refs/heads/main'),
  );
  expect(gitIn(restored, 'for-each-ref', '--format=%(refname)')).not.toContain('only-in-shop');
});
