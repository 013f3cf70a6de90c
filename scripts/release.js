/**
 * `npm run release`: makes the tags of the version that package.json names, from the commit that is checked out.
 *
 *   npm run release -- --dry-run                     # checks everything, shows what would change, makes no tag
 *   npm run release -- --repository acme/holdfast    # if origin is not it
 *   npm run release -- --push                        # sends the tags to origin, too
 *
 * Workflows, examples and documentation name Holdfast as `OWNER/holdfast@v1`. A commit cannot name its own hash, so two are
 * made on top of the one that is released, and on no branch. In the first, v1.2.3, the workflows of this project name the
 * released commit, and all else names v1.2.3. In the second, v1, all else names the hash of v1.2.3, which has both the
 * action and those workflows: what users copy from there is pinned. v1 moves to the newest release of its major version.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Each leaves the tree as it is, unless something generated was not up to date. */
const CHECKS = ['types', 'lint', 'build', 'docs', 'test'];
const NAME = 'OWNER/holdfast';
const WORKFLOWS = '.github/workflows/';
/** What speaks of the name itself. */
const KEPT = ['scripts', 'dist', '__tests__/release.test.ts'];

const say = (text) => process.stdout.write(`${text}\n`);
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trimEnd();
const lines = (text) => text.split('\n').filter((line) => line !== '');

function main() {
  const { values } = parseArgs({
    options: {
      repository: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      push: { type: 'boolean', default: false },
    },
  });
  process.chdir(git('rev-parse', '--show-toplevel'));
  const repository = values.repository ?? repositoryOfOrigin();
  const { version, tag, major } = versionToRelease();
  requireCleanTree('Commit or remove what is not committed');
  requireNewTag(tag);
  for (const name of CHECKS) {
    say(`npm run ${name}`);
    execFileSync('npm', ['run', '--silent', name], { stdio: ['ignore', 'inherit', 'inherit'] });
    requireCleanTree(`npm run ${name} changed files: commit them`);
  }
  const commits = commitRelease({ repository, version, tag });
  const isMoving = isNewestOf(major, version);
  say(`${tag} is ${commits.release}, ${isMoving ? `${major} is ${commits.pinned}` : `${major} stays where it is`}`);
  if (values['dry-run']) return;
  git('tag', '--annotate', '--message', `Holdfast ${version}`, tag, commits.release);
  if (isMoving) git('tag', '--force', major, commits.pinned);
  const push = ['push', '--atomic', 'origin', `refs/tags/${tag}`, ...(isMoving ? [`+refs/tags/${major}`] : [])];
  if (values.push) git(...push);
  else say(`To publish: git ${push.join(' ')}`);
}

function repositoryOfOrigin() {
  const [, repository] = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(git('remote', 'get-url', 'origin')) ?? [];
  if (repository === undefined) throw new Error('origin is not on github.com: give --repository OWNER/NAME.');
  return repository;
}

function versionToRelease() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [, number] = /^(\d+)\.\d+\.\d+(?:-[\w.]+)?$/.exec(version) ?? [];
  if (number === undefined) throw new Error(`package.json has version ${version}, which is not like 1.2.3.`);
  const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).version;
  if (locked !== version) throw new Error(`package-lock.json has version ${locked}, package.json ${version}.`);
  if (!lines(readFileSync('CHANGELOG.md', 'utf8')).includes(`## ${version}`))
    throw new Error(`CHANGELOG.md has no heading "## ${version}".`);
  return { version, tag: `v${version}`, major: `v${number}` };
}

function requireCleanTree(what) {
  const changed = git('status', '--porcelain');
  if (changed !== '') throw new Error(`${what}:\n${changed}`);
}

function requireNewTag(tag) {
  const there = git('tag', '--list', tag) || git('ls-remote', '--tags', 'origin', `refs/tags/${tag}`);
  if (there !== '') throw new Error(`The tag ${tag} exists. Tags of releases never move: raise the version.`);
}

/** The two commits, made beside the working tree. */
function commitRelease({ repository, version, tag }) {
  const released = git('rev-parse', 'HEAD');
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-release-'));
  const inside = (...args) => git('-C', folder, ...args);
  const commit = (message, name, change) => {
    const paths = ['.', ...KEPT.map((path) => `:(exclude)${path}`)];
    for (const file of lines(inside('grep', '--files-with-matches', '--fixed-strings', name, '--', ...paths))) {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8'), file));
    }
    inside('commit', '--quiet', '--all', '--message', message);
    return inside('rev-parse', 'HEAD');
  };
  git('worktree', 'add', '--quiet', '--detach', folder, released);
  try {
    const release = commit(`Holdfast ${version}`, NAME, (text, file) => {
      const ref = file.startsWith(WORKFLOWS) ? `${released} # released as ${tag}` : tag;
      return withRef(text, NAME, ref).replaceAll(NAME, repository);
    });
    const pinned = commit(`Holdfast ${version}, by its hash`, `uses: ${repository}`, (text, file) =>
      file.startsWith(WORKFLOWS) ? text : withRef(text, repository, `${release} # ${tag}`),
    );
    say(inside('diff', '--stat', released, pinned));
    return { release, pinned };
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `uses: NAME@v1` and `uses: NAME/.github/workflows/nightly.yml@v1` with another ref. */
function withRef(text, name, ref) {
  return text.replaceAll(new RegExp(`(uses: ${name}(?:/[\\w./-]+)?@)[\\w.-]+(?: #.*)?`, 'g'), `$1${ref}`);
}

/** Whether the tag of a major version goes to this one: never back, and never to what is not yet a release. */
function isNewestOf(major, version) {
  if (version.includes('-')) return false;
  const order = (tag) => tag.replace(/^v/, '').split('.').map(Number);
  const isNewer = ([a, b, c], [x, y, z]) => a - x || b - y || c - z;
  const published = lines(git('ls-remote', '--tags', '--refs', 'origin', `refs/tags/${major}.*`));
  const tags = [...lines(git('tag', '--list', `${major}.*`)), ...published.map((line) => line.split('refs/tags/')[1])];
  const released = tags.filter((tag) => !tag.includes('-'));
  return released.every((tag) => isNewer(order(version), order(tag)) > 0);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
