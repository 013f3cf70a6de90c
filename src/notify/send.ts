/** Sends one message to a receiver: short limits, few tries, redirects that stay on https and in the public network. */
import type { IncomingMessage } from 'node:http';
import type { Emit } from '../base/events.ts';
import { VERSION } from '../base/version.ts';
import type { Env } from '../net/agents.ts';
import { createHttp, type Http } from '../net/http.ts';
import { proxiesOf, type Proxies, proxyFor } from '../net/proxies.ts';
import { type RetryPolicy, shapeOf, withRetries } from '../net/retry.ts';
import { guardedLookup, literalAddress, mayReach, REFUSED_ADDRESS, refusedAddress, type Resolve } from './addresses.ts';

/** One request to a receiver. */
export interface Delivery {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly contentType?: string;
  readonly body?: string;
}

export interface SenderSettings {
  readonly env: Env;
  /** Private networks and http too. */
  readonly allowPrivate: boolean;
  readonly emit: Emit;
  /** Other than the system's, for tests. */
  readonly resolve?: Resolve | undefined;
  readonly retry?: RetryPolicy | undefined;
  readonly tryMs?: number | undefined;
}

export interface Sender {
  /** @throws NotSent, which names no address */
  readonly send: (delivery: Delivery, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

/** Why a message did not arrive, in words that name no address. `code` and status decide whether it is tried again. */
class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly code: string | undefined;
  readonly $metadata: { readonly httpStatusCode?: number };

  constructor(
    message: string,
    { code, status }: { readonly code?: string | undefined; readonly status?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.$metadata = status === undefined ? {} : { httpStatusCode: status };
  }
}

const TRY_MS = 10_000;
const RETRY: RetryPolicy = { attempts: 3, baseMs: 400 };
const REDIRECTS_FOLLOWED = 3;

interface Parts {
  readonly http: Http;
  readonly proxies: Proxies;
  readonly settings: SenderSettings;
}

/** @throws bad-proxy, bad-ca-bundle */
export function createSender(settings: SenderSettings): Sender {
  // Connections of its own: each was checked when it was made.
  const http = createHttp(settings.env);
  const parts: Parts = { http, proxies: proxiesOf(settings.env), settings };
  return { send: (delivery, signal) => sendOften(delivery, signal, parts), close: http.close };
}

async function sendOften(delivery: Delivery, signal: AbortSignal, parts: Parts): Promise<void> {
  const { retry = RETRY, tryMs = TRY_MS, emit } = parts.settings;
  const attempt = async (): Promise<void> => {
    try {
      await follow(delivery, AbortSignal.any([signal, AbortSignal.timeout(tryMs)]), parts);
    } catch (error) {
      throw inWords(error);
    }
  };
  try {
    await withRetries(attempt, { policy: retry, what: 'notification', emit, signal });
  } catch (error) {
    throw inWords(error);
  }
}

async function follow(delivery: Delivery, signal: AbortSignal, parts: Parts): Promise<void> {
  let { url } = delivery;
  for (let hops = 0; ; hops++) {
    const answer = await sendOnce({ ...delivery, url }, signal, parts);
    // What a receiver says beyond its status is of no use here, and may be endless.
    answer.destroy();
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return;
    const { location } = answer.headers;
    if (status < 300 || status >= 400 || location === undefined)
      throw new NotSent(`the receiver answered with status ${String(status)}`, { status });
    if (hops === REDIRECTS_FOLLOWED) throw new NotSent('the receiver redirected too often');
    // A client makes a GET of it, and the message would be lost.
    if (delivery.method === 'POST' && status < 307)
      throw new NotSent(`the receiver redirected the message with status ${String(status)}, which drops it`);
    url = redirected(url, location);
  }
}

function redirected(from: URL, location: string): URL {
  const next = URL.parse(location, from.href);
  if (next === null) throw new NotSent('the receiver redirected to something that is no address');
  if (next.protocol !== 'https:' && next.protocol !== from.protocol)
    throw new NotSent('the receiver redirected away from https');
  // Nothing that one receiver says makes credentials for another.
  next.username = next.password = '';
  return next;
}

function sendOnce(
  { url, method, body, contentType }: Delivery,
  signal: AbortSignal,
  parts: Parts,
): Promise<IncomingMessage> {
  const { http, proxies, settings } = parts;
  const { allowPrivate, resolve } = settings;
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new NotSent('the address is not https');
  const literal = literalAddress(url);
  if (literal !== undefined && !mayReach(literal, allowPrivate)) throw refusedAddress();
  // A proxy looks names up itself, and its own address may well be a private one.
  const isDirect = proxyFor(url, proxies) === undefined;
  return http.request(url, {
    method,
    headers: {
      'user-agent': `holdfast/${VERSION}`,
      accept: '*/*',
      ...(contentType && { 'content-type': contentType }),
    },
    body: body ?? (method === 'POST' ? '' : undefined),
    signal,
    ...(isDirect && { lookup: guardedLookup(allowPrivate, resolve) }),
  });
}

const REASONS: Readonly<Record<string, string>> = {
  [REFUSED_ADDRESS]: 'the receiver has no public address (allow-private-receivers allows others)',
  ENOTFOUND: "the receiver's name is not known (ENOTFOUND)",
  EAI_AGAIN: "the receiver's name could not be looked up (EAI_AGAIN)",
  ECONNREFUSED: 'the receiver takes no connections (ECONNREFUSED)',
  ECONNRESET: 'the connection broke (ECONNRESET)',
};

/** Errors of sockets and names have addresses in their messages. */
function inWords(error: unknown): NotSent {
  if (error instanceof NotSent) return error;
  const { name, code } = shapeOf(error);
  if (name === 'TimeoutError' || name === 'AbortError')
    return new NotSent('the receiver did not answer in time', { code: 'ETIMEDOUT' });
  if (name === 'HoldfastError') return new NotSent('the run was cancelled');
  const text = code === undefined ? undefined : REASONS[code];
  return new NotSent(text ?? `the connection failed (${code ?? name ?? 'unknown'})`, { code });
}
