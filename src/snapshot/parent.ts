import { isDeepStrictEqual } from 'node:util';
import { awaitedLater } from '../async.ts';
import { HoldfastError, messageOf } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Source } from '../sources/source.ts';
import type { Store } from '../store/store.ts';
import { BlobReader } from './blobs.ts';
import { isUnreadable } from './damage.ts';
import { formatUtc } from './keys.ts';
import { listMarks, type Mark, quarantinedIds } from './marks.ts';
import type { Root } from './root.ts';
import {
  listSnapshots,
  loadSections,
  newestSnapshots,
  readRoot,
  type LoadedSegment,
  type SnapshotInfo,
} from './snapshots.ts';

export interface ParentTables {
  readonly map: readonly (readonly LoadedSegment[])[];
  readonly tree: readonly (readonly LoadedSegment[])[];
  readonly state: readonly (readonly LoadedSegment[])[];
}

/** The snapshot that a run builds on. */
export interface Parent {
  readonly info: SnapshotInfo;
  readonly root: Root;
  readonly blobs: BlobReader;
  /** Of its series, as far back as proofs are looked for. */
  readonly marks: readonly Mark[];
  /** Snapshots of its series before it that count, newest first. */
  readonly older: () => Promise<readonly SnapshotInfo[]>;
  /** Series whose objects it names. */
  readonly seriesNames: readonly string[];
  readonly load: () => Promise<ParentTables>;
  /** After `load`. */
  readonly tables: () => ParentTables;
}

export interface ParentOptions {
  readonly store: Store;
  readonly source: Source;
  readonly series: string;
  readonly base: string | undefined;
  readonly redefine: boolean;
  /** Where the run is made; `repositoryId` is that of its workflow's repository. */
  readonly context: Readonly<Record<string, string>>;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * The newest snapshot of the series that can be read, whose time can be trusted and that is not in quarantine, else of
 * the base.
 * @throws series-redefined if the series is a backup of something else
 */
export async function openParent(
  options: ParentOptions,
  roots: readonly SnapshotInfo[],
  now: Date,
): Promise<Parent | undefined> {
  const { store, base, signal } = options;
  const own = await newestReadable(options, roots);
  if (own !== undefined) {
    if (!options.redefine) checkDefinition(options, own.root);
    return own;
  }
  if (base === undefined) return undefined;
  const lent = await newestReadable(options, await newestSnapshots(store, base, 1, now, signal));
  // Another definition makes a base useless and not wrong: nothing of it is required.
  return lent !== undefined && isSameDefinition(options.source, lent.root) ? lent : undefined;
}

const DAY_MS = 24 * 3600 * 1000;
/** Proofs of mode verify count that were made of a snapshot at most so long before the newest: some more than a month. */
const PROOF_DAYS = 35;
/** How far back the snapshot before the parent is looked for. */
const OLDER_DAYS = 400;

async function newestReadable(
  { store, emit, signal }: ParentOptions,
  infos: readonly SnapshotInfo[],
): Promise<Parent | undefined> {
  const oldest = infos.at(-1);
  if (oldest === undefined) return undefined;
  // Most often the newest is the one: it is read while the marks are listed.
  const newest = infos.find(({ timeTrusted }) => timeTrusted);
  const early = newest && awaitedLater(readRoot(store, newest, { signal }));
  // Most often one request: only marks as new as these snapshots, or as a proof may be, are listed.
  const proofs = formatUtc(new Date((infos[0]?.utc.getTime() ?? 0) - PROOF_DAYS * DAY_MS));
  const from = oldest.id < proofs ? oldest.id : proofs;
  const marks = await listMarks(store, oldest.series, { from, signal });
  const quarantined = quarantinedIds(marks);
  const older = async (id: string): Promise<readonly SnapshotInfo[]> => {
    const isOlder = (one: SnapshotInfo): boolean => one.id < id && one.timeTrusted && !quarantined.has(one.id);
    const known = infos.filter(isOlder);
    if (known.length > 0) return known;
    const since = new Date(oldest.utc.getTime() - OLDER_DAYS * DAY_MS);
    return (await listSnapshots(store, oldest.series, since, signal)).filter(isOlder);
  };
  for (const info of infos) {
    if (quarantined.has(info.id)) {
      emit({
        type: 'notice',
        class: 'quarantine-passed-over',
        message: `Snapshot ${info.id} is not built on: it is in quarantine.`,
      });
      continue;
    }
    if (!info.timeTrusted) {
      emit({
        type: 'warning',
        class: 'untrusted-time',
        message: `Snapshot ${info.id} is not built on: S3's time of it does not fit its name.`,
        why: 'It was written more than a day after its run began, or copied here.',
      });
      continue;
    }
    try {
      const root = await (info === newest && early ? early : readRoot(store, info, { signal }));
      const parent = { ...parentOf(store, info, root, signal), marks, older: () => older(info.id) };
      await parent.load();
      return parent;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      emit({
        type: 'warning',
        class: 'unreadable-snapshot',
        message: `Snapshot ${info.id} is not built on: ${messageOf(error)}`,
        fix: 'Find out what damaged it: older S3 versions of its objects may still be whole.',
      });
    }
  }
  return undefined;
}

function parentOf(store: Store, info: SnapshotInfo, root: Root, signal: AbortSignal): Omit<Parent, 'marks' | 'older'> {
  const blobs = new BlobReader(store, root.objects);
  let tables: Promise<ParentTables> | undefined;
  let loaded: ParentTables | undefined;
  const load = async (): Promise<ParentTables> => {
    const { map = [], tree = [], state = [] } = await loadSections(root, ['map', 'tree', 'state'], blobs, signal);
    loaded = { map, tree, state };
    return loaded;
  };
  return {
    info,
    root,
    blobs,
    seriesNames: [root.header.series, ...root.header.bases],
    load: () => (tables ??= load()),
    tables: () => loaded as ParentTables,
  };
}

function isSameDefinition(source: Source, root: Root): boolean {
  const { kind, definition } = root.header.source;
  // Through JSON, since that is how the recorded one came back.
  return kind === source.kind && isDeepStrictEqual(definition, JSON.parse(JSON.stringify(source.definition)));
}

function checkDefinition({ source, series, context }: ParentOptions, root: Root): void {
  const { kind, definition } = root.header.source;
  const before = root.header.context['repositoryId'];
  const now = context['repositoryId'];
  // The other sources have the repository in their definition.
  if (source.kind === 'files' && before !== undefined && now !== undefined && before !== now) {
    throw new HoldfastError({
      code: 'series-redefined',
      message: `Series ${series} belongs to another repository.`,
      why: `Its newest snapshot ${root.id} was made by a workflow of the repository with id ${before}; this one has id ${now}. A repository that is made anew under an old name is another one.`,
      fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with this repository.',
    });
  }
  if (isSameDefinition(source, root)) return;
  throw new HoldfastError({
    code: 'series-redefined',
    message: `Series ${series} is a backup of something else.`,
    why: `Its newest snapshot ${root.id} and this run differ in: ${differences(
      { source: kind, ...asRecord(definition) },
      { source: source.kind, ...asRecord(source.definition) },
    )}.`,
    fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with the new definition.',
  });
}

function asRecord(definition: unknown): Readonly<Record<string, unknown>> {
  return typeof definition === 'object' && definition !== null ? { ...definition } : { definition };
}

/** `patterns (["**"] before, ["src/**"] now), root ("data" before, "." now)`. */
function differences(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => text(before[name]) !== text(now[name]))
    .map((name) => `${name} (${text(before[name])} before, ${text(now[name])} now)`)
    .join(', ');
}
