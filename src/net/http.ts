/** The one way of requests out of the process, other than those of the S3 SDK. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { type Agents, createAgents, type Env, IDLE_TIMEOUT_MS, type NetworkSettings } from './agents.ts';

export interface HttpCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of any other form than a text, the headers give its length. */
  readonly body?: string | AsyncIterable<Uint8Array> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How the name of the host is looked up, where that is not as usual. Only for what goes by no proxy. */
  readonly lookup?: LookupFunction | undefined;
}

/** One request; it goes by the proxies of the environment and trusts its certificates. */
export interface Http {
  /**
   * Resolves with any status and the body unread. Redirects are not followed. Rejects with the socket's error, with a
   * `TimeoutError` (`ETIMEDOUT`) after a minute without a byte, or with the signal's reason.
   */
  readonly request: (url: URL, call: HttpCall) => Promise<IncomingMessage>;
  readonly close: () => void;
}

export interface HttpSettings extends Pick<NetworkSettings, 'emit' | 'patience'> {
  /** A PEM file of authorities to trust besides those of AWS_CA_BUNDLE. */
  readonly authorities?: string | undefined;
  /** Ends all requests, beside the signal of each. */
  readonly signal?: AbortSignal | undefined;
}

/** Requests over connections of their own. Throws `bad-proxy` or `bad-ca-bundle`. */
export function createHttp(env: Env, { signal, ...settings }: HttpSettings = {}): Http {
  return httpOver(createAgents(env, settings), IDLE_TIMEOUT_MS, signal);
}

/** Requests over connections that others use too. */
export function httpOver(agents: Agents, idleTimeoutMs: number, stop?: AbortSignal): Http {
  return {
    request: async (url, call) => {
      const signals = [stop, call.signal].filter((signal) => signal !== undefined);
      const signal = signals.length === 2 ? AbortSignal.any(signals) : signals[0];
      signal?.throwIfAborted();
      try {
        return await send(url, call, signal, agents, idleTimeoutMs);
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
    close: () => {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

function send(
  url: URL,
  { method, headers, body, lookup }: HttpCall,
  signal: AbortSignal | undefined,
  { httpAgent, httpsAgent }: Agents,
  idleTimeoutMs: number,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const length = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  const options = {
    method,
    headers: { ...headers, ...length },
    agent: isSecure ? httpsAgent : httpAgent,
    timeout: idleTimeoutMs,
    ...(signal === undefined ? {} : { signal }),
    ...(lookup === undefined ? {} : { lookup }),
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.on('timeout', () => request.destroy(silent(idleTimeoutMs)));
    if (body === undefined || typeof body === 'string') request.end(body);
    // The request reports its failure.
    else pipeline(Readable.from(body, { objectMode: false }), request, () => undefined);
  });
}

function silent(idleTimeoutMs: number): Error {
  const error = new Error(`no byte within ${String(idleTimeoutMs / 1000)} s`);
  return Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

/** Reads the whole body, up to a limit. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new Error(`the answer is longer than ${String(maxBytes)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
