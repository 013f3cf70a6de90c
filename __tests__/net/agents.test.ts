import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNetwork } from '../../src/net/network.ts';
import type { Network } from '../../src/net/network.ts';
import { readBody } from '../../src/net/http.ts';
import { listen, type Listening } from '../../tools/listen.ts';

const TLS = new URL('../fixtures/tls/', import.meta.url);
const CERTIFICATE = fileURLToPath(new URL('localhost-cert.pem', TLS));

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:root</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

const servers: Listening[] = [];
afterEach(async () => {
  for (const { close } of servers.splice(0)) await close();
});

async function portOf(server: Server): Promise<number> {
  const started = await listen(server);
  servers.push(started);
  return started.port;
}

const answer: RequestListener = (_, response) => void response.end(IDENTITY);

async function startTls(): Promise<string> {
  const [key, cert] = await Promise.all([readFile(new URL('localhost-key.pem', TLS)), readFile(CERTIFICATE)]);
  return `https://localhost:${await portOf(createTlsServer({ key, cert }, answer))}`;
}

/** A forward proxy that keeps what it was asked for. */
async function startProxy(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end(IDENTITY);
  });
  proxy.on('connect', (request, client, head) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  return { url: `http://127.0.0.1:${await portOf(proxy)}`, asked };
}

async function askSts(network: Network, endpoint: string): Promise<string | undefined> {
  const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
  const client = new STSClient({
    region: 'us-east-1',
    endpoint,
    credentials,
    requestHandler: network.requestHandler,
    maxAttempts: 1,
  });
  return (await client.send(new GetCallerIdentityCommand({}))).Account;
}

async function get({ http }: Network, url: string, signal?: AbortSignal) {
  const answer = await http.request(new URL(url), { method: 'GET', headers: {}, signal });
  return { status: answer.statusCode, body: (await readBody(answer, 1000)).toString() };
}

describe('certificates', () => {
  test('of an unknown authority are refused, for the SDK and for requests', async () => {
    const url = await startTls();
    const network = createNetwork({}, {});
    await expect(askSts(network, url)).rejects.toThrow('self-signed certificate');
    await expect(get(network, url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  test('of an authority in AWS_CA_BUNDLE are trusted', async () => {
    const url = await startTls();
    const network = createNetwork({}, { AWS_CA_BUNDLE: CERTIFICATE });
    expect(await askSts(network, url)).toBe('111122223333');
    expect(await get(network, url)).toEqual({ status: 200, body: IDENTITY });
  });

  test('AWS_CA_BUNDLE that is missing or holds none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
    await writeFile(join(folder, 'empty.pem'), 'nothing');
    for (const name of ['empty.pem', 'missing.pem']) {
      expect(() => createNetwork({}, { AWS_CA_BUNDLE: join(folder, name) })).toThrow(name);
    }
    await rm(folder, { recursive: true });
  });
});

describe('proxies', () => {
  test('HTTPS_PROXY is used for the SDK and for requests, together with AWS_CA_BUNDLE', async () => {
    const [url, proxy] = [await startTls(), await startProxy()];
    const network = createNetwork({}, { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: CERTIFICATE });
    expect(await askSts(network, url)).toBe('111122223333');
    expect((await get(network, url)).status).toBe(200);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(url).host}`]));
  });

  test('HTTP_PROXY is used for endpoints without TLS', async () => {
    const proxy = await startProxy();
    const network = createNetwork({}, { HTTP_PROXY: proxy.url });
    expect(await askSts(network, 'http://sts.example.com')).toBe('111122223333');
    expect(proxy.asked).toEqual(['POST http://sts.example.com/']);
  });

  test('NO_PROXY is left out', async () => {
    const proxy = await startProxy();
    const url = `http://127.0.0.1:${await portOf(createServer(answer))}`;
    const network = createNetwork({}, { HTTP_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.1' });
    expect(await askSts(network, url)).toBe('111122223333');
    expect(proxy.asked).toEqual([]);
  });

  test('a host and port alone is a proxy too; anything else is named', async () => {
    const proxy = await startProxy();
    const network = createNetwork({}, { http_proxy: new URL(proxy.url).host });
    expect(await askSts(network, 'http://sts.example.com')).toBe('111122223333');
    expect(proxy.asked).toHaveLength(1);
    for (const value of ['socks5://proxy.example.com', 'http://', 'no url']) {
      expect(() => createNetwork({}, { HTTPS_PROXY: value })).toThrow('HTTPS_PROXY');
    }
  });
});

describe('time limits', () => {
  test('a server that says nothing', async () => {
    const url = `http://127.0.0.1:${await portOf(createServer(() => undefined))}`;
    const network = createNetwork({ idleTimeoutMs: 100 }, {});
    await expect(askSts(network, url)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(get(network, url)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('an abort', async () => {
    const url = `http://127.0.0.1:${await portOf(createServer(() => undefined))}`;
    const abort = new AbortController();
    const waiting = get(createNetwork({}, {}), url, abort.signal);
    abort.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });
});
