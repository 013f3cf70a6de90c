/** A GitHub server on this machine, a vault in memory, and the real engine between them. */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Event } from '../../../../src/base/events.ts';
import type { BackupOutcome } from '../../../../src/vault/backup/backup.ts';
import { restoreTo, runBackup } from '../../../support/engine.ts';
import { readRoot } from '../../../../src/vault/read/root-reader.ts';
import type { RequestBudget } from '../../../../src/github/budget.ts';
import type { ZipLimits } from '../../../../src/github/zip.ts';
import {
  createMetadataPart,
  type MetadataDeps,
  type MetadataSettings,
} from '../../../../src/sources/repository/metadata/index.ts';
import type { Source } from '../../../../src/sources/source.ts';
import { makeWorld, startGithubServer, type GithubServer, type World } from '../../../../tools/github-server/index.ts';
import { memoryStore, type StoredObject } from '../../../support/memory-store.ts';
import type { Store } from '../../../../src/store/store.ts';

export const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
const SERIES = 'acme/shop/repository';

/** Path below `github/` and content. */
export type Files = ReadonlyMap<string, Buffer>;

export class Site {
  readonly folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-github-'));
  readonly world: World;
  readonly server: GithubServer;
  readonly store: Store;
  readonly objects: Map<string, StoredObject>;
  events: Event[] = [];
  /** Pauses that were asked for; none is made. */
  readonly pauses: number[] = [];
  zipLimits: ZipLimits | undefined;
  /** What a run may ask. */
  budget: RequestBudget | undefined;
  #count = 0;

  static async open(world: World = makeWorld()): Promise<Site> {
    return new Site(world, await startGithubServer({ world, token: TOKEN }));
  }

  private constructor(world: World, server: GithubServer) {
    this.world = world;
    this.server = server;
    const { store, objects } = memoryStore(() => this.world.now);
    this.store = store;
    this.objects = objects;
  }

  async close(): Promise<void> {
    await this.server.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  later(hours: number): void {
    this.world.now = new Date(this.world.now.getTime() + hours * 3_600_000);
  }

  /** Bytes in the vault. */
  storedBytes(): number {
    return [...this.objects.values()].reduce((sum, { body }) => sum + body.length, 0);
  }

  async backUp(settings: Partial<MetadataSettings> = {}): Promise<BackupOutcome> {
    return this.backUpSource(this.#source(settings));
  }

  async backUpSource(source: Source): Promise<BackupOutcome> {
    this.events = [];
    this.server.requests.length = 0;
    return runBackup({
      store: this.store,
      source,
      series: SERIES,
      tempDir: this.#fresh(),
      now: () => this.world.now,
      emit: (event) => this.events.push(event),
    });
  }

  /** What a run needs of its surroundings. */
  get deps(): MetadataDeps {
    return {
      fetch,
      now: () => this.world.now,
      sleep: (ms) => {
        this.pauses.push(ms);
        return Promise.resolve();
      },
      zipLimits: this.zipLimits,
      budget: this.budget,
    };
  }

  #source(settings: Partial<MetadataSettings>): Source {
    const { owner, repo } = this.world;
    const part = createMetadataPart({ owner, repo, serverUrl: this.server.url, token: TOKEN, ...settings }, this.deps);
    const open: Source['open'] = async (context) => {
      const opened = await part.open(context);
      return { ...opened, identity: opened.identity ?? {} };
    };
    return { kind: 'repository', definition: { source: 'repository', url: 'test' }, open };
  }

  async restore(id: string): Promise<Files> {
    const target = this.#fresh();
    await restoreTo({ store: this.store, root: await readRoot(this.store, { series: SERIES, id }) }, target);
    const base = path.join(target, 'github');
    const names = fs.readdirSync(base, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => fs.statSync(path.join(base, name)).isFile()).sort();
    return new Map(files.map((name) => [name, fs.readFileSync(path.join(base, name))]));
  }

  #fresh(): string {
    const made = path.join(this.folder, `folder-${String(this.#count++)}`);
    fs.mkdirSync(made);
    return made;
  }
}

/** Names of the files of one kind. */
export function namesOf(files: Files, kind: string): string[] {
  return [...files.keys()].filter((name) => name.startsWith(`${kind}/`)).map((name) => name.slice(kind.length + 1));
}

export function json(files: Files, name: string): Record<string, unknown> {
  return JSON.parse((files.get(name) ?? Buffer.from('null')).toString()) as Record<string, unknown>;
}
