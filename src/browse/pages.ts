/** The pages of a vault and of its series: coverage, snapshots, curves, refs, what changed, the search. */
import { shownPath } from '../base/text.ts';
import { quoted } from '../base/command-line.ts';
import { formatBytes, formatCount, formatTime } from '../report/format.ts';
import { PRICE } from '../report/summary.ts';
import { BESIDE_SEALED } from '../vault/format/sealed-root.ts';
import { chart } from './chart.ts';
import { coverageSection } from './coverage.ts';
import type { Changes, PathChange, SeriesView, SnapshotView, VaultView } from './model.ts';
import {
  ageOf,
  anchorOf,
  exportsOf,
  facts,
  hidden,
  type Links,
  namesOf,
  type PagePart,
  restoreCommand,
  type SearchRow,
  shortOf,
  type Taken,
  takenOf,
  timeCell,
  typedPath,
} from './parts.ts';
import { command, dataBlock, table, text } from './shell.ts';

const NO_FIGURE = '<td class="n">';

function bytesCell(sizeBytes: number | undefined): string {
  return sizeBytes === undefined ? NO_FIGURE : `<td class="n">${formatBytes(sizeBytes)}`;
}

function countCell(count: number | undefined): string {
  return count === undefined ? NO_FIGURE : `<td class="n">${formatCount(count)}`;
}

function statusOf({ header, sealed, problem }: SnapshotView): string {
  if (problem !== undefined) return '<span class="bad">cannot be read</span>';
  const status = (header ?? sealed)?.status ?? 'unknown';
  return `<span class="${status === 'complete' ? 'good' : 'mid'}">${text(status)}</span>`;
}

/** All that is to be known of a snapshot beside its figures. */
function notesOf({ info, header, sealed, isBesideSealed, problem, facts: marks }: SnapshotView): readonly string[] {
  const said = header ?? sealed;
  const because = (what: string, reason: string | undefined): string[] =>
    reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
  const labels = [...new Set([...(said?.labels ?? []), ...(marks?.labels ?? [])])];
  return [
    ...(problem === undefined ? [] : [problem.message]),
    ...(sealed === undefined ? [] : ['sealed: without vault-key only its status, labels and time are known']),
    ...(isBesideSealed === true ? [BESIDE_SEALED] : []),
    ...because('anomaly', said?.anomaly),
    ...because('in quarantine, never used', marks?.quarantine),
    ...because('held', marks?.hold),
    ...because('anomaly acknowledged', marks?.acknowledged),
    ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
    ...(labels.length === 0 ? [] : [`labels: ${labels.join(' ')}`]),
  ];
}

function notes(snapshot: SnapshotView): string {
  return notesOf(snapshot)
    .map((note) => `<br><span class="soft">${text(note)}</span>`)
    .join('');
}

function verifiedText({ snapshots }: Pick<SeriesView, 'snapshots'>, asOf: Date): string {
  const times = snapshots.flatMap(({ facts: marks }) => marks?.verified ?? []);
  const last = times.reduce<(typeof times)[number] | undefined>(
    (newest, each) => (newest === undefined || each.utc > newest.utc ? each : newest),
    undefined,
  );
  return last === undefined ? '<span class="mid">never</span>' : text(`${ageOf(asOf, last.utc)} (${last.level})`);
}

export function indexPage(view: VaultView, links: Links): PagePart {
  const { series, place, asOf } = view;
  const title = `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`;
  const rows = series.map((each) => {
    const { latest: first } = each;
    if (first === undefined) return withoutLatest(each, links);
    const counts = first.header?.counts;
    const name = `<a href="${links.to(namesOf.series(each.series))}">${text(each.series)}</a>`;
    return `<tr><td>${name}<td class="t">${timeCell(first.info.utc)}<br><span class="soft">${ageOf(asOf, first.info.utc)}</span><td class="st">${statusOf(first)}${notes(first)}${countCell(each.snapshots.length + each.olderCount)}${countCell(counts?.['files'])}${bytesCell(counts?.['bytes'])}${bytesCell(first.neededBytes)}<td class="st">${verifiedText(each, asOf)}<td>${hidden('restore', restoreCommand(place, first.info))}`;
  });
  const shown = new Set(series.map((each) => each.series));
  const oldest = series.flatMap(({ latest }) => latest?.info.utc ?? []).sort((a, b) => +a - +b)[0];
  const partial = series.filter(({ latest }) => (latest?.header ?? latest?.sealed)?.status !== 'complete').length;
  const unproved = series.filter(({ snapshots }) =>
    snapshots.every((each) => each.facts?.verified === undefined),
  ).length;
  const main = [
    `<h1>${text(title)}</h1>`,
    `<p class="soft">As of ${timeCell(asOf)}, from which all ages count.</p>`,
    ...view.coverages.map((found) => coverageSection(found, shown, asOf, links)),
    '<h2>Series</h2>',
    facts({
      Series: formatCount(series.length),
      'Newest snapshot not complete': formatCount(partial),
      'Never verified': formatCount(unproved),
      'Longest without a snapshot': oldest === undefined ? 'none' : ageOf(asOf, oldest),
    }),
    series.length === 0
      ? '<p>There is no snapshot in this vault.</p>'
      : table(
          'Series',
          ['Series', 'Newest', 'Status', 'Snapshots', 'Files', 'Size', 'In the bucket', 'Verified', 'Bring it back'],
          `<tbody>${rows.join('')}</tbody>`,
        ),
  ];
  return { name: namesOf.index, title: `Vault ${title}`, main: main.join('\n') };
}

/** The row of a series in which no snapshot counts. */
function withoutLatest({ series, snapshots, olderCount }: SeriesView, links: Links): string {
  const name = `<a href="${links.to(namesOf.series(series))}">${text(series)}</a>`;
  return `<tr><td>${name}<td class="t"><span class="bad">none that counts</span><td>${countCell(snapshots.length + olderCount)}<td><td><td><td><td>`;
}

export function seriesPage(view: VaultView, series: SeriesView, links: Links): PagePart {
  const { asOf, place } = view;
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
  const main = [
    `<h1>${text(series.series)}</h1>`,
    `<nav aria-label="Of this series">${lists.join(' ')}</nav>`,
    facts({
      'Newest snapshot': first === undefined ? 'none' : ageOf(asOf, first.info.utc),
      Files: formatCount(newest?.header?.counts['files'] ?? 0),
      Size: formatBytes(newest?.header?.counts['bytes'] ?? 0),
      Verified: verifiedText(series, asOf),
    }),
    first === undefined ? '' : `<p>Bring back the newest snapshot:</p>${command(restoreCommand(place, first.info))}`,
    ...curves(view, series),
    '<h2>Snapshots</h2>',
    series.olderCount > 0
      ? `<p class="soft">The newest ${formatCount(series.snapshots.length)}; ${formatCount(series.olderCount)} older ones are not shown.</p>`
      : '',
    table(
      'Snapshots, newest first',
      ['Time', 'Status', 'Files', 'Size', 'Added to the bucket', 'Changed', 'Verified', 'Bring it back'],
      `<tbody>${series.snapshots.map((each) => snapshotRow(view, series, each, links)).join('')}</tbody>`,
    ),
    refsTable(view, series),
  ];
  return { name, title: series.series, main: main.filter((part) => part !== '').join('\n') };
}

function snapshotRow({ asOf, place }: VaultView, { series }: SeriesView, each: SnapshotView, links: Links): string {
  const { info, header, facts: marks, changes } = each;
  const id = links.id(namesOf.series(series), anchorOf(info));
  const verified = marks?.verified;
  const proof = verified === undefined ? '' : text(`${ageOf(asOf, verified.utc)} (${verified.level})`);
  const moved = changes === undefined ? '' : changesText(changes);
  const link = changes === undefined || countOf(changes) === 0 ? moved : changesLink(series, info, moved, links);
  const added = header === undefined ? undefined : (header.counts['storedBytes'] ?? 0) + info.sizeBytes;
  const back = `${hidden('restore', restoreCommand(place, info))}`;
  return `<tr id="${id}"><td class="t">${timeCell(info.utc)}<br><span class="soft">${ageOf(asOf, info.utc)}, ${text(shortOf(info))}</span><td class="st">${statusOf(each)}${notes(each)}${countCell(header?.counts['files'])}${bytesCell(header?.counts['bytes'])}${bytesCell(added)}<td class="t">${link}<td class="st">${proof}<td>${back}`;
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
    return `<tr><td>${text(ref)}<td><code>${text(object)}</code><td class="t">${when}<td>${back}`;
  });
  const more = all.length > REFS_MAX ? `<p class="soft">And ${formatCount(all.length - REFS_MAX)} more.</p>` : '';
  return `<h2>Refs</h2>${table(`Refs of ${newest.info.series}`, ['Ref', 'Points to', 'Moved last', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}

/** Paths and refs on one page: the newest snapshots first. */
const CHANGES_MAX = 3000;
const MOVES_MAX = 200;

/** What changed from snapshot to snapshot, with the command that prints what was there before. */
export function changesPage({ place }: VaultView, series: SeriesView, links: Links): readonly PagePart[] {
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
    '<p>Once in a terminal:</p>',
    command(exportsOf(place, series.series)),
    '<p>A command <code>holdfast cat</code> prints the file as it was; <code>&gt; FILE</code> after it keeps it.</p>',
    ...(sections.length === 0 ? ['<p>Nothing changed between the snapshots shown here.</p>'] : sections),
  ];
  return [{ name, title: `What changed in ${series.series}`, main: main.join('\n') }];
}

function movesTable(label: string, { refs }: Changes, back: string): string {
  if (refs.length === 0) return '';
  const cell = (object: string | undefined): string =>
    `<td>${object === undefined ? '' : `<code>${text(object)}</code>`}`;
  const rows = refs
    .slice(0, MOVES_MAX)
    .map(
      ({ ref, before, after }) =>
        `<tr><td>${text(ref)}${cell(before)}${cell(after)}<td>${before === undefined ? '' : hidden('restore', back)}`,
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

export function searchPage(rows: readonly SearchRow[], links: Links): PagePart {
  const main = [
    '<h1>Search</h1>',
    '<noscript><p>The search needs JavaScript. All paths are in the lists of each series too.</p></noscript>',
    '<p><label for="q">Parts of a path, in any order</label></p>',
    '<input type="search" id="q" autocomplete="off" spellcheck="false" disabled>',
    '<p id="said" role="status"></p>',
    '<ul id="hits"></ul>',
    `<p><a href="${links.to(namesOf.index)}">All series</a></p>`,
    dataBlock('paths', rows),
  ];
  return { name: namesOf.search, title: 'Search', main: main.join('\n') };
}
