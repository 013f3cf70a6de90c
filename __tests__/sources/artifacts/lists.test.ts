/** Lists of artifacts that are longer than a night: where they end, what is remembered, and what is loaded first. */
import fc from 'fast-check';
import * as v from 'valibot';
import { HoldfastError } from '../../../src/base/errors.ts';
import { GithubFailure } from '../../../src/github/failure.ts';
import { listRepository, type Reader } from '../../../src/sources/artifacts/listing.ts';
import { withinRequests, type ArtifactPlan } from '../../../src/sources/artifacts/plan.ts';
import type { Sweep } from '../../../src/sources/artifacts/service.ts';
import { Bench, classesOf } from './bench.ts';
import { makeZip } from './zips.ts';

const zip = makeZip([{ name: 'f', content: 'x' }]);
let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

const lists = (requests: readonly string[]): string[] => requests.filter((request) => /artifacts$/.test(request));
const loads = (requests: readonly string[]): string[] => requests.filter((request) => request.endsWith('/zip'));

describe('the current run on a server that is not GitHub’s own', () => {
  const elsewhere = () => ({ ...bench.server.runnerEnv(), GITHUB_SERVER_URL: 'https://github.example.com' });

  test('its artifacts are had by REST, whatever event the run is of, and with or without links and digests', async () => {
    bench.server.addRun({ id: 1, event: 'pull_request' });
    bench.server.isWithoutLinks = true;
    for (let i = 0; i < 101; i++) bench.server.add(`a${String(i)}`, zip, { digest: undefined });
    const outcome = await bench.backUp({ patterns: ['a0', 'a100'] }, { env: elsewhere() });
    expect(await bench.contents(outcome)).toEqual({ 'a0/f': 'x', 'a100/f': 'x' });
    expect(outcome.root.header.status).toBe('complete');
    expect(outcome.requests.filter((request) => /twirp/.test(request))).toEqual([]);
  });

  test('without a token it is told what is needed', async () => {
    await expect(bench.backUp({ token: undefined }, { env: elsewhere() })).rejects.toMatchObject({
      code: 'no-artifact-service',
      fix: expect.stringContaining('github-token') as string,
    });
  });
});

describe('a list that is longer than the requests', () => {
  beforeEach(() => {
    bench.server.addRun({ id: 11 });
    for (let i = 0; i < 450; i++) bench.server.add(`a${String(i)}`, zip, { runId: 11 });
  });

  test('what was listed is kept, the next night goes on where it ended, and loads what is new first', async () => {
    bench.server.limit = { remaining: 56 };
    const first = await bench.backUp({ runId: 'all' });
    expect(first.root.header.status).toBe('partial');
    expect(first.gaps[0]).toMatchObject({ class: 'failed', path: 'artifacts' });
    expect([lists(first.requests).length, loads(first.requests).length]).toEqual([3, 2]);
    bench.server.add('new', zip, { runId: 11 });
    bench.server.limit = { remaining: 80 };
    const second = await bench.backUp({ runId: 'all' });
    // The first page, and those from the third on.
    expect(lists(second.requests)).toHaveLength(4);
    expect(second.gaps.filter(({ path }) => path === 'artifacts')).toEqual([]);
    const stored = Object.keys(await bench.contents(second)).map((path) => Number(/-(\d+)\/f$/.exec(path)?.[1]));
    expect(stored.sort((a, b) => b - a)).toEqual(Array.from({ length: stored.length }, (_, i) => 550 - i));
    expect(stored).toHaveLength(loads(second.requests).length + 2);
    expect(second.gaps).toHaveLength(451 - stored.length);
    // A list that breaks off has nothing to say of what it does not show.
    bench.server.limit = { remaining: 52 };
    const third = await bench.backUp({ runId: 'all' });
    expect(Object.keys(await bench.contents(third)).length).toBeGreaterThanOrEqual(stored.length);
    expect(third.gaps.filter(({ path }) => path === 'artifacts')).toEqual([]);
  });

  test('the list of one run too: what it showed is kept, and the next night has all of it', async () => {
    const run = { runId: '11', patterns: ['a449', 'a0'] };
    bench.server.limit = { remaining: 500 };
    expect((await bench.backUp(run)).root.header.status).toBe('complete');
    bench.server.limit = { remaining: 53 };
    const cut = await bench.backUp(run);
    expect(lists(cut.requests)).toHaveLength(2);
    expect(cut.gaps).toMatchObject([{ class: 'failed', path: 'artifacts' }]);
    expect(Object.keys(await bench.contents(cut))).toEqual(['a0/f', 'a449/f']);
    bench.server.limit = undefined;
    expect((await bench.backUp(run)).root.header.status).toBe('complete');
  });

  test('where the server makes no more pages, what it does list is stored, and the rest is told', async () => {
    bench.server.mostPages = 2;
    const outcome = await bench.backUp({ runId: 'all', patterns: ['a449', 'a300', 'a0'] });
    expect(Object.keys(await bench.contents(outcome))).toEqual(['a300-400/f', 'a449-549/f']);
    expect(outcome.gaps).toMatchObject([{ class: 'unavailable', path: 'artifacts' }]);
    for (let i = 0; i < 100; i++) bench.server.add(`b${String(i)}`, zip, { runId: 11 });
    const later = await bench.backUp({ runId: 'all', patterns: ['a449', 'a300', 'a0'] });
    expect(Object.keys(await bench.contents(later))).toEqual(['a300-400/f', 'a449-549/f']);
  });

  test('a limit that no header announces: once something was found, it is loaded before the list goes on', async () => {
    const refused = { times: 1, does: 403, headers: { 'x-ratelimit-remaining': '0' } } as const;
    const listed = bench.server.requests.length;
    const first = bench.backUp({ runId: 'all', patterns: ['a0', 'a440'] });
    while (!bench.server.requests.slice(listed).some((request) => request.endsWith('/runs/11'))) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    bench.server.faults = [
      { at: 'list', ...refused },
      { at: 'zip', ...refused },
    ];
    expect((await first).root.header.status).toBe('partial');
    const second = await bench.backUp({ runId: 'all', patterns: ['a0', 'a440'] });
    expect(lists(second.requests)).toHaveLength(1);
    expect(Object.keys(await bench.contents(second))).toEqual(['a440-540/f']);
    const third = await bench.backUp({ runId: 'all', patterns: ['a0', 'a440'] });
    expect(Object.keys(await bench.contents(third))).toEqual(['a0-100/f', 'a440-540/f']);
    expect(third.root.header.status).toBe('complete');
  });
});

describe('what comes wrong once', () => {
  beforeEach(() => bench.server.addRun({ id: 11 }));

  test.each([
    ['with another digest', { digest: undefined }, 'change'],
    ['cut, without a digest to prove it', { digest: undefined }, 'cut'],
  ] as const)('%s: it is loaded again the same night', async (what, facts, does) => {
    bench.server.add('dist', zip, { runId: 11, ...(what.includes('another') ? {} : facts) });
    bench.server.faults = [{ at: 'content', times: 1, does }];
    const outcome = await bench.backUp({ runId: '11' });
    expect(await bench.contents(outcome)).toEqual({ 'dist/f': 'x' });
    expect(classesOf(outcome.events)).toEqual([]);
    expect(loads(outcome.requests)).toHaveLength(2);
  });

  test('what failed is tried once the next night', async () => {
    bench.server.add('dist', zip, { runId: 11, digest: `sha256:${'0'.repeat(64)}` });
    expect(loads((await bench.backUp({ runId: '11' })).requests)).toHaveLength(3);
    expect(loads((await bench.backUp({ runId: '11' })).requests)).toHaveLength(1);
  });
});

test('what was tried in vain comes after what was not, the new before the old', () => {
  const plan = (id: number, tries: number, action: ArtifactPlan['action'] = 'load') =>
    ({ artifact: { id }, action, tries }) as ArtifactPlan;
  const plans = [plan(9, 2), plan(8, 0), plan(7, 0, 'carry'), plan(6, 1), plan(5, 0), plan(4, 0)];
  const actions = (requests: number | undefined) => withinRequests(plans, requests).map(({ action }) => action);
  expect(actions(undefined)).toEqual(['load', 'load', 'carry', 'load', 'load', 'load']);
  expect(actions(2)).toEqual(['wait', 'load', 'carry', 'wait', 'load', 'wait']);
  expect(actions(4)).toEqual(['wait', 'load', 'carry', 'load', 'load', 'load']);
});

/** A list in memory, newest first, that breaks off after some requests. */
function readerOf(ids: readonly number[], requests: number): Reader & { readonly pages: number[] } {
  const pages: number[] = [];
  return {
    pages,
    requestsLeft: () => undefined,
    read: async (_, query, schema) => {
      if (pages.length >= requests) {
        const cause = new GithubFailure('limit', 'no more');
        throw new HoldfastError({ code: 'rate-limited', message: 'no more', fix: 'wait', cause });
      }
      const page = Number(query['page']);
      pages.push(page);
      const artifacts = ids.slice((page - 1) * 100, page * 100).map((id) => ({
        ...{ id, name: String(id), size_in_bytes: 1, expired: false, created_at: null, expires_at: null },
        workflow_run: null,
      }));
      const next = page * 100 < ids.length ? `https://x/?per_page=100&page=${String(page + 1)}` : undefined;
      return Promise.resolve({ data: v.parse(schema, { artifacts }), next, isLinked: next !== undefined });
    },
  };
}

test('whatever is made and deleted between the nights: all that stays is listed in the end, without a hole', async () => {
  const night = fc.record({
    made: fc.integer({ min: 0, max: 150 }),
    deletedShare: fc.integer({ min: 0, max: 3 }),
    requests: fc.integer({ min: 2, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(night, { minLength: 1, maxLength: 8 }), async (nights) => {
      let newest = 1000;
      let ids = Array.from({ length: 1000 }, (_, i) => newest - i);
      const seen = new Set<number>();
      let sweep: Sweep | undefined;
      const list = async (requests: number) => {
        const listing = await listRepository(readerOf(ids, requests), {
          isWanted: () => true,
          isKnown: () => true,
          withUntrusted: true,
          isTrusted: () => true,
          sweep,
        });
        for (const { id } of listing.artifacts) seen.add(id);
        sweep = listing.sweep;
        return listing;
      };
      for (const { made, deletedShare, requests } of nights) {
        await list(requests);
        const { newest: high = 0, oldest = 0 } = sweep ?? {};
        // What the sweep says it has looked at was seen.
        expect(ids.filter((id) => id <= high && id >= (oldest ?? 0) && !seen.has(id))).toEqual([]);
        if (deletedShare > 0) ids = ids.filter((id) => id % (deletedShare + 1) !== 0 || id < 300);
        ids = [...Array.from({ length: made }, (_, i) => newest + made - i), ...ids];
        newest += made;
      }
      let calm = 0;
      while ((await list(30)).cut !== undefined && calm < 20) calm++;
      expect(ids.filter((id) => !seen.has(id))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
