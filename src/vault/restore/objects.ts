/** Checks that every pack of a restore exists. */
import { HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import type { BlobReader } from '../read/blobs.ts';
import { blobsPrefix, parseBlobKey } from '../format/keys.ts';
import type { Root } from '../format/root.ts';

/** Up to this many objects are checked one by one in parallel; more are listed, 1,000 per request. */
const MAX_HEADS = 24;

/**
 * Packs that no S3 version holds with the recorded bytes. A current version of the recorded size counts as good here,
 * since everything read from it is verified.
 */
export async function findLostPacks(
  store: Store,
  root: Root,
  blobs: BlobReader,
  packs: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const wanted = new Map(
    root.objects.filter(({ key }) => packs.has(key)).map((object) => [object.key, object.sizeBytes]),
  );
  const sizes =
    wanted.size <= MAX_HEADS ? await headAll(store, [...wanted.keys()], signal) : await listAll(store, wanted, signal);
  const lost = new Set<string>();
  for (const [key, sizeBytes] of wanted) {
    if (sizes.get(key) !== sizeBytes && !(await hasGoodVersion(blobs, key, signal))) lost.add(key);
  }
  return lost;
}

async function headAll(store: Store, keys: readonly string[], signal: AbortSignal): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  await Promise.all(
    keys.map(async (key) => {
      const head = await store.head(key, { signal });
      if (head !== undefined) sizes.set(key, head.sizeBytes);
    }),
  );
  return sizes;
}

async function listAll(
  store: Store,
  wanted: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const series = new Set([...wanted.keys()].map((key) => parseBlobKey(key)?.series ?? ''));
  for (const name of series) {
    for await (const page of store.list(blobsPrefix('packs', name), { signal })) {
      for (const { key, sizeBytes } of page.objects) if (wanted.has(key)) sizes.set(key, sizeBytes);
    }
  }
  return sizes;
}

/** Makes the reader look for another S3 version than the current one, which is missing or of another size. */
async function hasGoodVersion(blobs: BlobReader, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    await blobs.read(key, 0, 1, () => undefined, signal);
    return true;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'object-lost') return false;
    throw error;
  }
}
