import { dependencyCounts, makeReference } from '../../../../tools/github-server/index.ts';
import { json, namesOf, Site } from './helpers.ts';

let site: Site;

beforeEach(async () => {
  site = await Site.open();
});

afterEach(async () => {
  await site.close();
});

const KINDS = { include: ['issues', 'pulls', 'issue-references', 'pull-references'] };
const graphql = () => site.server.requests.filter((request) => request === 'POST graphql').length;

function touch(list: string, number: number): void {
  const item = site.world.lists[list]?.find((it) => it['number'] === number);
  if (item !== undefined) item['updated_at'] = site.world.now.toISOString().replace(/\.\d+Z$/, 'Z');
}

test('what refers to an issue or a pull request: from where, by whom, all pages of it', async () => {
  site.world.references.set(
    2,
    Array.from({ length: 25 }, (_, n) => makeReference(n + 1)),
  );
  const { id, gaps } = await site.backUp(KINDS);
  expect(gaps).toEqual([]);
  const files = await site.restore(id);
  expect(namesOf(files, 'issue-references')).toEqual(['000001.json', '000002.json']);
  expect(namesOf(files, 'pull-references')).toEqual(['000013.json']);
  expect(json(files, 'issue-references/000002.json')['references']).toHaveLength(25);
  expect(json(files, 'issue-references/000001.json')).toMatchObject({
    number: 1,
    references: [
      {
        type: 'CrossReferencedEvent',
        actor: { login: 'user-2' },
        is_cross_repository: true,
        source: { type: 'Issue', number: 2, repository: { name_with_owner: 'acme/other' } },
      },
    ],
  });
});

test('a night without news asks for none; one with a changed issue for its page only', async () => {
  await site.backUp(KINDS);
  site.later(24);
  await site.backUp(KINDS);
  expect(graphql()).toBe(0);
  site.later(24);
  touch('/issues', 3);
  site.world.references.set(3, [makeReference(9)]);
  const { id } = await site.backUp(KINDS);
  expect(graphql()).toBe(1);
  expect(namesOf(await site.restore(id), 'issue-references')).toEqual(['000001.json', '000003.json']);
});

test('references that change nothing of the issue are found with the search of every 30 days, and those that are gone leave', async () => {
  await site.backUp(KINDS);
  site.world.references.set(5, [makeReference(9)]);
  site.world.references.delete(1);
  site.later(24);
  const second = await site.backUp(KINDS);
  expect(namesOf(await site.restore(second.id), 'issue-references')).toEqual(['000001.json']);
  site.later(31 * 24);
  const third = await site.backUp(KINDS);
  expect(namesOf(await site.restore(third.id), 'issue-references')).toEqual(['000005.json']);
});

test('the type and the fields of an issue are stored with it, and so is whether a release is immutable', async () => {
  const [issue = {}] = site.world.lists['/issues'] ?? [];
  issue['type'] = { id: 1, node_id: 'IT_1', name: 'Bug', description: 'Something is wrong' };
  const [release = {}] = site.world.lists['/releases'] ?? [];
  release['immutable'] = true;
  const { id, gaps } = await site.backUp({ include: ['issues', 'releases'] });
  expect(gaps).toEqual([]);
  const files = await site.restore(id);
  expect(json(files, 'issues/000001.json')).toMatchObject({ type: { id: 1, name: 'Bug' } });
  expect(json(files, 'releases/000000000601.json')).toMatchObject({ immutable: true });
});

describe('which issues block which', () => {
  const DEPENDENCIES = { include: ['issue-dependencies'] };
  const asked = () => site.server.requests.filter((request) => request.includes('/dependencies/'));

  test('is read of issues that have any; in a night without news of none', async () => {
    const { id, root, gaps } = await site.backUp(DEPENDENCIES);
    expect(gaps).toEqual([]);
    expect(root.header.parts['github/issue-dependencies']).toBe('complete');
    const files = await site.restore(id);
    expect(namesOf(files, 'issue-dependencies')).toEqual(['000001.json', '000012.json']);
    expect(json(files, 'issue-dependencies/000012.json')).toMatchObject({ blocked_by: [{ number: 1 }], blocking: [] });
    expect(asked()).toHaveLength(4);
    site.later(24);
    await site.backUp(DEPENDENCIES);
    expect(asked()).toEqual([]);
  });

  test('one that is taken away leaves; one that could not be had is asked for the next night', async () => {
    await site.backUp(DEPENDENCIES);
    const issues = site.world.lists['/issues'] ?? [];
    Object.assign(issues[0] ?? {}, dependencyCounts(0, 0));
    touch('/issues', 1);
    site.later(24);
    Object.assign(issues[1] ?? {}, dependencyCounts(1, 0));
    touch('/issues', 2);
    const [blocker] = issues;
    site.world.lists['/issues/2/dependencies/blocked_by'] = blocker === undefined ? [] : [blocker];
    site.world.lists['/issues/2/dependencies/blocking'] = [];
    for (let i = 0; i < 4; i++) site.server.faults.push({ on: 'GET /issues/2/dependencies/blocked_by', status: 502 });
    const second = await site.backUp(DEPENDENCIES);
    expect(second.gaps).toMatchObject([{ class: 'failed', path: 'github/issue-dependencies/000002' }]);
    expect(namesOf(await site.restore(second.id), 'issue-dependencies')).toEqual(['000012.json']);
    site.later(24);
    const third = await site.backUp(DEPENDENCIES);
    expect(third.gaps).toEqual([]);
    expect(namesOf(await site.restore(third.id), 'issue-dependencies')).toEqual(['000002.json', '000012.json']);
  });
});
