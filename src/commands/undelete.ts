/** Mode undelete: brings back snapshots under delete markers. */
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { undelete as undeleteIn, type Recoverable, type UndeleteOutcome } from '../vault/repair/undelete.ts';
import type { Deps } from './shared/command.ts';
import { shownRows } from './vault/snapshot-view.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Phrase, Table } from '../report/result.ts';
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
    summary: {
      title: `Undelete of ${series}`,
      ...verdictOn(outcome, failed.length),
      facts: undeleteFacts(outcome, applied),
      text: undeleteSummary(ids, outcome, applied),
    },
    json: {
      series,
      applied,
      snapshots: jsonRows(fieldsOf(outcome), outcome.snapshots),
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
function verdictOn({ snapshots }: UndeleteOutcome, failed: number): { readonly verdict?: string } {
  if (failed > 0) return { verdict: `${failed} of ${snapshots.length} cannot be brought back` };
  return snapshots.some(isChange) ? {} : { verdict: 'nothing to bring back' };
}

function undeleteFacts(outcome: UndeleteOutcome, applied: boolean): Readonly<Record<string, Phrase>> {
  const { snapshots, broughtBack } = outcome;
  const isLost = (each: Recoverable): boolean => describeRecoverable(each, outcome).startsWith('lost');
  const ready = snapshots.filter((each) => isChange(each) && !isLost(each)).length;
  return {
    'Under a delete marker': [[snapshots.filter(({ place }) => place.deletedAt !== undefined).length, 'count']],
    [applied ? 'Brought back' : 'Can be brought back']: [[applied ? broughtBack.length : ready, 'count']],
    Lost: [[snapshots.filter(isLost).length, 'count']],
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
