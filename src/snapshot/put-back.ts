import { HoldfastError } from '../errors.ts';
import type { S3Version, Store } from '../store/store.ts';
import { isLoss } from './blobs.ts';

export interface LostObject {
  readonly key: string;
  /** Of the bytes that should be there, if it is known: other sizes are not fetched. */
  readonly sizeBytes?: number;
  /** Whether bytes are those that should be there. Throws, or answers false, where they are not. */
  readonly isRight: (bytes: Buffer) => boolean;
}

export interface PutBackOptions {
  readonly storageClass?: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes right bytes current again, from S3 versions that a delete marker or other bytes cover. Wrong bytes on top get a
 * delete marker first, then the right ones are put by a conditional PUT; no S3 version is deleted (docs/format.md, rule
 * 12). Doing it twice, or twice at once, does no harm: whoever comes second finds the right bytes.
 *
 * @returns `intact` if the current bytes are right already
 * @throws object-lost if no S3 version holds the right bytes; then nothing was changed
 */
export async function putBack(
  store: Store,
  object: LostObject,
  options: PutBackOptions = {},
): Promise<'intact' | 'put-back'> {
  const { signal } = options;
  const current = await readIfRight(store, object, undefined, signal);
  if (current !== undefined) return 'intact';
  const versions = await versionsOf(store, object.key, signal);
  const body = await firstRight(store, object, versions, signal);
  if (versions.some(({ isLatest, isDeleteMarker }) => isLatest && !isDeleteMarker))
    await store.markDeleted(object.key, signal && { signal });
  const { created } = await store.putNew(object.key, body, options);
  if (created || (await readIfRight(store, object, undefined, signal)) !== undefined) return 'put-back';
  throw new HoldfastError({
    code: 'object-contested',
    message: `${object.key} was written by somebody else while it was being put back.`,
    fix: 'Find out who writes to the vault (mode audit), then run again.',
  });
}

async function firstRight(
  store: Store,
  object: LostObject,
  versions: readonly S3Version[],
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  for (const { versionId, isDeleteMarker, sizeBytes } of versions) {
    if (isDeleteMarker || (object.sizeBytes !== undefined && sizeBytes !== object.sizeBytes)) continue;
    const body = await readIfRight(store, object, versionId, signal);
    if (body !== undefined) return body;
  }
  throw new HoldfastError({
    code: 'object-lost',
    message: `No S3 version of ${object.key} holds the right bytes.`,
    fix: 'Put the object back from a copy of the bucket, if there is one.',
  });
}

async function versionsOf(store: Store, key: string, signal: AbortSignal | undefined): Promise<readonly S3Version[]> {
  const found: S3Version[] = [];
  for await (const page of store.listVersions(key, signal && { signal })) {
    found.push(...page.filter((version) => version.key === key));
  }
  return found;
}

async function readIfRight(
  store: Store,
  { key, isRight }: LostObject,
  versionId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  try {
    const { body } = await store.get(key, { ...(versionId !== undefined && { versionId }), ...(signal && { signal }) });
    return isRight(body) ? body : undefined;
  } catch (error) {
    if (isLoss(error) || (error instanceof HoldfastError && error.code === 'corrupt-root')) return undefined;
    throw error;
  }
}
