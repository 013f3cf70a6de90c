/** One series of the model is a sealed one, and its job only writes; who looks after the vault has no key. */
import type { Store } from '../../src/store/store.ts';
import type { PackRecipient } from '../../src/vault/backup/sealing.ts';
import { withKeys } from '../../src/vault/seal/keyed-store.ts';
import { vaultKey, vaultKeysOf, type VaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';

export const SEALED_SERIES = 'acme/docs/files';
const [K, V] = [1, 2].map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) as [VaultKey, VaultKey];
const OF_JOB = vaultKeysOf({ keys: [K] });
/** Of a person, who restores. */
export const ALL_KEYS = vaultKeysOf({ keys: [K, V] });

/** The store of a job that writes or verifies this series. */
export function keyedFor(series: string, store: Store): Store {
  return series === SEALED_SERIES ? withKeys(store, OF_JOB) : store;
}

export function packRecipient(series: string): PackRecipient | undefined {
  return series === SEALED_SERIES ? { recipient: V.identity.recipient, fingerprint: V.fingerprint } : undefined;
}
