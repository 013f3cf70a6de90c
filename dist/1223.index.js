export const id = 1223;
export const ids = [1223];
export const modules = {

/***/ 91223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   find: () => (/* binding */ find),
/* harmony export */   findIn: () => (/* binding */ findIn)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44694);
/* harmony import */ var _vault_backup_mixed_series_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84152);
/* harmony import */ var _vault_read_damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36231);
/* harmony import */ var _report_fields_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(15313);
/* harmony import */ var _vault_vault_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58266);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58566);
/** Mode find: files by pattern, and the snapshots that hold them. */








/** Paths that match, in the snapshot that `version` picks; without it in the newest `limit` of the series. */
async function find(inputs, deps) {
    return findIn(await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_5__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function findIn(vault, inputs, deps) {
    const newest = inputs.version.length > 0 ? [] : await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .newestOf */ .su)(vault, inputs, deps);
    if (newest[0] !== undefined)
        await (0,_vault_backup_mixed_series_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseBesideSealed */ .Lk)(vault.store, { series: newest[0].series }, deps.signal);
    const searched = newest.length > 0 ? newest.map((info) => ({ info })) : [await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .pickOne */ .w9)(vault, inputs, deps, inputs.version)];
    const isSelected = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .selectorOf */ .Bk)(inputs, deps);
    const hits = new Map();
    const unreadable = [];
    const foreign = [];
    for (const one of searched) {
        try {
            const snapshot = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .openSnapshot */ .r3)(vault.store, one, ['tree'], deps);
            for (const entry of (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .entriesOf */ .Mc)(snapshot))
                if (isSelected(entry.path, entry.type === 'directory'))
                    addHit(hits, entry, one.info.id);
        }
        catch (error) {
            // One unreadable snapshot is skipped, so that the others are searched; the exit code reports it.
            if (searched.length === 1 || !(0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
                throw error;
            // For holders of a key what others wrote is not there.
            (error.code === 'foreign-snapshot' ? foreign : unreadable).push(one.info.id);
            const message = `Snapshot ${one.info.id} was not searched: ${error.message}`;
            deps.emit({ type: 'warning', class: 'unreadable-snapshot', message });
        }
    }
    const series = searched[0]?.info.series ?? '';
    const done = searched.map(({ info }) => info.id).filter((id) => ![...unreadable, ...foreign].includes(id));
    const found = [...hits.values()].sort((a, b) => Buffer.compare(a.entry.path, b.entry.path));
    return {
        status: unreadable.length > 0 ? 'partial' : found.length > 0 ? 'complete' : 'not-found',
        exitCode: found.length > 0 && unreadable.length === 0 ? _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok : _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.failed,
        outputs: { found: found.length > 0, series },
        tables: [hitTable(found, done.length, deps)],
        summary: {
            title: `Search in ${series}`,
            ...(unreadable.length > 0 && { verdict: `${unreadable.length} of ${searched.length} could not be searched` }),
            ...(unreadable.length === 0 && found.length > 0 && { verdict: 'found' }),
            facts: {
                Paths: [[new Set(found.map(({ entry }) => entry.path.toString('latin1'))).size, 'count']],
                'Snapshots searched': [[done.length, 'count']],
                'Newest that has one': [[newestWith(found) ?? 'none', 'text']],
            },
        },
        json: {
            series,
            searched: done,
            unreadable,
            found: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_7__/* .jsonRows */ .GN)(HIT_FIELDS, found),
        },
    };
}
/** Ids sort by time, and those of a hit begin with the newest. */
function newestWith(found) {
    return found
        .flatMap(({ snapshots }) => snapshots[0] ?? [])
        .sort()
        .at(-1);
}
/** States of a path differ by content, mode, time or target. */
function addHit(hits, entry, id) {
    const { path, type, mode, sizeBytes, mtimeSeconds, mtimeNanos, sha256, target } = entry;
    const facts = [path.toString('latin1'), type, mode, sizeBytes, mtimeSeconds, mtimeNanos];
    const key = [...facts, sha256.toString('latin1'), target.toString('latin1')].join('\0');
    const known = hits.get(key);
    if (known === undefined)
        hits.set(key, { entry, snapshots: [id] });
    else
        known.snapshots.push(id);
}
const ENTRY = (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_7__/* .fieldsWithin */ .Nh)(_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .ENTRY_FIELDS */ .V2, ({ entry }) => entry);
/** Of the entry what JSON has; the table shows which snapshots hold it, and not its mode. */
const HIT_FIELDS = {
    ...ENTRY,
    path: {
        ...ENTRY['path'],
        cell: ({ entry }) => (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(entry.path) + (entry.type === 'directory' ? '/' : ''),
    },
    mode: { value: ({ entry }) => (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .modeText */ .zR)(entry.mode) },
    newest: { kind: 'text', title: 'newest with it', cell: ({ snapshots }) => snapshots[0], before: 'path' },
    oldest: {
        kind: 'text',
        cell: ({ snapshots }) => (snapshots.length > 1 ? snapshots.at(-1) : undefined),
        before: 'path',
    },
    snapshots: {
        kind: 'count',
        value: ({ snapshots }) => snapshots,
        cell: ({ snapshots }) => snapshots.length,
        before: 'path',
    },
};
function hitTable(found, searched, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_4__/* .shownRows */ .$6)(found, deps);
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_7__/* .tableOf */ .c_)(`Found in ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .counted */ .hS)(searched, 'snapshot')}: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .counted */ .hS)(found.length, 'path')}${note}`, HIT_FIELDS, rows);
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


/***/ })

};
