import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type ImportReport, writeImport } from '../../../../src/sources/repository/forgejo/index.ts';
import type { History } from '../../../../src/sources/repository/index.ts';

let folder: string;
const SHA = 'a'.repeat(40);
const ANN = { id: 7, login: 'ann', type: 'User' };
const AT = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-02T00:00:00Z' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-forgejo-'));
  mkdirSync(join(folder, 'out'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, value: unknown): void {
  const file = join(folder, 'github', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
}

function write(history: Partial<History> = {}, signal = new AbortController().signal): Promise<ImportReport> {
  const whole: History = {
    branches: ['main'],
    tags: new Set(['v1']),
    pulls: new Set(),
    commits: (oids) => Promise.resolve(new Set(oids.filter((oid) => oid === SHA))),
    addBranches: () => Promise.resolve(),
    ...history,
  };
  return writeImport({ metadataDir: join(folder, 'github'), folder: join(folder, 'out'), history: whole, signal });
}

const read = (name: string): unknown => parse(readFileSync(join(folder, 'out', name), 'utf8'));
const pull = { title: 'Faster', user: ANN, ...AT, head: { ref: 'x', sha: SHA, user: ANN, repo: null } };
const base = { ref: 'main', sha: SHA, repo: { id: 1, full_name: 'acme/shop' } };

test('a snapshot without metadata: a folder that can be imported all the same', async () => {
  const { written, notes } = await write();
  expect([Object.values(written).filter((count) => count > 0), notes]).toEqual([[], []]);
  expect(readdirSync(join(folder, 'out')).sort()).toEqual([
    'comments',
    'empty.patch',
    'issue.yml',
    'label.yml',
    'milestone.yml',
    'pull_request.yml',
    'release.yml',
    'repo.yml',
    'reviews',
    'topic.yml',
  ]);
  expect([read('issue.yml'), read('release.yml')]).toEqual([[], []]);
});

test('the repository: texts only, and the number that means GitHub', async () => {
  put('repository/repository.json', {
    name: 'shop',
    owner: { login: 'acme' },
    description: null,
    homepage: 'https://shop.example',
    html_url: 'https://github.com/acme/shop',
    default_branch: 'trunk',
    private: true,
    topics: ['tea', 7],
  });
  const report = await write();
  expect(report.isPrivate).toBe(true);
  expect(read('repo.yml')).toEqual({
    name: 'shop',
    owner: 'acme',
    description: '',
    website: 'https://shop.example',
    original_url: 'https://github.com/acme/shop',
    default_branch: 'trunk',
    is_private: 'true',
    service_type: '2',
  });
  expect(read('topic.yml')).toEqual({ topics: ['tea'] });
  expect(report.notes.map(({ what, where }) => [what, where])).toEqual([['settings', 'holdfast/github/repository']]);
});

test('issues and pull requests in order of their numbers, each with what was said, and a label that no list has', async () => {
  put('issues/000010.json', { title: 'Ten', user: ANN, ...AT });
  put('issues/000002.json', { title: 'Two', user: ANN, labels: [{ id: 4, name: 'lost' }], ...AT });
  put('labels/bug.json', { id: 1, name: 'bug', color: 'ff0000', description: 'broken' });
  put('issue-comments/000002-000000000005.json', { id: 5, body: 'hello', user: ANN, ...AT });
  put('pulls/000003.json', { ...pull, base });
  put('reviews/000003-000000000009.json', { id: 9, state: 'APPROVED', body: 'good', user: { login: 'ann' } });
  const made: [string, string][] = [];
  const { written } = await write({
    addBranches: (branches) => {
      made.push(...branches);
      return Promise.resolve();
    },
  });
  expect(written).toEqual({
    milestones: 0,
    comments: 1,
    issues: 2,
    reviews: 1,
    'pull requests': 1,
    labels: 2,
    releases: 0,
  });
  expect((read('issue.yml') as { number: number }[]).map(({ number }) => number)).toEqual([2, 10]);
  expect(read('comments/2.yml')).toMatchObject([{ issue_index: 2, content: 'hello', poster_name: 'ann' }]);
  expect(existsSync(join(folder, 'out/comments/10.yml'))).toBe(false);
  expect(read('reviews/3.yml')).toMatchObject([{ reviewer_id: 7, reviewer_name: 'ann', state: 'APPROVED' }]);
  expect(read('label.yml')).toEqual([
    { name: 'bug', color: 'ff0000', description: 'broken' },
    { name: 'lost', color: 'ededed', description: '' },
  ]);
  expect(made).toEqual([['ann/x', SHA]]);
  expect(read('pull_request.yml')).toMatchObject([
    {
      number: 3,
      foreignindex: 3,
      patch_url: 'empty.patch',
      merged: false,
      head: { owner_name: 'acme', repo_name: 'shop', ref: 'ann/x', sha: SHA },
      base: { owner_name: 'acme', repo_name: 'shop', ref: 'main', sha: SHA },
    },
  ]);
});

test('releases with their files; drafts of a tag that is taken, lost tags and lost files are named, and kept as JSON', async () => {
  const release = (id: number, tag: string, more = {}) =>
    put(`releases/00000000000${String(id)}.json`, { id, tag_name: tag, author: ANN, ...AT, assets: [], ...more });
  release(1, 'v1', {
    assets: [
      { id: 31, name: 'a b.zip', size: 4 },
      { id: 32, name: 'gone', size: 1 },
    ],
  });
  put('release-assets/000000000031-a%20b.zip', 'four');
  release(2, 'v1', { draft: true });
  release(3, 'v9');
  const { written, notes } = await write();
  expect(written).toMatchObject({ releases: 1, 'files of releases': 1 });
  const [first] = read('release.yml') as { assets: { name: string; download_url: string }[] }[];
  expect(first?.assets).toMatchObject([
    { id: 31, name: 'a b.zip', size: 4, download_count: 0, download_url: 'release_assets/1/31' },
  ]);
  expect(readFileSync(join(folder, 'out/release_assets/1/31'), 'utf8')).toBe('four');
  expect(notes.map(({ what, count }) => [what, count])).toEqual([
    ['files of releases', 1],
    ['releases', 1],
    ['releases', 1],
  ]);
  expect(readdirSync(join(folder, 'out/holdfast/github/releases'))).toEqual(['000000000002.json', '000000000003.json']);
});

test('what the importers take none of is named, and where it is; so are comments on nothing', async () => {
  put('discussions/000007.json', { title: 'Talk' });
  put('attachments/x.png', 'png');
  put('workflow-logs/000000000041-01/build/1.txt', 'set up');
  put('issue-comments/000099-000000000001.json', { id: 1, body: 'to nobody' });
  const { notes } = await write();
  expect(notes.map(({ what, count, where }) => [what, count, where])).toEqual([
    ['issue comments', 1, 'holdfast/github/issue-comments'],
    ['attachments', 1, 'holdfast/github/attachments'],
    ['discussions', 1, 'holdfast/github/discussions'],
    ['workflow-logs', 1, 'holdfast/github/workflow-logs'],
  ]);
  expect(existsSync(join(folder, 'out/holdfast/github/discussions/000007.json'))).toBe(true);
  expect(existsSync(join(folder, 'out/comments/99.yml'))).toBe(false);
});

test('hostile: what is no JSON object is named, a link is not followed, a number is there once', async () => {
  put('issues/000001.json', 'no JSON');
  put('issues/000002.json', '[]');
  put('issues/000003.json', { title: 'Both', ...AT });
  put('pulls/000003.json', { ...pull, base, state: 'closed' });
  put('secret', 'a file outside');
  symlinkSync(join(folder, 'github/secret'), join(folder, 'github/issues/000004.json'));
  mkdirSync(join(folder, 'github/release-assets'));
  symlinkSync(join(folder, 'github/secret'), join(folder, 'github/release-assets/000000000031-x'));
  put('releases/000000000001.json', { id: 1, tag_name: 'v1', assets: [{ id: 31, name: 'x' }] });
  const { unreadable, notes } = await write();
  expect(unreadable).toEqual(['issues/000001.json', 'issues/000002.json']);
  expect([read('issue.yml'), (read('pull_request.yml') as unknown[]).length]).toEqual([[], 1]);
  expect(notes.map(({ what }) => what)).toEqual(expect.arrayContaining(['issues', 'files of releases']));
  expect(existsSync(join(folder, 'out/release_assets'))).toBe(false);
});

test('stops when it is cancelled', async () => {
  for (let n = 1; n <= 300; n++) put(`issues/${String(n).padStart(6, '0')}.json`, { title: 'x' });
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(write({}, stop.signal)).rejects.toThrow('stopped');
});
