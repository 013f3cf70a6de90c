/** Inputs of verify, prune and mark. */
import * as is from './checks.ts';
import { PRUNE } from './modes.ts';
import { type InputSpec, SWITCH } from './spec.ts';

export const VERIFYING = {
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
    modes: ['verify', 'coverage'],
    kind: 'duration',
    defaultHelp: 'verify: any age; coverage: 36h',
    help: 'Fail if the newest complete snapshot of a series is older: the alarm for backups that no longer run.',
    inMode: (mode) =>
      mode === 'coverage'
        ? { help: 'A repository counts as stale once its newest snapshot is older.', defaultHelp: '36h' }
        : { defaultHelp: 'any age' },
    example: '36h',
  },
} as const satisfies Record<string, InputSpec>;

const KEEP_COUNT = { modes: PRUNE, kind: 'integer', min: 1, max: 100_000 } as const;

export const PRUNING = {
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
