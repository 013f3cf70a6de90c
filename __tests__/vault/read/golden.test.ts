import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { catIn } from '../../../src/commands/cat.ts';
import type { Deps } from '../../../src/commands/shared/command.ts';
import type { Vault } from '../../../src/commands/vault/vault.ts';
import type { Inputs } from '../../../src/inputs/inputs.ts';
import { BlobReader } from '../../../src/vault/read/blobs.ts';
import { findSnapshot } from '../../../src/vault/read/selectors.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { loadSections } from '../../../src/vault/read/snapshots.ts';
import { stateRows } from '../../../src/vault/format/state.ts';
import { treeEntries, type TreeEntry } from '../../../src/vault/format/tree.ts';
import { readChain } from '../../../src/sources/repository/index.ts';
import type { Store } from '../../../src/store/store.ts';
import { decodeJournal } from '../../../src/vault/backup/journal.ts';
import { mapFrames } from '../../../src/vault/format/map.ts';
import { openPersonalKeys } from '../../../src/vault/keys/vault-keys.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import { formatIdentityFile, parseVaultKey, vaultKeysOf, type IdentityFile } from '../../../src/vault/seal/keys.ts';
import {
  GOLDEN_KEYS,
  GOLDEN_PERSON,
  GOLDEN_SEALED_VAULT,
  GOLDEN_VAULT,
  goldenSnapshots,
  goldenStore,
  type GoldenEntry,
} from '../../support/golden-vault.ts';

/** Vaults that the first version of format v1 wrote: every later version reads them. */
const signal = new AbortController().signal;
const keyFile = readFileSync(GOLDEN_KEYS, 'utf8');
const keys = vaultKeysOf(parseVaultKey(keyFile, () => undefined) as IdentityFile);

async function open(store: Store, series: string, id: string) {
  const root = await readRoot(store, { series, id });
  const { tree = [], state = [] } = await loadSections(root, ['tree', 'state'], new BlobReader(store, root));
  return { root, entries: [...treeEntries(tree)], state };
}

async function contentOf(store: Store, series: string, id: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      hash.update(chunk);
      done();
    },
  });
  const inputs = { path: [path], version: [id], allowPartial: false } as unknown as Inputs;
  const deps = { now: () => new Date(), emit: () => undefined, signal, output } as unknown as Deps;
  await catIn({ store, plan: { series, base: undefined } } as unknown as Vault, inputs, deps);
  return hash.digest('hex');
}

/** Of an entry what the fixture says of it; the times of folders are not part of it. */
function factsOf(entry: TreeEntry): GoldenEntry {
  const { path, type, mode, target, sizeBytes, mtimeSeconds, mtimeNanos, linkGroup, sha256 } = entry;
  const facts = { path: path.toString('latin1'), mode };
  if (type === 'directory') return { ...facts, type };
  if (type === 'symlink') return { ...facts, type, target: target.toString() };
  const mtimeMs = mtimeSeconds * 1000 + mtimeNanos / 1e6;
  return { ...facts, type, sizeBytes, mtimeMs, isLinked: linkGroup > 0, sha256: sha256.toString('hex') };
}

async function keysBelow(store: Store, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of store.list(prefix)) found.push(...page.objects.map(({ key }) => key));
  return found;
}

const byPath = (a: GoldenEntry, b: GoldenEntry): number =>
  Buffer.compare(Buffer.from(a.path, 'latin1'), Buffer.from(b.path, 'latin1'));

describe.each([
  ['the golden vault of format v1', GOLDEN_VAULT, undefined],
  ['the golden sealed vault of format v1', GOLDEN_SEALED_VAULT, keys],
])('%s', (_, vault, held) => {
  const store = withKeys(goldenStore(vault), held);
  describe.each(goldenSnapshots(vault))('snapshot %s', (id, expected) => {
    const { series, status, labels, entries, refs, head } = expected;

    test('is found and has its header', async () => {
      const found = await findSnapshot(store, series, [id], { now: new Date() });
      expect(found?.header).toMatchObject({ status, labels, series });
    });

    if (entries !== undefined) {
      test('has its entries', async () => {
        expect((await open(store, series, id)).entries.map(factsOf)).toEqual([...entries].sort(byPath));
      });

      test('has the content of its files', async () => {
        for (const { path, sha256 } of entries) {
          const isText = Buffer.from(path, 'latin1').toString() === path;
          if (sha256 !== undefined && isText) expect(await contentOf(store, series, id, path)).toBe(sha256);
        }
      });
    }

    if (refs !== undefined) {
      test('has its refs, HEAD and links', async () => {
        const { entries: tree, state } = await open(store, series, id);
        const git = readChain(stateRows(state));
        expect([...(git?.refs ?? [])].map(([name, oid]) => `${oid} ${name}`)).toEqual(refs);
        expect(git?.head).toBe(head);
        for (const { name, sha256 } of git?.links ?? []) {
          expect(tree.find(({ path }) => path.toString() === `git/packs/${name}`)?.sha256.toString('hex')).toBe(sha256);
          expect(await contentOf(store, series, id, `git/packs/${name}`)).toBe(sha256);
        }
      });
    }
  });
});

describe('the golden sealed vault of format v1', () => {
  const store = goldenStore(GOLDEN_SEALED_VAULT);

  test('gives its keys to a person, with the former ones', async () => {
    const me = parseVaultKey(readFileSync(GOLDEN_PERSON, 'utf8'), () => undefined) as IdentityFile;
    const { newest } = await openPersonalKeys(store, me, { emit: () => undefined, mask: () => undefined, signal });
    expect(formatIdentityFile(newest.chain)).toBe(keyFile);
  });

  test('has a journal of the run that was interrupted, which names its pack', async () => {
    const [K, V] = keys.opening.map(({ fingerprint }) => fingerprint) as [string, string];
    const seal = { kind: 'age-x25519' as const, key: K, to: V };
    const run = { series: 'acme/shop/interrupted', seal, key: keys.sealing };
    const [pack, ...others] = await keysBelow(store, `v1/packs/${run.series}/`);
    const named: string[] = [];
    for (const key of await keysBelow(store, `v1/parts/${run.series}/`)) {
      const journal = decodeJournal(key, (await store.get(key)).body, run);
      named.push(...(journal?.objects ?? []).map((object) => object.key));
      // The segments of the map are whole.
      for (const segment of journal?.map ?? []) expect([...mapFrames(segment)].length).toBeGreaterThan(0);
    }
    expect([named, others]).toEqual([[pack], []]);
  });

  test('is closed to who has no key, and to who lacks the former ones', async () => {
    const [[id, { series }]] = goldenSnapshots(GOLDEN_SEALED_VAULT) as [ReturnType<typeof goldenSnapshots>[0]];
    await expect(readRoot(store, { series, id })).rejects.toMatchObject({ code: 'sealed' });
    const newOnly = { sealing: keys.sealing, opening: keys.opening.slice(0, 2) };
    await expect(readRoot(withKeys(store, newOnly), { series, id })).rejects.toMatchObject({
      code: 'foreign-snapshot',
    });
  });
});
