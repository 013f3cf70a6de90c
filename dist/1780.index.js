export const id = 1780;
export const ids = [1780];
export const modules = {

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MD: () => (/* binding */ pathToUrl),
/* harmony export */   Of: () => (/* binding */ attachmentsIn),
/* harmony export */   tE: () => (/* binding */ attachmentAt),
/* harmony export */   wj: () => (/* binding */ withoutExtension)
/* harmony export */ });
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70478);
/** Finds the addresses of attachments in texts that people wrote. */

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const NAME = '[^/]{1,255}';
const isServer = (host, server) => host === server || host === 'github.com';
/** The forms of addresses that GitHub gives, and gave in the past, to files that are put into a text. */
const FORMS = [
    { host: isServer, path: new RegExp(`^/user-attachments/assets/(?<bare>${UUID})$`) },
    { host: isServer, path: new RegExp(`^/user-attachments/files/(?<token>\\d{1,15}/${NAME})$`) },
    { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/assets/\\d{1,15}/(?<bare>${UUID})$`) },
    { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/files/(?<token>\\d{1,15}/${NAME})$`) },
    // GitHub Enterprise Server, without and with subdomain isolation.
    { host: (host, server) => host === server, path: new RegExp(`^/storage/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
    { host: (host, server) => host === `media.${server}`, path: new RegExp(`^/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
    // From before 2023, readable for everybody.
    { host: (host) => host === 'user-images.githubusercontent.com', path: new RegExp(`^/\\d{1,15}/(?<token>${NAME})$`) },
    {
        host: (host) => host === 'cloud.githubusercontent.com',
        path: new RegExp(`^/assets/\\d{1,15}/\\d{1,15}/(?<token>${NAME})$`),
    },
];
/** A signed address that somebody pasted. It has expired; the UUID in it is that of the attachment. */
const SIGNED = new RegExp(`^/\\d{1,15}/\\d{1,15}-(${UUID})(\\.\\w{1,10})?$`);
/** Longer texts cannot be written at GitHub. */
const TEXT_MAX_CHARS = 1_048_576;
/**
 * The attachments that a text names, each once, in the order of the text. Source code in it is left out: what looks like an
 * address there is an example. `serverUrl`: `https://github.com` or another server.
 */
function attachmentsIn(text, serverUrl) {
    const found = new Map();
    if (!text.includes('://'))
        return [];
    for (const [match] of withoutCode(text.slice(0, TEXT_MAX_CHARS)).matchAll(/https?:\/\/[^\s<>"'`[\]{}\\|^]+/gi)) {
        const address = attachmentAt(withoutPunctuation(match), serverUrl);
        if (address !== undefined)
            found.set(address.url, address);
    }
    return [...found.values()];
}
/** undefined if it is not the address of an attachment of this server or of github.com. */
function attachmentAt(text, serverUrl) {
    if (!URL.canParse(text))
        return undefined;
    const server = new URL(serverUrl);
    const { protocol, username, password, host, pathname } = new URL(text);
    if (username !== '' || password !== '')
        return undefined;
    // Plain http is for servers of tests alone: their own address has it.
    if (protocol !== 'https:' && !(host === server.host && protocol === server.protocol))
        return undefined;
    const uuid = SIGNED.exec(pathname.toLowerCase())?.[1];
    if (uuid !== undefined && /^private-user-images\./.test(host)) {
        return attachmentAt(`${new URL(serverUrl).origin}/user-attachments/assets/${uuid}`, serverUrl);
    }
    for (const form of FORMS) {
        if (!form.host(host, server.host))
            continue;
        const groups = (form.path.exec(pathname) ?? form.path.exec(pathname.toLowerCase()))?.groups;
        if (groups === undefined)
            continue;
        const { bare, token = bare } = groups;
        const path = bare === undefined ? pathname : `${pathname.slice(0, -bare.length)}${bare}`;
        return {
            url: `${protocol}//${host}${path}`,
            path: [host, ...path.slice(1).split('/').map(decoded)].map(_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .safeName */ .jC).join('/'),
            isBare: bare !== undefined,
            token: token ?? '',
        };
    }
    return undefined;
}
/** The address that gave a path: `safeName` escapes as addresses do. For files that were stored and lost. */
function pathToUrl(path, serverUrl) {
    const server = new URL(serverUrl);
    const [host = '', ...segments] = withoutExtension(path).split('/');
    const name = host.replaceAll('%3A', ':');
    return `${name === server.host ? server.protocol : 'https:'}//${name}/${segments.join('/')}`;
}
/** Files that GitHub names by a UUID alone are stored with an extension. */
function withoutExtension(path) {
    return path.replace(new RegExp(`(/${UUID})\\.\\w{1,5}$`), '$1');
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}
/** Without fenced blocks and code spans. Blocks that are only indented stay, since lists indent their text too. */
function withoutCode(text) {
    const kept = [];
    let fence;
    for (const line of text.split(/\r\n|\r|\n/)) {
        const mark = /^[ >]{0,20}(`{3,}|~{3,})(.*)$/.exec(line);
        const [, ticks = '', rest = ''] = mark ?? [];
        if (fence !== undefined) {
            if (ticks.startsWith(fence) && rest.trim() === '')
                fence = undefined;
        }
        else if (mark !== null && !(ticks.startsWith('`') && rest.includes('`'))) {
            fence = ticks;
        }
        else {
            kept.push(line);
        }
    }
    // A fence that is never closed would hide what follows: such a text is read whole.
    return withoutSpans(fence === undefined ? kept.join('\n') : text);
}
/** A span ends at the next run of as many backticks as it began with. */
function withoutSpans(text) {
    const runs = [...text.matchAll(/`+/g)];
    const endOf = new Map();
    const next = new Map();
    for (const { 0: run, index } of runs.toReversed()) {
        const end = next.get(run.length);
        if (end !== undefined)
            endOf.set(index, end + run.length);
        next.set(run.length, index);
    }
    let kept = '';
    let from = 0;
    for (const { index } of runs) {
        const end = endOf.get(index);
        if (index < from || end === undefined)
            continue;
        kept += text.slice(from, index);
        from = end;
    }
    return kept + text.slice(from);
}
/** Text goes on right after an address: `(see https://...)`, `https://....`. */
function withoutPunctuation(address) {
    let depth = 0;
    for (let at = 0; at < address.length; at++) {
        if (address[at] === '(')
            depth++;
        if (address[at] === ')' && --depth < 0)
            return withoutPunctuation(address.slice(0, at));
    }
    return address.replace(/[.,;:!?*_~]+$/, '');
}


/***/ }),

/***/ 61780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ createMetadataPart),
  y: () => (/* binding */ createPart)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/github/failure.js
var github_failure = __webpack_require__(40317);
// EXTERNAL MODULE: ./lib/sources/entries.js
var sources_entries = __webpack_require__(70478);
// EXTERNAL MODULE: ./lib/sources/repository/attachments/addresses.js
var addresses = __webpack_require__(870);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/sources/again.js
/** What earlier backups tried in vain to read: when it is tried again, and what it means for a snapshot. */
/** So many things that failed before are tried again in one run. */
const AGAIN_MAX = 200;
/**
 * Those of what failed before that are tried again, the least tried first: they come after everything new, so that what can never be
 * had takes nothing from it. `room`: how many there are requests for.
 */
function triedAgain(failed, failuresOf, room = Infinity) {
    const most = Math.max(Math.min(AGAIN_MAX, Math.floor(room)), 0);
    return failed.toSorted((a, b) => failuresOf(a) - failuresOf(b)).slice(0, most);
}
/** A thing makes a snapshot partial in the first run that fails to read it; from then on the snapshot is complete without it. */
function gapAfter(failures) {
    return failures > 1 ? 'unavailable' : 'failed';
}

;// CONCATENATED MODULE: ./lib/sources/repository/attachments/missing.js
/** Attachments that are named somewhere and are not in the snapshot: their rows in the state, and what is tried again. */



const ATTACHMENTS_PATH = 'github/attachments';
/** What was refused is asked for again after this time, or when an item that names it changes. */
const REFUSED_MS = 30 * 86_400_000;
const PREFIX = 'github/attachment/';
const Row = dist/* object */.Ikc({
    url: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* url */.OZ5()),
    state: dist/* picklist */.KIO(['wanted', 'refused']),
    nodes: dist/* array */.YOg(dist/* string */.YjP()),
    failures: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)),
    refused: dist/* string */.YjP(),
    why: dist/* string */.YjP(),
});
/** Reads the rows of the parent. One that is not understood is left out. */
function readMissing(parent) {
    const missing = new Map();
    for (const { key, value } of parent?.state(PREFIX) ?? []) {
        const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), Row), value.toString());
        if (row.success)
            missing.set(key.toString('latin1').slice(PREFIX.length), row.output);
    }
    return missing;
}
/** Rows of the state, by key. */
function missingRows(missing) {
    return [...missing].map(([path, row]) => [`${PREFIX}${path}`, JSON.stringify(row)]);
}
/** The paths to read in this run, sorted: all that are new, and some of those that were not had before, the oldest first. */
function dueAttachments(missing, now) {
    const isFresh = ({ state, failures }) => state === 'wanted' && failures === 0;
    const isDue = ({ state, refused }) => state === 'wanted' || !(Date.parse(refused) > now.getTime() - REFUSED_MS);
    const fresh = [...missing].filter(([, row]) => isFresh(row));
    const again = [...missing]
        .filter(([, row]) => !isFresh(row) && isDue(row))
        .sort(([, a], [, b]) => (a.refused < b.refused ? -1 : 1));
    return [...fresh, ...triedAgain(again, ([, { failures }]) => failures)].map(([path]) => path).sort();
}
/**
 * What the snapshot lacks, by class and count. An attachment makes a snapshot partial in the first run that fails to read it, and
 * in each run that had no requests left for it; later it is `unavailable`, and still tried.
 */
function attachmentGaps(missing) {
    const rows = [...missing.values()];
    const gap = (gapClass, found, reason, more = {}) => {
        const first = found[0];
        if (first === undefined)
            return [];
        const example = first.why === '' ? '' : `, for instance ${first.url}: ${first.why}`;
        const attachments = (0,base_text/* counted */.hS)(found.length, 'attachment');
        return [{ class: gapClass, path: ATTACHMENTS_PATH, reason: `${reason(attachments)}${example}`, ...more }];
    };
    const isWanted = ({ state }) => state === 'wanted';
    return [
        ...gap('failed', rows.filter((row) => isWanted(row) && row.failures === 0), (attachments) => `${attachments} left for the next backups, since the requests of this hour are used up`, { waits: true }),
        ...gap('failed', rows.filter((row) => isWanted(row) && row.failures > 0 && gapAfter(row.failures) === 'failed'), (attachments) => `${attachments} could not be read, and will be tried again`),
        ...gap('unavailable', rows.filter((row) => isWanted(row) && gapAfter(row.failures) === 'unavailable'), (attachments) => `${attachments} could not be read by several backups`),
        ...gap('unavailable', rows.filter(({ state }) => state === 'refused'), (attachments) => `GitHub does not give ${attachments} to this token`),
    ];
}

// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/sources/repository/git/blobs.js
var blobs = __webpack_require__(99572);
;// CONCATENATED MODULE: ./lib/sources/repository/attachments/pages.js
/** The texts of a wiki's pages. */


/** In the state: the pages that the snapshot has of the wiki were searched. */
const WIKI_ROW = ['github/wiki', '1'];
function wasWikiSearched(parent) {
    return [...(parent?.state(WIKI_ROW[0]) ?? [])].length > 0;
}
/** As GitHub knows Markdown: https://github.com/gollum/gollum-lib/blob/gollum-lib-5.x/lib/gollum-lib/markups.rb */
const IS_MARKDOWN = /\.(md|mkdn?|mdown|markdown)$/i;
/** A larger file is no page that somebody wrote. */
const PAGE_MAX_BYTES = 4 * limits/* MiB */.lv;
/** The pages in Markdown at the head of a wiki, as text, in the order of their paths. */
async function* pagesOf({ git, gitDir, head }) {
    if (head === undefined)
        return;
    const listed = await git.run(['ls-tree', '-r', '-l', '-z', '--full-tree', head], { gitDir });
    const oids = [];
    for (const line of listed.toString('latin1').split('\0')) {
        const [, oid = '', bytes, path = ''] = /^\d{6} blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
        if (IS_MARKDOWN.test(path) && Number(bytes) <= PAGE_MAX_BYTES)
            oids.push(oid);
    }
    for await (const page of (0,blobs/* readBlobs */.b)(git, gitDir, oids))
        yield page.toString();
}

;// CONCATENATED MODULE: ./lib/sources/repository/attachments/rendered.js
/** The kinds of nodes whose text may name attachments. */
const TEXTS = `id
  ... on Issue { html: bodyHTML } ... on PullRequest { html: bodyHTML } ... on IssueComment { html: bodyHTML }
  ... on PullRequestReview { html: bodyHTML } ... on PullRequestReviewComment { html: bodyHTML }
  ... on CommitComment { html: bodyHTML } ... on Discussion { html: bodyHTML }
  ... on DiscussionComment { html: bodyHTML } ... on Release { release: descriptionHTML }`;
const RENDERED = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${TEXTS} } }`;
/**
 * Signed addresses in the texts of up to 100 nodes; each is valid for some five minutes. Throws a GithubFailure; a node that is
 * gone or closed to the token gives none.
 */
async function signedAddresses(client, ids, serverUrl) {
    if (ids.length === 0)
        return [];
    const data = (await client.graphql(RENDERED, { ids })).data;
    const texts = (data?.nodes ?? []).map((node) => node?.html ?? node?.release);
    return texts.flatMap((html) => (typeof html === 'string' ? signedIn(html, serverUrl) : []));
}
/** For so many attachments one request asks for signed addresses. */
const AT_A_TIME = 24;
const VALID_MS = 240_000;
/** Signed addresses of attachments, asked for just before they are used. */
class SignedAddresses {
    #client;
    #nodes;
    #serverUrl;
    #now;
    #asked = new Map();
    /** `nodes`: for each attachment the items that name it; empty if no address is signed. */
    constructor(client, nodes, serverUrl, now) {
        this.#client = client;
        this.#nodes = nodes;
        this.#serverUrl = serverUrl;
        this.#now = now;
    }
    /** The signed address of the attachment number `at`. Throws a GithubFailure. */
    async find(address, at) {
        const first = Math.floor(at / AT_A_TIME) * AT_A_TIME;
        const ids = [...new Set(this.#nodes.slice(first, first + AT_A_TIME).flat())].slice(0, 100);
        if (ids.length === 0)
            return undefined;
        let asked = this.#asked.get(first);
        if (asked === undefined || asked.atMs < this.#now().getTime() - VALID_MS) {
            const found = signedAddresses(this.#client, ids, this.#serverUrl);
            asked = { atMs: this.#now().getTime(), found };
            this.#asked.set(first, asked);
        }
        return (await asked.found).find((url) => new URL(url).pathname.includes(address.token));
    }
}
/** Addresses of pictures, videos and links that are signed: `https://private-user-images...?jwt=...`. */
function signedIn(html, serverUrl) {
    const server = new URL(serverUrl);
    const found = [];
    for (const [, text = ''] of html.matchAll(/\b(?:src|href)="(https?:[^"<>\s]{1,4096})"/g)) {
        const address = text.replaceAll('&amp;', '&');
        if (URL.canParse(address) && isSigned(new URL(address), server))
            found.push(address);
    }
    return found;
}
/** The hosts are checked: people can write a link to any host that looks like a signed one. */
function isSigned({ protocol, host, pathname, searchParams }, server) {
    if (protocol !== 'https:' && !(host === server.host && protocol === server.protocol))
        return false;
    const hosts = ['private-user-images.githubusercontent.com', `private-user-images.${server.host}`];
    if (hosts.includes(host))
        return searchParams.has('jwt');
    // GitHub Enterprise Server.
    const isStored = host === `media.${server.host}` || (host === server.host && pathname.startsWith('/storage/user/'));
    return isStored && searchParams.has('token');
}

// EXTERNAL MODULE: ./lib/base/token-source.js
var token_source = __webpack_require__(70300);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./lib/github/download.js
var download = __webpack_require__(72519);
;// CONCATENATED MODULE: ./lib/sources/repository/attachments/ways.js
/** Fetches one attachment: which hosts are asked, with what, and what their answers mean. */




/** GitHub takes files of up to 100 MB in texts; videos were allowed more for a while. */
const MAX_BYTES = 1_073_741_824;
const REDIRECTS_FOLLOWED = 5;
const TIMEOUT_MS = 900_000;
const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 120_000;
/**
 * Saves the attachment as `file`. It is asked for by its signed address if there is one, then as everybody may, then with the
 * token. Throws a GithubFailure: `absent` if none of them gave it, `failed` if a server or the network failed, so that the next
 * run tries again. Messages name no query: addresses of storage hosts are signed.
 */
async function fetchAttachment(address, signed, file, deps) {
    const isOurs = new URL(address.url).host === new URL(deps.serverUrl).host;
    const ways = [
        ...(signed === undefined ? [] : [{ url: signed }]),
        { url: address.url },
        ...(isOurs && deps.token !== undefined ? [{ url: address.url, token: deps.token }] : []),
    ];
    let refusal = '';
    for (const { url, token } of ways) {
        const answer = await (0,retry/* tryAgain */.QC)(() => attempt(url, token, address, file, deps), (error, tries) => pauseAfter(error, tries, deps.signal), (ms) => deps.sleep(ms, deps.signal));
        if (typeof answer !== 'string')
            return answer;
        refusal = answer;
    }
    throw new github_failure/* GithubFailure */.Ed('absent', refusal);
}
/** What is thrown after a failed attempt, or the pause before the next. */
function pauseAfter(error, tries, signal) {
    signal.throwIfAborted();
    if (!(error instanceof Busy) && !(0,github_failure/* isNetworkError */.TX)(error))
        throw error;
    const pauseMs = (error instanceof Busy ? error.pauseMs : undefined) ?? 1000 * 2 ** (tries - 1);
    if (tries >= ATTEMPTS || pauseMs > LONGEST_PAUSE_MS)
        throw new github_failure/* GithubFailure */.Ed('failed', error.message, error);
    return pauseMs;
}
/** The server cannot answer now. */
class Busy extends Error {
    name = 'Busy';
    /** As the server asks for it. */
    pauseMs;
    constructor(host, answer) {
        super(`${host} answered ${String(answer.status)}.`);
        const seconds = answer.headers.get('retry-after') ?? '';
        this.pauseMs = /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
    }
}
/** Why it was refused, as a text; or what was received. */
async function attempt(first, token, address, file, deps) {
    let url = new URL(first);
    for (let hops = 0; hops <= REDIRECTS_FOLLOWED; hops++) {
        const isServer = url.origin === new URL(deps.serverUrl).origin;
        const answer = await deps.fetch(url.href, {
            headers: {
                'user-agent': 'holdfast',
                ...(isServer && token !== undefined ? { authorization: `token ${await (0,token_source/* sourceOf */.v)(token)()}` } : {}),
            },
            redirect: 'manual',
            signal: AbortSignal.any([deps.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        const location = answer.headers.get('location');
        if (answer.status >= 300 && answer.status < 400 && location !== null) {
            await answer.body?.cancel();
            const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
            const refusal = refusalOfRedirect(next, url, deps.serverUrl);
            if (next === undefined || refusal !== undefined)
                return refusal ?? 'redirected to no address';
            url = next;
            continue;
        }
        if (answer.status === 200 && answer.body !== null)
            return await received(answer, url.host, address, file);
        await answer.body?.cancel();
        if (answer.status >= 500 || answer.status === 429 || answer.status === 408)
            throw new Busy(url.host, answer);
        return `${url.host} answered ${String(answer.status)}`;
    }
    return `redirected more than ${String(REDIRECTS_FOLLOWED)} times`;
}
async function received(answer, host, address, file) {
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    // A page to log in, or one that says that the server is down, comes with status 200 too.
    if (type === 'text/html' && !/\.html?$/i.test(address.path)) {
        await answer.body?.cancel();
        return `${host} answered with a page instead of the file`;
    }
    const length = answer.headers.get('content-length');
    if (answer.body === null)
        throw new github_failure/* BrokenAnswer */.MC(`${host} sent no content.`);
    if (length !== null && Number(length) > MAX_BYTES) {
        await answer.body.cancel();
        return `it has ${length} bytes, more than the ${String(MAX_BYTES)} that are taken`;
    }
    const { bytes } = await (0,download/* saveBody */.m)(answer.body, file, MAX_BYTES);
    if (length !== null && bytes !== Number(length)) {
        throw new github_failure/* BrokenAnswer */.MC(`${host} sent ${String(bytes)} of ${length} bytes.`);
    }
    return { type };
}
/** Hosts on which GitHub stores such files. Anything else is refused, above all an address inside of a network. */
const STORAGE = /^([\w-]+\.)*githubusercontent\.com$|^github-production-[\w-]+\.s3\.amazonaws\.com$/;
function refusalOfRedirect(next, from, serverUrl) {
    if (next === undefined)
        return `${from.host} redirected to an address that is none`;
    const server = new URL(serverUrl);
    const isServer = next.host === server.host || next.host.endsWith(`.${server.host}`);
    if (isServer && /^\/(login|session|sso|saml)\b/.test(next.pathname))
        return `${from.host} asked for a login`;
    if (!isServer && !STORAGE.test(next.host) && next.host !== 'github.com') {
        return `${from.host} redirected to ${next.host}, which is not a host of GitHub`;
    }
    if (next.protocol !== 'https:' && !(isServer && next.protocol === server.protocol)) {
        return `${from.host} redirected to ${next.origin}, which is not https`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/sources/repository/attachments/attachments.js
/** Attachments of a repository: notes which are named, reads those that are due, keeps what is stored. */










const NODES_MAX = 3;
const attachments_AT_A_TIME = 6;
class Attachments {
    #missing;
    #deps;
    #stored;
    #isWikiSearched;
    /** Paths of what is stored, also without their extension. */
    #had;
    constructor(deps) {
        this.#missing = readMissing(deps.parent);
        this.#isWikiSearched = wasWikiSearched(deps.parent);
        this.#deps = deps;
        const known = [...(deps.parent?.entries(`${ATTACHMENTS_PATH}/`) ?? [])].filter(({ entry }) => entry.type === 'file');
        this.#stored = known.filter(({ available }) => available).map(({ entry }) => entry);
        this.#had = new Set(this.#stored.flatMap((entry) => [pathOf(entry), (0,addresses/* withoutExtension */.wj)(pathOf(entry))]));
        // What the vault lost is read again.
        for (const { entry, available } of known) {
            const address = available ? undefined : (0,addresses/* attachmentAt */.tE)((0,addresses/* pathToUrl */.MD)(pathOf(entry), deps.serverUrl), deps.serverUrl);
            if (address !== undefined)
                this.#want(address, '', NaN);
        }
    }
    /** Takes note of the attachments that a new or changed item names. */
    note(item) {
        const changedMs = Date.parse(String(item['updated_at']));
        for (const { text, node } of textsIn(item)) {
            for (const address of (0,addresses/* attachmentsIn */.Of)(text, this.#deps.serverUrl))
                this.#want(address, node, changedMs);
        }
    }
    /** Takes note of the attachments that pages of the wiki name. */
    async noteWiki(pages) {
        for await (const text of pages) {
            for (const address of (0,addresses/* attachmentsIn */.Of)(text, this.#deps.serverUrl))
                this.#want(address, '', NaN);
        }
        this.#isWikiSearched = true;
    }
    /** What was refused is wanted again only if the item changed since then: a run reads some items again that did not. */
    #want({ url, path }, node, changedMs) {
        if (this.#had.has(path))
            return;
        const before = this.#missing.get(path);
        const nodes = [...new Set([...(node === '' ? [] : [node]), ...(before?.nodes ?? [])])].slice(0, NODES_MAX);
        const isStillRefused = before?.state === 'refused' && !(changedMs > Date.parse(before.refused));
        const fresh = { url, state: 'wanted', nodes, failures: before?.failures ?? 0, refused: '', why: '' };
        this.#missing.set(path, isStillRefused ? { ...before, nodes } : fresh);
    }
    /**
     * What is stored and what is read now, in path order, folders first. `isPrivate`: GitHub signs addresses in texts of the
     * repository.
     */
    async *entries(isPrivate) {
        const due = dueAttachments(this.#missing, this.#deps.now());
        const reads = this.#readAll(due, isPrivate);
        const slots = [
            ...this.#stored.map((stored) => ({ path: pathOf(stored), stored })),
            ...due.map((path) => ({ path })),
        ];
        let folders = [];
        for (const slot of slots.sort((a, b) => (a.path < b.path ? -1 : 1))) {
            const entry = slot.stored === undefined ? (await reads.next()).value : (0,sources_entries/* carriedEntry */.vu)(slot.stored);
            if (entry === undefined)
                continue;
            const needed = foldersOf(entry.path.toString('latin1'));
            yield [...needed.filter((folder) => !folders.includes(folder)).map(sources_entries/* folderEntry */.Zn), entry];
            folders = needed;
        }
    }
    /** What the state of the snapshot says of attachments. */
    rows() {
        return [...missingRows(this.#missing), ...(this.#isWikiSearched ? [WIKI_ROW] : [])];
    }
    gaps() {
        return attachmentGaps(this.#missing);
    }
    /** The attachments of `paths` in this order, a few at a time; undefined for what was not had. */
    async *#readAll(paths, isPrivate) {
        const { client, serverUrl, now } = this.#deps;
        const nodes = isPrivate ? paths.map((path) => this.#missing.get(path)?.nodes ?? []) : [];
        const signed = new SignedAddresses(client, nodes, serverUrl, now);
        const running = [];
        for (let at = 0; at < paths.length || running.length > 0;) {
            while (running.length < attachments_AT_A_TIME && at < paths.length) {
                running.push((0,base_async/* awaitedLater */.kW)(this.#read(paths[at] ?? '', at, signed)));
                at++;
            }
            yield await running.shift();
        }
        return undefined;
    }
    async #read(path, at, signed) {
        const missing = this.#missing.get(path);
        const address = missing === undefined ? undefined : (0,addresses/* attachmentAt */.tE)(missing.url, this.#deps.serverUrl);
        if (missing === undefined || address?.path !== path)
            return undefined;
        const file = (0,external_node_path_.join)(this.#deps.tempDir, `attachment-${String(at)}`);
        try {
            const { type } = await fetchAttachment(address, await signed.find(address, at), file, this.#deps);
            this.#missing.delete(path);
            return await (0,sources_entries/* fileEntry */.nV)(`${ATTACHMENTS_PATH}/${path}${address.isBare ? extensionOf(type) : ''}`, file, true);
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            await (0,promises_.rm)(file, { force: true });
            this.#note(path, missing, error);
            return undefined;
        }
    }
    #note(path, missing, { kind, message }) {
        if (kind === 'limit')
            return;
        if (kind === 'failed') {
            this.#missing.set(path, { ...missing, state: 'wanted', failures: missing.failures + 1, why: message });
        }
        else {
            this.#missing.set(path, { ...missing, state: 'refused', refused: this.#deps.now().toISOString(), why: message });
        }
    }
}
/** The texts of an item, of its comments and of their replies, each with its node id. */
function* textsIn(item) {
    const { body, node_id: node } = item;
    if (typeof body === 'string')
        yield { text: body, node: typeof node === 'string' ? node : '' };
    for (const name of ['comments', 'replies', 'reviews']) {
        const inner = item[name];
        if (!Array.isArray(inner))
            continue;
        for (const it of inner) {
            if (typeof it === 'object' && it !== null)
                yield* textsIn(it);
        }
    }
}
function pathOf(entry) {
    return entry.path.toString('latin1').slice(ATTACHMENTS_PATH.length + 1);
}
/** All folders above a file, the outermost first: `github/attachments`, ... */
function foldersOf(path) {
    const segments = path.split('/').slice(1, -1);
    return segments.map((_, at) => `github/${segments.slice(0, at + 1).join('/')}`);
}
/** By the type that the server names: only of files that people look at, never of ones that run. */
const EXTENSIONS = {
    'application/pdf': '.pdf',
    'application/zip': '.zip',
    'image/gif': '.gif',
    'image/jpeg': '.jpg',
    'image/png': '.png',
    'image/svg+xml': '.svg',
    'image/webp': '.webp',
    'text/plain': '.txt',
    'video/mp4': '.mp4',
    'video/quicktime': '.mov',
    'video/webm': '.webm',
};
function extensionOf(type) {
    return EXTENSIONS[type] ?? '';
}

// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/files.js
var files = __webpack_require__(26242);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/assets.js
/** Files of releases: which to download, and what the parent has. */







const ASSETS_PATH = 'github/release-assets';
/** One that fails is asked for so often at most. */
const REQUESTS_OF_A_FAILURE = 4;
/** Replaces the files that the list has for a release by those just read. */
function noteAssets(assets, release) {
    const releaseId = Number(release['id']);
    const before = new Map([...assets].filter(([, asset]) => asset.release === releaseId));
    for (const id of before.keys())
        assets.delete(id);
    if (!Array.isArray(release['assets']))
        return;
    for (const item of release['assets']) {
        const id = Number(item['id']);
        // Any other state is an unfinished upload.
        if (item['state'] !== 'uploaded' || !Number.isSafeInteger(id))
            continue;
        const asset = {
            release: releaseId,
            file: (0,files/* assetFile */.fh)(id, String(item['name'])),
            bytes: Number(item['size']),
            digest: typeof item['digest'] === 'string' ? item['digest'] : null,
            updated: String(item['updated_at']),
        };
        const known = before.get(id);
        assets.set(id, known !== undefined && isSame(asset, known) ? known : asset);
    }
}
/** Files of the parent's snapshot, by path. */
function storedAssets(parent) {
    const stored = new Map();
    for (const { entry, available } of parent?.entries(`${ASSETS_PATH}/`) ?? []) {
        if (available)
            stored.set(entry.path.toString('latin1'), { ...entry, content: { kind: 'carry' } });
    }
    return stored;
}
/** How many files there are that no run has tried to read. */
function countNewAssets(assets, before, parent) {
    const stored = storedAssets(parent);
    const isStored = (id, asset) => isSame(asset, before.get(id)) && stored.has(`${ASSETS_PATH}/${asset.file}`);
    return [...assets].filter(([id, asset]) => (asset.failures ?? 0) === 0 && !isStored(id, asset)).length;
}
/**
 * In path order. Each is fetched on demand, so that few of them are in the temp folder at a time. Those that failed before are
 * tried again as far as the requests suffice after all that are new.
 */
async function* assetEntries(job) {
    const kept = storedAssets(job.parent);
    let hasFolder = false;
    const assets = [...job.assets].sort(([, a], [, b]) => (a.file < b.file ? -1 : 1));
    const oldOf = ([id, asset]) => isSame(asset, job.before.get(id)) ? kept.get(`${ASSETS_PATH}/${asset.file}`) : undefined;
    const lacking = assets.filter((it) => oldOf(it) === undefined);
    const failed = lacking.filter(([, { failures = 0 }]) => failures > 0);
    const room = ((job.client.requestsLeft() ?? Infinity) - (lacking.length - failed.length)) / REQUESTS_OF_A_FAILURE;
    const waiting = new Set(failed);
    for (const it of triedAgain(failed, ([, { failures = 0 }]) => failures, room))
        waiting.delete(it);
    for (const it of assets) {
        const [id, asset] = it;
        if (waiting.has(it)) {
            job.onWaiting(asset);
            continue;
        }
        const entry = oldOf(it) ?? (await fetchAsset(job, id, asset));
        if (entry === undefined)
            continue;
        if (!hasFolder)
            yield [(0,sources_entries/* folderEntry */.Zn)(ASSETS_PATH)];
        hasFolder = true;
        yield [entry];
    }
}
function isSame(a, b) {
    return a.file === b?.file && a.bytes === b.bytes && a.digest === b.digest && a.updated === b.updated;
}
async function fetchAsset(job, id, asset) {
    const file = (0,external_node_path_.join)(job.tempDir, `asset-${String(id)}`);
    const { owner, repo } = job.at;
    const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/releases/assets/${String(id)}`;
    try {
        await job.client.download(path, 'application/octet-stream', (body) => receive(body, file, asset));
    }
    catch (error) {
        if (!(error instanceof github_failure/* GithubFailure */.Ed))
            throw error;
        await (0,promises_.rm)(file, { force: true });
        const counted = error.kind === 'limit' ? asset : { ...asset, failures: (asset.failures ?? 0) + 1 };
        job.assets.set(id, counted);
        job.onFailure(counted, error);
        return undefined;
    }
    job.assets.set(id, { ...asset, failures: undefined });
    return (0,sources_entries/* fileEntry */.nV)(`${ASSETS_PATH}/${asset.file}`, file, true);
}
/** Writes the file. A body with the wrong length or digest counts as a broken answer and is requested again. */
async function receive(body, file, asset) {
    const { bytes, sha256 } = await (0,download/* saveBody */.m)(body, file, asset.bytes);
    if (bytes < asset.bytes)
        throw new github_failure/* BrokenAnswer */.MC(`Only ${String(bytes)} of ${String(asset.bytes)} bytes came.`);
    const digest = `sha256:${sha256}`;
    if (asset.digest?.startsWith('sha256:') === true && asset.digest !== digest) {
        throw new github_failure/* BrokenAnswer */.MC(`The bytes have ${digest}, and GitHub says ${asset.digest}.`);
    }
}

// EXTERNAL MODULE: ./lib/github/client.js + 3 modules
var github_client = __webpack_require__(76237);
// EXTERNAL MODULE: ./lib/base/times.js
var times = __webpack_require__(78947);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/cursors.js
/** How far the reading of each kind has come, kept in the state of a snapshot. */


const VERSION = '1';
const PageRow = dist/* object */.Ikc({
    etag: dist/* optional */.lqM(dist/* string */.YjP()),
    names: dist/* array */.YOg(dist/* string */.YjP()),
    next: dist/* optional */.lqM(dist/* string */.YjP()),
});
const CursorRow = dist/* object */.Ikc({
    since: dist/* optional */.lqM(times/* isoTime */.L),
    page: dist/* optional */.lqM(dist/* string */.YjP()),
    older: dist/* optional */.lqM(times/* isoTime */.L),
    sweepFrom: dist/* optional */.lqM(dist/* string */.YjP()),
    sweptAt: dist/* optional */.lqM(times/* isoTime */.L),
    pages: dist/* optional */.lqM(dist/* array */.YOg(PageRow)),
    begun: dist/* optional */.lqM(dist/* array */.YOg(PageRow)),
    etags: dist/* optional */.lqM(dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP())),
    first: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(1))),
    lacking: dist/* optional */.lqM(dist/* array */.YOg(dist/* string */.YjP())),
});
const AssetRow = dist/* object */.Ikc({
    release: dist/* number */.aig(),
    file: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[A-Za-z0-9_%-][A-Za-z0-9_.%~-]*$/)),
    bytes: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)),
    digest: dist/* nullable */.mee(dist/* string */.YjP()),
    updated: dist/* string */.YjP(),
    failures: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(1))),
});
const LogRow = dist/* object */.Ikc({
    state: dist/* picklist */.KIO(['open', 'wanted', 'gone']),
    updated: times/* isoTime */.L,
});
const ReadingRow = dist/* object */.Ikc({
    at: dist/* optional */.lqM(times/* isoTime */.L),
    proof: dist/* optional */.lqM(dist/* string */.YjP()),
    failed: dist/* optional */.lqM(dist/* literal */.euz(true)),
    refused: dist/* optional */.lqM(dist/* object */.Ikc({ at: times/* isoTime */.L, token: dist/* string */.YjP(), all: dist/* optional */.lqM(dist/* string */.YjP()) })),
});
const RunRow = dist/* object */.Ikc({ at: times/* isoTime */.L, seen: dist/* optional */.lqM(dist/* string */.YjP()) });
/** `<id of the run>-<number of the attempt>`, both with zeros in front. */
const LOG_NAME = /^(\d{12,15})-(\d{2,3})$/;
/**
 * Reads the cursors from the parent's state. A row that is not understood is ignored, so that the kind is read again in
 * full.
 */
function readProgress(parent) {
    const progress = { cursors: new Map(), assets: new Map(), logs: new Map(), readings: new Map() };
    const rows = new Map();
    for (const { key, value } of parent?.state('github/') ?? [])
        rows.set(key.toString('latin1'), value.toString());
    if (rows.get('github/version') !== VERSION)
        return progress;
    for (const [key, text] of rows) {
        const [, group, name = ''] = key.split('/');
        if (group === 'cursor') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), CursorRow), text);
            if (row.success)
                progress.cursors.set(name, row.output);
        }
        else if (group === 'asset') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), AssetRow), text);
            if (row.success && /^\d{1,15}$/.test(name))
                progress.assets.set(Number(name), row.output);
        }
        else if (group === 'log') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), LogRow), text);
            if (row.success && LOG_NAME.test(name))
                progress.logs.set(name, row.output);
        }
        else if (group === 'read') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), ReadingRow), text);
            if (row.success)
                progress.readings.set(name, row.output);
        }
    }
    const run = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), RunRow), rows.get('github/run'));
    if (run.success)
        progress.run = run.output;
    const at = progress.run?.at;
    for (const name of progress.cursors.keys())
        if (!progress.readings.has(name))
            progress.readings.set(name, { at });
    return progress;
}
/** Rows in key order; `more`: those of attachments. */
function stateRows({ cursors, assets, logs, readings, run }, more) {
    const rows = new Map([['github/version', VERSION], ...more]);
    // In a fixed order, so that a cursor that nobody touched is the same row.
    const ordered = (cursor) => Object.fromEntries(Object.entries(cursor).sort(([a], [b]) => (a < b ? -1 : 1)));
    for (const [name, cursor] of cursors)
        rows.set(`github/cursor/${name}`, JSON.stringify(ordered(cursor)));
    for (const [id, asset] of assets)
        rows.set(`github/asset/${String(id).padStart(12, '0')}`, JSON.stringify(asset));
    for (const [name, log] of logs)
        rows.set(`github/log/${name}`, JSON.stringify(log));
    if (run !== undefined)
        rows.set('github/run', JSON.stringify(run));
    for (const name of new Set([...cursors.keys(), ...readings.keys()])) {
        const reading = readings.get(name) ?? {};
        const { at, ...more } = reading;
        const isPlain = at === run?.at && Object.values(more).every((value) => value === undefined);
        if (!isPlain)
            rows.set(`github/read/${name}`, JSON.stringify(reading));
    }
    return [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ key: Buffer.from(key), value: Buffer.from(value) }));
}

// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/kind.js
var kinds_kind = __webpack_require__(74375);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/kinds.js
var kinds = __webpack_require__(38034);
// EXTERNAL MODULE: ./lib/sources/artifacts/expand.js
var expand = __webpack_require__(11952);
// EXTERNAL MODULE: ./lib/github/zip.js
var zip = __webpack_require__(60884);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/canonical.js
/**
 * Fields that are dropped at any depth: those that change without anybody changing the item, those that can be derived,
 * and addresses that are signed for an hour.
 */
const LEFT_OUT = new Set([
    '_links',
    'avatar_url',
    'download_count',
    'gravatar_id',
    'last_response',
    'last_used',
    'node_id',
    'score',
    'temp_clone_token',
    'upload_url',
]);
/**
 * The bytes under which an item is stored: the same item gives the same bytes. Keys sorted; addresses in the API left
 * out; people, repositories, labels and milestones inside of an item by name and id only, since they are items (or
 * changing) themselves.
 */
function canonical(item, apiUrl) {
    return Buffer.from(`${JSON.stringify(reduce(item, apiUrl, true), undefined, 1)}\n`);
}
function reduce(value, apiUrl, isItem = false) {
    if (Array.isArray(value))
        return value.map((element) => reduce(element, apiUrl));
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value !== 'object' || value === null)
        return (value ?? null);
    const object = withParent(value);
    const short = isItem ? undefined : reference(object);
    if (short !== undefined)
        return short;
    const kept = {};
    for (const name of Object.keys(object).sort()) {
        const field = name === 'reactions' ? reactions(object[name]) : object[name];
        if (field === undefined || LEFT_OUT.has(name) || isApiAddress(name, field, apiUrl))
            continue;
        // Not `kept[name] = ...`: that would run a setter for a field named `__proto__`.
        Object.defineProperty(kept, name, { value: reduce(field, apiUrl), enumerable: true, configurable: true });
    }
    return kept;
}
/** GitHub names the parent of an issue only by its address in the API. */
function withParent(object) {
    const url = object['parent_issue_url'];
    const [, repository, number] = /\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(typeof url === 'string' ? url : '') ?? [];
    return repository === undefined ? object : { ...object, parent: { number: Number(number), repository } };
}
/** Only fields that hold addresses are checked: text that people wrote is kept, whatever it looks like. */
function isApiAddress(name, value, apiUrl) {
    return (name === 'url' || name.endsWith('_url')) && typeof value === 'string' && value.startsWith(`${apiUrl}/`);
}
const REFERENCES = [
    { fits: (it) => 'login' in it && 'id' in it && 'type' in it, keep: ['id', 'login', 'type'] },
    { fits: (it) => 'full_name' in it && 'owner' in it, keep: ['full_name', 'id', 'private'] },
    { fits: (it) => 'color' in it && 'default' in it && 'name' in it, keep: ['id', 'name'] },
    { fits: (it) => 'slug' in it && 'permissions' in it && 'events' in it, keep: ['id', 'name', 'slug'] },
    { fits: (it) => 'open_issues' in it && 'title' in it, keep: ['id', 'number', 'title'] },
];
function reference(object) {
    const rule = REFERENCES.find(({ fits }) => fits(object));
    if (rule === undefined)
        return undefined;
    return Object.fromEntries(rule.keep.filter((name) => name in object).map((name) => [name, object[name]]));
}
/** The reactions with a count above 0; undefined if there are none. */
function reactions(value) {
    const given = Object.entries((value ?? {})).filter(([name, count]) => typeof count === 'number' && count > 0 && name !== 'total_count');
    return given.length === 0 ? undefined : Object.fromEntries(given);
}

// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/pages.js
var pages = __webpack_require__(11781);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/walks.js
/** Reads all items of one kind. */




const PAGE_SIZE = 100;
/**
 * Clocks, replicas and transactions of the server may lag, so what changed shortly before the last walk is read again.
 */
const OVERLAP_SECONDS = 300;
/** After so many failures in a row of items in full, the others would most likely fail too. */
const MAX_FAILURES = 3;
function folderOf(kind) {
    return `github/${kind.name}`;
}
/** Reads what changed in one kind. Throws a GithubFailure; what was read until then is kept. */
async function walkKind(job) {
    const { walk } = job.kind;
    if (walk.type === 'since') {
        await walkSince(job, walk);
    }
    else if (walk.type === 'newest') {
        await walkNewest(job, walk);
    }
    else if (walk.type === 'list') {
        await walkList(job, walk);
    }
    else if (walk.type === 'one') {
        await readOne(job, walk);
    }
    else if (walk.type === 'each') {
        await readEach(job, walk);
    }
}
/** The cursor as after a reading that found nothing. `at`: from then on something may have come. */
function noteNothing({ walk }, cursor, at) {
    const backSeconds = walk.type === 'newest' ? walk.backSeconds : 0;
    cursor.since = secondsBefore(at, OVERLAP_SECONDS + backSeconds);
    cursor.sweptAt ??= cursor.since;
}
/** Reads one object, and what is stored with it, unless it is all as it was. */
async function readOne(job, walk) {
    const { route, besides, isUsed, isShown } = walk;
    if (isUsed !== true && (await isAsBefore(job)))
        return;
    const etags = {};
    const read = async (place) => {
        const { data, etag } = await get(job, place, {});
        if (etag !== undefined)
            etags[place] = etag;
        return data;
    };
    const item = { ...(0,pages/* itemsOf */.S3)([await read(route)])[0] };
    if (isShown?.(item) === false)
        throw new github_failure/* GithubFailure */.Ed('denied', 'GitHub shows this token a part of it only.');
    const places = Object.entries(besides?.(item) ?? {});
    for (const [field, place] of places)
        item[field] = await read(place);
    await putItems(job, [item]);
    // Without all of them nothing can be known to be as it was.
    job.cursor.etags = Object.keys(etags).length === places.length + 1 ? etags : undefined;
}
/** Whether everything that was read of an object has its ETag still: that costs nothing of the rate limit. */
async function isAsBefore(job) {
    const known = Object.entries(job.cursor.etags ?? {});
    for (const [place, etag] of known)
        if ((await get(job, place, {}, etag)).data !== undefined)
            return false;
    return known.length > 0;
}
/** Reads what belongs to the items that wait in the cursor; those that could not be had wait on. */
async function readEach(job, { places }) {
    const waiting = new Set(job.cursor.lacking);
    let failuresInARow = 0;
    try {
        for (const name of [...waiting]) {
            try {
                const item = { number: Number(name) };
                for (const [field, route] of Object.entries(places(String(Number(name))))) {
                    item[field] = (await readDetails(job, route, { detailField: field, isBare: true }, undefined)).item?.[field];
                }
                await putItems(job, [item]);
                failuresInARow = 0;
            }
            catch (error) {
                if (!(error instanceof github_failure/* GithubFailure */.Ed))
                    throw error;
                // The item itself is gone, and what belongs to it leaves with it.
                if (error.kind !== 'absent' && error.kind !== 'gone') {
                    if (error.kind !== 'failed' || ++failuresInARow >= MAX_FAILURES)
                        throw error;
                    job.onLost(name, error, false);
                    continue;
                }
            }
            waiting.delete(name);
        }
    }
    finally {
        job.cursor.lacking = waiting.size === 0 ? undefined : [...waiting];
    }
}
/** Reads one item of a kind again. Throws a GithubFailure. */
async function readItem(job, route) {
    await putItems(job, (0,pages/* itemsOf */.S3)([(await get(job, route, {})).data]));
}
async function walkSince(job, walk) {
    const { cursor } = job;
    let startedAt;
    await eachChanged(job, walk, cursor.since, async ({ items, reached }) => {
        startedAt ??= secondsBefore(job.client.serverDate(), OVERLAP_SECONDS);
        await putItems(job, items);
        if (reached !== '')
            cursor.since = reached;
        return true;
    });
    cursor.since = startedAt;
    cursor.sweptAt ??= startedAt;
}
/**
 * Oldest change first. Each request asks for what changed since the last item seen rather than for the next page: an
 * item that changes meanwhile moves to the end, and with pages the items after it would be skipped. GitHub makes only
 * so many pages, too. Ends when `onPage` returns false.
 */
async function eachChanged(job, walk, from, onPage) {
    let since = from;
    let reached = from ?? '';
    for (let next;;) {
        const order = { sort: 'updated', direction: 'asc', state: 'all', per_page: PAGE_SIZE };
        const answer = await get(job, walk.route, {
            ...order,
            ...(since === undefined ? {} : { since }),
            ...(0,pages/* placeOf */.$t)(next),
        });
        const items = (0,pages/* itemsOf */.S3)(answer.data);
        const last = items.at(-1);
        if (last !== undefined)
            reached = secondsBefore(timeOf(last, 'updated_at'), 1);
        const isLast = last === undefined || (items.length < PAGE_SIZE && answer.next === undefined);
        if (!(await onPage({ items, reached, isLast })) || isLast)
            return;
        job.onPagesLeft(pagesAfter(answer));
        // If a whole page changed within a second or two, the time does not advance. Then the next page is read.
        next = since !== undefined && reached <= since ? (0,pages/* cursorOf */.cg)(answer.next) : undefined;
        if (next === undefined && since === reached)
            return;
        if (next === undefined)
            since = reached;
    }
}
/** Newest first: reads what is new from the top, then the rest of an unfinished first walk. */
async function walkNewest(job, walk) {
    const { cursor } = job;
    const knownFrom = cursor.since;
    const reader = new NewestReader(job, walk);
    if (cursor.first !== undefined)
        cursor.first *= 2;
    try {
        if (knownFrom === undefined)
            cursor.page = (await reader.read(undefined)).next;
        else
            await readNews(reader, walk, knownFrom);
    }
    catch (error) {
        if (!isBeyond(error))
            throw error;
        cursor.older = reader.oldest;
    }
    cursor.since = reader.since;
    if (cursor.older === undefined)
        await readPages(reader, job, walk);
    if (cursor.older !== undefined)
        await readOlder(reader, job, walk);
    cursor.since = reader.since;
    cursor.sweptAt ??= reader.since;
    reader.repeatLacking();
}
async function readNews(reader, walk, from) {
    for (let place;;) {
        const page = await reader.read(place, { knownBefore: from });
        const oldest = page.items.at(-1);
        const isEnd = page.next === undefined || page.hasKnown === true || oldest === undefined;
        if (isEnd || isBefore(oldest, walk.time, from))
            return;
        place = page.next;
    }
}
/** An unfinished first walk goes on where it stopped. */
async function readPages(reader, { cursor }, walk) {
    try {
        while (cursor.page !== undefined) {
            const page = await reader.read(cursor.page);
            cursor.page = page.next;
        }
    }
    catch (error) {
        if (!isBeyond(error))
            throw error;
        cursor.older = reader.oldest ?? cursor.since;
        cursor.page = undefined;
        if (walk.older === undefined)
            return;
    }
}
/** What lies behind the last page that GitHub makes. */
async function readOlder(reader, job, walk) {
    const { cursor } = job;
    while (cursor.older !== undefined) {
        const time = cursor.older;
        if (walk.older === undefined) {
            cursor.older = undefined;
            job.onBeyond();
            return;
        }
        try {
            const page = await reader.read(cursor.page, { older: walk.older(time) });
            const last = page.items.at(-1);
            const hasMet = walk.isOldestFirst === true && last !== undefined && !isBefore(last, walk.time, time);
            cursor.page = hasMet ? undefined : page.next;
            if (cursor.page === undefined)
                cursor.older = undefined;
        }
        catch (error) {
            if (!isBeyond(error))
                throw error;
            cursor.page = undefined;
            // By this way too there is no page further: from the other end, or without any progress.
            const isStuck = walk.isOldestFirst === true || reader.oldest === undefined || reader.oldest === time;
            cursor.older = isStuck ? undefined : reader.oldest;
            if (isStuck)
                job.onBeyond();
        }
    }
}
function isBeyond(error) {
    return error instanceof github_failure/* GithubFailure */.Ed && error.kind === 'beyond';
}
/** Reads pages of one walk and remembers what they lack. */
class NewestReader {
    /** The time of the oldest item so far. */
    oldest;
    #job;
    #walk;
    #startedAt;
    /** The next walk comes down to here, to try again what is lacking for the first time. */
    #backTo;
    #told = new Set();
    constructor(job, walk) {
        this.#job = job;
        this.#walk = walk;
    }
    /** Everything that changed before is read. */
    get since() {
        const [started, back] = [this.#startedAt, this.#backTo];
        return started === undefined || back === undefined || back > started ? started : back;
    }
    async read(place, { older, knownBefore } = {}) {
        const { client, at, cursor, onPagesLeft } = this.#job;
        const { page: readPage, time, backSeconds, isOldestFirst } = this.#walk;
        const page = await readPage(client, (0,kinds_kind/* repositoryAt */.uw)(at), {
            cursor: place,
            older,
            knownBefore,
            ...(cursor.first === undefined ? {} : { first: cursor.first }),
        });
        this.#startedAt ??= secondsBefore(client.serverDate(), OVERLAP_SECONDS + backSeconds);
        cursor.first = page.first;
        await putItems(this.#job, page.items);
        const last = page.items.at(-1);
        if (last !== undefined && (older === undefined || isOldestFirst !== true)) {
            this.oldest = secondsBefore(timeOf(last, time), 0);
        }
        this.#noteLacking(page);
        onPagesLeft(page.pagesLeft);
        return page;
    }
    /** What earlier backups could not have, and what did not change since. */
    repeatLacking() {
        const failure = new github_failure/* GithubFailure */.Ed('failed', 'GitHub could not give it when it last changed');
        for (const name of this.#job.cursor.lacking ?? [])
            if (!this.#told.has(name))
                this.#job.onLost(name, failure, true);
    }
    #noteLacking({ items, lacking = [] }) {
        const { cursor, onLost } = this.#job;
        const had = new Set(items.map((item) => nameOf(item['number'] ?? item['id'])));
        const known = new Set((cursor.lacking ?? []).filter((name) => !had.has(name)));
        for (const { number, why, isDenied } of lacking) {
            const name = number === undefined ? 'one without a number' : nameOf(number);
            onLost(name, new github_failure/* GithubFailure */.Ed('failed', why), isDenied === true || known.has(name));
            if (isDenied === true)
                continue;
            this.#told.add(name);
            const oldest = items.at(-1);
            if (!known.has(name)) {
                this.#backTo = oldest === undefined ? this.oldest : secondsBefore(timeOf(oldest, this.#walk.time), 1);
            }
            known.add(name);
        }
        cursor.lacking = known.size === 0 ? undefined : [...known];
    }
}
/** An item with a number as a part of a path. */
function nameOf(number) {
    return String(number).padStart(6, '0');
}
function isBefore(item, time, limit) {
    return timeOf(item, time).getTime() < Date.parse(limit);
}
/** Reads all pages and drops what is on none of them any more. */
async function walkList(job, walk) {
    const { cursor, shelf } = job;
    if (walk.gate !== undefined)
        await get(job, walk.gate, { per_page: 1 });
    let pages = await listPages(job, walk, cursor.pages ?? [], cursor.begun ?? []);
    let names = new Set(pages.flatMap((page) => page.names));
    const lost = () => [...shelf.stored(folderOf(job.kind))].filter((path) => !names.has(basenameOfJson(path)));
    // If an item is deleted while the list is read, another may slip through between two pages. What seems lost is
    // therefore looked for once more.
    if (pages.length > 1 && lost().length > 0) {
        pages = await listPages(job, walk, [], []);
        names = new Set([...names, ...pages.flatMap((page) => page.names)]);
    }
    for (const path of lost())
        shelf.drop(path);
    cursor.pages = pages;
    cursor.begun = undefined;
}
/** `begun`: the pages that an interrupted run has read. */
async function listPages(job, walk, known, begun) {
    const pages = [...begun];
    for (let next = begun.length === 0 ? '' : begun.at(-1)?.next; next !== undefined;) {
        const page = await listPage(job, walk, next, known[pages.length]);
        pages.push(page);
        next = page.next;
        // Where it is not the last one, a run that ends here goes on with the next page.
        job.cursor.begun = next === undefined ? undefined : [...pages];
    }
    return pages;
}
async function listPage(job, walk, place, before) {
    // A full last page stays the same when another one comes after it, so that its ETag proves nothing.
    const mayGrow = before?.next === undefined && (before?.names.length ?? 0) >= PAGE_SIZE;
    const isShared = walk.detail !== undefined || walk.isShared === true;
    const etag = mayGrow || isShared ? undefined : before?.etag;
    const parameters = { ...walk.parameters, per_page: PAGE_SIZE, ...(0,pages/* placeOf */.$t)(place) };
    const shared = !isShared ? undefined : `${walk.route} ${JSON.stringify(parameters)}`;
    const answer = job.lists.get(shared ?? '') ?? (await get(job, walk.route, parameters, etag));
    if (shared !== undefined)
        job.lists.set(shared, answer);
    if (answer.data === undefined && before !== undefined)
        return before;
    const { items, kept } = await withDetails(job, walk, (0,pages/* itemsOf */.S3)(answer.data, walk.field));
    const names = [...(await putItems(job, items)), ...kept];
    const next = (0,pages/* cursorOf */.cg)(answer.next);
    return {
        etag: isShared ? undefined : answer.etag,
        names,
        ...(next === undefined ? {} : { next }),
    };
}
/** A failure that concerns one item loses that item only. */
async function withDetails(job, walk, listed) {
    const { detail, hasDetail, nothing } = walk;
    if (detail === undefined)
        return { items: listed, kept: [] };
    const items = [];
    const lost = [];
    const same = [];
    const stored = job.shelf.times(folderOf(job.kind));
    const etags = {};
    let failuresInARow = 0;
    for (const item of listed.filter((it) => hasDetail?.(it) ?? true)) {
        const [name = ''] = job.kind.files(item).map((file) => file.name);
        const seconds = stored.get(`${folderOf(job.kind)}/${name}.json`);
        if (seconds !== undefined && walk.isDated === true && seconds === secondsOf(item)) {
            same.push(name);
            continue;
        }
        try {
            const known = seconds === undefined ? undefined : job.cursor.etags?.[name];
            const read = await readDetails(job, detail(item), walk, known);
            if (read.etag !== undefined)
                etags[name] = read.etag;
            if (read.item === undefined)
                same.push(name);
            else
                items.push({ name: item['name'], ...read.item });
            failuresInARow = 0;
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            if (error.kind === 'absent' && nothing?.test(error.message) === true)
                continue;
            const isOwn = error.kind === 'absent' || error.kind === 'gone' || error.kind === 'failed';
            if (!isOwn || (error.kind === 'failed' && ++failuresInARow >= MAX_FAILURES))
                throw error;
            lost.push({ name, failure: error });
        }
    }
    // One of them might be gone; where none is there, something else is wrong.
    const [first] = lost;
    if (items.length + same.length === 0 && first !== undefined && (lost.length > 1 || (0,kinds_kind/* isForAdministrators */.Gf)(job.kind)))
        throw first.failure;
    for (const { name, failure } of lost)
        job.onLost(name, failure, false);
    job.cursor.etags = { ...job.cursor.etags, ...etags };
    return { items, kept: [...same, ...lost.map(({ name }) => name)] };
}
/** Reads one object, or all items of a list. */
async function readDetails(job, route, { detailField: field, isBare }, known) {
    const listed = isBare === true ? undefined : field;
    const first = await get(job, route, field === undefined ? {} : { per_page: PAGE_SIZE }, known);
    if (first.data === undefined)
        return { item: undefined, etag: known };
    if (field === undefined)
        return { item: (0,pages/* itemsOf */.S3)([first.data])[0], etag: first.etag };
    const items = [...(0,pages/* itemsOf */.S3)(first.data, listed)];
    for (let place = (0,pages/* cursorOf */.cg)(first.next); place !== undefined;) {
        const answer = await get(job, route, { per_page: PAGE_SIZE, ...(0,pages/* placeOf */.$t)(place) });
        items.push(...(0,pages/* itemsOf */.S3)(answer.data, listed));
        place = (0,pages/* cursorOf */.cg)(answer.next);
    }
    const mayGrow = items.length >= PAGE_SIZE;
    return { item: { [field]: items }, etag: mayGrow ? undefined : first.etag };
}
function get(job, route, parameters, etag) {
    return job.client.get(route, { ...job.at, ...parameters }, etag);
}
/** Puts the files of the items into the shelf. Returns their names. */
async function putItems({ kind, shelf, client, onItem }, items) {
    const names = [];
    items.forEach(onItem);
    const emptied = items.map((item) => kind.emptied?.(item)).filter((name) => name !== undefined);
    for (const name of emptied)
        shelf.drop(`github/${kind.name}/${name}.json`);
    for (const { name, item, kind: folder = kind.name } of items.flatMap((item) => kind.files(item))) {
        names.push(name);
        const mtimeSeconds = secondsOf(item);
        shelf.put(`github/${folder}/${name}.json`, canonical(item, client.apiUrl), mtimeSeconds);
    }
    return names;
}
/** When it last changed; 0 if it does not say. */
function secondsOf(item) {
    const time = Date.parse((item['updated_at'] ?? item['created_at'] ?? ''));
    return Number.isNaN(time) ? 0 : Math.floor(time / 1000);
}
function basenameOfJson(path) {
    return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}
/** By the numbers of pages, where the addresses have any. */
function pagesAfter({ next, last }) {
    const [from, to] = [next, last].map((url) => Number(url?.searchParams.get('page') ?? NaN));
    return from !== undefined && to !== undefined && to >= from ? to - from + 1 : 1;
}
function timeOf(item, field) {
    const time = new Date(String(item[field]));
    if (Number.isNaN(time.getTime()))
        throw new github_failure/* GithubFailure */.Ed('failed', `An item has no time in "${field}".`);
    return time;
}
/** ISO 8601 with whole seconds, as the API expects it. */
function secondsBefore(date, seconds) {
    return new Date(date.getTime() - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/logs.js



/**
 * Logs of workflow runs in a snapshot, as GitHub's zip of one attempt of a run has them:
 *
 *     github/workflow-logs/030433642000-01/0_build.txt
 *     github/workflow-logs/030433642000-01/build/1_Set up job.txt
 *     github/workflow-logs/030433642000-02/logs.zip                 one that may not be expanded
 */
const LOGS_PATH = 'github/workflow-logs';
const DAY_MS = 86_400_000;
/**
 * The longest retention of logs that GitHub can be set to:
 * https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization
 */
const LONGEST_KEPT_MS = 400 * DAY_MS;
/** The default retention, which is also the longest for public repositories. */
const USUALLY_KEPT_MS = 90 * DAY_MS;
/** GitHub stops at 50 attempts of a run. */
const MAX_ATTEMPTS = 99;
/** Which logs exist and which of them to fetch. The log of a finished attempt never changes. */
class RunLogs {
    /** Logs that are not in the snapshot, by name: `<run>-<attempt>`. */
    #rows;
    /** Logs that the parent has complete. */
    #stored = new Set();
    #seenRuns = new Set();
    #nowMs;
    /** `rows` is changed as logs are found and read. */
    constructor(rows, parent, now) {
        this.#rows = rows;
        this.#nowMs = now.getTime();
        // These can no longer be fetched. If they stayed, the list would grow for ever.
        for (const [name, { state, updated }] of rows) {
            if (state !== 'wanted' && this.#isOlder(updated, LONGEST_KEPT_MS))
                rows.delete(name);
        }
        for (const { name, entries, isWhole } of storedLogs(parent)) {
            if (isWhole)
                this.#stored.add(name);
            else if (LOG_NAME.test(name) && !rows.has(name)) {
                const seconds = entries[0]?.mtimeSeconds ?? 0;
                rows.set(name, { state: 'wanted', updated: new Date(seconds * 1000).toISOString() });
            }
        }
    }
    /** Records what the list of runs says about one run. */
    note(run) {
        const [id, last] = [Number(run['id']), Number(run['run_attempt'] ?? 1)];
        if (!LOG_NAME.test(logName(id, 1)) || !Number.isSafeInteger(last) || last < 1) {
            throw new github_failure/* GithubFailure */.Ed('failed', 'The answer contains a run without an id or an attempt.');
        }
        this.#seenRuns.add(id);
        const updated = timeOf(run, 'updated_at').toISOString();
        if (this.#isOlder(updated, LONGEST_KEPT_MS))
            return;
        for (let attempt = 1; attempt <= Math.min(last, MAX_ATTEMPTS); attempt++) {
            const name = logName(id, attempt);
            if (this.#stored.has(name) || this.#rows.get(name)?.state === 'gone')
                continue;
            const isOver = attempt < last || run['status'] === 'completed';
            this.#rows.set(name, { state: isOver ? 'wanted' : 'open', updated });
        }
    }
    /** Runs that were not finished when last seen and that no list of this backup named. */
    openRuns() {
        const open = [...this.#rows].flatMap(([name, { state }]) => (state === 'open' ? [addressOf(name).run] : []));
        return open.filter((run) => !this.#seenRuns.has(run));
    }
    /** The run no longer exists. */
    forget(run) {
        for (const name of this.#rows.keys())
            if (addressOf(name).run === run)
                this.#rows.delete(name);
    }
    /** The newest logs that `requests` suffice for, in name order; undefined: all. */
    due(requests) {
        const wanted = [...this.#rows].flatMap(([name, { state }]) => (state === 'wanted' ? [name] : [])).sort();
        const from = Math.max(wanted.length - (requests ?? Infinity), 0);
        return { names: wanted.slice(from), left: wanted.slice(0, from) };
    }
    updated(name) {
        return this.#rows.get(name)?.updated ?? new Date(this.#nowMs).toISOString();
    }
    /** GitHub may still have it: the usual retention has not passed. */
    isYoung(name) {
        return !this.#isOlder(this.updated(name), USUALLY_KEPT_MS);
    }
    markStored(name) {
        this.#rows.delete(name);
    }
    /** GitHub does not have it. A run that ended recently may still get its log. */
    markGone(name) {
        const updated = this.updated(name);
        if (this.#isOlder(updated, DAY_MS))
            this.#rows.set(name, { state: 'gone', updated });
    }
    goneCount() {
        return [...this.#rows.values()].filter(({ state }) => state === 'gone').length;
    }
    #isOlder(updated, ms) {
        return this.#nowMs - Date.parse(updated) > ms;
    }
}
function logName(run, attempt) {
    return `${String(run).padStart(12, '0')}-${String(attempt).padStart(2, '0')}`;
}
/** The numbers in the name of a log. */
function addressOf(name) {
    const [, run, attempt] = LOG_NAME.exec(name) ?? [];
    return { run: Number(run), attempt: Number(attempt) };
}
/** The parent's logs, in the order of their names. */
function* storedLogs(parent) {
    let log;
    for (const { entry, available } of parent?.entries(`${LOGS_PATH}/`) ?? []) {
        const [, , name = ''] = entry.path.toString('latin1').split('/', 3);
        if (log?.name !== name) {
            if (log !== undefined)
                yield log;
            log = { name, entries: [], isWhole: true };
        }
        if (available)
            log.entries.push({ ...entry, content: { kind: 'carry' } });
        else
            log.isWhole = false;
    }
    if (log !== undefined)
        yield log;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/log-entries.js
/** Downloads logs of workflow runs as entries. */








/** Applies to the zip and to its content. */
const LOG_LIMITS = { ...zip/* ZIP_LIMITS */.LP, maxEntries: 100_000, maxBytes: 16 * 2 ** 30 };
/** After this many failures in a row, the rest would most likely fail too. */
const log_entries_MAX_FAILURES = 5;
/**
 * The parent's logs and the new ones, in path order. Each is fetched only when its turn comes, so that few of them are
 * in the temp folder at a time.
 */
async function* logEntries(job) {
    const fetcher = new LogFetcher(job);
    let hasFolder = false;
    for (const { name, isAskedFor, stored } of merged(job.names, job.parent)) {
        const entries = (isAskedFor ? await fetcher.fetch(name) : undefined) ?? stored;
        if (entries.length === 0)
            continue;
        if (!hasFolder)
            yield [(0,sources_entries/* folderEntry */.Zn)(LOGS_PATH)];
        hasFolder = true;
        yield entries;
    }
}
function* merged(names, parent) {
    let at = 0;
    for (const { name, entries } of storedLogs(parent)) {
        for (let next = names[at]; next !== undefined && next < name; next = names[++at]) {
            yield { name: next, isAskedFor: true, stored: [] };
        }
        const isAskedFor = names[at] === name;
        if (isAskedFor)
            at++;
        yield { name, isAskedFor, stored: entries };
    }
    for (const name of names.slice(at))
        yield { name, isAskedFor: true, stored: [] };
}
class LogFetcher {
    #job;
    #failuresInARow = 0;
    #isStopped = false;
    constructor(job) {
        this.#job = job;
    }
    /** undefined if it cannot be fetched. */
    async fetch(name) {
        if (this.#isStopped)
            return undefined;
        const { logs, onKept } = this.#job;
        const folder = (0,external_node_path_.join)(this.#job.tempDir, `log-${name}`);
        try {
            const { entries, kept } = await this.#load(name, folder);
            if (kept !== undefined)
                onKept(name, kept);
            const mtimeSeconds = Math.floor(Date.parse(logs.updated(name)) / 1000);
            logs.markStored(name);
            this.#failuresInARow = 0;
            return [{ ...(0,sources_entries/* folderEntry */.Zn)(`${LOGS_PATH}/${name}`), mtimeSeconds }, ...entries];
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            this.#note(name, error);
            return undefined;
        }
    }
    #note(name, failure) {
        const { logs, onFailure } = this.#job;
        if ((0,github_failure/* isNoLongerThere */.H)(failure)) {
            logs.markGone(name);
            return;
        }
        const isOwn = failure.kind === 'failed';
        onFailure(failure, isOwn ? name : undefined);
        if (isOwn && ++this.#failuresInARow < log_entries_MAX_FAILURES)
            return;
        this.#isStopped = true;
        if (isOwn)
            onFailure(new github_failure/* GithubFailure */.Ed('failed', `the others were not requested, since ${String(log_entries_MAX_FAILURES)} failed in a row`));
    }
    async #load(name, folder) {
        const { client, at } = this.#job;
        const { run, attempt } = addressOf(name);
        const repository = `${encodeURIComponent(at.owner)}/${encodeURIComponent(at.repo)}`;
        const path = `/repos/${repository}/actions/runs/${String(run)}/attempts/${String(attempt)}/logs`;
        return client.download(path, 'application/vnd.github+json', async (body) => {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await (0,promises_.mkdir)(folder);
            return this.#receive(body, name, folder);
        });
    }
    /** The API gives neither the length nor the hash of a log. A log is complete if its zip is. */
    async #receive(body, name, folder) {
        const { logs, signal, limits = LOG_LIMITS } = this.#job;
        const file = (0,external_node_path_.join)(folder, 'download');
        const { bytes } = await (0,download/* saveBody */.m)(body, file, limits.maxBytes);
        const record = { name: 'logs', folder: `${LOGS_PATH}/${name}`, createdAt: logs.updated(name) };
        const saved = { file, sizeBytes: bytes, servedName: undefined };
        try {
            const expanded = await (0,expand/* expand */.f)(record, saved, { folder, signal, isProved: false, limits });
            if (expanded.form === 'file')
                throw new github_failure/* BrokenAnswer */.MC('The downloaded file is not a zip.');
            await (0,promises_.rm)(file, { force: true });
            return expanded;
        }
        catch (error) {
            if (error instanceof zip/* ZipProblem */.ns)
                throw new github_failure/* BrokenAnswer */.MC(`The downloaded zip is broken: ${error.message}.`);
            throw error;
        }
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/sources/source.js
var source = __webpack_require__(46949);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/emptiness.js

/**
 * The time at which there was nothing of a kind, by what was found empty: what came later is for the next run. undefined: it has to
 * be asked for. Pure.
 */
function emptyAt({ emptyWith = [], shownAs }, { kinds, lists }) {
    if (shownAs !== undefined)
        return lists.get(shownAs);
    const times = emptyWith.flatMap((name) => kinds.get(name)?.getTime() ?? []);
    return times.length === 0 || times.length < emptyWith.length ? undefined : new Date(Math.min(...times));
}
/** What one run finds empty. */
class Emptiness {
    #shelf;
    /** By kind, when its reading began. */
    #begunAt = new Map();
    #ended = new Set();
    #lists = new Map();
    constructor(shelf) {
        this.#shelf = shelf;
    }
    isBegun({ name }) {
        return this.#begunAt.has(name);
    }
    noteBegin({ name }, at) {
        this.#begunAt.set(name, at);
    }
    /** Read to its end. */
    noteEnd({ name }) {
        this.#ended.add(name);
    }
    /** The query for news showed no item of these. */
    noteShown(lists, at) {
        this.#lists = new Map(lists.map((list) => [list, at]));
    }
    /** See `emptyAt`. Not where something of the kind is stored, or waits: only an answer of GitHub can end that. */
    at(kind, { page, older, lacking }) {
        const folder = folderOf(kind);
        const isOpen = (page ?? older ?? lacking) !== undefined;
        if (isOpen || !this.#shelf.isEmpty(folder) || !this.#shelf.isWhole(folder))
            return undefined;
        const isNothing = ([name]) => this.#ended.has(name) && this.#shelf.isEmpty(`github/${name}`);
        return emptyAt(kind, { kinds: new Map([...this.#begunAt].filter(isNothing)), lists: this.#lists });
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/outcome.js
/** What came of each kind in one run: complete, partial or refused, and the gaps. */




const CLOSED = 'the API does not show it to this token';
/** Of the repository itself: nothing below it can be read either; without requests nothing is asked at all. */
const CLOSING = ['absent', 'unauthorized', 'blocked', 'limit'];
class Outcome {
    gaps = [];
    /** By folder. */
    parts = new Map();
    #kinds;
    #named;
    #emit;
    #onDenied;
    /** The requests of this hour are used up. */
    #isSpent = false;
    /** Whether a part is left for the next run. */
    #isShort = false;
    /** If the token cannot even see the repository, or is no longer accepted, nothing else is requested. */
    #closed;
    /** Kinds in a row for which the token was not accepted. */
    #refusals = 0;
    constructor(kinds, named, emit, onDenied) {
        this.#kinds = kinds;
        this.#named = named;
        this.#emit = emit;
        this.#onDenied = onDenied;
    }
    get isSpent() {
        return this.#isSpent;
    }
    get isShort() {
        return this.#isShort;
    }
    get closed() {
        return this.#closed;
    }
    isComplete(kind) {
        return this.parts.get(folderOf(kind)) === 'complete';
    }
    /** All of it was read, or is known to be as it was. */
    complete(kind) {
        this.parts.set(folderOf(kind), 'complete');
    }
    /** The token was accepted. */
    noteAnswer() {
        this.#refusals = 0;
    }
    /** Of what is not needed for a complete snapshot. */
    noteLimit() {
        this.#isSpent = true;
    }
    fail(kind, failure, what = '') {
        const path = `${folderOf(kind)}${what}`;
        if (failure.kind === 'gone' && what === '') {
            this.parts.set(folderOf(kind), 'complete');
            this.#emit({ type: 'info', message: `GitHub has no ${kind.name} here: the feature is switched off.` });
            return;
        }
        if (what !== '' && (failure.kind === 'gone' || failure.kind === 'absent')) {
            this.gaps.push({ class: 'missing', path, reason: 'it no longer exists at GitHub' });
            return;
        }
        if (failure.kind === 'limit')
            this.#isSpent = this.#isShort = true;
        if (failure.kind === 'unauthorized' && ++this.#refusals > 1)
            this.#closed ??= failure;
        const isDenied = isKnownDenial(kind, failure);
        if (kind === this.#kinds[0] && (isDenied || CLOSING.includes(failure.kind))) {
            this.#close(failure, isDenied || failure.kind === 'absent');
            return;
        }
        if (isDenied && !this.isNamed(kind)) {
            this.tellDenied(kind, '', what, failure.lacks);
            if (what === '')
                this.#onDenied(kind);
            return;
        }
        const reason = isDenied ? `needs the permission ${failure.lacks ?? kind.permission}` : reasonOf(failure);
        this.gaps.push({ class: 'failed', path, reason, ...waitingIf(failure) });
        this.parts.set(folderOf(kind), 'partial');
    }
    /** Of an item that earlier runs may have failed to read as well: see `gapAfter`. */
    failAgain(kind, failure, what, failures = 0) {
        const isKnown = failure.kind === 'failed' && gapAfter(failures) === 'unavailable' && !this.isNamed(kind);
        if (!isKnown) {
            this.fail(kind, failure, what);
            return;
        }
        const reason = `${failure.message}; earlier backups could not read it either`;
        this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
    }
    /** @param lacks what GitHub itself says that it needs */
    tellDenied(kind, more, what = '', lacks) {
        const reason = `needs the permission ${lacks ?? kind.permission}${more}`;
        this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
    }
    /** Nothing of the repository can be had. */
    #close(failure, isHidden) {
        this.#closed = failure;
        const isNamed = this.#named.include !== undefined || this.#named.also !== undefined;
        const isUnavailable = isHidden && !isNamed;
        const reason = isHidden ? CLOSED : reasonOf(failure);
        this.gaps.push({ class: isUnavailable ? 'unavailable' : 'failed', path: 'github', reason, ...waitingIf(failure) });
        if (!isUnavailable)
            this.parts.set('github', 'partial');
    }
    /** Whether it was asked for by its own name or by that of a kind that depends on it. */
    isNamed({ name }) {
        const named = new Set([...(this.#named.include ?? []), ...(this.#named.also ?? [])]);
        return this.#kinds.some((kind) => named.has(kind.name) && (kind.name === name || kind.of === name));
    }
}
function waitingIf({ kind }) {
    return kind === 'limit' ? { waits: true } : {};
}
/**
 * Whether GitHub said that the token lacks a permission. What only an administrator may read is answered with 404 or a
 * bare 403 to all others.
 */
function isKnownDenial(kind, failure) {
    return failure.kind === 'denied' || ((0,kinds_kind/* isForAdministrators */.Gf)(kind) && ['absent', 'refused'].includes(failure.kind));
}
/** GitHub's own words for these say nothing of what was asked. */
function reasonOf({ kind, message }) {
    if (kind === 'absent')
        return 'GitHub says that it is not there (404), and does not say whether the token may not see it';
    if (kind === 'unauthorized')
        return 'GitHub does not accept the token, or not any more (401)';
    if (kind === 'blocked')
        return `GitHub has blocked it (451): ${message}`;
    return kind === 'refused' ? `GitHub refused it (403): ${message}` : message;
}

;// CONCATENATED MODULE: ./lib/github/news.js
/** One query that shows whether a repository has news, by totals, times of change, and short lists themselves. */

/**
 * Each list is asked for below a `repository` of its own: what the token may not see leaves the others as they are. Sizes are
 * chosen so that the query costs some 4 points of GitHub's own reckoning (a list inside of each item counts as one request, 100
 * are a point).
 */
const LISTS = {
    labels: 'labels(first: 100) { totalCount nodes { id name color description isDefault } }',
    milestones: 'milestones(first: 100) { totalCount nodes { number title description state dueOn closedAt updatedAt } }',
    releases: `releases(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes {
    id name tagName isDraft isPrerelease updatedAt
    releaseAssets(first: 30) { totalCount nodes { id name size updatedAt } } } }`,
    issues: `issues(first: 40, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 50) { totalCount nodes { id updatedAt } } } }`,
    pulls: `pullRequests(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 50) { totalCount nodes { id updatedAt } }
    reviews(first: 10) { totalCount nodes { id updatedAt comments(first: 20) { totalCount nodes { id updatedAt } } } }
    reviewThreads(first: 20) { totalCount nodes { id isResolved isOutdated } } } }`,
    commitComments: 'commitComments(first: 50) { totalCount nodes { id updatedAt } }',
    discussions: `discussions(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    number updatedAt comments(first: 20) { totalCount nodes { id updatedAt } } } }`,
    deployments: `deployments(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes {
    databaseId updatedAt latestStatus { state createdAt } } }`,
    projects: `projectsV2(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes {
    id title closed updatedAt } }`,
};
/** What the server shows of these lists; without those that it does not show in full. Throws a GithubFailure. */
async function news_readNews(client, { owner, repo }, lists) {
    const parts = lists.map((name) => `${name}: repository(owner: $owner, name: $repo) { ${shownAs(name)} }`);
    const { data, errors } = await client.graphql(`query ($owner: String!, $repo: String!) { ${parts.join('\n')} }`, {
        owner,
        repo,
    });
    const failed = new Set(errors.map(({ path }) => path[0]));
    const given = data;
    // An error that names no place may concern any of them.
    if (failed.has(undefined))
        throw new github_failure/* GithubFailure */.Ed('failed', errors[0]?.message ?? '');
    return new Map(lists.flatMap((name) => {
        const page = given[name]?.page;
        return !failed.has(name) && isShownList(page) ? [[name, page]] : [];
    }));
}
function shownAs(name) {
    return `page: ${LISTS[name]}`;
}
function isShownList(value) {
    const { totalCount, nodes } = (value ?? {});
    return Number.isSafeInteger(totalCount) && Array.isArray(nodes) && nodes.every(isFilled);
}
function isFilled(node) {
    return typeof node === 'object' && node !== null;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/proofs.js
/** Of which kinds one query shows that they are as they were when they were last read. */



const NO_PROOFS = { kinds: new Map(), all: undefined, empty: [] };
/** Clocks, replicas and transactions of the server may lag: what changed so shortly before proves nothing yet. */
const SETTLED_AFTER_MS = 300_000;
const proofs_times = (...lists) => lists.map(({ totalCount, nodes }) => [totalCount, nodes.map((node) => node['updatedAt'])]);
const inFull = (...lists) => (lists.every(isWhole) ? lists : undefined);
const asShown = (...lists) => lists;
/** All items, with all of a list in each of them. */
const inner = (name) => (...lists) => {
    const isShown = lists.every(({ nodes }) => nodes.every((node) => isShownList(node[name])));
    return isShown ? inFull(...lists.map((list) => only(list, name))) : undefined;
};
/** Kinds of which the query shows what a reading would: all items, or how many there are and when the newest ones changed. */
const EVIDENCE = {
    labels: { of: ['labels'], seen: inFull },
    milestones: { of: ['milestones'], seen: inFull },
    releases: { of: ['releases'], seen: inFull },
    issues: { of: ['issues'], seen: proofs_times },
    'issue-references': { of: ['issues'], seen: proofs_times },
    'issue-dependencies': { of: ['issues'], seen: proofs_times },
    pulls: { of: ['pulls'], seen: proofs_times },
    'pull-references': { of: ['pulls'], seen: proofs_times },
    reviews: { of: ['pulls'], seen: asShown },
    // An edited comment need not change the time of its issue or pull request, so that all comments have to be shown.
    'issue-comments': { of: ['issues', 'pulls'], seen: inner('comments') },
    'review-comments': { of: ['pulls'], seen: inner('reviews') },
    'commit-comments': { of: ['commitComments'], seen: inFull },
    discussions: { of: ['discussions'], seen: asShown },
    deployments: { of: ['deployments'], seen: asShown },
    'deployment-statuses': { of: ['deployments'], seen: asShown },
    projects: { of: ['projects'], seen: asShown },
};
/**
 * Kinds that no query shows. They are read where anything that it does show is new, or the repository itself changed (a push, its
 * settings).
 */
const WITH_THE_REST = [
    'activity',
    'code-scanning-alerts',
    'dependabot-alerts',
    'issue-events',
    'secret-scanning-alerts',
    'security-advisories',
    'workflow-runs',
];
/**
 * Asks for what proves these kinds to be as they were, in one request. `repository`: what is known of the repository itself. A
 * server that cannot say proves nothing.
 */
async function proveKinds(client, at, kinds, repository) {
    const lists = [...new Set(kinds.flatMap((kind) => EVIDENCE[kind]?.of ?? []))];
    if (lists.length === 0)
        return NO_PROOFS;
    try {
        const shown = await news_readNews(client, at, lists);
        return proofsOf(shown, kinds, repository, client.serverDate());
    }
    catch (error) {
        if (!(error instanceof github_failure/* GithubFailure */.Ed))
            throw error;
        return NO_PROOFS;
    }
}
/** Pure. */
function proofsOf(shown, kinds, repository, now) {
    if (shown.size === 0)
        return NO_PROOFS;
    const settledBefore = new Date(now.getTime() - SETTLED_AFTER_MS).toISOString();
    const all = digest([repository, [...shown]]);
    const proved = kinds.flatMap((kind) => {
        if (WITH_THE_REST.includes(kind))
            return [[kind, all]];
        const { of = [], seen } = EVIDENCE[kind] ?? {};
        const lists = of.flatMap((name) => shown.get(name) ?? []);
        const evidence = lists.length === of.length ? seen?.(...lists) : undefined;
        return evidence === undefined || isRecent(evidence, settledBefore) ? [] : [[kind, digest(evidence)]];
    });
    const empty = [...shown].flatMap(([name, list]) => (list.totalCount === 0 && isWhole(list) ? [name] : []));
    return { kinds: new Map(proved), all, empty };
}
function digest(value) {
    return (0,external_node_crypto_.hash)('sha256', JSON.stringify(value)).slice(0, 16);
}
/** The list with nothing but one list of each item. */
function only({ totalCount, nodes }, name) {
    return { totalCount, nodes: nodes.map((node) => ({ [name]: node[name] })) };
}
/** Whether it has all of its items, and so have the lists in them. */
function isWhole(list) {
    const inner = list.nodes.flatMap((node) => Object.values(node).filter(isShownList));
    return list.nodes.length === list.totalCount && inner.every(isWhole);
}
/** Whether a time of change in it is later. */
function isRecent(value, time) {
    if (typeof value === 'string')
        return false;
    if (Array.isArray(value))
        return value.some((item) => isLater(item, time) || isRecent(item, time));
    if (typeof value !== 'object' || value === null)
        return false;
    return Object.entries(value).some(([name, item]) => (/^(updated|created)At$/.test(name) && isLater(item, time)) || isRecent(item, time));
}
function isLater(value, time) {
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && Date.parse(value) > Date.parse(time);
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/rhythm.js


const rhythm_DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** Whether a kind is to be read (in full, where part of it is read in every run). `last`: its last reading. */
function isDue(kind, last, rhythm) {
    const { at, failed, refused } = last ?? {};
    if (rhythm.isFull)
        return true;
    if (refused !== undefined) {
        if (refused.token !== rhythm.token || hasTurn(refused.at, rhythm))
            return true;
        // Any other permission can be given to the same token by a line in the workflow, which is a push.
        return !(0,kinds_kind/* isOfAnApp */.sI)(kind) && !rhythm_isSame(refused.all, rhythm.proofs.all);
    }
    if (failed === true || at === undefined || hasTurn(at, rhythm))
        return true;
    return kinds/* WEEKLY */.M_.includes(kind.name) ? rhythm.isChanged : mayHaveNews(kind, last, rhythm);
}
/** False if it is proved to be as it was when it was last read. */
function mayHaveNews({ name }, last, { proofs }) {
    return !rhythm_isSame(last?.proof, proofs.kinds.get(name));
}
function rhythm_isSame(before, now) {
    return now !== undefined && before === now;
}
/** Whether the day on which everything is read has come since. */
function hasTurn(lastRead, { now, turn }) {
    const [read, today] = [dayOf(new Date(lastRead)), dayOf(now)];
    const sinceTurn = (((today - turn) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
    return read < today - sinceTurn || read > today;
}
/** The day of a repository or organisation, by its id. */
function turnOf(id) {
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id % WEEK_DAYS : 0;
}
function dayOf(time) {
    return Math.floor(time.getTime() / rhythm_DAY_MS);
}
/**
 * What shows that another token is used, or that it may do more: its form, its requests per hour, and what its owner may do in the
 * repository. Nothing of its value.
 */
function tokenTraits(token, perHour, permissions) {
    const [form = ''] = typeof token === 'function' ? ['app'] : (/^(github_pat|gh[a-z])(?=_)/.exec(token ?? '') ?? []);
    const may = Object.entries((permissions ?? {})).filter(([, isGiven]) => isGiven === true);
    return [form, perHour ?? '', ...may.map(([name]) => name).sort()].join(' ');
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/share.js

/** Even where many kinds share few requests, each gets some way. */
const LEAST = 5;
/**
 * A client that stops after one of `parts` equal shares of what is left, less what is `kept` for files. Without a known limit it
 * never stops.
 */
function takeShare(client, parts, kept = 0) {
    const used = { core: 0, graphql: 0 };
    let isUsedUp = false;
    const counted = async (resource, send) => {
        const all = client.requestsLeft(resource);
        const left = all === undefined || resource !== 'core' ? all : Math.max(all - kept, 0);
        if (left === 0 && all !== 0) {
            throw new github_failure/* GithubFailure */.Ed('limit', 'what is left of the requests of this hour is for files of releases');
        }
        const share = left === undefined ? Infinity : Math.max(Math.floor((left + used[resource]) / parts), LEAST);
        if (parts > 1 && used[resource] >= share) {
            isUsedUp = true;
            throw new github_failure/* GithubFailure */.Ed('limit', 'its share of the requests of this hour is used up');
        }
        used[resource]++;
        return send();
    };
    return {
        isUsedUp: () => isUsedUp,
        client: {
            apiUrl: client.apiUrl,
            serverDate: () => client.serverDate(),
            hourlyRequests: () => client.hourlyRequests(),
            requestsLeft: (resource) => client.requestsLeft(resource),
            get: async (...call) => {
                const answer = await counted('core', () => client.get(...call));
                // GitHub does not count an answer by its ETag.
                if (answer.data === undefined)
                    used.core--;
                return answer;
            },
            graphql: (...call) => counted('graphql', () => client.graphql(...call)),
            send: (...call) => counted('core', () => client.send(...call)),
            upload: (...call) => counted('core', () => client.upload(...call)),
            download: (...call) => counted('core', () => client.download(...call)),
        },
    };
}

// EXTERNAL MODULE: ./lib/github/graphql.js
var graphql = __webpack_require__(18538);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/sweep.js
/** Looks for items that were deleted at GitHub, every 30 days. */




const SWEEP_EVERY_SECONDS = 30 * 86_400;
/** How many possibly deleted items a run looks up individually. */
const MAX_CHECKS = 100;
/**
 * Deleted items do not appear among the changes. What a full list lacks is looked up, and dropped if it is gone: lists
 * alone are no proof, since they change while they are read. Throws a GithubFailure; the next sweep goes on from there.
 *
 * @param isNothing it is known that neither GitHub nor the snapshot has any
 */
async function sweep(job, isNothing) {
    const { cursor, client, kind } = job;
    const dueAt = Date.parse(cursor.sweptAt ?? '') + SWEEP_EVERY_SECONDS * 1000;
    if (cursor.sweepFrom === undefined && client.serverDate().getTime() < dueAt)
        return;
    if (!isNothing && !(await searched(job, kind.walk)))
        return;
    cursor.sweepFrom = undefined;
    cursor.sweptAt = secondsBefore(client.serverDate(), 0);
}
/** Whether it came to its end. */
async function searched(job, walk) {
    if (walk.type === 'since')
        return sweepChanged(job, walk);
    if (walk.type !== 'newest')
        return true;
    if (walk.numbers !== undefined)
        return sweepNumbers(job, walk.numbers);
    return walk.isReread === true ? readAgain(job, walk) : true;
}
/** By the time of the last change, which is the time of the file: so it goes as far as there are items. */
async function sweepChanged(job, walk) {
    const { cursor } = job;
    const from = cursor.sweepFrom === undefined || cursor.sweepFrom === '' ? undefined : cursor.sweepFrom;
    const fromSeconds = from === undefined ? -Infinity : Date.parse(from) / 1000;
    const stored = storedItems(job).filter(({ seconds }) => seconds >= fromSeconds);
    stored.sort((a, b) => a.seconds - b.seconds);
    const present = new Set();
    const check = new Checker(job, (id) => job.client.get(walk.check(String(id)), { ...job.at }));
    let at = 0;
    await eachChanged(job, walk, from, async ({ items, reached, isLast }) => {
        await putItems(job, items);
        for (const item of items)
            present.add(Number(item['number'] ?? item['id']));
        const until = isLast ? Infinity : Date.parse(reached) / 1000;
        for (let next = stored[at]; next !== undefined && next.seconds <= until; next = stored[++at]) {
            if (present.has(next.id))
                continue;
            if (!(await check.dropIfGone(next))) {
                cursor.sweepFrom = new Date(next.seconds * 1000).toISOString();
                return false;
            }
        }
        cursor.sweepFrom = reached;
        return true;
    });
    return at === stored.length;
}
/** By number, oldest first, with the cursors of GraphQL, which do not shift. */
async function sweepNumbers(job, field) {
    const { cursor, client } = job;
    const at = (0,kinds_kind/* repositoryAt */.uw)(job.at);
    const stored = storedItems(job).sort((a, b) => a.id - b.id);
    const check = new Checker(job, (number) => (0,graphql/* expectNumber */.r$)(client, at, field, number));
    let [above = '0', after] = (cursor.sweepFrom ?? '').split(' ');
    for (let more = true; more;) {
        const page = await (0,graphql/* numberPage */.fk)(client, at, field, after);
        const present = new Set(page.numbers);
        more = page.next !== undefined;
        const to = more ? Math.max(...page.numbers) : Infinity;
        for (const item of stored) {
            if (item.id <= Number(above) || item.id > to || present.has(item.id))
                continue;
            if (!(await check.dropIfGone(item)))
                return false;
        }
        above = String(to);
        after = page.next;
        if (after !== undefined)
            cursor.sweepFrom = `${above} ${after}`;
    }
    return true;
}
/** Page by page from the newest; an interrupted reading goes on where it stopped. */
async function readAgain(job, walk) {
    const { cursor, client } = job;
    for (let place = cursor.sweepFrom;;) {
        const page = await walk.page(client, (0,kinds_kind/* repositoryAt */.uw)(job.at), { cursor: place });
        await putItems(job, page.items);
        if (page.next === undefined)
            return true;
        cursor.sweepFrom = place = page.next;
    }
}
class Checker {
    #job;
    #read;
    #checks = 0;
    constructor(job, read) {
        this.#job = job;
        this.#read = read;
    }
    /** False once this run has looked up enough. */
    async dropIfGone({ path, id }) {
        if (++this.#checks > MAX_CHECKS)
            return false;
        try {
            await this.#read(id);
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed) || (error.kind !== 'absent' && error.kind !== 'gone'))
                throw error;
            this.#job.shelf.drop(path);
            this.#dropWhatBelongsTo(id);
        }
        return true;
    }
    /** With an issue or a pull request goes what was said and done there. */
    #dropWhatBelongsTo(id) {
        const { shelf, kind } = this.#job;
        for (const name of BELONGING[kind.name] ?? []) {
            const start = `github/${name}/${String(id).padStart(6, '0')}`;
            for (const path of [...shelf.times(`github/${name}`).keys()]) {
                if (path.startsWith(`${start}-`) || path === `${start}.json`)
                    shelf.drop(path);
            }
        }
    }
}
const BELONGING = {
    issues: ['issue-comments', 'issue-dependencies', 'issue-events', 'issue-references'],
    pulls: ['issue-comments', 'issue-events', 'pull-references', 'reviews', 'review-comments', 'review-threads'],
};
function storedItems(job) {
    return [...job.shelf.times(folderOf(job.kind))].map(([path, seconds]) => ({ path, id: idOf(path), seconds }));
}
/** The number or id at the end of a file's name. */
function idOf(path) {
    return Number(/(\d+)\.json$/.exec(path)?.[1] ?? NaN);
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/reading.js















const SHARE_OF_FILES = 1 / 4;
const isEach = ({ walk }) => walk.type === 'each';
/** Kinds that have no walk of their own: most of them are read when they are stored. */
const WHEN_STORED = ['assets', 'attachments', 'along', 'logs'];
/** One run over all kinds. */
class Reading {
    progress;
    outcome;
    kinds;
    settings;
    at;
    client;
    shelf;
    /** undefined if they were not asked for. */
    logs;
    attachments;
    #context;
    #pagesLeft = new Map();
    /** The item of the first kind: the settings. */
    #first = {};
    /** The newest change of an item in each kind that was read in this run. */
    #newest = new Map();
    #emptiness;
    #before;
    #rhythm;
    /** Files of releases that no run has tried to read; known once the releases are. */
    #newFiles;
    #lists = new Map();
    constructor(settings, { kinds, at }, context, client, shelf, before, attachments) {
        this.settings = settings;
        this.at = at;
        this.kinds = kinds;
        this.client = client;
        this.shelf = shelf;
        this.#emptiness = new Emptiness(shelf);
        this.#context = context;
        this.outcome = new Outcome(kinds, settings, context.emit, (kind) => {
            this.#noteDenied(kind);
        });
        const known = new Map(before.readings);
        const kept = new Map(kinds.map(({ name }) => [name, { ...before.cursors.get(name) }]));
        const isLost = (kind) => kind.walk.type === 'each' && !shelf.isWhole(folderOf(kind));
        // What was not backed up before, or is lost, appears in the full list only.
        for (const { of, inTextsOf = [] } of kinds.filter((kind) => !before.cursors.has(kind.name) || isLost(kind))) {
            for (const lister of of === undefined ? inTextsOf : [of]) {
                if (kept.has(lister))
                    kept.set(lister, {});
                known.delete(lister);
            }
        }
        const hasLogs = kinds.some(({ walk }) => walk.type === 'logs');
        const logs = new Map(hasLogs ? before.logs : []);
        this.#before = { ...before, readings: known };
        const readings = new Map([...before.readings].filter(([name]) => kept.has(name)));
        this.progress = { cursors: kept, assets: new Map(before.assets), logs, readings };
        if (hasLogs)
            this.logs = new RunLogs(logs, context.parent, client.serverDate());
        this.attachments = attachments;
    }
    async run() {
        const { emit } = this.#context;
        emit({ type: 'info', message: `Reading ${String(this.kinds.length)} kinds of metadata from GitHub.` });
        await this.#readAll();
        this.#tellReadBefore();
        const { entries } = this.shelf.totals;
        emit({
            type: 'info',
            message: `Metadata read: ${entries.toLocaleString('en')} items are new or were fetched again.`,
        });
    }
    /**
     * In rounds, each kind with a share of the requests that are left: what is new before first walks, short ones before
     * long ones. Deleted items are looked for last.
     */
    async #readAll() {
        const [repository, ...others] = this.kinds.filter(({ walk }) => !WHEN_STORED.includes(walk.type));
        if (repository !== undefined)
            await this.#read(repository, 1);
        if (this.outcome.closed !== undefined) {
            this.#keepCursors();
            return;
        }
        this.progress.run ??= { at: secondsBefore(this.client.serverDate(), 0) };
        const offered = others.filter((kind) => !this.#isSwitchedOff(kind));
        this.#rhythm = await this.#findRhythm(offered);
        const each = offered.filter(isEach);
        let waiting = offered.filter((kind) => !isEach(kind) && !this.#keep(kind));
        while (waiting.length > 0) {
            const unfinished = [];
            for (const [index, kind] of this.#inOrder(waiting).entries()) {
                const parts = waiting.length - index + unfinished.length;
                if (!(await this.#read(kind, parts)))
                    unfinished.push(kind);
            }
            waiting = unfinished;
        }
        // Once all is read that says what they have to read.
        for (const kind of each)
            if (!this.#keep(kind))
                await this.#read(kind, 1);
        for (const kind of others)
            if (this.outcome.isComplete(kind))
                await this.#sweep(kind);
        for (const kind of this.kinds) {
            const status = this.outcome.parts.get(`github/${kind.of ?? ''}`);
            if (kind.walk.type === 'along' && status !== undefined)
                this.outcome.parts.set(folderOf(kind), status);
        }
    }
    /** Nothing was read, so that the next run begins where this one did, also with what it would have listed for the first time. */
    #keepCursors() {
        for (const { name } of this.kinds) {
            const cursor = this.#before.cursors.get(name);
            if (cursor === undefined)
                this.progress.cursors.delete(name);
            else
                this.progress.cursors.set(name, cursor);
        }
    }
    #isSwitchedOff(kind) {
        const isOff = kind.isOff?.(this.#first) === true;
        if (isOff)
            this.outcome.complete(kind);
        return isOff;
    }
    /** True if the snapshot keeps what the last one has of a kind, since it is not read in this run. */
    #keep(kind) {
        if (this.#isDue(kind))
            return false;
        const refused = this.progress.readings.get(kind.name)?.refused;
        if (refused !== undefined) {
            this.outcome.tellDenied(kind, `; GitHub said so on ${refused.at.slice(0, 10)}, and is asked again once a week`);
            return true;
        }
        // Of some that are read in full once a week, news is read when there may be any.
        const rhythm = this.#rhythm;
        const hasNews = kind.walk.type === 'newest' && rhythm !== undefined && mayHaveNews(kind, this.#last(kind), rhythm);
        if (!hasNews)
            this.outcome.complete(kind);
        return !hasNews;
    }
    #isDue(kind) {
        const rhythm = this.#rhythm;
        if (rhythm === undefined || this.outcome.isNamed(kind))
            return true;
        // What could not be had is asked for, or at least told, in every run.
        if (this.#cursorOf(kind).lacking !== undefined)
            return true;
        return isDue(kind, this.#last(kind), rhythm) || !this.shelf.isWhole(folderOf(kind));
    }
    /** The last reading before this run. */
    #last({ name }) {
        return this.#before.readings.get(name);
    }
    /** Once the settings of the repository are read. */
    async #findRhythm(kinds) {
        const { isFull = false } = this.settings;
        const proofs = await this.#prove(kinds);
        const now = this.client.serverDate();
        this.#emptiness.noteShown(proofs.empty, now);
        return {
            now,
            isFull,
            isChanged: this.#before.run?.seen !== this.progress.run?.seen,
            token: this.#tokenTraits(),
            turn: turnOf(this.#first['id']),
            proofs,
        };
    }
    /** Not of kinds that are read in any case, or that were refused. */
    async #prove(kinds) {
        if (!('repo' in this.at))
            return NO_PROOFS;
        const names = kinds
            .filter((kind) => !this.outcome.isNamed(kind) && this.#last(kind)?.refused === undefined)
            .map(({ name }) => name);
        return proveKinds(this.client, this.at, names, this.progress.run?.seen ?? '');
    }
    /** It is asked for again in a week, or with another token. */
    #noteDenied({ name }) {
        const at = this.progress.run?.at ?? '';
        const before = this.progress.readings.get(name);
        const all = this.#rhythm?.proofs.all;
        this.progress.readings.set(name, { at: before?.at, refused: { at, token: this.#tokenTraits(), all } });
    }
    #tokenTraits() {
        return tokenTraits(this.settings.token, this.client.hourlyRequests(), this.#first['permissions']);
    }
    #inOrder(kinds) {
        const cost = (kind) => (this.#isFirstWalk(kind) ? 1e9 : 0) + (this.#pagesLeft.get(kind.name) ?? 0);
        return kinds.toSorted((a, b) => cost(a) - cost(b));
    }
    #isFirstWalk({ name, walk }) {
        const { since, page, older } = this.progress.cursors.get(name) ?? {};
        if (walk.type !== 'since' && walk.type !== 'newest')
            return false;
        return since === undefined || page !== undefined || older !== undefined;
    }
    /** False if it used up its share and goes on in the next round. */
    async #read(kind, parts) {
        if (this.#isSettled(kind)) {
            this.outcome.complete(kind);
            this.#noteReading(kind);
            return true;
        }
        if (this.outcome.closed !== undefined || this.outcome.isSpent) {
            const reason = 'not read to its end, since the requests of this hour are used up';
            this.outcome.fail(kind, this.outcome.closed ?? new github_failure/* GithubFailure */.Ed('limit', reason));
            this.#noteReading(kind);
            return true;
        }
        const cursor = this.#emptiness.isBegun(kind) ? this.#cursorOf(kind) : this.#begin(kind);
        this.progress.cursors.set(kind.name, cursor);
        const share = takeShare(this.client, parts, this.#keptForFiles());
        const job = this.#jobOf(kind, cursor, share.client);
        try {
            await walkKind(job);
            if (kind.name === 'workflow-runs')
                await this.#readOpenRuns(job);
            this.#pagesLeft.delete(kind.name);
            if (!this.outcome.parts.has(folderOf(kind)))
                this.outcome.complete(kind);
            if (this.outcome.isComplete(kind))
                this.#emptiness.noteEnd(kind);
            if (kind.name === 'releases')
                this.#forgetAssets(cursor);
            this.outcome.noteAnswer();
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            if (share.isUsedUp())
                return false;
            this.outcome.fail(kind, error);
        }
        this.#noteReading(kind);
        return true;
    }
    /**
     * Requests that are left for new files of releases, up to a share of the hour: without them, a repository that takes several runs
     * would lack the same files in each.
     */
    #keptForFiles() {
        const hourly = this.client.hourlyRequests();
        const isAsked = this.kinds.some(({ walk }) => walk.type === 'assets');
        if (!isAsked || hourly === undefined || !this.outcome.parts.has('github/releases'))
            return 0;
        this.#newFiles ??= countNewAssets(this.progress.assets, this.#before.assets, this.#context.parent);
        return Math.min(this.#newFiles, Math.floor(hourly * SHARE_OF_FILES));
    }
    /** What the snapshot has of this kind is what this run found, or not. */
    #noteReading(kind) {
        const { readings, run } = this.progress;
        const before = readings.get(kind.name);
        const status = this.outcome.parts.get(folderOf(kind));
        const proof = this.#rhythm?.proofs.kinds.get(kind.name);
        if (status === 'partial')
            readings.set(kind.name, { at: before?.at, failed: true });
        else if (status === 'complete')
            readings.set(kind.name, { at: this.#isDue(kind) ? run?.at : before?.at, proof });
    }
    /** Where the reading of a kind goes on. */
    #begin(kind) {
        this.#emptiness.noteBegin(kind, this.client.serverDate());
        const cursor = this.#cursorOf(kind);
        // If the vault lost some of them, all are read again.
        if (kind.walk.type !== 'each' && !this.shelf.isWhole(folderOf(kind)))
            return {};
        const isWeekly = kind.walk.type === 'newest' && kinds/* WEEKLY */.M_.includes(kind.name) && this.#isDue(kind);
        return isWeekly && cursor.page === undefined ? { first: cursor.first } : cursor;
    }
    #cursorOf({ name }) {
        return this.progress.cursors.get(name) ?? {};
    }
    /** True if it is known without asking that nothing of it is new, or that there is nothing of it. */
    #isSettled(kind) {
        if (this.outcome.closed !== undefined)
            return false;
        if (this.#hasNoNews(kind) || this.#hasNothingWaiting(kind))
            return true;
        const at = this.#emptyAt(kind);
        if (at === undefined)
            return false;
        const cursor = this.#begin(kind);
        this.progress.cursors.set(kind.name, cursor);
        noteNothing(kind, cursor, at);
        return true;
    }
    /** All is read that says what there is to read of it. */
    #hasNothingWaiting(kind) {
        const isListed = this.outcome.parts.get(`github/${kind.of ?? ''}`) === 'complete';
        return isEach(kind) && isListed && this.#cursorOf(kind).lacking === undefined;
    }
    #emptyAt(kind) {
        return this.#emptiness.at(kind, this.#cursorOf(kind));
    }
    /** Nothing changed in the kind that it follows since it was last read to its end. */
    #hasNoNews(kind) {
        const { since, page, older } = this.progress.cursors.get(kind.name) ?? {};
        if (kind.follows === undefined || since === undefined || page !== undefined || older !== undefined)
            return false;
        const isKnown = this.outcome.parts.get(`github/${kind.follows}`) === 'complete' && this.shelf.isWhole(folderOf(kind));
        return isKnown && (this.#newest.get(kind.follows) ?? '') < since;
    }
    /** A search that does not come to its end goes on in the next run; what was read is complete all the same. */
    async #sweep(kind) {
        const cursor = this.progress.cursors.get(kind.name);
        if (this.outcome.isSpent || cursor === undefined || this.#isSwitchedOff(kind))
            return;
        try {
            const job = this.#jobOf(kind, cursor, takeShare(this.client, 1, this.#keptForFiles()).client);
            await sweep(job, this.#emptyAt(kind) !== undefined);
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            if (error.kind === 'limit')
                this.outcome.noteLimit();
            const message = `The search for deleted ${kind.name} was interrupted, and goes on in the next run: ${error.message}`;
            this.#context.emit({ type: 'info', message });
        }
        finally {
            this.#pagesLeft.delete(kind.name);
        }
    }
    #jobOf(kind, cursor, client) {
        const { shelf, at } = this;
        return {
            kind,
            client,
            at,
            shelf,
            cursor,
            lists: this.#lists,
            onPagesLeft: (pages) => this.#pagesLeft.set(kind.name, pages),
            onBeyond: () => {
                this.#context.emit({
                    type: 'notice',
                    class: 'github-beyond',
                    message: `GitHub lists the newest ${kind.name} only; the oldest ones cannot be read.`,
                });
            },
            onLost: (name, failure, isKnown) => {
                if (!isKnown)
                    this.outcome.fail(kind, failure, `/${name}`);
                else
                    this.outcome.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}/${name}`, reason: failure.message });
            },
            onItem: (item) => {
                if (kind === this.kinds[0]) {
                    this.#first = item;
                    const facts = [kind.files(item).map((file) => file.item), item['updated_at'], item['pushed_at']];
                    const seen = (0,external_node_crypto_.hash)('sha256', canonical(facts, client.apiUrl)).slice(0, 16);
                    this.progress.run = { at: secondsBefore(client.serverDate(), 0), seen };
                }
                const changed = item['updated_at'];
                if (typeof changed === 'string' && changed > (this.#newest.get(kind.name) ?? ''))
                    this.#newest.set(kind.name, changed);
                this.#noteEach(kind, item);
                if (kind.name === 'releases')
                    noteAssets(this.progress.assets, item);
                if (kind.name === 'workflow-runs')
                    this.logs?.note(item);
                if (kinds/* WITH_TEXTS */.EA.includes(kind.name))
                    this.attachments?.note(item);
            },
        };
    }
    /** What is to be read of an item by kinds that follow its own; a search for deleted items leaves that to the next run. */
    #noteEach({ name: lister }, item) {
        for (const kind of this.kinds) {
            if (kind.walk.type !== 'each' || kind.of !== lister)
                continue;
            const name = nameOf(item['number']);
            const cursor = this.progress.cursors.get(kind.name) ?? {};
            if (kind.walk.has(item))
                cursor.lacking = [...new Set(cursor.lacking).add(name)];
            else
                this.shelf.drop(`${folderOf(kind)}/${name}.json`);
            this.progress.cursors.set(kind.name, cursor);
        }
    }
    /** Runs that took longer than the list is read back. Without this step their logs would never be noticed. */
    async #readOpenRuns(job) {
        for (const run of this.logs?.openRuns() ?? []) {
            try {
                await readItem(job, `GET /repos/{owner}/{repo}/actions/runs/${String(run)}`);
            }
            catch (error) {
                if (!(error instanceof github_failure/* GithubFailure */.Ed) || (error.kind !== 'absent' && error.kind !== 'gone'))
                    throw error;
                this.logs?.forget(run);
            }
        }
    }
    /** Drops the files of deleted releases. */
    #forgetAssets(cursor) {
        const releases = new Set(cursor.pages?.flatMap((page) => page.names).map(Number));
        for (const [id, { release }] of this.progress.assets)
            if (!releases.has(release))
                this.progress.assets.delete(id);
    }
    /** Chooses the logs to fetch and reports what is left for later runs. */
    planLogs(kind, logs) {
        const runs = this.outcome.parts.get('github/workflow-runs');
        if (runs === undefined)
            return [];
        this.outcome.parts.set(LOGS_PATH, runs);
        const { names, left } = logs.due(this.outcome.isSpent ? 0 : this.client.requestsLeft());
        const young = left.filter((name) => logs.isYoung(name)).length;
        if (young > 0) {
            this.#pagesLeft.set(kind.name, young);
            this.outcome.fail(kind, new github_failure/* GithubFailure */.Ed('limit', `${(0,base_text/* counted */.hS)(young, 'log is', 'logs are')} left for the next backups`));
        }
        else if (left.length > 0) {
            const reason = `${(0,base_text/* counted */.hS)(left.length, 'log is', 'logs are')} left for the next backups, of workflow runs so old that most servers no longer have their logs`;
            this.outcome.gaps.push({ class: 'unavailable', path: LOGS_PATH, reason });
        }
        return names;
    }
    /** Kinds of which the snapshot has what an earlier run read, with the time of that. */
    readBefore() {
        const before = this.kinds.flatMap(({ name, walk, of = name }) => {
            const at = this.progress.readings.get(walk.type === 'along' ? of : name)?.at;
            return at === undefined || at === this.progress.run?.at ? [] : [[name, at]];
        });
        return Object.fromEntries(before.sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    #tellReadBefore() {
        const names = Object.keys(this.readBefore());
        if (names.length === 0)
            return;
        const message = `Not read in this run, but earlier (see docs/metadata.md): ${names.join(', ')}.`;
        this.#context.emit({ type: 'info', message });
    }
    /** What GitHub signs addresses for. */
    get isPrivate() {
        return this.#first['private'] !== false;
    }
    /** Tells which attachments the snapshot lacks. */
    finishAttachments(kind, attachments) {
        const gaps = attachments
            .gaps()
            .map((gap) => (this.outcome.isNamed(kind) ? { ...gap, class: 'failed' } : gap));
        this.outcome.gaps.push(...gaps);
        const isWhole = gaps.every((gap) => !source/* PARTIAL_GAPS */.O.includes(gap.class));
        this.outcome.parts.set(folderOf(kind), isWhole ? 'complete' : 'partial');
    }
    finish() {
        const gone = this.logs?.goneCount() ?? 0;
        if (gone > 0) {
            const reason = `${(0,base_text/* counted */.hS)(gone, 'log is', 'logs are')} no longer at GitHub: expired or deleted before they were backed up`;
            this.outcome.gaps.push({ class: 'missing', path: LOGS_PATH, reason });
        }
        if (this.outcome.isShort)
            this.#tellRunsLeft();
    }
    #tellRunsLeft() {
        const perRun = this.client.hourlyRequests();
        const pages = [...this.#pagesLeft.values()].reduce((sum, left) => sum + left, 0);
        const runs = perRun === undefined ? undefined : Math.max(Math.ceil(pages / perRun), 1);
        const needed = runs === undefined ? 'more runs are' : `at least ${(0,base_text/* counted */.hS)(runs, 'more run is', 'more runs are')}`;
        this.#context.emit({
            type: 'notice',
            class: 'github-limit',
            message: `GitHub's rate limit was reached while the metadata was being read; ${needed} needed to read all of it.`,
            why: `The number of requests per hour is limited for each token (${String(perRun ?? 'unknown')} for this one). What was read is stored, and the next run continues from there.`,
            fix: 'Run it again after an hour, or use a token of a GitHub App or a personal access token, which have higher limits.',
        });
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/shelf.js
/** What a run has read, by path, kept in a temporary file. */



const BATCH = 256;
/**
 * What this run read and what the parent had, by path. The bytes are kept in one file in the temp folder: a first run
 * may read more than fits in memory, and entries are needed in path order, not in the order of the API. It is read and
 * written synchronously: most are below 1 KB, for which a way through the thread pool costs more time and memory.
 */
class Shelf {
    #fd;
    #path;
    #parent;
    #fresh = new Map();
    #dropped = new Set();
    #bytes = 0;
    /** @param path of its temporary file, where nothing lies */
    constructor(path, parent) {
        this.#fd = (0,external_node_fs_.openSync)(path, 'wx+');
        this.#path = path;
        this.#parent = parent;
    }
    /** Bytes and entries read in this run. */
    get totals() {
        return { entries: this.#fresh.size, bytes: this.#bytes };
    }
    put(path, bytes, mtimeSeconds) {
        this.#write(bytes);
        this.#fresh.set(path, { at: this.#bytes, size: bytes.length, mtimeSeconds });
        this.#dropped.delete(path);
        this.#bytes += bytes.length;
    }
    /** A disk that runs full takes a part first, and refuses only the rest. */
    #write(bytes) {
        try {
            for (let done = 0; done < bytes.length;) {
                done += (0,external_node_fs_.writeSync)(this.#fd, bytes, done, bytes.length - done, this.#bytes + done);
            }
        }
        catch (error) {
            throw (0,system_errors/* temporaryFileFailure */.iO)(this.#path, error);
        }
    }
    /** No longer at the source. */
    drop(path) {
        this.#fresh.delete(path);
        this.#dropped.add(path);
    }
    /** The paths of the parent's files below `folder/`. */
    *stored(folder) {
        for (const { entry } of this.#kept(folder))
            yield entry.path.toString('latin1');
    }
    /** Whether there is no file below `folder/`, neither of the parent nor of this run. */
    isEmpty(folder) {
        for (const path of this.#fresh.keys())
            if (path.startsWith(`${folder}/`))
                return false;
        return this.stored(folder).next().done === true;
    }
    /** When each file below `folder/` last changed at GitHub, the parent's and those of this run, by path. */
    times(folder) {
        const times = new Map();
        for (const { entry } of this.#kept(folder))
            times.set(entry.path.toString('latin1'), entry.mtimeSeconds);
        for (const [path, { mtimeSeconds }] of this.#fresh) {
            if (path.startsWith(`${folder}/`))
                times.set(path, mtimeSeconds);
        }
        return times;
    }
    /** Whether all of the parent's files below `folder/` can still be proved. */
    isWhole(folder) {
        for (const { available } of this.#parent?.entries(`${folder}/`) ?? [])
            if (!available)
                return false;
        return true;
    }
    /** New entries and the parent's in path order, the folder itself first. Yields nothing if it is empty. */
    *entries(folder) {
        const fresh = [...this.#fresh.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
        let batch = [];
        let hasFolder = false;
        for (const next of shelf_merged(fresh, this.#kept(folder))) {
            if (!hasFolder)
                batch.push((0,sources_entries/* folderEntry */.Zn)(folder));
            hasFolder = true;
            batch.push(typeof next === 'string' ? this.#read(next) : { ...next, content: { kind: 'carry' } });
            if (batch.length < BATCH)
                continue;
            yield batch;
            batch = [];
        }
        if (batch.length > 0)
            yield batch;
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#fd);
    }
    *#kept(folder) {
        for (const item of this.#parent?.entries(`${folder}/`) ?? []) {
            if (item.available && item.entry.type === 'file' && !this.#dropped.has(item.entry.path.toString('latin1')))
                yield item;
        }
    }
    #read(path) {
        const place = this.#fresh.get(path);
        if (place === undefined)
            throw new Error(`shelf: ${path} was dropped while it was being read`);
        const bytes = this.#readBytes(place);
        const content = { kind: 'bytes', bytes, temporary: true };
        return { ...(0,sources_entries/* bytesEntry */.mk)(path, bytes), mtimeSeconds: place.mtimeSeconds, content };
    }
    #readBytes({ at, size }) {
        const bytes = Buffer.alloc(size);
        for (let done = 0; done < size;) {
            const bytesRead = this.#readInto(bytes, done, at + done);
            if (bytesRead === 0)
                throw (0,system_errors/* temporaryFailure */.Iy)(`temporary file ${this.#path} cannot be used`, 'It became shorter.');
            done += bytesRead;
        }
        return bytes;
    }
    /** @returns the bytes read: at most what is missing, 0 at the end of the file */
    #readInto(bytes, start, at) {
        try {
            return (0,external_node_fs_.readSync)(this.#fd, bytes, start, bytes.length - start, at);
        }
        catch (error) {
            throw (0,system_errors/* temporaryFileFailure */.iO)(this.#path, error);
        }
    }
}
/** Merges both in order. Where both have a path, the new one wins. Paths are ASCII, see `safeName`. */
function* shelf_merged(fresh, old) {
    let at = 0;
    for (const { entry } of old) {
        const path = entry.path.toString('latin1');
        for (let next = fresh[at]; next !== undefined && next < path; next = fresh[++at])
            yield next;
        if (fresh[at] !== path)
            yield entry;
    }
    yield* fresh.slice(at);
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/metadata.js
/** The part of a repository that GitHub keeps: issues, pull requests, releases and more. */
















const RESERVE = 50;
/** What GitHub stores of a repository besides git, see `createPart`. */
function createMetadataPart({ owner, repo, ...settings }, deps) {
    return createPart({ kinds: kinds/* KINDS */.GW, at: { owner, repo } }, settings, deps);
}
/**
 * `github/<kind>/...`, one JSON file per item. Unknown kinds: `bad-input`. Everything is read when the part is opened, except files
 * of releases and logs.
 */
function createPart(subject, settings, deps) {
    const chosen = { ...subject, kinds: selectKinds(subject.kinds, settings) };
    const hasAttachments = chosen.kinds.some(({ walk }) => walk.type === 'attachments');
    let attachments;
    return {
        name: 'github',
        wantsAll: (parent) => hasAttachments && !wasWikiSearched(parent),
        read: async (mirror) => {
            if (attachments !== undefined)
                await attachments.noteWiki(pagesOf(mirror));
        },
        open: async (context) => {
            const shelf = new Shelf((0,external_node_path_.join)(context.tempDir, 'metadata'), context.parent);
            try {
                const client = (0,github_client.openClient)({
                    apiUrl: (0,github_server/* apiUrlOf */.po)(settings.serverUrl),
                    token: settings.token,
                    reserve: settings.reserve ?? RESERVE,
                    budget: deps.budget,
                }, {
                    fetch: deps.fetch,
                    now: deps.now,
                    signal: context.signal,
                    sleep: deps.sleep ?? github_client.pause,
                    debug: (message) => {
                        context.emit({ type: 'debug', message });
                    },
                });
                const before = readProgress(context.parent);
                attachments = hasAttachments
                    ? new Attachments({
                        ...deps,
                        sleep: deps.sleep ?? github_client.pause,
                        ...(0,kinds_kind/* repositoryAt */.uw)(subject.at),
                        ...settings,
                        client,
                        ...context,
                    })
                    : undefined;
                const reading = new Reading(settings, chosen, context, client, shelf, before, attachments);
                await reading.run();
                return openPart(reading, context, before, deps.zipLimits);
            }
            catch (error) {
                shelf.close();
                throw error;
            }
        },
    };
}
function selectKinds(kinds, { include, also = [], exclude = [] }) {
    const names = kinds.map(({ name }) => name);
    const unknown = [...(include ?? []), ...also, ...exclude].filter((name) => !names.includes(name));
    if (unknown.length > 0) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-input',
            exitCode: errors/* EXIT */.dc.badInput,
            message: `There is no kind of metadata named ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
            fix: `The kinds are: ${names.sort().join(', ')}.`,
        });
    }
    const usual = kinds.filter(({ isOptional }) => isOptional !== true).map(({ name }) => name);
    const wanted = new Set([...(include ?? usual), ...also]);
    for (const name of exclude)
        wanted.delete(name);
    // The settings say which features are enabled.
    const [first] = kinds;
    if (wanted.size > 0 && first !== undefined)
        wanted.add(first.name);
    for (const { name, of, inTextsOf = [] } of kinds) {
        if (of !== undefined && wanted.has(name))
            wanted.add(of);
        if (wanted.has(name) && !inTextsOf.some((kind) => wanted.has(kind)))
            inTextsOf.forEach((kind) => wanted.add(kind));
    }
    return kinds.filter(({ name }) => wanted.has(name));
}
function openPart(reading, context, before, zipLimits) {
    const { shelf, kinds, progress, client, attachments, outcome } = reading;
    const at = () => (0,kinds_kind/* repositoryAt */.uw)(reading.at);
    const folders = kinds
        .map((kind) => ({ kind, folder: folderOf(kind) }))
        .sort((a, b) => (a.folder < b.folder ? -1 : 1));
    const assetsKind = kinds.find(({ walk }) => walk.type === 'assets');
    const releases = outcome.parts.get('github/releases');
    if (assetsKind === undefined)
        progress.assets.clear();
    else if (releases !== undefined)
        outcome.parts.set(ASSETS_PATH, releases);
    const read = async function* (kind) {
        if (kind.walk.type === 'logs' && reading.logs !== undefined) {
            yield* logEntries({
                client,
                at: at(),
                parent: context.parent,
                logs: reading.logs,
                names: reading.planLogs(kind, reading.logs),
                tempDir: context.tempDir,
                signal: context.signal,
                limits: zipLimits,
                onFailure: (failure, name) => {
                    outcome.fail(kind, failure, name === undefined ? '' : `/${name}`);
                },
                onKept: (name, why) => {
                    context.emit({ type: 'info', message: `The log ${name} is kept as a zip: ${why}.` });
                },
            });
            return;
        }
        if (kind.walk.type === 'attachments' && attachments !== undefined) {
            yield* attachments.entries(reading.isPrivate);
            reading.finishAttachments(kind, attachments);
            return;
        }
        if (kind !== assetsKind) {
            yield* shelf.entries(folderOf(kind));
            return;
        }
        yield* assetEntries({
            client,
            at: at(),
            parent: context.parent,
            assets: progress.assets,
            before: before.assets,
            tempDir: context.tempDir,
            onFailure: (asset, failure) => {
                outcome.failAgain(kind, failure, `/${asset.file}`, asset.failures);
            },
            onWaiting: (asset) => {
                const failure = new github_failure/* GithubFailure */.Ed('failed', 'not tried in this run, since there were no requests left for it');
                outcome.failAgain(kind, failure, `/${asset.file}`, Infinity);
            },
        });
    };
    const readBefore = reading.readBefore();
    return {
        totals: { entries: undefined, bytes: shelf.totals.bytes },
        identity: Object.keys(readBefore).length === 0 ? {} : { readBefore },
        async *entries() {
            let hasFolder = false;
            for (const { kind } of folders) {
                for await (const batch of read(kind)) {
                    if (!hasFolder)
                        yield [(0,sources_entries/* folderEntry */.Zn)('github')];
                    hasFolder = true;
                    yield batch;
                }
            }
        },
        finish: () => {
            reading.finish();
            const parts = Object.fromEntries(outcome.parts);
            // Without an answer the last run that had one stays the last.
            const state = stateRows({ ...progress, run: progress.run ?? before.run }, attachments?.rows() ?? []);
            return Promise.resolve({ state, parts, gaps: outcome.gaps });
        },
        close: () => Promise.resolve(shelf.close()),
    };
}


/***/ })

};
