import type { Store } from './store.ts';

/** The same store, in which every new object is said to be made, and every object to be deleted, and none is. */
export function dryRunStore(store: Store): Store {
  const made = new Set<string>();
  return {
    ...store,
    putNew: async (key) => {
      const created = !made.has(key);
      made.add(key);
      return Promise.resolve({ created, etag: undefined, versionId: undefined });
    },
    markDeleted: async () => Promise.resolve(),
  };
}
