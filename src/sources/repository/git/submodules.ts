/** Lists the submodules of a repository, which are recorded but never fetched. */
import { MiB } from '../../../base/limits.ts';
import { collect, type Git } from './git.ts';
import { headOid, type Oid, type RefList } from './refs.ts';

/** A submodule of the commit that HEAD points to. Submodules are recorded but never fetched. */
export interface Submodules {
  readonly commit: Oid;
  readonly submodules: readonly Submodule[];
}

export interface Submodule {
  readonly path: string;
  /** The commit of the other repository. */
  readonly commit: Oid;
  /** As in .gitmodules, possibly relative; absent if it names none. */
  readonly url?: string;
}

/** A larger file is not a list of submodules. */
const GITMODULES_MAX_BYTES = 4 * MiB;

/** undefined if there is no commit, or none in it. `gitDir` holds what `list` reaches. */
export async function readSubmodules(git: Git, gitDir: string, list: RefList): Promise<Submodules | undefined> {
  const commit = headOid(list);
  if (commit === undefined) return undefined;
  const gitlinks = await readGitlinks(git, gitDir, commit);
  if (gitlinks.length === 0) return undefined;
  const urls = await readUrls(git, gitDir, commit);
  const submodules = gitlinks.map((link) => {
    const url = urls.get(link.path);
    return url === undefined ? link : { ...link, url };
  });
  return { commit, submodules };
}

/** `<mode> <type> <oid>\t<path>\0`, see git-ls-tree(1); only the few lines with a commit are kept. */
async function readGitlinks(git: Git, gitDir: string, commit: Oid): Promise<Submodule[]> {
  const child = git.start(['ls-tree', '-r', '-z', '--full-tree', commit], { gitDir });
  child.stdin.end();
  const found: Submodule[] = [];
  let rest = '';
  for await (const chunk of child.stdout) {
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\0');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const match = /^160000 commit ([0-9a-f]+)\t(.*)$/s.exec(line);
      if (match) found.push({ path: latin1ToUtf8(match[2] ?? ''), commit: match[1] ?? '' });
    }
  }
  // HEAD may be a tag of something other than a commit. Then there is no tree to list.
  return (await child.exit).code === 0 ? found : [];
}

/** URLs by path. A damaged .gitmodules is ignored. */
async function readUrls(git: Git, gitDir: string, commit: Oid): Promise<ReadonlyMap<string, string>> {
  const blob = `${commit}:.gitmodules`;
  const size = await ask(git, gitDir, ['cat-file', '-s', blob]);
  if (size === undefined || Number(size) > GITMODULES_MAX_BYTES) return new Map();
  const args = [
    'config',
    '--blob',
    blob,
    '--no-includes',
    '-z',
    '--get-regexp',
    String.raw`^submodule\..*\.(path|url)$`,
  ];
  const settings = new Map<string, { path?: string; url?: string }>();
  for (const row of ((await ask(git, gitDir, args)) ?? '').split('\0')) {
    const match = /^submodule\.(.*)\.(path|url)\n(.*)$/s.exec(row);
    const [, name = '', key, value = ''] = match ?? [];
    if (key === 'path' || key === 'url') settings.set(name, { ...settings.get(name), [key]: latin1ToUtf8(value) });
  }
  return new Map(
    [...settings.values()].flatMap(({ path, url }) => (path === undefined || url === undefined ? [] : [[path, url]])),
  );
}

export async function ask(git: Git, gitDir: string, args: readonly string[]): Promise<string | undefined> {
  const child = git.start(args, { gitDir });
  child.stdin.end();
  const output = await collect(child.stdout);
  return (await child.exit).code === 0 ? output.toString('latin1') : undefined;
}

function latin1ToUtf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
