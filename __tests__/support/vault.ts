/**
 * The builder of test vaults: a bucket in memory whose clock the test sets. Snapshots come from the real engine (`backUp`),
 * or are made up (`add`): roots and packs with the right names and sizes, and without content.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../src/base/events.ts';
import type { SourceResult } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import type { BackupOutcome } from '../../src/vault/backup/backup.ts';
import { blobKey, isNameOf, type MarkKind, rootKey } from '../../src/vault/format/keys.ts';
import { decodeRoot, type RootContent, type RootObject } from '../../src/vault/format/root.ts';
import { writeMark, type MarkBody, type VerifyLevel } from '../../src/vault/read/marks.ts';
import { sha256 } from './bytes.ts';
import { type BackupRun, runBackup, SERIES } from './engine.ts';
import { type Files, sourceOf } from './made-source.ts';
import { memoryStore, type MemoryStore, type StoredObject } from './memory-store.ts';
import { plainHeader, plainRoot } from './snapshots.ts';

export { SERIES };
export const HOUR_MS = 3600 * 1000;
export const DAY_MS = 24 * HOUR_MS;

export interface Snapshot {
  readonly series: string;
  readonly id: string;
  readonly objects: readonly RootObject[];
}

export interface SnapshotInput {
  readonly series?: string;
  /** Objects of earlier snapshots that it needs too. */
  readonly shares?: readonly RootObject[];
  readonly newPacks?: number;
  readonly header?: Partial<RootContent['header']>;
  /** Default `full`: marked so at once; false: not at all. */
  readonly verified?: VerifyLevel | false;
  /** How long after its run began the root lands. */
  readonly lastsMs?: number;
}

export class TestVault {
  /** What S3's clock says. */
  now: Date;
  readonly memory: MemoryStore;
  /** Of all backups. */
  events: Event[] = [];
  #packs = 0;

  constructor(start = '2026-11-01T02:00:00Z') {
    this.now = new Date(start);
    this.memory = memoryStore(() => this.now);
  }

  get store(): Store {
    return this.memory.store;
  }

  get objects(): Map<string, StoredObject> {
    return this.memory.objects;
  }

  advance(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  /** Backs up these files with the real engine, at the time that `now` says. */
  async backUp(
    files: Files,
    { result, ...options }: Partial<BackupRun> & { readonly result?: Partial<SourceResult> } = {},
  ): Promise<BackupOutcome> {
    const tempDir = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
    const { store, now, emit } = this.engine();
    try {
      return await runBackup({ store, now, emit, tempDir, source: sourceOf(files, result), ...options });
    } finally {
      await rm(tempDir, { recursive: true });
    }
  }

  /** What a run of the engine needs of a vault. */
  engine(): Pick<BackupRun, 'store' | 'now'> & Required<Pick<BackupRun, 'emit'>> {
    return { store: this.store, now: () => this.now, emit: (event) => this.events.push(event) };
  }

  /** A made-up pack, stored as a run stores it. */
  async putPack(series: string, time = this.now): Promise<RootObject> {
    const body = Buffer.from(`bytes of pack ${String(this.#packs++)}`);
    const key = blobKey('packs', series, time, sha256(body));
    const { etag } = await this.store.putNew(key, body);
    const size = { sizeBytes: body.length, liveBytes: body.length };
    return { key, ...size, etag: (etag ?? '').replaceAll('"', '').slice(0, 16) };
  }

  /** A made-up snapshot. */
  async add(input: SnapshotInput = {}): Promise<Snapshot> {
    const { series = SERIES, shares = [], newPacks = 1, header = {}, verified = 'full', lastsMs = 0 } = input;
    const time = this.now;
    const own: RootObject[] = [];
    for (let number = 0; number < newPacks; number++) own.push(await this.putPack(series));
    this.advance(lastsMs);
    const objects = [...shares, ...own];
    const bases = [...new Set(objects.map(({ key }) => key.split('/@/')[0]?.slice('v1/packs/'.length) ?? ''))];
    const content = { header: plainHeader(series, time, { bases, ...header }), objects };
    const { id, bytes } = plainRoot(series, time, content);
    await this.store.putNew(rootKey(series, id), bytes);
    const snapshot = { series, id, objects };
    if (verified !== false) await this.mark(snapshot, 'verified', { level: verified });
    return snapshot;
  }

  /** One a day, each sharing the packs of the newest `shares` before it. */
  async addNights(count: number, input: SnapshotInput & { readonly sharing?: number } = {}): Promise<Snapshot[]> {
    const { sharing = 3, ...rest } = input;
    const made: Snapshot[] = [];
    for (let night = 0; night < count; night++) {
      const shares = sharing === 0 ? [] : (made.at(-1)?.objects ?? []).slice(-sharing);
      made.push(await this.add({ ...rest, shares }));
      this.advance(DAY_MS);
    }
    return made;
  }

  async mark({ series, id }: Pick<Snapshot, 'series' | 'id'>, kind: MarkKind, body: MarkBody = {}): Promise<void> {
    await writeMark(this.store, { series, id }, kind, this.now, body);
  }

  /** All versions of a key are gone, as only an owner or a lifecycle rule can do it. */
  purge(key: string): void {
    this.memory.objects.delete(key);
    this.memory.old.delete(key);
  }

  /** Another vault with the current objects of this one; their version ids differ from all that it writes. */
  copy(): TestVault {
    const copy = new TestVault(this.now.toISOString());
    for (const [key, object] of this.objects)
      copy.objects.set(key, { ...object, versionId: `first-${object.versionId ?? ''}` });
    return copy;
  }

  keys(prefix: string): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  keysOf(kind: 'packs' | 'parts' | 'roots', series = SERIES): string[] {
    return this.keys(`v1/${kind}/${series}/@/`);
  }

  /** Keys of what live snapshots need and do not have: must be none, ever. */
  damage(): string[] {
    return this.keys('v1/roots/').flatMap((key) => {
      const [series = '', id = ''] = key.slice('v1/roots/'.length).split('/@/');
      const root = decodeRoot({ series, id }, this.objects.get(key)?.body ?? Buffer.alloc(0));
      return root.objects.flatMap((object) => {
        const found = this.objects.get(object.key);
        return found !== undefined && isNameOf(object.key, found.body) ? [] : [object.key];
      });
    });
  }

  /** All S3 versions and markers in the bucket, to see that nothing changed. */
  versions(): string[] {
    const current = [...this.objects].map(([key, { versionId }]) => `${key} ${versionId ?? ''}`);
    const old = [...this.memory.old].flatMap(([key, list]) => list.map(({ versionId }) => `${key} ${versionId}`));
    return [...current, ...old].sort();
  }
}
