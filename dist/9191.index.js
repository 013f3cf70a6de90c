export const id = 9191;
export const ids = [9191];
export const modules = {

/***/ 76215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ IDLE_TIMEOUT_MS),
  j: () => (/* binding */ createAgents)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/net/proxies.js
var net_proxies = __webpack_require__(75367);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(53053);
;// CONCATENATED MODULE: ./lib/net/silence.js
/**
 * Watches the exchanges with each server: reports and ends a silence, and cuts off an answer that arrives too slowly.
 */

const PATIENCE = { checkMs: 5000, tellMs: 30_000, giveUpMs: 170_000, dripMs: 60_000 };
/**
 * Bytes per second. Many answers may share a slow line: below the floor, one is cut only if it lags behind the others.
 */
const FLOOR = 1024;
const LAG = 4;
const TELL_AGAIN_MS = 60_000;
/** After a pause without requests, an earlier silence no longer counts. */
const FORGET_MS = 60_000;
/** Marks an error that must not be retried: the tries were made before. */
const GIVEN_UP = 'ServerSilent';
const watches = new WeakMap();
/** Every request of an agent, whoever makes it: https://nodejs.org/api/diagnostics_channel.html#http */
(0,external_node_diagnostics_channel_.subscribe)('http.client.request.created', (message) => {
    const { request } = message;
    if (request.agent !== undefined)
        watches.get(request.agent)?.begin(request);
});
/** Watches all requests of these agents from now on. */
function watchSilence(agents, emit, patience = PATIENCE) {
    const watch = new Watch(emit, patience);
    for (const agent of agents)
        watches.set(agent, watch);
}
class Watch {
    emit;
    patience;
    servers = new Map();
    exchanges = new Set();
    timer;
    checkedMs = 0;
    /** Of all answers. */
    allBytes = 0;
    constructor(emit, patience) {
        this.emit = emit;
        this.patience = patience;
    }
    begin(request) {
        const now = performance.now();
        const server = this.serverOf(request.host, now);
        const exchange = {
            request,
            server,
            socket: undefined,
            readBytes: 0,
            queuedBytes: 0,
            window: undefined,
        };
        server.active++;
        this.exchanges.add(exchange);
        request.once('socket', (socket) => {
            exchange.socket = socket;
            exchange.readBytes = socket.bytesRead;
        });
        request.once('close', () => this.end(exchange));
        if (this.timer !== undefined)
            return;
        this.checkedMs = now;
        this.timer = setInterval(() => this.check(), this.patience.checkMs).unref();
    }
    serverOf(host, now) {
        const fresh = { host, isAnswered: true, active: 0, endedMs: now, heardMs: now, tellNextMs: 0 };
        const server = this.servers.get(host) ?? fresh;
        this.servers.set(host, server);
        if (server.isAnswered || (server.active === 0 && now - server.endedMs > FORGET_MS)) {
            hear(server, now, this.patience);
            server.isAnswered = false;
        }
        return server;
    }
    end(exchange) {
        const now = performance.now();
        this.look(exchange, now);
        this.exchanges.delete(exchange);
        exchange.server.active--;
        exchange.server.endedMs = now;
        if (this.exchanges.size > 0)
            return;
        clearInterval(this.timer);
        this.timer = undefined;
    }
    check() {
        const now = performance.now();
        const lateMs = now - this.checkedMs - this.patience.checkMs;
        this.checkedMs = now;
        // This process or machine slept: nothing is known about the servers.
        if (lateMs > 2 * this.patience.checkMs) {
            for (const server of this.servers.values())
                hear(server, now, this.patience);
            for (const exchange of this.exchanges)
                exchange.window = undefined;
        }
        for (const exchange of this.exchanges)
            this.look(exchange, now);
        for (const exchange of this.exchanges)
            this.cutIfDripping(exchange, now);
        for (const server of this.servers.values())
            if (server.active > 0)
                this.tell(server, now);
    }
    /**
     * What has moved since the last look: bytes of the answer, or of a request that waited for the server to take them.
     */
    look(exchange, now) {
        const { socket, server } = exchange;
        if (socket === undefined)
            return;
        const newBytes = socket.bytesRead - exchange.readBytes;
        const queued = queuedBytes(socket);
        if (newBytes > 0 || queued < exchange.queuedBytes)
            hear(server, now, this.patience);
        if (newBytes > 0) {
            exchange.window ??= { sinceMs: now, bytes: 0, allBytes: this.allBytes };
            exchange.window.bytes += newBytes;
        }
        this.allBytes += newBytes;
        exchange.readBytes = socket.bytesRead;
        exchange.queuedBytes = queued;
    }
    cutIfDripping({ request, window, server }, now) {
        if (window === undefined || now - window.sinceMs < this.patience.dripMs)
            return;
        const seconds = (now - window.sinceMs) / 1000;
        const all = this.allBytes - window.allBytes;
        const isSlow = window.bytes < FLOOR * seconds;
        const lags = all < FLOOR * seconds || window.bytes < all / this.exchanges.size / LAG;
        if (isSlow && lags) {
            const message = `${server.host} sent ${window.bytes} bytes of its answer in ${Math.round(seconds)} s`;
            request.destroy(Object.assign(new Error(message), { name: 'TimeoutError' }));
        }
    }
    tell(server, now) {
        const silentMs = now - server.heardMs;
        const seconds = Math.round(silentMs / 1000);
        if (silentMs >= this.patience.giveUpMs) {
            const message = `${server.host} sent no byte for ${seconds} s although it was asked again in that time`;
            for (const { request } of [...this.exchanges].filter((each) => each.server === server)) {
                request.destroy(Object.assign(new Error(message), { name: GIVEN_UP }));
            }
        }
        else if (silentMs >= server.tellNextMs) {
            server.tellNextMs += TELL_AGAIN_MS;
            const until = Math.round(this.patience.giveUpMs / 1000);
            this.emit?.({
                type: 'info',
                message: `No answer from ${server.host} for ${seconds} s; it is given up after ${until} s.`,
            });
        }
    }
}
function hear(server, now, { tellMs }) {
    server.heardMs = now;
    server.isAnswered = true;
    server.tellNextMs = tellMs;
}
/** What the system has not taken from this process yet: Node's own idle timeout looks at the same number. */
function queuedBytes(socket) {
    const { _handle: handle } = socket;
    return handle?.writeQueueSize ?? 0;
}

;// CONCATENATED MODULE: ./lib/net/agents.js
/** Connections: proxies, certificate authorities and time limits, for every request that leaves the process. */







const IDLE_TIMEOUT_MS = 60_000;
/** More than the engine ever has in flight, since the SDK counts the wait for a free socket as connection time. */
const MAX_SOCKETS = 64;
/**
 * Creates agents with connections of their own, watched for silence (silence.ts). Proxies come from the environment
 * (proxies.ts); AWS_CA_BUNDLE names a PEM file with certificate authorities to trust
 * besides the usual ones, as `authorities` does. Node itself reads NODE_EXTRA_CA_CERTS when it starts. Throws
 * `bad-proxy` or `bad-ca-bundle`.
 */
function createAgents(env, { emit, patience, authorities } = {}) {
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS, proxyEnv: proxyEnvOf(env) };
    const httpAgent = new external_node_http_.Agent(options);
    const own = readAuthorities({ AWS_CA_BUNDLE: env['AWS_CA_BUNDLE'], GIT_SSL_CAINFO: authorities });
    const httpsAgent = new external_node_https_.Agent({ ...options, ...own });
    watchSilence([httpAgent, httpsAgent], emit, patience);
    return { httpAgent, httpsAgent };
}
function proxyEnvOf(env) {
    const proxies = (0,net_proxies/* nodeProxies */.Bv)((0,net_proxies/* proxiesOf */._j)(env));
    if (Object.keys(proxies).length > 0)
        requireProxySupport();
    return proxies;
}
/** Older releases ignore `proxyEnv`, and the run would hang in front of a firewall. */
function requireProxySupport() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    if (major > 24 || (major === 24 && minor >= 5))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-proxy',
        message: `A proxy is set in the environment, but Node ${process.versions.node} cannot use it.`,
        why: 'Node reads proxies from the environment since 24.5.',
        fix: 'Update the runner (or Node), or unset HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.',
    });
}
/** The usual authorities and those of the files, by the variables that name them. */
function readAuthorities(files) {
    const own = Object.entries(files).flatMap(([name, path]) => (path ? [readCertificates(name, path)] : []));
    return own.length === 0 ? {} : { ca: [...(0,external_node_tls_.getCACertificates)('default'), ...own] };
}
function readCertificates(name, path) {
    const bad = (why, cause) => new errors/* HoldfastError */.Et({
        code: 'bad-ca-bundle',
        message: `${name} names ${path}, which is not a readable file of certificates.`,
        why,
        fix: 'Set it to a PEM file with the certificates of your certificate authority, or unset it.',
        cause,
    });
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw bad((0,errors/* messageOf */.bD)(error), error);
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----'))
        throw bad('It contains no line "-----BEGIN CERTIFICATE-----".');
    return text;
}


/***/ }),

/***/ 20747:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V0: () => (/* binding */ createHttp),
/* harmony export */   nq: () => (/* binding */ httpOver),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var _agents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76215);
/** The one way of requests out of the process, other than those of the S3 SDK. */




/** Requests over connections of their own. Throws `bad-proxy` or `bad-ca-bundle`. */
function createHttp(env, { signal, ...settings } = {}) {
    return httpOver((0,_agents_js__WEBPACK_IMPORTED_MODULE_3__/* .createAgents */ .j)(env, settings), _agents_js__WEBPACK_IMPORTED_MODULE_3__/* .IDLE_TIMEOUT_MS */ .k, signal);
}
/** Requests over connections that others use too. */
function httpOver(agents, idleTimeoutMs, stop) {
    return {
        request: async (url, call) => {
            const signals = [stop, call.signal].filter((signal) => signal !== undefined);
            const signal = signals.length === 2 ? AbortSignal.any(signals) : signals[0];
            signal?.throwIfAborted();
            try {
                return await send(url, call, signal, agents, idleTimeoutMs);
            }
            catch (error) {
                signal?.throwIfAborted();
                throw error;
            }
        },
        close: () => {
            agents.httpAgent.destroy();
            agents.httpsAgent.destroy();
        },
    };
}
function send(url, { method, headers, body, lookup }, signal, { httpAgent, httpsAgent }, idleTimeoutMs) {
    const isSecure = url.protocol === 'https:';
    const length = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const options = {
        method,
        headers: { ...headers, ...length },
        agent: isSecure ? httpsAgent : httpAgent,
        timeout: idleTimeoutMs,
        ...(signal === undefined ? {} : { signal }),
        ...(lookup === undefined ? {} : { lookup }),
    };
    return new Promise((resolve, reject) => {
        const request = (isSecure ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request)(url, options, resolve);
        request.on('error', reject);
        request.on('timeout', () => request.destroy(silent(idleTimeoutMs)));
        if (body === undefined || typeof body === 'string')
            request.end(body);
        // The request reports its failure.
        else
            (0,node_stream__WEBPACK_IMPORTED_MODULE_2__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(body, { objectMode: false }), request, () => undefined);
    });
}
function silent(idleTimeoutMs) {
    const error = new Error(`no byte within ${String(idleTimeoutMs / 1000)} s`);
    return Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' });
}
/** Reads the whole body, up to a limit. */
async function readBody(response, maxBytes) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of response) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes)
            throw new Error(`the answer is longer than ${String(maxBytes)} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}


/***/ }),

/***/ 75367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bv: () => (/* binding */ nodeProxies),
/* harmony export */   ZS: () => (/* binding */ curlProxies),
/* harmony export */   _j: () => (/* binding */ proxiesOf),
/* harmony export */   iJ: () => (/* binding */ proxyFor)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** Which proxy a request goes by: one reading of the environment, for Node's connections and for git. */


/**
 * HTTP_PROXY and HTTPS_PROXY, or else ALL_PROXY; NO_PROXY. The lower case of each name comes first, as in curl. Throws
 * `bad-proxy` for one that cannot be used, such as socks5; of ALL_PROXY only where https would go by it, since next to
 * nothing is asked without TLS.
 */
function proxiesOf(env) {
    const https = proxyIn(env, 'https_proxy') ?? proxyIn(env, 'all_proxy');
    const isLeft = https !== undefined && !isUsable(firstOf(env, 'all_proxy')?.value ?? '');
    const http = proxyIn(env, 'http_proxy') ?? (isLeft ? undefined : proxyIn(env, 'all_proxy'));
    const list = firstOf(env, 'no_proxy')?.value ?? '';
    return { http, https, bypass: list.split(/[\s,]+/).flatMap(bypassed) };
}
function firstOf(env, name) {
    for (const either of [name, name.toUpperCase()]) {
        const value = env[either];
        if (value !== undefined && value !== '')
            return { name: either, value };
    }
    return undefined;
}
/**
 * Node silently ignores what is not an http or https URL, and connects directly. A bare host and port is common and
 * means http.
 */
function proxyIn(env, variable) {
    const found = firstOf(env, variable);
    if (found === undefined)
        return undefined;
    if (isUsable(found.value))
        return withScheme(found.value);
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-proxy',
        message: `The environment variable ${found.name} does not hold the URL of an http proxy.`,
        fix: 'Set it to a URL such as http://proxy.example.com:3128, or unset it.',
    });
}
function withScheme(value) {
    return value.includes('://') ? value : `http://${value}`;
}
function isUsable(value) {
    const text = withScheme(value);
    return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
/** An entry of NO_PROXY as curl understands it: a name stands for all names below it too, with a dot before it or not. */
function bypassed(entry) {
    const text = entry
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1')
        .replace(/\.$/, '');
    if (text === '')
        return [];
    if (text === '*' || text.startsWith('*.') || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(text) !== 0 || isRange(text))
        return [text];
    if (text.includes('/'))
        return rangeOf(text);
    if (/:\d+$/.test(text))
        return [text.replace(/^\./, '')];
    const name = text.replace(/^\./, '');
    return [name, `*.${name}`];
}
function isRange(text) {
    const [from = '', to = '', ...more] = text.split('-');
    return more.length === 0 && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(from) && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(to);
}
const IPV4_BITS = 32;
/** `10.0.0.0/8` as a range. Node has none of IPv6, so that these are left out. */
function rangeOf(text) {
    const [, address = '', length = ''] = /^(.*)\/(\d{1,2})$/.exec(text) ?? [];
    if (!(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(address) || Number(length) > IPV4_BITS)
        return [];
    const size = 2 ** (IPV4_BITS - Number(length));
    const first = Math.floor(numberOf(address) / size) * size;
    return [`${addressOf(first)}-${addressOf(first + size - 1)}`];
}
function numberOf(address) {
    return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
function addressOf(value) {
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
/** The proxy for one URL; undefined: directly. */
function proxyFor(url, { http, https, bypass }) {
    const isSecure = url.protocol === 'https:';
    const host = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
    const port = url.port === '' ? (isSecure ? '443' : '80') : url.port;
    const isDirect = bypass.some((entry) => fits(entry, host, port));
    return isDirect ? undefined : isSecure ? https : http;
}
function fits(entry, host, port) {
    if (entry === '*' || entry === host || entry === `${host}:${port}`)
        return true;
    if (entry.startsWith('*.'))
        return host.endsWith(entry.slice(1));
    if (!isRange(entry) || !(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(host))
        return false;
    const [from = '', to = ''] = entry.split('-');
    return numberOf(from) <= numberOf(host) && numberOf(host) <= numberOf(to);
}
/** As Node's agents read them (`proxyEnv`). */
function nodeProxies({ http, https, bypass }) {
    if (http === undefined && https === undefined)
        return {};
    return {
        ...(http !== undefined && { http_proxy: http }),
        ...(https !== undefined && { https_proxy: https }),
        no_proxy: bypass.join(','),
    };
}
/** For a program that uses curl and asks one server: the proxy for it, if there is one, and nothing else to decide. */
function curlProxies(address, env) {
    const url = new URL(address);
    const proxy = proxyFor(url, proxiesOf(env));
    return proxy === undefined ? {} : { [`${url.protocol.slice(0, -1)}_proxy`]: proxy };
}


/***/ }),

/***/ 16705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ shapeOf),
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   PR: () => (/* binding */ allOrStop),
/* harmony export */   QC: () => (/* binding */ tryAgain),
/* harmony export */   dg: () => (/* binding */ isTransient),
/* harmony export */   vI: () => (/* binding */ DEFAULT_RETRY)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** Decides which failures are retried, how often, and after which pause. */


const DEFAULT_RETRY = { attempts: 6, baseMs: 200 };
const MAX_PAUSE_MS = 20_000;
const THROTTLED = ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'];
/** Errors that another try can fix. A bad digest means bytes that were damaged in transit. */
const TRANSIENT = [
    ...THROTTLED,
    'TimeoutError',
    'RequestTimeout',
    'InternalError',
    'ServiceUnavailable',
    'IncompleteBody',
    'TruncatedBody',
    'WrongRange',
    'BadDigest',
    'XAmzContentSHA256Mismatch',
    'ConditionalRequestConflict',
    'OperationAborted',
    'ConcurrentModification',
    // STS could not reach the issuer of an OIDC token.
    'IDPCommunicationErrorException',
];
/**
 * Retried once with a new signature: one such answer may be a fault of the server, two are caused by this machine's
 * clock.
 */
const SKEWED = ['RequestTimeTooSkewed', 'RequestInTheFuture'];
const TRANSIENT_STATUS = [429, 500, 502, 503, 504];
const TRANSIENT_CODES = [
    'ECONNRESET',
    'ECONNREFUSED',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ERR_STREAM_PREMATURE_CLOSE',
    // No file descriptor or port was free at this moment.
    'EMFILE',
    'ENFILE',
    'ENOBUFS',
    'EADDRNOTAVAIL',
    // The parser met bytes that no answer begins with: Ceph's 404 to GetPublicAccessBlock is longer than it says, and
    // what
    // is left over comes before the next answer on that connection.
    'HPE_INVALID_CONSTANT',
];
function shapeOf(error) {
    return typeof error === 'object' && error !== null ? error : {};
}
function isThrottled(error) {
    const { name, $metadata } = shapeOf(error);
    return THROTTLED.includes(name ?? '') || [429, 503].includes($metadata?.httpStatusCode ?? 0);
}
/** Errors that concern the request itself, however wrong the clock was that signed it. */
const MEANT_STATUS = [404, 405, 412, 501];
const MEANT = ['AccessDenied', 'InvalidObjectState'];
/**
 * Signed with a clock that the SDK has set right since. It says so of every error of a machine whose clock is off, so
 * that answers which have nothing to do with it are told apart.
 */
function isClockSkew(error) {
    const { name, $metadata } = shapeOf(error);
    const isMeant = MEANT.includes(name ?? '') || MEANT_STATUS.includes($metadata?.httpStatusCode ?? 0);
    return $metadata?.clockSkewCorrected === true && !isMeant;
}
/** Whether the same request may succeed if it is sent again; never true for a refusal. */
function isTransient(error) {
    const { name, code, $metadata } = shapeOf(error);
    return (TRANSIENT.includes(name ?? '') ||
        TRANSIENT_CODES.includes(code ?? '') ||
        TRANSIENT_STATUS.includes($metadata?.httpStatusCode ?? 0) ||
        isClockSkew(error));
}
/**
 * Runs `attempt` until it succeeds, fails permanently, or the tries are used up; throws the last error unchanged.
 * An aborted signal ends it at once, also within a pause, with the signal's reason.
 */
async function withRetries(attempt, options) {
    const { policy, signal } = options;
    let wasSkewed = false;
    const pauseAfter = (error, tries) => {
        signal?.throwIfAborted();
        const isSkewed = SKEWED.includes(shapeOf(error).name ?? '');
        const mayPass = isTransient(error) || (isSkewed && !wasSkewed);
        wasSkewed ||= isSkewed;
        if (tries >= policy.attempts || !mayPass)
            throw error;
        const pauseMs = pauseBefore(tries, error, policy);
        const reason = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) || shapeOf(error).code || 'no message';
        options.emit({ type: 'debug', message: `${options.what}: ${reason}; try ${tries + 1} in ${pauseMs} ms` });
        return pauseMs;
    };
    const counted = () => {
        signal?.throwIfAborted();
        return orAborted(attempt(), signal);
    };
    return tryAgain(counted, pauseAfter, (ms) => pause(ms, signal));
}
/**
 * Runs `attempt` until it succeeds. After a failure `pauseAfter` gives the pause before the next try, or throws what
 * ends them; it gets the number of tries so far.
 */
async function tryAgain(attempt, pauseAfter, sleep) {
    for (let tries = 1;; tries++) {
        try {
            return await attempt(tries);
        }
        catch (error) {
            await sleep(pauseAfter(error, tries));
        }
    }
}
/** Work that does not see the signal (a look-up of credentials or region within a request) must not delay its end. */
async function orAborted(work, signal) {
    if (signal === undefined)
        return work;
    const aborted = Promise.withResolvers();
    const stop = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
/** Between half and all of the doubled base: spread out, so that parallel calls do not come back together. */
function pauseBefore(tries, error, policy) {
    const baseMs = policy.baseMs * (isThrottled(error) ? 5 : 1);
    const boundMs = Math.min(MAX_PAUSE_MS, baseMs * 2 ** (tries - 1));
    return Math.round(boundMs * (0.5 + Math.random() / 2));
}
async function pause(ms, signal) {
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, { signal });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw error;
    }
}
/** Runs calls side by side; the first failure aborts the others, so that none goes on unseen. */
async function allOrStop(signal, start) {
    const stop = new AbortController();
    try {
        return await start(signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]));
    }
    catch (error) {
        stop.abort(error);
        throw error;
    }
}


/***/ })

};
