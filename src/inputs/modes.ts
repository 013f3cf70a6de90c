/** The modes of Holdfast, and groups of them that share inputs. */

/** What each mode does. */
export const MODES = {
  backup: 'Read a source, store only what is new, commit one snapshot.',
  restore: 'Bring a snapshot, or a part of it, back into a folder.',
  list: 'Show the snapshots of a series, the files in one, or the difference of two.',
  find: 'Find files by pattern, in the newest snapshots of a series or in one.',
  diff: 'Show what changed from snapshot A to snapshot B (default: the latest).',
  cat: 'Write one file of a snapshot to standard output.',
  browse: 'Make static pages of a vault: coverage, snapshots, curves, refs, what changed, files with their history.',
  verify: 'Prove that snapshots can be restored, and that the newest is not too old.',
  prune: 'Thin out old snapshots by rules of retention, so that undelete can bring them back. Without apply: a plan.',
  undelete: 'Bring pruned snapshots back while their S3 versions exist; without an id, show them.',
  mark: 'Note a fact of a snapshot: label, hold, release, acknowledge, quarantine.',
  audit: 'Review the bucket and the roles: who could read, change or destroy backups.',
  repair: 'Bring back what was overwritten or deleted, from older S3 versions. Without apply: a plan.',
  keys: 'Make the keys of a sealed vault, share them with people, renew or check them. Without apply: a plan.',
  fleet: 'Plan the backups of all repositories of an account, as a matrix of legs; with leg or apply, make them.',
  coverage: 'Say of each repository of an account whether it is backed up, and which ones are only in the vault.',
  setup: 'Create or repair the bucket, and print the roles to make. Without apply: a plan.',
} as const;

export type Mode = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as Mode[];
/** The action has all others. */
export const CLI_MODES: readonly Mode[] = ['find', 'diff', 'cat', 'keys'];

export const BACKUP: readonly Mode[] = ['backup'];
/** Modes that make backups. */
export const BACKING_UP: readonly Mode[] = ['backup', 'fleet'];
/** Modes for all repositories of an account: no single series, repository or source is theirs. */
export const FLEET: readonly Mode[] = ['fleet', 'coverage'];
export const OF_SERIES: readonly Mode[] = MODE_NAMES.filter((mode) => !FLEET.includes(mode));
export const RESTORE: readonly Mode[] = ['restore'];
/** Modes that open one snapshot, picked by a selector. */
export const READING: readonly Mode[] = ['restore', 'list', 'find', 'diff', 'cat'];
export const PRUNE: readonly Mode[] = ['prune'];
