/** Whether git has something new of a repository, by the time of its last push, which GitHub's list has. Pure. */
import type { FleetResult } from './records.ts';

const GIT_PARTS: readonly string[] = ['git', 'lfs', 'wiki'];

/** In seconds; undefined: GitHub does not tell, which is no proof that nothing was pushed. */
function secondsOf(pushedAt: Date | undefined): number | undefined {
  return pushedAt && Math.floor(pushedAt.getTime() / 1000);
}

/** The last push that the newest snapshot has, with all that git holds; undefined: none is known to have it. */
export function pushSeen(result: FleetResult | undefined): number | undefined {
  if (result?.snapshot === undefined || result.parts === undefined) return undefined;
  return result.parts.some((part) => GIT_PARTS.includes(part)) ? undefined : secondsOf(result.pushedAt);
}

/** @param seen of `pushSeen`, as the plan has it; @param pushedAt as GitHub says now */
export function hasNewsInGit(seen: number | undefined, pushedAt: Date | undefined): boolean {
  return seen === undefined || seen !== secondsOf(pushedAt);
}
