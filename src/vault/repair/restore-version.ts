/** Brings one object back from the S3 version that has the right bytes. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isLoss, isUnseen } from '../read/damage.ts';
import { versionsOfKey } from '../read/versions.ts';
import { isNamedBy, isNameOf } from '../format/keys.ts';
import { cannotPutBack, isDenied, isNotServed, type WayOver } from './put-over.ts';
import { etagHint } from '../format/root.ts';

export interface LostObject {
  readonly key: string;
  /** Of the bytes that should be there, if it is known: other sizes are not fetched. */
  readonly sizeBytes?: number;
  /** What a root records of its ETag, if one does: often enough to know an S3 version without fetching it. */
  readonly etag?: string;
  /** Whether bytes are those that should be there; without it their hash is in the key. */
  readonly isRight?: (bytes: Buffer) => boolean;
}

export interface PutBackOptions {
  readonly storageClass?: string;
  /** Asked where wrong bytes lie on top; without it, they are put over without a condition. */
  readonly way?: () => Promise<WayOver>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes right bytes current again, from S3 versions that a delete marker or other bytes cover. Wrong bytes on top get a
 * delete marker first, then the right ones are put by a conditional PUT; no S3 version is deleted (docs/format.md, rule
 * 12). Where the server refuses a conditional PUT over a delete marker, they are put without the condition, and no marker
 * is set. Doing it twice, or twice at once, does no harm: whoever comes second finds the right bytes.
 *
 * @returns `intact` if the current bytes are right already
 * @throws object-lost if no S3 version holds the right bytes; cannot-put-back if no PUT is let through; then nothing was
 *   changed
 */
export async function putBack(
  store: Store,
  object: LostObject,
  options: PutBackOptions = {},
): Promise<'intact' | 'put-back'> {
  const { signal } = options;
  const versions = await listVersionsOfKey(store, object.key, signal);
  const found = await firstRight(versions, object, async (version) => {
    // The current one need not be fetched to be left alone.
    if (version.isLatest)
      return (await isRightVersion(store, object, version.versionId, signal)) ? 'intact' : undefined;
    return readIfRight(store, object, version.versionId, signal);
  });
  if (found === 'intact') return 'intact';
  if (found === undefined)
    throw new HoldfastError({
      code: 'object-lost',
      message: `No S3 version of ${object.key} holds the right bytes.`,
      fix: 'Put the object back from a copy of the bucket, if there is one.',
    });
  const isCovered = versions.some(({ isLatest, isDeleteMarker }) => isLatest && !isDeleteMarker);
  const way = isCovered ? await (options.way?.() ?? 'unknown') : 'conditional';
  if (way === 'none') throw cannotPutBack(object.key);
  if (way !== 'conditional') return putOver(store, object.key, found, options);
  if (isCovered) await store.markDeleted(object.key, { signal });
  const { created } = await store.putNew(object.key, found, options).catch((error: unknown) => {
    // Without the condition it may be taken.
    if (isNotServed(error)) return { created: false };
    throw error;
  });
  if (created || (await readIfRight(store, object, undefined, signal)) !== undefined) return 'put-back';
  const [top] = (await listVersionsOfKey(store, object.key, signal)).filter(({ isLatest }) => isLatest);
  if (top?.isDeleteMarker === true) return putOver(store, object.key, found, options);
  throw new HoldfastError({
    code: 'object-contested',
    message: `${object.key} was written by somebody else while it was being put back.`,
    fix: 'Find out who writes to the vault (mode audit), then run again.',
  });
}

/** Without a condition: its bytes are right, so that it is no loss if the same ones come on top of them. */
async function putOver(store: Store, key: string, bytes: Buffer, options: PutBackOptions): Promise<'put-back'> {
  try {
    await store.putOver(key, bytes, options);
    return 'put-back';
  } catch (error) {
    throw isDenied(error) ? cannotPutBack(key, error) : error;
  }
}

/** The S3 version with the right bytes, without fetching more than is needed to know it. */
export async function findRightVersion(
  store: Store,
  object: LostObject,
  versions: readonly S3Version[],
  signal?: AbortSignal,
): Promise<S3Version | undefined> {
  return firstRight(versions, object, async (version) =>
    (await isRightVersion(store, object, version.versionId, signal)) ? version : undefined,
  );
}

/**
 * What `look` makes of the first S3 version that is right.
 * @throws what kept one from being read, if no other is right
 */
async function firstRight<T>(
  versions: readonly S3Version[],
  { sizeBytes }: LostObject,
  look: (version: S3Version) => Promise<T | undefined>,
): Promise<T | undefined> {
  let unreadable: HoldfastError | undefined;
  // The one on top, then the oldest first: what was written first is most likely to be right, whatever covers it.
  const sorted = versions.toSorted(
    (a, b) => Number(b.isLatest) - Number(a.isLatest) || +a.lastModified - +b.lastModified,
  );
  for (const version of sorted) {
    if (version.isDeleteMarker || (sizeBytes ?? version.sizeBytes) !== version.sizeBytes) continue;
    // Longer than anything that Holdfast writes.
    if (version.sizeBytes > LIMITS.rootMaxBytes) continue;
    try {
      const found = await look(version);
      if (found !== undefined) return found;
    } catch (error) {
      if (!isUnseen(error)) throw error;
      unreadable ??= error;
    }
  }
  if (unreadable !== undefined) throw unreadable;
  return undefined;
}

/**
 * Whether an S3 version holds the right bytes. Where the provider's checksum is the hash in the key, and the ETag the one
 * that a root records, nothing is fetched; everything else is read, for a checksum alone may be a claim of whoever wrote
 * the object (Ceph verifies it only if asked to).
 */
async function isRightVersion(
  store: Store,
  object: LostObject,
  versionId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { key, etag } = object;
  if (etag !== undefined && etag !== '') {
    const head = await orWrong(store.head(key, { versionId, signal }));
    if (head === undefined || (object.sizeBytes ?? head.sizeBytes) !== head.sizeBytes) return false;
    if (head.sha256 !== undefined && isNamedBy(key, head.sha256) && etagHint(head.etag) === etag) return true;
  }
  return (await readIfRight(store, object, versionId, signal)) !== undefined;
}

async function listVersionsOfKey(
  store: Store,
  key: string,
  signal: AbortSignal | undefined,
): Promise<readonly S3Version[]> {
  const found: S3Version[] = [];
  for await (const version of versionsOfKey(store, key, signal)) found.push(version);
  return found;
}

async function readIfRight(
  store: Store,
  { key, isRight = (bytes) => isNameOf(key, bytes) }: LostObject,
  versionId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  const options = { ...(versionId !== undefined && { versionId }), signal };
  const found = await orWrong(store.get(key, options).then(({ body }) => ({ body, isRight: isRight(body) })));
  return found?.isRight === true ? found.body : undefined;
}

/** undefined where the bytes are not there, or not what they should be. */
async function orWrong<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isLoss(error)) return undefined;
    throw error;
  }
}
