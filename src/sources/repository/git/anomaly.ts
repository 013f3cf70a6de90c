/** Tells when a repository has lost most of what it had. */
import type { Git } from './git.ts';
import { presentIn } from './mirror.ts';
import { headOid, headRef, shownRef, type Oid, type RefList } from './refs.ts';

/**
 * Returns one sentence if more than `share` of the earlier refs are gone. The loss of a single ref among others does
 * not count.
 */
export function anomalyOf(earlier: RefList | undefined, tonight: RefList, share: number): string | undefined {
  if (earlier === undefined || earlier.refs.size === 0) return undefined;
  const lost = [...earlier.refs.keys()].filter((name) => !tonight.refs.has(name)).length;
  if (lost <= share * earlier.refs.size || (lost === 1 && earlier.refs.size > 1)) return undefined;
  return `Refs lost since the last snapshot: ${String(lost)} of ${String(earlier.refs.size)}.`;
}

/**
 * Where the earlier default branch was, and where it is now; undefined if it did not move. A deleted default branch is
 * compared with its successor, which after a mere rename continues where the old one ended.
 */
export function movedDefault(earlier: RefList | undefined, tonight: RefList): { from: Oid; to: Oid } | undefined {
  const from = earlier === undefined ? undefined : headOid(earlier);
  const to = tonight.refs.get((earlier && headRef(earlier)) ?? '') ?? headOid(tonight);
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

/**
 * Returns one sentence if the default branch no longer builds on its earlier tip. `gitDir` holds what `tonight`
 * reaches.
 */
export async function rewrittenDefault(
  git: Git,
  gitDir: string,
  earlier: RefList | undefined,
  tonight: RefList,
): Promise<string | undefined> {
  const moved = movedDefault(earlier, tonight);
  if (earlier === undefined || moved === undefined || (await isAncestor(git, gitDir, moved.from, moved.to))) {
    return undefined;
  }
  const name = shownRef(headRef(earlier) ?? 'HEAD');
  return `The default branch was rewritten since the last snapshot: ${name} does not build on ${moved.from} any more.`;
}

/** Of two objects; false as well where `from` is not there or one of them is no commit. */
export async function isAncestor(git: Git, gitDir: string, from: Oid, to: Oid): Promise<boolean> {
  if ((await presentIn(git, gitDir, [from, to])).size < 2) return false;
  const child = git.start(['merge-base', '--is-ancestor', from, to], { gitDir });
  child.stdin.end();
  child.stdout.resume();
  return (await child.exit).code === 0;
}
