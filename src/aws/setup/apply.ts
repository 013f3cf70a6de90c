/** Carries out one step of setup with its S3 call. */
import { CreateBucketCommand, type PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { BucketLocationConstraint, BucketNamespace } from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';
import { HoldfastError, isNamed } from '../../base/errors.ts';
import { noOverwrite } from '../policies/roles.ts';
import { DEFAULT_RETRY, withRetries } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { explainS3Error } from '../s3/errors.ts';
import type { PolicyPlace } from '../policies/session.ts';
import { CHANGES, type Step } from '../bucket/change.ts';
import { policyText, type PlannedStatement } from '../bucket/policy-plan.ts';
import { notYours } from './facts.ts';

type Options = { readonly abortSignal?: AbortSignal };

/** Makes one call of setup, with retries and an explained error. */
async function send(
  connection: S3Connection,
  operation: string,
  signal: AbortSignal | undefined,
  ask: (options: Options) => Promise<unknown>,
): Promise<void> {
  const { settings, emit } = connection;
  try {
    await withRetries(() => ask(signal === undefined ? {} : { abortSignal: signal }), {
      policy: settings.retry ?? DEFAULT_RETRY,
      what: operation,
      emit,
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw explainS3Error(error, { ...settings, operation });
  }
}

/** Carries out one step of a plan; doing it twice does no harm. */
export async function applyStep(connection: S3Connection, step: Step, signal?: AbortSignal): Promise<void> {
  const { client, settings } = connection;
  const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner, ...step.input };
  // The planner has made the input of a step for its command.
  const Command: new (input: never) => unknown = CHANGES[step.operation];
  const command = new Command(input as never);
  await send(connection, step.operation, signal, (options) => client.send(command as PutBucketPolicyCommand, options));
}

/** AWS's first region: buckets there are made without naming it. */
const DEFAULT_REGION = 'us-east-1';

interface NewBucket {
  /** The region of the bucket; undefined: the only region of the server. */
  readonly region: string | undefined;
  readonly objectLock: boolean;
  /** As namespaceOf returns it. */
  readonly namespace: BucketNamespace | undefined;
}

/** @throws bucket-not-yours if somebody else created it first */
export async function createBucket(
  connection: S3Connection,
  { region, objectLock, namespace }: NewBucket,
  signal?: AbortSignal,
): Promise<void> {
  const { client, settings } = connection;
  const named = region !== undefined && region !== DEFAULT_REGION;
  const command = new CreateBucketCommand({
    Bucket: settings.bucket,
    ...(namespace !== undefined && { BucketNamespace: namespace }),
    ...(objectLock && { ObjectLockEnabledForBucket: true }),
    ...(named && { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
  });
  try {
    await send(connection, 'CreateBucket', signal, (options) => client.send(command, options));
  } catch (error) {
    const cause = (error as { readonly cause?: unknown }).cause;
    // An earlier try of this run may have created it, but its answer was lost.
    if (isNamed(cause, 'BucketAlreadyOwnedByYou')) return;
    throw isNamed(cause, 'BucketAlreadyExists') ? notYours(connection, error) : error;
  }
}

/** Facts about the provider that only a test shows, on the probe's key. */
export interface OverwriteProbe {
  /** Whether a PUT without If-None-Match is refused. */
  readonly plainPutRefused: () => Promise<boolean>;
  /** Whether a PUT with it still works as it should. */
  readonly conditionalPutWorks: () => Promise<boolean>;
  /** Between two tries, in milliseconds; a policy takes a moment to take effect. */
  readonly pauseMs?: number;
}

const PROBE_TRIES = 6;
const PROBE_PAUSE_MS = 1000;

/**
 * Makes the bucket refuse to overwrite, if its server can. The statement is tested on the probe's key, where it
 * disturbs no backup. It is removed again if conditional PUTs fail because of it, or plain ones still succeed
 * (docs/format.md, rule 11).
 *
 * @param statements the policy without it
 * @returns whether the bucket refuses to overwrite now
 */
export async function refuseOverwrite(
  connection: S3Connection,
  place: PolicyPlace,
  statements: readonly PlannedStatement[],
  probe: OverwriteProbe,
  signal?: AbortSignal,
): Promise<boolean> {
  let known = false;
  try {
    await putPolicy(connection, [...statements, noOverwrite(place, 'probe')], signal);
    known = await isKnown(probe, signal);
  } catch (error) {
    if (!isMalformed(error)) throw error;
  } finally {
    await putPolicy(connection, known ? [...statements, noOverwrite(place)] : statements);
  }
  if (!known || (await probe.conditionalPutWorks())) return known;
  await putPolicy(connection, statements);
  return false;
}

async function isKnown(probe: OverwriteProbe, signal: AbortSignal | undefined): Promise<boolean> {
  for (let tries = 1; tries <= PROBE_TRIES; tries++) {
    if (!(await probe.conditionalPutWorks())) return false;
    if (await probe.plainPutRefused()) return probe.conditionalPutWorks();
    if (tries < PROBE_TRIES) await sleep(probe.pauseMs ?? PROBE_PAUSE_MS, undefined, { signal });
  }
  return false;
}

/** MinIO's answer to a condition key that it does not know. */
function isMalformed(error: unknown): boolean {
  return error instanceof HoldfastError && isNamed(error.cause, 'MalformedPolicy');
}

async function putPolicy(
  connection: S3Connection,
  statements: readonly PlannedStatement[],
  signal?: AbortSignal,
): Promise<void> {
  await applyStep(connection, { operation: 'PutBucketPolicy', input: { Policy: policyText(statements) } }, signal);
}
