/** Retention: expected results as files, and what holds for every policy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { LIMITS } from '../../../src/base/limits.ts';
import { decide, fits, floorSeconds, type Candidate, type KeepRules } from '../../../src/vault/prune/retention.ts';
import { ROOT } from '../../process/support.ts';
import { runGolden } from './golden.ts';

const GOLDEN = join(ROOT, '__tests__/vault/prune/golden');
const FILES = readdirSync(GOLDEN);

test('there are enough cases', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(40);
});

test.each(FILES)('%s', (name) => {
  const expected = readFileSync(join(GOLDEN, name), 'utf8');
  expect(runGolden(expected).text).toBe(expected);
});

const NOW = new Date('2026-11-23T12:00:00Z');
const ZONES = ['UTC', 'Europe/Zurich', 'America/Los_Angeles', 'Pacific/Kiritimati'];
const FLAWS = ['partial', 'not verified', 'quarantined', 'its time is not trusted', 'anomaly', 'unreadable'];

const candidate = fc.record({
  ageMinutes: fc.oneof(fc.nat(60 * 24 * 8), fc.nat(60 * 24 * 60), fc.nat(60 * 24 * 1200)),
  flaw: fc.option(fc.constantFrom(...FLAWS), { nil: undefined, freq: 4 }),
  isProved: fc.nat(3).map((n) => n > 0),
  isHeld: fc.nat(20).map((n) => n === 0),
  labels: fc.subarray(['release-1', 'nightly'], { maxLength: 2 }),
});
const candidates = fc.array(candidate, { maxLength: 40 }).map((list) =>
  list.map(({ ageMinutes, flaw, isProved, isHeld, labels }, index): Candidate => ({
    id: String(index),
    time: new Date(NOW.getTime() - ageMinutes * 60_000),
    flaw,
    isProved,
    pinned: [...(isHeld ? ['held'] : []), ...(flaw === 'unreadable' ? ['it cannot be read'] : [])],
    labels,
  })),
);
const number = fc.integer({ min: 1, max: 12 });
const NUMBERS = { last: number, hourly: number, daily: number, weekly: number, monthly: number, yearly: number };
const rules = fc.record(
  {
    ...NUMBERS,
    withinSeconds: fc.integer({ min: 1, max: 400 }).map((hours) => hours * 6 * 3600),
    labels: fc.subarray(['release-*', 'nightly']),
  },
  { requiredKeys: ['labels'] },
);
const series = fc.constantFrom('acme/shop/files', 'acme/shop/files/pr/7');
const timeZone = fc.constantFrom(...ZONES);
const given = fc.record({ candidates, rules, series, timeZone });

interface Given {
  readonly candidates: readonly Candidate[];
  readonly rules: KeepRules;
  readonly series: string;
  readonly timeZone: string;
}

function keptOf({ candidates, rules, series, timeZone }: Given): readonly Candidate[] {
  const { verdicts } = decide(series, candidates, rules, { now: NOW, timeZone });
  const kept = new Set(verdicts.filter(({ keep }) => keep).map(({ id }) => id));
  return candidates.filter(({ id }) => kept.has(id));
}

const ageSeconds = ({ time }: Candidate): number => (NOW.getTime() - time.getTime()) / 1000;
const isCounted = (each: Candidate): boolean => each.flaw === undefined && ageSeconds(each) > LIMITS.graceSeconds;

function newest(list: readonly Candidate[]): Candidate | undefined {
  return list.toSorted((a, b) => +b.time - +a.time)[0];
}

/** Otherwise it would be the newest verified one itself, which always stays. */
function isNewerVerified({ candidates }: Given, { time }: Candidate): boolean {
  return candidates.some((each) => each.flaw === undefined && each.time > time);
}

describe('for every policy', () => {
  test('each snapshot has one verdict, and a reason at least', () =>
    fc.assert(
      fc.property(given, ({ candidates, rules, series, timeZone }) => {
        const { verdicts } = decide(series, candidates, rules, { now: NOW, timeZone });
        expect(verdicts.map(({ id }) => id).toSorted()).toEqual(candidates.map(({ id }) => id).toSorted());
        expect(verdicts.every(({ reasons }) => reasons.length > 0)).toBe(true);
      }),
    ));

  test('adding a rule, or raising a number, never removes more', () =>
    fc.assert(
      fc.property(given, rules, (one, more) => {
        const both: Record<string, unknown> = { ...more, ...one.rules };
        for (const name of Object.keys(more) as (keyof KeepRules)[]) {
          const [a, b] = [one.rules[name], more[name]];
          if (typeof a === 'number' && typeof b === 'number') both[name] = Math.max(a, b);
        }
        const merged = { ...both, labels: [...one.rules.labels, ...more.labels] };
        const after = new Set(keptOf({ ...one, rules: merged }));
        for (const kept of keptOf(one)) expect(after).toContain(kept);
      }),
    ));

  test('a second time it removes nothing', () =>
    fc.assert(
      fc.property(given, (input) => {
        const kept = keptOf(input);
        expect(keptOf({ ...input, candidates: kept })).toEqual(kept);
      }),
    ));

  test('what is young, held or the newest verified stays; without a verified one, all', () =>
    fc.assert(
      fc.property(given, (input) => {
        const kept = new Set(keptOf(input));
        const { candidates, series } = input;
        const must = candidates.filter(
          (each) => ageSeconds(each) <= floorSeconds(series) || each.pinned.length > 0 || !candidates.some(isCounted),
        );
        const verified = newest(candidates.filter(({ flaw }) => flaw === undefined));
        const times = new Set([...kept].map(({ time }) => time.getTime()));
        for (const each of must) expect(kept).toContain(each);
        if (verified !== undefined) expect(times).toContain(verified.time.getTime());
      }),
    ));

  test('what a writer adds by itself changes nothing for all others', () =>
    fc.assert(
      fc.property(given, candidates, (input, more) => {
        const planted = more
          .filter(({ flaw }) => flaw !== undefined)
          .map((each): Candidate => ({ ...each, id: `planted ${each.id}`, pinned: [] }));
        const verdictsOf = (list: readonly Candidate[]) =>
          decide(input.series, list, input.rules, { now: NOW, timeZone: input.timeZone }).verdicts;
        const alone = new Map(verdictsOf(input.candidates).map(({ id, keep }) => [id, keep]));
        for (const { id, keep } of verdictsOf([...input.candidates, ...planted]))
          if (alone.has(id)) expect(keep).toBe(alone.get(id));
      }),
    ));

  test('one that is not verified stays for as long as it would stay if it were', () =>
    fc.assert(
      fc.property(given, (input) => {
        const kept = new Set(keptOf(input));
        for (const each of input.candidates.filter(({ flaw }) => flaw === 'not verified')) {
          const asIf = input.candidates.map((other) => (other === each ? { ...each, flaw: undefined } : other));
          const wouldStay = keptOf({ ...input, candidates: asIf }).some(({ id }) => id === each.id);
          const isOnlyProof = input.candidates.every(({ flaw, isProved }) => flaw !== undefined || !isProved);
          if (wouldStay && !isOnlyProof && isNewerVerified(input, each)) expect(kept).toContain(each);
        }
      }),
    ));

  test('nothing goes unless a newer one that stays was read in full', () =>
    fc.assert(
      fc.property(given, (input) => {
        const kept = new Set(keptOf(input));
        for (const gone of input.candidates.filter((each) => !kept.has(each)))
          expect(
            [...kept].some(({ time, flaw, isProved }) => flaw === undefined && isProved && time >= gone.time),
          ).toBe(true);
      }),
    ));

  test('one that does not count goes only when it is old, and newer verified ones exist', () =>
    fc.assert(
      fc.property(given, (input) => {
        const kept = new Set(keptOf(input));
        for (const gone of input.candidates.filter((each) => each.flaw !== undefined && !kept.has(each))) {
          expect(ageSeconds(gone)).toBeGreaterThan(floorSeconds(input.series));
          expect(input.candidates.some((each) => isCounted(each) && each.time >= gone.time)).toBe(true);
        }
      }),
    ));

  test('daily, by its definition', () =>
    fc.assert(
      fc.property(candidates, number, (list, daily) => {
        const counted = list.filter(isCounted).toSorted((a, b) => +b.time - +a.time || (a.id < b.id ? 1 : -1));
        const byDay = Map.groupBy(counted, ({ time }) => time.toISOString().slice(0, 10));
        const wanted = [...byDay.values()].slice(0, daily).map(([first]) => first?.id);
        if (byDay.size < daily && counted.length > 0) wanted.push(counted.at(-1)?.id);
        const { verdicts } = decide('s', list, { daily, labels: [] }, { now: NOW, timeZone: 'UTC' });
        const byRule = verdicts.filter(({ reasons }) => reasons.some((reason) => reason.startsWith('daily')));
        expect(new Set(byRule.map(({ id }) => id))).toEqual(new Set(wanted));
      }),
    ));
});

test.each([
  ['*', 'acme/shop/files', true],
  ['*/pr/*', 'acme/shop/files/pr/7', true],
  ['acme/*', 'other/shop', false],
  ['a.c', 'abc', false],
  ['acme/shop', 'acme/shop/files', false],
  ['', '', true],
])('pattern %j and %j', (pattern, text, expected) => {
  expect(fits(pattern, text)).toBe(expected);
});
