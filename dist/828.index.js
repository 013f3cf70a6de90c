export const id = 828;
export const ids = [828];
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

/***/ 5142:
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
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93059);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63022);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54710);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92406);








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
        for (const found of (0,_map_js__WEBPACK_IMPORTED_MODULE_4__/* .mapFrames */ .JP)(segment)) {
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
const PROOF_MAX_RAW_BYTES = 64 * 1024 * 1024;
const PROOF_ZSTD_LEVEL = 6;
const catalogueText = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .regex */ .yGV(/^[0-9a-f]{32}$/));
const packKey = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .check */ .z6Y((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBlobKey */ .QK)(key)?.kind === 'packs'));
const schema = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .looseObject */ ._H3({
    level: valibot__WEBPACK_IMPORTED_MODULE_7__/* .picklist */ .KIO(_marks_js__WEBPACK_IMPORTED_MODULE_5__/* .VERIFY_LEVELS */ .os),
    packs: valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ key: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(packKey), catalogue: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(catalogueText) }),
    badPacks: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(packKey),
    badFiles: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
}), valibot__WEBPACK_IMPORTED_MODULE_7__/* .check */ .z6Y(({ packs }) => packs.key.length === packs.catalogue.length));
/** The newest proof of the newest snapshot that has one, among marks of a series. */
function newestProof(marks) {
    const nameOf = ({ id, key }) => `${id} ${key}`;
    return marks
        .filter(({ kind }) => kind === 'proof')
        .reduce((best, mark) => (best === undefined || nameOf(mark) > nameOf(best) ? mark : best), undefined);
}
/** undefined where it is damaged or gone: it proves nothing then. */
async function readProof(store, mark, signal) {
    try {
        const { body } = await store.get(mark.key, signal && { signal });
        const raw = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompressUpTo */ .IQ)(body, PROOF_MAX_RAW_BYTES, mark.key);
        const { level, packs, badPacks, badFiles } = valibot__WEBPACK_IMPORTED_MODULE_7__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
        return {
            level,
            packs: new Map(packs.key.map((key, i) => [key, packs.catalogue[i]])),
            badPacks: new Set(badPacks),
            badFiles: new Set(badFiles),
        };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
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
    const body = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), PROOF_ZSTD_LEVEL);
    await store.putNew((0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .markKey */ .rI)(snapshot.series, snapshot.id, 'proof', utc), body, signal && { signal });
}
/** What is known after a run, of the packs that the snapshot needs. @param isSame whether the one before is of the same snapshot */
function goOn(now, before, isSame, objects) {
    if (before === undefined)
        return now;
    const packs = new Map([...before.packs].filter(([key]) => objects.has(key) && !now.badPacks.has(key)));
    for (const [key, catalogue] of now.packs)
        packs.set(key, catalogue);
    const stillBad = [...before.badPacks].filter((key) => objects.has(key) && !now.packs.has(key));
    // A sample reads no files; `full` has looked at all of them.
    const isKept = now.level !== 'full' && isSame;
    return {
        level: isKept ? before.level : now.level,
        packs,
        badPacks: new Set([...stillBad, ...now.badPacks]),
        badFiles: isKept ? before.badFiles : now.badFiles,
    };
}


/***/ })

};
