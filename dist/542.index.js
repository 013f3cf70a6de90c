export const id = 542;
export const ids = [542];
export const modules = {

/***/ 79542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openClient: () => (/* binding */ openClient),
  pause: () => (/* binding */ pause)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./lib/github/failure.js
var failure = __webpack_require__(40317);
;// CONCATENATED MODULE: ./lib/github/classify.js
/**
 * What an unsuccessful answer of GitHub means: wait, try again, or give up and why. Whether a 404 or a bare 403 is a lack of
 * permission depends on what was asked for, so that the sources decide it (`isKnownDenial`).
 */

/** A longer pause ends the reading: the next run continues where this one stopped. */
const LONGEST_PAUSE_MS = 120_000;
const ATTEMPTS = 4;
const FIRST_DELAY_MS = 1000;
/**
 * For secondary limits without a number:
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
const SECONDARY_PAUSE_MS = 60_000;
/**
 * Decides what to do after the `tries`-th failure (from 1) of one request. A request that creates something is repeated
 * only if it was refused, since otherwise it may have been carried out. Pure.
 */
function judge(trouble, tries, nowMs, isWrite = false) {
    const { status, headers, message, cause } = trouble;
    const resetMs = seconds(headers['x-ratelimit-reset']);
    const resetsAt = resetMs === undefined ? undefined : new Date(resetMs);
    const stop = (kind) => ({
        action: 'stop',
        failure: new failure/* GithubFailure */.Ed(kind, message, cause, resetsAt),
    });
    const pauseMs = limitPause(trouble, tries, nowMs);
    if (pauseMs !== undefined) {
        return pauseMs > LONGEST_PAUSE_MS || tries >= ATTEMPTS ? stop('limit') : { action: 'wait', ms: pauseMs };
    }
    // A single one may be a fault of the server; a token that has run out is refused again.
    if (status === 401)
        return tries === 1 ? { action: 'wait', ms: FIRST_DELAY_MS } : stop('unauthorized');
    const meaning = meaningOf(trouble);
    if (meaning !== undefined && meaning !== 'heavy')
        return stop(meaning);
    const mayPass = status === undefined || status === 408 || status >= 500 || status === 200;
    if (!mayPass || isWrite || tries >= ATTEMPTS)
        return stop(meaning ?? 'failed');
    return { action: 'wait', ms: seconds(headers['retry-after']) ?? FIRST_DELAY_MS * 2 ** (tries - 1) };
}
/** A failure that no repetition mends. */
function meaningOf(trouble) {
    const { status, message } = trouble;
    if (trouble.graphqlType !== undefined)
        return graphqlMeaning(trouble.graphqlType, message);
    if (status === 403) {
        if (NOT_OFFERED.test(message))
            return 'gone';
        return namesPermission(trouble) ? 'denied' : 'refused';
    }
    if (status === 404)
        return NOT_OFFERED.test(message) ? 'gone' : 'absent';
    if (status === 410)
        return 'gone';
    if (status === 451)
        return 'blocked';
    return status === 422 && /paginat/i.test(message) ? 'beyond' : undefined;
}
function graphqlMeaning(type, message) {
    if (type === 'FORBIDDEN')
        return LACKING.test(message) ? 'denied' : 'refused';
    if (type === 'INSUFFICIENT_SCOPES')
        return 'denied';
    if (type === 'NOT_FOUND')
        return 'absent';
    return isHeavy({ type, message }) ? 'heavy' : undefined;
}
/** Pause before a smaller query. */
const LIGHTER_PAUSE_MS = FIRST_DELAY_MS;
/**
 * GitHub ends a query after ten seconds:
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
function isHeavy({ type, message }) {
    const isNamed = ['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED', 'TIMEOUT'].includes(type);
    return isNamed || /something went wrong while executing|timeout|timed? ?out|resource limit|node limit/i.test(message);
}
/** A token lacks a permission or a right, and GitHub says which one. */
const LACKING = /resource not accessible by|must have (admin|push|pull|write|read|maintain)|must be an? (admin|owner|member)|fine-grained permission|required scopes?|saml/i;
/** The plan of the account does not have the feature, or it is switched off or not used: there is nothing to read. */
const NOT_OFFERED = /upgrade to github|^no analysis found|(is|are) (disabled|not enabled|turned off)( for| on| in|\.|$)|must be enabled/i;
/**
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions-for-github-apps-and-fine-grained-personal-access-tokens
 */
function namesPermission({ headers, message }) {
    return LACKING.test(message) || (headers['x-accepted-github-permissions'] ?? '') !== '';
}
/** Limits that come with status 403, like a missing permission, and often with no header that distinguishes them. */
const LIMITED = /secondary rate|abuse detection|rate limit exceeded/i;
/** Milliseconds that a rate limit asks for; undefined if the failure is not one. */
function limitPause({ status, headers, message, graphqlType }, tries, nowMs) {
    const isSpent = headers['x-ratelimit-remaining'] === '0' || graphqlType === 'RATE_LIMITED';
    const isNamed = isSpent || LIMITED.test(message) || headers['retry-after'] !== undefined;
    const isLimit = status === 429 || graphqlType === 'RATE_LIMITED' || (status === 403 && isNamed);
    if (!isLimit && !(graphqlType !== undefined && LIMITED.test(message)))
        return undefined;
    const retryAfterMs = seconds(headers['retry-after']);
    if (retryAfterMs !== undefined)
        return retryAfterMs;
    const resetMs = seconds(headers['x-ratelimit-reset']);
    if (isSpent)
        return resetMs === undefined ? Infinity : Math.max(resetMs - nowMs, 0) + 1000;
    return SECONDARY_PAUSE_MS * 2 ** (tries - 1);
}
/** A header's seconds, in milliseconds. */
function seconds(value) {
    return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : undefined;
}

;// CONCATENATED MODULE: ./lib/github/request.js
/** One request to the API of GitHub, sent by Octokit over our own connections, and what came back. */

const API_VERSION = '2022-11-28';
const ACCEPT = 'application/vnd.github+json';
/** Octokit is loaded here, and only by runs that ask GitHub for something. */
async function openApi({ url, token }, debug) {
    const { GitHub, getOctokitOptions } = await __webpack_require__.e(/* import() */ 282).then(__webpack_require__.bind(__webpack_require__, 48282));
    const log = { debug, info: debug, warn: debug, error: debug };
    const options = { baseUrl: url, userAgent: 'holdfast', log };
    const octokit = new GitHub(token === undefined ? options : getOctokitOptions(token, options));
    return async (route, parameters, { headers, fetch, isStream = false }) => {
        try {
            const answer = await octokit.request(route, {
                ...parameters,
                headers: { accept: ACCEPT, 'x-github-api-version': API_VERSION, ...headers },
                request: { fetch, log, ...(isStream ? { redirect: 'manual', parseSuccessResponseBody: false } : {}) },
            });
            return { status: answer.status, headers: textHeaders(answer.headers), data: answer.data };
        }
        catch (error) {
            throw refusalIn(error);
        }
    };
}
/** An answer that is no success. */
class Refusal extends Error {
    name = 'Refusal';
    status;
    headers;
    constructor(status, headers, data) {
        super(saidIn(data) ?? `GitHub answered ${String(status)}`);
        this.status = status;
        this.headers = headers;
    }
}
/** Octokit gives a failed connection the status 500 and no response; what fetch threw is its cause. */
function refusalIn(error) {
    const { response, cause } = error;
    if (response === undefined)
        return cause ?? error;
    return new Refusal(response.status, textHeaders(response.headers), response.data);
}
function textHeaders(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
/** The message of an error of the API, by which alone a secondary limit is known. Pages in HTML have none. */
function saidIn(data) {
    const message = data?.message;
    return typeof message === 'string' ? message : undefined;
}
/** An object or a list. Anything else, such as the page of a proxy, is a broken answer. */
function jsonOf({ status, headers, data }) {
    if (typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer))
        return data;
    const type = headers['content-type']?.split(';')[0] ?? 'no type';
    throw new failure/* BrokenAnswer */.MC(`the answer is not JSON, or broke off (${String(status)}, ${type})`);
}

;// CONCATENATED MODULE: ./lib/github/client.js
/** The client of GitHub: REST, GraphQL and downloads, with pages, conditional requests, limits and one classification of failures. */






/** Time limit for one answer with its body; downloads end by silence only. */
const ANSWER_TIMEOUT_MS = 60_000;
const REDIRECTS = [301, 302, 303, 307, 308];
const pause = async (ms, signal) => {
    await (0,promises_.setTimeout)(ms, undefined, { signal }).catch(() => {
        signal.throwIfAborted();
    });
};
/** Nothing is requested before the first call. */
function openClient(settings, deps) {
    return new Client(settings, deps);
}
class Client {
    apiUrl;
    #api;
    #reserve;
    #deps;
    #limits = new Map();
    #serverDate;
    #opened;
    constructor({ apiUrl, token, reserve }, deps) {
        this.apiUrl = apiUrl;
        this.#api = { url: apiUrl, token };
        this.#reserve = reserve;
        this.#deps = deps;
        this.#serverDate = deps.now();
    }
    serverDate() {
        return this.#serverDate;
    }
    hourlyRequests() {
        const core = this.#limits.get('core');
        return core === undefined ? undefined : Math.max(core.limit - this.#reserve, 1);
    }
    requestsLeft(resource = 'core') {
        const limit = this.#limits.get(resource);
        const isKnown = limit !== undefined && limit.resetMs > this.#deps.now().getTime();
        return isKnown ? Math.max(limit.remaining - this.#reserve, 0) : undefined;
    }
    get(route, parameters, etag) {
        const headers = etag === undefined ? undefined : { 'if-none-match': etag };
        return this.#patiently('core', async () => {
            try {
                const answer = await this.#send(route, parameters, { headers });
                return { data: jsonOf(answer), etag: answer.headers['etag'], ...links(answer.headers['link']) };
            }
            catch (error) {
                if (etag === undefined || !(error instanceof Refusal) || error.status !== 304)
                    throw error;
                return { data: undefined, etag, ...links(error.headers['link']) };
            }
        });
    }
    send(route, parameters) {
        const attempt = async () => {
            const answer = await this.#send(route, parameters);
            return answer.status === 204 ? undefined : jsonOf(answer);
        };
        return this.#patiently('core', attempt, { isWrite: true });
    }
    async upload(uploadUrl, name, file) {
        const route = `POST ${uploadAddress(uploadUrl, this.apiUrl, name)}`;
        const headers = { 'content-type': 'application/octet-stream', 'content-length': String(file.size) };
        const attempt = () => this.#send(route, { data: file }, { headers, isFile: true });
        await this.#patiently('core', attempt, { isWrite: true });
    }
    graphql(query, variables) {
        // Beside the REST API; of a server of one's own `/api/graphql` beside `/api/v3`.
        const route = `POST ${this.apiUrl.replace(/\/v3$/, '')}/graphql`;
        let first = Number(variables['first'] ?? 1);
        const attempt = async () => {
            const sent = { ...variables, ...('first' in variables ? { first } : {}) };
            try {
                const answer = await this.#send(route, { query, variables: sent });
                const result = readGraphql(jsonOf(answer), answer.headers);
                const heavy = first > 1 ? result.errors.find(isHeavy) : undefined;
                if (heavy !== undefined)
                    throw new GraphqlRefusal(heavy, {});
                return { ...result, first };
            }
            catch (error) {
                throw isEnded(error) ? new GraphqlRefusal({ type: 'TIMEOUT', message: (0,errors/* messageOf */.bD)(error) }, {}) : error;
            }
        };
        const lighten = () => {
            const isLighter = first > 1;
            first = Math.max(Math.floor(first / 2), 1);
            return isLighter;
        };
        return this.#patiently('graphql', attempt, { lighten });
    }
    download(path, accept, receive) {
        return this.#patiently('core', async () => {
            const { data, headers } = await this.#followed(path, accept);
            return receive(data, new Headers(headers));
        });
    }
    /** One hop at most, as GitHub does it; the token goes to the API only. */
    async #followed(path, accept) {
        const answer = await this.#send(`GET ${path}`, {}, { headers: { accept }, isFile: true, isStream: true });
        const body = answer.data;
        if (REDIRECTS.includes(answer.status)) {
            await body?.cancel();
            return this.#fromStorage(fileAddress(answer.headers['location'] ?? '', `${this.apiUrl}${path}`));
        }
        if (body === null)
            throw new failure/* BrokenAnswer */.MC('the API answered without a file');
        return answer;
    }
    async #fromStorage(target) {
        const { fetch, signal } = this.#deps;
        const answer = await fetch(target.href, { headers: { 'user-agent': 'holdfast' }, redirect: 'manual', signal });
        if (answer.ok && answer.body !== null) {
            return { status: answer.status, headers: Object.fromEntries(answer.headers), data: answer.body };
        }
        // An expired address answers 403 or 404; a new one may work.
        await answer.body?.cancel();
        throw new failure/* BrokenAnswer */.MC(`${target.origin} answered ${String(answer.status)}.`, answer.status);
    }
    /** A request to the API. A file that is sent or received may take longer than `ANSWER_TIMEOUT_MS`. */
    async #send(route, parameters, how = {}) {
        const { signal, debug } = this.#deps;
        const send = await (this.#opened ??= openApi(this.#api, debug));
        const fetch = async (input, init) => {
            const limited = how.isFile === true ? signal : AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
            const answer = await this.#deps.fetch(input, { ...init, signal: limited });
            this.#note(answer.headers);
            return answer;
        };
        return send(route, parameters, { headers: how.headers, fetch, isStream: how.isStream });
    }
    #note(headers) {
        const date = Date.parse(headers.get('date') ?? '');
        if (!Number.isNaN(date))
            this.#serverDate = new Date(date);
        const limit = readLimit(headers);
        if (limit !== undefined)
            this.#limits.set(headers.get('x-ratelimit-resource') ?? 'core', limit);
    }
    #patiently(resource, attempt, how = {}) {
        const { signal, now, sleep, debug } = this.#deps;
        let lighter = 0;
        const counted = () => {
            signal.throwIfAborted();
            checkBudget(this.#limits.get(resource), this.#reserve, now().getTime());
            return attempt();
        };
        const pauseAfter = (error, tries) => {
            signal.throwIfAborted();
            const trouble = troubleOf(error);
            if (isHeavyQuery(trouble) && how.lighten?.() === true) {
                lighter++;
                debug(`${trouble.message}; asking for less in ${String(LIGHTER_PAUSE_MS / 1000)} s.`);
                return LIGHTER_PAUSE_MS;
            }
            const verdict = judge(trouble, tries - lighter, now().getTime(), how.isWrite);
            if (verdict.action === 'stop')
                throw verdict.failure;
            debug(`${(0,errors/* messageOf */.bD)(error)}; trying again in ${String(Math.round(verdict.ms / 1000))} s.`);
            return verdict.ms;
        };
        return (0,retry/* tryAgain */.QC)(counted, pauseAfter, (ms) => sleep(ms, signal));
    }
}
/** `https://uploads.github.com/...{?name,label}`; the token goes there, so that it must be GitHub's own. */
function uploadAddress(uploadUrl, apiUrl, name) {
    const address = String(uploadUrl).replace(/\{.*$/, '');
    const api = new URL(apiUrl);
    const hosts = [api.host, api.host.replace(/^api\./, 'uploads.')];
    if (!URL.canParse(address) || new URL(address).protocol !== api.protocol || !hosts.includes(new URL(address).host)) {
        throw new failure/* GithubFailure */.Ed('failed', `Files of releases are not sent to ${address}, which is not ${hosts.join(' or ')}.`);
    }
    return `${address}?name=${encodeURIComponent(name)}`;
}
/** Stops before the last requests of the hour, unless the next hour is near. */
function checkBudget(limit, reserve, nowMs) {
    if (limit === undefined || limit.remaining > reserve || limit.resetMs <= nowMs)
        return;
    if (limit.remaining > 0 && limit.resetMs - nowMs < LONGEST_PAUSE_MS)
        return;
    const message = 'The requests that GitHub allows for this hour are used up.';
    throw new failure/* GithubFailure */.Ed('limit', message, undefined, new Date(limit.resetMs));
}
function readLimit(headers) {
    const [remaining = NaN, limit = NaN, reset = NaN] = ['remaining', 'limit', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`) ?? NaN));
    return Number.isFinite(remaining + limit + reset) ? { remaining, limit, resetMs: reset * 1000 } : undefined;
}
/** The address is signed: no message may name more of it than its origin. */
function fileAddress(location, url) {
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (target === undefined || target.username !== '' || target.password !== '') {
        throw new failure/* BrokenAnswer */.MC('GitHub redirected the download to an invalid address.');
    }
    if (target.protocol !== 'https:' && target.protocol !== new URL(url).protocol) {
        throw new failure/* GithubFailure */.Ed('failed', `GitHub redirected the download to ${target.origin}, which is not https.`);
    }
    return target;
}
/** Errors that leave nothing of the data are a failure. */
function readGraphql(result, headers) {
    const { data, errors } = result;
    const given = Array.isArray(errors) ? errors : [];
    const read = given.map(({ type, message, path }) => ({
        type: typeof type === 'string' ? type : '',
        message: typeof message === 'string' ? message : 'an error without a message',
        path: Array.isArray(path) ? path : [],
    }));
    const [first] = read;
    if (!isHollow(data) || (first === undefined && typeof data === 'object' && data !== null)) {
        return { data, errors: read };
    }
    throw new GraphqlRefusal(first ?? { type: '', message: 'the answer has no data' }, headers);
}
/** Nothing but null in it. */
function isHollow(value) {
    if (value === undefined || value === null)
        return true;
    return typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isHollow);
}
class GraphqlRefusal extends Error {
    name = 'GraphqlRefusal';
    type;
    headers;
    constructor({ type, message }, headers) {
        super(message);
        this.type = type;
        this.headers = headers;
    }
}
/** Queries that take too long are ended with these, or by our own time limit; REST answers them for other reasons. */
function isEnded(error) {
    return (error instanceof Refusal && [500, 502, 504].includes(error.status)) || (0,errors/* isNamed */.ev)(error, 'TimeoutError');
}
function isHeavyQuery({ graphqlType, message }) {
    return graphqlType !== undefined && isHeavy({ type: graphqlType, message });
}
function troubleOf(error) {
    if (error instanceof failure/* GithubFailure */.Ed)
        throw error;
    const facts = { message: (0,errors/* messageOf */.bD)(error), cause: error };
    if (error instanceof Refusal)
        return { ...facts, status: error.status, headers: error.headers };
    if (error instanceof GraphqlRefusal) {
        return { ...facts, status: 200, headers: error.headers, graphqlType: error.type };
    }
    if (!(0,failure/* isNetworkError */.TX)(error))
        throw error;
    return { ...facts, status: undefined, headers: {}, message: networkMessage(error) };
}
/** The reason of a failed fetch is in its cause. */
function networkMessage(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return (0,errors/* messageOf */.bD)(cause instanceof Error && cause.message !== '' ? cause : error);
}
/** `<https://...?page=2>; rel="next", <...>; rel="last"` */
function links(header) {
    const find = (relation) => {
        for (const [, address = '', name] of (header ?? '').matchAll(/<([^<>]*)>\s*;\s*rel="(\w+)"/g)) {
            if (name === relation && URL.canParse(address))
                return new URL(address);
        }
        return undefined;
    };
    return { next: find('next'), last: find('last') };
}


/***/ })

};
