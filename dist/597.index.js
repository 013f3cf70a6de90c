export const id = 597;
export const ids = [597];
export const modules = {

/***/ 35940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withTempDir)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** In a folder of its own, removed afterwards. */
async function withTempDir(deps, work) {
    const tempDir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(deps.tempRoot, 'holdfast-'));
    try {
        return await work(tempDir);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(tempDir, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 74310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ restoreTree)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var map = __webpack_require__(63022);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var snapshot_columns = __webpack_require__(56215);
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
const EMPTY = Buffer.alloc(0);
const SLASH = 0x2f;
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
    lastParentPath = EMPTY;
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
            sha256: new Uint8Array(shared(options.withHashes ? rows * snapshot_columns/* HASH_BYTES */.FA : 0)),
            remaining: new Int32Array(shared(rows * 4)),
            opened: new Uint8Array(shared(rows)),
        };
        this.ids = new Uint8Array(shared(index.size * snapshot_columns/* HASH_BYTES */.FA));
        index.copyIds(this.ids);
        this.fragments = new Uint32Array(Math.ceil(maxBytes / snapshot_columns/* HASH_BYTES */.FA) + rows);
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
            throw new errors/* HoldfastError */.Et({ code: 'corrupt-tree', message: 'The tree has more rows than the root says.' });
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
            columns.sha256.set(entry.sha256, row * snapshot_columns/* HASH_BYTES */.FA);
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
            this.problems.push({ path, reason: 'the target does not tell its name from that of another entry' });
        }
        this.folded.add(folded);
    }
    addFragments(entry, row) {
        const index = this.index;
        let end = this.fragmentStart[row];
        let bytes = 0;
        let found = true;
        for (let at = 0; at < entry.fragments.length; at += snapshot_columns/* HASH_BYTES */.FA) {
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
            throw new errors/* HoldfastError */.Et({
                code: 'corrupt-tree',
                message: `The snapshot's tree is damaged at ${JSON.stringify((0,platform/* printablePath */.Vj)(entry.path))}: its parts have ${String(bytes)} bytes, the file ${String(entry.sizeBytes)}.`,
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
    separator = Buffer.from(external_node_path_.sep);
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
        const native = (0,platform/* toNativePath */.gB)(this.target, Buffer.alloc(0));
        return native.at(-1) === this.separator[0] ? native : Buffer.concat([native, this.separator]);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./lib/snapshot/zstd.js
var zstd = __webpack_require__(42977);
;// CONCATENATED MODULE: ./lib/snapshot/restore-worker.js









const STOPPED = 'stopped';
const BLOCK_BYTES = 1024 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const NO_FOLLOW = external_node_fs_.constants.O_NOFOLLOW ?? 0;
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
        const raw = (0,zstd/* decompressSync */.Rq)(stored, reads.rawBytes[frame], 'A frame of a pack');
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
        const fd = external_node_fs_.openSync(temporary, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_WRONLY | NO_FOLLOW, 0o600);
        let isLast;
        try {
            writeRuns(fd, raw, first, last, reads, true);
            // The thread that brings the count to zero is the last one: all others have written theirs.
            isLast = Atomics.sub(this.entries.remaining, row, last - first) === last - first;
            if (isLast)
                this.finish(fd, row, 0o600);
        }
        finally {
            external_node_fs_.closeSync(fd);
        }
        this.bytes += bytes;
        if (!isLast)
            return;
        external_node_fs_.renameSync(temporary, this.paths.of(row));
        this.entries.opened[row] = 0;
        this.files++;
    }
    /** Written at once. If that fails, nothing is left of it. */
    createFile(row, write) {
        const temporary = this.paths.temporary(row);
        const mode = this.entries.mode[row] & 0o777;
        const flags = external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY | NO_FOLLOW;
        const fd = external_node_fs_.openSync(temporary, flags, mode);
        try {
            try {
                write(fd);
                this.finish(fd, row, mode & ~this.setup.umask);
            }
            finally {
                external_node_fs_.closeSync(fd);
            }
            external_node_fs_.renameSync(temporary, this.paths.of(row));
            this.files++;
        }
        catch (error) {
            external_node_fs_.rmSync(temporary, { force: true });
            throw error;
        }
    }
    finish(fd, row, created) {
        const mode = this.entries.mode[row];
        const mtime = this.entries.mtime[row];
        if (mode !== created)
            external_node_fs_.fchmodSync(fd, mode);
        external_node_fs_.futimesSync(fd, mtime, mtime);
    }
    repair(row) {
        const access = isWindows ? external_node_fs_.constants.O_RDWR : external_node_fs_.constants.O_RDONLY;
        const fd = external_node_fs_.openSync(this.paths.of(row), access | NO_FOLLOW);
        try {
            this.finish(fd, row, -1);
        }
        finally {
            external_node_fs_.closeSync(fd);
        }
    }
    /** What to do about a file that has the right size. One that cannot be read is replaced. */
    compare(row) {
        let fd;
        try {
            fd = external_node_fs_.openSync(this.paths.of(row), external_node_fs_.constants.O_RDONLY | NO_FOLLOW);
        }
        catch {
            return ACTION.replace;
        }
        try {
            const stats = external_node_fs_.fstatSync(fd);
            if (!stats.isFile() || stats.size !== this.entries.sizeBytes[row])
                return ACTION.replace;
            const wanted = this.entries.sha256.subarray(row * snapshot_columns/* HASH_BYTES */.FA, (row + 1) * snapshot_columns/* HASH_BYTES */.FA);
            if (!this.digest(fd, stats.size).equals(wanted))
                return ACTION.replace;
            if (this.hasMetadata(stats, row))
                return ACTION.keep;
            // A hard link to something outside of the target: its mode and time are not ours to set.
            return stats.nlink > 1 && this.entries.linkGroup[row] === 0 ? ACTION.replace : ACTION.repair;
        }
        finally {
            external_node_fs_.closeSync(fd);
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
            return (0,external_node_crypto_.hash)('sha256', this.block.subarray(0, bytes), 'buffer');
        }
        const digest = (0,external_node_crypto_.createHash)('sha256');
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
        const bytes = external_node_fs_.readSync(fd, block, filled, block.length - filled, null);
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
        const digest = (0,external_node_crypto_.hash)('sha256', raw.subarray(offset, offset + reads.pieceBytes[piece]), 'buffer');
        if (!digest.equals(reads.ids.subarray(fragment * snapshot_columns/* HASH_BYTES */.FA, (fragment + 1) * snapshot_columns/* HASH_BYTES */.FA))) {
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
        done += external_node_fs_.writeSync(fd, raw, start + done, bytes - done, position === null ? null : position + done);
    }
}
function taskError(error, writer, entries) {
    const code = error.code;
    const row = writer?.row ?? -1;
    return {
        code: typeof code === 'string' ? code : 'defect',
        message: (0,errors/* messageOf */.bD)(error),
        ...(row >= 0 && entries !== undefined && { path: (0,platform/* printablePath */.Vj)(treePath(entries, row)) }),
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
if (external_node_worker_threads_.parentPort !== null && external_node_worker_threads_.workerData === 'restore-worker')
    serve(external_node_worker_threads_.parentPort);

;// CONCATENATED MODULE: ./lib/snapshot/restore-threads.js




const MAX_THREADS = 4;
/**
 * Paths and digests are small garbage with memory outside of the heap: collected early, a million files take 120 MB less
 * than with node's own 48 MB, in the same time.
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
    async end() {
        await this.worker.terminate();
    }
}
/** The threads that write. Tasks go to the one with the least to do. */
class RestoreThreads {
    threads;
    stopFlag = new Int32Array(new SharedArrayBuffer(4));
    running = new Set();
    constructor(url) {
        const count = Math.max(2, Math.min((0,external_node_os_.availableParallelism)(), MAX_THREADS));
        this.threads = Array.from({ length: count }, () => new Thread(url));
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
    /** Lets each thread finish the file that it is at; resolves when none touches the target any more. */
    async stop() {
        Atomics.store(this.stopFlag, 0, 1);
        await Promise.allSettled(this.running);
    }
    async end() {
        await Promise.all(this.threads.map((thread) => thread.end()));
    }
}
/** Codes of system calls: https://nodejs.org/api/errors.html#common-system-errors */
function restoreError({ code, message, path }) {
    const where = path === undefined ? '' : ` at ${JSON.stringify(path)}`;
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
            return new errors/* HoldfastError */.Et({
                code: 'disk-full',
                message: `The disk is full${where}.`,
                why: message,
                fix: 'Make room and run the same restore again: what is there already is not fetched again.',
            });
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
            return new errors/* HoldfastError */.Et({
                code: 'target-not-writable',
                message: `The target cannot be written${where}.`,
                why: message,
                fix: 'Restore as a user who may write there, or to another folder.',
            });
        case STOPPED:
            return new Error(message);
        default:
            if (code.startsWith('corrupt-'))
                return new errors/* HoldfastError */.Et({ code, message });
            return new errors/* HoldfastError */.Et({ code: 'write-failed', message: `The restore failed${where}.`, why: message });
    }
}

;// CONCATENATED MODULE: ./lib/snapshot/restore-run.js








const MiB = 1024 * 1024;
/** With ranges of some MiB at most, this bounds the stored bytes in memory too: each has its place until it is written. */
const GETS_IN_FLIGHT = 16;
const FINISH_TASK_ROWS = 512;
const SLICE_MS = 20;
const LISTED_PATHS = 10;
/** Carries a restore out: everything was checked before. */
class RestoreRun {
    options;
    paths;
    failing = new AbortController();
    signal;
    /** Folders that files go in the place of, with a slash. */
    blocked = [];
    doneBytes = 0;
    doneFiles = 0;
    totalBytes = 0;
    totalFiles = 0;
    constructor(options) {
        this.options = options;
        this.paths = new NativePaths(options.target, options.entries.columns, options.nonce);
        this.signal = AbortSignal.any([options.signal, this.failing.signal]);
        const { columns, count } = options.entries;
        for (let row = 0; row < count; row++) {
            if (!isFetched(columns, row))
                continue;
            this.totalFiles++;
            this.totalBytes += columns.sizeBytes[row];
        }
    }
    /** If it fails, the target has whole files only, old or new. */
    async execute() {
        const stop = () => void this.options.threads.stop();
        this.signal.addEventListener('abort', stop, { once: true });
        try {
            await this.writeFiles();
            await this.makeLinks();
            this.deletePaths((path) => !this.isBlocked(path));
            await this.finishFolders();
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
        }
    }
    /** The first bytes are on their way while folders are made. */
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
        const { entries, inspector, leftovers, target, threads, reads } = this.options;
        await threads.runOnAll({ kind: 'reads', reads: reads.columns });
        external_node_fs_.mkdirSync(target, { recursive: true });
        for (const leftover of leftovers)
            external_node_fs_.rmSync(leftover, { force: true });
        for (const row of inspector.closed.keys())
            external_node_fs_.chmodSync(this.paths.of(row), 0o700);
        this.clearBlocked();
        for (const row of inspector.obstacles) {
            const path = this.paths.of(row);
            if (external_node_fs_.lstatSync(path).isDirectory())
                external_node_fs_.rmdirSync(path);
            else
                external_node_fs_.unlinkSync(path);
        }
        const { type, mode } = entries.columns;
        await this.forRows((row) => type[row] === TYPE.directory && this.isMade(row), (row) => external_node_fs_.mkdirSync(this.paths.of(row), mode[row] | 0o700));
    }
    isMade(row) {
        const action = this.options.entries.columns.action[row];
        return action === ACTION.create || action === ACTION.replace;
    }
    /** Folders that files go in the place of: all that is in them is to be deleted. */
    clearBlocked() {
        const { inspector, entries } = this.options;
        for (const row of inspector.blocked)
            this.blocked.push(`${entries.path(row).toString('latin1')}/`);
        this.deletePaths((path) => this.isBlocked(path));
        for (const row of inspector.blocked)
            external_node_fs_.rmdirSync(this.paths.of(row));
    }
    isBlocked(path) {
        return this.blocked.length > 0 && this.blocked.some((folder) => path.toString('latin1').startsWith(folder));
    }
    deletePaths(isMeant) {
        for (const { path, isFolder } of this.options.deletions) {
            if (!isMeant(path))
                continue;
            this.options.signal.throwIfAborted();
            const native = (0,platform/* toNativePath */.gB)(this.options.target, path);
            const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false });
            // It may be gone already: a folder in the place of a file was emptied first, or another hand did it.
            if (stats?.isDirectory() !== isFolder)
                continue;
            if (isFolder)
                external_node_fs_.rmdirSync(native);
            else
                external_node_fs_.unlinkSync(native);
        }
    }
    async fetchAll(ready) {
        const { ranges } = this.options.reads;
        let next = 0;
        const lane = async () => {
            while (next < ranges.length) {
                this.signal.throwIfAborted();
                await this.fetch(ranges[next++], ready);
            }
        };
        await Promise.all(Array.from({ length: Math.min(GETS_IN_FLIGHT, ranges.length) }, lane));
    }
    async fetch(range, ready) {
        const { pack, offset, lengthBytes } = range;
        try {
            const write = (body) => this.writeRange(range, body, ready);
            await this.options.blobs.read(pack, offset, lengthBytes, write, this.signal);
        }
        catch (error) {
            if (this.signal.aborted || !((0,blobs/* isLoss */.Q)(error) || isLost(error)))
                throw error;
            throw this.lostContent(pack, error);
        }
    }
    async writeRange(range, body, ready) {
        await ready;
        const { offset, firstFrame, endFrame } = range;
        // Handed over, not copied: a body has its memory for itself.
        const isOwn = body.buffer.byteLength === body.length && body.buffer instanceof ArrayBuffer;
        const stored = isOwn ? new Uint8Array(body.buffer) : new Uint8Array(body);
        const task = { kind: 'frames', firstFrame, endFrame, offset, stored };
        this.count(await this.options.threads.run(task, range.lengthBytes, [stored.buffer]));
    }
    /** Files without content, and those that need only their mode and time. */
    async finishRows() {
        const { entries, threads } = this.options;
        const { action, sizeBytes, type } = entries.columns;
        const isMeant = (row) => type[row] === TYPE.file &&
            (action[row] === ACTION.repair || (isFetched(entries.columns, row) && sizeBytes[row] === 0));
        const tasks = [];
        for (let from = 0; from < entries.count; from += FINISH_TASK_ROWS) {
            const to = Math.min(from + FINISH_TASK_ROWS, entries.count);
            let found = false;
            for (let row = from; row < to && !found; row++)
                found = isMeant(row);
            if (found)
                tasks.push(threads.run({ kind: 'finish', from, to }, MiB).then((reply) => this.count(reply)));
        }
        await Promise.all(tasks);
    }
    /** After all files, so that nothing is written through one of them. */
    async makeLinks() {
        const { entries } = this.options;
        const { action, type, leader, mtime } = entries.columns;
        await this.forRows((row) => action[row] === ACTION.link, (row) => {
            const target = this.paths.of(leader[row] - 1);
            this.putLink(row, (path) => external_node_fs_.linkSync(target, path));
        });
        await this.forRows((row) => type[row] === TYPE.symlink && (this.isMade(row) || action[row] === ACTION.repair), (row) => {
            if (action[row] !== ACTION.repair) {
                this.putLink(row, (path) => external_node_fs_.symlinkSync(entries.target(row), path));
            }
            external_node_fs_.lutimesSync(this.paths.of(row), mtime[row], mtime[row]);
        });
    }
    putLink(row, make) {
        try {
            make(this.paths.of(row));
        }
        catch (error) {
            if (error.code !== 'EEXIST')
                throw error;
            const temporary = this.paths.temporary(row);
            make(temporary);
            try {
                external_node_fs_.renameSync(temporary, this.paths.of(row));
            }
            finally {
                // Still there if both were links to one file already: rename does nothing then.
                external_node_fs_.rmSync(temporary, { force: true });
            }
        }
    }
    /** Deepest first: writing in a folder changes its time, and a folder may be closed to its owner. */
    async finishFolders() {
        const { entries, inspector, overwrite } = this.options;
        const { type, role, action, mode, mtime } = entries.columns;
        const isMeant = (row) => type[row] === TYPE.directory &&
            (this.isMade(row) || (action[row] === ACTION.keep && role[row] === ROLE.selected && overwrite !== 'never'));
        await this.forRows((row) => isMeant(row) || inspector.closed.has(row), (row) => {
            const path = this.paths.of(row);
            external_node_fs_.chmodSync(path, isMeant(row) ? mode[row] : inspector.closed.get(row));
            if (isMeant(row))
                external_node_fs_.utimesSync(path, mtime[row], mtime[row]);
        }, true);
    }
    async forRows(isMeant, work, backwards = false) {
        const { count } = this.options.entries;
        let until = performance.now() + SLICE_MS;
        for (let i = 0; i < count; i++) {
            const row = backwards ? count - 1 - i : i;
            if (!isMeant(row))
                continue;
            work(row);
            if (performance.now() < until)
                continue;
            await (0,promises_.setImmediate)();
            this.signal.throwIfAborted();
            until = performance.now() + SLICE_MS;
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
    /** Temporary files of files that are not whole. Closed folders are closed again. */
    cleanUp() {
        const { entries, inspector } = this.options;
        for (let row = 0; row < entries.count; row++) {
            if (entries.columns.opened[row] === 1)
                external_node_fs_.rmSync(this.paths.temporary(row), { force: true });
        }
        for (const [row, mode] of inspector.closed) {
            if (external_node_fs_.existsSync(this.paths.of(row)))
                external_node_fs_.chmodSync(this.paths.of(row), mode);
        }
    }
    /** Names every path that is not restored for want of this pack. */
    lostContent(pack, cause) {
        const { entries, reads, emit } = this.options;
        const rows = new Set();
        reads.frames.forEach((frame, i) => {
            if (frame.pack !== pack || reads.columns.written[i] === 1)
                return;
            const end = reads.columns.firstPiece[i + 1];
            for (let piece = reads.columns.firstPiece[i]; piece < end; piece++) {
                rows.add(reads.columns.pieceRow[piece]);
            }
        });
        const paths = [...rows].sort((a, b) => a - b).map((row) => (0,platform/* printablePath */.Vj)(entries.path(row)));
        const files = paths.length === 1 ? '1 file' : `${String(paths.length)} files`;
        const message = `The content of ${files} cannot be read: ${pack} is damaged or gone.`;
        for (const path of paths)
            emit({ type: 'warning', class: 'object-lost', message: `Not restored: ${path}`, path });
        return new errors/* HoldfastError */.Et({
            code: 'object-lost',
            message,
            why: paths.slice(0, LISTED_PATHS).join(', ') + (paths.length > LISTED_PATHS ? ', ...' : ''),
            fix: 'The target has whole files only. Leave these paths out with exclude to get the rest, or restore another snapshot.',
            cause,
        });
    }
}
function isLost(error) {
    return error instanceof errors/* HoldfastError */.Et && error.code === 'object-lost';
}
/** System calls of this thread fail for the same reasons as those of the others. */
function systemError(error) {
    if (error instanceof errors/* HoldfastError */.Et || !(error instanceof Error))
        return error;
    const { code, syscall } = error;
    if (typeof code !== 'string' || typeof syscall !== 'string')
        return error;
    return restoreError({ code, message: error.message });
}

;// CONCATENATED MODULE: ./lib/snapshot/restore-target.js






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
                fix: 'Set path to a folder, or to a place where one can be made.',
            });
        }
        if (at === external_node_path_.dirname(at))
            return at;
    }
}
/** undefined if it is not there, or could not be since it would lie in a file. */
function statOf(at, stat) {
    try {
        return stat(at);
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}
/** Says for each row, in order, what is to be done about it. */
class TargetInspector {
    /** Rows that something has to go for first: a file or link for a folder, an empty folder for a file or link. */
    obstacles = [];
    /** Rows that a folder with something in it stands in the way of. */
    blocked = [];
    /** Rows of folders that their owner may not write in, and their modes. */
    closed = new Map();
    problems = [];
    /** Bytes of files that are going to be replaced. */
    replacedBytes = 0;
    entries;
    overwrite;
    paths;
    targetExists;
    constructor(entries, target, overwrite) {
        this.entries = entries;
        this.overwrite = overwrite;
        this.paths = new NativePaths(target, entries.columns, 0);
        this.targetExists = external_node_fs_.existsSync(target);
    }
    inspect(row) {
        const { role, action } = this.entries.columns;
        if (role[row] !== ROLE.unused)
            action[row] = this.actionFor(row);
    }
    actionFor(row) {
        const { columns } = this.entries;
        const parent = columns.parent[row];
        const parentExists = parent === 0 ? this.targetExists : columns.action[parent - 1] === ACTION.keep;
        if (!parentExists)
            return ACTION.create;
        const native = this.paths.of(row);
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false });
        if (stats === undefined)
            return ACTION.create;
        if (columns.type[row] === TYPE.directory)
            return this.forDirectory(row, stats);
        if (this.overwrite === 'never')
            return ACTION.preserve;
        if (stats.isDirectory()) {
            (external_node_fs_.readdirSync(native).length === 0 ? this.obstacles : this.blocked).push(row);
            return ACTION.replace;
        }
        return columns.type[row] === TYPE.symlink ? this.forLink(row, stats, native) : this.forFile(row, stats);
    }
    /** Nothing is ever written through a link: one in the place of a folder goes, if it is to be overwritten at all. */
    forDirectory(row, stats) {
        if (stats.isDirectory()) {
            if ((stats.mode & 0o700) !== 0o700)
                this.closed.set(row, stats.mode & 0o7777);
            return ACTION.keep;
        }
        const mayGo = this.entries.columns.role[row] === ROLE.selected && this.overwrite !== 'never';
        if (mayGo)
            this.obstacles.push(row);
        else {
            const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
            this.problems.push({ path: this.entries.path(row), reason: `it is ${what} in the target, and a folder here` });
        }
        return ACTION.replace;
    }
    forFile(row, stats) {
        const sameSize = stats.isFile() && stats.size === this.entries.columns.sizeBytes[row];
        if (sameSize && this.overwrite === 'if-changed')
            return ACTION.compare;
        if (stats.isFile() && stats.nlink === 1)
            this.replacedBytes += stats.size;
        return ACTION.replace;
    }
    forLink(row, stats, native) {
        const same = stats.isSymbolicLink() && external_node_fs_.readlinkSync(native, 'buffer').equals(this.entries.target(row));
        if (!same || this.overwrite === 'always')
            return ACTION.replace;
        return Math.abs(stats.mtimeMs / 1000 - this.entries.columns.mtime[row]) <= 1e-6
            ? ACTION.keep
            : ACTION.repair;
    }
}
/** Temporary files that a killed run has left in folders that this one works in. */
function findLeftovers(entries, target) {
    const { columns } = entries;
    const folders = [Buffer.from(target)];
    const paths = new NativePaths(target, columns, 0);
    for (let row = 0; row < entries.count; row++) {
        if (columns.type[row] === TYPE.directory && columns.action[row] === ACTION.keep)
            folders.push(paths.of(row));
    }
    return folders.flatMap((folder) => leftoversIn(folder));
}
function leftoversIn(folder) {
    if (!external_node_fs_.existsSync(folder))
        return [];
    return external_node_fs_.readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
        .filter((found) => found.isFile() && isTemporaryName(found.name.toString('latin1')))
        .map((found) => Buffer.concat([folder, Buffer.from(external_node_path_.sep), found.name]));
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
        const native = (0,platform/* toNativePath */.gB)(this.target, folder);
        for (const found of external_node_fs_.readdirSync(native, { withFileTypes: true, encoding: 'buffer' })) {
            const child = folder.length === 0 ? found.name : Buffer.concat([folder, Buffer.from('/'), found.name]);
            const goes = found.isDirectory() ? this.folderGoes(child, found.name) : this.fileGoes(child, found);
            if (goes)
                this.paths.push({ path: child, isFolder: found.isDirectory() });
            else
                allGo = false;
        }
        return allGo;
    }
    folderGoes(child, name) {
        if (name.toString('latin1').toLowerCase() === '.git')
            return false;
        const emptied = this.enter(child);
        return emptied && !this.rules.isKnown(child) && this.rules.isCovered(child, 'directory', 0);
    }
    fileGoes(child, found) {
        const type = found.isFile() ? 'file' : found.isSymbolicLink() ? 'symlink' : 'other';
        const sizeBytes = type === 'file' ? external_node_fs_.lstatSync((0,platform/* toNativePath */.gB)(this.target, child)).size : 0;
        if ((0,platform/* decodeUtf8 */._6)(child) === undefined || !this.rules.isCovered(child, type, sizeBytes))
            return false;
        this.covered++;
        if (this.rules.isKnown(child))
            return false;
        this.files++;
        return true;
    }
}

// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
;// CONCATENATED MODULE: ./lib/snapshot/restore-objects.js


/** Up to so many objects are looked at one by one, all at once; more are listed, 1,000 a request. */
const MAX_HEADS = 24;
/**
 * Packs that no S3 version holds with the recorded bytes. A current version of the recorded size is taken for good here:
 * what is read from it is verified.
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

// EXTERNAL MODULE: ./lib/snapshot/table.js
var table = __webpack_require__(58624);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
;// CONCATENATED MODULE: ./lib/snapshot/restore.js
















const restore_MiB = 1024 * 1024;
/** Of one GET. Small enough that decoding begins early, large enough that round trips do not matter. */
const RANGE_MAX_BYTES = 2 * restore_MiB;
const restore_LISTED_PATHS = 10;
/** Above this share of the files that may go, `delete` wants to be told twice. */
const DELETE_MAX_SHARE = 0.25;
/** The main thread works this long before it lets others have a turn. */
const restore_SLICE_MS = 20;
/** PATH_MAX less the final NUL: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const NATIVE_PATH_MAX_BYTES = { linux: 4095, darwin: 1023 };
/**
 * Brings a snapshot's tree, or the selected part of it, to a folder. All that can be checked is checked before the
 * target is touched; files appear only when they are whole and verified; whatever fails, running again goes on.
 * @throws unsafe-paths, no-match, target-not-a-folder, target-conflict, delete-too-much, object-lost, disk-full, ...
 */
async function restoreTree(options) {
    const threads = new RestoreThreads(options.workerUrl);
    try {
        return await new Restore(options, threads).run();
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
    nonce = (0,external_node_crypto_.randomBytes)(4).readUInt32LE();
    targetBytes;
    constructor(options, threads) {
        this.options = options;
        this.targetBytes = Buffer.byteLength(options.target);
        this.threads = threads;
        this.blobs = new blobs/* BlobReader */.n(options.store, options.root.objects);
    }
    async run() {
        const { options } = this;
        // A scope of its own: the map and the tree, which are most of what a plan needs, are garbage afterwards.
        const { entries, inspector, reads, deletions } = await this.plan();
        options.signal.throwIfAborted();
        if (!options.dryRun) {
            const run = new RestoreRun({
                ...options,
                entries,
                inspector,
                reads,
                blobs: this.blobs,
                threads: this.threads,
                nonce: this.nonce,
                leftovers: findLeftovers(entries, options.target),
                deletions: deletions?.paths ?? [],
            });
            await run.execute();
        }
        return report(entries, reads, deletions, this.blobs);
    }
    /** Looks at everything, changes nothing; whatever can be refused is refused here. */
    async plan() {
        const { target } = this.options;
        const nearest = nearestFolder(target);
        const foldName = (0,platform/* isCaseInsensitive */.mj)(nearest) ? foldedName : undefined;
        const { entries, index, known } = await this.load(foldName);
        await this.threads.setUp({ entries: entries.columns, target, nonce: this.nonce, umask: process.umask() });
        const inspector = await this.inspect(entries);
        const deletions = this.planDeletions(known, foldName);
        this.checkConflicts(inspector, entries, deletions);
        const reads = planReads(entries, index, RANGE_MAX_BYTES);
        await this.checkObjects(entries, reads);
        this.checkSpace(entries, inspector, nearest);
        return { entries, inspector, reads, deletions };
    }
    /** Takes in the map and the tree; every selected path is checked. */
    async load(foldName) {
        const { options } = this;
        const sections = await (0,snapshots/* loadSections */.$1)(options.root, ['map', 'tree'], this.blobs, options.signal);
        const index = await this.loadIndex(sections.map ?? []);
        const tree = sections.tree ?? [];
        const rows = tree.reduce((sum, level) => sum + (0,table/* rowCount */.oW)(level), 0);
        const entries = new RestoreEntries(index, {
            maxRows: rows,
            maxBytes: tree.flat().reduce((sum, segment) => sum + segment.rawBytes, 0),
            isSelected: options.isSelected,
            refusal: (path) => this.refusal(path),
            foldName,
            withHashes: options.overwrite === 'if-changed' && external_node_fs_.existsSync(options.target),
        });
        const known = options.deletion === undefined ? undefined : new Set();
        await inSlices(entriesBelow(tree, options.below), options.signal, (entry) => {
            known?.add(knownKey(entry.path, foldName));
            entries.add(entry);
        });
        if (entries.problems.length > 0)
            throw this.unsafePaths(entries.problems);
        const isEmpty = !entries.columns.role.includes(ROLE.selected);
        if (isEmpty && rows > 0 && options.mayBeEmpty !== true)
            throw noMatch(options.root.id);
        entries.seal();
        return { entries, index, known };
    }
    /** Only packs among the root's objects count: rows of others are dead. */
    async loadIndex(levels) {
        const index = new map/* FragmentIndex */.fw();
        const live = new Set(this.options.root.objects.map((object) => object.key));
        for (const segment of levels.flat()) {
            await inSlices((0,map/* mapFrames */.JP)(segment), this.options.signal, (found) => {
                if (live.has(found.frame.pack))
                    index.add(found);
            });
        }
        return index;
    }
    refusal(path) {
        const max = NATIVE_PATH_MAX_BYTES[process.platform] ?? Infinity;
        const bytes = this.targetBytes + 1 + path.length;
        // The temporary name may be the longer one.
        const temporary = bytes - (path.length - path.lastIndexOf('/') - 1) + TEMPORARY_NAME_BYTES;
        if (Math.max(bytes, temporary) > max)
            return `with the target in front it is longer than ${String(max)} bytes`;
        return (0,platform/* unrepresentable */.Gj)(path);
    }
    unsafePaths(problems) {
        return this.pathError('unsafe-paths', `Snapshot ${this.options.root.id} has ${countOf(problems.length, 'path')} that cannot be restored here.`, problems, 'Nothing was written. Leave these paths out with exclude, or restore to another kind of file system.');
    }
    /** An error that names the first of them, with a warning for each. */
    pathError(code, message, problems, fix) {
        const lines = problems.map(({ path, reason }) => ({ path: (0,platform/* printablePath */.Vj)(path), reason }));
        for (const { path, reason } of lines) {
            this.options.emit({ type: 'warning', class: code, message: `${JSON.stringify(path)}: ${reason}`, path });
        }
        const shown = lines.slice(0, restore_LISTED_PATHS).map(({ path, reason }) => `${JSON.stringify(path)} (${reason})`);
        const more = lines.length > shown.length ? `, and ${String(lines.length - shown.length)} more` : '';
        return new errors/* HoldfastError */.Et({ code, message, why: shown.join(', ') + more, fix });
    }
    async inspect(entries) {
        const { target, overwrite, signal } = this.options;
        const inspector = new TargetInspector(entries, target, overwrite);
        await inSlices(rowsOf(entries), signal, (row) => inspector.inspect(row));
        await this.compare(entries);
        const paths = new NativePaths(target, entries.columns, 0);
        planHardLinks(entries, (row, leader) => isSameFile(paths, entries, row, leader));
        return inspector;
    }
    /** Files of the right size are read, and kept if they have the right content. */
    async compare(entries) {
        const { action, sizeBytes } = entries.columns;
        const comparing = [];
        let from = 0;
        let bytes = 0;
        let found = false;
        for (let row = 0; row < entries.count; row++) {
            if (action[row] === ACTION.compare) {
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
    planDeletions(known, foldName) {
        const { deletion, root, target, isSelected } = this.options;
        if (deletion === undefined || known === undefined)
            return undefined;
        if (root.header.status !== 'complete')
            throw partialDelete(root.id);
        const missing = new Set(root.gaps.map((gap) => gap.path));
        const plan = planDeletions(target, {
            isKnown: (path) => known.has(knownKey(path, foldName)) || missing.has((0,platform/* printablePath */.Vj)(path)),
            isCovered: (path, type, sizeBytes) => isSelected(path, type === 'directory') && deletion.wouldStore(path, type, sizeBytes),
        });
        if (!deletion.force && plan.files > plan.covered * DELETE_MAX_SHARE)
            throw deletesTooMuch(plan);
        return plan;
    }
    /** A folder with something in it gives way only where all of it is to be deleted anyway. */
    checkConflicts(inspector, entries, deletions) {
        const deleted = new Set(deletions?.paths.map(({ path }) => path.toString('latin1')));
        const paths = new NativePaths(this.options.target, entries.columns, 0);
        const stay = inspector.blocked.filter((row) => {
            const prefix = `${entries.path(row).toString('latin1')}/`;
            return external_node_fs_.readdirSync(paths.of(row), 'latin1').some((name) => !deleted.has(prefix + name));
        });
        const problems = [
            ...inspector.problems,
            ...stay.map((row) => ({ path: entries.path(row), reason: 'it is a folder with something in it in the target' })),
        ];
        if (problems.length === 0)
            return;
        throw this.pathError('target-conflict', `${countOf(problems.length, 'path')} in ${JSON.stringify(this.options.target)} cannot be replaced.`, problems, 'Nothing was written. Remove them, restore to another folder, or leave these paths out with exclude.');
    }
    async checkObjects(entries, { frames, columns }) {
        const lost = lostRows(entries);
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
        throw this.pathError('object-lost', `Content of ${countOf(rows.size, 'file')} of snapshot ${root.id} is not in the bucket any more${packs.size > 0 ? ` (${[...packs].slice(0, 3).join(', ')})` : ''}.`, [...rows].sort((a, b) => a - b).map((row) => ({ path: entries.path(row), reason: 'its content is lost' })), 'Nothing was written. Restore another snapshot, leave these paths out with exclude to get the rest, or put the objects back from a copy of the bucket.');
    }
    checkSpace(entries, inspector, nearest) {
        const { freeBytes, blockBytes } = (this.options.diskSpace ?? diskSpace)(nearest);
        let needed = 0;
        for (let row = 0; row < entries.count; row++) {
            if (isFetched(entries.columns, row)) {
                needed += Math.ceil(entries.columns.sizeBytes[row] / blockBytes) * blockBytes;
            }
        }
        if (needed - inspector.replacedBytes <= freeBytes)
            return;
        throw new errors/* HoldfastError */.Et({
            code: 'disk-full',
            message: `The restore needs ${String(needed)} bytes, and ${JSON.stringify(nearest)} has ${String(freeBytes)} free.`,
            fix: 'Nothing was written. Make room, restore to another disk, or restore a part with include.',
        });
    }
}
/** A file costs as much to open as so many bytes to read. */
const COMPARE_FILE_COST_BYTES = 32 * 1024;
const COMPARE_TASK_BYTES = 16 * restore_MiB;
function diskSpace(folder) {
    const stats = external_node_fs_.statfsSync(folder);
    return { freeBytes: stats.bavail * stats.bsize, blockBytes: stats.bsize };
}
/** Works through items; others have a turn every now and then, so that a signal is heard. */
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
    for (const entry of (0,snapshot_tree/* treeEntries */.re)(tree, prefix)) {
        yield prefix.length === 0 ? entry : { ...entry, path: entry.path.subarray(prefix.length) };
    }
}
function* rowsOf(entries) {
    for (let row = 0; row < entries.count; row++)
        yield row;
}
/** Names that file systems without case, and with normalised Unicode, take for one. */
function foldedName(name) {
    return name.toString('utf8').normalize('NFC').toUpperCase().toLowerCase();
}
function knownKey(path, foldName) {
    return foldName === undefined ? path.toString('latin1') : foldName(path);
}
function isSameFile(paths, entries, row, leader) {
    const isThere = (at) => entries.columns.action[at] === ACTION.keep || entries.columns.action[at] === ACTION.repair;
    if (!isThere(row) || !isThere(leader))
        return false;
    const a = external_node_fs_.lstatSync(paths.of(row), { bigint: true });
    const b = external_node_fs_.lstatSync(paths.of(leader), { bigint: true });
    return a.ino === b.ino && a.dev === b.dev;
}
function countOf(count, what) {
    return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
function noMatch(id) {
    return new errors/* HoldfastError */.Et({
        code: 'no-match',
        message: `No path of snapshot ${id} is selected by include and exclude.`,
        fix: 'Look at the paths with: holdfast list --version SNAPSHOT, or holdfast find PATTERN. Patterns are relative to the snapshot.',
    });
}
function partialDelete(id) {
    return new errors/* HoldfastError */.Et({
        code: 'delete-refused',
        message: `delete is refused: snapshot ${id} is partial.`,
        why: 'A file that the backup could not read is not in it, and would be deleted here.',
        fix: 'Restore without delete, or restore a complete snapshot.',
    });
}
function deletesTooMuch({ files, covered, paths }) {
    const first = paths.slice(0, restore_LISTED_PATHS).map(({ path }) => JSON.stringify((0,platform/* printablePath */.Vj)(path)));
    return new errors/* HoldfastError */.Et({
        code: 'delete-too-much',
        message: `delete would remove ${countOf(files, 'file')} of ${String(covered)}: more than a quarter.`,
        why: `The first are ${first.join(', ')}.`,
        fix: 'Nothing was changed. See what would go with dry-run; if it is right, set delete to force.',
    });
}
function report(entries, reads, deletions, blobs) {
    const { action, type, role, sizeBytes } = entries.columns;
    const lists = { created: newList(), replaced: newList(), kept: newList(), preserved: newList() };
    const sums = { files: 0, bytes: 0, writtenBytes: 0 };
    for (let row = 0; row < entries.count; row++) {
        if (role[row] !== ROLE.selected || type[row] === TYPE.directory)
            continue;
        const list = lists[LIST_OF[action[row]] ?? 'created'];
        if (list.count++ < restore_LISTED_PATHS)
            list.first.push((0,platform/* printablePath */.Vj)(entries.path(row)));
        if (type[row] !== TYPE.file)
            continue;
        sums.files++;
        sums.bytes += sizeBytes[row];
        if (isFetched(entries.columns, row))
            sums.writtenBytes += sizeBytes[row];
    }
    const deleted = deletions?.paths ?? [];
    return {
        ...lists,
        ...sums,
        deleted: {
            count: deleted.length,
            first: deleted.slice(0, restore_LISTED_PATHS).map(({ path }) => (0,platform/* printablePath */.Vj)(path)),
        },
        fetchedBytes: reads.ranges.reduce((sum, range) => sum + range.lengthBytes, 0),
        fallbacks: [...blobs.fallbacks],
    };
}
function newList() {
    return { count: 0, first: [] };
}
const LIST_OF = {
    [ACTION.replace]: 'replaced',
    [ACTION.keep]: 'kept',
    [ACTION.repair]: 'kept',
    [ACTION.preserve]: 'preserved',
};


/***/ })

};
