import * as fs from 'node:fs';
import * as fc from 'fast-check';
import { makeWorld, type World } from '../../../../tools/github-server/index.ts';
import { KINDS, WEEKLY } from '../../../../src/sources/repository/metadata/kinds/kinds.ts';
import { isDue, tokenTraits, turnOf } from '../../../../src/sources/repository/metadata/rhythm.ts';
import { namesOf, Site } from './helpers.ts';

const DAY_MS = 86_400_000;

/** What a night asked for, without parameters, and what that cost of the hour: answers by ETag cost nothing. */
interface Night {
  readonly asked: readonly string[];
  readonly spent: number;
  readonly readBefore: Readonly<Record<string, string>>;
}

async function nightOf(site: Site): Promise<Night> {
  site.later(24);
  site.server.limit = { limit: 1000, remaining: 1000, reset: Math.floor(site.world.now.getTime() / 1000) + 3600 };
  const { gaps, root, newBytes } = await site.backUp();
  expect([gaps, root.header.status, newBytes]).toEqual([[], 'complete', 0]);
  return {
    asked: site.server.requests.map((name) => name.replace(/\?.*/, '')),
    spent: 1000 - site.server.limit.remaining,
    readBefore: (root.header.source.identity['readBefore'] ?? {}) as Record<string, string>,
  };
}

async function weekOf(world: World): Promise<{ readonly nights: readonly Night[]; readonly now: Date }> {
  const site = await Site.open(world);
  try {
    await site.backUp();
    const nights: Night[] = [];
    for (let night = 1; night <= 7; night++) nights.push(await nightOf(site));
    return { nights, now: site.world.now };
  } finally {
    await site.close();
  }
}

describe('a week of nights without news', () => {
  let week: Awaited<ReturnType<typeof weekOf>>;
  /** The night in which everything is read, and the six others. */
  const busy = () => week.nights.filter(({ asked }) => asked.length > 4);
  const quiet = () => week.nights.filter(({ asked }) => asked.length <= 4);

  beforeAll(async () => {
    week = await weekOf(makeWorld());
  }, 300_000);

  test('costs two requests in six of them: the repository itself, and one query', () => {
    expect(quiet().map(({ asked }) => asked)).toEqual(Array.from({ length: 6 }, () => ['GET ', 'POST graphql']));
    expect(Math.max(...quiet().map(({ spent }) => spent))).toBe(2);
  });

  test('reads everything in the seventh, of which most costs nothing of the hour', () => {
    const [night, ...others] = busy();
    expect([others, night?.asked.length, night?.spent, night?.readBefore]).toEqual([[], 49, 19, {}]);
    for (const name of ['GET /traffic/views', 'GET /hooks', 'GET /teams', 'GET /issues', 'GET /dependabot/alerts'])
      expect(night?.asked).toContain(name);
  });

  test('tells of each kind when it was last read: never more than a week ago', () => {
    const told = quiet().map(({ readBefore }) => Object.keys(readBefore).length);
    // All but the repository itself, and what has no list of its own.
    expect(told).toEqual(Array.from({ length: 6 }, () => 43));
    for (const time of Object.values(week.nights.at(-1)?.readBefore ?? {}))
      expect(week.now.getTime() - Date.parse(time)).toBeLessThan(7 * DAY_MS);
  });

  test('asks for comments too where there are more than the query shows', async () => {
    const { nights } = await weekOf(makeWorld({ issues: 130, pulls: 30, issueComments: 150, reviewComments: 40 }));
    const asked = ['GET ', 'POST graphql', 'GET /issues/comments', 'GET /pulls/comments'];
    expect(nights.map((it) => it.asked).filter((it) => it.length <= 4)).toEqual(Array.from({ length: 6 }, () => asked));
  });
});

describe('a kind that is read once a week', () => {
  let site: Site;
  const asked = (start: string) => site.server.requests.some((name) => name.startsWith(start));

  beforeEach(async () => {
    site = await Site.open();
    await site.backUp();
    site.later(24);
  });

  afterEach(() => site.close());

  test('is read at once if the repository changed, if it is asked for by name, or if all is asked for', async () => {
    const hooks = site.world.lists['/hooks'] ?? [];
    hooks.push({ ...hooks[0], id: 99 });
    expect(namesOf(await site.restore((await site.backUp()).id), 'webhooks')).toHaveLength(1);
    const all = await site.backUp({ isFull: true });
    expect(namesOf(await site.restore(all.id), 'webhooks')).toHaveLength(2);
    expect(all.root.header.source.identity).toEqual({});
    await site.backUp();
    expect(asked('GET /hooks')).toBe(false);
    await site.backUp({ also: ['webhooks'] });
    expect(asked('GET /hooks')).toBe(true);
    expect(asked('GET /teams')).toBe(false);
    site.world.repository['pushed_at'] = '2026-11-23T12:00:00Z';
    await site.backUp();
    expect([asked('GET /hooks'), asked('GET /teams'), asked('GET /traffic')]).toEqual([true, true, true]);
    await site.backUp();
    expect([asked('GET /hooks'), asked('GET /teams'), asked('GET /traffic')]).toEqual([false, false, false]);
  });

  test('is asked for again the next night if it failed', async () => {
    const fault = { on: 'GET /hooks', status: 500 };
    site.server.faults.push(...Array.from({ length: 4 }, () => fault));
    expect((await site.backUp({ isFull: true })).root.header.parts['github/webhooks']).toBe('partial');
    site.later(24);
    expect((await site.backUp()).gaps).toEqual([]);
    expect(asked('GET /hooks')).toBe(true);
  });

  test('is asked for once a week if it was refused, also where the repository changes, and told each time', async () => {
    site.server.denied.set('/hooks', 403).set('/secret-scanning/alerts', 403).set('/pages', 403);
    const refused = ['pages', 'secret-scanning-alerts', 'webhooks'].map((kind) => `github/${kind}`);
    let times = 0;
    for (let night = 0; night < 7; night++) {
      site.world.repository['pushed_at'] = site.world.now.toISOString();
      const { gaps, root } = await site.backUp(night === 0 ? { isFull: true } : {});
      expect([root.header.status, gaps.map(({ path }) => path).sort()]).toEqual(['complete', refused]);
      if (asked('GET /hooks')) times++;
      // That permission can be given to the token of a workflow by a line, which is a push.
      expect(asked('GET /pages')).toBe(true);
      const reasons = gaps.map(({ reason }) => reason);
      if (!asked('GET /hooks')) expect(reasons).toContainEqual(expect.stringMatching(/GitHub said so on 2026-11-2\d/));
      site.later(24);
    }
    expect(times).toBeLessThanOrEqual(2);
  });

  test('is asked for at once if another token is used, or its owner may do more', async () => {
    site.server.denied.set('/hooks', 403);
    await site.backUp({ isFull: true });
    await site.backUp();
    expect(asked('GET /hooks')).toBe(false);
    site.server.denied.clear();
    Object.assign(site.world.repository['permissions'] as object, { admin: false, triage: true });
    const { gaps } = await site.backUp();
    expect([asked('GET /hooks'), gaps]).toEqual([true, []]);
  });
});

describe('the rule', () => {
  const rhythm = {
    isFull: false,
    isChanged: false,
    token: '',
    turn: 3,
    proofs: { kinds: new Map(), all: undefined, empty: [] },
  };
  const weekly = KINDS.filter(({ name }) => WEEKLY.includes(name));
  const time = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true });

  test('weekly are only kinds that exist, and the page names them all', () => {
    expect(weekly).toHaveLength(WEEKLY.length);
    const [, section = ''] = /\n## How often\n(.*?)\n- /s.exec(fs.readFileSync('docs/metadata.md', 'utf8')) ?? [];
    expect([...section.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort()).toEqual([...WEEKLY].sort());
  });

  test('with a run a day all are read on one day of the week, and nothing is older than seven days', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 }), (start, days, turn) => {
        const last = new Map(weekly.map(({ name }) => [name, start]));
        for (let day = 1; day <= days; day++) {
          const now = new Date(start.getTime() + day * DAY_MS);
          const due = weekly.filter((kind) =>
            isDue(kind, { at: last.get(kind.name)?.toISOString() }, { ...rhythm, now, turn }),
          );
          for (const { name } of due) last.set(name, now);
          const isTurn = Math.floor(now.getTime() / DAY_MS) % 7 === turn;
          expect(due.length).toBe(isTurn ? weekly.length : 0);
          for (const at of last.values()) expect(now.getTime() - at.getTime()).toBeLessThan(7 * DAY_MS);
        }
      }),
    );
  });

  test('any other kind is read where the query does not show the same as when it was last read, or nothing', () => {
    const issues = KINDS.find(({ name }) => name === 'issues');
    const now = new Date('2026-11-24T02:00:00Z');
    const isDueWith = (proof: string | undefined, shown: string | undefined, more: object = {}) => {
      const kinds = new Map(shown === undefined ? [] : [['issues', shown]]);
      const last = { at: '2026-11-23T02:00:00Z', proof, ...more };
      return issues && isDue(issues, last, { ...rhythm, now, turn: 0, proofs: { kinds, all: 'x', empty: [] } });
    };
    expect(isDueWith('a', 'a')).toBe(false);
    expect(isDueWith('a', 'b')).toBe(true);
    expect(isDueWith('a', undefined)).toBe(true);
    expect(isDueWith(undefined, 'a')).toBe(true);
    expect(isDueWith(undefined, undefined)).toBe(true);
    expect(isDueWith('a', 'a', { failed: true })).toBe(true);
  });

  test('each repository has its day, by its id', () => {
    expect([1296269, 1296270, 7, undefined, 'x', -3].map(turnOf)).toEqual([2, 3, 0, 0, 0, 0]);
  });

  test('after a pause of a week or more, or with a clock that went back, everything is due', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 7, max: 500 }), fc.boolean(), (at, days, isBack) => {
        const now = new Date(at.getTime() + (isBack ? -1 : 1) * days * DAY_MS);
        for (const kind of weekly) expect(isDue(kind, { at: at.toISOString() }, { ...rhythm, now })).toBe(true);
      }),
    );
  });

  test('the traits of a token tell its form and nothing of its value', () => {
    const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
    expect(tokenTraits(`ghs_${secret}`, 950, { push: true, admin: false, pull: true })).toBe('ghs 950 pull push');
    expect(tokenTraits(`github_pat_${secret}`, undefined, undefined)).toBe('github_pat ');
    expect(tokenTraits(secret, 60, {})).toBe(' 60');
  });
});
