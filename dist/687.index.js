export const id = 687;
export const ids = [687];
export const modules = {

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
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1834);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6517);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(58624);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(51290);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(42977);











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
    return putRoot(content, options);
}
function merge({ packs, before, changes }, policy) {
    const isUsed = new Set(packs.map(({ key }) => key));
    const map = (0,_map_js__WEBPACK_IMPORTED_MODULE_5__/* .addToMap */ .ZS)(before.map.flat(), changes.map, (pack) => isUsed.has(pack), policy);
    return {
        map: map.length === 0 ? [] : [map],
        tree: (0,_table_js__WEBPACK_IMPORTED_MODULE_8__/* .addLevel */ .K$)(_tree_js__WEBPACK_IMPORTED_MODULE_9__/* .TREE */ .Pr, before.tree, changes.tree, policy),
        state: (0,_table_js__WEBPACK_IMPORTED_MODULE_8__/* .addLevel */ .K$)(_state_js__WEBPACK_IMPORTED_MODULE_7__/* .STATE */ .c4, before.state, changes.state, policy),
    };
}
function* inBlocks(segments) {
    let group = [];
    let rawBytes = 0;
    const filled = () => {
        const raw = joined(group, rawBytes);
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_10__/* .compressSync */ .oS)(raw, BLOCK_ZSTD_LEVEL);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_10__/* .release */ ._r)(raw);
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
            (0,_zstd_js__WEBPACK_IMPORTED_MODULE_10__/* .release */ ._r)(raw);
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
    const most = segments.reduce((sum, segment) => sum + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_10__/* .compressBound */ .PW)(segment.rawBytes), 0);
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
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_10__/* .release */ ._r)(stored);
    }
    if (offset > 0)
        await write();
    return { refs, parts };
}
async function putRoot(content, { store, series, elapsedSeconds, signal }) {
    const bytes = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeRoot */ .pR)(content);
    const id = (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotId */ .iy)((0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseUtc */ .y5)(content.header.utc), bytes);
    // What cannot be read back is not committed.
    const root = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRoot */ .HK)({ series, id }, bytes);
    refuseLate(elapsedSeconds(), 'so its snapshot is not committed');
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer');
    // The key holds the hash of the bytes: if it is taken, then by these very bytes, which are looked at all the same.
    const { versionId } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), bytes, sha256, { signal });
    refuseLate(elapsedSeconds(), `so snapshot ${id} came too late and does not count`);
    return { id, root, rootBytes: bytes.length, sha256: sha256.toString('hex'), versionId };
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
// EXTERNAL MODULE: ./lib/snapshot/root.js
var root = __webpack_require__(1834);
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
        this.lastTurn = (0,lib_async/* awaitedLater */.k)(turn);
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
        const encoding = (0,lib_async/* awaitedLater */.k)(this.options.encode(memory, usedBytes, this.effort().level));
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
    const found = put.created ? put : await fragment_writer_confirm(store, key, body, sha256, options.signal);
    const { length } = body;
    const object = { key, sizeBytes: length, liveBytes: length, etag: (0,root/* etagHint */.d8)(found.etag) };
    return { object, versionId: found.versionId };
}
async function fragment_writer_confirm(store, key, body, sha256, signal) {
    const head = await store.head(key, { signal });
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
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42977);

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

/***/ 67331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PP: () => (/* binding */ readToc),
/* harmony export */   UH: () => (/* binding */ checkFragments),
/* harmony export */   h9: () => (/* binding */ PackBuilder),
/* harmony export */   wh: () => (/* binding */ readPack)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56215);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63022);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42977);







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
    sizeBytes = 0;
    /** @param buffer of `LIMITS.packMaxBytes`; the sealed pack is a view of it */
    constructor(buffer = Buffer.allocUnsafeSlow(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes)) {
        this.buffer = buffer;
    }
    /** Whether a frame still goes in, its rows in the table of contents counted. */
    fits(frame) {
        const rows = this.fragments + frame.lengths.length;
        return this.sizeBytes + frame.stored.length + rows * TOC_ROW_BYTES + TOC_HEAD_BYTES <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes;
    }
    add({ stored, rawBytes, ids, lengths }) {
        const frame = { offset: this.sizeBytes, storedBytes: stored.length, rawBytes };
        this.frames.push({ frame, ids, lengths });
        // Copied: what zstd gives is a small part of a buffer that could have held the incompressible.
        this.sizeBytes += stored.copy(this.buffer, this.sizeBytes);
        this.fragments += lengths.length;
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
    let at = 0;
    for (const { frame } of frames) {
        if (frame.offset !== at)
            throw bad('its frames do not follow each other');
        at += frame.storedBytes;
    }
    if (at !== framesEnd)
        throw bad('its frames do not fill it');
    return frames;
}
/**
 * What a whole pack holds: it has the hash in its key, every frame is decoded, every fragment hashed. Needs nothing but
 * the pack.
 * @throws corrupt-pack, corrupt-segment, corrupt-map, corrupt-frame
 */
async function readPack(key, body) {
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .isNameOf */ .b_)(key, body)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} does not have the hash in its name.` });
    }
    const found = [];
    for (const { frame, lengths } of readToc(key, body)) {
        const stored = body.subarray(frame.offset, frame.offset + frame.storedBytes);
        const raw = await (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompress */ .mF)(stored, frame.rawBytes, `Pack ${key}`);
        let at = 0;
        const ids = lengths.map((length) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', raw.subarray(at, (at += length)), 'buffer'));
        found.push({ frame, lengths, ids: Buffer.concat(ids) });
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


/***/ })

};
