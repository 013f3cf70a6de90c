/** Renders the table of bucket settings before a backup or a prune: what is refused, what is a warning, and how to fix it. */
import type { Emit } from '../../base/events.ts';
import { holdfastCommand, type VaultPlace } from '../../base/command-line.ts';
import { HoldfastError } from '../../base/errors.ts';
import { algorithmOf } from './encryption.ts';
import type { Reading } from './reading.ts';
import type { Judgement, JudgedVault, SettingCheck } from './setting.ts';
import { BACKUP_SETTINGS, type AnySetting, type BackupSettings, SETTINGS } from './settings.ts';

export interface SettingFinding {
  /** Stable, kebab-case: `versioning`, `encryption`, `lifecycle`, ... */
  readonly check: string;
  readonly severity: 'refuse' | 'warn' | 'ok';
  readonly message: string;
  readonly why?: string;
  readonly fix?: string;
  /** Mode setup fixes it. */
  readonly setupFixes?: boolean;
  /** It follows from the abilities of the server and is the same in every run. */
  readonly lasting?: boolean;
}

/** What an object shows, whatever the calls for settings say. */
export interface Observation {
  readonly isProved: boolean;
  /** What was seen, as a sentence. */
  readonly why: string;
}

export interface VaultFacts extends JudgedVault {
  /** Each PUT asks for encryption itself. */
  readonly encryptionRequested: boolean;
  /** An object of the vault is encrypted as it should be; undefined: none was read. */
  readonly encryption?: Observation | undefined;
  /** Overwritten objects are kept; undefined: it was not tested. */
  readonly versions?: Observation | undefined;
  /** Where the abilities of the provider are documented (providers.ts). */
  readonly page?: string | undefined;
}

/**
 * Which settings of a bucket endanger a vault in it. Pure; at least one finding per check. What an object shows takes
 * precedence over what a setting says.
 */
export function judgeSettings(settings: BackupSettings, vault: VaultFacts): SettingFinding[] {
  return BACKUP_SETTINGS.flatMap((name) => {
    const findings = judgeSetting(SETTINGS[name] as AnySetting, settings[name], vault);
    if (name === 'versioning') return findings.map((finding) => withVersions(finding, settings.versioning, vault));
    if (name === 'encryption') return findings.map((finding) => withEncryption(finding, settings.encryption, vault));
    return findings;
  });
}

type BackupCheck = Extract<SettingCheck<unknown>, { readonly backup: string }>;

function judgeSetting(row: AnySetting, reading: Reading<unknown>, vault: VaultFacts): SettingFinding[] {
  return Object.entries<SettingCheck<unknown>>(row.checks).flatMap(([id, check]) => {
    if (check.backup === undefined) return [];
    const name = check.backupName ?? id;
    if (reading.state !== 'ok') return [{ check: name, ...notRead(row.name, reading, check) }];
    const judged = [check.judge(reading.value, vault)].flat();
    return judged.map((judgement) => ({ check: name, ...findingOf(judgement, check) }));
  });
}

/** A finding without the name of its check. */
type NamelessFinding = Omit<SettingFinding, 'check'>;

function findingOf(
  { status, message, why, evidence = [], fix, backup }: Judgement,
  check: BackupCheck,
): NamelessFinding {
  if (status === 'passed') return { severity: 'ok', message };
  const seen = evidence.length === 0 ? '' : `Seen: ${evidence.join(', ')}. `;
  return {
    severity: backup ?? check.backup,
    message,
    why: seen + (why ?? check.why),
    ...(fix !== undefined && { fix }),
    ...(check.setupFixes && { setupFixes: true }),
  };
}

/**
 * A call that the provider does not support is a warning. One that the credentials may not make counts as failed, since
 * the proof would be possible but is missing.
 */
function notRead(
  setting: string,
  reading: Exclude<Reading<unknown>, { state: 'ok' }>,
  { backup }: BackupCheck,
): NamelessFinding {
  const message = `The bucket's ${setting} could not be checked.`;
  if (reading.state === 'unknown') return { severity: 'warn', message, why: notServed(reading.reason), lasting: true };
  const { permission } = reading;
  const fix = `Allow ${permission} on the bucket.`;
  return { severity: backup, message, why: `The credentials lack ${permission}.`, fix };
}

/**
 * If the versions of an object were tested, they decide. If neither they nor the call tell, the bucket counts as having
 * none.
 */
function withVersions(
  finding: SettingFinding,
  reading: BackupSettings['versioning'],
  { versions, page }: VaultFacts,
): SettingFinding {
  const { check } = finding;
  const isEnabled = reading.state === 'ok' && reading.value.status === 'Enabled';
  if (reading.state === 'ok' && (!isEnabled || versions?.isProved !== false)) return finding;
  if (versions?.isProved === true) return { check, severity: 'ok', message: versions.why };
  if (reading.state === 'denied')
    return { ...finding, why: [finding.why, versions?.why].filter((text) => text !== undefined).join(' ') };
  const said = reading.state === 'ok' ? 'The bucket says that its versioning is enabled.' : notServed(reading.reason);
  return {
    check,
    severity: 'refuse',
    message: 'It is not proved that the bucket keeps S3 versions.',
    why: `${said} ${versions?.why ?? 'It was not tested on an object.'} ${SETTINGS.versioning.checks.versioning.why}`,
    fix: `Use a bucket that keeps S3 versions, with versioning enabled${see(page)}.`,
  };
}

function withEncryption(
  finding: SettingFinding,
  reading: BackupSettings['encryption'],
  { encryption, encryptionRequested, page }: VaultFacts,
): SettingFinding {
  const { check } = finding;
  if (encryption?.isProved === true) return { check, severity: 'ok', message: encryption.why };
  if (encryptionRequested && encryption === undefined)
    return { check, severity: 'ok', message: 'Every upload asks for encryption.' };
  const claimed = reading.state === 'ok' ? algorithmOf(reading.value) : undefined;
  if (encryption === undefined || (!encryptionRequested && claimed === undefined))
    return finding.setupFixes === true
      ? { ...finding, fix: `${finding.fix ?? ''} Or ask for it with the input encryption.` }
      : finding;
  return {
    check,
    severity: 'refuse',
    message: encryptionRequested
      ? 'Encryption was requested but is not proved.'
      : `The bucket says that it encrypts with ${claimed}, but it does not.`,
    why: encryption.why,
    fix: `Use a server that encrypts and says so in its answers${see(page)}.${encryptionRequested ? ' Or leave out the input encryption, if the storage is encrypted in another way.' : ''}`,
  };
}

function notServed(reason: string): string {
  return `The provider does not support this call. ${reason}`;
}

function see(page: string | undefined): string {
  return page === undefined ? '' : `: ${page}`;
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
    const { check, message, why, fix, lasting } = finding;
    emit({ type: 'warning', class: `bucket-${check}`, message, why, fix, ...(lasting === true && { lasting }) });
  }
  if (refusals.length > 0) throw unsafe(refusals, place);
}

/** Lists each defect with its reason and its fix, then the one command that fixes what setup can. */
function unsafe(refusals: readonly SettingFinding[], place: VaultPlace): HoldfastError {
  const [first] = refusals;
  const each = refusals.map((finding) =>
    [`${finding.check}: ${finding.message}`, finding.why, finding.fix].filter(Boolean).join(' '),
  );
  const isOne = refusals.length === 1;
  const ways = [isOne ? first?.fix : undefined, setupText(refusals, place), ACCEPT];
  return new HoldfastError({
    code: 'bucket-unsafe',
    message: `The bucket is not safe for backups: ${refusals.map(({ message }) => message).join(' ')}`,
    why: isOne ? first?.why : each.map((text, index) => `${index + 1}. ${text}`).join('\n'),
    fix: ways.filter((text) => text !== undefined).join(' '),
  });
}

const ACCEPT = 'Or accept the risk with bucket-checks: warn.';

function setupText(refusals: readonly SettingFinding[], place: VaultPlace): string | undefined {
  const fixed = refusals.filter(({ setupFixes }) => setupFixes === true);
  if (fixed.length === 0) return undefined;
  const command = `\`${holdfastCommand('setup', place, { apply: true })}\``;
  if (fixed.length === refusals.length)
    return `One command fixes ${refusals.length === 1 ? 'it' : 'all of them'}, run with the rights of the bucket's owner (without --apply it shows what it would do): ${command}`;
  const numbers = fixed.map((finding) => refusals.indexOf(finding) + 1).join(' and ');
  return `Once the others are fixed, one command fixes ${numbers}, run with the rights of the bucket's owner: ${command}`;
}
