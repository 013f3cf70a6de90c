/** Looks at all S3 versions of a vault, and plans a repair. */
import { hash } from 'node:crypto';
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { MiB } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import {
  blobsPrefix,
  marksPrefix,
  rootsPrefix,
  snapshotId,
  statePrefix,
  timeOfId,
  ID_START_CHARS,
  isIdStart,
} from '../format/keys.ts';
import { removedByPrune } from '../read/prune-state.ts';
import { unreadableKind, type Unreadable } from '../read/damage.ts';
import { collectVersions, withBytes, type Inventory } from '../read/versions.ts';
import { documentNames, type LeftDocument, planDocuments } from './documents.ts';
import { examineObjects, rightVersion, type UnreadObject } from './objects.ts';
import { findRightVersion, type LostObject } from './restore-version.ts';
import { examineLosses, type DamagedSnapshot } from './losses.ts';
import {
  coveredNotes,
  damageOf,
  marksIn,
  rootsToExamine,
  type CoveredNote,
  type ExaminedRoot,
  type Fix,
  type Loss,
  type NeededObject,
  type RootKey,
} from './plan.ts';
import { decodeOutline, decodeRoot, type RootOutline } from '../format/root.ts';
import { snapshotInfo } from '../read/snapshots.ts';
import { decompressUpTo } from '../format/zstd.ts';

export interface RepairOptions {
  readonly store: Store;
  /** undefined: the whole vault. */
  readonly series: string | undefined;
  /** Ids, or their beginnings; none: all snapshots. */
  readonly ids: readonly string[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** A root that was made to do harm: its hash is right, and it is no snapshot. */
export interface Forgery {
  readonly series: string;
  readonly id: string;
  readonly key: string;
}

/** A root that could not be read, so that what it needs was not looked at. */
export interface UnexaminedRoot {
  readonly series: string;
  readonly id: string;
  readonly key: string;
  readonly kind: Extract<Unreadable, 'newer' | 'forbidden' | 'archived'>;
  readonly error: HoldfastError;
}

export interface RepairPlan {
  /** In the order in which they are to be done: packs and parts, marks, state and documents, roots. */
  readonly fixes: readonly Fix[];
  readonly losses: readonly Loss[];
  /** Snapshots that lack something for good. */
  readonly damaged: readonly DamagedSnapshot[];
  readonly forgeries: readonly Forgery[];
  /** By key. As long as there are any, nobody knows whether the vault is whole. */
  readonly unexamined: readonly UnexaminedRoot[];
  /** By key; the same holds of them. */
  readonly unread: readonly UnreadObject[];
  /** Roots that need a `readmitted` mark: put back earlier, or by this plan. */
  readonly toReadmit: readonly ExaminedRoot[];
  /** Roots of a time that nothing vouches for. */
  readonly untrusted: readonly ExaminedRoot[];
  /** Ids of snapshots in quarantine, which are left alone. */
  readonly quarantined: readonly string[];
  /** Documents of keys and of the vault that may have been deleted on purpose. */
  readonly left: readonly LeftDocument[];
  readonly examined: { readonly snapshots: number; readonly objects: number; readonly s3Versions: number };
}

const ROOTS_IN_FLIGHT = 8;
const NOTES_IN_FLIGHT = 4;
/** Of the state of a mode, decoded. */
const DOCUMENT_MAX_BYTES = 256 * MiB;

/** Looks at every S3 version and at every root, and finds what is not as it was written. Changes nothing. */
export async function planRepair(options: RepairOptions): Promise<RepairPlan> {
  const { store, series, emit, signal } = options;
  emit({ type: 'phase', name: 'List all S3 versions' });
  const inventory = new Map<string, S3Version[]>();
  await collectVersions(inventory, store, prefixesOf(series), { signal });
  const notes = coveredNotes(inventory);
  const marked = marksIn(inventory);
  const idsOf = (kind: string) => new Set(marked.filter((mark) => mark.kind === kind).map(rootName));
  const [quarantined, readmitted] = [idsOf('quarantine'), idsOf('readmitted')];
  const removedAt = await removals(store, inventory, notes, signal);
  const all = chooseRoots(options, rootsToExamine(inventory, removedAt), documentNames(inventory));
  const sound = all.filter((root) => !quarantined.has(rootName(root)));

  emit({ type: 'phase', name: 'Read the snapshots' });
  const found = await examineRoots(options, sound, readmitted);
  const others = series === undefined ? [] : [...found.seriesNames].filter((name) => name !== series);
  await collectVersions(inventory, store, others.flatMap(blobPrefixes), { signal });

  emit({ type: 'phase', name: 'Check packs and parts' });
  const objects = await examineObjects(options, found, inventory);
  const lost = new Set(objects.losses.map(({ key }) => key));
  const told = options.ids;
  const documents = await planDocuments(inventory, { store, told, sealedTo: found.sealedTo, signal });
  return {
    fixes: [...objects.fixes, ...(await noteFixes(store, notes, signal)), ...documents.fixes, ...found.fixes],
    losses: [...found.losses, ...objects.losses],
    damaged: await examineLosses(store, objects.losers, lost, signal),
    forgeries: found.forgeries,
    unexamined: found.unexamined.toSorted(byKey),
    unread: objects.unread.toSorted(byKey),
    toReadmit: found.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && wasTrusted),
    untrusted: found.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && !wasTrusted),
    quarantined: all.filter((root) => quarantined.has(rootName(root))).map(({ id }) => id),
    left: documents.left,
    examined: {
      snapshots: sound.length - found.unexamined.length,
      objects: found.needed.size,
      s3Versions: [...inventory.values()].reduce((sum, { length }) => sum + length, 0),
    },
  };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function rootName({ series, id }: { readonly series: string; readonly id: string }): string {
  return `${series} ${id}`;
}

function prefixesOf(series: string | undefined): string[] {
  if (series === undefined) return ['v1/'];
  return [rootsPrefix(series), ...blobPrefixes(series), marksPrefix(series), 'v1/state/'];
}

function blobPrefixes(series: string): string[] {
  return [blobsPrefix('packs', series), blobsPrefix('parts', series)];
}

/**
 * When prune removed roots, by key, from the newest of its records that can be read: as it was written, and also if
 * somebody deleted it since.
 */
async function removals(
  store: Store,
  inventory: Inventory,
  notes: readonly CoveredNote[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Date>> {
  const originals = new Map(notes.map(({ key, original }) => [key, original]));
  const keys = [...inventory.keys()].filter((key) => key.startsWith(statePrefix('prune'))).sort();
  const records = keys.flatMap((key) => originals.get(key) ?? withBytes(inventory.get(key) ?? [])[0] ?? []);
  for (; records.length > 0; records.pop()) {
    try {
      const removed = await removedByPrune(onlyVersions(store, records), signal);
      return new Map([...removed].map(([root, { at }]) => [root, new Date(at)]));
    } catch (error) {
      if (!(error instanceof HoldfastError && error.code === 'corrupt-state')) throw error;
    }
  }
  return new Map();
}

/** The store as if nothing but these S3 versions were in it. */
function onlyVersions(store: Store, versions: readonly S3Version[]): Store {
  const ids = new Map(versions.map(({ key, versionId }) => [key, versionId]));
  const objects = versions.map(({ key, sizeBytes, lastModified }) => {
    return { key, sizeBytes, lastModified, etag: '', storageClass: undefined };
  });
  return {
    ...store,
    get: (key, options) => store.get(key, { ...options, versionId: ids.get(key) as string }),
    async *list() {
      yield await Promise.resolve({ objects, prefixes: [] });
    },
  };
}

/** @throws no-snapshot, bad-input */
function chooseRoots(
  { series, ids }: RepairOptions,
  roots: readonly RootKey[],
  documents: readonly string[],
): readonly RootKey[] {
  const own = roots.filter((root) => series === undefined || root.series === series);
  if (ids.length === 0) return own;
  const names = [...own.map(({ id }) => id), ...documents];
  const odd = ids.find((id) => id.length < ID_START_CHARS || !names.some((name) => isIdStart(id, name)));
  if (odd === undefined) return own.filter((root) => ids.some((id) => isIdStart(id, root.id)));
  throw new HoldfastError({
    code: 'no-snapshot',
    message: `No snapshot or document that is or was in ${series === undefined ? 'this vault' : `series ${series}`} has the id ${odd}.`,
    why: `Repair takes ids, or ${String(ID_START_CHARS)} characters of their beginning at least: what a selector would find may be damaged.`,
    fix: 'Leave version out to look at all of them.',
  });
}

/** What all roots say, and what has to be done about them. */
interface RootFindings {
  /** Those of which an S3 version is right. Their numbers are the places in here. */
  readonly roots: ExaminedRoot[];
  /** What they name, by key. */
  readonly needed: Map<string, NeededObject>;
  /** Series whose packs and parts they name. */
  readonly seriesNames: Set<string>;
  /** Fingerprints of the vault keys of sealed ones. */
  readonly sealedTo: Set<string>;
  readonly fixes: Fix[];
  readonly losses: Loss[];
  readonly forgeries: Forgery[];
  readonly unexamined: UnexaminedRoot[];
}

async function examineRoots(
  { store, signal }: RepairOptions,
  keys: readonly RootKey[],
  readmitted: ReadonlySet<string>,
): Promise<RootFindings> {
  const found: RootFindings = {
    roots: [],
    needed: new Map(),
    seriesNames: new Set(),
    sealedTo: new Set(),
    fixes: [],
    losses: [],
    forgeries: [],
    unexamined: [],
  };
  await mapBounded(keys, ROOTS_IN_FLIGHT, async (root) => {
    const { series, id, key, versions } = root;
    let bytes: Buffer = Buffer.alloc(0);
    const isRight = (body: Buffer): boolean => {
      bytes = body;
      return snapshotId(timeOfId(id), body) === id;
    };
    const object: LostObject = { key, isRight };
    const right = await rightVersion(store, object, versions, signal);
    if (right === undefined) {
      found.losses.push({ kind: 'root', key, damage: damageOf(versions) });
      return;
    }
    if (right instanceof HoldfastError) {
      found.unexamined.push(unexamined(root, right));
      return;
    }
    const decoded = decode(root, bytes);
    if (decoded instanceof HoldfastError) found.unexamined.push(unexamined(root, decoded));
    if (decoded === 'forged') found.forgeries.push({ series, id, key });
    else add(found, examined(root, right, readmitted), object, decoded);
  });
  return found;
}

/** A root whose hash is right, and which is no snapshot, was made by somebody for the harm of it. Gives newer-format. */
function decode(root: RootKey, bytes: Buffer): RootOutline | 'forged' | HoldfastError {
  try {
    decodeRoot(root, bytes);
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    // What it needs stands open in a sealed one.
    if (error.code !== 'sealed') return error.code === 'newer-format' ? error : 'forged';
  }
  return decodeOutline(root, bytes);
}

function unexamined({ series, id, key }: RootKey, error: HoldfastError): UnexaminedRoot {
  return { series, id, key, kind: unreadableKind(error) as UnexaminedRoot['kind'], error };
}

function examined(root: RootKey, right: S3Version, readmitted: ReadonlySet<string>): ExaminedRoot {
  const trusts = (version: S3Version): boolean =>
    snapshotInfo({ ...version, etag: '', storageClass: undefined })?.timeTrusted === true;
  const isTrusted = readmitted.has(rootName(root)) || (right === root.versions[0] && trusts(right));
  return { ...root, utc: timeOfId(root.id), right, isTrusted, wasTrusted: withBytes(root.versions).some(trusts) };
}

function add(found: RootFindings, root: ExaminedRoot, object: LostObject, decoded: RootOutline | HoldfastError): void {
  const number = found.roots.push(root) - 1;
  if (root.right !== root.versions[0])
    found.fixes.push({ kind: 'root', object, damage: damageOf(root.versions), from: root.right });
  if (decoded instanceof HoldfastError) return;
  for (const object of decoded.objects) {
    const known = found.needed.get(object.key);
    if (known === undefined) found.needed.set(object.key, { object, roots: [number] });
    else known.roots.push(number);
  }
  for (const name of [decoded.series, ...decoded.bases]) found.seriesNames.add(name);
  if (decoded.sealed !== undefined) found.sealedTo.add(decoded.sealed.seal.key);
}

/** Of marks and state whose bytes on top are not those that were written first. */
async function noteFixes(store: Store, notes: readonly CoveredNote[], signal: AbortSignal): Promise<Fix[]> {
  const fixes = await mapBounded(notes, NOTES_IN_FLIGHT, async ({ kind, key, original, versions }) => {
    const { body } = await store.get(key, { versionId: original.versionId, signal });
    // One that is damaged its owner is told to delete.
    if (kind === 'state' && !isDocument(body)) return [];
    const sha256 = hash('sha256', body);
    const isRight = (bytes: Buffer): boolean => hash('sha256', bytes) === sha256;
    const object: LostObject = { key, sizeBytes: body.length, isRight };
    const right = await findRightVersion(store, object, versions, signal);
    return right === versions[0] ? [] : [{ kind, object, damage: damageOf(versions), from: original }];
  });
  return fixes.flat();
}

function isDocument(body: Buffer): boolean {
  try {
    JSON.parse(decompressUpTo(body, DOCUMENT_MAX_BYTES, 'A document').toString());
    return true;
  } catch {
    return false;
  }
}
