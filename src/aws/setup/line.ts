/** The types of a plan: what is wanted, its steps, its lines and notes. */
import type { Reading } from '../bucket/settings.ts';
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

/** One call that changes the bucket, as data. */
export interface Step {
  readonly operation:
    | 'PutPublicAccessBlock'
    | 'PutBucketOwnershipControls'
    | 'PutBucketVersioning'
    | 'PutBucketEncryption'
    | 'PutBucketLifecycleConfiguration'
    | 'PutObjectLockConfiguration'
    | 'PutBucketPolicy'
    // These undo what setup made.
    | 'DeletePublicAccessBlock'
    | 'DeleteBucketEncryption'
    | 'DeleteBucketPolicy';
  /** Without the bucket. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A setting as it is and as it will be. Without a step, nothing has to be done. */
export interface Line {
  readonly setting: string;
  readonly now: string;
  readonly then: string;
  readonly step?: Step;
  /** Restores the earlier setting; undefined: the step cannot prevent anybody from writing. */
  readonly undo?: Step;
}

/** What the user should know about the plan. */
export interface Note {
  readonly class: string;
  readonly message: string;
  readonly why?: string;
  readonly fix?: string;
}

/** A setting's part of the plan. */
export interface Part {
  readonly line: Line;
  readonly notes: readonly Note[];
}

/** A call that the provider does not support is skipped and reported. Denied ones never get here: see facts.ts. */
export function part<T>(setting: string, reading: Reading<T>, plan: (value: T) => Planned): Part {
  if (reading.state === 'ok') {
    const { now, then, step, undo, notes = [] } = plan(reading.value);
    return { line: { setting, now, then: then ?? now, ...(step && { step }), ...(undo && { undo }) }, notes };
  }
  const why = reading.state === 'unknown' ? reading.reason : `The credentials lack ${reading.permission}.`;
  return {
    line: { setting, now: 'not served', then: 'left out' },
    notes: [
      { class: `setup-${setting.replaceAll(' ', '-')}`, message: `The provider has no setting "${setting}".`, why },
    ],
  };
}

export interface Planned {
  readonly now: string;
  /** undefined: as now. */
  readonly then?: string;
  readonly step?: Step;
  readonly undo?: Step;
  readonly notes?: readonly Note[];
}

/** Keeps a setting and reports it, since the user asked for less. */
export function stricter(setting: string, now: string, asked: string): Note {
  return {
    class: 'setup-stricter',
    message: `${setting}: ${now} is kept, although ${asked} was requested.`,
    why: 'Setup never weakens a stricter setting.',
  };
}
