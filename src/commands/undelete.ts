/** Mode undelete: brings back snapshots under delete markers. */
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { undelete as undeleteIn, type Recoverable, type UndeleteOutcome } from '../vault/repair/undelete.ts';
import type { Deps } from './shared/command.ts';
import { shownRows } from './vault/snapshot-view.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Phrase, Table } from '../report/result.ts';
import { undeleteCommand } from './shared/summary-history.ts';
import { refuseStrangers } from './shared/untrusted-event.ts';
import { openVault, plannedSeries } from './vault/vault.ts';
import { tellIfVersionless, withVersionless } from './vault/versionless.ts';
import { counted } from '../base/text.ts';

/** Shows the snapshots under a delete marker; brings those back that are named, with `apply`. */
export async function undelete(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const vault = await openVault(inputs, deps);
  refuseStrangers(vault.workflow);
  const { series } = plannedSeries(vault);
  const { version: ids, apply } = inputs;
  const { emit, signal } = deps;
  const outcome = await undeleteIn({ store: vault.store, series, ids, apply, emit, signal }).catch(
    async (error: unknown) => {
      if (!(error instanceof HoldfastError) || error.code !== 'no-snapshot') throw error;
      throw await withVersionless(error, vault, deps);
    },
  );
  const applied = apply && ids.length > 0;
  const changed = outcome.snapshots.filter(isChange);
  const [newest] = readySnapshots(outcome);
  const failed = ids.length === 0 ? [] : outcome.snapshots.filter((each) => isLost(each, outcome));
  if (failed.length > 0) await tellIfVersionless(vault, deps);
  for (const { place } of failed)
    deps.emit({
      type: 'warning',
      class: 'object-lost',
      message: `Snapshot ${place.id} cannot be recovered completely: S3 versions of objects that it needs are gone.`,
      fix: 'Mode repair names what is left of it.',
    });
  return {
    status: failed.length > 0 ? 'failed' : 'complete',
    outputs: { changes: ids.length === 0 ? 0 : changed.length - failed.length, applied },
    tables: [table(series, outcome, applied, deps)],
    summary: {
      title: `Undelete of ${series}`,
      ...verdictOn(ids, outcome, failed.length),
      facts: undeleteFacts(outcome, applied),
      text:
        ids.length === 0
          ? overviewText(outcome, newest && undeleteCommand(inputs, deps, { series, id: newest.place.id }))
          : resultText(outcome, applied),
    },
    json: {
      series,
      applied,
      snapshots: jsonRows(fieldsOf(outcome), outcome.snapshots),
      lost: outcome.lost,
    },
  };
}

/** Those that a run with `apply` brings back, newest first. */
function readySnapshots(outcome: UndeleteOutcome): readonly Recoverable[] {
  return outcome.snapshots.filter((each) => isChange(each) && !isLost(each, outcome));
}

function isLost(each: Recoverable, outcome: UndeleteOutcome): boolean {
  return describeRecoverable(each, outcome).startsWith('lost');
}

function isChange({ place, toPutBack }: Recoverable): boolean {
  return place.deletedAt !== undefined || toPutBack.length > 0;
}

function describeRecoverable(each: Recoverable, { broughtBack, lost }: UndeleteOutcome): string {
  if (broughtBack.includes(each.place.id)) return isChange(each) ? 'brought back' : 'there already';
  if (each.root === undefined) return 'lost: no S3 version of it is right';
  const gone = new Set([...each.lost, ...each.toPutBack.map(({ key }) => key).filter((key) => lost.includes(key))]);
  if (gone.size > 0) return `lost: ${gone.size} of its ${each.root.objects.length} objects are gone`;
  return isChange(each) ? 'can be brought back' : 'there already';
}

function fieldsOf(outcome: UndeleteOutcome): Fields<Recoverable> {
  return {
    id: { kind: 'text', value: ({ place }) => place.id },
    time: { kind: 'time', value: ({ place }) => place.utc, before: 'id' },
    deletedAt: { kind: 'time', title: 'deleted', value: ({ place }) => place.deletedAt ?? null },
    state: { kind: 'text', value: (each) => describeRecoverable(each, outcome) },
    reason: { kind: 'text', value: ({ reason }) => reason ?? null },
    toPutBack: {
      kind: 'count',
      title: 'objects to check or put back',
      value: ({ toPutBack }) => toPutBack.map(({ key }) => key),
      cell: ({ toPutBack }) => toPutBack.length,
      before: 'reason',
    },
    lost: { value: ({ lost }) => lost },
  };
}

function table(series: string, outcome: UndeleteOutcome, applied: boolean, deps: Deps): Table {
  const { rows, note } = shownRows(outcome.snapshots, deps);
  const title = applied ? 'Brought back' : 'Snapshots under a delete marker';
  return tableOf(`${title} in ${series}${note}`, fieldsOf(outcome), rows);
}

/** None of its own where the status tells it. */
function verdictOn(ids: readonly string[], outcome: UndeleteOutcome, failed: number): { readonly verdict?: string } {
  const { snapshots } = outcome;
  if (failed > 0) return { verdict: `${failed} of ${snapshots.length} cannot be brought back` };
  if (!snapshots.some(isChange)) return { verdict: 'nothing to bring back' };
  return ids.length > 0
    ? {}
    : { verdict: `${readySnapshots(outcome).length} of ${counted(snapshots.length, 'snapshot')} can be brought back` };
}

function undeleteFacts(outcome: UndeleteOutcome, applied: boolean): Readonly<Record<string, Phrase>> {
  const { snapshots, broughtBack } = outcome;
  const ready = readySnapshots(outcome).length;
  return {
    'Under a delete marker': [[snapshots.filter(({ place }) => place.deletedAt !== undefined).length, 'count']],
    [applied ? 'Brought back' : 'Can be brought back']: [[applied ? broughtBack.length : ready, 'count']],
    Lost: [[snapshots.filter((each) => isLost(each, outcome)).length, 'count']],
  };
}

/** Without ids. @param command brings back the newest that can be brought back */
function overviewText({ snapshots }: UndeleteOutcome, command: string | undefined): string {
  if (snapshots.length === 0) return 'No snapshot is under a delete marker.';
  const found = `Under a delete marker: ${counted(snapshots.length, 'snapshot')}. Nothing was changed.`;
  if (command === undefined) return `${found} None of them can be brought back: S3 versions that they need are gone.`;
  const which = snapshots.length === 1 ? 'it' : 'the newest that is whole';
  return `${found} This brings back ${which}: \`${command}\``;
}

function resultText({ snapshots, broughtBack }: UndeleteOutcome, applied: boolean): string {
  if (applied)
    return `Brought back: ${broughtBack.length} of ${counted(snapshots.length, 'snapshot')}. The next prune may remove them again by its rules: set a hold, or change the rules.`;
  return snapshots.some(isChange)
    ? 'A plan, and nothing was changed: `apply: true` carries it out.'
    : 'Nothing has to be brought back.';
}
