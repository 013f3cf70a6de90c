/** Attachments that are named somewhere and are not in the snapshot: their rows in the state, and what is tried again. */
import * as v from 'valibot';
import { counted } from '../../../base/text.ts';
import { gapAfter, triedAgain } from '../../again.ts';
import type { Gap, ParentView } from '../../source.ts';

export const ATTACHMENTS_PATH = 'github/attachments';

/**
 * In the state of a snapshot, as JSON under `github/attachment/<path>`. `wanted`: it has not been read yet, or a server failed.
 * `refused`: GitHub did not give it to this token.
 */
export interface Missing {
  readonly url: string;
  readonly state: 'wanted' | 'refused';
  /** Node ids of some items that name it. */
  readonly nodes: readonly string[];
  /** How many runs failed to read it. */
  readonly failures: number;
  /** When GitHub refused it, ISO 8601; empty while it is wanted. */
  readonly refused: string;
  /** Why, by the last attempt. It may hold text of a server, but no address with a query. */
  readonly why: string;
}

/** By the path of the attachment, see `Address`. */
export type MissingAttachments = Map<string, Missing>;

/** What was refused is asked for again after this time, or when an item that names it changes. */
const REFUSED_MS = 30 * 86_400_000;
const PREFIX = 'github/attachment/';

const Row = v.object({
  url: v.pipe(v.string(), v.url()),
  state: v.picklist(['wanted', 'refused']),
  nodes: v.array(v.string()),
  failures: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  refused: v.string(),
  why: v.string(),
});

/** Reads the rows of the parent. One that is not understood is left out. */
export function readMissing(parent: ParentView | undefined): MissingAttachments {
  const missing: MissingAttachments = new Map();
  for (const { key, value } of parent?.state(PREFIX) ?? []) {
    const row = v.safeParse(v.pipe(v.string(), v.parseJson(), Row), value.toString());
    if (row.success) missing.set(key.toString('latin1').slice(PREFIX.length), row.output);
  }
  return missing;
}

/** Rows of the state, by key. */
export function missingRows(missing: MissingAttachments): readonly (readonly [key: string, value: string])[] {
  return [...missing].map(([path, row]) => [`${PREFIX}${path}`, JSON.stringify(row)] as const);
}

/** The paths to read in this run, sorted: all that are new, and some of those that were not had before, the oldest first. */
export function dueAttachments(missing: MissingAttachments, now: Date): readonly string[] {
  const isFresh = ({ state, failures }: Missing) => state === 'wanted' && failures === 0;
  const isDue = ({ state, refused }: Missing) =>
    state === 'wanted' || !(Date.parse(refused) > now.getTime() - REFUSED_MS);
  const fresh = [...missing].filter(([, row]) => isFresh(row));
  const again = [...missing]
    .filter(([, row]) => !isFresh(row) && isDue(row))
    .sort(([, a], [, b]) => (a.refused < b.refused ? -1 : 1));
  return [...fresh, ...triedAgain(again, ([, { failures }]) => failures)].map(([path]) => path).sort();
}

/**
 * What the snapshot lacks, by class and count. An attachment makes a snapshot partial in the first run that fails to read it, and
 * in each run that had no requests left for it; later it is `unavailable`, and still tried.
 */
export function attachmentGaps(missing: MissingAttachments): readonly Gap[] {
  const rows = [...missing.values()];
  const gap = (
    gapClass: Gap['class'],
    found: readonly Missing[],
    reason: (attachments: string) => string,
    more: Pick<Gap, 'waits'> = {},
  ): readonly Gap[] => {
    const first = found[0];
    if (first === undefined) return [];
    const example = first.why === '' ? '' : `, for instance ${first.url}: ${first.why}`;
    const attachments = counted(found.length, 'attachment');
    return [{ class: gapClass, path: ATTACHMENTS_PATH, reason: `${reason(attachments)}${example}`, ...more }];
  };
  const isWanted = ({ state }: Missing) => state === 'wanted';
  return [
    ...gap(
      'failed',
      rows.filter((row) => isWanted(row) && row.failures === 0),
      (attachments) => `${attachments} left for the next backups, since the requests of this hour are used up`,
      { waits: true },
    ),
    ...gap(
      'failed',
      rows.filter((row) => isWanted(row) && row.failures > 0 && gapAfter(row.failures) === 'failed'),
      (attachments) => `${attachments} could not be read, and will be tried again`,
    ),
    ...gap(
      'unavailable',
      rows.filter((row) => isWanted(row) && gapAfter(row.failures) === 'unavailable'),
      (attachments) => `${attachments} could not be read by several backups`,
    ),
    ...gap(
      'unavailable',
      rows.filter(({ state }) => state === 'refused'),
      (attachments) => `GitHub does not give ${attachments} to this token`,
    ),
  ];
}
