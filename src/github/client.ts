/** The client of GitHub: REST, GraphQL and downloads, with pages, conditional requests, limits and one classification of failures. */
import { setTimeout as delay } from 'node:timers/promises';
import { isNamed, messageOf } from '../base/errors.ts';
import { tryAgain } from '../net/retry.ts';
import type { RequestBudget } from './budget.ts';
import { isHeavy, judge, LIGHTER_PAUSE_MS, LONGEST_PAUSE_MS, type Trouble } from './classify.ts';
import { BrokenAnswer, GithubFailure, isNetworkError } from './failure.ts';
import { jsonOf, openApi, Refusal, type AppIdentity, type Parameters, type Received, type Send } from './request.ts';
import { sourceOf, type Token, type TokenSource } from '../base/token-source.ts';

export interface ClientSettings {
  /** `https://api.github.com`, `https://<server>/api/v3`. */
  readonly apiUrl: string;
  readonly token: Token | undefined;
  /** Requests of the hourly limit that are left for others. */
  readonly reserve: number;
  /** Asks as this App, for what has to do with its installations; without a token. */
  readonly app?: AppIdentity | undefined;
  /** Shared with other clients: none sends a request once it is used. */
  readonly budget?: RequestBudget | undefined;
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

export interface GraphqlError {
  readonly type: string;
  readonly message: string;
  /** Where in the data something is missing. */
  readonly path: readonly (string | number)[];
}

export interface GraphqlAnswer {
  readonly data: unknown;
  /** What the data lacks. */
  readonly errors: readonly GraphqlError[];
  /** The variable `first` that the answer is for. */
  readonly first: number;
}

/** What GitHub counts apart. */
export type Resource = 'core' | 'graphql';

export interface GithubClient {
  readonly apiUrl: string;
  /** The server's clock at its latest answer. */
  serverDate(): Date;
  /** Requests per hour for this token, less the reserve; undefined if the server has no limit. */
  hourlyRequests(): number | undefined;
  /** Requests that are left: of this hour, less the reserve, and of the budget; undefined if no limit is known. */
  requestsLeft(resource?: Resource): number | undefined;
  /** `route`: `GET /repos/{owner}/{repo}/labels`. Throws a GithubFailure. */
  get(route: string, parameters: Parameters, etag?: string): Promise<GithubAnswer>;
  /**
   * A request that creates something: `POST ...`, `PUT ...`. The answer's body. `mayRepeat`: a second one does no harm. Throws a
   * GithubFailure.
   */
  send(route: string, parameters: Parameters, how?: { readonly mayRepeat: boolean }): Promise<unknown>;
  /** Adds a file to a release; `uploadUrl` as the release has it. Throws a GithubFailure. */
  upload(uploadUrl: unknown, name: string, file: Blob): Promise<void>;
  /**
   * Data, and what is missing in it. A query that takes GitHub too long is sent again with half of its variable `first`,
   * down to 1. Throws a GithubFailure if there is no data at all.
   */
  graphql(query: string, variables: Parameters): Promise<GraphqlAnswer>;
  /**
   * A file behind the API, which most often redirects to another host: that one gets no Authorization. Each try asks
   * the API again, since such addresses are valid for minutes only. `accept`: the media type that the API requires;
   * otherwise it answers 415. `receive` throws if the body is not what it should be; its result is returned. Throws a
   * GithubFailure.
   */
  download<T>(path: string, accept: string, receive: Receive<T>): Promise<T>;
}

export type Receive<T> = (body: ReadableStream<Uint8Array>, headers: Headers) => Promise<T>;

/** Time limit for one answer with its body; downloads end by silence only. */
const ANSWER_TIMEOUT_MS = 60_000;
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

/** Nothing is requested before the first call. */
export function openClient(settings: ClientSettings, deps: ClientDeps): GithubClient {
  return new Client(settings, deps);
}

class Client implements GithubClient {
  readonly apiUrl: string;
  readonly #token: TokenSource | undefined;
  /** The latest token that GitHub did not accept. */
  #refused: string | undefined;
  readonly #reserve: number;
  readonly #budget: RequestBudget | undefined;
  readonly #app: AppIdentity | undefined;
  readonly #deps: ClientDeps;
  readonly #limits = new Map<string, Limit>();
  #serverDate: Date;
  /** How far GitHub's clock, to which resets refer, is ahead of this machine's. */
  #clockAheadMs = 0;
  #opened: Promise<Send> | undefined;

  constructor({ apiUrl, token, reserve, budget, app }: ClientSettings, deps: ClientDeps) {
    this.apiUrl = apiUrl;
    this.#token = token === undefined ? undefined : sourceOf(token);
    this.#reserve = reserve;
    this.#budget = budget;
    this.#app = app;
    this.#deps = deps;
    this.#serverDate = deps.now();
  }

  serverDate(): Date {
    return this.#serverDate;
  }

  hourlyRequests(): number | undefined {
    const core = this.#limits.get('core');
    return core === undefined ? undefined : Math.max(core.limit - this.#reserve, 1);
  }

  requestsLeft(resource: Resource = 'core'): number | undefined {
    const limit = this.#limits.get(resource);
    const isKnown = limit !== undefined && limit.resetMs > this.#nowMs();
    const ofHour = isKnown ? Math.max(limit.remaining - this.#reserve, 0) : Infinity;
    const left = Math.min(ofHour, this.#budget?.left() ?? Infinity);
    return left === Infinity ? undefined : left;
  }

  get(route: string, parameters: Parameters, etag?: string): Promise<GithubAnswer> {
    const headers = etag === undefined ? undefined : { 'if-none-match': etag };
    return this.#patiently('core', async () => {
      try {
        const answer = await this.#send(route, parameters, { headers });
        return { data: jsonOf(answer), etag: answer.headers['etag'], ...links(answer.headers['link']) };
      } catch (error) {
        if (etag === undefined || !(error instanceof Refusal) || error.status !== 304) throw error;
        // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
        if (this.#token !== undefined) this.#budget?.giveBack();
        return { data: undefined, etag, ...links(error.headers['link']) };
      }
    });
  }

  send(route: string, parameters: Parameters, { mayRepeat } = { mayRepeat: false }): Promise<unknown> {
    const attempt = async () => {
      const answer = await this.#send(route, parameters);
      return answer.status === 204 ? undefined : jsonOf(answer);
    };
    return this.#patiently('core', attempt, { isWrite: !mayRepeat });
  }

  async upload(uploadUrl: unknown, name: string, file: Blob): Promise<void> {
    const route = `POST ${uploadAddress(uploadUrl, this.apiUrl, name)}`;
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(file.size) };
    const attempt = () => this.#send(route, { data: file }, { headers, isFile: true });
    await this.#patiently('core', attempt, { isWrite: true });
  }

  graphql(query: string, variables: Parameters): Promise<GraphqlAnswer> {
    // Beside the REST API; of a server of one's own `/api/graphql` beside `/api/v3`.
    const route = `POST ${this.apiUrl.replace(/\/v3$/, '')}/graphql`;
    let first = Number(variables['first'] ?? 1);
    const attempt = async () => {
      const sent = { ...variables, ...('first' in variables ? { first } : {}) };
      try {
        const answer = await this.#send(route, { query, variables: sent });
        const result = readGraphql(jsonOf(answer), answer.headers);
        const heavy = first > 1 ? result.errors.find(isHeavy) : undefined;
        if (heavy !== undefined) throw new GraphqlRefusal(heavy, {});
        return { ...result, first };
      } catch (error) {
        throw isEnded(error) ? new GraphqlRefusal({ type: 'TIMEOUT', message: messageOf(error) }, {}) : error;
      }
    };
    const lighten = () => {
      const isLighter = first > 1;
      first = Math.max(Math.floor(first / 2), 1);
      return isLighter;
    };
    return this.#patiently('graphql', attempt, { lighten });
  }

  download<T>(path: string, accept: string, receive: Receive<T>): Promise<T> {
    return this.#patiently('core', async () => {
      const { data, headers } = await this.#followed(path, accept);
      return receive(data as ReadableStream<Uint8Array>, new Headers(headers));
    });
  }

  /** One hop at most, as GitHub does it; the token goes to the API only. */
  async #followed(path: string, accept: string): Promise<Received> {
    const answer = await this.#send(`GET ${path}`, {}, { headers: { accept }, isFile: true, isStream: true });
    const body = answer.data as ReadableStream<Uint8Array> | null;
    if (REDIRECTS.includes(answer.status)) {
      await body?.cancel();
      return this.#fromStorage(fileAddress(answer.headers['location'] ?? '', `${this.apiUrl}${path}`));
    }
    if (body === null) throw new BrokenAnswer('the API answered without a file');
    return answer;
  }

  async #fromStorage(target: URL): Promise<Received> {
    const { fetch, signal } = this.#deps;
    const answer = await fetch(target.href, { headers: { 'user-agent': 'holdfast' }, redirect: 'manual', signal });
    if (answer.ok && answer.body !== null) {
      return { status: answer.status, headers: Object.fromEntries(answer.headers), data: answer.body };
    }
    // An expired address answers 403 or 404; a new one may work.
    await answer.body?.cancel();
    throw new BrokenAnswer(`${target.origin} answered ${String(answer.status)}.`, answer.status);
  }

  /** A request to the API. A file that is sent or received may take longer than `ANSWER_TIMEOUT_MS`. */
  async #send(route: string, parameters: Parameters, how: How = {}): Promise<Received> {
    const { signal, debug } = this.#deps;
    const send = await (this.#opened ??= openApi(this.apiUrl, debug, this.#app));
    const token = await this.#currentToken();
    this.#budget?.take();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const limited = how.isFile === true ? signal : AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
      const answer = await this.#deps.fetch(input, { ...init, signal: limited });
      this.#note(answer.headers);
      return answer;
    };
    try {
      return await send(route, parameters, { headers: how.headers, token, fetch, isStream: how.isStream });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.#refused = token;
      throw error;
    }
  }

  /** A token that cannot be renewed is one that is not accepted any more: what was read until then is kept. */
  async #currentToken(): Promise<string | undefined> {
    const refused = this.#refused;
    this.#refused = undefined;
    try {
      return await this.#token?.(refused);
    } catch (error) {
      this.#deps.signal.throwIfAborted();
      throw new GithubFailure('unauthorized', messageOf(error), error);
    }
  }

  #note(headers: Headers): void {
    const date = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(date)) {
      this.#serverDate = new Date(date);
      this.#clockAheadMs = date - this.#deps.now().getTime();
    }
    const limit = readLimit(headers);
    if (limit !== undefined) this.#limits.set(headers.get('x-ratelimit-resource') ?? 'core', limit);
  }

  /** GitHub's clock. */
  #nowMs(): number {
    return this.#deps.now().getTime() + this.#clockAheadMs;
  }

  #patiently<T>(resource: Resource, attempt: () => Promise<T>, how: Repetition = {}): Promise<T> {
    const { signal, sleep, debug } = this.#deps;
    let lighter = 0;
    const counted = () => {
      signal.throwIfAborted();
      checkBudget(this.#limits.get(resource), this.#reserve, this.#nowMs());
      return attempt();
    };
    const pauseAfter = (error: unknown, tries: number): number => {
      signal.throwIfAborted();
      const trouble = troubleOf(error);
      if (isHeavyQuery(trouble) && how.lighten?.() === true) {
        lighter++;
        debug(`${trouble.message}; asking for less in ${String(LIGHTER_PAUSE_MS / 1000)} s.`);
        return LIGHTER_PAUSE_MS;
      }
      const verdict = judge(trouble, tries - lighter, this.#nowMs(), how.isWrite);
      if (verdict.action === 'stop') throw verdict.failure;
      debug(`${messageOf(error)}; trying again in ${String(Math.round(verdict.ms / 1000))} s.`);
      return verdict.ms;
    };
    return tryAgain(counted, pauseAfter, (ms) => sleep(ms, signal));
  }
}

interface How {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly isFile?: boolean;
  readonly isStream?: boolean;
}

interface Repetition {
  readonly isWrite?: boolean;
  /** Makes the next try ask for less; false if it already asks for as little as it can. */
  readonly lighten?: () => boolean;
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

/** Stops before the last requests of the hour, unless the next hour is near. `nowMs`: GitHub's clock. */
function checkBudget(limit: Limit | undefined, reserve: number, nowMs: number): void {
  if (limit === undefined || limit.remaining > reserve || limit.resetMs <= nowMs) return;
  if (limit.remaining > 0 && limit.resetMs - nowMs < LONGEST_PAUSE_MS) return;
  const message = 'The requests that GitHub allows for this hour are used up.';
  throw new GithubFailure('limit', message, undefined, { resetsAt: new Date(limit.resetMs) });
}

function readLimit(headers: Headers): Limit | undefined {
  const [remaining = NaN, limit = NaN, reset = NaN] = ['remaining', 'limit', 'reset'].map((name) =>
    Number(headers.get(`x-ratelimit-${name}`) ?? NaN),
  );
  return Number.isFinite(remaining + limit + reset) ? { remaining, limit, resetMs: reset * 1000 } : undefined;
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

/** Errors that leave nothing of the data are a failure. */
function readGraphql(result: unknown, headers: Readonly<Record<string, string>>): Omit<GraphqlAnswer, 'first'> {
  const { data, errors } = result as { readonly data?: unknown; readonly errors?: unknown };
  const given = Array.isArray(errors) ? (errors as readonly Partial<GraphqlError>[]) : [];
  const read = given.map(({ type, message, path }) => ({
    type: typeof type === 'string' ? type : '',
    message: typeof message === 'string' ? message : 'an error without a message',
    path: Array.isArray(path) ? path : [],
  }));
  const [first] = read;
  if (!isHollow(data) || (first === undefined && typeof data === 'object' && data !== null)) {
    return { data, errors: read };
  }
  throw new GraphqlRefusal(first ?? { type: '', message: 'the answer has no data' }, headers);
}

/** Nothing but null in it. */
function isHollow(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isHollow);
}

class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal';
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ type, message }: Pick<GraphqlError, 'type' | 'message'>, headers: Readonly<Record<string, string>>) {
    super(message);
    this.type = type;
    this.headers = headers;
  }
}

/** Queries that take too long are ended with these, or by our own time limit; REST answers them for other reasons. */
function isEnded(error: unknown): boolean {
  return (error instanceof Refusal && [500, 502, 504].includes(error.status)) || isNamed(error, 'TimeoutError');
}

function isHeavyQuery({ graphqlType, message }: Trouble): boolean {
  return graphqlType !== undefined && isHeavy({ type: graphqlType, message });
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof GithubFailure) throw error;
  const facts = { message: messageOf(error), cause: error };
  if (error instanceof Refusal) return { ...facts, status: error.status, headers: error.headers };
  if (error instanceof GraphqlRefusal) {
    return { ...facts, status: 200, headers: error.headers, graphqlType: error.type };
  }
  if (!isNetworkError(error)) throw error;
  return { ...facts, status: undefined, headers: {}, message: networkMessage(error) };
}

/** The reason of a failed fetch is in its cause. */
function networkMessage(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause instanceof Error && cause.message !== '' ? cause : error);
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
