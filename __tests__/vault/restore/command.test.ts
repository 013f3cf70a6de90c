import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Deps } from '../../../src/commands/shared/command.ts';
import { restoreIn } from '../../../src/commands/restore.ts';
import { runResult } from '../../../src/report/result.ts';
import type { Vault } from '../../../src/commands/vault/vault.ts';
import type { Event } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import { backUp } from '../../../src/vault/backup/backup.ts';
import { createFilesSource, type FilesSettings } from '../../../src/sources/files/index.ts';
import { createRepositorySource } from '../../../src/sources/repository/index.ts';
import type { Source } from '../../../src/sources/source.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { workerUrl } from '../../support/worker-url.ts';
import { look, temporaryFolders } from '../../support/folders.ts';

const newFolder = temporaryFolders();
const SERIES = 'acme/shop/files';

function put(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

async function backUpTo(store: Store, source: Source): Promise<string> {
  const outcome = await backUp({
    store,
    source,
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
  return outcome.id;
}

function filesOf(root: string, settings: Partial<FilesSettings> = {}): Source {
  return createFilesSource(
    {
      root,
      patterns: [],
      exclude: [],
      ignoreFiles: [],
      includeHidden: true,
      includeSecrets: false,
      ifNoFilesFound: 'error',
      anomalyShare: 0.25,
      ...settings,
    },
    { workspace: root, homeDir: '/nowhere' },
  );
}

async function run(store: Store, target: string, given: Readonly<Record<string, string>> = {}) {
  const events: Event[] = [];
  const inputs = parseInputs(
    new Map(Object.entries({ mode: 'restore', bucket: 'test-bucket', name: SERIES, path: target, ...given })),
    'cli',
  );
  const deps: Partial<Deps> = {
    surface: 'cli',
    env: { PATH: process.env['PATH'] },
    workingDir: '/nowhere',
    tempRoot: newFolder(),
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    now: () => new Date(),
    workerUrl,
  };
  // Of a vault, the command uses the store and the plan.
  const vault = { store, plan: { series: SERIES, base: undefined } } as unknown as Vault;
  const result = runResult('restore', await restoreIn(vault, inputs, deps as Deps), 0);
  expect(fs.readdirSync(deps.tempRoot as string)).toEqual([]);
  return { ...result, events };
}

describe('files', () => {
  const first = { 'a.txt': 'one', 'docs/guide.md': 'guide', 'docs/old.md': 'old' };

  test('come back as they were, from a chosen snapshot; again fetches nothing', async () => {
    const { store } = memoryStore();
    const source = put(newFolder(), first);
    const before = look(source);
    const id = await backUpTo(store, filesOf(source));
    put(source, { 'a.txt': 'two', new: 'x' });
    await backUpTo(store, filesOf(source));
    const target = path.join(newFolder(), 'target');
    const result = await run(store, target, { version: id });
    expect(look(target)).toEqual(before);
    expect(result).toMatchObject({ exitCode: 0, outputs: { found: true, files: 3, path: target, snapshot: id } });
    expect(await run(store, target, { version: id })).toMatchObject({ outputs: { 'new-bytes': 0 } });
  });

  test('include and exclude choose', async () => {
    const { store } = memoryStore();
    await backUpTo(store, filesOf(put(newFolder(), first)));
    const target = newFolder();
    await run(store, target, { include: 'docs', exclude: '**/old.md' });
    expect(fs.readdirSync(target, { recursive: true }).sort()).toEqual(['docs', 'docs/guide.md']);
  });

  test('delete keeps what the recorded patterns and the ignore files leave out', async () => {
    const { store } = memoryStore();
    const source = put(newFolder(), { ...first, 'docs/.gitignore': '*.log\n', 'tmp/x': 'x' });
    await backUpTo(store, filesOf(source, { exclude: ['tmp'], ignoreFiles: ['.gitignore'] }));
    const target = newFolder();
    const mine = ['docs/run.log', 'tmp/mine', '.git/HEAD', '.npmrc'];
    put(target, Object.fromEntries([...mine, 'docs/extra.md', 'gone/deep'].map((name) => [name, 'mine'])));
    const dry = await run(store, target, { delete: 'force', 'dry-run': 'true' });
    expect(dry.json).toMatchObject({ deleted: { count: 3, first: ['docs/extra.md', 'gone/deep', 'gone'] } });
    const done = await run(store, target, { delete: 'force' });
    expect(done.summary?.text).toBe('Deleted, since the snapshot does not have them: 3 paths.');
    for (const name of mine) expect(fs.existsSync(path.join(target, name))).toBe(true);
    for (const name of ['docs/extra.md', 'gone']) expect(fs.existsSync(path.join(target, name))).toBe(false);
  });

  test('if-no-snapshot: ignore says not found, and exits 0', async () => {
    const result = await run(memoryStore().store, newFolder(), { 'if-no-snapshot': 'ignore' });
    expect(result).toMatchObject({ status: 'not-found', exitCode: 0, outputs: { found: false } });
  });
});

describe('a repository', () => {
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd, encoding: 'utf8' });

  async function backedUp(): Promise<{ store: Store; origin: string }> {
    let now = Date.parse('2026-11-23T01:00:00Z');
    const { store } = memoryStore(() => new Date(now));
    const origin = newFolder();
    git(origin, 'init', '-q', '-b', 'main');
    const source = () =>
      createRepositorySource(
        { repository: origin, serverUrl: undefined, token: undefined, excludeRefs: [], allowLocal: true },
        { env: { PATH: process.env['PATH'] }, cwd: origin },
      );
    for (const night of ['1', '2']) {
      put(origin, { file: `night ${night}` });
      git(origin, 'add', '.');
      git(origin, 'commit', '-q', '-m', night);
      await backUpTo(store, source());
      now += 86_400_000;
    }
    return { store, origin };
  }

  test('comes back bare, with its refs, from a chain of packs', async () => {
    const { store, origin } = await backedUp();
    const target = path.join(newFolder(), 'bare');
    const result = await run(store, target);
    expect(git(target, 'for-each-ref')).toBe(git(origin, 'for-each-ref'));
    expect(result.outputs).toMatchObject({ found: true, files: 2 });
  });

  test('comes back as a clone', async () => {
    const { store } = await backedUp();
    const target = path.join(newFolder(), 'clone');
    await run(store, target, { 'repository-layout': 'clone' });
    expect(fs.readFileSync(path.join(target, 'file'), 'utf8')).toBe('night 2');
  });

  test('does not come back in parts, nor into a folder with something in it', async () => {
    const { store } = await backedUp();
    await expect(run(store, newFolder(), { include: 'src' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(run(store, put(newFolder(), { mine: '' }))).rejects.toMatchObject({ code: 'target-not-empty' });
  });
});
