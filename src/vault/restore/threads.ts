/** The pool of threads that write. */
import type { CorruptionCode } from '../../base/error-codes.ts';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { startThreads } from '../../base/async.ts';
import { systemErrorCode } from '../../base/platform.ts';
import { isSystemCode, meaningOf } from '../../base/system-errors.ts';
import { TargetFailure } from './folders.ts';
import type { Reply, Setup, Task, TaskError } from './restore-worker.ts';

const MAX_THREADS = 4;
/**
 * Paths and digests are small garbage with memory outside of the heap: collected early, a million files take 120 MB
 * less than with node's own 48 MB, in the same time.
 */
const YOUNG_MB = 4;

interface Waiter {
  readonly weight: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

class Thread {
  private readonly worker: Worker;
  private readonly waiters: Waiter[] = [];
  private failure: Error | undefined;
  load = 0;

  constructor(url: URL) {
    this.worker = new Worker(url, {
      workerData: 'restore-worker',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.worker.on('message', (reply: Reply) => this.settle(reply));
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('A thread of the restore has ended.')));
  }

  run(task: Task, weight: number, transfer: readonly ArrayBuffer[]): Promise<Reply> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.load += weight;
      this.waiters.push({ weight, resolve, reject });
      this.worker.postMessage(task, transfer);
    });
  }

  private settle(reply: Reply): void {
    const waiter = this.waiters.shift();
    if (waiter === undefined) return;
    this.load -= waiter.weight;
    if (reply.error === undefined) waiter.resolve(reply);
    else waiter.reject(restoreError(reply.error));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const waiter of this.waiters.splice(0)) waiter.reject(this.failure);
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The threads that write. A task goes to the thread with the least work. */
export class RestoreThreads {
  private readonly threads: readonly Thread[];
  private readonly stopFlag = new Int32Array(new SharedArrayBuffer(4));
  private readonly running = new Set<Promise<Reply>>();

  private constructor(threads: readonly Thread[]) {
    this.threads = threads;
  }

  static async start(url: URL): Promise<RestoreThreads> {
    const count = Math.max(2, Math.min(availableParallelism(), MAX_THREADS));
    return new RestoreThreads(await startThreads(count, () => new Thread(url)));
  }

  async setUp(setup: Omit<Setup, 'stop'>): Promise<void> {
    await this.runOnAll({ kind: 'setup', setup: { ...setup, stop: this.stopFlag } });
  }

  async runOnAll(task: Task): Promise<void> {
    await Promise.all(this.threads.map((thread) => this.track(thread.run(task, 0, []))));
  }

  /** @param weight how long it takes, in any one unit */
  run(task: Task, weight: number, transfer: readonly ArrayBuffer[] = []): Promise<Reply> {
    const idlest = this.threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
    return this.track(idlest.run(task, weight, transfer));
  }

  private track(reply: Promise<Reply>): Promise<Reply> {
    this.running.add(reply);
    const forget = (): void => {
      this.running.delete(reply);
    };
    reply.then(forget, forget);
    return reply;
  }

  /** Lets each thread finish its current file. Resolves when no thread touches the target any more. */
  async stop(): Promise<void> {
    Atomics.store(this.stopFlag, 0, 1);
    await Promise.allSettled(this.running);
  }

  async end(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

const KEPT = 'Files that are already complete are not fetched again.';

/** Turns the error of a task into one for users. Anything not caused by a system call or the snapshot is a defect. */
export function restoreError({ code, message, path }: TaskError): Error {
  const where = path === undefined ? '' : ` at ${JSON.stringify(path)}`;
  if (isCorruption(code)) return corrupt(code, message, where);
  if (code === 'target-changed') {
    return new HoldfastError({
      code,
      message: `The target was changed while it was restored${where}.`,
      why: `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`,
      fix: `Run the same restore again when nothing else writes there. ${KEPT}`,
    });
  }
  return isSystemCode(code) ? failedCall(code, message, where) : new Error(message);
}

const UNKNOWN = {
  code: 'write-failed',
  fix: 'Fix what the system reports, or restore to another folder, and run it again.',
} as const;

/** @param systemCode `ENOSPC` and the like */
function failedCall(systemCode: string, why: string, where: string): HoldfastError {
  const { code, fix } = meaningOf(systemCode) ?? UNKNOWN;
  switch (code) {
    case 'disk-full':
      return new HoldfastError({ code, message: `The disk is full${where}.`, why, fix: `${fix} ${KEPT}` });
    case 'no-permission':
    case 'read-only':
      return new HoldfastError({
        code: 'target-not-writable',
        message: `The target cannot be read or written${where}.`,
        why,
        fix: 'Restore as a user who can read and write there, or to another folder.',
      });
    default:
      return new HoldfastError({ code, message: `The restore failed${where}.`, why, fix: `${fix} ${KEPT}` });
  }
}

/** The thread that writes sends the codes of its own errors and those of system calls. */
function isCorruption(code: string): code is CorruptionCode {
  return code.startsWith('corrupt-');
}

function corrupt(code: CorruptionCode, message: string, where: string): HoldfastError {
  if (code !== 'corrupt-tree') return new HoldfastError({ code, message });
  return new HoldfastError({
    code,
    message: `A file was not restored${where}: ${message}.`,
    fix: 'Leave this path out with exclude to get the rest, and take the file from another snapshot.',
  });
}

/** System calls of any thread fail for the same reasons. @param path printable, in the snapshot */
export function systemError(error: unknown, path?: string): unknown {
  const code = systemErrorCode(error);
  if (error instanceof HoldfastError || code === undefined) return error;
  const isOurs = error instanceof TargetFailure || typeof (error as { syscall?: unknown }).syscall === 'string';
  return isOurs ? restoreError({ code, message: messageOf(error), ...(path !== undefined && { path }) }) : error;
}
