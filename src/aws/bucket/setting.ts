/** The types of the table of settings: a row, its checks, and their judgements. */
import { holdfastCommand } from '../../base/command-line.ts';
import type { SampleObject } from '../../store/sample-object.ts';
import type { BucketCall, Reading } from './reading.ts';
import type { Planned, Wanted } from './change.ts';
import type { Severity } from './severity.ts';

/** One setting of a bucket: how it is read, judged, explained and changed. */
export interface Setting<T, Check extends string = string> {
  /** Its name in the plan of setup and in messages. */
  readonly name: string;
  readonly call: BucketCall<T>;
  /** The value of a bucket in which it was never set. */
  readonly unset: T;
  /** Its checks, by their stable ids. */
  readonly checks: Readonly<Record<Check, SettingCheck<T>>>;
  /** How setup changes it, if it does. */
  plan?(value: T, wanted: Wanted): Planned;
}

/** The texts of a check, as audit and docs/audit.md show them. */
export interface CheckTexts {
  /** How severe a failure is at worst; a finding may be milder. */
  readonly severity: Severity;
  /** What is checked: `Versioning`. */
  readonly title: string;
  /** Why a failure matters. */
  readonly why: string;
  /** What to do about a failure, and when it is milder than `severity`: Markdown for docs/audit.md. */
  readonly fix: string;
  /** Page of the provider's documentation. */
  readonly url: string;
}

export type SettingCheck<T> = CheckTexts & (BackupCheck<T> | AuditCheck<T>);

/** A check that audit makes, and backup and prune too. */
interface BackupCheck<T> {
  /**
   * What a failure does to a backup. A setting that the credentials may not read counts as failed; one that the
   * provider does not support is a warning.
   */
  readonly backup: 'refuse' | 'warn';
  /** Its name in a backup, where that is not its id. */
  readonly backupName?: string;
  /** Whether mode setup fixes a failure. */
  readonly setupFixes: boolean;
  judge(value: T, vault: JudgedVault): Judgement | readonly Judgement[];
}

/** A check that only audit makes. */
interface AuditCheck<T> {
  readonly backup?: undefined;
  judge(value: T, vault: AuditedVault): Judgement | readonly Judgement[];
}

/** What a check concludes from the value of a setting. A value that could not be read is unknown, whatever the check. */
export interface Judgement {
  readonly status: 'passed' | 'failed' | 'unknown';
  readonly message: string;
  /** Why it matters, if there is more to say than the check does. */
  readonly why?: string;
  /** What was seen. May hold untrusted text. */
  readonly evidence?: readonly string[];
  /** A command, or what to do where no command can. */
  readonly fix?: string;
  /** Where it differs from that of the check. */
  readonly severity?: Severity;
  /** Where it is milder than the check says. */
  readonly backup?: 'warn';
}

export function passed(message: string, evidence?: readonly string[]): Judgement {
  return { status: 'passed', message, ...(evidence && { evidence }) };
}

export function failed(message: string, more: Omit<Judgement, 'status' | 'message'>): Judgement {
  return { status: 'failed', message, ...more };
}

/** The vault whose bucket is judged. */
export interface JudgedVault {
  readonly bucket: string;
  /** Without slashes at its ends; '' is the bucket itself. */
  readonly prefix: string;
  /** A stored object, for audit. Backups have their own proofs (preflight.ts). */
  readonly object?: SampleObject | undefined;
}

/** What audit also knows of a vault. */
export interface AuditedVault extends JudgedVault {
  readonly partition: string;
  /** Account of the bucket, where it is known. */
  readonly accountId: string | undefined;
  /** Whether the server is AWS's own. */
  readonly onAws: boolean;
  /** JSON of the bucket policy. */
  readonly policy: Reading<string | undefined>;
}

/** The command of setup that fixes a setting. */
export function setupCommand({ bucket, prefix }: JudgedVault, flags = '--backup-roles ARN --apply'): string {
  return `${holdfastCommand('setup', { bucket, prefix }, {})} ${flags}`;
}

/** What to do if a setting of the bucket and a stored object contradict each other. */
export const TRY_IT = 'Mode setup with apply tests it on v1/probe, and reports what the server does.';
