/** A fleet through the bundle, as a workflow goes: plan, matrix, legs, and the plan of the next night. */
import { AccountSite, TOKEN } from './account-site.ts';
import { Stage, type Vault } from './stage.ts';
import { type FinishedStep, runStep } from './support.ts';

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

const ENV = { GITHUB_REPOSITORY: 'acme/ops', GITHUB_REPOSITORY_ID: '77', GITHUB_REPOSITORY_OWNER: 'acme' };

/** A step of mode fleet in a job of acme/ops. */
async function fleet(inputs: Record<string, string> = {}, at: Vault = vault): Promise<FinishedStep> {
  const github = { 'github-server-url': site.url, 'github-token': TOKEN };
  const all = at.inputs({ mode: 'fleet', name: '', parts: 'git', ...github, ...inputs });
  stage.double.clock.advance(2);
  const runner = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...ENV };
  return runStep(all, { env: runner, cwd: stage.source });
}

function expectDone(step: FinishedStep, exitCode = 0): void {
  expect({ exitCode: step.exitCode, log: step.exitCode === exitCode ? '' : step.stdout + step.stderr }).toEqual({
    exitCode,
    log: '',
  });
}

interface Entry {
  readonly leg: number;
  readonly of: number;
  readonly plan: string;
}

function legsOf(step: FinishedStep): readonly Entry[] {
  return (JSON.parse(step.outputs['matrix'] ?? '') as { include: readonly Entry[] }).include;
}

interface Row {
  readonly name: string;
  readonly status?: string;
  readonly newest?: string | null;
  readonly series: string;
  readonly error?: string;
}

function planOf(step: FinishedStep): readonly Row[] {
  return (step.report as { result: { plan: readonly Row[] } }).result.plan;
}

function resultsOf(step: FinishedStep): Record<string, string | undefined> {
  const { results } = (step.report as { result: { results: readonly Row[] } }).result;
  return Object.fromEntries(results.map(({ name, status }) => [name, status]));
}

test('plan, matrix, two legs, records, and a plan again: every repository is backed up once, in its own series', async () => {
  const plan = await fleet({ legs: '2' });
  expectDone(plan);
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
