import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  prepareRecreation,
  type RecreateSettings,
  type StepResult,
} from '../../../../src/sources/repository/recreate/index.ts';
import { planRecreation, type Existing, type Stored } from '../../../../src/sources/repository/recreate/plan.ts';
import type { Item } from '../../../../src/sources/repository/metadata/kinds/kind.ts';
import { makeRelease, timeAt } from '../../../../tools/github-server/index.ts';
import { Site, TOKEN } from '../metadata/helpers.ts';

let site: Site;
let metadataDir: string;
let environments: readonly Item[];

/** The repository as it was is restored to a folder; the server then stands for a new and empty one. */
beforeEach(async () => {
  site = await Site.open();
  metadataDir = path.join(site.folder, 'restored');
  for (const [name, bytes] of await site.restore((await site.backUp()).id)) {
    const file = path.join(metadataDir, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
  }
  const { lists } = site.world;
  environments = lists['/environments'] ?? [];
  for (const name of Object.keys(lists)) lists[name] = [];
});

afterEach(async () => {
  await site.close();
});

async function run(settings: Partial<RecreateSettings>): Promise<readonly StepResult[]> {
  const { owner, repo } = site.world;
  const carryOut = await prepareRecreation(
    { owner, repo, metadataDir, serverUrl: site.server.url, token: TOKEN, apply: false, ...settings },
    {
      fetch,
      now: () => site.world.now,
      signal: new AbortController().signal,
      debug: () => undefined,
      sleep: () => Promise.resolve(),
    },
  );
  return carryOut(new Set(['v1.0.0', 'v2.0.0']));
}

test('nothing is sent without apply', async () => {
  const results = await run({});
  expect(new Set(results.map(({ result }) => result))).toEqual(new Set(['planned']));
  expect(new Set(results.map(({ kind }) => kind)).size).toBe(7);
  expect(site.server.made).toEqual([]);
});

test('all of it, with the files of releases, as the published schemas of the requests want it', async () => {
  const results = await run({ apply: true });
  expect(results.filter(({ result }) => result !== 'created')).toEqual([]);
  const made = site.server.made.map(({ call }) => call.replace(/\/9\/.*/, '/9/assets'));
  expect([...new Set(made)]).toEqual([
    'post /labels',
    'post /milestones',
    expect.stringMatching(/^put \/environments\//),
    'post /actions/variables',
    expect.stringMatching(/^post \/environments\/[^/]+\/variables$/),
    'post /rulesets',
    'post /releases',
    'post /releases/9/assets',
  ]);
  const upload = site.server.made.find(({ call }) => call === 'post /releases/9/assets build-2.tar.gz');
  expect(upload?.body).toEqual(site.world.files.get(7002)?.bytes);
});

test('a release that a broken-off run left without its files gets them, and is not made again', async () => {
  const { lists } = site.world;
  const { owner, repo, files } = site.world;
  const upload_url = `${site.server.url}/api/v3/repos/${owner}/${repo}/releases/602/assets{?name,label}`;
  lists['/releases'] = [makeRelease(1, files), { ...makeRelease(2, files), assets: [], upload_url }];
  const results = await run({ apply: true, kinds: ['releases'] });
  expect(results.map(({ result }) => result)).toEqual(['kept', 'created']);
  expect(site.server.made.map(({ call }) => call)).toEqual(['post /releases/602/assets build-2.tar.gz']);
});

test('variables of environments: made in theirs; what is there stays, and without the environment they wait', async () => {
  const [file = ''] = fs.readdirSync(path.join(metadataDir, 'environment-variables'));
  const variable = (name: string) => ({ name, value: 'x', created_at: timeAt(1), updated_at: timeAt(1) });
  const store = (name: string, ...variables: string[]) => {
    const item = { name, variables: variables.map(variable) };
    const target = path.join(metadataDir, 'environment-variables', `${encodeURIComponent(name)}.json`);
    fs.writeFileSync(target, JSON.stringify(item));
  };
  fs.rmSync(path.join(metadataDir, 'environment-variables', file));
  store('eu/live', 'REGION', 'HOST');
  store('nowhere', 'REGION');
  const { lists } = site.world;
  const environment = { ...environments[0], name: 'EU/live', protection_rules: [], deployment_branch_policy: null };
  lists['/environments'] = [environment];
  lists['/environments/EU/live/variables'] = [variable('region')];
  const kinds = ['environment-variables'] as const;
  const plan = await run({ kinds });
  expect(plan.map(({ result, name, why }) => [result, name, why])).toEqual([
    ['kept', 'eu/live/REGION', 'one of this name exists'],
    ['planned', 'eu/live/HOST', undefined],
    ['skipped', 'nowhere/REGION', 'its environment does not exist'],
  ]);
  expect(site.server.made).toEqual([]);
  const done = await run({ kinds, apply: true });
  expect(done.map(({ result }) => result)).toEqual(['kept', 'created', 'skipped']);
  expect(site.server.made).toEqual([
    { call: 'post /environments/eu/live/variables', body: { name: 'HOST', value: 'x' } },
  ]);
});

test('a failure is told and does not end the rest; what is refused is not sent twice', async () => {
  site.server.faults.push({ on: 'POST /labels', status: 500 });
  fs.rmSync(path.join(metadataDir, 'release-assets'), { recursive: true });
  const results = await run({ apply: true, kinds: ['labels', 'releases'] });
  expect(results[0]).toMatchObject({ result: 'failed' });
  expect(results.at(-1)).toMatchObject({ result: 'created', why: expect.stringContaining('build-2.tar.gz') as string });
  expect(site.server.requests.filter((name) => name === 'POST /labels')).toHaveLength(results.length - 2);
});

test('a repository that cannot be read, files that are no items', async () => {
  site.server.denied.set('/labels', 404);
  await expect(run({ apply: true })).rejects.toMatchObject({ code: 'github-unreadable' });
  fs.writeFileSync(path.join(metadataDir, 'labels', 'bug.json'), '[');
  await expect(run({ apply: true })).rejects.toMatchObject({ code: 'metadata-invalid' });
  expect(site.server.made).toEqual([]);
});

test('plan: what is there is kept, releases wait for their tags, rulesets of the organization are not the repository’s', () => {
  const stored: Stored = {
    labels: [{ name: 'Bug' }, { name: 'new', color: 'ff0000', description: null }],
    milestones: [],
    environments: [],
    variables: [],
    'environment-variables': [],
    rulesets: [{ name: 'all', source_type: 'Organization' }],
    releases: [{ tag_name: 'v1' }, { tag_name: 'v2', draft: true }],
  };
  const none = new Map<string, Item>();
  const existing: Existing = {
    labels: new Map([['bug', {}]]),
    milestones: none,
    environments: none,
    variables: none,
    'environment-variables': none,
    rulesets: none,
    releases: none,
  };
  expect(planRecreation(stored, existing, new Set()).map(({ action, name }) => `${action} ${name}`)).toEqual([
    'keep Bug',
    'create new',
    'skip all',
    'skip v1',
    'create v2',
  ]);
  expect(planRecreation(stored, existing, new Set())[1]?.request?.body).toEqual({ name: 'new', color: 'ff0000' });
});

test('what exists is read page by page as GitHub names them: the next one may have a cursor and no number', async () => {
  const label = { id: 1, name: 'bug', color: 'ff0000', description: null };
  const link = (query: string) => ({ link: `<${site.server.url}/api/v3/repositories/1/labels?${query}>; rel="next"` });
  site.server.requests.length = 0;
  site.server.faults.push(
    { on: 'GET /labels', status: 200, headers: link('per_page=100&after=Y3Vyc29y'), body: [] },
    { on: 'GET /labels', status: 200, headers: link('per_page=100&after=ZnVydGhlcg'), body: [label] },
  );
  const results = await run({ kinds: ['labels'] });
  expect(site.server.requests).toEqual([
    'GET /labels?per_page=100',
    'GET /labels?per_page=100&after=Y3Vyc29y',
    'GET /labels?per_page=100&after=ZnVydGhlcg',
  ]);
  expect(results.find(({ name }) => name === 'bug')?.result).toBe('kept');
});
