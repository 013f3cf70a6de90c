/** Rebuilds a repository from its chain of packs. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Emit } from '../../../base/events.ts';
import { HoldfastError } from '../../../base/errors.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import { throwIfNotStarted, type Git } from './git.ts';
import { initBare } from './mirror.ts';
import { shownRef, type RefName } from './refs.ts';
import { packsPath, type GitPartName, type GitSnapshot, type Link } from './state.ts';

/** The bytes of a file of the snapshot's tree, such as `git/packs/<name>`: a file on this machine, or a stream. */
export type OpenFile = (path: string) => Promise<string | Readable>;

export interface Rebuilding {
  readonly git: Git;
  readonly part: GitPartName;
  readonly snapshot: GitSnapshot;
  readonly openFile: OpenFile;
  readonly emit: Emit;
}

/** The exit code of fsck is a sum. These parts mean that objects are missing or damaged; the rest concern ref names. */
const FSCK_OBJECTS_DAMAGED = 1 | 2 | 4;

/**
 * Makes a bare repository of a chain at `gitDir`, which must not exist yet, and proves that it is complete: each pack's
 * SHA-256, connectivity, refs byte for byte. Errors: `git-link-damaged`, `git-restore-incomplete`, those of git and of
 * `openFile`.
 */
export async function rebuild(rebuilding: Rebuilding, gitDir: string): Promise<void> {
  const { git, snapshot, emit } = rebuilding;
  await initBare(git, gitDir, snapshot.format);
  for (const [index, link] of snapshot.links.entries()) {
    await indexLink(rebuilding, gitDir, link);
    emit(linkProgress(snapshot.links, index + 1));
  }
  await writeRefs(gitDir, snapshot);
  await checkRefs(git, gitDir, snapshot);
  await checkConnectivity(git, gitDir, emit);
}

/** Streams one pack into the repository; --fix-thin adds the objects of earlier links that its deltas build on. */
async function indexLink({ git, part, openFile }: Rebuilding, gitDir: string, link: Link): Promise<void> {
  const opened = await openFile(`${packsPath(part)}/${link.name}`);
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
  throwIfNotStarted(exit);
  if (exit.code !== 0) throw linkDamaged(link, exit.stderr);
  if (hash.digest('hex') !== link.sha256)
    throw linkDamaged(link, 'Its SHA-256 is not the one that the snapshot names.');
}

/**
 * All refs go into packed-refs. As files of their own, names that differ only in case would overwrite each other on
 * some file systems. OIDs and names were checked when the state was read.
 */
async function writeRefs(gitDir: string, snapshot: GitSnapshot): Promise<void> {
  const lines = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`);
  const packedRefs = ['# pack-refs with: sorted \n', ...lines].join('');
  await writeFile(join(gitDir, 'packed-refs'), packedRefs, 'latin1');
  for (const [name, target] of snapshot.symrefs) {
    // A symbolic ref whose target was left out of the backup stays a plain ref.
    if (snapshot.refs.get(target) === snapshot.refs.get(name)) await writeSymref(gitDir, name, target);
  }
  if (snapshot.head !== undefined) await writeFile(join(gitDir, 'HEAD'), `${snapshot.head}\n`, 'latin1');
}

async function writeSymref(gitDir: string, name: RefName, target: RefName): Promise<void> {
  const path = Buffer.concat([Buffer.from(gitDir), Buffer.from(`/${name}`, 'latin1')]);
  await mkdir(path.subarray(0, path.lastIndexOf('/')), { recursive: true });
  await writeFile(path, `ref: ${target}\n`, 'latin1');
}

/** Throws unless git lists exactly the refs of the snapshot. */
export async function checkRefs(git: Git, gitDir: string, snapshot: GitSnapshot): Promise<void> {
  const found = (await git.run(['for-each-ref', '--format=%(objectname) %(refname)'], { gitDir })).toString('latin1');
  const expected = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`).join('');
  if (found === expected) return;
  const foundLines = new Set(found.split('\n'));
  const [name = ''] = [...snapshot.refs].find(([ref, oid]) => !foundLines.has(`${oid} ${ref}`)) ?? [];
  throw incomplete(
    name === '' ? 'Git lists refs that the snapshot does not have.' : `Git does not list ${shownRef(name)}.`,
  );
}

/**
 * Checks only that everything a ref reaches is present and readable. Harmless faults of old history do not matter here.
 */
async function checkConnectivity(git: Git, gitDir: string, emit: Emit): Promise<void> {
  const child = git.start(['fsck', '--connectivity-only', '--no-dangling', '--no-progress'], { gitDir });
  child.stdin.end();
  child.stdout.resume();
  const exit = await child.exit;
  throwIfNotStarted(exit);
  if (exit.code === undefined || (exit.code & FSCK_OBJECTS_DAMAGED) !== 0) throw incomplete(exit.stderr);
  if (exit.code === 0) return;
  emit({
    type: 'warning',
    class: 'git-fsck',
    message: 'The repository is whole, but git finds its refs unusual.',
    why: exit.stderr,
  });
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
  return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(systemErrorCode(error) ?? '');
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
    message: 'The rebuilt repository differs from what was backed up; nothing was put in place.',
    why,
    fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
  });
}
