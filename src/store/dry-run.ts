/** A store that changes nothing. */
import type { HeadResult, Store } from './store.ts';

/** The same store, except that writes and deletions report success and change nothing. */
export function dryRunStore(store: Store): Store {
  const made = new Set<string>();
  return {
    ...store,
    putNew: async (key) => {
      const created = !made.has(key);
      made.add(key);
      return Promise.resolve({ created, etag: undefined, versionId: undefined });
    },
    head: async (key, options) => (made.has(key) ? headOf(store.serverDate()) : store.head(key, options)),
    putOver: async () => Promise.resolve({ created: true, etag: undefined, versionId: undefined }),
    markDeleted: async () => Promise.resolve(),
  };
}

/** Metadata of an object that would just have been written. */
function headOf(lastModified: Date | undefined): HeadResult {
  return {
    sizeBytes: 0,
    lastModified,
    etag: undefined,
    versionId: undefined,
    sha256: undefined,
    serverSideEncryption: undefined,
    storageClass: undefined,
  };
}
