import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { LifecycleRule, PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
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
  return allOrStop(signal, async (shared) => postureOf(await readSettings(settingReader(connection, shared))));
}

/** The settings behind a posture, as far as anybody asks for them. */
export interface BucketSettings extends Pick<Posture, 'policyIsPublic' | 'publicGrants' | 'lifecycle'> {
  readonly versioning: Reading<{ readonly status: 'Enabled' | 'Suspended' | 'never'; readonly mfaDelete: boolean }>;
  /** Default encryption; undefined: none. */
  readonly encryption: Reading<
    { readonly algorithm: string | undefined; readonly keyId: string | undefined } | undefined
  >;
  /** Names of the four switches of the public access block that are off. */
  readonly openSwitches: Reading<readonly string[]>;
}

export function postureOf(settings: BucketSettings): Posture {
  const { versioning, encryption, openSwitches, policyIsPublic, publicGrants, lifecycle } = settings;
  return {
    versioning: mapReading(versioning, ({ status }) => status),
    encryption: mapReading(encryption, (value) => value?.algorithm),
    publicAccessBlock: mapReading(openSwitches, (names) => names.length === 0),
    policyIsPublic,
    publicGrants,
    lifecycle,
  };
}

export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.state === 'ok' ? { state: 'ok', value: map(reading.value) } : reading;
}

/** Asks one thing of the bucket; `absent` is the error by which S3 says that it was never set, and what that means. */
export type SettingReader = <T>(
  operation: string,
  ask: (target: BucketTarget) => Promise<T>,
  absent?: Absent<T>,
) => Promise<Reading<T>>;

/** What every call to the bucket begins with. */
export interface BucketTarget {
  readonly client: S3Connection['client'];
  readonly input: { readonly Bucket: string; readonly ExpectedBucketOwner: string | undefined };
  readonly options: { readonly abortSignal: AbortSignal };
}

export function settingReader(connection: S3Connection, signal: AbortSignal): SettingReader {
  const { client, settings } = connection;
  const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
  const target: BucketTarget = { client, input, options: { abortSignal: signal } };
  return (operation, ask, absent) => readOne(connection, { operation, ask: () => ask(target), absent, signal });
}

const PUBLIC_ACCESS_SWITCHES = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

/** Of a bucket's public access block or an account's. */
export function openSwitchesOf(block: PublicAccessBlockConfiguration | undefined): readonly string[] {
  return PUBLIC_ACCESS_SWITCHES.filter((name) => block?.[name] !== true);
}

export async function readSettings(read: SettingReader): Promise<BucketSettings> {
  const [versioning, encryption, openSwitches, policyIsPublic, publicGrants, lifecycle] = await Promise.all([
    read('GetBucketVersioning', async ({ client, input, options }) => {
      const { Status, MFADelete } = await client.send(new GetBucketVersioningCommand(input), options);
      return { status: Status ?? ('never' as const), mfaDelete: MFADelete === 'Enabled' };
    }),
    read(
      'GetBucketEncryption',
      async ({ client, input, options }) => {
        const answer = await client.send(new GetBucketEncryptionCommand(input), options);
        const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
        const byDefault = rule?.ApplyServerSideEncryptionByDefault;
        return (
          byDefault && { algorithm: byDefault.SSEAlgorithm as string | undefined, keyId: byDefault.KMSMasterKeyID }
        );
      },
      { name: 'ServerSideEncryptionConfigurationNotFoundError', value: undefined },
    ),
    read(
      'GetPublicAccessBlock',
      async ({ client, input, options }) =>
        openSwitchesOf(
          (await client.send(new GetPublicAccessBlockCommand(input), options)).PublicAccessBlockConfiguration,
        ),
      { name: 'NoSuchPublicAccessBlockConfiguration', value: PUBLIC_ACCESS_SWITCHES },
    ),
    read(
      'GetBucketPolicyStatus',
      async ({ client, input, options }) =>
        (await client.send(new GetBucketPolicyStatusCommand(input), options)).PolicyStatus?.IsPublic === true,
      { name: 'NoSuchBucketPolicy', value: false },
    ),
    read('GetBucketAcl', async ({ client, input, options }) => {
      const { Grants } = await client.send(new GetBucketAclCommand(input), options);
      return (Grants ?? [])
        .filter(({ Grantee }) => isPublicGroup(Grantee?.URI))
        .map(({ Permission }) => String(Permission));
    }),
    read(
      'GetBucketLifecycleConfiguration',
      async ({ client, input, options }) =>
        (await client.send(new GetBucketLifecycleConfigurationCommand(input), options)).Rules ?? [],
      { name: 'NoSuchLifecycleConfiguration', value: [] },
    ),
  ]);
  return { versioning, encryption, openSwitches, policyIsPublic, publicGrants, lifecycle };
}

/** The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function isPublicGroup(uri: string | undefined): boolean {
  return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}

/** The error by which S3 says that a configuration was never set, and what that means. */
export interface Absent<T> {
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
