/** The source of artifacts. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { apiUrlIn } from '../../base/github-server.ts';
import { counted } from '../../base/text.ts';
import type { Gap, OpenSource, ParentView, Source, SourceContext, SourceEntry, SourceResult } from '../source.ts';
import {
  chooseRuns,
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
  readStored,
  recordOf,
  RECORDS_FOLDER,
  secondsOf,
  stateRows,
  type ArtifactRecord,
  type StoredArtifact,
} from './layout.ts';
import { reportEarlyExpiry, reportUntrusted } from './reports.ts';
import { RestService } from './rest.ts';
import { RuntimeService } from './runtime.ts';
import { DownloadError, type Artifact, type ArtifactService, type Listing } from './service.ts';
import type { ZipLimits } from '../../github/zip.ts';

export interface ArtifactsDeps {
  /** The environment of the process: the service of the current run is found by it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
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
      const service = openService(settings, choice, deps, context.signal);
      const parent = readParent(context.parent);
      const isWanted = nameFilter(settings.patterns);
      const listing = await service.list({ isWanted, isKnown: (id) => parent.has(id) });
      const wanted = listing.artifacts;
      reportUntrusted(listing.untrusted, context.emit);
      if (wanted.length === 0) reportNothing(settings, listing, context);
      const folders = assignFolders(wanted, choice.kind === 'repository');
      const plans = wanted.map((artifact) =>
        planOne(artifact, folders.get(artifact.id) as string, parent, context.parent),
      );
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
  { env, fetch, now, retryDelayMs }: ArtifactsDeps,
  signal: AbortSignal,
): ArtifactService {
  if (choice.kind === 'current') return new RuntimeService(env, signal);
  const { owner, repo } = ownerAndName(settings);
  const { token, withUntrusted } = settings;
  return new RestService(
    { apiUrl: apiUrlIn(env, settings.serverUrl), owner, repo, token, choice, withUntrusted },
    { fetch, now, signal, retryDelayMs },
  );
}

function readParent(view: ParentView | undefined): ReadonlyMap<number, StoredArtifact> {
  return new Map(readStored(view?.state('artifact/') ?? []).map((stored) => [stored.id, stored]));
}

/** What to do with an artifact. */
export interface ArtifactPlan {
  readonly artifact: Artifact;
  readonly record: ArtifactRecord;
  /** `carry`: the parent snapshot has it. `lost`: it has expired, and the parent does not have it. */
  readonly action: 'carry' | 'load' | 'lost';
  readonly stored: StoredArtifact | undefined;
}

function planOne(
  artifact: Artifact,
  folder: string,
  parent: ReadonlyMap<number, StoredArtifact>,
  view: ParentView | undefined,
): ArtifactPlan {
  const record = recordOf(artifact, folder);
  const known = parent.get(artifact.id) ?? sameContent(artifact, folder, parent);
  if (known !== undefined && view !== undefined && isSame(known, record) && isHeld(view, folder)) {
    return { artifact, record, action: 'carry', stored: { ...known, ...record } };
  }
  return { artifact, record, action: artifact.isExpired ? 'lost' : 'load', stored: undefined };
}

/** The artifact of an earlier run that lay in the same folder. */
function sameContent({ digest }: Artifact, folder: string, parent: ReadonlyMap<number, StoredArtifact>) {
  return digest === undefined ? undefined : [...parent.values()].find((stored) => stored.folder === folder);
}

/** Artifacts never change under their id; under another id, the digest decides. */
function isSame(known: StoredArtifact, record: ArtifactRecord): boolean {
  if (known.folder !== record.folder || known.name !== record.name || known.digest !== record.digest) return false;
  return known.id === record.id ? known.sizeBytes === record.sizeBytes : record.digest !== null;
}

function isHeld(view: ParentView, folder: string): boolean {
  let isThere = false;
  for (const { entry, available } of view.entries(folder)) {
    if (!isIn(entry.path, folder)) continue;
    if (!available) return false;
    isThere = true;
  }
  return isThere;
}

function isIn(path: Buffer, folder: string): boolean {
  const text = path.toString();
  return text === folder || text.startsWith(`${folder}/`);
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
  /** Set once the server refuses more requests: further requests would only prolong that. */
  private limited: DownloadError | undefined;
  /** Artifacts that are expanded and not yet yielded. */
  private readonly ready = new Map<number, Expanded>();

  constructor(job: ArtifactDownload) {
    this.job = job;
    this.workDir = join(job.context.tempDir, 'artifacts');
    const loads = job.plans.filter((plan) => plan.action === 'load');
    this.totals = { entries: undefined, bytes: loads.reduce((sum, { artifact }) => sum + artifact.sizeBytes, 0) };
    this.identity = { repository: job.settings.repository, from: job.listing.from, artifacts: job.plans.length };
    job.context.emit({
      type: 'info',
      message: `${counted(job.plans.length, 'artifact')} of ${job.listing.from}: ${String(loads.length)} to download, ${String(job.plans.filter((plan) => plan.action === 'carry').length)} as in the last snapshot.`,
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
  private async load({ artifact, record }: ArtifactPlan): Promise<boolean> {
    const { context, deps } = this.job;
    const folder = join(this.workDir, String(artifact.id));
    try {
      if (this.limited !== undefined) throw this.limited;
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const downloaded = await this.job.service.download(artifact, folder);
      checkDigest(artifact, downloaded.sha256);
      const isProved = artifact.digest !== undefined;
      const options = { folder, signal: context.signal, isProved, limits: deps.limits };
      const expanded = await expand(record, downloaded, options);
      await rm(downloaded.file, { force: true });
      this.ready.set(artifact.id, expanded);
      this.stored.set(artifact.id, { ...record, form: expanded.form, sha256: downloaded.sha256 });
      if (expanded.kept !== undefined) this.reportKept(artifact, expanded.kept);
      return true;
    } catch (error) {
      context.signal.throwIfAborted();
      await rm(folder, { recursive: true, force: true });
      if (error instanceof DownloadError && error.kind === 'limited') this.limited = error;
      this.addGap(gapOf(error), { artifact }, messageOf(error));
      return false;
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
    const isPartial = this.gaps.some((gap) => gap.class === 'failed');
    return {
      state: stateRows(this.stored.values()),
      parts: { artifacts: isPartial ? 'partial' : 'complete' },
      gaps: this.gaps,
    };
  }

  async close(): Promise<void> {
    await rm(this.workDir, { recursive: true, force: true });
  }
}

function checkDigest({ digest }: Artifact, sha256: string): void {
  const expected = digest?.toLowerCase().replace(/^sha256:/, '');
  if (expected === undefined || expected === sha256) return;
  throw new DownloadError('failed', `its SHA-256 is ${sha256}, and the server says ${expected}`);
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
