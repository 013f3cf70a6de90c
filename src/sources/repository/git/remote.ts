/** Where a repository is, and whether it can be read there. */
import type { ErrorCode } from '../../../base/error-codes.ts';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HoldfastError, messageOf } from '../../../base/errors.ts';
import { DEFAULT_SERVER_URL } from '../../../base/github-server.ts';
import { pathFrom } from '../../../base/system-errors.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import type { Git } from './git.ts';
import { shallowSource } from './remote-errors.ts';

/** Where a repository is. `shown` is its name in messages; `url` never holds credentials. */
export type RemotePlace =
  | { readonly kind: 'http'; readonly url: string; readonly origin: string; readonly shown: string }
  | { readonly kind: 'local'; readonly path: string; readonly url: string; readonly shown: string };

/** A place that was inspected, with what a conversation needs. */
export type Remote =
  | Extract<RemotePlace, { kind: 'http' }>
  /** `commonDir`: what all working copies of the repository share. */
  | { readonly kind: 'local'; readonly gitDir: string; readonly commonDir: string; readonly shown: string };
export type LocalRemote = Extract<Remote, { kind: 'local' }>;

export interface PlaceSettings {
  /** `owner/name` on the server, an https URL, or (where `allowLocal`) a path. */
  readonly repository: string;
  /** Server of `owner/name`, GITHUB_SERVER_URL; default https://github.com. */
  readonly serverUrl?: string | undefined;
  /** Paths are accepted on the command line only: in a workflow, a checkout is never what the user means. */
  readonly allowLocal?: boolean | undefined;
}

/** Errors: `bad-input`. Nothing is looked up. `cwd`: what a relative path starts from. */
export function parsePlace(settings: PlaceSettings, cwd: string): RemotePlace {
  const given = settings.repository;
  const local = localPath(given, cwd);
  if (local !== undefined) {
    if (settings.allowLocal === true) return localPlace(local);
    throw badRepository(given, 'paths on this machine are for the command line only');
  }
  if (given.includes('://')) return httpPlace(given, given);
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._-]+$/.test(given) && !/\/\.{1,2}$/.test(given)) {
    return httpPlace(`${(settings.serverUrl ?? DEFAULT_SERVER_URL).replace(/\/+$/, '')}/${given}`, given);
  }
  if (settings.allowLocal === true && given !== '' && !given.startsWith('-') && !given.includes(':')) {
    return localPlace(pathFrom(cwd, given));
  }
  throw badRepository(given, /^[^/]+@?[^/]*:/.test(given) ? 'ssh is not supported' : 'it is neither of these');
}

function localPath(given: string, cwd: string): string | undefined {
  if (given.startsWith('file://')) return fileURLToPath(given);
  return isAbsolute(given) || /^\.{1,2}([/\\]|$)/.test(given) ? pathFrom(cwd, given) : undefined;
}

function localPlace(path: string): RemotePlace {
  return { kind: 'local', path, url: pathToFileURL(path).href, shown: path };
}

function httpPlace(text: string, given: string): RemotePlace {
  if (!URL.canParse(text)) throw badRepository(given, 'it is not a valid URL');
  const url = new URL(text);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.username !== '' || url.password !== '') {
    throw badRepository(`${url.protocol}//***@${url.host}${url.pathname}`, 'a URL must not contain credentials');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw badRepository(given, `"${url.protocol}//" is not supported, and http to this machine only`);
  }
  if (url.search !== '' || url.hash !== '') throw badRepository(given, 'a query or fragment has no meaning here');
  const clean = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  return { kind: 'http', url: clean, origin: url.origin, shown: given };
}

/** Whether the token of that server may be sent to `place`. */
export function sameOrigin(place: Extract<RemotePlace, { kind: 'http' }>, serverUrl: string | undefined): boolean {
  const url = serverUrl ?? DEFAULT_SERVER_URL;
  return URL.canParse(url) && new URL(url).origin === place.origin;
}

/** Owner and name of a repository on the GitHub server; undefined for any other place. Errors: `bad-input`. */
export function githubAt(
  settings: PlaceSettings,
  cwd: string,
): { readonly owner: string; readonly repo: string; readonly serverUrl: string } | undefined {
  const place = parsePlace(settings, cwd);
  if (place.kind === 'local' || !sameOrigin(place, settings.serverUrl)) return undefined;
  const [, owner, repo] = /^\/([^/]+)\/([^/]+?)(?:\.git)?$/.exec(new URL(place.url).pathname) ?? [];
  return owner === undefined || repo === undefined ? undefined : { owner, repo, serverUrl: place.origin };
}

function badRepository(given: string, why: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `repository: "${given}" cannot be used: ${why}.`,
    why: 'Accepted are "owner/name", an https URL without credentials, and, from the command line, a local path.',
    fix: 'For example: octo-org/octo-repo, https://git.example.com/team/project.git or ./project',
  });
}

/**
 * The git folder of a local repository that is whole. Errors: `repository-unreadable`, `repository-shallow`,
 * `repository-partial-clone`, `repository-alternates`.
 */
export async function inspectLocal(git: Git, place: Extract<RemotePlace, { kind: 'local' }>): Promise<LocalRemote> {
  const path = await existingFolder(place);
  const ask = async (...args: string[]) => {
    // Only the folder itself counts, not a repository that happens to contain it.
    const answer = await git.run(['-C', path, ...args], { env: { GIT_CEILING_DIRECTORIES: dirname(path) } });
    return answer.toString('utf8').replace(/\n$/, '');
  };
  const gitDir = await ask('rev-parse', '--absolute-git-dir').catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  const commonDir = await ask('rev-parse', '--path-format=absolute', '--git-common-dir');
  const remote: LocalRemote = { kind: 'local', gitDir, commonDir, shown: place.shown };
  if ((await ask('rev-parse', '--is-shallow-repository')) === 'true') throw shallowSource(remote);
  const settings = (await ask('config', '--list', '--name-only', '-z')).split('\0');
  if (settings.some((name) => /^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$/i.test(name))) {
    throw incomplete(
      place,
      'repository-partial-clone',
      'a partial clone: objects are missing that git would fetch on demand',
    );
  }
  const alternates = await stat(join(commonDir, 'objects', 'info', 'alternates')).catch(absent);
  if (alternates !== undefined && alternates.size > 0) {
    throw incomplete(
      place,
      'repository-alternates',
      'a repository with alternates: objects of its own lie in another repository',
    );
  }
  return remote;
}

async function existingFolder(place: Extract<RemotePlace, { kind: 'local' }>): Promise<string> {
  try {
    return await realpath(place.path);
  } catch (cause) {
    throw unreadable(place, cause);
  }
}

function absent(error: unknown): undefined {
  if (systemErrorCode(error) !== 'ENOENT') throw error;
}

function unreadable(place: RemotePlace, cause: unknown): HoldfastError {
  const isAbsent = systemErrorCode(cause) === 'ENOENT';
  const why = isAbsent ? 'There is no such folder.' : cause instanceof HoldfastError ? cause.why : messageOf(cause);
  return new HoldfastError({
    code: 'repository-unreadable',
    message: `${place.shown} is not a git repository that can be read.`,
    why,
    fix: 'Give as `repository` the folder of a working copy (the one with .git in it) or of a bare repository. For other folders there is `source: files`.',
    cause,
  });
}

function incomplete(place: RemotePlace, code: ErrorCode, what: string): HoldfastError {
  return new HoldfastError({
    code,
    message: `${place.shown} is ${what}.`,
    why: 'A backup of it would look whole and could not be restored.',
    fix: 'Back up the repository that it was cloned from, or a full clone of it.',
  });
}
