/** What the client does with a token that changes, and with a share of the requests. */
import { createBudget } from '../../src/github/budget.ts';
import { openClient, pause } from '../../src/github/client.ts';
import type { TokenSource } from '../../src/base/token-source.ts';

interface Sent {
  readonly token: string | null;
  readonly etag: string | null;
}

/** A client whose server answers with these statuses in turn, then with 200. */
function clientOf(statuses: readonly number[], token: TokenSource | string | undefined, limit = Infinity) {
  const sent: Sent[] = [];
  const answering: typeof fetch = (_, init) => {
    const headers = new Headers(init?.headers);
    sent.push({ token: headers.get('authorization'), etag: headers.get('if-none-match') });
    const status = statuses[sent.length - 1] ?? 200;
    const body = status === 304 ? null : JSON.stringify(status === 200 ? { data: { a: 1 } } : { message: 'no' });
    const type = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(body, { status, headers: type }));
  };
  const budget = createBudget(limit);
  const { signal } = new AbortController();
  const deps = {
    fetch: answering,
    now: () => new Date(),
    signal,
    sleep: () => pause(0, signal),
    debug: () => undefined,
  };
  const open = () => openClient({ apiUrl: 'https://api.github.com', token, reserve: 0, budget }, deps);
  return { sent, budget, open, client: open() };
}

/** `t1`, and the next one for each that is refused. */
function numbered(): { source: TokenSource; asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  let at = 1;
  const source: TokenSource = (refused) => {
    asked.push(refused);
    if (refused === `t${String(at)}`) at++;
    return Promise.resolve(`t${String(at)}`);
  };
  return { source, asked };
}

test('the source is asked before each request, and told of a token that was refused', async () => {
  const { source, asked } = numbered();
  const { client, sent } = clientOf([200, 401, 200, 200], source);
  await client.get('GET /a', {});
  await client.get('GET /b', {});
  await client.get('GET /c', {});
  expect(sent.map(({ token }) => token)).toEqual(['token t1', 'token t1', 'token t2', 'token t2']);
  expect(asked).toEqual([undefined, undefined, 't1', undefined]);
});

test('a second token that is refused ends it: there is no third one for the same request', async () => {
  const { client, sent } = clientOf([401, 401, 401], numbered().source);
  await expect(client.get('GET /a', {})).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(sent.map(({ token }) => token)).toEqual(['token t1', 'token t2']);
});

test('a token that cannot be renewed is one that is not accepted, so that what was read is kept', async () => {
  const { client, sent } = clientOf([], () => Promise.reject(new Error('the App is suspended')));
  await expect(client.get('GET /a', {})).rejects.toMatchObject({
    name: 'GithubFailure',
    kind: 'unauthorized',
    message: 'the App is suspended',
  });
  expect(sent).toEqual([]);
});

test('clients share a budget: once it is used, none of them sends anything', async () => {
  const { open, budget, sent } = clientOf([], 'ghs_x', 3);
  const [one, other] = [open(), open()];
  await one.get('GET /a', {});
  await other.graphql('query { a }', {});
  expect(one.requestsLeft()).toBe(1);
  await other.get('GET /b', {});
  expect([one.requestsLeft(), other.requestsLeft('graphql'), budget.left()]).toEqual([0, 0, 0]);
  for (const client of [one, other]) {
    await expect(client.get('GET /c', {})).rejects.toMatchObject({ kind: 'limit' });
  }
  expect(sent).toHaveLength(3);
});

test('repetitions count, and 304 only where GitHub counts it: in answers to nobody', async () => {
  const known = clientOf([503, 304, 304], 'ghs_x', 10);
  await known.client.get('GET /a', {}, 'W/"1"');
  await known.client.get('GET /a', {}, 'W/"1"');
  expect([known.sent.length, known.budget.used()]).toEqual([3, 1]);
  const unknown = clientOf([304], undefined, 10);
  await unknown.client.get('GET /a', {}, 'W/"1"');
  expect(unknown.budget.used()).toBe(1);
});

test('the lesser counts of what is left of the hour and of the budget', async () => {
  const { signal } = new AbortController();
  const hourly: typeof fetch = () => {
    const headers = {
      'content-type': 'application/json',
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '100',
      'x-ratelimit-reset': '2000000000',
    };
    return Promise.resolve(new Response('{}', { headers }));
  };
  const deps = { fetch: hourly, now: () => new Date(0), signal, sleep: pause, debug: () => undefined };
  for (const [limit, left] of [
    [20, 19],
    [1000, 50],
  ] as const) {
    const budget = createBudget(limit);
    const client = openClient({ apiUrl: 'https://api.github.com', token: 'x', reserve: 50, budget }, deps);
    await client.get('GET /a', {});
    expect([client.requestsLeft(), client.hourlyRequests()]).toEqual([left, 4950]);
  }
});
