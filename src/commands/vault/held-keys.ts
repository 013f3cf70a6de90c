/** The keys that the input `vault-key` stands for: its own lines, what KMS unwraps, or what a person's identity opens. */
import { firstRegionOf } from '../../aws/credentials/partition.ts';
import type { Credentials } from '../../aws/credentials/credentials.ts';
import type { KmsDeps } from '../../aws/kms/client.ts';
import { EXIT, HoldfastError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { createNetwork } from '../../net/network.ts';
import type { Store } from '../../store/store.ts';
import {
  type IdentityFile,
  parseVaultKey,
  vaultKeysOf,
  type VaultKeys,
  type WrappedKey,
} from '../../vault/seal/keys.ts';
import type { Deps } from '../shared/command.ts';

/**
 * A backup takes the lines as they are, and asks the vault for nothing: what it seals to is what the workflow says. The other
 * modes take a person's own identity too, and open the keys below `v1/keys/` with it.
 *
 * @param store of the vault, which says what below `v1/keys/` can be believed
 * @returns undefined without `vault-key`
 * @throws bad-vault-key, kms-failed
 */
export async function heldKeys(
  store: Store,
  credentials: Credentials,
  { vaultKey, mode }: Pick<Inputs, 'vaultKey' | 'mode'>,
  deps: Deps,
): Promise<VaultKeys | undefined> {
  // Mode keys takes a person's own identity alone, and opens no snapshot.
  if (vaultKey === undefined || mode === 'keys') return undefined;
  const given = parseVaultKey(vaultKey, deps.mask);
  if (given.kind === 'kms') return unwrapped(given, kmsDeps(credentials, deps), deps);
  return mode === 'backup' ? vaultKeysOf(given) : ownOrPersonal(store, given, deps);
}

/** The keys themselves where a document of the vault names one of them, or where there is none; else a person's identity. */
async function ownOrPersonal(store: Store, given: IdentityFile, deps: Deps): Promise<VaultKeys> {
  const { choosePersonalKeys, readAllKeyDocuments } = await import('../../vault/keys/vault-keys.ts');
  const all = await readAllKeyDocuments(store, deps.emit, deps.signal);
  const documents = all.filter(({ isDeleted }) => !isDeleted);
  const named = new Set(all.flatMap(({ document: { key, to } }) => [key, to]));
  if (all.length === 0 || given.keys.some(({ fingerprint }) => named.has(fingerprint))) return vaultKeysOf(given);
  if (documents.length === 0) throw keysDeleted(all.map(({ key }) => key));
  const { newest, unopened } = await choosePersonalKeys(all, given, deps);
  if (unopened.length > 0)
    deps.emit({
      type: 'warning',
      class: 'later-keys',
      message: `There are later keys than those that this identity opens: ${unopened.map(({ key }) => key).join(', ')}.`,
      fix: 'What was sealed with them cannot be read: somebody who can open them shares them with `holdfast keys share`.',
    });
  return vaultKeysOf({ keys: newest.chain });
}

function keysDeleted(keys: readonly string[]): HoldfastError {
  return new HoldfastError({
    code: 'bad-vault-key',
    message: `The keys of this vault were deleted: ${keys.join(', ')} under a delete marker, and nothing else is below v1/keys/.`,
    why: 'What is given as vault-key is none of them, and a personal identity opens nothing without them.',
    fix: '`holdfast repair --all-series` puts them back, for as long as S3 keeps the versions below the markers.',
  });
}

async function unwrapped({ fingerprint, wrapped }: WrappedKey, kms: KmsDeps, { mask }: Deps): Promise<VaultKeys> {
  const { unwrapKeys } = await import('../../aws/kms/wrapping.ts');
  const file = parseVaultKey(await unwrapKeys(kms, fingerprint, wrapped), mask);
  const keys = file.kind === 'identities' ? vaultKeysOf(file) : undefined;
  if (keys?.sealing.fingerprint === fingerprint) return keys;
  throw new HoldfastError({
    code: 'bad-vault-key',
    message: `vault-key: what KMS unwrapped is not the vault key ${fingerprint} that the input names.`,
    fix: 'Give the text that `holdfast keys create` or `rotate` wrote to key-file, whole.',
    exitCode: EXIT.badInput,
  });
}

/** Of the calls that wrap and unwrap vault keys. */
export function kmsDeps(credentials: Credentials, { env, emit, signal }: Deps): KmsDeps {
  const region = credentials.region ?? firstRegionOf(credentials.partition);
  return { credentials: credentials.provider, network: createNetwork({ emit }, env), region, env, emit, signal };
}
