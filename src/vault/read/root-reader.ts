/** Reads a root, again if need be, and from older S3 versions. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isLoss, isUnreadable, isUnseen, unreadableKind } from './damage.ts';
import { isNameOf, rootKey } from '../format/keys.ts';
import type { Access } from '../format/features.ts';
import {
  decodeHeader,
  decodeOutline,
  decodeRoot,
  type ReadAs,
  type Root,
  type RootHeader,
  type RootOutline,
} from '../format/root.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { versionsOfKey } from './versions.ts';

/**
 * Reads roots. Where the current S3 version is not right, it is read once more, since a bad answer passes; then the S3
 * versions of the key are looked through for the bytes with the hash in its name (docs/format.md, rule 2).
 */

/** Which root. */
interface RootKey {
  readonly series: string;
  readonly id: string;
}

interface ReadOptions {
  /** What the root is read for; `read` by default. */
  readonly access?: Access;
  /** Read this S3 version and no other. */
  readonly versionId?: string;
  /** Called if the current S3 version is not right, and another one is taken. */
  readonly onCovered?: (error: HoldfastError) => void;
  readonly signal?: AbortSignal | undefined;
}

/** @throws corrupt-root, newer-format, object-not-found, object-archived, access-denied, ...: see damage.ts */
export async function readRoot(store: Store, key: RootKey, options: ReadOptions = {}): Promise<Root> {
  try {
    return await readWhole(store, key, options);
  } catch (error) {
    if (options.versionId !== undefined) throw error;
    return readElsewhere(store, key, error, options);
  }
}

/** What is needed to look after a snapshot, also of a later version, and of a sealed one without its key. */
export async function readOutline(store: Store, key: RootKey, options: ReadOptions = {}): Promise<RootOutline> {
  const { versionId, signal } = options;
  const name = rootKey(key.series, key.id);
  const place = { ...(versionId !== undefined && { versionId }), signal };
  try {
    return decodeOutline(key, (await store.get(name, place)).body);
  } catch (error) {
    if (versionId !== undefined || (!isLoss(error) && !isUnseen(error))) throw error;
    const body = await findRightBytes(store, name, !isUnseen(error), signal);
    if (body === undefined) throw error;
    options.onCovered?.(error);
    return decodeOutline(key, body);
  }
}

/** One request as a rule: the first bytes of the root. Checked against the id as well where they are all of it. */
export async function readRootHeader(
  store: Store,
  key: RootKey,
  options: Pick<ReadOptions, 'onCovered' | 'signal'> = {},
): Promise<RootHeader> {
  try {
    return await readStart(store, key, options.signal);
  } catch (error) {
    return (await readElsewhere(store, key, error, options)).header;
  }
}

async function readWhole(store: Store, key: RootKey, { access, versionId, signal }: ReadOptions): Promise<Root> {
  const { body } = await store.get(rootKey(key.series, key.id), {
    ...(versionId !== undefined && { versionId }),
    signal,
  });
  return decodeNamed(key, body, { access, keys: keysOf(store) });
}

/** Errors about bytes that have the hash in the name of their key: no other S3 version can be what belongs there. */
const isFinal = new WeakSet<HoldfastError>();

function decodeNamed(key: RootKey, body: Buffer, as: ReadAs): Root {
  try {
    return decodeRoot(key, body, as);
  } catch (error) {
    if (isLoss(error) && isNameOf(rootKey(key.series, key.id), body)) isFinal.add(error);
    throw error;
  }
}

async function readStart(store: Store, key: RootKey, signal: AbortSignal | undefined): Promise<RootHeader> {
  const { series, id } = key;
  const range = { offset: 0, length: LIMITS.rootPrefixBytes, upTo: true, signal };
  const { body, objectBytes } = await store.get(rootKey(series, id), range);
  if (objectBytes > LIMITS.rootMaxBytes) throw damaged(id, `its root has ${String(objectBytes)} bytes`);
  const isWhole = body.length === objectBytes;
  const keys = keysOf(store);
  // Whether it is proved, and its sealed fields, only all of it tells.
  if (keys !== undefined && !isWhole) return (await readWhole(store, key, { signal })).header;
  const header = isWhole ? decodeNamed(key, body, { keys }).header : decodeHeader(id, body);
  if (header.series !== series) throw damaged(id, `it says that it belongs to series ${header.series}`);
  return header;
}

function damaged(id: string, detail: string): HoldfastError {
  return new HoldfastError({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.` });
}

/** @throws `failure` if nothing better is found */
async function readElsewhere(store: Store, key: RootKey, failure: unknown, options: ReadOptions): Promise<Root> {
  if ((!isLoss(failure) && !isUnseen(failure)) || isFinal.has(failure)) throw failure;
  if (isLoss(failure)) {
    try {
      return await readWhole(store, key, options);
    } catch (error) {
      if ((!isLoss(error) && !isUnseen(error)) || isFinal.has(error)) throw error;
    }
  }
  const body = await findRightBytes(store, rootKey(key.series, key.id), !isUnseen(failure), options.signal);
  if (body === undefined) throw failure;
  options.onCovered?.(failure);
  return decodeRoot(key, body, { access: options.access, keys: keysOf(store) });
}

/** S3 versions of one key that are read at most: whoever may write could put any number there. */
const VERSIONS_READ = 16;

/**
 * Bytes with the hash in the name of the key, from any of its S3 versions: the oldest first, since what was written first is
 * what the name was made for. undefined if there are none, if the key is deleted, or if its versions may not be listed.
 *
 * @param withCurrent false where the current version may not be read: to read it by its version id would only hide that a
 *   right is missing
 */
async function findRightBytes(
  store: Store,
  key: string,
  withCurrent: boolean,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  const versions = await knownVersions(store, key, signal);
  if (versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker)) return undefined;
  const candidates = versions
    .filter(({ isLatest, isDeleteMarker, sizeBytes }) => {
      return !isDeleteMarker && sizeBytes <= LIMITS.rootMaxBytes && (withCurrent || !isLatest);
    })
    .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
  for (const { versionId } of candidates.slice(0, VERSIONS_READ)) {
    try {
      const { body } = await store.get(key, { versionId, signal });
      if (isNameOf(key, body)) return body;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
  }
  return undefined;
}

async function knownVersions(
  store: Store,
  key: string,
  signal: AbortSignal | undefined,
): Promise<readonly S3Version[]> {
  const found: S3Version[] = [];
  try {
    for await (const version of versionsOfKey(store, key, signal)) found.push(version);
  } catch (error) {
    if (!(error instanceof HoldfastError && ['access-denied', 'not-implemented'].includes(error.code))) throw error;
  }
  return found;
}

/**
 * Whether what lies under a root's key never was a snapshot: it has the hash in its name, so that nothing else ever
 * belonged there, and it is no root of any version; or it is larger than a root may be, and no S3 version is smaller. A
 * snapshot that was lost or damaged is not taken for one of these.
 */
export async function isForged(store: Store, key: RootKey, failure: unknown, signal?: AbortSignal): Promise<boolean> {
  if (unreadableKind(failure) !== 'damaged') return false;
  const name = rootKey(key.series, key.id);
  try {
    const { body } = await store.get(name, { signal });
    return isNameOf(name, body);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (error.code !== 'object-too-large') return false;
    const versions = await knownVersions(store, name, signal);
    return versions.length > 0 && versions.every((each) => each.isDeleteMarker || each.sizeBytes > LIMITS.rootMaxBytes);
  }
}
