/** What earlier backups tried in vain to read: when it is tried again, and what it means for a snapshot. */

/** So many things that failed before are tried again in one run. */
const AGAIN_MAX = 200;

/**
 * Those of what failed before that are tried again, the least tried first: they come after everything new, so that what can never be
 * had takes nothing from it. `room`: how many there are requests for.
 */
export function triedAgain<T>(failed: readonly T[], failuresOf: (it: T) => number, room = Infinity): readonly T[] {
  const most = Math.max(Math.min(AGAIN_MAX, Math.floor(room)), 0);
  return failed.toSorted((a, b) => failuresOf(a) - failuresOf(b)).slice(0, most);
}

/** A thing makes a snapshot partial in the first run that fails to read it; from then on the snapshot is complete without it. */
export function gapAfter(failures: number): 'failed' | 'unavailable' {
  return failures > 1 ? 'unavailable' : 'failed';
}
