/** Chooses the packs of a sample, so that a cycle of runs reads them all. */
import * as v from 'valibot';

/** How far a cycle of samples has come. */
export interface SampleCursor {
  /** Runs of the cycle that are done. */
  readonly run: number;
  /** Key of the last pack that was read. */
  readonly after: string;
}

const cursorSchema = v.object({ run: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), after: v.string() });
/** What mode verify keeps in the vault: the cursor of each series. */
export const sampleStateSchema = v.object({ cursors: v.record(v.string(), cursorSchema) });
export type SampleState = v.InferOutput<typeof sampleStateSchema>;

export interface SamplePlan<T> {
  /** Those of the cycle in order, then those that come before their turn. */
  readonly picked: readonly T[];
  readonly next: SampleCursor;
}

/**
 * Which packs this run reads. A cycle goes through them in the order of their keys, each run taking an equal share of
 * the bytes that are left, and the last run all of them: whatever was there when a cycle began has been read when it
 * ends, `runs` runs later at most, however much came and went meanwhile. Each run reads at least one pack, so a small
 * vault has more cycles.
 *
 * Packs that no run has read yet do not wait for their turn: the newest of them are read in addition, up to the same
 * number of bytes again. New packs are the ones that a stolen backup role may have forged, and that the next backup
 * trusts unless they were read.
 *
 * @param runs of a cycle, 1 or more
 * @param isProved whether a run of mode verify has read the pack of this key before, with any outcome
 */
export function planSample<T extends { readonly key: string; readonly sizeBytes: number }>(
  packs: readonly T[],
  cursor: SampleCursor | undefined,
  runs: number,
  isProved: (key: string) => boolean = () => true,
): SamplePlan<T> {
  const inOrder = packs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const rest = inOrder.filter(({ key }) => cursor !== undefined && key > cursor.after);
  const run = rest.length > 0 ? (cursor?.run ?? 0) : 0;
  const left = rest.length > 0 ? rest : inOrder;
  const share = sumOf(left) / Math.max(1, runs - run);
  const picked = upTo(left, share);
  const isEnd = picked.length === left.length;
  const next = isEnd ? { run: 0, after: '' } : { run: run + 1, after: picked.at(-1)?.key ?? '' };
  const isPicked = new Set(picked);
  const unread = inOrder.filter((pack) => !isPicked.has(pack) && !isProved(pack.key)).reverse();
  return { picked: [...picked, ...upTo(unread, share)], next };
}

/** The first of them, until their bytes reach a share; one at least. */
function upTo<T extends { readonly sizeBytes: number }>(packs: readonly T[], share: number): T[] {
  const picked: T[] = [];
  let bytes = 0;
  for (const pack of packs) {
    if (picked.length > 0 && bytes >= share) break;
    picked.push(pack);
    bytes += pack.sizeBytes;
  }
  return picked;
}

function sumOf(packs: readonly { readonly sizeBytes: number }[]): number {
  return packs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
