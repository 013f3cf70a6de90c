import { hash } from 'node:crypto';
import type { Event } from '../../../src/base/events.ts';
import { blobKey, isNameOf, rootKey } from '../../../src/vault/format/keys.ts';
import { writeMark, type MarkBody, type VerifyLevel } from '../../../src/vault/read/marks.ts';
import { prune, type PruneOptions, type PruneOutcome } from '../../../src/vault/prune/prune.ts';
import type { MarkKind } from '../../../src/vault/format/keys.ts';
import type { RootContent, RootObject } from '../../../src/vault/format/root.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import type { KeepRules } from '../../../src/vault/prune/retention.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { plainHeader, plainRoot } from '../../support/plain-root.ts';

export const SERIES = 'acme/shop/files';
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

/** A vault of made-up snapshots over a bucket in memory, and a clock that the test moves. */
export class PruneVault {
  now: Date;
  readonly memory: MemoryStore;
  readonly events: Event[] = [];
  #packs = 0;

  constructor(start = '2026-01-01T02:00:00Z') {
    this.now = new Date(start);
    this.memory = memoryStore(() => this.now);
  }

  get store(): Store {
    return this.memory.store;
  }

  advance(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  /** A pack as a run stores it. */
  async putPack(series: string, time = this.now): Promise<RootObject> {
    const body = Buffer.from(`bytes of pack ${String(this.#packs++)}`);
    const key = blobKey('packs', series, time, hash('sha256', body, 'buffer'));
    const { etag } = await this.store.putNew(key, body);
    const size = { sizeBytes: body.length, liveBytes: body.length };
    return { key, ...size, etag: (etag ?? '').replaceAll('"', '').slice(0, 16) };
  }

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

  options(rules: Partial<KeepRules>, more: Partial<PruneOptions> = {}): PruneOptions {
    const policy = { bySeries: [], others: { labels: [], ...rules }, timeZone: 'UTC' };
    return {
      store: this.store,
      series: undefined,
      task: { policy, maxDeleteShare: 1 },
      apply: true,
      bucketRefusals: [],
      emit: (event) => this.events.push(event),
      signal: new AbortController().signal,
      ...more,
    };
  }

  prune(rules: Partial<KeepRules>, more: Partial<PruneOptions> = {}): Promise<PruneOutcome> {
    return prune(this.options(rules, more));
  }

  keys(prefix: string): string[] {
    return [...this.memory.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  /** Keys of what live snapshots need and do not have: must be none, ever. */
  damage(): string[] {
    return this.keys('v1/roots/').flatMap((key) => {
      const [series = '', id = ''] = key.slice('v1/roots/'.length).split('/@/');
      const root = decodeRoot({ series, id }, this.memory.objects.get(key)?.body ?? Buffer.alloc(0));
      return root.objects.flatMap((object) => {
        const found = this.memory.objects.get(object.key);
        return found !== undefined && isNameOf(object.key, found.body) ? [] : [object.key];
      });
    });
  }

  /** All S3 versions and markers in the bucket, to see that nothing changed. */
  versions(): string[] {
    const current = [...this.memory.objects].map(([key, { versionId }]) => `${key} ${versionId ?? ''}`);
    const old = [...this.memory.old].flatMap(([key, list]) => list.map(({ versionId }) => `${key} ${versionId}`));
    return [...current, ...old].sort();
  }
}

export function verdicts({ series }: PruneOutcome): Record<string, string> {
  return Object.fromEntries(
    series.flatMap(({ snapshots }) => snapshots.map(({ place, verdict }) => [place.id, verdict])),
  );
}

export function reasonsOf({ series }: PruneOutcome, { id }: Pick<Snapshot, 'id'>): readonly string[] | undefined {
  return series.flatMap(({ snapshots }) => snapshots).find(({ place }) => place.id === id)?.reasons;
}
