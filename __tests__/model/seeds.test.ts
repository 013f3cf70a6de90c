/**
 * Months of backups, prunes and mishaps in virtual time: no live snapshot loses a byte (docs/safety.md).
 *
 * `HOLDFAST_MODEL_SEEDS=1000 npm test -- __tests__/model/seeds.test.ts` runs more seeds, `HOLDFAST_MODEL_SEED=17` one alone.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { awaitedLater } from '../../src/base/async.ts';
import type { SeedResult } from './seeds-worker.ts';

/** Four months. */
const DAYS = 120;
const { HOLDFAST_MODEL_SEED: one, HOLDFAST_MODEL_SEEDS: count = '50' } = process.env;
const SEEDS = one === undefined ? Array.from({ length: Number(count) }, (_, i) => i + 1) : [Number(one)];

/** What must have happened for these months to say anything. */
const EVENTS = [
  'backup done',
  'backup killed',
  'backup backup-too-long',
  'adopted',
  'adopted by journal',
  'prune done',
  'prune killed',
  'prunes overlap',
  'objects marked',
  'put back by prune',
  'undelete done',
  'undelete killed',
  'remove done',
  'attacks',
  'repair done',
  'expired',
];
const SEEDS_FOR_EVENTS = 40;

const results = new Map<number, PromiseWithResolvers<SeedResult>>();
for (const seed of SEEDS) {
  const result = Promise.withResolvers<SeedResult>();
  void awaitedLater(result.promise);
  results.set(seed, result);
}
const workers: Worker[] = [];

beforeAll(() => {
  const waiting = [...SEEDS];
  for (let threads = Math.min(availableParallelism(), SEEDS.length); threads > 0; threads--) {
    const worker = new Worker(new URL('./seeds-worker.ts', import.meta.url));
    const next = (): void => {
      const seed = waiting.shift();
      if (seed !== undefined) worker.postMessage({ seed, days: DAYS });
    };
    worker.on('message', (result: SeedResult) => {
      results.get(result.seed)?.resolve(result);
      next();
    });
    worker.on('error', (error) => {
      for (const { reject } of results.values()) reject(error);
    });
    workers.push(worker);
    next();
  }
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.terminate()));
});

test.each(SEEDS)('seed %d', async (seed) => {
  const { violation } = (await results.get(seed)?.promise) as SeedResult;
  if (violation === undefined) return;
  const again = `HOLDFAST_MODEL_SEED=${String(seed)} npm test -- __tests__/model/seeds.test.ts`;
  throw new Error(`Seed ${String(seed)} (again: ${again})\n${violation}`);
});

test('these months were eventful', async () => {
  if (SEEDS.length < SEEDS_FOR_EVENTS) return;
  const happened = new Set<string>();
  for (const { promise } of results.values())
    for (const what of Object.keys((await promise).counts)) happened.add(what);
  expect(EVENTS.filter((what) => !happened.has(what))).toEqual([]);
});
