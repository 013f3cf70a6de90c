/** Why git's transport failed, in plain words. */
import type { ErrorCode } from '../../../base/error-codes.ts';
import { HoldfastError } from '../../../base/errors.ts';
import { expectSuccess, throwIfDiskFailed, type GitExit } from './git.ts';

/** The name of a repository as messages show it. */
interface Shown {
  readonly shown: string;
}

interface Explanation {
  readonly when: RegExp;
  readonly code: ErrorCode;
  readonly message: (shown: string) => string;
  readonly why: string;
  readonly fix: string;
  /** Where something was to be written. */
  readonly fixToWrite?: string;
}

/** Git describes its failures in English text only (LC_ALL=C). The first row that matches is used. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    when: /could not read (Username|Password)|Authentication failed|returned error: (40[123]|410|451)/i,
    code: 'git-access-refused',
    message: (shown) => `The git server refused access to ${shown}.`,
    why: 'The token is not valid any more or lacks a permission, or the organisation asks for its authorization (SSO), or the repository is disabled. Without a token some servers answer so for what does not exist, too.',
    fix: 'Pass a token that can read it as "github-token"; for this repository, give the job "permissions: contents: read".',
    fixToWrite:
      'Pass a token that may write there as "github-token": it needs contents: write, and workflows: write if the history has files of workflows.',
  },
  {
    when: /repository '.*' not found|returned error: 404|not appear to be a git repository|not valid: is this a git repository/i,
    code: 'repository-unreadable',
    message: (shown) => `${shown} does not exist, or the token may not read it.`,
    why: 'Git servers answer both cases alike, so that nobody can guess the names of private repositories.',
    fix: 'Check the name. For another private repository, pass a token that can read it as "github-token"; for this one, give the job "permissions: contents: read".',
  },
  {
    when: /returned error: 429|returned error: 5\d\d/i,
    code: 'git-server-busy',
    message: (shown) => `The git server could not answer for ${shown}.`,
    why: 'It is overloaded or has a fault.',
    fix: 'Run it again later.',
  },
  {
    when: /certificate|SSL|TLS|issuer|schannel/i,
    code: 'git-tls-failed',
    message: (shown) => `No trusted connection to the git server of ${shown}.`,
    why: 'Its certificate is not trusted on this machine, or the two sides found no common TLS version.',
    fix: 'If a certificate authority of your own signed the certificate of the server, set GIT_SSL_CAINFO to the file with that authority.',
  },
  {
    when: /redirect|returned error: 30\d/i,
    code: 'git-redirected',
    message: (shown) => `The git server redirected the request for ${shown}.`,
    why: 'Redirects are not followed, since the token would be sent to another server.',
    fix: 'Give the repository by its current name or URL.',
  },
  {
    when: /could not resolve|couldn't resolve|name or service not known/i,
    code: 'git-server-unreachable',
    message: (shown) => `The git server of ${shown} could not be found.`,
    why: 'DNS does not know its name, or this machine has no network.',
    fix: 'Check the URL, the network, and the proxy settings (https_proxy).',
  },
  {
    when: /failed to connect|connection refused|timed out|network is unreachable|no route to host|proxy/i,
    code: 'git-server-unreachable',
    message: (shown) => `The git server of ${shown} refused the connection.`,
    why: 'The server is down, or a firewall or proxy is in between.',
    fix: 'Check that the server is up, and the proxy settings (https_proxy).',
  },
];

/** Failures that may pass by themselves. The others are permanent, however often one tries. */
export const PASSING = ['git-server-busy', 'git-server-unreachable', 'git-server-died'];

/** Explains why git's transport ended when it should have answered. */
export function remoteError(exit: GitExit, { shown }: Shown, wish: 'read' | 'write' = 'read'): HoldfastError {
  if (exit.failure !== undefined) expectSuccess(exit, []);
  throwIfDiskFailed(exit);
  const found = EXPLANATIONS.find(({ when }) => when.test(exit.stderr));
  if (found === undefined) return serverDied({ shown }, exit.stderr);
  return new HoldfastError({
    code: found.code,
    message: found.message(shown),
    why: exit.stderr === '' ? found.why : `${found.why} Git said: ${exit.stderr}`,
    fix: (wish === 'write' ? found.fixToWrite : undefined) ?? found.fix,
  });
}

/** The connection broke, or the server gave up, in the middle of an answer. */
export function serverDied({ shown }: Shown, said: string): HoldfastError {
  return new HoldfastError({
    code: 'git-server-died',
    message: `The git server of ${shown} stopped before its answer was complete.`,
    why: said === '' ? 'The connection ended.' : said,
    fix: 'Run it again; if it stops again, the repository on the server may be damaged (run git fsck there).',
  });
}

/** The history at the source is shallow: a backup of it could not be completed later. */
export function shallowSource({ shown }: Shown): HoldfastError {
  return new HoldfastError({
    code: 'repository-shallow',
    message: `${shown} is a shallow repository: a part of its history is missing.`,
    why: 'A backup of it would look whole and could not be restored.',
    fix: 'Back up the full repository, or complete this one with: git fetch --unshallow',
  });
}

/** Something answered, but not like a current git server. */
export function otherProtocol({ shown }: Shown): HoldfastError {
  return new HoldfastError({
    code: 'git-server-too-old',
    message: `What answers for ${shown} does not speak git protocol version 2.`,
    why: 'It is not a git server, or an old one that cannot report the object format and the state of HEAD.',
    fix: 'Check the URL. For a server older than git 2.26, back up a local mirror of the repository with the command line.',
  });
}
