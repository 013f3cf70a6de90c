/** Marks: what was learned of a snapshot after it was committed. */
import * as v from 'valibot';
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { isUnreadable } from './damage.ts';
import { markKey, type MarkKey, type MarkKind, marksPrefix, parseMarkKey } from '../format/keys.ts';

/** A fact that was learned of a snapshot after it was committed. Its kind, snapshot and time stand in its key. */
export interface Mark extends MarkKey {
  readonly key: string;
}

const bodySchema = v.looseObject({
  /** Why a person set it. */
  reason: v.optional(v.string()),
  /** `verified`: how deep. */
  level: v.optional(v.string()),
  /** `verified`: packs were held against their names and not opened, since their content is sealed to another key. */
  unopened: v.optional(v.boolean()),
  /** `label`: the labels added. */
  labels: v.optional(v.array(v.string())),
  /** `hold`: a later one with true ends it. */
  released: v.optional(v.boolean()),
});
export type MarkBody = v.InferOutput<typeof bodySchema>;

/**
 * Marks of a series, or of one snapshot, oldest first within a snapshot and kind; one request a thousand.
 *
 * @param options.from a snapshot's id: only marks of it and of later ones
 */
export async function listMarks(
  store: Store,
  series: string,
  options: { readonly id?: string; readonly from?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly Mark[]> {
  const { id, from, signal } = options;
  const place = {
    ...(from !== undefined && { startAfter: marksPrefix(series) + from }),
    signal,
  };
  const found: Mark[] = [];
  for await (const { objects } of store.list(marksPrefix(series, id), place)) {
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
    length: LIMITS.markMaxBytes,
    upTo: true,
    signal,
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
  await store.putNew(key, Buffer.from(JSON.stringify(body)), { signal });
}

/** Ids of the snapshots that must not be used by themselves: neither `latest` nor a parent. */
export function quarantinedIds(marks: readonly Mark[]): ReadonlySet<string> {
  return new Set(marks.filter(({ kind }) => kind === 'quarantine').map(({ id }) => id));
}

export const VERIFY_LEVELS = ['metadata', 'sample', 'full', 'restore'] as const;
export type VerifyLevel = (typeof VERIFY_LEVELS)[number];

/** What the marks of one snapshot say, taken together. */
export interface MarkFacts {
  /** The deepest level, and when it was last reached. */
  readonly verified: { readonly level: string; readonly utc: Date } | undefined;
  readonly labels: readonly string[];
  /** Reasons that were given; '' where none was. */
  readonly hold: string | undefined;
  readonly acknowledged: string | undefined;
  readonly quarantine: string | undefined;
}

const BODIES_IN_FLIGHT = 16;
/** Marks of one kind that are read of one snapshot, the newest: a series that has stopped is verified again every day. */
const READ_OF_A_KIND = { verified: 4, others: 64 };

/** Reads what the marks say, by snapshot id; one request a mark. A mark that cannot be read says what its key says. */
export async function readMarkFacts(
  store: Store,
  marks: readonly Mark[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, MarkFacts>> {
  const kinds = Map.groupBy(
    marks.filter(({ kind }) => kind !== 'readmitted' && kind !== 'proof'),
    ({ id, kind }) => `${kind} ${id}`,
  );
  const read = [...kinds.values()].flatMap((list) =>
    list.slice(list[0]?.kind === 'verified' ? -READ_OF_A_KIND.verified : -READ_OF_A_KIND.others),
  );
  const said = await mapBounded(read, BODIES_IN_FLIGHT, async (mark) => ({
    mark,
    body: await readOrNothing(store, mark, signal),
  }));
  return new Map([...Map.groupBy(said, ({ mark }) => mark.id)].map(([id, list]) => [id, combineMarks(list)]));
}

/** When a snapshot of the series was last verified. */
export function lastVerifiedAt(marks: readonly Mark[]): Date | undefined {
  return marks
    .filter(({ kind }) => kind === 'verified')
    .map(({ utc }) => utc)
    .reduce<Date | undefined>((last, utc) => (last === undefined || utc > last ? utc : last), undefined);
}

/** The last of the `verified` marks of each snapshot, by its id: as many as are ever read. */
export function lastVerified(marks: readonly Mark[]): ReadonlyMap<string, readonly Mark[]> {
  const verified = Map.groupBy(
    marks.filter(({ kind }) => kind === 'verified'),
    ({ id }) => id,
  );
  return new Map([...verified].map(([id, list]) => [id, list.slice(-READ_OF_A_KIND.verified)]));
}

/**
 * Levels at which every byte of a snapshot was read, decoded and held against its hashes: `sample` reads a part of it, and
 * `metadata` none.
 */
const IN_FULL: readonly string[] = ['full', 'restore'];

/** Whether one of the `verified` marks says that the snapshot was read in full; one request a mark, the newest first. */
export async function isReadInFull(store: Store, verified: readonly Mark[], signal?: AbortSignal): Promise<boolean> {
  for (const mark of verified.toReversed()) {
    const { level } = await readOrNothing(store, mark, signal);
    if (level !== undefined && IN_FULL.includes(level)) return true;
  }
  return false;
}

async function readOrNothing(store: Store, mark: Mark, signal: AbortSignal | undefined): Promise<MarkBody> {
  try {
    return await readMark(store, mark, signal);
  } catch (error) {
    if (isUnreadable(error)) return {};
    throw error;
  }
}

interface SaidMark {
  readonly mark: Mark;
  readonly body: MarkBody;
}

function combineMarks(said: readonly SaidMark[]): MarkFacts {
  const of = (kind: MarkKind): readonly SaidMark[] =>
    said.filter(({ mark }) => mark.kind === kind).sort((a, b) => a.mark.utc.getTime() - b.mark.utc.getTime());
  const reasonOf = (marks: readonly SaidMark[]): string | undefined =>
    marks.length === 0 ? undefined : (marks.at(-1)?.body.reason ?? '');
  const levels = of('verified').map(({ mark, body }) => ({ level: body.level ?? 'unknown', utc: mark.utc }));
  // Of one level the newest comes last, and the sort keeps the order of equals.
  const verified = levels.sort((a, b) => depthOf(a.level) - depthOf(b.level)).at(-1);
  return {
    verified,
    labels: [...new Set(of('label').flatMap(({ body }) => body.labels ?? []))],
    hold: reasonOf(heldBy(of('hold'))),
    acknowledged: reasonOf(of('acknowledged')),
    quarantine: reasonOf(of('quarantine')),
  };
}

function depthOf(level: string): number {
  return VERIFY_LEVELS.findIndex((known) => known === level);
}

/** Holds that no release came after. Of the same second, both count as a hold: keys have no finer order. */
function heldBy(marks: readonly SaidMark[]): readonly SaidMark[] {
  const released = Math.max(
    ...marks.map(({ mark, body }) => (body.released === true ? mark.utc.getTime() : -Infinity)),
  );
  return marks.filter(({ mark, body }) => body.released !== true && mark.utc.getTime() >= released);
}
