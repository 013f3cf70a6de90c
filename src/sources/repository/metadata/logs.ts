/** Where logs of workflow runs lie in a snapshot. */
import type { ParentView, SourceEntry } from '../../source.ts';
import { LOG_NAME, type Log } from './cursors.ts';
import { GithubFailure } from '../../../github/failure.ts';
import type { Item } from './kinds/kind.ts';
import { timeOf } from './walks.ts';

/**
 * Logs of workflow runs in a snapshot, as GitHub's zip of one attempt of a run has them:
 *
 *     github/workflow-logs/030433642000-01/0_build.txt
 *     github/workflow-logs/030433642000-01/build/1_Set up job.txt
 *     github/workflow-logs/030433642000-02/logs.zip                 one that may not be expanded
 */
export const LOGS_PATH = 'github/workflow-logs';

const DAY_MS = 86_400_000;
/**
 * The longest retention of logs that GitHub can be set to:
 * https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization
 */
const LONGEST_KEPT_MS = 400 * DAY_MS;
/** The default retention, which is also the longest for public repositories. */
const USUALLY_KEPT_MS = 90 * DAY_MS;
/** GitHub stops at 50 attempts of a run. */
const MAX_ATTEMPTS = 99;

/** Which logs exist and which of them to fetch. The log of a finished attempt never changes. */
export class RunLogs {
  /** Logs that are not in the snapshot, by name: `<run>-<attempt>`. */
  readonly #rows: Map<string, Log>;
  /** Logs that the parent has complete. */
  readonly #stored = new Set<string>();
  readonly #seenRuns = new Set<number>();
  readonly #nowMs: number;

  /** `rows` is changed as logs are found and read. */
  constructor(rows: Map<string, Log>, parent: ParentView | undefined, now: Date) {
    this.#rows = rows;
    this.#nowMs = now.getTime();
    // These can no longer be fetched. If they stayed, the list would grow for ever.
    for (const [name, { state, updated }] of rows) {
      if (state !== 'wanted' && this.#isOlder(updated, LONGEST_KEPT_MS)) rows.delete(name);
    }
    for (const { name, entries, isWhole } of storedLogs(parent)) {
      if (isWhole) this.#stored.add(name);
      else if (LOG_NAME.test(name) && !rows.has(name)) {
        const seconds = entries[0]?.mtimeSeconds ?? 0;
        rows.set(name, { state: 'wanted', updated: new Date(seconds * 1000).toISOString() });
      }
    }
  }

  /** Records what the list of runs says about one run. */
  note(run: Item): void {
    const [id, last] = [Number(run['id']), Number(run['run_attempt'] ?? 1)];
    if (!LOG_NAME.test(logName(id, 1)) || !Number.isSafeInteger(last) || last < 1) {
      throw new GithubFailure('failed', 'The answer contains a run without an id or an attempt.');
    }
    this.#seenRuns.add(id);
    const updated = timeOf(run, 'updated_at').toISOString();
    if (this.#isOlder(updated, LONGEST_KEPT_MS)) return;
    for (let attempt = 1; attempt <= Math.min(last, MAX_ATTEMPTS); attempt++) {
      const name = logName(id, attempt);
      if (this.#stored.has(name) || this.#rows.get(name)?.state === 'gone') continue;
      const isOver = attempt < last || run['status'] === 'completed';
      this.#rows.set(name, { state: isOver ? 'wanted' : 'open', updated });
    }
  }

  /** Runs that were not finished when last seen and that no list of this backup named. */
  openRuns(): number[] {
    const open = [...this.#rows].flatMap(([name, { state }]) => (state === 'open' ? [addressOf(name).run] : []));
    return open.filter((run) => !this.#seenRuns.has(run));
  }

  /** The run no longer exists. */
  forget(run: number): void {
    for (const name of this.#rows.keys()) if (addressOf(name).run === run) this.#rows.delete(name);
  }

  /** The newest logs that `requests` suffice for, in name order; undefined: all. */
  due(requests: number | undefined): { readonly names: readonly string[]; readonly left: readonly string[] } {
    const wanted = [...this.#rows].flatMap(([name, { state }]) => (state === 'wanted' ? [name] : [])).sort();
    const from = Math.max(wanted.length - (requests ?? Infinity), 0);
    return { names: wanted.slice(from), left: wanted.slice(0, from) };
  }

  updated(name: string): string {
    return this.#rows.get(name)?.updated ?? new Date(this.#nowMs).toISOString();
  }

  /** GitHub may still have it: the usual retention has not passed. */
  isYoung(name: string): boolean {
    return !this.#isOlder(this.updated(name), USUALLY_KEPT_MS);
  }

  markStored(name: string): void {
    this.#rows.delete(name);
  }

  /** GitHub does not have it. A run that ended recently may still get its log. */
  markGone(name: string): void {
    const updated = this.updated(name);
    if (this.#isOlder(updated, DAY_MS)) this.#rows.set(name, { state: 'gone', updated });
  }

  goneCount(): number {
    return [...this.#rows.values()].filter(({ state }) => state === 'gone').length;
  }

  #isOlder(updated: string, ms: number): boolean {
    return this.#nowMs - Date.parse(updated) > ms;
  }
}

function logName(run: number, attempt: number): string {
  return `${String(run).padStart(12, '0')}-${String(attempt).padStart(2, '0')}`;
}

/** The numbers in the name of a log. */
export function addressOf(name: string): { readonly run: number; readonly attempt: number } {
  const [, run, attempt] = LOG_NAME.exec(name) ?? [];
  return { run: Number(run), attempt: Number(attempt) };
}

export interface StoredLog {
  readonly name: string;
  /** Its folder and content, as far as the vault can still prove them. */
  readonly entries: readonly SourceEntry[];
  readonly isWhole: boolean;
}

/** The parent's logs, in the order of their names. */
export function* storedLogs(parent: ParentView | undefined): Generator<StoredLog> {
  let log: { name: string; entries: SourceEntry[]; isWhole: boolean } | undefined;
  for (const { entry, available } of parent?.entries(`${LOGS_PATH}/`) ?? []) {
    const [, , name = ''] = entry.path.toString('latin1').split('/', 3);
    if (log?.name !== name) {
      if (log !== undefined) yield log;
      log = { name, entries: [], isWhole: true };
    }
    if (available) log.entries.push({ ...entry, content: { kind: 'carry' } });
    else log.isWhole = false;
  }
  if (log !== undefined) yield log;
}
