/** What an audit wants to know of the sealed series of a vault, without a key. */
import * as v from 'valibot';
import type { SealedFacts, SealedSeries } from '../../aws/audit/sealed.ts';
import { mapBounded } from '../../base/async.ts';
import type { Emit } from '../../base/events.ts';
import type { Store } from '../../store/store.ts';
import type { SealedFacts as OpenHeader } from '../../vault/format/sealed-root.ts';
import { SealedError } from '../../vault/format/sealed-root.ts';
import { readKeyDocuments } from '../../vault/keys/vault-keys.ts';
import { isUnreadable } from '../../vault/read/damage.ts';
import { type Mark, quarantinedIds, readMark } from '../../vault/read/marks.ts';
import { readRootHeader } from '../../vault/read/root-reader.ts';
import type { SnapshotInfo } from '../../vault/read/snapshots.ts';
import type { Traces } from '../../vault/read/traces.ts';
import { readState } from '../../vault/read/vault-state.ts';
import { withKeys } from '../../vault/seal/keyed-store.ts';

/** Roots of a sealed series that are read beside its newest and its oldest. */
const READ_OF_A_SERIES = 100;
/** Marks of a series that are read, newest first, until one says that content was opened. */
const MARKS_READ = 20;
const IN_FLIGHT = 16;
/** Series of pull requests and branches end with them. */
const BRANCH_SERIES = /\/(?:pr|ref)\//;
/** Levels at which content is opened. */
const OPENING: readonly (string | undefined)[] = ['sample', 'full', 'restore'];

interface Deps {
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * Of each series the newest and the oldest root are looked at, by S3's time; of those of which one is sealed some more.
 * What is in quarantine does not count.
 */
export async function readSealedFacts(
  inner: Store,
  { roots, marks, hasKeys, keysCheckedAt }: Traces,
  deps: Deps,
): Promise<SealedFacts> {
  const store = withKeys(inner, undefined);
  const bySeries = Map.groupBy(roots, ({ series }) => series);
  const marksOf = Map.groupBy(marks, ({ series }) => series);
  const checked = keysCheckedAt === undefined ? undefined : await lastCheck(store, deps);
  const found = await mapBounded([...bySeries], IN_FLIGHT, ([series, infos]) =>
    readSeries(store, series, infos, marksOf.get(series) ?? [], deps),
  );
  const opened = (one: SealedSeries): SealedSeries =>
    checked?.series === one.series && keysCheckedAt !== undefined && (one.openedAt ?? keysCheckedAt) <= keysCheckedAt
      ? { ...one, openedAt: keysCheckedAt }
      : one;
  return {
    series: found.flatMap((one) => (one === undefined ? [] : [opened(one)])),
    keys: hasKeys ? await newestKeys(store, deps) : undefined,
    checkedAt: keysCheckedAt,
  };
}

async function newestKeys(store: Store, { emit, signal }: Deps): Promise<SealedFacts['keys']> {
  const newest = (await readKeyDocuments(store, emit, signal)).toSorted((a, b) => (a.key < b.key ? -1 : 1)).at(-1);
  return newest && { key: newest.key, people: new Set(newest.document.recipients).size };
}

const checkSchema = v.looseObject({ opened: v.array(v.string()), series: v.optional(v.string()) });

/** The series of which the last `keys check` opened content; undefined where its note cannot be read. */
async function lastCheck(store: Store, { signal }: Deps): Promise<{ readonly series: string | undefined } | undefined> {
  try {
    const state = await readState(store, 'keys', checkSchema, signal);
    return { series: state?.opened.includes('pack') === true ? state.series : undefined };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

async function readSeries(
  store: Store,
  series: string,
  all: readonly SnapshotInfo[],
  marks: readonly Mark[],
  { signal }: Deps,
): Promise<SealedSeries | undefined> {
  const quarantined = quarantinedIds(marks);
  const infos = all.filter(({ id }) => !quarantined.has(id)).toSorted((a, b) => +b.lastModified - +a.lastModified);
  const ends = [...new Set([infos[0], infos.at(-1)])].filter((info) => info !== undefined);
  const read = await readKinds(store, ends, signal);
  if (!read.some(isSealed)) return undefined;
  const between = infos.slice(1, -1).slice(0, READ_OF_A_SERIES);
  const kinds = [...read, ...(await readKinds(store, between, signal))].toSorted((a, b) =>
    a.info.id < b.info.id ? 1 : -1,
  );
  const sealed = kinds.filter(isSealed);
  const isWriteOnly = sealed[0] !== undefined && sealed[0].kind.seal.key !== sealed[0].kind.seal.to;
  return {
    series,
    open: kinds.flatMap(({ info, kind }) => (kind === 'open' ? [info.id] : [])),
    read: kinds.length,
    total: infos.length,
    since: new Date(Math.min(...sealed.map(({ info }) => info.lastModified.getTime()))),
    isWriteOnly: isWriteOnly && !BRANCH_SERIES.test(series),
    openedAt: isWriteOnly ? await lastOpened(store, marks, signal) : undefined,
  };
}

interface Kind {
  readonly info: SnapshotInfo;
  /** What stands open in a sealed one. */
  readonly kind: 'open' | OpenHeader;
}

function isSealed(one: Kind): one is Kind & { readonly kind: OpenHeader } {
  return one.kind !== 'open';
}

/** One request each. What cannot be read is left out: other checks tell of it. */
async function readKinds(store: Store, infos: readonly SnapshotInfo[], signal: AbortSignal): Promise<readonly Kind[]> {
  const read = await mapBounded(infos, IN_FLIGHT, async (info): Promise<Kind | undefined> => {
    try {
      await readRootHeader(store, info, { signal });
      return { info, kind: 'open' };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return error instanceof SealedError && error.facts !== undefined ? { info, kind: error.facts } : undefined;
    }
  });
  return read.filter((one) => one !== undefined);
}

/** When a run that held the content key verified a snapshot of the series. */
async function lastOpened(store: Store, marks: readonly Mark[], signal: AbortSignal): Promise<Date | undefined> {
  const verified = marks.filter(({ kind }) => kind === 'verified').toSorted((a, b) => +b.utc - +a.utc);
  for (const mark of verified.slice(0, MARKS_READ)) {
    try {
      const { level, unopened } = await readMark(store, mark, signal);
      if (unopened !== true && OPENING.includes(level)) return mark.utc;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
  }
  return undefined;
}
