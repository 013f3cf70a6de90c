export const id = 3479;
export const ids = [3479];
export const modules = {

/***/ 43479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findRepository: () => (/* binding */ findRepository),
/* harmony export */   listRepositories: () => (/* binding */ listRepositories)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77934);
/* harmony import */ var _base_times_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78947);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40317);
/** The repositories of an account: of an organisation, of a user, or those that an App's installation holds. */




const PAGE_SIZE = 100;
/**
 * Reads the list: one request for each 100 repositories, and at most three more.
 *
 * A repository that is deleted meanwhile can hide another one from the list. Who draws conclusions from a name that is not there asks
 * for that one by itself (`findRepository`).
 *
 * @param account undefined: what the token's installation holds
 * @throws github-unreadable, rate-limited, bad-input
 */
async function listRepositories(client, account, { withProperties = true } = {}) {
    const reader = new Reader(client);
    const installed = await readInstalled(reader);
    const { account: of, items } = account === undefined ? await ofInstallation(installed) : await ofAccount(reader, account, installed);
    const withValues = withProperties && of.type === 'Organization';
    const properties = withValues ? await readProperties(reader, of.login) : new Map();
    const distinct = new Map(items.map((item) => [item.id, item]));
    const listed = [...distinct.values()].map((item) => describe(item, properties.get(item.id)));
    return { account: of, repositories: listed.toSorted((one, other) => one.id - other.id) };
}
/**
 * What an id stands for now, whatever its owner and name are; undefined: it is gone, or the token does not see it any more.
 * Its custom properties are not read.
 *
 * @throws github-unreadable, rate-limited
 */
async function findRepository(client, id) {
    const what = `the repository with the id ${String(id)}`;
    const { data } = await new Reader(client).ask({ what, needs: 'metadata: read' }, 'GET /repositories/{id}', { id }, REPOSITORY, ['absent', 'gone', 'blocked']);
    return data === undefined ? undefined : describe(data);
}
const ID = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .minValue */ .Wwf(1));
const OWNER = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    login: valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .regex */ .yGV(/^[A-Za-z0-9][\w-]{0,99}$/)),
    id: ID,
    type: valibot__WEBPACK_IMPORTED_MODULE_3__/* .picklist */ .KIO(['Organization', 'User']),
});
const TIME = valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullable */ .mee(_base_times_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTime */ .L), null);
const REPOSITORY = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    id: ID,
    // What is no name of a repository would lead elsewhere in an address.
    name: valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .regex */ .yGV(/^(?!\.{1,2}$)[\w.-]{1,100}$/)),
    owner: OWNER,
    private: valibot__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(),
    // What a server leaves out, leaves empty or calls otherwise does not end the list.
    visibility: valibot__WEBPACK_IMPORTED_MODULE_3__/* .fallback */ .NpB(valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .picklist */ .KIO(['public', 'private', 'internal'])), undefined),
    archived: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(), false),
    disabled: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(), false),
    fork: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(), false),
    has_wiki: valibot__WEBPACK_IMPORTED_MODULE_3__/* .fallback */ .NpB(valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()), undefined),
    topics: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), []),
    size: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .minValue */ .Wwf(0)), 0),
    default_branch: valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), null),
    pushed_at: TIME,
    updated_at: TIME,
});
const OF_INSTALLATION = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    total_count: valibot__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(),
    repository_selection: valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), 'selected'),
    repositories: valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(REPOSITORY),
});
const VALUES = valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    repository_id: ID,
    properties: valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ property_name: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), value: valibot__WEBPACK_IMPORTED_MODULE_3__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP())])) })),
}));
/** undefined: the token is not that of an installation. */
async function readInstalled(reader) {
    const place = { what: "the repositories of the App's installation", needs: 'metadata: read' };
    const route = 'GET /installation/repositories';
    const first = await reader.ask(place, route, { per_page: PAGE_SIZE }, OF_INSTALLATION, [
        'denied',
        'refused',
        'absent',
    ]);
    if (first.data === undefined)
        return undefined;
    const { repositories, repository_selection: selection } = first.data;
    return {
        seesAll: selection === 'all',
        owner: repositories[0]?.owner,
        items: async () => {
            const others = await reader.pagesAfter(first.next, place, route, { per_page: PAGE_SIZE }, OF_INSTALLATION);
            return [...repositories, ...others.flatMap((page) => page.repositories)];
        },
    };
}
async function ofInstallation(installed) {
    const owner = installed?.owner;
    if (installed === undefined || owner === undefined)
        throw noAccount(installed !== undefined);
    return { account: { ...owner, seesAll: installed.seesAll }, items: await installed.items() };
}
async function ofAccount(reader, name, installed) {
    const { data: owner } = await reader.ask({ what: `the account "${name}"`, needs: 'metadata: read' }, 'GET /users/{username}', { username: name }, OWNER, ['absent']);
    if (owner === undefined)
        throw noSuchAccount(name, reader.apiUrl);
    const own = installed?.owner?.id === owner.id ? installed : undefined;
    if (own?.seesAll === true)
        return { account: { ...owner, seesAll: true }, items: await own.items() };
    const { route, parameters, isPublic } = await listOf(reader, owner, installed !== undefined);
    const place = { what: `the repositories of ${owner.login}`, needs: 'metadata: read' };
    const listed = await reader.all(place, route, { ...parameters, sort: 'created', direction: 'asc' }, valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(REPOSITORY));
    const isOwned = (item) => item.owner.id === owner.id;
    const items = [...listed.flat(), ...((await own?.items()) ?? [])].filter(isOwned);
    return { account: { ...owner, seesAll: installed === undefined && !isPublic }, items };
}
/** Of a user, only that user's own token lists more than the public ones; an App's token has no user. */
async function listOf(reader, owner, isOfApp) {
    if (owner.type === 'Organization') {
        return { route: 'GET /orgs/{org}/repos', parameters: { org: owner.login, type: 'all' }, isPublic: false };
    }
    const place = { what: 'the user of the token', needs: 'metadata: read' };
    const self = isOfApp ? undefined : await reader.ask(place, 'GET /user', {}, OWNER, ['denied', 'refused']);
    if (self?.data?.id === owner.id) {
        return { route: 'GET /user/repos', parameters: { affiliation: 'owner' }, isPublic: false };
    }
    return { route: 'GET /users/{username}/repos', parameters: { username: owner.login, type: 'owner' }, isPublic: true };
}
async function readProperties(reader, org) {
    const place = {
        what: `the custom properties of the repositories of ${org}`,
        needs: 'custom-properties: read for the organisation',
    };
    const pages = await reader.all(place, 'GET /orgs/{org}/properties/values', { org }, VALUES);
    return new Map(pages.flat().map(({ repository_id: id, properties }) => [id, valuesIn(properties)]));
}
function valuesIn(properties) {
    const named = properties.map(({ property_name: name, value }) => [name, value]);
    return Object.fromEntries(named.filter((pair) => pair[1] !== null));
}
function describe(item, properties = {}) {
    const timeOf = (text) => (text === null ? undefined : new Date(text));
    return {
        id: item.id,
        owner: item.owner.login,
        name: item.name,
        visibility: item.visibility ?? (item.private ? 'private' : 'public'),
        isArchived: item.archived,
        isDisabled: item.disabled,
        isFork: item.fork,
        hasWiki: item.has_wiki,
        topics: item.topics,
        properties,
        sizeKib: item.size,
        defaultBranch: item.default_branch ?? '',
        pushedAt: timeOf(item.pushed_at),
        updatedAt: timeOf(item.updated_at),
    };
}
/** Reads lists, checks what comes, and explains what fails. */
class Reader {
    apiUrl;
    #client;
    constructor(client) {
        this.apiUrl = client.apiUrl;
        this.#client = client;
    }
    async ask(place, route, parameters, schema, expected = []) {
        try {
            const { data, next } = await this.#client.get(route, parameters);
            return { data: valibot__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qgA(schema, data), next };
        }
        catch (error) {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .GithubFailure */ .Ed && expected.includes(error.kind))
                return { data: undefined, next: undefined };
            throw listFailure(error, place, this.apiUrl);
        }
    }
    async all(place, route, parameters, schema) {
        const paged = { ...parameters, per_page: PAGE_SIZE };
        const first = await this.ask(place, route, paged, schema);
        const others = await this.pagesAfter(first.next, place, route, paged, schema);
        return first.data === undefined ? others : [first.data, ...others];
    }
    /** As the links of the answers say, of which only the query is taken: the token goes to no other address. */
    async pagesAfter(link, place, route, parameters, schema) {
        const pages = [];
        for (let next = link; next !== undefined;) {
            const answer = await this.ask(place, route, { ...parameters, ...Object.fromEntries(next.searchParams) }, schema);
            if (answer.data !== undefined)
                pages.push(answer.data);
            if (answer.next?.search === next.search)
                throw listFailure(new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .GithubFailure */ .Ed('failed', 'a page leads to itself'), place, this.apiUrl);
            next = answer.next;
        }
        return pages;
    }
}
function noAccount(isInstallation) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: isInstallation
            ? "The App's installation holds no repository."
            : 'organization: not set, and the token is not that of an App, whose installation would say which account is meant.',
        fix: isInstallation
            ? "Give the App access to repositories, on the page of its installation in the account's settings."
            : 'Name the organisation or the user as organization.',
    });
}
function noSuchAccount(name, apiUrl) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'github-unreadable',
        message: `There is no organisation or user "${name}" at ${apiUrl} (404).`,
        fix: 'Check organization, and github-server-url if it is not on github.com.',
    });
}
function listFailure(error, { what, needs }, apiUrl) {
    const facts = { code: 'github-unreadable', cause: error };
    const message = `${apiUrl} did not list ${what}`;
    if (valibot__WEBPACK_IMPORTED_MODULE_3__/* .isValiError */ .F1$(error)) {
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            ...facts,
            message: `${message}: the answer does not have the expected form (${error.message}).`,
            fix: 'Check github-server-url: it must be a GitHub server.',
        });
    }
    if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .GithubFailure */ .Ed))
        return error;
    if (error.kind === 'limit') {
        const when = error.resetsAt === undefined ? '' : ` until ${error.resetsAt.toISOString()}`;
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            ...facts,
            code: 'rate-limited',
            message: `${message}: there are no requests left${when}.`,
            why: error.message,
            fix: 'Run it again later.',
        });
    }
    const isToken = ['unauthorized', 'denied', 'refused', 'absent'].includes(error.kind);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        ...facts,
        message: `${message}: ${error.message}.`,
        why: error.kind === 'unauthorized' ? 'The token is not accepted (401).' : undefined,
        fix: isToken
            ? `Give the App, or the token, the permission ${needs}. A new permission of an App counts once the account has accepted it.`
            : 'Run it again later.',
    });
}


/***/ })

};
