/** Documents of `v1/keys/`: the keys of a vault, sealed to people. */
import * as v from 'valibot';
import { EXIT, HoldfastError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { formatIdentityFile, type IdentityFile, isFingerprint, parseVaultKey, type VaultKey } from '../seal/keys.ts';

/**
 * One is written whenever people or keys change; none is ever changed. Of the fields only `identities` is proved, by what
 * it holds: anybody who may write could have written the others.
 */
const fingerprint = v.pipe(v.string(), v.check(isFingerprint));
const schema = v.looseObject({
  format: v.literal('holdfast-keys/1'),
  /** Fingerprint of the vault key K. */
  key: fingerprint,
  /** Fingerprint of the content key V, to which packs are sealed. */
  to: fingerprint,
  /** `age1...`: who can open `identities`. */
  recipients: v.pipe(v.array(v.string()), v.maxLength(LIMITS.keysMaxRecipients)),
  /** An armored age file: an identity file with K, V, and the former pairs. */
  identities: v.string(),
});
export type KeysDocument = v.InferOutput<typeof schema>;

/** K and V of a vault, then former pairs, each key of them with its `until`. */
export type KeyChain = readonly [key: VaultKey, content: VaultKey, ...former: VaultKey[]];

/** @throws bad-input for recipients that are none, too few or too many */
export async function sealKeys(chain: KeyChain, recipients: readonly string[]): Promise<Buffer> {
  requirePeople(recipients, chain);
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (error) {
      throw badPeople(`${JSON.stringify(recipient.slice(0, 200))} is not a recipient that age knows`, error);
    }
  }
  const [{ fingerprint: key }, { fingerprint: to }] = chain;
  const identities = armor.encode(await encrypter.encrypt(formatIdentityFile(chain)));
  const document: KeysDocument = { format: 'holdfast-keys/1', key, to, recipients: [...recipients], identities };
  const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
  if (bytes.length > LIMITS.keysMaxBytes)
    throw badPeople(`the document would have ${String(bytes.length)} bytes, more than ${String(LIMITS.keysMaxBytes)}`);
  return bytes;
}

/** One person alone could lose a whole vault with one disk. */
function requirePeople(recipients: readonly string[], chain: readonly VaultKey[]): void {
  const people = new Set(recipients).size;
  if (people !== recipients.length) throw badPeople('one of them is there twice');
  if (people < 2)
    throw badPeople(`there ${people === 1 ? 'is one' : 'are none'}, and whoever loses the only key loses every backup`);
  if (people > LIMITS.keysMaxRecipients)
    throw badPeople(`there are ${String(people)}, more than ${String(LIMITS.keysMaxRecipients)}`);
  if (chain.some(({ recipient }) => recipients.includes(recipient)))
    throw badPeople('one of them is a key of this vault itself, which protects nothing');
  if (recipients.some((recipient) => /^AGE-(?:SECRET-KEY|PLUGIN)/i.test(recipient)))
    throw new HoldfastError({
      code: 'bad-input',
      message: 'recipients: one of them is a secret key. Treat it as leaked.',
      fix: 'Give the public half, age1..., which age-keygen -y prints.',
    });
}

function badPeople(problem: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `recipients: ${problem}.`,
    fix: 'List everybody who shall be able to open the keys: age1..., two people at least. Each makes a key with age-keygen and gives only the line "public key".',
    cause,
  });
}

/** @throws corrupt-keys */
export function parseKeysDocument(bytes: Uint8Array, name: string): KeysDocument {
  try {
    if (bytes.length > LIMITS.keysMaxBytes) throw new Error(`it has ${String(bytes.length)} bytes`);
    return v.parse(schema, JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw corrupt(name, error);
  }
}

/**
 * Opens a document with the identities of a person.
 * @returns undefined if it is not sealed to any of them
 * @throws corrupt-keys if what it holds are not the keys that it names
 */
export async function openKeys(
  document: KeysDocument,
  person: IdentityFile,
  name: string,
  mask: (secret: string) => void,
): Promise<KeyChain | undefined> {
  const { armor, Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  try {
    for (const identity of person.lines) decrypter.addIdentity(identity);
  } catch {
    throw unsupported();
  }
  let text: string;
  try {
    text = await decrypter.decrypt(armor.decode(document.identities), 'text');
  } catch {
    return undefined;
  }
  try {
    return chainOf(document, parseVaultKey(text, mask));
  } catch (error) {
    throw corrupt(name, error);
  }
}

function unsupported(): HoldfastError {
  return new HoldfastError({
    code: 'bad-vault-key',
    message: 'vault-key holds an identity of a plugin, which only the age program can use.',
    fix: 'Open the keys with it, and give what it prints as vault-key: jq -r .identities DOCUMENT | age -d -i IDENTITY',
    exitCode: EXIT.badInput,
  });
}

function chainOf({ key, to }: KeysDocument, file: ReturnType<typeof parseVaultKey>): KeyChain {
  if (file.kind !== 'identities') throw new Error('it holds no identities');
  const [first, second, ...former] = file.keys;
  if (first?.fingerprint !== key || second?.fingerprint !== to) throw new Error('it holds other keys than it names');
  if (first.until !== undefined || second.until !== undefined) throw new Error('it holds former keys only');
  return [first, second, ...former];
}

function corrupt(name: string, cause: unknown): HoldfastError {
  return new HoldfastError({
    code: 'corrupt-keys',
    message: `${name} is not a document of keys: ${messageOf(cause).slice(0, 300)}.`,
    cause,
  });
}
