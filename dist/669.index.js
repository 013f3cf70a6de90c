export const id = 669;
export const ids = [669];
export const modules = {

/***/ 40523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  repair: () => (/* binding */ repair),
  repairIn: () => (/* binding */ repairIn)
});

// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var snapshot_keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/marks.js
var marks = __webpack_require__(54710);
// EXTERNAL MODULE: ./lib/snapshot/put-back.js
var put_back = __webpack_require__(88293);
// EXTERNAL MODULE: ./lib/snapshot/put-over.js
var put_over = __webpack_require__(20100);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var snapshot_blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/commit.js
var commit = __webpack_require__(31687);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var snapshot_map = __webpack_require__(63022);
// EXTERNAL MODULE: ./lib/snapshot/pack.js
var pack = __webpack_require__(67331);
// EXTERNAL MODULE: ./lib/limits.js
var limits = __webpack_require__(8207);
// EXTERNAL MODULE: ./lib/snapshot/root.js + 1 modules
var snapshot_root = __webpack_require__(51344);
;// CONCATENATED MODULE: ./lib/snapshot/repair-plan.js



function withBytes(versions) {
    return versions.filter(({ isDeleteMarker }) => !isDeleteMarker);
}
/** What covers an object whose right bytes are not on top. */
function damageOf(versions, sizeBytes) {
    const [top] = versions;
    if (top === undefined)
        return 'missing';
    if (top.isDeleteMarker)
        return 'deleted';
    return sizeBytes !== undefined && top.sizeBytes < sizeBytes ? 'truncated' : 'overwritten';
}
/** Whether what S3 lists of a pack or part leaves no doubt that it is the one that was written. */
function isUndoubted(versions, { sizeBytes, etag }) {
    const [only, more] = versions;
    if (only === undefined || more !== undefined || only.isDeleteMarker || only.sizeBytes !== sizeBytes)
        return false;
    return etag === '' || only.etag === undefined || (0,snapshot_root/* etagHint */.d8)(only.etag) === etag;
}
/** How long after the time in its key a mark or state may be written. */
const WRITTEN_WITHIN_MS = 3600 * 1000;
/**
 * The S3 version of a mark or state that was written first. No hash of these is recorded anywhere; but their keys hold the
 * time at which they are written, which is S3's own, as LastModified is. Where only later versions are left, nobody can
 * tell what is right.
 */
function originalOf(versions, utc) {
    const oldest = withBytes(versions).at(-1);
    const isFirst = oldest !== undefined && Math.abs(+oldest.lastModified - +utc) <= WRITTEN_WITHIN_MS;
    return isFirst ? oldest : undefined;
}
/** Marks and state that have more than one S3 version, if it is known which was written first. */
function coveredNotes(inventory) {
    return [...inventory].flatMap(([key, versions]) => {
        const note = noteOf(key);
        const original = note && originalOf(versions, note.utc);
        if (note === undefined || original === undefined || versions.length === 1)
            return [];
        return [{ kind: note.kind, key, original, versions }];
    });
}
function noteOf(key) {
    const mark = (0,snapshot_keys/* parseMarkKey */.GE)(key);
    if (mark !== undefined)
        return { kind: 'mark', utc: mark.utc };
    const stamp = key.slice(key.lastIndexOf('/') + 1);
    return (0,snapshot_keys/* parseStateKey */.SY)(key) === undefined ? undefined : { kind: 'state', utc: (0,snapshot_keys/* timeOfStamp */.YN)(stamp) };
}
/** Marks that are on top, or will be when they are put back. */
function marksIn(inventory) {
    return [...inventory].flatMap(([key, versions]) => {
        const mark = (0,snapshot_keys/* parseMarkKey */.GE)(key);
        return mark !== undefined && withBytes(versions).length > 0 ? [mark] : [];
    });
}
/** A prune notes what it is about to take out, and sets its markers within B; later if its machine sleeps meanwhile. */
const MARKED_WITHIN_MS = limits/* LIMITS */.b.graceSeconds * 1000;
/** When the oldest of the delete markers on top was set. */
function markedSince(versions) {
    const bytes = versions.findIndex(({ isDeleteMarker }) => !isDeleteMarker);
    return versions.slice(0, bytes < 0 ? versions.length : bytes).at(-1)?.lastModified;
}
/**
 * Roots that should be there. One under a delete marker was deleted by somebody, unless prune recorded that it took it
 * out, and did so then, and it was not brought back since.
 *
 * @param removedAt when prune took roots out, by key
 */
function rootsToExamine(inventory, removedAt) {
    return [...inventory].flatMap(([key, versions]) => {
        const parsed = (0,snapshot_keys/* parseRootKey */.tv)(key);
        if (parsed === undefined)
            return [];
        const removed = removedAt.get(key);
        const written = withBytes(versions)[0]?.lastModified;
        const marked = markedSince(versions);
        const isPruned = marked !== undefined &&
            removed !== undefined &&
            (written === undefined || written <= removed) &&
            +marked - +removed <= MARKED_WITHIN_MS;
        return isPruned ? [] : [{ key, ...parsed, versions }];
    });
}
/** Objects of which S3's listing does not show beyond doubt that they are right. */
function doubtful(needed, inventory) {
    return [...needed].filter(({ object }) => !isUndoubted(inventory.get(object.key) ?? [], object));
}
function blobKind(key) {
    return (0,snapshot_keys/* parseBlobKey */.QK)(key)?.kind === 'parts' ? 'part' : 'pack';
}

// EXTERNAL MODULE: ./lib/snapshot/root-reader.js
var root_reader = __webpack_require__(72340);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
;// CONCATENATED MODULE: ./lib/snapshot/repair-losses.js















/** Snapshots whose paths are looked into, the newest: thousands may name the same pack. */
const LOOKED_INTO_MAX = 100;
const PATHS_MAX = 100_000;
const PACKS_IN_FLIGHT = 4;
/** What each snapshot lacks, newest first. @param lost keys that no S3 version holds */
async function examineLosses(store, roots, lost, signal) {
    const found = [];
    let room = PATHS_MAX;
    for (const examined of roots.toSorted((a, b) => +b.utc - +a.utc)) {
        const root = await (0,root_reader/* readRoot */.XD)(store, examined, { versionId: examined.right.versionId, signal });
        const damage = await repair_losses_damageOf(store, root, lost, found.length < LOOKED_INTO_MAX, signal);
        found.push({ ...damage, paths: damage.paths?.slice(0, room) });
        room = Math.max(0, room - (damage.pathCount ?? 0));
    }
    return found;
}
async function repair_losses_damageOf(store, root, lost, lookInto, signal) {
    const keys = root.objects.map(({ key }) => key).filter((key) => lost.has(key));
    const lostSections = snapshot_root/* SECTIONS */.bP.filter((name) => root.sections[name].flat().some(({ block }) => !(0,snapshot_root/* isInline */.mO)(block) && lost.has(block.key)));
    const hasPacks = keys.every((key) => blobKind(key) === 'part');
    const damage = { series: root.header.series, id: root.id, lost: keys, lostSections, paths: undefined };
    if (hasPacks && lostSections.join() === 'map')
        return { ...damage, canRebuild: true, paths: [], pathCount: 0 };
    if (!lookInto || lostSections.includes('tree'))
        return { ...damage, canRebuild: false, pathCount: undefined };
    const names = lostSections.includes('map') ? ['tree'] : ['map', 'tree'];
    const { map = [], tree = [] } = await (0,snapshots/* loadSections */.$1)(root, names, new snapshot_blobs/* BlobReader */.n(store, root.objects), signal);
    const paths = missingPaths(root, map.flat(), tree, (pack) => !lost.has(pack));
    return { ...damage, canRebuild: false, paths, pathCount: paths.length };
}
/** Files with a fragment that the map does not know, or has in a pack that is not there. */
function missingPaths(root, map, tree, isThere) {
    const named = new Set(root.objects.map(({ key }) => key));
    const index = new snapshot_map/* FragmentIndex */.fw();
    for (const segment of map)
        for (const frame of (0,snapshot_map/* mapFrames */.JP)(segment))
            if (named.has(frame.frame.pack) && isThere(frame.frame.pack))
                index.add(frame);
    const missing = [];
    for (const { path, fragments } of (0,snapshot_tree/* treeEntries */.re)(tree))
        for (let at = 0; at < fragments.length; at += columns/* HASH_BYTES */.FA) {
            if (index.find(fragments, at) >= 0)
                continue;
            missing.push((0,platform/* printablePath */.Vj)(path));
            break;
        }
    return missing;
}
/**
 * Makes a snapshot again whose map is lost, from its packs, each of which is read whole, and tree and state as they are.
 * The new one has the time of the old one, so that it takes its place in the series; a `readmitted` mark vouches for that,
 * and the old one goes into quarantine. Done twice, it gives the same snapshot.
 *
 * @returns its id
 * @throws object-lost if its packs do not hold all that it needs
 */
async function rebuildSnapshot(store, { series, id }, now, signal) {
    const root = await (0,root_reader/* readRoot */.XD)(store, { series, id }, { signal });
    const blobs = new snapshot_blobs/* BlobReader */.n(store, root.objects);
    const packs = root.objects.filter(({ key }) => blobKind(key) === 'pack');
    const map = await mapOf(packs, blobs, signal);
    const { tree = [], state = [] } = await (0,snapshots/* loadSections */.$1)(root, ['tree', 'state'], blobs, signal);
    refuseGaps(root, missingPaths(root, map, tree, () => true));
    const { header } = root;
    const committed = await (0,commit/* commit */.c)({
        store,
        series,
        utc: (0,snapshot_keys/* parseUtc */.y5)(header.utc),
        keepsTime: true,
        packs,
        proved: new Map(root.objects.map((object) => [object.key, object])),
        before: { map: [], tree, state },
        changes: { map, tree: [], state: [] },
        header: () => ({ ...header, context: { ...header.context, 'repaired-from': id } }),
        gaps: root.gaps,
        elapsedSeconds: () => 0,
        signal,
    });
    const readmitted = { hash: committed.id.slice(-32), time: header.utc };
    await (0,marks/* writeMark */.Lx)(store, { series, id: committed.id }, 'readmitted', now(), readmitted, signal);
    const reason = `Its map is lost. Snapshot ${committed.id} was made from its packs, and has the same files.`;
    await (0,marks/* writeMark */.Lx)(store, { series, id }, 'quarantine', now(), { reason }, signal);
    return committed.id;
}
async function mapOf(packs, blobs, signal) {
    const frames = await (0,lib_async/* mapBounded */.yJ)(packs, PACKS_IN_FLIGHT, ({ key, sizeBytes }) => blobs.read(key, 0, sizeBytes, (body) => (0,pack/* readPack */.wh)(key, body), signal));
    return (0,snapshot_map/* mapSegments */.Br)(frames.flat());
}
function refuseGaps(root, paths) {
    if (paths.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'object-lost',
        message: `The packs of ${(0,snapshot_keys/* rootKey */.eO)(root.header.series, root.id)} do not hold the content of ${String(paths.length)} of its files: ${paths.slice(0, 10).join(', ')}`,
    });
}

;// CONCATENATED MODULE: ./lib/snapshot/repair-apply.js







/** Each holds an object twice at most: as it came, and on its way out. */
const PUTS_IN_FLIGHT = 4;
const MARKS_IN_FLIGHT = 16;
/** What changed, or is held by somebody else, since the plan was made; the rest is done all the same. */
const PASSED_OVER = ['object-lost', 'object-contested', 'object-archived', 'cannot-put-back'];
/**
 * Carries a plan out: packs and parts, marks and state, then the roots, so that none is there before what it needs. May be
 * killed at any point and done again, with a new plan. No S3 version is deleted.
 *
 * @param readmitted roots whose time is trusted from now on, beyond those that were put back
 */
async function applyRepair({ store, emit, signal }, plan, readmitted = []) {
    emit({ type: 'phase', name: 'Put back' });
    const failed = [];
    let done = 0;
    const attempt = async (key, work) => {
        try {
            await work();
            done++;
        }
        catch (error) {
            if (!(error instanceof errors/* HoldfastError */.Et) || !PASSED_OVER.includes(error.code))
                throw error;
            failed.push({ key, error });
        }
        emit({
            type: 'progress',
            what: 'repair',
            doneBytes: 0,
            totalBytes: undefined,
            doneItems: done,
            totalItems: undefined,
        });
    };
    const way = (0,put_over/* wayOverOf */.$q)(store, signal);
    const putAll = (fixes) => (0,lib_async/* mapBounded */.yJ)(fixes, PUTS_IN_FLIGHT, ({ object }) => attempt(object.key, () => (0,put_back/* putBack */.p)(store, object, { way, signal })));
    await putAll(plan.fixes.filter(({ kind }) => kind !== 'root'));
    // Before the roots: one that is put back has a later time, and is trusted from the start.
    await (0,lib_async/* mapBounded */.yJ)([...plan.toReadmit, ...readmitted], MARKS_IN_FLIGHT, (root) => attempt(root.key, () => readmit(store, root, signal)));
    await putAll(plan.fixes.filter(({ kind }) => kind === 'root'));
    const rebuilt = new Map();
    for (const snapshot of plan.damaged.filter(({ canRebuild }) => canRebuild)) {
        const make = async () => rebuilt.set(snapshot.id, await rebuildSnapshot(store, snapshot, () => clockOf(store), signal));
        await attempt(snapshot.id, make);
    }
    return { done, failed, rebuilt };
}
async function readmit(store, { series, id, utc }, signal) {
    const body = { hash: id.slice(id.indexOf('-') + 1), time: (0,snapshot_keys/* formatUtc */.ay)(utc) };
    await (0,marks/* writeMark */.Lx)(store, { series, id }, 'readmitted', clockOf(store), body, signal);
}
function clockOf(store) {
    const now = store.serverDate();
    if (now === undefined)
        throw new Error('no answer came yet');
    return now;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/snapshot/prune-state.js
var prune_state = __webpack_require__(73788);
// EXTERNAL MODULE: ./lib/snapshot/damage.js
var damage = __webpack_require__(93059);
// EXTERNAL MODULE: ./lib/snapshot/zstd.js + 1 modules
var zstd = __webpack_require__(92406);
;// CONCATENATED MODULE: ./lib/snapshot/repair.js












const ROOTS_IN_FLIGHT = 8;
/** Each holds a pack, 32 MiB at most. */
const OBJECTS_IN_FLIGHT = 4;
const ID_START_CHARS = 6;
/** Of the state of a mode, decoded. */
const DOCUMENT_MAX_BYTES = 256 * 1024 * 1024;
/** Looks at every S3 version and at every root, and finds what is not as it was written. Changes nothing. */
async function planRepair(options) {
    const { store, series, emit, signal } = options;
    emit({ type: 'phase', name: 'List all S3 versions' });
    const inventory = new Map();
    await takeInventory(inventory, store, prefixesOf(series), signal);
    const notes = coveredNotes(inventory);
    const marked = marksIn(inventory);
    const idsOf = (kind) => new Set(marked.filter((mark) => mark.kind === kind).map(rootName));
    const [quarantined, readmitted] = [idsOf('quarantine'), idsOf('readmitted')];
    const removedAt = await removals(store, inventory, notes, signal);
    const all = chooseRoots(options, rootsToExamine(inventory, removedAt));
    const sound = all.filter((root) => !quarantined.has(rootName(root)));
    emit({ type: 'phase', name: 'Read the snapshots' });
    const survey = await surveyRoots(options, sound, readmitted);
    const others = series === undefined ? [] : [...survey.seriesNames].filter((name) => name !== series);
    await takeInventory(inventory, store, others.flatMap(blobPrefixes), signal);
    emit({ type: 'phase', name: 'Check packs and parts' });
    const objects = await examineObjects(options, survey, inventory);
    const lost = new Set(objects.losses.map(({ key }) => key));
    return {
        fixes: [...objects.fixes, ...(await noteFixes(store, notes, signal)), ...survey.fixes],
        losses: [...survey.losses, ...objects.losses],
        damaged: await examineLosses(store, objects.losers, lost, signal),
        forgeries: survey.forgeries,
        toReadmit: survey.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && wasTrusted),
        untrusted: survey.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && !wasTrusted),
        quarantined: all.filter((root) => quarantined.has(rootName(root))).map(({ id }) => id),
        examined: {
            snapshots: sound.length,
            objects: survey.needed.size,
            s3Versions: [...inventory.values()].reduce((sum, { length }) => sum + length, 0),
        },
    };
}
function rootName({ series, id }) {
    return `${series} ${id}`;
}
function prefixesOf(series) {
    if (series === undefined)
        return ['v1/'];
    return [(0,snapshot_keys/* rootsPrefix */.qR)(series), ...blobPrefixes(series), (0,snapshot_keys/* marksPrefix */.X5)(series), 'v1/state/'];
}
function blobPrefixes(series) {
    return [(0,snapshot_keys/* blobsPrefix */.j2)('packs', series), (0,snapshot_keys/* blobsPrefix */.j2)('parts', series)];
}
/** One request a thousand S3 versions. */
async function takeInventory(inventory, store, prefixes, signal) {
    for (const prefix of prefixes) {
        const several = new Set();
        for await (const page of store.listVersions(prefix, { signal })) {
            for (const version of page) {
                const known = inventory.get(version.key);
                known?.push(version);
                if (known === undefined)
                    inventory.set(version.key, [version]);
                else
                    several.add(known);
            }
        }
        for (const versions of several)
            versions.sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || +b.lastModified - +a.lastModified);
    }
}
/**
 * When prune took roots out, by key, from the newest of its records that can be read: as it was written, and also if
 * somebody deleted it since.
 */
async function removals(store, inventory, notes, signal) {
    const originals = new Map(notes.map(({ key, original }) => [key, original]));
    const keys = [...inventory.keys()].filter((key) => key.startsWith((0,snapshot_keys/* statePrefix */.Y6)('prune'))).sort();
    const records = keys.flatMap((key) => originals.get(key) ?? withBytes(inventory.get(key) ?? [])[0] ?? []);
    for (; records.length > 0; records.pop()) {
        try {
            const removed = await (0,prune_state/* removedByPrune */.Q6)(onlyVersions(store, records), signal);
            return new Map([...removed].map(([root, { at }]) => [root, new Date(at)]));
        }
        catch (error) {
            if (!(error instanceof errors/* HoldfastError */.Et && error.code === 'corrupt-state'))
                throw error;
        }
    }
    return new Map();
}
/** The store as if nothing but these S3 versions were in it. */
function onlyVersions(store, versions) {
    const ids = new Map(versions.map(({ key, versionId }) => [key, versionId]));
    const objects = versions.map(({ key, sizeBytes, lastModified }) => {
        return { key, sizeBytes, lastModified, etag: '', storageClass: undefined };
    });
    return {
        ...store,
        get: (key, options) => store.get(key, { ...options, versionId: ids.get(key) }),
        async *list() {
            yield await Promise.resolve({ objects, prefixes: [] });
        },
    };
}
/** @throws no-snapshot, bad-input */
function chooseRoots({ series, ids }, roots) {
    const own = roots.filter((root) => series === undefined || root.series === series);
    if (ids.length === 0)
        return own;
    const fits = (root, id) => root.id.startsWith(id) || root.id.slice(17).startsWith(id);
    const odd = ids.find((id) => id.length < ID_START_CHARS || !own.some((root) => fits(root, id)));
    if (odd === undefined)
        return own.filter((root) => ids.some((id) => fits(root, id)));
    throw new errors/* HoldfastError */.Et({
        code: 'no-snapshot',
        message: `No snapshot that is or was in ${series === undefined ? 'this vault' : `series ${series}`} has the id ${odd}.`,
        why: `Repair takes ids, or ${String(ID_START_CHARS)} characters of their beginning at least: what a selector would find may be damaged.`,
        fix: 'Leave version out to look at all of them.',
    });
}
async function surveyRoots({ store, emit, signal }, keys, readmitted) {
    const survey = {
        roots: [],
        needed: new Map(),
        seriesNames: new Set(),
        fixes: [],
        losses: [],
        forgeries: [],
    };
    await (0,lib_async/* mapBounded */.yJ)(keys, ROOTS_IN_FLIGHT, async (root) => {
        const { series, id, key, versions } = root;
        let bytes = Buffer.alloc(0);
        const isRight = (body) => {
            bytes = body;
            return (0,snapshot_keys/* snapshotId */.iy)((0,snapshot_keys/* timeOfId */.I9)(id), body) === id;
        };
        const object = { key, isRight };
        const right = await rightVersion(store, object, versions, signal);
        if (right === undefined || right === 'unreadable') {
            survey.losses.push({ kind: 'root', key, damage: right ?? damageOf(versions) });
            return;
        }
        const decoded = decode(root, bytes, emit);
        if (decoded === 'forged')
            survey.forgeries.push({ series, id, key });
        else
            add(survey, examined(root, right, readmitted), object, decoded);
    });
    return survey;
}
/** A root whose hash is right, and which is no snapshot, was made by somebody for the harm of it. */
function decode(root, bytes, emit) {
    try {
        return (0,snapshot_root/* decodeRoot */.HK)(root, bytes);
    }
    catch (error) {
        if (!(error instanceof errors/* HoldfastError */.Et))
            throw error;
        if (error.code !== 'newer-format')
            return 'forged';
        emit({
            type: 'warning',
            class: 'newer-format',
            message: `${error.message} What it needs was not looked at.`,
            ...(error.fix !== undefined && { fix: error.fix }),
        });
        return 'newer';
    }
}
function examined(root, right, readmitted) {
    const trusts = (version) => (0,snapshots/* snapshotInfo */.bX)({ ...version, etag: '', storageClass: undefined })?.timeTrusted === true;
    const isTrusted = readmitted.has(rootName(root)) || (right === root.versions[0] && trusts(right));
    return { ...root, utc: (0,snapshot_keys/* timeOfId */.I9)(root.id), right, isTrusted, wasTrusted: withBytes(root.versions).some(trusts) };
}
function add(survey, root, object, decoded) {
    const number = survey.roots.push(root) - 1;
    if (root.right !== root.versions[0])
        survey.fixes.push({ kind: 'root', object, damage: damageOf(root.versions), from: root.right });
    if (decoded === 'newer')
        return;
    for (const object of decoded.objects) {
        const known = survey.needed.get(object.key);
        if (known === undefined)
            survey.needed.set(object.key, { object, roots: [number] });
        else
            known.roots.push(number);
    }
    for (const name of [decoded.header.series, ...decoded.header.bases])
        survey.seriesNames.add(name);
}
/** `unreadable` if none is right, and one of them may not be read. */
async function rightVersion(store, object, versions, signal) {
    try {
        return await (0,put_back/* findRightVersion */.i)(store, object, versions, signal);
    }
    catch (error) {
        if ((0,damage/* isUnseen */.NM)(error))
            return 'unreadable';
        throw error;
    }
}
/** Objects that S3's listing leaves in doubt; the others are as they were written. */
async function examineObjects({ store, emit, signal }, { needed, roots }, inventory) {
    const fixes = [];
    const losses = [];
    const losers = new Set();
    const inDoubt = doubtful(needed.values(), inventory);
    let doneItems = 0;
    await (0,lib_async/* mapBounded */.yJ)(inDoubt, OBJECTS_IN_FLIGHT, async ({ object: { key, sizeBytes, etag }, roots: numbers }) => {
        const versions = inventory.get(key) ?? [];
        // Without the size, of which a forged root may say anything: the hash in the key decides.
        const right = await rightVersion(store, { key, etag }, versions, signal);
        const [kind, damage] = [blobKind(key), damageOf(versions, sizeBytes)];
        if (right === undefined || right === 'unreadable') {
            losses.push({ kind, key, damage: right ?? damage });
            for (const number of numbers)
                losers.add(number);
        }
        else if (right !== versions[0])
            fixes.push({ kind, object: { key, etag }, damage, from: right });
        const progress = { doneItems: ++doneItems, totalItems: inDoubt.length };
        emit({ type: 'progress', what: 'check', doneBytes: 0, totalBytes: undefined, ...progress });
    });
    return { fixes, losses, losers: [...losers].map((number) => roots[number]) };
}
/** Of marks and state whose bytes on top are not those that were written first. */
async function noteFixes(store, notes, signal) {
    const fixes = await (0,lib_async/* mapBounded */.yJ)(notes, OBJECTS_IN_FLIGHT, async ({ kind, key, original, versions }) => {
        const { body } = await store.get(key, { versionId: original.versionId, signal });
        // One that is damaged its owner is told to delete.
        if (kind === 'state' && !isDocument(body))
            return [];
        const sha256 = (0,external_node_crypto_.hash)('sha256', body);
        const isRight = (bytes) => (0,external_node_crypto_.hash)('sha256', bytes) === sha256;
        const object = { key, sizeBytes: body.length, isRight };
        const right = await (0,put_back/* findRightVersion */.i)(store, object, versions, signal);
        return right === versions[0] ? [] : [{ kind, object, damage: damageOf(versions), from: original }];
    });
    return fixes.flat();
}
function isDocument(body) {
    try {
        JSON.parse((0,zstd/* decompressUpTo */.IQ)(body, DOCUMENT_MAX_BYTES, 'A document').toString());
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./lib/commands/reading.js
var reading = __webpack_require__(82306);
// EXTERNAL MODULE: ./lib/commands/strangers.js
var strangers = __webpack_require__(96001);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
// EXTERNAL MODULE: ./lib/commands/words.js
var words = __webpack_require__(17979);
;// CONCATENATED MODULE: ./lib/commands/repair.js






const DAMAGES = {
    missing: 'no S3 version is left',
    deleted: 'under a delete marker',
    overwritten: 'overwritten',
    truncated: 'overwritten by something shorter',
    unreadable: 'overwritten, and may not be read',
};
/** Paths of one snapshot in the log. */
const SHOWN_PATHS = 10;
/** Finds what was overwritten or deleted, and with `apply` puts it back; names what is lost. */
async function repair(inputs, deps) {
    const vault = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    (0,strangers/* refuseStrangers */.C)(vault.workflow);
    return repairIn(vault, inputs, deps);
}
async function repairIn(vault, inputs, deps) {
    const { store } = vault;
    const { emit, signal } = deps;
    const series = inputs.allSeries ? undefined : (0,commands_vault/* plannedSeries */.cn)(vault).series;
    const plan = await planRepair({ store, series, ids: inputs.version, emit, signal });
    const readmitted = inputs.readmit ? plan.untrusted : [];
    const outcome = inputs.apply ? await applyRepair({ store, emit, signal }, plan, readmitted) : undefined;
    report(plan, outcome, inputs, deps);
    return resultOf(series ?? 'the vault', plan, readmitted, outcome, deps);
}
/** Damage that is still there at the end: nobody may take this run for a good one. */
function remaining(plan, outcome) {
    const lost = plan.losses.length - (outcome === undefined ? 0 : forgivenLosses(plan, outcome));
    const open = outcome === undefined ? changesOf(plan) : outcome.failed.length;
    return lost + plan.forgeries.length + open;
}
/** Parts that nobody needs any more, since all snapshots that named them were made again. */
function forgivenLosses({ losses, damaged }, { rebuilt }) {
    const needed = new Set(damaged.filter(({ id }) => !rebuilt.has(id)).flatMap(({ lost }) => lost));
    return losses.filter(({ kind, key }) => kind === 'part' && !needed.has(key)).length;
}
function changesOf({ fixes, toReadmit, damaged }) {
    return fixes.length + toReadmit.length + damaged.filter(({ canRebuild }) => canRebuild).length;
}
function resultOf(what, plan, readmitted, outcome, deps) {
    const changes = outcome === undefined ? changesOf(plan) + readmitted.length : outcome.done;
    const findings = plan.fixes.length + plan.losses.length + plan.forgeries.length;
    const text = textOf(plan, outcome, changes, findings);
    return {
        status: remaining(plan, outcome) === 0 ? 'complete' : 'failed',
        outputs: { findings, changes, applied: outcome !== undefined },
        tables: [
            objectTable(plan, outcome, deps),
            snapshotTable(plan, outcome, deps),
            readmissionTable([...plan.toReadmit, ...readmitted], outcome, deps),
        ].filter(({ rows }) => rows.length > 0),
        summary: { title: `Repair of ${what}`, text },
        json: jsonOf(plan, readmitted, outcome),
    };
}
/** One annotation a class: what could not be mended, and what to do about it. */
function report(plan, outcome, { readmit }, { emit }) {
    for (const { key, damage } of plan.losses)
        emit({
            type: 'warning',
            class: 'object-lost',
            message: `${key} cannot be put back: ${DAMAGES[damage]}.`,
            fix: 'The table names the snapshots and paths concerned. If there is a copy of the bucket, take the object from there; else put these snapshots into quarantine (mode mark).',
        });
    for (const { id, key } of plan.forgeries)
        emit({
            type: 'warning',
            class: 'forged-snapshot',
            message: `Snapshot ${id} is not one that Holdfast made: what it says of ${key} is not true.`,
            fix: 'Put it into quarantine (mode mark), and find out who wrote it (mode audit).',
        });
    for (const { key, error } of outcome?.failed ?? [])
        emit({ type: 'warning', class: 'not-put-back', message: `${key}: ${error.message}`, fix: error.fix });
    if (plan.untrusted.length > 0 && !readmit)
        emit({
            type: 'notice',
            class: 'untrusted-time',
            message: `Written at another time than they say, and so never latest: ${(0,words/* counted */.h)(plan.untrusted.length, 'snapshot')} (${plan.untrusted[0]?.id ?? ''}).`,
            fix: 'If the vault was copied here, `readmit: true` makes them count. Else somebody made them up.',
        });
    if (plan.quarantined.length > 0)
        emit({
            type: 'info',
            message: `Left alone, since in quarantine: ${(0,words/* counted */.h)(plan.quarantined.length, 'snapshot')} (${plan.quarantined.slice(0, SHOWN_PATHS).join(', ')}).`,
        });
}
function textOf(plan, outcome, changes, findings) {
    const { snapshots, objects, s3Versions } = plan.examined;
    const seen = `Looked at: ${(0,words/* counted */.h)(snapshots, 'snapshot')}, ${(0,words/* counted */.h)(objects, 'pack or part', 'packs and parts')}, ${(0,words/* counted */.h)(s3Versions, 'S3 version')}.`;
    if (findings + changes === 0)
        return `${seen} All is as it was written.`;
    const lost = plan.losses.length === 0 ? '' : ` Lost for good: ${(0,words/* counted */.h)(plan.losses.length, 'object')}.`;
    if (outcome === undefined)
        return `${seen} A plan of ${(0,words/* counted */.h)(changes, 'change')}, and nothing was changed: \`apply: true\` carries it out.${lost}`;
    const failed = outcome.failed.length === 0 ? '' : ` Failed: ${outcome.failed.length}; run it again.`;
    return `${seen} Made: ${(0,words/* counted */.h)(changes, 'change')}.${failed}${lost}`;
}
function objectTable(plan, outcome, deps) {
    const failed = new Set(outcome?.failed.map(({ key }) => key));
    const todo = (key) => outcome === undefined ? 'put back' : failed.has(key) ? 'could not be put back' : 'was put back';
    const all = [
        ...plan.losses.map(({ key, damage }) => [key, DAMAGES[damage], 'nothing: lost', undefined, undefined]),
        ...plan.forgeries.map(({ id, key }) => [key, `snapshot ${id} is forged`, 'nothing', undefined, undefined]),
        ...plan.fixes.map(({ object: { key }, damage, from }) => [
            key,
            DAMAGES[damage],
            todo(key),
            from.versionId,
            from.lastModified,
        ]),
    ];
    const { rows, note } = (0,reading/* shownRows */.$6)(all, deps);
    return {
        title: `What is not as it was written${note}`,
        columns: {
            object: 'text',
            'what is wrong': 'text',
            [outcome === undefined ? 'what to do' : 'what was done']: 'text',
            'from S3 version': 'text',
            written: 'time',
        },
        rows,
    };
}
function snapshotTable({ damaged }, outcome, deps) {
    const { rows, note } = (0,reading/* shownRows */.$6)(damaged, deps);
    return {
        title: `Snapshots that lack something for good${note}`,
        columns: { series: 'text', snapshot: 'text', 'what is lost': 'text', files: 'count', paths: 'text' },
        rows: rows.map((each) => [
            each.series,
            each.id,
            lossText(each, outcome?.rebuilt.get(each.id)),
            each.pathCount,
            pathText(each),
        ]),
    };
}
function lossText({ canRebuild, lostSections }, rebuilt) {
    if (rebuilt !== undefined)
        return `its map; made again from its packs as ${rebuilt}`;
    if (canRebuild)
        return 'its map; its packs tell the same: it will be made again';
    if (lostSections.includes('tree'))
        return 'the list of its files: nothing of it can be restored';
    if (lostSections.includes('map'))
        return 'its map and packs: nothing of it can be restored';
    if (lostSections.includes('state'))
        return 'its state (refs of a repository): files can be restored';
    return 'content of files; restore the others with exclude';
}
function pathText({ paths, pathCount }) {
    if (paths === undefined || pathCount === undefined)
        return undefined;
    return paths.slice(0, SHOWN_PATHS).join(', ') + (pathCount > SHOWN_PATHS ? ', ...' : '');
}
function readmissionTable(roots, outcome, deps) {
    const { rows, note } = (0,reading/* shownRows */.$6)(roots, deps);
    return {
        title: `Snapshots whose time ${outcome === undefined ? 'will be' : 'is'} trusted by a mark${note}`,
        columns: { series: 'text', snapshot: 'text', time: 'time' },
        rows: rows.map(({ series, id, utc }) => [series, id, utc]),
    };
}
function jsonOf(plan, readmitted, outcome) {
    const idOf = ({ series, id }) => ({ series, id });
    return {
        applied: outcome !== undefined,
        examined: plan.examined,
        fixes: plan.fixes.map(({ kind, object: { key }, damage, from }) => ({
            kind,
            key,
            damage,
            s3VersionId: from.versionId,
            writtenAt: from.lastModified.toISOString(),
        })),
        lost: plan.losses,
        damagedSnapshots: plan.damaged.map((each) => ({ ...each, rebuiltAs: outcome?.rebuilt.get(each.id) ?? null })),
        forged: plan.forgeries,
        readmitted: [...plan.toReadmit, ...readmitted].map(idOf),
        untrusted: plan.untrusted.map(idOf),
        quarantined: plan.quarantined,
        failed: (outcome?.failed ?? []).map(({ key, error: { code, message } }) => ({ key, code, message })),
    };
}


/***/ }),

/***/ 31687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ commit)
/* harmony export */ });
/* unused harmony export planTables */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8207);
/* harmony import */ var _fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39039);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63022);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51344);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5825);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6517);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58624);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(51290);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92406);












/** Small segments stand in the root, which every later root then carries along, until they are worth a part. */
const INLINE_BYTES = { min: 2 * 1024, max: 16 * 1024 };
/** Parts that a root names at most, if each can take a part's size: few requests open any snapshot. */
const MAX_PARTS = 2;
/** Raw bytes of the segments of one block, if it has more than one. */
const BLOCK_RAW_BYTES = 8 * 1024 * 1024;
const BLOCK_ZSTD_LEVEL = 9;
/**
 * Where the tables of a run will lie: in parts of before (if these are proved), and all else in the root, until it is
 * worth a part.
 *
 * @param freshBytes what this run adds to them
 */
function planTables(before, freshBytes, isProved) {
    const parts = new Map();
    let looseBytes = freshBytes;
    for (const segment of before) {
        const key = partOf(segment);
        if (key === undefined || !isProved(key))
            looseBytes += segment.storedBytes;
        else
            parts.set(key, (parts.get(key) ?? 0) + segment.storedBytes);
    }
    const bySize = [...parts].sort(([, a], [, b]) => b - a);
    const staying = bySize.filter(([, bytes], i) => i < MAX_PARTS - 1 || bytes > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes / 2);
    const replaced = bySize.slice(staying.length);
    const replacedBytes = replaced.reduce((sum, [, bytes]) => sum + bytes, 0);
    const intoPart = replaced.length > 1 || looseBytes > inlineMax(replacedBytes, freshBytes);
    return { keptParts: new Set((intoPart ? staying : bySize).map(([key]) => key)), intoPart };
}
/**
 * Kept in roots, n new bytes a run cost half of what the root may hold in each; moved, the smallest part is written anew
 * each time that it is full. Both are least, taken together, at the square root of twice their product. A run that adds
 * nothing leaves them where they are.
 */
function inlineMax(replacedBytes, freshBytes) {
    if (freshBytes === 0)
        return INLINE_BYTES.max;
    return Math.min(INLINE_BYTES.max, Math.max(INLINE_BYTES.min, Math.sqrt(2 * replacedBytes * freshBytes)));
}
function partOf(segment) {
    return 'ref' in segment && !(0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .isInline */ .mO)(segment.ref.block) ? segment.ref.block.key : undefined;
}
function storedBytes(segments) {
    return segments.reduce((sum, segment) => sum + segment.storedBytes, 0);
}
/** Parts, then the root: the snapshot exists when this resolves, and not before. */
async function commit(options) {
    const { packs, proved, before, changes } = options;
    const freshBytes = storedBytes(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => changes[name]));
    const all = _root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => before[name].flat());
    const { keptParts, intoPart } = planTables(all, freshBytes, (key) => proved.has(key));
    const isRewritten = (segment) => !keptParts.has(partOf(segment) ?? '');
    const sections = merge(options, { isRewritten, reachesOlder: intoPart });
    const written = [...new Set(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => sections[name].flat()).filter(isRewritten))];
    const { refs, parts } = await writeParts(options, intoPart ? written : []);
    if (!intoPart)
        for (const { stored, rawBytes, segments } of inBlocks(written))
            place(segments, { stored, rawBytes }, refs);
    const refOf = (segment) => refs.get(segment) ?? segment.ref;
    const section = (name) => sections[name].map((level) => level.map(refOf));
    const placed = { map: section('map'), tree: section('tree'), state: section('state') };
    const inUse = new Set(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => placed[name].flat().flatMap(({ block }) => ((0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .isInline */ .mO)(block) ? [] : [block.key]))));
    const oldParts = [...proved.values()].filter((object) => inUse.has(object.key));
    const partBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const content = {
        header: options.header(partBytes),
        objects: [...packs, ...oldParts, ...parts],
        sections: placed,
        gaps: options.gaps,
    };
    return putRoot(content, options, packs.some(({ key }) => !proved.has(key)) || parts.length > 0);
}
function merge({ packs, before, changes }, policy) {
    const isUsed = new Set(packs.map(({ key }) => key));
    const map = (0,_map_js__WEBPACK_IMPORTED_MODULE_5__/* .addToMap */ .ZS)(before.map.flat(), changes.map, (pack) => isUsed.has(pack), policy);
    return {
        map: map.length === 0 ? [] : [map],
        tree: (0,_table_js__WEBPACK_IMPORTED_MODULE_9__/* .addLevel */ .K$)(_tree_js__WEBPACK_IMPORTED_MODULE_10__/* .TREE */ .Pr, before.tree, changes.tree, policy),
        state: (0,_table_js__WEBPACK_IMPORTED_MODULE_9__/* .addLevel */ .K$)(_state_js__WEBPACK_IMPORTED_MODULE_8__/* .STATE */ .c4, before.state, changes.state, policy),
    };
}
function* inBlocks(segments) {
    let group = [];
    let rawBytes = 0;
    const filled = () => {
        const raw = joined(group, rawBytes);
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .compressSync */ .oS)(raw, BLOCK_ZSTD_LEVEL);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(raw);
        return { segments: group, stored, rawBytes };
    };
    for (const segment of segments) {
        if (group.length > 0 && rawBytes + segment.rawBytes > BLOCK_RAW_BYTES) {
            yield filled();
            group = [];
            rawBytes = 0;
        }
        group.push(segment);
        rawBytes += segment.rawBytes;
    }
    if (group.length > 0)
        yield filled();
}
function joined(segments, rawBytes) {
    const whole = Buffer.allocUnsafeSlow(rawBytes);
    let end = 0;
    for (const segment of segments) {
        const raw = segment.raw();
        end += raw.copy(whole, end);
        // That of a loaded segment is a part of its block, which others are cut from too.
        if (!('ref' in segment))
            (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(raw);
    }
    return whole;
}
function place(segments, block, refs) {
    let start = 0;
    for (const segment of segments) {
        const { rows, rawBytes } = segment;
        refs.set(segment, { rows, block, start, rawBytes });
        start += rawBytes;
    }
}
async function writeParts({ store, series, utc, signal }, segments) {
    const refs = new Map();
    const parts = [];
    const most = segments.reduce((sum, segment) => sum + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .compressBound */ .PW)(segment.rawBytes), 0);
    const part = Buffer.allocUnsafeSlow(Math.min(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes, most));
    let blocks = [];
    let offset = 0;
    const write = async () => {
        const body = part.subarray(0, offset);
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body, 'buffer');
        const key = (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .blobKey */ .bd)('parts', series, utc, sha256);
        const { object } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, key, body, sha256, { signal });
        parts.push(object);
        for (const block of blocks)
            place(block.segments, { ...block.place, key }, refs);
        blocks = [];
        offset = 0;
    };
    for (const { stored, rawBytes, segments: group } of inBlocks(segments)) {
        if (stored.length > part.length)
            throw new Error(`a block takes ${String(stored.length)} bytes`);
        if (offset + stored.length > part.length)
            await write();
        const sha256 = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .hashOfBlock */ .RA)(stored);
        blocks.push({ segments: group, place: { rawBytes, storedBytes: stored.length, offset, sha256 } });
        offset += stored.copy(part, offset);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(stored);
    }
    if (offset > 0)
        await write();
    return { refs, parts };
}
/** @param isChange whether anything was written before it */
async function putRoot(content, options, isChange) {
    const { store, series, elapsedSeconds, signal } = options;
    const bytes = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeRoot */ .pR)(content);
    const id = (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotId */ .iy)((0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseUtc */ .y5)(content.header.utc), bytes);
    // What cannot be read back is not committed.
    const root = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRoot */ .HK)({ series, id }, bytes);
    refuseLate(elapsedSeconds(), 'so its snapshot is not committed');
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer');
    // The key holds the hash of the bytes: if it is taken, then by these very bytes, which are looked at all the same.
    const { versionId } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), bytes, sha256, { signal });
    refuseLate(elapsedSeconds(), `so snapshot ${id} came too late and does not count`);
    if (options.keepsTime !== true)
        await checkTime(id, options, isChange);
    return { id, root, rootBytes: bytes.length, sha256: sha256.toString('hex'), versionId };
}
/** Clocks that differ by less agree. */
const CLOCKS_AGREE_MS = 60_000;
/**
 * A snapshot counts only if S3's LastModified fits its name: a server whose answers and objects go by different clocks would
 * take backups every night that no restore finds. One HEAD; none where the root alone was written and the server's clock is
 * that of this machine.
 */
async function checkTime(id, { store, series, utc, now, signal }, isChange) {
    const date = store.serverDate() ?? utc;
    const agrees = now !== undefined && Math.abs(date.getTime() - now().getTime()) <= CLOCKS_AGREE_MS;
    const written = agrees && !isChange ? date : await lastModifiedOf(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), date, signal);
    if ((0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .isTrustedTime */ .hW)(utc, written))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'time-not-trusted',
        message: `Snapshot ${id} was written, and does not count: its run began at ${utc.toISOString()} by the server's Date, and its root has the time ${written.toISOString()}.`,
        why: 'A snapshot is `latest`, a parent and kept by retention only if the time that the server gives its root fits its name: the clock of the server jumped during the run, or its parts have different clocks.',
        fix: 'Set the clocks of the server right, then run the backup again: what was uploaded is used.',
    });
}
async function lastModifiedOf(store, key, otherwise, signal) {
    const head = await store.head(key, { signal });
    if (head !== undefined)
        return head.lastModified ?? otherwise;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'object-lost',
        message: `${key} is not there, although the server took it.`,
        why: 'Somebody deleted it at once, or the server does not show what it has just taken.',
        fix: 'Run the backup again, and find out who may delete in this vault.',
    });
}
function refuseLate(elapsedSeconds, consequence) {
    if (elapsedSeconds <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.backupMaxSeconds)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'backup-too-long',
        message: `The backup took longer than ${String(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.backupMaxSeconds / 3600)} hours, ${consequence}.`,
        why: 'Prune may delete what it built on after that time.',
        fix: 'Run it again: what it has uploaded is used. Split the source into several series if it takes as long again.',
    });
}


/***/ }),

/***/ 39039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ FragmentWriter),
  H: () => (/* binding */ putBlob)
});

// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var map = __webpack_require__(63022);
// EXTERNAL MODULE: ./lib/snapshot/pack.js
var pack = __webpack_require__(67331);
// EXTERNAL MODULE: ./lib/snapshot/frame-memory.js
var frame_memory = __webpack_require__(77585);
// EXTERNAL MODULE: ./lib/snapshot/root.js + 1 modules
var root = __webpack_require__(51344);
;// CONCATENATED MODULE: ./lib/snapshot/slots.js
/** A number of things in flight, bounded. First come, first served. */
class Slots {
    free;
    waiting = [];
    failure;
    constructor(count) {
        this.free = count;
    }
    async acquire() {
        if (this.failure !== undefined)
            throw this.failure;
        if (this.free > 0)
            this.free--;
        else
            await new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    }
    release() {
        const first = this.waiting.shift();
        if (first === undefined)
            this.free++;
        else
            first.resolve();
    }
    /** Everyone who waits, now or later, gets this error. */
    fail(error) {
        this.failure ??= error;
        for (const waiter of this.waiting.splice(0))
            waiter.reject(this.failure);
    }
}

;// CONCATENATED MODULE: ./lib/snapshot/fragment-writer.js









const MiB = 1024 * 1024;
/**
 * Little is compressed well, much is compressed fast: up to so many new bytes, this level of zstd, and this many raw
 * bytes of neighbouring fragments to a frame.
 */
const EFFORTS = [
    { upToBytes: MiB, level: 19, frameBytes: 4 * MiB },
    { upToBytes: 4 * MiB, level: 17, frameBytes: 4 * MiB },
    { upToBytes: 10 * MiB, level: 15, frameBytes: 4 * MiB },
    { upToBytes: 48 * MiB, level: 9, frameBytes: 4 * MiB },
    { upToBytes: 128 * MiB, level: 6, frameBytes: 2 * MiB },
    { upToBytes: Infinity, level: 3, frameBytes: MiB },
];
/** Stored bytes at which a pack is closed: a quarter of what a pack may be, since some of them are in memory at once. */
const PACK_BYTES = 8 * MiB;
/** Frames that are filled, compressed and checked side by side. */
const FRAMES_IN_FLIGHT = 3;
const UPLOADS_IN_FLIGHT = 2;
/** New fragments in; frames, packs and uploads out, a bounded number of bytes at a time. */
class FragmentWriter {
    options;
    frameSlots = new Slots(FRAMES_IN_FLIGHT);
    uploadSlots = new Slots(UPLOADS_IN_FLIGHT);
    freeFrames = [];
    freePacks = [];
    uploading = [];
    objects = [];
    map = new map/* MapWriter */._b();
    frame;
    pack;
    /** Frames are compressed side by side, and enter packs in their order. */
    inOrder = Promise.resolve();
    lastTurn = Promise.resolve();
    failure;
    rawBytes = 0;
    constructor(options) {
        this.options = options;
    }
    /** Whether a fragment that lies at this row of the index is used again as it is. */
    isReusable(row) {
        const { index, retired } = this.options;
        return row >= 0 && (index.isClaimed(row) || retired.size === 0 || !retired.has(index.pack(row)));
    }
    /** Windows of several threads come in turn: each may wait for a free frame in the middle. */
    take(ids, borders, memory) {
        const turn = this.lastTurn.then(() => this.takeWindow(ids, borders, memory));
        this.lastTurn = (0,lib_async/* awaitedLater */.kW)(turn);
        return turn;
    }
    async takeWindow(ids, borders, memory) {
        const { index } = this.options;
        for (let i = 0; 2 * i < borders.length; i++) {
            const start = borders[2 * i];
            const end = borders[2 * i + 1];
            if (this.isReusable(index.find(ids, i * columns/* HASH_BYTES */.FA)))
                continue;
            const frame = (this.frame ??= await this.openFrame());
            // Known from here on, whichever thread comes across it next.
            index.claim(ids, i * columns/* HASH_BYTES */.FA, end - start);
            memory.copy(frame.memory.raw, frame.usedBytes, start, end);
            frame.usedBytes += end - start;
            frame.ids.push(ids.subarray(i * columns/* HASH_BYTES */.FA, (i + 1) * columns/* HASH_BYTES */.FA));
            frame.lengths.push(end - start);
            this.rawBytes += end - start;
            if (frame.usedBytes >= this.effort().frameBytes)
                this.closeFrame(frame);
        }
    }
    /** Whatever waits, or comes later, fails with this. */
    fail(error) {
        this.failure ??= error;
        this.frameSlots.fail(error);
        this.uploadSlots.fail(error);
    }
    /** Everything that was taken is stored when this resolves. */
    async finish() {
        if (this.frame !== undefined)
            this.closeFrame(this.frame);
        await this.inOrder;
        if (this.pack !== undefined && this.failure === undefined)
            await this.closePack(this.pack);
        await Promise.all(this.uploading);
        if (this.failure !== undefined)
            throw this.failure;
        const storedBytes = this.objects.reduce((sum, object) => sum + object.sizeBytes, 0);
        return { objects: this.objects, map: this.map.finish(), rawBytes: this.rawBytes, storedBytes };
    }
    async openFrame() {
        await this.frameSlots.acquire();
        const memory = this.freeFrames.pop() ?? new frame_memory/* FrameMemory */.B(this.effort().frameBytes + this.options.chunker.maxBytes);
        return { memory, usedBytes: 0, ids: [], lengths: [] };
    }
    closeFrame(frame) {
        this.frame = undefined;
        const { memory, usedBytes, ids, lengths } = frame;
        const encoding = (0,lib_async/* awaitedLater */.kW)(this.options.encode(memory, usedBytes, this.effort().level));
        this.inOrder = this.inOrder
            .then(async () => {
            const stored = memory.encoded.subarray(0, await encoding);
            await this.addToPack({ stored, rawBytes: usedBytes, ids: Buffer.concat(ids), lengths });
            this.freeFrames.push(memory);
            this.frameSlots.release();
        })
            .catch((error) => {
            this.fail(error);
        });
    }
    effort() {
        const bytes = Math.max(this.options.expectedBytes ?? 0, this.rawBytes);
        return EFFORTS.find(({ upToBytes }) => bytes <= upToBytes) ?? EFFORTS[4];
    }
    async addToPack(frame) {
        if (this.pack?.fits(frame) === false)
            await this.closePack(this.pack);
        this.pack ??= new pack/* PackBuilder */.h9(this.freePacks.pop());
        this.pack.add(frame);
        if (this.pack.sizeBytes >= PACK_BYTES)
            await this.closePack(this.pack);
    }
    async closePack(pack) {
        await this.uploadSlots.acquire();
        this.pack = undefined;
        const { series, utc } = this.options;
        const sealed = pack.seal((sha256) => (0,keys/* blobKey */.bd)('packs', series, utc, sha256));
        this.uploading.push(this.upload(sealed).then(() => {
            this.freePacks.push(Buffer.from(sealed.body.buffer));
            this.uploadSlots.release();
        }, (error) => {
            this.fail(error);
        }));
    }
    async upload({ key, body, sha256, frames }) {
        const { store, storageClass, signal, onUpload } = this.options;
        const { object } = await putBlob(store, key, body, sha256, { storageClass, signal });
        this.objects.push(object);
        for (const frame of frames)
            this.map.push(frame);
        onUpload(body.length);
    }
}
/**
 * PUT of an object under its name. The key holds its hash, so what lies there already can only be these very bytes, from
 * an earlier try whose answer was lost: they are compared, never trusted.
 */
async function putBlob(store, key, body, sha256, options) {
    const put = await store.putNew(key, body, { ...options, sha256 });
    const found = put.created ? put : await fragment_writer_confirm(store, key, body, sha256, options);
    const { length } = body;
    const object = { key, sizeBytes: length, liveBytes: length, etag: (0,root/* etagHint */.d8)(found.etag) };
    return { object, versionId: found.versionId };
}
async function fragment_writer_confirm(store, key, body, sha256, options) {
    const { signal } = options;
    const head = await store.head(key, { signal });
    // Some servers answer 412 over a delete marker too, where nothing lies.
    if (head === undefined)
        return store.putOver(key, body, { ...options, sha256 });
    if (head?.sha256?.equals(sha256) === true && head.sizeBytes === body.length)
        return head;
    const found = await store.get(key, { signal });
    if (found.body.equals(body))
        return found;
    throw new errors/* HoldfastError */.Et({
        code: 'key-taken',
        message: `Another object lies at the new key ${key}.`,
        why: 'The key holds the hash of what should lie there, so somebody else wrote there.',
        fix: 'Find out who else may write to this vault; run the backup again.',
    });
}


/***/ }),

/***/ 77585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ FrameMemory)
/* harmony export */ });
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92406);

/** Memory of one frame, shared by the threads: the raw bytes, and behind them room for the compressed ones. */
class FrameMemory {
    shared;
    raw;
    encoded;
    /** @param shared the same frame's memory on another thread */
    constructor(rawBytes, shared = new SharedArrayBuffer(rawBytes + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_0__/* .compressBound */ .PW)(rawBytes))) {
        this.shared = shared;
        this.raw = Buffer.from(shared, 0, rawBytes);
        this.encoded = Buffer.from(shared, rawBytes);
    }
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


/***/ }),

/***/ 67331:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56215);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63022);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92406);







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
    buffer;
    frames = [];
    fragments = 0;
    rawBytes = 0;
    sizeBytes = 0;
    /** @param buffer of `LIMITS.packMaxBytes`; the sealed pack is a view of it */
    constructor(buffer = Buffer.allocUnsafeSlow(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes)) {
        this.buffer = buffer;
    }
    /** Whether a frame still goes in, its rows in the table of contents counted. */
    fits(frame) {
        const rows = this.fragments + frame.lengths.length;
        return (this.sizeBytes + frame.stored.length + rows * TOC_ROW_BYTES + TOC_HEAD_BYTES <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes &&
            this.rawBytes + frame.rawBytes <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxRawBytes &&
            this.frames.length < _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxFrames &&
            rows <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.segmentMaxRows);
    }
    add({ stored, rawBytes, ids, lengths }) {
        const frame = { offset: this.sizeBytes, storedBytes: stored.length, rawBytes };
        this.frames.push({ frame, ids, lengths });
        // Copied: what zstd gives is a small part of a buffer that could have held the incompressible.
        this.sizeBytes += stored.copy(this.buffer, this.sizeBytes);
        this.fragments += lengths.length;
        this.rawBytes += rawBytes;
    }
    /** @param keyOf what a pack with this SHA-256 is called */
    seal(keyOf) {
        const builder = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .SegmentBuilder */ .Ju(_map_js__WEBPACK_IMPORTED_MODULE_5__/* .TOC */ .DB);
        for (const { frame, lengths } of this.frames)
            for (const length of lengths)
                builder.push((0,_map_js__WEBPACK_IMPORTED_MODULE_5__/* .placeRow */ .eE)(frame, length));
        const raw = builder.encode();
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .compressSync */ .oS)(raw, TOC_ZSTD_LEVEL);
        const footer = Buffer.alloc(FOOTER_BYTES);
        MAGIC.copy(footer);
        footer.writeUInt32LE(stored.length, MAGIC.length);
        footer.writeUInt32LE(raw.length, MAGIC.length + 4);
        const end = this.sizeBytes + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .skippableFrame */ .Nx)(Buffer.concat([stored, footer])).copy(this.buffer, this.sizeBytes);
        const body = this.buffer.subarray(0, end);
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body, 'buffer');
        const pack = keyOf(sha256);
        const frames = this.frames.map(({ frame, ids, lengths }) => ({ frame: { pack, ...frame }, ids, lengths }));
        return { key: pack, body, sha256, frames };
    }
}
/**
 * The table of contents of a whole pack, with the proof that its frames fill the pack from the first byte on.
 * @throws corrupt-pack, corrupt-segment, corrupt-map
 */
function readToc(key, body) {
    const bad = (detail) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} is damaged: ${detail}.` });
    if (body.length < FOOTER_BYTES + _zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .SKIPPABLE_HEADER_BYTES */ .w_ || body.length > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes)
        throw bad(`it has ${String(body.length)} bytes`);
    const footer = body.subarray(body.length - FOOTER_BYTES);
    if (!footer.subarray(0, MAGIC.length).equals(MAGIC))
        throw bad('it does not end with a footer');
    const storedBytes = footer.readUInt32LE(MAGIC.length);
    const rawBytes = footer.readUInt32LE(MAGIC.length + 4);
    const tocStart = body.length - FOOTER_BYTES - storedBytes;
    const framesEnd = tocStart - _zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .SKIPPABLE_HEADER_BYTES */ .w_;
    if (framesEnd < 0 || rawBytes > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.segmentMaxBytes || !(0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .isSkippableFrame */ .XG)(body.subarray(framesEnd))) {
        throw bad('its footer does not fit it');
    }
    const what = `The table of contents of pack ${key}`;
    const segment = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .Segment */ .Y4(_map_js__WEBPACK_IMPORTED_MODULE_5__/* .TOC */ .DB, (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompressSync */ .Rq)(body.subarray(tocStart, tocStart + storedBytes), rawBytes, what), what);
    const frames = [...(0,_map_js__WEBPACK_IMPORTED_MODULE_5__/* .framesOf */ .kA)(segment, () => key, what)].map(({ frame, lengths }) => ({ frame, lengths }));
    if (frames.length > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxFrames)
        throw bad(`it has ${String(frames.length)} frames, more than any may`);
    let at = 0;
    let decodedBytes = 0;
    for (const { frame } of frames) {
        if (frame.offset !== at)
            throw bad('its frames do not follow each other');
        at += frame.storedBytes;
        decodedBytes += frame.rawBytes;
    }
    if (decodedBytes > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxRawBytes)
        throw bad(`its frames decode to ${String(decodedBytes)} bytes, more than any may`);
    if (at !== framesEnd)
        throw bad('its frames do not fill it');
    return frames;
}
/**
 * What a whole pack holds: it has the hash in its key, every frame is decoded, every fragment hashed. Needs nothing but
 * the pack.
 *
 * @param look is shown each frame, decoded; the bytes are gone afterwards
 * @throws corrupt-pack, corrupt-segment, corrupt-map, corrupt-frame
 */
async function readPack(key, body, look) {
    return readFrames(key, body, openPack(key, body), look);
}
/** The table of contents of a pack that has the hash in its key. @throws corrupt-pack, corrupt-segment, corrupt-map */
function openPack(key, body) {
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .isNameOf */ .b_)(key, body)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} does not have the hash in its name.` });
    }
    return readToc(key, body);
}
/** Decodes every frame and hashes every fragment. @throws corrupt-frame */
async function readFrames(key, body, toc, look) {
    const found = [];
    for (const { frame, lengths } of toc) {
        const stored = body.subarray(frame.offset, frame.offset + frame.storedBytes);
        const raw = await (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompress */ .mF)(stored, frame.rawBytes, `Pack ${key}`);
        let at = 0;
        const ids = lengths.map((length) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', raw.subarray(at, (at += length)), 'buffer'));
        const fragments = { frame, lengths, ids: Buffer.concat(ids) };
        look?.(fragments, raw);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .release */ ._r)(raw);
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'corrupt-fragment',
                message: `${what} is damaged: a fragment does not have the hash that names it.`,
            });
        }
        at += length;
    });
}


/***/ }),

/***/ 6517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LM: () => (/* binding */ stateChanges),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   l5: () => (/* binding */ stateRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58624);

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

/***/ 88199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ PROBE_KEY),
/* harmony export */   Z: () => (/* binding */ PROBE_BYTES)
/* harmony export */ });
/** The probe: the one object by which it is tried what a server does. */
/** The only key that a probe ever writes, always with the same bytes. */
const PROBE_KEY = 'v1/probe';
const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');


/***/ })

};
