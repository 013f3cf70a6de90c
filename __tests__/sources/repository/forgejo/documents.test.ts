import { parse } from 'yaml';
import { headOf, planHeads } from '../../../../src/sources/repository/forgejo/heads.ts';
import { issueDocument, milestoneDocument, reactionsOf } from '../../../../src/sources/repository/forgejo/documents.ts';
import type { Fields } from '../../../../src/sources/repository/forgejo/fields.ts';
import { Names } from '../../../../src/sources/repository/forgejo/names.ts';
import { talkDocuments } from '../../../../src/sources/repository/forgejo/reviews.ts';
import { yamlText } from '../../../../src/sources/repository/forgejo/yaml.ts';

const ANN = { id: 7, login: 'ann', type: 'User' };
const noNames = () => new Names([], []);

describe('text', () => {
  // What go-yaml refuses outside of an escape, or takes for the end of a line: its reader's table.
  const refused = [
    '\x7f',
    '\x80',
    '\x85',
    '\x9f',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '\x1b',
    '\t',
    '\r\n',
  ];

  test.each(refused.map((character) => [JSON.stringify(character), character]))('%s is an escape', (_, character) => {
    const value = { text: `a${character}b: - #"'\\ü😀`, 'key: x': 'yes' };
    const text = yamlText(value);
    expect(text).toMatch(/^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect([JSON.parse(text), parse(text)]).toEqual([value, value]);
  });

  test('a NUL, which PostgreSQL refuses, and half of a surrogate pair become U+FFFD', () => {
    const issue = issueDocument({ title: 'a\0b', body: 'c\ud800d' }, 1, noNames());
    expect(issue).toMatchObject({ title: 'a\ufffdb', content: 'c\ufffdd' });
  });
});

describe('an issue', () => {
  const issue = {
    number: 12,
    title: 'Broken',
    body: 'first\r\nsecond',
    state: 'closed',
    locked: true,
    user: ANN,
    assignees: [{ id: 8, login: 'bob' }],
    labels: [{ id: 1, name: 'bug' }, 'plain', { id: 9, name: 'gone' }],
    milestone: { id: 5, number: 3, title: 'as it was called then' },
    created_at: '2026-01-02T03:04:05+02:00',
    updated_at: '2026-01-03T00:00:00Z',
    closed_at: '2026-01-03T00:00:00Z',
    reactions: { '+1': 2, heart: 1, 'not one': 4 },
  };
  const names = new Names([{ id: 1, name: 'defect' }], [{ number: 3, title: 'Version 3' }]);

  test('has everything that the importers take, times in UTC, labels and milestone by their present names', () => {
    expect(issueDocument(issue, 12, names)).toEqual({
      number: 12,
      title: 'Broken',
      content: 'first\r\nsecond',
      poster_id: 7,
      poster_name: 'ann',
      state: 'closed',
      is_locked: true,
      milestone: 'Version 3',
      created: '2026-01-02T01:04:05Z',
      updated: '2026-01-03T00:00:00Z',
      closed: '2026-01-03T00:00:00Z',
      labels: [{ name: 'defect' }, { name: 'plain' }, { name: 'gone' }],
      assignees: ['bob'],
      reactions: [
        { user_id: 0, user_name: 'unknown-1', content: '+1' },
        { user_id: 0, user_name: 'unknown-2', content: '+1' },
        { user_id: 0, user_name: 'unknown-1', content: 'heart' },
      ],
    });
    expect(names.unlisted).toEqual(['plain', 'gone']);
  });

  test('of hostile fields nothing is taken', () => {
    const hostile = { title: ['x'], body: 7, user: 'ann', labels: 'bug', created_at: 'yesterday', closed_at: 3 };
    const document = issueDocument(hostile, 1, noNames());
    expect(JSON.parse(JSON.stringify(document))).toEqual({
      number: 1,
      title: '',
      content: '',
      poster_id: 0,
      poster_name: 'ghost',
      state: 'open',
      is_locked: false,
      milestone: '',
      closed: null,
      labels: [],
      assignees: [],
      reactions: [],
    });
    expect(reactionsOf({ reactions: { heart: 1e12 } })).toHaveLength(10_000);
  });
});

test('a milestone without a date has the one that the importers give it, since their schema wants one', () => {
  const milestone = {
    title: 'Next',
    description: null,
    due_on: null,
    created_at: '2026-01-01T00:00:00Z',
    state: 'open',
  };
  expect(milestoneDocument(milestone)).toEqual({
    title: 'Next',
    description: '',
    deadline: '9999-01-01T00:00:00Z',
    created: '2026-01-01T00:00:00Z',
    updated: '2026-01-01T00:00:00Z',
    closed: null,
    state: 'open',
  });
});

describe('what was said about a pull request', () => {
  const review = (id: number, state: string, body: string) => ({
    id,
    state,
    body,
    user: { login: 'ann' },
    submitted_at: `2026-01-0${String(id)}T00:00:00Z`,
  });
  const remark = (id: number, of: number, more: Fields = {}) => ({
    id,
    pull_request_review_id: of,
    body: `remark ${String(id)}`,
    path: 'a.ts',
    line: 4,
    diff_hunk: '@@ -1,3 +1,4 @@',
    user: ANN,
    created_at: '2026-01-04T00:00:00Z',
    ...more,
  });
  const talk = {
    comments: [{ id: 50, body: 'plain', user: ANN, created_at: '2026-01-05T00:00:00Z' }],
    reviews: [
      review(2, 'DISMISSED', 'no'),
      review(1, 'APPROVED', ''),
      review(3, 'PENDING', ''),
      review(4, 'COMMENTED', ''),
    ],
    reviewComments: [
      remark(20, 2, { side: 'LEFT' }),
      remark(21, 99, { line: null, original_line: 8 }),
      remark(22, 2, { diff_hunk: '', line: null, subject_type: 'file' }),
    ],
  };

  test('comments on lines go with their review, or get one; dismissed reviews comment, pending and empty ones are left out', () => {
    const names = noNames();
    names.person(ANN);
    const { comments, reviews, ...counts } = talkDocuments(talk, 9, true, names);
    expect(counts).toEqual({ loosened: 1, dismissed: 1, pending: 1 });
    const short = reviews.map(({ id, state, reviewer_id, reviewer_name, comments: held }) => [
      id,
      state,
      reviewer_id,
      reviewer_name,
      (held as { id: number; line: number }[]).map(({ id: remarkId, line }) => [remarkId, line]),
    ]);
    expect(short).toEqual([
      [1, 'APPROVED', 7, 'ann', []],
      [2, 'COMMENTED', 7, 'ann', [[20, -4]]],
      [0, 'COMMENTED', 7, 'ann', [[21, 8]]],
    ]);
    expect(comments.map(({ index, content }) => [index, content])).toEqual([
      [22, 'On `a.ts`:\n\nremark 22'],
      [50, 'plain'],
    ]);
  });

  test('where the commits are missing, comments on lines become ordinary ones: the importers would leave them out', () => {
    const { comments, reviews, loosened } = talkDocuments(talk, 9, false, noNames());
    expect(loosened).toBe(3);
    expect(reviews.flatMap(({ comments: held }) => held)).toEqual([]);
    expect(comments.map(({ content }) => content)).toContain('On `a.ts`, line 4:\n\nremark 20');
  });
});

describe('heads', () => {
  const pull = (ref: string, owner: string, more: Fields = {}): Fields => ({
    state: 'open',
    head: { ref, sha: 'a'.repeat(40), user: { login: owner }, repo: owner === 'acme' ? { id: 1 } : null },
    base: { ref: 'main', sha: 'b'.repeat(40), repo: { id: 1, full_name: 'acme/shop' } },
    ...more,
  });
  const plan = (pulls: readonly Fields[], branches: readonly string[] = ['main', 'ann']) => {
    const { refs, branches: made } = planHeads(
      pulls.map((it, index) => headOf(it, index + 1)),
      new Set(['a'.repeat(40)]),
      branches,
    );
    return { refs: [...refs.values()], made: [...made.keys()] };
  };

  test('a branch of the repository keeps its name; an open one of a fork becomes a branch, a closed one only a name', () => {
    const pulls = [pull('topic', 'acme'), pull('main', 'bob'), pull('main', 'eve', { state: 'closed' })];
    expect(plan(pulls)).toEqual({ refs: ['topic', 'bob/main', 'eve/main'], made: ['bob/main'] });
  });

  test('where git could not keep the name, or two want it, it is that of the pull request', () => {
    const pulls = [
      pull('x', 'ann'),
      pull('a..b', 'bob'),
      pull('main', 'bob'),
      pull('main', 'bob'),
      pull('../x', 'eve'),
    ];
    expect(plan(pulls).made).toEqual(['head-pr-1', 'head-pr-2', 'bob/main', 'head-pr-4', 'head-pr-5']);
    expect(plan([pull('x', 'ann')], ['head-pr-1/y', 'ann']).made).toEqual(['head-pr-1-1']);
  });

  test('no branch without its commit', () => {
    const lost = pull('main', 'bob', { head: { ref: 'main', sha: 'c'.repeat(40), user: { login: 'bob' } } });
    expect(plan([lost])).toEqual({ refs: ['bob/main'], made: [] });
  });
});
