/** The verdict on each repository of an account: covered, or what it lacks. Pure. */
import { agoText, firstOf } from '../base/text.ts';
import type { Chosen } from './choice.ts';
import {
  type CoverageRecord,
  type CoverageState,
  type FleetResult,
  type FleetState,
  type GoneRepository,
  wholeAtOf,
} from './records.ts';
import { type OwnSeries, takenText } from './series.ts';
import type { NewestRoot, Orphan } from './survey.ts';

export interface CoverageRow {
  /** 0: not known. */
  readonly id: number;
  readonly name: string;
  readonly series: string;
  readonly state: CoverageState;
  /** The rule that leaves it out, what is missing, or since when it is gone. */
  readonly why: string | undefined;
  /** The newest snapshot, when its run began, and what it lacks; undefined: its header cannot be read. */
  readonly snapshot: string | undefined;
  readonly utc: Date | undefined;
  readonly parts: readonly string[] | undefined;
  /** Nothing but requests to GitHub lack for these parts. */
  readonly waits: boolean;
  readonly verifiedAt: Date | undefined;
  /** Its name when its series began, if that was another one. */
  readonly formerName: string | undefined;
  /** Of one that is gone. */
  readonly since: Date | undefined;
  readonly movedTo: string | undefined;
  /** The recorded result, if there is one. */
  readonly result: FleetResult | undefined;
}

export interface CoverageFacts {
  readonly chosen: readonly Chosen[];
  /** By id. */
  readonly series: ReadonlyMap<number, OwnSeries>;
  readonly state: FleetState;
  /** By series: where no recent record tells of it, or none of what is gone tells of any snapshot. */
  readonly newest: ReadonlyMap<string, NewestRoot>;
  readonly orphans: readonly Orphan[];
  /** Recorded repositories that the list lacks, by id. */
  readonly absent: ReadonlyMap<number, Absence>;
  readonly now: Date;
  readonly maxAgeSeconds: number;
}

/** What GitHub says of a repository that the list lacks. */
export interface Absence {
  /** `owner/name`, where it is another account's now. */
  readonly movedTo?: string | undefined;
}

/** Recorded results that are recent enough to say that a repository is covered, and know what its snapshot lacks. */
export function isRecent(result: FleetResult | undefined, now: Date, maxAgeSeconds: number): boolean {
  if (result?.parts === undefined) return false;
  return result.utc !== undefined && now.getTime() - result.utc.getTime() <= maxAgeSeconds * 1000;
}

/** Every repository of the account, and every one that is only in the vault; sorted by state and name. */
export function judgeCoverage(facts: CoverageFacts): readonly CoverageRow[] {
  const listed = facts.chosen.map((each) => rowOf(each, facts));
  return [...listed, ...goneRows(facts)].toSorted(byUrgency);
}

type Placed = Pick<CoverageRow, 'state' | 'name'>;

function byUrgency(a: Placed, b: Placed): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
}

/** The rows of a recorded coverage, as it had them. Records before the verdict was a part of them have none. */
export function recordedRows({ results, gone }: CoverageRecord): readonly RecordedRow[] {
  const listed = results.flatMap((result): RecordedRow[] => {
    const { name, series, state, why, utc, verifiedAt } = result;
    if (state === undefined) return [];
    return [{ name, series, state, why, utc, verifiedAt, formerName: formerNameOf(name, series) }];
  });
  const lost = gone.map(({ name, series, utc, verifiedAt, since, movedTo }): RecordedRow => {
    const why = `${goneText(movedTo)}; since ${since.toISOString().slice(0, 10)}`;
    return { name, series, state: 'gone', why, utc, verifiedAt, formerName: undefined };
  });
  return [...listed, ...lost].toSorted(byUrgency);
}

export type RecordedRow = Pick<CoverageRow, 'name' | 'series' | 'state' | 'why' | 'utc' | 'verifiedAt' | 'formerName'>;

/** What is said beside a verdict: why, and the former name; undefined if there is nothing to say. */
export function whyText({
  state,
  why,
  formerName,
}: Pick<RecordedRow, 'state' | 'why' | 'formerName'>): string | undefined {
  const told = [
    ...(why === undefined ? [] : [state === 'excluded' ? `excluded by ${why}` : why]),
    ...(formerName === undefined ? [] : [`renamed: it was ${formerName}`]),
  ];
  return told.length === 0 ? undefined : told.join('; ');
}

/** What needs attention first. */
const ORDER: readonly CoverageState[] = ['never', 'stale', 'partial', 'gone', 'covered', 'excluded'];

function rowOf({ repository: { id, name }, excludedBy }: Chosen, facts: CoverageFacts): CoverageRow {
  const { series = '', refusal } = facts.series.get(id) ?? {};
  const result = facts.state.results.get(id);
  const newest = facts.newest.get(series);
  const isForeign = newest !== undefined && isOfAnother(newest, id);
  const found = isForeign ? undefined : newest;
  const isKnown = result?.parts !== undefined && result.utc !== undefined;
  const isFoundNewer = found !== undefined && (!isKnown || found.utc > (result.utc as Date));
  const { snapshot, utc, parts } = isFoundNewer ? { ...found, snapshot: found.id } : (result ?? {});
  const waits = !isFoundNewer && result?.waits === true;
  const isOwn = refusal === undefined;
  const row = {
    id,
    name,
    series,
    snapshot: isOwn ? snapshot : undefined,
    utc: isOwn ? utc : undefined,
    parts,
    waits,
    verifiedAt: isOwn ? result?.verifiedAt : undefined,
    formerName: formerNameOf(name, series),
    since: undefined,
    movedTo: undefined,
    result,
  };
  if (excludedBy !== undefined) return { ...row, state: 'excluded', why: excludedBy };
  const taken = isForeign ? takenText(series, newest.repositoryId) : undefined;
  return { ...row, ...judge(row, refusal ?? taken, facts) };
}

/** What its header does not say is taken for its own. */
function isOfAnother({ repositoryId }: NewestRoot, id: number): boolean {
  return repositoryId !== 0 && repositoryId !== id;
}

/** A series keeps the name that its repository had when it began. */
function formerNameOf(name: string, series: string): string | undefined {
  const [, before] = /^[^/]+\/([^/]+)\/repository$/.exec(series) ?? [];
  return before === undefined || before.toLowerCase() === name.toLowerCase() ? undefined : before;
}

function judge(
  { utc, parts, waits, result }: Pick<CoverageRow, 'utc' | 'parts' | 'waits' | 'result'>,
  refusal: string | undefined,
  { now, maxAgeSeconds }: CoverageFacts,
): Pick<CoverageRow, 'state' | 'why'> {
  const attempt =
    result?.status === 'failed' ? `the last attempt failed: ${result.error ?? 'no reason is recorded'}` : undefined;
  const left = result?.status === 'left' ? 'the last leg did not get to it' : undefined;
  if (utc === undefined) return { state: 'never', why: refusal ?? attempt ?? left };
  const ageMs = now.getTime() - utc.getTime();
  if (ageMs > maxAgeSeconds * 1000) return { state: 'stale', why: attempt ?? left ?? `backed up ${agoText(ageMs)}` };
  if (parts === undefined) return { state: 'partial', why: 'its newest snapshot cannot be read' };
  if (parts.length > 0) return { state: 'partial', why: lackText(parts, waits, result, now) };
  return { state: 'covered', why: attempt };
}

const PARTS_NAMED = 6;

/** The first of them: a repository has more than forty. */
export function partsText(parts: readonly string[]): string {
  return firstOf(parts, PARTS_NAMED);
}

function lackText(parts: readonly string[], waits: boolean, result: FleetResult | undefined, now: Date): string {
  const lacking = partsText(parts);
  if (!waits) return `not whole: ${lacking}`;
  const wholeAt = result && wholeAtOf(result);
  const since = wholeAt === undefined ? 'never whole so far' : `whole ${agoText(now.getTime() - wholeAt.getTime())}`;
  return `git is stored, metadata wait for requests to GitHub (${since}): ${lacking}`;
}

/**
 * Recorded as gone before, recorded and not in the list now, or in the vault without a record. What was never backed up leaves
 * nothing behind, and is no row.
 */
function goneRows({ state, absent, orphans, chosen, newest, now }: CoverageFacts): readonly CoverageRow[] {
  const listed = new Set(chosen.map(({ repository }) => repository.id));
  const before = [...state.gone.values()].filter(({ id }) => !listed.has(id));
  const known = new Set(before.map(({ series }) => series));
  const late = [...absent].flatMap(([id, absence]): GoneRepository[] => {
    const result = state.results.get(id);
    if (result === undefined || known.has(result.series)) return [];
    const { name, series, verifiedAt } = result;
    const found = newest.get(series);
    const { snapshot, utc } =
      found === undefined || isOfAnother(found, id) ? result : { snapshot: found.id, utc: found.utc };
    if (snapshot === undefined) return [];
    return [{ id, name, series, since: now, snapshot, utc, verifiedAt, movedTo: absence.movedTo }];
  });
  const unrecorded = orphans
    .filter(({ series }) => !known.has(series))
    .map(({ newest, ...rest }): GoneRepository => ({ ...rest, since: now, snapshot: newest.id, utc: newest.utc }));
  const told = [...before, ...late, ...unrecorded];
  return [...told, ...oustedRows(told, listed, newest, now)].map(
    ({ id, name, series, since, snapshot, utc, verifiedAt, movedTo }) => {
      const moved = absent.get(id)?.movedTo ?? movedTo;
      return {
        ...{ id, name, series, state: 'gone' as const, snapshot, utc, parts: [], waits: false, verifiedAt },
        ...{ formerName: undefined, since, movedTo: moved, result: undefined },
        why: goneText(moved),
      };
    },
  );
}

/** Of series whose names other repositories have by now: no record tells of these, but their newest snapshots do. */
function oustedRows(
  told: readonly GoneRepository[],
  listed: ReadonlySet<number>,
  newest: ReadonlyMap<string, NewestRoot>,
  now: Date,
): readonly GoneRepository[] {
  const known = new Set(told.map(({ series }) => series));
  return [...newest]
    .filter(([series, { repositoryId }]) => repositoryId !== 0 && !listed.has(repositoryId) && !known.has(series))
    .map(([series, { repositoryId, id, utc }]) => {
      const [, name = ''] = series.split('/');
      return { id: repositoryId, name, series, since: now, snapshot: id, utc };
    });
}

function goneText(movedTo: string | undefined): string {
  if (movedTo !== undefined) return `transferred to ${movedTo}: held here, and no longer backed up`;
  return 'gone from GitHub, or hidden from this token, and only here: held';
}

/** The figures on top. */
export interface CoverageFigures {
  /** Repositories that should be covered. */
  readonly wanted: number;
  /** Of them, those with a whole snapshot that is not older than `max-age`. */
  readonly covered: number;
  /** Of them, those with any snapshot that is not older than `max-age`. */
  readonly recent: number;
  /** Of them, those of which a snapshot was verified lately. */
  readonly verified: number;
}

export function figuresOf(
  rows: readonly CoverageRow[],
  now: Date,
  { maxAgeSeconds, verifiedSeconds }: { readonly maxAgeSeconds: number; readonly verifiedSeconds: number },
): CoverageFigures {
  const wanted = rows.filter(({ state }) => state !== 'excluded' && state !== 'gone');
  const within = (at: Date | undefined, seconds: number): boolean =>
    at !== undefined && now.getTime() - at.getTime() <= seconds * 1000;
  return {
    wanted: wanted.length,
    covered: wanted.filter(({ state }) => state === 'covered').length,
    recent: wanted.filter(({ utc }) => within(utc, maxAgeSeconds)).length,
    verified: wanted.filter(({ verifiedAt }) => within(verifiedAt, verifiedSeconds)).length,
  };
}
