/** An organisation through the bundle, as the runner and a shell start it: backup, restore as files, and the wrong token. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorld, startGithubServer, type GithubServer, type World } from '../../tools/github-server/index.ts';
import { expectError, Stage, type Vault } from './stage.ts';
import { runCli } from './support.ts';

const TOKEN = 'ghs_TheVerySecretTokenOfThisJob012345678';
const NAME = 'acme/organization';
let stage: Stage;
let world: World;
let server: GithubServer;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
  world = makeWorld();
  server = await startGithubServer({ world, token: TOKEN });
});

beforeEach(() => {
  vault = stage.vault();
  server.denied.clear();
  server.requests.length = 0;
});

afterAll(async () => {
  await server.close();
  await stage.close();
});

const source = () => ({ source: 'organization', 'github-server-url': server.url, 'github-token': TOKEN, name: '' });
const RUNNER = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_REPOSITORY_OWNER: 'acme' };

test('the owner of the repository is backed up, in a series of its own, and comes back as files', async () => {
  const step = await vault.backUp({ inputs: source(), env: RUNNER });
  expect({ exitCode: step.exitCode, log: step.exitCode === 0 ? '' : step.stdout }).toEqual({ exitCode: 0, log: '' });
  expect(step.outputs).toMatchObject({ status: 'complete', series: NAME });
  expect(step.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN);
  const target = stage.fresh();
  const restored = await vault.restore(target, { inputs: { name: NAME } });
  expect({ exitCode: restored.exitCode, log: restored.exitCode === 0 ? '' : restored.stdout }).toEqual({
    exitCode: 0,
    log: '',
  });
  const team = JSON.parse(readFileSync(join(target, 'github/teams/Justice%20League.json'), 'utf8')) as object;
  expect(team).toMatchObject({ slug: 'justice-league', privacy: 'closed' });
  expect(existsSync(join(target, 'github/owners/octocat.json'))).toBe(true);
});

test('the command line takes the name of an organisation, and some of its kinds', async () => {
  const { endpoint, region } = stage.double;
  const flags = ['--bucket', vault.name, '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
  const wanted = ['--organization', 'acme', '--parts', 'teams', '--github-server-url', server.url];
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, HOLDFAST_GITHUB_TOKEN: TOKEN };
  const ended = await runCli(['backup', ...wanted, ...flags, '--json'], { env, cwd: stage.source });
  expect({ exitCode: ended.exitCode, stderr: ended.exitCode === 0 ? '' : ended.stderr }).toEqual({
    exitCode: 0,
    stderr: '',
  });
  expect(JSON.parse(ended.stdout)).toMatchObject({
    result: { series: NAME, parts: { 'github/organization': 'complete', 'github/teams': 'complete' } },
  });
  expect(server.requests).toEqual(['GET /orgs/acme', 'GET /orgs/acme/teams?per_page=100']);
});

test('the token of a workflow: an error that says which token is needed, and no snapshot', async () => {
  for (const path of [...Object.keys(world.lists), ...Object.keys(world.objects)]) {
    if (path.startsWith('/orgs/acme/') && !path.includes('?')) server.denied.set(path, 403);
  }
  const { default_repository_permission: permission, ...shown } = world.objects['/orgs/acme'] ?? {};
  world.objects['/orgs/acme'] = shown;
  const step = await vault.backUp({ inputs: source(), env: RUNNER });
  world.objects['/orgs/acme'] = { ...shown, default_repository_permission: permission };
  expectError(step, 'github-unreadable', 'GITHUB_TOKEN', 'GitHub App');
  expect(vault.keysOf('roots')).toEqual([]);
});
