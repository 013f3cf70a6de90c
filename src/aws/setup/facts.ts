/** Reads the current state of the bucket for setup. */
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { HoldfastError } from '../../base/errors.ts';
import { readSettings, SETUP_SETTINGS, type SetupSettings } from '../bucket/settings.ts';
import { DEFAULT_RETRY, shapeOf, withRetries } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { explainS3Error } from '../s3/errors.ts';

/**
 * Reads the settings of a bucket in eight calls; undefined if there is no such bucket.
 *
 * @throws bucket-not-yours if the name belongs to somebody else, or the credentials may not use the bucket;
 *   wrong-region; access-denied, naming every permission that is missing: a setting that cannot be read could be
 *   weakened without notice
 */
export async function readBucket(connection: S3Connection, signal?: AbortSignal): Promise<SetupSettings | undefined> {
  if (!(await bucketExists(connection, signal))) return undefined;
  const facts = await readSettings(connection, SETUP_SETTINGS, signal);
  const missing = Object.values(facts).flatMap((reading) => (reading.state === 'denied' ? [reading.permission] : []));
  if (missing.length === 0) return facts;
  const { bucket } = connection.settings;
  throw new HoldfastError({
    code: 'access-denied',
    message: `The settings of the bucket ${bucket} could not be read: ${missing.join(', ')} is not allowed.`,
    why: 'Setup changes only settings that it could read: they may be stricter than what it would write.',
    fix: `Allow ${missing.join(', ')} on the bucket (mode setup prints the policy of the role for it: without apply, under "policies").`,
  });
}

async function bucketExists(connection: S3Connection, signal: AbortSignal | undefined): Promise<boolean> {
  const { client, settings, emit } = connection;
  const { bucket, expectedBucketOwner } = settings;
  const input = { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner };
  const options = signal === undefined ? {} : { abortSignal: signal };
  const policy = settings.retry ?? DEFAULT_RETRY;
  try {
    await withRetries(() => client.send(new HeadBucketCommand(input), options), {
      policy,
      what: 'HeadBucket',
      emit,
      signal,
    });
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    const explained = explainS3Error(error, { ...settings, operation: 'HeadBucket' });
    const isExplained = explained instanceof HoldfastError;
    // HEAD answers have no body, so only the status tells.
    if (isExplained && explained.code !== 'wrong-region' && shapeOf(error).$metadata?.httpStatusCode === 404)
      return false;
    if (isExplained && explained.code === 'access-denied') throw notYours(connection, explained);
    throw explained;
  }
}

/** The error for an existing bucket that cannot be set up with these credentials. */
export function notYours({ settings }: S3Connection, cause: unknown): HoldfastError {
  const { bucket, expectedBucketOwner: owner } = settings;
  return new HoldfastError({
    code: 'bucket-not-yours',
    message: `The bucket ${bucket} exists, and these credentials may not set it up.`,
    why: `Names of buckets are shared by all accounts: it may be somebody else's${owner === undefined ? '' : ` (account ${owner} is expected)`}. Or it is yours, and the role lacks s3:ListBucket, or a policy of the bucket refuses it.`,
    fix: 'If the bucket is yours, allow s3:ListBucket on it, or set expected-bucket-owner to its account; else choose another name.',
    cause,
  });
}
