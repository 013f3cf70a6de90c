import { buffer } from 'node:stream/consumers';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exampleOf, faultOf, type Item } from '../github-server/schemas.ts';
import { listen, type Listening } from '../listen.ts';

/**
 * GitHub's artifacts on this machine, for tests: the service that @actions/artifact speaks to within a run (uploads
 * included), the part of the REST API that lists and loads artifacts of other runs, and on a port of its own the store
 * that keeps the contents behind signed addresses. Everything is of one repository, `acme/shop`. No answer of the REST API
 * leaves it that does not fit the published schema.
 */
interface KeptArtifact {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  content: Buffer;
  /** Not given by older servers. */
  digest: string | undefined;
  expired: boolean;
  expiresAt: Date;
  createdAt: Date;
  mimeType: string;
  isFinal: boolean;
}

interface WorkflowRun {
  readonly id: number;
  readonly event: string;
  readonly workflow: string;
  readonly branch: string;
  readonly conclusion: string;
  readonly headRepositoryId: number | null;
}

/** What goes wrong, by the last part of the path (`zip`, `runs`, `content`). */
export interface Fault {
  readonly at: 'list' | 'run' | 'zip' | 'content';
  readonly times: number;
  /** A status, an answer that is cut off, or one whose bytes are not those that were kept. */
  readonly does: number | 'cut' | 'change';
  /** What an answer with a status says. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const REPOSITORY = 'acme/shop';
const REPOSITORY_ID = 1000;
export const FORK_ID = 2000;
export const API_TOKEN = 'ghs_tokenOfTheArtifactServer';
/** As on GitHub: https://docs.github.com/en/rest/actions/artifacts#download-an-artifact */
const ADDRESS_LIFE_MS = 60_000;

export class ArtifactServer {
  readonly artifacts = new Map<number, KeptArtifact>();
  readonly runs = new Map<number, WorkflowRun>();
  /** `GET /path`, in order, of both ports. */
  readonly requests: string[] = [];
  /** Headers of requests for contents, which must not have a token. */
  readonly contentHeaders: IncomingMessage['headers'][] = [];
  faults: Fault[] = [];
  /** Requests of the hour that are left; undefined: no limit, and no headers of one. */
  limit: { remaining: number } | undefined;
  /** Pages of a list after these are refused (422). */
  mostPages = Infinity;
  /** Answers have no `Link`, as on some servers. */
  isWithoutLinks = false;
  currentRun = 1;
  now = (): Date => new Date();
  private readonly secret = randomBytes(16);
  private readonly blocks = new Map<string, Buffer>();
  private readonly servers: Listening[] = [];
  private nextId = 100;
  apiUrl = '';
  /** Called before contents are sent. */
  onContent: () => void = () => undefined;
  private contentUrl = '';

  static async start(): Promise<ArtifactServer> {
    const server = new ArtifactServer();
    const api = await server.listen((request, response) => server.answerApi(request, response));
    server.apiUrl = `${api}/api/v3`;
    server.contentUrl = await server.listen((request, response) => server.answerContent(request, response));
    return server;
  }

  private async listen(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<string> {
    const server = createServer((request, response) => {
      this.requests.push(`${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`);
      answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(JSON.stringify({ msg: String(error), message: String(error) }));
      });
    });
    const listening = await listen(server);
    this.servers.push(listening);
    return listening.url;
  }

  async close(): Promise<void> {
    for (const { close } of this.servers) await close();
  }

  /** What a runner gives to an action of the current run. */
  runnerEnv(): Record<string, string> {
    const claims = { scp: `Actions.Results:${String(this.currentRun)}:job-${String(this.currentRun)}` };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return {
      ACTIONS_RUNTIME_TOKEN: `${part({ alg: 'none' })}.${part(claims)}.signature`,
      ACTIONS_RESULTS_URL: new URL(this.apiUrl).origin,
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: this.apiUrl,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_REPOSITORY_ID: String(REPOSITORY_ID),
      GITHUB_RUN_ID: String(this.currentRun),
    };
  }

  addRun(run: Partial<WorkflowRun> & { readonly id: number }): void {
    this.runs.set(run.id, {
      event: 'push',
      workflow: 'ci.yml',
      branch: 'main',
      conclusion: 'success',
      headRepositoryId: REPOSITORY_ID,
      ...run,
    });
  }

  add(name: string, content: Buffer, facts: Partial<KeptArtifact> = {}): KeptArtifact {
    const createdAt = this.now();
    const artifact: KeptArtifact = {
      id: this.nextId++,
      name,
      runId: this.currentRun,
      content,
      digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      expired: false,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + 90 * 24 * 3600 * 1000),
      mimeType: 'application/zip',
      isFinal: true,
      ...facts,
    };
    this.artifacts.set(artifact.id, artifact);
    return artifact;
  }

  private takeFault(at: Fault['at']): Fault | undefined {
    const fault = this.faults.find((one) => one.at === at && one.times > 0);
    if (fault !== undefined)
      this.faults = this.faults.map((one) => (one === fault ? { ...one, times: one.times - 1 } : one));
    return fault;
  }

  private async answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.apiUrl);
    const body = await buffer(request);
    const method = /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/(\w+)$/.exec(url.pathname)?.[1];
    if (method !== undefined) {
      const isKnown = request.headers.authorization === `Bearer ${this.runnerEnv()['ACTIONS_RUNTIME_TOKEN'] ?? ''}`;
      if (!isKnown) return sendJson(response, 401, { msg: 'not authorized' });
      const answer = this.callService(method, JSON.parse(body.toString()) as Record<string, string>);
      return sendJson(response, 'code' in answer ? 409 : 200, answer);
    }
    this.answerRest(request, url, response);
  }

  /** The messages of artifact.proto in @actions/artifact. */
  private callService(method: string, call: Record<string, string>): object {
    const ofRun = [...this.artifacts.values()].filter(({ runId }) => runId === this.currentRun);
    if (method === 'CreateArtifact') {
      const isThere = ofRun.some(({ name }) => name === call['name']);
      if (isThere)
        return { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' };
      const mimeType = call['mime_type'] ?? 'application/zip';
      const { id } = this.add(call['name'] ?? '', Buffer.alloc(0), { isFinal: false, mimeType });
      return { ok: true, signed_upload_url: this.signed(`upload/${String(id)}`) };
    }
    const job = call['workflow_job_run_backend_id'];
    const named = ofRun.find(({ id, name, isFinal }) => name === call['name'] && (!isFinal || job === jobOf(id)));
    if (method === 'FinalizeArtifact' && named !== undefined) {
      named.digest = call['hash'];
      named.isFinal = true;
      return { ok: true, artifact_id: String(named.id) };
    }
    if (method === 'GetSignedArtifactURL' && named !== undefined) {
      return { signed_url: this.signed(`content/${String(named.id)}`) };
    }
    if (method !== 'ListArtifacts') throw new Error(`no ${method} for ${JSON.stringify(call)}`);
    const wanted = ofRun.filter(({ id, isFinal }) => isFinal && (call['id_filter'] ?? String(id)) === String(id));
    return {
      artifacts: wanted.map(({ id, name, content, createdAt, digest }) => ({
        workflow_run_backend_id: String(this.currentRun),
        workflow_job_run_backend_id: jobOf(id),
        database_id: String(id),
        name,
        size: String(content.length),
        created_at: createdAt.toISOString(),
        ...(digest !== undefined && { digest }),
      })),
    };
  }

  private signed(path: string): string {
    const expires = String(this.now().getTime() + ADDRESS_LIFE_MS);
    return `${this.contentUrl}/${path}?se=${expires}&sig=${this.signature(path, expires)}`;
  }

  private signature(path: string, expires: string): string {
    return createHmac('sha256', this.secret).update(`${path} ${expires}`).digest('base64url');
  }

  private answerRest(request: IncomingMessage, url: URL, response: ServerResponse): void {
    const path = url.pathname.replace(`/api/v3/repos/${REPOSITORY}/actions/`, '');
    const at = path.endsWith('/zip') ? 'zip' : /artifacts$/.test(path) ? 'list' : 'run';
    const fault = this.takeFault(at);
    if (typeof fault?.does === 'number') {
      return sendJson(
        response,
        fault.does,
        { message: fault.message ?? `refused (${String(fault.does)})` },
        fault.headers,
      );
    }
    const page = Number(url.searchParams.get('page') ?? 1);
    if (page > this.mostPages) {
      return sendJson(response, 422, { message: 'In order to keep the API fast for everyone, pagination is limited.' });
    }
    if (this.limit !== undefined && this.limit.remaining-- <= 0) {
      this.limit.remaining = 0;
      return sendJson(response, 403, { message: 'API rate limit exceeded.' }, this.limitHeaders());
    }
    if (
      !/^(token|bearer) /i.test(request.headers.authorization ?? '') ||
      !request.headers.authorization?.endsWith(API_TOKEN)
    ) {
      return sendJson(response, 401, { message: 'Bad credentials' });
    }
    const answer = at === 'zip' ? this.redirect(path, response) : this.restAnswer(path, url.searchParams);
    if (answer === 'sent') return;
    if (answer === undefined) return sendJson(response, 404, { message: 'Not Found' });
    const misfit = faultOf(patternOf(path), sampleOf(answer));
    if (misfit !== undefined) throw new Error(`the answer to ${path} does not fit the schema: ${misfit}`);
    sendJson(response, 200, answer, { ...this.link(url, answer), ...this.limitHeaders() });
  }

  /** As GitHub: the next page, where there is one. */
  private link(url: URL, answer: object): Record<string, string> {
    const total = 'total_count' in answer ? Number(answer.total_count) : 0;
    const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
    if (this.isWithoutLinks || page * size >= total) return {};
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return { link: `<${next.href}>; rel="next"` };
  }

  private limitHeaders(): Record<string, string> {
    const { limit } = this;
    if (limit === undefined) return {};
    const reset = Math.floor(this.now().getTime() / 1000) + 3000;
    return {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': String(limit.remaining),
      'x-ratelimit-reset': String(reset),
      date: this.now().toUTCString(),
    };
  }

  private restAnswer(path: string, query: URLSearchParams): object | undefined {
    const page = <T>(all: readonly T[]): T[] => {
      const size = Number(query.get('per_page') ?? 30);
      return all.slice((Number(query.get('page') ?? 1) - 1) * size).slice(0, size);
    };
    const newest = [...this.artifacts.values()].filter(({ isFinal }) => isFinal).reverse();
    const [, ofRun] = /^runs\/(\d+)\/artifacts$/.exec(path) ?? [];
    if (path === 'artifacts' || ofRun !== undefined) {
      const all = newest.filter(({ runId }) => ofRun === undefined || runId === Number(ofRun));
      return { total_count: all.length, artifacts: page(all).map((artifact) => this.artifactJson(artifact)) };
    }
    const run = this.runs.get(Number(/^runs\/(\d+)$/.exec(path)?.[1]));
    if (run !== undefined) return this.runJson(run);
    if (path === 'runs') {
      const all = [...this.runs.values()].sort((a, b) => b.id - a.id);
      return { total_count: all.length, workflow_runs: page(all).map((one) => this.runJson(one)) };
    }
    const workflow = /^workflows\/([^/]+)\/runs$/.exec(path)?.[1];
    if (workflow === undefined) return undefined;
    const branch = query.get('branch');
    const all = [...this.runs.values()]
      .filter((one) => one.workflow === decodeURIComponent(workflow) && (branch ?? one.branch) === one.branch)
      .filter((one) => (query.get('status') ?? one.conclusion) === one.conclusion)
      .sort((a, b) => b.id - a.id);
    return all.length === 0
      ? undefined
      : { total_count: all.length, workflow_runs: page(all).map((one) => this.runJson(one)) };
  }

  /** The fields of the schema `artifact` of GitHub's OpenAPI description. */
  private artifactJson({ id, name, runId, content, digest, expired, createdAt, expiresAt }: KeptArtifact): object {
    const url = `${this.apiUrl}/repos/${REPOSITORY}/actions/artifacts/${String(id)}`;
    return {
      id,
      node_id: `A_${String(id)}`,
      name,
      size_in_bytes: content.length,
      url,
      archive_download_url: `${url}/zip`,
      expired,
      created_at: createdAt.toISOString(),
      updated_at: createdAt.toISOString(),
      expires_at: expiresAt.toISOString(),
      ...(digest !== undefined && { digest }),
      workflow_run: {
        id: runId,
        repository_id: REPOSITORY_ID,
        head_repository_id: this.runs.get(runId)?.headRepositoryId ?? REPOSITORY_ID,
        head_branch: this.runs.get(runId)?.branch ?? 'main',
        head_sha: createHash('sha1').update(String(runId)).digest('hex'),
      },
    };
  }

  private runJson({ id, event, branch, conclusion, headRepositoryId }: WorkflowRun): object {
    const { workflow_runs: runs } = exampleOf('/actions/runs') as { readonly workflow_runs: readonly Item[] };
    const [example] = runs;
    return {
      ...example,
      id,
      event,
      status: 'completed',
      conclusion,
      head_branch: branch,
      repository: { ...(example?.['repository'] as Item), id: REPOSITORY_ID, full_name: REPOSITORY },
      head_repository:
        headRepositoryId === null ? null : { ...(example?.['head_repository'] as Item), id: headRepositoryId },
    };
  }

  private redirect(path: string, response: ServerResponse): 'sent' | undefined {
    const artifact = this.artifacts.get(Number(/^artifacts\/(\d+)\/zip$/.exec(path)?.[1]));
    if (artifact === undefined) return undefined;
    if (artifact.expired) sendJson(response, 410, { message: 'Artifact has expired' });
    else response.writeHead(302, { location: this.signed(`content/${String(artifact.id)}`) }).end();
    return 'sent';
  }

  private async answerContent(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.contentUrl);
    const [, path = '', kind, id] = /^\/((upload|content)\/(\d+))$/.exec(url.pathname) ?? [];
    const expires = url.searchParams.get('se') ?? '';
    const isSigned =
      url.searchParams.get('sig') === this.signature(path, expires) && Number(expires) > this.now().getTime();
    const artifact = this.artifacts.get(Number(id));
    const body = await buffer(request);
    if (!isSigned || artifact === undefined) return sendJson(response, 403, { message: 'The address has expired.' });
    if (kind === 'upload') return this.takeUpload(artifact, url.searchParams, body, response);
    this.contentHeaders.push(request.headers);
    this.onContent();
    this.sendContent(artifact, response);
  }

  /** Blocks and their list, as the client of Azure sends them: https://learn.microsoft.com/rest/api/storageservices/put-block-list */
  private takeUpload(artifact: KeptArtifact, query: URLSearchParams, body: Buffer, response: ServerResponse): void {
    const keyOf = (block: string): string => `${String(artifact.id)} ${block}`;
    if (query.get('comp') === 'block') this.blocks.set(keyOf(query.get('blockid') ?? ''), body);
    else if (query.get('comp') === 'blocklist') {
      const names = [...body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)].map((match) => match[1] ?? '');
      artifact.content = Buffer.concat(names.map((name) => this.blocks.get(keyOf(name)) ?? Buffer.alloc(0)));
    } else artifact.content = body;
    response.writeHead(201, { etag: '"1"', 'last-modified': new Date().toUTCString() }).end();
  }

  private sendContent({ content, name, mimeType }: KeptArtifact, response: ServerResponse): void {
    const fault = this.takeFault('content');
    if (typeof fault?.does === 'number') return sendJson(response, fault.does, { message: 'no' }, fault.headers);
    const body =
      fault?.does === 'change'
        ? Buffer.concat([content.subarray(0, -1), Buffer.from([~(content.at(-1) ?? 0) & 0xff])])
        : content;
    const served = mimeType === 'application/zip' && !name.endsWith('.zip') ? `${name}.zip` : name;
    response.writeHead(200, {
      'content-type': mimeType,
      'content-length': body.length,
      'content-disposition': `attachment; filename="${served.replaceAll(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(served)}`,
    });
    if (fault?.does !== 'cut') return void response.end(body);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }
}

/** The path as the description has it. */
function patternOf(path: string): string {
  return `/actions/${path
    .replace(/^runs\/\d+/, 'runs/{run_id}')
    .replace(/^workflows\/[^/]+/, 'workflows/{workflow_id}')}`;
}

/** One item stands for a list: validating all of them would test the validator. */
function sampleOf(answer: object): object {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(0, 1) : (value as unknown),
    ]),
  );
}

/** Names are unique within a job only: a rerun has jobs of its own. */
function jobOf(artifactId: number): string {
  return `job-of-${String(artifactId)}`;
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(value));
}
