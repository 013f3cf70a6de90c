/** Mode keys over a vault in memory: plans first, writes what a person needs, shows no secret. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { keysIn } from '../../src/commands/keys.ts';
import type { Deps } from '../../src/commands/shared/command.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import type { CommandResult } from '../../src/report/result.ts';
import { openKeys } from '../../src/vault/keys/document.ts';
import { readKeyDocuments } from '../../src/vault/keys/vault-keys.ts';
import {
  formatIdentity,
  formatIdentityFile,
  parseRecipient,
  parseVaultKey,
  type VaultKey,
  vaultKey,
  vaultKeysOf,
} from '../../src/vault/seal/keys.ts';
import { withKeys } from '../../src/vault/seal/keyed-store.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { runBackup, SERIES } from '../support/engine.ts';
import { sourceOf } from '../support/made-source.ts';
import { noise } from '../support/bytes.ts';
import { memoryStore } from '../support/memory-store.ts';
import { thrown } from '../vault/format/arbitraries.ts';

const [ANNA, BEN, EVE] = [1, 2, 3].map((seed) => vaultKey(new Identity(noise(32, seed)))) as [
  VaultKey,
  VaultKey,
  VaultKey,
];
const PEOPLE = `${ANNA.recipient},${BEN.recipient}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function world() {
  let seconds = 0;
  const now = () => new Date(Date.UTC(2026, 10, 23) + 1000 * seconds++);
  const { store, objects } = memoryStore(now);
  const secrets: string[] = [];
  const deps = {
    surface: 'cli',
    env: {},
    workingDir: folder,
    emit: () => undefined,
    signal: new AbortController().signal,
    now,
    mask: (secret: string) => void secrets.push(secret),
  } as unknown as Deps;
  const run = (keys: string, given: Readonly<Record<string, string>> = {}): Promise<CommandResult> =>
    keysIn(
      { store: { ...store, serverDate: now } },
      parseInputs(new Map(Object.entries({ mode: 'keys', bucket: 'test-bucket', keys, ...given })), 'cli'),
      deps,
    );
  const documents = () => readKeyDocuments(store, () => undefined);
  return { run, store, now, objects, documents, secrets };
}

const as = (person: VaultKey) => ({ 'vault-key': formatIdentity(person.identity) });
const fileOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const keysOfFile = (name: string) => {
  const file = parseVaultKey(fileOf(name), () => undefined);
  if (file.kind !== 'identities') throw new Error('no identities');
  return vaultKeysOf(file);
};
const CREATE = { recipients: PEOPLE, 'key-file': 'vault.key', apply: 'true' };

test('create plans first; then it writes one document and a file with the secret, which it does not show', async () => {
  const { run, objects, documents } = world();
  const plan = await run('create', { ...CREATE, apply: 'false' });
  expect(plan.summary?.verdict).toBe('a plan');
  expect([...objects.keys()]).toEqual([]);
  expect(() => fileOf('vault.key')).toThrow('ENOENT');

  const result = await run('create', CREATE);
  const [stored] = await documents();
  const { sealing, opening } = keysOfFile('vault.key');
  expect(stored?.document).toMatchObject({ key: sealing.fingerprint, recipients: [ANNA.recipient, BEN.recipient] });
  expect(opening).toHaveLength(1);
  const rules = [...objects].filter(([key]) => key.startsWith('v1/vault/'));
  expect(rules.map(([, { body }]) => JSON.parse(body.toString()) as unknown)).toEqual([
    { format: 'holdfast-vault/1', features: { required: ['sealed'] }, sealed: true },
  ]);
  expect(result.summary?.text).toContain('vault-key: ${{ secrets.HOLDFAST_VAULT_KEY }}');
  expect(result.summary?.text).toContain(`# vault ${sealing.fingerprint}`);
  expect(result.summary?.text).toContain('the content of all backups is lost');
  const [, recipient = ''] = /vault-recipient: (age1\w+)/.exec(result.summary?.text ?? '') ?? [];
  expect(recipient).not.toBe(sealing.recipient);
  expect(JSON.stringify(result)).not.toMatch(/AGE-SECRET-KEY-1/i);
});

(process.platform === 'win32' ? test.skip : test)('nobody else can read the file with the secret', async () => {
  await world().run('create', CREATE);
  expect(statSync(join(folder, 'vault.key')).mode & 0o777).toBe(0o600);
});

test('create never replaces keys or a file: not after others, not where keys once were', async () => {
  const { run, objects, documents } = world();
  writeFileSync(join(folder, 'taken'), 'mine');
  await expect(run('create', { ...CREATE, 'key-file': 'taken' })).rejects.toThrow(thrown('target-not-empty'));
  expect(fileOf('taken')).toBe('mine');
  expect(objects.size).toBe(0);
  await run('create', CREATE);
  await expect(run('create', { ...CREATE, 'key-file': 'second' })).rejects.toThrow(thrown('keys-exist'));
  await expect(run('create', { ...CREATE, 'key-file': 'second', apply: 'false' })).rejects.toThrow(
    thrown('keys-exist'),
  );
  expect(await documents()).toHaveLength(1);
});

test('check is for the people listed, and notes that they can open the keys', async () => {
  const { run, objects } = world();
  await run('create', CREATE);
  for (const person of [ANNA, BEN]) {
    const result = await run('check', as(person));
    expect(result.summary?.verdict).toBe('the keys open');
    expect(JSON.stringify(result)).not.toMatch(/AGE-SECRET-KEY-1/i);
  }
  expect([...objects.keys()].filter((key) => key.startsWith('v1/state/keys/'))).toHaveLength(2);
  await expect(run('check', as(EVE))).rejects.toThrow(thrown('bad-vault-key'));
});

describe('check opens more than the keys', () => {
  const stateOf = ({ objects }: ReturnType<typeof world>): unknown => {
    const key = [...objects.keys()].filter((name) => name.startsWith('v1/state/keys/')).at(-1) ?? '';
    return JSON.parse(zstdDecompressSync(objects.get(key)?.body ?? Buffer.alloc(0)).toString());
  };

  /** A night of the job that the keys were made for. */
  async function backedUp() {
    const made = world();
    const created = await made.run('create', CREATE);
    const [, recipient = ''] = /vault-recipient: (age1\w+)/.exec(created.summary?.text ?? '') ?? [];
    const { id, root } = await runBackup({
      store: withKeys(made.store, keysOfFile('vault.key')),
      source: sourceOf({ 'a.txt': 'mine' }),
      packRecipient: parseRecipient(recipient, 'It'),
      now: made.now,
      tempDir: folder,
    });
    return { ...made, id, pack: root.objects.find(({ key }) => key.startsWith('v1/packs/'))?.key ?? '' };
  }

  test('a root by its HMAC and a pack by the content key, which is noted', async () => {
    const made = await backedUp();
    const result = await made.run('check', as(ANNA));
    expect(result.summary?.text).toContain(made.id);
    expect(stateOf(made)).toEqual({
      opened: ['keys', 'root', 'pack'],
      document: expect.stringMatching(/^v1\/keys\//) as string,
      series: SERIES,
      id: made.id,
      pack: made.pack,
    });
  });

  test('a pack that is damaged fails it, and nothing is noted', async () => {
    const made = await backedUp();
    const { body } = made.objects.get(made.pack) ?? { body: Buffer.alloc(0) };
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    await expect(made.run('check', as(ANNA))).rejects.toThrow(thrown('object-lost'));
    expect([...made.objects.keys()].filter((key) => key.startsWith('v1/state/'))).toEqual([]);
  });

  test('where no snapshot was made with the keys, it says that nothing else was opened', async () => {
    const made = world();
    await made.run('create', CREATE);
    const result = await made.run('check', as(BEN));
    expect(result.summary?.text).toContain('nothing else was opened');
    expect(stateOf(made)).toMatchObject({ opened: ['keys'] });
  });
});

test('share gives the same keys to other people', async () => {
  const { run, documents } = world();
  await run('create', CREATE);
  const others = { recipients: `${ANNA.recipient},${EVE.recipient}` };
  const plan = await run('share', { ...as(ANNA), ...others });
  expect(plan.tables[0]?.rows).toEqual([
    [ANNA.recipient, 'stays'],
    [EVE.recipient, 'new'],
    [BEN.recipient, 'leaves'],
  ]);
  expect(await documents()).toHaveLength(1);
  const shared = await run('share', { ...as(ANNA), ...others, apply: 'true' });
  expect(shared.summary?.text).toContain('rotate the keys too');
  const [first, second] = await documents();
  expect(second?.document).toMatchObject({ key: first?.document.key, to: first?.document.to });
  await run('check', as(EVE));
  await expect(run('share', { ...as(EVE), recipients: EVE.recipient })).rejects.toThrow('there is one');
  const same = await run('share', { ...as(EVE), ...others, apply: 'true' });
  expect(same.summary?.verdict).toBe('nothing to write');
  expect(await documents()).toHaveLength(2);
});

test('rotate makes new keys; the former vault key is beside the new one, with the time until which it counts', async () => {
  const { run, documents, secrets } = world();
  await run('create', CREATE);
  const plan = await run('rotate', { ...as(BEN), ...CREATE, 'key-file': 'new.key', apply: 'false' });
  expect(plan.summary?.verdict).toBe('a plan');
  await run('rotate', { ...as(BEN), ...CREATE, 'key-file': 'new.key' });
  await run('rotate', { ...as(BEN), ...CREATE, 'key-file': 'newer.key' });
  const all = await documents();
  expect(all).toHaveLength(3);
  const { sealing, opening } = keysOfFile('newer.key');
  expect(all.at(-1)?.document.key).toBe(sealing.fingerprint);
  const again = await run('share', { ...as(ANNA), recipients: `${PEOPLE},${EVE.recipient}` });
  expect(again.summary?.text).toContain(`# vault ${all[0]?.document.key ?? ''}`);
  expect(opening.map(({ fingerprint }) => fingerprint)).toEqual(all.map(({ document }) => document.key).toReversed());
  const [, second = '', first = ''] = opening.map(({ until }) => until);
  expect(first < second).toBe(true);
  // The content keys are with people only.
  const shown = await run('check', as(ANNA));
  expect(shown.tables[1]?.rows).toHaveLength(6);
  expect(secrets).toContain(formatIdentity(sealing.identity));
});

test('who was left out opens former keys, and can neither share nor renew them as if they were the present ones', async () => {
  const { run, documents } = world();
  await run('create', CREATE);
  await run('rotate', {
    ...as(ANNA),
    ...CREATE,
    recipients: `${ANNA.recipient},${EVE.recipient}`,
    'key-file': 'new.key',
  });
  for (const [act, given] of [
    ['check', {}],
    ['share', { recipients: PEOPLE, apply: 'true' }],
    ['rotate', { ...CREATE, 'key-file': 'x.key' }],
  ] as const)
    await expect(run(act, { ...as(BEN), ...given })).rejects.toThrow('There are later keys');
  expect(await documents()).toHaveLength(2);
});

test('the keys themselves, as the age program prints them, are taken in place of an identity', async () => {
  const { run, documents } = world();
  await run('create', CREATE);
  const [stored] = await documents();
  if (stored === undefined) throw new Error('no document');
  const anna = parseVaultKey(formatIdentity(ANNA.identity), () => undefined);
  if (anna.kind !== 'identities') throw new Error('no identities');
  const chain = await openKeys(stored.document, anna, stored.key, () => undefined);
  const given = { 'vault-key': formatIdentityFile(chain ?? []) };
  expect((await run('check', given)).summary?.verdict).toBe('the keys open');
  await run('share', { ...given, recipients: `${ANNA.recipient},${EVE.recipient}`, apply: 'true' });
  expect((await run('check', as(EVE))).summary?.verdict).toBe('the keys open');
});

test.each([
  ['create', { recipients: PEOPLE }, 'key-file'],
  ['create', { 'key-file': 'x' }, 'recipients'],
  ['create', { recipients: PEOPLE, 'key-file': 'x', ...as(ANNA) }, 'vault-key'],
  ['share', { recipients: PEOPLE }, 'vault-key'],
  ['share', { recipients: PEOPLE, 'key-file': 'x', ...as(ANNA) }, 'key-file'],
  ['check', { recipients: PEOPLE, ...as(ANNA) }, 'recipients'],
  ['renew', {}, 'keys'],
])('%s with the wrong inputs: %#', async (keys, given: Record<string, string>, name) => {
  const attempt = async () => world().run(keys, given);
  await expect(attempt()).rejects.toThrow(thrown('bad-input'));
  await expect(attempt()).rejects.toThrow(name);
  await expect(attempt()).rejects.not.toThrow(/AGE-SECRET-KEY-1[A-Z0-9]/);
});
