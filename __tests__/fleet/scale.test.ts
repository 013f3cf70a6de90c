/** How many requests to S3 a plan and a coverage make of a large vault. */
import type { FleetResult } from '../../src/fleet/records.ts';
import { writeRecord } from '../../src/fleet/records.ts';
import { findNewest, surveyFleet } from '../../src/fleet/survey.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { counted } from '../support/counted-store.ts';
import { memoryStore } from '../support/memory-store.ts';
import { repository } from './repositories.ts';

const NOW = new Date('2026-11-29T06:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const ID = '20261129T040000Z-0123456789abcdef0123456789abcdef';
const { signal } = new AbortController();
const REPOSITORIES = Array.from({ length: 1000 }, (_, index) => repository(index + 1, `r${String(index)}`));

function result({ id, name }: { readonly id: number; readonly name: string }, hours: number): FleetResult {
  const series = `acme/${name}/repository`;
  return { id, name, series, status: 'complete', snapshot: ID, utc: hoursAgo(hours), parts: [], durationMs: 5000 };
}

/** A vault with 1,000 series of so many snapshots, the coverage of last night, and the legs of this one. */
async function vaultOf(snapshots: number, legs: number) {
  const { store, objects } = memoryStore(() => NOW);
  const body = Buffer.alloc(0);
  for (const { name } of REPOSITORIES)
    for (let day = 0; day < snapshots; day++) {
      const at = new Date(NOW.getTime() - day * 24 * 3_600_000);
      const stamp = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
      objects.set(rootKey(`acme/${name}/repository`, `${stamp}-${'0'.repeat(32)}`), { body, lastModified: at });
    }
  const before = REPOSITORIES.map((each) => result(each, 30));
  await writeRecord(store, hoursAgo(26), { kind: 'coverage', account: 'acme', results: before, gone: [] });
  const results = REPOSITORIES.map((each) => result(each, 2));
  for (let leg = 1; leg <= legs; leg++) {
    const own = results.filter((_, index) => index % legs === leg - 1);
    await writeRecord(store, hoursAgo(1), { kind: 'leg', account: 'acme', leg, of: legs, results: own });
  }
  return store;
}

const scope = { account: 'acme', repositories: REPOSITORIES, now: NOW, signal };

test('1,000 series, however many snapshots they have: 2 requests for the plan of a night, 22 for the coverage after 20 legs', async () => {
  const before = counted(await vaultOf(4, 0));
  expect((await surveyFleet({ ...scope, store: before.store })).recorded.size).toBe(1000);
  expect(before.counts).toEqual({ lists: 1, gets: 1 });
  const after = counted(await vaultOf(4, 20));
  const survey = await surveyFleet({ ...scope, store: after.store });
  expect(survey.roots).toBeUndefined();
  expect(survey.state.results.size).toBe(1000);
  expect(after.counts).toEqual({ lists: 1, gets: 21 });
});

test('without a record all roots are listed once; a few series that no record tells of are looked up alone', async () => {
  const { store, objects } = memoryStore(() => NOW);
  objects.set(rootKey('acme/r0/repository', ID), { body: Buffer.alloc(0), lastModified: NOW });
  const first = counted(store);
  const survey = await surveyFleet({ ...scope, store: first.store });
  expect([...(survey.roots?.keys() ?? [])]).toEqual(['acme/r0/repository']);
  const names = REPOSITORIES.map(({ name }) => `acme/${name}/repository`);
  const found = await findNewest(first.store, names, { roots: survey.roots, withParts: false, signal });
  expect([...found.keys()]).toEqual(['acme/r0/repository']);
  // Three windows of records, and the roots.
  expect(first.counts).toEqual({ lists: 4, gets: 0 });
  const few = counted(store);
  await findNewest(few.store, names.slice(0, 50), { roots: undefined, withParts: false, signal });
  expect(few.counts).toEqual({ lists: 50, gets: 0 });
  const many = counted(store);
  await findNewest(many.store, names.slice(0, 51), { roots: undefined, withParts: false, signal });
  expect(many.counts).toEqual({ lists: 1, gets: 0 });
});
