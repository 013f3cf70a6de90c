export const id = 69;
export const ids = [69];
export const modules = {

/***/ 82306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bk: () => (/* binding */ selectorOf),
/* harmony export */   Bm: () => (/* binding */ entryJson),
/* harmony export */   Et: () => (/* binding */ pathJson),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   kJ: () => (/* binding */ mtimeOf),
/* harmony export */   r3: () => (/* binding */ openSnapshot),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   w9: () => (/* binding */ pickOne)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18628);
/* harmony import */ var _snapshot_root_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72340);
/* harmony import */ var _snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5825);
/* harmony import */ var _snapshot_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51290);
/* harmony import */ var _sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25247);
/* harmony import */ var _hidden_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(39654);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(16807);









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
        const found = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .newestSnapshots */ .q8)(vault.store, candidate, inputs.limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, inputs.limit);
    }
    return [];
}
async function openSnapshot(store, found, names, deps) {
    const { info, versionId } = found;
    const { signal } = deps;
    const onCovered = (0,_hidden_js__WEBPACK_IMPORTED_MODULE_7__/* .tellOfCovered */ .r)(info, deps);
    const root = await (0,_snapshot_root_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readRoot */ .XD)(store, info, { signal, onCovered, ...(versionId !== undefined && { versionId }) });
    const blobs = new _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .BlobReader */ .n(store, root.objects);
    return { root, blobs, sections: await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .loadSections */ .$1)(root, names, blobs, signal) };
}
/** The entries of a snapshot, in the order of their path's bytes. */
function entriesOf({ sections }, prefix) {
    return (0,_snapshot_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .treeEntries */ .re)(sections.tree ?? [], prefix);
}
/**
 * What `include` and `exclude` choose; everything without them. `tellUnused`, once all paths were asked for, warns of
 * patterns that fit none.
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
                message: `${name}: no path of the snapshot fits ${unused.map((line) => JSON.stringify(line)).join(', ')}.`,
                fix: 'A pattern without a slash fits at any depth, one with a slash from the top of the snapshot: see docs/patterns.md.',
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

/***/ 48814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore_restore),
  restoreIn: () => (/* binding */ restoreIn)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
// EXTERNAL MODULE: ./lib/snapshot/selectors.js
var selectors = __webpack_require__(12850);
// EXTERNAL MODULE: ./lib/snapshot/root-reader.js
var root_reader = __webpack_require__(72340);
// EXTERNAL MODULE: ./lib/sources/files/index.js + 6 modules
var files = __webpack_require__(37444);
// EXTERNAL MODULE: ./lib/commands/hidden.js + 1 modules
var commands_hidden = __webpack_require__(39654);
// EXTERNAL MODULE: ./lib/commands/named-path.js
var named_path = __webpack_require__(19411);
// EXTERNAL MODULE: ./lib/commands/reading.js
var reading = __webpack_require__(82306);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var snapshot_blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/restore.js + 10 modules
var restore = __webpack_require__(46326);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: ./lib/snapshot/state.js
var snapshot_state = __webpack_require__(6517);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
;// CONCATENATED MODULE: ./lib/commands/restore-job.js

/** Brings files to the target, as the inputs say. */
function restoreFiles({ target, root, vault, inputs, deps }, options) {
    return (0,restore/* restoreTree */.N)({
        store: vault.store,
        root,
        target,
        overwrite: inputs.overwrite,
        dryRun: inputs.dryRun,
        keepSpecialBits: inputs.keepSpecialBits,
        workerUrl: deps.workerUrl('restore-worker'),
        emit: deps.emit,
        signal: deps.signal,
        ...options,
    });
}
/** Files of the snapshot for our own use, into a folder of our own; that may be none. */
function fetchFiles(job, folder, isSelected, dryRun = false) {
    return restoreFiles({ ...job, target: folder }, { isSelected, overwrite: 'always', mayBeEmpty: true, dryRun });
}
/** Paths of a kind that are named. */
const SHOWN_PATHS = 10;
/** What several restores of one snapshot did, as one. */
function sumReports(reports) {
    const sum = (pick) => reports.reduce((total, report) => total + pick(report), 0);
    const lists = (pick) => ({
        count: sum((report) => pick(report).count),
        first: reports.flatMap((report) => pick(report).first).slice(0, SHOWN_PATHS),
    });
    return {
        created: lists((report) => report.created),
        replaced: lists((report) => report.replaced),
        kept: lists((report) => report.kept),
        preserved: lists((report) => report.preserved),
        deleted: lists((report) => report.deleted),
        droppedBits: lists((report) => report.droppedBits),
        unset: lists((report) => report.unset),
        files: sum((report) => report.files),
        bytes: sum((report) => report.bytes),
        writtenBytes: sum((report) => report.writtenBytes),
        fetchedBytes: sum((report) => report.fetchedBytes),
        fallbacks: [...new Set(reports.flatMap((report) => report.fallbacks))],
    };
}

// EXTERNAL MODULE: ./lib/commands/temp-dir.js
var temp_dir = __webpack_require__(35940);
;// CONCATENATED MODULE: ./lib/commands/restore-artifacts.js











/** As files below `<target>/<artifact>/`, all in one folder, or as artifacts of the current run. */
async function restoreArtifactsTo(given) {
    const { root, vault, inputs, deps } = given;
    if (inputs.delete !== 'false')
        throw deleteRefused();
    const { readStored, RECORDS_FOLDER: recordsFolder } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(239)]).then(__webpack_require__.bind(__webpack_require__, 5239));
    const { state } = await (0,snapshots/* loadSections */.$1)(root, ['state'], new snapshot_blobs/* BlobReader */.n(vault.store, root.objects), deps.signal);
    const artifacts = readStored((0,snapshot_state/* stateRows */.l5)(state ?? [])).sort((a, b) => a.id - b.id);
    const job = { ...given, isSelected: (0,reading/* selectorOf */.Bk)(inputs, deps), artifacts, recordsFolder };
    if (inputs.publish)
        return publish(job);
    if (inputs.mergeMultiple)
        return merge(job);
    return restoreFiles(job, { isSelected: ofArtifacts(job) });
}
/** What is selected, without the records about the artifacts. */
function ofArtifacts({ isSelected, recordsFolder }) {
    return (path, isDirectory) => {
        const [first] = path.toString('latin1').split('/', 1);
        return first !== recordsFolder && isSelected(path, isDirectory);
    };
}
/** Patterns go by the paths of the snapshot, wherever the files go. */
function restoreOne(job, { folder }, target, options = {}) {
    const prefix = Buffer.from(`${folder}/`);
    const isSelected = (path, isDirectory) => job.isSelected(Buffer.concat([prefix, path]), isDirectory);
    return restoreFiles(job, { target, below: folder, mayBeEmpty: true, isSelected, ...options });
}
/** One after the other, so that of files with the same path the newest artifact's stays. */
async function merge(job) {
    await warnOfRepeatedPaths(job);
    const refuses = job.inputs.overwrite === 'refuse';
    if (refuses)
        await refuseReplacements(job);
    const reports = [];
    // What is replaced now comes from an artifact before it.
    const overwrite = refuses ? 'if-changed' : job.inputs.overwrite;
    for (const artifact of job.artifacts)
        reports.push(await restoreOne(job, artifact, job.target, { overwrite }));
    if (reports.every(({ files, created }) => files + created.count === 0))
        throw noMatch(job.root.id);
    return sumReports(reports);
}
/** All of them are looked at before the first one is written. */
async function refuseReplacements(job) {
    if (job.inputs.dryRun || !(0,external_node_fs_.existsSync)(job.target))
        return;
    const plans = [];
    for (const artifact of job.artifacts) {
        plans.push(await restoreOne(job, artifact, job.target, { overwrite: 'if-changed', dryRun: true }));
    }
    const { replaced } = sumReports(plans);
    if (replaced.count > 0)
        throw (0,restore/* wouldReplace */.S)(replaced, job.target);
}
async function warnOfRepeatedPaths({ root, vault, deps, isSelected, artifacts }) {
    const { tree } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new snapshot_blobs/* BlobReader */.n(vault.store, root.objects), deps.signal);
    const seen = new Set();
    const repeated = new Set();
    for (const { folder } of artifacts) {
        for (const { path, type } of (0,snapshot_tree/* treeEntries */.re)(tree ?? [], Buffer.from(`${folder}/`))) {
            if (type === 'directory' || !isSelected(path, false))
                continue;
            const inside = path.toString().slice(folder.length + 1);
            if (seen.has(inside))
                repeated.add(inside);
            seen.add(inside);
        }
    }
    if (repeated.size === 0)
        return;
    deps.emit({
        type: 'warning',
        class: 'merged-paths',
        message: `Paths that more than one artifact has (${repeated.size}): ${[...repeated].slice(0, restore_artifacts_SHOWN_PATHS).join(', ')}.`,
        why: 'In one folder only one of them can stay: that of the newest artifact, or with `overwrite: never` of the oldest.',
        fix: 'Restore without merge-multiple, or choose artifacts with include.',
    });
}
const restore_artifacts_SHOWN_PATHS = 10;
async function publish(job) {
    const { inputs, deps, artifacts } = job;
    const { publishArtifacts } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(239)]).then(__webpack_require__.bind(__webpack_require__, 5239));
    return (0,temp_dir/* withTempDir */.E)(deps, async (tempDir) => {
        const restored = [];
        for (const stored of artifacts) {
            const folder = (0,external_node_path_.join)(tempDir, String(stored.id));
            const report = await restoreOne(job, stored, folder);
            if (report.files > 0)
                restored.push({ stored, folder, report });
        }
        if (restored.length === 0)
            throw noMatch(job.root.id);
        const report = sumReports(restored.map((one) => one.report));
        if (inputs.dryRun)
            return report;
        deps.emit({
            type: 'notice',
            class: 'published-again',
            message: 'Artifacts that are published again get new ids and new digests.',
            why: 'They are zipped anew, and artifacts keep neither modes nor links of files.',
        });
        return { ...report, published: await publishArtifacts(restored, { env: deps.env, signal: deps.signal }) };
    });
}
function publishedTable(published) {
    return {
        title: 'Published as artifacts of this run',
        columns: { artifact: 'text', id: 'text', digest: 'text', was: 'text', 'with digest': 'text' },
        rows: published.map(({ name, id, digest, formerId, formerDigest }) => [
            name,
            id === undefined ? undefined : String(id),
            digest,
            String(formerId),
            formerDigest ?? undefined,
        ]),
    };
}
function noMatch(id) {
    return new errors/* HoldfastError */.Et({
        code: 'no-match',
        message: `No file of an artifact in snapshot ${id} is selected by include and exclude.`,
        fix: 'Look at the paths with: holdfast list --version SNAPSHOT. They begin with the name of the artifact.',
    });
}
function deleteRefused() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'delete: not for a snapshot of artifacts.',
        why: 'What lies beside them in the target was never theirs.',
        fix: 'Leave it out, and restore into a new or empty folder.',
    });
}

;// CONCATENATED MODULE: ./lib/commands/push-tables.js
const ACTIONS = [
    ['create', 'create'],
    ['update', 'update: goes forward'],
    ['same', 'none: the same already'],
    ['ahead', 'none: holds more there'],
    ['rewrite', 'none: holds something else there'],
];
/** Names in a row. */
const SHOWN = 10;
/** What a push did, or would do. */
function pushTables({ pushed, recreated }, isApplied) {
    const plan = '(nothing was sent: that needs apply: true)';
    return [
        ...(pushed === undefined ? [] : [pushTable(pushed, isApplied ? 'Pushed' : `What a push would do ${plan}`)]),
        ...(recreated === undefined
            ? []
            : [recreationTable(recreated, isApplied ? 'Made anew' : `What would be made anew ${plan}`)]),
    ];
}
function pushTable(pushed, title) {
    const { wiki } = pushed;
    return {
        title,
        columns: { what: 'text', action: 'text', count: 'count', 'the first of them': 'text' },
        rows: [
            ...streamRows('refs', pushed),
            ...lfsRows(pushed.lfs),
            ...(typeof wiki === 'object' ? streamRows('refs of the wiki', wiki) : []),
            ...(wiki === 'absent' ? [['wiki', 'none: it has no wiki there', 1, '']] : []),
        ],
    };
}
function streamRows(what, { steps, others }) {
    const rows = ACTIONS.map(([action, text]) => {
        const refs = steps.filter((step) => step.action === action).map(({ ref }) => Buffer.from(ref, 'latin1').toString());
        return [what, text, refs.length, refs.slice(0, SHOWN).join(', ')];
    });
    return [...rows, [what, 'none: not in the snapshot', others, '']].filter(([, , count]) => count !== 0);
}
function lfsRows(lfs) {
    if (lfs === undefined)
        return [];
    if (lfs.refusal !== undefined)
        return [['LFS objects', 'none: they are refused', 0, lfs.refusal]];
    const rows = [
        ['LFS objects', 'create', lfs.objects, `${lfs.bytes.toLocaleString('en')} bytes`],
        ['LFS objects', 'none: the same already', lfs.held, ''],
    ];
    return rows.filter(([, , count]) => count !== 0);
}
const RESULTS = {
    planned: 'create',
    created: 'created',
    kept: 'none: there is one of this name',
    skipped: 'none: cannot be made',
    failed: 'failed',
};
function recreationTable(results, title) {
    const groups = Map.groupBy(results, ({ kind, result }) => `${kind} ${result}`);
    return {
        title,
        columns: { kind: 'text', action: 'text', count: 'count', 'the first of them': 'text' },
        rows: [...groups.values()].flatMap((group) => {
            const [first] = group;
            if (first === undefined)
                return [];
            const shown = group.slice(0, SHOWN).map(({ name, why }) => (why === undefined ? name : `${name} (${why})`));
            return [[first.kind, RESULTS[first.result], group.length, shown.join(', ')]];
        }),
    };
}

// EXTERNAL MODULE: ./lib/commands/repository-parts.js
var repository_parts = __webpack_require__(19171);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(31138);
// EXTERNAL MODULE: ./lib/aws/fetch.js
var fetch = __webpack_require__(5509);
;// CONCATENATED MODULE: ./lib/commands/push-repository.js










/** Sends a snapshot of a repository to another one, in the parts that are chosen; with `recreate` its metadata too. */
async function pushRepositoryTo(job) {
    const { inputs, deps, tempDir } = job;
    const reports = [];
    const fetch = async (folder, isWanted) => void reports.push(await fetchFiles(job, folder, (path) => isWanted(path.toString('latin1'))));
    const files = (0,external_node_path_.join)(tempDir, 'files');
    const kinds = inputs.recreate ? (await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(482)]).then(__webpack_require__.bind(__webpack_require__, 28482))).RECREATED_KINDS : [];
    let fetching;
    const fetchAll = () => (fetching ??= fetch(files, (path) => isNeeded(job, kinds, path)));
    const carryOut = inputs.recreate ? await openRecreation(job, fetchAll, (0,external_node_path_.join)(files, 'github')) : undefined;
    const scratch = (0,external_node_path_.join)(tempDir, 'push');
    await (0,promises_.mkdir)(scratch);
    const pushed = await (0,repository/* pushRepository */.Dp)({
        state: job.state,
        openFile: async (path) => {
            await fetchAll();
            return (0,external_node_path_.join)(files, path);
        },
        to: placeOf(job),
        token: inputs.githubToken,
        pulls: inputs.pushPullRequests,
        lfs: job.parts.lfs ? await lfsOf(job, fetch) : undefined,
        wiki: job.parts.wiki,
        apply: inputs.apply,
        tempDir: scratch,
        cwd: deps.workingDir,
        env: deps.env,
        signal: deps.signal,
        emit: deps.emit,
    });
    tell(job, pushed);
    const recreated = await carryOut?.(tagsOf(pushed));
    if (recreated !== undefined)
        await tellOfRecreation(recreated, deps);
    return { ...sumReports(reports), pushed, ...(recreated === undefined ? {} : { recreated }) };
}
function placeOf({ repository, inputs, deps }) {
    return {
        repository,
        serverUrl: inputs.githubServerUrl ?? deps.env['GITHUB_SERVER_URL'],
        allowLocal: deps.surface === 'cli',
    };
}
/** Packs, and what is to be made anew. Files of releases may be large, and a plan needs their names alone. */
function isNeeded({ parts, inputs }, kinds, path) {
    if (path.startsWith('git/packs/'))
        return true;
    if (path.startsWith('wiki/packs/'))
        return parts.wiki;
    const [part, kind = ''] = path.split('/', 2);
    if (!inputs.recreate || part !== 'github')
        return false;
    return kind === 'release-assets' ? inputs.apply : kinds.includes(kind) && (0,repository_parts/* hasKind */.d0)(parts, path);
}
async function lfsOf({ root, vault, tempDir, deps }, fetch) {
    const { tree } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new snapshot_blobs/* BlobReader */.n(vault.store, root.objects), deps.signal);
    const pointers = [...(0,snapshot_tree/* treeEntries */.re)(tree ?? [], Buffer.from('lfs/'))].flatMap(({ path, sizeBytes }) => {
        const oid = (0,repository/* lfsOid */.m0)(path.toString('latin1'));
        return oid === undefined ? [] : [{ oid, sizeBytes }];
    });
    return {
        pointers,
        fetch: async (oids) => {
            const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(tempDir, 'lfs-'));
            await fetch(folder, (path) => oids.has((0,repository/* lfsOid */.m0)(path) ?? ''));
            return (0,external_node_path_.join)(folder, 'lfs');
        },
    };
}
async function openRecreation(job, fetchAll, metadataDir) {
    const { inputs, deps, parts } = job;
    const at = (0,repository/* githubAt */.z6)(placeOf(job), deps.workingDir);
    if (at === undefined || inputs.githubToken === undefined)
        throw cannotRecreate(at === undefined);
    await fetchAll();
    const { prepareRecreation, RECREATED_KINDS } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(482)]).then(__webpack_require__.bind(__webpack_require__, 28482));
    return prepareRecreation({
        ...at,
        metadataDir,
        token: inputs.githubToken,
        kinds: RECREATED_KINDS.filter((kind) => (0,repository_parts/* hasKind */.d0)(parts, `github/${kind}`)),
        apply: inputs.apply,
    }, {
        fetch: (0,fetch/* createFetch */.H)(deps.env, deps.emit),
        now: deps.now,
        signal: deps.signal,
        debug: (message) => {
            deps.emit({ type: 'debug', message });
        },
    });
}
/** Tags that are, or will be, there as the snapshot has them. */
function tagsOf({ steps }) {
    const same = steps.filter(({ action }) => action === 'create' || action === 'same');
    return new Set(same.flatMap(({ ref }) => (ref.startsWith('refs/tags/') ? [ref.slice('refs/tags/'.length)] : [])));
}
function tell({ repository, inputs, deps: { emit } }, { steps, lfs, wiki }) {
    const streams = [steps, typeof wiki === 'object' ? wiki.steps : []];
    const kept = streams.flat().filter(({ action }) => action === 'rewrite');
    if (kept.length > 0) {
        emit({
            type: 'warning',
            class: 'push-kept',
            message: `${kept.length} refs were left as they are in ${repository}: they hold something else there.`,
            why: 'A push would throw that away, and nothing is ever forced.',
            fix: 'Push to an empty repository, or move these refs away there first.',
        });
    }
    if (wiki === 'absent') {
        emit({
            type: 'warning',
            class: 'push-no-wiki',
            message: `The wiki cannot be sent: ${repository} has none.`,
            why: 'GitHub makes the repository of a wiki when its first page is written on the web, and in no other way.',
            fix: 'Write a first page there, restore with repository-layout: bare, and replace that page: git -C PATH/holdfast/wiki.git push --force URL.wiki.git HEAD.',
        });
    }
    if (lfs?.refusal !== undefined) {
        emit({
            type: 'warning',
            class: 'push-lfs-refused',
            message: `LFS objects cannot be sent to ${repository}: ${lfs.refusal}.`,
            why: 'With apply: true nothing would be sent, since servers refuse a history whose LFS objects they lack.',
            fix: 'See to it that the token may write there and that LFS is switched on, or leave the objects out with parts: !lfs.',
        });
    }
    if (!inputs.apply)
        emit({ type: 'info', message: `Nothing was sent to ${repository}: that needs apply: true.` });
}
async function tellOfRecreation(results, { emit }) {
    const { NOT_RECREATED } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(482)]).then(__webpack_require__.bind(__webpack_require__, 28482));
    emit({ type: 'notice', class: 'not-recreated', message: NOT_RECREATED });
    const failed = results.filter(({ result }) => result === 'failed');
    const [first] = failed;
    if (first === undefined)
        return;
    emit({
        type: 'warning',
        class: 'recreate-failed',
        message: `${failed.length} of ${results.length} items could not be made, the first of them ${first.kind} ${first.name}.`,
        why: first.why,
        fix: 'Check the permissions of the token, and run it again: what is there already is kept.',
    });
}
function cannotRecreate(isElsewhere) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'recreate: metadata cannot be made there.',
        why: isElsewhere ? 'push-to names no repository on the GitHub server.' : 'There is no github-token.',
        fix: 'Give push-to as owner/name, and a github-token that may write to it; or leave recreate out.',
    });
}

;// CONCATENATED MODULE: ./lib/commands/restore-repository.js












/** A repository, as `repository-layout` says, or sent to a remote. */
async function restoreRepositoryTo(job) {
    const { root, vault, inputs, deps } = job;
    refuseForRepository(inputs);
    const parts = (0,repository_parts/* chooseParts */.yf)(inputs.parts);
    const blobs = new snapshot_blobs/* BlobReader */.n(vault.store, root.objects);
    const sections = await (0,snapshots/* loadSections */.$1)(root, ['state'], blobs, deps.signal);
    const state = [...(0,snapshot_state/* stateRows */.l5)(sections.state ?? [])];
    return (0,temp_dir/* withTempDir */.E)(deps, async (tempDir) => {
        if (inputs.pushTo !== undefined && !inputs.dryRun) {
            return pushRepositoryTo({ ...job, repository: inputs.pushTo, state, parts, tempDir });
        }
        const oids = [];
        const fetchAll = () => fetchFiles(job, tempDir, (path) => isSelected(path.toString('latin1'), parts, oids), inputs.dryRun);
        if (inputs.dryRun)
            return fetchAll();
        let fetching;
        const fetch = () => (fetching ??= fetchAll());
        await putInPlace({ state, tempDir, oids, fetch }, parts, job);
        return fetch();
    });
}
/** Packs, LFS objects (whose OIDs are noted), metadata. */
function isSelected(path, parts, oids) {
    if (path.startsWith('git/packs/'))
        return true;
    if (path.startsWith('wiki/packs/'))
        return parts.wiki;
    if (path.startsWith('github/'))
        return (0,repository_parts/* hasKind */.d0)(parts, path);
    const oid = parts.lfs ? (0,repository/* lfsOid */.m0)(path) : undefined;
    if (oid !== undefined)
        oids.push(oid);
    return oid !== undefined;
}
async function putInPlace({ state, tempDir, oids, fetch }, parts, { target, root, inputs, deps }) {
    const { url } = root.header.source.identity;
    await (0,repository/* restoreRepository */.RS)({
        state,
        openFile: async (path) => {
            await fetch();
            return (0,external_node_path_.join)(tempDir, path);
        },
        openLfs: async () => {
            await fetch();
            return { folder: (0,external_node_path_.join)(tempDir, 'lfs'), oids };
        },
        wiki: parts.wiki,
        writeExtras: async (folder) => {
            await fetch();
            await writeMetadata((0,external_node_path_.join)(tempDir, 'github'), folder);
        },
        target,
        layout: inputs.repositoryLayout,
        originUrl: typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined,
        env: deps.env,
        signal: deps.signal,
        emit: deps.emit,
    });
}
/** As JSON below `github`, and to be read below `archive`. */
async function writeMetadata(from, folder) {
    if (!(0,external_node_fs_.existsSync)(from))
        return;
    const { writeArchive } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(482)]).then(__webpack_require__.bind(__webpack_require__, 28482));
    await (0,promises_.mkdir)(folder, { recursive: true });
    await writeArchive(from, (0,external_node_path_.join)(folder, 'archive'));
    await (0,promises_.cp)(from, (0,external_node_path_.join)(folder, 'github'), { recursive: true });
}
function refuseForRepository({ include, exclude, delete: deletes }) {
    const given = [
        ...(include.length > 0 ? ['include'] : []),
        ...(exclude.length > 0 ? ['exclude'] : []),
        ...(deletes === 'false' ? [] : ['delete']),
    ];
    if (given.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `${given.join(', ')}: not for a snapshot of a repository, which comes back whole, into a new or empty folder.`,
        fix: 'Leave it out. For single files of the repository, restore with repository-layout: clone and take them from there.',
    });
}

// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
// EXTERNAL MODULE: ./lib/commands/words.js
var words = __webpack_require__(17979);
;// CONCATENATED MODULE: ./lib/commands/restore.js


















/** Brings one snapshot, or a part of it, back. */
async function restore_restore(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Vault' });
    return restoreIn(await (0,commands_vault/* openVault */.Z1)(inputs, deps), inputs, deps);
}
async function restoreIn(vault, inputs, deps) {
    const startedMs = performance.now();
    const target = (0,named_path/* namedPath */.h)(inputs.path[0] ?? '.', deps);
    const isNeeded = (0,repository_parts/* isChosen */.lf)(inputs.parts);
    const found = await (0,commands_vault/* pickSnapshot */.gD)(vault, inputs, deps, inputs.version, isNeeded);
    if (found === undefined)
        return notFound(vault, target);
    const { info, versionId } = found;
    const root = await (0,root_reader/* readRoot */.XD)(vault.store, info, {
        signal: deps.signal,
        onCovered: (0,commands_hidden/* tellOfCovered */.r)(info, deps),
        ...(versionId !== undefined && { versionId }),
    });
    deps.emit({ type: 'phase', name: 'Restore' });
    deps.emit({
        type: 'info',
        message: `Snapshot ${root.id} of series ${info.series} goes to ${inputs.pushTo ?? target}.`,
    });
    const restored = await (RESTORES[root.header.source.kind] ?? restoreWithDeletion)({
        target,
        root,
        vault,
        inputs,
        deps,
    });
    tellOfFallbacks(restored, deps);
    const isWhole = (0,selectors/* isComplete */.As)(root.header, isNeeded) && !isLacking(restored);
    return resultOf(inputs, root, target, restored, isWhole ? 'complete' : 'partial', performance.now() - startedMs);
}
/** What was restored is right; what the vault holds now is not. */
function tellOfFallbacks({ fallbacks }, { emit }) {
    const [first, ...more] = fallbacks;
    if (first === undefined)
        return;
    emit({
        type: 'warning',
        class: 'object-damaged',
        message: `${first}${more.length === 0 ? '' : ` and ${more.length} more`}: read from an older S3 version.`,
        why: 'The current one is missing or has other bytes: it was deleted or overwritten. What was restored has been verified.',
        fix: 'Find out who may delete or overwrite in this vault, and bring the object back before the older S3 version expires.',
    });
}
/** By the kind of source; all others are files. */
const RESTORES = {
    repository: restoreRepositoryTo,
    artifacts: restoreArtifactsTo,
};
async function restoreWithDeletion(job) {
    const isSelected = (0,reading/* selectorOf */.Bk)(job.inputs, job.deps);
    const deletion = job.inputs.delete === 'false' ? undefined : await deletionOf(job);
    const report = await restoreFiles(job, { isSelected, ...(deletion && { deletion }) });
    isSelected.tellUnused();
    return report;
}
const texts = dist/* array */.YOg(dist/* string */.YjP());
const definitionSchema = dist/* looseObject */._H3({
    source: dist/* literal */.euz('files'),
    root: dist/* string */.YjP(),
    patterns: texts,
    exclude: texts,
    ignoreFiles: texts,
    excludeLargerThanBytes: dist/* nullable */.mee(dist/* number */.aig()),
    includeHidden: dist/* boolean */.zMY(),
    includeSecrets: dist/* boolean */.zMY(),
});
/** What the backup would have stored, by the patterns that the snapshot records and the ignore files that it holds. */
async function deletionOf(job) {
    const { root, inputs } = job;
    const definition = dist/* safeParse */.xLC(definitionSchema, root.header.source.definition);
    if (!definition.success) {
        throw new errors/* HoldfastError */.Et({
            code: 'delete-refused',
            message: `delete is refused: snapshot ${root.id} does not record the patterns that it was made with.`,
            fix: 'Restore without delete.',
        });
    }
    const ignoreFiles = await ignoreFilesOf(job, definition.output.ignoreFiles);
    return {
        force: inputs.delete === 'force',
        wouldStore: (0,files/* wouldStore */.b8)(definition.output, (path) => ignoreFiles.get(path.toString('latin1'))),
    };
}
/** Contents of the snapshot's ignore files, by path. */
async function ignoreFilesOf(job, names) {
    const contents = new Map();
    if (names.length === 0)
        return contents;
    await (0,temp_dir/* withTempDir */.E)(job.deps, async (tempDir) => {
        const found = [];
        const isIgnoreFile = (path, isDirectory) => {
            const name = path.toString('utf8', path.lastIndexOf('/') + 1);
            if (isDirectory || !names.includes(name))
                return false;
            found.push(Buffer.from(path));
            return true;
        };
        await fetchFiles(job, tempDir, isIgnoreFile);
        for (const path of found)
            contents.set(path.toString('latin1'), (0,external_node_fs_.readFileSync)((0,platform/* toNativePath */.gB)(tempDir, path)));
    });
    return contents;
}
function notFound(vault, target) {
    const { series } = (0,commands_vault/* plannedSeries */.cn)(vault);
    const outputs = { status: 'not-found', found: false, series, path: target };
    return { status: 'not-found', outputs, tables: [], json: outputs };
}
function isLacking({ recreated }) {
    return recreated?.some(({ result }) => result === 'failed') === true;
}
function resultOf(inputs, root, target, report, status, durationMs) {
    const { series } = root.header;
    const outputs = {
        status,
        found: true,
        snapshot: root.id,
        digest: `sha256:${root.sha256}`,
        series,
        ...(inputs.pushTo === undefined && { path: target }),
        files: report.files,
        bytes: report.bytes,
        'new-bytes': report.writtenBytes,
        'duration-ms': Math.round(durationMs),
    };
    return {
        status,
        outputs,
        tables: [
            summaryTable(inputs, root, report, durationMs),
            ...(inputs.dryRun && root.header.source.kind !== 'repository' ? [planTable(report)] : []),
            ...(report.published === undefined ? [] : [publishedTable(report.published)]),
            ...pushTables(report, inputs.apply),
        ],
        summary: {
            title: titleOf(inputs, series),
            ...(!inputs.dryRun && textOf(report)),
        },
        json: { ...outputs, dryRun: inputs.dryRun, source: root.header.source.kind, ...report },
    };
}
function titleOf({ dryRun, pushTo, apply }, series) {
    if (dryRun)
        return `Dry run of the restore of ${series}`;
    return pushTo === undefined
        ? `Restore of ${series}`
        : `${apply ? 'Push' : 'Plan of a push'} of ${series} to ${pushTo}`;
}
/** What happened to files that were there, where it is more than to be replaced by what was asked for. */
function textOf({ preserved, deleted }) {
    const parts = [
        preserved.count === 0 ? '' : `Left as they were, since overwrite is never: ${(0,words/* counted */.h)(preserved.count, 'path')}.`,
        deleted.count === 0 ? '' : `Deleted, since the snapshot does not have them: ${(0,words/* counted */.h)(deleted.count, 'path')}.`,
    ].filter((part) => part !== '');
    return parts.length === 0 ? {} : { text: parts.join(' ') };
}
function summaryTable({ dryRun }, root, report, durationMs) {
    const { series } = root.header;
    const done = report.pushed === undefined ? `Restored from ${series}` : `Read from ${series} for the push`;
    return {
        title: dryRun ? 'Dry run: nothing was changed' : done,
        columns: {
            snapshot: 'text',
            status: 'text',
            files: 'count',
            size: 'bytes',
            [dryRun ? 'would write' : 'written']: 'bytes',
            [dryRun ? 'would fetch' : 'fetched']: 'bytes',
            took: 'duration',
        },
        rows: [
            [root.id, root.header.status, report.files, report.bytes, report.writtenBytes, report.fetchedBytes, durationMs],
        ],
    };
}
function planTable({ created, replaced, kept, preserved, deleted }) {
    const rows = [
        ['create', created],
        ['replace', replaced],
        ['keep, since it is the same', kept],
        ['keep, since overwrite is never', preserved],
        ['delete', deleted],
    ];
    return {
        title: 'What a restore would do',
        columns: { action: 'text', paths: 'count', 'the first of them': 'text' },
        rows: rows.map(([action, { count, first }]) => [action, count, first.join(', ')]),
    };
}


/***/ }),

/***/ 63022:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56215);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58624);




/** A row a fragment, in the order of their places: frame after frame, fragments of a frame end to end. */
const PLACE_COLUMNS = { frame: 'uint', stored: 'uint', raw: 'uint', length: 'uint' };
/**
 * The table of contents of a pack. `frame` is the frame's first byte in the pack, `stored` and `raw` its lengths. It says
 * where fragments are cut and not their ids: these are the hashes of what is there, and half of its bytes would be theirs.
 */
const TOC = { table: 'toc', columns: PLACE_COLUMNS };
/** The map: the same rows for many packs; `object` counts in the head's list of pack keys. */
const MAP = { table: 'map', columns: { object: 'uint', ...PLACE_COLUMNS, id: 'hash' } };
/** Rows of a map segment at most: bounds the memory that a merge or a decode takes. */
const SEGMENT_MAX_ROWS = 256 * 1024;
/** Reads the frames of a segment of either table, each with its first row, checking that its fragments fill it. */
function* framesOf(segment, packOf, what) {
    const bad = (detail) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-map', message: `${what} is damaged: ${detail}.` });
    for (let row = 0; row < segment.rows;) {
        const firstRow = row;
        const frame = {
            pack: packOf(row),
            offset: segment.number('frame', row),
            storedBytes: segment.number('stored', row),
            rawBytes: segment.number('raw', row),
        };
        if (frame.rawBytes > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.frameMaxBytes || frame.offset + frame.storedBytes > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.packMaxBytes) {
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
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
 * table are. Rows of packs that are no longer used go at a merge; until then they are dead, since only packs in the
 * root's `objects` count.
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


/***/ })

};
