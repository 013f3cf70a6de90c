/** Makes the backups of a queue, one after the other: a failure of one is its result, and the others go on. */
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit, Event } from '../../base/events.ts';
import type { Leg, QueueEntry } from '../../fleet/leg.ts';
import type { FleetResult } from '../../fleet/records.ts';
import { partialParts } from '../../fleet/survey.ts';
import type { RequestBudget } from '../../github/budget.ts';
import type { ListedRepository } from '../../github/repositories.ts';
import type { BackupOutcome } from '../../vault/backup/backup.ts';
import { timeOfId } from '../../vault/format/keys.ts';

export interface QueueOptions {
  readonly leg: Leg;
  /** What GitHub lists now, by id: since the plan a repository may have been renamed, or be gone. */
  readonly listed: ReadonlyMap<number, ListedRepository>;
  /** What GitHub says of one that is not listed; undefined: nothing. */
  readonly find: (id: number) => Promise<ListedRepository | undefined>;
  readonly backUp: (job: BackupJob) => Promise<BackupOutcome>;
  readonly budget: RequestBudget | undefined;
  /** Of the texts of failures, which are recorded. */
  readonly redact: (text: string) => string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface BackupJob {
  readonly entry: QueueEntry;
  /** As it is now. */
  readonly repository: ListedRepository;
  /** No backup was made in this run so far. */
  readonly isFirst: boolean;
  readonly emit: Emit;
}

/** So often a backup asks GitHub where nothing has changed. */
const FEWEST_REQUESTS = 4;

/** Results in the order of the queue, one for each entry. Does not reject for what a backup throws. */
export async function runQueue(options: QueueOptions): Promise<readonly FleetResult[]> {
  const { leg, budget, signal } = options;
  const results: FleetResult[] = [];
  let isFirst = true;
  for (const entry of leg.queue) {
    const isOver = signal.aborted || (budget !== undefined && budget.left() < FEWEST_REQUESTS);
    const result = isOver ? leftOf(entry) : await resultOf(entry, isFirst, options);
    if (result.snapshot !== undefined) isFirst = false;
    results.push(result);
  }
  return results;
}

/** Not begun: it is one of the first of the next plan. */
export function leftOf({ id, name, series }: QueueEntry): FleetResult {
  return { id, name, series, status: 'left' };
}

async function resultOf(entry: QueueEntry, isFirst: boolean, options: QueueOptions): Promise<FleetResult> {
  const { leg, emit, signal } = options;
  const startedMs = performance.now();
  const took = () => Math.round(performance.now() - startedMs);
  emit({ type: 'phase', name: `${leg.account}/${entry.name}` });
  try {
    const repository = await presentOf(entry, options);
    const { name } = repository;
    if (name !== entry.name) tellRenamed(entry, name, emit);
    const outcome = await options.backUp({ entry, repository, isFirst, emit: namedEmit(name, emit) });
    return { ...madeOf(entry, repository, outcome), durationMs: took() };
  } catch (error) {
    // What was under way when the run was cancelled is not its failure.
    if (signal.aborted) return leftOf(entry);
    tellFailed(entry, error, emit);
    const text = error instanceof HoldfastError ? `${error.code}: ${error.message}` : messageOf(error);
    return { ...leftOf(entry), status: 'failed', error: options.redact(text), durationMs: took() };
  }
}

/** @throws github-unreadable if it is gone, or another account's by now */
async function presentOf({ id }: QueueEntry, { leg, listed, find }: QueueOptions): Promise<ListedRepository> {
  const found = listed.get(id) ?? (await find(id));
  if (found?.owner.toLowerCase() === leg.account.toLowerCase()) return found;
  throw new HoldfastError({
    code: 'github-unreadable',
    message:
      found === undefined
        ? 'since the plan it vanished from GitHub, or the token does not see it any more.'
        : `since the plan it was transferred to ${found.owner}/${found.name}.`,
    fix: 'Its snapshots stay as they are: mode coverage shows it from now on as one that is only in the vault.',
  });
}

function madeOf(entry: QueueEntry, repository: ListedRepository, outcome: BackupOutcome): FleetResult {
  const { root, id, storedBytes, verifiedAt } = outcome;
  const { name, pushedAt, updatedAt } = repository;
  return {
    ...{ id: entry.id, name, series: entry.series, status: root.header.status, snapshot: id, utc: timeOfId(id) },
    ...{ parts: [...partialParts(root.header)], storedBytes, pushedAt, updatedAt, verifiedAt },
  };
}

function tellRenamed({ name: before, series }: QueueEntry, name: string, emit: Emit): void {
  emit({
    type: 'notice',
    class: 'renamed-repository',
    message: `${before} was renamed to ${name} since the plan: it is backed up into its series ${series}.`,
  });
}

function tellFailed({ name }: QueueEntry, error: unknown, emit: Emit): void {
  const isKnown = error instanceof HoldfastError;
  emit({
    type: 'warning',
    class: 'repository-failed',
    message: `${name} was not backed up: ${messageOf(error)}`,
    why: isKnown ? `${error.code}${error.why === undefined ? '' : `: ${error.why}`}` : undefined,
    fix: isKnown ? error.fix : undefined,
  });
}

/** Says of which repository everything is. The steps of its backup are for debugging only: a leg has hundreds. */
function namedEmit(name: string, emit: Emit): Emit {
  return (event: Event) => {
    if (event.type === 'phase') emit({ type: 'debug', message: `${name}: ${event.name}` });
    else if (event.type === 'info') emit({ type: 'debug', message: `${name}: ${event.message}` });
    else if (event.type !== 'progress') emit({ ...event, message: `${name}: ${event.message}` });
  };
}
