/** When a kind is read: where it may have news, and in any case once a week. */
import type { Token } from '../../../base/token-source.ts';
import type { LastReading } from './cursors.ts';
import { isOfAnApp, type MetadataKind } from './kinds/kind.ts';
import { WEEKLY } from './kinds/kinds.ts';
import type { Proofs } from './proofs.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** What decides whether a kind is read in this run. */
export interface Rhythm {
  readonly now: Date;
  /** Everything is read, whatever its day. */
  readonly isFull: boolean;
  /** GitHub says that the repository changed since the last run. */
  readonly isChanged: boolean;
  /** What is known of the token, see `tokenTraits`. */
  readonly token: string;
  /** The day of the week (UTC) on which everything is read: repositories have different ones. */
  readonly turn: number;
  readonly proofs: Proofs;
}

/** Whether a kind is to be read (in full, where part of it is read in every run). `last`: its last reading. */
export function isDue(kind: MetadataKind, last: LastReading | undefined, rhythm: Rhythm): boolean {
  const { at, failed, refused } = last ?? {};
  if (rhythm.isFull) return true;
  if (refused !== undefined) {
    if (refused.token !== rhythm.token || hasTurn(refused.at, rhythm)) return true;
    // Any other permission can be given to the same token by a line in the workflow, which is a push.
    return !isOfAnApp(kind) && !isSame(refused.all, rhythm.proofs.all);
  }
  if (failed === true || at === undefined || hasTurn(at, rhythm)) return true;
  return WEEKLY.includes(kind.name) ? rhythm.isChanged : mayHaveNews(kind, last, rhythm);
}

/** False if it is proved to be as it was when it was last read. */
export function mayHaveNews({ name }: MetadataKind, last: LastReading | undefined, { proofs }: Rhythm): boolean {
  return !isSame(last?.proof, proofs.kinds.get(name));
}

function isSame(before: string | undefined, now: string | undefined): boolean {
  return now !== undefined && before === now;
}

/** Whether the day on which everything is read has come since. */
function hasTurn(lastRead: string, { now, turn }: Rhythm): boolean {
  const [read, today] = [dayOf(new Date(lastRead)), dayOf(now)];
  const sinceTurn = (((today - turn) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
  return read < today - sinceTurn || read > today;
}

/** The day of a repository or organisation, by its id. */
export function turnOf(id: unknown): number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id % WEEK_DAYS : 0;
}

function dayOf(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS);
}

/**
 * What shows that another token is used, or that it may do more: its form, its requests per hour, and what its owner may do in the
 * repository. Nothing of its value.
 */
export function tokenTraits(token: Token | undefined, perHour: number | undefined, permissions: unknown): string {
  const [form = ''] = typeof token === 'function' ? ['app'] : (/^(github_pat|gh[a-z])(?=_)/.exec(token ?? '') ?? []);
  const may = Object.entries((permissions ?? {}) as Record<string, unknown>).filter(([, isGiven]) => isGiven === true);
  return [form, perHour ?? '', ...may.map(([name]) => name).sort()].join(' ');
}
