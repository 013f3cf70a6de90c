export const id = 972;
export const ids = [972];
export const modules = {

/***/ 18972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify_verify),
  verifyIn: () => (/* binding */ verifyIn)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/snapshot/marks.js
var snapshot_marks = __webpack_require__(54710);
// EXTERNAL MODULE: ./lib/snapshot/selectors.js
var selectors = __webpack_require__(12850);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: ./lib/snapshot/vault-state.js
var vault_state = __webpack_require__(88580);
// EXTERNAL MODULE: ./lib/snapshot/verify.js
var verify = __webpack_require__(94799);
// EXTERNAL MODULE: ./lib/snapshot/verify-findings.js
var verify_findings = __webpack_require__(62374);
// EXTERNAL MODULE: ./lib/snapshot/verify-objects.js
var verify_objects = __webpack_require__(64502);
// EXTERNAL MODULE: ./lib/snapshot/verify-sample.js
var verify_sample = __webpack_require__(98590);
// EXTERNAL MODULE: ./lib/commands/result.js
var result = __webpack_require__(79421);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var vault = __webpack_require__(16807);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/state.js
var snapshot_state = __webpack_require__(6517);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/restore.js + 7 modules
var restore = __webpack_require__(74310);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
;// CONCATENATED MODULE: ./lib/snapshot/verify-restore.js












/** What makes a restore fail because of the snapshot; a full disk, say, is thrown. */
const REFUSALS = ['unsafe-paths'];
/**
 * Restores a snapshot for real, then looks at what lies there: the type, size, mode and time of every path, targets of
 * links, and bytes as they are read back. The threads of a restore hash every fragment just before it is written, so that
 * what is read again are samples: more of the files that were put together of several fragments than of those of one,
 * whose hash is that of the fragment. Others each time.
 */
async function drillRestore(options) {
    const { store, root, target, workerUrl, emit, signal, phase = (0,external_node_crypto_.randomInt)(READ_BACK_ONE_IN.single) } = options;
    try {
        const report = await (0,restore/* restoreTree */.N)({
            ...{ store, root, target, workerUrl, emit, signal },
            isSelected: () => true,
            overwrite: 'always',
            dryRun: false,
            mayBeEmpty: true,
        });
        const { tree = [] } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new blobs/* BlobReader */.n(store, root.objects), signal);
        const wrong = await lookBack(target, (0,snapshot_tree/* treeEntries */.re)(tree), phase, signal);
        return { findings: [...fallbackFindings(root, report), ...differences(root, wrong)], report };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(0,verify/* isDamage */.e6)(error) && !(error instanceof errors/* HoldfastError */.Et && REFUSALS.includes(error.code)))
            throw error;
        return { findings: [failed(root, error)], report: undefined };
    }
}
/** Of the files of one fragment, and of several, one in so many is read back. */
const READ_BACK_ONE_IN = { single: 32, several: 8 };
const BLOCK_BYTES = 1024 * 1024;
/** What node's times are exact to, in seconds. */
const MTIME_TOLERANCE = 1e-6;
const SLICE_ENTRIES = 1024;
const isWindows = process.platform === 'win32';
/** Folders are opened to their owner on the way, so that what is in them can be looked at, and removed again. */
async function lookBack(target, entries, phase, signal) {
    const wrong = { missing: new verify_findings/* PathSink */.p(), bytes: new verify_findings/* PathSink */.p(), metadata: new verify_findings/* PathSink */.p() };
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    const isSample = samples(phase);
    let seen = 0;
    for (const entry of entries) {
        if (seen++ % SLICE_ENTRIES === 0) {
            await (0,external_node_timers_promises_.setImmediate)();
            signal.throwIfAborted();
        }
        const native = (0,platform/* toNativePath */.gB)(target, entry.path);
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false });
        const difference = stats === undefined ? 'missing' : differenceOf(entry, stats, native, block, isSample);
        if (difference !== undefined)
            wrong[difference].add((0,platform/* printablePath */.Vj)(entry.path));
        if (entry.type === 'directory' && (entry.mode & 0o700) !== 0o700 && stats?.isDirectory() === true)
            external_node_fs_.chmodSync(native, entry.mode | 0o700);
    }
    return wrong;
}
function differenceOf(entry, stats, native, block, isSample) {
    const { type } = entry;
    if (type === 'directory' && !stats.isDirectory())
        return 'missing';
    if (type === 'symlink') {
        if (!stats.isSymbolicLink())
            return 'missing';
        return external_node_fs_.readlinkSync(native, 'buffer').equals(entry.target) ? undefined : 'bytes';
    }
    if (type === 'file') {
        if (!stats.isFile())
            return 'missing';
        if (stats.size !== entry.sizeBytes)
            return 'bytes';
        if (isSample(entry) && isReadable(entry) && !digestOf(native, block).equals(entry.sha256))
            return 'bytes';
    }
    return hasMetadata(entry, stats) ? undefined : 'metadata';
}
function samples(phase) {
    const seen = { single: phase, several: phase };
    return ({ fragments }) => {
        const kind = fragments.length > columns/* HASH_BYTES */.FA ? 'several' : 'single';
        return seen[kind]++ % READ_BACK_ONE_IN[kind] === 0;
    };
}
/** A mode may keep this user from reading back what was written. */
function isReadable({ mode }) {
    return (mode & 0o400) !== 0 || process.getuid?.() === 0;
}
function hasMetadata({ type, mode, mtimeSeconds, mtimeNanos }, stats) {
    if (!isWindows && (stats.mode & 0o7777) !== mode)
        return false;
    // What lies in a folder was put there after its time was recorded, where this look opens it.
    return type === 'directory' || Math.abs(stats.mtimeMs / 1000 - (mtimeSeconds + mtimeNanos / 1e9)) <= MTIME_TOLERANCE;
}
function digestOf(native, block) {
    const fd = external_node_fs_.openSync(native, external_node_fs_.constants.O_RDONLY);
    try {
        const digest = (0,external_node_crypto_.createHash)('sha256');
        for (let bytes = external_node_fs_.readSync(fd, block); bytes > 0; bytes = external_node_fs_.readSync(fd, block)) {
            digest.update(block.subarray(0, bytes));
        }
        return digest.digest();
    }
    finally {
        external_node_fs_.closeSync(fd);
    }
}
const DIFFERENCES = {
    missing: 'are not there after a restore, or are of another type',
    bytes: 'have other bytes after a restore than were backed up',
    metadata: 'have another mode or time after a restore than was recorded',
};
function differences(root, wrong) {
    return Object.keys(DIFFERENCES)
        .filter((difference) => wrong[difference].count > 0)
        .map((difference) => ({
        class: 'restore-differs',
        series: root.header.series,
        snapshot: root.id,
        object: undefined,
        message: `${String(wrong[difference].count)} paths ${DIFFERENCES[difference]}.`,
        paths: wrong[difference],
        fix: 'Restore elsewhere and compare. If the file system of the scratch folder can hold modes and times, report this.',
    }));
}
/** It came back, and not from what the vault holds now. */
function fallbackFindings(root, { fallbacks }) {
    return fallbacks.map((object) => ({
        class: 'object-changed',
        series: root.header.series,
        snapshot: root.id,
        object,
        message: `${object} is missing or has other bytes; an older S3 version was read.`,
        paths: new verify_findings/* PathSink */.p(),
        fix: 'Mode repair brings it back before that S3 version expires. Find out who may delete or overwrite (mode audit).',
    }));
}
function failed(root, { message, why, fix }) {
    return {
        class: 'restore-failed',
        series: root.header.series,
        snapshot: root.id,
        object: undefined,
        message: `A restore fails: ${[message, why].filter((text) => text !== undefined).join(' ')}`,
        paths: new verify_findings/* PathSink */.p(),
        fix: fix ?? 'Mode repair tells what can be brought back.',
    };
}

// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(31138);
// EXTERNAL MODULE: ./lib/sources/repository/remote.js
var remote = __webpack_require__(20749);
// EXTERNAL MODULE: ./lib/commands/temp-dir.js
var temp_dir = __webpack_require__(35940);
;// CONCATENATED MODULE: ./lib/commands/verify-drill.js















/** A real restore into a scratch folder, compared with the snapshot; of a repository what git says of it, too. */
async function drill(root, store, inputs, deps) {
    return (0,temp_dir/* withTempDir */.E)(deps, async (tempDir) => {
        const target = (0,external_node_path_.join)(tempDir, 'restored');
        try {
            return await drillInto(target, tempDir, root, store, inputs, deps);
        }
        finally {
            await removeFast(target);
        }
    });
}
/** Together with a thread; fs/promises takes six times as long, and would be a fifth of the drill. */
async function removeFast(folder) {
    const paths = twoLevels(folder);
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const thread = new external_node_worker_threads_.Worker(REMOVE, { eval: true, workerData: { paths, taken } });
    const ended = (0,lib_async/* awaitedLater */.k)((0,external_node_events_.once)(thread, 'exit'));
    for (let i = Atomics.add(taken, 0, 1); i < paths.length; i = Atomics.add(taken, 0, 1)) {
        (0,external_node_fs_.rmSync)(paths[i], { recursive: true, force: true });
        await (0,external_node_timers_promises_.setImmediate)();
    }
    await ended;
    (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
}
const REMOVE = `
  const { rmSync } = require('node:fs');
  const { paths, taken } = require('node:worker_threads').workerData;
  for (let i = Atomics.add(taken, 0, 1); i < paths.length; i = Atomics.add(taken, 0, 1))
    rmSync(paths[i], { recursive: true, force: true });`;
/** What lies in a folder and in its folders. */
function twoLevels(folder) {
    if (!(0,external_node_fs_.existsSync)(folder))
        return [];
    return childrenOf(Buffer.from(folder)).flatMap(({ path, isDirectory }) => isDirectory ? childrenOf(path).map((child) => child.path) : [path]);
}
function childrenOf(folder) {
    return (0,external_node_fs_.readdirSync)(folder, { encoding: 'buffer', withFileTypes: true }).map((entry) => ({
        path: Buffer.concat([folder, Buffer.from('/'), entry.name]),
        isDirectory: entry.isDirectory(),
    }));
}
async function drillInto(target, tempDir, root, store, inputs, deps) {
    const { emit, signal } = deps;
    const workerUrl = deps.workerUrl('restore-worker');
    const { findings, report } = await drillRestore({ store, root, target, workerUrl, emit, signal });
    const fetchedBytes = report?.fetchedBytes ?? 0;
    if (report === undefined || root.header.source.kind !== 'repository')
        return { findings, fetchedBytes };
    const scratch = (0,external_node_path_.join)(tempDir, 'git');
    await (0,promises_.mkdir)(scratch);
    const ofGit = await checkRepository(root, store, target, scratch, inputs, deps);
    return { findings: [...findings, ...ofGit], fetchedBytes };
}
/** @param restored where its files lie */
async function checkRepository(root, store, restored, scratch, inputs, deps) {
    const { env, signal, emit } = deps;
    const { state = [] } = await (0,snapshots/* loadSections */.$1)(root, ['state'], new blobs/* BlobReader */.n(store, root.objects), signal);
    const opinions = await (0,repository/* verifyRepository */.sX)({
        state: [...(0,snapshot_state/* stateRows */.l5)(state)],
        openFile: (path) => Promise.resolve((0,external_node_path_.join)(restored, path)),
        tempDir: scratch,
        live: liveOf(root, inputs, deps),
        env,
        signal,
        emit,
    });
    for (const { kind, part, message } of opinions) {
        if (kind !== 'damaged')
            emit({ type: 'notice', class: `repository-${kind}`, message: `${part}: ${message}` });
    }
    return opinions
        .filter(({ kind }) => kind === 'damaged')
        .map(({ part, message }) => ({
        class: 'repository-damaged',
        series: root.header.series,
        snapshot: root.id,
        object: undefined,
        message: `${part}: ${message}`,
        paths: new verify_findings/* PathSink */.p(),
        fix: 'Its files came back as they were stored, and git does not accept them. Restore an older snapshot, and back up again with redefine into a new series.',
    }));
}
/**
 * The repository as it is now, if the inputs or the runner name it: a vault, which others can write to, does not decide
 * where this machine connects to, nor who gets the token.
 */
function liveOf(root, inputs, deps) {
    const repository = inputs.repository ?? deps.env['GITHUB_REPOSITORY'];
    if (repository === undefined || repository === '')
        return undefined;
    const serverUrl = inputs.githubServerUrl ?? deps.env['GITHUB_SERVER_URL'];
    const place = (0,remote/* parsePlace */.De)({ repository, serverUrl, allowLocal: deps.surface === 'cli' }, deps.workingDir);
    if (root.header.source.identity['url'] !== place.url)
        return undefined;
    const token = place.kind === 'http' && (0,remote/* sameOrigin */.Nm)(place, serverUrl) ? inputs.githubToken : undefined;
    const excluded = root.header.source.definition['excludeRefs'];
    const excludeRefs = Array.isArray(excluded) ? excluded.filter((pattern) => typeof pattern === 'string') : [];
    return { place, token, excludeRefs };
}

;// CONCATENATED MODULE: ./lib/commands/verify.js












/** Proves that snapshots can be restored, and that the newest is not too old. */
async function verify_verify(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Vault' });
    return verifyIn(await (0,vault/* openVault */.Z1)(inputs, deps), inputs, deps);
}
async function verifyIn(vault, inputs, deps) {
    const startedMs = performance.now();
    const run = new VerifyRun(vault, inputs, deps);
    const verified = inputs.allSeries ? await run.allSeries() : [await run.oneSeries()];
    return resultOf(inputs, verified, vault, performance.now() - startedMs);
}
/** Untrusted roots that are looked at, newest first: in a vault that was copied all of them are. */
const UNTRUSTED_READ = 20;
const DAY_MS = 24 * 3600 * 1000;
/** Series of pull requests and branches end with them: nobody misses their next run. */
const BRANCH_SERIES = /\/(?:pr|ref)\//;
class VerifyRun {
    store;
    vault;
    inputs;
    deps;
    prover;
    /** How far the samples of each series have come; undefined until it is needed. */
    cursors;
    constructor(vault, inputs, deps) {
        this.vault = vault;
        this.store = vault.store;
        this.inputs = inputs;
        this.deps = deps;
        this.prover = new verify_objects/* ObjectProver */.q(vault.store, deps.signal);
    }
    async allSeries() {
        const verified = [];
        for (const { series } of await (0,snapshots/* listSeries */._y)(this.store, this.deps.signal)) {
            verified.push(await this.verify(series, await this.pick([series], BRANCH_SERIES.test(series))));
        }
        await this.keepCursors();
        return verified;
    }
    /** The series that this run would write; where it has no snapshot, the one that it builds on. */
    async oneSeries() {
        const { series, base } = (0,vault/* plannedSeries */.cn)(this.vault);
        const picked = await this.pick(base === undefined ? [series] : [series, base], false);
        const verified = await this.verify(picked.found?.info.series ?? series, picked);
        await this.keepCursors();
        return verified;
    }
    /** S3's clock, which has been heard by now. */
    now() {
        return this.store.serverDate() ?? this.deps.now();
    }
    /** @param mayEnd it is no finding if the series has no good snapshot, or an old one */
    async pick(candidates, mayEnd) {
        const findings = [];
        for (const series of candidates) {
            const found = await this.find(series, this.inputs.version, findings);
            if (found === undefined)
                continue;
            if (!mayEnd)
                findings.push(...(await this.ageFindings(series, found)));
            return { found, findings };
        }
        const [series = ''] = candidates;
        if (mayEnd)
            this.tellOfNone(series);
        else if (findings.length === 0)
            findings.push(noSnapshot(series, this.inputs.version));
        return { found: undefined, findings };
    }
    /** What cannot be read on the way is a finding if it is newer than what is picked: it should have been picked. */
    async find(series, version, findings) {
        const { emit, signal } = this.deps;
        const passedOver = [];
        const onPassedOver = (info, why) => passedOver.push({ info, why });
        try {
            const found = await (0,selectors/* findSnapshot */.Cb)(this.store, series, version, { now: this.now(), onPassedOver, emit, signal });
            const newer = passedOver.filter(({ info }) => found === undefined || info.id > found.info.id);
            for (const { info, why } of newer.slice(0, UNTRUSTED_READ)) {
                const finding = why === 'untrusted-time' ? await this.untrusted(info) : await this.rootFinding(info, why);
                if (finding !== undefined)
                    findings.push(finding);
            }
            return found;
        }
        catch (error) {
            const isNewer = error instanceof errors/* HoldfastError */.Et && error.code === 'newer-format';
            if (!isNewer && !(0,verify/* isDamage */.e6)(error))
                throw error;
            findings.push(finding(isNewer ? 'newer-format' : 'snapshot-damaged', series, undefined, (0,errors/* messageOf */.bD)(error), {
                fix: isNewer
                    ? 'Nothing was verified of it. Use a newer version of Holdfast.'
                    : 'Mode repair looks for an older S3 version of it.',
            }));
            return undefined;
        }
    }
    rootFinding(info, why) {
        return (0,verify/* rootFinding */.U_)(this.store, info, why, this.deps.signal);
    }
    /** Its bytes tell an overwritten root from one that was written too late, or copied. */
    async untrusted(info) {
        try {
            await (0,snapshots/* readHeader */.ay)(this.store, info, this.deps.signal);
        }
        catch (error) {
            return this.rootFinding(info, error);
        }
        this.deps.emit({
            type: 'warning',
            class: 'untrusted-time',
            message: `Snapshot ${info.id} of series ${info.series} does not count: S3's time of it does not fit its name.`,
            why: 'It was written more than a day after its run began, or copied here.',
            fix: 'If the vault was copied: mode repair with readmit.',
        });
        return undefined;
    }
    tellOfNone(series) {
        this.deps.emit({
            type: 'notice',
            class: 'no-snapshot',
            message: `Series ${series}, of a pull request or branch, has no complete snapshot.`,
        });
    }
    async ageFindings(series, picked) {
        const { maxAge, version } = this.inputs;
        if (maxAge === undefined)
            return [];
        const isNewest = version.length === 0 || (version.length === 1 && version[0] === 'latest');
        // What is passed over on the way was told of already.
        const newest = isNewest ? picked : await this.find(series, [], []);
        if (newest === undefined)
            return [noSnapshot(series, [])];
        const ageSeconds = Math.floor((this.now().getTime() - newest.info.utc.getTime()) / 1000);
        if (ageSeconds <= maxAge)
            return [];
        const message = `The newest good snapshot is ${age(ageSeconds)} old, and ${age(maxAge)} are allowed.`;
        const fix = 'Find out why the backups of this series do not run any more, or end partial.';
        return [finding('too-old', series, newest.info.id, message, { fix })];
    }
    async verify(series, { found, findings }) {
        const startedMs = performance.now();
        const own = found === undefined ? undefined : await this.look(found);
        const all = [...findings, ...(own?.findings ?? [])];
        for (const one of all)
            this.tell(one);
        const isMarked = found !== undefined && own?.findings.length === 0 && (await this.mark(found));
        const durationMs = performance.now() - startedMs;
        const { readBytes = 0, root } = own ?? {};
        return { series, found, findings: all, readBytes, objects: root?.objects.length ?? 0, isMarked, durationMs };
    }
    /** One snapshot, as deep as the level says. */
    async look({ info, versionId }) {
        const { store, prover, deps } = this;
        const { level, sampleRuns } = this.inputs;
        const { emit, signal } = deps;
        emit({ type: 'phase', name: `Verify ${info.series}` });
        const snapshot = { ...info, ...(versionId !== undefined && { versionId }) };
        const sample = level === 'sample' ? { cursor: (await this.readCursors())[this.cursorOf(info)], runs: sampleRuns } : undefined;
        const looked = await (0,verify/* verifySnapshot */.Mx)({ store, snapshot, level, prover, emit, signal, ...(sample && { sample }) });
        if (looked.next !== undefined)
            (await this.readCursors())[this.cursorOf(info)] = looked.next;
        if (level !== 'restore' || looked.root === undefined)
            return looked;
        const drilled = await drill(looked.root, store, this.inputs, deps);
        if (drilled.findings.length === 0)
            return { ...looked, readBytes: drilled.fetchedBytes };
        // Which paths the tables are wrong about is left to the restore, as long as it goes well.
        const { findings } = await (0,verify/* verifySnapshot */.Mx)({ store, snapshot, level: 'metadata', prover, emit, signal });
        return { ...looked, findings: [...findings, ...drilled.findings], readBytes: drilled.fetchedBytes };
    }
    /** Other snapshots than the newest have other packs, and so cycles of their own. */
    cursorOf({ series }) {
        return [series, ...this.inputs.version].join(' ');
    }
    async readCursors() {
        this.cursors ??= { ...(await this.storedCursors()) };
        return this.cursors;
    }
    async storedCursors() {
        try {
            return (await (0,vault_state/* readState */.un)(this.store, 'verify', verify_sample/* sampleStateSchema */.z, this.deps.signal))?.cursors ?? {};
        }
        catch (error) {
            if (!(error instanceof errors/* HoldfastError */.Et) || error.code !== 'corrupt-state')
                throw error;
            const why = 'How far the samples of earlier runs came is not known: they begin afresh.';
            this.deps.emit({ type: 'warning', class: error.code, message: error.message, why });
            return {};
        }
    }
    async keepCursors() {
        const { cursors } = this;
        if (cursors === undefined)
            return;
        await this.unlessDenied('The next run reads the same samples again.', () => (0,vault_state/* writeState */.Jq)(this.store, 'verify', this.now(), { cursors }, this.deps.signal));
    }
    tell({ class: kind, series, snapshot, message, paths, fix }) {
        const where = snapshot === undefined ? series : `${series}, snapshot ${snapshot}`;
        const why = paths.count === 0 ? undefined : `It concerns ${pathsText(paths)}.`;
        this.deps.emit({ type: 'warning', class: kind, message: `${where}: ${message}`, why, fix });
    }
    /** Unless the same was noted within a day. The snapshot stands behind its mark as the current root of its key. */
    async mark({ info, versionId }) {
        if (versionId !== undefined)
            return false;
        const { level } = this.inputs;
        const marks = await (0,snapshot_marks/* listMarks */.rD)(this.store, info.series, { id: info.id, signal: this.deps.signal });
        if (marks.some(({ kind }) => kind === 'quarantine'))
            return false;
        const now = this.now();
        const recent = marks.filter(({ kind, utc }) => kind === 'verified' && now.getTime() - utc.getTime() < DAY_MS);
        for (const mark of recent)
            if ((await this.levelOf(mark)) === level)
                return true;
        return this.unlessDenied('Retention counts verified snapshots only, and this one does not show as such.', () => (0,snapshot_marks/* writeMark */.Lx)(this.store, info, 'verified', now, { level }, this.deps.signal));
    }
    async levelOf(mark) {
        try {
            return (await (0,snapshot_marks/* readMark */.Mp)(this.store, mark, this.deps.signal)).level;
        }
        catch (error) {
            if (error instanceof errors/* HoldfastError */.Et && error.code === 'corrupt-mark')
                return undefined;
            throw error;
        }
    }
    /** What was verified stays verified where the role may not note it. */
    async unlessDenied(consequence, write) {
        try {
            await write();
            return true;
        }
        catch (error) {
            if (!(error instanceof errors/* HoldfastError */.Et) || error.code !== 'access-denied')
                throw error;
            this.deps.emit({
                type: 'warning',
                class: 'not-noted',
                message: `The result was not noted in the vault: ${error.message}`,
                why: consequence,
                fix: 'Use a role that may write marks/*/verified-* and state/verify/* (mode setup makes one).',
            });
            return false;
        }
    }
}
function finding(kind, series, snapshot, message, { fix }) {
    return { class: kind, series, snapshot, object: undefined, message, paths: new verify_findings/* PathSink */.p(), fix };
}
function noSnapshot(series, version) {
    const wanted = version.length === 0 ? '' : ` that fits ${version.join(', ')}`;
    return finding('no-snapshot', series, undefined, `There is no complete snapshot${wanted}.`, {
        fix: 'Mode list shows what is there; without a name the series of the vault. If snapshots are gone, mode audit tells whether somebody deleted them, and mode repair brings them back.',
    });
}
const HOURS_SHOWN_MAX = 72;
function age(seconds) {
    const hours = seconds / 3600;
    if (hours < 1)
        return `${Math.floor(seconds / 60)} min`;
    return hours <= HOURS_SHOWN_MAX ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
}
function pathsText({ count, first }) {
    const more = count > first.length ? `, and ${count - first.length} more` : '';
    return `${count} path${count === 1 ? '' : 's'}: ${first.map((path) => JSON.stringify(path)).join(', ')}${more}`;
}
function resultOf(inputs, verified, vault, durationMs) {
    const { level, allSeries } = inputs;
    const findings = verified.flatMap((one) => one.findings);
    const status = findings.length === 0 ? 'complete' : 'failed';
    const [first] = verified;
    const outputs = {
        status,
        findings: findings.length,
        ...(!allSeries && { series: first?.series ?? '', snapshot: first?.found?.info.id ?? '' }),
        'duration-ms': Math.round(durationMs),
    };
    return {
        status,
        outputs,
        tables: [seriesTable(level, verified), ...(findings.length === 0 ? [] : [findingTable(findings)])],
        summary: {
            title: `Verification of ${allSeries ? 'all series' : (first?.series ?? '')}: ${findings.length === 0 ? 'passed' : 'failed'}`,
            text: summaryText(level, verified),
        },
        json: { ...outputs, level, verified: verified.map(verifiedJson), requests: vault.traffic().requests },
    };
}
function summaryText(level, verified) {
    const passed = verified.filter(({ findings }) => findings.length === 0).length;
    if (passed === verified.length)
        return LEVEL_TEXTS[level];
    return `${verified.length - passed} of ${verified.length} series did not pass at level ${level}.`;
}
/** What has been shown where nothing was found. */
const LEVEL_TEXTS = {
    metadata: 'Every object is there, with its size and checksum.',
    sample: 'Every object is there; a part of the data was read in full, another in each run.',
    full: 'Every byte was read, decoded and hashed.',
    restore: 'What was stored was restored for real, and compared.',
};
function seriesTable(level, verified) {
    return {
        title: `Verified at level ${level}`,
        columns: {
            series: 'text',
            snapshot: 'text',
            made: 'time',
            result: 'text',
            files: 'count',
            size: 'bytes',
            objects: 'count',
            read: 'bytes',
            took: 'duration',
        },
        rows: verified.map(({ series, found, findings, objects, readBytes, durationMs }) => [
            series,
            found?.info.id ?? 'none',
            found?.info.utc,
            findings.length === 0 ? 'passed' : `${findings.length} finding${findings.length === 1 ? '' : 's'}`,
            found?.header.counts['files'],
            found?.header.counts['bytes'],
            objects,
            readBytes,
            durationMs,
        ]),
    };
}
function findingTable(findings) {
    return {
        title: 'Findings',
        columns: (0,result/* textColumns */.L)('what', 'series', 'snapshot', 'details', 'paths', 'what to do'),
        rows: findings.map(({ class: kind, series, snapshot, message, paths, fix }) => [
            kind,
            series,
            snapshot,
            message,
            paths.count === 0 ? '' : pathsText(paths),
            fix,
        ]),
    };
}
function verifiedJson({ series, found, findings, ...rest }) {
    return {
        series,
        snapshot: found?.info.id ?? null,
        time: found?.info.utc.toISOString() ?? null,
        status: findings.length === 0 ? 'complete' : 'failed',
        ...rest,
        findings,
    };
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


/***/ })

};
