/** How a run seals what it writes, and when it must not write without a key. */
import { EXIT, HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import type { Store } from '../../store/store.ts';
import type { Seal } from '../format/sealed-root.ts';
import { readKeyDocuments, type StoredKeys } from '../keys/vault-keys.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { sealBlob } from '../seal/age-blob.ts';
import type { VaultKey } from '../seal/keys.ts';
import type { Recipient } from '../seal/x25519.ts';

/** Whom packs are sealed to. */
export interface PackRecipient {
  readonly recipient: Recipient;
  readonly fingerprint: string;
}

/** Of a run that seals. */
export interface Sealing {
  readonly seal: Seal;
  /** The vault key. */
  readonly key: VaultKey;
  readonly sealPack: (content: Buffer) => Buffer;
}

/** The inputs decide, never the vault: with keys everything is sealed. @param to the vault key itself by default */
export function sealingOf(store: Store, to: PackRecipient | undefined): Sealing | undefined {
  const key = keysOf(store)?.sealing;
  if (key === undefined && to !== undefined) throw recipientAlone();
  if (key === undefined) return undefined;
  const { recipient, fingerprint } = to ?? { recipient: key.identity.recipient, fingerprint: key.fingerprint };
  return {
    seal: { kind: 'age-x25519', key: key.fingerprint, to: fingerprint },
    key,
    sealPack: (content) => sealBlob(content, recipient, { check: 'ends' }),
  };
}

function recipientAlone(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'vault-recipient: given without vault-key.',
    why: 'A missing secret is an empty input: without this error, content would be stored in the open.',
    fix: 'Give both, or none of them.',
    exitCode: EXIT.badInput,
  });
}

/**
 * For a first backup, which has no snapshot to tell from whether its series is a sealed one: a vault with keys is one, and
 * a secret that is missing is an empty input.
 * @throws sealed without keys; bad-vault-key if the vault's keys are others
 */
export async function checkVaultKeys(
  store: Store,
  seal: Seal | undefined,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const documents = await readKeyDocuments(store, emit, signal);
  if (documents.length === 0) return;
  if (seal === undefined)
    throw new HoldfastError({
      code: 'sealed',
      message: 'This vault has keys, and no vault-key was given: nothing is stored in the open.',
      why: 'A secret that is missing in a workflow is an empty input, and looks like none.',
      fix: 'Pass the secret as vault-key. A series that is to be an open one needs a vault of its own (another prefix).',
    });
  if (documents.some(({ document: { key, to } }) => key === seal.key && to === seal.to)) return;
  const own = keysOf(store)?.sealing.recipient ?? '';
  const { key, to } = (documents.at(-1) as StoredKeys).document;
  if (documents.some(({ document: { recipients } }) => recipients.includes(own)))
    throw new HoldfastError({
      code: 'bad-vault-key',
      message: `vault-key is the identity of a person (${seal.key}), and a backup takes the vault key itself (${key}).`,
      why: 'What a backup seals to is what its workflow says: it opens nothing below v1/keys/, and a machine that backs up needs no key that reads.',
      fix: `Give the text that \`holdfast keys create\` or \`rotate\` wrote to key-file, with the vault-recipient of ${to}. If it is gone, a person opens it: docs/sealing.md, "Lost or leaked". To list, verify or restore, your own identity is the right one.`,
      exitCode: EXIT.badInput,
    });
  throw new HoldfastError({
    code: 'bad-vault-key',
    message: `No document below v1/keys/ names the key ${seal.key} with content for ${seal.to}.`,
    why: 'What is sealed to a key that nobody keeps is lost together with the secret of the workflow.',
    fix: 'Give the vault-key and vault-recipient of this vault.',
    exitCode: EXIT.badInput,
  });
}
