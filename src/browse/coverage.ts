/** What a fleet's coverage last said, as a section of the first page. */
import { recordedRows, type RecordedRow, whyText } from '../fleet/coverage.ts';
import type { FoundCoverage } from '../fleet/records.ts';
import { formatLimit } from '../report/format.ts';
import { ageOf, facts, type Links, namesOf, timeCell } from './parts.ts';
import { table, text } from './shell.ts';

const CLASSES: Readonly<Record<RecordedRow['state'], string>> = {
  covered: 'good',
  partial: 'mid',
  stale: 'bad',
  never: 'bad',
  gone: 'mid',
  excluded: 'soft',
};

/** @param shown series that have a page */
export function coverageSection(found: FoundCoverage, shown: ReadonlySet<string>, asOf: Date, links: Links): string {
  const { utc, record } = found;
  const rows = recordedRows(record);
  return [
    `<h2>Coverage of ${text(record.account)}</h2>`,
    `<p class="soft">As mode coverage recorded it on ${timeCell(utc)}, ${ageOf(asOf, utc)}.</p>`,
    figuresOf(found, rows),
    rows.length === 0
      ? '<p>The record names no repository.</p>'
      : table(
          `Coverage of ${record.account}`,
          ['Repository', 'State', 'Newest', 'Verified', 'Why'],
          `<tbody>${rows.map((row) => rowOf(row, shown, utc, links)).join('')}</tbody>`,
        ),
  ].join('\n');
}

function figuresOf({ record: { figures } }: FoundCoverage, rows: readonly RecordedRow[]): string {
  const counts = Map.groupBy(rows, ({ state }) => state);
  const countOf = (state: RecordedRow['state']): string => String(counts.get(state)?.length ?? 0);
  if (figures === undefined)
    return facts({ Covered: countOf('covered'), Stale: countOf('stale'), Never: countOf('never') });
  const { wanted, covered, recent, verified, maxAgeSeconds, verifiedSeconds, encrypted, versioned } = figures;
  const of = (count: number): string =>
    `<span class="${count < wanted ? 'mid' : 'good'}">${String(count)} of ${String(wanted)}</span>`;
  return facts({
    'Covered: a whole snapshot, not too old': of(covered),
    [`A snapshot within ${formatLimit(maxAgeSeconds)}`]: of(recent),
    [`Verified within ${formatLimit(verifiedSeconds)}`]: of(verified),
    Bucket: `${knownText(encrypted, 'encrypted')}, ${knownText(versioned, 'versioned')}`,
  });
}

function knownText(is: boolean | undefined, what: string): string {
  if (is === undefined) return `<span class="mid">not known whether ${what}</span>`;
  return is ? what : `<span class="bad">not ${what}</span>`;
}

/** Ages of this table count from the record. */
function rowOf(row: RecordedRow, shown: ReadonlySet<string>, recordedAt: Date, links: Links): string {
  const { name, series, state, utc, verifiedAt } = row;
  const label = shown.has(series) ? `<a href="${links.to(namesOf.series(series))}">${text(name)}</a>` : text(name);
  const time = (at: Date | undefined): string =>
    at === undefined ? '' : `${timeCell(at)}<br><span class="soft">${ageOf(recordedAt, at)}</span>`;
  return `<tr><td class="p">${label}<td><span class="${CLASSES[state]}">${state}</span><td class="t">${time(utc)}<td class="t">${time(verifiedAt)}<td class="p w">${text(whyText(row) ?? '')}`;
}
