/** What an audit says of sealed series: over vaults in memory, without a key, from the listing to the finding. */
import { checkSealed } from '../../../src/aws/audit/sealed.ts';
import { readSealedFacts } from '../../../src/commands/vault/sealed-facts.ts';
import { type KeyChain, sealKeys } from '../../../src/vault/keys/document.ts';
import { writeKeys } from '../../../src/vault/keys/vault-keys.ts';
import { keysKey } from '../../../src/vault/format/keys.ts';
import { type MarkBody, writeMark } from '../../../src/vault/read/marks.ts';
import { findTraces } from '../../../src/vault/read/traces.ts';
import { writeState } from '../../../src/vault/read/vault-state.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { type VaultKey, vaultKey, vaultKeysOf } from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { noise } from '../../support/bytes.ts';
import { DAY_MS, SERIES, TestVault } from '../../support/vault.ts';

const keyOf = (seed: number): VaultKey => vaultKey(new Identity(noise(32, seed)));
const CHAIN: KeyChain = [keyOf(10), keyOf(11)];
const PEOPLE = [keyOf(1).recipient, keyOf(2).recipient];

function night(vault: TestVault, files: Readonly<Record<string, string>> = { 'a.txt': 'mine' }) {
  const [key, content] = CHAIN;
  const packRecipient = { recipient: content.identity.recipient, fingerprint: content.fingerprint };
  return vault.backUp(files, { store: withKeys(vault.store, vaultKeysOf({ keys: [key] })), packRecipient });
}

/** Keys for two people, and a first night. */
async function sealedVault(): Promise<TestVault & { readonly first: string }> {
  const vault = new TestVault();
  await writeKeys(vault.store, vault.now, await sealKeys(CHAIN, PEOPLE));
  vault.advance(60_000);
  const { id } = await night(vault);
  return Object.assign(vault, { first: id });
}

/** An open snapshot in a series that is not its own. */
async function plantOpen(vault: TestVault): Promise<string> {
  const elsewhere = new TestVault();
  elsewhere.now = vault.now;
  const { id } = await elsewhere.backUp({ 'false.txt': 'false' });
  for (const [key, object] of elsewhere.objects) vault.objects.set(key, object);
  return id;
}

async function findings({ store, now }: TestVault) {
  const { signal } = new AbortController();
  const counted = countingStore(store);
  const facts = await readSealedFacts(counted.store, await findTraces(store, signal), {
    emit: () => undefined,
    signal,
  });
  const found = checkSealed(facts, 'vault', now);
  const failed = found.filter(({ status }) => status === 'failed').map(({ check, severity }) => [check, severity]);
  return { found, failed, requests: counted.traffic().requests };
}

const checked = (vault: TestVault) => writeState(vault.store, 'keys', vault.now, { opened: ['keys'], document: 'x' });

test('of an open vault it says nothing, for two GETs a series', async () => {
  const vault = new TestVault();
  for (let i = 0; i < 4; i++) {
    await vault.backUp({ 'a.txt': String(i) });
    vault.advance(DAY_MS);
  }
  const { found, requests } = await findings(vault);
  expect(found).toEqual([]);
  expect(requests).toEqual({ putNew: 0, get: 2, head: 0, list: 0, listVersions: 0, markDeleted: 0 });
});

test('a sealed vault whose keys were opened passes', async () => {
  const vault = await sealedVault();
  await checked(vault);
  const { found, failed } = await findings(vault);
  expect(failed).toEqual([]);
  expect(found.map(({ check }) => check)).toEqual(['sealed-open', 'sealed-people', 'sealed-checked', 'sealed-opened']);
});

describe('an open snapshot beside sealed ones', () => {
  test.each(['above', 'below', 'between'])('%s them is named, until it is in quarantine', async (where) => {
    const vault = where === 'below' ? new TestVault() : await sealedVault();
    vault.advance(DAY_MS);
    const open = await plantOpen(vault);
    vault.advance(DAY_MS);
    if (where === 'below')
      await vault.backUp({}, { store: withKeys(vault.store, vaultKeysOf({ keys: CHAIN })), redefine: true });
    if (where === 'between') await night(vault, { 'b.txt': 'more' });
    const { found } = await findings(vault);
    const [first] = found;
    expect(first).toMatchObject({ check: 'sealed-open', status: 'failed', severity: 'high' });
    expect(first?.evidence[0]).toBe(`${SERIES}: ${open}`);
    await writeMark(vault.store, { series: SERIES, id: open }, 'quarantine', vault.now, {});
    expect((await findings(vault)).found[0]).toMatchObject({ check: 'sealed-open', status: 'passed' });
  });
});

test('keys for one person, and sealed snapshots without any keys for people', async () => {
  const one = await sealedVault();
  await checked(one);
  one.advance(DAY_MS);
  const [{ fingerprint: key }, { fingerprint: to }] = CHAIN;
  const document = { format: 'holdfast-keys/1', key, to, recipients: [PEOPLE[0], PEOPLE[0]], identities: '' };
  const bytes = Buffer.from(JSON.stringify(document));
  await one.store.putNew(keysKey(one.now, bytes), bytes);
  expect((await findings(one)).failed).toEqual([['sealed-people', 'high']]);
  const none = new TestVault();
  await night(none);
  expect((await findings(none)).failed).toEqual([['sealed-people', 'high']]);
});

test('no keys check ever, and none for a year', async () => {
  const vault = await sealedVault();
  expect((await findings(vault)).failed).toEqual([['sealed-checked', 'medium']]);
  await checked(vault);
  expect((await findings(vault)).failed).toEqual([]);
  vault.advance(60 * DAY_MS);
  await writeMark(vault.store, { series: SERIES, id: vault.first }, 'verified', vault.now, { level: 'restore' });
  vault.advance(306 * DAY_MS);
  expect((await findings(vault)).failed.map(([check]) => check)).toEqual(['sealed-checked', 'sealed-opened']);
});

describe('content of a write-only series', () => {
  const AFTER = 91 * DAY_MS;
  const marked = (vault: TestVault & { readonly first: string }, body: MarkBody) =>
    writeMark(vault.store, { series: SERIES, id: vault.first }, 'verified', vault.now, body);

  async function later(): Promise<TestVault & { readonly first: string }> {
    const vault = await sealedVault();
    vault.advance(AFTER);
    await checked(vault);
    return vault;
  }

  test('that nobody opened for 90 days is told, and a verification by the job itself does not help', async () => {
    const vault = await later();
    expect((await findings(vault)).failed).toEqual([['sealed-opened', 'medium']]);
    await marked(vault, { level: 'full', unopened: true });
    await marked(vault, { level: 'metadata' });
    expect((await findings(vault)).failed).toEqual([['sealed-opened', 'medium']]);
  });

  test('that a holder of the content key restored in a drill passes', async () => {
    const vault = await later();
    await marked(vault, { level: 'restore' });
    vault.advance(1000);
    await marked(vault, { level: 'full', unopened: true });
    expect((await findings(vault)).failed).toEqual([]);
  });

  test('of which keys check opened a pack passes', async () => {
    const vault = await later();
    vault.advance(1000);
    const opened = { opened: ['keys', 'root', 'pack'], document: 'x', series: SERIES, id: vault.first };
    await writeState(vault.store, 'keys', vault.now, opened);
    expect((await findings(vault)).failed).toEqual([]);
  });

  test('is not asked for of a series that the job itself can read', async () => {
    const vault = new TestVault();
    await writeKeys(vault.store, vault.now, await sealKeys([CHAIN[0], CHAIN[0]], PEOPLE));
    await vault.backUp({ 'a.txt': 'mine' }, { store: withKeys(vault.store, vaultKeysOf({ keys: [CHAIN[0]] })) });
    vault.advance(AFTER);
    await checked(vault);
    expect((await findings(vault)).failed).toEqual([]);
  });
});
