/** Looks at the packs and parts that snapshots need. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isLoss, isUnseen } from '../read/damage.ts';
import type { Inventory } from '../read/versions.ts';
import { blobKind, damageOf, isUndoubted, type ExaminedRoot, type Fix, type Loss, type NeededObject } from './plan.ts';
import { findRightVersion, type LostObject } from './restore-version.ts';

/** A pack or part that these credentials may not read (another's key, an archive): nobody knows what it holds. */
export interface UnreadObject {
  readonly kind: 'pack' | 'part';
  readonly key: string;
  readonly error: HoldfastError;
  /** Ids of the snapshots that need it. */
  readonly neededBy: readonly string[];
}

interface ObjectOptions {
  readonly store: Store;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** What the roots name, by key, with the numbers of the roots. */
interface Needs {
  readonly needed: ReadonlyMap<string, NeededObject>;
  readonly roots: readonly ExaminedRoot[];
}

/** Each holds a pack, 32 MiB at most. */
const OBJECTS_IN_FLIGHT = 4;
/** Each holds a byte. */
const PROBES_IN_FLIGHT = 16;

export interface ExaminedObjects {
  readonly fixes: Fix[];
  readonly losses: Loss[];
  readonly unread: UnreadObject[];
  /** Roots that name something that is lost. */
  readonly losers: readonly ExaminedRoot[];
}

/**
 * Of objects that S3's listing leaves in doubt each S3 version is looked at. Of the others one byte is read: they are as they
 * were written, but for a disk that went bad, and still a role, a key or an archive may keep them shut.
 */
export async function examineObjects(
  { store, emit, signal }: ObjectOptions,
  { needed, roots }: Needs,
  inventory: Inventory,
): Promise<ExaminedObjects> {
  const fixes: Fix[] = [];
  const losses: Loss[] = [];
  const unread: UnreadObject[] = [];
  const losers = new Set<number>();
  let doneItems = 0;
  const count = (): void => {
    const progress = { doneItems: ++doneItems, totalItems: needed.size };
    emit({ type: 'progress', what: 'check', doneBytes: 0, totalBytes: undefined, ...progress });
  };
  const addUnread = ({ object: { key }, roots: numbers }: NeededObject, error: HoldfastError): void => {
    const neededBy = numbers.map((number) => (roots[number] as ExaminedRoot).id);
    unread.push({ kind: blobKind(key), key, error, neededBy });
  };
  const inDoubt: NeededObject[] = [];
  await mapBounded([...needed.values()], PROBES_IN_FLIGHT, async (each) => {
    const { object } = each;
    const isListed = isUndoubted(inventory.get(object.key) ?? [], object);
    const opened = isListed ? await openedByByte(store, object.key, signal) : false;
    if (opened === false) return void inDoubt.push(each);
    if (opened !== true) addUnread(each, opened);
    count();
  });
  await mapBounded(inDoubt, OBJECTS_IN_FLIGHT, async (each) => {
    const { key, sizeBytes, etag } = each.object;
    const versions = inventory.get(key) ?? [];
    // Without the size, of which a forged root may say anything: the hash in the key decides.
    const right = await rightVersion(store, { key, etag }, versions, signal);
    const [kind, damage] = [blobKind(key), damageOf(versions, sizeBytes)];
    if (right instanceof HoldfastError) addUnread(each, right);
    else if (right === undefined) {
      losses.push({ kind, key, damage });
      for (const number of each.roots) losers.add(number);
    } else if (right !== versions[0]) fixes.push({ kind, object: { key, etag }, damage, from: right });
    count();
  });
  return { fixes, losses, unread, losers: [...losers].map((number) => roots[number] as ExaminedRoot) };
}

/** Whether S3 gives the first byte of an object; the error if it may not be read. */
async function openedByByte(store: Store, key: string, signal: AbortSignal): Promise<boolean | HoldfastError> {
  try {
    await store.get(key, { offset: 0, length: 1, upTo: true, signal });
    return true;
  } catch (error) {
    if (isUnseen(error)) return error;
    if (isLoss(error)) return false;
    throw error;
  }
}

/** The error if none is right, and one of them may not be read. */
export async function rightVersion(
  store: Store,
  object: LostObject,
  versions: readonly S3Version[],
  signal: AbortSignal,
): Promise<S3Version | HoldfastError | undefined> {
  try {
    return await findRightVersion(store, object, versions, signal);
  } catch (error) {
    if (isUnseen(error)) return error;
    throw error;
  }
}
