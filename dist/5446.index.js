export const id = 5446;
export const ids = [5446];
export const modules = {

/***/ 72519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ saveBody)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _net_save_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14714);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40317);
/** Saves the body of a download, with its SHA-256. */



/**
 * Writes a body to a file. One that breaks off or is longer than `maxBytes` is a broken answer and is requested again.
 *
 * @throws BrokenAnswer, or `temp-folder` and the like if the file cannot be written
 */
async function saveBody(body, file, maxBytes) {
    try {
        return await (0,_net_save_js__WEBPACK_IMPORTED_MODULE_1__/* .saveStream */ .S)(node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.fromWeb(body), file, maxBytes);
    }
    catch (error) {
        throw error instanceof _net_save_js__WEBPACK_IMPORTED_MODULE_1__/* .BodyFailure */ .v ? new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .BrokenAnswer */ .MC(error.message) : error;
    }
}


/***/ }),

/***/ 60884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K0: () => (/* binding */ isZip),
/* harmony export */   LP: () => (/* binding */ ZIP_LIMITS),
/* harmony export */   Tq: () => (/* binding */ contentRange),
/* harmony export */   Yj: () => (/* binding */ inflateEntry),
/* harmony export */   aG: () => (/* binding */ checkContent),
/* harmony export */   ns: () => (/* binding */ ZipProblem),
/* harmony export */   ue: () => (/* binding */ readZip)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var yauzl__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20663);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17594);
/** Reads untrusted zip archives. */





const ZIP_LIMITS = {
    maxEntries: 1_000_000,
    maxBytes: 64 * 2 ** 30,
    freeBytes: 2 ** 30,
    maxRatio: 200,
};
/** `unsafe`: it breaks a rule for what may be expanded. `broken`: it cannot be read as an archive to its end. */
class ZipProblem extends Error {
    name = 'ZipProblem';
    kind;
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}
const unsafe = (message) => new ZipProblem('unsafe', message);
const broken = (message) => new ZipProblem('broken', message);
/** A local file header, or the end of an empty archive. */
function isZip(start) {
    return start.length >= 4 && [0x04034b50, 0x06054b50].includes(start.readUInt32LE(0));
}
/**
 * All entries, in the order of their paths' bytes, with the folders that they imply.
 * @throws ZipProblem
 */
function readZip(fd, sizeBytes, limits = ZIP_LIMITS) {
    const raw = readDirectory(fd, sizeBytes, limits.maxEntries);
    const ends = endOffsets(raw, sizeBytes);
    const entries = raw.map((entry) => checkedEntry(entry, ends.get(entry.relativeOffsetOfLocalHeader) ?? 0));
    checkSize(entries, sizeBytes, limits);
    return withFolders(entries)
        .map((entry) => ({ entry, key: Buffer.from(entry.path) }))
        .sort((a, b) => Buffer.compare(a.key, b.key))
        .map(({ entry }) => entry);
}
/**
 * Reads ahead and answers synchronously: otherwise a directory of 20,000 entries would take as many turns of the event
 * loop.
 */
class ReadAhead extends yauzl__WEBPACK_IMPORTED_MODULE_3__.RandomAccessReader {
    fd;
    window = Buffer.alloc(0);
    start = 0;
    constructor(fd) {
        super();
        this.fd = fd;
    }
    read(buffer, offset, length, position, done) {
        try {
            if (position < this.start || position + length > this.start + this.window.length)
                this.fill(position, length);
            const from = position - this.start;
            done(null, this.window.copy(buffer, offset, from, from + length));
        }
        catch (error) {
            done(error);
        }
    }
    fill(position, length) {
        const window = Buffer.allocUnsafe(Math.max(length, READ_AHEAD_BYTES));
        this.window = window.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(this.fd, window, 0, window.length, position));
        this.start = position;
    }
}
const READ_AHEAD_BYTES = 256 * 1024;
function readDirectory(fd, sizeBytes, maxEntries) {
    const entries = [];
    let problem;
    let zip;
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
    yauzl__WEBPACK_IMPORTED_MODULE_3__.fromRandomAccessReader(new ReadAhead(fd), sizeBytes, options, (error, opened) => {
        problem = error ?? undefined;
        zip = opened;
    });
    if (problem !== undefined || zip === undefined)
        throw broken(`its directory cannot be read: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(problem)}`);
    if (zip.entryCount > maxEntries) {
        throw unsafe(`it has ${String(zip.entryCount)} entries, more than ${String(maxEntries)}`);
    }
    zip.on('entry', (entry) => entries.push(entry));
    zip.on('error', (error) => (problem = error));
    for (let read = 0; read < zip.entryCount; read++) {
        zip.readEntry();
        if (problem !== undefined)
            throw broken(`its directory cannot be read: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(problem)}`);
        // Every answer has come by now, but for an entry without a name.
        if (entries.length === read)
            throw unsafe('an entry has no name');
    }
    return entries;
}
const LOCAL_HEADER_BYTES = 30;
/** Entries that share bytes are how a small archive expands without end: https://www.bamsoftware.com/hacks/zipbomb/ */
function endOffsets(entries, sizeBytes) {
    const ends = new Map();
    let end = sizeBytes;
    for (const entry of [...entries].sort((a, b) => b.relativeOffsetOfLocalHeader - a.relativeOffsetOfLocalHeader)) {
        const offset = entry.relativeOffsetOfLocalHeader;
        const least = offset + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
        if (least > sizeBytes)
            throw broken('an entry lies behind its end');
        if (least > end)
            throw unsafe('entries overlap');
        ends.set(offset, end);
        end = offset;
    }
    return ends;
}
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
const STORED = 0;
const DEFLATED = 8;
function checkedEntry(entry, endOffset) {
    const name = decodedName(entry);
    const path = name.replace(/\/$/, '');
    const shown = JSON.stringify(name.slice(0, 200));
    const wrong = wrongName(path);
    if (wrong !== undefined)
        throw unsafe(`the name ${shown} ${wrong}`);
    const unixMode = entry.externalFileAttributes >>> 16;
    const fileType = unixMode & FILE_TYPE;
    const type = name.endsWith('/') ? 'directory' : 'file';
    if (fileType !== 0 && fileType !== (type === 'file' ? REGULAR : DIRECTORY)) {
        throw unsafe(`${shown} is a link, a device or another special file`);
    }
    if (type === 'directory' && entry.uncompressedSize > 0)
        throw unsafe(`the folder ${shown} has content`);
    if (entry.isEncrypted())
        throw unsafe(`${shown} is encrypted`);
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
        throw unsafe(`${shown} is compressed by method ${String(entry.compressionMethod)}`);
    }
    const defaultMode = type === 'file' ? 0o644 : 0o755;
    return {
        path,
        type,
        mode: (unixMode & 0o777) === 0 ? defaultMode : unixMode & 0o777,
        mtimeSeconds: Math.floor(entry.getLastModDate({ timezone: 'UTC' }).getTime() / 1000) || 0,
        isDeflated: entry.compressionMethod === DEFLATED,
        compressedBytes: entry.compressedSize,
        sizeBytes: entry.uncompressedSize,
        crc32: entry.crc32,
        offset: entry.relativeOffsetOfLocalHeader,
        endOffset,
    };
}
const UTF8_FLAG = 0x800;
/**
 * Many programs write UTF-8 without the flag that says so; without it, yauzl takes names for code page 437. Only names
 * that are valid UTF-8 by accident would be read wrongly.
 */
function decodedName({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }) {
    return yauzl__WEBPACK_IMPORTED_MODULE_3__.getFileNameLowLevel((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(fileNameRaw) ? flags | UTF8_FLAG : flags, fileNameRaw, extraFields, true);
}
function wrongName(path) {
    if (path.includes('\0'))
        return 'has a NUL character';
    if (path.includes('\\'))
        return 'has a backslash';
    if (path.includes('\ufffd'))
        return 'is not valid UTF-8';
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
        return 'is absolute';
    if (path.split('/').includes('..'))
        return 'leads out of the artifact';
    if (path.split('/').some((segment) => segment === '' || segment === '.'))
        return 'has an empty segment or a dot';
    return undefined;
}
function checkSize(entries, archiveBytes, limits) {
    const bytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    if (bytes > limits.maxBytes) {
        throw unsafe(`it would expand to ${String(bytes)} bytes, more than ${String(limits.maxBytes)}`);
    }
    if (bytes > limits.freeBytes && bytes > archiveBytes * limits.maxRatio) {
        throw unsafe(`it would expand to ${String(bytes)} bytes, more than ${String(limits.maxRatio)} times its size`);
    }
}
/** One entry a path, whatever the case; folders that no entry names are added. */
function withFolders(entries) {
    const all = [];
    const byFolded = new Map();
    const add = (entry, isImplied) => {
        const key = foldedPath(entry.path);
        const other = byFolded.get(key);
        if (other !== undefined) {
            if (isImplied && other.path === entry.path && other.type === 'directory')
                return;
            const how = other.path === entry.path
                ? 'twice'
                : `as ${JSON.stringify(other.path)} too, which differs only in case or Unicode form`;
            throw unsafe(`${JSON.stringify(entry.path)} is there ${how}`);
        }
        byFolded.set(key, entry);
        all.push(entry);
        const slash = entry.path.lastIndexOf('/');
        if (slash > 0)
            add(impliedFolder(entry.path.slice(0, slash), entry), true);
    };
    // Named folders first, so that they keep their mode and time.
    for (const type of ['directory', 'file']) {
        const ofType = entries.filter((entry) => entry.type === type);
        for (const entry of ofType.sort((a, b) => a.path.length - b.path.length))
            add(entry, false);
    }
    return all;
}
function impliedFolder(path, inside) {
    return { ...inside, path, type: 'directory', mode: 0o755, mtimeSeconds: 0, sizeBytes: 0, compressedBytes: 0 };
}
/** Folds names that are the same on file systems that ignore case or normalise Unicode. */
function foldedPath(path) {
    return path.normalize('NFC').toUpperCase().toLowerCase();
}
/**
 * The content of a file that fits into memory, checked.
 * @throws ZipProblem
 */
function inflateEntry(fd, entry) {
    const { start, header } = dataOf(fd, entry);
    const compressed = start + entry.compressedBytes <= header.length
        ? header.subarray(start, start + entry.compressedBytes)
        : readExactly(fd, entry.offset + start, entry.compressedBytes, entry);
    const content = entry.isDeflated ? inflated(compressed, entry) : compressed;
    checkContent(entry, content.length, (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.crc32)(content));
    return content;
}
function inflated(compressed, entry) {
    try {
        // One byte of room: a content that is too long is found, and an empty one is no error. Without a chunk size each
        // small file would hold 16 KiB.
        const maxOutputLength = entry.sizeBytes + 1;
        return (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.inflateRawSync)(compressed, { maxOutputLength, chunkSize: Math.max(maxOutputLength, MIN_CHUNK_BYTES) });
    }
    catch (error) {
        throw broken(`${JSON.stringify(entry.path)} cannot be expanded: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
    }
}
/** The smallest that zlib takes. */
const MIN_CHUNK_BYTES = 64;
/** @throws ZipProblem if size or checksum are not those of the directory */
function checkContent(entry, sizeBytes, checksum) {
    if (sizeBytes !== entry.sizeBytes) {
        throw broken(`${JSON.stringify(entry.path)} has ${String(sizeBytes)} bytes and not ${String(entry.sizeBytes)}`);
    }
    if (checksum !== entry.crc32)
        throw broken(`${JSON.stringify(entry.path)} does not have the checksum it should have`);
}
/** Where the content begins, and a first piece of the entry that often holds all of it. */
function dataOf(fd, entry) {
    const whole = entry.endOffset - entry.offset;
    const header = readExactly(fd, entry.offset, Math.min(whole, entry.compressedBytes + HEADER_GUESS_BYTES), entry);
    if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== 0x04034b50) {
        throw broken(`${JSON.stringify(entry.path)} has no header where it should be`);
    }
    const start = LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + entry.compressedBytes > whole)
        throw unsafe('entries overlap');
    return { start, header };
}
const HEADER_GUESS_BYTES = 1024;
/** The range of the archive that holds the content of an entry, both ends included as `createReadStream` takes them. */
function contentRange(fd, entry) {
    const { start } = dataOf(fd, { ...entry, compressedBytes: 0 });
    if (entry.offset + start + entry.compressedBytes > entry.endOffset)
        throw unsafe('entries overlap');
    return { start: entry.offset + start, end: entry.offset + start + entry.compressedBytes - 1 };
}
function readExactly(fd, position, length, entry) {
    const buffer = Buffer.allocUnsafe(length);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(fd, buffer, 0, length, position) < length)
        throw broken(`it ends within ${JSON.stringify(entry.path)}`);
    return buffer;
}


/***/ }),

/***/ 11952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ expand)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58500);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38522);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50453);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(98506);
/* harmony import */ var _github_zip_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60884);
/** Expands the zip of an artifact into files. */










/** Files up to this size stay in memory, as long as all of them together have no more than `MEMORY_BYTES`. */
const SMALL_BYTES = _base_limits_js__WEBPACK_IMPORTED_MODULE_7__/* .MiB */ .lv;
const MEMORY_BYTES = 64 * _base_limits_js__WEBPACK_IMPORTED_MODULE_7__/* .MiB */ .lv;
/** How long the main thread works before it yields. */
const SLICE_MS = 20;
/**
 * Expands a zip into its files; anything else stays one file. No name in the archive is ever used as a file name on
 * this machine. An archive that must not be expanded is kept unchanged: nothing is lost, and nothing of it is written
 * anywhere.
 * @throws ZipProblem if it is broken and not proved to have been uploaded like that
 */
async function expand(record, downloaded, options) {
    const { servedName } = downloaded;
    const looksZipped = (0,_github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .isZip */ .K0)(readStart(downloaded.file));
    // A single file is served under the name of its artifact, an archive under that name and `.zip`.
    if (!looksZipped || servedName === record.name) {
        return { form: 'file', entries: [await wholeFile(record, downloaded, chooseFileName(record), options)] };
    }
    try {
        return { form: 'files', entries: await expandZip(record.folder, downloaded.file, options) };
    }
    catch (error) {
        if (!(error instanceof _github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .ZipProblem */ .ns) || (error.kind === 'broken' && !options.isProved))
            throw error;
        const entry = await wholeFile(record, downloaded, `${chooseFileName(record)}.zip`, options);
        return { form: 'archive', entries: [entry], kept: error.message };
    }
}
/** Chooses the name of the file in the artifact's folder: the artifact's own name, if that is a valid file name. */
function chooseFileName({ name, folder }) {
    return (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .isFileName */ .oV)(name) ? name : folder;
}
function readStart(file) {
    const fd = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(file, 'r');
    try {
        const start = Buffer.alloc(4);
        return start.subarray(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync(fd, start, 0, 4, 0));
    }
    finally {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(fd);
    }
}
async function wholeFile({ folder, createdAt }, { file, sizeBytes }, name, options) {
    const absolutePath = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.folder, 'whole');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(file, absolutePath);
    const mtimeSeconds = (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .secondsOf */ .TM)(createdAt);
    return {
        ...(0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .plainEntry */ .xY)(`${folder}/${name}`, 'file', { sizeBytes, mtimeSeconds }),
        content: temporaryFile(absolutePath, mtimeSeconds),
    };
}
async function expandZip(folder, file, options) {
    const fd = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(file, 'r');
    try {
        const entries = [];
        const memory = { leftBytes: MEMORY_BYTES };
        let until = performance.now() + SLICE_MS;
        for (const entry of (0,_github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .readZip */ .ue)(fd, node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync(fd).size, options.limits)) {
            const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.folder, String(entries.length));
            const content = await contentOf(fd, file, entry, { ...options, temporary, memory });
            const { type, mode, sizeBytes, mtimeSeconds } = entry;
            entries.push({ ...(0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .plainEntry */ .xY)(`${folder}/${entry.path}`, type, { mode, sizeBytes, mtimeSeconds }), content });
            if (performance.now() < until)
                continue;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setImmediate)();
            options.signal.throwIfAborted();
            until = performance.now() + SLICE_MS;
        }
        return entries;
    }
    finally {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(fd);
    }
}
async function contentOf(fd, file, entry, place) {
    if (entry.type === 'directory')
        return { kind: 'none' };
    const { temporary, memory } = place;
    if (entry.sizeBytes <= SMALL_BYTES && entry.compressedBytes <= SMALL_BYTES * 2) {
        const bytes = (0,_github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .inflateEntry */ .Yj)(fd, entry);
        if (bytes.length <= memory.leftBytes) {
            memory.leftBytes -= bytes.length;
            return { kind: 'bytes', bytes };
        }
        node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync(temporary, bytes, { flag: 'wx' });
    }
    else {
        await inflateToFile(fd, file, entry, place);
    }
    return temporaryFile(temporary, entry.mtimeSeconds);
}
/** Sets the time of its entry. With another time, the file would look as if somebody had written to it. */
function temporaryFile(path, mtimeSeconds) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.utimesSync(path, mtimeSeconds, mtimeSeconds);
    return { kind: 'file', absolutePath: Buffer.from(path), temporary: true };
}
async function inflateToFile(fd, file, entry, { temporary, signal }) {
    let sizeBytes = 0;
    let checksum = 0;
    const meter = new node_stream__WEBPACK_IMPORTED_MODULE_3__.Transform({
        transform(chunk, _encoding, done) {
            sizeBytes += chunk.length;
            checksum = (0,node_zlib__WEBPACK_IMPORTED_MODULE_6__.crc32)(chunk, checksum);
            // Stops as soon as there is more than the directory says.
            done(sizeBytes > entry.sizeBytes ? tooLong(entry) : null, chunk);
        },
    });
    const input = node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream(file, (0,_github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .contentRange */ .Tq)(fd, entry));
    const output = node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream(temporary, { flags: 'wx' });
    try {
        if (entry.isDeflated)
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(input, (0,node_zlib__WEBPACK_IMPORTED_MODULE_6__.createInflateRaw)(), meter, output, { signal });
        else
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(input, meter, output, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        const isZlibs = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
        throw isZlibs
            ? new _github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .ZipProblem */ .ns('broken', `${JSON.stringify(entry.path)} cannot be expanded: ${error.message}`)
            : error;
    }
    (0,_github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .checkContent */ .aG)(entry, sizeBytes, checksum);
}
function tooLong({ path, sizeBytes }) {
    return new _github_zip_js__WEBPACK_IMPORTED_MODULE_9__/* .ZipProblem */ .ns('broken', `${JSON.stringify(path)} has more than the ${String(sizeBytes)} bytes that the archive declares`);
}


/***/ }),

/***/ 98506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CL: () => (/* binding */ readStored),
/* harmony export */   TM: () => (/* binding */ secondsOf),
/* harmony export */   Uj: () => (/* binding */ readKnown),
/* harmony export */   VM: () => (/* binding */ assignFolders),
/* harmony export */   g6: () => (/* binding */ RECORDS_FOLDER),
/* harmony export */   l5: () => (/* binding */ stateRows),
/* harmony export */   oV: () => (/* binding */ isFileName),
/* harmony export */   qB: () => (/* binding */ artifactOf),
/* harmony export */   xY: () => (/* binding */ plainEntry),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77934);
/** Where artifacts lie in a snapshot. */

/**
 * Where artifacts lie in a snapshot:
 *
 *     .artifacts/<id>.json     what the server says about each
 *     <name>/...               its files, where a run has one artifact of that name (the newest, after a rerun)
 *     <name>-<id>/...          its files otherwise, and wherever artifacts of several runs are kept
 *
 * A restore therefore produces the layout of download-artifact. State rows:
 *
 *     artifact/<id>            the same facts and in which form it was stored, for the next backup and for publishing
 *     artifacts/list           how far the list of a repository was looked at (Sweep)
 *     artifacts/pending/<id>   the facts of one that is not stored yet, and how often that was tried
 */
const RECORDS_FOLDER = '.artifacts';
const STATE_PREFIX = 'artifact/';
const LIST_KEY = 'artifacts/list';
const PENDING_PREFIX = 'artifacts/pending/';
const text = valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP());
const recordSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    id: valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeInteger */ .Y2b()),
    name: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    folder: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    sizeBytes: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    digest: text,
    createdAt: text,
    expiresAt: text,
    run: valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ id: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), branch: text, commit: text })),
});
const storedSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    ...recordSchema.entries,
    form: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['files', 'file', 'archive']),
    sha256: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
});
const pendingSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ ...recordSchema.entries, tries: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() });
const sweepSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ newest: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), oldest: valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()), page: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() });
function recordOf(artifact, folder) {
    const { id, name, sizeBytes, digest, createdAt, expiresAt, run } = artifact;
    return {
        id,
        name,
        folder,
        sizeBytes,
        digest: digest ?? null,
        createdAt: createdAt ?? null,
        expiresAt: expiresAt ?? null,
        run: run === undefined ? null : { id: run.id, branch: run.branch ?? null, commit: run.commit ?? null },
    };
}
/** What a record says, as the server would. */
function artifactOf(record, now) {
    const { id, name, sizeBytes, digest, createdAt, expiresAt, run } = record;
    return {
        ...{ id, name, sizeBytes, digest: digest ?? undefined, createdAt: createdAt ?? undefined },
        expiresAt: expiresAt ?? undefined,
        isExpired: expiresAt !== null && Date.parse(expiresAt) < now.getTime(),
        run: run === null ? undefined : { id: run.id, branch: run.branch ?? undefined, commit: run.commit ?? undefined },
    };
}
/** In key order. */
function stateRows({ stored, pending, sweep }) {
    const row = (key, value) => ({ key, value: Buffer.from(JSON.stringify(value)) });
    return [
        ...[...stored.values()].map((artifact) => row(stateKey(artifact.id), artifact)),
        ...(sweep === undefined ? [] : [row(Buffer.from(LIST_KEY), sweep)]),
        ...[...pending.values()].map((artifact) => row(stateKey(artifact.id, PENDING_PREFIX), artifact)),
    ].sort((a, b) => Buffer.compare(a.key, b.key));
}
function readKnown(view) {
    const stored = readStored(view?.state(STATE_PREFIX) ?? []);
    const pending = [...(view?.state(PENDING_PREFIX) ?? [])].flatMap(({ value }) => parsed(pendingSchema, value));
    const [sweep] = [...(view?.state(LIST_KEY) ?? [])].flatMap(({ value }) => parsed(sweepSchema, value));
    const byId = (list) => new Map(list.map((one) => [one.id, one]));
    return { stored: byId(stored), pending: byId(pending), sweep };
}
/** Rows of a vault are untrusted. Those of another form are skipped. */
function parsed(schema, value) {
    const result = valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qFJ(), schema), value.toString());
    return result.success ? [result.output] : [];
}
/** Rows of a vault are untrusted and checked. Rows of another form are skipped. */
function readStored(rows) {
    const found = [];
    for (const { key, value } of rows) {
        if (!key.toString('latin1').startsWith(STATE_PREFIX))
            continue;
        const parsed = valibot__WEBPACK_IMPORTED_MODULE_0__/* .safeParse */ .xLC(storedSchema, JSON.parse(value.toString()));
        if (parsed.success && key.equals(stateKey(parsed.output.id)))
            found.push(parsed.output);
    }
    return found;
}
function stateKey(id, prefix = STATE_PREFIX) {
    return Buffer.from(prefix + String(id).padStart(16, '0'));
}
/** The folder of each artifact, by id; each differs from all others, also without regard to case. */
function assignFolders(artifacts, ofSeveralRuns) {
    const folders = new Map();
    const taken = new Set([RECORDS_FOLDER]);
    for (const { id, name } of [...artifacts].sort((a, b) => b.id - a.id)) {
        const isPlain = isFileName(name);
        let folder = isPlain ? name : `artifact-${String(id)}`;
        if (isPlain && (ofSeveralRuns || taken.has(folder.toLowerCase())))
            folder = `${name}-${String(id)}`;
        while (taken.has(folder.toLowerCase()))
            folder += `-${String(id)}`;
        taken.add(folder.toLowerCase());
        folders.set(id, folder);
    }
    return folders;
}
const MAX_NAME_BYTES = 200;
/**
 * GitHub allows no other names. If a server sends others, their folders are named by number: upload-artifact, "invalid
 * characters".
 */
function isFileName(name) {
    const hasBad = /["*/:<>?\\|\u0000-\u001f\u007f\ufffd]|[. ]$/.test(name);
    return name !== '' && name !== '.' && name !== '..' && !hasBad && Buffer.byteLength(name) <= MAX_NAME_BYTES;
}
function plainEntry(path, type, facts = {}) {
    return {
        path: Buffer.from(path),
        type,
        mode: type === 'directory' ? 0o755 : 0o644,
        sizeBytes: 0,
        mtimeSeconds: 0,
        mtimeNanos: 0,
        target: Buffer.alloc(0),
        linkGroup: 0,
        ...facts,
    };
}
/** A time sent by a server, in seconds since 1970; 0 if it is invalid. */
function secondsOf(time) {
    const ms = Date.parse(time ?? '');
    return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000);
}


/***/ })

};
