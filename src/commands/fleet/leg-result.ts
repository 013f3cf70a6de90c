/** Shows what came of a leg, by repository. */
import { counted, firstOf } from '../../base/text.ts';
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
  error: { value: ({ error }) => error },
  why: { kind: 'text', cell: ({ error, parts }) => error ?? lacking(parts) },
};

function lacking(parts: readonly string[] = []): string | undefined {
  return parts.length > 0 ? `not whole: ${parts.join(', ')}` : undefined;
}

/** Partial, if one failed or is partial; failed, if none was backed up. What is left for the next night is no failure. */
export function legResult(leg: Leg, results: readonly FleetResult[], deps: Deps): CommandResult {
  const of = (status: FleetResult['status']) => results.filter((each) => each.status === status);
  const [failed, partial, left, complete] = [of('failed'), of('partial'), of('left'), of('complete')];
  tellLeft(left, deps);
  const made = complete.length + partial.length;
  const status = failed.length + partial.length === 0 ? 'complete' : made === 0 ? 'failed' : 'partial';
  const outputs = { repositories: results.length, failures: failed.length, left: left.length };
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
      verdict: verdictOf(failed, partial, left),
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

function verdictOf(failed: Results, partial: Results, left: Results): string {
  const parts = [
    ...(failed.length === 0 ? [] : [`${String(failed.length)} failed: ${namesOf(failed)}`]),
    ...(partial.length === 0 ? [] : [`${String(partial.length)} partial: ${namesOf(partial)}`]),
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

function tellLeft(left: Results, { emit }: Deps): void {
  if (left.length === 0) return;
  emit({
    type: 'warning',
    class: 'left-for-later',
    message: `${counted(left.length, 'repository is', 'repositories are')} left for the next night: ${namesOf(left)}.`,
    why: "This leg's share of the requests to GitHub is used up.",
    fix: 'Nothing has to be done: they are the first of the next plan. If it is so every night, plan twice a night, or use a token that nobody else uses.',
  });
}
