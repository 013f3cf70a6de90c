export const id = 8200;
export const ids = [8200];
export const modules = {

/***/ 18200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createOrganizationSource: () => (/* reexport */ createOrganizationSource)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/metadata.js + 21 modules
var metadata = __webpack_require__(61780);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/builders.js
var builders = __webpack_require__(39977);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/files.js
var files = __webpack_require__(26242);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/kind.js
var kind = __webpack_require__(74375);
;// CONCATENATED MODULE: ./lib/sources/organization/kinds.js
/** The kinds of what GitHub keeps of an organisation: where each is read, and what it needs. */



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
const byLogin = (0,files/* named */.KT)((person) => (0,files/* fileName */.Md)(person['login']));
const byProperty = (0,files/* named */.KT)((property) => (0,files/* fileName */.Md)(property['property_name']));
/** Everything that is stored of an organisation, in the order in which it is read. */
const ORGANIZATION_KINDS = [
    (0,builders/* kind */.fM)('organization', 'metadata: read', { type: 'one', route: ORG, isUsed: true }, (organization) => [
        { name: 'organization', item: pick(organization, PROFILE) },
    ]),
    (0,builders/* kind */.fM)('settings', ADMINISTRATION, { type: 'one', route: ORG, isShown: (organization) => 'default_repository_permission' in organization }, (organization) => [{ name: 'settings', item: settingsIn(organization) }]),
    ofMembers('owners', 'admin'),
    ofMembers('members', 'member'),
    list('outside-collaborators', MEMBERS, '/outside_collaborators', byLogin),
    list('invitations', MEMBERS, '/invitations', files/* byId */.$H),
    list('teams', MEMBERS, '/teams', files/* byName */.nG),
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
    list('roles', ofOrganization('custom-organization-roles: read'), '/organization-roles', files/* byName */.nG, 'roles'),
    below('role-users', MEMBERS, '/organization-roles', (role) => `/organization-roles/${(0,files/* text */.Qq)(role['id'])}/users`, {
        field: 'roles',
        detailField: 'users',
        isBare: true,
        stored: (user) => pick(user, ['assignment', 'id', 'inherited_from', 'login']),
    }),
    below('role-teams', MEMBERS, '/organization-roles', (role) => `/organization-roles/${(0,files/* text */.Qq)(role['id'])}/teams`, {
        field: 'roles',
        detailField: 'teams',
        isBare: true,
        stored: (team) => pick(team, ['assignment', 'id', 'name', 'slug']),
    }),
    (0,builders/* kind */.fM)('rulesets', 
    // GitHub asks for "write" where a ruleset is only read.
    ofOrganization('administration: write'), {
        type: 'list',
        route: `${ORG}/rulesets`,
        detail: (ruleset) => `${ORG}/rulesets/${(0,files/* text */.Qq)(ruleset['id'])}`,
        isDated: true,
    }, files/* byId */.$H),
    list('variables', ofOrganization('variables: read'), '/actions/variables', files/* byName */.nG, 'variables'),
    ofSelected('variable-repositories', 'variables: read', '/actions/variables', 'variables'),
    list('secret-names', ofOrganization('secrets: read'), '/actions/secrets', files/* byName */.nG, 'secrets'),
    ofSelected('secret-repositories', 'secrets: read', '/actions/secrets', 'secrets'),
    list('dependabot-secret-names', ofOrganization('dependabot-secrets: read'), '/dependabot/secrets', files/* byName */.nG, 'secrets'),
    list('codespaces-secret-names', ofOrganization('codespaces-secrets: read'), '/codespaces/secrets', files/* byName */.nG, 'secrets'),
    list('custom-properties', PROPERTIES, '/properties/schema', byProperty),
    list('custom-property-values', PROPERTIES, '/properties/values', (0,files/* named */.KT)((values) => (0,files/* fileName */.Md)(values['repository_name']))),
    list('webhooks', ofOrganization('webhooks: read'), '/hooks', files/* byId */.$H),
    list('issue-types', ofOrganization('issue-types: read'), '/issue-types', files/* byId */.$H),
    list('issue-fields', ofOrganization('issue-fields: read'), '/issue-fields', files/* byId */.$H),
    list('apps', ADMINISTRATION, '/installations', files/* byId */.$H, 'installations'),
    (0,builders/* oneAt */.ib)(`${ORG}/actions/permissions`, 'actions-permissions', ADMINISTRATION, partsOfPermissions),
    (0,builders/* oneAt */.ib)(`${ORG}/actions/oidc/customization/sub`, 'oidc-subject', ADMINISTRATION),
    list('runner-groups', ofOrganization('self-hosted-runners: read'), '/actions/runner-groups', files/* byId */.$H, 'runner_groups'),
    list('code-security-configurations', ADMINISTRATION, '/code-security/configurations', files/* byId */.$H),
    (0,builders/* oneAt */.ib)(`${ORG}/settings/immutable-releases`, 'immutable-releases', ADMINISTRATION),
    (0,builders/* oneAt */.ib)(`${ORG}/interaction-limits`, 'interaction-limits', ADMINISTRATION),
    list('blocked-users', ofOrganization('blocking-users: read'), '/blocks', byLogin),
];
/** Such permissions `GITHUB_TOKEN` cannot be given. */
function ofOrganization(permission) {
    return `${permission} for the organisation ${kind/* OF_AN_APP */.Cn}`;
}
function list(name, permission, path, files, field) {
    return (0,builders/* listAt */.gT)(`${ORG}${path}`, name, permission, files, field);
}
/** Members of one role. */
function ofMembers(name, role) {
    const walk = { type: 'list', route: `${ORG}/members`, parameters: { role }, gate: GATE_OF_MEMBERS };
    return (0,builders/* kind */.fM)(name, MEMBERS, walk, byLogin);
}
/** One file for each item of a list, with what is in a list below its address. */
function below(name, permission, path, place, { stored, ...more }) {
    const detail = (item) => `${ORG}${place(item)}`;
    const walk = { type: 'list', route: `${ORG}${path}`, detail, ...more };
    return (0,builders/* kind */.fM)(name, permission, walk, (item) => {
        const listed = item[more.detailField];
        const kept = stored === undefined ? listed : listed?.map(stored);
        return (0,files/* byName */.nG)({ ...item, ...(kept === undefined ? {} : { [more.detailField]: kept }) });
    });
}
/** Repositories that may use a variable or a secret, where these were selected one by one. */
function ofSelected(name, permission, path, field) {
    const place = (item) => `${path}/${segment(item['name'])}/repositories`;
    const hasDetail = (item) => item['visibility'] === 'selected';
    return below(name, ofOrganization(permission), path, place, { field, detailField: 'repositories', hasDetail });
}
/** Which actions may run, where not all may, and what a workflow's token may do. */
function partsOfPermissions(permissions) {
    const selected = { selected_actions: `${ORG}/actions/permissions/selected-actions` };
    return {
        ...(permissions['allowed_actions'] === 'selected' ? selected : {}),
        workflow: `${ORG}/actions/permissions/workflow`,
    };
}
function settingsIn(organization) {
    const plan = organization['plan'];
    // How many seats of it are taken is a counter.
    return { ...(0,files/* without */.FF)(organization, [...PROFILE, ...COUNTERS]), plan: plan?.['name'] ?? null };
}
function pick(item, names) {
    return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
function segment(value) {
    return encodeURIComponent((0,files/* text */.Qq)(value));
}

;// CONCATENATED MODULE: ./lib/sources/organization/organization.js



/**
 * An organisation: `github/<kind>/...`, one JSON file per item. Errors: `bad-input` for unknown kinds, `github-unreadable` if the
 * token sees what everybody sees and nothing else.
 */
function createOrganizationSource(settings, deps) {
    const { organization, chosenParts, ...reading } = settings;
    const part = (0,metadata/* createPart */.y)({ kinds: ORGANIZATION_KINDS, at: { org: organization } }, { ...reading, isFull: true }, deps);
    const url = `${settings.serverUrl}/${organization}`;
    return {
        kind: 'organization',
        definition: { source: 'organization', url, ...(chosenParts.length === 0 ? {} : { parts: chosenParts }) },
        open: async (context) => {
            const opened = await part.open(context);
            return {
                ...opened,
                identity: { organization, url, ...opened.identity },
                finish: async () => {
                    const result = await opened.finish();
                    if (isPublicOnly(result))
                        throw publicOnly(organization);
                    return result;
                },
            };
        },
    };
}
/** Parts that were refused have no status. */
function isPublicOnly({ parts, gaps }) {
    return gaps.some((gap) => gap.class === 'unavailable') && Object.keys(parts).every((name) => name === organization_PROFILE);
}
const organization_PROFILE = 'github/organization';
function publicOnly(organization) {
    return new errors/* HoldfastError */.Et({
        code: 'github-unreadable',
        message: `github-token: of the organisation ${organization} it shows at most what everybody may see, and no snapshot was made.`,
        why: 'The GITHUB_TOKEN of a workflow belongs to one repository, and cannot be given a permission for an organisation.',
        fix: 'Give the token of a GitHub App that is installed in the organisation, or a personal access token of one of its owners. docs/metadata.md lists the permission that each kind needs.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/organization/index.js
/** The public interface of this folder. */



/***/ })

};
