/** Artifacts of other runs, by the REST API. */
import type { RequestBudget } from '../../github/budget.ts';
import type { Token } from '../../base/token-source.ts';
import { join } from 'node:path';
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { openClient, pause, type GithubClient } from '../../github/client.ts';
import { saveBody } from '../../github/download.ts';
import { GithubFailure } from '../../github/failure.ts';
import { downloadFailure, readFailure } from './failures.ts';
import { listRepository, listRun, newestRun, readRun, type Page, type Reader, type Run } from './listing.ts';
import type { Artifact, ArtifactChoice, ArtifactService, Downloaded, Listing } from './service.ts';

/** Selects runs of a repository. */
export type RunChoice =
  /** `isOwn`: the run that asks, which needs no judgement. */
  | { readonly kind: 'run'; readonly id: number; readonly isOwn?: boolean }
  /** Its newest successful run, on one branch or on any. */
  | { readonly kind: 'workflow'; readonly workflow: string; readonly branch: string | undefined }
  | { readonly kind: 'repository' };

export interface RestSettings {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: Token | undefined;
  readonly choice: RunChoice;
  /** Include artifacts of forks and pull requests. */
  readonly withUntrusted: boolean;
}

export interface RestDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly budget?: RequestBudget | undefined;
  /** What a second of a pause lasts, in milliseconds; default 1,000. */
  readonly retryDelayMs?: number | undefined;
}

/** Requests of the hour that are left for the rest of the workflow. */
const RESERVE = 50;

/** Artifacts of any run, by the REST API: https://docs.github.com/en/rest/actions/artifacts */
export class RestService implements ArtifactService {
  private readonly settings: RestSettings;
  private readonly client: GithubClient;
  private readonly reader: Reader;

  constructor(settings: RestSettings, { retryDelayMs = 1000, budget, ...deps }: RestDeps) {
    const { apiUrl, token } = settings;
    this.settings = settings;
    this.client = openClient(
      { apiUrl, token, reserve: RESERVE, budget },
      { ...deps, sleep: (ms, signal) => pause((ms / 1000) * retryDelayMs, signal), debug: () => undefined },
    );
    this.reader = {
      read: (path, query, schema) => this.read(path, query, schema),
      requestsLeft: () => this.client.requestsLeft(),
    };
  }

  requestsLeft(): number | undefined {
    return this.client.requestsLeft();
  }

  async list(wanted: ArtifactChoice): Promise<Listing> {
    const { choice, owner, repo, withUntrusted } = this.settings;
    const isTrusted = (run: Run): boolean => this.isTrusted(run);
    if (choice.kind === 'repository') {
      const listing = await listRepository(this.reader, { ...wanted, withUntrusted, isTrusted });
      return { ...listing, from: `all runs of ${owner}/${repo}` };
    }
    if (choice.kind === 'run') {
      if (choice.isOwn !== true) requireTrusted(await readRun(this.reader, choice.id), isTrusted);
      const from = choice.isOwn === true ? 'the current run' : `run ${String(choice.id)}`;
      return { ...(await listRun(this.reader, choice.id, wanted)), from };
    }
    const { workflow, branch } = choice;
    const run = await newestRun(this.reader, workflow, branch, isTrusted);
    if (run === undefined) throw noRun(workflow, branch);
    const from = `run ${String(run.id)}, the newest of ${workflow}`;
    return { ...(await listRun(this.reader, run.id, wanted)), from };
  }

  private isTrusted({ event, repository, head_repository: head }: Run): boolean {
    return this.settings.withUntrusted || (!event.startsWith('pull_request') && head?.id === repository.id);
  }

  private async read<T>(path: string, query: object, schema: v.GenericSchema<unknown, T>): Promise<Page<T>> {
    const { owner, repo, apiUrl } = this.settings;
    try {
      const { data, next, last } = await this.client.get(`GET ${path}`, { owner, repo, ...query });
      const isLinked = next !== undefined || last !== undefined;
      return { data: v.parse(schema, data), next: next?.href, isLinked };
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

function requireTrusted(run: Run, isTrusted: (run: Run) => boolean): void {
  if (!isTrusted(run)) throw untrustedRun(run);
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
