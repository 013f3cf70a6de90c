/** Judges the settings of a bucket: which of them endanger a vault, and how to fix each. */
import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { Emit } from '../../base/events.ts';
import { holdfastCommand, type VaultPlace } from '../../base/command-line.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { ARCHIVE_CLASSES } from '../../base/storage-classes.ts';
import type { Posture, Reading } from './settings.ts';
import { vaultPath } from '../policies/session.ts';

const NONCURRENT_MIN_DAYS = LIMITS.noncurrentMinSeconds / (24 * 3600);

export interface SettingFinding {
  /** Stable, kebab-case: `versioning`, `encryption`, `lifecycle`, ... */
  readonly check: string;
  readonly severity: 'refuse' | 'warn' | 'ok';
  readonly message: string;
  readonly why?: string;
  readonly fix?: string;
  /** Mode setup fixes it. */
  readonly setupMends?: boolean;
  /** It follows from the abilities of the server and is the same in every run. */
  readonly lasting?: boolean;
}

/** What an object shows, whatever the calls for settings say. */
export interface Observation {
  readonly isProved: boolean;
  /** What was seen, as a sentence. */
  readonly why: string;
}

export interface VaultFacts {
  readonly prefix: string;
  /** Each PUT asks for encryption itself. */
  readonly encryptionRequested: boolean;
  /** An object of the vault is encrypted as it should be; undefined: none was read. */
  readonly encryption?: Observation | undefined;
  /** Overwritten objects are kept; undefined: it was not tested. */
  readonly versions?: Observation | undefined;
  /** Where the abilities of the provider are documented (providers.ts). */
  readonly page?: string | undefined;
}

/** Which settings of a bucket endanger a vault in it. Pure; at least one finding per check. */
export function judgePosture(posture: Posture, vault: VaultFacts): SettingFinding[] {
  return [
    judgeVersions(posture.versioning, vault),
    judgeEncryption(posture.encryption, vault),
    judge('public-policy', posture.policyIsPublic, judgePolicy),
    judge('public-acl', posture.publicGrants, judgeGrants),
    judge('public-access-block', posture.publicAccessBlock, judgeBlock),
    ...judgeLifecycle(posture.lifecycle, vault.prefix),
  ];
}

/** A finding without the name of its check, which `judge` adds. */
type CheckResult = Omit<SettingFinding, 'check'>;

/**
 * Judges one reading. A call that the provider does not support is a warning. One that the credentials may not make is
 * a refusal, since the proof would be possible but is missing.
 */
function judge<T>(check: string, reading: Reading<T>, verdictOn: (value: T) => CheckResult): SettingFinding {
  return { check, ...(reading.state === 'ok' ? verdictOn(reading.value) : unproved(check, reading)) };
}

function unproved(check: string, reading: Exclude<Reading<unknown>, { state: 'ok' }>): CheckResult {
  const message = `The bucket's ${check.replaceAll('-', ' ')} could not be checked.`;
  return reading.state === 'denied'
    ? {
        // A missing block is only a warning itself; whether the bucket is public is checked separately.
        severity: check === 'public-access-block' ? 'warn' : 'refuse',
        message,
        why: `The credentials lack ${reading.permission}.`,
        fix: `Allow ${reading.permission} on the bucket.`,
      }
    : { severity: 'warn', message, why: notServed(reading.reason), lasting: true };
}

/**
 * If the versions of an object were tested, they decide. If neither they nor the call tell, the bucket counts as having
 * none.
 */
function judgeVersions(reading: Posture['versioning'], { versions, page }: VaultFacts): SettingFinding {
  const check = 'versioning';
  if (reading.state === 'ok' && (reading.value !== 'Enabled' || versions?.isProved !== false))
    return judge(check, reading, judgeVersioning);
  if (versions?.isProved === true) return { check, severity: 'ok', message: versions.why };
  if (reading.state === 'denied') {
    const found = judge(check, reading, judgeVersioning);
    return { ...found, why: [found.why, versions?.why].filter((text) => text !== undefined).join(' ') };
  }
  const said = reading.state === 'ok' ? 'The bucket says that its versioning is enabled.' : notServed(reading.reason);
  return {
    check,
    severity: 'refuse',
    message: 'It is not proved that the bucket keeps S3 versions.',
    why: `${said} ${versions?.why ?? 'It was not tested on an object.'} Without versions, whoever may write or delete can destroy backups for good.`,
    fix: `Use a bucket that keeps S3 versions, with versioning enabled${see(page)}.`,
  };
}

function notServed(reason: string): string {
  return `The provider does not support this call. ${reason}`;
}

function see(page: string | undefined): string {
  return page === undefined ? '' : `: ${page}`;
}

function judgeVersioning(status: 'Enabled' | 'Suspended' | 'never'): CheckResult {
  if (status === 'Enabled') return { severity: 'ok', message: 'Versioning is enabled.' };
  return {
    severity: 'refuse',
    message: status === 'Suspended' ? 'Versioning of the bucket is suspended.' : 'The bucket has no versioning.',
    why: 'Without it, whoever may write or delete can destroy backups for good.',
    fix: 'Enable versioning of the bucket: aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
    setupMends: true,
  };
}

function judgeEncryption(reading: Reading<string | undefined>, vault: VaultFacts): SettingFinding {
  const check = 'encryption';
  const { encryption, encryptionRequested, page } = vault;
  if (encryption?.isProved === true) return { check, severity: 'ok', message: encryption.why };
  if (encryptionRequested && encryption === undefined)
    return { check, severity: 'ok', message: 'Every upload asks for encryption.' };
  const isClaimed = reading.state === 'ok' && reading.value !== undefined;
  if (encryption !== undefined && (encryptionRequested || isClaimed))
    return {
      check,
      severity: 'refuse',
      message: encryptionRequested
        ? 'Encryption was requested but is not proved.'
        : `The bucket says that it encrypts with ${String(isClaimed && reading.value)}, but it does not.`,
      why: encryption.why,
      fix: `Use a server that encrypts and says so in its answers${see(page)}.${encryptionRequested ? ' Or leave out the input encryption, if the storage is encrypted in another way.' : ''}`,
    };
  return judge(check, reading, (algorithm) =>
    algorithm === undefined
      ? {
          severity: 'refuse',
          message: 'The bucket does not encrypt what is stored in it.',
          why: 'It has no default encryption, none is asked for, and a stored object is not encrypted.',
          fix: 'Set the default encryption of the bucket, or ask for it with the encryption input.',
          setupMends: true,
        }
      : { severity: 'ok', message: `The bucket encrypts with ${algorithm} by default.` },
  );
}

function judgePolicy(isPublic: boolean): CheckResult {
  if (!isPublic) return { severity: 'ok', message: 'The bucket policy is not public.' };
  return {
    severity: 'refuse',
    message: 'The bucket policy makes the bucket public.',
    why: 'Anybody could read or change backups.',
    fix: 'Remove the public statement from the bucket policy, and block public access.',
  };
}

function judgeGrants(grants: readonly string[]): CheckResult {
  if (grants.length === 0) return { severity: 'ok', message: 'The ACL of the bucket is not public.' };
  return {
    severity: 'refuse',
    message: `The ACL of the bucket grants ${grants.join(', ')} to everybody.`,
    why: 'Anybody could list or change backups.',
    fix: 'Remove the grants to AllUsers and AuthenticatedUsers, and block public access.',
    setupMends: true,
  };
}

function judgeBlock(isComplete: boolean): CheckResult {
  if (isComplete) return { severity: 'ok', message: 'Public access is blocked.' };
  return {
    severity: 'warn',
    message: 'The bucket does not block public access.',
    why: 'One wrong policy or ACL later on would make the backups public.',
    fix: 'Turn on all four settings of the public access block of the bucket.',
    setupMends: true,
  };
}

/** Judges the rules that are enabled and overlap the vault. */
export function judgeLifecycle(reading: Reading<readonly LifecycleRule[]>, prefix: string): SettingFinding[] {
  const check = 'lifecycle';
  if (reading.state !== 'ok') return [{ check, ...unproved(check, reading) }];
  const findings = rulesOn(reading.value, prefix).flatMap(judgeRule);
  return findings.length > 0
    ? findings
    : [{ check, severity: 'ok', message: 'No lifecycle rule endangers the vault.' }];
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
  // A prefix outside of the filter is the old form of the same.
  const rulePrefix = filter?.Prefix ?? filter?.And?.Prefix ?? (rule as { readonly Prefix?: string }).Prefix ?? '';
  const ours = vaultPath(prefix);
  return ours.startsWith(rulePrefix) || rulePrefix.startsWith(ours);
}

function judgeRule(rule: LifecycleRule): SettingFinding[] {
  const id = `The lifecycle rule ${JSON.stringify(rule.ID ?? '(without ID)')}`;
  const fix = 'Disable the rule, or give it a prefix or tag that leaves the vault out.';
  const refuse = (message: string, why: string): SettingFinding => ({
    check: 'lifecycle',
    severity: 'refuse',
    message,
    why,
    fix,
  });
  const findings: SettingFinding[] = [];

  if (rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined) {
    findings.push(
      refuse(
        `${id} deletes current objects of the vault.`,
        'New snapshots use old packs: the age of a pack says nothing.',
      ),
    );
  }
  const noncurrent = rule.NoncurrentVersionExpiration;
  if (noncurrent !== undefined && (noncurrent.NoncurrentDays ?? 0) < NONCURRENT_MIN_DAYS) {
    findings.push(
      refuse(
        `${id} removes noncurrent S3 versions after ${noncurrent.NoncurrentDays ?? 0} days.`,
        `Overwritten or deleted objects must be kept for at least ${NONCURRENT_MIN_DAYS} days, so that they can be recovered.`,
      ),
    );
  }
  if (noncurrent?.NewerNoncurrentVersions !== undefined) {
    findings.push(
      refuse(
        `${id} keeps only ${noncurrent.NewerNoncurrentVersions} noncurrent S3 versions.`,
        'Anybody who may write could remove the good version by overwriting it often enough.',
      ),
    );
  }
  const archives = (rule.Transitions ?? [])
    .map((move) => String(move.StorageClass))
    .filter((name) => ARCHIVE_CLASSES.includes(name));
  if (archives.length > 0) {
    findings.push(
      refuse(
        `${id} moves current objects to ${archives.join(', ')}.`,
        'Backup, restore and verify read packs immediately, which an archive class does not allow.',
      ),
    );
  }
  if ((rule.NoncurrentVersionTransitions ?? []).some((move) => ARCHIVE_CLASSES.includes(String(move.StorageClass)))) {
    findings.push({
      check: 'lifecycle',
      severity: 'warn',
      message: `${id} moves noncurrent S3 versions to an archive class.`,
      why: 'Repair can read them only after they have been restored in S3, which takes hours.',
      fix,
    });
  }
  return findings;
}

/**
 * `enforce`: one error that lists every refusal; `warn`: they are emitted as warnings; `off`: nothing. Warnings are
 * emitted in any case but `off`.
 */
export function applyBucketChecks(
  findings: readonly SettingFinding[],
  mode: 'enforce' | 'warn' | 'off',
  emit: Emit,
  place: VaultPlace,
): void {
  if (mode === 'off') return;
  const refusals = mode === 'enforce' ? findings.filter((finding) => finding.severity === 'refuse') : [];
  for (const finding of findings) {
    if (finding.severity === 'ok' || refusals.includes(finding)) continue;
    const { check, message, why, lasting } = finding;
    const fix = fixOf(finding, place);
    emit({ type: 'warning', class: `bucket-${check}`, message, why, fix, ...(lasting === true && { lasting }) });
  }
  if (refusals.length > 0) throw unsafe(refusals, place);
}

/** Lists each defect with its reason and its fix, then the one command that fixes what setup can. */
function unsafe(refusals: readonly SettingFinding[], place: VaultPlace): HoldfastError {
  const [first] = refusals;
  const each = refusals.map((finding) =>
    [`${finding.check}: ${finding.message}`, finding.why, fixOf(finding, place)].filter(Boolean).join(' '),
  );
  const isOne = refusals.length === 1;
  const ways = [isOne ? first && fixOf(first, place) : undefined, setupText(refusals, place), ACCEPT];
  return new HoldfastError({
    code: 'bucket-unsafe',
    message: `The bucket is not safe for backups: ${refusals.map(({ message }) => message).join(' ')}`,
    why: isOne ? first?.why : each.map((text, index) => `${index + 1}. ${text}`).join('\n'),
    fix: ways.filter((text) => text !== undefined).join(' '),
  });
}

const ACCEPT = 'Or accept the risk with bucket-checks: warn.';

function setupText(refusals: readonly SettingFinding[], place: VaultPlace): string | undefined {
  const mended = refusals.filter(({ setupMends }) => setupMends === true);
  if (mended.length === 0) return undefined;
  const command = `\`${holdfastCommand('setup', place, { apply: true })}\``;
  if (mended.length === refusals.length)
    return `One command fixes ${refusals.length === 1 ? 'it' : 'all of them'}, run with the rights of the bucket's owner (without --apply it shows what it would do): ${command}`;
  const numbers = mended.map((finding) => refusals.indexOf(finding) + 1).join(' and ');
  return `Once the others are fixed, one command fixes ${numbers}, run with the rights of the bucket's owner: ${command}`;
}

function fixOf({ fix }: SettingFinding, { bucket }: VaultPlace): string | undefined {
  return fix?.replace('--bucket BUCKET', `--bucket ${bucket}`);
}
