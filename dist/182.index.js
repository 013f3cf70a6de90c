export const id = 182;
export const ids = [182];
export const modules = {

/***/ 82182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cat: () => (/* binding */ cat),
/* harmony export */   catIn: () => (/* binding */ catIn)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8207);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_columns_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56215);
/* harmony import */ var _snapshot_map_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63022);
/* harmony import */ var _snapshot_pack_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67331);
/* harmony import */ var _snapshot_zstd_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(42977);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(82306);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59718);












/** Pieces that are made ahead of the one being written, and decoded frames that are kept; 8 MiB each at most. */
const AHEAD = 4;
/** One file to the output. No byte is written before its fragment has proved to be the one that was stored. */
async function cat(inputs, deps) {
    return catIn(await (0,_vault_js__WEBPACK_IMPORTED_MODULE_10__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function catIn(vault, inputs, deps) {
    // One path: the parser of the inputs has seen to it.
    const path = (inputs.path[0] ?? '').replace(/^\.?\//, '');
    const found = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_9__/* .pickOne */ .w9)(vault, inputs, deps, inputs.version);
    const snapshot = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_9__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'map'], deps.signal);
    const entry = fileAt(snapshot, path, found.info.id);
    await writeContent(snapshot, entry, deps.output, deps.signal);
    const json = { series: found.info.series, snapshot: found.info.id, path, sizeBytes: entry.sizeBytes };
    return { mode: 'cat', status: 'complete', exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .EXIT */ .dc.ok, outputs: {}, tables: [], json };
}
function fileAt(snapshot, path, id) {
    const bytes = Buffer.from(path);
    const [entry] = (0,_reading_js__WEBPACK_IMPORTED_MODULE_9__/* .entriesOf */ .Mc)(snapshot, bytes);
    const isThere = entry?.path.equals(bytes) === true;
    if (isThere && entry.type === 'file')
        return entry;
    const what = !isThere ? 'is not there' : entry.type === 'symlink' ? 'is a symbolic link' : 'is a directory';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: isThere ? 'not-a-file' : 'path-not-found',
        message: `${JSON.stringify(path)} ${what} in snapshot ${id}.`,
        fix: isThere && entry.type === 'symlink'
            ? `It points to ${JSON.stringify((0,_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .printablePath */ .Vj)(entry.target))}.`
            : 'Look at its paths with: holdfast find PATTERN --version <id>',
    });
}
async function writeContent(snapshot, entry, output, signal) {
    const pieces = piecesOf(snapshot, entry);
    const frames = new FrameCache(snapshot.blobs, signal);
    const whole = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const reading = [];
    for (let next = 0; next < pieces.length || reading.length > 0;) {
        while (reading.length < AHEAD && next < pieces.length) {
            reading.push((0,_async_js__WEBPACK_IMPORTED_MODULE_11__/* .awaitedLater */ .k)(contentOf(pieces[next++], frames)));
        }
        const content = await reading.shift();
        whole.update(content);
        if (!output.write(content))
            await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(output, 'drain', { signal });
    }
    if (!whole.digest().equals(entry.sha256)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
            code: 'corrupt-tree',
            message: `The content of ${JSON.stringify((0,_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .printablePath */ .Vj)(entry.path))} does not have the hash that the snapshot records.`,
            why: 'Each fragment is as it was stored, but they do not belong together like this.',
            fix: 'Do not use what was written. Take the file from another snapshot.',
        });
    }
}
function piecesOf(snapshot, entry) {
    const index = new _snapshot_map_js__WEBPACK_IMPORTED_MODULE_6__/* .FragmentIndex */ .fw();
    const packs = new Set(snapshot.root.objects.map(({ key }) => key));
    for (const segment of (snapshot.sections.map ?? []).flat()) {
        for (const frame of (0,_snapshot_map_js__WEBPACK_IMPORTED_MODULE_6__/* .mapFrames */ .JP)(segment))
            if (packs.has(frame.frame.pack))
                index.add(frame);
    }
    const pieces = [];
    for (let at = 0; at < entry.fragments.length; at += _snapshot_columns_js__WEBPACK_IMPORTED_MODULE_5__/* .HASH_BYTES */ .FA) {
        const id = entry.fragments.subarray(at, at + _snapshot_columns_js__WEBPACK_IMPORTED_MODULE_5__/* .HASH_BYTES */ .FA);
        const row = index.find(id);
        if (row < 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
                code: 'object-lost',
                message: `A fragment of ${JSON.stringify((0,_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .printablePath */ .Vj)(entry.path))} is in no pack of the snapshot.`,
                fix: 'Take the file from another snapshot.',
            });
        }
        const place = index.place(row);
        const last = pieces.at(-1);
        if (last?.frame === place.frame && last.lengthBytes + place.lengthBytes <= _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.frameMaxBytes) {
            last.ids.push(id);
            last.places.push(place);
            last.lengthBytes += place.lengthBytes;
        }
        else {
            pieces.push({ frame: place.frame, ids: [id], places: [place], lengthBytes: place.lengthBytes });
        }
    }
    return pieces;
}
async function contentOf({ frame, ids, places }, frames) {
    const lengths = places.map(({ lengthBytes }) => lengthBytes);
    const cut = (raw) => {
        const content = Buffer.concat(places.map(({ offset, lengthBytes }) => raw.subarray(offset, offset + lengthBytes)));
        (0,_snapshot_pack_js__WEBPACK_IMPORTED_MODULE_7__/* .checkFragments */ .UH)(content, Buffer.concat(ids), lengths, `A frame of ${frame.pack}`);
        return content;
    };
    return cut(await frames.read(frame, cut));
}
/** The frames read last: content that repeats itself lies in few frames. */
class FrameCache {
    blobs;
    signal;
    frames = new Map();
    constructor(blobs, signal) {
        this.blobs = blobs;
        this.signal = signal;
    }
    /** @param check throws on wrong bytes; another S3 version is then looked for */
    read(frame, check) {
        const known = this.frames.get(frame);
        if (known !== undefined)
            return known;
        const [oldest] = this.frames.keys();
        if (oldest !== undefined && this.frames.size >= AHEAD)
            this.frames.delete(oldest);
        const { pack, offset, storedBytes, rawBytes } = frame;
        const decode = async (stored) => {
            const raw = await (0,_snapshot_zstd_js__WEBPACK_IMPORTED_MODULE_8__/* .decompress */ .mF)(stored, rawBytes, `A frame of ${pack}`);
            check(raw);
            return raw;
        };
        const read = this.blobs.read(pack, offset, storedBytes, decode, this.signal);
        this.frames.set(frame, read);
        return read;
    }
}


/***/ }),

/***/ 82306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bm: () => (/* binding */ entryJson),
/* harmony export */   Et: () => (/* binding */ pathJson),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Wm: () => (/* binding */ selectionOf),
/* harmony export */   kJ: () => (/* binding */ mtimeOf),
/* harmony export */   r3: () => (/* binding */ openSnapshot),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   w9: () => (/* binding */ pickOne)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82480);
/* harmony import */ var _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18628);
/* harmony import */ var _snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5825);
/* harmony import */ var _snapshot_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51290);
/* harmony import */ var _sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25247);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59718);







/** What list, find, diff and cat share: a snapshot opened for reading, and its paths as people and programs see them. */
/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;
/** As `pickSnapshot`, for the modes that cannot go on without one. */
async function pickOne(vault, inputs, deps, selectors) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .pickSnapshot */ .gD)(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
    if (found === undefined)
        throw new Error('no snapshot, and no error');
    return found;
}
/** The newest snapshots of the series that this run would write; where it has none, of the one that it builds on. */
async function newestOf(vault, limit, deps) {
    const { series, base } = (0,_vault_js__WEBPACK_IMPORTED_MODULE_6__/* .plannedSeries */ .cn)(vault);
    for (const candidate of base === undefined ? [series] : [series, base]) {
        const found = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .newestSnapshots */ .q8)(vault.store, candidate, limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, limit);
    }
    return [];
}
async function openSnapshot(store, found, names, signal) {
    const { info, versionId } = found;
    const root = await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .readRoot */ .XD)(store, info, { signal, ...(versionId !== undefined && { versionId }) });
    const blobs = new _snapshot_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .BlobReader */ .n(store, root.objects);
    return { root, blobs, sections: await (0,_snapshot_snapshots_js__WEBPACK_IMPORTED_MODULE_3__/* .loadSections */ .$1)(root, names, blobs, signal) };
}
/** The entries of a snapshot, in the order of their path's bytes. */
function entriesOf({ sections }, prefix) {
    return (0,_snapshot_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .treeEntries */ .re)(sections.tree ?? [], prefix);
}
/** What `include` and `exclude` choose; everything without them. */
function selectionOf({ include, exclude }) {
    const isIncluded = include.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(include) : () => true;
    const isExcluded = exclude.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_5__/* .compilePatterns */ .xi)(exclude) : () => false;
    return ({ path, type }) => isIncluded(path, type === 'directory') && !isExcluded(path, type === 'directory');
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
    const note = ` (the first ${String(LOG_ROWS_MAX)} of ${String(rows.length)}; the report has all)`;
    return { rows: rows.slice(0, LOG_ROWS_MAX), note };
}


/***/ }),

/***/ 63022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ TOC),
/* harmony export */   JP: () => (/* binding */ mapFrames),
/* harmony export */   WN: () => (/* binding */ pushFrame),
/* harmony export */   ZS: () => (/* binding */ addToMap),
/* harmony export */   fw: () => (/* binding */ FragmentIndex),
/* harmony export */   kA: () => (/* binding */ framesOf)
/* harmony export */ });
/* unused harmony exports MAP, mapSegments */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56215);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58624);




/** A row a fragment, in the order of their places: frame after frame, fragments of a frame end to end. */
const PLACE_COLUMNS = { frame: 'uint', stored: 'uint', raw: 'uint', length: 'uint', id: 'hash' };
/** The table of contents of a pack. `frame` is the frame's first byte in the pack, `stored` and `raw` its lengths. */
const TOC = { table: 'toc', columns: PLACE_COLUMNS };
/** The map: the same rows for many packs; `object` counts in the head's list of pack keys. */
const MAP = { table: 'map', columns: { object: 'uint', ...PLACE_COLUMNS } };
/** Rows of a map segment at most: bounds the memory that a merge or a decode takes. */
const SEGMENT_MAX_ROWS = 256 * 1024;
/** Reads the frames of a segment of either table, checking that each is filled by its fragments. */
function* framesOf(segment, packOf, what) {
    const bad = (detail) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-map', message: `${what} is damaged: ${detail}.` });
    for (let row = 0; row < segment.rows;) {
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
        const ids = [];
        let filled = 0;
        while (filled < frame.rawBytes) {
            const lengthBytes = row < segment.rows ? segment.number('length', row) : 0;
            if (lengthBytes === 0 || filled + lengthBytes > frame.rawBytes)
                throw bad('its fragments do not fill their frame');
            lengths.push(lengthBytes);
            ids.push(segment.bytes('id', row));
            filled += lengthBytes;
            row++;
        }
        if (lengths.length === 0)
            throw bad('a frame is empty');
        yield { frame, ids: Buffer.concat(ids), lengths };
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
    yield* framesOf(segment, packOf, what);
}
function pushFrame(builder, { frame, ids, lengths }, object) {
    lengths.forEach((length, i) => {
        builder.push({
            ...(object !== undefined && { object }),
            frame: frame.offset,
            stored: frame.storedBytes,
            raw: frame.rawBytes,
            length,
            id: ids.subarray(i * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, (i + 1) * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA),
        });
    });
}
/** Writes frames into as many segments as they need. */
function mapSegments(frames) {
    const done = [];
    let builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(MAP);
    let objects = new Map();
    for (const found of frames) {
        if (builder.rows + found.lengths.length > SEGMENT_MAX_ROWS && builder.rows > 0) {
            done.push((0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeSegment */ .ug)(builder, [...objects.keys()]));
            builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(MAP);
            objects = new Map();
        }
        const object = objects.get(found.frame.pack) ?? objects.size;
        objects.set(found.frame.pack, object);
        pushFrame(builder, found, object);
    }
    if (builder.rows > 0)
        done.push((0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeSegment */ .ug)(builder, [...objects.keys()]));
    return done;
}
/**
 * The map after a run: the parent's segments and one of the new frames, small ones merged into it as the levels of a
 * table are. Rows of packs that are no longer used go at a merge; until then they are dead, since only packs in the
 * root's `objects` count.
 */
function addToMap(segments, added, isUsed) {
    const fresh = mapSegments(added);
    if (fresh.length === 0)
        return segments;
    const alive = segments.filter((segment) => (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeSegment */ .UR)(MAP, segment).objects.some(isUsed));
    const full = alive.filter((segment) => segment.rows >= SEGMENT_MAX_ROWS / 2);
    const small = alive.filter((segment) => segment.rows < SEGMENT_MAX_ROWS / 2);
    const start = (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .mergeFrom */ .fc)([...small, ...fresh].map((segment) => segment.rows));
    if (start >= small.length)
        return [...full, ...small, ...fresh];
    const merged = [...small.slice(start), ...fresh].flatMap((segment) => [...mapFrames(segment)]);
    return [...full, ...small.slice(0, start), ...mapSegments(merged.filter(({ frame }) => isUsed(frame.pack)))];
}
/** `frameOf` of a fragment that this run stores: its frame is not made yet. */
const CLAIMED = 0xffffffff;
/**
 * All fragments that a run knows of, in columns, with a hash index: some 60 bytes a fragment. The first place of an id
 * wins.
 */
class FragmentIndex {
    frames = [];
    ids = Buffer.allocUnsafe(1024 * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
    frameOf = new Uint32Array(1024);
    offsets = new Uint32Array(1024);
    lengths = new Uint32Array(1024);
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
    /** Makes an id known whose fragment this run stores; also in place of one that is known already. */
    claim(ids, at, length) {
        const row = this.find(ids, at);
        if (row < 0)
            this.insert(ids, at, CLAIMED, 0, length);
        else
            this.frameOf[row] = CLAIMED;
    }
    /** Whether this run stores the fragment itself, so that it has no place yet. */
    isClaimed(row) {
        return this.frameOf[row] === CLAIMED;
    }
    /** The pack of a fragment that has a place. */
    pack(row) {
        return this.frames[this.frameOf[row]].pack;
    }
    lengthOf(row) {
        return this.lengths[row];
    }
    /** Raw bytes of all frames of a pack that were added. */
    rawBytesOf(pack) {
        return this.packRawBytes.get(pack) ?? 0;
    }
    place(row) {
        return {
            frame: this.frames[this.frameOf[row]],
            offset: this.offsets[row],
            lengthBytes: this.lengths[row],
        };
    }
    insert(ids, at, frame, offset, length) {
        if (this.size === this.offsets.length)
            this.grow();
        const row = this.size++;
        ids.copy(this.ids, row * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, at, at + _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
        this.frameOf[row] = frame;
        this.offsets[row] = offset;
        this.lengths[row] = length;
        this.insertSlot(row);
    }
    slotOf(ids, at) {
        const word = ids[at] |
            (ids[at + 1] << 8) |
            (ids[at + 2] << 16) |
            (ids[at + 3] << 24);
        return word & (this.slots.length - 1);
    }
    sameId(row, ids, at) {
        const start = row * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA;
        return this.ids.compare(ids, at, at + _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA, start, start + _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA) === 0;
    }
    insertSlot(row) {
        let slot = this.slotOf(this.ids, row * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
        while (this.slots[slot] >= 0)
            slot = (slot + 1) & (this.slots.length - 1);
        this.slots[slot] = row;
    }
    grow() {
        const rows = this.size * 2;
        this.ids = Buffer.concat([this.ids], rows * _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA);
        this.frameOf = enlarged(this.frameOf, rows);
        this.offsets = enlarged(this.offsets, rows);
        this.lengths = enlarged(this.lengths, rows);
        this.slots = new Int32Array(rows * 4).fill(-1);
        for (let row = 0; row < this.size; row++)
            this.insertSlot(row);
    }
}
function enlarged(column, rows) {
    const larger = new Uint32Array(rows);
    larger.set(column);
    return larger;
}


/***/ }),

/***/ 67331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PP: () => (/* binding */ readToc),
/* harmony export */   UH: () => (/* binding */ checkFragments),
/* harmony export */   h9: () => (/* binding */ PackBuilder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56215);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63022);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42977);






/**
 * A pack: zstd frames of fragments, then one skippable frame that holds the table of contents (a zstd frame) and this
 * footer, so that `zstd -d` reads a whole pack and a pack explains itself.
 *
 *   "HFPACK01" | u32 le: stored bytes of the table of contents | u32 le: its raw bytes
 */
const MAGIC = Buffer.from('HFPACK01', 'latin1');
const FOOTER_BYTES = 16;
const TOC_ZSTD_LEVEL = 9;
/** Room for the table of contents: 40 bytes a fragment, and its head. */
const TOC_ROW_BYTES = 48;
const TOC_HEAD_BYTES = 1024;
class PackBuilder {
    key;
    buffer;
    frames = [];
    fragments = 0;
    sizeBytes = 0;
    /** @param buffer of `LIMITS.packMaxBytes`; the sealed pack is a view of it */
    constructor(key, buffer = Buffer.allocUnsafeSlow(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes)) {
        this.key = key;
        this.buffer = buffer;
    }
    /** Whether a frame still goes in, its rows in the table of contents counted. */
    fits(frame) {
        const rows = this.fragments + frame.lengths.length;
        return this.sizeBytes + frame.stored.length + rows * TOC_ROW_BYTES + TOC_HEAD_BYTES <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes;
    }
    add({ stored, rawBytes, ids, lengths }) {
        const frame = { pack: this.key, offset: this.sizeBytes, storedBytes: stored.length, rawBytes };
        this.frames.push({ frame, ids, lengths });
        // Copied: what zstd gives is a small part of a buffer that could have held the incompressible.
        this.sizeBytes += stored.copy(this.buffer, this.sizeBytes);
        this.fragments += lengths.length;
    }
    seal() {
        const builder = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .SegmentBuilder */ .Ju(_map_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB);
        for (const frame of this.frames)
            (0,_map_js__WEBPACK_IMPORTED_MODULE_4__/* .pushFrame */ .WN)(builder, frame);
        const raw = builder.encode();
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .compressSync */ .oS)(raw, TOC_ZSTD_LEVEL);
        const footer = Buffer.alloc(FOOTER_BYTES);
        MAGIC.copy(footer);
        footer.writeUInt32LE(stored.length, MAGIC.length);
        footer.writeUInt32LE(raw.length, MAGIC.length + 4);
        const end = this.sizeBytes + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .skippableFrame */ .Nx)(Buffer.concat([stored, footer])).copy(this.buffer, this.sizeBytes);
        const body = this.buffer.subarray(0, end);
        return { key: this.key, body, sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(body).digest(), frames: this.frames };
    }
}
/**
 * The table of contents of a whole pack, with the proof that its frames fill the pack from the first byte on.
 * @throws corrupt-pack, corrupt-segment, corrupt-map
 */
function readToc(key, body) {
    const bad = (detail) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-pack', message: `Pack ${key} is damaged: ${detail}.` });
    if (body.length < FOOTER_BYTES + _zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .SKIPPABLE_HEADER_BYTES */ .w_ || body.length > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes)
        throw bad(`it has ${String(body.length)} bytes`);
    const footer = body.subarray(body.length - FOOTER_BYTES);
    if (!footer.subarray(0, MAGIC.length).equals(MAGIC))
        throw bad('it does not end with a footer');
    const storedBytes = footer.readUInt32LE(MAGIC.length);
    const rawBytes = footer.readUInt32LE(MAGIC.length + 4);
    const tocStart = body.length - FOOTER_BYTES - storedBytes;
    const framesEnd = tocStart - _zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .SKIPPABLE_HEADER_BYTES */ .w_;
    if (framesEnd < 0 || rawBytes > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.segmentMaxBytes || !(0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .isSkippableFrame */ .XG)(body.subarray(framesEnd))) {
        throw bad('its footer does not fit it');
    }
    const what = `The table of contents of pack ${key}`;
    const segment = new _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .Segment */ .Y4(_map_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB, (0,_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .decompressSync */ .Rq)(body.subarray(tocStart, tocStart + storedBytes), rawBytes, what), what);
    const frames = [...(0,_map_js__WEBPACK_IMPORTED_MODULE_4__/* .framesOf */ .kA)(segment, () => key, what)];
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
