/** Compares the packs and parts of a vault with what its snapshots need. */
import { LIMITS } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { parseBlobKey } from '../format/keys.ts';
import type { RootFacts } from '../read/prune-state.ts';
import type { RootPlace } from '../read/root-places.ts';
import { isMarked, unreadableRoots, type PruneSurvey } from './survey.ts';

export interface BlobInfo {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface Sweep {
  /** What no root needs, and what is older than G. */
  readonly objects: readonly BlobInfo[];
  /** What no root needs once those that go are gone. */
  readonly later: { readonly count: number; readonly sizeBytes: number };
  /** Keys of what a root needs whose objects should all be there, and the LIST did not show. */
  readonly missing: readonly string[];
}

export interface SweepTask {
  /** Keys of roots that the plan removes. */
  readonly going: ReadonlySet<string>;
  /** `removed`: what the roots that go need, whatever its age; `unneeded`: what no root needs, if it is older than G. */
  readonly of: 'removed' | 'unneeded';
}

/** Lists all packs and parts of the vault, a page at a time. */
export async function sweepObjects(
  store: Store,
  survey: PruneSurvey,
  task: SweepTask,
  signal: AbortSignal,
): Promise<Sweep> {
  const { numbers } = survey;
  const size = numbers.size;
  const { isGarbage, live, named } = needsOf(survey, task, size);
  const isStopped = unreadableRoots(survey).length > 0;
  const present = new Uint8Array(size);
  const objects: BlobInfo[] = [];
  const later = { count: 0, sizeBytes: 0 };
  for (const kind of ['packs', 'parts']) {
    for await (const page of store.list(`v1/${kind}/`, { signal })) {
      for (const { key, sizeBytes, lastModified } of page.objects) {
        const number = numbers.known(key) ?? size;
        if (number < size) present[number] = 1;
        if (!isStopped && parseBlobKey(key) !== undefined && isGarbage(number, lastModified))
          objects.push({ key, sizeBytes });
        else if (named[number] === 1 && live[number] !== 1) {
          later.count++;
          later.sizeBytes += sizeBytes;
        }
      }
    }
  }
  const due = namedBy(knownFacts(survey, dueRoots(survey, task)), size);
  const missing = Array.from(due.keys()).filter((number) => due[number] === 1 && present[number] !== 1);
  return { objects, later, missing: missing.map((number) => numbers.key(number)) };
}

interface Needs {
  readonly isGarbage: (number: number, lastModified: Date) => boolean;
  /** A bit for each object that a root names which stays. */
  readonly live: Uint8Array;
  /** The same of any root, also of one that goes now or went less than G ago. */
  readonly named: Uint8Array;
}

function needsOf(survey: PruneSurvey, { going, of }: SweepTask, size: number): Needs {
  const { learned, places, t0 } = survey;
  const staying = places.filter(({ key, deletedAt }) => deletedAt === undefined && !going.has(key));
  const live = namedBy(knownFacts(survey, staying), size);
  const named = namedBy(learned.facts.values(), size);
  const youngest = t0.getTime() - LIMITS.graceSeconds * 1000;
  if (of === 'unneeded')
    return { live, named, isGarbage: (number, at) => named[number] !== 1 && at.getTime() < youngest };
  const ofRemoved = namedBy(
    knownFacts(
      survey,
      places.filter(({ key }) => going.has(key)),
    ),
    size,
  );
  return { live, named, isGarbage: (number) => ofRemoved[number] === 1 && live[number] !== 1 };
}

/** Roots whose objects should all be there. */
function dueRoots(survey: PruneSurvey, { going, of }: SweepTask): readonly RootPlace[] {
  return survey.places.filter(
    (place) =>
      place.deletedAt === undefined &&
      (of === 'unneeded' || !going.has(place.key)) &&
      !isMarked(survey, place, 'quarantine'),
  );
}

function knownFacts({ learned }: PruneSurvey, places: readonly RootPlace[]): readonly (RootFacts | undefined)[] {
  return places.map(({ key }) => learned.facts.get(key));
}

/** A bit for each object that one of the roots names. @param size how many numbers there are */
export function namedBy(roots: Iterable<RootFacts | undefined>, size: number): Uint8Array {
  const named = new Uint8Array(size);
  for (const facts of roots) for (const number of facts?.objects ?? []) named[number] = 1;
  return named;
}
