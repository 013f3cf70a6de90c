import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../src/base/events.ts';
import { backUp, type BackupOptions, type BackupOutcome } from '../../src/vault/backup/backup.ts';
import type { Entry, OpenSource, Source, SourceEntry, SourceResult } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore, type StoredObject } from './memory-store.ts';

export const DIRECTORY = Symbol('directory');

/** Files by path: text, bytes, a link's target or a directory. */
export type Files = Readonly<Record<string, string | Buffer | { readonly link: string } | typeof DIRECTORY>>;

export interface SmallVault {
  readonly store: Store;
  readonly objects: Map<string, StoredObject>;
  /** What S3's clock says. */
  now: Date;
  readonly events: Event[];
  /** Backs up at the time that `now` says. */
  backUp(
    files: Files,
    options?: Partial<BackupOptions> & { readonly result?: Partial<SourceResult> },
  ): Promise<BackupOutcome>;
}

/** A vault in memory, filled by the real engine from sources that a test writes down. */
export function smallVault(start = '2026-11-01T02:00:00Z'): SmallVault {
  const vault = { now: new Date(start), events: [] as Event[] };
  const { store, objects } = memoryStore(() => vault.now);
  return Object.assign(vault, {
    store,
    objects,
    async backUp(files: Files, { result, ...options }: Parameters<SmallVault['backUp']>[1] = {}) {
      const tempDir = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
      try {
        return await backUp({
          store,
          source: sourceOf(files, result),
          series: 'acme/shop/files',
          base: undefined,
          labels: [],
          context: {},
          mtime: 'exact',
          storageClass: 'STANDARD',
          redefine: false,
          workerUrl: new URL('../../src/vault/backup/read-worker.ts', import.meta.url),
          tempDir,
          now: () => vault.now,
          emit: (event) => vault.events.push(event),
          signal: new AbortController().signal,
          ...options,
        });
      } finally {
        await rm(tempDir, { recursive: true });
      }
    },
  });
}

const EMPTY = Buffer.alloc(0);

function sourceOf(files: Files, result: Partial<SourceResult> = {}): Source {
  const entries = Object.entries(files)
    .map(([path, content]) => entryOf(Buffer.from(path), content))
    .sort((a, b) => Buffer.compare(a.path, b.path));
  const open: OpenSource = {
    totals: { entries: entries.length, bytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) },
    identity: {},
    async *entries() {
      yield entries;
    },
    finish: async () => ({ state: [], parts: { files: 'complete' }, gaps: [], ...result }),
    close: async () => undefined,
  };
  return { kind: 'files', definition: { root: 'test' }, open: async () => open };
}

function entryOf(path: Buffer, content: Files[string]): SourceEntry {
  const times = { mtimeSeconds: 1_700_000_000, mtimeNanos: 500_000_000, linkGroup: 0 };
  const none: Entry = { path, type: 'directory', mode: 0o755, sizeBytes: 0, ...times, target: EMPTY };
  if (content === DIRECTORY) return { ...none, content: { kind: 'none' } };
  if (typeof content === 'object' && 'link' in content) {
    return { ...none, type: 'symlink', mode: 0o777, target: Buffer.from(content.link), content: { kind: 'none' } };
  }
  const bytes = Buffer.from(content);
  return { ...none, type: 'file', mode: 0o644, sizeBytes: bytes.length, content: { kind: 'bytes', bytes } };
}
