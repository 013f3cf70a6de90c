/** Keys in the vault: documents for people, and which of them are believed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armor, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import type { Event } from '../../../src/base/events.ts';
import { keysKey } from '../../../src/vault/format/keys.ts';
import { type KeyChain, openKeys, parseKeysDocument, sealKeys } from '../../../src/vault/keys/document.ts';
import { hadKeys, openPersonalKeys, readKeyDocuments, writeKeys } from '../../../src/vault/keys/vault-keys.ts';
import {
  formatIdentity,
  formatIdentityFile,
  type IdentityFile,
  parseVaultKey,
  type VaultKey,
  vaultKey,
} from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { noise } from '../../support/bytes.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { thrown } from '../format/arbitraries.ts';

const keyOf = (seed: number, until?: string): VaultKey => vaultKey(new Identity(noise(32, seed)), until);
const [ANNA, BEN, EVE] = [keyOf(1), keyOf(2), keyOf(3)];
const CHAIN: KeyChain = [keyOf(10), keyOf(11)];
const UNTIL = '20261124T000000Z';
const ROTATED: KeyChain = [keyOf(20), keyOf(21), keyOf(10, UNTIL), keyOf(11, UNTIL)];
const FORGED: KeyChain = [keyOf(30), keyOf(31)];
const PEOPLE = [ANNA.recipient, BEN.recipient];

function person(...lines: readonly string[]): IdentityFile {
  const file = parseVaultKey(lines.join('\n'), () => undefined);
  if (file.kind !== 'identities') throw new Error('no identities');
  return file;
}
const secretOf = ({ identity }: VaultKey): string => formatIdentity(identity);
const shown = (chain: KeyChain) => chain.map(({ fingerprint, until }) => [fingerprint, until]);
const ignore = () => undefined;

const hasAge = spawnSync('age', ['--version']).status === 0 || process.env['CI'] !== undefined;

describe('documents', () => {
  test('each of the people opens one, nobody else does; all secrets in it are masked', async () => {
    const document = parseKeysDocument(await sealKeys(ROTATED, PEOPLE), 'It');
    expect(document).toMatchObject({
      format: 'holdfast-keys/1',
      key: ROTATED[0].fingerprint,
      to: ROTATED[1].fingerprint,
    });
    for (const one of [ANNA, BEN]) {
      const masked: string[] = [];
      const chain = await openKeys(document, person(secretOf(one)), 'It', (secret) => masked.push(secret));
      expect(chain && shown(chain)).toEqual(shown(ROTATED));
      expect(masked).toEqual(ROTATED.map(secretOf));
    }
    expect(await openKeys(document, person(secretOf(EVE)), 'It', ignore)).toBeUndefined();
    expect(await openKeys(document, person(secretOf(EVE), secretOf(BEN)), 'It', ignore)).toBeDefined();
  });

  (hasAge ? test : test.skip)('the age program opens one, and prints an identity file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-'));
    try {
      writeFileSync(join(folder, 'me'), secretOf(BEN), { mode: 0o600 });
      const { identities } = parseKeysDocument(await sealKeys(ROTATED, PEOPLE), 'It');
      const printed = execFileSync('age', ['-d', '-i', 'me'], { cwd: folder, input: identities, encoding: 'utf8' });
      expect(printed).toBe(formatIdentityFile(ROTATED));
      expect(person(printed).keys.map(({ until }) => until)).toEqual([undefined, undefined, UNTIL, UNTIL]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('people may have keys that are safe from quantum computers; plugins are for the age program', async () => {
    const identity = await generateHybridIdentity();
    const recipients = [ANNA.recipient, await identityToRecipient(identity)];
    const document = parseKeysDocument(await sealKeys(CHAIN, recipients), 'It');
    expect(await openKeys(document, person(identity), 'It', ignore)).toBeDefined();
    await expect(openKeys(document, person('AGE-PLUGIN-YUBIKEY-1QQQ'), 'It', ignore)).rejects.toThrow(
      thrown('bad-vault-key'),
    );
  });

  test.each([
    [[], 'there are none'],
    [[ANNA.recipient], 'there is one'],
    [[ANNA.recipient, ANNA.recipient], 'twice'],
    [[ANNA.recipient, CHAIN[1].recipient], 'a key of this vault itself'],
    [[ANNA.recipient, 'age1anna'], 'not a recipient'],
    [[ANNA.recipient, 'anna@example.com'], 'not a recipient'],
    [Array.from({ length: 21 }, (_, seed) => keyOf(100 + seed).recipient), 'there are 21, more than 20'],
  ])('recipients that are refused: %#', async (recipients, message) => {
    await expect(sealKeys(CHAIN, recipients)).rejects.toThrow(message);
    await expect(sealKeys(CHAIN, recipients)).rejects.toThrow(thrown('bad-input'));
  });

  test('a secret key among the recipients is not shown', async () => {
    const error: unknown = await sealKeys(CHAIN, [ANNA.recipient, secretOf(BEN)]).catch((each: unknown) => each);
    expect(String(error)).toContain('secret key');
    expect(String(error)).not.toContain(secretOf(BEN).slice(20));
  });

  test('what names other keys than it holds, or holds no keys, is damaged', async () => {
    const document = parseKeysDocument(await sealKeys(CHAIN, PEOPLE), 'It');
    const forge = async (text: string, more = {}) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(ANNA.recipient);
      return { ...document, ...more, identities: armor.encode(await encrypter.encrypt(text)) };
    };
    const forgeries = [
      { ...document, key: EVE.fingerprint },
      { ...document, to: EVE.fingerprint },
      await forge('hunter2'),
      await forge(secretOf(CHAIN[0])),
      await forge(`# until ${UNTIL}\n${formatIdentityFile(CHAIN)}`),
    ];
    for (const forgery of forgeries)
      await expect(openKeys(forgery, person(secretOf(ANNA)), 'It', ignore)).rejects.toThrow(thrown('corrupt-keys'));
  });

  test.each(['', '{}', 'null', '{"format":"holdfast-keys/2"}', `{"x":"${'x'.repeat(65_536)}"}`])(
    'what is no document is refused: %#',
    (text) => {
      expect(() => parseKeysDocument(Buffer.from(text), 'It')).toThrow(thrown('corrupt-keys'));
    },
  );
});

describe('in the vault', () => {
  function vault() {
    let seconds = 0;
    const now = () => new Date(Date.UTC(2026, 10, 23) + 1000 * seconds++);
    const { store, objects } = memoryStore(now);
    const events: Event[] = [];
    const emit = (event: Event) => void events.push(event);
    const write = async (chain: KeyChain, recipients = PEOPLE) =>
      writeKeys(store, now(), await sealKeys(chain, recipients));
    const open = (...lines: readonly string[]) => openPersonalKeys(store, person(...lines), { emit, mask: ignore });
    const classes = () => events.flatMap((event) => ('class' in event ? [event.class] : []));
    return { store, objects, now, emit, write, open, classes };
  }

  test('the newest document is opened; who joined later opens it too', async () => {
    const { store, write, open, classes } = vault();
    expect(await hadKeys(store)).toBe(false);
    await write(CHAIN);
    const newest = await write(ROTATED, [...PEOPLE, EVE.recipient]);
    expect(await hadKeys(store)).toBe(true);
    for (const one of [ANNA, EVE]) {
      const opened = await open(secretOf(one));
      expect(opened.newest.key).toBe(newest);
      expect(shown(opened.newest.chain)).toEqual(shown(ROTATED));
      expect(opened.documents).toHaveLength(2);
    }
    expect(classes()).toEqual([]);
  });

  test('what somebody else sealed to the same people is passed over, whatever its time', async () => {
    const { store, write, open, classes } = vault();
    await write(CHAIN);
    await write(FORGED);
    await writeKeys(store, new Date(0), await sealKeys([FORGED[0], CHAIN[1]], PEOPLE));
    expect(shown((await open(secretOf(ANNA))).newest.chain)).toEqual(shown(CHAIN));
    // The one that claims to be old is behind the right one.
    expect(classes()).toEqual(['foreign-keys']);
  });

  test('a line "# vault" in her own file names the vault, also where the first document is gone', async () => {
    const { objects, write, open } = vault();
    const pin = `# vault ${CHAIN[0].fingerprint}`;
    const first = await write(CHAIN);
    await write(FORGED);
    objects.delete(first);
    expect(shown((await open(secretOf(ANNA))).newest.chain)).toEqual(shown(FORGED));
    await expect(open(pin, secretOf(ANNA))).rejects.toThrow(thrown('bad-vault-key'));
    await write(ROTATED);
    expect(shown((await open(pin, secretOf(ANNA))).newest.chain)).toEqual(shown(ROTATED));
    await expect(open(`# vault ${EVE.fingerprint}`, secretOf(ANNA))).rejects.toThrow(thrown('bad-vault-key'));
  });

  test('an identity that opens nothing, and a vault without keys, are told', async () => {
    const { write, open } = vault();
    await expect(open(secretOf(ANNA))).rejects.toThrow('This vault has no keys');
    await write(CHAIN);
    await expect(open(secretOf(EVE))).rejects.toThrow('No keys of this vault are sealed to the given identity');
    await expect(open(secretOf(EVE))).rejects.toThrow(EVE.fingerprint);
  });

  test('what is no document is passed over with a warning: other names, other bytes, too many bytes', async () => {
    const { store, objects, now, emit, write, classes } = vault();
    const key = await write(CHAIN);
    await store.putNew('v1/keys/readme', Buffer.from('x'));
    await store.putNew(keysKey(now(), Buffer.from('{}')), Buffer.from('{}'));
    const large = Buffer.alloc(65_537, ' ');
    await store.putNew(keysKey(now(), large), large);
    const document = await sealKeys(FORGED, PEOPLE);
    const stored = await writeKeys(store, now(), document);
    objects.set(stored, { body: await sealKeys(CHAIN, PEOPLE), lastModified: now() });
    expect((await readKeyDocuments(store, emit)).map((each) => each.key)).toEqual([key]);
    expect(classes()).toEqual(Array(4).fill('corrupt-keys'));
  });
});
