import { type CoverageFacts, figuresOf, isRecent, judgeCoverage } from '../../src/fleet/coverage.ts';
import type { FleetResult, FleetState } from '../../src/fleet/records.ts';
import { seriesOfAll } from '../../src/fleet/series.ts';
import { repository } from './repositories.ts';

const NOW = new Date('2026-11-29T06:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const ID = '20261128T020000Z-0123456789abcdef0123456789abcdef';
const DAY = 24 * 3600;

function result(id: number, name: string, changes: Partial<FleetResult> = {}): FleetResult {
  return {
    id,
    name,
    series: `acme/${name}/repository`,
    status: 'complete',
    snapshot: ID,
    utc: hoursAgo(5),
    parts: [],
    ...changes,
  };
}

function facts(results: readonly FleetResult[], changes: Partial<CoverageFacts> = {}): CoverageFacts {
  const state: FleetState = {
    results: new Map(results.map((one) => [one.id, one])),
    gone: new Map(),
    coverageAt: undefined,
  };
  const chosen =
    changes.chosen ?? results.map(({ id, name }) => ({ repository: repository(id, name), excludedBy: undefined }));
  const recorded = new Map(results.map((one) => [one.id, { ...one, isHeld: one.snapshot !== undefined }]));
  const series = seriesOfAll(
    'acme',
    chosen.map((each) => each.repository),
    recorded,
  );
  return {
    ...{ chosen, series, state, newest: new Map(), orphans: [], absent: new Map(), now: NOW, maxAgeSeconds: 36 * 3600 },
    ...changes,
  };
}

function verdicts(given: CoverageFacts) {
  return judgeCoverage(given).map(({ name, state, why }) => [name, state, why]);
}

test('covered, partial with its parts, stale, never: what needs attention comes first', () => {
  const results = [
    result(1, 'fine'),
    result(2, 'halved', { status: 'partial', parts: ['lfs', 'wiki'] }),
    result(3, 'old', { utc: hoursAgo(60) }),
    result(4, 'broken', { utc: hoursAgo(60), status: 'failed', error: 'git-failed: no' }),
    result(5, 'new', { status: 'left', utc: undefined, snapshot: undefined }),
    result(6, 'shaky', { status: 'failed', error: 'busy' }),
  ];
  expect(verdicts(facts(results))).toEqual([
    ['new', 'never', 'the last leg did not get to it'],
    ['broken', 'stale', 'the last attempt failed: git-failed: no'],
    ['old', 'stale', 'backed up 2 d ago'],
    ['halved', 'partial', 'not whole: lfs, wiki'],
    ['fine', 'covered', undefined],
    ['shaky', 'covered', 'the last attempt failed: busy'],
  ]);
});

test('what waits for requests to GitHub alone is partial, and says what is stored and since when it waits', () => {
  const waits: Partial<FleetResult> = { status: 'partial', parts: ['github'], waits: true };
  const results = [
    result(1, 'first', waits),
    result(2, 'pushed', { ...waits, wholeAt: hoursAgo(60) }),
    // Left since: the snapshot is the same.
    result(3, 'left', { ...waits, status: 'left' }),
    result(4, 'old', { ...waits, utc: hoursAgo(60) }),
    result(5, 'halved', { ...waits, waits: undefined, parts: [...'abcdefgh'] }),
  ];
  const stored = 'git is stored, metadata wait for requests to GitHub';
  const given = facts(results);
  expect(verdicts(given)).toEqual([
    ['old', 'stale', 'backed up 2 d ago'],
    ['first', 'partial', `${stored} (never whole so far): github`],
    ['halved', 'partial', 'not whole: a, b, c, d, e, f, and 2 more'],
    ['left', 'partial', `${stored} (never whole so far): github`],
    ['pushed', 'partial', `${stored} (whole 2 d ago): github`],
  ]);
  expect(figuresOf(judgeCoverage(given), NOW, { maxAgeSeconds: 36 * 3600, verifiedSeconds: DAY }).covered).toBe(0);
  const found = { id: ID, utc: hoursAgo(2), repositoryId: 0, parts: ['github/labels'] };
  const newer = facts(results.slice(0, 1), { newest: new Map([['acme/first/repository', found]]) });
  expect(verdicts(newer)).toEqual([['first', 'partial', 'not whole: github/labels']]);
});

test('a repository that is left out says by which rule, with the snapshots that it has', () => {
  const given = facts([result(1, 'scratch')], {
    chosen: [{ repository: repository(1, 'scratch'), excludedBy: 'repositories: !scratch' }],
  });
  expect(judgeCoverage(given)).toMatchObject([{ state: 'excluded', why: 'repositories: !scratch', snapshot: ID }]);
});

test('a LIST that finds a newer snapshot than the records tell of counts, with what its header says', () => {
  const series = 'acme/nightly/repository';
  const results = [result(1, 'nightly', { utc: hoursAgo(90), parts: ['git'] })];
  const newest = (parts: readonly string[] | undefined) =>
    facts(results, { newest: new Map([[series, { id: ID, utc: hoursAgo(2), repositoryId: 0, parts }]]) });
  expect(verdicts(newest([]))).toEqual([['nightly', 'covered', undefined]]);
  expect(verdicts(newest(['wiki']))).toEqual([['nightly', 'partial', 'not whole: wiki']]);
  expect(verdicts(newest(undefined))).toEqual([['nightly', 'partial', 'its newest snapshot cannot be read']]);
});

test('a repository that was renamed keeps its series and is told by its former name', () => {
  const given = facts([result(1, 'shop')], { chosen: [{ repository: repository(1, 'store'), excludedBy: undefined }] });
  expect(judgeCoverage(given)).toMatchObject([
    { name: 'store', formerName: 'shop', series: 'acme/shop/repository', state: 'covered' },
  ]);
});

test('one that took the name of another gets neither its series nor its snapshots', () => {
  const given = facts([result(1, 'shop')], {
    chosen: [repository(1, 'store'), repository(2, 'Shop')].map((one) => ({ repository: one, excludedBy: undefined })),
  });
  const [other, own] = judgeCoverage(given);
  expect(own).toMatchObject({ id: 1, state: 'covered' });
  expect(other).toMatchObject({ id: 2, state: 'never', snapshot: undefined, utc: undefined });
  expect(other?.why).toContain('holds the backups of another repository (id 1, last known as shop)');
});

test('gone from GitHub: newly, since an earlier coverage, transferred, and in the vault without a record', () => {
  const gone = { id: 5, name: 'lost', series: 'acme/lost/repository', since: hoursAgo(500), snapshot: ID };
  const given = facts([result(1, 'here'), result(2, 'away'), result(3, 'sold')], {
    chosen: [{ repository: repository(1, 'here'), excludedBy: undefined }],
    absent: new Map([
      [2, {}],
      [3, { movedTo: 'evil/sold' }],
    ]),
    orphans: [
      {
        ...{ id: 0, name: 'ancient', series: 'acme/ancient/repository' },
        newest: {
          ...{
            series: 'acme/ancient/repository',
            id: ID,
            utc: hoursAgo(900),
            sizeBytes: 1,
            lastModified: hoursAgo(900),
          },
          ...{ timeTrusted: true, readmitted: false },
        },
      },
    ],
  });
  const state = { ...given.state, gone: new Map([[gone.series, gone]]) };
  const rows = judgeCoverage({ ...given, state }).filter((row) => row.state === 'gone');
  expect(rows.map(({ name, since, why }) => [name, since, why])).toEqual([
    ['ancient', NOW, 'gone from GitHub, or hidden from this token, and only here: held'],
    ['away', NOW, 'gone from GitHub, or hidden from this token, and only here: held'],
    ['lost', hoursAgo(500), 'gone from GitHub, or hidden from this token, and only here: held'],
    ['sold', NOW, 'transferred to evil/sold: held here, and no longer backed up'],
  ]);
});

test('what was never backed up leaves nothing behind when it goes: no row, and its name is free', () => {
  const never = { status: undefined, snapshot: undefined, utc: undefined };
  const results = [result(1, 'here'), result(2, 'scratch', never), result(3, 'killed', never)];
  const given = facts(results, {
    chosen: [repository(1, 'here'), repository(4, 'scratch')].map((one) => ({
      repository: one,
      excludedBy: undefined,
    })),
    absent: new Map([
      [2, {}],
      [3, {}],
    ]),
    // A leg that was killed has stored it.
    newest: new Map([['acme/killed/repository', { id: ID, utc: hoursAgo(2), repositoryId: 0, parts: [] }]]),
  });
  expect(verdicts(given)).toEqual([
    ['scratch', 'never', undefined],
    ['killed', 'gone', 'gone from GitHub, or hidden from this token, and only here: held'],
    ['here', 'covered', undefined],
  ]);
});

test('the figures count what should be covered: neither what a rule leaves out nor what is gone', () => {
  const results = [
    result(1, 'a', { verifiedAt: hoursAgo(100) }),
    result(2, 'b', { parts: ['lfs'], verifiedAt: hoursAgo(24 * 40) }),
    result(3, 'c', { utc: hoursAgo(90) }),
    result(4, 'd'),
  ];
  const given = facts(results, {
    chosen: results.map(({ id, name }) => ({
      repository: repository(id, name),
      excludedBy: id === 4 ? 'forks: exclude' : undefined,
    })),
  });
  const figures = figuresOf(judgeCoverage(given), NOW, { maxAgeSeconds: 36 * 3600, verifiedSeconds: 30 * DAY });
  expect(figures).toEqual({ wanted: 3, covered: 1, recent: 2, verified: 1 });
});

test('a record is recent up to the age that is allowed', () => {
  expect(isRecent(result(1, 'a', { utc: hoursAgo(36) }), NOW, 36 * 3600)).toBe(true);
  expect(isRecent(result(1, 'a', { utc: hoursAgo(37) }), NOW, 36 * 3600)).toBe(false);
  expect(isRecent(undefined, NOW, 36 * 3600)).toBe(false);
});
