export const id = 5840;
export const ids = [5840];
export const modules = {

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

/***/ 27102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LiveFrames)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/** The frames of a map that a reader may decode: those of packs that the root names, each once, none over another. */


/**
 * A map only claims where frames lie. One that names the same bytes of a pack over and over, each time as another frame,
 * would make its reader decode without end; no pack has such frames (docs/format.md, "Map").
 */
class LiveFrames {
    live;
    /** By pack, then by first byte. */
    frames = new Map();
    wrong = new Map();
    /** @param live keys of the packs that count: the root's objects */
    constructor(live) {
        this.live = new Set(live);
    }
    /** Whether the frame counts: its pack is one of the root's, and no row before has named the same place. */
    take({ frame }) {
        const { pack, offset, storedBytes, rawBytes } = frame;
        if (!this.live.has(pack) || this.wrong.has(pack))
            return false;
        const ofPack = this.frames.get(pack) ?? new Map();
        this.frames.set(pack, ofPack);
        const before = ofPack.get(offset);
        if (before === undefined) {
            ofPack.set(offset, frame);
            if (ofPack.size > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxFrames)
                this.wrong.set(pack, 'names more frames of it than a pack may have');
            return true;
        }
        if (before.storedBytes !== storedBytes || before.rawBytes !== rawBytes)
            this.wrong.set(pack, OVERLAP);
        return false;
    }
    /** What the map says of packs that cannot be so, by key. Asked when all frames were taken. */
    flaws() {
        for (const [pack, frames] of this.frames) {
            const flaw = this.wrong.get(pack) ?? flawOf([...frames.values()]);
            if (flaw !== undefined)
                this.wrong.set(pack, flaw);
        }
        return this.wrong;
    }
    /** @throws corrupt-map */
    check() {
        for (const [pack, flaw] of this.flaws())
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-map',
                message: `The map of the snapshot is damaged: it ${flaw} (${pack}).`,
                why: 'No backup writes such a map, and reading by it could go on without end.',
                fix: 'Restore another snapshot, and find out who can write to the vault (mode audit).',
            });
    }
}
const OVERLAP = 'has frames of it that overlap';
function flawOf(frames) {
    const inOrder = frames.toSorted((a, b) => a.offset - b.offset);
    let end = 0;
    let rawBytes = 0;
    for (const frame of inOrder) {
        if (frame.offset < end)
            return OVERLAP;
        end = frame.offset + frame.storedBytes;
        rawBytes += frame.rawBytes;
    }
    return rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.packMaxRawBytes ? 'says that it decodes to more than a pack may' : undefined;
}


/***/ }),

/***/ 36030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ lostRows),
/* harmony export */   C_: () => (/* binding */ OPENED),
/* harmony export */   MB: () => (/* binding */ entryName),
/* harmony export */   Rh: () => (/* binding */ RestoreEntries),
/* harmony export */   S4: () => (/* binding */ planHardLinks),
/* harmony export */   ZE: () => (/* binding */ TYPE),
/* harmony export */   bR: () => (/* binding */ planHoles),
/* harmony export */   cg: () => (/* binding */ isFetched),
/* harmony export */   hr: () => (/* binding */ ACTION),
/* harmony export */   mQ: () => (/* binding */ restoredMode),
/* harmony export */   z7: () => (/* binding */ ROLE),
/* harmony export */   z8: () => (/* binding */ planReads)
/* harmony export */ });
/* unused harmony exports treePath, HOLE_BYTES */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44694);
/* harmony import */ var _format_columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79465);
/** The plan of a restore as data. */




/**
 * The plan of a restore as data. Everything is kept in columns in shared memory: a million files would be a
 * million objects, and the threads that write need the same rows.
 */
/** What happens to a row. `compare` is an intermediate state before `keep`, `repair` or `replace`. */
const ACTION = {
    none: 0,
    /** Nothing exists at the path. */
    create: 1,
    /** Something else exists and is replaced. */
    replace: 2,
    /** It already exists with its content, mode and time. */
    keep: 3,
    /** Its content exists, but its mode or time differs. */
    repair: 4,
    /** Something exists and is kept, whatever it is (`overwrite: never`). */
    preserve: 5,
    /** A file of the same size exists. */
    compare: 6,
    /** A hard link to the row `leader`. */
    link: 7,
    /** A symbolic link that the system refused to create. */
    refused: 8,
};
const TYPE = { file: 1, directory: 2, symlink: 3 };
/** Why a row exists: a directory counts only once something below it needs it. */
const ROLE = { unused: 0, ancestor: 1, selected: 2 };
/**
 * States of a temporary file that several threads write: one of them makes it, the others wait for that. It is in doubt
 * and gone if it had the wrong content.
 */
const OPENED = { no: 0, making: 1, yes: 2, failed: 3, doubtful: 4 };
/** The row of an index that stands for "no such fragment". */
const MISSING = 0xffffffff;
const EMPTY = Buffer.alloc(0);
const SLASH = 0x2f;
function shared(bytes) {
    return new SharedArrayBuffer(bytes);
}
/** The selected part of a tree, read and checked row by row. */
class RestoreEntries {
    columns;
    problems = [];
    ids;
    count = 0;
    /** Selected files that lose their setuid, setgid or sticky bit. */
    droppedBits = [];
    options;
    /** Rows of the index, file after file. */
    fragments;
    fragmentStart;
    index;
    directories = new Map();
    folded = new Set();
    namesEnd = 0;
    lastParentPath = EMPTY;
    lastParent = 0;
    constructor(index, options) {
        const { maxBytes } = options;
        this.index = index;
        // A row takes at least one byte. A root that declares more rows is false and would only cost memory.
        const rows = Math.min(options.maxRows, maxBytes);
        this.options = options;
        this.columns = {
            names: new Uint8Array(shared(maxBytes)),
            nameStart: new Uint32Array(shared(rows * 4)),
            nameBytes: new Uint16Array(shared(rows * 2)),
            parent: new Uint32Array(shared(rows * 4)),
            type: new Uint8Array(shared(rows)),
            role: new Uint8Array(shared(rows)),
            action: new Uint8Array(shared(rows)),
            mode: new Uint16Array(shared(rows * 2)),
            mtimeSeconds: new Float64Array(shared(rows * 8)),
            mtimeNanos: new Uint32Array(shared(rows * 4)),
            sizeBytes: new Float64Array(shared(rows * 8)),
            linkGroup: new Uint32Array(shared(rows * 4)),
            leader: new Uint32Array(shared(rows * 4)),
            sha256: new Uint8Array(shared(rows * _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA)),
            remaining: new Int32Array(shared(rows * 4)),
            opened: new Int32Array(shared(rows * 4)),
            inode: new BigUint64Array(shared(rows * 8)),
            unset: new Uint8Array(shared(rows)),
        };
        this.ids = new Uint8Array(shared(index.size * _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA));
        index.copyIds(this.ids);
        this.fragments = new Uint32Array(Math.ceil(maxBytes / _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) + rows);
        this.fragmentStart = new Uint32Array(rows + 1);
    }
    /** Entries come in path order. Problems are collected, so that the user sees all of them at once. */
    add(entry) {
        const isDirectory = entry.type === 'directory';
        const selected = this.options.isSelected(entry.path, isDirectory);
        if (!isDirectory && !selected)
            return;
        const nameStart = entry.path.lastIndexOf(SLASH) + 1;
        const parent = this.parentOf(entry.path, nameStart - 1);
        // The folder's path was checked when its row came.
        const reason = parent < 0
            ? (unsafePath(entry.path) ?? 'the snapshot has no folder to put it in')
            : unsafePath(entry.path, nameStart);
        if (reason !== undefined) {
            if (selected)
                this.problems.push({ path: entry.path, reason });
            return;
        }
        this.append(entry, nameStart, parent, isDirectory);
        if (selected)
            this.select(entry, this.count - 1);
    }
    /**
     * 1 + row, 0 for the top, -1 if there is no such directory. Neighbours mostly share theirs. @param end of its path
     */
    parentOf(path, end) {
        if (end < 0)
            return 0;
        if (this.lastParent > 0 && path.compare(this.lastParentPath, 0, undefined, 0, end) === 0)
            return this.lastParent;
        const row = this.directories.get(path.toString('latin1', 0, end));
        if (row === undefined)
            return -1;
        // A copy: a view would keep the whole block of segments in memory.
        this.lastParentPath = Buffer.from(path.subarray(0, end));
        this.lastParent = row + 1;
        return this.lastParent;
    }
    append(entry, nameStart, parent, isDirectory) {
        const { columns } = this;
        const { path, target } = entry;
        const row = this.count++;
        const nameBytes = path.length - nameStart;
        if (row >= columns.type.length || this.namesEnd + nameBytes + target.length > columns.names.length) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-tree', message: 'The tree has more rows than the root says.' });
        }
        columns.nameStart[row] = this.namesEnd;
        columns.nameBytes[row] = nameBytes;
        for (let i = nameStart; i < path.length; i++)
            columns.names[this.namesEnd++] = path[i];
        for (const byte of target)
            columns.names[this.namesEnd++] = byte;
        columns.parent[row] = parent;
        columns.type[row] = TYPE[entry.type];
        columns.mode[row] = restoredMode(entry, this.options.keepSpecialBits);
        columns.mtimeSeconds[row] = entry.mtimeSeconds;
        columns.mtimeNanos[row] = entry.mtimeNanos;
        columns.sizeBytes[row] = entry.type === 'symlink' ? target.length : entry.sizeBytes;
        columns.linkGroup[row] = entry.linkGroup;
        this.fragmentStart[row + 1] = this.fragmentStart[row];
        if (isDirectory)
            this.directories.set(entry.path.toString('latin1'), row);
    }
    select(entry, row) {
        const { columns } = this;
        columns.role[row] = ROLE.selected;
        this.checkName(entry.path, row);
        for (let up = columns.parent[row]; up > 0 && columns.role[up - 1] === ROLE.unused;) {
            columns.role[up - 1] = ROLE.ancestor;
            this.checkName(this.path(up - 1), up - 1);
            up = columns.parent[up - 1];
        }
        if (entry.type === 'symlink') {
            const reason = this.options.targetRefusal(entry.target);
            if (reason !== undefined)
                this.problems.push({ path: entry.path, reason });
        }
        if (entry.type !== 'file')
            return;
        if (columns.mode[row] !== entry.mode)
            this.droppedBits.push(Buffer.from(entry.path));
        checkHash(entry);
        if (this.options.withHashes || entry.fragments.length > _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) {
            columns.sha256.set(entry.sha256, row * _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA);
        }
        this.addFragments(entry, row);
    }
    checkName(path, row) {
        const { refusal, foldName } = this.options;
        const reason = refusal(path);
        if (reason !== undefined)
            this.problems.push({ path, reason });
        if (foldName === undefined)
            return;
        const folded = `${String(this.columns.parent[row])}/${foldName(path.subarray(path.lastIndexOf(SLASH) + 1))}`;
        if (this.folded.has(folded)) {
            this.problems.push({ path, reason: 'the target cannot distinguish its name from that of another entry' });
        }
        this.folded.add(folded);
    }
    addFragments(entry, row) {
        const index = this.index;
        let end = this.fragmentStart[row];
        let bytes = 0;
        let found = true;
        for (let at = 0; at < entry.fragments.length; at += _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) {
            const fragment = index.find(entry.fragments, at);
            this.fragments[end++] = fragment < 0 ? MISSING : fragment;
            if (fragment < 0) {
                found = false;
                continue;
            }
            bytes += index.lengthOf(fragment);
        }
        this.fragmentStart[row + 1] = end;
        if (found && bytes !== entry.sizeBytes) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'corrupt-tree',
                message: `The snapshot's tree is damaged at ${JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(entry.path))}: its parts have ${String(bytes)} bytes, but the file has ${String(entry.sizeBytes)}.`,
            });
        }
    }
    /** Frees what only `add` needs. */
    seal() {
        this.index = undefined;
        this.directories.clear();
        this.folded.clear();
    }
    fragmentsOf(row) {
        return this.fragments.subarray(this.fragmentStart[row], this.fragmentStart[row + 1]);
    }
    /** Path in the snapshot. */
    path(row) {
        return treePath(this.columns, row);
    }
    target(row) {
        const start = this.columns.nameStart[row] + this.columns.nameBytes[row];
        return Buffer.from(this.columns.names.subarray(start, start + this.columns.sizeBytes[row]));
    }
}
/**
 * Restored by root, a user's setuid program would become one of root; of folders these bits only say who may do what in
 * them.
 */
function restoredMode({ type, mode }, keepSpecialBits) {
    return type === 'file' && !keepSpecialBits ? mode & 0o777 : mode;
}
const EMPTY_SHA256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', '', 'buffer');
/**
 * The hash of a file of one fragment is the id of that fragment. With several fragments it is checked when they are
 * joined.
 */
function checkHash({ path, sha256, fragments }) {
    const isOther = (fragments.length === 0 && !sha256.equals(EMPTY_SHA256)) ||
        (fragments.length === _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA && !sha256.equals(fragments));
    if (!isOther)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-tree',
        message: `The snapshot's tree is damaged at ${JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(path))}: its content has another hash than the snapshot records.`,
    });
}
function entryName(columns, row) {
    const start = columns.nameStart[row];
    return columns.names.subarray(start, start + columns.nameBytes[row]);
}
function treePath(columns, row) {
    const segments = [];
    for (let at = row + 1; at > 0; at = columns.parent[at - 1]) {
        if (segments.length > 0)
            segments.unshift(Buffer.from('/'));
        segments.unshift(entryName(columns, at - 1));
    }
    return Buffer.concat(segments);
}
/** A NUL, or a segment that is empty, `.` or `..`. */
const ODD_TEXT = /\0|(?:^|\/)\.{0,2}(?:\/|$)/;
/** Why a path from a snapshot is refused on any machine. @param start of the first segment that is not checked yet */
function unsafePath(path, start = 0) {
    if (path.length === 0)
        return 'it is empty';
    if (path[0] === SLASH)
        return 'it is absolute';
    const text = path.toString('latin1', start);
    if (!ODD_TEXT.test(text))
        return undefined;
    if (text.includes('\0'))
        return 'it contains a NUL byte';
    for (const segment of text.split('/')) {
        if (segment === '')
            return 'it has an empty segment';
        if (segment === '.' || segment === '..')
            return `it has a segment ${JSON.stringify(segment)}`;
    }
    return undefined;
}
/** Whether a row's content is to be fetched. */
function isFetched(columns, row) {
    const action = columns.action[row];
    return columns.type[row] === TYPE.file && (action === ACTION.create || action === ACTION.replace);
}
/**
 * Makes hard links of rows of one group: the first whose content will be right leads. A row whose content differs from
 * its leader's (no writer makes such) stays a file of its own.
 */
function planHardLinks(entries, isLinked) {
    const { columns } = entries;
    const leaders = new Map();
    for (let row = 0; row < entries.count; row++) {
        const group = columns.linkGroup[row];
        const action = columns.action[row];
        if (group === 0 || columns.type[row] !== TYPE.file)
            continue;
        if (action === ACTION.none || action === ACTION.preserve)
            continue;
        const leader = leaders.get(group);
        if (leader === undefined)
            leaders.set(group, row);
        else if (sameContent(entries, row, leader) && !isLinked(row, leader)) {
            columns.leader[row] = leader + 1;
            columns.action[row] = ACTION.link;
        }
    }
}
function sameContent(entries, a, b) {
    const first = entries.fragmentsOf(a);
    const second = entries.fragmentsOf(b);
    return first.length === second.length && first.every((fragment, i) => fragment === second[i]);
}
/** What is not written of a run of zeros, in whole aligned blocks of so many bytes: they become holes. */
const HOLE_BYTES = 64 * 1024;
/**
 * Bytes of each row that the target need not allocate. Only fragments that a file has several times in a row are looked
 * at: a long run of zeros is cut into equal ones.
 * @param lengthOf of a fragment, by its row in the index
 */
function planHoles(entries, lengthOf) {
    const known = new Map();
    const isZeros = (fragment) => {
        const answer = known.get(fragment);
        if (answer !== undefined)
            return answer;
        const id = entries.ids.subarray(fragment * _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA, (fragment + 1) * _format_columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA);
        const found = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', Buffer.alloc(lengthOf(fragment)), 'buffer').equals(id);
        known.set(fragment, found);
        return found;
    };
    return (row) => {
        const fragments = entries.fragmentsOf(row);
        let bytes = 0;
        for (let i = 0; i < fragments.length; i++) {
            const fragment = fragments[i];
            if (fragment === MISSING || (fragment !== fragments[i - 1] && fragment !== fragments[i + 1]))
                continue;
            if (!isZeros(fragment))
                continue;
            bytes += lengthOf(fragment);
            // The ends of a run need not lie at borders of blocks.
            if (fragment !== fragments[i - 1])
                bytes -= HOLE_BYTES;
            if (fragment !== fragments[i + 1])
                bytes -= HOLE_BYTES;
        }
        return Math.max(0, bytes);
    };
}
/** Rows that need a fragment of which no place is known. */
function lostRows(entries) {
    const lost = [];
    for (let row = 0; row < entries.count; row++) {
        if (isFetched(entries.columns, row) && entries.fragmentsOf(row).includes(MISSING))
            lost.push(row);
    }
    return lost;
}
/** Ranges with gaps up to this are one: a request costs as much as these bytes (20 ms at 25 MB/s). */
const GAP_BYTES = 512 * 1024;
/** A range is the work of one thread: tens of thousands of tiny files in one would leave the others idle at the end. */
const RANGE_MAX_PIECES = 8192;
/**
 * Which ranges to read in which order, and where each fragment goes; the caller refuses rows that `lostRows` names.
 * Packs in the order in which the files need them first, ranges of a pack by offset: each frame is fetched and decoded
 * once.
 */
function planReads(entries, index, rangeMaxBytes) {
    const { frames, piecesOf } = collectFrames(entries, index);
    const order = orderFrames(frames);
    const numberOf = new Map(order.map((frame, i) => [frame, i]));
    const firstPiece = new Uint32Array(shared((order.length + 1) * 4));
    order.forEach((frame, i) => (firstPiece[i + 1] = firstPiece[i] + piecesOf.get(frame)));
    const columns = readColumns(entries.ids, firstPiece, order);
    fillPieces(entries, index, columns, numberOf);
    return { columns, frames: order, ranges: joinRanges(order, firstPiece, rangeMaxBytes) };
}
function readColumns(ids, firstPiece, frames) {
    const pieces = firstPiece[frames.length];
    const perFrame = (value) => {
        const column = new Uint32Array(shared(frames.length * 4));
        frames.forEach((frame, i) => (column[i] = value(frame)));
        return column;
    };
    return {
        ids,
        firstPiece,
        offset: perFrame((frame) => frame.offset),
        storedBytes: perFrame((frame) => frame.storedBytes),
        rawBytes: perFrame((frame) => frame.rawBytes),
        written: new Uint8Array(shared(frames.length)),
        pieceRow: new Uint32Array(shared(pieces * 4)),
        pieceFragment: new Uint32Array(shared(pieces * 4)),
        pieceOffset: new Uint32Array(shared(pieces * 4)),
        pieceBytes: new Uint32Array(shared(pieces * 4)),
        fileOffset: new Float64Array(shared(pieces * 8)),
    };
}
/** Frames in the order of first use, each with how many pieces it has. */
function collectFrames(entries, index) {
    const piecesOf = new Map();
    for (let row = 0; row < entries.count; row++) {
        if (!isFetched(entries.columns, row))
            continue;
        for (const fragment of entries.fragmentsOf(row)) {
            if (fragment === MISSING)
                continue;
            const { frame } = index.place(fragment);
            piecesOf.set(frame, (piecesOf.get(frame) ?? 0) + 1);
        }
    }
    return { frames: [...piecesOf.keys()], piecesOf };
}
function orderFrames(frames) {
    const packs = new Map();
    for (const frame of frames) {
        const known = packs.get(frame.pack);
        if (known === undefined)
            packs.set(frame.pack, [frame]);
        else
            known.push(frame);
    }
    return [...packs.values()].flatMap((ofPack) => ofPack.sort((a, b) => a.offset - b.offset));
}
function fillPieces(entries, index, columns, numberOf) {
    const cursor = columns.firstPiece.slice();
    for (let row = 0; row < entries.count; row++) {
        if (!isFetched(entries.columns, row))
            continue;
        let fileOffset = 0;
        const fragments = entries.fragmentsOf(row);
        entries.columns.remaining[row] = fragments.length;
        for (const fragment of fragments) {
            if (fragment === MISSING)
                continue;
            const { frame, offset, lengthBytes } = index.place(fragment);
            const number = numberOf.get(frame);
            const piece = cursor[number];
            cursor[number] = piece + 1;
            columns.pieceRow[piece] = row;
            columns.pieceFragment[piece] = fragment;
            columns.pieceOffset[piece] = offset;
            columns.pieceBytes[piece] = lengthBytes;
            columns.fileOffset[piece] = fileOffset;
            fileOffset += lengthBytes;
        }
    }
}
function joinRanges(frames, firstPiece, rangeMaxBytes) {
    const ranges = [];
    let first = 0;
    for (let i = 1; i <= frames.length; i++) {
        const start = frames[first];
        const last = frames[i - 1];
        const next = frames[i];
        const joins = next?.pack === start.pack &&
            next.offset - (last.offset + last.storedBytes) <= GAP_BYTES &&
            next.offset + next.storedBytes - start.offset <= rangeMaxBytes &&
            firstPiece[i + 1] - firstPiece[first] <= RANGE_MAX_PIECES;
        if (joins)
            continue;
        const lengthBytes = last.offset + last.storedBytes - start.offset;
        ranges.push({ pack: start.pack, offset: start.offset, lengthBytes, firstFrame: first, endFrame: i });
        first = i;
    }
    return ranges;
}


/***/ }),

/***/ 46179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HA: () => (/* binding */ restoreReport),
/* harmony export */   NH: () => (/* binding */ LISTED_PATHS),
/* harmony export */   NP: () => (/* binding */ REPLACE_FIX),
/* harmony export */   Pz: () => (/* binding */ partialDelete),
/* harmony export */   SD: () => (/* binding */ wouldReplace),
/* harmony export */   c8: () => (/* binding */ deletesTooMuch),
/* harmony export */   d0: () => (/* binding */ tellOfRefused),
/* harmony export */   fd: () => (/* binding */ tellOfModes),
/* harmony export */   gM: () => (/* binding */ replacedText),
/* harmony export */   lX: () => (/* binding */ noMatch),
/* harmony export */   po: () => (/* binding */ WOULD_REPLACE)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44694);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58566);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36030);
/** What a restore did, as data, and what it says about it. */




/** Paths that are named in reports and errors. */
const LISTED_PATHS = 10;
function pathsText({ count, first }) {
    return first.map((path) => JSON.stringify(path)).join(', ') + (count > first.length ? ', ...' : '');
}
const WOULD_REPLACE = 'would-replace';
const REPLACE_FIX = 'Nothing was written. Restore to another folder (path), or choose what to do: overwrite: if-changed replaces them, overwrite: never keeps them.';
function replacedText(count, target) {
    return `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(count, 'path')} in ${JSON.stringify(target)} would be replaced by what the snapshot has.`;
}
/** For a restore in several steps, which a dry run of each comes before. */
function wouldReplace({ count, first }, target) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: WOULD_REPLACE,
        message: replacedText(count, target),
        why: pathsText({ count, first }),
        fix: REPLACE_FIX,
    });
}
/** Once for all paths. */
function tellOfModes({ droppedBits, unset }, emit) {
    if (droppedBits.count > 0) {
        emit({
            type: 'info',
            message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(droppedBits.count, 'file')} were restored without the setuid, setgid or sticky bit. The first is ${JSON.stringify(droppedBits.first[0])}: see keep-special-bits.`,
        });
    }
    if (unset.count === 0)
        return;
    emit({
        type: 'warning',
        class: 'metadata-not-set',
        message: `The mode or time of ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(unset.count, 'path')} could not be set; the content of all files is right.`,
        why: pathsText(unset),
        fix: 'Restore as the user who owns them, or to a file system that keeps modes and times.',
    });
}
/** Once for all paths. */
function tellOfRefused({ refused }, emit) {
    if (refused.count === 0)
        return;
    emit({
        type: 'warning',
        class: 'links-not-made',
        message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(refused.count, 'symbolic link')} could not be made; everything else was restored.`,
        why: pathsText(refused),
        fix: 'On Windows, switch on Developer Mode (Settings, System, For developers) or run as an administrator; elsewhere, restore to a file system that has symbolic links. Then run the same restore again.',
    });
}
function noMatch(id) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'no-match',
        message: `No path of snapshot ${id} is selected by include and exclude.`,
        fix: 'Show the paths with: holdfast list --version SNAPSHOT, or holdfast find PATTERN. Patterns are relative to the snapshot.',
    });
}
function partialDelete(id) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'delete-refused',
        message: `delete is refused: snapshot ${id} is partial.`,
        why: 'A file that the backup could not read is not in it, and would be deleted here.',
        fix: 'Restore without delete, or restore a complete snapshot.',
    });
}
function deletesTooMuch({ files, covered, paths }) {
    const first = paths.slice(0, LISTED_PATHS).map(({ path }) => JSON.stringify((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path)));
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'delete-too-much',
        message: `delete would remove ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(files, 'file')} of ${String(covered)}: more than a quarter.`,
        why: `The first are ${first.join(', ')}.`,
        fix: 'Nothing was changed. Use dry-run to see what would be deleted; if that is right, set delete to force.',
    });
}
/** By what the actions of all entries say. */
function restoreReport(entries, reads, deletions, blobs) {
    const { action, type, role, sizeBytes, unset } = entries.columns;
    const lists = {
        created: newList(),
        replaced: newList(),
        kept: newList(),
        preserved: newList(),
        refused: newList(),
        unset: newList(),
    };
    const sums = { files: 0, bytes: 0, writtenBytes: 0 };
    for (let row = 0; row < entries.count; row++) {
        if (unset[row] === 1)
            addTo(lists.unset, entries, row);
        if (role[row] !== _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ROLE */ .z7.selected || type[row] === _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .TYPE */ .ZE.directory)
            continue;
        const list = lists[LIST_OF[action[row]] ?? 'created'];
        addTo(list, entries, row);
        if (type[row] !== _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .TYPE */ .ZE.file)
            continue;
        sums.files++;
        sums.bytes += sizeBytes[row];
        if ((0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .isFetched */ .cg)(entries.columns, row))
            sums.writtenBytes += sizeBytes[row];
    }
    const deleted = deletions?.paths ?? [];
    return {
        ...lists,
        ...sums,
        deleted: {
            count: deleted.length,
            first: deleted.slice(0, LISTED_PATHS).map(({ path }) => (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path)),
        },
        droppedBits: {
            count: entries.droppedBits.length,
            first: entries.droppedBits.slice(0, LISTED_PATHS).map(_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj),
        },
        fetchedBytes: reads.ranges.reduce((sum, range) => sum + range.lengthBytes, 0),
        fallbacks: [...blobs.fallbacks],
    };
}
function addTo(list, entries, row) {
    if (list.count++ < LISTED_PATHS)
        list.first.push((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(entries.path(row)));
}
function newList() {
    return { count: 0, first: [] };
}
const LIST_OF = {
    [_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ACTION */ .hr.replace]: 'replaced',
    [_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ACTION */ .hr.keep]: 'kept',
    [_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ACTION */ .hr.repair]: 'kept',
    [_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ACTION */ .hr.preserve]: 'preserved',
    [_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .ACTION */ .hr.refused]: 'refused',
};


/***/ }),

/***/ 51666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ restoreTree)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/read/live-frames.js
var live_frames = __webpack_require__(27102);
// EXTERNAL MODULE: ./lib/vault/format/map.js
var map = __webpack_require__(44136);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/vault/restore/times.js
var times = __webpack_require__(58075);
;// CONCATENATED MODULE: ./lib/vault/restore/exact-times.js
/** Sets times of files to the nanosecond. */






/**
 * Times to the nanosecond, where the machine can: node gives the system doubles, which near today are 238 ns apart.
 * Perl is part of Debian, Ubuntu and most systems that have git, and makes the system call by its number. It only makes
 * times exact that are right to less than a microsecond; without it they stay as they are.
 */
/** Of a record without its name: `a n C` and two of `struct timespec`. */
const HEAD_BYTES = 36;
/** What is looked at before a time is set. */
const CHECK = { nothing: 0, coarse: 1, coarseAndNoOtherName: 2 };
/** utimensat(2) by architecture: https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/unistd.h */
const UTIMENSAT = { x64: 280, arm64: 88 };
/**
 * Reads records of 36 bytes and a name. `D`: the folder that is next, entered name by name without following a link,
 * from the folders of the one before that lead to it too (up to 64 of them stay open). `T`: what lies there gets a
 * time, which comes as the system call takes it. Unless it is a folder its coarse time is set already, so that another
 * one that lies there by now is left alone.
 */
const PROGRAM = `
use strict;
my ($call, $flags) = @ARGV;
binmode STDIN;
sysopen(my $top, '.', $flags) or exit 1;
my (@names, @open);
sub enter {
  my @to = split m{/}, $_[0];
  my $same = 0;
  $same++ while $same < @to && $same < @open && $names[$same] eq $to[$same];
  $#open = $#names = $same - 1;
  chdir($same ? $open[-1] : $top) or return 0;
  for my $name (@to[$same .. $#to]) {
    sysopen(my $next, $name, $flags) or return 0;
    chdir($next) or return 0;
    if (@open < 64) { push @open, $next; push @names, $name }
  }
  return 1;
}
my ($head, $name, $inside) = ('', '', 0);
while ((read(STDIN, $head, ${HEAD_BYTES}) || 0) == ${HEAD_BYTES}) {
  my ($kind, $length, $check, $times, $seconds) = unpack('a n C a32 X32 q', $head);
  (read(STDIN, $name, $length) || 0) == $length or last;
  if ($kind eq 'D') { $inside = enter($name); next }
  next unless $inside;
  if ($check) {
    my ($links, $found) = (lstat $name)[3, 9];
    next unless defined $found && $found == $seconds && ($check == ${CHECK.coarse} || $links == 1);
  }
  syscall($call, -100, $name, $times, 256);
}
`;
/** Whether node sets another time than this. */
function needsExact(seconds, nanos) {
    return (0,times/* fileTimeNanos */.XX)((0,times/* fileTime */.IQ)(seconds, nanos)) !== nanos;
}
/** Why not, if the system has no memory, process or descriptor for it: without descriptors it has no pipe. */
function startPerl(cwd, args) {
    try {
        const env = { PATH: process.env['PATH'] };
        const child = (0,external_node_child_process_.spawn)('perl', ['-e', PROGRAM, ...args], { cwd, env, stdio: ['pipe', 'ignore', 'ignore'] });
        if (child.stdin !== undefined)
            return child;
        child.on('error', () => undefined);
        return 'it has no standard input';
    }
    catch (error) {
        if ((0,system_errors/* systemErrorIn */.Zc)(error) === undefined)
            throw error;
        return (0,errors/* messageOf */.bD)(error);
    }
}
/** Never fails: a time that cannot be set stays as it is. */
async function setExactTimes({ open }, times, emit, signal) {
    const call = UTIMENSAT[process.arch];
    if (open === undefined || call === undefined)
        return;
    const flags = 0o10000000 | external_node_fs_.constants.O_DIRECTORY | external_node_fs_.constants.O_NOFOLLOW;
    const child = startPerl(`${open.prefix}${String(open.fd)}`, [String(call), String(flags)]);
    const problem = typeof child === 'string' ? child : await runPerl(child, times, signal);
    signal.throwIfAborted();
    if (problem !== undefined)
        emit({ type: 'debug', message: `Times are exact to a microsecond only, since perl failed: ${problem}.` });
}
/** @returns what went wrong */
async function runPerl(child, times, signal) {
    const ended = new Promise((resolve) => {
        child.once('error', (error) => resolve((0,errors/* messageOf */.bD)(error)));
        child.once('close', (code, killedBy) => resolve(code === 0 ? undefined : `it ended with ${String(code ?? killedBy)}`));
    });
    const stop = () => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    try {
        let unwritten;
        const written = writeAll(child.stdin, times, signal).catch((error) => {
            unwritten = (0,errors/* messageOf */.bD)(error);
        });
        // It may have ended before everything was written.
        await Promise.race([ended, written]);
        child.stdin.end();
        return (await ended) ?? unwritten;
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
const CHUNK_BYTES = 64 * 1024;
async function writeAll(to, times, signal) {
    // If the other side ends, its exit event reports that.
    to.on('error', () => undefined);
    const records = new Records();
    let folder;
    for (const time of times) {
        if (folder?.equals(time.folder) !== true) {
            folder = time.folder;
            records.add('D', folder);
        }
        records.add('T', time.name, time);
        if (records.bytes >= CHUNK_BYTES && !to.write(records.take()))
            await (0,external_node_events_.once)(to, 'drain', { signal });
    }
    to.write(records.take());
}
class Records {
    chunk = Buffer.allocUnsafeSlow(2 * CHUNK_BYTES);
    bytes = 0;
    add(kind, name, time) {
        const start = this.bytes;
        const end = start + HEAD_BYTES + name.length;
        if (end > this.chunk.length)
            this.chunk = Buffer.concat([this.chunk], 2 * end);
        const { chunk } = this;
        chunk[start] = kind.charCodeAt(0);
        chunk.writeUInt16BE(name.length, start + 1);
        chunk[start + 3] = checkOf(time);
        // As access and as modification time.
        putTimespec(chunk, start + 4, time);
        putTimespec(chunk, start + 20, time);
        chunk.set(name, start + HEAD_BYTES);
        this.bytes = end;
    }
    /** Everything that was added since. */
    take() {
        const taken = Buffer.from(this.chunk.subarray(0, this.bytes));
        this.bytes = 0;
        return taken;
    }
}
function checkOf(time) {
    if (time === undefined || time.isFolder)
        return CHECK.nothing;
    return time.hasOtherNames ? CHECK.coarse : CHECK.coarseAndNoOtherName;
}
const TWO_TO_32 = 2 ** 32;
/** Two numbers of 64 bits, in the byte order of both architectures. Without a BigInt for each: there are many. */
function putTimespec(to, at, time) {
    const seconds = time?.seconds ?? 0;
    to.writeUInt32LE(seconds >>> 0, at);
    to.writeInt32LE(Math.floor(seconds / TWO_TO_32), at + 4);
    to.writeUInt32LE(time?.nanos ?? 0, at + 8);
    to.writeUInt32LE(0, at + 12);
}

// EXTERNAL MODULE: ./lib/vault/restore/plan.js
var plan = __webpack_require__(36030);
;// CONCATENATED MODULE: ./lib/vault/restore/paths.js
/** Paths of entries on this machine. */



/** Enough for the folders of the rows that are near each other. */
const CACHED_DIRECTORIES = 4096;
/** Native paths of rows, as bytes: not every name is text. For looking and for messages; TargetFolders is for changes. */
class NativePaths {
    target;
    entries;
    separator = Buffer.from(external_node_path_.sep);
    directories = new Map();
    constructor(target, entries) {
        this.target = target;
        this.entries = entries;
    }
    of(row) {
        return Buffer.concat([this.directory(this.entries.parent[row]), (0,plan/* entryName */.MB)(this.entries, row)]);
    }
    /** With a separator at its end. @param parent 1 + row, 0 for the target */
    directory(parent) {
        const known = this.directories.get(parent);
        if (known !== undefined)
            return known;
        const directory = parent === 0 ? this.top() : Buffer.concat([this.of(parent - 1), this.separator]);
        if (this.directories.size >= CACHED_DIRECTORIES)
            this.directories.clear();
        this.directories.set(parent, directory);
        return directory;
    }
    top() {
        const native = (0,platform/* toNativePath */.gB)(this.target, Buffer.alloc(0));
        return native.at(-1) === this.separator[0] ? native : Buffer.concat([native, this.separator]);
    }
}

;// CONCATENATED MODULE: ./lib/vault/restore/folders.js
/** Folders of the target, opened once and held while a restore changes them. */





/** Thrown if something else changed the target while the restore ran. */
class TargetFailure extends Error {
    code;
    constructor(code, message) {
        super(message);
        this.code = code;
    }
}
/** A name in a folder is resolved, nothing is read: https://man7.org/linux/man-pages/man2/open.2.html, O_PATH */
const O_PATH = 0o10000000;
const FOLDER_FLAGS = O_PATH | (external_node_fs_.constants.O_DIRECTORY ?? 0) | (external_node_fs_.constants.O_NOFOLLOW ?? 0);
/** What `temporary` adds to what a run's names begin with. */
const ROW_DIGITS = 8;
const HEX_DIGITS = Buffer.from('0123456789abcdef');
/** Open folders per thread. Few, since descriptors may be scarce, and files come folder by folder. */
const OPEN_FOLDERS = 16;
/** @param target an existing folder */
function openTarget(target) {
    if (process.platform !== 'linux')
        return { target, open: undefined };
    // The target itself may be a link: the user named it.
    const fd = external_node_fs_.openSync(target, O_PATH | external_node_fs_.constants.O_DIRECTORY);
    const { ino, dev } = external_node_fs_.fstatSync(fd, { bigint: true });
    for (const prefix of [`/proc/${String(process.pid)}/fd/`, '/proc/self/fd/']) {
        const found = external_node_fs_.statSync(`${prefix}${String(fd)}`, { bigint: true, throwIfNoEntry: false });
        if (found?.ino === ino && found.dev === dev)
            return { target, open: { fd, prefix } };
    }
    external_node_fs_.closeSync(fd);
    return { target, open: undefined };
}
function closeTarget({ open }) {
    if (open !== undefined)
        external_node_fs_.closeSync(open.fd);
}
/** Paths for system calls that change something. One is good until the next is asked for, or `OPEN_FOLDERS` later. */
class TargetFolders {
    entries;
    run;
    temporaryName;
    handle;
    native;
    top;
    separator = Buffer.from(external_node_path_.sep);
    /** By 1 + row, or by tree path for folders that are no rows; the one used last at the end. */
    folders = new Map();
    last = 0;
    lastFolder;
    /** @param run what this run's temporary names begin with */
    constructor(handle, entries, run) {
        this.handle = handle;
        this.entries = entries;
        this.run = run;
        this.temporaryName = Buffer.from(`${run}${'0'.repeat(ROW_DIGITS)}`);
        this.native = new NativePaths(handle.target, entries);
        const { open } = handle;
        this.top = { fd: undefined, prefix: open === undefined ? this.native.directory(0) : this.prefixOf(open.fd) };
        this.lastFolder = this.top;
    }
    at(row) {
        return join(this.folder(this.entries.parent[row]), (0,plan/* entryName */.MB)(this.entries, row));
    }
    /** In the same folder, another for each row. */
    temporary(row) {
        for (let i = this.temporaryName.length - 1, rest = row; i >= this.run.length; i--, rest >>>= 4)
            this.temporaryName[i] = HEX_DIGITS[rest & 0xf];
        return join(this.folder(this.entries.parent[row]), this.temporaryName);
    }
    /** A folder's own row: leads to the folder itself, whatever lies at its name by now. @param row -1 for the target */
    itself(row) {
        const prefix = this.folder(row + 1);
        return prefix.subarray(0, prefix.length - 1);
    }
    /** Of what `itself` leads to, as it was when it was opened. */
    statsOf(row) {
        return this.use(row + 1).stats ?? external_node_fs_.statSync(this.itself(row), { bigint: true });
    }
    /** With a separator at its end. @param parent 1 + row, 0 for the target */
    folder(parent) {
        return (parent === this.last ? this.lastFolder : this.use(parent)).prefix;
    }
    /** A tree path that need not be a row. */
    atPath(treePath) {
        const slash = treePath.lastIndexOf('/');
        if (slash < 0)
            return Buffer.concat([this.top.prefix, treePath]);
        return Buffer.concat([this.folderAtPath(treePath.subarray(0, slash)).prefix, treePath.subarray(slash + 1)]);
    }
    close() {
        for (const { fd } of this.folders.values())
            if (fd !== undefined)
                external_node_fs_.closeSync(fd);
        this.folders.clear();
        this.last = 0;
        this.lastFolder = this.top;
    }
    use(parent) {
        const folder = parent === 0 ? this.top : (this.known(parent) ?? this.openRow(parent - 1));
        this.last = parent;
        this.lastFolder = folder;
        return folder;
    }
    known(key) {
        const folder = this.folders.get(key);
        if (folder === undefined)
            return undefined;
        this.folders.delete(key);
        this.folders.set(key, folder);
        return folder;
    }
    openRow(row) {
        const up = this.use(this.entries.parent[row]);
        const folder = this.open(up, (0,plan/* entryName */.MB)(this.entries, row), row + 1);
        folder.stats = this.statOf(folder);
        const { ino } = folder.stats;
        const known = this.entries.inode[row];
        if (known === 0n)
            this.entries.inode[row] = ino;
        else if (known !== ino)
            throw replaced();
        this.openToOwner(folder, row);
        return folder;
    }
    /** A default ACL of the folder around a new one may close it to its owner, who is to write in it. */
    openToOwner(folder, row) {
        const action = this.entries.action[row];
        if (action !== plan/* ACTION */.hr.create && action !== plan/* ACTION */.hr.replace)
            return;
        const mode = Number(folder.stats?.mode) & 0o7777;
        if ((mode & 0o700) === 0o700)
            return;
        external_node_fs_.chmodSync(folder.prefix.subarray(0, -1), mode | 0o700);
        folder.stats = this.statOf(folder);
    }
    folderAtPath(treePath) {
        const key = treePath.toString('latin1');
        const known = this.known(key);
        if (known !== undefined)
            return known;
        const slash = treePath.lastIndexOf('/');
        const up = slash < 0 ? this.top : this.folderAtPath(treePath.subarray(0, slash));
        return this.open(up, treePath.subarray(slash + 1), key);
    }
    open(up, name, key) {
        const native = Buffer.concat([up.prefix, name]);
        const folder = this.handle.open === undefined
            ? this.look(native)
            : (this.openHandle(native) ?? (this.closeOthers(up, 0), this.openHandle(native)));
        if (folder === undefined)
            throw new TargetFailure('EMFILE', 'this process may not open more files');
        this.folders.set(key, folder);
        this.closeOthers(folder, OPEN_FOLDERS);
        return folder;
    }
    /** All but one, and but the `keep` used last. */
    closeOthers(needed, keep) {
        for (const [key, folder] of this.folders) {
            if (this.folders.size <= keep)
                return;
            if (folder === needed)
                continue;
            this.folders.delete(key);
            if (folder.fd !== undefined)
                external_node_fs_.closeSync(folder.fd);
        }
    }
    /** undefined if there are no descriptors left. */
    openHandle(native) {
        try {
            const fd = external_node_fs_.openSync(native, FOLDER_FLAGS);
            return { fd, prefix: this.prefixOf(fd) };
        }
        catch (error) {
            const code = (0,platform/* systemErrorCode */.vq)(error) ?? '';
            if (code === 'EMFILE' || code === 'ENFILE')
                return undefined;
            throw ['ELOOP', 'ENOTDIR', 'ENOENT'].includes(code) ? replaced() : error;
        }
    }
    look(native) {
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false });
        if (stats?.isDirectory() !== true)
            throw replaced();
        return { fd: undefined, prefix: Buffer.concat([native, this.separator]) };
    }
    statOf({ fd, prefix }) {
        return fd === undefined
            ? external_node_fs_.lstatSync(prefix.subarray(0, -1), { bigint: true })
            : external_node_fs_.fstatSync(fd, { bigint: true });
    }
    prefixOf(fd) {
        return Buffer.from(`${this.handle.open?.prefix ?? ''}${String(fd)}/`);
    }
}
/** As `Buffer.concat`, which takes several times as long for two short ones. */
function join(folder, name) {
    const path = Buffer.allocUnsafe(folder.length + name.length);
    path.set(folder);
    path.set(name, folder.length);
    return path;
}
function replaced() {
    return new TargetFailure('target-changed', 'a folder of the target was replaced or removed while the restore ran');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/vault/restore/journal.js
/** Which files in a target a restore has made for itself. */






/**
 * Which files in a target a restore has made for itself. While it runs, a small file in the target identifies it; the
 * temporary names of the run begin with the 64 random bits that this file is named by. A later restore removes what a
 * run has left behind only if that file is really the one that the run made, and the process is gone.
 */
const JOURNAL = /^\.holdfast-restore-([0-9a-f]{16})\.json$/;
const TEMPORARY = /^\.holdfast-([0-9a-f]{16})-[0-9a-f]{8}$/;
const schema = dist/* object */.Ikc({
    holdfast: dist/* literal */.euz('restore'),
    run: dist/* string */.YjP(),
    pid: dist/* number */.aig(),
    place: dist/* string */.YjP(),
    inode: dist/* string */.YjP(),
});
function newRun() {
    return (0,external_node_crypto_.randomBytes)(8).toString('hex');
}
/** What a run's temporary names begin with; eight hexadecimal digits follow. */
function temporaryPrefix(run) {
    return `.holdfast-${run}-`;
}
/** Of a temporary file, or of the file that says who a run is. */
function runOf(name) {
    return (TEMPORARY.exec(name) ?? JOURNAL.exec(name))?.[1];
}
function journalName(run) {
    return `.holdfast-restore-${run}.json`;
}
/** A process id means something here only. */
function place() {
    let namespace = '';
    try {
        namespace = external_node_fs_.readlinkSync('/proc/self/ns/pid');
    }
    catch {
        // There are no such namespaces on this system.
    }
    return `${(0,external_node_os_.hostname)()} ${namespace}`.trim();
}
/** @param folder the target, with a separator at its end. @returns false if it cannot be written there */
function writeJournal(folder, run) {
    const { O_CREAT, O_EXCL, O_WRONLY } = external_node_fs_.constants;
    let fd;
    try {
        fd = external_node_fs_.openSync(Buffer.concat([folder, Buffer.from(journalName(run))]), O_CREAT | O_EXCL | O_WRONLY, 0o600);
    }
    catch {
        return false;
    }
    try {
        const inode = String(external_node_fs_.fstatSync(fd, { bigint: true }).ino);
        external_node_fs_.writeSync(fd, `${JSON.stringify({ holdfast: 'restore', run, pid: process.pid, place: place(), inode })}\n`);
        return true;
    }
    catch {
        // The disk is full: writing the first file will report it.
        return true;
    }
    finally {
        external_node_fs_.closeSync(fd);
    }
}
function findRuns(target) {
    const dead = new Set();
    const others = new Set();
    for (const name of namesIn(target)) {
        const run = JOURNAL.exec(name)?.[1];
        if (run === undefined)
            continue;
        (isDead(external_node_path_.join(target, name), run) ? dead : others).add(run);
    }
    return { dead, others };
}
/** Empty for a folder that does not exist or may not be listed. */
function namesIn(folder) {
    try {
        return external_node_fs_.readdirSync(folder);
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === undefined)
            throw error;
        return [];
    }
}
const JOURNAL_MAX_BYTES = 4096;
function isDead(file, run) {
    try {
        const stats = external_node_fs_.lstatSync(file, { bigint: true });
        if (!stats.isFile() || stats.size > JOURNAL_MAX_BYTES)
            return false;
        const found = dist/* parse */.qgA(schema, JSON.parse(external_node_fs_.readFileSync(file, 'utf8')));
        // A copy of this file, or one restored from a backup, says nothing about the files around it.
        if (found.run !== run || found.inode !== String(stats.ino) || found.place !== place())
            return false;
        process.kill(found.pid, 0);
        return false;
    }
    catch (error) {
        return (0,platform/* systemErrorCode */.vq)(error) === 'ESRCH';
    }
}

// EXTERNAL MODULE: ./lib/vault/format/columns.js
var columns = __webpack_require__(79465);
;// CONCATENATED MODULE: ./lib/vault/restore/rename-over.js
/** Renames a file into place, even over a file that Windows treats as read-only. */


const SYSTEM = { platform: process.platform, renameSync: external_node_fs_.renameSync };
/**
 * Elsewhere a file that nobody may write in is replaced like any other: what counts are the rights of its folder. On
 * Windows its attribute has to go first, and comes back if it stays all the same.
 * @throws what the system says of the rename
 */
function renameOver(from, to, system = SYSTEM) {
    try {
        system.renameSync(from, to);
    }
    catch (error) {
        if (!(0,platform/* isDenied */.GZ)(error) || !makeWritable(to, system.platform))
            throw error;
        try {
            system.renameSync(from, to);
        }
        catch (second) {
            external_node_fs_.chmodSync(to, READ_ONLY);
            throw second;
        }
    }
}
const READ_ONLY = 0o444;
const WRITABLE = 0o666;
/** On Windows, of a read-only file. @returns whether it was one */
function makeWritable(path, platform = process.platform) {
    if (platform !== 'win32')
        return false;
    const stats = external_node_fs_.lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || (stats.mode & 0o200) !== 0)
        return false;
    external_node_fs_.chmodSync(path, WRITABLE);
    return true;
}

;// CONCATENATED MODULE: ./lib/vault/restore/links.js
/** Symbolic and hard links of a restore. */









const BLOCK_BYTES = limits/* MiB */.lv;
/**
 * Errors by which a file system refuses a hard link: across mounts, beyond its limit, to a file of another user, or not
 * supported.
 */
const NO_LINK = ['EXDEV', 'EMLINK', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/**
 * Errors by which a symbolic link is refused: on Windows a missing right (EPERM) or a file system without links
 * (EISDIR), elsewhere only the latter. https://man7.org/linux/man-pages/man2/symlink.2.html
 */
const NO_SYMLINK = ['EPERM', 'EISDIR', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const NO_FOLLOW = external_node_fs_.constants.O_NOFOLLOW ?? 0;
/** Makes the links of a restore. A hard link that the file system refuses becomes a copy, which is reported once. */
class RestoreLinks {
    entries;
    folders;
    emit;
    /** By leader: the copy made last. It lies on another mount, or has links to spare. */
    copies = new Map();
    constructor(entries, folders, emit) {
        this.entries = entries;
        this.folders = folders;
        this.emit = emit;
    }
    makeHardLink(row) {
        const leader = this.entries.columns.leader[row] - 1;
        const copy = this.copies.get(leader);
        if (this.link(row, leader) || (copy !== undefined && this.link(row, copy)))
            return;
        this.copy(row, leader);
        if (this.copies.size === 0) {
            this.emit({
                type: 'info',
                message: 'Some hard links became copies: the file system refuses more of them there.',
            });
        }
        this.copies.set(leader, row);
    }
    /** One that the system refuses is skipped; its row says so. */
    makeSymlink(row) {
        try {
            this.put(row, (path) => external_node_fs_.symlinkSync(this.entries.target(row), path));
        }
        catch (error) {
            if (!NO_SYMLINK.includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
                throw error;
            this.entries.columns.action[row] = plan/* ACTION */.hr.refused;
        }
    }
    /** Of a symbolic link. */
    setTime(row) {
        const mtime = (0,times/* mtimeOf */.kJ)(this.entries.columns, row);
        try {
            external_node_fs_.lutimesSync(this.folders.at(row), mtime, mtime);
        }
        catch (error) {
            // Wine, for example, reports success without creating one.
            if ((0,platform/* isNotFound */.c4)(error)) {
                this.entries.columns.action[row] = plan/* ACTION */.hr.refused;
                return;
            }
            if (!(0,times/* isRefusal */.vu)(error))
                throw error;
            this.entries.columns.unset[row] = 1;
        }
    }
    /** @returns false if the file system refuses it */
    link(row, leader) {
        const target = this.folders.at(leader);
        try {
            this.put(row, (path) => external_node_fs_.linkSync(target, path));
            return true;
        }
        catch (error) {
            if (NO_LINK.includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
                return false;
            throw error;
        }
    }
    put(row, make) {
        try {
            make(this.folders.at(row));
        }
        catch (error) {
            if ((0,platform/* systemErrorCode */.vq)(error) !== 'EEXIST')
                throw error;
            const temporary = this.folders.temporary(row);
            make(temporary);
            try {
                renameOver(temporary, this.folders.at(row));
            }
            finally {
                // Still there if both were links to one file already: rename does nothing then.
                external_node_fs_.rmSync(temporary, { force: true });
            }
        }
    }
    /** Checked like a file that is fetched. */
    copy(row, leader) {
        const { columns } = this.entries;
        const from = external_node_fs_.openSync(this.folders.at(leader), external_node_fs_.constants.O_RDONLY | NO_FOLLOW);
        const temporary = this.folders.temporary(row);
        try {
            const to = external_node_fs_.openSync(temporary, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, 0o600);
            try {
                if (!copyContent(from, to).equals(hashOf(this.entries, leader)))
                    throw changed();
                this.setMetadata(to, row);
            }
            finally {
                external_node_fs_.closeSync(to);
            }
            renameOver(temporary, this.folders.at(row));
        }
        catch (error) {
            external_node_fs_.rmSync(temporary, { force: true });
            throw error;
        }
        finally {
            external_node_fs_.closeSync(from);
        }
        columns.action[row] = plan/* ACTION */.hr.create;
    }
    setMetadata(fd, row) {
        const mtime = (0,times/* mtimeOf */.kJ)(this.entries.columns, row);
        try {
            external_node_fs_.fchmodSync(fd, this.entries.columns.mode[row]);
            external_node_fs_.futimesSync(fd, mtime, mtime);
        }
        catch (error) {
            if (!(0,times/* isRefusal */.vu)(error))
                throw error;
            this.entries.columns.unset[row] = 1;
        }
    }
}
/** Of a file of one fragment the column may be empty: the id is the hash. */
function hashOf(entries, row) {
    const [first, ...more] = entries.fragmentsOf(row);
    if (first !== undefined && more.length === 0) {
        return entries.ids.subarray(first * columns/* HASH_BYTES */.FA, (first + 1) * columns/* HASH_BYTES */.FA);
    }
    return entries.columns.sha256.subarray(row * columns/* HASH_BYTES */.FA, (row + 1) * columns/* HASH_BYTES */.FA);
}
function copyContent(from, to) {
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    const digest = (0,external_node_crypto_.createHash)('sha256');
    for (let bytes = external_node_fs_.readSync(from, block); bytes > 0; bytes = external_node_fs_.readSync(from, block)) {
        digest.update(block.subarray(0, bytes));
        for (let done = 0; done < bytes;)
            done += external_node_fs_.writeSync(to, block, done, bytes - done);
    }
    return digest.digest();
}
function changed() {
    return new errors/* HoldfastError */.Et({
        code: 'target-changed',
        message: 'A file that a hard link leads to was changed while the restore ran.',
        fix: 'Run the same restore again when nothing else writes there.',
    });
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
;// CONCATENATED MODULE: ./lib/vault/restore/threads.js







const MAX_THREADS = 4;
/**
 * Paths and digests are small garbage with memory outside of the heap: collected early, a million files take 120 MB
 * less than with node's own 48 MB, in the same time.
 */
const YOUNG_MB = 4;
class Thread {
    worker;
    waiters = [];
    failure;
    load = 0;
    constructor(url) {
        this.worker = new external_node_worker_threads_.Worker(url, {
            workerData: 'restore-worker',
            resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
        });
        this.worker.on('message', (reply) => this.settle(reply));
        this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
        this.worker.on('exit', () => this.fail(new Error('A thread of the restore has ended.')));
    }
    run(task, weight, transfer) {
        if (this.failure !== undefined)
            return Promise.reject(this.failure);
        return new Promise((resolve, reject) => {
            this.load += weight;
            this.waiters.push({ weight, resolve, reject });
            this.worker.postMessage(task, transfer);
        });
    }
    settle(reply) {
        const waiter = this.waiters.shift();
        if (waiter === undefined)
            return;
        this.load -= waiter.weight;
        if (reply.error === undefined)
            waiter.resolve(reply);
        else
            waiter.reject(restoreError(reply.error));
    }
    fail(error) {
        this.failure ??= error;
        for (const waiter of this.waiters.splice(0))
            waiter.reject(this.failure);
    }
    async close() {
        await this.worker.terminate();
    }
}
/** The threads that write. A task goes to the thread with the least work. */
class RestoreThreads {
    threads;
    stopFlag = new Int32Array(new SharedArrayBuffer(4));
    running = new Set();
    constructor(threads) {
        this.threads = threads;
    }
    static async start(url) {
        const count = Math.max(2, Math.min((0,external_node_os_.availableParallelism)(), MAX_THREADS));
        return new RestoreThreads(await (0,base_async/* startThreads */.Y3)(count, () => new Thread(url)));
    }
    async setUp(setup) {
        await this.runOnAll({ kind: 'setup', setup: { ...setup, stop: this.stopFlag } });
    }
    async runOnAll(task) {
        await Promise.all(this.threads.map((thread) => this.track(thread.run(task, 0, []))));
    }
    /** @param weight how long it takes, in any one unit */
    run(task, weight, transfer = []) {
        const idlest = this.threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
        return this.track(idlest.run(task, weight, transfer));
    }
    track(reply) {
        this.running.add(reply);
        const forget = () => {
            this.running.delete(reply);
        };
        reply.then(forget, forget);
        return reply;
    }
    /** Lets each thread finish its current file. Resolves when no thread touches the target any more. */
    async stop() {
        Atomics.store(this.stopFlag, 0, 1);
        await Promise.allSettled(this.running);
    }
    async end() {
        await Promise.all(this.threads.map((thread) => thread.close()));
    }
}
const KEPT = 'Files that are already complete are not fetched again.';
/** Turns the error of a task into one for users. Anything not caused by a system call or the snapshot is a defect. */
function restoreError({ code, message, path }) {
    const where = path === undefined ? '' : ` at ${JSON.stringify(path)}`;
    if (isCorruption(code))
        return corrupt(code, message, where);
    if (code === 'target-changed') {
        return new errors/* HoldfastError */.Et({
            code,
            message: `The target was changed while it was restored${where}.`,
            why: `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`,
            fix: `Run the same restore again when nothing else writes there. ${KEPT}`,
        });
    }
    return (0,system_errors/* isSystemCode */.pI)(code) ? failedCall(code, message, where) : new Error(message);
}
const UNKNOWN = {
    code: 'write-failed',
    fix: 'Fix what the system reports, or restore to another folder, and run it again.',
};
/** @param systemCode `ENOSPC` and the like */
function failedCall(systemCode, why, where) {
    const { code, fix } = (0,system_errors/* meaningOf */.Pr)(systemCode) ?? UNKNOWN;
    switch (code) {
        case 'disk-full':
            return new errors/* HoldfastError */.Et({ code, message: `The disk is full${where}.`, why, fix: `${fix} ${KEPT}` });
        case 'no-permission':
        case 'read-only':
            return new errors/* HoldfastError */.Et({
                code: 'target-not-writable',
                message: `The target cannot be read or written${where}.`,
                why,
                fix: 'Restore as a user who can read and write there, or to another folder.',
            });
        default:
            return new errors/* HoldfastError */.Et({ code, message: `The restore failed${where}.`, why, fix: `${fix} ${KEPT}` });
    }
}
/** The thread that writes sends the codes of its own errors and those of system calls. */
function isCorruption(code) {
    return code.startsWith('corrupt-');
}
function corrupt(code, message, where) {
    if (code !== 'corrupt-tree')
        return new errors/* HoldfastError */.Et({ code, message });
    return new errors/* HoldfastError */.Et({
        code,
        message: `A file was not restored${where}: ${message}.`,
        fix: 'Leave this path out with exclude to get the rest, and take the file from another snapshot.',
    });
}
/** System calls of any thread fail for the same reasons. @param path printable, in the snapshot */
function systemError(error, path) {
    const code = (0,platform/* systemErrorCode */.vq)(error);
    if (error instanceof errors/* HoldfastError */.Et || code === undefined)
        return error;
    const isOurs = error instanceof TargetFailure || typeof error.syscall === 'string';
    return isOurs ? restoreError({ code, message: (0,errors/* messageOf */.bD)(error), ...(path !== undefined && { path }) }) : error;
}

;// CONCATENATED MODULE: ./lib/vault/restore/run.js
/** Carries out the plan of a restore: range reads, threads, folders. */















/**
 * Since ranges have a few MiB at most, this also limits the stored bytes in memory: each range counts until it is
 * written.
 */
const GETS_IN_FLIGHT = 16;
const FINISH_TASK_ROWS = 512;
const SLICE_MS = 20;
const LISTED_PATHS = 10;
/** Carries out a restore. Everything was checked before. */
class RestoreRun {
    options;
    handle;
    folders;
    /** The target did not exist. */
    isTargetNew = false;
    hasJournal = false;
    failing = new AbortController();
    signal;
    /** Folders that are replaced by files, with a slash. */
    blocked = [];
    doneBytes = 0;
    doneFiles = 0;
    totalBytes = 0;
    totalFiles = 0;
    constructor(options) {
        this.options = options;
        this.folders = this.foldersOf({ target: options.target, open: undefined });
        this.signal = AbortSignal.any([options.signal, this.failing.signal]);
        const { columns, count } = options.entries;
        for (let row = 0; row < count; row++) {
            if (!(0,plan/* isFetched */.cg)(columns, row))
                continue;
            this.totalFiles++;
            this.totalBytes += columns.sizeBytes[row];
        }
    }
    /** If it fails, the target contains only complete files, old or new. */
    async execute() {
        const stop = () => void this.options.threads.stop();
        this.signal.addEventListener('abort', stop, { once: true });
        try {
            await this.writeFiles();
            await this.makeLinks();
            this.deletePaths((path) => !this.isBlocked(path));
            this.removeJournal();
            await setExactTimes(this.handle, this.exactTimes(), this.options.emit, this.signal);
            await this.finishFolders();
            await this.options.threads.runOnAll({ kind: 'end' });
        }
        catch (error) {
            this.failing.abort(error);
            await this.options.threads.stop();
            this.cleanUp();
            this.options.signal.throwIfAborted();
            throw systemError(error);
        }
        finally {
            this.signal.removeEventListener('abort', stop);
            this.folders.close();
            if (this.handle !== undefined)
                closeTarget(this.handle);
        }
    }
    foldersOf(handle) {
        return new TargetFolders(handle, this.options.entries.columns, temporaryPrefix(this.options.runId));
    }
    /** The first bytes are fetched while folders are created. */
    async writeFiles() {
        this.progress();
        const ready = this.prepare();
        const work = [ready, this.fetchAll(ready), ready.then(() => this.finishRows())];
        for (const one of work)
            one.catch((error) => this.failing.abort(error));
        await Promise.allSettled(work);
        if (this.failing.signal.aborted)
            throw this.failing.signal.reason;
        this.options.signal.throwIfAborted();
    }
    async prepare() {
        const { entries, inspector, leftovers, threads, reads } = this.options;
        const handle = this.makeTarget();
        this.handle = handle;
        this.folders = this.foldersOf(handle);
        await threads.runOnAll({ kind: 'reads', reads: reads.columns, handle });
        for (const leftover of leftovers)
            external_node_fs_.rmSync(this.folders.atPath(leftover), { force: true });
        if (this.totalFiles > 0)
            this.hasJournal = writeJournal(this.folders.folder(0), this.options.runId);
        for (const row of inspector.closed.keys())
            this.atRow(row, () => external_node_fs_.chmodSync(this.folders.itself(row), 0o700));
        this.clearBlocked();
        for (const row of inspector.obstacles) {
            this.atRow(row, () => {
                const path = this.folders.at(row);
                if (external_node_fs_.lstatSync(path).isDirectory())
                    external_node_fs_.rmdirSync(path);
                else
                    external_node_fs_.unlinkSync(path);
            });
        }
        const { type, mode } = entries.columns;
        await this.forRows((row) => type[row] === plan/* TYPE */.ZE.directory && this.isMade(row), (row) => external_node_fs_.mkdirSync(this.folders.at(row), (mode[row] & 0o777) | 0o700));
    }
    /** Never more accessible than its final mode allows. */
    makeTarget() {
        const { target, folder } = this.options;
        if (!external_node_fs_.existsSync(target)) {
            external_node_fs_.mkdirSync((0,external_node_path_.dirname)(target), { recursive: true });
            makeFolder(target, ((folder?.mode ?? 0o777) & 0o777) | 0o700);
            this.isTargetNew = true;
        }
        return openTarget(target);
    }
    isMade(row) {
        const action = this.options.entries.columns.action[row];
        return action === plan/* ACTION */.hr.create || action === plan/* ACTION */.hr.replace;
    }
    /** Folders that are replaced by files: everything in them is to be deleted. */
    clearBlocked() {
        const { inspector, entries } = this.options;
        for (const row of inspector.blocked)
            this.blocked.push(`${entries.path(row).toString('latin1')}/`);
        this.deletePaths((path) => this.isBlocked(path));
        for (const row of inspector.blocked)
            this.atRow(row, () => external_node_fs_.rmdirSync(this.folders.at(row)));
    }
    isBlocked(path) {
        return this.blocked.length > 0 && this.blocked.some((folder) => path.toString('latin1').startsWith(folder));
    }
    deletePaths(isMeant) {
        for (const { path, isFolder } of this.options.deletions) {
            if (!isMeant(path))
                continue;
            this.options.signal.throwIfAborted();
            const native = this.folders.atPath(path);
            const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false });
            // It may be gone already: a folder that a file replaces was emptied first, or another program deleted it.
            if (stats?.isDirectory() !== isFolder)
                continue;
            try {
                if (isFolder)
                    external_node_fs_.rmdirSync(native);
                else
                    external_node_fs_.unlinkSync(native);
            }
            catch (error) {
                throw systemError(error, (0,platform/* printablePath */.Vj)(path));
            }
        }
    }
    async fetchAll(ready) {
        await this.fetchRanges(this.options.reads.ranges, ready, false);
        await this.fetchRanges(this.doubtfulRanges(), ready, true);
    }
    async fetchRanges(ranges, ready, isForDoubtful) {
        let next = 0;
        const lane = async () => {
            while (next < ranges.length) {
                this.signal.throwIfAborted();
                await this.fetch(ranges[next++], ready, isForDoubtful);
            }
        };
        await Promise.all(Array.from({ length: Math.min(GETS_IN_FLIGHT, ranges.length) }, lane));
    }
    /**
     * Files of several frames that came out with the wrong content are written once more. Now every fragment is checked: a
     * wrong one is read from another S3 version of its pack.
     */
    doubtfulRanges() {
        const { entries, reads } = this.options;
        const { opened, remaining } = entries.columns;
        for (let row = 0; row < entries.count; row++) {
            if (opened[row] !== plan/* OPENED */.C_.doubtful)
                continue;
            opened[row] = plan/* OPENED */.C_.no;
            remaining[row] = entries.fragmentsOf(row).length;
        }
        const { firstPiece, pieceRow, written } = reads.columns;
        return reads.frames.flatMap(({ pack, offset, storedBytes }, frame) => {
            const rows = pieceRow.subarray(firstPiece[frame], firstPiece[frame + 1]);
            if (!rows.some((row) => remaining[row] !== 0))
                return [];
            written[frame] = 0;
            return [{ pack, offset, lengthBytes: storedBytes, firstFrame: frame, endFrame: frame + 1 }];
        });
    }
    async fetch(range, ready, isForDoubtful) {
        const { pack, offset, lengthBytes } = range;
        let wrongFile;
        try {
            const write = async (body) => {
                try {
                    await this.writeRange(range, body, ready, isForDoubtful);
                }
                catch (error) {
                    // The bytes of the pack are right; no other S3 version of it would help.
                    if (!isWrongFile(error))
                        throw error;
                    wrongFile = error;
                }
            };
            await this.options.blobs.readPack(pack, offset, lengthBytes, write, this.signal);
        }
        catch (error) {
            if (this.signal.aborted || !(0,damage/* isLoss */.Q2)(error))
                throw error;
            throw this.lostContent(pack, error);
        }
        if (wrongFile !== undefined)
            throw wrongFile;
    }
    async writeRange(range, body, ready, isForDoubtful) {
        await ready;
        const { offset, firstFrame, endFrame } = range;
        // Transferred, not copied: a body has memory of its own. In that of a sealed one there is room around the content.
        const isOwn = body.buffer instanceof ArrayBuffer && body.length * 2 > body.buffer.byteLength;
        const stored = isOwn ? new Uint8Array(body.buffer, body.byteOffset, body.length) : new Uint8Array(body);
        const task = { kind: 'frames', firstFrame, endFrame, offset, stored, isForDoubtful };
        this.count(await this.options.threads.run(task, range.lengthBytes, [stored.buffer]));
    }
    /** Files without content, and those that need only their mode and time. */
    async finishRows() {
        const { entries, threads } = this.options;
        const { action, sizeBytes, type } = entries.columns;
        const isMeant = (row) => type[row] === plan/* TYPE */.ZE.file &&
            (action[row] === plan/* ACTION */.hr.repair || ((0,plan/* isFetched */.cg)(entries.columns, row) && sizeBytes[row] === 0));
        const tasks = [];
        for (let from = 0; from < entries.count; from += FINISH_TASK_ROWS) {
            const to = Math.min(from + FINISH_TASK_ROWS, entries.count);
            let found = false;
            for (let row = from; row < to && !found; row++)
                found = isMeant(row);
            if (found)
                tasks.push(threads.run({ kind: 'finish', from, to }, limits/* MiB */.lv).then((reply) => this.count(reply)));
        }
        await Promise.all(tasks);
    }
    /** Links are created after all files, so that nothing is written through one of them. */
    async makeLinks() {
        const { entries, emit } = this.options;
        const { action, type } = entries.columns;
        const links = new RestoreLinks(entries, this.folders, emit);
        await this.forRows((row) => action[row] === plan/* ACTION */.hr.link, (row) => links.makeHardLink(row));
        await this.forRows((row) => type[row] === plan/* TYPE */.ZE.symlink && this.isMade(row), (row) => links.makeSymlink(row));
        await this.forRows((row) => type[row] === plan/* TYPE */.ZE.symlink && (this.isMade(row) || action[row] === plan/* ACTION */.hr.repair), (row) => links.setTime(row));
    }
    /** Of what was written or set anew. Folders' too: nothing is made in them any more. */
    *exactTimes() {
        const { entries } = this.options;
        const { action, type, parent, mtimeSeconds, mtimeNanos, linkGroup, unset } = entries.columns;
        let folder = Buffer.alloc(0);
        let last = 0;
        for (let row = 0; row < entries.count; row++) {
            const isFolder = type[row] === plan/* TYPE */.ZE.directory;
            if (!(isFolder ? this.isTimed(row) : this.isMade(row) || action[row] === plan/* ACTION */.hr.repair))
                continue;
            const seconds = mtimeSeconds[row];
            const nanos = mtimeNanos[row];
            if (unset[row] === 1 || !needsExact(seconds, nanos))
                continue;
            if (parent[row] !== last) {
                last = parent[row];
                folder = last === 0 ? Buffer.alloc(0) : entries.path(last - 1);
            }
            const name = (0,plan/* entryName */.MB)(entries.columns, row);
            yield { folder, name, seconds, nanos, isFolder, hasOtherNames: linkGroup[row] !== 0 };
        }
    }
    /** A folder that gets its mode and time. */
    isTimed(row) {
        const { type, role, action } = this.options.entries.columns;
        if (type[row] !== plan/* TYPE */.ZE.directory)
            return false;
        const isSelected = action[row] === plan/* ACTION */.hr.keep && role[row] === plan/* ROLE */.z7.selected;
        return this.isMade(row) || (isSelected && this.options.overwrite !== 'never');
    }
    /** Deepest first: writing in a folder changes its time, and the mode of a folder may exclude its owner. */
    async finishFolders() {
        const { entries, inspector, folder } = this.options;
        const { mode, unset } = entries.columns;
        const isMeant = (row) => this.isTimed(row);
        // An open folder may have been moved meanwhile: each must still be where it was.
        this.folders.close();
        await this.forRows((row) => isMeant(row) || inspector.closed.has(row), (row) => {
            const at = { path: this.folders.itself(row), stats: this.folders.statsOf(row) };
            const isSet = isMeant(row)
                ? setFolder(at, mode[row], entries.columns.mtimeSeconds[row], entries.columns.mtimeNanos[row])
                : setFolder(at, inspector.closed.get(row));
            if (!isSet)
                unset[row] = 1;
        }, true);
        if (!this.isTargetNew || folder === undefined)
            return;
        const top = { path: this.folders.itself(-1), stats: this.folders.statsOf(-1) };
        setFolder(top, folder.mode, folder.mtime, folder.nanos);
    }
    async forRows(isMeant, work, backwards = false) {
        const { count } = this.options.entries;
        let until = performance.now() + SLICE_MS;
        for (let i = 0; i < count; i++) {
            const row = backwards ? count - 1 - i : i;
            if (!isMeant(row))
                continue;
            this.atRow(row, work);
            if (performance.now() < until)
                continue;
            await (0,promises_.setImmediate)();
            this.signal.throwIfAborted();
            until = performance.now() + SLICE_MS;
        }
    }
    /** An error says where. */
    atRow(row, work) {
        try {
            work(row);
        }
        catch (error) {
            throw systemError(error, (0,platform/* printablePath */.Vj)(this.options.entries.path(row)));
        }
    }
    count({ files, bytes }) {
        this.doneFiles += files;
        this.doneBytes += bytes;
        this.progress();
    }
    progress() {
        this.options.emit({
            type: 'progress',
            what: 'restore',
            doneBytes: this.doneBytes,
            totalBytes: this.totalBytes,
            doneItems: this.doneFiles,
            totalItems: this.totalFiles,
        });
    }
    removeJournal() {
        if (!this.hasJournal)
            return;
        this.hasJournal = false;
        external_node_fs_.rmSync(Buffer.concat([this.folders.folder(0), Buffer.from(journalName(this.options.runId))]), { force: true });
    }
    /**
     * Removes the temporary files of incomplete files and restores the modes of folders. A failure here must not hide the
     * original one.
     */
    cleanUp() {
        const { entries, inspector } = this.options;
        const attempt = (work) => {
            try {
                work();
            }
            catch (error) {
                if ((0,platform/* systemErrorCode */.vq)(error) === undefined)
                    throw error;
            }
        };
        for (let row = 0; row < entries.count; row++) {
            if (entries.columns.type[row] !== plan/* TYPE */.ZE.file || entries.columns.opened[row] !== plan/* OPENED */.C_.yes)
                continue;
            attempt(() => external_node_fs_.rmSync(this.folders.temporary(row), { force: true }));
        }
        attempt(() => this.removeJournal());
        if (this.handle === undefined)
            return;
        for (const [row, mode] of [...inspector.closed].reverse()) {
            attempt(() => external_node_fs_.chmodSync(this.folders.itself(row), mode));
        }
    }
    /** Names every path that is not restored because this pack is missing. */
    lostContent(pack, cause) {
        const { entries, reads, emit } = this.options;
        const rows = new Set();
        reads.frames.forEach((frame, i) => {
            if (frame.pack !== pack || reads.columns.written[i] === 1)
                return;
            const end = reads.columns.firstPiece[i + 1];
            for (let piece = reads.columns.firstPiece[i]; piece < end; piece++) {
                const row = reads.columns.pieceRow[piece];
                if (entries.columns.remaining[row] !== 0)
                    rows.add(row);
            }
        });
        const paths = [...rows].sort((a, b) => a - b).map((row) => (0,platform/* printablePath */.Vj)(entries.path(row)));
        const message = `The content of ${(0,base_text/* counted */.hS)(paths.length, 'file')} cannot be read: ${pack} is damaged or gone.`;
        for (const path of paths)
            emit({ type: 'warning', class: 'object-lost', message: `Not restored: ${path}`, path });
        return new errors/* HoldfastError */.Et({
            code: 'object-lost',
            message,
            why: paths.slice(0, LISTED_PATHS).join(', ') + (paths.length > LISTED_PATHS ? ', ...' : ''),
            fix: 'The target contains only complete files. Leave these paths out with exclude to get the rest, or restore another snapshot.',
            cause,
        });
    }
}
/** The error for a file whose hash differs although all of its fragments are right. */
function isWrongFile(error) {
    return error instanceof errors/* HoldfastError */.Et && error.code === 'corrupt-tree';
}
/** A default ACL of the folder around it may close a new one to its owner, who is to write in it. */
function makeFolder(path, mode) {
    external_node_fs_.mkdirSync(path, mode);
    const made = external_node_fs_.lstatSync(path).mode & 0o7777;
    if ((made & 0o700) !== 0o700)
        external_node_fs_.chmodSync(path, made | 0o700);
}
/**
 * Sets mode and time if they differ.
 * @returns false if this user may not set them
 */
function setFolder({ path, stats }, mode, seconds, nanos = 0) {
    try {
        if ((Number(stats.mode) & 0o7777) !== mode)
            external_node_fs_.chmodSync(path, mode);
        if (seconds === undefined || (0,times/* isTime */.K8)(stats.mtimeNs, seconds, nanos))
            return true;
        const time = (0,times/* fileTime */.IQ)(seconds, nanos);
        external_node_fs_.utimesSync(path, time, time);
        return true;
    }
    catch (error) {
        if (!(0,times/* isRefusal */.vu)(error))
            throw error;
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/vault/restore/merged-names.js
/** Whether the target took two names of the snapshot for one: file systems that fold case or normalise names do. */



const merged_names_SYSTEM = {
    lstat: (native) => external_node_fs_.lstatSync(native, { bigint: true, throwIfNoEntry: false }),
    list: (native) => external_node_fs_.readdirSync(native, 'buffer'),
};
/**
 * Rows whose name shares a file with another row's after the restore, although the snapshot has two. Only names that
 * some file system may take for one are looked at, so it costs no system call in most restores.
 */
function mergedRows(entries, target, system = merged_names_SYSTEM) {
    const { columns } = entries;
    const paths = new NativePaths(target, columns);
    const isMerged = (row, other) => {
        if (columns.linkGroup[row] !== 0 && columns.linkGroup[row] === columns.linkGroup[other])
            return false;
        const [a, b] = [system.lstat(paths.of(row)), system.lstat(paths.of(other))];
        if (a === undefined || b === undefined || a.ino === 0n || a.ino !== b.ino || a.dev !== b.dev)
            return false;
        // Two names in the folder are a hard link that was there before.
        const listed = system.list(paths.directory(columns.parent[row]));
        return ![row, other].every((each) => listed.some((name) => name.equals((0,plan/* entryName */.MB)(columns, each))));
    };
    const merged = similarRows(columns, entries.count).filter(([row, other]) => isMerged(row, other));
    return [...new Set(merged.map(([row]) => row))];
}
/**
 * Pairs of rows in one folder whose names some file system takes for one. By a table of hashes of folded names: a few
 * pairs have the same hash only.
 */
function similarRows(columns, count) {
    const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
    const slots = new Int32Array(size);
    const hashes = new Int32Array(size);
    const pairs = [];
    for (let row = 0; row < count; row++) {
        if (columns.role[row] === plan/* ROLE */.z7.unused || columns.action[row] === plan/* ACTION */.hr.refused)
            continue;
        const hash = foldedHash(columns, row);
        let slot = hash & (size - 1);
        for (; slots[slot] !== 0; slot = (slot + 1) & (size - 1)) {
            const other = slots[slot] - 1;
            if (hashes[slot] === hash && columns.parent[other] === columns.parent[row])
                pairs.push([row, other]);
        }
        slots[slot] = row + 1;
        hashes[slot] = hash;
    }
    return pairs;
}
/** Of the folder and the name as the most generous file system compares it. FNV-1a. */
function foldedHash({ names, nameStart, nameBytes, parent }, row) {
    const start = nameStart[row];
    const end = start + nameBytes[row];
    let last = end;
    while (last > start && isDropped(names[last - 1]))
        last--;
    let hash = mixed(OFFSET, parent[row]);
    for (let at = start; at < last; at++) {
        const byte = names[at];
        if (byte >= 0x80)
            return foldedTextHash(Buffer.from(names.subarray(start, end)), parent[row]);
        hash = mixed(hash, byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
    }
    return hash;
}
function foldedTextHash(name, parent) {
    const text = foldedText(name.toString('utf8'));
    let last = text.length;
    while (last > 0 && isDropped(text.charCodeAt(last - 1)))
        last--;
    let hash = mixed(OFFSET, parent);
    for (let at = 0; at < last; at++)
        hash = mixed(hash, text.charCodeAt(at));
    return hash;
}
/** Compatible forms become one, and characters that are not seen disappear, as ext4 and ZFS can do. */
function foldedText(name) {
    const visible = name.normalize('NFKD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
    return visible.toUpperCase().toLowerCase().normalize('NFKD');
}
/** Dots and spaces at the end: FAT and NTFS drop them. */
function isDropped(code) {
    return code === 0x2e || code === 0x20;
}
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
function mixed(hash, value) {
    return Math.imul(hash ^ value, PRIME);
}

// EXTERNAL MODULE: ./lib/vault/restore/report.js
var report = __webpack_require__(46179);
;// CONCATENATED MODULE: ./lib/vault/restore/target.js
/** Inspects the target before anything is changed. */








/** Whether a file of the right size is read, since it may stay. */
function comparesContent(overwrite) {
    return overwrite === 'if-changed' || overwrite === 'refuse';
}
/** The nearest folder that exists, at or above a path. @throws target-not-a-folder */
function nearestFolder(target) {
    for (let at = target;; at = external_node_path_.dirname(at)) {
        const stats = statOf(at, external_node_fs_.statSync);
        if (stats?.isDirectory() === true)
            return at;
        if (stats !== undefined || statOf(at, external_node_fs_.lstatSync) !== undefined) {
            throw new errors/* HoldfastError */.Et({
                code: 'target-not-a-folder',
                message: `Cannot restore to ${JSON.stringify(target)}: ${JSON.stringify(at)} is not a folder.`,
                fix: 'Set path to a folder, or to a path where one can be created.',
            });
        }
        if (at === external_node_path_.dirname(at))
            return at;
    }
}
/** undefined if it does not exist, or cannot exist because a parent is a file. */
function statOf(at, stat) {
    try {
        return stat(at);
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
            return undefined;
        throw error;
    }
}
/** Decides for each row, in order, what to do with it. */
class TargetInspector {
    /**
     * Rows for which something must be removed first: a file or link for a folder, an empty folder for a file or link.
     */
    obstacles = [];
    /** Rows that are blocked by a folder that is not empty. */
    blocked = [];
    /** Rows of folders that their owner may not write in, and their modes. */
    closed = new Map();
    problems = [];
    /** Bytes that the files take on the disk that are going to be replaced, or may be, by row. */
    occupiedBytes = new Map();
    entries;
    overwrite;
    paths;
    targetExists;
    mayOpen;
    opened = [];
    /** @param mayOpen a folder of the user's own that he may not enter */
    constructor(entries, target, overwrite, mayOpen) {
        this.entries = entries;
        this.mayOpen = mayOpen;
        this.overwrite = overwrite;
        this.paths = new NativePaths(target, entries.columns);
        this.targetExists = external_node_fs_.existsSync(target);
    }
    /** Restores the modes of folders that were opened for inspection. For a run that ends here. */
    close() {
        for (const row of this.opened)
            external_node_fs_.chmodSync(this.paths.of(row), this.closed.get(row));
        this.opened.length = 0;
    }
    inspect(row) {
        const { role, action } = this.entries.columns;
        if (role[row] !== plan/* ROLE */.z7.unused)
            action[row] = this.actionFor(row);
    }
    actionFor(row) {
        const { columns } = this.entries;
        const parent = columns.parent[row];
        const parentExists = parent === 0 ? this.targetExists : columns.action[parent - 1] === plan/* ACTION */.hr.keep;
        if (!parentExists)
            return plan/* ACTION */.hr.create;
        const native = this.paths.of(row);
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false, bigint: true });
        if (stats === undefined)
            return plan/* ACTION */.hr.create;
        if (columns.type[row] === plan/* TYPE */.ZE.directory)
            return this.forDirectory(row, stats, native);
        if (this.overwrite === 'never')
            return plan/* ACTION */.hr.preserve;
        if (stats.isDirectory()) {
            this.forObstacle(row, native);
            return plan/* ACTION */.hr.replace;
        }
        return columns.type[row] === plan/* TYPE */.ZE.symlink ? this.forLink(row, stats, native) : this.forFile(row, stats);
    }
    forObstacle(row, native) {
        try {
            (external_node_fs_.readdirSync(native).length === 0 ? this.obstacles : this.blocked).push(row);
        }
        catch (error) {
            if (!(0,platform/* isDenied */.GZ)(error))
                throw error;
            this.problems.push({
                path: this.entries.path(row),
                reason: 'it is a folder in the target that may not be listed',
            });
        }
    }
    /** Nothing is ever written through a link. One in place of a folder is removed, if overwriting is allowed. */
    forDirectory(row, stats, native) {
        if (stats.isDirectory()) {
            this.forFolder(row, stats, native);
            return plan/* ACTION */.hr.keep;
        }
        const mayGo = this.entries.columns.role[row] === plan/* ROLE */.z7.selected && this.overwrite !== 'never';
        if (mayGo)
            this.obstacles.push(row);
        else {
            const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
            this.problems.push({ path: this.entries.path(row), reason: `it is ${what} in the target, and a folder here` });
        }
        return plan/* ACTION */.hr.replace;
    }
    /** Folders of other users are left as they are. Whether this user may write there shows later. */
    forFolder(row, stats, native) {
        const mode = Number(stats.mode) & 0o7777;
        const user = process.geteuid?.();
        if ((mode & 0o700) === 0o700 || (user !== undefined && BigInt(user) !== stats.uid))
            return;
        this.closed.set(row, mode);
        if ((mode & 0o100) !== 0 || user === undefined || user === 0)
            return;
        if (this.mayOpen) {
            external_node_fs_.chmodSync(native, mode | 0o700);
            this.opened.push(row);
        }
        else {
            this.problems.push({
                path: this.entries.path(row),
                reason: 'it is a folder in the target that may not be entered',
            });
        }
    }
    forFile(row, stats) {
        if (stats.isFile() && stats.nlink === 1n) {
            this.occupiedBytes.set(row, Math.max(Number(stats.blocks) * target_BLOCK_BYTES, 0));
        }
        const sameSize = stats.isFile() && Number(stats.size) === this.entries.columns.sizeBytes[row];
        return sameSize && comparesContent(this.overwrite) ? plan/* ACTION */.hr.compare : plan/* ACTION */.hr.replace;
    }
    forLink(row, stats, native) {
        const same = stats.isSymbolicLink() && (0,platform/* linkTarget */.Cm)(native).equals(this.entries.target(row));
        if (!same || this.overwrite === 'always')
            return plan/* ACTION */.hr.replace;
        return (0,times/* hasMtime */.ry)(stats, this.entries.columns, row) ? plan/* ACTION */.hr.keep : plan/* ACTION */.hr.repair;
    }
}
/** Of `st_blocks`: https://man7.org/linux/man-pages/man3/stat.3type.html */
const target_BLOCK_BYTES = 512;
/**
 * Temporary files of killed runs in the folders that this run works in, as tree paths. Paths that the snapshot has are
 * not among them.
 */
function findLeftovers(entries, target, dead) {
    if (dead.size === 0)
        return [];
    const { columns } = entries;
    const known = new Set();
    const folders = [Buffer.alloc(0)];
    for (let row = 0; row < entries.count; row++) {
        const treePath = entries.path(row);
        if (runOf(treePath.toString('latin1', treePath.lastIndexOf('/') + 1)) !== undefined) {
            known.add(treePath.toString('latin1'));
        }
        if (columns.type[row] === plan/* TYPE */.ZE.directory && columns.action[row] === plan/* ACTION */.hr.keep)
            folders.push(treePath);
    }
    return folders
        .flatMap((folder) => leftoversIn(target, folder, dead))
        .filter((found) => !known.has(found.toString('latin1')));
}
function leftoversIn(target, folder, dead) {
    let found;
    try {
        found = external_node_fs_.readdirSync((0,platform/* toNativePath */.gB)(target, folder), { withFileTypes: true, encoding: 'buffer' });
    }
    catch (error) {
        if ((0,platform/* isDenied */.GZ)(error))
            return [];
        throw error;
    }
    return found
        .filter((one) => one.isFile() && dead.has(runOf(one.name.toString('latin1')) ?? ''))
        .map(({ name }) => (folder.length === 0 ? name : Buffer.concat([folder, Buffer.from('/'), name])));
}
/** Walks the target. Links are not followed, `.git` is not entered. */
function planDeletions(target, rules) {
    const walk = new DeletionWalk(target, rules);
    if (external_node_fs_.existsSync(target))
        walk.enter(Buffer.alloc(0));
    return walk;
}
class DeletionWalk {
    paths = [];
    unlisted = [];
    files = 0;
    covered = 0;
    target;
    rules;
    constructor(target, rules) {
        this.target = target;
        this.rules = rules;
    }
    /** @returns whether everything in the folder goes */
    enter(folder) {
        let allGo = true;
        const names = this.list(folder);
        if (names === undefined)
            return false;
        for (const found of names) {
            const child = folder.length === 0 ? found.name : Buffer.concat([folder, Buffer.from('/'), found.name]);
            const goes = found.isDirectory() ? this.folderGoes(child, found.name) : this.fileGoes(child, found);
            if (goes)
                this.paths.push({ path: child, isFolder: found.isDirectory() });
            else
                allGo = false;
        }
        return allGo;
    }
    /** undefined if this user may not read it. */
    list(folder) {
        try {
            return external_node_fs_.readdirSync((0,platform/* toNativePath */.gB)(this.target, folder), { withFileTypes: true, encoding: 'buffer' });
        }
        catch (error) {
            if (!(0,platform/* isDenied */.GZ)(error))
                throw error;
            this.unlisted.push((0,platform/* printablePath */.Vj)(folder) || '.');
            return undefined;
        }
    }
    folderGoes(child, name) {
        if (name.toString('latin1').toLowerCase() === '.git')
            return false;
        const emptied = this.enter(child);
        return emptied && !this.rules.isKnown(child) && this.rules.isCovered(child, 'directory', 0);
    }
    fileGoes(child, found) {
        const type = found.isFile() ? 'file' : found.isSymbolicLink() ? 'symlink' : 'other';
        const sizeBytes = type === 'file' ? this.sizeOf(child) : 0;
        if (this.rules.runs.has(runOf(found.name.toString('latin1')) ?? ''))
            return false;
        if ((0,platform/* decodeUtf8 */._6)(child) === undefined || !this.rules.isCovered(child, type, sizeBytes))
            return false;
        this.covered++;
        if (this.rules.isKnown(child))
            return false;
        this.files++;
        return true;
    }
    /** 0 for one that has vanished meanwhile or may not be read. */
    sizeOf(child) {
        try {
            return external_node_fs_.lstatSync((0,platform/* toNativePath */.gB)(this.target, child), { throwIfNoEntry: false })?.size ?? 0;
        }
        catch (error) {
            if ((0,platform/* isDenied */.GZ)(error))
                return 0;
            throw error;
        }
    }
}

// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
;// CONCATENATED MODULE: ./lib/vault/restore/objects.js
/** Checks that every pack of a restore exists. */


/** Up to this many objects are checked one by one in parallel; more are listed, 1,000 per request. */
const MAX_HEADS = 24;
/**
 * Packs that no S3 version holds with the recorded bytes. A current version of the recorded size counts as good here,
 * since everything read from it is verified.
 */
async function findLostPacks(store, root, blobs, packs, signal) {
    const wanted = new Map(root.objects.filter(({ key }) => packs.has(key)).map((object) => [object.key, object.sizeBytes]));
    const sizes = wanted.size <= MAX_HEADS ? await headAll(store, [...wanted.keys()], signal) : await listAll(store, wanted, signal);
    const lost = new Set();
    for (const [key, sizeBytes] of wanted) {
        if (sizes.get(key) !== sizeBytes && !(await hasGoodVersion(blobs, key, signal)))
            lost.add(key);
    }
    return lost;
}
async function headAll(store, keys, signal) {
    const sizes = new Map();
    await Promise.all(keys.map(async (key) => {
        const head = await store.head(key, { signal });
        if (head !== undefined)
            sizes.set(key, head.sizeBytes);
    }));
    return sizes;
}
async function listAll(store, wanted, signal) {
    const sizes = new Map();
    const series = new Set([...wanted.keys()].map((key) => (0,keys/* parseBlobKey */.QK)(key)?.series ?? ''));
    for (const name of series) {
        for await (const page of store.list((0,keys/* blobsPrefix */.j2)('packs', name), { signal })) {
            for (const { key, sizeBytes } of page.objects)
                if (wanted.has(key))
                    sizes.set(key, sizeBytes);
        }
    }
    return sizes;
}
/** Makes the reader look for another S3 version than the current one, which is missing or of another size. */
async function hasGoodVersion(blobs, key, signal) {
    try {
        await blobs.read(key, 0, 1, () => undefined, signal);
        return true;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'object-lost')
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/vault/format/table.js
var table = __webpack_require__(48342);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
;// CONCATENATED MODULE: ./lib/vault/restore/restore.js






















/** Bytes of one GET. Small enough that decoding begins early, large enough that round trips do not matter. */
const RANGE_MAX_BYTES = 2 * limits/* MiB */.lv;
/** Above this share of the deletable files, `delete` needs `force`. */
const DELETE_MAX_SHARE = 0.25;
/** How long the main thread works before it yields. */
const restore_SLICE_MS = 20;
/** PATH_MAX less the final NUL: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const NATIVE_PATH_MAX_BYTES = { linux: 4095, darwin: 1023 };
/**
 * Restores a snapshot's tree, or the selected part of it, into a folder. Everything that can be checked is checked
 * before the target is touched. Files appear only when they are complete and verified. After any failure, another run
 * continues.
 * @throws unsafe-paths, no-match, target-not-a-folder, target-conflict, delete-too-much, object-lost, disk-full, ...
 */
async function restoreTree(options) {
    const threads = await RestoreThreads.start(options.workerUrl);
    try {
        return await new Restore(options, threads).run();
    }
    catch (error) {
        throw systemError(error);
    }
    finally {
        await threads.stop();
        await threads.end();
    }
}
class Restore {
    options;
    threads;
    blobs;
    runId = newRun();
    targetBytes;
    inspector;
    constructor(options, threads) {
        this.options = options;
        this.targetBytes = Buffer.byteLength(options.target);
        this.threads = threads;
        this.blobs = new blobs/* BlobReader */.n(options.store, options.root);
    }
    async run() {
        try {
            return await this.planAndExecute();
        }
        catch (error) {
            this.inspector?.close();
            throw error;
        }
    }
    async planAndExecute() {
        const { options } = this;
        // A scope of its own: the map and the tree, which are most of what a plan needs, are garbage afterwards.
        const { entries, inspector, reads, deletions, runs } = await this.plan();
        options.signal.throwIfAborted();
        if (!options.dryRun) {
            const run = new RestoreRun({
                ...options,
                entries,
                inspector,
                reads,
                blobs: this.blobs,
                threads: this.threads,
                runId: this.runId,
                folder: folderOf(options.root),
                leftovers: findLeftovers(entries, options.target, runs.dead),
                deletions: deletions?.paths ?? [],
            });
            await run.execute();
            this.checkNames(entries);
        }
        const done = (0,report/* restoreReport */.HA)(entries, reads, deletions, this.blobs);
        (0,report/* tellOfModes */.fd)(done, options.emit);
        (0,report/* tellOfRefused */.d0)(done, options.emit);
        return done;
    }
    /** Checks everything and changes nothing. Whatever can be refused is refused here. */
    async plan() {
        const { target } = this.options;
        const nearest = nearestFolder(target);
        const foldName = (0,platform/* nameFolding */.XW)(nearest);
        const { entries, index, known } = await this.load(foldName);
        const prefix = temporaryPrefix(this.runId);
        await this.threads.setUp({ entries: entries.columns, target, prefix });
        const inspector = await this.inspect(entries);
        const runs = findRuns(target);
        const deletions = this.planDeletions(known, foldName, runs.others);
        this.checkConflicts(inspector, entries, deletions);
        const reads = (0,plan/* planReads */.z8)(entries, index, RANGE_MAX_BYTES);
        await this.checkObjects(entries, reads);
        const holes = (0,plan/* planHoles */.bR)(entries, (fragment) => index.lengthOf(fragment));
        this.checkSpace(entries, inspector, nearest, holes);
        return { entries, inspector, reads, deletions, runs };
    }
    /** Reads the map and the tree, and checks every selected path. */
    async load(foldName) {
        const { options } = this;
        const sections = await (0,snapshots/* loadSections */.$1)(options.root, ['map', 'tree'], this.blobs, options.signal);
        const index = await this.loadIndex(sections.map ?? []);
        const tree = sections.tree ?? [];
        const rows = tree.reduce((sum, level) => sum + (0,table/* rowCount */.oW)(level), 0);
        const entries = new plan/* RestoreEntries */.Rh(index, {
            maxRows: rows,
            maxBytes: tree.flat().reduce((sum, segment) => sum + segment.rawBytes, 0),
            isSelected: options.isSelected,
            refusal: (path) => this.refusal(path),
            targetRefusal: platform/* unrepresentableTarget */.r8,
            foldName,
            withHashes: comparesContent(options.overwrite) && external_node_fs_.existsSync(options.target),
            keepSpecialBits: options.keepSpecialBits === true,
        });
        const known = options.deletion === undefined ? undefined : new Set();
        await inSlices(entriesBelow(tree, options.below), options.signal, (entry) => {
            known?.add(knownKey(entry.path, foldName));
            entries.add(entry);
        });
        if (entries.problems.length > 0)
            throw this.unsafePaths(entries.problems);
        const isEmpty = !entries.columns.role.includes(plan/* ROLE */.z7.selected);
        if (isEmpty && rows > 0 && options.mayBeEmpty !== true)
            throw (0,report/* noMatch */.lX)(options.root.id);
        entries.seal();
        return { entries, index, known };
    }
    /** Only packs among the root's objects count; rows of others are ignored. */
    async loadIndex(levels) {
        const index = new map/* FragmentIndex */.fw();
        const live = new live_frames/* LiveFrames */.b(this.options.root.objects.map((object) => object.key));
        for (const segment of levels.flat()) {
            await inSlices((0,map/* mapFrames */.JP)(segment), this.options.signal, (found) => {
                if (live.take(found))
                    index.add(found);
            });
        }
        live.check();
        return index;
    }
    refusal(path) {
        const max = NATIVE_PATH_MAX_BYTES[process.platform] ?? Infinity;
        if (this.targetBytes + 1 + path.length > max)
            return `with the target in front it is longer than ${String(max)} bytes`;
        return (0,platform/* unrepresentable */.Gj)(path);
    }
    unsafePaths(problems) {
        return this.pathError('unsafe-paths', `Snapshot ${this.options.root.id} has ${(0,base_text/* counted */.hS)(problems.length, 'path')} that cannot be restored here.`, problems, 'Nothing was written. Leave these paths out with exclude, or restore to another kind of file system.');
    }
    /** Which names a folder takes for one is known for certain only once they are written. */
    checkNames(entries) {
        const { root, target } = this.options;
        const merged = mergedRows(entries, target);
        if (merged.length === 0)
            return;
        throw this.pathError('unsafe-paths', `${(0,base_text/* counted */.hS)(merged.length, 'path')} of snapshot ${root.id} could not be restored: ${JSON.stringify(target)} takes its name for that of another entry.`, merged.map((row) => ({ path: entries.path(row), reason: MERGED })), 'Everything else was restored. Restore these paths to another folder or file system, or leave them out with exclude.');
    }
    /** An error that names the first of them, with a warning for each. */
    pathError(code, message, problems, fix) {
        const lines = problems.map(({ path, reason }) => ({ path: (0,platform/* printablePath */.Vj)(path), reason }));
        for (const { path, reason } of lines) {
            this.options.emit({ type: 'warning', class: code, message: `${JSON.stringify(path)}: ${reason}`, path });
        }
        const shown = lines.map(({ path, reason }) => `${JSON.stringify(path)} (${reason})`);
        return new errors/* HoldfastError */.Et({ code, message, why: (0,base_text/* firstOf */.Ku)(shown, report/* LISTED_PATHS */.NH), fix });
    }
    async inspect(entries) {
        const { target, overwrite, signal } = this.options;
        const inspector = new TargetInspector(entries, target, overwrite, !this.options.dryRun);
        this.inspector = inspector;
        await inSlices(rowsOf(entries), signal, (row) => inspector.inspect(row));
        await this.compare(entries);
        if (overwrite === 'refuse')
            this.refuseReplacements(entries);
        const paths = new NativePaths(target, entries.columns);
        (0,plan/* planHardLinks */.S4)(entries, (row, leader) => isSameFile(paths, entries, row, leader));
        return inspector;
    }
    /** Names what would be replaced; in a dry run as a warning. */
    refuseReplacements(entries) {
        const { target, dryRun, emit } = this.options;
        const found = [];
        for (const row of rowsOf(entries)) {
            const isThere = entries.columns.action[row] === plan/* ACTION */.hr.replace;
            if (isThere)
                found.push({ path: entries.path(row), reason: 'what is there differs' });
        }
        if (found.length === 0)
            return;
        const message = (0,report/* replacedText */.gM)(found.length, target);
        if (!dryRun)
            throw this.pathError(report/* WOULD_REPLACE */.po, message, found, report/* REPLACE_FIX */.NP);
        emit({ type: 'warning', class: report/* WOULD_REPLACE */.po, message, why: 'A restore would be refused.', fix: report/* REPLACE_FIX */.NP });
    }
    /** Files of the right size are read, and kept if they have the right content. */
    async compare(entries) {
        const { action, sizeBytes } = entries.columns;
        const comparing = [];
        let from = 0;
        let bytes = 0;
        let found = false;
        for (let row = 0; row < entries.count; row++) {
            if (action[row] === plan/* ACTION */.hr.compare) {
                bytes += sizeBytes[row] + COMPARE_FILE_COST_BYTES;
                found = true;
            }
            if (bytes < COMPARE_TASK_BYTES && row < entries.count - 1)
                continue;
            if (found)
                comparing.push(this.threads.run({ kind: 'compare', from, to: row + 1 }, bytes));
            from = row + 1;
            bytes = 0;
            found = false;
        }
        const stop = () => void this.threads.stop();
        this.options.signal.addEventListener('abort', stop, { once: true });
        try {
            await Promise.all(comparing);
        }
        finally {
            this.options.signal.removeEventListener('abort', stop);
            this.options.signal.throwIfAborted();
        }
    }
    planDeletions(known, foldName, runs) {
        const { deletion, root, target, isSelected, emit } = this.options;
        if (deletion === undefined || known === undefined)
            return undefined;
        if (root.header.status !== 'complete')
            throw (0,report/* partialDelete */.Pz)(root.id);
        const missing = new Set(root.gaps.map((gap) => gap.path));
        const plan = planDeletions(target, {
            isKnown: (path) => known.has(knownKey(path, foldName)) || missing.has((0,platform/* printablePath */.Vj)(path)),
            isCovered: (path, type, sizeBytes) => isSelected(path, type === 'directory') && deletion.wouldStore(path, type, sizeBytes),
            runs,
        });
        for (const path of plan.unlisted) {
            const message = `${JSON.stringify(path)} may not be listed by this user: nothing in it was deleted.`;
            emit({ type: 'warning', class: 'delete-unlisted', message, path });
        }
        if (!deletion.force && plan.files > plan.covered * DELETE_MAX_SHARE)
            throw (0,report/* deletesTooMuch */.c8)(plan);
        return plan;
    }
    /** A folder that is not empty is replaced only if all of its content is to be deleted anyway. */
    checkConflicts(inspector, entries, deletions) {
        const deleted = new Set(deletions?.paths.map(({ path }) => path.toString('latin1')));
        const paths = new NativePaths(this.options.target, entries.columns);
        const stay = inspector.blocked.filter((row) => {
            const prefix = `${entries.path(row).toString('latin1')}/`;
            return external_node_fs_.readdirSync(paths.of(row), 'latin1').some((name) => !deleted.has(prefix + name));
        });
        const problems = [
            ...inspector.problems,
            ...stay.map((row) => ({ path: entries.path(row), reason: 'it is a folder in the target that is not empty' })),
        ];
        if (problems.length === 0)
            return;
        throw this.pathError('target-conflict', `${(0,base_text/* counted */.hS)(problems.length, 'path')} in ${JSON.stringify(this.options.target)} cannot be replaced.`, problems, 'Nothing was written. Remove them, restore to another folder, or leave these paths out with exclude.');
    }
    async checkObjects(entries, { frames, columns }) {
        const lost = (0,plan/* lostRows */.Ae)(entries);
        const { store, root, signal } = this.options;
        const packs = await findLostPacks(store, root, this.blobs, new Set(frames.map((frame) => frame.pack)), signal);
        const rows = new Set(lost);
        frames.forEach((frame, i) => {
            if (!packs.has(frame.pack))
                return;
            const end = columns.firstPiece[i + 1];
            for (let piece = columns.firstPiece[i]; piece < end; piece++)
                rows.add(columns.pieceRow[piece]);
        });
        if (rows.size === 0)
            return;
        throw this.pathError('object-lost', `Content of ${(0,base_text/* counted */.hS)(rows.size, 'file')} of snapshot ${root.id} is no longer in the bucket${packs.size > 0 ? ` (${[...packs].slice(0, 3).join(', ')})` : ''}.`, [...rows].sort((a, b) => a - b).map((row) => ({ path: entries.path(row), reason: 'its content is lost' })), 'Nothing was written. Restore another snapshot, leave these paths out with exclude to get the rest, or put the objects back from a copy of the bucket.');
    }
    /**
     * A replaced file is deleted only when the new one is complete, so the largest of them needs room beside all others.
     */
    checkSpace(entries, inspector, nearest, holes) {
        const { freeBytes, blockBytes } = (this.options.diskSpace ?? diskSpace)(nearest);
        let neededBytes = 0;
        let largestBytes = 0;
        for (let row = 0; row < entries.count; row++) {
            if (!(0,plan/* isFetched */.cg)(entries.columns, row))
                continue;
            const bytes = entries.columns.sizeBytes[row] - holes(row);
            const allocated = Math.ceil(bytes / blockBytes) * blockBytes;
            neededBytes += allocated - (inspector.occupiedBytes.get(row) ?? 0);
            largestBytes = Math.max(largestBytes, allocated);
        }
        neededBytes = Math.max(neededBytes, largestBytes);
        if (neededBytes <= freeBytes)
            return;
        throw new errors/* HoldfastError */.Et({
            code: 'disk-full',
            message: `The restore needs ${String(neededBytes)} bytes, and ${JSON.stringify(nearest)} has ${String(freeBytes)} free.`,
            fix: 'Nothing was written. Free space, restore to another disk, or restore a part with include.',
        });
    }
}
const MERGED = 'in the target it is one file with an entry of a similar name, and the content of one of them is there';
/** Opening a file costs as much as reading this many bytes. */
const COMPARE_FILE_COST_BYTES = 32 * 1024;
const COMPARE_TASK_BYTES = 16 * limits/* MiB */.lv;
function diskSpace(folder) {
    const stats = external_node_fs_.statfsSync(folder);
    return { freeBytes: stats.bavail * stats.bsize, blockBytes: stats.bsize };
}
/** Works through items and yields every now and then, so that signals are noticed. */
async function inSlices(items, signal, work) {
    let until = performance.now() + restore_SLICE_MS;
    let untilLook = 64;
    for (const item of items) {
        work(item);
        if (--untilLook > 0)
            continue;
        untilLook = 64;
        if (performance.now() < until)
            continue;
        await (0,promises_.setImmediate)();
        signal.throwIfAborted();
        until = performance.now() + restore_SLICE_MS;
    }
}
function* entriesBelow(tree, folder) {
    const prefix = Buffer.from(folder === undefined ? '' : `${folder}/`);
    for (const entry of (0,format_tree/* treeEntries */.re)(tree, prefix)) {
        yield prefix.length === 0 ? entry : { ...entry, path: entry.path.subarray(prefix.length) };
    }
}
function* rowsOf(entries) {
    for (let row = 0; row < entries.count; row++)
        yield row;
}
function knownKey(path, foldName) {
    return foldName === undefined ? path.toString('latin1') : foldName(path);
}
function isSameFile(paths, entries, row, leader) {
    const isThere = (at) => entries.columns.action[at] === plan/* ACTION */.hr.keep || entries.columns.action[at] === plan/* ACTION */.hr.repair;
    if (!isThere(row) || !isThere(leader))
        return false;
    const a = external_node_fs_.lstatSync(paths.of(row), { bigint: true });
    const b = external_node_fs_.lstatSync(paths.of(leader), { bigint: true });
    return a.ino === b.ino && a.dev === b.dev;
}
const folderSchema = dist/* object */.Ikc({
    mode: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0), dist/* maxValue */.cGV(0o7777)),
    mtime: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b()),
    nanos: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0), dist/* maxValue */.cGV(999_999_999)),
});
/** Mode and time of the folder that was backed up, where the snapshot has them. docs/format.md, "Root" */
function folderOf(root) {
    const found = dist/* safeParse */.xLC(folderSchema, root.header.source.identity['folder']);
    return found.success ? found.output : undefined;
}


/***/ }),

/***/ 58075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IQ: () => (/* binding */ fileTime),
/* harmony export */   K8: () => (/* binding */ isTime),
/* harmony export */   XX: () => (/* binding */ fileTimeNanos),
/* harmony export */   kJ: () => (/* binding */ mtimeOf),
/* harmony export */   ry: () => (/* binding */ hasMtime),
/* harmony export */   vu: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44694);

/** Times within this of the recorded one are the recorded one, in nanoseconds. */
const TOLERANCE_NS = 1000n;
const NANOS_PER_SECOND = 1000000000n;
const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);
/** @param nanos since that second, below 1e9 */
function fileTime(seconds, nanos) {
    const time = notLater(seconds, nanos);
    return time < 0 ? String(time) : time;
}
function notLater(seconds, nanos) {
    const time = seconds + nanos / 1e9;
    // The difference of two doubles this near to each other is exact.
    if ((time - seconds) * 1e9 <= nanos)
        return time;
    double[0] = time;
    bits[0] = bits[0] + (time > 0 ? -1n : 1n);
    return double[0];
}
/** The nanoseconds that libuv makes of it: https://github.com/libuv/libuv/blob/v1.x/src/unix/fs.c, uv__fs_to_timespec */
function fileTimeNanos(time) {
    const seconds = Number(time);
    const nanos = Math.trunc((seconds - Math.trunc(seconds)) * 1e9);
    return nanos < 0 ? nanos + 1e9 : nanos;
}
function mtimeOf(entries, row) {
    return fileTime(entries.mtimeSeconds[row], entries.mtimeNanos[row]);
}
function hasMtime({ mtimeNs }, entries, row) {
    return isTime(mtimeNs, entries.mtimeSeconds[row], entries.mtimeNanos[row]);
}
/** Whether a file has a recorded time, as exactly as it can be set. */
function isTime(foundNs, seconds, nanos) {
    const wrongNs = BigInt(seconds) * NANOS_PER_SECOND + BigInt(nanos) - foundNs;
    return wrongNs < TOLERANCE_NS && wrongNs > -TOLERANCE_NS;
}
/** What a file system or its owner may refuse: to set the mode or time of something whose content is right. */
function isRefusal(error) {
    return ['EPERM', 'EACCES', 'EROFS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .systemErrorCode */ .vq)(error) ?? '');
}


/***/ })

};
