/** Writes a rebuilt repository as one bundle file. */
import { rm } from 'node:fs/promises';
import { HoldfastError } from '../../../base/errors.ts';
import type { Git } from './git.ts';
import { checkRefs } from './rebuild.ts';
import type { GitSnapshot } from './state.ts';

/**
 * Writes a rebuilt repository into one file that `git clone` accepts, and proves it by cloning it. Returns false if
 * there is nothing to put into it: git makes no bundle without refs. Errors: `git-bundle-incomplete`, those of git.
 */
export async function writeBundle(
  git: Git,
  gitDir: string,
  snapshot: GitSnapshot,
  bundle: string,
  scratchDir: string,
): Promise<boolean> {
  if (snapshot.refs.size === 0) return false;
  await git.run(['bundle', 'create', '--quiet', bundle, '--all'], { gitDir });
  try {
    // Without a working copy and hard links, so that only the file is tested.
    await git.run(['clone', '--quiet', '--mirror', '--template=', '--', bundle, scratchDir], {
      env: { GIT_ALLOW_PROTOCOL: 'file' },
    });
    await checkRefs(git, scratchDir, snapshot);
  } catch (cause) {
    if (!(cause instanceof HoldfastError)) throw cause;
    throw bundleIncomplete(cause);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
  return true;
}

function bundleIncomplete(cause: HoldfastError): HoldfastError {
  return new HoldfastError({
    code: 'git-bundle-incomplete',
    message: 'A clone of the bundle differs from what was backed up; nothing was put in place.',
    ...(cause.why === undefined ? {} : { why: cause.why }),
    fix: 'Restore with repository-layout: bare, which keeps every ref.',
    cause,
  });
}
