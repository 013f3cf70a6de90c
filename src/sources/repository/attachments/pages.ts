/** The texts of a wiki's pages. */
import { MiB } from '../../../base/limits.ts';
import { readBlobs } from '../git/blobs.ts';
import type { ParentView } from '../../source.ts';
import type { Mirror } from '../git/part.ts';

/** In the state: the pages that the snapshot has of the wiki were searched. */
export const WIKI_ROW = ['github/wiki', '1'] as const;

export function wasWikiSearched(parent: ParentView | undefined): boolean {
  return [...(parent?.state(WIKI_ROW[0]) ?? [])].length > 0;
}

/** As GitHub knows Markdown: https://github.com/gollum/gollum-lib/blob/gollum-lib-5.x/lib/gollum-lib/markups.rb */
const IS_MARKDOWN = /\.(md|mkdn?|mdown|markdown)$/i;
/** A larger file is no page that somebody wrote. */
const PAGE_MAX_BYTES = 4 * MiB;

/** The pages in Markdown at the head of a wiki, as text, in the order of their paths. */
export async function* pagesOf({ git, gitDir, head }: Mirror): AsyncGenerator<string> {
  if (head === undefined) return;
  const listed = await git.run(['ls-tree', '-r', '-l', '-z', '--full-tree', head], { gitDir });
  const oids: string[] = [];
  for (const line of listed.toString('latin1').split('\0')) {
    const [, oid = '', bytes, path = ''] = /^\d{6} blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
    if (IS_MARKDOWN.test(path) && Number(bytes) <= PAGE_MAX_BYTES) oids.push(oid);
  }
  for await (const page of readBlobs(git, gitDir, oids)) yield page.toString();
}
