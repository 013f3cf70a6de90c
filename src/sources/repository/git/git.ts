/** Runs git, with its own environment. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HoldfastError } from '../../../base/errors.ts';
import { explainSystemError, isLack, systemErrorIn } from '../../../base/system-errors.ts';
import { sourceOf, type Token } from '../../../base/token-source.ts';
import { curlProxies } from '../../../net/proxies.ts';
import { killGroup, platformConfig, spawnGroup } from './platform.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GitOptions {
  /** PATH, certificates and the proxy of the server are taken from here; git sees nothing else of it. */
  readonly env: Environment;
  /** An existing private folder: git's HOME and current folder. */
  readonly homeDir: string;
  readonly signal: AbortSignal;
  /** Sent to this origin and to no other; never in an argument or a file. */
  readonly credentials?: { readonly origin: string; readonly token: Token };
  /** For a local source: read the repository whoever owns it, since the user named it. */
  readonly trustAnyOwner?: boolean;
}

export interface GitCall {
  /** The server that it talks to: it goes by the same proxy as all other requests. */
  readonly server?: string;
  readonly gitDir?: string;
  readonly env?: Environment;
}

export interface GitExit {
  /** undefined if the program was ended by a signal or never ran. */
  readonly code: number | undefined;
  /** The end of its standard error, with credentials masked. */
  readonly stderr: string;
  /** Set if the program could not be started. */
  readonly failure: Error | undefined;
  /** The folder it worked in. */
  readonly folder?: string;
}

export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Never rejects. */
  readonly exit: Promise<GitExit>;
  readonly kill: () => void;
}

/** Runs git, and only git, shut off from the machine's and the user's configuration. */
export interface Git {
  start(args: readonly string[], call?: GitCall): GitProcess;
  /**
   * Before a call that asks the server: it is made with the current token. `isRefused`: with another one than before.
   * @returns false if there is no other one
   */
  login(isRefused?: boolean): Promise<boolean>;
  /** Standard output of a call that must succeed; else `git-failed`. */
  run(args: readonly string[], call?: GitCall & { readonly input?: Iterable<string | Uint8Array> }): Promise<Buffer>;
}

/** The oldest git that is known to support everything used here. */
const OLDEST_GIT = [2, 36] as const;
const STDERR_KEPT_CHARS = 8192;

/**
 * The environment variables that git may see. The rest is withheld: git needs no cloud credentials, and GIT_* could
 * redirect it.
 */
const PASSED_ON =
  /^(PATH|Path|PATHEXT|SYSTEMROOT|SystemRoot|WINDIR|TEMP|TMP|TMPDIR|GIT_EXEC_PATH|SSL_CERT_(FILE|DIR)|GIT_SSL_(CAINFO|CAPATH)|LD_LIBRARY_PATH)$/;

/** Given on the command line, so they override the configuration of any repository. */
const CONFIG: readonly (readonly [string, string])[] = [
  // Memory: 573 MB of history peaked at 577 MB without these, at 68 MB with them.
  ['core.packedGitLimit', '64m'],
  ['core.packedGitWindowSize', '16m'],
  ['pack.threads', '1'],
  // Versions of a blob of 50 MB: with the default of 96 MB a restore peaked at 307 MB, all its processes together.
  ['core.deltaBaseCacheLimit', '32m'],
  ['core.fsmonitor', 'false'],
  ['core.askPass', ''],
  ['credential.helper', ''],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.version', '2'],
  // All refs of a local source are wanted. The last value counts, and this is the last.
  ['transfer.hideRefs', '!refs'],
  ['http.followRedirects', 'false'],
  ['http.postBuffer', '16m'],
  // A connection that carries nothing at all for five minutes is dead: servers send keep-alives while they count.
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '300'],
];

/** Makes the private home and checks git's version (`git-not-found`, `git-too-old`). */
export async function openGit(options: GitOptions): Promise<Git> {
  await mkdir(options.homeDir, { recursive: true });
  const globalConfig = join(options.homeDir, 'gitconfig');
  // Git reads safe.directory from files only. Only our own git processes read this file.
  await writeFile(globalConfig, options.trustAnyOwner === true ? '[safe]\n\tdirectory = *\n' : '');
  const login = createLogin(options.credentials?.token);
  const start: Git['start'] = (args, call = {}) => {
    options.signal.throwIfAborted();
    const gitDir = call.gitDir === undefined ? {} : { GIT_DIR: call.gitDir };
    const proxies = call.server === undefined ? {} : curlProxies(call.server, options.env);
    const token = login.current();
    const env = environment(options, globalConfig, token);
    const all = { ...env, ...proxies, ...gitDir, ...call.env };
    return follow(args, { cwd: options.homeDir, env: all }, options.signal, redactor(token));
  };
  const git: Git = {
    start,
    login: login.renew,
    async run(args, call = {}) {
      const child = start(args, call);
      const [fed, output] = await Promise.allSettled([pipeline(call.input ?? [], child.stdin), collect(child.stdout)]);
      const exit = await child.exit;
      options.signal.throwIfAborted();
      expectSuccess(exit, args);
      if (fed.status === 'rejected') throw fed.reason;
      if (output.status === 'rejected') throw output.reason;
      return output.value;
    },
  };
  await checkVersion(git);
  return git;
}

/** The token of the calls that are started now; none before the first login. */
function createLogin(token: Token | undefined) {
  let current: string | undefined;
  const renew = async (isRefused = false): Promise<boolean> => {
    const before = current;
    if (token !== undefined) current = await sourceOf(token)(isRefused ? before : undefined);
    return current !== before;
  };
  return { current: () => current, renew };
}

function environment(options: GitOptions, globalConfig: string, token: string | undefined): Record<string, string> {
  const passed = Object.entries(options.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && PASSED_ON.test(pair[0]),
  );
  const config = [...CONFIG, ...platformConfig, ['core.hooksPath', join(options.homeDir, 'no-hooks')] as const];
  if (options.credentials !== undefined && token !== undefined) {
    // Scoped to the origin: without the scope, the header would go to whatever host is asked.
    config.push([`http.${options.credentials.origin}/.extraHeader`, authorization(token)]);
  }
  return {
    ...Object.fromEntries(passed),
    ...Object.fromEntries(config.map(([key], index) => [`GIT_CONFIG_KEY_${String(index)}`, key])),
    ...Object.fromEntries(config.map(([, value], index) => [`GIT_CONFIG_VALUE_${String(index)}`, value])),
    GIT_CONFIG_COUNT: String(config.length),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: globalConfig,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https',
    GIT_CEILING_DIRECTORIES: dirname(options.homeDir),
    // Reads the history as it is stored, without replacements, grafts or lazily fetched objects.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: join(options.homeDir, 'no-grafts'),
    GIT_NO_LAZY_FETCH: '1',
    // Later versions may have another default than the packed-refs that a restore writes.
    GIT_DEFAULT_REF_FORMAT: 'files',
    HOME: options.homeDir,
    LC_ALL: 'C',
  };
}

function basicCredentials(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}

function authorization(token: string): string {
  return `Authorization: Basic ${basicCredentials(token)}`;
}

function redactor(token: string | undefined): (text: string) => string {
  if (token === undefined) return (text) => text;
  return (text) => text.replaceAll(token, '***').replaceAll(basicCredentials(token), '***');
}

/**
 * Without free file descriptors a child has no pipes, and the reason comes only in an event. Other errors are thrown.
 */
function spawned(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): ReturnType<typeof spawnGroup> | Error {
  try {
    const child = spawnGroup('git', args, options);
    if ((child.stdin as Writable | undefined) !== undefined) return child;
    child.on('error', () => undefined);
    return Object.assign(new Error('There are no file descriptors left for its pipes'), {
      code: 'EMFILE',
      syscall: 'spawn git',
    });
  } catch (error) {
    if (systemErrorIn(error) === undefined) throw error;
    return error as Error;
  }
}

function notStarted(failure: Error, folder: string): GitProcess {
  const stdin = new PassThrough().resume();
  const exit = Promise.resolve({ code: undefined, stderr: '', failure, folder });
  return { stdin, stdout: Readable.from([]), exit, kill: () => undefined };
}

function follow(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
  signal: AbortSignal,
  redact: (text: string) => string,
): GitProcess {
  const folder = options.env['GIT_DIR'] ?? options.cwd;
  const child = spawned(args, options);
  if (child instanceof Error) return notStarted(child, folder);
  const kill = () => {
    killGroup(child);
  };
  signal.addEventListener('abort', kill);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT_CHARS);
  });
  // A program that ends early closes its input. Every caller checks its exit, which shows the failure.
  child.stdin.on('error', () => undefined);
  const exit = new Promise<GitExit>((resolve) => {
    const settle = (code: number | null, failure?: Error) => {
      signal.removeEventListener('abort', kill);
      resolve({ code: code ?? undefined, stderr: redact(stderr).trim(), failure, folder });
    };
    child.on('error', (error) => {
      settle(null, error);
    });
    child.on('close', (code) => {
      settle(code);
    });
  });
  return { stdin: child.stdin, stdout: child.stdout, exit, kill };
}

export async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Throws `git-not-found` or `git-failed` unless the program ended well. */
export function expectSuccess(exit: GitExit, args: readonly string[]): void {
  throwIfNotStarted(exit);
  if (exit.code === 0) return;
  throwIfDiskFailed(exit);
  throw new HoldfastError({
    code: 'git-failed',
    message: `git ${args[0] ?? ''} ${exit.code === undefined ? 'was ended by a signal' : `failed with exit code ${String(exit.code)}`}.`,
    why: exit.stderr === '' ? 'It gave no reason.' : exit.stderr,
    fix: 'Run it again; if it fails again, check free disk space and memory, and report this message.',
  });
}

/** A program that never ran says nothing of what it was to look at. @throws git-not-found, out-of-resources, ... */
export function throwIfNotStarted({ failure }: GitExit): void {
  if (failure !== undefined) throw cannotStart(failure);
}

/** What git says of the disk in text only (strerror(3), under LC_ALL=C). */
const DISK_FAILURES = [
  [/No space left on device/, 'ENOSPC'],
  [/Disk quota exceeded/, 'EDQUOT'],
  [/Input\/output error/, 'EIO'],
] as const;

/** @throws disk-full, io-error */
export function throwIfDiskFailed({ stderr, folder }: GitExit): void {
  const [, code] = DISK_FAILURES.find(([said]) => said.test(stderr)) ?? [];
  if (code === undefined) return;
  const facts = { code, syscall: 'write', ...(folder !== undefined && { path: folder }) };
  throw explainSystemError(Object.assign(new Error(`git said: ${stderr}`), facts)) as HoldfastError;
}

function cannotStart(cause: Error): HoldfastError {
  const explained = isLack(cause) ? explainSystemError(cause) : undefined;
  if (explained !== undefined) return explained;
  return new HoldfastError({
    code: 'git-not-found',
    message: 'git could not be started.',
    why: cause.message,
    fix: `Install git ${OLDEST_GIT.join('.')} or newer, and make sure that it is on PATH.`,
    cause,
  });
}

async function checkVersion(git: Git): Promise<void> {
  const text = (await git.run(['version'])).toString().trim();
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text)?.slice(1) ?? []).map(Number);
  if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1])) return;
  throw new HoldfastError({
    code: 'git-too-old',
    message: `git on this machine is too old: "${text}".`,
    why: 'Object formats, unborn branches and safe configuration need a newer git.',
    fix: `Install git ${OLDEST_GIT.join('.')} or newer.`,
  });
}
