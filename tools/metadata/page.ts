/**
 * What docs/metadata.md lists: kinds and what the token needs for them, from the table of kinds, and what is not
 * read. `npm run docs` writes them; a test fails where the page and the tables differ.
 */
import { format, resolveConfig } from 'prettier';
import { KINDS, type MetadataKind } from '../../src/sources/repository/metadata/kinds.ts';
import { NOT_READ_OF_REPOSITORY, type NotRead } from './not-read.ts';

/** What is stored, where the name of the kind does not say it. */
const WHAT_OF_REPOSITORY: Readonly<Record<string, string>> = {
  'actions-permissions':
    'whether Actions may run and which, and what the `GITHUB_TOKEN` of a workflow may do by default',
  activity: 'pushes, force pushes, created and deleted branches, with who and when; new ones only',
  attachments:
    'files in the texts of issues, pull requests, comments, reviews, discussions and releases: see [below](#attachments)',
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
  'issue-events':
    'the timeline: closed, labelled, renamed, assigned, ... (references from other repositories are not in it)',
  issues: 'without pull requests; each names its parent issue, if it has one',
  milestones: 'open and closed',
  'oidc-subject': 'how the subject of an OIDC token is made up',
  pages: 'settings of GitHub Pages',
  projects:
    'projects (v2) that are linked to the repository and that the token may see, each with its fields, views and items with their values, by GraphQL; read in full each night',
  pulls: 'open and closed',
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

/** The page, with its tables made anew. */
export async function metadataPage(written: string): Promise<string> {
  const tables = {
    kinds: kindsTable(KINDS, WHAT_OF_REPOSITORY),
    'not-read': notReadList('/repos/{owner}/{repo}', NOT_READ_OF_REPOSITORY),
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
