/** Proves what a parent says of its content, before a run builds on it. */
import { randomInt } from 'node:crypto';
import type { Emit } from '../../base/events.ts';
import { MiB } from '../../base/limits.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { isNameOf } from '../format/keys.ts';
import { isUnreadable, unreadableKind } from '../read/damage.ts';
import { FileHasher, type HashedFile } from '../read/file-hasher.ts';
import { type FragmentIndex, type FrameFragments, mapFrames } from '../format/map.ts';
import { checkFragments, readPack } from '../format/pack.ts';
import { refuseSealed } from './mixed-series.ts';
import type { Parent } from './parent.ts';
import {
  ALL_FILES,
  catalogueOf,
  claimedCatalogues,
  fileName,
  newestProof,
  readProof,
  type Proof,
} from '../read/proof.ts';
import type { Root, RootObject } from '../format/root.ts';
import { isInline } from '../format/sections.ts';
import { readRoot } from '../read/root-reader.ts';
import { type LoadedSegment, loadSections } from '../read/snapshots.ts';
import { treeEntries, type TreeEntry } from '../format/tree.ts';
import { decompress } from '../format/zstd.ts';
import { isUnusedKind, unusedWarning, type UnusedKind } from './unused.ts';

/**
 * A parent is not believed without proof (docs/format.md, rule 5): whoever may add keys may add a false parent. Its map is
 * compared with what mode verify has proved of each pack, and with the snapshot before it. What only the parent claims is
 * read and hashed. The same is done for the fragments of each file. A sealed parent has proved that a holder of the vault key
 * made it, and a backup opens no pack: there the bytes of packs are held against their names, and that is all.
 */

/** How much is read of the new packs. Without a snapshot before the parent all packs are new, and one is read. */
const READ_MAX = { added: { bytes: 64 * MiB, packs: 256 }, first: { bytes: 8 * MiB, packs: 1 } } as const;
/** About so much is cut again in one run, of files whose fragments nobody has proved yet. */
const CUT_ANEW_BYTES = 32 * MiB;

/** Which rows of the parent's tree are good enough for what. */
export interface TrustedRows {
  /** A file of this content need not be cut again: its fragments give its hash. */
  readonly mayReuse: (entry: TreeEntry) => boolean;
  /**
   * An entry may be carried over without being read. Less strict, since it may be all that there is: what lies in packs that
   * were too many to be read is believed.
   */
  readonly mayCarry: (entry: TreeEntry, index: FragmentIndex) => boolean;
}

interface ProveOptions {
  readonly store: Store;
  readonly parent: Parent;
  /** Objects of the parent that are there, without packs that the map describes wrongly. */
  readonly proved: Map<string, RootObject>;
  /** What the LIST showed. */
  readonly packs: ReadonlyMap<string, ObjectInfo>;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export async function proveParent(options: ProveOptions): Promise<TrustedRows> {
  return new ParentProof(options).run();
}

/** The snapshot before the parent: what it says of the same packs and files. */
interface OlderSnapshot {
  readonly root: Root;
  readonly map: readonly LoadedSegment[];
  readonly tree: readonly (readonly LoadedSegment[])[];
}

class ParentProof {
  private readonly options: ProveOptions;
  private readonly map: readonly LoadedSegment[];
  /** Catalogues as the parent's map has them, by pack. */
  private readonly claimed: ReadonlyMap<string, string>;
  /** Packs that are not used again. */
  private readonly unused = new Map<string, Unused>();
  private readonly isSealed: boolean;
  private readBytes = 0;
  private readPacks = 0;

  constructor(options: ProveOptions) {
    this.options = options;
    this.map = options.parent.tables().map.flat();
    this.claimed = claimedCatalogues(this.map);
    this.isSealed = options.parent.root.header.seal !== undefined;
  }

  async run(): Promise<TrustedRows> {
    const { store, parent, signal } = this.options;
    const mark = newestProof(parent.marks);
    const proof = mark && (await readProof(store, mark, signal));
    // Every pack and every file of this very snapshot was looked at.
    const isProved = mark?.id === parent.root.id && proof?.level === 'full';
    const older = isProved ? undefined : await this.openOlder();
    const files = isProved || this.isSealed ? new Map<string, HashedFile>() : this.newFiles(older);
    const toRead = this.judgePacks(proof, older, isProved);
    const hasher = new FileHasher<HashedFile>();
    for (const file of files?.values() ?? []) hasher.add(file);
    const unread = await this.readNew(toRead, hasher, older === undefined);
    if (older === undefined && !isProved && this.readPacks === 0) await this.drawLot();
    for (const key of this.unused.keys()) this.options.proved.delete(key);
    for (const file of hasher.right) files?.delete(fileName(file));
    this.reportUnused(unread);
    return this.trustedRows(
      files,
      new Set([...hasher.wrong.map(fileName)]),
      proof,
      new Set(unread.map(({ key }) => key)),
    );
  }

  /** The snapshot before the parent, if there is one that can be read. Parts that both name are not fetched again. */
  private async openOlder(): Promise<OlderSnapshot | undefined> {
    const { store, parent, signal } = this.options;
    for (const info of (await parent.older(this.hasOlderPack())).slice(0, 2)) {
      try {
        const root = await readRoot(store, info, { signal });
        const known = new Set([...this.map, ...parent.tables().tree.flat()].map(segmentIdentity));
        const own = withoutPlaces(root, known);
        const { map = [], tree = [] } = await loadSections(own, ['map', 'tree'], new BlobReader(store, root), signal);
        return { root, map: map.flat(), tree };
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        // An open parent above it: somebody may have laid it there for a run without a key to go on with.
        if (unreadableKind(error) === 'sealed') await refuseSealed(store, info, signal);
      }
    }
    return undefined;
  }

  /**
   * Whether the LIST showed a pack of before the parent's run: if not, no older snapshot can say anything of a pack. By S3's
   * times: nobody can make a pack younger than it is but by writing it again.
   */
  private hasOlderPack(): boolean {
    const { packs, parent } = this.options;
    return [...packs.values()].some(({ lastModified }) => lastModified < parent.info.utc);
  }

  /** Segments of the parent that the snapshot before it does not have. */
  private own<T extends LoadedSegment>(
    segments: readonly T[],
    older: OlderSnapshot,
    section: 'map' | 'tree',
  ): readonly T[] {
    const known = new Set(older.root.sections[section].flat().map((ref) => segmentIdentity({ ref })));
    return segments.filter((segment) => isInline(segment.ref.block) || !known.has(segmentIdentity(segment)));
  }

  /**
   * Files of several fragments that the snapshot before it describes differently, by `fileName`. Without such a snapshot
   * undefined, which means all of them.
   */
  private newFiles(older: OlderSnapshot | undefined): Map<string, HashedFile> | undefined {
    if (older === undefined) return undefined;
    const found = new Map<string, HashedFile>();
    for (const level of this.options.parent.tables().tree) {
      for (const entry of treeEntries([this.own(level, older, 'tree')])) {
        if (entry.fragments.length > HASH_BYTES) found.set(fileName(entry), copyOf(entry));
      }
    }
    if (found.size === 0) return found;
    for (const level of older.tree) for (const entry of treeEntries([level])) found.delete(fileName(entry));
    return found;
  }

  /** Which packs are to be read, since nobody but the parent says what they hold; what is false is noted on the way. */
  private judgePacks(
    proof: Proof | undefined,
    older: OlderSnapshot | undefined,
    isProved: boolean,
  ): readonly ObjectInfo[] {
    const own = older && claimedCatalogues(this.own(this.map, older, 'map'));
    const before = older && claimedCatalogues(older.map);
    const toRead: ObjectInfo[] = [];
    for (const [key, claim] of this.claimed) {
      const info = this.options.packs.get(key);
      if (!this.options.proved.has(key) || info === undefined) continue;
      const fact = proof?.packs.get(key);
      const isNew = own === undefined || (own.has(key) && own.get(key) !== before?.get(key));
      if (proof?.badPacks.has(key) === true) this.unused.set(key, damaged('mode verify found it bad'));
      else if (claim === '') this.unused.set(key, damaged('the map has parts of it twice'));
      else if (fact !== undefined && fact !== claim)
        this.unused.set(key, damaged('mode verify read it, and it holds something else'));
      else if (fact === undefined && !isProved && isNew) toRead.push(info);
    }
    return toRead;
  }

  /** Reads packs, the newest first; gives those that were left unread, since they are too many. */
  private async readNew(
    toRead: readonly ObjectInfo[],
    hasher: FileHasher<HashedFile>,
    isFirst: boolean,
  ): Promise<readonly ObjectInfo[]> {
    const most = isFirst ? READ_MAX.first : READ_MAX.added;
    const unread: ObjectInfo[] = [];
    // By S3's times: nobody can make a pack older than it is.
    for (const object of toRead.toSorted((a, b) => b.lastModified.getTime() - a.lastModified.getTime())) {
      if (this.readPacks >= most.packs || this.readBytes + object.sizeBytes > most.bytes) {
        unread.push(object);
        continue;
      }
      const problem = await this.readOne(object, hasher);
      if (problem !== undefined) this.unused.set(object.key, problem);
    }
    return unread;
  }

  /** What is wrong with a pack, or with what the map says of it. */
  private async readOne(object: Pick<ObjectInfo, 'key'>, hasher: FileHasher<HashedFile>): Promise<Unused | undefined> {
    const { store, signal } = this.options;
    try {
      const { body } = await store.get(object.key, { signal });
      this.readPacks++;
      this.readBytes += body.length;
      if (this.isSealed) return isNameOf(object.key, body) ? undefined : damaged('it was overwritten');
      const frames = await readPack(object.key, body, ({ ids, lengths }, raw) => hasher.feedFrame(ids, lengths, raw));
      return catalogueOf(frames) === this.claimed.get(object.key)
        ? undefined
        : damaged('the map does not say what it holds');
    } catch (error) {
      return unreadable(error);
    }
  }

  /** Reads one frame, each with the same chance; the whole pack where it is sealed. */
  private async drawLot(): Promise<void> {
    const { parent, proved, signal } = this.options;
    const isThere = ({ frame }: FrameFragments): boolean => proved.has(frame.pack);
    let picked: FrameFragments | undefined;
    let seen = 0;
    for (const segment of this.map) {
      for (const found of mapFrames(segment)) if (isThere(found) && randomInt(++seen) === 0) picked = found;
    }
    if (picked === undefined) return;
    const { frame, ids, lengths } = picked;
    if (this.isSealed) {
      const problem = await this.readOne({ key: frame.pack }, new FileHasher());
      if (problem !== undefined) this.unused.set(frame.pack, problem);
      return;
    }
    const fallbacks = parent.blobs.fallbacks.size;
    const check = async (stored: Buffer): Promise<void> => {
      checkFragments(await decompress(stored, frame.rawBytes, frame.pack), ids, lengths, frame.pack);
    };
    try {
      await parent.blobs.readPack(frame.pack, frame.offset, frame.storedBytes, check, signal);
    } catch (error) {
      this.unused.set(frame.pack, unreadable(error));
    }
    // The right bytes came from another S3 version, so the current one is wrong.
    if (parent.blobs.fallbacks.size > fallbacks) this.unused.set(frame.pack, damaged('it was overwritten'));
  }

  private trustedRows(
    files: ReadonlyMap<string, HashedFile> | undefined,
    wrong: ReadonlySet<string>,
    proof: Proof | undefined,
    unread: ReadonlySet<string>,
  ): TrustedRows {
    const bytes = this.options.parent.root.header.counts['bytes'] ?? 0;
    const isPicked = (): boolean => randomInt(Math.ceil(Math.max(1, bytes / CUT_ANEW_BYTES))) === 0;
    const isSingle = ({ fragments }: TreeEntry): boolean => fragments.length <= HASH_BYTES;
    const isFalse = (entry: TreeEntry): boolean => {
      if (proof !== undefined && proof.badFiles.size > 0)
        if (proof.badFiles.has(ALL_FILES) || proof.badFiles.has(fileName(entry))) return true;
      return wrong.size > 0 && wrong.has(fileName(entry));
    };
    const isKnown = (entry: TreeEntry): boolean => files?.size === 0 || files?.has(fileName(entry)) === false;
    return {
      mayReuse: (entry) => isSingle(entry) || (!isFalse(entry) && (files === undefined ? !isPicked() : isKnown(entry))),
      mayCarry: (entry, index) =>
        isSingle(entry) || (!isFalse(entry) && (files === undefined || isKnown(entry) || liesIn(entry, unread, index))),
    };
  }

  private reportUnused(unread: readonly ObjectInfo[]): void {
    const { parent, emit } = this.options;
    for (const [kind, packs] of Map.groupBy(this.unused, ([, { kind }]) => kind)) {
      const more = packs.length - TOLD_MAX;
      const rest = more > 0 ? ` (and so for ${String(more)} more)` : '';
      for (const [key, { why }] of packs.slice(0, TOLD_MAX)) {
        const message = `${key} is not used again: snapshot ${parent.root.id} names it, and ${why}${rest}.`;
        emit(unusedWarning(kind, message));
      }
    }
    if (this.readPacks > 0)
      emit({
        type: 'info',
        message: `Read ${String(this.readPacks)} of its packs (${String(this.readBytes)} bytes), of which nothing but it says what they hold.`,
      });
    if (unread.length > 0)
      emit({
        type: 'info',
        message: `${String(unread.length)} more packs are believed, and not read: mode verify with level full proves them.`,
      });
  }
}

/** Why a pack is not used again. */
interface Unused {
  readonly kind: UnusedKind;
  readonly why: string;
}

function damaged(why: string): Unused {
  return { kind: 'damaged', why };
}

const WHY: Readonly<Record<UnusedKind, string>> = {
  lost: 'it is gone since it was listed',
  damaged: 'it is damaged',
  forbidden: 'it is closed to this role',
  archived: 'it is archived',
};

/** Throws errors that are not about this one object. */
function unreadable(error: unknown): Unused {
  const kind = unreadableKind(error);
  if (!isUnusedKind(kind)) throw error;
  return { kind, why: WHY[kind] };
}

/** At most so many unused packs of a kind are reported one by one. */
const TOLD_MAX = 10;

/** Where a segment lies; empty for one in the root. */
function segmentIdentity({ ref }: Pick<LoadedSegment, 'ref'>): string {
  const { block, start, rawBytes } = ref;
  return isInline(block)
    ? ''
    : `${block.key} ${String(block.offset)} ${block.sha256} ${String(start)} ${String(rawBytes)}`;
}

/** The root without segments in parts that somebody else has at hand. */
function withoutPlaces(root: Root, known: ReadonlySet<string>): Root {
  const without = (levels: Root['sections']['map']) =>
    levels.map((level) => level.filter((ref) => isInline(ref.block) || !known.has(segmentIdentity({ ref }))));
  const { map, tree, state } = root.sections;
  return { ...root, sections: { map: without(map), tree: without(tree), state } };
}

/** Without the block of segments that a row is a view of. */
function copyOf({ sha256, fragments }: HashedFile): HashedFile {
  return { sha256: Buffer.from(sha256), fragments: Buffer.from(fragments) };
}

function liesIn({ fragments }: TreeEntry, packs: ReadonlySet<string>, index: FragmentIndex): boolean {
  for (let at = 0; at < fragments.length; at += HASH_BYTES) {
    const row = index.find(fragments, at);
    if (row >= 0 && !index.isClaimed(row) && packs.has(index.pack(row))) return true;
  }
  return false;
}
