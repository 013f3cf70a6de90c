/**
 * Loaded into the shipped program with --import: one system call of it fails as `HOLDFAST_FAULT` says, and calls are noted.
 * Threads load it too, since they have the options of the process that starts them.
 */
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { PassThrough } from 'node:stream';
import threads from 'node:worker_threads';

/** What fails. Without `code`, calls are only noted. */
export interface Fault {
  /** A function of node:fs, of its promises (`promises.open`), of its handles (`handle.read`), `spawn` or `Worker`. */
  readonly call?: string;
  /** `ENOSPC` and the like. */
  readonly code?: string;
  /** The how manieth call of this name of a thread, from 1; the first one that comes to it. */
  readonly at?: number;
  /** How many calls fail from there on; 1 if not said. */
  readonly times?: number;
  /** Only calls of a path that this is part of. */
  readonly path?: string;
  /** A file that takes a line a call: thread, name, path; and `failed` and the name for the one that failed. */
  readonly log: string;
}

type Call = (...args: unknown[]) => unknown;

const fault = JSON.parse(process.env['HOLDFAST_FAULT'] ?? 'null') as Fault | null;
const thread = threads.isMainThread ? 'main' : 'thread';
const { openSync, writeSync } = fs;
const logFd = fault === null ? -1 : openSync(fault.log, 'a');
const counts = new Map<string, number>();
/** Files of the program itself, which Node may load through node:fs. */
const OWN = /[/\\](dist|bin|node_modules)[/\\]|^node:/;
const paths = new Map<unknown, string>();
/** Node's own calls within one that was noted. */
let isWithin = false;

function nameOf(value: unknown): string {
  if (value instanceof URL) return value.pathname;
  if (typeof value === 'number') return paths.get(value) ?? '';
  return Buffer.isBuffer(value) ? value.toString() : typeof value === 'string' ? value : '';
}

/** @returns the error of this call, if it is its turn to fail */
function failureOf(call: string, args: readonly unknown[]): Error | undefined {
  // Of a handle the first argument is no path, but may be the buffer to fill.
  const path = call.startsWith('handle.') ? '' : nameOf(args[0]);
  if (fault === null || isWithin || OWN.test(path)) return undefined;
  writeSync(logFd, `${thread} ${call} ${path}\n`);
  if (call !== fault.call || fault.code === undefined || !path.includes(fault.path ?? '')) return undefined;
  const count = (counts.get(call) ?? 0) + 1;
  counts.set(call, count);
  const first = fault.at ?? 1;
  if (count < first || count >= first + (fault.times ?? 1)) return undefined;
  writeSync(logFd, `failed ${call} ${path}\n`);
  return failureWith(fault.code, call, path);
}

function failureWith(code: string, call: string, path: string): Error {
  if (call === 'Worker') {
    const message = `Worker initialization failure: ${code}`;
    return Object.assign(new Error(message), { code: 'ERR_WORKER_INIT_FAILED' });
  }
  const number = (constants.errno as Readonly<Record<string, number>>)[code] ?? 0;
  const syscall = call === 'spawn' ? `spawn ${path}` : call.replace(/^.*\.|Sync$/g, '').toLowerCase();
  const where = path === '' ? '' : ` '${path}'`;
  const facts = { code, errno: -number, syscall, ...(path !== '' && { path }) };
  return Object.assign(new Error(`${code}: injected, ${syscall}${where}`), facts);
}

/** Node closes a descriptor whatever close(2) says. */
const ALWAYS_DONE = ['closeSync', 'close', 'handle.close'];

function calledWithin(call: string, args: readonly unknown[], work: () => unknown): unknown {
  const outer = isWithin;
  isWithin = true;
  try {
    const result = work();
    if (call === 'openSync') paths.set(result, nameOf(args[0]));
    return result;
  } finally {
    isWithin = outer;
  }
}

function wrap(owner: object, name: string, call: string, kind: 'sync' | 'promise' | 'callback'): void {
  const members = owner as Record<string, Call>;
  const original = members[name] as Call;
  members[name] = function (this: unknown, ...args: unknown[]): unknown {
    const error = failureOf(call, args);
    if (error === undefined)
      return kind === 'sync' ? calledWithin(call, args, () => original.apply(this, args)) : original.apply(this, args);
    if (kind === 'callback') {
      const done = args.at(-1) as (error: Error) => void;
      if (ALWAYS_DONE.includes(call)) return original.apply(this, [...args.slice(0, -1), () => done(error)]);
      process.nextTick(done, error);
      return undefined;
    }
    if (kind === 'sync') {
      if (ALWAYS_DONE.includes(call)) original.apply(this, args);
      throw error;
    }
    const before = ALWAYS_DONE.includes(call) ? (original.apply(this, args) as Promise<unknown>) : Promise.resolve();
    return before.then(() => {
      throw error;
    });
  };
}

const PATHS = ['open', 'lstat', 'stat', 'readdir', 'readlink', 'mkdir', 'mkdtemp', 'rename', 'link', 'symlink'];
const MORE_PATHS = ['unlink', 'rm', 'rmdir', 'chmod', 'utimes', 'lutimes', 'copyFile', 'cp', 'readFile', 'writeFile'];
const DESCRIPTORS = ['read', 'write', 'close', 'fstat', 'fchmod', 'futimes', 'ftruncate', 'fsync', 'writev'];
const HANDLES = ['read', 'write', 'writeFile', 'sync', 'close', 'stat', 'truncate'];

async function patchFiles(): Promise<void> {
  const handle = await fs.promises.open(process.execPath);
  const prototype = Object.getPrototypeOf(handle) as object;
  await handle.close();
  for (const name of HANDLES) wrap(prototype, name, `handle.${name}`, 'promise');
  for (const name of [...PATHS, ...MORE_PATHS, 'realpath', 'opendir', 'statfs'])
    wrap(fs.promises, name, `promises.${name}`, 'promise');
  for (const name of [...PATHS, ...MORE_PATHS, ...DESCRIPTORS, 'opendir', 'statfs'])
    wrap(fs, `${name}Sync`, `${name}Sync`, 'sync');
  for (const name of ['open', ...DESCRIPTORS.filter((each) => !each.startsWith('f') || each === 'fsync')])
    wrap(fs, name, name, 'callback');
}

/** Of these Node tells by an event; it throws the others. https://github.com/nodejs/node/blob/v24.x/lib/internal/child_process.js */
const TOLD_LATER = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT'];

function patchProcesses(): void {
  const { spawn } = childProcess;
  const members = childProcess as unknown as Record<string, Call>;
  members['spawn'] = (...args: unknown[]): unknown => {
    const error = failureOf('spawn', args);
    if (error === undefined) return (spawn as unknown as Call)(...args);
    if (!TOLD_LATER.includes(fault?.code ?? '')) throw error;
    const streams = [new PassThrough(), new PassThrough(), new PassThrough()] as const;
    const [stdin, stdout, stderr] = streams;
    // Without descriptors there are no pipes.
    const pipes = /^E[MN]FILE$/.test(fault?.code ?? '') ? {} : { stdin, stdout, stderr, stdio: streams };
    const child = Object.assign(new EventEmitter(), { ...pipes, kill: () => false });
    process.nextTick(() => {
      child.emit('error', error);
      for (const stream of streams) stream.destroy();
      child.emit('close', (constants.errno as Readonly<Record<string, number>>)[fault?.code ?? ''], null);
    });
    return child;
  };
  const { Worker } = threads;
  (threads as { Worker: unknown }).Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      const error = failureOf('Worker', []);
      if (error !== undefined) throw error;
      super(...args);
    }
  };
}

if (fault !== null) {
  await patchFiles();
  patchProcesses();
  syncBuiltinESMExports();
}
