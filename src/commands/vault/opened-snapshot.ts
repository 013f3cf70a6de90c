/** What the keys of a vault open beyond themselves: a root by its HMAC and its blob, and a pack by the content key. */
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { isNameOf, parseBlobKey } from '../../vault/format/keys.ts';
import type { Root } from '../../vault/format/root.ts';
import type { KeyChain } from '../../vault/keys/document.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import { isUnreadable } from '../../vault/read/damage.ts';
import { readRoot } from '../../vault/read/root-reader.ts';
import { type SnapshotInfo, snapshotInfo } from '../../vault/read/snapshots.ts';
import { withKeys } from '../../vault/seal/keyed-store.ts';
import { vaultKeysOf } from '../../vault/seal/keys.ts';

export interface OpenedSnapshot {
  readonly series: string;
  readonly id: string;
  /** A pack of it; undefined if it has none. */
  readonly pack: string | undefined;
}

/** Newest roots of the vault that are tried: others may lie above, open ones and what somebody planted. */
const ROOTS_TRIED = 64;

/**
 * Opens the newest snapshot that was made with these keys, and the smallest pack that it needs, whole. One LIST of all roots.
 * @returns undefined if none of the newest was made with them
 * @throws sealed if the content key does not open the pack; object-lost, corrupt-seal
 */
export async function openNewestSnapshot(
  inner: Store,
  chain: KeyChain,
  { emit, signal }: { readonly emit: Emit; readonly signal: AbortSignal },
): Promise<OpenedSnapshot | undefined> {
  const store = withKeys(inner, vaultKeysOf({ keys: chain }));
  for (const info of await newestRoots(store, signal)) {
    try {
      const root = await readRoot(store, info, { signal });
      const pack = await openPack(store, root, signal);
      return { series: info.series, id: root.id, pack };
    } catch (error) {
      if (!isUnreadable(error) || error.code === 'sealed' || error.code === 'object-lost') throw error;
      if (error.code !== 'foreign-snapshot')
        emit({ type: 'warning', class: 'unreadable-snapshot', message: error.message, why: error.why, fix: error.fix });
    }
  }
  return undefined;
}

/** With a time that S3 vouches for, newest first. */
async function newestRoots(store: Store, signal: AbortSignal): Promise<readonly SnapshotInfo[]> {
  const found: SnapshotInfo[] = [];
  for await (const { objects } of store.list('v1/roots/', { signal }))
    for (const object of objects) {
      const info = snapshotInfo(object);
      if (info?.timeTrusted === true) found.push(info);
    }
  return found.sort((a, b) => b.utc.getTime() - a.utc.getTime()).slice(0, ROOTS_TRIED);
}

async function openPack(store: Store, root: Root, signal: AbortSignal): Promise<string | undefined> {
  const [smallest] = root.objects
    .filter(({ key }) => parseBlobKey(key)?.kind === 'packs')
    .toSorted((a, b) => a.sizeBytes - b.sizeBytes);
  if (smallest === undefined) return undefined;
  const { key, sizeBytes } = smallest;
  const blobs = new BlobReader(store, root);
  const open = (body: Buffer): void => {
    if (!isNameOf(key, body))
      throw new HoldfastError({ code: 'corrupt-pack', message: `${key} does not have the bytes of its name.` });
    blobs.contentOf(key, body);
  };
  await blobs.read(key, 0, sizeBytes, open, signal);
  return key;
}
