export const id = 6596;
export const ids = [6596];
export const modules = {

/***/ 79465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ HASH_BYTES),
/* harmony export */   Ju: () => (/* binding */ SegmentBuilder),
/* harmony export */   OB: () => (/* binding */ rowOf),
/* harmony export */   Y4: () => (/* binding */ Segment)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _root_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28341);
/** The encoding of tables, column by column. */



const HASH_BYTES = 32;
/** Grows by doubling; the bytes of a column under construction. */
class ByteSink {
    buffer = Buffer.allocUnsafe(256);
    length = 0;
    reserve(bytes) {
        if (this.length + bytes <= this.buffer.length)
            return;
        const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
        this.buffer.copy(larger, 0, 0, this.length);
        this.buffer = larger;
    }
    append(bytes) {
        this.reserve(bytes.length);
        this.buffer.set(bytes, this.length);
        this.length += bytes.length;
    }
    /** LEB128; arithmetic and not shifts, since values reach 2^53 - 1. */
    appendUint(value) {
        if (!Number.isSafeInteger(value) || value < 0)
            throw new Error(`not a column value: ${String(value)}`);
        this.reserve(8);
        let rest = value;
        while (rest >= 0x80) {
            this.buffer[this.length++] = (rest % 0x80) + 0x80;
            rest = Math.floor(rest / 0x80);
        }
        this.buffer[this.length++] = rest;
    }
    bytes() {
        return this.buffer.subarray(0, this.length);
    }
}
const zigzag = (value) => (value >= 0 ? value * 2 : -value * 2 - 1);
const unzigzag = (value) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
/** Collects rows column by column; `encode` gives the raw segment. */
class SegmentBuilder {
    schema;
    lengths = {};
    data = {};
    rows = 0;
    constructor(schema) {
        this.schema = schema;
        for (const name of Object.keys(schema.columns)) {
            this.lengths[name] = new ByteSink();
            this.data[name] = new ByteSink();
        }
    }
    /** `row` has a value for each column: a number, 32 bytes, bytes, or a whole number of hashes end to end. */
    push(row) {
        for (const [name, type] of Object.entries(this.schema.columns)) {
            const value = row[name];
            const data = this.data[name];
            if (type === 'uint' || type === 'int') {
                data.appendUint(type === 'int' ? zigzag(value) : value);
                continue;
            }
            const bytes = value;
            if (type === 'bytes')
                this.lengths[name].appendUint(bytes.length);
            if (type === 'hashes')
                this.lengths[name].appendUint(bytes.length / HASH_BYTES);
            if (type === 'hash' && bytes.length !== HASH_BYTES)
                throw new Error(`column ${name}: not a SHA-256`);
            data.append(bytes);
        }
        this.rows++;
    }
    /** Bytes collected so far, without the head. */
    get sizeBytes() {
        return Object.keys(this.schema.columns).reduce((sum, name) => sum + this.columnBytes(name), 0);
    }
    columnBytes(name) {
        return this.lengths[name].length + this.data[name].length;
    }
    encode(objects) {
        const columns = Object.entries(this.schema.columns).map(([name, type]) => [name, type, this.columnBytes(name)]);
        const head = Buffer.from(JSON.stringify({ table: this.schema.table, rows: this.rows, columns, ...(objects && { objects }) }));
        const size = Buffer.alloc(4);
        size.writeUInt32LE(head.length);
        const names = Object.keys(this.schema.columns);
        return Buffer.concat([
            size,
            head,
            ...names.flatMap((n) => [this.lengths[n].bytes(), this.data[n].bytes()]),
        ]);
    }
}
const EMPTY = Buffer.alloc(0);
/** A decoded segment, still in columns; every length in it is checked before use. */
class Segment {
    rows;
    objects;
    numbers = {};
    slices = {};
    /** @throws corrupt-segment */
    constructor(schema, raw, what) {
        const bad = (detail) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-segment', message: `${what} is damaged: ${detail}.` });
        const head = readHead(raw, schema.table, bad);
        this.rows = head.rows;
        this.objects = head.objects;
        for (const [name, type] of Object.entries(schema.columns)) {
            const place = head.places.get(name);
            if (place?.type !== type)
                throw bad(`column ${name} of type ${type} is missing`);
            this.decodeColumn(name, type, raw.subarray(place.start, place.end), bad);
        }
    }
    decodeColumn(name, type, bytes, bad) {
        const isCutOff = () => bad(`column ${name} is truncated, or a number in it is not in its shortest form`);
        if (this.rows > bytes.length)
            throw isCutOff();
        const uints = new UintReader(bytes, isCutOff);
        if (type === 'uint' || type === 'int') {
            const values = new Float64Array(this.rows);
            for (let row = 0; row < this.rows; row++)
                values[row] = type === 'int' ? unzigzag(uints.next()) : uints.next();
            if (uints.at !== bytes.length)
                throw bad(`column ${name} is too long`);
            this.numbers[name] = values;
            return;
        }
        const unit = type === 'bytes' ? 1 : HASH_BYTES;
        const borders = new Uint32Array(this.rows + 1);
        let at = 0;
        for (let row = 0; row < this.rows; row++) {
            at += (type === 'hash' ? 1 : uints.next()) * unit;
            if (at > bytes.length)
                throw bad(`column ${name} points outside of itself`);
            borders[row + 1] = at;
        }
        const data = bytes.subarray(uints.at);
        if (at !== data.length)
            throw bad(`the data of column ${name} does not have the length that its rows require`);
        this.slices[name] = { data, borders };
    }
    number(column, row) {
        return this.numbers[column]?.[row];
    }
    /**
     * A view, not a copy; of rows [row, endRow), end to end. Most values of some columns are empty, and views are
     * expensive.
     */
    bytes(column, row, endRow = row + 1) {
        const { data, borders } = this.slices[column];
        const start = borders[row];
        const end = borders[endRow];
        return start === end ? EMPTY : data.subarray(start, end);
    }
    /** Whether `count` rows from `row` on are, in these columns, those of another segment from `otherRow` on. */
    hasSameRows(row, other, otherRow, count, columns) {
        return columns.every((name) => {
            const [mine, its] = [this.numbers[name], other.numbers[name]];
            if (mine === undefined || its === undefined)
                return areSameSlices(this.slices[name], row, other.slices[name], otherRow, count);
            for (let i = 0; i < count; i++)
                if (mine[row + i] !== its[otherRow + i])
                    return false;
            return true;
        });
    }
}
function areSameSlices(a, row, b, otherRow, count) {
    const start = a.borders[row];
    const otherStart = b.borders[otherRow];
    for (let i = 1; i <= count; i++)
        if (a.borders[row + i] - start !== b.borders[otherRow + i] - otherStart)
            return false;
    const end = a.borders[row + count];
    const otherEnd = b.borders[otherRow + count];
    return start === end || a.data.compare(b.data, otherStart, otherEnd, start, end) === 0;
}
function readHead(raw, table, bad) {
    if (raw.length < 4 || raw.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.segmentMaxBytes)
        throw bad(`${String(raw.length)} bytes`);
    const headEnd = 4 + raw.readUInt32LE(0);
    if (headEnd > raw.length)
        throw bad('its head is truncated');
    let head;
    try {
        head = (0,_root_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(raw.subarray(4, headEnd)) ?? {};
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-segment', message: bad('its head is not JSON').message, cause });
    }
    const { rows, columns, objects = [] } = head;
    if (head.table !== table)
        throw bad(`it is a segment of ${JSON.stringify(head.table)}, expected ${table}`);
    if (!isCount(rows) || rows > raw.length)
        throw bad('its row count is wrong');
    if (rows > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.segmentMaxRows)
        throw bad(`it has ${String(rows)} rows, more than any may`);
    if (!Array.isArray(columns) || columns.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.segmentMaxColumns)
        throw bad('its column list is wrong');
    if (!Array.isArray(objects) || !objects.every((key) => typeof key === 'string'))
        throw bad('its object list is wrong');
    const places = new Map();
    let start = headEnd;
    for (const column of columns) {
        const [name, type, bytes] = (Array.isArray(column) ? column : []);
        if (typeof name !== 'string' || typeof type !== 'string' || !isCount(bytes))
            throw bad('its column list is wrong');
        if (places.has(name))
            throw bad(`it has two columns ${JSON.stringify(name)}`);
        places.set(name, { type, start, end: start + bytes });
        start += bytes;
    }
    if (start !== raw.length)
        throw bad('its columns do not fill it');
    return { rows, objects: objects, places };
}
function isCount(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
/** 7 bits each, for numbers of 53 bits. */
const UINT_MAX_BYTES = 8;
/** Reads LEB128 numbers, one after the other. */
class UintReader {
    bytes;
    bad;
    at = 0;
    constructor(bytes, bad) {
        this.bytes = bytes;
        this.bad = bad;
    }
    /** Accepts only the shortest form: each number has one encoding, of at most 8 bytes. */
    next() {
        let byte = this.byte();
        if (byte < 0x80)
            return byte;
        let value = byte & 0x7f;
        let scale = 0x80;
        const end = this.at - 1 + UINT_MAX_BYTES;
        do {
            if (this.at >= end)
                throw this.bad();
            byte = this.byte();
            value += (byte & 0x7f) * scale;
            scale *= 0x80;
        } while (byte >= 0x80);
        if (byte === 0 || value > Number.MAX_SAFE_INTEGER)
            throw this.bad();
        return value;
    }
    byte() {
        if (this.at >= this.bytes.length)
            throw this.bad();
        return this.bytes[this.at++];
    }
}
/** One row of a segment in the form that `SegmentBuilder.push` takes. */
function rowOf(segment, schema, row) {
    const result = {};
    for (const [name, type] of Object.entries(schema.columns)) {
        result[name] = type === 'uint' || type === 'int' ? segment.number(name, row) : segment.bytes(name, row);
    }
    return result;
}


/***/ }),

/***/ 48342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ changedRows),
/* harmony export */   EL: () => (/* binding */ decodedRows),
/* harmony export */   K$: () => (/* binding */ addLevel),
/* harmony export */   QE: () => (/* binding */ tableRows),
/* harmony export */   Su: () => (/* binding */ levelBytes),
/* harmony export */   UR: () => (/* binding */ decodeSegment),
/* harmony export */   Vx: () => (/* binding */ rewrittenFrom),
/* harmony export */   YE: () => (/* binding */ mergeRows),
/* harmony export */   fc: () => (/* binding */ mergeFrom),
/* harmony export */   mx: () => (/* binding */ LevelWriter),
/* harmony export */   oW: () => (/* binding */ rowCount),
/* harmony export */   ug: () => (/* binding */ encodeSegment),
/* harmony export */   yz: () => (/* binding */ lowerBound)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79465);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93310);
/** Sorted tables in levels of immutable segments. */




/** Raw bytes at which a segment ends at the next border, and at which it ends anywhere. */
const BORDER_AFTER_BYTES = 512 * 1024;
const SEGMENT_END_BYTES = 8 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .MiB */ .lv;
/** One key in 4,096 is a border: equal runs of rows give equal segments, wherever the run began. */
const BORDER_MASK = 0xfff;
const MAX_LEVELS = 8;
/** Until the commit, where segments are compressed together, a fast level keeps memory small. */
const HELD_ZSTD_LEVEL = 1;
function decodeSegment(schema, segment) {
    const what = `A segment of the ${schema.table} table`;
    const decoded = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .Segment */ .Y4(schema, segment.raw(), what);
    if (decoded.rows !== segment.rows) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-segment',
            message: `${what} is damaged: it has ${String(decoded.rows)} rows, and the root says ${String(segment.rows)}.`,
        });
    }
    return decoded;
}
function encodeSegment(builder, objects) {
    return holdSegment(builder.rows, builder.encode(objects));
}
function holdSegment(rows, raw) {
    // Copied: what zstd gives is a part of a buffer that could have held the incompressible.
    const held = Buffer.from((0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(raw, HELD_ZSTD_LEVEL));
    const rawBytes = raw.length;
    return { rows, rawBytes, storedBytes: held.length, raw: () => (0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressSync */ .Rq)(held, rawBytes, 'A segment in memory') };
}
/** Builds a level from rows in key order. */
class LevelWriter {
    schema;
    done = [];
    builder;
    lastKey;
    constructor(schema) {
        this.schema = schema;
        this.builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(schema);
    }
    push(row) {
        const key = row[this.schema.key];
        if (this.lastKey !== undefined && Buffer.compare(this.lastKey, key) >= 0) {
            throw new Error(`${this.schema.table}: row out of order: ${Buffer.from(key).toString()}`);
        }
        this.lastKey = key;
        this.builder.push(row);
        const { sizeBytes } = this.builder;
        const isFull = this.builder.rows >= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.segmentMaxRows;
        if (sizeBytes < BORDER_AFTER_BYTES && !isFull)
            return;
        if (isFull || sizeBytes >= SEGMENT_END_BYTES || (fnv1a(key) & BORDER_MASK) === 0)
            this.end();
    }
    end() {
        if (this.builder.rows === 0)
            return;
        this.done.push(encodeSegment(this.builder));
        this.builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(this.schema);
    }
    finish() {
        this.end();
        return this.done;
    }
}
/** http://www.isthe.com/chongo/tech/comp/fnv/: FNV-1a, 32 bits, folded so that the low bits mix. */
function fnv1a(bytes) {
    let hash = 0x811c9dc5;
    for (const byte of bytes)
        hash = Math.imul(hash ^ byte, 0x01000193);
    return hash ^ (hash >>> 15);
}
/** The rows of one level from the first key >= `from`; tombstones too. */
function levelRows(schema, level, from) {
    return orderedRows(schema, decodedSegments(schema, level), from);
}
function* decodedSegments(schema, level) {
    for (const stored of level)
        yield decodeSegment(schema, stored);
}
/** The rows of one level, tombstones too. */
function decodedRows(schema, level) {
    return orderedRows(schema, level, Buffer.alloc(0));
}
function* orderedRows(schema, level, from) {
    let last;
    for (const segment of level) {
        for (let row = lowerBound(segment, schema.key, from); row < segment.rows; row++) {
            const key = segment.bytes(schema.key, row);
            if (last !== undefined && Buffer.compare(last, key) >= 0) {
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                    code: 'corrupt-segment',
                    message: `The ${schema.table} table is damaged: its rows are not in order.`,
                });
            }
            last = key;
            yield { key, segment, row };
        }
    }
}
function lowerBound(segment, column, from) {
    let low = 0;
    let high = from.length === 0 ? 0 : segment.rows;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (Buffer.compare(segment.bytes(column, middle), from) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** Rows of the levels in key order, the newest of each key; tombstones kept. */
function mergedRows(schema, levels, from) {
    const rows = levels.map((level) => levelRows(schema, level, from));
    return rows.length === 1 ? rows[0] : mergeRows(rows);
}
/** @param levels rows in key order, of older levels first */
function* mergeRows(levels) {
    const cursors = levels.map((rows) => ({ rows, head: rows.next() }));
    for (;;) {
        let newest;
        let least;
        for (const cursor of cursors) {
            if (cursor.head.done === true)
                continue;
            const order = least === undefined ? -1 : Buffer.compare(cursor.head.value.key, least);
            if (order <= 0)
                newest = cursor;
            if (order < 0)
                least = cursor.head.value.key;
        }
        if (newest === undefined || least === undefined)
            return;
        const found = newest.head.value;
        for (const cursor of cursors) {
            if (cursor.head.done === true)
                continue;
            const isOlder = cursor !== newest && Buffer.compare(cursor.head.value.key, least) === 0;
            if (cursor === newest || isOlder)
                cursor.head = cursor.rows.next();
        }
        yield found;
    }
}
/** The table's live rows in key order, those whose key starts with `prefix`. */
function* tableRows(schema, levels, prefix = Buffer.alloc(0)) {
    for (const found of mergedRows(schema, levels, prefix)) {
        if (prefix.length > 0 && !found.key.subarray(0, prefix.length).equals(prefix))
            return;
        if (found.segment.number(schema.alive, found.row) !== 0)
            yield found;
    }
}
/** What these levels say, also of keys that they take away: their rows in key order, the newest of each key, tombstones too. */
function changedRows(schema, levels) {
    return mergedRows(schema, levels, Buffer.alloc(0));
}
/**
 * From which level on all are merged into one. Those that are written anew in any case are. With `reachesOlder` sizes
 * fall by half at least from level to level, and there are `MAX_LEVELS` at most, so that a table of any age is read
 * from few segments and each byte is rewritten O(log n) times. Bytes, not rows: that of a large file has an id for each
 * fragment.
 *
 * @param sizes bytes of each present level, oldest first, then of the new one
 * @param rewrittenFrom the first of the levels that are written anew
 */
function mergeFrom(sizes, rewrittenFrom, reachesOlder) {
    if (!reachesOlder)
        return rewrittenFrom;
    let start = rewrittenFrom;
    let merged = sizes.slice(start).reduce((sum, each) => sum + each, 0);
    while (start > 0 && (start >= MAX_LEVELS || merged * 2 >= sizes[start - 1])) {
        start--;
        merged += sizes[start];
    }
    return start;
}
/** The first of the levels from which on every segment is written anew; the last one is new. */
function rewrittenFrom(levels, { isRewritten }) {
    return levels.slice(0, -1).findLastIndex((level) => !level.every(isRewritten)) + 1;
}
/** The levels after a run that changed these rows (a level of rows and tombstones; empty: nothing changed). */
function addLevel(schema, levels, changes, policy) {
    if (changes.length === 0)
        return levels;
    const all = [...levels, changes];
    const start = mergeFrom(all.map(levelBytes), rewrittenFrom(all, policy), policy.reachesOlder);
    if (start === all.length - 1)
        return all;
    const writer = new LevelWriter(schema);
    for (const { segment, row } of mergedRows(schema, all.slice(start), Buffer.alloc(0))) {
        const keep = start > 0 || segment.number(schema.alive, row) !== 0;
        if (keep)
            writer.push((0,_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .rowOf */ .OB)(segment, schema, row));
    }
    const merged = writer.finish().map((segment) => sameSegment(levels, segment) ?? segment);
    return merged.length === 0 ? all.slice(0, start) : [...all.slice(0, start), merged];
}
/** A segment that the parent has already, byte for byte, keeps its place there. */
function sameSegment(levels, segment) {
    return levels.flat().find((old) => old.rawBytes === segment.rawBytes && old.raw().equals(segment.raw()));
}
/** As they are before compression. */
function levelBytes(level) {
    return level.reduce((sum, segment) => sum + segment.rawBytes, 0);
}
function rowCount(level) {
    return level.reduce((sum, segment) => sum + segment.rows, 0);
}


/***/ }),

/***/ 26596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ treeRow),
/* harmony export */   CJ: () => (/* binding */ treeChanges),
/* harmony export */   Pr: () => (/* binding */ TREE),
/* harmony export */   Th: () => (/* binding */ treeChange),
/* harmony export */   X1: () => (/* binding */ TreeCounts),
/* harmony export */   gl: () => (/* binding */ treeTombstone),
/* harmony export */   oq: () => (/* binding */ TREE_COUNTS),
/* harmony export */   re: () => (/* binding */ treeEntries)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79465);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48342);
/** The tree table: one row per path. */




/** The tree: one row per path. `type` 0 is a tombstone. */
const TREE = {
    table: 'tree',
    key: 'path',
    alive: 'type',
    columns: {
        path: 'bytes',
        type: 'uint',
        mode: 'uint',
        size: 'uint',
        mtime: 'int',
        nanos: 'uint',
        link: 'uint',
        target: 'bytes',
        sha256: 'hashes',
        fragments: 'hashes',
    },
};
const TYPES = [undefined, 'file', 'directory', 'symlink'];
const EMPTY = Buffer.alloc(0);
/** What a root says about its tree, in its header's `counts`. */
const TREE_COUNTS = ['files', 'directories', 'symlinks', 'bytes'];
/** Rows by their type, each hard link by itself, and the bytes of all files. */
class TreeCounts {
    files = 0;
    directories = 0;
    symlinks = 0;
    bytes = 0;
    add({ type, sizeBytes }) {
        if (type === 'file')
            this.files++;
        else if (type === 'directory')
            this.directories++;
        else
            this.symlinks++;
        this.bytes += sizeBytes;
    }
}
function treeRow(entry) {
    return {
        path: entry.path,
        type: TYPES.indexOf(entry.type),
        mode: entry.mode,
        size: entry.sizeBytes,
        mtime: entry.mtimeSeconds,
        nanos: entry.mtimeNanos,
        link: entry.linkGroup,
        target: entry.target,
        sha256: entry.sha256,
        // A file of one fragment has that fragment's id as its own hash already.
        fragments: entry.fragments.length > _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA ? entry.fragments : EMPTY,
    };
}
function treeTombstone(path) {
    return {
        path,
        type: 0,
        mode: 0,
        size: 0,
        mtime: 0,
        nanos: 0,
        link: 0,
        target: EMPTY,
        sha256: EMPTY,
        fragments: EMPTY,
    };
}
/** @throws corrupt-tree for a row that no writer makes */
function treeEntry({ key, segment, row }) {
    const type = TYPES[segment.number('type', row)];
    const sha256 = segment.bytes('sha256', row);
    const sizeBytes = segment.number('size', row);
    const listed = segment.bytes('fragments', row);
    const fragments = listed.length > 0 ? listed : sizeBytes > 0 ? sha256 : EMPTY;
    const mtimeNanos = segment.number('nanos', row);
    const mode = segment.number('mode', row);
    const isFile = type === 'file';
    const sound = type !== undefined &&
        sha256.length === (isFile ? _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA : 0) &&
        (isFile || (sizeBytes === 0 && listed.length === 0)) &&
        sizeBytes <= (fragments.length / _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH_BYTES */ .FA) * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.fragmentMaxBytes &&
        mtimeNanos < 1e9 &&
        mode <= 0o7777;
    if (!sound) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-tree',
            message: `The snapshot's tree is damaged at ${JSON.stringify(key.toString())}.`,
        });
    }
    return {
        path: key,
        type,
        mode,
        sizeBytes,
        mtimeSeconds: segment.number('mtime', row),
        mtimeNanos,
        linkGroup: segment.number('link', row),
        target: segment.bytes('target', row),
        sha256,
        fragments,
    };
}
function* treeEntries(levels, prefix) {
    for (const row of (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .tableRows */ .QE)(TREE, levels, prefix))
        yield treeEntry(row);
}
/** What the newer levels of a tree change of the older ones below them. */
function* treeChanges(levels) {
    for (const row of (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .changedRows */ .CH)(TREE, levels))
        yield treeChange(row);
}
function treeChange(row) {
    const isAlive = row.segment.number('type', row.row) !== 0;
    return { path: row.key, entry: isAlive ? treeEntry(row) : undefined };
}


/***/ })

};
