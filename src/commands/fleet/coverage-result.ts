/** Shows a coverage: four figures, a table of all repositories, JSON, and the record for readers that come later. */
import { counted, firstOf } from '../../base/text.ts';
import { type CoverageFigures, type CoverageRow, whyText } from '../../fleet/coverage.ts';
import {
  type CoverageRecord,
  type FleetResult,
  type GoneRepository,
  type RecordedFigures,
  readAtOf,
  wholeAtOf,
} from '../../fleet/records.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { type Fields, jsonRows, tableOf } from '../../report/fields.ts';
import { formatLimit } from '../../report/format.ts';
import type { CommandResult } from '../../report/result.ts';
import type { Deps } from '../shared/command.ts';
import { shownRows } from '../vault/snapshot-view.ts';

/** undefined: the server does not tell, or this role may not ask. */
export interface BucketFacts {
  readonly versioned: boolean | undefined;
  readonly encrypted: boolean | undefined;
}

export interface Coverage {
  readonly account: string;
  readonly rows: readonly CoverageRow[];
  readonly figures: CoverageFigures;
  readonly bucket: BucketFacts;
  readonly now: Date;
  readonly maxAgeSeconds: number;
}

const COVERAGE_FIELDS: Fields<CoverageRow> = {
  id: { value: ({ id }) => id },
  name: { kind: 'text', title: 'repository', value: ({ name }) => name },
  state: { kind: 'text', value: ({ state }) => state },
  newest: { kind: 'time', title: 'newest snapshot', value: ({ utc }) => utc ?? null },
  snapshot: { value: ({ snapshot }) => snapshot },
  verifiedAt: { kind: 'time', title: 'verified', value: ({ verifiedAt }) => verifiedAt },
  series: { kind: 'text', value: ({ series }) => series },
  formerName: { value: ({ formerName }) => formerName },
  parts: { value: ({ parts = [] }) => (parts.length > 0 ? parts : undefined) },
  waits: { value: ({ waits }) => (waits ? true : undefined) },
  since: { value: ({ since }) => since },
  movedTo: { value: ({ movedTo }) => movedTo },
  why: { value: ({ why }) => why, kind: 'text', title: 'why', cell: whyText },
};

const NAMED = 10;

function namesOf(rows: readonly CoverageRow[]): string {
  return firstOf(
    rows.map(({ name }) => name),
    NAMED,
  );
}

/**
 * Failed, if a repository that should be covered has no snapshot or a stale one; partial, if one is not whole, or is gone and no
 * earlier coverage has said so: deleted, or hidden from this token by mistake, it is backed up no more.
 */
export function coverageResult(seen: Coverage, csv: string | undefined, inputs: Inputs, deps: Deps): CommandResult {
  const { account, rows, figures, bucket } = seen;
  const of = (...states: readonly string[]) => rows.filter(({ state }) => states.includes(state));
  const [uncovered, partial, gone] = [of('never', 'stale'), of('partial'), of('gone')];
  const lost = gone.filter(({ since }) => since?.getTime() === seen.now.getTime());
  tell(seen, { uncovered, gone, lost }, deps);
  const shown = shownRows(rows, deps);
  const outputs = {
    ...{ repositories: figures.wanted, covered: figures.covered, gone: gone.length },
    ...(csv !== undefined && { csv }),
  };
  return {
    status: uncovered.length > 0 ? 'failed' : partial.length + lost.length > 0 ? 'partial' : 'complete',
    outputs,
    tables: [figuresTable(seen, inputs), tableOf(`Coverage of ${account}${shown.note}`, COVERAGE_FIELDS, shown.rows)],
    summary: {
      title: `Coverage of ${account}`,
      verdict: verdictOf({ uncovered, partial, lost }, figures),
      facts: factsOf(seen),
    },
    json: { ...outputs, account, figures, bucket, rows: jsonRows(COVERAGE_FIELDS, rows) },
  };
}

function verdictOf(
  { uncovered, partial, lost }: Readonly<Record<'uncovered' | 'partial' | 'lost', readonly CoverageRow[]>>,
  { covered, wanted }: CoverageFigures,
): string {
  const isAll = covered === wanted;
  const { waiting = [], other = [] } = Object.groupBy(partial, ({ waits }) => (waits ? 'waiting' : 'other'));
  const lacks = [
    ...(uncovered.length > 0 ? [`not: ${namesOf(uncovered)}`] : []),
    ...(other.length > 0 ? [`not whole: ${namesOf(other)}`] : []),
    ...(waiting.length > 0 ? [`their metadata wait for requests to GitHub: ${namesOf(waiting)}`] : []),
    ...(lost.length > 0 ? [`gone since the last coverage: ${namesOf(lost)}`] : []),
  ];
  return [isAll ? 'all are covered' : `${String(covered)} of ${String(wanted)} are covered`, ...lacks].join('; ');
}

function factsOf({ figures, bucket }: Coverage): NonNullable<CommandResult['summary']>['facts'] & object {
  const { wanted, covered, recent, verified } = figures;
  return {
    Covered: [[covered, 'count'], ' of ', [wanted, 'count']],
    'Within max-age': [[recent, 'count'], ' of ', [wanted, 'count']],
    Verified: [[verified, 'count'], ' of ', [wanted, 'count']],
    Bucket: [bucketText(bucket)],
  };
}

function bucketText({ versioned, encrypted }: BucketFacts): string {
  const text = (is: boolean | undefined, what: string): string =>
    is === undefined ? `not known whether ${what}` : is ? what : `not ${what}`;
  return `${text(encrypted, 'encrypted')}, ${text(versioned, 'versioned')}`;
}

function figuresTable({ figures, bucket, maxAgeSeconds }: Coverage, { verifiedWithin }: Inputs) {
  const { wanted, covered, recent, verified } = figures;
  const of = (count: number): string => `${String(count)} of ${String(wanted)}`;
  return {
    title: 'Figures',
    columns: { figure: 'text', value: 'text' } as const,
    rows: [
      [`covered: a whole snapshot within ${formatLimit(maxAgeSeconds)} (max-age)`, of(covered)],
      [`a snapshot within ${formatLimit(maxAgeSeconds)}`, of(recent)],
      [`verified within ${formatLimit(verifiedWithin)}`, of(verified)],
      ['bucket', bucketText(bucket)],
    ],
  };
}

function tell(
  { rows, bucket }: Coverage,
  { uncovered, gone, lost }: Readonly<Record<'uncovered' | 'gone' | 'lost', readonly CoverageRow[]>>,
  { emit }: Deps,
): void {
  if (uncovered.length > 0)
    emit({
      type: 'warning',
      class: 'not-covered',
      message: `${counted(uncovered.length, 'repository is', 'repositories are')} not covered: ${namesOf(uncovered)}.`,
      why: uncovered
        .slice(0, NAMED)
        .map(({ name, state, why }) => `${name}: ${why ?? state}`)
        .join('\n'),
      fix: 'Look at the legs of the last fleet. What must not be backed up is left out by a rule: repositories, topics, visibility, archived, forks or properties.',
    });
  if (gone.length > 0)
    emit({
      type: lost.length > 0 ? 'warning' : 'notice',
      class: 'gone-from-github',
      message: `Gone from GitHub, and only in the vault: ${namesOf(gone)}.`,
      why: 'Prune keeps every snapshot of what is gone.',
      fix: 'Restore what was deleted by mistake; what is to go is removed by its id, with `holdfast prune --remove`.',
    });
  const renamed = rows.filter(({ formerName }) => formerName !== undefined);
  for (const { name, formerName = '', series } of renamed.slice(0, NAMED))
    emit({ type: 'info', message: `${formerName} was renamed to ${name}, and goes on in its series ${series}.` });
  if (bucket.versioned === false || bucket.encrypted === false)
    emit({
      type: 'warning',
      class: 'bucket-unsafe',
      message: `The bucket is ${bucketText(bucket)}.`,
      fix: '`holdfast setup` shows what is to be changed.',
    });
}

/** What readers take as the newest state of everything. */
export function coverageRecord(
  { account, rows, figures, bucket }: Coverage,
  limits: Pick<RecordedFigures, 'maxAgeSeconds' | 'verifiedSeconds'>,
): Omit<CoverageRecord, 'format'> {
  return {
    ...{ kind: 'coverage', account },
    figures: { ...figures, ...bucket, ...limits },
    results: rows.filter(({ state }) => state !== 'gone').map(recordedRow),
    gone: rows.filter(({ state }) => state === 'gone').map(recordedGone),
  };
}

function recordedRow(row: CoverageRow): FleetResult {
  const { id, name, series, state, why, snapshot, utc, parts, verifiedAt, result } = row;
  const isOwn = result?.snapshot === snapshot;
  // How long it took, and how GitHub was then, is known of the recorded snapshot only.
  const rest = isOwn
    ? result
    : {
        status: result?.status,
        error: result?.error,
        ...(result && { wholeAt: wholeAtOf(result), readAt: readAtOf(result) }),
      };
  return { ...rest, id, name, series, state, why, snapshot, utc, parts: parts && [...parts], verifiedAt };
}

function recordedGone({ id, name, series, since, snapshot, utc, verifiedAt, movedTo }: CoverageRow): GoneRepository {
  return { id, name, series, since: since ?? new Date(0), snapshot, utc, verifiedAt, movedTo };
}
