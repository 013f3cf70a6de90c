/** When a kind is read: what changes often in every run, what people seldom change once a week. */
import type { Token } from '../../../base/token-source.ts';
import type { LastReading } from './cursors.ts';
import { isOfAnApp, type MetadataKind } from './kinds/kind.ts';
import { KINDS, WEEKLY } from './kinds/kinds.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** Kinds that have a day of the week, in a fixed order that spreads them: those read weekly, then those often refused. */
const TURNS: readonly string[] = [...WEEKLY, ...KINDS.filter(isOfAnApp).map(({ name }) => name)];

/** What decides whether a kind is read in this run. */
export interface Rhythm {
  readonly now: Date;
  /** Everything is read, whatever its day. */
  readonly isFull: boolean;
  /** GitHub says that the repository changed since the last run. */
  readonly isChanged: boolean;
  /** What is known of the token, see `tokenTraits`. */
  readonly token: string;
}

/** Whether a kind is to be read (in full, where part of it is read in every run). `last`: its last reading. */
export function isDue(kind: MetadataKind, last: LastReading | undefined, rhythm: Rhythm): boolean {
  const { at, refused } = last ?? {};
  if (rhythm.isFull) return true;
  if (refused !== undefined) {
    // Any other permission can be given to the same token at any time, by a line in the workflow.
    return !isOfAnApp(kind) || refused.token !== rhythm.token || hasTurn(kind.name, refused.at, rhythm.now);
  }
  return !WEEKLY.includes(kind.name) || rhythm.isChanged || at === undefined || hasTurn(kind.name, at, rhythm.now);
}

/** Whether its day of the week (UTC) has come since it was last read. */
function hasTurn(name: string, lastRead: string, now: Date): boolean {
  const [read, today] = [dayOf(new Date(lastRead)), dayOf(now)];
  const sinceTurn = (today - (TURNS.indexOf(name) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
  return read < today - sinceTurn || read > today;
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
