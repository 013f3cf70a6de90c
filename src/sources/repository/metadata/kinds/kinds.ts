/** The kinds of metadata: where each is read, and what it needs. */
import { discussionPage, projectPage, reviewPage, statusPage } from '../../../../github/graphql.ts';
import { alerts, kind, list, newest, ofEnvironments, one, references, REPO, since } from './builders.ts';
import {
  byId,
  byName,
  byNumber,
  COUNTERS,
  fileName,
  filesOfDependencies,
  filesOfReviews,
  filesOfTraffic,
  longId,
  named,
  number,
  numberIn,
  text,
  without,
  withoutCommit,
  withoutForecast,
} from './files.ts';
import { OF_AN_APP, type Item, type MetadataKind } from './kind.ts';
import { graphqlPages } from './pages.ts';

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

/** Settings and the like, which no query for news shows: they are read once a week (projects: read in full). */
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
    isOff: isWithoutCodeScanning,
  },
  {
    ...alerts(
      'secret-scanning-alerts',
      `secret-scanning-alerts: read ${OF_AN_APP}`,
      '/secret-scanning/alerts',
      // Servers that do not know the parameter send it.
      (alert) => without(alert, ['secret']),
      { hide_secret: true },
    ),
    // GitHub answers 404 then.
    isOff: (repository) => securityOf(repository, 'secret_scanning') === 'disabled',
  },
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
  {
    ...kind(
      'issue-comments',
      'issues: read',
      since('/issues/comments', (id) => `/issues/comments/${id}`),
      named((item) => `${numberIn(item['issue_url'])}-${longId(item['id'])}`),
    ),
    emptyWith: ['issues', 'pulls'],
  },
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
    emptyWith: ['pulls'],
  },
  {
    ...kind(
      'review-comments',
      'pull-requests: read',
      since('/pulls/comments', (id) => `/pulls/comments/${id}`),
      named((item) => `${numberIn(item['pull_request_url'])}-${longId(item['id'])}`),
    ),
    isOff: isWithoutPulls,
    emptyWith: ['pulls'],
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
    shownAs: 'discussions',
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
    shownAs: 'projects',
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
  // GitHub lists some whose issue is gone, so that there may be events where there is no issue.
  kind('issue-events', 'issues: read', newest('/issues/events', 'created_at', 0), (event) => {
    const issue = event['issue'] as Item | null | undefined;
    // The event contains the whole current issue, so its file would change with every comment.
    const item = { ...event, issue: issue?.['number'] ?? null };
    return [{ name: `${number(issue?.['number'] ?? 0)}-${longId(event['id'])}`, item }];
  }),
  kind('deployments', 'deployments: read', newest('/deployments', 'created_at', 3 * 86_400), byId),
  {
    ...kind(
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
    emptyWith: ['deployments'],
  },
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

export const KIND_NAMES: readonly string[] = KINDS.map(({ name }) => name).sort();

function hasDependencies(issue: Item): boolean {
  const summary = (issue['issue_dependencies_summary'] ?? {}) as Item;
  return [summary['total_blocked_by'], summary['total_blocking']].some((count) => Number(count ?? 0) > 0);
}

function isWithoutPulls(repository: Item): boolean {
  return repository['has_pull_requests'] === false;
}

/** Shown to those who may change it. */
function securityOf(repository: Item, feature: string): unknown {
  const features = (repository['security_and_analysis'] ?? {}) as Readonly<Record<string, Item | undefined>>;
  return features[feature]?.['status'];
}

/** Private repositories need it as a product of its own or with all of GitHub Advanced Security; otherwise GitHub answers 403. */
function isWithoutCodeScanning(repository: Item): boolean {
  const [own, all] = ['code_security', 'advanced_security'].map((feature) => securityOf(repository, feature));
  return repository['private'] === true && all !== 'enabled' && (own ?? all) === 'disabled';
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
