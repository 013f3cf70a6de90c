import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { graphql, GraphQLError, type ExecutionResult } from 'graphql';
import { answerGit, type GitServerOptions } from '../git-server.ts';
import {
  describedAs,
  describedBelow,
  faultOf,
  faultAt,
  isRedirect,
  publishedGraphql,
  requestFaultOf,
  type Item,
  type Reply,
} from './schemas.ts';
import { accountList, type StandInAccount } from './account.ts';
import { mayUseGit, refusalOf, type Grant, type StandInApp } from './apps.ts';
import type { World } from './world.ts';
import { listen } from '../listen.ts';

/**
 * A GitHub server on this machine, as far as a backup of one repository's metadata asks for it: REST and GraphQL, rate
 * limits, ETags, redirects, and faults on request. No answer leaves it that does not fit the published schemas.
 */
export interface GithubServer {
  /** As `server-url`; the API lies below `/api/v3` as on a server of one's own. */
  readonly url: string;
  /** "GET /issues?..." below the repository, "POST graphql", "GET blob/7001", "GET /acme/shop.git/info/refs", in order. */
  readonly requests: string[];
  /** Connections that requests to the API came by; those of git do not count. */
  connections: number;
  /** Requests of the hour that are left, for all tokens together; undefined: no limit and no headers of one. */
  limit: { limit: number; remaining: number; reset: number } | undefined;
  /** A secondary limit of all tokens together: more requests within the time are refused. */
  burst: { readonly requests: number; readonly withinMs: number } | undefined;
  /** Answers given once each in place of the real ones to requests that start so. */
  readonly faults: Fault[];
  /** Answers to queries that ask for a field of this name. */
  readonly graphqlFaults: Map<string, object>;
  /** What git, git-lfs and their wikis get in place of a real answer, as long as it stands here. */
  readonly gitFaults: GitFault[];
  /** Paths below the repository that the token may not read, with the status that says so. */
  readonly denied: Map<string, number>;
  /** What was made: "post /labels" and its body; files of releases with their bytes. */
  readonly made: { readonly call: string; readonly body: unknown }[];
  close(): Promise<void>;
}

export interface Fault {
  /** Start of what `requests` would hold. */
  readonly on: string;
  /** Not for requests that only begin with it. */
  readonly isExact?: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The real answer, cut after this many bytes: `close` breaks the connection, `quiet` announces no length. */
  readonly cutBytes?: number;
  readonly cut?: 'close' | 'quiet';
  /** The redirect of a download leads to an address that has run out. */
  readonly expired?: boolean;
  /** The redirect of a download leads there. */
  readonly location?: string;
}

export interface GitFault {
  /** Matches the path. */
  readonly on: RegExp;
  readonly status: number;
  readonly location?: string;
  readonly text?: string;
}

interface GithubServerOptions {
  readonly world: World;
  readonly token: string;
  /** Repositories that it serves to git and git-lfs at the same address, with the same token. */
  readonly git?: Omit<GitServerOptions, 'token'>;
  /** Gives tokens of its installation, beside `token`. */
  readonly app?: StandInApp;
  /** Whose repositories are served, each with a world of its own; one with the name of `world` has that. */
  readonly account?: StandInAccount;
}

/** Where the items of a list are not the whole answer. */
const FIELDS: Readonly<Record<string, string>> = {
  '/environments': 'environments',
  '/actions/variables': 'variables',
  '/environments/{environment_name}/variables': 'variables',
  '/environments/{environment_name}/secrets': 'secrets',
  '/environments/{environment_name}/deployment-branch-policies': 'branch_policies',
  '/actions/secrets': 'secrets',
  '/actions/workflows': 'workflows',
  '/actions/runs': 'workflow_runs',
  '/orgs/{org}/organization-roles': 'roles',
  '/orgs/{org}/actions/variables': 'variables',
  '/orgs/{org}/actions/variables/{name}/repositories': 'repositories',
  '/orgs/{org}/actions/secrets': 'secrets',
  '/orgs/{org}/actions/secrets/{secret_name}/repositories': 'repositories',
  '/orgs/{org}/dependabot/secrets': 'secrets',
  '/orgs/{org}/codespaces/secrets': 'secrets',
  '/orgs/{org}/installations': 'installations',
  '/orgs/{org}/actions/runner-groups': 'runner_groups',
};

export async function startGithubServer(options: GithubServerOptions): Promise<GithubServer> {
  const { git } = options;
  const state: GithubServer = {
    url: '',
    requests: [],
    connections: 0,
    limit: undefined,
    burst: undefined,
    faults: [],
    gitFaults: [],
    graphqlFaults: new Map(),
    denied: new Map(),
    made: [],
    close: () => listening.close(),
  };
  const seenMs: number[] = [];
  const sockets = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    const isGit = git !== undefined && !/^\/(api|blob|storage|user-attachments)\//.test(request.url ?? '');
    if (isGit) state.requests.push(`${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`);
    if (!isGit && !sockets.has(request.socket)) state.connections++;
    if (!isGit) sockets.add(request.socket);
    const gitFault = isGit ? state.gitFaults.find(({ on }) => on.test(request.url ?? '')) : undefined;
    if (gitFault !== undefined) {
      const { status, location, text = '' } = gitFault;
      response.writeHead(status, { 'content-type': 'text/plain', ...(location && { location }) }).end(text);
      return;
    }
    const context: Context = { ...options, state, url: listening.url, seenMs };
    const answered = isGit ? serveGit(context, git, request, response) : handle(context, request, response);
    answered.catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const listening = await listen(server);
  return Object.assign(state, { url: listening.url });
}

interface Context extends GithubServerOptions {
  readonly state: GithubServer;
  readonly url: string;
  /** When the latest requests came. */
  readonly seenMs: number[];
}

/** Of an account, what it does not have any more is not served, and what was renamed is elsewhere. */
async function serveGit(
  { account, app, token }: Context,
  git: Omit<GitServerOptions, 'token'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, owner = '', name = '', rest = ''] =
    /^\/([^/]+)\/([^/]+?)(?:\.wiki)?(?:\.git)?(\/.*)$/.exec(request.url ?? '') ?? [];
  const found = account?.find(owner, name);
  const refuse = (status: number, headers = {}) => void response.writeHead(status, headers).end();
  if (account !== undefined && found === undefined && git.lfs?.isObject(request) !== true) {
    refuse(404);
    return;
  }
  if (found?.isMoved === true) {
    const { repository } = found;
    refuse(301, { location: `/${repository.owner}/${repository.name}${rest}` });
    return;
  }
  if (found?.repository.isDisabled === true) {
    refuse(403);
    return;
  }
  const check = (given: string, isPush: boolean): boolean => {
    const grant = app?.grantOf(given);
    if (grant === undefined) return given === token;
    const isHeld = found === undefined || app?.held(grant).includes(found.repository) === true;
    return isHeld && mayUseGit(grant, isPush);
  };
  await answerGit({ ...git, token: check }, request, response);
}

async function handle(served: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const url = new URL(request.url ?? '', served.url);
  const context = { ...served, world: worldFor(served, url, body) };
  const { state, world } = served;
  const name = nameOf(world, request.method ?? '', url);
  state.requests.push(name);
  const at = state.faults.findIndex(({ on, isExact }) => (isExact === true ? name === on : name.startsWith(on)));
  const [fault] = at < 0 ? [] : state.faults.splice(at, 1);
  const reply =
    fault?.status === undefined
      ? await answer(context, request, url, body, fault)
      : { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? { message: 'Server Error' } };
  send(context, request, response, reply, name, fault);
}

function nameOf({ owner, repo }: World, method: string, url: URL): string {
  const path = url.pathname
    .replace(`/api/v3/repos/${owner}/${repo}`, '')
    .replace(/^\/api\/v3\/orgs\//, '/orgs/')
    .replace(/^\/api\/graphql$/, 'graphql');
  return `${method} ${path.replace(/^\/blob/, 'blob')}${url.search}`;
}

function send(
  { state, world, url }: Context,
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  name: string,
  fault: Fault | undefined,
): void {
  const isBlob = / (blob|\/storage|\/user-attachments)\//.test(name);
  // Addresses in recorded answers lead to the real API.
  const bytes = Buffer.isBuffer(reply.body)
    ? reply.body
    : Buffer.from(JSON.stringify(reply.body).replaceAll('https://api.github.com/', `${url}/api/v3/`));
  // As at the real one, where another token gets another ETag for the same.
  const hashed = createHash('sha256')
    .update(request.headers.authorization ?? '')
    .update(bytes);
  const etag = `W/"${hashed.digest('hex')}"`;
  const isKnown = !isBlob && reply.status === 200 && request.headers['if-none-match'] === etag;
  const { limit } = state;
  if (limit !== undefined && !isBlob && !isKnown && limit.remaining > 0) limit.remaining--;
  response.setHeader('date', world.now.toUTCString());
  response.setHeader('content-type', isBlob ? 'application/octet-stream' : 'application/json; charset=utf-8');
  if (reply.status === 200 && !isBlob && request.method === 'GET') response.setHeader('etag', etag);
  if (limit !== undefined && !isBlob) {
    response.setHeader('x-ratelimit-limit', String(limit.limit));
    response.setHeader('x-ratelimit-remaining', String(limit.remaining));
    response.setHeader('x-ratelimit-reset', String(limit.reset));
    response.setHeader('x-ratelimit-resource', name === 'POST graphql' ? 'graphql' : 'core');
  }
  for (const [header, value] of Object.entries(reply.headers ?? {})) response.setHeader(header, value);
  if (isKnown) {
    response.writeHead(304).end();
    return;
  }
  const cutBytes = fault?.cutBytes;
  if (cutBytes === undefined) response.writeHead(reply.status).end(bytes);
  else if (fault?.cut === 'quiet') response.writeHead(reply.status).end(bytes.subarray(0, cutBytes));
  else {
    response.writeHead(reply.status, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, cutBytes), () => response.destroy());
  }
}

const refusal = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
});

/** That of the repository that is asked for; for anything else the one that the server was started with. */
function worldFor({ account, world }: Context, url: URL, body: Buffer): World {
  const [, owner, repo] =
    url.pathname === '/api/graphql'
      ? repositoryIn(body)
      : (/^\/api\/v3\/repos\/([^/]+)\/([^/]+)/.exec(url.pathname) ?? []);
  const found = owner === undefined || repo === undefined ? undefined : account?.find(owner, repo);
  if (account === undefined || found === undefined || found.isMoved) return world;
  const { repository } = found;
  if (repository.owner === world.owner && repository.name === world.repo) repository.world ??= world;
  return account.worldOf(repository);
}

function repositoryIn(body: Buffer): readonly (string | undefined)[] {
  const { variables = {} } = JSON.parse(body.toString()) as { variables?: { owner?: string; repo?: string } };
  return ['', variables.owner, variables.repo];
}

/** What an account has, and where a former name leads; undefined: it is asked for something else. */
function accountReply(context: Context, url: URL, grant: Grant | undefined): Reply | undefined {
  const { account, app } = context;
  if (account === undefined) return undefined;
  const path = decodeURIComponent(url.pathname.slice('/api/v3'.length));
  const id = /^\/repositories\/(\d+)$/.exec(path)?.[1];
  const byId = account.repositories.get(Number(id));
  if (id !== undefined) {
    const isSeen =
      byId !== undefined && (grant === undefined || byId.visibility === 'public' || app?.held(grant).includes(byId));
    return isSeen === true ? checked('', account.worldOf(byId).repository) : refusal(404, 'Not Found');
  }
  const [, owner = '', name = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(path) ?? [];
  if (owner !== '') {
    const found = account.find(owner, name);
    if (found === undefined) return refusal(404, 'Not Found');
    const { repository, isMoved } = found;
    const isHeld = grant === undefined || app?.held(grant).includes(repository) === true;
    if (!isHeld && repository.visibility !== 'public') return refusal(404, 'Not Found');
    if (repository.isDisabled) return refusal(403, 'Repository access blocked');
    const location = `${context.url}/api/v3/repos/${repository.owner}/${repository.name}${rest}${url.search}`;
    return isMoved ? { status: 301, headers: { location }, body: { message: 'Moved Permanently' } } : undefined;
  }
  const list = accountList(account, path, grant === undefined ? undefined : app?.held(grant));
  if (list === undefined || 'status' in list) return list;
  return pageOf(context, url, list);
}

async function answer(
  context: Context,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  fault: Fault | undefined,
): Promise<Reply> {
  const { state, world } = context;
  if (url.pathname.startsWith('/blob/')) return blob(context, request, url);
  if (/^\/(storage|user-attachments)\//.test(url.pathname)) return attachment(context, request, url);
  const authorization = request.headers.authorization ?? '';
  const ofApp = context.app?.answer(request.method ?? '', url.pathname.slice('/api/v3'.length), authorization, body);
  if (ofApp !== undefined) return fitting(ofApp);
  const given = authorization.replace(/^(token|bearer) /i, '');
  const grant = context.app?.grantOf(given);
  if (grant === undefined && given !== context.token) return refusal(401, 'Bad credentials');
  if (isTooFast(context)) return { ...refusal(403, SECONDARY), headers: { 'retry-after': '1' } };
  if (state.limit?.remaining === 0) return refusal(403, 'API rate limit exceeded for installation ID 1.');
  const ofAccount = accountReply(context, url, grant);
  if (ofAccount !== undefined) return fitting(ofAccount);
  if (url.pathname === '/api/graphql') return graphqlReply(context, body.toString());
  const base = `/api/v3/repos/${world.owner}/${world.repo}`;
  const isOrganization = url.pathname.startsWith('/api/v3/orgs/');
  if (!url.pathname.startsWith(base) && !isOrganization) return refusal(404, 'Not Found');
  const path = decodeURIComponent(url.pathname.slice((isOrganization ? '/api/v3' : base).length));
  const denied = grant === undefined || isOrganization ? undefined : refusalOf(grant, request.method ?? '', path);
  if (denied !== undefined) return denied;
  if (request.method !== 'GET') return write(context, `${request.method?.toLowerCase() ?? ''} ${path}`, url, body);
  const closed = [...state.denied].find(([start]) => path === start || path.startsWith(`${start}/`));
  if (closed !== undefined) return refusal(closed[1], DENIALS[closed[1]] ?? 'Not Found');
  const asset = /^\/releases\/assets\/(\d+)$/.exec(path)?.[1];
  if (asset !== undefined) {
    if (request.headers.accept !== 'application/octet-stream') return refusal(415, 'Unsupported Accept header');
    return world.files.has(Number(asset)) ? redirect(context, asset, fault) : refusal(404, 'Not Found');
  }
  const [, run = '', attempt = ''] = /^\/actions\/runs\/(\d+)\/attempts\/(\d+)\/logs$/.exec(path) ?? [];
  if (run !== '') return logs(context, `${run}/${attempt}`, request, fault);
  return rest(context, path, url);
}

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function isTooFast({ state, seenMs }: Context): boolean {
  if (state.burst === undefined) return false;
  const { requests, withinMs } = state.burst;
  const nowMs = performance.now();
  while (seenMs.length > 0 && nowMs - (seenMs[0] ?? 0) > withinMs) seenMs.shift();
  if (seenMs.length >= requests) return true;
  seenMs.push(nowMs);
  return false;
}

/** No answer leaves that does not fit the published schema. */
function fitting(reply: Reply): Reply {
  const { schema, status, body } = reply;
  const fault = schema === undefined || status >= 300 ? undefined : faultAt(schema, body);
  return fault === undefined ? reply : refusal(500, `the answer does not fit the schema of ${schema ?? ''}: ${fault}`);
}

/** A page of a list of an account. */
function pageOf(
  { url: origin }: Context,
  url: URL,
  { schema, field, items, more }: Exclude<ReturnType<typeof accountList>, Reply | undefined>,
): Reply {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const last = Math.max(Math.ceil(items.length / perPage), 1);
  const shown = items.slice((number - 1) * perPage, number * perPage);
  const wrap = (list: readonly Item[]) =>
    field === undefined ? list : { total_count: items.length, ...more, [field]: list };
  // One item stands for the page, as elsewhere.
  const sample = fitting({ status: 200, body: wrap(shown.slice(0, 1)), schema });
  if (sample.status !== 200) return sample;
  const link = (to: number, relation: string) => {
    const target = new URL(
      `${origin}${url.pathname.replace(/\/(orgs|users)\/[^/]+/, '/organizations/77')}${url.search}`,
    );
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${relation}"`;
  };
  const links = number < last ? { link: `${link(number + 1, 'next')}, ${link(last, 'last')}` } : {};
  return { status: 200, headers: links, body: wrap(shown) };
}

function redirect({ url }: Context, file: string, fault: Fault | undefined): Reply {
  const signature = fault?.expired === true ? 'old' : 'good';
  const location = fault?.location ?? `${url}/blob/${file}?sig=${signature}`;
  return { status: 302, headers: { location }, body: {} };
}

/** The real one answers 415 to those who ask for the bytes themselves. */
function logs(context: Context, name: string, request: IncomingMessage, fault: Fault | undefined): Reply {
  if (!isRedirect('/actions/runs/{run_id}/attempts/{attempt_number}/logs'))
    return refusal(500, 'not in the description');
  if (request.headers.accept !== 'application/vnd.github+json') return refusal(415, 'Unsupported Accept header');
  const zip = context.world.logs.get(name);
  if (zip === 'gone') return refusal(410, 'Server Error');
  return zip === undefined ? refusal(404, 'Not Found') : redirect(context, `logs/${name}`, fault);
}

/** Takes what is to be made, if the published schema of the request admits it. */
function write({ state, url: origin }: Context, call: string, url: URL, body: Buffer): Reply {
  if (/^post \/releases\/\d+\/assets$/.test(call)) {
    state.made.push({ call: `${call} ${url.searchParams.get('name') ?? ''}`, body });
    return { status: 201, body: { id: 1 } };
  }
  const value: unknown = JSON.parse(body.toString());
  const [method = '', path = ''] = call.split(/ (.*)/);
  const fault = requestFaultOf(`${method} ${patternOf(path)}`, value);
  if (fault !== undefined) return refusal(422, `Validation Failed: ${fault}`);
  state.made.push({ call, body: value });
  const upload_url = `${origin}${url.pathname}/9/assets{?name,label}`;
  return { status: call.startsWith('put') ? 200 : 201, body: { id: 9, upload_url } };
}

const DENIALS: Readonly<Record<number, string>> = {
  403: 'Resource not accessible by integration',
  410: 'Issues are disabled for this repo',
};

/** The other host: who sends it a token has lost it. */
function blob({ world }: Context, request: IncomingMessage, url: URL): Reply {
  if (request.headers.authorization !== undefined) return { status: 400, body: Buffer.from('no token here') };
  const log = world.logs.get(url.pathname.replace('/blob/logs/', ''));
  const bytes = log ?? world.files.get(Number(url.pathname.split('/').at(-1)))?.bytes;
  if (!Buffer.isBuffer(bytes) || url.searchParams.get('sig') !== 'good')
    return { status: 403, body: Buffer.from('expired') };
  return { status: 200, body: bytes };
}

function rest(context: Context, path: string, url: URL): Reply {
  const { world } = context;
  if (path === '') return checked('', world.repository);
  const object = world.objects[path];
  if (object !== undefined) return checked(patternOf(path), object);
  const role =
    path.endsWith('/members') && url.searchParams.has('role') ? `?role=${url.searchParams.get('role') ?? ''}` : '';
  const list = world.lists[`${path}${role}`];
  if (list !== undefined) return page(context, path, shown(path, list, url.searchParams), url);
  const [, parent = '', id] = /^(.*)\/(\d+)$/.exec(path) ?? [];
  const item = world.lists[parent]?.find((it) => String(it['number'] ?? it['id']) === id);
  if (item === undefined) return refusal(404, 'Not Found');
  const pattern = patternOf(path);
  return pattern === path ? { status: 200, body: item } : checked(pattern, item);
}

/** The path as the description has it. */
function patternOf(path: string): string {
  if (path.startsWith('/orgs/'))
    return (
      describedAs(
        path,
        describedBelow('/orgs/{org}').map((below) => `/orgs/{org}${below}`),
      ) ?? path
    );
  if (path.startsWith('/rulesets/')) return '/rulesets/{ruleset_id}';
  const [, below] = /^\/environments\/.*\/(variables|secrets|deployment-branch-policies)$/.exec(path) ?? [];
  if (below !== undefined) return `/environments/{environment_name}/${below}`;
  const [, dependencies] = /^\/issues\/\d+\/dependencies\/(blocked_by|blocking)$/.exec(path) ?? [];
  if (dependencies !== undefined) return `/issues/{issue_number}/dependencies/${dependencies}`;
  if (/^\/environments\/./.test(path)) return '/environments/{environment_name}';
  if (/^\/actions\/runs\/\d+$/.test(path)) return '/actions/runs/{run_id}';
  return path.endsWith('/protection') ? '/branches/{branch}/protection' : path;
}

function checked(pattern: string, body: unknown): Reply {
  const fault = faultOf(pattern, body);
  return fault === undefined ? { status: 200, body } : refusal(500, `the answer does not fit the schema: ${fault}`);
}

function shown(path: string, list: readonly Item[], query: URLSearchParams): readonly Item[] {
  if (path !== '/secret-scanning/alerts' || query.get('hide_secret') !== 'true') return ordered(path, list, query);
  return list.map((alert) => ({ ...alert, secret: undefined }));
}

const SORTED = ['/issues', '/issues/comments', '/pulls/comments', '/pulls'];

function ordered(path: string, list: readonly Item[], query: URLSearchParams): readonly Item[] {
  if (!SORTED.includes(path)) return list;
  const since = query.get('since') ?? '';
  const time = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return list
    .filter((item) => (item['updated_at'] as string) >= since)
    .sort(
      (a, b) =>
        sign *
        (a[time] === b[time] ? Number(a['id']) - Number(b['id']) : (a[time] as string) < (b[time] as string) ? -1 : 1),
    );
}

function page(context: Context, path: string, items: readonly Item[], url: URL): Reply {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  // These pages have no numbers.
  const isByCursor = path === '/dependabot/alerts';
  if (isByCursor && url.searchParams.has('page'))
    return refusal(400, 'Pagination using the `page` parameter is not supported.');
  const number = Number(url.searchParams.get(isByCursor ? 'after' : 'page') ?? 1);
  const last = Math.max(Math.ceil(items.length / perPage), 1);
  const shown = items.slice((number - 1) * perPage, number * perPage);
  const pattern = patternOf(path);
  const field = FIELDS[pattern];
  const body = field === undefined ? shown : { total_count: items.length, [field]: shown };
  // One item stands for the page: validating all of 18,000 would test the validator.
  const sample = field === undefined ? shown.slice(0, 1) : { ...body, [field]: shown.slice(0, 1) };
  const reply = checked(pattern, sample);
  if (reply.status !== 200) return reply;
  const link = (to: number, relation: string) => {
    const target = new URL(url);
    // As the real one: by id.
    target.pathname = `/api/v3/repositories/1000${path}`.replace(/repositories\/1000\/orgs\/[^/]+/, 'organizations/1');
    target.searchParams.set(isByCursor ? 'after' : 'page', String(to));
    return `<${context.url}${target.pathname}${target.search}>; rel="${relation}"`;
  };
  const next = link(number + 1, 'next');
  const links = number < last ? { link: isByCursor ? next : `${next}, ${link(last, 'last')}` } : {};
  return { status: 200, headers: links, body };
}

/** Executed against the published schema: a query that GitHub would refuse is refused here, and so is data of a wrong type. */
async function graphqlReply(context: Context, body: string): Promise<Reply> {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const fault = [...context.state.graphqlFaults].find(([field]) => query.includes(`${field}(`));
  if (fault !== undefined) return { status: 200, body: fault[1] };
  const result: ExecutionResult = await graphql({
    schema: publishedGraphql(),
    source: query,
    rootValue: rootOf(context),
    ...(variables === undefined ? {} : { variableValues: variables }),
    typeResolver: (value) => (value as { readonly __typename?: string }).__typename,
  });
  // As the real one: beside the message, not among the extensions.
  const errors = result.errors?.map((error) => ({
    ...error.toJSON(),
    ...(typeof error.extensions['type'] === 'string' ? { type: error.extensions['type'] } : {}),
  }));
  return { status: 200, body: { ...result, ...(errors === undefined ? {} : { errors }) } };
}

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly orderBy?: { readonly direction: 'ASC' | 'DESC' };
}

/** A cursor is the number of items before it. */
function connection(given: readonly unknown[]) {
  return ({ first, after, orderBy }: PageArguments) => {
    // The lists of a world begin with the newest.
    const items = orderBy?.direction === 'ASC' ? given.toReversed() : given;
    const from = Number(after ?? 0);
    const to = Math.min(from + first, items.length);
    return {
      totalCount: items.length,
      pageInfo: { hasNextPage: to < items.length, endCursor: String(to) },
      nodes: items.slice(from, to),
    };
  };
}

function numbered(items: readonly object[], number: number, type: string): unknown {
  const found = items.find((item) => (item as Item)['number'] === number);
  if (found !== undefined) return found;
  throw new GraphQLError(`Could not resolve to a ${type} with the number of ${String(number)}.`, {
    extensions: { type: 'NOT_FOUND' },
  });
}

function rootOf({ world, url }: Context) {
  const { reviews, discussions, deployments } = world;
  const projects = world.projects.map(projectNode);
  const references = (number: number) => connection(world.references.get(number) ?? []);
  const said = commentsByNumber(world.lists['/issues/comments'], 'issue_url');
  const saidOfLines = commentsByNumber(world.lists['/pulls/comments'], 'pull_request_url');
  const timeOfPull = new Map((world.lists['/pulls'] ?? []).map((it) => [it['number'], String(it['updated_at'])]));
  const pulls = reviews
    .map((pull) => ({
      ...pull,
      __typename: 'PullRequest',
      id: `PR_${String(pull.number)}`,
      updatedAt: [pull.updatedAt, timeOfPull.get(pull.number) ?? ''].sort().at(-1) ?? '',
      comments: connection(said.get(pull.number) ?? []),
      reviews: connection(
        pull.reviews.map((review, index) => ({
          id: `PRR_${String(review['fullDatabaseId'])}`,
          comments: connection(index === 0 ? (saidOfLines.get(pull.number) ?? []) : []),
          ...review,
        })),
      ),
      reviewThreads: connection(
        (((pull as Item)['threads'] as Item[] | undefined) ?? []).map((it, n) => ({ id: `PRRT_${String(n)}`, ...it })),
      ),
      timelineItems: references(pull.number),
    }))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0));
  const withId = (comment: Item) => ({
    id: `DC_${String(comment['databaseId'])}`,
    updatedAt: comment['lastEditedAt'] ?? comment['createdAt'],
    ...comment,
  });
  const comments = (list: unknown) =>
    (list as Item[]).map((comment) => ({
      ...withId(comment),
      __typename: 'DiscussionComment',
      replies: connection((comment['replies'] as Item[]).map(withId)),
    }));
  const talks = discussions.map((talk) => ({
    ...talk,
    __typename: 'Discussion',
    labels: connection(talk['labels'] as Item[]),
    comments: connection(comments(talk['comments'])),
  }));
  const deployed = deployments.map((deployment) => ({
    ...deployment,
    __typename: 'Deployment',
    updatedAt: deployment['createdAt'],
    latestStatus: (deployment['statuses'] as Item[])[0] ?? null,
    statuses: connection(deployment['statuses'] as Item[]),
  }));
  const issues = (world.lists['/issues'] ?? [])
    .map((issue) => ({
      __typename: 'Issue',
      id: issue['node_id'],
      number: Number(issue['number']),
      updatedAt: String(issue['updated_at']),
      comments: connection(said.get(Number(issue['number'])) ?? []),
      timelineItems: references(Number(issue['number'])),
    }))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const nodes = [
    ...issues,
    ...projects,
    ...pulls,
    ...deployed,
    ...talks,
    ...discussions.flatMap((talk) => comments(talk['comments'])),
  ];
  return {
    repository: {
      issues: connection(issues),
      pullRequests: connection(pulls),
      discussions: connection(talks),
      deployments: connection(deployed),
      projectsV2: connection(projects),
      labels: connection((world.lists['/labels'] ?? []).map(labelNode)),
      milestones: connection((world.lists['/milestones'] ?? []).map(milestoneNode)),
      releases: connection((world.lists['/releases'] ?? []).map(releaseNode)),
      commitComments: connection((world.lists['/comments'] ?? []).map(editedNode)),
      pullRequest: ({ number }: { number: number }) => numbered(pulls, number, 'PullRequest'),
      discussion: ({ number }: { number: number }) => numbered(talks, number, 'Discussion'),
    },
    node: ({ id }: { id: string }) => nodes.find((node) => (node as Item)['id'] === id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => renderedNode(world, url, id)),
  };
}

/** Comments as GraphQL shows them, by the number of their issue or pull request. */
function commentsByNumber(comments: readonly Item[] = [], field: string): ReadonlyMap<number, readonly Item[]> {
  const grouped = Map.groupBy(comments, (comment) => Number(/\d+$/.exec(String(comment[field]))?.[0] ?? NaN));
  const shown = (it: Item) => ({ id: String(it['node_id'] ?? it['id']), updatedAt: it['updated_at'] });
  return new Map([...grouped].map(([number, list]) => [number, list.map(shown)]));
}

function labelNode({ node_id, name, color, description, default: isDefault }: Item): Item {
  return { id: node_id, name, color, description, isDefault };
}

function milestoneNode(milestone: Item): Item {
  const { number, title, description, state, due_on: dueOn, closed_at: closedAt, updated_at: updatedAt } = milestone;
  return { number, title, description, state: String(state).toUpperCase(), dueOn, closedAt, updatedAt };
}

function releaseNode(release: Item): Item {
  const { name, tag_name: tagName, draft, prerelease, assets } = release;
  return {
    ...editedNode(release),
    name,
    tagName,
    isDraft: draft,
    isPrerelease: prerelease,
    releaseAssets: connection(
      ((assets as Item[] | undefined) ?? []).map((asset) => ({
        id: String(asset['id']),
        name: asset['name'],
        size: asset['size'],
        updatedAt: asset['updated_at'],
      })),
    ),
  };
}

/** Whoever edits it changes its time: here by what it holds, since the published examples have no such time. */
function editedNode(item: Item): Item {
  const seconds =
    createHash('sha256')
      .update(JSON.stringify({ ...item, assets: undefined }))
      .digest()
      .readUInt32BE() % 10_000_000;
  return { id: String(item['id']), updatedAt: new Date(Date.UTC(2024, 0) + seconds * 1000).toISOString() };
}

/** Lists of a project are in the order of their positions. */
function inOrder(items: readonly unknown[]) {
  return ({ first, after }: PageArguments) => connection(items)({ first, after: after ?? null });
}

function projectNode(project: Item): Item {
  const list = (item: Item, name: string) => inOrder((item[name] as Item[] | undefined) ?? []);
  const view = (it: Item) => ({
    ...it,
    ...Object.fromEntries(VIEW_LISTS.map((name) => [name, list(it, name)])),
  });
  const content = (it: unknown) => it && { ...it, assignees: inOrder([]) };
  const item = (it: Item) => ({ ...it, content: content(it['content']), fieldValues: list(it, 'fieldValues') });
  return {
    ...project,
    __typename: 'ProjectV2',
    fields: list(project, 'fields'),
    views: inOrder((project['views'] as Item[]).map(view)),
    items: inOrder((project['items'] as Item[]).map(item)),
  };
}

const VIEW_LISTS = ['fields', 'groupByFields', 'verticalGroupByFields', 'sortByFields'];

/** Lists whose items have texts, and what GraphQL calls the items. */
const TEXTS: Readonly<Record<string, string>> = {
  '/issues': 'Issue',
  '/pulls': 'PullRequest',
  '/issues/comments': 'IssueComment',
  '/pulls/comments': 'PullRequestReviewComment',
  '/comments': 'CommitComment',
};

/** An item with its text as HTML, in which the addresses of files are signed. */
function renderedNode({ lists, attachments, discussions }: World, url: string, id: string): Item | null {
  const listed = Object.entries(TEXTS).flatMap(([path, __typename]) =>
    (lists[path] ?? []).map((item) => ({ __typename, id: item['node_id'], body: item['body'] })),
  );
  const talks = discussions.map((talk) => ({ __typename: 'Discussion', id: talk['id'], body: talk['body'] }));
  const node = [...listed, ...talks].find((it) => it.id === id);
  if (node === undefined) return null;
  const named = [...attachments].filter(([path]) => String(node.body).includes(path));
  const html = named.map(
    ([path]) => `<img src="${url}/storage/user/0/files/${path.split('/').at(-1) ?? ''}?token=signed&amp;x=1">`,
  );
  return { __typename: node.__typename, id, bodyHTML: `<p>${html.join('')}</p>` };
}

/** A file in a text. Who may not have it gets 404, as from the real one. */
function attachment({ world, token }: Context, request: IncomingMessage, url: URL): Reply {
  const isSigned = url.pathname.startsWith('/storage/');
  const name = url.pathname.split('/').at(-1) ?? '';
  const [, file] =
    [...world.attachments].find(([path]) => (isSigned ? path.endsWith(name) : path === url.pathname)) ?? [];
  const isGiven =
    file?.access === 'everybody' ||
    (file?.access === 'signed' && isSigned && url.searchParams.get('token') === 'signed') ||
    (file?.access === 'token' && request.headers.authorization === `token ${token}`);
  if (file === undefined || !isGiven) return { status: 404, body: Buffer.from('Not Found') };
  return { status: 200, headers: { 'content-type': file.type }, body: file.bytes };
}
