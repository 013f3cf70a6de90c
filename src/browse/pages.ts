/** The pages of a series: its snapshots, curves and refs, and what changed. */
import { shownPath } from '../base/text.ts';
import { quoted } from '../base/command-line.ts';
import { formatBytes, formatCount, formatTime } from '../report/format.ts';
import { PRICE } from '../report/summary.ts';
import { bytesCell, countCell, gapsOf, notes, proofText, statusOf, verifiedText } from './cells.ts';
import { chart } from './chart.ts';
import type { Changes, PathChange, SeriesView, SnapshotView, VaultView } from './model.ts';
import {
  ageOf,
  anchorOf,
  facts,
  hidden,
  isSealed,
  type Links,
  namesOf,
  onceInTerminal,
  type PagePart,
  restoreCommand,
  shortOf,
  type Taken,
  takenOf,
  timeCell,
  typedPath,
  WITH_KEY,
} from './parts.ts';
import { command, table, text } from './shell.ts';

export function seriesPage(view: VaultView, series: SeriesView, links: Links): PagePart {
  const { asOf } = view;
  const name = namesOf.series(series.series);
  const { latest: first, newest } = series;
  const lists = [
    series.files.length > 0
      ? `<a href="${links.to(namesOf.files(series.series, 1))}">Files (${formatCount(series.files.length)})</a>`
      : '',
    series.gone.length > 0
      ? `<a href="${links.to(namesOf.gone(series.series, 1))}">No longer there (${formatCount(series.gone.length)})</a>`
      : '',
    `<a href="${links.to(namesOf.changes(series.series))}">What changed</a>`,
  ];
  const counts = newest?.header?.counts;
  const main = [
    `<h1>${text(series.series)}</h1>`,
    `<p class="lists">${lists.join(' ')}</p>`,
    gapsOf(series),
    facts({
      'Newest snapshot': first === undefined ? 'none that counts' : ageOf(asOf, first.info.utc),
      Files: counts === undefined ? UNKNOWN : formatCount(counts['files'] ?? 0),
      Size: counts === undefined ? UNKNOWN : formatBytes(counts['bytes'] ?? 0),
      Verified: verifiedText(series, asOf),
    }),
    bringBack(view, series),
    ...curves(view, series),
    '<h2>Snapshots</h2>',
    series.olderCount > 0
      ? `<p class="soft">The newest ${formatCount(series.snapshots.length)}; ${formatCount(series.olderCount)} older ones are not shown.</p>`
      : '',
    series.snapshots.length === 0
      ? '<p>None is known.</p>'
      : table(
          'Snapshots, newest first',
          ['Time', 'Status', 'Files', 'Size', 'Added to the bucket', 'Changed', 'Verified', 'Bring it back'],
          `<tbody>${series.snapshots.map((each) => snapshotRow(view, series, each, links)).join('')}</tbody>`,
        ),
    refsTable(view, series),
  ];
  return { name, title: series.series, main: main.filter((part) => part !== '').join('\n') };
}

const UNKNOWN = '<span class="mid">not known</span>';

function bringBack({ place }: VaultView, series: SeriesView): string {
  const { latest, newest } = series;
  const key = isSealed(series) ? `, ${WITH_KEY}` : '';
  if (latest?.problem === undefined)
    return latest === undefined
      ? ''
      : `<p>Bring back the newest snapshot${key}:</p>${command(restoreCommand(place, latest.info))}`;
  return newest === undefined
    ? ''
    : `<p>Bring back the newest snapshot that can be read${key}:</p>${command(restoreCommand(place, newest.info))}`;
}

function snapshotRow({ asOf, place }: VaultView, { series }: SeriesView, each: SnapshotView, links: Links): string {
  const { info, header, facts: marks, changes } = each;
  const id = links.id(namesOf.series(series), anchorOf(info));
  const verified = marks?.verified;
  const proof = verified === undefined ? '' : proofText(verified, asOf);
  const moved = changes === undefined ? '' : changesText(changes);
  const link = changes === undefined || countOf(changes) === 0 ? moved : changesLink(series, info, moved, links);
  const added = header === undefined ? undefined : (header.counts['storedBytes'] ?? 0) + info.sizeBytes;
  const back = each.problem === undefined ? hidden('restore', restoreCommand(place, info)) : '';
  return `<tr id="${id}"><td class="t">${timeCell(info.utc)}<br><span class="soft">${ageOf(asOf, info.utc)}, ${text(shortOf(info))}</span><td class="st">${statusOf(each)}${notes(each)}${countCell(header?.counts['files'])}${bytesCell(header?.counts['bytes'])}${bytesCell(added)}<td class="t">${link}<td class="v">${proof}<td>${back}`;
}

function changesLink(series: string, info: SnapshotView['info'], what: string, links: Links): string {
  return `<a href="${links.to(namesOf.changes(series), anchorOf(info))}">${what}</a>`;
}

/** Of what the page of changes has a section for. */
function countOf({ added, changed, removed, refs }: Changes): number {
  return added + changed + removed + refs.length;
}

function changesText({ added, changed, removed, refs }: Changes): string {
  const moved = refs.length === 0 ? '' : `, ${formatCount(refs.length)} refs`;
  return `+${formatCount(added)} ~${formatCount(changed)} -${formatCount(removed)}${moved}`;
}

function curves({ isAtAws }: VaultView, { snapshots }: SeriesView): readonly string[] {
  const oldestFirst = snapshots.toReversed();
  const points = (valueOf: (each: SnapshotView) => number | undefined) =>
    oldestFirst.flatMap((each) => {
      const value = valueOf(each);
      return value === undefined ? [] : [{ time: each.info.utc, value }];
    });
  const costOf = ({ neededBytes }: SnapshotView): number | undefined =>
    neededBytes && (neededBytes / 2 ** 30) * PRICE.usdPerGibMonth;
  const dearest = snapshots.reduce((most, each) => Math.max(most, costOf(each) ?? 0), 0);
  const usd = (value: number): string => `${value.toFixed(2)} USD`;
  const cost = chart({
    title: `Cost of a month if only that snapshot were kept (${PRICE.basis})`,
    points: points(costOf),
    unit: usd,
    kind: 'line',
  });
  const shown = [
    chart({
      title: 'Size of the files',
      points: points(({ header }) => header?.counts['bytes']),
      unit: formatBytes,
      kind: 'line',
    }),
    chart({
      title: 'Needed in the bucket by each snapshot',
      points: points((each) => each.neededBytes),
      unit: formatBytes,
      kind: 'line',
    }),
    isAtAws && dearest >= 0.01 ? cost : '',
    chart({
      title: 'Added to the bucket by each snapshot',
      points: points(({ header, info }) => header && (header.counts['storedBytes'] ?? 0) + info.sizeBytes),
      unit: formatBytes,
      kind: 'bars',
    }),
  ].filter((each) => each !== '');
  return shown.length === 0 ? [] : ['<h2>Curves</h2>', ...shown];
}

const REFS_MAX = 2000;

function refsTable({ place }: VaultView, { refs, newest, snapshots }: SeriesView): string {
  if (refs === undefined || newest === undefined) return '';
  const moved = new Map<string, SnapshotView>();
  for (const each of snapshots)
    for (const { ref } of each.changes?.refs ?? []) if (!moved.has(ref)) moved.set(ref, each);
  const all = Object.entries(refs);
  const back = hidden('restore', restoreCommand(place, newest.info));
  const rows = all.slice(0, REFS_MAX).map(([ref, object]) => {
    const last = moved.get(ref);
    const when = last === undefined ? '' : timeCell(last.info.utc);
    return `<tr><td class="p">${text(ref)}<td><code>${text(object)}</code><td class="t">${when}<td>${back}`;
  });
  const more = all.length > REFS_MAX ? `<p class="soft">And ${formatCount(all.length - REFS_MAX)} more.</p>` : '';
  return `<h2>Refs</h2>${table(`Refs of ${newest.info.series}`, ['Ref', 'Points to', 'Moved last', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}

/** Paths and refs on one page: the newest snapshots first. */
const CHANGES_MAX = 3000;
const MOVES_MAX = 200;

/** What changed from snapshot to snapshot, with the command that prints what was there before. */
export function changesPage({ place }: VaultView, series: SeriesView, links: Links): PagePart {
  const name = namesOf.changes(series.series);
  const taken = takenOf(series);
  let left = CHANGES_MAX;
  const sections = series.snapshots.flatMap((each) => {
    const { changes, before, info } = each;
    if (changes === undefined || before === undefined) return [];
    const paths = changes.paths.slice(0, left);
    left -= paths.length;
    const all = changes.added + changes.changed + changes.removed;
    const more = all - paths.length;
    const diff = `holdfast diff ${shortOf(before)} ${shortOf(info)}`;
    const parts = [
      `<h2 id="${links.id(name, anchorOf(info))}">${timeCell(info.utc)} <span class="soft">${changesText(changes)}</span></h2>`,
      `<p class="soft">Since ${timeCell(before.utc)}: <code>${diff}</code></p>`,
      movesTable(`Refs that moved, ${formatTime(info.utc)}`, changes, restoreCommand(place, before)),
      paths.length === 0
        ? ''
        : table(
            `Paths, ${formatTime(info.utc)}`,
            ['Change', 'Path', 'Before', 'After', 'What was before'],
            `<tbody>${paths.map((path) => changeRow(path, shortOf(before), taken)).join('')}</tbody>`,
          ),
      more > 0 ? `<p class="soft">And ${formatCount(more)} more paths: the command above names all.</p>` : '',
    ];
    return countOf(changes) === 0 ? [] : parts.filter((part) => part !== '');
  });
  const main = [
    `<h1>What changed in <a href="${links.to(namesOf.series(series.series))}">${text(series.series)}</a></h1>`,
    gapsOf(series),
    onceInTerminal(place, series),
    '<p>A command <code>holdfast cat</code> prints the file as it was; <code>&gt; FILE</code> after it keeps it.</p>',
    ...(sections.length === 0 ? [nothingChanged(series)] : sections),
  ];
  return { name, title: `What changed in ${series.series}`, main: main.filter((part) => part !== '').join('\n') };
}

function nothingChanged({ newest }: SeriesView): string {
  if (newest !== undefined) return '<p>Nothing changed between the snapshots shown here that could be read.</p>';
  return '<p class="mid">What changed is not known: the files of no snapshot shown here could be read.</p>';
}

function movesTable(label: string, { refs }: Changes, back: string): string {
  if (refs.length === 0) return '';
  const cell = (object: string | undefined): string =>
    `<td>${object === undefined ? '' : `<code>${text(object)}</code>`}`;
  const rows = refs
    .slice(0, MOVES_MAX)
    .map(
      ({ ref, before, after }) =>
        `<tr><td class="p">${text(ref)}${cell(before)}${cell(after)}<td>${before === undefined ? '' : hidden('restore', back)}`,
    );
  const more = refs.length > MOVES_MAX ? `<p class="soft">And ${formatCount(refs.length - MOVES_MAX)} more.</p>` : '';
  return `${table(label, ['Ref', 'Before', 'After', 'What was before'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}

function changeRow({ path, kind, sizeBefore, sizeAfter, wasFile }: PathChange, version: string, taken: Taken): string {
  const typed = wasFile ? typedPath(path, taken) : undefined;
  const back =
    typed === undefined ? '' : `<code>holdfast cat --version ${version} ${text(`--path=${quoted(typed)}`)}</code>`;
  return `<tr><td>${kind}<td class="p">${text(shownPath(path))}${bytesCell(sizeBefore)}${bytesCell(sizeAfter)}<td class="p">${back}`;
}
