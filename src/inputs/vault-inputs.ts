/** Inputs of all modes: where the vault lies, how it is stored, and the credentials for it. */
import * as is from './checks.ts';
import { BACKING_UP, MODE_NAMES, OF_SERIES } from './modes.ts';
import { type InputSpec, SWITCH } from './spec.ts';

export const VAULT = {
  mode: {
    modes: MODE_NAMES,
    kind: 'choice',
    choices: MODE_NAMES,
    default: 'backup',
    actionOnly: true,
    help: 'What to do.',
    example: 'restore',
  },
  source: {
    modes: OF_SERIES,
    kind: 'choice',
    choices: ['repository', 'organization', 'artifacts', 'files'],
    default: 'repository',
    cliDefault: 'files',
    help: 'What is backed up. On other modes it only decides the default of `name`.',
    inMode: (mode) => ({
      help: mode === 'backup' ? 'What is backed up.' : 'Only decides the default of `name`.',
      defaultHelp: 'files; with --repository and in a workflow repository; with --organization organization',
    }),
    example: 'files',
  },
  bucket: {
    modes: MODE_NAMES,
    kind: 'text',
    required: true,
    check: is.bucketName,
    accepted: 'the name of an S3 bucket: 3 to 63 lowercase letters, digits, dots and hyphens',
    help: 'The S3 bucket of the vault.',
    example: 'acme-backups',
  },
  prefix: {
    modes: MODE_NAMES,
    kind: 'text',
    default: '',
    check: is.prefix,
    accepted: 'segments of A-Z a-z 0-9 . _ - joined by /, without a slash at either end',
    help: 'Where in the bucket the vault lies.',
    example: 'holdfast/prod',
  },
  name: {
    modes: OF_SERIES,
    kind: 'text',
    check: is.seriesName,
    defaultHelp: '`<owner>/<repo>/<source>`; of an organisation `<organization>/organization`',
    accepted: 'up to 200 characters: segments of A-Z a-z 0-9 . _ - joined by /, but no segment . or .. alone',
    help: 'The series: the named line of backups of one source.',
    example: 'acme/shop/database-dump',
  },
} as const satisfies Record<string, InputSpec>;

const ARCHIVED = 'every backup reads and verifies earlier packs, and an archived object cannot be read at once';

export const STORAGE = {
  'bucket-checks': {
    modes: BACKING_UP,
    kind: 'choice',
    choices: ['enforce', 'warn', 'off'],
    default: 'enforce',
    help: 'Whether an unsafe bucket (no versioning, public, harmful lifecycle, not encrypted) is refused.',
    example: 'warn',
  },
  encryption: {
    modes: [...BACKING_UP, 'setup'],
    kind: 'choice',
    choices: ['bucket-default', 'AES256', 'aws:kms', 'aws:kms:dsse'],
    default: 'bucket-default',
    help: 'Server-side encryption of what is written; on setup the default encryption of the bucket.',
    inMode: (mode) => ({
      help: mode === 'setup' ? 'Default encryption of the bucket.' : 'Server-side encryption of what is written.',
    }),
    example: 'aws:kms',
  },
  'kms-key-id': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.kmsKey,
    accepted: 'a KMS key id, key ARN or alias',
    help: "KMS key, with encryption aws:kms or aws:kms:dsse; in other modes only where it is another account's than the role's.",
    inMode: (mode) => ({
      help: ['backup', 'fleet', 'setup'].includes(mode)
        ? "KMS key, with encryption aws:kms or aws:kms:dsse. Without it: the account's default key."
        : mode === 'keys'
          ? 'KMS key that wraps the vault key for the workflow, so that this holds no secret (create, rotate).'
          : 'KMS key of the vault, where it belongs to another account than role and bucket.',
    }),
    example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  'storage-class': {
    modes: BACKING_UP,
    kind: 'choice',
    choices: ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'],
    refused: { GLACIER: ARCHIVED, DEEP_ARCHIVE: ARCHIVED },
    default: 'STANDARD',
    help: 'Storage class of the packs.',
    example: 'STANDARD_IA',
  },
} as const satisfies Record<string, InputSpec>;

export const CREDENTIALS = {
  'aws-region': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.region,
    defaultHelp: "AWS_REGION, else the bucket's own",
    accepted: 'the name of a region',
    help: 'Region of the bucket.',
    example: 'eu-central-1',
  },
  'role-to-assume': {
    modes: MODE_NAMES,
    kind: 'lines',
    check: is.roleArn,
    defaultHelp: 'none: the ambient AWS credentials',
    accepted: 'role ARNs, one a line; each is assumed with the one before it',
    help: "IAM role to assume, with the runner's OIDC token where there is one.",
    example: 'arn:aws:iam::111122223333:role/backup',
  },
  'role-session-name': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.roleSessionName,
    defaultHelp: '`holdfast-<run id>`',
    accepted: '2 to 64 of A-Z a-z 0-9 _ + = , . @ -',
    help: 'Name of the role session.',
    example: 'nightly-backup',
  },
  'role-duration-seconds': {
    modes: MODE_NAMES,
    kind: 'integer',
    min: 900,
    max: 43_200,
    default: '3600',
    help: 'Life of one role session; sessions renew themselves, so a run may take longer.',
    example: '900',
  },
  audience: {
    modes: MODE_NAMES,
    kind: 'text',
    defaultHelp: 'sts.amazonaws.com, or its like in other partitions',
    accepted: "the audience that the role's trust policy asks for",
    help: 'Audience of the OIDC token.',
    example: 'sts.amazonaws.com',
  },
  'allowed-account-ids': {
    modes: MODE_NAMES,
    kind: 'list',
    check: is.accountId,
    accepted: 'AWS account ids of 12 digits, separated by commas',
    help: 'Stop if the credentials belong to any other account.',
    example: '111122223333',
  },
  'expected-bucket-owner': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.accountId,
    defaultHelp: 'the account of the credentials',
    accepted: 'an AWS account id of 12 digits',
    help: 'Account that must own the bucket; sent with every call.',
    example: '444455556666',
  },
  'session-policy': {
    modes: MODE_NAMES,
    kind: 'choice',
    choices: ['auto', 'off'],
    default: 'auto',
    help: 'auto: the role session may do only what this mode needs, on this bucket and prefix.',
    example: 'off',
  },
  'endpoint-url': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.httpUrl,
    accepted: 'an https URL (http too, if you must)',
    help: 'Endpoint of an S3-compatible server.',
    example: 'https://s3.example.com',
  },
  'force-path-style': {
    modes: MODE_NAMES,
    kind: 'boolean',
    defaultHelp: 'true with an endpoint outside of AWS, else false',
    help: 'Address the bucket in the path of the URL and not in its host name.',
    example: 'true',
  },
  'sts-endpoint-url': {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.httpUrl,
    accepted: 'an https URL',
    help: 'Endpoint of STS; needed for role-to-assume together with endpoint-url.',
    example: 'https://sts.example.com',
  },
  'use-fips-endpoint': {
    modes: MODE_NAMES,
    ...SWITCH,
    help: 'Use the FIPS endpoints of AWS.',
  },
} as const satisfies Record<string, InputSpec>;
