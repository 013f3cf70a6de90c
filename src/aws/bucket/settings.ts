/** Reads the settings of a bucket: one call each, with its answer or the reason for having none. */
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type {
  LifecycleRule,
  ObjectLockConfiguration,
  ObjectLockRetentionMode,
  PublicAccessBlockConfiguration,
  S3ClientResolvedConfig,
  ServerSideEncryptionRule,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import type { Command, DeserializeMiddleware } from '@smithy/types';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HoldfastError, isNamed } from '../../base/errors.ts';
import { allOrStop, DEFAULT_RETRY, shapeOf, withRetries } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { explainS3Error, permissionOf } from '../s3/errors.ts';

/** Result of one call: its answer, or the reason for having none. */
export type Reading<T> =
  | { readonly state: 'ok'; readonly value: T }
  /** The provider does not support the call, or its answer does not follow the API. */
  | { readonly state: 'unknown'; readonly reason: string }
  | { readonly state: 'denied'; readonly permission: string };

/** The settings of the bucket, one call each, not judged yet. What was never set is undefined or empty. */
export interface BucketSettings {
  readonly versioning: Reading<{ readonly status: 'Enabled' | 'Suspended' | 'never'; readonly mfaDelete: boolean }>;
  /** The rule of the default encryption. */
  readonly encryption: Reading<ServerSideEncryptionRule | undefined>;
  /** Names of the four switches of the public access block that are off. */
  readonly openSwitches: Reading<readonly string[]>;
  /** Whether the bucket's policy makes it public. */
  readonly policyIsPublic: Reading<boolean>;
  /** Permissions that the ACL grants to everybody, or to any AWS account. */
  readonly publicGrants: Reading<readonly string[]>;
  readonly lifecycle: Reading<LifecycleFacts>;
  /** JSON. */
  readonly policy: Reading<string | undefined>;
  /**
   * `BucketOwnerEnforced`, `BucketOwnerPreferred`, `ObjectWriter`, which is the value of a bucket without this setting.
   */
  readonly ownership: Reading<string>;
  readonly objectLock: Reading<ObjectLockConfiguration | undefined>;
  /** Destinations of enabled rules. */
  readonly replication: Reading<readonly string[]>;
  /** Bucket to which access is logged. */
  readonly logging: Reading<string | undefined>;
}

export interface LifecycleFacts {
  readonly rules: readonly LifecycleRule[];
  /** Kept as it is, since a PUT without it resets it. */
  readonly minimumSize: string | undefined;
}

interface BucketInput {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string | undefined;
}

type BucketCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: BucketInput,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, S3ClientResolvedConfig>;

/** One setting of a bucket: its call, and what it means. */
interface Setting<T> {
  readonly operation: string;
  readonly ask: (client: S3Connection['client'], input: BucketInput, abortSignal: AbortSignal) => Promise<T>;
  /** The error by which S3 reports that it was never set, and the value that this stands for. */
  readonly absent: { readonly error: string; readonly value: T } | undefined;
}

/** @param root the element that an answer must be: some servers answer unknown calls with another document */
function setting<Input extends ServiceInputTypes, Output extends ServiceOutputTypes, T>(
  [operation, root]: readonly [operation: string, root: string],
  command: BucketCommand<Input, Output>,
  valueOf: (answer: Output) => NoInfer<T>,
  absent?: { readonly error: string; readonly value: NoInfer<T> },
): Setting<T> {
  const ask: Setting<T>['ask'] = async (client, input, abortSignal) => {
    const call = new command(input);
    call.middlewareStack.add(requireRoot(root), { step: 'deserialize', priority: 'low', name: 'holdfastRequireRoot' });
    return valueOf(await client.send(call, { abortSignal }));
  };
  return { operation, ask, absent };
}

/** A JSON document, and not XML: a bucket's policy. */
const JSON_OBJECT = '{';

/** Makes a call fail with `not-implemented` if the answer is another document, whatever its status. */
function requireRoot<Input extends object, Output extends object>(root: string): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const result = await next(args);
    const response = result.response as { readonly statusCode: number; body?: Readable | Uint8Array };
    if (response.statusCode >= 300 || response.body === undefined) return result;
    const body = response.body instanceof Uint8Array ? response.body : await buffer(response.body);
    const start = startOf(Buffer.from(body).toString());
    if (start !== root) notAnswered(`Its answer is ${start === '' ? 'empty' : `no ${root}, but ${start}`}.`);
    // The SDK reads it from here, since the stream is at its end.
    response.body = body;
    return result;
  };
}

/** Name of a document's root element; for others their first character. */
function startOf(text: string): string {
  const start = text.replace(/^\uFEFF/, '').replace(/^(?:\s|<\?[^]*?\?>|<!--[^]*?-->)*/, '');
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1] ?? start.slice(0, 1);
}

export const PUBLIC_ACCESS_SWITCHES = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

/** Of a bucket's public access block or an account's. */
export function openSwitchesOf(block: PublicAccessBlockConfiguration | undefined): readonly string[] {
  return PUBLIC_ACCESS_SWITCHES.filter((name) => block?.[name] !== true);
}

export type ValueOf<R> = R extends { readonly state: 'ok'; readonly value: infer T } ? T : never;

const SETTINGS: { readonly [Name in keyof BucketSettings]: Setting<ValueOf<BucketSettings[Name]>> } = {
  versioning: setting(
    ['GetBucketVersioning', 'VersioningConfiguration'],
    GetBucketVersioningCommand,
    ({ Status, MFADelete }) => ({
      status: Status ?? 'never',
      mfaDelete: MFADelete === 'Enabled',
    }),
  ),
  encryption: setting(
    ['GetBucketEncryption', 'ServerSideEncryptionConfiguration'],
    GetBucketEncryptionCommand,
    (answer) => answer.ServerSideEncryptionConfiguration?.Rules?.[0],
    { error: 'ServerSideEncryptionConfigurationNotFoundError', value: undefined },
  ),
  openSwitches: setting(
    ['GetPublicAccessBlock', 'PublicAccessBlockConfiguration'],
    GetPublicAccessBlockCommand,
    (answer) => openSwitchesOf(answer.PublicAccessBlockConfiguration),
    { error: 'NoSuchPublicAccessBlockConfiguration', value: PUBLIC_ACCESS_SWITCHES },
  ),
  policyIsPublic: setting(
    ['GetBucketPolicyStatus', 'PolicyStatus'],
    GetBucketPolicyStatusCommand,
    ({ PolicyStatus }) => PolicyStatus?.IsPublic ?? notAnswered('Its answer does not say whether it is public.'),
    { error: 'NoSuchBucketPolicy', value: false },
  ),
  publicGrants: setting(['GetBucketAcl', 'AccessControlPolicy'], GetBucketAclCommand, ({ Grants = [] }) =>
    Grants.filter(({ Grantee }) => isPublicGroup(Grantee?.URI)).map(({ Permission }) => String(Permission)),
  ),
  lifecycle: setting(
    ['GetBucketLifecycleConfiguration', 'LifecycleConfiguration'],
    GetBucketLifecycleConfigurationCommand,
    ({ Rules = [], TransitionDefaultMinimumObjectSize }) => ({
      rules: Rules,
      minimumSize: TransitionDefaultMinimumObjectSize,
    }),
    { error: 'NoSuchLifecycleConfiguration', value: { rules: [], minimumSize: undefined } },
  ),
  policy: setting(['GetBucketPolicy', JSON_OBJECT], GetBucketPolicyCommand, ({ Policy }) => Policy, {
    error: 'NoSuchBucketPolicy',
    value: undefined,
  }),
  ownership: setting(
    ['GetBucketOwnershipControls', 'OwnershipControls'],
    GetBucketOwnershipControlsCommand,
    (answer) => answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? notAnswered('Its answer names no ownership.'),
    { error: 'OwnershipControlsNotFoundError', value: 'ObjectWriter' },
  ),
  objectLock: setting(
    ['GetObjectLockConfiguration', 'ObjectLockConfiguration'],
    GetObjectLockConfigurationCommand,
    (answer) => answer.ObjectLockConfiguration,
    { error: 'ObjectLockConfigurationNotFoundError', value: undefined },
  ),
  replication: setting(
    ['GetBucketReplication', 'ReplicationConfiguration'],
    GetBucketReplicationCommand,
    ({ ReplicationConfiguration }) =>
      (ReplicationConfiguration?.Rules ?? [])
        .filter(({ Status }) => Status === 'Enabled')
        .map(({ Destination }) => String(Destination?.Bucket)),
    { error: 'ReplicationConfigurationNotFoundError', value: [] },
  ),
  logging: setting(
    ['GetBucketLogging', 'BucketLoggingStatus'],
    GetBucketLoggingCommand,
    ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket,
  ),
};

function notAnswered(message: string): never {
  throw new HoldfastError({ code: 'not-implemented', message });
}

/**
 * The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
function isPublicGroup(uri: string | undefined): boolean {
  return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}

export const ALL_SETTINGS = Object.keys(SETTINGS) as (keyof BucketSettings)[];

/** Reads settings side by side, one call each. Throws if the bucket cannot be reached at all. */
export async function readSettings<Name extends keyof BucketSettings>(
  connection: S3Connection,
  names: readonly Name[],
  signal?: AbortSignal,
): Promise<Pick<BucketSettings, Name>> {
  const readings = await allOrStop(signal, (shared) =>
    Promise.all(names.map(async (name) => [name, await readOne<unknown>(connection, SETTINGS[name], shared)] as const)),
  );
  return Object.fromEntries(readings) as Pick<BucketSettings, Name>;
}

/** Errors that say nothing about the bucket's settings, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];

async function readOne<T>(
  connection: S3Connection,
  { operation, ask, absent }: Setting<T>,
  signal: AbortSignal,
): Promise<Reading<T>> {
  const { client, settings, emit } = connection;
  const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
  const policy = settings.retry ?? DEFAULT_RETRY;
  try {
    const value = await withRetries(() => ask(client, input, signal), { policy, what: operation, emit, signal });
    return { state: 'ok', value };
  } catch (error) {
    signal.throwIfAborted();
    if (absent !== undefined && isNamed(error, absent.error)) return { state: 'ok', value: absent.value };
    const explained = explainS3Error(error, { ...settings, operation });
    if (!(explained instanceof HoldfastError)) throw explained;
    if (explained.code === 'access-denied') return { state: 'denied', permission: permissionOf(operation) };
    const status = shapeOf(error).$metadata?.httpStatusCode ?? 0;
    // An unsupported call is refused permanently. A failing server has not answered yet.
    if (NOT_SERVED.includes(explained.code) && (status < 500 || status === 501)) {
      return { state: 'unknown', reason: explained.why ?? explained.message };
    }
    throw explained;
  }
}

/** The settings that decide whether a vault is safe in a bucket (checks.ts judges them). */
export interface Posture extends Pick<BucketSettings, 'policyIsPublic' | 'publicGrants'> {
  readonly versioning: Reading<'Enabled' | 'Suspended' | 'never'>;
  /** Algorithm of the bucket's default encryption; undefined: none. */
  readonly encryption: Reading<string | undefined>;
  /** Whether all four settings of the bucket's public access block are on. */
  readonly publicAccessBlock: Reading<boolean>;
  readonly lifecycle: Reading<readonly LifecycleRule[]>;
}

const POSTURE = ['versioning', 'encryption', 'openSwitches', 'policyIsPublic', 'publicGrants', 'lifecycle'] as const;

/** @param options.withEncryption false: the default encryption of the bucket does not matter and is not requested */
export async function readPosture(
  connection: S3Connection,
  {
    signal,
    withEncryption = true,
  }: { readonly signal?: AbortSignal | undefined; readonly withEncryption?: boolean } = {},
): Promise<Posture> {
  if (withEncryption) return postureOf(await readSettings(connection, POSTURE, signal));
  const others = POSTURE.filter((name) => name !== 'encryption');
  const encryption = { state: 'unknown', reason: 'It was not requested.' } as const;
  return postureOf({ ...(await readSettings(connection, others, signal)), encryption });
}

export function postureOf(settings: Pick<BucketSettings, (typeof POSTURE)[number]>): Posture {
  const { versioning, encryption, openSwitches, policyIsPublic, publicGrants, lifecycle } = settings;
  return {
    versioning: mapReading(versioning, ({ status }) => status),
    encryption: mapReading(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm),
    publicAccessBlock: mapReading(openSwitches, (names) => names.length === 0),
    policyIsPublic,
    publicGrants,
    lifecycle: mapReading(lifecycle, ({ rules }) => rules),
  };
}

/** The default retention of Object Lock; undefined: it is off. */
export interface Lock {
  /** undefined: on, without a default. */
  readonly mode?: ObjectLockRetentionMode | undefined;
  readonly days: number;
}

export function lockOf(configuration: ObjectLockConfiguration | undefined): Lock | undefined {
  if (configuration?.ObjectLockEnabled !== 'Enabled') return undefined;
  const retention = configuration.Rule?.DefaultRetention;
  return { mode: retention?.Mode, days: retention?.Days ?? (retention?.Years ?? 0) * 365 };
}

export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.state === 'ok' ? { state: 'ok', value: map(reading.value) } : reading;
}
