/** Listing the S3 versions of some keys among many: all of them, and with few requests. */
import fc from 'fast-check';
import { versionsOfKeys } from '../../../src/vault/read/versions.ts';
import type { S3Version, Store } from '../../../src/store/store.ts';

/** Lists as S3 does: behind a key, in pages, delete markers after the others of a page. */
function listing(all: readonly S3Version[], pageRows: number): { store: Store; requests: () => number } {
  let requests = 0;
  async function* listVersions(prefix: string, { startAfter = '' } = {}): AsyncGenerator<readonly S3Version[]> {
    const rows = all.filter(({ key }) => key.startsWith(prefix) && key > startAfter);
    for (let at = 0; at === 0 || at < rows.length; at += pageRows) {
      requests++;
      const page = rows.slice(at, at + pageRows);
      yield await Promise.resolve(page.toSorted((a, b) => Number(a.isDeleteMarker) - Number(b.isDeleteMarker)));
    }
  }
  return { store: { listVersions } as unknown as Store, requests: () => requests };
}

const keys = fc.tuple(
  fc.constantFrom('v1/packs/a/@/', 'v1/packs/b/@/', 'v1/parts/a/@/'),
  fc.integer({ min: 10, max: 99 }),
);
const names = fc.uniqueArray(
  keys.map(([prefix, number]) => `${prefix}${String(number)}`),
  { maxLength: 60 },
);

function versionsOf(key: string, count: number): S3Version[] {
  return Array.from({ length: count }, (_, number) => ({
    key,
    versionId: `${key} ${String(number)}`,
    isLatest: number === 0,
    isDeleteMarker: number % 2 === 0,
    sizeBytes: number,
    etag: '',
    lastModified: new Date(0),
  }));
}

test('all versions of the keys that are wanted, each once, in no more requests than keys and pages', async () => {
  await fc.assert(
    fc.asyncProperty(names, names, fc.integer({ min: 1, max: 9 }), fc.nat(4), async (there, absent, pageRows, some) => {
      const all = there.toSorted().flatMap((key, number) => versionsOf(key, 1 + ((number + some) % 4)));
      const wanted = [...there.filter((_, number) => number % (some + 1) === 0), ...absent];
      const { store, requests } = listing(all, pageRows);
      const found = await versionsOfKeys(store, wanted);
      const expected = (key: string): S3Version[] => all.filter((version) => version.key === key);
      const ids = (versions: readonly S3Version[]): string[] => versions.map(({ versionId }) => versionId).toSorted();
      expect([...found.keys()].toSorted()).toEqual([...new Set(wanted)].toSorted());
      for (const [key, versions] of found) expect(ids(versions)).toEqual(ids(expected(key)));
      // Names that differ in the last character alone may come before; and after a full page, the next one is needed.
      const near = (key: string): number => all.filter((version) => version.key.startsWith(key.slice(0, -1))).length;
      const pages = [...new Set(wanted)].reduce((sum, key) => sum + 1 + Math.ceil(near(key) / pageRows), 0);
      expect(requests()).toBeLessThanOrEqual(pages);
    }),
  );
});

test('a thousand neighbours are one request', async () => {
  const there = Array.from({ length: 900 }, (_, number) => `v1/packs/a/@/${String(1000 + number)}`);
  const { store, requests } = listing(
    there.flatMap((key) => versionsOf(key, 1)),
    1000,
  );
  const found = await versionsOfKeys(store, there);
  expect([...found.values()].every(({ length }) => length === 1)).toBe(true);
  expect(requests()).toBe(1);
});

test('a key before the place from which the listing goes on is not listed twice', async () => {
  const keys = ['v1/packs/a/@/50', 'v1/packs/a/@/59'];
  const there = ['50', '51', '52', '53', '59'].flatMap((name) => versionsOf(`v1/packs/a/@/${name}`, 1));
  const { store } = listing(there, 2);
  const found = await versionsOfKeys(store, keys);
  expect(keys.map((key) => found.get(key)?.length)).toEqual([1, 1]);
});
