/** Writes a rebuilt repository as one bundle file. */
import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { HoldfastError } from '../../../base/errors.ts';
import { expectSuccess, type Git } from './git.ts';
import { checkRefs } from './rebuild.ts';
import { headOid, tipsOf } from './refs.ts';
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
  await packBundle(git, gitDir, snapshot, bundle);
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

/**
 * Refs by their object ids, then a pack of all that these reach: gitformat-bundle(5). `git bundle create` looks refs up
 * by name, and leaves out each whose name means another one as well: `refs/heads/main` beside the tag `refs/heads/main`,
 * HEAD beside a branch HEAD.
 */
async function packBundle(git: Git, gitDir: string, snapshot: GitSnapshot, bundle: string): Promise<void> {
  const head = headOid(snapshot);
  const refs = [...snapshot.refs, ...(head === undefined ? [] : [['HEAD', head] as const])];
  const version = snapshot.format === 'sha1' ? '# v2 git bundle\n' : '# v3 git bundle\n@object-format=sha256\n';
  const header = `${version}${refs.map(([name, oid]) => `${oid} ${name}\n`).join('')}\n`;
  await writeFile(bundle, header, 'latin1');
  const args = ['pack-objects', '--quiet', '--revs', '--delta-base-offset', '--stdout'];
  const child = git.start(args, { gitDir });
  const tips = Array.from(tipsOf(snapshot), (oid) => `${oid}\n`);
  const flows = await Promise.allSettled([
    pipeline(tips, child.stdin),
    pipeline(child.stdout, createWriteStream(bundle, { flags: 'a' })),
  ]);
  expectSuccess(await child.exit, args);
  const broken = flows.find((flow) => flow.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
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
