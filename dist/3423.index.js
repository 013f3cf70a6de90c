export const id = 3423;
export const ids = [3423];
export const modules = {

/***/ 40691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pr: () => (/* binding */ joinWithVault),
  IL: () => (/* binding */ listAccount),
  K5: () => (/* binding */ openGithub),
  yj: () => (/* binding */ surveyOf)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
;// CONCATENATED MODULE: ./lib/fleet/choice.js
/** Of each repository whether it is backed up. */
function chooseRepositories(repositories, choice) {
    const rules = [
        rulesOf('repositories', choice.repositories, ({ name }, pattern) => fitsName(pattern, name)),
        rulesOf('topics', choice.topics, ({ topics }, topic) => topics.some((one) => sameText(one, topic))),
        ...propertyRules(choice.properties),
        rulesOf('visibility', choice.visibility, ({ visibility }, wanted) => visibility === wanted),
    ];
    const excludedBy = (repository) => {
        if (choice.archived === 'exclude' && repository.isArchived)
            return 'archived: exclude';
        if (choice.forks === 'exclude' && repository.isFork)
            return 'forks: exclude';
        if (repository.isDisabled)
            return 'GitHub: the repository is disabled';
        return rules.map((rule) => rule(repository)).find((reason) => reason !== undefined);
    };
    return repositories.map((repository) => ({ repository, excludedBy: excludedBy(repository) }));
}
function rulesOf(input, lines, fits) {
    const out = lines.filter(isNegative).map((line) => line.slice(1));
    const wanted = lines.filter((line) => !isNegative(line));
    return (repository) => {
        const excluding = out.find((text) => fits(repository, text));
        if (excluding !== undefined)
            return `${input}: !${excluding}`;
        if (wanted.length === 0 || wanted.some((text) => fits(repository, text)))
            return undefined;
        return `${input}: not ${wanted.join(', ')}`;
    };
}
/** Lines of one property are alternatives; each property that is named has to fit. */
function propertyRules(lines) {
    const byName = Map.groupBy(lines, (line) => splitProperty(line).name);
    return [...byName.values()].map((group) => rulesOf('properties', group, hasProperty));
}
function hasProperty({ properties }, line) {
    const { name, value } = splitProperty(line);
    return Object.entries(properties).some(([key, values]) => sameText(key, name) && [values].flat().includes(value));
}
function splitProperty(line) {
    const text = isNegative(line) ? line.slice(1) : line;
    const at = text.indexOf('=');
    return { name: text.slice(0, at).trim().toLowerCase(), value: text.slice(at + 1).trim() };
}
/**
 * Lines that fit nothing, and therefore may be mistyped: patterns of names that fit neither a repository nor a name that the
 * vault knows, topics and properties that no repository has. A topic or property that leaves out may be one for later.
 *
 * @param known names of repositories that are gone, and whose backups are there
 */
function unusedLines(repositories, choice, known) {
    const names = [...repositories.map(({ name }) => name), ...known];
    const isWanted = (line) => !isNegative(line);
    const unused = (input, lines, fits) => lines.filter((line) => !fits(isNegative(line) ? line.slice(1) : line)).map((line) => `${input}: ${line}`);
    return [
        ...unused('repositories', choice.repositories, (text) => names.some((name) => fitsName(text, name))),
        ...unused('topics', choice.topics.filter(isWanted), (text) => repositories.some(({ topics }) => topics.some((one) => sameText(one, text)))),
        ...unused('properties', choice.properties.filter(isWanted), (text) => repositories.some((repository) => hasProperty(repository, text))),
    ];
}
function isNegative(line) {
    return line.startsWith('!');
}
/** GitHub does not tell names, topics and properties apart by case. */
function sameText(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}
/** `*` stands for any text. */
function fitsName(pattern, name) {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}

// EXTERNAL MODULE: ./lib/fleet/series.js
var series = __webpack_require__(94587);
// EXTERNAL MODULE: ./lib/fleet/survey.js
var fleet_survey = __webpack_require__(2176);
// EXTERNAL MODULE: ./lib/net/fetch.js
var net_fetch = __webpack_require__(74771);
// EXTERNAL MODULE: ./lib/commands/repository/app-access.js + 1 modules
var app_access = __webpack_require__(92582);
;// CONCATENATED MODULE: ./lib/commands/fleet/account.js
/** The repositories of an account as GitHub lists them, joined with what the vault knows of them. */







/** Requests of the hour that a plan leaves: for the coverage after the legs, and for others who use the token. */
const RESERVE = 50;
/** With the App that the inputs name, or with their token. @throws bad-input without either; what `openApp` throws */
async function openGithub({ credentials }, inputs, deps) {
    const { env, emit, now, signal } = deps;
    const named = inputs.organization ?? (inputs.githubAppId === undefined ? ownerIn(env) : undefined);
    const app = await openApp(named, inputs, deps)?.(credentials);
    const token = app?.token ?? inputs.githubToken;
    if (token === undefined)
        throw noToken();
    const { openClient, pause } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 76237));
    const apiUrl = (0,github_server/* apiUrlIn */.$m)(env, (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, env));
    const debug = (message) => {
        emit({ type: 'debug', message });
    };
    const fetch = (0,net_fetch/* createFetch */.H)(env, emit);
    return {
        token,
        account: named ?? app?.account,
        client: (budget) => openClient({ apiUrl, token, reserve: RESERVE, budget }, { fetch, now, signal, sleep: pause, debug }),
    };
}
function ownerIn(env) {
    return env['GITHUB_REPOSITORY_OWNER'] || undefined;
}
function openApp(account, inputs, deps) {
    if (inputs.githubAppId === undefined)
        return undefined;
    return (0,app_access/* prepareApp */.L)(inputs, deps, account === undefined ? { kind: 'only' } : { kind: 'account', account }, 'read');
}
function noToken() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'github-token: not set, nor github-app-id, and without one the repositories of an account cannot be listed.',
        fix: 'Give a GitHub App that is installed in the account (github-app-id), or the token of a person who can read all of its repositories.',
    });
}
/** @throws github-unreadable, rate-limited, bad-input */
async function listAccount(client, account, { withProperties }, deps) {
    const { listRepositories } = await __webpack_require__.e(/* import() */ 3479).then(__webpack_require__.bind(__webpack_require__, 43479));
    const listing = await listRepositories(client, account, { withProperties });
    if (!listing.account.seesAll)
        deps.emit({
            type: 'warning',
            class: 'not-all-seen',
            message: `The token does not see all repositories of ${listing.account.login}: those that it does not see are neither planned nor judged.`,
            fix: 'Install the App for all repositories of the account, or give a token that can read all of them.',
        });
    return listing;
}
/** @throws bad-input for lines that fit nothing; nothing-chosen */
function joinWithVault({ account, repositories }, survey, inputs) {
    const known = [...survey.recorded.values(), ...survey.orphans].map(({ name }) => name);
    const unused = unusedLines(repositories, inputs, known);
    if (unused.length > 0)
        throw fitsNothing(unused, account, repositories.length);
    const chosen = chooseRepositories(repositories, inputs);
    if (chosen.every(({ excludedBy }) => excludedBy !== undefined))
        throw nothingChosen(chosen, account);
    return { account, repositories, chosen, survey, series: (0,series/* seriesOfAll */.G8)(account.login, repositories, survey.recorded) };
}
/** What the vault knows of the account. */
async function surveyOf(store, { account, repositories }, deps) {
    const now = store.serverDate() ?? deps.now();
    const survey = await (0,fleet_survey/* surveyFleet */.$j)({ store, account: account.login, repositories, now, signal: deps.signal });
    for (const key of survey.damaged)
        deps.emit({
            type: 'warning',
            class: 'fleet-record-damaged',
            message: `${key} is no record of a fleet, and was passed over.`,
            why: 'What it would have said is looked up in the vault instead.',
            fix: 'Delete this one object.',
        });
    return survey;
}
function fitsNothing(lines, { login }, count) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `These lines fit no repository of ${login}, of which the token sees ${count.toLocaleString('en')}, and none that the vault knows:\n${lines.map((line) => `  ${line}`).join('\n')}`,
        fix: 'Correct them, or leave them out. Patterns are names without the owner; case does not matter.',
    });
}
function nothingChosen(chosen, { login }) {
    const counts = Map.groupBy(chosen, ({ excludedBy }) => excludedBy ?? '');
    const reasons = [...counts].map(([reason, list]) => `${list.length.toLocaleString('en')} by ${reason}`);
    return new errors/* HoldfastError */.Et({
        code: 'nothing-chosen',
        message: `No repository of ${login} is left to back up.`,
        why: chosen.length === 0 ? 'The token sees none at all.' : `Left out: ${reasons.join('; ')}.`,
        fix: 'Check the inputs that choose, and what the token can see.',
    });
}


/***/ }),

/***/ 83423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ runLeg),
  x: () => (/* binding */ tellUnrecorded)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/fleet/records.js
var records = __webpack_require__(91338);
// EXTERNAL MODULE: ./lib/github/failure.js
var failure = __webpack_require__(40317);
;// CONCATENATED MODULE: ./lib/github/budget.js
/** A share of the requests to GitHub, for all clients of one process together. */

/** Of REST and GraphQL together, so that neither can use more than its share of what GitHub counts apart. */
function createBudget(limit) {
    let used = 0;
    return {
        limit,
        used: () => used,
        left: () => limit - used,
        take: () => {
            if (used >= limit)
                throw new failure/* GithubFailure */.Ed('limit', SPENT);
            used++;
        },
        giveBack: () => {
            used--;
        },
    };
}
const SPENT = 'The share of the requests to GitHub that this run may make is used up.';

// EXTERNAL MODULE: ./lib/net/network.js
var network = __webpack_require__(82989);
// EXTERNAL MODULE: ./lib/commands/fleet/account.js + 1 modules
var account = __webpack_require__(40691);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
;// CONCATENATED MODULE: ./lib/commands/fleet/leg-result.js
/** Shows what came of a leg, by repository. */



const RESULT_FIELDS = {
    id: { value: ({ id }) => id },
    name: { kind: 'text', title: 'repository', value: ({ name }) => name },
    status: { kind: 'text', value: ({ status }) => status },
    snapshot: { kind: 'text', value: ({ snapshot }) => snapshot },
    series: { kind: 'text', value: ({ series }) => series },
    storedBytes: { kind: 'bytes', title: 'stored', value: ({ storedBytes }) => storedBytes },
    durationMs: { kind: 'duration', title: 'took', value: ({ durationMs }) => durationMs },
    parts: { value: ({ parts }) => parts },
    error: { value: ({ error }) => error },
    why: { kind: 'text', cell: ({ error, parts }) => error ?? lacking(parts) },
};
function lacking(parts = []) {
    return parts.length > 0 ? `not whole: ${parts.join(', ')}` : undefined;
}
/** Partial, if one failed or is partial; failed, if none was backed up. What is left for the next night is no failure. */
function legResult(leg, results, deps) {
    const of = (status) => results.filter((each) => each.status === status);
    const [failed, partial, left, complete] = [of('failed'), of('partial'), of('left'), of('complete')];
    tellLeft(left, deps);
    const made = complete.length + partial.length;
    const status = failed.length + partial.length === 0 ? 'complete' : made === 0 ? 'failed' : 'partial';
    const outputs = { repositories: results.length, failures: failed.length, left: left.length };
    const shown = (0,snapshot_view/* shownRows */.$6)(results, deps);
    const { account, leg: number } = leg;
    const title = leg.of === 1 ? `Backups of ${account}` : `Leg ${String(number)} of ${String(leg.of)} of ${account}`;
    return {
        status,
        ...(failed.length > 0 && { isLacking: true }),
        outputs,
        tables: [(0,fields/* tableOf */.c_)(title + shown.note, RESULT_FIELDS, shown.rows)],
        summary: {
            title,
            verdict: verdictOf(failed, partial, left),
            facts: {
                'Backed up': [[made, 'count'], ' of ', [results.length, 'count']],
                Failed: [[failed.length, 'count']],
                Stored: [[results.reduce((sum, { storedBytes = 0 }) => sum + storedBytes, 0), 'bytes']],
            },
        },
        json: { ...outputs, account, leg: number, of: leg.of, results: (0,fields/* jsonRows */.GN)(RESULT_FIELDS, results) },
    };
}
function verdictOf(failed, partial, left) {
    const parts = [
        ...(failed.length === 0 ? [] : [`${String(failed.length)} failed: ${namesOf(failed)}`]),
        ...(partial.length === 0 ? [] : [`${String(partial.length)} partial: ${namesOf(partial)}`]),
        ...(left.length === 0 ? [] : [`${String(left.length)} left for the next night`]),
    ];
    return parts.length === 0 ? 'all backed up' : parts.join('; ');
}
const NAMED = 10;
function namesOf(results) {
    return (0,base_text/* firstOf */.Ku)(results.map(({ name }) => name), NAMED);
}
function tellLeft(left, { emit }) {
    if (left.length === 0)
        return;
    emit({
        type: 'warning',
        class: 'left-for-later',
        message: `${(0,base_text/* counted */.hS)(left.length, 'repository is', 'repositories are')} left for the next night: ${namesOf(left)}.`,
        why: "This leg's share of the requests to GitHub is used up.",
        fix: 'Nothing has to be done: they are the first of the next plan. If it is so every night, plan twice a night, or use a token that nobody else uses.',
    });
}

// EXTERNAL MODULE: ./lib/fleet/survey.js
var survey = __webpack_require__(2176);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
;// CONCATENATED MODULE: ./lib/commands/fleet/queue.js
/** Makes the backups of a queue, one after the other: a failure of one is its result, and the others go on. */



/** So often a backup asks GitHub where nothing has changed. */
const FEWEST_REQUESTS = 4;
/** Results in the order of the queue, one for each entry. Does not reject for what a backup throws. */
async function runQueue(options) {
    const { leg, budget, signal } = options;
    const results = [];
    let isFirst = true;
    for (const entry of leg.queue) {
        const isOver = signal.aborted || (budget !== undefined && budget.left() < FEWEST_REQUESTS);
        const result = isOver ? leftOf(entry) : await resultOf(entry, isFirst, options);
        if (result.snapshot !== undefined)
            isFirst = false;
        results.push(result);
    }
    return results;
}
function leftOf({ id, name, series }) {
    return { id, name, series, status: 'left' };
}
async function resultOf(entry, isFirst, options) {
    const { leg, emit, signal } = options;
    const startedMs = performance.now();
    const took = () => Math.round(performance.now() - startedMs);
    emit({ type: 'phase', name: `${leg.account}/${entry.name}` });
    try {
        const repository = await presentOf(entry, options);
        const { name } = repository;
        if (name !== entry.name)
            tellRenamed(entry, name, emit);
        const outcome = await options.backUp({ entry, name, isFirst, emit: namedEmit(name, emit) });
        return { ...madeOf(entry, repository, outcome), durationMs: took() };
    }
    catch (error) {
        // What was under way when the run was cancelled is not its failure.
        if (signal.aborted)
            return leftOf(entry);
        tellFailed(entry, error, emit);
        const text = error instanceof errors/* HoldfastError */.Et ? `${error.code}: ${error.message}` : (0,errors/* messageOf */.bD)(error);
        return { ...leftOf(entry), status: 'failed', error: text, durationMs: took() };
    }
}
/** @throws github-unreadable if it is gone, or another account's by now */
async function presentOf({ id }, { leg, listed, find }) {
    const found = listed.get(id) ?? (await find(id));
    if (found?.owner.toLowerCase() === leg.account.toLowerCase())
        return found;
    throw new errors/* HoldfastError */.Et({
        code: 'github-unreadable',
        message: found === undefined
            ? 'since the plan it vanished from GitHub, or the token does not see it any more.'
            : `since the plan it was transferred to ${found.owner}/${found.name}.`,
        fix: 'Its snapshots stay as they are: mode coverage shows it from now on as one that is only in the vault.',
    });
}
function madeOf(entry, repository, outcome) {
    const { root, id, storedBytes, verifiedAt } = outcome;
    const { name, pushedAt, updatedAt } = repository;
    return {
        ...{ id: entry.id, name, series: entry.series, status: root.header.status, snapshot: id, utc: (0,keys/* timeOfId */.I9)(id) },
        ...{ parts: [...(0,survey/* partialParts */.wt)(root.header)], storedBytes, pushedAt, updatedAt, verifiedAt },
    };
}
function tellRenamed({ name: before, series }, name, emit) {
    emit({
        type: 'notice',
        class: 'renamed-repository',
        message: `${before} was renamed to ${name} since the plan: it is backed up into its series ${series}.`,
    });
}
function tellFailed({ name }, error, emit) {
    const isKnown = error instanceof errors/* HoldfastError */.Et;
    emit({
        type: 'warning',
        class: 'repository-failed',
        message: `${name} was not backed up: ${(0,errors/* messageOf */.bD)(error)}`,
        why: isKnown ? `${error.code}${error.why === undefined ? '' : `: ${error.why}`}` : undefined,
        fix: isKnown ? error.fix : undefined,
    });
}
/** Says of which repository everything is. The steps of its backup are for debugging only: a leg has hundreds. */
function namedEmit(name, emit) {
    return (event) => {
        if (event.type === 'phase')
            emit({ type: 'debug', message: `${name}: ${event.name}` });
        else if (event.type === 'info')
            emit({ type: 'debug', message: `${name}: ${event.message}` });
        else if (event.type !== 'progress')
            emit({ ...event, message: `${name}: ${event.message}` });
    };
}

;// CONCATENATED MODULE: ./lib/commands/fleet/leg.js
/** Runs a leg: its queue with one pool of connections and one share of requests, and its record at the end. */








/** A leg that is cancelled leaves its record too; then the reason is thrown. */
async function runLeg(leg, vault, github, makeBackup, inputs, deps) {
    const { emit, signal } = deps;
    const budget = leg.requests === undefined ? undefined : createBudget(leg.requests);
    const client = github.client(budget);
    const { findRepository } = await __webpack_require__.e(/* import() */ 3479).then(__webpack_require__.bind(__webpack_require__, 43479));
    const listing = await (0,account/* listAccount */.IL)(client, leg.account, { withProperties: false }, deps);
    const expectedBucketOwner = await vault.credentials.bucketOwner();
    const shared = {
        inputs: { ...inputs, expectedBucketOwner },
        deps: { ...deps, github: { token: github.token, budget } },
        network: (0,network/* createNetwork */.V)({ emit }, deps.env),
    };
    const results = await runQueue({
        ...{ leg, budget, emit, signal },
        listed: new Map(listing.repositories.map((each) => [each.id, each])),
        find: (id) => findRepository(client, id),
        backUp: async (job) => (await makeBackup(...backupOf(job, listing.account, shared))).outcome,
    });
    await keepRecord(leg, results, vault, deps);
    signal.throwIfAborted();
    return legResult(leg, results, deps);
}
/**
 * As a nightly backup in the repository itself makes it, so that either goes on with the snapshots of the other: the series is
 * defined by the id that GitHub gives a workflow of that repository.
 */
function backupOf({ entry, name, isFirst, emit }, owner, { inputs, deps, network }) {
    const repository = `${owner.login}/${name}`;
    const { env } = deps;
    const own = {
        GITHUB_REPOSITORY: repository,
        GITHUB_REPOSITORY_ID: String(entry.id),
        GITHUB_REPOSITORY_OWNER: owner.login,
        GITHUB_REPOSITORY_OWNER_ID: String(owner.id),
        GITHUB_SERVER_URL: (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, env),
    };
    const context = env['GITHUB_ACTIONS'] === 'true' ? { fleet: env['GITHUB_REPOSITORY'] ?? '' } : {};
    // The bucket is the same for all.
    const bucketChecks = isFirst ? inputs.bucketChecks : 'off';
    const { series, base } = entry;
    return [
        { ...inputs, mode: 'backup', source: 'repository', repository, name: series, base, bucketChecks },
        { ...deps, emit, env: { ...env, ...own }, leg: { network, context } },
    ];
}
/** How long a cancelled run takes for its record: the runner kills it 10 s after it has asked it to end. */
const LAST_WORDS_MS = 5000;
async function keepRecord(leg, results, { store }, deps) {
    const { account, leg: number, of } = leg;
    const signal = deps.signal.aborted ? AbortSignal.timeout(LAST_WORDS_MS) : deps.signal;
    const utc = store.serverDate() ?? deps.now();
    try {
        await (0,records/* writeRecord */.rh)(store, utc, { kind: 'leg', account, leg: number, of, results: [...results] }, signal);
    }
    catch (error) {
        tellUnrecorded(error, deps);
    }
}
/** A record is a hint for the next plan: no run fails for want of it. @throws what is no such failure */
function tellUnrecorded(error, { emit, signal }) {
    if (!(error instanceof errors/* HoldfastError */.Et) && !signal.aborted)
        throw error;
    emit({
        type: 'warning',
        class: 'fleet-not-recorded',
        message: `What this run saw could not be recorded in the vault: ${(0,errors/* messageOf */.bD)(error)}`,
        why: 'The backups are there all the same. Without records a plan does not know how long they took, and which repositories are gone is not known.',
        fix: 'The role of backups has to be allowed to write v1/state/fleet/*: `holdfast setup` shows its policy.',
    });
}


/***/ }),

/***/ 2176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ surveyFleet),
/* harmony export */   Ok: () => (/* binding */ findNewest),
/* harmony export */   _5: () => (/* binding */ isUnchanged),
/* harmony export */   wt: () => (/* binding */ partialParts)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _vault_read_damage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57076);
/* harmony import */ var _vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56572);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91338);
/* harmony import */ var _series_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94587);
/** What the vault knows of the repositories of an account: records of the fleet, and roots where these say nothing. */





const REQUESTS_IN_FLIGHT = 16;
/**
 * Reads the records: most often one LIST and a few GETs. Where no coverage has recorded which series there are, all roots are
 * listed, so that nightly backups of the repositories' own workflows are found, under former names too.
 */
async function surveyFleet(scope) {
    const { store, account, now, signal } = scope;
    const { records, damaged } = await (0,_records_js__WEBPACK_IMPORTED_MODULE_3__/* .readFleetRecords */ .bs)(store, account, now, signal);
    const state = (0,_records_js__WEBPACK_IMPORTED_MODULE_3__/* .mergeRecords */ .PI)(records);
    const recorded = new Map();
    for (const each of [...state.gone.values(), ...state.results.values()])
        if (each.id > 0)
            recorded.set(each.id, each);
    if (state.coverageAt !== undefined)
        return { state, damaged, recorded, roots: undefined, orphans: [] };
    const roots = await listRoots(store, signal);
    const orphans = await findOrphans(scope, roots, recorded);
    const isListed = new Set(scope.repositories.map(({ id }) => id));
    for (const each of orphans)
        if (isListed.has(each.id))
            recorded.set(each.id, each);
    return { state, damaged, recorded, roots, orphans: orphans.filter(({ id }) => !isListed.has(id)) };
}
/** One request for each 1,000 snapshots of the vault. */
async function listRoots(store, signal) {
    return new Map((await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_2__/* .listSeries */ ._y)(store, signal)).map(({ series, newest }) => [series, newest]));
}
/**
 * Series of the form of the account's that no repository has by its name or by a record: of repositories that are gone, or
 * that were renamed. The header of the newest snapshot says which; one GET each.
 */
async function findOrphans({ store, account, repositories, signal }, roots, recorded) {
    const taken = new Set([
        ...repositories.map(({ name }) => (0,_series_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultSeries */ .js)(account, name).toLowerCase()),
        ...[...recorded.values()].map(({ series }) => series.toLowerCase()),
    ]);
    const candidates = [...roots].filter(([series]) => {
        const [owner, , kind, ...more] = series.split('/');
        const isOfAccount = owner?.toLowerCase() === account.toLowerCase() && kind === 'repository' && more.length === 0;
        return isOfAccount && !taken.has(series.toLowerCase());
    });
    return (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(candidates, REQUESTS_IN_FLIGHT, async ([series, newest]) => {
        const header = await headerOf(store, newest, signal);
        return { id: repositoryIdOf(header), name: series.split('/')[1], series, newest };
    });
}
async function headerOf(store, info, signal) {
    try {
        return (await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_2__/* .readHeader */ .ay)(store, info, signal)).header;
    }
    catch (error) {
        if ((0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnreadable */ .GZ)(error))
            return undefined;
        throw error;
    }
}
/** 0 where the snapshot does not say. */
function repositoryIdOf(header) {
    const id = Number(header?.source.identity['repositoryId']);
    return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
/** Series that are looked up one by one; if there are more, one LIST of all roots is read. */
const LISTS_MAX = 50;
/** The newest snapshots of series that no recent record tells of: a LIST and a GET each, or one LIST of all roots. */
async function findNewest(store, series, { roots, withParts, signal }) {
    const known = roots ?? (series.length > LISTS_MAX ? await listRoots(store, signal) : undefined);
    const found = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(series, REQUESTS_IN_FLIGHT, async (name) => {
        const isEasy = known !== undefined && known.get(name)?.timeTrusted !== false;
        const newest = isEasy ? known.get(name) : await newestTrusted(store, name, signal);
        if (newest === undefined)
            return undefined;
        const header = withParts ? await headerOf(store, newest, signal) : undefined;
        return [name, { id: newest.id, utc: newest.utc, parts: header && partialParts(header) }];
    });
    return new Map(found.filter((each) => each !== undefined));
}
async function newestTrusted(store, series, signal) {
    return (await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_2__/* .listSnapshots */ .Cb)(store, series, undefined, signal)).find(({ timeTrusted }) => timeTrusted);
}
/** Names of the parts that a snapshot does not hold whole. */
function partialParts({ parts }) {
    return Object.entries(parts)
        .filter(([, status]) => status === 'partial')
        .map(([name]) => name);
}
/** Whether GitHub says the same of a repository as when it was last backed up. */
function isUnchanged(result, { pushedAt, updatedAt }) {
    if (result?.updatedAt === undefined)
        return false;
    return result.updatedAt.getTime() === updatedAt?.getTime() && result.pushedAt?.getTime() === pushedAt?.getTime();
}


/***/ })

};
