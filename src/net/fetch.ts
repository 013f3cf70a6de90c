/** A `fetch` that uses the proxies and certificates of the environment. */
import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Emit } from '../base/events.ts';
import type { Env } from './agents.ts';
import { createHttp, type Http, type HttpCall } from './http.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const REDIRECTS_FOLLOWED = 5;
/** Answers that have no body: https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS: readonly number[] = [204, 205, 304];

/**
 * `fetch` over http.ts, since Node's own knows neither the proxies of the environment nor
 * AWS_CA_BUNDLE. It follows the standard, with these differences:
 *
 * - Bodies are texts or Blobs, and are sent with their length.
 * - A redirect of a request that changes something is followed only where it is to be repeated as it is (307, 308).
 * - A minute without a byte is a failure, and so is what silence.ts cuts off; `emit` is told of a silent server.
 *
 * Rejects with `TypeError: fetch failed` and the socket's error as its cause, or with the signal's reason. Errors when
 * it is made: `bad-proxy`, `bad-ca-bundle`.
 */
export function createFetch(env: Env, emit?: Emit): typeof fetch {
  return fetchOver(createHttp(env, { emit }));
}

/** The same over connections that others use too. */
export function fetchOver(http: Http): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    init.signal?.throwIfAborted();
    try {
      return await follow(url, init, http);
    } catch (cause) {
      init.signal?.throwIfAborted();
      throw new TypeError('fetch failed', { cause });
    }
  };
}

async function follow(first: URL, init: RequestInit, http: Http): Promise<Response> {
  const headers = new Headers(init.headers);
  let url = first;
  for (let hops = 0; ; hops++) {
    const message = await send(url, init, headers, http);
    const status = message.statusCode ?? 0;
    const { location } = message.headers;
    if (init.redirect === 'manual' || !REDIRECTS.includes(status) || location === undefined) {
      return toResponse(message, init.signal);
    }
    message.destroy();
    const next = new URL(location, url);
    if (!['GET', 'HEAD'].includes(init.method ?? 'GET') && status < 307) {
      throw new Error(`${url.origin} sent the request on with ${status}`);
    }
    if (hops === REDIRECTS_FOLLOWED) throw new Error('redirected too often');
    if (next.protocol !== url.protocol && next.protocol !== 'https:') throw new Error('redirected away from https');
    // Credentials are for the origin that they were given for.
    if (next.origin !== url.origin) for (const name of ['authorization', 'cookie']) headers.delete(name);
    url = next;
  }
}

function send(url: URL, init: RequestInit, headers: Headers, http: Http): Promise<IncomingMessage> {
  const { body, sizeBytes } = bodyOf(init.body);
  return http.request(url, {
    method: init.method ?? 'GET',
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip',
      ...Object.fromEntries(headers),
      ...(sizeBytes === undefined ? {} : { 'content-length': String(sizeBytes) }),
    },
    body,
    signal: init.signal ?? undefined,
  });
}

function bodyOf(body: RequestInit['body']): { readonly body?: HttpCall['body']; readonly sizeBytes?: number } {
  if (body == null) return {};
  if (typeof body === 'string') return { body };
  if (body instanceof Blob) return { body: Readable.fromWeb(body.stream()), sizeBytes: body.size };
  throw new Error('a body is a text or a Blob');
}

function toResponse(message: IncomingMessage, signal: AbortSignal | null | undefined): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    headers.append(message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '');
  }
  const init = { status, statusText: message.statusMessage ?? '', headers };
  if (BODILESS.includes(status)) {
    message.resume();
    return new Response(null, init);
  }
  const stop = () => message.destroy(signal?.reason as Error);
  signal?.addEventListener('abort', stop, { once: true });
  message.once('close', () => signal?.removeEventListener('abort', stop));
  return new Response(Readable.toWeb(decoded(message, headers)) as ReadableStream<Uint8Array>, init);
}

function decoded(message: IncomingMessage, headers: Headers): Readable {
  if (headers.get('content-encoding') !== 'gzip') return message;
  headers.delete('content-encoding');
  headers.delete('content-length');
  // Errors of either end up in what is handed back.
  return pipeline(message, createGunzip(), () => undefined);
}
