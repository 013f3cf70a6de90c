/** The source of artifacts. */
import type { RequestBudget } from '../../github/budget.ts';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { apiUrlIn } from '../../base/github-server.ts';
import { temporaryFileFailure } from '../../base/system-errors.ts';
import { counted } from '../../base/text.ts';
import type { Gap, OpenSource, Source, SourceContext, SourceEntry, SourceResult } from '../source.ts';
import {
  chooseRuns,
  currentRun,
  defineArtifacts,
  nameFilter,
  ownerAndName,
  type ArtifactsSettings,
  type Choice,
} from './definition.ts';
import { expand, type Expanded } from './expand.ts';
import {
  assignFolders,
  plainEntry,
  readKnown,
  RECORDS_FOLDER,
  secondsOf,
  stateRows,
  type PendingArtifact,
  type StoredArtifact,
} from './layout.ts';
import { planOne, unlisted, withinRequests, type ArtifactPlan } from './plan.ts';
import { reportEarlyExpiry, reportUntrusted } from './reports.ts';
import { RestService } from './rest.ts';
import { RuntimeService } from './runtime.ts';
import { DownloadError, type Artifact, type ArtifactService, type Listing } from './service.ts';
import { ZipProblem, type ZipLimits } from '../../github/zip.ts';

const ATTEMPTS = 3;

export interface ArtifactsDeps {
  /** The environment of the process: the service of the current run is found by it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /** Shared with others; default: what GitHub allows. */
  readonly budget?: RequestBudget | undefined;
  /** What a second of a pause before another try lasts, in milliseconds; default 1,000. */
  readonly retryDelayMs?: number | undefined;
  readonly limits?: ZipLimits | undefined;
}

/**
 * Artifacts of one run or of a whole repository, expanded (see layout.ts for where they lie). What an earlier snapshot
 * holds is carried over and never downloaded again. An artifact that cannot be downloaded is a gap and does not stop
 * the others.
 * @throws bad-input; when it is opened `no-artifact-service`, `artifacts-unreadable`, `rate-limited`, `untrusted-run`,
 *   `no-run`, `no-files-found`
 */
export function createArtifactsSource(settings: ArtifactsSettings, deps: ArtifactsDeps): Source {
  const { owner, repo } = ownerAndName(settings);
  const choice = chooseRuns(settings, deps.env);
  return {
    kind: 'artifacts',
    definition: defineArtifacts(settings, `${owner}/${repo}`, choice, deps.env),
    open: async (context) => {
      const from = choice.kind === 'current' ? currentRun(settings, deps.env) : choice;
      const service = openService(settings, from, deps, context.signal);
      const known = readKnown(context.parent);
      const isKnown = (id: number): boolean => known.stored.has(id) || known.pending.has(id);
      const isBehind = [...known.pending.values()].some(({ tries }) => tries === 0);
      const isWanted = nameFilter(settings.patterns);
      const listing = await service.list({ isWanted, isKnown, isBehind, sweep: known.sweep });
      // Other kinds have another run in each backup.
      const isSteady = from.kind === 'repository' || from.kind === 'run';
      const wanted = [...listing.artifacts, ...(isSteady ? unlisted(listing, known, deps.now()) : [])];
      reportUntrusted(listing.untrusted, context.emit);
      if (wanted.length === 0 && listing.cut === undefined) reportNothing(settings, listing, context);
      const folders = assignFolders(wanted, choice.kind === 'repository');
      const all = wanted.map((artifact) =>
        planOne(artifact, folders.get(artifact.id) as string, known, context.parent),
      );
      const plans = withinRequests(all, service.requestsLeft?.());
      reportEarlyExpiry(
        plans.map(({ artifact }) => artifact),
        context,
        deps.now(),
      );
      return new OpenArtifacts({ service, settings, deps, context, listing, plans });
    },
  };
}

function openService(
  settings: ArtifactsSettings,
  choice: Choice,
  { env, fetch, now, retryDelayMs, budget }: ArtifactsDeps,
  signal: AbortSignal,
): ArtifactService {
  if (choice.kind === 'current') return new RuntimeService(env, signal);
  const { token, withUntrusted } = settings;
  const isOwn = choice.kind === 'run' && choice.isOwn === true;
  const repository = (isOwn ? env['GITHUB_REPOSITORY'] : undefined) ?? settings.repository;
  const { owner, repo } = ownerAndName({ ...settings, repository });
  return new RestService(
    { apiUrl: apiUrlIn(env, isOwn ? undefined : settings.serverUrl), owner, repo, token, choice, withUntrusted },
    { fetch, now, signal, retryDelayMs, budget },
  );
}

interface ArtifactDownload {
  readonly service: ArtifactService;
  readonly settings: ArtifactsSettings;
  readonly deps: ArtifactsDeps;
  readonly context: SourceContext;
  readonly listing: Listing;
  readonly plans: readonly ArtifactPlan[];
}

/** Consecutive entries of one artifact, with no entry of another between them. */
interface Block {
  /** All of its paths start with it. */
  readonly key: Buffer;
  readonly read: () => Promise<readonly SourceEntry[]>;
}

class OpenArtifacts implements OpenSource {
  readonly totals: OpenSource['totals'];
  readonly identity: OpenSource['identity'];
  private readonly job: ArtifactDownload;
  private readonly workDir: string;
  private readonly gaps: Gap[] = [];
  private readonly stored = new Map<number, StoredArtifact>();
  private readonly pending = new Map<number, PendingArtifact>();
  /** Set once the server refuses more requests: further requests would only prolong that. */
  private limited: DownloadError | undefined;
  /** Artifacts that are expanded and not yet yielded. */
  private readonly ready = new Map<number, Expanded>();

  constructor(job: ArtifactDownload) {
    this.job = job;
    this.workDir = join(job.context.tempDir, 'artifacts');
    const loads = job.plans.filter((plan) => plan.action === 'load');
    const late = job.plans.filter((plan) => plan.action === 'wait').length;
    const later = late === 0 ? '' : `, ${String(late)} left for the next backup`;
    this.totals = { entries: undefined, bytes: loads.reduce((sum, { artifact }) => sum + artifact.sizeBytes, 0) };
    this.identity = { repository: job.settings.repository, from: job.listing.from, artifacts: job.plans.length };
    job.context.emit({
      type: 'info',
      message: `${counted(job.plans.length, 'artifact')} of ${job.listing.from}: ${String(loads.length)} to download, ${String(job.plans.filter((plan) => plan.action === 'carry').length)} as in the last snapshot${later}.`,
    });
  }

  async *entries(): AsyncGenerator<readonly SourceEntry[]> {
    await mkdir(this.workDir, { recursive: true });
    const blocks: Block[] = [{ key: Buffer.from(RECORDS_FOLDER), read: async () => this.recordEntries() }];
    for (const plan of this.job.plans) {
      if (plan.action === 'lost') {
        this.addGap('missing', plan, 'it has expired, and no earlier snapshot holds it');
        continue;
      }
      if (plan.action === 'wait') {
        this.pending.set(plan.artifact.id, { ...plan.record, tries: plan.tries });
        this.addGap('failed', plan, 'the token has too few requests left for it; the next backup goes on');
        continue;
      }
      // `a` < `a-b/...` < `a/...`: a folder may be listed well before what is in it.
      const { folder } = plan.record;
      blocks.push({ key: Buffer.from(folder), read: () => this.folderEntry(plan) });
      blocks.push({ key: Buffer.from(`${folder}/`), read: () => this.contentEntries(plan) });
    }
    for (const block of blocks.sort((a, b) => Buffer.compare(a.key, b.key))) {
      this.job.context.signal.throwIfAborted();
      yield await block.read();
    }
  }

  /** The server's description of every artifact, including those that cannot be downloaded. */
  private recordEntries(): SourceEntry[] {
    const entries = this.job.plans.map(({ record }): SourceEntry => {
      const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
      const path = `${RECORDS_FOLDER}/${String(record.id)}.json`;
      return { ...plainEntry(path, 'file', { sizeBytes: bytes.length }), content: { kind: 'bytes', bytes } };
    });
    entries.sort((a, b) => Buffer.compare(a.path, b.path));
    return [{ ...plainEntry(RECORDS_FOLDER, 'directory'), content: { kind: 'none' } }, ...entries];
  }

  /** Only now is it known whether the artifact can be downloaded. */
  private async folderEntry(plan: ArtifactPlan): Promise<readonly SourceEntry[]> {
    if (plan.stored === undefined && !(await this.load(plan))) return [];
    if (plan.stored !== undefined) this.stored.set(plan.artifact.id, plan.stored);
    const facts = { mtimeSeconds: secondsOf(plan.record.createdAt) };
    return [{ ...plainEntry(plan.record.folder, 'directory', facts), content: { kind: 'none' } }];
  }

  private async contentEntries({ artifact, record, action }: ArtifactPlan): Promise<readonly SourceEntry[]> {
    if (action === 'carry') return this.carried(record.folder);
    const expanded = this.ready.get(artifact.id);
    this.ready.delete(artifact.id);
    return expanded?.entries ?? [];
  }

  private carried(folder: string): SourceEntry[] {
    const entries: SourceEntry[] = [];
    for (const { entry } of this.job.context.parent?.entries(`${folder}/`) ?? []) {
      entries.push({ ...entry, content: { kind: 'carry' } });
    }
    return entries;
  }

  /** Whether it can be downloaded; if not, a gap says why. */
  private async load(plan: ArtifactPlan): Promise<boolean> {
    const { artifact, record } = plan;
    const { context } = this.job;
    const folder = join(this.workDir, String(artifact.id));
    try {
      if (this.limited !== undefined) throw this.limited;
      const { downloaded, expanded } = await this.download(plan, folder);
      await rm(downloaded.file, { force: true });
      this.ready.set(artifact.id, expanded);
      this.stored.set(artifact.id, { ...record, form: expanded.form, sha256: downloaded.sha256 });
      if (expanded.kept !== undefined) this.reportKept(artifact, expanded.kept);
      return true;
    } catch (error) {
      context.signal.throwIfAborted();
      // Only what came from the server is a gap.
      if (!(error instanceof DownloadError || error instanceof ZipProblem)) throw temporaryFileFailure(folder, error);
      await rm(folder, { recursive: true, force: true });
      const kind = error instanceof DownloadError ? error.kind : 'failed';
      if (error instanceof DownloadError && kind === 'limited') this.limited = error;
      const tries = plan.tries + (kind === 'limited' ? 0 : 1);
      if (kind !== 'gone') this.pending.set(artifact.id, { ...record, tries });
      this.addGap(gapOf(error), { artifact }, messageOf(error));
      return false;
    }
  }

  /** What comes with other bytes than the server says may come right the next time. */
  private async download({ artifact, record, tries: triedBefore }: ArtifactPlan, folder: string) {
    const { service, deps, context } = this.job;
    const { signal } = context;
    const isProved = artifact.digest !== undefined;
    const attempts = triedBefore > 0 ? 1 : ATTEMPTS;
    for (let tries = 1; ; tries++) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      try {
        const downloaded = await service.download(artifact, folder);
        checkDigest(artifact, downloaded.sha256);
        const expanded = await expand(record, downloaded, { folder, signal, isProved, limits: deps.limits });
        return { downloaded, expanded };
      } catch (error) {
        signal.throwIfAborted();
        const mayPass = error instanceof ZipProblem || (error instanceof DownloadError && error.kind === 'damaged');
        if (!mayPass || tries === attempts) throw error;
        context.emit({ type: 'info', message: `Artifact ${artifact.name}: ${messageOf(error)}. Trying again.` });
        await sleep((deps.retryDelayMs ?? 1000) * 2 ** (tries - 1), undefined, { signal });
      }
    }
  }

  private reportKept({ name, id }: Artifact, why: string): void {
    this.job.context.emit({
      type: 'warning',
      class: 'artifact-not-expanded',
      message: `Artifact ${name} (${String(id)}) is kept as a zip and not expanded: ${why}.`,
      why: 'Expanding it could overwrite or hide files when it is restored, or would never end.',
    });
  }

  private addGap(kind: Gap['class'], { artifact }: Pick<ArtifactPlan, 'artifact'>, reason: string): void {
    this.gaps.push({ class: kind, path: `${artifact.name} (${String(artifact.id)})`, reason });
  }

  async finish(): Promise<SourceResult> {
    const { sweep } = this.job.listing;
    const gaps = [...listGaps(this.job.listing), ...this.gaps];
    const isPartial = gaps.some((gap) => gap.class === 'failed');
    return {
      state: stateRows({ stored: this.stored, pending: this.pending, sweep }),
      parts: { artifacts: isPartial ? 'partial' : 'complete' },
      gaps,
    };
  }

  async close(): Promise<void> {
    await rm(this.workDir, { recursive: true, force: true });
  }
}

function checkDigest({ digest }: Artifact, sha256: string): void {
  const expected = digest?.toLowerCase().replace(/^sha256:/, '');
  if (expected === undefined || expected === sha256) return;
  throw new DownloadError('damaged', `its SHA-256 is ${sha256}, and the server says ${expected}`);
}

function listGaps({ from, cut, closed }: Listing): Gap[] {
  if (cut !== undefined) {
    const reason = `the list of ${from} was not read to its end: ${cut} The next backup goes on from there`;
    return [{ class: 'failed', path: 'artifacts', reason }];
  }
  if (closed === undefined) return [];
  const reason = `the server lists none that is older than artifact ${String(closed)}: of those, only what earlier snapshots have is kept`;
  return [{ class: 'unavailable', path: 'artifacts', reason }];
}

function gapOf(error: unknown): Gap['class'] {
  if (!(error instanceof DownloadError)) return 'failed';
  if (error.kind === 'gone') return 'missing';
  return error.kind === 'denied' ? 'unavailable' : 'failed';
}

function reportNothing(
  { ifNoFilesFound, patterns }: ArtifactsSettings,
  { from }: Listing,
  { emit }: SourceContext,
): void {
  if (ifNoFilesFound === 'ignore') return;
  const what = {
    message: `No artifact of ${from} ${patterns.length === 0 ? 'was found' : `has a name that matches ${JSON.stringify(patterns)}`}.`,
    why: 'An empty backup would look like a good one until it is needed.',
    fix: 'Correct `artifacts`, `run-id` or `workflow`; or set `if-no-files-found: ignore` if there may be none.',
  };
  if (ifNoFilesFound === 'error') throw new HoldfastError({ code: 'no-files-found', ...what });
  emit({ type: 'warning', class: 'no-files-found', ...what });
}
