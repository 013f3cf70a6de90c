export const id = 1961;
export const ids = [1961];
export const modules = {

/***/ 81961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify),
  verifyIn: () => (/* binding */ verifyIn)
});

// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var errors = __webpack_require__(4397);
// EXTERNAL MODULE: ./lib/base/errors.js
var base_errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/vault/backup/mixed-series.js
var mixed_series = __webpack_require__(84152);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/selectors.js
var selectors = __webpack_require__(6971);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/read/vault-state.js
var vault_state = __webpack_require__(9357);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/versions.js
var versions = __webpack_require__(46188);
;// CONCATENATED MODULE: ./lib/vault/verify/findings.js


const LISTED_PATHS = 10;
/** Counts paths and keeps the first. */
class PathSink {
    count = 0;
    first = [];
    add(path) {
        if (this.count++ < LISTED_PATHS)
            this.first.push(path);
    }
}
/** What to do about an object whose current bytes are not those that were stored: one request. */
async function recoveryOf(store, { key, sizeBytes }, signal) {
    let isLike = false;
    const unlisted = await (0,damage/* ifServed */.Pk)(async () => {
        for await (const version of (0,versions/* versionsOfKey */.cx)(store, key, signal))
            isLike ||=
                !version.isDeleteMarker && !version.isLatest && (sizeBytes === undefined || version.sizeBytes === sizeBytes);
    });
    if (isLike)
        return 'An older S3 version of it still exists: mode repair recovers it if its bytes are right.';
    if (unlisted !== undefined)
        return 'This server keeps no S3 versions, or does not list them: mode repair cannot recover it. The next backup stores again what the source still has.';
    return 'No older S3 version of it is left: mode repair shows what is lost. The next backup stores again what the source still has.';
}

;// CONCATENATED MODULE: ./lib/vault/verify/root-finding.js
/** A root that cannot be read, as a finding. */




const ROOT_CLASSES = {
    lost: 'snapshot-damaged',
    damaged: 'snapshot-damaged',
    newer: 'newer-format',
    sealed: 'snapshot-sealed',
    foreign: 'snapshot-foreign',
    forbidden: 'snapshot-forbidden',
    archived: 'object-archived',
};
/** What to do if no older S3 version helps. */
function rootFix(error) {
    const kind = (0,damage/* unreadableKind */.wZ)(error);
    if (kind === 'newer')
        return 'Nothing of it was verified. Use a newer version of Holdfast.';
    if (kind === 'sealed' || kind === 'foreign' || kind === 'forbidden' || kind === 'archived')
        return error.fix;
    return undefined;
}
/** A root that cannot be read, as a finding. Throws what is not the root's fault. */
async function rootFinding(store, { series, id }, error, signal) {
    const kind = (0,damage/* unreadableKind */.wZ)(error);
    if (kind === undefined)
        throw error;
    const object = (0,keys/* rootKey */.eO)(series, id);
    return {
        class: ROOT_CLASSES[kind],
        series,
        snapshot: id,
        object,
        message: (0,base_errors/* messageOf */.bD)(error),
        paths: new PathSink(),
        fix: rootFix(error) ?? (await recoveryOf(store, { key: object, sizeBytes: undefined }, signal)),
    };
}

// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/format/columns.js
var columns = __webpack_require__(79465);
// EXTERNAL MODULE: ./lib/vault/format/sealed-root.js
var sealed_root = __webpack_require__(161);
// EXTERNAL MODULE: ./lib/vault/read/live-frames.js
var live_frames = __webpack_require__(27102);
// EXTERNAL MODULE: ./lib/vault/format/map.js
var format_map = __webpack_require__(44136);
// EXTERNAL MODULE: ./lib/vault/restore/plan.js
var plan = __webpack_require__(36030);
// EXTERNAL MODULE: ./lib/vault/format/state.js
var format_state = __webpack_require__(59275);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/storage-classes.js
var storage_classes = __webpack_require__(12053);
// EXTERNAL MODULE: ./lib/vault/format/pack.js
var format_pack = __webpack_require__(13321);
// EXTERNAL MODULE: ./lib/vault/read/proof.js
var read_proof = __webpack_require__(7723);
// EXTERNAL MODULE: ./lib/vault/format/root.js
var root = __webpack_require__(97412);
// EXTERNAL MODULE: ./lib/vault/format/zstd.js + 1 modules
var zstd = __webpack_require__(93310);
;// CONCATENATED MODULE: ./lib/vault/verify/objects.js
/** Checks packs and parts, and reads them at the deeper levels. */









const HEADS_IN_FLIGHT = 32;
/** Of up to 32 MiB each, with a decoded frame. */
const PACKS_IN_FLIGHT = 4;
/**
 * Proves that objects exist with the right size and bytes without reading them, by the SHA-256 that the provider
 * computed when they were written: one HEAD per object. For a provider without such checksums it uses LIST, 1,000
 * objects per request. Then an equal ETag is the proof, and an object with another ETag is read.
 *
 * One instance serves a whole run and requests no object twice: snapshots of one series share most of theirs.
 */
class ObjectProver {
    store;
    signal;
    proved = new Map();
    lists = new Map();
    /** Whether the provider keeps SHA-256 checksums; undefined until the first object was seen. */
    keepsChecksums;
    constructor(store, signal) {
        this.store = store;
        this.signal = signal;
    }
    /** What is wrong with them. */
    async check(objects) {
        const [first, ...rest] = objects;
        if (first === undefined)
            return [];
        // The first object is requested alone: its answer decides how the others are requested.
        const problems = [await this.once(first)];
        problems.push(...(await (0,base_async/* mapBounded */.yJ)(rest, HEADS_IN_FLIGHT, (object) => this.once(object))));
        return problems.filter((problem) => problem !== undefined);
    }
    once(object) {
        const name = `${object.key} ${String(object.sizeBytes)}`;
        const known = this.proved.get(name) ?? this.prove(object);
        this.proved.set(name, known);
        return known;
    }
    async prove(object) {
        const { key } = object;
        const seen = this.keepsChecksums === false ? await this.listed(key) : await this.head(key);
        if (seen === undefined)
            return missing(key);
        if (seen.sizeBytes !== object.sizeBytes)
            return wrongSize(object, seen.sizeBytes);
        if (storage_classes/* ARCHIVE_CLASSES */.C.includes(seen.storageClass ?? '')) {
            return { class: 'object-archived', key, detail: `is archived (${String(seen.storageClass)}) and cannot be read` };
        }
        if (seen.sha256 !== undefined)
            return (0,keys/* isNamedBy */.$8)(key, seen.sha256) ? undefined : wrongBytes(key, 'by the checksum that S3 keeps');
        return (0,root/* etagHint */.d8)(seen.etag) === object.etag ? undefined : this.read(object);
    }
    async head(key) {
        const seen = await this.store.head(key, { signal: this.signal });
        if (seen !== undefined)
            this.keepsChecksums ??= seen.sha256 !== undefined;
        return seen;
    }
    async listed(key) {
        const { kind, series } = (0,keys/* parseBlobKey */.QK)(key) ?? { kind: 'packs', series: '' };
        const prefix = (0,keys/* blobsPrefix */.j2)(kind, series);
        const list = this.lists.get(prefix) ?? this.list(prefix);
        this.lists.set(prefix, list);
        return (await list).get(key);
    }
    async list(prefix) {
        const found = new Map();
        for await (const { objects } of this.store.list(prefix, { signal: this.signal })) {
            for (const object of objects)
                found.set(object.key, object);
        }
        return found;
    }
    async read(object) {
        const body = await getWhole(this.store, object, this.signal);
        return Buffer.isBuffer(body) ? undefined : body;
    }
}
/**
 * Reads whole objects and checks every byte, several at a time. `frames`: by pack, what the snapshot's map says about
 * it.
 */
async function readObjects(store, objects, frames, observer, signal) {
    const problems = await (0,base_async/* mapBounded */.yJ)(objects, PACKS_IN_FLIGHT, async (object) => {
        const body = await getWhole(store, object, signal);
        if (!Buffer.isBuffer(body))
            return body;
        observer.onRead(body.length);
        const problem = await decodeWhole(object.key, body, frames.get(object.key) ?? [], observer);
        (0,zstd/* release */._r)(body);
        return problem;
    });
    return problems.filter((problem) => problem !== undefined);
}
/** The bytes that the root records, or what the current ones are instead. No older S3 version is looked at. */
async function getWhole(store, object, signal) {
    const { key } = object;
    try {
        const { body } = await store.get(key, { signal });
        if (body.length !== object.sizeBytes)
            return wrongSize(object, body.length);
        return (0,keys/* isNameOf */.b_)(key, body) ? body : wrongBytes(key, 'as read');
    }
    catch (error) {
        if (error instanceof base_errors/* HoldfastError */.Et && error.code === 'object-archived')
            return { class: 'object-archived', key, detail: 'is archived and cannot be read' };
        if (!(0,damage/* isLoss */.Q2)(error))
            throw error;
        return missing(key);
    }
}
/** Its table of contents, every frame and every fragment; then what the map says of them. */
async function decodeWhole(key, body, claimed, { onFrame, onGood, contentOf, isClosed }) {
    if ((0,keys/* parseBlobKey */.QK)(key)?.kind !== 'packs' || isClosed)
        return undefined;
    try {
        const found = await (0,format_pack/* readPack */.wh)(key, body, onFrame, contentOf);
        onGood(key, (0,read_proof/* catalogueOf */.vq)(found));
        if (agree(claimed, found))
            return undefined;
        return { class: 'content-damaged', key, detail: 'holds other fragments than the map of the snapshot says' };
    }
    catch (error) {
        if ((0,damage/* unreadableKind */.wZ)(error) === 'sealed')
            return { class: 'snapshot-sealed', key, detail: 'is sealed to a key that vault-key does not hold' };
        if (!(0,damage/* isLoss */.Q2)(error))
            throw error;
        const detail = `has the bytes that were stored, but they cannot be decoded (${error.message})`;
        return { class: 'content-damaged', key, detail };
    }
}
/** Whether each frame of the map is one of the pack's, with the same fragments. */
function agree(claimed, found) {
    const byOffset = new Map(found.map((one) => [one.frame.offset, one]));
    return claimed.every(({ frame, lengths, ids }) => {
        const fact = byOffset.get(frame.offset);
        return (fact?.frame.storedBytes === frame.storedBytes &&
            fact.lengths.length === lengths.length &&
            fact.lengths.every((length, i) => length === lengths[i]) &&
            fact.ids.equals(ids));
    });
}
function missing(key) {
    return { class: 'object-missing', key, detail: 'is gone: deleted, or covered by a delete marker' };
}
function wrongSize({ key, sizeBytes }, foundBytes) {
    const detail = `has ${String(foundBytes)} bytes, but ${String(sizeBytes)} were stored: it was overwritten or truncated`;
    return { class: 'object-changed', key, detail };
}
function wrongBytes(key, how) {
    return {
        class: 'object-changed',
        key,
        detail: `has bytes other than those stored (SHA-256, ${how}): it was overwritten`,
    };
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
;// CONCATENATED MODULE: ./lib/vault/verify/sample.js
/** Chooses the packs of a sample, so that a cycle of runs reads them all. */

const cursorSchema = dist/* object */.Ikc({ run: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)), after: dist/* string */.YjP() });
/** What mode verify keeps in the vault: the cursor of each series. */
const sampleStateSchema = dist/* object */.Ikc({ cursors: dist/* record */.g1P(dist/* string */.YjP(), cursorSchema) });
/**
 * Which packs this run reads. A cycle goes through them in the order of their keys, each run taking an equal share of
 * the bytes that are left, and the last run all of them: whatever was there when a cycle began has been read when it
 * ends, `runs` runs later at most, however much came and went meanwhile. Each run reads at least one pack, so a small
 * vault has more cycles.
 *
 * Packs that no run has read yet do not wait for their turn: the newest of them are read in addition, up to the same
 * number of bytes again. New packs are the ones that a stolen backup role may have forged, and that the next backup
 * trusts unless they were read.
 *
 * @param runs of a cycle, 1 or more
 * @param isProved whether a run of mode verify has read the pack of this key before, with any outcome
 */
function planSample(packs, cursor, runs, isProved = () => true) {
    const inOrder = packs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const rest = inOrder.filter(({ key }) => cursor !== undefined && key > cursor.after);
    const run = rest.length > 0 ? (cursor?.run ?? 0) : 0;
    const left = rest.length > 0 ? rest : inOrder;
    const share = sumOf(left) / Math.max(1, runs - run);
    const picked = upTo(left, share);
    const isEnd = picked.length === left.length;
    const next = isEnd ? { run: 0, after: '' } : { run: run + 1, after: picked.at(-1)?.key ?? '' };
    const isPicked = new Set(picked);
    const unread = inOrder.filter((pack) => !isPicked.has(pack) && !isProved(pack.key)).reverse();
    return { picked: [...picked, ...upTo(unread, share)], next };
}
/** The first of them, until their bytes reach a share; one at least. */
function upTo(packs, share) {
    const picked = [];
    let bytes = 0;
    for (const pack of packs) {
        if (picked.length > 0 && bytes >= share)
            break;
        picked.push(pack);
        bytes += pack.sizeBytes;
    }
    return picked;
}
function sumOf(packs) {
    return packs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/vault/read/file-hasher.js
var file_hasher = __webpack_require__(50591);
;// CONCATENATED MODULE: ./lib/vault/verify/frame-cache.js
/** Frames that are read one by one, up to a bound, the last ones kept. */




/** Decoded bytes that are kept. */
const FRAMES_KEPT_BYTES = 64 * limits/* MiB */.lv;
class FrameCache {
    blobs;
    claimed;
    signal;
    last = new Map();
    keptBytes = 0;
    /** Bytes that may still be decoded. */
    leftBytes;
    /** Whether a frame was not read since more would be decoded than may be. */
    isSpent = false;
    constructor(blobs, claimed, maxBytes, signal) {
        this.blobs = blobs;
        this.claimed = claimed;
        this.leftBytes = maxBytes;
        this.signal = signal;
    }
    /** The content of a frame that was read lately. */
    kept(frame) {
        const raw = this.last.get(frame);
        if (raw === undefined)
            return undefined;
        this.last.delete(frame);
        this.last.set(frame, raw);
        return raw;
    }
    /** undefined where its bytes are not there, or too many were decoded already. */
    async read(frame) {
        if (this.last.has(frame))
            return undefined;
        if (frame.rawBytes > this.leftBytes) {
            this.isSpent = true;
            return undefined;
        }
        this.leftBytes -= frame.rawBytes;
        const { ids, lengths } = this.claimed.get(frame);
        const raw = await this.fetch(frame, ids, lengths);
        this.last.set(frame, raw);
        return raw && { ids, lengths, raw };
    }
    async fetch(frame, ids, lengths) {
        const { pack, offset, storedBytes, rawBytes } = frame;
        for (const [oldest, raw] of this.last) {
            if (this.keptBytes + rawBytes <= FRAMES_KEPT_BYTES)
                break;
            this.last.delete(oldest);
            this.keptBytes -= raw?.length ?? 0;
        }
        const check = async (stored) => {
            const raw = await (0,zstd/* decompress */.mF)(stored, rawBytes, pack);
            (0,format_pack/* checkFragments */.UH)(raw, ids, lengths, pack);
            return raw;
        };
        try {
            const raw = await this.blobs.readPack(pack, offset, storedBytes, check, this.signal);
            this.keptBytes += raw.length;
            return raw;
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./lib/vault/verify/whole-files.js
/**
 * Files of several fragments, checked by the SHA-256 of the whole file. Of the other files the id of the one fragment is
 * the hash, and is checked with its pack.
 */










/**
 * Bytes that may be decoded for each byte that the files hold: a backup writes frames of 4 MiB, of fragments of 32 KiB or
 * more on average, so that each fragment of a file may lie in a frame of its own.
 */
const DECODED_PER_BYTE = 128;
const SLICE_ENTRIES = 2048;
class WholeFiles {
    signal;
    hasher = new file_hasher/* FileHasher */.g();
    /** Files that would have taken too much to check. */
    unchecked = [];
    constructor(signal) {
        this.signal = signal;
    }
    /** Finds the files of a tree. */
    async collect(tree) {
        let entries = 0;
        try {
            for (const { path, sha256, fragments } of (0,format_tree/* treeEntries */.re)(tree)) {
                if (++entries % SLICE_ENTRIES === 0)
                    await pause(this.signal);
                if (fragments.length <= columns/* HASH_BYTES */.FA)
                    continue;
                // Copies: views would keep all of the tree's segments in memory.
                this.hasher.add({
                    path: Buffer.from(path),
                    sha256: Buffer.from(sha256),
                    fragments: Buffer.from(fragments),
                });
            }
        }
        catch (error) {
            // The check of the tree reports it.
            if (!(0,damage/* isLoss */.Q2)(error))
                throw error;
        }
    }
    /** The content of a frame, as it is read with its pack. */
    feed({ ids, lengths }, raw) {
        this.hasher.feedFrame(ids, lengths, raw);
    }
    /** Names of files that are wrong, or were not checked. */
    badFiles() {
        return new Set([...this.hasher.wrong, ...this.unchecked].map(read_proof/* fileName */.Md));
    }
    /**
     * Reads again what files need whose fragments did not come in their order when the packs were read: those in several
     * packs.
     *
     * @param claimed all frames of the map
     * @param recordedBytes of all files, as the tree has them
     */
    async finish(claimed, index, blobs, recordedBytes) {
        const rawBytes = claimed.reduce((sum, { frame }) => sum + frame.rawBytes, 0);
        const maxBytes = DECODED_PER_BYTE * recordedBytes + rawBytes;
        const byFrame = new Map(claimed.map((found) => [found.frame, found]));
        const frames = new FrameCache(blobs, byFrame, maxBytes, this.signal);
        await this.feedUnfinished(index, frames);
        const wrong = pathsOf(this.hasher.wrong);
        return [
            ...(wrong.count === 0
                ? []
                : [{ message: 'The fragments of files do not match the SHA-256 of the files.', paths: wrong }]),
            ...(frames.isSpent ? [this.giveUp(maxBytes)] : []),
        ];
    }
    async feedUnfinished(index, frames) {
        for (const one of this.hasher.unfinished) {
            while (one.at < one.file.fragments.length) {
                const row = index.find(one.file.fragments, one.at);
                const place = row < 0 ? undefined : index.place(row);
                const kept = place && frames.kept(place.frame);
                if (place !== undefined && kept !== undefined) {
                    // The frame was fed as a whole before. Feed only the fragment asked for, or the work would grow with all that
                    // lies in the frame.
                    const id = one.file.fragments.subarray(one.at, one.at + columns/* HASH_BYTES */.FA);
                    this.hasher.feed(id, kept.subarray(place.offset, place.offset + place.lengthBytes));
                    continue;
                }
                const found = place && (await frames.read(place.frame));
                // What cannot be read is reported with its pack.
                if (found === undefined)
                    break;
                this.hasher.feedFrame(found.ids, found.lengths, found.raw);
            }
        }
    }
    giveUp(maxBytes) {
        this.unchecked = this.hasher.unfinished.map(({ file }) => file);
        const limit = `${String(Math.ceil(maxBytes / limits/* MiB */.lv))} MiB, ${String(DECODED_PER_BYTE)} times what its files hold and its packs once`;
        const message = `Files were not checked as a whole: their fragments are so scattered that more than the limit would have to be decoded (${limit}).`;
        return { message, paths: pathsOf(this.unchecked) };
    }
}
function pathsOf(files) {
    const paths = new PathSink();
    for (const { path } of files)
        paths.add((0,platform/* printablePath */.Vj)(path));
    return paths;
}
/** Lets other work of this process go on, and stops here if the run was cancelled. */
async function pause(signal) {
    await (0,promises_.setImmediate)();
    signal.throwIfAborted();
}

;// CONCATENATED MODULE: ./lib/vault/verify/verify.js
/** Verifies one snapshot at a level. */



















/**
 * Proves that a snapshot can be restored, as deep as the level says (docs/verify.md). Damage is a finding, not an
 * error. What prevents the check itself is thrown: access-denied, endpoint-unreachable, cancelled, ...
 */
async function verifySnapshot(options) {
    const { store, snapshot, signal } = options;
    try {
        const { versionId } = snapshot;
        let covered;
        const onCovered = (error) => void (covered = error);
        const root = await (0,root_reader/* readRoot */.XD)(store, snapshot, {
            access: 'verify',
            signal,
            onCovered,
            ...(versionId !== undefined && { versionId }),
        });
        const verified = await new Check(options, root).run();
        if (covered === undefined)
            return verified;
        return { ...verified, findings: [await rootFinding(store, snapshot, covered, signal), ...verified.findings] };
    }
    catch (error) {
        // If objects may not be read, the role is at fault. A root may be forbidden individually and is then skipped.
        if ((0,damage/* isUnseen */.NM)(error))
            throw error;
        return {
            findings: [await rootFinding(store, snapshot, error, signal)],
            root: undefined,
            opensPacks: true,
            readBytes: 0,
            next: undefined,
            proof: undefined,
        };
    }
}
/** Damaged objects whose older S3 versions are looked for one by one. */
const RECOVERIES = 100;
const verify_SLICE_ENTRIES = 2048;
const NOT_BAD = ['object-archived', 'snapshot-sealed'];
class Check {
    options;
    root;
    findings = [];
    /** Of packs among the root's objects, in the order of the map; none of packs of which it says what cannot be. */
    frames = new Map();
    flaws = new Map();
    files;
    good = new Map();
    readBytes = 0;
    /** Whether packs are decoded, and not only held against their names. */
    opensPacks = true;
    next;
    constructor(options, root) {
        this.options = options;
        this.root = root;
        this.files = new WholeFiles(options.signal);
    }
    async run() {
        const blobs = new read_blobs/* BlobReader */.n(this.options.store, this.root);
        const tree = await this.loadTables(blobs);
        if (tree !== undefined && this.options.level === 'full' && blobs.opensPacks)
            await this.files.collect(tree);
        this.opensPacks = blobs.opensPacks;
        const problems = await this.checkObjects(blobs);
        for (const key of blobs.fallbacks) {
            if (!problems.has(key))
                problems.set(key, { class: 'object-changed', key, detail: 'has bytes other than those stored' });
        }
        const paths = new Map([...problems.keys()].map((key) => [key, new PathSink()]));
        if (tree !== undefined) {
            this.checkMap();
            await this.walk(tree, paths, blobs);
        }
        let recoveries = 0;
        for (const problem of problems.values()) {
            const fix = recoveries++ < RECOVERIES ? await this.fixFor(problem) : 'Mode repair shows what can be recovered.';
            const sink = paths.get(problem.key) ?? new PathSink();
            this.add(problem.class, `${problem.key} ${problem.detail}.`, fix, sink, problem.key);
        }
        const { findings, root, readBytes, next, opensPacks } = this;
        return { findings, root, readBytes, next, opensPacks, proof: this.proof(problems) };
    }
    proof(problems) {
        const { level } = this.options;
        if (level !== 'full' && level !== 'sample')
            return undefined;
        // What is archived may come back, what is sealed to another key is whole, and what the map says falsely of a good pack shows by its catalogue.
        const isBad = ({ key, class: kind }) => !NOT_BAD.includes(kind) && (0,keys/* parseBlobKey */.QK)(key)?.kind === 'packs' && !this.good.has(key);
        const badPacks = new Set([...problems.values()].filter(isBad).map(({ key }) => key));
        return {
            // What was not opened is not proved.
            level: this.opensPacks ? level : 'sample',
            packs: this.good,
            badPacks,
            badFiles: this.files.badFiles(),
        };
    }
    add(kind, message, fix, paths = new PathSink(), object) {
        const { series } = this.root.header;
        this.findings.push({ class: kind, series, snapshot: this.root.id, object, message, paths, fix });
    }
    async fixFor({ key, class: kind }) {
        const { store, signal } = this.options;
        if (kind === 'object-archived')
            return 'Restore it in S3 (RestoreObject), and remove the lifecycle rule that moves objects of the vault to an archive.';
        if (kind === 'snapshot-sealed')
            return sealed_root/* FORMER_KEYS */.xo;
        if (kind === 'content-damaged')
            return 'No S3 version can fix it. Put the snapshot in quarantine (mode mark), back up into a new series, and report this.';
        const sizeBytes = this.root.objects.find((object) => object.key === key)?.sizeBytes;
        return recoveryOf(store, { key, sizeBytes }, signal);
    }
    /** Map, tree and state; every segment is checked by its hash. undefined if they cannot be read. */
    async loadTables(blobs) {
        const { signal } = this.options;
        try {
            const { map = [], tree = [], state = [], } = await (0,snapshots/* loadSections */.$1)(this.root, ['map', 'tree', 'state'], blobs, signal);
            const live = new live_frames/* LiveFrames */.b(this.root.objects.map(({ key }) => key));
            for (const segment of map.flat()) {
                await pause(signal);
                for (const found of (0,format_map/* mapFrames */.JP)(segment))
                    if (live.take(found))
                        this.addFrame(found);
            }
            this.flaws = live.flaws();
            for (const pack of this.flaws.keys())
                this.frames.delete(pack);
            // Decoding is the check.
            for (const row of (0,format_state/* stateRows */.l5)(state))
                void row;
            return tree;
        }
        catch (error) {
            if (!(0,damage/* isLoss */.Q2)(error))
                throw error;
            this.add('snapshot-damaged', `Its tables cannot be read: ${(0,base_errors/* messageOf */.bD)(error)}`, 'None of its files can be restored. Mode repair shows whether what is missing can be recovered.');
            return undefined;
        }
    }
    addFrame(found) {
        const frames = this.frames.get(found.frame.pack);
        if (frames === undefined)
            this.frames.set(found.frame.pack, [found]);
        else
            frames.push(found);
    }
    /** By key. */
    async checkObjects(blobs) {
        const { store, prover, signal, emit } = this.options;
        const { objects } = this.root;
        const whole = new Set(this.toRead());
        const totalBytes = verify_sumOf([...whole]);
        const tell = () => emit({
            type: 'progress',
            what: 'verify',
            doneBytes: this.readBytes,
            totalBytes,
            doneItems: 0,
            totalItems: undefined,
        });
        const onRead = (bytes) => {
            this.readBytes += bytes;
            tell();
        };
        const observer = {
            onRead,
            onFrame: (frame, raw) => this.files.feed(frame, raw),
            onGood: (key, catalogue) => this.good.set(key, catalogue),
            contentOf: blobs.isSealed && blobs.opensPacks ? (key, body) => blobs.contentOf(key, body) : undefined,
            isClosed: !this.opensPacks,
        };
        const found = await prover.check(objects.filter((object) => !whole.has(object)));
        const read = await readObjects(store, [...whole], this.frames, observer, signal);
        return new Map([...found, ...read].map((problem) => [problem.key, problem]));
    }
    toRead() {
        const { level, sample } = this.options;
        if (level === 'full')
            return this.root.objects;
        if (level !== 'sample' || sample === undefined)
            return [];
        const { cursor, runs, before } = sample;
        const isProved = (key) => before?.packs.has(key) === true || before?.badPacks.has(key) === true;
        const { picked, next } = planSample(this.packs(), cursor, runs, isProved);
        this.next = next;
        return picked;
    }
    packs() {
        return this.root.objects.filter(({ key }) => (0,keys/* parseBlobKey */.QK)(key)?.kind === 'packs');
    }
    /**
     * Refs of the tree are within the map; no path is one that a restore refuses; and which paths a bad pack concerns.
     */
    async walk(tree, bad, blobs) {
        const { signal } = this.options;
        const index = new format_map/* FragmentIndex */.fw();
        for (const frames of this.frames.values()) {
            await pause(signal);
            for (const found of frames)
                index.add(found);
        }
        const plan = planOf(tree, index);
        const lost = new PathSink();
        const counts = new format_tree/* TreeCounts */.X1();
        const used = new Uint8Array(index.size);
        let entries = 0;
        try {
            for (const entry of (0,format_tree/* treeEntries */.re)(tree)) {
                if (++entries % verify_SLICE_ENTRIES === 0)
                    await pause(signal);
                counts.add(entry);
                const needed = packsOf(entry, index, used);
                if (needed === undefined)
                    lost.add((0,platform/* printablePath */.Vj)(entry.path));
                else
                    plan.add(entry);
                for (const pack of needed ?? [])
                    bad.get(pack)?.add((0,platform/* printablePath */.Vj)(entry.path));
            }
            // Paths whose content is not found tell nothing of what they need.
            if (lost.count === 0)
                this.checkNeeded(index, used);
            this.checkCounts(counts);
        }
        catch (error) {
            if (!(0,damage/* isLoss */.Q2)(error))
                throw error;
            this.add('snapshot-damaged', (0,base_errors/* messageOf */.bD)(error), REPORT_IT);
        }
        if (lost.count > 0)
            this.add('snapshot-inconsistent', 'Its tree refers to content that its map does not have.', REPORT_IT, lost);
        for (const [reason, problems] of Map.groupBy(plan.problems, (problem) => problem.reason)) {
            const refused = new PathSink();
            for (const { path } of problems)
                refused.add((0,platform/* printablePath */.Vj)(path));
            this.add('snapshot-inconsistent', `A restore refuses paths of its tree: ${reason}.`, REPORT_IT, refused);
        }
        const claimed = [...this.frames.values()].flat();
        for (const { message, paths } of await this.files.finish(claimed, index, blobs, counts.bytes))
            this.add('snapshot-inconsistent', message, REPORT_IT, paths);
    }
    /** Packs of the map are the objects. */
    checkMap() {
        for (const object of this.packs()) {
            const frames = this.frames.get(object.key) ?? [];
            const end = frames.reduce((most, { frame }) => Math.max(most, frame.offset + frame.storedBytes), 0);
            const flaw = this.flaws.get(object.key);
            if (flaw !== undefined)
                this.addPack(object, `its map ${flaw}`);
            else if (frames.length === 0)
                this.addPack(object, 'its map does not mention it');
            else if (end > object.sizeBytes)
                this.addPack(object, 'its map has frames that lie behind its end');
        }
    }
    addPack({ key }, what) {
        this.add('snapshot-inconsistent', `${key} is among its objects, and ${what}.`, REPORT_IT, new PathSink(), key);
    }
    /** Retention trusts what a root says about its tree. */
    checkCounts(found) {
        const { counts } = this.root.header;
        const wrong = format_tree/* TREE_COUNTS */.oq.filter((name) => counts[name] !== found[name]).map((name) => `${String(counts[name] ?? 'no')} ${name} and holds ${String(found[name])}`);
        if (wrong.length > 0)
            this.add('snapshot-inconsistent', `Its root declares ${wrong.join(', ')}.`, REPORT_IT);
    }
    /** No pack is kept that no path needs. Of an id with several places any may be the one that the writer meant. */
    checkNeeded(index, used) {
        const isNeeded = ({ ids }) => {
            for (let at = 0; at < ids.length; at += columns/* HASH_BYTES */.FA)
                if (used[index.find(ids, at)] === 1)
                    return true;
            return false;
        };
        const packs = this.packs().filter(({ key }) => this.frames.has(key));
        const [first, ...others] = packs.filter(({ key }) => this.frames.get(key)?.some(isNeeded) !== true);
        if (first === undefined)
            return;
        const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
        this.addPack(first, `no path of its tree needs it${more}`);
    }
}
const REPORT_IT = 'Holdfast never writes such a snapshot: find out who can write to the vault (mode audit), put the snapshot in quarantine (mode mark), and restore another one.';
/** The checks of a restore of everything, into no folder in particular. */
function planOf(tree, index) {
    return new plan/* RestoreEntries */.Rh(index, {
        maxRows: tree.flat().reduce((sum, { rows }) => sum + rows, 0),
        maxBytes: tree.flat().reduce((sum, { rawBytes }) => sum + rawBytes, 0),
        isSelected: () => true,
        refusal: platform/* unrepresentable */.Gj,
        targetRefusal: platform/* unrepresentableTarget */.r8,
        foldName: undefined,
        withHashes: false,
        keepSpecialBits: false,
    });
}
/**
 * Packs that a path is made of, and its rows noted as used; undefined if some of its content has no place, or has
 * another size.
 */
function packsOf(entry, index, used) {
    const packs = new Set();
    let bytes = 0;
    for (let at = 0; at < entry.fragments.length; at += columns/* HASH_BYTES */.FA) {
        const row = index.find(entry.fragments, at);
        if (row < 0)
            return undefined;
        used[row] = 1;
        bytes += index.lengthOf(row);
        packs.add(index.pack(row));
    }
    return bytes === entry.sizeBytes ? packs : undefined;
}
function verify_sumOf(objects) {
    return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

// EXTERNAL MODULE: ./lib/commands/repository/app-access.js + 1 modules
var app_access = __webpack_require__(92582);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/vault/restore/times.js
var times = __webpack_require__(58075);
// EXTERNAL MODULE: ./lib/vault/restore/restore.js + 11 modules
var restore = __webpack_require__(51666);
;// CONCATENATED MODULE: ./lib/vault/verify/restore-checks.js
/** A restore drill: restores into a scratch folder and compares every entry. */















/** Errors of a restore that are the snapshot's fault; others, such as a full disk, are thrown. */
const REFUSALS = ['unsafe-paths'];
/**
 * Restores a snapshot for real, then looks at what lies there: the type, size, mode and time of every path, targets of
 * links, and bytes as they are read back. The threads of a restore hash every fragment just before it is written, so
 * that what is read again are samples: more of the files that were put together of several fragments than of those of
 * one, whose hash is that of the fragment. Others each time.
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
        const { tree = [] } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new read_blobs/* BlobReader */.n(store, root), signal);
        const wrong = await lookBack(target, (0,format_tree/* treeEntries */.re)(tree), phase, signal);
        return { findings: [...fallbackFindings(root, report), ...differences(root, wrong)], report };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(0,damage/* isLoss */.Q2)(error) && !(error instanceof base_errors/* HoldfastError */.Et && REFUSALS.includes(error.code)))
            throw error;
        return { findings: [failed(root, error)], report: undefined };
    }
}
/** Of the files of one fragment, and of several, one in so many is read back. */
const READ_BACK_ONE_IN = { single: 32, several: 8 };
const BLOCK_BYTES = limits/* MiB */.lv;
const restore_checks_SLICE_ENTRIES = 1024;
const isWindows = process.platform === 'win32';
/** Folders are opened to their owner on the way, so that what is in them can be looked at, and removed again. */
async function lookBack(target, entries, phase, signal) {
    const wrong = { missing: new PathSink(), bytes: new PathSink(), metadata: new PathSink() };
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    const isSample = samples(phase);
    let seen = 0;
    for (const entry of entries) {
        if (seen++ % restore_checks_SLICE_ENTRIES === 0) {
            await (0,promises_.setImmediate)();
            signal.throwIfAborted();
        }
        const native = (0,platform/* toNativePath */.gB)(target, entry.path);
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false, bigint: true });
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
        return (0,platform/* linkTarget */.Cm)(native).equals(entry.target) ? undefined : 'bytes';
    }
    if (type === 'file') {
        if (!stats.isFile())
            return 'missing';
        if (Number(stats.size) !== entry.sizeBytes)
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
/** The mode may prevent this user from reading back what was written. */
function isReadable({ mode }) {
    return (mode & 0o400) !== 0 || process.getuid?.() === 0;
}
function hasMetadata(entry, stats) {
    if (!isWindows && (Number(stats.mode) & 0o7777) !== (0,plan/* restoredMode */.mQ)(entry, false))
        return false;
    // What lies in a folder was put there after its time was recorded, where this look opens it.
    return entry.type === 'directory' || (0,times/* isTime */.K8)(stats.mtimeNs, entry.mtimeSeconds, entry.mtimeNanos);
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
    missing: 'are missing after a restore, or have another type',
    bytes: 'have different bytes after a restore than were backed up',
    metadata: 'have a different mode or time after a restore than was recorded',
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
/** It was restored, but not from the current objects of the vault. */
function fallbackFindings(root, { fallbacks }) {
    return fallbacks.map((object) => ({
        class: 'object-changed',
        series: root.header.series,
        snapshot: root.id,
        object,
        message: `${object} is missing or has wrong bytes; an older S3 version was read.`,
        paths: new PathSink(),
        fix: 'Run mode repair before that S3 version expires. Find out who can delete or overwrite (mode audit).',
    }));
}
function failed(root, { message, why, fix }) {
    return {
        class: 'restore-failed',
        series: root.header.series,
        snapshot: root.id,
        object: undefined,
        message: `A restore fails: ${[message, why].filter((text) => text !== undefined).join(' ')}`,
        paths: new PathSink(),
        fix: fix ?? 'Mode repair shows what can be recovered.',
    };
}

// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(44550);
// EXTERNAL MODULE: ./lib/sources/repository/git/remote.js
var remote = __webpack_require__(95900);
// EXTERNAL MODULE: ./lib/commands/shared/github.js + 1 modules
var github = __webpack_require__(27502);
// EXTERNAL MODULE: ./lib/commands/shared/temp-dir.js
var temp_dir = __webpack_require__(56528);
;// CONCATENATED MODULE: ./lib/commands/verify/drill.js
/** The restore drill: a real restore into a scratch folder, compared with the snapshot. */












/** A real restore into a scratch folder, compared with the snapshot; of a repository what git says of it, too. */
async function drill(root, store, inputs, deps) {
    return (0,temp_dir/* withTempDir */.E)(deps, (tempDir) => drillIn(tempDir, root, store, inputs, deps));
}
async function drillIn(tempDir, root, store, inputs, deps) {
    const { emit, signal } = deps;
    const target = (0,external_node_path_.join)(tempDir, 'restored');
    const workerUrl = deps.workerUrl('restore-worker');
    const { findings, report } = await drillRestore({ store, root, target, workerUrl, emit, signal });
    const fetchedBytes = report?.fetchedBytes ?? 0;
    if (report === undefined || root.header.source.kind !== 'repository')
        return { findings, fetchedBytes };
    const scratch = (0,external_node_path_.join)(tempDir, 'git');
    await (0,external_node_fs_promises_.mkdir)(scratch);
    const ofGit = await checkRepository(root, store, target, scratch, inputs, deps);
    return { findings: [...findings, ...ofGit], fetchedBytes };
}
/** @param restored where its files lie */
async function checkRepository(root, store, restored, scratch, inputs, deps) {
    const { env, signal, emit } = deps;
    const { state = [] } = await (0,snapshots/* loadSections */.$1)(root, ['state'], new read_blobs/* BlobReader */.n(store, root), signal);
    const opinions = await (0,repository/* verifyRepository */.sX)({
        state: [...(0,format_state/* stateRows */.l5)(state)],
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
        paths: new PathSink(),
        fix: 'Its files were restored as stored, but git does not accept them. Restore an older snapshot, and back up again with redefine into a new series.',
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
    const serverUrl = (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, deps.env);
    const place = (0,remote/* parsePlace */.De)({ repository, serverUrl, allowLocal: deps.surface === 'cli' }, deps.workingDir);
    if (root.header.source.identity['url'] !== place.url)
        return undefined;
    const token = place.kind === 'http' && (0,remote/* sameOrigin */.Nm)(place, serverUrl) ? (0,github/* tokenOf */.B)(inputs, deps) : undefined;
    const excluded = root.header.source.definition['excludeRefs'];
    const excludeRefs = Array.isArray(excluded) ? excluded.filter((pattern) => typeof pattern === 'string') : [];
    return { place, token, excludeRefs };
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
;// CONCATENATED MODULE: ./lib/commands/verify/verify-result.js
/** What mode verify shows: a row for each series, and what was found. */



function pathsText({ count, first }) {
    const more = count > first.length ? `, and ${count - first.length} more` : '';
    return `${(0,base_text/* counted */.hS)(count, 'path')}: ${first.map((path) => JSON.stringify(path)).join(', ')}${more}`;
}
function verifyResult({ inputs, deps, verified, vault, durationMs }) {
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
        tables: [
            (0,fields/* tableOf */.c_)(`Verified at level ${level}`, VERIFIED_FIELDS, verified),
            ...(findings.length === 0 ? [] : [(0,fields/* tableOf */.c_)('Findings', FINDING_FIELDS, findings)]),
        ],
        summary: {
            title: `Verification of ${allSeries ? 'all series' : (first?.series ?? '')}`,
            verdict: findings.length === 0 ? 'passed' : 'failed',
            facts: verifyFacts(level, verified, vault.store.serverDate() ?? deps.now()),
            text: summaryText(level, verified),
            ...(!allSeries &&
                findings.length === 0 &&
                first?.found !== undefined && { restoreCommand: (0,summary_history/* restoreCommand */.Od)(inputs, deps, first.found.info) }),
        },
        json: { ...outputs, level, verified: (0,fields/* jsonRows */.GN)(VERIFIED_FIELDS, verified), requests: vault.traffic().requests },
    };
}
function verifyFacts(level, verified, now) {
    const findings = verified.reduce((sum, one) => sum + one.findings.length, 0);
    const ages = verified.flatMap(({ found }) => (found === undefined ? [] : now.getTime() - found.info.utc.getTime()));
    const oldest = ages.reduce((most, each) => Math.max(most, each), 0);
    return {
        Findings: [`${findings} in ${(0,base_text/* counted */.hS)(verified.length, 'series', 'series')}, at level ${level}`],
        Read: [[verified.reduce((sum, { readBytes }) => sum + readBytes, 0), 'bytes']],
        [verified.length === 1 ? 'The snapshot was made' : 'The oldest of the snapshots was made']: [
            ages.length === 0 ? 'there is none' : (0,base_text/* agoText */.HB)(oldest),
        ],
    };
}
function summaryText(level, verified) {
    const passed = verified.filter(({ findings }) => findings.length === 0).length;
    if (passed === verified.length)
        return verified.every(({ opensPacks }) => opensPacks) ? LEVEL_TEXTS[level] : UNOPENED_TEXTS[level];
    return `${verified.length - passed} of ${verified.length} series did not pass at level ${level}.`;
}
/** What has been shown where nothing was found. */
const LEVEL_TEXTS = {
    metadata: 'Every object exists, with its size and checksum.',
    sample: 'Every object exists. A part of the data was read in full, a different part in each run.',
    full: 'Every byte was read, decoded and hashed.',
    restore: 'The snapshot was really restored and compared.',
};
const UNOPENED = 'Content that is sealed to a key which this run does not hold was not opened.';
/** The same, where content of a series was held against its name only. */
const UNOPENED_TEXTS = {
    ...LEVEL_TEXTS,
    sample: `Every object exists. A part of the content was read and is what was stored. ${UNOPENED}`,
    full: `Every object was read and is what was stored. ${UNOPENED}`,
};
const VERIFIED_FIELDS = {
    series: { kind: 'text', value: ({ series }) => series },
    snapshot: {
        kind: 'text',
        value: ({ found }) => found?.info.id ?? null,
        cell: ({ found }) => found?.info.id ?? 'none',
    },
    time: { kind: 'time', title: 'made', value: ({ found }) => found?.info.utc ?? null },
    status: {
        kind: 'text',
        title: 'result',
        value: ({ findings }) => (findings.length === 0 ? 'complete' : 'failed'),
        cell: ({ findings }) => (findings.length === 0 ? 'passed' : (0,base_text/* counted */.hS)(findings.length, 'finding')),
    },
    files: { kind: 'count', cell: ({ found }) => found?.header.counts['files'] },
    size: { kind: 'bytes', cell: ({ found }) => found?.header.counts['bytes'] },
    readBytes: { kind: 'bytes', title: 'read', value: ({ readBytes }) => readBytes },
    objects: { kind: 'count', value: ({ objects }) => objects, before: 'readBytes' },
    isMarked: { value: ({ isMarked }) => isMarked },
    durationMs: { kind: 'duration', title: 'took', value: ({ durationMs }) => durationMs },
    findings: { value: ({ findings }) => (0,fields/* jsonRows */.GN)(FINDING_FIELDS, findings) },
};
const FINDING_FIELDS = {
    class: { kind: 'text', title: 'what', value: (one) => one.class },
    series: { kind: 'text', value: ({ series }) => series },
    snapshot: { kind: 'text', value: ({ snapshot }) => snapshot },
    object: { value: ({ object }) => object },
    message: { kind: 'text', title: 'details', value: ({ message }) => message },
    paths: {
        kind: 'text',
        value: ({ paths }) => paths,
        cell: ({ paths }) => (paths.count === 0 ? '' : pathsText(paths)),
    },
    fix: { kind: 'text', title: 'what to do', value: ({ fix }) => fix },
};

;// CONCATENATED MODULE: ./lib/commands/verify/verify.js
/** Mode verify: proves that snapshots can be restored, and that the newest is not too old. */



















/** Proves that snapshots can be restored, and that the newest is not too old. */
async function verify(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Vault' });
    const app = (0,app_access/* appAccess */.w)(inputs, deps);
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    await app.open(vault.credentials);
    return verifyIn(vault, inputs, { ...deps, github: app.access });
}
async function verifyIn(vault, inputs, deps) {
    const startedMs = performance.now();
    const run = new VerifyRun(vault, inputs, deps);
    const verified = inputs.allSeries ? await run.allSeries() : [await run.oneSeries()];
    return verifyResult({ inputs, deps, verified, vault, durationMs: performance.now() - startedMs });
}
/** How many untrusted roots are read, newest first: in a copied vault all of them are untrusted. */
const UNTRUSTED_READ = 20;
const DAY_MS = 24 * 3600 * 1000;
/** Series of pull requests and branches end with them: nobody misses their next run. */
const BRANCH_SERIES = /\/(?:pr|ref)\//;
class VerifyRun {
    store;
    vault;
    inputs;
    deps;
    /** The first snapshot that may not be read. */
    forbidden;
    prover;
    /** By series. */
    marks = new Map();
    /** How far the samples of each series have come; undefined until it is needed. */
    cursors;
    constructor(vault, inputs, deps) {
        this.vault = vault;
        this.store = vault.store;
        this.inputs = inputs;
        this.deps = deps;
        this.prover = new ObjectProver(vault.store, deps.signal);
    }
    async allSeries() {
        const verified = [];
        for (const { series } of await (0,snapshots/* listSeries */._y)(this.store, this.deps.signal)) {
            verified.push(await this.verify(series, await this.pick([series], BRANCH_SERIES.test(series))));
        }
        this.throwIfForbidden(verified.every(({ found }) => found === undefined));
        await this.keepCursors();
        return verified;
    }
    /** The series that this run would write; where it has no snapshot, the one that it builds on. */
    async oneSeries() {
        const { series, base } = (0,vault_vault/* plannedSeries */.cn)(this.vault);
        const picked = await this.pick(base === undefined ? [series] : [series, base], false);
        this.throwIfForbidden(picked.found === undefined);
        const verified = await this.verify(picked.found?.info.series ?? series, picked);
        await this.keepCursors();
        return verified;
    }
    /** If nothing at all may be read, the role is at fault, not the snapshots. */
    throwIfForbidden(isAll) {
        if (isAll && this.forbidden !== undefined)
            throw this.forbidden;
    }
    /** S3's clock, which is known by now. */
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
    /**
     * What cannot be read on the way is a finding if it is newer than what is picked: it should have been picked. Nothing open is
     * vouched for in a series with sealed ones, also if its id names it: what is verified counts for retention.
     */
    async find(series, version, findings) {
        const { emit, signal } = this.deps;
        const passedOver = [];
        const onPassedOver = (info, why) => passedOver.push({ info, why });
        try {
            const marks = await this.marksOf(series);
            const options = { now: this.now(), onPassedOver, marks, emit, signal };
            const found = await (0,selectors/* findSnapshot */.Cb)(this.store, series, version, options);
            const newer = passedOver.filter(({ info }) => found === undefined || info.id > found.info.id);
            for (const { info, why } of newer.slice(0, UNTRUSTED_READ)) {
                const finding = why === 'untrusted-time' ? await this.untrusted(info) : await this.rootFinding(info, why);
                if (finding !== undefined)
                    findings.push(finding);
            }
            if (found === undefined || newer.some(({ why }) => (0,damage/* unreadableKind */.wZ)(why) === 'sealed'))
                return undefined;
            await (0,mixed_series/* refuseBesideSealed */.Lk)(this.store, found.info, signal, marks);
            return found;
        }
        catch (error) {
            const kind = (0,damage/* unreadableKind */.wZ)(error);
            if (kind === undefined)
                throw error;
            if (kind === 'forbidden')
                this.forbidden ??= error;
            findings.push(finding(ROOT_CLASSES[kind], series, undefined, (0,base_errors/* messageOf */.bD)(error), {
                fix: rootFix(error) ?? 'Mode repair looks for an older S3 version of it.',
            }));
            return undefined;
        }
    }
    /** Anybody who may back up can lay such a root there, also one of the future, which stays the newest: a mark ends it. */
    async rootFinding(info, why) {
        const found = await rootFinding(this.store, info, why, this.deps.signal);
        const kind = (0,damage/* unreadableKind */.wZ)(why);
        if (kind !== 'damaged' && kind !== 'foreign')
            return found;
        const mark = `holdfast mark --mark quarantine --name ${info.series} --version ${info.id}`;
        return { ...found, fix: `${found.fix} If it is none of yours: \`${mark}\`; then verify passes it over.` };
    }
    /** Its bytes tell an overwritten root from one that was written too late, or copied. */
    async untrusted(info) {
        let failure;
        const onCovered = (error) => void (failure = error);
        try {
            await (0,root_reader/* readRootHeader */.Sg)(this.store, info, { onCovered, signal: this.deps.signal });
        }
        catch (error) {
            failure = error;
        }
        // Its right bytes may be there as an older S3 version: it is passed over all the same.
        if (failure !== undefined)
            return this.rootFinding(info, failure);
        this.deps.emit({
            type: 'warning',
            class: 'untrusted-time',
            message: `Snapshot ${info.id} of series ${info.series} does not count: S3's time of it does not match its name.`,
            why: 'It was written more than a day after its run began, or copied here.',
            fix: 'If the vault was copied, run mode repair with readmit.',
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
        // Skipped snapshots were reported already.
        const newest = isNewest ? picked : await this.find(series, [], []);
        if (newest === undefined)
            return [noSnapshot(series, [])];
        const ageSeconds = Math.floor((this.now().getTime() - newest.info.utc.getTime()) / 1000);
        if (ageSeconds <= maxAge)
            return [];
        const message = `The newest good snapshot is ${age(ageSeconds)} old, but only ${age(maxAge)} are allowed.`;
        const fix = 'Find out why the backups of this series no longer run, or are partial.';
        return [finding('too-old', series, newest.info.id, message, { fix })];
    }
    async verify(series, { found, findings }) {
        const startedMs = performance.now();
        const own = found === undefined ? undefined : await this.look(found);
        const all = [...findings, ...(own?.findings ?? [])];
        for (const one of all)
            this.tell(one);
        const isMarked = found !== undefined && own?.findings.length === 0 && (await this.mark(found, own.opensPacks));
        const durationMs = performance.now() - startedMs;
        const { readBytes = 0, root, opensPacks = true } = own ?? {};
        const objects = root?.objects.length ?? 0;
        return { series, found, findings: all, readBytes, objects, isMarked, opensPacks, durationMs };
    }
    /** One snapshot, as deep as the level says. */
    async look({ info, versionId }) {
        const { store, prover, deps } = this;
        const { level, sampleRuns } = this.inputs;
        const { emit, signal } = deps;
        emit({ type: 'phase', name: `Verify ${info.series}` });
        const snapshot = { ...info, ...(versionId !== undefined && { versionId }) };
        const earlier = level === 'sample' || level === 'full' ? await this.earlierProof(info.series) : undefined;
        const sample = level === 'sample'
            ? { cursor: (await this.readCursors())[this.cursorOf(info)], runs: sampleRuns, before: earlier?.proof }
            : undefined;
        const looked = await verifySnapshot({ store, snapshot, level, prover, emit, signal, ...(sample && { sample }) });
        if (looked.proof !== undefined && looked.root !== undefined && versionId === undefined)
            await this.keepProof(looked.root, looked.proof, earlier);
        if (looked.next !== undefined)
            (await this.readCursors())[this.cursorOf(info)] = looked.next;
        if (level !== 'restore' || looked.root === undefined)
            return looked;
        const drilled = await drill(looked.root, store, this.inputs, deps);
        if (drilled.findings.length === 0)
            return { ...looked, readBytes: drilled.fetchedBytes };
        // Which paths the tables are wrong about is left to the restore, as long as it goes well.
        const { findings } = await verifySnapshot({ store, snapshot, level: 'metadata', prover, emit, signal });
        return { ...looked, findings: [...findings, ...drilled.findings], readBytes: drilled.fetchedBytes };
    }
    /**
     * What is bad is noted too: the next backup stores it again. What earlier runs have proved of its packs stays proved.
     */
    async keepProof(root, proof, earlier) {
        const { signal } = this.deps;
        const { series } = root.header;
        const objects = new Set(root.objects.map(({ key }) => key));
        const merged = (0,read_proof/* goOn */.AC)(proof, earlier?.proof, earlier?.mark.id === root.id, objects);
        await this.unlessDenied('Backups do not know which of their packs are proved, and read them again.', () => (0,read_proof/* writeProof */.E4)(this.store, { series, id: root.id }, this.now(), merged, signal));
    }
    /** As they were when this run came to the series. */
    marksOf(series) {
        const { store, marks, deps } = this;
        const listed = marks.get(series) ?? (0,read_marks/* listMarks */.rD)(store, series, { signal: deps.signal });
        marks.set(series, listed);
        return listed;
    }
    async earlierProof(series) {
        const mark = (0,read_proof/* newestProof */.j4)(await this.marksOf(series));
        return mark && { mark, proof: await (0,read_proof/* readProof */.r$)(this.store, mark, this.deps.signal) };
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
            return (await (0,vault_state/* readState */.un)(this.store, 'verify', sampleStateSchema, this.deps.signal))?.cursors ?? {};
        }
        catch (error) {
            if (!(error instanceof base_errors/* HoldfastError */.Et) || error.code !== 'corrupt-state')
                throw error;
            const why = 'It is not known how far the samples of earlier runs came: they start again.';
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
    async mark({ info, versionId }, opensPacks) {
        if (versionId !== undefined)
            return false;
        const { level } = this.inputs;
        const marks = (await this.marksOf(info.series)).filter(({ id }) => id === info.id);
        if (marks.some(({ kind }) => kind === 'quarantine'))
            return false;
        const now = this.now();
        const recent = marks.filter(({ kind, utc }) => kind === 'verified' && now.getTime() - utc.getTime() < DAY_MS);
        for (const mark of recent)
            if ((await this.levelOf(mark)) === level)
                return true;
        return this.unlessDenied('Retention counts only verified snapshots, and this one is not marked as verified.', () => (0,read_marks/* writeMark */.Lx)(this.store, info, 'verified', now, { level, ...(!opensPacks && { unopened: true }) }, this.deps.signal));
    }
    async levelOf(mark) {
        try {
            return (await (0,read_marks/* readMark */.Mp)(this.store, mark, this.deps.signal)).level;
        }
        catch (error) {
            if (error instanceof base_errors/* HoldfastError */.Et && error.code === 'corrupt-mark')
                return undefined;
            throw error;
        }
    }
    /** What was verified stays verified where the role may not note it, or the server does not take it. */
    async unlessDenied(consequence, write) {
        try {
            await write();
            return true;
        }
        catch (error) {
            if (!(0,errors/* isRefusedPut */.mo)(error))
                throw error;
            const isDenied = error.code === 'access-denied';
            this.deps.emit({
                type: 'warning',
                class: 'not-noted',
                message: `The result was not noted in the vault: ${error.message}`,
                why: isDenied ? consequence : [consequence, error.why].filter((text) => text !== undefined).join(' '),
                fix: isDenied
                    ? 'Use a role that can write marks/*/verified-*, marks/*/proof-* and state/verify/* (mode setup describes one).'
                    : error.fix,
            });
            return false;
        }
    }
}
function finding(kind, series, snapshot, message, { fix }) {
    return { class: kind, series, snapshot, object: undefined, message, paths: new PathSink(), fix };
}
function noSnapshot(series, version) {
    const wanted = version.length === 0 ? '' : ` that matches ${version.join(', ')}`;
    return finding('no-snapshot', series, undefined, `There is no complete snapshot${wanted}.`, {
        fix: 'Mode list shows what exists; without a name, it shows the series of the vault. If snapshots are gone, mode audit shows whether somebody deleted them, and mode repair recovers them.',
    });
}
const HOURS_SHOWN_MAX = 72;
function age(seconds) {
    const hours = seconds / 3600;
    if (hours < 1)
        return `${Math.floor(seconds / 60)} min`;
    return hours <= HOURS_SHOWN_MAX ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
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

/***/ 50591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ FileHasher)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _format_columns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79465);
/** Checks that the fragments of files add up to the recorded hashes. */


class FileHasher {
    /** Files by the id of the fragment that each waits for. */
    waiting = new Map();
    right = [];
    wrong = [];
    add(file) {
        this.wait({ file, at: 0, whole: undefined });
    }
    /** The fragments of a decoded frame, whose ids are their hashes. */
    feedFrame(ids, lengths, raw) {
        let at = 0;
        lengths.forEach((length, i) => {
            this.feed(ids.subarray(i * _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA, (i + 1) * _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA), raw.subarray(at, at + length));
            at += length;
        });
    }
    /** A fragment whose id is the hash of its bytes. */
    feed(id, bytes) {
        if (this.waiting.size === 0)
            return;
        const name = id.toString('latin1');
        // A file that repeats itself waits for the same one again.
        for (let files = this.waiting.get(name); files !== undefined; files = this.waiting.get(name)) {
            this.waiting.delete(name);
            for (const one of files)
                this.take(one, bytes);
        }
    }
    /** Files that are not whole yet; each goes on while it is looked at. */
    get unfinished() {
        return [...this.waiting.values()].flat();
    }
    take(one, bytes) {
        one.whole ??= (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
        one.whole.update(bytes);
        one.at += _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA;
        if (one.at < one.file.fragments.length) {
            this.wait(one);
            return;
        }
        (one.whole.digest().equals(one.file.sha256) ? this.right : this.wrong).push(one.file);
    }
    wait(one) {
        const name = one.file.fragments.toString('latin1', one.at, one.at + _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA);
        const files = this.waiting.get(name);
        if (files === undefined)
            this.waiting.set(name, [one]);
        else
            files.push(one);
    }
}


/***/ }),

/***/ 7723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ goOn),
/* harmony export */   C8: () => (/* binding */ ALL_FILES),
/* harmony export */   E4: () => (/* binding */ writeProof),
/* harmony export */   GI: () => (/* binding */ claimedCatalogues),
/* harmony export */   Md: () => (/* binding */ fileName),
/* harmony export */   j4: () => (/* binding */ newestProof),
/* harmony export */   r$: () => (/* binding */ readProof),
/* harmony export */   vq: () => (/* binding */ catalogueOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _format_map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44136);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37359);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93310);
/** What is proved of a vault's packs, and by whom. */









/**
 * What is proved of a vault's packs, and by whom. A pack's key holds the hash of its bytes, so what it holds is a fact for
 * ever; a map only claims it. Whoever has read the pack whole knows the fact, and a digest of it, the *catalogue*, lets any
 * later map be held against it. Mode verify writes these down, as marks `proof`, which the role that backs up cannot.
 */
const HALF_HASH_CHARS = 32;
/** Over the frames of one pack in their order: where they lie, the lengths of their fragments, and the ids. */
class Catalogue {
    digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    /** First byte that the next frame may have; -1 once frames overlapped or came in another order. */
    end = 0;
    add({ frame, lengths, ids }) {
        if (this.end < 0 || frame.offset < this.end) {
            this.end = -1;
            return;
        }
        this.end = frame.offset + frame.storedBytes;
        this.digest.update(Uint32Array.of(frame.offset, frame.storedBytes, frame.rawBytes, lengths.length, ...lengths));
        this.digest.update(ids);
    }
    /** Empty for frames that overlap: no pack has such. */
    value() {
        return this.end < 0 ? '' : this.digest.digest('hex').slice(0, HALF_HASH_CHARS);
    }
}
/** Of a pack that was read. */
function catalogueOf(frames) {
    const catalogue = new Catalogue();
    for (const found of frames)
        catalogue.add(found);
    return catalogue.value();
}
/** By pack, what segments of a map claim. */
function claimedCatalogues(segments) {
    const open = new Map();
    for (const segment of segments) {
        for (const found of (0,_format_map_js__WEBPACK_IMPORTED_MODULE_5__/* .mapFrames */ .JP)(segment)) {
            const { pack } = found.frame;
            const catalogue = open.get(pack) ?? new Catalogue();
            open.set(pack, catalogue);
            catalogue.add(found);
        }
    }
    return new Map([...open].map(([pack, catalogue]) => [pack, catalogue.value()]));
}
/** Stands for the hash of a file and the fragments that are said to give it. Half a SHA-256, hex. */
function fileName({ sha256, fragments }) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', Buffer.concat([sha256, fragments])).slice(0, HALF_HASH_CHARS);
}
/** Files beyond are no use to name one by one: all of them count as bad then (`*`). */
const BAD_FILES_MAX = 10_000;
const ALL_FILES = '*';
/** Some hundred bytes for each of the objects that a root may name. */
const PROOF_MAX_RAW_BYTES = 64 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
const PROOF_ZSTD_LEVEL = 6;
const catalogueText = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .regex */ .yGV(/^[0-9a-f]{32}$/));
const packKey = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBlobKey */ .QK)(key)?.kind === 'packs'));
const schema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .looseObject */ ._H3({
    level: valibot__WEBPACK_IMPORTED_MODULE_8__/* .picklist */ .KIO(_marks_js__WEBPACK_IMPORTED_MODULE_6__/* .VERIFY_LEVELS */ .os),
    packs: valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ key: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(packKey), catalogue: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(catalogueText) }),
    badPacks: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(packKey),
    badFiles: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP()),
}), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(({ packs }) => packs.key.length === packs.catalogue.length));
/** The newest proof of the newest snapshot that has one, among marks of a series. */
function newestProof(marks) {
    const markOrderName = ({ id, key }) => `${id} ${key}`;
    return marks
        .filter(({ kind }) => kind === 'proof')
        .reduce((best, mark) => (best === undefined || markOrderName(mark) > markOrderName(best) ? mark : best), undefined);
}
/** undefined where it is damaged or gone: it proves nothing then. */
async function readProof(store, mark, signal) {
    try {
        const { body } = await store.get(mark.key, { signal });
        const raw = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .decompressUpTo */ .IQ)(body, PROOF_MAX_RAW_BYTES, mark.key);
        const { level, packs, badPacks, badFiles } = valibot__WEBPACK_IMPORTED_MODULE_8__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
        return {
            level,
            packs: new Map(packs.key.map((key, i) => [key, packs.catalogue[i]])),
            badPacks: new Set(badPacks),
            badFiles: new Set(badFiles),
        };
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isLoss */ .Q2)(error))
            throw error;
        return undefined;
    }
}
/** @param utc S3's clock */
async function writeProof(store, snapshot, utc, { level, packs, badPacks, badFiles }, signal) {
    const document = {
        level,
        packs: { key: [...packs.keys()], catalogue: [...packs.values()] },
        badPacks: [...badPacks],
        badFiles: badFiles.size > BAD_FILES_MAX ? [ALL_FILES] : [...badFiles],
    };
    const body = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), PROOF_ZSTD_LEVEL);
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .markKey */ .rI)(snapshot.series, snapshot.id, 'proof', utc), body, { signal });
}
/** Of packs that a snapshot does not name, as many facts are kept of earlier ones, the newest packs first. */
const OTHERS_KEPT = 10_000;
/**
 * What is known after a run. Of packs that the snapshot does not name too: a small false one, verified last, must not make
 * forgotten what was proved of the true ones. What a pack holds, and that fragments do not give a hash, stays true.
 *
 * @param isSame whether the one before is of the same snapshot
 */
function goOn(now, before, isSame, objects) {
    if (before === undefined)
        return now;
    const isOther = (key) => !objects.has(key);
    const others = [...before.packs.keys(), ...before.badPacks].filter(isOther);
    const kept = new Set(others.toSorted(newestFirst).slice(0, OTHERS_KEPT));
    const isKept = (key) => objects.has(key) || kept.has(key);
    const packs = new Map([...before.packs].filter(([key]) => isKept(key) && !now.badPacks.has(key)));
    for (const [key, catalogue] of now.packs)
        packs.set(key, catalogue);
    const stillBad = [...before.badPacks].filter((key) => isKept(key) && !now.packs.has(key));
    const badFiles = new Set([...before.badFiles, ...now.badFiles]);
    // `full` has looked at all files, and named those that are bad.
    if (now.level === 'full')
        badFiles.delete(ALL_FILES);
    return {
        // A sample reads no files.
        level: now.level !== 'full' && isSame ? before.level : now.level,
        packs,
        badPacks: new Set([...stillBad, ...now.badPacks]),
        badFiles,
    };
}
function newestFirst(a, b) {
    return markOrderName(a) < markOrderName(b) ? 1 : -1;
}
/** Begins with the time of the run. */
function markOrderName(key) {
    return (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBlobKey */ .QK)(key)?.name ?? '';
}


/***/ })

};
