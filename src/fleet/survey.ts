/** What the vault knows of the repositories of an account: records of the fleet, and roots where these say nothing. */
import { mapBounded } from '../base/async.ts';
import type { Store } from '../store/store.ts';
import { isUnreadable } from '../vault/read/damage.ts';
import type { RootHeader } from '../vault/format/root.ts';
import { listSeries, listSnapshots, readHeader, repositoryIdOf, type SnapshotInfo } from '../vault/read/snapshots.ts';
import { mergeRecords, readFleetRecords, type FleetResult, type FleetState } from './records.ts';
import { defaultSeries, type NamedRepository, type RecordedSeries } from './series.ts';

/** The newest snapshot of a series, as a LIST and its header show it. */
export interface NewestRoot {
  readonly id: string;
  readonly utc: Date;
  /** What it lacks; undefined: its header was not read, or cannot be. */
  readonly parts: readonly string[] | undefined;
  /** Of the repository that it is of, by its header; 0: not known. */
  readonly repositoryId: number;
}

export interface FleetSurvey {
  readonly state: FleetState;
  /** Keys of records that are none. */
  readonly damaged: readonly string[];
  /** By the id of the repository, also of those that are gone. */
  readonly recorded: ReadonlyMap<number, RecordedSeries>;
  /** All series of the vault with their newest snapshot; undefined: they were not listed, since a coverage has recorded them. */
  readonly roots: ReadonlyMap<string, SnapshotInfo> | undefined;
  /** Series of the account's repositories that belong to none of today's; known only where `roots` are. */
  readonly orphans: readonly Orphan[];
}

export interface Orphan {
  /** 0: not known. */
  readonly id: number;
  readonly name: string;
  readonly series: string;
  readonly newest: SnapshotInfo;
}

export interface SurveyScope {
  readonly store: Store;
  readonly account: string;
  readonly repositories: readonly NamedRepository[];
  /** S3's clock, or this machine's before the first answer. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

const REQUESTS_IN_FLIGHT = 16;

/**
 * Reads the records: most often one LIST and a few GETs. Where no coverage has recorded which series there are, all roots are
 * listed, so that nightly backups of the repositories' own workflows are found, under former names too.
 */
export async function surveyFleet(scope: SurveyScope): Promise<FleetSurvey> {
  const { store, account, now, signal } = scope;
  const { records, damaged } = await readFleetRecords(store, account, now, signal);
  const { results: said, ...rest } = mergeRecords(records);
  const state = { ...rest, results: new Map(said) };
  const recorded = new Map<number, RecordedSeries>();
  for (const each of [...state.gone.values(), ...state.results.values()])
    if (each.id > 0) recorded.set(each.id, { ...each, isHeld: each.snapshot !== undefined });
  const roots = state.coverageAt === undefined ? await listRoots(store, signal) : undefined;
  await settleClaims(scope, state.results, recorded, roots);
  if (roots === undefined) return { state, damaged, recorded, roots, orphans: [] };
  const orphans = await findOrphans(scope, roots, recorded);
  const isListed = new Set(scope.repositories.map(({ id }) => id));
  for (const each of orphans) if (isListed.has(each.id)) recorded.set(each.id, { ...each, isHeld: true });
  return { state, damaged, recorded, roots, orphans: orphans.filter(({ id }) => !isListed.has(id)) };
}

/**
 * Takes back what the records say of a series whose newest snapshot is of another repository: where they give it to several, or where
 * a backup into one that is not of the repository's name failed. So no false record keeps a repository from its series for good.
 */
async function settleClaims(
  { store, account, repositories, signal }: SurveyScope,
  results: Map<number, FleetResult>,
  recorded: Map<number, RecordedSeries>,
  roots: ReadonlyMap<string, SnapshotInfo> | undefined,
): Promise<void> {
  const names = new Map(repositories.map(({ id, name }) => [id, defaultSeries(account, name).toLowerCase()]));
  const isDoubtful = ({ id, series }: RecordedSeries): boolean =>
    results.get(id)?.status === 'failed' && names.has(id) && names.get(id) !== series.toLowerCase();
  const claims = Map.groupBy(recorded.values(), ({ series }) => series.toLowerCase());
  const contested = [...claims.values()].filter((each) => each.length > 1 || each.some(isDoubtful)).flat();
  if (contested.length === 0) return;
  const series = [...new Set(contested.map((each) => each.series))];
  const newest = await findNewest(store, series, { roots, withParts: true, signal });
  for (const each of contested) {
    const { repositoryId: owner = 0 } = newest.get(each.series) ?? {};
    if (owner === 0 || owner === each.id) continue;
    recorded.delete(each.id);
    results.delete(each.id);
  }
}

/** One request for each 1,000 snapshots of the vault. */
async function listRoots(store: Store, signal: AbortSignal): Promise<ReadonlyMap<string, SnapshotInfo>> {
  return new Map((await listSeries(store, signal)).map(({ series, newest }) => [series, newest]));
}

/**
 * Series of the form of the account's that no repository has by its name or by a record: of repositories that are gone, or
 * that were renamed. The header of the newest snapshot says which; one GET each.
 */
async function findOrphans(
  { store, account, repositories, signal }: SurveyScope,
  roots: ReadonlyMap<string, SnapshotInfo>,
  recorded: ReadonlyMap<number, RecordedSeries>,
): Promise<readonly Orphan[]> {
  const taken = new Set([
    ...repositories.map(({ name }) => defaultSeries(account, name).toLowerCase()),
    ...[...recorded.values()].map(({ series }) => series.toLowerCase()),
  ]);
  const candidates = [...roots].filter(([series]) => {
    const [owner, , kind, ...more] = series.split('/');
    const isOfAccount = owner?.toLowerCase() === account.toLowerCase() && kind === 'repository' && more.length === 0;
    return isOfAccount && !taken.has(series.toLowerCase());
  });
  return mapBounded(candidates, REQUESTS_IN_FLIGHT, async ([series, newest]) => {
    const header = await headerOf(store, newest, signal);
    return { id: idIn(header), name: series.split('/')[1] as string, series, newest };
  });
}

async function headerOf(store: Store, info: SnapshotInfo, signal: AbortSignal): Promise<RootHeader | undefined> {
  try {
    return (await readHeader(store, info, signal)).header;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** 0 where the snapshot does not say. */
function idIn(header: RootHeader | undefined): number {
  const id = Number(header && repositoryIdOf(header));
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

/** Series that are looked up one by one; if there are more, one LIST of all roots is read. */
const LISTS_MAX = 50;

interface NewestOptions {
  /** If they were listed already. */
  readonly roots: ReadonlyMap<string, SnapshotInfo> | undefined;
  /** Whether the header is read, which says what a snapshot lacks. */
  readonly withParts: boolean;
  readonly signal: AbortSignal;
}

/** The newest snapshots of series that no recent record tells of: a LIST and a GET each, or one LIST of all roots. */
export async function findNewest(
  store: Store,
  series: readonly string[],
  { roots, withParts, signal }: NewestOptions,
): Promise<ReadonlyMap<string, NewestRoot>> {
  const known = roots ?? (series.length > LISTS_MAX ? await listRoots(store, signal) : undefined);
  const found = await mapBounded(series, REQUESTS_IN_FLIGHT, async (name) => {
    const isEasy = known !== undefined && known.get(name)?.timeTrusted !== false;
    const newest = isEasy ? known.get(name) : await newestTrusted(store, name, signal);
    if (newest === undefined) return undefined;
    const header = withParts ? await headerOf(store, newest, signal) : undefined;
    const { id, utc } = newest;
    return [name, { id, utc, parts: header && partialParts(header), repositoryId: idIn(header) }] as const;
  });
  return new Map(found.filter((each) => each !== undefined));
}

async function newestTrusted(store: Store, series: string, signal: AbortSignal): Promise<SnapshotInfo | undefined> {
  return (await listSnapshots(store, series, undefined, signal)).find(({ timeTrusted }) => timeTrusted);
}

/** Names of the parts that a snapshot does not hold whole. */
export function partialParts({ parts }: Pick<RootHeader, 'parts'>): readonly string[] {
  return Object.entries(parts)
    .filter(([, status]) => status === 'partial')
    .map(([name]) => name);
}

/** Whether GitHub says the same of a repository as when it was last backed up. */
export function isUnchanged(
  result: Pick<FleetResult, 'pushedAt' | 'updatedAt'> | undefined,
  { pushedAt, updatedAt }: { readonly pushedAt: Date | undefined; readonly updatedAt: Date | undefined },
): boolean {
  if (result?.updatedAt === undefined) return false;
  return result.updatedAt.getTime() === updatedAt?.getTime() && result.pushedAt?.getTime() === pushedAt?.getTime();
}
