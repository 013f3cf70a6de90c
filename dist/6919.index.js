export const id = 6919;
export const ids = [6919];
export const modules = {

/***/ 40691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pr: () => (/* binding */ joinWithVault),
  IL: () => (/* binding */ listAccount),
  K5: () => (/* binding */ openGithub),
  OX: () => (/* binding */ refuseNothing),
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
 * vault knows, topics and properties that no repository has. Patterns that leave out come apart: all is backed up without them, and
 * the last repository that one fitted may be gone. A topic or property that leaves out may be one for later.
 *
 * @param known names of repositories that are gone, and whose backups are there
 */
function unusedLines(repositories, choice, known) {
    const names = [...repositories.map(({ name }) => name), ...known];
    const isWanted = (line) => !isNegative(line);
    const unused = (input, lines, fits) => lines.filter((line) => !fits(isNegative(line) ? line.slice(1) : line)).map((line) => `${input}: ${line}`);
    const isName = (text) => names.some((name) => fitsName(text, name));
    const wanted = [
        ...unused('repositories', choice.repositories.filter(isWanted), isName),
        ...unused('topics', choice.topics.filter(isWanted), (text) => repositories.some(({ topics }) => topics.some((one) => sameText(one, text)))),
        ...unused('properties', choice.properties.filter(isWanted), (text) => repositories.some((repository) => hasProperty(repository, text))),
    ];
    return { wanted, leavingOut: unused('repositories', choice.repositories.filter(isNegative), isName) };
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
// EXTERNAL MODULE: ./lib/commands/repository/app-access.js + 1 modules
var app_access = __webpack_require__(92582);
// EXTERNAL MODULE: ./lib/commands/shared/github.js + 1 modules
var github = __webpack_require__(27502);
;// CONCATENATED MODULE: ./lib/commands/fleet/account.js
/** The repositories of an account as GitHub lists them, joined with what the vault knows of them. */







/** Requests of the hour that plan and legs leave: for the coverage after them, and for others who use the token. */
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
    const fetch = (0,github/* fetchOf */.A)(deps);
    return {
        token,
        account: named ?? app?.account,
        client: ({ budget, isLast = false } = {}) => {
            const reserve = isLast ? 0 : RESERVE;
            return openClient({ apiUrl, token, reserve, budget }, { fetch, now, signal, sleep: pause, debug });
        },
    };
}
function ownerIn(env) {
    return env['GITHUB_REPOSITORY_OWNER'] || undefined;
}
function openApp(account, inputs, deps) {
    if (inputs.githubAppId === undefined)
        return undefined;
    return (0,app_access/* prepareApp */.L)(inputs, deps, account === undefined ? { kind: 'only' } : { kind: 'account', account });
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
/** @throws bad-input for lines that choose nothing */
function joinWithVault({ account, repositories }, survey, inputs, { emit }) {
    const known = [...survey.recorded.values(), ...survey.orphans].map(({ name }) => name);
    const unused = unusedLines(repositories, inputs, known);
    if (unused.wanted.length > 0)
        throw fitsNothing(unused.wanted, account, repositories.length);
    if (unused.leavingOut.length > 0)
        emit({
            type: 'warning',
            class: 'rule-without-effect',
            message: `There is no repository of ${account.login} to leave out by ${unused.leavingOut.join(', ')}.`,
            fix: 'Correct it if it is mistyped.',
        });
    const chosen = chooseRepositories(repositories, inputs);
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
const UNSEEN = 'The token does not see all repositories of the account: the App is installed for some repositories only, or the token is that of one repository.';
function fitsNothing(lines, { login, seesAll }, count) {
    return new errors/* HoldfastError */.Et({
        ...(seesAll ? {} : { why: UNSEEN }),
        code: 'bad-input',
        message: `These lines fit no repository of ${login}, of which the token sees ${count.toLocaleString('en')}, and none that the vault knows:\n${lines.map((line) => `  ${line}`).join('\n')}`,
        fix: 'Correct them, or leave them out. Patterns are names without the owner; case does not matter.',
    });
}
/** @throws nothing-chosen */
function refuseNothing({ chosen, account: { login } }) {
    if (chosen.some(({ excludedBy }) => excludedBy === undefined))
        return;
    const counts = Map.groupBy(chosen, ({ excludedBy }) => excludedBy ?? '');
    const reasons = [...counts].map(([reason, list]) => `${list.length.toLocaleString('en')} by ${reason}`);
    throw new errors/* HoldfastError */.Et({
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

// EXTERNAL MODULE: ./lib/commands/fleet/account.js + 1 modules
var fleet_account = __webpack_require__(40691);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/fleet/coverage.js
var coverage = __webpack_require__(33836);
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
    waits: { value: ({ waits }) => waits },
    error: { value: ({ error }) => error },
    why: { kind: 'text', cell: whyOf },
};
function whyOf({ error, status, waits, parts = [] }) {
    if (status === 'left')
        return 'left for the next plan: no requests are left';
    if (error !== undefined || parts.length === 0)
        return error;
    return `${waits === true ? 'wait for requests' : 'not whole'}: ${(0,coverage/* partsText */._r)(parts)}`;
}
/**
 * Complete, if all were backed up whole; failed, if some failed and none was backed up; else partial. That requests are lacking is no
 * failure: the others of the queue have theirs, and the next plan goes on.
 */
function legResult(leg, results, deps) {
    const of = (status) => results.filter((each) => each.status === status);
    const [failed, partial, left, complete] = [of('failed'), of('partial'), of('left'), of('complete')];
    const waiting = partial.filter(({ waits }) => waits === true);
    tellLater(waiting, left, deps);
    const made = complete.length + partial.length;
    const status = complete.length === results.length ? 'complete' : made === 0 && failed.length > 0 ? 'failed' : 'partial';
    const outputs = { repositories: results.length, failures: failed.length, waiting: waiting.length, left: left.length };
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
            verdict: verdictOf(failed, partial, waiting, left),
            facts: {
                'Backed up': [[made, 'count'], ' of ', [results.length, 'count']],
                Failed: [[failed.length, 'count']],
                Stored: [[results.reduce((sum, { storedBytes = 0 }) => sum + storedBytes, 0), 'bytes']],
            },
        },
        json: { ...outputs, account, leg: number, of: leg.of, results: (0,fields/* jsonRows */.GN)(RESULT_FIELDS, results) },
    };
}
function verdictOf(failed, partial, waiting, left) {
    const lacking = partial.filter((each) => !waiting.includes(each));
    const parts = [
        ...(failed.length === 0 ? [] : [`${String(failed.length)} failed: ${namesOf(failed)}`]),
        ...(lacking.length === 0 ? [] : [`${String(lacking.length)} partial: ${namesOf(lacking)}`]),
        ...(waiting.length === 0 ? [] : [`the metadata of ${String(waiting.length)} wait for requests to GitHub`]),
        ...(left.length === 0 ? [] : [`${String(left.length)} left for the next night`]),
    ];
    return parts.length === 0 ? 'all backed up' : parts.join('; ');
}
const NAMED = 10;
function namesOf(results) {
    return (0,base_text/* firstOf */.Ku)(results.map(({ name }) => name), NAMED);
}
/** Those of which git alone is stored, and those with nothing new there. */
function tellLater(waiting, left, { emit }) {
    if (waiting.length + left.length === 0)
        return;
    const told = [
        ...(waiting.length === 0
            ? []
            : [`Metadata of ${(0,base_text/* counted */.hS)(waiting.length, 'repository', 'repositories')} lack: ${namesOf(waiting)}`]),
        ...(left.length === 0
            ? []
            : [`${(0,base_text/* counted */.hS)(left.length, 'repository is', 'repositories are')} left for the next night: ${namesOf(left)}`]),
    ];
    emit({
        type: 'warning',
        class: 'left-for-later',
        message: `${told.join('; ')}.`,
        why: `This leg's share of the requests to GitHub is used up.${waiting.length === 0 ? '' : ' What is new in git and LFS is stored all the same, since that takes none.'}`,
        fix: 'Nothing has to be done: the next plan goes on with them. If it is so every night, plan twice a night, or use a token that nobody else uses.',
    });
}

// EXTERNAL MODULE: ./lib/fleet/survey.js
var survey = __webpack_require__(2176);
// EXTERNAL MODULE: ./lib/fleet/pushed.js
var fleet_pushed = __webpack_require__(8711);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/sources/source.js
var source = __webpack_require__(46949);
;// CONCATENATED MODULE: ./lib/commands/fleet/queue.js
/** Makes the backups of a queue, one after the other: a failure of one is its result, and the others go on. */





/** So often a backup asks GitHub where nothing has changed. */
const FEWEST_REQUESTS = 4;
/**
 * Results in the order of the queue, one for each entry. Does not reject for what a backup throws. Without requests, those that have
 * something new in git are backed up all the same: git and LFS need none.
 */
async function runQueue(options) {
    const { leg, budget, signal, listed } = options;
    const results = [];
    let isFirst = true;
    for (const entry of leg.queue) {
        const isSpent = budget !== undefined && budget.left() < FEWEST_REQUESTS;
        const isOver = signal.aborted || (isSpent && !isNewInGit(entry, listed.get(entry.id)));
        const result = isOver ? leftOf(entry) : await resultOf(entry, { isFirst, isSpent }, options);
        if (result.snapshot !== undefined)
            isFirst = false;
        results.push(result);
    }
    return results;
}
/** Of one that is not in the list, GitHub would have to be asked. */
function isNewInGit({ pushed }, repository) {
    return repository !== undefined && (0,fleet_pushed/* hasNewsInGit */.X)(pushed, repository.pushedAt);
}
/** Not begun. */
function leftOf({ id, name, series }) {
    return { id, name, series, status: 'left' };
}
async function resultOf(entry, how, options) {
    const { leg, emit, signal } = options;
    const startedMs = performance.now();
    const took = () => Math.round(performance.now() - startedMs);
    emit({ type: 'phase', name: `${leg.account}/${entry.name}` });
    try {
        const repository = await presentOf(entry, options);
        const { name } = repository;
        if (name !== entry.name)
            tellRenamed(entry, name, emit);
        const outcome = await options.backUp({ entry, repository, ...how, emit: namedEmit(name, how.isSpent, emit) });
        return { ...madeOf(entry, repository, outcome), durationMs: took() };
    }
    catch (error) {
        // What was under way when the run was cancelled is not its failure.
        if (signal.aborted)
            return leftOf(entry);
        tellFailed(entry, error, emit);
        const text = error instanceof errors/* HoldfastError */.Et ? `${error.code}: ${error.message}` : (0,errors/* messageOf */.bD)(error);
        return { ...leftOf(entry), status: 'failed', error: options.redact(text), durationMs: took() };
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
    const { root, id, storedBytes, verifiedAt, gaps } = outcome;
    const { name, pushedAt, updatedAt } = repository;
    const { status } = root.header;
    const utc = (0,keys/* timeOfId */.I9)(id);
    const isRead = gaps.every(({ waits }) => waits !== true);
    return {
        ...{ id: entry.id, name, series: entry.series, status, snapshot: id, utc },
        ...(status === 'complete' ? { wholeAt: utc } : (0,source/* isWaiting */.G)(gaps) ? { waits: true } : {}),
        ...(isRead && { readAt: utc }),
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
/** Of a backup without requests: the leg says it of all of them. */
const OF_SPENT = ['gap-waiting', 'github-limit'];
/** Says of which repository everything is. The steps of its backup are for debugging only: a leg has hundreds. */
function namedEmit(name, isSpent, emit) {
    return (event) => {
        if (isSpent && 'class' in event && OF_SPENT.includes(event.class))
            emit({ type: 'debug', message: `${name}: ${event.message}` });
        else if (event.type === 'phase')
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
async function runLeg(job, inputs, deps) {
    const { leg, vault, github, makeBackup, network } = job;
    const { emit, signal, redact } = deps;
    const budget = leg.requests === undefined ? undefined : createBudget(leg.requests);
    const client = github.client({ budget });
    const { findRepository } = await __webpack_require__.e(/* import() */ 3479).then(__webpack_require__.bind(__webpack_require__, 43479));
    const listing = job.listing ?? (await listWithin(budget, client, leg.account, deps));
    const expectedBucketOwner = await vault.credentials.bucketOwner();
    const shared = {
        inputs: { ...inputs, expectedBucketOwner },
        deps: { ...deps, github: { token: github.token, budget } },
        network,
    };
    const backUpAll = ({ account, repositories }) => runQueue({
        ...{ leg, budget, redact, emit, signal },
        listed: new Map(repositories.map((each) => [each.id, each])),
        find: (id) => findRepository(client, id),
        backUp: async (job) => (await makeBackup(...backupOf(job, account, shared))).outcome,
    });
    const results = listing === undefined ? leg.queue.map(leftOf) : await backUpAll(listing);
    await keepRecord(leg, results, vault, deps);
    signal.throwIfAborted();
    // Not recorded: the series is another one's.
    const refused = (job.refused ?? []).map(({ why, ...each }) => ({ ...each, status: 'failed', error: why }));
    return legResult(leg, [...results, ...refused], deps);
}
/** undefined: the share of the leg is too small for the list. @throws github-unreadable, rate-limited */
async function listWithin(budget, client, account, deps) {
    try {
        return await (0,fleet_account/* listAccount */.IL)(client, account, { withProperties: false }, deps);
    }
    catch (error) {
        const isSpent = budget !== undefined && budget.left() === 0;
        if (isSpent && error instanceof errors/* HoldfastError */.Et && error.code === 'rate-limited')
            return undefined;
        throw error;
    }
}
/**
 * As a nightly backup in the repository itself makes it, so that either goes on with the snapshots of the other: the series is
 * defined by the id that GitHub gives a workflow of that repository.
 */
function backupOf({ entry, repository: { name, hasWiki }, isFirst, isSpent, emit }, owner, { inputs, deps, network }) {
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
    // The few requests that are left are not for it.
    const spent = isSpent ? { github: { token: deps.github?.token, budget: createBudget(0) } } : {};
    const { series, base } = entry;
    return [
        { ...inputs, mode: 'backup', source: 'repository', repository, name: series, base, bucketChecks },
        { ...deps, ...spent, emit, env: { ...env, ...own }, leg: { network, context, hasWiki } },
    ];
}
/** How long a cancelled run takes for its record: the runner kills it 10 s after it has asked it to end. */
const LAST_WORDS_MS = 5000;
async function keepRecord(leg, results, { store }, deps) {
    const { account, leg: number, of } = leg;
    const signal = deps.signal.aborted ? AbortSignal.timeout(LAST_WORDS_MS) : deps.signal;
    try {
        const utc = await (0,records/* recordTime */.$l)(store, signal);
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

/***/ 50841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ refuseStrangers)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Refuses runs that people without write access can start. */

/** Runs that people without write access can start must not change the vault. @throws untrusted-event */
function refuseStrangers(workflow) {
    if (workflow === undefined || (!workflow.isFork && workflow.event !== 'pull_request_target'))
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'untrusted-event',
        message: 'This mode does not run for pull requests from forks, nor for pull_request_target.',
        why: 'Anyone can open a pull request.',
        fix: 'Run it on schedule or workflow_dispatch.',
    });
}


/***/ }),

/***/ 36231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bk: () => (/* binding */ selectorOf),
/* harmony export */   Et: () => (/* binding */ pathJson),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Ov: () => (/* binding */ fileSize),
/* harmony export */   V2: () => (/* binding */ ENTRY_FIELDS),
/* harmony export */   r3: () => (/* binding */ openSnapshot),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   w9: () => (/* binding */ pickOne),
/* harmony export */   zR: () => (/* binding */ modeText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44694);
/* harmony import */ var _vault_read_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80569);
/* harmony import */ var _vault_read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7269);
/* harmony import */ var _vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56572);
/* harmony import */ var _vault_format_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26596);
/* harmony import */ var _sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25247);
/* harmony import */ var _hidden_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(83576);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(58266);
/** A snapshot opened for reading, and its paths as people and programs see them. */









/** What the modes that read share: a snapshot opened for reading, and its paths as people and programs see them. */
/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;
/** As `pickSnapshot`, for the modes that cannot go on without one. */
async function pickOne(vault, inputs, deps, selectors) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_8__/* .pickSnapshot */ .gD)(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
    if (found === undefined)
        throw new Error('no snapshot, and no error');
    return found;
}
/** The newest snapshots, of the first series that has any: see `seriesInOrder`. */
async function newestOf(vault, inputs, deps) {
    for await (const candidate of (0,_vault_js__WEBPACK_IMPORTED_MODULE_8__/* .seriesInOrder */ .DP)(vault, inputs, deps)) {
        const found = await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .newestSnapshots */ .q8)(vault.store, candidate, inputs.limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, inputs.limit);
    }
    return [];
}
async function openSnapshot(store, found, names, deps) {
    const { info, versionId } = found;
    const { signal } = deps;
    const onCovered = (0,_hidden_js__WEBPACK_IMPORTED_MODULE_7__/* .tellOfCovered */ .r)(info, deps);
    const root = await (0,_vault_read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readRoot */ .XD)(store, info, { signal, onCovered, ...(versionId !== undefined && { versionId }) });
    const blobs = new _vault_read_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .BlobReader */ .n(store, root);
    return { root, blobs, sections: await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .loadSections */ .$1)(root, names, blobs, signal) };
}
/** The entries of a snapshot, in the order of their path's bytes. */
function entriesOf({ sections }, prefix) {
    return (0,_vault_format_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .treeEntries */ .re)(sections.tree ?? [], prefix);
}
/**
 * What `include` and `exclude` choose; everything without them. `tellUnused`, once all paths were asked for, warns
 * about patterns that match none.
 */
function selectorOf(inputs, { emit }) {
    const include = inputs.include.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__/* .compilePatterns */ .xi)(inputs.include) : undefined;
    const exclude = inputs.exclude.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__/* .compilePatterns */ .xi)(inputs.exclude) : undefined;
    const isSelected = (path, isDirectory) => include?.matches(path, isDirectory) !== false && exclude?.matches(path, isDirectory) !== true;
    const tellUnused = () => {
        for (const [name, filter] of [['include', include], ['exclude', exclude]]) {
            const unused = filter?.unused() ?? [];
            if (unused.length === 0)
                continue;
            emit({
                type: 'warning',
                class: 'pattern-fits-nothing',
                message: `${name}: no path of the snapshot matches ${unused.map((line) => JSON.stringify(line)).join(', ')}.`,
                fix: 'A pattern without a slash matches at any depth, one with a slash only from the top of the snapshot: see docs/patterns.md.',
            });
        }
    };
    return Object.assign(isSelected, { tellUnused });
}
/** A path in JSON: text, or base64 where it is not valid UTF-8. */
function pathJson(path) {
    return (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(path) ? { path: path.toString() } : { pathBase64: path.toString('base64') };
}
/** undefined for a time that no Date holds. */
function mtimeOf({ mtimeSeconds, mtimeNanos }) {
    const time = new Date(mtimeSeconds * 1000 + Math.floor(mtimeNanos / 1e6));
    return Number.isNaN(time.getTime()) ? undefined : time;
}
/** An entry of a snapshot in a list. */
const ENTRY_FIELDS = {
    path: { kind: 'path', values: ({ path }) => pathJson(path), cell: pathText },
    type: { value: ({ type }) => type },
    mode: { kind: 'text', value: ({ mode }) => modeText(mode), cell: (entry) => typedMode(entry), before: 'path' },
    sizeBytes: { kind: 'bytes', title: 'size', value: ({ sizeBytes }) => sizeBytes, cell: fileSize, before: 'path' },
    mtime: { kind: 'time', title: 'modified', value: (entry) => mtimeOf(entry) ?? null, before: 'path' },
    sha256: { value: ({ type, sha256 }) => (type === 'file' ? sha256.toString('hex') : undefined) },
    target: { value: ({ type, target }) => (type === 'symlink' ? (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(target) : undefined) },
};
/** Octal. */
function modeText(mode) {
    return mode.toString(8).padStart(4, '0');
}
const TYPE_LETTERS = { file: '-', directory: 'd', symlink: 'l' };
function typedMode({ type, mode }) {
    return `${TYPE_LETTERS[type]}${modeText(mode)}`;
}
/** Folders and links have none of their own. */
function fileSize(entry) {
    return entry?.type === 'file' ? entry.sizeBytes : undefined;
}
function pathText({ path, type, target }) {
    const arrow = type === 'symlink' ? ` -> ${(0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(target)}` : type === 'directory' ? '/' : '';
    return (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path) + arrow;
}
/** The rows that a table shows here, and what its title has to say about the others. */
function shownRows(rows, deps) {
    if (deps.surface === 'cli' || rows.length <= LOG_ROWS_MAX)
        return { rows, note: '' };
    const note = ` (the first ${LOG_ROWS_MAX} of ${rows.length}; the report has all)`;
    return { rows: rows.slice(0, LOG_ROWS_MAX), note };
}


/***/ }),

/***/ 8711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ pushSeen),
/* harmony export */   X: () => (/* binding */ hasNewsInGit)
/* harmony export */ });
const GIT_PARTS = ['git', 'lfs', 'wiki'];
/** In seconds; undefined: GitHub does not tell, which is no proof that nothing was pushed. */
function secondsOf(pushedAt) {
    return pushedAt && Math.floor(pushedAt.getTime() / 1000);
}
/** The last push that the newest snapshot has, with all that git holds; undefined: none is known to have it. */
function pushSeen(result) {
    if (result?.snapshot === undefined || result.parts === undefined)
        return undefined;
    return result.parts.some((part) => GIT_PARTS.includes(part)) ? undefined : secondsOf(result.pushedAt);
}
/** @param seen of `pushSeen`, as the plan has it; @param pushedAt as GitHub says now */
function hasNewsInGit(seen, pushedAt) {
    return seen === undefined || seen !== secondsOf(pushedAt);
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
    const { results: said, ...rest } = (0,_records_js__WEBPACK_IMPORTED_MODULE_3__/* .mergeRecords */ .PI)(records);
    const state = { ...rest, results: new Map(said) };
    const recorded = new Map();
    for (const each of [...state.gone.values(), ...state.results.values()])
        if (each.id > 0)
            recorded.set(each.id, { ...each, isHeld: each.snapshot !== undefined });
    const roots = state.coverageAt === undefined ? await listRoots(store, signal) : undefined;
    await settleClaims(scope, state.results, recorded, roots);
    if (roots === undefined)
        return { state, damaged, recorded, roots, orphans: [] };
    const orphans = await findOrphans(scope, roots, recorded);
    const isListed = new Set(scope.repositories.map(({ id }) => id));
    for (const each of orphans)
        if (isListed.has(each.id))
            recorded.set(each.id, { ...each, isHeld: true });
    return { state, damaged, recorded, roots, orphans: orphans.filter(({ id }) => !isListed.has(id)) };
}
/**
 * Takes back what the records say of a series whose newest snapshot is of another repository: where they give it to several, or where
 * a backup into one that is not of the repository's name failed. So no false record keeps a repository from its series for good.
 */
async function settleClaims({ store, account, repositories, signal }, results, recorded, roots) {
    const names = new Map(repositories.map(({ id, name }) => [id, (0,_series_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultSeries */ .js)(account, name).toLowerCase()]));
    const isDoubtful = ({ id, series }) => results.get(id)?.status === 'failed' && names.has(id) && names.get(id) !== series.toLowerCase();
    const claims = Map.groupBy(recorded.values(), ({ series }) => series.toLowerCase());
    const contested = [...claims.values()].filter((each) => each.length > 1 || each.some(isDoubtful)).flat();
    if (contested.length === 0)
        return;
    const series = [...new Set(contested.map((each) => each.series))];
    const newest = await findNewest(store, series, { roots, withParts: true, signal });
    for (const each of contested) {
        const { repositoryId: owner = 0 } = newest.get(each.series) ?? {};
        if (owner === 0 || owner === each.id)
            continue;
        recorded.delete(each.id);
        results.delete(each.id);
    }
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
        return { id: idIn(header), name: series.split('/')[1], series, newest };
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
function idIn(header) {
    const id = Number(header && (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryIdOf */ .Bu)(header));
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
        const { id, utc } = newest;
        return [name, { id, utc, parts: header && partialParts(header), repositoryId: idIn(header) }];
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


/***/ }),

/***/ 25247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ PatternSet),
/* harmony export */   K$: () => (/* binding */ NOTHING),
/* harmony export */   Md: () => (/* binding */ DIRECTORY),
/* harmony export */   Zs: () => (/* binding */ OTHER),
/* harmony export */   iF: () => (/* binding */ relativePatterns),
/* harmony export */   n0: () => (/* binding */ ANYTHING),
/* harmony export */   xi: () => (/* binding */ compilePatterns)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var minimatch__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33581);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44694);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58566);
/** Parses patterns, and matches paths against them. */





/**
 * The pattern language of @actions/glob (`*`, `?`, `[...]`, `**`, `!`, `#`, a directory means everything below it), on
 * paths relative to a root. Same matcher and options as theirs; its own Globber is the oracle in the tests.
 * https://github.com/actions/toolkit/tree/main/packages/glob#patterns
 */
/** As long as a path may be on Linux. */
const PATTERN_MAX_CHARS = 4096;
/** Types of entries that are matched at a path, as bits: a pattern with `/` at its end matches directories only. */
const NOTHING = 0;
const DIRECTORY = 1;
const OTHER = 2;
const ANYTHING = DIRECTORY | OTHER;
/**
 * A filter for `include`, `exclude` and the patterns of find. A line that is the name of a path as lists show it, with its
 * wildcards and backslashes, matches that path too, and what is below it.
 * @param lines patterns relative to the tree's root; a leading `/` means that root too
 * @throws HoldfastError `invalid-pattern`
 */
function compilePatterns(lines, platform = process.platform) {
    const place = { root: undefined, homeDir: undefined, platform };
    const given = patternLines(lines);
    // On Windows a backslash separates names.
    const unescape = platform === 'win32' ? (text) => text : unescapedPattern;
    const set = new PatternSet(given.map((line) => relativeLine(line, place, 'any-depth', unescape)), platform);
    const names = new Map(given.flatMap((line) => (isPlainName(line) ? [[shownName(line), line]] : [])));
    const namesSeen = new Set();
    const isNamed = (path) => {
        if (names.size === 0)
            return false;
        const shown = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .shownPath */ .pS)(path);
        for (let end = shown.length; end > 0; end = shown.lastIndexOf('/', end - 1)) {
            const line = names.get(shown.slice(0, end));
            if (line === undefined)
                continue;
            namesSeen.add(line);
            return true;
        }
        return false;
    };
    return {
        matches: (path, isDirectory) => set.matches((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesText */ .pV)(path), isDirectory) || isNamed(path),
        unused: () => set.unused().flatMap((i) => (namesSeen.has(given[i] ?? '') ? [] : [given[i] ?? ''])),
    };
}
/** Whether a line may be a plain name whose wildcards or backslashes would mean something else in a pattern. */
function isPlainName(line) {
    return !line.startsWith('!') && /[\\*?[]/.test(line);
}
/** Without the marks that lists and patterns put around a name. */
function shownName(line) {
    return line.replace(/^\.?\//, '').replace(/\/$/, '');
}
/** The escapes of names in lists, as the characters that they stand for; those that mean something stay literal. */
function unescapedPattern(pattern) {
    return pattern.replace(/\\\\|(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
        if (escape === '\\\\')
            return escape;
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .unescapedText */ .O6)(escape).replace(/[\\*?[\]!#~-]/g, '\\$&');
    });
}
function patternLines(lines) {
    return lines
        .flatMap((line) => line.split(/\r?\n/))
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}
/**
 * Pattern lines without comments and empty ones, each relative to the root and in one form, so that they mean the same
 * on every machine and when they are read again: `dist/**`, `!logs`, `.` for the root itself; with `any-depth` `**\/*.log`
 * for `*.log` and `./dist` for `/dist`.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`
 */
function relativePatterns(lines, place, anchoring = 'at-root') {
    return patternLines(lines).map((line) => relativeLine(line, place, anchoring));
}
function relativeLine(line, place, anchoring, unescape = (text) => text) {
    const [, marks = '', text = ''] = /^((?:!\s*)*)(.*)$/su.exec(line) ?? [];
    const negate = marks.replace(/\s/g, '').length % 2 === 1;
    const pattern = unescape(text);
    const relative = relativePattern(pattern, line, place, anchoring);
    return (negate ? '!' : '') + (anchoring === 'any-depth' ? anchored(pattern, relative) : relative);
}
// The same pattern in a form that says where it matches: it begins with `./` at the root, with `**/` at any depth.
function anchored(text, relative) {
    if (relative === '.' || relative.replace(/\/$/, '').includes('/'))
        return relative;
    return text.replace(/\/$/, '').includes('/') || text.startsWith('/') ? `./${relative}` : `**/${relative}`;
}
function relativePattern(text, line, place, anchoring) {
    if (text === '')
        throw invalidPattern(line, 'there is no pattern after the exclamation mark');
    if (text.length > PATTERN_MAX_CHARS)
        throw invalidPattern(line.slice(0, 80), `it is longer than ${PATTERN_MAX_CHARS}`);
    let pattern = place.platform === 'win32' ? text.replace(/\\/g, '/') : text;
    if (place.homeDir !== undefined && /^~(\/|$)/.test(pattern)) {
        pattern = escapeGlob(place.homeDir, place.platform) + pattern.slice(1);
    }
    const segments = pattern.split('/').filter((segment) => segment !== '');
    if (isAbsolute(pattern, place.platform) && place.root !== undefined) {
        const isBelow = removeRoot(segments, place.root, place.platform);
        // As in .gitignore, a slash at the beginning means the root; in `path` it is the root of the machine.
        if (!isBelow && (anchoring === 'at-root' || !pattern.startsWith('/')))
            throw outsideRoot(line, place.root);
    }
    else if (segments[0] === '.') {
        segments.shift();
    }
    const literals = segments.map(literalSegment);
    if (literals.includes('..'))
        throw outsideRoot(line, place.root);
    if (literals.includes('.'))
        throw invalidPattern(line, '"." can only be its first segment');
    if (segments.length === 0)
        return '.';
    const relative = segments.join('/') + (pattern.endsWith('/') ? '/' : '');
    // `./` stays before a character that has another meaning at the start of a line.
    return /^[#!~\s]/.test(relative) ? `./${relative}` : relative;
}
/** Removes the segments of the root from the start of an absolute pattern, if it begins with them. */
function removeRoot(segments, root, platform) {
    const rootSegments = root.split(platform === 'win32' ? /[\\/]+/ : /\/+/).filter((segment) => segment !== '');
    const same = (a, b) => platform === 'win32' ? a?.toLowerCase() === b.toLowerCase() : a === b;
    const front = segments.slice(0, rootSegments.length).map(literalSegment);
    if (!rootSegments.every((segment, i) => same(front[i], segment)))
        return false;
    segments.splice(0, rootSegments.length);
    return true;
}
function isAbsolute(pattern, platform) {
    return platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_0__.win32.isAbsolute(pattern) || /^[a-z]:/i.test(pattern) : pattern.startsWith('/');
}
function escapeGlob(literal, platform) {
    const text = platform === 'win32' ? literal.replace(/\\/g, '/') : literal.replace(/\\/g, '\\\\');
    return text.replace(/(\[)(?=[^/]+\])/g, '[[]').replace(/[?*]/g, '[$&]');
}
/**
 * The text that a segment stands for if it has no wildcard, else undefined. Escapes (`\*`) and sets of one character
 * (`[*]`) are literal; an empty or unclosed set is plain text.
 */
function literalSegment(segment) {
    let literal = '';
    for (const token of segment.matchAll(/\\(.)|\[((?:\\.|[^\]\\])+)\]|([*?])|(.)/gsu)) {
        const set = token[2]?.replace(/\\(.)/gsu, '$1');
        if (token[3] !== undefined || (set !== undefined && set.length > 1))
            return undefined;
        literal += token[1] ?? set ?? token[4] ?? '';
    }
    return literal;
}
function invalidPattern(line, what) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'invalid-pattern',
        message: `The pattern ${JSON.stringify(line)} is not valid: ${what}.`,
        fix: 'Give one pattern a line, for example "dist", "src/**/*.ts" or "!**/node_modules".',
        exitCode: 2,
    });
}
function outsideRoot(line, root) {
    const where = root === undefined ? 'the top of the snapshot' : `the root ${JSON.stringify(root)}`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'pattern-outside-root',
        message: `The pattern ${JSON.stringify(line)} leads outside ${where}.`,
        why: 'Paths in a backup are relative to one root, so that they mean the same on every machine.',
        fix: root === undefined
            ? 'Give patterns relative to it, without "..".'
            : 'Change the pattern, or set `root` to a folder that holds both.',
        exitCode: 2,
    });
}
/** One line, compiled. Matched against `/` + relative path, as @actions/glob matches absolute paths. */
class Line {
    negate;
    /** The folders before the first wildcard: where a search would start. */
    searchPath;
    /** Without any wildcard: names one path. */
    isLiteral;
    /** undefined for `.`, which is everything below the root. */
    own;
    /** Everything below what the line itself matches. */
    descendants;
    endsWithGlobstar;
    directoriesOnly;
    onlyGlobstars;
    /** Begins with `**`, so that it may match below any folder. */
    anywhere;
    constructor(line, platform) {
        this.negate = line.startsWith('!');
        const pattern = (this.negate ? line.slice(1) : line).replace(/^\.\//, '');
        this.directoriesOnly = pattern.endsWith('/');
        const segments = pattern === '.' ? [] : pattern.split('/').filter((segment) => segment !== '');
        this.endsWithGlobstar = segments.at(-1) === '**';
        this.onlyGlobstars = segments.every((segment) => segment === '**');
        this.anywhere = segments[0] === '**';
        const literals = segments.map(literalSegment);
        const firstGlob = literals.indexOf(undefined);
        this.searchPath = (firstGlob < 0 ? literals : literals.slice(0, firstGlob)).join('/');
        this.isLiteral = firstGlob < 0;
        if (segments.length === 0)
            return;
        this.own = compile(segments, platform);
        if (this.directoriesOnly || !this.endsWithGlobstar)
            this.descendants = compile([...segments, '**'], platform);
    }
    kinds(relative) {
        if (this.own === undefined)
            return ANYTHING;
        // `a/**` matches `a/` and not `a`, so the slash makes it match the folder `a` itself.
        const matched = this.own.match(this.endsWithGlobstar ? `/${relative}/` : `/${relative}`);
        const kinds = !matched ? NOTHING : this.directoriesOnly ? DIRECTORY : ANYTHING;
        return kinds !== ANYTHING && this.descendants?.match(`/${relative}`) === true ? ANYTHING : kinds;
    }
    /** `some` means only that a match is possible; there may be none. '' is the root. */
    below(directory) {
        if (directory === '')
            return this.onlyGlobstars ? 'all' : 'some';
        if (this.own === undefined)
            return 'all';
        if ((this.kinds(directory) & DIRECTORY) !== 0)
            return 'all';
        if (this.anywhere)
            return 'some';
        const segments = `/${directory}`.split('/');
        const reachable = [this.own, this.descendants].some((matcher) => {
            const row = matcher?.set[0];
            return matcher !== undefined && row !== undefined && matcher.matchOne(segments, row, true);
        });
        return reachable ? 'some' : 'none';
    }
}
function compile(segments, platform) {
    const nocase = platform === 'win32';
    return new minimatch__WEBPACK_IMPORTED_MODULE_1__/* .Minimatch */ .VR(`/${segments.join('/')}`, {
        dot: true,
        nobrace: true,
        nocase,
        nocomment: true,
        noext: true,
        nonegate: true,
        platform: platform === 'win32' ? 'win32' : 'linux',
    });
}
/** Lines in order: a later line overrides an earlier one. Paths are relative, with `/` between segments, and never empty. */
class PatternSet {
    lines;
    used = new Set();
    /** @param patterns in the form that `relativePatterns` gives */
    constructor(patterns, platform) {
        this.lines = patterns.map((pattern) => new Line(pattern, platform));
    }
    matches(relative, isDirectory) {
        return (this.kinds(relative) & (isDirectory ? DIRECTORY : OTHER)) !== 0;
    }
    /** The types of entries that are matched at this path. */
    kinds(relative) {
        let kinds = NOTHING;
        this.lines.forEach((line, i) => {
            const own = line.kinds(relative);
            if (own !== NOTHING)
                this.used.add(i);
            if (line.negate)
                kinds &= ~own;
            else
                kinds |= own;
        });
        return kinds;
    }
    /** Numbers of the lines that have matched none of the paths so far. */
    unused() {
        return [...this.lines.keys()].filter((i) => !this.used.has(i));
    }
    /** @param directory '' for the root */
    below(directory) {
        let state = 'none';
        for (const line of this.lines) {
            const reach = line.below(directory);
            if (reach === 'none')
                continue;
            const end = line.negate ? 'none' : 'all';
            state = reach === 'all' || state === end ? end : 'some';
        }
        return state;
    }
    /** The folders or files that the lines name before their first wildcard; '' is the root. */
    literalStarts() {
        return [...new Set(this.lines.filter((line) => !line.negate).map((line) => line.searchPath))];
    }
    /** The paths that lines without wildcards name; '' is the root. */
    literalPaths() {
        return [...new Set(this.lines.filter((line) => !line.negate && line.isLiteral).map((line) => line.searchPath))];
    }
    /** Where the lines start to search, each not below another one; '' is the root. */
    searchPaths() {
        const all = this.literalStarts();
        return all.filter((one) => !all.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))));
    }
}


/***/ }),

/***/ 46949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isWaiting),
/* harmony export */   O: () => (/* binding */ PARTIAL_GAPS)
/* harmony export */ });
const PARTIAL_GAPS = ['unreadable', 'failed', 'absent'];
/** Whether something lacks, and nothing but requests to GitHub lack for all of it. */
function isWaiting(gaps) {
    const lacking = gaps.filter((gap) => PARTIAL_GAPS.includes(gap.class));
    return lacking.length > 0 && lacking.every(({ waits }) => waits === true);
}


/***/ })

};
