/** The GraphQL queries. */
import { GithubFailure } from './failure.ts';
import type { GithubClient } from './client.ts';

/**
 * What only GraphQL offers (discussions, resolved threads), or offers at a hundredth of the requests (reviews of all
 * pull requests, statuses of all deployments). `first` is the size of a page: the client makes it smaller where a page
 * takes GitHub too long.
 */

const VARIABLES = '$owner: String!, $repo: String!, $first: Int!, $after: String';
const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const INFO = 'pageInfo { hasNextPage endCursor }';
const REACTIONS = 'reactionGroups { content reactors { totalCount } }';

// Ids of reviews have outgrown the 32 bits of `databaseId`.
const REVIEW = `id fullDatabaseId state body submittedAt createdAt updatedAt authorAssociation url
  author { __typename login } commit { oid } ${REACTIONS}`;
const THREAD = `isResolved isOutdated path line startLine resolvedBy { login }
  comments(first: 1) { nodes { fullDatabaseId } }`;

const REVIEWS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: pullRequests(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id number updatedAt reviews(first: 50) { ${INFO} nodes { ${REVIEW} } }
        reviewThreads(first: 30) { ${INFO} nodes { ${THREAD} } }
      }
    }
  }
}`;

const MORE_REVIEWS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviews(first: $first, after: $after) { ${INFO} nodes { ${REVIEW} } }
  } }
}`;

const MORE_THREADS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviewThreads(first: $first, after: $after) { ${INFO} nodes { ${THREAD} } }
  } }
}`;

const STATUS = `state description environment environmentUrl logUrl createdAt updatedAt
  creator { __typename login }`;

const STATUSES = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${PAGE}
      nodes { id databaseId createdAt statuses(first: 20) { ${INFO} nodes { ${STATUS} } } }
    }
  }
}`;

const MORE_STATUSES = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on Deployment {
    more: statuses(first: $first, after: $after) { ${INFO} nodes { ${STATUS} } }
  } }
}`;

const COMMENT = `id databaseId body createdAt lastEditedAt isAnswer url author { __typename login } ${REACTIONS}`;
const REPLIES = `${INFO} nodes { ${COMMENT} }`;
const COMMENTS = `${INFO} nodes { ${COMMENT} replies(first: 20) { ${REPLIES} } }`;

const DISCUSSIONS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: discussions(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id databaseId number title body createdAt updatedAt lastEditedAt locked closed stateReason upvoteCount url
        author { __typename login } category { name slug isAnswerable } labels(first: 50) { nodes { name } }
        poll { question totalVoteCount options(first: 20) { nodes { option totalVoteCount } } } ${REACTIONS}
        comments(first: 30) { ${COMMENTS} }
      }
    }
  }
}`;

const MORE_COMMENTS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on Discussion { more: comments(first: $first, after: $after) { ${COMMENTS} } } }
}`;

const MORE_REPLIES = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on DiscussionComment { more: replies(first: $first, after: $after) { ${REPLIES} } } }
}`;

const FIELD = '... on ProjectV2FieldCommon { name }';
const PROJECT_FIELD = `... on ProjectV2FieldCommon { name dataType }
  ... on ProjectV2SingleSelectField { options { optionId: id name color description } }
  ... on ProjectV2IterationField { configuration { startDay duration
    iterations { iterationId: id title startDate duration } completedIterations { iterationId: id title startDate duration } } }`;
const VIEW = `number name layout filter fields(first: 50) { nodes { ${FIELD} } } groupByFields(first: 10) { nodes { ${FIELD} } }
  verticalGroupByFields(first: 10) { nodes { ${FIELD} } } sortByFields(first: 10) { nodes { direction field { ${FIELD} } } }`;
// Labels, people, milestones and the like are those of the issue.
const VALUE = `__typename ... on ProjectV2ItemFieldValueCommon { field { ${FIELD} } }
  ... on ProjectV2ItemFieldTextValue { text } ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldDateValue { date } ... on ProjectV2ItemFieldSingleSelectValue { name optionId }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration iterationId }`;
const OF_ISSUE = 'number repository { nameWithOwner }';
const PROJECT_ITEM = `fullDatabaseId type isArchived createdAt updatedAt creator { __typename login }
  content { __typename ... on Issue { ${OF_ISSUE} } ... on PullRequest { ${OF_ISSUE} }
    ... on DraftIssue { title body createdAt updatedAt assignees(first: 20) { nodes { login } } } }
  fieldValues(first: 50) { nodes { ${VALUE} } }`;

const PROJECTS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: projectsV2(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id fullDatabaseId number title shortDescription readme closed closedAt public template createdAt updatedAt url
        creator { __typename login } owner { ... on Organization { login } ... on User { login } }
        fields(first: 50) { ${INFO} nodes { ${PROJECT_FIELD} } } views(first: 20) { ${INFO} nodes { ${VIEW} } }
        items(first: 50) { ${INFO} nodes { ${PROJECT_ITEM} } }
      }
    }
  }
}`;

const MORE_OF_PROJECT = (field: string, node: string) => `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on ProjectV2 { more: ${field}(first: $first, after: $after) { ${INFO} nodes { ${node} } } } }
}`;

const SUBJECT = `__typename ... on Issue { ${OF_ISSUE} } ... on PullRequest { ${OF_ISSUE} }`;
const BY = 'id createdAt isCrossRepository actor { __typename login }';
const REFERENCE = `__typename
  ... on CrossReferencedEvent { ${BY} willCloseTarget source { ${SUBJECT} } }
  ... on ConnectedEvent { ${BY} source { ${SUBJECT} } subject { ${SUBJECT} } }
  ... on DisconnectedEvent { ${BY} source { ${SUBJECT} } subject { ${SUBJECT} } }`;
const REFERENCE_TYPES = 'itemTypes: [CROSS_REFERENCED_EVENT, CONNECTED_EVENT, DISCONNECTED_EVENT]';

const REFERENCES = (field: ReferencedField) => `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: ${field}(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes { id number updatedAt references: timelineItems(first: 10, ${REFERENCE_TYPES}) { ${INFO} nodes { ${REFERENCE} } } }
    }
  }
}`;

const MORE_REFERENCES = (field: ReferencedField) => `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on ${field === 'issues' ? 'Issue' : 'PullRequest'} {
    more: timelineItems(first: $first, after: $after, ${REFERENCE_TYPES}) { ${INFO} nodes { ${REFERENCE} } }
  } }
}`;

export type ReferencedField = 'issues' | 'pullRequests';

/** Numbers only, oldest first, to see which are gone. */
const NUMBERS = (field: NumberedField) => `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: ${field}(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      ${PAGE} nodes { number }
    }
  }
}`;

const EXISTS = (field: NumberedField) => `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { ${field === 'pullRequests' ? 'pullRequest' : 'discussion'}(number: $number) { number } }
}`;

export type NumberedField = 'pullRequests' | 'discussions';

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
  /** The size of the page, which may be smaller than asked for. */
  readonly first: number;
  /** What GitHub could not give. */
  readonly lacking: readonly Lacking[];
  /** Some were left out, see `PageChoice.knownBefore`. */
  readonly hasKnown: boolean;
}

export interface Lacking {
  /** Its number or id; undefined if not even that was given. */
  readonly number: number | undefined;
  readonly why: string;
  /** GitHub says that the token may not see it. */
  readonly isDenied?: boolean;
}

export interface PageChoice {
  readonly after: string | undefined;
  readonly first: number;
  /** ISO 8601. What is older, by the time of the order, and would take more requests, is left out. */
  readonly knownBefore?: string | undefined;
}

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/**
 * Pull requests, newest change first: `{number, updated_at, reviews: [...], threads: [...]}`. None is left out as known: GitHub does
 * not promise that a thread that is resolved changes the time of its pull request.
 */
export function reviewPage(client: GithubClient, at: Repository, choice: PageChoice): Promise<GraphqlPage> {
  return readPage(client, REVIEWS, at, { ...choice, knownBefore: undefined }, async (pull) => {
    const reviews = await allNodes(client, pull, 'reviews', MORE_REVIEWS);
    const threads = await allNodes(client, pull, 'reviewThreads', MORE_THREADS);
    return {
      number: pull['number'],
      updated_at: pull['updatedAt'],
      reviews: reviews.map(plain),
      threads: threads.map((thread) => plain({ ...thread, comments: idsOf(thread['comments']) })),
    };
  });
}

/** A thread is known by its first comment on a line. */
function idsOf(comments: unknown): readonly number[] {
  return nodesOf(connection({ pageInfo: { hasNextPage: false, endCursor: null }, ...(comments as object) })).map((it) =>
    Number(it['fullDatabaseId']),
  );
}

/** Issues or pull requests, newest change first, with what refers to them: `{number, updated_at, references: [...]}`. */
export function referencePage(field: ReferencedField) {
  return (client: GithubClient, at: Repository, choice: PageChoice): Promise<GraphqlPage> =>
    readPage(client, REFERENCES(field), at, choice, async ({ number, updatedAt, ...item }) => {
      const references = await allNodes(client, item, 'references', MORE_REFERENCES(field));
      return plain({ number, updatedAt, references }) as Fields;
    });
}

/** Deployments, newest first: `{id, created_at, statuses: [...]}`. */
export function statusPage(client: GithubClient, at: Repository, choice: PageChoice): Promise<GraphqlPage> {
  return readPage(client, STATUSES, at, choice, async (deployment) => {
    const statuses = await allNodes(client, deployment, 'statuses', MORE_STATUSES);
    return plain({ ...deployment, statuses }) as Fields;
  });
}

/** Discussions, newest change first, each with its comments and their replies. */
export function discussionPage(client: GithubClient, at: Repository, choice: PageChoice): Promise<GraphqlPage> {
  return readPage(client, DISCUSSIONS, at, choice, async (discussion) => {
    const comments: Fields[] = [];
    for (const comment of await allNodes(client, discussion, 'comments', MORE_COMMENTS)) {
      comments.push({ ...comment, replies: await allNodes(client, comment, 'replies', MORE_REPLIES) });
    }
    return plain({ ...discussion, comments }) as Fields;
  });
}

/** Projects that are linked to the repository, newest change first, each with its fields, views and items. */
export async function projectPage(client: GithubClient, at: Repository, choice: PageChoice): Promise<GraphqlPage> {
  const page = await readPage(client, PROJECTS, at, choice, async (project) => {
    const fields = await allNodes(client, project, 'fields', MORE_OF_PROJECT('fields', PROJECT_FIELD));
    const views = await allNodes(client, project, 'views', MORE_OF_PROJECT('views', VIEW));
    const items = await allNodes(client, project, 'items', MORE_OF_PROJECT('items', PROJECT_ITEM));
    return plain({ ...project, fields, views, items }) as Fields;
  });
  const [first] = page.lacking;
  if (page.items.length === 0 && first?.isDenied === true) throw new GithubFailure('denied', first.why);
  return page;
}

/** Numbers, oldest first. */
export async function numberPage(client: GithubClient, at: Repository, field: NumberedField, after?: string) {
  const page = await readPage(client, NUMBERS(field), at, { after, first: 100 }, (item) => Promise.resolve(item));
  return { ...page, numbers: page.items.map((item) => Number(item['number'])) };
}

/** Throws a GithubFailure of the kind `absent` if it is gone. */
export async function expectNumber(client: GithubClient, at: Repository, field: NumberedField, number: number) {
  await client.graphql(EXISTS(field), { ...at, number });
}

async function readPage(
  client: GithubClient,
  query: string,
  at: Repository,
  { after, first, knownBefore }: PageChoice,
  complete: (node: Fields) => Promise<Fields>,
): Promise<GraphqlPage> {
  const answer = await client.graphql(query, { ...at, first, after: after ?? null });
  const { repository } = answer.data as { readonly repository: { readonly page: unknown } | null };
  const page = connection(repository?.page, answer.errors[0]?.message);
  const items: Fields[] = [];
  const lacking: Lacking[] = [];
  let hasKnown = false;
  for (const [index, node] of page.nodes.entries()) {
    const error = answer.errors.find(({ path }) => path[2] === 'nodes' && path[3] === index);
    const isDenied = node === null && ['FORBIDDEN', 'INSUFFICIENT_SCOPES'].includes(error?.type ?? '');
    if (error !== undefined) lacking.push({ number: numberOf(node), why: error.message, isDenied });
    if (node === null) continue;
    if (knownBefore !== undefined && error === undefined && isOlder(node, knownBefore) && hasMore(node)) {
      hasKnown = true;
      continue;
    }
    try {
      items.push(await complete(node));
    } catch (failure) {
      // Its comments are missing: what an earlier snapshot has of it is more than half of it.
      if (!(failure instanceof GithubFailure) || !['failed', 'heavy'].includes(failure.kind)) throw failure;
      if (error === undefined) lacking.push({ number: numberOf(node), why: failure.message });
    }
  }
  return { items, next: nextOf(page), totalCount: page.totalCount ?? 0, first: answer.first, lacking, hasKnown };
}

/** By the last change, or where nothing says when that was, by the creation. */
function isOlder(node: Fields, time: string): boolean {
  return Date.parse(String(node['updatedAt'] ?? node['createdAt'])) < Date.parse(time);
}

/** Whether some list in it goes on after its first items. */
function hasMore(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { pageInfo } = value as Partial<Connection>;
  return pageInfo?.hasNextPage === true || Object.values(value).some(hasMore);
}

function numberOf(node: Fields | null): number | undefined {
  const number = node?.['number'] ?? node?.['databaseId'];
  return typeof number === 'number' ? number : undefined;
}

function nextOf({ pageInfo }: Connection): string | undefined {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
}

const MORE_FIRST = 50;

/** All nodes of a connection that came with its first ones. */
async function allNodes(client: GithubClient, parent: Fields, name: string, query: string): Promise<readonly Fields[]> {
  let page = connection(parent[name]);
  const nodes = [...nodesOf(page)];
  for (let after = nextOf(page), first = MORE_FIRST; after !== undefined; after = nextOf(page)) {
    const answer = await client.graphql(query, { id: parent['id'], first, after });
    const { node } = answer.data as { readonly node: { readonly more: unknown } | null };
    page = connection(node?.more, answer.errors[0]?.message);
    first = answer.first;
    nodes.push(...nodesOf(page));
  }
  return nodes;
}

function nodesOf(page: Connection): readonly Fields[] {
  return page.nodes.filter((node) => node !== null);
}

function connection(value: unknown, error = 'The GraphQL answer is not what was requested.'): Connection {
  const found = value as Partial<Connection> | null | undefined;
  if (!Array.isArray(found?.nodes) || typeof found.pageInfo?.hasNextPage !== 'boolean') {
    throw new GithubFailure('failed', error);
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
    if (name === 'reactionGroups') {
      Object.assign(renamed, reactionsOf(field));
      continue;
    }
    // Absent where there is none, so that most items stay as they were stored before it was read.
    if (name === 'poll' && field === null) continue;
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

const REACTION_NAMES: Readonly<Record<string, string>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  HOORAY: 'hooray',
  CONFUSED: 'confused',
  HEART: 'heart',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

/** As REST has them: a count by name. */
function reactionsOf(groups: unknown): Fields {
  const given = (Array.isArray(groups) ? groups : []) as readonly {
    readonly content?: string;
    readonly reactors?: { readonly totalCount?: number };
  }[];
  const counts = given.flatMap(({ content = '', reactors }) =>
    (reactors?.totalCount ?? 0) > 0 ? [[REACTION_NAMES[content] ?? content.toLowerCase(), reactors?.totalCount]] : [],
  );
  return counts.length === 0 ? {} : { reactions: Object.fromEntries(counts) as Fields };
}
