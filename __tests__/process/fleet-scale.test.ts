/** A fleet of many repositories through the bundle, within the requests that GitHub allows. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type GithubServer, makeWorld, StandInAccount, startGithubServer } from '../../tools/github-server/index.ts';
import { TOKEN } from './account-site.ts';
import { type CoverageRow, expectDone, legsOf, planOf, resultsOf, statesOf } from './fleet-steps.ts';
import { Stage, type Vault } from './stage.ts';
import { type FinishedStep, runStep, startStep, type Step } from './support.ts';

const DAY_SECONDS = 24 * 3600;
/** What a plan leaves of an hour for others. */
const RESERVE = 50;

let stage: Stage;
let vault: Vault;
let account: StandInAccount;
let github: GithubServer;
let served: string;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

afterEach(() => github.close());

async function open(count: number): Promise<void> {
  vault = stage.vault();
  served = join(stage.fresh(), 'served');
  const world = makeWorld();
  account = new StandInAccount({ login: 'acme', count, world });
  account.makeGitRepositories(served);
  github = await startGithubServer({ world, token: TOKEN, git: { root: served }, account });
}

function stepOf(mode: string, inputs: Record<string, string> = {}): Parameters<typeof startStep> {
  const at = { 'github-server-url': github.url, 'github-token': TOKEN, organization: 'acme' };
  stage.double.clock.advance(2);
  const env = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true', GITHUB_REPOSITORY: 'acme/ops' };
  return [vault.inputs({ mode, name: '', ...at, ...inputs }), { env: { ...env, ...stage.keys }, cwd: stage.source }];
}

const step = (mode: string, inputs?: Record<string, string>): Promise<FinishedStep> => runStep(...stepOf(mode, inputs));
const start = (mode: string, inputs?: Record<string, string>): Step => startStep(...stepOf(mode, inputs));

/** Requests to the API while this ran, without those of git. */
async function asked<T>(work: () => Promise<T>): Promise<readonly [result: T, requests: readonly string[]]> {
  const before = github.requests.length;
  const result = await work();
  const isGit = (request: string): boolean => /\/info\/refs|\/git-upload-pack/.test(request);
  return [result, github.requests.slice(before).filter((request) => !isGit(request))];
}

function allow(requests: number): void {
  github.limit = { limit: requests, remaining: requests, reset: Math.floor(Date.now() / 1000) + 3000 };
}

const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `repo-${String(from + n).padStart(4, '0')}`);

/** What the first backup of a repository without content asks for, and an unchanged one. */
const FIRST = 35;
const UNCHANGED = 2;
/** The list of an account of up to 100 repositories. */
const LIST = 3;

test('15 repositories and requests for 6 of them a night: git of all is stored in the first, all are covered in the third, and no request is made that is not allowed', async () => {
  await open(15);
  const share = LIST + 6 * FIRST + 20;
  const seen: object[] = [];
  for (let night = 1; night <= 3; night++) {
    allow(LIST + share + RESERVE);
    const plan = await step('fleet', { legs: '1' });
    const [leg, requests] = await asked(() => step('fleet', { leg: legsOf(plan)[0]?.plan ?? '' }));
    const left = github.limit?.remaining;
    const { covered } = (await step('coverage')).outputs;
    const results = Object.entries(resultsOf(leg));
    const of = (status: string) => results.filter(([, is]) => is === status).map(([name]) => name);
    seen.push({
      ...{ first: planOf(plan)[0]?.name, requests: requests.length, left, covered },
      ...{ complete: of('complete').length, partial: of('partial'), leftNamed: of('left') },
    });
    const told = leg.annotations.find(({ title }) => title === 'holdfast: left-for-later');
    for (const name of of('left')) expect(told?.text).toContain(name);
    stage.double.clock.advance(DAY_SECONDS);
  }
  // Of two all is read, twelve are unchanged, and of one the rest is read.
  const ofLast = LIST + 2 * FIRST + 12 * UNCHANGED + 13;
  expect(seen).toEqual([
    {
      ...{ first: 'repo-0001', requests: share, left: RESERVE, covered: '6' },
      ...{ complete: 6, partial: names(7, 15), leftNamed: [] },
    },
    {
      ...{ first: 'repo-0001', requests: share, left: RESERVE, covered: '12' },
      ...{ complete: 12, partial: ['repo-0013'], leftNamed: names(14, 15) },
    },
    {
      ...{ first: 'repo-0001', requests: ofLast, left: RESERVE + share - ofLast, covered: '15' },
      ...{ complete: 15, partial: [], leftNamed: [] },
    },
  ]);
}, 300_000);

test('a share that ends inside the metadata of a repository: it is partial, named with what is left, of the others git is stored, and the next night goes on', async () => {
  await open(2);
  const legOf = async (requests: number) =>
    JSON.stringify({ ...(JSON.parse(legsOf(await step('fleet'))[0]?.plan ?? '') as object), requests });
  const [leg, requests] = await asked(async () => step('fleet', { leg: await legOf(LIST + FIRST - 4) }));
  expect(requests).toHaveLength(LIST + LIST + FIRST - 4);
  // What is partial is no error of a workflow, unless it asks for that.
  expectDone(leg);
  expect(leg.outputs).toMatchObject({ status: 'partial', failures: '0', left: '0' });
  expect(resultsOf(leg)).toEqual({ 'repo-0001': 'partial', 'repo-0002': 'partial' });
  const gaps = leg.annotations.filter(({ title }) => title === 'holdfast: gap-waiting').map(({ text }) => text);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatch(/^repo-0001: Left for a later backup, for want of requests to GitHub: \d entries\./);
  expect(gaps[0]).toContain('github/workflow-runs: not read to its end');
  const told = leg.annotations.filter(({ title }) => title === 'holdfast: left-for-later').map(({ text }) => text);
  expect(told).toEqual([expect.stringContaining('Metadata of 2 repositories lack: repo-0001, repo-0002.')]);
  expect(vault.objects.keys('v1/packs/acme/repo-0002/')).toHaveLength(1);
  const coverage = await step('coverage');
  expectDone(coverage, 1);
  expect(coverage.outputs).toMatchObject({ status: 'partial', covered: '0' });
  expect(statesOf(coverage)).toEqual({ 'repo-0001': 'partial', 'repo-0002': 'partial' });
  const { rows } = (coverage.report as { result: { rows: readonly CoverageRow[] } }).result;
  const stored = 'git is stored, metadata wait for requests to GitHub (never whole so far): ';
  expect(rows.map(({ why = '' }) => why.startsWith(stored))).toEqual([true, true]);
  expect(rows.map(({ parts }) => parts)).toEqual([expect.arrayContaining(['github/workflow-runs']), ['github']]);
  const [next, later] = await asked(() => step('fleet', { apply: 'true' }));
  expectDone(next);
  expect(resultsOf(next)).toEqual({ 'repo-0001': 'complete', 'repo-0002': 'complete' });
  // Its settings, and of the kinds that are left those that REST reads: none that the first night had read.
  const own = later.flatMap((request) => /repos\/acme\/repo-0001([^?]*)/.exec(request)?.[1] ?? []);
  expect(own).toEqual(['', '/issues/events', '/deployments', '/activity', '/actions/runs']);
  expect(statesOf(await step('coverage'))).toEqual({ 'repo-0001': 'covered', 'repo-0002': 'covered' });
}, 120_000);

test('the last requests of a share, too few for any backup, are not asked: of the next one git is stored, and it is not complete', async () => {
  await open(2);
  const plan = JSON.parse(legsOf(await step('fleet'))[0]?.plan ?? '') as object;
  const leg = JSON.stringify({ ...plan, requests: LIST + FIRST + 3 });
  const [night, requests] = await asked(() => step('fleet', { leg }));
  expectDone(night);
  expect(requests).toHaveLength(LIST + FIRST);
  expect(resultsOf(night)).toEqual({ 'repo-0001': 'complete', 'repo-0002': 'partial' });
  expect(night.outputs).toMatchObject({ status: 'partial', waiting: '1', left: '0', failures: '0' });
  expect(statesOf(await step('coverage'))).toEqual({ 'repo-0001': 'covered', 'repo-0002': 'partial' });
}, 60_000);

test('a share that is too small for the list of repositories leaves them all', async () => {
  await open(2);
  const plan = JSON.parse(legsOf(await step('fleet'))[0]?.plan ?? '') as object;
  const leg = await step('fleet', { leg: JSON.stringify({ ...plan, requests: 1 }) });
  expectDone(leg);
  expect(resultsOf(leg)).toEqual({ 'repo-0001': 'left', 'repo-0002': 'left' });
  expect(leg.outputs).toMatchObject({ repositories: '2', left: '2' });
}, 60_000);

test('a run of all asks for the list once, and for everything over one connection', async () => {
  await open(4);
  const [night, requests] = await asked(() => step('fleet', { apply: 'true' }));
  expectDone(night);
  expect(requests).toHaveLength(LIST + 4 * FIRST);
  expect(github.connections).toBe(1);
}, 60_000);

test('no wiki is asked for where the list says that there is none, unless there was one', async () => {
  await open(2);
  const shop = account.named('repo-0001');
  shop.hasWiki = true;
  cpSync(join(served, 'acme', 'repo-0001.git'), join(served, 'acme', 'repo-0001.wiki.git'), { recursive: true });
  const wikis = async (): Promise<readonly string[]> => {
    const before = github.requests.length;
    const night = await step('fleet', { apply: 'true', parts: '!metadata' });
    expectDone(night);
    const paths = github.requests
      .slice(before)
      .flatMap((request) => /\/acme\/(.*)\.wiki\.git\//.exec(request)?.[1] ?? []);
    return [...new Set(paths), ...night.annotations.map(({ text }) => text)];
  };
  expect(await wikis()).toEqual(['repo-0001']);
  shop.hasWiki = false;
  rmSync(join(served, 'acme', 'repo-0001.wiki.git'), { recursive: true });
  expect(await wikis()).toEqual(['repo-0001', expect.stringContaining('Missing at the source')]);
  expect(await wikis()).toEqual([]);
}, 60_000);

test('a leg that is killed outright: what it had not recorded is first in the next plan', async () => {
  await open(6);
  expectDone(await step('fleet', { apply: 'true', parts: 'git' }));
  stage.double.clock.advance(DAY_SECONDS);
  const [whole] = legsOf(await step('fleet', { legs: '1', parts: 'git' }));
  const plan = JSON.parse(whole?.plan ?? '') as { readonly queue: readonly object[] };
  const legOf = (leg: number, from: number, to: number) =>
    JSON.stringify({ ...plan, leg, of: 2, queue: plan.queue.slice(from, to) });
  expectDone(await step('fleet', { leg: legOf(1, 0, 3), parts: 'git' }));
  const killed = start('fleet', { leg: legOf(2, 3, 6), parts: 'git' });
  await killed.started.seen('acme/repo-0005');
  killed.started.kill('SIGKILL');
  expect(await killed.finish()).toMatchObject({ signal: 'SIGKILL', outputs: {} });
  const next = planOf(await step('fleet', { parts: 'git' })).map(({ name }) => name);
  expect(next).toEqual([...names(4, 6), ...names(1, 3)]);
  // The one that it had backed up before it was killed has its snapshot all the same.
  expect(vault.objects.keys('v1/roots/acme/repo-0004/')).toHaveLength(2);
}, 60_000);
