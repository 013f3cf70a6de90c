/** The batch API of Git LFS. */
import { sourceOf, type Token, type TokenSource } from '../../../base/token-source.ts';
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { MiB } from '../../../base/limits.ts';
import type { RemotePlace } from '../git/remote.ts';
import { readBody, type Http } from '../../../net/http.ts';
import type { Pointer } from './pointers.ts';

/** Source: https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md */
export interface LfsServer {
  readonly url: URL;
  /** For the server's own origin only. */
  readonly token: TokenSource | undefined;
}

/** For one request, and the addresses in its answer. */
interface Authorized {
  readonly url: URL;
  readonly token: string | undefined;
}

/** Where one object can be downloaded from or uploaded to. */
export interface Action {
  readonly href: URL;
  readonly headers: Readonly<Record<string, string>>;
}

export type LfsObjectAnswer =
  | { readonly kind: 'action'; readonly action: Action; readonly verify: Action | undefined }
  /** For an upload: the server already has it. */
  | { readonly kind: 'nothing-to-do' }
  /** The server says that it does not have it or cannot have it. */
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * An answer that is not what was asked for. `mayPass` says whether a later try may succeed, with the wait that the
 * server asks for.
 */
export class LfsError extends Error {
  readonly status: number | undefined;
  readonly mayPass: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: { status?: number; mayPass?: boolean; retryAfterMs?: number | undefined } = {}) {
    super(message);
    this.status = facts.status;
    this.mayPass = facts.mayPass ?? false;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

export const BATCH_OBJECTS = 100;
export const MEDIA_TYPE = 'application/vnd.git-lfs+json';
const ANSWER_MAX_BYTES = 8 * MiB;
const REASON_MAX_CHARS = 300;
/** Statuses by which the server says that something does not exist or is not possible. */
const MISSING_CODES = [404, 410, 422];

const ActionRow = v.object({ href: v.string(), header: v.optional(v.record(v.string(), v.string())) });
const ObjectRow = v.object({
  oid: v.string(),
  size: v.optional(v.number()),
  authenticated: v.optional(v.boolean()),
  actions: v.optional(
    v.object({ download: v.optional(ActionRow), upload: v.optional(ActionRow), verify: v.optional(ActionRow) }),
  ),
  error: v.optional(v.object({ code: v.number(), message: v.optional(v.string()) })),
});
const BatchAnswer = v.object({ transfer: v.optional(v.string()), objects: v.array(ObjectRow) });

/**
 * The server of a repository: found by its URL alone (see docs/api/server-discovery.md there), or the one that the
 * repository's .lfsconfig names, which gets the token only at the same origin. Returns a text if that one cannot be
 * used: the reason.
 */
export function lfsServer(place: HttpPlace, token: Token | undefined, configured?: string): LfsServer | string {
  if (configured === undefined) return serverAt(`${place.url.replace(/\.git$/, '')}.git/info/lfs`, place, token);
  const protocol = URL.canParse(configured) ? new URL(configured).protocol : '';
  // As with the repository itself: http is for servers on this machine.
  if (protocol === 'https:' || (protocol === 'http:' && place.url.startsWith('http:'))) {
    return serverAt(configured.replace(/\/+$/, ''), place, token);
  }
  return `.lfsconfig names ${JSON.stringify(configured)} as the LFS server, and only https is supported`;
}

type HttpPlace = Extract<RemotePlace, { kind: 'http' }>;

function serverAt(base: string, place: HttpPlace, token: Token | undefined): LfsServer {
  const url = new URL(`${base}/objects/batch`);
  const isOwn = token !== undefined && url.origin === place.origin;
  return { url, token: isOwn ? sourceOf(token) : undefined };
}

/** Basic authentication. */
function authorization(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}

/** Asks for up to 100 objects, no OID twice; answers in their order. Throws LfsError, and the socket's errors. */
export async function askBatch(
  http: Http,
  server: LfsServer,
  operation: 'download' | 'upload',
  pointers: readonly Pointer[],
): Promise<LfsObjectAnswer[]> {
  const objects = pointers.map(({ oid, sizeBytes }) => ({ oid, size: sizeBytes }));
  const text = JSON.stringify({ operation, transfers: ['basic'], objects, hash_algo: 'sha256' });
  const [response, authorized] = await postWithToken(http, server, text);
  const body = (await readBody(response, ANSWER_MAX_BYTES)).toString('utf8');
  expectOk(response.statusCode ?? 0, response.headers['retry-after'], body);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), BatchAnswer), body);
  if (!parsed.success) throw new LfsError('the answer of the LFS server does not follow the batch API');
  const { transfer, objects: rows } = parsed.output;
  if (transfer !== undefined && transfer !== 'basic') throw new LfsError(`the LFS server insists on "${transfer}"`);
  const byOid = new Map(rows.map((row) => [row.oid, row]));
  return pointers.map(({ oid }) => readAnswer(authorized, operation, byOid.get(oid)));
}

/**
 * Asks for any number of objects with `ask`, in batches. A batch that the server finds too large (413) is asked for in
 * smaller ones, and so are those after it: `batch.objects` goes down.
 */
export async function* askInBatches<T>(
  ask: (pointers: readonly Pointer[]) => Promise<readonly T[]>,
  pointers: readonly Pointer[],
  batch: { objects: number },
): AsyncGenerator<readonly [Pointer, T]> {
  for (let at = 0; at < pointers.length;) {
    const asked = uniqueOids(pointers.slice(at, at + batch.objects));
    let answers: readonly T[];
    try {
      answers = await ask(asked);
    } catch (error) {
      if (!(error instanceof LfsError) || error.status !== 413 || asked.length === 1) throw error;
      batch.objects = Math.ceil(asked.length / 2);
      continue;
    }
    at += asked.length;
    for (const [index, pointer] of asked.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new Error('fewer answers of the LFS server than objects');
      yield [pointer, answer];
    }
  }
}

/**
 * Those up to where an OID comes a second time, with another size: it waits for the next batch. Sorted by OID, so that
 * equal ones are neighbours.
 */
function uniqueOids(pointers: readonly Pointer[]): readonly Pointer[] {
  const second = pointers.findIndex(({ oid }, index) => index > 0 && pointers[index - 1]?.oid === oid);
  return second < 0 ? pointers : pointers.slice(0, second);
}

/** Statuses that git-lfs follows with the same method and body. */
const REDIRECTS = [301, 302, 307, 308];
const REDIRECTS_FOLLOWED = 3;

/** If the token is refused, and there is another one, the request is sent again with that. */
async function postWithToken(
  http: Http,
  { url, token: source }: LfsServer,
  body: string,
): Promise<readonly [IncomingMessage, Authorized]> {
  const first = { url, token: await source?.() };
  const response = await postBatch(http, first, body);
  if (response.statusCode !== 401 || source === undefined) return [response, first];
  const second = { url, token: await source(first.token) };
  if (second.token === first.token) return [response, first];
  response.destroy();
  return [await postBatch(http, second, body), second];
}

/** A repository that was renamed redirects its LFS server too. The token goes to the server's own origin only. */
async function postBatch(http: Http, server: Authorized, body: string): Promise<IncomingMessage> {
  let { url } = server;
  for (let hops = 0; ; hops++) {
    const { token } = url.origin === server.url.origin ? server : {};
    const response = await http.request(url, {
      method: 'POST',
      headers: {
        accept: MEDIA_TYPE,
        'content-type': MEDIA_TYPE,
        'user-agent': 'holdfast',
        ...(token !== undefined && { authorization: authorization(token) }),
      },
      body,
    });
    const next = redirection(response, url, REDIRECTS);
    if (next === undefined) return response;
    response.destroy();
    if (hops === REDIRECTS_FOLLOWED) throw new LfsError('the LFS server redirected the request too often');
    url = next;
  }
}

/** Where an answer redirects to; undefined if it does not. Throws LfsError for an address that is not allowed. */
export function redirection(response: IncomingMessage, from: URL, statuses: readonly number[]): URL | undefined {
  const { location } = response.headers;
  if (!statuses.includes(response.statusCode ?? 0) || location === undefined) return undefined;
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (next !== undefined && ['https:', from.protocol].includes(next.protocol)) return next;
  response.destroy();
  throw new LfsError('the LFS server redirected the request to an address that is not allowed');
}

/** Throws unless the status is 200. The server's text is shortened. */
export function expectOk(status: number, retryAfter: string | undefined, body: string): void {
  if (status === 200) return;
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ message: v.string() })), body);
  const message = said.success ? `: ${said.output.message.slice(0, REASON_MAX_CHARS)}` : '';
  throw new LfsError(`the server answered ${String(status)}${message}`, {
    status,
    mayPass: status === 408 || status === 429 || status >= 500,
    retryAfterMs: retryAfterMs(retryAfter),
  });
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function readAnswer(
  server: Authorized,
  operation: 'download' | 'upload',
  row: v.InferOutput<typeof ObjectRow> | undefined,
): LfsObjectAnswer {
  if (row === undefined) return { kind: 'failed', reason: 'the answer of the LFS server does not contain it' };
  if (row.error !== undefined) {
    const { code, message = '' } = row.error;
    const reason = `the LFS server says ${String(code)} ${message.slice(0, REASON_MAX_CHARS)}`.trimEnd();
    return { kind: MISSING_CODES.includes(code) ? 'missing' : 'failed', reason };
  }
  const given = row.actions?.[operation];
  if (given === undefined) {
    return operation === 'upload'
      ? { kind: 'nothing-to-do' }
      : { kind: 'failed', reason: 'the LFS server gave no download address' };
  }
  const action = readAction(server, given, row.authenticated === true);
  if (action === undefined) return { kind: 'failed', reason: 'the LFS server gave an unusable address' };
  const verify = row.actions?.verify && readAction(server, row.actions.verify, row.authenticated === true);
  return { kind: 'action', action, verify };
}

/** The token is sent only to the LFS server's own origin, and only if the answer contains no credentials. */
function readAction(
  server: Authorized,
  { href, header = {} }: v.InferOutput<typeof ActionRow>,
  authenticated: boolean,
): Action | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== server.url.protocol)) return undefined;
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const headers = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
  // These headers decide where a request goes and where it ends, so an answer must not set them.
  for (const name of ['host', 'connection', 'content-length', 'expect', 'upgrade']) delete headers[name];
  const lacksCredentials = headers['authorization'] === undefined && !authenticated;
  if (lacksCredentials && url.origin === server.url.origin && server.token !== undefined) {
    headers['authorization'] = authorization(server.token);
  }
  return { href: url, headers };
}
