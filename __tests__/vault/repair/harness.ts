/** The command repair over a vault in memory, as the engine calls it, and what a vault holds before and after. */
import { hash } from 'node:crypto';
import type { Deps } from '../../../src/commands/shared/command.ts';
import { repairIn } from '../../../src/commands/repair.ts';
import { type RunResult, runResult } from '../../../src/report/result.ts';
import type { Vault } from '../../../src/commands/vault/vault.ts';
import type { Event, Problem } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import { BlobReader } from '../../../src/vault/read/blobs.ts';
import { HASH_BYTES } from '../../../src/vault/format/columns.ts';
import { FragmentIndex, mapFrames } from '../../../src/vault/format/map.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { loadSections } from '../../../src/vault/read/snapshots.ts';
import { treeEntries } from '../../../src/vault/format/tree.ts';
import { decompress } from '../../../src/vault/format/zstd.ts';
import { countingStore, type Traffic } from '../../../src/store/counting.ts';
import type { Store } from '../../../src/store/store.ts';
import { noise } from '../../support/bytes.ts';
import type { Files } from '../../support/made-source.ts';
import { DAY_MS, SERIES, TestVault } from '../../support/vault.ts';

export interface Ran extends RunResult {
  readonly problems: readonly Problem[];
  readonly requests: Traffic['requests'];
}

export async function run(
  inner: Store,
  given: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
): Promise<Ran> {
  const name = given['all-series'] === undefined ? { name: SERIES } : {};
  const inputs = parseInputs(
    new Map(Object.entries({ mode: 'repair', bucket: 'test-bucket', ...name, ...given })),
    'cli',
  );
  const events: Event[] = [];
  const deps: Partial<Deps> = {
    surface: 'cli',
    emit: (event) => events.push(event),
    signal,
    // Of the runner, which is never trusted.
    now: () => new Date('2030-01-01T00:00:00Z'),
  };
  const { store, traffic } = countingStore(inner);
  const vault = { store, traffic, plan: { series: inputs.name } } as unknown as Vault;
  const result = runResult('repair', await repairIn(vault, inputs, deps as Deps), 0);
  const problems = events.filter((event): event is Problem => event.type === 'warning' || event.type === 'notice');
  return { ...result, problems, requests: traffic().requests };
}

export const APPLY = { apply: 'true' };

/** Every file of a snapshot, read from current S3 versions alone; links and folders as ''. */
export async function filesOf(store: Store, id: string, series = SERIES): Promise<Record<string, string>> {
  const signal = new AbortController().signal;
  const root = await readRoot(store, { series, id });
  const blobs = new BlobReader(store, root);
  const { map = [], tree = [] } = await loadSections(root, ['map', 'tree'], blobs, signal);
  const index = new FragmentIndex();
  for (const segment of map.flat()) for (const frame of mapFrames(segment)) index.add(frame);
  const files: Record<string, string> = {};
  for (const { path, type, fragments, sha256 } of treeEntries(tree)) {
    const pieces: Buffer[] = [];
    for (let at = 0; at < fragments.length; at += HASH_BYTES) {
      const { frame, offset, lengthBytes } = index.place(index.find(fragments, at));
      const read = (stored: Buffer): Promise<Buffer> => decompress(stored, frame.rawBytes, frame.pack);
      const raw = await blobs.read(frame.pack, frame.offset, frame.storedBytes, read);
      pieces.push(raw.subarray(offset, offset + lengthBytes));
    }
    const content = Buffer.concat(pieces);
    if (type === 'file') expect(hash('sha256', content)).toBe(sha256.toString('hex'));
    files[path.toString()] = content.toString('latin1');
  }
  expect([...blobs.fallbacks]).toEqual([]);
  return files;
}

/** Every S3 version and delete marker. */
export async function versionsOf(store: Store): Promise<string[]> {
  const found: string[] = [];
  for await (const page of store.listVersions('v1/'))
    for (const { key, versionId, isDeleteMarker, etag } of page)
      found.push([key, versionId, isDeleteMarker ? 'marker' : etag].join(' '));
  return found;
}

export interface Filled {
  readonly vault: TestVault;
  readonly ids: readonly string[];
  /** What each snapshot has to bring back. */
  readonly files: readonly Record<string, string>[];
}

/** Enough paths that map and tree do not fit into the root. */
const MANY: Files = Object.fromEntries(
  Array.from({ length: 200 }, (_, i) => [`many/${String(i).padStart(3, '0')}`, noise(300, i + 100)]),
);

let made: Promise<Filled> | undefined;

/** Two nights: one pack and one part each, the second snapshot needs those of the first. A copy for each test. */
export async function filled(): Promise<Filled> {
  made ??= twoNights();
  const original = await made;
  return { ...original, vault: original.vault.copy() };
}

async function twoNights(): Promise<Filled> {
  const vault = new TestVault();
  const result = { state: [{ key: Buffer.from('cursor'), value: Buffer.from('7') }] };
  const first = await vault.backUp({ ...MANY, 'a.txt': 'one', 'big.bin': noise(60_000, 1) }, { result });
  vault.advance(DAY_MS);
  const changed = { ...MANY, 'a.txt': 'two', 'big.bin': noise(60_000, 1), 'b.bin': noise(20_000, 2) };
  const second = await vault.backUp(changed, { result });
  const ids = [first.id, second.id];
  return { vault, ids, files: await Promise.all(ids.map((id) => filesOf(vault.store, id))) };
}
