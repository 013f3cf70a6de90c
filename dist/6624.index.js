export const id = 6624;
export const ids = [6624];
export const modules = {

/***/ 86624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  repair: () => (/* binding */ repair),
  repairIn: () => (/* binding */ repairIn)
});

// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/store/store.js
var store_store = __webpack_require__(97208);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var format_keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/repair/restore-version.js
var restore_version = __webpack_require__(25903);
// EXTERNAL MODULE: ./lib/vault/repair/put-over.js
var put_over = __webpack_require__(61320);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/format/columns.js
var columns = __webpack_require__(79465);
// EXTERNAL MODULE: ./lib/vault/backup/commit.js
var commit = __webpack_require__(38210);
// EXTERNAL MODULE: ./lib/vault/format/map.js
var format_map = __webpack_require__(44136);
// EXTERNAL MODULE: ./lib/vault/format/pack.js
var pack = __webpack_require__(13321);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/vault/read/versions.js
var read_versions = __webpack_require__(46188);
// EXTERNAL MODULE: ./lib/vault/format/root.js
var format_root = __webpack_require__(97412);
;// CONCATENATED MODULE: ./lib/vault/repair/plan.js
/** What repair makes of the S3 versions in a vault: data to data. */




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
    return etag === '' || only.etag === undefined || (0,format_root/* etagHint */.d8)(only.etag) === etag;
}
/** How long after the time in its key a mark or state may be written. */
const WRITTEN_WITHIN_MS = 3600 * 1000;
/**
 * The S3 version of a mark or state that was written first. No hash of these is recorded anywhere; but their keys hold the
 * time at which they are written, which is S3's own, as LastModified is. Where only later versions are left, nobody can
 * tell what is right.
 */
function originalOf(versions, utc) {
    const oldest = (0,read_versions/* withBytes */.Y9)(versions).at(-1);
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
    const mark = (0,format_keys/* parseMarkKey */.GE)(key);
    if (mark !== undefined)
        return { kind: 'mark', utc: mark.utc };
    const stamp = key.slice(key.lastIndexOf('/') + 1);
    return (0,format_keys/* parseStateKey */.SY)(key) === undefined ? undefined : { kind: 'state', utc: (0,format_keys/* timeOfStamp */.YN)(stamp) };
}
/** Marks that are on top, or will be when they are put back. */
function marksIn(inventory) {
    return [...inventory].flatMap(([key, versions]) => {
        const mark = (0,format_keys/* parseMarkKey */.GE)(key);
        return mark !== undefined && (0,read_versions/* withBytes */.Y9)(versions).length > 0 ? [mark] : [];
    });
}
/** A prune records what it is about to remove, and sets its markers within B; later if its machine sleeps meanwhile. */
const MARKED_WITHIN_MS = limits/* LIMITS */.b1.graceSeconds * 1000;
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
        const parsed = (0,format_keys/* parseRootKey */.tv)(key);
        if (parsed === undefined)
            return [];
        const removed = removedAt.get(key);
        const written = (0,read_versions/* withBytes */.Y9)(versions)[0]?.lastModified;
        const marked = markedSince(versions);
        const isPruned = marked !== undefined &&
            removed !== undefined &&
            (written === undefined || written <= removed) &&
            +marked - +removed <= MARKED_WITHIN_MS;
        return isPruned ? [] : [{ key, ...parsed, versions }];
    });
}
function blobKind(key) {
    return (0,format_keys/* parseBlobKey */.QK)(key)?.kind === 'parts' ? 'part' : 'pack';
}

// EXTERNAL MODULE: ./lib/vault/format/sections.js
var sections = __webpack_require__(5100);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/seal/keyed-store.js
var keyed_store = __webpack_require__(61110);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
;// CONCATENATED MODULE: ./lib/vault/repair/losses.js
/** What is lost for good: which paths it takes, and a snapshot without them. */

















/** Snapshots whose paths are looked into, the newest: thousands may name the same pack. */
const LOOKED_INTO_MAX = 100;
const PATHS_MAX = 100_000;
const PACKS_IN_FLIGHT = 4;
/** What each snapshot lacks, newest first. @param lost keys that no S3 version holds */
async function examineLosses(store, roots, lost, signal) {
    const found = [];
    let room = PATHS_MAX;
    for (const examined of roots.toSorted((a, b) => +b.utc - +a.utc)) {
        const damage = await lookInto(store, examined, lost, found.length < LOOKED_INTO_MAX, signal);
        found.push({ ...damage, paths: damage.paths?.slice(0, room) });
        room = Math.max(0, room - (damage.pathCount ?? 0));
    }
    return found;
}
/** Of a sealed snapshot without its key only that something is lost is known. */
async function lookInto(store, { series, id, right: { versionId } }, lost, isNew, signal) {
    try {
        return await losses_damageOf(store, await (0,root_reader/* readRoot */.XD)(store, { series, id }, { versionId, signal }), lost, isNew, signal);
    }
    catch (error) {
        if (!['sealed', 'foreign'].includes((0,damage/* unreadableKind */.wZ)(error) ?? ''))
            throw error;
        const { objects } = await (0,root_reader/* readOutline */.pm)(store, { series, id }, { versionId, signal });
        const keys = objects.map(({ key }) => key).filter((key) => lost.has(key));
        return { series, id, lost: keys, lostSections: [], canRebuild: false, paths: undefined, pathCount: undefined };
    }
}
async function losses_damageOf(store, root, lost, isNew, signal) {
    const keys = root.objects.map(({ key }) => key).filter((key) => lost.has(key));
    const lostSections = sections/* SECTIONS */.bP.filter((name) => root.sections[name].flat().some(({ block }) => !(0,sections/* isInline */.mO)(block) && lost.has(block.key)));
    const hasPacks = keys.every((key) => blobKind(key) === 'part');
    const damage = { series: root.header.series, id: root.id, lost: keys, lostSections, paths: undefined };
    if (hasPacks && lostSections.join() === 'map')
        return { ...damage, canRebuild: true, paths: [], pathCount: 0 };
    if (!isNew || lostSections.includes('tree'))
        return { ...damage, canRebuild: false, pathCount: undefined };
    const names = lostSections.includes('map') ? ['tree'] : ['map', 'tree'];
    const { map = [], tree = [] } = await (0,snapshots/* loadSections */.$1)(root, names, new read_blobs/* BlobReader */.n(store, root), signal);
    const paths = missingPaths(root, map.flat(), tree, (pack) => !lost.has(pack));
    return { ...damage, canRebuild: false, paths, pathCount: paths.length };
}
/** Files with a fragment that the map does not know, or has in a pack that is not there. */
function missingPaths(root, map, tree, isThere) {
    const named = new Set(root.objects.map(({ key }) => key));
    const index = new format_map/* FragmentIndex */.fw();
    for (const segment of map)
        for (const frame of (0,format_map/* mapFrames */.JP)(segment))
            if (named.has(frame.frame.pack) && isThere(frame.frame.pack))
                index.add(frame);
    const missing = [];
    for (const { path, fragments } of (0,format_tree/* treeEntries */.re)(tree))
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
    const blobs = new read_blobs/* BlobReader */.n(store, root);
    const packs = root.objects.filter(({ key }) => blobKind(key) === 'pack');
    const map = await mapOf(packs, blobs, signal);
    const { tree = [], state = [] } = await (0,snapshots/* loadSections */.$1)(root, ['tree', 'state'], blobs, signal);
    refuseGaps(root, missingPaths(root, map, tree, () => true));
    const { header } = root;
    const committed = await (0,commit/* commit */.c)({
        store,
        series,
        utc: (0,format_keys/* parseUtc */.y5)(header.utc),
        keepsTime: true,
        packs,
        proved: new Map(root.objects.map((object) => [object.key, object])),
        before: { map: [], tree, state },
        changes: { map, tree: [], state: [] },
        header: () => ({ ...header, ...resealed(header, store), context: { ...header.context, 'repaired-from': id } }),
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
/** Tables are written anew under the present key. */
function resealed({ seal }, store) {
    const key = (0,keyed_store/* keysOf */.Y)(store)?.sealing.fingerprint;
    return seal === undefined || key === undefined ? {} : { seal: { ...seal, key } };
}
async function mapOf(packs, blobs, signal) {
    const opened = blobs.isSealed ? (key, body) => blobs.contentOf(key, body) : undefined;
    const frames = await (0,base_async/* mapBounded */.yJ)(packs, PACKS_IN_FLIGHT, ({ key, sizeBytes }) => blobs.read(key, 0, sizeBytes, (body) => (0,pack/* readPack */.wh)(key, body, undefined, opened), signal));
    return (0,format_map/* mapSegments */.Br)(frames.flat());
}
function refuseGaps(root, paths) {
    if (paths.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'object-lost',
        message: `The packs of ${(0,format_keys/* rootKey */.eO)(root.header.series, root.id)} do not hold the content of ${String(paths.length)} of its files: ${paths.slice(0, 10).join(', ')}`,
    });
}

;// CONCATENATED MODULE: ./lib/vault/repair/apply.js
/** Carries out a plan of repair. */








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
    const putAll = (fixes) => (0,base_async/* mapBounded */.yJ)(fixes, PUTS_IN_FLIGHT, ({ object }) => attempt(object.key, () => (0,restore_version/* putBack */.p)(store, object, { way, signal })));
    await putAll(plan.fixes.filter(({ kind }) => kind !== 'root'));
    // Before the roots: one that is put back has a later time, and is trusted from the start.
    await (0,base_async/* mapBounded */.yJ)([...plan.toReadmit, ...readmitted], MARKS_IN_FLIGHT, (root) => attempt(root.key, () => readmit(store, root, signal)));
    await putAll(plan.fixes.filter(({ kind }) => kind === 'root'));
    const rebuilt = new Map();
    for (const snapshot of plan.damaged.filter(({ canRebuild }) => canRebuild)) {
        const make = async () => rebuilt.set(snapshot.id, await rebuildSnapshot(store, snapshot, () => (0,store_store/* requireServerDate */.t)(store), signal));
        await attempt(snapshot.id, make);
    }
    return { done, failed, rebuilt };
}
async function readmit(store, { series, id, utc }, signal) {
    const body = { hash: (0,format_keys/* hashOfName */.V9)(id), time: (0,format_keys/* formatUtc */.ay)(utc) };
    await (0,marks/* writeMark */.Lx)(store, { series, id }, 'readmitted', (0,store_store/* requireServerDate */.t)(store), body, signal);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/keys/document.js
var keys_document = __webpack_require__(81156);
// EXTERNAL MODULE: ./lib/vault/read/vault-rules.js
var vault_rules = __webpack_require__(11451);
;// CONCATENATED MODULE: ./lib/vault/repair/documents.js
/** Documents of keys and of the vault that were deleted or overwritten: which are put back, and which their owner may have meant to go. */







/** `<utc>-<32 hex>`, as in the name of a snapshot. */
function nameOf(key) {
    return key.slice(key.lastIndexOf('/') + 1);
}
/** Names of documents in the vault, in key order. */
function documentNames(inventory) {
    return [...inventory.keys()].filter(isDocument).map(nameOf);
}
function isDocument(key) {
    return (0,format_keys/* isKeysKey */.W6)(key) || (0,format_keys/* isVaultKey */.k0)(key);
}
/**
 * Which documents are to be put back. The hash in the name says which bytes are right, and not who wrote them: an owner sets a
 * delete marker on one that somebody forged, and that is what a thief does to a true one. So one that was deleted comes back
 * if snapshots of the vault speak for it: a document of keys by the vault key that they were made with, and the demand to seal
 * everything by any that is sealed. What else says something lies there until it is named.
 */
async function planDocuments(inventory, options) {
    const { store, told, sealedTo, signal } = options;
    const fixes = [];
    const left = [];
    for (const [key, versions] of inventory) {
        if (!isDocument(key) || (versions.length === 1 && versions[0]?.isDeleteMarker !== true))
            continue;
        const isTold = told.some((id) => (0,format_keys/* isIdStart */.cB)(id, nameOf(key)));
        if (told.length > 0 && !isTold)
            continue;
        const right = await findRight(store, key, versions, signal);
        if (right === undefined || right === versions[0])
            continue;
        const damage = damageOf(versions, right.sizeBytes);
        const { body } = await store.get(key, { versionId: right.versionId, signal });
        const says = (0,format_keys/* isKeysKey */.W6)(key) ? keysNamedBy(key, body) : (0,vault_rules/* asksForSealing */.nl)(key, body);
        const isVouchedFor = typeof says === 'string' ? sealedTo.has(says) : says && sealedTo.size > 0;
        // Nobody overwrites a document on purpose.
        const isMeant = isTold || isVouchedFor || (damage !== 'deleted' && says !== false);
        if (isMeant)
            fixes.push({ kind: 'document', object: { key }, damage, from: right });
        else
            left.push({ key, damage });
    }
    return { fixes, left };
}
function findRight(store, key, versions, signal) {
    const most = (0,format_keys/* isKeysKey */.W6)(key) ? limits/* LIMITS */.b1.keysMaxBytes : limits/* LIMITS */.b1.vaultDocumentMaxBytes;
    const fitting = versions.filter(({ isDeleteMarker, sizeBytes }) => isDeleteMarker || sizeBytes <= most);
    return (0,restore_version/* findRightVersion */.i)(store, { key }, fitting, signal);
}
/** The fingerprint of the vault key in a document of keys; false if it is none. */
function keysNamedBy(key, body) {
    try {
        return (0,keys_document/* parseKeysDocument */.lC)(body, key).key;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/vault/repair/objects.js
/** Looks at the packs and parts that snapshots need. */





/** Each holds a pack, 32 MiB at most. */
const OBJECTS_IN_FLIGHT = 4;
/** Each holds a byte. */
const PROBES_IN_FLIGHT = 16;
/**
 * Of objects that S3's listing leaves in doubt each S3 version is looked at. Of the others one byte is read: they are as they
 * were written, but for a disk that went bad, and still a role, a key or an archive may keep them shut.
 */
async function examineObjects({ store, emit, signal }, { needed, roots }, inventory) {
    const fixes = [];
    const losses = [];
    const unread = [];
    const losers = new Set();
    let doneItems = 0;
    const count = () => {
        const progress = { doneItems: ++doneItems, totalItems: needed.size };
        emit({ type: 'progress', what: 'check', doneBytes: 0, totalBytes: undefined, ...progress });
    };
    const addUnread = ({ object: { key }, roots: numbers }, error) => {
        const neededBy = numbers.map((number) => roots[number].id);
        unread.push({ kind: blobKind(key), key, error, neededBy });
    };
    const inDoubt = [];
    await (0,base_async/* mapBounded */.yJ)([...needed.values()], PROBES_IN_FLIGHT, async (each) => {
        const { object } = each;
        const isListed = isUndoubted(inventory.get(object.key) ?? [], object);
        const opened = isListed ? await openedByByte(store, object.key, signal) : false;
        if (opened === false)
            return void inDoubt.push(each);
        if (opened !== true)
            addUnread(each, opened);
        count();
    });
    await (0,base_async/* mapBounded */.yJ)(inDoubt, OBJECTS_IN_FLIGHT, async (each) => {
        const { key, sizeBytes, etag } = each.object;
        const versions = inventory.get(key) ?? [];
        // Without the size, of which a forged root may say anything: the hash in the key decides.
        const right = await rightVersion(store, { key, etag }, versions, signal);
        const [kind, damage] = [blobKind(key), damageOf(versions, sizeBytes)];
        if (right instanceof errors/* HoldfastError */.Et)
            addUnread(each, right);
        else if (right === undefined) {
            losses.push({ kind, key, damage });
            for (const number of each.roots)
                losers.add(number);
        }
        else if (right !== versions[0])
            fixes.push({ kind, object: { key, etag }, damage, from: right });
        count();
    });
    return { fixes, losses, unread, losers: [...losers].map((number) => roots[number]) };
}
/** Whether S3 gives the first byte of an object; the error if it may not be read. */
async function openedByByte(store, key, signal) {
    try {
        await store.get(key, { offset: 0, length: 1, upTo: true, signal });
        return true;
    }
    catch (error) {
        if ((0,damage/* isUnseen */.NM)(error))
            return error;
        if ((0,damage/* isLoss */.Q2)(error))
            return false;
        throw error;
    }
}
/** The error if none is right, and one of them may not be read. */
async function rightVersion(store, object, versions, signal) {
    try {
        return await (0,restore_version/* findRightVersion */.i)(store, object, versions, signal);
    }
    catch (error) {
        if ((0,damage/* isUnseen */.NM)(error))
            return error;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/vault/format/zstd.js + 1 modules
var zstd = __webpack_require__(93310);
;// CONCATENATED MODULE: ./lib/vault/repair/repair.js
/** Looks at all S3 versions of a vault, and plans a repair. */
















const ROOTS_IN_FLIGHT = 8;
const NOTES_IN_FLIGHT = 4;
/** Of the state of a mode, decoded. */
const DOCUMENT_MAX_BYTES = 256 * limits/* MiB */.lv;
/** Looks at every S3 version and at every root, and finds what is not as it was written. Changes nothing. */
async function planRepair(options) {
    const { store, series, emit, signal } = options;
    emit({ type: 'phase', name: 'List all S3 versions' });
    const inventory = new Map();
    await (0,read_versions/* collectVersions */._M)(inventory, store, prefixesOf(series), { signal });
    const notes = coveredNotes(inventory);
    const marked = marksIn(inventory);
    const idsOf = (kind) => new Set(marked.filter((mark) => mark.kind === kind).map(rootName));
    const [quarantined, readmitted] = [idsOf('quarantine'), idsOf('readmitted')];
    const removedAt = await removals(store, inventory, notes, signal);
    const all = chooseRoots(options, rootsToExamine(inventory, removedAt), documentNames(inventory));
    const sound = all.filter((root) => !quarantined.has(rootName(root)));
    emit({ type: 'phase', name: 'Read the snapshots' });
    const found = await examineRoots(options, sound, readmitted);
    const others = series === undefined ? [] : [...found.seriesNames].filter((name) => name !== series);
    await (0,read_versions/* collectVersions */._M)(inventory, store, others.flatMap(blobPrefixes), { signal });
    emit({ type: 'phase', name: 'Check packs and parts' });
    const objects = await examineObjects(options, found, inventory);
    const lost = new Set(objects.losses.map(({ key }) => key));
    const told = options.ids;
    const documents = await planDocuments(inventory, { store, told, sealedTo: found.sealedTo, signal });
    return {
        fixes: [...objects.fixes, ...(await noteFixes(store, notes, signal)), ...documents.fixes, ...found.fixes],
        losses: [...found.losses, ...objects.losses],
        damaged: await examineLosses(store, objects.losers, lost, signal),
        forgeries: found.forgeries,
        unexamined: found.unexamined.toSorted(byKey),
        unread: objects.unread.toSorted(byKey),
        toReadmit: found.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && wasTrusted),
        untrusted: found.roots.filter(({ isTrusted, wasTrusted }) => !isTrusted && !wasTrusted),
        quarantined: all.filter((root) => quarantined.has(rootName(root))).map(({ id }) => id),
        left: documents.left,
        examined: {
            snapshots: sound.length - found.unexamined.length,
            objects: found.needed.size,
            s3Versions: [...inventory.values()].reduce((sum, { length }) => sum + length, 0),
        },
    };
}
function byKey(a, b) {
    return a.key < b.key ? -1 : 1;
}
function rootName({ series, id }) {
    return `${series} ${id}`;
}
function prefixesOf(series) {
    if (series === undefined)
        return ['v1/'];
    return [(0,format_keys/* rootsPrefix */.qR)(series), ...blobPrefixes(series), (0,format_keys/* marksPrefix */.X5)(series), 'v1/state/'];
}
function blobPrefixes(series) {
    return [(0,format_keys/* blobsPrefix */.j2)('packs', series), (0,format_keys/* blobsPrefix */.j2)('parts', series)];
}
/**
 * When prune removed roots, by key, from the newest of its records that can be read: as it was written, and also if
 * somebody deleted it since.
 */
async function removals(store, inventory, notes, signal) {
    const originals = new Map(notes.map(({ key, original }) => [key, original]));
    const keys = [...inventory.keys()].filter((key) => key.startsWith((0,format_keys/* statePrefix */.Y6)('prune'))).sort();
    const records = keys.flatMap((key) => originals.get(key) ?? (0,read_versions/* withBytes */.Y9)(inventory.get(key) ?? [])[0] ?? []);
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
function chooseRoots({ series, ids }, roots, documents) {
    const own = roots.filter((root) => series === undefined || root.series === series);
    if (ids.length === 0)
        return own;
    const names = [...own.map(({ id }) => id), ...documents];
    const odd = ids.find((id) => id.length < format_keys/* ID_START_CHARS */.FW || !names.some((name) => (0,format_keys/* isIdStart */.cB)(id, name)));
    if (odd === undefined)
        return own.filter((root) => ids.some((id) => (0,format_keys/* isIdStart */.cB)(id, root.id)));
    throw new errors/* HoldfastError */.Et({
        code: 'no-snapshot',
        message: `No snapshot or document that is or was in ${series === undefined ? 'this vault' : `series ${series}`} has the id ${odd}.`,
        why: `Repair takes ids, or ${String(format_keys/* ID_START_CHARS */.FW)} characters of their beginning at least: what a selector would find may be damaged.`,
        fix: 'Leave version out to look at all of them.',
    });
}
async function examineRoots({ store, signal }, keys, readmitted) {
    const found = {
        roots: [],
        needed: new Map(),
        seriesNames: new Set(),
        sealedTo: new Set(),
        fixes: [],
        losses: [],
        forgeries: [],
        unexamined: [],
    };
    await (0,base_async/* mapBounded */.yJ)(keys, ROOTS_IN_FLIGHT, async (root) => {
        const { series, id, key, versions } = root;
        let bytes = Buffer.alloc(0);
        const isRight = (body) => {
            bytes = body;
            return (0,format_keys/* snapshotId */.iy)((0,format_keys/* timeOfId */.I9)(id), body) === id;
        };
        const object = { key, isRight };
        const right = await rightVersion(store, object, versions, signal);
        if (right === undefined) {
            found.losses.push({ kind: 'root', key, damage: damageOf(versions) });
            return;
        }
        if (right instanceof errors/* HoldfastError */.Et) {
            found.unexamined.push(unexamined(root, right));
            return;
        }
        const decoded = decode(root, bytes);
        if (decoded instanceof errors/* HoldfastError */.Et)
            found.unexamined.push(unexamined(root, decoded));
        if (decoded === 'forged')
            found.forgeries.push({ series, id, key });
        else
            add(found, examined(root, right, readmitted), object, decoded);
    });
    return found;
}
/** A root whose hash is right, and which is no snapshot, was made by somebody for the harm of it. Gives newer-format. */
function decode(root, bytes) {
    try {
        (0,format_root/* decodeRoot */.HK)(root, bytes);
    }
    catch (error) {
        if (!(error instanceof errors/* HoldfastError */.Et))
            throw error;
        // What it needs stands open in a sealed one.
        if (error.code !== 'sealed')
            return error.code === 'newer-format' ? error : 'forged';
    }
    return (0,format_root/* decodeOutline */.F7)(root, bytes);
}
function unexamined({ series, id, key }, error) {
    return { series, id, key, kind: (0,damage/* unreadableKind */.wZ)(error), error };
}
function examined(root, right, readmitted) {
    const trusts = (version) => (0,snapshots/* snapshotInfo */.bX)({ ...version, etag: '', storageClass: undefined })?.timeTrusted === true;
    const isTrusted = readmitted.has(rootName(root)) || (right === root.versions[0] && trusts(right));
    return { ...root, utc: (0,format_keys/* timeOfId */.I9)(root.id), right, isTrusted, wasTrusted: (0,read_versions/* withBytes */.Y9)(root.versions).some(trusts) };
}
function add(found, root, object, decoded) {
    const number = found.roots.push(root) - 1;
    if (root.right !== root.versions[0])
        found.fixes.push({ kind: 'root', object, damage: damageOf(root.versions), from: root.right });
    if (decoded instanceof errors/* HoldfastError */.Et)
        return;
    for (const object of decoded.objects) {
        const known = found.needed.get(object.key);
        if (known === undefined)
            found.needed.set(object.key, { object, roots: [number] });
        else
            known.roots.push(number);
    }
    for (const name of [decoded.series, ...decoded.bases])
        found.seriesNames.add(name);
    if (decoded.sealed !== undefined)
        found.sealedTo.add(decoded.sealed.seal.key);
}
/** Of marks and state whose bytes on top are not those that were written first. */
async function noteFixes(store, notes, signal) {
    const fixes = await (0,base_async/* mapBounded */.yJ)(notes, NOTES_IN_FLIGHT, async ({ kind, key, original, versions }) => {
        const { body } = await store.get(key, { versionId: original.versionId, signal });
        // One that is damaged its owner is told to delete.
        if (kind === 'state' && !repair_isDocument(body))
            return [];
        const sha256 = (0,external_node_crypto_.hash)('sha256', body);
        const isRight = (bytes) => (0,external_node_crypto_.hash)('sha256', bytes) === sha256;
        const object = { key, sizeBytes: body.length, isRight };
        const right = await (0,restore_version/* findRightVersion */.i)(store, object, versions, signal);
        return right === versions[0] ? [] : [{ kind, object, damage: damageOf(versions), from: original }];
    });
    return fixes.flat();
}
function repair_isDocument(body) {
    try {
        JSON.parse((0,zstd/* decompressUpTo */.IQ)(body, DOCUMENT_MAX_BYTES, 'A document').toString());
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/shared/untrusted-event.js
var untrusted_event = __webpack_require__(50841);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
// EXTERNAL MODULE: ./lib/commands/vault/versionless.js
var versionless = __webpack_require__(32080);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/repair.js









const DAMAGES = {
    missing: 'no S3 version is left',
    deleted: 'under a delete marker',
    overwritten: 'overwritten',
    truncated: 'overwritten with something shorter',
};
/** Paths of one snapshot in the log. */
const SHOWN_PATHS = 10;
/** Finds what was overwritten or deleted, and with `apply` puts it back; names what is lost. */
async function repair(inputs, deps) {
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    (0,untrusted_event/* refuseStrangers */.C)(vault.workflow);
    return repairIn(vault, inputs, deps);
}
async function repairIn(vault, inputs, deps) {
    const { store } = vault;
    const { emit, signal } = deps;
    const series = inputs.allSeries ? undefined : (0,vault_vault/* plannedSeries */.cn)(vault).series;
    const plan = await planRepair({ store, series, ids: inputs.version, emit, signal });
    const readmitted = inputs.readmit ? plan.untrusted : [];
    const outcome = inputs.apply ? await applyRepair({ store, emit, signal }, plan, readmitted) : undefined;
    if (plan.losses.length > 0)
        await (0,versionless/* tellIfVersionless */._)(vault, deps);
    report(plan, outcome, inputs, deps);
    return buildRepairResult(series ?? 'the vault', plan, readmitted, outcome, deps);
}
/** If damage remains at the end, the run must not look successful. */
function remaining(plan, outcome) {
    const lost = plan.losses.length - (outcome === undefined ? 0 : forgivenLosses(plan, outcome));
    const open = outcome === undefined ? changesOf(plan) : outcome.failed.length;
    return lost + plan.forgeries.length + unseenOf(plan) + open;
}
/** Snapshots, packs and parts of which nobody knows what they hold. */
function unseenOf({ unexamined, unread }) {
    return unexamined.length + unread.length;
}
/** Parts that are no longer needed, since all snapshots that named them were re-created. */
function forgivenLosses({ losses, damaged }, { rebuilt }) {
    const needed = new Set(damaged.filter(({ id }) => !rebuilt.has(id)).flatMap(({ lost }) => lost));
    return losses.filter(({ kind, key }) => kind === 'part' && !needed.has(key)).length;
}
function changesOf({ fixes, toReadmit, damaged }) {
    return fixes.length + toReadmit.length + damaged.filter(({ canRebuild }) => canRebuild).length;
}
function buildRepairResult(what, plan, readmitted, outcome, deps) {
    const changes = outcome === undefined ? changesOf(plan) + readmitted.length : outcome.done;
    const findings = plan.fixes.length + plan.losses.length + plan.forgeries.length + unseenOf(plan);
    const text = repairSummary(plan, outcome, changes, findings);
    return {
        status: remaining(plan, outcome) === 0 ? 'complete' : 'failed',
        outputs: { findings, changes, applied: outcome !== undefined },
        tables: [
            objectTable(plan, outcome, deps),
            snapshotTable(plan, outcome, deps),
            readmissionTable([...plan.toReadmit, ...readmitted], outcome, deps),
        ].filter(({ rows }) => rows.length > 0),
        summary: {
            title: `Repair of ${what}`,
            facts: {
                'Damaged or gone': [[findings, 'count']],
                [outcome === undefined ? 'Can be mended' : 'Mended']: [[changes, 'count']],
                'Cannot be mended': [[plan.losses.length, 'count']],
            },
            text,
        },
        json: repairJson(plan, readmitted, outcome),
    };
}
/** One annotation per class: what could not be repaired, and what to do about it. */
function report(plan, outcome, { readmit }, { emit }) {
    for (const { key, damage } of plan.losses)
        emit({
            type: 'warning',
            class: 'object-lost',
            message: `${key} cannot be put back: ${DAMAGES[damage]}.`,
            fix: 'The table names the affected snapshots and paths. If there is a copy of the bucket, take the object from there; else put these snapshots into quarantine (mode mark).',
        });
    for (const { id, key } of plan.forgeries)
        emit({
            type: 'warning',
            class: 'forged-snapshot',
            message: `Snapshot ${id} was not made by Holdfast: what it says about ${key} is false.`,
            fix: 'Put it into quarantine (mode mark), and find out who wrote it (mode audit).',
        });
    for (const each of plan.unexamined)
        emit(unexaminedWarning(each));
    for (const each of plan.unread)
        emit(unreadWarning(each));
    for (const { key, damage } of plan.left)
        emit({
            type: 'warning',
            class: 'document-left',
            message: `${key} is ${DAMAGES[damage]}, and is left like that.`,
            why: 'No snapshot speaks for it, so its owner may have deleted it on purpose.',
            fix: `If it is one of yours: \`holdfast repair --all-series --version ${key.slice(key.lastIndexOf('/') + 1)} --apply\` puts it back.`,
        });
    for (const { key, error } of outcome?.failed ?? [])
        emit({
            type: 'warning',
            class: 'not-put-back',
            message: `${key}: ${error.message}`,
            why: error.why,
            fix: error.fix,
        });
    if (plan.untrusted.length > 0 && !readmit)
        emit({
            type: 'notice',
            class: 'untrusted-time',
            message: `Written at another time than they say, and so never latest: ${(0,base_text/* counted */.hS)(plan.untrusted.length, 'snapshot')} (${plan.untrusted[0]?.id ?? ''}).`,
            fix: 'If the vault was copied here, `readmit: true` makes them count. Otherwise somebody forged them.',
        });
    if (plan.quarantined.length > 0)
        emit({
            type: 'info',
            message: `Left alone, since in quarantine: ${(0,base_text/* counted */.hS)(plan.quarantined.length, 'snapshot')} (${plan.quarantined.slice(0, SHOWN_PATHS).join(', ')}).`,
        });
}
function unreadText(error) {
    return UNEXAMINED[(0,damage/* unreadableKind */.wZ)(error) === 'archived' ? 'archived' : 'forbidden'];
}
const UNEXAMINED = {
    newer: 'written by a newer version of Holdfast',
    forbidden: 'closed to this role',
    archived: 'archived',
};
function unexaminedWarning({ id, kind, error }) {
    return {
        type: 'warning',
        class: 'snapshot-not-examined',
        message: `Snapshot ${id} is ${UNEXAMINED[kind]}: what it needs was not checked. ${error.message}`,
        why: 'Nobody knows whether the packs and parts that it names are there; this run does not say so.',
        fix: error.fix,
    };
}
function unreadWarning({ key, error, neededBy }) {
    const [first = '', ...others] = neededBy;
    return {
        type: 'warning',
        class: (0,damage/* unreadableKind */.wZ)(error) === 'archived' ? 'object-archived' : 'object-forbidden',
        message: `${key} was not checked. ${error.message}`,
        why: `Needed by ${first}${others.length === 0 ? '' : ` and ${(0,base_text/* counted */.hS)(others.length, 'snapshot')} more`}. Nothing says that it is lost, and nothing that it holds what was written.`,
        fix: error.fix,
    };
}
function repairSummary(plan, outcome, changes, findings) {
    const { snapshots, objects, s3Versions } = plan.examined;
    const seen = `Checked: ${(0,base_text/* counted */.hS)(snapshots, 'snapshot')}, ${(0,base_text/* counted */.hS)(objects, 'pack or part', 'packs and parts')}, ${(0,base_text/* counted */.hS)(s3Versions, 'S3 version')}.`;
    if (findings + changes === 0)
        return `${seen} Everything is as it was written.`;
    const lost = lossesText(plan.losses.length, plan.unread.length, plan.unexamined.length);
    if (outcome === undefined)
        return `${seen} A plan of ${(0,base_text/* counted */.hS)(changes, 'change')}, and nothing was changed: \`apply: true\` carries it out.${lost}`;
    const failed = outcome.failed.length === 0 ? '' : ` Failed: ${outcome.failed.length}; run it again.`;
    return `${seen} Made: ${(0,base_text/* counted */.hS)(changes, 'change')}.${failed}${lost}`;
}
function lossesText(lost, unread, unexamined) {
    return [
        lost === 0 ? '' : ` Lost for good: ${(0,base_text/* counted */.hS)(lost, 'object')}.`,
        unread === 0 ? '' : ` May not be read: ${(0,base_text/* counted */.hS)(unread, 'object')}.`,
        unexamined === 0 ? '' : ` Not checked, nor what they need: ${(0,base_text/* counted */.hS)(unexamined, 'snapshot')}.`,
    ].join('');
}
function objectTable(plan, outcome, deps) {
    const failed = new Set(outcome?.failed.map(({ key }) => key));
    const todo = (key) => outcome === undefined ? 'put back' : failed.has(key) ? 'could not be put back' : 'was put back';
    const all = [
        ...plan.losses.map(({ key, damage }) => [key, DAMAGES[damage], 'nothing: lost', undefined, undefined]),
        ...plan.unread.map(({ key, error }) => [key, unreadText(error), 'nothing: not checked', undefined, undefined]),
        ...plan.unexamined.map(({ key, kind }) => [key, UNEXAMINED[kind], 'nothing: not checked', undefined, undefined]),
        ...plan.left.map(({ key, damage }) => [key, DAMAGES[damage], 'nothing: name it', undefined, undefined]),
        ...plan.forgeries.map(({ id, key }) => [key, `snapshot ${id} is forged`, 'nothing', undefined, undefined]),
        ...plan.fixes.map(({ object: { key }, damage, from }) => [
            key,
            DAMAGES[damage],
            todo(key),
            from.versionId,
            from.lastModified,
        ]),
    ];
    const { rows, note } = (0,snapshot_view/* shownRows */.$6)(all, deps);
    return {
        title: `Differences from what was written${note}`,
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
    const { rows, note } = (0,snapshot_view/* shownRows */.$6)(damaged, deps);
    return (0,fields/* tableOf */.c_)(`Snapshots that lack something for good${note}`, damagedFields(outcome), rows);
}
function damagedFields(outcome) {
    const rebuiltAs = ({ id }) => outcome?.rebuilt.get(id);
    return {
        series: { kind: 'text', value: ({ series }) => series },
        id: { kind: 'text', title: 'snapshot', value: ({ id }) => id },
        lost: {
            kind: 'text',
            title: 'what is lost',
            value: ({ lost }) => lost,
            cell: (each) => lossText(each, rebuiltAs(each)),
        },
        lostSections: { value: ({ lostSections }) => lostSections },
        paths: { kind: 'text', value: ({ paths }) => paths, cell: pathText },
        canRebuild: { value: ({ canRebuild }) => canRebuild },
        pathCount: { kind: 'count', title: 'files', value: ({ pathCount }) => pathCount, before: 'paths' },
        rebuiltAs: { value: (each) => rebuiltAs(each) ?? null },
    };
}
function lossText({ canRebuild, lostSections }, rebuilt) {
    if (rebuilt !== undefined)
        return `its map; re-created from its packs as ${rebuilt}`;
    if (canRebuild)
        return 'its map; its packs contain the same data, so it will be re-created';
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
    const { rows, note } = (0,snapshot_view/* shownRows */.$6)(roots, deps);
    const title = `Snapshots whose time ${outcome === undefined ? 'will be' : 'is'} trusted by a mark`;
    return (0,fields/* tableOf */.c_)(title + note, ROOT_FIELDS, rows);
}
const ROOT_FIELDS = {
    series: { kind: 'text', value: ({ series }) => series },
    id: { kind: 'text', title: 'snapshot', value: ({ id }) => id },
    time: { kind: 'time', cell: ({ utc }) => utc },
};
function repairJson(plan, readmitted, outcome) {
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
        damagedSnapshots: (0,fields/* jsonRows */.GN)(damagedFields(outcome), plan.damaged),
        forged: plan.forgeries,
        leftDocuments: plan.left,
        notRead: plan.unread.map(({ kind, key, error: { code }, neededBy }) => ({ kind, key, code, neededBy })),
        notExamined: plan.unexamined.map(({ series, id, key, kind }) => ({ series, id, key, kind })),
        readmitted: (0,fields/* jsonRows */.GN)(ROOT_FIELDS, [...plan.toReadmit, ...readmitted]),
        untrusted: (0,fields/* jsonRows */.GN)(ROOT_FIELDS, plan.untrusted),
        quarantined: plan.quarantined,
        failed: (outcome?.failed ?? []).map(({ key, error: { code, message } }) => ({ key, code, message })),
    };
}


/***/ }),

/***/ 32080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ tellIfVersionless),
/* harmony export */   c: () => (/* binding */ withVersionless)
/* harmony export */ });
/* harmony import */ var _aws_provider_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43553);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98371);
/**
 * Explains why nothing can be recovered if a server keeps no S3 versions. For the modes that looked for them in vain.
 */



/** Warns if an object of the vault has no S3 version; one request. */
async function tellIfVersionless(vault, deps) {
    const why = await versionlessWhy(vault, deps);
    if (why === undefined)
        return;
    deps.emit({
        type: 'warning',
        class: 'bucket-versioning',
        message: 'The bucket keeps no S3 versions, as far as an object of the vault shows.',
        why,
        fix: `Use a bucket that keeps S3 versions, with versioning enabled. ${(0,_aws_provider_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerPage */ .f)(vault.connection.settings.endpointUrl)}.`,
    });
}
/** Adds the reason to an error if the bucket keeps no deleted objects. */
async function withVersionless(error, vault, deps) {
    const why = await versionlessWhy(vault, deps);
    if (why === undefined)
        return error;
    const { code, message, fix, exitCode } = error;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code, message, why: `The bucket keeps no S3 versions: ${why}`, fix, exitCode });
}
async function versionlessWhy({ store }, { signal }) {
    const sample = await (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__/* .findSampleObject */ .n)(store, signal).catch((error) => {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
            return undefined;
        throw error;
    });
    if (sample === undefined || (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .G)(sample.versionId))
        return undefined;
    return `the answer about ${sample.key} names none. Without versions, deleted or overwritten objects are lost.`;
}


/***/ })

};
