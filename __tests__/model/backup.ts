import { hash } from 'node:crypto';
import { adoptByJournals } from '../../src/vault/backup/adopt-sealed.ts';
import { adoptPacks, interruptedPacks, planAdoption, type AdoptedPack } from '../../src/vault/backup/adopt.ts';
import { chunkerFor } from '../../src/vault/format/chunker.ts';
import { commit, type Committed } from '../../src/vault/backup/commit.ts';
import { putBlob } from '../../src/vault/backup/fragment-writer.ts';
import { JournalWriter } from '../../src/vault/backup/journal.ts';
import { FragmentIndex, mapFrames, mapSegments, type FrameFragments } from '../../src/vault/format/map.ts';
import { PackBuilder } from '../../src/vault/format/pack.ts';
import { openParent, type Parent } from '../../src/vault/backup/parent.ts';
import { proveObjects, Usage } from '../../src/vault/backup/reuse.ts';
import { sealingOf, type Sealing } from '../../src/vault/backup/sealing.ts';
import { SEALED_FEATURES } from '../../src/vault/format/features.ts';
import type { RootContent, RootObject } from '../../src/vault/format/root.ts';
import { newestSnapshots } from '../../src/vault/read/snapshots.ts';
import { LevelWriter, type StoredSegment } from '../../src/vault/format/table.ts';
import { TREE, treeEntries, treeRow, treeTombstone, type TreeEntry } from '../../src/vault/format/tree.ts';
import type { Source } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import { wholeSecondMs } from './bucket.ts';
import { plainHeader, makePack } from '../support/snapshots.ts';
import { keyedFor, packRecipient } from './sealing.ts';

/** What a source holds: each file is one fragment. */
export type TinyFiles = ReadonlyMap<string, Buffer>;

export interface TinyBackup {
  readonly store: Store;
  readonly series: string;
  readonly base: string | undefined;
  readonly files: TinyFiles;
  readonly header: Partial<Pick<RootContent['header'], 'status' | 'anomaly' | 'labels'>>;
  /** How many packs new fragments are spread over. */
  readonly packs: number;
  readonly wallClock: () => Date;
  readonly elapsedSeconds: () => number;
  /** Breaks rule 5: believes that what the parent names is there. */
  readonly skipProof: boolean;
}

const SIGNAL = new AbortController().signal;
const emit = (): undefined => undefined;
const NO_BYTES = Buffer.alloc(0);
/** Fragments that are compressed together. */
const FRAME_FRAGMENTS = 4;
const PACK_BYTES = 64 * 1024;
const RETIRE_BELOW = 0.25;

/**
 * What `backUp` does, over the same functions, with fragments so small that a run takes milliseconds: only the threads that
 * read and cut files are left out.
 */
export async function backUpTiny(options: TinyBackup): Promise<Committed> {
  const { series, base, files } = options;
  const store = keyedFor(series, options.store);
  const sealing = sealingOf(store, packRecipient(series));
  const roots = await newestSnapshots(store, series, 1, store.serverDate() ?? options.wallClock(), SIGNAL);
  const utc = new Date(wholeSecondMs((store.serverDate() ?? options.wallClock()).getTime()));
  const source: Source = {
    kind: 'files',
    definition: { root: '/' },
    open: () => Promise.reject(new Error('not used')),
  };
  const where = {
    store,
    source,
    series,
    base,
    redefine: false,
    context: {},
    emit,
    signal: SIGNAL,
    seal: sealing?.seal,
  };
  const parent = await openParent(where, roots, utc);
  const seriesNames = [...new Set([series, ...(base === undefined ? [] : [base]), ...(parent?.seriesNames ?? [])])];
  const { proved, packs } = await prove(options, seriesNames, parent);
  const known = new Set(parent?.root.objects.map(({ key }) => key));
  const interrupted = [packs.values(), series, roots, known, utc] as const;
  const adopted =
    sealing === undefined
      ? await adoptPacks(store, planAdoption(...interrupted), emit, SIGNAL)
      : await adoptByJournals(store, { series, ...sealing }, interruptedPacks(...interrupted), emit, SIGNAL);

  const { index, retired } = indexOf(parent, proved, adopted);
  const usage = new Usage(index);
  const written = await writeNew(options, utc, index, retired, sealing);
  for (const content of files.values()) usage.add(index.find(hash('sha256', content, 'buffer')));
  const old = [...proved.values(), ...adopted.map(({ object }) => object)].filter(({ key }) => usage.packs.has(key));
  const used = [...old.map((object) => usage.describe(object)), ...written.objects];
  const isUsed = new Set(used.map(({ key }) => key));
  const newFrames = [...adopted.flatMap(({ frames }) => frames), ...written.frames].filter(({ frame }) =>
    isUsed.has(frame.pack),
  );
  return commit({
    store,
    series,
    utc,
    packs: used,
    proved,
    before: parent?.tables() ?? { map: [], tree: [], state: [] },
    changes: { map: mapSegments(newFrames), tree: changes(parent, files), state: [] },
    header: () =>
      plainHeader(series, utc, {
        ...options.header,
        ...(sealing !== undefined && { seal: sealing.seal, features: SEALED_FEATURES }),
        parents: parent === undefined ? [] : [{ series: parent.info.series, id: parent.root.id }],
        bases: seriesNames.filter((name) => name !== series),
        chunker: parent?.root.header.chunker ?? chunkerFor(0),
        adopted: adopted.map(({ object }) => object.key).filter((key) => isUsed.has(key)),
      }),
    gaps: [],
    elapsedSeconds: () => {
      const heard = store.serverDate()?.getTime() ?? 0;
      return Math.max(options.elapsedSeconds(), (heard - utc.getTime()) / 1000);
    },
    signal: SIGNAL,
  });
}

async function prove(
  { store, skipProof }: TinyBackup,
  seriesNames: readonly string[],
  parent: Parent | undefined,
): ReturnType<typeof proveObjects> {
  const found = await proveObjects(store, seriesNames, parent, emit, SIGNAL);
  if (!skipProof) return found;
  return { ...found, proved: new Map(parent?.root.objects.map((object) => [object.key, object])) };
}

function indexOf(
  parent: Parent | undefined,
  proved: ReadonlyMap<string, RootObject>,
  adopted: readonly AdoptedPack[],
): { readonly index: FragmentIndex; readonly retired: ReadonlySet<string> } {
  const index = new FragmentIndex();
  for (const segment of parent?.tables().map.flat() ?? [])
    for (const found of mapFrames(segment)) if (proved.has(found.frame.pack)) index.add(found);
  for (const { frames } of adopted) for (const found of frames) index.add(found);
  const retired = [...proved.values()].filter(({ liveBytes, sizeBytes }) => liveBytes < sizeBytes * RETIRE_BELOW);
  return { index, retired: new Set(retired.map(({ key }) => key)) };
}

/** Stores what no proved or adopted pack holds. */
async function writeNew(
  { store, series, files, packs }: TinyBackup,
  utc: Date,
  index: FragmentIndex,
  retired: ReadonlySet<string>,
  sealing: Sealing | undefined,
): Promise<{ readonly objects: readonly RootObject[]; readonly frames: readonly FrameFragments[] }> {
  const fresh: Buffer[] = [];
  for (const content of files.values()) {
    const id = hash('sha256', content, 'buffer');
    const row = index.find(id);
    if (row >= 0 && (index.isClaimed(row) || !retired.has(index.pack(row)))) continue;
    index.claim(id, 0, content.length);
    fresh.push(content);
  }
  const objects: RootObject[] = [];
  const frames: FrameFragments[] = [];
  // After each pack: so small a run has few.
  const journal = sealing && new JournalWriter({ store, series, utc, everyBytes: 1, signal: SIGNAL, ...sealing });
  const each = Math.max(1, Math.ceil(fresh.length / packs));
  for (let at = 0; at < fresh.length; at += each) {
    const builder = new PackBuilder(Buffer.alloc(PACK_BYTES));
    const options = { perFrame: FRAME_FRAGMENTS, builder, sealPack: sealing?.sealPack };
    const pack = makePack(series, utc, fresh.slice(at, at + each), options);
    const { object } = await putBlob(store, pack.key, pack.body, pack.sha256, { signal: SIGNAL });
    await journal?.add(object, pack.frames);
    objects.push(object);
    frames.push(...pack.frames);
  }
  return { objects, frames };
}

/** Rows that differ from the parent's tree. */
function changes(parent: Parent | undefined, files: TinyFiles): readonly StoredSegment[] {
  const before = new Map<string, TreeEntry>();
  for (const entry of treeEntries(parent?.tables().tree ?? [])) before.set(entry.path.toString(), entry);
  const writer = new LevelWriter(TREE);
  for (const path of [...new Set([...before.keys(), ...files.keys()])].sort()) {
    const content = files.get(path);
    if (content === undefined) writer.push(treeTombstone(Buffer.from(path)));
    else if (before.get(path)?.sha256.equals(hash('sha256', content, 'buffer')) !== true)
      writer.push(treeRow(entryOf(path, content)));
  }
  return writer.finish();
}

function entryOf(path: string, content: Buffer): TreeEntry {
  const id = hash('sha256', content, 'buffer');
  const times = { mtimeSeconds: 1_700_000_000, mtimeNanos: 0, linkGroup: 0 };
  const shape = { path: Buffer.from(path), type: 'file' as const, mode: 0o644, sizeBytes: content.length };
  return { ...shape, ...times, target: NO_BYTES, sha256: id, fragments: id };
}
