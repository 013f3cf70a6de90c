/** Keys as text, and the HMAC of roots under them. */
import fc from 'fast-check';
import { inspect } from 'node:util';
import {
  fingerprintOf,
  formatIdentity,
  parseRecipient,
  parseVaultKey,
  vaultKey,
  vaultKeysOf,
  wrappedFingerprint,
  type IdentityFile,
} from '../../../src/vault/seal/keys.ts';
import { isRootMac, rootMac } from '../../../src/vault/seal/root-mac.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { thrown } from '../format/arbitraries.ts';

/** The vector of the design: the bytes 01 to 20 (hex). */
const VECTOR = {
  secret: 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE',
  recipient: 'age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72',
  fingerprint: '08be760263bec4d1',
  mac: '5cb8c90deac9ddf5da3efd6ececdc104499e510016769da0a15fccd681dff493',
};
const identity = new Identity(Buffer.from(Array.from({ length: 32 }, (_, index) => index + 1)));
const second = vaultKey(new Identity(Buffer.alloc(32, 7)));
const SECOND = formatIdentity(second.identity);

function parse(text: string): IdentityFile & { readonly masked: readonly string[] } {
  const masked: string[] = [];
  const file = parseVaultKey(text, (line) => masked.push(line));
  if (file.kind !== 'identities') throw new Error('no identities');
  return { ...file, masked };
}

test('the vector: texts, fingerprint and HMAC of one key', () => {
  expect(formatIdentity(identity)).toBe(VECTOR.secret);
  expect(vaultKey(identity)).toMatchObject({ recipient: VECTOR.recipient, fingerprint: VECTOR.fingerprint });
  expect(rootMac(identity, Buffer.from('holdfast')).toString('hex')).toBe(VECTOR.mac);
  expect(Buffer.from(parseRecipient(VECTOR.recipient, 'vault-recipient').recipient.bytes)).toEqual(
    identity.recipient.bytes,
  );
});

test('the HMAC of another key, of other bytes, or cut short is wrong', () => {
  const bytes = Buffer.from('holdfast');
  const mac = rootMac(identity, bytes);
  expect(isRootMac(mac, identity, bytes)).toBe(true);
  expect(isRootMac(mac, second.identity, bytes)).toBe(false);
  expect(isRootMac(mac, identity, Buffer.from('holdfasu'))).toBe(false);
  expect(isRootMac(mac.subarray(1), identity, bytes)).toBe(false);
});

test('any key comes back from its text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secret) => {
      const key = vaultKey(new Identity(secret));
      expect(vaultKeysOf(parse(formatIdentity(key.identity))).sealing.identity.secretBytes()).toEqual(
        Buffer.from(secret),
      );
      expect(parseRecipient(key.recipient, 'x').fingerprint).toBe(fingerprintOf(key.recipient));
    }),
  );
});

describe('vault-key', () => {
  test('an identity file with comments, CRLF and former keys', () => {
    const text = `\uFEFF# created: 2026-11-23\r\n# public key: age1...\r\n# vault ${VECTOR.fingerprint}\r\n\r\n${VECTOR.secret}\r\n# until 20261123T010203Z\r\n${SECOND}\r\n`;
    const file = parse(text);
    const { sealing, opening } = vaultKeysOf(file);
    expect(sealing.fingerprint).toBe(VECTOR.fingerprint);
    expect(sealing).not.toHaveProperty('until');
    expect(opening.map(({ fingerprint, until }) => [fingerprint, until])).toEqual([
      [VECTOR.fingerprint, undefined],
      [second.fingerprint, '20261123T010203Z'],
    ]);
    expect(file.firstKey).toBe(VECTOR.fingerprint);
    expect(file.masked).toEqual([VECTOR.secret, SECOND]);
  });

  test('"until" is said of the next key only, and a key that is there twice counts once', () => {
    const third = formatIdentity(new Identity(Buffer.alloc(32, 9)));
    const { keys } = parse([VECTOR.secret, '# until 20261123T010203Z', SECOND, third, VECTOR.secret].join('\n'));
    expect(keys.map(({ until }) => until)).toEqual([undefined, '20261123T010203Z', undefined]);
  });

  test('identities of other kinds are kept as text, and are no key of a vault', () => {
    const file = parse('AGE-PLUGIN-YUBIKEY-1QQQ\nAGE-SECRET-KEY-PQ-1QQQ');
    expect(file.lines).toHaveLength(2);
    expect(() => vaultKeysOf(file)).toThrow('holds no X25519 key');
  });

  test('a key that KMS has wrapped', () => {
    const masked: string[] = [];
    const text = `kms:${VECTOR.fingerprint}:AQID\n`;
    expect(parseVaultKey(text, (line) => masked.push(line))).toEqual({
      kind: 'kms',
      fingerprint: VECTOR.fingerprint,
      wrapped: Buffer.from([1, 2, 3]),
    });
    expect(masked).toEqual([text.trim()]);
    expect(wrappedFingerprint(`# for CI\n${text}`)).toBe(VECTOR.fingerprint);
    expect(wrappedFingerprint(VECTOR.secret)).toBeUndefined();
  });

  const damaged = VECTOR.secret.replace('QYPQ', 'QYPP');
  test.each([
    ['', 'is empty'],
    [' \r\n ', 'is empty'],
    ['# a comment', 'holds only comments'],
    ['hunter2', 'line that is neither'],
    [damaged, 'checksum is wrong (line 1)'],
    [VECTOR.secret.toLowerCase(), 'line that is neither'],
    [`${VECTOR.secret}\n${VECTOR.secret.slice(0, -1)}`, '(line 2)'],
    [VECTOR.recipient, 'the public half'],
    ['-----BEGIN AGE ENCRYPTED FILE-----\nx', 'open it with age first'],
    ['age-encryption.org/v1\nx', 'open it with age first'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nx', 'such as SSH'],
    [`${VECTOR.secret}\nkms:${VECTOR.fingerprint}:AQID`, 'mixes kms:'],
    ['kms:08be:AQID', 'is not kms:'],
    [`kms:${VECTOR.fingerprint}:A`, 'is not kms:'],
    [`kms:${VECTOR.fingerprint}:`, 'is not kms:'],
    [`kms:${VECTOR.fingerprint}:${Buffer.alloc(8193).toString('base64')}`, 'longer than anything'],
    [`# until tomorrow\n${VECTOR.secret}`, 'after "# until" (line 1)'],
    [`# vault x\n${VECTOR.secret}`, 'after "# vault" (line 1)'],
    [`#\n`.repeat(1001), 'more than 1000'],
  ])('%j is refused', (text, message) => {
    const masked: string[] = [];
    const run = () => parseVaultKey(text, (line) => masked.push(line));
    expect(run).toThrow(thrown('bad-vault-key'));
    expect(run).toThrow(message);
    const shown = inspectThrown(run);
    for (const line of masked) if (line.length > 3) expect(shown).not.toContain(line);
  });

  test('a former key does not seal', () => {
    expect(() => vaultKeysOf(parse(`# until 20261123T010203Z\n${VECTOR.secret}`))).toThrow('begins with a former key');
  });

  test('no object with a secret shows it in a log or as JSON', () => {
    const key = vaultKey(identity);
    for (const text of [JSON.stringify(key), inspect(key, { depth: null, showHidden: true })]) {
      expect(text).not.toContain('AGE-SECRET-KEY');
      expect(text).not.toMatch(/01,? ?02,? ?03,? ?04/);
      expect(text).not.toMatch(/1,2,3,4,5/);
    }
  });
});

function inspectThrown(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return inspect(error, { depth: null, showHidden: true });
  }
}

describe('vault-recipient', () => {
  test.each([
    '',
    'age1',
    VECTOR.recipient.toUpperCase(),
    `${VECTOR.recipient} `,
    VECTOR.recipient.replace('q73', 'q7q'),
  ])('%j is refused', (text) => {
    expect(() => parseRecipient(text, 'vault-recipient')).toThrow(thrown('bad-input'));
  });

  test('a secret key in its place is not shown', () => {
    const run = () => parseRecipient(VECTOR.secret, 'vault-recipient');
    expect(run).toThrow('holds a secret key');
    expect(inspectThrown(run)).not.toContain(VECTOR.secret.slice(20));
  });
});
