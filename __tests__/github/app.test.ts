/** Credentials of an App, against a server that checks its JWTs. */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { openApp, permissionsOf, type AppAccess, type AppPurpose } from '../../src/github/app.ts';
import type { AppPlace } from '../../src/github/app-failures.ts';
import type { AppKey } from '../../src/github/app-jwt.ts';
import { readRsaKey } from '../../src/github/app-key.ts';
import { openClient } from '../../src/github/client.ts';
import { listRepositories } from '../../src/github/repositories.ts';
import {
  makeWorld,
  StandInAccount,
  StandInApp,
  startGithubServer,
  type GithubServer,
} from '../../tools/github-server/index.ts';

const pair = (bits = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
const KEYS = pair();
const PERMISSIONS = { metadata: 'read', contents: 'write', issues: 'read', workflows: 'write' };
const PUSH = { metadata: 'read', contents: 'write', workflows: 'write' };
const KEY: AppKey = { kind: 'pem', pem: pkcs8Of(KEYS.privateKey) };

function pkcs8Of(pem: string): string {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
}

let server: GithubServer;
let app: StandInApp;
let account: StandInAccount;
beforeEach(async () => {
  const world = makeWorld();
  world.now = new Date();
  account = new StandInAccount({ world, count: 3 });
  account.add('shop');
  app = new StandInApp({
    id: 12,
    clientId: 'Iv23abcdefgh',
    publicKey: KEYS.publicKey,
    account,
    permissions: PERMISSIONS,
  });
  server = await startGithubServer({ world, token: 'ghs_other', app, account });
});
afterEach(() => server.close());

interface Asked {
  readonly place?: AppPlace;
  readonly id?: string;
  readonly key?: AppKey;
  readonly purpose?: AppPurpose;
  readonly now?: () => Date;
  readonly masked?: string[];
}

const depsOf = (now = () => new Date()) => ({
  ...{ fetch, now, signal: new AbortController().signal, debug: () => undefined },
  sleep: () => Promise.resolve(),
});

function open(asked: Asked = {}): Promise<AppAccess> {
  const { place = { kind: 'account', account: 'acme' }, id = '12', key = KEY, masked = [] } = asked;
  const { purpose = { rights: 'read' } } = asked;
  const mask = (secret: string) => void masked.push(secret);
  return openApp({ apiUrl: `${server.url}/api/v3`, id, key, place, purpose }, { ...depsOf(asked.now), mask });
}

function clientOf(token: AppAccess['token']) {
  return openClient({ apiUrl: `${server.url}/api/v3`, token, reserve: 0 }, depsOf());
}

test('a token of the installation is made for reading what the App may, and masked before it is used', async () => {
  const masked: string[] = [];
  const { token, account: login } = await open({ masked });
  const value = await token();
  expect([login, masked]).toEqual(['acme', [value]]);
  expect(app.asked).toEqual([{ permissions: { metadata: 'read', contents: 'read', issues: 'read' } }]);
  const client = clientOf(token);
  await expect(client.get('GET /repos/acme/shop/issues', {})).resolves.toBeDefined();
  await expect(client.get('GET /repos/acme/shop/pulls', {})).rejects.toMatchObject({ kind: 'denied' });
  await expect(client.send('POST /repos/acme/shop/labels', { name: 'x' })).rejects.toMatchObject({ kind: 'denied' });
  expect(server.requests.slice(0, 2)).toEqual([
    'GET /orgs/acme/installation',
    'POST /api/v3/app/installations/4711/access_tokens',
  ]);
});

test('for a single repository, the token is good for no other one', async () => {
  const { token } = await open({
    place: { kind: 'repository', owner: 'acme', repo: 'shop' },
    purpose: { rights: PUSH },
  });
  expect(app.asked).toEqual([
    {
      permissions: { metadata: 'read', contents: 'write', workflows: 'write' },
      repositories: ['shop'],
    },
  ]);
  const client = clientOf(token);
  await client.get('GET /repos/acme/shop', {});
  await expect(client.get('GET /repos/acme/repo-0001', {})).rejects.toMatchObject({ kind: 'absent' });
});

test('what is signed elsewhere is as good: by a key that never comes here', async () => {
  const signed: Buffer[] = [];
  const key: AppKey = {
    kind: 'signer',
    sign: (text) => {
      signed.push(text);
      return Promise.resolve(sign('sha256', text, KEYS.privateKey));
    },
  };
  const { token } = await open({ id: 'Iv23abcdefgh', key });
  await clientOf(token).get('GET /repos/acme/shop', {});
  expect(signed).toHaveLength(2);
});

test('it is renewed ten minutes before it ends, and at once when it is refused; several who wait get the same', async () => {
  let now = Date.now();
  const { token } = await open({ now: () => new Date(now) });
  const first = await token();
  now += 49 * 60_000;
  expect(await token()).toBe(first);
  now += 2 * 60_000;
  const [second, same] = await Promise.all([token(), token()]);
  expect(second).not.toBe(first);
  expect(same).toBe(second);
  const client = clientOf(token);
  app.revoke();
  await client.get('GET /repos/acme/shop', {});
  expect(await token()).not.toBe(second);
  expect(app.asked).toHaveLength(3);
});

test('a renewal that fails while the token is still good fails nothing', async () => {
  let now = Date.now();
  const { token } = await open({ now: () => new Date(now) });
  const first = await token();
  now += 55 * 60_000;
  app.isSuspended = true;
  expect(await token()).toBe(first);
  now += 6 * 60_000;
  await expect(token()).rejects.toThrow('suspended');
});

test.each([-3600, -120, 120, 3600])('a clock that is off by %d s does no harm', async (seconds) => {
  app.aheadMs = seconds * 1000;
  const { token } = await open();
  await clientOf(token).get('GET /repos/acme/shop', {});
  expect(app.asked).toHaveLength(1);
});

test.each<[string, () => Asked, string, RegExp]>([
  [
    'another key',
    () => ({ key: { kind: 'pem', pem: pkcs8Of(pair().privateKey) } }),
    'app-refused',
    /could not be decoded/,
  ],
  ['another id', () => ({ id: '13' }), 'app-refused', /Integration not found/],
  [
    'an account without the App',
    () => ({ place: { kind: 'account', account: 'other' } }),
    'app-not-installed',
    /other/,
  ],
  [
    'a repository that the installation does not hold',
    () => {
      app.selected = ['shop'];
      return { place: { kind: 'repository', owner: 'acme', repo: 'repo-0001' } };
    },
    'app-not-installed',
    /installation does not hold acme\/repo-0001/,
  ],
  [
    'a repository of an account without the App',
    () => ({ place: { kind: 'repository', owner: 'other', repo: 'x' } }),
    'app-not-installed',
    /not installed on other\/x/,
  ],
  [
    'an installation that is suspended',
    () => {
      app.isSuspended = true;
      return {};
    },
    'app-not-installed',
    /suspended/,
  ],
  [
    'a permission that is missing',
    () => {
      app.permissions = { metadata: 'read', contents: 'read' };
      return {
        purpose: { rights: PUSH, needs: { name: 'contents', level: 'write', without: 'nothing can be pushed' } },
      };
    },
    'app-lacks-permission',
    /lacks the permission contents: write, and without it nothing can be pushed/,
  ],
  [
    'no installation at all',
    () => {
      app.isInstalled = false;
      return { place: { kind: 'only' } };
    },
    'app-not-installed',
    /any account/,
  ],
])('%s: an error says so, before any work', async (_, prepare, code, message) => {
  await expect(open(prepare())).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(app.grants).toEqual([]);
});

test('where no account is named, the only installation is meant', async () => {
  expect(await open({ place: { kind: 'only' } })).toMatchObject({ account: 'acme' });
});

test('rights are never more than what was granted', () => {
  const granted = { metadata: 'read', contents: 'read', profile: 'write', issues: 'write' };
  expect(permissionsOf(granted, PUSH)).toEqual({ metadata: 'read', contents: 'read' });
  expect(permissionsOf(granted, 'read')).toEqual({ metadata: 'read', contents: 'read', issues: 'read' });
});

test('the list of 1,000 repositories costs ten requests, and ten more for the custom properties', async () => {
  for (let n = account.repositories.size; n < 1000; n++) account.add(`more-${String(n)}`, { topics: ['x'] });
  account.named('shop').properties = { tier: 'gold', teams: ['a', 'b'] };
  account.rename('repo-0001', 'renamed');
  account.transfer('repo-0002', 'other');
  account.remove('repo-0003');
  const { token } = await open();
  server.requests.splice(0);
  const all = await listRepositories(clientOf(token), undefined);
  expect(server.requests).toHaveLength(20);
  expect(all.account).toEqual({ login: 'acme', id: 77, type: 'Organization', seesAll: true });
  expect(all.repositories).toHaveLength(998);
  const names = all.repositories.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['renamed', 'shop']));
  expect(names).not.toEqual(expect.arrayContaining(['repo-0002']));
  expect(all.repositories.find(({ name }) => name === 'shop')?.properties).toEqual({ tier: 'gold', teams: ['a', 'b'] });
});

test('an installation on selected repositories says that it does not see all; of the account, what is public is listed too', async () => {
  app.selected = ['shop'];
  account.named('repo-0002').visibility = 'public';
  const client = clientOf((await open()).token);
  const own = await listRepositories(client, undefined);
  expect([own.account.seesAll, own.repositories.map(({ name }) => name)]).toEqual([false, ['shop']]);
  const named = await listRepositories(client, 'acme');
  expect([named.account.seesAll, named.repositories.map(({ name }) => name)]).toEqual([false, ['repo-0002', 'shop']]);
});

const { privateKey: EC } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secretOf = (type: 'pkcs1' | 'pkcs8') =>
  createPrivateKey(KEYS.privateKey).export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();

test.each<[string, string]>([
  ['PKCS#1', KEYS.privateKey],
  ['PKCS#8', pkcs8Of(KEYS.privateKey)],
  ['escaped line ends', KEYS.privateKey.replaceAll('\n', '\\n')],
  ['line ends of Windows', KEYS.privateKey.replaceAll('\n', '\r\n')],
  ['spaces in place of line ends', KEYS.privateKey.replaceAll('\n', ' ')],
  ['the whole file in base64', Buffer.from(KEYS.privateKey).toString('base64')],
])('a key is read: %s', (_, text) => {
  expect(readRsaKey(text)).toEqual({ pem: pkcs8Of(KEYS.privateKey) });
});

test.each<[string, string, RegExp]>([
  ['nothing of a key', 'hello', /PEM form/],
  ['the first line alone', '-----BEGIN RSA PRIVATE KEY-----', /after its first line/],
  ['half of it', KEYS.privateKey.slice(0, 800), /after its first line|damaged/],
  ['a damaged one', KEYS.privateKey.replace(/\n.{20}/, '\n'), /damaged/],
  ['an encrypted one, PKCS#1', secretOf('pkcs1'), /encrypted/],
  ['an encrypted one, PKCS#8', secretOf('pkcs8'), /encrypted/],
  ['a public one', KEYS.publicKey, /public key/],
  ['an EC key', EC.export({ type: 'sec1', format: 'pem' }).toString(), /EC key/],
  ['an EC key in PKCS#8', EC.export({ type: 'pkcs8', format: 'pem' }).toString(), /kind ec/],
  ['a short one', pair(1024).privateKey, /1024 bits/],
  ['one of OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----', /OpenSSH/],
])('a key that cannot be used is refused, and nothing of it is said: %s', (_, text, wrong) => {
  const read = readRsaKey(text);
  expect(read).toEqual({ wrong: expect.stringMatching(wrong) as string });
  expect(JSON.stringify(read)).not.toContain(KEYS.privateKey.slice(40, 80));
});
