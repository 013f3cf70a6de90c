import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Store } from '../../src/store/store.ts';
import { Bucket, wholeSecondMs, type BucketEvents } from './bucket.ts';
import type { Random } from './random.ts';

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

export type Role = 'backup' | 'prune' | 'remove' | 'undelete' | 'repair' | 'verify' | 'owner' | 'attacker';

/** With all its tries; what takes longer is a machine that sleeps. */
const SLOWEST_CALL_MS = 3 * HOUR;

export interface ActorOptions {
  /** Mean time that a call takes. */
  readonly paceMs: number;
  /** At which of its calls it is killed. */
  readonly killAtCall?: number;
  /** How far the clock of its machine is off. */
  readonly skewMs?: number;
  /** Its machine sleeps: clocks that measure how long something takes know nothing of it. */
  readonly sleep?: { readonly atCall: number; readonly ms: number };
}

/** One process that works on the bucket. Each of its calls happens at a moment that the seed decides. */
export class Actor {
  readonly name: string;
  readonly role: Role;
  readonly startedMs: number;
  readonly store: Store;
  status: 'running' | 'done' | 'failed' | 'killed' = 'running';
  endedMs = Infinity;
  /** What it failed with. */
  error: unknown;
  /** Calls on their way. */
  waiting = 0;
  private calls = 0;
  private sleptMs = 0;
  private heardMs: number | undefined;
  private readonly world: World;
  private readonly options: ActorOptions;

  constructor(world: World, role: Role, options: ActorOptions) {
    this.world = world;
    this.role = role;
    this.options = options;
    this.startedMs = world.nowMs;
    this.name = world.newName(role);
    this.store = this.makeStore();
  }

  /** What the clock on the wall of its machine says. */
  wallClock(): Date {
    return new Date(this.world.nowMs + (this.options.skewMs ?? 0));
  }

  elapsedSeconds(): number {
    return (this.world.nowMs - this.startedMs - this.sleptMs) / SECOND;
  }

  end(status: 'done' | 'failed' | 'killed', error?: unknown): void {
    if (this.status !== 'running') return;
    this.status = status;
    this.error = error;
    this.endedMs = this.world.nowMs;
    this.world.ended(this);
  }

  /** Does it at a later moment; never resolves for who is killed before the answer comes. */
  private call<T>(work: () => T): Promise<T> {
    if (this.status !== 'running') return never();
    const { random } = this.world;
    if (++this.calls === this.options.killAtCall) {
      // What is on its way to the server may still arrive.
      if (random.chance(0.5)) this.world.after(random.between(0, 30 * SECOND), work);
      this.end('killed');
      return never();
    }
    this.waiting++;
    return new Promise((resolve, reject) => {
      const arrive = (): void => {
        const isLost =
          this.status !== 'running' && (this.world.nowMs > this.endedMs + 60 * SECOND || random.chance(0.5));
        if (isLost) return;
        this.waiting--;
        this.heardMs = this.world.nowMs;
        try {
          resolve(work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.world.after(this.delayMs(), arrive, this);
    });
  }

  private delayMs(): number {
    const { random } = this.world;
    const { paceMs, sleep } = this.options;
    const awakeMs = 1 + Math.min(SLOWEST_CALL_MS, random.exponential(paceMs) * (random.chance(0.02) ? 20 : 1));
    if (this.calls !== sleep?.atCall) return awakeMs;
    this.sleptMs += sleep.ms;
    return awakeMs + sleep.ms;
  }

  private makeStore(): Store {
    const { bucket } = this.world;
    const call = <T>(work: () => T): Promise<T> => this.call(work);
    const { name } = this;
    return {
      putNew: (key, body) => call(() => bucket.putNew(this.world.replayable(key), body, name)),
      putOver: (key, body) =>
        call(() => {
          const top = bucket.overwrite(this.world.replayable(key), body, name);
          return { created: true, etag: top.etag, versionId: String(top.number) };
        }),
      get: (key, options) => call(() => bucket.get(key, options)),
      head: (key, options) => call(() => bucket.head(key, options?.versionId)),
      async *list(prefix, options) {
        let next = options?.startAfter ?? '';
        for (;;) {
          const after = next;
          const page = await call(() => bucket.list(prefix, after));
          yield { objects: page.objects, prefixes: [] };
          if (page.next === undefined) return;
          next = page.next;
        }
      },
      async *listVersions(prefix) {
        let next: { readonly key: string; readonly number: number } | undefined;
        do {
          const after = next;
          const page = await call(() => bucket.listVersions(prefix, after));
          yield page.rows;
          next = page.next;
        } while (next !== undefined);
      },
      markDeleted: (key) => call(() => bucket.markDeleted(key, name)),
      serverDate: () => (this.heardMs === undefined ? undefined : new Date(wholeSecondMs(this.heardMs))),
    };
  }
}

/** One for each: what waits for it goes with it. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}

interface Moment {
  readonly atMs: number;
  readonly order: number;
  readonly happen: () => void;
  readonly actor: Actor | undefined;
}

/** Turns of the loop after which an actor waits for a thread, and milliseconds after which it is stuck. */
const TURNS = 100;
const STUCK_AFTER_MS = 60_000;

/**
 * Virtual time: nothing happens but by moments, one after the other. After each of them the actor concerned runs until it
 * waits for its next calls, so that a seed always gives the same months.
 */
export class World {
  nowMs: number;
  readonly random: Random;
  readonly bucket: Bucket;
  private readonly queue: Moment[] = [];
  private readonly actors = new Map<string, Actor>();
  private order = 0;
  private violation: Error | undefined;
  /** Called when an actor ends, however it does. */
  ended: (actor: Actor) => void = () => undefined;

  constructor(startMs: number, random: Random, events: BucketEvents, pageRows: number) {
    this.nowMs = startMs;
    this.random = random;
    this.bucket = new Bucket(() => this.nowMs, events, pageRows);
  }

  after(ms: number, happen: () => void, actor?: Actor): void {
    push(this.queue, { atMs: this.nowMs + ms, order: this.order++, happen, actor });
  }

  /** Starts a process now. */
  start(role: Role, options: ActorOptions, work: (actor: Actor) => Promise<void>): Actor {
    const actor = new Actor(this, role, options);
    this.actors.set(actor.name, actor);
    this.after(
      0,
      () =>
        void work(actor).then(
          () => actor.end('done'),
          (error: unknown) => actor.end('failed', error),
        ),
      actor,
    );
    return actor;
  }

  actor(name: string): Actor | undefined {
    return this.actors.get(name);
  }

  isAtWork(role: Role): boolean {
    return [...this.actors.values()].some((actor) => actor.role === role && actor.status === 'running');
  }

  newName(role: Role): string {
    return `${role}-${String(this.actors.size + 1)}`;
  }

  /** Keys of marks and state end with random digits: made by the seed here, so that it can be replayed. */
  replayable(key: string): string {
    return /^v1\/(?:marks|state)\//.test(key) ? key.slice(0, -24) + this.random.hex(24) : key;
  }

  /** What must never be. Ends the run. */
  violate(message: string): void {
    this.violation ??= new Error(`${new Date(this.nowMs).toISOString()}: ${message}`);
  }

  async run(untilMs: number): Promise<void> {
    for (;;) {
      const [next] = this.queue;
      if (next === undefined || next.atMs > untilMs) break;
      pop(this.queue);
      this.nowMs = next.atMs;
      next.happen();
      if (next.actor !== undefined) await settled(next.actor);
      if (this.violation !== undefined) throw this.violation;
    }
    this.nowMs = untilMs;
  }
}

async function settled(actor: Actor): Promise<void> {
  for (let turns = 0; turns < TURNS + STUCK_AFTER_MS; turns++) {
    await (turns < TURNS ? setImmediate() : setTimeout(1));
    if (actor.status !== 'running' || actor.waiting > 0) return;
  }
  throw new Error(`${actor.name} neither goes on nor ends`);
}

function isBefore(a: Moment, b: Moment): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

/** A binary heap, the earliest first. */
function push(heap: Moment[], moment: Moment): void {
  let at = heap.push(moment) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(moment, heap[parent] as Moment)) break;
    heap[at] = heap[parent] as Moment;
    at = parent;
  }
  heap[at] = moment;
}

function pop(heap: Moment[]): void {
  const last = heap.pop() as Moment;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Moment, heap[child] as Moment)) child++;
    if (!isBefore(heap[child] as Moment, last)) break;
    heap[at] = heap[child] as Moment;
    at = child;
  }
  heap[at] = last;
}
