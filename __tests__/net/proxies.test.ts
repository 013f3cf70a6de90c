/** Which proxy a request goes by: the same for Node's connections and for git. */
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp } from '../../src/net/http.ts';
import { curlProxies, proxiesOf, proxyFor } from '../../src/net/proxies.ts';
import { openGit } from '../../src/sources/repository/git/git.ts';
import { converse } from '../../src/sources/repository/git/protocol.ts';
import { listen, type Listening } from '../../tools/listen.ts';

const PROXY = 'http://proxy.example.com:3128';
const OTHER = 'http://other.example.com:3128';

test.each<[string, Record<string, string>, string, string | undefined]>([
  ['none is set', {}, 'https://a.example.com', undefined],
  ['https', { HTTPS_PROXY: PROXY }, 'https://a.example.com', PROXY],
  ['https is not for http', { HTTPS_PROXY: PROXY }, 'http://a.example.com', undefined],
  ['http in capitals, which curl passes over', { HTTP_PROXY: PROXY }, 'http://a.example.com', PROXY],
  ['all', { ALL_PROXY: PROXY }, 'https://a.example.com', PROXY],
  ['all, in lower case', { all_proxy: PROXY }, 'http://a.example.com', PROXY],
  ['the special one before all', { all_proxy: OTHER, HTTPS_PROXY: PROXY }, 'https://a.example.com', PROXY],
  ['lower case before capitals', { https_proxy: PROXY, HTTPS_PROXY: OTHER }, 'https://a.example.com', PROXY],
  ['an empty one is none', { https_proxy: '', HTTPS_PROXY: PROXY }, 'https://a.example.com', PROXY],
  ['host and port alone', { HTTPS_PROXY: 'proxy.example.com:3128' }, 'https://a.example.com', PROXY],
])('%s', (_, env, url, proxy) => {
  expect(proxyFor(new URL(url), proxiesOf(env))).toBe(proxy);
});

test.each(['socks5://proxy.example.com', 'http://'])('one that cannot be used is named: %s', (value) => {
  for (const name of ['ALL_PROXY', 'https_proxy']) expect(() => proxiesOf({ [name]: value })).toThrow(name);
});

test('one for all that cannot be used does not matter where https has its own', () => {
  const all = { ALL_PROXY: 'socks5://proxy.example.com' };
  expect(proxiesOf({ ...all, HTTPS_PROXY: PROXY })).toMatchObject({ https: PROXY, http: undefined });
  expect(proxiesOf({ ...all, HTTPS_PROXY: PROXY, http_proxy: OTHER })).toMatchObject({ https: PROXY, http: OTHER });
  expect(() => proxiesOf({ ...all, http_proxy: OTHER })).toThrow('ALL_PROXY');
});

/** Of NO_PROXY: whether a URL is asked directly. */
const RULES: readonly (readonly [string, string, boolean])[] = [
  ['*', 'http://a.example.com', true],
  ['example.com', 'http://example.com', true],
  ['example.com', 'http://a.b.example.com', true],
  ['example.com', 'http://badexample.com', false],
  ['.example.com', 'http://example.com', true],
  ['.example.com', 'http://a.example.com', true],
  ['.example.com', 'http://badexample.com', false],
  ['*.example.com', 'http://a.example.com', true],
  ['*.example.com', 'http://example.com', false],
  ['EXAMPLE.com', 'http://a.Example.COM', true],
  ['other.com, example.com', 'http://a.example.com', true],
  ['other.com example.com', 'http://a.example.com', true],
  ['example.com:8080', 'http://example.com:8080', true],
  ['example.com:8080', 'http://example.com', false],
  ['example.com:80', 'http://example.com', true],
  ['10.1.2.3', 'http://10.1.2.3', true],
  ['10.1.2.3', 'http://10.1.2.30', false],
  ['10.0.0.0/8', 'http://10.200.3.4', true],
  ['10.1.2.3/8', 'http://10.200.3.4', true],
  ['10.0.0.0/9', 'http://10.200.3.4', false],
  ['0.0.0.0/0', 'http://200.1.2.3', true],
  ['10.0.0.0/33', 'http://10.0.0.1', false],
  ['10.0.0.1-10.0.0.9', 'http://10.0.0.5', true],
  ['10.0.0.1-10.0.0.9', 'http://10.0.0.10', false],
  ['[::1]', 'http://[::1]:9', true],
  ['::1', 'http://[::1]:9', true],
  ['::1', 'http://[::2]:9', false],
  ['', 'http://example.com', false],
];

test.each(RULES)('NO_PROXY %j, %s: %j', (list, url, isDirect) => {
  const env = { HTTP_PROXY: PROXY, NO_PROXY: list };
  expect(proxyFor(new URL(url), proxiesOf(env)) === undefined).toBe(isDirect);
  expect(curlProxies(url, env)).toEqual(isDirect ? {} : { http_proxy: PROXY });
});

describe('in fact', () => {
  const asked: string[] = [];
  let proxy: Listening;
  beforeAll(async () => {
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    server.on('connect', (request, client) => {
      asked.push(request.url ?? '');
      client.end('HTTP/1.1 502 No\r\n\r\n');
    });
    proxy = await listen(server);
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => proxy.close());

  /** Names that are asked directly are not found: nothing leaves this machine. */
  const byNode = async (url: string, env: Record<string, string>): Promise<boolean> => {
    const http = createHttp(env);
    await http.request(new URL(url), { method: 'GET', headers: {}, signal: AbortSignal.timeout(3000) }).then(
      (answer) => answer.resume(),
      () => undefined,
    );
    http.close();
    return asked.splice(0).length === 0;
  };

  const names = RULES.filter(([, url]) => /[a-z]/.test(new URL(url).hostname));
  test.each(names)('Node does as it is told: NO_PROXY %j, %s', async (list, url, isDirect) => {
    const there = url.replace(/example\.com/gi, 'example.invalid');
    const env = { ALL_PROXY: proxy.url, NO_PROXY: list.replace(/example\.com/gi, 'example.invalid') };
    expect(await byNode(there, env)).toBe(isDirect);
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['by ALL_PROXY', { ALL_PROXY: '' }, true],
    ['by HTTPS_PROXY', { HTTPS_PROXY: '' }, true],
    ['not where NO_PROXY names it with its port', { ALL_PROXY: '', NO_PROXY: 'git.example.invalid:8443' }, false],
    ['not where NO_PROXY names what it lies below', { https_proxy: '', no_proxy: '.example.invalid' }, false],
    ['where NO_PROXY names another port', { https_proxy: '', no_proxy: 'git.example.invalid:443' }, true],
  ])('git goes the same way: %s', async (_, env, isProxied) => {
    const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value || proxy.url]));
    const homeDir = mkdtempSync(join(tmpdir(), 'holdfast-git-'));
    try {
      const all = { PATH: process.env['PATH'], ...given };
      const git = await openGit({ env: all, homeDir, signal: AbortSignal.timeout(10_000) });
      const url = 'https://git.example.invalid:8443/a/b';
      const origin = new URL(url).origin;
      const talk = converse(git, { kind: 'http', url, origin, shown: url }, () => Promise.resolve());
      await expect(talk).rejects.toMatchObject({ code: expect.stringMatching(/^git-server-/) as string });
      expect(asked).toEqual(isProxied ? ['git.example.invalid:8443'] : []);
      asked.length = 0;
      expect(await byNode(url, given)).toBe(!isProxied);
    } finally {
      rmSync(homeDir, { recursive: true });
    }
  });
});
