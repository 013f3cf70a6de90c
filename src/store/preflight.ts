import { PutObjectCommand } from '@aws-sdk/client-s3';
import { applyBucketChecks, judgePosture } from '../aws/bucket-checks.ts';
import type { Finding } from '../aws/bucket-checks.ts';
import { readPosture } from '../aws/posture.ts';
import { allOrStop, DEFAULT_RETRY, withRetries } from '../aws/retry.ts';
import type { S3Connection } from '../aws/s3-client.ts';
import { explainS3Error } from '../aws/s3-errors.ts';
import { HoldfastError } from '../errors.ts';
import type { Store } from './store.ts';

/** The only key that a probe ever writes, always with the same bytes. */
export const PROBE_KEY = 'v1/probe';
const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');

/**
 * Proves, before anything is written, that the bucket is fit for a vault: six calls for its configuration and one PUT,
 * all at once. Throws `bucket-unsafe` in mode `enforce`. A HEAD more is made where the bucket names no encryption.
 */
export async function checkBucket(
  connection: S3Connection,
  store: Store,
  options: { readonly mode: 'enforce' | 'warn' | 'off'; readonly signal?: AbortSignal },
): Promise<readonly Finding[]> {
  const { mode, signal } = options;
  if (mode === 'off') return [];
  const { prefix, encryption } = connection.settings;
  const encryptionRequested = encryption !== undefined && encryption.mode !== 'bucket-default';

  const [posture, probed] = await allOrStop(signal, (shared) =>
    Promise.all([readPosture(connection, shared), probeConditionalWrites(store, shared)]),
  );
  const isProved = encryptionRequested || (posture.encryption.state === 'ok' && posture.encryption.value !== undefined);
  const encryptionSeen = !isProved && (await isEncrypted(store, signal));
  const findings = [...judgePosture(posture, { prefix, encryptionRequested, encryptionSeen }), probed];
  applyBucketChecks(findings, mode, connection.emit);
  return findings;
}

/**
 * Whether a PUT with `If-None-Match: *` is refused where an object lies. One request on a vault that was probed before
 * (412 is the proof), two on a new one.
 */
export async function probeConditionalWrites(store: Store, signal?: AbortSignal): Promise<Finding> {
  const check = 'conditional-writes';
  const options = signal === undefined ? {} : { signal };
  try {
    const first = await store.putNew(PROBE_KEY, PROBE_BYTES, options);
    const second = first.created ? await store.putNew(PROBE_KEY, PROBE_BYTES, options) : first;
    if (!second.created) return { check, severity: 'ok', message: 'The server refuses to overwrite (If-None-Match).' };
    return {
      check,
      ...NO_CONDITIONAL_WRITES,
      why: 'It accepted a PUT with If-None-Match: * over an object that exists.',
    };
  } catch (error) {
    if (!(error instanceof HoldfastError) || error.code !== 'not-implemented') throw error;
    return { check, ...NO_CONDITIONAL_WRITES, why: error.why ?? error.message };
  }
}

/**
 * Whether a PUT without `If-None-Match` is refused, as a policy of the bucket may ask. Where it is not, the probe gets one
 * more S3 version, with the same bytes.
 */
export async function plainPutIsRefused(connection: S3Connection, signal?: AbortSignal): Promise<boolean> {
  const { client, settings, emit } = connection;
  const { bucket: Bucket, prefix, expectedBucketOwner: ExpectedBucketOwner } = settings;
  const Key = prefix === '' ? PROBE_KEY : `${prefix}/${PROBE_KEY}`;
  const command = new PutObjectCommand({ Bucket, Key, ExpectedBucketOwner, Body: PROBE_BYTES });
  try {
    await withRetries(() => client.send(command, signal && { abortSignal: signal }), {
      policy: settings.retry ?? DEFAULT_RETRY,
      what: 'PutObject',
      emit,
      signal,
    });
    return false;
  } catch (error) {
    signal?.throwIfAborted();
    const explained = explainS3Error(error, { ...settings, operation: 'PutObject', key: Key });
    if (explained instanceof HoldfastError && explained.code === 'access-denied') return true;
    throw explained;
  }
}

const NO_CONDITIONAL_WRITES = {
  severity: 'refuse',
  message: 'The server does not support conditional writes (no-conditional-writes).',
  fix: 'Use a server that honours If-None-Match on PutObject: AWS S3, or a current version of Ceph RGW, MinIO and others.',
} as const;

async function isEncrypted(store: Store, signal: AbortSignal | undefined): Promise<boolean> {
  const head = await store.head(PROBE_KEY, signal === undefined ? {} : { signal });
  return head?.serverSideEncryption !== undefined;
}
