/** Inputs that decide whether and how a run does something, how it ends, and what is printed. */
import * as is from './checks.ts';
import { BACKING_UP, BACKUP, CLI_MODES, type Mode, MODE_NAMES } from './modes.ts';
import { type InputSpec, SWITCH } from './spec.ts';

const APPLY: Readonly<Partial<Record<Mode, string>>> = {
  restore: 'With push-to: do it. Without, only a plan is shown.',
  fleet: 'Make all backups here, one after the other. Without, only a plan is shown.',
};

export const OUTCOME = {
  apply: {
    modes: ['restore', 'fleet', 'prune', 'undelete', 'repair', 'keys', 'setup'],
    ...SWITCH,
    help: 'Do it. Without, only a plan is shown (on restore: of push-to).',
    inMode: (mode) => ({ help: APPLY[mode] ?? 'Do it. Without, only a plan is shown.' }),
  },
  'dry-run': {
    modes: ['backup', 'restore'],
    ...SWITCH,
    help: 'Say what would be done, and change nothing.',
  },
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
    modes: BACKING_UP,
    kind: 'choice',
    choices: ['warn', 'fail'],
    default: 'warn',
    help: 'When something could not be stored: leave the step green with a warning, or fail it.',
    example: 'fail',
  },
  'anomaly-share': {
    modes: BACKING_UP,
    kind: 'share',
    default: '25 %',
    help: 'A source that lost more than this share of its files or refs is stored and flagged, and stops pruning.',
    example: '50 %',
  },
  labels: {
    modes: ['backup', 'fleet', 'mark'],
    kind: 'lines',
    check: is.label,
    accepted: 'labels, one a line: 1 to 100 of A-Z a-z 0-9 . _ - /',
    help: 'Labels of the snapshot, for the selector tag:LABEL.',
    example: 'release-1.4',
  },
  redefine: {
    modes: BACKUP,
    ...SWITCH,
    help: 'Accept that this series now backs up something else (other root, patterns, repository), or begins anew under another vault-key.',
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
    modes: MODE_NAMES.filter((mode) => mode !== 'cat'),
    ...SWITCH,
    cliOnly: true,
    help: 'One JSON document on standard output, and nothing else there.',
  },
  quiet: {
    modes: MODE_NAMES.filter((mode) => !CLI_MODES.includes(mode) && mode !== 'list'),
    ...SWITCH,
    cliOnly: true,
    help: 'Say nothing but problems, for cron: no progress, no notes, no tables if all is well.',
  },
} as const satisfies Record<string, InputSpec>;

export const TELLING = {
  'heartbeat-url': {
    modes: MODE_NAMES,
    kind: 'text',
    secret: true,
    isFile: true,
    check: is.receiverUrl,
    accepted: 'the https address of a check of healthchecks.io, or of a push monitor of Uptime Kuma',
    help: 'Told when the run starts and how it ends, so that a run that never came is noticed.',
    inMode: () => ({ placeholder: 'FILE', accepted: 'a file that holds the address, or - for standard input' }),
    example: 'https://hc-ping.com/4a8f9f0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b',
  },
  'notify-url': {
    modes: MODE_NAMES,
    kind: 'text',
    secret: true,
    isFile: true,
    check: is.receiverUrl,
    accepted: 'the https address of an incoming webhook',
    help: 'Gets a message about the run: of Slack, Teams or Discord, or any server that takes JSON.',
    inMode: () => ({ placeholder: 'FILE', accepted: 'a file that holds the address, or - for standard input' }),
    example: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXX',
  },
  'notify-template': {
    modes: MODE_NAMES,
    kind: 'choice',
    choices: ['auto', 'json', 'slack', 'teams', 'discord'],
    default: 'auto',
    help: 'Shape of the message; auto: by the host of notify-url, and JSON for one that is not known.',
    example: 'slack',
  },
  'notify-on': {
    modes: MODE_NAMES,
    kind: 'choice',
    choices: ['failure', 'always'],
    default: 'failure',
    help: 'When notify-url gets a message; failure: after a run that failed, is partial, or was cancelled.',
    example: 'always',
  },
  'allow-private-receivers': {
    modes: MODE_NAMES,
    ...SWITCH,
    help: 'Send heartbeats and notifications into private networks too, and over http.',
  },
} as const satisfies Record<string, InputSpec>;
