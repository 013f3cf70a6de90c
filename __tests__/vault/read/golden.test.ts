import { createHash } from 'node:crypto';
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
import { goldenSnapshots, goldenStore, type GoldenEntry } from '../../support/golden-vault.ts';

/** A vault that the first version of format v1 wrote: every later version reads it. */
const store = goldenStore();
const signal = new AbortController().signal;

async function open(series: string, id: string) {
  const root = await readRoot(store, { series, id });
  const { tree = [], state = [] } = await loadSections(root, ['tree', 'state'], new BlobReader(store, root));
  return { root, entries: [...treeEntries(tree)], state };
}

async function contentOf(series: string, id: string, path: string): Promise<string> {
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

const byPath = (a: GoldenEntry, b: GoldenEntry): number =>
  Buffer.compare(Buffer.from(a.path, 'latin1'), Buffer.from(b.path, 'latin1'));

describe('the golden vault of format v1', () => {
  describe.each(goldenSnapshots())('snapshot %s', (id, expected) => {
    const { series, status, labels, entries, refs, head } = expected;

    test('is found and has its header', async () => {
      const found = await findSnapshot(store, series, [id], { now: new Date() });
      expect(found?.header).toMatchObject({ status, labels, series });
    });

    if (entries !== undefined) {
      test('has its entries', async () => {
        expect((await open(series, id)).entries.map(factsOf)).toEqual([...entries].sort(byPath));
      });

      test('has the content of its files', async () => {
        for (const { path, sha256 } of entries) {
          const isText = Buffer.from(path, 'latin1').toString() === path;
          if (sha256 !== undefined && isText) expect(await contentOf(series, id, path)).toBe(sha256);
        }
      });
    }

    if (refs !== undefined) {
      test('has its refs, HEAD and links', async () => {
        const { entries: tree, state } = await open(series, id);
        const git = readChain(stateRows(state));
        expect([...(git?.refs ?? [])].map(([name, oid]) => `${oid} ${name}`)).toEqual(refs);
        expect(git?.head).toBe(head);
        for (const { name, sha256 } of git?.links ?? []) {
          expect(tree.find(({ path }) => path.toString() === `git/packs/${name}`)?.sha256.toString('hex')).toBe(sha256);
          expect(await contentOf(series, id, `git/packs/${name}`)).toBe(sha256);
        }
      });
    }
  });
});
