/** Which later additions to the format this version knows, and what each way of using a snapshot has to know. */
import * as v from 'valibot';
import { visibleLine } from '../../base/text.ts';
import { SEALED_FEATURE } from './sealed-root.ts';

/** Names of additions to the base format that this version knows. */
const KNOWN: readonly string[] = [SEALED_FEATURE];

const names = v.array(v.string());

/** The lists in the header of a root (docs/format.md, "Features"). */
export const featuresSchema = v.object({
  /** What a reader of its content must know. */
  required: names,
  /** What must know who keeps, judges, copies or removes the snapshot without reading its content. */
  maintain: v.optional(names, []),
  /** What a writer must know that builds on it. */
  build: v.optional(names, []),
});
export type Features = v.InferOutput<typeof featuresSchema>;

/** What this version writes, of an open snapshot and of a sealed one. */
export const NO_FEATURES: Features = { required: [], maintain: [], build: [] };
export const SEALED_FEATURES: Features = { ...NO_FEATURES, required: [SEALED_FEATURE] };

/** What somebody does with a snapshot, and so which of its lists he has to know whole. */
const LISTS = {
  /** restore, cat, diff, find, list */
  read: ['required'],
  /** prune, undelete, repair */
  maintain: ['maintain'],
  /** vouches for the content, and so decides what stays */
  verify: ['required', 'maintain'],
  /** a backup names the objects and rows of its parent again */
  build: ['required', 'build'],
} as const satisfies Readonly<Record<string, readonly (keyof Features)[]>>;
export type Access = keyof typeof LISTS;

/** At most so many names are told. */
const NAMED = 5;

/** What this version does not know of a snapshot that it has to, as text; undefined: it knows all. */
export function unknownFeatures(features: Features, access: Access): string | undefined {
  const unknown = new Set(LISTS[access].flatMap((list) => features[list]).filter((name) => !KNOWN.includes(name)));
  if (unknown.size === 0) return undefined;
  const named = [...unknown].slice(0, NAMED).map((name) => visibleLine(name).slice(0, 80));
  return `features ${named.join(', ')}${unknown.size > NAMED ? ', ...' : ''}`;
}
