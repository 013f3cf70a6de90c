/** Which pages a vault has, and how they are linked: as files of a folder, or as one file. They are written series by series. */
import { html } from '../base/text.ts';
import { filePages } from './file-pages.ts';
import { indexPage, indexRow, type IndexRow, searchPage } from './index-page.ts';
import type { FleetView, SeriesView, VaultView } from './model.ts';
import { changesPage, seriesPage } from './pages.ts';
import { namesOf, type PagePart, type Links } from './parts.ts';
import { dataItem, pageAround } from './shell.ts';

/** What grows on the disk while the pages are made: what a search reads, and in one file the sections of all series. */
export type Spool = 'rows' | 'sections';
export type Piece = string | { readonly spool: Spool };

export interface Sink {
  readonly append: (spool: Spool, text: string) => Promise<void>;
  /** Under a name that no page before it has. */
  readonly put: (name: string, pieces: readonly Piece[]) => Promise<void>;
}

/** Of each series no more is kept than its row on the first page. */
export class SiteBuilder {
  readonly #view: VaultView;
  readonly #isSingle: boolean;
  readonly #links: Links;
  readonly #sink: Sink;
  readonly #rows: IndexRow[] = [];
  #searchRows = 0;

  /** @param isSingle all in one file, index.html */
  constructor(view: VaultView, isSingle: boolean, sink: Sink) {
    this.#view = view;
    this.#isSingle = isSingle;
    this.#links = isSingle ? inOneFile() : inFolder();
    this.#sink = sink;
  }

  async add(series: SeriesView): Promise<void> {
    for (const part of partsOf(this.#view, series, this.#links)) {
      if (this.#isSingle) await this.#sink.append('sections', section(part));
      else await this.#putPage(part);
      if (part.searched !== undefined)
        await this.#sink.append('rows', `${this.#searchRows++ === 0 ? '' : ','}${dataItem(part.searched)}`);
    }
    this.#rows.push(indexRow(this.#view, series, this.#links));
  }

  /** The pages of the whole vault. */
  async finish(fleet: FleetView): Promise<void> {
    const links = this.#links;
    const first = indexPage(this.#view, this.#rows, fleet, links);
    const search = searchPage(this.#rows, links);
    const rows: Piece[] = this.#searchRows === 0 ? [] : [{ spool: 'rows' }];
    const found = [search.before, ...rows, search.after];
    if (this.#isSingle) {
      const sections: Piece[] = this.#rows.length === 0 ? [] : [{ spool: 'sections' }];
      const all = [section(first), ...sections, sectionStart(search.name), ...found, SECTION_END];
      await this.#put(namesOf.index, first.title, all, true);
    } else {
      await this.#putPage(first);
      await this.#put(search.name, search.title, found, true);
    }
  }

  #putPage({ name, title, main }: PagePart): Promise<void> {
    return this.#put(name, title, [main], false);
  }

  #put(name: string, title: string, main: readonly Piece[], hasScript: boolean): Promise<void> {
    const [before, after] = pageAround({ title, hasScript });
    return this.#sink.put(`${name}.html`, [`${before}${head(this.#links)}<main>`, ...main, `</main>${FOOT}${after}`]);
  }
}

function* partsOf(view: VaultView, series: SeriesView, links: Links): Generator<PagePart> {
  yield seriesPage(view, series, links);
  yield changesPage(view, series, links);
  yield* filePages(view, series, links);
}

function inFolder(): Links {
  return {
    to: (name, anchor) => `${name}.html${anchor === undefined ? '' : `#${anchor}`}`,
    id: (_, anchor) => anchor,
    folders: (name) => ({ id: 'f', href: `${name}.html#f` }),
  };
}

function inOneFile(): Links {
  const numbers = new Map<string, number>();
  return {
    to: (name, anchor) => `#${anchor === undefined ? name : `${name}_${anchor}`}`,
    id: (name, anchor) => `${name}_${anchor}`,
    folders: (name) => {
      const number = numbers.get(name) ?? numbers.size + 1;
      numbers.set(name, number);
      const id = `p${String(number)}f`;
      return { id, href: `#${id}` };
    },
  };
}

const SECTION_END = '</section>\n';

function sectionStart(name: string): string {
  return `<section id="${html(name)}">`;
}

function section({ name, main }: PagePart): string {
  return `${sectionStart(name)}${main}${SECTION_END}`;
}

function head(links: Links): string {
  return `<header><nav aria-label="Pages"><a href="${links.to(namesOf.index)}">Vault</a><a href="${links.to(namesOf.search)}">Search</a></nav></header>`;
}

const FOOT =
  '<footer><p>Made by <code>holdfast browse</code> from roots, trees, marks and records; no pack was read. These pages load nothing.</p></footer>';
