/** Finds in a text what the archive has a page or a file for: `#12`, addresses of issues, attachments. */
import { attachmentAt, withoutExtension } from '../attachments/addresses.ts';

/** A piece of a text: as it is, a link to a page of the archive, or a file that was attached. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'page'; readonly text: string; readonly path: string }
  | { readonly type: 'file'; readonly text: string; readonly path: string };

/** What the archive has. */
export interface Shelves {
  /** The pages, without extension, by number of the issue, pull request or discussion. */
  readonly pages: ReadonlyMap<string, string>;
  /** Attached files: by their path without extension, that with it. Both below the folder of attachments. */
  readonly files: ReadonlyMap<string, string>;
  /** `https://github.com/acme/shop`, or empty. */
  readonly repositoryUrl: string;
}

const LINK = /https?:\/\/[^\s<>"'`[\]{}\\|^]+|(?<![\w/#&])#\d{1,15}\b/gi;

/** The pieces of a text, in order. Joined, their texts are the text. */
export function piecesOf(text: string, shelves: Shelves): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const piece = match[0].startsWith('#')
      ? pageOf(match[0].slice(1), match[0], shelves)
      : addressPiece(match[0], shelves);
    if (piece === undefined) continue;
    if (match.index > from) pieces.push({ type: 'text', text: text.slice(from, match.index) });
    pieces.push(piece);
    from = match.index + piece.text.length;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

function pageOf(number: string, text: string, { pages }: Shelves): Piece | undefined {
  const path = pages.get(number);
  return path === undefined ? undefined : { type: 'page', text, path };
}

function addressPiece(address: string, shelves: Shelves): Piece | undefined {
  const { repositoryUrl, files } = shelves;
  if (repositoryUrl === '') return undefined;
  if (address.toLowerCase().startsWith(`${repositoryUrl.toLowerCase()}/`)) {
    const page = /^\/(?:issues|pull|discussions)\/(\d{1,15})(?![\w/-])/.exec(address.slice(repositoryUrl.length));
    if (page !== null) return pageOf(page[1] ?? '', address.slice(0, repositoryUrl.length + page[0].length), shelves);
  }
  const text = address.replace(/[).,;:!?*_~]+$/, '');
  const path = files.get(attachmentAt(text, new URL(repositoryUrl).origin)?.path ?? '');
  return path === undefined ? undefined : { type: 'file', text, path };
}

/** The files by the path that their addresses give. */
export function filesByAddress(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [withoutExtension(path), path]));
}
