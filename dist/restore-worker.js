import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ // The require scope
/******/ var __nccwpck_require__ = {};
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  y: () => (/* binding */ STOPPED),
  w: () => (/* binding */ serve)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/errors.js
/** CLI exit codes, documented in README.md: 0 done, 1 failed, 2 bad input, 3 committed but partial. */
const EXIT = { ok: 0, failed: 1, badInput: 2, partial: 3 };
/** The one error class that is meant for users; anything else that surfaces is a defect of ours. */
class errors_HoldfastError extends Error {
    name = 'HoldfastError';
    code;
    why;
    fix;
    exitCode;
    constructor(facts) {
        super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
        this.code = facts.code;
        this.why = facts.why;
        this.fix = facts.fix;
        this.exitCode = facts.exitCode ?? (facts.code === 'bad-input' ? EXIT.badInput : EXIT.failed);
    }
}
/** An error by its `name`, as SDK errors must be matched: `instanceof` fails across bundled copies. */
function isNamed(error, ...names) {
    return error instanceof Error && names.includes(error.name);
}
function errors_messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./lib/platform.js


const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** The text of a path or name, or undefined where its bytes are not UTF-8. */
function decodeUtf8(bytes) {
    try {
        return utf8.decode(bytes);
    }
    catch {
        return undefined;
    }
}
/** `ENOENT` and the like, of an error that the file system gave; undefined for any other error. */
function systemErrorCode(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}
/** A path for people: UTF-8 as it is, any other byte as `\xNN`. Control characters stay: renderers escape them. */
function platform_printablePath(bytes) {
    const text = decodeUtf8(bytes);
    if (text !== undefined)
        return text;
    let result = '';
    for (let at = 0; at < bytes.length;) {
        const length = [1, 2, 3, 4].find((n) => decodeUtf8(bytes.subarray(at, at + n)) !== undefined) ?? 0;
        result += length === 0 ? `\\x${bytes.toString('hex', at, at + 1)}` : bytes.toString('utf8', at, at + length);
        at += Math.max(length, 1);
    }
    return result;
}
/**
 * Where a tree path lies below a folder of this machine. On Windows the native form carries the prefix that lifts the
 * limit of 260 characters. The caller has refused paths that are `unrepresentable` or not relative.
 */
function toNativePath(root, pathBytes, platform = process.platform) {
    if (platform !== 'win32')
        return Buffer.concat([Buffer.from(root.endsWith('/') ? root : `${root}/`), pathBytes]);
    return Buffer.from(external_node_path_namespaceObject.win32.toNamespacedPath(external_node_path_namespaceObject.win32.join(root, pathBytes.toString('utf8'))));
}
/** Windows device names, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i;
const WINDOWS_FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/;
const NAME_MAX = 255;
const NAME_TOO_LONG = (/* unused pure expression or super */ null && (`a name in it is longer than ${NAME_MAX}`));
const SLASH = 0x2f;
/** Why this platform cannot hold a tree path, or undefined if it can. One short clause, for a list. */
function unrepresentable(pathBytes, platform = process.platform) {
    if (pathBytes.includes(0))
        return 'it contains a NUL byte';
    // Linux counts bytes, of any kind; APFS and NTFS count UTF-16 units.
    if (platform === 'linux')
        return pathBytes.length > NAME_MAX && longestName(pathBytes) > NAME_MAX ? NAME_TOO_LONG : undefined;
    if (decodeUtf8(pathBytes) === undefined)
        return 'it is not valid UTF-8';
    for (const segment of pathBytes.toString('latin1').split('/')) {
        const reason = unrepresentableName(Buffer.from(segment, 'latin1'), platform);
        if (reason !== undefined)
            return reason;
    }
    return undefined;
}
/** In bytes. Without making anything of the names: a restore asks this of each path. */
function longestName(pathBytes) {
    let longest = 0;
    for (let start = 0; start <= pathBytes.length;) {
        const slash = pathBytes.indexOf(SLASH, start);
        const end = slash < 0 ? pathBytes.length : slash;
        longest = Math.max(longest, end - start);
        start = end + 1;
    }
    return longest;
}
function unrepresentableName(name, platform) {
    const text = name.toString('utf8');
    if (text.length > NAME_MAX)
        return NAME_TOO_LONG;
    if (platform !== 'win32')
        return undefined;
    const character = WINDOWS_FORBIDDEN.exec(text)?.[0];
    if (character !== undefined)
        return `Windows does not allow ${JSON.stringify(character)} in names`;
    if (/[. ]$/.test(text))
        return 'Windows drops a dot or space at the end of a name';
    if (WINDOWS_DEVICE.test(text))
        return `${JSON.stringify(text)} is a device name on Windows`;
    return undefined;
}
/**
 * Whether names that differ only in case are one file in this folder. Looks without writing: at the folder's own
 * entries first, then at the folder's name in its parent, and where no name has a letter, at what the platform does.
 */
function isCaseInsensitive(dir, platform = process.platform) {
    const full = path.resolve(dir);
    const names = readdirSync(full);
    for (const name of names) {
        const answer = foundInOtherCase(full, name, names);
        if (answer !== undefined)
            return answer;
    }
    const parent = path.dirname(full);
    const answer = foundInOtherCase(parent, path.basename(full), parent === full ? [] : readdirSync(parent));
    return answer ?? ignoresCase(platform);
}
/** undefined where the name proves nothing: no letters, another length in upper case, or both forms are there. */
function foundInOtherCase(dir, name, listed) {
    const upper = name.toUpperCase();
    const other = upper === name ? name.toLowerCase() : upper;
    if (other === name || other.length !== name.length || listed.includes(other))
        return undefined;
    const own = lstatSync(path.join(dir, name), { bigint: true, throwIfNoEntry: false });
    if (own === undefined)
        return undefined;
    const twin = lstatSync(path.join(dir, other), { bigint: true, throwIfNoEntry: false });
    return twin !== undefined && twin.ino === own.ino && twin.dev === own.dev;
}
/**
 * Permission bits to store. Windows knows only "read-only", which Node shows as 0o444 or 0o666: stored as the usual bits
 * of such a file elsewhere, so that a restore on Linux is sensible.
 */
function storedMode(stats, platform = process.platform) {
    const bits = Number(stats.mode) & 0o7777;
    if (platform !== 'win32')
        return bits;
    if (stats.isDirectory())
        return 0o755;
    return (bits & 0o200) === 0 ? 0o444 : 0o644;
}
/** Whether names are compared without regard to case by this platform's usual tools (git, shells). */
function ignoresCase(platform = process.platform) {
    return platform === 'win32' || platform === 'darwin';
}

;// CONCATENATED MODULE: ./lib/limits.js
/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
const KiB = 1024;
const MiB = 1024 * KiB;
const limits_LIMITS = {
    /** B: the longest backup allowed. A root is never written later than this after the run began. */
    backupMaxSeconds: 24 * HOUR,
    /** G: how long prune leaves alone whatever is new or newly deleted. */
    graceSeconds: 72 * HOUR,
    /** L: the shortest life of a noncurrent S3 version that a lifecycle rule may give. */
    noncurrentMinSeconds: 30 * DAY,
    /** How soon after a prune that broke off the next one comes, which undoes what that one should not have marked. */
    pruneIntervalSeconds: 7 * DAY,
    /** Retention takes no snapshot that is younger, whatever the rules; in series of pull requests G is enough. */
    retentionFloorSeconds: 30 * DAY,
    /** How far a root's LastModified may lie before its own time (clock granularity of providers). */
    clockSkewSeconds: 5 * 60,
    /** Packs of unfinished runs are adopted up to this age: (G - B) / 2, so that they are younger than G at the commit. */
    adoptMaxAgeSeconds: 24 * HOUR,
    /** A pack, with its table of contents, is never larger; always one PUT. */
    packMaxBytes: 32 * MiB,
    /** Raw bytes of one zstd frame of fragments. */
    frameMaxBytes: 8 * MiB,
    /** A fragment is never larger. */
    fragmentMaxBytes: 4 * MiB,
    /** A raw (decoded) table segment is never larger. */
    segmentMaxBytes: 64 * MiB,
    /** The stored header frame of a root. */
    rootHeaderMaxBytes: 16 * KiB,
    /** A whole root. */
    rootMaxBytes: 64 * MiB,
    /** One range GET of this many bytes is enough to list a root. */
    rootPrefixBytes: 64 * KiB,
    /** Keys of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
    keyMaxBytes: 1024,
    seriesMaxChars: 200,
};
/** The inequalities without which prune could lose data: see docs/safety.md. @throws if one does not hold */
function checkLimits(limits) {
    const { backupMaxSeconds: B, graceSeconds: G, noncurrentMinSeconds: L, pruneIntervalSeconds: P } = limits;
    if (B > G)
        throw new Error('limits.ts: need B <= G');
    if (limits.adoptMaxAgeSeconds > (G - B) / 2)
        throw new Error('limits.ts: need A <= (G - B) / 2');
    if (L <= G + P)
        throw new Error('limits.ts: need L > G + P');
    if (limits.retentionFloorSeconds < G)
        throw new Error('limits.ts: need floor >= G');
}
checkLimits(limits_LIMITS);

;// CONCATENATED MODULE: ./lib/snapshot/columns.js


const columns_HASH_BYTES = 32;
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
                this.lengths[name].appendUint(bytes.length / columns_HASH_BYTES);
            if (type === 'hash' && bytes.length !== columns_HASH_BYTES)
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
        const bad = (detail) => new HoldfastError({ code: 'corrupt-segment', message: `${what} is damaged: ${detail}.` });
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
        const isCutOff = () => bad(`column ${name} is cut off`);
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
        const unit = type === 'bytes' ? 1 : columns_HASH_BYTES;
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
            throw bad(`the data of column ${name} has not the length that its rows have`);
        this.slices[name] = { data, borders };
    }
    number(column, row) {
        return this.numbers[column]?.[row];
    }
    /** A view, not a copy; of rows [row, endRow), end to end. Most values of some columns are empty, and views are dear. */
    bytes(column, row, endRow = row + 1) {
        const { data, borders } = this.slices[column];
        const start = borders[row];
        const end = borders[endRow];
        return start === end ? EMPTY : data.subarray(start, end);
    }
}
function readHead(raw, table, bad) {
    if (raw.length < 4 || raw.length > LIMITS.segmentMaxBytes)
        throw bad(`${String(raw.length)} bytes`);
    const headEnd = 4 + raw.readUInt32LE(0);
    if (headEnd > raw.length)
        throw bad('its head is cut off');
    let head;
    try {
        head = (JSON.parse(raw.toString('utf8', 4, headEnd)) ?? {});
    }
    catch (cause) {
        throw new HoldfastError({ code: 'corrupt-segment', message: bad('its head is not JSON').message, cause });
    }
    const { rows, columns, objects = [] } = head;
    if (head.table !== table)
        throw bad(`it is a segment of ${JSON.stringify(head.table)}, expected ${table}`);
    if (!isCount(rows) || rows > raw.length)
        throw bad('its row count is wrong');
    if (!Array.isArray(columns))
        throw bad('it has no columns');
    if (!Array.isArray(objects) || !objects.every((key) => typeof key === 'string'))
        throw bad('its object list is wrong');
    const places = new Map();
    let start = headEnd;
    for (const column of columns) {
        const [name, type, bytes] = (Array.isArray(column) ? column : []);
        if (typeof name !== 'string' || typeof type !== 'string' || !isCount(bytes))
            throw bad('its column list is wrong');
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
/** Reads LEB128 numbers, one after the other. */
class UintReader {
    bytes;
    bad;
    at = 0;
    constructor(bytes, bad) {
        this.bytes = bytes;
        this.bad = bad;
    }
    next() {
        let value = 0;
        let scale = 1;
        let byte;
        do {
            if (this.at >= this.bytes.length)
                throw this.bad();
            byte = this.bytes[this.at++];
            value += (byte & 0x7f) * scale;
            scale *= 0x80;
        } while (byte >= 0x80);
        if (value > Number.MAX_SAFE_INTEGER)
            throw this.bad();
        return value;
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

;// CONCATENATED MODULE: ./lib/snapshot/restore-plan.js



/**
 * What a restore is going to do, as data. Everything is kept in columns in shared memory: a million files would be a
 * million objects, and the threads that write need the same rows.
 */
/** What happens to a row. The engine decides it; `compare` is only on the way to `keep`, `repair` or `replace`. */
const ACTION = {
    none: 0,
    /** Nothing is there. */
    create: 1,
    /** Something else is there, and goes. */
    replace: 2,
    /** It is there already, with its content, mode and time. */
    keep: 3,
    /** Its content is there, but not its mode or time. */
    repair: 4,
    /** Something is there, and stays whatever it is (`overwrite: never`). */
    preserve: 5,
    /** A file of the same size is there. */
    compare: 6,
    /** A hard link to the row `leader`. */
    link: 7,
};
const TYPE = { file: 1, directory: 2, symlink: 3 };
/** Why a row is there: a directory that nothing below needs is not, until something does. */
const ROLE = { unused: 0, ancestor: 1, selected: 2 };
/** The row of an index that stands for "no such fragment". */
const MISSING = 0xffffffff;
const restore_plan_EMPTY = Buffer.alloc(0);
const restore_plan_SLASH = 0x2f;
function shared(bytes) {
    return new SharedArrayBuffer(bytes);
}
/** The selected part of a tree, taken in and checked row by row. */
class RestoreEntries {
    columns;
    problems = [];
    ids;
    count = 0;
    options;
    /** Rows of the index, file after file. */
    fragments;
    fragmentStart;
    index;
    directories = new Map();
    folded = new Set();
    namesEnd = 0;
    lastParentPath = restore_plan_EMPTY;
    lastParent = 0;
    constructor(index, options) {
        const { maxBytes } = options;
        this.index = index;
        // No row takes less than a byte: a root that names more of them lies, and would only cost memory.
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
            mtime: new Float64Array(shared(rows * 8)),
            sizeBytes: new Float64Array(shared(rows * 8)),
            linkGroup: new Uint32Array(shared(rows * 4)),
            leader: new Uint32Array(shared(rows * 4)),
            sha256: new Uint8Array(shared(options.withHashes ? rows * HASH_BYTES : 0)),
            remaining: new Int32Array(shared(rows * 4)),
            opened: new Uint8Array(shared(rows)),
        };
        this.ids = new Uint8Array(shared(index.size * HASH_BYTES));
        index.copyIds(this.ids);
        this.fragments = new Uint32Array(Math.ceil(maxBytes / HASH_BYTES) + rows);
        this.fragmentStart = new Uint32Array(rows + 1);
    }
    /** Entries come in path order. Problems are collected, so that the user sees all of them at once. */
    add(entry) {
        const isDirectory = entry.type === 'directory';
        const selected = this.options.isSelected(entry.path, isDirectory);
        if (!isDirectory && !selected)
            return;
        const nameStart = entry.path.lastIndexOf(restore_plan_SLASH) + 1;
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
    /** 1 + row, 0 for the top, -1 if there is no such directory. Neighbours mostly share theirs. @param end of its path */
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
            throw new HoldfastError({ code: 'corrupt-tree', message: 'The tree has more rows than the root says.' });
        }
        columns.nameStart[row] = this.namesEnd;
        columns.nameBytes[row] = nameBytes;
        for (let i = nameStart; i < path.length; i++)
            columns.names[this.namesEnd++] = path[i];
        for (const byte of target)
            columns.names[this.namesEnd++] = byte;
        columns.parent[row] = parent;
        columns.type[row] = TYPE[entry.type];
        columns.mode[row] = entry.mode;
        columns.mtime[row] = entry.mtimeSeconds + entry.mtimeNanos / 1e9;
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
        if (entry.type === 'symlink' && (entry.target.length === 0 || entry.target.includes(0))) {
            this.problems.push({ path: entry.path, reason: 'it is a symbolic link to nothing that could be a path' });
        }
        if (entry.type !== 'file')
            return;
        if (columns.sha256.length > 0)
            columns.sha256.set(entry.sha256, row * HASH_BYTES);
        this.addFragments(entry, row);
    }
    checkName(path, row) {
        const { refusal, foldName } = this.options;
        const reason = refusal(path);
        if (reason !== undefined)
            this.problems.push({ path, reason });
        if (foldName === undefined)
            return;
        const folded = `${String(this.columns.parent[row])}/${foldName(path.subarray(path.lastIndexOf(restore_plan_SLASH) + 1))}`;
        if (this.folded.has(folded)) {
            this.problems.push({ path, reason: 'the target does not tell its name from that of another entry' });
        }
        this.folded.add(folded);
    }
    addFragments(entry, row) {
        const index = this.index;
        let end = this.fragmentStart[row];
        let bytes = 0;
        let found = true;
        for (let at = 0; at < entry.fragments.length; at += HASH_BYTES) {
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
            throw new HoldfastError({
                code: 'corrupt-tree',
                message: `The snapshot's tree is damaged at ${JSON.stringify(printablePath(entry.path))}: its parts have ${String(bytes)} bytes, the file ${String(entry.sizeBytes)}.`,
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
    if (path[0] === restore_plan_SLASH)
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
const GAP_BYTES = (/* unused pure expression or super */ null && (512 * 1024));
/** A range is the work of one thread: tens of thousands of tiny files in one would leave the others idle at the end. */
const RANGE_MAX_PIECES = 8192;
/**
 * Which ranges to read in which order, and where each fragment goes; the caller refuses rows that `lostRows` names. Packs in the order in which the files need them
 * first, ranges of a pack by offset: each frame is fetched and decoded once.
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

;// CONCATENATED MODULE: ./lib/snapshot/restore-paths.js



/** Names of files that are not whole yet. Short, since the final name may have all 255 bytes. */
const TEMPORARY = /^\.holdfast-[0-9a-f]{8}$/;
function isTemporaryName(name) {
    return TEMPORARY.test(name);
}
const TEMPORARY_NAME_BYTES = '.holdfast-'.length + 8;
/** Enough for the folders of the rows that are near each other. */
const CACHED_DIRECTORIES = 4096;
/** Native paths of rows, as bytes: not every name is text. */
class NativePaths {
    target;
    entries;
    nonce;
    separator = Buffer.from(external_node_path_namespaceObject.sep);
    directories = new Map();
    constructor(target, entries, nonce) {
        this.target = target;
        this.entries = entries;
        this.nonce = nonce;
    }
    of(row) {
        return Buffer.concat([this.directory(this.entries.parent[row]), entryName(this.entries, row)]);
    }
    /** In the same folder, another for each row. */
    temporary(row) {
        const digits = ((this.nonce ^ row) >>> 0).toString(16).padStart(8, '0');
        const name = Buffer.from(`.holdfast-${digits}`);
        return Buffer.concat([this.directory(this.entries.parent[row]), name]);
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
        const native = toNativePath(this.target, Buffer.alloc(0));
        return native.at(-1) === this.separator[0] ? native : Buffer.concat([native, this.separator]);
    }
}

;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/snapshot/zstd.js



/**
 * zstd frames (RFC 8878) by node:zlib. Two traps are closed here: node decodes one frame and silently ignores what
 * follows, and collects its output in 16 KiB pieces if it is not told the size.
 */
/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;
/** What a frame of so many raw bytes takes at most: ZSTD_compressBound, rounded up. */
function compressBound(rawBytes) {
    return rawBytes + (rawBytes >>> 8) + 1024;
}
function compressOptions(rawBytes, level) {
    return {
        params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 0 },
        pledgedSrcSize: rawBytes,
        // So that the output is one piece.
        chunkSize: compressBound(rawBytes),
    };
}
function compressSync(raw, level) {
    return zstdCompressSync(raw, compressOptions(raw.length, level));
}
function decompressOptions(rawBytes) {
    // One byte more than expected is allowed for, so that a longer frame is seen and not cut off.
    return { info: true, maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}
/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
function decompressSync(stored, rawBytes, what) {
    let decoded;
    try {
        decoded = (0,external_node_zlib_namespaceObject.zstdDecompressSync)(stored, decompressOptions(rawBytes));
    }
    catch (error) {
        throw corrupt(what, errors_messageOf(error), error);
    }
    return checked(decoded, stored, rawBytes, what);
}
const decompressAsync = (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.zstdDecompress);
/** The same on node's thread pool. */
async function decompress(stored, rawBytes, what) {
    let decoded;
    try {
        decoded = (await decompressAsync(stored, decompressOptions(rawBytes)));
    }
    catch (error) {
        throw corrupt(what, messageOf(error), error);
    }
    return checked(decoded, stored, rawBytes, what);
}
function checked({ buffer, engine }, stored, rawBytes, what) {
    if (engine.bytesWritten !== stored.length)
        throw corrupt(what, `${String(stored.length - engine.bytesWritten)} bytes follow the frame`);
    if (buffer.length !== rawBytes)
        throw corrupt(what, `it decodes to ${String(buffer.length)} bytes, recorded are ${String(rawBytes)}`);
    return buffer;
}
function corrupt(what, detail, cause) {
    return new errors_HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
/**
 * Gives the memory of a large buffer back now, for one that nobody else looks at. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 */
function release(buffer) {
    const memory = buffer.buffer;
    // Small buffers share one pool of node's.
    if (memory instanceof ArrayBuffer && memory.byteLength > Buffer.poolSize)
        memory.transfer(0);
}
/** A frame that every zstd decoder steps over: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
function skippableFrame(content) {
    const frame = Buffer.allocUnsafe(SKIPPABLE_HEADER_BYTES + content.length);
    frame.writeUInt32LE(SKIPPABLE_MAGIC, 0);
    frame.writeUInt32LE(content.length, 4);
    frame.set(content, SKIPPABLE_HEADER_BYTES);
    return frame;
}
function isSkippableFrame(bytes) {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return (view.length >= SKIPPABLE_HEADER_BYTES &&
        view.readUInt32LE(0) === SKIPPABLE_MAGIC &&
        view.readUInt32LE(4) === view.length - SKIPPABLE_HEADER_BYTES);
}

;// CONCATENATED MODULE: ./lib/snapshot/restore-worker.js









const STOPPED = 'stopped';
const BLOCK_BYTES = 1024 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const NO_FOLLOW = external_node_fs_namespaceObject.constants.O_NOFOLLOW ?? 0;
/** There, times can be set only of a file that is open for writing, and of the mode only one bit counts. */
const isWindows = process.platform === 'win32';
/** What node's times are exact to, in seconds. */
const MTIME_TOLERANCE = 1e-6;
class Failure extends Error {
    code;
    constructor(code, message) {
        super(message);
        this.code = code;
    }
}
class Writer {
    setup;
    entries;
    paths;
    block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    reads;
    /** For messages: the row at hand. */
    row = -1;
    files = 0;
    bytes = 0;
    constructor(setup) {
        this.setup = setup;
        this.entries = setup.entries;
        this.paths = new NativePaths(setup.target, setup.entries, setup.nonce);
    }
    run(task) {
        this.row = -1;
        this.files = 0;
        this.bytes = 0;
        switch (task.kind) {
            case 'reads':
                this.reads = task.reads;
                return;
            case 'frames':
                this.writeFrames(task, this.reads);
                return;
            case 'compare':
                this.eachRow(task, this.isAction(ACTION.compare), (row) => (this.entries.action[row] = this.compare(row)));
                return;
            case 'finish':
                this.eachRow(task, this.isAction(ACTION.repair), (row) => this.repair(row));
                this.eachRow(task, (row) => isFetched(this.entries, row) && this.entries.sizeBytes[row] === 0, (row) => this.createFile(row, () => undefined));
        }
    }
    isAction(action) {
        return (row) => this.entries.action[row] === action;
    }
    eachRow({ from, to }, isWanted, work) {
        for (let row = from; row < to; row++) {
            if (!isWanted(row))
                continue;
            this.checkStop();
            this.row = row;
            work(row);
        }
    }
    checkStop() {
        if (Atomics.load(this.setup.stop, 0) !== 0)
            throw new Failure(STOPPED, 'the run was stopped');
    }
    writeFrames(task, reads) {
        for (let frame = task.firstFrame; frame < task.endFrame; frame++) {
            if (reads.written[frame] === 1)
                continue;
            this.checkStop();
            this.row = -1;
            const start = reads.offset[frame] - task.offset;
            const stored = task.stored.subarray(start, start + reads.storedBytes[frame]);
            this.writeFrame(frame, stored, reads);
            reads.written[frame] = 1;
        }
        free(task.stored);
    }
    /** Checks all that is needed of a frame before it writes any of it. */
    writeFrame(frame, stored, reads) {
        const raw = decompressSync(stored, reads.rawBytes[frame], 'A frame of a pack');
        const end = reads.firstPiece[frame + 1];
        const start = reads.firstPiece[frame];
        checkPieces(raw, start, end, reads);
        for (let first = start; first < end;) {
            const row = reads.pieceRow[first];
            let last = first + 1;
            while (last < end && reads.pieceRow[last] === row)
                last++;
            this.checkStop();
            this.row = row;
            this.writePieces(row, raw, first, last, reads);
            first = last;
        }
        free(raw);
    }
    /** Pieces [first, last) of one file. */
    writePieces(row, raw, first, last, reads) {
        let bytes = 0;
        for (let piece = first; piece < last; piece++)
            bytes += reads.pieceBytes[piece];
        if (bytes === this.entries.sizeBytes[row]) {
            this.createFile(row, (fd) => writeRuns(fd, raw, first, last, reads, false));
            this.entries.remaining[row] = 0;
            this.bytes += bytes;
            return;
        }
        const temporary = this.paths.temporary(row);
        this.entries.opened[row] = 1;
        const fd = external_node_fs_namespaceObject.openSync(temporary, external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_WRONLY | NO_FOLLOW, 0o600);
        let isLast;
        try {
            writeRuns(fd, raw, first, last, reads, true);
            // The thread that brings the count to zero is the last one: all others have written theirs.
            isLast = Atomics.sub(this.entries.remaining, row, last - first) === last - first;
            if (isLast)
                this.finish(fd, row, 0o600);
        }
        finally {
            external_node_fs_namespaceObject.closeSync(fd);
        }
        this.bytes += bytes;
        if (!isLast)
            return;
        external_node_fs_namespaceObject.renameSync(temporary, this.paths.of(row));
        this.entries.opened[row] = 0;
        this.files++;
    }
    /** Written at once. If that fails, nothing is left of it. */
    createFile(row, write) {
        const temporary = this.paths.temporary(row);
        const mode = this.entries.mode[row] & 0o777;
        const flags = external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_EXCL | external_node_fs_namespaceObject.constants.O_WRONLY | NO_FOLLOW;
        const fd = external_node_fs_namespaceObject.openSync(temporary, flags, mode);
        try {
            try {
                write(fd);
                this.finish(fd, row, mode & ~this.setup.umask);
            }
            finally {
                external_node_fs_namespaceObject.closeSync(fd);
            }
            external_node_fs_namespaceObject.renameSync(temporary, this.paths.of(row));
            this.files++;
        }
        catch (error) {
            external_node_fs_namespaceObject.rmSync(temporary, { force: true });
            throw error;
        }
    }
    finish(fd, row, created) {
        const mode = this.entries.mode[row];
        const mtime = this.entries.mtime[row];
        if (mode !== created)
            external_node_fs_namespaceObject.fchmodSync(fd, mode);
        external_node_fs_namespaceObject.futimesSync(fd, mtime, mtime);
    }
    repair(row) {
        const access = isWindows ? external_node_fs_namespaceObject.constants.O_RDWR : external_node_fs_namespaceObject.constants.O_RDONLY;
        const fd = external_node_fs_namespaceObject.openSync(this.paths.of(row), access | NO_FOLLOW);
        try {
            this.finish(fd, row, -1);
        }
        finally {
            external_node_fs_namespaceObject.closeSync(fd);
        }
    }
    /** What to do about a file that has the right size. One that cannot be read is replaced. */
    compare(row) {
        let fd;
        try {
            fd = external_node_fs_namespaceObject.openSync(this.paths.of(row), external_node_fs_namespaceObject.constants.O_RDONLY | NO_FOLLOW);
        }
        catch {
            return ACTION.replace;
        }
        try {
            const stats = external_node_fs_namespaceObject.fstatSync(fd);
            if (!stats.isFile() || stats.size !== this.entries.sizeBytes[row])
                return ACTION.replace;
            const wanted = this.entries.sha256.subarray(row * columns_HASH_BYTES, (row + 1) * columns_HASH_BYTES);
            if (!this.digest(fd, stats.size).equals(wanted))
                return ACTION.replace;
            if (this.hasMetadata(stats, row))
                return ACTION.keep;
            // A hard link to something outside of the target: its mode and time are not ours to set.
            return stats.nlink > 1 && this.entries.linkGroup[row] === 0 ? ACTION.replace : ACTION.repair;
        }
        finally {
            external_node_fs_namespaceObject.closeSync(fd);
        }
    }
    hasMetadata(stats, row) {
        const sameTime = Math.abs(stats.mtimeMs / 1000 - this.entries.mtime[row]) <= MTIME_TOLERANCE;
        const differing = (stats.mode ^ this.entries.mode[row]) & (isWindows ? 0o200 : 0o7777);
        return sameTime && differing === 0;
    }
    digest(fd, sizeBytes) {
        if (sizeBytes <= this.block.length) {
            const bytes = readBlock(fd, this.block);
            return (0,external_node_crypto_namespaceObject.hash)('sha256', this.block.subarray(0, bytes), 'buffer');
        }
        const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256');
        for (let bytes = readBlock(fd, this.block); bytes > 0; bytes = readBlock(fd, this.block)) {
            this.checkStop();
            digest.update(this.block.subarray(0, bytes));
        }
        return digest.digest();
    }
}
/** Buffers of this size have their memory for themselves: https://nodejs.org/api/buffer.html#static-property-bufferpoolsize */
const OWN_MEMORY_BYTES = 64 * 1024;
/** Gives memory back at once: garbage of this kind would pile up to many times what is in use. */
function free(bytes) {
    if (bytes.length >= OWN_MEMORY_BYTES && bytes.buffer instanceof ArrayBuffer)
        bytes.buffer.transfer(0);
}
/** Fills the block as far as the file goes. */
function readBlock(fd, block) {
    let filled = 0;
    while (filled < block.length) {
        const bytes = external_node_fs_namespaceObject.readSync(fd, block, filled, block.length - filled, null);
        if (bytes === 0)
            break;
        filled += bytes;
    }
    return filled;
}
/** Each fragment that pieces [start, end) use, once. */
function checkPieces(raw, start, end, reads) {
    const checked = new Set();
    for (let piece = start; piece < end; piece++) {
        const fragment = reads.pieceFragment[piece];
        if (checked.has(fragment))
            continue;
        checked.add(fragment);
        const offset = reads.pieceOffset[piece];
        const digest = (0,external_node_crypto_namespaceObject.hash)('sha256', raw.subarray(offset, offset + reads.pieceBytes[piece]), 'buffer');
        if (!digest.equals(reads.ids.subarray(fragment * columns_HASH_BYTES, (fragment + 1) * columns_HASH_BYTES))) {
            throw new Failure('corrupt-fragment', 'A fragment does not have the hash that names it.');
        }
    }
}
/** Pieces that follow each other in the frame and in the file are one write. */
function writeRuns(fd, raw, first, last, reads, placed) {
    for (let piece = first; piece < last;) {
        const start = reads.pieceOffset[piece];
        const position = reads.fileOffset[piece];
        let bytes = 0;
        do {
            bytes += reads.pieceBytes[piece];
            piece++;
        } while (piece < last &&
            reads.pieceOffset[piece] === start + bytes &&
            reads.fileOffset[piece] === position + bytes);
        writeAll(fd, raw, start, bytes, placed ? position : null);
    }
}
/** Without a position, at the end of what was written so far. */
function writeAll(fd, raw, start, bytes, position) {
    for (let done = 0; done < bytes;) {
        done += external_node_fs_namespaceObject.writeSync(fd, raw, start + done, bytes - done, position === null ? null : position + done);
    }
}
function taskError(error, writer, entries) {
    const code = error.code;
    const row = writer?.row ?? -1;
    return {
        code: typeof code === 'string' ? code : 'defect',
        message: errors_messageOf(error),
        ...(row >= 0 && entries !== undefined && { path: platform_printablePath(treePath(entries, row)) }),
    };
}
function serve(port) {
    let writer;
    let entries;
    port.on('message', (task) => {
        let error;
        try {
            if (task.kind === 'setup') {
                writer = new Writer(task.setup);
                entries = task.setup.entries;
            }
            else if (writer !== undefined) {
                writer.run(task);
            }
        }
        catch (problem) {
            error = taskError(problem, writer, entries);
        }
        const reply = { files: writer?.files ?? 0, bytes: writer?.bytes ?? 0, ...(error && { error }) };
        port.postMessage(reply);
    });
}
if (external_node_worker_threads_namespaceObject.parentPort !== null && external_node_worker_threads_namespaceObject.workerData === 'restore-worker')
    serve(external_node_worker_threads_namespaceObject.parentPort);

var __webpack_exports__STOPPED = __webpack_exports__.y;
var __webpack_exports__serve = __webpack_exports__.w;
export { __webpack_exports__STOPPED as STOPPED, __webpack_exports__serve as serve };
