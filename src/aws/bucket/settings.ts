/**
 * The table of a bucket's settings. A row says how a setting is read, what is checked of it, how that is said, what a
 * failure means for a backup and for an audit, and how setup changes it. Backup, prune, audit and setup render it.
 */
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
import type { PublicAccessBlockConfiguration, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { isRealVersion } from '../../store/sample-object.ts';
import { allOrStop } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import type { Planned, Step } from './change.ts';
import { judgeEncryption, planEncryption } from './encryption.ts';
import { judgeExpiry, judgeForeignRules, judgeHarm, judgeUploads, type LifecycleFacts } from './lifecycle.ts';
import { planLifecycle } from './lifecycle-plan.ts';
import { judgeObjectLock, planObjectLock } from './object-lock.ts';
import { judgeDeleting, judgeOverwriting, judgeRules, judgeTls } from './policy-checks.ts';
import { planPolicy } from './policy-plan.ts';
import { bucketCall, JSON_OBJECT, notAnswered, readCall, type Reading } from './reading.ts';
import { failed, type JudgedVault, type Judgement, passed, type Setting, TRY_IT } from './setting.ts';

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

function setting<T, Check extends string>(row: Setting<T, Check>): Setting<T, Check> {
  return row;
}

export const PUBLIC_ACCESS_SWITCHES = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

export const ALL_BLOCKED =
  'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';

const OWNER_ENFORCED = 'BucketOwnerEnforced';

export const SETTINGS = {
  versioning: setting({
    name: 'versioning',
    call: bucketCall(
      ['GetBucketVersioning', 'VersioningConfiguration'],
      GetBucketVersioningCommand,
      ({ Status, MFADelete }): Versioning => ({ status: Status ?? 'never', mfaDelete: MFADelete === 'Enabled' }),
    ),
    unset: { status: 'never', mfaDelete: false },
    checks: {
      versioning: {
        severity: 'critical',
        title: 'Versioning',
        why: 'Without versions, whoever may write or delete can destroy backups for good.',
        fix: '`aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled`, or `holdfast setup`.',
        url: `${S3}/Versioning.html`,
        backup: 'refuse',
        setupFixes: true,
        judge: judgeVersioning,
      },
      'mfa-delete': {
        severity: 'none',
        title: 'MFA delete',
        why: 'It asks the root user for a second factor before S3 versions are deleted. S3 does not allow it together with lifecycle rules, so most vaults rest on the bucket policy instead.',
        fix: 'Nothing has to be done; a remark only.',
        url: `${S3}/MultiFactorAuthenticationDelete.html`,
        judge: ({ mfaDelete }) =>
          mfaDelete
            ? passed('Deleting S3 versions asks for a second factor.')
            : failed('MFA delete is off.', {
                fix: `Optional, and not possible together with lifecycle rules: ${S3}/MultiFactorAuthenticationDelete.html`,
              }),
      },
    },
    plan: planVersioning,
  }),

  /** The rule of the default encryption. */
  encryption: setting({
    name: 'encryption',
    call: bucketCall(
      ['GetBucketEncryption', 'ServerSideEncryptionConfiguration'],
      GetBucketEncryptionCommand,
      (answer): ServerSideEncryptionRule | undefined => answer.ServerSideEncryptionConfiguration?.Rules?.[0],
      'ServerSideEncryptionConfigurationNotFoundError',
    ),
    unset: undefined,
    checks: {
      encryption: {
        severity: 'high',
        title: 'Default encryption',
        why: 'Without encryption, whoever gets access to the disks can read the backups.',
        fix: '`holdfast setup`, or `aws s3api put-bucket-encryption`.',
        url: `${S3}/bucket-encryption.html`,
        backup: 'refuse',
        setupFixes: true,
        judge: judgeEncryption,
      },
    },
    plan: planEncryption,
  }),

  /** Names of the four switches of the public access block that are off. */
  openSwitches: setting({
    name: 'public access block',
    call: bucketCall(
      ['GetPublicAccessBlock', 'PublicAccessBlockConfiguration'],
      GetPublicAccessBlockCommand,
      (answer) => openSwitchesOf(answer.PublicAccessBlockConfiguration),
      'NoSuchPublicAccessBlockConfiguration',
    ),
    unset: PUBLIC_ACCESS_SWITCHES,
    checks: {
      'public-access-block': {
        severity: 'high',
        title: 'Public access block of the bucket',
        why: 'Without it, one wrong policy or ACL later on makes the backups public.',
        fix: '`holdfast setup`, or `aws s3api put-public-access-block` with all four settings.',
        url: `${S3}/access-control-block-public-access.html`,
        backup: 'warn',
        setupFixes: true,
        judge: (open, { bucket }) =>
          open.length === 0
            ? passed('Public access is blocked.')
            : failed('The bucket does not block public access.', {
                evidence: open.map((name) => `${name} is off`),
                fix: `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${ALL_BLOCKED}`,
              }),
      },
    },
    plan: planPublicAccess,
  }),

  /** Whether the bucket's policy makes it public, as S3 sees it. */
  policyIsPublic: setting({
    name: 'public policy',
    call: bucketCall(
      ['GetBucketPolicyStatus', 'PolicyStatus'],
      GetBucketPolicyStatusCommand,
      ({ PolicyStatus }) => PolicyStatus?.IsPublic ?? notAnswered('Its answer does not say whether it is public.'),
      'NoSuchBucketPolicy',
    ),
    unset: false,
    checks: {
      'public-policy': {
        severity: 'critical',
        title: 'Public bucket policy',
        why: 'Anybody could read or change backups.',
        fix: 'Remove the public statement from the bucket policy.',
        url: `${S3}/access-control-block-public-access.html#access-control-block-public-access-policy-status`,
        backup: 'refuse',
        setupFixes: false,
        judge: (isPublic, { bucket }) =>
          isPublic
            ? failed('The bucket policy makes the bucket public.', {
                fix: `Remove the public statement: aws s3api get-bucket-policy --bucket ${bucket} --query Policy`,
              })
            : passed('The bucket policy is not public.'),
      },
    },
  }),

  /** Permissions that the ACL grants to everybody, or to any AWS account. Setup turns ACLs off (ownership). */
  publicGrants: setting({
    name: 'public ACL',
    call: bucketCall(
      ['GetBucketAcl', 'AccessControlPolicy'],
      GetBucketAclCommand,
      ({ Grants = [] }): readonly string[] =>
        Grants.filter(({ Grantee }) => isPublicGroup(Grantee?.URI)).map(({ Permission }) => String(Permission)),
    ),
    unset: [],
    checks: {
      'public-acl': {
        severity: 'critical',
        title: 'Public ACL',
        why: 'Anybody could list or change backups.',
        fix: '`aws s3api put-bucket-acl --acl private`, and turn ACLs off (`object-ownership`).',
        url: `${S3}/acl-overview.html`,
        backup: 'refuse',
        setupFixes: true,
        judge: (grants, { bucket }) =>
          grants.length > 0
            ? failed('The ACL of the bucket is public.', {
                evidence: grants.map((grant) => `${grant} for everybody`),
                fix: `aws s3api put-bucket-acl --bucket ${bucket} --acl private`,
              })
            : passed('The ACL of the bucket is not public.'),
      },
    },
  }),

  /** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
  ownership: setting({
    name: 'object ownership',
    call: bucketCall(
      ['GetBucketOwnershipControls', 'OwnershipControls'],
      GetBucketOwnershipControlsCommand,
      (answer): string =>
        answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? notAnswered('Its answer names no ownership.'),
      'OwnershipControlsNotFoundError',
    ),
    unset: 'ObjectWriter',
    checks: {
      'object-ownership': {
        severity: 'medium',
        title: 'Object ownership',
        why: 'While ACLs are in force, policies alone do not say who may read an object, and objects may belong to other accounts.',
        fix: '`holdfast setup`, or `aws s3api put-bucket-ownership-controls` with BucketOwnerEnforced.',
        url: `${S3}/about-object-ownership.html`,
        judge: (ownership, { bucket }) =>
          ownership === OWNER_ENFORCED
            ? passed('ACLs are off: the owner of the bucket owns every object.')
            : failed(`ACLs are in force (${ownership}).`, {
                fix: `aws s3api put-bucket-ownership-controls --bucket ${bucket} --ownership-controls Rules=[{ObjectOwnership=${OWNER_ENFORCED}}]`,
              }),
      },
    },
    plan: planOwnership,
  }),

  /** Destinations of enabled rules. */
  replication: setting({
    name: 'replication',
    call: bucketCall(
      ['GetBucketReplication', 'ReplicationConfiguration'],
      GetBucketReplicationCommand,
      ({ ReplicationConfiguration }): readonly string[] =>
        (ReplicationConfiguration?.Rules ?? [])
          .filter(({ Status }) => Status === 'Enabled')
          .map(({ Destination }) => String(Destination?.Bucket)),
      'ReplicationConfigurationNotFoundError',
    ),
    unset: [],
    checks: {
      replication: {
        severity: 'none',
        title: 'Replication',
        why: 'A copy in another account or region survives the loss of this one.',
        fix: 'Optional: a replication rule to a bucket of another account, without delete markers. A remark only.',
        url: `${S3}/replication.html`,
        judge: (targets) =>
          targets.length > 0
            ? passed('The bucket is replicated.', targets)
            : failed('The bucket is not replicated.', {
                fix: `Optional: a rule that copies the vault to a bucket of another account, without delete markers: ${S3}/replication.html`,
              }),
      },
    },
  }),

  /** The bucket to which access is logged. */
  logging: setting({
    name: 'access logging',
    call: bucketCall(
      ['GetBucketLogging', 'BucketLoggingStatus'],
      GetBucketLoggingCommand,
      ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket,
    ),
    unset: undefined,
    checks: {
      logging: {
        severity: 'low',
        title: 'Access logging',
        why: 'Without a log nobody can tell afterwards who read or deleted what. CloudTrail data events do the same, but audit does not see them.',
        fix: '`aws s3api put-bucket-logging` to a bucket of its own, or CloudTrail data events.',
        url: `${S3}/ServerLogs.html`,
        judge: (target, { bucket }) =>
          target === undefined
            ? failed('Access to the bucket is not logged.', {
                fix: `aws s3api put-bucket-logging --bucket ${bucket} --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG-BUCKET","TargetPrefix":"${bucket}/"}}'`,
              })
            : passed('Access is logged.', [`to ${target}`]),
      },
    },
  }),

  lifecycle: setting({
    name: 'lifecycle',
    call: bucketCall(
      ['GetBucketLifecycleConfiguration', 'LifecycleConfiguration'],
      GetBucketLifecycleConfigurationCommand,
      ({ Rules = [], TransitionDefaultMinimumObjectSize }): LifecycleFacts => ({
        rules: Rules,
        minimumSize: TransitionDefaultMinimumObjectSize,
      }),
      'NoSuchLifecycleConfiguration',
    ),
    unset: { rules: [], minimumSize: undefined },
    checks: {
      'lifecycle-harm': {
        severity: 'critical',
        title: 'Harmful lifecycle rules',
        why: 'Lifecycle rules delete on their own. A rule that expires current objects deletes packs that newer snapshots need. A rule that removes noncurrent S3 versions early leaves no time to undo an attack.',
        fix: 'Remove the rule, or give it a prefix that leaves the vault out. Rules that expire current objects are critical. Rules that keep noncurrent S3 versions less than 30 days, limit their number, or move current objects to an archive class are high. Moving noncurrent S3 versions to an archive class is low. The 30 days are more than the grace of prune and the time between two prunes (docs/safety.md).',
        url: `${S3}/intro-lifecycle-rules.html`,
        backup: 'refuse',
        backupName: 'lifecycle',
        setupFixes: false,
        judge: judgeHarm,
      },
      'lifecycle-foreign': {
        severity: 'low',
        title: 'Lifecycle rules that setup did not write',
        why: 'Whoever maintains such a rule may not know that it applies to the vault.',
        fix: 'Check the rule. Give it a prefix that leaves the vault out if it is not intended for it.',
        url: `${S3}/intro-lifecycle-rules.html`,
        judge: judgeForeignRules,
      },
      'noncurrent-expiry': {
        severity: 'low',
        title: 'Expiry of noncurrent S3 versions',
        why: 'Without it, what prune deletes is stored and paid for forever.',
        fix: '`holdfast setup`.',
        url: `${S3}/intro-lifecycle-rules.html`,
        judge: judgeExpiry,
      },
      'abort-multipart': {
        severity: 'low',
        title: 'Cleaning up of multipart uploads',
        why: 'Parts of uploads that were never finished are stored and paid for, and no listing shows them.',
        fix: '`holdfast setup`.',
        url: `${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`,
        judge: judgeUploads,
      },
    },
    plan: planLifecycle,
  }),

  /** JSON. Audit checks to whom it gives access (aws/audit/access.ts). */
  policy: setting({
    name: 'bucket policy',
    call: bucketCall(
      ['GetBucketPolicy', JSON_OBJECT],
      GetBucketPolicyCommand,
      ({ Policy }) => Policy,
      'NoSuchBucketPolicy',
    ),
    unset: undefined,
    checks: {
      'tls-only': {
        severity: 'medium',
        title: 'TLS only',
        why: 'Requests without TLS can be read and changed in transit.',
        fix: '`holdfast setup` adds the statement. A server without TLS cannot have it.',
        url: `${S3}/security-best-practices.html#transit`,
        judge: judgeTls,
      },
      'deny-overwrite': {
        severity: 'high',
        title: 'Overwriting is denied',
        why: 'A stolen backup role could overwrite every pack. Old S3 versions stay, but every restore fails until repair has run.',
        fix: '`holdfast setup`. At providers other than AWS a failure is medium, since many cannot refuse it. There, audit at least every 10 days, and repair what was overwritten.',
        url: `${S3}/conditional-writes-enforce.html`,
        judge: judgeOverwriting,
      },
      'deny-delete': {
        severity: 'high',
        title: 'Deleting S3 versions is denied',
        why: 'Whoever may delete S3 versions can destroy backups for good, versioning or not.',
        fix: '`holdfast setup`. It passes if deleting S3 versions of roots, packs and parts is denied to anybody at all. The evidence says to whom. `role-delete-versions` checks each role.',
        url: `${S3}/DeletingObjectVersions.html`,
        judge: judgeDeleting,
      },
      'deny-rules': {
        severity: 'medium',
        title: 'Changing the rules is denied',
        why: 'Whoever may change lifecycle rules, versioning or the policy can remove every other protection, and then delete the backups.',
        fix: '`holdfast setup`.',
        url: `${S3}/example-bucket-policies.html`,
        judge: judgeRules,
      },
    },
    plan: (text, wanted) => planPolicy(text, wanted).planned,
  }),

  objectLock: setting({
    name: 'Object Lock',
    call: bucketCall(
      ['GetObjectLockConfiguration', 'ObjectLockConfiguration'],
      GetObjectLockConfigurationCommand,
      (answer) => answer.ObjectLockConfiguration,
      'ObjectLockConfigurationNotFoundError',
    ),
    unset: undefined,
    checks: {
      'object-lock': {
        severity: 'medium',
        title: 'Object Lock',
        why: 'It is the only protection that also holds against an administrator of the account. It is optional where the bucket policy denies deleting and overwriting.',
        fix: '`holdfast setup` with `object-lock-days`. A remark only where `deny-overwrite` and `deny-delete` pass.',
        url: `${S3}/object-lock.html`,
        judge: judgeObjectLock,
      },
    },
    plan: planObjectLock,
  }),
};

type Settings = typeof SETTINGS;
export type SettingName = keyof Settings;

/** The settings of a bucket, not judged yet. */
export type BucketSettings = {
  readonly [Name in SettingName]: Reading<Settings[Name] extends Setting<infer T> ? T : never>;
};

/** The ids of all checks of settings. */
export type SettingCheckId = { [Name in SettingName]: keyof Settings[Name]['checks'] }[SettingName];

/** A row, whatever the type of its value. */
export type AnySetting = Setting<unknown, SettingCheckId>;

/** The rows in the order of the table. */
export const SETTING_ROWS = Object.entries(SETTINGS) as readonly (readonly [SettingName, AnySetting])[];

export const ALL_SETTINGS = Object.keys(SETTINGS) as SettingName[];

/** Those with a check that can stop a backup. */
export const BACKUP_SETTINGS = [
  'versioning',
  'encryption',
  'openSwitches',
  'policyIsPublic',
  'publicGrants',
  'lifecycle',
] as const satisfies SettingName[];
export type BackupSettings = Pick<BucketSettings, (typeof BACKUP_SETTINGS)[number]>;

/** Those that setup changes, in this order: what protects the others comes first, the policy last. */
export const SETUP_SETTINGS = [
  'openSwitches',
  'ownership',
  'versioning',
  'encryption',
  'lifecycle',
  'objectLock',
  'policy',
] as const satisfies SettingName[];
export type SetupSettings = Pick<BucketSettings, (typeof SETUP_SETTINGS)[number]>;

/** The settings of a bucket that does not exist yet. What AWS sets by default is read after its creation. */
export const UNSET_SETTINGS = Object.fromEntries(
  SETTING_ROWS.map(([name, { unset }]) => [name, { state: 'ok', value: unset }]),
) as unknown as BucketSettings;

/** Reads settings side by side, one call each. Throws if the bucket cannot be reached at all. */
export async function readSettings<Name extends SettingName>(
  connection: S3Connection,
  names: readonly Name[],
  signal?: AbortSignal,
): Promise<Pick<BucketSettings, Name>> {
  const readings = await allOrStop(signal, (shared) =>
    Promise.all(
      names.map(async (name) => {
        const { call, unset } = SETTINGS[name] as AnySetting;
        return [name, await readCall(connection, call, unset, shared)] as const;
      }),
    ),
  );
  return Object.fromEntries(readings) as Pick<BucketSettings, Name>;
}

interface Versioning {
  readonly status: 'Enabled' | 'Suspended' | 'never';
  readonly mfaDelete: boolean;
}

/** Where the bucket says that versioning is enabled, an object may show otherwise. */
function judgeVersioning({ status }: Versioning, { bucket, object }: JudgedVault): Judgement {
  if (status !== 'Enabled')
    return failed(status === 'Suspended' ? 'Versioning of the bucket is suspended.' : 'The bucket has no versioning.', {
      fix: `aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`,
    });
  if (object === undefined || isRealVersion(object.versionId)) return passed('Versioning is enabled.');
  if (object.versionId === 'null')
    return {
      status: 'unknown',
      message: `The bucket says that versioning is enabled, but ${object.key} was written without it, perhaps before. ${TRY_IT}`,
    };
  return failed('The bucket says that versioning is enabled, but a stored object has no S3 version.', {
    evidence: [`No answer about ${object.key} names its S3 version.`],
    fix: `Use a server that keeps S3 versions (docs/providers.md). ${TRY_IT}`,
  });
}

/** Of a bucket's public access block or an account's. */
export function openSwitchesOf(block: PublicAccessBlockConfiguration | undefined): readonly string[] {
  return PUBLIC_ACCESS_SWITCHES.filter((name) => block?.[name] !== true);
}

/**
 * The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
function isPublicGroup(uri: string | undefined): boolean {
  return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}

function planPublicAccess(open: readonly string[]): Planned {
  if (open.length === 0) return { now: 'blocked' };
  const block = (isOn: (name: string) => boolean): Step => {
    const switches = Object.fromEntries(PUBLIC_ACCESS_SWITCHES.map((name) => [name, isOn(name)]));
    return { operation: 'PutPublicAccessBlock', input: { PublicAccessBlockConfiguration: switches } };
  };
  const isAllOpen = open.length === PUBLIC_ACCESS_SWITCHES.length;
  const undo: Step = isAllOpen
    ? { operation: 'DeletePublicAccessBlock', input: {} }
    : block((name) => !open.includes(name));
  return { now: `off: ${open.join(', ')}`, then: 'blocked', step: block(() => true), undo };
}

function planOwnership(now: string): Planned {
  if (now === OWNER_ENFORCED) return { now };
  const put = (ObjectOwnership: string): Step => {
    return { operation: 'PutBucketOwnershipControls', input: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } };
  };
  return { now, then: OWNER_ENFORCED, step: put(OWNER_ENFORCED), undo: put(now) };
}

function planVersioning({ status }: Versioning): Planned {
  if (status === 'Enabled') return { now: status };
  const step: Step = { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Enabled' } } };
  return { now: status === 'never' ? 'never enabled' : status, then: 'Enabled', step };
}
