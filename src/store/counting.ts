/** Counts what goes through a store. */
import type { ListPage, S3Version, Store } from './store.ts';

/** The requests of a store: one count per answer (page) of an operation, without retries. */
export interface Traffic {
  readonly requests: Readonly<Record<Verb, number>>;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
}

/** `putNew`: every PUT. */
export type Verb = 'putNew' | 'get' | 'head' | 'list' | 'listVersions' | 'markDeleted';

/** The same store, and a function that returns its traffic so far. Failed requests count too. */
export function countingStore(inner: Store): { store: Store; traffic: () => Traffic } {
  const requests: Record<Verb, number> = { putNew: 0, get: 0, head: 0, list: 0, listVersions: 0, markDeleted: 0 };
  let uploadedBytes = 0;
  let downloadedBytes = 0;

  async function* pages<T extends ListPage | readonly S3Version[]>(
    verb: Verb,
    source: AsyncIterable<T>,
  ): AsyncGenerator<T> {
    for await (const page of source) {
      requests[verb]++;
      yield page;
    }
  }

  const store: Store = {
    async putNew(key, body, options) {
      requests.putNew++;
      const result = await inner.putNew(key, body, options);
      uploadedBytes += body.byteLength;
      return result;
    },
    async putOver(key, body, options) {
      requests.putNew++;
      const result = await inner.putOver(key, body, options);
      uploadedBytes += body.byteLength;
      return result;
    },
    async get(key, options) {
      requests.get++;
      const result = await inner.get(key, options);
      downloadedBytes += result.body.byteLength;
      return result;
    },
    async head(key, options) {
      requests.head++;
      return inner.head(key, options);
    },
    list: (prefix, options) => pages('list', inner.list(prefix, options)),
    listVersions: (prefix, options) => pages('listVersions', inner.listVersions(prefix, options)),
    async markDeleted(key, options) {
      requests.markDeleted++;
      await inner.markDeleted(key, options);
    },
    serverDate: () => inner.serverDate(),
  };
  return { store, traffic: () => ({ requests: { ...requests }, uploadedBytes, downloadedBytes }) };
}
