/**
 * The one source of truth about inputs, modes and outputs. action.yml, the CLI's flags and help, and the README's tables
 * are generated from it or checked against it by a test. A new mode adds rows here, not code.
 */
import * as is from './checks.ts';

/** What each mode does. */
export const MODES = {
  backup: 'Read a source, store only what is new, commit one snapshot.',
  restore: 'Bring a snapshot, or a part of it, back into a folder.',
  list: 'Show the snapshots of a series, the files in one, or the difference of two.',
  find: 'Find files by pattern, in the newest snapshots of a series or in one.',
  diff: 'Show what changed from snapshot A to snapshot B (default: the latest).',
  cat: 'Write one file of a snapshot to standard output.',
  verify: 'Prove that snapshots can be restored, and that the newest is not too old.',
  prune: 'Thin out old snapshots by rules of retention, so that undelete can bring them back. Without apply: a plan.',
  undelete: 'Bring pruned snapshots back while their S3 versions exist; without an id, show them.',
  mark: 'Note a fact of a snapshot: label, hold, release, acknowledge, quarantine.',
  audit: 'Review the bucket and the roles: who could read, change or destroy backups.',
  repair: 'Bring back what was overwritten or deleted, from older S3 versions. Without apply: a plan.',
  setup: 'Create or repair the bucket, and print the roles to make. Without apply: a plan.',
} as const;

export type Mode = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as Mode[];
/** The action has all others. */
export const CLI_MODES: readonly Mode[] = ['find', 'diff', 'cat'];

const ALL = MODE_NAMES;
const BACKUP: readonly Mode[] = ['backup'];
const RESTORE: readonly Mode[] = ['restore'];
/** Modes that open one snapshot, picked by a selector. */
const READING: readonly Mode[] = ['restore', 'list', 'find', 'diff', 'cat'];
const PRUNE: readonly Mode[] = ['prune'];

export interface InputSpec {
  readonly modes: readonly Mode[];
  readonly kind: 'text' | 'lines' | 'list' | 'boolean' | 'integer' | 'choice' | 'size' | 'share' | 'duration';
  /** One line. */
  readonly help: string;
  readonly example: string;
  /** What is accepted; said by the kind itself for booleans, integers, choices, sizes and shares. */
  readonly accepted?: string;
  /** As typed. Without one the typed value may be undefined (text, integer, size, boolean). */
  readonly default?: string;
  /** The default on the command line, where it is another one. */
  readonly cliDefault?: string;
  /** Where the default is worked out later: what the documentation says about it. */
  readonly defaultHelp?: string;
  /** The default in action.yml, where it is an expression. Such an input is never reported as out of place. */
  readonly actionDefault?: string;
  readonly required?: boolean;
  readonly secret?: boolean;
  readonly cliOnly?: boolean;
  readonly actionOnly?: boolean;
  readonly choices?: readonly string[];
  /** Choices that exist elsewhere and are refused here, with the reason. */
  readonly refused?: Readonly<Record<string, string>>;
  readonly min?: number;
  readonly max?: number;
  /** On backup, only these sources use it. */
  readonly backupOf?: readonly string[];
  /** What the help of a mode says instead, where the row tells of several. */
  readonly inMode?: (mode: Mode) => ModeHelp;
  /** Checks the text, or each line of it; the answer says what is wrong. */
  readonly check?: (text: string) => string | undefined;
}

type ModeHelp = Partial<Pick<InputSpec, 'help' | 'accepted' | 'defaultHelp'>> & { readonly placeholder?: string };

const ARCHIVED = 'every backup reads and verifies earlier packs, and an archived object cannot be read at once';

const SWITCH = { kind: 'boolean', default: 'false', example: 'true' } as const;
const KEEP_COUNT = { modes: PRUNE, kind: 'integer', min: 1, max: 100_000 } as const;

const IDS = { help: 'Which snapshots.', accepted: 'ids or the starts of them, one a line' };

const VERSIONS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  list: { defaultHelp: 'none: the snapshots are shown' },
  find: { defaultHelp: 'none: the newest are searched' },
  undelete: { ...IDS, defaultHelp: 'none: what can be brought back is shown' },
  repair: { ...IDS, defaultHelp: 'all' },
};

const TOKENS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  backup: { help: 'Token that reads the repository (artifacts of other runs: actions: read).' },
  restore: { help: 'Token that may write to push-to.' },
  verify: { help: 'Token that reads the repository, to compare with it.' },
};

const SERVERS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  restore: { help: 'The GitHub server on which push-to lies.' },
  setup: { help: 'The GitHub server whose jobs take the roles.' },
};

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

function repositoryIn(mode: Mode): ModeHelp {
  if (mode === 'backup') return { help: 'The repository to back up, or whose artifacts.' };
  if (mode !== 'verify') return { help: 'Only decides the default of `name`.' };
  return { help: 'Decides the default of `name`. At level restore the snapshot is compared with it.' };
}

const VAULT = {
  mode: {
    modes: ALL,
    kind: 'choice',
    choices: MODE_NAMES,
    default: 'backup',
    actionOnly: true,
    help: 'What to do.',
    example: 'restore',
  },
  source: {
    modes: ALL,
    kind: 'choice',
    choices: ['repository', 'artifacts', 'files'],
    default: 'repository',
    cliDefault: 'files',
    help: 'What is backed up. On other modes it only decides the default of `name`.',
    inMode: (mode) => ({
      help: mode === 'backup' ? 'What is backed up.' : 'Only decides the default of `name`.',
      defaultHelp: 'files; with --repository and in a workflow repository',
    }),
    example: 'files',
  },
  bucket: {
    modes: ALL,
    kind: 'text',
    required: true,
    check: is.bucketName,
    accepted: 'the name of an S3 bucket: 3 to 63 lowercase letters, digits, dots and hyphens',
    help: 'The S3 bucket of the vault.',
    example: 'acme-backups',
  },
  prefix: {
    modes: ALL,
    kind: 'text',
    default: '',
    check: is.prefix,
    accepted: 'segments of A-Z a-z 0-9 . _ - joined by /, without a slash at either end',
    help: 'Where in the bucket the vault lies.',
    example: 'holdfast/prod',
  },
  name: {
    modes: ALL,
    kind: 'text',
    check: is.seriesName,
    defaultHelp: '`<owner>/<repo>/<source>`',
    accepted: 'up to 200 characters: segments of A-Z a-z 0-9 . _ - joined by /, but no segment . or .. alone',
    help: 'The series: the named line of backups of one source.',
    example: 'acme/shop/database-dump',
  },
} as const satisfies Record<string, InputSpec>;

const WHAT = {
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

const RESTORING = {
  version: {
    modes: [...READING, 'verify', 'mark', 'undelete', 'repair'],
    kind: 'lines',
    defaultHelp:
      '`latest`; on list none: the snapshots are shown; on find the newest are searched; on undelete and repair all',
    accepted:
      'latest, latest~N, an id or a start of it, tag:LABEL, sha:COMMIT, ref:BRANCH, run:ID, before:TIME, s3:VERSIONID; several lines: the first that hits',
    help: 'Which snapshot.',
    inMode: (mode) => VERSIONS[mode] ?? { defaultHelp: 'latest' },
    example: 'before:7d',
  },
  'compare-with': {
    modes: ['list', 'diff'],
    kind: 'text',
    accepted: 'a selector, as for version',
    help: 'Show the difference from this snapshot to the one that `version` picks.',
    example: 'latest~1',
  },
  'allow-partial': {
    modes: READING,
    ...SWITCH,
    help: 'Let selectors pick partial snapshots too, and the gaps of the one that is restored leave the step green.',
  },
  'allow-older': {
    modes: READING,
    ...SWITCH,
    help: 'Let an older snapshot take the place of one that cannot be read. Otherwise that is an error.',
  },
  'if-no-snapshot': {
    modes: ['restore', 'list'],
    kind: 'choice',
    choices: ['fail', 'warn', 'ignore'],
    default: 'fail',
    help: 'When no snapshot fits (a first run, say). Output `found` tells.',
    example: 'warn',
  },
  overwrite: {
    modes: RESTORE,
    kind: 'choice',
    choices: ['if-changed', 'always', 'never', 'refuse'],
    default: 'if-changed',
    cliDefault: 'refuse',
    help: 'What to do with files that are there. refuse, the default on the command line: write nothing if one of them differs.',
    example: 'never',
  },
  delete: {
    modes: RESTORE,
    kind: 'choice',
    choices: ['false', 'true', 'force'],
    default: 'false',
    help: 'true: remove what the snapshot would hold and does not; force: even over 25 % of the target.',
    example: 'true',
  },
  'keep-special-bits': {
    modes: RESTORE,
    ...SWITCH,
    help: 'Give files their setuid, setgid and sticky bits back. Owners are not restored: run by root, such programs become those of root.',
  },
  'repository-layout': {
    modes: RESTORE,
    kind: 'choice',
    choices: ['bare', 'clone', 'bundle', 'forgejo'],
    default: 'bare',
    help: 'How a repository comes back: bare, as a working clone, as one bundle file, or as a folder that Forgejo and Gitea import.',
    example: 'clone',
  },
  'push-to': {
    modes: RESTORE,
    kind: 'text',
    check: is.repository,
    accepted: 'owner/name; from the CLI also an https URL or a local path',
    help: 'Instead of a folder, send history, LFS objects and wiki to this repository. Nothing there is deleted or forced.',
    example: 'acme/shop-restored',
  },
  'push-refs': {
    modes: RESTORE,
    kind: 'lines',
    accepted: 'names of branches and tags, or patterns of full ref names, one a line',
    help: 'With push-to: send only these, without the wiki.',
    example: 'main',
  },
  'push-as': {
    modes: RESTORE,
    kind: 'text',
    accepted: 'a name, in which * stands for the name in the snapshot',
    help: 'With push-refs: give them another name there.',
    example: 'rescued/*',
  },
  'push-force': {
    modes: RESTORE,
    ...SWITCH,
    help: 'With push-refs: replace what these have there, as long as it is what the plan saw.',
  },
  'push-pull-requests': {
    modes: RESTORE,
    ...SWITCH,
    help: 'With push-to: the commits of pull requests too, as refs/backup/pull/*.',
  },
  recreate: {
    modes: RESTORE,
    ...SWITCH,
    help: 'With push-to: make labels, milestones, environments, variables, rulesets and releases there too.',
  },
  apply: {
    modes: ['restore', 'prune', 'undelete', 'repair', 'setup'],
    ...SWITCH,
    help: 'Do it. Without, only a plan is shown (on restore: of push-to).',
    inMode: (mode) => ({
      help:
        mode === 'restore'
          ? 'With push-to: do it. Without, only a plan is shown.'
          : 'Do it. Without, only a plan is shown.',
    }),
  },
  'dry-run': {
    modes: ['backup', 'restore'],
    ...SWITCH,
    help: 'Say what would be done, and change nothing.',
  },
  limit: {
    modes: ['list', 'find'],
    kind: 'integer',
    min: 1,
    max: 10_000,
    default: '20',
    help: 'How many snapshots to show, or to search, newest first.',
    inMode: (mode) => ({ help: `How many snapshots to ${mode === 'find' ? 'search' : 'show'}, newest first.` }),
    example: '100',
  },
} as const satisfies Record<string, InputSpec>;

const OUTCOME = {
  'if-no-files-found': {
    modes: BACKUP,
    kind: 'choice',
    choices: ['error', 'warn', 'ignore'],
    default: 'error',
    backupOf: ['files', 'artifacts'],
    help: 'When the patterns match nothing.',
    example: 'warn',
  },
  'on-partial': {
    modes: BACKUP,
    kind: 'choice',
    choices: ['warn', 'fail'],
    default: 'warn',
    help: 'When something could not be stored: leave the step green with a warning, or fail it.',
    example: 'fail',
  },
  'anomaly-share': {
    modes: BACKUP,
    kind: 'share',
    default: '25 %',
    help: 'A source that lost more than this share of its files or refs is stored and flagged, and stops pruning.',
    example: '50 %',
  },
  labels: {
    modes: ['backup', 'mark'],
    kind: 'lines',
    check: is.label,
    accepted: 'labels, one a line: 1 to 100 of A-Z a-z 0-9 . _ - /',
    help: 'Labels of the snapshot, for the selector tag:LABEL.',
    example: 'release-1.4',
  },
  redefine: {
    modes: BACKUP,
    ...SWITCH,
    help: 'Accept that this series now backs up something else (other root, patterns, repository).',
  },
  trust: {
    modes: BACKUP,
    kind: 'choice',
    choices: ['default', 'ref'],
    default: 'default',
    help: "default: only the default branch, schedules and dispatches write the series itself; ref: this run's ref does too.",
    example: 'ref',
  },
  base: {
    modes: BACKUP,
    kind: 'text',
    check: is.seriesName,
    accepted: 'the name of a series, as for name',
    help: 'Another series of this vault whose packs may be reused.',
    example: 'acme/shop/files',
  },
  'allow-fork': {
    modes: BACKUP,
    ...SWITCH,
    help: 'Write even in a pull request of a fork or in pull_request_target.',
  },
  json: {
    modes: ALL.filter((mode) => mode !== 'cat'),
    ...SWITCH,
    cliOnly: true,
    help: 'One JSON document on standard output, and nothing else there.',
  },
  quiet: {
    modes: ALL.filter((mode) => !CLI_MODES.includes(mode) && mode !== 'list'),
    ...SWITCH,
    cliOnly: true,
    help: 'Say nothing but problems, for cron: no progress, no notes, no tables if all is well.',
  },
} as const satisfies Record<string, InputSpec>;

const REPOSITORY = {
  repository: {
    modes: ALL,
    kind: 'text',
    check: is.repository,
    defaultHelp: 'this repository',
    accepted: 'owner/name; from the CLI also an https URL or a local path',
    help: 'The repository to back up, or whose artifacts. On other modes it only decides the default of `name`.',
    inMode: repositoryIn,
    example: 'acme/shop',
  },
  parts: {
    modes: ['backup', 'restore'],
    kind: 'list',
    check: is.partName,
    backupOf: ['repository'],
    defaultHelp: 'all',
    accepted: 'git, lfs, wiki, metadata or kinds of metadata such as issues; a ! before a name leaves it out',
    help: 'What of a repository to back up or bring back; its history (git) always is, workflow-logs only if named.',
    inMode: (mode) =>
      mode === 'restore' ? { help: 'What of a repository to bring back; its history (git) always is.' } : {},
    example: 'lfs, wiki, metadata, !workflow-runs',
  },
  'exclude-refs': {
    modes: BACKUP,
    kind: 'lines',
    backupOf: ['repository'],
    accepted: 'patterns of full ref names, one a line',
    help: 'Refs to leave out.',
    example: 'refs/pull/*',
  },
  'github-token': {
    modes: ['backup', 'restore', 'verify'],
    kind: 'text',
    secret: true,
    backupOf: ['repository', 'artifacts'],
    actionDefault: '${{ github.token }}',
    accepted: 'a token for the GitHub server',
    help: 'Token that reads the repository (artifacts of other runs: actions: read), or may write to push-to.',
    inMode: (mode) => TOKENS[mode] ?? {},
    example: '${{ secrets.BACKUP_TOKEN }}',
  },
  'github-server-url': {
    modes: ['backup', 'restore', 'verify', 'setup'],
    kind: 'text',
    check: is.httpUrl,
    backupOf: ['repository', 'artifacts'],
    defaultHelp: "the runner's server, or https://github.com",
    accepted: 'an https URL',
    help: 'The GitHub server on which `repository` lies.',
    inMode: (mode) => SERVERS[mode] ?? {},
    example: 'https://github.example.com',
  },
} as const satisfies Record<string, InputSpec>;

const ARTIFACTS = {
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

const VERIFYING = {
  'all-series': {
    modes: ['verify', 'prune', 'repair'],
    ...SWITCH,
    help: 'Every series of the vault, not only one.',
  },
  level: {
    modes: ['verify'],
    kind: 'choice',
    choices: ['metadata', 'sample', 'full', 'restore'],
    default: 'sample',
    help: 'How deep: every object is there; some are read, others each time; all are read; a real restore, compared.',
    example: 'restore',
  },
  'sample-runs': {
    modes: ['verify'],
    kind: 'integer',
    min: 1,
    max: 1000,
    default: '30',
    help: 'With level sample: after so many runs every byte was read.',
    example: '7',
  },
  'max-age': {
    modes: ['verify'],
    kind: 'duration',
    help: 'Fail if the newest complete snapshot of a series is older: the alarm for backups that no longer run.',
    example: '36h',
  },
} as const satisfies Record<string, InputSpec>;

const PRUNING = {
  'keep-last': {
    ...KEEP_COUNT,
    help: 'Keep the newest so many snapshots of a series.',
    example: '10',
  },
  'keep-hourly': {
    ...KEEP_COUNT,
    help: 'Keep the newest snapshot of each of the last so many hours that have one.',
    example: '24',
  },
  'keep-daily': {
    ...KEEP_COUNT,
    help: 'Keep the newest snapshot of each of the last so many days that have one.',
    example: '14',
  },
  'keep-weekly': {
    ...KEEP_COUNT,
    help: 'Keep the newest snapshot of each of the last so many ISO weeks that have one.',
    example: '8',
  },
  'keep-monthly': {
    ...KEEP_COUNT,
    help: 'Keep the newest snapshot of each of the last so many months that have one.',
    example: '12',
  },
  'keep-yearly': {
    ...KEEP_COUNT,
    help: 'Keep the newest snapshot of each of the last so many years that have one.',
    example: '5',
  },
  'keep-within': {
    modes: PRUNE,
    kind: 'duration',
    help: 'Keep every snapshot that is not older than this, counted from the newest one.',
    example: '60d',
  },
  'keep-labels': {
    modes: PRUNE,
    kind: 'lines',
    accepted: 'labels, one a line; * stands for any text',
    help: 'Keep snapshots with such a label.',
    example: 'release-*',
  },
  'keep-rules': {
    modes: PRUNE,
    kind: 'lines',
    accepted:
      'one rule a line: PATTERN: last=N hourly=N daily=N weekly=N monthly=N yearly=N within=DURATION label=LABEL',
    help: 'Rules for the series that a pattern fits; the first that fits counts, the inputs keep-* for all others.',
    example: '*/pr/*: within=14d last=1',
  },
  'time-zone': {
    modes: PRUNE,
    kind: 'text',
    check: is.timeZone,
    default: 'UTC',
    accepted: 'a time zone by its IANA name',
    help: 'In which days, weeks and months begin.',
    example: 'Europe/Zurich',
  },
  'max-delete-share': {
    modes: PRUNE,
    kind: 'share',
    default: '25 %',
    help: 'Refuse a plan that would delete more than this share of the snapshots.',
    example: '50 %',
  },
  remove: {
    modes: PRUNE,
    kind: 'text',
    check: is.snapshotId,
    accepted: 'the id of a snapshot, in full (list with json has it)',
    help: 'Delete this one snapshot now, whatever the rules (a leaked secret); needs reason.',
    example: '20261123T010203Z-0123456789abcdef0123456789abcdef',
  },
  mark: {
    modes: ['mark'],
    kind: 'choice',
    choices: ['label', 'hold', 'release', 'acknowledge', 'quarantine'],
    help: 'label: add labels; hold: never prune, until release; acknowledge: an anomaly is meant; quarantine: never use it.',
    example: 'hold',
  },
  reason: {
    modes: ['prune', 'mark'],
    kind: 'text',
    help: 'Why, for whoever reads it later.',
    example: 'the dump holds a leaked key',
  },
} as const satisfies Record<string, InputSpec>;

const AUDITING = {
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

const SETTING_UP = {
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

const STORAGE = {
  'bucket-checks': {
    modes: BACKUP,
    kind: 'choice',
    choices: ['enforce', 'warn', 'off'],
    default: 'enforce',
    help: 'Whether an unsafe bucket (no versioning, public, harmful lifecycle, not encrypted) is refused.',
    example: 'warn',
  },
  encryption: {
    modes: ['backup', 'setup'],
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
    modes: ALL,
    kind: 'text',
    check: is.kmsKey,
    accepted: 'a KMS key id, key ARN or alias',
    help: "KMS key, with encryption aws:kms or aws:kms:dsse; in other modes only where it is another account's than the role's.",
    inMode: (mode) => ({
      help: ['backup', 'setup'].includes(mode)
        ? "KMS key, with encryption aws:kms or aws:kms:dsse. Without it: the account's default key."
        : 'KMS key of the vault, where it belongs to another account than role and bucket.',
    }),
    example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  'storage-class': {
    modes: BACKUP,
    kind: 'choice',
    choices: ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'],
    refused: { GLACIER: ARCHIVED, DEEP_ARCHIVE: ARCHIVED },
    default: 'STANDARD',
    help: 'Storage class of the packs.',
    example: 'STANDARD_IA',
  },
} as const satisfies Record<string, InputSpec>;

const CREDENTIALS = {
  'aws-region': {
    modes: ALL,
    kind: 'text',
    check: is.region,
    defaultHelp: "AWS_REGION, else the bucket's own",
    accepted: 'the name of a region',
    help: 'Region of the bucket.',
    example: 'eu-central-1',
  },
  'role-to-assume': {
    modes: ALL,
    kind: 'lines',
    check: is.roleArn,
    defaultHelp: 'none: the ambient AWS credentials',
    accepted: 'role ARNs, one a line; each is assumed with the one before it',
    help: "IAM role to assume, with the runner's OIDC token where there is one.",
    example: 'arn:aws:iam::111122223333:role/backup',
  },
  'role-session-name': {
    modes: ALL,
    kind: 'text',
    check: is.roleSessionName,
    defaultHelp: '`holdfast-<run id>`',
    accepted: '2 to 64 of A-Z a-z 0-9 _ + = , . @ -',
    help: 'Name of the role session.',
    example: 'nightly-backup',
  },
  'role-duration-seconds': {
    modes: ALL,
    kind: 'integer',
    min: 900,
    max: 43_200,
    default: '3600',
    help: 'Life of one role session; sessions renew themselves, so a run may take longer.',
    example: '900',
  },
  audience: {
    modes: ALL,
    kind: 'text',
    defaultHelp: 'sts.amazonaws.com, or its like in other partitions',
    accepted: "the audience that the role's trust policy asks for",
    help: 'Audience of the OIDC token.',
    example: 'sts.amazonaws.com',
  },
  'allowed-account-ids': {
    modes: ALL,
    kind: 'list',
    check: is.accountId,
    accepted: 'AWS account ids of 12 digits, separated by commas',
    help: 'Stop if the credentials belong to any other account.',
    example: '111122223333',
  },
  'expected-bucket-owner': {
    modes: ALL,
    kind: 'text',
    check: is.accountId,
    defaultHelp: 'the account of the credentials',
    accepted: 'an AWS account id of 12 digits',
    help: 'Account that must own the bucket; sent with every call.',
    example: '444455556666',
  },
  'session-policy': {
    modes: ALL,
    kind: 'choice',
    choices: ['auto', 'off'],
    default: 'auto',
    help: 'auto: the role session may do only what this mode needs, on this bucket and prefix.',
    example: 'off',
  },
  'endpoint-url': {
    modes: ALL,
    kind: 'text',
    check: is.httpUrl,
    accepted: 'an https URL (http too, if you must)',
    help: 'Endpoint of an S3-compatible server.',
    example: 'https://s3.example.com',
  },
  'force-path-style': {
    modes: ALL,
    kind: 'boolean',
    defaultHelp: 'true with an endpoint outside of AWS, else false',
    help: 'Address the bucket in the path of the URL and not in its host name.',
    example: 'true',
  },
  'sts-endpoint-url': {
    modes: ALL,
    kind: 'text',
    check: is.httpUrl,
    accepted: 'an https URL',
    help: 'Endpoint of STS; needed for role-to-assume together with endpoint-url.',
    example: 'https://sts.example.com',
  },
  'use-fips-endpoint': {
    modes: ALL,
    ...SWITCH,
    help: 'Use the FIPS endpoints of AWS.',
  },
} as const satisfies Record<string, InputSpec>;

/** The inputs by the headings under which help and README list them, in order. */
export const GROUPS: Readonly<Record<string, Readonly<Record<string, InputSpec>>>> = {
  'Vault and series': VAULT,
  'What to back up, what to bring back': WHAT,
  Restoring: RESTORING,
  Outcome: OUTCOME,
  Repository: REPOSITORY,
  Artifacts: ARTIFACTS,
  Verifying: VERIFYING,
  'Pruning and marks': PRUNING,
  Auditing: AUDITING,
  'Setting up': SETTING_UP,
  Storage: STORAGE,
  'Credentials and endpoints': CREDENTIALS,
};

export const INPUTS = {
  ...VAULT,
  ...WHAT,
  ...RESTORING,
  ...OUTCOME,
  ...REPOSITORY,
  ...ARTIFACTS,
  ...VERIFYING,
  ...PRUNING,
  ...AUDITING,
  ...SETTING_UP,
  ...STORAGE,
  ...CREDENTIALS,
};

export type InputName = keyof typeof INPUTS;
export const INPUT_NAMES = Object.keys(INPUTS) as InputName[];

/** Inputs that the CLI takes as plain arguments, in order; a single one takes all of them, one a line. */
export const POSITIONALS: Readonly<
  Partial<Record<Mode, { readonly names: readonly InputName[]; readonly usage: string }>>
> = {
  find: { names: ['include'], usage: 'PATTERN...' },
  diff: { names: ['compare-with', 'version'], usage: 'A [B]' },
  cat: { names: ['path'], usage: 'PATH' },
  undelete: { names: ['version'], usage: '[ID...]' },
  mark: { names: ['mark', 'version'], usage: 'MARK [VERSION]' },
};

/** The row of an input, without the narrow type that `INPUTS` has for the compiler. */
export function specOf(name: InputName): InputSpec {
  return INPUTS[name];
}

/** `holdfast backup` takes the flag, `action.yml` has the input, or both. */
export function inputsOf(surface: 'action' | 'cli', mode?: Mode): InputName[] {
  return INPUT_NAMES.filter((name) => {
    const spec = specOf(name);
    const elsewhere = surface === 'action' ? spec.cliOnly : spec.actionOnly;
    return elsewhere !== true && (mode === undefined || spec.modes.includes(mode));
  });
}

interface OutputSpec {
  readonly modes: readonly Mode[];
  readonly help: string;
}

export const OUTPUTS = {
  status: {
    modes: ALL,
    help: '`complete`, `partial`, `not-found` (see if-no-snapshot), or `failed`: looked at in full, and not as it should be.',
  },
  found: { modes: ['restore', 'list'], help: '`true` if a snapshot fitted.' },
  snapshot: { modes: ['backup', 'restore', 'list', 'verify', 'mark'], help: 'Id of the snapshot.' },
  series: {
    modes: ['backup', 'restore', 'list', 'verify', 'mark'],
    help: 'Name of the series that was written or read.',
  },
  's3-version-id': {
    modes: ['backup'],
    help: "S3 version of the snapshot's object, where the bucket has versions.",
  },
  digest: {
    modes: ['backup', 'restore'],
    help: 'SHA-256 of the snapshot (`sha256:<hex>`), which covers all that it holds.',
  },
  files: { modes: ['backup', 'restore', 'list'], help: 'Number of files in the snapshot, or restored.' },
  bytes: { modes: ['backup', 'restore', 'list'], help: 'Their bytes.' },
  'new-bytes': { modes: ['backup', 'restore'], help: 'Bytes that were new, or had to be fetched.' },
  'stored-bytes': { modes: ['backup'], help: 'Bytes written to the bucket, compressed.' },
  anomaly: { modes: ['backup'], help: '`true` if the source lost most of what it had.' },
  path: { modes: ['restore'], help: 'The target folder, absolute.' },
  snapshots: { modes: ['list'], help: 'The snapshots shown, newest first, as a JSON array.' },
  differences: { modes: ['list'], help: 'Number of paths that differ (with compare-with).' },
  findings: { modes: ['verify', 'audit', 'repair'], help: 'Number of findings: what is damaged, missing or unsafe.' },
  changes: {
    modes: ['prune', 'undelete', 'repair', 'setup'],
    help: 'Number of changes that were made, or that `apply: true` would make.',
  },
  applied: { modes: ['prune', 'undelete', 'repair', 'setup'], help: '`true` if they were made.' },
  sarif: { modes: ['audit'], help: 'Path of the SARIF file.' },
  'duration-ms': { modes: ALL, help: 'Duration of the run in milliseconds.' },
  report: { modes: ALL, help: 'Path of the full report, a JSON file.' },
} as const satisfies Record<string, OutputSpec>;

export type OutputName = keyof typeof OUTPUTS;
