/** What can be asked of a rebuilt repository, and branches that are made in it. */
import type { Git } from './git/git.ts';
import { presentIn } from './git/mirror.ts';
import { shownRef } from './git/refs.ts';
import type { GitSnapshot } from './git/state.ts';

/** A rebuilt repository, for who writes something else beside it. */
export interface History {
  /** Names of its branches. */
  readonly branches: readonly string[];
  readonly tags: ReadonlySet<string>;
  /** Pull requests whose head has a ref of its own. */
  readonly pulls: ReadonlySet<number>;
  /** Those that are commits of it. */
  readonly commits: (oids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly addBranches: (branches: ReadonlyMap<string, string>) => Promise<void>;
}

export function openHistory(git: Git, gitDir: string, { refs }: GitSnapshot): History {
  const below = (folder: string) =>
    [...refs.keys()].filter((name) => name.startsWith(folder)).map((name) => shownRef(name.slice(folder.length)));
  const pulls = below('refs/pull/').flatMap((name) => /^(\d{1,15})\/head$/.exec(name)?.[1] ?? []);
  return {
    branches: below('refs/heads/'),
    tags: new Set(below('refs/tags/')),
    pulls: new Set(pulls.map(Number)),
    commits: (oids) => presentIn(git, gitDir, new Set(oids.map((oid) => `${oid}^{commit}`))),
    addBranches: async (branches) => {
      const input = Array.from(branches, ([name, oid]) => `create refs/heads/${name} ${oid}\n`);
      if (input.length > 0) await git.run(['update-ref', '--stdin'], { gitDir, input });
    },
  };
}
