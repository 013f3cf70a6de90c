/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
const KiB = 1024;
const MiB = 1024 * KiB;

export const LIMITS = {
  /** B: the longest backup allowed. A root is never written later than this after the run began. */
  backupMaxSeconds: 24 * HOUR,
  /** G: how long prune leaves alone whatever is new or newly deleted. */
  graceSeconds: 72 * HOUR,
  /** L: the shortest life of a noncurrent S3 version that a lifecycle rule may give. */
  noncurrentMinSeconds: 30 * DAY,
  /** How soon after a prune that broke off the next one comes, which undoes what that one should not have marked. */
  pruneIntervalSeconds: 7 * DAY,
  /** Retention takes no snapshot that is younger, whatever the rules; in series of pull requests G is enough. */
  retentionFloorSeconds: 30 * DAY,
  /** How far a root's LastModified may lie before its own time (clock granularity of providers). */
  clockSkewSeconds: 5 * 60,
  /** Packs of unfinished runs are adopted up to this age: (G - B) / 2, so that they are younger than G at the commit. */
  adoptMaxAgeSeconds: 24 * HOUR,

  /** A pack, with its table of contents, is never larger; always one PUT. */
  packMaxBytes: 32 * MiB,
  /** Raw bytes of one zstd frame of fragments. */
  frameMaxBytes: 8 * MiB,
  /** How far back a zstd frame may refer, and with that the memory that its decoder takes beyond its output. */
  windowMaxBytes: 8 * MiB,
  /** A fragment is never larger. */
  fragmentMaxBytes: 4 * MiB,
  /** A raw (decoded) table segment is never larger. */
  segmentMaxBytes: 64 * MiB,
  /** The stored header frame of a root. */
  rootHeaderMaxBytes: 16 * KiB,
  /** A whole root. */
  rootMaxBytes: 64 * MiB,
  /** One range GET of this many bytes is enough to list a root. */
  rootPrefixBytes: 64 * KiB,
  /** Keys of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
  keyMaxBytes: 1024,
  seriesMaxChars: 200,
} as const;

type Numbers = Pick<
  Readonly<Record<keyof typeof LIMITS, number>>,
  | 'backupMaxSeconds'
  | 'graceSeconds'
  | 'adoptMaxAgeSeconds'
  | 'noncurrentMinSeconds'
  | 'pruneIntervalSeconds'
  | 'retentionFloorSeconds'
>;

/** The inequalities without which prune could lose data: see docs/safety.md. @throws if one does not hold */
export function checkLimits(limits: Numbers): void {
  const { backupMaxSeconds: B, graceSeconds: G, noncurrentMinSeconds: L, pruneIntervalSeconds: P } = limits;
  if (B > G) throw new Error('limits.ts: need B <= G');
  if (limits.adoptMaxAgeSeconds > (G - B) / 2) throw new Error('limits.ts: need A <= (G - B) / 2');
  if (L <= G + P) throw new Error('limits.ts: need L > G + P');
  if (limits.retentionFloorSeconds < G) throw new Error('limits.ts: need floor >= G');
}

checkLimits(LIMITS);
