/** Restores a repository from its files. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import { writeBundle } from './git/bundle.ts';
import { systemErrorCode } from '../../base/platform.ts';
import { openGit, type Environment, type Git } from './git/git.ts';
import { placeObjects, smudge, type LfsObjects } from './lfs/place.ts';
import { rebuild, type OpenFile } from './git/rebuild.ts';
import { headOid } from './git/refs.ts';
import { type History, openHistory } from './history.ts';
import { readChain, type GitPartName, type GitSnapshot, type GitStateRow } from './git/state.ts';

export interface RepositoryRestore {
  /** The snapshot's state rows; those below `git/` and `wiki/` are read. */
  readonly state: readonly GitStateRow[];
  readonly openFile: OpenFile;
  /** Fetches the LFS objects of the snapshot. They are moved from there into the repository. */
  readonly openLfs?: (() => Promise<LfsObjects>) | undefined;
  /** Default true: the wiki too, if the snapshot has one. */
  readonly wiki?: boolean | undefined;
  /**
   * Writes everything else of the snapshot into a folder, which it creates if needed. See `layout` for where that is.
   */
  readonly writeExtras?: ((folder: string) => Promise<void>) | undefined;
  /** For `forgejo`: writes everything else into the folder, beside the repository. */
  readonly writeImport?: ((folder: string, history: History) => Promise<void>) | undefined;
  /** Absent, or an empty folder. */
  readonly target: string;
  /**
   * - `bare`: a bare repository. LFS objects lie in lfs/objects; the wiki (wiki.git) and extras in holdfast/.
   * - `clone`: a working copy with HEAD checked out, LFS contents in place; all refs are where they were, not below
   *   refs/remotes/. Its .git is laid out like `bare`.
   * - `bundle`: a folder with repository.bundle, wiki.bundle, lfs/objects/ and extras, to be used with git alone.
   * - `forgejo`: a folder that Forgejo and Gitea import: the repository in git, the wiki in git.wiki.git, where they look
   *   for it, and what `writeImport` writes. LFS objects lie in git/lfs/objects.
   */
  readonly layout: 'bare' | 'clone' | 'bundle' | 'forgejo';
  /** URL for the `origin` of a clone, without credentials. */
  readonly originUrl?: string | undefined;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/**
 * Rebuilds a repository beside its target, proves that it is complete, and renames it into place. Until then the target
 * is not touched, and after a failure nothing is left behind.
 *
 * Errors: `target-not-empty`, `git-state-invalid`, `git-not-in-snapshot`, `git-link-damaged`, `git-restore-incomplete`,
 * `git-bundle-incomplete`, `lfs-object-damaged`, those of git, and those of `openFile` and `writeExtras`.
 */
export async function restoreRepository(restore: RepositoryRestore): Promise<GitSnapshot> {
  const snapshot = requireChain(restore.state);
  const wiki = restore.wiki === false ? undefined : readChain(restore.state, 'wiki');
  const target = resolve(restore.target);
  await checkTarget(target);
  await mkdir(dirname(target), { recursive: true });
  // Short, since the target's own name may be as long as names can be.
  const staging = join(dirname(target), `.holdfast-${randomBytes(4).toString('hex')}`);
  await mkdir(staging);
  try {
    const git = await openGit({ env: restore.env, homeDir: join(staging, 'home'), signal: restore.signal });
    const built = join(staging, 'repository');
    await mkdir(built);
    await BUILDERS[restore.layout]({ git, restore, snapshot, wiki, staging }, built);
    restore.signal.throwIfAborted();
    await rmdir(target).catch(ignoreAbsent);
    await rename(built, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return snapshot;
}

/** The history that a snapshot's state describes. Errors: `git-state-invalid`, `git-not-in-snapshot`. */
export function requireChain(state: readonly GitStateRow[]): GitSnapshot {
  const snapshot = readChain(state);
  if (snapshot === undefined) throw nothingToRestore();
  return snapshot;
}

async function checkTarget(target: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    if (systemErrorCode(error) === 'ENOTDIR') throw targetTaken(target, 'It is not a folder.', error);
    throw error;
  }
  if (names.length > 0) throw targetTaken(target, `It holds ${names.slice(0, 3).join(', ')}.`);
}

interface Build {
  readonly git: Git;
  readonly restore: RepositoryRestore;
  readonly snapshot: GitSnapshot;
  readonly wiki: GitSnapshot | undefined;
  readonly staging: string;
}

const BUILDERS: Readonly<Record<RepositoryRestore['layout'], (build: Build, built: string) => Promise<void>>> = {
  bare: buildRepository,
  clone: buildRepository,
  bundle: buildBundles,
  forgejo: buildImport,
};

async function buildRepository(build: Build, built: string): Promise<void> {
  const { git, restore, snapshot, wiki } = build;
  const gitDir = restore.layout === 'bare' ? built : join(built, '.git');
  await rebuildPart(build, 'git', snapshot, gitDir);
  if (restore.openLfs !== undefined) await placeObjects(await restore.openLfs(), gitDir, restore.signal);
  const extras = join(gitDir, 'holdfast');
  if (wiki !== undefined) await rebuildPart(build, 'wiki', wiki, join(extras, 'wiki.git'));
  if (restore.writeExtras !== undefined) await restore.writeExtras(extras);
  if (restore.layout === 'clone') await checkOut(git, built, snapshot, restore);
}

async function buildBundles(build: Build, built: string): Promise<void> {
  const { restore, snapshot, wiki } = build;
  await bundlePart(build, 'git', snapshot, join(built, 'repository.bundle'));
  if (wiki !== undefined) await bundlePart(build, 'wiki', wiki, join(built, 'wiki.bundle'));
  if (restore.openLfs !== undefined) await placeObjects(await restore.openLfs(), built, restore.signal);
  if (restore.writeExtras !== undefined) await restore.writeExtras(built);
}

async function buildImport(build: Build, built: string): Promise<void> {
  const { git, restore, snapshot, wiki } = build;
  const gitDir = join(built, 'git');
  await rebuildPart(build, 'git', snapshot, gitDir);
  if (restore.openLfs !== undefined) await placeObjects(await restore.openLfs(), gitDir, restore.signal);
  if (wiki !== undefined) await rebuildPart(build, 'wiki', wiki, join(built, 'git.wiki.git'));
  await restore.writeImport?.(built, openHistory(git, gitDir, snapshot));
}

async function bundlePart(build: Build, part: GitPartName, snapshot: GitSnapshot, bundle: string): Promise<void> {
  const gitDir = join(build.staging, `${part}.git`);
  await rebuildPart(build, part, snapshot, gitDir);
  const isMade = await writeBundle(build.git, gitDir, snapshot, bundle, join(build.staging, `${part}-clone.git`));
  await rm(gitDir, { recursive: true });
  if (isMade) return;
  build.restore.emit({
    type: 'notice',
    class: 'git-bundle-empty',
    message: `There is no ${basename(bundle)}: the repository has no refs, and git cannot make an empty bundle.`,
  });
}

function rebuildPart({ git, restore }: Build, part: GitPartName, snapshot: GitSnapshot, gitDir: string): Promise<void> {
  return rebuild({ git, part, snapshot, openFile: restore.openFile, emit: restore.emit }, gitDir);
}

/**
 * Turns the bare repository in .git into the repository of a working copy. No hook or filter runs, since none is
 * configured.
 */
async function checkOut(git: Git, built: string, snapshot: GitSnapshot, restore: RepositoryRestore): Promise<void> {
  const gitDir = join(built, '.git');
  const configure = (key: string, value: string) => git.run(['config', '--', key, value], { gitDir });
  await configure('core.bare', 'false');
  await configure('core.logAllRefUpdates', 'true');
  if (restore.originUrl !== undefined) {
    await configure('remote.origin.url', restore.originUrl);
    await configure('remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
  }
  if (headOid(snapshot) === undefined) return;
  await git.run(['-C', built, 'reset', '--hard', '--quiet', '--no-recurse-submodules']);
  if (restore.openLfs !== undefined) await smudge(git, built, gitDir, restore.emit);
}

function ignoreAbsent(error: unknown): void {
  if (systemErrorCode(error) !== 'ENOENT') throw error;
}

function nothingToRestore(): HoldfastError {
  return new HoldfastError({
    code: 'git-not-in-snapshot',
    message: 'The snapshot holds no git repository.',
    why: 'It was made from another source.',
    fix: 'Choose a snapshot of a series with source "repository", or restore this one as files.',
  });
}

function targetTaken(target: string, why: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'target-not-empty',
    message: `The target ${JSON.stringify(basename(target))} is taken: ${target}`,
    why,
    fix: 'A repository is restored into a folder that is new or empty: give another path, or move the existing one away.',
    cause,
  });
}
