/** Shows what came of a leg, by repository. */
import { counted, firstOf } from '../../base/text.ts';
import { partsText } from '../../fleet/coverage.ts';
import type { Leg } from '../../fleet/leg.ts';
import type { FleetResult } from '../../fleet/records.ts';
import { type Fields, jsonRows, tableOf } from '../../report/fields.ts';
import type { CommandResult } from '../../report/result.ts';
import type { Deps } from '../shared/command.ts';
import { shownRows } from '../vault/snapshot-view.ts';

const RESULT_FIELDS: Fields<FleetResult> = {
  id: { value: ({ id }) => id },
  name: { kind: 'text', title: 'repository', value: ({ name }) => name },
  status: { kind: 'text', value: ({ status }) => status },
  snapshot: { kind: 'text', value: ({ snapshot }) => snapshot },
  series: { kind: 'text', value: ({ series }) => series },
  storedBytes: { kind: 'bytes', title: 'stored', value: ({ storedBytes }) => storedBytes },
  durationMs: { kind: 'duration', title: 'took', value: ({ durationMs }) => durationMs },
  parts: { value: ({ parts }) => parts },
  waits: { value: ({ waits }) => waits },
  error: { value: ({ error }) => error },
  why: { kind: 'text', cell: whyOf },
};

function whyOf({ error, status, waits, parts = [] }: FleetResult): string | undefined {
  if (status === 'left') return 'left for the next plan: no requests are left';
  if (error !== undefined || parts.length === 0) return error;
  return `${waits === true ? 'wait for requests' : 'not whole'}: ${partsText(parts)}`;
}

/**
 * Complete, if all were backed up whole; failed, if some failed and none was backed up; else partial. That requests are lacking is no
 * failure: the others of the queue have theirs, and the next plan goes on.
 */
export function legResult(leg: Leg, results: readonly FleetResult[], deps: Deps): CommandResult {
  const of = (status: FleetResult['status']) => results.filter((each) => each.status === status);
  const [failed, partial, left, complete] = [of('failed'), of('partial'), of('left'), of('complete')];
  const waiting = partial.filter(({ waits }) => waits === true);
  tellLater(waiting, left, deps);
  const made = complete.length + partial.length;
  const status =
    complete.length === results.length ? 'complete' : made === 0 && failed.length > 0 ? 'failed' : 'partial';
  const outputs = { repositories: results.length, failures: failed.length, waiting: waiting.length, left: left.length };
  const shown = shownRows(results, deps);
  const { account, leg: number } = leg;
  const title = leg.of === 1 ? `Backups of ${account}` : `Leg ${String(number)} of ${String(leg.of)} of ${account}`;
  return {
    status,
    ...(failed.length > 0 && { isLacking: true }),
    outputs,
    tables: [tableOf(title + shown.note, RESULT_FIELDS, shown.rows)],
    summary: {
      title,
      verdict: verdictOf(failed, partial, waiting, left),
      facts: {
        'Backed up': [[made, 'count'], ' of ', [results.length, 'count']],
        Failed: [[failed.length, 'count']],
        Stored: [[results.reduce((sum, { storedBytes = 0 }) => sum + storedBytes, 0), 'bytes']],
      },
    },
    json: { ...outputs, account, leg: number, of: leg.of, results: jsonRows(RESULT_FIELDS, results) },
  };
}

type Results = readonly FleetResult[];

function verdictOf(failed: Results, partial: Results, waiting: Results, left: Results): string {
  const lacking = partial.filter((each) => !waiting.includes(each));
  const parts = [
    ...(failed.length === 0 ? [] : [`${String(failed.length)} failed: ${namesOf(failed)}`]),
    ...(lacking.length === 0 ? [] : [`${String(lacking.length)} partial: ${namesOf(lacking)}`]),
    ...(waiting.length === 0 ? [] : [`the metadata of ${String(waiting.length)} wait for requests to GitHub`]),
    ...(left.length === 0 ? [] : [`${String(left.length)} left for the next night`]),
  ];
  return parts.length === 0 ? 'all backed up' : parts.join('; ');
}

const NAMED = 10;

function namesOf(results: Results): string {
  return firstOf(
    results.map(({ name }) => name),
    NAMED,
  );
}

/** Those of which git alone is stored, and those with nothing new there. */
function tellLater(waiting: Results, left: Results, { emit }: Deps): void {
  if (waiting.length + left.length === 0) return;
  const told = [
    ...(waiting.length === 0
      ? []
      : [`Metadata of ${counted(waiting.length, 'repository', 'repositories')} lack: ${namesOf(waiting)}`]),
    ...(left.length === 0
      ? []
      : [`${counted(left.length, 'repository is', 'repositories are')} left for the next night: ${namesOf(left)}`]),
  ];
  emit({
    type: 'warning',
    class: 'left-for-later',
    message: `${told.join('; ')}.`,
    why: `This leg's share of the requests to GitHub is used up.${waiting.length === 0 ? '' : ' What is new in git and LFS is stored all the same, since that takes none.'}`,
    fix: 'Nothing has to be done: the next plan goes on with them. If it is so every night, plan twice a night, or use a token that nobody else uses.',
  });
}
