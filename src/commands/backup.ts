/** Mode backup: opens the source, checks the bucket, writes a snapshot. */
import { homedir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { awaitedLater } from '../base/async.ts';
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { backUp, type BackupOutcome } from '../vault/backup/backup.ts';
import { PROOF_DAYS } from '../vault/backup/parent.ts';
import { newestSnapshots, readHeaders } from '../vault/read/snapshots.ts';
import { parseRecipient } from '../vault/seal/keys.ts';
import { createFilesSource } from '../sources/files/index.ts';
import type { Gap, Source } from '../sources/source.ts';
import { dryRunStore } from '../store/dry-run.ts';
import { checkBucket } from '../aws/provider/preflight.ts';
import { appAccess } from './repository/app-access.ts';
import { organizationSource } from './repository/organization.ts';
import { repositorySource } from './repository/backup.ts';
import { readBefore, readBeforeText } from './repository/read-before.ts';
import type { Deps } from './shared/command.ts';
import { fetchOf, tokenOf } from './shared/github.ts';
import { namedPath } from './shared/named-path.ts';
import type { WorkflowContext } from '../github/workflow-context.ts';
import { historyPoint, isAtAws, restoreCommand } from './shared/summary-history.ts';
import type { CommandResult, HistoryPoint, Table } from '../report/result.ts';
import { withTempDir } from './shared/temp-dir.ts';
import { formerName, openVault, plannedSeries, type Vault } from './vault/vault.ts';
import { agoText, counted } from '../base/text.ts';

/** Snapshots in the summary's chart. */
const HISTORY = 30;
/** Gaps of a class that are shown one by one. */
const SHOWN_GAPS = 20;

export async function backup(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const startedMs = performance.now();
  const { vault, series, outcome } = await makeBackup(inputs, deps);
  const history = inputs.dryRun || isUnchanged(outcome) ? [] : await readHistory(vault, series, outcome, deps);
  return buildBackupResult({ inputs, deps, series, outcome, history, durationMs: performance.now() - startedMs });
}

interface MadeBackup {
  readonly vault: Vault;
  readonly series: string;
  readonly outcome: BackupOutcome;
}

/** The backup alone, without what a summary shows of those before it. */
export async function makeBackup(inputs: Inputs, deps: Deps): Promise<MadeBackup> {
  const app = appAccess(inputs, deps);
  const source = await createSource(inputs, { ...deps, github: app.access });
  deps.emit({ type: 'phase', name: 'Vault' });
  const opened = await openVault(inputs, deps);
  refuseUntrusted(opened.workflow, inputs.allowFork);
  await app.open(opened.credentials);
  // A dry run checks the configuration of the bucket too, and writes no probe into it.
  const storeOf = (vault: Vault) => (inputs.dryRun ? dryRunStore(vault.store) : vault.store);
  // Only reads, so it runs while the bucket is checked.
  const toWrite = awaitedLater(vaultToWrite(opened, inputs, deps));
  const { bucketChecks: mode, dryRun: isDry } = inputs;
  await checkBucket(opened.connection, storeOf(opened), { mode, isDry, signal: deps.signal });
  const { vault, roots } = await toWrite;
  const { series, base } = plannedSeries(vault);
  return inTempDir(source, deps, async (tempDir) => {
    const outcome = await backUp({
      store: storeOf(vault),
      source,
      series,
      roots,
      base,
      labels: inputs.labels,
      context: { ...contextOf(vault.workflow), ...deps.leg?.context },
      mtime: inputs.mtime,
      storageClass: inputs.storageClass,
      packRecipient:
        inputs.vaultRecipient === undefined ? undefined : parseRecipient(inputs.vaultRecipient, 'vault-recipient'),
      redefine: inputs.redefine,
      workerUrl: deps.workerUrl('read-worker'),
      tempDir,
      now: deps.now,
      wait: (ms) => setTimeout(ms, undefined, { signal: deps.signal }),
      redact: deps.redact,
      emit: deps.emit,
      signal: deps.signal,
    });
    report(outcome, deps);
    return { vault, series, outcome };
  });
}

/** Files are read in place, so no temporary folder is needed that could be missing or full. */
async function inTempDir<T>(source: Source, deps: Deps, work: (tempDir: string) => Promise<T>): Promise<T> {
  return source.kind === 'files' ? work('') : withTempDir(deps, work);
}

/** The vault, and the newest snapshots of the series to write: that of a former name, if the repository was renamed. */
async function vaultToWrite(vault: Vault, inputs: Inputs, deps: Deps) {
  const { series, base } = plannedSeries(vault);
  const newest = (name: string, { store }: Vault = vault) =>
    newestSnapshots(store, name, 1, store.serverDate() ?? deps.now(), deps.signal);
  const roots = await newest(series);
  const isNew = roots.length === 0 && (base === undefined || (await newest(base)).length === 0);
  const name = isNew ? await formerName(vault, inputs, deps) : undefined;
  if (name === undefined) return { vault, roots };
  const former = await openVault({ ...inputs, name }, deps);
  return { vault: former, roots: await newest(plannedSeries(former).series, former) };
}

async function createSource(inputs: Inputs, deps: Deps): Promise<Source> {
  const { env } = deps;
  if (inputs.source === 'artifacts') {
    const { createArtifactsSource } = await import('../sources/artifacts/index.ts');
    return createArtifactsSource(
      {
        repository: inputs.repository ?? env['GITHUB_REPOSITORY'],
        serverUrl: inputs.githubServerUrl,
        token: tokenOf(inputs, deps),
        patterns: inputs.artifacts,
        runId: inputs.runId,
        workflow: inputs.workflow,
        branch: inputs.branch,
        withUntrusted: inputs.artifactsOfPullRequests,
        ifNoFilesFound: inputs.ifNoFilesFound,
      },
      { env, fetch: fetchOf(deps), now: deps.now, budget: deps.github?.budget },
    );
  }
  if (inputs.source === 'files') {
    return createFilesSource(
      {
        root: namedPath(inputs.root ?? '.', deps),
        patterns: inputs.path,
        exclude: inputs.exclude,
        ignoreFiles: inputs.ignoreFiles,
        excludeLargerThanBytes: inputs.excludeLargerThan,
        includeHidden: inputs.includeHiddenFiles,
        includeSecrets: inputs.includeSecrets,
        ifNoFilesFound: inputs.ifNoFilesFound,
        anomalyShare: inputs.anomalyShare,
      },
      {
        workspace: deps.surface === 'action' ? deps.workingDir : env['GITHUB_WORKSPACE'],
        homeDir: env['HOME'] || homedir(),
      },
    );
  }
  if (inputs.source === 'organization') return organizationSource(inputs, deps);
  return repositorySource(inputs, deps);
}

/**
 * Runs that people without write access can start do not write backups, unless the author of the workflow allows it.
 */
function refuseUntrusted(workflow: WorkflowContext | undefined, allowFork: boolean): void {
  if (workflow === undefined || allowFork) return;
  const isTarget = workflow.event === 'pull_request_target';
  if (!workflow.isFork && !isTarget) return;
  throw new HoldfastError({
    code: 'untrusted-event',
    message: isTarget
      ? 'A run for pull_request_target does not write backups.'
      : 'A run for a pull request from a fork does not write backups.',
    why: 'Anyone can open a pull request, and its content would decide what is stored. GitHub gives such runs of pull_request no OIDC token either.',
    fix: 'Back up on push, schedule or workflow_dispatch. If this run is meant to write, set `allow-fork: true`.',
  });
}

function contextOf(workflow: WorkflowContext | undefined): Record<string, string> {
  if (workflow === undefined) return {};
  const { event, ref, sha, repository, repositoryId, ownerId, runId, attempt, job, workflow: name } = workflow;
  return { event, ref, sha, repository, repositoryId, ownerId, runId, attempt, job, workflow: name };
}

type GapKind = Gap['class'] | 'waiting';

/** Of the classes that the source has not told of itself. */
const GAP_TEXTS: Readonly<Partial<Record<GapKind, string>>> = {
  waiting: 'Left for a later backup, for want of requests to GitHub',
  unreadable: 'Could not be read',
  failed: 'Could not be stored',
  vanished: 'Vanished before being read',
  changed: 'Changed again while being read a second time',
  unavailable: 'Not readable with this token',
  missing: 'Missing at the source',
};

const GAP_FIXES: Readonly<Partial<Record<GapKind, string>>> = {
  unavailable:
    'The snapshot counts as complete without it. To include it, give a github-token that can read it (docs/metadata.md); to leave it out, name it in parts with a ! before it.',
};

function report(outcome: BackupOutcome, { emit }: Deps): void {
  const kindOf = (gap: Gap) => (gap.waits === true ? 'waiting' : gap.class);
  for (const [kind, gaps] of Map.groupBy(outcome.gaps, kindOf)) {
    const text = GAP_TEXTS[kind];
    if (text === undefined) continue;
    const shown = gaps.slice(0, SHOWN_GAPS).map(({ path, reason }) => `${path}: ${reason}`);
    const more = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more`] : [];
    emit({
      type: kind === 'vanished' ? 'notice' : 'warning',
      class: `gap-${kind}`,
      message: `${text}: ${counted(gaps.length, 'entry', 'entries')}.`,
      why: [...shown, ...more].join('\n'),
      fix: GAP_FIXES[kind],
    });
  }
  if (outcome.anomaly === undefined) return;
  emit({
    type: 'warning',
    class: 'anomaly',
    message: outcome.anomaly,
    why: 'It is stored but flagged, and stops pruning of the series until it is acknowledged.',
  });
}

/**
 * Nothing but the root was written: at most, paths are gone or renamed. The chart of the series is not read again for
 * that: it would cost more than the run.
 */
function isUnchanged({ parent, storedBytes, rootBytes }: BackupOutcome): boolean {
  return parent !== undefined && storedBytes === rootBytes;
}

async function readHistory(
  vault: Vault,
  series: string,
  { root }: BackupOutcome,
  deps: Deps,
): Promise<readonly HistoryPoint[]> {
  if (deps.surface === 'cli') return [];
  const infos = await newestSnapshots(vault.store, series, HISTORY, deps.now(), deps.signal);
  const points: HistoryPoint[] = [];
  for await (const found of readHeaders(vault.store, infos.slice(0, HISTORY), deps.signal)) {
    if ('error' in found) continue;
    points.push(historyPoint(found, found.header));
  }
  return points.reverse().filter((point) => point.id <= root.id);
}

interface Shown {
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly series: string;
  readonly outcome: BackupOutcome;
  readonly history: readonly HistoryPoint[];
  readonly durationMs: number;
}

function buildBackupResult({ inputs, deps, series, outcome, history, durationMs }: Shown): CommandResult {
  const { root, counts, gaps } = outcome;
  const { status } = root.header;
  const texts = [
    isUnchanged(outcome) ? 'No content is new: only the record of the snapshot was written.' : undefined,
    readBeforeText(root.header, deps.now()),
  ].filter((text) => text !== undefined);
  const vaultBytes = root.objects.reduce((sum, object) => sum + object.sizeBytes, outcome.rootBytes);
  const outputs = {
    status,
    snapshot: inputs.dryRun ? '' : outcome.id,
    series,
    's3-version-id': outcome.versionId ?? '',
    digest: `sha256:${outcome.sha256}`,
    files: counts.files,
    bytes: counts.bytes,
    'new-bytes': outcome.newBytes,
    'stored-bytes': outcome.storedBytes,
    anomaly: outcome.anomaly !== undefined,
    'duration-ms': Math.round(durationMs),
  };
  return {
    status,
    outputs,
    tables: [tableOf(inputs, series, outcome, durationMs)],
    summary: {
      title: `${inputs.dryRun ? 'Dry run of the backup' : 'Backup'} of ${series}`,
      verdict: status === 'complete' ? status : `partial: ${counted(gaps.length, 'entry', 'entries')} not stored`,
      facts: backupFacts(outcome, deps.now()),
      ...(texts.length > 0 && { text: texts.join(' ') }),
      restoreCommand: inputs.dryRun ? undefined : restoreCommand(inputs, deps, { series, id: outcome.id }),
      vaultBytes,
      isAtAws: isAtAws(inputs, deps),
      history,
    },
    json: {
      ...outputs,
      dryRun: inputs.dryRun,
      parent: outcome.parent ?? null,
      parts: root.header.parts,
      readBefore: readBefore(root.header),
      counts: root.header.counts,
      vaultBytes,
      gaps,
      anomaly: outcome.anomaly ?? null,
    },
  };
}

function backupFacts({ counts, newBytes, storedBytes, parent, verifiedAt }: BackupOutcome, now: Date) {
  const none = parent === undefined ? 'none yet: run mode verify' : `none in ${PROOF_DAYS} days: run mode verify`;
  return {
    'In the snapshot': [[counts.files, 'count'], ' files, ', [counts.bytes, 'bytes']],
    New: [[newBytes, 'bytes'], ' of content; ', [storedBytes, 'bytes'], ' were stored'],
    'Newest proof': [verifiedAt === undefined ? none : `by verify, ${agoText(now.getTime() - verifiedAt.getTime())}`],
  } as const;
}

function tableOf(
  { dryRun }: Inputs,
  series: string,
  { id, root, parent, counts, newBytes, storedBytes }: BackupOutcome,
  durationMs: number,
): Table {
  const snapshot = dryRun ? '(dry run: nothing was written)' : id;
  const buildsOn = parent ?? 'nothing: a first backup';
  const { files, bytes } = counts;
  return {
    title: `${dryRun ? 'Dry run' : 'Snapshot'} of ${series}`,
    columns: {
      snapshot: 'text',
      status: 'text',
      'builds on': 'text',
      files: 'count',
      size: 'bytes',
      new: 'bytes',
      [dryRun ? 'would store' : 'stored']: 'bytes',
      took: 'duration',
    },
    rows: [[snapshot, root.header.status, buildsOn, files, bytes, newBytes, storedBytes, durationMs]],
  };
}
