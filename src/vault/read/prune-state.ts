/** What prune keeps for its next run, and for others to read. */
import * as v from 'valibot';
import { isoTime } from '../../base/times.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { isSeries, isSnapshotId, parseBlobKey, parseRootKey, rootKey } from '../format/keys.ts';
import { readRecentStates, writeState } from './vault-state.ts';

/**
 * What prune keeps for its next run, and for others to read (`v1/state/prune/`): what it learned of roots, so that they
 * need not be read again, and which roots it removed. The id of a root is the hash of its bytes, so that what was learned
 * of it stays true.
 */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const removalSchema = v.object({
  series: v.pipe(v.string(), v.check(isSeries, 'not a series')),
  id: v.pipe(v.string(), v.check(isSnapshotId, 'not a snapshot id')),
  /** S3's time, ISO. */
  at: isoTime,
  /** Why it was removed, if it was removed by its id. */
  reason: v.optional(v.string()),
});

const removalsSchema = v.object({
  /** Roots under a delete marker of prune's, or that it was about to mark; the record is written first. */
  removed: v.array(removalSchema),
});

const stateSchema = v.object({
  /** Keys of all packs and parts that the roots name. */
  keys: v.array(
    v.pipe(
      v.string(),
      v.check((key) => parseBlobKey(key) !== undefined, 'not a pack or part'),
    ),
  ),
  roots: v.array(
    v.object({
      key: v.pipe(
        v.string(),
        v.check((key) => parseRootKey(key) !== undefined, 'not a root'),
      ),
      complete: v.boolean(),
      anomaly: v.boolean(),
      labels: v.array(v.string()),
      kind: v.string(),
      files: count,
      bytes: count,
      /** Indices in `keys`. */
      objects: v.array(count),
    }),
  ),
  ...removalsSchema.entries,
});

export type Removal = v.InferOutput<typeof removalSchema>;

/** What prune needs of a root. */
export interface RootFacts {
  readonly complete: boolean;
  readonly anomaly: boolean;
  readonly labels: readonly string[];
  /** Of its source. */
  readonly kind: string;
  /** What its header says that it holds. */
  readonly files: number;
  readonly bytes: number;
  /** Numbers of its packs and parts (`KeyNumbers`). */
  readonly objects: Uint32Array;
  /** Why nothing but its objects and status is known: a later version wrote it. Such facts are never recorded. */
  readonly newer?: string;
}

/** Numbers for keys: thousands of roots name the same objects. */
export class KeyNumbers {
  private readonly numbers = new Map<string, number>();
  private readonly keys: string[] = [];

  /** The number of a key, a new one if it has none. */
  of(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }

  known(key: string): number | undefined {
    return this.numbers.get(key);
  }

  key(number: number): string {
    const key = this.keys[number];
    if (key === undefined) throw new RangeError(`there is no key ${String(number)}`);
    return key;
  }

  get size(): number {
    return this.keys.length;
  }
}

export interface PruneState {
  /** By root key. */
  readonly roots: ReadonlyMap<string, RootFacts>;
  readonly removed: readonly Removal[];
}

/**
 * @param numbers gets the keys of what the remembered roots name
 * @throws corrupt-state
 */
export async function readPruneState(store: Store, numbers: KeyNumbers, signal?: AbortSignal): Promise<PruneState> {
  const { newest: state, older } = await readRecent(store, stateSchema, signal);
  const roots = new Map<string, RootFacts>();
  const translation = Uint32Array.from(state?.keys ?? [], (key) => numbers.of(key));
  for (const { key, objects, ...facts } of state?.roots ?? []) {
    if (objects.some((index) => index >= translation.length))
      throw new HoldfastError({
        code: 'corrupt-state',
        message: `What prune noted of ${key} in its last run is damaged: it names an object that is not there.`,
        fix: 'Delete the newest object below v1/state/prune/: the next run begins afresh.',
      });
    roots.set(key, { ...facts, objects: Uint32Array.from(objects, (index) => translation[index] as number) });
  }
  return { roots, removed: newestOfEach([...older, ...(state === undefined ? [] : [state])]) };
}

/** Two prunes at the same time do not read each other's record, so the records of the last days are read together. */
function readRecent<T extends v.GenericSchema>(store: Store, newest: T, signal: AbortSignal | undefined) {
  const schemas = { newest, older: removalsSchema };
  return readRecentStates(store, 'prune', schemas, LIMITS.graceSeconds, signal);
}

function newestOfEach(documents: readonly v.InferOutput<typeof removalsSchema>[]): readonly Removal[] {
  const byKey = new Map<string, Removal>();
  const all = documents.flatMap(({ removed }) => removed);
  for (const removal of all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
    byKey.set(rootKey(removal.series, removal.id), removal);
  return [...byKey.values()];
}

/**
 * Keys of roots that prune removed, to find out whether a delete marker is its own. One LIST, and a GET for each prune of the
 * last days.
 */
export async function removedByPrune(store: Store, signal?: AbortSignal): Promise<ReadonlyMap<string, Removal>> {
  const { newest, older } = await readRecent(store, removalsSchema, signal);
  const removed = newestOfEach([...older, ...(newest === undefined ? [] : [newest])]);
  return new Map(removed.map((removal) => [rootKey(removal.series, removal.id), removal]));
}

/** @param utc S3's clock */
export async function writePruneState(
  store: Store,
  utc: Date,
  { roots, removed }: PruneState,
  numbers: KeyNumbers,
  signal?: AbortSignal,
): Promise<void> {
  const used = new KeyNumbers();
  const recorded = [...roots].filter(([, { newer }]) => newer === undefined);
  const rows = recorded.map(([key, { objects, ...facts }]) => ({
    key,
    ...facts,
    objects: Array.from(objects, (number) => used.of(numbers.key(number))),
  }));
  const keys = Array.from({ length: used.size }, (_, number) => used.key(number));
  await writeState(store, 'prune', utc, { keys, roots: rows, removed }, signal);
}
