/** What is proved of a vault's packs, and by whom. */
import { createHash, hash, type Hash } from 'node:crypto';
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { MiB } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { isLoss } from './damage.ts';
import { markKey, parseBlobKey } from '../format/keys.ts';
import { type FrameFragments, mapFrames } from '../format/map.ts';
import { type Mark, VERIFY_LEVELS, type VerifyLevel } from './marks.ts';
import type { StoredSegment } from '../format/table.ts';
import { compressSync, decompressUpTo } from '../format/zstd.ts';

/**
 * What is proved of a vault's packs, and by whom. A pack's key holds the hash of its bytes, so what it holds is a fact for
 * ever; a map only claims it. Whoever has read the pack whole knows the fact, and a digest of it, the *catalogue*, lets any
 * later map be held against it. Mode verify writes these down, as marks `proof`, which the role that backs up cannot.
 */

const HALF_HASH_CHARS = 32;

/** Over the frames of one pack in their order: where they lie, the lengths of their fragments, and the ids. */
class Catalogue {
  private readonly digest: Hash = createHash('sha256');
  /** First byte that the next frame may have; -1 once frames overlapped or came in another order. */
  private end = 0;

  add({ frame, lengths, ids }: FrameFragments): void {
    if (this.end < 0 || frame.offset < this.end) {
      this.end = -1;
      return;
    }
    this.end = frame.offset + frame.storedBytes;
    this.digest.update(Uint32Array.of(frame.offset, frame.storedBytes, frame.rawBytes, lengths.length, ...lengths));
    this.digest.update(ids);
  }

  /** Empty for frames that overlap: no pack has such. */
  value(): string {
    return this.end < 0 ? '' : this.digest.digest('hex').slice(0, HALF_HASH_CHARS);
  }
}

/** Of a pack that was read. */
export function catalogueOf(frames: Iterable<FrameFragments>): string {
  const catalogue = new Catalogue();
  for (const found of frames) catalogue.add(found);
  return catalogue.value();
}

/** By pack, what segments of a map claim. */
export function claimedCatalogues(segments: Iterable<StoredSegment>): Map<string, string> {
  const open = new Map<string, Catalogue>();
  for (const segment of segments) {
    for (const found of mapFrames(segment)) {
      const { pack } = found.frame;
      const catalogue = open.get(pack) ?? new Catalogue();
      open.set(pack, catalogue);
      catalogue.add(found);
    }
  }
  return new Map([...open].map(([pack, catalogue]) => [pack, catalogue.value()]));
}

/** Stands for the hash of a file and the fragments that are said to give it. Half a SHA-256, hex. */
export function fileName({ sha256, fragments }: { readonly sha256: Buffer; readonly fragments: Buffer }): string {
  return hash('sha256', Buffer.concat([sha256, fragments])).slice(0, HALF_HASH_CHARS);
}

/** What mode verify has found of the packs of one snapshot, in this run and those before. */
export interface Proof {
  /** Of this run. */
  readonly level: VerifyLevel;
  /** Catalogues of packs that were read whole and found good, by key. */
  readonly packs: ReadonlyMap<string, string>;
  /** Keys of packs of which the right bytes were not there, or could not be decoded. */
  readonly badPacks: ReadonlySet<string>;
  /** Files whose fragments give another hash than theirs, by `fileName`. */
  readonly badFiles: ReadonlySet<string>;
}

/** Files beyond are no use to name one by one: all of them count as bad then (`*`). */
const BAD_FILES_MAX = 10_000;
export const ALL_FILES = '*';
/** Some hundred bytes for each of the objects that a root may name. */
const PROOF_MAX_RAW_BYTES = 64 * MiB;
const PROOF_ZSTD_LEVEL = 6;

const catalogueText = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const packKey = v.pipe(
  v.string(),
  v.check((key) => parseBlobKey(key)?.kind === 'packs'),
);
const schema = v.pipe(
  v.looseObject({
    level: v.picklist(VERIFY_LEVELS),
    packs: v.object({ key: v.array(packKey), catalogue: v.array(catalogueText) }),
    badPacks: v.array(packKey),
    badFiles: v.array(v.string()),
  }),
  v.check(({ packs }) => packs.key.length === packs.catalogue.length),
);

/** The newest proof of the newest snapshot that has one, among marks of a series. */
export function newestProof(marks: readonly Mark[]): Mark | undefined {
  const markOrderName = ({ id, key }: Mark): string => `${id} ${key}`;
  return marks
    .filter(({ kind }) => kind === 'proof')
    .reduce<Mark | undefined>(
      (best, mark) => (best === undefined || markOrderName(mark) > markOrderName(best) ? mark : best),
      undefined,
    );
}

/** undefined where it is damaged or gone: it proves nothing then. */
export async function readProof(store: Store, mark: Mark, signal?: AbortSignal): Promise<Proof | undefined> {
  try {
    const { body } = await store.get(mark.key, { signal });
    const raw = decompressUpTo(body, PROOF_MAX_RAW_BYTES, mark.key);
    const { level, packs, badPacks, badFiles } = v.parse(schema, JSON.parse(raw.toString('utf8')));
    return {
      level,
      packs: new Map(packs.key.map((key, i) => [key, packs.catalogue[i] as string])),
      badPacks: new Set(badPacks),
      badFiles: new Set(badFiles),
    };
  } catch (error) {
    if (error instanceof HoldfastError && !isLoss(error)) throw error;
    return undefined;
  }
}

/** @param utc S3's clock */
export async function writeProof(
  store: Store,
  snapshot: { readonly series: string; readonly id: string },
  utc: Date,
  { level, packs, badPacks, badFiles }: Proof,
  signal?: AbortSignal,
): Promise<void> {
  const document = {
    level,
    packs: { key: [...packs.keys()], catalogue: [...packs.values()] },
    badPacks: [...badPacks],
    badFiles: badFiles.size > BAD_FILES_MAX ? [ALL_FILES] : [...badFiles],
  };
  const body = compressSync(Buffer.from(JSON.stringify(document)), PROOF_ZSTD_LEVEL);
  await store.putNew(markKey(snapshot.series, snapshot.id, 'proof', utc), body, { signal });
}

/** Of packs that a snapshot does not name, as many facts are kept of earlier ones, the newest packs first. */
const OTHERS_KEPT = 10_000;

/**
 * What is known after a run. Of packs that the snapshot does not name too: a small false one, verified last, must not make
 * forgotten what was proved of the true ones. What a pack holds, and that fragments do not give a hash, stays true.
 *
 * @param isSame whether the one before is of the same snapshot
 */
export function goOn(now: Proof, before: Proof | undefined, isSame: boolean, objects: ReadonlySet<string>): Proof {
  if (before === undefined) return now;
  const isOther = (key: string): boolean => !objects.has(key);
  const others = [...before.packs.keys(), ...before.badPacks].filter(isOther);
  const kept = new Set(others.toSorted(newestFirst).slice(0, OTHERS_KEPT));
  const isKept = (key: string): boolean => objects.has(key) || kept.has(key);
  const packs = new Map([...before.packs].filter(([key]) => isKept(key) && !now.badPacks.has(key)));
  for (const [key, catalogue] of now.packs) packs.set(key, catalogue);
  const stillBad = [...before.badPacks].filter((key) => isKept(key) && !now.packs.has(key));
  const badFiles = new Set([...before.badFiles, ...now.badFiles]);
  // `full` has looked at all files, and named those that are bad.
  if (now.level === 'full') badFiles.delete(ALL_FILES);
  return {
    // A sample reads no files.
    level: now.level !== 'full' && isSame ? before.level : now.level,
    packs,
    badPacks: new Set([...stillBad, ...now.badPacks]),
    badFiles,
  };
}

function newestFirst(a: string, b: string): number {
  return markOrderName(a) < markOrderName(b) ? 1 : -1;
}

/** Begins with the time of the run. */
function markOrderName(key: string): string {
  return parseBlobKey(key)?.name ?? '';
}
