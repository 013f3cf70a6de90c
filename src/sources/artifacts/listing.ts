/** Lists artifacts page by page, within the requests that the token has. */
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { GithubFailure } from '../../github/failure.ts';
import type { Artifact, ArtifactChoice, Listing, Sweep } from './service.ts';

/** One page of a list. */
export interface Page<T> {
  readonly data: T;
  /** The next page, as the server says it; undefined at the end. */
  readonly next: string | undefined;
  /** Whether the server says such things at all. */
  readonly isLinked: boolean;
}

/** Reads from the API of one repository. Throws HoldfastError: `rate-limited`, `list-limited`, `artifacts-unreadable`. */
export interface Reader {
  readonly read: <T>(
    path: string,
    query: Readonly<Record<string, unknown>>,
    schema: v.GenericSchema<unknown, T>,
  ) => Promise<Page<T>>;
  /** Requests that may still be spent this hour; undefined if the server does not tell. */
  readonly requestsLeft: () => number | undefined;
}

const PAGE = 100;
/** How many successful runs of a workflow are checked to find a trusted one. */
const MAX_RUNS = 500;
/** Up to this many runs are requested individually. */
const FEW_RUNS = 10;

const idSchema = v.pipe(v.number(), v.safeInteger());
const artifactSchema = v.object({
  id: idSchema,
  name: v.string(),
  size_in_bytes: v.number(),
  digest: v.nullish(v.string()),
  expired: v.boolean(),
  created_at: v.nullable(v.string()),
  expires_at: v.nullish(v.string()),
  workflow_run: v.nullish(
    v.object({
      id: v.optional(idSchema),
      repository_id: v.optional(v.number()),
      head_repository_id: v.nullish(v.number()),
      head_branch: v.nullish(v.string()),
      head_sha: v.optional(v.string()),
    }),
  ),
});
const artifactsSchema = v.object({ total_count: v.optional(v.number()), artifacts: v.array(artifactSchema) });
const runSchema = v.object({
  id: idSchema,
  event: v.string(),
  repository: v.object({ id: v.number() }),
  head_repository: v.nullish(v.object({ id: v.number() })),
});
const runsSchema = v.object({ workflow_runs: v.array(runSchema) });

type RawArtifact = v.InferOutput<typeof artifactSchema>;
export type Run = v.InferOutput<typeof runSchema>;

/** Pages of a list from one of them on, always by the link that the server gives. */
async function* pagesOf<T>(
  reader: Reader,
  path: string,
  query: Readonly<Record<string, unknown>>,
  schema: v.GenericSchema<unknown, T>,
  itemsOf: (data: T) => readonly unknown[],
  first = 1,
): AsyncGenerator<T> {
  let parameters: Readonly<Record<string, unknown>> = { ...query, per_page: PAGE, page: first };
  for (let page = first; ; page++) {
    const { data, next, isLinked } = await reader.read(path, parameters, schema);
    yield data;
    if (next !== undefined) parameters = { ...query, ...Object.fromEntries(new URL(next).searchParams) };
    // Some servers give no links at all.
    else if (!isLinked && itemsOf(data).length >= PAGE) parameters = { ...query, per_page: PAGE, page: page + 1 };
    else return;
  }
}

function artifactPages(reader: Reader, path: string, first?: number) {
  return pagesOf(reader, path, {}, artifactsSchema, ({ artifacts }) => artifacts, first);
}

/** All artifacts of one run; as far as the requests go. */
export async function listRun(reader: Reader, runId: number, { isWanted }: ArtifactChoice) {
  const found = new Map<number, RawArtifact>();
  let cut: string | undefined;
  try {
    const pages = artifactPages(reader, `/repos/{owner}/{repo}/actions/runs/${String(runId)}/artifacts`);
    // An upload during the listing moves entries to the next page.
    for await (const { artifacts } of pages) for (const artifact of artifacts) found.set(artifact.id, artifact);
  } catch (error) {
    cut = reasonToStop(error, found.size > 0);
  }
  const artifacts = [...found.values()].filter(({ name }) => isWanted(name)).map(toArtifact);
  return { artifacts, untrusted: [], ...(cut !== undefined && { cut }) };
}

export function readRun(reader: Reader, id: number): Promise<Run> {
  return reader.read(`/repos/{owner}/{repo}/actions/runs/${String(id)}`, {}, runSchema).then(({ data }) => data);
}

/** The newest successful run of a workflow that `isTrusted`; undefined if there is none among the first. */
export async function newestRun(
  reader: Reader,
  workflow: string,
  branch: string | undefined,
  isTrusted: (run: Run) => boolean,
): Promise<Run | undefined> {
  const path = `/repos/{owner}/{repo}/actions/workflows/${encodeURIComponent(workflow)}/runs`;
  const query = { status: 'success', ...(branch !== undefined && { branch }) };
  let looked = 0;
  for await (const { workflow_runs: runs } of runPages(reader, path, query)) {
    const found = runs.find(isTrusted);
    looked += runs.length;
    if (found !== undefined || looked >= MAX_RUNS) return found;
  }
  return undefined;
}

function runPages(reader: Reader, path: string, query: Readonly<Record<string, unknown>> = {}) {
  return pagesOf(reader, path, query, runsSchema, ({ workflow_runs: runs }) => runs);
}

/** How the artifacts of a whole repository are chosen. */
export interface RepositoryChoice extends ArtifactChoice {
  readonly withUntrusted: boolean;
  readonly isTrusted: (run: Run) => boolean;
}

/**
 * The artifacts of all runs, newest first, each judged by its run. Where the requests run out, or the server makes no
 * more pages, the list ends early; `sweep` tells how far it has come, and the next backup goes on from there.
 */
export async function listRepository(reader: Reader, choice: RepositoryChoice): Promise<Omit<Listing, 'from'>> {
  const judge = new Judge(reader, choice);
  const walk = new Walk(choice.sweep);
  const artifacts = new Map<number, Artifact>();
  const untrusted: string[] = [];
  let atStart: number | undefined;
  let cut: string | undefined;
  let closed: number | undefined;
  try {
    for (let first: number | undefined = 1; first !== undefined;) {
      const from: number = first;
      first = undefined;
      for await (const { artifacts: page } of artifactPages(reader, ARTIFACTS, from)) {
        const wanted = page.filter(({ name }) => choice.isWanted(name));
        const accepted = await judge.accepted(wanted);
        for (const raw of wanted) {
          if (accepted.has(raw.id)) artifacts.set(raw.id, toArtifact(raw));
          else untrusted.push(raw.name);
        }
        first = walk.take(page.map(({ id }) => id));
        if (first !== undefined) break;
        const left = reader.requestsLeft();
        atStart ??= left;
        cut = left === undefined ? whileBehind(choice, walk) : overBudget(atStart, left);
        if (cut !== undefined) break;
      }
    }
    if (cut === undefined) walk.end();
  } catch (error) {
    cut = reasonToStop(error, walk.hasBegun);
    // What lies behind that can never be listed.
    if (isClosed(error)) closed = walk.close();
  }
  const { sweep, isWhole } = walk;
  if (sweep?.oldest === null) cut = undefined;
  return {
    ...{ artifacts: [...artifacts.values()], untrusted, sweep, isWhole },
    ...(cut !== undefined && { cut }),
    ...(closed !== undefined && { closed }),
  };
}

const ARTIFACTS = '/repos/{owner}/{repo}/actions/artifacts';
/** Half of the requests may be spent on the list; the rest is for what is new in it. */
function overBudget(atStart: number | undefined, left: number): string | undefined {
  if (left > (atStart ?? left + 1) / 2) return undefined;
  return 'half of the requests is for downloads.';
}

/** Where nobody tells how many requests are left, what is known is loaded before the list is read further. */
function whileBehind({ isBehind }: RepositoryChoice, { hasJoined }: Walk): string | undefined {
  return isBehind === true && hasJoined ? 'what it showed before is loaded first.' : undefined;
}

/** Limits, and a server that fails, end a list that has begun; anything else is a failure. */
function reasonToStop(error: unknown, hasBegun: boolean): string {
  if (!(error instanceof HoldfastError) || !hasBegun) throw error;
  const kind = failureOf(error)?.kind ?? '';
  if (!['limit', 'beyond', 'failed'].includes(kind)) throw error;
  return error.message;
}

function isClosed(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'list-limited';
}

/** Where a list has been looked at, tonight and in the nights before. Ids go down from page to page. */
class Walk {
  private readonly before: Sweep | undefined;
  private newest: number | undefined;
  private oldest: number | undefined;
  private page = 0;
  private hasJumped = false;
  /** On a page that overlaps with what was looked at before. */
  private hasLanded = false;
  private isOrdered = true;
  isWhole = false;

  constructor(before: Sweep | undefined) {
    this.before = before;
  }

  /** Whether tonight's part of the list reaches the part that was looked at before. */
  get hasJoined(): boolean {
    return this.before !== undefined && this.oldest !== undefined && this.oldest <= this.before.newest;
  }

  get hasBegun(): boolean {
    return this.page > 0;
  }

  /** Takes a page in. The number of the page to go on with, if that is not the next one. */
  take(ids: readonly number[]): number | undefined {
    this.page++;
    const [high, low] = [Math.max(...ids, 0), Math.min(...ids, Infinity)];
    if (ids.length > 0 && this.oldest !== undefined && high > this.oldest && !this.hasJumped) this.isOrdered = false;
    const { before } = this;
    if (before === undefined || before.oldest === null || !this.isOrdered) {
      this.note(high, low);
      return undefined;
    }
    if (this.hasJumped && !this.hasLanded && high < before.oldest && this.page > 2) {
      // Some were deleted since, and others came up: a page earlier there is no hole.
      this.page -= 2;
      return this.page + 1;
    }
    this.note(high, low);
    this.hasLanded ||= this.hasJumped;
    if (this.hasJumped || low > before.newest || before.page <= this.page) return undefined;
    this.hasJumped = true;
    this.page = before.page - 1;
    return before.page;
  }

  /** The server makes no more pages: this is its end. The oldest artifact on them. */
  close(): number | undefined {
    const { oldest } = this;
    this.end();
    this.isWhole = false;
    return oldest;
  }

  end(): void {
    this.isWhole = !this.hasJumped;
    this.oldest = undefined;
    this.page = 0;
  }

  private note(high: number, low: number): void {
    this.newest = Math.max(this.newest ?? 0, high);
    if (Number.isFinite(low)) this.oldest = Math.min(this.oldest ?? Infinity, low);
  }

  /** What has been looked at without a hole, from the newest on. */
  get sweep(): Sweep | undefined {
    const { before, newest, oldest } = this;
    if (newest === undefined) return before;
    if (oldest === undefined) return { newest, oldest: null, page: 0 };
    if (before === undefined || !this.hasJoined || !this.isOrdered) return { newest, oldest, page: this.page };
    if (before.oldest === null || before.oldest < oldest) return { ...before, newest };
    return { newest, oldest, page: this.page };
  }
}

/** Judges artifacts by the runs that made them. */
class Judge {
  private readonly reader: Reader;
  private readonly choice: RepositoryChoice;
  private readonly judged = new Map<number, boolean>();
  private runs: AsyncGenerator<v.InferOutput<typeof runsSchema>> | undefined;
  private oldestRun = Infinity;

  constructor(reader: Reader, choice: RepositoryChoice) {
    this.reader = reader;
    this.choice = choice;
  }

  /** Ids of those that may be stored. The list itself shows forks. The event is known only from the run. */
  async accepted(artifacts: readonly RawArtifact[]): Promise<ReadonlySet<number>> {
    const { withUntrusted, isKnown } = this.choice;
    // An expired artifact that no snapshot holds is lost, whoever made it.
    const isFree = ({ id, expired }: RawArtifact): boolean => withUntrusted || expired || isKnown(id);
    const asked = artifacts.filter((raw) => !isFree(raw) && !isOfFork(raw));
    await this.readRuns(new Set(asked.map(runIdOf)));
    const isTrusted = (raw: RawArtifact): boolean => !isOfFork(raw) && this.judged.get(runIdOf(raw)) === true;
    return new Set(artifacts.filter((raw) => isFree(raw) || isTrusted(raw)).map(({ id }) => id));
  }

  /**
   * Looks up many runs in the list of all runs, newest first, a hundred at a time. A few runs, and those the list
   * lacks, are requested individually.
   */
  private async readRuns(ids: ReadonlySet<number>): Promise<void> {
    const left = (): number[] => [...ids].filter((id) => !this.judged.has(id));
    while (left().length > FEW_RUNS && this.oldestRun > Math.min(...left()) && (await this.readRunPage()));
    for (const id of left()) {
      const run = await readRun(this.reader, id).catch(ignoreDeleted);
      this.judged.set(id, run !== undefined && this.choice.isTrusted(run));
    }
  }

  private async readRunPage(): Promise<boolean> {
    this.runs ??= runPages(this.reader, '/repos/{owner}/{repo}/actions/runs');
    const next = await this.runs.next().catch((error: unknown) => {
      if (isClosed(error)) return { done: true } as const;
      throw error;
    });
    if (next.done === true) return false;
    const { workflow_runs: runs } = next.value;
    for (const run of runs) this.judged.set(run.id, this.choice.isTrusted(run));
    this.oldestRun = Math.min(this.oldestRun, ...runs.map(({ id }) => id));
    return runs.length > 0;
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
  if (failureOf(error)?.kind !== 'absent') throw error;
}

function failureOf(error: unknown): GithubFailure | undefined {
  const cause = error instanceof HoldfastError ? error.cause : undefined;
  return cause instanceof GithubFailure ? cause : undefined;
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
