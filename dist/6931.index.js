export const id = 6931;
export const ids = [6931];
export const modules = {

/***/ 38210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ commit)
/* harmony export */ });
/* unused harmony export planTables */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53051);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _format_map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44136);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97412);
/* harmony import */ var _format_sections_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5100);
/* harmony import */ var _seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(61110);
/* harmony import */ var _read_snapshots_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(56572);
/* harmony import */ var _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(68863);
/* harmony import */ var _format_state_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59275);
/* harmony import */ var _format_table_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(48342);
/* harmony import */ var _format_tree_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(26596);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(93310);
/** Writes the tables and the root of a snapshot, after a last check. */















/** Small segments stay in the root, and every later root repeats them, until there are enough of them for a part. */
const INLINE_BYTES = { min: 2 * 1024, max: 16 * 1024 };
/** Parts that a root names at most, if each can take a part's size: few requests open any snapshot. */
const MAX_PARTS = 2;
/** Raw bytes of the segments of one block, if it has more than one. */
const BLOCK_RAW_BYTES = 8 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
const BLOCK_ZSTD_LEVEL = 9;
/**
 * Decides where the tables of a run are stored: parts of the parent stay if they are proved. All else goes into the root,
 * until there is enough of it for a part.
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
    const staying = bySize.filter(([, bytes], i) => i < MAX_PARTS - 1 || bytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes / 2);
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
    return 'ref' in segment && !(0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .isInline */ .mO)(segment.ref.block) ? segment.ref.block.key : undefined;
}
function storedBytes(segments) {
    return segments.reduce((sum, segment) => sum + segment.storedBytes, 0);
}
/** Parts, then the root: the snapshot exists when this resolves, and not before. */
async function commit(options) {
    const { packs, proved, before, changes } = options;
    const freshBytes = storedBytes(_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .SECTIONS */ .bP.flatMap((name) => changes[name]));
    const all = _format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .SECTIONS */ .bP.flatMap((name) => before[name].flat());
    const { keptParts, intoPart } = planTables(all, freshBytes, (key) => proved.has(key));
    const isRewritten = (segment) => !keptParts.has(partOf(segment) ?? '');
    const sections = merge(options, { isRewritten, reachesOlder: intoPart });
    const written = [...new Set(_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .SECTIONS */ .bP.flatMap((name) => sections[name].flat()).filter(isRewritten))];
    const { refs, parts } = await writeParts(options, intoPart ? written : []);
    if (!intoPart)
        for (const { stored, rawBytes, segments } of inBlocks(written))
            place(segments, { stored, rawBytes }, refs);
    const refOf = (segment) => refs.get(segment) ?? segment.ref;
    const section = (name) => sections[name].map((level) => level.map(refOf));
    const placed = { map: section('map'), tree: section('tree'), state: section('state') };
    const inUse = new Set(_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .SECTIONS */ .bP.flatMap((name) => placed[name].flat().flatMap(({ block }) => ((0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .isInline */ .mO)(block) ? [] : [block.key]))));
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
    const map = (0,_format_map_js__WEBPACK_IMPORTED_MODULE_5__/* .addToMap */ .ZS)(before.map.flat(), changes.map, (pack) => isUsed.has(pack), policy);
    return {
        map: map.length === 0 ? [] : [map],
        tree: (0,_format_table_js__WEBPACK_IMPORTED_MODULE_11__/* .addLevel */ .K$)(_format_tree_js__WEBPACK_IMPORTED_MODULE_12__/* .TREE */ .Pr, before.tree, changes.tree, policy),
        state: (0,_format_table_js__WEBPACK_IMPORTED_MODULE_11__/* .addLevel */ .K$)(_format_state_js__WEBPACK_IMPORTED_MODULE_10__/* .STATE */ .c4, before.state, changes.state, policy),
    };
}
function* inBlocks(segments) {
    let group = [];
    let rawBytes = 0;
    const filled = () => {
        const raw = joined(group, rawBytes);
        const stored = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_13__/* .compressSync */ .oS)(raw, BLOCK_ZSTD_LEVEL);
        (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_13__/* .release */ ._r)(raw);
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
            (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_13__/* .release */ ._r)(raw);
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
    const recipient = (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_14__/* .keysOf */ .Y)(store)?.sealing.identity.recipient;
    const most = segments.reduce((sum, segment) => sum + (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_9__/* .sealedBytes */ .Up)((0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_13__/* .compressBound */ .PW)(segment.rawBytes)), 0);
    const part = Buffer.allocUnsafeSlow(Math.min(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes, most));
    let blocks = [];
    let offset = 0;
    const write = async () => {
        const body = part.subarray(0, offset);
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body, 'buffer');
        const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .blobKey */ .bd)('parts', series, utc, sha256);
        const { object } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, key, body, sha256, { signal });
        parts.push(object);
        for (const block of blocks)
            place(block.segments, { ...block.place, key }, refs);
        blocks = [];
        offset = 0;
    };
    for (const { stored: frame, rawBytes, segments: group } of inBlocks(segments)) {
        const stored = recipient === undefined ? frame : (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_9__/* .sealBlob */ .vM)(frame, recipient);
        if (stored.length > part.length)
            throw new Error(`a block takes ${String(stored.length)} bytes`);
        if (offset + stored.length > part.length)
            await write();
        const sha256 = (0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .hashOfBlock */ .RA)(stored);
        blocks.push({ segments: group, place: { rawBytes, storedBytes: stored.length, offset, sha256 } });
        offset += stored.copy(part, offset);
        (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_13__/* .release */ ._r)(frame);
    }
    if (offset > 0)
        await write();
    return { refs, parts };
}
/** @param isChange whether anything was written before it */
async function putRoot(content, options, isChange) {
    const { store, series, elapsedSeconds, signal } = options;
    const keys = (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_14__/* .keysOf */ .Y)(store);
    if ((keys === undefined) !== (content.header.seal === undefined))
        throw new Error('a root is sealed if there is a key');
    const bytes = (0,_format_root_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeRoot */ .pR)(content, keys?.sealing);
    const id = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotId */ .iy)((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseUtc */ .y5)(content.header.utc), bytes);
    // What cannot be read back is not committed.
    const root = (0,_format_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRoot */ .HK)({ series, id }, bytes, { keys });
    refuseLate(elapsedSeconds(), 'so its snapshot is not committed');
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer');
    // The key holds the hash of the bytes: if it is taken, then by these very bytes, which are looked at all the same.
    const { versionId } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), bytes, sha256, { signal });
    refuseLate(elapsedSeconds(), `so snapshot ${id} came too late and does not count`);
    if (options.keepsTime !== true)
        await checkTime(id, options, isChange);
    return { id, root, rootBytes: bytes.length, sha256: sha256.toString('hex'), versionId };
}
/** Clocks agree if they differ by less. */
const CLOCKS_AGREE_MS = 60_000;
/**
 * A snapshot counts only if S3's LastModified fits its name: a server whose answers and objects go by different clocks would
 * take backups every night that no restore finds. One HEAD; none where the root alone was written and the server's clock is
 * that of this machine.
 */
async function checkTime(id, { store, series, utc, now, signal }, isChange) {
    const date = store.serverDate() ?? utc;
    const agrees = now !== undefined && Math.abs(date.getTime() - now().getTime()) <= CLOCKS_AGREE_MS;
    const written = agrees && !isChange ? date : await lastModifiedOf(store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), date, signal);
    if ((0,_read_snapshots_js__WEBPACK_IMPORTED_MODULE_8__/* .isTrustedTime */ .hW)(utc, written))
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
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
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'object-lost',
        message: `${key} is not there, although the server took it.`,
        why: 'Somebody deleted it at once, or the server does not show what it has just taken.',
        fix: 'Run the backup again, and find out who may delete in this vault.',
    });
}
function refuseLate(elapsedSeconds, consequence) {
    if (elapsedSeconds <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.backupMaxSeconds)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'backup-too-long',
        message: `The backup took longer than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.backupMaxSeconds / 3600)} hours, ${consequence}.`,
        why: 'Prune may delete what it built on after that time.',
        fix: 'Run it again: what it has uploaded is used. Split the source into several series if it takes as long again.',
    });
}


/***/ }),

/***/ 53051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ putBlob),
/* harmony export */   w: () => (/* binding */ FragmentWriter)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _format_columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79465);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _format_map_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44136);
/* harmony import */ var _format_pack_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13321);
/* harmony import */ var _frame_memory_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(87036);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(97412);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(50453);
/** Gathers new fragments into frames and packs, and uploads them. */









const EFFORTS = [
    { upToBytes: _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv, level: 19, frameBytes: 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv },
    { upToBytes: 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv, level: 17, frameBytes: 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv },
    { upToBytes: 10 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv, level: 15, frameBytes: 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv },
    { upToBytes: 48 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv, level: 9, frameBytes: 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv },
    { upToBytes: 128 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv, level: 6, frameBytes: 2 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv },
];
const LEAST_EFFORT = { level: 3, frameBytes: _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv };
/** Stored bytes at which a pack is closed: a quarter of what a pack may be, since some of them are in memory at once. */
const PACK_BYTES = 8 * _base_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .MiB */ .lv;
/** Frames that are filled, compressed and checked side by side. */
const FRAMES_IN_FLIGHT = 3;
const UPLOADS_IN_FLIGHT = 2;
/** New fragments in; frames, packs and uploads out, a bounded number of bytes at a time. */
class FragmentWriter {
    options;
    frameSlots = new _base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .Slots */ .WR(FRAMES_IN_FLIGHT);
    uploadSlots = new _base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .Slots */ .WR(UPLOADS_IN_FLIGHT);
    freeFrames = [];
    freePacks = [];
    uploading = [];
    objects = [];
    map = new _format_map_js__WEBPACK_IMPORTED_MODULE_4__/* .MapWriter */ ._b();
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
        this.lastTurn = (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitedLater */ .kW)(turn);
        return turn;
    }
    async takeWindow(ids, borders, memory) {
        const { index } = this.options;
        for (let i = 0; 2 * i < borders.length; i++) {
            const start = borders[2 * i];
            const end = borders[2 * i + 1];
            if (this.isReusable(index.find(ids, i * _format_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA)))
                continue;
            const frame = (this.frame ??= await this.openFrame());
            // From here on it is known to all threads.
            index.claim(ids, i * _format_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, end - start);
            memory.copy(frame.memory.raw, frame.usedBytes, start, end);
            frame.usedBytes += end - start;
            frame.ids.push(ids.subarray(i * _format_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, (i + 1) * _format_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA));
            frame.lengths.push(end - start);
            this.rawBytes += end - start;
            if (frame.usedBytes >= this.effort().frameBytes)
                this.closeFrame(frame);
        }
    }
    /** All work that waits or comes later fails with this error. */
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
        const memory = this.freeFrames.pop() ?? new _frame_memory_js__WEBPACK_IMPORTED_MODULE_6__/* .FrameMemory */ .B(this.effort().frameBytes + this.options.chunker.maxBytes);
        return { memory, usedBytes: 0, ids: [], lengths: [] };
    }
    closeFrame(frame) {
        this.frame = undefined;
        const { memory, usedBytes, ids, lengths } = frame;
        const encoding = (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitedLater */ .kW)(this.options.encode(memory, usedBytes, this.effort().level));
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
        return EFFORTS.find(({ upToBytes }) => bytes <= upToBytes) ?? LEAST_EFFORT;
    }
    async addToPack(frame) {
        if (this.pack?.fits(frame) === false)
            await this.closePack(this.pack);
        this.pack ??= new _format_pack_js__WEBPACK_IMPORTED_MODULE_5__/* .PackBuilder */ .h9(this.freePacks.pop());
        this.pack.add(frame);
        if (this.pack.sizeBytes >= (this.options.packBytes ?? PACK_BYTES))
            await this.closePack(this.pack);
    }
    async closePack(pack) {
        await this.uploadSlots.acquire();
        this.pack = undefined;
        const { series, utc, sealPack } = this.options;
        const finished = pack.finish((sha256) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .blobKey */ .bd)('packs', series, utc, sha256), sealPack);
        this.uploading.push(this.upload(finished).then(() => {
            this.freePacks.push(pack.buffer);
            this.uploadSlots.release();
        }, (error) => {
            this.fail(error);
        }));
    }
    async upload({ key, body, sha256, frames }) {
        const { store, storageClass, signal, mayAdd, onStored, onUpload } = this.options;
        await mayAdd();
        const { object } = await putBlob(store, key, body, sha256, { storageClass, signal });
        this.objects.push(object);
        for (const frame of frames)
            this.map.push(frame);
        onUpload(body.length);
        await onStored?.(object, frames);
    }
}
/**
 * PUT of an object under its name. The key holds its hash, so what lies there already can only be these very bytes, from
 * an earlier try whose answer was lost: they are compared, never trusted.
 */
async function putBlob(store, key, body, sha256, options) {
    const put = await store.putNew(key, body, { ...options, sha256 });
    const found = put.created ? put : await confirm(store, key, body, sha256, options);
    const { length } = body;
    const object = { key, sizeBytes: length, liveBytes: length, etag: (0,_format_root_js__WEBPACK_IMPORTED_MODULE_7__/* .etagHint */ .d8)(found.etag) };
    return { object, versionId: found.versionId };
}
async function confirm(store, key, body, sha256, options) {
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
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'key-taken',
        message: `Another object lies at the new key ${key}.`,
        why: 'The key holds the hash of what should lie there, so somebody else wrote there.',
        fix: 'Find out who else may write to this vault; run the backup again.',
    });
}


/***/ }),

/***/ 87036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ FrameMemory)
/* harmony export */ });
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93310);
/** Memory of one frame, shared by threads. */

/** Memory of one frame, shared by the threads: the raw bytes, and behind them room for the compressed ones. */
class FrameMemory {
    shared;
    raw;
    encoded;
    /** @param shared the same frame's memory on another thread */
    constructor(rawBytes, shared = new SharedArrayBuffer(rawBytes + (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_0__/* .compressBound */ .PW)(rawBytes))) {
        this.shared = shared;
        this.raw = Buffer.from(shared, 0, rawBytes);
        this.encoded = Buffer.from(shared, rawBytes);
    }
}


/***/ }),

/***/ 44136:
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
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79465);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48342);
/** The map of a snapshot: in which pack and frame each fragment lies. */




/** A row a fragment, in the order of their places: frame after frame, fragments of a frame end to end. */
const PLACE_COLUMNS = { frame: 'uint', stored: 'uint', raw: 'uint', length: 'uint' };
/**
 * The table of contents of a pack. `frame` is the frame's first byte in the pack, `stored` and `raw` its lengths. It
 * says where fragments are cut and not their ids: these are the hashes of what is there, and half of its bytes would be
 * theirs.
 */
const TOC = { table: 'toc', columns: PLACE_COLUMNS };
/** The map: the same rows for many packs; `object` counts in the head's list of pack keys. */
const MAP = { table: 'map', columns: { object: 'uint', ...PLACE_COLUMNS, id: 'hash' } };
/** Rows of a map segment at most: bounds the memory that a merge or a decode takes. */
const SEGMENT_MAX_ROWS = 256 * 1024;
/** Reads the frames of a segment of either table, each with its first row, checking that its fragments fill it. */
function* framesOf(segment, packOf, what) {
    const bad = (detail) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-map', message: `${what} is damaged: ${detail}.` });
    for (let row = 0; row < segment.rows;) {
        const firstRow = row;
        const frame = {
            pack: packOf(row),
            offset: segment.number('frame', row),
            storedBytes: segment.number('stored', row),
            rawBytes: segment.number('raw', row),
        };
        if (frame.rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.frameMaxBytes || frame.offset + frame.storedBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxBytes) {
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
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
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
 * table are. Rows of packs that are no longer used are dropped at a merge; until then they are ignored, since only
 * packs in the root's `objects` count.
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

/***/ 59275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LM: () => (/* binding */ stateChanges),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   l5: () => (/* binding */ stateRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48342);

/**
 * The state: what the next run of a source needs from this one, and the refs of a repository. `alive` 0 is a tombstone.
 */
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

/***/ 81156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hU: () => (/* binding */ openKeys),
/* harmony export */   lC: () => (/* binding */ parseKeysDocument),
/* harmony export */   my: () => (/* binding */ sealKeys)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5978);
/** Documents of `v1/keys/`: the keys of a vault, sealed to people. */




/**
 * One is written whenever people or keys change; none is ever changed. Of the fields only `identities` is proved, by what
 * it holds: anybody who may write could have written the others.
 */
const fingerprint = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .check */ .z6Y(_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isFingerprint */ .Zv));
const schema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    format: valibot__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('holdfast-keys/1'),
    /** Fingerprint of the vault key K. */
    key: fingerprint,
    /** Fingerprint of the content key V, to which packs are sealed. */
    to: fingerprint,
    /** `age1...`: who can open `identities`. */
    recipients: valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), valibot__WEBPACK_IMPORTED_MODULE_3__/* .maxLength */ .Ru6(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)),
    /** An armored age file: an identity file with K, V, and the former pairs. */
    identities: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
});
/** @throws bad-input for recipients that are none, too few or too many */
async function sealKeys(chain, recipients) {
    requirePeople(recipients, chain);
    const { armor, Encrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const encrypter = new Encrypter();
    for (const recipient of recipients) {
        try {
            encrypter.addRecipient(recipient);
        }
        catch (error) {
            throw badPeople(`${JSON.stringify(recipient.slice(0, 200))} is not a recipient that age knows`, error);
        }
    }
    const [{ fingerprint: key }, { fingerprint: to }] = chain;
    const identities = armor.encode(await encrypter.encrypt((0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatIdentityFile */ .Ay)(chain)));
    const document = { format: 'holdfast-keys/1', key, to, recipients: [...recipients], identities };
    const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
    if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
        throw badPeople(`the document would have ${String(bytes.length)} bytes, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)}`);
    return bytes;
}
/** One person alone could lose a whole vault with one disk. */
function requirePeople(recipients, chain) {
    const people = new Set(recipients).size;
    if (people !== recipients.length)
        throw badPeople('one of them is there twice');
    if (people < 2)
        throw badPeople(`there ${people === 1 ? 'is one' : 'are none'}, and whoever loses the only key loses every backup`);
    if (people > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)
        throw badPeople(`there are ${String(people)}, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)}`);
    if (chain.some(({ recipient }) => recipients.includes(recipient)))
        throw badPeople('one of them is a key of this vault itself, which protects nothing');
    if (recipients.some((recipient) => /^AGE-(?:SECRET-KEY|PLUGIN)/i.test(recipient)))
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-input',
            message: 'recipients: one of them is a secret key. Treat it as leaked.',
            fix: 'Give the public half, age1..., which age-keygen -y prints.',
        });
}
function badPeople(problem, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: `recipients: ${problem}.`,
        fix: 'List everybody who shall be able to open the keys: age1..., two people at least. Each makes a key with age-keygen and gives only the line "public key".',
        cause,
    });
}
/** @throws corrupt-keys */
function parseKeysDocument(bytes, name) {
    try {
        if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
            throw new Error(`it has ${String(bytes.length)} bytes`);
        return valibot__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qgA(schema, JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
/**
 * Opens a document with the identities of a person.
 * @returns undefined if it is not sealed to any of them
 * @throws corrupt-keys if what it holds are not the keys that it names
 */
async function openKeys(document, person, name, mask) {
    const { armor, Decrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const decrypter = new Decrypter();
    try {
        for (const identity of person.lines)
            decrypter.addIdentity(identity);
    }
    catch {
        throw unsupported();
    }
    let text;
    try {
        text = await decrypter.decrypt(armor.decode(document.identities), 'text');
    }
    catch {
        return undefined;
    }
    try {
        return chainOf(document, (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVaultKey */ .nS)(text, mask));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
function unsupported() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: 'vault-key holds an identity of a plugin, which only the age program can use.',
        fix: 'Open the keys with it, and give what it prints as vault-key: jq -r .identities DOCUMENT | age -d -i IDENTITY',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
}
function chainOf({ key, to }, file) {
    if (file.kind !== 'identities')
        throw new Error('it holds no identities');
    const [first, second, ...former] = file.keys;
    if (first?.fingerprint !== key || second?.fingerprint !== to)
        throw new Error('it holds other keys than it names');
    if (first.until !== undefined || second.until !== undefined)
        throw new Error('it holds former keys only');
    return [first, second, ...former];
}
function corrupt(name, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `${name} is not a document of keys: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause).slice(0, 300)}.`,
        cause,
    });
}


/***/ }),

/***/ 11451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SH: () => (/* binding */ readVaultRules),
/* harmony export */   nl: () => (/* binding */ asksForSealing),
/* harmony export */   oK: () => (/* binding */ writeSealedRule),
/* harmony export */   t0: () => (/* binding */ refuseOpen)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77934);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58566);
/* harmony import */ var _format_features_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60939);
/* harmony import */ var _format_root_limits_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28341);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58232);
/** Vault documents: what a vault asks of whoever adds snapshots to it. */








const FORMAT = 'holdfast-vault/1';
const documentSchema = valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    format: valibot__WEBPACK_IMPORTED_MODULE_7__/* .literal */ .euz(FORMAT),
    features: valibot__WEBPACK_IMPORTED_MODULE_7__/* .pick */ .UpN(_format_features_js__WEBPACK_IMPORTED_MODULE_4__/* .featuresSchema */ .rv, ['required']),
    sealed: valibot__WEBPACK_IMPORTED_MODULE_7__/* .boolean */ .zMY(),
});
const READS_IN_FLIGHT = 4;
/**
 * What a writer must know before it adds a snapshot (docs/format.md, "Vault documents"). The documents add up: what any of
 * them asks for is asked for. One LIST, and a GET for each of them; a vault without any is an open one of version 1.
 * @throws newer-format if a later version is needed; corrupt-vault-document for what is no such document
 */
async function readVaultRules(store, signal) {
    const found = [];
    for await (const { objects } of store.list(_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .VAULT_PREFIX */ .OI, { signal })) {
        found.push(...objects);
        if (found.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultMaxDocuments)
            throw tooMany();
    }
    const documents = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(found, READS_IN_FLIGHT, (object) => readDocument(store, object, signal));
    const required = documents.flatMap(({ features }) => features.required);
    const unknown = (0,_format_features_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownFeatures */ .aB)({ required, maintain: [], build: [] }, 'read');
    if (unknown !== undefined)
        throw newer(unknown);
    return { isSealed: documents.some(({ sealed }) => sealed) };
}
/** From now on nothing may be added in the open. @param utc S3's clock */
async function writeSealedRule(store, utc, signal) {
    const document = { format: FORMAT, features: { required: ['sealed'] }, sealed: true };
    const bytes = Buffer.from(JSON.stringify(document));
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .vaultDocumentKey */ .RC)(utc, bytes), bytes, { signal });
}
async function readDocument(store, object, signal) {
    const { key, sizeBytes } = object;
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .isVaultKey */ .k0)(key))
        throw corrupt(key, 'its name is not that of one');
    if (sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultDocumentMaxBytes)
        throw corrupt(key, `it has ${String(sizeBytes)} bytes`);
    const range = { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultDocumentMaxBytes, upTo: true, signal };
    return parseDocument(key, (await store.get(key, range)).body);
}
function parseDocument(key, body) {
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .isNameOf */ .b_)(key, body))
        throw corrupt(key, 'its bytes do not have the hash in its name');
    let json;
    try {
        json = (0,_format_root_limits_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(body);
    }
    catch (cause) {
        throw corrupt(key, 'it is not JSON', cause);
    }
    const { format } = (json ?? {});
    if (typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-vault/'))
        throw newer(`format ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .visibleLine */ .P8)(format)}`);
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xLC(documentSchema, json);
    if (!parsed.success)
        throw corrupt(key, 'it does not have the shape of one');
    return parsed.output;
}
/** Whether it is a document as `writeSealedRule` writes them, and asks for nothing else. */
function asksForSealing(key, body) {
    try {
        const { sealed, features } = parseDocument(key, body);
        return sealed && features.required.length === 1 && features.required[0] === 'sealed';
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
            return false;
        throw error;
    }
}
const NOTHING = 'Nothing was written: whoever adds to a vault must know what it asks for.';
const WAY_OUT = 'If one of yours was overwritten, put its first S3 version back. What none of you wrote: delete that one object with the rights of the owner (a delete marker). Reading and restoring go on meanwhile.';
function newer(detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'newer-format',
        message: `This vault takes snapshots of a newer version of Holdfast only (${detail}).`,
        why: NOTHING,
        fix: 'Use a newer version of Holdfast to back up. Reading and restoring go on with this one as far as the snapshots allow.',
    });
}
function corrupt(key, detail, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-vault-document',
        message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .visibleLine */ .P8)(key)} is not a document that says what this vault asks for: ${detail}.`,
        why: NOTHING,
        fix: WAY_OUT,
        cause,
    });
}
function tooMany() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-vault-document',
        message: `More than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultMaxDocuments)} objects lie below ${_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .VAULT_PREFIX */ .OI}, which says what this vault asks for.`,
        why: NOTHING,
        fix: WAY_OUT,
    });
}
/** @throws vault-sealed for a run that would store in the open */
function refuseOpen({ isSealed }) {
    if (!isSealed)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'vault-sealed',
        message: 'This vault is a sealed one, and this run would store in the open.',
        why: 'A document below v1/vault/ says that nothing may be added to it that is not encrypted. Nothing was written.',
        fix: 'Give the key of the vault, or back up into another vault (another prefix).',
    });
}


/***/ })

};
