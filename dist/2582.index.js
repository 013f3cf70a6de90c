export const id = 2582;
export const ids = [2582];
export const modules = {

/***/ 92582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ appAccess),
  L: () => (/* binding */ prepareApp)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/github/app-key.js
/** A private RSA key as people paste it into a secret: what it says, or why it cannot be used. */


const LEAST_BITS = 2048;
const BEGIN = '-----BEGIN ';
/**
 * PKCS#1 (as GitHub hands keys out) and PKCS#8, with real or escaped line ends or none at all, or the whole file in base64.
 */
function readRsaKey(text) {
    const unescaped = text.trim().replaceAll(/\\r|\\n/g, '\n');
    const [, label, body = ''] = /-----BEGIN ([A-Z0-9 ]+)-----(?:(.*?)-----END \1-----)?/s.exec(decoded(unescaped)) ?? [];
    const wrong = label === undefined ? 'it is no key in PEM form: -----BEGIN RSA PRIVATE KEY-----' : wrongLabel(label, body);
    if (wrong !== undefined || label === undefined)
        return { wrong: wrong ?? '' };
    const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    return checked([`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'));
}
/** The text itself, or what it holds in base64. */
function decoded(text) {
    if (text.includes(BEGIN))
        return text;
    const plain = Buffer.from(text.replaceAll(/\s/g, ''), 'base64').toString('latin1');
    return plain.includes(BEGIN) ? plain : text;
}
function wrongLabel(label, body) {
    if (label.includes('ENCRYPTED') || body.includes('ENCRYPTED')) {
        return 'it is encrypted with a passphrase: give it without one (openssl rsa -in KEY.pem)';
    }
    if (label.endsWith('PUBLIC KEY'))
        return 'it is a public key: GitHub has that one, and the private one is in the file that was downloaded';
    if (label === 'CERTIFICATE')
        return 'it is a certificate and not a private key';
    if (label === 'EC PRIVATE KEY')
        return 'it is an EC key: Apps have RSA keys';
    if (label === 'OPENSSH PRIVATE KEY')
        return 'it is a key of OpenSSH: give the .pem file that GitHub made';
    if (label !== 'RSA PRIVATE KEY' && label !== 'PRIVATE KEY')
        return `it is a ${label.toLowerCase()} and not a private RSA key`;
    return body.trim() === '' ? 'it ends after its first line: give the whole file' : undefined;
}
function checked(pem) {
    let key;
    try {
        key = (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch (error) {
        return { wrong: `it is damaged, or not whole (${(0,errors/* messageOf */.bD)(error)})` };
    }
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    if (type !== 'rsa')
        return { wrong: `it is a key of the kind ${String(type)}: Apps have RSA keys` };
    const bits = details?.modulusLength ?? 0;
    if (bits < LEAST_BITS)
        return { wrong: `it has ${String(bits)} bits, and at least ${String(LEAST_BITS)} are needed` };
    return { pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

// EXTERNAL MODULE: ./lib/github/client.js + 3 modules
var client = __webpack_require__(76237);
// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var sources_repository = __webpack_require__(44550);
// EXTERNAL MODULE: ./lib/commands/shared/github.js + 1 modules
var github = __webpack_require__(27502);
// EXTERNAL MODULE: ./lib/commands/vault/held-keys.js
var held_keys = __webpack_require__(58083);
// EXTERNAL MODULE: ./lib/commands/vault/series.js
var series = __webpack_require__(89036);
// EXTERNAL MODULE: ./lib/commands/repository/parts.js
var repository_parts = __webpack_require__(32621);
;// CONCATENATED MODULE: ./lib/commands/repository/app-access.js









/** @throws bad-input where the App cannot help */
function appAccess(inputs, deps) {
    const isPlain = deps.github !== undefined || inputs.githubAppId === undefined;
    const place = isPlain ? undefined : placeOf(inputs, deps);
    if (place === undefined)
        return { access: deps.github, open: () => Promise.resolve() };
    const openApp = prepareApp(inputs, deps, place);
    let opened;
    const token = async (refused) => {
        if (opened === undefined)
            throw new Error('the App is opened before the first request');
        return opened.token(refused);
    };
    return {
        access: { token },
        open: async (credentials) => {
            opened = await openApp(credentials);
        },
    };
}
/** The App that the inputs name, to be opened with credentials of AWS. Errors: `bad-input`; then see `openApp`. */
function prepareApp(inputs, deps, place) {
    const { env, emit, signal, now, mask } = deps;
    const key = keyOf(inputs, deps);
    const debug = (message) => {
        emit({ type: 'debug', message });
    };
    const apiUrl = (0,github_server/* apiUrlIn */.$m)(env, inputs.githubServerUrl);
    const purpose = purposeOf(inputs);
    return async (credentials) => {
        const { openApp } = await __webpack_require__.e(/* import() */ 5365).then(__webpack_require__.bind(__webpack_require__, 5365));
        return openApp({ apiUrl, id: inputs.githubAppId ?? '', key: key(credentials), place, purpose }, { fetch: (0,github/* fetchOf */.A)(deps), now, signal, sleep: client.pause, debug, mask });
    };
}
/** The key, or what signs with it once there are credentials of AWS. Errors: `bad-input`. */
function keyOf({ githubAppPrivateKey: text, githubAppKmsKey: keyId }, deps) {
    if (keyId !== undefined) {
        return (credentials) => ({
            kind: 'signer',
            sign: async (signed) => {
                const { signByKms } = await Promise.all(/* import() */[__webpack_require__.e(2632), __webpack_require__.e(292)]).then(__webpack_require__.bind(__webpack_require__, 90292));
                return signByKms((0,held_keys/* kmsDeps */.Q)(credentials, deps), keyId, signed);
            },
        });
    }
    const key = readRsaKey(text ?? '');
    if ('wrong' in key)
        throw badKey(key.wrong);
    deps.mask(key.pem);
    return () => ({ kind: 'pem', pem: key.pem });
}
function badKey(wrong) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `github-app-private-key: ${wrong}.`,
        why: 'Accepted are the .pem file that GitHub made (PKCS#1), or the same key in PKCS#8, also with escaped line ends or whole in base64.',
        fix: "Store the file unchanged as a secret. A lost key is replaced in the App's settings: Generate a private key.",
    });
}
const METADATA = { metadata: 'read' };
const READ_CONTENTS = { name: 'contents', level: 'read', without: 'no repository can be backed up' };
const WRITE_CONTENTS = { name: 'contents', level: 'write', without: 'nothing can be pushed' };
/** What each mode does at GitHub, and thus what its tokens are for: they can do nothing else. */
function purposeOf(inputs) {
    const { mode, source } = inputs;
    if (mode === 'restore')
        return pushPurpose(inputs);
    // Only compares refs, and tells where it cannot.
    if (mode === 'verify')
        return { rights: { ...METADATA, contents: 'read' } };
    if (mode === 'coverage')
        return { rights: { ...METADATA, organization_custom_properties: 'read' } };
    if (mode === 'backup' && source === 'organization')
        return { rights: 'read' };
    if (mode === 'backup' && source === 'artifacts') {
        const needs = { name: 'actions', level: 'read', without: 'no artifacts can be read' };
        return { rights: { ...METADATA, actions: 'read' }, needs };
    }
    return { rights: 'read', needs: READ_CONTENTS };
}
/** A plan reads; of LFS objects, servers tell only those who may write which ones they lack. That it could be carried out is asked of both. */
function pushPurpose({ apply, dryRun, recreate, parts }) {
    const isPlan = !apply || dryRun;
    if (recreate && !isPlan)
        return { rights: 'all', needs: WRITE_CONTENTS };
    if (recreate)
        return { rights: 'read', needs: WRITE_CONTENTS };
    const writes = { contents: 'write', workflows: 'write' };
    const rights = isPlan ? { contents: (0,repository_parts/* chooseParts */.yf)(parts).lfs ? 'write' : 'read' } : writes;
    return { rights: { ...METADATA, ...rights }, needs: WRITE_CONTENTS };
}
/** undefined: this run asks GitHub for nothing. Errors: `bad-input`. */
function placeOf(inputs, { env, surface, workingDir }) {
    const { mode, source, level } = inputs;
    if (mode === 'verify' && level !== 'restore')
        return undefined;
    if (mode === 'backup' && source === 'organization') {
        return { kind: 'account', account: (0,series/* organizationOf */.d1)(inputs, env) };
    }
    const own = inputs.repository ?? (env['GITHUB_REPOSITORY'] || undefined);
    const repository = mode === 'restore' ? inputs.pushTo : own;
    if (repository === undefined)
        return undefined;
    const serverUrl = (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, env);
    const at = (0,sources_repository/* githubAt */.z6)({ repository, serverUrl, allowLocal: surface === 'cli' }, workingDir);
    if (at !== undefined)
        return { kind: 'repository', owner: at.owner, repo: at.repo };
    if (mode === 'verify')
        return undefined;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `github-app-id: ${repository} does not lie on ${serverUrl}, and an App has tokens for that server only.`,
        fix: 'Leave out the inputs of the App, or name its server as github-server-url.',
    });
}


/***/ }),

/***/ 32621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d0: () => (/* binding */ hasKind),
/* harmony export */   lf: () => (/* binding */ isChosen),
/* harmony export */   yf: () => (/* binding */ chooseParts)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Which parts of a repository the input `parts` names. */

const WORDS = ['git', 'lfs', 'wiki', 'metadata'];
/**
 * `lfs, wiki` takes these besides the history, `!wiki` all but that. `metadata` is all kinds of it that are not optional,
 * and each kind has its own name. Errors: `bad-input`, where the history itself is left out; kinds are checked by who reads them.
 */
function chooseParts(names) {
    const excluded = names.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
    const included = names.filter((name) => !name.startsWith('!'));
    if (excluded.includes('git'))
        throw historyLeftOut();
    const takes = (part) => (included.length === 0 || included.includes(part)) && !excluded.includes(part);
    const kindsOf = (list) => list.filter((name) => !WORDS.includes(name));
    const kinds = kindsOf(included);
    const exclude = kindsOf(excluded);
    const isNone = excluded.includes('metadata') || (!takes('metadata') && kinds.length === 0);
    const include = !takes('metadata') ? { include: kinds } : kinds.length > 0 ? { also: kinds } : {};
    return { lfs: takes('lfs'), wiki: takes('wiki'), metadata: isNone ? false : { ...include, exclude } };
}
/** Whether a path of a snapshot, `github/<kind>/...`, is of a kind that was chosen. */
function hasKind({ metadata }, path) {
    if (metadata === false)
        return false;
    const [, kind = ''] = path.split('/', 2);
    return (metadata.include?.includes(kind) ?? true) && !metadata.exclude.includes(kind);
}
/** Whether what the input chooses is in a part of a snapshot, by the name that its root has for it: `lfs`, `github/issues`. */
function isChosen(names) {
    const chosen = chooseParts(names);
    return (part) => {
        if (part === 'lfs' || part === 'wiki')
            return chosen[part];
        if (part === 'github')
            return chosen.metadata !== false;
        return !part.startsWith('github/') || hasKind(chosen, part);
    };
}
function historyLeftOut() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: 'parts: the history (git) cannot be left out of a repository.',
        fix: 'For files without their history, use source: files.',
    });
}


/***/ }),

/***/ 27502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ fetchOf),
  B: () => (/* binding */ tokenOf)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/net/http.js
var http = __webpack_require__(20747);
;// CONCATENATED MODULE: ./lib/net/fetch.js



const REDIRECTS = [301, 302, 303, 307, 308];
const REDIRECTS_FOLLOWED = 5;
/** Answers that have no body: https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS = [204, 205, 304];
/**
 * `fetch` over http.ts, since Node's own knows neither the proxies of the environment nor
 * AWS_CA_BUNDLE. It follows the standard, with these differences:
 *
 * - Bodies are texts or Blobs, and are sent with their length.
 * - A redirect of a request that changes something is followed only where it is to be repeated as it is (307, 308).
 * - A minute without a byte is a failure, and so is what silence.ts cuts off; `emit` is told of a silent server.
 *
 * Rejects with `TypeError: fetch failed` and the socket's error as its cause, or with the signal's reason. Errors when
 * it is made: `bad-proxy`, `bad-ca-bundle`.
 */
function createFetch(env, emit) {
    return fetchOver((0,http/* createHttp */.V0)(env, { emit }));
}
/** The same over connections that others use too. */
function fetchOver(http) {
    return async (input, init = {}) => {
        const url = new URL(input instanceof Request ? input.url : input);
        init.signal?.throwIfAborted();
        try {
            return await follow(url, init, http);
        }
        catch (cause) {
            init.signal?.throwIfAborted();
            throw new TypeError('fetch failed', { cause });
        }
    };
}
async function follow(first, init, http) {
    const headers = new Headers(init.headers);
    let url = first;
    for (let hops = 0;; hops++) {
        const message = await send(url, init, headers, http);
        const status = message.statusCode ?? 0;
        const { location } = message.headers;
        if (init.redirect === 'manual' || !REDIRECTS.includes(status) || location === undefined) {
            return toResponse(message, init.signal);
        }
        message.destroy();
        const next = new URL(location, url);
        if (!['GET', 'HEAD'].includes(init.method ?? 'GET') && status < 307) {
            throw new Error(`${url.origin} sent the request on with ${status}`);
        }
        if (hops === REDIRECTS_FOLLOWED)
            throw new Error('redirected too often');
        if (next.protocol !== url.protocol && next.protocol !== 'https:')
            throw new Error('redirected away from https');
        // Credentials are for the origin that they were given for.
        if (next.origin !== url.origin)
            for (const name of ['authorization', 'cookie'])
                headers.delete(name);
        url = next;
    }
}
function send(url, init, headers, http) {
    const { body, sizeBytes } = bodyOf(init.body);
    return http.request(url, {
        method: init.method ?? 'GET',
        headers: {
            accept: '*/*',
            'accept-encoding': 'gzip',
            ...Object.fromEntries(headers),
            ...(sizeBytes === undefined ? {} : { 'content-length': String(sizeBytes) }),
        },
        body,
        signal: init.signal ?? undefined,
    });
}
function bodyOf(body) {
    if (body == null)
        return {};
    if (typeof body === 'string')
        return { body };
    if (body instanceof Blob)
        return { body: external_node_stream_.Readable.fromWeb(body.stream()), sizeBytes: body.size };
    throw new Error('a body is a text or a Blob');
}
function toResponse(message, signal) {
    const status = message.statusCode ?? 0;
    const headers = new Headers();
    for (let at = 0; at < message.rawHeaders.length; at += 2) {
        headers.append(message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '');
    }
    const init = { status, statusText: message.statusMessage ?? '', headers };
    if (BODILESS.includes(status)) {
        message.resume();
        return new Response(null, init);
    }
    const stop = () => message.destroy(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    message.once('close', () => signal?.removeEventListener('abort', stop));
    return new Response(external_node_stream_.Readable.toWeb(decoded(message, headers)), init);
}
function decoded(message, headers) {
    if (headers.get('content-encoding') !== 'gzip')
        return message;
    headers.delete('content-encoding');
    headers.delete('content-length');
    // Errors of either end up in what is handed back.
    return (0,external_node_stream_.pipeline)(message, (0,external_node_zlib_.createGunzip)(), () => undefined);
}

;// CONCATENATED MODULE: ./lib/commands/shared/github.js

/** That of the access, where there is one, else that of the inputs. */
function tokenOf({ githubToken }, { github }) {
    return github === undefined ? githubToken : github.token;
}
/** For requests to GitHub: over the connections of the leg, where there is one. Errors: `bad-proxy`, `bad-ca-bundle`. */
function fetchOf({ env, emit, leg }) {
    return leg === undefined ? createFetch(env, emit) : fetchOver(leg.network.http);
}


/***/ }),

/***/ 76237:
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
 *
 * @param nowMs GitHub's clock
 */
function judge(trouble, tries, nowMs, isWrite = false) {
    const { status, headers, message, cause } = trouble;
    const resetMs = seconds(headers['x-ratelimit-reset']);
    const resetsAt = resetMs === undefined ? undefined : new Date(resetMs);
    const stop = (kind) => {
        const lacks = kind === 'denied' ? acceptedIn(headers) : undefined;
        const said = lacks === undefined ? message : `${message.replace(/\.$/, '')}; it needs ${lacks}`;
        return { action: 'stop', failure: new failure/* GithubFailure */.Ed(kind, said, cause, { resetsAt, lacks }) };
    };
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
/** Other reasons for a 403: what the token may do would not change it, and GitHub names the permissions of an address all the same. */
const NOT_FOR_RIGHTS = /ip allow ?list|ip address is not permitted|suspended|access blocked|flagged/i;
function namesPermission({ headers, message }) {
    if (LACKING.test(message))
        return true;
    return !NOT_FOR_RIGHTS.test(message) && acceptedIn(headers) !== undefined;
}
/**
 * The permissions that an address asks for, by GitHub's header: alternatives apart by semicolons, what is needed together by commas.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions-for-github-apps-and-fine-grained-personal-access-tokens
 *
 * @returns `repository_projects: write or organization_projects: admin`; undefined where it names none
 */
function acceptedIn(headers) {
    const sets = (headers['x-accepted-github-permissions'] ?? '').split(';').map((set) => set
        .split(',')
        .map((part) => /^\s*([a-z_]{1,60})=(read|write|admin)\s*$/.exec(part))
        .flatMap((found) => (found === null ? [] : [`${found[1] ?? ''}: ${found[2] ?? ''}`]))
        .join(' and '));
    const named = sets.filter((set) => set !== '').slice(0, 5);
    return named.length === 0 ? undefined : named.join(' or ');
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

;// CONCATENATED MODULE: ./lib/github/app-jwt.js
/** What @octokit/auth-app needs to sign the requests of an App. It repeats those whose times GitHub finds wrong, by GitHub's clock. */
function authOptions(appId, key) {
    if (key.kind === 'pem')
        return { appId, privateKey: key.pem };
    return { appId, createJwt: (id, differenceSeconds = 0) => signedJwt(String(id), differenceSeconds, key.sign) };
}
/** GitHub takes at most ten minutes; it begins in the past, for clocks that are ahead. */
const LIFE_SECONDS = 570;
const EARLIER_SECONDS = 30;
/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
async function signedJwt(issuer, differenceSeconds, sign) {
    const now = Math.floor(Date.now() / 1000) + differenceSeconds;
    const exp = now + LIFE_SECONDS;
    const parts = [
        { alg: 'RS256', typ: 'JWT' },
        { iat: now - EARLIER_SECONDS, exp, iss: issuer },
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = Buffer.from(await sign(Buffer.from(text))).toString('base64url');
    return { jwt: `${text}.${signature}`, expiresAt: new Date(exp * 1000).toISOString() };
}

;// CONCATENATED MODULE: ./lib/github/request.js
/** One request to the API of GitHub, sent by Octokit over our own connections, and what came back. */



const API_VERSION = '2022-11-28';
const ACCEPT = 'application/vnd.github+json';
/**
 * Octokit is loaded here, and only by runs that ask GitHub for something.
 *
 * @param url `https://api.github.com`, `https://<server>/api/v3`
 */
async function openApi(url, debug, app) {
    const { GitHub } = await Promise.all(/* import() */[__webpack_require__.e(5071), __webpack_require__.e(846)]).then(__webpack_require__.bind(__webpack_require__, 80846));
    const log = { debug, info: debug, warn: debug, error: debug };
    const octokit = new GitHub({ baseUrl: url, userAgent: 'holdfast', log, ...(app && (await asApp(app))) });
    return async (route, parameters, { headers, token, fetch, isStream = false }) => {
        const authorization = token === undefined ? {} : { authorization: `token ${token}` };
        try {
            const answer = await octokit.request(route, {
                ...parameters,
                headers: { accept: ACCEPT, 'x-github-api-version': API_VERSION, ...authorization, ...headers },
                request: { fetch, log, ...(isStream ? { redirect: 'manual', parseSuccessResponseBody: false } : {}) },
            });
            return { status: answer.status, headers: textHeaders(answer.headers), data: answer.data };
        }
        catch (error) {
            throw refusalIn(error);
        }
    };
}
async function asApp({ id, key }) {
    const { createAppAuth } = await Promise.all(/* import() */[__webpack_require__.e(5071), __webpack_require__.e(6479)]).then(__webpack_require__.bind(__webpack_require__, 76479));
    return { authStrategy: createAppAuth, auth: authOptions(id, key) };
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
    // From where the key of an App lies.
    if (error instanceof errors/* HoldfastError */.Et)
        return error;
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

// EXTERNAL MODULE: ./lib/base/token-source.js
var token_source = __webpack_require__(70300);
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
    #token;
    /** The latest token that GitHub did not accept. */
    #refused;
    #reserve;
    #budget;
    #app;
    #deps;
    #limits = new Map();
    #serverDate;
    /** How far GitHub's clock, to which resets refer, is ahead of this machine's. */
    #clockAheadMs = 0;
    #opened;
    constructor({ apiUrl, token, reserve, budget, app }, deps) {
        this.apiUrl = apiUrl;
        this.#token = token === undefined ? undefined : (0,token_source/* sourceOf */.v)(token);
        this.#reserve = reserve;
        this.#budget = budget;
        this.#app = app;
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
        const isKnown = limit !== undefined && limit.resetMs > this.#nowMs();
        const ofHour = isKnown ? Math.max(limit.remaining - this.#reserve, 0) : Infinity;
        const left = Math.min(ofHour, this.#budget?.left() ?? Infinity);
        return left === Infinity ? undefined : left;
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
                // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
                if (this.#token !== undefined)
                    this.#budget?.giveBack();
                return { data: undefined, etag, ...links(error.headers['link']) };
            }
        });
    }
    send(route, parameters, { mayRepeat } = { mayRepeat: false }) {
        const attempt = async () => {
            const answer = await this.#send(route, parameters);
            return answer.status === 204 ? undefined : jsonOf(answer);
        };
        return this.#patiently('core', attempt, { isWrite: !mayRepeat });
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
        const send = await (this.#opened ??= openApi(this.apiUrl, debug, this.#app));
        const token = await this.#currentToken();
        this.#budget?.take();
        const fetch = async (input, init) => {
            const limited = how.isFile === true ? signal : AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
            const answer = await this.#deps.fetch(input, { ...init, signal: limited });
            this.#note(answer.headers);
            return answer;
        };
        try {
            return await send(route, parameters, { headers: how.headers, token, fetch, isStream: how.isStream });
        }
        catch (error) {
            if (error instanceof Refusal && error.status === 401)
                this.#refused = token;
            throw error;
        }
    }
    /** A token that cannot be renewed is one that is not accepted any more: what was read until then is kept. */
    async #currentToken() {
        const refused = this.#refused;
        this.#refused = undefined;
        try {
            return await this.#token?.(refused);
        }
        catch (error) {
            this.#deps.signal.throwIfAborted();
            throw new failure/* GithubFailure */.Ed('unauthorized', (0,errors/* messageOf */.bD)(error), error);
        }
    }
    #note(headers) {
        const date = Date.parse(headers.get('date') ?? '');
        if (!Number.isNaN(date)) {
            this.#serverDate = new Date(date);
            this.#clockAheadMs = date - this.#deps.now().getTime();
        }
        const limit = readLimit(headers);
        if (limit !== undefined)
            this.#limits.set(headers.get('x-ratelimit-resource') ?? 'core', limit);
    }
    /** GitHub's clock. */
    #nowMs() {
        return this.#deps.now().getTime() + this.#clockAheadMs;
    }
    #patiently(resource, attempt, how = {}) {
        const { signal, sleep, debug } = this.#deps;
        let lighter = 0;
        const counted = () => {
            signal.throwIfAborted();
            checkBudget(this.#limits.get(resource), this.#reserve, this.#nowMs());
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
            const verdict = judge(trouble, tries - lighter, this.#nowMs(), how.isWrite);
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
/** Stops before the last requests of the hour, unless the next hour is near. `nowMs`: GitHub's clock. */
function checkBudget(limit, reserve, nowMs) {
    if (limit === undefined || limit.remaining > reserve || limit.resetMs <= nowMs)
        return;
    if (limit.remaining > 0 && limit.resetMs - nowMs < LONGEST_PAUSE_MS)
        return;
    const message = 'The requests that GitHub allows for this hour are used up.';
    throw new failure/* GithubFailure */.Ed('limit', message, undefined, { resetsAt: new Date(limit.resetMs) });
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


/***/ }),

/***/ 40317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ed: () => (/* binding */ GithubFailure),
/* harmony export */   H: () => (/* binding */ isNoLongerThere),
/* harmony export */   MC: () => (/* binding */ BrokenAnswer),
/* harmony export */   TX: () => (/* binding */ isNetworkError)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Why something could not be had from GitHub. */

/** Each user turns it into a gap or an error of its own. The message may contain text from the server. */
class GithubFailure extends Error {
    name = 'GithubFailure';
    kind;
    /** For `limit`: when GitHub allows requests again, if it says so. */
    resetsAt;
    /** For `denied`: what the token lacks, as GitHub says it: `issues: read or pull_requests: read`. The message names it too. */
    lacks;
    constructor(kind, message, cause, { resetsAt, lacks } = {}) {
        super(message, cause === undefined ? undefined : { cause });
        this.kind = kind;
        this.resetsAt = resetsAt;
        this.lacks = lacks;
    }
}
/** A file that has expired or was deleted: GitHub itself says so, or the host that it redirects to. */
function isNoLongerThere({ kind, cause }) {
    const status = cause instanceof BrokenAnswer ? cause.status : undefined;
    return kind === 'gone' || kind === 'absent' || status === 404 || status === 410;
}
/** An incomplete answer, or one that is not what was asked for; another try may succeed. */
class BrokenAnswer extends Error {
    name = 'BrokenAnswer';
    /** What the storage host answered instead of the file. */
    status;
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}
/** What fetch and its streams throw when a connection breaks; anything else is a bug. */
function isNetworkError(error) {
    if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isNamed */ .ev)(error, 'BrokenAnswer', 'TimeoutError', 'AbortError', 'SocketError'))
        return true;
    return error instanceof Error && (error.message === 'terminated' || error.message === 'fetch failed');
}


/***/ })

};
