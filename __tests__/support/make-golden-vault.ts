/**
 * Made the golden vault of format v1, `__tests__/fixtures/vault-v1`, and what it must give back, `vault-v1.json`. Every
 * later version has to read that vault, so it is never made again; a later format gets a vault of its own.
 *
 *     node __tests__/support/make-golden-vault.ts
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { createFilesSource } from '../../src/sources/files/index.ts';
import { createRepositorySource } from '../../src/sources/repository/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { runBackup, type BackupRun } from './engine.ts';
import { memoryStore } from './memory-store.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url).pathname;
const WORK = '/tmp/holdfast-golden-vault';
const FILES = join(WORK, 'files');
const REPOSITORY = join(WORK, 'shop.git');
const MTIME = 1_700_000_000;
const DAY_MS = 86_400_000;

let now = new Date('2026-11-01T02:00:00Z');
const { store, objects } = memoryStore(() => now);
const expected: Record<string, unknown> = {};

function put(path: string | Buffer, content: string | Buffer, mode = 0o644): void {
  const file = Buffer.concat([Buffer.from(`${FILES}/`), Buffer.from(path)]);
  if (typeof path === 'string') fs.mkdirSync(join(FILES, dirname(path)), { recursive: true });
  fs.writeFileSync(file, content);
  fs.chmodSync(file, mode);
  fs.utimesSync(file, MTIME, MTIME + 0.5);
}

/** Text that compresses well and has many places to cut. */
function lines(from: number, to: number): string {
  return Array.from(
    { length: to - from },
    (_, i) => `line ${String(from + i)}: ${String(((from + i) * 7919) % 104_729)}\n`,
  ).join('');
}

/** What is below a folder, by lstat and not by Holdfast; paths as latin1, since not all are UTF-8. */
function look(prefix: Buffer = Buffer.alloc(0)): unknown[] {
  const folder = Buffer.concat([Buffer.from(`${FILES}/`), prefix]);
  return fs.readdirSync(folder, { encoding: 'buffer' }).flatMap((name): unknown[] => {
    const file = Buffer.concat([folder, name]);
    const path = Buffer.concat([prefix, name]);
    const stat = fs.lstatSync(file);
    const facts = { path: path.toString('latin1'), mode: stat.mode & 0o7777 };
    if (stat.isDirectory()) return [{ ...facts, type: 'directory' }, ...look(Buffer.concat([path, Buffer.from('/')]))];
    if (stat.isSymbolicLink()) return [{ ...facts, type: 'symlink', target: fs.readlinkSync(file) }];
    if (!stat.isFile()) return [];
    const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    return [{ ...facts, type: 'file', sizeBytes: stat.size, mtimeMs: stat.mtimeMs, isLinked: stat.nlink > 1, sha256 }];
  });
}

async function night(
  source: Source,
  series: string,
  facts: () => object,
  options: Partial<BackupRun> = {},
): Promise<void> {
  const tempDir = fs.mkdtempSync(join(WORK, 'temp-'));
  const { id, root } = await runBackup({ store, source, series, tempDir, now: () => now, ...options });
  expected[id] = { series, status: root.header.status, labels: root.header.labels, ...facts() };
  now = new Date(now.getTime() + DAY_MS);
}

async function nightsOfFiles(): Promise<void> {
  const settings = {
    ...{ root: FILES, patterns: [], exclude: [], ignoreFiles: [], excludeLargerThanBytes: undefined },
    ...{ includeHidden: true, includeSecrets: false, ifNoFilesFound: 'error' as const, anomalyShare: 0.25 },
  };
  const backUpFiles = (labels: string[]) =>
    night(
      createFilesSource(settings, { workspace: FILES, homeDir: '/' }),
      'acme/shop/files',
      () => ({ entries: look() }),
      {
        labels,
        context: { event: 'schedule', ref: 'refs/heads/main', sha: 'c0ffee'.repeat(6) + 'c0ff', runId: '1234567890' },
      },
    );
  put('README.md', '# Shop\n');
  put('empty', '');
  put('bin/run', '#!/bin/sh\necho run\n', 0o755);
  put('data/long.txt', lines(0, 12_000));
  put('data/zeros', Buffer.alloc(300_000));
  put('.hidden/file', 'hidden\n');
  put(Buffer.from([0x6e, 0xff, 0x6d]), 'a name that is not UTF-8\n');
  put('line\nbreak', 'a name with a line break\n');
  put('data/twin-a', 'twins\n');
  fs.linkSync(join(FILES, 'data/twin-a'), join(FILES, 'data/twin-b'));
  fs.symlinkSync('data/long.txt', join(FILES, 'link'));
  fs.symlinkSync('/nowhere/at/all', join(FILES, 'dangling'));
  fs.mkdirSync(join(FILES, 'empty-folder'));
  for (let i = 0; i < 60; i++) put(`many/${String(i).padStart(3, '0')}.txt`, `file ${String(i)}\n`);
  execFileSync('mkfifo', [join(FILES, 'pipe')]);
  await backUpFiles(['first']);

  put('README.md', '# Shop\n\nOpen.\n');
  put('data/long.txt', lines(0, 6000) + 'a line between\n' + lines(6000, 12_000));
  put('many/060.txt', 'file 60\n');
  fs.rmSync(join(FILES, 'many/007.txt'));
  fs.rmSync(join(FILES, 'link'));
  put('link', 'a file now\n');
  await backUpFiles([]);
  await backUpFiles(['unchanged']);
}

function git(...command: string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_AUTHOR_DATE: `${String(MTIME)} +0000`,
  };
  const committer = {
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
    GIT_COMMITTER_DATE: `${String(MTIME)} +0000`,
  };
  const plain = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const env = { ...process.env, ...plain, ...identity, ...committer };
  return execFileSync('git', command, { cwd: REPOSITORY, env, encoding: 'utf8' });
}

async function nightsOfRepository(): Promise<void> {
  now = new Date('2026-11-01T03:00:00Z');
  const settings = { repository: REPOSITORY, allowLocal: true };
  const backUpRepository = () =>
    night(createRepositorySource(settings, { env: process.env, cwd: WORK }), 'acme/shop/repository', () => ({
      refs: git('for-each-ref', '--format=%(objectname) %(refname)').trim().split('\n'),
      head: `ref: ${git('symbolic-ref', 'HEAD').trim()}`,
    }));
  fs.mkdirSync(REPOSITORY);
  git('init', '-q', '-b', 'main');
  fs.writeFileSync(join(REPOSITORY, 'a.txt'), lines(0, 200));
  git('add', '.');
  git('commit', '-qm', 'one');
  git('tag', '-a', 'v1', '-m', 'v1');
  git('branch', 'topic/x');
  await backUpRepository();
  fs.writeFileSync(join(REPOSITORY, 'a.txt'), lines(0, 201));
  git('commit', '-qam', 'two');
  git('branch', '-qD', 'topic/x');
  git('branch', 'topic');
  await backUpRepository();
}

const vault = join(FIXTURES, 'vault-v1');
if (fs.existsSync(vault)) throw new Error(`${vault} is there already, and is never made again`);
fs.rmSync(WORK, { recursive: true, force: true });
fs.mkdirSync(FILES, { recursive: true });
await nightsOfFiles();
await nightsOfRepository();
for (const [key, { body }] of objects) {
  fs.mkdirSync(join(vault, dirname(key)), { recursive: true });
  fs.writeFileSync(join(vault, key), body);
}
fs.writeFileSync(join(FIXTURES, 'vault-v1.json'), `${JSON.stringify(expected)}\n`);
fs.rmSync(WORK, { recursive: true });
