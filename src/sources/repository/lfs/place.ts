/** Puts LFS objects of a snapshot where git looks for them. */
import { chmod, copyFile, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Emit } from '../../../base/events.ts';
import { HoldfastError } from '../../../base/errors.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import type { Git } from '../git/git.ts';
import { batchedBlobs } from '../git/blobs.ts';
import { parsePointer } from './pointers.ts';
import { hashOf, objectPath } from './transfer.ts';

/** LFS objects of a snapshot in a folder on this machine, as `<aa>/<bb>/<oid>`. */
export interface LfsObjects {
  readonly folder: string;
  readonly oids: Iterable<string>;
}

/**
 * Moves the objects to where git-lfs looks for them, `<gitDir>/lfs/objects`. If the content of one does not match its
 * name, the error is `lfs-object-damaged`.
 */
export async function placeObjects({ folder, oids }: LfsObjects, gitDir: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const oid of oids) {
    signal.throwIfAborted();
    const from = join(folder, objectPath(oid));
    if ((await hashOf(from)) !== oid) throw damaged(oid);
    const to = join(gitDir, 'lfs', 'objects', objectPath(oid));
    await mkdir(dirname(to), { recursive: true });
    await moveFile(from, to);
    count++;
  }
  return count;
}

/** Copies if it cannot rename: the temporary folder may be on another disk. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemErrorCode(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
    await rm(from);
  }
}

/**
 * In a working copy that was just checked out, puts contents where pointers are, as git-lfs would: for paths that
 * .gitattributes give to the filter `lfs`. Pointers whose object the snapshot does not have stay.
 */
export async function smudge(git: Git, workDir: string, gitDir: string, emit: Emit): Promise<void> {
  const blobs = await lfsBlobs(git, workDir, gitDir);
  const realDir = await realpath(workDir);
  const contents = await readBlobs(git, gitDir, [...new Set(blobs.map(({ blob }) => blob))]);
  let absent = 0;
  const replaced: Buffer[] = [];
  for (const { mode, path, blob } of blobs) {
    const pointer = parsePointer(contents.get(blob) ?? Buffer.alloc(0));
    if (pointer === undefined) continue;
    if (await replaceFile(realDir, path, gitDir, pointer.oid)) {
      replaced.push(Buffer.from(`${mode} ${blob}\t`), path, Buffer.of(0));
    } else absent++;
  }
  // Re-created entries of the index have no sizes and times, so git asks git-lfs whether the files changed.
  await git.run(['-C', workDir, 'update-index', '-z', '--index-info'], { gitDir, input: replaced });
  if (absent === 0) return;
  emit({
    type: 'warning',
    class: 'lfs-object-absent',
    message: `${String(absent)} files stay LFS pointers: the snapshot does not have their content.`,
    why: 'The server did not have them when the backup ran, or the backup excluded LFS.',
  });
}

interface LfsBlob {
  readonly mode: string;
  readonly path: Buffer;
  readonly blob: string;
}

/** Regular files of the index with the attribute `filter=lfs`. */
async function lfsBlobs(git: Git, workDir: string, gitDir: string): Promise<LfsBlob[]> {
  const staged = await git.run(['-C', workDir, 'ls-files', '--stage', '-z'], { gitDir });
  const files = staged
    .toString('latin1')
    .split('\0')
    .flatMap((row) => {
      const [, mode, blob, path] = /^(100\d{3}) ([0-9a-f]+) 0\t(.*)$/s.exec(row) ?? [];
      return mode === undefined || blob === undefined || path === undefined ? [] : [{ mode, blob, path }];
    });
  const input = files.map(({ path }) => Buffer.from(`${path}\0`, 'latin1'));
  const args = ['-C', workDir, 'check-attr', '--stdin', '-z', 'filter'];
  const fields = (await git.run(args, { gitDir, input })).toString('latin1').split('\0');
  // Three fields per path: path, "filter", value.
  return files
    .filter((_, index) => fields[index * 3 + 2] === 'lfs')
    .map(({ mode, blob, path }) => ({ mode, blob, path: Buffer.from(path, 'latin1') }));
}

async function readBlobs(git: Git, gitDir: string, oids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const check = ['cat-file', '--batch-check=%(objectsize)'];
  const sizes = (await git.run(check, { gitDir, input: oids.map((oid) => `${oid}\n`) })).toString('latin1').split('\n');
  const small = oids.filter((_, index) => Number(sizes[index]) <= 1024);
  const output = await git.run(['cat-file', '--batch'], { gitDir, input: small.map((oid) => `${oid}\n`) });
  let index = 0;
  for await (const blob of batchedBlobs([output])) contents.set(small[index++] ?? '', Buffer.from(blob));
  return contents;
}

/** Whether no folder on the path is a link: a hostile tree can hold a link and a folder of the same name. */
async function isReallyAt(path: Buffer): Promise<boolean> {
  const folder = path.subarray(0, path.lastIndexOf('/'));
  return folder.equals(await realpath(folder, { encoding: 'buffer' }));
}

/** False if there is no such object. */
async function replaceFile(workDir: string, path: Buffer, gitDir: string, oid: string): Promise<boolean> {
  const object = join(gitDir, 'lfs', 'objects', objectPath(oid));
  const target = Buffer.concat([Buffer.from(`${workDir}/`), path]);
  // Copied beside it and renamed over it, so that no link is followed.
  const draft = `${workDir}/.git/holdfast-smudge`;
  try {
    if (!(await isReallyAt(target))) return false;
    const { mode } = await lstat(target);
    await copyFile(object, draft);
    await chmod(draft, mode & 0o777);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
  await rename(draft, target);
  return true;
}

export function damaged(oid: string): HoldfastError {
  return new HoldfastError({
    code: 'lfs-object-damaged',
    message: `The LFS object ${oid} of the snapshot does not match its name.`,
    why: 'Its SHA-256 differs: the snapshot was damaged, or not written by Holdfast.',
    fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
  });
}
