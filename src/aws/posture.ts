import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { HoldfastError, isNamed } from '../errors.ts';
import { allOrStop, DEFAULT_RETRY, shapeOf, withRetries } from './retry.ts';
import type { S3Connection } from './s3-client.ts';
import { explainS3Error, permissionOf } from './s3-errors.ts';

/** Result of one call: what it said, or why it said nothing. */
export type Reading<T> =
  | { readonly state: 'ok'; readonly value: T }
  /** The provider does not serve the call, or answers it in a way of its own. */
  | { readonly state: 'unknown'; readonly reason: string }
  | { readonly state: 'denied'; readonly permission: string };

/** What the bucket says about itself; nothing is judged yet (bucket-checks.ts does that). */
export interface Posture {
  readonly versioning: Reading<'Enabled' | 'Suspended' | 'never'>;
  /** Algorithm of the bucket's default encryption; undefined: none. */
  readonly encryption: Reading<string | undefined>;
  /** Whether all four settings of the bucket's public access block are on. */
  readonly publicAccessBlock: Reading<boolean>;
  /** Whether the bucket's policy makes it public. */
  readonly policyIsPublic: Reading<boolean>;
  /** Permissions that the ACL grants to everybody, or to any AWS account. */
  readonly publicGrants: Reading<readonly string[]>;
  readonly lifecycle: Reading<readonly LifecycleRule[]>;
}

/** Reads the bucket's configuration in six parallel calls. Throws if the bucket cannot be reached at all. */
export async function readPosture(connection: S3Connection, signal?: AbortSignal): Promise<Posture> {
  return allOrStop(signal, (shared) => readAll(connection, shared));
}

async function readAll(connection: S3Connection, signal: AbortSignal): Promise<Posture> {
  const { client, settings } = connection;
  const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
  const options = { abortSignal: signal };
  const read = <T>(operation: string, ask: () => Promise<T>, absent?: Absent<T>): Promise<Reading<T>> =>
    readOne(connection, { operation, ask, absent, signal });

  const [versioning, encryption, publicAccessBlock, policyIsPublic, publicGrants, lifecycle] = await Promise.all([
    read('GetBucketVersioning', async () => {
      const { Status } = await client.send(new GetBucketVersioningCommand(input), options);
      return Status ?? ('never' as const);
    }),
    read(
      'GetBucketEncryption',
      async () => {
        const answer = await client.send(new GetBucketEncryptionCommand(input), options);
        const rules = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
        return rules.map((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm as string | undefined)[0];
      },
      { name: 'ServerSideEncryptionConfigurationNotFoundError', value: undefined },
    ),
    read(
      'GetPublicAccessBlock',
      async () => {
        const block = (await client.send(new GetPublicAccessBlockCommand(input), options))
          .PublicAccessBlockConfiguration;
        const switches = [
          block?.BlockPublicAcls,
          block?.BlockPublicPolicy,
          block?.IgnorePublicAcls,
          block?.RestrictPublicBuckets,
        ];
        return switches.every((on) => on === true);
      },
      { name: 'NoSuchPublicAccessBlockConfiguration', value: false },
    ),
    read(
      'GetBucketPolicyStatus',
      async () => (await client.send(new GetBucketPolicyStatusCommand(input), options)).PolicyStatus?.IsPublic === true,
      { name: 'NoSuchBucketPolicy', value: false },
    ),
    read('GetBucketAcl', async () => {
      const { Grants } = await client.send(new GetBucketAclCommand(input), options);
      return (Grants ?? [])
        .filter(({ Grantee }) => isPublicGroup(Grantee?.URI))
        .map(({ Permission }) => String(Permission));
    }),
    read(
      'GetBucketLifecycleConfiguration',
      async () => (await client.send(new GetBucketLifecycleConfigurationCommand(input), options)).Rules ?? [],
      { name: 'NoSuchLifecycleConfiguration', value: [] },
    ),
  ]);
  return { versioning, encryption, publicAccessBlock, policyIsPublic, publicGrants, lifecycle };
}

/** The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function isPublicGroup(uri: string | undefined): boolean {
  return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}

/** The error by which S3 says that a configuration was never set, and what that means. */
interface Absent<T> {
  readonly name: string;
  readonly value: T;
}

interface Question<T> {
  readonly operation: string;
  readonly ask: () => Promise<T>;
  readonly absent: Absent<T> | undefined;
  readonly signal: AbortSignal;
}

/** Errors that say nothing about the bucket's configuration, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];

async function readOne<T>(connection: S3Connection, question: Question<T>): Promise<Reading<T>> {
  const { operation, signal } = question;
  const { settings, emit } = connection;
  try {
    const value = await withRetries(question.ask, {
      policy: settings.retry ?? DEFAULT_RETRY,
      what: operation,
      emit,
      signal,
    });
    return { state: 'ok', value };
  } catch (error) {
    signal.throwIfAborted();
    if (question.absent !== undefined && isNamed(error, question.absent.name))
      return { state: 'ok', value: question.absent.value };
    const explained = explainS3Error(error, { ...settings, operation });
    if (!(explained instanceof HoldfastError)) throw explained;
    if (explained.code === 'access-denied') return { state: 'denied', permission: permissionOf(operation) };
    const status = shapeOf(error).$metadata?.httpStatusCode ?? 0;
    // A call that is not served is refused for good; a server that fails has not answered yet.
    if (NOT_SERVED.includes(explained.code) && (status < 500 || status === 501)) {
      return { state: 'unknown', reason: explained.why ?? explained.message };
    }
    throw explained;
  }
}
