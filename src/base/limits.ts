/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
export const KiB = 1024;
export const MiB = 1024 * KiB;
export const GiB = 1024 * MiB;

export const LIMITS = {
  /** B: the longest backup allowed. A root is never written later than this after the run began. */
  backupMaxSeconds: 24 * HOUR,
  /** G: how long prune does not touch anything new or newly deleted. */
  graceSeconds: 72 * HOUR,
  /** L: the shortest life of a noncurrent S3 version that a lifecycle rule may give. */
  noncurrentMinSeconds: 30 * DAY,
  /** P: the longest time from an interrupted prune to the next one, which undoes wrong marks. */
  pruneIntervalSeconds: 7 * DAY,
  /** Retention removes no younger snapshot, whatever the rules; in series of pull requests G is enough. */
  retentionFloorSeconds: 30 * DAY,
  /** How far a root's LastModified may lie before its own time (clock granularity of providers). */
  clockSkewSeconds: 5 * 60,
  /**
   * Packs of unfinished runs are adopted up to this age: (G - B) / 2, so that they are younger than G at the commit.
   */
  adoptMaxAgeSeconds: 24 * HOUR,

  /** Stored bytes of packs that one run adopts: reading back more would cost more than storing it again. */
  adoptMaxBytes: 1024 * MiB,
  /** The same bytes decoded, by what the packs' tables of contents say. */
  adoptMaxRawBytes: 2048 * MiB,
  adoptMaxPacks: 256,
  adoptMaxFragments: 2 ** 21,
  /** Journals of interrupted sealed runs that one run reads, together. */
  adoptMaxJournalBytes: 128 * MiB,

  /** A pack, with its table of contents, is never larger; always one PUT. */
  packMaxBytes: 32 * MiB,
  /** All frames of a pack, decoded. */
  packMaxRawBytes: 512 * MiB,
  packMaxFrames: 4096,
  /** Raw bytes of one zstd frame of fragments. */
  frameMaxBytes: 8 * MiB,
  /** How far back a zstd frame may refer, and with that the memory that its decoder takes beyond its output. */
  windowMaxBytes: 8 * MiB,
  /** A fragment is never larger. */
  fragmentMaxBytes: 4 * MiB,
  /** A raw (decoded) table segment is never larger. */
  segmentMaxBytes: 64 * MiB,
  segmentMaxRows: 2 ** 20,
  segmentMaxColumns: 64,
  /** A decoded block that more than one segment is cut from: it is decoded again when tables are read side by side. */
  sharedBlockMaxBytes: 8 * MiB,

  /** Levels of one table. */
  tableMaxLevels: 64,
  /** Rows of the tree or of the state, in all levels. */
  tableMaxRows: 2 ** 22,
  /** Rows of the map: rows of packs that are no longer needed stay until a merge. */
  mapMaxRows: 2 ** 23,
  /** Segments of all tables of a snapshot. */
  snapshotMaxSegments: 4096,
  snapshotMaxBlocks: 4096,
  /** All blocks of a snapshot, decoded. */
  snapshotMaxTableBytes: 1024 * MiB,
  /** Packs and parts that a snapshot needs. */
  snapshotMaxObjects: 2 ** 18,
  /** The stored header frame of a root. */
  rootHeaderMaxBytes: 16 * KiB,
  /** A whole root. */
  rootMaxBytes: 64 * MiB,
  /** All frames of a root, decoded. */
  rootMaxRawBytes: 128 * MiB,
  /** Values in one JSON document of a root or in the head of a segment; lists and objects count too. */
  jsonMaxValues: 2 ** 21,
  markMaxBytes: 64 * KiB,
  /** A document below v1/keys/. */
  keysMaxBytes: 64 * KiB,
  /** People to whom it is sealed. */
  keysMaxRecipients: 20,
  /** A document of a mode's state, decoded. */
  stateMaxBytes: 256 * MiB,
  /** A document below v1/vault/, and how many there may be. */
  vaultDocumentMaxBytes: 64 * KiB,
  vaultMaxDocuments: 16,
  /** One range GET of this many bytes is enough to list a root. */
  rootPrefixBytes: 64 * KiB,
  /** Keys of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
  keyMaxBytes: 1024,
  seriesMaxChars: 200,
} as const;

type Numbers = Readonly<Record<keyof typeof LIMITS, number>>;

/** What must hold between them, each with the sentence that says so. */
const RELATIONS: readonly (readonly [string, (limits: Numbers) => boolean])[] = [
  // Without these prune could lose data: see docs/safety.md.
  ['need B <= G', ({ backupMaxSeconds: B, graceSeconds: G }) => B <= G],
  ['need A <= (G - B) / 2', ({ adoptMaxAgeSeconds: A, backupMaxSeconds: B, graceSeconds: G }) => A <= (G - B) / 2],
  ['need L > G + P', ({ noncurrentMinSeconds: L, graceSeconds: G, pruneIntervalSeconds: P }) => L > G + P],
  ['need floor >= G', ({ retentionFloorSeconds, graceSeconds: G }) => retentionFloorSeconds >= G],
  // What a writer fills up to one limit must fit the others.
  ['need a fragment in a frame', (limits) => limits.fragmentMaxBytes <= limits.frameMaxBytes],
  ['need a frame in a pack', (limits) => limits.frameMaxBytes < limits.packMaxBytes],
  ['need a full pack to be adopted', (limits) => limits.packMaxRawBytes <= limits.adoptMaxRawBytes],
  [
    'need a full pack in packMaxFrames',
    (limits) => limits.packMaxRawBytes <= limits.packMaxFrames * limits.frameMaxBytes,
  ],
  ['need a shared block in a segment', (limits) => limits.sharedBlockMaxBytes <= limits.segmentMaxBytes],
  ['need a segment in the tables', (limits) => limits.segmentMaxBytes <= limits.snapshotMaxTableBytes],
  ['need a segment in a table', (limits) => limits.segmentMaxRows <= limits.tableMaxRows],
  ['need a row a fragment', (limits) => limits.tableMaxRows <= limits.mapMaxRows],
  ['need a segment a level', (limits) => limits.tableMaxLevels * 3 <= limits.snapshotMaxSegments],
  ['need a block a segment', (limits) => limits.snapshotMaxSegments <= limits.snapshotMaxBlocks],
  ['need four values an object', (limits) => limits.snapshotMaxObjects * 4 < limits.jsonMaxValues],
  ['need a document in a root', (limits) => limits.segmentMaxBytes <= limits.rootMaxRawBytes],
];

/** @throws if a relation between the limits does not hold */
export function checkLimits(limits: Numbers): void {
  for (const [need, holds] of RELATIONS) if (!holds(limits)) throw new Error(`limits.ts: ${need}`);
}

checkLimits(LIMITS);
