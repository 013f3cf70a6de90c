/** A folder, a vault in memory, and the real engine between them: files source, reading threads, restore. */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Event } from '../../../src/base/events.ts';
import type { BackupOutcome } from '../../../src/vault/backup/backup.ts';
import { parseRootKey } from '../../../src/vault/format/keys.ts';
import type { RestoreReport } from '../../../src/vault/restore/report.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { listSnapshots } from '../../../src/vault/read/snapshots.ts';
import { createFilesSource, type FilesSettings } from '../../../src/sources/files/index.ts';
import type { Source, SourceEntry } from '../../../src/sources/source.ts';
import type { Store } from '../../../src/store/store.ts';
import { DEFAULTS } from '../../sources/files/helpers.ts';
import { look } from '../../support/folders.ts';
import { restoreTo, runBackup, type BackupRun } from '../../support/engine.ts';
import { TestVault } from '../../support/vault.ts';

/** What a folder holds, as `look` sees it. */
export type Seen = Record<string, unknown>;

export interface RunOptions extends Partial<BackupRun> {
  readonly files?: Partial<FilesSettings>;
  /** Called with each entry's path after it was listed and before it is read. */
  readonly beforeRead?: (path: string) => void;
}

export class Workshop extends TestVault {
  readonly folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-workshop-'));
  readonly source = path.join(this.folder, 'source');
  /** What each committed snapshot must bring back, by series and id. */
  readonly expected = new Map<string, Seen>();
  #count = 0;

  constructor() {
    super('2026-11-23T01:02:03Z');
    fs.mkdirSync(this.source);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  fresh(): string {
    const made = path.join(this.folder, `folder-${String(this.#count++)}`);
    fs.mkdirSync(made);
    return made;
  }

  write(name: string, content: string | Buffer): void {
    const file = path.join(this.source, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  delete(name: string): void {
    fs.rmSync(path.join(this.source, name), { recursive: true });
  }

  /** What the source holds now. */
  look(): Seen {
    return look(this.source);
  }

  /** One run over the folder; what it commits is expected to restore to what the folder holds. */
  async backUpFolder({ files = {}, beforeRead, ...options }: RunOptions = {}): Promise<BackupOutcome> {
    this.events = [];
    const tempDir = this.fresh();
    const source = createFilesSource(
      { ...DEFAULTS, root: this.source, ...files },
      { workspace: this.source, homeDir: '/nowhere' },
    );
    const outcome = await runBackup({
      ...this.engine(),
      source: beforeRead === undefined ? source : interrupted(source, beforeRead),
      tempDir,
      ...options,
    });
    if (options.mtime !== 'keep-equal') this.expected.set(`${outcome.root.header.series} ${outcome.id}`, this.look());
    return outcome;
  }

  async restore(
    series: string,
    id: string,
    options: { readonly store?: Store; readonly target?: string; readonly signal?: AbortSignal } = {},
  ): Promise<{ readonly target: string; readonly report: RestoreReport }> {
    const { store = this.store, target = this.fresh(), signal = new AbortController().signal } = options;
    const root = await readRoot(store, { series, id }, { signal });
    const report = await restoreTo({ store, root }, target, { signal });
    return { target, report };
  }

  /** Restores every snapshot of the vault and compares: byte for byte, modes and times too. */
  async expectNothingLost(): Promise<void> {
    for (const key of this.objects.keys()) {
      const root = parseRootKey(key);
      if (root === undefined) continue;
      const { target } = await this.restore(root.series, root.id);
      const expected = this.expected.get(`${root.series} ${root.id}`);
      if (expected === undefined) throw new Error(`nobody says what ${key} should hold`);
      expect(look(target)).toEqual(expected);
      fs.rmSync(target, { recursive: true });
    }
    for (const key of this.expected.keys()) {
      const [series = '', id] = key.split(' ');
      const infos = await listSnapshots(this.store, series, undefined);
      expect(infos.map((info) => info.id)).toContain(id);
    }
  }
}

/** The same source, with something happening between the look at an entry and its reading. */
function interrupted(source: Source, beforeRead: (path: string) => void): Source {
  return {
    ...source,
    open: async (context) => {
      const open = await source.open(context);
      return {
        totals: open.totals,
        identity: open.identity,
        async *entries(): AsyncGenerator<readonly SourceEntry[]> {
          for await (const batch of open.entries()) {
            for (const entry of batch) beforeRead(entry.path.toString('latin1'));
            yield batch;
          }
        },
        finish: () => open.finish(),
        close: () => open.close(),
      };
    },
  };
}

/** Workshops of a test file, removed after each test. */
export function workshops(): () => Workshop {
  const made: Workshop[] = [];
  afterEach(() => {
    for (const workshop of made.splice(0)) workshop.remove();
  });
  return () => {
    const workshop = new Workshop();
    made.push(workshop);
    return workshop;
  };
}

export function warnings(events: readonly Event[]): string[] {
  return events.flatMap((event) => (event.type === 'warning' || event.type === 'notice' ? [event.class] : []));
}
