/** A bare mirror that is fetched into, for the objects of a night. */
import { rm } from 'node:fs/promises';
import type { Emit } from '../../../base/events.ts';
import { HoldfastError } from '../../../base/errors.ts';
import { MiB } from '../../../base/limits.ts';
import { throwIfDiskFailed, throwIfNotStarted, type Git } from './git.ts';
import type { Conversation } from './protocol.ts';
import type { ObjectFormat, Oid } from './refs.ts';

/** Bytes between two progress events. */
const PROGRESS_STEP_BYTES = MiB;

/** Makes an empty bare repository without templates. */
export async function initBare(git: Git, gitDir: string, format: ObjectFormat): Promise<void> {
  await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, '--', gitDir]);
}

/**
 * Fetches everything that `tips` reach into a new bare repository at `gitDir`, without any refs, and proves that it is
 * complete: index-pack follows each object's links, as in a clone.
 *
 * Whenever anything is new, everything is fetched: a fresh runner holds nothing, and new objects could not be checked
 * for completeness without the history they build on. Errors: `git-bad-pack`, and those of the conversation.
 */
export async function fetchMirror(
  git: Git,
  conversation: Conversation,
  tips: ReadonlySet<Oid>,
  gitDir: string,
  emit: Emit,
): Promise<void> {
  await rm(gitDir, { recursive: true, force: true });
  await initBare(git, gitDir, conversation.format);
  if (tips.size === 0) return;
  const indexer = git.start(['index-pack', '--stdin', '--check-self-contained-and-connected'], { gitDir });
  indexer.stdout.resume();
  try {
    await conversation.fetchPack(tips, indexer.stdin, progress(emit));
    indexer.stdin.end();
  } catch (error) {
    indexer.kill();
    await indexer.exit;
    throw error;
  }
  const exit = await indexer.exit;
  throwIfNotStarted(exit);
  if (exit.code !== 0) {
    throwIfDiskFailed(exit);
    throw badPack(exit.stderr);
  }
  const present = await presentIn(git, gitDir, tips);
  const missing = [...tips].find((tip) => !present.has(tip));
  if (missing !== undefined) throw badPack(`${missing} is not in it`);
}

/** Those of `oids` that exist in the repository. */
export async function presentIn(git: Git, gitDir: string, oids: Iterable<Oid>): Promise<Set<Oid>> {
  const input = Array.from(oids, (oid) => `${oid}\n`);
  const output = await git.run(['cat-file', '--batch-check=%(objectname)'], { gitDir, input });
  const lines = output.toString('latin1').split('\n');
  return new Set(lines.filter((line) => line !== '' && !line.endsWith(' missing')));
}

function progress(emit: Emit): (bytes: number) => void {
  let doneBytes = 0;
  let nextBytes = PROGRESS_STEP_BYTES;
  return (bytes) => {
    doneBytes += bytes;
    if (doneBytes < nextBytes) return;
    nextBytes = doneBytes + PROGRESS_STEP_BYTES;
    emit({
      type: 'progress',
      what: 'fetch',
      doneBytes,
      totalBytes: undefined,
      doneItems: 0,
      totalItems: undefined,
    });
  };
}

function badPack(why: string): HoldfastError {
  return new HoldfastError({
    code: 'git-bad-pack',
    message: 'The objects that the git server sent are damaged or incomplete.',
    why,
    fix: 'Run it again; if it fails again, check the repository on the server with "git fsck".',
  });
}
