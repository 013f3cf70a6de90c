/** Which snapshots of a series stay. Pure. */
import { LIMITS } from '../../base/limits.ts';

/**
 * Which snapshots of a series stay (docs/retention.md). Pure: data in, verdicts with all their reasons out. The rules mean
 * what they mean in restic (https://restic.readthedocs.io/en/stable/060_forget.html): a snapshot stays if any rule keeps
 * it; `daily=3` keeps the newest snapshot of each of the newest three days that have one; while a rule has a count left,
 * the oldest snapshot stays too.
 */
export interface KeepRules {
  readonly last?: number;
  readonly hourly?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
  /** Counted from the newest snapshot that counts. */
  readonly withinSeconds?: number;
  /** Patterns, in which `*` stands for any text. */
  readonly labels: readonly string[];
}

export interface Policy {
  /** The first pattern that fits a series decides. */
  readonly bySeries: readonly { readonly pattern: string; readonly rules: KeepRules }[];
  /** For series that no pattern fits; undefined: none were given. */
  readonly others: KeepRules | undefined;
  /** IANA name; in it hours, days, weeks, months and years begin. */
  readonly timeZone: string;
}

/** The flaw of a snapshot that nobody has verified: nothing else speaks against it. */
export const NOT_VERIFIED = 'not verified';

/** A snapshot as retention sees it. */
export interface Candidate {
  readonly id: string;
  /** Of the snapshot; the later of its own time and S3's, where they do not fit each other. */
  readonly time: Date;
  /** Why the rules may not count it: `partial`, `NOT_VERIFIED`, ...; undefined: they may, once it is older than G. */
  readonly flaw: string | undefined;
  /** Whether a mark says that every byte of it was read and found right (docs/retention.md). */
  readonly isProved: boolean;
  /** Why it stays whatever the rules say: a hold, a root that cannot be read. */
  readonly pinned: readonly string[];
  readonly labels: readonly string[];
}

export interface RetentionVerdict {
  readonly id: string;
  readonly keep: boolean;
  /** Every reason to keep it; else the one to let it go. */
  readonly reasons: readonly string[];
}

export interface Decision {
  /** Newest first. */
  readonly verdicts: readonly RetentionVerdict[];
  /** The rules keep none of the snapshots that they count. */
  readonly rulesKeepNothing: boolean;
  /** What has to be done before anything, or more, of the series goes. */
  readonly waitsFor: 'verification' | 'proof' | undefined;
}

const DAY_SECONDS = 24 * 3600;

/** Age up to which everything in a series stays. Series of pull requests are short-lived. */
export function floorSeconds(series: string): number {
  return /\/pr\/(?:run-)?\d+$/.test(series) ? LIMITS.graceSeconds : LIMITS.retentionFloorSeconds;
}

/** Whether text fits a pattern in which `*` stands for any text. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** undefined if the policy says nothing of the series. */
export function rulesFor(series: string, { bySeries, others }: Policy): KeepRules | undefined {
  return bySeries.find(({ pattern }) => fits(pattern, series))?.rules ?? others;
}

/**
 * Which of the snapshots stay (docs/format.md, rule 9). What a writer alone can bring about takes no place from anything:
 * only what another role has verified counts, and each snapshot that nobody has verified is judged by itself, as if it alone
 * were verified too. So adding snapshots that are not verified never changes what becomes of the others.
 *
 * @param now S3's clock
 * @returns for each snapshot whether it stays, and why
 */
export function decide(
  series: string,
  candidates: readonly Candidate[],
  rules: KeepRules,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Decision {
  const newestFirst = candidates.toSorted(newerFirst);
  const ageSeconds = ({ time }: Candidate): number => (now.getTime() - time.getTime()) / 1000;
  const counted = newestFirst.filter((each) => each.flaw === undefined && ageSeconds(each) > LIMITS.graceSeconds);
  const keeper = new Keeper(rules, timeZone);
  const byRules = keeper.kept(counted);
  const newestVerified = newestFirst.find(({ flaw }) => flaw === undefined);
  const newestProved = newestFirst.find(({ flaw, isProved }) => flaw === undefined && isProved);
  const newestCounted = newestFirst.findIndex((each) => each === counted[0]);
  const proved = newestProved === undefined ? Infinity : newestFirst.indexOf(newestProved);
  const floor = floorSeconds(series);
  let waitsFor: Decision['waitsFor'];

  const verdictOn = (each: Candidate, place: number): RetentionVerdict => {
    const { id, flaw, pinned } = each;
    const keep = [
      ...pinned,
      ...(byRules.get(id) ?? []),
      ...labelsKept(each, rules),
      ...(each === newestVerified ? ['newest verified'] : []),
      ...(each === newestProved && each !== newestVerified ? ['newest read in full'] : []),
      ...(ageSeconds(each) <= floor ? [`younger than ${String(floor / DAY_SECONDS)} days`] : []),
    ];
    if (newestCounted < 0) {
      if (keep.length === 0) waitsFor = 'verification';
      keep.push('none counts for the rules yet');
    } else if (flaw !== undefined && place < newestCounted) keep.push(`${flaw}, and no newer verified one`);
    else if (flaw === NOT_VERIFIED && keep.length === 0) {
      const would = keeper.kept([...counted, each].sort(newerFirst)).get(id) ?? [];
      if (would.length > 0) keep.push(`${flaw}; if it were: ${would.join(', ')}`);
    }
    if (keep.length === 0 && place < proved) {
      waitsFor = 'proof';
      keep.push('no newer one was read in full');
    }
    if (keep.length > 0) return { id, keep: true, reasons: keep };
    return {
      id,
      keep: false,
      reasons: [flaw === undefined ? 'no rule keeps it' : `${flaw}, and newer verified ones exist`],
    };
  };
  const verdicts = newestFirst.map(verdictOn);
  const isLabelled = newestFirst.some((each) => labelsKept(each, rules).length > 0);
  return { verdicts, rulesKeepNothing: byRules.size === 0 && !isLabelled, waitsFor };
}

function newerFirst(a: Candidate, b: Candidate): number {
  return b.time.getTime() - a.time.getTime() || (a.id < b.id ? 1 : -1);
}

function labelsKept({ labels }: Candidate, rules: KeepRules): readonly string[] {
  return labels
    .filter((label) => rules.labels.some((pattern) => fits(pattern, label)))
    .map((label) => `label ${label}`);
}

/** Applies the rules, labels apart, to lists of snapshots that have most of their members in common. */
class Keeper {
  private readonly rules: KeepRules;
  private readonly periodsOf: (time: Date) => Periods;
  private readonly spans = new Map<string, Periods>();

  constructor(rules: KeepRules, timeZone: string) {
    this.rules = rules;
    this.periodsOf = periods(timeZone);
  }

  /** Ids that a rule keeps, with the reasons. @param counted newest first */
  kept(counted: readonly Candidate[]): ReadonlyMap<string, readonly string[]> {
    const { rules } = this;
    const kept = new Map<string, string[]>();
    const keep = ({ id }: Candidate, reason: string): void => {
      kept.set(id, [...(kept.get(id) ?? []), reason]);
    };
    for (const each of counted.slice(0, rules.last ?? 0)) keep(each, `last ${String(rules.last)}`);
    const [newest] = counted;
    if (rules.withinSeconds !== undefined && newest !== undefined) {
      const since = newest.time.getTime() - rules.withinSeconds * 1000;
      for (const each of counted)
        if (each.time.getTime() >= since) keep(each, `within ${duration(rules.withinSeconds)}`);
    }
    for (const period of PERIODS) {
      let left = rules[period] ?? 0;
      let last: string | undefined;
      for (const [index, each] of counted.entries()) {
        if (left === 0) break;
        const span = this.spanOf(each)[period];
        if (span !== last) keep(each, `${period} ${span}`);
        else if (index === counted.length - 1) keep(each, `${period}: the oldest`);
        else continue;
        last = span;
        left--;
      }
    }
    return kept;
  }

  private spanOf({ id, time }: Candidate): Periods {
    const known = this.spans.get(id) ?? this.periodsOf(time);
    this.spans.set(id, known);
    return known;
  }
}

const PERIODS = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
type Periods = Readonly<Record<(typeof PERIODS)[number], string>>;

/** Gives the hour, day, ISO week, month and year that a time lies in. */
function periods(timeZone: string): (time: Date) => Periods {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const { year = '', month = '', day = '', hour = '' } = parts;
    const date = `${year}-${month}-${day}`;
    return {
      hourly: `${date} ${hour}h`,
      daily: date,
      weekly: isoWeek(date),
      monthly: `${year}-${month}`,
      yearly: year,
    };
  };
}

/** `2026-W01` of `2025-12-29`: a week is of the year that its Thursday is in (ISO 8601). */
function isoWeek(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  const thursday = new Date(day.getTime() + (3 - sinceMonday) * DAY_SECONDS * 1000);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_SECONDS * 1000));
  return `${String(year)}-W${String(week).padStart(2, '0')}`;
}

/** `14d`, `36h`: as it was written, or nearly. */
function duration(seconds: number): string {
  return seconds % DAY_SECONDS === 0 ? `${String(seconds / DAY_SECONDS)}d` : `${String(seconds / 3600)}h`;
}
