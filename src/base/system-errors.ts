/** Failures of system calls as errors that a user can act on: what was being done to which file, why, what to do. */
import { isAbsolute, resolve } from 'node:path';
import type { ErrorCode } from './error-codes.ts';
import { HoldfastError, messageOf } from './errors.ts';

/** What Node says about a failed system call: https://nodejs.org/api/errors.html#class-systemerror */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** No file descriptor or memory is free now, but may be soon. Says nothing about the file to be opened. */
const LACKS: readonly string[] = ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'ERR_WORKER_INIT_FAILED'];

/** What a code of a system call means for users. */
interface Meaning {
  readonly code: ErrorCode;
  readonly fix: string;
}

const ROWS: readonly { readonly codes: readonly string[]; readonly facts: Meaning }[] = [
  {
    codes: ['EACCES', 'EPERM'],
    facts: { code: 'no-permission', fix: 'Run as a user with that right, or change the owner or the mode.' },
  },
  {
    codes: ['EROFS'],
    facts: { code: 'read-only', fix: 'Name a folder that can be written, or mount the file system so that it can be.' },
  },
  {
    codes: ['ENOSPC', 'EDQUOT', 'EFBIG'],
    facts: { code: 'disk-full', fix: 'Free space there (or raise the quota), and run it again.' },
  },
  {
    codes: ['EMFILE', 'ENFILE'],
    facts: {
      code: 'too-few-descriptors',
      fix: 'Let this process open more files (ulimit -n 1024, or LimitNOFILE= of its service), and run it again.',
    },
  },
  {
    codes: ['ENOMEM', 'EAGAIN', 'ERR_WORKER_INIT_FAILED', 'ERR_WORKER_OUT_OF_MEMORY'],
    facts: {
      code: 'out-of-resources',
      fix: 'Allow more memory and more threads (ulimit -u, the limits of the container or service), and run it again.',
    },
  },
  {
    codes: ['EIO'],
    facts: { code: 'io-error', fix: "Look for errors of the disk in the system's log, and run it again." },
  },
  {
    codes: [
      'ECONNRESET',
      'ECONNREFUSED',
      'EPIPE',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENOTFOUND',
      'EAI_AGAIN',
    ],
    facts: { code: 'network-failed', fix: 'Check the network of this machine, and run it again.' },
  },
];

/** Whether this machine is to blame for an error for users, and no server, source or target. */
export function isOfThisMachine({ code }: HoldfastError): boolean {
  const own: readonly ErrorCode[] = [...ROWS.map(({ facts }) => facts.code), 'system-error', 'temp-folder'];
  return code !== 'network-failed' && own.includes(code);
}

/** The system error among an error and its causes; undefined without one. */
export function systemErrorIn(error: unknown): SystemError | undefined {
  let at = error;
  // By shape: an error of another realm is no `Error`.
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++, at = (at as Error).cause)
    if (isSystemError(at)) return at;
  return undefined;
}

function isSystemError(error: object): error is SystemError {
  const { code, syscall, errno } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return false;
  return code.startsWith('ERR_WORKER_') || (isSystemCode(code) && (syscall ?? errno) !== undefined);
}

/** Node's own codes, as of an argument of a wrong type, begin with ERR_: these are defects of a program. */
export function isSystemCode(code: string): boolean {
  return /^E[A-Z0-9_]+$/.test(code) && !code.startsWith('ERR_');
}

/** Explains `ENOSPC` and the like; undefined for a code without more information than its own message. */
export function meaningOf(systemCode: string): Meaning | undefined {
  return ROWS.find(({ codes }) => codes.includes(systemCode))?.facts;
}

/** Whether descriptors, threads or memory ran out: waiting may help, and no file is to blame. */
export function isLack(error: unknown): boolean {
  return LACKS.includes(systemErrorIn(error)?.code ?? '');
}

/** When Node fails to load modules, also in a thread, its errors have only text. */
function unnamedLack(error: unknown): SystemError | undefined {
  if (!(error instanceof Error) || !/too many open files/i.test(error.message)) return undefined;
  return Object.assign(error, { code: 'EMFILE', syscall: 'open' });
}

/** @returns undefined if no system call failed: then it is for the caller to say what it is */
export function explainSystemError(error: unknown): HoldfastError | undefined {
  const found = systemErrorIn(error) ?? unnamedLack(error);
  if (found === undefined) return undefined;
  const { code, fix } = meaningOf(found.code) ?? {
    code: 'system-error',
    fix: 'Check what is at that path, and run it again.',
  };
  const what =
    found.syscall === undefined ? 'A thread could not be started' : `The system call ${found.syscall} failed`;
  const where = found.path === undefined ? '' : ` at ${JSON.stringify(found.path)}`;
  return new HoldfastError({ code, message: `${what}${where}.`, why: `${found.message}.`, fix, cause: error });
}

/**
 * Something that a run keeps for itself in the folder for temporary files cannot be used. The machine is to blame, and
 * neither a source nor a server, so it is never a gap of a snapshot.
 */
export function temporaryFailure(what: string, why: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'temp-folder',
    message: `The ${what}.`,
    why,
    fix: 'Let TMPDIR (in a workflow RUNNER_TEMP, on Windows TEMP) name a folder with free space that this user may write, on a disk without errors, in which no other program removes files.',
    cause,
  });
}

/**
 * The same, of what was thrown while a temporary file or folder of the run was used. What no system call has thrown is
 * handed back as it is.
 */
export function temporaryFileFailure(path: string, cause: unknown): Error {
  if (cause instanceof HoldfastError) return cause;
  const explained = explainSystemError(cause);
  // That nothing is free says nothing of the file.
  if (explained === undefined || isLack(cause)) return explained ?? (cause as Error);
  const isFull = explained.code === 'disk-full';
  return temporaryFailure(
    `temporary file ${path} ${isFull ? 'has no room on its disk' : 'cannot be used'}`,
    messageOf(cause),
    cause,
  );
}

/**
 * A path that may be relative to a folder; '' is a current folder that no longer exists.
 *
 * @throws no-working-folder
 */
export function pathFrom(folder: string, path: string): string {
  if (folder !== '' || isAbsolute(path)) return resolve(folder, path);
  throw new HoldfastError({
    code: 'no-working-folder',
    message: `The current folder no longer exists, but the path ${JSON.stringify(path)} is relative to it.`,
    why: 'It was removed or replaced after this shell entered it.',
    fix: 'Change to a folder that exists, or give absolute paths.',
  });
}
