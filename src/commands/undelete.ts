/** Mode undelete: brings back snapshots under delete markers. */
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { undelete as undeleteIn, type Recoverable, type UndeleteOutcome } from '../vault/repair/undelete.ts';
import type { Deps } from './shared/command.ts';
import { shownRows } from './vault/snapshot-view.ts';
import type { CommandResult, Table } from '../report/result.ts';
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
  const failed =
    ids.length === 0 ? [] : outcome.snapshots.filter((each) => describeRecoverable(each, outcome).startsWith('lost'));
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
    summary: { title: `Undelete of ${series}`, text: undeleteSummary(ids, outcome, applied) },
    json: {
      series,
      applied,
      snapshots: outcome.snapshots.map((each) => ({
        id: each.place.id,
        time: each.place.utc.toISOString(),
        deletedAt: each.place.deletedAt?.toISOString() ?? null,
        state: describeRecoverable(each, outcome),
        reason: each.reason ?? null,
        toPutBack: each.toPutBack.map(({ key }) => key),
        lost: each.lost,
      })),
      lost: outcome.lost,
    },
  };
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

function table(series: string, outcome: UndeleteOutcome, applied: boolean, deps: Deps): Table {
  const { rows, note } = shownRows(outcome.snapshots, deps);
  return {
    title: `${applied ? 'Brought back' : 'Snapshots under a delete marker'} in ${series}${note}`,
    columns: {
      time: 'time',
      id: 'text',
      deleted: 'time',
      state: 'text',
      'objects to check or put back': 'count',
      reason: 'text',
    },
    rows: rows.map((each) => [
      each.place.utc,
      each.place.id,
      each.place.deletedAt,
      describeRecoverable(each, outcome),
      each.toPutBack.length,
      each.reason,
    ]),
  };
}

function undeleteSummary(
  ids: readonly string[],
  { snapshots, broughtBack }: UndeleteOutcome,
  applied: boolean,
): string {
  if (applied)
    return `Brought back: ${broughtBack.length} of ${counted(snapshots.length, 'snapshot')}. The next prune may remove them again by its rules: set a hold, or change the rules.`;
  if (ids.length === 0)
    return snapshots.length === 0
      ? 'No snapshot is under a delete marker.'
      : `Under a delete marker: ${counted(snapshots.length, 'snapshot')}. Name one by its id to bring it back.`;
  return snapshots.some(isChange)
    ? 'A plan, and nothing was changed: `apply: true` carries it out.'
    : 'Nothing has to be brought back.';
}
