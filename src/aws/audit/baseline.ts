/** The baseline that an audit stores, so that the next one finds protections that became weaker. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { isoTime } from '../../base/times.ts';
import { noncurrentDays, rulesOn } from '../bucket/lifecycle.ts';
import { lockOf } from '../bucket/object-lock.ts';
import { statementsOf } from '../bucket/policy-checks.ts';
import { mapReading, type Reading } from '../bucket/reading.ts';
import type { BucketSettings } from '../bucket/settings.ts';
import { canonicalJson } from '../policies/roles.ts';
import { failed, type Finding, passed } from './finding.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What an audit stores for the next one to compare with. */
export const baselineSchema = v.object({
  /** S3's time, ISO. */
  at: isoTime,
  /** `check subject` of all that passed. */
  passed: v.array(v.string()),
  /** Days after which noncurrent S3 versions are removed; null: never. Missing if it could not be read. */
  noncurrentDays: v.optional(v.nullable(count)),
  objectLock: v.optional(v.nullable(v.object({ mode: v.optional(v.string()), days: count }))),
  /** Deny statements of the bucket policy: their names and hashes. */
  denies: v.optional(v.array(v.object({ sid: v.string(), sha256: v.string() }))),
});
export type Baseline = v.InferOutput<typeof baselineSchema>;

/**
 * @param before the last baseline; what it says of roles that this audit did not examine is kept
 * @param at S3's clock
 */
export function baselineOf(
  facts: BucketSettings,
  findings: readonly Finding[],
  { before, prefix, at }: { readonly before: Baseline | undefined; readonly prefix: string; readonly at: Date },
): Baseline {
  const subjects = new Set(findings.map(({ subject }) => subject));
  const kept = (before?.passed ?? []).filter((name) => !subjects.has(name.slice(name.indexOf(' ') + 1)));
  const own = findings
    .filter(({ status, check }) => status === 'passed' && !check.startsWith('attack-'))
    .map(findingName);
  const lock = valueOf(mapReading(facts.objectLock, lockOf));
  const rules = valueOf(facts.lifecycle)?.value.rules;
  const policy = valueOf(facts.policy);
  return {
    at: at.toISOString(),
    passed: [...new Set([...own, ...kept])].sort(),
    ...(rules && { noncurrentDays: noncurrentDays(rulesOn(rules, prefix)) ?? null }),
    ...(lock && { objectLock: lock.value ?? null }),
    ...(policy && statementsOf(facts.policy).state === 'ok' && { denies: deniesOf(policy.value) }),
  };
}

/** Wrapped, since undefined is a valid value here. */
function valueOf<T>(reading: Reading<T>): { readonly value: T } | undefined {
  return reading.state === 'ok' ? { value: reading.value } : undefined;
}

function findingName({ check, subject }: Finding): string {
  return `${check} ${subject}`;
}

/** Hashes of canonical JSON, since S3 may return a policy in another form than it was stored in. */
function deniesOf(policy: string | undefined): { sid: string; sha256: string }[] {
  const { Statement = [] } = JSON.parse(policy ?? '{}') as { Statement?: unknown };
  return [Statement].flat().flatMap((statement: unknown) => {
    const { Effect, Sid } = (statement ?? {}) as { Effect?: unknown; Sid?: unknown };
    if (Effect !== 'Deny') return [];
    const sha256 = createHash('sha256').update(canonicalJson(statement)).digest('hex');
    return [{ sid: typeof Sid === 'string' ? Sid : 'without a name', sha256 }];
  });
}

/** What is weaker than in the last audit, or can no longer be checked. Pure. */
export function checkWeakened(
  before: Baseline | undefined,
  now: Baseline,
  findings: readonly Finding[],
  bucket: string,
): Finding {
  const check = 'attack-weakened';
  if (before === undefined) return passed(check, bucket, 'This is the first audit. The next one compares with it.');
  const evidence = [...lostChecks(before, findings), ...weakerNumbers(before, now), ...lostDenies(before, now)];
  if (evidence.length === 0) return passed(check, bucket, `Nothing is weaker than on ${before.at}.`);
  return failed(check, bucket, `The vault is less protected than on ${before.at}.`, {
    evidence,
    fix: 'Find out in CloudTrail who changed it. Then run `holdfast setup`. The next audit compares with the present state.',
  });
}

function lostChecks({ passed: names }: Baseline, findings: readonly Finding[]): string[] {
  const before = new Set(names);
  return findings
    .filter((finding) => finding.status !== 'passed' && before.has(findingName(finding)))
    .map(({ check, subject, status, message }) =>
      status === 'failed' ? `${check} of ${subject}: ${message}` : `${check} of ${subject}: can no longer be checked`,
    );
}

function weakerNumbers(before: Baseline, now: Baseline): string[] {
  const [oldDays, newDays] = [before.noncurrentDays, now.noncurrentDays];
  const isShorter = typeof newDays === 'number' && typeof oldDays === 'number' && newDays < oldDays;
  const lockBefore = before.objectLock;
  const lockNow = now.objectLock;
  const isUnlocked =
    lockBefore?.mode !== undefined &&
    lockNow !== undefined &&
    (lockNow?.mode === undefined ||
      lockNow.days < lockBefore.days ||
      (lockBefore.mode === 'COMPLIANCE' && lockNow.mode !== 'COMPLIANCE'));
  return [
    ...(isShorter ? [`noncurrent S3 versions: ${newDays} days, ${oldDays} before`] : []),
    ...(isUnlocked ? [`Object Lock: ${lockText(lockNow)}, ${lockText(lockBefore)} before`] : []),
  ];
}

function lockText(lock: Baseline['objectLock']): string {
  return lock?.mode === undefined ? 'no default retention' : `${lock.mode}, ${lock.days} days`;
}

function lostDenies(before: Baseline, now: Baseline): string[] {
  if (now.denies === undefined) return [];
  const left = new Set(now.denies.map(({ sha256 }) => sha256));
  return (before.denies ?? [])
    .filter(({ sha256 }) => !left.has(sha256))
    .map(({ sid }) => `a Deny statement of the bucket policy is gone or changed: ${sid}`);
}
