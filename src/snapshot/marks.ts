import * as v from 'valibot';
import { HoldfastError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { markKey, type MarkKey, type MarkKind, marksPrefix, parseMarkKey } from './keys.ts';

/** A fact that was learned of a snapshot after it was committed. Its kind, snapshot and time stand in its key. */
export interface Mark extends MarkKey {
  readonly key: string;
}

const bodySchema = v.looseObject({
  /** Why a person set it. */
  reason: v.optional(v.string()),
  /** `verified`: how deep. */
  level: v.optional(v.string()),
  /** `label`: the labels added. */
  labels: v.optional(v.array(v.string())),
  /** `hold`: a later one with true ends it. */
  released: v.optional(v.boolean()),
});
export type MarkBody = v.InferOutput<typeof bodySchema>;

const MARK_MAX_BYTES = 64 * 1024;

/** Marks of a series, or of one snapshot, oldest first within a snapshot and kind; one request a thousand. */
export async function listMarks(
  store: Store,
  series: string,
  options: { readonly id?: string; readonly signal?: AbortSignal } = {},
): Promise<readonly Mark[]> {
  const { id, signal } = options;
  const found: Mark[] = [];
  for await (const { objects } of store.list(marksPrefix(series, id), signal && { signal })) {
    for (const { key } of objects) {
      const parsed = parseMarkKey(key);
      if (parsed?.series === series) found.push({ ...parsed, key });
    }
  }
  return found;
}

/** What the mark says beyond its key. @throws corrupt-mark */
export async function readMark(store: Store, mark: Mark, signal?: AbortSignal): Promise<MarkBody> {
  const { body } = await store.get(mark.key, {
    offset: 0,
    length: MARK_MAX_BYTES,
    upTo: true,
    ...(signal && { signal }),
  });
  try {
    return v.parse(bodySchema, JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new HoldfastError({ code: 'corrupt-mark', message: `Mark ${mark.key} is not what a mark should be.`, cause });
  }
}

/** @param utc S3's clock */
export async function writeMark(
  store: Store,
  snapshot: { readonly series: string; readonly id: string },
  kind: MarkKind,
  utc: Date,
  body: MarkBody,
  signal?: AbortSignal,
): Promise<void> {
  const key = markKey(snapshot.series, snapshot.id, kind, utc);
  await store.putNew(key, Buffer.from(JSON.stringify(body)), signal && { signal });
}
