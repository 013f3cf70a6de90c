export const id = 368;
export const ids = [368,767];
export const modules = {

/***/ 57767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compareTrees: () => (/* binding */ compareTrees),
/* harmony export */   diff: () => (/* binding */ diff),
/* harmony export */   diffIn: () => (/* binding */ diffIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82306);
/* harmony import */ var _refs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77726);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59718);





/** What changed from the snapshot `compare-with` to the snapshot `version`. */
async function diff(inputs, deps) {
    return diffIn(await (0,_vault_js__WEBPACK_IMPORTED_MODULE_4__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
/**
 * Merges two trees in path order. Equal are entries of the same type, mode, content and link target: times do not count,
 * since every fresh checkout has new ones.
 */
function* compareTrees(before, after) {
    const old = before[Symbol.iterator]();
    let previous = old.next();
    for (const entry of after) {
        while (previous.done !== true && Buffer.compare(previous.value.path, entry.path) < 0) {
            yield { kind: 'removed', path: previous.value.path, before: previous.value };
            previous = old.next();
        }
        if (previous.done === true || !previous.value.path.equals(entry.path)) {
            yield { kind: 'added', path: entry.path, after: entry };
            continue;
        }
        if (!isSame(previous.value, entry))
            yield { kind: 'changed', path: entry.path, before: previous.value, after: entry };
        previous = old.next();
    }
    for (; previous.done !== true; previous = old.next()) {
        yield { kind: 'removed', path: previous.value.path, before: previous.value };
    }
}
function isSame(a, b) {
    return a.type === b.type && a.mode === b.mode && a.sha256.equals(b.sha256) && a.target.equals(b.target);
}
function compareRefs(before = {}, after = {}) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .sort()
        .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
        .filter((change) => change.before !== change.after);
}
async function diffIn(vault, inputs, deps) {
    const from = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .pickOne */ .w9)(vault, inputs, deps, [inputs.compareWith ?? 'latest~1']);
    const to = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .pickOne */ .w9)(vault, inputs, deps, inputs.version);
    const [a, b] = await Promise.all([from, to].map((found) => (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'state'], deps.signal)));
    if (a === undefined || b === undefined)
        throw new Error('two snapshots were asked for');
    const isSelected = (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .selectionOf */ .Wm)(inputs);
    const differences = [...compareTrees((0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .entriesOf */ .Mc)(a), (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .entriesOf */ .Mc)(b))].filter(({ before, after }) => isSelected((after ?? before)));
    const refs = compareRefs((0,_refs_js__WEBPACK_IMPORTED_MODULE_3__/* .refsOf */ .g)(a), (0,_refs_js__WEBPACK_IMPORTED_MODULE_3__/* .refsOf */ .g)(b));
    const names = { from: from.info.id, to: to.info.id };
    return {
        mode: 'diff',
        status: 'complete',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok,
        outputs: { found: true, series: to.info.series, snapshot: names.to, differences: differences.length + refs.length },
        tables: [
            ...(refs.length > 0 ? [refTable(refs, deps)] : []),
            pathTable(`${names.from} to ${names.to}`, differences, deps),
        ],
        json: {
            series: to.info.series,
            ...names,
            differences: differences.map(differenceJson),
            ...(refs.length > 0 && { refs }),
        },
    };
}
function differenceJson({ kind, path, before, after }) {
    return {
        kind,
        ...(0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .pathJson */ .Et)(path),
        ...(before && { before: sideJson(before) }),
        ...(after && { after: sideJson(after) }),
    };
}
function sideJson({ type, mode, sizeBytes, sha256 }) {
    const content = type === 'file' ? { sizeBytes, sha256: sha256.toString('hex') } : {};
    return { type, mode: mode.toString(8).padStart(4, '0'), ...content };
}
function pathTable(title, differences, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .shownRows */ .$6)(differences, deps);
    const count = (kind) => `${String(differences.filter((difference) => difference.kind === kind).length)} ${kind}`;
    const columns = [
        { title: 'change', kind: 'text' },
        { title: 'size before', kind: 'bytes' },
        { title: 'size after', kind: 'bytes' },
        { title: 'path', kind: 'text' },
    ];
    return {
        title: `${title}: ${count('added')}, ${count('removed')}, ${count('changed')}${note}`,
        columns,
        rows: rows.map(({ kind, path, before, after }) => [
            kind,
            before?.type === 'file' ? before.sizeBytes : undefined,
            after?.type === 'file' ? after.sizeBytes : undefined,
            (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path) + ((after ?? before)?.type === 'directory' ? '/' : ''),
        ]),
    };
}
function refTable(refs, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .shownRows */ .$6)(refs, deps);
    const columns = [
        { title: 'ref', kind: 'text' },
        { title: 'before', kind: 'text' },
        { title: 'after', kind: 'text' },
    ];
    return {
        title: `Refs: ${String(refs.length)} changed${note}`,
        columns,
        rows: rows.map(({ ref, before, after }) => [ref, before, after]),
    };
}


/***/ }),

/***/ 9702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ addedBytes),
/* harmony export */   j: () => (/* binding */ historyPoint)
/* harmony export */ });
/** What a snapshot added to the bucket: packs and parts, as its header says, and the root itself. */
function addedBytes(info, { counts }) {
    return (counts['storedBytes'] ?? 0) + info.sizeBytes;
}
function historyPoint(info, header) {
    const { status, counts } = header;
    return {
        id: info.id,
        time: info.utc,
        status,
        files: counts['files'] ?? 0,
        bytes: counts['bytes'] ?? 0,
        storedBytes: addedBytes(info, header),
    };
}


/***/ }),

/***/ 80368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list),
/* harmony export */   listIn: () => (/* binding */ listIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_selectors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12850);
/* harmony import */ var _snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5825);
/* harmony import */ var _diff_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57767);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9702);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82306);
/* harmony import */ var _refs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77726);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(59718);









/** The snapshots of a series; with `version` the files of one; with `compare-with` what changed up to it. */
async function list(inputs, deps) {
    return listIn(await (0,_vault_js__WEBPACK_IMPORTED_MODULE_7__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function listIn(vault, inputs, deps) {
    if (vault.plan === undefined)
        return listVault(vault, deps);
    if (inputs.compareWith !== undefined)
        return { ...(await (0,_diff_js__WEBPACK_IMPORTED_MODULE_4__.diffIn)(vault, inputs, deps)), mode: 'list' };
    return inputs.version.length > 0 ? listFiles(vault, inputs, deps) : listSnapshotsOf(vault, inputs, deps);
}
/** No series is named, and none follows from the surroundings: those of the vault. */
async function listVault({ store }, deps) {
    const all = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .listSeries */ ._y)(store, deps.signal);
    const columns = [
        { title: 'series', kind: 'text' },
        { title: 'snapshots', kind: 'count' },
        { title: 'newest', kind: 'time' },
    ];
    const rows = all.map(({ series, snapshots, newest }) => [series, snapshots, newest]);
    return {
        mode: 'list',
        status: all.length > 0 ? 'complete' : 'not-found',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok,
        outputs: { found: all.length > 0 },
        tables: [{ title: 'Series in this vault', columns, rows }],
        json: { series: all },
    };
}
async function listSnapshotsOf(vault, inputs, deps) {
    const shown = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .newestOf */ .su)(vault, inputs.limit, deps);
    const [first] = shown;
    if (first === undefined) {
        // Nothing but the message that `if-no-snapshot` asks for comes of it.
        await (0,_vault_js__WEBPACK_IMPORTED_MODULE_7__/* .pickSnapshot */ .gD)(vault, inputs, deps, []);
        return nothingFound(vault);
    }
    const { series } = first;
    const rows = [];
    for await (const found of (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .readHeaders */ .jB)(vault.store, shown, deps.signal)) {
        if ('header' in found)
            rows.push({ info: found, header: found.header });
        else
            rows.push({ info: found.info, problem: problemOf(found.error) });
    }
    const broken = rows.filter(({ problem }) => problem !== undefined);
    for (const { info, problem } of broken) {
        deps.emit({ type: 'warning', class: 'unreadable-snapshot', message: `Snapshot ${info.id}: ${String(problem)}` });
    }
    const json = rows.map(rowJson);
    return {
        mode: 'list',
        status: broken.length > 0 ? 'partial' : 'complete',
        exitCode: broken.length > 0 ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.failed : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok,
        outputs: { found: true, series, snapshot: first.id, snapshots: JSON.stringify(json) },
        tables: [snapshotTable(series, rows)],
        summary: {
            title: `Snapshots of ${series}`,
            history: rows.flatMap(({ info, header }) => (header === undefined ? [] : [(0,_history_js__WEBPACK_IMPORTED_MODULE_8__/* .historyPoint */ .j)(info, header)])).reverse(),
        },
        json: { series, snapshots: json },
    };
}
function nothingFound({ plan }) {
    return {
        mode: 'list',
        status: 'not-found',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok,
        outputs: { found: false, series: plan?.series ?? '', snapshots: '[]' },
        tables: [],
        json: { series: plan?.series, snapshots: [] },
    };
}
function problemOf(error) {
    return error.code === 'newer-format' ? `newer format: ${error.message}` : error.message;
}
const SNAPSHOT_COLUMNS = [
    { title: 'time', kind: 'time' },
    { title: 'id', kind: 'text' },
    { title: 'status', kind: 'text' },
    { title: 'files', kind: 'count' },
    { title: 'size', kind: 'bytes' },
    { title: 'new', kind: 'bytes' },
    { title: 'stored', kind: 'bytes' },
    { title: 'ref', kind: 'text' },
    { title: 'commit', kind: 'text' },
    { title: 'labels', kind: 'text' },
    { title: 'notes', kind: 'text' },
];
function snapshotTable(series, rows) {
    return { title: `Snapshots of ${series}, newest first`, columns: SNAPSHOT_COLUMNS, rows: rows.map(snapshotCells) };
}
function snapshotCells({ info, header, problem }) {
    if (header === undefined) {
        return [info.utc, info.id, 'unreadable', ...Array(7).fill(undefined), problem];
    }
    const { counts, labels, anomaly, status } = header;
    const { refs, commits } = (0,_snapshot_selectors_js__WEBPACK_IMPORTED_MODULE_2__/* .originOf */ .yv)(header);
    const notes = [
        ...(anomaly === undefined ? [] : [`anomaly: ${anomaly}`]),
        ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
    ];
    return [
        info.utc,
        info.id,
        status,
        counts['files'],
        counts['bytes'],
        counts['newBytes'],
        (0,_history_js__WEBPACK_IMPORTED_MODULE_8__/* .addedBytes */ .O)(info, header),
        refs[0]?.replace(/^refs\/(heads|tags)\//, ''),
        commits[0]?.slice(0, 12),
        labels.join(' '),
        notes.join('; '),
    ];
}
function rowJson({ info, header, problem }) {
    const { id, utc, sizeBytes, timeTrusted } = info;
    const place = { id, time: utc.toISOString(), timeTrusted, rootBytes: sizeBytes };
    if (header === undefined)
        return { ...place, status: 'unreadable', problem };
    const { status, parts, counts, context, labels, anomaly, gaps } = header;
    const gapCounts = Object.fromEntries(Object.entries(gaps).map(([name, { count }]) => [name, count]));
    return {
        ...place,
        status,
        parts,
        counts,
        context,
        labels,
        gaps: gapCounts,
        ...(anomaly !== undefined && { anomaly }),
    };
}
async function listFiles(vault, inputs, deps) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_7__/* .pickSnapshot */ .gD)(vault, inputs, deps, inputs.version);
    if (found === undefined)
        return nothingFound(vault);
    const snapshot = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'state'], deps.signal);
    const isSelected = (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .selectionOf */ .Wm)(inputs);
    const entries = [...(0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .entriesOf */ .Mc)(snapshot)].filter(isSelected);
    const files = entries.filter(({ type }) => type === 'file');
    const { id, series } = found.info;
    const refs = (0,_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .refsOf */ .g)(snapshot);
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return {
        mode: 'list',
        status: 'complete',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok,
        outputs: { found: true, series, snapshot: id, files: files.length, bytes },
        tables: [
            ...(refs === undefined ? [] : [refTable(refs, deps)]),
            ...(snapshot.root.gaps.length === 0 ? [] : [gapTable(snapshot.root.gaps, deps)]),
            entryTable(`Snapshot ${id} of ${series}: ${String(files.length)} file${files.length === 1 ? '' : 's'}`, entries, deps),
        ],
        json: { series, snapshot: id, entries: entries.map(_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .entryJson */ .Bm), gaps: snapshot.root.gaps, ...(refs && { refs }) },
    };
}
function entryTable(title, entries, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .shownRows */ .$6)(entries, deps);
    return {
        title: title + note,
        columns: [
            { title: 'mode', kind: 'text' },
            { title: 'size', kind: 'bytes' },
            { title: 'modified', kind: 'time' },
            { title: 'path', kind: 'text' },
        ],
        rows: rows.map((entry) => [modeText(entry), sizeCell(entry), (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .mtimeOf */ .kJ)(entry), shownPath(entry)]),
    };
}
const TYPE_LETTERS = { file: '-', directory: 'd', symlink: 'l' };
function modeText({ type, mode }) {
    return `${TYPE_LETTERS[type]}${mode.toString(8).padStart(4, '0')}`;
}
function sizeCell({ type, sizeBytes }) {
    return type === 'file' ? sizeBytes : undefined;
}
function shownPath({ path, type, target }) {
    const arrow = type === 'symlink' ? ` -> ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(target)}` : type === 'directory' ? '/' : '';
    return (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path) + arrow;
}
function refTable(refs, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .shownRows */ .$6)(Object.entries(refs), deps);
    const columns = [
        { title: 'ref', kind: 'text' },
        { title: 'object', kind: 'text' },
    ];
    return { title: `Refs${note}`, columns, rows };
}
function gapTable(gaps, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .shownRows */ .$6)(gaps, deps);
    const columns = [
        { title: 'class', kind: 'text' },
        { title: 'path', kind: 'text' },
        { title: 'reason', kind: 'text' },
    ];
    return { title: `Not in this snapshot${note}`, columns, rows: rows.map((gap) => [gap.class, gap.path, gap.reason]) };
}


/***/ }),

/***/ 82306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bm: () => (/* binding */ entryJson),
/* harmony export */   Et: () => (/* binding */ pathJson),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Wm: () => (/* binding */ selectionOf),
/* harmony export */   kJ: () => (/* binding */ mtimeOf),
/* harmony export */   r3: () => (/* binding */ openSnapshot),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   w9: () => (/* binding */ pickOne)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18628);
/* harmony import */ var _snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5825);
/* harmony import */ var _snapshot_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51290);
/* harmony import */ var _sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25247);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59718);







/** What list, find, diff and cat share: a snapshot opened for reading, and its paths as people and programs see them. */
/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;
/** As `pickSnapshot`, for the modes that cannot go on without one. */
async function pickOne(vault, inputs, deps, selectors) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .pickSnapshot */ .gD)(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
    if (found === undefined)
        throw new Error('no snapshot, and no error');
    return found;
}
/** The newest snapshots of the series that this run would write; where it has none, of the one that it builds on. */
async function newestOf(vault, limit, deps) {
    const { series, base } = (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .plannedSeries */ .cn)(vault);
    for (const candidate of base === undefined ? [series] : [series, base]) {
        const found = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .newestSnapshots */ .q8)(vault.store, candidate, limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, limit);
    }
    return [];
}
async function openSnapshot(store, found, names, signal) {
    const { info, versionId } = found;
    const root = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .readRoot */ .XD)(store, info, { signal, ...(versionId !== undefined && { versionId }) });
    const blobs = new _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .BlobReader */ .n(store, root.objects);
    return { root, blobs, sections: await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .loadSections */ .$1)(root, names, blobs, signal) };
}
/** The entries of a snapshot, in the order of their path's bytes. */
function entriesOf({ sections }, prefix) {
    return (0,_snapshot_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .treeEntries */ .re)(sections.tree ?? [], prefix);
}
/** What `include` and `exclude` choose; everything without them. */
function selectionOf({ include, exclude }) {
    const isIncluded = include.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(include) : () => true;
    const isExcluded = exclude.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(exclude) : () => false;
    return ({ path, type }) => isIncluded(path, type === 'directory') && !isExcluded(path, type === 'directory');
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
function entryJson(entry) {
    return {
        ...pathJson(entry.path),
        type: entry.type,
        mode: entry.mode.toString(8).padStart(4, '0'),
        sizeBytes: entry.sizeBytes,
        mtime: mtimeOf(entry)?.toISOString() ?? null,
        ...(entry.type === 'file' && { sha256: entry.sha256.toString('hex') }),
        ...(entry.type === 'symlink' && { target: (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(entry.target) }),
    };
}
/** The rows that a table shows here, and what its title has to say about the others. */
function shownRows(rows, deps) {
    if (deps.surface === 'cli' || rows.length <= LOG_ROWS_MAX)
        return { rows, note: '' };
    const note = ` (the first ${String(LOG_ROWS_MAX)} of ${String(rows.length)}; the report has all)`;
    return { rows: rows.slice(0, LOG_ROWS_MAX), note };
}


/***/ }),

/***/ 77726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ refsOf)
/* harmony export */ });
/* harmony import */ var _snapshot_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6517);
/* harmony import */ var _sources_repository_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98562);


/** HEAD and the refs of a repository's snapshot, by name; undefined for other sources. Needs its state section. */
function refsOf({ root, sections }) {
    if (root.header.source.kind !== 'repository')
        return undefined;
    const git = (0,_sources_repository_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readChain */ .UM)((0,_snapshot_state_js__WEBPACK_IMPORTED_MODULE_0__/* .stateRows */ .l5)(sections.state ?? []));
    if (git === undefined)
        return undefined;
    return { ...(git.head !== undefined && { HEAD: git.head }), ...Object.fromEntries(git.refs) };
}


/***/ })

};
