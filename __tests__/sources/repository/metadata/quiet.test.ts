/** Nights in which one query shows which kinds are as they were: nothing that changed may be missed. */
import { isShownList, type NewsList, type ShownList } from '../../../../src/github/news.ts';
import { proofsOf } from '../../../../src/sources/repository/metadata/proofs.ts';
import { makeWorld } from '../../../../tools/github-server/index.ts';
import { Site } from './helpers.ts';

type Item = Record<string, unknown>;

/** Its day is that of the first backup, so that the six nights after it are not. */
const ID = 1296271;
const LATER = '2026-11-23T20:00:00Z';
const QUIET = ['GET ', 'POST graphql'];

let site: Site;
const first = (list: string): Item => site.world.lists[list]?.[0] ?? {};
const asked = () => site.server.requests.map((name) => name.replace(/\?.*/, ''));

beforeEach(async () => {
  const world = makeWorld();
  Object.assign(world.repository, { id: ID });
  site = await Site.open(world);
});

afterEach(() => site.close());

const newComment = () => ({
  ...first('/issues/comments'),
  id: 299_999,
  node_id: 'IC_new',
  created_at: LATER,
  updated_at: LATER,
});

const CHANGES: Readonly<Record<string, () => void>> = {
  'a label with another colour': () => Object.assign(first('/labels'), { color: '123456' }),
  'a label that is gone': () => site.world.lists['/labels']?.pop(),
  'a milestone with another date': () => Object.assign(first('/milestones'), { due_on: LATER }),
  'a release with another text': () => Object.assign(first('/releases'), { body: 'Edited' }),
  'a release that is gone': () => site.world.lists['/releases']?.pop(),
  'a file of a release under another name': () => {
    const [asset] = first('/releases')['assets'] as Item[];
    Object.assign(asset ?? {}, { name: 'other.tar.gz', updated_at: LATER });
  },
  'a changed issue': () => Object.assign(first('/issues'), { title: 'Edited', updated_at: LATER }),
  'an edited comment, of an issue that did not change': () =>
    Object.assign(first('/issues/comments'), { body: 'Edited', updated_at: LATER }),
  'a new comment, of an issue that did not change': () => site.world.lists['/issues/comments']?.push(newComment()),
  'a changed pull request': () => Object.assign(first('/pulls'), { state: 'closed', updated_at: LATER }),
  'an edited review': () => {
    const [review] = site.world.reviews[0]?.reviews ?? [];
    Object.assign(review ?? {}, { body: 'Edited', updatedAt: LATER });
  },
  'a resolved thread, of a pull request that did not change': () => {
    const thread = { isResolved: true, isOutdated: false, path: 'a', line: 1, startLine: null };
    const comments = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
    Object.assign(site.world.reviews[0] ?? {}, {
      threads: [{ ...thread, resolvedBy: null, comments: () => comments }],
    });
  },
  'an edited comment on a line': () => Object.assign(first('/pulls/comments'), { body: 'Edited', updated_at: LATER }),
  'an edited comment on a commit': () => Object.assign(first('/comments'), { body: 'Edited' }),
  'a changed discussion': () => Object.assign(site.world.discussions[0] ?? {}, { title: 'Edited', updatedAt: LATER }),
  'an edited reply, of a discussion that did not change': () => {
    const [comment] = site.world.discussions[0]?.['comments'] as Item[];
    Object.assign(comment ?? {}, { body: 'Edited', lastEditedAt: LATER });
  },
  'a new deployment': () =>
    site.world.deployments.unshift({ ...site.world.deployments[0], id: 'DE_3', databaseId: 3, createdAt: LATER }),
  'a changed project': () => Object.assign(site.world.projects[0] ?? {}, { title: 'Edited', updatedAt: LATER }),
};

test.each(Object.entries(CHANGES))('%s is stored in the night after', async (_, change) => {
  const before = await site.backUp();
  site.later(24);
  change();
  const night = await site.backUp();
  expect(asked()).not.toEqual(QUIET);
  const [was, is] = [await site.restore(before.id), await site.restore(night.id)];
  expect(is).not.toEqual(was);
  expect(is).toEqual(await site.restore((await site.backUp({ isFull: true })).id));
});

test('what no query shows is read with the first news of any kind', async () => {
  await site.backUp();
  site.later(24);
  Object.assign(first('/dependabot/alerts'), { state: 'dismissed' });
  await site.backUp();
  expect(asked()).toEqual(QUIET);
  site.later(24);
  Object.assign(first('/labels'), { color: '123456' });
  await site.backUp();
  expect(asked()).toEqual(
    expect.arrayContaining(['GET /labels', 'GET /dependabot/alerts', 'GET /actions/runs', 'GET /issues/events']),
  );
  expect(asked()).not.toContain('GET /issues');
});

test('what changed within five minutes before the query is read once more', async () => {
  Object.assign(first('/issues'), { updated_at: '2026-11-23T01:57:00Z' });
  await site.backUp();
  site.later(24);
  await site.backUp();
  expect(asked()).toContain('GET /issues');
  site.later(24);
  await site.backUp();
  expect(asked()).toEqual(QUIET);
});

describe('a server that does not say', () => {
  const everything = async () => {
    await site.backUp();
    site.later(24);
    const { root, gaps } = await site.backUp();
    expect([root.header.status, gaps]).toEqual(['complete', []]);
    expect(asked()).toEqual(expect.arrayContaining(['GET /labels', 'GET /issues', 'GET /dependabot/alerts']));
    expect(asked()).not.toContain('GET /hooks');
  };

  test('since it refuses the query: everything is read as often as without it', async () => {
    const refusal = { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
    site.server.graphqlFaults.set('commitComments', refusal);
    await everything();
  });

  test('since its answer has another form', async () => {
    site.server.graphqlFaults.set('commitComments', {
      data: { labels: { page: { totalCount: 'many' } }, issues: null },
    });
    await everything();
  });

  test('to one list only: the kinds of this list are read, and those of the others are not', async () => {
    site.world.lists['/labels']?.push({ ...first('/labels'), id: 5, node_id: null, name: 'without an id' });
    await site.backUp();
    site.later(24);
    const { root } = await site.backUp();
    expect([root.header.status, asked()]).toEqual(['complete', [...QUIET, 'GET /labels']]);
  });
});

describe('a proof', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  const old = '2026-11-20T00:00:00Z';
  const issue = (comments: number, shown = comments) => ({
    number: 1,
    updatedAt: old,
    comments: { totalCount: comments, nodes: Array.from({ length: shown }, (_, id) => ({ id, updatedAt: old })) },
  });
  const proofs = (lists: Partial<Record<NewsList, ShownList>>) =>
    proofsOf(
      new Map(Object.entries(lists) as [NewsList, ShownList][]),
      ['issues', 'issue-comments', 'labels'],
      'r',
      now,
    );
  const none: ShownList = { totalCount: 0, nodes: [] };

  test('of comments needs all issues and pull requests, each with all of its comments', () => {
    const kinds = (issues: ShownList, pulls: ShownList | undefined = none) => [
      ...proofs({ issues, ...(pulls && { pulls }) }).kinds.keys(),
    ];
    expect(kinds({ totalCount: 1, nodes: [issue(2)] })).toEqual(['issues', 'issue-comments']);
    expect(kinds({ totalCount: 1, nodes: [issue(2, 1)] })).toEqual(['issues']);
    expect(kinds({ totalCount: 2, nodes: [issue(2)] })).toEqual(['issues']);
    expect(kinds({ totalCount: 1, nodes: [{ ...issue(2), comments: null }] })).toEqual(['issues']);
    expect([...proofs({ issues: none }).kinds.keys()]).toEqual(['issues']);
  });

  test('rests on nothing where the server shows nothing', () => {
    expect(proofs({})).toEqual({ kinds: new Map(), all: undefined, empty: [] });
  });

  test('is another one where a total or a time is another one, and where the repository changed for all that is not shown', () => {
    const [a, b, c] = [old, '2026-11-20T00:00:01Z', old].map((updatedAt, at) =>
      proofs({ issues: { totalCount: at === 2 ? 2 : 1, nodes: [{ ...issue(0), updatedAt }] } }).kinds.get('issues'),
    );
    expect(new Set([a, b, c]).size).toBe(3);
  });

  test('takes nothing for a list that is none', () => {
    for (const value of [
      undefined,
      null,
      7,
      [],
      {},
      { totalCount: 1 },
      { totalCount: '1', nodes: [] },
      { totalCount: 1, nodes: [null] },
    ])
      expect(isShownList(value)).toBe(false);
    expect(isShownList(none)).toBe(true);
  });
});
