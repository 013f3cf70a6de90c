/** Asks GitHub for texts as HTML: in those of a private repository, addresses of attachments are signed. */
import type { GithubClient } from '../../../github/client.ts';
import type { Address } from './addresses.ts';

/** The kinds of nodes whose text may name attachments. */
const TEXTS = `id
  ... on Issue { html: bodyHTML } ... on PullRequest { html: bodyHTML } ... on IssueComment { html: bodyHTML }
  ... on PullRequestReview { html: bodyHTML } ... on PullRequestReviewComment { html: bodyHTML }
  ... on CommitComment { html: bodyHTML } ... on Discussion { html: bodyHTML }
  ... on DiscussionComment { html: bodyHTML } ... on Release { release: descriptionHTML }`;

const RENDERED = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${TEXTS} } }`;

interface Rendered {
  readonly html?: unknown;
  readonly release?: unknown;
}

/**
 * Signed addresses in the texts of up to 100 nodes; each is valid for some five minutes. Throws a GithubFailure; a node that is
 * gone or closed to the token gives none.
 */
async function signedAddresses(
  client: GithubClient,
  ids: readonly string[],
  serverUrl: string,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const data = (await client.graphql(RENDERED, { ids })).data as {
    readonly nodes?: readonly (Rendered | null)[];
  } | null;
  const texts = (data?.nodes ?? []).map((node) => node?.html ?? node?.release);
  return texts.flatMap((html) => (typeof html === 'string' ? signedIn(html, serverUrl) : []));
}

/** For so many attachments one request asks for signed addresses. */
const AT_A_TIME = 24;
const VALID_MS = 240_000;

/** Signed addresses of attachments, asked for just before they are used. */
export class SignedAddresses {
  readonly #client: GithubClient;
  readonly #nodes: readonly (readonly string[])[];
  readonly #serverUrl: string;
  readonly #now: () => Date;
  readonly #asked = new Map<number, { readonly atMs: number; readonly found: Promise<readonly string[]> }>();

  /** `nodes`: for each attachment the items that name it; empty if no address is signed. */
  constructor(client: GithubClient, nodes: readonly (readonly string[])[], serverUrl: string, now: () => Date) {
    this.#client = client;
    this.#nodes = nodes;
    this.#serverUrl = serverUrl;
    this.#now = now;
  }

  /** The signed address of the attachment number `at`. Throws a GithubFailure. */
  async find(address: Address, at: number): Promise<string | undefined> {
    const first = Math.floor(at / AT_A_TIME) * AT_A_TIME;
    const ids = [...new Set(this.#nodes.slice(first, first + AT_A_TIME).flat())].slice(0, 100);
    if (ids.length === 0) return undefined;
    let asked = this.#asked.get(first);
    if (asked === undefined || asked.atMs < this.#now().getTime() - VALID_MS) {
      const found = signedAddresses(this.#client, ids, this.#serverUrl);
      asked = { atMs: this.#now().getTime(), found };
      this.#asked.set(first, asked);
    }
    return (await asked.found).find((url) => new URL(url).pathname.includes(address.token));
  }
}

/** Addresses of pictures, videos and links that are signed: `https://private-user-images...?jwt=...`. */
function signedIn(html: string, serverUrl: string): readonly string[] {
  const server = new URL(serverUrl);
  const found: string[] = [];
  for (const [, text = ''] of html.matchAll(/\b(?:src|href)="(https?:[^"<>\s]{1,4096})"/g)) {
    const address = text.replaceAll('&amp;', '&');
    if (URL.canParse(address) && isSigned(new URL(address), server)) found.push(address);
  }
  return found;
}

/** The hosts are checked: people can write a link to any host that looks like a signed one. */
function isSigned({ protocol, host, pathname, searchParams }: URL, server: URL): boolean {
  if (protocol !== 'https:' && !(host === server.host && protocol === server.protocol)) return false;
  const hosts = ['private-user-images.githubusercontent.com', `private-user-images.${server.host}`];
  if (hosts.includes(host)) return searchParams.has('jwt');
  // GitHub Enterprise Server.
  const isStored = host === `media.${server.host}` || (host === server.host && pathname.startsWith('/storage/user/'));
  return isStored && searchParams.has('token');
}
