/** Carries out a plan of repair. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { requireServerDate, type Store } from '../../store/store.ts';
import { formatUtc, hashOfName } from '../format/keys.ts';
import { writeMark } from '../read/marks.ts';
import { putBack } from './restore-version.ts';
import { wayOverOf } from './put-over.ts';
import { rebuildSnapshot } from './losses.ts';
import type { ExaminedRoot, Fix } from './plan.ts';
import type { RepairOptions, RepairPlan } from './repair.ts';

export interface RepairOutcome {
  /** Things that were put back, marked or made again. */
  readonly done: number;
  readonly failed: readonly { readonly key: string; readonly error: HoldfastError }[];
  /** Ids of snapshots whose map was lost, each with that of the one made in its stead. */
  readonly rebuilt: ReadonlyMap<string, string>;
}

/** Each holds an object twice at most: as it came, and on its way out. */
const PUTS_IN_FLIGHT = 4;
const MARKS_IN_FLIGHT = 16;

/** What changed, or is held by somebody else, since the plan was made; the rest is done all the same. */
const PASSED_OVER = ['object-lost', 'object-contested', 'object-archived', 'cannot-put-back'];

/**
 * Carries a plan out: packs and parts, marks and state, then the roots, so that none is there before what it needs. May be
 * killed at any point and done again, with a new plan. No S3 version is deleted.
 *
 * @param readmitted roots whose time is trusted from now on, beyond those that were put back
 */
export async function applyRepair(
  { store, emit, signal }: Pick<RepairOptions, 'store' | 'emit' | 'signal'>,
  plan: RepairPlan,
  readmitted: readonly ExaminedRoot[] = [],
): Promise<RepairOutcome> {
  emit({ type: 'phase', name: 'Put back' });
  const failed: { key: string; error: HoldfastError }[] = [];
  let done = 0;
  const attempt = async (key: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      done++;
    } catch (error) {
      if (!(error instanceof HoldfastError) || !PASSED_OVER.includes(error.code)) throw error;
      failed.push({ key, error });
    }
    emit({
      type: 'progress',
      what: 'repair',
      doneBytes: 0,
      totalBytes: undefined,
      doneItems: done,
      totalItems: undefined,
    });
  };
  const way = wayOverOf(store, signal);
  const putAll = (fixes: readonly Fix[]): Promise<unknown> =>
    mapBounded(fixes, PUTS_IN_FLIGHT, ({ object }) =>
      attempt(object.key, () => putBack(store, object, { way, signal })),
    );
  await putAll(plan.fixes.filter(({ kind }) => kind !== 'root'));
  // Before the roots: one that is put back has a later time, and is trusted from the start.
  await mapBounded([...plan.toReadmit, ...readmitted], MARKS_IN_FLIGHT, (root) =>
    attempt(root.key, () => readmit(store, root, signal)),
  );
  await putAll(plan.fixes.filter(({ kind }) => kind === 'root'));
  const rebuilt = new Map<string, string>();
  for (const snapshot of plan.damaged.filter(({ canRebuild }) => canRebuild)) {
    const make = async () =>
      rebuilt.set(snapshot.id, await rebuildSnapshot(store, snapshot, () => requireServerDate(store), signal));
    await attempt(snapshot.id, make);
  }
  return { done, failed, rebuilt };
}

async function readmit(store: Store, { series, id, utc }: ExaminedRoot, signal: AbortSignal): Promise<void> {
  const body = { hash: hashOfName(id), time: formatUtc(utc) };
  await writeMark(store, { series, id }, 'readmitted', requireServerDate(store), body, signal);
}
