/** Lists of files, folder by folder, a few thousand a page; each row is the end of the command that prints the file. */
import { quoted } from '../base/command-line.ts';
import { shownPath } from '../base/text.ts';
import { formatBytes, formatCount } from '../report/format.ts';
import { gapsOf } from './cells.ts';
import type { FileView, SeriesView, VaultView } from './model.ts';
import {
  type Links,
  namesOf,
  onceInTerminal,
  type PagePart,
  shortOf,
  type Taken,
  takenOf,
  timeCell,
  typedPath,
} from './parts.ts';
import { table, text } from './shell.ts';

const ROWS_OF_A_PAGE = 2500;
/** Of what is gone: more than anybody looks through. */
const GONE_MAX = 20_000;

/** Ends of cells, rows and groups of rows are implied, since there are very many. */
const FOLDER_HEAD = '<tr><th colspan=3 scope=rowgroup>';

interface Row {
  readonly file: FileView;
  /** With a slash at its end; '' at the top. */
  readonly folder: string;
  readonly name: string;
}

export function* filePages(view: VaultView, series: SeriesView, links: Links): Generator<PagePart> {
  const { newest } = series;
  if (newest === undefined) return;
  const taken = takenOf(series);
  const there = chunks(rowsOf(series.files));
  for (const [index, rows] of there.entries()) {
    const number = index + 1;
    const name = namesOf.files(series.series, number);
    const title = `Files of ${series.series}`;
    const found: string[] = [];
    const places = links.folders(name);
    const body = folders(`${title}, page ${String(number)}`, rows, (folder, list, at) => {
      found.push(folder, frontCoded(list.map((row) => row.name)));
      return `<tbody id="${places.id}${String(at)}">${FOLDER_HEAD}${folderHead(folder)}${list.map((row) => fileRow(row, undefined, taken)).join('')}`;
    });
    const about = `<p>The files of the newest snapshot that could be read, of ${timeCell(newest.info.utc)}, page ${String(number)} of ${String(there.length)}.</p>`;
    const others = there.length < 2 ? '' : pageLinks(there, series.series, index, links);
    const once = onceInTerminal(view.place, series, newest.info);
    const page = listPage(series, name, links, { title, above: [about, others], once, rows: body });
    yield { ...page, searched: [places.href, series.series, ...found] };
  }
  yield* gonePages(view, series, taken, links);
}

function* gonePages({ place }: VaultView, series: SeriesView, taken: Taken, links: Links): Generator<PagePart> {
  const gone = chunks(rowsOf(series.gone.slice(0, GONE_MAX)));
  for (const [index, rows] of gone.entries()) {
    const name = namesOf.gone(series.series, index + 1);
    const title = `No longer in ${series.series}`;
    const body = folders(`${title}, page ${String(index + 1)}`, rows, (folder, list) => {
      const head = folder === '' ? 'At the top' : text(folder);
      return `<tbody>${FOLDER_HEAD}${head}${list.map((row) => fileRow(row, shortOf(row.file.lastIn), taken)).join('')}`;
    });
    const next = index + 1 < gone.length;
    const more = next ? `<p><a href="${links.to(namesOf.gone(series.series, index + 2))}">Next page</a></p>` : '';
    const about = `<p>Paths of earlier snapshots shown here that the newest has not: ${formatCount(series.gone.length)}.</p>`;
    yield listPage(series, name, links, {
      ...{ title, above: [about, more] },
      ...{ once: onceInTerminal(place, series), rows: body },
    });
  }
}

interface List {
  readonly title: string;
  readonly above: readonly string[];
  /** What to type in a terminal before the commands of rows. */
  readonly once: string;
  readonly rows: string;
}

/** The box stands beside the table, since its state decides how that is shown. */
function listPage(series: SeriesView, name: string, links: Links, { title, above, once, rows }: List): PagePart {
  const box = `c-${name}`;
  const main = [
    `<h1>${text(title)}</h1>`,
    `<p><a href="${links.to(namesOf.series(series.series))}">Snapshots</a></p>`,
    gapsOf(series),
    ...above,
    once,
    '<p>Each row then is a command that prints the file; <code>&gt; FILE</code> after it keeps it.</p>',
    `<input type="checkbox" class="c" id="${box}"> <label for="${box}">Show commands</label>`,
    rows,
  ];
  return { name, title, main: main.filter((part) => part !== '').join('\n') };
}

/** Each name as the length of what it shares with the one before it, one digit of base 36, and the rest; slashes between them. */
function frontCoded(names: readonly string[]): string {
  const coded = names.map((name, index) => {
    const before = names[index - 1] ?? '';
    let shared = 0;
    while (shared < 35 && shared < name.length && name[shared] === before[shared]) shared++;
    return shared.toString(36) + name.slice(shared);
  });
  return coded.join('/');
}

function pageLinks(all: readonly (readonly Row[])[], series: string, current: number, links: Links): string {
  const items = all.map((rows, index) => {
    const label = text(`${String(index + 1)}: ${rows[0]?.folder ?? ''}${rows[0]?.name ?? ''}`);
    return index === current
      ? `<li><b>${label}</b>`
      : `<li><a href="${links.to(namesOf.files(series, index + 1))}">${label}</a>`;
  });
  return `<details><summary>Pages, each with its first path</summary><ol>${items.join('')}</ol></details>`;
}

function rowOf(file: FileView): Row {
  const shown = shownPath(file.path);
  const slash = shown.lastIndexOf('/') + 1;
  return { file, folder: shown.slice(0, slash), name: shown.slice(slash) };
}

/** The files of a folder together: in the order of paths, those of its own folders stand between them. */
function rowsOf(files: readonly FileView[]): readonly Row[] {
  return files.map(rowOf).sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}

function chunks(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_OF_A_PAGE) }, (_, index) =>
    rows.slice(index * ROWS_OF_A_PAGE, (index + 1) * ROWS_OF_A_PAGE),
  );
}

/** A table with a heading for each folder. */
function folders(
  label: string,
  rows: readonly Row[],
  render: (folder: string, list: readonly Row[], at: number) => string,
): string {
  const parts: string[] = [];
  for (let start = 0, at = 1; start < rows.length; at++) {
    const { folder } = rows[start] as Row;
    let end = start;
    while (end < rows.length && rows[end]?.folder === folder) end++;
    parts.push(render(folder, rows.slice(start, end), at));
    start = end;
  }
  return table(label, ['Name', 'Size', 'Versions: the last one'], parts.join(''), 'f');
}

function folderHead(folder: string): string {
  if (folder === '') return 'At the top';
  const include = patternOf(folder);
  if (include === undefined) return text(folder);
  return `${text(folder)}<i> ${text(`holdfast restore --path ./restored --include ${quoted(`${include}**`)}`)}</i>`;
}

/** The pattern of a path; undefined where its name has a backslash, of its own or as an escape, or ends in a space, which is cut off. */
function patternOf(path: string): string | undefined {
  return path.includes('\\') || /\s$/.test(path) ? undefined : `/${path.replace(/[*?[\]!#~]/g, '\\$&')}`;
}

function linkCommand(path: string, version: string | undefined): string {
  const include = patternOf(path);
  const which = version === undefined ? '' : `--version ${version} `;
  return include === undefined
    ? ''
    : `<i> ${text(`holdfast restore ${which}--path ./restored --include ${quoted(include)}`)}</i>`;
}

/** The row of a file with the command around its name, which the box above the table shows. */
function fileRow(row: Row, version: string | undefined, taken: Taken): string {
  const { file, folder, name } = row;
  const { type, sizeBytes, versions, changedAt, target } = file;
  const size = type === 'file' ? formatBytes(sizeBytes) : '';
  // Of a file that is as it was in the oldest snapshot shown here, nobody knows here when it came.
  const last = versions === 1 ? '' : `<td>${String(versions)}: ${changedAt.toISOString().slice(0, 10)}`;
  const shown =
    type === 'file'
      ? named(row, version, typedPath(file.path, taken))
      : `${text(name)} &rarr; ${text(shownPath(target))}${linkCommand(folder + name, version)}`;
  return `<tr><td>${shown}<td>${size}${last}`;
}

/** @param typed the path as mode cat takes it: most often the same as is shown */
function named({ folder, name }: Row, version: string | undefined, typed: string | undefined): string {
  if (typed === undefined) return text(name);
  const cat = `holdfast cat ${version === undefined ? '' : `--version ${version} `}`;
  const word = quoted(typed);
  if (typed !== folder + name || typed.startsWith('-') || typed.includes("'"))
    return `${text(name)}<i> ${cat}${text(`--path=${word}`)}</i>`;
  if (word === typed) return `<i>${cat}${text(folder)}</i>${text(name)}`;
  return `<i>${cat}&#39;${text(folder)}</i>${text(name)}<i>&#39;</i>`;
}
