import { buffer } from 'node:stream/consumers';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Answer, WireRequest } from './http.ts';
import { listen, type Listening } from '../listen.ts';

/** How an answer leaves the server, when a fault changes that. */
type Delivery =
  | { readonly kind: 'send' }
  /** Headers say the whole length; the connection breaks after this many bytes of the body. */
  | { readonly kind: 'cut'; readonly atByte: number }
  /** The connection breaks before any answer. */
  | { readonly kind: 'drop' }
  /** Nothing is ever answered; the connection stays open. */
  | { readonly kind: 'stall' };

export interface Served {
  readonly answer: Answer;
  readonly delivery: Delivery;
}

interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  readonly now: () => Date;
  readonly handle: (request: WireRequest) => Promise<Served>;
}

export async function startServer(options: ServerOptions): Promise<Listening> {
  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    serve(options, incoming, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  };
  const settings = { keepAliveTimeout: 60_000, requestTimeout: 0, maxHeaderSize: 64 * 1024 };
  const server =
    options.tls === undefined
      ? http.createServer(settings, onRequest)
      : https.createServer({ ...settings, ...options.tls }, onRequest);
  return listen(server, options.port, options.host);
}

async function serve(options: ServerOptions, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(incoming, options.tls !== undefined);
  const { answer, delivery } = await options.handle(request);
  if (delivery.kind === 'stall') return;
  if (delivery.kind === 'drop') {
    response.destroy();
    return;
  }
  const body = typeof answer.body === 'object' ? answer.body : Buffer.from(answer.body ?? '');
  response.sendDate = false;
  const length = answer.status === 204 || answer.status === 304 ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...length, ...answer.headers, date: options.now().toUTCString() });
  if (delivery.kind === 'send') {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, delivery.atByte), () => response.destroy());
}

async function readRequest(incoming: IncomingMessage, secure: boolean): Promise<WireRequest> {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  return {
    method: incoming.method ?? 'GET',
    rawPath: mark < 0 ? url : url.slice(0, mark),
    rawQuery,
    // A plus sign in a query means itself in AWS's protocols.
    query: new URLSearchParams(rawQuery.replace(/\+/g, '%2B')),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: await buffer(incoming),
    secure,
  };
}
