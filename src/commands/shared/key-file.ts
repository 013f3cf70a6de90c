/** The file in which the secret for a workflow is handed over: it is in no log and on no terminal. */
import { open } from 'node:fs/promises';
import { HoldfastError } from '../../base/errors.ts';
import { explainSystemError } from '../../base/system-errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { KeyChain } from '../../vault/keys/document.ts';
import { formatIdentityFile, type VaultKey } from '../../vault/seal/keys.ts';
import type { Deps } from './command.ts';
import { namedPath } from './named-path.ts';

/**
 * Writes the vault key and former ones to the new file `key-file`, for this user alone. The content key is not in it: it is
 * for people, who open it from the vault.
 *
 * @param wrap if KMS wraps the keys: the text of an identity file to `kms:...`
 * @throws target-not-empty if there is something at its path
 */
export async function writeKeyFile(
  { keyFile = '' }: Inputs,
  deps: Deps,
  chain: KeyChain,
  wrap: WrapKeys | undefined,
): Promise<void> {
  const path = namedPath(keyFile, deps);
  const text = await keyFileText(chain, wrap);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explainSystemError(error) ?? error;
    throw new HoldfastError({
      code: 'target-not-empty',
      message: `key-file: there is something at ${keyFile} already. Nothing was made.`,
      fix: 'Name a file that does not exist yet.',
    });
  }
}

export type WrapKeys = (fingerprint: string, text: string) => Promise<string>;

async function keyFileText([key, , ...former]: KeyChain, wrap: WrapKeys | undefined): Promise<string> {
  // Of each former pair the first is the vault key of its time.
  const vaultKeys: VaultKey[] = [key, ...former.filter((_, index) => index % 2 === 0)];
  const identities = formatIdentityFile(vaultKeys);
  return [
    '# The vault key, for the secret HOLDFAST_VAULT_KEY of a workflow. Then delete this file: v1/keys/ of the vault',
    '# has it too, and the people whom it is sealed to open it there.',
    `# public key: ${key.recipient}`,
    wrap === undefined ? identities : `${await wrap(key.fingerprint, identities)}\n`,
  ].join('\n');
}
