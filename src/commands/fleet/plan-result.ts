/** Shows the plan of a fleet: as a matrix, a table and JSON. */
import { agoText, counted } from '../../base/text.ts';
import { writeMatrix } from '../../fleet/leg.ts';
import type { Candidate } from '../../fleet/order.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { type Fields, jsonRows, tableOf } from '../../report/fields.ts';
import type { CommandResult } from '../../report/result.ts';
import type { Deps } from '../shared/command.ts';
import { shownRows } from '../vault/snapshot-view.ts';
import { fingerprintOfInputs, type FleetPlan } from './plan.ts';

interface PlanRow extends Candidate {
  readonly leg: number;
}

const PLAN_FIELDS: Fields<PlanRow> = {
  leg: { kind: 'count', value: ({ leg }) => leg },
  id: { value: ({ id }) => id },
  name: { kind: 'text', title: 'repository', value: ({ name }) => name },
  series: { kind: 'text', value: ({ series }) => series },
  newest: { kind: 'time', title: 'newest snapshot', value: ({ newest }) => newest ?? null },
  lastMs: { kind: 'duration', title: 'took', value: ({ lastMs }) => lastMs },
  sizeBytes: { kind: 'bytes', title: 'size at GitHub', value: ({ sizeKib }) => sizeKib * 1024 },
  unchanged: { value: (row) => row.isUnchanged },
  base: { value: ({ base }) => base },
};

interface LeftOut {
  readonly name: string;
  readonly rule: string;
}

const LEFT_OUT_FIELDS: Fields<LeftOut> = {
  name: { kind: 'text', title: 'repository', value: ({ name }) => name },
  rule: { kind: 'text', title: 'excluded by', value: ({ rule }) => rule },
};

/** @throws matrix-too-large */
export function planResult(plan: FleetPlan, inputs: Inputs, deps: Deps): CommandResult {
  const { fleet, legs, refused, requestsLeft } = plan;
  const { login } = fleet.account;
  const { matrix } = writeMatrix({ vault: fingerprintOfInputs(inputs, deps), account: login }, legs);
  const rows = legs.flatMap(({ queue }, index) => queue.map((each) => ({ ...each, leg: index + 1 })));
  const leftOut = fleet.chosen.flatMap(({ repository: { name }, excludedBy }) =>
    excludedBy === undefined ? [] : [{ name, rule: excludedBy }],
  );
  const shown = shownRows(rows, deps);
  const title = `Plan for ${login}: ${counted(rows.length, 'repository', 'repositories')}`;
  const outputs = { matrix, legs: legs.length, repositories: rows.length };
  return {
    status: refused.length === 0 ? 'complete' : 'partial',
    outputs,
    tables: [
      tableOf(title + shown.note, PLAN_FIELDS, shown.rows),
      ...(leftOut.length === 0 ? [] : [tableOf('Left out', LEFT_OUT_FIELDS, shownRows(leftOut, deps).rows)]),
    ],
    summary: {
      title: `Plan for the repositories of ${login}`,
      verdict: 'a plan, nothing was backed up',
      facts: {
        Repositories: [[rows.length, 'count']],
        Legs: [[legs.length, 'count']],
        'Requests to GitHub': requestsLeft === undefined ? ['no limit'] : [[requestsLeft, 'count']],
      },
      text: planText(plan, rows, deps),
    },
    json: {
      ...outputs,
      matrix: JSON.parse(matrix) as unknown,
      account: login,
      requestsLeft: requestsLeft ?? null,
      shares: legs.map(({ queue, estimatedMs, requests }) => ({
        ...{ repositories: queue.length, estimatedMs: Math.round(estimatedMs), requests: requests ?? null },
      })),
      plan: jsonRows(PLAN_FIELDS, rows),
      leftOut: jsonRows(LEFT_OUT_FIELDS, leftOut),
      refused: refused.map(({ name, why }) => ({ name, why })),
    },
  };
}

function planText({ legs }: FleetPlan, rows: readonly PlanRow[], { now }: Deps): string {
  const never = rows.filter(({ newest }) => newest === undefined).length;
  const times = rows.flatMap(({ newest }) => (newest === undefined ? [] : [newest.getTime()]));
  const minutes = Math.ceil(Math.max(0, ...legs.map(({ estimatedMs }) => estimatedMs)) / 60_000);
  return [
    `${counted(never, 'repository has', 'repositories have')} no backup so far.`,
    ...(times.length === 0 ? [] : [`The stalest was backed up ${agoText(now().getTime() - Math.min(...times))}.`]),
    `The longest leg takes about ${minutes < 120 ? `${String(minutes)} min` : `${String(Math.round(minutes / 60))} h`}.`,
    '`leg` makes the backups of one leg, `apply: true` all of them in one run.',
  ].join(' ');
}
