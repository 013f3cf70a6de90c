/** The outputs of the action, and the modes that have them. */
import { type Mode, MODE_NAMES } from './modes.ts';

interface OutputSpec {
  readonly modes: readonly Mode[];
  readonly help: string;
}

export const OUTPUTS = {
  status: {
    modes: MODE_NAMES,
    help: '`complete`, `partial`, `not-found` (see if-no-snapshot), or `failed`: looked at in full, and not as it should be.',
  },
  found: { modes: ['restore', 'list', 'browse'], help: '`true` if a snapshot fitted.' },
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
  path: { modes: ['restore', 'browse'], help: 'The target folder, absolute.' },
  snapshots: { modes: ['list'], help: 'The snapshots shown, newest first, as a JSON array.' },
  differences: { modes: ['list'], help: 'Number of paths that differ (with compare-with).' },
  findings: { modes: ['verify', 'audit', 'repair'], help: 'Number of findings: what is damaged, missing or unsafe.' },
  changes: {
    modes: ['prune', 'undelete', 'repair', 'setup'],
    help: 'Number of changes that were made, or that `apply: true` would make.',
  },
  applied: { modes: ['prune', 'undelete', 'repair', 'setup'], help: '`true` if they were made.' },
  sarif: { modes: ['audit'], help: 'Path of the SARIF file.' },
  matrix: {
    modes: ['fleet'],
    help: 'Of a plan: the legs, as JSON for the matrix of a job, by `fromJSON`. Its entries have `leg`, `of` and `plan`.',
  },
  legs: { modes: ['fleet'], help: 'Number of legs of the plan.' },
  repositories: {
    modes: ['fleet', 'coverage'],
    help: 'Number of repositories that are to be backed up; of a leg, of those in its queue.',
  },
  failures: { modes: ['fleet'], help: 'Of a leg: number of repositories that could not be backed up.' },
  waiting: {
    modes: ['fleet'],
    help: 'Of a leg: number of repositories of which git is stored, and whose metadata wait for requests to GitHub.',
  },
  left: {
    modes: ['fleet'],
    help: 'Of a leg: number of repositories that are as the last backup left them, for want of requests to GitHub.',
  },
  covered: { modes: ['coverage'], help: 'Number of repositories that are covered.' },
  gone: { modes: ['coverage'], help: 'Number of repositories that are gone from GitHub and only in the vault.' },
  csv: { modes: ['coverage'], help: 'Path of the table as a CSV file.' },
  'duration-ms': { modes: MODE_NAMES, help: 'Duration of the run in milliseconds.' },
  report: { modes: MODE_NAMES, help: 'Path of the full report, a JSON file.' },
} as const satisfies Record<string, OutputSpec>;

export type OutputName = keyof typeof OUTPUTS;
