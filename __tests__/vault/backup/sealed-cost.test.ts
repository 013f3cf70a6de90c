/** Sealed roots: damage, requests and sizes. */
import { randomBytes } from 'node:crypto';
import type { HoldfastError } from '../../../src/base/errors.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf, type VaultKeys } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { SERIES } from '../../support/engine.ts';
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
