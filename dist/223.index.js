export const id = 223;
export const ids = [223];
export const modules = {

/***/ 91223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   find: () => (/* binding */ find),
/* harmony export */   findIn: () => (/* binding */ findIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18628);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82306);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59718);





/** Paths that match, in the snapshot that `version` picks; without it in the newest `limit` of the series. */
async function find(inputs, deps) {
    return findIn(await (0,_vault_js__WEBPACK_IMPORTED_MODULE_4__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function findIn(vault, inputs, deps) {
    const newest = inputs.version.length > 0 ? [] : await (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .newestOf */ .su)(vault, inputs.limit, deps);
    const searched = newest.length > 0 ? newest.map((info) => ({ info })) : [await (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .pickOne */ .w9)(vault, inputs, deps, inputs.version)];
    const isSelected = (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(inputs);
    const hits = new Map();
    const unreadable = [];
    for (const one of searched) {
        try {
            const snapshot = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .openSnapshot */ .r3)(vault.store, one, ['tree'], deps.signal);
            for (const entry of (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .entriesOf */ .Mc)(snapshot))
                if (isSelected(entry))
                    addHit(hits, entry, one.info.id);
        }
        catch (error) {
            // One of many is passed over, so that the others are searched; the exit code tells.
            if (searched.length === 1 || !isDamage(error))
                throw error;
            unreadable.push(one.info.id);
            const message = `Snapshot ${one.info.id} was not searched: ${error.message}`;
            deps.emit({ type: 'warning', class: 'unreadable-snapshot', message });
        }
    }
    const series = searched[0]?.info.series ?? '';
    const found = [...hits.values()].sort((a, b) => Buffer.compare(a.entry.path, b.entry.path));
    return {
        mode: 'find',
        status: unreadable.length > 0 ? 'partial' : found.length > 0 ? 'complete' : 'not-found',
        exitCode: found.length > 0 && unreadable.length === 0 ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.ok : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.failed,
        outputs: { found: found.length > 0, series },
        tables: [hitTable(found, searched.length - unreadable.length, deps)],
        json: {
            series,
            searched: searched.map(({ info }) => info.id).filter((id) => !unreadable.includes(id)),
            unreadable,
            found: found.map(({ entry, snapshots }) => ({ ...(0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .entryJson */ .Bm)(entry), snapshots })),
        },
    };
}
const DAMAGES = ['corrupt-root', 'corrupt-tree', 'object-lost', 'newer-format'];
function isDamage(error) {
    return (0,_snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q)(error) || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && DAMAGES.includes(error.code));
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
const COLUMNS = [
    { title: 'size', kind: 'bytes' },
    { title: 'modified', kind: 'time' },
    { title: 'newest snapshot with it', kind: 'text' },
    { title: 'oldest', kind: 'text' },
    { title: 'snapshots', kind: 'count' },
    { title: 'path', kind: 'text' },
];
function hitTable(found, searched, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .shownRows */ .$6)(found, deps);
    const where = searched === 1 ? '1 snapshot' : `${String(searched)} snapshots`;
    return {
        title: `Found in ${where}: ${String(found.length)}${note}`,
        columns: COLUMNS,
        rows: rows.map(({ entry, snapshots }) => [
            entry.type === 'file' ? entry.sizeBytes : undefined,
            (0,_reading_js__WEBPACK_IMPORTED_MODULE_3__/* .mtimeOf */ .kJ)(entry),
            snapshots[0],
            snapshots.length > 1 ? snapshots.at(-1) : undefined,
            snapshots.length,
            (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(entry.path) + (entry.type === 'directory' ? '/' : ''),
        ]),
    };
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


/***/ })

};
