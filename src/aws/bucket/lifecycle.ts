/** Lifecycle rules of a bucket: which of them concern a vault, and which endanger it. */
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { LIMITS } from '../../base/limits.ts';
import { ARCHIVE_CLASSES } from '../../base/storage-classes.ts';
import { vaultPath } from '../policies/session.ts';
import { failed, type JudgedVault, type Judgement, passed, setupCommand } from './setting.ts';
import type { Severity } from './severity.ts';

const DAY_SECONDS = 24 * 3600;
const NONCURRENT_MIN_DAYS = LIMITS.noncurrentMinSeconds / DAY_SECONDS;

export interface LifecycleFacts {
  readonly rules: readonly LifecycleRule[];
  /** Kept as it is, since a PUT without it resets it. */
  readonly minimumSize: string | undefined;
}

/** The rules that are in force and can touch objects of the vault. */
export function rulesOn(rules: readonly LifecycleRule[], prefix: string): LifecycleRule[] {
  return rules.filter((rule) => rule.Status === 'Enabled' && covers(rule, prefix));
}

/** The smallest number of days after which any of the rules removes noncurrent S3 versions; undefined: none does. */
export function noncurrentDays(rules: readonly LifecycleRule[]): number | undefined {
  const days = rules.flatMap((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays ?? []);
  return days.length === 0 ? undefined : Math.min(...days);
}

/**
 * Whether a rule can touch objects of the vault. They have no tags, so a rule that requires one cannot. A size filter
 * exempts them only if it requires more bytes than any of them has.
 */
function covers(rule: LifecycleRule, prefix: string): boolean {
  const filter = rule.Filter;
  if (filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0) return false;
  if ((filter?.ObjectSizeGreaterThan ?? filter?.And?.ObjectSizeGreaterThan ?? 0) >= LIMITS.rootMaxBytes) return false;
  // A prefix outside of the filter is the older form.
  const rulePrefix = filter?.Prefix ?? filter?.And?.Prefix ?? (rule as { readonly Prefix?: string }).Prefix ?? '';
  const ours = vaultPath(prefix);
  return ours.startsWith(rulePrefix) || rulePrefix.startsWith(ours);
}

/** One judgement for each rule that endangers the vault, in one way or another. */
export function judgeHarm({ rules }: LifecycleFacts, vault: JudgedVault): readonly Judgement[] {
  const found = rulesOn(rules, vault.prefix).flatMap(harmOf);
  if (found.length === 0) return [passed('No lifecycle rule endangers the vault.', [WINDOW])];
  const fix = `Disable the rule, or give it a prefix or tag that leaves the vault out: ${showRules(vault)}`;
  return found.map(({ message, why, severity }) =>
    failed(message, { why, severity, fix, ...(severity === 'low' && { backup: 'warn' }) }),
  );
}

const WINDOW = `needed: ${NONCURRENT_MIN_DAYS} days at least, more than the ${LIMITS.graceSeconds / 3600} hours that prune waits and the time between two prunes`;

function showRules({ bucket }: JudgedVault): string {
  return `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
}

function idText({ ID }: LifecycleRule): string {
  return JSON.stringify(ID ?? '(without ID)');
}

interface Harm {
  readonly message: string;
  readonly why: string;
  readonly severity: Severity;
}

/** What a rule does to a vault that it concerns. */
function harmOf(rule: LifecycleRule): Harm[] {
  const id = `The lifecycle rule ${idText(rule)}`;
  const { Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  const harms: Harm[] = [];
  if (expiration?.Days !== undefined || expiration?.Date !== undefined)
    harms.push({
      message: `${id} deletes current objects of the vault.`,
      why: 'New snapshots use old packs: the age of a pack says nothing.',
      severity: 'critical',
    });
  if (noncurrent !== undefined && (noncurrent.NoncurrentDays ?? 0) < NONCURRENT_MIN_DAYS)
    harms.push({
      message: `${id} removes noncurrent S3 versions after ${noncurrent.NoncurrentDays ?? 0} days.`,
      why: `Overwritten or deleted objects must be kept for at least ${NONCURRENT_MIN_DAYS} days, so that they can be recovered.`,
      severity: 'high',
    });
  if (noncurrent?.NewerNoncurrentVersions !== undefined)
    harms.push({
      message: `${id} keeps only ${noncurrent.NewerNoncurrentVersions} noncurrent S3 versions.`,
      why: 'Anybody who may write could remove the good version by overwriting it often enough.',
      severity: 'high',
    });
  const archives = archivesOf(rule.Transitions);
  if (archives.length > 0)
    harms.push({
      message: `${id} moves current objects to ${archives.join(', ')}.`,
      why: 'Backup, restore and verify read packs immediately, which an archive class does not allow.',
      severity: 'high',
    });
  if (archivesOf(rule.NoncurrentVersionTransitions).length > 0)
    harms.push({
      message: `${id} moves noncurrent S3 versions to an archive class.`,
      why: 'Repair can read them only after they have been restored in S3, which takes hours.',
      severity: 'low',
    });
  return harms;
}

function archivesOf(moves: readonly { readonly StorageClass?: string | undefined }[] | undefined): string[] {
  return (moves ?? []).map((move) => String(move.StorageClass)).filter((name) => ARCHIVE_CLASSES.includes(name));
}

export function judgeForeignRules({ rules }: LifecycleFacts, vault: JudgedVault): Judgement {
  const foreign = rulesOn(rules, vault.prefix).filter(({ ID = '' }) => !/^holdfast/i.test(ID));
  if (foreign.length === 0) return passed('No other lifecycle rules concern the vault.');
  return failed('Lifecycle rules that setup did not write concern the vault.', {
    evidence: foreign.map(idText),
    fix: `Check each rule, or give it a prefix that leaves the vault out: ${showRules(vault)}`,
  });
}

export function judgeExpiry({ rules }: LifecycleFacts, vault: JudgedVault): Judgement {
  const days = noncurrentDays(rulesOn(rules, vault.prefix));
  return days === undefined
    ? failed('Noncurrent S3 versions never expire.', { fix: setupCommand(vault) })
    : passed(`Noncurrent S3 versions expire after ${days} days.`);
}

export function judgeUploads({ rules }: LifecycleFacts, vault: JudgedVault): Judgement {
  return rulesOn(rules, vault.prefix).some(
    (rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined,
  )
    ? passed('Multipart uploads that were not finished are removed.')
    : failed('Multipart uploads that were not finished are kept forever.', { fix: setupCommand(vault) });
}
