/** The client of the GitHub API: pages, conditional requests, rate limits, failures. */
import { setTimeout as delay } from 'node:timers/promises';
import { isNamed, messageOf } from '../base/errors.ts';
import { GithubFailure } from './failure.ts';
import { judge, LONGEST_PAUSE_MS, type Trouble } from './rate-limit.ts';

export interface ClientSettings {
  /** `https://api.github.com`, `https://<server>/api/v3`. */
  readonly apiUrl: string;
  readonly token: string | undefined;
  /** Requests of the hourly limit that are left for others. */
  readonly reserve: number;
}

export interface ClientDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Pauses; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly debug: (message: string) => void;
}

export interface GithubAnswer {
  /** undefined if nothing changed since the given ETag. */
  readonly data: unknown;
  readonly etag: string | undefined;
  /** The `Link` header's next and last addresses. */
  readonly next: URL | undefined;
  readonly last: URL | undefined;
}

export interface GithubClient {
  readonly apiUrl: string;
  /** The server's clock at its latest answer. */
  serverDate(): Date;
  /** Requests per hour for this token, less the reserve; undefined if the server has no limit. */
  hourlyRequests(): number | undefined;
  /** Requests that are left this hour, less the reserve; undefined if no limit is known. */
  requestsLeft(): number | undefined;
  /** `route`: `GET /repos/{owner}/{repo}/labels`. Throws a GithubFailure. */
  get(route: string, parameters: Readonly<Record<string, unknown>>, etag?: string): Promise<GithubAnswer>;
  /** A request that creates something: `POST ...`, `PUT ...`. The answer's body. Throws a GithubFailure. */
  send(route: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Adds a file to a release; `uploadUrl` as the release has it. Throws a GithubFailure. */
  upload(uploadUrl: unknown, name: string, file: Blob): Promise<void>;
  /** The `data` of a GraphQL answer without errors. Throws a GithubFailure. */
  graphql(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
  /**
   * A file behind the API, which most often redirects to another host: that one gets no Authorization. Each try asks
   * the API again, since such addresses are valid for minutes only. `accept`: the media type that the API requires;
   * otherwise it answers 415. `receive` throws if the body is not what it should be; its result is returned. Throws a
   * GithubFailure.
   */
  download<T>(path: string, accept: string, receive: (body: ReadableStream<Uint8Array>) => Promise<T>): Promise<T>;
}

/** Time limit for the head of an answer and for each JSON body: no Octokit plugin has one. */
const ANSWER_TIMEOUT_MS = 60_000;
const DOWNLOAD_TIMEOUT_MS = 3_600_000;
const API_VERSION = '2022-11-28';
const REDIRECTS = [301, 302, 303, 307, 308];

export const pause: ClientDeps['sleep'] = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => {
    signal.throwIfAborted();
  });
};

interface Limit {
  readonly remaining: number;
  readonly limit: number;
  readonly resetMs: number;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Octokit with time limits, and with retries where they help. Loaded only here, since nothing else needs it. */
export async function openClient(settings: ClientSettings, deps: ClientDeps): Promise<GithubClient> {
  const { GitHub, getOctokitOptions } = await import('@actions/github/lib/utils');
  const { apiUrl, token, reserve } = settings;
  const limits = new Map<string, Limit>();
  let serverDate = deps.now();
  const note = (headers: Headers) => {
    const date = Date.parse(String(headers['date']));
    if (!Number.isNaN(date)) serverDate = new Date(date);
    const limit = readLimit(headers);
    if (limit !== undefined) limits.set(String(headers['x-ratelimit-resource'] ?? 'core'), limit);
  };
  const options = {
    baseUrl: apiUrl,
    userAgent: 'holdfast',
    log: { debug: deps.debug, info: deps.debug, warn: deps.debug, error: deps.debug },
    request: { fetch: timedFetch(deps, ANSWER_TIMEOUT_MS) },
  };
  const octokit = new GitHub(token === undefined ? options : getOctokitOptions(token, options));
  octokit.hook.after('request', (response) => {
    note(response.headers);
  });
  octokit.hook.error('request', (error) => {
    if ('response' in error && error.response !== undefined) note(error.response.headers);
    throw error;
  });

  const patiently = async <T>(resource: string, attempt: () => Promise<T>, isWrite = false): Promise<T> => {
    for (let tries = 1; ; tries++) {
      deps.signal.throwIfAborted();
      checkBudget(limits.get(resource), reserve, deps.now().getTime());
      try {
        return await attempt();
      } catch (error) {
        deps.signal.throwIfAborted();
        const verdict = judge(troubleOf(error), tries, deps.now().getTime(), isWrite);
        if (verdict.action === 'stop') throw verdict.failure;
        deps.debug(`${messageOf(error)}; trying again in ${String(Math.round(verdict.ms / 1000))} s.`);
        await deps.sleep(verdict.ms, deps.signal);
      }
    }
  };

  return {
    apiUrl,
    serverDate: () => serverDate,
    hourlyRequests: () => {
      const core = limits.get('core');
      return core === undefined ? undefined : Math.max(core.limit - reserve, 1);
    },
    requestsLeft: () => {
      const core = limits.get('core');
      const isKnown = core !== undefined && core.resetMs > deps.now().getTime();
      return isKnown ? Math.max(core.remaining - reserve, 0) : undefined;
    },
    get: (route, parameters, etag) =>
      patiently('core', async () => {
        const headers = {
          'x-github-api-version': API_VERSION,
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
        };
        try {
          const answer = await octokit.request(route, { ...parameters, headers });
          const data: unknown = answer.data;
          if (typeof data !== 'object' || data === null) throw new BrokenAnswer(`The answer to ${route} broke off.`);
          return { data, etag: answer.headers.etag, ...links(answer.headers.link) };
        } catch (error) {
          if (etag !== undefined && statusOf(error) === 304)
            return { data: undefined, etag, next: undefined, last: undefined };
          throw error;
        }
      }),
    send: (route, parameters) =>
      patiently('core', async () => (await octokit.request(route, { ...parameters })).data as unknown, true),
    upload: async (uploadUrl, name, file) => {
      const url = uploadAddress(uploadUrl, apiUrl, name);
      const headers = { 'content-type': 'application/octet-stream', 'content-length': file.size };
      const request = { fetch: timedFetch(deps, DOWNLOAD_TIMEOUT_MS) };
      await patiently('core', () => octokit.request(`POST ${url}`, { data: file, headers, request }), true);
    },
    graphql: (query, variables) => patiently('graphql', () => octokit.graphql(query, { ...variables })),
    download: (path, accept, receive) =>
      patiently('core', async () => {
        const fetcher = timedFetch(deps, DOWNLOAD_TIMEOUT_MS);
        return receive(await followed({ fetcher, url: `${apiUrl}${path}`, accept, token, note }));
      }),
  };
}

/** `https://uploads.github.com/...{?name,label}`; the token goes there, so that it must be GitHub's own. */
function uploadAddress(uploadUrl: unknown, apiUrl: string, name: string): string {
  const address = String(uploadUrl).replace(/\{.*$/, '');
  const api = new URL(apiUrl);
  const hosts = [api.host, api.host.replace(/^api\./, 'uploads.')];
  if (!URL.canParse(address) || new URL(address).protocol !== api.protocol || !hosts.includes(new URL(address).host)) {
    throw new GithubFailure(
      'failed',
      `Files of releases are not sent to ${address}, which is not ${hosts.join(' or ')}.`,
    );
  }
  return `${address}?name=${encodeURIComponent(name)}`;
}

/** Stops before the last requests of the hour, unless the next hour is near. */
function checkBudget(limit: Limit | undefined, reserve: number, nowMs: number): void {
  if (limit === undefined || limit.remaining > reserve || limit.resetMs <= nowMs) return;
  if (limit.remaining > 0 && limit.resetMs - nowMs < LONGEST_PAUSE_MS) return;
  throw new GithubFailure('limit', 'The requests that GitHub allows for this hour are used up.');
}

function readLimit(headers: Headers): Limit | undefined {
  const [remaining, limit, reset] = ['remaining', 'limit', 'reset'].map((name) =>
    Number(headers[`x-ratelimit-${name}`] ?? NaN),
  );
  if (remaining === undefined || limit === undefined || reset === undefined) return undefined;
  if (!Number.isFinite(remaining + limit + reset)) return undefined;
  return { remaining, limit, resetMs: reset * 1000 };
}

function timedFetch(deps: ClientDeps, timeoutMs: number): typeof fetch {
  return (input, init) =>
    deps.fetch(input, { ...init, signal: AbortSignal.any([deps.signal, AbortSignal.timeout(timeoutMs)]) });
}

interface FileRequest {
  readonly fetcher: typeof fetch;
  readonly url: string;
  readonly accept: string;
  readonly token: string | undefined;
  readonly note: (headers: Headers) => void;
}

/** One hop at most, as GitHub does it; the token goes to the API only. */
async function followed({ fetcher, url, accept, token, note }: FileRequest): Promise<ReadableStream<Uint8Array>> {
  const headers = {
    accept,
    'user-agent': 'holdfast',
    'x-github-api-version': API_VERSION,
    ...(token === undefined ? {} : { authorization: `token ${token}` }),
  };
  const answer = await fetcher(url, { headers, redirect: 'manual' });
  note(Object.fromEntries(answer.headers));
  if (REDIRECTS.includes(answer.status)) {
    await answer.body?.cancel();
    return fromStorage(fetcher, fileAddress(answer.headers.get('location') ?? '', url));
  }
  if (answer.ok && answer.body !== null) return answer.body;
  throw new RefusedDownload(answer.status, Object.fromEntries(answer.headers), await answer.text());
}

/** The address is signed: no message may name more of it than its origin. */
function fileAddress(location: string, url: string): URL {
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (target === undefined || target.username !== '' || target.password !== '') {
    throw new BrokenAnswer('GitHub redirected the download to an invalid address.');
  }
  if (target.protocol !== 'https:' && target.protocol !== new URL(url).protocol) {
    throw new GithubFailure('failed', `GitHub redirected the download to ${target.origin}, which is not https.`);
  }
  return target;
}

async function fromStorage(fetcher: typeof fetch, target: URL): Promise<ReadableStream<Uint8Array>> {
  const answer = await fetcher(target.href, { headers: { 'user-agent': 'holdfast' }, redirect: 'manual' });
  if (answer.ok && answer.body !== null) return answer.body;
  // An expired address answers 403 or 404; a new one may work.
  await answer.body?.cancel();
  throw new BrokenAnswer(`${target.origin} answered ${String(answer.status)}.`, answer.status);
}

/** An incomplete answer; another try may succeed. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
  /** What the storage host answered instead of the file. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

class RefusedDownload extends Error {
  override readonly name = 'RefusedDownload';
  readonly response: { readonly status: number; readonly headers: Headers };

  constructor(status: number, headers: Headers, body: string) {
    super(saidIn(body) ?? `The API answered ${String(status)}.`);
    this.response = { status, headers };
  }
}

/** The message of an error of the API, by which alone a secondary limit is known. */
function saidIn(body: string): string | undefined {
  try {
    const message = (JSON.parse(body) as { readonly message?: unknown } | null)?.message;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

interface Failed {
  readonly status?: number;
  readonly headers?: Headers;
  readonly response?: { readonly status?: number; readonly headers?: Headers };
  readonly errors?: readonly { readonly type?: string; readonly message?: string }[];
}

function statusOf(error: unknown): number | undefined {
  return (error as Failed).response?.status;
}

/** Octokit gives a failed connection the status 500 and no response. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof GithubFailure) throw error;
  const failed = error as Failed;
  if (isNamed(error, 'GraphqlResponseError')) {
    const first = failed.errors?.[0];
    const message = first?.message ?? messageOf(error);
    return { status: 200, headers: textHeaders(failed.headers), message, graphqlType: first?.type, cause: error };
  }
  if (failed.response === undefined && !isNetworkError(error)) throw error;
  return {
    status: failed.response?.status,
    headers: textHeaders(failed.response?.headers),
    message: messageOf(error),
    cause: error,
  };
}

/** What fetch and its streams throw when a connection breaks; anything else is a bug. */
function isNetworkError(error: unknown): boolean {
  if (isNamed(error, 'HttpError', 'BrokenAnswer', 'TimeoutError', 'AbortError', 'SocketError')) return true;
  return error instanceof Error && (error.message === 'terminated' || error.message === 'fetch failed');
}

function textHeaders(headers: Headers = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** `<https://...?page=2>; rel="next", <...>; rel="last"` */
function links(header: string | undefined): { readonly next: URL | undefined; readonly last: URL | undefined } {
  const find = (relation: string) => {
    for (const [, address = '', name] of (header ?? '').matchAll(/<([^<>]*)>\s*;\s*rel="(\w+)"/g)) {
      if (name === relation && URL.canParse(address)) return new URL(address);
    }
    return undefined;
  };
  return { next: find('next'), last: find('last') };
}
