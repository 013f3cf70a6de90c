/** One page of a list, by REST or by GraphQL, and where the next one is. */
import type { GithubClient } from '../../../../github/client.ts';
import { GithubFailure } from '../../../../github/failure.ts';
import type { GraphqlPage, PageChoice, Repository } from '../../../../github/graphql.ts';
import type { Item, NewestPage } from './kind.ts';

const PAGE_SIZE = 100;

/** The cursor is the query of the next page's address, as GitHub gave it. */
export function restPage(route: string, parameters: Item, field: string | undefined): NewestPage {
  return async (client, at, { cursor, older }) => {
    const place = placeOf(cursor);
    const answer = await client.get(route, { ...at, ...parameters, ...older, per_page: PAGE_SIZE, ...place });
    const page = Number(place['page'] ?? 1);
    const last = Number(answer.last?.searchParams.get('page') ?? page);
    return { items: itemsOf(answer.data, field), next: cursorOf(answer.next), pagesLeft: Math.max(last - page, 0) };
  };
}

/** Where the next page is: the whole query of its address. Its host and path are not used. */
export function cursorOf(next: URL | undefined): string | undefined {
  return next === undefined || next.search === '' ? undefined : next.search.slice(1);
}

/** The parameters of a cursor. */
export function placeOf(cursor: string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(cursor ?? ''));
}

type ReadGraphql = (client: GithubClient, at: Repository, choice: PageChoice) => Promise<GraphqlPage>;

export function graphqlPages(read: ReadGraphql, usual: number): NewestPage {
  return async (client, at, { cursor, first, knownBefore }) => {
    // A size that once was too much is tried again now and then, doubled.
    const page = await read(client, at, { after: cursor, first: Math.min(first ?? usual, usual), knownBefore });
    const pagesLeft = page.next === undefined ? 0 : Math.ceil(page.totalCount / page.first);
    return { ...page, pagesLeft, ...(page.first === usual ? {} : { first: page.first }) };
  };
}

/** The items of a page. An answer of any other shape is an error, so that nothing is mistaken for deleted. */
export function itemsOf(data: unknown, field?: string): readonly Item[] {
  const items = field === undefined ? data : (data as Item)[field];
  const isItem = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
  if (!Array.isArray(items) || !items.every(isItem)) {
    throw new GithubFailure('failed', 'The answer is not a list of items.');
  }
  return items as readonly Item[];
}
