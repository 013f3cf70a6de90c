export const id = 7039;
export const ids = [7039];
export const modules = {

/***/ 57039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RECORDS_FOLDER: () => (/* reexport */ layout/* RECORDS_FOLDER */.g6),
  createArtifactsSource: () => (/* reexport */ createArtifactsSource),
  publishArtifacts: () => (/* reexport */ publishArtifacts),
  readStored: () => (/* reexport */ layout/* readStored */.CL)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./node_modules/minimatch/dist/esm/index.js + 7 modules
var esm = __webpack_require__(33581);
;// CONCATENATED MODULE: ./lib/sources/artifacts/definition.js



/** The given run; else the newest of the given workflow; else the current run. @throws bad-input */
function chooseRuns({ runId, workflow, branch }, env) {
    if (runId === undefined && workflow !== undefined)
        return { kind: 'workflow', workflow, branch };
    if (runId === 'all')
        return { kind: 'repository' };
    if (runId !== undefined && runId !== 'current' && runId !== env['GITHUB_RUN_ID']) {
        return { kind: 'run', id: Number(runId) };
    }
    if (env['GITHUB_ACTIONS'] === 'true')
        return { kind: 'current' };
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'run-id: not set, and outside of a workflow there is no current run.',
        fix: 'Name a run (run-id), a workflow (workflow, branch), or choose all artifacts of the repository with run-id: all.',
    });
}
/**
 * How the artifacts of the current run are had: by the service of the runner, which @actions/artifact speaks to on
 * GitHub's own servers only, elsewhere by REST. @throws no-artifact-service
 */
function currentRun({ token }, env) {
    const server = (0,github_server/* serverUrlOf */.Gh)(undefined, env);
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    if (/^github\.com$|\.(ghe\.com|localhost)$/.test(host))
        return { kind: 'current' };
    const id = Number(env['GITHUB_RUN_ID']);
    if (token !== undefined && Number.isSafeInteger(id) && id > 0)
        return { kind: 'run', id, isOwn: true };
    throw new errors/* HoldfastError */.Et({
        code: 'no-artifact-service',
        message: `The artifacts of the current run cannot be reached: on ${server} they are had by the REST API, and ${token === undefined ? 'there is no github-token' : 'GITHUB_RUN_ID is not set'}.`,
        why: 'The client of the runner’s artifact service works with GitHub’s own servers only.',
        fix: 'Give a github-token with `actions: read`, or name a run with run-id.',
    });
}
/** @throws bad-input */
function ownerAndName({ repository }) {
    const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? '') ?? [];
    if (owner !== undefined && repo !== undefined)
        return { owner, repo };
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `repository: ${repository === undefined ? 'not set' : `got ${JSON.stringify(repository)}`}, and artifacts need it as owner/name.`,
        fix: 'Give it as repository: acme/shop; for another server than github.com, with github-server-url.',
    });
}
/** What the series is a backup of: the selection of runs, not the one run that it resolved to. */
function defineArtifacts(settings, repository, choice, env) {
    const isNamed = repository.toLowerCase() === (env['GITHUB_REPOSITORY'] ?? '').toLowerCase();
    const isOwn = isNamed && (0,github_server/* isOwnServer */.YV)(settings.serverUrl, env);
    const repositoryId = isOwn ? env['GITHUB_REPOSITORY_ID'] : undefined;
    const of = choice.kind === 'current' ? 'run' : choice.kind;
    return {
        source: 'artifacts',
        ...(repositoryId === undefined ? { repository: repository.toLowerCase() } : { repositoryId }),
        of,
        ...(choice.kind === 'workflow' && { workflow: choice.workflow, branch: choice.branch ?? null }),
        patterns: settings.patterns,
        withUntrusted: settings.withUntrusted,
    };
}
/** Whether a name is selected: the last matching pattern decides. */
function nameFilter(patterns) {
    if (patterns.length === 0)
        return () => true;
    const rules = patterns.map((line) => ({ takes: !line.startsWith('!'), pattern: line.replace(/^!/, '') }));
    const otherwise = rules[0]?.takes !== true;
    const options = { dot: true, nocomment: true, nonegate: true };
    return (name) => rules.findLast(({ pattern }) => (0,esm/* minimatch */.xF)(name, pattern, options))?.takes ?? otherwise;
}

// EXTERNAL MODULE: ./lib/sources/artifacts/expand.js
var expand = __webpack_require__(11952);
// EXTERNAL MODULE: ./lib/sources/artifacts/layout.js
var layout = __webpack_require__(98506);
;// CONCATENATED MODULE: ./lib/sources/artifacts/plan.js

/** What an unfinished list does not show, and earlier backups know of: it is there as long as nothing says otherwise. */
function unlisted({ artifacts, cut, isWhole = cut === undefined }, { stored, pending }, now) {
    if (isWhole)
        return [];
    const listed = new Set(artifacts.map(({ id }) => id));
    const known = new Map([...pending, ...stored]);
    return [...known.values()].filter(({ id }) => !listed.has(id)).map((record) => (0,layout/* artifactOf */.qB)(record, now));
}
function planOne(artifact, folder, { stored: parent, pending }, view) {
    const record = (0,layout/* recordOf */.zv)(artifact, folder);
    const tries = pending.get(artifact.id)?.tries ?? 0;
    const known = parent.get(artifact.id) ?? sameContent(artifact, folder, parent);
    if (known !== undefined && view !== undefined && isSame(known, record) && isHeld(view, folder)) {
        return { artifact, record, action: 'carry', stored: { ...known, ...record }, tries };
    }
    return { artifact, record, action: artifact.isExpired ? 'lost' : 'load', stored: undefined, tries };
}
/**
 * Lets those wait for which there are no requests: first what was tried in vain before, then what is old, so that what
 * can never be had takes nothing from what is new. Pure.
 */
function withinRequests(plans, requests) {
    if (requests === undefined)
        return [...plans];
    const loads = plans.filter(({ action }) => action === 'load');
    loads.sort((a, b) => a.tries - b.tries || b.artifact.id - a.artifact.id);
    const late = new Set(loads.slice(requests));
    return plans.map((plan) => (late.has(plan) ? { ...plan, action: 'wait' } : plan));
}
/** The artifact of an earlier run that lay in the same folder. */
function sameContent({ digest }, folder, parent) {
    return digest === undefined ? undefined : [...parent.values()].find((stored) => stored.folder === folder);
}
/** Artifacts never change under their id; under another id, the digest decides. */
function isSame(known, record) {
    if (known.folder !== record.folder || known.name !== record.name || known.digest !== record.digest)
        return false;
    return known.id === record.id ? known.sizeBytes === record.sizeBytes : record.digest !== null;
}
function isHeld(view, folder) {
    let isThere = false;
    for (const { entry, available } of view.entries(folder)) {
        if (!isIn(entry.path, folder))
            continue;
        if (!available)
            return false;
        isThere = true;
    }
    return isThere;
}
function isIn(path, folder) {
    const text = path.toString();
    return text === folder || text.startsWith(`${folder}/`);
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/reports.js
/** Notices about artifacts that were left out or expire soon. */

const LISTED_NAMES = 20;
const DAY_MS = 24 * 3600 * 1000;
function reportUntrusted(names, emit) {
    if (names.length === 0)
        return;
    emit({
        type: 'notice',
        class: 'untrusted-artifact',
        message: `Artifacts of forks and pull requests were left out (${String(names.length)}): ${(0,base_text/* firstOf */.Ku)(names, LISTED_NAMES)}.`,
        why: 'Anybody can decide what they contain, and a later job would trust them.',
        fix: 'Nothing has to be done if that is intended. To store them anyway, set `artifacts-of-pull-requests: true`.',
    });
}
/**
 * Warns about artifacts that live shorter than the time between two backups: others like them may come and go unseen.
 */
function reportEarlyExpiry(artifacts, { parent, emit }, now) {
    const next = new Date(now.getTime() + intervalMs(parent?.id, now));
    const early = artifacts.filter(({ expiresAt, isExpired }) => !isExpired && expiresAt !== undefined && Date.parse(expiresAt) < +next);
    if (early.length === 0)
        return;
    const names = early.map(({ name, expiresAt }) => `${name} (${expiresAt ?? ''})`);
    emit({
        type: 'warning',
        class: 'artifact-expires',
        message: `Artifacts that expire before the next backup, expected by ${next.toISOString()} (${String(early.length)}): ${(0,base_text/* firstOf */.Ku)(names, LISTED_NAMES)}.`,
        why: 'What cannot be downloaded now will be lost, and others like them may come and go between two backups.',
        fix: 'Back up more often, at the end of the workflow that makes them, or increase their retention-days.',
    });
}
/** The time since the last snapshot, whose id begins with its time; one day if there is none. */
function intervalMs(parentId, now) {
    const [, date, hours, minutes, seconds] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z/.exec(parentId ?? '') ?? [];
    if (date === undefined)
        return DAY_MS;
    const day = date.replace(/^(\d{4})(\d\d)/, '$1-$2-');
    const time = Date.parse(`${day}T${String(hours)}:${String(minutes)}:${String(seconds)}Z`);
    return Math.max(now.getTime() - time, 0);
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/github/client.js + 3 modules
var client = __webpack_require__(76237);
// EXTERNAL MODULE: ./lib/github/download.js
var download = __webpack_require__(72519);
// EXTERNAL MODULE: ./lib/github/failure.js
var github_failure = __webpack_require__(40317);
;// CONCATENATED MODULE: ./lib/sources/artifacts/service.js
/**
 * `gone`: expired or deleted. `denied`: this token may not read it. `limited`: no request may be sent for a while.
 * `damaged`: what came is not what the server says; it may come right another time. `failed`: anything else, after all
 * repetitions.
 */
class DownloadError extends Error {
    name = 'DownloadError';
    kind;
    constructor(kind, message, cause) {
        super(message, { cause });
        this.kind = kind;
    }
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/failures.js
/** What the failures of GitHub's REST API mean for artifacts. */




const PERMISSION = 'Give the job `permissions: actions: read`, or a token that has it as github-token.';
function readFailure(error, repository, apiUrl) {
    const facts = {
        code: 'artifacts-unreadable',
        message: `The artifacts of ${repository} cannot be read`,
        cause: error,
    };
    if (dist/* isValiError */.F1$(error)) {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: the answer of ${apiUrl} does not have the expected form (${error.message}).`,
            fix: 'Check github-server-url: it must be a GitHub server.',
        });
    }
    if (!(error instanceof github_failure/* GithubFailure */.Ed))
        return error;
    if (error.kind === 'limit') {
        const when = error.resetsAt === undefined ? '' : ` until ${error.resetsAt.toISOString()}`;
        return new errors/* HoldfastError */.Et({
            ...facts,
            code: 'rate-limited',
            message: `${facts.message}: the token has no requests left${when}.`,
            fix: 'Run it again later, or give a token with more requests as github-token.',
        });
    }
    if (error.kind === 'beyond') {
        return new errors/* HoldfastError */.Et({
            ...facts,
            code: 'list-limited',
            message: `${facts.message} further: ${apiUrl} makes no more pages of the list (422).`,
            fix: 'Back up more often, so that every backup finds what is new in the first pages; or name a run with run-id.',
        });
    }
    if (error.kind === 'unauthorized') {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: ${apiUrl} does not accept the token (401).`,
            fix: 'Give a valid token as github-token.',
        });
    }
    if (error.kind === 'denied' || error.kind === 'refused' || error.kind === 'absent') {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: ${apiUrl} answered ${error.kind === 'absent' ? '404' : '403'}: ${error.message}.`,
            why: 'There is no such run, workflow or repository, or the token may not see it; GitHub does not say which.',
            fix: `${PERMISSION} Check run-id, workflow and repository.`,
        });
    }
    return new errors/* HoldfastError */.Et({ ...facts, message: `${facts.message}: ${error.message}.`, fix: 'Run it again later.' });
}
function downloadFailure(failure) {
    if (failure.kind === 'limit') {
        return new DownloadError('limited', 'the token has no requests left for now', failure);
    }
    if ((0,github_failure/* isNoLongerThere */.H)(failure)) {
        const status = failure.kind === 'gone' ? '410' : '404';
        return new DownloadError('gone', `it has expired or was deleted (${status})`, failure);
    }
    if (failure.kind === 'denied') {
        return new DownloadError('denied', 'the token may not read it: it needs actions: read', failure);
    }
    return new DownloadError('failed', failure.message, failure);
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/listing.js
/** Lists artifacts page by page, within the requests that the token has. */



const PAGE = 100;
/** How many successful runs of a workflow are checked to find a trusted one. */
const MAX_RUNS = 500;
/** Up to this many runs are requested individually. */
const FEW_RUNS = 10;
const idSchema = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b());
const artifactSchema = dist/* object */.Ikc({
    id: idSchema,
    name: dist/* string */.YjP(),
    size_in_bytes: dist/* number */.aig(),
    digest: dist/* nullish */.cl6(dist/* string */.YjP()),
    expired: dist/* boolean */.zMY(),
    created_at: dist/* nullable */.mee(dist/* string */.YjP()),
    expires_at: dist/* nullish */.cl6(dist/* string */.YjP()),
    workflow_run: dist/* nullish */.cl6(dist/* object */.Ikc({
        id: dist/* optional */.lqM(idSchema),
        repository_id: dist/* optional */.lqM(dist/* number */.aig()),
        head_repository_id: dist/* nullish */.cl6(dist/* number */.aig()),
        head_branch: dist/* nullish */.cl6(dist/* string */.YjP()),
        head_sha: dist/* optional */.lqM(dist/* string */.YjP()),
    })),
});
const artifactsSchema = dist/* object */.Ikc({ total_count: dist/* optional */.lqM(dist/* number */.aig()), artifacts: dist/* array */.YOg(artifactSchema) });
const runSchema = dist/* object */.Ikc({
    id: idSchema,
    event: dist/* string */.YjP(),
    repository: dist/* object */.Ikc({ id: dist/* number */.aig() }),
    head_repository: dist/* nullish */.cl6(dist/* object */.Ikc({ id: dist/* number */.aig() })),
});
const runsSchema = dist/* object */.Ikc({ workflow_runs: dist/* array */.YOg(runSchema) });
/** Pages of a list from one of them on, always by the link that the server gives. */
async function* pagesOf(reader, path, query, schema, itemsOf, first = 1) {
    let parameters = { ...query, per_page: PAGE, page: first };
    for (let page = first;; page++) {
        const { data, next, isLinked } = await reader.read(path, parameters, schema);
        yield data;
        if (next !== undefined)
            parameters = { ...query, ...Object.fromEntries(new URL(next).searchParams) };
        // Some servers give no links at all.
        else if (!isLinked && itemsOf(data).length >= PAGE)
            parameters = { ...query, per_page: PAGE, page: page + 1 };
        else
            return;
    }
}
function artifactPages(reader, path, first) {
    return pagesOf(reader, path, {}, artifactsSchema, ({ artifacts }) => artifacts, first);
}
/** All artifacts of one run; as far as the requests go. */
async function listRun(reader, runId, { isWanted }) {
    const found = new Map();
    let cut;
    try {
        const pages = artifactPages(reader, `/repos/{owner}/{repo}/actions/runs/${String(runId)}/artifacts`);
        // An upload during the listing moves entries to the next page.
        for await (const { artifacts } of pages)
            for (const artifact of artifacts)
                found.set(artifact.id, artifact);
    }
    catch (error) {
        cut = reasonToStop(error, found.size > 0);
    }
    const artifacts = [...found.values()].filter(({ name }) => isWanted(name)).map(toArtifact);
    return { artifacts, untrusted: [], ...(cut !== undefined && { cut }) };
}
function readRun(reader, id) {
    return reader.read(`/repos/{owner}/{repo}/actions/runs/${String(id)}`, {}, runSchema).then(({ data }) => data);
}
/** The newest successful run of a workflow that `isTrusted`; undefined if there is none among the first. */
async function newestRun(reader, workflow, branch, isTrusted) {
    const path = `/repos/{owner}/{repo}/actions/workflows/${encodeURIComponent(workflow)}/runs`;
    const query = { status: 'success', ...(branch !== undefined && { branch }) };
    let looked = 0;
    for await (const { workflow_runs: runs } of runPages(reader, path, query)) {
        const found = runs.find(isTrusted);
        looked += runs.length;
        if (found !== undefined || looked >= MAX_RUNS)
            return found;
    }
    return undefined;
}
function runPages(reader, path, query = {}) {
    return pagesOf(reader, path, query, runsSchema, ({ workflow_runs: runs }) => runs);
}
/**
 * The artifacts of all runs, newest first, each judged by its run. Where the requests run out, or the server makes no
 * more pages, the list ends early; `sweep` tells how far it has come, and the next backup goes on from there.
 */
async function listRepository(reader, choice) {
    const judge = new Judge(reader, choice);
    const walk = new Walk(choice.sweep);
    const artifacts = new Map();
    const untrusted = [];
    let atStart;
    let cut;
    let closed;
    try {
        for (let first = 1; first !== undefined;) {
            const from = first;
            first = undefined;
            for await (const { artifacts: page } of artifactPages(reader, ARTIFACTS, from)) {
                const wanted = page.filter(({ name }) => choice.isWanted(name));
                const accepted = await judge.accepted(wanted);
                for (const raw of wanted) {
                    if (accepted.has(raw.id))
                        artifacts.set(raw.id, toArtifact(raw));
                    else
                        untrusted.push(raw.name);
                }
                first = walk.take(page.map(({ id }) => id));
                if (first !== undefined)
                    break;
                const left = reader.requestsLeft();
                atStart ??= left;
                cut = left === undefined ? whileBehind(choice, walk) : overBudget(atStart, left);
                if (cut !== undefined)
                    break;
            }
        }
        if (cut === undefined)
            walk.end();
    }
    catch (error) {
        cut = reasonToStop(error, walk.hasBegun);
        // What lies behind that can never be listed.
        if (isClosed(error))
            closed = walk.close();
    }
    const { sweep, isWhole } = walk;
    if (sweep?.oldest === null)
        cut = undefined;
    return {
        ...{ artifacts: [...artifacts.values()], untrusted, sweep, isWhole },
        ...(cut !== undefined && { cut }),
        ...(closed !== undefined && { closed }),
    };
}
const ARTIFACTS = '/repos/{owner}/{repo}/actions/artifacts';
/** Half of the requests may be spent on the list; the rest is for what is new in it. */
function overBudget(atStart, left) {
    if (left > (atStart ?? left + 1) / 2)
        return undefined;
    return 'half of the requests is for downloads.';
}
/** Where nobody tells how many requests are left, what is known is loaded before the list is read further. */
function whileBehind({ isBehind }, { hasJoined }) {
    return isBehind === true && hasJoined ? 'what it showed before is loaded first.' : undefined;
}
/** Limits, and a server that fails, end a list that has begun; anything else is a failure. */
function reasonToStop(error, hasBegun) {
    if (!(error instanceof errors/* HoldfastError */.Et) || !hasBegun)
        throw error;
    const kind = failureOf(error)?.kind ?? '';
    if (!['limit', 'beyond', 'failed'].includes(kind))
        throw error;
    return error.message;
}
function isClosed(error) {
    return error instanceof errors/* HoldfastError */.Et && error.code === 'list-limited';
}
/** Where a list has been looked at, tonight and in the nights before. Ids go down from page to page. */
class Walk {
    before;
    newest;
    oldest;
    page = 0;
    hasJumped = false;
    /** On a page that overlaps with what was looked at before. */
    hasLanded = false;
    isOrdered = true;
    isWhole = false;
    constructor(before) {
        this.before = before;
    }
    /** Whether tonight's part of the list reaches the part that was looked at before. */
    get hasJoined() {
        return this.before !== undefined && this.oldest !== undefined && this.oldest <= this.before.newest;
    }
    get hasBegun() {
        return this.page > 0;
    }
    /** Takes a page in. The number of the page to go on with, if that is not the next one. */
    take(ids) {
        this.page++;
        const [high, low] = [Math.max(...ids, 0), Math.min(...ids, Infinity)];
        if (ids.length > 0 && this.oldest !== undefined && high > this.oldest && !this.hasJumped)
            this.isOrdered = false;
        const { before } = this;
        if (before === undefined || before.oldest === null || !this.isOrdered) {
            this.note(high, low);
            return undefined;
        }
        if (this.hasJumped && !this.hasLanded && high < before.oldest && this.page > 2) {
            // Some were deleted since, and others came up: a page earlier there is no hole.
            this.page -= 2;
            return this.page + 1;
        }
        this.note(high, low);
        this.hasLanded ||= this.hasJumped;
        if (this.hasJumped || low > before.newest || before.page <= this.page)
            return undefined;
        this.hasJumped = true;
        this.page = before.page - 1;
        return before.page;
    }
    /** The server makes no more pages: this is its end. The oldest artifact on them. */
    close() {
        const { oldest } = this;
        this.end();
        this.isWhole = false;
        return oldest;
    }
    end() {
        this.isWhole = !this.hasJumped;
        this.oldest = undefined;
        this.page = 0;
    }
    note(high, low) {
        this.newest = Math.max(this.newest ?? 0, high);
        if (Number.isFinite(low))
            this.oldest = Math.min(this.oldest ?? Infinity, low);
    }
    /** What has been looked at without a hole, from the newest on. */
    get sweep() {
        const { before, newest, oldest } = this;
        if (newest === undefined)
            return before;
        if (oldest === undefined)
            return { newest, oldest: null, page: 0 };
        if (before === undefined || !this.hasJoined || !this.isOrdered)
            return { newest, oldest, page: this.page };
        if (before.oldest === null || before.oldest < oldest)
            return { ...before, newest };
        return { newest, oldest, page: this.page };
    }
}
/** Judges artifacts by the runs that made them. */
class Judge {
    reader;
    choice;
    judged = new Map();
    runs;
    oldestRun = Infinity;
    constructor(reader, choice) {
        this.reader = reader;
        this.choice = choice;
    }
    /** Ids of those that may be stored. The list itself shows forks. The event is known only from the run. */
    async accepted(artifacts) {
        const { withUntrusted, isKnown } = this.choice;
        // An expired artifact that no snapshot holds is lost, whoever made it.
        const isFree = ({ id, expired }) => withUntrusted || expired || isKnown(id);
        const asked = artifacts.filter((raw) => !isFree(raw) && !isOfFork(raw));
        await this.readRuns(new Set(asked.map(runIdOf)));
        const isTrusted = (raw) => !isOfFork(raw) && this.judged.get(runIdOf(raw)) === true;
        return new Set(artifacts.filter((raw) => isFree(raw) || isTrusted(raw)).map(({ id }) => id));
    }
    /**
     * Looks up many runs in the list of all runs, newest first, a hundred at a time. A few runs, and those the list
     * lacks, are requested individually.
     */
    async readRuns(ids) {
        const left = () => [...ids].filter((id) => !this.judged.has(id));
        while (left().length > FEW_RUNS && this.oldestRun > Math.min(...left()) && (await this.readRunPage()))
            ;
        for (const id of left()) {
            const run = await readRun(this.reader, id).catch(ignoreDeleted);
            this.judged.set(id, run !== undefined && this.choice.isTrusted(run));
        }
    }
    async readRunPage() {
        this.runs ??= runPages(this.reader, '/repos/{owner}/{repo}/actions/runs');
        const next = await this.runs.next().catch((error) => {
            if (isClosed(error))
                return { done: true };
            throw error;
        });
        if (next.done === true)
            return false;
        const { workflow_runs: runs } = next.value;
        for (const run of runs)
            this.judged.set(run.id, this.choice.isTrusted(run));
        this.oldestRun = Math.min(this.oldestRun, ...runs.map(({ id }) => id));
        return runs.length > 0;
    }
}
/** An artifact without a run is of unknown origin. */
function isOfFork({ workflow_run: run }) {
    return run?.id === undefined || run.head_repository_id !== run.repository_id;
}
function runIdOf({ workflow_run: run }) {
    return run?.id ?? 0;
}
/** A run may be deleted while its artifacts are listed. They are then untrusted, and the rest continues. */
function ignoreDeleted(error) {
    if (failureOf(error)?.kind !== 'absent')
        throw error;
}
function failureOf(error) {
    const cause = error instanceof errors/* HoldfastError */.Et ? error.cause : undefined;
    return cause instanceof github_failure/* GithubFailure */.Ed ? cause : undefined;
}
function toArtifact(raw) {
    const run = raw.workflow_run;
    return {
        id: raw.id,
        name: raw.name,
        sizeBytes: raw.size_in_bytes,
        digest: raw.digest ?? undefined,
        createdAt: raw.created_at ?? undefined,
        expiresAt: raw.expires_at ?? undefined,
        isExpired: raw.expired,
        run: run?.id === undefined ? undefined : { id: run.id, branch: run.head_branch ?? undefined, commit: run.head_sha },
    };
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/rest.js








/** Requests of the hour that are left for the rest of the workflow. */
const RESERVE = 50;
/** Artifacts of any run, by the REST API: https://docs.github.com/en/rest/actions/artifacts */
class RestService {
    settings;
    client;
    reader;
    constructor(settings, { retryDelayMs = 1000, budget, ...deps }) {
        const { apiUrl, token } = settings;
        this.settings = settings;
        this.client = (0,client.openClient)({ apiUrl, token, reserve: RESERVE, budget }, { ...deps, sleep: (ms, signal) => (0,client.pause)((ms / 1000) * retryDelayMs, signal), debug: () => undefined });
        this.reader = {
            read: (path, query, schema) => this.read(path, query, schema),
            requestsLeft: () => this.client.requestsLeft(),
        };
    }
    requestsLeft() {
        return this.client.requestsLeft();
    }
    async list(wanted) {
        const { choice, owner, repo, withUntrusted } = this.settings;
        const isTrusted = (run) => this.isTrusted(run);
        if (choice.kind === 'repository') {
            const listing = await listRepository(this.reader, { ...wanted, withUntrusted, isTrusted });
            return { ...listing, from: `all runs of ${owner}/${repo}` };
        }
        if (choice.kind === 'run') {
            if (choice.isOwn !== true)
                requireTrusted(await readRun(this.reader, choice.id), isTrusted);
            const from = choice.isOwn === true ? 'the current run' : `run ${String(choice.id)}`;
            return { ...(await listRun(this.reader, choice.id, wanted)), from };
        }
        const { workflow, branch } = choice;
        const run = await newestRun(this.reader, workflow, branch, isTrusted);
        if (run === undefined)
            throw noRun(workflow, branch);
        const from = `run ${String(run.id)}, the newest of ${workflow}`;
        return { ...(await listRun(this.reader, run.id, wanted)), from };
    }
    isTrusted({ event, repository, head_repository: head }) {
        return this.settings.withUntrusted || (!event.startsWith('pull_request') && head?.id === repository.id);
    }
    async read(path, query, schema) {
        const { owner, repo, apiUrl } = this.settings;
        try {
            const { data, next, last } = await this.client.get(`GET ${path}`, { owner, repo, ...query });
            const isLinked = next !== undefined || last !== undefined;
            return { data: dist/* parse */.qgA(schema, data), next: next?.href, isLinked };
        }
        catch (error) {
            throw readFailure(error, `${owner}/${repo}`, apiUrl);
        }
    }
    async download({ id }, folder) {
        const { owner, repo } = this.settings;
        const file = (0,external_node_path_.join)(folder, 'artifact');
        const repository = `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
        const path = `/repos/${repository}/actions/artifacts/${String(id)}/zip`;
        try {
            return await this.client.download(path, 'application/vnd.github+json', async (body, headers) => {
                const { bytes, sha256 } = await (0,download/* saveBody */.m)(body, file, Infinity);
                return { file, servedName: nameIn(headers.get('content-disposition')), sizeBytes: bytes, sha256 };
            });
        }
        catch (error) {
            throw error instanceof github_failure/* GithubFailure */.Ed ? downloadFailure(error) : error;
        }
    }
}
/** `filename*=UTF-8''...`, else `filename="..."`: https://www.rfc-editor.org/rfc/rfc6266 */
function nameIn(disposition) {
    const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
    const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition ?? '')?.[1]?.trim();
    if (encoded === undefined)
        return plain;
    try {
        return decodeURIComponent(encoded);
    }
    catch {
        return plain;
    }
}
function requireTrusted(run, isTrusted) {
    if (!isTrusted(run))
        throw untrustedRun(run);
}
function untrustedRun({ id, event }) {
    return new errors/* HoldfastError */.Et({
        code: 'untrusted-run',
        message: `Run ${String(id)} (${event}) is not trusted: it belongs to a fork or a pull request.`,
        why: 'Anybody can decide what its artifacts contain, and a later job would trust them.',
        fix: 'Name another run; or set `artifacts-of-pull-requests: true` if you want to back these up.',
    });
}
function noRun(workflow, branch) {
    return new errors/* HoldfastError */.Et({
        code: 'no-run',
        message: `Workflow ${JSON.stringify(workflow)} has no successful run${branch === undefined ? '' : ` on ${branch}`}.`,
        why: 'Runs of forks and of pull requests do not count.',
        fix: 'Check workflow and branch; to choose a certain run, give run-id.',
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./lib/sources/artifacts/runtime.js
/** Artifacts of the current run, by the service of the runner. */








/** The name that @actions/artifact gives a download that the server did not name. */
const UNNAMED = 'artifact';
const TRIAL_BYTES = 64 * 1024;
/**
 * Loaded only when used: it is larger than the rest of the action. It reads its address and token from the environment
 * of the process.
 */
async function loadArtifactClient(env) {
    const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => (env[name] ?? '') === '');
    if (missing.length > 0) {
        throw new errors/* HoldfastError */.Et({
            code: 'no-artifact-service',
            message: `The artifacts of the current run cannot be reached: ${missing.join(' and ')} is not set.`,
            why: 'A runner sets this for actions only, not for `run` steps and not outside of a workflow.',
            fix: 'Use the action in a workflow; or name a run with run-id or workflow, and give github-token.',
        });
    }
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(5071), __webpack_require__.e(846), __webpack_require__.e(3049)]).then(__webpack_require__.bind(__webpack_require__, 33049));
    return new DefaultArtifactClient();
}
/** Its client tells of a full disk as of a server that fails. @throws temp-folder and the like */
async function proveRoom(folder) {
    try {
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'trial'), Buffer.alloc(TRIAL_BYTES, 1));
    }
    catch (error) {
        throw (0,system_errors/* temporaryFileFailure */.iO)(folder, error);
    }
}
/** Artifacts of the current run, through the service that its uploads went to. It needs no permission. */
class RuntimeService {
    env;
    signal;
    client;
    constructor(env, signal) {
        this.env = env;
        this.signal = signal;
    }
    async list({ isWanted }) {
        const client = await this.load();
        const { artifacts } = await this.untilAborted(client.listArtifacts()).catch((error) => {
            throw this.failure(error);
        });
        const runId = Number(this.env['GITHUB_RUN_ID']);
        const run = Number.isSafeInteger(runId) ? { id: runId } : undefined;
        return {
            artifacts: artifacts
                .filter(({ name }) => isWanted(name))
                .map(({ id, name, size, digest, createdAt }) => ({
                id,
                name,
                sizeBytes: size,
                digest: digest === undefined || digest === '' ? undefined : digest,
                createdAt: createdAt?.toISOString(),
                expiresAt: undefined,
                isExpired: false,
                run,
            })),
            untrusted: [],
            from: 'the current run',
        };
    }
    async download(artifact, folder) {
        const client = await this.load();
        try {
            await this.untilAborted(client.downloadArtifact(artifact.id, { path: folder, skipDecompress: true }));
        }
        catch (error) {
            this.signal.throwIfAborted();
            const isGone = error instanceof Error && error.name === 'ArtifactNotFoundError';
            if (!isGone)
                await proveRoom(folder);
            throw new DownloadError(isGone ? 'gone' : 'failed', (0,errors/* messageOf */.bD)(error), error);
        }
        const [name] = await (0,promises_.readdir)(folder);
        if (name === undefined)
            throw new DownloadError('failed', 'the download left no file');
        const file = (0,external_node_path_.join)(folder, name);
        const sum = (0,external_node_crypto_.createHash)('sha256');
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), sum, { signal: this.signal });
        const { size } = await (0,promises_.stat)(file);
        return { file, servedName: name === UNNAMED ? undefined : name, sizeBytes: size, sha256: sum.digest('hex') };
    }
    load() {
        return (this.client ??= loadArtifactClient(this.env));
    }
    untilAborted(work) {
        const { promise, reject } = Promise.withResolvers();
        const stop = () => reject(this.signal.reason);
        this.signal.addEventListener('abort', stop, { once: true });
        return Promise.race([work, promise]).finally(() => this.signal.removeEventListener('abort', stop));
    }
    failure(error) {
        if (this.signal.aborted)
            return this.signal.reason;
        return new errors/* HoldfastError */.Et({
            code: 'artifacts-unreadable',
            message: `The artifacts of the current run cannot be listed: ${(0,errors/* messageOf */.bD)(error)}.`,
            fix: 'Run the job again; if it fails again, see https://www.githubstatus.com.',
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./lib/github/zip.js
var zip = __webpack_require__(60884);
;// CONCATENATED MODULE: ./lib/sources/artifacts/source.js
















const ATTEMPTS = 3;
/**
 * Artifacts of one run or of a whole repository, expanded (see layout.ts for where they lie). What an earlier snapshot
 * holds is carried over and never downloaded again. An artifact that cannot be downloaded is a gap and does not stop
 * the others.
 * @throws bad-input; when it is opened `no-artifact-service`, `artifacts-unreadable`, `rate-limited`, `untrusted-run`,
 *   `no-run`, `no-files-found`
 */
function createArtifactsSource(settings, deps) {
    const { owner, repo } = ownerAndName(settings);
    const choice = chooseRuns(settings, deps.env);
    return {
        kind: 'artifacts',
        definition: defineArtifacts(settings, `${owner}/${repo}`, choice, deps.env),
        open: async (context) => {
            const from = choice.kind === 'current' ? currentRun(settings, deps.env) : choice;
            const service = openService(settings, from, deps, context.signal);
            const known = (0,layout/* readKnown */.Uj)(context.parent);
            const isKnown = (id) => known.stored.has(id) || known.pending.has(id);
            const isBehind = [...known.pending.values()].some(({ tries }) => tries === 0);
            const isWanted = nameFilter(settings.patterns);
            const listing = await service.list({ isWanted, isKnown, isBehind, sweep: known.sweep });
            // Other kinds have another run in each backup.
            const isSteady = from.kind === 'repository' || from.kind === 'run';
            const wanted = [...listing.artifacts, ...(isSteady ? unlisted(listing, known, deps.now()) : [])];
            reportUntrusted(listing.untrusted, context.emit);
            if (wanted.length === 0 && listing.cut === undefined)
                reportNothing(settings, listing, context);
            const folders = (0,layout/* assignFolders */.VM)(wanted, choice.kind === 'repository');
            const all = wanted.map((artifact) => planOne(artifact, folders.get(artifact.id), known, context.parent));
            const plans = withinRequests(all, service.requestsLeft?.());
            reportEarlyExpiry(plans.map(({ artifact }) => artifact), context, deps.now());
            return new OpenArtifacts({ service, settings, deps, context, listing, plans });
        },
    };
}
function openService(settings, choice, { env, fetch, now, retryDelayMs, budget }, signal) {
    if (choice.kind === 'current')
        return new RuntimeService(env, signal);
    const { token, withUntrusted } = settings;
    const isOwn = choice.kind === 'run' && choice.isOwn === true;
    const repository = (isOwn ? env['GITHUB_REPOSITORY'] : undefined) ?? settings.repository;
    const { owner, repo } = ownerAndName({ ...settings, repository });
    return new RestService({ apiUrl: (0,github_server/* apiUrlIn */.$m)(env, isOwn ? undefined : settings.serverUrl), owner, repo, token, choice, withUntrusted }, { fetch, now, signal, retryDelayMs, budget });
}
class OpenArtifacts {
    totals;
    identity;
    job;
    workDir;
    gaps = [];
    stored = new Map();
    pending = new Map();
    /** Set once the server refuses more requests: further requests would only prolong that. */
    limited;
    /** Artifacts that are expanded and not yet yielded. */
    ready = new Map();
    constructor(job) {
        this.job = job;
        this.workDir = (0,external_node_path_.join)(job.context.tempDir, 'artifacts');
        const loads = job.plans.filter((plan) => plan.action === 'load');
        const late = job.plans.filter((plan) => plan.action === 'wait').length;
        const later = late === 0 ? '' : `, ${String(late)} left for the next backup`;
        this.totals = { entries: undefined, bytes: loads.reduce((sum, { artifact }) => sum + artifact.sizeBytes, 0) };
        this.identity = { repository: job.settings.repository, from: job.listing.from, artifacts: job.plans.length };
        job.context.emit({
            type: 'info',
            message: `${(0,base_text/* counted */.hS)(job.plans.length, 'artifact')} of ${job.listing.from}: ${String(loads.length)} to download, ${String(job.plans.filter((plan) => plan.action === 'carry').length)} as in the last snapshot${later}.`,
        });
    }
    async *entries() {
        await (0,promises_.mkdir)(this.workDir, { recursive: true });
        const blocks = [{ key: Buffer.from(layout/* RECORDS_FOLDER */.g6), read: async () => this.recordEntries() }];
        for (const plan of this.job.plans) {
            if (plan.action === 'lost') {
                this.addGap('missing', plan, 'it has expired, and no earlier snapshot holds it');
                continue;
            }
            if (plan.action === 'wait') {
                this.pending.set(plan.artifact.id, { ...plan.record, tries: plan.tries });
                this.addGap('failed', plan, 'the token has too few requests left for it; the next backup goes on');
                continue;
            }
            // `a` < `a-b/...` < `a/...`: a folder may be listed well before what is in it.
            const { folder } = plan.record;
            blocks.push({ key: Buffer.from(folder), read: () => this.folderEntry(plan) });
            blocks.push({ key: Buffer.from(`${folder}/`), read: () => this.contentEntries(plan) });
        }
        for (const block of blocks.sort((a, b) => Buffer.compare(a.key, b.key))) {
            this.job.context.signal.throwIfAborted();
            yield await block.read();
        }
    }
    /** The server's description of every artifact, including those that cannot be downloaded. */
    recordEntries() {
        const entries = this.job.plans.map(({ record }) => {
            const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
            const path = `${layout/* RECORDS_FOLDER */.g6}/${String(record.id)}.json`;
            return { ...(0,layout/* plainEntry */.xY)(path, 'file', { sizeBytes: bytes.length }), content: { kind: 'bytes', bytes } };
        });
        entries.sort((a, b) => Buffer.compare(a.path, b.path));
        return [{ ...(0,layout/* plainEntry */.xY)(layout/* RECORDS_FOLDER */.g6, 'directory'), content: { kind: 'none' } }, ...entries];
    }
    /** Only now is it known whether the artifact can be downloaded. */
    async folderEntry(plan) {
        if (plan.stored === undefined && !(await this.load(plan)))
            return [];
        if (plan.stored !== undefined)
            this.stored.set(plan.artifact.id, plan.stored);
        const facts = { mtimeSeconds: (0,layout/* secondsOf */.TM)(plan.record.createdAt) };
        return [{ ...(0,layout/* plainEntry */.xY)(plan.record.folder, 'directory', facts), content: { kind: 'none' } }];
    }
    async contentEntries({ artifact, record, action }) {
        if (action === 'carry')
            return this.carried(record.folder);
        const expanded = this.ready.get(artifact.id);
        this.ready.delete(artifact.id);
        return expanded?.entries ?? [];
    }
    carried(folder) {
        const entries = [];
        for (const { entry } of this.job.context.parent?.entries(`${folder}/`) ?? []) {
            entries.push({ ...entry, content: { kind: 'carry' } });
        }
        return entries;
    }
    /** Whether it can be downloaded; if not, a gap says why. */
    async load(plan) {
        const { artifact, record } = plan;
        const { context } = this.job;
        const folder = (0,external_node_path_.join)(this.workDir, String(artifact.id));
        try {
            if (this.limited !== undefined)
                throw this.limited;
            const { downloaded, expanded } = await this.download(plan, folder);
            await (0,promises_.rm)(downloaded.file, { force: true });
            this.ready.set(artifact.id, expanded);
            this.stored.set(artifact.id, { ...record, form: expanded.form, sha256: downloaded.sha256 });
            if (expanded.kept !== undefined)
                this.reportKept(artifact, expanded.kept);
            return true;
        }
        catch (error) {
            context.signal.throwIfAborted();
            // Only what came from the server is a gap.
            if (!(error instanceof DownloadError || error instanceof zip/* ZipProblem */.ns))
                throw (0,system_errors/* temporaryFileFailure */.iO)(folder, error);
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            const kind = error instanceof DownloadError ? error.kind : 'failed';
            if (error instanceof DownloadError && kind === 'limited')
                this.limited = error;
            const tries = plan.tries + (kind === 'limited' ? 0 : 1);
            if (kind !== 'gone')
                this.pending.set(artifact.id, { ...record, tries });
            this.addGap(gapOf(error), { artifact }, (0,errors/* messageOf */.bD)(error));
            return false;
        }
    }
    /** What comes with other bytes than the server says may come right the next time. */
    async download({ artifact, record, tries: triedBefore }, folder) {
        const { service, deps, context } = this.job;
        const { signal } = context;
        const isProved = artifact.digest !== undefined;
        const attempts = triedBefore > 0 ? 1 : ATTEMPTS;
        for (let tries = 1;; tries++) {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await (0,promises_.mkdir)(folder, { recursive: true });
            try {
                const downloaded = await service.download(artifact, folder);
                checkDigest(artifact, downloaded.sha256);
                const expanded = await (0,expand/* expand */.f)(record, downloaded, { folder, signal, isProved, limits: deps.limits });
                return { downloaded, expanded };
            }
            catch (error) {
                signal.throwIfAborted();
                const mayPass = error instanceof zip/* ZipProblem */.ns || (error instanceof DownloadError && error.kind === 'damaged');
                if (!mayPass || tries === attempts)
                    throw error;
                context.emit({ type: 'info', message: `Artifact ${artifact.name}: ${(0,errors/* messageOf */.bD)(error)}. Trying again.` });
                await (0,external_node_timers_promises_.setTimeout)((deps.retryDelayMs ?? 1000) * 2 ** (tries - 1), undefined, { signal });
            }
        }
    }
    reportKept({ name, id }, why) {
        this.job.context.emit({
            type: 'warning',
            class: 'artifact-not-expanded',
            message: `Artifact ${name} (${String(id)}) is kept as a zip and not expanded: ${why}.`,
            why: 'Expanding it could overwrite or hide files when it is restored, or would never end.',
        });
    }
    addGap(kind, { artifact }, reason) {
        this.gaps.push({ class: kind, path: `${artifact.name} (${String(artifact.id)})`, reason });
    }
    async finish() {
        const { sweep } = this.job.listing;
        const gaps = [...listGaps(this.job.listing), ...this.gaps];
        const isPartial = gaps.some((gap) => gap.class === 'failed');
        return {
            state: (0,layout/* stateRows */.l5)({ stored: this.stored, pending: this.pending, sweep }),
            parts: { artifacts: isPartial ? 'partial' : 'complete' },
            gaps,
        };
    }
    async close() {
        await (0,promises_.rm)(this.workDir, { recursive: true, force: true });
    }
}
function checkDigest({ digest }, sha256) {
    const expected = digest?.toLowerCase().replace(/^sha256:/, '');
    if (expected === undefined || expected === sha256)
        return;
    throw new DownloadError('damaged', `its SHA-256 is ${sha256}, and the server says ${expected}`);
}
function listGaps({ from, cut, closed }) {
    if (cut !== undefined) {
        const reason = `the list of ${from} was not read to its end: ${cut} The next backup goes on from there`;
        return [{ class: 'failed', path: 'artifacts', reason }];
    }
    if (closed === undefined)
        return [];
    const reason = `the server lists none that is older than artifact ${String(closed)}: of those, only what earlier snapshots have is kept`;
    return [{ class: 'unavailable', path: 'artifacts', reason }];
}
function gapOf(error) {
    if (!(error instanceof DownloadError))
        return 'failed';
    if (error.kind === 'gone')
        return 'missing';
    return error.kind === 'denied' ? 'unavailable' : 'failed';
}
function reportNothing({ ifNoFilesFound, patterns }, { from }, { emit }) {
    if (ifNoFilesFound === 'ignore')
        return;
    const what = {
        message: `No artifact of ${from} ${patterns.length === 0 ? 'was found' : `has a name that matches ${JSON.stringify(patterns)}`}.`,
        why: 'An empty backup would look like a good one until it is needed.',
        fix: 'Correct `artifacts`, `run-id` or `workflow`; or set `if-no-files-found: ignore` if there may be none.',
    };
    if (ifNoFilesFound === 'error')
        throw new errors/* HoldfastError */.Et({ code: 'no-files-found', ...what });
    emit({ type: 'warning', class: 'no-files-found', ...what });
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/publish.js
/** Publishes restored artifacts in the current run. */




/**
 * Uploads restored artifacts as artifacts of the current run under their own names. If several share a name, the newest
 * keeps it and the others are named after their folders.
 * @throws no-artifact-service, publish-failed
 */
async function publishArtifacts(artifacts, { env, signal }) {
    const client = await loadArtifactClient(env);
    const names = publishedNames(artifacts.map(({ stored }) => stored));
    const published = [];
    for (const { stored, folder } of artifacts) {
        signal.throwIfAborted();
        const name = names.get(stored.id);
        const files = filesBelow(folder);
        const facts = { name, formerId: stored.id, formerDigest: stored.digest };
        try {
            const { id, digest } = await client.uploadArtifact(name, files, folder, { skipArchive: stored.form === 'file' });
            published.push({ ...facts, id, digest: digest === undefined ? undefined : `sha256:${digest}` });
        }
        catch (error) {
            signal.throwIfAborted();
            throw new errors/* HoldfastError */.Et({
                code: 'publish-failed',
                message: `Artifact ${name} cannot be published: ${(0,errors/* messageOf */.bD)(error)}.`,
                why: `${String(published.length)} of ${String(artifacts.length)} were published before this error.`,
                fix: 'A run cannot have two artifacts with the same name. Choose others with include, or publish in another run.',
                cause: error,
            });
        }
    }
    return published;
}
function publishedNames(artifacts) {
    const newest = new Map();
    for (const { id, name } of artifacts)
        newest.set(name, Math.max(newest.get(name) ?? 0, id));
    return new Map(artifacts.map(({ id, name, folder }) => [id, newest.get(name) === id ? name : folder]));
}
/** Files and empty folders, as upload-artifact would find them. */
function filesBelow(folder) {
    return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true, recursive: true })
        .filter((found) => found.isFile() || (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(found.parentPath, found.name)).length === 0)
        .map((found) => (0,external_node_path_.join)(found.parentPath, found.name));
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/index.js
/** The public interface of this folder. */





/***/ })

};
