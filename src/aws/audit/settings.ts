/** Renders the table of bucket settings as findings of an audit. */
import { type BucketSettings, SETTING_ROWS, type SettingCheckId } from '../bucket/settings.ts';
import type { AuditedVault, Judgement } from '../bucket/setting.ts';
import { CHECKS } from './checks.ts';
import { type Finding, unread } from './finding.ts';

/** At least one finding for each check of a setting. Pure. */
export function checkSettings(settings: BucketSettings, vault: AuditedVault): readonly Finding[] {
  return SETTING_ROWS.flatMap(([name, { checks }]) => {
    const reading = settings[name];
    return Object.entries(checks).flatMap(([id, check]) => {
      const checkId = id as SettingCheckId;
      if (reading.state !== 'ok') return [unread(checkId, vault.bucket, reading)];
      return [check.judge(reading.value, vault)].flat().map((judgement) => findingOf(checkId, vault.bucket, judgement));
    });
  });
}

function findingOf(check: SettingCheckId, subject: string, judgement: Judgement): Finding {
  const { status, message, why, evidence = why === undefined ? [] : [why], fix, severity } = judgement;
  const { title, severity: worst } = CHECKS[check];
  const finding = { check, status, severity: severity ?? worst, subject };
  // Its message says why it is not known.
  if (status === 'unknown') return { ...finding, message: `${title}: not checked.`, evidence: [message] };
  return { ...finding, message, evidence, ...(fix !== undefined && { fix }) };
}
