/** Artifacts of other runs, by the REST API. */
import type { GitHub } from '@actions/github/lib/utils';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { isSecondaryLimit } from '../../github/rate-limit.ts';
import {
  DownloadError,
  type Artifact,
  type ArtifactChoice,
  type ArtifactService,
  type Downloaded,
  type Listing,
} from './service.ts';

type Octokit = InstanceType<typeof GitHub>;

/** Selects runs of a repository. */
export type RunChoice =
  | { readonly kind: 'run'; readonly id: number }
  /** Its newest successful run, on one branch or on any. */
  | { readonly kind: 'workflow'; readonly workflow: string; readonly branch: string | undefined }
  | { readonly kind: 'repository' };

export interface RestSettings {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string | undefined;
  readonly choice: RunChoice;
  /** Include artifacts of forks and pull requests. */
  readonly withUntrusted: boolean;
}

export interface RestDeps {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Delay before the first repetition of a request; four times as long before each further one. Default 1,000. */
  readonly retryDelayMs?: number | undefined;
}

/** Limit for one answer of the API, its body included. */
const ANSWER_TIMEOUT_MS = 60_000;
/** Limit for a download without a byte. */
const IDLE_TIMEOUT_MS = 60_000;
const PAGE = 100;
/** How many successful runs of a workflow are checked to find a trusted one. */
const MAX_RUNS = 500;
/** Up to this many runs are requested individually. */
const FEW_RUNS = 10;

const artifactSchema = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  name: v.string(),
  size_in_bytes: v.number(),
  digest: v.nullish(v.string()),
  expired: v.boolean(),
  created_at: v.nullable(v.string()),
  expires_at: v.nullable(v.string()),
  workflow_run: v.nullish(
    v.object({
      id: v.optional(v.pipe(v.number(), v.safeInteger())),
      repository_id: v.optional(v.number()),
      head_repository_id: v.nullish(v.number()),
      head_branch: v.nullish(v.string()),
      head_sha: v.optional(v.string()),
    }),
  ),
});
const artifactsSchema = v.object({ total_count: v.number(), artifacts: v.array(artifactSchema) });
const runSchema = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  event: v.string(),
  repository: v.object({ id: v.number() }),
  head_repository: v.nullish(v.object({ id: v.number() })),
});
const runsSchema = v.object({ workflow_runs: v.array(runSchema) });

type RawArtifact = v.InferOutput<typeof artifactSchema>;
type Run = v.InferOutput<typeof runSchema>;

/** Artifacts of any run, by the REST API: https://docs.github.com/en/rest/actions/artifacts */
export class RestService implements ArtifactService {
  private readonly settings: RestSettings;
  private readonly deps: RestDeps;
  private client: Promise<Octokit> | undefined;

  constructor(settings: RestSettings, deps: RestDeps) {
    this.settings = settings;
    this.deps = deps;
  }

  async list({ isWanted, isKnown }: ArtifactChoice): Promise<Listing> {
    const { choice } = this.settings;
    if (choice.kind === 'repository') return this.listRepository({ isWanted, isKnown });
    const run = choice.kind === 'run' ? await this.readRun(choice.id) : await this.newestRun(choice);
    if (!this.isTrusted(run)) throw untrustedRun(run);
    const from =
      choice.kind === 'run' ? `run ${String(run.id)}` : `run ${String(run.id)}, the newest of ${choice.workflow}`;
    const all = await this.listPages(`/repos/{owner}/{repo}/actions/runs/${String(run.id)}/artifacts`);
    return { artifacts: all.filter(({ name }) => isWanted(name)).map(toArtifact), untrusted: [], from };
  }

  /** The list itself shows forks. The event is known only from the run. */
  private async listRepository({ isWanted, isKnown }: ArtifactChoice): Promise<Listing> {
    const all = await this.listPages('/repos/{owner}/{repo}/actions/artifacts');
    const wanted = all.filter(({ name }) => isWanted(name));
    // An expired artifact that no snapshot holds is lost, whoever made it.
    const isJudged = ({ id, expired }: RawArtifact): boolean => this.settings.withUntrusted || expired || isKnown(id);
    const asked = wanted.filter((raw) => !isJudged(raw) && !isOfFork(raw)).map(runIdOf);
    const trusted = await this.trustedRuns(new Set(asked));
    const isAccepted = (raw: RawArtifact): boolean => isJudged(raw) || (!isOfFork(raw) && trusted.has(runIdOf(raw)));
    return {
      artifacts: wanted.filter(isAccepted).map(toArtifact),
      untrusted: wanted.filter((raw) => !isAccepted(raw)).map(({ name }) => name),
      from: `all runs of ${this.settings.owner}/${this.settings.repo}`,
    };
  }

  /**
   * Looks up many runs in the list of all runs, newest first, a hundred at a time. A few runs, and those the list
   * lacks, are requested individually.
   */
  private async trustedRuns(ids: ReadonlySet<number>): Promise<ReadonlySet<number>> {
    const left = new Set(ids);
    const trusted = new Set<number>();
    const judge = (run: Run): void => {
      if (left.delete(run.id) && this.isTrusted(run)) trusted.add(run.id);
    };
    for (let page = 1; left.size > FEW_RUNS; page++) {
      const query = { per_page: PAGE, page };
      const { workflow_runs: runs } = await this.get('/repos/{owner}/{repo}/actions/runs', query, runsSchema);
      runs.forEach(judge);
      if (runs.length < PAGE || Math.min(...runs.map(({ id }) => id)) < Math.min(...left)) break;
    }
    for (const id of [...left]) {
      const run = await this.readRun(id).catch(ignoreDeleted);
      if (run !== undefined) judge(run);
    }
    return trusted;
  }

  private isTrusted({ event, repository, head_repository: head }: Run): boolean {
    return this.settings.withUntrusted || (!event.startsWith('pull_request') && head?.id === repository.id);
  }

  private readRun(id: number): Promise<Run> {
    return this.get(`/repos/{owner}/{repo}/actions/runs/${String(id)}`, {}, runSchema);
  }

  private async newestRun({ workflow, branch }: Extract<RunChoice, { kind: 'workflow' }>): Promise<Run> {
    const path = `/repos/{owner}/{repo}/actions/workflows/${encodeURIComponent(workflow)}/runs`;
    for (let page = 1; (page - 1) * PAGE < MAX_RUNS; page++) {
      const query = { status: 'success', per_page: PAGE, page, ...(branch !== undefined && { branch }) };
      const { workflow_runs: runs } = await this.get(path, query, runsSchema);
      const found = runs.find((run) => this.isTrusted(run));
      if (found !== undefined) return found;
      if (runs.length < PAGE) break;
    }
    throw noRun(workflow, branch);
  }

  private async listPages(path: string): Promise<RawArtifact[]> {
    const found = new Map<number, RawArtifact>();
    for (let page = 1; ; page++) {
      const { artifacts } = await this.get(path, { per_page: PAGE, page }, artifactsSchema);
      // An upload during the listing moves entries to the next page.
      for (const artifact of artifacts) found.set(artifact.id, artifact);
      if (artifacts.length < PAGE) return [...found.values()];
    }
  }

  private async get<T>(path: string, query: object, schema: v.GenericSchema<unknown, T>): Promise<T> {
    const { owner, repo, apiUrl } = this.settings;
    try {
      const octokit = await this.load();
      const answer = await octokit.request(`GET ${path}`, {
        owner,
        repo,
        ...query,
        request: this.requestOptions(),
      });
      return v.parse(schema, answer.data as unknown);
    } catch (error) {
      this.deps.signal.throwIfAborted();
      throw readFailure(error, `${owner}/${repo}`, apiUrl);
    }
  }

  private requestOptions() {
    const { fetch, signal } = this.deps;
    const timed: typeof fetch = (url, init) =>
      fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]) });
    return { fetch: timed };
  }

  private load(): Promise<Octokit> {
    const { apiUrl, token } = this.settings;
    return (this.client ??= Promise.all([import('@actions/github/lib/utils'), import('@octokit/plugin-retry')]).then(
      ([{ GitHub: Base, getOctokitOptions }, { retry }]) => {
        const options = {
          baseUrl: apiUrl,
          retry: { retryAfterBaseValue: this.deps.retryDelayMs ?? 1000 },
          // Its log would go to the console and bypass the renderers.
          log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
        };
        return new (Base.plugin(retry))(token === undefined ? options : getOctokitOptions(token, options));
      },
    ));
  }

  async download(artifact: Artifact, folder: string): Promise<Downloaded> {
    const url = await this.address(artifact);
    const file = join(folder, 'artifact');
    try {
      return { file, ...(await this.fetchTo(url, file)) };
    } catch (error) {
      this.deps.signal.throwIfAborted();
      if (error instanceof DownloadError) throw error;
      throw new DownloadError('passing', `the download broke off: ${causeOf(error)}`, error);
    }
  }

  private async address({ id }: Artifact): Promise<string> {
    const { owner, repo, apiUrl } = this.settings;
    const octokit = await this.load();
    try {
      const { headers } = await octokit.request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{format}', {
        owner,
        repo,
        artifact_id: id,
        format: 'zip',
        request: { ...this.requestOptions(), redirect: 'manual' },
      });
      const location = headers.location ?? '';
      const isSecure =
        URL.canParse(location) && ['https:', new URL(apiUrl).protocol].includes(new URL(location).protocol);
      if (!isSecure) throw new DownloadError('failed', 'the server gave no https address to download it from');
      return location;
    } catch (error) {
      this.deps.signal.throwIfAborted();
      throw error instanceof DownloadError ? error : downloadFailure(error);
    }
  }

  /** The address is signed: the token is not for the host that keeps the content. */
  private async fetchTo(url: string, file: string): Promise<Omit<Downloaded, 'file'>> {
    const idle = new AbortController();
    const timer = setTimeout(() => idle.abort(new Error('no data for a minute')), IDLE_TIMEOUT_MS);
    try {
      const response = await this.deps.fetch(url, {
        redirect: 'error',
        signal: AbortSignal.any([this.deps.signal, idle.signal]),
      });
      if (!response.ok || response.body === null) throw contentFailure(response.status);
      // fetch itself fails if a body is shorter than announced. A body that was compressed in transit has no length to
      // compare.
      const { sizeBytes, sha256 } = await writeBody(response.body, file, () => timer.refresh());
      return { servedName: nameIn(response.headers.get('content-disposition')), sizeBytes, sha256 };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** An artifact without a run is of unknown origin. */
function isOfFork({ workflow_run: run }: RawArtifact): boolean {
  return run?.id === undefined || run.head_repository_id !== run.repository_id;
}

function runIdOf({ workflow_run: run }: RawArtifact): number {
  return run?.id ?? 0;
}

/** A run may be deleted while its artifacts are listed. They are then untrusted, and the rest continues. */
function ignoreDeleted(error: unknown): undefined {
  if (!(error instanceof HoldfastError) || statusOf(error.cause) !== 404) throw error;
}

function ignore(): void {
  return;
}

async function writeBody(body: AsyncIterable<Uint8Array>, file: string, onChunk: () => void) {
  const sum = createHash('sha256');
  let sizeBytes = 0;
  const handle = await open(file, 'wx');
  try {
    for await (const chunk of body) {
      onChunk();
      sum.update(chunk);
      await handle.writeFile(chunk);
      sizeBytes += chunk.length;
    }
  } finally {
    await handle.close();
  }
  return { sizeBytes, sha256: sum.digest('hex') };
}

/** `filename*=UTF-8''...`, else `filename="..."`: https://www.rfc-editor.org/rfc/rfc6266 */
function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition ?? '')?.[1]?.trim();
  if (encoded === undefined) return plain;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return plain;
  }
}

function toArtifact(raw: RawArtifact): Artifact {
  const run = raw.workflow_run;
  return {
    id: raw.id,
    name: raw.name,
    sizeBytes: raw.size_in_bytes,
    digest: raw.digest ?? undefined,
    createdAt: raw.created_at ?? undefined,
    expiresAt: raw.expires_at ?? undefined,
    isExpired: raw.expired,
    run: run?.id === undefined ? undefined : { id: run.id, branch: run.head_branch ?? undefined, commit: run.head_sha },
  };
}

/** The status of an octokit error. It is recognised by its shape, since a bundled class is never the same one. */
function statusOf(error: unknown): number | undefined {
  const status: unknown = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

function headerOf(error: unknown, name: string): string | undefined {
  const response = (error as { response?: { headers?: Readonly<Record<string, string | undefined>> } } | null)
    ?.response;
  return response?.headers?.[name];
}

function isRateLimit(error: unknown): boolean {
  const status = statusOf(error);
  const isSpent = headerOf(error, 'x-ratelimit-remaining') === '0' || headerOf(error, 'retry-after') !== undefined;
  return status === 429 || (status === 403 && (isSpent || isSecondaryLimit(messageOf(error))));
}

/** The reason of a failed fetch is in its cause: the message itself says only "fetch failed". */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause instanceof Error && cause.message !== '' ? cause : error);
}

const PERMISSION = 'Give the job `permissions: actions: read`, or a token that has it as github-token.';

function readFailure(error: unknown, repository: string, apiUrl: string): HoldfastError {
  const status = statusOf(error);
  const facts = {
    code: 'artifacts-unreadable' as const,
    message: `The artifacts of ${repository} cannot be read`,
    cause: error,
  };
  if (error instanceof HoldfastError) return error;
  if (isRateLimit(error)) {
    const reset = Number(headerOf(error, 'x-ratelimit-reset'));
    const when = Number.isFinite(reset) ? ` until ${new Date(reset * 1000).toISOString()}` : '';
    return new HoldfastError({
      ...facts,
      code: 'rate-limited',
      message: `${facts.message}: the token has no requests left${when}.`,
      fix: 'Run it again later, or give a token with more requests as github-token.',
    });
  }
  if (status === 401) {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} does not accept the token (401).`,
      fix: 'Give a valid token as github-token.',
    });
  }
  if (status === 403 || status === 404) {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} answered ${String(status)}.`,
      why: 'There is no such run, workflow or repository, or the token may not see it; GitHub does not say which.',
      fix: `${PERMISSION} Check run-id, workflow and repository.`,
    });
  }
  if (v.isValiError(error)) {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: the answer of ${apiUrl} does not have the expected form (${error.message}).`,
      fix: 'Check github-server-url: it must be a GitHub server.',
    });
  }
  return new HoldfastError({ ...facts, message: `${facts.message}: ${causeOf(error)}.`, fix: 'Run it again later.' });
}

function downloadFailure(error: unknown): DownloadError {
  if (isRateLimit(error)) return new DownloadError('limited', 'the token has no requests left for now', error);
  const status = statusOf(error);
  return status === undefined ? new DownloadError('passing', causeOf(error), error) : statusFailure(status);
}

function statusFailure(status: number): DownloadError {
  if (status === 410 || status === 404)
    return new DownloadError('gone', `it has expired or was deleted (${String(status)})`);
  if (status === 401 || status === 403) {
    return new DownloadError('denied', `the token may not read it (${String(status)}): it needs actions: read`);
  }
  const kind = status >= 500 || status === 429 ? 'passing' : 'failed';
  return new DownloadError(kind, `the server answered ${String(status)}`);
}

/** A refusal by the storage host means that the address has expired. */
function contentFailure(status: number): DownloadError {
  return status === 401 || status === 403
    ? new DownloadError('passing', `the address was no longer accepted (${String(status)})`)
    : statusFailure(status);
}

function untrustedRun({ id, event }: Run): HoldfastError {
  return new HoldfastError({
    code: 'untrusted-run',
    message: `Run ${String(id)} (${event}) is not trusted: it belongs to a fork or a pull request.`,
    why: 'Anybody can decide what its artifacts contain, and a later job would trust them.',
    fix: 'Name another run; or set `artifacts-of-pull-requests: true` if you want to back these up.',
  });
}

function noRun(workflow: string, branch: string | undefined): HoldfastError {
  return new HoldfastError({
    code: 'no-run',
    message: `Workflow ${JSON.stringify(workflow)} has no successful run${branch === undefined ? '' : ` on ${branch}`}.`,
    why: 'Runs of forks and of pull requests do not count.',
    fix: 'Check workflow and branch; to choose a certain run, give run-id.',
  });
}
