/** PUTs of the probe that the Store interface does not offer. */
import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { hash } from 'node:crypto';
import { DEFAULT_RETRY, withRetries } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { explainS3Error } from '../s3/errors.ts';
import { HoldfastError, isNamed } from '../../base/errors.ts';
import { PROBE_BYTES, PROBE_KEY } from '../../store/probe-object.ts';
import type { PutResult } from '../../store/store.ts';

/** Parts of a vault's PUT that a server may not support. */
type Part = 'encryption' | 'checksum' | 'If-None-Match';

/**
 * Finds out which part of a PUT makes the server refuse it: the first one without which it accepts the PUT. @returns
 * undefined if it accepts none
 */
export async function diagnose(
  connection: S3Connection,
  signal?: AbortSignal,
): Promise<{ readonly lacks: Part; readonly put: PutResult } | undefined> {
  const { encryption } = connection.settings;
  const isAsked = encryption !== undefined && encryption.mode !== 'bucket-default';
  const parts: readonly Part[] = [...(isAsked ? (['encryption'] as const) : []), 'checksum', 'If-None-Match'];
  for (const lacks of parts) {
    const put = await putProbe(
      connection,
      parts.filter((part) => part !== lacks),
      signal,
    ).catch((error: unknown) => {
      if (error instanceof HoldfastError) return undefined;
      throw error;
    });
    if (put !== undefined) return { lacks, put };
  }
  return undefined;
}

/**
 * Whether a PUT without `If-None-Match` is refused, as a bucket policy may require. If not, the probe gets one more S3
 * version with the same bytes.
 */
export async function plainPutIsRefused(connection: S3Connection, signal?: AbortSignal): Promise<boolean> {
  try {
    await putProbe(connection, [], signal);
    return false;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'access-denied') return true;
    throw error;
  }
}

async function putProbe(connection: S3Connection, parts: readonly Part[], signal?: AbortSignal): Promise<PutResult> {
  const { client, settings, emit } = connection;
  const { bucket: Bucket, prefix, expectedBucketOwner: ExpectedBucketOwner, encryption } = settings;
  const Key = prefix === '' ? PROBE_KEY : `${prefix}/${PROBE_KEY}`;
  const input: PutObjectCommandInput = {
    ...{ Bucket, Key, ExpectedBucketOwner, Body: PROBE_BYTES },
    ...(parts.includes('If-None-Match') && { IfNoneMatch: '*' }),
    ...(parts.includes('checksum') && { ChecksumSHA256: hash('sha256', PROBE_BYTES, 'base64') }),
    ...(parts.includes('encryption') &&
      encryption !== undefined &&
      encryption.mode !== 'bucket-default' && {
        ServerSideEncryption: encryption.mode,
        SSEKMSKeyId: encryption.kmsKeyId,
      }),
  };
  try {
    const answer = await withRetries(
      () => client.send(new PutObjectCommand(input), signal && { abortSignal: signal }),
      { policy: settings.retry ?? DEFAULT_RETRY, what: 'PutObject', emit, signal },
    );
    const { ETag: etag, VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
    return { created: true, etag, versionId, serverSideEncryption };
  } catch (error) {
    signal?.throwIfAborted();
    if (isNamed(error, 'PreconditionFailed')) return { created: false, etag: undefined, versionId: undefined };
    throw explainS3Error(error, { ...settings, operation: 'PutObject', key: Key });
  }
}
