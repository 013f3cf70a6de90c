/** The kinds of metadata: where each is read, and what it needs. */
import type { GithubClient } from '../../../github/client.ts';
import { GithubFailure } from '../../../github/failure.ts';
import {
  discussionPage,
  projectPage,
  referencePage,
  reviewPage,
  statusPage,
  type GraphqlPage,
  type Lacking,
  type NumberedField,
  type PageChoice,
  type ReferencedField,
  type Repository,
} from '../../../github/graphql.ts';
import { safeName } from '../../entries.ts';

/** An object returned by the API. Only its names and times are interpreted. */
export type Item = Readonly<Record<string, unknown>>;

export interface ItemFile {
  readonly name: string;
  readonly item: Item;
  /** The kind in whose folder it lies, where that is another one. */
  readonly kind?: string;
}

/** One kind of metadata: the folder `github/<name>/`, one file per item. */
export interface MetadataKind {
  readonly name: string;
  /** The permission that the token needs to read it, in the words of GitHub's documentation. */
  readonly permission: string;
  readonly walk: Walk;
  /** Files of an item; most have one. The name is without `.json`. Items of another kind give none. */
  readonly files: (item: Item) => readonly ItemFile[];
  /** The kind whose items list the items of this one, which is read along with it. */
  readonly of?: string;
  /** The kind whose items change whenever something new is to be read here, or almost: see `isReread`. */
  readonly follows?: string;
  /** The name of a file that an item has no more. */
  readonly emptied?: (item: Item) => string | undefined;
  /** The kinds whose texts name the items of this one, as far as they are read. */
  readonly inTextsOf?: readonly string[];
  /** Read only if it is asked for by name. */
  readonly isOptional?: boolean;
  /** True where the repository's settings say that the feature is switched off. */
  readonly isOff?: (repository: Item) => boolean;
  /** 404 for the whole of it: this token may not read it, or this server does not have it. */
  readonly isHidden?: boolean;
}

/** What fills the places of a route: a repository, or an organisation. */
export type Place = Repository | { readonly org: string };

/** For what only a repository has. */
export function repositoryAt(at: Place): Repository {
  if ('repo' in at) return at;
  throw new Error(`kinds: ${at.org} is an organisation, and not a repository`);
}

export type Walk =
  /**
   * Oldest change first, from a given time on: `GET <route>?since=...`. `check`: one item, to see whether it is
   * deleted.
   */
  | { readonly type: 'since'; readonly route: string; readonly check: (item: string) => string }
  /** Newest first, down to what is known. `backSeconds`: how long items may change without moving to the top. */
  | {
      readonly type: 'newest';
      readonly page: NewestPage;
      readonly time: string;
      readonly backSeconds: number;
      /** All of them are read again with every search for deleted items, since they may change without a sign of it. */
      readonly isReread?: boolean;
      /** Where deleted items are looked for. */
      readonly numbers?: NumberedField;
      /** Parameters for what is older than a time, where GitHub makes no page further back. */
      readonly older?: (time: string) => Item;
      /** True if these give the oldest first. */
      readonly isOldestFirst?: boolean;
    }
  /** All of them each time, page by page with ETags. */
  | {
      readonly type: 'list';
      readonly route: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
      /** The field that holds the items, where the answer is not the list itself. */
      readonly field?: string;
      /** An address that is refused to those to whom GitHub gives this list without some of its items. */
      readonly gate?: string;
      /** The address of one item in full. ETags of the list are not used then: it may stay while its items change. */
      readonly detail?: (item: Item) => string;
      /** Where that is a list, read page by page: the field that holds it. */
      readonly detailField?: string;
      /** The answer is that list itself; it is stored in the field. */
      readonly isBare?: boolean;
      /** Items without one. */
      readonly hasDetail?: (item: Item) => boolean;
      /** The list says when an item last changed, in full: what is stored of then is not read again. */
      readonly isDated?: boolean;
      /** Kinds with items in full read the same list. */
      readonly isShared?: boolean;
      /** The message of a 404 that means that there is nothing in full. */
      readonly nothing?: RegExp;
    }
  /**
   * One object. `besides`: what has addresses of its own, and the fields for it. `isUsed`: it is needed in every run, also where
   * it is as it was.
   */
  | {
      readonly type: 'one';
      readonly route: string;
      readonly besides?: (item: Item) => Readonly<Record<string, string>>;
      /** False if GitHub shows this token only what everybody may see. */
      readonly isShown?: (item: Item) => boolean;
      readonly isUsed?: boolean;
    }
  /**
   * One file for each item of another kind (`of`) that has something in lists below its address. `has`: whether it has, by the item
   * itself. `places`: these lists, and the fields for them.
   */
  | {
      readonly type: 'each';
      readonly has: (item: Item) => boolean;
      readonly places: (number: string) => Readonly<Record<string, string>>;
    }
  /** Read along with the items of another kind. */
  | { readonly type: 'along' }
  /** Files of the releases. */
  | { readonly type: 'assets' }
  /** Files that texts of other kinds name. */
  | { readonly type: 'attachments' }
  /** Logs of workflow runs. */
  | { readonly type: 'logs' };

export interface NewestChoice extends Partial<PageChoice> {
  readonly cursor: string | undefined;
  /** Parameters instead of the usual ones. */
  readonly older?: Item | undefined;
}

export type NewestPage = (client: GithubClient, at: Repository, choice: NewestChoice) => Promise<NewestItems>;

export interface NewestItems {
  readonly items: readonly Item[];
  readonly next: string | undefined;
  readonly pagesLeft: number;
  /** Of GraphQL: the size of the page that was had. */
  readonly first?: number;
  readonly lacking?: readonly Lacking[];
  /** Some are left out, since they are known. */
  readonly hasKnown?: boolean;
}

/** Of permissions that `GITHUB_TOKEN` cannot be given. */
export const OF_AN_APP = '(of an App or a personal access token)';

export function isOfAnApp({ permission }: MetadataKind): boolean {
  return permission.includes(OF_AN_APP);
}

/** To all others GitHub answers with 404, or with a 403 that does not say why. */
export function isForAdministrators(kind: MetadataKind): boolean {
  return isOfAnApp(kind) || kind.isHidden === true;
}

const REPO = 'GET /repos/{owner}/{repo}';
const PAGE_SIZE = 100;

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
/** An item without a number or name would overwrite another. */
function nameless(): never {
  throw new GithubFailure('failed', 'The answer contains an item without a number, id or name.');
}
const digits = (value: unknown): string => (/^\d+$/.test(text(value)) ? text(value) : nameless());
const number = (value: unknown): string => digits(value).padStart(6, '0');
const longId = (value: unknown): string => digits(value).padStart(12, '0');
export const fileName = (value: unknown): string => (text(value) === '' ? nameless() : safeName(text(value)));
const dayOf = (time: unknown): string => /^\d{4}-\d\d-\d\d(?=T)/.exec(text(time))?.[0] ?? nameless();
/** The number at the end of `.../issues/12`. */
const numberIn = (url: unknown): string => number(/\/(\d+)$/.exec(text(url))?.[1] ?? '0');

export const named = (name: (item: Item) => string) => (item: Item) => [{ name: name(item), item }];
export const byId = named((item) => longId(item['id']));
const byNumber = named((item) => number(item['number']));
export const byName = named((item) => fileName(item['name']));
/** The only one of its kind. */
const only = (name: string) => named(() => name);

/** Kinds with texts into which people put files. */
export const WITH_TEXTS: readonly string[] = [
  'commit-comments',
  'discussions',
  'issue-comments',
  'issues',
  'pulls',
  'releases',
  'review-comments',
  'reviews',
];

/**
 * Settings and the like, which are read once a week (projects: read in full). Each has its day by its place in this list, so that
 * those that take several requests stand apart.
 */
export const WEEKLY: readonly string[] = [
  'traffic',
  'actions-permissions',
  'branch-protection',
  'environments',
  'deployment-branch-policies',
  'environment-variables',
  'environment-secret-names',
  'oidc-subject',
  'interaction-limits',
  'projects',
  'rulesets',
  'variables',
  'secret-names',
  'webhooks',
  'deploy-keys',
  'autolinks',
  'collaborators',
  'pages',
  'teams',
  'workflows',
];

/**
 * Everything that is stored of a repository besides git, in the order in which it is read: short lists before long
 * ones.
 */
export const KINDS: readonly MetadataKind[] = [
  kind('repository', 'metadata: read', { type: 'one', route: REPO, isUsed: true }, (item) => [
    { name: 'repository', item: without(item, COUNTERS) },
  ]),
  list('labels', 'issues: read', '/labels', byName),
  {
    ...list('milestones', 'issues: read', '/milestones', (item) =>
      byNumber(without(item, ['open_issues', 'closed_issues'])),
    ),
    walk: { type: 'list', route: `${REPO}/milestones`, parameters: { state: 'all' } },
  },
  list('releases', 'contents: read', '/releases', byId),
  kind(
    'rulesets',
    'metadata: read',
    {
      type: 'list',
      route: `${REPO}/rulesets`,
      parameters: { includes_parents: false },
      detail: (item) => `${REPO}/rulesets/${text(item['id'])}`,
      isDated: true,
    },
    byId,
  ),
  kind(
    'branch-protection',
    `administration: read ${OF_AN_APP}`,
    {
      type: 'list',
      route: `${REPO}/branches`,
      parameters: { protected: true },
      detail: (item) => `${REPO}/branches/${encodeURIComponent(text(item['name']))}/protection`,
      // What protects it is a ruleset, which is a kind of its own.
      nothing: /not protected/i,
    },
    byName,
  ),
  kind(
    'environments',
    'actions: read',
    { type: 'list', route: `${REPO}/environments`, field: 'environments', isShared: true },
    byName,
  ),
  ofEnvironments(
    'deployment-branch-policies',
    'actions: read',
    'deployment-branch-policies',
    'branch_policies',
    (environment) =>
      (environment['deployment_branch_policy'] as Item | null | undefined)?.['custom_branch_policies'] === true,
  ),
  list('variables', `variables: read ${OF_AN_APP}`, '/actions/variables', byName, 'variables'),
  ofEnvironments('environment-variables', `environments: read ${OF_AN_APP}`, 'variables', 'variables'),
  ofEnvironments('environment-secret-names', `environments: read ${OF_AN_APP}`, 'secrets', 'secrets'),
  list('secret-names', `secrets: read ${OF_AN_APP}`, '/actions/secrets', byName, 'secrets'),
  list('webhooks', `webhooks: read ${OF_AN_APP}`, '/hooks', byId),
  list('deploy-keys', `administration: read ${OF_AN_APP}`, '/keys', byId),
  list('autolinks', `administration: read ${OF_AN_APP}`, '/autolinks', byId),
  list('collaborators', 'metadata: read, and the right to push', '/collaborators', (item) => [
    { name: fileName(item['login']), item },
  ]),
  {
    ...one('pages', 'pages: read', '/pages'),
    isOff: (repository) => repository['has_pages'] === false,
  },
  list('security-advisories', 'repository-advisories: read', '/security-advisories', (item) => [
    { name: fileName(item['ghsa_id']), item },
  ]),
  list('workflows', 'actions: read', '/actions/workflows', byId, 'workflows'),
  one('actions-permissions', `administration: read ${OF_AN_APP}`, '/actions/permissions', partsOfPermissions),
  { ...one('oidc-subject', 'actions: read', '/actions/oidc/customization/sub'), isHidden: true },
  {
    ...one('interaction-limits', `administration: read ${OF_AN_APP}`, '/interaction-limits'),
    // GitHub offers them for public repositories only.
    isOff: (repository) => repository['private'] === true,
  },
  {
    ...list('teams', `administration: read ${OF_AN_APP}`, '/teams', byId),
    isOff: (repository) => (repository['owner'] as Item | null | undefined)?.['type'] === 'User',
  },
  {
    ...alerts('code-scanning-alerts', 'security-events: read', '/code-scanning/alerts', withoutCommit),
    isHidden: true,
  },
  alerts(
    'secret-scanning-alerts',
    `secret-scanning-alerts: read ${OF_AN_APP}`,
    '/secret-scanning/alerts',
    // Servers that do not know the parameter send it.
    (alert) => without(alert, ['secret']),
    { hide_secret: true },
  ),
  // Not every server can give `GITHUB_TOKEN` this permission.
  {
    ...alerts('dependabot-alerts', 'vulnerability-alerts: read', '/dependabot/alerts', withoutForecast),
    isHidden: true,
  },
  kind(
    'traffic',
    `administration: read ${OF_AN_APP}`,
    {
      type: 'one',
      route: `${REPO}/traffic/views`,
      besides: () => ({
        clones: `${REPO}/traffic/clones`,
        paths: `${REPO}/traffic/popular/paths`,
        referrers: `${REPO}/traffic/popular/referrers`,
      }),
    },
    filesOfTraffic,
  ),
  {
    ...kind(
      'issues',
      'issues: read',
      since('/issues', (id) => `/issues/${id}`),
      (item) =>
        // GitHub lists pull requests among the issues; they are a kind of their own.
        item['pull_request'] === undefined ? byNumber(item) : [],
    ),
    isOff: (repository) => repository['has_issues'] === false,
  },
  {
    ...kind(
      'pulls',
      'pull-requests: read',
      {
        ...newest('/pulls', 'updated_at', 0, { state: 'all', sort: 'updated', direction: 'desc' }),
        numbers: 'pullRequests',
        older: () => ({ direction: 'asc' }),
        isOldestFirst: true,
      },
      byNumber,
    ),
    isOff: isWithoutPulls,
  },
  kind(
    'issue-comments',
    'issues: read',
    since('/issues/comments', (id) => `/issues/comments/${id}`),
    named((item) => `${numberIn(item['issue_url'])}-${longId(item['id'])}`),
  ),
  {
    ...kind(
      'reviews',
      'pull-requests: read',
      {
        type: 'newest',
        page: graphqlPages(reviewPage, 50),
        time: 'updated_at',
        backSeconds: 0,
      },
      filesOfReviews,
    ),
    isOff: isWithoutPulls,
  },
  {
    ...kind(
      'review-comments',
      'pull-requests: read',
      since('/pulls/comments', (id) => `/pulls/comments/${id}`),
      named((item) => `${numberIn(item['pull_request_url'])}-${longId(item['id'])}`),
    ),
    isOff: isWithoutPulls,
  },
  { ...kind('review-threads', 'pull-requests: read', { type: 'along' }, () => []), of: 'reviews' },
  list('commit-comments', 'contents: read', '/comments', byId),
  {
    ...kind(
      'discussions',
      'discussions: read',
      {
        type: 'newest',
        page: graphqlPages(discussionPage, 20),
        numbers: 'discussions',
        time: 'updated_at',
        backSeconds: 0,
      },
      byNumber,
    ),
    isOff: (repository) => repository['has_discussions'] === false,
  },
  {
    ...kind(
      'projects',
      `projects: read ${OF_AN_APP}`,
      {
        type: 'newest',
        page: graphqlPages(projectPage, 5),
        time: 'updated_at',
        // GitHub does not promise that an item that moves changes the time of its project: see WEEKLY.
        backSeconds: 0,
      },
      named((project) => `${number(project['number'])}-${longId(project['id'])}`),
    ),
    isOff: (repository) => repository['has_projects'] === false,
  },
  {
    ...kind(
      'issue-dependencies',
      'issues: read',
      {
        type: 'each',
        has: hasDependencies,
        places: (issue) => ({
          blocked_by: `${REPO}/issues/${issue}/dependencies/blocked_by`,
          blocking: `${REPO}/issues/${issue}/dependencies/blocking`,
        }),
      },
      filesOfDependencies,
    ),
    of: 'issues',
  },
  references('issue-references', 'issues: read', 'issues', 'issues'),
  { ...references('pull-references', 'pull-requests: read', 'pullRequests', 'pulls'), isOff: isWithoutPulls },
  kind('issue-events', 'issues: read', newest('/issues/events', 'created_at', 0), (event) => {
    const issue = event['issue'] as Item | null | undefined;
    // The event contains the whole current issue, so its file would change with every comment.
    const item = { ...event, issue: issue?.['number'] ?? null };
    return [{ name: `${number(issue?.['number'] ?? 0)}-${longId(event['id'])}`, item }];
  }),
  kind('deployments', 'deployments: read', newest('/deployments', 'created_at', 3 * 86_400), byId),
  kind(
    'deployment-statuses',
    'deployments: read',
    {
      type: 'newest',
      page: graphqlPages(statusPage, 50),
      time: 'created_at',
      backSeconds: 3 * 86_400,
    },
    byId,
  ),
  kind('activity', 'contents: read', newest('/activity', 'timestamp', 0), byId),
  kind(
    'workflow-runs',
    'actions: read',
    {
      ...newest('/actions/runs', 'created_at', 3 * 86_400, {}, 'workflow_runs'),
      older: (time) => ({ created: `<=${time}` }),
    },
    byId,
  ),
  { ...kind('release-assets', 'contents: read', { type: 'assets' }, () => []), of: 'releases' },
  {
    ...kind('attachments', 'that of the text; for some files, a token of a person', { type: 'attachments' }, () => []),
    inTextsOf: WITH_TEXTS,
  },
  { ...kind('workflow-logs', 'actions: read', { type: 'logs' }, () => []), of: 'workflow-runs', isOptional: true },
];

function hasDependencies(issue: Item): boolean {
  const summary = (issue['issue_dependencies_summary'] ?? {}) as Item;
  return [summary['total_blocked_by'], summary['total_blocking']].some((count) => Number(count ?? 0) > 0);
}

/** Which issues block an issue, and which it blocks. The issues are items themselves. */
function filesOfDependencies({ number: issue, blocked_by: blockedBy, blocking }: Item): readonly ItemFile[] {
  const named = (list: unknown) =>
    itemsOf(list).map((item) => ({
      id: item['id'],
      number: item['number'],
      repository: /\/repos\/([^/]+\/[^/]+)$/.exec(text(item['repository_url']))?.[1] ?? null,
    }));
  return byNumber({ number: issue, blocked_by: named(blockedBy), blocking: named(blocking) });
}

/** What refers to issues or pull requests, one file for each that has any. */
function references(name: string, permission: string, field: ReferencedField, follows: string): MetadataKind {
  const page = graphqlPages(referencePage(field), 100);
  const walk = { type: 'newest', page, time: 'updated_at', backSeconds: 0, isReread: true } as const;
  const isEmpty = (item: Item) => (item['references'] as readonly unknown[]).length === 0;
  return {
    ...kind(name, permission, walk, (item) => (isEmpty(item) ? [] : byNumber(item))),
    follows,
    emptied: (item) => (isEmpty(item) ? number(item['number']) : undefined),
  };
}

/** One file for each day, which stays when GitHub no longer has the day; what is popular, as it is now. */
function filesOfTraffic({ views, clones, paths, referrers }: Item): readonly ItemFile[] {
  const days = (name: string, list: unknown) =>
    itemsOf(list).map((item) => ({ name: `${name}-${dayOf(item['timestamp'])}`, item }));
  return [
    ...days('views', views),
    ...days('clones', (clones as Item)['clones']),
    { name: 'popular-paths', item: { paths: itemsOf(paths) } },
    { name: 'popular-referrers', item: { referrers: itemsOf(referrers) } },
  ];
}

/** The reviews of a pull request, and which of its threads are resolved. */
function filesOfReviews(pull: Item): readonly ItemFile[] {
  const start = number(pull['number']);
  const reviews = (pull['reviews'] as readonly Item[]).map((item) => ({
    name: `${start}-${longId(item['id'])}`,
    item,
  }));
  const threads = pull['threads'] as readonly Item[];
  if (threads.length === 0) return reviews;
  return [...reviews, { kind: 'review-threads', name: start, item: { number: pull['number'], threads } }];
}

/** Counters of the repository that change without anybody's decision. */
const COUNTERS = [
  'forks',
  'forks_count',
  'network_count',
  'open_issues',
  'open_issues_count',
  'permissions',
  'pushed_at',
  'size',
  'stargazers_count',
  'subscribers_count',
  'updated_at',
  'watchers',
  'watchers_count',
];

export const KIND_NAMES: readonly string[] = KINDS.map(({ name }) => name).sort();

export function kind(name: string, permission: string, walk: Walk, files: MetadataKind['files']): MetadataKind {
  return { name, permission, walk, files };
}

function isWithoutPulls(repository: Item): boolean {
  return repository['has_pull_requests'] === false;
}

/** One object, in one file. */
function one(name: string, permission: string, path: string, besides?: Besides): MetadataKind {
  return oneAt(`${REPO}${path}`, name, permission, besides);
}

type Besides = (item: Item) => Readonly<Record<string, string>>;

export function oneAt(route: string, name: string, permission: string, besides?: Besides): MetadataKind {
  const walk = { type: 'one', route, ...(besides === undefined ? {} : { besides }) } as const;
  return kind(name, permission, walk, only(name));
}

/** Which actions may run, where not all may, and what a workflow's token may do. */
function partsOfPermissions(permissions: Item): Readonly<Record<string, string>> {
  if (permissions['enabled'] !== true) return {};
  const selected = { selected_actions: `${REPO}/actions/permissions/selected-actions` };
  return {
    ...(permissions['allowed_actions'] === 'selected' ? selected : {}),
    workflow: `${REPO}/actions/permissions/workflow`,
  };
}

function list(
  name: string,
  permission: string,
  path: string,
  files: MetadataKind['files'],
  field?: string,
): MetadataKind {
  return listAt(`${REPO}${path}`, name, permission, files, field);
}

export function listAt(
  route: string,
  name: string,
  permission: string,
  files: MetadataKind['files'],
  field?: string,
): MetadataKind {
  return kind(name, permission, { type: 'list', route, ...(field === undefined ? {} : { field }) }, files);
}

/** All of them, whatever their state, the oldest first: so pages stay as they are when a new one comes. */
function alerts(
  name: string,
  permission: string,
  path: string,
  stored: (alert: Item) => Item,
  parameters: Item = {},
): MetadataKind {
  const route = `${REPO}${path}`;
  const walk = { type: 'list', route, parameters: { sort: 'created', direction: 'asc', ...parameters } } as const;
  return kind(name, permission, walk, (alert) => byNumber(stored(alert)));
}

/** Each analysis writes its commit into all alerts that it finds again. */
function withoutCommit(alert: Item): Item {
  const instance = alert['most_recent_instance'] as Item | null | undefined;
  return { ...alert, most_recent_instance: without(instance ?? {}, ['commit_sha']) };
}

/** How likely it is that a weakness will be used is computed anew each day. */
function withoutForecast(alert: Item): Item {
  const advisory = alert['security_advisory'] as Item | null | undefined;
  return { ...alert, security_advisory: without(advisory ?? {}, ['epss']) };
}

/** One file for each environment, with the items of a list below its address. */
function ofEnvironments(
  name: string,
  permission: string,
  path: string,
  detailField: string,
  hasDetail?: (environment: Item) => boolean,
): MetadataKind {
  const walk = {
    type: 'list',
    route: `${REPO}/environments`,
    field: 'environments',
    detail: (item: Item) => `${REPO}/environments/${encodeURIComponent(text(item['name']))}/${path}`,
    detailField,
    ...(hasDetail === undefined ? {} : { hasDetail }),
  } as const;
  return kind(name, permission, walk, byName);
}

function since(path: string, check: (item: string) => string): Walk {
  return { type: 'since', route: `${REPO}${path}`, check: (item) => `${REPO}${check(item)}` };
}

function newest(path: string, time: string, backSeconds: number, parameters: Item = {}, field?: string): NewestWalk {
  return { type: 'newest', page: restPage(`${REPO}${path}`, parameters, field), time, backSeconds };
}

type NewestWalk = Extract<Walk, { type: 'newest' }>;

/** The cursor is the query of the next page's address, as GitHub gave it. */
function restPage(route: string, parameters: Item, field: string | undefined): NewestPage {
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

function graphqlPages(read: ReadGraphql, usual: number): NewestPage {
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

export function without(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
