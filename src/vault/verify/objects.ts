/** Checks packs and parts, and reads them at the deeper levels. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { ARCHIVE_CLASSES } from '../../base/storage-classes.ts';
import type { Store } from '../../store/store.ts';
import { isLoss, unreadableKind } from '../read/damage.ts';
import { blobsPrefix, isNamedBy, isNameOf, parseBlobKey } from '../format/keys.ts';
import type { FrameFragments } from '../format/map.ts';
import { readPack } from '../format/pack.ts';
import { catalogueOf } from '../read/proof.ts';
import { etagHint, type RootObject } from '../format/root.ts';
import type { ObjectProblem } from './findings.ts';
import { release } from '../format/zstd.ts';

const HEADS_IN_FLIGHT = 32;
/** Of up to 32 MiB each, with a decoded frame. */
const PACKS_IN_FLIGHT = 4;

/** What the server says about an object, without its bytes. */
interface Seen {
  readonly sizeBytes: number;
  readonly etag: string | undefined;
  readonly sha256?: Buffer | undefined;
  readonly storageClass: string | undefined;
}

/**
 * Proves that objects exist with the right size and bytes without reading them, by the SHA-256 that the provider
 * computed when they were written: one HEAD per object. For a provider without such checksums it uses LIST, 1,000
 * objects per request. Then an equal ETag is the proof, and an object with another ETag is read.
 *
 * One instance serves a whole run and requests no object twice: snapshots of one series share most of theirs.
 */
export class ObjectProver {
  private readonly store: Store;
  private readonly signal: AbortSignal;
  private readonly proved = new Map<string, Promise<ObjectProblem | undefined>>();
  private readonly lists = new Map<string, Promise<ReadonlyMap<string, Seen>>>();
  /** Whether the provider keeps SHA-256 checksums; undefined until the first object was seen. */
  keepsChecksums: boolean | undefined;

  constructor(store: Store, signal: AbortSignal) {
    this.store = store;
    this.signal = signal;
  }

  /** What is wrong with them. */
  async check(objects: readonly RootObject[]): Promise<readonly ObjectProblem[]> {
    const [first, ...rest] = objects;
    if (first === undefined) return [];
    // The first object is requested alone: its answer decides how the others are requested.
    const problems = [await this.once(first)];
    problems.push(...(await mapBounded(rest, HEADS_IN_FLIGHT, (object) => this.once(object))));
    return problems.filter((problem) => problem !== undefined);
  }

  private once(object: RootObject): Promise<ObjectProblem | undefined> {
    const name = `${object.key} ${String(object.sizeBytes)}`;
    const known = this.proved.get(name) ?? this.prove(object);
    this.proved.set(name, known);
    return known;
  }

  private async prove(object: RootObject): Promise<ObjectProblem | undefined> {
    const { key } = object;
    const seen = this.keepsChecksums === false ? await this.listed(key) : await this.head(key);
    if (seen === undefined) return missing(key);
    if (seen.sizeBytes !== object.sizeBytes) return wrongSize(object, seen.sizeBytes);
    if (ARCHIVE_CLASSES.includes(seen.storageClass ?? '')) {
      return { class: 'object-archived', key, detail: `is archived (${String(seen.storageClass)}) and cannot be read` };
    }
    if (seen.sha256 !== undefined)
      return isNamedBy(key, seen.sha256) ? undefined : wrongBytes(key, 'by the checksum that S3 keeps');
    return etagHint(seen.etag) === object.etag ? undefined : this.read(object);
  }

  private async head(key: string): Promise<Seen | undefined> {
    const seen = await this.store.head(key, { signal: this.signal });
    if (seen !== undefined) this.keepsChecksums ??= seen.sha256 !== undefined;
    return seen;
  }

  private async listed(key: string): Promise<Seen | undefined> {
    const { kind, series } = parseBlobKey(key) ?? { kind: 'packs', series: '' };
    const prefix = blobsPrefix(kind, series);
    const list = this.lists.get(prefix) ?? this.list(prefix);
    this.lists.set(prefix, list);
    return (await list).get(key);
  }

  private async list(prefix: string): Promise<ReadonlyMap<string, Seen>> {
    const found = new Map<string, Seen>();
    for await (const { objects } of this.store.list(prefix, { signal: this.signal })) {
      for (const object of objects) found.set(object.key, object);
    }
    return found;
  }

  private async read(object: RootObject): Promise<ObjectProblem | undefined> {
    const body = await getWhole(this.store, object, this.signal);
    return Buffer.isBuffer(body) ? undefined : body;
  }
}

/** What is done with what is read. */
export interface ReadObserver {
  readonly onRead: (bytes: number) => void;
  /** Each frame of a pack, decoded, with the true ids of its fragments. */
  readonly onFrame: (found: FrameFragments, raw: Buffer) => void;
  /** The catalogue of a pack that is good. */
  readonly onGood: (key: string, catalogue: string) => void;
  /** Opens packs that are sealed. */
  readonly contentOf: ((key: string, body: Buffer) => Buffer) | undefined;
  /** Whether packs are sealed to a key that is not at hand: then their names vouch for their bytes, and no more is known. */
  readonly isClosed: boolean;
}

/**
 * Reads whole objects and checks every byte, several at a time. `frames`: by pack, what the snapshot's map says about
 * it.
 */
export async function readObjects(
  store: Store,
  objects: readonly RootObject[],
  frames: ReadonlyMap<string, readonly FrameFragments[]>,
  observer: ReadObserver,
  signal: AbortSignal,
): Promise<readonly ObjectProblem[]> {
  const problems = await mapBounded(objects, PACKS_IN_FLIGHT, async (object) => {
    const body = await getWhole(store, object, signal);
    if (!Buffer.isBuffer(body)) return body;
    observer.onRead(body.length);
    const problem = await decodeWhole(object.key, body, frames.get(object.key) ?? [], observer);
    release(body);
    return problem;
  });
  return problems.filter((problem) => problem !== undefined);
}

/** The bytes that the root records, or what the current ones are instead. No older S3 version is looked at. */
async function getWhole(store: Store, object: RootObject, signal: AbortSignal): Promise<Buffer | ObjectProblem> {
  const { key } = object;
  try {
    const { body } = await store.get(key, { signal });
    if (body.length !== object.sizeBytes) return wrongSize(object, body.length);
    return isNameOf(key, body) ? body : wrongBytes(key, 'as read');
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'object-archived')
      return { class: 'object-archived', key, detail: 'is archived and cannot be read' };
    if (!isLoss(error)) throw error;
    return missing(key);
  }
}

/** Its table of contents, every frame and every fragment; then what the map says of them. */
async function decodeWhole(
  key: string,
  body: Buffer,
  claimed: readonly FrameFragments[],
  { onFrame, onGood, contentOf, isClosed }: ReadObserver,
): Promise<ObjectProblem | undefined> {
  if (parseBlobKey(key)?.kind !== 'packs' || isClosed) return undefined;
  try {
    const found = await readPack(key, body, onFrame, contentOf);
    onGood(key, catalogueOf(found));
    if (agree(claimed, found)) return undefined;
    return { class: 'content-damaged', key, detail: 'holds other fragments than the map of the snapshot says' };
  } catch (error) {
    if (unreadableKind(error) === 'sealed')
      return { class: 'snapshot-sealed', key, detail: 'is sealed to a key that vault-key does not hold' };
    if (!isLoss(error)) throw error;
    const detail = `has the bytes that were stored, but they cannot be decoded (${(error as Error).message})`;
    return { class: 'content-damaged', key, detail };
  }
}

/** Whether each frame of the map is one of the pack's, with the same fragments. */
function agree(claimed: readonly FrameFragments[], found: readonly FrameFragments[]): boolean {
  const byOffset = new Map(found.map((one) => [one.frame.offset, one]));
  return claimed.every(({ frame, lengths, ids }) => {
    const fact = byOffset.get(frame.offset);
    return (
      fact?.frame.storedBytes === frame.storedBytes &&
      fact.lengths.length === lengths.length &&
      fact.lengths.every((length, i) => length === lengths[i]) &&
      fact.ids.equals(ids)
    );
  });
}

function missing(key: string): ObjectProblem {
  return { class: 'object-missing', key, detail: 'is gone: deleted, or covered by a delete marker' };
}

function wrongSize({ key, sizeBytes }: RootObject, foundBytes: number): ObjectProblem {
  const detail = `has ${String(foundBytes)} bytes, but ${String(sizeBytes)} were stored: it was overwritten or truncated`;
  return { class: 'object-changed', key, detail };
}

function wrongBytes(key: string, how: string): ObjectProblem {
  return {
    class: 'object-changed',
    key,
    detail: `has bytes other than those stored (SHA-256, ${how}): it was overwritten`,
  };
}
