/** A fleet through the bundle, as a workflow goes: plan, matrix, legs, and the plan of the next night. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AccountSite, TOKEN } from './account-site.ts';
import { type CoverageRow, expectDone, legsOf, planOf, resultsOf, statesOf, runFleetStep, OPS } from './fleet-steps.ts';
import { expectError, Stage, type Vault } from './stage.ts';
import { Repository } from '../sources/repository/harness.ts';
import { type Env, type FinishedStep, runCli, startStep } from './support.ts';

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
  for (const [index, name] of ['shop', 'docs', 'site', 'tools', 'infra', 'app'].entries()) site.add(index + 1, name);
});

afterEach(() => site.close());

const step = (mode: string, inputs: Record<string, string> = {}, env: Env = {}): Promise<FinishedStep> =>
  runFleetStep({ stage, site, vault }, mode, inputs, env);

const fleet = (inputs: Record<string, string> = {}, env: Env = {}) => step('fleet', { parts: 'git', ...inputs }, env);
const coverage = (inputs: Record<string, string> = {}) => step('coverage', inputs);

test('plan, matrix, two legs, records, and a plan again: every repository is backed up once, in its own series', async () => {
  const plan = await fleet({ legs: '2', repositories: '!scratch-*' });
  expectDone(plan);
  expect(plan.stdout).toContain('There is no repository of acme to leave out by repositories: !scratch-*.');
  expect(plan.outputs).toMatchObject({ status: 'complete', legs: '2', repositories: '6' });
  expect(plan.summary).toContain('a plan, nothing was backed up');
  const entries = legsOf(plan);
  expect(entries.map(({ leg, of }) => [leg, of])).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const legs = [await fleet({ leg: entries[0]?.plan ?? '' }), await fleet({ leg: entries[1]?.plan ?? '' })];
  for (const leg of legs) expectDone(leg);
  expect(Object.assign({}, ...legs.map(resultsOf))).toEqual({
    ...{ shop: 'complete', docs: 'complete', site: 'complete', tools: 'complete', infra: 'complete', app: 'complete' },
  });
  expect(vault.keysOf('roots').map((key) => key.replace(/\/@\/.*/, ''))).toEqual(
    ['app', 'docs', 'infra', 'shop', 'site', 'tools'].map((name) => `v1/roots/acme/${name}/repository`),
  );
  expect(vault.objects.keys('v1/state/fleet/')).toHaveLength(2);
  const next = await fleet();
  expectDone(next);
  expect(planOf(next).map(({ newest }) => typeof newest)).toEqual(Array.from({ length: 6 }, () => 'string'));
  for (const step of [plan, ...legs, next])
    expect(step.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN);
});

test('the next morning says exactly what happened: one deleted, one new, one broken, one renamed', async () => {
  expectDone(await fleet({ apply: 'true' }));
  const complete = await coverage();
  expectDone(complete);
  expect(complete.outputs).toMatchObject({ status: 'complete', repositories: '6', covered: '6', gone: '0' });
  site.add(21, 'idea');
  site.add(22, 'dream');
  const first = await coverage();
  expectDone(first, 1);
  expect(first.outputs).toMatchObject({ status: 'failed', repositories: '8', covered: '6', gone: '0' });
  // By a workflow of its own, of which there is no record.
  const own = { GITHUB_REPOSITORY: 'acme/idea', GITHUB_REPOSITORY_ID: '21', GITHUB_REPOSITORY_OWNER_ID: '900' };
  expectDone(await step('backup', { source: 'repository', parts: 'git' }, { ...own, GITHUB_SERVER_URL: site.url }));
  for (const name of ['tools', 'idea', 'dream']) site.remove(name);
  site.rename('docs', 'handbook');
  site.add(20, 'new');
  rmSync(join(site.root, 'acme', 'infra'), { recursive: true });
  stage.double.clock.advance(48 * 3600);
  // S3's clock is two days ahead of that of the machine by now: records go by S3's.
  const [entry] = legsOf(await fleet({ legs: '1' }));
  const night = await fleet({ leg: entry?.plan ?? '' });
  expectDone(night, 1);
  expect(resultsOf(night)).toEqual({
    ...{ new: 'complete', shop: 'complete', handbook: 'complete', site: 'complete', infra: 'failed', app: 'complete' },
  });
  expect(night.outputs).toMatchObject({ status: 'partial', failures: '1', left: '0' });
  const morning = await coverage();
  expectDone(morning, 1);
  expect(statesOf(morning)).toEqual({
    ...{
      infra: 'stale',
      idea: 'gone',
      tools: 'gone',
      app: 'covered',
      handbook: 'covered',
      new: 'covered',
      shop: 'covered',
    },
    site: 'covered',
  });
  expect(morning.outputs).toMatchObject({ status: 'failed', repositories: '6', covered: '5', gone: '2' });
  expect(morning.summary).toContain('## Coverage of acme: 5 of 6 are covered');
  expect(morning.summary).toContain('| covered&#58; a whole snapshot within 36 h &#40;max-age&#41; | 5 of 6 |');
  expect(morning.stdout).toContain('renamed: it was docs');
  expect(morning.summary).toContain(
    '5 of 6 are covered; not&#58; infra; gone since the last coverage&#58; idea, tools',
  );
  const { rows } = (morning.report as { result: { rows: readonly CoverageRow[] } }).result;
  expect(rows.find(({ name }) => name === 'infra')?.why).toMatch(
    /^the last attempt failed: repository-unreadable: acme\/infra/,
  );
  const out = stage.fresh();
  const pages = await step('browse', { out });
  expectDone(pages);
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  const table = /<h2>Coverage of acme<\/h2>[^]*?<\/table>/.exec(index)?.[0] ?? '';
  const listed = [...table.matchAll(/<tr><td class="p">(?:<a href="([^"]*)">)?([^<]*)(?:<\/a>)?<td><span[^>]*>(\w+)/g)];
  expect(listed.map(([, , name, state]) => [name, state])).toEqual([
    ['infra', 'stale'],
    ['idea', 'gone'],
    ['tools', 'gone'],
    ...['app', 'handbook', 'new', 'shop', 'site'].map((name) => [name, 'covered']),
  ]);
  for (const [, page] of listed) expect(readdirSync(out)).toContain(page);
  expect(table).toContain('5 of 6');
  expect(table).toContain('A snapshot within 36 h');
  expect(table).toContain('encrypted, versioned');
  expect(table).toMatch(/the last attempt failed: .*<tr>/);
  expect(table).toContain('renamed: it was docs');
  // Renamed, and still one series.
  expect(vault.objects.keys('v1/roots/acme/docs/')).toHaveLength(2);
  expect(vault.objects.keys('v1/roots/acme/handbook/')).toEqual([]);
});

test('a run that takes a while leaves a record that is believed', async () => {
  stage.double.faults = ({ operation, key }) => {
    if (operation === 'PutObject' && key?.startsWith('v1/roots/') === true) stage.double.clock.advance(600);
    return undefined;
  };
  expectDone(await fleet({ apply: 'true', repositories: 'shop\ndocs' }));
  stage.double.faults = undefined;
  const plan = await fleet({ repositories: 'shop\ndocs' });
  expect(plan.stdout).not.toContain('fleet-record-damaged');
  const { plan: rows } = (plan.report as { result: { plan: readonly { lastMs?: number }[] } }).result;
  expect(rows.map(({ lastMs }) => typeof lastMs)).toEqual(['number', 'number']);
});

test('a nightly backup of a repository itself goes on in its series when the fleet takes over', async () => {
  const own = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_REPOSITORY_ID: '1', GITHUB_REPOSITORY_OWNER_ID: '900' };
  const env = { ...own, GITHUB_SERVER_URL: site.url };
  expectDone(await step('backup', { source: 'repository', parts: 'git' }, env));
  const night = await fleet({ apply: 'true', repositories: 'shop' });
  expectDone(night);
  expect(vault.objects.keys('v1/roots/acme/shop/')).toHaveLength(2);
  expect(night.stdout).not.toContain('series-redefined');
});

test('since the plan one was renamed and one vanished: the one is followed by its id, the other is named, the rest is done', async () => {
  const [entry] = legsOf(await fleet({ legs: '1' }));
  site.rename('shop', 'store');
  site.remove('docs');
  const leg = await fleet({ leg: entry?.plan ?? '' });
  expectDone(leg, 1);
  expect(resultsOf(leg)).toMatchObject({ store: 'complete', docs: 'failed', site: 'complete', app: 'complete' });
  expect(leg.stdout).toContain('shop was renamed to store since the plan');
  expect(leg.stdout).toContain('docs was not backed up: since the plan it vanished from GitHub');
});

test('a repository that takes the name of a renamed one is a gap with a name: it gets neither series nor snapshots', async () => {
  expectDone(await fleet({ apply: 'true' }));
  site.rename('shop', 'store');
  site.add(30, 'shop');
  const plan = await fleet();
  expect(plan.outputs).toMatchObject({ status: 'partial', repositories: '6' });
  expect(plan.stdout).toContain('shop cannot be backed up');
  expect(statesOf(await coverage())).toMatchObject({ shop: 'never', store: 'covered' });
});

test('a leg whose share of the requests is used stores what is new in git, asks for nothing more, and says what is left', async () => {
  const legOf = async (requests: number) => {
    const [entry] = legsOf(await fleet({ legs: '1' }));
    return JSON.stringify({ ...(JSON.parse(entry?.plan ?? '') as object), requests });
  };
  const first = await fleet({ leg: await legOf(3) });
  expectDone(first);
  // Nothing but git was asked for.
  expect(first.outputs).toMatchObject({ status: 'complete', repositories: '6', left: '0' });
  new Repository(join(site.root, 'acme', 'shop')).commit('new.txt', 'new');
  site.of('shop').pushed_at = '2026-11-27T00:00:00Z';
  site.add(7, 'idea');
  const plan = await legOf(3);
  site.add(8, 'later');
  const before = site.requests.length;
  const leg = await fleet({ leg: plan });
  expectDone(leg);
  expect(site.requests.slice(before)).toHaveLength(3);
  expect(resultsOf(leg)).toEqual({
    ...{ idea: 'complete', shop: 'complete', docs: 'left', site: 'left', tools: 'left', infra: 'left', app: 'left' },
  });
  expect(leg.outputs).toMatchObject({ status: 'partial', failures: '0', waiting: '0', left: '5' });
  expect(leg.stdout).toContain('5 repositories are left for the next night: docs, site, tools, infra, app.');
  expect(statesOf(await coverage())).toMatchObject({ idea: 'covered', shop: 'covered', docs: 'covered' });
});

test('each repository is backed up by a session of its own, whose policy lets it write its own series and no other', async () => {
  const policies: string[] = [];
  stage.double.faults = ({ operation, request }) => {
    if (operation === 'AssumeRoleWithWebIdentity')
      policies.push(new URLSearchParams(request.body.toString()).get('Policy') ?? '');
    return undefined;
  };
  const role = { 'role-to-assume': stage.double.addRole({ name: 'wide' }), 'sts-endpoint-url': stage.double.endpoint };
  const env = { ...stage.double.runnerEnv(), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', ...OPS };
  const night = await fleet({ apply: 'true', repositories: 'shop\ndocs', ...role }, env);
  stage.double.faults = undefined;
  expectDone(night);
  const writes = policies.map((policy) => [...new Set(policy.match(/v1\/(?:roots|packs|parts)\/[^"]*@\/\*/g))]);
  const ofSeries = (name: string) =>
    ['roots', 'packs', 'parts'].map((kind) => `v1/${kind}/acme/${name}/repository/@/*`);
  expect(writes).toEqual([[], ofSeries('shop'), ofSeries('docs')]);
  expect(policies[0]).toContain('v1/state/fleet/*');
  for (const policy of policies.slice(1)) expect(policy).not.toContain('state/fleet');
});

test.each<[string, Record<string, string>, Env, string, string]>([
  ['a leg without its plan', {}, { INPUT_LEG: '' }, 'bad-leg', 'it is empty'],
  ['a plan that is none', { leg: '{"format":"x"}' }, {}, 'bad-leg', 'not the plan of a leg'],
  ['patterns that fit nothing', { repositories: 'shpo\n!scratch-*' }, {}, 'bad-input', 'shpo'],
  ['rules that leave nothing', { topics: '', visibility: 'public' }, {}, 'nothing-chosen', 'visibility: not public'],
  ['more legs than a matrix has jobs', { legs: '257' }, {}, 'bad-input', '257'],
  ['an organisation that is none', { organization: 'nobody' }, {}, 'github-unreadable', 'nobody'],
])('%s: a clear error before any work', async (_, inputs, env, code, words) => {
  const refused = await fleet(inputs, env);
  expectError(refused, code, words);
  expect(vault.keysOf('roots')).toEqual([]);
});

test('more repositories than the matrix of a workflow can hold: an error of the plan, which says how to divide them', async () => {
  const names = Array.from({ length: 5000 }, (_, n) => `${'a-long-name-of-a-repository-'.repeat(3)}${String(n)}`);
  const like = site.of('shop');
  site.hosted.push(...names.map((name, n) => ({ ...like, id: 1000 + n, name })));
  expectError(await fleet(), 'matrix-too-large', /20 legs and \d{3},\d{3} characters/, 'with the input repositories');
  expect(vault.keysOf('roots')).toEqual([]);
});

test('a plan of another vault is refused', async () => {
  const [entry] = legsOf(await fleet());
  vault = stage.vault();
  expectError(
    await fleet({ leg: entry?.plan ?? '' }),
    'plan-of-another-vault',
    'the same bucket, prefix and endpoint-url',
  );
});

test('a leg that is cancelled leaves its record, and its queue is first in the next plan', async () => {
  expectDone(await fleet({ apply: 'true', repositories: 'shop' }));
  const [entry] = legsOf(await fleet({ legs: '1' }));
  const github = { 'github-server-url': site.url, 'github-token': TOKEN };
  const inputs = vault.inputs({ mode: 'fleet', name: '', parts: 'git', leg: entry?.plan ?? '', ...github });
  const env = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...OPS };
  const running = startStep(inputs, { env, cwd: stage.source });
  await running.started.seen('acme/docs');
  running.started.kill('SIGINT');
  const ended = await running.finish();
  expect(ended.stdout).toContain('Cancelled');
  expect(vault.objects.keys('v1/state/fleet/')).toHaveLength(2);
  const names = planOf(await fleet()).map(({ name }) => name);
  expect(names.at(-1)).toBe('shop');
});

test('the table comes as CSV too', async () => {
  expectDone(await fleet({ apply: 'true', repositories: 'shop' }));
  const folder = stage.fresh();
  const { endpoint, region } = stage.double;
  const place = ['--bucket', vault.name, '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
  const flags = [
    '--organization',
    'acme',
    '--github-server-url',
    site.url,
    '--repositories',
    'shop',
    '--csv',
    'coverage.csv',
  ];
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, HOLDFAST_GITHUB_TOKEN: TOKEN };
  const ended = await runCli(['coverage', ...place, ...flags], { env, cwd: folder });
  expect({ exitCode: ended.exitCode, stderr: ended.exitCode === 0 ? '' : ended.stderr }).toEqual({
    exitCode: 0,
    stderr: '',
  });
  const [head, ...lines] = readFileSync(join(folder, 'coverage.csv'), 'utf8').trim().split('\r\n');
  expect(head?.split(',').slice(0, 4)).toEqual(['repository', 'id', 'state', 'why']);
  expect(lines.map((line) => line.split(',').slice(0, 3))).toContainEqual(['shop', '1', 'covered']);
  expect(lines).toHaveLength(6);
});

const DAY_SECONDS = 24 * 3600;

interface PruneRow {
  readonly series: string;
  readonly reasons: readonly string[];
}

/** Why prune keeps or removes each snapshot of a repository. */
function reasonsOf({ report }: FinishedStep, name: string): readonly string[] {
  const { snapshots } = (report as { result: { snapshots: readonly PruneRow[] } }).result;
  const own = snapshots.filter(({ series }) => series === `acme/${name}/repository`);
  return own.map(({ reasons }) => reasons.join('; '));
}

test('what is gone from GitHub is never thinned out by its age, however long ago it was told, and the result says why', async () => {
  for (let night = 0; night < 4; night++) {
    for (const name of ['shop', 'tools'])
      new Repository(join(site.root, 'acme', name)).commit(`night-${String(night)}.txt`, `${name} ${String(night)}`);
    expectDone(await fleet({ apply: 'true', repositories: 'shop\ntools' }));
    expectDone(await step('verify', { level: 'full', 'all-series': 'true' }));
    stage.double.clock.advance(10 * DAY_SECONDS);
  }
  site.remove('tools');
  const seen = { repositories: 'shop', 'max-age': '30d' };
  const [lost, known] = [await coverage(seen), await coverage(seen)];
  expect(lost.outputs).toMatchObject({ gone: '1', status: 'partial' });
  expect(lost.stdout).toContain('::warning');
  expect(known.outputs).toMatchObject({ gone: '1', status: 'complete' });
  const rules = { 'all-series': 'true', 'keep-last': '2', 'max-delete-share': '100 %', apply: 'true' };
  const countOf = (name: string) => vault.objects.keys(`v1/roots/acme/${name}/`).length;
  for (const days of [4, 120]) {
    stage.double.clock.advance(days * DAY_SECONDS);
    const pruned = await vault.start('prune', { inputs: { name: '', ...rules } }).finish();
    expectDone(pruned);
    expect([countOf('shop'), countOf('tools')]).toEqual([2, 4]);
    const held = expect.stringContaining('gone from GitHub since') as string;
    expect(reasonsOf(pruned, 'tools')).toEqual([held, held, held, held]);
    expect(reasonsOf(pruned, 'shop').join()).not.toContain('gone');
  }
});
