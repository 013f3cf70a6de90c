/** Checks that the root of a backup of files is a folder and can be read. */
import { opendirSync, statSync, type BigIntStats } from 'node:fs';
import * as path from 'node:path';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { isDenied, systemErrorCode } from '../../base/platform.ts';
import { explainSystemError, isLack, meaningOf } from '../../base/system-errors.ts';

/**
 * Returns what the file system says about it.
 *
 * @throws root-not-found, root-not-a-folder, root-unreadable; the error itself, if the system has no free file
 *   descriptors
 */
export function checkRoot(root: string): BigIntStats {
  let stats: BigIntStats | undefined;
  try {
    if (path.isAbsolute(root)) stats = statSync(root, { bigint: true });
    if (stats?.isDirectory() === true) opendirSync(root).closeSync();
  } catch (error) {
    throw rootFailure(root, error);
  }
  if (stats?.isDirectory() === true) return stats;
  throw new HoldfastError({
    code: 'root-not-a-folder',
    message: `The root ${JSON.stringify(root)} is not a folder with an absolute path.`,
    fix: 'Set `root` to a folder, and name single files in `path`.',
    exitCode: 2,
  });
}

/**
 * Explains why the root could not be read: a wrong input or a failing file system. A lack of file descriptors is
 * neither.
 */
export function rootFailure(root: string, error: unknown): unknown {
  if (isLack(error)) return error;
  const code = systemErrorCode(error) ?? '';
  const message = `The root ${JSON.stringify(root)} of the files to back up cannot be read: ${messageOf(error)}.`;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const fix = 'Set `root` to a folder that is there, or run the step that makes it first.';
    return new HoldfastError({ code: 'root-not-found', message, fix, exitCode: 2, cause: error });
  }
  if (isDenied(error)) {
    const fix = 'Set `root` to a folder that this user may read, or run as a user who may read it.';
    return new HoldfastError({ code: 'root-unreadable', message, fix, exitCode: 2, cause: error });
  }
  if (explainSystemError(error) === undefined) return error;
  const fix = meaningOf(code)?.fix ?? 'Check what is at this path and how it is mounted, and run it again.';
  return new HoldfastError({ code: 'root-unreadable', message, fix, cause: error });
}
