/** Artifacts of other runs, by the REST API. */
import { join } from 'node:path';
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { openClient, pause, type GithubClient } from '../../github/client.ts';
import { saveBody } from '../../github/download.ts';
import { GithubFailure, isNoLongerThere } from '../../github/failure.ts';
import {
  DownloadError,
  type Artifact,
  type ArtifactChoice,
  type ArtifactService,
  type Downloaded,
  type Listing,
} from './service.ts';

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
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** What a second of a pause lasts, in milliseconds; default 1,000. */
  readonly retryDelayMs?: number | undefined;
}

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
  private readonly client: GithubClient;

  constructor(settings: RestSettings, { retryDelayMs = 1000, ...deps }: RestDeps) {
    const { apiUrl, token } = settings;
    this.settings = settings;
    this.client = openClient(
      { apiUrl, token, reserve: 0 },
      { ...deps, sleep: (ms, signal) => pause((ms / 1000) * retryDelayMs, signal), debug: () => undefined },
    );
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
      const { data } = await this.client.get(`GET ${path}`, { owner, repo, ...query });
      return v.parse(schema, data);
    } catch (error) {
      throw readFailure(error, `${owner}/${repo}`, apiUrl);
    }
  }

  async download({ id }: Artifact, folder: string): Promise<Downloaded> {
    const { owner, repo } = this.settings;
    const file = join(folder, 'artifact');
    const repository = `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
    const path = `/repos/${repository}/actions/artifacts/${String(id)}/zip`;
    try {
      return await this.client.download(path, 'application/vnd.github+json', async (body, headers) => {
        const { bytes, sha256 } = await saveBody(body, file, Infinity);
        return { file, servedName: nameIn(headers.get('content-disposition')), sizeBytes: bytes, sha256 };
      });
    } catch (error) {
      throw error instanceof GithubFailure ? downloadFailure(error) : error;
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
  const { cause } = error as { readonly cause?: unknown };
  if (!(cause instanceof GithubFailure) || cause.kind !== 'absent') throw error;
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

const PERMISSION = 'Give the job `permissions: actions: read`, or a token that has it as github-token.';

function readFailure(error: unknown, repository: string, apiUrl: string): unknown {
  const facts = {
    code: 'artifacts-unreadable' as const,
    message: `The artifacts of ${repository} cannot be read`,
    cause: error,
  };
  if (v.isValiError(error)) {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: the answer of ${apiUrl} does not have the expected form (${error.message}).`,
      fix: 'Check github-server-url: it must be a GitHub server.',
    });
  }
  if (!(error instanceof GithubFailure)) return error;
  if (error.kind === 'limit') {
    const when = error.resetsAt === undefined ? '' : ` until ${error.resetsAt.toISOString()}`;
    return new HoldfastError({
      ...facts,
      code: 'rate-limited',
      message: `${facts.message}: the token has no requests left${when}.`,
      fix: 'Run it again later, or give a token with more requests as github-token.',
    });
  }
  if (error.kind === 'unauthorized') {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} does not accept the token (401).`,
      fix: 'Give a valid token as github-token.',
    });
  }
  if (error.kind === 'denied' || error.kind === 'refused' || error.kind === 'absent') {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} answered ${error.kind === 'absent' ? '404' : '403'}: ${error.message}.`,
      why: 'There is no such run, workflow or repository, or the token may not see it; GitHub does not say which.',
      fix: `${PERMISSION} Check run-id, workflow and repository.`,
    });
  }
  return new HoldfastError({ ...facts, message: `${facts.message}: ${error.message}.`, fix: 'Run it again later.' });
}

function downloadFailure(failure: GithubFailure): DownloadError {
  if (failure.kind === 'limit') {
    return new DownloadError('limited', 'the token has no requests left for now', failure);
  }
  if (isNoLongerThere(failure)) {
    const status = failure.kind === 'gone' ? '410' : '404';
    return new DownloadError('gone', `it has expired or was deleted (${status})`, failure);
  }
  if (failure.kind === 'denied') {
    return new DownloadError('denied', 'the token may not read it: it needs actions: read', failure);
  }
  return new DownloadError('failed', failure.message, failure);
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
