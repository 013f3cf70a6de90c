/** What a conformance run found out about one server: the shape of `tools/providers/results/NAME.json`. */

/**
 * `works`: the answer shows it. `refused`: an answer with an error code. `not-served`: the server says that it has no such
 * call, or answers with another document. `no-effect`: it answers that it did it, and nothing shows that it did.
 * `not-tried`: an earlier step that it needs did not work.
 */
export type Outcome = 'works' | 'refused' | 'not-served' | 'no-effect' | 'not-tried';

export interface Verdict {
  readonly outcome: Outcome;
  /** S3's error code or Holdfast's, where there is one. */
  readonly code?: string;
  readonly note?: string;
}

/** Each fact with its name on the page. */
export const FACTS = {
  'versioning-call': 'GetBucketVersioning says Enabled',
  versions: 'An overwritten object stays as an S3 version with an id',
  'delete-marker': 'A deletion leaves a delete marker with an id',
  'conditional-put': 'PUT with If-None-Match over an object: 412',
  'put-over-marker': 'PUT with If-None-Match over a delete marker: taken',
  checksum: 'A PUT with a right SHA-256 is taken',
  'checksum-verified': 'A PUT with a wrong SHA-256 is refused',
  encryption: 'A PUT that asks for SSE-S3, proved by a HEAD',
  'encryption-call': 'Default encryption of the bucket',
  'public-access-block': 'Public access block',
  lifecycle: 'Lifecycle of older S3 versions',
  'bucket-policy': 'Bucket policy',
} as const;

/** Each step of the command line with its name on the page; prune has only a plan, since it deletes nothing younger than days. */
export const MODES = {
  setup: 'setup',
  'setup-settles': 'setup again, which changes nothing',
  backup: 'backup',
  'backup-unchanged': 'backup of the same files',
  'backup-encrypted': 'backup with encryption: AES256',
  list: 'list',
  restore: 'restore',
  verify: 'verify, level full',
  'prune-plan': 'prune, a plan',
  mark: 'mark',
  undelete: 'undelete a deleted snapshot',
  'repair-deleted': 'repair after a deletion',
  'repair-overwritten': 'repair after an overwrite',
  audit: 'audit',
} as const;

export type Fact = keyof typeof FACTS;
export type ModeStep = keyof typeof MODES;

export interface Result {
  /** The heading on docs/providers.md. */
  readonly provider: string;
  /** Name and version of the server, as it says of itself. */
  readonly server: string;
  /** YYYY-MM-DD, UTC. */
  readonly date: string;
  /** Version of Holdfast. */
  readonly holdfast: string;
  /** What the server was started with, and what Holdfast was given beside bucket and endpoint; `none`. */
  readonly settings: string;
  readonly facts: Readonly<Record<Fact, Verdict>>;
  readonly modes: Readonly<Record<ModeStep, Verdict>>;
}
