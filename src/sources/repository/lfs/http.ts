/** HTTP requests with git's proxies and certificates. */
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { getCACertificates } from 'node:tls';
import type { Environment } from '../git/git.ts';

/** HTTP like git: proxies from the environment, and the certificates that git was told to trust. */
export interface HttpClient {
  /**
   * Resolves with any status and the body unread. Redirects are not followed. Rejects with the socket's error
   * (`ETIMEDOUT` after a minute without a byte), or the signal's reason.
   */
  readonly request: (url: URL, call: HttpCall) => Promise<IncomingMessage>;
  readonly close: () => void;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Buffer>;
}

const IDLE_TIMEOUT_MS = 60_000;
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

export function createHttpClient(env: Environment, signal: AbortSignal): HttpClient {
  const proxyEnv = proxiesOf(env);
  const authorities = env['GIT_SSL_CAINFO'];
  const ca = authorities ? { ca: [...getCACertificates('default'), readFileSync(authorities, 'utf8')] } : {};
  const httpAgent = new HttpAgent({ keepAlive: true, proxyEnv });
  const httpsAgent = new HttpsAgent({ keepAlive: true, proxyEnv, ...ca });
  return {
    request: (url, call) =>
      new Promise((resolve, reject) => {
        const isHttps = url.protocol === 'https:';
        const send = isHttps ? httpsRequest : httpRequest;
        const { method, headers, body } = call;
        const options = { method, headers, signal, agent: isHttps ? httpsAgent : httpAgent };
        const outgoing = send(url, options, resolve);
        outgoing.setTimeout(IDLE_TIMEOUT_MS, () => {
          outgoing.destroy(Object.assign(new Error('no byte came for a minute'), { code: 'ETIMEDOUT' }));
        });
        outgoing.on('error', (error) => {
          reject(signal.aborted ? (signal.reason as Error) : error);
        });
        write(outgoing, body).catch(reject);
      }),
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** A bare host and port means http, as in git; Node would ignore it. */
function proxiesOf(env: Environment): Record<string, string> {
  const proxies: Record<string, string> = {};
  for (const name of PROXY_VARIABLES) {
    const value = env[name];
    if (value) proxies[name] = /^no_/i.test(name) || value.includes('://') ? value : `http://${value}`;
  }
  return proxies;
}

async function write(outgoing: ReturnType<typeof httpRequest>, body: HttpCall['body']): Promise<void> {
  if (body === undefined || typeof body === 'string') {
    outgoing.end(body);
    return;
  }
  for await (const chunk of body) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) {
      await new Promise<void>((resolve) => {
        outgoing.once('drain', resolve).once('close', resolve);
      });
    }
  }
  outgoing.end();
}

/** Reads the whole body, up to a limit. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer has more than ${String(maxBytes)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
