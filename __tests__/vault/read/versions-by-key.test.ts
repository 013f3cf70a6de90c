/** Listing all S3 versions by key: each key once and whole, wherever the pages end. */
import fc from 'fast-check';
import { versionsByKey, type KeyVersions } from '../../../src/vault/read/versions.ts';
import type { S3Version, Store } from '../../../src/store/store.ts';

/** Lists rows in pages as S3 does, delete markers after the others of a page. */
function storeOf(rows: readonly S3Version[], pageRows: number): Store {
  async function* listVersions(): AsyncGenerator<readonly S3Version[]> {
    for (let at = 0; at === 0 || at < rows.length; at += pageRows) {
      const page = rows.slice(at, at + pageRows);
      yield await Promise.resolve(page.toSorted((a, b) => Number(a.isDeleteMarker) - Number(b.isDeleteMarker)));
    }
  }
  return { listVersions } as unknown as Store;
}

function rowsOf(key: string, count: number): S3Version[] {
  return Array.from({ length: count }, (_, number) => ({
    key,
    versionId: `${key} ${String(number)}`,
    isLatest: number === 0,
    isDeleteMarker: number % 2 === 1,
    sizeBytes: number,
    lastModified: new Date(1000 - number),
  }));
}

async function collect(store: Store): Promise<KeyVersions[]> {
  const found: KeyVersions[] = [];
  for await (const batch of versionsByKey(store, 'v1/')) found.push(...batch);
  return found;
}

const counts = fc.dictionary(
  fc.stringMatching(/^[a-c-/]{1,4}$/).map((name) => `v1/${name}`),
  fc.integer({ min: 1, max: 5 }),
  { maxKeys: 20 },
);

test('each key comes once, with all its rows, newest first, in whatever order a server walks the keys', async () => {
  await fc.assert(
    fc.asyncProperty(counts, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (byKey, pageRows, isReversed) => {
      const sorted = Object.keys(byKey).toSorted();
      const keys = isReversed ? sorted.toReversed() : sorted;
      const rows = keys.flatMap((key) => rowsOf(key, byKey[key] as number));
      const found = await collect(storeOf(rows, pageRows));
      const ids = new Map(found.map(({ key, versions }) => [key, versions.map(({ versionId }) => versionId)]));
      expect(found).toHaveLength(keys.length);
      for (const key of keys)
        expect(ids.get(key)).toEqual(rowsOf(key, byKey[key] as number).map((row) => row.versionId));
    }),
  );
});

test('a server that lists rows of one key in two places is refused: the second half would look deleted', async () => {
  const [latest, older] = rowsOf('v1/a', 2) as [S3Version, S3Version];
  const rows = [latest, ...rowsOf('v1/b', 1), ...rowsOf('v1/c', 1), { ...older, isDeleteMarker: false }];
  await expect(collect(storeOf(rows, 1))).rejects.toMatchObject({ code: 'bad-s3-answer' });
});
