/** The absolute path of a file or folder that an input names. */
import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { pathFrom } from '../../base/system-errors.ts';
import type { Deps } from './command.ts';

/**
 * The absolute path of a file or folder that an input names. As in a shell, `~` at the beginning is the home folder:
 * the values of a workflow or of the environment come without a shell that would have seen to it.
 * @throws bad-path for the home folder of another user, or where this user has none
 */
export function namedPath(text: string, { workingDir, env }: Pick<Deps, 'workingDir' | 'env'>): string {
  const [, user, rest = ''] = /^~([^/\\]*)(.*)$/s.exec(text) ?? [];
  if (user === undefined) return pathFrom(workingDir, text);
  if (user !== '') {
    throw badPath(
      text,
      'homes of other users are not looked up',
      `Write out the path; for a file of this name in the current folder, give ./${text}.`,
    );
  }
  return pathFrom(homeOf(text, env['HOME']), `.${rest}`);
}

function homeOf(text: string, fromEnv: string | undefined): string {
  let why = 'this user has no home folder';
  try {
    const home = fromEnv === undefined || fromEnv === '' ? homedir() : fromEnv;
    if (isAbsolute(home)) return home;
  } catch (error) {
    why = messageOf(error);
  }
  throw badPath(text, why, 'Set HOME, or write out the path.');
}

function badPath(text: string, why: string, fix: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-path',
    message: `The path ${JSON.stringify(text)} cannot be used: ${why}.`,
    fix,
    exitCode: 2,
  });
}
