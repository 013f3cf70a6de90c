import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll } from '@jest/globals';
import type { Event } from '../../../src/base/events.ts';
import { storedMode } from '../../../src/base/platform.ts';
import type { EntryType } from '../../../src/sources/source.ts';
import { blobKey, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { chunkerFor } from '../../../src/vault/format/chunker.ts';
import { mapSegments } from '../../../src/vault/format/map.ts';
import { PackBuilder } from '../../../src/vault/format/pack.ts';
import { restoreTree, type RestoreOptions, type RestoreReport } from '../../../src/vault/restore/restore.ts';
import { decodeRoot, encodeRoot, type HeaderGap, type Root, type RootObject } from '../../../src/vault/format/root.ts';
import { LevelWriter } from '../../../src/vault/format/table.ts';
import { TREE, TreeCounts, treeRow, type TreeEntry } from '../../../src/vault/format/tree.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore, type StoredObject } from '../../support/memory-store.ts';
import { inlineRef } from '../../support/inline.ts';

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

export interface Vault {
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

const SERIES = 'acme/shop/files';
const UTC = new Date('2026-11-23T01:02:03Z');

/** A vault with one snapshot, written with the format's own modules and nothing of backup. */
export async function makeVault(made: readonly MadeEntry[], options: VaultOptions = {}): Promise<Vault> {
  const { store, objects } = memoryStore(() => UTC);
  const fragmentBytes = options.fragmentBytes ?? 64;
  const entries = made.map((entry) => treeEntry(entry, fragmentBytes));
  const fragments = [
    ...new Map(entries.flatMap(({ pieces }) => pieces.map((piece) => [sha256(piece).toString('hex'), piece]))),
  ];
  const packs: PackBuilder[] = [];
  const perFrame = options.fragmentsPerFrame ?? 4;
  for (let at = 0, frames = 0; at < fragments.length; at += perFrame, frames++) {
    if (frames % (options.framesPerPack ?? 3) === 0) {
      packs.push(new PackBuilder());
    }
    const ofFrame = fragments.slice(at, at + perFrame).map(([, piece]) => piece);
    const raw = Buffer.concat(ofFrame);
    (packs.at(-1) as PackBuilder).add({
      stored: compressSync(raw, 3),
      rawBytes: raw.length,
      ids: Buffer.concat(ofFrame.map(sha256)),
      lengths: ofFrame.map((piece) => piece.length),
    });
  }
  const sealed = packs.map((pack) => pack.seal((digest) => blobKey('packs', SERIES, UTC, digest)));
  for (const { key, body } of sealed) await store.putNew(key, body);
  const tree = new LevelWriter(TREE);
  for (const { entry } of entries.sort((a, b) => Buffer.compare(a.entry.path, b.entry.path))) tree.push(treeRow(entry));
  const counts = new TreeCounts();
  for (const { entry } of entries) counts.add(entry);
  const rootObjects: RootObject[] = sealed
    .map(({ key, body }) => ({ key, sizeBytes: body.length, liveBytes: body.length, etag: '' }))
    .filter((_, i) => options.unlisted?.includes(i) !== true);
  const status = options.status ?? 'complete';
  const bytes = encodeRoot({
    header: {
      features: { required: [], optional: [] },
      series: SERIES,
      utc: '20261123T010203Z',
      status,
      parts: { files: status },
      source: {
        kind: 'files',
        definition: options.definition ?? { source: 'files' },
        identity: options.identity ?? {},
      },
      context: {},
      labels: [],
      parents: [],
      bases: [],
      counts: { ...counts },
      gaps: {},
      chunker: chunkerFor(0),
      mtime: 'exact',
      adopted: [],
    },
    objects: rootObjects,
    sections: {
      map: [mapSegments(sealed.flatMap((pack) => pack.frames)).map(inlineRef)],
      tree: [tree.finish().map(inlineRef)],
      state: [],
    },
    gaps: options.gaps ?? [],
  });
  const id = snapshotId(UTC, bytes);
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

export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

const WORKER_URL = new URL('../../../src/vault/restore/restore-worker.ts', import.meta.url);

/** Restores with everything selected, into a folder, and keeps the events. */
export async function restoreTo(
  vault: Pick<Vault, 'store' | 'root'>,
  target: string,
  options: Partial<RestoreOptions> = {},
): Promise<RestoreReport & { readonly events: readonly Event[] }> {
  const events: Event[] = [];
  const report = await restoreTree({
    store: vault.store,
    root: vault.root,
    target,
    isSelected: () => true,
    overwrite: 'if-changed',
    dryRun: false,
    workerUrl: WORKER_URL,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    ...options,
  });
  return { ...report, events };
}

/** Folders of a test file, removed after it. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-restore-'));
    made.push(folder);
    return folder;
  };
}

/** Permissions do not bind root, so such tests run as another user. */
export async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(USER);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Another user than root. */
export const USER = 65534;

/** Everything that a restore brings back, by path (bytes as Latin-1). */
export function look(folder: string, below = Buffer.alloc(0)): Record<string, unknown> {
  const seen: Record<string, unknown> = {};
  const here = Buffer.concat([Buffer.from(`${folder}/`), below]);
  for (const name of fs.readdirSync(here, { encoding: 'buffer' })) {
    const found = below.length === 0 ? name : Buffer.concat([below, Buffer.from('/'), name]);
    const native = Buffer.concat([Buffer.from(`${folder}/`), found]);
    const stats = fs.lstatSync(native, { bigint: true });
    const mode = storedMode(stats).toString(8);
    const what = stats.isSymbolicLink()
      ? { link: fs.readlinkSync(native) }
      : { mode, ...(stats.isFile() && { content: fs.readFileSync(native, 'latin1') }) };
    seen[found.toString('latin1')] = { ...what, mtime: Math.round(Number(stats.mtimeNs) / 1e6) };
    if (stats.isDirectory()) Object.assign(seen, look(folder, found));
  }
  return seen;
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
