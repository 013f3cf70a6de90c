/** Level restore: what a real restore, and a look at it, finds. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { backUp } from '../../../src/vault/backup/backup.ts';
import { drillRestore } from '../../../src/vault/verify/restore-checks.ts';
import { createRepositorySource } from '../../../src/sources/repository/index.ts';
import type { Source } from '../../../src/sources/source.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { problems, run } from './harness.ts';
import { workerUrl } from '../../support/worker-url.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { makeVault, type MadeEntry } from '../../support/made-vault.ts';
import { SERIES } from '../../support/vault.ts';

const newFolder = temporaryFolders();

const MADE: readonly MadeEntry[] = [
  { path: 'closed', mode: 0o500 },
  { path: 'closed/inner', content: 'inside a folder that may not be written', mode: 0o400 },
  { path: 'hard-1', content: 'linked', linkGroup: 1 },
  { path: 'hard-2', content: 'linked', linkGroup: 1 },
  { path: 'large', content: 'of several fragments '.repeat(20) },
  { path: 'link', target: 'large' },
  { path: 'small', content: 'of one' },
  { path: 'sub' },
];

/** Drills, and lets a hand change what was written before it is looked at: when the tree is read for that, links are there. */
async function drilled(meddle: (target: string) => void) {
  const vault = await makeVault(MADE);
  const target = path.join(newFolder(), 'target');
  let isDone = false;
  const root = {
    ...vault.root,
    get sections() {
      if (!isDone && fs.existsSync(path.join(target, 'link'))) {
        isDone = true;
        meddle(target);
      }
      return vault.root.sections;
    },
  };
  const { findings } = await drillRestore({
    store: vault.store,
    root,
    target,
    workerUrl: workerUrl('restore-worker'),
    phase: 0,
    emit: () => undefined,
    signal: new AbortController().signal,
  });
  expect(isDone).toBe(true);
  return findings.map(({ class: kind, message, paths }) => [kind, message, paths.first]);
}

/** By another one, or by a file. */
function replaceLink(folder: string, target?: string): void {
  const link = path.join(folder, 'link');
  fs.rmSync(link);
  if (target === undefined) fs.writeFileSync(link, 'of several fragments '.repeat(20));
  else fs.symlinkSync(target, link);
}

test('what comes back as it was is no finding, closed folders and links too', async () => {
  expect(await drilled(() => undefined)).toEqual([]);
});

test.each<[string, (target: string) => void, string, string[]]>([
  ['other bytes', (to) => fs.writeFileSync(path.join(to, 'large'), 'x'.repeat(420)), 'different bytes', ['large']],
  ['a shorter file', (to) => fs.truncateSync(path.join(to, 'small'), 3), 'different bytes', ['small']],
  ['a missing file', (to) => fs.rmSync(path.join(to, 'small')), 'missing after', ['small']],
  ['another target of a link', (to) => replaceLink(to, 'small'), 'different bytes', ['link']],
  ['a file in the place of a link', (to) => replaceLink(to), 'another type', ['link']],
  ['another time', (to) => fs.utimesSync(path.join(to, 'small'), 1, 1), 'a different mode or time', ['small']],
  ['another mode', (to) => fs.chmodSync(path.join(to, 'small'), 0o600), 'a different mode', ['small']],
])('%s after the restore', async (_, meddle, words, paths) => {
  const [finding, ...more] = await drilled(meddle);
  expect(more).toEqual([]);
  expect(finding).toEqual(['restore-differs', expect.stringContaining(words), paths]);
});

test('hostile paths are a finding: the snapshot cannot be restored', async () => {
  const vault = await makeVault([
    { path: 'a/../../b', content: 'x' },
    { path: 'a' },
    { path: 'a/..' },
    { path: 'a/../..' },
  ]);
  const result = await run('verify', vault.store, { level: 'restore' });
  expect(result.findings).toMatchObject([
    { class: 'snapshot-inconsistent', paths: { count: 3 } },
    { class: 'restore-failed' },
  ]);
});

describe('a repository', () => {
  const git = (cwd: string, ...args: string[]): void => {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
    execFileSync('git', [...identity, ...args], {
      cwd,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: cwd },
    });
  };

  function repository(): string {
    const folder = newFolder();
    git(folder, 'init');
    commit(folder, 'one');
    return folder;
  }

  function commit(folder: string, name: string): void {
    fs.writeFileSync(path.join(folder, name), name);
    git(folder, 'add', name);
    git(folder, 'commit', '-m', name);
  }

  async function backedUp(folder: string, change: (source: Source) => Source = (source) => source): Promise<Store> {
    const { store } = memoryStore(() => new Date('2026-11-23T01:02:03Z'));
    const env = { PATH: process.env['PATH'] };
    const source = createRepositorySource({ repository: folder, allowLocal: true }, { env, cwd: folder });
    await backUp({
      store,
      source: change(source),
      series: SERIES,
      base: undefined,
      labels: [],
      context: {},
      mtime: 'exact',
      storageClass: 'STANDARD',
      redefine: false,
      workerUrl: workerUrl('read-worker'),
      tempDir: newFolder(),
      now: () => new Date(),
      redact: (text) => text,
      emit: () => undefined,
      signal: new AbortController().signal,
    });
    return store;
  }

  test('is rebuilt by git and compared with the live one; that it has moved on is no finding', async () => {
    const folder = repository();
    const store = await backedUp(folder);
    const inputs = { level: 'restore', repository: folder };
    const first = await run('verify', store, inputs);
    expect([first.findings, problems(first.events, 'notice')]).toEqual([[], []]);
    commit(folder, 'two');
    const second = await run('verify', store, inputs);
    expect([second.findings, problems(second.events, 'notice')]).toEqual([[], ['repository-behind']]);
    fs.rmSync(folder, { recursive: true });
    const third = await run('verify', store, inputs);
    expect([third.findings, problems(third.events, 'notice')]).toEqual([[], ['repository-unreachable']]);
  });

  test('is not compared with a place that only the vault names', async () => {
    const folder = repository();
    const store = await backedUp(folder);
    commit(folder, 'two');
    for (const given of [{}, { repository: repository() }]) {
      const result = await run('verify', store, { level: 'restore', ...given });
      expect([result.findings, problems(result.events, 'notice')]).toEqual([[], []]);
    }
  });

  test('that git does not accept is a finding', async () => {
    const store = await backedUp(repository(), (source) => ({
      ...source,
      open: async (context) => {
        const open = await source.open(context);
        const finish = async () => {
          const result = await open.finish();
          const wrong = (key: Buffer): boolean => key.toString() === 'git/format';
          return {
            ...result,
            state: [...result.state].map((row) => (wrong(row.key) ? { ...row, value: Buffer.from('sha9') } : row)),
          };
        };
        return { ...open, finish };
      },
    }));
    expect((await run('verify', store, { level: 'full' })).findings).toEqual([]);
    const result = await run('verify', store, { level: 'restore' });
    expect(result.findings).toMatchObject([
      { class: 'repository-damaged', message: expect.stringMatching(/^git: /) as string },
    ]);
  });
});
