/** A finding: what one check says of one bucket, role or set of objects. */
import { CHECKS, type CheckId } from './checks.ts';
import type { Reading } from '../bucket/reading.ts';
import { rankOf, type Severity } from '../bucket/severity.ts';

/** What one check says of one thing: a bucket, a role, the stored objects. */
export interface Finding {
  readonly check: CheckId;
  /** `unknown`: it could not be checked, and is never counted as passed. */
  readonly status: 'passed' | 'failed' | 'unknown';
  /** Of a failed one; `none` is a remark. Of others how severe it would be. */
  readonly severity: Severity;
  /** The bucket, or the ARN of a role. */
  readonly subject: string;
  readonly message: string;
  /** What was seen. May hold untrusted text. */
  readonly evidence: readonly string[];
  /** A command, or what to do where no command can. */
  readonly fix?: string;
  /** The permission that the credentials lack, if that is why it is unknown. */
  readonly permission?: string;
}

type More = Partial<Pick<Finding, 'evidence' | 'fix' | 'severity'>>;

export function passed(check: CheckId, subject: string, message: string, evidence: readonly string[] = []): Finding {
  return { check, status: 'passed', severity: CHECKS[check].severity, subject, message, evidence };
}

export function failed(check: CheckId, subject: string, message: string, more: More = {}): Finding {
  return { check, status: 'failed', severity: CHECKS[check].severity, subject, message, evidence: [], ...more };
}

/** @param why why it could not be checked */
export function unknown(check: CheckId, subject: string, why: string, permission?: string): Finding {
  const { severity, title } = CHECKS[check];
  const finding = {
    check,
    status: 'unknown',
    severity,
    subject,
    message: `${title}: not checked.`,
    evidence: [why],
  } as const;
  return permission === undefined
    ? finding
    : { ...finding, permission, fix: `Allow ${permission} to the role of the audit.` };
}

/** Judges a reading, or says why there is none. */
export function judged<T>(check: CheckId, subject: string, reading: Reading<T>, judge: (value: T) => Finding): Finding {
  return reading.state === 'ok' ? judge(reading.value) : unread(check, subject, reading);
}

export function unread(check: CheckId, subject: string, reading: Exclude<Reading<unknown>, { state: 'ok' }>): Finding {
  return reading.state === 'denied'
    ? unknown(check, subject, `The credentials lack ${reading.permission}.`, reading.permission)
    : unknown(check, subject, `Not known: ${reading.reason}`);
}

const STATUS_ORDER: readonly Finding['status'][] = ['failed', 'unknown', 'passed'];

/** Failed first, the worst of them on top; then what could not be checked. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) || rankOf(b.severity) - rankOf(a.severity),
  );
}
