export const id = 326;
export const ids = [326];
export const modules = {

/***/ 78951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LiveFrames)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
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
            if (ofPack.size > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.packMaxFrames)
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
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
    return rawBytes > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.packMaxRawBytes ? 'says that it decodes to more than a pack may' : undefined;
}


/***/ }),

/***/ 99880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ lostRows),
/* harmony export */   C_: () => (/* binding */ OPENED),
/* harmony export */   MB: () => (/* binding */ entryName),
/* harmony export */   ON: () => (/* binding */ treePath),
/* harmony export */   Rh: () => (/* binding */ RestoreEntries),
/* harmony export */   S4: () => (/* binding */ planHardLinks),
/* harmony export */   T4: () => (/* binding */ HOLE_BYTES),
/* harmony export */   ZE: () => (/* binding */ TYPE),
/* harmony export */   bR: () => (/* binding */ planHoles),
/* harmony export */   cg: () => (/* binding */ isFetched),
/* harmony export */   hr: () => (/* binding */ ACTION),
/* harmony export */   mQ: () => (/* binding */ restoredMode),
/* harmony export */   z7: () => (/* binding */ ROLE),
/* harmony export */   z8: () => (/* binding */ planReads)
/* harmony export */ });
/* unused harmony export unsafePath */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82480);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56215);




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
/** States of a temporary file that several threads write: one of them makes it, the others wait for that. */
const OPENED = { no: 0, making: 1, yes: 2, failed: 3 };
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
            mtimeSeconds: new Float64Array(shared(rows * 8)),
            mtimeNanos: new Uint32Array(shared(rows * 4)),
            sizeBytes: new Float64Array(shared(rows * 8)),
            linkGroup: new Uint32Array(shared(rows * 4)),
            leader: new Uint32Array(shared(rows * 4)),
            sha256: new Uint8Array(shared(rows * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA)),
            remaining: new Int32Array(shared(rows * 4)),
            opened: new Int32Array(shared(rows * 4)),
            inode: new BigUint64Array(shared(rows * 8)),
            unset: new Uint8Array(shared(rows)),
        };
        this.ids = new Uint8Array(shared(index.size * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA));
        index.copyIds(this.ids);
        this.fragments = new Uint32Array(Math.ceil(maxBytes / _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) + rows);
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-tree', message: 'The tree has more rows than the root says.' });
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
        if (entry.type === 'symlink' && (entry.target.length === 0 || entry.target.includes(0))) {
            this.problems.push({ path: entry.path, reason: 'it is a symbolic link to nothing that could be a path' });
        }
        if (entry.type !== 'file')
            return;
        if (columns.mode[row] !== entry.mode)
            this.droppedBits.push(Buffer.from(entry.path));
        checkHash(entry);
        if (this.options.withHashes || entry.fragments.length > _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) {
            columns.sha256.set(entry.sha256, row * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA);
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
            this.problems.push({ path, reason: 'the target does not tell its name from that of another entry' });
        }
        this.folded.add(folded);
    }
    addFragments(entry, row) {
        const index = this.index;
        let end = this.fragmentStart[row];
        let bytes = 0;
        let found = true;
        for (let at = 0; at < entry.fragments.length; at += _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA) {
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'corrupt-tree',
                message: `The snapshot's tree is damaged at ${JSON.stringify((0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(entry.path))}: its parts have ${String(bytes)} bytes, the file ${String(entry.sizeBytes)}.`,
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
/** The hash of a file of one fragment is that fragment's id. Of several it shows when they are put together. */
function checkHash({ path, sha256, fragments }) {
    const isOther = (fragments.length === 0 && !sha256.equals(EMPTY_SHA256)) ||
        (fragments.length === _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA && !sha256.equals(fragments));
    if (!isOther)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-tree',
        message: `The snapshot's tree is damaged at ${JSON.stringify((0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printablePath */ .Vj)(path))}: its content has another hash than the snapshot records.`,
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
        const id = entries.ids.subarray(fragment * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA, (fragment + 1) * _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .HASH_BYTES */ .FA);
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


/***/ }),

/***/ 72041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IQ: () => (/* binding */ fileTime),
/* harmony export */   K8: () => (/* binding */ isTime),
/* harmony export */   XX: () => (/* binding */ fileTimeNanos),
/* harmony export */   kJ: () => (/* binding */ mtimeOf),
/* harmony export */   ry: () => (/* binding */ hasMtime),
/* harmony export */   vu: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82480);

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
    return ['EPERM', 'EACCES', 'EROFS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes((0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .systemErrorCode */ .vq)(error) ?? '');
}


/***/ }),

/***/ 46326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ restoreTree),
  S: () => (/* binding */ wouldReplace)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/live-frames.js
var live_frames = __webpack_require__(78951);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var map = __webpack_require__(63022);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/snapshot/damage.js
var damage = __webpack_require__(93059);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./lib/system-errors.js
var system_errors = __webpack_require__(16440);
// EXTERNAL MODULE: ./lib/snapshot/restore-times.js
var restore_times = __webpack_require__(72041);
;// CONCATENATED MODULE: ./lib/snapshot/exact-times.js





/**
 * Times to the nanosecond, where the machine can: node gives the system doubles, which near today are 238 ns apart. Perl
 * is part of Debian, Ubuntu and most systems that have git, and makes the system call by its number. It only makes times
 * exact that are right to less than a microsecond; without it they stay as they are.
 */
/** utimensat(2) by architecture: https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/unistd.h */
const UTIMENSAT = { x64: 280, arm64: 88 };
/**
 * Reads records: `D` and a path, the folder that is next, entered name by name without following a link, from the folders
 * of the one before that lead to it too (up to 64 of them stay open); `T`, a name,
 * seconds, nanoseconds, and whether it is a file or link whose coarse time is set already, so that another one that lies
 * there by now is left alone, and may have other names.
 */
const PROGRAM = `
use strict;
my ($call, $flags) = @ARGV;
binmode STDIN;
sysopen(my $top, '.', $flags) or exit 1;
my ($in, $inside) = ('', 0);
sub need { while (length($in) < $_[0]) { sysread(STDIN, $in, 65536, length($in)) or return 0 } 1 }
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
while (need(3)) {
  my ($kind, $length) = unpack('a n', $in);
  need(3 + $length + 14) or last;
  my ($name, $seconds, $nanos, $coarse, $many) = unpack("x3 a$length q> N C C", $in);
  $in = substr($in, 3 + $length + 14);
  if ($kind eq 'D') { $inside = enter($name); next }
  next unless $inside;
  if ($coarse) { my @found = lstat($name); next unless @found && $found[9] == $seconds && ($many || $found[3] == 1) }
  syscall($call, -100, $name, pack('q4', $seconds, $nanos, $seconds, $nanos), 256);
}
`;
/** Whether node sets another time than this. */
function needsExact(seconds, nanos) {
    return (0,restore_times/* fileTimeNanos */.XX)((0,restore_times/* fileTime */.IQ)(seconds, nanos)) !== nanos;
}
/** undefined if the system has no memory, process or descriptor for it: without descriptors it has no pipe. */
function startPerl(cwd, args) {
    try {
        const env = { PATH: process.env['PATH'] };
        const child = (0,external_node_child_process_.spawn)('perl', ['-e', PROGRAM, ...args], { cwd, env, stdio: ['pipe', 'ignore', 'ignore'] });
        if (child.stdin !== undefined)
            return child;
        child.on('error', () => undefined);
    }
    catch (error) {
        if ((0,system_errors/* systemErrorIn */.Zc)(error) === undefined)
            throw error;
    }
    return undefined;
}
/** Never fails: what cannot be set stays as it is. */
async function setExactTimes({ open }, times, signal) {
    const call = UTIMENSAT[process.arch];
    if (open === undefined || call === undefined)
        return;
    const flags = 0o10000000 | external_node_fs_.constants.O_DIRECTORY | external_node_fs_.constants.O_NOFOLLOW;
    const child = startPerl(`${open.prefix}${String(open.fd)}`, [String(call), String(flags)]);
    if (child === undefined)
        return;
    const ended = new Promise((resolve) => {
        child.once('error', () => resolve());
        child.once('close', () => resolve());
    });
    const stop = () => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    try {
        // It may have ended: then the times stay as they are.
        const written = writeAll(child.stdin, times, signal).catch(() => undefined);
        await Promise.race([ended, written]);
        child.stdin.end();
        await ended;
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
}
const CHUNK_BYTES = 64 * 1024;
/** Of a record without its name: `a n` before it, `q> N C C` after it. */
const HEAD_BYTES = 3;
const TAIL_BYTES = 14;
async function writeAll(to, times, signal) {
    // An end of the other side is heard of as its exit.
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
        const end = this.bytes + HEAD_BYTES + name.length + TAIL_BYTES;
        if (end > this.chunk.length)
            this.chunk = Buffer.concat([this.chunk], 2 * end);
        const { chunk } = this;
        let at = chunk.writeUInt8(kind.charCodeAt(0), this.bytes);
        at = chunk.writeUInt16BE(name.length, at);
        chunk.set(name, at);
        at = chunk.writeBigInt64BE(BigInt(time?.seconds ?? 0), at + name.length);
        at = chunk.writeUInt32BE(time?.nanos ?? 0, at);
        at = chunk.writeUInt8(time?.isFolder === false ? 1 : 0, at);
        this.bytes = chunk.writeUInt8(time?.hasOtherNames === true ? 1 : 0, at);
    }
    /** All that was added since. */
    take() {
        const taken = Buffer.from(this.chunk.subarray(0, this.bytes));
        this.bytes = 0;
        return taken;
    }
}

// EXTERNAL MODULE: ./lib/snapshot/restore-plan.js
var restore_plan = __webpack_require__(99880);
;// CONCATENATED MODULE: ./lib/snapshot/restore-paths.js



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
        return Buffer.concat([this.directory(this.entries.parent[row]), (0,restore_plan/* entryName */.MB)(this.entries, row)]);
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

;// CONCATENATED MODULE: ./lib/snapshot/restore-folders.js





/** Something else changed the target while the restore ran, or a system call said so. */
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
/** Of a thread. Few, since descriptors may be few; files come folder by folder. */
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
        this.native = new NativePaths(handle.target, entries);
        const { open } = handle;
        this.top = { fd: undefined, prefix: open === undefined ? this.native.directory(0) : this.prefixOf(open.fd) };
        this.lastFolder = this.top;
    }
    at(row) {
        return Buffer.concat([this.folder(this.entries.parent[row]), (0,restore_plan/* entryName */.MB)(this.entries, row)]);
    }
    /** In the same folder, another for each row. */
    temporary(row) {
        return Buffer.concat([
            this.folder(this.entries.parent[row]),
            Buffer.from(`${this.run}${row.toString(16).padStart(8, '0')}`),
        ]);
    }
    /** A folder's own row: leads to the folder itself, whatever lies at its name by now. @param row -1 for the target */
    itself(row) {
        const prefix = this.folder(row + 1);
        return prefix.subarray(0, prefix.length - 1);
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
        const folder = this.open(up, (0,restore_plan/* entryName */.MB)(this.entries, row), row + 1);
        const { ino } = this.statOf(folder);
        const known = this.entries.inode[row];
        if (known === 0n)
            this.entries.inode[row] = ino;
        else if (known !== ino)
            throw replaced();
        return folder;
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
function replaced() {
    return new TargetFailure('target-changed', 'a folder of the target was replaced or removed while the restore ran');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/snapshot/restore-journal.js






/**
 * Which files in a target a restore has made for itself. While it runs, a small file in the target says who it is; the
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
        // A full disk: the first file will say so.
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
/** Empty for a folder that is not there or may not be listed. */
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
        // A copy, or one that came out of a backup, says nothing of the files around it.
        if (found.run !== run || found.inode !== String(stats.ino) || found.place !== place())
            return false;
        process.kill(found.pid, 0);
        return false;
    }
    catch (error) {
        return (0,platform/* systemErrorCode */.vq)(error) === 'ESRCH';
    }
}

// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
;// CONCATENATED MODULE: ./lib/snapshot/restore-links.js







const BLOCK_BYTES = 1024 * 1024;
/** The file system has no hard link for us: across mounts, beyond its limit, of another's file, or none at all. */
const NO_LINK = ['EXDEV', 'EMLINK', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const NO_FOLLOW = external_node_fs_.constants.O_NOFOLLOW ?? 0;
/** Makes the links of a restore. A hard link that the file system refuses becomes a copy, and that is said once. */
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
    makeSymlink(row) {
        this.put(row, (path) => external_node_fs_.symlinkSync(this.entries.target(row), path));
    }
    setTime(row) {
        const mtime = (0,restore_times/* mtimeOf */.kJ)(this.entries.columns, row);
        try {
            external_node_fs_.lutimesSync(this.folders.at(row), mtime, mtime);
        }
        catch (error) {
            if (!(0,restore_times/* isRefusal */.vu)(error))
                throw error;
            this.entries.columns.unset[row] = 1;
        }
    }
    /** @returns false if the file system refuses */
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
                external_node_fs_.renameSync(temporary, this.folders.at(row));
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
            external_node_fs_.renameSync(temporary, this.folders.at(row));
        }
        catch (error) {
            external_node_fs_.rmSync(temporary, { force: true });
            throw error;
        }
        finally {
            external_node_fs_.closeSync(from);
        }
        columns.action[row] = restore_plan/* ACTION */.hr.create;
    }
    setMetadata(fd, row) {
        const mtime = (0,restore_times/* mtimeOf */.kJ)(this.entries.columns, row);
        try {
            external_node_fs_.fchmodSync(fd, this.entries.columns.mode[row]);
            external_node_fs_.futimesSync(fd, mtime, mtime);
        }
        catch (error) {
            if (!(0,restore_times/* isRefusal */.vu)(error))
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
// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/snapshot/zstd.js + 1 modules
var zstd = __webpack_require__(92406);
;// CONCATENATED MODULE: ./lib/snapshot/restore-worker.js











const STOPPED = 'stopped';
const restore_worker_BLOCK_BYTES = 1024 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const restore_worker_NO_FOLLOW = external_node_fs_.constants.O_NOFOLLOW ?? 0;
/** A named pipe in the place of a file is opened without waiting for its other end. */
const NO_WAIT = external_node_fs_.constants.O_NONBLOCK ?? 0;
/** There, times can be set only of a file that is open for writing, and of the mode only one bit counts. */
const isWindows = process.platform === 'win32';
/** Files below this have no run of zeros worth a look. */
const SPARSE_MIN_BYTES = 2 * restore_plan/* HOLE_BYTES */.T4;
const ZEROS = Buffer.alloc(restore_plan/* HOLE_BYTES */.T4);
/** Modes that new files of one folder get are remembered up to so many. */
const KNOWN_MODES = 4096;
class Writer {
    setup;
    entries;
    paths;
    block = Buffer.allocUnsafeSlow(restore_worker_BLOCK_BYTES);
    reads;
    folders;
    /** By folder and mode: what a new file has. A default ACL of the folder takes the place of the umask. */
    createdModes = new Map();
    /** For messages: the row at hand. */
    row = -1;
    files = 0;
    bytes = 0;
    constructor(setup) {
        this.setup = setup;
        this.entries = setup.entries;
        this.paths = new NativePaths(setup.target, setup.entries);
    }
    run(task) {
        this.row = -1;
        this.files = 0;
        this.bytes = 0;
        switch (task.kind) {
            case 'reads':
                this.reads = task.reads;
                this.folders = new TargetFolders(task.handle, this.entries, this.setup.prefix);
                return;
            case 'end':
                this.folders?.close();
                return;
            case 'frames':
                this.writeFrames(task, this.reads);
                return;
            case 'compare':
                this.eachRow(task, this.isAction(restore_plan/* ACTION */.hr.compare), (row) => (this.entries.action[row] = this.compare(row)));
                return;
            case 'finish':
                this.eachRow(task, (row) => this.entries.action[row] === restore_plan/* ACTION */.hr.repair && this.entries.type[row] === restore_plan/* TYPE */.ZE.file, (row) => this.repair(row));
                this.eachRow(task, (row) => (0,restore_plan/* isFetched */.cg)(this.entries, row) && this.entries.sizeBytes[row] === 0, (row) => this.createFile(row, () => undefined));
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
            throw new TargetFailure(STOPPED, 'the run was stopped');
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
        (0,zstd/* release */._r)(task.stored);
    }
    /** Checks all that is needed of a frame before it writes any of it. */
    writeFrame(frame, stored, reads) {
        const raw = (0,zstd/* decompressSync */.Rq)(stored, reads.rawBytes[frame], 'A frame of a pack');
        this.checkFiles(frame, raw, reads);
        this.eachFile(frame, reads, (row, first, last) => this.writePieces(row, raw, first, last, reads));
        (0,zstd/* release */._r)(raw);
    }
    /** A file that lies whole in the frame is proved by its own hash, all else fragment by fragment. */
    checkFiles(frame, raw, reads) {
        const checked = new Set();
        this.eachFile(frame, reads, (row, first, last) => {
            const isProved = last - first > 1 && bytesOf(reads, first, last) === this.entries.sizeBytes[row];
            if (isProved && this.hasContent(row, digestOfPieces(raw, first, last, reads)))
                return;
            this.row = -1;
            checkPieces(raw, first, last, reads, checked);
            if (isProved)
                throw this.wrongContent(row);
        });
    }
    eachFile(frame, reads, work) {
        const end = reads.firstPiece[frame + 1];
        for (let first = reads.firstPiece[frame]; first < end;) {
            const row = reads.pieceRow[first];
            let last = first + 1;
            while (last < end && reads.pieceRow[last] === row)
                last++;
            this.checkStop();
            this.row = row;
            work(row, first, last);
            first = last;
        }
    }
    /** Pieces [first, last) of one file, in the order of the file. */
    writePieces(row, raw, first, last, reads) {
        const bytes = bytesOf(reads, first, last);
        const sizeBytes = this.entries.sizeBytes[row];
        if (bytes === sizeBytes) {
            this.createFile(row, (fd) => writeRuns(fd, raw, first, last, reads, sizeBytes));
            this.entries.remaining[row] = 0;
            this.bytes += bytes;
            return;
        }
        const temporary = this.target.temporary(row);
        const fd = this.openTemporary(row, temporary);
        try {
            writeRuns(fd, raw, first, last, reads, sizeBytes);
            this.bytes += bytes;
            // The thread that brings the count to zero is the last one: all others have written theirs.
            if (Atomics.sub(this.entries.remaining, row, last - first) === last - first) {
                this.completeFile(fd, row, temporary);
            }
        }
        finally {
            external_node_fs_.closeSync(fd);
        }
    }
    get target() {
        return this.folders;
    }
    /** The first thread that comes makes it; the others find it by its name, and see that it is the same. */
    openTemporary(row, temporary) {
        const { opened, inode } = this.entries;
        const access = external_node_fs_.constants.O_RDWR | restore_worker_NO_FOLLOW;
        if (Atomics.compareExchange(opened, row, restore_plan/* OPENED */.C_.no, restore_plan/* OPENED */.C_.making) === restore_plan/* OPENED */.C_.no) {
            let state = restore_plan/* OPENED */.C_.failed;
            try {
                const fd = external_node_fs_.openSync(temporary, access | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL, 0o600);
                inode[row] = external_node_fs_.fstatSync(fd, { bigint: true }).ino;
                state = restore_plan/* OPENED */.C_.yes;
                return fd;
            }
            finally {
                Atomics.store(opened, row, state);
                Atomics.notify(opened, row);
            }
        }
        Atomics.wait(opened, row, restore_plan/* OPENED */.C_.making);
        if (Atomics.load(opened, row) !== restore_plan/* OPENED */.C_.yes)
            throw new TargetFailure(STOPPED, 'another thread has failed');
        const fd = openNamed(temporary, access);
        if (external_node_fs_.fstatSync(fd, { bigint: true }).ino === inode[row])
            return fd;
        external_node_fs_.closeSync(fd);
        throw touched();
    }
    /** All pieces are written: what lies there is read once more, since others may write in the target too. */
    completeFile(fd, row, temporary) {
        external_node_fs_.ftruncateSync(fd, this.entries.sizeBytes[row]);
        if (!this.hasContent(row, this.digest(fd)))
            throw this.wrongContent(row);
        this.finish(fd, row, 0o600);
        const named = external_node_fs_.lstatSync(temporary, { bigint: true, throwIfNoEntry: false });
        if (named?.ino !== this.entries.inode[row])
            throw touched();
        external_node_fs_.renameSync(temporary, this.target.at(row));
        this.entries.opened[row] = restore_plan/* OPENED */.C_.no;
        this.files++;
    }
    hasContent(row, digest) {
        return digest.equals(this.entries.sha256.subarray(row * columns/* HASH_BYTES */.FA, (row + 1) * columns/* HASH_BYTES */.FA));
    }
    wrongContent(row) {
        this.row = row;
        return new TargetFailure('corrupt-tree', 'the content does not have the SHA-256 that the snapshot records, although each of its fragments is as it was stored');
    }
    /** Written at once. If that fails, nothing is left of it. */
    createFile(row, write) {
        const temporary = this.target.temporary(row);
        const sizeBytes = this.entries.sizeBytes[row];
        const mode = this.entries.mode[row] & 0o777;
        const flags = external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY | restore_worker_NO_FOLLOW;
        const fd = external_node_fs_.openSync(temporary, flags, mode);
        try {
            try {
                write(fd);
                if (sizeBytes >= SPARSE_MIN_BYTES)
                    external_node_fs_.ftruncateSync(fd, sizeBytes);
                this.finish(fd, row, this.createdMode(fd, row, mode));
            }
            finally {
                external_node_fs_.closeSync(fd);
            }
            renameOwn(temporary, this.target.at(row));
            this.files++;
        }
        catch (error) {
            external_node_fs_.rmSync(temporary, { force: true });
            throw error;
        }
    }
    createdMode(fd, row, mode) {
        const key = this.entries.parent[row] * 0o1000 + mode;
        const known = this.createdModes.get(key);
        if (known !== undefined)
            return known;
        if (this.createdModes.size >= KNOWN_MODES)
            this.createdModes.clear();
        const created = external_node_fs_.fstatSync(fd).mode & 0o7777;
        this.createdModes.set(key, created);
        return created;
    }
    /** What this user may not set does not make the content wrong. */
    finish(fd, row, created) {
        const mode = this.entries.mode[row];
        const mtime = (0,restore_times/* mtimeOf */.kJ)(this.entries, row);
        this.attempt(row, () => {
            if (mode !== created)
                external_node_fs_.fchmodSync(fd, mode);
        });
        this.attempt(row, () => external_node_fs_.futimesSync(fd, mtime, mtime));
    }
    attempt(row, set) {
        try {
            set();
        }
        catch (error) {
            if (!(0,restore_times/* isRefusal */.vu)(error))
                throw error;
            this.entries.unset[row] = 1;
        }
    }
    repair(row) {
        const access = isWindows ? external_node_fs_.constants.O_RDWR : external_node_fs_.constants.O_RDONLY | NO_WAIT;
        this.attempt(row, () => {
            const fd = openNamed(this.target.at(row), access | restore_worker_NO_FOLLOW);
            try {
                const stats = external_node_fs_.fstatSync(fd);
                // It is another one than was compared.
                if (!stats.isFile() || (stats.nlink > 1 && this.entries.linkGroup[row] === 0))
                    throw touched();
                this.finish(fd, row, stats.mode & 0o7777);
            }
            finally {
                external_node_fs_.closeSync(fd);
            }
        });
    }
    /** What to do about a file that has the right size. One that cannot be read is replaced. */
    compare(row) {
        let fd;
        try {
            fd = external_node_fs_.openSync(this.paths.of(row), external_node_fs_.constants.O_RDONLY | NO_WAIT | restore_worker_NO_FOLLOW);
        }
        catch {
            return restore_plan/* ACTION */.hr.replace;
        }
        try {
            const stats = external_node_fs_.fstatSync(fd, { bigint: true });
            if (!stats.isFile() || Number(stats.size) !== this.entries.sizeBytes[row])
                return restore_plan/* ACTION */.hr.replace;
            if (!this.hasContent(row, this.digest(fd)))
                return restore_plan/* ACTION */.hr.replace;
            if (this.hasMetadata(stats, row))
                return restore_plan/* ACTION */.hr.keep;
            // A hard link to something outside of the target: its mode and time are not ours to set.
            return stats.nlink > 1n && this.entries.linkGroup[row] === 0 ? restore_plan/* ACTION */.hr.replace : restore_plan/* ACTION */.hr.repair;
        }
        finally {
            external_node_fs_.closeSync(fd);
        }
    }
    hasMetadata(stats, row) {
        const differing = (Number(stats.mode) ^ this.entries.mode[row]) & (isWindows ? 0o200 : 0o7777);
        return differing === 0 && (0,restore_times/* hasMtime */.ry)(stats, this.entries, row);
    }
    /** Of the whole file, from its beginning. */
    digest(fd) {
        let at = readBlock(fd, this.block, 0);
        if (at < this.block.length)
            return (0,external_node_crypto_.hash)('sha256', this.block.subarray(0, at), 'buffer');
        const digest = (0,external_node_crypto_.createHash)('sha256').update(this.block);
        for (;;) {
            const bytes = readBlock(fd, this.block, at);
            if (bytes === 0)
                return digest.digest();
            this.checkStop();
            digest.update(this.block.subarray(0, bytes));
            at += bytes;
        }
    }
}
function touched() {
    return new TargetFailure('target-changed', 'another program removed or replaced it while the restore ran');
}
/** Whatever lies at the name by now is not what this run has put there. */
function isGone(error) {
    return ['ENOENT', 'ELOOP', 'ENOTDIR'].includes((0,platform/* systemErrorCode */.vq)(error) ?? '');
}
function openNamed(path, flags) {
    try {
        return external_node_fs_.openSync(path, flags);
    }
    catch (error) {
        throw isGone(error) ? touched() : error;
    }
}
function renameOwn(from, to) {
    try {
        external_node_fs_.renameSync(from, to);
    }
    catch (error) {
        throw isGone(error) ? touched() : error;
    }
}
/** Fills the block as far as the file goes. @param at where in the file */
function readBlock(fd, block, at) {
    let filled = 0;
    while (filled < block.length) {
        const bytes = external_node_fs_.readSync(fd, block, filled, block.length - filled, at + filled);
        if (bytes === 0)
            break;
        filled += bytes;
    }
    return filled;
}
function bytesOf(reads, first, last) {
    let bytes = 0;
    for (let piece = first; piece < last; piece++)
        bytes += reads.pieceBytes[piece];
    return bytes;
}
/** Each fragment that pieces [start, end) use, once. The id of a single fragment is the hash of its file. */
function checkPieces(raw, start, end, reads, checked) {
    for (let piece = start; piece < end; piece++) {
        const fragment = reads.pieceFragment[piece];
        if (checked.has(fragment))
            continue;
        checked.add(fragment);
        const offset = reads.pieceOffset[piece];
        const digest = (0,external_node_crypto_.hash)('sha256', raw.subarray(offset, offset + reads.pieceBytes[piece]), 'buffer');
        if (!digest.equals(reads.ids.subarray(fragment * columns/* HASH_BYTES */.FA, (fragment + 1) * columns/* HASH_BYTES */.FA))) {
            throw new TargetFailure('corrupt-fragment', 'A fragment does not have the hash that names it.');
        }
    }
}
/** Of a file whose pieces all lie in this frame: as a rule one after the other. */
function digestOfPieces(raw, first, last, reads) {
    const parts = [];
    for (let piece = first; piece < last;) {
        const start = reads.pieceOffset[piece];
        let end = start;
        do
            end += reads.pieceBytes[piece++];
        while (piece < last && reads.pieceOffset[piece] === end);
        parts.push(raw.subarray(start, end));
    }
    if (parts.length === 1)
        return (0,external_node_crypto_.hash)('sha256', parts[0], 'buffer');
    const digest = (0,external_node_crypto_.createHash)('sha256');
    for (const part of parts)
        digest.update(part);
    return digest.digest();
}
/** Pieces that follow each other in the frame and in the file are one write. @param sizeBytes of the file */
function writeRuns(fd, raw, first, last, reads, sizeBytes) {
    const write = sizeBytes < SPARSE_MIN_BYTES ? restore_worker_writeAll : writeSparse;
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
        write(fd, raw, start, bytes, position);
    }
}
function restore_worker_writeAll(fd, raw, start, bytes, position) {
    for (let done = 0; done < bytes;)
        done += external_node_fs_.writeSync(fd, raw, start + done, bytes - done, position + done);
}
/** Leaves out aligned blocks of zeros. The caller sets the length of the file, which may end in such a block. */
function writeSparse(fd, raw, start, bytes, position) {
    let from = 0;
    const end = position + bytes;
    for (let block = Math.ceil(position / restore_plan/* HOLE_BYTES */.T4) * restore_plan/* HOLE_BYTES */.T4; block + restore_plan/* HOLE_BYTES */.T4 <= end; block += restore_plan/* HOLE_BYTES */.T4) {
        const at = block - position;
        if (!isZeros(raw, start + at))
            continue;
        if (at > from)
            restore_worker_writeAll(fd, raw, start + from, at - from, position + from);
        from = at + restore_plan/* HOLE_BYTES */.T4;
    }
    if (bytes > from)
        restore_worker_writeAll(fd, raw, start + from, bytes - from, position + from);
}
function isZeros(raw, start) {
    if (raw[start] !== 0 || raw[start + restore_plan/* HOLE_BYTES */.T4 - 1] !== 0)
        return false;
    return raw.compare(ZEROS, 0, restore_plan/* HOLE_BYTES */.T4, start, start + restore_plan/* HOLE_BYTES */.T4) === 0;
}
function taskError(error, writer, entries) {
    const code = error.code;
    const row = writer?.row ?? -1;
    return {
        code: typeof code === 'string' ? code : 'defect',
        message: (0,errors/* messageOf */.bD)(error),
        ...(row >= 0 && entries !== undefined && { path: (0,platform/* printablePath */.Vj)((0,restore_plan/* treePath */.ON)(entries, row)) }),
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
    async close() {
        await this.worker.terminate();
    }
}
/** The threads that write. Tasks go to the one with the least to do. */
class RestoreThreads {
    threads;
    stopFlag = new Int32Array(new SharedArrayBuffer(4));
    running = new Set();
    constructor(threads) {
        this.threads = threads;
    }
    static async start(url) {
        const count = Math.max(2, Math.min((0,external_node_os_.availableParallelism)(), MAX_THREADS));
        return new RestoreThreads(await (0,lib_async/* startThreads */.Y3)(count, () => new Thread(url)));
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
        await Promise.all(this.threads.map((thread) => thread.close()));
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
                message: `The target cannot be read or written${where}.`,
                why: message,
                fix: 'Restore as a user who may read and write there, or to another folder.',
            });
        case 'EMFILE':
        case 'ENFILE':
            return new errors/* HoldfastError */.Et({
                code: 'write-failed',
                message: `No more files can be opened${where}.`,
                why: message,
                fix: 'Allow more open files (ulimit -n) and run the same restore again.',
            });
        case 'target-changed':
            return new errors/* HoldfastError */.Et({
                code,
                message: `The target was changed while it was restored${where}.`,
                why: `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`,
                fix: 'Run the same restore again when nothing else writes there: what is there already is not fetched again.',
            });
        case STOPPED:
            return new Error(message);
        default:
            if (code.startsWith('corrupt-'))
                return corrupt(code, message, where);
            return new errors/* HoldfastError */.Et({
                code: 'write-failed',
                message: `The restore failed${where}.`,
                why: message,
                fix: 'Mend what the system names, or restore to another folder; then run the same restore again.',
            });
    }
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
    handle;
    folders;
    /** The target was not there. */
    isTargetNew = false;
    hasJournal = false;
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
        this.folders = this.foldersOf({ target: options.target, open: undefined });
        this.signal = AbortSignal.any([options.signal, this.failing.signal]);
        const { columns, count } = options.entries;
        for (let row = 0; row < count; row++) {
            if (!(0,restore_plan/* isFetched */.cg)(columns, row))
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
            this.removeJournal();
            await setExactTimes(this.handle, this.exactTimes(), this.signal);
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
        await this.forRows((row) => type[row] === restore_plan/* TYPE */.ZE.directory && this.isMade(row), (row) => external_node_fs_.mkdirSync(this.folders.at(row), (mode[row] & 0o777) | 0o700));
    }
    /** From the beginning not open to more than it is to be. */
    makeTarget() {
        const { target, folder } = this.options;
        if (!external_node_fs_.existsSync(target)) {
            external_node_fs_.mkdirSync((0,external_node_path_.dirname)(target), { recursive: true });
            external_node_fs_.mkdirSync(target, ((folder?.mode ?? 0o777) & 0o777) | 0o700);
            this.isTargetNew = true;
        }
        return openTarget(target);
    }
    isMade(row) {
        const action = this.options.entries.columns.action[row];
        return action === restore_plan/* ACTION */.hr.create || action === restore_plan/* ACTION */.hr.replace;
    }
    /** Folders that files go in the place of: all that is in them is to be deleted. */
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
            // It may be gone already: a folder in the place of a file was emptied first, or another hand did it.
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
        let wrongFile;
        try {
            const write = async (body) => {
                try {
                    await this.writeRange(range, body, ready);
                }
                catch (error) {
                    // The bytes of the pack are right; no other S3 version of it would help.
                    if (!isWrongFile(error))
                        throw error;
                    wrongFile = error;
                }
            };
            await this.options.blobs.read(pack, offset, lengthBytes, write, this.signal);
        }
        catch (error) {
            if (this.signal.aborted || !(0,damage/* isLoss */.Q2)(error))
                throw error;
            throw this.lostContent(pack, error);
        }
        if (wrongFile !== undefined)
            throw wrongFile;
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
        const isMeant = (row) => type[row] === restore_plan/* TYPE */.ZE.file &&
            (action[row] === restore_plan/* ACTION */.hr.repair || ((0,restore_plan/* isFetched */.cg)(entries.columns, row) && sizeBytes[row] === 0));
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
        const { entries, emit } = this.options;
        const { action, type } = entries.columns;
        const links = new RestoreLinks(entries, this.folders, emit);
        await this.forRows((row) => action[row] === restore_plan/* ACTION */.hr.link, (row) => links.makeHardLink(row));
        await this.forRows((row) => type[row] === restore_plan/* TYPE */.ZE.symlink && this.isMade(row), (row) => links.makeSymlink(row));
        await this.forRows((row) => type[row] === restore_plan/* TYPE */.ZE.symlink && (this.isMade(row) || action[row] === restore_plan/* ACTION */.hr.repair), (row) => links.setTime(row));
    }
    /** Of what was written or set anew. Folders' too: nothing is made in them any more. */
    *exactTimes() {
        const { entries } = this.options;
        const { action, type, parent, mtimeSeconds, mtimeNanos, linkGroup, unset } = entries.columns;
        let folder = Buffer.alloc(0);
        let last = 0;
        for (let row = 0; row < entries.count; row++) {
            const isFolder = type[row] === restore_plan/* TYPE */.ZE.directory;
            if (!(isFolder ? this.isTimed(row) : this.isMade(row) || action[row] === restore_plan/* ACTION */.hr.repair))
                continue;
            const seconds = mtimeSeconds[row];
            const nanos = mtimeNanos[row];
            if (unset[row] === 1 || !needsExact(seconds, nanos))
                continue;
            if (parent[row] !== last) {
                last = parent[row];
                folder = last === 0 ? Buffer.alloc(0) : entries.path(last - 1);
            }
            const name = (0,restore_plan/* entryName */.MB)(entries.columns, row);
            yield { folder, name, seconds, nanos, isFolder, hasOtherNames: linkGroup[row] !== 0 };
        }
    }
    /** A folder that gets its mode and time. */
    isTimed(row) {
        const { type, role, action } = this.options.entries.columns;
        if (type[row] !== restore_plan/* TYPE */.ZE.directory)
            return false;
        const isSelected = action[row] === restore_plan/* ACTION */.hr.keep && role[row] === restore_plan/* ROLE */.z7.selected;
        return this.isMade(row) || (isSelected && this.options.overwrite !== 'never');
    }
    /** Deepest first: writing in a folder changes its time, and a folder may be closed to its owner. */
    async finishFolders() {
        const { entries, inspector, folder } = this.options;
        const { mode, unset } = entries.columns;
        const isMeant = (row) => this.isTimed(row);
        // What was opened before may lie elsewhere by now: each folder must be where it was.
        this.folders.close();
        await this.forRows((row) => isMeant(row) || inspector.closed.has(row), (row) => {
            const path = this.folders.itself(row);
            const isSet = isMeant(row)
                ? setFolder(path, mode[row], entries.columns.mtimeSeconds[row], entries.columns.mtimeNanos[row])
                : setFolder(path, inspector.closed.get(row));
            if (!isSet)
                unset[row] = 1;
        }, true);
        if (!this.isTargetNew || folder === undefined)
            return;
        setFolder(this.folders.itself(-1), folder.mode, folder.mtime, folder.nanos);
    }
    async forRows(isMeant, work, backwards = false) {
        const { count } = this.options.entries;
        let until = performance.now() + SLICE_MS;
        for (let i = 0; i < count; i++) {
            const row = backwards ? count - 1 - i : i;
            if (!isMeant(row))
                continue;
            this.atRow(row, () => work(row));
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
            work();
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
    /** Temporary files of files that are not whole. Closed folders are closed again. What fails here is not what failed. */
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
            if (entries.columns.type[row] !== restore_plan/* TYPE */.ZE.file || entries.columns.opened[row] !== restore_plan/* OPENED */.C_.yes)
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
/** A file that its fragments, all of them right, do not give. */
function isWrongFile(error) {
    return error instanceof errors/* HoldfastError */.Et && error.code === 'corrupt-tree';
}
/**
 * Mode and time, where they are others. @param path of a handle, or of a folder that was looked at
 * @returns false if this user may not set them
 */
function setFolder(path, mode, seconds, nanos = 0) {
    const stats = external_node_fs_.statSync(path, { bigint: true });
    try {
        if ((Number(stats.mode) & 0o7777) !== mode)
            external_node_fs_.chmodSync(path, mode);
        if (seconds === undefined || (0,restore_times/* isTime */.K8)(stats.mtimeNs, seconds, nanos))
            return true;
        const time = (0,restore_times/* fileTime */.IQ)(seconds, nanos);
        external_node_fs_.utimesSync(path, time, time);
        return true;
    }
    catch (error) {
        if (!(0,restore_times/* isRefusal */.vu)(error))
            throw error;
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/snapshot/restore-target.js








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
        if (['ENOENT', 'ENOTDIR'].includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
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
    /** Closes folders again that were opened to look into them. For a run that ends here. */
    close() {
        for (const row of this.opened)
            external_node_fs_.chmodSync(this.paths.of(row), this.closed.get(row));
        this.opened.length = 0;
    }
    inspect(row) {
        const { role, action } = this.entries.columns;
        if (role[row] !== restore_plan/* ROLE */.z7.unused)
            action[row] = this.actionFor(row);
    }
    actionFor(row) {
        const { columns } = this.entries;
        const parent = columns.parent[row];
        const parentExists = parent === 0 ? this.targetExists : columns.action[parent - 1] === restore_plan/* ACTION */.hr.keep;
        if (!parentExists)
            return restore_plan/* ACTION */.hr.create;
        const native = this.paths.of(row);
        const stats = external_node_fs_.lstatSync(native, { throwIfNoEntry: false, bigint: true });
        if (stats === undefined)
            return restore_plan/* ACTION */.hr.create;
        if (columns.type[row] === restore_plan/* TYPE */.ZE.directory)
            return this.forDirectory(row, stats, native);
        if (this.overwrite === 'never')
            return restore_plan/* ACTION */.hr.preserve;
        if (stats.isDirectory()) {
            this.forObstacle(row, native);
            return restore_plan/* ACTION */.hr.replace;
        }
        return columns.type[row] === restore_plan/* TYPE */.ZE.symlink ? this.forLink(row, stats, native) : this.forFile(row, stats);
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
    /** Nothing is ever written through a link: one in the place of a folder goes, if it is to be overwritten at all. */
    forDirectory(row, stats, native) {
        if (stats.isDirectory()) {
            this.forFolder(row, stats, native);
            return restore_plan/* ACTION */.hr.keep;
        }
        const mayGo = this.entries.columns.role[row] === restore_plan/* ROLE */.z7.selected && this.overwrite !== 'never';
        if (mayGo)
            this.obstacles.push(row);
        else {
            const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
            this.problems.push({ path: this.entries.path(row), reason: `it is ${what} in the target, and a folder here` });
        }
        return restore_plan/* ACTION */.hr.replace;
    }
    /** Others' folders are taken as they are: whether this user may write there shows when he does. */
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
            this.occupiedBytes.set(row, Math.max(Number(stats.blocks) * restore_target_BLOCK_BYTES, 0));
        }
        const sameSize = stats.isFile() && Number(stats.size) === this.entries.columns.sizeBytes[row];
        return sameSize && comparesContent(this.overwrite) ? restore_plan/* ACTION */.hr.compare : restore_plan/* ACTION */.hr.replace;
    }
    forLink(row, stats, native) {
        const same = stats.isSymbolicLink() && external_node_fs_.readlinkSync(native, 'buffer').equals(this.entries.target(row));
        if (!same || this.overwrite === 'always')
            return restore_plan/* ACTION */.hr.replace;
        return (0,restore_times/* hasMtime */.ry)(stats, this.entries.columns, row) ? restore_plan/* ACTION */.hr.keep : restore_plan/* ACTION */.hr.repair;
    }
}
/** Of `st_blocks`: https://man7.org/linux/man-pages/man3/stat.3type.html */
const restore_target_BLOCK_BYTES = 512;
/** Temporary files of killed runs in the folders that this run works in, as tree paths. What the snapshot has is not theirs. */
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
        if (columns.type[row] === restore_plan/* TYPE */.ZE.directory && columns.action[row] === restore_plan/* ACTION */.hr.keep)
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
    /** undefined where this user may not look. */
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
    /** 0 for one that has gone meanwhile, or that may not be looked at. */
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
        this.blobs = new blobs/* BlobReader */.n(options.store, options.root.objects);
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
        }
        const done = report(entries, reads, deletions, this.blobs);
        tellOfModes(done, options.emit);
        return done;
    }
    /** Looks at everything, changes nothing; whatever can be refused is refused here. */
    async plan() {
        const { target } = this.options;
        const nearest = nearestFolder(target);
        const foldName = (0,platform/* isCaseInsensitive */.mj)(nearest) ? foldedName : undefined;
        const { entries, index, known } = await this.load(foldName);
        const prefix = temporaryPrefix(this.runId);
        await this.threads.setUp({ entries: entries.columns, target, prefix });
        const inspector = await this.inspect(entries);
        const runs = findRuns(target);
        const deletions = this.planDeletions(known, foldName, runs.others);
        this.checkConflicts(inspector, entries, deletions);
        const reads = (0,restore_plan/* planReads */.z8)(entries, index, RANGE_MAX_BYTES);
        await this.checkObjects(entries, reads);
        const holes = (0,restore_plan/* planHoles */.bR)(entries, (fragment) => index.lengthOf(fragment));
        this.checkSpace(entries, inspector, nearest, holes);
        return { entries, inspector, reads, deletions, runs };
    }
    /** Takes in the map and the tree; every selected path is checked. */
    async load(foldName) {
        const { options } = this;
        const sections = await (0,snapshots/* loadSections */.$1)(options.root, ['map', 'tree'], this.blobs, options.signal);
        const index = await this.loadIndex(sections.map ?? []);
        const tree = sections.tree ?? [];
        const rows = tree.reduce((sum, level) => sum + (0,table/* rowCount */.oW)(level), 0);
        const entries = new restore_plan/* RestoreEntries */.Rh(index, {
            maxRows: rows,
            maxBytes: tree.flat().reduce((sum, segment) => sum + segment.rawBytes, 0),
            isSelected: options.isSelected,
            refusal: (path) => this.refusal(path),
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
        const isEmpty = !entries.columns.role.includes(restore_plan/* ROLE */.z7.selected);
        if (isEmpty && rows > 0 && options.mayBeEmpty !== true)
            throw noMatch(options.root.id);
        entries.seal();
        return { entries, index, known };
    }
    /** Only packs among the root's objects count: rows of others are dead. */
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
        const inspector = new TargetInspector(entries, target, overwrite, !this.options.dryRun);
        this.inspector = inspector;
        await inSlices(rowsOf(entries), signal, (row) => inspector.inspect(row));
        await this.compare(entries);
        if (overwrite === 'refuse')
            this.refuseReplacements(entries);
        const paths = new NativePaths(target, entries.columns);
        (0,restore_plan/* planHardLinks */.S4)(entries, (row, leader) => isSameFile(paths, entries, row, leader));
        return inspector;
    }
    /** Names what would be replaced; in a dry run as a warning. */
    refuseReplacements(entries) {
        const { target, dryRun, emit } = this.options;
        const found = [];
        for (const row of rowsOf(entries)) {
            const isThere = entries.columns.action[row] === restore_plan/* ACTION */.hr.replace;
            if (isThere)
                found.push({ path: entries.path(row), reason: 'what is there differs' });
        }
        if (found.length === 0)
            return;
        const message = replacedText(found.length, target);
        if (!dryRun)
            throw this.pathError(WOULD_REPLACE, message, found, REPLACE_FIX);
        emit({ type: 'warning', class: WOULD_REPLACE, message, why: 'A restore would be refused.', fix: REPLACE_FIX });
    }
    /** Files of the right size are read, and kept if they have the right content. */
    async compare(entries) {
        const { action, sizeBytes } = entries.columns;
        const comparing = [];
        let from = 0;
        let bytes = 0;
        let found = false;
        for (let row = 0; row < entries.count; row++) {
            if (action[row] === restore_plan/* ACTION */.hr.compare) {
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
            throw partialDelete(root.id);
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
            throw deletesTooMuch(plan);
        return plan;
    }
    /** A folder with something in it gives way only where all of it is to be deleted anyway. */
    checkConflicts(inspector, entries, deletions) {
        const deleted = new Set(deletions?.paths.map(({ path }) => path.toString('latin1')));
        const paths = new NativePaths(this.options.target, entries.columns);
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
        const lost = (0,restore_plan/* lostRows */.Ae)(entries);
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
    /** A file that is replaced goes when the new one is whole: the largest of them needs room beside all others. */
    checkSpace(entries, inspector, nearest, holes) {
        const { freeBytes, blockBytes } = (this.options.diskSpace ?? diskSpace)(nearest);
        let neededBytes = 0;
        let largestBytes = 0;
        for (let row = 0; row < entries.count; row++) {
            if (!(0,restore_plan/* isFetched */.cg)(entries.columns, row))
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
            fix: 'Nothing was written. Make room, restore to another disk, or restore a part with include.',
        });
    }
}
const WOULD_REPLACE = 'would-replace';
const REPLACE_FIX = 'Nothing was written. Restore to another folder (path), or say what is to be done: overwrite: if-changed replaces them, overwrite: never keeps them.';
function replacedText(count, target) {
    return `${countOf(count, 'path')} in ${JSON.stringify(target)} would be replaced by what the snapshot has.`;
}
/** For a restore in several steps, which a dry run of each comes before. */
function wouldReplace({ count, first }, target) {
    return new errors/* HoldfastError */.Et({
        code: WOULD_REPLACE,
        message: replacedText(count, target),
        why: first.map((path) => JSON.stringify(path)).join(', ') + (count > first.length ? ', ...' : ''),
        fix: REPLACE_FIX,
    });
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
    const isThere = (at) => entries.columns.action[at] === restore_plan/* ACTION */.hr.keep || entries.columns.action[at] === restore_plan/* ACTION */.hr.repair;
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
/** Once for all paths. */
function tellOfModes({ droppedBits, unset }, emit) {
    if (droppedBits.count > 0) {
        emit({
            type: 'info',
            message: `${countOf(droppedBits.count, 'file')} came back without the setuid, setgid or sticky bit, the first is ${JSON.stringify(droppedBits.first[0])}: see keep-special-bits.`,
        });
    }
    if (unset.count === 0)
        return;
    emit({
        type: 'warning',
        class: 'metadata-not-set',
        message: `The mode or time of ${countOf(unset.count, 'path')} could not be set; content is right everywhere.`,
        why: unset.first.map((path) => JSON.stringify(path)).join(', ') + (unset.count > unset.first.length ? ', ...' : ''),
        fix: 'Restore as the user who owns them, or to a file system that keeps modes and times.',
    });
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
    const { action, type, role, sizeBytes, unset } = entries.columns;
    const lists = { created: newList(), replaced: newList(), kept: newList(), preserved: newList(), unset: newList() };
    const sums = { files: 0, bytes: 0, writtenBytes: 0 };
    for (let row = 0; row < entries.count; row++) {
        if (unset[row] === 1)
            addTo(lists.unset, entries, row);
        if (role[row] !== restore_plan/* ROLE */.z7.selected || type[row] === restore_plan/* TYPE */.ZE.directory)
            continue;
        const list = lists[LIST_OF[action[row]] ?? 'created'];
        addTo(list, entries, row);
        if (type[row] !== restore_plan/* TYPE */.ZE.file)
            continue;
        sums.files++;
        sums.bytes += sizeBytes[row];
        if ((0,restore_plan/* isFetched */.cg)(entries.columns, row))
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
        droppedBits: {
            count: entries.droppedBits.length,
            first: entries.droppedBits.slice(0, restore_LISTED_PATHS).map(platform/* printablePath */.Vj),
        },
        fetchedBytes: reads.ranges.reduce((sum, range) => sum + range.lengthBytes, 0),
        fallbacks: [...blobs.fallbacks],
    };
}
function addTo(list, entries, row) {
    if (list.count++ < restore_LISTED_PATHS)
        list.first.push((0,platform/* printablePath */.Vj)(entries.path(row)));
}
function newList() {
    return { count: 0, first: [] };
}
const LIST_OF = {
    [restore_plan/* ACTION */.hr.replace]: 'replaced',
    [restore_plan/* ACTION */.hr.keep]: 'kept',
    [restore_plan/* ACTION */.hr.repair]: 'kept',
    [restore_plan/* ACTION */.hr.preserve]: 'preserved',
};


/***/ })

};
