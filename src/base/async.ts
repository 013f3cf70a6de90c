/** Bounded concurrency, results that are made once, and patience with a lack of descriptors or threads. */
import { setTimeout } from 'node:timers/promises';
import { isLack } from './system-errors.ts';

/** Some 30 s in total: descriptors become free when a connection or a file is closed. */
const LACK_TRIES = 300;
const LACK_PAUSE_MS = 100;

/** Repeats work for a while if the system has no free descriptor, thread or memory. @throws the work's last error */
export async function retryLack<T>(work: () => T, signal?: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (tries === LACK_TRIES || !isLack(error)) throw error;
    }
    await setTimeout(LACK_PAUSE_MS, undefined, { signal });
  }
}

/**
 * Starts threads. If the system has none free, waits for the first and does without the others. If one cannot be
 * started for another reason, none keeps running.
 *
 * @throws what kept one from starting
 */
export async function startThreads<T extends { close(): Promise<void> }>(count: number, make: () => T): Promise<T[]> {
  const threads = [await retryLack(make)];
  try {
    while (threads.length < count) threads.push(make());
  } catch (error) {
    if (isLack(error)) return threads;
    await Promise.all(threads.map((thread) => thread.close()));
    throw error;
  }
  return threads;
}

/**
 * For a promise that is awaited later. If it fails before, it does not count as an unhandled rejection. The error is
 * not lost, since whoever awaits the promise gets it.
 */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {
    return;
  });
  return promise;
}

/** A result that is made when it is first asked for, and kept; a failure is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/**
 * Works on items, `limit` of them at a time; results in the order of items. After a failure no further item is started.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const at = next++;
      try {
        results[at] = await work(items[at] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}

/** Limits the number of things in flight. First come, first served. */
export class Slots {
  private free: number;
  private readonly waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  private failure: Error | undefined;

  constructor(count: number) {
    this.free = count;
  }

  async acquire(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  release(): void {
    const first = this.waiting.shift();
    if (first === undefined) this.free++;
    else first.resolve();
  }

  /** Everyone who waits, now or later, gets this error. */
  fail(error: Error): void {
    this.failure ??= error;
    for (const waiter of this.waiting.splice(0)) waiter.reject(this.failure);
  }
}
