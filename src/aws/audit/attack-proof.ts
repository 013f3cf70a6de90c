/** Whether a vault is attack-proof: would stored backups outlive the theft of a role? */
import type { Access } from './access.ts';
import type { CheckId } from './checks.ts';
import type { Finding } from './finding.ts';
import { rankOf } from '../bucket/severity.ts';

/** Whether stored backups outlive the theft of a reviewed role, and what speaks against it. */
export interface AttackProof {
  readonly attackProof: 'yes' | 'no' | 'not known';
  /** The checks that decided it, each with its subject; empty for `yes`. */
  readonly because: readonly string[];
}

/** If one of these fails, somebody with a stolen role can destroy stored backups. */
const NEEDED: readonly CheckId[] = [
  'versioning',
  'lifecycle-harm',
  'deny-overwrite',
  'deny-delete',
  'deny-rules',
  'role-delete-versions',
  'role-rules',
  'role-iam',
  'role-overwrite',
];

/** Pure. What is not known never makes a `yes`. */
export function attackProofOf(findings: readonly Finding[], access: readonly Access[]): AttackProof {
  const names = (those: readonly Finding[]): string[] => those.map(({ check, subject }) => `${check} of ${subject}`);
  const isNeeded = ({ check }: Finding): boolean => NEEDED.includes(check);
  const against = findings.filter(
    (finding) =>
      finding.status === 'failed' && rankOf(finding.severity) >= rankOf(isNeeded(finding) ? 'medium' : 'high'),
  );
  if (against.length > 0) return { attackProof: 'no', because: names(against) };
  const open = findings.filter((finding) => finding.status === 'unknown' && isNeeded(finding));
  if (open.length > 0) return { attackProof: 'not known', because: names(open) };
  if (access.length === 0) return { attackProof: 'not known', because: ['no role was reviewed'] };
  return { attackProof: 'yes', because: [] };
}
