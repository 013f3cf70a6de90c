/** Interrupted runs of a sealed series: what they noted is used by the next one, and nothing else is believed. */
import { hash, randomBytes } from 'node:crypto';
import type { Store } from '../../../src/store/store.ts';
import { decodeJournal, encodeJournal, type JournalRun } from '../../../src/vault/backup/journal.ts';
import { blobKey, parseUtc, rootKey, snapshotId, timeOfId, parseBlobKey } from '../../../src/vault/format/keys.ts';
import { mapFrames } from '../../../src/vault/format/map.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { keysOf, withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf, type VaultKey, type VaultKeys } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { thrown } from '../format/arbitraries.ts';
import { SERIES } from '../../support/engine.ts';
import { faultyStore, Killed } from '../../support/faulty-store.ts';
import { look } from '../../support/folders.ts';
import { warnings, workshops, type Workshop } from './workshop.ts';

const newWorkshop = workshops();
const keyOf = (seed: number): VaultKey => vaultKey(new Identity(Buffer.alloc(32, seed)));
const [K, V, OTHER] = [1, 2, 3].map(keyOf) as [VaultKey, VaultKey, VaultKey];
const ONLY_K: VaultKeys = vaultKeysOf({ keys: [K] });
const ALL_KEYS = vaultKeysOf({ keys: [K, V] });
const TO_V = { recipient: V.identity.recipient, fingerprint: V.fingerprint };
const RUN: JournalRun = {
  series: SERIES,
  seal: { kind: 'age-x25519', key: K.fingerprint, to: V.fingerprint },
  key: K,
};
const MiB = 1024 * 1024;
/** Three frames, and as many packs; compressed with little work. */
const CONTENT = Buffer.concat(
  Array.from({ length: (9.5 * MiB) / 4096 }, (_, i) => Buffer.alloc(4096, `${String(i)} plans to buy the moon. `)),
);

/** A write-only backup of a job that has K alone. */
function backUp(workshop: Workshop, store: Store = workshop.store, journalEveryBytes = 1) {
  return workshop.backUpFolder({
    store: withKeys(store, ONLY_K),
    packRecipient: TO_V,
    packBytes: 1,
    journalEveryBytes,
  });
}

/** A run that ends at its n-th PUT of keys like these, which is done. */
async function killed(workshop: Workshop, after: number, key = /./): Promise<void> {
  const store = faultyStore(workshop.store, [{ verb: 'putNew', key, after, fault: 'killed' }]);
  await expect(backUp(workshop, store)).rejects.toThrow(Killed);
}

/** Three packs, and tables that do not fit the root. @returns how many bytes, none of them twice */
function fill(workshop: Workshop): number {
  const small = Array.from({ length: 600 }, (_, i) => `${String(i)} ${CONTENT.toString('hex', i, i + 9)}`);
  workshop.write('large.bin', CONTENT);
  for (const [i, text] of small.entries()) workshop.write(`many/${String(i)}`, text);
  return CONTENT.length + small.join('').length;
}

function journalsIn(workshop: Workshop) {
  return [...workshop.objects].flatMap(([key, { body }]) => {
    const journal = key.startsWith('v1/parts/') ? decodeJournal(key, body, RUN) : undefined;
    return journal === undefined ? [] : [{ key, body, journal }];
  });
}

/** Of content that journals say where to find. */
function notedBytes(workshop: Workshop): number {
  return journalsIn(workshop)
    .flatMap(({ journal }) => journal.map.flatMap((segment) => [...mapFrames(segment)]))
    .reduce((sum, { frame }) => sum + frame.rawBytes, 0);
}

async function expectWhole(workshop: Workshop, id: string): Promise<void> {
  const { target } = await workshop.restore(SERIES, id, { store: withKeys(workshop.store, ALL_KEYS) });
  expect(look(target)).toEqual(workshop.look());
}

test('killed at each PUT in turn, the next run stores what no journal names, and nothing else again', async () => {
  const seen = new Set<number>();
  for (let puts = 0; ; puts++) {
    const workshop = newWorkshop();
    const total = fill(workshop);
    const store = faultyStore(workshop.store, [{ verb: 'putNew', after: puts, times: 1, fault: 'killed' }]);
    const ended = await backUp(workshop, store).then(
      () => 'done',
      (error: unknown) => (error instanceof Killed ? 'killed' : Promise.reject(error as Error)),
    );
    if (ended === 'done') break;
    const isCommitted = [...workshop.objects.keys()].some((key) => key.startsWith('v1/roots/'));
    const noted = notedBytes(workshop);
    seen.add(noted);
    workshop.advance(3_600_000);
    const { id, newBytes, root } = await backUp(workshop);
    expect(newBytes).toBe(isCommitted ? 0 : total - noted);
    expect(root.header.status).toBe('complete');
    expect(root.header.adopted.length > 0).toBe(noted > 0 && !isCommitted);
    await expectWhole(workshop, id);
  }
  // Nothing, and some of the packs. Two are stored at once, so that their order differs.
  expect(seen).toContain(0);
  expect(seen.size).toBeGreaterThan(3);
});

/** A run that was killed before its root, and what it noted. */
async function interrupted() {
  const workshop = newWorkshop();
  const total = fill(workshop);
  await killed(workshop, 0, /^v1\/roots/);
  // Done all the same: as if the machine had died just before.
  for (const key of [...workshop.objects.keys()]) if (key.startsWith('v1/roots/')) workshop.objects.delete(key);
  workshop.advance(3_600_000);
  const journals = journalsIn(workshop);
  expect(journals).toHaveLength(3);
  return { workshop, total, journals };
}

/** As another object of the same run, its name made to fit. */
function plant(workshop: Workshop, name: string, body: Buffer, series = SERIES): void {
  const utc = timeOfId(parseBlobKey(name)?.name ?? '');
  const key = blobKey('parts', series, utc, hash('sha256', body, 'buffer'));
  workshop.objects.set(key, { body, lastModified: workshop.now });
}

test('after so many bytes a journal is written, and what was stored since the last one is stored again', async () => {
  const sizes = (await interrupted()).journals.map(({ journal }) => journal.objects[0]?.sizeBytes ?? 0);
  const workshop = newWorkshop();
  const total = fill(workshop);
  const store = faultyStore(workshop.store, [{ verb: 'putNew', key: /^v1\/roots/, fault: 'unavailable' }]);
  await expect(backUp(workshop, store, Math.max(...sizes) + 1)).rejects.toThrow();
  const [journal, ...others] = journalsIn(workshop);
  expect([journal?.journal.objects.length, others]).toEqual([2, []]);
  const noted = notedBytes(workshop);
  workshop.advance(3_600_000);
  const { id, newBytes } = await backUp(workshop);
  expect([newBytes, newBytes < total]).toEqual([total - noted, true]);
  await expectWhole(workshop, id);
});

test('without an interrupted run no part is listed; an open series writes no journal', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  for (let night = 0; night < 2; night++) {
    const { store } = workshop;
    const lists: string[] = [];
    await backUp(workshop, { ...store, list: (prefix, options) => (lists.push(prefix), store.list(prefix, options)) });
    expect(lists.filter((prefix) => prefix.startsWith('v1/parts'))).toEqual([]);
    workshop.advance(86_400_000);
  }
  const open = newWorkshop();
  open.write('large.bin', CONTENT);
  await open.backUpFolder({ journalEveryBytes: 1 });
  expect(journalsIn(open)).toEqual([]);
});

test('two runs interrupted after each other: the third uses what both have stored', async () => {
  const workshop = newWorkshop();
  workshop.write('a.bin', CONTENT.subarray(0, 6 * MiB));
  await killed(workshop, 0, /^v1\/parts/);
  workshop.advance(3_600_000);
  workshop.write('b.bin', CONTENT.subarray(6 * MiB));
  await killed(workshop, 1, /^v1\/parts/);
  workshop.advance(3_600_000);
  const noted = notedBytes(workshop);
  const { id, newBytes, root } = await backUp(workshop);
  expect(newBytes).toBe(CONTENT.length - noted);
  expect(new Set(root.header.adopted.map((key) => parseBlobKey(key)?.name.slice(0, 16))).size).toBe(2);
  await expectWhole(workshop, id);
});

test('what is older than a day is not taken over: prune may take it away', async () => {
  const { workshop, total } = await interrupted();
  workshop.advance(24 * 3_600_000);
  expect((await backUp(workshop)).newBytes).toBe(total);
});

test('packs that are gone, other ones or overwritten meanwhile are stored again', async () => {
  const { workshop, total, journals } = await interrupted();
  const [first, second] = journals.map(({ journal }) => journal.objects[0]!.key) as [string, string, string];
  workshop.objects.delete(first);
  const pack = workshop.objects.get(second)!;
  workshop.objects.set(second, { ...pack, body: randomBytes(pack.body.length) });
  const { id, newBytes, root } = await backUp(workshop);
  const kept = root.header.adopted;
  expect(kept).toEqual([journals[2]?.journal.objects[0]?.key]);
  expect(newBytes).toBeGreaterThan(total / 3);
  expect(warnings(workshop.events)).toContain('pack-not-adopted');
  await expectWhole(workshop, id);
});

describe('is not believed', () => {
  test('each flipped bit and cut of a journal, its name made to fit: nothing is used, never newer', async () => {
    const { journals } = await interrupted();
    const { key, body } = journals.toSorted((a, b) => a.body.length - b.body.length)[0]!;
    const told = new Set<string>();
    const judge = (bytes: Buffer): void => {
      const name = blobKey('parts', SERIES, timeOfId(parseBlobKey(key)?.name ?? ''), hash('sha256', bytes, 'buffer'));
      try {
        // A part of which nothing says that it is a journal is none.
        told.add(decodeJournal(name, bytes, RUN) === undefined ? 'no journal' : 'believed');
      } catch (error) {
        told.add((error as { code: string }).code);
      }
    };
    for (let bit = 0; bit < body.length * 8; bit += 13) {
      const bytes = Buffer.from(body);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      judge(bytes);
    }
    for (let length = 0; length < body.length; length += 29) judge(body.subarray(0, length));
    expect([...told].sort()).toEqual(['corrupt-seal', 'no journal']);
    expect(decodeJournal(key, body, RUN)).toBeDefined();
    expect(() => decodeJournal(key, body.subarray(1), RUN)).not.toThrow(/newer/);
  });

  test('one of another series, time, recipient or key, or of who has no key', async () => {
    const { journals } = await interrupted();
    const { key: name, body, journal } = journals[0]!;
    const utc = timeOfId(parseBlobKey(name)?.name ?? '');
    const nameOf = (bytes: Buffer, time = utc, series = SERIES) =>
      blobKey('parts', series, time, hash('sha256', bytes, 'buffer'));
    const encode = (run: Partial<JournalRun>, time = utc, signer = K) =>
      encodeJournal({ ...RUN, ...run, key: signer }, time, journal);
    const later = new Date(utc.getTime() + 1000);
    const cases: readonly [string, Buffer, JournalRun][] = [
      [nameOf(body, later), body, RUN],
      [nameOf(body, utc, 'acme/other'), body, { ...RUN, series: 'acme/other' }],
      [name, body, { ...RUN, seal: { ...RUN.seal, to: K.fingerprint } }],
      ...[encode({}, utc, OTHER), encode({ seal: { ...RUN.seal, key: OTHER.fingerprint } }, utc, OTHER)].map(
        (bytes): [string, Buffer, JournalRun] => [nameOf(bytes), bytes, RUN],
      ),
      // Packs of another time than its own.
      [nameOf(encode({}, later), later), encode({}, later), RUN],
    ];
    for (const [key, bytes, run] of cases) expect(() => decodeJournal(key, bytes, run)).toThrow(thrown('corrupt-seal'));
  });

  test('a journal in the place of a root, and a root in the place of a journal', async () => {
    const { workshop, journals } = await interrupted();
    const { key, body } = journals[0]!;
    const utc = timeOfId(parseBlobKey(key)?.name ?? '');
    const id = snapshotId(utc, body);
    workshop.objects.set(rootKey(SERIES, id), { body, lastModified: utc });
    const store = withKeys(workshop.store, ONLY_K);
    expect(keysOf(store)).toBe(ONLY_K);
    await expect(readRoot(store, { series: SERIES, id })).rejects.toMatchObject({ code: 'foreign-snapshot' });
    workshop.objects.delete(rootKey(SERIES, id));

    const { id: rootId } = await backUp(workshop);
    const root = workshop.objects.get(rootKey(SERIES, rootId))!.body;
    const name = blobKey('parts', SERIES, parseUtc(rootId.slice(0, 16)), hash('sha256', root, 'buffer'));
    expect(decodeJournal(name, root, RUN)).toBeUndefined();
  });

  test('what somebody without the key plants: it is told, and the content is stored again', async () => {
    const { workshop, total, journals } = await interrupted();
    for (const { key, body } of journals) {
      const forged = Buffer.from(body);
      forged[forged.length - 1] = (forged.at(-1) as number) ^ 1;
      workshop.objects.delete(key);
      plant(workshop, key, forged);
    }
    const { id, newBytes } = await backUp(workshop);
    expect(newBytes).toBe(total);
    const notice = workshop.events.find((event) => event.type === 'notice' && event.class === 'pack-not-adopted');
    expect(notice).toMatchObject({ message: expect.stringMatching(/HMAC .* 2 more/) as string });
    await expectWhole(workshop, id);
  });
});
