/** Mode prune: removes old snapshots by rules, or one by its id. */
import { judgeSettings } from '../aws/bucket/checks.ts';
import { noncurrentDays, rulesOn } from '../aws/bucket/lifecycle.ts';
import { readBackupSettings } from '../aws/provider/preflight.ts';
import type { BackupSettings } from '../aws/bucket/settings.ts';
import { readGone } from '../fleet/records.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { LIMITS } from '../base/limits.ts';
import type { SeriesPlan } from '../vault/prune/snapshots.ts';
import { prune as pruneVault, type PruneOptions, type PruneOutcome } from '../vault/prune/prune.ts';
import type { Deps } from './shared/command.ts';
import { pruneTask } from './shared/prune-policy.ts';
import { purgeCommands } from './vault/purge-commands.ts';
import { shownRows } from './vault/snapshot-view.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Table } from '../report/result.ts';
import { refuseStrangers } from './shared/untrusted-event.ts';
import { openVault, plannedSeries, type Vault } from './vault/vault.ts';
import { counted, firstOf } from '../base/text.ts';

/** Removes old snapshots by rules, or one by its id. Without `apply` it shows what it would do. */
export async function prune(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const task = pruneTask(inputs);
  const vault = await openVault(inputs, deps);
  refuseStrangers(vault.workflow);
  const { store } = vault;
  const { emit, signal } = deps;
  const settings = await readBackupSettings(vault.connection, { signal });
  const outcome = await pruneVault({
    store,
    series: inputs.allSeries ? undefined : plannedSeries(vault).series,
    task,
    apply: inputs.apply,
    held: await heldAsGone(vault, deps),
    bucketRefusals: bucketRefusals(settings, inputs),
    emit,
    signal,
  });
  const purge = 'id' in task && outcome.applied ? await purgeCommands(vault, inputs, outcome, signal) : [];
  return buildPruneResult({ inputs, deps, vault, task, outcome, days: daysOf(settings, inputs.prefix), purge });
}

/** What is left of repositories that are gone is never thinned out: these may be the only copies. */
async function heldAsGone({ store }: Vault, { now, signal }: Deps): Promise<ReadonlyMap<string, string>> {
  const gone = await readGone(store, store.serverDate() ?? now(), signal);
  return new Map(
    [...gone].map(([series, { since }]) => [series, `gone from GitHub since ${since.toISOString().slice(0, 10)}`]),
  );
}

/**
 * The conditions before anything is marked: S3 versions are kept, and long enough (docs/safety.md). If the provider
 * does not say whether it keeps versions, a delete might be permanent.
 */
export function bucketRefusals(
  settings: BackupSettings,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
): readonly string[] {
  return judgeSettings(settings, { bucket, prefix, encryptionRequested: true })
    .filter(({ check, severity }) => severity === 'refuse' && ['versioning', 'lifecycle'].includes(check))
    .map(({ message, why = '', fix = '' }) => [message, why, fix].filter((text) => text !== '').join(' '));
}

/** After how many days S3 permanently deletes what was marked. */
function daysOf({ lifecycle }: BackupSettings, prefix: string): number | 'never' | 'not known' {
  if (lifecycle.state !== 'ok') return 'not known';
  return noncurrentDays(rulesOn(lifecycle.value.rules, prefix)) ?? 'never';
}

interface Shown {
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly vault: Vault;
  readonly task: PruneOptions['task'];
  readonly outcome: PruneOutcome;
  readonly days: ReturnType<typeof daysOf>;
  readonly purge: readonly string[];
}

function buildPruneResult(shown: Shown): CommandResult {
  const { inputs, deps, vault, outcome, days, purge } = shown;
  const { refusals, lost, roots, objects, putBack, applied } = outcome;
  for (const message of refusals) deps.emit({ type: 'warning', class: 'prune-refused', message });
  tellLost(lost, deps);
  tellWaiting(outcome, deps);
  return {
    status: refusals.length === 0 && lost.length === 0 ? 'complete' : 'failed',
    outputs: { changes: roots.length + objects.length + putBack.length, applied },
    tables: [
      snapshotTable(shown),
      totalsTable(outcome, days),
      ...(purge.length === 0 ? [] : [purgeTable(purge, deps)]),
    ],
    summary: {
      title: `Prune of ${inputs.allSeries ? `all series in ${inputs.bucket}` : plannedSeries(vault).series}`,
      facts: {
        [applied ? 'Snapshots kept' : 'Snapshots to keep']: [[keptCount(outcome), 'count']],
        [applied ? 'Removed' : 'To be removed']: [[roots.length, 'count']],
        [applied ? 'Marked as deleted' : 'To be marked as deleted']: [[sumBytes(roots) + sumBytes(objects), 'bytes']],
      },
      text: pruneSummary(shown),
    },
    json: pruneJson(outcome, days, purge),
  };
}

function keptCount({ series, roots }: PruneOutcome): number {
  return series.reduce((sum, { snapshots }) => sum + snapshots.length, 0) - roots.length;
}

/** Named in a message; the report has all of them. */
const NAMED = 3;

function named(names: readonly string[]): string {
  return firstOf(names, NAMED);
}

function tellLost(lost: readonly string[], { emit }: Deps): void {
  if (lost.length === 0) return;
  const what =
    lost.length === 1 ? 'one object, which a snapshot needs, is' : `${lost.length} objects, which snapshots need, are`;
  emit({
    type: 'warning',
    class: 'object-lost',
    message: `${what} gone: no S3 version has the recorded bytes (${named(lost)}).`.replace(/^o/, 'O'),
    fix: 'Run verify to see which snapshots are affected, and repair to recover what is left of them.',
  });
}

/** Explains why nothing is removed from series to which the rules apply. */
function tellWaiting({ series }: PruneOutcome, { emit }: Deps): void {
  const waiting = (what: SeriesPlan['waitsFor']) =>
    series.filter(({ waitsFor }) => waitsFor === what).map(({ series: name }) => name);
  const [unverified, unproved] = [waiting('verification'), waiting('proof')];
  if (unverified.length > 0)
    emit({
      type: 'notice',
      class: 'nothing-verified',
      message: `Nothing is removed from ${counted(unverified.length, 'series', 'series')} without a verified snapshot: ${named(unverified)}.`,
      why: 'Anybody who can write backups can write false ones. Only snapshots that mode verify has marked count for the rules.',
      fix: 'Run verify with level restore or full in a job before prune, for all of them with all-series.',
    });
  if (unproved.length > 0)
    emit({
      type: 'notice',
      class: 'nothing-proved',
      message: `Snapshots of ${counted(unproved.length, 'series', 'series')} stay, since no newer one was read in full: ${named(unproved)}.`,
      why: 'Levels metadata and sample do not read every byte. A snapshot to be removed may hold data that the newer ones only seem to hold.',
      fix: 'Run verify with level restore or full, weekly for instance.',
    });
}

function pruneSummary({ outcome, task, inputs }: Shown): string {
  const { roots, objects, applied, isStopped, refusals } = outcome;
  const what = `${counted(roots.length, 'snapshot')} and ${counted(objects.length, 'pack or part', 'packs and parts')}`;
  if (applied)
    return 'id' in task
      ? `Removed: ${what}. A backup that was running meanwhile may lack them: verify its snapshot. S3 keeps the bytes until its versions expire, or are purged by the commands below.`
      : `Marked as deleted: ${what}. Mode undelete brings snapshots back while S3 keeps their versions.`;
  if (inputs.apply) return `Nothing was changed. ${refusals.join(' ')}`;
  if (isStopped)
    return `A plan, and nothing was changed: \`apply: true\` would be refused, as the warnings say. Otherwise ${what} would be marked as deleted.`;
  return `A plan, and nothing was changed: ${what} would be marked as deleted with \`apply: true\`.`;
}

type SnapshotRow = SeriesPlan['snapshots'][number] & { readonly series: string };

const SNAPSHOT_FIELDS: Fields<SnapshotRow> = {
  series: { kind: 'text', value: ({ series }) => series },
  id: { kind: 'text', value: ({ place }) => place.id },
  time: { kind: 'time', value: ({ place }) => place.utc, before: 'id' },
  verdict: { kind: 'text', value: ({ verdict }) => verdict },
  reasons: { kind: 'text', value: ({ reasons }) => reasons, cell: ({ reasons }) => reasons.join('; ') },
};

function snapshotRows({ series }: PruneOutcome): SnapshotRow[] {
  return series.flatMap(({ series: name, snapshots }) => snapshots.map((each) => ({ ...each, series: name })));
}

function snapshotTable({ outcome, inputs, deps }: Shown): Table {
  const { rows, note } = shownRows(snapshotRows(outcome), deps);
  const title = outcome.applied ? 'What was kept and removed' : 'What would be kept and removed';
  const { series, ...others } = SNAPSHOT_FIELDS;
  return tableOf(title + note, inputs.allSeries && series ? { series, ...others } : others, rows);
}

const GRACE_DAYS = LIMITS.graceSeconds / (24 * 3600);

function totalsTable(outcome: PruneOutcome, days: Shown['days']): Table {
  const { roots, objects, later, putBack } = outcome;
  const bytes = sumBytes(roots) + sumBytes(objects);
  const freed = (count: number, waitDays: number): string => {
    if (count === 0) return '';
    return typeof days === 'number'
      ? freedAt(outcome.t0, waitDays + days)
      : `${days}: no lifecycle rule of the bucket is seen to do it`;
  };
  return {
    title: 'Totals',
    columns: { what: 'text', count: 'count', size: 'bytes', 'freed by S3': 'text' },
    rows: [
      [
        'snapshots, packs and parts marked now',
        roots.length + objects.length,
        bytes,
        freed(roots.length + objects.length, 0),
      ],
      [
        `packs and parts for a prune ${GRACE_DAYS} days from now`,
        later.count,
        later.sizeBytes,
        freed(later.count, GRACE_DAYS),
      ],
      ...(putBack.length === 0 ? [] : [['needed, and put back', putBack.length, undefined, undefined]]),
    ],
  };
}

function freedAt(t0: Date, days: number): string {
  return `${days} days later, on ${new Date(t0.getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10)}`;
}

function sumBytes(things: readonly { readonly sizeBytes: number }[]): number {
  return things.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function purgeTable(purge: readonly string[], deps: Deps): Table {
  const { rows, note } = shownRows(purge, deps);
  return {
    title: `To purge it for good, with the rights of the bucket's owner${note}`,
    columns: { command: 'command' },
    rows: rows.map((line) => [line]),
  };
}

function pruneJson(outcome: PruneOutcome, days: Shown['days'], purge: readonly string[]): unknown {
  const { t0, refusals, roots, objects, later, putBack, lost, applied, readCount } = outcome;
  return {
    time: t0.toISOString(),
    applied,
    snapshots: jsonRows(SNAPSHOT_FIELDS, snapshotRows(outcome)),
    refusals,
    marked: {
      snapshots: roots.length,
      objects: objects.map(({ key }) => key),
      bytes: sumBytes(roots) + sumBytes(objects),
    },
    later,
    freedAfterDays: typeof days === 'number' ? days : null,
    putBack,
    lost,
    rootsRead: readCount,
    ...(purge.length > 0 && { purge }),
  };
}
