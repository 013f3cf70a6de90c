/**
 * What docs/metadata.md lists: kinds and what the token needs for them, from the table of kinds, and what is not
 * read. `npm run docs` writes them; a test fails where the page and the tables differ.
 */
import { format, resolveConfig } from 'prettier';
import type { MetadataKind } from '../../src/sources/repository/metadata/kinds/kind.ts';
import { KINDS } from '../../src/sources/repository/metadata/kinds/kinds.ts';
import { ORGANIZATION_KINDS } from '../../src/sources/organization/kinds.ts';
import { NOT_READ_OF_ORGANIZATION, NOT_READ_OF_REPOSITORY, type NotRead } from './not-read.ts';

/** What is stored, where the name of the kind does not say it. */
const WHAT_OF_REPOSITORY: Readonly<Record<string, string>> = {
  'actions-permissions':
    'whether Actions may run and which, and what the `GITHUB_TOKEN` of a workflow may do by default',
  activity: 'pushes, force pushes, created and deleted branches, with who and when; new ones only',
  attachments:
    'files in the texts of issues, pull requests, comments, reviews, discussions, releases and the wiki: see [below](#attachments)',
  'branch-protection': 'the rules of each protected branch; what only a ruleset protects is in `rulesets`',
  'code-scanning-alerts': 'of the default branch: open, fixed and dismissed ones, with who dismissed them and why',
  collaborators: 'who may do what',
  'dependabot-alerts': 'open, fixed and dismissed ones, with who dismissed them and why',
  'deploy-keys': 'public keys',
  'deployment-branch-policies':
    'which branches and tags may deploy to an environment that names them; one file an environment',
  'deployment-statuses': 'how each deployment went, by GraphQL; those of the last 3 days are read again',
  deployments: 'what was deployed where; those of the last 3 days are read again',
  discussions: 'each with its comments, replies, reactions and poll, by GraphQL',
  'environment-secret-names': 'names and dates, one file an environment; GitHub shows no values',
  'environment-variables': 'one file an environment',
  environments: 'with their protection rules',
  'interaction-limits': 'who may comment and open issues and pull requests for a time; public repositories only',
  'issue-comments': 'comments of issues and of pull requests',
  'issue-dependencies': 'which issues block an issue, and which it blocks; one file an issue',
  'issue-events': 'the timeline: closed, labelled, renamed, assigned, ... (references are in `issue-references`)',
  'issue-references':
    'which issues and pull requests refer to an issue or are connected with it, also from other repositories, by GraphQL; one file an issue',
  issues: 'without pull requests; each with its type, its fields and its parent issue, if it has them',
  milestones: 'open and closed',
  'oidc-subject': 'how the subject of an OIDC token is made up',
  pages: 'settings of GitHub Pages',
  projects:
    'projects (v2) that are linked to the repository and that the token may see, each with its fields, views and items with their values, by GraphQL',
  'pull-references': 'the same of pull requests',
  pulls: 'open and closed',
  releases: 'each says whether it is immutable',
  'release-assets': 'the files, by id, size and digest; a known one is not fetched again',
  repository: 'settings, description and topics; always read',
  'review-comments': 'comments on lines of a pull request',
  'review-threads': 'which threads of a pull request are resolved, by whom; read with the reviews',
  reviews: 'approvals and requests for changes with their reactions, by GraphQL',
  rulesets: 'those of the repository itself',
  'secret-names': 'names and dates; GitHub shows no values',
  'secret-scanning-alerts':
    'open and resolved ones, with who resolved them and how; the secrets themselves are neither asked for nor stored',
  teams: 'teams of the organisation that have access, and which',
  traffic:
    'views and clones, one file a day, kept when GitHub drops the day after two weeks; pages and sites that most come from, as they are',
  variables: 'of the repository',
  webhooks: 'GitHub shows no secrets of them',
  'workflow-logs': 'logs of runs that are over, only if asked for by name: see [below](#logs-of-workflow-runs)',
  'workflow-runs': 'results; those of the last 3 days are read again',
  workflows: 'with their state: active, disabled by hand or for inactivity',
};

const WHAT_OF_ORGANIZATION: Readonly<Record<string, string>> = {
  'actions-permissions':
    'whether Actions may run and which, and what the `GITHUB_TOKEN` of a workflow may do by default',
  apps: 'GitHub Apps that are installed, with their permissions',
  'blocked-users': 'who may not take part',
  'code-security-configurations': 'security settings that are attached to repositories',
  'codespaces-secret-names': 'names and dates; GitHub shows no values',
  'custom-properties': 'of repositories: their names, types and allowed values',
  'custom-property-values': 'one file a repository',
  'dependabot-secret-names': 'names and dates; GitHub shows no values',
  'immutable-releases': 'whether releases of repositories cannot be changed',
  'interaction-limits': 'who may comment and open issues and pull requests for a time',
  invitations: 'to become a member, not accepted yet',
  'issue-fields': 'fields that issues can have',
  'issue-types': 'types that issues can have; each issue names its own',
  members: 'those that are no owners',
  'oidc-subject': 'how the subject of an OIDC token is made up',
  organization: 'the public profile; always read',
  roles: 'predefined and custom ones',
  'role-teams': 'teams that have a role; one file a role',
  'role-users': 'people that have a role; one file a role',
  rulesets: 'those of the organisation itself',
  'runner-groups': 'and which repositories may use them',
  'secret-names': 'of Actions; names and dates; GitHub shows no values',
  'secret-repositories': 'which repositories may use a secret, where they are selected; one file a secret',
  settings: 'what members may do, defaults for new repositories, plan',
  'team-members': 'with their role in the team; one file a team',
  'team-repositories': 'with what the team may do there; one file a team',
  teams: 'with their parents',
  'variable-repositories': 'which repositories may use a variable, where they are selected; one file a variable',
  variables: 'of Actions',
  webhooks: 'GitHub shows no secrets of them',
};

/** The page, with its tables made anew. */
export async function metadataPage(written: string): Promise<string> {
  const tables = {
    kinds: kindsTable(KINDS, WHAT_OF_REPOSITORY),
    'not-read': notReadList('/repos/{owner}/{repo}', NOT_READ_OF_REPOSITORY),
    'kinds of an organisation': kindsTable(ORGANIZATION_KINDS, WHAT_OF_ORGANIZATION),
    'not read of an organisation': notReadList('/orgs/{org}', NOT_READ_OF_ORGANIZATION),
  };
  const page = Object.entries(tables).reduce((text, [name, made]) => between(text, name, made), written);
  return format(page, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

/** Replaces what stands between the two comments of this name. */
function between(page: string, name: string, made: string): string {
  const [start, end] = [`<!-- ${name}: made by tools/metadata/page.ts -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/metadata.md has no place for the table "${name}"`);
  return `${page.slice(0, from)}${start}\n\n${made}\n\n${page.slice(to)}`;
}

function kindsTable(kinds: readonly MetadataKind[], what: Readonly<Record<string, string>>): string {
  const unknown = Object.keys(what).filter((name) => kinds.every((kind) => kind.name !== name));
  if (unknown.length > 0) throw new Error(`tools/metadata/page.ts: no kind is named ${unknown.join(', ')}`);
  const rows = kinds.map(({ name, permission }) => `| \`${name}\` | ${what[name] ?? ''} | ${permission} |`).sort();
  return ['| kind | what | the token needs |', '| --- | --- | --- |', ...rows].join('\n');
}

function notReadList(base: string, groups: readonly NotRead[]): string {
  const shown = (paths: readonly string[]) => paths.map((path) => `\`${path}\``).join(', ');
  const items = groups.map(({ why, paths }) => `- ${why} ${shown(paths)}`);
  return [`Below \`${base}\`:`, '', ...items].join('\n');
}
