export const id = 239;
export const ids = [239];
export const modules = {

/***/ 5239:
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
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./node_modules/minimatch/dist/esm/index.js + 7 modules
var esm = __webpack_require__(33581);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
;// CONCATENATED MODULE: ./lib/sources/artifacts/definition.js
/** Which artifacts a series covers. */



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
    const isOwn = repository.toLowerCase() === (env['GITHUB_REPOSITORY'] ?? '').toLowerCase();
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
/** As the runner describes its own server; otherwise derived from the server's URL. */
function apiUrlOf(serverUrl, env) {
    const server = serverUrl ?? env['GITHUB_SERVER_URL'] ?? github_server/* DEFAULT_SERVER_URL */.UM;
    const given = env['GITHUB_API_URL'];
    if (given !== undefined && given !== '' && server === (env['GITHUB_SERVER_URL'] ?? server))
        return given;
    return (0,github_server/* apiUrlOf */.po)(server);
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
;// CONCATENATED MODULE: ./lib/sources/artifacts/reports.js
const LISTED_NAMES = 20;
const DAY_MS = 24 * 3600 * 1000;
function reportUntrusted(names, emit) {
    if (names.length === 0)
        return;
    emit({
        type: 'notice',
        class: 'untrusted-artifact',
        message: `Artifacts of forks and pull requests were left out (${String(names.length)}): ${listed(names)}.`,
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
        message: `Artifacts that expire before the next backup, expected by ${next.toISOString()} (${String(early.length)}): ${listed(names)}.`,
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
function listed(names) {
    const more = names.length - LISTED_NAMES;
    return names.slice(0, LISTED_NAMES).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/github/rate-limit.js
var rate_limit = __webpack_require__(88435);
;// CONCATENATED MODULE: ./lib/sources/artifacts/service.js
/**
 * `gone`: expired or deleted. `denied`: this token may not read it. `limited`: no request may be sent for a while.
 * `passing`: a later try may succeed. `failed`: permanent.
 */
class DownloadError extends Error {
    name = 'DownloadError';
    kind;
    constructor(kind, message, cause) {
        super(message, { cause });
        this.kind = kind;
    }
}

;// CONCATENATED MODULE: ./lib/sources/artifacts/rest.js







/** Limit for one answer of the API, its body included. */
const ANSWER_TIMEOUT_MS = 60_000;
/** Limit for a download without a byte. */
const IDLE_TIMEOUT_MS = 60_000;
const PAGE = 100;
/** How many successful runs of a workflow are checked to find a trusted one. */
const MAX_RUNS = 500;
/** Up to this many runs are requested individually. */
const FEW_RUNS = 10;
const artifactSchema = dist/* object */.Ikc({
    id: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b()),
    name: dist/* string */.YjP(),
    size_in_bytes: dist/* number */.aig(),
    digest: dist/* nullish */.cl6(dist/* string */.YjP()),
    expired: dist/* boolean */.zMY(),
    created_at: dist/* nullable */.mee(dist/* string */.YjP()),
    expires_at: dist/* nullable */.mee(dist/* string */.YjP()),
    workflow_run: dist/* nullish */.cl6(dist/* object */.Ikc({
        id: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b())),
        repository_id: dist/* optional */.lqM(dist/* number */.aig()),
        head_repository_id: dist/* nullish */.cl6(dist/* number */.aig()),
        head_branch: dist/* nullish */.cl6(dist/* string */.YjP()),
        head_sha: dist/* optional */.lqM(dist/* string */.YjP()),
    })),
});
const artifactsSchema = dist/* object */.Ikc({ total_count: dist/* number */.aig(), artifacts: dist/* array */.YOg(artifactSchema) });
const runSchema = dist/* object */.Ikc({
    id: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b()),
    event: dist/* string */.YjP(),
    repository: dist/* object */.Ikc({ id: dist/* number */.aig() }),
    head_repository: dist/* nullish */.cl6(dist/* object */.Ikc({ id: dist/* number */.aig() })),
});
const runsSchema = dist/* object */.Ikc({ workflow_runs: dist/* array */.YOg(runSchema) });
/** Artifacts of any run, by the REST API: https://docs.github.com/en/rest/actions/artifacts */
class RestService {
    settings;
    deps;
    client;
    constructor(settings, deps) {
        this.settings = settings;
        this.deps = deps;
    }
    async list({ isWanted, isKnown }) {
        const { choice } = this.settings;
        if (choice.kind === 'repository')
            return this.listRepository({ isWanted, isKnown });
        const run = choice.kind === 'run' ? await this.readRun(choice.id) : await this.newestRun(choice);
        if (!this.isTrusted(run))
            throw untrustedRun(run);
        const from = choice.kind === 'run' ? `run ${String(run.id)}` : `run ${String(run.id)}, the newest of ${choice.workflow}`;
        const all = await this.listPages(`/repos/{owner}/{repo}/actions/runs/${String(run.id)}/artifacts`);
        return { artifacts: all.filter(({ name }) => isWanted(name)).map(toArtifact), untrusted: [], from };
    }
    /** The list itself shows forks. The event is known only from the run. */
    async listRepository({ isWanted, isKnown }) {
        const all = await this.listPages('/repos/{owner}/{repo}/actions/artifacts');
        const wanted = all.filter(({ name }) => isWanted(name));
        // An expired artifact that no snapshot holds is lost, whoever made it.
        const isJudged = ({ id, expired }) => this.settings.withUntrusted || expired || isKnown(id);
        const asked = wanted.filter((raw) => !isJudged(raw) && !isOfFork(raw)).map(runIdOf);
        const trusted = await this.trustedRuns(new Set(asked));
        const isAccepted = (raw) => isJudged(raw) || (!isOfFork(raw) && trusted.has(runIdOf(raw)));
        return {
            artifacts: wanted.filter(isAccepted).map(toArtifact),
            untrusted: wanted.filter((raw) => !isAccepted(raw)).map(({ name }) => name),
            from: `all runs of ${this.settings.owner}/${this.settings.repo}`,
        };
    }
    /**
     * Looks up many runs in the list of all runs, newest first, a hundred at a time. A few runs, and those the list
     * lacks, are requested individually.
     */
    async trustedRuns(ids) {
        const left = new Set(ids);
        const trusted = new Set();
        const judge = (run) => {
            if (left.delete(run.id) && this.isTrusted(run))
                trusted.add(run.id);
        };
        for (let page = 1; left.size > FEW_RUNS; page++) {
            const query = { per_page: PAGE, page };
            const { workflow_runs: runs } = await this.get('/repos/{owner}/{repo}/actions/runs', query, runsSchema);
            runs.forEach(judge);
            if (runs.length < PAGE || Math.min(...runs.map(({ id }) => id)) < Math.min(...left))
                break;
        }
        for (const id of [...left]) {
            const run = await this.readRun(id).catch(ignoreDeleted);
            if (run !== undefined)
                judge(run);
        }
        return trusted;
    }
    isTrusted({ event, repository, head_repository: head }) {
        return this.settings.withUntrusted || (!event.startsWith('pull_request') && head?.id === repository.id);
    }
    readRun(id) {
        return this.get(`/repos/{owner}/{repo}/actions/runs/${String(id)}`, {}, runSchema);
    }
    async newestRun({ workflow, branch }) {
        const path = `/repos/{owner}/{repo}/actions/workflows/${encodeURIComponent(workflow)}/runs`;
        for (let page = 1; (page - 1) * PAGE < MAX_RUNS; page++) {
            const query = { status: 'success', per_page: PAGE, page, ...(branch !== undefined && { branch }) };
            const { workflow_runs: runs } = await this.get(path, query, runsSchema);
            const found = runs.find((run) => this.isTrusted(run));
            if (found !== undefined)
                return found;
            if (runs.length < PAGE)
                break;
        }
        throw noRun(workflow, branch);
    }
    async listPages(path) {
        const found = new Map();
        for (let page = 1;; page++) {
            const { artifacts } = await this.get(path, { per_page: PAGE, page }, artifactsSchema);
            // An upload during the listing moves entries to the next page.
            for (const artifact of artifacts)
                found.set(artifact.id, artifact);
            if (artifacts.length < PAGE)
                return [...found.values()];
        }
    }
    async get(path, query, schema) {
        const { owner, repo, apiUrl } = this.settings;
        try {
            const octokit = await this.load();
            const answer = await octokit.request(`GET ${path}`, {
                owner,
                repo,
                ...query,
                request: this.requestOptions(),
            });
            return dist/* parse */.qgA(schema, answer.data);
        }
        catch (error) {
            this.deps.signal.throwIfAborted();
            throw readFailure(error, `${owner}/${repo}`, apiUrl);
        }
    }
    requestOptions() {
        const { fetch, signal } = this.deps;
        const timed = (url, init) => fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]) });
        return { fetch: timed };
    }
    load() {
        const { apiUrl, token } = this.settings;
        return (this.client ??= Promise.all([Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 48282)), Promise.all(/* import() */[__webpack_require__.e(735), __webpack_require__.e(15)]).then(__webpack_require__.bind(__webpack_require__, 49735))]).then(([{ GitHub: Base, getOctokitOptions }, { retry }]) => {
            const options = {
                baseUrl: apiUrl,
                retry: { retryAfterBaseValue: this.deps.retryDelayMs ?? 1000 },
                // Its log would go to the console and bypass the renderers.
                log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
            };
            return new (Base.plugin(retry))(token === undefined ? options : getOctokitOptions(token, options));
        }));
    }
    async download(artifact, folder) {
        const url = await this.address(artifact);
        const file = (0,external_node_path_.join)(folder, 'artifact');
        try {
            return { file, ...(await this.fetchTo(url, file)) };
        }
        catch (error) {
            this.deps.signal.throwIfAborted();
            if (error instanceof DownloadError)
                throw error;
            throw new DownloadError('passing', `the download broke off: ${causeOf(error)}`, error);
        }
    }
    async address({ id }) {
        const { owner, repo, apiUrl } = this.settings;
        const octokit = await this.load();
        try {
            const { headers } = await octokit.request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{format}', {
                owner,
                repo,
                artifact_id: id,
                format: 'zip',
                request: { ...this.requestOptions(), redirect: 'manual' },
            });
            const location = headers.location ?? '';
            const isSecure = URL.canParse(location) && ['https:', new URL(apiUrl).protocol].includes(new URL(location).protocol);
            if (!isSecure)
                throw new DownloadError('failed', 'the server gave no https address to download it from');
            return location;
        }
        catch (error) {
            this.deps.signal.throwIfAborted();
            throw error instanceof DownloadError ? error : downloadFailure(error);
        }
    }
    /** The address is signed: the token is not for the host that keeps the content. */
    async fetchTo(url, file) {
        const idle = new AbortController();
        const timer = setTimeout(() => idle.abort(new Error('no data for a minute')), IDLE_TIMEOUT_MS);
        try {
            const response = await this.deps.fetch(url, {
                redirect: 'error',
                signal: AbortSignal.any([this.deps.signal, idle.signal]),
            });
            if (!response.ok || response.body === null)
                throw contentFailure(response.status);
            // fetch itself fails if a body is shorter than announced. A body that was compressed in transit has no length to
            // compare.
            const { sizeBytes, sha256 } = await writeBody(response.body, file, () => timer.refresh());
            return { servedName: nameIn(response.headers.get('content-disposition')), sizeBytes, sha256 };
        }
        finally {
            clearTimeout(timer);
        }
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
    if (!(error instanceof errors/* HoldfastError */.Et) || statusOf(error.cause) !== 404)
        throw error;
}
function ignore() {
    return;
}
async function writeBody(body, file, onChunk) {
    const sum = (0,external_node_crypto_.createHash)('sha256');
    let sizeBytes = 0;
    const handle = await (0,promises_.open)(file, 'wx');
    try {
        for await (const chunk of body) {
            onChunk();
            sum.update(chunk);
            await handle.writeFile(chunk);
            sizeBytes += chunk.length;
        }
    }
    finally {
        await handle.close();
    }
    return { sizeBytes, sha256: sum.digest('hex') };
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
/** The status of an octokit error. It is recognised by its shape, since a bundled class is never the same one. */
function statusOf(error) {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    return typeof status === 'number' ? status : undefined;
}
function headerOf(error, name) {
    const response = error
        ?.response;
    return response?.headers?.[name];
}
function isRateLimit(error) {
    const status = statusOf(error);
    const isSpent = headerOf(error, 'x-ratelimit-remaining') === '0' || headerOf(error, 'retry-after') !== undefined;
    return status === 429 || (status === 403 && (isSpent || (0,rate_limit/* isSecondaryLimit */.gp)((0,errors/* messageOf */.bD)(error))));
}
/** The reason of a failed fetch is in its cause: the message itself says only "fetch failed". */
function causeOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return (0,errors/* messageOf */.bD)(cause instanceof Error && cause.message !== '' ? cause : error);
}
const PERMISSION = 'Give the job `permissions: actions: read`, or a token that has it as github-token.';
function readFailure(error, repository, apiUrl) {
    const status = statusOf(error);
    const facts = {
        code: 'artifacts-unreadable',
        message: `The artifacts of ${repository} cannot be read`,
        cause: error,
    };
    if (error instanceof errors/* HoldfastError */.Et)
        return error;
    if (isRateLimit(error)) {
        const reset = Number(headerOf(error, 'x-ratelimit-reset'));
        const when = Number.isFinite(reset) ? ` until ${new Date(reset * 1000).toISOString()}` : '';
        return new errors/* HoldfastError */.Et({
            ...facts,
            code: 'rate-limited',
            message: `${facts.message}: the token has no requests left${when}.`,
            fix: 'Run it again later, or give a token with more requests as github-token.',
        });
    }
    if (status === 401) {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: ${apiUrl} does not accept the token (401).`,
            fix: 'Give a valid token as github-token.',
        });
    }
    if (status === 403 || status === 404) {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: ${apiUrl} answered ${String(status)}.`,
            why: 'There is no such run, workflow or repository, or the token may not see it; GitHub does not say which.',
            fix: `${PERMISSION} Check run-id, workflow and repository.`,
        });
    }
    if (dist/* isValiError */.F1$(error)) {
        return new errors/* HoldfastError */.Et({
            ...facts,
            message: `${facts.message}: the answer of ${apiUrl} does not have the expected form (${error.message}).`,
            fix: 'Check github-server-url: it must be a GitHub server.',
        });
    }
    return new errors/* HoldfastError */.Et({ ...facts, message: `${facts.message}: ${causeOf(error)}.`, fix: 'Run it again later.' });
}
function downloadFailure(error) {
    if (isRateLimit(error))
        return new DownloadError('limited', 'the token has no requests left for now', error);
    const status = statusOf(error);
    return status === undefined ? new DownloadError('passing', causeOf(error), error) : statusFailure(status);
}
function statusFailure(status) {
    if (status === 410 || status === 404)
        return new DownloadError('gone', `it has expired or was deleted (${String(status)})`);
    if (status === 401 || status === 403) {
        return new DownloadError('denied', `the token may not read it (${String(status)}): it needs actions: read`);
    }
    const kind = status >= 500 || status === 429 ? 'passing' : 'failed';
    return new DownloadError(kind, `the server answered ${String(status)}`);
}
/** A refusal by the storage host means that the address has expired. */
function contentFailure(status) {
    return status === 401 || status === 403
        ? new DownloadError('passing', `the address was no longer accepted (${String(status)})`)
        : statusFailure(status);
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
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./lib/sources/artifacts/runtime.js
/** Artifacts of the current run, by the service of the runner. */







/** The name that @actions/artifact gives a download that the server did not name. */
const UNNAMED = 'artifact';
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
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(282), __webpack_require__.e(659), __webpack_require__.e(735), __webpack_require__.e(755)]).then(__webpack_require__.bind(__webpack_require__, 78755));
    return new DefaultArtifactClient();
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

;// CONCATENATED MODULE: ./lib/sources/artifacts/source.js
/** The source of artifacts. */












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
            const service = openService(settings, choice, deps, context.signal);
            const parent = readParent(context.parent);
            const isWanted = nameFilter(settings.patterns);
            const listing = await service.list({ isWanted, isKnown: (id) => parent.has(id) });
            const wanted = listing.artifacts;
            reportUntrusted(listing.untrusted, context.emit);
            if (wanted.length === 0)
                reportNothing(settings, listing, context);
            const folders = (0,layout/* assignFolders */.VM)(wanted, choice.kind === 'repository');
            const plans = wanted.map((artifact) => planOne(artifact, folders.get(artifact.id), parent, context.parent));
            reportEarlyExpiry(plans.map(({ artifact }) => artifact), context, deps.now());
            return new OpenArtifacts({ service, settings, deps, context, listing, plans });
        },
    };
}
function openService(settings, choice, { env, fetch, retryDelayMs }, signal) {
    if (choice.kind === 'current')
        return new RuntimeService(env, signal);
    const { owner, repo } = ownerAndName(settings);
    const { token, withUntrusted } = settings;
    return new RestService({ apiUrl: apiUrlOf(settings.serverUrl, env), owner, repo, token, choice, withUntrusted }, { fetch, signal, retryDelayMs });
}
function readParent(view) {
    return new Map((0,layout/* readStored */.CL)(view?.state('artifact/') ?? []).map((stored) => [stored.id, stored]));
}
function planOne(artifact, folder, parent, view) {
    const record = (0,layout/* recordOf */.zv)(artifact, folder);
    const known = parent.get(artifact.id) ?? sameContent(artifact, folder, parent);
    if (known !== undefined && view !== undefined && isSame(known, record) && isHeld(view, folder)) {
        return { artifact, record, action: 'carry', stored: { ...known, ...record } };
    }
    return { artifact, record, action: artifact.isExpired ? 'lost' : 'load', stored: undefined };
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
class OpenArtifacts {
    totals;
    identity;
    job;
    workDir;
    gaps = [];
    stored = new Map();
    /** Set once the server refuses more requests: further requests would only prolong that. */
    limited;
    /** Artifacts that are expanded and not yet yielded. */
    ready = new Map();
    constructor(job) {
        this.job = job;
        this.workDir = (0,external_node_path_.join)(job.context.tempDir, 'artifacts');
        const loads = job.plans.filter((plan) => plan.action === 'load');
        this.totals = { entries: undefined, bytes: loads.reduce((sum, { artifact }) => sum + artifact.sizeBytes, 0) };
        this.identity = { repository: job.settings.repository, from: job.listing.from, artifacts: job.plans.length };
        job.context.emit({
            type: 'info',
            message: `${(0,base_text/* counted */.hS)(job.plans.length, 'artifact')} of ${job.listing.from}: ${String(loads.length)} to download, ${String(job.plans.filter((plan) => plan.action === 'carry').length)} as in the last snapshot.`,
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
    async load({ artifact, record }) {
        const { context, deps } = this.job;
        const folder = (0,external_node_path_.join)(this.workDir, String(artifact.id));
        try {
            if (this.limited !== undefined)
                throw this.limited;
            const downloaded = await this.download(artifact, folder);
            checkDigest(artifact, downloaded.sha256);
            const isProved = artifact.digest !== undefined;
            const options = { folder, signal: context.signal, isProved, limits: deps.limits };
            const expanded = await (0,expand/* expand */.f)(record, downloaded, options);
            await (0,promises_.rm)(downloaded.file, { force: true });
            this.ready.set(artifact.id, expanded);
            this.stored.set(artifact.id, { ...record, form: expanded.form, sha256: downloaded.sha256 });
            if (expanded.kept !== undefined)
                this.reportKept(artifact, expanded.kept);
            return true;
        }
        catch (error) {
            context.signal.throwIfAborted();
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            if (error instanceof DownloadError && error.kind === 'limited')
                this.limited = error;
            this.addGap(gapOf(error), { artifact }, (0,errors/* messageOf */.bD)(error));
            return false;
        }
    }
    async download(artifact, folder) {
        const { service, deps, context } = this.job;
        for (let tries = 1;; tries++) {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await (0,promises_.mkdir)(folder, { recursive: true });
            try {
                return await service.download(artifact, folder);
            }
            catch (error) {
                context.signal.throwIfAborted();
                if (!(error instanceof DownloadError) || error.kind !== 'passing' || tries === ATTEMPTS)
                    throw error;
                context.emit({ type: 'info', message: `Artifact ${artifact.name}: ${error.message}. Trying again.` });
                await (0,external_node_timers_promises_.setTimeout)((deps.retryDelayMs ?? 1000) * 2 ** (tries - 1), undefined, { signal: context.signal });
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
        const isPartial = this.gaps.some((gap) => gap.class === 'failed');
        return {
            state: (0,layout/* stateRows */.l5)(this.stored.values()),
            parts: { artifacts: isPartial ? 'partial' : 'complete' },
            gaps: this.gaps,
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
    throw new DownloadError('failed', `its SHA-256 is ${sha256}, and the server says ${expected}`);
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
