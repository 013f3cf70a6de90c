/** Keys as text: what `vault-key` and `vault-recipient` hold, and the fingerprints that name keys. */
import { bech32 } from '@scure/base';
import { hash } from 'node:crypto';
import { EXIT, HoldfastError } from '../../base/errors.ts';
import { Identity, Recipient } from './x25519.ts';

/** A key that opens and, unless it has an `until`, seals. */
export interface VaultKey {
  readonly identity: Identity;
  /** `age1...`: its public half as text. */
  readonly recipient: string;
  /** First 16 hex digits of the SHA-256 of `recipient`. */
  readonly fingerprint: string;
  /** `20261123T010203Z`, of a former key: it proves no root of a later time. */
  readonly until?: string;
}

/** Keys of one vault: the first is the vault key K, the second may be the content key V, the others are former ones. */
export interface VaultKeys {
  readonly sealing: VaultKey;
  /** All of them, `sealing` first. */
  readonly opening: readonly VaultKey[];
}

/** The lines of an identity file. */
export interface IdentityFile {
  readonly kind: 'identities';
  /** X25519 keys, in their order: keys of a vault, or of a person. */
  readonly keys: readonly VaultKey[];
  /** All identities as text, also those of other kinds, which no vault has, but a person may. */
  readonly lines: readonly string[];
  /** `# vault <fp>`: the fingerprint of the first vault key that this vault ever had. */
  readonly firstKey?: string;
}

/** A vault key that a key of AWS KMS has wrapped. */
export interface WrappedKey {
  readonly kind: 'kms';
  /** Of the vault key inside; the encryption context of the call that unwraps it. */
  readonly fingerprint: string;
  readonly wrapped: Buffer;
}

const IDENTITY_HRP = 'age-secret-key-';
const RECIPIENT_HRP = 'age';
/** Of post-quantum and other keys that age knows and vaults do not. */
const OTHER_IDENTITY = /^AGE-(?:SECRET-KEY-PQ|PLUGIN-[A-Z0-9-]+)-1[A-Z0-9]+$/;
const FINGERPRINT = /^[0-9a-f]{16}$/;
/** As in keys and headers; it is compared as text. */
const UTC = /^\d{8}T\d{6}Z$/;
const KMS = /^kms:([^:]*):(.*)$/;
/** More lines are no file of keys. */
const MAX_LINES = 1000;
/** What KMS gives for an identity file of a few lines is shorter. */
const MAX_WRAPPED_BYTES = 8192;

/**
 * Reads the text of `vault-key`: an identity file, or `kms:<fingerprint>:<base64>`.
 * @param mask told each line with a secret before it is looked at, so that no log shows it
 * @throws bad-vault-key, which never shows a secret
 */
export function parseVaultKey(text: string, mask: (secret: string) => void): IdentityFile | WrappedKey {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  for (const line of lines) if (line !== '' && !line.startsWith('#')) mask(line);
  if (lines.length > MAX_LINES) throw bad(`has ${String(lines.length)} lines, more than ${String(MAX_LINES)}`);
  if (lines.every((line) => line === '')) throw bad('is empty');
  const [first, ...more] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return first?.startsWith('kms:') === true && more.length === 0 ? parseWrapped(first) : parseIdentityFile(lines);
}

/** The keys of a vault that an identity file holds. @throws bad-vault-key if it holds none, or begins with a former one */
export function vaultKeysOf(file: Pick<IdentityFile, 'keys'>): VaultKeys {
  const [sealing] = file.keys;
  if (sealing === undefined) throw bad('holds no X25519 key (AGE-SECRET-KEY-1...)');
  if (sealing.until !== undefined)
    throw bad('begins with a former key, after a line "# until": the present one is first');
  return { sealing, opening: file.keys };
}

function parseIdentityFile(lines: readonly string[]): IdentityFile {
  const keys: VaultKey[] = [];
  const identities: string[] = [];
  let firstKey: string | undefined;
  let until: string | undefined;
  for (const [index, line] of lines.entries()) {
    const where = `line ${String(index + 1)}`;
    if (line === '') continue;
    if (line.startsWith('#')) {
      until = commentValue(line, 'until', (text) => UTC.test(text), where) ?? until;
      firstKey = commentValue(line, 'vault', isFingerprint, where) ?? firstKey;
    } else if (OTHER_IDENTITY.test(line)) {
      identities.push(line);
    } else {
      const key = vaultKey(parseIdentity(line, where), until);
      identities.push(line);
      if (!keys.some(({ fingerprint }) => fingerprint === key.fingerprint)) keys.push(key);
      until = undefined;
    }
  }
  if (identities.length === 0) throw bad('holds only comments');
  return { kind: 'identities', keys, lines: identities, ...(firstKey === undefined ? {} : { firstKey }) };
}

/** The value of `# until <utc>` and `# vault <fp>`. A comment that begins so and goes on otherwise is an error. */
function commentValue(
  line: string,
  name: string,
  isValue: (text: string) => boolean,
  where: string,
): string | undefined {
  const [, found, value] = /^#\s*(until|vault)\s+(\S+)$/.exec(line) ?? [];
  if (found !== name || value === undefined) return undefined;
  if (!isValue(value)) throw bad(`has a value that is not valid after "# ${name}" (${where})`);
  return value;
}

function parseIdentity(line: string, where: string): Identity {
  const secret = line.startsWith('AGE-SECRET-KEY-1') ? decodeBech32(IDENTITY_HRP, line) : undefined;
  if (secret === undefined) throw bad(`${whyNoIdentity(line)} (${where})`);
  return new Identity(secret);
}

/** What was given instead of an identity, without showing it. */
function whyNoIdentity(line: string): string {
  if (line.startsWith('AGE-SECRET-KEY-1')) return 'holds a secret key with a mistake in it: its checksum is wrong';
  if (line.startsWith('age1')) return 'holds a recipient, the public half; the secret one begins with AGE-SECRET-KEY-1';
  if (line.startsWith('-----BEGIN AGE') || line.startsWith('age-encryption.org'))
    return 'is an encrypted file: open it with age first';
  if (line.startsWith('-----BEGIN') || line.startsWith('ssh-')) return 'is a key of another kind, such as SSH';
  if (line.startsWith('kms:')) return 'mixes kms: with other lines';
  return 'has a line that is neither AGE-SECRET-KEY-1... nor a comment';
}

/** The fingerprint in the text of `vault-key`, where KMS has wrapped it: known before any credentials are. */
export function wrappedFingerprint(text: string): string | undefined {
  return /^kms:([0-9a-f]{16}):/m.exec(text)?.[1];
}

function parseWrapped(line: string): WrappedKey {
  const [, fingerprint = '', base64 = ''] = KMS.exec(line) ?? [];
  const wrapped = Buffer.from(base64, 'base64');
  if (!isFingerprint(fingerprint) || wrapped.length === 0 || wrapped.toString('base64') !== base64)
    throw bad('is not kms:<16 hex digits>:<base64>');
  if (wrapped.length > MAX_WRAPPED_BYTES) throw bad('is longer than anything that KMS gives');
  return { kind: 'kms', fingerprint, wrapped };
}

/** A recipient and its fingerprint. @throws bad-input if it is none; @param what names the input */
export function parseRecipient(
  text: string,
  what: string,
): { readonly recipient: Recipient; readonly fingerprint: string } {
  const bytes = decodeBech32(RECIPIENT_HRP, text);
  if (bytes !== undefined && text.startsWith('age1')) {
    return { recipient: new Recipient(bytes), fingerprint: fingerprintOf(text) };
  }
  const isSecret = /AGE-SECRET-KEY/i.test(text);
  throw new HoldfastError({
    code: 'bad-input',
    message: isSecret
      ? `${what} holds a secret key. Treat it as lost: it may stand in a log now.`
      : `${what} is not an X25519 recipient of age: ${JSON.stringify(text.slice(0, 100))}`,
    fix: 'Give the public half, age1..., which age-keygen -y prints.',
  });
}

/** The first 16 hex digits of the SHA-256 of the public text `age1...`. */
export function fingerprintOf(recipient: string): string {
  return hash('sha256', recipient, 'hex').slice(0, 16);
}

export function isFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}

export function vaultKey(identity: Identity, until?: string): VaultKey {
  const recipient = formatRecipient(identity.recipient);
  const key = { identity, recipient, fingerprint: fingerprintOf(recipient) };
  return until === undefined ? key : { ...key, until };
}

/** `age1...` */
function formatRecipient({ bytes }: Recipient): string {
  return bech32.encode(RECIPIENT_HRP, bech32.toWords(bytes));
}

/** `AGE-SECRET-KEY-1...`: a secret. */
export function formatIdentity(identity: Identity): string {
  return bech32.encode(IDENTITY_HRP, bech32.toWords(identity.secretBytes())).toUpperCase();
}

/** An identity file that `parseVaultKey` reads as these keys. */
export function formatIdentityFile(keys: readonly VaultKey[]): string {
  const lines = keys.flatMap(({ identity, until }) => [
    ...(until === undefined ? [] : [`# until ${until}`]),
    formatIdentity(identity),
  ]);
  return `${lines.join('\n')}\n`;
}

/** The 32 bytes of a key; undefined if it is not one of this kind, or its checksum is wrong. */
function decodeBech32(prefix: string, text: string): Uint8Array | undefined {
  const decoded = bech32.decodeUnsafe(text);
  const bytes = decoded?.prefix === prefix ? bech32.fromWordsUnsafe(decoded.words) : undefined;
  return bytes instanceof Uint8Array && bytes.length === 32 ? bytes : undefined;
}

function bad(problem: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-vault-key',
    message: `vault-key ${problem}.`,
    fix: 'Pass the lines of an age identity file: AGE-SECRET-KEY-1..., one a line.',
    exitCode: EXIT.badInput,
  });
}
