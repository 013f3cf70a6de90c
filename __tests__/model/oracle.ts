import { zstdDecompressSync } from 'node:zlib';
import type { Removal } from '../../src/vault/read/prune-state.ts';
import type { PruneOutcome } from '../../src/vault/prune/prune.ts';
import { BlobReader } from '../../src/vault/read/blobs.ts';
import {
  blobsPrefix,
  isNameOf,
  parseBlobKey,
  parseMarkKey,
  parseRootKey,
  parseStateKey,
  rootKey,
  timeOfId,
  type MarkKind,
} from '../../src/vault/format/keys.ts';
import { FragmentIndex, mapFrames } from '../../src/vault/format/map.ts';
import { checkFragments } from '../../src/vault/format/pack.ts';
import { decodeRoot, type Root, type RootObject } from '../../src/vault/format/root.ts';
import { SealedError } from '../../src/vault/format/sealed-root.ts';
import { loadSections } from '../../src/vault/read/snapshots.ts';
import { treeEntries } from '../../src/vault/format/tree.ts';
import { decompressSync } from '../../src/vault/format/zstd.ts';
import { withKeys } from '../../src/vault/seal/keyed-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { TinyFiles } from './backup.ts';
import { wholeSecondMs, type BucketEvents, type Version } from './bucket.ts';
import { ALL_KEYS } from './sealing.ts';
import { DAY, HOUR, type Actor, type Role, type World } from './world.ts';

/** The numbers of docs/safety.md, written down a second time, so that a wrong one in the program is seen. */
const B = 24 * HOUR;
const G = 72 * HOUR;
export const L = 30 * DAY;
const FLOOR = 30 * DAY;

/** The age up to which retention takes nothing. */
export function floorOf(series: string): number {
  return /\/pr\/\d+$/.test(series) ? G : FLOOR;
}

/** Whether it has the hash that ends its key. A delete marker has no bytes. */
function isRight(key: string, { body, sha256 }: Version): boolean {
  return body !== undefined && key.endsWith(sha256.slice(0, 32));
}

/** Sealed ones are read with the key of their job; somebody may have planted open ones beside them. */
function rootOf(key: { readonly series: string; readonly id: string }, bytes: Buffer): Root {
  try {
    return decodeRoot(key, bytes);
  } catch (error) {
    if (error instanceof SealedError) return decodeRoot(key, bytes, { keys: ALL_KEYS });
    throw error;
  }
}

/** A snapshot as the bucket was told of it, kept where nothing can damage it. */
export interface Snapshot {
  readonly key: string;
  readonly series: string;
  readonly id: string;
  readonly utcMs: number;
  readonly objects: readonly RootObject[];
  readonly sha256: string;
  readonly root: Root;
  /** S3's time of it fits the one in its id: only then anything is promised. */
  readonly isTrusted: boolean;
  readonly committedMs: number;
  readonly committedBy: string;
  /** Who made it current last, and when. */
  putBy: string;
  putMs: number;
  /** Since when its root is not current and right, and who did that. */
  goneMs: number | undefined;
  goneBy: string | undefined;
  verifiedMs: number | undefined;
  /** Since when a mark says that it was read in full. */
  provedMs: number | undefined;
  acknowledgedMs: number | undefined;
  quarantinedMs: number | undefined;
  heldMs: number | undefined;
  /** When a prune noted that it takes it out. */
  notedMs: number | undefined;
}

/**
 * Watches the bucket from above, with its own books, and says so when something happens that docs/safety.md says can not
 * happen. The promises have the names of that page.
 */
export class Oracle implements BucketEvents {
  world!: World;
  readonly watch: 'all' | 'objects';
  private readonly longestBackupMs: number;
  readonly snapshots = new Map<string, Snapshot>();
  /** Packs and parts by key, with the snapshots that name them. */
  private readonly objects = new Map<string, { readonly users: Set<Snapshot> }>();
  /** Objects that live snapshots need, and whose current bytes are not the right ones. */
  private readonly covered = new Set<string>();
  /** Roots that somebody made up: what they name is nobody's loss. */
  private readonly forged = new Set<string>();
  private readonly filesOf = new Map<string, TinyFiles>();
  /** When prunes began that were carried out and ended as they should. */
  private readonly prunes: number[] = [];
  /** When the last repair began after which nothing was left to do. */
  private repairedMs = -Infinity;
  private lastAttackMs = -Infinity;

  /** @param watch `objects`: only whether objects are there for those who need them */
  constructor(watch: 'all' | 'objects', longestBackupMs = B) {
    this.watch = watch;
    this.longestBackupMs = longestBackupMs;
  }

  // --- what the bucket tells ------------------------------------------------------------------------------------------

  written(key: string, top: Version): void {
    const root = parseRootKey(key);
    if (root !== undefined) this.rootWritten(key, root, top);
    const mark = parseMarkKey(key);
    if (mark !== undefined) this.markWritten(rootKey(mark.series, mark.id), mark.kind, top);
    if (parseStateKey(key) === 'prune') this.removalsNoted(top);
    this.look(key);
  }

  marked(key: string, top: Version): void {
    const snapshot = this.snapshots.get(key);
    if (snapshot?.goneMs === undefined && snapshot !== undefined) {
      snapshot.goneMs = top.atMs;
      snapshot.goneBy = top.by;
      this.rootMarked(snapshot, top);
      for (const object of snapshot.objects) this.look(object.key);
    }
    this.look(key);
  }

  expired(key: string, gone: Version, left: readonly Version[]): void {
    const object = this.objects.get(key);
    if (object === undefined || !isRight(key, gone) || left.some((version) => isRight(key, version))) return;
    const loser = [...object.users].find(
      (snapshot) =>
        this.isPromised(snapshot) && (snapshot.goneMs === undefined || this.world.nowMs - snapshot.goneMs < L),
    );
    if (loser === undefined) return;
    // Nobody but a repair undoes what an attacker covers, and it looks after what is live.
    if (loser.goneMs !== undefined && this.roleOf(gone.coveredBy) === 'attacker') return;
    const what = loser.goneMs === undefined ? 'is live' : 'was deleted less than L ago';
    this.violate(`S3 expired the last right bytes of ${key}; ${this.tell(loser)} ${what}`, key);
  }

  private rootWritten(
    key: string,
    { series, id }: { readonly series: string; readonly id: string },
    top: Version,
  ): void {
    if (this.forged.has(key)) return;
    const known = this.snapshots.get(key);
    if (known === undefined) {
      this.committed(key, series, id, top);
      return;
    }
    if (top.sha256 !== known.sha256) {
      known.goneMs ??= top.atMs;
      known.goneBy ??= top.by;
      return;
    }
    const by = this.world.actor(known.goneBy ?? '');
    // Somebody brought it back, and a prune marked it by a plan of before: it does no harm if it comes back once more.
    const wasWanted = wholeSecondMs(known.putMs) > (known.notedMs ?? -Infinity);
    if (!wasWanted && this.roleOf(top.by) === 'repair' && (by?.role === 'prune' || by?.role === 'remove'))
      this.violate(`${top.by} put back ${this.tell(known)}, which ${by.name} took out`, key);
    Object.assign(known, { goneMs: undefined, goneBy: undefined, putBy: top.by, putMs: top.atMs });
    for (const object of known.objects) this.look(object.key);
  }

  private committed(key: string, series: string, id: string, top: Version): void {
    const root = rootOf({ series, id }, top.body as Buffer);
    const utcMs = timeOfId(id).getTime();
    const ageMs = wholeSecondMs(top.atMs) - utcMs;
    const snapshot: Snapshot = {
      ...{ key, series, id, utcMs, objects: root.objects, sha256: top.sha256, root },
      isTrusted: ageMs >= -5 * 60 * 1000 && ageMs <= this.longestBackupMs,
      ...{ committedMs: top.atMs, committedBy: top.by, putBy: top.by, putMs: top.atMs },
      ...{ goneMs: undefined, goneBy: undefined, heldMs: undefined, notedMs: undefined },
      ...{ verifiedMs: undefined, provedMs: undefined, acknowledgedMs: undefined, quarantinedMs: undefined },
    };
    this.snapshots.set(key, snapshot);
    const began = this.world.actor(top.by)?.startedMs ?? top.atMs;
    for (const { key: name } of root.objects) {
      const object = this.objects.get(name) ?? { users: new Set() };
      this.objects.set(name, object);
      object.users.add(snapshot);
      const cover = this.coverOf(name);
      if (this.isPromised(snapshot) && cover !== undefined && (cover === 'lost' || cover.atMs < began))
        this.violate(`${this.tell(snapshot)} was committed with ${name}, which was not there when its run began`, name);
      this.look(name);
    }
  }

  private markWritten(key: string, kind: MarkKind, top: Version): void {
    const snapshot = this.snapshots.get(key);
    if (snapshot === undefined) return;
    if (kind === 'verified') snapshot.verifiedMs ??= top.atMs;
    if (kind === 'verified' && /full|restore/.test(String(top.body))) snapshot.provedMs ??= top.atMs;
    if (kind === 'acknowledged') snapshot.acknowledgedMs ??= top.atMs;
    if (kind === 'quarantine') snapshot.quarantinedMs ??= top.atMs;
    if (kind === 'hold') {
      const isReleased = (JSON.parse(String(top.body)) as { released?: boolean }).released === true;
      snapshot.heldMs = isReleased ? undefined : top.atMs;
    }
  }

  private removalsNoted({ body }: Version): void {
    const document = JSON.parse(zstdDecompressSync(body as Buffer).toString()) as { readonly removed: Removal[] };
    for (const { series, id, at } of document.removed) {
      const snapshot = this.snapshots.get(rootKey(series, id));
      if (snapshot !== undefined) snapshot.notedMs = new Date(at).getTime();
    }
  }

  /** Retention: what a prune by rules may never take. */
  private rootMarked(snapshot: Snapshot, { by, atMs }: Version): void {
    const actor = this.world.actor(by);
    if (this.watch === 'objects' || actor === undefined || (actor.role !== 'prune' && actor.role !== 'remove')) return;
    if (snapshot.heldMs !== undefined && snapshot.heldMs < actor.startedMs)
      this.violate(`${by} took out ${this.tell(snapshot)}, which is held`, snapshot.key);
    if (actor.role === 'prune' && !this.hasNewerProved(snapshot))
      this.violate(`${by} took out ${this.tell(snapshot)}, and no newer one was read in full`, snapshot.key);
    // It looked at some moment between these two.
    if ([actor.startedMs, atMs].every((seenMs) => this.newestGood(snapshot.series, seenMs) === snapshot))
      this.violate(`${by} took out ${this.tell(snapshot)}, the newest verified one`, snapshot.key);
    if (actor.role === 'remove') return;
    if (snapshot.isTrusted && atMs - snapshot.utcMs <= floorOf(snapshot.series))
      this.violate(`${by} took out ${this.tell(snapshot)} within the retention floor`, snapshot.key);
  }

  /** As it was at that moment. */
  private newestGood(series: string, seenMs: number): Snapshot | undefined {
    const wasSeen = (ms: number | undefined): boolean => (ms ?? Infinity) <= seenMs;
    const good = [...this.snapshots.values()].filter(
      (each) =>
        each.series === series &&
        each.isTrusted &&
        each.root.header.status === 'complete' &&
        wasSeen(each.verifiedMs) &&
        (each.goneMs ?? Infinity) >= seenMs &&
        !wasSeen(each.quarantinedMs) &&
        (each.root.header.anomaly === undefined || wasSeen(each.acknowledgedMs)),
    );
    return good.toSorted((a, b) => b.utcMs - a.utcMs || (a.id < b.id ? 1 : -1))[0];
  }

  /** Whether a newer one of the series, live or covered by an attacker, has a mark of a level that reads every byte. */
  private hasNewerProved({ series, utcMs }: Snapshot): boolean {
    return [...this.snapshots.values()].some(
      (each) =>
        each.series === series &&
        each.utcMs >= utcMs &&
        each.provedMs !== undefined &&
        this.isPromised(each) &&
        (each.goneMs === undefined || this.roleOf(each.goneBy) !== 'prune'),
    );
  }

  // --- what actors tell -----------------------------------------------------------------------------------------------

  /** @param files what the run was to store */
  succeeded(actor: Actor, key: string, files: TinyFiles): void {
    const snapshot = this.snapshots.get(key);
    this.filesOf.set(key, files);
    if (snapshot?.isTrusted !== true)
      this.violate(`${actor.name} reports success, and its snapshot does not count`, key);
  }

  forge(key: string): void {
    this.forged.add(key);
  }

  attacked(): void {
    this.lastAttackMs = this.world.nowMs;
  }

  get isUnderAttack(): boolean {
    return this.lastAttackMs > this.repairedMs;
  }

  repaired(actor: Actor): void {
    this.repairedMs = actor.startedMs;
    for (const snapshot of this.snapshots.values()) {
      const isDamaged = snapshot.goneMs !== undefined && this.roleOf(snapshot.goneBy) === 'attacker';
      // What the rules were about to let go anyway may be left to undelete.
      const wasGoing = (snapshot.goneMs ?? 0) - (snapshot.notedMs ?? -Infinity) <= G;
      if (isDamaged && !wasGoing && this.isPromised(snapshot) && (snapshot.goneMs ?? 0) < actor.startedMs)
        this.violate(`${actor.name} left ${this.tell(snapshot)} as the attacker left it`, snapshot.key);
    }
  }

  /** A prune that was carried out to its end. */
  pruned(actor: Actor, { t0, refusals, roots }: PruneOutcome): void {
    this.prunes.push(actor.startedMs);
    for (const { key } of roots) {
      const snapshot = this.snapshots.get(key);
      if (snapshot?.heldMs !== undefined && snapshot.goneMs !== undefined && snapshot.heldMs < snapshot.goneMs)
        this.violate(`${actor.name} ended, and ${this.tell(snapshot)} is gone and held`, key);
    }
    if (this.watch === 'objects') return;
    for (const snapshot of this.snapshots.values()) this.checkHold(snapshot, actor);
    if (refusals.length > 0 || actor.role !== 'prune') return;
    for (const key of [...this.world.bucket.keys('v1/packs/'), ...this.world.bucket.keys('v1/parts/')])
      this.checkGarbage(key, t0.getTime(), actor);
  }

  /** A hold that came while a prune was at work is honoured by the next one at the latest. */
  private checkHold(snapshot: Snapshot, actor: Actor): void {
    const { heldMs, goneMs, goneBy } = snapshot;
    if (heldMs === undefined || goneMs === undefined || this.roleOf(goneBy) !== 'prune') return;
    const settledMs = Math.max(heldMs, this.world.actor(goneBy ?? '')?.endedMs ?? Infinity);
    if (settledMs < actor.startedMs)
      this.violate(`${actor.name} left ${this.tell(snapshot)} deleted, which is held`, snapshot.key);
  }

  /** Snapshots that somebody of this role took out. */
  gone(role: Role): Snapshot[] {
    return [...this.snapshots.values()].filter(
      ({ goneMs, goneBy }) => goneMs !== undefined && this.roleOf(goneBy) === role,
    );
  }

  /** Whether there are packs that no snapshot names, and that prune may take. */
  hasOrphans(series: string): boolean {
    const { bucket, nowMs } = this.world;
    return bucket.keys(blobsPrefix('packs', series)).some((key) => {
      const current = bucket.current(key);
      return !this.objects.has(key) && current !== undefined && current.atMs < nowMs - G;
    });
  }

  /** Long after the last prune, the bucket holds what live snapshots need, and nothing else. */
  checkLeaks(): void {
    if (this.forged.size > 0) return;
    const { bucket } = this.world;
    for (const key of [...bucket.keys('v1/packs/'), ...bucket.keys('v1/parts/')]) {
      const users = [...(this.objects.get(key)?.users ?? [])];
      if (!users.some(({ goneMs }) => goneMs === undefined)) this.violate(`${key} is there, and nobody needs it`, key);
    }
  }

  /** No leak: what nobody has needed for G is gone. */
  private checkGarbage(key: string, t0Ms: number, actor: Actor): void {
    const current = this.world.bucket.current(key);
    if (current === undefined || parseBlobKey(key) === undefined || current.atMs >= t0Ms - G - 1000) return;
    const users = [...(this.objects.get(key)?.users ?? [])];
    const isNeeded = users.some(({ goneMs }) => (goneMs ?? Infinity) >= t0Ms - G - 1000);
    if (isNeeded || this.forged.size > 0) return;
    this.violate(`${actor.name} left ${key}, which nobody has needed for G`, key);
  }

  /** What was promised for the time when this one is done. */
  actorEnded(actor: Actor): void {
    if (!['prune', 'remove', 'undelete', 'repair'].includes(actor.role)) return;
    for (const key of [...this.covered]) this.checkCovered(key);
  }

  // --- live snapshots have their objects ------------------------------------------------------------------------------

  isPromised(snapshot: Snapshot): boolean {
    return snapshot.isTrusted && snapshot.quarantinedMs === undefined;
  }

  /** What lies above the right bytes; undefined if nothing does. */
  private coverOf(key: string): Version | 'lost' | undefined {
    const versions = this.world.bucket.versionsOf(key);
    const at = versions.findIndex((version) => isRight(key, version));
    return at < 0 ? 'lost' : versions[at - 1];
  }

  private livingUsers(key: string): Snapshot[] {
    const users = [...(this.objects.get(key)?.users ?? [])];
    return users.filter((snapshot) => snapshot.goneMs === undefined && this.isPromised(snapshot));
  }

  private look(key: string): void {
    if (!this.objects.has(key)) return;
    if (this.coverOf(key) !== undefined && this.livingUsers(key).length > 0) this.covered.add(key);
    else this.covered.delete(key);
  }

  /**
   * An object of a live snapshot lies under a delete marker only as long as the prune that set it, or the undelete that
   * brought the snapshot back, is at work; beside a repair or a removal by id, and after one that was killed, until the
   * next prune ends; after an attack until it is repaired.
   */
  checkCovered(key: string): void {
    const users = this.livingUsers(key);
    const cover = this.coverOf(key);
    if (cover === undefined || users.length === 0) {
      this.covered.delete(key);
      return;
    }
    const story = `${key} of live ${this.tell(users[0] as Snapshot)}`;
    if (cover === 'lost') {
      this.violate(`${story} has no S3 version with its bytes`, key);
      return;
    }
    const putters = users.filter(({ putMs }) => putMs > cover.atMs).map(({ putBy }) => this.world.actor(putBy));
    const coverer = this.world.actor(cover.by);
    const concerned = [coverer, ...putters.filter((each) => each?.role !== 'backup')];
    if (concerned.some((each) => each?.status === 'running')) return;
    if (coverer?.role === 'attacker') {
      if (cover.atMs < this.repairedMs) this.violate(`${story} was covered by an attacker, and not repaired`, key);
      return;
    }
    const settledMs = Math.max(...concerned.map((each) => each?.endedMs ?? 0));
    const isStrict =
      coverer?.role === 'prune' && concerned.every((each) => each?.status === 'done' && each.role !== 'repair');
    if (isStrict) this.violate(`${story} is covered by ${cover.by}, which has ended`, key);
    else if (this.prunes.some((startedMs) => startedMs > settledMs))
      this.violate(`${story} is covered by ${cover.by}, and a prune has ended since`, key);
  }

  checkAllCovered(): void {
    for (const key of [...this.covered]) this.checkCovered(key);
  }

  get coveredKeys(): readonly string[] {
    return [...this.covered];
  }

  /** Reads all files of a snapshot as a restore does, and compares them with those that were to be stored. */
  async readBack(snapshot: Snapshot): Promise<void> {
    const { root } = snapshot;
    const { bucket } = this.world;
    const plain = { get: async (key: string, options: object) => bucket.get(key, options) } as Store;
    const store = root.header.seal === undefined ? plain : withKeys(plain, ALL_KEYS);
    const blobs = new BlobReader(store, root);
    const { map = [], tree = [] } = await loadSections(root, ['map', 'tree'], blobs);
    const named = new Map(root.objects.map((object) => [object.key, object]));
    const contents = new Map<string, Buffer>();
    const index = new FragmentIndex();
    for (const found of map.flat().flatMap((segment) => [...mapFrames(segment)])) {
      const { frame, ids, lengths } = found;
      const object = named.get(frame.pack);
      if (object === undefined) continue;
      const { body } = bucket.get(frame.pack);
      if (!isNameOf(frame.pack, body)) this.violate(`${frame.pack} has other bytes`, frame.pack);
      const stored = blobs.contentOf(frame.pack, body).subarray(frame.offset, frame.offset + frame.storedBytes);
      const raw = decompressSync(stored, frame.rawBytes, frame.pack);
      checkFragments(raw, ids, lengths, frame.pack);
      index.add(found);
      let at = 0;
      lengths.forEach((length, i) =>
        contents.set(ids.toString('hex', i * 32, i * 32 + 32), raw.subarray(at, (at += length))),
      );
    }
    const files = this.filesOf.get(snapshot.key);
    const read = new Map<string, Buffer | undefined>();
    for (const { path, fragments } of treeEntries(tree))
      read.set(path.toString(), contents.get(fragments.toString('hex')));
    const isSame =
      files === undefined
        ? [...read.values()].every((content) => content !== undefined)
        : files.size === read.size && [...files].every(([path, content]) => read.get(path)?.equals(content) === true);
    if (!isSame) this.violate(`${this.tell(snapshot)} does not restore to what was stored`, snapshot.key);
  }

  tell({ series, id, committedBy }: Snapshot): string {
    return `snapshot ${series}@${id} of ${committedBy}`;
  }

  private roleOf(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.world.actor(name)?.role;
  }

  /** With the history of the key, so that a failure explains itself. */
  private violate(message: string, key: string): void {
    const history = this.world.bucket.versionsOf(key).map((version) => {
      const actor = this.world.actor(version.by);
      const what = version.body === undefined ? 'marker' : `bytes ${version.sha256.slice(0, 8)}`;
      const times = [actor?.startedMs, actor?.endedMs].map(timeText).join(' to ');
      return `  ${timeText(version.atMs)} ${what} by ${version.by} (${times}, ${actor?.status ?? ''})`;
    });
    const users = [...(this.objects.get(key)?.users ?? [])].map(
      (each) =>
        `  ${this.tell(each)}, put ${timeText(each.putMs)} by ${each.putBy}, gone ${timeText(each.goneMs)} by ${each.goneBy ?? 'nobody'}`,
    );
    this.world.violate([message, ...history, ...users].join('\n'));
  }
}

function timeText(ms: number | undefined): string {
  return ms === undefined || !Number.isFinite(ms) ? '-' : new Date(ms).toISOString();
}
