/** What pages share: their names, links, the commands of their rows. */
import { createHash } from 'node:crypto';
import { holdfastCommand, quoted, type VaultPlace } from '../base/command-line.ts';
import { agoText, typedPaths } from '../base/text.ts';
import { formatTime } from '../report/format.ts';
import type { SnapshotInfo } from '../vault/read/snapshots.ts';
import type { SeriesView } from './model.ts';
import { command, text } from './shell.ts';

/** Names that the escapes of another name may look like. */
export type Taken = ReadonlySet<string>;

export function takenOf({ files, gone }: SeriesView): Taken {
  const names = [...files, ...gone].map(({ path }) => path).filter((path) => path.includes(0x5c));
  return new Set(names.map((path) => path.toString('latin1')));
}

/** The path as mode cat finds it, and no other; undefined if there is no such text. */
export function typedPath(path: Buffer, taken: Taken): string | undefined {
  const isOther = (typed: string): boolean => {
    const bytes = Buffer.from(typed);
    return !bytes.equals(path) && taken.has(bytes.toString('latin1'));
  };
  return typedPaths(path).find((typed) => !isOther(typed));
}

/** A page without what is around it. */
export interface PagePart {
  /** Of letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  readonly main: string;
}

/** How pages and places in them are named and linked. */
export interface Links {
  readonly to: (page: string, anchor?: string) => string;
  readonly id: (page: string, anchor: string) => string;
}

/**
 * A page of a list of files: its address without the number of the folder, then of each folder its path with a slash at its end, and
 * the names in it, front-coded.
 */
export type SearchRow = readonly [href: string, ...folders: string[]];

/** Names of pages: of a series by its own name, so that links last; with a hash, since names differ only in case, too. */
export const namesOf = {
  index: 'index',
  search: 'search',
  series: (series: string) => {
    const readable = series
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, 60);
    const hash = createHash('sha256').update(series).digest('hex').slice(0, 8);
    return readable === '' ? hash : `${readable}-${hash}`;
  },
  changes: (series: string) => `${namesOf.series(series)}-changes`,
  files: (series: string, number: number) => `${namesOf.series(series)}-files-${String(number)}`,
  gone: (series: string, number: number) => `${namesOf.series(series)}-gone-${String(number)}`,
} as const;

/** An id as short as commands take it, and never twice in practice. */
export function shortOf({ id }: Pick<SnapshotInfo, 'id'>): string {
  return /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
}

export function anchorOf(info: Pick<SnapshotInfo, 'id'>): string {
  return `s${shortOf(info)}`;
}

/** Brings back a snapshot. */
export function restoreCommand(place: VaultPlace, info: SnapshotInfo): string {
  return holdfastCommand('restore', place, { name: info.series, version: shortOf(info), path: './restored' });
}

export function hidden(summary: string, line: string): string {
  return `<details><summary>${text(summary)}</summary>${command(line)}</details>`;
}

/** What a terminal is told once, so that the commands of rows are short. */
export function exportsOf(place: VaultPlace, series: string, version?: SnapshotInfo): string {
  const { bucket, prefix, region, endpointUrl, forcePathStyle } = place;
  const all: Readonly<Record<string, string | undefined>> = {
    BUCKET: bucket,
    PREFIX: prefix || undefined,
    AWS_REGION: region,
    ENDPOINT_URL: endpointUrl,
    FORCE_PATH_STYLE: forcePathStyle === true ? 'true' : undefined,
    NAME: series,
    VERSION: version && shortOf(version),
  };
  const words = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`HOLDFAST_${name}=${quoted(value)}`],
  );
  return `export ${words.join(' ')}`;
}

export function timeCell(time: Date): string {
  return `<time datetime="${time.toISOString()}">${formatTime(time)}</time>`;
}

export function ageOf(asOf: Date, time: Date): string {
  return agoText(Math.max(0, asOf.getTime() - time.getTime()));
}

/** Figures on top of a page; their values are HTML. */
export function facts(list: Readonly<Record<string, string>>): string {
  const items = Object.entries(list).map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${value}</dd></div>`);
  return `<dl class="facts">${items.join('')}</dl>`;
}
