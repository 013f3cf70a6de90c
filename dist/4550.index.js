export const id = 4550;
export const ids = [4550];
export const modules = {

/***/ 70300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ sourceOf)
/* harmony export */ });
/** A token that may change while a run lasts: that of an App's installation lives for an hour. */
function sourceOf(token) {
    return typeof token === 'string' ? () => Promise.resolve(token) : token;
}


/***/ }),

/***/ 14714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ saveStream),
/* harmony export */   v: () => (/* binding */ BodyFailure)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46466);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(23626);
/** Saves what a server sends as a temporary file, with its SHA-256; tells the server's failures from those of the disk. */






/** The body is not what was asked for: it broke off (`cause` says how), or it is too long. */
class BodyFailure extends Error {
    name = 'BodyFailure';
    kind;
    constructor(kind, message, cause) {
        super(message, { cause });
        this.kind = kind;
    }
}
/**
 * Writes a body to a new file, or over one that an earlier try left. The body is read to its end or destroyed.
 *
 * @throws BodyFailure for what the server is to blame for; `temp-folder` and the like for what this machine is
 */
async function saveStream(body, file, maxBytes) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    const measured = async function* () {
        try {
            for await (const chunk of body) {
                bytes += chunk.length;
                if (bytes > maxBytes)
                    throw new BodyFailure('too-long', `The server sent more than ${String(maxBytes)} bytes.`);
                hash.update(chunk);
                yield chunk;
            }
        }
        catch (error) {
            throw error instanceof BodyFailure
                ? error
                : new BodyFailure('broken', `The download broke off: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`, error);
        }
    };
    try {
        const fd = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_3__/* .retryLack */ .Ar)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(file, 'w'));
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(measured, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(file, { fd }));
    }
    catch (error) {
        throw error instanceof BodyFailure ? error : (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .temporaryFileFailure */ .iO)(file, error);
    }
    finally {
        body.destroy();
    }
    return { bytes, sha256: hash.digest('hex') };
}


/***/ }),

/***/ 70478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zn: () => (/* binding */ folderEntry),
/* harmony export */   jC: () => (/* binding */ safeName),
/* harmony export */   mk: () => (/* binding */ bytesEntry),
/* harmony export */   nV: () => (/* binding */ fileEntry),
/* harmony export */   vu: () => (/* binding */ carriedEntry)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/** Makes entries for files that a source generates itself. */


/** Tree entries for files that a part generates itself; their owners and times have no meaning. */
function plainEntry(path, type, mode) {
    return {
        path: Buffer.from(path, 'latin1'),
        type,
        mode,
        sizeBytes: 0,
        mtimeSeconds: 0,
        mtimeNanos: 0,
        target: Buffer.alloc(0),
        linkGroup: 0,
    };
}
function folderEntry(path) {
    return { ...plainEntry(path, 'directory', 0o755), content: { kind: 'none' } };
}
function bytesEntry(path, bytes) {
    return { ...plainEntry(path, 'file', 0o644), sizeBytes: bytes.length, content: { kind: 'bytes', bytes } };
}
function carriedEntry(entry) {
    return { ...entry, content: { kind: entry.type === 'file' ? 'carry' : 'none' } };
}
/** `temporary`: the backup removes the file once it has read it. */
async function fileEntry(path, file, temporary) {
    const { size, mtimeNs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file, { bigint: true });
    return {
        ...plainEntry(path, 'file', 0o644),
        sizeBytes: Number(size),
        mtimeSeconds: Number(mtimeNs / 1000000000n),
        mtimeNanos: Number(mtimeNs % 1000000000n),
        content: { kind: 'file', absolutePath: Buffer.from(file), temporary },
    };
}
const NAME_MAX_CHARS = 120;
/**
 * Turns an untrusted name into a file name that is valid on every system. Everything but letters, digits, `-`, `_` and
 * `.` becomes %XX. A long name is cut and ends with a part of its hash.
 */
function safeName(name) {
    const encoded = Array.from(Buffer.from(name), (byte) => {
        const char = String.fromCharCode(byte);
        return /[A-Za-z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }).join('');
    const safe = encoded.replace(/^\./, '%2E');
    if (safe.length <= NAME_MAX_CHARS)
        return safe;
    return `${safe.slice(0, NAME_MAX_CHARS)}~${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(name).digest('hex').slice(0, 12)}`;
}


/***/ }),

/***/ 99572:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ batchedBlobs),
/* harmony export */   b: () => (/* binding */ readBlobs)
/* harmony export */ });
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46466);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95589);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83855);
/** Reads many blobs with one process. */



/** Contents in the order of `oids`. Throws where one is not there. */
async function* readBlobs(git, gitDir, oids) {
    if (oids.length === 0)
        return;
    const args = ['cat-file', '--batch'];
    const child = git.start(args, { gitDir });
    const written = (0,_base_async_js__WEBPACK_IMPORTED_MODULE_1__/* .awaitedLater */ .kW)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(oids.map((oid) => `${oid}\n`), child.stdin));
    yield* batchedBlobs(child.stdout);
    (0,_git_js__WEBPACK_IMPORTED_MODULE_2__/* .expectSuccess */ .lb)(await child.exit, args);
    await written;
}
/** Contents from the output of `cat-file --batch`: `<oid> blob <size>\n<content>\n`, one after the other. */
async function* batchedBlobs(chunks) {
    let buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
        buffer = Buffer.concat([buffer, chunk]);
        for (;;) {
            const end = buffer.indexOf(0x0a);
            const size = Number(/^[0-9a-f]+ \w+ (\d+)$/.exec(buffer.toString('latin1', 0, Math.max(end, 0)))?.[1]);
            if (end < 0 || !(buffer.length >= end + 1 + size + 1))
                break;
            yield buffer.subarray(end + 1, end + 1 + size);
            buffer = buffer.subarray(end + 1 + size + 1);
        }
    }
}


/***/ }),

/***/ 83855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fo: () => (/* binding */ collect),
  lb: () => (/* binding */ expectSuccess),
  zY: () => (/* binding */ openGit),
  c9: () => (/* binding */ throwIfDiskFailed),
  gQ: () => (/* binding */ throwIfNotStarted)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/base/token-source.js
var token_source = __webpack_require__(70300);
// EXTERNAL MODULE: ./lib/net/proxies.js
var net_proxies = __webpack_require__(75367);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./lib/sources/repository/git/platform.js
/** What differs between platforms when git is run. */

/** What differs between platforms when git is run; everything else in this folder is the same everywhere. */
const isWindows = process.platform === 'win32';
/**
 * Starts a child in a process group of its own, where the platform has them: git starts helpers (`remote-https`,
 * `pack-objects`), and a cancelled run must not leave them behind.
 */
function spawnGroup(file, args, options) {
    return (0,external_node_child_process_.spawn)(file, args, { ...options, detached: !isWindows, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] });
}
/** Kills a child of `spawnGroup` and everything it started. */
function killGroup(child) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        return;
    if (isWindows) {
        (0,external_node_child_process_.spawn)('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on('error', () => child.kill());
        return;
    }
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // The group is gone already (ESRCH).
        child.kill('SIGKILL');
    }
}
/**
 * Git for Windows names its certificates in the system configuration, which is not read here. The certificate store of
 * Windows is used instead.
 */
const platformConfig = isWindows
    ? [
        ['http.sslBackend', 'schannel'],
        ['core.longPaths', 'true'],
    ]
    : [];

;// CONCATENATED MODULE: ./lib/sources/repository/git/git.js
/** Runs git, with its own environment. */









/** The oldest git that is known to support everything used here. */
const OLDEST_GIT = [2, 36];
const STDERR_KEPT_CHARS = 8192;
/**
 * The environment variables that git may see. The rest is withheld: git needs no cloud credentials, and GIT_* could
 * redirect it.
 */
const PASSED_ON = /^(PATH|Path|PATHEXT|SYSTEMROOT|SystemRoot|WINDIR|TEMP|TMP|TMPDIR|GIT_EXEC_PATH|SSL_CERT_(FILE|DIR)|GIT_SSL_(CAINFO|CAPATH)|LD_LIBRARY_PATH)$/;
/** Given on the command line, so they override the configuration of any repository. */
const CONFIG = [
    // Memory: 573 MB of history peaked at 577 MB without these, at 68 MB with them.
    ['core.packedGitLimit', '64m'],
    ['core.packedGitWindowSize', '16m'],
    ['pack.threads', '1'],
    // Versions of a blob of 50 MB: with the default of 96 MB a restore peaked at 307 MB, all its processes together.
    ['core.deltaBaseCacheLimit', '32m'],
    ['core.fsmonitor', 'false'],
    ['core.askPass', ''],
    ['credential.helper', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['protocol.version', '2'],
    // All refs of a local source are wanted. The last value counts, and this is the last.
    ['transfer.hideRefs', '!refs'],
    ['http.followRedirects', 'false'],
    ['http.postBuffer', '16m'],
    // A connection that carries nothing at all for five minutes is dead: servers send keep-alives while they count.
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', '300'],
];
/** Makes the private home and checks git's version (`git-not-found`, `git-too-old`). */
async function openGit(options) {
    await (0,promises_.mkdir)(options.homeDir, { recursive: true });
    const globalConfig = (0,external_node_path_.join)(options.homeDir, 'gitconfig');
    // Git reads safe.directory from files only. Only our own git processes read this file.
    await (0,promises_.writeFile)(globalConfig, options.trustAnyOwner === true ? '[safe]\n\tdirectory = *\n' : '');
    const login = createLogin(options.credentials?.token);
    const start = (args, call = {}) => {
        options.signal.throwIfAborted();
        const gitDir = call.gitDir === undefined ? {} : { GIT_DIR: call.gitDir };
        const proxies = call.server === undefined ? {} : (0,net_proxies/* curlProxies */.ZS)(call.server, options.env);
        const token = login.current();
        const env = environment(options, globalConfig, token);
        const all = { ...env, ...proxies, ...gitDir, ...call.env };
        return follow(args, { cwd: options.homeDir, env: all }, options.signal, redactor(token));
    };
    const git = {
        start,
        login: login.renew,
        async run(args, call = {}) {
            const child = start(args, call);
            const [fed, output] = await Promise.allSettled([(0,external_node_stream_promises_.pipeline)(call.input ?? [], child.stdin), collect(child.stdout)]);
            const exit = await child.exit;
            options.signal.throwIfAborted();
            expectSuccess(exit, args);
            if (fed.status === 'rejected')
                throw fed.reason;
            if (output.status === 'rejected')
                throw output.reason;
            return output.value;
        },
    };
    await checkVersion(git);
    return git;
}
/** The token of the calls that are started now; none before the first login. */
function createLogin(token) {
    let current;
    const renew = async (isRefused = false) => {
        const before = current;
        if (token !== undefined)
            current = await (0,token_source/* sourceOf */.v)(token)(isRefused ? before : undefined);
        return current !== before;
    };
    return { current: () => current, renew };
}
function environment(options, globalConfig, token) {
    const passed = Object.entries(options.env).filter((pair) => pair[1] !== undefined && PASSED_ON.test(pair[0]));
    const config = [...CONFIG, ...platformConfig, ['core.hooksPath', (0,external_node_path_.join)(options.homeDir, 'no-hooks')]];
    if (options.credentials !== undefined && token !== undefined) {
        // Scoped to the origin: without the scope, the header would go to whatever host is asked.
        config.push([`http.${options.credentials.origin}/.extraHeader`, authorization(token)]);
    }
    return {
        ...Object.fromEntries(passed),
        ...Object.fromEntries(config.map(([key], index) => [`GIT_CONFIG_KEY_${String(index)}`, key])),
        ...Object.fromEntries(config.map(([, value], index) => [`GIT_CONFIG_VALUE_${String(index)}`, value])),
        GIT_CONFIG_COUNT: String(config.length),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: globalConfig,
        GIT_ATTR_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_ALLOW_PROTOCOL: 'https',
        GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)(options.homeDir),
        // Reads the history as it is stored, without replacements, grafts or lazily fetched objects.
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_GRAFT_FILE: (0,external_node_path_.join)(options.homeDir, 'no-grafts'),
        GIT_NO_LAZY_FETCH: '1',
        // Later versions may have another default than the packed-refs that a restore writes.
        GIT_DEFAULT_REF_FORMAT: 'files',
        HOME: options.homeDir,
        LC_ALL: 'C',
    };
}
function basicCredentials(token) {
    return Buffer.from(`x-access-token:${token}`).toString('base64');
}
function authorization(token) {
    return `Authorization: Basic ${basicCredentials(token)}`;
}
function redactor(token) {
    if (token === undefined)
        return (text) => text;
    return (text) => text.replaceAll(token, '***').replaceAll(basicCredentials(token), '***');
}
/**
 * Without free file descriptors a child has no pipes, and the reason comes only in an event. Other errors are thrown.
 */
function spawned(args, options) {
    try {
        const child = spawnGroup('git', args, options);
        if (child.stdin !== undefined)
            return child;
        child.on('error', () => undefined);
        return Object.assign(new Error('There are no file descriptors left for its pipes'), {
            code: 'EMFILE',
            syscall: 'spawn git',
        });
    }
    catch (error) {
        if ((0,system_errors/* systemErrorIn */.Zc)(error) === undefined)
            throw error;
        return error;
    }
}
function notStarted(failure, folder) {
    const stdin = new external_node_stream_.PassThrough().resume();
    const exit = Promise.resolve({ code: undefined, stderr: '', failure, folder });
    return { stdin, stdout: external_node_stream_.Readable.from([]), exit, kill: () => undefined };
}
function follow(args, options, signal, redact) {
    const folder = options.env['GIT_DIR'] ?? options.cwd;
    const child = spawned(args, options);
    if (child instanceof Error)
        return notStarted(child, folder);
    const kill = () => {
        killGroup(child);
    };
    signal.addEventListener('abort', kill);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr = (stderr + text).slice(-STDERR_KEPT_CHARS);
    });
    // A program that ends early closes its input. Every caller checks its exit, which shows the failure.
    child.stdin.on('error', () => undefined);
    const exit = new Promise((resolve) => {
        const settle = (code, failure) => {
            signal.removeEventListener('abort', kill);
            resolve({ code: code ?? undefined, stderr: redact(stderr).trim(), failure, folder });
        };
        child.on('error', (error) => {
            settle(null, error);
        });
        child.on('close', (code) => {
            settle(code);
        });
    });
    return { stdin: child.stdin, stdout: child.stdout, exit, kill };
}
async function collect(stream) {
    const chunks = [];
    for await (const chunk of stream)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}
/** Throws `git-not-found` or `git-failed` unless the program ended well. */
function expectSuccess(exit, args) {
    throwIfNotStarted(exit);
    if (exit.code === 0)
        return;
    throwIfDiskFailed(exit);
    throw new errors/* HoldfastError */.Et({
        code: 'git-failed',
        message: `git ${args[0] ?? ''} ${exit.code === undefined ? 'was ended by a signal' : `failed with exit code ${String(exit.code)}`}.`,
        why: exit.stderr === '' ? 'It gave no reason.' : exit.stderr,
        fix: 'Run it again; if it fails again, check free disk space and memory, and report this message.',
    });
}
/** A program that never ran says nothing of what it was to look at. @throws git-not-found, out-of-resources, ... */
function throwIfNotStarted({ failure }) {
    if (failure !== undefined)
        throw cannotStart(failure);
}
/** What git says of the disk in text only (strerror(3), under LC_ALL=C). */
const DISK_FAILURES = [
    [/No space left on device/, 'ENOSPC'],
    [/Disk quota exceeded/, 'EDQUOT'],
    [/Input\/output error/, 'EIO'],
];
/** @throws disk-full, io-error */
function throwIfDiskFailed({ stderr, folder }) {
    const [, code] = DISK_FAILURES.find(([said]) => said.test(stderr)) ?? [];
    if (code === undefined)
        return;
    const facts = { code, syscall: 'write', ...(folder !== undefined && { path: folder }) };
    throw (0,system_errors/* explainSystemError */.Tr)(Object.assign(new Error(`git said: ${stderr}`), facts));
}
function cannotStart(cause) {
    const explained = (0,system_errors/* isLack */.q6)(cause) ? (0,system_errors/* explainSystemError */.Tr)(cause) : undefined;
    if (explained !== undefined)
        return explained;
    return new errors/* HoldfastError */.Et({
        code: 'git-not-found',
        message: 'git could not be started.',
        why: cause.message,
        fix: `Install git ${OLDEST_GIT.join('.')} or newer, and make sure that it is on PATH.`,
        cause,
    });
}
async function checkVersion(git) {
    const text = (await git.run(['version'])).toString().trim();
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text)?.slice(1) ?? []).map(Number);
    if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1]))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'git-too-old',
        message: `git on this machine is too old: "${text}".`,
        why: 'Object formats, unborn branches and safe configuration need a newer git.',
        fix: `Install git ${OLDEST_GIT.join('.')} or newer.`,
    });
}


/***/ }),

/***/ 48066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A0: () => (/* binding */ shallowSource),
/* harmony export */   Fi: () => (/* binding */ otherProtocol),
/* harmony export */   KA: () => (/* binding */ PASSING),
/* harmony export */   bO: () => (/* binding */ remoteError),
/* harmony export */   uo: () => (/* binding */ serverDied)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83855);


/** Git describes its failures in English text only (LC_ALL=C). The first row that matches is used. */
const EXPLANATIONS = [
    {
        when: /could not read (Username|Password)|Authentication failed|returned error: (40[123]|410|451)/i,
        code: 'git-access-refused',
        message: (shown) => `The git server refused access to ${shown}.`,
        why: 'The token is not valid any more or lacks a permission, or the organisation asks for its authorization (SSO), or the repository is disabled. Without a token some servers answer so for what does not exist, too.',
        fix: 'Pass a token that can read it as "github-token"; for this repository, give the job "permissions: contents: read".',
        fixToWrite: 'Pass a token that may write there as "github-token": it needs contents: write, and workflows: write if the history has files of workflows.',
    },
    {
        when: /repository '.*' not found|returned error: 404|not appear to be a git repository|not valid: is this a git repository/i,
        code: 'repository-unreadable',
        message: (shown) => `${shown} does not exist, or the token may not read it.`,
        why: 'Git servers answer both cases alike, so that nobody can guess the names of private repositories.',
        fix: 'Check the name. For another private repository, pass a token that can read it as "github-token"; for this one, give the job "permissions: contents: read".',
    },
    {
        when: /returned error: 429|returned error: 5\d\d/i,
        code: 'git-server-busy',
        message: (shown) => `The git server could not answer for ${shown}.`,
        why: 'It is overloaded or has a fault.',
        fix: 'Run it again later.',
    },
    {
        when: /certificate|SSL|TLS|issuer|schannel/i,
        code: 'git-tls-failed',
        message: (shown) => `No trusted connection to the git server of ${shown}.`,
        why: 'Its certificate is not trusted on this machine, or the two sides found no common TLS version.',
        fix: 'If a certificate authority of your own signed the certificate of the server, set GIT_SSL_CAINFO to the file with that authority.',
    },
    {
        when: /redirect|returned error: 30\d/i,
        code: 'git-redirected',
        message: (shown) => `The git server redirected the request for ${shown}.`,
        why: 'Redirects are not followed, since the token would be sent to another server.',
        fix: 'Give the repository by its current name or URL.',
    },
    {
        when: /could not resolve|couldn't resolve|name or service not known/i,
        code: 'git-server-unreachable',
        message: (shown) => `The git server of ${shown} could not be found.`,
        why: 'DNS does not know its name, or this machine has no network.',
        fix: 'Check the URL, the network, and the proxy settings (https_proxy).',
    },
    {
        when: /failed to connect|connection refused|timed out|network is unreachable|no route to host|proxy/i,
        code: 'git-server-unreachable',
        message: (shown) => `The git server of ${shown} refused the connection.`,
        why: 'The server is down, or a firewall or proxy is in between.',
        fix: 'Check that the server is up, and the proxy settings (https_proxy).',
    },
];
/** Failures that may pass by themselves. The others are permanent, however often one tries. */
const PASSING = ['git-server-busy', 'git-server-unreachable', 'git-server-died'];
/** Explains why git's transport ended when it should have answered. */
function remoteError(exit, { shown }, wish = 'read') {
    if (exit.failure !== undefined)
        (0,_git_js__WEBPACK_IMPORTED_MODULE_1__/* .expectSuccess */ .lb)(exit, []);
    (0,_git_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfDiskFailed */ .c9)(exit);
    const found = EXPLANATIONS.find(({ when }) => when.test(exit.stderr));
    if (found === undefined)
        return serverDied({ shown }, exit.stderr);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: found.code,
        message: found.message(shown),
        why: exit.stderr === '' ? found.why : `${found.why} Git said: ${exit.stderr}`,
        fix: (wish === 'write' ? found.fixToWrite : undefined) ?? found.fix,
    });
}
/** The connection broke, or the server gave up, in the middle of an answer. */
function serverDied({ shown }, said) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'git-server-died',
        message: `The git server of ${shown} stopped before its answer was complete.`,
        why: said === '' ? 'The connection ended.' : said,
        fix: 'Run it again; if it stops again, the repository on the server may be damaged (run git fsck there).',
    });
}
/** The history at the source is shallow: a backup of it could not be completed later. */
function shallowSource({ shown }) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'repository-shallow',
        message: `${shown} is a shallow repository: a part of its history is missing.`,
        why: 'A backup of it would look whole and could not be restored.',
        fix: 'Back up the full repository, or complete this one with: git fetch --unshallow',
    });
}
/** Something answered, but not like a current git server. */
function otherProtocol({ shown }) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'git-server-too-old',
        message: `What answers for ${shown} does not speak git protocol version 2.`,
        why: 'It is not a git server, or an old one that cannot report the object format and the state of HEAD.',
        fix: 'Check the URL. For a server older than git 2.26, back up a local mirror of the repository with the command line.',
    });
}


/***/ }),

/***/ 95900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   De: () => (/* binding */ parsePlace),
/* harmony export */   Nm: () => (/* binding */ sameOrigin),
/* harmony export */   cy: () => (/* binding */ inspectLocal),
/* harmony export */   z6: () => (/* binding */ githubAt)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73136);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17594);
/* harmony import */ var _base_github_server_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88192);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(23626);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44694);
/* harmony import */ var _remote_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48066);








/** Errors: `bad-input`. Nothing is looked up. `cwd`: what a relative path starts from. */
function parsePlace(settings, cwd) {
    const given = settings.repository;
    const local = localPath(given, cwd);
    if (local !== undefined) {
        if (settings.allowLocal === true)
            return localPlace(local);
        throw badRepository(given, 'paths on this machine are for the command line only');
    }
    if (given.includes('://'))
        return httpPlace(given, given);
    if (/^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._-]+$/.test(given) && !/\/\.{1,2}$/.test(given)) {
        return httpPlace(`${(settings.serverUrl ?? _base_github_server_js__WEBPACK_IMPORTED_MODULE_4__/* .DEFAULT_SERVER_URL */ .UM).replace(/\/+$/, '')}/${given}`, given);
    }
    if (settings.allowLocal === true && given !== '' && !given.startsWith('-') && !given.includes(':')) {
        return localPlace((0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .pathFrom */ .Iw)(cwd, given));
    }
    throw badRepository(given, /^[^/]+@?[^/]*:/.test(given) ? 'ssh is not supported' : 'it is neither of these');
}
function localPath(given, cwd) {
    if (given.startsWith('file://'))
        return (0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(given);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(given) || /^\.{1,2}([/\\]|$)/.test(given) ? (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .pathFrom */ .Iw)(cwd, given) : undefined;
}
function localPlace(path) {
    return { kind: 'local', path, url: (0,node_url__WEBPACK_IMPORTED_MODULE_2__.pathToFileURL)(path).href, shown: path };
}
function httpPlace(text, given) {
    if (!URL.canParse(text))
        throw badRepository(given, 'it is not a valid URL');
    const url = new URL(text);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url.username !== '' || url.password !== '') {
        throw badRepository(`${url.protocol}//***@${url.host}${url.pathname}`, 'a URL must not contain credentials');
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
        throw badRepository(given, `"${url.protocol}//" is not supported, and http to this machine only`);
    }
    if (url.search !== '' || url.hash !== '')
        throw badRepository(given, 'a query or fragment has no meaning here');
    const clean = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    return { kind: 'http', url: clean, origin: url.origin, shown: given };
}
/** Whether the token of that server may be sent to `place`. */
function sameOrigin(place, serverUrl) {
    const url = serverUrl ?? _base_github_server_js__WEBPACK_IMPORTED_MODULE_4__/* .DEFAULT_SERVER_URL */ .UM;
    return URL.canParse(url) && new URL(url).origin === place.origin;
}
/** Owner and name of a repository on the GitHub server; undefined for any other place. Errors: `bad-input`. */
function githubAt(settings, cwd) {
    const place = parsePlace(settings, cwd);
    if (place.kind === 'local' || !sameOrigin(place, settings.serverUrl))
        return undefined;
    const [, owner, repo] = /^\/([^/]+)\/([^/]+?)(?:\.git)?$/.exec(new URL(place.url).pathname) ?? [];
    return owner === undefined || repo === undefined ? undefined : { owner, repo, serverUrl: place.origin };
}
function badRepository(given, why) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: `repository: "${given}" cannot be used: ${why}.`,
        why: 'Accepted are "owner/name", an https URL without credentials, and, from the command line, a local path.',
        fix: 'For example: octo-org/octo-repo, https://git.example.com/team/project.git or ./project',
    });
}
/**
 * The git folder of a local repository that is whole. Errors: `repository-unreadable`, `repository-shallow`,
 * `repository-partial-clone`, `repository-alternates`.
 */
async function inspectLocal(git, place) {
    const path = await existingFolder(place);
    const ask = async (...args) => {
        // Only the folder itself counts, not a repository that happens to contain it.
        const answer = await git.run(['-C', path, ...args], { env: { GIT_CEILING_DIRECTORIES: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) } });
        return answer.toString('utf8').replace(/\n$/, '');
    };
    const gitDir = await ask('rev-parse', '--absolute-git-dir').catch((cause) => {
        throw unreadable(place, cause);
    });
    const commonDir = await ask('rev-parse', '--path-format=absolute', '--git-common-dir');
    const remote = { kind: 'local', gitDir, commonDir, shown: place.shown };
    if ((await ask('rev-parse', '--is-shallow-repository')) === 'true')
        throw (0,_remote_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .shallowSource */ .A0)(remote);
    const settings = (await ask('config', '--list', '--name-only', '-z')).split('\0');
    if (settings.some((name) => /^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$/i.test(name))) {
        throw incomplete(place, 'repository-partial-clone', 'a partial clone: objects are missing that git would fetch on demand');
    }
    const alternates = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(commonDir, 'objects', 'info', 'alternates')).catch(absent);
    if (alternates !== undefined && alternates.size > 0) {
        throw incomplete(place, 'repository-alternates', 'a repository with alternates: objects of its own lie in another repository');
    }
    return remote;
}
async function existingFolder(place) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(place.path);
    }
    catch (cause) {
        throw unreadable(place, cause);
    }
}
function absent(error) {
    if ((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .systemErrorCode */ .vq)(error) !== 'ENOENT')
        throw error;
}
function unreadable(place, cause) {
    const isAbsent = (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .systemErrorCode */ .vq)(cause) === 'ENOENT';
    const why = isAbsent ? 'There is no such folder.' : cause instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et ? cause.why : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et({
        code: 'repository-unreadable',
        message: `${place.shown} is not a git repository that can be read.`,
        why,
        fix: 'Give as `repository` the folder of a working copy (the one with .git in it) or of a bare repository. For other folders there is `source: files`.',
        cause,
    });
}
function incomplete(place, code, what) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et({
        code,
        message: `${place.shown} is ${what}.`,
        why: 'A backup of it would look whole and could not be restored.',
        fix: 'Back up the repository that it was cloned from, or a full clone of it.',
    });
}


/***/ }),

/***/ 44550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kb: () => (/* reexport */ createRepositorySource),
  z6: () => (/* reexport */ git_remote/* githubAt */.z6),
  m0: () => (/* reexport */ lfsOid),
  Dp: () => (/* reexport */ pushRepository),
  UM: () => (/* reexport */ readChain),
  RS: () => (/* reexport */ restoreRepository),
  sX: () => (/* reexport */ verifyRepository)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
;// CONCATENATED MODULE: ./lib/sources/repository/lfs/prefetch.js
/** Runs work ahead of its consumer, within bounds. */

/**
 * Runs work ahead of its consumer and yields the results in the order of the items. The number of items and of bytes in
 * progress or waiting is limited; a single item may exceed the limit of bytes. After a failure, or if the consumer
 * stops, nothing new is started, and what is in progress is awaited.
 */
async function* workAhead(items, work, bytesOf, window) {
    const source = items[Symbol.asyncIterator]();
    const waiting = [];
    let bytes = 0;
    let held;
    try {
        for (let ended = false;;) {
            while (!ended && waiting.length < window.items) {
                if (held === undefined) {
                    const next = await source.next();
                    ended = next.done === true;
                    if (next.done === true)
                        break;
                    held = next.value;
                }
                const itemBytes = bytesOf(held);
                if (waiting.length > 0 && bytes + itemBytes > window.bytes)
                    break;
                const result = (0,base_async/* awaitedLater */.kW)(work(held));
                waiting.push({ result, bytes: itemBytes });
                bytes += itemBytes;
                held = undefined;
            }
            const first = waiting[0];
            if (first === undefined)
                return;
            yield await first.result;
            waiting.shift();
            bytes -= first.bytes;
        }
    }
    finally {
        await Promise.allSettled(waiting.map(({ result }) => result));
        await source.return?.();
    }
}

// EXTERNAL MODULE: ./lib/base/token-source.js
var token_source = __webpack_require__(70300);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/net/http.js
var net_http = __webpack_require__(20747);
;// CONCATENATED MODULE: ./lib/sources/repository/lfs/batch.js
/** The batch API of Git LFS. */




/**
 * An answer that is not what was asked for. `mayPass` says whether a later try may succeed, with the wait that the
 * server asks for.
 */
class LfsError extends Error {
    status;
    mayPass;
    retryAfterMs;
    constructor(message, facts = {}) {
        super(message);
        this.status = facts.status;
        this.mayPass = facts.mayPass ?? false;
        this.retryAfterMs = facts.retryAfterMs;
    }
}
const BATCH_OBJECTS = 100;
const MEDIA_TYPE = 'application/vnd.git-lfs+json';
const ANSWER_MAX_BYTES = 8 * limits/* MiB */.lv;
const REASON_MAX_CHARS = 300;
/** Statuses by which the server says that something does not exist or is not possible. */
const MISSING_CODES = [404, 410, 422];
const ActionRow = dist/* object */.Ikc({ href: dist/* string */.YjP(), header: dist/* optional */.lqM(dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP())) });
const ObjectRow = dist/* object */.Ikc({
    oid: dist/* string */.YjP(),
    size: dist/* optional */.lqM(dist/* number */.aig()),
    authenticated: dist/* optional */.lqM(dist/* boolean */.zMY()),
    actions: dist/* optional */.lqM(dist/* object */.Ikc({ download: dist/* optional */.lqM(ActionRow), upload: dist/* optional */.lqM(ActionRow), verify: dist/* optional */.lqM(ActionRow) })),
    error: dist/* optional */.lqM(dist/* object */.Ikc({ code: dist/* number */.aig(), message: dist/* optional */.lqM(dist/* string */.YjP()) })),
});
const BatchAnswer = dist/* object */.Ikc({ transfer: dist/* optional */.lqM(dist/* string */.YjP()), objects: dist/* array */.YOg(ObjectRow) });
/**
 * The server of a repository: found by its URL alone (see docs/api/server-discovery.md there), or the one that the
 * repository's .lfsconfig names, which gets the token only at the same origin. Returns a text if that one cannot be
 * used: the reason.
 */
function lfsServer(place, token, configured) {
    if (configured === undefined)
        return serverAt(`${place.url.replace(/\.git$/, '')}.git/info/lfs`, place, token);
    const protocol = URL.canParse(configured) ? new URL(configured).protocol : '';
    // As with the repository itself: http is for servers on this machine.
    if (protocol === 'https:' || (protocol === 'http:' && place.url.startsWith('http:'))) {
        return serverAt(configured.replace(/\/+$/, ''), place, token);
    }
    return `.lfsconfig names ${JSON.stringify(configured)} as the LFS server, and only https is supported`;
}
function serverAt(base, place, token) {
    const url = new URL(`${base}/objects/batch`);
    const isOwn = token !== undefined && url.origin === place.origin;
    return { url, token: isOwn ? (0,token_source/* sourceOf */.v)(token) : undefined };
}
/** Basic authentication. */
function authorization(token) {
    return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}
/** Asks for up to 100 objects, no OID twice; answers in their order. Throws LfsError, and the socket's errors. */
async function askBatch(http, server, operation, pointers) {
    const objects = pointers.map(({ oid, sizeBytes }) => ({ oid, size: sizeBytes }));
    const text = JSON.stringify({ operation, transfers: ['basic'], objects, hash_algo: 'sha256' });
    const [response, authorized] = await postWithToken(http, server, text);
    const body = (await (0,net_http/* readBody */.x8)(response, ANSWER_MAX_BYTES)).toString('utf8');
    expectOk(response.statusCode ?? 0, response.headers['retry-after'], body);
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), BatchAnswer), body);
    if (!parsed.success)
        throw new LfsError('the answer of the LFS server does not follow the batch API');
    const { transfer, objects: rows } = parsed.output;
    if (transfer !== undefined && transfer !== 'basic')
        throw new LfsError(`the LFS server insists on "${transfer}"`);
    const byOid = new Map(rows.map((row) => [row.oid, row]));
    return pointers.map(({ oid }) => readAnswer(authorized, operation, byOid.get(oid)));
}
/**
 * Asks for any number of objects with `ask`, in batches. A batch that the server finds too large (413) is asked for in
 * smaller ones, and so are those after it: `batch.objects` goes down.
 */
async function* askInBatches(ask, pointers, batch) {
    for (let at = 0; at < pointers.length;) {
        const asked = uniqueOids(pointers.slice(at, at + batch.objects));
        let answers;
        try {
            answers = await ask(asked);
        }
        catch (error) {
            if (!(error instanceof LfsError) || error.status !== 413 || asked.length === 1)
                throw error;
            batch.objects = Math.ceil(asked.length / 2);
            continue;
        }
        at += asked.length;
        for (const [index, pointer] of asked.entries()) {
            const answer = answers[index];
            if (answer === undefined)
                throw new Error('fewer answers of the LFS server than objects');
            yield [pointer, answer];
        }
    }
}
/**
 * Those up to where an OID comes a second time, with another size: it waits for the next batch. Sorted by OID, so that
 * equal ones are neighbours.
 */
function uniqueOids(pointers) {
    const second = pointers.findIndex(({ oid }, index) => index > 0 && pointers[index - 1]?.oid === oid);
    return second < 0 ? pointers : pointers.slice(0, second);
}
/** Statuses that git-lfs follows with the same method and body. */
const REDIRECTS = [301, 302, 307, 308];
const REDIRECTS_FOLLOWED = 3;
/** If the token is refused, and there is another one, the request is sent again with that. */
async function postWithToken(http, { url, token: source }, body) {
    const first = { url, token: await source?.() };
    const response = await postBatch(http, first, body);
    if (response.statusCode !== 401 || source === undefined)
        return [response, first];
    const second = { url, token: await source(first.token) };
    if (second.token === first.token)
        return [response, first];
    response.destroy();
    return [await postBatch(http, second, body), second];
}
/** A repository that was renamed redirects its LFS server too. The token goes to the server's own origin only. */
async function postBatch(http, server, body) {
    let { url } = server;
    for (let hops = 0;; hops++) {
        const { token } = url.origin === server.url.origin ? server : {};
        const response = await http.request(url, {
            method: 'POST',
            headers: {
                accept: MEDIA_TYPE,
                'content-type': MEDIA_TYPE,
                'user-agent': 'holdfast',
                ...(token !== undefined && { authorization: authorization(token) }),
            },
            body,
        });
        const next = redirection(response, url, REDIRECTS);
        if (next === undefined)
            return response;
        response.destroy();
        if (hops === REDIRECTS_FOLLOWED)
            throw new LfsError('the LFS server redirected the request too often');
        url = next;
    }
}
/** Where an answer redirects to; undefined if it does not. Throws LfsError for an address that is not allowed. */
function redirection(response, from, statuses) {
    const { location } = response.headers;
    if (!statuses.includes(response.statusCode ?? 0) || location === undefined)
        return undefined;
    const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    if (next !== undefined && ['https:', from.protocol].includes(next.protocol))
        return next;
    response.destroy();
    throw new LfsError('the LFS server redirected the request to an address that is not allowed');
}
/** Throws unless the status is 200. The server's text is shortened. */
function expectOk(status, retryAfter, body) {
    if (status === 200)
        return;
    const said = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* object */.Ikc({ message: dist/* string */.YjP() })), body);
    const message = said.success ? `: ${said.output.message.slice(0, REASON_MAX_CHARS)}` : '';
    throw new LfsError(`the server answered ${String(status)}${message}`, {
        status,
        mayPass: status === 408 || status === 429 || status >= 500,
        retryAfterMs: retryAfterMs(retryAfter),
    });
}
/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(value) {
    if (value === undefined)
        return undefined;
    const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
function readAnswer(server, operation, row) {
    if (row === undefined)
        return { kind: 'failed', reason: 'the answer of the LFS server does not contain it' };
    if (row.error !== undefined) {
        const { code, message = '' } = row.error;
        const reason = `the LFS server says ${String(code)} ${message.slice(0, REASON_MAX_CHARS)}`.trimEnd();
        return { kind: MISSING_CODES.includes(code) ? 'missing' : 'failed', reason };
    }
    const given = row.actions?.[operation];
    if (given === undefined) {
        return operation === 'upload'
            ? { kind: 'nothing-to-do' }
            : { kind: 'failed', reason: 'the LFS server gave no download address' };
    }
    const action = readAction(server, given, row.authenticated === true);
    if (action === undefined)
        return { kind: 'failed', reason: 'the LFS server gave an unusable address' };
    const verify = row.actions?.verify && readAction(server, row.actions.verify, row.authenticated === true);
    return { kind: 'action', action, verify };
}
/** The token is sent only to the LFS server's own origin, and only if the answer contains no credentials. */
function readAction(server, { href, header = {} }, authenticated) {
    const url = URL.canParse(href) ? new URL(href) : undefined;
    if (url === undefined || (url.protocol !== 'https:' && url.protocol !== server.url.protocol))
        return undefined;
    if (!/^https?:$/.test(url.protocol))
        return undefined;
    const headers = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
    // These headers decide where a request goes and where it ends, so an answer must not set them.
    for (const name of ['host', 'connection', 'content-length', 'expect', 'upgrade'])
        delete headers[name];
    const lacksCredentials = headers['authorization'] === undefined && !authenticated;
    if (lacksCredentials && url.origin === server.url.origin && server.token !== undefined) {
        headers['authorization'] = authorization(server.token);
    }
    return { href: url, headers };
}

// EXTERNAL MODULE: ./lib/net/save.js
var save = __webpack_require__(14714);
;// CONCATENATED MODULE: ./lib/sources/repository/lfs/transfer.js
/** Downloads LFS objects. */












/** Downloads ahead of the backup, which reads in order. Only objects within the window are on disk. */
const WINDOW = { items: 8, bytes: 256 * limits/* MiB */.lv };
/** A server that asks for a longer wait is tried again by the next backup. */
const LONGEST_WAIT_MS = 5 * 60_000;
const REDIRECTED = [301, 302, 303, 307, 308];
const transfer_REDIRECTS = 3;
const EFFORT = { attempts: 4, failuresInARow: 8 };
/** For those that an earlier backup tried in vain: most of them will never be had, and the others must get their turn. */
const EFFORT_AGAIN = { attempts: 1, failuresInARow: 64 };
/** Yields one result for each pointer, in their order, which is by OID. */
function downloadAll(pointers, deps) {
    const health = { failuresInARow: 0, lastReason: '', most: deps.effort.failuresInARow };
    const download = async ({ pointer, answer }) => {
        if (isDown(health))
            return notTried(pointer, health);
        const transfer = await downloadOne(pointer, answer, deps);
        const isFailure = transfer.kind === 'failed' && transfer.isServerDown === true;
        health.failuresInARow = isFailure ? health.failuresInARow + 1 : 0;
        if (isFailure)
            health.lastReason = transfer.reason;
        return transfer;
    };
    return workAhead(askAll(pointers, deps, health), download, ({ pointer }) => pointer.sizeBytes, WINDOW);
}
function isDown({ failuresInARow, most }) {
    return failuresInARow >= most;
}
function notTried(pointer, { lastReason }) {
    return { kind: 'left', pointer, reason: `not tried after many failures (${lastReason})` };
}
async function* askAll(pointers, deps, health) {
    const ask = (batch) => (isDown(health) ? batch.map(unasked) : askPatiently(batch, deps));
    const asked = askInBatches(async (batch) => ask(batch), pointers, { objects: BATCH_OBJECTS });
    for await (const [pointer, answer] of asked)
        yield { pointer, answer };
}
function unasked() {
    return { kind: 'failed', reason: 'not tried' };
}
/** If the whole batch is refused, that is the answer for every object. */
async function askPatiently(batch, deps) {
    try {
        return await patiently(deps, () => askBatch(deps.http, deps.server, 'download', batch));
    }
    catch (error) {
        deps.signal.throwIfAborted();
        const status = error instanceof LfsError ? error.status : undefined;
        if (status === 413 && batch.length > 1)
            throw error;
        const reason = `no answer from the LFS server: ${(0,errors/* messageOf */.bD)(error)}`;
        // Where there were objects before, there was a server: then it refuses, or it is gone for now.
        const isAbsent = !deps.hadServer && (status === 404 || status === 501);
        return batch.map(() => (isAbsent ? { kind: 'missing', reason } : { kind: 'failed', reason, isServerDown: true }));
    }
}
/** Repeats what may succeed later, and waits as long as the server asks for. */
async function patiently(deps, attempt) {
    const { attempts } = deps.effort ?? EFFORT;
    for (let tries = 1;; tries++) {
        try {
            return await attempt(tries);
        }
        catch (error) {
            deps.signal.throwIfAborted();
            const waitMs = waitAfter(error, deps.retryDelayMs * 2 ** (tries - 1));
            if (tries === attempts || waitMs === undefined || waitMs > LONGEST_WAIT_MS)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(waitMs, undefined, { signal: deps.signal }).catch(() => {
                deps.signal.throwIfAborted();
            });
        }
    }
}
function waitAfter(error, otherwiseMs) {
    if (error instanceof LfsError)
        return error.mayPass ? (error.retryAfterMs ?? otherwiseMs) : undefined;
    // Any socket error may pass. What this machine lacks for its own files does not.
    return error instanceof errors/* HoldfastError */.Et ? undefined : otherwiseMs;
}
async function downloadOne(pointer, first, deps) {
    if (pointer.sizeBytes === 0 && first.kind !== 'action')
        return emptyObject(pointer, first, deps);
    if (first.kind === 'nothing-to-do')
        return { kind: 'failed', pointer, reason: 'no answer' };
    if (first.kind !== 'action')
        return { ...first, pointer };
    const path = (0,external_node_path_.join)(deps.dir, `${pointer.oid}-${String(pointer.sizeBytes)}`);
    try {
        await patiently(deps, async (tries) => {
            // Addresses are valid for minutes only, so each new try requests a new one.
            const [answer = first] = tries === 1 ? [] : await askBatch(deps.http, deps.server, 'download', [pointer]);
            if (answer.kind !== 'action')
                throw new LfsError('the LFS server no longer provides it');
            await receive(deps, answer.action, pointer, path);
        });
        return { kind: 'stored', pointer, path, temporary: true };
    }
    catch (error) {
        deps.signal.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            throw error;
        await (0,promises_.rm)(path, { force: true });
        const isGone = error instanceof LfsError && (error.status === 404 || error.status === 410);
        const reason = `download: ${(0,errors/* messageOf */.bD)(error)}`;
        return isGone
            ? { kind: 'missing', pointer, reason }
            : { kind: 'failed', pointer, reason, isServerDown: hadNoAnswer(error) };
    }
}
/** Whether it was a connection or the server that failed, not what it says of this object. */
function hadNoAnswer(error) {
    return error instanceof LfsError ? error.mayPass && error.status !== undefined : true;
}
const EMPTY_OID = (0,external_node_crypto_.createHash)('sha256').digest('hex');
/** Servers differ on whether they have the empty object, which needs no download. */
async function emptyObject(pointer, answer, deps) {
    if (pointer.oid !== EMPTY_OID) {
        return { kind: 'missing', pointer, reason: 'reason' in answer ? answer.reason : 'no object has its size' };
    }
    const path = (0,external_node_path_.join)(deps.dir, pointer.oid);
    await (0,save/* saveStream */.S)(external_node_stream_.Readable.from([]), path, 0);
    return { kind: 'stored', pointer, path, temporary: true };
}
/** Writes the object to `path` and proves its size and SHA-256. */
async function receive(deps, action, pointer, path) {
    const response = await follow(deps.http, action);
    if (response.statusCode !== 200) {
        const said = (await (0,net_http/* readBody */.x8)(response, 64 * 1024).catch(() => Buffer.alloc(0))).toString('utf8');
        expectOk(withExpiry(response.statusCode ?? 0, action.href), response.headers['retry-after'], said);
    }
    const { bytes, sha256 } = await (0,save/* saveStream */.S)(response, path, pointer.sizeBytes).catch((error) => {
        if (!(error instanceof save/* BodyFailure */.v))
            throw error;
        throw error.kind === 'too-long' ? wrongBytes('the server sent more bytes than the pointer names') : error.cause;
    });
    if (bytes !== pointer.sizeBytes)
        throw wrongBytes(`the server sent only ${String(bytes)} bytes`);
    if (sha256 !== pointer.oid)
        throw wrongBytes('the content received has another SHA-256');
}
/** Storage hosts answer 401 or 403 for an expired address. A new address may work. */
function withExpiry(status, href) {
    return (status === 401 || status === 403) && href.search !== '' ? 503 : status;
}
function wrongBytes(message) {
    return new LfsError(message, { mayPass: true });
}
/** Redirects lead to storage. The headers are sent only to the origin that they were given for. */
async function follow(http, { href, headers }) {
    let url = href;
    for (let hops = 0;; hops++) {
        const response = await http.request(url, { method: 'GET', headers: url.origin === href.origin ? headers : {} });
        const next = redirection(response, url, REDIRECTED);
        if (next === undefined)
            return response;
        response.destroy();
        if (hops === transfer_REDIRECTS)
            throw new LfsError('the download was redirected too often');
        url = next;
    }
}
/** Used if there is no server to ask. */
async function* failAll(pointers, reason) {
    for (const pointer of pointers)
        yield await Promise.resolve({ kind: 'failed', pointer, reason });
}
/** Reads the objects of a repository on this machine; they are checked like those of a server. */
async function* readLocal(pointers, commonDir) {
    for (const pointer of pointers) {
        const path = (0,external_node_path_.join)(commonDir, 'lfs', 'objects', objectPath(pointer.oid));
        const size = await (0,promises_.lstat)(path).then((stats) => (stats.isFile() ? stats.size : undefined), () => undefined);
        if (size === undefined)
            yield { kind: 'missing', pointer, reason: 'it is not in the repository' };
        else if (size !== pointer.sizeBytes || (await hashOf(path)) !== pointer.oid) {
            yield { kind: 'failed', pointer, reason: `${path} is not what its name says` };
        }
        else
            yield { kind: 'stored', pointer, path, temporary: false };
    }
}
/** `aa/bb/<oid>`, as git-lfs lays them out. */
function objectPath(oid) {
    return `${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
}
/** The OID of the object at this path of a tree; undefined if the path is not one of an object. */
function lfsOid(path) {
    const oid = /^lfs\/..\/..\/([0-9a-f]{64})$/.exec(path)?.[1];
    return oid !== undefined && path === `lfs/${objectPath(oid)}` ? oid : undefined;
}
async function hashOf(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of (0,external_node_fs_.createReadStream)(path))
        hash.update(chunk);
    return hash.digest('hex');
}

// EXTERNAL MODULE: ./lib/sources/repository/git/remote.js
var git_remote = __webpack_require__(95900);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/sources/repository/git/git.js + 1 modules
var git_git = __webpack_require__(83855);
;// CONCATENATED MODULE: ./lib/sources/repository/git/refs.js
/** Refs and object ids. */

const OID_BYTES = { sha1: 20, sha256: 32 };
function isOid(text, format) {
    return text.length === 2 * OID_BYTES[format] && /^[0-9a-f]+$/.test(text);
}
function isObjectFormat(text) {
    return text === 'sha1' || text === 'sha256';
}
/** The rules of `git check-ref-format`, for full names: they start with `refs/`. Source: git-check-ref-format(1). */
function isRefName(name) {
    if (!name.startsWith('refs/') || /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(name) || name.endsWith('.'))
        return false;
    return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
function shownRef(name) {
    return Buffer.from(name, 'latin1').toString('utf8');
}
/** Every object that must be in the snapshot, each once, in order of the refs. */
function tipsOf(list) {
    const tips = new Set(list.refs.values());
    if (list.head !== undefined && isOid(list.head, list.format))
        tips.add(list.head);
    return tips;
}
function headRef(list) {
    return list.head?.startsWith('ref: ') === true ? list.head.slice(5) : undefined;
}
/** The commit that HEAD points to; undefined if unborn or not known. */
function headOid(list) {
    const ref = headRef(list);
    return ref === undefined ? list.head : list.refs.get(ref);
}
/**
 * Whether a ref is left out. A pattern names full refs and all below them; `*` and `?` stop at a slash, `**` does not:
 * `refs/pull`, `refs/pull/*` and `refs/pull/**` all leave out `refs/pull/7/head`.
 */
function excluder(patterns) {
    const tests = patterns.map((pattern) => refMatcher(pattern, 'exclude-refs'));
    return (name) => tests.some((test) => test(name));
}
/** Whether a ref fits a pattern; `input` is what the user knows it by. Errors: `bad-input`. */
function refMatcher(pattern, input) {
    if (!pattern.startsWith('refs/') || pattern.endsWith('/')) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-input',
            message: `${input}: "${pattern}" is not a pattern of full ref names.`,
            why: 'It must start with "refs/" and not end with "/".',
            fix: 'For example: refs/pull/* or refs/heads/renovate/**',
        });
    }
    const wild = { '**': '.*', '*': '[^/]*', '?': '[^/]' };
    const source = pattern.replace(/\*\*+|[*?]|[^\w/-]/g, (text) => wild[text.slice(0, 2)] ?? `\\u{${code(text)}}`);
    const test = new RegExp(`^${source}(/|$)`, 'u');
    return (name) => test.test(shownRef(name));
}
function code(char) {
    return (char.codePointAt(0) ?? 0).toString(16);
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/state.js
/** The rows of state that describe a git repository. */


/** The folder of a chain's links in the tree. */
function packsPath(part) {
    return `${part}/packs`;
}
function linkName(index) {
    return `${sixDigits(index)}.pack`;
}
function sixDigits(index) {
    return String(index).padStart(6, '0');
}
/** Rows in key order. */
function* stateRows(snapshot, part) {
    const row = (key, value) => ({
        key: Buffer.from(`${part}/${key}`, 'latin1'),
        value: typeof value === 'string' ? Buffer.from(value, 'latin1') : value,
    });
    yield row('format', snapshot.format);
    if (snapshot.head !== undefined)
        yield row('head', snapshot.head);
    for (const [index, { sizeBytes, sha256 }] of snapshot.links.entries()) {
        yield row(`link/${sixDigits(index)}`, Buffer.concat([Buffer.from(sha256, 'hex'), Buffer.from(String(sizeBytes))]));
    }
    for (const [name, oid] of snapshot.refs)
        yield row(`ref/${name}`, Buffer.from(oid, 'hex'));
    for (const [name, target] of snapshot.symrefs)
        yield row(`symref/${name}`, target);
    for (const [oid, name] of [...snapshot.vanished].sort())
        yield row(`vanished/${oid}`, name);
}
/**
 * The repository that a snapshot's state describes; every name and number is checked, since a vault may be hostile.
 * Errors: `git-state-invalid`; undefined if there is nothing about that part in it.
 */
function readChain(rows, part = 'git') {
    const prefix = `${part}/`;
    let draft;
    for (const { key, value } of rows) {
        const name = key.toString('latin1');
        if (!name.startsWith(prefix))
            continue;
        // Keys come in order, so that the format comes first: the length of OIDs depends on it.
        if (draft === undefined)
            draft = startDraft(name.slice(prefix.length), value.toString('latin1'));
        else
            readRow(draft, name.slice(prefix.length), value);
    }
    return draft;
}
function startDraft(key, format) {
    if (key !== 'format' || !isObjectFormat(format))
        throw invalid('the object format', format);
    return { format, head: undefined, links: [], refs: new Map(), symrefs: new Map(), vanished: new Map() };
}
function readRow(draft, key, value) {
    const slash = key.indexOf('/');
    const [kind, name] = slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
    const text = value.toString('latin1');
    if (kind === 'head') {
        if (!isHead(text, draft.format))
            throw invalid('HEAD', text);
        draft.head = text;
    }
    else if (kind === 'link') {
        if (name !== sixDigits(draft.links.length)) {
            throw invalid(`link ${sixDigits(draft.links.length)} of the chain: it is missing, and the next is`, name);
        }
        draft.links.push(parseLink(draft.links.length, value));
    }
    else if (kind === 'ref') {
        const oid = value.toString('hex');
        if (!isRefName(name) || !isOid(oid, draft.format))
            throw invalid('a ref', `${name} ${oid}`);
        draft.refs.set(name, oid);
    }
    else if (kind === 'symref') {
        if (!isRefName(name) || !isRefName(text))
            throw invalid('a symbolic ref', `${name} ${text}`);
        draft.symrefs.set(name, text);
    }
    else if (kind === 'vanished') {
        if (!isOid(name, draft.format))
            throw invalid('a vanished tip', name);
        draft.vanished.set(name, text);
    }
}
function isHead(head, format) {
    return head.startsWith('ref: ') ? isRefName(head.slice(5)) : isOid(head, format);
}
const SHA256_BYTES = 32;
function parseLink(index, value) {
    const size = value.toString('latin1', SHA256_BYTES);
    const sizeBytes = Number(size);
    if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(sizeBytes))
        throw invalid('a link of the chain', value.toString('latin1'));
    return { name: linkName(index), sizeBytes, sha256: value.toString('hex', 0, SHA256_BYTES) };
}
function invalid(what, value) {
    return new errors/* HoldfastError */.Et({
        code: 'git-state-invalid',
        message: `The snapshot does not describe a git repository: ${what} is ${JSON.stringify(shownRef(value).slice(0, 300))}.`,
        why: 'The snapshot was damaged, or not written by Holdfast.',
        fix: 'Choose another snapshot, and run verify on this one.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/chain.js
/** Plans the chain of packs: a new link, or a new base. */









const CHAIN_POLICY = { maxIncrements: 60, incrementShare: 0.5, freeIncrementBytes: limits/* MiB */.lv };
/** Decides what this backup does. Pure. */
function planChain(tonight, parent, policy) {
    if (parent === undefined)
        return { kind: 'base', reason: 'there is no earlier snapshot to build on' };
    if (parent.snapshot.format !== tonight.format)
        return { kind: 'base', reason: 'the object format changed' };
    if (!parent.intact)
        return { kind: 'base', reason: 'a link of the earlier chain is missing or damaged in the vault' };
    const known = knownTips(parent.snapshot);
    if ([...tipsOf(tonight)].every((tip) => known.has(tip)))
        return { kind: 'carry', known };
    const [base, ...increments] = parent.snapshot.links;
    if (base === undefined)
        return { kind: 'base', reason: 'the repository was empty so far' };
    if (increments.length >= policy.maxIncrements) {
        return { kind: 'base', reason: `the chain has ${String(increments.length)} increments` };
    }
    const incrementBytes = increments.reduce((sum, link) => sum + link.sizeBytes, 0);
    if (incrementBytes > Math.max(policy.freeIncrementBytes, policy.incrementShare * base.sizeBytes)) {
        return { kind: 'base', reason: 'the increments have become large compared with the base' };
    }
    return { kind: 'increment', known };
}
/** Tips whose whole history is in the chain. */
function knownTips(snapshot) {
    return new Set([...tipsOf(snapshot), ...snapshot.vanished.keys()]);
}
/**
 * Tips that the chain of `parent` holds and `tonight` no longer has, each with a name it had. `isPresent`: tips that
 * the repository still reaches in another way are not lost.
 */
function vanishedTips(parent, tonight, isPresent) {
    const tips = tipsOf(tonight);
    const names = new Map(parent.vanished);
    const head = headOid(parent);
    if (head !== undefined)
        names.set(head, 'HEAD');
    for (const [name, oid] of parent.refs)
        names.set(oid, name);
    return new Map([...names].filter(([oid]) => !tips.has(oid) && !isPresent(oid)));
}
/**
 * Packs what `wanted` reaches and `known` does not into a file in `dir`. Returns undefined if there is nothing to pack.
 * Thin: its deltas may build on objects that `known` reaches. All OIDs must exist in `gitDir`.
 */
async function packLink(git, gitDir, request, dir) {
    const args = ['pack-objects', '--revs', '--thin', '--delta-base-offset', '--stdout', '-q'];
    const child = git.start(args, { gitDir });
    const draft = (0,external_node_path_.join)(dir, 'link.pack');
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let sizeBytes = 0;
    const measured = async function* (chunks) {
        for await (const chunk of chunks) {
            hash.update(chunk);
            sizeBytes += chunk.length;
            yield chunk;
        }
    };
    const [written, fed] = await Promise.allSettled([
        (0,external_node_stream_promises_.pipeline)(child.stdout, measured, (0,external_node_fs_.createWriteStream)(draft)),
        (0,external_node_stream_promises_.pipeline)(revisions(request.wanted, request.known), child.stdin),
    ]);
    if (written.status === 'rejected')
        child.kill();
    const exit = await child.exit;
    if (written.status === 'rejected')
        throw written.reason;
    (0,git_git/* expectSuccess */.lb)(exit, args);
    if (fed.status === 'rejected')
        throw fed.reason;
    if ((await objectCount(draft)) === 0)
        return undefined;
    const sha256 = hash.digest('hex');
    const link = { name: linkName(request.index), sizeBytes, sha256 };
    const path = (0,external_node_path_.join)(dir, link.name);
    await (0,promises_.rename)(draft, path);
    return { link, path };
}
function* revisions(wanted, known) {
    for (const oid of wanted)
        yield `${oid}\n`;
    for (const oid of known)
        yield `^${oid}\n`;
}
/** The number in a pack's header: "PACK", version, count (https://git-scm.com/docs/gitformat-pack). */
async function objectCount(path) {
    const file = await (0,promises_.open)(path);
    try {
        const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
        return buffer.readUInt32BE(8);
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository-part.js
/**
 * A repository is backed up in parts. Each has a folder of its own. Concatenated in name order, their entries and state
 * rows are therefore in order too: `git/...` < `github/...` < `lfs/...` < `wiki/...`.
 */
const PART_NAMES = ['git', 'github', 'lfs', 'wiki'];

;// CONCATENATED MODULE: ./lib/sources/repository/compose.js
/** Opens the parts of a repository, one after the other. */



/**
 * Opens the parts one after the other in name order and concatenates them. If one cannot be opened, those before it are
 * closed.
 */
async function openParts(parts, context, identity) {
    const open = [];
    try {
        for (const part of parts.toSorted((a, b) => PART_NAMES.indexOf(a.name) - PART_NAMES.indexOf(b.name))) {
            const tempDir = (0,external_node_path_.join)(context.tempDir, part.name);
            await (0,promises_.mkdir)(tempDir, { recursive: true });
            open.push(await part.open({ ...context, tempDir }));
        }
    }
    catch (error) {
        await closeAll(open);
        throw error;
    }
    return {
        totals: { entries: totalOf(open, 'entries'), bytes: totalOf(open, 'bytes') },
        identity: Object.assign({}, identity, ...open.map((part) => part.identity)),
        entries: () => allEntries(open),
        finish: () => finishAll(open),
        close: () => closeAll(open),
    };
}
/** undefined if any part does not know. */
function totalOf(parts, what) {
    let sum = 0;
    for (const { totals } of parts) {
        const part = totals[what];
        if (part === undefined)
            return undefined;
        sum += part;
    }
    return sum;
}
async function* allEntries(parts) {
    for (const part of parts)
        yield* part.entries();
}
async function finishAll(parts) {
    const results = [];
    for (const part of parts)
        results.push(await part.finish());
    const anomaly = results.flatMap((result) => (result.anomaly === undefined ? [] : [result.anomaly])).join(' ');
    const result = {
        state: allState(results),
        parts: Object.assign({}, ...results.map((part) => part.parts)),
        gaps: results.flatMap((part) => part.gaps),
    };
    return anomaly === '' ? result : { ...result, anomaly };
}
function* allState(results) {
    for (const { state } of results)
        yield* state;
}
/** Closes all parts, even if one of them fails. */
async function closeAll(parts) {
    const closed = await Promise.allSettled(parts.map((part) => part.close()));
    const failed = closed.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined)
        throw failed.reason;
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/sources/repository/git/mirror.js
/** A bare mirror that is fetched into, for the objects of a night. */




/** Bytes between two progress events. */
const PROGRESS_STEP_BYTES = limits/* MiB */.lv;
/** Makes an empty bare repository without templates. */
async function initBare(git, gitDir, format) {
    await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, '--', gitDir]);
}
/**
 * Fetches everything that `tips` reach into a new bare repository at `gitDir`, without any refs, and proves that it is
 * complete: index-pack follows each object's links, as in a clone.
 *
 * Whenever anything is new, everything is fetched: a fresh runner holds nothing, and new objects could not be checked
 * for completeness without the history they build on. Errors: `git-bad-pack`, and those of the conversation.
 */
async function fetchMirror(git, conversation, tips, gitDir, emit) {
    await (0,promises_.rm)(gitDir, { recursive: true, force: true });
    await initBare(git, gitDir, conversation.format);
    if (tips.size === 0)
        return;
    const indexer = git.start(['index-pack', '--stdin', '--check-self-contained-and-connected'], { gitDir });
    indexer.stdout.resume();
    try {
        await conversation.fetchPack(tips, indexer.stdin, progress(emit));
        indexer.stdin.end();
    }
    catch (error) {
        indexer.kill();
        await indexer.exit;
        throw error;
    }
    const exit = await indexer.exit;
    (0,git_git/* throwIfNotStarted */.gQ)(exit);
    if (exit.code !== 0) {
        (0,git_git/* throwIfDiskFailed */.c9)(exit);
        throw badPack(exit.stderr);
    }
    const present = await presentIn(git, gitDir, tips);
    const missing = [...tips].find((tip) => !present.has(tip));
    if (missing !== undefined)
        throw badPack(`${missing} is not in it`);
}
/** Those of `oids` that exist in the repository. */
async function presentIn(git, gitDir, oids) {
    const input = Array.from(oids, (oid) => `${oid}\n`);
    const output = await git.run(['cat-file', '--batch-check=%(objectname)'], { gitDir, input });
    const lines = output.toString('latin1').split('\n');
    return new Set(lines.filter((line) => line !== '' && !line.endsWith(' missing')));
}
function progress(emit) {
    let doneBytes = 0;
    let nextBytes = PROGRESS_STEP_BYTES;
    return (bytes) => {
        doneBytes += bytes;
        if (doneBytes < nextBytes)
            return;
        nextBytes = doneBytes + PROGRESS_STEP_BYTES;
        emit({
            type: 'progress',
            what: 'fetch',
            doneBytes,
            totalBytes: undefined,
            doneItems: 0,
            totalItems: undefined,
        });
    };
}
function badPack(why) {
    return new errors/* HoldfastError */.Et({
        code: 'git-bad-pack',
        message: 'The objects that the git server sent are damaged or incomplete.',
        why,
        fix: 'Run it again; if it fails again, check the repository on the server with "git fsck".',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/anomaly.js


/**
 * Returns one sentence if more than `share` of the earlier refs are gone. The loss of a single ref among others does
 * not count.
 */
function anomalyOf(earlier, tonight, share) {
    if (earlier === undefined || earlier.refs.size === 0)
        return undefined;
    const lost = [...earlier.refs.keys()].filter((name) => !tonight.refs.has(name)).length;
    if (lost <= share * earlier.refs.size || (lost === 1 && earlier.refs.size > 1))
        return undefined;
    return `Refs lost since the last snapshot: ${String(lost)} of ${String(earlier.refs.size)}.`;
}
/**
 * Where the earlier default branch was, and where it is now; undefined if it did not move. A deleted default branch is
 * compared with its successor, which after a mere rename continues where the old one ended.
 */
function movedDefault(earlier, tonight) {
    const from = earlier === undefined ? undefined : headOid(earlier);
    const to = tonight.refs.get((earlier && headRef(earlier)) ?? '') ?? headOid(tonight);
    return from === undefined || to === undefined || from === to ? undefined : { from, to };
}
/**
 * Returns one sentence if the default branch no longer builds on its earlier tip. `gitDir` holds what `tonight`
 * reaches.
 */
async function rewrittenDefault(git, gitDir, earlier, tonight) {
    const moved = movedDefault(earlier, tonight);
    if (earlier === undefined || moved === undefined || (await isAncestor(git, gitDir, moved.from, moved.to))) {
        return undefined;
    }
    const name = shownRef(headRef(earlier) ?? 'HEAD');
    return `The default branch was rewritten since the last snapshot: ${name} does not build on ${moved.from} any more.`;
}
/** Of two objects; false as well where `from` is not there or one of them is no commit. */
async function isAncestor(git, gitDir, from, to) {
    if ((await presentIn(git, gitDir, [from, to])).size < 2)
        return false;
    const child = git.start(['merge-base', '--is-ancestor', from, to], { gitDir });
    child.stdin.end();
    child.stdout.resume();
    return (await child.exit).code === 0;
}

// EXTERNAL MODULE: ./lib/sources/entries.js
var sources_entries = __webpack_require__(70478);
;// CONCATENATED MODULE: ./lib/sources/repository/git/pktline.js

const FLUSH = '0000';
const DELIMITER = '0001';
const MARKS = ['flush', 'delimiter', 'response-end'];
function packet(text) {
    return (text.length + 4).toString(16).padStart(4, '0') + text;
}
function packetReader(stream) {
    let ended = false;
    let wake = () => { };
    stream.on('readable', () => {
        wake();
    });
    for (const event of ['end', 'close', 'error']) {
        stream.on(event, () => {
            ended = true;
            wake();
        });
    }
    /** Exactly `size` bytes, or undefined where the stream ends before. */
    async function take(size) {
        for (;;) {
            const chunk = stream.read(size);
            if (chunk !== null)
                return chunk.length === size ? chunk : undefined;
            if (ended)
                return undefined;
            await new Promise((resolve) => (wake = resolve));
        }
    }
    return {
        async line() {
            let text = '';
            for (;;) {
                const byte = await take(1);
                if (byte === undefined)
                    return undefined;
                if (byte[0] === 0x0a)
                    return text;
                text += byte.toString('latin1');
            }
        },
        async next() {
            const head = await take(4);
            if (head === undefined)
                return 'end-of-stream';
            const length = /^[0-9a-f]{4}$/i.test(head.toString('latin1'))
                ? Number.parseInt(head.toString('latin1'), 16)
                : NaN;
            const mark = MARKS[length];
            if (mark !== undefined)
                return mark;
            if (!(length >= 4))
                throw badAnswer(`a packet starts with ${JSON.stringify(head.toString('latin1'))}`);
            if (length === 4)
                return Buffer.alloc(0);
            return (await take(length - 4)) ?? 'end-of-stream';
        },
    };
}
/** The server sent something that violates git's protocol. */
function badAnswer(what) {
    return new errors/* HoldfastError */.Et({
        code: 'git-bad-answer',
        message: 'The git server sent an answer that is not valid in git protocol version 2.',
        why: `In its answer, ${what}.`,
        fix: 'Check that the URL is that of a git repository, and that no proxy rewrites the answers.',
    });
}

// EXTERNAL MODULE: ./lib/sources/repository/git/remote-errors.js
var remote_errors = __webpack_require__(48066);
;// CONCATENATED MODULE: ./lib/sources/repository/git/protocol.js




/**
 * Talks with the server, and hangs up. From the start once more, if it does not accept the token any more, and there is another
 * one. Errors: see remote-errors.ts; `git-server-too-old` where the server does not speak version 2.
 */
function converse(git, remote, talk) {
    return loggedIn(git, async () => {
        const conversation = await begin(git, remote);
        return talk(conversation).finally(() => conversation.close());
    });
}
/** Calls of git that ask the server: made once more with another token, if the server refuses the first one, and there is one. */
async function loggedIn(git, attempt) {
    await git.login();
    try {
        return await attempt();
    }
    catch (error) {
        const isRefused = error instanceof errors/* HoldfastError */.Et && error.code === 'git-access-refused';
        if (!isRefused || !(await git.login(true)))
            throw error;
        return attempt();
    }
}
async function begin(git, remote) {
    const child = connect(git, remote);
    const session = { child, remote, packets: packetReader(child.stdout) };
    try {
        if (remote.kind === 'http')
            await expectGreeting(session);
        const capabilities = await readCapabilities(session);
        return {
            format: capabilities.format,
            listRefs: (excluded) => listRefs(session, capabilities, excluded),
            fetchPack: (wants, sink, onBytes) => fetchPack(session, capabilities, wants, sink, onBytes),
            close: () => hangUp(session),
        };
    }
    catch (error) {
        await hangUp(session);
        throw error;
    }
}
function connect(git, remote) {
    if (remote.kind === 'local') {
        return git.start(['upload-pack', '--strict', '--', remote.gitDir], { env: { GIT_PROTOCOL: 'version=2' } });
    }
    const scheme = remote.url.startsWith('http:') ? 'http' : 'https';
    // The remote helper takes no options, so nothing in a URL can become one.
    const call = { server: remote.url, env: { GIT_ALLOW_PROTOCOL: scheme } };
    const child = git.start([`remote-${scheme}`, 'origin', remote.url], call);
    child.stdin.write('stateless-connect git-upload-pack\n');
    return child;
}
/** Git's helper reports what it found: an empty line for version 2, `fallback` for anything else. */
async function expectGreeting(session) {
    const greeting = await session.packets.line();
    if (greeting === undefined)
        throw await explain(session);
    if (greeting !== '')
        throw (0,remote_errors/* otherProtocol */.Fi)(session.remote);
}
async function hangUp(session) {
    session.child.stdin.end();
    session.child.kill();
    // A child has not ended, for Node, as long as nobody takes what it said.
    session.child.stdout.destroy();
    await session.child.exit;
}
/** Explains why the other side stopped answering. */
async function explain(session) {
    session.child.stdin.end();
    session.child.stdout.resume();
    return (0,remote_errors/* remoteError */.bO)(await session.child.exit, session.remote);
}
/** Returns the next packet. Throws an explained error at the end of the stream or for an error packet. */
async function nextPacket(session) {
    const next = await session.packets.next();
    if (next === 'end-of-stream')
        throw await explain(session);
    if (typeof next !== 'string' && next.subarray(0, 4).toString('latin1') === 'ERR ') {
        throw (0,remote_errors/* serverDied */.uo)(session.remote, next.subarray(4).toString('utf8').trim());
    }
    return next;
}
function decodePacketLine(bytes) {
    return bytes.toString('latin1').replace(/\n$/, '');
}
async function readCapabilities(session) {
    const lines = [];
    for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
        if (typeof next === 'string')
            throw badAnswer(`a "${next}" stands among the capabilities`);
        lines.push(decodePacketLine(next));
    }
    if (lines[0] !== 'version 2')
        throw (0,remote_errors/* otherProtocol */.Fi)(session.remote);
    const valueOf = (name) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
    const format = valueOf('object-format') ?? 'sha1';
    if (!isObjectFormat(format))
        throw badAnswer(`the object format is ${JSON.stringify(format)}`);
    return {
        format,
        sendsUnborn: valueOf('ls-refs')?.split(' ').includes('unborn') ?? false,
        takesFormat: valueOf('object-format') !== undefined,
    };
}
function request(command, { format, takesFormat }, args) {
    const capability = takesFormat ? [packet(`object-format=${format}\n`)] : [];
    return [packet(`command=${command}\n`), ...capability, DELIMITER, ...args.map((arg) => packet(`${arg}\n`)), FLUSH];
}
async function listRefs(session, capabilities, excluded) {
    const args = capabilities.sendsUnborn ? ['symrefs', 'unborn'] : ['symrefs'];
    session.child.stdin.write(request('ls-refs', capabilities, args).join(''));
    const { format } = capabilities;
    const found = [];
    let head;
    for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
        if (typeof next === 'string')
            throw badAnswer(`a "${next}" stands among the refs`);
        const line = parseRefLine(decodePacketLine(next), format);
        if (line.name === 'HEAD')
            head = line.target === undefined ? line.oid : `ref: ${line.target}`;
        else if (!excluded(line.name))
            found.push(line);
    }
    await endOfAnswer(session);
    found.sort((a, b) => (a.name < b.name ? -1 : 1));
    const refs = new Map(found.map(({ name, oid }) => [name, oid]));
    if (refs.size !== found.length)
        throw badAnswer('a ref is named twice');
    const symrefs = new Map(found.flatMap(({ name, target }) => (target === undefined ? [] : [[name, target]])));
    return { format, head, refs, symrefs };
}
/** `<oid | "unborn"> <name>[ symref-target:<name>][ ...]` */
function parseRefLine(line, format) {
    const [oid = '', name = '', ...attributes] = line.split(' ');
    const target = attributes.find((attribute) => attribute.startsWith('symref-target:'))?.slice('symref-target:'.length);
    const unbornHead = oid === 'unborn' && name === 'HEAD' && target !== undefined;
    const good = (unbornHead || isOid(oid, format)) && (name === 'HEAD' || isRefName(name));
    if (!good || (target !== undefined && !isRefName(target))) {
        throw badAnswer(`${JSON.stringify(shownRef(line).slice(0, 300))} is not a line of a ref list`);
    }
    return { name, oid, target };
}
/** Over HTTP, git's helper marks where each answer ends. */
async function endOfAnswer(session) {
    if (session.remote.kind === 'http' && (await nextPacket(session)) !== 'response-end') {
        throw badAnswer('more follows after its end');
    }
}
async function fetchPack(session, capabilities, wants, sink, onBytes) {
    const args = ['ofs-delta', 'no-progress', ...Array.from(wants, (oid) => `want ${oid}`), 'done'];
    session.child.stdin.write(request('fetch', capabilities, args).join(''));
    const section = await nextPacket(session);
    const name = typeof section === 'string' ? section : decodePacketLine(section);
    if (name === 'shallow-info')
        throw (0,remote_errors/* shallowSource */.A0)(session.remote);
    if (name !== 'packfile')
        throw badAnswer(`${JSON.stringify(name)} stands where the pack should start`);
    for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
        if (typeof next === 'string')
            throw badAnswer(`a "${next}" stands within the pack`);
        const band = next[0];
        if (band === 3)
            throw (0,remote_errors/* serverDied */.uo)(session.remote, next.subarray(1).toString('utf8').trim());
        if (band !== 1)
            continue;
        onBytes(next.length - 1);
        if (sink.destroyed)
            return;
        if (!sink.write(next.subarray(1)))
            await drained(sink);
    }
    await endOfAnswer(session);
}
function drained(sink) {
    return new Promise((resolve) => {
        const go = () => {
            sink.off('drain', go).off('close', go);
            resolve();
        };
        sink.on('drain', go).on('close', go);
    });
}
/**
 * By protocol version 0, in which the answer to the first request lists the refs; version 2 takes two. It names no unborn HEAD, and of
 * refs that point to a name only HEAD. undefined: it cannot be had so, or is not what was expected; then a conversation in version 2
 * says why.
 */
async function listAtOnce(git, remote, format, excluded) {
    const scheme = remote.url.startsWith('http:') ? 'http' : 'https';
    const call = { server: remote.url, env: { GIT_ALLOW_PROTOCOL: scheme }, input: ['list\n\n'] };
    const args = ['-c', 'protocol.version=0', `remote-${scheme}`, 'origin', remote.url];
    const answer = await git
        .login()
        .then(() => git.run(args, call))
        .catch(() => undefined);
    return answer && parseListing(answer.toString('latin1'), format, excluded);
}
/** Lines of git's remote helper: `<oid> <name>`, `@<name it points to> <name>`, `:<attribute>`. Pure. */
function parseListing(text, format, excluded) {
    let head;
    const refs = new Map();
    for (const line of text.split('\n')) {
        if (line === '' || line.startsWith(':'))
            continue;
        const [value = '', name = ''] = line.split(' ');
        const target = value.startsWith('@') ? value.slice(1) : undefined;
        if (name === 'HEAD')
            head = target === undefined ? value : `ref: ${target}`;
        // What a tag points to is listed too.
        else if (name.endsWith('^{}') || excluded(name))
            continue;
        else if (target === undefined && isOid(value, format) && isRefName(name) && !refs.has(name))
            refs.set(name, value);
        else
            return undefined;
    }
    return head === undefined ? undefined : { format, head, refs, symrefs: new Map() };
}
function isSameList(a, b) {
    const isSame = a.head === b.head && a.refs.size === b.refs.size && a.symrefs.size + b.symrefs.size === 0;
    return isSame && [...a.refs].every(([name, oid]) => b.refs.get(name) === oid);
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/submodules.js
/** Lists the submodules of a repository, which are recorded but never fetched. */



/** A larger file is not a list of submodules. */
const GITMODULES_MAX_BYTES = 4 * limits/* MiB */.lv;
/** undefined if there is no commit, or none in it. `gitDir` holds what `list` reaches. */
async function readSubmodules(git, gitDir, list) {
    const commit = headOid(list);
    if (commit === undefined)
        return undefined;
    const gitlinks = await readGitlinks(git, gitDir, commit);
    if (gitlinks.length === 0)
        return undefined;
    const urls = await readUrls(git, gitDir, commit);
    const submodules = gitlinks.map((link) => {
        const url = urls.get(link.path);
        return url === undefined ? link : { ...link, url };
    });
    return { commit, submodules };
}
/** `<mode> <type> <oid>\t<path>\0`, see git-ls-tree(1); only the few lines with a commit are kept. */
async function readGitlinks(git, gitDir, commit) {
    const child = git.start(['ls-tree', '-r', '-z', '--full-tree', commit], { gitDir });
    child.stdin.end();
    const found = [];
    let rest = '';
    for await (const chunk of child.stdout) {
        const lines = (rest + chunk.toString('latin1')).split('\0');
        rest = lines.pop() ?? '';
        for (const line of lines) {
            const match = /^160000 commit ([0-9a-f]+)\t(.*)$/s.exec(line);
            if (match)
                found.push({ path: latin1ToUtf8(match[2] ?? ''), commit: match[1] ?? '' });
        }
    }
    // HEAD may be a tag of something other than a commit. Then there is no tree to list.
    return (await child.exit).code === 0 ? found : [];
}
/** URLs by path. A damaged .gitmodules is ignored. */
async function readUrls(git, gitDir, commit) {
    const blob = `${commit}:.gitmodules`;
    const size = await ask(git, gitDir, ['cat-file', '-s', blob]);
    if (size === undefined || Number(size) > GITMODULES_MAX_BYTES)
        return new Map();
    const args = [
        'config',
        '--blob',
        blob,
        '--no-includes',
        '-z',
        '--get-regexp',
        String.raw `^submodule\..*\.(path|url)$`,
    ];
    const settings = new Map();
    for (const row of ((await ask(git, gitDir, args)) ?? '').split('\0')) {
        const match = /^submodule\.(.*)\.(path|url)\n(.*)$/s.exec(row);
        const [, name = '', key, value = ''] = match ?? [];
        if (key === 'path' || key === 'url')
            settings.set(name, { ...settings.get(name), [key]: latin1ToUtf8(value) });
    }
    return new Map([...settings.values()].flatMap(({ path, url }) => (path === undefined || url === undefined ? [] : [[path, url]])));
}
async function ask(git, gitDir, args) {
    const child = git.start(args, { gitDir });
    child.stdin.end();
    const output = await (0,git_git/* collect */.Fo)(child.stdout);
    return (await child.exit).code === 0 ? output.toString('latin1') : undefined;
}
function latin1ToUtf8(latin1) {
    return Buffer.from(latin1, 'latin1').toString('utf8');
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/part.js
















const ATTEMPTS = 3;
/**
 * One git repository: a chain of packs as files of the tree, refs and HEAD as rows of the state. `open` talks to the
 * server and, if anything is new, fetches and packs it.
 */
function createGitPart(settings, deps) {
    return {
        name: settings.name,
        open: async (context) => openNight(await readNight({ settings, deps, context }), settings, context),
    };
}
async function readNight(job) {
    const { settings, deps, context } = job;
    const { place, token } = settings;
    const git = await (0,git_git/* openGit */.zY)({
        env: deps.env,
        homeDir: (0,external_node_path_.join)(context.tempDir, 'home'),
        signal: context.signal,
        trustAnyOwner: place.kind === 'local',
        ...(token !== undefined && place.kind === 'http' ? { credentials: { origin: place.origin, token } } : {}),
    });
    const remote = place.kind === 'local' ? await (0,git_remote/* inspectLocal */.cy)(git, place) : place;
    const parent = readParent(context.parent ?? context.base, settings.name);
    if (remote.kind === 'http' && parent !== undefined && context.parent !== undefined) {
        const listed = await listAtOnce(git, remote, parent.snapshot.format, settings.isExcluded);
        const night = listed !== undefined && isSameList(listed, parent.snapshot) ? carried(job, listed, parent) : undefined;
        if (night !== undefined)
            return night;
    }
    return retried(job, () => converse(git, remote, (conversation) => readOnce(job, git, conversation, parent)));
}
async function retried({ deps, context }, attempt) {
    for (let tries = 1;; tries++) {
        try {
            return await attempt();
        }
        catch (error) {
            context.signal.throwIfAborted();
            const mayPass = error instanceof errors/* HoldfastError */.Et && remote_errors/* PASSING */.KA.includes(error.code);
            if (!mayPass || tries === ATTEMPTS)
                throw error;
            context.emit({
                type: 'info',
                message: `${error.message} Trying again (${String(tries)} of ${String(ATTEMPTS - 1)}).`,
            });
            await (0,external_node_timers_promises_.setTimeout)(deps.retryDelayMs * 2 ** (tries - 1), undefined, { signal: context.signal }).catch(() => {
                context.signal.throwIfAborted();
            });
        }
    }
}
/** The night in which nothing is new, and nobody needs to see the objects; undefined if it is another one. */
function carried({ settings, context }, tonight, parent) {
    const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
    const moved = movedDefault(parent?.snapshot, tonight) !== undefined;
    const isAsked = settings.readers.some((reader) => reader.wantsAll(context.parent));
    if (plan.kind !== 'carry' || parent === undefined || context.parent === undefined)
        return undefined;
    if (moved || isAsked)
        return undefined;
    const message = `${(0,base_text/* counted */.hS)(tonight.refs.size, 'ref')}; no new objects, nothing is fetched.`;
    context.emit({ type: 'info', message });
    const vanished = vanishedTips(parent.snapshot, tonight, () => false);
    const snapshot = { ...tonight, links: parent.snapshot.links, vanished };
    return { snapshot, parent, fresh: undefined, submodules: 'carried', rewritten: undefined };
}
async function readOnce(job, git, conversation, parent) {
    const { settings, context } = job;
    const { emit, tempDir } = context;
    const tonight = await conversation.listRefs(settings.isExcluded);
    const night = carried(job, tonight, parent);
    if (night !== undefined)
        return night;
    const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
    const wantsAll = settings.readers.filter((reader) => reader.wantsAll(context.parent));
    emit({ type: 'info', message: `${(0,base_text/* counted */.hS)(tonight.refs.size, 'ref')}; fetching the repository.` });
    const gitDir = (0,external_node_path_.join)(tempDir, 'mirror.git');
    await fetchMirror(git, conversation, tipsOf(tonight), gitDir, emit);
    const { snapshot, fresh, wanted, known } = await addLink(git, gitDir, tonight, plan, parent, context);
    for (const reader of settings.readers) {
        const all = wantsAll.includes(reader);
        const revisions = all ? { wanted: tipsOf(tonight), known: new Set() } : { wanted, known };
        await reader.read({ git, gitDir, head: headOid(tonight), ...revisions });
    }
    const submodules = await readSubmodules(git, gitDir, tonight);
    // What the refs of another repository were says nothing of these.
    const before = context.parent === undefined ? undefined : parent;
    const rewritten = await rewrittenDefault(git, gitDir, before?.snapshot, tonight);
    await (0,promises_.rm)(gitDir, { recursive: true, force: true });
    return { snapshot, parent: before, fresh, submodules: submodules && toJsonBytes(submodules), rewritten };
}
/** Packs what is new into the next link of the parent's chain, or into the first link of a new chain. */
async function addLink(git, gitDir, tonight, plan, parent, { emit, tempDir, parent: own }) {
    const tips = tipsOf(tonight);
    const known = plan.kind === 'base' ? new Set() : await presentIn(git, gitDir, plan.known);
    const builds = plan.kind === 'carry' || known.size > 0 ? parent : undefined;
    emit({ type: 'info', message: explainPlan(plan, builds !== undefined) });
    const links = builds?.snapshot.links ?? [];
    const wanted = new Set([...tips].filter((tip) => !known.has(tip)));
    const fresh = await packLink(git, gitDir, { index: links.length, wanted, known }, tempDir);
    const vanished = builds === undefined || own === undefined
        ? new Map()
        : vanishedTips(builds.snapshot, tonight, (tip) => known.has(tip));
    const snapshot = { ...tonight, links: fresh === undefined ? links : [...links, fresh.link], vanished };
    return { snapshot, fresh, wanted, known };
}
function explainPlan(plan, builds) {
    if (builds)
        return 'Packing what is new since the last snapshot.';
    const reason = plan.kind === 'base' ? plan.reason : 'none of the earlier tips is in the repository any more';
    return `Packing the whole history, since ${reason}.`;
}
/** The parent's chain, and whether the tree still contains all of it. */
function readParent(view, part) {
    const snapshot = view === undefined ? undefined : readChain(view.state(`${part}/`), part);
    if (view === undefined || snapshot === undefined)
        return undefined;
    const held = new Map();
    for (const { entry, available } of view.entries(`${packsPath(part)}/`)) {
        if (available)
            held.set(entry.path.toString('latin1'), entry.sizeBytes);
    }
    const intact = snapshot.links.every(({ name, sizeBytes }) => held.get(`${packsPath(part)}/${name}`) === sizeBytes);
    return { snapshot, intact };
}
function openNight(night, settings, context) {
    const { emit, tempDir } = context;
    const { snapshot, fresh } = night;
    const { name } = settings;
    return {
        totals: { entries: snapshot.links.length + 2, bytes: fresh?.link.sizeBytes ?? 0 },
        identity: identityOf(snapshot),
        async *entries() {
            yield await treeEntries(night, name, context.parent ?? context.base);
        },
        finish: () => {
            const lost = anomalyOf(night.parent?.snapshot, snapshot, settings.anomalyShare);
            const anomaly = [night.rewritten, lost].filter((sentence) => sentence !== undefined).join(' ');
            const result = { state: stateRows(snapshot, name), parts: { [name]: 'complete' }, gaps: [] };
            emit({ type: 'debug', message: `The chain of ${name} has ${(0,base_text/* counted */.hS)(snapshot.links.length, 'link')}.` });
            return Promise.resolve(anomaly === '' ? result : { ...result, anomaly });
        },
        close: () => (0,promises_.rm)(tempDir, { recursive: true, force: true }),
    };
}
/** Directories first; the parent's links are carried over as they are. */
async function treeEntries({ snapshot, fresh, submodules }, part, parent) {
    const carried = new Map();
    for (const { entry, available } of parent?.entries(`${part}/`) ?? []) {
        if (available)
            carried.set(entry.path.toString('latin1'), entry);
    }
    const entries = [(0,sources_entries/* folderEntry */.Zn)(part), (0,sources_entries/* folderEntry */.Zn)(packsPath(part))];
    for (const link of snapshot.links) {
        const path = `${packsPath(part)}/${link.name}`;
        const old = carried.get(path);
        if (link === fresh?.link)
            entries.push(await (0,sources_entries/* fileEntry */.nV)(path, fresh.path, true));
        else if (old !== undefined)
            entries.push((0,sources_entries/* carriedEntry */.vu)(old));
    }
    const path = `${part}/submodules.json`;
    const old = carried.get(path);
    if (submodules === 'carried' && old !== undefined)
        entries.push((0,sources_entries/* carriedEntry */.vu)(old));
    if (submodules instanceof Buffer)
        entries.push((0,sources_entries/* bytesEntry */.mk)(path, submodules));
    return entries;
}
function identityOf(snapshot) {
    const commit = headOid(snapshot);
    const ref = headRef(snapshot);
    return {
        objectFormat: snapshot.format,
        refs: snapshot.refs.size,
        ...(ref === undefined ? {} : { ref }),
        ...(commit !== undefined && isOid(commit, snapshot.format) ? { commit } : {}),
    };
}
function toJsonBytes(value) {
    return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}

;// CONCATENATED MODULE: ./lib/sources/repository/lfs/config.js

const LFSCONFIG_MAX_BYTES = 64 * 1024;
/**
 * The first one that is set counts. Source: https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc
 */
const KEYS = ['lfs.url', 'remote.origin.lfsurl'];
/**
 * The LFS server that .lfsconfig names in the commit that HEAD points to, without credentials; undefined if it names
 * none. The content of that file is untrusted.
 */
async function readLfsUrl({ git, gitDir, head }) {
    if (head === undefined)
        return undefined;
    const blob = `${head}:.lfsconfig`;
    const size = await ask(git, gitDir, ['cat-file', '-s', blob]);
    if (size === undefined || Number(size) > LFSCONFIG_MAX_BYTES)
        return undefined;
    for (const key of KEYS) {
        const value = (await ask(git, gitDir, ['config', '--blob', blob, '--no-includes', '--get', key]))?.trim();
        if (value !== undefined && value !== '')
            return withoutCredentials(value);
    }
    return undefined;
}
function withoutCredentials(text) {
    if (!URL.canParse(text))
        return text;
    const url = new URL(text);
    url.username = '';
    url.password = '';
    return url.href;
}

// EXTERNAL MODULE: ./lib/sources/repository/git/blobs.js
var blobs = __webpack_require__(99572);
;// CONCATENATED MODULE: ./lib/sources/repository/lfs/pointers.js
/** Finds LFS pointers in a history. */



const POINTER_MIN_BYTES = 100;
const POINTER_MAX_BYTES = 1024;
/**
 * Which forms are taken for a pointer; stored in a snapshot. A history that was searched for fewer forms is searched
 * again, so it has to change whenever `parsePointer` takes more.
 */
const POINTER_FORMS = '2';
/** Of the specification, of the pre-release, and of the alpha: git-lfs takes all of them, and servers keep them. */
const VERSIONS = ['https://git-lfs.github.com/spec/v1', 'https://hawser.github.com/spec/v1', 'http://git-media.io/v/2'];
/**
 * Parses a small file as a pointer; undefined if it is not one. What git-lfs takes for a pointer is taken here, also
 * where it breaks the specification: line ends of Windows, blank lines, space at the end of lines, keys of extensions and
 * unknown ones.
 */
function parsePointer(blob) {
    if (blob.length < POINTER_MIN_BYTES || blob.length > POINTER_MAX_BYTES)
        return undefined;
    const [version = '', ...lines] = blob
        .toString('latin1')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    if (!VERSIONS.some((url) => version === `version ${url}`))
        return undefined;
    const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
    const oid = /^sha256:([0-9a-f]{64})$/i.exec(fields.get('oid') ?? '')?.[1]?.toLowerCase();
    const size = /^\d{1,15}$/.exec(fields.get('size') ?? '')?.[0];
    return oid === undefined || size === undefined ? undefined : { oid, sizeBytes: Number(size) };
}
/**
 * All pointers among the new objects of a mirror, each once. Anybody can put a pointer into a branch or a pull request,
 * even with a wrong size. An object then has more than one pointer.
 */
async function findPointers({ git, gitDir, wanted, known }) {
    const filter = `--filter=blob:limit=${String(POINTER_MAX_BYTES + 1)}`;
    const listArgs = ['rev-list', '--objects', '--no-object-names', filter, '--stdin'];
    const list = git.start(listArgs, { gitDir });
    const check = git.start(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], { gitDir });
    const read = git.start(['cat-file', '--batch'], { gitDir });
    const found = new Map();
    const collectPointers = async () => {
        for await (const blob of (0,blobs/* batchedBlobs */.I)(read.stdout)) {
            const pointer = parsePointer(blob);
            if (pointer !== undefined)
                found.set(`${pointer.oid} ${String(pointer.sizeBytes)}`, pointer);
        }
    };
    const flows = await Promise.allSettled([
        (0,external_node_stream_promises_.pipeline)(pointers_revisions(wanted, known), list.stdin),
        (0,external_node_stream_promises_.pipeline)(list.stdout, check.stdin),
        (0,external_node_stream_promises_.pipeline)(check.stdout, smallBlobs, read.stdin),
        collectPointers(),
    ]);
    (0,git_git/* expectSuccess */.lb)(await list.exit, listArgs);
    for (const child of [check, read])
        (0,git_git/* expectSuccess */.lb)(await child.exit, ['cat-file']);
    const broken = flows.find((flow) => flow.status === 'rejected');
    if (broken !== undefined)
        throw broken.reason;
    return [...found.values()];
}
function* pointers_revisions(wanted, known) {
    for (const oid of wanted)
        yield `${oid}\n`;
    for (const oid of known)
        yield `^${oid}\n`;
}
/** The names of possible pointers, from the lines of `--batch-check`. */
async function* smallBlobs(chunks) {
    let rest = '';
    for await (const chunk of chunks) {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        const names = [];
        for (const line of lines) {
            const [oid = '', type, size] = line.split(' ');
            if (type === 'blob' && Number(size) >= POINTER_MIN_BYTES && Number(size) <= POINTER_MAX_BYTES)
                names.push(oid);
        }
        if (names.length > 0)
            yield `${names.join('\n')}\n`;
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/lfs/part.js









/**
 * LFS objects, each a file `lfs/<aa>/<bb>/<oid>` of the tree. What the parent has is carried over without asking the
 * server. The state:
 *
 *     lfs/failed/<oid>      sizes that pointers name, joined by commas: could not be fetched, will be tried again
 *     lfs/format            the forms of pointers that the history up to the tips of `git/` was searched for
 *     lfs/left/<oid>        as `failed`, of one that was not tried, since the server did not answer any more
 *     lfs/missing/<oid>     as `failed`: the server says that it has no such object; will be asked again
 *     lfs/url               the LFS server that .lfsconfig names; absent if it is the repository's own
 */
const FORMAT_KEY = 'lfs/format';
const URL_KEY = 'lfs/url';
const LOST = ['failed', 'left', 'missing'];
/** The part, and its reader of what the git part fetched. */
function createLfsPart(settings, deps) {
    let search;
    return {
        name: 'lfs',
        wantsAll: (parent) => !wasSearched(parent),
        read: async (mirror) => {
            const url = await readLfsUrl(mirror);
            search = { pointers: await findPointers(mirror), isWhole: mirror.known.size === 0, url };
        },
        open: (context) => Promise.resolve(openLfs(planObjects(context, search), settings, deps, context)),
    };
}
function wasSearched(parent) {
    for (const { value } of parent?.state(FORMAT_KEY) ?? [])
        return value.toString() === POINTER_FORMS;
    return false;
}
/** The objects to fetch: those that the parent does not have or that the vault has lost. */
function planObjects({ parent }, search) {
    const wanted = new Map();
    const want = (pointer) => wanted.set(`${pointer.oid} ${String(pointer.sizeBytes)}`, pointer);
    for (const pointer of search?.pointers ?? [])
        want(pointer);
    const named = search?.isWhole === true ? new Set(search.pointers.map(({ oid }) => oid)) : undefined;
    const lost = parent === undefined ? [] : LOST.flatMap((kind) => lostBefore(parent, kind));
    if (named === undefined)
        for (const pointer of lost)
            want(pointer);
    const carried = new Map();
    for (const { entry, available } of parent?.entries('lfs/') ?? []) {
        const oid = entry.path.toString('latin1', entry.path.lastIndexOf('/') + 1);
        if (entry.type !== 'file' || (named !== undefined && !named.has(oid)))
            continue;
        if (available)
            carried.set(oid, entry);
        else
            want({ oid, sizeBytes: entry.sizeBytes });
    }
    const missing = [...wanted.values()].filter(({ oid }) => !carried.has(oid));
    missing.sort((a, b) => (a.oid === b.oid ? a.sizeBytes - b.sizeBytes : a.oid < b.oid ? -1 : 1));
    const url = search === undefined ? urlBefore(parent) : search.url;
    const tried = new Set(lost.flatMap(({ oid, kind }) => (kind === 'left' ? [] : [oid])));
    return { wanted: missing, tried, carried, url };
}
function urlBefore(parent) {
    for (const { value } of parent?.state(URL_KEY) ?? [])
        return value.toString();
    return undefined;
}
function lostBefore(parent, kind) {
    const prefix = `lfs/${kind}/`;
    return [...parent.state(prefix)].flatMap(({ key, value }) => {
        const oid = key.toString('latin1', prefix.length);
        const sizes = value.toString('latin1').split(',');
        return sizes.map((size) => ({ kind, oid, sizeBytes: Number(size) }));
    });
}
function openLfs(plan, settings, deps, context) {
    const lost = { failed: new Map(), left: new Map(), missing: new Map() };
    const { wanted, carried } = plan;
    if (wanted.length > 0) {
        context.emit({ type: 'info', message: `LFS objects to fetch: ${wanted.length.toLocaleString('en')}.` });
    }
    return {
        totals: {
            entries: new Set([...carried.keys(), ...wanted.map(({ oid }) => oid)]).size,
            bytes: wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        },
        async *entries() {
            if (carried.size + wanted.length === 0)
                return;
            const transfers = await openTransfers(plan, settings, deps, context);
            try {
                yield* inFolders(allObjects(plan, transfers, lost));
            }
            finally {
                transfers.close();
            }
        },
        finish: () => {
            const gaps = LOST.flatMap((kind) => [...lost[kind]].map(gapOf(kind)));
            return Promise.resolve({
                state: stateOf(lost, plan.url),
                parts: { lfs: lost.failed.size + lost.left.size > 0 ? 'partial' : 'complete' },
                gaps,
            });
        },
        close: () => Promise.resolve(),
    };
}
/** Fetches from the server, or from the repository on this machine. */
async function openTransfers({ wanted, tried, carried, url }, { place, token, isNamed }, { env, retryDelayMs }, { tempDir, signal }) {
    const streams = (open) => ({
        fresh: open(wanted.filter(({ oid }) => !tried.has(oid)), EFFORT),
        tried: open(wanted.filter(({ oid }) => tried.has(oid)), EFFORT_AGAIN),
        close: () => undefined,
    });
    if (place.kind === 'local') {
        const git = await (0,git_git/* openGit */.zY)({ env, homeDir: (0,external_node_path_.join)(tempDir, 'home'), signal, trustAnyOwner: true });
        const { commonDir } = await (0,git_remote/* inspectLocal */.cy)(git, place);
        return streams((pointers) => readLocal(pointers, commonDir));
    }
    const server = lfsServer(place, token, url);
    if (typeof server === 'string')
        return streams((pointers) => failAll(pointers, server));
    const http = (0,net_http/* createHttp */.V0)(env, { authorities: env['GIT_SSL_CAINFO'], signal });
    const deps = { http, server, dir: tempDir, retryDelayMs, signal, hadServer: isNamed || carried.size > 0 };
    return { ...streams((pointers, effort) => downloadAll(pointers, { ...deps, effort })), close: http.close };
}
/** Entries of all objects in order of their OIDs; what could not be fetched goes into `lost`. */
async function* allObjects({ wanted, tried, carried }, transfers, lost) {
    const bySize = Map.groupBy(wanted, ({ oid }) => oid);
    const oids = [...carried.keys(), ...bySize.keys()].sort();
    try {
        for (const oid of oids) {
            const old = carried.get(oid);
            if (old !== undefined) {
                yield (0,sources_entries/* carriedEntry */.vu)(old);
                continue;
            }
            const pointers = bySize.get(oid) ?? [];
            const results = await take(tried.has(oid) ? transfers.tried : transfers.fresh, pointers.length);
            const stored = results.find((result) => result.kind === 'stored');
            if (stored !== undefined)
                yield await (0,sources_entries/* fileEntry */.nV)(`lfs/${objectPath(oid)}`, stored.path, stored.temporary);
            else
                recordLoss(lost, oid, results, tried.has(oid));
        }
    }
    finally {
        await transfers.fresh.return(undefined);
        await transfers.tried.return(undefined);
    }
}
async function take(transfers, count) {
    const taken = [];
    while (taken.length < count) {
        const next = await transfers.next();
        if (next.done === true)
            throw new Error('fewer LFS transfers than objects');
        taken.push(next.value);
    }
    return taken;
}
/** One size may be wrong and another right. The object is missing only if the server has it in none of them. */
function recordLoss(lost, oid, results, wasTried) {
    const reasons = results.flatMap((result) => (result.kind === 'stored' ? [] : [result]));
    const [worst] = LOST.flatMap((kind) => reasons.filter((result) => result.kind === kind));
    if (worst === undefined)
        return;
    const sizes = results.map(({ pointer }) => String(pointer.sizeBytes)).join(',');
    const kind = worst.kind === 'left' && wasTried ? 'failed' : worst.kind;
    lost[kind].set(oid, { sizes, reason: worst.reason });
}
/** Adds the folders `lfs`, `lfs/aa` and `lfs/aa/bb` before their content. */
async function* inFolders(entries) {
    const open = new Set();
    for await (const entry of entries) {
        const folders = [3, 6, 9].map((end) => entry.path.toString('latin1', 0, end)).filter((path) => !open.has(path));
        for (const path of folders)
            open.add(path);
        yield [...folders.map(sources_entries/* folderEntry */.Zn), entry];
    }
}
/** In key order: failed, format, left, missing, url. */
function* stateOf({ failed, left, missing }, url) {
    yield* lostRows('failed', failed);
    yield { key: Buffer.from(FORMAT_KEY), value: Buffer.from(POINTER_FORMS) };
    yield* lostRows('left', left);
    yield* lostRows('missing', missing);
    if (url !== undefined)
        yield { key: Buffer.from(URL_KEY), value: Buffer.from(url) };
}
function* lostRows(kind, losses) {
    for (const [oid, { sizes }] of losses) {
        yield { key: Buffer.from(`lfs/${kind}/${oid}`), value: Buffer.from(sizes) };
    }
}
function gapOf(kind) {
    return ([oid, { reason }]) => ({ class: kind === 'left' ? 'failed' : kind, path: `lfs/${objectPath(oid)}`, reason });
}

// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
;// CONCATENATED MODULE: ./lib/sources/repository/wiki.js
/** The wiki part of a repository. */




/**
 * The wiki, a git repository beside the main one. Most repositories have none, and GitHub makes its repository only when
 * a first page is written. That the server knows of none is believed, since the token has just read the main
 * repository; unless there was one before, which stays in the snapshot until the settings say that it is switched off.
 */
function createWikiPart(settings, deps) {
    const place = wikiPlace(settings.place);
    const part = createGitPart({ ...settings, name: 'wiki', place, isExcluded: () => false }, deps);
    return {
        name: 'wiki',
        open: async (context) => {
            if (settings.isOff === true && !wasThere(context))
                return withoutAnswer(judgeOff(settings), context);
            try {
                // The refs and the commit in the root's header are those of the main repository.
                return { ...(await part.open(context)), identity: {} };
            }
            catch (error) {
                context.signal.throwIfAborted();
                // A disk that fails here says nothing of the wiki.
                if (!(error instanceof errors/* HoldfastError */.Et) || (0,system_errors/* isOfThisMachine */.TH)(error))
                    throw error;
                return withoutAnswer(await judge(error, settings, context), context);
            }
        },
    };
}
/** Where the wiki of a repository is. */
function wikiPlace(place) {
    const url = `${place.url.replace(/\.git$/, '')}.wiki.git`;
    const shown = `the wiki of ${place.shown}`;
    if (place.kind === 'http')
        return { ...place, url, shown };
    return { ...place, url, shown, path: `${place.path.replace(/\.git$/, '')}.wiki.git` };
}
/** Pure. What git says of a wiki is believed only as far as nothing speaks against it. */
function judgeWiki({ answer, isEnabled, wasThere, isNamed }) {
    if (isEnabled === false && answer !== 'failed') {
        const gap = isNamed ? 'failed' : wasThere ? 'missing' : undefined;
        return { because: 'off', keeps: false, ...(gap !== undefined && { gap }) };
    }
    if (answer !== 'absent')
        return { gap: 'failed', because: 'unread', keeps: wasThere };
    if (wasThere && isEnabled === true)
        return { gap: 'failed', because: 'hidden', keeps: true };
    if (wasThere)
        return { gap: isNamed ? 'failed' : 'missing', because: 'gone', keeps: true };
    return isNamed ? { gap: 'failed', because: 'hidden', keeps: false } : { because: 'none', keeps: false };
}
const REASONS = {
    none: 'The repository has no wiki, or no page in it.',
    off: 'the wiki is switched off in the settings of the repository',
    gone: 'the server knows of no wiki, and there was one: it is gone, or the token may not see it',
    hidden: 'the server knows of no wiki: it has no page, or the token may not see it',
    unread: 'the wiki was not read',
};
/** The last snapshot holds one. */
function wasThere({ parent }) {
    return [...(parent?.state('wiki/format') ?? [])].length > 0;
}
function judgeOff({ isNamed }) {
    const verdict = judgeWiki({ answer: 'absent', isEnabled: false, wasThere: false, isNamed });
    return { ...verdict, reason: REASONS[verdict.because] };
}
async function judge(error, settings, context) {
    const answer = answerOf(error, settings.token !== undefined);
    const wasBefore = wasThere(context);
    // The settings take a request, which is spent only if they decide something.
    const isAsked = answer === 'refused' || (answer === 'absent' && wasBefore);
    const isEnabled = isAsked ? await settings.isEnabled?.(context) : undefined;
    const verdict = judgeWiki({ answer, isEnabled, wasThere: wasBefore, isNamed: settings.isNamed });
    const reason = verdict.because === 'unread' ? [error.message, error.why].join(' ').trim() : REASONS[verdict.because];
    return { ...verdict, reason };
}
/** Without a token, servers refuse access to what does not exist. */
function answerOf({ code }, hasToken) {
    if (code === 'repository-unreadable')
        return 'absent';
    if (code !== 'git-access-refused')
        return 'failed';
    return hasToken ? 'refused' : 'absent';
}
/** The part where nothing could be read: empty, or as in the last snapshot, if all of that is still there. */
function withoutAnswer({ gap, keeps, because, reason }, { parent, emit }) {
    const held = keeps ? [...(parent?.entries('wiki') ?? [])] : [];
    const isWhole = held.length > 0 && held.every(({ available }) => available);
    if (gap === undefined)
        emit({ type: 'info', message: `${REASONS[because === 'off' ? 'none' : because]}` });
    const kept = isWhole ? '; what the last snapshot had is kept' : '';
    const gaps = gap === undefined ? [] : [{ class: gap, path: 'wiki', reason: `${reason}${kept}` }];
    return closedPart(isWhole ? held.map(({ entry }) => (0,sources_entries/* carriedEntry */.vu)(entry)) : [], {
        state: isWhole ? [...(parent?.state('wiki/') ?? [])] : [],
        parts: { wiki: gap === 'failed' ? 'partial' : 'complete' },
        gaps,
    });
}
function closedPart(entries, result) {
    return {
        totals: { entries: entries.length, bytes: 0 },
        async *entries() {
            if (entries.length > 0)
                yield await Promise.resolve(entries);
        },
        finish: () => Promise.resolve(result),
        close: () => Promise.resolve(),
    };
}

;// CONCATENATED MODULE: ./lib/sources/repository/repository.js









const ANOMALY_SHARE = 0.25;
const RETRY_DELAY_MS = 2000;
/** A repository with all its parts. Errors in the settings: `bad-input`. */
function createRepositorySource(settings, deps) {
    const place = (0,git_remote/* parsePlace */.De)(settings, deps.cwd);
    checkToken(settings.token);
    const excludeRefs = [...(settings.excludeRefs ?? [])];
    const isExcluded = excluder(excludeRefs);
    const ids = githubIds(place, deps.env);
    const chosen = settings.chosenParts ?? [];
    const definition = {
        source: 'repository',
        ...(ids.repositoryId === undefined ? { url: definedUrl(place) } : { repositoryId: ids.repositoryId }),
        excludeRefs,
        ...(chosen.length === 0 ? {} : { parts: chosen }),
    };
    return {
        kind: 'repository',
        definition,
        open: (context) => {
            const mayHaveToken = place.kind === 'http' && (0,git_remote/* sameOrigin */.Nm)(place, settings.serverUrl);
            if (settings.token !== undefined && place.kind === 'http' && !mayHaveToken) {
                context.emit(tokenKept(place));
            }
            const token = mayHaveToken ? settings.token : undefined;
            const parts = createParts(settings, deps, place, token, isExcluded);
            return openParts(parts, context, { repository: place.shown, url: place.url, ...ids });
        },
    };
}
function createParts(settings, deps, place, token, isExcluded) {
    const partDeps = { env: deps.env, retryDelayMs: deps.retryDelayMs ?? RETRY_DELAY_MS };
    const { chain, anomalyShare = ANOMALY_SHARE } = settings;
    const isNamed = (part) => settings.chosenParts?.includes(part) === true;
    const lfs = settings.lfs === false ? [] : [createLfsPart({ place, token, isNamed: isNamed('lfs') }, partDeps)];
    const git = createGitPart({ name: 'git', place, token, isExcluded, chain, anomalyShare, readers: lfs }, partDeps);
    const metadata = deps.metadata === undefined ? [] : [deps.metadata];
    const wiki = settings.wiki === false || place.kind === 'local'
        ? []
        : [
            createWikiPart({
                place,
                token,
                chain,
                anomalyShare,
                isNamed: isNamed('wiki'),
                isEnabled: deps.hasWiki,
                isOff: deps.isWikiOff,
                readers: metadata,
            }, partDeps),
        ];
    return [git, ...lfs, ...wiki, ...metadata];
}
/** The ids that GitHub gives a workflow for its own repository; they survive a rename. */
function githubIds(place, env) {
    const own = `${(0,github_server/* serverUrlOf */.Gh)(undefined, env)}/${env['GITHUB_REPOSITORY'] ?? ''}`;
    if (place.kind !== 'http' || env['GITHUB_REPOSITORY'] === undefined)
        return {};
    if (definedUrl(place).toLowerCase() !== own.toLowerCase())
        return {};
    const repositoryId = env['GITHUB_REPOSITORY_ID'];
    const ownerId = env['GITHUB_REPOSITORY_OWNER_ID'];
    return { ...(repositoryId === undefined ? {} : { repositoryId }), ...(ownerId === undefined ? {} : { ownerId }) };
}
function definedUrl(place) {
    return place.kind === 'http' ? place.url.replace(/\.git$/, '') : place.url;
}
function tokenKept(place) {
    return {
        type: 'notice',
        class: 'token-not-sent',
        message: `The token was not sent to ${place.origin}.`,
        why: 'It belongs to another server; it goes to the host of the server URL only.',
        fix: `If the token is meant for ${place.origin}, give that as "server-url".`,
    };
}
function checkToken(token) {
    if (typeof token !== 'string' || /^[\x21-\x7e]+$/.test(token))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'github-token: the value is empty, or holds spaces, line ends or other characters that no token has.',
        fix: 'Pass the token unchanged, for example: github-token: ${{ github.token }}',
    });
}

// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
;// CONCATENATED MODULE: ./lib/sources/repository/lfs/place.js
/** Puts LFS objects of a snapshot where git looks for them. */







/**
 * Moves the objects to where git-lfs looks for them, `<gitDir>/lfs/objects`. If the content of one does not match its
 * name, the error is `lfs-object-damaged`.
 */
async function placeObjects({ folder, oids }, gitDir, signal) {
    let count = 0;
    for (const oid of oids) {
        signal.throwIfAborted();
        const from = (0,external_node_path_.join)(folder, objectPath(oid));
        if ((await hashOf(from)) !== oid)
            throw damaged(oid);
        const to = (0,external_node_path_.join)(gitDir, 'lfs', 'objects', objectPath(oid));
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
        await moveFile(from, to);
        count++;
    }
    return count;
}
/** Copies if it cannot rename: the temporary folder may be on another disk. */
async function moveFile(from, to) {
    try {
        await (0,promises_.rename)(from, to);
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) !== 'EXDEV')
            throw error;
        await (0,promises_.copyFile)(from, to);
        await (0,promises_.rm)(from);
    }
}
/**
 * In a working copy that was just checked out, puts contents where pointers are, as git-lfs would: for paths that
 * .gitattributes give to the filter `lfs`. Pointers whose object the snapshot does not have stay.
 */
async function smudge(git, workDir, gitDir, emit) {
    const blobs = await lfsBlobs(git, workDir, gitDir);
    const realDir = await (0,promises_.realpath)(workDir);
    const contents = await readBlobs(git, gitDir, [...new Set(blobs.map(({ blob }) => blob))]);
    let absent = 0;
    const replaced = [];
    for (const { mode, path, blob } of blobs) {
        const pointer = parsePointer(contents.get(blob) ?? Buffer.alloc(0));
        if (pointer === undefined)
            continue;
        if (await replaceFile(realDir, path, gitDir, pointer.oid)) {
            replaced.push(Buffer.from(`${mode} ${blob}\t`), path, Buffer.of(0));
        }
        else
            absent++;
    }
    // Re-created entries of the index have no sizes and times, so git asks git-lfs whether the files changed.
    await git.run(['-C', workDir, 'update-index', '-z', '--index-info'], { gitDir, input: replaced });
    if (absent === 0)
        return;
    emit({
        type: 'warning',
        class: 'lfs-object-absent',
        message: `${String(absent)} files stay LFS pointers: the snapshot does not have their content.`,
        why: 'The server did not have them when the backup ran, or the backup excluded LFS.',
    });
}
/** Regular files of the index with the attribute `filter=lfs`. */
async function lfsBlobs(git, workDir, gitDir) {
    const staged = await git.run(['-C', workDir, 'ls-files', '--stage', '-z'], { gitDir });
    const files = staged
        .toString('latin1')
        .split('\0')
        .flatMap((row) => {
        const [, mode, blob, path] = /^(100\d{3}) ([0-9a-f]+) 0\t(.*)$/s.exec(row) ?? [];
        return mode === undefined || blob === undefined || path === undefined ? [] : [{ mode, blob, path }];
    });
    const input = files.map(({ path }) => Buffer.from(`${path}\0`, 'latin1'));
    const args = ['-C', workDir, 'check-attr', '--stdin', '-z', 'filter'];
    const fields = (await git.run(args, { gitDir, input })).toString('latin1').split('\0');
    // Three fields per path: path, "filter", value.
    return files
        .filter((_, index) => fields[index * 3 + 2] === 'lfs')
        .map(({ mode, blob, path }) => ({ mode, blob, path: Buffer.from(path, 'latin1') }));
}
async function readBlobs(git, gitDir, oids) {
    const contents = new Map();
    const check = ['cat-file', '--batch-check=%(objectsize)'];
    const sizes = (await git.run(check, { gitDir, input: oids.map((oid) => `${oid}\n`) })).toString('latin1').split('\n');
    const small = oids.filter((_, index) => Number(sizes[index]) <= 1024);
    const output = await git.run(['cat-file', '--batch'], { gitDir, input: small.map((oid) => `${oid}\n`) });
    let index = 0;
    for await (const blob of (0,blobs/* batchedBlobs */.I)([output]))
        contents.set(small[index++] ?? '', Buffer.from(blob));
    return contents;
}
/** Whether no folder on the path is a link: a hostile tree can hold a link and a folder of the same name. */
async function isReallyAt(path) {
    const folder = path.subarray(0, path.lastIndexOf('/'));
    return folder.equals(await (0,promises_.realpath)(folder, { encoding: 'buffer' }));
}
/** False if there is no such object. */
async function replaceFile(workDir, path, gitDir, oid) {
    const object = (0,external_node_path_.join)(gitDir, 'lfs', 'objects', objectPath(oid));
    const target = Buffer.concat([Buffer.from(`${workDir}/`), path]);
    // Copied beside it and renamed over it, so that no link is followed.
    const draft = `${workDir}/.git/holdfast-smudge`;
    try {
        if (!(await isReallyAt(target)))
            return false;
        const { mode } = await (0,promises_.lstat)(target);
        await (0,promises_.copyFile)(object, draft);
        await (0,promises_.chmod)(draft, mode & 0o777);
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return false;
        throw error;
    }
    await (0,promises_.rename)(draft, target);
    return true;
}
function damaged(oid) {
    return new errors/* HoldfastError */.Et({
        code: 'lfs-object-damaged',
        message: `The LFS object ${oid} of the snapshot does not match its name.`,
        why: 'Its SHA-256 differs: the snapshot was damaged, or not written by Holdfast.',
        fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/lfs/upload.js












/** Most bytes in the temp folder at a time, except for a single larger object. */
const WINDOW_BYTES = 1024 ** 3;
const WINDOW_OBJECTS = 1000;
const UPLOADS = { items: 4, bytes: Infinity };
const upload_ANSWER_MAX_BYTES = 64 * 1024;
/** The LFS server of a repository; for one on this machine, the folder where git-lfs looks. */
async function openTarget(place, token, deps) {
    if (place.kind === 'local')
        return localTarget((await (0,git_remote/* inspectLocal */.cy)(deps.git, place)).commonDir, deps.signal);
    const server = lfsServer(place, token);
    if (typeof server === 'string')
        throw new Error(server);
    const http = (0,net_http/* createHttp */.V0)(deps.env, { authorities: deps.env['GIT_SSL_CAINFO'], signal: deps.signal });
    const upload = { ...deps, http, server, batch: { objects: BATCH_OBJECTS } };
    return {
        lacking: async (pointers) => {
            const lacking = [];
            for await (const { pointer, answer } of upload_askAll(upload, pointers))
                if (answer !== 'held')
                    lacking.push(pointer);
            return lacking;
        },
        send: async (pointers, folder) => {
            const sent = workAhead(upload_askAll(upload, pointers), ({ pointer, answer }) => sendOne(upload, pointer, answer, (0,external_node_path_.join)(folder, objectPath(pointer.oid))), ({ pointer }) => pointer.sizeBytes, UPLOADS);
            while ((await sent.next()).done !== true)
                deps.signal.throwIfAborted();
        },
        close: http.close,
    };
}
/**
 * Asks what is missing, and with `apply` fetches and sends that. Errors: `lfs-push-failed`, those of `source.fetch`.
 */
async function pushObjects(source, target, apply) {
    let lacking;
    try {
        lacking = await target.lacking(source.pointers);
    }
    catch (error) {
        if (apply)
            throw pushFailed(error);
        return { objects: 0, bytes: 0, held: 0, refusal: (0,errors/* messageOf */.bD)(error) };
    }
    if (apply)
        for (const window of windowsOf(lacking))
            await sendWindow(source, target, window);
    const bytes = lacking.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return { objects: lacking.length, bytes, held: source.pointers.length - lacking.length };
}
async function sendWindow(source, target, window) {
    const folder = await source.fetch(new Set(window.map(({ oid }) => oid)));
    try {
        await target.send(window, folder);
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : pushFailed(error);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
function* windowsOf(pointers) {
    let window = [];
    let bytes = 0;
    for (const pointer of pointers) {
        if (window.length === WINDOW_OBJECTS || (window.length > 0 && bytes + pointer.sizeBytes > WINDOW_BYTES)) {
            yield window;
            window = [];
            bytes = 0;
        }
        window.push(pointer);
        bytes += pointer.sizeBytes;
    }
    if (window.length > 0)
        yield window;
}
async function* upload_askAll(upload, pointers) {
    const ask = (batch) => patiently(upload, () => askBatch(upload.http, upload.server, 'upload', batch));
    for await (const [pointer, answer] of askInBatches(ask, pointers, upload.batch)) {
        yield { pointer, answer: taken(answer) };
    }
}
function taken(answer) {
    if (answer === undefined || 'reason' in answer)
        throw new LfsError(answer?.reason ?? 'no answer');
    return answer.kind === 'action' ? answer : 'held';
}
async function sendOne(upload, pointer, first, path) {
    if ((await hashOf(path)) !== pointer.oid)
        throw damaged(pointer.oid);
    await patiently(upload, async (tries) => {
        // Addresses are valid for minutes only, so each new try requests a new one.
        const [again] = tries === 1 ? [] : await askBatch(upload.http, upload.server, 'upload', [pointer]);
        const answer = tries === 1 ? first : taken(again);
        if (answer === 'held')
            return;
        await put(upload, answer.action, pointer, path);
        if (answer.verify !== undefined)
            await verify(upload, answer.verify, pointer);
    });
}
async function put({ http }, { href, headers }, { sizeBytes }, path) {
    const response = await http.request(href, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', ...headers, 'content-length': String(sizeBytes) },
        body: (0,external_node_fs_.createReadStream)(path),
    });
    const body = (await (0,net_http/* readBody */.x8)(response, upload_ANSWER_MAX_BYTES)).toString('utf8');
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299)
        expectOk(withExpiry(status, href), response.headers['retry-after'], body);
}
/** Asks the server to verify that it has received all of it. */
async function verify({ http }, { href, headers }, { oid, sizeBytes }) {
    const response = await http.request(href, {
        method: 'POST',
        headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...headers },
        body: JSON.stringify({ oid, size: sizeBytes }),
    });
    const body = (await (0,net_http/* readBody */.x8)(response, upload_ANSWER_MAX_BYTES)).toString('utf8');
    expectOk(response.statusCode ?? 0, response.headers['retry-after'], body);
}
function localTarget(commonDir, signal) {
    const isThere = async ({ oid, sizeBytes }) => {
        try {
            return (await (0,promises_.lstat)((0,external_node_path_.join)(commonDir, 'lfs', 'objects', objectPath(oid)))).size === sizeBytes;
        }
        catch (error) {
            if (['ENOENT', 'ENOTDIR'].includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
                return false;
            throw error;
        }
    };
    return {
        lacking: async (pointers) => {
            const lacking = [];
            for (const pointer of pointers)
                if (!(await isThere(pointer)))
                    lacking.push(pointer);
            return lacking;
        },
        send: async (pointers, folder) => {
            await placeObjects({ folder, oids: pointers.map(({ oid }) => oid) }, commonDir, signal);
        },
        close: () => undefined,
    };
}
function pushFailed(cause) {
    return new errors/* HoldfastError */.Et({
        code: 'lfs-push-failed',
        message: 'The LFS objects could not be sent, and so the history was not sent either.',
        why: (0,errors/* messageOf */.bD)(cause),
        fix: `${(0,system_errors/* explainSystemError */.Tr)(cause)?.fix ?? 'Make sure that the token can write there and that the server has room for them, and run it again.'} What the server already has is not sent twice. To leave them out: parts: !lfs.`,
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/push.js
/** Plans and sends the refs of a push. */








/** The length of a command line is limited; on Windows to 32,767 characters. */
const REFS_A_CALL = 100;
/**
 * Compares a rebuilt repository with a remote. Nothing is deleted there, and nothing forced without `force`. Errors:
 * those of a conversation with the server.
 */
async function planPush(git, gitDir, { format }, place, { refs, isAll, force }) {
    const remote = place.kind === 'local' ? await (0,git_remote/* inspectLocal */.cy)(git, place) : place;
    const there = await converse(git, remote, (conversation) => conversation.listRefs(() => false));
    if (there.format !== format && there.refs.size > 0)
        throw otherFormat(place, there.format, format);
    const present = await presentIn(git, gitDir, new Set(there.refs.values()));
    const steps = [];
    for (const [ref, to] of refs) {
        const from = there.refs.get(ref);
        const action = await actionFor(git, gitDir, ref, from, to, present);
        const isForced = force && (action === 'rewrite' || action === 'ahead');
        steps.push({ ref, from, to, action: isForced ? 'force' : action });
    }
    return { steps, others: isAll ? [...there.refs.keys()].filter((name) => !refs.has(name)).length : 0 };
}
async function actionFor(git, gitDir, ref, from, to, present) {
    if (from === undefined)
        return 'create';
    if (from === to)
        return 'same';
    if (!present.has(from) || ref.startsWith('refs/tags/'))
        return 'rewrite';
    if (await isAncestor(git, gitDir, from, to))
        return 'update';
    return (await isAncestor(git, gitDir, to, from)) ? 'ahead' : 'rewrite';
}
/**
 * Sends what the plan creates, updates and forces. The remote refuses a ref that was moved meanwhile, also one that is
 * forced, and whatever its rules forbid. Errors: `push-rejected` naming them; the others have been sent.
 */
async function sendPush(git, gitDir, plan, place) {
    const sent = plan.steps.filter(({ action }) => ['create', 'update', 'force'].includes(action));
    const rejected = [];
    for (let at = 0; at < sent.length; at += REFS_A_CALL) {
        const some = sent.slice(at, at + REFS_A_CALL);
        rejected.push(...(await loggedIn(git, () => pushSome(git, gitDir, some, place))));
    }
    if (rejected.length > 0)
        throw pushRejected(rejected, sent.length, place);
}
async function pushSome(git, gitDir, steps, place) {
    const protocol = place.kind === 'local' ? 'file' : new URL(place.url).protocol.slice(0, -1);
    const url = place.kind === 'local' ? place.path : place.url;
    // Arguments are text, so that a name that is no valid UTF-8 arrives changed, and is then refused.
    const specs = steps.map(({ ref, to }) => shownRef(`${to}:${ref}`));
    const forced = steps.filter(({ action }) => action === 'force');
    const leases = forced.map(({ ref, from }) => shownRef(`--force-with-lease=${ref}:${from ?? ''}`));
    const args = ['push', '--porcelain', '--quiet', '--no-verify', ...leases, '--', url, ...specs];
    const server = place.kind === 'local' ? {} : { server: url };
    const child = git.start(args, { gitDir, ...server, env: { GIT_ALLOW_PROTOCOL: protocol } });
    child.stdin.end();
    let output = '';
    for await (const chunk of child.stdout)
        output += chunk.toString('utf8');
    const exit = await child.exit;
    // `!<tab><from>:<to><tab><reason>`, see git-push(1).
    const rejected = [...output.matchAll(/^!\t[^\t]*:([^\t]*)\t(.*)$/gm)].map(([, ref = '', reason = '']) => `${ref} ${reason}`);
    if (rejected.length > 0)
        return rejected;
    if (exit.code !== 0 && place.kind === 'http')
        throw (0,remote_errors/* remoteError */.bO)(exit, place, 'write');
    (0,git_git/* expectSuccess */.lb)(exit, args);
    return [];
}
function otherFormat(place, there, here) {
    return new errors/* HoldfastError */.Et({
        code: 'push-other-format',
        message: `${place.shown} is a repository of ${there} objects, the snapshot one of ${here}.`,
        why: 'Git cannot push between different object formats.',
        fix: `Push to an empty repository made with: git init --object-format=${here}`,
        exitCode: errors/* EXIT */.dc.failed,
    });
}
function pushRejected(rejected, all, place) {
    const shown = rejected.slice(0, 10).join('\n');
    return new errors/* HoldfastError */.Et({
        code: 'push-rejected',
        message: `${place.shown} refused ${String(rejected.length)} of ${String(all)} refs.`,
        why: shown,
        fix: 'Check the rules of the remote (protected branches, rulesets, LFS objects that it lacks) and run it again: what the remote already has is not sent twice.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/push-refs.js
/** Chooses what of a snapshot a push sends, and under which names. */



const KINDS = /^refs\/(heads|tags|notes)\//;
const PULL = /^refs\/pull\//;
const SHOWN = 10;
/** What is to be where at the remote, by name. Errors: `bad-input`. */
function chooseRefs(snapshot, choice) {
    const wanted = new Map();
    const chosen = choice.patterns.length === 0 ? byDefault(snapshot, choice.pulls) : named(snapshot, choice.patterns);
    if (choice.as !== undefined && chosen.length > 1 && !choice.as.includes('*'))
        throw oneName(chosen, choice.as);
    for (const name of chosen) {
        const target = choice.as === undefined ? ownName(name) : newName(name, choice.as);
        if (wanted.has(target))
            throw badChoice('push-as', `several refs would become ${shownRef(target)}`);
        wanted.set(target, snapshot.refs.get(name) ?? '');
    }
    return wanted;
}
function byDefault({ refs }, pulls) {
    return [...refs.keys()].filter((name) => KINDS.test(name) || (pulls && PULL.test(name)));
}
/** Those that the patterns choose; each has to choose one at least. */
function named({ refs }, patterns) {
    const names = [...refs.keys()].filter((name) => KINDS.test(name) || PULL.test(name));
    const chosen = new Set();
    for (const pattern of patterns) {
        const full = pattern.startsWith('refs/') ? [pattern] : [`refs/heads/${pattern}`, `refs/tags/${pattern}`];
        const tests = full.map((one) => refMatcher(one, 'push-refs'));
        const found = names.filter((name) => tests.some((test) => test(name)));
        if (found.length === 0)
            throw noSuchRef(pattern, names);
        for (const name of found)
            chosen.add(name);
    }
    return [...chosen];
}
function ownName(name) {
    return PULL.test(name) ? name.replace('refs/', 'refs/backup/') : name;
}
/** In the same kind, unless the new name is a full one. A pull request becomes a branch. */
function newName(name, as) {
    const short = name.replace(KINDS, '').replace(/^refs\//, '');
    const text = Buffer.from(as).toString('latin1').replaceAll('*', short);
    const kind = KINDS.exec(name)?.[0] ?? 'refs/heads/';
    const target = text.startsWith('refs/') ? text : `${kind}${text}`;
    const isGood = isRefName(target) && (KINDS.test(target) || target.startsWith('refs/backup/'));
    if (isGood)
        return target;
    throw badChoice('push-as', `"${shownRef(target)}" is not the name of a branch, tag or note`);
}
function badChoice(input, what) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `${input}: ${what}.`,
        fix: 'Give a name such as rescued/main, or rescued/* for several refs.',
    });
}
function oneName(chosen, as) {
    const shown = (0,base_text/* firstOf */.Ku)(chosen.map(shownRef), SHOWN);
    return badChoice('push-as', `"${as}" is one name, and push-refs chooses ${String(chosen.length)} refs: ${shown}`);
}
function noSuchRef(pattern, names) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `push-refs: the snapshot has no ref that fits "${pattern}".`,
        why: names.length === 0 ? 'It has no branches and tags.' : `It has ${(0,base_text/* firstOf */.Ku)(names.map(shownRef), SHOWN)}.`,
        fix: 'Correct the name, or choose another snapshot with version. A name in full begins with refs/heads/ or refs/tags/.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/rebuild.js
/** Rebuilds a repository from its chain of packs. */











/** The exit code of fsck is a sum. These parts mean that objects are missing or damaged; the rest concern ref names. */
const FSCK_OBJECTS_DAMAGED = 1 | 2 | 4;
/**
 * Makes a bare repository of a chain at `gitDir`, which must not exist yet, and proves that it is complete: each pack's
 * SHA-256, connectivity, refs byte for byte. Errors: `git-link-damaged`, `git-restore-incomplete`, those of git and of
 * `openFile`.
 */
async function rebuild(rebuilding, gitDir) {
    const { git, snapshot, emit } = rebuilding;
    await initBare(git, gitDir, snapshot.format);
    for (const [index, link] of snapshot.links.entries()) {
        await indexLink(rebuilding, gitDir, link);
        emit(linkProgress(snapshot.links, index + 1));
    }
    await writeRefs(gitDir, snapshot);
    await checkRefs(git, gitDir, snapshot);
    await checkConnectivity(git, gitDir, emit);
}
/** Streams one pack into the repository; --fix-thin adds the objects of earlier links that its deltas build on. */
async function indexLink({ git, part, openFile }, gitDir, link) {
    const opened = await openFile(`${packsPath(part)}/${link.name}`);
    const source = typeof opened === 'string' ? (0,external_node_fs_.createReadStream)(opened) : opened;
    const indexer = git.start(['index-pack', '--stdin', '--fix-thin'], { gitDir });
    indexer.stdout.resume();
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const hashed = async function* (chunks) {
        for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
        }
    };
    const [fed] = await Promise.allSettled([(0,external_node_stream_promises_.pipeline)(source, hashed, indexer.stdin)]);
    if (fed.status === 'rejected')
        indexer.kill();
    const exit = await indexer.exit;
    if (fed.status === 'rejected' && !isBrokenPipe(fed.reason))
        throw fed.reason;
    (0,git_git/* throwIfNotStarted */.gQ)(exit);
    if (exit.code !== 0)
        throw linkDamaged(link, exit.stderr);
    if (hash.digest('hex') !== link.sha256)
        throw linkDamaged(link, 'Its SHA-256 is not the one that the snapshot names.');
}
/**
 * All refs go into packed-refs. As files of their own, names that differ only in case would overwrite each other on
 * some file systems. OIDs and names were checked when the state was read.
 */
async function writeRefs(gitDir, snapshot) {
    const lines = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`);
    const packedRefs = ['# pack-refs with: sorted \n', ...lines].join('');
    await (0,promises_.writeFile)((0,external_node_path_.join)(gitDir, 'packed-refs'), packedRefs, 'latin1');
    for (const [name, target] of snapshot.symrefs) {
        // A symbolic ref whose target was left out of the backup stays a plain ref.
        if (snapshot.refs.get(target) === snapshot.refs.get(name))
            await writeSymref(gitDir, name, target);
    }
    if (snapshot.head !== undefined)
        await (0,promises_.writeFile)((0,external_node_path_.join)(gitDir, 'HEAD'), `${snapshot.head}\n`, 'latin1');
}
async function writeSymref(gitDir, name, target) {
    const path = Buffer.concat([Buffer.from(gitDir), Buffer.from(`/${name}`, 'latin1')]);
    await (0,promises_.mkdir)(path.subarray(0, path.lastIndexOf('/')), { recursive: true });
    await (0,promises_.writeFile)(path, `ref: ${target}\n`, 'latin1');
}
/** Throws unless git lists exactly the refs of the snapshot. */
async function checkRefs(git, gitDir, snapshot) {
    const found = (await git.run(['for-each-ref', '--format=%(objectname) %(refname)'], { gitDir })).toString('latin1');
    const expected = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`).join('');
    if (found === expected)
        return;
    const foundLines = new Set(found.split('\n'));
    const [name = ''] = [...snapshot.refs].find(([ref, oid]) => !foundLines.has(`${oid} ${ref}`)) ?? [];
    throw incomplete(name === '' ? 'Git lists refs that the snapshot does not have.' : `Git does not list ${shownRef(name)}.`);
}
/**
 * Checks only that everything a ref reaches is present and readable. Harmless faults of old history do not matter here.
 */
async function checkConnectivity(git, gitDir, emit) {
    const child = git.start(['fsck', '--connectivity-only', '--no-dangling', '--no-progress'], { gitDir });
    child.stdin.end();
    child.stdout.resume();
    const exit = await child.exit;
    (0,git_git/* throwIfNotStarted */.gQ)(exit);
    if (exit.code === undefined || (exit.code & FSCK_OBJECTS_DAMAGED) !== 0)
        throw incomplete(exit.stderr);
    if (exit.code === 0)
        return;
    emit({
        type: 'warning',
        class: 'git-fsck',
        message: 'The repository is whole, but git finds its refs unusual.',
        why: exit.stderr,
    });
}
function linkProgress(links, doneItems) {
    const bytesOf = (some) => some.reduce((sum, link) => sum + link.sizeBytes, 0);
    return {
        type: 'progress',
        what: 'restore',
        doneBytes: bytesOf(links.slice(0, doneItems)),
        totalBytes: bytesOf(links),
        doneItems,
        totalItems: links.length,
    };
}
function isBrokenPipe(error) {
    return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes((0,platform/* systemErrorCode */.vq)(error) ?? '');
}
function linkDamaged(link, why) {
    return new errors/* HoldfastError */.Et({
        code: 'git-link-damaged',
        message: `Pack ${link.name} of the snapshot does not fit into the repository.`,
        why,
        fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
    });
}
function incomplete(why) {
    return new errors/* HoldfastError */.Et({
        code: 'git-restore-incomplete',
        message: 'The rebuilt repository differs from what was backed up; nothing was put in place.',
        why,
        fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/git/bundle.js
/** Writes a rebuilt repository as one bundle file. */







/**
 * Writes a rebuilt repository into one file that `git clone` accepts, and proves it by cloning it. Returns false if
 * there is nothing to put into it: git makes no bundle without refs. Errors: `git-bundle-incomplete`, those of git.
 */
async function writeBundle(git, gitDir, snapshot, bundle, scratchDir) {
    if (snapshot.refs.size === 0)
        return false;
    await packBundle(git, gitDir, snapshot, bundle);
    try {
        // Without a working copy and hard links, so that only the file is tested.
        await git.run(['clone', '--quiet', '--mirror', '--template=', '--', bundle, scratchDir], {
            env: { GIT_ALLOW_PROTOCOL: 'file' },
        });
        await checkRefs(git, scratchDir, snapshot);
    }
    catch (cause) {
        if (!(cause instanceof errors/* HoldfastError */.Et))
            throw cause;
        throw bundleIncomplete(cause);
    }
    finally {
        await (0,promises_.rm)(scratchDir, { recursive: true, force: true });
    }
    return true;
}
/**
 * Refs by their object ids, then a pack of all that these reach: gitformat-bundle(5). `git bundle create` looks refs up
 * by name, and leaves out each whose name means another one as well: `refs/heads/main` beside the tag `refs/heads/main`,
 * HEAD beside a branch HEAD.
 */
async function packBundle(git, gitDir, snapshot, bundle) {
    const head = headOid(snapshot);
    const refs = [...snapshot.refs, ...(head === undefined ? [] : [['HEAD', head]])];
    const version = snapshot.format === 'sha1' ? '# v2 git bundle\n' : '# v3 git bundle\n@object-format=sha256\n';
    const header = `${version}${refs.map(([name, oid]) => `${oid} ${name}\n`).join('')}\n`;
    await (0,promises_.writeFile)(bundle, header, 'latin1');
    const args = ['pack-objects', '--quiet', '--revs', '--delta-base-offset', '--stdout'];
    const child = git.start(args, { gitDir });
    const tips = Array.from(tipsOf(snapshot), (oid) => `${oid}\n`);
    const flows = await Promise.allSettled([
        (0,external_node_stream_promises_.pipeline)(tips, child.stdin),
        (0,external_node_stream_promises_.pipeline)(child.stdout, (0,external_node_fs_.createWriteStream)(bundle, { flags: 'a' })),
    ]);
    (0,git_git/* expectSuccess */.lb)(await child.exit, args);
    const broken = flows.find((flow) => flow.status === 'rejected');
    if (broken !== undefined)
        throw broken.reason;
}
function bundleIncomplete(cause) {
    return new errors/* HoldfastError */.Et({
        code: 'git-bundle-incomplete',
        message: 'A clone of the bundle differs from what was backed up; nothing was put in place.',
        ...(cause.why === undefined ? {} : { why: cause.why }),
        fix: 'Restore with repository-layout: bare, which keeps every ref.',
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/history.js


function openHistory(git, gitDir, { refs }) {
    const below = (folder) => [...refs.keys()].filter((name) => name.startsWith(folder)).map((name) => shownRef(name.slice(folder.length)));
    const pulls = below('refs/pull/').flatMap((name) => /^(\d{1,15})\/head$/.exec(name)?.[1] ?? []);
    return {
        branches: below('refs/heads/'),
        tags: new Set(below('refs/tags/')),
        pulls: new Set(pulls.map(Number)),
        commits: (oids) => presentIn(git, gitDir, new Set(oids.map((oid) => `${oid}^{commit}`))),
        addBranches: async (branches) => {
            const input = Array.from(branches, ([name, oid]) => `create refs/heads/${name} ${oid}\n`);
            if (input.length > 0)
                await git.run(['update-ref', '--stdin'], { gitDir, input });
        },
    };
}

;// CONCATENATED MODULE: ./lib/sources/repository/restore.js
/** Restores a repository from its files. */












/**
 * Rebuilds a repository beside its target, proves that it is complete, and renames it into place. Until then the target
 * is not touched, and after a failure nothing is left behind.
 *
 * Errors: `target-not-empty`, `git-state-invalid`, `git-not-in-snapshot`, `git-link-damaged`, `git-restore-incomplete`,
 * `git-bundle-incomplete`, `lfs-object-damaged`, those of git, and those of `openFile` and `writeExtras`.
 */
async function restoreRepository(restore) {
    const snapshot = requireChain(restore.state);
    const wiki = restore.wiki === false ? undefined : readChain(restore.state, 'wiki');
    const target = (0,external_node_path_.resolve)(restore.target);
    await checkTarget(target);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
    // Short, since the target's own name may be as long as names can be.
    const staging = (0,external_node_path_.join)((0,external_node_path_.dirname)(target), `.holdfast-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    await (0,promises_.mkdir)(staging);
    try {
        const git = await (0,git_git/* openGit */.zY)({ env: restore.env, homeDir: (0,external_node_path_.join)(staging, 'home'), signal: restore.signal });
        const built = (0,external_node_path_.join)(staging, 'repository');
        await (0,promises_.mkdir)(built);
        await BUILDERS[restore.layout]({ git, restore, snapshot, wiki, staging }, built);
        restore.signal.throwIfAborted();
        await (0,promises_.rmdir)(target).catch(ignoreAbsent);
        await (0,promises_.rename)(built, target);
    }
    finally {
        await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
    return snapshot;
}
/** The history that a snapshot's state describes. Errors: `git-state-invalid`, `git-not-in-snapshot`. */
function requireChain(state) {
    const snapshot = readChain(state);
    if (snapshot === undefined)
        throw nothingToRestore();
    return snapshot;
}
async function checkTarget(target) {
    let names;
    try {
        names = await (0,promises_.readdir)(target);
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return;
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOTDIR')
            throw targetTaken(target, 'It is not a folder.', error);
        throw error;
    }
    if (names.length > 0)
        throw targetTaken(target, `It holds ${names.slice(0, 3).join(', ')}.`);
}
const BUILDERS = {
    bare: buildRepository,
    clone: buildRepository,
    bundle: buildBundles,
    forgejo: buildImport,
};
async function buildRepository(build, built) {
    const { git, restore, snapshot, wiki } = build;
    const gitDir = restore.layout === 'bare' ? built : (0,external_node_path_.join)(built, '.git');
    await rebuildPart(build, 'git', snapshot, gitDir);
    if (restore.openLfs !== undefined)
        await placeObjects(await restore.openLfs(), gitDir, restore.signal);
    const extras = (0,external_node_path_.join)(gitDir, 'holdfast');
    if (wiki !== undefined)
        await rebuildPart(build, 'wiki', wiki, (0,external_node_path_.join)(extras, 'wiki.git'));
    if (restore.writeExtras !== undefined)
        await restore.writeExtras(extras);
    if (restore.layout === 'clone')
        await checkOut(git, built, snapshot, restore);
}
async function buildBundles(build, built) {
    const { restore, snapshot, wiki } = build;
    await bundlePart(build, 'git', snapshot, (0,external_node_path_.join)(built, 'repository.bundle'));
    if (wiki !== undefined)
        await bundlePart(build, 'wiki', wiki, (0,external_node_path_.join)(built, 'wiki.bundle'));
    if (restore.openLfs !== undefined)
        await placeObjects(await restore.openLfs(), built, restore.signal);
    if (restore.writeExtras !== undefined)
        await restore.writeExtras(built);
}
async function buildImport(build, built) {
    const { git, restore, snapshot, wiki } = build;
    const gitDir = (0,external_node_path_.join)(built, 'git');
    await rebuildPart(build, 'git', snapshot, gitDir);
    if (restore.openLfs !== undefined)
        await placeObjects(await restore.openLfs(), gitDir, restore.signal);
    if (wiki !== undefined)
        await rebuildPart(build, 'wiki', wiki, (0,external_node_path_.join)(built, 'git.wiki.git'));
    await restore.writeImport?.(built, openHistory(git, gitDir, snapshot));
}
async function bundlePart(build, part, snapshot, bundle) {
    const gitDir = (0,external_node_path_.join)(build.staging, `${part}.git`);
    await rebuildPart(build, part, snapshot, gitDir);
    const isMade = await writeBundle(build.git, gitDir, snapshot, bundle, (0,external_node_path_.join)(build.staging, `${part}-clone.git`));
    await (0,promises_.rm)(gitDir, { recursive: true });
    if (isMade)
        return;
    build.restore.emit({
        type: 'notice',
        class: 'git-bundle-empty',
        message: `There is no ${(0,external_node_path_.basename)(bundle)}: the repository has no refs, and git cannot make an empty bundle.`,
    });
}
function rebuildPart({ git, restore }, part, snapshot, gitDir) {
    return rebuild({ git, part, snapshot, openFile: restore.openFile, emit: restore.emit }, gitDir);
}
/**
 * Turns the bare repository in .git into the repository of a working copy. No hook or filter runs, since none is
 * configured.
 */
async function checkOut(git, built, snapshot, restore) {
    const gitDir = (0,external_node_path_.join)(built, '.git');
    const configure = (key, value) => git.run(['config', '--', key, value], { gitDir });
    await configure('core.bare', 'false');
    await configure('core.logAllRefUpdates', 'true');
    if (restore.originUrl !== undefined) {
        await configure('remote.origin.url', restore.originUrl);
        await configure('remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    }
    if (headOid(snapshot) === undefined)
        return;
    await git.run(['-C', built, 'reset', '--hard', '--quiet', '--no-recurse-submodules']);
    if (restore.openLfs !== undefined)
        await smudge(git, built, gitDir, restore.emit);
}
function ignoreAbsent(error) {
    if ((0,platform/* systemErrorCode */.vq)(error) !== 'ENOENT')
        throw error;
}
function nothingToRestore() {
    return new errors/* HoldfastError */.Et({
        code: 'git-not-in-snapshot',
        message: 'The snapshot holds no git repository.',
        why: 'It was made from another source.',
        fix: 'Choose a snapshot of a series with source "repository", or restore this one as files.',
    });
}
function targetTaken(target, why, cause) {
    return new errors/* HoldfastError */.Et({
        code: 'target-not-empty',
        message: `The target ${JSON.stringify((0,external_node_path_.basename)(target))} is taken: ${target}`,
        why,
        fix: 'A repository is restored into a folder that is new or empty: give another path, or move the existing one away.',
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/restore-push.js











const restore_push_RETRY_DELAY_MS = 2000;
/**
 * Rebuilds and checks a repository, compares it with a remote, and sends what is missing there where `apply`: first LFS
 * objects, since servers refuse a history whose objects they lack. Errors: `lfs-push-failed`, those of `rebuild`,
 * `planPush` and `sendPush`.
 */
async function pushRepository(push) {
    const snapshot = requireChain(push.state);
    const place = (0,git_remote/* parsePlace */.De)(push.to, push.cwd);
    const mayHaveToken = place.kind === 'http' && (0,git_remote/* sameOrigin */.Nm)(place, push.to.serverUrl);
    const token = mayHaveToken ? push.token : undefined;
    const git = await (0,git_git/* openGit */.zY)({
        env: push.env,
        homeDir: (0,external_node_path_.join)(push.tempDir, 'home'),
        signal: push.signal,
        trustAnyOwner: place.kind === 'local',
        ...(token !== undefined && place.kind === 'http' ? { credentials: { origin: place.origin, token } } : {}),
    });
    const history = await planStream({ git, push }, 'git', snapshot, place);
    const wiki = await planWiki({ git, push }, place);
    const lfs = await sendLfs({ git, push }, place, token);
    if (push.apply)
        for (const stream of [history, wiki])
            if (typeof stream === 'object')
                await stream.send();
    return {
        ...history.plan,
        ...(lfs === undefined ? {} : { lfs }),
        ...(wiki === undefined ? {} : { wiki: wiki === 'absent' ? wiki : wiki.plan }),
    };
}
async function planStream({ git, push }, part, snapshot, place) {
    const { openFile, emit, tempDir, refs: choice, force = false } = push;
    const refs = chooseRefs(snapshot, part === 'git' ? choice : { patterns: [], pulls: false });
    const gitDir = (0,external_node_path_.join)(tempDir, `${part}.git`);
    await rebuild({ git, part, snapshot, openFile, emit }, gitDir);
    const wish = { refs, isAll: part === 'wiki' || choice.patterns.length === 0, force: force && part === 'git' };
    const plan = await planPush(git, gitDir, snapshot, place, wish);
    return { plan, send: () => sendPush(git, gitDir, plan, place) };
}
/** Called after the repository of the remote has accepted the same token. */
async function planWiki(job, place) {
    const snapshot = job.push.wiki === true ? readChain(job.push.state, 'wiki') : undefined;
    if (snapshot === undefined)
        return undefined;
    try {
        return await planStream(job, 'wiki', snapshot, wikiPlace(place));
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'repository-unreadable')
            return 'absent';
        throw error;
    }
}
async function sendLfs({ git, push }, place, token) {
    const { lfs, env, signal, retryDelayMs = restore_push_RETRY_DELAY_MS, apply } = push;
    if (lfs === undefined || lfs.pointers.length === 0)
        return undefined;
    const target = await openTarget(place, token, { git, env, signal, retryDelayMs });
    try {
        return await pushObjects(lfs, target, apply);
    }
    finally {
        target.close();
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/verify.js









/**
 * Restores git and wiki into a scratch folder, as a restore would: SHA-256 of every link, a real index-pack of the
 * whole chain, connectivity, refs byte for byte; then a full fsck, and a comparison of the refs with the live
 * repository. Faults are findings, not errors; only aborts, and failures of this machine, are thrown.
 */
async function verifyRepository(options) {
    const { env, signal, tempDir, state, live } = options;
    const credentials = live?.token === undefined || live.place.kind !== 'http'
        ? {}
        : { credentials: { origin: live.place.origin, token: live.token } };
    const trustAnyOwner = live?.place.kind === 'local';
    const git = await (0,git_git/* openGit */.zY)({ env, homeDir: (0,external_node_path_.join)(tempDir, 'home'), signal, trustAnyOwner, ...credentials });
    const findings = [];
    for (const part of ['git', 'wiki']) {
        const found = await attempt(signal, 'damaged', part, async () => {
            const snapshot = readChain(state, part);
            return snapshot === undefined ? [] : await verifyPart(options, git, part, snapshot);
        });
        findings.push(...found);
    }
    return findings;
}
async function verifyPart(options, git, part, snapshot) {
    const { tempDir, openFile, emit, signal, live } = options;
    const gitDir = (0,external_node_path_.join)(tempDir, `${part}.git`);
    try {
        await rebuild({ git, part, snapshot, openFile, emit }, gitDir);
        const opinions = await fsck(git, gitDir, part);
        if (part !== 'git' || live === undefined)
            return opinions;
        const compared = await attempt(signal, 'unreachable', part, async () => {
            const remote = live.place.kind === 'local' ? await (0,git_remote/* inspectLocal */.cy)(git, live.place) : live.place;
            const isExcluded = excluder(live.excludeRefs);
            const now = await converse(git, remote, (conversation) => conversation.listRefs(isExcluded));
            return differences(snapshot, now, part);
        });
        return [...opinions, ...compared];
    }
    finally {
        await (0,promises_.rm)(gitDir, { recursive: true, force: true });
    }
}
/** What git reports about objects that are all present and readable. */
async function fsck(git, gitDir, part) {
    const child = git.start(['fsck', '--full', '--no-dangling', '--no-progress'], { gitDir });
    child.stdin.end();
    child.stdout.resume();
    const exit = await child.exit;
    (0,git_git/* throwIfNotStarted */.gQ)(exit);
    if (exit.code === 0)
        return [];
    return [{ kind: 'unusual', part, message: exit.stderr === '' ? 'git fsck finds faults.' : exit.stderr }];
}
/** One finding each for refs that are new, moved or gone since the snapshot. */
function differences(then, now, part) {
    const added = [...now.refs.keys()].filter((name) => !then.refs.has(name));
    const moved = [...then.refs].filter(([name, oid]) => now.refs.has(name) && now.refs.get(name) !== oid);
    const gone = [...then.refs.keys()].filter((name) => !now.refs.has(name));
    const rows = [
        ['new', added],
        ['moved', moved.map(([name]) => name)],
        ['gone', gone],
    ];
    return rows
        .filter(([, names]) => names.length > 0)
        .map(([what, names]) => ({
        kind: 'behind',
        part,
        message: `refs ${what} since (${String(names.length)}): ${names.slice(0, 5).map(shownRef).join(', ')}`,
    }));
}
async function attempt(signal, kind, part, work) {
    try {
        return await work();
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof errors/* HoldfastError */.Et) || ['git-not-found', 'git-too-old'].includes(error.code))
            throw error;
        return [{ kind, part, message: [error.message, error.why].filter((text) => text !== undefined).join(' ') }];
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/index.js









/***/ })

};
