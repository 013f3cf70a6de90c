import type { Store } from '../../src/store/store.ts';

/** Counts requests to a store. */
export function counted(store: Store): { readonly store: Store; readonly counts: { lists: number; gets: number } } {
  const counts = { lists: 0, gets: 0 };
  const counting: Store = {
    ...store,
    get: (...args) => {
      counts.gets++;
      return store.get(...args);
    },
    async *list(...args) {
      for await (const page of store.list(...args)) {
        counts.lists++;
        yield page;
      }
    },
  };
  return { store: counting, counts };
}
