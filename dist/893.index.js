export const id = 893;
export const ids = [893];
export const modules = {

/***/ 82306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bk: () => (/* binding */ selectorOf),
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
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(16807);







/** What the modes that read share: a snapshot opened for reading, and its paths as people and programs see them. */
/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;
/** As `pickSnapshot`, for the modes that cannot go on without one. */
async function pickOne(vault, inputs, deps, selectors) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .pickSnapshot */ .gD)(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
    if (found === undefined)
        throw new Error('no snapshot, and no error');
    return found;
}
/** The newest snapshots, of the first series that has any: see `seriesInOrder`. */
async function newestOf(vault, inputs, deps) {
    for await (const candidate of (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .seriesInOrder */ .DP)(vault, inputs, deps)) {
        const found = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .newestSnapshots */ .q8)(vault.store, candidate, inputs.limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, inputs.limit);
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
function selectorOf({ include, exclude }) {
    const isIncluded = include.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(include) : () => true;
    const isExcluded = exclude.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(exclude) : () => false;
    return (path, isDirectory) => isIncluded(path, isDirectory) && !isExcluded(path, isDirectory);
}
function selectionOf(inputs) {
    const isSelected = selectorOf(inputs);
    return ({ path, type }) => isSelected(path, type === 'directory');
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
    const note = ` (the first ${LOG_ROWS_MAX} of ${rows.length}; the report has all)`;
    return { rows: rows.slice(0, LOG_ROWS_MAX), note };
}


/***/ }),

/***/ 96001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ refuseStrangers)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Runs that strangers can start change nothing of what is kept. @throws untrusted-event */
function refuseStrangers(workflow) {
    if (workflow === undefined || (!workflow.isFork && workflow.event !== 'pull_request_target'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'untrusted-event',
        message: 'This mode does not run for pull requests from forks, nor for pull_request_target.',
        why: 'Anyone can open a pull request.',
        fix: 'Run it on schedule or workflow_dispatch.',
    });
}


/***/ }),

/***/ 17979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 snapshot`, `2 snapshots`; nouns whose plural is their own go with it: `1 entry`, `2 entries`. */
function counted(count, noun, plural = `${noun}s`) {
    return `${count} ${count === 1 ? noun : plural}`;
}


/***/ }),

/***/ 73788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ removedByPrune),
/* harmony export */   _2: () => (/* binding */ readPruneState),
/* harmony export */   mt: () => (/* binding */ KeyNumbers),
/* harmony export */   zN: () => (/* binding */ writePruneState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _vault_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88580);





/**
 * What prune keeps for its next run, and for others to read (`v1/state/prune/`): what it learned of roots, so that they
 * need not be read again, and which roots it took out. The id of a root is the hash of its bytes, so that what was learned
 * of it stays true.
 */
const count = valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .minValue */ .Wwf(0));
const removalSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    series: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSeries */ ._k, 'not a series')),
    id: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSnapshotId */ .Yr, 'not a snapshot id')),
    /** S3's time, ISO. */
    at: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .isoTimestamp */ .yhX()),
    /** Of one that was taken out by its id. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
});
const removalsSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Roots under a delete marker of prune's, or that it was about to mark; the record is written first. */
    removed: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(removalSchema),
});
const stateSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Keys of all packs and parts that the roots name. */
    keys: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBlobKey */ .QK)(key) !== undefined, 'not a pack or part'))),
    roots: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        key: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRootKey */ .tv)(key) !== undefined, 'not a root')),
        complete: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        anomaly: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        labels: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
        /** Indices in `keys`. */
        objects: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(count),
    })),
    ...removalsSchema.entries,
});
/** Numbers for keys: thousands of roots name the same objects. */
class KeyNumbers {
    numbers = new Map();
    keys = [];
    /** The number of a key, a new one if it has none. */
    of(key) {
        const known = this.numbers.get(key);
        if (known !== undefined)
            return known;
        this.numbers.set(key, this.keys.length);
        return this.keys.push(key) - 1;
    }
    known(key) {
        return this.numbers.get(key);
    }
    key(number) {
        const key = this.keys[number];
        if (key === undefined)
            throw new RangeError(`there is no key ${String(number)}`);
        return key;
    }
    get size() {
        return this.keys.length;
    }
}
/**
 * @param numbers gets the keys of what the remembered roots name
 * @throws corrupt-state
 */
async function readPruneState(store, numbers, signal) {
    const { newest: state, older } = await readRecent(store, stateSchema, signal);
    const roots = new Map();
    const translation = Uint32Array.from(state?.keys ?? [], (key) => numbers.of(key));
    for (const { key, objects, ...facts } of state?.roots ?? []) {
        if (objects.some((index) => index >= translation.length))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-state',
                message: `What prune noted of ${key} in its last run is damaged: it names an object that is not there.`,
                fix: 'Delete the newest object below v1/state/prune/: the next run begins afresh.',
            });
        roots.set(key, { ...facts, objects: Uint32Array.from(objects, (index) => translation[index]) });
    }
    return { roots, removed: newestOfEach([...older, ...(state === undefined ? [] : [state])]) };
}
/** Of two prunes at once neither has read what the other notes: what was removed stands in both. */
function readRecent(store, newest, signal) {
    const schemas = { newest, older: removalsSchema };
    return (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecentStates */ .EJ)(store, 'prune', schemas, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.graceSeconds, signal);
}
function newestOfEach(documents) {
    const byKey = new Map();
    const all = documents.flatMap(({ removed }) => removed);
    for (const removal of all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
        byKey.set((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal);
    return [...byKey.values()];
}
/** Root keys that prune took out, for those who ask whether a delete marker is its own; one LIST, and a GET for each prune of the last days. */
async function removedByPrune(store, signal) {
    const { newest, older } = await readRecent(store, removalsSchema, signal);
    const removed = newestOfEach([...older, ...(newest === undefined ? [] : [newest])]);
    return new Map(removed.map((removal) => [(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal]));
}
/** @param utc S3's clock */
async function writePruneState(store, utc, { roots, removed }, numbers, signal) {
    const used = new KeyNumbers();
    const rows = [...roots].map(([key, { complete, anomaly, labels, objects }]) => ({
        key,
        complete,
        anomaly,
        labels,
        objects: Array.from(objects, (number) => used.of(numbers.key(number))),
    }));
    const keys = Array.from({ length: used.size }, (_, number) => used.key(number));
    await (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .writeState */ .Jq)(store, 'prune', utc, { keys, roots: rows, removed }, signal);
}


/***/ }),

/***/ 88293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ isUnreadable),
/* harmony export */   iw: () => (/* binding */ findRightVersion),
/* harmony export */   pK: () => (/* binding */ putBack)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18628);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61650);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1834);





/**
 * Makes right bytes current again, from S3 versions that a delete marker or other bytes cover. Wrong bytes on top get a
 * delete marker first, then the right ones are put by a conditional PUT; no S3 version is deleted (docs/format.md, rule
 * 12). Doing it twice, or twice at once, does no harm: whoever comes second finds the right bytes.
 *
 * @returns `intact` if the current bytes are right already
 * @throws object-lost if no S3 version holds the right bytes; then nothing was changed
 */
async function putBack(store, object, options = {}) {
    const { signal } = options;
    const versions = await versionsOf(store, object.key, signal);
    const found = await firstRight(versions, object, async (version) => {
        // The current one need not be fetched to be left alone.
        if (version.isLatest)
            return (await isRightVersion(store, object, version.versionId, signal)) ? 'intact' : undefined;
        return readIfRight(store, object, version.versionId, signal);
    });
    if (found === 'intact')
        return 'intact';
    if (found === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'object-lost',
            message: `No S3 version of ${object.key} holds the right bytes.`,
            fix: 'Put the object back from a copy of the bucket, if there is one.',
        });
    if (versions.some(({ isLatest, isDeleteMarker }) => isLatest && !isDeleteMarker))
        await store.markDeleted(object.key, signal && { signal });
    const { created } = await store.putNew(object.key, found, options);
    if (created || (await readIfRight(store, object, undefined, signal)) !== undefined)
        return 'put-back';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'object-contested',
        message: `${object.key} was written by somebody else while it was being put back.`,
        fix: 'Find out who writes to the vault (mode audit), then run again.',
    });
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
        if (version.sizeBytes > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.rootMaxBytes)
            continue;
        try {
            const found = await look(version);
            if (found !== undefined)
                return found;
        }
        catch (error) {
            if (!isUnreadable(error))
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
        const head = await orWrong(store.head(key, { versionId, ...(signal && { signal }) }));
        if (head === undefined || (object.sizeBytes ?? head.sizeBytes) !== head.sizeBytes)
            return false;
        if (head.sha256 !== undefined && (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNamedBy */ .$8)(key, head.sha256) && (0,_root_js__WEBPACK_IMPORTED_MODULE_4__/* .etagHint */ .d8)(head.etag) === etag)
            return true;
    }
    return (await readIfRight(store, object, versionId, signal)) !== undefined;
}
async function versionsOf(store, key, signal) {
    const found = [];
    for await (const page of store.listVersions(key, signal && { signal })) {
        found.push(...page.filter((version) => version.key === key));
    }
    return found;
}
async function readIfRight(store, { key, isRight = (bytes) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, bytes) }, versionId, signal) {
    const options = { ...(versionId !== undefined && { versionId }), ...(signal && { signal }) };
    const found = await orWrong(store.get(key, options).then(({ body }) => ({ body, isRight: isRight(body) })));
    return found?.isRight === true ? found.body : undefined;
}
/** undefined where the bytes are not there, or not what they should be. */
async function orWrong(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if ((0,_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q)(error) || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-root'))
            return undefined;
        throw error;
    }
}
/** S3 versions that somebody wrote under a key of his own (KMS), or archived, cannot be read; others may be. */
function isUnreadable(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && ['access-denied', 'kms-failed', 'object-archived'].includes(error.code);
}


/***/ }),

/***/ 88580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ readRecentStates),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42977);





/** One JSON document, decoded. */
const STATE_MAX_RAW_BYTES = 256 * 1024 * 1024;
const STATE_ZSTD_LEVEL = 6;
/**
 * What a mode noted for its next run (verify's cursor, audit's baseline, the roots that prune has seen): the newest
 * document, or undefined before the first. Written by that mode's role alone, and never a proof that an object lives.
 * @throws corrupt-state
 */
async function readState(store, mode, schema, signal) {
    const newest = (await stateKeys(store, mode, signal)).at(-1);
    return newest === undefined ? undefined : readDocument(store, mode, newest, schema, signal);
}
/**
 * The newest document, and those that were written so shortly before it that its writer may not have read them. Of the
 * older ones only a part is wanted; damaged ones are left out.
 * @throws corrupt-state for the newest
 */
async function readRecentStates(store, mode, { newest: schema, older }, spanSeconds, signal) {
    const keys = await stateKeys(store, mode, signal);
    const newest = keys.pop();
    if (newest === undefined)
        return { newest, older: [] };
    const since = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfStamp */ .YN)(newest.slice((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode).length)).getTime() - spanSeconds * 1000;
    const first = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode) + (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUtc */ .ay)(new Date(since));
    const document = await readDocument(store, mode, newest, schema, signal);
    const found = [];
    for (const key of keys.filter((name) => name >= first)) {
        try {
            found.push(await readDocument(store, mode, key, older, signal));
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && error.code === 'corrupt-state'))
                throw error;
        }
    }
    return { newest: document, older: found };
}
/** The oldest first. */
async function stateKeys(store, mode, signal) {
    const found = [];
    for await (const { objects } of store.list((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode), signal && { signal }))
        found.push(...objects.map(({ key }) => key).filter((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStateKey */ .SY)(key) === mode));
    return found;
}
async function readDocument(store, mode, key, schema, signal) {
    const { body } = await store.get(key, signal && { signal });
    try {
        const raw = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(body, { maxOutputLength: STATE_MAX_RAW_BYTES });
        return valibot__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'corrupt-state',
            message: `${key}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
            fix: 'Delete this one object: the next run begins afresh.',
            cause,
        });
    }
}
/** @param utc S3's clock */
async function writeState(store, mode, utc, document, signal) {
    const body = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), STATE_ZSTD_LEVEL);
    await store.putNew((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .stateKey */ .bP)(mode, utc), body, signal && { signal });
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);



/**
 * The pattern language of @actions/glob (`*`, `?`, `[...]`, `**`, `!`, `#`, a directory means everything below it), on
 * paths relative to a root. Same matcher and options as theirs; its own Globber is the oracle in the tests.
 * https://github.com/actions/toolkit/tree/main/packages/glob#patterns
 */
/** As long as a path may be on Linux. */
const PATTERN_MAX_CHARS = 4096;
/** Which kinds of thing are matched at a path, as bits: a pattern with `/` at its end matches directories only. */
const NOTHING = 0;
const DIRECTORY = 1;
const OTHER = 2;
const ANYTHING = DIRECTORY | OTHER;
/**
 * A filter over the paths of a snapshot, for `include` and `exclude` of restore and find.
 * @param lines patterns relative to the tree's root; a leading `/` means that root too
 * @throws HoldfastError `invalid-pattern`
 */
function compilePatterns(lines, platform = process.platform) {
    const place = { root: undefined, homeDir: undefined, platform };
    const set = new PatternSet(relativePatterns(lines, place), platform);
    return (treePath, isDirectory) => set.matches(treePath.toString('utf8'), isDirectory);
}
/**
 * Pattern lines without comments and empty ones, each relative to the root and in one form, so that they mean the same
 * on every machine: `dist/**`, `!logs`, `.` for the root itself.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`
 */
function relativePatterns(lines, place) {
    return lines
        .flatMap((line) => line.split(/\r?\n/))
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
        const [, marks = '', pattern = ''] = /^((?:!\s*)*)(.*)$/su.exec(line) ?? [];
        const negate = marks.replace(/\s/g, '').length % 2 === 1;
        return (negate ? '!' : '') + relativePattern(pattern, line, place);
    });
}
function relativePattern(text, line, place) {
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
        removeRoot(segments, line, place.root, place.platform);
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
    return segments.join('/') + (pattern.endsWith('/') ? '/' : '');
}
/** Takes the root's own segments off the front of an absolute pattern. */
function removeRoot(segments, line, root, platform) {
    const rootSegments = root.split(platform === 'win32' ? /[\\/]+/ : /\/+/).filter((segment) => segment !== '');
    const same = (a, b) => platform === 'win32' ? a?.toLowerCase() === b.toLowerCase() : a === b;
    const front = segments.splice(0, rootSegments.length).map(literalSegment);
    if (!rootSegments.every((segment, i) => same(front[i], segment)))
        throw outsideRoot(line, root);
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'invalid-pattern',
        message: `The pattern ${JSON.stringify(line)} is not valid: ${what}.`,
        fix: 'Give one pattern a line, for example "dist", "src/**/*.ts" or "!**/node_modules".',
        exitCode: 2,
    });
}
function outsideRoot(line, root) {
    const where = root === undefined ? 'the top of the snapshot' : `the root ${JSON.stringify(root)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
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
    /** undefined for `.`, which is everything below the root. */
    own;
    /** Everything below what the line itself matches. */
    descendants;
    endsWithGlobstar;
    directoriesOnly;
    onlyGlobstars;
    /** Begins with `**`: may match below any folder. */
    anywhere;
    constructor(line, platform) {
        this.negate = line.startsWith('!');
        const pattern = this.negate ? line.slice(1) : line;
        this.directoriesOnly = pattern.endsWith('/');
        const segments = pattern === '.' ? [] : pattern.split('/').filter((segment) => segment !== '');
        this.endsWithGlobstar = segments.at(-1) === '**';
        this.onlyGlobstars = segments.every((segment) => segment === '**');
        this.anywhere = segments[0] === '**';
        const literals = segments.map(literalSegment);
        const firstGlob = literals.indexOf(undefined);
        this.searchPath = (firstGlob < 0 ? literals : literals.slice(0, firstGlob)).join('/');
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
    /** `some` may turn out to be none: it means only that nothing rules it out. '' is the root. */
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
/** Lines in order: a later one overrules an earlier one. Paths are relative, `/` between segments, never empty. */
class PatternSet {
    lines;
    /** @param patterns in the form that `relativePatterns` gives */
    constructor(patterns, platform) {
        this.lines = patterns.map((pattern) => new Line(pattern, platform));
    }
    matches(relative, isDirectory) {
        return (this.kinds(relative) & (isDirectory ? DIRECTORY : OTHER)) !== 0;
    }
    /** The kinds of thing that are matched if they are at this path. */
    kinds(relative) {
        let kinds = NOTHING;
        for (const line of this.lines) {
            if (line.negate)
                kinds &= ~line.kinds(relative);
            else
                kinds |= line.kinds(relative);
        }
        return kinds;
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
    /** Where the lines start to search, each not below another one; '' is the root. */
    searchPaths() {
        const all = this.literalStarts();
        return all.filter((one) => !all.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))));
    }
}


/***/ })

};
