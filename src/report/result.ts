/** The result of a command: data, not formatted yet. */
import { EXIT } from '../base/errors.ts';
import type { Mode, OutputName } from '../inputs/schema.ts';

/** What a command hands back. Nothing here is formatted: `report/` does that for a log, a terminal, Markdown and JSON. */
export interface CommandResult {
  /** `failed`: everything asked for was done, and what was looked at is not as it should be. */
  readonly status: 'complete' | 'partial' | 'not-found' | 'failed';
  /** Something that the snapshot has was not written. `allow-partial` does not accept that. */
  readonly isLacking?: boolean;
  /** As the CLI gives it (see EXIT), where it is not what follows from the status. */
  readonly exitCode?: number;
  /** Without `status` and `duration-ms`, which every mode has. */
  readonly outputs: Readonly<Partial<Record<OutputName, string | number | boolean>>>;
  /** For people: printed at the end of the log and on a terminal, in this order. */
  readonly tables: readonly Table[];
  /** For the job summary; without it the tables alone are shown there. */
  readonly summary?: SummaryFacts;
  /** For `--json` and report.json; must survive JSON.stringify. */
  readonly json: unknown;
}

/** The result of a whole run. */
export interface RunResult extends CommandResult {
  readonly mode: Mode;
  /** The action maps 3 by its input `on-partial`. */
  readonly exitCode: number;
}

const EXIT_CODES = { complete: EXIT.ok, partial: EXIT.partial, 'not-found': EXIT.ok, failed: EXIT.failed } as const;

export function runResult(mode: Mode, result: CommandResult, durationMs: number): RunResult {
  const { status, exitCode = EXIT_CODES[status], outputs } = result;
  const ofEveryMode = { status, 'duration-ms': Math.round(durationMs) };
  return { ...result, mode, exitCode, outputs: { ...ofEveryMode, ...outputs } };
}

export interface Table {
  readonly title: string;
  readonly columns: Columns;
  readonly rows: readonly (readonly Cell[])[];
}

/** By their titles, in order. */
export type Columns = Readonly<Record<string, ColumnKind>>;

/**
 * How cells are shown: bytes in binary units, times in UTC, durations from milliseconds, numbers right-aligned, commands
 * on one line however long, so that they can be copied. A link is an address of this project's own choice. A path is the
 * path of a file and nothing else: no part of it is taken for a secret.
 */
export type ColumnKind = 'text' | 'path' | 'command' | 'link' | 'count' | 'bytes' | 'duration' | 'time';

/** Texts may be untrusted (file names, refs). undefined is an empty cell. */
export type Cell = string | number | boolean | Date | undefined;

/** Words and numbers that make up one short text; numbers are shown as their kind says. */
export type Phrase = readonly (string | readonly [Cell, ColumnKind])[];

export interface SummaryFacts {
  /** `Backup of acme/shop`. */
  readonly title: string;
  /** How it ended, in a few words. By default it follows from the status. */
  readonly verdict?: string;
  /** The three that matter most, by their names: shown at once below the title. */
  readonly facts?: Readonly<Record<string, Phrase>>;
  /** What happened, in two or three sentences. */
  readonly text?: string;
  /** A command that restores the snapshot. */
  readonly restoreCommand?: string | undefined;
  /** Compressed bytes in the bucket that the newest snapshot needs. */
  readonly vaultBytes?: number;
  /** Whether the bucket is at AWS: then `vaultBytes` gives the cost a month. */
  readonly isAtAws?: boolean;
  /** Snapshots of the series, oldest first, with this one: chart and table of the last ones. */
  readonly history?: readonly HistoryPoint[];
}

export interface HistoryPoint {
  readonly id: string;
  readonly time: Date;
  readonly status: 'complete' | 'partial';
  readonly files: number;
  readonly bytes: number;
  /** Bytes that this snapshot added to the bucket, compressed. */
  readonly storedBytes: number;
}

export function textColumns(...titles: readonly string[]): Columns {
  return Object.fromEntries(titles.map((title) => [title, 'text']));
}
