export const id = 5365;
export const ids = [5365];
export const modules = {

/***/ 5365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openApp: () => (/* binding */ openApp)
});

// UNUSED EXPORTS: permissionsOf

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
;// CONCATENATED MODULE: ./lib/github/app-failures.js
/** What keeps an App from being used, in plain words. */

function nameOf(place) {
    if (place.kind === 'only')
        return 'any account';
    return place.kind === 'account' ? place.account : `${place.owner}/${place.repo}`;
}
/** @param isOnOwner the App is installed on the owner of the repository, but not for this repository */
function notInstalled(place, isOnOwner, apiUrl) {
    return new errors/* HoldfastError */.Et({
        code: 'app-not-installed',
        message: isOnOwner
            ? `The App's installation does not hold ${nameOf(place)}, or there is no such repository at ${apiUrl} (404).`
            : `The App is not installed on ${nameOf(place)} at ${apiUrl} (404).`,
        fix: isOnOwner
            ? "Add the repository on the page of the installation, in the owner's settings under GitHub Apps."
            : "Install it: the App's settings, Install App. Check the name too, and github-server-url if it is not on github.com.",
    });
}
function severalInstallations(accounts) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `organization: not set, and the App is installed on ${String(accounts.length)} accounts: ${accounts.slice(0, 10).join(', ')}.`,
        fix: 'Name the one that is meant as organization.',
    });
}
function suspended(account) {
    return new errors/* HoldfastError */.Et({
        code: 'app-not-installed',
        message: `The App's installation on ${account} is suspended.`,
        fix: 'An owner of the account ends that on the page of the installation: Unsuspend.',
    });
}
function lacksPermission({ name, level, without = 'this run can do nothing' }, { account, permissions }) {
    const granted = Object.entries(permissions).map(([each, its]) => `${each}: ${String(its)}`);
    return new errors/* HoldfastError */.Et({
        code: 'app-lacks-permission',
        message: `The App's installation on ${account.login} lacks the permission ${name}: ${level}, and without it ${without}.`,
        why: `It was granted ${granted.length === 0 ? 'nothing' : granted.join(', ')}.`,
        fix: `Set it in the App's settings under Permissions & events; then an owner of ${account.login} accepts it on the page of the installation.`,
    });
}
/** GitHub's own words: https://docs.github.com/en/rest/apps */
const SAID = [
    {
        when: /could not be decoded|bad credentials/i,
        why: 'The key is not one of this App, or the id is that of another App.',
        fix: "Check github-app-id, and make a new private key in the App's settings if the old one was deleted there. With github-app-kms-key: import the App's key into KMS.",
    },
    {
        when: /'(issued at|expiration time)'/i,
        why: 'The clock of this machine differs too much from that of GitHub.',
        fix: 'Set the clock.',
    },
    {
        when: /integration not found|must generate a public key/i,
        why: 'There is no App with this id, or it has no key.',
        fix: "Give github-app-id as the App's settings show it: App ID or Client ID.",
    },
    {
        when: /suspended/i,
        why: 'The installation of the App is suspended.',
        fix: 'An owner of the account ends that on the page of the installation: Unsuspend.',
    },
];
/** @throws nothing: app-refused, rate-limited or github-unreadable */
function appFailure(failure, place, apiUrl) {
    const { kind, message, resetsAt, cause } = failure;
    const facts = { message: `${apiUrl} gave no token of the App for ${nameOf(place)}: ${message}.`, cause };
    if (kind === 'limit') {
        const when = resetsAt === undefined ? 'later' : `after ${resetsAt.toISOString()}`;
        return new errors/* HoldfastError */.Et({ ...facts, code: 'rate-limited', fix: `Run it again ${when}.` });
    }
    const said = SAID.find(({ when }) => when.test(message));
    const isRefusal = said !== undefined || ['unauthorized', 'denied', 'refused', 'absent'].includes(kind);
    if (!isRefusal)
        return new errors/* HoldfastError */.Et({ ...facts, code: 'github-unreadable', fix: 'Run it again later.' });
    return new errors/* HoldfastError */.Et({
        ...facts,
        code: 'app-refused',
        why: said?.why,
        fix: said?.fix ?? "Check github-app-id and the key in the App's settings.",
    });
}

// EXTERNAL MODULE: ./lib/github/client.js + 3 modules
var github_client = __webpack_require__(76237);
// EXTERNAL MODULE: ./lib/github/failure.js
var failure = __webpack_require__(40317);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/times.js
var times = __webpack_require__(78947);
;// CONCATENATED MODULE: ./lib/github/app.js





/** Tokens live for an hour; one that ends sooner than this is renewed before it is used. */
const RENEWED_BEFORE_MS = 600_000;
/**
 * Finds the installation, and makes a first token, so that what is wrong is told before any work.
 *
 * @throws app-refused, app-not-installed, app-lacks-permission, rate-limited, github-unreadable, kms-failed
 */
async function openApp(settings, deps) {
    const { apiUrl, id, key, place, purpose } = settings;
    const client = (0,github_client.openClient)({ apiUrl, token: undefined, reserve: 0, app: { id, key } }, deps);
    try {
        const installation = await findInstallation(client, place, apiUrl);
        if (installation.suspended_at !== null)
            throw suspended(installation.account.login);
        const { needs } = purpose;
        if (needs !== undefined && !holds(installation.permissions, needs))
            throw lacksPermission(needs, installation);
        const mint = () => mintToken(client, installation, settings, deps);
        return { token: renewing(await mint(), mint, deps), account: installation.account.login };
    }
    catch (error) {
        deps.signal.throwIfAborted();
        throw error instanceof failure/* GithubFailure */.Ed ? appFailure(error, place, apiUrl) : error;
    }
}
const INSTALLATION = dist/* object */.Ikc({
    id: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b()),
    account: dist/* object */.Ikc({ login: dist/* string */.YjP() }),
    permissions: dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP()),
    suspended_at: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP()), null),
});
const TOKEN = dist/* object */.Ikc({
    token: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[\x21-\x7e]+$/)),
    expires_at: times/* isoTime */.L,
});
async function findInstallation(client, place, apiUrl) {
    if (place.kind === 'only')
        return onlyInstallation(client);
    if (place.kind === 'repository') {
        const { owner, repo } = place;
        const found = await installationAt(client, 'GET /repos/{owner}/{repo}/installation', { owner, repo });
        if (found !== undefined)
            return found;
        throw notInstalled(place, (await installationOn(client, owner)) !== undefined, apiUrl);
    }
    const found = await installationOn(client, place.account);
    if (found === undefined)
        throw notInstalled(place, false, apiUrl);
    return found;
}
async function installationOn(client, account) {
    const ofOrganization = await installationAt(client, 'GET /orgs/{org}/installation', { org: account });
    return ofOrganization ?? installationAt(client, 'GET /users/{username}/installation', { username: account });
}
/** undefined: there is none. */
async function installationAt(client, route, parameters) {
    try {
        return parsed(INSTALLATION, (await client.get(route, parameters)).data);
    }
    catch (error) {
        // That there is no such App is answered with 404, too.
        if (error instanceof failure/* GithubFailure */.Ed && error.kind === 'absent' && error.message === 'Not Found')
            return undefined;
        throw error;
    }
}
async function onlyInstallation(client) {
    const { data } = await client.get('GET /app/installations', { per_page: 100 });
    const [first, ...others] = parsed(dist/* array */.YOg(INSTALLATION), data);
    if (first === undefined)
        throw notInstalled({ kind: 'only' }, false, client.apiUrl);
    if (others.length > 0)
        throw severalInstallations([first, ...others].map(({ account }) => account.login));
    return first;
}
function parsed(schema, data) {
    const result = dist/* safeParse */.xLC(schema, data);
    if (result.success)
        return result.output;
    throw new failure/* GithubFailure */.Ed('failed', `The answer does not have the expected form (${result.issues[0].message}).`);
}
async function mintToken(client, { id, permissions }, { place, purpose: { rights } }, { mask, now }) {
    const answer = await client.send('POST /app/installations/{installation_id}/access_tokens', {
        installation_id: id,
        ...(rights === 'all' ? {} : { permissions: permissionsOf(permissions, rights) }),
        ...(place.kind === 'repository' ? { repositories: [place.repo] } : {}),
    }, { mayRepeat: true });
    const { token, expires_at: ends } = parsed(TOKEN, answer);
    mask(token);
    return { token, endsMs: now().getTime() + Date.parse(ends) - client.serverDate().getTime() };
}
/** Cannot be had for reading. */
const WRITE_ONLY = ['profile', 'workflows'];
const LEVELS = ['', 'read', 'write', 'admin'];
function holds(granted, { name, level }) {
    return LEVELS.indexOf(granted[name] ?? '') >= LEVELS.indexOf(level);
}
/** Of what the installation was granted, no more than these rights: a token that can only read harms nothing when it leaks. */
function permissionsOf(granted, rights) {
    const readable = Object.keys(granted).filter((name) => !WRITE_ONLY.includes(name));
    if (rights === 'read')
        return Object.fromEntries(readable.map((name) => [name, 'read']));
    const least = ([name, level]) => {
        if (holds(granted, { name, level }))
            return [[name, level]];
        return readable.includes(name) ? [[name, 'read']] : [];
    };
    return Object.fromEntries(Object.entries(rights).flatMap(least));
}
/** Where a token cannot be renewed yet, but is still valid, it is used on. */
function renewing(first, mint, { now, debug }) {
    let current = first;
    let pending;
    return async (refused) => {
        const isRefused = refused === current.token;
        const leftMs = current.endsMs - now().getTime();
        if (!isRefused && leftMs > RENEWED_BEFORE_MS)
            return current.token;
        try {
            current = await (pending ??= mint().finally(() => (pending = undefined)));
        }
        catch (error) {
            if (isRefused || leftMs <= 0)
                throw error;
            debug(`The token of the App could not be renewed yet: ${String(error)}`);
        }
        return current.token;
    };
}


/***/ })

};
