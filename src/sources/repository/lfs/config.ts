/** Finds the LFS server of a repository in its .lfsconfig. */
import type { Mirror } from '../git/part.ts';
import { ask } from '../git/submodules.ts';

const LFSCONFIG_MAX_BYTES = 64 * 1024;
/**
 * The first one that is set counts. Source: https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc
 */
const KEYS = ['lfs.url', 'remote.origin.lfsurl'];

/**
 * The LFS server that .lfsconfig names in the commit that HEAD points to, without credentials; undefined if it names
 * none. The content of that file is untrusted.
 */
export async function readLfsUrl({ git, gitDir, head }: Mirror): Promise<string | undefined> {
  if (head === undefined) return undefined;
  const blob = `${head}:.lfsconfig`;
  const size = await ask(git, gitDir, ['cat-file', '-s', blob]);
  if (size === undefined || Number(size) > LFSCONFIG_MAX_BYTES) return undefined;
  for (const key of KEYS) {
    const value = (await ask(git, gitDir, ['config', '--blob', blob, '--no-includes', '--get', key]))?.trim();
    if (value !== undefined && value !== '') return withoutCredentials(value);
  }
  return undefined;
}

function withoutCredentials(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}
