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
  readonly picked: readonly T[];
  readonly next: SampleCursor;
}

/**
 * Which packs this run reads. A cycle goes through them in the order of their keys, each run taking an equal share of the
 * bytes that are left, and the last run all of them: whatever was there when a cycle began has been read when it ends,
 * `runs` runs later at most, however much came and went meanwhile. Each run reads one pack at least, so that a small
 * vault has more cycles.
 *
 * @param runs of a cycle, 1 or more
 */
export function planSample<T extends { readonly key: string; readonly sizeBytes: number }>(
  packs: readonly T[],
  cursor: SampleCursor | undefined,
  runs: number,
): SamplePlan<T> {
  const inOrder = packs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const rest = inOrder.filter(({ key }) => cursor !== undefined && key > cursor.after);
  const run = rest.length > 0 ? (cursor?.run ?? 0) : 0;
  const left = rest.length > 0 ? rest : inOrder;
  const share = sumOf(left) / Math.max(1, runs - run);
  const picked: T[] = [];
  let bytes = 0;
  for (const pack of left) {
    if (picked.length > 0 && bytes >= share) break;
    picked.push(pack);
    bytes += pack.sizeBytes;
  }
  const isEnd = picked.length === left.length;
  return { picked, next: isEnd ? { run: 0, after: '' } : { run: run + 1, after: picked.at(-1)?.key ?? '' } };
}

function sumOf(packs: readonly { readonly sizeBytes: number }[]): number {
  return packs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
