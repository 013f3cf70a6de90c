import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../../src/commands/shared/command.ts';
import type { CommandResult } from '../../../src/report/result.ts';
import { restoreIn } from '../../../src/commands/restore.ts';
import type { Vault } from '../../../src/commands/vault/vault.ts';
import type { Event } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import type { BackupOutcome } from '../../../src/vault/backup/backup.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { createArtifactsSource, type ArtifactsSettings } from '../../../src/sources/artifacts/index.ts';
import type { ArtifactsDeps } from '../../../src/sources/artifacts/source.ts';
import { API_TOKEN, ArtifactServer } from '../../../tools/artifact-server/server.ts';
import { restoreTo, runBackup } from '../../support/engine.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { workerUrl } from '../../support/worker-url.ts';

const SERIES = 'acme/shop/artifacts';

/** A server with artifacts, a vault in memory, and the real engine and client between them. */
export class Bench {
  readonly server: ArtifactServer;
  readonly folder = fs.mkdtempSync(join(tmpdir(), 'holdfast-artifacts-'));
  /** The clock of server, vault and run. */
  now = new Date('2026-11-23T01:00:00Z');
  readonly objects: ReturnType<typeof memoryStore>['objects'];
  private readonly store: ReturnType<typeof memoryStore>['store'];
  private count = 0;
  private readonly processEnv = { ...process.env };

  private constructor(server: ArtifactServer) {
    this.server = server;
    server.now = () => this.now;
    const { store, objects } = memoryStore(() => this.now);
    this.store = store;
    this.objects = objects;
    // The client of @actions/artifact reads the environment of its process.
    Object.assign(process.env, server.runnerEnv());
    delete process.env['GITHUB_SERVER_URL'];
  }

  static async start(): Promise<Bench> {
    return new Bench(await ArtifactServer.start());
  }

  async close(): Promise<void> {
    process.env = this.processEnv;
    await this.server.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  fresh(): string {
    const made = join(this.folder, `folder-${String(this.count++)}`);
    fs.mkdirSync(made);
    return made;
  }

  /** One night; the next one is a day later. */
  async backUp(
    settings: Partial<ArtifactsSettings> = {},
    deps: Partial<ArtifactsDeps> = {},
  ): Promise<BackupOutcome & { readonly events: readonly Event[]; readonly requests: readonly string[] }> {
    const events: Event[] = [];
    const from = this.server.requests.length;
    const source = createArtifactsSource(
      {
        repository: 'acme/shop',
        serverUrl: undefined,
        token: API_TOKEN,
        patterns: [],
        runId: undefined,
        workflow: undefined,
        branch: undefined,
        withUntrusted: false,
        ifNoFilesFound: 'error',
        ...settings,
      },
      { env: this.server.runnerEnv(), fetch, now: () => this.now, retryDelayMs: 1, ...deps },
    );
    const tempDir = this.fresh();
    try {
      const outcome = await runBackup({
        store: this.store,
        source,
        series: SERIES,
        mtime: 'keep-equal',
        tempDir,
        now: () => this.now,
        emit: (event) => events.push(event),
      });
      return { ...outcome, events, requests: this.server.requests.slice(from) };
    } finally {
      expect(fs.readdirSync(tempDir)).toEqual([]);
      this.now = new Date(this.now.getTime() + 24 * 3600 * 1000);
    }
  }

  /** Mode restore, with these inputs, into a folder of its own. */
  async restore(
    given: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult & { readonly target: string; readonly events: readonly Event[] }> {
    const target = join(this.fresh(), 'restored');
    const events: Event[] = [];
    const raw = { mode: 'restore', bucket: 'test-bucket', name: SERIES, path: target, ...given };
    const deps: Partial<Deps> = {
      surface: 'action',
      env: this.server.runnerEnv(),
      workingDir: '/nowhere',
      tempRoot: this.fresh(),
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      now: () => this.now,
      workerUrl,
    };
    const vault: Partial<Vault> = { store: this.store, plan: { series: SERIES, base: undefined } };
    const inputs = parseInputs(new Map(Object.entries(raw)), 'action');
    const result = await restoreIn(vault as Vault, inputs, deps as Deps);
    return { ...result, target, events };
  }

  /** Files of a snapshot without the records, by path. */
  async contents(outcome: BackupOutcome): Promise<Record<string, string>> {
    const all = Object.entries(await this.everything(outcome));
    return Object.fromEntries(all.filter(([path]) => !path.startsWith('.artifacts/')));
  }

  /** The records of a snapshot, in the order of their artifacts' ids. */
  async records(outcome: BackupOutcome): Promise<readonly unknown[]> {
    const all = Object.entries(await this.everything(outcome));
    return all
      .filter(([path]) => path.startsWith('.artifacts/'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => JSON.parse(text) as unknown);
  }

  /** Files of a snapshot, by path. */
  async everything({ id }: BackupOutcome): Promise<Record<string, string>> {
    const root = await readRoot(this.store, { series: SERIES, id }, { signal: new AbortController().signal });
    const target = this.fresh();
    await restoreTo({ store: this.store, root }, target);
    return filesIn(target);
  }
}

/** Contents by path. */
export function filesIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) found[path.slice(folder.length + 1)] = fs.readFileSync(path, 'latin1');
  }
  return found;
}

export function classesOf(events: readonly Event[]): string[] {
  return events.flatMap((event) => (event.type === 'warning' || event.type === 'notice' ? [event.class] : []));
}
