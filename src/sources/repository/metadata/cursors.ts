/** How far the reading of each kind has come, kept in the state of a snapshot. */
import * as v from 'valibot';
import { isoTime } from '../../../base/times.ts';
import type { ParentView } from '../../source.ts';

/**
 * How far the reading of one kind has come, in the state of the snapshot:
 *
 *     github/asset/<id>      JSON {"release", "file", "bytes", "digest", "updated", "failures"}: a file of a release
 *     github/attachment/<path>   JSON, see `Missing`: an attachment that is not in the snapshot
 *     github/cursor/<kind>   JSON, see below
 *     github/log/<name>      JSON {"state", "updated"}: the log of one attempt of a run, which is not in the snapshot
 *     github/read/<kind>     JSON {"at", "proof", "failed", "refused"}: the last reading of a kind, see `LastReading`; absent where it was
 *                            in the last run and nothing else is known
 *     github/run             JSON {"at", "seen"}: the last run, see `Run`
 *     github/wiki            1: the pages that the snapshot has of the wiki were searched for attachments
 *     github/version         1; with any other value everything is read again
 */
export interface Cursor {
  /** Everything that changed before this time is in the snapshot, or, with `page` set, in the pages before that one. */
  since?: string | undefined;
  /** An unfinished walk over older items continues here. */
  page?: string | undefined;
  /**
   * Where GitHub makes no page further back, the walk goes on by other parameters, for what is older than this time.
   */
  older?: string | undefined;
  /** Where the search for deleted items goes on; absent while there is none. */
  sweepFrom?: string | undefined;
  /** When that search was last completed. */
  sweptAt?: string | undefined;
  /** Walks over lists: what each page held, and its ETag. */
  pages?: readonly ListPage[] | undefined;
  /** The pages of a list that was not read to its end. */
  begun?: readonly ListPage[] | undefined;
  /** ETags of items that are read in full, by name. */
  etags?: Readonly<Record<string, string>> | undefined;
  /** The size of a page by GraphQL, where the usual one took GitHub too long. */
  first?: number | undefined;
  /** Names of items that GitHub could not give when they were asked for. */
  lacking?: readonly string[] | undefined;
}

export interface ListPage {
  readonly etag: string | undefined;
  /** File names, without `.json`. */
  readonly names: readonly string[];
  /** The rest of the next page's address; absent on the last. */
  readonly next?: string | undefined;
}

export interface Asset {
  readonly release: number;
  /** File name below github/release-assets/. */
  readonly file: string;
  readonly bytes: number;
  /** `sha256:...`, if GitHub knows it: files from before 2025 have none. */
  readonly digest: string | null;
  readonly updated: string;
  /** How many runs failed to read it; absent if none, or if the snapshot has it. */
  readonly failures?: number | undefined;
}

export interface Log {
  /**
   * `open`: the run is not finished. `wanted`: it is finished, and its log is not fetched yet. `gone`: GitHub no longer
   * had the log when it was requested.
   */
  readonly state: 'open' | 'wanted' | 'gone';
  /** When the run last changed, in ISO 8601. */
  readonly updated: string;
}

/** Times are those at which the run began to read, by the server's clock, in ISO 8601. */
export interface LastReading {
  /** The last one that came to its end; absent if none ever did. */
  readonly at?: string | undefined;
  /** What was seen of the kind then, see `Proofs`. */
  readonly proof?: string | undefined;
  /** A later run tried, and did not come to the end. */
  readonly failed?: true | undefined;
  /** GitHub refused it since: when, the traits of the token, and what was seen of everything, see `Proofs`. */
  readonly refused?: Refusal | undefined;
}

export interface Refusal {
  readonly at: string;
  readonly token: string;
  readonly all?: string | undefined;
}

export interface Run {
  /** When it began to read, by the server's clock, in ISO 8601. */
  readonly at: string;
  /** A digest of what changes when anybody changes the repository or organisation; absent if its settings could not be read. */
  readonly seen?: string | undefined;
}

const VERSION = '1';

const PageRow = v.object({
  etag: v.optional(v.string()),
  names: v.array(v.string()),
  next: v.optional(v.string()),
});

const CursorRow = v.object({
  since: v.optional(isoTime),
  page: v.optional(v.string()),
  older: v.optional(isoTime),
  sweepFrom: v.optional(v.string()),
  sweptAt: v.optional(isoTime),
  pages: v.optional(v.array(PageRow)),
  begun: v.optional(v.array(PageRow)),
  etags: v.optional(v.record(v.string(), v.string())),
  first: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  lacking: v.optional(v.array(v.string())),
});

const AssetRow = v.object({
  release: v.number(),
  file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_%-][A-Za-z0-9_.%~-]*$/)),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  digest: v.nullable(v.string()),
  updated: v.string(),
  failures: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

const LogRow = v.object({
  state: v.picklist(['open', 'wanted', 'gone']),
  updated: isoTime,
});

const ReadingRow = v.object({
  at: v.optional(isoTime),
  proof: v.optional(v.string()),
  failed: v.optional(v.literal(true)),
  refused: v.optional(v.object({ at: isoTime, token: v.string(), all: v.optional(v.string()) })),
});

const RunRow = v.object({ at: isoTime, seen: v.optional(v.string()) });

/** `<id of the run>-<number of the attempt>`, both with zeros in front. */
export const LOG_NAME = /^(\d{12,15})-(\d{2,3})$/;

export interface Progress {
  readonly cursors: Map<string, Cursor>;
  readonly assets: Map<number, Asset>;
  /** By name. */
  readonly logs: Map<string, Log>;
  /** By kind. */
  readonly readings: Map<string, LastReading>;
  /** undefined before the first answer. */
  run?: Run | undefined;
}

/**
 * Reads the cursors from the parent's state. A row that is not understood is ignored, so that the kind is read again in
 * full.
 */
export function readProgress(parent: ParentView | undefined): Progress {
  const progress: Progress = { cursors: new Map(), assets: new Map(), logs: new Map(), readings: new Map() };
  const rows = new Map<string, string>();
  for (const { key, value } of parent?.state('github/') ?? []) rows.set(key.toString('latin1'), value.toString());
  if (rows.get('github/version') !== VERSION) return progress;
  for (const [key, text] of rows) {
    const [, group, name = ''] = key.split('/');
    if (group === 'cursor') {
      const row = v.safeParse(v.pipe(v.string(), v.parseJson(), CursorRow), text);
      if (row.success) progress.cursors.set(name, row.output as Cursor);
    } else if (group === 'asset') {
      const row = v.safeParse(v.pipe(v.string(), v.parseJson(), AssetRow), text);
      if (row.success && /^\d{1,15}$/.test(name)) progress.assets.set(Number(name), row.output);
    } else if (group === 'log') {
      const row = v.safeParse(v.pipe(v.string(), v.parseJson(), LogRow), text);
      if (row.success && LOG_NAME.test(name)) progress.logs.set(name, row.output);
    } else if (group === 'read') {
      const row = v.safeParse(v.pipe(v.string(), v.parseJson(), ReadingRow), text);
      if (row.success) progress.readings.set(name, row.output);
    }
  }
  const run = v.safeParse(v.pipe(v.string(), v.parseJson(), RunRow), rows.get('github/run'));
  if (run.success) progress.run = run.output;
  const at = progress.run?.at;
  for (const name of progress.cursors.keys()) if (!progress.readings.has(name)) progress.readings.set(name, { at });
  return progress;
}

/** Rows in key order; `more`: those of attachments. */
export function stateRows(
  { cursors, assets, logs, readings, run }: Progress,
  more: readonly (readonly [key: string, value: string])[],
): { readonly key: Buffer; readonly value: Buffer }[] {
  const rows = new Map<string, string>([['github/version', VERSION], ...more]);
  // In a fixed order, so that a cursor that nobody touched is the same row.
  const ordered = (cursor: Cursor) => Object.fromEntries(Object.entries(cursor).sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const [name, cursor] of cursors) rows.set(`github/cursor/${name}`, JSON.stringify(ordered(cursor)));
  for (const [id, asset] of assets) rows.set(`github/asset/${String(id).padStart(12, '0')}`, JSON.stringify(asset));
  for (const [name, log] of logs) rows.set(`github/log/${name}`, JSON.stringify(log));
  if (run !== undefined) rows.set('github/run', JSON.stringify(run));
  for (const name of new Set([...cursors.keys(), ...readings.keys()])) {
    const reading = readings.get(name) ?? {};
    const { at, ...more } = reading;
    const isPlain = at === run?.at && Object.values(more).every((value) => value === undefined);
    if (!isPlain) rows.set(`github/read/${name}`, JSON.stringify(reading));
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key: Buffer.from(key), value: Buffer.from(value) }));
}
