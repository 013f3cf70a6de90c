import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Event } from '../../../src/base/events.ts';
import {
  createRepositorySource,
  restoreRepository,
  type RepositorySettings,
} from '../../../src/sources/repository/index.ts';
import type { Entry, ParentView, SourceResult } from '../../../src/sources/source.ts';

/** What the engine would keep of one backup, in memory. */
export interface Kept {
  readonly entries: readonly Entry[];
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly state: readonly { readonly key: Buffer; readonly value: Buffer }[];
  readonly result: SourceResult;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly events: readonly Event[];
  /** Paths of entries that were read, not carried over. */
  readonly stored: readonly string[];
}

export class Workbench {
  readonly dir = mkdtempSync(join(tmpdir(), 'holdfast-repository-'));
  #count = 0;

  fresh(name: string): string {
    return join(this.dir, `${name}-${String(this.#count++)}`);
  }

  /** A file with these bytes; its path. */
  file(bytes: Buffer): string {
    const path = this.fresh('file');
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const AUTHOR = { NAME: 'A U Thor', EMAIL: 'author@example.com', DATE: '2026-01-01T00:00:00Z' };
const IDENTITY = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) => Object.entries(AUTHOR).map(([key, value]) => [`GIT_${who}_${key}`, value])),
);

/** A repository that a test writes to, with git and nothing else. */
export class Repository {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  static init(path: string, ...initArgs: string[]): Repository {
    mkdirSync(path, { recursive: true });
    const repository = new Repository(path);
    repository.git('init', '-q', '--initial-branch=main', ...initArgs);
    return repository;
  }

  git(...args: string[]): string {
    return this.feed('', ...args);
  }

  feed(input: string | Buffer, ...args: string[]): string {
    return this.#run(input, args).toString('latin1').trim();
  }

  /** A thin pack of these revisions, as plain git makes it. */
  pack(revisions: string): Buffer {
    return this.#run(revisions, ['pack-objects', '--revs', '--thin', '--delta-base-offset', '--stdout', '-q']);
  }

  /** A pack of this one object, without what it refers to. */
  packOf(oid: string): Buffer {
    return this.#run(`${oid}\n`, ['pack-objects', '--stdout', '-q']);
  }

  #run(input: string | Buffer, args: string[]): Buffer {
    const env = {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      ...IDENTITY,
    };
    const options = { cwd: this.path, env, input, stdio: 'pipe', maxBuffer: 2 ** 28 } as const;
    return execFileSync('git', args, options);
  }

  /** Commits one file on the branch that is checked out; its OID. */
  commit(file: string, text: string): string {
    writeFileSync(join(this.path, file), text);
    this.git('add', '--', file);
    this.git('commit', '-q', '-m', `Change ${file}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** Refs `refs/pull/<n>/head` to as many commits, written as one file: one file each would take seconds. */
  addPulls(count: number): void {
    const commits = Array.from(
      { length: count },
      (_, i) => `commit refs/pull/chain\ncommitter A <a@example.com> ${String(i)} +0000\ndata 0\n\n`,
    );
    this.feed(commits.join(''), 'fast-import', '--quiet');
    const refs = this.git('rev-list', 'refs/pull/chain')
      .split('\n')
      .map((oid, i) => `${oid} refs/pull/${String(i)}/head\n`);
    this.git('update-ref', '-d', 'refs/pull/chain');
    writeFileSync(join(this.git('rev-parse', '--absolute-git-dir'), 'packed-refs'), refs.join(''));
  }

  refs(): string {
    return this.git('for-each-ref', '--format=%(objectname) %(refname)');
  }

  head(): string {
    return readFileSync(join(this.git('rev-parse', '--absolute-git-dir'), 'HEAD'), 'latin1');
  }
}

function viewOf(kept: Kept, missing: (path: string) => boolean = () => false): ParentView {
  return {
    id: 'parent',
    *entries(prefix) {
      for (const entry of kept.entries) {
        const path = entry.path.toString('latin1');
        if (path.startsWith(prefix)) yield { entry, available: !missing(path) };
      }
    },
    *state(prefix) {
      for (const row of kept.state) if (row.key.toString('latin1').startsWith(prefix)) yield row;
    },
  };
}

export interface BackupOptions {
  readonly parent?: Kept | undefined;
  readonly missing?: (path: string) => boolean;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly emit?: (event: Event) => void;
}

/** Plays the engine: one backup, read to its end. */
export async function backUp(
  bench: Workbench,
  settings: RepositorySettings,
  options: BackupOptions = {},
): Promise<Kept> {
  const tempDir = bench.fresh('temp');
  mkdirSync(tempDir);
  const events: Event[] = [];
  const source = createRepositorySource(
    { allowLocal: true, ...settings },
    { env: { PATH: process.env['PATH'], ...options.env }, cwd: bench.dir, retryDelayMs: 1 },
  );
  const { parent } = options;
  const open = await source.open({
    parent: parent === undefined ? undefined : viewOf(parent, options.missing),
    tempDir,
    emit: (event) => {
      events.push(event);
      options.emit?.(event);
    },
    signal: options.signal ?? new AbortController().signal,
  });
  try {
    const contents = new Map<string, Buffer>();
    const entries: Entry[] = [];
    const stored: string[] = [];
    for await (const batch of open.entries()) {
      for (const { content, ...entry } of batch) {
        const path = entry.path.toString('latin1');
        const last = entries.at(-1);
        if (last !== undefined && Buffer.compare(last.path, entry.path) >= 0)
          throw new Error(`${path} is out of order`);
        entries.push(entry);
        if (content.kind === 'file') {
          contents.set(path, readFileSync(content.absolutePath));
          stored.push(path);
        } else if (content.kind === 'bytes') {
          contents.set(path, content.bytes);
          stored.push(path);
        } else if (content.kind === 'carry') {
          const carried = parent?.contents.get(path);
          if (carried === undefined) throw new Error(`${path} is carried over, and the parent has none`);
          contents.set(path, carried);
        }
      }
    }
    const result = await open.finish();
    const state = [...result.state];
    state.reduce((before, row) => {
      if (Buffer.compare(before.key, row.key) >= 0) throw new Error(`state row ${row.key.toString()} is out of order`);
      return row;
    });
    return { entries, contents, state, result, identity: open.identity, events, stored };
  } finally {
    await open.close();
  }
}

export async function bringBack(
  bench: Workbench,
  kept: Kept,
  layout: 'bare' | 'clone' | 'bundle' = 'bare',
  target = bench.fresh('restored'),
) {
  await restoreRepository({
    state: kept.state,
    openFile: (name) => {
      const bytes = kept.contents.get(name);
      if (bytes === undefined) return Promise.reject(new Error(`object-not-found: ${name}`));
      const path = bench.fresh('link');
      writeFileSync(path, bytes);
      return Promise.resolve(path);
    },
    openLfs: () => Promise.resolve(lfsFolder(bench, kept)),
    target,
    layout,
    env: { PATH: process.env['PATH'] },
    signal: new AbortController().signal,
    emit: () => undefined,
  });
  return target;
}

/** The LFS objects of what was kept, in a folder. */
function lfsFolder(bench: Workbench, { contents }: Kept): { folder: string; oids: string[] } {
  const folder = bench.fresh('lfs');
  const paths = [...contents.keys()].filter((path) => path.startsWith('lfs/'));
  for (const path of paths) {
    const file = join(folder, path.slice('lfs/'.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents.get(path) ?? '');
  }
  return { folder, oids: paths.map((path) => basename(path)) };
}

export function packBytes(kept: Kept): number {
  return kept.stored.reduce((sum, path) => sum + (kept.contents.get(path)?.length ?? 0), 0);
}
