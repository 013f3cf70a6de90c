import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Emit } from '../../events.ts';
import { HoldfastError } from '../../errors.ts';
import { errnoOf } from './errno.ts';
import { openGit, type Environment, type Git } from './git.ts';
import { initBare } from './mirror.ts';
import { headOid, shownRef, type RefName } from './refs.ts';
import { readChain, type GitSnapshot, type Link, type StateRow } from './state.ts';

export interface RepositoryRestore {
  /** The snapshot's state rows; those below `git/` are read. */
  readonly state: Iterable<StateRow>;
  /** The bytes of one pack of the chain, by its name below git/packs/: a file on this machine, or a stream. */
  readonly openLink: (name: string) => Promise<string | Readable>;
  /** Absent, or an empty folder. */
  readonly target: string;
  /** `clone`: a working copy with HEAD checked out; all refs are where they were, not below refs/remotes/. */
  readonly layout: 'bare' | 'clone';
  /** URL that a clone's `origin` shall have; without credentials. */
  readonly originUrl?: string | undefined;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/** fsck's exit code is a sum; these parts mean that objects are missing or damaged. The rest are opinions on ref names. */
const FSCK_OBJECTS_DAMAGED = 1 | 2 | 4;

/**
 * Rebuilds a repository beside its target, proves that it is whole (each pack's SHA-256, connectivity, refs byte for
 * byte), and renames it into place; until then the target is not touched, and after a failure nothing stays.
 *
 * Errors: `target-not-empty`, `git-state-invalid`, `git-not-in-snapshot`, `git-link-damaged`, `git-restore-incomplete`,
 * those of git, and those of `openLink`.
 */
export async function restoreRepository(restore: RepositoryRestore): Promise<GitSnapshot> {
  const snapshot = readChain(restore.state);
  if (snapshot === undefined) throw nothingToRestore();
  const target = resolve(restore.target);
  await checkTarget(target);
  await mkdir(dirname(target), { recursive: true });
  // Short, since the target's own name may be as long as names can be.
  const staging = join(dirname(target), `.holdfast-${randomBytes(4).toString('hex')}`);
  await mkdir(staging);
  try {
    const git = await openGit({ env: restore.env, homeDir: join(staging, 'home'), signal: restore.signal });
    const built = join(staging, 'repository');
    await build(git, restore, snapshot, built);
    restore.signal.throwIfAborted();
    await rmdir(target).catch(ignoreAbsent);
    await rename(built, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return snapshot;
}

async function checkTarget(target: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    if (errnoOf(error) === 'ENOTDIR') throw targetTaken(target, 'It is not a folder.', error);
    throw error;
  }
  if (names.length > 0) throw targetTaken(target, `It holds ${names.slice(0, 3).join(', ')}.`);
}

async function build(git: Git, restore: RepositoryRestore, snapshot: GitSnapshot, built: string): Promise<void> {
  const gitDir = restore.layout === 'bare' ? built : join(built, '.git');
  await mkdir(built);
  await initBare(git, gitDir, snapshot.format);
  for (const [index, link] of snapshot.links.entries()) {
    await indexLink(git, gitDir, link, restore.openLink);
    restore.emit(linkProgress(snapshot.links, index + 1));
  }
  await writeRefs(gitDir, snapshot);
  await checkRefs(git, gitDir, snapshot);
  await checkConnectivity(git, gitDir, restore.emit);
  if (restore.layout === 'clone') await checkOut(git, built, snapshot, restore.originUrl);
}

/** Streams one pack into the repository; --fix-thin adds the objects of earlier links that its deltas build on. */
async function indexLink(git: Git, gitDir: string, link: Link, openLink: RepositoryRestore['openLink']): Promise<void> {
  const opened = await openLink(link.name);
  const source = typeof opened === 'string' ? createReadStream(opened) : opened;
  const indexer = git.start(['index-pack', '--stdin', '--fix-thin'], { gitDir });
  indexer.stdout.resume();
  const hash = createHash('sha256');
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const [fed] = await Promise.allSettled([pipeline(source, hashed, indexer.stdin)]);
  if (fed.status === 'rejected') indexer.kill();
  const exit = await indexer.exit;
  if (fed.status === 'rejected' && !isBrokenPipe(fed.reason)) throw fed.reason;
  if (exit.code !== 0) throw linkDamaged(link, exit.stderr);
  if (hash.digest('hex') !== link.sha256)
    throw linkDamaged(link, 'Its SHA-256 is not the one that the snapshot names.');
}

/**
 * Refs go into packed-refs in one piece: that file can hold names which as files of their own would overwrite each other
 * where case does not count. OIDs and names were checked when the state was read.
 */
async function writeRefs(gitDir: string, snapshot: GitSnapshot): Promise<void> {
  const lines = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`);
  const packedRefs = ['# pack-refs with: sorted \n', ...lines].join('');
  await writeFile(join(gitDir, 'packed-refs'), packedRefs, 'latin1');
  for (const [name, target] of snapshot.symrefs) {
    // One whose target was left out of the backup stays a plain ref.
    if (snapshot.refs.get(target) === snapshot.refs.get(name)) await writeSymref(gitDir, name, target);
  }
  if (snapshot.head !== undefined) await writeFile(join(gitDir, 'HEAD'), `${snapshot.head}\n`, 'latin1');
}

async function writeSymref(gitDir: string, name: RefName, target: RefName): Promise<void> {
  const path = Buffer.concat([Buffer.from(gitDir), Buffer.from(`/${name}`, 'latin1')]);
  await mkdir(path.subarray(0, path.lastIndexOf('/')), { recursive: true });
  await writeFile(path, `ref: ${target}\n`, 'latin1');
}

async function checkRefs(git: Git, gitDir: string, snapshot: GitSnapshot): Promise<void> {
  const found = (await git.run(['for-each-ref', '--format=%(objectname) %(refname)'], { gitDir })).toString('latin1');
  const expected = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`).join('');
  if (found === expected) return;
  const foundLines = new Set(found.split('\n'));
  const [name = ''] = [...snapshot.refs].find(([ref, oid]) => !foundLines.has(`${oid} ${ref}`)) ?? [];
  throw incomplete(
    name === '' ? 'Git lists refs that the snapshot does not have.' : `Git does not list ${shownRef(name)}.`,
  );
}

/** Harmless faults of old history are no concern here, only that everything a ref reaches is there and readable. */
async function checkConnectivity(git: Git, gitDir: string, emit: Emit): Promise<void> {
  const child = git.start(['fsck', '--connectivity-only', '--no-dangling', '--no-progress'], { gitDir });
  child.stdin.end();
  child.stdout.resume();
  const exit = await child.exit;
  if (exit.code === undefined || (exit.code & FSCK_OBJECTS_DAMAGED) !== 0) throw incomplete(exit.stderr);
  if (exit.code === 0) return;
  emit({
    type: 'warning',
    class: 'git-fsck',
    message: 'The repository is whole, but git finds its refs unusual.',
    why: exit.stderr,
  });
}

/** Turns the bare repository in .git into that of a working copy. No hook or filter runs: none is configured. */
async function checkOut(git: Git, built: string, snapshot: GitSnapshot, originUrl: string | undefined): Promise<void> {
  const gitDir = join(built, '.git');
  const configure = (key: string, value: string) => git.run(['config', '--', key, value], { gitDir });
  await configure('core.bare', 'false');
  await configure('core.logAllRefUpdates', 'true');
  if (originUrl !== undefined) {
    await configure('remote.origin.url', originUrl);
    await configure('remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
  }
  if (headOid(snapshot) === undefined) return;
  await git.run(['-C', built, 'reset', '--hard', '--quiet', '--no-recurse-submodules']);
}

function linkProgress(links: readonly Link[], doneItems: number) {
  const bytesOf = (some: readonly Link[]) => some.reduce((sum, link) => sum + link.sizeBytes, 0);
  return {
    type: 'progress',
    what: 'restore',
    doneBytes: bytesOf(links.slice(0, doneItems)),
    totalBytes: bytesOf(links),
    doneItems,
    totalItems: links.length,
  } as const;
}

function isBrokenPipe(error: unknown): boolean {
  return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(errnoOf(error) ?? '');
}

function ignoreAbsent(error: unknown): void {
  if (errnoOf(error) !== 'ENOENT') throw error;
}

function nothingToRestore(): HoldfastError {
  return new HoldfastError({
    code: 'git-not-in-snapshot',
    message: 'The snapshot holds no git repository.',
    why: 'It was made of another source.',
    fix: 'Choose a snapshot of a series with source "repository", or restore this one as files.',
  });
}

function targetTaken(target: string, why: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'target-not-empty',
    message: `The target ${JSON.stringify(basename(target))} is taken: ${target}`,
    why,
    fix: 'A repository is restored into a folder that is new or empty: give another path, or move this one away.',
    cause,
  });
}

function linkDamaged(link: Link, why: string): HoldfastError {
  return new HoldfastError({
    code: 'git-link-damaged',
    message: `Pack ${link.name} of the snapshot does not fit into the repository.`,
    why,
    fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
  });
}

function incomplete(why: string): HoldfastError {
  return new HoldfastError({
    code: 'git-restore-incomplete',
    message: 'The rebuilt repository is not what was backed up; nothing was put in place.',
    why,
    fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
  });
}
