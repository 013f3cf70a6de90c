export const id = 238;
export const ids = [238];
export const modules = {

/***/ 30238:
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
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/selectors.js
var selectors = __webpack_require__(6971);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/sources/files/index.js + 7 modules
var files = __webpack_require__(33133);
// EXTERNAL MODULE: ./lib/commands/vault/hidden.js + 1 modules
var vault_hidden = __webpack_require__(83576);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/restore/report.js
var report = __webpack_require__(46179);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/format/state.js
var format_state = __webpack_require__(59275);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
// EXTERNAL MODULE: ./lib/vault/restore/restore.js + 11 modules
var restore = __webpack_require__(51666);
;// CONCATENATED MODULE: ./lib/commands/vault/restore-job.js

/** Restores files into the target, as the inputs say. */
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
/** Combines the reports of several restores of one snapshot. */
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
        refused: lists((report) => report.refused),
        droppedBits: lists((report) => report.droppedBits),
        unset: lists((report) => report.unset),
        files: sum((report) => report.files),
        bytes: sum((report) => report.bytes),
        writtenBytes: sum((report) => report.writtenBytes),
        fetchedBytes: sum((report) => report.fetchedBytes),
        fallbacks: [...new Set(reports.flatMap((report) => report.fallbacks))],
    };
}

// EXTERNAL MODULE: ./lib/commands/shared/temp-dir.js
var temp_dir = __webpack_require__(56528);
;// CONCATENATED MODULE: ./lib/commands/vault/restore-artifacts.js
/** Restores artifacts, and publishes them in the current run. */











/** As files below `<target>/<artifact>/`, all in one folder, or as artifacts of the current run. */
async function restoreArtifactsTo(given) {
    const { root, vault, inputs, deps } = given;
    if (inputs.delete !== 'false')
        throw deleteRefused();
    const { readStored, RECORDS_FOLDER: recordsFolder } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(5446), __webpack_require__.e(7039)]).then(__webpack_require__.bind(__webpack_require__, 57039));
    const { state } = await (0,snapshots/* loadSections */.$1)(root, ['state'], new read_blobs/* BlobReader */.n(vault.store, root), deps.signal);
    const artifacts = readStored((0,format_state/* stateRows */.l5)(state ?? [])).sort((a, b) => a.id - b.id);
    const job = { ...given, isSelected: (0,snapshot_view/* selectorOf */.Bk)(inputs, deps), artifacts, recordsFolder };
    if (inputs.publish)
        return publish(job);
    if (inputs.mergeMultiple)
        return merge(job);
    return restoreFiles(job, { isSelected: ofArtifacts(job) });
}
/** The selected files, without the records about the artifacts. */
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
/** All of them are checked before the first one is written. */
async function refuseReplacements(job) {
    if (job.inputs.dryRun || !(0,external_node_fs_.existsSync)(job.target))
        return;
    const plans = [];
    for (const artifact of job.artifacts) {
        plans.push(await restoreOne(job, artifact, job.target, { overwrite: 'if-changed', dryRun: true }));
    }
    const { replaced } = sumReports(plans);
    if (replaced.count > 0)
        throw (0,report/* wouldReplace */.SD)(replaced, job.target);
}
async function warnOfRepeatedPaths({ root, vault, deps, isSelected, artifacts }) {
    const { tree } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new read_blobs/* BlobReader */.n(vault.store, root), deps.signal);
    const seen = new Set();
    const repeated = new Set();
    for (const { folder } of artifacts) {
        for (const { path, type } of (0,format_tree/* treeEntries */.re)(tree ?? [], Buffer.from(`${folder}/`))) {
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
        why: 'One folder can hold only one of them: that of the newest artifact, or with `overwrite: never` that of the oldest.',
        fix: 'Restore without merge-multiple, or choose artifacts with include.',
    });
}
const restore_artifacts_SHOWN_PATHS = 10;
async function publish(job) {
    const { inputs, deps, artifacts } = job;
    const { publishArtifacts } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(5446), __webpack_require__.e(7039)]).then(__webpack_require__.bind(__webpack_require__, 57039));
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
            why: 'They are zipped again, and artifacts keep neither modes nor links of files.',
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
        fix: 'Show the paths with: holdfast list --version SNAPSHOT. They begin with the name of the artifact.',
    });
}
function deleteRefused() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'delete: not for a snapshot of artifacts.',
        why: 'Other files in the target do not belong to the artifacts.',
        fix: 'Leave it out, and restore into a new or empty folder.',
    });
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/repository/import.js

function tellOfImport({ isPrivate, unreadable }, lfsObjects, { emit }) {
    if (isPrivate) {
        emit({
            type: 'warning',
            class: 'import-public',
            message: 'The repository is private at GitHub, and the importers of Forgejo and Gitea make it public.',
            fix: 'Set FORCE_PRIVATE = true in the section [repository] of app.ini before the import.',
        });
    }
    if (lfsObjects > 0) {
        emit({
            type: 'notice',
            class: 'import-lfs',
            message: `The importers take no LFS objects: ${(0,base_text/* counted */.hS)(lfsObjects, 'object')} in git/lfs/objects.`,
            fix: 'After the import: git -C PATH/git lfs push --all URL',
        });
    }
    const [first] = unreadable;
    if (first !== undefined) {
        emit({
            type: 'warning',
            class: 'import-unreadable',
            message: `${(0,base_text/* counted */.hS)(unreadable.length, 'file')} of the metadata cannot be read and are not in the folder, the first of them github/${first}.`,
            why: 'A stored item is a JSON object, and these are none.',
            fix: 'Restore with repository-layout: bare and look at them below holdfast/github.',
        });
    }
}
function importTables({ written, notes }) {
    return [
        {
            title: 'Written for Forgejo and Gitea',
            columns: { what: 'text', count: 'count' },
            rows: Object.entries(written).filter(([, count]) => count > 0),
        },
        ...(notes.length === 0 ? [] : [notesTable(notes)]),
    ];
}
function notesTable(notes) {
    return {
        title: 'Not imported, or not as it was',
        columns: { what: 'text', count: 'count', why: 'text', 'where it is': 'text' },
        rows: notes.map(({ what, count, why, where }) => [what, count, why, where]),
    };
}

;// CONCATENATED MODULE: ./lib/commands/repository/push-tables.js
const ACTIONS = [
    ['create', 'create'],
    ['update', 'update: fast-forward'],
    ['same', 'none: already the same'],
    ['ahead', 'none: has more there'],
    ['rewrite', 'none: is different there'],
    ['force', 'force: what is there is replaced'],
];
/** Names in a row. */
const SHOWN = 10;
/** What a push did, or would do; ref by ref where these were chosen. */
function pushTables({ pushed, recreated }, isApplied, isChosen) {
    const plan = '(nothing was sent: that needs apply: true)';
    return [
        ...(pushed === undefined ? [] : [pushTable(pushed, isApplied ? 'Pushed' : `What a push would do ${plan}`)]),
        ...(pushed === undefined || !isChosen ? [] : [refsTable(pushed)]),
        ...(recreated === undefined
            ? []
            : [recreationTable(recreated, isApplied ? 'Made anew' : `What would be re-created ${plan}`)]),
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
const REFS_SHOWN = 100;
const OID_SHOWN = 12;
function refsTable({ steps }) {
    const texts = new Map(ACTIONS);
    const short = (oid) => oid?.slice(0, OID_SHOWN) ?? '';
    return {
        title: 'Ref by ref',
        columns: { ref: 'text', 'in the snapshot': 'text', 'was there': 'text', action: 'text' },
        rows: steps
            .slice(0, REFS_SHOWN)
            .map(({ ref, to, from, action }) => [refText(ref), short(to), short(from), texts.get(action) ?? action]),
    };
}
function refText(ref) {
    return Buffer.from(ref, 'latin1').toString();
}
function streamRows(what, { steps, others }) {
    const rows = ACTIONS.map(([action, text]) => {
        const refs = steps.filter((step) => step.action === action).map(({ ref }) => refText(ref));
        return [what, text, refs.length, refs.slice(0, SHOWN).join(', ')];
    });
    return [...rows, [what, 'none: not in the snapshot', others, '']].filter(([, , count]) => count !== 0);
}
function lfsRows(lfs) {
    if (lfs === undefined)
        return [];
    if (lfs.refusal !== undefined)
        return [['LFS objects', 'none: refused by the server', 0, lfs.refusal]];
    const rows = [
        ['LFS objects', 'create', lfs.objects, `${lfs.bytes.toLocaleString('en')} bytes`],
        ['LFS objects', 'none: already the same', lfs.held, ''],
    ];
    return rows.filter(([, , count]) => count !== 0);
}
const RESULTS = {
    planned: 'create',
    created: 'created',
    kept: 'none: one of this name exists',
    skipped: 'none: cannot be created',
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

// EXTERNAL MODULE: ./lib/commands/repository/parts.js
var repository_parts = __webpack_require__(32621);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(44550);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/commands/shared/github.js + 1 modules
var github = __webpack_require__(27502);
;// CONCATENATED MODULE: ./lib/commands/repository/push.js
/** Pushes a snapshot into another repository, and re-creates its settings there. */











/** Sends a snapshot of a repository to another one, in the parts that are chosen; with `recreate` its metadata too. */
async function pushRepositoryTo(job) {
    const { inputs, deps, tempDir } = job;
    const reports = [];
    const fetch = async (folder, isWanted) => void reports.push(await fetchFiles(job, folder, (path) => isWanted(path.toString('latin1'))));
    const files = (0,external_node_path_.join)(tempDir, 'files');
    const kinds = inputs.recreate ? (await Promise.all(/* import() */[__webpack_require__.e(8034), __webpack_require__.e(6385)]).then(__webpack_require__.bind(__webpack_require__, 96385))).RECREATED_KINDS : [];
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
        to: pushTarget(job),
        token: (0,github/* tokenOf */.B)(inputs, deps),
        refs: { patterns: inputs.pushRefs, as: inputs.pushAs, pulls: inputs.pushPullRequests },
        force: inputs.pushForce,
        lfs: job.parts.lfs ? await lfsOf(job, fetch) : undefined,
        wiki: sendsWiki(job),
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
function pushTarget({ repository, inputs, deps }) {
    return {
        repository,
        serverUrl: (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, deps.env),
        allowLocal: deps.surface === 'cli',
    };
}
/** Refs that are chosen are those of the history. */
function sendsWiki({ parts, inputs }) {
    return parts.wiki && inputs.pushRefs.length === 0;
}
/**
 * Whether a file is needed: packs, and what is to be re-created. Files of releases may be large, and a plan needs only
 * their names.
 */
function isNeeded(job, kinds, path) {
    const { parts, inputs } = job;
    if (path.startsWith('git/packs/'))
        return true;
    if (path.startsWith('wiki/packs/'))
        return sendsWiki(job);
    const [part, kind = ''] = path.split('/', 2);
    if (!inputs.recreate || part !== 'github')
        return false;
    return kind === 'release-assets' ? inputs.apply : kinds.includes(kind) && (0,repository_parts/* hasKind */.d0)(parts, path);
}
async function lfsOf({ root, vault, tempDir, deps }, fetch) {
    const { tree } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new read_blobs/* BlobReader */.n(vault.store, root), deps.signal);
    const pointers = [...(0,format_tree/* treeEntries */.re)(tree ?? [], Buffer.from('lfs/'))].flatMap(({ path, sizeBytes }) => {
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
    const at = (0,repository/* githubAt */.z6)(pushTarget(job), deps.workingDir);
    const token = (0,github/* tokenOf */.B)(inputs, deps);
    if (at === undefined || token === undefined)
        throw cannotRecreate(at === undefined);
    await fetchAll();
    const { prepareRecreation, RECREATED_KINDS } = await Promise.all(/* import() */[__webpack_require__.e(8034), __webpack_require__.e(6385)]).then(__webpack_require__.bind(__webpack_require__, 96385));
    return prepareRecreation({
        ...at,
        metadataDir,
        token,
        kinds: RECREATED_KINDS.filter((kind) => (0,repository_parts/* hasKind */.d0)(parts, `github/${kind}`)),
        apply: inputs.apply,
    }, {
        fetch: (0,github/* fetchOf */.A)(deps),
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
            message: `${kept.length} refs were left as they are in ${repository}: they are different there.`,
            why: 'A push would discard that, and Holdfast never forces a push by itself.',
            fix: 'Send them under another name (push-refs, push-as), or, to replace what is there, name them in push-refs with push-force: true.',
        });
    }
    if (wiki === 'absent') {
        emit({
            type: 'warning',
            class: 'push-no-wiki',
            message: `The wiki cannot be sent: ${repository} has none.`,
            why: 'GitHub creates the repository of a wiki only when its first page is written on the web.',
            fix: 'Write a first page there, restore with repository-layout: bare, and replace that page: git -C PATH/holdfast/wiki.git push --force URL.wiki.git HEAD.',
        });
    }
    if (lfs?.refusal !== undefined) {
        emit({
            type: 'warning',
            class: 'push-lfs-refused',
            message: `LFS objects cannot be sent to ${repository}: ${lfs.refusal}.`,
            why: 'With apply: true nothing would be sent, since servers refuse a history whose LFS objects they lack.',
            fix: 'Make sure that the token can write there and that LFS is enabled, or leave the objects out with parts: !lfs.',
        });
    }
    if (!inputs.apply)
        emit({ type: 'info', message: `Nothing was sent to ${repository}: that needs apply: true.` });
}
async function tellOfRecreation(results, { emit }) {
    const { NOT_RECREATED } = await Promise.all(/* import() */[__webpack_require__.e(8034), __webpack_require__.e(6385)]).then(__webpack_require__.bind(__webpack_require__, 96385));
    emit({ type: 'notice', class: 'not-recreated', message: NOT_RECREATED });
    const failed = results.filter(({ result }) => result === 'failed');
    const [first] = failed;
    if (first === undefined)
        return;
    emit({
        type: 'warning',
        class: 'recreate-failed',
        message: `${failed.length} of ${results.length} items could not be created, the first of them ${first.kind} ${first.name}.`,
        why: first.why,
        fix: 'Check the permissions of the token, and run it again: existing items are kept.',
    });
}
function cannotRecreate(isElsewhere) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'recreate: metadata cannot be created there.',
        why: isElsewhere ? 'push-to names no repository on the GitHub server.' : 'There is no github-token.',
        fix: 'Give push-to as owner/name, and a github-token that may write to it; or leave recreate out.',
    });
}

;// CONCATENATED MODULE: ./lib/commands/repository/restore.js
/** Restores a repository: its files fetched, then git, LFS and wiki put together. */













/** A repository, as `repository-layout` says, or sent to a remote. */
async function restoreRepositoryTo(job) {
    const { root, vault, inputs, deps } = job;
    refuseForRepository(inputs);
    const parts = (0,repository_parts/* chooseParts */.yf)(inputs.parts);
    const blobs = new read_blobs/* BlobReader */.n(vault.store, root);
    const sections = await (0,snapshots/* loadSections */.$1)(root, ['state'], blobs, deps.signal);
    const state = [...(0,format_state/* stateRows */.l5)(sections.state ?? [])];
    return (0,temp_dir/* withTempDir */.E)(deps, async (tempDir) => {
        if (inputs.pushTo !== undefined) {
            const planned = inputs.dryRun ? { ...inputs, apply: false } : inputs;
            return pushRepositoryTo({ ...job, inputs: planned, repository: inputs.pushTo, state, parts, tempDir });
        }
        const oids = [];
        const fetchAll = () => fetchFiles(job, tempDir, (path) => isSelected(path.toString('latin1'), parts, oids), inputs.dryRun);
        if (inputs.dryRun)
            return fetchAll();
        let fetching;
        const fetch = () => (fetching ??= fetchAll());
        const imported = await putInPlace({ state, tempDir, oids, fetch }, parts, job);
        return { ...(await fetch()), ...(imported === undefined ? {} : { imported }) };
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
    let imported;
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
        writeImport: async (folder, history) => {
            await fetch();
            const { writeImport } = await __webpack_require__.e(/* import() */ 6680).then(__webpack_require__.bind(__webpack_require__, 26680));
            imported = await writeImport({ metadataDir: (0,external_node_path_.join)(tempDir, 'github'), folder, history, signal: deps.signal });
        },
        target,
        layout: inputs.repositoryLayout,
        originUrl: typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined,
        env: deps.env,
        signal: deps.signal,
        emit: deps.emit,
    });
    if (imported !== undefined)
        tellOfImport(imported, oids.length, deps);
    return imported;
}
/** As JSON below `github`, and to be read below `archive`. */
async function writeMetadata(from, folder) {
    if (!(0,external_node_fs_.existsSync)(from))
        return;
    const { writeArchive } = await __webpack_require__.e(/* import() */ 4333).then(__webpack_require__.bind(__webpack_require__, 44333));
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
        message: `${given.join(', ')}: not for a snapshot of a repository, which is restored as a whole into a new or empty folder.`,
        fix: 'Leave it out. For single files of the repository, restore with repository-layout: clone and take them from there.',
    });
}

// EXTERNAL MODULE: ./lib/commands/repository/app-access.js + 1 modules
var app_access = __webpack_require__(92582);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/restore.js
/** Mode restore: restores one snapshot or a part of it. */





















/** Restores one snapshot or a part of it. */
async function restore_restore(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Vault' });
    const app = (0,app_access/* appAccess */.w)(inputs, deps);
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    await app.open(vault.credentials);
    return restoreIn(vault, inputs, { ...deps, github: app.access });
}
async function restoreIn(vault, inputs, deps) {
    const startedMs = performance.now();
    const target = (0,named_path/* namedPath */.h)(inputs.path[0] ?? '.', deps);
    const isNeeded = (0,repository_parts/* isChosen */.lf)(inputs.parts);
    const found = await (0,vault_vault/* pickSnapshot */.gD)(vault, inputs, deps, inputs.version, isNeeded);
    if (found === undefined)
        return notFound(vault, target);
    const { info, versionId } = found;
    const root = await (0,root_reader/* readRoot */.XD)(vault.store, info, {
        signal: deps.signal,
        onCovered: (0,vault_hidden/* tellOfCovered */.r)(info, deps),
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
    const lacks = isLacking(restored);
    const status = (0,selectors/* isComplete */.As)(root.header, isNeeded) && !lacks ? 'complete' : 'partial';
    const result = buildRestoreResult(inputs, root, target, restored, status, performance.now() - startedMs);
    return { ...result, isLacking: lacks };
}
/** Warns that the current objects of the vault are wrong, although what was restored is right. */
function tellOfFallbacks({ fallbacks }, { emit }) {
    const [first, ...more] = fallbacks;
    if (first === undefined)
        return;
    emit({
        type: 'warning',
        class: 'object-damaged',
        message: `${first}${more.length === 0 ? '' : ` and ${more.length} more`}: read from an older S3 version.`,
        why: 'The current version is missing or has wrong bytes: it was deleted or overwritten. What was restored has been verified.',
        fix: 'Find out who can delete or overwrite in this vault, and run mode repair before the older S3 version expires.',
    });
}
/** By the kind of source; all others are files. */
const RESTORES = {
    repository: restoreRepositoryTo,
    artifacts: restoreArtifactsTo,
};
async function restoreWithDeletion(job) {
    const isSelected = (0,snapshot_view/* selectorOf */.Bk)(job.inputs, job.deps);
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
    const { series } = (0,vault_vault/* plannedSeries */.cn)(vault);
    const outputs = { status: 'not-found', found: false, series, path: target };
    return { status: 'not-found', outputs, tables: [], json: outputs };
}
function isLacking({ recreated, refused, imported }) {
    const isUnreadable = imported !== undefined && imported.unreadable.length > 0;
    return refused.count > 0 || isUnreadable || recreated?.some(({ result }) => result === 'failed') === true;
}
function buildRestoreResult(inputs, root, target, report, status, durationMs) {
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
            ...(report.imported === undefined ? [] : importTables(report.imported)),
            ...pushTables(report, inputs.apply && !inputs.dryRun, inputs.pushRefs.length > 0),
        ],
        summary: {
            title: titleOf(inputs, series),
            facts: {
                'From the snapshot of': [[(0,keys/* timeOfId */.I9)(root.id), 'time']],
                [inputs.dryRun ? 'Would be restored' : 'Restored']: [
                    [report.files, 'count'],
                    ' files, ',
                    [report.bytes, 'bytes'],
                ],
                [inputs.dryRun ? 'Would be written' : 'Written anew']: [[report.writtenBytes, 'bytes']],
            },
            ...(!inputs.dryRun && preservedText(report)),
        },
        json: { ...outputs, dryRun: inputs.dryRun, source: root.header.source.kind, ...report },
    };
}
function titleOf({ dryRun, pushTo, apply: isWanted }, series) {
    const apply = isWanted && !dryRun;
    if (dryRun && pushTo === undefined)
        return `Dry run of the restore of ${series}`;
    return pushTo === undefined
        ? `Restore of ${series}`
        : `${apply ? 'Push' : 'Plan of a push'} of ${series} to ${pushTo}`;
}
/** What happened to existing files, other than being replaced as requested. */
function preservedText({ preserved, deleted, refused }) {
    const parts = [
        preserved.count === 0 ? '' : `Left as they were, since overwrite is never: ${(0,base_text/* counted */.hS)(preserved.count, 'path')}.`,
        deleted.count === 0 ? '' : `Deleted, since the snapshot does not have them: ${(0,base_text/* counted */.hS)(deleted.count, 'path')}.`,
        refused.count === 0
            ? ''
            : `Not created, since the system refuses them: ${(0,base_text/* counted */.hS)(refused.count, 'symbolic link')}.`,
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
        ['keep, since it is identical', kept],
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


/***/ })

};
