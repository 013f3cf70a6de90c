import * as fs from 'node:fs';
import * as fc from 'fast-check';
import { makeWorld } from '../../../../tools/github-server/index.ts';
import { KINDS, WEEKLY } from '../../../../src/sources/repository/metadata/kinds/kinds.ts';
import { isDue, tokenTraits } from '../../../../src/sources/repository/metadata/rhythm.ts';
import { namesOf, Site } from './helpers.ts';

const DAY_MS = 86_400_000;

describe('a week of nights without news', () => {
  let site: Site;
  /** What each night asked for, and what that cost of the hour: answers by ETag cost nothing. */
  const nights: { readonly asked: readonly string[]; readonly spent: number }[] = [];
  let readBefore: unknown;

  beforeAll(async () => {
    site = await Site.open(makeWorld({ issues: 130, issueComments: 150 }));
    await site.backUp();
    for (let night = 1; night <= 7; night++) {
      site.later(24);
      site.server.limit = { limit: 1000, remaining: 1000, reset: Math.floor(site.world.now.getTime() / 1000) + 3600 };
      const { gaps, root, newBytes } = await site.backUp();
      expect([gaps, root.header.status, newBytes]).toEqual([[], 'complete', 0]);
      nights.push({ asked: [...site.server.requests], spent: 1000 - site.server.limit.remaining });
      readBefore = root.header.source.identity['readBefore'];
    }
  }, 300_000);

  afterAll(() => site.close());

  test('none asks for more than 33 things, nor spends more than 18 requests', () => {
    expect(Math.max(...nights.map(({ asked }) => asked.length))).toBeLessThanOrEqual(33);
    expect(Math.max(...nights.map(({ spent }) => spent))).toBeLessThanOrEqual(18);
  });

  test('each list of settings is asked for in one night of the seven, and content in all', () => {
    const count = (name: string) => nights.map(({ asked }) => asked.filter((it) => it.startsWith(name)).length);
    for (const name of [
      'GET /traffic/views',
      'GET /rulesets?',
      'GET /hooks',
      'GET /teams',
      'GET /actions/permissions/workflow',
    ])
      expect([name, count(name).sort()]).toEqual([name, [0, 0, 0, 0, 0, 0, 1]]);
    for (const name of ['GET /issues?', 'GET /labels', 'GET /dependabot/alerts', 'GET /releases'])
      expect([name, count(name)]).toEqual([name, [1, 1, 1, 1, 1, 1, 1]]);
  });

  test('the snapshot says when what it did not read was last read: never more than a week ago', () => {
    const times = Object.entries(readBefore as Record<string, string>);
    expect(times.length).toBeGreaterThan(10);
    for (const [name, time] of times) {
      expect(WEEKLY).toContain(name);
      expect(site.world.now.getTime() - Date.parse(time)).toBeLessThan(7 * DAY_MS);
    }
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
      // That permission can be given to the token of a workflow by a line, and is asked for each time.
      expect(asked('GET /pages')).toBe(true);
      if (night === 1) expect(gaps.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('2026-11-24'));
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
  const rhythm = { isFull: false, isChanged: false, token: '' };
  const weekly = KINDS.filter(({ name }) => WEEKLY.includes(name));
  const time = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true });

  test('weekly are only kinds that exist, and the page names them all', () => {
    expect(weekly).toHaveLength(WEEKLY.length);
    const [, section = ''] = /\n## How often\n(.*?)\n- /s.exec(fs.readFileSync('docs/metadata.md', 'utf8')) ?? [];
    expect([...section.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort()).toEqual([...WEEKLY].sort());
  });

  test('with a run a day nothing is older than seven days, and no night takes more than its share', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 40 }), (start, days) => {
        const last = new Map(weekly.map(({ name }) => [name, start]));
        for (let day = 1; day <= days; day++) {
          const now = new Date(start.getTime() + day * DAY_MS);
          const due = weekly.filter((kind) =>
            isDue(kind, { at: last.get(kind.name)?.toISOString() }, { ...rhythm, now }),
          );
          for (const { name } of due) last.set(name, now);
          expect(due.length).toBeLessThanOrEqual(Math.ceil(weekly.length / 7));
          for (const at of last.values()) expect(now.getTime() - at.getTime()).toBeLessThan(7 * DAY_MS);
        }
      }),
    );
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
