/** Records of the fleet below `v1/state/fleet/`: what legs did and what a coverage saw; written, and read as hostile. */
import * as v from 'valibot';
import { isoTime } from '../base/times.ts';
import { mapBounded } from '../base/async.ts';
import { HoldfastError } from '../base/errors.ts';
import { MiB } from '../base/limits.ts';
import { cutText } from '../base/text.ts';
import { requireServerDate, type Store } from '../store/store.ts';
import { formatUtc, isSeries, isSnapshotId, parseStateKey, statePrefix, timeOfStamp } from '../vault/format/keys.ts';
import { parseJson } from '../vault/format/root-limits.ts';
import { decompressUpTo } from '../vault/format/zstd.ts';
import { unreadableKind } from '../vault/read/damage.ts';
import { writeState } from '../vault/read/vault-state.ts';
import { isAccountName, isRepositoryName } from './series.ts';

const FORMAT = 'holdfast-fleet/1';
const STATE = 'fleet';
/** Decoded. */
const RECORD_MAX_BYTES = 64 * MiB;
const RECORD_MAX_STORED_BYTES = 16 * MiB;
/** An account has at most so many: https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits */
const RESULTS_MAX = 100_000;
const TEXT_MAX_CHARS = 500;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const time = v.pipe(
  isoTime,
  v.transform((text) => new Date(text)),
);
const text = v.pipe(v.string(), v.maxLength(TEXT_MAX_CHARS));
const account = v.pipe(v.string(), v.check(isAccountName, 'not the name of an account'));
const named = {
  id,
  name: v.pipe(v.string(), v.check(isRepositoryName, 'not the name of a repository')),
  series: v.pipe(v.string(), v.check(isSeries, 'not a series')),
};

/** How the last attempt of a leg ended; `left`: it was not begun. */
const RESULT_STATUSES = ['complete', 'partial', 'failed', 'left'] as const;

export const COVERAGE_STATES = ['covered', 'partial', 'stale', 'never', 'excluded', 'gone'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

const resultSchema = v.object({
  ...named,
  /** Missing in a coverage's record, for a repository that no leg has tried yet. */
  status: v.optional(v.picklist(RESULT_STATUSES)),
  /** The newest snapshot, perhaps of an earlier attempt, and when its run began. */
  snapshot: v.optional(v.pipe(v.string(), v.check(isSnapshotId, 'not the id of a snapshot'))),
  utc: v.optional(time),
  /** What that snapshot lacks. Missing: not known, so that a coverage looks. */
  parts: v.optional(v.pipe(v.array(text), v.maxLength(100))),
  /** It lacks nothing but requests to GitHub, and a later run reads it. */
  waits: v.optional(v.literal(true)),
  /** When the run of the newest whole snapshot began. Missing in records of an earlier version. */
  wholeAt: v.optional(time),
  /** When the run of the newest snapshot began of which nothing waits for requests. Missing in records of an earlier version. */
  readAt: v.optional(time),
  /** Why the last attempt failed. */
  error: v.optional(text),
  durationMs: v.optional(count),
  storedBytes: v.optional(count),
  /** As GitHub said when that snapshot was made. */
  pushedAt: v.optional(time),
  updatedAt: v.optional(time),
  verifiedAt: v.optional(time),
  /** In a coverage's record: its verdict, and the rule or the reason. */
  state: v.optional(v.picklist(COVERAGE_STATES)),
  why: v.optional(text),
});

const goneSchema = v.object({
  ...named,
  /** 0: not known. */
  id: count,
  since: time,
  snapshot: v.optional(v.string()),
  utc: v.optional(time),
  verifiedAt: v.optional(time),
  /** `owner/name`, where it was transferred to. */
  movedTo: v.optional(text),
});

/** What stands on top of a coverage, and what it was asked for. */
const figuresSchema = v.object({
  wanted: count,
  covered: count,
  recent: count,
  verified: count,
  maxAgeSeconds: count,
  verifiedSeconds: count,
  /** Missing: not known. */
  versioned: v.optional(v.boolean()),
  encrypted: v.optional(v.boolean()),
});

const results = v.pipe(v.array(resultSchema), v.maxLength(RESULTS_MAX));

const recordSchema = v.variant('kind', [
  v.object({ format: v.literal(FORMAT), kind: v.literal('leg'), account, leg: count, of: count, results }),
  v.object({
    format: v.literal(FORMAT),
    kind: v.literal('coverage'),
    account,
    results,
    gone: v.pipe(v.array(goneSchema), v.maxLength(RESULTS_MAX)),
    /** Missing in records of an earlier version. */
    figures: v.optional(figuresSchema),
  }),
]);

export type FleetResult = v.InferOutput<typeof resultSchema>;
export type GoneRepository = v.InferOutput<typeof goneSchema>;
export type FleetRecord = v.InferOutput<typeof recordSchema>;
export type CoverageRecord = Extract<FleetRecord, { kind: 'coverage' }>;
export type RecordedFigures = v.InferOutput<typeof figuresSchema>;

/**
 * S3's clock now, by one request: backups have connections of their own, so that the vault's has last told the time hours ago, or
 * never. A record of a wrong time is not found, or holds snapshots of times to come and is not believed.
 */
export async function recordTime(store: Store, signal?: AbortSignal): Promise<Date> {
  const prefix = statePrefix(STATE);
  for await (const page of store.list(prefix, { startAfter: `${prefix}~`, signal })) if (page.objects.length > 0) break;
  return requireServerDate(store);
}

/** @param utc S3's clock */
export async function writeRecord(
  store: Store,
  utc: Date,
  record: WithoutFormat<FleetRecord>,
  signal?: AbortSignal,
): Promise<void> {
  const cut = record.results.map((result) => ({
    ...result,
    ...(result.error === undefined ? {} : { error: cutText(result.error, TEXT_MAX_CHARS) }),
    ...(result.why === undefined ? {} : { why: cutText(result.why, TEXT_MAX_CHARS) }),
  }));
  await writeState(store, STATE, utc, { format: FORMAT, ...record, results: cut }, signal);
}

type WithoutFormat<T> = T extends unknown ? Omit<T, 'format'> : never;

export interface FoundRecord {
  readonly key: string;
  /** When it was written. */
  readonly utc: Date;
  readonly record: FleetRecord;
}

export interface FleetRecords {
  /** The newest coverage of the account, and what is newer; the newest first. */
  readonly records: readonly FoundRecord[];
  /** Keys of records that are none. */
  readonly damaged: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;
/** How far back the newest coverage is looked for, before all records are listed. */
const WINDOWS_DAYS = [4, 90, Infinity];
/** Where no coverage is among them, whatever is older says nothing that a LIST of the roots would not. */
const RECORDS_READ = 2000;
const READS_IN_FLIGHT = 8;
/** A record of a time that is still to come, beyond what clocks differ by, is not believed. */
const SKEW_MS = 5 * 60_000;

/**
 * The newest coverage of an account and the records after it: most often one LIST and a GET each.
 *
 * @param of undefined: of whichever account
 */
export async function readFleetRecords(
  store: Store,
  of: string | undefined,
  now: Date,
  signal?: AbortSignal,
): Promise<FleetRecords> {
  return new RecordReader(store, of, now, signal).readNewest();
}

/** Every account is expected to have been looked at within this time before the newest coverage of any. */
const ACCOUNTS_DAYS = 2;

export interface FoundCoverage {
  /** When it was written. */
  readonly utc: Date;
  readonly record: CoverageRecord;
}

/** The newest coverage of each account, of those of the days before the newest of all; by the account's name. */
export async function readCoverages(
  store: Store,
  now: Date,
  signal?: AbortSignal,
): Promise<{ readonly coverages: readonly FoundCoverage[]; readonly damaged: readonly string[] }> {
  const reader = new RecordReader(store, undefined, now, signal);
  const newest = await reader.readNewest();
  const utc = newest.records.at(-1)?.utc;
  if (utc === undefined) return { coverages: [], damaged: newest.damaged };
  const days = (now.getTime() - utc.getTime()) / DAY_MS + ACCOUNTS_DAYS;
  const { records, damaged } = await reader.readSince(days, () => false, RECORDS_READ);
  const byAccount = new Map<string, FoundCoverage>();
  for (const { record, utc: at } of records) {
    const account = record.account.toLowerCase();
    if (record.kind === 'coverage' && !byAccount.has(account)) byAccount.set(account, { utc: at, record });
  }
  return { coverages: [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found), damaged };
}

/** How long what a coverage has said counts against later ones that do not take it back. */
const HELD_DAYS = 90;

/**
 * Repositories that are gone from GitHub: by the newest coverage, and by any of the last days that no newer record takes back.
 * A LIST and a GET for each record of these days.
 */
export async function readGone(
  store: Store,
  now: Date,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, GoneRepository>> {
  const reader = new RecordReader(store, undefined, now, signal);
  const { records } = await reader.readSince(HELD_DAYS, () => false);
  if (records.some(isCoverage)) return mergeRecords(records).gone;
  return mergeRecords((await reader.readSince(Infinity, isCoverage, RECORDS_READ)).records).gone;
}

function isCoverage({ record }: FoundRecord): boolean {
  return record.kind === 'coverage';
}

/** Was listed, and is not there any more: as if it had been removed before. */
type Removed = 'removed';

/** Reads each record once. */
class RecordReader {
  private readonly known = new Map<string, FoundRecord | Removed | undefined>();
  private readonly store: Store;
  private readonly of: string | undefined;
  private readonly now: Date;
  private readonly signal: AbortSignal | undefined;

  constructor(store: Store, of: string | undefined, now: Date, signal: AbortSignal | undefined) {
    this.store = store;
    this.of = of?.toLowerCase();
    this.now = now;
    this.signal = signal;
  }

  /** From the newest on to the newest coverage. */
  async readNewest(): Promise<FleetRecords> {
    let found: FleetRecords = { records: [], damaged: [] };
    for (const days of WINDOWS_DAYS) {
      found = await this.readSince(days, isCoverage, RECORDS_READ);
      if (found.records.some(isCoverage)) break;
    }
    return found;
  }

  /** From the newest on, until one is the last that is wanted. */
  async readSince(days: number, isLast: (found: FoundRecord) => boolean, most = Infinity): Promise<FleetRecords> {
    const keys = (await this.keysSince(days)).toReversed().slice(0, most);
    const records: FoundRecord[] = [];
    let wanted = 1;
    for (let at = 0; at < keys.length && !records.some(isLast); at += wanted, wanted = READS_IN_FLIGHT) {
      const read = await mapBounded(keys.slice(at, at + wanted), READS_IN_FLIGHT, (key) => this.read(key));
      for (const found of read) {
        if (found === undefined || found === 'removed' || records.some(isLast)) continue;
        if (this.of === undefined || found.record.account.toLowerCase() === this.of) records.push(found);
      }
    }
    const damaged = [...this.known].filter(([, found]) => found === undefined).map(([key]) => key);
    return { records, damaged };
  }

  private async keysSince(days: number): Promise<readonly string[]> {
    const prefix = statePrefix(STATE);
    const since = days === Infinity ? undefined : new Date(this.now.getTime() - days * DAY_MS);
    const keys: string[] = [];
    const options = { ...(since && { startAfter: prefix + formatUtc(since) }), signal: this.signal };
    for await (const { objects } of this.store.list(prefix, options)) {
      for (const { key } of objects) {
        if (parseStateKey(key) === STATE) keys.push(key);
      }
    }
    const latest = (this.store.serverDate() ?? this.now).getTime() + SKEW_MS;
    return keys.filter((key) => timeOfStamp(key.slice(prefix.length)).getTime() <= latest);
  }

  private async read(key: string): Promise<FoundRecord | Removed | undefined> {
    if (!this.known.has(key)) this.known.set(key, await this.fetch(key));
    return this.known.get(key);
  }

  private async fetch(key: string): Promise<FoundRecord | Removed | undefined> {
    const range = { offset: 0, length: RECORD_MAX_STORED_BYTES, upTo: true };
    const got = await this.store.get(key, { ...range, signal: this.signal }).catch((error: unknown) => {
      if (unreadableKind(error) === 'lost') return 'removed' as const;
      throw error;
    });
    if (got === 'removed') return got;
    const { body, objectBytes } = got;
    const utc = timeOfStamp(key.slice(statePrefix(STATE).length));
    const record = objectBytes > body.length ? undefined : parseRecord(body, utc);
    return record && { key, utc, record };
  }
}

/** undefined for what is no record. No time in it may lie after its own. */
function parseRecord(body: Buffer, utc: Date): FleetRecord | undefined {
  try {
    const record = v.parse(recordSchema, parseJson(decompressUpTo(body, RECORD_MAX_BYTES, 'A record of the fleet')));
    const latest = utc.getTime() + SKEW_MS;
    const isLater = ({ utc, verifiedAt, wholeAt, readAt }: FleetResult): boolean =>
      [utc, verifiedAt, wholeAt, readAt].some((at) => at !== undefined && at.getTime() > latest);
    return record.results.some(isLater) ? undefined : record;
  } catch (error) {
    if (v.isValiError(error) || error instanceof SyntaxError || error instanceof HoldfastError) return undefined;
    if (error instanceof Error && error.message.startsWith('it has more than')) return undefined;
    throw error;
  }
}

/** What all records say together: the newest of each series. */
export interface FleetState {
  /** By the id of the repository. */
  readonly results: ReadonlyMap<number, FleetResult>;
  /** Called gone by a coverage, and by nothing newer called present. By series. */
  readonly gone: ReadonlyMap<string, GoneRepository>;
  /** undefined: no coverage was found. */
  readonly coverageAt: Date | undefined;
}

/** @param records the newest first */
export function mergeRecords(records: readonly FoundRecord[]): FleetState {
  const results = new Map<number, FleetResult>();
  const gone = new Map<string, GoneRepository>();
  let coverageAt: Date | undefined;
  for (const { record, utc } of records.toReversed()) {
    for (const result of record.results) {
      const before = results.get(result.id);
      results.set(result.id, before === undefined ? result : mergeResults(before, result));
      // A coverage has listed it, or a leg has read it.
      if (record.kind === 'coverage' || result.status === 'complete' || result.status === 'partial')
        gone.delete(result.series);
    }
    if (record.kind !== 'coverage') continue;
    coverageAt = utc;
    for (const each of record.gone) gone.set(each.series, each);
  }
  return { results, gone, coverageAt };
}

/** An attempt without a snapshot does not hide the snapshot that is there, nor how long it took to make. */
function mergeResults(older: FleetResult, newer: FleetResult): FleetResult {
  const verifiedAt = laterOf(older.verifiedAt, newer.verifiedAt);
  const wholeAt = laterOf(wholeAtOf(older), wholeAtOf(newer));
  const readAt = laterOf(readAtOf(older), readAtOf(newer));
  const isNewer = newer.utc !== undefined && (older.utc === undefined || newer.utc >= older.utc);
  const { snapshot, utc, parts, waits, durationMs, storedBytes, pushedAt, updatedAt } = isNewer ? newer : older;
  const kept = { snapshot, utc, parts, waits, durationMs, storedBytes, pushedAt, updatedAt };
  const times = { ...(verifiedAt && { verifiedAt }), ...(wholeAt && { wholeAt }), ...(readAt && { readAt }) };
  return { ...newer, ...kept, ...times };
}

/** When its newest whole snapshot was made; undefined: none is known. */
export function wholeAtOf({ wholeAt, utc, parts }: FleetResult): Date | undefined {
  return wholeAt ?? (parts?.length === 0 ? utc : undefined);
}

/** When its metadata were last asked for to their end, whatever else that snapshot lacks; undefined: it is not known that they were. */
export function readAtOf(result: FleetResult): Date | undefined {
  return laterOf(result.readAt, wholeAtOf(result));
}

function laterOf(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
