/** The kinds of what GitHub keeps of an organisation: where each is read, and what it needs. */
import { kind, listAt, oneAt } from '../repository/metadata/kinds/builders.ts';
import { byId, byName, fileName, named, text, without } from '../repository/metadata/kinds/files.ts';
import { OF_AN_APP, type Item, type MetadataKind } from '../repository/metadata/kinds/kind.ts';

const ORG = 'GET /orgs/{org}';

/** Who sees all members is told of those who are invited, too. To others GitHub lists the public members only. */
const GATE_OF_MEMBERS = `${ORG}/invitations`;

/** What everybody may see of an organisation. */
const PROFILE = [
  'archived_at',
  'blog',
  'company',
  'created_at',
  'description',
  'email',
  'html_url',
  'id',
  'is_verified',
  'location',
  'login',
  'name',
  'twitter_username',
  'type',
];

/** What changes without anybody's decision. */
const COUNTERS = [
  'collaborators',
  'disk_usage',
  'followers',
  'following',
  'owned_private_repos',
  'private_gists',
  'public_gists',
  'public_repos',
  'total_private_repos',
  'updated_at',
];

const MEMBERS = ofOrganization('members: read');
const ADMINISTRATION = ofOrganization('administration: read');
const PROPERTIES = ofOrganization('custom-properties: read');

const byLogin = named((person) => fileName(person['login']));
const byProperty = named((property) => fileName(property['property_name']));

/** Everything that is stored of an organisation, in the order in which it is read. */
export const ORGANIZATION_KINDS: readonly MetadataKind[] = [
  kind('organization', 'metadata: read', { type: 'one', route: ORG, isUsed: true }, (organization) => [
    { name: 'organization', item: pick(organization, PROFILE) },
  ]),
  kind(
    'settings',
    ADMINISTRATION,
    { type: 'one', route: ORG, isShown: (organization) => 'default_repository_permission' in organization },
    (organization) => [{ name: 'settings', item: settingsIn(organization) }],
  ),
  ofMembers('owners', 'admin'),
  ofMembers('members', 'member'),
  list('outside-collaborators', MEMBERS, '/outside_collaborators', byLogin),
  list('invitations', MEMBERS, '/invitations', byId),
  list('teams', MEMBERS, '/teams', byName),
  below('team-members', MEMBERS, '/teams', (team) => `/teams/${segment(team['slug'])}/members`, {
    detailField: 'members',
    isBare: true,
    stored: (member) => pick(member, ['id', 'inherited', 'login', 'role']),
  }),
  below('team-repositories', MEMBERS, '/teams', (team) => `/teams/${segment(team['slug'])}/repos`, {
    detailField: 'repositories',
    isBare: true,
    stored: (repository) => pick(repository, ['full_name', 'id', 'permissions', 'private', 'role_name']),
  }),
  list('roles', ofOrganization('custom-organization-roles: read'), '/organization-roles', byName, 'roles'),
  below('role-users', MEMBERS, '/organization-roles', (role) => `/organization-roles/${text(role['id'])}/users`, {
    field: 'roles',
    detailField: 'users',
    isBare: true,
    stored: (user) => pick(user, ['assignment', 'id', 'inherited_from', 'login']),
  }),
  below('role-teams', MEMBERS, '/organization-roles', (role) => `/organization-roles/${text(role['id'])}/teams`, {
    field: 'roles',
    detailField: 'teams',
    isBare: true,
    stored: (team) => pick(team, ['assignment', 'id', 'name', 'slug']),
  }),
  kind(
    'rulesets',
    // GitHub asks for "write" where a ruleset is only read.
    ofOrganization('administration: write'),
    {
      type: 'list',
      route: `${ORG}/rulesets`,
      detail: (ruleset) => `${ORG}/rulesets/${text(ruleset['id'])}`,
      isDated: true,
    },
    byId,
  ),
  list('variables', ofOrganization('variables: read'), '/actions/variables', byName, 'variables'),
  ofSelected('variable-repositories', 'variables: read', '/actions/variables', 'variables'),
  list('secret-names', ofOrganization('secrets: read'), '/actions/secrets', byName, 'secrets'),
  ofSelected('secret-repositories', 'secrets: read', '/actions/secrets', 'secrets'),
  list('dependabot-secret-names', ofOrganization('dependabot-secrets: read'), '/dependabot/secrets', byName, 'secrets'),
  list('codespaces-secret-names', ofOrganization('codespaces-secrets: read'), '/codespaces/secrets', byName, 'secrets'),
  list('custom-properties', PROPERTIES, '/properties/schema', byProperty),
  list(
    'custom-property-values',
    PROPERTIES,
    '/properties/values',
    named((values) => fileName(values['repository_name'])),
  ),
  list('webhooks', ofOrganization('webhooks: read'), '/hooks', byId),
  list('issue-types', ofOrganization('issue-types: read'), '/issue-types', byId),
  list('issue-fields', ofOrganization('issue-fields: read'), '/issue-fields', byId),
  list('apps', ADMINISTRATION, '/installations', byId, 'installations'),
  oneAt(`${ORG}/actions/permissions`, 'actions-permissions', ADMINISTRATION, partsOfPermissions),
  oneAt(`${ORG}/actions/oidc/customization/sub`, 'oidc-subject', ADMINISTRATION),
  list('runner-groups', ofOrganization('self-hosted-runners: read'), '/actions/runner-groups', byId, 'runner_groups'),
  list('code-security-configurations', ADMINISTRATION, '/code-security/configurations', byId),
  oneAt(`${ORG}/settings/immutable-releases`, 'immutable-releases', ADMINISTRATION),
  oneAt(`${ORG}/interaction-limits`, 'interaction-limits', ADMINISTRATION),
  list('blocked-users', ofOrganization('blocking-users: read'), '/blocks', byLogin),
];

/** Such permissions `GITHUB_TOKEN` cannot be given. */
function ofOrganization(permission: string): string {
  return `${permission} for the organisation ${OF_AN_APP}`;
}

function list(name: string, permission: string, path: string, files: MetadataKind['files'], field?: string) {
  return listAt(`${ORG}${path}`, name, permission, files, field);
}

/** Members of one role. */
function ofMembers(name: string, role: string): MetadataKind {
  const walk = { type: 'list', route: `${ORG}/members`, parameters: { role }, gate: GATE_OF_MEMBERS } as const;
  return kind(name, MEMBERS, walk, byLogin);
}

interface Below {
  /** The field that holds the items of the list, where the answer is not the list itself. */
  readonly field?: string;
  readonly detailField: string;
  readonly isBare?: boolean;
  readonly hasDetail?: (item: Item) => boolean;
  /** What is stored of each item below; default: all. */
  readonly stored?: (item: Item) => Item;
}

/** One file for each item of a list, with what is in a list below its address. */
function below(
  name: string,
  permission: string,
  path: string,
  place: (item: Item) => string,
  { stored, ...more }: Below,
): MetadataKind {
  const detail = (item: Item) => `${ORG}${place(item)}`;
  const walk = { type: 'list', route: `${ORG}${path}`, detail, ...more } as const;
  return kind(name, permission, walk, (item) => {
    const listed = item[more.detailField] as readonly Item[] | undefined;
    const kept = stored === undefined ? listed : listed?.map(stored);
    return byName({ ...item, ...(kept === undefined ? {} : { [more.detailField]: kept }) });
  });
}

/** Repositories that may use a variable or a secret, where these were selected one by one. */
function ofSelected(name: string, permission: string, path: string, field: string): MetadataKind {
  const place = (item: Item) => `${path}/${segment(item['name'])}/repositories`;
  const hasDetail = (item: Item) => item['visibility'] === 'selected';
  return below(name, ofOrganization(permission), path, place, { field, detailField: 'repositories', hasDetail });
}

/** Which actions may run, where not all may, and what a workflow's token may do. */
function partsOfPermissions(permissions: Item): Readonly<Record<string, string>> {
  const selected = { selected_actions: `${ORG}/actions/permissions/selected-actions` };
  return {
    ...(permissions['allowed_actions'] === 'selected' ? selected : {}),
    workflow: `${ORG}/actions/permissions/workflow`,
  };
}

function settingsIn(organization: Item): Item {
  const plan = organization['plan'] as Item | null | undefined;
  // How many seats of it are taken is a counter.
  return { ...without(organization, [...PROFILE, ...COUNTERS]), plan: plan?.['name'] ?? null };
}

function pick(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

function segment(value: unknown): string {
  return encodeURIComponent(text(value));
}
