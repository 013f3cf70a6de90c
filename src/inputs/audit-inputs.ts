/** Inputs of audit, repair and setup. */
import * as is from './checks.ts';
import { type InputSpec, SWITCH } from './spec.ts';

export const AUDITING = {
  'fail-on': {
    modes: ['audit'],
    kind: 'choice',
    choices: ['none', 'low', 'medium', 'high', 'critical'],
    default: 'high',
    help: 'Fail if a finding is at least this severe; none: never.',
    example: 'medium',
  },
  'audit-roles': {
    modes: ['audit'],
    kind: 'lines',
    check: is.roleArn,
    accepted: 'role ARNs, one a line',
    help: 'Roles whose policies and trust are reviewed too.',
    example: 'arn:aws:iam::111122223333:role/backup',
  },
  sarif: {
    modes: ['audit'],
    kind: 'text',
    accepted: 'the path of a file',
    help: 'Write the findings as SARIF 2.1.0 too, for code scanning.',
    example: 'holdfast.sarif',
  },
} as const satisfies Record<string, InputSpec>;

export const SETTING_UP = {
  readmit: {
    modes: ['repair'],
    ...SWITCH,
    help: 'Trust the names of snapshots whose time does not fit: after the vault was copied to another bucket.',
  },
  'noncurrent-days': {
    modes: ['setup'],
    kind: 'integer',
    min: 30,
    max: 3650,
    default: '60',
    help: 'How long S3 keeps what was deleted or overwritten: the time to notice an attack, and to undo a prune.',
    example: '90',
  },
  'object-lock-days': {
    modes: ['setup'],
    kind: 'integer',
    min: 1,
    max: 3650,
    help: 'Object Lock (governance) by default for so many days: nobody deletes S3 versions before.',
    example: '30',
  },
  'transition-days': {
    modes: ['setup'],
    kind: 'integer',
    min: 30,
    max: 3650,
    help: 'Move packs to Glacier Instant Retrieval after so many days.',
    example: '90',
  },
  'backup-roles': {
    modes: ['setup'],
    kind: 'lines',
    check: is.roleArn,
    accepted: 'role ARNs, one a line',
    defaultHelp: 'the role holdfast-backup of the account; none on other providers',
    help: 'Roles that back up: the bucket lets them add, and never delete or change its settings.',
    example: 'arn:aws:iam::111122223333:role/holdfast-backup',
  },
  'backup-workflow': {
    modes: ['setup'],
    kind: 'text',
    check: is.workflowRef,
    accepted: 'OWNER/NAME/.github/workflows/FILE@REF',
    defaultHelp: 'any workflow of the default branch or environment',
    help: 'The only workflow file whose jobs may take the role that backs up (claim job_workflow_ref; AWS alone checks it).',
    example: 'acme/shop/.github/workflows/backup.yml@refs/heads/main',
  },
  'policies-dir': {
    modes: ['setup'],
    kind: 'text',
    accepted: 'a folder',
    help: 'Write the policies of the roles, who may assume them, and the policy of the bucket there, as JSON files.',
    example: 'policies',
  },
} as const satisfies Record<string, InputSpec>;
