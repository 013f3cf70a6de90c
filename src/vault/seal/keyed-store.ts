/** The keys of a vault, which go where its store goes. */
import type { Store } from '../../store/store.ts';
import type { VaultKeys } from './keys.ts';

/**
 * A store and the keys that its user holds. Whoever is given a store with keys counts only snapshots that were made with
 * them, and writes sealed ones; decorators that copy a store (`{ ...store, get }`) keep them.
 */
export interface KeyedStore extends Store {
  readonly vaultKeys?: VaultKeys | undefined;
}

export function withKeys(store: Store, vaultKeys: VaultKeys | undefined): KeyedStore {
  return { ...store, vaultKeys };
}

export function keysOf(store: Store): VaultKeys | undefined {
  return (store as KeyedStore).vaultKeys;
}
