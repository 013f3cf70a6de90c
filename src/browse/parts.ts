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
  /** What a search finds on it. */
  readonly searched?: SearchRow;
}

/** How pages and places in them are named and linked. */
export interface Links {
  readonly to: (page: string, anchor?: string) => string;
  readonly id: (page: string, anchor: string) => string;
  /** The id of each folder of a page begins with it, and its number follows. There are very many: it is short, and need not last. */
  readonly folders: (page: string) => { readonly id: string; readonly href: string };
}

/**
 * A page of a list of files: its address without the number of the folder, the series, then of each folder its path with a slash at
 * its end, and the names in it, front-coded.
 */
export type SearchRow = readonly [href: string, series: string, ...folders: string[]];

/** Digits of base 36 that 128 bits need. */
const HASH_CHARS = 25;

/** The hash of a name of which nobody can make two, in letters of one case. */
function hashOf(name: string): string {
  const bits = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return BigInt(`0x${bits}`).toString(36).padStart(HASH_CHARS, '0');
}

/** Names of pages: of a series by its own name, so that links last; with a hash, since names differ only in case, too. */
export const namesOf = {
  index: 'index',
  search: 'search',
  series: (series: string) => {
    const readable = series
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, 60);
    return readable === '' ? hashOf(series) : `${readable}-${hashOf(series)}`;
  },
  changes: (series: string) => `${namesOf.series(series)}-changes`,
  files: (series: string, number: number) => `${namesOf.series(series)}-files-${String(number)}`,
  gone: (series: string, number: number) => `${namesOf.series(series)}-gone-${String(number)}`,
} as const;

/** An id as short as commands take it; of one that begins as another one does, they say so and do nothing. */
export function shortOf({ id }: Pick<SnapshotInfo, 'id'>): string {
  return /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
}

/** Never that of another snapshot. */
export function anchorOf({ id }: Pick<SnapshotInfo, 'id'>): string {
  return `s${id}`;
}

/** Brings back a snapshot. */
export function restoreCommand(place: VaultPlace, info: SnapshotInfo): string {
  return holdfastCommand('restore', place, { name: info.series, version: shortOf(info), path: './restored' });
}

export function hidden(summary: string, line: string): string {
  return `<details><summary>${text(summary)}</summary>${command(line)}</details>`;
}

/**
 * What a terminal is told once, so that the commands of rows are short. What is not said is unset: another page, of another vault
 * perhaps, may have set it.
 */
function exportsOf(place: VaultPlace, series: string, version?: SnapshotInfo): string {
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
  const [set, unset] = [true, false].map((isSet) =>
    Object.entries(all).flatMap(([name, value]) => {
      if (isSet !== (value !== undefined)) return [];
      return [`HOLDFAST_${name}${value === undefined ? '' : `=${quoted(value)}`}`];
    }),
  ) as [string[], string[]];
  return [...(unset.length === 0 ? [] : [`unset ${unset.join(' ')}`]), `export ${set.join(' ')}`].join('; ');
}

/** The line, and what commands need beside it. */
export function onceInTerminal(place: VaultPlace, view: SeriesView, version?: SnapshotInfo): string {
  return `<p>Once in a terminal${isSealed(view) ? `, ${WITH_KEY}` : ''}:</p>\n${command(exportsOf(place, view.series, version))}`;
}

export const WITH_KEY = 'where <code>HOLDFAST_VAULT_KEY</code> has the key of this sealed series';

export function isSealed({ snapshots }: SeriesView): boolean {
  return snapshots.some(({ header, sealed }) => sealed !== undefined || header?.seal !== undefined);
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
