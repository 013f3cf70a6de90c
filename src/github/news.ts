/** One query that shows whether a repository has news, by totals, times of change, and short lists themselves. */
import { GithubFailure } from './failure.ts';
import type { GithubClient } from './client.ts';
import type { Repository } from './graphql.ts';

/**
 * Each list is asked for below a `repository` of its own: what the token may not see leaves the others as they are. Sizes are
 * chosen so that the query costs some 4 points of GitHub's own reckoning (a list inside of each item counts as one request, 100
 * are a point).
 */
const LISTS = {
  labels: 'labels(first: 100) { totalCount nodes { id name color description isDefault } }',
  milestones: 'milestones(first: 100) { totalCount nodes { number title description state dueOn closedAt updatedAt } }',
  releases: `releases(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes {
    id name tagName isDraft isPrerelease updatedAt
    releaseAssets(first: 30) { totalCount nodes { id name size updatedAt } } } }`,
  issues: `issues(first: 40, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 50) { totalCount nodes { id updatedAt } } } }`,
  pulls: `pullRequests(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 50) { totalCount nodes { id updatedAt } }
    reviews(first: 10) { totalCount nodes { id updatedAt comments(first: 20) { totalCount nodes { id updatedAt } } } }
    reviewThreads(first: 20) { totalCount nodes { id isResolved isOutdated } } } }`,
  commitComments: 'commitComments(first: 50) { totalCount nodes { id updatedAt } }',
  discussions: `discussions(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 20) { totalCount nodes { id updatedAt } } } }`,
  deployments: `deployments(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes {
    databaseId updatedAt latestStatus { state createdAt } } }`,
  projects: `projectsV2(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    id title closed updatedAt } }`,
} as const;

export type NewsList = keyof typeof LISTS;

/** A list as far as it was asked for; items may hold lists of their own. */
export interface ShownList {
  readonly totalCount: number;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

/** What the server shows of these lists; without those that it does not show in full. Throws a GithubFailure. */
export async function readNews(
  client: GithubClient,
  { owner, repo }: Repository,
  lists: readonly NewsList[],
): Promise<ReadonlyMap<NewsList, ShownList>> {
  const parts = lists.map((name) => `${name}: repository(owner: $owner, name: $repo) { ${shownAs(name)} }`);
  const { data, errors } = await client.graphql(`query ($owner: String!, $repo: String!) { ${parts.join('\n')} }`, {
    owner,
    repo,
  });
  const failed = new Set(errors.map(({ path }) => path[0]));
  const given = data as Partial<Record<NewsList, { readonly page?: unknown } | null>>;
  // An error that names no place may concern any of them.
  if (failed.has(undefined)) throw new GithubFailure('failed', errors[0]?.message ?? '');
  return new Map(
    lists.flatMap((name) => {
      const page = given[name]?.page;
      return !failed.has(name) && isShownList(page) ? [[name, page] as const] : [];
    }),
  );
}

function shownAs(name: NewsList): string {
  return `page: ${LISTS[name]}`;
}

export function isShownList(value: unknown): value is ShownList {
  const { totalCount, nodes } = (value ?? {}) as Partial<ShownList>;
  return Number.isSafeInteger(totalCount) && Array.isArray(nodes) && nodes.every(isFilled);
}

function isFilled(node: unknown): boolean {
  return typeof node === 'object' && node !== null;
}
