import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { writeArchive } from '../../../../src/sources/repository/archive/archive.ts';
import { Site } from '../metadata/helpers.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-archive-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function put(name: string, value: unknown): void {
  const file = path.join(folder, 'github', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
}

const read = (name: string) => fs.readFileSync(path.join(folder, 'archive', name), 'utf8');
const archive = () => writeArchive(path.join(folder, 'github'), path.join(folder, 'archive'));

test('a pull request with its comments, reviews and review comments, in the order in which they were said', async () => {
  const said = (time: string, body: string) => ({
    user: { login: 'ann' },
    created_at: `2026-01-0${time}T10:00:00Z`,
    body,
  });
  put('pulls/000007.json', {
    number: 7,
    title: 'Faster',
    state: 'closed',
    merged_at: '2026-01-09',
    ...said('1', 'Please'),
  });
  put('issue-comments/000007-000000000001.json', said('4', 'fourth,  \nbroken where it was'));
  put('issue-comments/000008-000000000002.json', said('4', 'of another'));
  put('reviews/000007-000000000003.json', { ...said('3', 'third'), state: 'CHANGES_REQUESTED' });
  put('review-comments/000007-000000000004.json', { ...said('2', 'second'), path: 'src/a.ts', line: 12 });
  expect(await archive()).toEqual({ conversations: 1, skipped: [] });
  expect(read('pulls/000007.md')).toBe(`# Faster

Pull request #7, merged, opened by ann, 2026-01-01 10:00 UTC

> Please

## ann on src/a.ts:12, 2026-01-02 10:00 UTC

> second

## ann (changes requested), 2026-01-03 10:00 UTC

> third

## ann, 2026-01-04 10:00 UTC

> fourth,  
> broken where it was
`);
  expect(read('index.md')).toContain('- [#7 Faster](pulls/000007.md) merged, ann, 2026-01-01 10:00 UTC');
});

test('nothing that people wrote becomes a heading, a link or a tag of the page', async () => {
  const evil = '</pre><script>alert(1)</script>\n# Heading\r## bob, 2026-01-01\n[x](javascript:alert(1))';
  put('issues/000001.json', {
    number: 1,
    title: `${evil} "'`,
    user: { login: evil },
    labels: [{ name: evil }],
    body: evil,
  });
  put('discussions/000002.json', {
    number: 2,
    title: 'Ok',
    closed: true,
    body: null,
    comments: [{ body: evil, is_answer: true, replies: [{ body: 'reply' }] }],
  });
  await archive();
  for (const name of ['issues/000001', 'discussions/000002', 'index']) {
    expect(read(`${name}.html`)).not.toContain('<script');
    const lines = read(`${name}.md`).split(/[\r\n]/);
    expect(lines.filter((line) => /^(# Heading|## bob|\[x\])/.test(line))).toEqual([]);
  }
  expect(read('issues/000001.md')).toContain('> # Heading\n> ## bob, 2026-01-01\n');
  expect(read('discussions/000002.md')).toContain('## ghost (the answer)');
});

describe('what a page shows besides', () => {
  const UUID = '0f3e7a4c-2c1c-4a6e-9c38-1c6c3d7a9b11';
  const assets = 'https://github.com/user-attachments/assets';
  const files = 'https://github.com/user-attachments/files';

  beforeEach(() => {
    put('repository/repository.json', { html_url: 'https://github.com/acme/shop' });
    put(`attachments/github.com/user-attachments/assets/${UUID}.png`, 'png');
    put('attachments/github.com/user-attachments/files/7/log.zip', 'zip');
    put('attachments/github.com/user-attachments/files/8/evil.svg', '<svg onload="alert(1)"/>');
    put('attachments/github.com/user-attachments/files/9/evil.html', '<script>alert(1)</script>');
  });

  test('attached files are the copies beside it; what a browser would run is only named', async () => {
    const body = `![x](${assets}/${UUID}) [log](${files}/7/log.zip) ${files}/8/evil.svg ${files}/9/evil.html ${files}/6/lost.txt`;
    put('issues/000001.json', { number: 1, title: 'One', body });
    await archive();
    const page = read('issues/000001.html');
    const at = '../../github/attachments/github.com/user-attachments';
    expect(page).toContain(`<img src="${at}/assets/${UUID}.png"`);
    expect(page).toContain(`<a href="${at}/files/7/log.zip">`);
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link)).not.toContainEqual(
      expect.stringMatching(/evil|lost|https?:/),
    );
    for (const [, link = ''] of page.matchAll(/(?:src|href)="([^"]*)"/g)) {
      expect(fs.existsSync(path.join(folder, 'archive', 'issues', decodeURIComponent(link)))).toBe(true);
    }
    expect(read('issues/000001.md')).toContain(`- Attached: [log.zip](${at}/files/7/log.zip)`);
    expect(read('issues/000001.md')).toContain(`- Attached: [${UUID}.png](${at}/assets/${UUID}.png)`);
  });

  test('numbers and addresses of other conversations lead to their pages', async () => {
    const body = 'See #2, acme/other#2, #99 and https://github.com/acme/shop/pull/2#discussion_r1, or x#2 &#2;';
    put('issues/000001.json', { number: 1, title: 'One', body, parent_issue_url: 'https://api/repos/a/b/issues/3' });
    put('pulls/000002.json', { number: 2, title: 'Two' });
    put('discussions/000003.json', { number: 3, title: 'Three', closed: true });
    await archive();
    const links = [...read('issues/000001.html').matchAll(/href="\.\.\/([a-z]+\/[^"]*)">([^<]*)</g)];
    expect(links.map(([, to, text]) => `${text ?? ''} -> ${to ?? ''}`)).toEqual([
      '#3 -> discussions/000003.html',
      '#2 -> pulls/000002.html',
      'https://github.com/acme/shop/pull/2 -> pulls/000002.html',
    ]);
    expect(read('issues/000001.md')).toContain('Part of [#3](../discussions/000003.md)');
  });

  test('threads, reactions, milestone, reason and events', async () => {
    const at = (day: number) => `2026-01-0${String(day)}T10:00:00Z`;
    const user = { login: 'ann' };
    put('pulls/000001.json', {
      number: 1,
      title: 'One',
      user,
      created_at: at(1),
      state: 'closed',
      state_reason: 'not_planned',
      milestone: { title: '1.0' },
      reactions: { '+1': 3 },
      body: 'text',
    });
    put('review-comments/000001-000000000005.json', { id: 5, user, created_at: at(2), path: 'a.ts', body: 'first' });
    put('review-comments/000001-000000000007.json', {
      id: 7,
      user,
      created_at: at(4),
      in_reply_to_id: 5,
      body: 'answer',
    });
    put('review-comments/000001-000000000006.json', { id: 6, user, created_at: at(3), path: 'a.ts', body: 'second' });
    put('issue-events/000001-000000000008.json', { event: 'closed', actor: { login: 'bob' }, created_at: at(5) });
    put('issue-events/000001-000000000009.json', { event: 'subscribed', actor: { login: 'bob' }, created_at: at(5) });
    await archive();
    expect(read('pulls/000001.md')).toBe(`# One

Pull request #1, closed as not planned, opened by ann, 2026-01-01 10:00 UTC  
Milestone: 1.0

> text

+1 3

## ann on a.ts, 2026-01-02 10:00 UTC

> first

### ann, 2026-01-04 10:00 UTC

> answer

## ann on a.ts, 2026-01-03 10:00 UTC

> second

## bob closed this, 2026-01-05 10:00 UTC
`);
  });
});

test('files that are no items are passed over', async () => {
  put('issues/000001.json', 'not JSON');
  put('issues/..%2F000002.json', { title: 'x' });
  put('issues/000003.json', { number: 3, title: 'Three' });
  expect(await archive()).toEqual({ conversations: 1, skipped: ['issues/000001.json'] });
});

test('all that a backup of a repository holds', async () => {
  const site = await Site.open();
  try {
    for (const [name, bytes] of await site.restore((await site.backUp()).id)) put(name, bytes.toString());
  } finally {
    await site.close();
  }
  expect(await archive()).toEqual({ conversations: 12 + 3 + 2, skipped: [] });
  expect(fs.readdirSync(path.join(folder, 'archive')).sort()).toEqual([
    'discussions',
    'index.html',
    'index.md',
    'issues',
    'pulls',
  ]);
});
