export const id = 149;
export const ids = [149];
export const modules = {

/***/ 6517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LM: () => (/* binding */ stateChanges),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   l5: () => (/* binding */ stateRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8624);

/** The state: what the next run of a source needs of this one, and the refs of a repository. `alive` 0 is a tombstone. */
const STATE = {
    table: 'state',
    key: 'key',
    alive: 'alive',
    columns: { key: 'bytes', alive: 'uint', value: 'bytes' },
};
function* stateRows(levels, prefix) {
    for (const { key, segment, row } of (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .tableRows */ .QE)(STATE, levels, prefix))
        yield { key, value: segment.bytes('value', row) };
}
/** What differs between two states, both in key order, as a level of rows and tombstones. */
function stateChanges(before, after) {
    const writer = new _table_js__WEBPACK_IMPORTED_MODULE_0__/* .LevelWriter */ .mx(STATE);
    const old = before[Symbol.iterator]();
    let previous = old.next();
    for (const row of after) {
        while (previous.done !== true && Buffer.compare(previous.value.key, row.key) < 0) {
            writer.push(tombstone(previous.value.key));
            previous = old.next();
        }
        const known = previous.done !== true && previous.value.key.equals(row.key) ? previous.value : undefined;
        if (known !== undefined)
            previous = old.next();
        if (known?.value.equals(row.value) !== true)
            writer.push({ key: row.key, alive: 1, value: row.value });
    }
    for (; previous.done !== true; previous = old.next())
        writer.push(tombstone(previous.value.key));
    return writer.finish();
}
function tombstone(key) {
    return { key, alive: 0, value: Buffer.alloc(0) };
}


/***/ }),

/***/ 8433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xs: () => (/* reexport */ PACKS_PATH),
  kb: () => (/* reexport */ createRepositorySource),
  UM: () => (/* reexport */ readChain),
  RS: () => (/* reexport */ restoreRepository)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./lib/sources/repository/platform.js

/** What differs between platforms when git is run; everything else in this folder is the same everywhere. */
const isWindows = process.platform === 'win32';
/**
 * A child in a process group of its own where there are such groups: git starts helpers (`remote-https`,
 * `pack-objects`), and a cancelled run must not leave them behind.
 */
function spawnGroup(file, args, options) {
    return (0,external_node_child_process_.spawn)(file, args, { ...options, detached: !isWindows, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] });
}
/** Ends a child of `spawnGroup` and all it started, at once. */
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
/** Git for Windows names its certificates in the system configuration, which is not read; Windows' own store serves. */
const platformConfig = isWindows
    ? [
        ['http.sslBackend', 'schannel'],
        ['core.longPaths', 'true'],
    ]
    : [];

;// CONCATENATED MODULE: ./lib/sources/repository/git.js





/** The oldest git that is known to do all that is asked of it here. */
const OLDEST_GIT = [2, 36];
const STDERR_KEPT_CHARS = 8192;
/**
 * What of the environment git may see. The rest stays out: cloud credentials are none of its business, and GIT_* could
 * redirect it.
 */
const PASSED_ON = /^(PATH|Path|PATHEXT|SYSTEMROOT|SystemRoot|WINDIR|TEMP|TMP|TMPDIR|GIT_EXEC_PATH|(https?|all|no)_proxy|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|GIT_SSL_(CAINFO|CAPATH)|LD_LIBRARY_PATH)$/;
/** These hold against the configuration of any repository, since they come with the command. */
const CONFIG = [
    // Memory: 573 MB of history peaked at 577 MB without these, at 68 MB with them.
    ['core.packedGitLimit', '64m'],
    ['core.packedGitWindowSize', '16m'],
    ['pack.threads', '1'],
    ['core.fsmonitor', 'false'],
    ['core.askPass', ''],
    ['credential.helper', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['protocol.version', '2'],
    // Of a local source all refs are wanted; the last word counts, and this is it.
    ['transfer.hideRefs', '!refs'],
    ['http.followRedirects', 'false'],
    ['http.postBuffer', '16m'],
    // A connection that carries nothing at all for five minutes is dead: servers send keep-alives while they count.
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', '300'],
];
/** Makes the private home, checks git's version (`git-not-found`, `git-too-old`). */
async function openGit(options) {
    await (0,promises_.mkdir)(options.homeDir, { recursive: true });
    const globalConfig = (0,external_node_path_.join)(options.homeDir, 'gitconfig');
    // Git reads safe.directory from files only; this one is ours, and read by our own processes alone.
    await (0,promises_.writeFile)(globalConfig, options.trustAnyOwner === true ? '[safe]\n\tdirectory = *\n' : '');
    const env = environment(options, globalConfig);
    const redact = redactor(options.credentials?.token);
    const start = (args, call = {}) => {
        options.signal.throwIfAborted();
        const gitDir = call.gitDir === undefined ? {} : { GIT_DIR: call.gitDir };
        return follow(args, { cwd: options.homeDir, env: { ...env, ...gitDir, ...call.env } }, options.signal, redact);
    };
    const git = {
        start,
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
function environment(options, globalConfig) {
    const passed = Object.entries(options.env).filter((pair) => pair[1] !== undefined && PASSED_ON.test(pair[0]));
    const config = [...CONFIG, ...platformConfig, ['core.hooksPath', (0,external_node_path_.join)(options.homeDir, 'no-hooks')]];
    if (options.credentials !== undefined) {
        // Scoped to the origin: without the scope, the header would go to whatever host is asked.
        config.push([`http.${options.credentials.origin}/.extraHeader`, authorization(options.credentials.token)]);
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
        // History as it is stored: without replacements, grafts, or objects fetched on the way.
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_GRAFT_FILE: (0,external_node_path_.join)(options.homeDir, 'no-grafts'),
        GIT_NO_LAZY_FETCH: '1',
        // Later versions may choose another default than the packed-refs that a restore writes.
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
function follow(args, options, signal, redact) {
    const child = spawnGroup('git', args, options);
    const kill = () => {
        killGroup(child);
    };
    signal.addEventListener('abort', kill);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr = (stderr + text).slice(-STDERR_KEPT_CHARS);
    });
    // A program that ends early closes its input; that it failed shows in its exit, which every caller looks at.
    child.stdin.on('error', () => undefined);
    const exit = new Promise((resolve) => {
        const settle = (code, failure) => {
            signal.removeEventListener('abort', kill);
            resolve({ code: code ?? undefined, stderr: redact(stderr).trim(), failure });
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
    if (exit.failure !== undefined)
        throw cannotStart(exit.failure);
    if (exit.code === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'git-failed',
        message: `git ${args[0] ?? ''} ${exit.code === undefined ? 'was ended by a signal' : `failed with exit code ${String(exit.code)}`}.`,
        why: exit.stderr === '' ? 'It gave no reason.' : exit.stderr,
        fix: 'Run it again; if it fails again, check free disk space and memory, and report this message.',
    });
}
function cannotStart(cause) {
    return new errors/* HoldfastError */.Et({
        code: 'git-not-found',
        message: 'git could not be started.',
        why: cause.message,
        fix: `Install git ${OLDEST_GIT.join('.')} or newer, and see to it that it is on PATH.`,
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
        why: 'Object formats, unborn branches and safe configuration need newer commands.',
        fix: `Install git ${OLDEST_GIT.join('.')} or newer.`,
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/refs.js

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
/** The commit that HEAD stands for; undefined if unborn or not known. */
function headOid(list) {
    const ref = headRef(list);
    return ref === undefined ? list.head : list.refs.get(ref);
}
/**
 * Whether a ref is left out. A pattern names full refs and all below them; `*` and `?` stop at a slash, `**` does not:
 * `refs/pull`, `refs/pull/*` and `refs/pull/**` all leave out `refs/pull/7/head`.
 */
function excluder(patterns) {
    const tests = patterns.map(toRegExp);
    return (name) => tests.some((test) => test.test(shownRef(name)));
}
function toRegExp(pattern) {
    if (!pattern.startsWith('refs/') || pattern.endsWith('/')) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-input',
            exitCode: 2,
            message: `exclude-refs: "${pattern}" is not a pattern of full ref names.`,
            why: 'It must start with "refs/" and not end with "/".',
            fix: 'For example: refs/pull/* or refs/heads/renovate/**',
        });
    }
    const wild = { '**': '.*', '*': '[^/]*', '?': '[^/]' };
    const source = pattern.replace(/\*\*+|[*?]|[^\w/-]/g, (text) => wild[text.slice(0, 2)] ?? `\\u{${code(text)}}`);
    return new RegExp(`^${source}(/|$)`, 'u');
}
function code(char) {
    return (char.codePointAt(0) ?? 0).toString(16);
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./lib/sources/repository/state.js



const PREFIX = 'git/';
const PACKS_PATH = 'git/packs';
function linkName(index, sha256) {
    return `${sixDigits(index)}-${sha256.slice(0, 16)}.pack`;
}
function sixDigits(index) {
    return String(index).padStart(6, '0');
}
/** Rows in key order. */
function* stateRows(snapshot) {
    const row = (key, value) => ({
        key: Buffer.from(PREFIX + key, 'latin1'),
        value: typeof value === 'string' ? Buffer.from(value, 'latin1') : value,
    });
    yield row('format', snapshot.format);
    if (snapshot.head !== undefined)
        yield row('head', snapshot.head);
    for (const [index, { name, sizeBytes, sha256 }] of snapshot.links.entries()) {
        yield row(`link/${sixDigits(index)}`, JSON.stringify({ name, bytes: sizeBytes, sha256 }));
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
 * Errors: `git-state-invalid`; undefined if there is nothing about git in it.
 */
function readChain(rows) {
    let draft;
    for (const { key, value } of rows) {
        const name = key.toString('latin1');
        if (!name.startsWith(PREFIX))
            continue;
        // Keys come in order, so that the format comes first: the length of OIDs depends on it.
        if (draft === undefined)
            draft = startDraft(name.slice(PREFIX.length), value.toString('latin1'));
        else
            readRow(draft, name.slice(PREFIX.length), value);
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
        draft.links.push(parseLink(draft.links.length, text));
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
const LinkRow = dist/* object */.Ikc({
    name: dist/* string */.YjP(),
    bytes: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)),
    sha256: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{64}$/)),
});
function parseLink(index, text) {
    const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), LinkRow), text);
    if (!row.success || row.output.name !== linkName(index, row.output.sha256)) {
        throw invalid('a link of the chain', text);
    }
    return { name: row.output.name, sizeBytes: row.output.bytes, sha256: row.output.sha256 };
}
function invalid(what, value) {
    return new errors/* HoldfastError */.Et({
        code: 'git-state-invalid',
        message: `The snapshot does not describe a git repository: ${what} is ${JSON.stringify(shownRef(value).slice(0, 300))}.`,
        why: 'The snapshot was damaged, or written by something else than Holdfast.',
        fix: 'Choose another snapshot, and run verify on this one.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/chain.js








const CHAIN_POLICY = { maxIncrements: 60, incrementShare: 0.5, freeIncrementBytes: 1024 * 1024 };
/** What to do tonight. Pure. */
function planChain(tonight, parent, policy) {
    if (parent === undefined)
        return { kind: 'base', reason: 'there is no earlier snapshot to build on' };
    if (parent.snapshot.format !== tonight.format)
        return { kind: 'base', reason: 'the object format changed' };
    if (!parent.intact)
        return { kind: 'base', reason: 'a link of the earlier chain is missing or damaged in the vault' };
    const known = knownTips(parent.snapshot);
    if ([...tipsOf(tonight)].every((tip) => known.has(tip)))
        return { kind: 'carry' };
    const [base, ...increments] = parent.snapshot.links;
    if (base === undefined)
        return { kind: 'base', reason: 'the repository was empty so far' };
    if (increments.length >= policy.maxIncrements) {
        return { kind: 'base', reason: `the chain has ${String(increments.length)} increments` };
    }
    const incrementBytes = increments.reduce((sum, link) => sum + link.sizeBytes, 0);
    if (incrementBytes > Math.max(policy.freeIncrementBytes, policy.incrementShare * base.sizeBytes)) {
        return { kind: 'base', reason: 'the increments have grown heavy against the base' };
    }
    return { kind: 'increment', known };
}
/** Tips whose whole history is in the chain. */
function knownTips(snapshot) {
    return new Set([...tipsOf(snapshot), ...snapshot.vanished.keys()]);
}
/**
 * Tips that the chain of `parent` holds and `tonight` has no more, with a name that each had. `isPresent`: those which
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
 * Packs what `wanted` reaches and `known` does not into a file in `dir`; undefined if that is nothing. Thin: its deltas
 * may build on objects that `known` reaches. All OIDs must exist in `gitDir`.
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
    expectSuccess(exit, args);
    if (fed.status === 'rejected')
        throw fed.reason;
    if ((await objectCount(draft)) === 0)
        return undefined;
    const sha256 = hash.digest('hex');
    const link = { name: linkName(request.index, sha256), sizeBytes, sha256 };
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

;// CONCATENATED MODULE: ./lib/sources/repository/mirror.js


/** Bytes between two progress events. */
const PROGRESS_STEP_BYTES = 1024 * 1024;
/** An empty bare repository that owes nothing to templates. */
async function initBare(git, gitDir, format) {
    await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, '--', gitDir]);
}
/**
 * Brings everything that `tips` reach into a fresh bare repository at `gitDir`, without any refs, and proves that it is
 * all there: index-pack follows each object's links, as in a clone.
 *
 * It is fetched in full each time that anything is new: a fresh runner holds nothing, and objects whose history stays in
 * the vault could not be checked for completeness. Errors: `git-bad-pack`, and those of the conversation.
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
    if (exit.code !== 0)
        throw badPack(exit.stderr);
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
        message: 'The objects that the git server sent could not be taken in: they are damaged or incomplete, or the disk is full.',
        why,
        fix: 'Check free space in the temporary folder and, with "git fsck", the repository on the server.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/pktline.js

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
/** The server said something that is not git's protocol. */
function badAnswer(what) {
    return new errors/* HoldfastError */.Et({
        code: 'git-bad-answer',
        message: 'The git server gave an answer that is not valid in git protocol version 2.',
        why: `In its answer, ${what}.`,
        fix: 'Check that the URL is that of a git repository, and that no proxy rewrites the answers.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/remote-errors.js


/** Git tells its failures in English text only (LC_ALL=C); the first that matches speaks. */
const EXPLANATIONS = [
    {
        when: /repository '.*' not found|could not read (Username|Password)|Authentication failed|returned error: 40[134]|not appear to be a git repository|not valid: is this a git repository/i,
        code: 'repository-unreadable',
        message: (shown) => `${shown} does not exist, or the token may not read it.`,
        why: 'Git servers answer both cases alike, so that nobody can guess the names of private repositories.',
        fix: 'Check the name. For another private repository, pass a token that can read it as "github-token"; for this one, give the job "permissions: contents: read".',
    },
    {
        when: /returned error: 429|returned error: 5\d\d/i,
        code: 'git-server-busy',
        message: (shown) => `The git server could not answer for ${shown}.`,
        why: 'It has too much to do or has a fault.',
        fix: 'Run it again later.',
    },
    {
        when: /certificate|SSL|TLS|issuer|schannel/i,
        code: 'git-tls-failed',
        message: (shown) => `No trusted connection to the git server of ${shown}.`,
        why: 'Its certificate is not trusted on this machine, or the two sides found no common TLS version.',
        fix: 'If the server has a certificate of your own authority, name the file with the authority in GIT_SSL_CAINFO.',
    },
    {
        when: /redirect|returned error: 30\d/i,
        code: 'git-redirected',
        message: (shown) => `The git server sent ${shown} elsewhere.`,
        why: 'Redirects are not followed, since the token would go to another place.',
        fix: 'Give the repository by its present name or URL.',
    },
    {
        when: /could not resolve|couldn't resolve|name or service not known/i,
        code: 'git-server-unreachable',
        message: (shown) => `The host name of ${shown} could not be found.`,
        why: 'DNS does not know it, or this machine has no network.',
        fix: 'Check the URL, the network, and the proxy settings (https_proxy).',
    },
    {
        when: /failed to connect|connection refused|timed out|network is unreachable|no route to host|proxy/i,
        code: 'git-server-unreachable',
        message: (shown) => `The git server of ${shown} did not take the connection.`,
        why: 'The server is down, or a firewall or proxy is in between.',
        fix: 'Check that the server is up, and the proxy settings (https_proxy).',
    },
];
/** Failures that may pass by themselves; the others stay what they are however often one asks. */
const PASSING = ['git-server-busy', 'git-server-unreachable', 'git-server-died'];
/** Why git's transport ended when it should have answered. */
function remoteError(exit, remote) {
    if (exit.failure !== undefined)
        expectSuccess(exit, []);
    const found = EXPLANATIONS.find(({ when }) => when.test(exit.stderr));
    if (found === undefined)
        return serverDied(remote, exit.stderr);
    return new errors/* HoldfastError */.Et({
        code: found.code,
        message: found.message(remote.shown),
        why: exit.stderr === '' ? found.why : `${found.why} Git said: ${exit.stderr}`,
        fix: found.fix,
    });
}
/** The connection broke, or the server gave up, in the middle of an answer. */
function serverDied(remote, said) {
    return new errors/* HoldfastError */.Et({
        code: 'git-server-died',
        message: `The git server of ${remote.shown} stopped before its answer was whole.`,
        why: said === '' ? 'The connection ended.' : said,
        fix: 'Run it again; if it stops again, the repository on the server may be damaged (git fsck there tells).',
    });
}
/** The history at the source is cut off: a backup of it could not be completed later. */
function shallowSource(remote) {
    return new errors/* HoldfastError */.Et({
        code: 'repository-shallow',
        message: `${remote.shown} is a shallow repository: a part of its history is missing.`,
        why: 'A backup of it would look whole and could not be restored.',
        fix: 'Back up the full repository, or complete this one with: git fetch --unshallow',
    });
}
/** Something answered, but not as a git server of our days. */
function otherProtocol(remote) {
    return new errors/* HoldfastError */.Et({
        code: 'git-server-too-old',
        message: `What answers for ${remote.shown} does not speak git protocol version 2.`,
        why: 'It is no git server, or an old one, which cannot tell the object format and the state of HEAD.',
        fix: 'Check the URL. For a server older than git 2.26, back up a local mirror of the repository with the command line.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/protocol.js



/** Errors: see remote-errors.ts; `git-server-too-old` where the server does not speak version 2. */
async function converse(git, remote) {
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
    // The remote helper takes no options, so that nothing in a URL can become one.
    const child = git.start([`remote-${scheme}`, 'origin', remote.url], { env: { GIT_ALLOW_PROTOCOL: scheme } });
    child.stdin.write('stateless-connect git-upload-pack\n');
    return child;
}
/** Git's helper says what it found: an empty line for version 2, `fallback` for anything else. */
async function expectGreeting(session) {
    const greeting = await session.packets.line();
    if (greeting === undefined)
        throw await explain(session);
    if (greeting !== '')
        throw otherProtocol(session.remote);
}
async function hangUp(session) {
    session.child.stdin.end();
    session.child.kill();
    await session.child.exit;
}
/** Why the other side stopped talking. */
async function explain(session) {
    session.child.stdin.end();
    session.child.stdout.resume();
    return remoteError(await session.child.exit, session.remote);
}
/** The next packet; an end of the stream, or an error packet, is explained and thrown. */
async function nextPacket(session) {
    const next = await session.packets.next();
    if (next === 'end-of-stream')
        throw await explain(session);
    if (typeof next !== 'string' && next.subarray(0, 4).toString('latin1') === 'ERR ') {
        throw serverDied(session.remote, next.subarray(4).toString('utf8').trim());
    }
    return next;
}
function textOf(bytes) {
    return bytes.toString('latin1').replace(/\n$/, '');
}
async function readCapabilities(session) {
    const lines = [];
    for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
        if (typeof next === 'string')
            throw badAnswer(`a "${next}" stands among the capabilities`);
        lines.push(textOf(next));
    }
    if (lines[0] !== 'version 2')
        throw otherProtocol(session.remote);
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
        const line = parseRefLine(textOf(next), format);
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
    const name = typeof section === 'string' ? section : textOf(section);
    if (name === 'shallow-info')
        throw shallowSource(session.remote);
    if (name !== 'packfile')
        throw badAnswer(`${JSON.stringify(name)} stands where the pack should start`);
    for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
        if (typeof next === 'string')
            throw badAnswer(`a "${next}" stands within the pack`);
        const band = next[0];
        if (band === 3)
            throw serverDied(session.remote, next.subarray(1).toString('utf8').trim());
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

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./lib/sources/repository/errno.js
/** `ENOENT` and the like. By shape, since an error of another realm is no `instanceof Error`. */
function errnoOf(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}

;// CONCATENATED MODULE: ./lib/sources/repository/remote.js






const DEFAULT_SERVER_URL = 'https://github.com';
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
        return httpPlace(`${(settings.serverUrl ?? DEFAULT_SERVER_URL).replace(/\/+$/, '')}/${given}`, given);
    }
    if (settings.allowLocal === true && given !== '' && !given.startsWith('-') && !given.includes(':')) {
        return localPlace((0,external_node_path_.resolve)(cwd, given));
    }
    throw badRepository(given, /^[^/]+@?[^/]*:/.test(given) ? 'ssh is not supported' : 'it is neither of these');
}
function localPath(given, cwd) {
    if (given.startsWith('file://'))
        return (0,external_node_url_.fileURLToPath)(given);
    return (0,external_node_path_.isAbsolute)(given) || /^\.{1,2}([/\\]|$)/.test(given) ? (0,external_node_path_.resolve)(cwd, given) : undefined;
}
function localPlace(path) {
    return { kind: 'local', path, url: (0,external_node_url_.pathToFileURL)(path).href, shown: path };
}
function httpPlace(text, given) {
    if (!URL.canParse(text))
        throw badRepository(given, 'it is not a valid URL');
    const url = new URL(text);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url.username !== '' || url.password !== '') {
        throw badRepository(`${url.protocol}//***@${url.host}${url.pathname}`, 'credentials do not belong into a URL');
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
        throw badRepository(given, `"${url.protocol}//" is not supported, and http to this machine only`);
    }
    if (url.search !== '' || url.hash !== '')
        throw badRepository(given, 'a query or fragment has no meaning here');
    const clean = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    return { kind: 'http', url: clean, origin: url.origin, shown: given };
}
function badRepository(given, why) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        exitCode: errors/* EXIT */.dc.badInput,
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
        // The folder itself is meant, not a repository that happens to be around it.
        const answer = await git.run(['-C', path, ...args], { env: { GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)(path) } });
        return answer.toString('utf8').replace(/\n$/, '');
    };
    const gitDir = await ask('rev-parse', '--absolute-git-dir').catch((cause) => {
        throw unreadable(place, cause);
    });
    const remote = { kind: 'local', gitDir, shown: place.shown };
    if ((await ask('rev-parse', '--is-shallow-repository')) === 'true')
        throw shallowSource(remote);
    const settings = (await ask('config', '--list', '--name-only', '-z')).split('\0');
    if (settings.some((name) => /^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$/i.test(name))) {
        throw incomplete(place, 'partial-clone', 'a partial clone: objects are missing that git would fetch on demand');
    }
    const commonDir = await ask('rev-parse', '--path-format=absolute', '--git-common-dir');
    const alternates = await (0,promises_.stat)((0,external_node_path_.join)(commonDir, 'objects', 'info', 'alternates')).catch(absent);
    if (alternates !== undefined && alternates.size > 0) {
        throw incomplete(place, 'alternates', 'a repository with alternates: objects of its own lie in another repository');
    }
    return remote;
}
async function existingFolder(place) {
    try {
        return await (0,promises_.realpath)(place.path);
    }
    catch (cause) {
        throw unreadable(place, cause);
    }
}
function absent(error) {
    if (errnoOf(error) !== 'ENOENT')
        throw error;
}
function unreadable(place, cause) {
    const why = cause instanceof errors/* HoldfastError */.Et ? cause.why : String(cause);
    return new errors/* HoldfastError */.Et({
        code: 'repository-unreadable',
        message: `${place.shown} is not a git repository that can be read.`,
        ...(why === undefined ? {} : { why }),
        fix: 'Give the folder of a working copy (the one with .git in it) or of a bare repository.',
        cause,
    });
}
function incomplete(place, code, what) {
    return new errors/* HoldfastError */.Et({
        code: `repository-${code}`,
        message: `${place.shown} is ${what}.`,
        why: 'A backup of it would look whole and could not be restored.',
        fix: 'Back up the repository that it was cloned from, or a full clone of it.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/repository.js












const ATTEMPTS = 3;
const ANOMALY_SHARE = 0.25;
/**
 * The git part of a repository: a chain of packs as files of the tree, refs and HEAD as rows of the state. Errors of
 * the settings: `bad-input`. `open` talks to the server and, if anything is new, fetches and packs it.
 */
function createRepositorySource(settings, deps) {
    const place = parsePlace(settings, deps.cwd);
    checkToken(settings.token);
    const excludeRefs = [...(settings.excludeRefs ?? [])];
    const isExcluded = excluder(excludeRefs);
    const ids = githubIds(place, deps.env);
    const definition = {
        source: 'repository',
        ...(ids.repositoryId === undefined ? { url: definedUrl(place) } : { repositoryId: ids.repositoryId }),
        excludeRefs,
    };
    return {
        kind: 'repository',
        definition,
        open: async (context) => {
            const night = await readNight({ settings, deps, place, isExcluded, context });
            return openNight(night, identityOf(place, ids, night.snapshot), context, settings.anomalyShare ?? ANOMALY_SHARE);
        },
    };
}
async function readNight(job) {
    const { settings, deps, place, context } = job;
    const workDir = (0,external_node_path_.join)(context.tempDir, 'git');
    await (0,promises_.mkdir)(workDir, { recursive: true });
    const mayHaveToken = place.kind === 'http' && sameOrigin(place, settings.serverUrl);
    if (settings.token !== undefined && place.kind === 'http' && !mayHaveToken)
        warnTokenKept(place, context);
    const git = await openGit({
        env: deps.env,
        homeDir: (0,external_node_path_.join)(workDir, 'home'),
        signal: context.signal,
        trustAnyOwner: place.kind === 'local',
        ...(settings.token !== undefined && mayHaveToken
            ? { credentials: { origin: place.origin, token: settings.token } }
            : {}),
    });
    const remote = place.kind === 'local' ? await inspectLocal(git, place) : place;
    const parent = readParent(context.parent);
    return retried(job, async () => {
        const conversation = await converse(git, remote);
        try {
            return await readOnce(job, git, conversation, parent, workDir);
        }
        finally {
            await conversation.close();
        }
    });
}
async function retried({ deps, context }, attempt) {
    for (let tries = 1;; tries++) {
        try {
            return await attempt();
        }
        catch (error) {
            context.signal.throwIfAborted();
            const mayPass = error instanceof errors/* HoldfastError */.Et && PASSING.includes(error.code);
            if (!mayPass || tries === ATTEMPTS)
                throw error;
            context.emit({
                type: 'info',
                message: `${error.message} Trying again (${String(tries)} of ${String(ATTEMPTS - 1)}).`,
            });
            await (0,external_node_timers_promises_.setTimeout)((deps.retryDelayMs ?? 2000) * 2 ** (tries - 1), undefined, { signal: context.signal }).catch(() => {
                context.signal.throwIfAborted();
            });
        }
    }
}
async function readOnce({ settings, isExcluded, context: { emit } }, git, conversation, parent, workDir) {
    const tonight = await conversation.listRefs(isExcluded);
    const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
    if (plan.kind === 'carry' && parent !== undefined) {
        emit({ type: 'info', message: `${counted(tonight.refs.size, 'ref')}; no new objects, nothing is fetched.` });
        const vanished = vanishedTips(parent.snapshot, tonight, () => false);
        return { snapshot: { ...tonight, links: parent.snapshot.links, vanished }, parent, fresh: undefined, workDir };
    }
    const gitDir = (0,external_node_path_.join)(workDir, 'mirror.git');
    const tips = tipsOf(tonight);
    emit({ type: 'info', message: `${counted(tonight.refs.size, 'ref')}; fetching the repository.` });
    await fetchMirror(git, conversation, tips, gitDir, emit);
    const known = plan.kind === 'increment' ? await presentIn(git, gitDir, plan.known) : new Set();
    const builds = plan.kind === 'increment' && known.size > 0 ? parent : undefined;
    emit({ type: 'info', message: explainPlan(plan, builds !== undefined) });
    const links = builds?.snapshot.links ?? [];
    const wanted = [...tips].filter((tip) => !known.has(tip));
    const fresh = await packLink(git, gitDir, { index: links.length, wanted, known }, workDir);
    await (0,promises_.rm)(gitDir, { recursive: true, force: true });
    const vanished = builds === undefined ? new Map() : vanishedTips(builds.snapshot, tonight, (tip) => known.has(tip));
    const snapshot = { ...tonight, links: fresh === undefined ? links : [...links, fresh.link], vanished };
    return { snapshot, parent, fresh, workDir };
}
function explainPlan(plan, builds) {
    if (builds)
        return 'Packing what is new since the last snapshot.';
    const reason = plan.kind === 'base' ? plan.reason : 'none of the earlier tips is in the repository any more';
    return `Packing the whole history, since ${reason}.`;
}
/** The parent's chain, and whether the tree still has all of it. */
function readParent(view) {
    const snapshot = view === undefined ? undefined : readChain(view.state('git/'));
    if (view === undefined || snapshot === undefined)
        return undefined;
    const held = new Map();
    for (const { entry, available } of view.entries(`${PACKS_PATH}/`)) {
        if (available)
            held.set(entry.path.toString('latin1'), entry.sizeBytes);
    }
    const intact = snapshot.links.every(({ name, sizeBytes }) => held.get(`${PACKS_PATH}/${name}`) === sizeBytes);
    return { snapshot, intact };
}
function openNight(night, identity, { parent, emit }, anomalyShare) {
    const { snapshot, fresh, workDir } = night;
    return {
        totals: { entries: snapshot.links.length + 2, bytes: fresh?.link.sizeBytes ?? 0 },
        identity,
        async *entries() {
            yield await treeEntries(snapshot.links, fresh, parent);
        },
        finish: () => {
            const anomaly = anomalyOf(night.parent?.snapshot, snapshot, anomalyShare);
            const result = { state: stateRows(snapshot), parts: { git: 'complete' }, gaps: [] };
            emit({ type: 'debug', message: `The chain has ${counted(snapshot.links.length, 'link')}.` });
            return Promise.resolve(anomaly === undefined ? result : { ...result, anomaly });
        },
        close: () => (0,promises_.rm)(workDir, { recursive: true, force: true }),
    };
}
/** Directories first; the parent's links are carried over as they are. */
async function treeEntries(links, fresh, parent) {
    const carried = new Map();
    for (const { entry } of parent?.entries(`${PACKS_PATH}/`) ?? [])
        carried.set(entry.path.toString('latin1'), entry);
    const entries = ['git', PACKS_PATH].map((path) => ({
        ...plainEntry(path, 'directory', 0o755),
        content: { kind: 'none' },
    }));
    for (const link of links) {
        const path = `${PACKS_PATH}/${link.name}`;
        const old = carried.get(path);
        if (link === fresh?.link) {
            entries.push(await freshEntry(path, fresh.path));
        }
        else if (old !== undefined) {
            entries.push({ ...old, content: { kind: 'carry' } });
        }
    }
    return entries;
}
async function freshEntry(path, file) {
    const { size, mtimeNs } = await (0,promises_.lstat)(file, { bigint: true });
    return {
        ...plainEntry(path, 'file', 0o644),
        sizeBytes: Number(size),
        mtimeSeconds: Number(mtimeNs / 1000000000n),
        mtimeNanos: Number(mtimeNs % 1000000000n),
        content: { kind: 'file', absolutePath: Buffer.from(file), temporary: true },
    };
}
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
/** One sentence if more than `share` of the earlier refs is gone; a single ref among others does not count as much. */
function anomalyOf(earlier, tonight, share) {
    if (earlier === undefined || earlier.refs.size === 0)
        return undefined;
    const lost = [...earlier.refs.keys()].filter((name) => !tonight.refs.has(name)).length;
    if (lost <= share * earlier.refs.size || (lost === 1 && earlier.refs.size > 1))
        return undefined;
    return `Refs lost since the last snapshot: ${String(lost)} of ${String(earlier.refs.size)}.`;
}
/** The ids that GitHub gives a workflow for its own repository; they outlive a renaming. */
function githubIds(place, env) {
    const own = `${env['GITHUB_SERVER_URL'] ?? DEFAULT_SERVER_URL}/${env['GITHUB_REPOSITORY'] ?? ''}`;
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
function identityOf(place, ids, snapshot) {
    const commit = headOid(snapshot);
    const ref = headRef(snapshot);
    return {
        repository: place.shown,
        url: place.url,
        ...ids,
        objectFormat: snapshot.format,
        refs: snapshot.refs.size,
        ...(ref === undefined ? {} : { ref }),
        ...(commit !== undefined && isOid(commit, snapshot.format) ? { commit } : {}),
    };
}
function sameOrigin(place, serverUrl) {
    const url = serverUrl ?? DEFAULT_SERVER_URL;
    return URL.canParse(url) && new URL(url).origin === place.origin;
}
function warnTokenKept(place, { emit }) {
    emit({
        type: 'notice',
        class: 'token-not-sent',
        message: `The token was not sent to ${place.origin}.`,
        why: 'It belongs to another server; it goes to the host of the server URL only.',
        fix: `If the token is meant for ${place.origin}, give that as "server-url".`,
    });
}
function checkToken(token) {
    if (token === undefined || /^[\x21-\x7e]+$/.test(token))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        exitCode: errors/* EXIT */.dc.badInput,
        message: 'github-token: the value is empty, or holds spaces, line ends or other characters that no token has.',
        fix: 'Pass the token as it is, for example: github-token: ${{ github.token }}',
    });
}
function counted(count, noun) {
    return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./lib/sources/repository/restore.js











/** fsck's exit code is a sum; these parts mean that objects are missing or damaged. The rest are opinions on ref names. */
const FSCK_OBJECTS_DAMAGED = 1 | 2 | 4;
/**
 * Rebuilds a repository beside its target, proves that it is whole (each pack's SHA-256, connectivity, refs byte for
 * byte), and renames it into place; until then the target is not touched, and after a failure nothing stays.
 *
 * Errors: `target-not-empty`, `git-state-invalid`, `git-not-in-snapshot`, `git-link-damaged`, `git-restore-incomplete`,
 * those of git, and those of `openLink`.
 */
async function restoreRepository(restore) {
    const snapshot = readChain(restore.state);
    if (snapshot === undefined)
        throw nothingToRestore();
    const target = (0,external_node_path_.resolve)(restore.target);
    await checkTarget(target);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
    // Short, since the target's own name may be as long as names can be.
    const staging = (0,external_node_path_.join)((0,external_node_path_.dirname)(target), `.holdfast-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    await (0,promises_.mkdir)(staging);
    try {
        const git = await openGit({ env: restore.env, homeDir: (0,external_node_path_.join)(staging, 'home'), signal: restore.signal });
        const built = (0,external_node_path_.join)(staging, 'repository');
        await build(git, restore, snapshot, built);
        restore.signal.throwIfAborted();
        await (0,promises_.rmdir)(target).catch(ignoreAbsent);
        await (0,promises_.rename)(built, target);
    }
    finally {
        await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
    return snapshot;
}
async function checkTarget(target) {
    let names;
    try {
        names = await (0,promises_.readdir)(target);
    }
    catch (error) {
        if (errnoOf(error) === 'ENOENT')
            return;
        if (errnoOf(error) === 'ENOTDIR')
            throw targetTaken(target, 'It is not a folder.', error);
        throw error;
    }
    if (names.length > 0)
        throw targetTaken(target, `It holds ${names.slice(0, 3).join(', ')}.`);
}
async function build(git, restore, snapshot, built) {
    const gitDir = restore.layout === 'bare' ? built : (0,external_node_path_.join)(built, '.git');
    await (0,promises_.mkdir)(built);
    await initBare(git, gitDir, snapshot.format);
    for (const [index, link] of snapshot.links.entries()) {
        await indexLink(git, gitDir, link, restore.openLink);
        restore.emit(linkProgress(snapshot.links, index + 1));
    }
    await writeRefs(gitDir, snapshot);
    await checkRefs(git, gitDir, snapshot);
    await checkConnectivity(git, gitDir, restore.emit);
    if (restore.layout === 'clone')
        await checkOut(git, built, snapshot, restore.originUrl);
}
/** Streams one pack into the repository; --fix-thin adds the objects of earlier links that its deltas build on. */
async function indexLink(git, gitDir, link, openLink) {
    const opened = await openLink(link.name);
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
    if (exit.code !== 0)
        throw linkDamaged(link, exit.stderr);
    if (hash.digest('hex') !== link.sha256)
        throw linkDamaged(link, 'Its SHA-256 is not the one that the snapshot names.');
}
/**
 * Refs go into packed-refs in one piece: that file can hold names which as files of their own would overwrite each other
 * where case does not count. OIDs and names were checked when the state was read.
 */
async function writeRefs(gitDir, snapshot) {
    const lines = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`);
    const packedRefs = ['# pack-refs with: sorted \n', ...lines].join('');
    await (0,promises_.writeFile)((0,external_node_path_.join)(gitDir, 'packed-refs'), packedRefs, 'latin1');
    for (const [name, target] of snapshot.symrefs) {
        // One whose target was left out of the backup stays a plain ref.
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
async function checkRefs(git, gitDir, snapshot) {
    const found = (await git.run(['for-each-ref', '--format=%(objectname) %(refname)'], { gitDir })).toString('latin1');
    const expected = [...snapshot.refs].map(([name, oid]) => `${oid} ${name}\n`).join('');
    if (found === expected)
        return;
    const foundLines = new Set(found.split('\n'));
    const [name = ''] = [...snapshot.refs].find(([ref, oid]) => !foundLines.has(`${oid} ${ref}`)) ?? [];
    throw restore_incomplete(name === '' ? 'Git lists refs that the snapshot does not have.' : `Git does not list ${shownRef(name)}.`);
}
/** Harmless faults of old history are no concern here, only that everything a ref reaches is there and readable. */
async function checkConnectivity(git, gitDir, emit) {
    const child = git.start(['fsck', '--connectivity-only', '--no-dangling', '--no-progress'], { gitDir });
    child.stdin.end();
    child.stdout.resume();
    const exit = await child.exit;
    if (exit.code === undefined || (exit.code & FSCK_OBJECTS_DAMAGED) !== 0)
        throw restore_incomplete(exit.stderr);
    if (exit.code === 0)
        return;
    emit({
        type: 'warning',
        class: 'git-fsck',
        message: 'The repository is whole, but git finds its refs unusual.',
        why: exit.stderr,
    });
}
/** Turns the bare repository in .git into that of a working copy. No hook or filter runs: none is configured. */
async function checkOut(git, built, snapshot, originUrl) {
    const gitDir = (0,external_node_path_.join)(built, '.git');
    const configure = (key, value) => git.run(['config', '--', key, value], { gitDir });
    await configure('core.bare', 'false');
    await configure('core.logAllRefUpdates', 'true');
    if (originUrl !== undefined) {
        await configure('remote.origin.url', originUrl);
        await configure('remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    }
    if (headOid(snapshot) === undefined)
        return;
    await git.run(['-C', built, 'reset', '--hard', '--quiet', '--no-recurse-submodules']);
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
    return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(errnoOf(error) ?? '');
}
function ignoreAbsent(error) {
    if (errnoOf(error) !== 'ENOENT')
        throw error;
}
function nothingToRestore() {
    return new errors/* HoldfastError */.Et({
        code: 'git-not-in-snapshot',
        message: 'The snapshot holds no git repository.',
        why: 'It was made of another source.',
        fix: 'Choose a snapshot of a series with source "repository", or restore this one as files.',
    });
}
function targetTaken(target, why, cause) {
    return new errors/* HoldfastError */.Et({
        code: 'target-not-empty',
        message: `The target ${JSON.stringify((0,external_node_path_.basename)(target))} is taken: ${target}`,
        why,
        fix: 'A repository is restored into a folder that is new or empty: give another path, or move this one away.',
        cause,
    });
}
function linkDamaged(link, why) {
    return new errors/* HoldfastError */.Et({
        code: 'git-link-damaged',
        message: `Pack ${link.name} of the snapshot does not fit into the repository.`,
        why,
        fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
    });
}
function restore_incomplete(why) {
    return new errors/* HoldfastError */.Et({
        code: 'git-restore-incomplete',
        message: 'The rebuilt repository is not what was backed up; nothing was put in place.',
        why,
        fix: 'Choose another snapshot, run verify on this one, and repair the vault.',
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/index.js





/***/ })

};
