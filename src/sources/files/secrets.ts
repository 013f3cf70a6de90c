/** Finds files that hold credentials of well-known tools. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { MiB } from '../../base/limits.ts';

/**
 * Files in which well-known tools keep credentials. A file is left out of a backup only where its name is known here
 * *and* its content holds a credential: a plain `.git/config` or `.npmrc` stays.
 */
interface SecretFile {
  /** The secret that the file would reveal, for the warning. */
  readonly what: string;
  /** Matched against the path in lower case, with `/` before it. */
  readonly path: RegExp;
  /** Matched against the beginning of the content. */
  readonly content: RegExp;
}

/** `user:password@` in a URL, or a token of GitHub or GitLab in place of the user. */
const URL_CREDENTIAL = String.raw`:\/\/(?:[^\s\/@:"]*:[^\s\/@"]+|gh[a-z]_\w+|github_pat_\w+|glpat-[\w-]+)@`;

const SECRET_FILES: readonly SecretFile[] = [
  {
    // Also those of submodules and worktrees, and bare repositories.
    what: 'a git credential',
    path: /(\.git(\/.*)?\/config(\.worktree)?|\/\.gitconfig|\/git\/config)$/,
    content: new RegExp(
      String.raw`extraheader\s*=\s*"?[\w-]*(authorization|token|cookie)[\w-]*\s*:|${URL_CREDENTIAL}|\bpassword=[^\s$"';]`,
      'i',
    ),
  },
  {
    // actions/checkout since v6 keeps its token here, and includes it from .git/config.
    what: "actions/checkout's token",
    path: /\/git-credentials-[^/]*\.config$/,
    content: /extraheader\s*=\s*"?authorization\s*:/i,
  },
  {
    // actions/checkout names the `ssh-key` it was given by a random UUID.
    what: "actions/checkout's SSH key",
    path: /\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    content: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  },
  {
    what: 'a git credential',
    path: /\/(\.git-credentials|git\/credentials)$/,
    content: new RegExp(URL_CREDENTIAL, 'i'),
  },
  { what: 'a password', path: /\/[._]netrc$/, content: /\bpassword\s+\S/ },
  {
    what: 'an npm credential',
    path: /\/\.npmrc$/,
    content: /^[ \t]*(\S*:)?_(authToken|auth|password)[ \t]*=[ \t]*(?!["']?\$\{)\S/m,
  },
  {
    what: 'a container registry credential',
    path: /\/\.docker\/config\.json$/,
    content: /"(auth|identitytoken|registrytoken|password)"\s*:\s*"[^"]/i,
  },
  {
    what: 'an AWS credential',
    path: /\/\.aws\/(credentials|config)$/,
    content: /^[ \t]*aws_(secret_access_key|session_token)[ \t]*=[ \t]*\S/im,
  },
  { what: 'a Python package index password', path: /\/\.pypirc$/, content: /^[ \t]*password[ \t]*[=:][ \t]*\S/m },
  { what: 'a token of the GitHub CLI', path: /\/gh\/hosts\.yml$/, content: /\boauth_token:[ \t]*\S/ },
  {
    // google-github-actions/auth writes it into the workspace.
    what: 'a Google Cloud credential',
    path: /\/gha-creds-[0-9a-f]+\.json$/,
    content: /"private_key"|"authorization"|"refresh_token"/i,
  },
];

/** Cheap test of the last path segment, so that most files need no lookup in the table. */
const LAST_NAME =
  /(^|\/)(config(\.worktree|\.json)?|\.gitconfig|git-credentials-[^/]*\.config|[0-9a-f-]{36}|\.git-credentials|credentials|[._]netrc|\.npmrc|\.pypirc|hosts\.yml|gha-creds-[0-9a-f]+\.json)$/i;

/** How many bytes at the beginning of a file are searched. */
const SEARCHED_BYTES = MiB;

/**
 * The row for a path that may hold a credential, whatever the file contains.
 * @param path relative, `/` between segments
 * @param root what it is relative to, since that may be `~/.aws` itself
 */
export function secretFileAt(path: string, root: string): SecretFile | undefined {
  if (!LAST_NAME.test(path)) return undefined;
  const lower = `/${root}/${path}`.replaceAll('\\', '/').toLowerCase();
  return SECRET_FILES.find((file) => file.path.test(lower));
}

/**
 * Whether the file holds a credential of that kind. Follows no link and never blocks on a pipe.
 * @throws the error of the file system if it cannot be read
 */
export function holdsCredential(file: SecretFile, nativePath: Buffer): boolean {
  const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = openSync(nativePath, constants.O_RDONLY | noFollow);
  try {
    const buffer = Buffer.alloc(SEARCHED_BYTES);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return file.content.test(buffer.toString('latin1', 0, length));
  } finally {
    closeSync(descriptor);
  }
}
