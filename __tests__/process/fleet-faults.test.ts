/** A fleet through the bundle where GitHub, S3 or the runner refuse something. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AccountSite, TOKEN } from './account-site.ts';
import { expectDone, legsOf, resultsOf, statesOf, runFleetStep } from './fleet-steps.ts';
import { expectError, Stage, type Vault } from './stage.ts';
import { Repository } from '../sources/repository/harness.ts';
import { type Ended, type FinishedStep, runCli } from './support.ts';

let stage: Stage;
let site: AccountSite;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

beforeEach(async () => {
  vault = stage.vault();
  site = await AccountSite.open(stage.fresh());
  for (const [index, name] of ['shop', 'docs', 'site'].entries()) site.add(index + 1, name);
});

afterEach(async () => {
  stage.double.faults = undefined;
  await site.close();
});

const step = (mode: string, inputs: Record<string, string> = {}): Promise<FinishedStep> =>
  runFleetStep({ stage, site, vault }, mode, inputs);

const fleet = (inputs: Record<string, string> = {}) => step('fleet', { parts: 'git', ...inputs });

function cli(mode: string, ...flags: readonly string[]): Promise<Ended> {
  const { endpoint, region } = stage.double;
  const place = ['--bucket', vault.name, '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, HOLDFAST_GITHUB_TOKEN: TOKEN };
  const github = ['--organization', 'acme', '--github-server-url', site.url];
  return runCli([mode, ...place, ...github, ...flags], { env, cwd: stage.source });
}

const LIST = '/orgs/acme/repos';

describe.each([
  [403, 'Resource not accessible by integration'],
  [404, 'Not Found'],
  [500, 'Server Error'],
])('where GitHub answers the list of repositories with %d', (status, message) => {
  test('plan, leg and coverage end with that, and nothing is called gone', async () => {
    expectDone(await fleet({ apply: 'true' }));
    const [entry] = legsOf(await fleet({ legs: '1' }));
    const before = vault.contents();
    site.fault = (path) => (path === LIST ? { status, message } : undefined);
    for (const run of [fleet(), fleet({ leg: entry?.plan ?? '' }), step('coverage')])
      expectError(await run, 'github-unreadable', message);
    // Each run looks whether it may write.
    expect(vault.contents()).toEqual(before);
    site.fault = undefined;
    const after = await step('coverage');
    expectDone(after);
    expect(statesOf(after)).toEqual({ docs: 'covered', shop: 'covered', site: 'covered' });
  });
});

test('where all of an account is gone, plan and coverage fail day after day, and prune holds what there was', async () => {
  for (const night of ['first', 'second']) {
    new Repository(join(site.root, 'acme', 'shop')).commit('news.txt', night);
    expectDone(await fleet({ apply: 'true', repositories: 'shop' }));
    expectDone(await step('verify', { level: 'full', 'all-series': 'true' }));
    stage.double.clock.advance(24 * 3600);
  }
  expectDone(await step('coverage', { repositories: 'shop', 'max-age': '3d' }));
  for (const name of ['shop', 'docs', 'site']) site.remove(name);
  for (let day = 0; day < 3; day++) {
    stage.double.clock.advance(24 * 3600);
    expectError(await fleet(), 'nothing-chosen', 'The token sees none at all');
    expectError(await step('coverage'), 'nothing-chosen', 'The token sees none at all');
  }
  const rules = { 'all-series': 'true', 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' };
  stage.double.clock.advance(100 * 24 * 3600);
  expectDone(await vault.start('prune', { inputs: { name: '', ...rules } }).finish());
  expect(vault.objects.keys('v1/roots/acme/shop/')).toHaveLength(2);
});

test('at the command line a leg of which one failed ends with 3, one of which all failed with 1', async () => {
  rmSync(join(site.root, 'acme', 'docs'), { recursive: true });
  const partial = await cli('fleet', '--apply', '--parts', 'git');
  expect(partial).toMatchObject({ exitCode: 3, stdout: expect.stringMatching(/docs +failed/) as string });
  for (const name of ['shop', 'site']) rmSync(join(site.root, 'acme', name), { recursive: true });
  expect(await cli('fleet', '--apply', '--parts', 'git')).toMatchObject({ exitCode: 1 });
});

test('a series into which S3 lets nothing be written costs only itself', async () => {
  stage.double.faults = ({ operation, key = '' }) =>
    operation === 'PutObject' && key.includes('/acme/docs/') ? { status: 503, code: 'SlowDown' } : undefined;
  const night = await fleet({ apply: 'true' });
  expectDone(night, 1);
  expect(resultsOf(night)).toEqual({ docs: 'failed', shop: 'complete', site: 'complete' });
  expect(vault.objects.keys('v1/roots/').map((key) => key.split('/')[3])).toEqual(['shop', 'site']);
});

test('the longest text of a leg that a plan makes passes through the environment of a program', async () => {
  const [entry] = legsOf(await fleet({ legs: '1' }));
  const plan = JSON.parse(entry?.plan ?? '') as { readonly queue: readonly object[] };
  const name = (n: number): string => `${'a-long-name-of-a-repository-'.repeat(3)}${String(n)}`;
  const queue = Array.from({ length: 880 }, (_, n) => ({ id: 1000 + n, name: name(n) }));
  const leg = JSON.stringify({ ...plan, requests: 0, queue });
  expect(leg.length).toBeGreaterThan(95_000);
  const done = await fleet({ leg });
  expectDone(done);
  expect(done.outputs).toMatchObject({ repositories: '880', left: '880' });
});
