export const id = 799;
export const ids = [799];
export const modules = {

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


/***/ }),

/***/ 62374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ PathSink),
/* harmony export */   r: () => (/* binding */ recoveryOf)
/* harmony export */ });
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
    for await (const page of store.listVersions(key, { signal })) {
        const isLike = page.some((version) => version.key === key &&
            !version.isDeleteMarker &&
            !version.isLatest &&
            (sizeBytes === undefined || version.sizeBytes === sizeBytes));
        if (isLike)
            return 'An older S3 version of it is still there: mode repair brings it back if its bytes are right.';
    }
    return 'No older S3 version of it is left: mode repair tells what is lost; the next backup stores again what the source still has.';
}


/***/ }),

/***/ 64502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readObjects),
/* harmony export */   q: () => (/* binding */ ObjectProver)
/* harmony export */ });
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18628);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _pack_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67331);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1834);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42977);







const HEADS_IN_FLIGHT = 32;
/** Of up to 32 MiB each, with a decoded frame. */
const PACKS_IN_FLIGHT = 4;
/** Their objects cannot be read at once: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html */
const ARCHIVE_CLASSES = ['GLACIER', 'DEEP_ARCHIVE'];
/**
 * Proves that objects are there, with their size and their bytes, without reading them: by the SHA-256 that the provider
 * took when they were written, one HEAD an object. A provider that keeps none is asked by LIST, 1,000 objects a request,
 * and then an equal ETag is the proof; where that differs the object is read.
 *
 * One is made for each run, and asks for no object twice in it: snapshots of one series share most of theirs.
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
        // Alone: its answer tells how the others are asked for.
        const problems = [await this.once(first)];
        problems.push(...(await (0,_async_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(rest, HEADS_IN_FLIGHT, (object) => this.once(object))));
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
        if (ARCHIVE_CLASSES.includes(seen.storageClass ?? '')) {
            return { class: 'object-archived', key, detail: `is archived (${String(seen.storageClass)}) and cannot be read` };
        }
        if (seen.sha256 !== undefined)
            return (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNamedBy */ .$8)(key, seen.sha256) ? undefined : wrongBytes(key, 'by the checksum that S3 keeps');
        return (0,_root_js__WEBPACK_IMPORTED_MODULE_4__/* .etagHint */ .d8)(seen.etag) === object.etag ? undefined : this.read(object);
    }
    async head(key) {
        const seen = await this.store.head(key, { signal: this.signal });
        if (seen !== undefined)
            this.keepsChecksums ??= seen.sha256 !== undefined;
        return seen;
    }
    async listed(key) {
        const { kind, series } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBlobKey */ .QK)(key) ?? { kind: 'packs', series: '' };
        const prefix = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .blobsPrefix */ .j2)(kind, series);
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
/** Reads objects whole and looks at every byte, some at a time. `frames`: by pack, what the snapshot's map says of it. */
async function readObjects(store, objects, frames, onRead, signal) {
    const problems = await (0,_async_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(objects, PACKS_IN_FLIGHT, async (object) => {
        const body = await getWhole(store, object, signal);
        if (!Buffer.isBuffer(body))
            return body;
        onRead(body.length);
        const problem = await decodeWhole(object.key, body, frames.get(object.key) ?? []);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._r)(body);
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
        return (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNameOf */ .b_)(key, body) ? body : wrongBytes(key, 'as read');
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'object-archived')
            return { class: 'object-archived', key, detail: 'is archived and cannot be read' };
        if (!(0,_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoss */ .Q)(error))
            throw error;
        return missing(key);
    }
}
/** Its table of contents, every frame and every fragment. */
async function decodeWhole(key, body, frames) {
    if ((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBlobKey */ .QK)(key)?.kind !== 'packs')
        return undefined;
    try {
        (0,_pack_js__WEBPACK_IMPORTED_MODULE_3__/* .readToc */ .PP)(key, body);
        for (const { frame, ids, lengths } of frames) {
            const stored = body.subarray(frame.offset, frame.offset + frame.storedBytes);
            const raw = await (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .decompress */ .mF)(stored, frame.rawBytes, key);
            (0,_pack_js__WEBPACK_IMPORTED_MODULE_3__/* .checkFragments */ .UH)(raw, ids, lengths, key);
            (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._r)(raw);
        }
        return undefined;
    }
    catch (error) {
        if (!(0,_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoss */ .Q)(error) && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-map'))
            throw error;
        const detail = `has the bytes that were stored, and they cannot be decoded (${error.message})`;
        return { class: 'content-damaged', key, detail };
    }
}
function missing(key) {
    return { class: 'object-missing', key, detail: 'is gone: deleted, or covered by a delete marker' };
}
function wrongSize({ key, sizeBytes }, foundBytes) {
    const detail = `has ${String(foundBytes)} bytes, and ${String(sizeBytes)} were stored: it was overwritten or cut`;
    return { class: 'object-changed', key, detail };
}
function wrongBytes(key, how) {
    return {
        class: 'object-changed',
        key,
        detail: `has other bytes than were stored (SHA-256, ${how}): it was overwritten`,
    };
}


/***/ }),

/***/ 98590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ planSample),
/* harmony export */   z: () => (/* binding */ sampleStateSchema)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77934);

const cursorSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ run: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .minValue */ .Wwf(0)), after: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() });
/** What mode verify keeps in the vault: the cursor of each series. */
const sampleStateSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ cursors: valibot__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), cursorSchema) });
/**
 * Which packs this run reads. A cycle goes through them in the order of their keys, each run taking an equal share of the
 * bytes that are left, and the last run all of them: whatever was there when a cycle began has been read when it ends,
 * `runs` runs later at most, however much came and went meanwhile. Each run reads one pack at least, so that a small
 * vault has more cycles.
 *
 * @param runs of a cycle, 1 or more
 */
function planSample(packs, cursor, runs) {
    const inOrder = packs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const rest = inOrder.filter(({ key }) => cursor !== undefined && key > cursor.after);
    const run = rest.length > 0 ? (cursor?.run ?? 0) : 0;
    const left = rest.length > 0 ? rest : inOrder;
    const share = sumOf(left) / Math.max(1, runs - run);
    const picked = [];
    let bytes = 0;
    for (const pack of left) {
        if (picked.length > 0 && bytes >= share)
            break;
        picked.push(pack);
        bytes += pack.sizeBytes;
    }
    const isEnd = picked.length === left.length;
    return { picked, next: isEnd ? { run: 0, after: '' } : { run: run + 1, after: picked.at(-1)?.key ?? '' } };
}
function sumOf(packs) {
    return packs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}


/***/ }),

/***/ 94799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mx: () => (/* binding */ verifySnapshot),
/* harmony export */   U_: () => (/* binding */ rootFinding),
/* harmony export */   e6: () => (/* binding */ isDamage)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82480);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18628);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56215);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63022);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5825);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6517);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(51290);
/* harmony import */ var _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(62374);
/* harmony import */ var _verify_objects_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(64502);
/* harmony import */ var _verify_sample_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(98590);













/**
 * Proves that a snapshot can be restored, as deep as the level says (docs/verify.md). Damage is a finding, not an error;
 * what keeps the check itself from being made is thrown: access-denied, endpoint-unreachable, cancelled, ...
 */
async function verifySnapshot(options) {
    const { store, snapshot, signal } = options;
    try {
        const { versionId } = snapshot;
        const root = await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .readRoot */ .XD)(store, snapshot, { signal, ...(versionId !== undefined && { versionId }) });
        return await new Check(options, root).run();
    }
    catch (error) {
        return {
            findings: [await rootFinding(store, snapshot, error, signal)],
            root: undefined,
            readBytes: 0,
            next: undefined,
        };
    }
}
/** A root that cannot be read, as a finding. Throws what is not the root's fault. */
async function rootFinding(store, { series, id }, error, signal) {
    const isNewer = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && error.code === 'newer-format';
    if (!isNewer && !isDamage(error))
        throw error;
    const object = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .rootKey */ .eO)(series, id);
    return {
        class: isNewer ? 'newer-format' : 'snapshot-damaged',
        series,
        snapshot: id,
        object,
        message: (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error),
        paths: new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p(),
        fix: isNewer
            ? 'Nothing was verified of it. Use a newer version of Holdfast.'
            : await (0,_verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .recoveryOf */ .r)(store, { key: object, sizeBytes: undefined }, signal),
    };
}
const DAMAGES = ['corrupt-root', 'corrupt-map', 'corrupt-tree'];
/** Whether an error means that what is stored is wrong, and not that it could not be asked for. */
function isDamage(error) {
    return (0,_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .isLoss */ .Q)(error) || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && DAMAGES.includes(error.code));
}
/** Damaged objects whose older S3 versions are looked for one by one. */
const RECOVERIES = 100;
const SLICE_ENTRIES = 2048;
class Check {
    options;
    root;
    findings = [];
    /** Of packs among the root's objects, in the order of the map. */
    frames = new Map();
    readBytes = 0;
    next;
    constructor(options, root) {
        this.options = options;
        this.root = root;
    }
    async run() {
        const blobs = new _blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .BlobReader */ .n(this.options.store, this.root.objects);
        const tree = await this.loadTables(blobs);
        const problems = await this.checkObjects();
        for (const key of blobs.fallbacks) {
            if (!problems.has(key))
                problems.set(key, { class: 'object-changed', key, detail: 'has other bytes than were stored' });
        }
        const paths = new Map([...problems.keys()].map((key) => [key, new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p()]));
        if (tree !== undefined) {
            this.checkMap();
            // A restore that follows looks at every path itself; which of them a bad object concerns, only this tells.
            if (this.options.level !== 'restore' || problems.size > 0)
                await this.walk(tree, paths);
        }
        let recoveries = 0;
        for (const problem of problems.values()) {
            const fix = recoveries++ < RECOVERIES ? await this.fixFor(problem) : 'Mode repair tells what can be brought back.';
            const sink = paths.get(problem.key) ?? new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p();
            this.add(problem.class, `${problem.key} ${problem.detail}.`, fix, sink, problem.key);
        }
        const { findings, root, readBytes, next } = this;
        return { findings, root, readBytes, next };
    }
    add(kind, message, fix, paths = new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p(), object) {
        const { series } = this.root.header;
        this.findings.push({ class: kind, series, snapshot: this.root.id, object, message, paths, fix });
    }
    async fixFor({ key, class: kind }) {
        const { store, signal } = this.options;
        if (kind === 'object-archived')
            return 'Restore it in S3 (RestoreObject), and remove the lifecycle rule that moves objects of the vault to an archive.';
        if (kind === 'content-damaged')
            return 'No S3 version can mend it. Put the snapshot in quarantine (mode mark), back up into a new series, and report this.';
        const sizeBytes = this.root.objects.find((object) => object.key === key)?.sizeBytes;
        return (0,_verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .recoveryOf */ .r)(store, { key, sizeBytes }, signal);
    }
    /** Map, tree and state; every segment is checked by its hash. undefined if they cannot be had. */
    async loadTables(blobs) {
        const { signal } = this.options;
        try {
            const { map = [], tree = [], state = [], } = await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .loadSections */ .$1)(this.root, ['map', 'tree', 'state'], blobs, signal);
            const live = new Set(this.root.objects.map(({ key }) => key));
            for (const segment of map.flat()) {
                await pause(signal);
                for (const found of (0,_map_js__WEBPACK_IMPORTED_MODULE_6__/* .mapFrames */ .JP)(segment))
                    if (live.has(found.frame.pack))
                        this.addFrame(found);
            }
            // Decoding is the check.
            for (const row of (0,_state_js__WEBPACK_IMPORTED_MODULE_8__/* .stateRows */ .l5)(state))
                void row;
            return tree;
        }
        catch (error) {
            if (!isDamage(error))
                throw error;
            this.add('snapshot-damaged', `Its tables cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, 'None of its files can be restored. Mode repair tells whether what is missing can be brought back.');
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
    async checkObjects() {
        const { store, prover, signal, emit } = this.options;
        const { objects } = this.root;
        const whole = new Set(this.toRead());
        const totalBytes = sumOf([...whole]);
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
        const found = await prover.check(objects.filter((object) => !whole.has(object)));
        const read = await (0,_verify_objects_js__WEBPACK_IMPORTED_MODULE_10__/* .readObjects */ .$)(store, [...whole], this.frames, onRead, signal);
        return new Map([...found, ...read].map((problem) => [problem.key, problem]));
    }
    toRead() {
        const { level, sample } = this.options;
        if (level === 'full')
            return this.root.objects;
        if (level !== 'sample' || sample === undefined)
            return [];
        const { picked, next } = (0,_verify_sample_js__WEBPACK_IMPORTED_MODULE_11__/* .planSample */ .q)(this.packs(), sample.cursor, sample.runs);
        this.next = next;
        return picked;
    }
    packs() {
        return this.root.objects.filter(({ key }) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .parseBlobKey */ .QK)(key)?.kind === 'packs');
    }
    /** Refs of the tree are within the map; and which paths a bad pack concerns. */
    async walk(tree, bad) {
        const { signal } = this.options;
        const index = new _map_js__WEBPACK_IMPORTED_MODULE_6__/* .FragmentIndex */ .fw();
        for (const frames of this.frames.values()) {
            await pause(signal);
            for (const found of frames)
                index.add(found);
        }
        const lost = new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p();
        let entries = 0;
        try {
            for (const entry of (0,_tree_js__WEBPACK_IMPORTED_MODULE_9__/* .treeEntries */ .re)(tree)) {
                if (++entries % SLICE_ENTRIES === 0)
                    await pause(signal);
                const needed = packsOf(entry, index);
                if (needed === undefined)
                    lost.add((0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(entry.path));
                for (const pack of needed ?? [])
                    bad.get(pack)?.add((0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(entry.path));
            }
        }
        catch (error) {
            if (!isDamage(error))
                throw error;
            this.add('snapshot-damaged', (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), REPORT_IT);
        }
        if (lost.count > 0)
            this.add('snapshot-inconsistent', 'Its tree names content that its map does not have.', REPORT_IT, lost);
    }
    /** Packs of the map are the objects. */
    checkMap() {
        for (const object of this.packs()) {
            const frames = this.frames.get(object.key) ?? [];
            const end = Math.max(0, ...frames.map(({ frame }) => frame.offset + frame.storedBytes));
            if (frames.length > 0 && end <= object.sizeBytes)
                continue;
            const what = frames.length === 0 ? 'does not mention it' : 'has frames that lie behind its end';
            this.add('snapshot-inconsistent', `${object.key} is among its objects, and its map ${what}.`, REPORT_IT, new _verify_findings_js__WEBPACK_IMPORTED_MODULE_12__/* .PathSink */ .p(), object.key);
        }
    }
}
const REPORT_IT = 'No backup makes such a snapshot: find out who can write to the vault (mode audit), put the snapshot in quarantine (mode mark), and restore another one.';
/** Packs that a path is made of; undefined if some of its content has no place, or has another size. */
function packsOf(entry, index) {
    const packs = new Set();
    let bytes = 0;
    for (let at = 0; at < entry.fragments.length; at += _columns_js__WEBPACK_IMPORTED_MODULE_4__/* .HASH_BYTES */ .FA) {
        const row = index.find(entry.fragments, at);
        if (row < 0)
            return undefined;
        bytes += index.lengthOf(row);
        packs.add(index.pack(row));
    }
    return bytes === entry.sizeBytes ? packs : undefined;
}
async function pause(signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    signal.throwIfAborted();
}
function sumOf(objects) {
    return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}


/***/ })

};
