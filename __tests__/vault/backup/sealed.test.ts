/** Sealed series by the real engine: what is stored, what comes back, and who can read what. */
import { randomBytes } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { keysKey } from '../../../src/vault/format/keys.ts';
import { writeMark } from '../../../src/vault/read/marks.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { openBlob } from '../../../src/vault/seal/age-blob.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf, type VaultKey, type VaultKeys } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { ObjectProver } from '../../../src/vault/verify/objects.ts';
import { verifySnapshot } from '../../../src/vault/verify/verify.ts';
import { look } from '../../support/folders.ts';
import { SERIES } from '../../support/engine.ts';
import { workshops, type Workshop } from './workshop.ts';

const newWorkshop = workshops();

function keysFrom(...seeds: number[]): VaultKeys {
  return vaultKeysOf({ keys: seeds.map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) });
}

const K = keysFrom(1);
const K_AND_V = keysFrom(1, 2);
const V = K_AND_V.opening[1]!;
const TO_V = { recipient: V.identity.recipient, fingerprint: V.fingerprint };

function fill(workshop: Workshop): void {
  workshop.write('secret-plan.txt', 'the plan is to buy the moon\n'.repeat(50));
  workshop.write('folder/large.bin', randomBytes(900_000));
  workshop.write('folder/empty', '');
}

test('a sealed snapshot comes back byte for byte with its keys, and on with the next night', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const store = withKeys(workshop.store, K_AND_V);
  const first = await workshop.backUpFolder({ store, packRecipient: TO_V });
  expect(first.root.header.seal).toEqual({ kind: 'age-x25519', key: K.sealing.fingerprint, to: V.fingerprint });
  workshop.advance(86_400_000);
  workshop.write('folder/new.txt', 'new');
  const second = await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
  expect(second.parent).toBe(first.id);
  for (const { id } of [first, second]) {
    const { target } = await workshop.restore(SERIES, id, { store });
    expect(look(target)).toEqual(workshop.expected.get(`${SERIES} ${id}`));
  }
});

const SECRETS = [/secret-plan/, /buy the moon/, /large\.bin/, /refs\/heads/, /keep-equal|"definition"/];

/** The bytes and, of what zstd reads, what they decode to. */
function* readable(body: Buffer): Generator<string> {
  yield body.toString('latin1');
  for (let at = body.indexOf('28b52ffd', 0, 'hex'); at >= 0; at = body.indexOf('28b52ffd', at + 1, 'hex')) {
    try {
      yield zstdDecompressSync(body.subarray(at)).toString('latin1');
    } catch {
      // Not a frame.
    }
  }
}

test('who has the bucket alone reads no path, ref or content in any object', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  // Tables that are large enough for a part.
  for (let i = 0; i < 2000; i++) workshop.write(`many/${String(i)}-secret-plan`, randomBytes(8));
  const context = { ref: 'refs/heads/secret-plan' };
  await workshop.backUpFolder({ store: withKeys(workshop.store, K), context });
  const kinds = new Set<string>();
  for (const [key, { body }] of workshop.objects) {
    kinds.add(key.split('/')[1] ?? '');
    for (const text of readable(body)) for (const secret of SECRETS) expect(text).not.toMatch(secret);
  }
  expect(kinds).toEqual(new Set(['roots', 'packs', 'parts']));
  const open = newWorkshop();
  fill(open);
  await open.backUpFolder();
  expect(
    [...open.objects.values()].some(({ body }) => [...readable(body)].some((text) => /secret-plan/.test(text))),
  ).toBe(true);
});

test('a job that only writes cannot read what it has stored, and names the key that can', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const store = withKeys(workshop.store, K);
  const { id } = await workshop.backUpFolder({ store, packRecipient: TO_V });
  await expect(workshop.restore(SERIES, id, { store })).rejects.toMatchObject({
    code: 'sealed',
    message: expect.stringContaining(V.fingerprint) as string,
  });
});

test('the content key alone opens packs, and no root', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const { id, root } = await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
  const stored = (key: string): Buffer => workshop.objects.get(key)?.body ?? Buffer.alloc(0);
  const packs = root.objects.filter(({ key }) => key.startsWith('v1/packs/'));
  const opened = packs.map(({ key }) => [...readable(openBlob(stored(key), V.identity, key))].join(''));
  expect(opened.join('')).toContain('buy the moon');
  expect(opened.join('')).not.toContain('secret-plan');
  const store = withKeys(workshop.store, keysFrom(2));
  await expect(readRoot(store, { series: SERIES, id })).rejects.toMatchObject({ code: 'foreign-snapshot' });
});

test('without a key a sealed snapshot is sealed, and neither damaged nor newer', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const { id } = await workshop.backUpFolder({ store: withKeys(workshop.store, K), labels: ['v1'] });
  await expect(readRoot(workshop.store, { series: SERIES, id })).rejects.toMatchObject({
    code: 'sealed',
    facts: { status: 'complete', labels: ['v1'], anomaly: undefined },
  });
});

describe('the inputs decide', () => {
  test('a sealed series never goes on without a key', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
    const before = workshop.objects.size;
    workshop.advance(86_400_000);
    await expect(workshop.backUpFolder()).rejects.toMatchObject({ code: 'sealed' });
    expect(workshop.objects.size).toBe(before);
  });

  test('a sealed series that was copied, so that all its times are those of the copy, never goes on without a key', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const { id } = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
    workshop.advance(3 * 86_400_000);
    for (const object of workshop.objects.values()) Object.assign(object, { lastModified: workshop.now });
    const before = workshop.objects.size;
    await expect(workshop.backUpFolder()).rejects.toMatchObject({
      code: 'sealed',
      message: expect.stringContaining(id) as string,
    });
    expect(workshop.objects.size).toBe(before);
  });

  /** Open roots as the role of backups can lay them above a sealed series: sound, and with a time of now. */
  async function plantOpen(workshop: Workshop, count: number): Promise<string[]> {
    const open = newWorkshop();
    fill(open);
    const planted: string[] = [];
    for (let i = 0; i < count; i++) {
      workshop.advance(3_600_000);
      open.now = workshop.now;
      const { id } = await open.backUpFolder();
      for (const [key, object] of open.objects) if (!workshop.objects.has(key)) workshop.objects.set(key, object);
      planted.push(id);
    }
    return planted;
  }

  test.each([1, 2, 5])(
    'a sealed series below %d open roots that somebody laid there never goes on without a key',
    async (count) => {
      const workshop = newWorkshop();
      fill(workshop);
      const sealed = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
      workshop.advance(86_400_000);
      const planted = await plantOpen(workshop, count);
      const before = [...workshop.objects.keys()];
      workshop.advance(3_600_000);
      workshop.write('new-secret.txt', 'what only this night has');
      const refused = { code: 'sealed', message: expect.stringContaining(sealed.id) as string };
      await expect(workshop.backUpFolder()).rejects.toMatchObject(refused);
      expect([...workshop.objects.keys()]).toEqual(before);
      // With the key it goes on where it was.
      const next = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
      expect(next.parent).toBe(sealed.id);
      expect(planted).toHaveLength(count);
    },
  );

  test('where all sealed ones are in quarantine, an open one may follow', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const sealed = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
    workshop.advance(86_400_000);
    await plantOpen(workshop, 3);
    await writeMark(workshop.store, { series: SERIES, id: sealed.id }, 'quarantine', workshop.now, {});
    workshop.advance(3_600_000);
    workshop.write('new.txt', 'new');
    expect((await workshop.backUpFolder()).parent).toBeDefined();
  });

  test('who has no key is not told to put the snapshot in quarantine, which would let an open one follow', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
    workshop.advance(86_400_000);
    await expect(workshop.backUpFolder()).rejects.toMatchObject({ code: 'sealed' });
    expect(workshop.events.filter(({ type }) => type === 'warning')).toEqual([]);
  });

  test('a recipient without the key is refused: the secret may be missing', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await expect(workshop.backUpFolder({ packRecipient: TO_V })).rejects.toMatchObject({ code: 'bad-input' });
    expect(workshop.objects.size).toBe(0);
  });

  test('a first backup into a vault with keys is refused without one, and with another', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const document = {
      format: 'holdfast-keys/1',
      key: K.sealing.fingerprint,
      to: V.fingerprint,
      recipients: [],
      identities: '',
    };
    const bytes = Buffer.from(JSON.stringify(document));
    await workshop.store.putNew(keysKey(workshop.now, bytes), bytes);
    await expect(workshop.backUpFolder()).rejects.toMatchObject({ code: 'sealed' });
    for (const [keys, to] of [
      [keysFrom(9), TO_V],
      [K, undefined],
    ] as const)
      await expect(
        workshop.backUpFolder({ store: withKeys(workshop.store, keys), packRecipient: to }),
      ).rejects.toMatchObject({ code: 'bad-vault-key' });
    expect(workshop.objects.size).toBe(1);
    await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
  });

  test('with a key, what is open, of another key or forged is not there', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const open = await workshop.backUpFolder();
    workshop.advance(86_400_000);
    const other = await workshop.backUpFolder({ store: withKeys(workshop.store, keysFrom(9)), redefine: true });
    const store = withKeys(workshop.store, K);
    for (const { id } of [open, other])
      await expect(readRoot(store, { series: SERIES, id })).rejects.toMatchObject({ code: 'foreign-snapshot' });
    workshop.advance(86_400_000);
    await expect(workshop.backUpFolder({ store })).rejects.toMatchObject({ code: 'series-redefined' });
    expect((await workshop.backUpFolder({ store, redefine: true })).parent).toBeUndefined();
  });

  test('a wrong key begins no second line beside what there is, also where the vault was copied', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const { id } = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
    const before = workshop.objects.size;
    workshop.advance(3 * 86_400_000);
    const wrong = withKeys(workshop.store, keysFrom(9));
    const refused = {
      code: 'series-redefined',
      message: expect.stringContaining(wrong.vaultKeys?.sealing.fingerprint ?? '?') as string,
      why: expect.stringContaining(id) as string,
    };
    await expect(workshop.backUpFolder({ store: wrong })).rejects.toMatchObject(refused);
    for (const object of workshop.objects.values()) Object.assign(object, { lastModified: workshop.now });
    await expect(workshop.backUpFolder({ store: wrong })).rejects.toMatchObject(refused);
    expect(workshop.objects.size).toBe(before);
  });

  test('the identity of a person is refused, with the key that a backup takes', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const person = keysFrom(7);
    const document = {
      format: 'holdfast-keys/1',
      key: K.sealing.fingerprint,
      to: V.fingerprint,
      recipients: [person.sealing.recipient],
      identities: '',
    };
    const bytes = Buffer.from(JSON.stringify(document));
    await workshop.store.putNew(keysKey(workshop.now, bytes), bytes);
    const refused = {
      code: 'bad-vault-key',
      message: expect.stringMatching(`identity of a person.*${K.sealing.fingerprint}`) as string,
    };
    await expect(workshop.backUpFolder({ store: withKeys(workshop.store, person) })).rejects.toMatchObject(refused);
    await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
    workshop.advance(86_400_000);
    await expect(workshop.backUpFolder({ store: withKeys(workshop.store, person) })).rejects.toMatchObject(refused);
  });

  test('another recipient of packs redefines the series', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const store = withKeys(workshop.store, K_AND_V);
    await workshop.backUpFolder({ store });
    workshop.advance(86_400_000);
    await expect(workshop.backUpFolder({ store, packRecipient: TO_V })).rejects.toMatchObject({
      code: 'series-redefined',
      why: expect.stringContaining('vault-recipient') as string,
    });
    const { id } = await workshop.backUpFolder({ store, packRecipient: TO_V, redefine: true });
    const { target } = await workshop.restore(SERIES, id, { store });
    expect(look(target)).toEqual(workshop.look());
  });
});

test('under a new key a run keeps no old part, and a former key proves no later root', async () => {
  const workshop = newWorkshop();
  for (let i = 0; i < 2000; i++) workshop.write(`many/${String(i)}`, randomBytes(8));
  await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
  workshop.advance(86_400_000);
  const [fresh] = keysFrom(5).opening;
  const rotated = { sealing: fresh!, opening: [fresh!, V, { ...K.sealing, until: '20261124T000000Z' }] };
  const store = withKeys(workshop.store, rotated);
  const second = await workshop.backUpFolder({ store, packRecipient: TO_V });
  expect(second.parent).toBeDefined();
  expect(
    second.root.objects.filter(({ key }) => key.startsWith('v1/parts/')).every(({ key }) => key.includes('20261124')),
  ).toBe(true);
  const { target } = await workshop.restore(SERIES, second.id, { store });
  expect(look(target)).toEqual(workshop.look());
  workshop.advance(86_400_000);
  const stolen = await workshop.backUpFolder({ store: withKeys(workshop.store, keysFrom(1)), packRecipient: TO_V });
  await expect(readRoot(store, { series: SERIES, id: stolen.id })).rejects.toMatchObject({ code: 'foreign-snapshot' });
});

test('with renewed keys a series goes on by itself, and who lacks a former key is told so, not of damage', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const first = await workshop.backUpFolder({ store: withKeys(workshop.store, K), packRecipient: TO_V });
  workshop.advance(86_400_000);
  const [newK, newV] = keysFrom(5, 6).opening as [VaultKey, VaultKey];
  const until = '20261124T000000Z';
  const job = withKeys(workshop.store, { sealing: newK, opening: [newK, { ...K.sealing, until }] });
  const toNew = { recipient: newV.identity.recipient, fingerprint: newV.fingerprint };
  const { id, parent } = await workshop.backUpFolder({ store: job, packRecipient: toNew });
  expect(parent).toBe(first.id);

  const store = withKeys(workshop.store, { sealing: newK, opening: [newK, newV] });
  await expect(workshop.restore(SERIES, id, { store })).rejects.toMatchObject({ code: 'sealed' });
  const { signal } = new AbortController();
  const { findings, proof } = await verifySnapshot({
    store,
    snapshot: { series: SERIES, id },
    level: 'full',
    prover: new ObjectProver(store, signal),
    emit: () => undefined,
    signal,
  });
  expect(findings.map(({ class: kind }) => kind)).toEqual(['snapshot-sealed']);
  expect(findings[0]?.fix).toContain('former keys');
  expect([proof?.badPacks.size, proof?.badFiles.size]).toEqual([0, 0]);

  const all = [newK, newV, { ...K.sealing, until }, { ...V, until }];
  const { target } = await workshop.restore(SERIES, id, {
    store: withKeys(workshop.store, { sealing: newK, opening: all }),
  });
  expect(look(target)).toEqual(workshop.look());
});
