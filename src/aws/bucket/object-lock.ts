/** Object Lock of a bucket: what it is worth, and how setup changes it. */
import type { ObjectLockConfiguration, ObjectLockRetentionMode } from '@aws-sdk/client-s3';
import { type Planned, type Step, stricter, type Wanted } from './change.ts';
import { deniesRemoval } from './policy-checks.ts';
import { type AuditedVault, failed, type Judgement, passed, setupCommand } from './setting.ts';

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

/** It matters less where the bucket policy denies overwriting and deleting. */
export function judgeObjectLock(configuration: ObjectLockConfiguration | undefined, vault: AuditedVault): Judgement {
  const lock = lockOf(configuration);
  if (lock?.mode !== undefined) return passed(`Object Lock: ${lock.mode}, ${lock.days} days by default.`);
  const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
  const command = setupCommand(vault, '--object-lock-days 30 --apply');
  return failed(message, {
    severity: deniesRemoval(vault) ? 'none' : 'medium',
    fix: `${command} (optional where the bucket policy denies deleting)`,
  });
}

export function planObjectLock(
  configuration: ObjectLockConfiguration | undefined,
  { objectLockDays: days }: Wanted,
): Planned {
  const lock = lockOf(configuration);
  const now = lock === undefined ? 'off' : lock.mode === undefined ? 'on, no default' : lockText(lock.mode, lock.days);
  if (days === undefined) return { now };
  if (lock !== undefined && lock.days >= days)
    return { now, notes: lock.days > days ? [stricter('Object Lock', now, `${days} days`)] : [] };
  const Mode = lock?.mode ?? 'GOVERNANCE';
  const put = (retention: object | undefined): Step => {
    const Rule = retention === undefined ? {} : { Rule: { DefaultRetention: retention } };
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', ...Rule };
    return { operation: 'PutObjectLockConfiguration', input: { ObjectLockConfiguration } };
  };
  // Once enabled it stays enabled; only its default can be undone.
  const undo = put(lock?.mode === undefined ? undefined : { Mode: lock.mode, Days: lock.days });
  return { now, then: lockText(Mode, days), step: put({ Mode, Days: days }), undo };
}

function lockText(mode: string, days: number): string {
  return `${mode.toLowerCase()}, ${days} days`;
}
