export const id = 2182;
export const ids = [2182];
export const modules = {

/***/ 82182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cat: () => (/* binding */ cat),
/* harmony export */   catIn: () => (/* binding */ catIn)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50453);
/* harmony import */ var _base_output_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11292);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44694);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58566);
/* harmony import */ var _vault_format_columns_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79465);
/* harmony import */ var _vault_read_live_frames_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(27102);
/* harmony import */ var _vault_format_map_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(44136);
/* harmony import */ var _vault_format_pack_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(13321);
/* harmony import */ var _vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(93310);
/* harmony import */ var _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(36231);
/* harmony import */ var _vault_vault_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(58266);
/** Mode cat: writes one file of a snapshot to standard output. */














/** Pieces that are made ahead of the one being written, and decoded frames that are kept; 8 MiB each at most. */
const AHEAD = 4;
/** One file to the output. No byte is written before its fragment has proved to be the one that was stored. */
async function cat(inputs, deps) {
    return catIn(await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_13__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function catIn(vault, inputs, deps) {
    // One path: the parser of the inputs ensures that.
    const path = (inputs.path[0] ?? '').replace(/^\.?\//, '');
    const found = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_12__/* .pickOne */ .w9)(vault, inputs, deps, inputs.version);
    const snapshot = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_12__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'map'], deps);
    const entry = fileAt(snapshot, path, found.info.id);
    await writeContent(snapshot, entry, deps.output, deps.signal);
    const json = { series: found.info.series, snapshot: found.info.id, path, sizeBytes: entry.sizeBytes };
    return { status: 'complete', outputs: {}, tables: [], json };
}
function fileAt(snapshot, path, id) {
    const entry = entryNamed(snapshot, path);
    const isThere = entry !== undefined;
    if (isThere && entry.type === 'file')
        return entry;
    const what = !isThere ? 'is not there' : entry.type === 'symlink' ? 'is a symbolic link' : 'is a directory';
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: isThere ? 'not-a-file' : 'path-not-found',
        message: `${JSON.stringify(path)} ${what} in snapshot ${id}.`,
        fix: isThere && entry.type === 'symlink'
            ? `It points to ${JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .printablePath */ .Vj)(entry.target))}.`
            : 'Show its paths with: holdfast find PATTERN --version <id>',
    });
}
/** By its bytes, else with the escapes of lists as what they stand for, else by its name just as lists show it. */
function entryNamed(snapshot, path) {
    for (const bytes of [Buffer.from(path), (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .textBytes */ .FO)((0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .unescapedText */ .O6)(path))]) {
        const [entry] = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_12__/* .entriesOf */ .Mc)(snapshot, bytes);
        if (entry?.path.equals(bytes) === true)
            return entry;
    }
    for (const one of (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_12__/* .entriesOf */ .Mc)(snapshot))
        if ((0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .shownPath */ .pS)(one.path) === path)
            return one;
    return undefined;
}
async function writeContent(snapshot, entry, output, signal) {
    const pieces = piecesOf(snapshot, entry);
    const frames = new FrameCache(snapshot.blobs, signal);
    const whole = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const reading = [];
    for (let next = 0; next < pieces.length || reading.length > 0;) {
        while (reading.length < AHEAD && next < pieces.length) {
            reading.push((0,_base_async_js__WEBPACK_IMPORTED_MODULE_1__/* .awaitedLater */ .kW)(contentOf(pieces[next++], frames)));
        }
        const content = await reading.shift();
        whole.update(content);
        await (0,_base_output_js__WEBPACK_IMPORTED_MODULE_4__/* .writeAll */ .f)(output, content, signal);
    }
    if (!whole.digest().equals(entry.sha256)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
            code: 'corrupt-tree',
            message: `The content of ${JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .printablePath */ .Vj)(entry.path))} does not have the hash that the snapshot records.`,
            why: 'Each fragment is as it was stored, but together they do not form the recorded file.',
            fix: 'Do not use what was written. Take the file from another snapshot.',
        });
    }
}
function piecesOf(snapshot, entry) {
    const index = new _vault_format_map_js__WEBPACK_IMPORTED_MODULE_9__/* .FragmentIndex */ .fw();
    const live = new _vault_read_live_frames_js__WEBPACK_IMPORTED_MODULE_8__/* .LiveFrames */ .b(snapshot.root.objects.map(({ key }) => key));
    for (const segment of (snapshot.sections.map ?? []).flat()) {
        for (const frame of (0,_vault_format_map_js__WEBPACK_IMPORTED_MODULE_9__/* .mapFrames */ .JP)(segment))
            if (live.take(frame))
                index.add(frame);
    }
    live.check();
    const pieces = [];
    for (let at = 0; at < entry.fragments.length; at += _vault_format_columns_js__WEBPACK_IMPORTED_MODULE_7__/* .HASH_BYTES */ .FA) {
        const id = entry.fragments.subarray(at, at + _vault_format_columns_js__WEBPACK_IMPORTED_MODULE_7__/* .HASH_BYTES */ .FA);
        const row = index.find(id);
        if (row < 0) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
                code: 'object-lost',
                message: `A fragment of ${JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .printablePath */ .Vj)(entry.path))} is in no pack of the snapshot.`,
                fix: 'Take the file from another snapshot.',
            });
        }
        const place = index.place(row);
        const last = pieces.at(-1);
        if (last?.frame === place.frame && last.lengthBytes + place.lengthBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b1.frameMaxBytes) {
            last.ids.push(id);
            last.places.push(place);
            last.lengthBytes += place.lengthBytes;
        }
        else {
            pieces.push({ frame: place.frame, ids: [id], places: [place], lengthBytes: place.lengthBytes });
        }
    }
    return pieces;
}
async function contentOf({ frame, ids, places }, frames) {
    const lengths = places.map(({ lengthBytes }) => lengthBytes);
    const cut = (raw) => {
        const content = Buffer.concat(places.map(({ offset, lengthBytes }) => raw.subarray(offset, offset + lengthBytes)));
        (0,_vault_format_pack_js__WEBPACK_IMPORTED_MODULE_10__/* .checkFragments */ .UH)(content, Buffer.concat(ids), lengths, `A frame of ${frame.pack}`);
        return content;
    };
    return cut(await frames.read(frame, cut));
}
/** The frames read last: content that repeats itself lies in few frames. */
class FrameCache {
    blobs;
    signal;
    frames = new Map();
    constructor(blobs, signal) {
        this.blobs = blobs;
        this.signal = signal;
    }
    /** @param check throws on wrong bytes; another S3 version is then looked for */
    read(frame, check) {
        const known = this.frames.get(frame);
        if (known !== undefined)
            return known;
        const [oldest] = this.frames.keys();
        if (oldest !== undefined && this.frames.size >= AHEAD)
            this.frames.delete(oldest);
        const { pack, offset, storedBytes, rawBytes } = frame;
        const decode = async (stored) => {
            const raw = await (0,_vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .decompress */ .mF)(stored, rawBytes, `A frame of ${pack}`);
            check(raw);
            return raw;
        };
        const read = this.blobs.readPack(pack, offset, storedBytes, decode, this.signal);
        this.frames.set(frame, read);
        return read;
    }
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

/***/ 44136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ mapSegments),
/* harmony export */   DB: () => (/* binding */ TOC),
/* harmony export */   JP: () => (/* binding */ mapFrames),
/* harmony export */   ZS: () => (/* binding */ addToMap),
/* harmony export */   _b: () => (/* binding */ MapWriter),
/* harmony export */   eE: () => (/* binding */ placeRow),
/* harmony export */   fw: () => (/* binding */ FragmentIndex),
/* harmony export */   kA: () => (/* binding */ framesOf)
/* harmony export */ });
/* unused harmony export MAP */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79465);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48342);
/** The map of a snapshot: in which pack and frame each fragment lies. */




/** A row a fragment, in the order of their places: frame after frame, fragments of a frame end to end. */
const PLACE_COLUMNS = { frame: 'uint', stored: 'uint', raw: 'uint', length: 'uint' };
/**
 * The table of contents of a pack. `frame` is the frame's first byte in the pack, `stored` and `raw` its lengths. It
 * says where fragments are cut and not their ids: these are the hashes of what is there, and half of its bytes would be
 * theirs.
 */
const TOC = { table: 'toc', columns: PLACE_COLUMNS };
/** The map: the same rows for many packs; `object` counts in the head's list of pack keys. */
const MAP = { table: 'map', columns: { object: 'uint', ...PLACE_COLUMNS, id: 'hash' } };
/** Rows of a map segment at most: bounds the memory that a merge or a decode takes. */
const SEGMENT_MAX_ROWS = 256 * 1024;
/** Reads the frames of a segment of either table, each with its first row, checking that its fragments fill it. */
function* framesOf(segment, packOf, what) {
    const bad = (detail) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-map', message: `${what} is damaged: ${detail}.` });
    for (let row = 0; row < segment.rows;) {
        const firstRow = row;
        const frame = {
            pack: packOf(row),
            offset: segment.number('frame', row),
            storedBytes: segment.number('stored', row),
            rawBytes: segment.number('raw', row),
        };
        if (frame.rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.frameMaxBytes || frame.offset + frame.storedBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxBytes) {
            throw bad('a frame is larger than any may be');
        }
        const lengths = [];
        let filled = 0;
        while (filled < frame.rawBytes) {
            const lengthBytes = row < segment.rows ? segment.number('length', row) : 0;
            if (lengthBytes === 0 || filled + lengthBytes > frame.rawBytes)
                throw bad('its fragments do not fill their frame');
            lengths.push(lengthBytes);
            filled += lengthBytes;
            row++;
        }
        if (lengths.length === 0)
            throw bad('a frame is empty');
        yield { frame, lengths, firstRow };
    }
}
function* mapFrames(stored) {
    const segment = (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeSegment */ .UR)(MAP, stored);
    const what = 'A segment of the map';
    const packOf = (row) => {
        const key = segment.objects[segment.number('object', row)];
        if (key === undefined)
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-map',
                message: `${what} is damaged: it names a pack that it does not list.`,
            });
        return key;
    };
    for (const { frame, lengths, firstRow } of framesOf(segment, packOf, what)) {
        yield { frame, lengths, ids: segment.bytes('id', firstRow, firstRow + lengths.length) };
    }
}
/** The columns of a fragment's place. */
function placeRow({ offset, storedBytes, rawBytes }, length) {
    return { frame: offset, stored: storedBytes, raw: rawBytes, length };
}
/** Writes frames into as many segments as they need. */
class MapWriter {
    done = [];
    builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(MAP);
    objects = new Map();
    push({ frame, ids, lengths }) {
        if (this.builder.rows + lengths.length > SEGMENT_MAX_ROWS)
            this.end();
        const object = this.objects.get(frame.pack) ?? this.objects.size;
        this.objects.set(frame.pack, object);
        lengths.forEach((length, i) => {
            const id = ids.subarray(i * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, (i + 1) * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
            this.builder.push({ object, ...placeRow(frame, length), id });
        });
    }
    end() {
        if (this.builder.rows === 0)
            return;
        this.done.push((0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeSegment */ .ug)(this.builder, [...this.objects.keys()]));
        this.builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(MAP);
        this.objects = new Map();
    }
    finish() {
        this.end();
        return this.done;
    }
}
function mapSegments(frames) {
    const writer = new MapWriter();
    for (const frame of frames)
        writer.push(frame);
    return writer.finish();
}
/**
 * The map after a run: the parent's segments and those of the new frames, small ones merged into it as the levels of a
 * table are. Rows of packs that are no longer used are dropped at a merge; until then they are ignored, since only
 * packs in the root's `objects` count.
 */
function addToMap(segments, fresh, isUsed, policy) {
    if (fresh.length === 0)
        return segments;
    const alive = segments.filter((segment) => (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeSegment */ .UR)(MAP, segment).objects.some(isUsed));
    const full = alive.filter((segment) => segment.rows >= SEGMENT_MAX_ROWS / 2);
    const small = alive.filter((segment) => segment.rows < SEGMENT_MAX_ROWS / 2);
    const levels = [...small.map((segment) => [segment]), fresh];
    const start = (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .mergeFrom */ .fc)(levels.map(_table_js__WEBPACK_IMPORTED_MODULE_3__/* .levelBytes */ .Su), (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .rewrittenFrom */ .Vx)(levels, policy), policy.reachesOlder);
    if (start === small.length)
        return [...full, ...small, ...fresh];
    const merged = [...small.slice(start), ...fresh].flatMap((segment) => [...mapFrames(segment)]);
    return [...full, ...small.slice(0, start), ...mapSegments(merged.filter(({ frame }) => isUsed(frame.pack)))];
}
/** `frameOf` of a fragment that this run stores: its frame is not made yet. */
const CLAIMED = 0xffffffff;
/** Rows of a slab, a power of two. */
const SLAB_ROWS = 32 * 1024;
const SLAB_SHIFT = Math.log2(SLAB_ROWS);
const SLAB_MASK = SLAB_ROWS - 1;
/** Some rows of the index, in columns. */
class Slab {
    ids = Buffer.allocUnsafeSlow(SLAB_ROWS * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
    frameOf = new Uint32Array(SLAB_ROWS);
    offsets = new Uint32Array(SLAB_ROWS);
    lengths = new Uint32Array(SLAB_ROWS);
}
/**
 * All fragments that a run knows of, in columns, with a hash index: some 55 bytes a fragment. It grows slab by slab, so
 * that no column is ever there twice. The first place of an id wins.
 */
class FragmentIndex {
    frames = [];
    slabs = [];
    /** Rows by the first bytes of their ids, at most half full; -1 is free. */
    slots = new Int32Array(4096).fill(-1);
    packRawBytes = new Map();
    size = 0;
    /** The row of an id, or -1. Ids are SHA-256, so their first bytes are hash enough. */
    find(ids, at = 0) {
        for (let slot = this.slotOf(ids, at);; slot = (slot + 1) & (this.slots.length - 1)) {
            const row = this.slots[slot];
            if (row < 0 || this.sameId(row, ids, at))
                return row;
        }
    }
    add(found) {
        const { pack, rawBytes } = found.frame;
        const frame = this.frames.push(found.frame) - 1;
        this.packRawBytes.set(pack, (this.packRawBytes.get(pack) ?? 0) + rawBytes);
        let offset = 0;
        found.lengths.forEach((length, i) => {
            const at = i * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA;
            if (this.find(found.ids, at) < 0)
                this.insert(found.ids, at, frame, offset, length);
            offset += length;
        });
    }
    /** The ids of all rows, end to end. @param target of 32 bytes a row */
    copyIds(target) {
        this.slabs.forEach((slab, i) => {
            const at = i * SLAB_ROWS * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA;
            target.set(slab.ids.subarray(0, target.length - at), at);
        });
    }
    /** Makes an id known whose fragment this run stores; also in place of one that is known already. */
    claim(ids, at, length) {
        const row = this.find(ids, at);
        if (row < 0)
            this.insert(ids, at, CLAIMED, 0, length);
        else
            this.slab(row).frameOf[row & SLAB_MASK] = CLAIMED;
    }
    /** Whether this run stores the fragment itself, so that it has no place yet. */
    isClaimed(row) {
        return this.slab(row).frameOf[row & SLAB_MASK] === CLAIMED;
    }
    /** The pack of a fragment that has a place. */
    pack(row) {
        return this.frame(row).pack;
    }
    lengthOf(row) {
        return this.slab(row).lengths[row & SLAB_MASK];
    }
    /** Raw bytes of all frames of a pack that were added. */
    rawBytesOf(pack) {
        return this.packRawBytes.get(pack) ?? 0;
    }
    place(row) {
        return {
            frame: this.frame(row),
            offset: this.slab(row).offsets[row & SLAB_MASK],
            lengthBytes: this.lengthOf(row),
        };
    }
    frame(row) {
        return this.frames[this.slab(row).frameOf[row & SLAB_MASK]];
    }
    slab(row) {
        return this.slabs[row >>> SLAB_SHIFT];
    }
    insert(ids, at, frame, offset, length) {
        if (this.size * 2 === this.slots.length)
            this.growSlots();
        const row = this.size++;
        const inSlab = row & SLAB_MASK;
        if (inSlab === 0)
            this.slabs.push(new Slab());
        const slab = this.slab(row);
        for (let i = 0; i < _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA; i++)
            slab.ids[inSlab * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA + i] = ids[at + i];
        slab.frameOf[inSlab] = frame;
        slab.offsets[inSlab] = offset;
        slab.lengths[inSlab] = length;
        this.insertSlot(row);
    }
    slotOf(ids, at) {
        const word = ids[at] |
            (ids[at + 1] << 8) |
            (ids[at + 2] << 16) |
            (ids[at + 3] << 24);
        return word & (this.slots.length - 1);
    }
    /** Byte by byte: for so few of them a call of `compare` costs more. */
    sameId(row, ids, at) {
        const { ids: known } = this.slab(row);
        const start = (row & SLAB_MASK) * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA;
        let i = 0;
        while (i < _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA && known[start + i] === ids[at + i])
            i++;
        return i === _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA;
    }
    insertSlot(row) {
        let slot = this.slotOf(this.slab(row).ids, (row & SLAB_MASK) * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
        while (this.slots[slot] >= 0)
            slot = (slot + 1) & (this.slots.length - 1);
        this.slots[slot] = row;
    }
    growSlots() {
        this.slots = new Int32Array(this.slots.length * 2).fill(-1);
        for (let row = 0; row < this.size; row++)
            this.insertSlot(row);
    }
}


/***/ }),

/***/ 13321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UH: () => (/* binding */ checkFragments),
/* harmony export */   g5: () => (/* binding */ openPack),
/* harmony export */   h9: () => (/* binding */ PackBuilder),
/* harmony export */   v0: () => (/* binding */ readFrames),
/* harmony export */   wh: () => (/* binding */ readPack)
/* harmony export */ });
/* unused harmony export readToc */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79465);
/* harmony import */ var _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68863);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58232);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44136);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93310);
/** Packs: frames of fragments with a table of contents. */








/**
 * A pack: zstd frames of fragments, then one skippable frame that holds the table of contents (a zstd frame) and this
 * footer, so that `zstd -d` reads a whole pack and a pack explains itself.
 *
 *   "HFPACK01" | u32 le: stored bytes of the table of contents | u32 le: its raw bytes
 */
const MAGIC = Buffer.from('HFPACK01', 'latin1');
const FOOTER_BYTES = 16;
const TOC_ZSTD_LEVEL = 9;
/** Room for the table of contents: four small numbers a fragment, and its head. */
const TOC_ROW_BYTES = 24;
const TOC_HEAD_BYTES = 1024;
class PackBuilder {
    /** Can be used again once the pack is stored. */
    buffer;
    frames = [];
    fragments = 0;
    rawBytes = 0;
    sizeBytes = 0;
    /** @param buffer of `LIMITS.packMaxBytes`; the finished pack is a view of it */
    constructor(buffer = Buffer.allocUnsafeSlow(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes)) {
        this.buffer = buffer;
    }
    /** Whether a frame still fits, including its rows in the table of contents, and sealed too. */
    fits(frame) {
        const rows = this.fragments + frame.lengths.length;
        return ((0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_4__/* .sealedBytes */ .Up)(this.sizeBytes + frame.stored.length + rows * TOC_ROW_BYTES + TOC_HEAD_BYTES) <=
            _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes &&
            this.rawBytes + frame.rawBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxRawBytes &&
            this.frames.length < _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxFrames &&
            rows <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.segmentMaxRows);
    }
    add({ stored, rawBytes, ids, lengths }) {
        const frame = { offset: this.sizeBytes, storedBytes: stored.length, rawBytes };
        this.frames.push({ frame, ids, lengths });
        // Copied: what zstd gives is a small part of a buffer that could have held the incompressible.
        this.sizeBytes += stored.copy(this.buffer, this.sizeBytes);
        this.fragments += lengths.length;
        this.rawBytes += rawBytes;
    }
    /**
     * @param keyOf what a pack with this SHA-256 is called
     * @param storedOf what is stored of this content: the content itself, or sealed
     */
    finish(keyOf, storedOf = (content) => content) {
        const builder = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .SegmentBuilder */ .Ju(_map_js__WEBPACK_IMPORTED_MODULE_6__/* .TOC */ .DB);
        for (const { frame, lengths } of this.frames)
            for (const length of lengths)
                builder.push((0,_map_js__WEBPACK_IMPORTED_MODULE_6__/* .placeRow */ .eE)(frame, length));
        const raw = builder.encode();
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .compressSync */ .oS)(raw, TOC_ZSTD_LEVEL);
        const footer = Buffer.alloc(FOOTER_BYTES);
        MAGIC.copy(footer);
        footer.writeUInt32LE(stored.length, MAGIC.length);
        footer.writeUInt32LE(raw.length, MAGIC.length + 4);
        const end = this.sizeBytes + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .skippableFrame */ .Nx)(Buffer.concat([stored, footer])).copy(this.buffer, this.sizeBytes);
        const body = storedOf(this.buffer.subarray(0, end));
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body, 'buffer');
        const pack = keyOf(sha256);
        const frames = this.frames.map(({ frame, ids, lengths }) => ({ frame: { pack, ...frame }, ids, lengths }));
        return { key: pack, body, sha256, frames };
    }
}
/**
 * The table of contents of a whole pack, with the proof that its frames fill the pack from the first byte on.
 *
 * @param mayPad whether bytes may stand before the table in the last frame, as in the content of a sealed pack
 * @throws corrupt-pack, corrupt-segment, corrupt-map
 */
function readToc(key, body, mayPad = false) {
    const bad = (detail) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} is damaged: ${detail}.` });
    if (body.length < FOOTER_BYTES + _zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .SKIPPABLE_HEADER_BYTES */ .w_ || body.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes)
        throw bad(`it has ${String(body.length)} bytes`);
    const footer = body.subarray(body.length - FOOTER_BYTES);
    if (!footer.subarray(0, MAGIC.length).equals(MAGIC))
        throw bad('it does not end with a footer');
    const storedBytes = footer.readUInt32LE(MAGIC.length);
    const rawBytes = footer.readUInt32LE(MAGIC.length + 4);
    const tocStart = body.length - FOOTER_BYTES - storedBytes;
    const framesEnd = tocStart - _zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .SKIPPABLE_HEADER_BYTES */ .w_;
    const isFitting = framesEnd >= 0 && (mayPad || (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .isSkippableFrame */ .XG)(body.subarray(framesEnd)));
    if (!isFitting || rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.segmentMaxBytes)
        throw bad('its footer does not fit it');
    const what = `The table of contents of pack ${key}`;
    const segment = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .Segment */ .Y4(_map_js__WEBPACK_IMPORTED_MODULE_6__/* .TOC */ .DB, (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .decompressSync */ .Rq)(body.subarray(tocStart, tocStart + storedBytes), rawBytes, what), what);
    const frames = [...(0,_map_js__WEBPACK_IMPORTED_MODULE_6__/* .framesOf */ .kA)(segment, () => key, what)].map(({ frame, lengths }) => ({ frame, lengths }));
    if (frames.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxFrames)
        throw bad(`it has ${String(frames.length)} frames, more than any may`);
    let at = 0;
    let decodedBytes = 0;
    for (const { frame } of frames) {
        if (frame.offset !== at)
            throw bad('its frames do not follow each other');
        at += frame.storedBytes;
        decodedBytes += frame.rawBytes;
    }
    if (decodedBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxRawBytes)
        throw bad(`its frames decode to ${String(decodedBytes)} bytes, more than any may`);
    const isPadded = mayPad && at < framesEnd && (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .isSkippableFrame */ .XG)(body.subarray(at));
    if (mayPad && at === framesEnd && !(0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .isSkippableFrame */ .XG)(body.subarray(framesEnd)))
        throw bad('its footer does not fit it');
    if (at !== framesEnd && !isPadded)
        throw bad('its frames do not fill it');
    return frames;
}
/**
 * What a whole pack holds: it has the hash in its key, every frame is decoded, every fragment hashed. Needs nothing but
 * the pack.
 *
 * @param look receives each decoded frame; its bytes are not valid afterwards
 * @param contentOf opens what is sealed
 * @throws corrupt-pack, corrupt-segment, corrupt-map, corrupt-frame
 */
async function readPack(key, body, look, contentOf) {
    checkName(key, body);
    if (contentOf === undefined)
        return readFrames(key, body, readToc(key, body), look);
    const content = contentOf(key, body);
    return readFrames(key, content, readToc(key, content, true), look);
}
/** The table of contents of a pack that has the hash in its key. @throws corrupt-pack, corrupt-segment, corrupt-map */
function openPack(key, body) {
    checkName(key, body);
    return readToc(key, body);
}
function checkName(key, body) {
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .isNameOf */ .b_)(key, body)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} does not have the hash in its name.` });
    }
}
/** Decodes every frame and hashes every fragment. @throws corrupt-frame */
async function readFrames(key, body, toc, look) {
    const found = [];
    for (const { frame, lengths } of toc) {
        const stored = body.subarray(frame.offset, frame.offset + frame.storedBytes);
        const raw = await (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .decompress */ .mF)(stored, frame.rawBytes, `Pack ${key}`);
        let at = 0;
        const ids = lengths.map((length) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', raw.subarray(at, (at += length)), 'buffer'));
        const fragments = { frame, lengths, ids: Buffer.concat(ids) };
        look?.(fragments, raw);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .release */ ._r)(raw);
        found.push(fragments);
    }
    return found;
}
/** The fragments of a decoded frame, each checked against its id. @throws corrupt-fragment */
function checkFragments(raw, ids, lengths, what) {
    let at = 0;
    lengths.forEach((length, i) => {
        const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', raw.subarray(at, at + length), 'buffer');
        if (!digest.equals(ids.subarray(i * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA, (i + 1) * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA))) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'corrupt-fragment',
                message: `${what} is damaged: a fragment does not have the hash that names it.`,
            });
        }
        at += length;
    });
}


/***/ }),

/***/ 27102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LiveFrames)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/** The frames of a map that a reader may decode: those of packs that the root names, each once, none over another. */


/**
 * A map only claims where frames lie. One that names the same bytes of a pack over and over, each time as another frame,
 * would make its reader decode without end; no pack has such frames (docs/format.md, "Map").
 */
class LiveFrames {
    live;
    /** By pack, then by first byte. */
    frames = new Map();
    wrong = new Map();
    /** @param live keys of the packs that count: the root's objects */
    constructor(live) {
        this.live = new Set(live);
    }
    /** Whether the frame counts: its pack is one of the root's, and no row before has named the same place. */
    take({ frame }) {
        const { pack, offset, storedBytes, rawBytes } = frame;
        if (!this.live.has(pack) || this.wrong.has(pack))
            return false;
        const ofPack = this.frames.get(pack) ?? new Map();
        this.frames.set(pack, ofPack);
        const before = ofPack.get(offset);
        if (before === undefined) {
            ofPack.set(offset, frame);
            if (ofPack.size > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxFrames)
                this.wrong.set(pack, 'names more frames of it than a pack may have');
            return true;
        }
        if (before.storedBytes !== storedBytes || before.rawBytes !== rawBytes)
            this.wrong.set(pack, OVERLAP);
        return false;
    }
    /** What the map says of packs that cannot be so, by key. Asked when all frames were taken. */
    flaws() {
        for (const [pack, frames] of this.frames) {
            const flaw = this.wrong.get(pack) ?? flawOf([...frames.values()]);
            if (flaw !== undefined)
                this.wrong.set(pack, flaw);
        }
        return this.wrong;
    }
    /** @throws corrupt-map */
    check() {
        for (const [pack, flaw] of this.flaws())
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-map',
                message: `The map of the snapshot is damaged: it ${flaw} (${pack}).`,
                why: 'No backup writes such a map, and reading by it could go on without end.',
                fix: 'Restore another snapshot, and find out who can write to the vault (mode audit).',
            });
    }
}
const OVERLAP = 'has frames of it that overlap';
function flawOf(frames) {
    const inOrder = frames.toSorted((a, b) => a.offset - b.offset);
    let end = 0;
    let rawBytes = 0;
    for (const frame of inOrder) {
        if (frame.offset < end)
            return OVERLAP;
        end = frame.offset + frame.storedBytes;
        rawBytes += frame.rawBytes;
    }
    return rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxRawBytes ? 'says that it decodes to more than a pack may' : undefined;
}


/***/ })

};
