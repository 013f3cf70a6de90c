/** Prune over a bucket in memory: what it marks, what it must never mark, and what is put back. */
import { jest } from '@jest/globals';
import { HoldfastError } from '../../../src/base/errors.ts';
import { rootKey } from '../../../src/vault/format/keys.ts';
import { prune } from '../../../src/vault/prune/prune.ts';
import { removedByPrune } from '../../../src/vault/read/prune-state.ts';
import type { Store } from '../../../src/store/store.ts';
import { counted } from '../../support/counted-store.ts';
import { faultyStore, Killed, type Rule } from '../../support/faulty-store.ts';
import { PruneVault, reasonsOf, verdicts } from './harness.ts';
import { DAY_MS, HOUR_MS, SERIES, type Snapshot } from '../../support/vault.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HoldfastError)) throw new Error(`no HoldfastError came: ${String(error)}`);
  return error.code;
}

function isLive(vault: PruneVault, { series, id }: Snapshot): boolean {
  return vault.memory.objects.has(rootKey(series, id));
}

describe('two steps', () => {
  test('first the snapshots go; their packs only when G has passed', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(60);
    const first = await vault.prune({ last: 20 });
    expect(nights.map((night) => isLive(vault, night))).toEqual(nights.map((_, index) => index >= 30));
    expect(first).toMatchObject({ applied: true, refusals: [], objects: [], putBack: [], readCount: 60 });
    expect(first.later.count).toBeGreaterThan(20);
    expect(vault.keys('v1/packs/')).toHaveLength(60);

    vault.advance(71 * HOUR_MS);
    expect((await vault.prune({ last: 40 })).objects).toEqual([]);
    vault.advance(2 * HOUR_MS);
    const second = await vault.prune({ last: 40 });
    expect(second.objects).toHaveLength(first.later.count);
    expect(second.readCount).toBe(0);
    expect(vault.keys('v1/packs/')).toHaveLength(60 - first.later.count);
    expect(vault.damage()).toEqual([]);
  });

  test('a series that is held keeps all of its snapshots, whatever the rules, and says why', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(60);
    const [night] = nights;
    const held = new Map([[night?.series ?? '', 'gone from GitHub since 2026-01-20']]);
    const outcome = await vault.prune({ last: 20 }, { held });
    expect(nights.every((each) => isLive(vault, each))).toBe(true);
    expect(outcome.roots).toEqual([]);
    expect(night && reasonsOf(outcome, night)).toContain('gone from GitHub since 2026-01-20');
    expect((await vault.prune({ last: 20 })).roots).toHaveLength(30);
  });

  test('without apply nothing changes, and the plan is the same', async () => {
    const vault = new PruneVault();
    await vault.addNights(50);
    const before = vault.versions();
    const plan = await vault.prune({ last: 5 }, { apply: false });
    expect(vault.versions()).toEqual(before);
    const done = await vault.prune({ last: 5 });
    expect(verdicts(done)).toEqual(verdicts(plan));
    expect(plan.roots).toHaveLength(20);
    expect(plan.applied).toBe(false);
  });

  test('a second prune changes nothing', async () => {
    const vault = new PruneVault();
    await vault.addNights(100);
    await vault.prune({ daily: 10, monthly: 3 });
    const after = vault.versions();
    const again = await vault.prune({ daily: 10, monthly: 3 });
    expect(again.roots).toEqual([]);
    expect(vault.versions()).toEqual(after);
  });

  test('packs of runs that never committed go when they are older than G', async () => {
    const vault = new PruneVault();
    await vault.addNights(2);
    const orphan = await vault.putPack(SERIES);
    vault.advance(71 * HOUR_MS);
    expect((await vault.prune({ last: 1 })).objects).toEqual([]);
    vault.advance(2 * HOUR_MS);
    expect((await vault.prune({ last: 1 })).objects.map(({ key }) => key)).toEqual([orphan.key]);
    expect(vault.damage()).toEqual([]);
  });

  test('objects that other series build on stay', async () => {
    const vault = new PruneVault();
    const [base] = await vault.addNights(1);
    const shares = base?.objects ?? [];
    const pull = await vault.add({ series: `${SERIES}/pr/7`, shares });
    vault.advance(40 * DAY_MS);
    await vault.addNights(40, { sharing: 0 });
    await vault.prune({ last: 1 }, { series: SERIES });
    vault.advance(4 * DAY_MS);
    await vault.prune({ last: 1 }, { series: SERIES });
    expect(isLive(vault, pull)).toBe(true);
    expect(isLive(vault, base as Snapshot)).toBe(false);
    expect(vault.damage()).toEqual([]);
  });

  test('what was removed is recorded before the first delete marker', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(50);
    const store = faultyStore(vault.store, [{ verb: 'markDeleted', fault: 'killed' }]);
    await expect(vault.prune({ last: 1 }, { store })).rejects.toThrow(Killed);
    expect((await removedByPrune(vault.store)).size).toBe(20);
    expect([...(await removedByPrune(vault.store)).values()].map(({ id }) => id)).toContain(nights[0]?.id);
  });
});

describe('what stops it', () => {
  async function vaultWithUnreadable(): Promise<{ vault: PruneVault; bad: Snapshot }> {
    const vault = new PruneVault();
    const nights = await vault.addNights(45);
    const bad = nights[44] as Snapshot;
    await vault.putPack(SERIES);
    vault.memory.overwrite(rootKey(SERIES, bad.id), Buffer.from('junk'));
    vault.advance(5 * DAY_MS);
    return { vault, bad };
  }

  test('an unreadable root: no pack is marked, snapshots are', async () => {
    const { vault, bad } = await vaultWithUnreadable();
    const outcome = await vault.prune({ last: 30 });
    expect(outcome.objects).toEqual([]);
    expect(outcome.roots.length).toBeGreaterThan(0);
    expect(outcome.refusals.join()).toContain(bad.id);
    expect(reasonsOf(outcome, bad)).toContain('it cannot be read');
  });

  test('one of a later version stays with all that it needs, and stops nothing else', async () => {
    const vault = new PruneVault();
    const features = { required: ['of-tomorrow'], maintain: ['of-tomorrow'], build: [] };
    const newer = await vault.add({ newPacks: 3, header: { features } });
    vault.advance(DAY_MS);
    await vault.addNights(40);
    await vault.putPack(SERIES);
    vault.advance(5 * DAY_MS);
    const outcome = await vault.prune({ last: 30 });
    expect(outcome).toMatchObject({ refusals: [] });
    expect(outcome.roots.length).toBeGreaterThan(0);
    expect(outcome.objects).toHaveLength(1);
    expect(reasonsOf(outcome, newer)).toContain('a newer version of Holdfast wrote it');
    vault.advance(100 * DAY_MS);
    const second = await vault.prune({ last: 1 });
    expect(second.readCount).toBe(1);
    expect(second.objects.length).toBeGreaterThan(0);
    expect(isLive(vault, newer)).toBe(true);
    for (const { key } of newer.objects) expect(vault.memory.objects.has(key)).toBe(true);
  });

  test('a root larger than any may be is not even fetched', async () => {
    const { vault, bad } = await vaultWithUnreadable();
    const store: Store = {
      ...vault.store,
      async *listVersions(prefix, options) {
        for await (const page of vault.store.listVersions(prefix, options))
          yield page.map((each) => (each.key.endsWith(bad.id) ? { ...each, sizeBytes: 5e12 } : each));
      },
      get: async (key, options) => {
        if (key.endsWith(bad.id)) throw new Error('it was fetched');
        return vault.store.get(key, options);
      },
    };
    expect((await vault.prune({ last: 30 }, { store })).refusals.join()).toContain('more than any may have');
  });

  test('in quarantine it stops nothing', async () => {
    const { vault, bad } = await vaultWithUnreadable();
    await vault.mark(bad, 'quarantine');
    const outcome = await vault.prune({ last: 30 });
    expect(outcome).toMatchObject({ refusals: [] });
    expect(outcome.objects.length).toBeGreaterThan(0);
  });

  test('an anomaly that nobody acknowledged: its series is left alone, others are not', async () => {
    const vault = new PruneVault();
    await vault.addNights(40, { series: 'other' });
    await vault.addNights(40);
    const odd = await vault.add({ header: { anomaly: '90 % fewer files' } });
    const refused = await vault.prune({ last: 1 });
    expect(refused.refusals).toEqual([expect.stringContaining(odd.id)]);
    expect(new Set(refused.roots.map(({ series }) => series))).toEqual(new Set(['other']));
    await vault.mark(odd, 'acknowledged');
    expect((await vault.prune({ last: 1 })).roots.length).toBeGreaterThan(0);
  });

  test('more than max-delete-share of the snapshots', async () => {
    const vault = new PruneVault();
    await vault.addNights(50);
    const before = vault.versions();
    const options = vault.options({ last: 1 });
    const task = { ...options.task, maxDeleteShare: 0.25 };
    const outcome = await prune({ ...options, task });
    expect(outcome).toMatchObject({ applied: false, refusals: [expect.stringContaining('40 %')] });
    expect(vault.versions()).toEqual(before);
  });

  test('a bucket that does not keep S3 versions long enough', async () => {
    const vault = new PruneVault();
    await vault.addNights(50);
    const before = vault.versions();
    const outcome = await vault.prune({ last: 1 }, { bucketRefusals: ['The bucket has no versioning.'] });
    expect(outcome).toMatchObject({ applied: false, refusals: ['The bucket has no versioning.'] });
    expect(vault.versions()).toEqual(before);
  });

  test('a series that the policy says nothing of, or keeps nothing of', async () => {
    const vault = new PruneVault();
    await vault.addNights(50);
    await vault.addNights(50, { series: 'other' });
    const options = vault.options({});
    const task = {
      policy: {
        bySeries: [{ pattern: 'other', rules: { labels: ['release-*'] } }],
        others: undefined,
        timeZone: 'UTC',
      },
      maxDeleteShare: 1,
    };
    await expect(prune({ ...options, task })).rejects.toThrow(
      /No rule is for acme\/shop\/files\. The rules keep nothing of other\./,
    );
    expect(await codeOf(prune({ ...options, task }))).toBe('bad-input');
  });

  test('a series that is not there', async () => {
    const vault = new PruneVault();
    await vault.addNights(2);
    expect(await codeOf(vault.prune({ last: 1 }, { series: 'misspelled' }))).toBe('no-snapshot');
  });
});

describe('what is not verified', () => {
  test('nothing of the series goes, and the table says so', async () => {
    const vault = new PruneVault();
    const [oldest] = await vault.addNights(50, { verified: false });
    const outcome = await vault.prune({ last: 1 });
    expect(outcome.roots).toEqual([]);
    expect(reasonsOf(outcome, oldest as Snapshot)).toEqual(['none counts for the rules yet']);
  });

  test('beside verified ones it stays for as long as it would if it were verified too', async () => {
    const vault = new PruneVault();
    const nights: Snapshot[] = [];
    // Verified once a week.
    for (let night = 0; night < 70; night++)
      nights.push(...(await vault.addNights(1, { verified: night % 7 === 0 && 'full' })));
    const { roots } = await vault.prune({ last: 4 });
    expect(vault.keys('v1/marks/')).toHaveLength(10);
    // Of the verified ones the newest four and those of the last 30 days, of the others those that would be among four.
    expect(roots.map(({ id }) => id).sort()).toEqual(
      nights
        .slice(0, 40)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test.each(['metadata', 'sample'] as const)('nothing goes for one that was verified at level %s', async (level) => {
    const vault = new PruneVault();
    const nights = await vault.addNights(50, { verified: level });
    const outcome = await vault.prune({ last: 1 });
    expect(outcome.roots).toEqual([]);
    expect(outcome.series).toMatchObject([{ waitsFor: 'proof' }]);
    expect(reasonsOf(outcome, nights[3] as Snapshot)).toEqual(['no newer one was read in full']);
    await vault.mark(nights[10] as Snapshot, 'verified', { level: 'restore' });
    const after = await vault.prune({ last: 1 });
    expect(after.roots.map(({ id }) => id).sort()).toEqual(
      nights
        .slice(0, 10)
        .map(({ id }) => id)
        .sort(),
    );
    expect(reasonsOf(after, nights[10] as Snapshot)).toEqual(['newest read in full']);
  });

  test('a mark that cannot be read proves nothing', async () => {
    const vault = new PruneVault();
    await vault.addNights(50, { verified: 'metadata' });
    for (const key of vault.keys('v1/marks/')) vault.memory.overwrite(key, Buffer.from('{"level":'));
    expect((await vault.prune({ last: 1 })).roots).toEqual([]);
  });

  test.each<[string, (vault: PruneVault) => Promise<Snapshot>]>([
    ['partial', (vault) => vault.add({ header: { status: 'partial' } })],
    [
      'quarantined',
      async (vault) => {
        const bad = await vault.add();
        await vault.mark(bad, 'quarantine');
        return bad;
      },
    ],
  ])('a %s one takes no place of a good one, and goes once it is old, verified or not', async (flaw, addBad) => {
    const vault = new PruneVault();
    const [good] = (await vault.addNights(1)) as [Snapshot];
    const bad = await addBad(vault);
    vault.advance(60 * DAY_MS);
    const plan = await vault.prune({ last: 1 }, { apply: false });
    expect(reasonsOf(plan, good)).toEqual(['last 1', 'newest verified']);
    expect(reasonsOf(plan, bad)).toEqual([`${flaw}, and no newer verified one`]);
    await vault.addNights(5);
    expect(reasonsOf(await vault.prune({ last: 9 }), bad)).toEqual([`${flaw}, and newer verified ones exist`]);
    expect([isLive(vault, good), isLive(vault, bad)]).toEqual([true, false]);
  });

  test.each([4, 40, 400])('an attacker with the role of a backup pushes nothing out, %d days later', async (days) => {
    const vault = new PruneVault();
    // Every other night is verified.
    for (let night = 0; night < 60; night++) await vault.addNights(1, { verified: night % 2 === 0 && 'full' });
    const options = { apply: false };
    vault.advance(days * DAY_MS);
    const without = await vault.prune({ last: 60, daily: 30 }, options);
    vault.advance(-days * DAY_MS);
    for (let count = 0; count < 200; count++) {
      await vault.add({ verified: false, newPacks: 0, header: { status: count % 3 === 0 ? 'partial' : 'complete' } });
      vault.advance(60_000);
    }
    vault.advance(days * DAY_MS - 200 * 60_000);
    const after = verdicts(await vault.prune({ last: 60, daily: 30 }, options));
    expect(after).toMatchObject(verdicts(without));
  });

  test('one that holds nearly nothing, and says nothing of it, counts only when somebody has acknowledged it', async () => {
    const vault = new PruneVault();
    const full = { header: { counts: { files: 1000, bytes: 1e9 } } };
    const nights = await vault.addNights(40, full);
    const empty = await vault.add({ header: { counts: { files: 99, bytes: 1e9 } } });
    vault.advance(5 * DAY_MS);
    const refused = await vault.prune({ last: 1 });
    expect(refused.roots).toEqual([]);
    expect(refused.refusals).toEqual([expect.stringContaining(`${empty.id} holds less than a tenth`)]);
    expect(reasonsOf(refused, nights[39] as Snapshot)).toContain('newest verified');
    // The nights after it are compared with the last that was right.
    await vault.addNights(2, full);
    await vault.mark(empty, 'acknowledged');
    const done = await vault.prune({ last: 1 });
    expect(done).toMatchObject({ refusals: [] });
    expect(done.roots.length).toBeGreaterThan(0);
  });

  test('an empty one in quarantine is compared with nothing', async () => {
    const vault = new PruneVault();
    const full = { header: { counts: { files: 1000, bytes: 1e9 } } };
    await vault.addNights(40, full);
    const empty = await vault.add({ header: { counts: { files: 0, bytes: 0 } } });
    await vault.mark(empty, 'quarantine');
    vault.advance(DAY_MS);
    await vault.addNights(2, full);
    expect(await vault.prune({ last: 1 })).toMatchObject({ refusals: [] });
  });
});

describe('holds, labels, times', () => {
  test('a hold keeps, a release lets go', async () => {
    const vault = new PruneVault();
    const [first, second] = (await vault.addNights(50)) as [Snapshot, Snapshot];
    await vault.mark(first, 'hold', { reason: 'audit 2026' });
    await vault.mark(second, 'hold');
    vault.advance(2000);
    await vault.mark(second, 'hold', { released: true });
    const outcome = await vault.prune({ last: 1 });
    expect(reasonsOf(outcome, first)).toEqual(['held: audit 2026']);
    expect(isLive(vault, first)).toBe(true);
    expect(isLive(vault, second)).toBe(false);
  });

  test('labels count, also those that were added later', async () => {
    const vault = new PruneVault();
    const labelled = await vault.add({ header: { labels: ['release-1'] } });
    vault.advance(DAY_MS);
    const [late, other] = (await vault.addNights(50)) as [Snapshot, Snapshot];
    await vault.mark(late, 'label', { labels: ['release-2', 'odd'] });
    const outcome = await vault.prune({ last: 1, labels: ['release-*'] });
    expect(reasonsOf(outcome, labelled)).toEqual(['label release-1']);
    expect(reasonsOf(outcome, late)).toEqual(['label release-2']);
    expect(isLive(vault, other)).toBe(false);
  });

  test('a hold that is set while prune is at work brings the snapshot back, with its time', async () => {
    const vault = new PruneVault();
    const [first] = (await vault.addNights(50)) as [Snapshot];
    let isHeld = false;
    const store: Store = {
      ...vault.store,
      markDeleted: async (key, options) => {
        if (!isHeld) await vault.mark(first, 'hold');
        isHeld = true;
        await vault.store.markDeleted(key, options);
      },
    };
    const outcome = await vault.prune({ last: 1 }, { store });
    expect(outcome.putBack).toEqual([rootKey(SERIES, first.id)]);
    expect(isLive(vault, first)).toBe(true);
    expect(vault.keys(`v1/marks/${SERIES}/@/${first.id}/readmitted-`)).toHaveLength(1);
    expect(reasonsOf(await vault.prune({ last: 1 }), first)).toContain('held');
  });

  test('a root whose time is not trusted is never counted, and stays for 30 days of S3', async () => {
    const vault = new PruneVault();
    vault.advance(90 * DAY_MS);
    const claimed = new PruneVault('2026-01-15T02:00:00Z');
    const { id, series } = await claimed.add();
    const body = claimed.memory.objects.get(rootKey(series, id))?.body as Buffer;
    await vault.store.putNew(rootKey(series, id), body);
    vault.advance(DAY_MS);
    await vault.addNights(20);
    const early = await vault.prune({ last: 1 });
    expect(reasonsOf(early, { id })).toEqual(expect.arrayContaining(['younger than 30 days']));
    vault.advance(20 * DAY_MS);
    expect(reasonsOf(await vault.prune({ last: 30 }, { apply: false }), { id })).toEqual([
      'its time is not trusted, and newer verified ones exist',
    ]);
  });
});

const ALL_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('the runner’s clock', () => {
  test.each([-1, 1])('%s day off: the same plan', async (days) => {
    const vault = new PruneVault();
    await vault.addNights(60);
    const right = await vault.prune({ daily: 10, weekly: 4 }, { apply: false });
    jest.useFakeTimers({ now: vault.now.getTime() + days * DAY_MS, doNotFake: [...ALL_BUT_DATE] });
    try {
      const off = await vault.prune({ daily: 10, weekly: 4 }, { apply: false });
      expect(verdicts(off)).toEqual(verdicts(right));
      expect(off.t0).toEqual(right.t0);
      await vault.prune({ daily: 10, weekly: 4 });
      expect(vault.damage()).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('beside others', () => {
  test('a backup that outlives B: its root lands while packs are marked, and they are put back', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(60, { sharing: 0 });
    await vault.prune({ last: 1 });
    vault.advance(4 * DAY_MS);
    // Its parent was deleted more than G ago: no run that keeps to B has one.
    const parent = nights[0] as Snapshot;
    let late: Snapshot | undefined;
    const store: Store = {
      ...vault.store,
      markDeleted: async (key, options) => {
        late ??= await vault.add({ shares: parent.objects, verified: false });
        await vault.store.markDeleted(key, options);
      },
    };
    const outcome = await vault.prune({ last: 40 }, { store });
    expect(outcome.objects.map(({ key }) => key)).toContain(parent.objects[0]?.key);
    expect(outcome.putBack).toEqual(parent.objects.map(({ key }) => key));
    expect(late).toBeDefined();
    expect(vault.damage()).toEqual([]);
  });

  test('killed between marking and its second look: the next prune puts back', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(60, { sharing: 0 });
    await vault.prune({ last: 1 });
    vault.advance(4 * DAY_MS);
    const parent = nights[0] as Snapshot;
    const late = await vault.add({ shares: parent.objects, verified: false });
    for (const { key } of parent.objects) await vault.store.markDeleted(key);
    expect(vault.damage()).not.toEqual([]);
    const plan = await vault.prune({ last: 40 }, { apply: false });
    expect(plan.putBack).toEqual(parent.objects.map(({ key }) => key));
    const outcome = await vault.prune({ last: 40 });
    expect(outcome.putBack).toEqual(plan.putBack);
    expect(isLive(vault, late)).toBe(true);
    expect(vault.damage()).toEqual([]);
  });

  test('what a forged root asks for in vain is said to be lost, until it is in quarantine', async () => {
    const vault = new PruneVault();
    await vault.addNights(40);
    const [object] = (await vault.add({ series: 'other' })).objects;
    if (object === undefined) throw new Error('a snapshot without a pack');
    const forged = { ...object, key: object.key.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) };
    const poison = await vault.add({ shares: [forged], verified: false });
    expect((await vault.prune({ last: 5 })).lost).toEqual([forged.key]);
    await vault.mark(poison, 'quarantine');
    expect((await vault.prune({ last: 5 })).lost).toEqual([]);
  });

  test('two prunes at once', async () => {
    const vault = new PruneVault();
    await vault.addNights(60);
    await Promise.all([vault.prune({ last: 10 }), vault.prune({ daily: 20 })]);
    vault.advance(4 * DAY_MS);
    await Promise.all([vault.prune({ last: 40 }), vault.prune({ daily: 40 })]);
    expect(vault.damage()).toEqual([]);
    // Markers lie on top of each other; the oldest above the bytes says since when a root is gone.
    vault.advance(4 * DAY_MS);
    await vault.prune({ last: 50 });
    expect(vault.damage()).toEqual([]);
  });

  test('two prunes mark the same root: G counts from the first marker', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(50, { sharing: 0 });
    await vault.prune({ last: 1 });
    const { id, objects } = nights[0] as Snapshot;
    vault.advance(2 * DAY_MS);
    await vault.store.markDeleted(rootKey(SERIES, id));
    vault.advance(1.5 * DAY_MS);
    expect((await vault.prune({ last: 40 })).objects.map(({ key }) => key)).toContain(objects[0]?.key);
  });

  test.each(['roots', 'packs'] as const)('killed at each delete marker on %s, and run again', async (kind) => {
    const marks = (rule: Partial<Rule>): Rule => ({
      verb: 'markDeleted',
      key: new RegExp(`^v1/${kind}/`),
      fault: 'killed',
      ...rule,
    });
    for (let after = 0; after < 12; after++) {
      const vault = new PruneVault();
      await vault.addNights(45);
      if (kind === 'packs') {
        await vault.prune({ last: 1 });
        vault.advance(4 * DAY_MS);
      }
      const store = faultyStore(vault.store, [marks({ after, times: 1 })]);
      await expect(
        vault.prune({ last: 38 }, { store }).then(({ roots, objects }) => {
          if (roots.length + objects.length > after) throw new Error('it should have been killed');
          throw new Killed('there is nothing more to mark');
        }),
      ).rejects.toThrow(Killed);
      expect(vault.damage()).toEqual([]);
      await vault.prune({ last: 38 });
      vault.advance(4 * DAY_MS);
      await vault.prune({ last: 38 });
      expect(vault.damage()).toEqual([]);
    }
  });

  test('a prune that takes longer than a backup may stops marking', async () => {
    const vault = new PruneVault();
    await vault.addNights(60);
    const store: Store = {
      ...vault.store,
      markDeleted: async (key, options) => {
        vault.advance(13 * HOUR_MS);
        await vault.store.markDeleted(key, options);
      },
    };
    const outcome = await vault.prune({ last: 1 }, { store });
    expect(outcome.refusals).toEqual([expect.stringContaining('run it again')]);
    // 16 are in flight at once when the clock passes the limit.
    expect(vault.keys('v1/roots/').length).toBeGreaterThan(30);
  });
});

describe('remove', () => {
  const remove = (vault: PruneVault, { id }: Snapshot, apply = true) =>
    vault.prune({}, { series: SERIES, task: { id, reason: 'a leaked key' }, apply });

  test('takes out one snapshot at once, with the packs that it alone needs', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(5, { sharing: 1 });
    const [, second] = nights as [Snapshot, Snapshot];
    const plan = await remove(vault, second, false);
    expect(plan.roots.map(({ id }) => id)).toEqual([second.id]);
    // It shares one with the night before and one with the night after.
    expect(plan.objects).toEqual([]);
    const done = await remove(vault, nights[3] as Snapshot);
    expect(done.applied).toBe(true);
    expect(isLive(vault, nights[3] as Snapshot)).toBe(false);
    expect(vault.damage()).toEqual([]);

    const alone = await vault.add({ newPacks: 2 });
    vault.advance(DAY_MS);
    await vault.addNights(1);
    const outcome = await remove(vault, alone);
    expect(outcome.objects.map(({ key }) => key)).toEqual(alone.objects.map(({ key }) => key).sort());
    expect((await removedByPrune(vault.store)).get(rootKey(SERIES, alone.id))).toMatchObject({
      reason: 'a leaked key',
    });
    expect(vault.damage()).toEqual([]);
  });

  test('one by one: what several shared goes with the last of them', async () => {
    const vault = new PruneVault();
    const first = await vault.add();
    vault.advance(DAY_MS);
    const second = await vault.add({ shares: first.objects, newPacks: 0 });
    vault.advance(DAY_MS);
    await vault.addNights(1);
    expect((await remove(vault, first)).objects).toEqual([]);
    expect((await remove(vault, second)).objects.map(({ key }) => key)).toEqual(first.objects.map(({ key }) => key));
  });

  test('goes on beside an anomaly that nobody acknowledged, and a root that cannot be read', async () => {
    const vault = new PruneVault();
    const nights = await vault.addNights(5);
    const [first, second] = nights as [Snapshot, Snapshot];
    await vault.add({ header: { anomaly: '90 % fewer files' } });
    expect(await remove(vault, first)).toMatchObject({ applied: true, refusals: [] });
    expect(isLive(vault, first)).toBe(false);
    const bad = await vault.add({ series: 'other' });
    vault.memory.overwrite(rootKey('other', bad.id), Buffer.from('junk'));
    const outcome = await remove(vault, second);
    expect(isLive(vault, second)).toBe(false);
    // What the root says that cannot be read may be that it needs the packs.
    expect(outcome.objects).toEqual([]);
    expect(outcome.refusals.join()).toContain(bad.id);
  });

  test('killed after the root: a second try finishes', async () => {
    const vault = new PruneVault();
    const snapshot = await vault.add({ newPacks: 3 });
    vault.advance(DAY_MS);
    await vault.addNights(1);
    const store = faultyStore(vault.store, [{ verb: 'markDeleted', fault: 'killed', times: 1 }]);
    const options = { series: SERIES, task: { id: snapshot.id, reason: 'a leaked key' }, store };
    await expect(vault.prune({}, options)).rejects.toThrow(Killed);
    expect(isLive(vault, snapshot)).toBe(false);
    const outcome = await remove(vault, snapshot);
    expect(outcome.roots).toEqual([]);
    expect(outcome.objects).toHaveLength(3);
  });

  test.each([
    ['the newest verified one', async () => undefined, 4, 'remove-refused'],
    ['one that is held', async (vault: PruneVault, of: Snapshot) => vault.mark(of, 'hold'), 1, 'remove-refused'],
  ] as const)('refuses %s', async (_, prepare, index, code) => {
    const vault = new PruneVault();
    const nights = await vault.addNights(5);
    const snapshot = nights[index] as Snapshot;
    await prepare(vault, snapshot);
    expect(await codeOf(remove(vault, snapshot))).toBe(code);
    expect(isLive(vault, snapshot)).toBe(true);
  });

  test('one that is not there', async () => {
    const vault = new PruneVault();
    await vault.addNights(2);
    const [other] = await new PruneVault('2020-01-01T00:00:00Z').addNights(1);
    expect(await codeOf(remove(vault, other as Snapshot))).toBe('no-snapshot');
  });
});

test('requests: one a root at first, then one for each new root', async () => {
  const vault = new PruneVault();
  await vault.addNights(60);
  const first = counted(vault.store);
  await vault.prune({ last: 40 }, { store: first.store });
  // The state was not there yet; of the marks one is read, which says that the newest was read in full.
  expect(first.counts.gets).toBe(61);
  vault.advance(DAY_MS);
  await vault.addNights(2);
  const second = counted(vault.store);
  const outcome = await vault.prune({ last: 40 }, { store: second.store });
  expect(outcome.readCount).toBe(2);
  // Two roots; a mark; the state, twice, since another prune may have written it meanwhile.
  expect(second.counts.gets).toBe(5);
});
