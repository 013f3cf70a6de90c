/** Which packs of the parent can be used again, proved by a LIST. */
import type { Emit } from '../../base/events.ts';
import { ARCHIVE_CLASSES } from '../../base/storage-classes.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import type { BlobReader } from '../read/blobs.ts';
import { isLoss, isUnseen, unreadableKind } from '../read/damage.ts';
import { HASH_BYTES } from '../format/columns.ts';
import type { WrittenPacks } from './fragment-writer.ts';
import { blobsPrefix, isNameOf } from '../format/keys.ts';
import { FragmentIndex, mapFrames } from '../format/map.ts';
import { etagHint, type Root, type RootObject } from '../format/root.ts';
import type { StoredSegment } from '../format/table.ts';
import { unusedWarning, type UnusedKind } from './unused.ts';

/** A pack is retired if a smaller share of it is in use: its live fragments are stored again when they are read. */
const RETIRE_BELOW = 0.25;

/** What a run may build on, after it has been proved in this run (docs/format.md, rule 5). */
export interface Reuse {
  /** Objects of the parent that are there, with the size and bytes that its root records. */
  readonly proved: ReadonlyMap<string, RootObject>;
  readonly index: FragmentIndex;
  /** Packs that this run retires. */
  readonly retired: ReadonlySet<string>;
  /** All packs of the series and its bases that the LIST showed. */
  readonly packs: ReadonlyMap<string, ObjectInfo>;
}

/**
 * LISTs the packs of the series concerned and compares; a difference in ETag alone is settled by reading. Parts prove
 * themselves: the parent's tables were just read from them, every block checked by its hash. What is missing, wrong, archived
 * or forbidden counts as not there, so that its content is stored again: a restore could not read it either.
 *
 * @param listed the LIST of these series' packs, if it is under way already
 */
export async function proveObjects(
  store: Store,
  seriesNames: readonly string[],
  parent: { readonly root: Root; readonly blobs: BlobReader } | undefined,
  emit: Emit,
  signal: AbortSignal,
  listed = listPacks(store, seriesNames, signal),
): Promise<{ readonly proved: Map<string, RootObject>; readonly packs: ReadonlyMap<string, ObjectInfo> }> {
  const packs = await listed;
  const proved = new Map<string, RootObject>();
  const unused = new Map<UnusedKind, string[]>();
  for (const object of parent?.root.objects ?? []) {
    const isRead = parent?.blobs.current.has(object.key) === true;
    const state = isRead ? 'there' : await findState(store, object, packs.get(object.key), signal);
    if (state === 'there') proved.set(object.key, object);
    else unused.set(state, [...(unused.get(state) ?? []), object.key]);
  }
  for (const [kind, keys] of unused) emit(unusedWarning(kind, unusedMessage(kind, keys)));
  return { proved, packs };
}

/** At most so many unused objects are named in a warning. */
const NAMED_OBJECTS = 3;

function unusedMessage(kind: UnusedKind, [first = '', ...others]: readonly string[]): string {
  const also = others.slice(0, NAMED_OBJECTS - 1).join(', ');
  const isOne = others.length === 0;
  const what = {
    lost: isOne ? 'missing, or not what it was' : 'missing, or not what they were',
    damaged: isOne ? 'not what it was' : 'not what they were',
    forbidden: 'closed to this role',
    archived: 'archived',
  }[kind];
  if (isOne) return `${first}, which the parent snapshot needs, is ${what}.`;
  return `${String(others.length + 1)} objects that the parent snapshot needs are ${what}: ${first}, ${also}${others.length < NAMED_OBJECTS ? '' : ', ...'}.`;
}

export async function listPacks(
  store: Store,
  seriesNames: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, ObjectInfo>> {
  const found = new Map<string, ObjectInfo>();
  for (const series of seriesNames) {
    for await (const page of store.list(blobsPrefix('packs', series), { signal })) {
      for (const object of page.objects) found.set(object.key, object);
    }
  }
  return found;
}

/** Decides whether an object can be used again, by what the LIST shows of it. Reads it if its ETag differs. */
export async function findState(
  store: Store,
  object: RootObject,
  found: ObjectInfo | undefined,
  signal: AbortSignal,
): Promise<'there' | UnusedKind> {
  if (found === undefined || found.sizeBytes !== object.sizeBytes) return 'lost';
  if (ARCHIVE_CLASSES.includes(found.storageClass ?? '')) return 'archived';
  if (etagHint(found.etag) === object.etag) return 'there';
  try {
    const { body } = await store.get(object.key, { signal });
    return isNameOf(object.key, body) ? 'there' : 'lost';
  } catch (error) {
    // Deleted since it was listed.
    if (isLoss(error)) return 'lost';
    if (isUnseen(error)) return unreadableKind(error) as UnusedKind;
    throw error;
  }
}

/** Index of the parent's fragments that lie in proved packs. */
export function indexParent(
  mapSegments: readonly StoredSegment[],
  proved: ReadonlyMap<string, RootObject>,
): { readonly index: FragmentIndex; readonly retired: ReadonlySet<string> } {
  const index = new FragmentIndex();
  for (const segment of mapSegments) {
    for (const found of mapFrames(segment)) if (proved.has(found.frame.pack)) index.add(found);
  }
  const retired = [...proved.values()]
    .filter((object) => object.liveBytes < object.sizeBytes * RETIRE_BELOW)
    .map((object) => object.key);
  return { index, retired: new Set(retired) };
}

/** Records which fragments a snapshot uses, and how much of each pack is in use. */
export class Usage {
  private readonly index: FragmentIndex;
  private used: Uint8Array;
  private readonly usedRawBytes = new Map<string, number>();
  private usedFresh = 0;

  constructor(index: FragmentIndex) {
    this.index = index;
    this.used = new Uint8Array(index.size);
  }

  /** A row of the index. Of fragments that this run stores itself only their number is counted. */
  add(row: number): void {
    if (this.used[row] === 1) return;
    if (row >= this.used.length) {
      const larger = new Uint8Array(Math.max(this.index.size, this.used.length * 2));
      larger.set(this.used);
      this.used = larger;
    }
    this.used[row] = 1;
    if (this.index.isClaimed(row)) {
      this.usedFresh++;
      return;
    }
    const { frame, lengthBytes } = this.index.place(row);
    this.usedRawBytes.set(frame.pack, (this.usedRawBytes.get(frame.pack) ?? 0) + lengthBytes);
  }

  get packs(): ReadonlySet<string> {
    return new Set(this.usedRawBytes.keys());
  }

  /** Those of the packs of this run that hold anything in use. Their map is read only where something is not. */
  needed({ objects, map }: Pick<WrittenPacks, 'objects' | 'map'>): readonly RootObject[] {
    if (map.reduce((sum, { rows }) => sum + rows, 0) === this.usedFresh) return objects;
    const needed = new Set<string>();
    for (const segment of map) {
      for (const { frame, ids } of mapFrames(segment)) if (this.isAnyUsed(ids)) needed.add(frame.pack);
    }
    return objects.filter(({ key }) => needed.has(key));
  }

  private isAnyUsed(ids: Buffer): boolean {
    for (let at = 0; at < ids.length; at += HASH_BYTES) if (this.used[this.index.find(ids, at)] === 1) return true;
    return false;
  }

  /** The pack as the new root names it, with the share of it in use. */
  describe(object: RootObject): RootObject {
    const share = (this.usedRawBytes.get(object.key) ?? 0) / this.index.rawBytesOf(object.key);
    return { ...object, liveBytes: Math.round(object.sizeBytes * share) };
  }
}
