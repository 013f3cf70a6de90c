/** The release script, on a clone of a small project that has the real workflows and examples. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './process/support.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-release-test-'));
const clone = join(folder, 'clone');
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', env: ENV }).trim();
const who = { NAME: 'Test', EMAIL: 'test@example.com' };
const ENV = {
  ...process.env,
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value])),
  ),
};

/** What each check of the project does; the real ones have tests of their own. */
const SCRIPTS = { types: 'true', lint: 'true', build: 'cp source.js dist/index.js', docs: 'true', test: 'true' };

beforeAll(() => {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', join(folder, 'origin.git')]);
  execFileSync('git', ['clone', '--quiet', join(folder, 'origin.git'), clone], { stdio: 'ignore' });
  for (const name of ['.gitignore', '.github/workflows', 'examples', 'README.md'])
    cpSync(join(ROOT, name), join(clone, name), { recursive: true });
  mkdirSync(join(clone, 'dist'));
  for (const name of ['source.js', 'dist/index.js']) writeFileSync(join(clone, name), 'run();\n');
  commitVersion('1.2.3');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function commit(message: string): string {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
  git('push', '--quiet', 'origin', 'HEAD:main');
  return git('rev-parse', 'HEAD');
}

function commitVersion(version: string, scripts: Partial<typeof SCRIPTS> = {}): string {
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ version, scripts: { ...SCRIPTS, ...scripts } }));
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ version }));
  writeFileSync(join(clone, 'CHANGELOG.md'), `# Changelog\n\n## ${version}\n`);
  return commit(version);
}

function release(...args: string[]): { readonly status: number | null; readonly said: string } {
  const script = [join(ROOT, 'scripts/release.js'), '--repository', 'acme/holdfast', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { cwd: clone, env: ENV, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** What a release that succeeds says. */
function released(...args: string[]): string {
  const { status, said } = release(...args);
  if (status !== 0) throw new Error(said);
  return said;
}

const tags = (): string[] => git('tag', '--list').split('\n').filter(Boolean);
/** All lines of a commit with `uses: .../holdfast`, without indent. */
const named = (commit: string, path: string): string[] =>
  git('grep', '-h', '-E', 'uses: [^ ]*/holdfast', commit, '--', path)
    .split('\n')
    .map((line) => line.replace(/^[\s-]*/, ''));

test('a dry run runs the checks, shows what would change, and makes no tag', () => {
  const said = released('--dry-run', '--push');
  expect(said).toContain('npm run test\n');
  expect(said).toContain('.github/workflows/nightly.yml');
  expect(said).toMatch(/^v1\.2\.3 is [0-9a-f]{40}, v1 is [0-9a-f]{40}$/m);
  expect(tags()).toEqual([]);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(git('ls-remote', '--tags', 'origin')).toBe('');
});

test('a release names the released commit in its workflows, and v1 names the release in all else', () => {
  const commit = git('rev-parse', 'HEAD');
  expect(released()).toContain('To publish: git push --atomic origin refs/tags/v1.2.3 +refs/tags/v1\n');
  const [pinned = '', release = '', base = ''] = git('rev-list', 'v1').split('\n');
  expect([base, release]).toEqual([commit, git('rev-parse', 'v1.2.3^{commit}')]);

  const workflows = named(release, '.github/workflows');
  expect(workflows.length).toBeGreaterThanOrEqual(3);
  expect(new Set(workflows)).toEqual(new Set([`uses: acme/holdfast@${commit} # released as v1.2.3`]));
  expect(named(pinned, '.github/workflows')).toEqual(workflows);

  const called = 'uses: acme/holdfast/.github/workflows/drill.yml';
  expect(named(release, 'examples/short/drill.yml')).toEqual([`${called}@v1.2.3`]);
  expect(named(pinned, 'examples/short/drill.yml')).toEqual([`${called}@${release} # v1.2.3`]);
  for (const path of ['examples', 'README.md'])
    for (const line of named(pinned, path)) expect(line).toMatch(new RegExp(`@${release} # v1\\.2\\.3$`));

  expect(git('diff', '--name-only', commit, pinned, '--', 'dist', 'package.json')).toBe('');
  expect(git('status', '--porcelain')).toBe('');
  expect(git('rev-parse', 'HEAD')).toBe(commit);
});

test('a tag that exists stays', () => {
  const before = git('rev-parse', 'v1.2.3', 'v1');
  expect(release()).toMatchObject({ status: 1, said: expect.stringContaining('The tag v1.2.3 exists.') as string });
  expect(git('rev-parse', 'v1.2.3', 'v1')).toBe(before);
});

test('the tag of the major version moves on, never back, and not to what is not a release yet', () => {
  const first = git('rev-parse', 'v1');
  commitVersion('1.10.0');
  released('--push');
  const newest = git('rev-parse', 'v1');
  expect(newest).not.toBe(first);
  expect(git('rev-parse', 'v1^')).toBe(git('rev-parse', 'v1.10.0^{commit}'));
  // What others released counts, too.
  git('tag', '--delete', 'v1.10.0');
  for (const version of ['1.9.0', '1.11.0-rc.1']) {
    commitVersion(version);
    expect(released('--push')).toContain(', v1 stays where it is');
  }
  const remote = git('ls-remote', '--tags', 'origin');
  expect(remote).toContain(`${newest}\trefs/tags/v1\n`);
  expect(remote).toContain('refs/tags/v1.9.0\n');
  expect(remote).toContain('refs/tags/v1.11.0-rc.1\n');
});

test.each([
  ['failing tests', () => commitVersion('2.0.0', { test: 'false' }), 'npm run --silent test'],
  ['a dist/ that is not up to date', stale, 'npm run build changed files: commit them:\n M dist/index.js'],
  ['another version in the lock', otherLock, 'package-lock.json has version 1.0.0, package.json 2.0.0.'],
  ['no word in the changelog', noWord, 'CHANGELOG.md has no heading "## 2.0.0".'],
  ['what is not committed', uncommitted, 'Commit or remove what is not committed:\n?? new.txt'],
  ['a version that is none', () => commitVersion('next'), 'package.json has version next, which is not like 1.2.3.'],
])('%s: no release', (_, break_, message) => {
  break_();
  expect(release('--push')).toMatchObject({ status: 1, said: expect.stringContaining(message) as string });
  expect(tags().filter((tag) => tag.startsWith('v2'))).toEqual([]);
  git('reset', '--quiet', '--hard');
  git('clean', '--quiet', '--force');
});

function stale(): void {
  writeFileSync(join(clone, 'source.js'), 'run(2);\n');
  commitVersion('2.0.0');
}

function otherLock(): void {
  commitVersion('2.0.0');
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ version: '1.0.0' }));
  commit('Another lock');
}

function noWord(): void {
  commitVersion('2.0.0');
  writeFileSync(join(clone, 'CHANGELOG.md'), readFileSync(join(clone, 'CHANGELOG.md'), 'utf8').replace('## ', '### '));
  commit('No word');
}

function uncommitted(): void {
  commitVersion('2.0.0');
  writeFileSync(join(clone, 'new.txt'), 'new\n');
}
