/** Roots that the role of backups can plant: verify names them, does not trust them, and is green again once they are set aside. */
import { rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { DAY_MS, SERIES, TestVault } from '../../support/vault.ts';
import { run } from './harness.ts';

const K = vaultKeysOf({ keys: [vaultKey(new Identity(Buffer.alloc(32, 1)))] });
const FUTURE = new Date('2099-01-01T00:00:00Z');

/** Junk under the name that it has, of a time that never comes. */
async function plantJunk({ store }: TestVault): Promise<string> {
  const junk = Buffer.from('no root at all');
  const id = snapshotId(FUTURE, junk);
  await store.putNew(rootKey(SERIES, id), junk);
  return id;
}

/** A sound open snapshot, of now. */
async function plantOpen(vault: TestVault): Promise<string> {
  const elsewhere = new TestVault();
  elsewhere.now = vault.now;
  const { id } = await elsewhere.backUp({ 'false.txt': 'false' });
  for (const [key, object] of elsewhere.objects) vault.objects.set(key, object);
  return id;
}

test.each([
  ['a junk root of the future, in an open series', undefined, plantJunk, 'snapshot-damaged'],
  ['a junk root of the future, in a sealed series', K, plantJunk, 'snapshot-damaged'],
  ['an open root on top of a sealed series', K, plantOpen, 'snapshot-foreign'],
])('%s is red until it is in quarantine, which needs no key', async (_, keys, plant, kind) => {
  const vault = new TestVault();
  const { id } = await vault.backUp({ 'a.txt': 'mine' }, { store: withKeys(vault.store, keys) });
  vault.advance(DAY_MS);
  const planted = await plant(vault);
  vault.advance(60_000);
  const options = keys === undefined ? {} : { keys };
  const red = await run('verify', vault.store, { level: 'full' }, options);
  expect(red).toMatchObject({ exitCode: 1, outputs: { snapshot: id } });
  expect(red.findings.map((finding) => [finding.class, finding.snapshot])).toEqual([[kind, planted]]);
  expect(red.findings[0]?.fix).toContain(`holdfast mark --mark quarantine --name ${SERIES} --version ${planted}`);
  const marked = await run('mark', vault.store, { mark: 'quarantine', version: planted });
  expect(marked).toMatchObject({ exitCode: 0 });
  const green = await run('verify', vault.store, { level: 'full' }, options);
  expect(green).toMatchObject({ exitCode: 0, outputs: { snapshot: id, findings: 0 } });
});
