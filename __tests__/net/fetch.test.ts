import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createFetch } from '../../src/net/fetch.ts';
import { startProxy } from '../support/proxy.ts';
import { listen, type Listening } from '../../tools/listen.ts';

const TLS = new URL('../fixtures/tls/', import.meta.url);
const CA = fileURLToPath(new URL('localhost-cert.pem', TLS));

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(server: Server): Promise<Listening> {
  const started = await listen(server);
  closers.push(started.close);
  return started;
}

async function serve(answer: RequestListener): Promise<string> {
  return (await start(createServer(answer))).url;
}

async function serveTls(answer: RequestListener): Promise<string> {
  const [key, cert] = ['localhost-key.pem', 'localhost-cert.pem'].map((name) => readFileSync(new URL(name, TLS)));
  return `https://localhost:${(await start(createTlsServer({ key, cert }, answer))).port}`;
}

async function proxy() {
  const started = await startProxy();
  closers.push(started.close);
  return started;
}

describe('a proxy', () => {
  test('https goes through its tunnel, with the certificates of AWS_CA_BUNDLE', async () => {
    const url = await serveTls((_, response) => void response.end('hello'));
    const { url: HTTPS_PROXY, asked } = await proxy();
    const answer = await createFetch({ HTTPS_PROXY, AWS_CA_BUNDLE: CA })(url);
    expect(await answer.text()).toBe('hello');
    expect(asked).toEqual([`CONNECT ${new URL(url).host}`]);
    await expect(createFetch({ HTTPS_PROXY })(url)).rejects.toMatchObject({ message: 'fetch failed' });
  });

  test('not for the hosts in NO_PROXY', async () => {
    const url = await serveTls((_, response) => void response.end('hello'));
    const { url: HTTPS_PROXY, asked } = await proxy();
    const answer = await createFetch({ HTTPS_PROXY, NO_PROXY: 'localhost', AWS_CA_BUNDLE: CA })(url);
    expect(await answer.text()).toBe('hello');
    expect(asked).toEqual([]);
  });

  test('one that cannot be used is told when it is made', () => {
    expect(() => createFetch({ HTTPS_PROXY: 'socks5://x' })).toThrow('does not hold the URL of an http proxy');
  });
});

test('headers, statuses and bodies; compressed ones are unpacked', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/304') response.writeHead(304, { etag: '"1"' }).end();
    else response.writeHead(201, { 'content-encoding': 'gzip', 'x-a': 'b' }).end(gzipSync('unpacked'));
  });
  const fetch = createFetch({});
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([201, 'b', 'unpacked']);
  const same = await fetch(`${url}/304`);
  expect([same.status, same.headers.get('etag'), same.body]).toEqual([304, '"1"', null]);
});

test('texts and Blobs are sent with their length', async () => {
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      response.end(`${request.headers['content-length'] ?? ''} ${Buffer.concat(chunks).toString()}`),
    );
  });
  const fetch = createFetch({});
  expect(await (await fetch(url, { method: 'POST', body: 'ä' })).text()).toBe('2 ä');
  expect(await (await fetch(url, { method: 'PUT', body: new Blob(['blob']) })).text()).toBe('4 blob');
  await expect(fetch(url, { method: 'POST', body: new URLSearchParams('a=b') })).rejects.toThrow('fetch failed');
});

describe('redirects', () => {
  test('credentials stay with their origin', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('there');
    });
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      const location = request.url === '/' ? '/again' : other;
      response.writeHead(302, { location }).end();
    });
    const headers = { authorization: 'token x' };
    expect(await (await createFetch({})(url, { headers })).text()).toBe('there');
    expect(seen).toEqual(['token x', 'token x', undefined]);
    const kept = await createFetch({})(url, { headers, redirect: 'manual' });
    expect([kept.status, kept.headers.get('location')]).toEqual([302, '/again']);
    await kept.body?.cancel();
  });

  test('what changes something is repeated only where it is meant to be', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/to') response.end(`${request.method ?? ''}`);
      else response.writeHead(Number(request.url?.slice(1)), { location: '/to' }).end();
    });
    const fetch = createFetch({});
    expect(await (await fetch(`${url}/307`, { method: 'POST', body: 'x' })).text()).toBe('POST');
    await expect(fetch(`${url}/302`, { method: 'POST', body: 'x' })).rejects.toThrow('fetch failed');
  });

  test('not for ever', async () => {
    const url = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
    await expect(createFetch({})(url)).rejects.toMatchObject({ cause: { message: 'redirected too often' } });
  });
});

describe('failures', () => {
  test('nobody there, a body that breaks off, a packed one that breaks off', async () => {
    const fetch = createFetch({});
    await expect(fetch('http://127.0.0.1:1')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    const url = await serve((request, response) => {
      response.writeHead(200, request.url === '/packed' ? { 'content-encoding': 'gzip' } : { 'content-length': '100' });
      response.write(gzipSync('something'.repeat(100)).subarray(0, 20), () => response.destroy());
    });
    await expect((await fetch(url)).text()).rejects.toThrow();
    await expect((await fetch(`${url}/packed`)).text()).rejects.toThrow();
  });

  test('an abort ends it with its reason, before the answer and within the body', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('begin');
    });
    const fetch = createFetch({});
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
    const controller = new AbortController();
    const answer = await fetch(`${url}/body`, { signal: controller.signal });
    const text = answer.text();
    controller.abort(new Error('enough'));
    await expect(text).rejects.toThrow('enough');
    await expect(fetch(url, { signal: controller.signal })).rejects.toThrow('enough');
  });
});
