/** The model can fail: with a rule of the protocol broken, it finds within some seeds that a promise is not kept. */
import { runMonths, type Mutation } from './scenario.ts';

const SEEDS = 24;
const DAYS = 75;

async function firstViolation(mutation: Mutation): Promise<string | undefined> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    try {
      await runMonths(seed, DAYS, mutation);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}

test.each<[string, Mutation, RegExp]>([
  ['prune takes what is young (G = 0)', 'no-grace', /is covered by prune|was not there when its run began/],
  ['prune does not look again after it marked', 'no-second-look', /is covered by prune/],
  ['a backup adopts packs of any age', 'adopt-any-age', /is covered by prune|was not there when its run began/],
  ['prune goes by the clock of its machine', 'runner-clock', /within the retention floor|took out/],
  ['a backup does not prove what it builds on', 'no-proof', /was not there when its run began/],
  ['a backup may take longer than B', 'backup-without-end', /is covered by|could not bring back/],
  ['S3 keeps noncurrent versions for a day', 'short-lifecycle', /expired the last right bytes|no snapshot|finds lost/],
])('%s', async (_, mutation, expected) => {
  expect(await firstViolation(mutation)).toMatch(expected);
});

test('a seed always gives the same months', async () => {
  const [first, second, other] = [await runMonths(7, 30), await runMonths(7, 30), await runMonths(8, 30)];
  expect(second).toEqual(first);
  expect(other.digest).not.toBe(first.digest);
});
