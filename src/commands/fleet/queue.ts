/** Makes the backups of a queue, one after the other: a failure of one is its result, and the others go on. */
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit, Event } from '../../base/events.ts';
import type { Leg, QueueEntry } from '../../fleet/leg.ts';
import type { FleetResult } from '../../fleet/records.ts';
import { partialParts } from '../../fleet/survey.ts';
import { hasNewsInGit } from '../../fleet/pushed.ts';
import type { RequestBudget } from '../../github/budget.ts';
import type { ListedRepository } from '../../github/repositories.ts';
import type { BackupOutcome } from '../../vault/backup/backup.ts';
import { timeOfId } from '../../vault/format/keys.ts';
import { isWaiting } from '../../sources/source.ts';

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
  /** No request is left for it: it is to store what needs none. */
  readonly isSpent: boolean;
  readonly emit: Emit;
}

/** So often a backup asks GitHub where nothing has changed. */
const FEWEST_REQUESTS = 4;

/**
 * Results in the order of the queue, one for each entry. Does not reject for what a backup throws. Without requests, those that have
 * something new in git are backed up all the same: git and LFS need none.
 */
export async function runQueue(options: QueueOptions): Promise<readonly FleetResult[]> {
  const { leg, budget, signal, listed } = options;
  const results: FleetResult[] = [];
  let isFirst = true;
  for (const entry of leg.queue) {
    const isSpent = budget !== undefined && budget.left() < FEWEST_REQUESTS;
    const isOver = signal.aborted || (isSpent && !isNewInGit(entry, listed.get(entry.id)));
    const result = isOver ? leftOf(entry) : await resultOf(entry, { isFirst, isSpent }, options);
    if (result.snapshot !== undefined) isFirst = false;
    results.push(result);
  }
  return results;
}

/** Of one that is not in the list, GitHub would have to be asked. */
function isNewInGit({ pushed }: QueueEntry, repository: ListedRepository | undefined): boolean {
  return repository !== undefined && hasNewsInGit(pushed, repository.pushedAt);
}

/** Not begun. */
export function leftOf({ id, name, series }: QueueEntry): FleetResult {
  return { id, name, series, status: 'left' };
}

async function resultOf(
  entry: QueueEntry,
  how: Pick<BackupJob, 'isFirst' | 'isSpent'>,
  options: QueueOptions,
): Promise<FleetResult> {
  const { leg, emit, signal } = options;
  const startedMs = performance.now();
  const took = () => Math.round(performance.now() - startedMs);
  emit({ type: 'phase', name: `${leg.account}/${entry.name}` });
  try {
    const repository = await presentOf(entry, options);
    const { name } = repository;
    if (name !== entry.name) tellRenamed(entry, name, emit);
    const outcome = await options.backUp({ entry, repository, ...how, emit: namedEmit(name, how.isSpent, emit) });
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
  const { root, id, storedBytes, verifiedAt, gaps } = outcome;
  const { name, pushedAt, updatedAt } = repository;
  const { status } = root.header;
  const utc = timeOfId(id);
  const isRead = gaps.every(({ waits }) => waits !== true);
  return {
    ...{ id: entry.id, name, series: entry.series, status, snapshot: id, utc },
    ...(status === 'complete' ? { wholeAt: utc } : isWaiting(gaps) ? { waits: true } : {}),
    ...(isRead && { readAt: utc }),
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

/** Of a backup without requests: the leg says it of all of them. */
const OF_SPENT: readonly (string | undefined)[] = ['gap-waiting', 'github-limit'];

/** Says of which repository everything is. The steps of its backup are for debugging only: a leg has hundreds. */
function namedEmit(name: string, isSpent: boolean, emit: Emit): Emit {
  return (event: Event) => {
    if (isSpent && 'class' in event && OF_SPENT.includes(event.class))
      emit({ type: 'debug', message: `${name}: ${event.message}` });
    else if (event.type === 'phase') emit({ type: 'debug', message: `${name}: ${event.name}` });
    else if (event.type === 'info') emit({ type: 'debug', message: `${name}: ${event.message}` });
    else if (event.type !== 'progress') emit({ ...event, message: `${name}: ${event.message}` });
  };
}
