export const id = 4916;
export const ids = [4916];
export const modules = {

/***/ 43553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ providerPage)
/* harmony export */ });
/* unused harmony export PROVIDER_HOSTS */
/* harmony import */ var _credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */

/** Host, name, and anchor on the page, of all but AWS. `__tests__/providers/page.test.ts` holds it to the page. */
const PROVIDER_HOSTS = [
    [/\.r2\.cloudflarestorage\.com$/, 'Cloudflare R2', 'cloudflare-r2'],
    [/\.backblazeb2\.com$/, 'Backblaze B2', 'backblaze-b2'],
    [/\.wasabisys\.com$/, 'Wasabi', 'wasabi'],
    [/^storage\.googleapis\.com$/, 'Google Cloud Storage', 'google-cloud-storage'],
    [/\.(oraclecloud|customer-oci)\.com$/, 'Oracle Cloud (OCI)', 'oracle-cloud-oci'],
    [/\.digitaloceanspaces\.com$/, 'DigitalOcean Spaces', 'digitalocean-spaces'],
    [/\.your-objectstorage\.com$/, 'Hetzner Object Storage', 'hetzner-object-storage'],
    [/(\.tigris\.dev|\.storage\.dev)$/, 'Tigris', 'tigris'],
    [/\.scw\.cloud$/, 'Scaleway', 'scaleway'],
    [/\.cloud\.ovh\.(net|us)$/, 'OVHcloud', 'ovhcloud'],
];
const PAGE = 'docs/providers.md';
/** Where to read on: `docs/providers.md#cloudflare-r2 says what Cloudflare R2 has`. */
function providerPage(endpointUrl) {
    const found = providerAt(endpointUrl);
    return found === undefined
        ? `${PAGE} says what each provider supports`
        : `${PAGE}#${found.anchor} says what ${found.name} supports, and ${PAGE} what others do`;
}
function providerAt(endpointUrl) {
    if (endpointUrl === undefined || (0,_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .isAwsEndpoint */ .DM)(endpointUrl))
        return { name: 'AWS', anchor: 'aws' };
    const { hostname } = new URL(endpointUrl);
    const [, name, anchor] = PROVIDER_HOSTS.find(([host]) => host.test(hostname)) ?? [];
    return name === undefined || anchor === undefined ? undefined : { name, anchor };
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

/***/ 15313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ jsonRows),
/* harmony export */   Nh: () => (/* binding */ fieldsWithin),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   d0: () => (/* binding */ jsonRow)
/* harmony export */ });
function tableOf(title, fields, rows) {
    const shown = shownFields(fields);
    const columns = Object.fromEntries(shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']));
    return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}
/** For `--json` and the report. Times are ISO text; undefined values are left out. */
function jsonRow(fields, row) {
    return jsonRows(fields, [row])[0] ?? {};
}
function jsonRows(fields, rows) {
    const named = Object.entries(fields);
    return rows.map((row) => {
        const json = {};
        for (const [name, { value, values }] of named) {
            if (values !== undefined)
                Object.assign(json, values(row));
            const found = value?.(row);
            if (found !== undefined)
                json[name] = found instanceof Date ? found.toISOString() : found;
        }
        return json;
    });
}
/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
function fieldsWithin(fields, partOf) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
        name,
        {
            ...rest,
            ...(value && { value: (row) => value(partOf(row)) }),
            ...(values && { values: (row) => values(partOf(row)) }),
            ...(cell && { cell: (row) => cell(partOf(row)) }),
        },
    ]));
}
/** The fields of a table, in the order of its columns. */
function shownFields(fields) {
    const ordered = [];
    for (const each of Object.entries(fields)) {
        const next = ordered.findIndex(([name]) => name === each[1].before);
        ordered.splice(next < 0 ? ordered.length : next, 0, each);
    }
    return ordered.filter(([, { kind }]) => kind !== undefined);
}
function cellOf({ value, cell }, row) {
    if (cell !== undefined)
        return cell(row);
    return (value?.(row) ?? undefined);
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

/***/ 97208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ requireServerDate)
/* harmony export */ });
/** S3's own clock, after at least one answer. */
function requireServerDate(store) {
    const date = store.serverDate();
    if (date === undefined)
        throw new Error('no answer came yet');
    return date;
}


/***/ }),

/***/ 61320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $q: () => (/* binding */ wayOverOf),
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   hh: () => (/* binding */ isNotServed),
/* harmony export */   uU: () => (/* binding */ cannotPutBack)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88199);
/** How a server lets right bytes be put where a delete marker or other bytes lie on top. */


/** Two repairs at once put over each other's markers. */
const TRIES = 3;
/** Finds it out at the probe's key, where it disturbs nothing: a delete marker, and a PUT over it. Two requests or three. */
async function tryWayOver(store, signal) {
    const options = { signal };
    try {
        for (let tries = 0; tries < TRIES; tries++) {
            await store.markDeleted(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_KEY */ .B, options);
            if (await putsOverMarker(store, options))
                return 'conditional';
            if ((await store.head(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_KEY */ .B, options)) === undefined)
                break;
        }
    }
    catch (error) {
        if (isDenied(error))
            return 'unknown';
        throw error;
    }
    try {
        await store.putOver(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_BYTES */ .Z, options);
        return 'plain';
    }
    catch (error) {
        if (isDenied(error))
            return 'none';
        throw error;
    }
}
async function putsOverMarker(store, options) {
    try {
        return (await store.putNew(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_BYTES */ .Z, options)).created;
    }
    catch (error) {
        if (isNotServed(error))
            return false;
        throw error;
    }
}
/** Of a PUT: with If-None-Match or a checksum, on some servers. */
function isNotServed(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'not-implemented';
}
/** Asked once, when it is needed first. */
function wayOverOf(store, signal) {
    let way;
    return () => (way ??= tryWayOver(store, signal));
}
function isDenied(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'access-denied';
}
/** The error where an object can be put over by no way: it is left as it was. */
function cannotPutBack(what, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'cannot-put-back',
        message: `${what} was left as it was: this server takes no PUT that puts the right bytes back on top.`,
        why: 'It refuses a PUT with If-None-Match over a delete marker, or these credentials may not try that at v1/probe; and one without If-None-Match is refused, by a policy of the bucket or for want of s3:PutObject.',
        fix: 'Allow s3:PutObject and s3:DeleteObject on v1/probe, which repair needs to try it. If the server is one that refuses the conditional PUT (docs/providers.md), take the statement HoldfastNoOverwrite out of the policy of the bucket until it is put back.',
        cause,
    });
}


/***/ }),

/***/ 25903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ findRightVersion),
/* harmony export */   p: () => (/* binding */ putBack)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _read_damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _read_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46188);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _put_over_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61320);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97412);
/** Brings one object back from the S3 version that has the right bytes. */







/**
 * Makes right bytes current again, from S3 versions that a delete marker or other bytes cover. Wrong bytes on top get a
 * delete marker first, then the right ones are put by a conditional PUT; no S3 version is deleted (docs/format.md, rule
 * 12). Where the server refuses a conditional PUT over a delete marker, they are put without the condition, and no marker
 * is set. Doing it twice, or twice at once, does no harm: whoever comes second finds the right bytes.
 *
 * @returns `intact` if the current bytes are right already
 * @throws object-lost if no S3 version holds the right bytes; cannot-put-back if no PUT is let through; then nothing was
 *   changed
 */
async function putBack(store, object, options = {}) {
    const { signal } = options;
    const versions = await listVersionsOfKey(store, object.key, signal);
    const found = await firstRight(versions, object, async (version) => {
        // The current one need not be fetched to be left alone.
        if (version.isLatest)
            return (await isRightVersion(store, object, version.versionId, signal)) ? 'intact' : undefined;
        return readIfRight(store, object, version.versionId, signal);
    });
    if (found === 'intact')
        return 'intact';
    if (found === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'object-lost',
            message: `No S3 version of ${object.key} holds the right bytes.`,
            fix: 'Put the object back from a copy of the bucket, if there is one.',
        });
    const isCovered = versions.some(({ isLatest, isDeleteMarker }) => isLatest && !isDeleteMarker);
    const way = isCovered ? await (options.way?.() ?? 'unknown') : 'conditional';
    if (way === 'none')
        throw (0,_put_over_js__WEBPACK_IMPORTED_MODULE_5__/* .cannotPutBack */ .uU)(object.key);
    if (way !== 'conditional')
        return putOver(store, object.key, found, options);
    if (isCovered)
        await store.markDeleted(object.key, { signal });
    const { created } = await store.putNew(object.key, found, options).catch((error) => {
        // Without the condition it may be taken.
        if ((0,_put_over_js__WEBPACK_IMPORTED_MODULE_5__/* .isNotServed */ .hh)(error))
            return { created: false };
        throw error;
    });
    if (created || (await readIfRight(store, object, undefined, signal)) !== undefined)
        return 'put-back';
    const [top] = (await listVersionsOfKey(store, object.key, signal)).filter(({ isLatest }) => isLatest);
    if (top?.isDeleteMarker === true)
        return putOver(store, object.key, found, options);
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'object-contested',
        message: `${object.key} was written by somebody else while it was being put back.`,
        fix: 'Find out who writes to the vault (mode audit), then run again.',
    });
}
/** Without a condition: its bytes are right, so that it is no loss if the same ones come on top of them. */
async function putOver(store, key, bytes, options) {
    try {
        await store.putOver(key, bytes, options);
        return 'put-back';
    }
    catch (error) {
        throw (0,_put_over_js__WEBPACK_IMPORTED_MODULE_5__/* .isDenied */ .GZ)(error) ? (0,_put_over_js__WEBPACK_IMPORTED_MODULE_5__/* .cannotPutBack */ .uU)(key, error) : error;
    }
}
/** The S3 version with the right bytes, without fetching more than is needed to know it. */
async function findRightVersion(store, object, versions, signal) {
    return firstRight(versions, object, async (version) => (await isRightVersion(store, object, version.versionId, signal)) ? version : undefined);
}
/**
 * What `look` makes of the first S3 version that is right.
 * @throws what kept one from being read, if no other is right
 */
async function firstRight(versions, { sizeBytes }, look) {
    let unreadable;
    // The one on top, then the oldest first: what was written first is most likely to be right, whatever covers it.
    const sorted = versions.toSorted((a, b) => Number(b.isLatest) - Number(a.isLatest) || +a.lastModified - +b.lastModified);
    for (const version of sorted) {
        if (version.isDeleteMarker || (sizeBytes ?? version.sizeBytes) !== version.sizeBytes)
            continue;
        // Longer than anything that Holdfast writes.
        if (version.sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes)
            continue;
        try {
            const found = await look(version);
            if (found !== undefined)
                return found;
        }
        catch (error) {
            if (!(0,_read_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(error))
                throw error;
            unreadable ??= error;
        }
    }
    if (unreadable !== undefined)
        throw unreadable;
    return undefined;
}
/**
 * Whether an S3 version holds the right bytes. Where the provider's checksum is the hash in the key, and the ETag the one
 * that a root records, nothing is fetched; everything else is read, for a checksum alone may be a claim of whoever wrote
 * the object (Ceph verifies it only if asked to).
 */
async function isRightVersion(store, object, versionId, signal) {
    const { key, etag } = object;
    if (etag !== undefined && etag !== '') {
        const head = await orWrong(store.head(key, { versionId, signal }));
        if (head === undefined || (object.sizeBytes ?? head.sizeBytes) !== head.sizeBytes)
            return false;
        if (head.sha256 !== undefined && (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .isNamedBy */ .$8)(key, head.sha256) && (0,_format_root_js__WEBPACK_IMPORTED_MODULE_6__/* .etagHint */ .d8)(head.etag) === etag)
            return true;
    }
    return (await readIfRight(store, object, versionId, signal)) !== undefined;
}
async function listVersionsOfKey(store, key, signal) {
    const found = [];
    for await (const version of (0,_read_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsOfKey */ .cx)(store, key, signal))
        found.push(version);
    return found;
}
async function readIfRight(store, { key, isRight = (bytes) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .isNameOf */ .b_)(key, bytes) }, versionId, signal) {
    const options = { ...(versionId !== undefined && { versionId }), signal };
    const found = await orWrong(store.get(key, options).then(({ body }) => ({ body, isRight: isRight(body) })));
    return found?.isRight === true ? found.body : undefined;
}
/** undefined where the bytes are not there, or not what they should be. */
async function orWrong(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if ((0,_read_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
            return undefined;
        throw error;
    }
}


/***/ })

};
