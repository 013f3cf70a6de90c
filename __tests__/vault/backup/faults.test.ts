/** Whole backups and restores over a store that fails at its n-th call, for every n and every way to fail. */
import * as fs from 'node:fs';
import { HoldfastError } from '../../../src/base/errors.ts';
import { rootKey } from '../../../src/vault/format/keys.ts';
import { faultyStore, type Fault, type Rule } from '../../support/faulty-store.ts';
import type { StoredObject } from '../../support/memory-store.ts';
import { Workshop } from './workshop.ts';
import { noise } from '../../support/bytes.ts';
import { look } from '../../support/folders.ts';
import { SERIES } from '../../support/vault.ts';

/** A stalled call is given up after this. */
const CANCEL_AFTER_MS = 50;

let workshop: Workshop;
/** The vault before each faulty run. */
let before: ReadonlyMap<string, StoredObject>;

/** Two snapshots in two packs, with tables too large for their roots; a third to come. */
beforeAll(async () => {
  workshop = new Workshop();
  for (let i = 0; i < 90; i++) workshop.write(`f${String(i)}`, noise(600, i));
  await workshop.backUpFolder();
  workshop.advance(60_000);
  for (let i = 0; i < 60; i++) workshop.write(`f${String(i)}`, noise(600, 1000 + i));
  await workshop.backUpFolder();
  workshop.advance(60_000);
  for (let i = 0; i < 40; i++) workshop.write(`f${String(i)}`, noise(600, 2000 + i));
  before = new Map(workshop.objects);
});
afterAll(() => workshop.remove());

type Verb = Rule['verb'];
interface Struck {
  /** What the run threw; undefined where it ended well. */
  readonly error: unknown;
  /** Whether it came as far as the call that was to fail. */
  readonly wasStruck: boolean;
}

/** Runs with one fault, and cancels what stalls. */
async function strike(
  verb: Verb,
  after: number,
  fault: Fault,
  run: (store: Workshop['store'], signal: AbortSignal) => Promise<unknown>,
): Promise<Struck> {
  const cancel = new AbortController();
  let calls = 0;
  const onCall = (called: Verb): void => {
    if (called !== verb || ++calls !== after + 1 || fault !== 'stall') return;
    setTimeout(() => cancel.abort(new HoldfastError({ code: 'cancelled', message: 'Cancelled.' })), CANCEL_AFTER_MS);
  };
  const store = watched(faultyStore(workshop.store, [{ verb, after, times: 1, fault }]), onCall);
  let error: unknown;
  try {
    await run(store, cancel.signal);
  } catch (thrown) {
    error = thrown;
  }
  const wasStruck = calls > after;
  if (error !== undefined && !wasStruck) throw error as Error;
  return { error, wasStruck };
}

/** The same store; says what is called, at once. */
function watched(store: Workshop['store'], onCall: (verb: Verb) => void): Workshop['store'] {
  return new Proxy(store, {
    get(target, name: keyof Workshop['store'], receiver): unknown {
      if (name !== 'serverDate') onCall(name);
      return Reflect.get(target, name, receiver);
    },
  });
}

function reset(): void {
  workshop.objects.clear();
  for (const [key, object] of before) workshop.objects.set(key, object);
}

function newKeys(): string[] {
  return [...workshop.objects.keys()].filter((key) => !before.has(key));
}

/** Objects that were there are there, the same: every earlier snapshot restores as it did. */
function expectNothingTouched(): void {
  for (const [key, object] of before) expect(workshop.objects.get(key)).toBe(object);
}

async function expectWhole(id: string): Promise<void> {
  const { target } = await workshop.restore(SERIES, id);
  expect(look(target)).toEqual(workshop.look());
  fs.rmSync(target, { recursive: true });
}

const rootId = (key: string): string => key.slice(rootKey(SERIES, '').length);

/** For each call of this verb in turn; gives how many there were. */
async function strikeBackups(verb: Verb, fault: Fault): Promise<number> {
  for (let call = 0; ; call++) {
    reset();
    let committed: string | undefined;
    const { error, wasStruck } = await strike(verb, call, fault, async (store, signal) => {
      committed = (await workshop.backUpFolder({ store, signal })).id;
    });
    expectNothingTouched();
    const roots = newKeys().filter((key) => key.startsWith('v1/roots/'));
    // Ended well: the snapshot is there. Failed: it is not, unless the answer to its PUT was lost.
    if (error === undefined) expect(roots).toEqual([rootKey(SERIES, committed as string)]);
    else if (fault !== 'killed') expect(roots).toEqual([]);
    if (error !== undefined) expect((error as Error).name).toMatch(/^(HoldfastError|Killed)$/);
    for (const key of roots) await expectWhole(rootId(key));
    if (!wasStruck) return call;
    if (error === undefined || newKeys().length === 0) continue;
    // The next run uses what is there, and ends well.
    workshop.advance(60_000);
    const next = await workshop.backUpFolder();
    if (newKeys().some((key) => key.startsWith('v1/packs/') && !key.includes(next.root.header.utc)))
      expect(next.newBytes).toBe(0);
    await expectWhole(next.id);
  }
}

describe('a backup', () => {
  test.each(['lost-answer', 'taken', 'unavailable', 'stall', 'killed'] as const)(
    'whose n-th PUT meets "%s" loses nothing',
    async (fault) => {
      expect(await strikeBackups('putNew', fault)).toBe(3);
    },
  );

  test.each(['unavailable', 'missing', 'wrong-bytes', 'stall'] as const)(
    'whose n-th GET meets "%s" loses nothing',
    async (fault) => {
      expect(await strikeBackups('get', fault)).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(['unavailable', 'stall'] as const)('whose n-th LIST meets "%s" loses nothing', async (fault) => {
    expect(await strikeBackups('list', fault)).toBe(6);
  });
});

describe('a restore', () => {
  let id: string;
  let expected: Record<string, unknown>;
  beforeAll(async () => {
    reset();
    id = (await workshop.backUpFolder()).id;
    expected = workshop.look();
  });

  /** What is there is whole and right. */
  function expectNothingHalfWritten(target: string): void {
    for (const [name, { content }] of Object.entries(look(target) as Record<string, { content: string }>))
      expect({ name, content }).toEqual({ name, content: (expected[name] as { content: string }).content });
  }

  async function strikeRestores(verb: Verb, fault: Fault): Promise<number> {
    for (let call = 0; ; call++) {
      const target = workshop.fresh();
      const { error, wasStruck } = await strike(verb, call, fault, (store, signal) =>
        workshop.restore(SERIES, id, { store, signal, target }),
      );
      if (error === undefined) expect(look(target)).toEqual(expected);
      else {
        expect((error as Error).name).toBe('HoldfastError');
        expectNothingHalfWritten(target);
        await workshop.restore(SERIES, id, { target });
        expect(look(target)).toEqual(expected);
      }
      fs.rmSync(target, { recursive: true });
      if (!wasStruck) return call;
    }
  }

  test.each(['unavailable', 'truncated', 'wrong-bytes', 'stall'] as const)(
    'whose n-th GET meets "%s" ends with everything or with an error, and goes on when it is run again',
    async (fault) => {
      expect(await strikeRestores('get', fault)).toBeGreaterThanOrEqual(4);
    },
  );

  test.each(['unavailable', 'missing', 'stall'] as const)('whose n-th HEAD meets "%s" loses nothing', async (fault) => {
    expect(await strikeRestores('head', fault)).toBeGreaterThanOrEqual(1);
  });
});
