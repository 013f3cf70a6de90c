/** The first page, with a row for each series, and the search. */
import { counted } from '../base/text.ts';
import { formatCount } from '../report/format.ts';
import { bytesCell, countCell, hasProof, notes, statusOf, verifiedText } from './cells.ts';
import { coverageSection } from './coverage.ts';
import { isBroken, isForeign, saidOf, type FleetView, type SeriesView, type VaultView } from './model.ts';
import { ageOf, facts, hidden, type Links, namesOf, type PagePart, restoreCommand, timeCell } from './parts.ts';
import { dataBlock, table, text } from './shell.ts';

/** What the pages of the whole vault say of a series: all that is kept of it. */
export interface IndexRow {
  readonly series: string;
  readonly row: string;
  /** Of the newest snapshot that counts and can be read. */
  readonly latestAt: Date | undefined;
  readonly isComplete: boolean;
  /** undefined: not known. */
  readonly isProved: boolean | undefined;
  /** Whether something of it could not be read. */
  readonly isLacking: boolean;
  /** Whether the search knows its files. */
  readonly isSearched: boolean;
}

export function indexRow(view: VaultView, series: SeriesView, links: Links): IndexRow {
  const { latest, snapshots, problems, isMarked, newest } = series;
  const readable = latest?.problem === undefined ? latest : undefined;
  return {
    series: series.series,
    row: rowOf(view, series, links),
    latestAt: readable?.info.utc,
    isComplete: readable !== undefined && saidOf(readable)?.status === 'complete',
    isProved: hasProof(series) || (isMarked ? false : undefined),
    isLacking: problems.length > 0 || snapshots.some(isBroken),
    isSearched: newest !== undefined,
  };
}

function rowOf({ asOf, place }: VaultView, series: SeriesView, links: Links): string {
  const { latest, snapshots, olderCount, problems } = series;
  const name = `<td class="p"><a href="${links.to(namesOf.series(series.series))}">${text(series.series)}</a>`;
  const count = snapshots.length + olderCount;
  const why = problems.map((problem) => `<br><span class="soft">${text(problem.text)}</span>`).join('');
  const broken = snapshots.filter(isBroken).length;
  const unread = broken === 0 ? '' : `<br><span class="bad">${counted(broken, 'snapshot')} cannot be read</span>`;
  const foreign = snapshots.filter(isForeign).length;
  const others = foreign === 0 ? '' : `<br><span class="mid">${formatCount(foreign)} foreign</span>`;
  const status = why + unread + others;
  const verified = `<td class="v">${verifiedText(series, asOf)}`;
  if (latest === undefined) {
    const none = problems.length > 0 ? 'not known' : 'none that counts';
    return `<tr>${name}<td class="t"><span class="bad">${none}</span><td class="st">${status.replace('<br>', '')}${countCell(count || undefined)}<td><td><td>${verified}<td>`;
  }
  const counts = latest.header?.counts;
  const time = `<td class="t">${timeCell(latest.info.utc)}<br><span class="soft">${ageOf(asOf, latest.info.utc)}</span>`;
  const sizes = `${countCell(counts?.['files'])}${bytesCell(counts?.['bytes'])}${bytesCell(latest.neededBytes)}`;
  const back = latest.problem === undefined ? hidden('restore', restoreCommand(place, latest.info)) : '';
  return `<tr>${name}${time}<td class="st">${statusOf(latest)}${notes(latest)}${status}${countCell(count)}${sizes}${verified}<td>${back}`;
}

export function indexPage(
  { place, asOf }: VaultView,
  rows: readonly IndexRow[],
  { coverages, problems }: FleetView,
  links: Links,
): PagePart {
  const title = `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`;
  const shown = new Set(rows.map(({ series }) => series));
  const lacking = rows.filter(({ isLacking }) => isLacking).length;
  const main = [
    `<h1>${text(title)}</h1>`,
    `<p class="soft">As of ${timeCell(asOf)}, from which all ages count.</p>`,
    ...(lacking === 0
      ? []
      : [
          `<p class="bad">Of ${counted(lacking, 'series', 'series')} something cannot be read: its row and its pages say what.</p>`,
        ]),
    ...problems.map((problem) => `<p class="bad">${text(problem)}</p>`),
    ...coverages.map((found) => coverageSection(found, shown, asOf, links)),
    '<h2>Series</h2>',
    figures(rows, asOf),
    rows.length === 0
      ? '<p>There is no snapshot in this vault.</p>'
      : table(
          'Series',
          ['Series', 'Newest', 'Status', 'Snapshots', 'Files', 'Size', 'In the bucket', 'Verified', 'Bring it back'],
          `<tbody>${rows.map(({ row }) => row).join('')}</tbody>`,
        ),
  ];
  return { name: namesOf.index, title: `Vault ${title}`, main: main.join('\n') };
}

function figures(rows: readonly IndexRow[], asOf: Date): string {
  const count = (is: (row: IndexRow) => boolean): number => rows.filter(is).length;
  const without = count(({ latestAt }) => latestAt === undefined);
  const unknown = count(({ isProved }) => isProved === undefined);
  const times = rows.flatMap(({ latestAt }) => latestAt ?? []);
  const oldest = times.reduce<Date | undefined>((min, at) => (min === undefined || at < min ? at : min), undefined);
  return facts({
    Series: formatCount(rows.length),
    'Newest snapshot not complete': formatCount(count(({ isComplete }) => !isComplete)),
    'Never verified': `${formatCount(count(({ isProved }) => isProved === false))}${unknown === 0 ? '' : `; ${formatCount(unknown)} not known`}`,
    'Longest without a snapshot': `${oldest === undefined ? 'none' : ageOf(asOf, oldest)}${without === 0 ? '' : `; ${formatCount(without)} without one that counts`}`,
  });
}

export interface SearchPage {
  readonly name: string;
  readonly title: string;
  /** Before the rows of all lists, as `dataItem` writes them. */
  readonly before: string;
  readonly after: string;
}

export function searchPage(rows: readonly IndexRow[], links: Links): SearchPage {
  const unsearched = rows.filter(({ isSearched }) => !isSearched).length;
  const [start, end] = dataBlock('paths');
  const before = [
    '<h1>Search</h1>',
    '<noscript><p>The search needs JavaScript. All paths are in the lists of each series too.</p></noscript>',
    ...(unsearched === 0
      ? []
      : [
          `<p class="mid">The files of ${counted(unsearched, 'series', 'series')} are not known, and not found here.</p>`,
        ]),
    '<p><label for="q">Parts of a path, in any order</label></p>',
    '<input type="search" id="q" autocomplete="off" spellcheck="false" disabled>',
    '<p id="said" role="status"></p>',
    '<ul id="hits"></ul>',
    `<p><a href="${links.to(namesOf.index)}">All series</a></p>`,
    start,
  ];
  return { name: namesOf.search, title: 'Search', before: before.join('\n'), after: end };
}
