/** What setup wants of a bucket, and the changes that it plans. */
import {
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Encryption } from '../s3/client.ts';
import type { PolicyPlace } from '../policies/session.ts';

/** The wanted state of a bucket. */
export interface Wanted {
  readonly place: PolicyPlace;
  /** `bucket-default`: any will do. */
  readonly encryption: Encryption;
  /** How long noncurrent S3 versions are kept. */
  readonly noncurrentDays: number;
  readonly objectLockDays: number | undefined;
  /** After how many days packs move to GLACIER_IR; undefined: never. */
  readonly transitionDays: number | undefined;
  /** ARNs of the roles that back up. */
  readonly backupRoles: readonly string[];
  /** How a PUT may name a KMS key of the vault, besides the default key of the bucket. */
  readonly vaultKeys: readonly string[];
  /** The account of the bucket, where it is known. */
  readonly accountId: string | undefined;
  /** Whether the server is reached over TLS. */
  readonly tls: boolean;
}

/** The calls that change a bucket. */
export const CHANGES = {
  PutPublicAccessBlock: PutPublicAccessBlockCommand,
  PutBucketOwnershipControls: PutBucketOwnershipControlsCommand,
  PutBucketVersioning: PutBucketVersioningCommand,
  PutBucketEncryption: PutBucketEncryptionCommand,
  PutBucketLifecycleConfiguration: PutBucketLifecycleConfigurationCommand,
  PutObjectLockConfiguration: PutObjectLockConfigurationCommand,
  PutBucketPolicy: PutBucketPolicyCommand,
  // These undo what setup made.
  DeletePublicAccessBlock: DeletePublicAccessBlockCommand,
  DeleteBucketEncryption: DeleteBucketEncryptionCommand,
  DeleteBucketPolicy: DeleteBucketPolicyCommand,
} satisfies Record<string, new (input: never) => unknown>;

/** One call that changes the bucket, as data. */
export interface Step {
  readonly operation: keyof typeof CHANGES;
  /** Without the bucket. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What setup makes of the value of a setting. */
export interface Planned {
  readonly now: string;
  /** undefined: as now. */
  readonly then?: string;
  readonly step?: Step;
  readonly undo?: Step;
  readonly notes?: readonly Note[];
}

/** What the user should know about the plan. */
export interface Note {
  readonly class: string;
  readonly message: string;
  readonly why?: string;
  readonly fix?: string;
}

/** Keeps a setting and reports it, since the user asked for less. */
export function stricter(setting: string, now: string, asked: string): Note {
  return {
    class: 'setup-stricter',
    message: `${setting}: ${now} is kept, although ${asked} was requested.`,
    why: 'Setup never weakens a stricter setting.',
  };
}
