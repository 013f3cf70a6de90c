/** A vault with one snapshot whose entries a test writes down, made with the format's own modules and nothing of backup. */
import { hash } from 'node:crypto';
import type { EntryType } from '../../src/sources/source.ts';
import type { Store } from '../../src/store/store.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { mapSegments } from '../../src/vault/format/map.ts';
import type { FinishedPack } from '../../src/vault/format/pack.ts';
import { decodeRoot, type HeaderGap, type Root, type RootObject } from '../../src/vault/format/root.ts';
import { LevelWriter } from '../../src/vault/format/table.ts';
import { TREE, TreeCounts, treeRow, type TreeEntry } from '../../src/vault/format/tree.ts';
import { sha256 } from './bytes.ts';
import { SERIES } from './engine.ts';
import { memoryStore, type StoredObject } from './memory-store.ts';
import { inlineRef, plainHeader, plainRoot, makePack } from './snapshots.ts';

/** An entry of a snapshot that a test makes up; the rest of a row has sensible values. */
export interface MadeEntry {
  readonly path: string | Buffer;
  readonly type?: EntryType;
  readonly content?: string | Buffer;
  readonly target?: string | Buffer;
  readonly mode?: number;
  readonly mtime?: readonly [seconds: number, nanos: number];
  readonly linkGroup?: number;
  /** Sizes and hashes that are not those of the content. */
  readonly lie?: Partial<TreeEntry>;
}

export interface MadeVault {
  readonly store: Store;
  readonly objects: Map<string, StoredObject>;
  readonly root: Root;
}

export interface VaultOptions {
  readonly fragmentBytes?: number;
  readonly fragmentsPerFrame?: number;
  readonly framesPerPack?: number;
  readonly definition?: Readonly<Record<string, unknown>>;
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly status?: 'complete' | 'partial';
  readonly gaps?: readonly HeaderGap[];
  /** Leave a pack out of the root's objects, by number. */
  readonly unlisted?: readonly number[];
}

const UTC = new Date('2026-11-23T01:02:03Z');

/** A vault with one snapshot, written with the format's own modules and nothing of backup. */
export async function makeVault(made: readonly MadeEntry[], options: VaultOptions = {}): Promise<MadeVault> {
  const { store, objects } = memoryStore(() => UTC);
  const fragmentBytes = options.fragmentBytes ?? 64;
  const entries = made.map((entry) => treeEntry(entry, fragmentBytes));
  const pieces = entries.flatMap((entry) =>
    entry.pieces.map((piece): [string, Buffer] => [hash('sha256', piece), piece]),
  );
  const fragments = [...new Map(pieces).values()];
  const perFrame = options.fragmentsPerFrame ?? 4;
  const perPack = perFrame * (options.framesPerPack ?? 3);
  const sealed: FinishedPack[] = [];
  for (let at = 0; at < fragments.length; at += perPack)
    sealed.push(makePack(SERIES, UTC, fragments.slice(at, at + perPack), { perFrame }));
  for (const { key, body } of sealed) await store.putNew(key, body);
  const tree = new LevelWriter(TREE);
  for (const { entry } of entries.sort((a, b) => Buffer.compare(a.entry.path, b.entry.path))) tree.push(treeRow(entry));
  const counts = new TreeCounts();
  for (const { entry } of entries) counts.add(entry);
  const rootObjects: RootObject[] = sealed
    .map(({ key, body }) => ({ key, sizeBytes: body.length, liveBytes: body.length, etag: '' }))
    .filter((_, i) => options.unlisted?.includes(i) !== true);
  const status = options.status ?? 'complete';
  const { id, bytes } = plainRoot(SERIES, UTC, {
    header: plainHeader(SERIES, UTC, {
      status,
      parts: { files: status },
      source: {
        kind: 'files',
        definition: options.definition ?? { source: 'files' },
        identity: options.identity ?? {},
      },
      context: {},
      counts: { ...counts },
      mtime: 'exact',
    }),
    objects: rootObjects,
    sections: {
      map: [mapSegments(sealed.flatMap((pack) => pack.frames)).map(inlineRef)],
      tree: [tree.finish().map(inlineRef)],
      state: [],
    },
    gaps: options.gaps ?? [],
  });
  await store.putNew(rootKey(SERIES, id), bytes);
  return { store, objects, root: decodeRoot({ series: SERIES, id }, bytes) };
}

function treeEntry(made: MadeEntry, fragmentBytes: number): { entry: TreeEntry; pieces: Buffer[] } {
  const type = made.type ?? (made.target !== undefined ? 'symlink' : made.content !== undefined ? 'file' : 'directory');
  const content = Buffer.from(made.content ?? '');
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += fragmentBytes) pieces.push(content.subarray(at, at + fragmentBytes));
  const [mtimeSeconds, mtimeNanos] = made.mtime ?? [1_700_000_000, 123_000_000];
  const entry: TreeEntry = {
    path: Buffer.from(made.path),
    type,
    mode: made.mode ?? (type === 'directory' ? 0o755 : 0o644),
    sizeBytes: content.length,
    mtimeSeconds,
    mtimeNanos,
    target: Buffer.from(made.target ?? ''),
    linkGroup: made.linkGroup ?? 0,
    sha256: type === 'file' ? sha256(content) : Buffer.alloc(0),
    fragments: Buffer.concat(pieces.map(sha256)),
    ...made.lie,
  };
  return { entry, pieces };
}

/** Windows has one bit of a file's mode, and none of a folder's. */
function modeHere(mode: number, isFolder: boolean): number {
  if (process.platform !== 'win32') return mode;
  if (isFolder) return 0o755;
  return (mode & 0o200) === 0 ? 0o444 : 0o644;
}

/** What `look` finds of these entries when they are restored. */
export function lookOf(made: readonly MadeEntry[]): Record<string, unknown> {
  return Object.fromEntries(
    made.map(({ path: name, content, target, mode, mtime }) => {
      const [seconds, nanos] = mtime ?? [1_700_000_000, 123_000_000];
      const bits = modeHere(mode ?? (content === undefined ? 0o755 : 0o644), content === undefined).toString(8);
      const what =
        target !== undefined
          ? { link: target }
          : { mode: bits, ...(content !== undefined && { content: Buffer.from(content).toString('latin1') }) };
      return [Buffer.from(name).toString('latin1'), { ...what, mtime: Math.round(seconds * 1000 + nanos / 1e6) }];
    }),
  );
}
