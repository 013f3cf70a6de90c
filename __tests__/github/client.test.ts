import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { apiUrlOf, issuerOf } from '../../src/base/github-server.ts';
import { openClient, pause } from '../../src/github/client.ts';
import { canonical } from '../../src/sources/repository/metadata/canonical.ts';
import { KINDS } from '../../src/sources/repository/metadata/kinds/kinds.ts';
import { judge, type Trouble } from '../../src/github/classify.ts';
import { safeName } from '../../src/sources/entries.ts';
import { listen } from '../../tools/listen.ts';

const NOW = 1_800_000_000_000;
const nothing = { headers: {}, message: 'x' };
const secondary = 'You have exceeded a secondary rate limit';
const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-limit': '1000' };
const inSeconds = (seconds: number) => ({ ...spent, 'x-ratelimit-reset': String(NOW / 1000 + seconds) });

test.each<[string, Partial<Trouble> & { tries?: number; isWrite?: boolean }, number | string]>([
  ['no answer', { status: undefined }, 1000],
  ['no answer, for the third time', { status: undefined, tries: 3 }, 4000],
  ['no answer, for the fourth time', { status: undefined, tries: 4 }, 'failed'],
  ['no answer to a request that makes something', { status: undefined, isWrite: true }, 'failed'],
  ['502', { status: 502 }, 1000],
  ['503 with a time', { status: 503, headers: { 'retry-after': '9' } }, 9000],
  ['403', { status: 403, message: 'Resource not accessible by integration' }, 'denied'],
  [
    '403 that names the permission in a header',
    { status: 403, headers: { 'x-accepted-github-permissions': 'issues=read' } },
    'denied',
  ],
  [
    '403 of a list of allowed addresses, with that header',
    {
      status: 403,
      headers: { 'x-accepted-github-permissions': 'contents=read' },
      message: 'the `acme` organization has an IP allow list enabled, and your IP address is not permitted',
    },
    'refused',
  ],
  ['403 that names a right', { status: 403, message: 'Must have admin rights to Repository.' }, 'denied'],
  [
    '403 that names nothing',
    { status: 403, message: 'Your IP address is not permitted to access this resource.' },
    'refused',
  ],
  [
    '403 of a plan without the feature',
    { status: 403, message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' },
    'gone',
  ],
  ['403 of a limit without headers', { status: 403, message: 'API rate limit exceeded for user ID 1.' }, 60_000],
  ['401', { status: 401 }, 1000],
  ['401 again', { status: 401, tries: 2 }, 'unauthorized'],
  ['451', { status: 451 }, 'blocked'],
  ['404', { status: 404 }, 'absent'],
  ['410', { status: 410 }, 'gone'],
  ['422', { status: 422 }, 'failed'],
  ['422 of a page too far back', { status: 422, message: 'pagination is limited for this resource' }, 'beyond'],
  [
    '422 as it is said today',
    {
      status: 422,
      message:
        'Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)',
    },
    'beyond',
  ],
  ['429 with nothing', { status: 429 }, 60_000],
  ['429 with a time', { status: 429, headers: { 'retry-after': '30' } }, 30_000],
  [
    '429 with a time, of a request that makes something',
    { status: 429, headers: { 'retry-after': '30' }, isWrite: true },
    30_000,
  ],
  ['a secondary limit', { status: 403, message: secondary }, 60_000],
  ['a secondary limit, again', { status: 403, message: secondary, tries: 2 }, 120_000],
  ['a secondary limit, a third time', { status: 403, message: secondary, tries: 3 }, 'limit'],
  ['the hour is used up and nearly over', { status: 403, headers: inSeconds(50) }, 51_000],
  ['the hour is used up', { status: 403, headers: inSeconds(2000) }, 'limit'],
  ['the hour is used up, by GraphQL', { status: 200, graphqlType: 'RATE_LIMITED', headers: inSeconds(2000) }, 'limit'],
  [
    'GraphQL: not allowed',
    { status: 200, graphqlType: 'FORBIDDEN', message: 'Resource not accessible by integration' },
    'denied',
  ],
  ['GraphQL: not allowed, and not why', { status: 200, graphqlType: 'FORBIDDEN' }, 'refused'],
  ['GraphQL: too much', { status: 200, graphqlType: 'RESOURCE_LIMITS_EXCEEDED', tries: 4 }, 'heavy'],
  [
    'GraphQL: too slow',
    { status: 200, graphqlType: '', message: 'Something went wrong while executing your query.', tries: 4 },
    'heavy',
  ],
  ['GraphQL: not there', { status: 200, graphqlType: 'NOT_FOUND' }, 'absent'],
  ['GraphQL: anything else', { status: 200, graphqlType: '' }, 1000],
])('%s', (_, { tries = 1, isWrite = false, ...trouble }, expected) => {
  const verdict = judge({ ...nothing, status: undefined, ...trouble }, tries, NOW, isWrite);
  expect(verdict.action === 'wait' ? verdict.ms : verdict.failure.kind).toBe(expected);
});

test.each([
  ['issues=read', 'issues: read'],
  [
    'repository_projects=write; organization_projects=admin',
    'repository_projects: write or organization_projects: admin',
  ],
  ['contents=write,workflows=write', 'contents: write and workflows: write'],
  ['<b>=read; issues=all', undefined],
])('what a token lacks, as GitHub says it in a header: %s', (header, lacks) => {
  const headers = { 'x-accepted-github-permissions': header };
  const verdict = judge({ status: 403, headers, message: 'Resource not accessible by integration.' }, 1, NOW);
  const named = lacks === undefined ? '.' : `; it needs ${lacks}`;
  expect(verdict).toMatchObject({
    failure: { kind: 'denied', lacks, message: `Resource not accessible by integration${named}` },
  });
});

test('an abort ends a pause at once', async () => {
  const server = createServer((_, response) => response.writeHead(429, { 'retry-after': '100' }).end('{}'));
  const { url: apiUrl, close } = await listen(server);
  const stop = new AbortController();
  const deps = { fetch, now: () => new Date(), signal: stop.signal, sleep: pause, debug: () => undefined };
  const client = openClient({ apiUrl, token: undefined, reserve: 0 }, deps);
  setTimeout(() => {
    stop.abort(new Error('stopped'));
  }, 200);
  const startedMs = performance.now();
  await expect(client.get('GET /x', {})).rejects.toThrow('stopped');
  expect(performance.now() - startedMs).toBeLessThan(5000);
  await close();
});

test.each([
  ['a day ahead', 86_400_000],
  ['a day behind', -86_400_000],
])('an hour that is used up ends by the clock of GitHub, also where that of this machine is %s', async (_, aheadMs) => {
  let asked = 0;
  const answering: typeof fetch = () => {
    asked++;
    const headers = { ...inSeconds(2000), date: new Date(NOW).toUTCString() };
    return Promise.resolve(Response.json({ message: 'API rate limit exceeded' }, { status: 403, headers }));
  };
  const now = () => new Date(NOW + aheadMs);
  const deps = { fetch: answering, now, signal: new AbortController().signal, sleep: pause, debug: () => undefined };
  const client = openClient({ apiUrl: 'https://api.github.com', token: 'ghs_x', reserve: 0 }, deps);
  for (let tries = 0; tries < 3; tries++)
    await expect(client.get('GET /x', {})).rejects.toMatchObject({
      kind: 'limit',
      resetsAt: new Date(NOW + 2_000_000),
    });
  expect(asked).toBe(1);
  expect(client.requestsLeft()).toBe(0);
});

test('files of releases go to GitHub only, whatever address a release names: the token goes with them', async () => {
  const asked: unknown[] = [];
  const refusing: typeof fetch = (url) => {
    asked.push(url);
    return Promise.reject(new Error('not to be asked'));
  };
  const { signal } = new AbortController();
  const deps = { fetch: refusing, now: () => new Date(), signal, sleep: pause, debug: () => undefined };
  const client = openClient({ apiUrl: 'https://api.github.com', token: 'ghs_x', reserve: 0 }, deps);
  for (const url of ['https://evil.example/upload{?name}', 'http://uploads.github.com/x', 'nonsense', undefined]) {
    await expect(client.upload(url, 'a.zip', new Blob(['x']))).rejects.toMatchObject({ kind: 'failed' });
  }
  expect(asked).toEqual([]);
});

test('the same item gives the same bytes, whatever the order and the counters', () => {
  const api = 'https://api.github.com';
  const one = {
    b: 1,
    a: { login: 'x', id: 1, type: 'User', avatar_url: 'y' },
    url: `${api}/z`,
    reactions: { total_count: 0, '+1': 0 },
  };
  const other = { a: { type: 'User', id: 1, login: 'x' }, reactions: { url: 'z' }, b: 1, node_id: 'n' };
  expect(canonical(one, api)).toEqual(canonical(other, api));
  const body = { body: `${api}/z`, html_url: 'https://github.com/x', reactions: { total_count: 2, heart: 2, eyes: 0 } };
  expect(JSON.parse(canonical(body, api).toString())).toEqual({ ...body, reactions: { heart: 2 } });
  expect(canonical(JSON.parse('{"__proto__":{"x":1}}'), api).toString()).toContain('__proto__');
});

test('names from outside are names of files', () => {
  expect(safeName('../a b/ü')).toBe('%2E.%2Fa%20b%2F%C3%BC');
  expect(safeName('v'.repeat(300))).toMatch(/^v{120}~[0-9a-f]{12}$/);
  expect(safeName('v'.repeat(300))).not.toBe(safeName('v'.repeat(301)));
});

test('the API of github.com, of ghe.com and of a server of one’s own', () => {
  expect(['https://github.com', 'https://acme.ghe.com', 'https://git.acme.example/'].map(apiUrlOf)).toEqual([
    'https://api.github.com',
    'https://api.acme.ghe.com',
    'https://git.acme.example/api/v3',
  ]);
});

test('the issuer of the tokens of github.com, of ghe.com and of a server of one’s own', () => {
  const servers = ['https://github.com/', 'https://acme.ghe.com', 'https://git.acme.example:8443/'];
  expect(servers.map(issuerOf)).toEqual([
    'token.actions.githubusercontent.com',
    'token.actions.acme.ghe.com',
    'git.acme.example:8443/_services/token',
  ]);
  for (const wrong of ['', 'github.example.com', 'ssh://git@github.com'])
    expect(() => issuerOf(wrong)).toThrow(/^github-server-url: /);
});

test('the documentation names every kind, and what the token needs for it', () => {
  const page =
    readFileSync(new URL('../../docs/metadata.md', import.meta.url), 'utf8').split('## Organisation')[0] ?? '';
  const rows = [...page.matchAll(/^\| `([a-z-]+)` *\|[^|]*\| (.*?) *\|$/gm)].map(([, name, permission]) => [
    name,
    permission,
  ]);
  expect(rows).toEqual(KINDS.map(({ name, permission }) => [name, permission]).sort());
});
