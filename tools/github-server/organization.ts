import { exampleOf, type Item } from './schemas.ts';

const ORG = '/orgs/{org}';

/** Lists that the published examples fill. */
const LISTS: Readonly<Record<string, string | undefined>> = {
  '/outside_collaborators': undefined,
  '/invitations': undefined,
  '/teams': undefined,
  '/organization-roles': 'roles',
  '/actions/variables': 'variables',
  '/actions/secrets': 'secrets',
  '/dependabot/secrets': 'secrets',
  '/codespaces/secrets': 'secrets',
  '/properties/schema': undefined,
  '/properties/values': undefined,
  '/hooks': undefined,
  '/issue-types': undefined,
  '/issue-fields': undefined,
  '/installations': 'installations',
  '/actions/runner-groups': 'runner_groups',
  '/code-security/configurations': undefined,
  '/blocks': undefined,
};

const OBJECTS = [
  '',
  '/actions/permissions',
  '/actions/permissions/selected-actions',
  '/actions/permissions/workflow',
  '/actions/oidc/customization/sub',
  '/settings/immutable-releases',
  '/interaction-limits',
];

/** What stands below the address of one item of a list. */
const BELOW: readonly {
  readonly list: string;
  readonly key: string;
  readonly below: string;
  readonly field?: string;
}[] = [
  { list: '/teams', key: 'slug', below: '/teams/{team_slug}/members' },
  { list: '/teams', key: 'slug', below: '/teams/{team_slug}/repos' },
  { list: '/organization-roles', key: 'id', below: '/organization-roles/{role_id}/users' },
  { list: '/organization-roles', key: 'id', below: '/organization-roles/{role_id}/teams' },
  { list: '/actions/variables', key: 'name', below: '/actions/variables/{name}/repositories', field: 'repositories' },
  {
    list: '/actions/secrets',
    key: 'name',
    below: '/actions/secrets/{secret_name}/repositories',
    field: 'repositories',
  },
];

/** What the server has of an organisation, by path: `/orgs/acme/teams`. */
export function makeOrganization(login: string): {
  readonly lists: Record<string, Item[]>;
  readonly objects: Record<string, Item>;
} {
  const at = (path: string) => `/orgs/${login}${path}`;
  const lists: Record<string, Item[]> = {};
  for (const [path, field] of Object.entries(LISTS)) lists[at(path)] = listOf(path, field);
  for (const { list, key, below, field } of BELOW) {
    for (const item of lists[at(list)] ?? []) {
      lists[at(below.replace(/\{\w+\}/, String(item[key])))] = listOf(below, field);
    }
  }
  const [person = {}] = listOf('/members', undefined);
  // GitHub gives those of one role at a time.
  lists[at('/members?role=admin')] = [person];
  lists[at('/members?role=member')] = [2, 3].map((n) => ({ ...person, id: n, login: `user-${String(n)}` }));
  // Published examples that are older than their schemas.
  for (const path of ['/teams', '/organization-roles/8030/teams', '/organization-roles/8031/teams']) {
    lists[at(path)] = (lists[at(path)] ?? []).map((team) => ({ ...team, type: 'organization', organization_id: 1 }));
  }
  const ruleset = exampleOf(`${ORG}/rulesets/{ruleset_id}`) as Item;
  lists[at('/rulesets')] = [ruleset];
  const objects = Object.fromEntries(OBJECTS.map((path) => [at(path), exampleOf(`${ORG}${path}`) as Item]));
  objects[at(`/rulesets/${String(ruleset['id'])}`)] = ruleset;
  return { lists, objects: { ...objects, [at('')]: { ...objects[at('')], login, archived_at: null } } };
}

function listOf(path: string, field: string | undefined): Item[] {
  const example = exampleOf(`${ORG}${path}`);
  return (field === undefined ? example : (example as Item)[field]) as Item[];
}
