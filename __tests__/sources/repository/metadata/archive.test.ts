import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { writeArchive } from '../../../../src/sources/repository/metadata/index.ts';
import { Site } from './helpers.ts';

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

test('files that are no items are passed over', async () => {
  put('issues/000001.json', 'not JSON');
  put('issues/..%2F000002.json', { title: 'x' });
  put('issues/000003.json', { number: 3, title: 'Three' });
  expect(await archive()).toEqual({ conversations: 1, skipped: ['000001.json'] });
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
