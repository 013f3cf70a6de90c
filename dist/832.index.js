export const id = 832;
export const ids = [832];
export const modules = {

/***/ 14832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/aws/fetch.js
var fetch = __webpack_require__(5509);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/sources/source.js
var sources_source = __webpack_require__(46949);
// EXTERNAL MODULE: ./lib/limits.js
var limits = __webpack_require__(8207);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var snapshot_blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/pack.js
var pack = __webpack_require__(67331);
// EXTERNAL MODULE: ./lib/snapshot/root.js
var root = __webpack_require__(1834);
;// CONCATENATED MODULE: ./lib/snapshot/adopt.js






const MiB = 1024 * 1024;
/** Reading more than this back would cost more than storing it again. */
const ADOPT_MAX_BYTES = 1024 * MiB;
/**
 * Packs of interrupted runs of this series: of runs that began at a time for which there is no root, and young enough
 * that prune leaves them alone until this run is committed.
 */
function planAdoption(packs, series, roots, known, now) {
    const finished = new Set(roots.map((root) => root.id.slice(0, 16)));
    let bytes = 0;
    return [...packs].filter((object) => {
        const key = (0,keys/* parseBlobKey */.QK)(object.key);
        if (key?.series !== series || known.has(object.key) || finished.has(key.name.slice(0, 16)))
            return false;
        const began = (0,keys/* timeOfId */.I9)(key.name);
        // Whoever wrote it chose the time in its key; prune goes by S3's.
        const ageSeconds = (now.getTime() - Math.min(began.getTime(), object.lastModified.getTime())) / 1000;
        if (began > now || ageSeconds > limits/* LIMITS */.b.adoptMaxAgeSeconds || object.sizeBytes > limits/* LIMITS */.b.packMaxBytes)
            return false;
        bytes += object.sizeBytes;
        return bytes <= ADOPT_MAX_BYTES;
    });
}
/**
 * Reads packs whole, decodes every frame and hashes every fragment. One that is not what a pack should be is left alone.
 */
async function adoptPacks(store, candidates, emit, signal) {
    const adopted = [];
    for (const { key, etag } of candidates) {
        try {
            const { body } = await store.get(key, { signal });
            const frames = await (0,pack/* readPack */.wh)(key, body);
            adopted.push({ object: { key, sizeBytes: body.length, liveBytes: 0, etag: (0,root/* etagHint */.d8)(etag) }, frames });
        }
        catch (error) {
            if (!(0,snapshot_blobs/* isLoss */.Q)(error) && !(error instanceof errors/* HoldfastError */.Et && error.code === 'corrupt-map'))
                throw error;
            emit({
                type: 'notice',
                class: 'pack-not-adopted',
                message: `A pack of an interrupted run is not used: ${error.message}`,
            });
        }
    }
    return adopted;
}

// EXTERNAL MODULE: ./lib/snapshot/chunker.js
var snapshot_chunker = __webpack_require__(35706);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/commit.js
var commit = __webpack_require__(31687);
// EXTERNAL MODULE: ./lib/snapshot/fragment-writer.js + 1 modules
var fragment_writer = __webpack_require__(39039);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var map = __webpack_require__(63022);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/snapshot/marks.js
var marks = __webpack_require__(54710);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
;// CONCATENATED MODULE: ./lib/snapshot/parent.js






/**
 * The newest snapshot of the series that can be read, whose time can be trusted and that is not in quarantine, else of
 * the base.
 * @throws series-redefined if the series is a backup of something else
 */
async function openParent(options, roots, now) {
    const { store, base, signal } = options;
    const own = await newestReadable(options, roots);
    if (own !== undefined) {
        if (!options.redefine)
            checkDefinition(options, own.root);
        return own;
    }
    if (base === undefined)
        return undefined;
    const lent = await newestReadable(options, await (0,snapshots/* newestSnapshots */.q8)(store, base, 1, now, signal));
    // Another definition makes a base useless and not wrong: nothing of it is required.
    return lent !== undefined && isSameDefinition(options.source, lent.root) ? lent : undefined;
}
async function newestReadable({ store, emit, signal }, infos) {
    const oldest = infos.at(-1);
    if (oldest === undefined)
        return undefined;
    // Most often the newest is the one: it is read while the marks are listed.
    const newest = infos.find(({ timeTrusted }) => timeTrusted);
    const early = newest && (0,lib_async/* awaitedLater */.k)((0,snapshots/* readRoot */.XD)(store, newest, { signal }));
    // One request: only marks as new as these snapshots are listed.
    const quarantined = (0,marks/* quarantinedIds */.J5)(await (0,marks/* listMarks */.rD)(store, oldest.series, { from: oldest.id, signal }));
    for (const info of infos) {
        if (quarantined.has(info.id)) {
            emit({
                type: 'notice',
                class: 'quarantine-passed-over',
                message: `Snapshot ${info.id} is not built on: it is in quarantine.`,
            });
            continue;
        }
        if (!info.timeTrusted) {
            emit({
                type: 'warning',
                class: 'untrusted-time',
                message: `Snapshot ${info.id} is not built on: S3's time of it does not fit its name.`,
                why: 'It was written more than a day after its run began, or copied here.',
            });
            continue;
        }
        try {
            const root = await (info === newest && early ? early : (0,snapshots/* readRoot */.XD)(store, info, { signal }));
            const parent = parentOf(store, info, root, signal);
            await parent.load();
            return parent;
        }
        catch (error) {
            if (!(0,snapshot_blobs/* isLoss */.Q)(error) && !(error instanceof errors/* HoldfastError */.Et && DAMAGES.includes(error.code)))
                throw error;
            emit({
                type: 'warning',
                class: 'unreadable-snapshot',
                message: `Snapshot ${info.id} is not built on: ${(0,errors/* messageOf */.bD)(error)}`,
                fix: 'Find out what damaged it: older S3 versions of its objects may still be whole.',
            });
        }
    }
    return undefined;
}
const DAMAGES = ['corrupt-root', 'corrupt-map', 'corrupt-tree'];
function parentOf(store, info, root, signal) {
    const blobs = new snapshot_blobs/* BlobReader */.n(store, root.objects);
    let tables;
    let loaded;
    const load = async () => {
        const { map = [], tree = [], state = [] } = await (0,snapshots/* loadSections */.$1)(root, ['map', 'tree', 'state'], blobs, signal);
        loaded = { map, tree, state };
        return loaded;
    };
    return {
        info,
        root,
        blobs,
        seriesNames: [root.header.series, ...root.header.bases],
        load: () => (tables ??= load()),
        tables: () => loaded,
    };
}
function isSameDefinition(source, root) {
    const { kind, definition } = root.header.source;
    // Through JSON, since that is how the recorded one came back.
    return kind === source.kind && (0,external_node_util_.isDeepStrictEqual)(definition, JSON.parse(JSON.stringify(source.definition)));
}
function checkDefinition({ source, series, context }, root) {
    const { kind, definition } = root.header.source;
    const before = root.header.context['repositoryId'];
    const now = context['repositoryId'];
    // The other sources have the repository in their definition.
    if (source.kind === 'files' && before !== undefined && now !== undefined && before !== now) {
        throw new errors/* HoldfastError */.Et({
            code: 'series-redefined',
            message: `Series ${series} belongs to another repository.`,
            why: `Its newest snapshot ${root.id} was made by a workflow of the repository with id ${before}; this one has id ${now}. A repository that is made anew under an old name is another one.`,
            fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with this repository.',
        });
    }
    if (isSameDefinition(source, root))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'series-redefined',
        message: `Series ${series} is a backup of something else.`,
        why: `Its newest snapshot ${root.id} and this run differ in: ${differences({ source: kind, ...asRecord(definition) }, { source: source.kind, ...asRecord(source.definition) })}.`,
        fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with the new definition.',
    });
}
function asRecord(definition) {
    return typeof definition === 'object' && definition !== null ? { ...definition } : { definition };
}
/** `patterns (["**"] before, ["src/**"] now), root ("data" before, "." now)`. */
function differences(before, now) {
    const text = (value) => (value === undefined ? 'none' : JSON.stringify(value));
    return [...new Set([...Object.keys(before), ...Object.keys(now)])]
        .filter((name) => text(before[name]) !== text(now[name]))
        .map((name) => `${name} (${text(before[name])} before, ${text(now[name])} now)`)
        .join(', ');
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/snapshot/frame-memory.js
var frame_memory = __webpack_require__(77585);
// EXTERNAL MODULE: ./lib/snapshot/zstd.js
var zstd = __webpack_require__(42977);
;// CONCATENATED MODULE: ./lib/snapshot/read-worker.js







function fileOf(files, i) {
    const start = i === 0 ? 0 : files.pathEnds[i - 1];
    return {
        path: Buffer.from(files.paths.buffer, start, files.pathEnds[i] - start),
        sizeBytes: files.sizeBytes[i],
        mtimeMs: files.mtimeMs[i],
        known: files.hasKnown[i] === 1 ? files.known.subarray(i * columns/* HASH_BYTES */.FA, (i + 1) * columns/* HASH_BYTES */.FA) : undefined,
    };
}
const READ_STATUS = { read: 0, same: 1, vanished: 2, unreadable: 3 };
/** The memory of columns, to go along with a message: a copy left behind would wait for a collection of everything. */
function buffersOf(columns) {
    return Object.values(columns)
        .filter((column) => ArrayBuffer.isView(column))
        .map((column) => column.buffer);
}
const OPEN_FLAGS = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const WINDOWS_IN_FLIGHT = 2;
/** Fragments of one window as they are cut. */
class Window {
    number;
    memory;
    buffer;
    ids = [];
    borders = [];
    constructor(number, bytes) {
        this.number = number;
        this.memory = new SharedArrayBuffer(bytes);
        this.buffer = Buffer.from(this.memory);
    }
    get fragments() {
        return this.ids.length;
    }
    add(id, start, end) {
        this.ids.push(id);
        this.borders.push(start, end);
    }
    describe() {
        const ids = new Uint8Array(this.ids.length * columns/* HASH_BYTES */.FA);
        this.ids.forEach((id, i) => {
            ids.set(id, i * columns/* HASH_BYTES */.FA);
        });
        return { window: this.number, ids, borders: Uint32Array.from(this.borders) };
    }
    clear() {
        this.ids = [];
        this.borders = [];
    }
}
class ResultColumns {
    columns;
    constructor(files) {
        this.columns = {
            status: new Uint8Array(files),
            sizeBytes: new Float64Array(files),
            mtimeMs: new Float64Array(files).fill(NaN),
            sha256: new Uint8Array(files * columns/* HASH_BYTES */.FA),
            firstFragment: new Uint32Array(files),
            fragments: new Uint32Array(files),
            problems: {},
        };
    }
    set(i, result, firstFragment) {
        this.columns.status[i] = READ_STATUS[result.status];
        this.columns.sizeBytes[i] = result.sizeBytes;
        this.columns.mtimeMs[i] = result.mtimeMs ?? NaN;
        if (result.sha256 !== undefined)
            this.columns.sha256.set(result.sha256, i * columns/* HASH_BYTES */.FA);
        this.columns.firstFragment[i] = firstFragment;
        this.columns.fragments[i] = result.fragments ?? 0;
        if (result.problem !== undefined)
            this.columns.problems[i] = result.problem;
    }
}
class Reader {
    port;
    chunker;
    windowBytes;
    free;
    sent = [];
    wake;
    window;
    at = 0;
    job = 0;
    /** Fragments cut in this job so far. */
    fragments = 0;
    constructor(port, { chunker, windowBytes }) {
        this.port = port;
        this.chunker = chunker;
        this.windowBytes = windowBytes;
        // A window that ends in the middle of a file carries less than one largest fragment over into the next.
        this.free = Array.from({ length: WINDOWS_IN_FLIGHT }, (_, i) => new Window(i, windowBytes + chunker.maxBytes));
        const windows = this.free.map((window) => window.memory);
        port.postMessage({ type: 'memory', windows });
        this.window = this.free.pop();
    }
    onFree() {
        const window = this.sent.shift();
        window.clear();
        this.free.push(window);
        this.wake?.();
    }
    async run({ job, files }) {
        this.job = job;
        this.fragments = 0;
        const count = files.pathEnds.length;
        const results = new ResultColumns(count);
        for (let i = 0; i < count; i++) {
            const result = await this.readFile(fileOf(files, i));
            results.set(i, result, this.fragments - (result.fragments ?? 0));
        }
        if (this.window.fragments > 0)
            await this.nextWindow();
        const { columns } = results;
        this.port.postMessage({ type: 'done', job, results: columns }, buffersOf(columns));
        for (const memory of buffersOf(files))
            memory.transfer(0);
    }
    /** Sends the window and takes an empty one, waiting until there is one. */
    async nextWindow() {
        const full = this.window;
        this.sent.push(full);
        const described = full.describe();
        const message = { type: 'window', job: this.job, ...described };
        this.port.postMessage(message, [described.ids.buffer, described.borders.buffer]);
        while (this.free.length === 0)
            await new Promise((resolve) => (this.wake = resolve));
        this.window = this.free.pop();
        this.at = 0;
    }
    async readFile(file) {
        let fd;
        try {
            fd = (0,external_node_fs_.openSync)(file.path, OPEN_FLAGS);
        }
        catch (error) {
            return failure(error);
        }
        try {
            const first = await this.readOpen(fd, file);
            if (first !== undefined)
                return first;
            // It changed under the reader: once more, against what it is now.
            const now = (0,external_node_fs_.fstatSync)(fd);
            if (!now.isFile())
                return { status: 'vanished', sizeBytes: 0, problem: 'it is no regular file any more' };
            const again = { ...file, sizeBytes: now.size, mtimeMs: now.mtimeMs, known: undefined };
            const second = await this.readOpen(fd, again);
            if (second !== undefined)
                return { ...second, mtimeMs: now.mtimeMs };
            const last = await this.readLarge(fd, again);
            return { ...last, mtimeMs: (0,external_node_fs_.fstatSync)(fd).mtimeMs, problem: 'it changed again while it was read a second time' };
        }
        catch (error) {
            return failure(error);
        }
        finally {
            (0,external_node_fs_.closeSync)(fd);
        }
    }
    /** undefined if size or mtime do not fit at the end. */
    async readOpen(fd, file) {
        const result = file.sizeBytes <= this.windowBytes ? await this.readSmall(fd, file) : await this.readLarge(fd, file);
        if (result?.sizeBytes !== file.sizeBytes)
            return undefined;
        const { size, mtimeMs } = (0,external_node_fs_.fstatSync)(fd);
        return size === file.sizeBytes && Math.abs(mtimeMs - file.mtimeMs) < MTIME_TOLERANCE_MS ? result : undefined;
    }
    /** One read into the window; fails (undefined) if the file is longer or shorter by now. */
    async readSmall(fd, file) {
        const { sizeBytes, known } = file;
        if (this.at + sizeBytes + 1 > this.window.buffer.length)
            await this.nextWindow();
        const { buffer } = this.window;
        const start = this.at;
        let end = start;
        // One byte more is asked for, so that a file that grew is noticed.
        for (let got = -1; got !== 0 && end - start <= sizeBytes; end += got)
            got = (0,external_node_fs_.readSync)(fd, buffer, end, sizeBytes + 1 - (end - start), end - start);
        if (end - start !== sizeBytes)
            return undefined;
        const sha256 = (0,external_node_crypto_.hash)('sha256', buffer.subarray(start, end), 'buffer');
        if (known !== undefined && sha256.equals(known))
            return { status: 'same', sizeBytes };
        if (sizeBytes === 0)
            return { status: 'read', sizeBytes, sha256, fragments: 0 };
        this.at = end;
        const first = (0,snapshot_chunker/* cutLength */.bG)(buffer, start, end, this.chunker);
        if (first === sizeBytes) {
            this.addFragment(start, end, sha256);
            return { status: 'read', sizeBytes, sha256, fragments: 1 };
        }
        let fragments = 0;
        for (let from = start; from < end; fragments++) {
            const to = from === start ? start + first : from + (0,snapshot_chunker/* cutLength */.bG)(buffer, from, end, this.chunker);
            this.addFragment(from, to);
            from = to;
        }
        return { status: 'read', sizeBytes, sha256, fragments };
    }
    addFragment(start, end, id = (0,external_node_crypto_.hash)('sha256', this.window.buffer.subarray(start, end), 'buffer')) {
        this.window.add(id, start, end);
        this.fragments++;
    }
    /** A file of any length, window by window. */
    async readLarge(fd, { known }) {
        if (this.at > 0)
            await this.nextWindow();
        if (known !== undefined) {
            const { sha256, sizeBytes } = this.hashWhole(fd);
            if (sha256.equals(known))
                return { status: 'same', sizeBytes };
        }
        const whole = (0,external_node_crypto_.createHash)('sha256');
        const before = this.fragments;
        let position = 0;
        let pending = Buffer.alloc(0);
        for (let atEnd = false; !atEnd;) {
            if (this.at > 0)
                await this.nextWindow();
            const { buffer } = this.window;
            pending.copy(buffer);
            let end = pending.length;
            while (end < buffer.length && !atEnd) {
                const got = (0,external_node_fs_.readSync)(fd, buffer, end, buffer.length - end, position);
                whole.update(buffer.subarray(end, end + got));
                position += got;
                end += got;
                atEnd = got === 0;
            }
            let from = 0;
            while (from < end && (atEnd || end - from >= this.chunker.maxBytes)) {
                const to = from + (0,snapshot_chunker/* cutLength */.bG)(buffer, from, end, this.chunker);
                this.addFragment(from, to);
                from = to;
            }
            // Copied out: the window goes on to be filled anew while this rest waits.
            pending = Buffer.from(buffer.subarray(from, end));
            this.at = end;
        }
        return { status: 'read', sizeBytes: position, sha256: whole.digest(), fragments: this.fragments - before };
    }
    hashWhole(fd) {
        const whole = (0,external_node_crypto_.createHash)('sha256');
        const scratch = this.window.buffer;
        let position = 0;
        for (;;) {
            const got = (0,external_node_fs_.readSync)(fd, scratch, 0, scratch.length, position);
            if (got === 0)
                return { sha256: whole.digest(), sizeBytes: position };
            whole.update(scratch.subarray(0, got));
            position += got;
        }
    }
}
/** lstat's nanoseconds and fstat's doubles differ in the last digits. */
const MTIME_TOLERANCE_MS = 0.001;
function failure(error) {
    const { code, message } = error;
    const gone = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
    return { status: gone ? 'vanished' : 'unreadable', sizeBytes: 0, problem: code ?? message };
}
/** Compresses, and decodes again what will be uploaded: nothing is stored that could not be read back. */
function encode({ frame, memory, capacityBytes, rawBytes, level }) {
    const { raw, encoded } = new frame_memory/* FrameMemory */.B(capacityBytes, memory);
    const content = raw.subarray(0, rawBytes);
    const stored = (0,zstd/* compressSync */.oS)(content, level);
    const decoded = (0,zstd/* decompressSync */.Rq)(stored, rawBytes, 'A frame that was just compressed');
    if (!decoded.equals(content))
        throw new Error('zstd gave other bytes back than it was given');
    const storedBytes = stored.copy(encoded);
    (0,zstd/* release */._r)(decoded);
    (0,zstd/* release */._r)(stored);
    return { type: 'encoded', frame, storedBytes };
}
function main(port) {
    const reader = new Reader(port, external_node_worker_threads_.workerData);
    let queue = Promise.resolve();
    port.on('message', (message) => {
        if (message.type === 'free')
            reader.onFree();
        else if (message.type === 'encode')
            port.postMessage(encode(message));
        else
            queue = queue.then(() => reader.run(message));
    });
}
if (external_node_worker_threads_.parentPort !== null)
    main(external_node_worker_threads_.parentPort);

;// CONCATENATED MODULE: ./lib/snapshot/reader.js


/** One reading thread; jobs run in the order in which they come. */
class ReadThread {
    worker;
    sink;
    jobs = [];
    encoding = new Map();
    windows = [];
    nextFrame = 0;
    inOrder = Promise.resolve();
    pendingFiles = 0;
    constructor(url, data, sink) {
        this.sink = sink;
        this.worker = new external_node_worker_threads_.Worker(url, { workerData: data });
        this.worker.on('message', (message) => {
            if (message.type === 'memory') {
                this.windows = message.windows.map((memory) => Buffer.from(memory));
                return;
            }
            if (message.type === 'encoded') {
                this.encoding.get(message.frame)?.resolve(message.storedBytes);
                this.encoding.delete(message.frame);
                return;
            }
            // One after the other: a window that waits for memory holds back what follows it.
            this.inOrder = this.inOrder
                .then(() => this.onMessage(message))
                .catch((error) => {
                this.fail(error);
            });
        });
        this.worker.on('error', (error) => {
            this.fail(error);
        });
    }
    read(job) {
        this.jobs.push(job);
        this.pendingFiles += job.files;
        this.worker.postMessage(job.request, buffersOf(job.request.files));
    }
    get pendingFrames() {
        return this.encoding.size;
    }
    encode({ shared, raw }, rawBytes, level) {
        const frame = this.nextFrame++;
        return new Promise((resolve, reject) => {
            this.encoding.set(frame, { resolve, reject });
            const message = {
                type: 'encode',
                frame,
                memory: shared,
                capacityBytes: raw.length,
                rawBytes,
                level,
            };
            this.worker.postMessage(message);
        });
    }
    async onMessage(message) {
        const job = this.jobs[0];
        if (job === undefined)
            return;
        if (message.type === 'done') {
            this.jobs.shift();
            this.pendingFiles -= job.files;
            job.resolve({ results: message.results, ids: Buffer.concat(job.ids) });
            return;
        }
        const ids = Buffer.from(message.ids.buffer);
        job.ids.push(ids);
        await this.sink.take(ids, message.borders, this.windows[message.window]);
        this.worker.postMessage({ type: 'free' });
    }
    /** Nothing waits for ever: what is under way fails with the thread. */
    fail(error) {
        for (const job of this.jobs.splice(0))
            job.reject(error);
        for (const frame of this.encoding.values())
            frame.reject(error);
        this.encoding.clear();
    }
    async close() {
        this.fail(new Error('the reader was closed'));
        await this.worker.terminate();
    }
}
/** Some threads that read files, cut and hash them, and compress frames (read-worker.ts). */
class ReaderPool {
    threads;
    nextJob = 0;
    constructor(url, threads, data, sink) {
        this.threads = Array.from({ length: threads }, () => new ReadThread(url, data, sink));
    }
    /** When this resolves the sink has taken all fragments of the files. */
    read(files) {
        const thread = this.threads.reduce((least, other) => (other.pendingFiles < least.pendingFiles ? other : least));
        return new Promise((resolve, reject) => {
            const request = { type: 'read', job: this.nextJob++, files };
            thread.read({ request, files: files.pathEnds.length, ids: [], resolve, reject });
        });
    }
    /** See `FragmentWriterOptions.encode`. */
    encode(memory, rawBytes, level) {
        const thread = this.threads.reduce((least, other) => (other.pendingFrames < least.pendingFrames ? other : least));
        return thread.encode(memory, rawBytes, level);
    }
    async close() {
        await Promise.all(this.threads.map((thread) => thread.close()));
    }
}

;// CONCATENATED MODULE: ./lib/snapshot/reuse.js







/** Below this share of a pack in use it is let go: its live fragments are stored afresh when they are read. */
const RETIRE_BELOW = 0.25;
/**
 * LISTs the packs of the series concerned and compares; a difference in ETag alone is settled by reading. Parts prove
 * themselves: the parent's tables were just read from them, every block checked by its hash. What is missing or wrong
 * counts as not there, so that its content is stored again.
 *
 * @param listed the LIST of these series' packs, if it is under way already
 */
async function proveObjects(store, seriesNames, parent, emit, signal, listed = listPacks(store, seriesNames, signal)) {
    const packs = await listed;
    const proved = new Map();
    for (const object of parent?.root.objects ?? []) {
        const found = packs.get(object.key);
        const isGood = parent?.blobs.current.has(object.key) === true ||
            (found !== undefined && (await isSameObject(store, object, found, signal)));
        if (isGood)
            proved.set(object.key, object);
        else
            emit({
                type: 'warning',
                class: 'object-lost',
                message: `${object.key}, which the parent snapshot needs, is missing, or not what it was.`,
                why: 'It was deleted or overwritten since that snapshot was made.',
                fix: 'Its content is stored again from the source as far as it is there. Find out who may delete in this vault.',
            });
    }
    return { proved, packs };
}
async function listPacks(store, seriesNames, signal) {
    const found = new Map();
    for (const series of seriesNames) {
        for await (const page of store.list((0,keys/* blobsPrefix */.j2)('packs', series), { signal })) {
            for (const object of page.objects)
                found.set(object.key, object);
        }
    }
    return found;
}
async function isSameObject(store, object, found, signal) {
    if (found.sizeBytes !== object.sizeBytes)
        return false;
    if ((0,root/* etagHint */.d8)(found.etag) === object.etag)
        return true;
    try {
        const { body } = await store.get(object.key, { signal });
        return (0,keys/* isNameOf */.b_)(object.key, body);
    }
    catch (error) {
        // Deleted since it was listed.
        if ((0,snapshot_blobs/* isLoss */.Q)(error))
            return false;
        throw error;
    }
}
/** Index of the parent's fragments that lie in proved packs; a frame picked by chance is read and checked. */
async function indexParent(mapSegments, proved, blobs, emit, signal) {
    const isThere = ({ frame }) => proved.has(frame.pack);
    const bad = await sampleFrame(mapSegments, isThere, blobs, signal);
    if (bad !== undefined) {
        proved.delete(bad);
        emit({
            type: 'warning',
            class: 'object-lost',
            message: `${bad}, which the parent snapshot needs, is damaged.`,
            why: 'It has the recorded size, and other bytes.',
            fix: 'Its content is stored again from the source as far as it is there. Find out who may write in this vault.',
        });
    }
    const index = new map/* FragmentIndex */.fw();
    for (const segment of mapSegments) {
        for (const found of (0,map/* mapFrames */.JP)(segment))
            if (isThere(found))
                index.add(found);
    }
    const retired = [...proved.values()]
        .filter((object) => object.liveBytes < object.sizeBytes * RETIRE_BELOW)
        .map((object) => object.key);
    return { index, retired: new Set(retired) };
}
/** Reads one frame, each with the same chance; gives the key of its pack if it is damaged. */
async function sampleFrame(mapSegments, isThere, blobs, signal) {
    let picked;
    let seen = 0;
    for (const segment of mapSegments) {
        for (const found of (0,map/* mapFrames */.JP)(segment))
            if (isThere(found) && (0,external_node_crypto_.randomInt)(++seen) === 0)
                picked = found;
    }
    if (picked === undefined)
        return undefined;
    const { frame, ids, lengths } = picked;
    const fallbacks = blobs.fallbacks.size;
    try {
        await blobs.read(frame.pack, frame.offset, frame.storedBytes, async (stored) => {
            (0,pack/* checkFragments */.UH)(await (0,zstd/* decompress */.mF)(stored, frame.rawBytes, frame.pack), ids, lengths, frame.pack);
        }, signal);
    }
    catch (error) {
        if ((0,snapshot_blobs/* isLoss */.Q)(error))
            return frame.pack;
        throw error;
    }
    // Another S3 version had the right bytes: the current one has not.
    return blobs.fallbacks.size > fallbacks ? frame.pack : undefined;
}
/** Marks which fragments a snapshot uses, and tells how much of each pack that is. */
class Usage {
    index;
    used;
    usedRawBytes = new Map();
    constructor(index) {
        this.index = index;
        this.used = new Uint8Array(index.size);
    }
    /** A row of the index. Fragments that this run stores itself need no accounting. */
    add(row) {
        if (this.index.isClaimed(row) || this.used[row] === 1)
            return;
        if (row >= this.used.length) {
            const larger = new Uint8Array(Math.max(this.index.size, this.used.length * 2));
            larger.set(this.used);
            this.used = larger;
        }
        this.used[row] = 1;
        const { frame, lengthBytes } = this.index.place(row);
        this.usedRawBytes.set(frame.pack, (this.usedRawBytes.get(frame.pack) ?? 0) + lengthBytes);
    }
    get packs() {
        return new Set(this.usedRawBytes.keys());
    }
    /** The pack as the new root names it, with the share of it in use. */
    describe(object) {
        const share = (this.usedRawBytes.get(object.key) ?? 0) / this.index.rawBytesOf(object.key);
        return { ...object, liveBytes: Math.round(object.sizeBytes * share) };
    }
}

// EXTERNAL MODULE: ./lib/snapshot/state.js
var state = __webpack_require__(6517);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
// EXTERNAL MODULE: ./lib/snapshot/table.js
var table = __webpack_require__(58624);
;// CONCATENATED MODULE: ./lib/snapshot/tree-writer.js








const tree_writer_MiB = 1024 * 1024;
/**
 * What one reading thread is given at a time. Few enough entries that most die young: those of 1,024 outlived the young
 * generation, and took 50 MB until a collection of everything.
 */
const JOB_BYTES = 2 * tree_writer_MiB;
const JOB_ENTRIES = 128;
function columnsOf(files) {
    const known = new Uint8Array(files.length * columns/* HASH_BYTES */.FA);
    let pathEnd = 0;
    const pathEnds = Uint32Array.from(files, (file) => (pathEnd += file.path.length));
    const paths = new Uint8Array(pathEnd);
    files.forEach((file, i) => {
        paths.set(file.path, pathEnds[i] - file.path.length);
        if (file.known !== undefined)
            known.set(file.known, i * columns/* HASH_BYTES */.FA);
    });
    return {
        paths,
        pathEnds,
        sizeBytes: Float64Array.from(files, (file) => file.sizeBytes),
        mtimeMs: Float64Array.from(files, (file) => file.mtimeMs),
        known,
        hasKnown: Uint8Array.from(files, (file) => (file.known === undefined ? 0 : 1)),
    };
}
/**
 * Entries of a source in, in path order; rows out that differ from the parent's tree. Both are sorted, so they are
 * merged as they come, and no run holds a tree in memory.
 */
class TreeWriter {
    options;
    before;
    next;
    changes = new table/* LevelWriter */.mx(snapshot_tree/* TREE */.Pr);
    job = { items: [], files: [], bytes: 0 };
    inFlight = [];
    gaps = [];
    counts = { files: 0, directories: 0, symlinks: 0, bytes: 0 };
    constructor(options) {
        this.options = options;
        this.before = options.before[Symbol.iterator]();
        this.next = this.before.next();
    }
    async add(entry) {
        this.skipTo(entry.path);
        const matches = this.next.done !== true && this.next.value.path.equals(entry.path);
        const before = matches ? this.next.value : undefined;
        if (matches)
            this.next = this.before.next();
        this.job.items.push({ entry, before, file: entry.content.kind === 'file' ? this.job.files.length : -1 });
        if (entry.content.kind === 'file') {
            this.job.files.push(this.readRequest(entry, entry.content.absolutePath, before));
            this.job.bytes += entry.sizeBytes;
        }
        else if (entry.content.kind === 'bytes') {
            this.job.bytes += entry.content.bytes.length;
        }
        if (this.job.bytes >= JOB_BYTES || this.job.items.length >= JOB_ENTRIES)
            await this.submit();
    }
    /** The rows that changed, with everything read and handed to the fragment writer. */
    async finish() {
        this.skipTo(undefined);
        await this.submit();
        while (this.inFlight.length > 0)
            await this.settleOldest();
        return this.changes.finish();
    }
    /** Rows of the parent before `path` (all of them without) have no entry any more. */
    skipTo(path) {
        while (this.next.done !== true && (path === undefined || Buffer.compare(this.next.value.path, path) < 0)) {
            this.job.items.push({ gone: this.next.value.path });
            this.next = this.before.next();
        }
    }
    readRequest(entry, path, before) {
        const comparable = before?.type === 'file' && before.sizeBytes === entry.sizeBytes && this.isReusable(before);
        return {
            path,
            sizeBytes: entry.sizeBytes,
            mtimeMs: entry.mtimeSeconds * 1000 + entry.mtimeNanos / 1e6,
            known: comparable ? before.sha256 : undefined,
        };
    }
    /** All fragments are there, and as long together as the file: a parent's row is not believed further than that. */
    isReusable({ fragments: ids, sizeBytes }) {
        const { index, fragments } = this.options;
        let bytes = 0;
        for (let at = 0; at < ids.length; at += columns/* HASH_BYTES */.FA) {
            const row = index.find(ids, at);
            if (!fragments.isReusable(row))
                return false;
            bytes += index.lengthOf(row);
        }
        return bytes === sizeBytes;
    }
    async submit() {
        const { job } = this;
        if (job.items.length === 0)
            return;
        this.job = { items: [], files: [], bytes: 0 };
        const read = job.files.length === 0 ? Promise.resolve(undefined) : this.options.pool.read(columnsOf(job.files));
        this.inFlight.push({ job, read: (0,lib_async/* awaitedLater */.k)(read) });
        while (this.inFlight.length > this.options.jobsInFlight)
            await this.settleOldest();
    }
    async settleOldest() {
        const oldest = this.inFlight.shift();
        if (oldest === undefined)
            return;
        const result = await oldest.read;
        for (const item of oldest.job.items) {
            if ('gone' in item)
                this.changes.push((0,snapshot_tree/* treeTombstone */.gl)(item.gone));
            else
                await this.settle(item.entry, item.before, result, item.file);
        }
        this.options.onProgress(oldest.job.items.length, oldest.job.bytes);
    }
    async settle(entry, before, result, file) {
        const stored = await this.contentOf(entry, before, result, file);
        if (entry.content.kind === 'file' && entry.content.temporary === true)
            (0,external_node_fs_.rmSync)(entry.content.absolutePath, { force: true });
        if (stored === undefined) {
            if (before !== undefined)
                this.changes.push((0,snapshot_tree/* treeTombstone */.gl)(entry.path));
            return;
        }
        this.count(stored);
        for (let at = 0; at < stored.fragments.length; at += columns/* HASH_BYTES */.FA)
            this.use(stored.fragments, at);
        const row = before !== undefined && this.options.mtime === 'keep-equal' ? withTimeOf(stored, before) : stored;
        if (before === undefined || !isSameEntry(row, before))
            this.changes.push((0,snapshot_tree/* treeRow */.$I)(row));
    }
    /** A snapshot never names a fragment that it has no place for. */
    use(ids, at) {
        const row = this.options.index.find(ids, at);
        if (row < 0)
            throw new Error('a tree entry names a fragment that is in no pack');
        this.options.usage.add(row);
    }
    async contentOf(entry, before, result, file) {
        const none = Buffer.alloc(0);
        switch (entry.content.kind) {
            case 'none':
                return { ...entry, sha256: none, fragments: none };
            case 'bytes':
                return { ...entry, ...(await this.storeBytes(entry.content.bytes)) };
            case 'carry':
                return this.carry(entry, before);
            case 'file':
                return this.readOutcome(entry, before, result, file);
        }
    }
    carry(entry, before) {
        const { index } = this.options;
        const isThere = before !== undefined && everyId(before.fragments, (ids, at) => index.find(ids, at) >= 0);
        if (isThere)
            return before;
        this.gap('failed', entry.path, 'the parent snapshot does not hold its content any more');
        return undefined;
    }
    readOutcome(entry, before, { results, ids }, i) {
        const problem = results.problems[i];
        const status = results.status[i];
        if (status === READ_STATUS.vanished || status === READ_STATUS.unreadable) {
            this.gap(status === READ_STATUS.vanished ? 'vanished' : 'unreadable', entry.path, problem ?? '');
            return undefined;
        }
        if (status === READ_STATUS.same)
            return { ...entry, sha256: before?.sha256, fragments: before?.fragments };
        if (problem !== undefined)
            this.gap('changed', entry.path, problem);
        const first = results.firstFragment[i];
        const end = first + results.fragments[i];
        return {
            ...entry,
            ...timeOf(entry, results.mtimeMs[i]),
            sizeBytes: results.sizeBytes[i],
            sha256: Buffer.from(results.sha256.buffer, i * columns/* HASH_BYTES */.FA, columns/* HASH_BYTES */.FA),
            fragments: ids.subarray(first * columns/* HASH_BYTES */.FA, end * columns/* HASH_BYTES */.FA),
        };
    }
    async storeBytes(bytes) {
        const ids = [];
        const borders = [];
        for (let at = 0; at < bytes.length;) {
            const end = at + (0,snapshot_chunker/* cutLength */.bG)(bytes, at, bytes.length, this.options.chunker);
            ids.push((0,external_node_crypto_.hash)('sha256', bytes.subarray(at, end), 'buffer'));
            borders.push(at, end);
            at = end;
        }
        const fragments = Buffer.concat(ids);
        await this.options.fragments.take(fragments, Uint32Array.from(borders), bytes);
        return { sizeBytes: bytes.length, sha256: (0,external_node_crypto_.hash)('sha256', bytes, 'buffer'), fragments };
    }
    gap(kind, path, reason) {
        this.gaps.push({ class: kind, path: path.toString(), reason });
    }
    count(entry) {
        if (entry.type === 'file')
            this.counts.files++;
        else if (entry.type === 'directory')
            this.counts.directories++;
        else
            this.counts.symlinks++;
        this.counts.bytes += entry.sizeBytes;
    }
}
function everyId(ids, test) {
    for (let at = 0; at < ids.length; at += columns/* HASH_BYTES */.FA)
        if (!test(ids, at))
            return false;
    return true;
}
/** The time that the file had when it was read at last; lstat's where that still holds. */
function timeOf(entry, mtimeMs) {
    if (Number.isNaN(mtimeMs))
        return entry;
    const mtimeSeconds = Math.floor(mtimeMs / 1000);
    return { mtimeSeconds, mtimeNanos: Math.min(999_999_999, Math.round((mtimeMs - mtimeSeconds * 1000) * 1e6)) };
}
/** A fresh checkout gives every file a new time: where the content is the same, the recorded time stays. */
function withTimeOf(entry, before) {
    const isSame = entry.type === before.type && entry.sha256.equals(before.sha256) && entry.target.equals(before.target);
    return isSame ? { ...entry, mtimeSeconds: before.mtimeSeconds, mtimeNanos: before.mtimeNanos } : entry;
}
function isSameEntry(a, b) {
    return (a.type === b.type &&
        a.mode === b.mode &&
        a.sizeBytes === b.sizeBytes &&
        a.mtimeSeconds === b.mtimeSeconds &&
        a.mtimeNanos === b.mtimeNanos &&
        a.linkGroup === b.linkGroup &&
        a.target.equals(b.target) &&
        a.sha256.equals(b.sha256) &&
        a.fragments.equals(b.fragments));
}

;// CONCATENATED MODULE: ./lib/snapshot/backup.js


















const backup_MiB = 1024 * 1024;
const WINDOW_BYTES = 2 * backup_MiB;
const MAX_THREADS = 4;
/** More than this ahead of S3's clock is no run that has just ended. */
const MAX_WAIT_MS = 5000;
const PROGRESS_EVERY_MS = 500;
/** Gaps beyond these are counted, and not listed one by one. */
const MAX_LISTED_GAPS = 10_000;
const MAX_HEADER_GAPS = 10;
/** One run: finds and proves a parent, reads the source, stores what is new, commits one snapshot. */
async function backUp(options) {
    const startedMs = performance.now();
    const run = await startRun(options);
    const open = await run.openSource();
    try {
        const written = await writeTree(options, run, open);
        options.emit({ type: 'phase', name: 'Commit' });
        return await commitRun(options, run, open, written, startedMs);
    }
    finally {
        await open.close();
    }
}
/**
 * S3's second, and a later one than the newest snapshot's: within one second ids are in no order, and the later run has
 * to be `latest`.
 */
async function beginOf({ store, now, wait }, roots) {
    const second = Math.floor((store.serverDate() ?? now()).getTime() / 1000) * 1000;
    const newest = roots.find((root) => root.timeTrusted)?.utc.getTime() ?? -Infinity;
    const waitMs = newest + 1000 - second;
    if (waitMs <= 0 || waitMs > MAX_WAIT_MS)
        return new Date(second);
    await wait?.(waitMs);
    return new Date(newest + 1000);
}
async function startRun(options) {
    const { store, source, series, base, emit, signal } = options;
    emit({ type: 'phase', name: 'Parent' });
    const roots = options.roots ?? (await (0,snapshots/* newestSnapshots */.q8)(store, series, 1, store.serverDate() ?? options.now(), signal));
    const utc = await beginOf(options, roots);
    const own = [series, ...(base === undefined ? [] : [base])];
    // Under way while the parent is read, which may name objects of further series.
    const listed = (0,lib_async/* awaitedLater */.k)(listPacks(store, own, signal));
    const parent = await openParent(options, roots, utc);
    emit({
        type: 'info',
        message: parent === undefined
            ? `Series ${series} has no snapshot to build on: everything is read and stored.`
            : `Building on snapshot ${parent.root.id} of series ${parent.info.series}.`,
    });
    const seriesNames = [...new Set([...own, ...(parent?.seriesNames ?? [])])];
    const known = seriesNames.length === own.length ? listed : undefined;
    const { proved, packs } = await proveObjects(store, seriesNames, parent, emit, signal, known);
    const loaded = await parent?.load();
    const blobs = parent?.blobs ?? new snapshot_blobs/* BlobReader */.n(store, []);
    const { index, retired } = await indexParent(loaded?.map.flat() ?? [], proved, blobs, emit, signal);
    const candidates = planAdoption(packs.values(), series, roots, new Set(parent?.root.objects.map((object) => object.key)), utc);
    const adopted = await adoptPacks(store, candidates, emit, signal);
    if (adopted.length > 0)
        emit({ type: 'info', message: `Using ${String(adopted.length)} packs of an interrupted run.` });
    for (const frames of adopted)
        for (const frame of frames.frames)
            index.add(frame);
    const view = parent && parentView(parent, index);
    const openSource = () => source.open({ parent: view, tempDir: options.tempDir, emit, signal });
    return { utc, parent, reuse: { proved, index, retired, packs }, adopted, openSource };
}
function parentView({ root, tables }, index) {
    return {
        id: root.id,
        *entries(prefix) {
            for (const entry of (0,snapshot_tree/* treeEntries */.re)(tables().tree, Buffer.from(prefix)))
                yield { entry, available: isAvailable(entry.fragments, index) };
        },
        state: (prefix) => (0,state/* stateRows */.l5)(tables().state, Buffer.from(prefix)),
    };
}
function isAvailable(fragments, index) {
    for (let at = 0; at < fragments.length; at += columns/* HASH_BYTES */.FA)
        if (index.find(fragments, at) < 0)
            return false;
    return true;
}
async function writeTree(options, { utc, parent, reuse, adopted }, open) {
    const { store, series, storageClass, emit, signal } = options;
    emit({ type: 'phase', name: 'Read and store' });
    const { index, retired } = reuse;
    const chunker = (0,snapshot_chunker/* inheritChunker */.s8)(parent?.root.header.chunker, open.totals.bytes ?? 0);
    const progress = progressOf(open, emit);
    const expectedBytes = parent === undefined && adopted.length === 0 ? open.totals.bytes : undefined;
    const fragments = new fragment_writer/* FragmentWriter */.w({
        store,
        series,
        utc,
        storageClass,
        signal,
        chunker,
        index,
        retired,
        expectedBytes,
        encode: (memory, rawBytes, level) => pool.encode(memory, rawBytes, level),
        onUpload: progress.uploaded,
    });
    const usage = new Usage(index);
    const threads = Math.min(MAX_THREADS, (0,external_node_os_.availableParallelism)());
    const pool = new ReaderPool(options.workerUrl, threads, { chunker, windowBytes: WINDOW_BYTES }, fragments);
    const onAbort = () => {
        fragments.fail(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    try {
        const before = parent === undefined ? [] : (0,snapshot_tree/* treeEntries */.re)(parent.tables().tree);
        const tree = new TreeWriter({
            before,
            index,
            fragments,
            usage,
            pool,
            jobsInFlight: threads * 2,
            chunker,
            mtime: options.mtime,
            onProgress: progress.read,
        });
        for await (const batch of open.entries()) {
            signal.throwIfAborted();
            for (const entry of batch)
                await tree.add(entry);
        }
        const changes = await tree.finish();
        const packs = await fragments.finish();
        progress.finish();
        return { changes, packs, usage, gaps: tree.gaps, counts: tree.counts, chunker };
    }
    finally {
        signal.removeEventListener('abort', onAbort);
        await pool.close();
    }
}
function progressOf({ totals }, emit) {
    let doneItems = 0;
    let doneBytes = 0;
    let uploadedBytes = 0;
    let lastMs = -Infinity;
    const tell = (atEnd) => {
        if (!atEnd && performance.now() - lastMs < PROGRESS_EVERY_MS)
            return;
        lastMs = performance.now();
        emit({
            type: 'progress',
            what: 'read',
            doneBytes,
            totalBytes: totals.bytes,
            doneItems,
            totalItems: totals.entries,
        });
        emit({
            type: 'progress',
            what: 'upload',
            doneBytes: uploadedBytes,
            totalBytes: undefined,
            doneItems: 0,
            totalItems: undefined,
        });
    };
    return {
        read: (entries, bytes) => {
            doneItems += entries;
            doneBytes += bytes;
            tell(false);
        },
        uploaded: (bytes) => {
            uploadedBytes += bytes;
            tell(false);
        },
        finish: () => {
            tell(true);
        },
    };
}
async function commitRun(options, run, open, written, startedMs) {
    const { store, series, signal } = options;
    const { parent, reuse } = run;
    const result = await open.finish();
    const gaps = [...written.gaps, ...result.gaps];
    const packs = usedPacks(run, written);
    const isUsed = new Set(packs.map((pack) => pack.key));
    const adopted = run.adopted.filter((pack) => isUsed.has(pack.object.key)).flatMap((pack) => pack.frames);
    const newMap = [...(0,map/* mapSegments */.Br)(adopted), ...written.packs.map];
    const before = parent?.tables() ?? { map: [], tree: [], state: [] };
    const committed = await (0,commit/* commit */.c)({
        store,
        series,
        utc: run.utc,
        packs,
        proved: reuse.proved,
        before,
        changes: {
            map: newMap,
            tree: written.changes,
            state: (0,state/* stateChanges */.LM)((0,state/* stateRows */.l5)(before.state), result.state),
        },
        header: (partBytes) => headerOf(options, run, open, written, result, gaps, written.packs.storedBytes + partBytes, isUsed),
        gaps: gaps.slice(0, MAX_LISTED_GAPS),
        // A machine that slept did not count the time: S3 did.
        elapsedSeconds: () => Math.max(performance.now() - startedMs, (store.serverDate()?.getTime() ?? 0) - run.utc.getTime()) / 1000,
        signal,
    });
    return {
        ...committed,
        parent: parent?.root.id,
        counts: written.counts,
        newBytes: written.packs.rawBytes,
        storedBytes: (committed.root.header.counts['storedBytes'] ?? 0) + committed.rootBytes,
        gaps,
        anomaly: result.anomaly,
    };
}
/** The packs that the snapshot needs: of the parent and of interrupted runs as far as they are used, and all new ones. */
function usedPacks({ reuse, adopted }, { usage, packs }) {
    const used = usage.packs;
    const old = [...reuse.proved.values(), ...adopted.map((pack) => pack.object)].filter((object) => used.has(object.key));
    return [...old.map((object) => usage.describe(object)), ...packs.objects];
}
function headerOf({ series, source, labels, context, mtime, base }, { utc, parent, adopted }, open, { counts, packs, gaps: readGaps, chunker }, result, gaps, storedBytes, isUsed) {
    const parts = partsOf(source, result, readGaps);
    const classes = Map.groupBy(gaps, (gap) => gap.class);
    return {
        features: { required: [], optional: [] },
        series,
        utc: (0,keys/* formatUtc */.ay)(utc),
        status: Object.values(parts).includes('partial') ? 'partial' : 'complete',
        parts,
        source: { kind: source.kind, definition: { ...source.definition }, identity: { ...open.identity } },
        context: { ...context },
        labels: [...labels],
        parents: parent === undefined ? [] : [{ series: parent.info.series, id: parent.root.id }],
        bases: [...new Set([...(parent?.seriesNames ?? []), ...(base === undefined ? [] : [base])])].filter((name) => name !== series),
        counts: { ...counts, newBytes: packs.rawBytes, storedBytes },
        gaps: Object.fromEntries([...classes].map(([name, list]) => [
            name,
            { count: list.length, first: list.slice(0, MAX_HEADER_GAPS).map(shortened) },
        ])),
        ...(result.anomaly !== undefined && { anomaly: result.anomaly }),
        chunker,
        mtime,
        adopted: adopted.map((pack) => pack.object.key).filter((key) => isUsed.has(key)),
    };
}
/** What the engine could not read itself makes the part partial in which it lies: the first folder, or all of the files. */
function partsOf(source, result, readGaps) {
    const parts = { ...result.parts };
    for (const { path, class: kind } of readGaps) {
        if (sources_source/* PARTIAL_GAPS */.O.includes(kind))
            parts[source.kind === 'files' ? 'files' : path.split('/', 1)[0]] = 'partial';
    }
    return parts;
}
/** The header has room for ten gaps a class, and a path may have 4,096 bytes. */
function shortened(gap) {
    const most = 80;
    return {
        ...gap,
        path: gap.path.length > most ? `${gap.path.slice(0, most)}...` : gap.path,
        reason: gap.reason.slice(0, most),
    };
}

// EXTERNAL MODULE: ./lib/sources/files/index.js + 6 modules
var files = __webpack_require__(37444);
;// CONCATENATED MODULE: ./lib/store/dry-run.js
/** The same store, in which every new object is said to be made, and every object to be deleted, and none is. */
function dryRunStore(store) {
    const made = new Set();
    return {
        ...store,
        putNew: async (key) => {
            const created = !made.has(key);
            made.add(key);
            return Promise.resolve({ created, etag: undefined, versionId: undefined });
        },
        markDeleted: async () => Promise.resolve(),
    };
}

// EXTERNAL MODULE: ./lib/store/preflight.js
var preflight = __webpack_require__(858);
// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(31138);
// EXTERNAL MODULE: ./lib/commands/repository-parts.js
var repository_parts = __webpack_require__(19171);
;// CONCATENATED MODULE: ./lib/commands/backup-repository.js




/** The repository that the inputs name, with the parts that they choose. Errors: `bad-input`. */
async function repositorySource(inputs, deps) {
    const { env, workingDir, surface } = deps;
    const chosen = (0,repository_parts/* chooseParts */.yf)(inputs.parts);
    const place = {
        repository: inputs.repository ?? env['GITHUB_REPOSITORY'] ?? '.',
        serverUrl: inputs.githubServerUrl ?? env['GITHUB_SERVER_URL'],
        allowLocal: surface === 'cli',
    };
    const otherParts = await metadataPart(place, chosen.metadata, inputs, deps);
    return (0,repository/* createRepositorySource */.kb)({
        ...place,
        token: inputs.githubToken,
        excludeRefs: inputs.excludeRefs,
        lfs: chosen.lfs,
        wiki: chosen.wiki,
        chosenParts: inputs.parts.toSorted(),
        anomalyShare: inputs.anomalyShare,
    }, { env, cwd: workingDir, otherParts });
}
/** GitHub's metadata, for what lies on its server. Without a token GitHub answers 60 requests an hour: too few. */
async function metadataPart(place, chosen, inputs, deps) {
    const at = chosen === false ? undefined : (0,repository/* githubAt */.z6)(place, deps.workingDir);
    const isAskedFor = chosen !== false && (chosen.include !== undefined || inputs.parts.includes('metadata'));
    if (chosen === false || at === undefined || inputs.githubToken === undefined) {
        if (isAskedFor)
            throw noMetadata(inputs.githubToken === undefined);
        return [];
    }
    const { createMetadataPart } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(482)]).then(__webpack_require__.bind(__webpack_require__, 28482));
    return [
        createMetadataPart({ ...at, ...chosen, token: inputs.githubToken }, { fetch: (0,fetch/* createFetch */.H)(deps.env), now: deps.now }),
    ];
}
function noMetadata(isTokenMissing) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'parts: metadata cannot be read here.',
        why: isTokenMissing
            ? 'There is no github-token, and without one GitHub answers a few requests an hour only.'
            : 'The repository does not lie on the GitHub server.',
        fix: 'Give a github-token and a repository of that server, or leave metadata out of parts.',
    });
}

// EXTERNAL MODULE: ./lib/commands/history.js
var commands_history = __webpack_require__(9702);
// EXTERNAL MODULE: ./lib/commands/temp-dir.js
var temp_dir = __webpack_require__(35940);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
// EXTERNAL MODULE: ./lib/commands/words.js
var words = __webpack_require__(17979);
;// CONCATENATED MODULE: ./lib/commands/backup.js
















/** Snapshots in the summary's chart. */
const HISTORY = 30;
/** Gaps of a class that are shown one by one. */
const SHOWN_GAPS = 20;
async function backup(inputs, deps) {
    const startedMs = performance.now();
    const source = await createSource(inputs, deps);
    deps.emit({ type: 'phase', name: 'Vault' });
    const opened = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    refuseUntrusted(opened.workflow, inputs.allowFork);
    // A dry run checks the configuration of the bucket too, and writes no probe into it.
    const storeOf = (vault) => (inputs.dryRun ? dryRunStore(vault.store) : vault.store);
    // Only reads: under way while the bucket is checked.
    const toWrite = (0,lib_async/* awaitedLater */.k)(vaultToWrite(opened, inputs, deps));
    await (0,preflight/* checkBucket */.L$)(opened.connection, storeOf(opened), { mode: inputs.bucketChecks, signal: deps.signal });
    const { vault, roots } = await toWrite;
    const { series, base } = (0,commands_vault/* plannedSeries */.cn)(vault);
    return (0,temp_dir/* withTempDir */.E)(deps, async (tempDir) => {
        const outcome = await backUp({
            store: storeOf(vault),
            source,
            series,
            roots,
            base,
            labels: inputs.labels,
            context: contextOf(vault.workflow),
            mtime: inputs.mtime,
            storageClass: inputs.storageClass,
            redefine: inputs.redefine,
            workerUrl: deps.workerUrl('read-worker'),
            tempDir,
            now: deps.now,
            wait: (ms) => (0,promises_.setTimeout)(ms, undefined, { signal: deps.signal }),
            emit: deps.emit,
            signal: deps.signal,
        });
        report(outcome, deps);
        const history = inputs.dryRun || isUnchanged(outcome) ? [] : await readHistory(vault, series, outcome, deps);
        return resultOf(inputs, series, outcome, history, performance.now() - startedMs);
    });
}
/** The vault, and the newest snapshots of the series to write: that of a former name, if the repository was renamed. */
async function vaultToWrite(vault, inputs, deps) {
    const { series, base } = (0,commands_vault/* plannedSeries */.cn)(vault);
    const newest = (name, { store } = vault) => (0,snapshots/* newestSnapshots */.q8)(store, name, 1, store.serverDate() ?? deps.now(), deps.signal);
    const roots = await newest(series);
    const isNew = roots.length === 0 && (base === undefined || (await newest(base)).length === 0);
    const name = isNew ? await (0,commands_vault/* formerName */.jA)(vault, inputs, deps) : undefined;
    if (name === undefined)
        return { vault, roots };
    const former = await (0,commands_vault/* openVault */.Z1)({ ...inputs, name }, deps);
    return { vault: former, roots: await newest((0,commands_vault/* plannedSeries */.cn)(former).series, former) };
}
async function createSource(inputs, deps) {
    const { env } = deps;
    if (inputs.source === 'artifacts') {
        const { createArtifactsSource } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(186), __webpack_require__.e(239)]).then(__webpack_require__.bind(__webpack_require__, 5239));
        return createArtifactsSource({
            repository: inputs.repository ?? env['GITHUB_REPOSITORY'],
            serverUrl: inputs.githubServerUrl,
            token: inputs.githubToken,
            patterns: inputs.artifacts,
            runId: inputs.runId,
            workflow: inputs.workflow,
            branch: inputs.branch,
            withUntrusted: inputs.artifactsOfPullRequests,
            ifNoFilesFound: inputs.ifNoFilesFound,
        }, { env, fetch: (0,fetch/* createFetch */.H)(env), now: deps.now });
    }
    if (inputs.source === 'files') {
        return (0,files/* createFilesSource */.Nq)({
            root: (0,external_node_path_.resolve)(deps.workingDir, inputs.root ?? '.'),
            patterns: inputs.path,
            exclude: inputs.exclude,
            ignoreFiles: inputs.ignoreFiles,
            excludeLargerThanBytes: inputs.excludeLargerThan,
            includeHidden: inputs.includeHiddenFiles,
            includeSecrets: inputs.includeSecrets,
            ifNoFilesFound: inputs.ifNoFilesFound,
            anomalyShare: inputs.anomalyShare,
        }, {
            workspace: deps.surface === 'action' ? deps.workingDir : env['GITHUB_WORKSPACE'],
            homeDir: env['HOME'] ?? (0,external_node_os_.homedir)(),
        });
    }
    return repositorySource(inputs, deps);
}
/** Runs that strangers can start do not write backups, unless the workflow's author says that they may. */
function refuseUntrusted(workflow, allowFork) {
    if (workflow === undefined || allowFork)
        return;
    const isTarget = workflow.event === 'pull_request_target';
    if (!workflow.isFork && !isTarget)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'untrusted-event',
        message: isTarget
            ? 'A run for pull_request_target does not write backups.'
            : 'A run for a pull request from a fork does not write backups.',
        why: 'Anyone can open a pull request, and its content would decide what is stored. GitHub gives such runs of pull_request no OIDC token either.',
        fix: 'Back up on push, schedule or workflow_dispatch. If this run may write all the same, set `allow-fork: true`.',
    });
}
function contextOf(workflow) {
    if (workflow === undefined)
        return {};
    const { event, ref, sha, repository, repositoryId, ownerId, runId, attempt, job, workflow: name } = workflow;
    return { event, ref, sha, repository, repositoryId, ownerId, runId, attempt, job, workflow: name };
}
/** Of the classes that the source has not told of itself. */
const GAP_TEXTS = {
    unreadable: 'Could not be read',
    failed: 'Could not be stored',
    vanished: 'Vanished before being read',
    changed: 'Changed again while being read a second time',
    unavailable: 'Not readable with this token',
    missing: 'Missing at the source',
};
const GAP_FIXES = {
    unavailable: 'The snapshot counts as complete without. To have it, give a github-token that may read it (docs/metadata.md); to leave it out, name it in parts with a ! before it.',
};
function report(outcome, { emit }) {
    for (const [kind, gaps] of Map.groupBy(outcome.gaps, (gap) => gap.class)) {
        const text = GAP_TEXTS[kind];
        if (text === undefined)
            continue;
        const shown = gaps.slice(0, SHOWN_GAPS).map(({ path, reason }) => `${path}: ${reason}`);
        const more = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more`] : [];
        emit({
            type: kind === 'vanished' ? 'notice' : 'warning',
            class: `gap-${kind}`,
            message: `${text}: ${(0,words/* counted */.h)(gaps.length, 'entry', 'entries')}.`,
            why: [...shown, ...more].join('\n'),
            fix: GAP_FIXES[kind],
        });
    }
    if (outcome.anomaly === undefined)
        return;
    emit({
        type: 'warning',
        class: 'anomaly',
        message: outcome.anomaly,
        why: 'It is stored all the same, flagged, and stops pruning of the series until it is acknowledged.',
    });
}
/** Nothing but the root was written: at most, paths are gone or renamed. The chart of the series is not read again for that: it would cost more than the run. */
function isUnchanged({ parent, storedBytes, rootBytes }) {
    return parent !== undefined && storedBytes === rootBytes;
}
async function readHistory(vault, series, { root }, deps) {
    if (deps.surface === 'cli')
        return [];
    const infos = await (0,snapshots/* newestSnapshots */.q8)(vault.store, series, HISTORY, deps.now(), deps.signal);
    const points = [];
    for await (const found of (0,snapshots/* readHeaders */.jB)(vault.store, infos.slice(0, HISTORY), deps.signal)) {
        if ('error' in found)
            continue;
        points.push((0,commands_history/* historyPoint */.j)(found, found.header));
    }
    return points.reverse().filter((point) => point.id <= root.id);
}
function resultOf(inputs, series, outcome, history, durationMs) {
    const { root, counts, gaps } = outcome;
    const { status } = root.header;
    const vaultBytes = root.objects.reduce((sum, object) => sum + object.sizeBytes, outcome.rootBytes);
    const outputs = {
        status,
        snapshot: inputs.dryRun ? '' : outcome.id,
        series,
        's3-version-id': outcome.versionId ?? '',
        digest: `sha256:${outcome.sha256}`,
        files: counts.files,
        bytes: counts.bytes,
        'new-bytes': outcome.newBytes,
        'stored-bytes': outcome.storedBytes,
        anomaly: outcome.anomaly !== undefined,
        'duration-ms': Math.round(durationMs),
    };
    return {
        status,
        outputs,
        tables: [tableOf(inputs, series, outcome, durationMs)],
        summary: {
            title: `${inputs.dryRun ? 'Dry run of the backup' : 'Backup'} of ${series}`,
            ...(isUnchanged(outcome) && {
                text: 'No content is new: only the record of the snapshot was written.',
            }),
            vaultBytes,
            history,
        },
        json: {
            ...outputs,
            dryRun: inputs.dryRun,
            parent: outcome.parent ?? null,
            parts: root.header.parts,
            counts: root.header.counts,
            vaultBytes,
            gaps,
            anomaly: outcome.anomaly ?? null,
        },
    };
}
function tableOf({ dryRun }, series, { id, root, parent, counts, newBytes, storedBytes }, durationMs) {
    const snapshot = dryRun ? '(dry run: nothing was written)' : id;
    const buildsOn = parent ?? 'nothing: a first backup';
    const { files, bytes } = counts;
    return {
        title: `${dryRun ? 'Dry run' : 'Snapshot'} of ${series}`,
        columns: {
            snapshot: 'text',
            status: 'text',
            'builds on': 'text',
            files: 'count',
            size: 'bytes',
            new: 'bytes',
            [dryRun ? 'would store' : 'stored']: 'bytes',
            took: 'duration',
        },
        rows: [[snapshot, root.header.status, buildsOn, files, bytes, newBytes, storedBytes, durationMs]],
    };
}


/***/ }),

/***/ 9702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ addedBytes),
/* harmony export */   j: () => (/* binding */ historyPoint)
/* harmony export */ });
/** What a snapshot added to the bucket: packs and parts, as its header says, and the root itself. */
function addedBytes(info, { counts }) {
    return (counts['storedBytes'] ?? 0) + info.sizeBytes;
}
function historyPoint(info, header) {
    const { status, counts } = header;
    return {
        id: info.id,
        time: info.utc,
        status,
        files: counts['files'] ?? 0,
        bytes: counts['bytes'] ?? 0,
        storedBytes: addedBytes(info, header),
    };
}


/***/ }),

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


/***/ })

};
