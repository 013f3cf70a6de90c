/** Which pages a vault has, and how they are linked: as files of a folder, or as one file. */
import { html } from '../base/text.ts';
import { filePages } from './file-pages.ts';
import type { SeriesView, VaultView } from './model.ts';
import { changesPage, indexPage, searchPage, seriesPage } from './pages.ts';
import { namesOf, type PagePart, type SearchRow, type Links } from './parts.ts';
import { wholePage } from './shell.ts';

/** File names and their contents. The first is the one to open. */
export type Site = readonly { readonly name: string; readonly content: string }[];

/** @param single all in one file */
export function renderSite(view: VaultView, single: boolean): Site {
  const links = single ? inOneFile() : inFolder();
  const found: SearchRow[] = [];
  const ofSeries = view.series.flatMap((series) => partsOf(view, series, links, (row) => found.push(row)));
  const parts = [indexPage(view, links), ...ofSeries, searchPage(found, links)];
  return single ? [{ name: 'index.html', content: joined(parts, links) }] : parts.map((part) => page(part, links));
}

function partsOf(
  view: VaultView,
  series: SeriesView,
  links: Links,
  onPage: (row: SearchRow) => void,
): readonly PagePart[] {
  return [
    seriesPage(view, series, links),
    ...changesPage(view, series, links),
    ...filePages(view, series, links, onPage),
  ];
}

function inFolder(): Links {
  return {
    to: (name, anchor) => `${name}.html${anchor === undefined ? '' : `#${anchor}`}`,
    id: (_, anchor) => anchor,
  };
}

function inOneFile(): Links {
  return {
    to: (name, anchor) => `#${anchor === undefined ? name : `${name}_${anchor}`}`,
    id: (name, anchor) => `${name}_${anchor}`,
  };
}

function page(part: PagePart, links: Links): Site[number] {
  const body = `${head(links)}<main>${part.main}</main>${FOOT}`;
  return {
    name: `${part.name}.html`,
    content: wholePage({ title: part.title, body, hasScript: part.name === namesOf.search }),
  };
}

function joined(parts: readonly PagePart[], links: Links): string {
  const sections = parts.map(({ name, main }) => `<section id="${html(name)}">${main}</section>`).join('\n');
  const body = `${head(links)}<main>${sections}</main>${FOOT}`;
  return wholePage({ title: parts[0]?.title ?? '', body, hasScript: true });
}

function head(links: Links): string {
  return `<header><nav aria-label="Pages"><a href="${links.to(namesOf.index)}">Vault</a><a href="${links.to(namesOf.search)}">Search</a></nav></header>`;
}

const FOOT =
  '<footer><p>Made by <code>holdfast browse</code> from roots, trees, marks and records; no pack was read. These pages load nothing.</p></footer>';
