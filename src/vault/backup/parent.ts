/** Chooses the snapshot that a run builds on. */
import { isDeepStrictEqual } from 'node:util';
import { awaitedLater } from '../../base/async.ts';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import type { Source } from '../../sources/source.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { isUnreadable, unreadableKind } from '../read/damage.ts';
import { formatUtc } from '../format/keys.ts';
import { listMarks, type Mark, quarantinedIds } from '../read/marks.ts';
import type { Root, RootHeader } from '../format/root.ts';
import type { Seal } from '../format/sealed-root.ts';
import { readRoot } from '../read/root-reader.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { COPIES_READ, refuseSealed } from './mixed-series.ts';
import {
  listSnapshots,
  loadSections,
  readHeaders,
  readRoots,
  repositoryIdOf,
  snapshotWindows,
  type LoadedSegment,
  type SnapshotInfo,
} from '../read/snapshots.ts';

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
  /** Snapshots of its series before it that count, newest first. @param looksFurther with a LIST, if none is at hand */
  readonly older: (looksFurther: boolean) => Promise<readonly SnapshotInfo[]>;
  /** It is of another repository: its objects may be used, and nothing that it says holds here. */
  readonly isOther?: boolean;
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
  /** How this run seals. */
  readonly seal?: Seal | undefined;
  /** Where the run is made; `repositoryId` is that of its workflow's repository. */
  readonly context: Readonly<Record<string, string>>;
  /** Told of snapshots that a run with a key passes over since they may be of another key, or open; newest first. */
  readonly onForeign?: (info: SnapshotInfo) => void;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * The newest snapshot of the series that can be used, else of the base: it can be read, its time can be trusted, it is not in
 * quarantine. However many unusable ones are newer, and however much older it is.
 *
 * @param roots the newest snapshots of the series
 * @throws series-redefined if the series is a backup of something else; access-denied if no snapshot of it may be read
 */
export async function openParent(
  options: ParentOptions,
  roots: readonly SnapshotInfo[],
  now: Date,
): Promise<Parent | undefined> {
  const { series, base } = options;
  const own = await newestUsable(options, series, now, roots);
  if (own !== undefined) {
    if (options.redefine || isOfThis(options, own.parent.root.header)) return own.parent;
    const older = own.isVerified ? undefined : await withSameDefinition(options, own.parent, now);
    if (older === undefined) throw redefined(options, own.parent.root);
    return older;
  }
  if (base === undefined) return undefined;
  const lent = await newestUsable(options, base, now, undefined);
  if (lent === undefined || isSameDefinition(options, lent.parent.root.header)) return lent?.parent;
  // Another definition makes a base useless and not wrong: nothing of it is required. But a fork shares history.
  return sharesHistory(options, lent.parent.root.header) ? { ...lent.parent, isOther: true } : undefined;
}

const DAY_MS = 24 * 3600 * 1000;
/** Proofs of mode verify count that were made of a snapshot at most so long before the newest: some more than a month. */
export const PROOF_DAYS = 35;
/** How far back a snapshot before the parent is searched for. */
const OLDER_DAYS = 400;

interface Usable {
  readonly parent: Parent;
  /** Whether another role than that of backups has vouched for it. */
  readonly isVerified: boolean;
}

async function newestUsable(
  options: ParentOptions,
  series: string,
  now: Date,
  first: readonly SnapshotInfo[] | undefined,
): Promise<Usable | undefined> {
  let forbidden: HoldfastError | undefined;
  for await (const found of usable(options, series, now, first)) {
    if ('parent' in found) return found;
    const kind = unreadableKind(found.error);
    if (kind === 'forbidden') forbidden ??= found.error;
  }
  // Nothing may be read: that is a fault of the role, and not of the snapshots.
  if (forbidden !== undefined) throw forbidden;
  return undefined;
}

/**
 * Whoever may back up can add snapshots of anything to the series. However many there are, they must not stop the backups:
 * nobody has verified them, and older snapshots are of what this run backs up.
 */
async function withSameDefinition(options: ParentOptions, newest: Parent, now: Date): Promise<Parent | undefined> {
  const { store, series, signal } = options;
  for await (const infos of snapshotWindows(store, series, now, { signal })) {
    const marks = await marksSince(options, series, infos);
    const verified = verifiedIds(marks);
    const candidates = infos.filter(({ id, timeTrusted }) => timeTrusted && id < newest.root.id);
    for await (const found of readHeaders(store, candidates, signal)) {
      if (!('header' in found)) continue;
      if (isOfThis(options, found.header)) {
        const parent = await parentFrom(options, series, now, found.id);
        if (parent !== undefined) tellOfOthers(newest, parent, options.emit);
        return parent;
      }
      if (verified.has(found.id)) return undefined;
    }
  }
  return undefined;
}

/** The newest usable snapshot with this definition, from one on that has it. */
async function parentFrom(
  options: ParentOptions,
  series: string,
  now: Date,
  newestId: string,
): Promise<Parent | undefined> {
  const silent = { ...options, emit: () => undefined };
  for await (const found of usable(silent, series, now, undefined, newestId)) {
    if ('parent' in found && isOfThis(options, found.parent.root.header)) return found.parent;
  }
  return undefined;
}

function tellOfOthers(newest: Parent, parent: Parent, emit: Emit): void {
  emit({
    type: 'warning',
    class: 'series-redefined',
    message: `Snapshot ${newest.root.id} is a backup of something else and is not built on; ${parent.root.id} is.`,
    why: 'Nobody has verified it, and older snapshots of this series are of what this run backs up.',
    fix: `If it is false: \`holdfast mark --mark quarantine --version ${newest.root.id}\`. If two backups share this series by mistake, give one a \`name\` of its own.`,
  });
}

/** Snapshots that cannot be read which are named one by one: whoever may back up can plant any number. */
const TOLD_EACH = 5;

function tellOfMore(count: number, emit: Emit): void {
  if (count <= 0) return;
  emit({
    type: 'warning',
    class: 'unreadable-snapshot',
    message: `${String(count)} more snapshots that cannot be read are not built on; mode list shows them.`,
  });
}

/** Most often one request: only marks as new as these snapshots, or as a proof may be, are listed. */
function marksSince(
  { store, signal }: ParentOptions,
  series: string,
  infos: readonly SnapshotInfo[],
): Promise<readonly Mark[]> {
  const oldest = infos.at(-1) as SnapshotInfo;
  // A root that somebody dated into the future is not what proofs are counted from.
  const newest = infos.find(({ timeTrusted }) => timeTrusted) ?? oldest;
  const proofs = formatUtc(new Date(newest.utc.getTime() - PROOF_DAYS * DAY_MS));
  return listMarks(store, series, { from: oldest.id < proofs ? oldest.id : proofs, signal });
}

function verifiedIds(marks: readonly Mark[]): ReadonlySet<string> {
  return new Set(marks.filter(({ kind }) => kind === 'verified').map(({ id }) => id));
}

/**
 * Usable snapshots, newest first, and the errors of those that cannot be read; each of these is told.
 *
 * @param newestId of the newest one that is looked at; all without
 */
async function* usable(
  options: ParentOptions,
  series: string,
  now: Date,
  first: readonly SnapshotInfo[] | undefined,
  newestId?: string,
): AsyncGenerator<Usable | { readonly error: HoldfastError }> {
  const { store, emit, signal } = options;
  let told = 0;
  let copies = 0;
  for await (const all of snapshotWindows(store, series, now, { first, signal })) {
    const infos = newestId === undefined ? all : all.filter(({ id }) => id <= newestId);
    if (infos.length === 0) continue;
    // In most runs the newest one is chosen, so it is read while the marks are listed.
    const newest = infos.find(({ timeTrusted }) => timeTrusted);
    const early = newest && awaitedLater(readRoot(store, newest, { access: 'build', signal }));
    const oldest = infos.at(-1) as SnapshotInfo;
    const marks = await marksSince(options, series, infos);
    const quarantined = quarantinedIds(marks);
    const older = async (id: string, looksFurther: boolean): Promise<readonly SnapshotInfo[]> => {
      const isOlder = (one: SnapshotInfo): boolean => one.id < id && one.timeTrusted && !quarantined.has(one.id);
      const known = infos.filter(isOlder);
      if (known.length > 0 || !looksFurther) return known;
      const since = new Date(oldest.utc.getTime() - OLDER_DAYS * DAY_MS);
      return (await listSnapshots(store, series, since, signal)).filter(isOlder);
    };
    const verified = verifiedIds(marks);
    const mayUse = ({ id, timeTrusted }: SnapshotInfo): boolean => timeTrusted && !quarantined.has(id);
    const roots = readRoots(infos.filter(mayUse), (info) =>
      info === newest && early ? early : readRoot(store, info, { access: 'build', signal }),
    );
    for (const info of infos) {
      if (!mayUse(info)) {
        tellUnused(info, quarantined, emit);
        if (!quarantined.has(info.id) && ++copies <= COPIES_READ) await lookAtCopy(options, info);
        continue;
      }
      try {
        const read = (await roots.next()).value as { readonly root: Root } | { readonly error: HoldfastError };
        if ('error' in read) throw read.error;
        const parent: Parent = {
          ...parentOf(store, info, read.root, signal),
          marks,
          older: (looksFurther) => older(info.id, looksFurther),
        };
        await parent.load();
        tellOfMore(told - TOLD_EACH, emit);
        yield { parent, isVerified: verified.has(info.id) };
      } catch (error) {
        // A sealed series never goes on without a key, whatever lies below: a missing secret is an empty input.
        if (!isUnreadable(error) || unreadableKind(error) === 'sealed') throw error;
        if (unreadableKind(error) === 'foreign') options.onForeign?.(info);
        if (++told <= TOLD_EACH) tellUnreadable(info, error, emit);
        yield { error };
      }
    }
  }
}

/** All times in a vault that was copied are those of the copy: its series are sealed all the same. @throws sealed */
async function lookAtCopy({ store, onForeign, signal }: ParentOptions, info: SnapshotInfo): Promise<void> {
  // With a key it is read only if nothing else is found.
  if (keysOf(store) === undefined) await refuseSealed(store, info, signal);
  else onForeign?.(info);
}

function tellUnused({ id }: SnapshotInfo, quarantined: ReadonlySet<string>, emit: Emit): void {
  if (quarantined.has(id)) {
    emit({
      type: 'notice',
      class: 'quarantine-passed-over',
      message: `Snapshot ${id} is not built on: it is in quarantine.`,
    });
    return;
  }
  emit({
    type: 'warning',
    class: 'untrusted-time',
    message: `Snapshot ${id} is not built on: S3's time of it does not fit its name.`,
    why: 'It was written more than a day after its run began, or copied here.',
  });
}

function tellUnreadable({ id }: SnapshotInfo, error: HoldfastError, emit: Emit): void {
  emit({
    type: 'warning',
    class: 'unreadable-snapshot',
    message: `Snapshot ${id} is not built on: ${messageOf(error)}`,
    fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${id}\` sets it aside.`,
  });
}

function parentOf(store: Store, info: SnapshotInfo, root: Root, signal: AbortSignal): Omit<Parent, 'marks' | 'older'> {
  const blobs = new BlobReader(store, root);
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

type OfSource = Pick<ParentOptions, 'source' | 'seal'>;

function sharesHistory({ source, seal }: OfSource, header: RootHeader): boolean {
  return source.kind === 'repository' && header.source.kind === 'repository' && isSealedAlike(seal, header);
}

/** With a new vault key the recipient of packs is a new one too; under the same key it is a part of the definition. */
function isSealedAlike(seal: Seal | undefined, header: RootHeader): boolean {
  const isRenewed = header.seal !== undefined && seal !== undefined && header.seal.key !== seal.key;
  return isRenewed || header.seal?.to === seal?.to;
}

function isSameDefinition({ source, seal }: OfSource, header: RootHeader): boolean {
  const { kind, definition } = header.source;
  if (!isSealedAlike(seal, header)) return false;
  // Through JSON, since that is how the recorded one came back.
  return kind === source.kind && isDeepStrictEqual(definition, JSON.parse(JSON.stringify(source.definition)));
}

/** Whether the snapshot is of what this run backs up, for the same repository. */
function isOfThis(options: ParentOptions, header: RootHeader): boolean {
  return !isOfAnotherRepository(options.source, options.context, header) && isSameDefinition(options, header);
}

/** Sources but files have the repository in their definition. */
function isOfAnotherRepository(source: Source, context: ParentOptions['context'], header: RootHeader): boolean {
  const before = repositoryIdOf(header);
  const now = context['repositoryId'];
  return source.kind === 'files' && before !== undefined && now !== undefined && before !== now;
}

function redefined({ source, series, context, seal }: ParentOptions, root: Root): HoldfastError {
  const { kind, definition } = root.header.source;
  if (isOfAnotherRepository(source, context, root.header)) {
    const { repositoryId: before } = root.header.context;
    const { repositoryId: now } = context;
    return new HoldfastError({
      code: 'series-redefined',
      message: `Series ${series} belongs to another repository.`,
      why: `Its newest snapshot ${root.id} was made by a workflow of the repository with id ${before}; this one has id ${now}. A repository that is made anew under an old name is another one.`,
      fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with this repository.',
    });
  }
  return new HoldfastError({
    code: 'series-redefined',
    message: `Series ${series} is a backup of something else.`,
    why: `Its newest snapshot ${root.id} and this run differ in: ${differences(
      { source: kind, ...asRecord(definition), 'vault-recipient': root.header.seal?.to },
      { source: source.kind, ...asRecord(source.definition), 'vault-recipient': seal?.to },
    )}.`,
    fix: `Give this backup a \`name\` of its own, or set \`redefine: true\` if the series is to go on with the new definition. If that snapshot is false: \`holdfast mark --mark quarantine --version ${root.id}\`.`,
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
