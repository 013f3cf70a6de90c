/** Documents of keys and of the vault that were deleted or overwritten: which are put back, and which their owner may have meant to go. */
import { LIMITS } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isIdStart, isKeysKey, isVaultKey } from '../format/keys.ts';
import { parseKeysDocument } from '../keys/document.ts';
import { asksForSealing } from '../read/vault-rules.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Inventory } from '../read/versions.ts';
import { damageOf, type Damage, type Fix } from './plan.ts';
import { findRightVersion } from './restore-version.ts';

/** One that stays as it is unless it is named. */
export interface LeftDocument {
  readonly key: string;
  readonly damage: Damage;
}

interface DocumentOptions {
  readonly store: Store;
  /** Ids or their beginnings: these are put back whatever they say. */
  readonly told: readonly string[];
  /** Fingerprints of the vault keys of the snapshots that count. */
  readonly sealedTo: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** `<utc>-<32 hex>`, as in the name of a snapshot. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Names of documents in the vault, in key order. */
export function documentNames(inventory: Inventory): string[] {
  return [...inventory.keys()].filter(isDocument).map(nameOf);
}

function isDocument(key: string): boolean {
  return isKeysKey(key) || isVaultKey(key);
}

/**
 * Which documents are to be put back. The hash in the name says which bytes are right, and not who wrote them: an owner sets a
 * delete marker on one that somebody forged, and that is what a thief does to a true one. So one that was deleted comes back
 * if snapshots of the vault speak for it: a document of keys by the vault key that they were made with, and the demand to seal
 * everything by any that is sealed. What else says something lies there until it is named.
 */
export async function planDocuments(
  inventory: Inventory,
  options: DocumentOptions,
): Promise<{ readonly fixes: readonly Fix[]; readonly left: readonly LeftDocument[] }> {
  const { store, told, sealedTo, signal } = options;
  const fixes: Fix[] = [];
  const left: LeftDocument[] = [];
  for (const [key, versions] of inventory) {
    if (!isDocument(key) || (versions.length === 1 && versions[0]?.isDeleteMarker !== true)) continue;
    const isTold = told.some((id) => isIdStart(id, nameOf(key)));
    if (told.length > 0 && !isTold) continue;
    const right = await findRight(store, key, versions, signal);
    if (right === undefined || right === versions[0]) continue;
    const damage = damageOf(versions, right.sizeBytes);
    const { body } = await store.get(key, { versionId: right.versionId, signal });
    const says = isKeysKey(key) ? keysNamedBy(key, body) : asksForSealing(key, body);
    const isVouchedFor = typeof says === 'string' ? sealedTo.has(says) : says && sealedTo.size > 0;
    // Nobody overwrites a document on purpose.
    const isMeant = isTold || isVouchedFor || (damage !== 'deleted' && says !== false);
    if (isMeant) fixes.push({ kind: 'document', object: { key }, damage, from: right });
    else left.push({ key, damage });
  }
  return { fixes, left };
}

function findRight(
  store: Store,
  key: string,
  versions: readonly S3Version[],
  signal: AbortSignal,
): Promise<S3Version | undefined> {
  const most = isKeysKey(key) ? LIMITS.keysMaxBytes : LIMITS.vaultDocumentMaxBytes;
  const fitting = versions.filter(({ isDeleteMarker, sizeBytes }) => isDeleteMarker || sizeBytes <= most);
  return findRightVersion(store, { key }, fitting, signal);
}

/** The fingerprint of the vault key in a document of keys; false if it is none. */
function keysNamedBy(key: string, body: Buffer): string | false {
  try {
    return parseKeysDocument(body, key).key;
  } catch (error) {
    if (error instanceof HoldfastError) return false;
    throw error;
  }
}
