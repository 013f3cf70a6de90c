/** A thread that runs one seed after the other, for seeds.test.ts. */
import { parentPort } from 'node:worker_threads';
import { runMonths } from './scenario.ts';

export interface SeedResult {
  readonly seed: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What promise was not kept. */
  readonly violation: string | undefined;
}

parentPort?.on('message', ({ seed, days }: { readonly seed: number; readonly days: number }) => {
  void runMonths(seed, days).then(
    ({ counts }) => parentPort?.postMessage({ seed, counts, violation: undefined } satisfies SeedResult),
    (error: unknown) =>
      parentPort?.postMessage({ seed, counts: {}, violation: (error as Error).message } satisfies SeedResult),
  );
});
