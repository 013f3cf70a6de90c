/** Kinds that are known to be empty without asking: what a run may conclude, and what it must not. */
import { takeShare } from '../../../../src/sources/repository/metadata/share.ts';
import { emptyAt, type FoundEmpty } from '../../../../src/sources/repository/metadata/emptiness.ts';
import { KINDS } from '../../../../src/sources/repository/metadata/kinds/kinds.ts';
import type { MetadataKind } from '../../../../src/sources/repository/metadata/kinds/kind.ts';
import { createPart } from '../../../../src/sources/repository/metadata/metadata.ts';
import type { GithubClient } from '../../../../src/github/client.ts';
import { GithubFailure } from '../../../../src/github/failure.ts';
import { makeWorld, type World } from '../../../../tools/github-server/index.ts';
import { emptyWorld } from '../../../../tools/github-server/world.ts';
import { namesOf, Site, TOKEN } from './helpers.ts';

type Item = Record<string, unknown>;

/** Its day of the week is the seventh night after the first backup. */
const PRIVATE = { id: 1296271, private: true, visibility: 'private', has_discussions: true };

function emptyRepository(facts: object = {}): World {
  const world = emptyWorld(makeWorld(), 'acme', 'shop');
  return Object.assign(world, { repository: { ...world.repository, ...PRIVATE, ...facts } });
}

/** With what the full world has in these lists. */
function withLists(...paths: readonly string[]): World {
  const world = emptyRepository();
  const full = makeWorld();
  for (const path of paths) world.lists[path] = full.lists[path] ?? [];
  return world;
}

const SHAPES: Readonly<Record<string, () => World>> = {
  'an empty repository': emptyRepository,
  'one with issues and no pull requests': () => withLists('/issues', '/issues/comments'),
  'one with pull requests and no issues': () =>
    Object.assign(withLists('/pulls', '/pulls/comments'), { reviews: makeWorld().reviews }),
  'one that has everything': makeWorld,
};

/** The same kinds, all of which have to be asked for. */
const ASKED = KINDS.map((kind) =>
  Object.fromEntries(Object.entries(kind).filter(([field]) => field !== 'emptyWith' && field !== 'shownAs')),
) as unknown as readonly MetadataKind[];

/** By the address of the server, and the size of a page, where it is the usual one. */
const DIFFERENT = /W\/\\"[0-9a-f]{64}\\"|"first":(5|20|50|100),/g;

/** Backs up with these kinds. Returns what the run noted for the next one, too. */
async function backUpWith(site: Site, kinds: readonly MetadataKind[], isFull = false) {
  const part = createPart(
    { kinds, at: { owner: 'acme', repo: 'shop' } },
    { serverUrl: site.server.url, token: TOKEN, isFull },
    site.deps,
  );
  const noted: string[] = [];
  const outcome = await site.backUpSource({
    kind: 'repository',
    definition: { source: 'repository', url: 'test' },
    open: async (context) => {
      const opened = await part.open(context);
      const finish = async () => {
        const finished = await opened.finish();
        for (const { key, value } of finished.state ?? []) noted.push(`${key.toString()} ${value.toString()}`);
        return finished;
      };
      return { ...opened, identity: opened.identity ?? {}, finish };
    },
  });
  const asked = site.server.requests.map((name) => name.replace(/\?.*/, ''));
  return { ...outcome, noted, asked };
}

async function withSite<T>(world: World, use: (site: Site) => Promise<T>): Promise<T> {
  const site = await Site.open(world);
  try {
    return await use(site);
  } finally {
    await site.close();
  }
}

describe('the rule', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute));
  const everything = (names: readonly string[]): FoundEmpty => ({
    kinds: new Map(names.map((name, index) => [name, at(index)])),
    lists: new Map(),
  });
  const names = KINDS.map(({ name }) => name);

  test('names these kinds, and of each the kinds whose items its own belong to', () => {
    const found = KINDS.flatMap(({ name, emptyWith, shownAs }) => {
      const by = emptyWith?.join(' ') ?? shownAs;
      return by === undefined ? [] : [`${name}: ${by}`];
    });
    expect(found).toEqual([
      'issue-comments: issues pulls',
      'reviews: pulls',
      'review-comments: pulls',
      'discussions: discussions',
      'projects: projects',
      'issue-references: issues',
      'pull-references: pulls',
      'deployment-statuses: deployments',
    ]);
  });

  test.each(KINDS)('of $name: all that it rests on has to be empty, is read before it, and by itself', (kind) => {
    const { name, emptyWith = [], shownAs } = kind;
    expect(emptyAt(kind, { kinds: new Map(), lists: new Map() })).toBeUndefined();
    const others = names.filter((other) => !emptyWith.includes(other));
    expect(emptyAt(kind, everything(others))).toBeUndefined();
    if (emptyWith.length > 0) expect(emptyAt(kind, everything(emptyWith))).toEqual(at(0));
    for (const lacking of emptyWith)
      expect(emptyAt(kind, everything(names.filter((it) => it !== lacking)))).toBeUndefined();
    for (const lister of emptyWith) {
      const by = KINDS.find((it) => it.name === lister);
      expect(names.indexOf(lister)).toBeLessThan(names.indexOf(name));
      expect([by?.emptyWith, by?.shownAs, by?.of]).toEqual([undefined, undefined, undefined]);
      // By REST, which refuses what the token may not read; GraphQL may show nothing.
      expect(['since', 'newest', 'list']).toContain(by?.walk.type);
    }
    if (shownAs !== undefined)
      expect(emptyAt(kind, { kinds: new Map(), lists: new Map([[shownAs, at(3)]]) })).toEqual(at(3));
  });

  test('the earliest of their times counts', () => {
    const comments = KINDS.find(({ name }) => name === 'issue-comments') as MetadataKind;
    const kinds = new Map([
      ['issues', at(7)],
      ['pulls', at(2)],
    ]);
    expect(emptyAt(comments, { kinds, lists: new Map() })).toEqual(at(2));
  });
});

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  test('is stored, noted and told as if all had been asked for, in the first backup and when everything is read', async () => {
    const nights = async (kinds: readonly MetadataKind[]) =>
      withSite(shape(), async (site) => {
        const all = [];
        for (let night = 0; night <= 8; night++) {
          const { noted, gaps, root, id } = await backUpWith(site, kinds);
          const rows = noted.map((row) => row.replaceAll(DIFFERENT, ''));
          all.push({ rows, gaps, parts: root.header.parts, files: [...(await site.restore(id)).keys()] });
          site.later(24);
        }
        return all;
      });
    expect(await nights(KINDS)).toEqual(await nights(ASKED));
  });
});

describe('requests of an hour', () => {
  const asks = async (world: World, kinds: readonly MetadataKind[]) =>
    withSite(world, async (site) => {
      const first = await backUpWith(site, kinds);
      site.later(24);
      const quiet = await backUpWith(site, kinds);
      site.later(24);
      const full = await backUpWith(site, kinds, true);
      expect([first, quiet, full].flatMap(({ gaps }) => gaps)).toEqual([]);
      return [first, quiet, full].map(({ asked }) => asked.length);
    });

  test.each([
    ['an empty repository', [43, 2, 41], [35, 2, 35]],
    ['one with issues and no pull requests', [47, 2, 41], [41, 2, 36]],
    ['one with pull requests and no issues', [43, 2, 41], [39, 2, 38]],
  ])('%s: the first backup, a night without news, and everything', async (name, before, now) => {
    const shape = SHAPES[name] as () => World;
    expect([await asks(shape(), ASKED), await asks(shape(), KINDS)]).toEqual([before, now]);
  });

  test('nothing is asked for that a feature that is switched off would have', async () => {
    const off = { status: 'disabled' };
    const asked = async (facts: object, security: object) =>
      withSite(emptyRepository({ ...facts, security_and_analysis: security }), async (site) => {
        const { asked: all, gaps } = await backUpWith(site, KINDS);
        expect(gaps).toEqual([]);
        return ['secret-scanning', 'code-scanning'].filter((name) => all.includes(`GET /${name}/alerts`));
      });
    const both = ['secret-scanning', 'code-scanning'];
    expect(await asked({}, { secret_scanning: off, code_security: off })).toEqual([]);
    expect(await asked({}, { secret_scanning: off, advanced_security: off })).toEqual([]);
    expect(await asked({}, { secret_scanning: { status: 'enabled' } })).toEqual(both);
    expect(await asked({}, { code_security: { status: 'enabled' }, advanced_security: off })).toEqual(both);
    expect(await asked({}, { code_security: off, advanced_security: { status: 'enabled' } })).toEqual(both);
    // Public ones always have it.
    expect(await asked({ private: false, visibility: 'public' }, { advanced_security: off })).toEqual(both);
  });
});

describe('nothing is taken for empty', () => {
  const refused = { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };

  test('where the token may not read the issues: each of their kinds is told', () =>
    withSite(emptyRepository(), async (site) => {
      site.server.denied.set('/issues', 403);
      site.server.graphqlFaults.set('issues', refused);
      const { gaps, asked } = await backUpWith(site, KINDS);
      const kinds = ['issue-comments', 'issue-events', 'issue-references', 'issues'];
      expect(gaps.map(({ path }) => path).sort()).toEqual(kinds.map((name) => `github/${name}`));
      expect(asked).toEqual(expect.arrayContaining(['GET /issues', 'GET /issues/comments', 'GET /issues/events']));
    }));

  test('where it may not read the pull requests', () =>
    withSite(emptyRepository(), async (site) => {
      site.server.denied.set('/pulls', 403);
      site.server.graphqlFaults.set('pullRequests', refused);
      const { gaps, asked } = await backUpWith(site, KINDS);
      const kinds = ['pull-references', 'pulls', 'review-comments', 'reviews'];
      expect(gaps.map(({ path }) => path).sort()).toEqual(kinds.map((name) => `github/${name}`));
      expect(asked).toContain('GET /issues/comments');
    }));

  test.each([404, 410, 500])('where the server answers %d for deployments', (status) =>
    withSite(emptyRepository(), async (site) => {
      site.server.faults.push(...Array.from({ length: 4 }, () => ({ on: 'GET /deployments', status })));
      const count = async (kinds: readonly MetadataKind[]) =>
        (await backUpWith(site, kinds)).asked.filter((name) => name === 'POST graphql').length;
      // The query for news, and that for the statuses.
      expect(await count(KINDS)).toBe(2);
    }),
  );

  test.each([{ projectsV2: 'projects' }, { discussions: 'discussions' }])(
    'where the query for news is refused: %j',
    (lists) =>
      withSite(emptyRepository(), async (site) => {
        const [field = ''] = Object.keys(lists);
        site.server.graphqlFaults.set(field, refused);
        const { gaps } = await backUpWith(site, KINDS);
        expect(gaps.map(({ path }) => path)).toEqual(Object.values(lists).map((name) => `github/${name}`));
      }),
  );

  test('where something of it is stored', () =>
    withSite(withLists('/issues/comments'), async (site) => {
      await backUpWith(site, ASKED);
      expect((await backUpWith(site, KINDS, true)).asked).toContain('GET /issues/comments');
    }));

  test('where the kind on which it rests is switched off, or was not chosen', () =>
    withSite(emptyRepository({ has_issues: false }), async (site) => {
      expect((await backUpWith(site, KINDS)).asked).toContain('GET /issues/comments');
      const chosen = KINDS.filter(({ name }) => !['pulls', 'reviews'].includes(name));
      expect((await backUpWith(site, chosen, true)).asked).toContain('GET /pulls/comments');
    }));
});

describe('what comes to an empty repository', () => {
  const full = makeWorld();
  const fill = (world: World) => {
    for (const path of ['/issues', '/issues/comments', '/pulls', '/pulls/comments', '/deployments']) {
      const times = { created_at: world.now.toISOString(), updated_at: world.now.toISOString() };
      world.lists[path] = (full.lists[path] ?? []).map((item) => ({ ...item, ...times }));
    }
    const times = { createdAt: world.now.toISOString(), updatedAt: world.now.toISOString() };
    const renewed = (list: readonly object[]) => list.map((item) => ({ ...item, ...times }));
    for (const name of ['reviews', 'discussions', 'deployments', 'projects'] as const)
      (world[name] as object[]).push(...renewed(full[name]));
    for (const [number, list] of full.references) world.references.set(number, list);
  };

  test('is found in the night after, all of it', () =>
    withSite(emptyRepository(), async (site) => {
      await backUpWith(site, KINDS);
      site.later(12);
      fill(site.world);
      site.later(12);
      const night = await backUpWith(site, KINDS);
      const files = await site.restore(night.id);
      for (const { name, emptyWith, shownAs } of KINDS)
        if (emptyWith !== undefined || shownAs !== undefined)
          expect([name, namesOf(files, name)]).not.toEqual([name, []]);
      expect(files).toEqual(
        await withSite(site.world, async (fresh) => fresh.restore((await backUpWith(fresh, KINDS)).id)),
      );
    }));

  test('is found in the night after if it came while the first backup was reading', () =>
    withSite(emptyRepository(), async (site) => {
      const { lists } = site.world;
      Object.defineProperty(lists, '/pulls', {
        get: () => {
          // An hour after the issues were listed.
          if (lists['/issues']?.length === 0 && site.server.requests.some((name) => name.startsWith('GET /issues?'))) {
            const time = { created_at: '2026-11-23T02:10:00Z', updated_at: '2026-11-23T02:10:00Z' };
            for (const path of ['/issues', '/issues/comments'])
              lists[path] = (full.lists[path] ?? []).slice(0, 1).map((item): Item => ({ ...item, ...time }));
            site.later(1);
          }
          return [];
        },
      });
      expect(namesOf(await site.restore((await backUpWith(site, KINDS)).id), 'issue-comments')).toEqual([]);
      site.later(23);
      const files = await site.restore((await backUpWith(site, KINDS)).id);
      expect([namesOf(files, 'issues'), namesOf(files, 'issue-comments')].map((names) => names.length)).toEqual([1, 1]);
    }));
});

test('deleted items of what is known to be empty are not looked for', () =>
  withSite(emptyRepository(), async (site) => {
    const { noted: first } = await backUpWith(site, KINDS);
    site.later(24 * 35);
    const { noted, asked } = await backUpWith(site, KINDS);
    const sweptAt = (rows: readonly string[]) =>
      rows.map((row) => /^github\/cursor\/issue-comments .*"sweptAt":"([^"]*)"/.exec(row)?.[1]).find(Boolean) ?? '';
    expect(sweptAt(noted) > sweptAt(first)).toBe(true);
    // The query for news, and the numbers of all pull requests.
    expect(asked.filter((name) => /comments|graphql/.test(name)).sort()).toEqual([
      'GET /comments',
      'POST graphql',
      'POST graphql',
    ]);
  }));

test('what GitHub does not count, since nothing changed, takes nothing of the share of a kind', async () => {
  const client = {
    requestsLeft: () => 50,
    get: (_: string, __: object, etag?: string) => Promise.resolve({ data: etag === undefined ? [] : undefined }),
  } as unknown as GithubClient;
  const share = takeShare(client, 10);
  for (let n = 0; n < 20; n++) await share.client.get('GET /x', {}, 'known');
  for (let n = 0; n < 5; n++) await share.client.get('GET /x', {});
  await expect(share.client.get('GET /x', {})).rejects.toThrow(GithubFailure);
  expect(share.isUsedUp()).toBe(true);
});
