/** The list of repositories of an account. */
import { openClient, pause } from '../../src/github/client.ts';
import { findRepository, listRepositories } from '../../src/github/repositories.ts';

type Answers = Readonly<Record<string, unknown>>;

/** A client of a server that has these answers, by path, or by path and page (`/x#2`); lists in pages of 100, anything else is 404. */
function clientOf(answers: Answers) {
  const asked: string[] = [];
  const { signal } = new AbortController();
  const answering: typeof fetch = (input) => {
    const url = new URL(input);
    asked.push(`${url.pathname}${url.search}`);
    const page = Number(url.searchParams.get('page') ?? 1);
    const answer = answers[`${url.pathname}#${String(page)}`] ?? answers[url.pathname];
    const status = typeof answer === 'number' ? answer : answer === undefined ? 404 : 200;
    const items = Array.isArray(answer) ? answer.slice((page - 1) * 100, page * 100) : answer;
    url.searchParams.set('page', String(page + 1));
    // The links of the real one have ids in place of names.
    const isLast = !Array.isArray(answer) || answer.length <= page * 100;
    const link = isLast ? {} : { link: `<https://elsewhere.example/x${url.search}>; rel="next"` };
    const headers = { 'content-type': 'application/json', ...link };
    return Promise.resolve(
      new Response(JSON.stringify(status === 200 ? items : { message: 'no' }), { status, headers }),
    );
  };
  const deps = { fetch: answering, now: () => new Date(), signal, sleep: pause, debug: () => undefined };
  return { asked, client: openClient({ apiUrl: 'https://api.github.com', token: 'x', reserve: 0 }, deps) };
}

const acme = { login: 'acme', id: 7, type: 'Organization' };
const one = (id: number, more: object = {}) => ({
  id,
  name: `r${String(id)}`,
  owner: acme,
  private: true,
  visibility: 'internal',
  fork: false,
  archived: true,
  topics: ['a'],
  size: 12,
  default_branch: 'main',
  has_wiki: false,
  pushed_at: null,
  updated_at: '2026-01-02T03:04:05Z',
  ...more,
});

test('an organisation is read page by page, at the address that was asked for', async () => {
  const { client, asked } = clientOf({
    '/users/acme': acme,
    '/installation/repositories': 403,
    '/orgs/acme/repos': Array.from({ length: 201 }, (_, n) => one(300 - n)),
    '/orgs/acme/properties/values': [
      {
        repository_id: 300,
        repository_name: 'r300',
        repository_full_name: 'acme/r300',
        properties: [
          { property_name: 'tier', value: 'gold' },
          { property_name: 'teams', value: ['x', 'y'] },
          { property_name: 'none', value: null },
        ],
      },
    ],
  });
  const { account, repositories } = await listRepositories(client, 'acme');
  expect(account).toEqual({ ...acme, seesAll: true });
  expect(repositories.map(({ id }) => id)).toEqual(Array.from({ length: 201 }, (_, n) => n + 100));
  expect(repositories.at(-1)).toEqual({
    id: 300,
    owner: 'acme',
    name: 'r300',
    visibility: 'internal',
    isArchived: true,
    isDisabled: false,
    isFork: false,
    hasWiki: false,
    topics: ['a'],
    properties: { tier: 'gold', teams: ['x', 'y'] },
    sizeKib: 12,
    defaultBranch: 'main',
    pushedAt: undefined,
    updatedAt: new Date('2026-01-02T03:04:05Z'),
  });
  expect(asked.map((path) => path.replace(/\?.*/, ''))).toEqual([
    '/installation/repositories',
    '/users/acme',
    ...Array.from({ length: 3 }, () => '/orgs/acme/repos'),
    '/orgs/acme/properties/values',
  ]);
});

test.each<[string, Answers, string | undefined, string, RegExp]>([
  [
    'nothing says which account',
    { '/installation/repositories': 403 },
    undefined,
    'bad-input',
    /organization: not set/,
  ],
  ['there is no such account', { '/installation/repositories': 403 }, 'acme', 'github-unreadable', /"acme".*404/],
  [
    'the token may not read the properties',
    {
      '/installation/repositories': 403,
      '/users/acme': acme,
      '/orgs/acme/repos': [one(1)],
      '/orgs/acme/properties/values': 403,
    },
    'acme',
    'github-unreadable',
    /custom properties of the repositories of acme/,
  ],
  [
    'a name would lead elsewhere',
    { '/installation/repositories': 403, '/users/acme': acme, '/orgs/acme/repos': [one(1, { name: '..' })] },
    'acme',
    'github-unreadable',
    /expected form/,
  ],
])('%s: an error says so', async (_, answers, account, code, message) => {
  const listing = listRepositories(clientOf(answers).client, account);
  await expect(listing).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
});

test('fields that a server leaves out, leaves empty or has new words for do not end the list; one twice is one', async () => {
  const odd = { visibility: 'enterprise', topics: null, archived: null, fork: null, size: null, updated_at: null };
  const { client } = clientOf({
    '/users/acme': acme,
    '/installation/repositories': 403,
    '/orgs/acme/repos': [
      one(1, { ...odd, default_branch: null }),
      one(2, { name: 'before' }),
      one(2, { name: 'after', size: 0 }),
    ],
  });
  const { repositories } = await listRepositories(client, 'acme', { withProperties: false });
  expect(repositories).toMatchObject([
    { id: 1, visibility: 'private', topics: [], isArchived: false, isFork: false, sizeKib: 0, updatedAt: undefined },
    { id: 2, name: 'after', sizeKib: 0 },
  ]);
});

test.each([404, 403, 451])(
  'a page that is refused with %i in the middle of a list ends it: no part counts as the whole',
  async (status) => {
    const many = Array.from({ length: 250 }, (_, n) => one(n + 1));
    const answers = { '/users/acme': acme, '/installation/repositories': 403, '/orgs/acme/repos': many };
    const { client, asked } = clientOf({ ...answers, '/orgs/acme/repos#2': status });
    const listing = listRepositories(client, 'acme', { withProperties: false });
    await expect(listing).rejects.toMatchObject({ code: 'github-unreadable' });
    expect(asked.at(-1)).toContain('page=2');
  },
);

test('a repository is found by its id under its new name; one that is gone is not there', async () => {
  const { client } = clientOf({ '/repositories/5': one(5, { name: 'renamed' }), '/repositories/6': 404 });
  expect(await findRepository(client, 5)).toMatchObject({ owner: 'acme', name: 'renamed' });
  expect(await findRepository(client, 6)).toBeUndefined();
});
