import fc from 'fast-check';
import {
  checkVault,
  fingerprintOf,
  type Leg,
  LEG_MAX_BYTES,
  parseLeg,
  writeLeg,
  writeMatrix,
} from '../../src/fleet/leg.ts';
import type { Candidate } from '../../src/fleet/order.ts';
import { planLegs as planAt, type PlanLimits } from '../../src/fleet/plan.ts';
import { candidate, NOW } from './candidates.ts';

const planLegs = (list: readonly Candidate[], limits: Omit<PlanLimits, 'now'>) =>
  planAt(list, { ...limits, now: new Date(NOW) });
const PLACE = { bucket: 'acme-backups', prefix: '', endpointUrl: undefined };
const LEG: Leg = {
  ...{ vault: fingerprintOf(PLACE), account: 'acme', leg: 3, of: 20, requests: 240 },
  queue: [
    { id: 123, name: 'shop', series: 'acme/shop/repository' },
    { id: 124, name: 'store', series: 'acme/old-name/repository', base: 'acme/shop/repository' },
    { id: 125, name: 'docs', series: 'acme/docs/repository', pushed: 1_795_900_000 },
  ],
};

function errorOf(work: () => unknown): { readonly code?: string; readonly fix?: string } {
  try {
    work();
    return {};
  } catch (error) {
    return error as { code: string; fix?: string };
  }
}
const codeOf = (work: () => unknown) => errorOf(work).code;

test('a leg is text and comes back as it was; a default series takes no room in it', () => {
  expect(parseLeg(writeLeg(LEG))).toEqual(LEG);
  expect(writeLeg(LEG)).toContain('{"id":123,"name":"shop"}');
  const unlimited = { ...LEG, requests: undefined };
  expect(parseLeg(writeLeg(unlimited))).toEqual(unlimited);
});

type Json = Readonly<Record<string, unknown>>;
const queue = (...entries: readonly Json[]) => ({ queue: entries });

test.each<[string, Json | unknown[]]>([
  ['another format', { format: 'holdfast-fleet-leg/2' }],
  ['no vault', { vault: undefined }],
  ['an account that is a path', { account: '../evil' }],
  ['a number beyond the number of legs', { leg: 21 }],
  ['a negative share', { requests: -1 }],
  ['a queue that is none', { queue: 'all' }],
  ['an entry without an id', queue({ name: 'shop' })],
  ['a push before all time', queue({ id: 1, name: 'a', pushed: -1 })],
  ['a name that is a path', queue({ id: 1, name: '..' })],
  ['a series that is none', queue({ id: 1, name: 'a', series: 'a/../b' })],
  ['a repository twice', queue({ id: 1, name: 'a' }, { id: 1, name: 'b' })],
  ['two repositories with one series', queue({ id: 1, name: 'a' }, { id: 2, name: 'b', series: 'acme/a/repository' })],
])('%s is refused', (_, change) => {
  const json = { ...(JSON.parse(writeLeg(LEG)) as Json), ...change };
  expect(codeOf(() => parseLeg(JSON.stringify(json)))).toBe('bad-leg');
});

test('whatever text comes in is refused as what it is, and nothing else happens', () => {
  const refused = (text: string): void => expect(codeOf(() => parseLeg(text))).toBe('bad-leg');
  fc.assert(fc.property(fc.string(), refused));
  fc.assert(fc.property(fc.json(), refused));
  refused(' '.repeat(LEG_MAX_BYTES + 1));
});

test('a plan of another bucket, prefix or endpoint is refused; a slash at the end of an endpoint says nothing', () => {
  expect(codeOf(() => checkVault(LEG, PLACE))).toBeUndefined();
  for (const other of [{ bucket: 'other' }, { prefix: 'p' }, { endpointUrl: 'https://s3.example.com' }])
    expect(codeOf(() => checkVault(LEG, { ...PLACE, ...other }))).toBe('plan-of-another-vault');
  const [one, same] = ['https://s3.example.com', 'https://s3.example.com/'].map((endpointUrl) =>
    fingerprintOf({ ...PLACE, endpointUrl }),
  );
  expect(one).toBe(same);
});

const many = (count: number, nameChars: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = `r${String(index)}`.padEnd(nameChars, 'x');
    const own = { name, series: `acme/${name}/repository`, pushed: 1_795_900_000 };
    return candidate(index + 1, { ...own, newest: undefined, lastMs: 600_000, sizeKib: 1 });
  });
const HEAD = { vault: LEG.vault, account: 'acme' };

test('a thousand repositories fit into the matrix, whose entries are the texts of the legs', () => {
  const legs = planLegs(many(1000, 40), { legs: 20, requestsLeft: 5000 });
  const { matrix, legs: texts } = writeMatrix(HEAD, legs);
  const { include } = JSON.parse(matrix) as { include: { leg: number; of: number; plan: string }[] };
  expect(include.map(({ plan }) => plan)).toEqual(texts);
  expect(include.map(({ leg }) => leg)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(include.flatMap(({ plan }) => parseLeg(plan).queue)).toHaveLength(1000);
});

test('a leg of 100,000 bytes is too much for a variable: the error says how many legs are enough', () => {
  const repositories = many(3000, 100);
  const plan = (legs: number) => () => writeMatrix(HEAD, planLegs(repositories, { legs, requestsLeft: undefined }));
  const { code, fix = '' } = errorOf(plan(2));
  expect(code).toBe('matrix-too-large');
  const [, needed] = /Set legs to (\d+)/.exec(fix) ?? [];
  expect(codeOf(plan(Number(needed)))).toBeUndefined();
});

test('a matrix of more than an output of a job takes is refused', () => {
  const legs = planLegs(many(6000, 100), { legs: 256, requestsLeft: undefined });
  expect(codeOf(() => writeMatrix(HEAD, legs))).toBe('matrix-too-large');
});
