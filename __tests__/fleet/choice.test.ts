import { type Choice, chooseRepositories, unusedLines } from '../../src/fleet/choice.ts';
import { repository } from './repositories.ts';

const ALL: Choice = {
  ...{ repositories: [], topics: [], visibility: [], archived: 'include', forks: 'include', properties: [] },
};
const SHOP = repository(1, 'shop', { topics: ['prod'], properties: { tier: '1', region: ['eu', 'us'] } });
const DOCS = repository(2, 'docs', { visibility: 'public', topics: ['Prod', 'site'], properties: { tier: '2' } });
const OLD = repository(3, 'legacy-shop', { isArchived: true });
const COPY = repository(4, 'copy', { isFork: true });
const REPOSITORIES = [SHOP, DOCS, OLD, COPY];

function reasons(choice: Partial<Choice>): Record<string, string | undefined> {
  const chosen = chooseRepositories(REPOSITORIES, { ...ALL, ...choice });
  return Object.fromEntries(chosen.map(({ repository: { name }, excludedBy }) => [name, excludedBy]));
}

test('without a rule everything is backed up, also archived repositories and forks', () => {
  expect(reasons({})).toEqual({ shop: undefined, docs: undefined, 'legacy-shop': undefined, copy: undefined });
});

test.each<[string, Partial<Choice>, Record<string, string>]>([
  [
    'patterns of names',
    { repositories: ['*shop', 'DOCS', '!legacy-*'] },
    { 'legacy-shop': 'repositories: !legacy-*', copy: 'repositories: not *shop, DOCS' },
  ],
  ['a pattern that only leaves out', { repositories: ['!copy'] }, { copy: 'repositories: !copy' }],
  [
    'topics',
    { topics: ['prod', '!site'] },
    { docs: 'topics: !site', 'legacy-shop': 'topics: not prod', copy: 'topics: not prod' },
  ],
  ['visibility', { visibility: ['private'] }, { docs: 'visibility: not private' }],
  ['archived', { archived: 'exclude' }, { 'legacy-shop': 'archived: exclude' }],
  ['forks', { forks: 'exclude' }, { copy: 'forks: exclude' }],
  [
    'values of one property',
    { properties: ['tier=1', 'Tier=2'] },
    { 'legacy-shop': 'properties: not tier=1, Tier=2', copy: 'properties: not tier=1, Tier=2' },
  ],
  [
    'two properties, of which one has several values',
    { properties: ['tier=1', 'tier=2', 'region=us'] },
    {
      docs: 'properties: not region=us',
      'legacy-shop': 'properties: not tier=1, tier=2',
      copy: 'properties: not tier=1, tier=2',
    },
  ],
  ['a property that leaves out', { properties: ['!tier=2'] }, { docs: 'properties: !tier=2' }],
])('%s choose, and each repository that is left out says which rule did it', (_, choice, expected) => {
  const found = Object.entries(reasons(choice)).filter(([, reason]) => reason !== undefined);
  expect(Object.fromEntries(found)).toEqual(expected);
});

test('what GitHub has disabled cannot be read, and is left out by that', () => {
  const [chosen] = chooseRepositories([repository(5, 'dead', { isDisabled: true })], ALL);
  expect(chosen?.excludedBy).toBe('GitHub: the repository is disabled');
});

test('lines that fit nothing are found, those that leave out apart; a name that only the vault knows counts, a topic may wait', () => {
  const choice = {
    ...ALL,
    repositories: ['shop', 'gone-one', 'shpo', '!scratch'],
    topics: ['prod', 'prdo', '!later'],
    properties: ['tier=1', 'tier=9', '!x=y'],
  };
  expect(unusedLines(REPOSITORIES, choice, ['gone-one'])).toEqual({
    wanted: ['repositories: shpo', 'topics: prdo', 'properties: tier=9'],
    leavingOut: ['repositories: !scratch'],
  });
});

test('a pattern is no regular expression', () => {
  const [one, other] = chooseRepositories([repository(1, 'a.b'), repository(2, 'axb')], {
    ...ALL,
    repositories: ['a.b'],
  });
  expect([one?.excludedBy, other?.excludedBy]).toEqual([undefined, 'repositories: not a.b']);
});
