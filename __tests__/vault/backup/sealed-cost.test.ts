/** Sealed roots, packs and parts: damage, requests and sizes. */
import { hash, randomBytes } from 'node:crypto';
import type { HoldfastError } from '../../../src/base/errors.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { blobKey, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import { BlobReader } from '../../../src/vault/read/blobs.ts';
import { loadSections } from '../../../src/vault/read/snapshots.ts';
import { openBlob, plainBytes } from '../../../src/vault/seal/age-blob.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf, type VaultKeys } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { SERIES } from '../../support/engine.ts';
import { thrown } from '../format/arbitraries.ts';
import { workshops, type Workshop } from './workshop.ts';

const newWorkshop = workshops();
function keysFrom(...seeds: number[]): VaultKeys {
  return vaultKeysOf({ keys: seeds.map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) });
}
const K = keysFrom(1);
function fill(workshop: Workshop): void {
  workshop.write('secret-plan.txt', 'the plan is to buy the moon\n'.repeat(50));
  workshop.write('folder/large.bin', randomBytes(900_000));
  workshop.write('folder/empty', '');
}

/** Its bytes as given, under the name that they have. */
function named(bytes: Buffer): { readonly series: string; readonly id: string } {
  return { series: SERIES, id: snapshotId(new Date('2026-11-23T01:02:03Z'), bytes) };
}

test('each flipped bit and each cut of a root is refused, its name made to fit, and never newer', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const { root } = await workshop.backUpFolder({ store: withKeys(workshop.store, K) });
  const { body } = workshop.objects.get(rootKey(SERIES, root.id)) ?? { body: Buffer.alloc(0) };
  const codes = new Set<string>();
  const refuse = (bytes: Buffer): void => {
    try {
      decodeRoot(named(bytes), bytes, { keys: K });
      codes.add('none');
    } catch (error) {
      codes.add((error as HoldfastError).code);
    }
  };
  for (let bit = 0; bit < body.length * 8; bit += 7) {
    const bytes = Buffer.from(body);
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    refuse(bytes);
  }
  for (let length = 0; length < body.length; length += 11) refuse(body.subarray(0, length));
  expect([...codes].filter((code) => !['foreign-snapshot', 'corrupt-root'].includes(code))).toEqual([]);
  expect(decodeRoot(named(body), body, { keys: K }).id).toBe(root.id);
});

/** Every so many bits flipped, and cut off after every so many bytes: some hundred of each. */
function* damaged(body: Buffer): Generator<Buffer> {
  const bits = body.length * 8;
  for (let bit = 0; bit < bits; bit += bit < 2000 ? 61 : Math.ceil(bits / 100)) {
    const bytes = Buffer.from(body);
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    yield bytes;
  }
  for (let length = 0; length < body.length; length += Math.ceil(body.length / 50)) yield body.subarray(0, length);
}

const codeOf = (error: unknown): string => (error as HoldfastError).code;

test('flipped bits and cuts of packs and parts are lost, never newer; under a name made to fit nothing opens them', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  for (let i = 0; i < 2000; i++) workshop.write(`many/${String(i)}`, randomBytes(8));
  const store = withKeys(workshop.store, K);
  const { root } = await workshop.backUpFolder({ store });
  const codes = new Set<string>();
  for (const { key } of root.objects) {
    const isPack = key.startsWith('v1/packs/');
    const object = workshop.objects.get(key);
    if (object === undefined) throw new Error('it is not there');
    const { body } = object;
    const read = (): Promise<unknown> => {
      const blobs = new BlobReader(store, root);
      return isPack
        ? blobs.readPack(key, 0, plainBytes(body.length, key), (content) => content.length)
        : loadSections(root, ['map', 'tree', 'state'], blobs);
    };
    await read();
    for (const bytes of damaged(body)) {
      workshop.objects.set(key, { ...object, body: bytes });
      codes.add(await read().then(() => 'read', codeOf));
      const fitting = blobKey('packs', SERIES, workshop.now, hash('sha256', bytes, 'buffer'));
      expect(() => new BlobReader(store, root).contentOf(fitting, bytes)).toThrow(thrown('sealed'));
    }
    workshop.objects.set(key, object);
  }
  expect(root.objects.map(({ key }) => key.split('/')[1])).toEqual(expect.arrayContaining(['packs', 'parts']));
  expect([...codes]).toEqual(['object-lost']);
});

test('all that a job has that only writes opens no byte of a pack', async () => {
  const workshop = newWorkshop();
  fill(workshop);
  const [, V] = keysFrom(1, 2).opening;
  const packRecipient = { recipient: V!.identity.recipient, fingerprint: V!.fingerprint };
  const store = withKeys(workshop.store, K);
  const { root } = await workshop.backUpFolder({ store, packRecipient });
  const packs = root.objects.filter(({ key }) => key.startsWith('v1/packs/'));
  expect(packs.length).toBeGreaterThan(0);
  for (const { key } of packs) {
    const body = workshop.objects.get(key)?.body ?? Buffer.alloc(0);
    for (const { identity } of K.opening) expect(() => openBlob(body, identity, 'It')).toThrow(thrown('corrupt-seal'));
    const read = new BlobReader(store, root).readPack(key, 0, 1, (content) => content);
    await expect(read).rejects.toMatchObject({ code: 'sealed' });
    expect(openBlob(body, V!.identity, 'It').length).toBeGreaterThan(0);
  }
});

test('an unchanged night asks for as much as an open one, and a root takes at most 500 bytes more', async () => {
  const nights = async (keys: VaultKeys | undefined) => {
    const workshop = newWorkshop();
    for (let i = 0; i < 40; i++) workshop.write(`files/${String(i)}`, `content of ${String(i)}`.repeat(i));
    const seen = [];
    for (let night = 0; night < 4; night++) {
      const { store, traffic } = countingStore(workshop.store);
      const { rootBytes, root } = await workshop.backUpFolder({ store: withKeys(store, keys) });
      seen.push({ requests: traffic().requests, rootBytes, pack: root.objects[0]?.sizeBytes ?? 0 });
      workshop.advance(86_400_000);
    }
    return seen;
  };
  const [open, sealed] = [await nights(undefined), await nights(K)];
  expect(sealed.map(({ requests }) => requests)).toEqual(open.map(({ requests }) => requests));
  sealed.forEach(({ rootBytes, pack }, i) => {
    expect(rootBytes - (open[i]?.rootBytes ?? 0)).toBeLessThanOrEqual(500);
    expect(pack - (open[i]?.pack ?? 0)).toBeLessThanOrEqual(250);
  });
});
