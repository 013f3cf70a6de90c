/** Documents of keys and of the vault that were deleted or overwritten: which repair puts back, and which it leaves to their owner. */
import { keysKey, rootKey, vaultDocumentKey } from '../../../src/vault/format/keys.ts';
import { type KeyChain, sealKeys } from '../../../src/vault/keys/document.ts';
import { choosePersonalKeys, readAllKeyDocuments, writeKeys } from '../../../src/vault/keys/vault-keys.ts';
import { writeMark } from '../../../src/vault/read/marks.ts';
import { readVaultRules, writeSealedRule } from '../../../src/vault/read/vault-rules.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { formatIdentity, parseVaultKey, type VaultKey, vaultKey, vaultKeysOf } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import type { Store } from '../../../src/store/store.ts';
import { noise } from '../../support/bytes.ts';
import { DAY_MS, SERIES, TestVault } from '../../support/vault.ts';
import { run } from './harness.ts';

const keyOf = (seed: number): VaultKey => vaultKey(new Identity(noise(32, seed)));
const [ANNA, BEN, EVE] = [keyOf(1), keyOf(2), keyOf(3)] as [VaultKey, VaultKey, VaultKey];
const CHAIN: KeyChain = [keyOf(10), keyOf(11)];
const FORGED: KeyChain = [keyOf(30), keyOf(31)];
const PEOPLE = [ANNA.recipient, BEN.recipient];
const ALL = { 'all-series': 'true' };
const APPLY = { ...ALL, apply: 'true' };
const sealedTo = (chain: KeyChain, store: Store) => ({
  store: withKeys(store, vaultKeysOf({ keys: chain })),
  packRecipient: { recipient: chain[1].identity.recipient, fingerprint: chain[1].fingerprint },
});
const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** A vault as `keys create` and a night leave it, a day later. */
async function sealedVault(): Promise<{ vault: TestVault; keys: string; rule: string; id: string }> {
  const vault = new TestVault();
  await writeSealedRule(vault.store, vault.now);
  const keys = await writeKeys(vault.store, vault.now, await sealKeys(CHAIN, PEOPLE));
  vault.advance(60_000);
  const { id } = await vault.backUp({ 'a.txt': 'mine' }, sealedTo(CHAIN, vault.store));
  vault.advance(DAY_MS);
  return { vault, keys, rule: [...vault.objects.keys()].find((key) => key.startsWith('v1/vault/')) ?? '', id };
}

async function openedBy({ store }: TestVault, person: VaultKey): Promise<string> {
  const file = parseVaultKey(formatIdentity(person.identity), () => undefined);
  if (file.kind !== 'identities') throw new Error('no identities');
  const deps = { emit: () => undefined, mask: () => undefined };
  const documents = await readAllKeyDocuments(store, () => undefined);
  return (await choosePersonalKeys(documents, file, deps)).newest.key;
}

test.each(['deleted', 'overwritten', 'deleted after it was overwritten'])(
  'what lies below v1/keys/ and v1/vault/, %s, comes back',
  async (harm) => {
    const { vault, keys, rule } = await sealedVault();
    for (const key of [keys, rule]) {
      if (harm !== 'deleted') vault.memory.overwrite(key, Buffer.from('junk'));
      if (harm !== 'overwritten') await vault.store.markDeleted(key);
    }
    const plan = await run(vault.store, ALL);
    expect(plan).toMatchObject({ exitCode: 1, outputs: { findings: 2, changes: 2 } });
    const done = await run(vault.store, APPLY);
    expect(done).toMatchObject({ exitCode: 0, outputs: { changes: 2, applied: true } });
    expect(await readVaultRules(vault.store)).toEqual({ isSealed: true });
    for (const person of [ANNA, BEN]) expect(await openedBy(vault, person)).toBe(keys);
    expect(await run(vault.store, ALL)).toMatchObject({ exitCode: 0, outputs: { findings: 0, changes: 0 } });
  },
);

test('documents that nobody touched cost no request', async () => {
  const { vault } = await sealedVault();
  expect((await run(vault.store, ALL)).requests).toMatchObject({ listVersions: 1, get: 2 });
});

describe('a document that somebody forged, and its owner deleted,', () => {
  const demand = (required: readonly string[]) =>
    Buffer.from(
      JSON.stringify({ format: 'holdfast-vault/1', features: { required }, sealed: required.includes('sealed') }),
    );

  test.each([
    ['in an open vault, that says it is a sealed one', false, demand(['sealed'])],
    ['that asks for what this version does not know', true, demand(['sealed', 'unheard-of'])],
    ['that is no document', true, Buffer.from('{}')],
  ])('%s, stays away until it is named', async (_, isSealed, bytes) => {
    const vault = isSealed ? (await sealedVault()).vault : new TestVault();
    await vault.backUp({ 'a.txt': 'open' }, { series: 'acme/shop/other' }).catch(() => undefined);
    const key = vaultDocumentKey(vault.now, bytes);
    await vault.store.putNew(key, bytes);
    vault.advance(60_000);
    await vault.store.markDeleted(key);
    const ran = await run(vault.store, APPLY);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { changes: 0 } });
    expect(ran.problems.map(({ class: kind, fix }) => [kind, fix])).toEqual([
      ['document-left', expect.stringContaining(`--version ${nameOf(key)} --apply`)],
    ]);
    expect(vault.objects.has(key)).toBe(false);
    expect(await run(vault.store, { ...APPLY, version: nameOf(key) })).toMatchObject({ exitCode: 0 });
    expect(vault.objects.get(key)?.body.equals(bytes)).toBe(true);
  });

  test('with keys of its own to fit, stays away too, also beside a planted snapshot in quarantine', async () => {
    const vault = new TestVault();
    await vault.backUp({ 'a.txt': 'open' });
    vault.advance(DAY_MS);
    await writeSealedRule(vault.store, vault.now);
    await writeKeys(vault.store, vault.now, await sealKeys(FORGED, [EVE.recipient, BEN.recipient]));
    const planted = await vault.backUp(
      { 'b.txt': 'false' },
      { ...sealedTo(FORGED, vault.store), series: 'acme/shop/false' },
    );
    vault.advance(60_000);
    for (const key of [...vault.objects.keys()])
      if (/^v1\/(?:keys|vault)\//.test(key)) await vault.store.markDeleted(key);
    await writeMark(vault.store, { series: 'acme/shop/false', id: planted.id }, 'quarantine', vault.now, {});
    const ran = await run(vault.store, APPLY);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { changes: 0 } });
    expect(ran.problems.map(({ class: kind }) => kind)).toEqual(['document-left', 'document-left']);
    expect(await readVaultRules(vault.store)).toEqual({ isSealed: false });
  });
});

test('keys that were deleted still tell a forged document apart, and so do keys that were put back', async () => {
  const { vault, keys } = await sealedVault();
  await vault.store.markDeleted(keys);
  vault.advance(60_000);
  await writeKeys(vault.store, vault.now, await sealKeys(FORGED, [...PEOPLE, EVE.recipient]));
  await expect(openedBy(vault, ANNA)).rejects.toMatchObject({ code: 'bad-vault-key' });
  await run(vault.store, APPLY);
  expect(vault.objects.has(keys)).toBe(true);
  expect(await openedBy(vault, ANNA)).toBe(keys);
});

test('a document of keys under junk is read from its older S3 version', async () => {
  const { vault, keys } = await sealedVault();
  vault.memory.overwrite(keys, Buffer.from('junk'));
  expect(await openedBy(vault, BEN)).toBe(keys);
});

test('an id that is none of a snapshot or document is refused', async () => {
  const { vault, id } = await sealedVault();
  const other = nameOf(keysKey(vault.now, Buffer.from('x')));
  await expect(run(vault.store, { ...ALL, version: other })).rejects.toMatchObject({ code: 'no-snapshot' });
  expect(vault.objects.has(rootKey(SERIES, id))).toBe(true);
});
