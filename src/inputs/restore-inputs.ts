/** Inputs of modes that read snapshots: which one, and how it comes back. */
import * as is from './checks.ts';
import { type Mode, READING, RESTORE } from './modes.ts';
import { type InputSpec, type ModeHelp, SWITCH } from './spec.ts';

const IDS = { help: 'Which snapshots.', accepted: 'ids or the starts of them, one a line' };

const VERSIONS: Readonly<Partial<Record<Mode, ModeHelp>>> = {
  list: { defaultHelp: 'none: the snapshots are shown' },
  find: { defaultHelp: 'none: the newest are searched' },
  undelete: { ...IDS, defaultHelp: 'none: what can be brought back is shown' },
  repair: { ...IDS, defaultHelp: 'all' },
};

export const RESTORING = {
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

const BROWSE: readonly Mode[] = ['browse'];

export const BROWSING = {
  out: {
    modes: BROWSE,
    kind: 'text',
    default: './holdfast-pages',
    accepted: 'a folder that is empty, does not exist yet, or holds pages of an earlier run',
    help: 'Folder for the pages; open index.html in it.',
    example: './pages',
  },
  'single-file': {
    modes: BROWSE,
    ...SWITCH,
    help: 'Everything in one file, index.html.',
  },
  history: {
    modes: BROWSE,
    kind: 'integer',
    min: 1,
    max: 10_000,
    default: '400',
    help: 'How many snapshots of each series are shown, newest first.',
    example: '30',
  },
  'as-of': {
    modes: BROWSE,
    kind: 'text',
    check: is.time,
    defaultHelp: 'the time of the newest snapshot',
    accepted: 'a time such as 2026-11-29T06:00:00Z',
    help: 'From when ages count. Nothing else in the pages depends on the day on which they are made.',
    example: '2026-11-29T06:00:00Z',
  },
} as const satisfies Record<string, InputSpec>;
