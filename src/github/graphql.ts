/** The GraphQL queries. */
import { GithubFailure } from './failure.ts';
import type { GithubClient } from './client.ts';

/**
 * What only GraphQL offers (discussions), or offers at a hundredth of the requests (reviews of all pull requests,
 * statuses of all deployments).
 */

// Ids of reviews have outgrown the 32 bits of `databaseId`.
const REVIEW = `id fullDatabaseId state body submittedAt createdAt updatedAt authorAssociation url
  author { __typename login } commit { oid }`;

const REVIEWS = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: pullRequests(first: 50, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id number updatedAt reviews(first: 50) { pageInfo { hasNextPage endCursor } nodes { ${REVIEW} } } }
    }
  }
}`;

const MORE_REVIEWS = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviews(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${REVIEW} } }
  } }
}`;

const STATUS = `state description environment environmentUrl logUrl createdAt updatedAt
  creator { __typename login }`;

const STATUSES = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: deployments(first: 50, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id databaseId createdAt
        statuses(first: 20) { pageInfo { hasNextPage endCursor } nodes { ${STATUS} } } }
    }
  }
}`;

const MORE_STATUSES = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on Deployment {
    more: statuses(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${STATUS} } }
  } }
}`;

const COMMENT = `id databaseId body createdAt lastEditedAt isAnswer url author { __typename login }`;
const REPLIES = `pageInfo { hasNextPage endCursor } nodes { ${COMMENT} }`;
const COMMENTS = `pageInfo { hasNextPage endCursor } nodes { ${COMMENT} replies(first: 20) { ${REPLIES} } }`;

const DISCUSSIONS = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: discussions(first: 20, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes {
        id databaseId number title body createdAt updatedAt lastEditedAt locked closed stateReason upvoteCount url
        author { __typename login } category { name slug isAnswerable } labels(first: 50) { nodes { name } }
        comments(first: 30) { ${COMMENTS} }
      }
    }
  }
}`;

const MORE_COMMENTS = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on Discussion { more: comments(first: 50, after: $after) { ${COMMENTS} } } }
}`;

const MORE_REPLIES = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on DiscussionComment { more: replies(first: 100, after: $after) { ${REPLIES} } } }
}`;

type Fields = Readonly<Record<string, unknown>>;

interface Connection {
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (Fields | null)[];
}

export interface GraphqlPage {
  readonly items: readonly Fields[];
  /** Where to continue; undefined at the end. */
  readonly next: string | undefined;
  readonly totalCount: number;
}

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** Pull requests, newest change first: `{number, updated_at, reviews: [...]}`. */
export async function reviewPage(
  client: GithubClient,
  at: Repository,
  after: string | undefined,
): Promise<GraphqlPage> {
  const page = await firstPage(client, REVIEWS, at, after);
  const items: Fields[] = [];
  for (const pull of nodesOf(page)) {
    const reviews = await allNodes(client, pull, 'reviews', MORE_REVIEWS);
    items.push({ number: pull['number'], updated_at: pull['updatedAt'], reviews: reviews.map(plain) });
  }
  return pageOf(page, items);
}

/** Deployments, newest first: `{id, created_at, statuses: [...]}`. */
export async function statusPage(
  client: GithubClient,
  at: Repository,
  after: string | undefined,
): Promise<GraphqlPage> {
  const page = await firstPage(client, STATUSES, at, after);
  const items: Fields[] = [];
  for (const deployment of nodesOf(page)) {
    const statuses = await allNodes(client, deployment, 'statuses', MORE_STATUSES);
    items.push(plain({ ...deployment, statuses }) as Fields);
  }
  return pageOf(page, items);
}

/** Discussions, newest change first, each with its comments and their replies. */
export async function discussionPage(
  client: GithubClient,
  at: Repository,
  after: string | undefined,
): Promise<GraphqlPage> {
  const page = await firstPage(client, DISCUSSIONS, at, after);
  const items: Fields[] = [];
  for (const discussion of nodesOf(page)) {
    const comments: Fields[] = [];
    for (const comment of await allNodes(client, discussion, 'comments', MORE_COMMENTS)) {
      comments.push({ ...comment, replies: await allNodes(client, comment, 'replies', MORE_REPLIES) });
    }
    items.push(plain({ ...discussion, comments }) as Fields);
  }
  return pageOf(page, items);
}

async function firstPage(client: GithubClient, query: string, at: Repository, after: string | undefined) {
  const data = (await whole(client, query, { ...at, after: after ?? null })) as {
    repository: { page: unknown } | null;
  };
  return connection(data.repository?.page);
}

async function whole(client: GithubClient, query: string, variables: Fields): Promise<unknown> {
  const { data, errors } = await client.graphql(query, variables);
  if (errors[0] !== undefined) throw new GithubFailure('failed', errors[0].message);
  return data;
}

function pageOf(page: Connection, items: readonly Fields[]): GraphqlPage {
  return { items, next: nextOf(page), totalCount: page.totalCount ?? 0 };
}

function nextOf({ pageInfo }: Connection): string | undefined {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
}

/** All nodes of a connection that came with its first ones. */
async function allNodes(client: GithubClient, parent: Fields, name: string, query: string): Promise<readonly Fields[]> {
  let page = connection(parent[name]);
  const nodes = [...nodesOf(page)];
  for (let after = nextOf(page); after !== undefined; after = nextOf(page)) {
    const data = (await whole(client, query, { id: parent['id'], after })) as { node: { more: unknown } | null };
    page = connection(data.node?.more);
    nodes.push(...nodesOf(page));
  }
  return nodes;
}

function nodesOf(page: Connection): readonly Fields[] {
  return page.nodes.filter((node) => node !== null);
}

function connection(value: unknown): Connection {
  const found = value as Partial<Connection> | null | undefined;
  if (!Array.isArray(found?.nodes) || typeof found.pageInfo?.hasNextPage !== 'boolean') {
    throw new GithubFailure('failed', 'The GraphQL answer is not what was requested.');
  }
  return found as Connection;
}

/** The names that REST uses for the same: `createdAt` as `created_at`, `author` as `user`, `databaseId` as `id`. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('nodes' in value) return plain(value.nodes);
  const renamed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    renamed[NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] =
      name === 'fullDatabaseId' ? Number(field) : plain(field);
  }
  return renamed;
}

const NAMES: Readonly<Record<string, string>> = {
  __typename: 'type',
  author: 'user',
  databaseId: 'id',
  fullDatabaseId: 'id',
  id: 'node_id',
  oid: 'sha',
  url: 'html_url',
};
