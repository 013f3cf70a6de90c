/** The credentials of a GitHub App through the bundle: what each mode may do with them, tokens that end, and what keeps them from use. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { StandInAccount, StandInApp } from '../../tools/github-server/index.ts';
import { gitIn, RepositorySite } from './repository-site.ts';
import { expectError, Stage, type Inputs, type Vault } from './stage.ts';
import { runStep, type FinishedStep } from './support.ts';
import { Repository } from '../sources/repository/harness.ts';

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const NAME = 'acme/shop/repository';
const GRANTED = { metadata: 'read', contents: 'write', workflows: 'write', issues: 'write', administration: 'read' };

let stage: Stage;
let site: RepositorySite;
let account: StandInAccount;
let app: StandInApp;
let vault: Vault;
let first: FinishedStep;

beforeAll(async () => {
  stage = await Stage.open();
  site = await RepositorySite.open(stage.fresh(), (world) => {
    account = new StandInAccount({ world });
    account.add('shop');
    account.add('home');
    account.add('secret');
    app = new StandInApp({ id: 12, publicKey: KEYS.publicKey, account, permissions: GRANTED });
    return { account, app };
  });
  site.world.now = new Date();
  vault = stage.vault();
  // The first one ends before the objects of the history are asked for.
  app.requestsPerToken = [2, 5];
  first = await vault.backUp({ inputs: ofApp({ source: 'repository', repository: 'acme/shop' }) });
});

afterAll(async () => {
  await site.server.close();
  await stage.close();
});

beforeEach(() => {
  Object.assign(app, { permissions: GRANTED, requestsPerToken: [], selected: undefined });
  Object.assign(app, { isSuspended: false, isInstalled: true });
  app.asked.splice(0);
});

function ofApp(more: Inputs = {}): Inputs {
  const own = { 'github-app-id': '12', 'github-app-private-key': KEYS.privateKey };
  return { name: NAME, 'github-server-url': site.server.url, ...own, ...more };
}

function expectDone(step: FinishedStep, status = 'complete'): void {
  const { exitCode, outputs } = step;
  const log = exitCode === 0 && outputs['status'] === status ? '' : step.stdout + step.stderr;
  expect({ exitCode, status: outputs['status'], log }).toEqual({ exitCode: 0, status, log: '' });
}

function expectMasked(step: FinishedStep): void {
  const log = step.stdout.replaceAll(/^::add-mask::.*$/gm, '') + step.summary + JSON.stringify(step.report);
  expect(app.grants.filter(({ token }) => log.includes(token))).toEqual([]);
}

test('tokens that end after two requests and after five, in the middle of git, LFS, the wiki and the API: the snapshot is whole', () => {
  expectDone(first);
  expect(app.grants.length).toBeGreaterThan(5);
  for (const { permissions, repositories } of app.grants) {
    expect(permissions).toEqual({ metadata: 'read', contents: 'read', issues: 'read', administration: 'read' });
    expect(repositories).toEqual([account.named('shop').id]);
  }
  expect(site.lfs.transfers).toHaveLength(1);
  expectMasked(first);
});

test('a push may write contents and workflows of the one repository, and goes on with another token where one ends', async () => {
  const home = Repository.init(join(site.root, 'acme', 'home'));
  home.git('config', 'http.receivepack', 'true');
  home.git('config', 'receive.denyCurrentBranch', 'ignore');
  app.requestsPerToken = [4];
  const push = { 'push-to': 'acme/home', apply: 'true' };
  const pushed = await vault.restore('.', { inputs: ofApp({ path: '', ...push }) });
  expectDone(pushed);
  expect(gitIn(home.path, 'rev-parse', 'refs/tags/v2.0.0')).toBe(
    gitIn(site.work.path, 'rev-parse', 'refs/tags/v2.0.0'),
  );
  expect(app.asked.length).toBeGreaterThan(1);
  for (const asked of app.asked)
    expect(asked).toEqual({
      permissions: { metadata: 'read', contents: 'write', workflows: 'write' },
      repositories: ['home'],
    });
  expectMasked(pushed);
});

test.each<[string, Inputs]>([
  ['a push', { apply: 'true' }],
  ['the plan of one', {}],
])('%s by an App that may not write is refused before any work, and says what it lacks', async (_, more) => {
  app.permissions = { ...GRANTED, contents: 'read' };
  const refused = await vault.restore('.', { inputs: ofApp({ path: '', 'push-to': 'acme/secret', ...more }) });
  expectError(refused, 'app-lacks-permission', 'contents: write', 'nothing can be pushed');
  expect(app.asked).toEqual([]);
});

test('a drill compares the refs with those of today, and may read contents only', async () => {
  site.work.git('tag', 'v3.0.0');
  const drill = { mode: 'verify', level: 'restore', repository: 'acme/shop' };
  const env = { ...stage.keys, GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true' };
  const verified = await runStep(vault.inputs({ ...ofApp(drill) }), { env, cwd: stage.source });
  site.work.git('tag', '-d', 'v3.0.0');
  expectDone(verified);
  expect(verified.stdout).toContain('refs new since (1): refs/tags/v3.0.0');
  expect(app.asked).toEqual([{ permissions: { metadata: 'read', contents: 'read' }, repositories: ['shop'] }]);
});

test('metadata that the App may not read are named with the permission, and the rest is whole', async () => {
  const { metadata, contents, issues } = GRANTED;
  app.permissions = { metadata, contents, issues };
  const step = await stage.vault().backUp({ inputs: ofApp({ source: 'repository', repository: 'acme/shop' }) });
  expectDone(step);
  expect(step.stdout + step.summary).toContain('needs the permission');
  expect(step.stdout).toMatch(/repository_hooks: read/);
});

test.each<[string, () => Inputs, string, string | RegExp]>([
  [
    'an App that may not read contents',
    () => {
      app.permissions = { metadata: 'read', issues: 'read' };
      return {};
    },
    'app-lacks-permission',
    'contents: read, and without it no repository can be backed up',
  ],
  [
    'one that may not read Actions',
    () => ({ source: 'artifacts', 'run-id': 'all' }),
    'app-lacks-permission',
    'actions: read',
  ],
  [
    'a repository that is not among those of the installation',
    () => {
      app.selected = ['shop', 'home'];
      return { repository: 'acme/secret' };
    },
    'app-not-installed',
    'installation does not hold acme/secret',
  ],
  [
    'an installation that is suspended',
    () => {
      app.isSuspended = true;
      return {};
    },
    'app-not-installed',
    'is suspended',
  ],
  [
    'no installation',
    () => {
      app.isInstalled = false;
      return {};
    },
    'app-not-installed',
    'not installed on acme/shop',
  ],
  [
    'the key of another App',
    () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return { 'github-app-private-key': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
    'app-refused',
    'could not be decoded',
  ],
  ['the id of another App', () => ({ 'github-app-id': '13' }), 'app-refused', 'Integration not found'],
  [
    'half a key',
    () => ({ 'github-app-private-key': KEYS.privateKey.slice(0, 700) }),
    'bad-input',
    /github-app-private-key: it/,
  ],
])('%s: a clear error before any work', async (_, prepare, code, words) => {
  const empty = stage.vault();
  const given = { source: 'repository', repository: 'acme/shop', ...prepare() };
  expectError(await empty.backUp({ inputs: ofApp(given) }), code, words);
  expect(empty.keysOf('packs')).toEqual([]);
  expect(app.asked).toEqual([]);
});

test.each<[string, string]>([
  ['PKCS#8', createPrivateKey(KEYS.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['escaped line ends', KEYS.privateKey.replaceAll('\n', '\\n')],
  ['base64', Buffer.from(KEYS.privateKey).toString('base64')],
])('a key as people paste it into a secret: %s', async (_, key) => {
  const given = { source: 'repository', repository: 'acme/shop', parts: 'git', 'github-app-private-key': key };
  expectDone(await stage.vault().backUp({ inputs: ofApp(given) }));
});

test('the clock of the server is an hour ahead: the App is let in all the same', async () => {
  app.aheadMs = 3_600_000;
  const step = await stage
    .vault()
    .backUp({ inputs: ofApp({ source: 'repository', repository: 'acme/shop', parts: 'git' }) });
  app.aheadMs = 0;
  expectDone(step);
});

test('what a fleet does not see: a warning, and a name that fits nothing says why', async () => {
  app.selected = ['shop', 'home'];
  const env = { ...stage.keys, GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true' };
  const plan = (more: Inputs) =>
    runStep(stage.vault().inputs({ ...ofApp({ mode: 'fleet', organization: 'acme' }), name: '', ...more }), { env });
  const all = await plan({});
  expectDone(all);
  expect(all.outputs['repositories']).toBe('2');
  expect(all.stdout).toContain('The token does not see all repositories of acme');
  expectError(await plan({ repositories: 'secret' }), 'bad-input', 'secret', 'installed for some repositories only');
});
