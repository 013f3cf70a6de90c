import { HoldfastError } from '../../src/base/errors.ts';
import { LIMITS } from '../../src/base/limits.ts';
import { rootKey, type MarkKind } from '../../src/vault/format/keys.ts';
import { writeMark, type MarkBody, type VerifyLevel } from '../../src/vault/read/marks.ts';
import { prune, type PruneOptions, type PruneOutcome } from '../../src/vault/prune/prune.ts';
import { applyRepair } from '../../src/vault/repair/apply.ts';
import { planRepair } from '../../src/vault/repair/repair.ts';
import type { KeepRules, Policy } from '../../src/vault/prune/retention.ts';
import { undelete } from '../../src/vault/repair/undelete.ts';
import { ObjectProver } from '../../src/vault/verify/objects.ts';
import { verifySnapshot, type VerifyOptions } from '../../src/vault/verify/verify.ts';
import type { S3Version, Store } from '../../src/store/store.ts';
import { backUpTiny } from './backup.ts';
import { floorOf, L, Oracle, type Snapshot } from './oracle.ts';
import { Random } from './random.ts';
import { Sources } from './sources.ts';
import { keyedFor, SEALED_SERIES } from './sealing.ts';
import { DAY, HOUR, SECOND, World, type Actor, type ActorOptions, type Role } from './world.ts';
import { plainHeader, plainRoot } from '../support/snapshots.ts';

/** A rule of the protocol that is broken, to see that the oracle notices. */
export type Mutation =
  | 'no-grace'
  | 'no-second-look'
  | 'adopt-any-age'
  | 'runner-clock'
  | 'no-proof'
  | 'backup-without-end'
  | 'short-lifecycle';

export interface Report {
  /** How often each thing happened. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of all that is in the bucket in the end. */
  readonly digest: string;
}

const START_MS = Date.UTC(2026, 0, 1);
const SIGNAL = new AbortController().signal;
const emit = (): undefined => undefined;

/** Writers: two of one series, and some that build on another series. */
const WRITERS: readonly { readonly series: string; readonly base?: string }[] = [
  { series: 'acme/shop/files' },
  { series: 'acme/shop/files' },
  { series: 'acme/site/files' },
  { series: 'acme/api/files' },
  { series: SEALED_SERIES },
  { series: 'acme/shop/files/ref/dev', base: 'acme/shop/files' },
  { series: 'acme/shop/files/pr/7', base: 'acme/shop/files' },
  { series: 'acme/shop/files/pr/8', base: 'acme/shop/files' },
  { series: 'acme/shop/files/pr/9', base: 'acme/shop/files' },
  { series: 'acme/api/files/pr/1', base: 'acme/api/files' },
];
const BACKUP_EVERY = 4 * DAY;
const PRUNE_EVERY = 4 * DAY;
/** Less than the interval that docs/safety.md counts on, so that a prune that is killed once is followed in time. */
const PRUNE_AT_LEAST_EVERY = 6 * DAY;

/** All that `prune` may do, over the whole vault. */
const CALM_PRUNE: Pick<PruneOptions, 'series' | 'task' | 'apply'> = {
  series: undefined,
  task: {
    policy: { bySeries: [], others: { labels: [], last: 3, weekly: 2 }, timeZone: 'UTC' },
    maxDeleteShare: 1,
  },
  apply: true,
};

/** What may end an actor, beside being killed. */
const EXPECTED_ERRORS = ['backup-too-long', 'object-contested', 'remove-refused'];

/** Runs months of backups, prunes and mishaps. @throws the first promise that is not kept */
export async function runMonths(seed: number, days: number, mutation?: Mutation): Promise<Report> {
  const limits = LIMITS as { -readonly [name in keyof typeof LIMITS]: number };
  const right = { ...limits };
  if (mutation === 'no-grace') limits.graceSeconds = 0;
  if (mutation === 'adopt-any-age') limits.adoptMaxAgeSeconds = Infinity;
  if (mutation === 'backup-without-end') limits.backupMaxSeconds = 365 * 24 * 3600;
  try {
    return await new Months(seed, days, mutation).run();
  } finally {
    Object.assign(limits, right);
  }
}

class Months {
  private readonly random: Random;
  private readonly oracle: Oracle;
  private readonly world: World;
  private readonly sources: Sources;
  private readonly mutation: Mutation | undefined;
  private readonly endMs: number;
  private readonly counts: Record<string, number> = {};
  private isOver = false;
  /** Snapshots of somebody who has the role that backs up, and no other: nothing verifies them. */
  private readonly planted = new Set<string>();

  constructor(seed: number, days: number, mutation: Mutation | undefined) {
    this.random = new Random(seed);
    this.mutation = mutation;
    // Of broken rules only what they do to objects is looked for, if a clock is not the point.
    const watch = mutation === undefined || mutation === 'runner-clock' ? 'all' : 'objects';
    this.oracle = new Oracle(watch, mutation === 'backup-without-end' ? Infinity : undefined);
    this.world = new World(START_MS, this.random, this.oracle, this.random.pick([25, 100, 1000]) as number);
    this.oracle.world = this.world;
    this.sources = new Sources(this.random);
    this.endMs = START_MS + days * DAY;
    this.world.ended = (actor) => {
      this.count(`${actor.role} ${actor.status}`);
      this.oracle.actorEnded(actor);
    };
  }

  async run(): Promise<Report> {
    for (const writer of WRITERS) this.again(BACKUP_EVERY, Infinity, () => this.backUp(writer.series, writer.base));
    this.again(PRUNE_EVERY, PRUNE_AT_LEAST_EVERY, () => this.prune({ daily: 5, weekly: 3 }, { last: 1 }));
    this.again(PRUNE_EVERY, PRUNE_AT_LEAST_EVERY, () => this.prune({ last: 4, labels: ['keep'] }, { last: 2 }));
    this.again(DAY, DAY, () => this.verify());
    this.again(2 * DAY, Infinity, () => this.owner());
    this.everyDay();
    if (this.random.chance(0.4))
      this.world.after(this.random.between(0.2, 0.7) * (this.endMs - START_MS), () => this.attack());
    if (this.random.chance(0.5)) this.again(15 * DAY, Infinity, () => this.plant());
    await this.world.run(this.endMs);
    await this.end();
    return { counts: this.counts, digest: this.world.bucket.digest() };
  }

  // --- when things happen ---------------------------------------------------------------------------------------------

  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  /** Does it again and again, some time after the last one ended. */
  private again(meanMs: number, atMostMs: number, start: () => Actor | undefined): void {
    const next = (): void => {
      if (this.isOver) return;
      const actor = start();
      const wait = (): void => {
        if (actor?.status === 'running') this.world.after(HOUR, wait);
        else this.world.after(Math.min(atMostMs, this.random.exponential(meanMs)), next);
      };
      wait();
    };
    this.world.after(this.random.exponential(meanMs), next);
  }

  private everyDay(): void {
    const expired = this.world.bucket.expire(this.mutation === 'short-lifecycle' ? DAY : L);
    if (expired > 0) this.count('expired');
    this.oracle.checkAllCovered();
    this.world.after(DAY, () => this.everyDay());
  }

  private start(role: Role, options: Partial<ActorOptions>, work: (actor: Actor) => Promise<void>): Actor {
    const skewMs = this.random.between(-DAY, DAY);
    return this.world.start(role, { paceMs: SECOND, skewMs, ...options }, async (actor) => {
      try {
        await work(actor);
      } catch (error) {
        if (!(error instanceof HoldfastError) || !EXPECTED_ERRORS.includes(error.code))
          this.world.violate(`${actor.name} failed: ${(error as Error).stack ?? String(error)}`);
        this.count(`${role} ${(error as HoldfastError).code}`);
        throw error;
      }
    });
  }

  private mishaps(killShare: number, maxCalls: number, slowestMs: number): ActorOptions {
    const { random } = this;
    return {
      paceMs: random.scale(50, slowestMs),
      ...(random.chance(killShare) && { killAtCall: random.int(1, maxCalls) }),
    };
  }

  // --- who does what --------------------------------------------------------------------------------------------------

  private backUp(series: string, base: string | undefined): Actor {
    const { random, oracle } = this;
    const files = this.sources.next(series, base);
    const sleep = random.chance(this.mutation === 'backup-without-end' ? 0.1 : 0.01) && {
      sleep: { atCall: random.int(1, 12), ms: random.between(1, 9) * DAY },
    };
    const mishaps = { ...this.mishaps(0.12, 14, 2 * HOUR), ...sleep };
    if (this.mutation === 'adopt-any-age') this.leaveOrphans(series, mishaps);
    return this.start('backup', mishaps, async (actor) => {
      const isOdd = random.chance(0.01);
      const { id, root } = await backUpTiny({
        ...{ store: actor.store, series, base, files, packs: random.int(1, 3) },
        header: {
          status: random.chance(0.04) ? 'partial' : 'complete',
          labels: random.chance(0.05) ? ['keep'] : [],
          ...(isOdd && { anomaly: 'most files are gone' }),
        },
        wallClock: () => actor.wallClock(),
        elapsedSeconds: () => actor.elapsedSeconds(),
        skipProof: this.mutation === 'no-proof',
      });
      oracle.succeeded(actor, rootKey(series, id), files);
      if (root.header.adopted.length > 0) this.count(root.header.seal === undefined ? 'adopted' : 'adopted by journal');
      if (isOdd) this.world.after(random.between(0.2, 4) * DAY, () => this.mark({ series, id }, 'acknowledged'));
    });
  }

  /** Old packs of killed runs are rare, and prunes that come just when they are adopted. */
  private leaveOrphans(series: string, mishaps: { paceMs: number; killAtCall?: number }): void {
    const { random, oracle, world } = this;
    if (oracle.hasOrphans(series)) {
      mishaps.paceMs = HOUR / 2;
      world.after(random.between(2, 6) * HOUR, () => this.startPrune('prune', CALM_PRUNE, true));
    } else if (random.chance(0.5)) mishaps.killAtCall = random.int(7, 10);
  }

  private prune(rules: Partial<KeepRules>, ofPulls: Partial<KeepRules>): Actor {
    const { random } = this;
    const policy: Policy = {
      bySeries: [{ pattern: '*/pr/*', rules: { labels: [], ...ofPulls } }],
      others: { labels: [], ...rules },
      timeZone: 'Europe/Zurich',
    };
    const series = random.chance(0.1) ? random.pick([...this.oracle.snapshots.values()])?.series : undefined;
    const isLive = [...this.oracle.snapshots.values()].some(
      (each) => each.series === series && each.goneMs === undefined,
    );
    const task = { policy, maxDeleteShare: random.chance(0.05) ? 0.02 : 1 };
    // Somebody brings back what this one may be about to mark.
    for (let left = this.mutation === 'no-second-look' ? 5 : 1; left > 0; left--)
      if (random.chance(0.6)) this.world.after(random.scale(SECOND, 12 * HOUR), () => this.undelete());
    if (random.chance(0.2)) this.world.after(random.scale(SECOND, 6 * HOUR), () => this.hold());
    return this.startPrune('prune', { series: isLive ? series : undefined, task, apply: random.chance(0.95) });
  }

  private startPrune(
    role: 'prune' | 'remove',
    options: Pick<PruneOptions, 'series' | 'task' | 'apply'>,
    isCalm = false,
  ): Actor {
    const mishaps = isCalm ? { paceMs: 1 } : this.mishaps(0.25, 150, HOUR);
    if (this.world.isAtWork('prune')) this.count('prunes overlap');
    return this.start(role, mishaps, async (actor) => {
      const store = this.pruneStore(actor);
      const outcome = await prune({ store, bucketRefusals: [], emit, signal: SIGNAL, ...options });
      this.pruneEnded(actor, outcome);
    });
  }

  private pruneEnded(actor: Actor, outcome: PruneOutcome): void {
    if (!outcome.applied) {
      if (this.world.bucket.hasWritten(actor.name)) this.world.violate(`${actor.name} only plans, and wrote`);
      return;
    }
    if (outcome.lost.length > 0 && this.counts['attacks'] === undefined)
      this.world.violate(`${actor.name} finds lost: ${outcome.lost.join(', ')}`);
    if (outcome.putBack.length > 0) this.count('put back by prune');
    if (outcome.objects.length > 0) this.count('objects marked');
    if (outcome.refusals.length > 0) this.count('refusals');
    this.oracle.pruned(actor, outcome);
  }

  /** The store as a prune sees it that breaks a rule. */
  private pruneStore(actor: Actor): Store {
    const { store } = actor;
    if (this.mutation === 'runner-clock') return { ...store, serverDate: () => actor.wallClock() };
    if (this.mutation !== 'no-second-look') return store;
    let first: readonly S3Version[] | undefined;
    return {
      ...store,
      async *listVersions(prefix, options) {
        if (prefix === 'v1/roots/') yield (first ??= await collect(store.listVersions(prefix, options)));
        else yield* store.listVersions(prefix, options);
      },
    };
  }

  private verify(): Actor {
    return this.start('verify', this.mishaps(0.1, 100, 30 * SECOND), async ({ store }) => {
      const prover = new ObjectProver(store, SIGNAL);
      for (const snapshot of [...this.oracle.snapshots.values()]) {
        if (snapshot.goneMs !== undefined || snapshot.verifiedMs !== undefined) continue;
        if (this.planted.has(snapshot.id)) continue;
        // Most are only looked at, so that there is time for more months.
        const isGood = this.random.chance(0.75)
          ? (await prover.check(snapshot.objects)).length === 0
          : await isSound(keyedFor(snapshot.series, store), snapshot, prover);
        const now = store.serverDate();
        const level = this.random.pick(['metadata', 'sample', 'full', 'full', 'full', 'restore']) as VerifyLevel;
        if (isGood && now !== undefined) await writeMark(store, snapshot, 'verified', now, { level }, SIGNAL);
      }
    });
  }

  /** Now and then a person does something. */
  private owner(): Actor | undefined {
    const doings: readonly (() => Actor | undefined)[] = [
      () => this.hold(),
      () => this.undelete(),
      () => this.undelete(),
      () => this.remove(),
      () => this.quarantine(),
      () => this.release(),
      () => (this.random.chance(0.15) ? this.repair() : undefined),
      () => this.markLive('label', { labels: ['keep'] }),
    ];
    return this.random.pick(doings)?.();
  }

  private alive(): Snapshot[] {
    return [...this.oracle.snapshots.values()].filter(({ goneMs }) => goneMs === undefined);
  }

  private hold(): Actor | undefined {
    return this.markLive('hold', { reason: 'wanted' });
  }

  private release(): Actor | undefined {
    const held = this.random.pick([...this.oracle.snapshots.values()].filter(({ heldMs }) => heldMs !== undefined));
    return held && this.mark(held, 'hold', { released: true });
  }

  /** Bad, as its owner sees it; not the newest, so that a series goes on with a parent. */
  private quarantine(): Actor | undefined {
    const chosen = this.random.pick(this.alive().slice(0, -20));
    return chosen !== undefined && this.random.chance(0.3) ? this.mark(chosen, 'quarantine') : undefined;
  }

  private markLive(kind: MarkKind, body: MarkBody): Actor | undefined {
    const { random, world } = this;
    const old = this.alive().filter(({ series, utcMs }) => world.nowMs - utcMs > floorOf(series) - 2 * DAY);
    const chosen = random.pick(random.chance(0.8) ? old : this.alive());
    return chosen && this.mark(chosen, kind, body);
  }

  private mark(snapshot: { readonly series: string; readonly id: string }, kind: MarkKind, body: MarkBody = {}): Actor {
    return this.start('owner', { paceMs: SECOND }, async ({ store }) => {
      if ((await store.head(rootKey(snapshot.series, snapshot.id))) === undefined) return;
      await writeMark(store, snapshot, kind, store.serverDate() as Date, body, SIGNAL);
    });
  }

  private undelete(): Actor | undefined {
    const { world, oracle, random } = this;
    const gone = oracle
      .gone('prune')
      .filter((each) => oracle.isPromised(each))
      .filter(({ goneMs }) => world.nowMs - (goneMs ?? 0) < L - 4 * DAY);
    const chosen = random.pick(gone);
    if (chosen === undefined || oracle.isUnderAttack) return undefined;
    if (random.chance(0.4))
      world.after(random.scale(SECOND, DAY), () => this.mark(chosen, 'hold', { reason: 'wanted' }));
    return this.startUndelete(chosen, this.mishaps(0.25, 40, 10 * 60 * SECOND));
  }

  private startUndelete(chosen: Snapshot, options: ActorOptions): Actor {
    const { world, oracle } = this;
    return this.start('undelete', options, async ({ name, store }) => {
      const { series, id } = chosen;
      const { broughtBack } = await undelete({ store, series, ids: [id], apply: true, emit, signal: SIGNAL });
      if (!broughtBack.includes(id) && !oracle.isUnderAttack)
        world.violate(`${name} could not bring back ${oracle.tell(chosen)}`);
    });
  }

  private remove(): Actor | undefined {
    const chosen = this.random.pick(this.alive());
    if (chosen === undefined || this.random.chance(0.5)) return undefined;
    const task = { id: chosen.id, reason: 'a secret leaked' };
    return this.startPrune('remove', { series: chosen.series, task, apply: true });
  }

  /** Until there is nothing left to do. */
  private repair(isCalm = false): Actor {
    const { oracle } = this;
    const actor = this.start(
      'repair',
      isCalm ? { paceMs: 1 } : this.mishaps(0.2, 60, 60 * SECOND),
      async ({ store }) => {
        const options = { store, series: undefined, ids: [], emit, signal: SIGNAL };
        const plan = await planRepair(options);
        const { failed } = await applyRepair(options, plan);
        for (const { series, id } of plan.forgeries) this.mark({ series, id }, 'quarantine');
        if (failed.length === 0) oracle.repaired(actor);
      },
    );
    this.world.after(DAY, () => {
      if (actor.status !== 'done' && !this.isOver) this.repair();
    });
    return actor;
  }

  // --- an attack ------------------------------------------------------------------------------------------------------

  /** Somebody with rights to write and to delete, though not to delete S3 versions; seen and repaired within days. */
  private attack(): void {
    const { random, world } = this;
    this.count('attacks');
    const attacker = this.start('attacker', { paceMs: random.scale(SECOND, HOUR) }, async ({ store, name }) => {
      for (let left = random.int(3, 40); left > 0; left--) {
        await store.head('v1/probe');
        const victim = random.pick(this.alive());
        const key = random.pick([victim?.key, ...(victim?.objects ?? []).map((object) => object.key)]);
        if (victim === undefined || key === undefined) continue;
        this.oracle.attacked();
        if (random.chance(0.1)) this.forge(victim, name);
        else if (random.chance(0.5)) world.bucket.markDeleted(key, name);
        else world.bucket.overwrite(key, Buffer.alloc(world.bucket.versionsOf(key)[0]?.body?.length ?? 9, 'x'), name);
      }
    });
    const respond = (): void => {
      if (attacker.status === 'running') world.after(HOUR, respond);
      else world.after(random.between(0.1, 12) * DAY, () => this.repair());
    };
    respond();
  }

  /** Empty snapshots, each whole in itself, a second apart: they must take no place of others. */
  private plant(): Actor {
    const { random } = this;
    const series = (random.pick(WRITERS) as (typeof WRITERS)[number]).series;
    this.count('planted');
    return this.start('attacker', { paceMs: SECOND }, async ({ store }) => {
      await store.head('v1/probe');
      const beganMs = (store.serverDate() as Date).getTime();
      for (let left = random.int(5, 40); left > 0; left--) {
        const time = new Date(beganMs - left * SECOND);
        const { id, bytes } = plainRoot(series, time);
        this.planted.add(id);
        await store.putNew(rootKey(series, id), bytes);
      }
    });
  }

  /** A root that says wrong things of what another one needs, or is no root at all. */
  private forge({ series, objects }: Snapshot, by: string): void {
    const { random, world, oracle } = this;
    const time = new Date(world.nowMs - random.between(2, 60) * DAY);
    const lies = objects.map((object) => ({ ...object, sha256: random.hex(64) }));
    const bases = [...new Set(objects.map(({ key }) => key.slice(key.indexOf('/', 3) + 1, key.indexOf('/@/'))))];
    const { id, bytes } = plainRoot(series, time, {
      objects: lies,
      header: plainHeader(series, time, { bases: bases.filter((base) => base !== series) }),
    });
    const key = rootKey(series, id);
    oracle.forge(key);
    world.bucket.overwrite(key, random.chance(0.5) ? bytes : Buffer.from('junk'), by);
    // Its owner finds it, and says so.
    world.after(random.between(1, 8) * DAY, () => this.mark({ series, id }, 'quarantine'));
  }

  // --- the end --------------------------------------------------------------------------------------------------------

  /** All is quiet: what is promised for the long run holds now. */
  private async end(): Promise<void> {
    const { world, oracle } = this;
    this.isOver = true;
    await world.run(world.nowMs + 11 * DAY);
    await this.calm(() => this.repair(true));
    await this.pruneTwice();
    await world.run(world.nowMs + 4 * DAY);
    await this.pruneTwice();
    if (oracle.coveredKeys.length > 0) world.violate(`after all: ${oracle.coveredKeys.join(', ')} covered`);
    if (this.counts['attacks'] === undefined) await this.calm(() => this.expectNothingToRepair());
    for (const snapshot of this.alive()) if (oracle.isPromised(snapshot)) await oracle.readBack(snapshot);
    await this.undeleteSome();
    await world.run(world.nowMs + 4 * DAY);
    await this.pruneTwice();
    await world.run(world.nowMs + 4 * DAY);
    await this.pruneTwice();
    await world.run(world.nowMs + L + 2 * DAY);
    oracle.checkLeaks();
    await world.run(world.nowMs);
  }

  private async pruneTwice(): Promise<void> {
    await this.calm(() => this.startPrune('prune', CALM_PRUNE, true));
    const before = this.world.bucket.changes;
    await this.calm(() => this.startPrune('prune', CALM_PRUNE, true));
    const changed = this.world.bucket.since(before);
    if (changed.length > 0 && this.oracle.watch === 'all')
      this.world.violate(`a second prune changes ${changed.join(', ')}`);
  }

  private expectNothingToRepair(): Actor {
    return this.start('repair', { paceMs: 1 }, async ({ store }) => {
      const plan = await planRepair({ store, series: undefined, ids: [], emit, signal: SIGNAL });
      const found = [...plan.fixes.map(({ object }) => object.key), ...plan.losses.map(({ key }) => key)];
      if (found.length > 0) this.world.violate(`nobody attacked, and repair finds ${found.join(', ')}`);
    });
  }

  /** What was deleted less than L ago comes back whole. */
  private async undeleteSome(): Promise<void> {
    const { oracle, world } = this;
    const gone = oracle
      .gone('prune')
      .filter((each) => oracle.isPromised(each))
      .filter(({ goneMs }) => world.nowMs - (goneMs ?? 0) < L - 2 * DAY);
    for (const snapshot of gone.filter(() => this.random.chance(10 / gone.length))) {
      await this.calm(() => this.startUndelete(snapshot, { paceMs: 1 }));
      await oracle.readBack(snapshot);
    }
  }

  /** Alone, and within seconds, so that no snapshot comes of age meanwhile. */
  private async calm(start: () => Actor): Promise<void> {
    const actor = start();
    while (actor.status === 'running') await this.world.run(this.world.nowMs + SECOND);
    await this.world.run(this.world.nowMs);
  }
}

async function isSound(store: Store, snapshot: VerifyOptions['snapshot'], prover: ObjectProver): Promise<boolean> {
  const { findings } = await verifySnapshot({ store, snapshot, level: 'metadata', prover, emit, signal: SIGNAL });
  return findings.length === 0;
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
