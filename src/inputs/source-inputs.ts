/** Inputs of what is backed up: files, repositories, artifacts, and all repositories of an account. */
import * as is from './checks.ts';
import { BACKING_UP, BACKUP, FLEET, type Mode, MODE_NAMES, OF_SERIES, RESTORE } from './modes.ts';
import { type InputSpec, type ModeHelp, SWITCH } from './spec.ts';

function pathIn(mode: Mode): ModeHelp {
  if (mode === 'backup') {
    return {
      help: 'Of files: what to keep.',
      accepted: 'glob patterns, one a line',
      defaultHelp: 'everything below root',
    };
  }
  const [help, accepted, defaultHelp, placeholder] =
    mode === 'cat'
      ? ['The file.', 'a path in the snapshot', '', 'PATH']
      : ['The target folder.', 'a folder; "." for the current one', '', 'FOLDER'];
  return { help, accepted, defaultHelp, placeholder };
}

export const WHAT = {
  path: {
    modes: ['backup', 'restore', 'cat'],
    kind: 'lines',
    backupOf: ['files'],
    defaultHelp: 'everything below `root`; restore: the workspace, on the command line none',
    accepted: 'glob patterns, one a line (backup); one folder (restore); one file of the snapshot (cat)',
    help: 'Backup of files: what to keep. Restore: the target folder.',
    inMode: pathIn,
    example: 'build/**',
  },
  root: {
    modes: BACKUP,
    kind: 'text',
    backupOf: ['files'],
    defaultHelp: 'the workspace, or the current folder',
    accepted: 'a folder',
    help: 'What the stored paths are relative to; a pattern outside it is an error.',
    example: '/srv/data',
  },
  include: {
    modes: ['restore', 'list', 'find'],
    kind: 'lines',
    accepted: 'patterns, one a line; a line that starts with ! excludes again',
    help: 'Only the paths in the snapshot that match.',
    example: 'docs/**',
  },
  exclude: {
    modes: ['backup', 'restore', 'list', 'find'],
    kind: 'lines',
    accepted: 'patterns, one a line; a line that starts with ! includes again',
    help: 'Leave out what matches.',
    example: '**/node_modules/**',
  },
  'include-hidden-files': {
    modes: BACKUP,
    kind: 'boolean',
    default: 'true',
    backupOf: ['files'],
    help: 'Keep files and folders whose name starts with a dot.',
    example: 'false',
  },
  'include-secrets': {
    modes: BACKUP,
    ...SWITCH,
    backupOf: ['files'],
    help: "Keep known credential files too (checkout's token, .netrc, .npmrc, .aws, ...).",
  },
  'ignore-files': {
    modes: BACKUP,
    kind: 'lines',
    backupOf: ['files'],
    check: is.fileName,
    accepted: 'file names, one a line',
    help: 'Names of ignore files to honour in every folder.',
    example: '.gitignore',
  },
  'exclude-larger-than': {
    modes: BACKUP,
    kind: 'size',
    backupOf: ['files'],
    help: 'Leave out files above this size.',
    example: '500 MiB',
  },
  mtime: {
    modes: BACKUP,
    kind: 'choice',
    choices: ['keep-equal', 'exact'],
    default: 'keep-equal',
    backupOf: ['files'],
    help: 'keep-equal: a file with the same content keeps the time recorded before (a fresh checkout makes all times new).',
    example: 'exact',
  },
} as const satisfies Record<string, InputSpec>;

const TOKENS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  backup: {
    help: 'Token that reads the repository (artifacts of other runs: actions: read), or the organisation: then of an App or a person.',
  },
  fleet: { help: 'Token that reads all repositories of the account: of an App, or of a person.' },
  coverage: { help: 'Token that lists all repositories of the account: of an App, or of a person.' },
  restore: { help: 'Token that may write to push-to.' },
  verify: { help: 'Token that reads the repository, to compare with it.' },
};

const SERVERS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  fleet: { help: 'The GitHub server of the account.' },
  coverage: { help: 'The GitHub server of the account.' },
  restore: { help: 'The GitHub server on which push-to lies.' },
  setup: { help: 'The GitHub server whose jobs take the roles.' },
};

function repositoryIn(mode: Mode): ModeHelp {
  if (mode === 'backup') return { help: 'The repository to back up, or whose artifacts.' };
  if (mode !== 'verify') return { help: 'Only decides the default of `name`.' };
  return { help: 'Decides the default of `name`. At level restore the snapshot is compared with it.' };
}

function organizationIn(mode: Mode): ModeHelp {
  if (mode === 'backup') return { help: 'The organisation to back up.' };
  if (!FLEET.includes(mode)) return { help: 'With source organization: decides the default of `name`.' };
  return {
    help: 'The organisation or the user whose repositories are meant.',
    accepted: 'the name of an organisation or a user, as it is in addresses',
    defaultHelp: "the owner of this repository; outside of a workflow that of the App's installation",
  };
}

export const REPOSITORY = {
  repository: {
    modes: OF_SERIES,
    kind: 'text',
    check: is.repository,
    defaultHelp: 'this repository',
    accepted: 'owner/name; from the CLI also an https URL or a local path',
    help: 'The repository to back up, or whose artifacts. On other modes it only decides the default of `name`.',
    inMode: repositoryIn,
    example: 'acme/shop',
  },
  organization: {
    modes: MODE_NAMES,
    kind: 'text',
    check: is.organization,
    backupOf: ['organization'],
    defaultHelp: 'the owner of this repository',
    accepted: 'the name of an organisation, as it is in addresses',
    help: 'The organisation to back up, or whose repositories. On other modes it only decides the default of `name`.',
    inMode: organizationIn,
    example: 'acme',
  },
  parts: {
    modes: ['backup', 'fleet', 'restore'],
    kind: 'list',
    check: is.partName,
    backupOf: ['repository', 'organization'],
    defaultHelp: 'all',
    accepted:
      'git, lfs, wiki, metadata or kinds of metadata such as issues; of an organisation its kinds; a ! before a name leaves it out',
    help: 'What of a repository to back up or bring back; its history (git) always is, workflow-logs only if named.',
    inMode: (mode) =>
      mode === 'restore' ? { help: 'What of a repository to bring back; its history (git) always is.' } : {},
    example: 'lfs, wiki, metadata, !workflow-runs',
  },
  'refresh-metadata': {
    modes: BACKING_UP,
    kind: 'boolean',
    default: 'false',
    backupOf: ['repository'],
    help: 'Read all kinds of metadata in this run, also those that are read once a week and those that were refused.',
    example: 'true',
  },
  'exclude-refs': {
    modes: BACKING_UP,
    kind: 'lines',
    backupOf: ['repository'],
    accepted: 'patterns of full ref names, one a line',
    help: 'Refs to leave out.',
    example: 'refs/pull/*',
  },
  'github-token': {
    modes: ['backup', ...FLEET, 'restore', 'verify'],
    kind: 'text',
    secret: true,
    backupOf: ['repository', 'organization', 'artifacts'],
    actionDefault: '${{ github.token }}',
    accepted: 'a token for the GitHub server',
    help: 'Token that reads the repository (artifacts of other runs: actions: read), or may write to push-to.',
    inMode: (mode) => TOKENS[mode] ?? {},
    example: '${{ secrets.BACKUP_TOKEN }}',
  },
  'github-app-id': {
    modes: ['backup', ...FLEET, 'restore', 'verify'],
    kind: 'text',
    check: is.githubAppId,
    backupOf: ['repository', 'organization', 'artifacts'],
    defaultHelp: 'none: github-token is used',
    accepted: "the App ID or the Client ID of a GitHub App, as the App's settings show it",
    help: 'A GitHub App whose tokens are used in place of github-token; they renew themselves, and may only read except for a push.',
    example: '123456',
  },
  'github-app-private-key': {
    modes: ['backup', ...FLEET, 'restore', 'verify'],
    kind: 'text',
    secret: true,
    isFile: true,
    backupOf: ['repository', 'organization', 'artifacts'],
    accepted:
      'a private RSA key: the .pem file that GitHub made, or PKCS#8; on the command line the file that holds it',
    help: 'The private key of the App.',
    inMode: () => ({ placeholder: 'FILE', accepted: 'a .pem file, or - for standard input; never the key itself' }),
    example: '${{ secrets.BACKUP_APP_KEY }}',
  },
  'github-app-kms-key': {
    modes: ['backup', ...FLEET, 'restore', 'verify', 'setup'],
    kind: 'text',
    check: is.kmsKey,
    backupOf: ['repository', 'organization', 'artifacts'],
    accepted: 'the id, ARN or alias of an RSA key for signing in AWS KMS',
    help: "The App's private key in AWS KMS, in place of github-app-private-key: then GitHub holds no secret.",
    inMode: (mode) =>
      mode === 'setup'
        ? { help: 'The key of a GitHub App in AWS KMS, with which the roles that ask GitHub may sign.' }
        : {},
    example: 'arn:aws:kms:eu-central-1:111122223333:alias/backup-app',
  },
  'github-server-url': {
    modes: ['backup', ...FLEET, 'restore', 'verify', 'setup'],
    kind: 'text',
    check: is.httpUrl,
    backupOf: ['repository', 'organization', 'artifacts'],
    defaultHelp: "the runner's server, or https://github.com",
    accepted: 'an https URL',
    help: 'The GitHub server on which `repository` lies.',
    inMode: (mode) => SERVERS[mode] ?? {},
    example: 'https://github.example.com',
  },
} as const satisfies Record<string, InputSpec>;

export const ARTIFACTS = {
  artifacts: {
    modes: BACKUP,
    kind: 'lines',
    backupOf: ['artifacts'],
    defaultHelp: 'all',
    accepted: 'patterns of names, one a line; a line that starts with ! leaves names out again',
    help: 'Which artifacts, by name.',
    example: 'dist-*',
  },
  'run-id': {
    modes: BACKUP,
    kind: 'text',
    check: is.runId,
    backupOf: ['artifacts'],
    defaultHelp: '`current`; with workflow, its newest successful run',
    accepted: 'the id of a run, current, or all',
    help: 'Of which run; all: of every run of the repository.',
    example: '1234567890',
  },
  workflow: {
    modes: BACKUP,
    kind: 'text',
    backupOf: ['artifacts'],
    accepted: 'the file name of a workflow, or its id',
    help: 'The artifacts of the newest successful run of this workflow.',
    example: 'build.yml',
  },
  branch: {
    modes: BACKUP,
    kind: 'text',
    backupOf: ['artifacts'],
    defaultHelp: 'any',
    accepted: 'the name of a branch',
    help: 'With workflow: of a run on this branch.',
    example: 'main',
  },
  'artifacts-of-pull-requests': {
    modes: BACKUP,
    ...SWITCH,
    backupOf: ['artifacts'],
    help: 'Take artifacts of pull requests and of forks too, whose content is untrusted.',
  },
  'merge-multiple': {
    modes: RESTORE,
    ...SWITCH,
    help: 'Restore all artifacts into the target folder itself, not each into a folder of its name.',
  },
  publish: {
    modes: RESTORE,
    ...SWITCH,
    help: 'Restore artifacts as artifacts of the current run, and not as files.',
  },
} as const satisfies Record<string, InputSpec>;

export const FLEETS = {
  repositories: {
    modes: FLEET,
    kind: 'lines',
    check: is.repositoryPattern,
    defaultHelp: 'all that the token can see',
    accepted: 'patterns of names without the owner, one a line; * stands for any text, a ! before a pattern leaves out',
    help: 'Which repositories, by name. A line that chooses and fits none is an error.',
    example: '!scratch-*',
  },
  topics: {
    modes: FLEET,
    kind: 'list',
    check: is.topic,
    defaultHelp: 'any',
    accepted: 'topics, separated by commas; a ! before one leaves out',
    help: 'Only repositories with one of these topics.',
    example: 'production, !no-backup',
  },
  visibility: {
    modes: FLEET,
    kind: 'list',
    check: is.visibility,
    defaultHelp: 'any',
    accepted: 'public, private, internal; separated by commas',
    help: 'Only repositories that are visible so.',
    example: 'private, internal',
  },
  archived: {
    modes: FLEET,
    kind: 'choice',
    choices: ['include', 'exclude'],
    default: 'include',
    help: 'Whether repositories count that are archived at GitHub.',
    example: 'exclude',
  },
  forks: {
    modes: FLEET,
    kind: 'choice',
    choices: ['include', 'exclude'],
    default: 'include',
    help: 'Whether forks count.',
    example: 'exclude',
  },
  properties: {
    modes: FLEET,
    kind: 'lines',
    check: is.property,
    defaultHelp: 'any',
    accepted: 'NAME=VALUE, one a line; a ! before it leaves out',
    help: 'Only repositories with these custom properties of the organisation; lines of one name are alternatives.',
    example: 'tier=1',
  },
  legs: {
    modes: ['fleet'],
    kind: 'integer',
    min: 1,
    max: 256,
    default: '20',
    help: 'Most jobs that a plan spreads the repositories over; it takes fewer where there is less to do.',
    example: '8',
  },
  leg: {
    modes: ['fleet'],
    kind: 'text',
    default: 'none',
    accepted: "none, or the text `plan` of an entry of the plan's output `matrix`",
    help: 'Make the backups of this leg of a plan; none: make the plan.',
    inMode: () => ({ placeholder: 'TEXT' }),
    example: '${{ matrix.plan }}',
  },
  'verified-within': {
    modes: ['coverage'],
    kind: 'duration',
    default: '30d',
    help: 'Count the repositories of which a snapshot was verified so lately.',
    example: '7d',
  },
  csv: {
    modes: ['coverage'],
    kind: 'text',
    cliOnly: true,
    accepted: 'the path of a file',
    help: 'Write the table as CSV too.',
    inMode: () => ({ placeholder: 'FILE' }),
    example: 'coverage.csv',
  },
} as const satisfies Record<string, InputSpec>;
