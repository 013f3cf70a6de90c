import { createHash } from 'node:crypto';
import { makeOrganization } from './organization.ts';
import { exampleOf, recorded, type Item } from './schemas.ts';

/** How many of each; the default is a handful. */
interface WorldSize {
  readonly issues?: number;
  readonly pulls?: number;
  /** Spread over the issues. */
  readonly issueComments?: number;
  readonly reviewComments?: number;
  readonly discussions?: number;
  readonly releases?: number;
}

interface ReleaseFile {
  readonly id: number;
  bytes: Buffer;
}

/**
 * What one repository and its owner on the server are made of. Tests change it as they like: every answer is checked
 * against the published schemas. Lists by the end of their path, those of the owner by `/orgs/acme/...`.
 */
export interface World {
  owner: string;
  repo: string;
  /** The server's clock. */
  now: Date;
  repository: Item;
  readonly lists: Record<string, Item[]>;
  /** Single objects and the full form of list items, by path. */
  readonly objects: Record<string, Item>;
  /** As GraphQL sees them, newest change first. */
  readonly reviews: { number: number; updatedAt: string; reviews: Item[] }[];
  readonly discussions: Item[];
  readonly deployments: Item[];
  /** What refers to an issue or a pull request, by its number, as the timeline of GraphQL has it. */
  readonly references: Map<number, Item[]>;
  readonly projects: Item[];
  readonly files: Map<number, ReleaseFile>;
  /** Files in texts, by the path of their address: `/user-attachments/assets/<uuid>`. */
  readonly attachments: Map<string, Attachment>;
  /** Zips of the logs of runs, by "<run>/<attempt>"; `gone`: they have expired. Without: 404. */
  readonly logs: Map<string, Buffer | 'gone'>;
}

interface Attachment {
  bytes: Buffer;
  readonly type: string;
  /** Who gets it: everybody, who has a signed address (from a text as HTML), who sends the token, or no token at all. */
  access: 'everybody' | 'signed' | 'token' | 'nobody';
}

const START = Date.parse('2024-01-01T00:00:00Z');

/** A time that grows with `index`, in ISO 8601. */
export function timeAt(index: number): string {
  return new Date(START + index * 61_000).toISOString().replace('.000Z', 'Z');
}

/** The same bytes for the same text. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Words that compress about as well as people's. */
export function prose(seed: string, words: number): string {
  const bytes = Buffer.concat(
    Array.from({ length: Math.ceil(words / 32) }, (_, n) => Buffer.from(digest(`${seed} ${String(n)}`), 'hex')),
  );
  return Array.from(bytes.subarray(0, words), (byte) => WORDS[byte % WORDS.length]).join(' ');
}

const WORDS =
  'the build fails on windows when a path holds spaces and cache key is longer than expected please see log attached version 4 works fine but after upgrade runner stops with exit code one could you check whether timeout value applies to upload step too thanks'.split(
    ' ',
  );

const first = (path: string): Item => (exampleOf(path) as Item[])[0] ?? {};

export function makeWorld(size: WorldSize = {}): World {
  const { issues = 12, pulls = 3, issueComments = 9, reviewComments = 4, discussions = 2, releases = 2 } = size;
  const owner = 'acme';
  const repo = 'shop';
  const files = new Map<number, ReleaseFile>();
  const rulesets = ruleset();
  const organization = makeOrganization(owner);
  return {
    owner,
    repo,
    now: new Date('2026-11-23T02:00:00Z'),
    repository: {
      ...withoutFields(exampleOf('') as Item, ['parent', 'source', 'template_repository']),
      ...(recorded('get-repository', '/repos/') as Item),
      name: repo,
      full_name: `${owner}/${repo}`,
      language: null,
      has_discussions: true,
      has_issues: true,
      has_pages: true,
    },
    lists: {
      '/labels': recorded('labels', '/labels/labels') as Item[],
      '/milestones': exampleOf('/milestones') as Item[],
      '/issues': range(issues, (n) => ({
        ...makeIssue(n),
        ...dependencyCounts(n === issues ? 1 : 0, n === 1 ? 1 : 0),
      })),
      '/issues/comments': range(issueComments, (n) => makeIssueComment(n, ((n - 1) % issues) + 1)),
      '/issues/events': range(5, (n) => ({
        ...first('/issues/events'),
        id: 9000 + n,
        created_at: timeAt(n),
      })).reverse(),
      '/pulls': range(pulls, (n) => makePull(issues + n)).reverse(),
      '/pulls/comments': range(reviewComments, (n) =>
        makeReviewComment(n, issues + ((n - 1) % Math.max(pulls, 1)) + 1),
      ),
      '/comments': exampleOf('/comments') as Item[],
      '/releases': range(releases, (n) => makeRelease(n, files)),
      '/rulesets': [rulesets],
      '/branches': [
        {
          name: 'main',
          commit: { sha: digest('main').slice(0, 40), url: 'https://api.github.com/x' },
          protected: true,
        },
      ],
      '/environments': (exampleOf('/environments') as { environments: Item[] }).environments,
      ...environmentVariables(),
      ...dependencies(issues),
      ...organization.lists,
      '/actions/variables': (exampleOf('/actions/variables') as { variables: Item[] }).variables,
      '/actions/secrets': (exampleOf('/actions/secrets') as { secrets: Item[] }).secrets,
      '/actions/workflows': makeWorkflows(),
      '/actions/runs': (exampleOf('/actions/runs') as { workflow_runs: Item[] }).workflow_runs,
      '/hooks': exampleOf('/hooks') as Item[],
      '/keys': exampleOf('/keys') as Item[],
      '/autolinks': exampleOf('/autolinks') as Item[],
      '/collaborators': exampleOf('/collaborators') as Item[],
      '/deployments': exampleOf('/deployments') as Item[],
      '/activity': [makeActivity()],
      '/security-advisories': [makeAdvisory()],
      '/traffic/popular/paths': exampleOf('/traffic/popular/paths') as Item[],
      '/traffic/popular/referrers': exampleOf('/traffic/popular/referrers') as Item[],
      '/teams': [{ ...first('/teams'), type: 'organization', organization_id: 1 }],
      // With the oldest first, as they are asked for.
      ...Object.fromEntries(ALERTS.map((path) => [path, (exampleOf(path) as Item[]).toReversed()])),
    },
    objects: {
      ...organization.objects,
      '/pages': exampleOf('/pages') as Item,
      [`/rulesets/${String(rulesets['id'])}`]: rulesets,
      '/branches/main/protection': makeProtection(),
      ...objects([
        '/actions/permissions',
        '/actions/permissions/selected-actions',
        '/actions/permissions/workflow',
        '/actions/oidc/customization/sub',
        '/interaction-limits',
        '/traffic/views',
        '/traffic/clones',
      ]),
    },
    reviews: range(pulls, (n) => makeReviews(issues + n)).reverse(),
    discussions: range(discussions, makeDiscussion).reverse(),
    deployments: range(2, makeDeployment).reverse(),
    references: new Map([1, issues + 1].map((n) => [n, [makeReference(n + 1)]])),
    projects: [makeProject(1, 120)],
    files,
    attachments: new Map(),
    logs: new Map(),
  };
}

/** A repository without anything but git, on the same server. */
export function emptyWorld(of: World, owner: string, repo: string): World {
  const lists = Object.fromEntries(
    Object.entries(of.lists).map(([path, list]) => [path, path.startsWith('/orgs/') ? list : []]),
  );
  return {
    ...of,
    ...{ owner, repo, lists, reviews: [], discussions: [], deployments: [], projects: [] },
    repository: { ...of.repository, has_pages: false },
    references: new Map(),
    files: new Map(),
    attachments: new Map(),
    logs: new Map(),
  };
}

const ALERTS = ['/code-scanning/alerts', '/secret-scanning/alerts', '/dependabot/alerts'];

/** The published examples of single objects. */
function objects(paths: readonly string[]): Record<string, Item> {
  return Object.fromEntries(paths.map((path) => [path, exampleOf(path) as Item]));
}

/** Those of the published example; the second one is disabled. */
function makeWorkflows(): Item[] {
  const { workflows } = exampleOf('/actions/workflows') as { workflows: Item[] };
  return workflows.map((workflow, index) => (index === 1 ? { ...workflow, state: 'disabled_manually' } : workflow));
}

/** A workflow run as the published example has it. */
export function makeRun(id: number, fields: Item = {}): Item {
  const { workflow_runs: runs } = exampleOf('/actions/runs') as { workflow_runs: Item[] };
  return { ...runs[0], id, run_attempt: 1, status: 'completed', conclusion: 'success', ...fields };
}

/** The last issue is blocked by the first one. */
function dependencies(issues: number): Record<string, Item[]> {
  const below = (n: number) => `/issues/${String(n)}/dependencies`;
  return {
    [`${below(issues)}/blocked_by`]: [makeIssue(1)],
    [`${below(issues)}/blocking`]: [],
    [`${below(1)}/blocked_by`]: [],
    [`${below(1)}/blocking`]: [makeIssue(issues)],
  };
}

/** Counts as an issue has them. */
export function dependencyCounts(blockedBy: number, blocking: number): Item {
  const counts = { blocked_by: blockedBy, blocking, total_blocked_by: blockedBy, total_blocking: blocking };
  return { issue_dependencies_summary: counts };
}

/** Those of the first environment of the published example; the others have none. */
function environmentVariables(): Record<string, Item[]> {
  const { environments } = exampleOf('/environments') as { environments: { name: string }[] };
  const { variables } = exampleOf('/environments/{environment_name}/variables') as { variables: Item[] };
  const { secrets } = exampleOf('/environments/{environment_name}/secrets') as { secrets: Item[] };
  const { branch_policies: policies } = exampleOf('/environments/{environment_name}/deployment-branch-policies') as {
    branch_policies: Item[];
  };
  const ofFirst = { variables, secrets, 'deployment-branch-policies': policies };
  return Object.fromEntries(
    environments.flatMap(({ name }, index) =>
      Object.entries(ofFirst).map(([path, items]) => [`/environments/${name}/${path}`, index === 0 ? items : []]),
    ),
  );
}

function withoutFields(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}

function range<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

const person = (n: number) => `user-${String(n % 40)}`;

function user(n: number): Item {
  const example = first('/collaborators');
  return { ...example, permissions: undefined, role_name: undefined, login: person(n), id: 500 + (n % 40) };
}

let issueTemplate: Item | undefined;

/** An issue as the real API gave it, with number `n` and its own words. */
function makeIssue(n: number): Item {
  issueTemplate ??= {
    ...withoutFields(first('/issues'), ['pull_request']),
    ...(recorded('paginate-issues', '/issues?') as Item[])[0],
  };
  return {
    ...issueTemplate,
    state_reason: null,
    id: 100_000 + n,
    node_id: `I_${String(n)}`,
    number: n,
    title: prose(`title ${String(n)}`, 7),
    body: prose(`issue ${String(n)}`, 90),
    user: user(n),
    html_url: `https://github.com/acme/shop/issues/${String(n)}`,
    created_at: timeAt(n),
    updated_at: timeAt(n),
  };
}

function makeIssueComment(n: number, issue: number): Item {
  return {
    ...first('/issues/comments'),
    id: 200_000 + n,
    node_id: `IC_${String(n)}`,
    body: prose(`comment ${String(n)}`, 60),
    user: user(n + 7),
    issue_url: `https://api.github.com/repos/acme/shop/issues/${String(issue)}`,
    html_url: `https://github.com/acme/shop/issues/${String(issue)}#issuecomment-${String(200_000 + n)}`,
    created_at: timeAt(n),
    updated_at: timeAt(n),
  };
}

function makePull(n: number): Item {
  const pull = first('/pulls');
  return {
    ...pull,
    requested_teams: [],
    id: 100_000 + n,
    node_id: `PR_${String(n)}`,
    number: n,
    title: prose(`pull ${String(n)}`, 6),
    body: prose(`pull body ${String(n)}`, 50),
    user: user(n),
    html_url: `https://github.com/acme/shop/pull/${String(n)}`,
    created_at: timeAt(n),
    updated_at: timeAt(n),
  };
}

function makeReviewComment(n: number, pull: number): Item {
  return {
    ...first('/pulls/comments'),
    id: 300_000 + n,
    body: prose(`review comment ${String(n)}`, 20),
    pull_request_url: `https://api.github.com/repos/acme/shop/pulls/${String(pull)}`,
    created_at: timeAt(n),
    updated_at: timeAt(n),
  };
}

export function makeRelease(n: number, files: Map<number, ReleaseFile>): Item {
  const release = first('/releases');
  const [asset] = recorded('release-assets', '/1000/assets') as Item[];
  const id = 7000 + n;
  const bytes = Buffer.from(prose(`asset ${String(n)}`, 400));
  files.set(id, { id, bytes });
  const example = (release['assets'] as Item[])[0];
  return {
    ...release,
    id: 600 + n,
    tag_name: `v${String(n)}.0.0`,
    name: `Version ${String(n)}`,
    body: prose(`release ${String(n)}`, 40),
    assets: [
      {
        ...example,
        ...asset,
        id,
        name: `build-${String(n)}.tar.gz`,
        size: bytes.length,
        digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
        updated_at: timeAt(n),
      },
    ],
  };
}

function ruleset(): Item {
  return exampleOf('/rulesets/{ruleset_id}') as Item;
}

/** The published examples of this and the next two are older than their schemas. */
function makeActivity(): Item {
  const push = {
    activity_type: 'push',
    ref: 'refs/heads/main',
    actor: user(1),
    before: '0'.repeat(40),
    after: digest('main').slice(0, 40),
  };
  return { ...first('/activity'), ...push, timestamp: timeAt(1) };
}

function makeProtection(): Item {
  const protection = exampleOf('/branches/{branch}/protection') as Item;
  const reviews = withoutFields(protection['required_pull_request_reviews'] as Item, [
    'dismissal_restrictions',
    'bypass_pull_request_allowances',
  ]);
  const checks = { ...(protection['required_status_checks'] as Item), checks: [{ context: 'ci', app_id: 1 }] };
  const restrictions = { ...(protection['restrictions'] as Item), teams: [] };
  return { ...protection, required_status_checks: checks, required_pull_request_reviews: reviews, restrictions };
}

function makeAdvisory(): Item {
  return { ...first('/security-advisories'), collaborating_teams: [] };
}

const actor = (n: number) => ({ __typename: 'User', login: person(n) });

function makeReviews(pull: number): World['reviews'][number] {
  const reviews = [
    {
      fullDatabaseId: String(400_000 + pull),
      state: 'APPROVED',
      body: prose(`review ${String(pull)}`, 12),
      submittedAt: timeAt(pull),
      createdAt: timeAt(pull),
      updatedAt: timeAt(pull),
      authorAssociation: 'MEMBER',
      url: `https://github.com/acme/shop/pull/${String(pull)}#pullrequestreview-${String(400_000 + pull)}`,
      author: actor(pull),
      commit: { oid: digest(`pull ${String(pull)}`).slice(0, 40) },
    },
  ];
  return { number: pull, updatedAt: timeAt(pull), reviews };
}

/** The second one has more statuses than come with the first answer. */
function makeDeployment(n: number): Item {
  const statuses = range(n === 2 ? 25 : 1, (m) => ({
    state: m === 1 ? 'SUCCESS' : 'PENDING',
    description: prose(`deployed ${String(n)} ${String(m)}`, 5),
    environment: 'production',
    environmentUrl: null,
    logUrl: `https://example.com/deployments/${String(n)}/${String(m)}`,
    createdAt: timeAt(m),
    updatedAt: timeAt(m),
    creator: actor(n),
  }));
  return { id: `DE_${String(n)}`, databaseId: n, createdAt: timeAt(n), statuses };
}

/** A reference from the issue `n`. */
export function makeReference(n: number): Item {
  return {
    __typename: 'CrossReferencedEvent',
    id: `CRE_${String(n)}`,
    createdAt: timeAt(n),
    isCrossRepository: true,
    actor: actor(n),
    willCloseTarget: false,
    source: { __typename: 'Issue', number: n, repository: { nameWithOwner: 'acme/other' } },
  };
}

/** A board with a status, and more items than come with the first answer. */
function makeProject(n: number, items: number): Item {
  const status = { __typename: 'ProjectV2SingleSelectField', name: 'Status', dataType: 'SINGLE_SELECT' };
  const title = { __typename: 'ProjectV2Field', name: 'Title', dataType: 'TITLE' };
  const times = { createdAt: timeAt(n), updatedAt: timeAt(n) };
  const option = (name: string) => ({ id: digest(name).slice(0, 8), name, color: 'GREEN', description: '' });
  return {
    id: `PVT_${String(n)}`,
    fullDatabaseId: String(70_000_000_000 + n),
    number: n,
    title: 'Roadmap',
    shortDescription: null,
    readme: null,
    closed: false,
    closedAt: null,
    public: false,
    template: false,
    ...times,
    url: `https://github.com/orgs/acme/projects/${String(n)}`,
    creator: actor(n),
    owner: { __typename: 'Organization', login: 'acme' },
    fields: [title, { ...status, options: ['Todo', 'Done'].map(option) }],
    views: [{ number: 1, name: 'Board', layout: 'BOARD_LAYOUT', filter: 'is:open', verticalGroupByFields: [status] }],
    items: range(items, (m) => ({
      fullDatabaseId: String(80_000_000_000 + m),
      type: m === 1 ? 'DRAFT_ISSUE' : 'ISSUE',
      isArchived: false,
      ...times,
      creator: actor(m),
      content:
        m === 1
          ? { __typename: 'DraftIssue', title: 'An idea', body: prose('idea', 9), ...times }
          : { __typename: 'Issue', number: m, repository: { nameWithOwner: 'acme/shop' } },
      fieldValues: [
        { __typename: 'ProjectV2ItemFieldSingleSelectValue', field: status, name: 'Todo', optionId: option('Todo').id },
      ],
    })),
  };
}

function makeDiscussion(n: number): Item {
  const said = (words: string, id: number) => ({
    databaseId: id,
    body: prose(words, 20),
    createdAt: timeAt(n),
    lastEditedAt: null,
    isAnswer: false,
    url: `https://github.com/acme/shop/discussions/${String(n)}#discussioncomment-${String(id)}`,
    author: actor(n),
  });
  return {
    id: `D_${String(n)}`,
    databaseId: 800 + n,
    number: 5000 + n,
    title: prose(`discussion ${String(n)}`, 6),
    body: prose(`discussion body ${String(n)}`, 30),
    createdAt: timeAt(n),
    updatedAt: timeAt(n),
    lastEditedAt: null,
    locked: false,
    closed: false,
    stateReason: null,
    upvoteCount: 3,
    url: `https://github.com/acme/shop/discussions/${String(5000 + n)}`,
    author: actor(n),
    category: { name: 'Ideas', slug: 'ideas', isAnswerable: false },
    labels: [{ name: 'bug' }],
    comments: [
      {
        id: `DC_${String(n)}`,
        ...said(`said ${String(n)}`, 8000 + n),
        replies: range(n === 1 ? 25 : 2, (m) => said(`reply ${String(m)}`, 9000 + 100 * n + m)),
      },
    ],
  };
}
