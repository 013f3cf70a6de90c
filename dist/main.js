import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 38321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 46466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 57483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TC: () => (/* binding */ holdfastCommand),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   x2: () => (/* binding */ brokenCommand)
/* harmony export */ });
/** Commands for users to copy: `holdfast restore --bucket acme-backups --path ./restored`. */
/** @param flags further flags by name; one without a value is a switch */
function holdfastCommand(mode, { bucket, prefix, region, endpointUrl, forcePathStyle }, flags) {
    const all = {
        bucket,
        prefix: prefix || undefined,
        'endpoint-url': endpointUrl,
        'aws-region': region,
        'force-path-style': forcePathStyle === true ? true : undefined,
        ...flags,
    };
    const words = Object.entries(all).flatMap(([name, value]) => {
        if (value === undefined)
            return [];
        if (value === true)
            return [`--${name}`];
        // What begins with a hyphen would be taken for a flag.
        return [`--${name}${value.startsWith('-') ? '=' : ' '}${quoted(value)}`];
    });
    return ['holdfast', mode, ...words].join(' ');
}
/** As a POSIX shell reads it back, and zsh, which takes `=name` for the path of a program. */
function quoted(text) {
    return /^(?!=)[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
/** The command in lines of that width, as far as its flags allow, which a shell reads as one. */
function brokenCommand(command, widthMax) {
    const lines = [];
    for (const part of command.split(/ (?=--)/)) {
        const last = lines.at(-1);
        // Room for the space and the backslash that may follow.
        if (last !== undefined && last.length + 1 + part.length + 2 <= widthMax)
            lines[lines.length - 1] = `${last} ${part}`;
        else
            lines.push(last === undefined ? part : `  ${part}`);
    }
    return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}


/***/ }),

/***/ 17594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ HoldfastError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dc: () => (/* binding */ EXIT),
/* harmony export */   ev: () => (/* binding */ isNamed)
/* harmony export */ });
/**
 * CLI exit codes, documented in docs/command-line.md: 0 done, 1 failed, 2 bad input, 3 committed but partial, 4 done but its
 * result could not be written; 128 and its number where a signal cancelled it: 130 SIGINT (Ctrl-C), 143 SIGTERM.
 */
const EXIT = { ok: 0, failed: 1, badInput: 2, partial: 3, outputLost: 4 };
/** The only error class that is meant for users; anything else that surfaces is a bug. */
class HoldfastError extends Error {
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
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 50453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T3: () => (/* binding */ GiB),
/* harmony export */   b1: () => (/* binding */ LIMITS),
/* harmony export */   lv: () => (/* binding */ MiB),
/* harmony export */   ty: () => (/* binding */ KiB)
/* harmony export */ });
/* unused harmony export checkLimits */
/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
const LIMITS = {
    /** B: the longest backup allowed. A root is never written later than this after the run began. */
    backupMaxSeconds: 24 * HOUR,
    /** G: how long prune does not touch anything new or newly deleted. */
    graceSeconds: 72 * HOUR,
    /** L: the shortest life of a noncurrent S3 version that a lifecycle rule may give. */
    noncurrentMinSeconds: 30 * DAY,
    /** P: the longest time from an interrupted prune to the next one, which undoes wrong marks. */
    pruneIntervalSeconds: 7 * DAY,
    /** Retention removes no younger snapshot, whatever the rules; in series of pull requests G is enough. */
    retentionFloorSeconds: 30 * DAY,
    /** How far a root's LastModified may lie before its own time (clock granularity of providers). */
    clockSkewSeconds: 5 * 60,
    /**
     * Packs of unfinished runs are adopted up to this age: (G - B) / 2, so that they are younger than G at the commit.
     */
    adoptMaxAgeSeconds: 24 * HOUR,
    /** Stored bytes of packs that one run adopts: reading back more would cost more than storing it again. */
    adoptMaxBytes: 1024 * MiB,
    /** The same bytes decoded, by what the packs' tables of contents say. */
    adoptMaxRawBytes: 2048 * MiB,
    adoptMaxPacks: 256,
    adoptMaxFragments: 2 ** 21,
    /** Journals of interrupted sealed runs that one run reads, together. */
    adoptMaxJournalBytes: 128 * MiB,
    /** A pack, with its table of contents, is never larger; always one PUT. */
    packMaxBytes: 32 * MiB,
    /** All frames of a pack, decoded. */
    packMaxRawBytes: 512 * MiB,
    packMaxFrames: 4096,
    /** Raw bytes of one zstd frame of fragments. */
    frameMaxBytes: 8 * MiB,
    /** How far back a zstd frame may refer, and with that the memory that its decoder takes beyond its output. */
    windowMaxBytes: 8 * MiB,
    /** A fragment is never larger. */
    fragmentMaxBytes: 4 * MiB,
    /** A raw (decoded) table segment is never larger. */
    segmentMaxBytes: 64 * MiB,
    segmentMaxRows: 2 ** 20,
    segmentMaxColumns: 64,
    /** A decoded block that more than one segment is cut from: it is decoded again when tables are read side by side. */
    sharedBlockMaxBytes: 8 * MiB,
    /** Levels of one table. */
    tableMaxLevels: 64,
    /** Rows of the tree or of the state, in all levels. */
    tableMaxRows: 2 ** 22,
    /** Rows of the map: rows of packs that are no longer needed stay until a merge. */
    mapMaxRows: 2 ** 23,
    /** Segments of all tables of a snapshot. */
    snapshotMaxSegments: 4096,
    snapshotMaxBlocks: 4096,
    /** All blocks of a snapshot, decoded. */
    snapshotMaxTableBytes: 1024 * MiB,
    /** Packs and parts that a snapshot needs. */
    snapshotMaxObjects: 2 ** 18,
    /** The stored header frame of a root. */
    rootHeaderMaxBytes: 16 * KiB,
    /** A whole root. */
    rootMaxBytes: 64 * MiB,
    /** All frames of a root, decoded. */
    rootMaxRawBytes: 128 * MiB,
    /** Values in one JSON document of a root or in the head of a segment; lists and objects count too. */
    jsonMaxValues: 2 ** 21,
    markMaxBytes: 64 * KiB,
    /** A document below v1/keys/. */
    keysMaxBytes: 64 * KiB,
    /** People to whom it is sealed. */
    keysMaxRecipients: 20,
    /** A document of a mode's state, decoded. */
    stateMaxBytes: 256 * MiB,
    /** A document below v1/vault/, and how many there may be. */
    vaultDocumentMaxBytes: 64 * KiB,
    vaultMaxDocuments: 16,
    /** One range GET of this many bytes is enough to list a root. */
    rootPrefixBytes: 64 * KiB,
    /** Keys of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
    keyMaxBytes: 1024,
    seriesMaxChars: 200,
};
/** What must hold between them, each with the sentence that says so. */
const RELATIONS = [
    // Without these prune could lose data: see docs/safety.md.
    ['need B <= G', ({ backupMaxSeconds: B, graceSeconds: G }) => B <= G],
    ['need A <= (G - B) / 2', ({ adoptMaxAgeSeconds: A, backupMaxSeconds: B, graceSeconds: G }) => A <= (G - B) / 2],
    ['need L > G + P', ({ noncurrentMinSeconds: L, graceSeconds: G, pruneIntervalSeconds: P }) => L > G + P],
    ['need floor >= G', ({ retentionFloorSeconds, graceSeconds: G }) => retentionFloorSeconds >= G],
    // What a writer fills up to one limit must fit the others.
    ['need a fragment in a frame', (limits) => limits.fragmentMaxBytes <= limits.frameMaxBytes],
    ['need a frame in a pack', (limits) => limits.frameMaxBytes < limits.packMaxBytes],
    ['need a full pack to be adopted', (limits) => limits.packMaxRawBytes <= limits.adoptMaxRawBytes],
    [
        'need a full pack in packMaxFrames',
        (limits) => limits.packMaxRawBytes <= limits.packMaxFrames * limits.frameMaxBytes,
    ],
    ['need a shared block in a segment', (limits) => limits.sharedBlockMaxBytes <= limits.segmentMaxBytes],
    ['need a segment in the tables', (limits) => limits.segmentMaxBytes <= limits.snapshotMaxTableBytes],
    ['need a segment in a table', (limits) => limits.segmentMaxRows <= limits.tableMaxRows],
    ['need a row a fragment', (limits) => limits.tableMaxRows <= limits.mapMaxRows],
    ['need a segment a level', (limits) => limits.tableMaxLevels * 3 <= limits.snapshotMaxSegments],
    ['need a block a segment', (limits) => limits.snapshotMaxSegments <= limits.snapshotMaxBlocks],
    ['need four values an object', (limits) => limits.snapshotMaxObjects * 4 < limits.jsonMaxValues],
    ['need a document in a root', (limits) => limits.segmentMaxBytes <= limits.rootMaxRawBytes],
];
/** @throws if a relation between the limits does not hold */
function checkLimits(limits) {
    for (const [need, holds] of RELATIONS)
        if (!holds(limits))
            throw new Error(`limits.ts: ${need}`);
}
checkLimits(LIMITS);


/***/ }),

/***/ 11292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ writeAll),
/* harmony export */   z: () => (/* binding */ ResultOutput)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(77030);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(17594);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(44694);
/** Standard output for a result: each byte is written, or the failure is known. */





const BUSY_PAUSE_MS = 20;
/** Fails with `output-lost`. Its error is kept in `errored`; nobody needs to listen to it. */
class ResultOutput extends node_stream__WEBPACK_IMPORTED_MODULE_2__.Writable {
    #stream;
    constructor(stream) {
        super();
        this.#stream = stream;
        const known = () => undefined;
        this.on('error', known);
        // The callback of the write tells of it too.
        stream.on('error', known);
    }
    _write(chunk, _encoding, done) {
        const told = (error) => done(error == null ? null : outputLost(error));
        const { fd } = this.#stream;
        // For a file, Node's own stream treats a write that was cut short by a full disk as complete.
        if (fd !== undefined && !(this.#stream instanceof node_net__WEBPACK_IMPORTED_MODULE_1__.Socket))
            writeToFile(fd, chunk, told);
        else
            this.#stream.write(chunk, told);
    }
    /** Resolves once all is written, with the error if it was not. */
    async finish() {
        if (this.errored !== null)
            return this.errored;
        return new Promise((resolve) => {
            this.once('error', resolve);
            this.end(() => resolve(this.errored ?? undefined));
        });
    }
}
function writeToFile(fd, chunk, done) {
    let at = 0;
    const goOn = () => {
        try {
            while (at < chunk.length)
                at += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, chunk, at);
        }
        catch (error) {
            if ((0,_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .systemErrorCode */ .vq)(error) === 'EAGAIN')
                setTimeout(goOn, BUSY_PAUSE_MS);
            else
                done(error);
            return;
        }
        done();
    };
    goOn();
}
/** Resolves once the chunk is written. @throws the stream's error, or the signal's reason */
async function writeAll(output, chunk, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    output.write(chunk, (error) => (error == null ? resolve(undefined) : reject(error)));
    try {
        await promise;
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
function outputLost(cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et({
        code: 'output-lost',
        message: 'The result could not be written to standard output.',
        why: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause)}.`,
        fix: 'Make sure that its reader reads to the end, or that the disk has free space, and run it again. Writing to the vault was not affected.',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .EXIT */ .dc.outputLost,
        cause,
    });
}


/***/ }),

/***/ 44694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ linkTarget),
/* harmony export */   FO: () => (/* binding */ textBytes),
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   Gj: () => (/* binding */ unrepresentable),
/* harmony export */   Hv: () => (/* binding */ storedMode),
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   Vj: () => (/* binding */ printablePath),
/* harmony export */   XW: () => (/* binding */ nameFolding),
/* harmony export */   _6: () => (/* binding */ decodeUtf8),
/* harmony export */   b: () => (/* binding */ fileTimeOf),
/* harmony export */   c4: () => (/* binding */ isNotFound),
/* harmony export */   cJ: () => (/* binding */ ignoresCase),
/* harmony export */   gB: () => (/* binding */ toNativePath),
/* harmony export */   pV: () => (/* binding */ bytesText),
/* harmony export */   r8: () => (/* binding */ unrepresentableTarget),
/* harmony export */   vq: () => (/* binding */ systemErrorCode)
/* harmony export */ });
/* unused harmony export isCaseInsensitive */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/** What differs between Linux, macOS and Windows: names, paths and codes of system errors. */


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
/** `ENOENT` and the like, of an error that the system gave; undefined for any other. By shape: an error of another realm is no `Error`. */
function systemErrorCode(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}
/**
 * A path for messages: UTF-8 as it is, any other byte as `\xNN`. Control characters are kept: renderers escape them.
 */
function printablePath(bytes) {
    return bytesText(bytes).replace(LONE_BYTE, (one) => `\\x${byteOf(one).toString(16)}`);
}
/** A byte that is not UTF-8, as one half of a surrogate pair, which no valid text has. */
const LONE_BYTE = /[\udc80-\udcff]/gu;
const LONE_BYTE_BASE = 0xdc00;
function byteOf(lone) {
    return lone.charCodeAt(0) - LONE_BYTE_BASE;
}
/** Bytes as text that says all of them: each byte that is not UTF-8 is one character, a lone surrogate. */
function bytesText(bytes) {
    const text = decodeUtf8(bytes);
    if (text !== undefined)
        return text;
    let result = '';
    for (let at = 0; at < bytes.length;) {
        const length = [1, 2, 3, 4].find((n) => decodeUtf8(bytes.subarray(at, at + n)) !== undefined) ?? 0;
        result +=
            length === 0
                ? String.fromCharCode(LONE_BYTE_BASE + bytes[at])
                : bytes.toString('utf8', at, at + length);
        at += Math.max(length, 1);
    }
    return result;
}
/** The bytes that `bytesText` makes the text of. */
function textBytes(text) {
    const plain = text.split(LONE_BYTE);
    const lone = [...text.matchAll(LONE_BYTE)].map(([one]) => Buffer.of(byteOf(one)));
    return Buffer.concat(plain.flatMap((part, i) => [Buffer.from(part), lone[i] ?? Buffer.alloc(0)]));
}
/**
 * The native path of a tree path below a folder of this machine. On Windows the native form carries the prefix that
 * lifts the limit of 260 characters. The caller has refused paths that are `unrepresentable` or not relative.
 */
function toNativePath(root, pathBytes, platform = process.platform) {
    if (platform !== 'win32')
        return Buffer.concat([Buffer.from(root.endsWith('/') ? root : `${root}/`), pathBytes]);
    return Buffer.from(node_path__WEBPACK_IMPORTED_MODULE_1__.win32.toNamespacedPath(node_path__WEBPACK_IMPORTED_MODULE_1__.win32.join(root, pathBytes.toString('utf8'))));
}
/** Windows device names, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i;
const WINDOWS_FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/;
const NAME_MAX = 255;
const NAME_TOO_LONG = `a name in it is longer than ${NAME_MAX}`;
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
/** Checks bytes without decoding the names: a restore calls this for each path. */
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
/** Why no symbolic link of this platform leads to what is recorded as its target, or undefined if one can. */
function unrepresentableTarget(target, platform = process.platform) {
    if (target.length === 0 || target.includes(0))
        return 'it is a symbolic link to nothing that could be a path';
    if (platform !== 'win32')
        return undefined;
    if (decodeUtf8(target) === undefined)
        return 'it is a symbolic link to a path that is not valid UTF-8';
    return target.includes('\\')
        ? 'it is a symbolic link to a name with "\\", which separates names on Windows'
        : undefined;
}
/** The target of a symbolic link as stored in a tree: with `/` between names, also on Windows. */
function linkTarget(native, platform = process.platform) {
    const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(native, 'buffer');
    return platform === 'win32' ? Buffer.from(target.toString('utf8').replaceAll('\\', '/')) : target;
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
    const full = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(dir);
    const names = namesIn(full);
    for (const name of names) {
        const answer = foundInOtherCase(full, name, names);
        if (answer !== undefined)
            return answer;
    }
    const parent = node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(full);
    const answer = foundInOtherCase(parent, node_path__WEBPACK_IMPORTED_MODULE_1__.basename(full), parent === full ? [] : namesIn(parent));
    return answer ?? ignoresCase(platform);
}
/**
 * Folds names so that those become equal which this folder takes for one; undefined if it tells all of them apart. When
 * in doubt they are equal. NTFS compares code units; file systems of macOS compare what is normalised (NFC and NFD are
 * one).
 */
function nameFolding(dir, platform = process.platform) {
    if (isCaseInsensitive(dir, platform))
        return platform === 'win32' ? foldedUnits : foldedText;
    return platform === 'darwin' ? (name) => name.toString('utf8').normalize('NFC') : undefined;
}
function foldedText(name) {
    return name.toString('utf8').normalize('NFC').toUpperCase().toLowerCase();
}
/** Character by character, where that has a form of the same length in the other case: `ß` is not `SS`. */
function foldedUnits(name) {
    return Array.from(name.toString('utf8'), (one) => lower(upper(one))).join('');
}
function upper(one) {
    const other = one.toUpperCase();
    return other.length === one.length ? other : one;
}
function lower(one) {
    const other = one.toLowerCase();
    return other.length === one.length ? other : one;
}
/** None for a folder that this user may enter but not list. */
function namesIn(dir) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir);
    }
    catch (error) {
        if (isDenied(error))
            return [];
        throw error;
    }
}
/** undefined where the name proves nothing: no letters, another length in upper case, or both forms are there. */
function foundInOtherCase(dir, name, listed) {
    const upper = name.toUpperCase();
    const other = upper === name ? name.toLowerCase() : upper;
    if (other === name || other.length !== name.length || listed.includes(other))
        return undefined;
    try {
        const own = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(dir, name), { bigint: true, throwIfNoEntry: false });
        if (own === undefined)
            return undefined;
        const twin = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(dir, other), { bigint: true, throwIfNoEntry: false });
        return twin !== undefined && twin.ino === own.ino && twin.dev === own.dev;
    }
    catch (error) {
        if (isDenied(error))
            return undefined;
        throw error;
    }
}
/** Whether the system denies this user the operation. */
function isDenied(error) {
    return ['EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '');
}
/** Whether the system says that a path does not exist, or no longer exists. */
function isNotFound(error) {
    return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemErrorCode(error) ?? '');
}
/**
 * Whether what could not be opened is gone, or something else by now, and so no loss to a backup. Windows also says
 * "not found" of names that its folder goes on listing and that it cannot open, as some network file systems do
 * elsewhere.
 * @param error what the system said of it
 * @param type that it had; where it had none, anything that can be looked at is there
 */
function isGone(native, error, type) {
    if (!isNotFound(error))
        return false;
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(native);
        return type !== undefined && !(type === 'file' ? stats.isFile() : stats.isDirectory());
    }
    catch {
        return !isListed(native);
    }
}
/** By the folder that it lies in. Where that cannot be read, for being gone itself, nothing is listed. */
function isListed(native) {
    const start = Math.max(native.lastIndexOf(node_path__WEBPACK_IMPORTED_MODULE_1__.sep), native.lastIndexOf('/')) + 1;
    try {
        const name = native.toString('latin1', start);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(native.subarray(0, start), { encoding: 'latin1' }).includes(name);
    }
    catch (error) {
        return !isNotFound(error);
    }
}
const NANOS_PER_SECOND = 1000000000n;
/** Whole seconds since 1970, towards minus infinity, and nanoseconds since that second: never negative before 1970. */
function fileTimeOf(ns) {
    const nanos = ((ns % NANOS_PER_SECOND) + NANOS_PER_SECOND) % NANOS_PER_SECOND;
    return { seconds: Number((ns - nanos) / NANOS_PER_SECOND), nanos: Number(nanos) };
}
/**
 * Permission bits to store. Windows knows only "read-only", which Node shows as 0o444 or 0o666: stored as the usual
 * bits of such a file elsewhere, so that a restore on Linux is sensible.
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


/***/ }),

/***/ 23626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Iw: () => (/* binding */ pathFrom),
/* harmony export */   Iy: () => (/* binding */ temporaryFailure),
/* harmony export */   Pr: () => (/* binding */ meaningOf),
/* harmony export */   TH: () => (/* binding */ isOfThisMachine),
/* harmony export */   Tr: () => (/* binding */ explainSystemError),
/* harmony export */   Zc: () => (/* binding */ systemErrorIn),
/* harmony export */   iO: () => (/* binding */ temporaryFileFailure),
/* harmony export */   pI: () => (/* binding */ isSystemCode),
/* harmony export */   q6: () => (/* binding */ isLack)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(17594);
/** Failures of system calls as errors that a user can act on: what was being done to which file, why, what to do. */


/** No file descriptor or memory is free now, but may be soon. Says nothing about the file to be opened. */
const LACKS = ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'ERR_WORKER_INIT_FAILED'];
const ROWS = [
    {
        codes: ['EACCES', 'EPERM'],
        facts: { code: 'no-permission', fix: 'Run as a user with that right, or change the owner or the mode.' },
    },
    {
        codes: ['EROFS'],
        facts: { code: 'read-only', fix: 'Name a folder that can be written, or mount the file system so that it can be.' },
    },
    {
        codes: ['ENOSPC', 'EDQUOT', 'EFBIG'],
        facts: { code: 'disk-full', fix: 'Free space there (or raise the quota), and run it again.' },
    },
    {
        codes: ['EMFILE', 'ENFILE'],
        facts: {
            code: 'too-few-descriptors',
            fix: 'Let this process open more files (ulimit -n 1024, or LimitNOFILE= of its service), and run it again.',
        },
    },
    {
        codes: ['ENOMEM', 'EAGAIN', 'ERR_WORKER_INIT_FAILED', 'ERR_WORKER_OUT_OF_MEMORY'],
        facts: {
            code: 'out-of-resources',
            fix: 'Allow more memory and more threads (ulimit -u, the limits of the container or service), and run it again.',
        },
    },
    {
        codes: ['EIO'],
        facts: { code: 'io-error', fix: "Look for errors of the disk in the system's log, and run it again." },
    },
    {
        codes: [
            'ECONNRESET',
            'ECONNREFUSED',
            'EPIPE',
            'ETIMEDOUT',
            'EHOSTUNREACH',
            'ENETUNREACH',
            'ENOTFOUND',
            'EAI_AGAIN',
        ],
        facts: { code: 'network-failed', fix: 'Check the network of this machine, and run it again.' },
    },
];
/** Whether this machine is to blame for an error for users, and no server, source or target. */
function isOfThisMachine({ code }) {
    const own = [...ROWS.map(({ facts }) => facts.code), 'system-error', 'temp-folder'];
    return code !== 'network-failed' && own.includes(code);
}
/** The system error among an error and its causes; undefined without one. */
function systemErrorIn(error) {
    let at = error;
    // By shape: an error of another realm is no `Error`.
    for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++, at = at.cause)
        if (isSystemError(at))
            return at;
    return undefined;
}
function isSystemError(error) {
    const { code, syscall, errno } = error;
    if (typeof code !== 'string')
        return false;
    return code.startsWith('ERR_WORKER_') || (isSystemCode(code) && (syscall ?? errno) !== undefined);
}
/** Node's own codes, as of an argument of a wrong type, begin with ERR_: these are defects of a program. */
function isSystemCode(code) {
    return /^E[A-Z0-9_]+$/.test(code) && !code.startsWith('ERR_');
}
/** Explains `ENOSPC` and the like; undefined for a code without more information than its own message. */
function meaningOf(systemCode) {
    return ROWS.find(({ codes }) => codes.includes(systemCode))?.facts;
}
/** Whether descriptors, threads or memory ran out: waiting may help, and no file is to blame. */
function isLack(error) {
    return LACKS.includes(systemErrorIn(error)?.code ?? '');
}
/** When Node fails to load modules, also in a thread, its errors have only text. */
function unnamedLack(error) {
    if (!(error instanceof Error) || !/too many open files/i.test(error.message))
        return undefined;
    return Object.assign(error, { code: 'EMFILE', syscall: 'open' });
}
/** @returns undefined if no system call failed: then it is for the caller to say what it is */
function explainSystemError(error) {
    const found = systemErrorIn(error) ?? unnamedLack(error);
    if (found === undefined)
        return undefined;
    const { code, fix } = meaningOf(found.code) ?? {
        code: 'system-error',
        fix: 'Check what is at that path, and run it again.',
    };
    const what = found.syscall === undefined ? 'A thread could not be started' : `The system call ${found.syscall} failed`;
    const where = found.path === undefined ? '' : ` at ${JSON.stringify(found.path)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code, message: `${what}${where}.`, why: `${found.message}.`, fix, cause: error });
}
/**
 * Something that a run keeps for itself in the folder for temporary files cannot be used. The machine is to blame, and
 * neither a source nor a server, so it is never a gap of a snapshot.
 */
function temporaryFailure(what, why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'temp-folder',
        message: `The ${what}.`,
        why,
        fix: 'Let TMPDIR (in a workflow RUNNER_TEMP, on Windows TEMP) name a folder with free space that this user may write, on a disk without errors, in which no other program removes files.',
        cause,
    });
}
/**
 * The same, of what was thrown while a temporary file or folder of the run was used. What no system call has thrown is
 * handed back as it is.
 */
function temporaryFileFailure(path, cause) {
    if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
        return cause;
    const explained = explainSystemError(cause);
    // That nothing is free says nothing of the file.
    if (explained === undefined || isLack(cause))
        return explained ?? cause;
    const isFull = explained.code === 'disk-full';
    return temporaryFailure(`temporary file ${path} ${isFull ? 'has no room on its disk' : 'cannot be used'}`, (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause), cause);
}
/**
 * A path that may be relative to a folder; '' is a current folder that no longer exists.
 *
 * @throws no-working-folder
 */
function pathFrom(folder, path) {
    if (folder !== '' || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path))
        return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(folder, path);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'no-working-folder',
        message: `The current folder no longer exists, but the path ${JSON.stringify(path)} is relative to it.`,
        why: 'It was removed or replaced after this shell entered it.',
        fix: 'Change to a folder that exists, or give absolute paths.',
    });
}


/***/ }),

/***/ 58566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ agoText),
/* harmony export */   IN: () => (/* binding */ cutText),
/* harmony export */   Ku: () => (/* binding */ firstOf),
/* harmony export */   O6: () => (/* binding */ unescapedText),
/* harmony export */   P8: () => (/* binding */ visibleLine),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   jL: () => (/* binding */ typedPaths),
/* harmony export */   pS: () => (/* binding */ shownPath),
/* harmony export */   qy: () => (/* binding */ html)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(44694);
/** Text for people: counts, ages, and names whose control characters are shown as escapes. */

/** `1 snapshot`, `2,000 snapshots`; nouns whose plural is irregular come with it: `1 entry`, `2 entries`. */
function counted(count, noun, plural = `${noun}s`) {
    return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
const HOUR_MS = 3_600_000;
/** The first few of them: `a, b, and 3 more`. */
function firstOf(texts, most) {
    const more = texts.length > most ? `, and ${String(texts.length - most)} more` : '';
    return texts.slice(0, most).join(', ') + more;
}
/** At most so many UTF-16 units of a text, without half a character at the end. */
function cutText(text, maxChars) {
    return text.slice(0, /[\ud800-\udbff]/.test(text[maxChars - 1] ?? '') ? maxChars - 1 : maxChars);
}
/** `3 h ago`, `5 d ago`. */
function agoText(ageMs) {
    const hours = Math.floor(ageMs / HOUR_MS);
    if (hours < 1)
        return 'less than an hour ago';
    return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
// C0 and C1 controls without the line feed, DEL, line separators, and what Unicode lets be ignored: marks that reorder or hide text,
// letters that are blank, and tags and selectors, in which a text can hide that programs read. Not the selector of emoji, U+FE0F.
const INVISIBLE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]/g;
/** Control characters become visible (`\x1b`, `\u202e`); line feeds stay. `\x80` and above are bytes that are no text. */
function visible(text) {
    return text.toWellFormed().replace(INVISIBLE, (character) => character.split('').map(escapeOf).join(''));
}
function escapeOf(unit) {
    const code = unit.charCodeAt(0);
    return code < 0x80 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}
function hex(code, digits) {
    return code.toString(16).padStart(digits, '0');
}
/** As `visible`, on one line. */
function visibleLine(text) {
    return visible(text).replaceAll('\n', '\\n');
}
/** A path as lists show it, on one line: what is no visible text is an escape. */
function shownPath(path) {
    return visibleLine((0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .printablePath */ .Vj)(path));
}
/**
 * Text in which the escapes of shown names (`\n`, `\xNN` for a byte, `\uNNNN`) stand for what they say, bytes that are not
 * UTF-8 as `bytesText` has them. No escape stands for a NUL or a slash, which no name has.
 */
function unescapedText(shown) {
    return shown.replace(/(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
        if (escape === '\\n')
            return '\n';
        const digits = escape.slice(2);
        const text = /^\\x/i.test(escape)
            ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(Buffer.from(digits.replace(/\\x/gi, ''), 'hex'))
            : String.fromCharCode(Number.parseInt(digits, 16));
        return /[\0/]/.test(text) ? escape : text;
    });
}
/**
 * The texts by which mode cat finds a path, the best first: its name, where nothing in it would be taken for an escape, cut off as
 * space at an end, or not be visible; else its name with escapes for all that. Such a text means the path unless it is the name of
 * another one.
 */
function typedPaths(path) {
    const shown = shownPath(path);
    if (shown === shown.trim() && Buffer.from(shown).equals(path))
        return [shown];
    const parts = path.toString('latin1').split('\\');
    const typed = visible(parts.map((part) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .printablePath */ .Vj)(Buffer.from(part, 'latin1'))).join('\\x5c'))
        .replaceAll('\n', '\\x0a')
        .replace(/^\s+|\s+$/g, (space) => space.split('').map(escapeOf).join(''));
    return [typed, typed.replace(/\\x[0-9a-f]{2}|\\u[0-9a-f]{4}/g, (escape) => escape.toUpperCase())];
}
/** Text as HTML, for text and for attributes in quotes. What is not visible in it is for the caller to show (`visibleLine`). */
function html(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}


/***/ }),

/***/ 26413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this program; a test holds it equal to package.json's. */
const VERSION = '1.0.0';


/***/ }),

/***/ 56528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withTempDir),
/* harmony export */   j: () => (/* binding */ removeAbandoned)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(23626);
/** The temporary folder of a run: made for it, removed after it, and by a later run if this one is killed. */






/**
 * In a folder of its own, removed afterwards.
 *
 * @throws temp-folder, if it cannot be made, or has no room
 */
async function withTempDir(deps, work) {
    let tempDir;
    try {
        tempDir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(deps.tempRoot, prefixOf(process.pid)));
    }
    catch (error) {
        throw unusable(deps.tempRoot, error);
    }
    try {
        return await work(tempDir);
    }
    catch (error) {
        throw (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemErrorIn */ .Zc)(error)?.path?.startsWith(tempDir) === true ? unusable(deps.tempRoot, error) : error;
    }
    finally {
        remove(tempDir, deps);
    }
}
/**
 * A failed cleanup does not change the result of the run. Synchronous, since nothing else runs by then: of 38,000 files `rm`
 * takes four times the CPU time, for a way through the thread pool for each.
 */
function remove(tempDir, { emit }) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(tempDir, { recursive: true, force: true, maxRetries: 3 });
    }
    catch (error) {
        const message = `The temporary folder ${tempDir} could not be removed.`;
        emit({ type: 'notice', class: 'temp-folder-left', message, why: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error), fix: 'Remove it.' });
    }
}
function unusable(tempRoot, error) {
    const explained = (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .explainSystemError */ .Tr)(error);
    // That nothing is free says nothing of the folder.
    if (explained === undefined || (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .isLack */ .q6)(error))
        return explained ?? error;
    const isFull = explained.code === 'disk-full';
    const what = `folder for temporary files, ${tempRoot}, ${isFull ? 'is full' : 'cannot be used'}`;
    return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .temporaryFailure */ .Iy)(what, (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error), error);
}
/**
 * Of a name `holdfast-tmp-<process>-<its start>-<machine and namespace>-<random>`: the name alone says whose a folder
 * is, so that there is no moment in which a folder has no owner.
 */
const NAME = /^holdfast-tmp-(?<pid>\d{1,10})-(?<started>\d{1,20})-(?<place>[0-9a-f]{12})-[A-Za-z0-9]{6}$/;
/** No run takes so long. For folders of which it cannot be said whether their process lives. */
const ABANDONED_MS = 7 * 24 * 3600 * 1000;
function prefixOf(pid) {
    return `holdfast-tmp-${pid}-${startOf(pid) ?? '0'}-${placeOfProcesses()}-`;
}
/** When a process started, in ticks since the machine did (proc(5), field 22); undefined where there is no /proc. */
function startOf(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        return stat
            .slice(stat.lastIndexOf(')') + 2)
            .split(' ')
            .at(19);
    }
    catch {
        return undefined;
    }
}
/** The same for all processes that see each other's ids: one boot of one machine, and one namespace of it. */
function placeOfProcesses() {
    const read = (what) => {
        try {
            return what();
        }
        catch {
            return '';
        }
    };
    const boot = read(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/sys/kernel/random/boot_id', 'latin1'));
    const namespace = read(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid'));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${boot} ${namespace}`).digest('hex').slice(0, 12);
}
/**
 * Removes the temporary folders of runs that were killed: folders whose name has the form above, of this user, open to
 * nobody else, whose process has ended. Links are never followed. A folder that another machine or container has made
 * is removed once it is a week old. Failures leave a folder to the next run.
 */
function removeAbandoned(tempRoot, nowMs) {
    let names;
    try {
        names = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(tempRoot);
    }
    catch {
        return;
    }
    for (const name of names) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(tempRoot, name);
        if (!isAbandoned(name, path, nowMs))
            continue;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { recursive: true, force: true });
        }
        catch {
            // The next run tries again.
        }
    }
}
function isAbandoned(name, path, nowMs) {
    const { pid, started, place } = NAME.exec(name)?.groups ?? {};
    if (pid === undefined)
        return false;
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true)
        return false;
    if (process.getuid !== undefined && (stats.uid !== process.getuid() || (stats.mode & 0o077) !== 0))
        return false;
    if (place !== placeOfProcesses())
        return nowMs - stats.mtimeMs > ABANDONED_MS;
    return !isRunning(Number(pid), started ?? '');
}
/** A process of this id that started at another time is another one. */
function isRunning(pid, started) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemErrorIn */ .Zc)(error)?.code !== 'ESRCH';
    }
    const start = startOf(pid);
    return start === undefined || started === '0' || start === started;
}


/***/ }),

/***/ 11850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   lA: () => (/* binding */ acceptedBy)
/* harmony export */ });
const WRONG = { wrong: '' };
const KINDS = {
    text: { accepted: () => 'text', parse: (text, spec) => checked([text], spec, text) },
    lines: { accepted: () => 'one or more lines', parse: (text, spec) => parseList(text, /\r?\n/, spec) },
    list: { accepted: () => 'values separated by commas', parse: (text, spec) => parseList(text, /[\s,]+/, spec) },
    boolean: { accepted: () => 'true or false', parse: parseBoolean },
    integer: { accepted: (spec) => `a whole number from ${spec.min} to ${spec.max}`, parse: parseInteger },
    choice: { accepted: (spec) => listed(spec.choices ?? []), parse: parseChoice },
    size: { accepted: () => 'a size: a number and B, KB, MB, GB, KiB, MiB or GiB', parse: parseSize },
    duration: { accepted: () => 'a duration: a number and h, d or w', parse: parseDuration },
    share: { accepted: () => 'a share: 0 to 1, or 0 % to 100 %', parse: parseShare },
};
function acceptedBy(spec) {
    return spec.accepted ?? KINDS[spec.kind].accepted(spec);
}
function parseList(text, separator, spec) {
    const items = text
        .split(separator)
        .map((item) => item.trim())
        .filter((item) => item !== '');
    return checked(items, spec, items);
}
function checked(items, spec, value) {
    for (const item of items) {
        const wrong = item.includes('\0') ? 'it holds a NUL character' : spec.check?.(item);
        if (wrong !== undefined)
            return { wrong };
    }
    return { value };
}
/** The booleans of YAML 1.2's core schema, as `getBooleanInput` of the Actions toolkit takes them. */
function parseBoolean(text) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return { value: true };
    if (/^(?:false|False|FALSE)$/.test(text))
        return { value: false };
    return WRONG;
}
function parseInteger(text, spec) {
    if (!/^\d{1,15}$/.test(text))
        return WRONG;
    const value = Number(text);
    if (value < (spec.min ?? 0) || value > (spec.max ?? Infinity))
        return { wrong: 'it is out of range' };
    return { value };
}
function parseChoice(text, spec) {
    const refusal = spec.refused?.[text];
    if (refusal !== undefined)
        return { wrong: `refused: ${refusal}` };
    return spec.choices?.includes(text) ? { value: text } : WRONG;
}
const UNIT_BYTES = {
    '': 1,
    b: 1,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    tb: 1e12,
    kib: 2 ** 10,
    mib: 2 ** 20,
    gib: 2 ** 30,
    tib: 2 ** 40,
};
function parseSize(text) {
    const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*([A-Za-z]*)$/.exec(text);
    const unit = UNIT_BYTES[match?.[2]?.toLowerCase() ?? '?'];
    if (!match || unit === undefined)
        return WRONG;
    return { value: Math.floor(Number(match[1]) * unit) };
}
const UNIT_SECONDS = { h: 3600, d: 24 * 3600, w: 7 * 24 * 3600 };
/** In seconds. */
function parseDuration(text) {
    const [, amount, unit = ''] = /^(\d{1,6})\s*([hdw])$/.exec(text) ?? [];
    if (Number(amount) === 0)
        return { wrong: 'it has to be more than 0' };
    return amount === undefined ? WRONG : { value: Number(amount) * UNIT_SECONDS[unit] };
}
function parseShare(text) {
    const match = /^(\d{1,3}(?:\.\d{1,6})?)\s*(%?)$/.exec(text);
    if (!match)
        return WRONG;
    const value = Number(match[1]) / (match[2] === '%' ? 100 : 1);
    return value <= 1 ? { value } : { wrong: 'it is more than all' };
}
/** `a`, `a or b`, `a, b or c`. */
function listed(words) {
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}


/***/ }),

/***/ 83231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** Finds the word for "Did you mean": what a mistyped or shortened word most likely stands for. */
/** The candidate that a mistyped word most likely means, or undefined if none is near. */
function nearest(text, candidates) {
    const ranked = candidates
        .map((candidate) => ({ candidate, distance: editDistance(text.toLowerCase(), candidate.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    if (best !== undefined && best.distance <= Math.max(1, text.length / 3))
        return best.candidate;
    return partlyNamed(text, candidates);
}
/** `region` for `aws-region`, `endpoint` for `endpoint-url`: the only one of which the text is a part. */
function partlyNamed(text, candidates) {
    const isStart = candidates.filter((candidate) => candidate.startsWith(`${text}-`));
    const isPart = candidates.filter((candidate) => `-${candidate}-`.includes(`-${text}-`));
    return [isStart, isPart].find(({ length }) => length === 1)?.[0];
}
/** Levenshtein's distance. */
function editDistance(a, b) {
    let above = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
            current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
        }
        above = current;
    }
    return above[b.length] ?? 0;
}


/***/ }),

/***/ 42529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QO: () => (/* reexport */ CLI_MODES),
  fd: () => (/* binding */ GROUPS),
  mc: () => (/* binding */ INPUTS),
  Qh: () => (/* binding */ INPUT_NAMES),
  FN: () => (/* reexport */ MODES),
  Jc: () => (/* reexport */ MODE_NAMES),
  UX: () => (/* binding */ POSITIONALS),
  Vc: () => (/* binding */ inputsOf),
  rI: () => (/* binding */ specOf)
});

// UNUSED EXPORTS: OUTPUTS

// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __nccwpck_require__(50453);
;// CONCATENATED MODULE: ./lib/inputs/checks.js
/** Checks of single values. Each answers with what is wrong (a short clause), or undefined. */

function matches(pattern, wrong) {
    return (text) => (pattern.test(text) ? undefined : wrong);
}
const SEGMENT = /^[A-Za-z0-9._-]+$/;
/** Rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function bucketName(text) {
    const place = placeIn(text);
    if (place !== undefined)
        return place;
    if (text.includes('/'))
        return 'it has a slash: give the name of the bucket, and what comes after it as prefix';
    if (text.length < 3 || text.length > 63)
        return `it has ${text.length} characters`;
    if (!/^[a-z0-9.-]+$/.test(text))
        return 'it has other characters';
    if (!/^[a-z0-9].*[a-z0-9]$/.test(text))
        return 'it must begin and end with a letter or digit';
    if (text.includes('..'))
        return 'it has two dots in a row';
    if (/^\d+\.\d+\.\d+\.\d+$/.test(text))
        return 'it looks like an IP address';
    const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.exec(text);
    if (reserved)
        return `S3 reserves names with "${reserved[0]}"`;
    return undefined;
}
/** Recognises other ways to write a bucket and says what to give instead; undefined for anything else. */
function placeIn(text) {
    const arn = /^arn:[^:]*:s3:::([^/]+)(?:\/(.*))?$/.exec(text);
    if (arn)
        return insteadOf('an ARN', arn[1], arn[2]);
    if (text.startsWith('arn:'))
        return 'access points and other ARNs are not supported: give the name of the bucket';
    const url = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(text);
    if (url)
        return insteadOf('a URL', url[1], url[2]);
    const [, rest = text] = /^https?:\/\/(.*)$/.exec(text) ?? [];
    const host = /^(.+)\.s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?(?:\/(.*))?$/.exec(rest);
    if (host)
        return insteadOf('the host name of a bucket', host[1], host[2]);
    const path = /^s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?\/([^/]+)(?:\/(.*))?$/.exec(rest);
    if (path)
        return insteadOf('a URL', path[1], path[2]);
    return rest === text ? undefined : 'it is a URL: give the name of the bucket, and the server as endpoint-url';
}
function insteadOf(what, bucket = '', rest = '') {
    const below = rest.replace(/\/+$/, '');
    return `it is ${what}: give ${bucket} as bucket${below === '' ? '' : `, and ${below} as prefix`}`;
}
function prefix(text) {
    if (text.startsWith('/') || text.endsWith('/'))
        return 'it has a slash at an end';
    // Half of what a key may have: the rest is for the series, the kind, the time and the hash.
    if (text.length > limits/* LIMITS */.b1.keyMaxBytes / 2)
        return `it has more than ${limits/* LIMITS */.b1.keyMaxBytes / 2} characters`;
    return badSegment(text);
}
function seriesName(text) {
    if (text.length > limits/* LIMITS */.b1.seriesMaxChars)
        return `it has ${text.length} characters`;
    return badSegment(text);
}
function badSegment(text) {
    for (const segment of text.split('/')) {
        if (segment === '')
            return 'it has an empty segment';
        if (segment === '.' || segment === '..')
            return `it has a segment ${segment}`;
        if (!SEGMENT.test(segment))
            return 'it has other characters';
    }
    return undefined;
}
const label = matches(/^[A-Za-z0-9._/-]{1,100}$/, 'it is too long or has other characters');
const snapshotId = matches(/^\d{8}T\d{6}Z-[0-9a-f]{32}$/, 'it is not the id of a snapshot');
function timeZone(text) {
    // The default: every command checks it, and the tables of zones take longer to load than all else here.
    if (text === 'UTC')
        return undefined;
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return undefined;
    }
    catch {
        return 'there is no such time zone';
    }
}
/** With its zone: the same text is the same time everywhere. */
function time(text) {
    const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
    return isIso && !Number.isNaN(Date.parse(text)) ? undefined : 'it is not a time with its zone';
}
function fileName(text) {
    return /[/\\]/.test(text) || text === '.' || text === '..' ? 'it is not the name of a file' : undefined;
}
const runId = matches(/^(?:current|all|[1-9]\d{0,14})$/, 'it is not the id of a run');
const region = matches(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'it is not the name of a region');
/** Any partition; the account may be empty, as on servers that have none in their ARNs. */
const roleArn = matches(/^arn:[a-z][a-z0-9-]*:iam::(?:[^:/]*):role\/[\w+=,.@/-]+$/, 'it is not the ARN of a role');
const roleSessionName = matches(/^[\w+=,.@-]{2,64}$/, 'it is too short, too long or has other characters');
const accountId = matches(/^\d{12}$/, 'it is not 12 digits');
const workflowRef = matches(/^[\w-]+\/[\w.-]+\/\.github\/workflows\/[\w./-]+\.ya?ml@(?:refs\/(?:heads|tags)\/[\w./-]+|[0-9a-f]{40})$/, 'it does not name one workflow file at one ref');
const kmsKey = matches(/^(?:arn:[a-z][a-z0-9-]*:kms:[^:]*:[^:]*:(?:key|alias)\/)?[\w/-]+$/, 'it is not a key');
function httpUrl(text) {
    const url = URL.parse(text);
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(`https://${text}`))
        return `it has no https:// before it (or http://): https://${text}`;
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
        return 'it is not an http or https URL';
    if (url.username !== '' || url.password !== '')
        return 'it contains credentials, which have inputs of their own';
    if (url.search !== '' || url.hash !== '')
        return 'it has a query or fragment';
    return undefined;
}
/** The whole address is a secret, so what is wrong with it is said without a part of it. */
function receiverUrl(text) {
    const url = URL.parse(text);
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
        return 'it is not an http or https URL';
    if (url.username !== '' || url.password !== '')
        return 'it contains a user or password, which is not sent';
    return undefined;
}
/** The git source checks more; this refuses only what can never be right. */
function repository(text) {
    if (text.startsWith('-'))
        return 'it begins with a hyphen';
    // A URL with a password would end up in logs and in the series' definition.
    const url = URL.parse(text);
    if (url && (url.username !== '' || url.password !== ''))
        return 'it holds credentials: use github-token';
    return undefined;
}
/** The number, or the client id that newer Apps go by. */
const githubAppId = matches(/^(?:[1-9]\d{0,14}|Iv[A-Za-z0-9.]{8,60})$/, 'it is not the id of an App');
const organization = matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'it is not the name of an organisation');
/** Part of a repository; which kinds of metadata there are is known to who reads them. */
const partName = matches(/^!?[a-z]+(-[a-z]+)*$/, 'it is not the name of a part');
/** Without the owner; `*` stands for any text. */
function repositoryPattern(text) {
    if (text.includes('/'))
        return 'it names the owner too: give the name alone';
    return /^!?[A-Za-z0-9._*-]+$/.test(text) ? undefined : 'it has other characters than the name of a repository';
}
/** https://docs.github.com/en/rest/repos/repos#replace-all-repository-topics */
const topic = matches(/^!?[A-Za-z0-9][A-Za-z0-9-]{0,49}$/, 'it is not a topic');
const visibility = matches(/^(?:public|private|internal)$/, 'no repository is visible so');
const property = matches(/^!?[^=!\s][^=]*=.+$/, 'it is not of the form NAME=VALUE');

;// CONCATENATED MODULE: ./lib/inputs/spec.js
const SWITCH = { kind: 'boolean', default: 'false', example: 'true' };

;// CONCATENATED MODULE: ./lib/inputs/audit-inputs.js
/** Inputs of audit, repair and setup. */


const AUDITING = {
    'fail-on': {
        modes: ['audit'],
        kind: 'choice',
        choices: ['none', 'low', 'medium', 'high', 'critical'],
        default: 'high',
        help: 'Fail if a finding is at least this severe; none: never.',
        example: 'medium',
    },
    'audit-roles': {
        modes: ['audit'],
        kind: 'lines',
        check: roleArn,
        accepted: 'role ARNs, one a line',
        help: 'Roles whose policies and trust are reviewed too.',
        example: 'arn:aws:iam::111122223333:role/backup',
    },
    sarif: {
        modes: ['audit'],
        kind: 'text',
        accepted: 'the path of a file',
        help: 'Write the findings as SARIF 2.1.0 too, for code scanning.',
        example: 'holdfast.sarif',
    },
};
const SETTING_UP = {
    readmit: {
        modes: ['repair'],
        ...SWITCH,
        help: 'Trust the names of snapshots whose time does not fit: after the vault was copied to another bucket.',
    },
    'noncurrent-days': {
        modes: ['setup'],
        kind: 'integer',
        min: 30,
        max: 3650,
        default: '60',
        help: 'How long S3 keeps what was deleted or overwritten: the time to notice an attack, and to undo a prune.',
        example: '90',
    },
    'object-lock-days': {
        modes: ['setup'],
        kind: 'integer',
        min: 1,
        max: 3650,
        help: 'Object Lock (governance) by default for so many days: nobody deletes S3 versions before.',
        example: '30',
    },
    'transition-days': {
        modes: ['setup'],
        kind: 'integer',
        min: 30,
        max: 3650,
        help: 'Move packs to Glacier Instant Retrieval after so many days.',
        example: '90',
    },
    'backup-roles': {
        modes: ['setup'],
        kind: 'lines',
        check: roleArn,
        accepted: 'role ARNs, one a line',
        defaultHelp: 'the role holdfast-backup of the account; none on other providers',
        help: 'Roles that back up: the bucket lets them add, and never delete or change its settings.',
        example: 'arn:aws:iam::111122223333:role/holdfast-backup',
    },
    'backup-workflow': {
        modes: ['setup'],
        kind: 'text',
        check: workflowRef,
        accepted: 'OWNER/NAME/.github/workflows/FILE@REF',
        defaultHelp: 'any workflow of the default branch or environment',
        help: 'The only workflow file whose jobs may take the role that backs up (claim job_workflow_ref; AWS alone checks it).',
        example: 'acme/shop/.github/workflows/backup.yml@refs/heads/main',
    },
    'policies-dir': {
        modes: ['setup'],
        kind: 'text',
        accepted: 'a folder',
        help: 'Write the policies of the roles, who may assume them, and the policy of the bucket there, as JSON files.',
        example: 'policies',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/modes.js
/** The modes of Holdfast, and groups of them that share inputs. */
/** What each mode does. */
const MODES = {
    backup: 'Read a source, store only what is new, commit one snapshot.',
    restore: 'Bring a snapshot, or a part of it, back into a folder.',
    list: 'Show the snapshots of a series, the files in one, or the difference of two.',
    find: 'Find files by pattern, in the newest snapshots of a series or in one.',
    diff: 'Show what changed from snapshot A to snapshot B (default: the latest).',
    cat: 'Write one file of a snapshot to standard output.',
    browse: 'Make static pages of a vault: coverage, snapshots, curves, refs, what changed, files with their history.',
    verify: 'Prove that snapshots can be restored, and that the newest is not too old.',
    prune: 'Thin out old snapshots by rules of retention, so that undelete can bring them back. Without apply: a plan.',
    undelete: 'Bring pruned snapshots back while their S3 versions exist; without an id, show them.',
    mark: 'Note a fact of a snapshot: label, hold, release, acknowledge, quarantine.',
    audit: 'Review the bucket and the roles: who could read, change or destroy backups.',
    repair: 'Bring back what was overwritten or deleted, from older S3 versions. Without apply: a plan.',
    keys: 'Make the keys of a sealed vault, share them with people, renew or check them. Without apply: a plan.',
    fleet: 'Plan the backups of all repositories of an account, as a matrix of legs; with leg or apply, make them.',
    coverage: 'Say of each repository of an account whether it is backed up, and which ones are only in the vault.',
    setup: 'Create or repair the bucket, and print the roles to make. Without apply: a plan.',
};
const MODE_NAMES = Object.keys(MODES);
/** The action has all others. */
const CLI_MODES = ['find', 'diff', 'cat', 'keys'];
const BACKUP = ['backup'];
/** Modes that make backups. */
const BACKING_UP = ['backup', 'fleet'];
/** Modes for all repositories of an account: no single series, repository or source is theirs. */
const FLEET = ['fleet', 'coverage'];
const OF_SERIES = MODE_NAMES.filter((mode) => !FLEET.includes(mode));
const RESTORE = ['restore'];
/** Modes that open one snapshot, picked by a selector. */
const READING = ['restore', 'list', 'find', 'diff', 'cat'];
const PRUNE = ['prune'];

;// CONCATENATED MODULE: ./lib/inputs/outcome-inputs.js
/** Inputs that decide whether and how a run does something, how it ends, and what is printed. */



const APPLY = {
    restore: 'With push-to: do it. Without, only a plan is shown.',
    fleet: 'Make all backups here, one after the other. Without, only a plan is shown.',
};
const OUTCOME = {
    apply: {
        modes: ['restore', 'fleet', 'prune', 'undelete', 'repair', 'keys', 'setup'],
        ...SWITCH,
        help: 'Do it. Without, only a plan is shown (on restore: of push-to).',
        inMode: (mode) => ({ help: APPLY[mode] ?? 'Do it. Without, only a plan is shown.' }),
    },
    'dry-run': {
        modes: ['backup', 'restore'],
        ...SWITCH,
        help: 'Say what would be done, and change nothing.',
    },
    'if-no-files-found': {
        modes: BACKUP,
        kind: 'choice',
        choices: ['error', 'warn', 'ignore'],
        default: 'error',
        backupOf: ['files', 'artifacts'],
        help: 'When the patterns match nothing.',
        example: 'warn',
    },
    'on-partial': {
        modes: BACKING_UP,
        kind: 'choice',
        choices: ['warn', 'fail'],
        default: 'warn',
        help: 'When something could not be stored: leave the step green with a warning, or fail it.',
        example: 'fail',
    },
    'anomaly-share': {
        modes: BACKING_UP,
        kind: 'share',
        default: '25 %',
        help: 'A source that lost more than this share of its files or refs is stored and flagged, and stops pruning.',
        example: '50 %',
    },
    labels: {
        modes: ['backup', 'fleet', 'mark'],
        kind: 'lines',
        check: label,
        accepted: 'labels, one a line: 1 to 100 of A-Z a-z 0-9 . _ - /',
        help: 'Labels of the snapshot, for the selector tag:LABEL.',
        example: 'release-1.4',
    },
    redefine: {
        modes: BACKUP,
        ...SWITCH,
        help: 'Accept that this series now backs up something else (other root, patterns, repository), or begins anew under another vault-key.',
    },
    trust: {
        modes: BACKUP,
        kind: 'choice',
        choices: ['default', 'ref'],
        default: 'default',
        help: "default: only the default branch, schedules and dispatches write the series itself; ref: this run's ref does too.",
        example: 'ref',
    },
    base: {
        modes: BACKUP,
        kind: 'text',
        check: seriesName,
        accepted: 'the name of a series, as for name',
        help: 'Another series of this vault whose packs may be reused.',
        example: 'acme/shop/files',
    },
    'allow-fork': {
        modes: BACKUP,
        ...SWITCH,
        help: 'Write even in a pull request of a fork or in pull_request_target.',
    },
    json: {
        modes: MODE_NAMES.filter((mode) => mode !== 'cat'),
        ...SWITCH,
        cliOnly: true,
        help: 'One JSON document on standard output, and nothing else there.',
    },
    quiet: {
        modes: MODE_NAMES.filter((mode) => !CLI_MODES.includes(mode) && mode !== 'list'),
        ...SWITCH,
        cliOnly: true,
        help: 'Say nothing but problems, for cron: no progress, no notes, no tables if all is well.',
    },
};
const TELLING = {
    'heartbeat-url': {
        modes: MODE_NAMES,
        kind: 'text',
        secret: true,
        isFile: true,
        check: receiverUrl,
        accepted: 'the https address of a check of healthchecks.io, or of a push monitor of Uptime Kuma',
        help: 'Told when the run starts and how it ends, so that a run that never came is noticed.',
        inMode: () => ({ placeholder: 'FILE', accepted: 'a file that holds the address, or - for standard input' }),
        example: 'https://hc-ping.com/4a8f9f0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b',
    },
    'notify-url': {
        modes: MODE_NAMES,
        kind: 'text',
        secret: true,
        isFile: true,
        check: receiverUrl,
        accepted: 'the https address of an incoming webhook',
        help: 'Gets a message about the run: of Slack, Teams or Discord, or any server that takes JSON.',
        inMode: () => ({ placeholder: 'FILE', accepted: 'a file that holds the address, or - for standard input' }),
        example: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXX',
    },
    'notify-template': {
        modes: MODE_NAMES,
        kind: 'choice',
        choices: ['auto', 'json', 'slack', 'teams', 'discord'],
        default: 'auto',
        help: 'Shape of the message; auto: by the host of notify-url, and JSON for one that is not known.',
        example: 'slack',
    },
    'notify-on': {
        modes: MODE_NAMES,
        kind: 'choice',
        choices: ['failure', 'always'],
        default: 'failure',
        help: 'When notify-url gets a message; failure: after a run that failed, is partial, or was cancelled.',
        example: 'always',
    },
    'allow-private-receivers': {
        modes: MODE_NAMES,
        ...SWITCH,
        help: 'Send heartbeats and notifications into private networks too, and over http.',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/keys-inputs.js
/** Inputs of the keys of sealed vaults. */

const KEYS = ['keys'];
const SEALING = {
    keys: {
        modes: KEYS,
        kind: 'choice',
        choices: ['create', 'share', 'rotate', 'check'],
        cliOnly: true,
        help: 'What to do with the keys: create them, share them with other people, rotate (new ones), or check them.',
        example: 'create',
    },
    'vault-key': {
        modes: [...KEYS, 'backup', ...FLEET, ...READING, 'browse', 'verify', 'repair'],
        kind: 'text',
        secret: true,
        isFile: true,
        defaultHelp: 'none: open snapshots; on the command line the keys in HOLDFAST_VAULT_KEY',
        accepted: "lines AGE-SECRET-KEY-1..., the first seals, all open; a person's own identity, except in a backup; kms:...; on the command line a file that holds one of them",
        help: 'Keys of a sealed vault. With them backups are sealed, and only snapshots count that were made with them.',
        inMode: (mode) => ({
            placeholder: 'FILE',
            defaultHelp: 'the keys in HOLDFAST_VAULT_KEY',
            accepted: 'a file with lines AGE-SECRET-KEY-1..., of the vault or your own, or - for standard input; never the key itself',
            ...(mode === 'keys' && {
                help: 'Your own age identity, to which the keys of the vault were sealed; or these keys themselves.',
            }),
        }),
        example: '${{ secrets.HOLDFAST_VAULT_KEY }}',
    },
    'vault-recipient': {
        modes: BACKING_UP,
        kind: 'text',
        accepted: 'the public half of a key: age1...',
        defaultHelp: "vault-key's own",
        help: 'To whom the content of files is sealed: with it the job cannot read what it has stored.',
        example: 'age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72',
    },
    recipients: {
        modes: KEYS,
        kind: 'list',
        cliOnly: true,
        accepted: 'age1... of each person, separated by commas; two people at least',
        help: 'Everybody who shall be able to open the keys, always all of them.',
        example: 'age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72',
    },
    'key-file': {
        modes: KEYS,
        kind: 'text',
        cliOnly: true,
        accepted: 'a file that does not exist yet',
        help: 'Where create and rotate write the secret for the workflow, readable for you alone.',
        inMode: () => ({ placeholder: 'FILE' }),
        example: './vault.key',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/restore-inputs.js
/** Inputs of modes that read snapshots: which one, and how it comes back. */



const IDS = { help: 'Which snapshots.', accepted: 'ids or the starts of them, one a line' };
const VERSIONS = {
    list: { defaultHelp: 'none: the snapshots are shown' },
    find: { defaultHelp: 'none: the newest are searched' },
    undelete: { ...IDS, defaultHelp: 'none: what can be brought back is shown' },
    repair: { ...IDS, defaultHelp: 'all' },
};
const RESTORING = {
    version: {
        modes: [...READING, 'verify', 'mark', 'undelete', 'repair'],
        kind: 'lines',
        defaultHelp: '`latest`; on list none: the snapshots are shown; on find the newest are searched; on undelete and repair all',
        accepted: 'latest, latest~N, an id or a start of it, tag:LABEL, sha:COMMIT, ref:BRANCH, run:ID, before:TIME, s3:VERSIONID; several lines: the first that hits',
        help: 'Which snapshot.',
        inMode: (mode) => VERSIONS[mode] ?? { defaultHelp: 'latest' },
        example: 'before:7d',
    },
    'compare-with': {
        modes: ['list', 'diff'],
        kind: 'text',
        accepted: 'a selector, as for version',
        help: 'Show the difference from this snapshot to the one that `version` picks.',
        example: 'latest~1',
    },
    'allow-partial': {
        modes: READING,
        ...SWITCH,
        help: 'Let selectors pick partial snapshots too, and the gaps of the one that is restored leave the step green.',
    },
    'allow-older': {
        modes: READING,
        ...SWITCH,
        help: 'Let an older snapshot take the place of one that cannot be read. Otherwise that is an error.',
    },
    'if-no-snapshot': {
        modes: ['restore', 'list'],
        kind: 'choice',
        choices: ['fail', 'warn', 'ignore'],
        default: 'fail',
        help: 'When no snapshot fits (a first run, say). Output `found` tells.',
        example: 'warn',
    },
    overwrite: {
        modes: RESTORE,
        kind: 'choice',
        choices: ['if-changed', 'always', 'never', 'refuse'],
        default: 'if-changed',
        cliDefault: 'refuse',
        help: 'What to do with files that are there. refuse, the default on the command line: write nothing if one of them differs.',
        example: 'never',
    },
    delete: {
        modes: RESTORE,
        kind: 'choice',
        choices: ['false', 'true', 'force'],
        default: 'false',
        help: 'true: remove what the snapshot would hold and does not; force: even over 25 % of the target.',
        example: 'true',
    },
    'keep-special-bits': {
        modes: RESTORE,
        ...SWITCH,
        help: 'Give files their setuid, setgid and sticky bits back. Owners are not restored: run by root, such programs become those of root.',
    },
    'repository-layout': {
        modes: RESTORE,
        kind: 'choice',
        choices: ['bare', 'clone', 'bundle', 'forgejo'],
        default: 'bare',
        help: 'How a repository comes back: bare, as a working clone, as one bundle file, or as a folder that Forgejo and Gitea import.',
        example: 'clone',
    },
    'push-to': {
        modes: RESTORE,
        kind: 'text',
        check: repository,
        accepted: 'owner/name; from the CLI also an https URL or a local path',
        help: 'Instead of a folder, send history, LFS objects and wiki to this repository. Nothing there is deleted or forced.',
        example: 'acme/shop-restored',
    },
    'push-refs': {
        modes: RESTORE,
        kind: 'lines',
        accepted: 'names of branches and tags, or patterns of full ref names, one a line',
        help: 'With push-to: send only these, without the wiki.',
        example: 'main',
    },
    'push-as': {
        modes: RESTORE,
        kind: 'text',
        accepted: 'a name, in which * stands for the name in the snapshot',
        help: 'With push-refs: give them another name there.',
        example: 'rescued/*',
    },
    'push-force': {
        modes: RESTORE,
        ...SWITCH,
        help: 'With push-refs: replace what these have there, as long as it is what the plan saw.',
    },
    'push-pull-requests': {
        modes: RESTORE,
        ...SWITCH,
        help: 'With push-to: the commits of pull requests too, as refs/backup/pull/*.',
    },
    recreate: {
        modes: RESTORE,
        ...SWITCH,
        help: 'With push-to: make labels, milestones, environments, variables, rulesets and releases there too.',
    },
    limit: {
        modes: ['list', 'find'],
        kind: 'integer',
        min: 1,
        max: 10_000,
        default: '20',
        help: 'How many snapshots to show, or to search, newest first.',
        inMode: (mode) => ({ help: `How many snapshots to ${mode === 'find' ? 'search' : 'show'}, newest first.` }),
        example: '100',
    },
};
const BROWSE = ['browse'];
const BROWSING = {
    out: {
        modes: BROWSE,
        kind: 'text',
        default: './holdfast-pages',
        accepted: 'a folder that is empty, does not exist yet, or holds pages of an earlier run',
        help: 'Folder for the pages; open index.html in it.',
        example: './pages',
    },
    'single-file': {
        modes: BROWSE,
        ...SWITCH,
        help: 'Everything in one file, index.html.',
    },
    history: {
        modes: BROWSE,
        kind: 'integer',
        min: 1,
        max: 10_000,
        default: '400',
        help: 'How many snapshots of each series are shown, newest first.',
        example: '30',
    },
    'as-of': {
        modes: BROWSE,
        kind: 'text',
        check: time,
        defaultHelp: 'the time of the newest snapshot',
        accepted: 'a time such as 2026-11-29T06:00:00Z',
        help: 'From when ages count. Nothing else in the pages depends on the day on which they are made.',
        example: '2026-11-29T06:00:00Z',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/source-inputs.js
/** Inputs of what is backed up: files, repositories, artifacts, and all repositories of an account. */



function pathIn(mode) {
    if (mode === 'backup') {
        return {
            help: 'Of files: what to keep.',
            accepted: 'glob patterns, one a line',
            defaultHelp: 'everything below root',
        };
    }
    const [help, accepted, defaultHelp, placeholder] = mode === 'cat'
        ? ['The file.', 'a path in the snapshot', '', 'PATH']
        : ['The target folder.', 'a folder; "." for the current one', '', 'FOLDER'];
    return { help, accepted, defaultHelp, placeholder };
}
const WHAT = {
    path: {
        modes: ['backup', 'restore', 'cat'],
        kind: 'lines',
        backupOf: ['files'],
        defaultHelp: 'everything below `root`; restore: the workspace, on the command line none',
        accepted: 'glob patterns, one a line (backup); one folder (restore); one file of the snapshot (cat)',
        help: 'Backup of files: what to keep. Restore: the target folder.',
        inMode: pathIn,
        example: 'build/**',
    },
    root: {
        modes: BACKUP,
        kind: 'text',
        backupOf: ['files'],
        defaultHelp: 'the workspace, or the current folder',
        accepted: 'a folder',
        help: 'What the stored paths are relative to; a pattern outside it is an error.',
        example: '/srv/data',
    },
    include: {
        modes: ['restore', 'list', 'find'],
        kind: 'lines',
        accepted: 'patterns, one a line; a line that starts with ! excludes again',
        help: 'Only the paths in the snapshot that match.',
        example: 'docs/**',
    },
    exclude: {
        modes: ['backup', 'restore', 'list', 'find'],
        kind: 'lines',
        accepted: 'patterns, one a line; a line that starts with ! includes again',
        help: 'Leave out what matches.',
        example: '**/node_modules/**',
    },
    'include-hidden-files': {
        modes: BACKUP,
        kind: 'boolean',
        default: 'true',
        backupOf: ['files'],
        help: 'Keep files and folders whose name starts with a dot.',
        example: 'false',
    },
    'include-secrets': {
        modes: BACKUP,
        ...SWITCH,
        backupOf: ['files'],
        help: "Keep known credential files too (checkout's token, .netrc, .npmrc, .aws, ...).",
    },
    'ignore-files': {
        modes: BACKUP,
        kind: 'lines',
        backupOf: ['files'],
        check: fileName,
        accepted: 'file names, one a line',
        help: 'Names of ignore files to honour in every folder.',
        example: '.gitignore',
    },
    'exclude-larger-than': {
        modes: BACKUP,
        kind: 'size',
        backupOf: ['files'],
        help: 'Leave out files above this size.',
        example: '500 MiB',
    },
    mtime: {
        modes: BACKUP,
        kind: 'choice',
        choices: ['keep-equal', 'exact'],
        default: 'keep-equal',
        backupOf: ['files'],
        help: 'keep-equal: a file with the same content keeps the time recorded before (a fresh checkout makes all times new).',
        example: 'exact',
    },
};
const TOKENS = {
    backup: {
        help: 'Token that reads the repository (artifacts of other runs: actions: read), or the organisation: then of an App or a person.',
    },
    fleet: { help: 'Token that reads all repositories of the account: of an App, or of a person.' },
    coverage: { help: 'Token that lists all repositories of the account: of an App, or of a person.' },
    restore: { help: 'Token that may write to push-to.' },
    verify: { help: 'Token that reads the repository, to compare with it.' },
};
const SERVERS = {
    fleet: { help: 'The GitHub server of the account.' },
    coverage: { help: 'The GitHub server of the account.' },
    restore: { help: 'The GitHub server on which push-to lies.' },
    setup: { help: 'The GitHub server whose jobs take the roles.' },
};
function repositoryIn(mode) {
    if (mode === 'backup')
        return { help: 'The repository to back up, or whose artifacts.' };
    if (mode !== 'verify')
        return { help: 'Only decides the default of `name`.' };
    return { help: 'Decides the default of `name`. At level restore the snapshot is compared with it.' };
}
function organizationIn(mode) {
    if (mode === 'backup')
        return { help: 'The organisation to back up.' };
    if (!FLEET.includes(mode))
        return { help: 'With source organization: decides the default of `name`.' };
    return {
        help: 'The organisation or the user whose repositories are meant.',
        accepted: 'the name of an organisation or a user, as it is in addresses',
        defaultHelp: "the owner of this repository; outside of a workflow that of the App's installation",
    };
}
const REPOSITORY = {
    repository: {
        modes: OF_SERIES,
        kind: 'text',
        check: repository,
        defaultHelp: 'this repository',
        accepted: 'owner/name; from the CLI also an https URL or a local path',
        help: 'The repository to back up, or whose artifacts. On other modes it only decides the default of `name`.',
        inMode: repositoryIn,
        example: 'acme/shop',
    },
    organization: {
        modes: MODE_NAMES,
        kind: 'text',
        check: organization,
        backupOf: ['organization'],
        defaultHelp: 'the owner of this repository',
        accepted: 'the name of an organisation, as it is in addresses',
        help: 'The organisation to back up, or whose repositories. On other modes it only decides the default of `name`.',
        inMode: organizationIn,
        example: 'acme',
    },
    parts: {
        modes: ['backup', 'fleet', 'restore'],
        kind: 'list',
        check: partName,
        backupOf: ['repository', 'organization'],
        defaultHelp: 'all',
        accepted: 'git, lfs, wiki, metadata or kinds of metadata such as issues; of an organisation its kinds; a ! before a name leaves it out',
        help: 'What of a repository to back up or bring back; its history (git) always is, workflow-logs only if named.',
        inMode: (mode) => mode === 'restore' ? { help: 'What of a repository to bring back; its history (git) always is.' } : {},
        example: 'lfs, wiki, metadata, !workflow-runs',
    },
    'refresh-metadata': {
        modes: BACKING_UP,
        kind: 'boolean',
        default: 'false',
        backupOf: ['repository'],
        help: 'Read all kinds of metadata in this run, also those that are read once a week and those that were refused.',
        example: 'true',
    },
    'exclude-refs': {
        modes: BACKING_UP,
        kind: 'lines',
        backupOf: ['repository'],
        accepted: 'patterns of full ref names, one a line',
        help: 'Refs to leave out.',
        example: 'refs/pull/*',
    },
    'github-token': {
        modes: ['backup', ...FLEET, 'restore', 'verify'],
        kind: 'text',
        secret: true,
        backupOf: ['repository', 'organization', 'artifacts'],
        actionDefault: '${{ github.token }}',
        accepted: 'a token for the GitHub server',
        help: 'Token that reads the repository (artifacts of other runs: actions: read), or may write to push-to.',
        inMode: (mode) => TOKENS[mode] ?? {},
        example: '${{ secrets.BACKUP_TOKEN }}',
    },
    'github-app-id': {
        modes: ['backup', ...FLEET, 'restore', 'verify'],
        kind: 'text',
        check: githubAppId,
        backupOf: ['repository', 'organization', 'artifacts'],
        defaultHelp: 'none: github-token is used',
        accepted: "the App ID or the Client ID of a GitHub App, as the App's settings show it",
        help: 'A GitHub App whose tokens are used in place of github-token; they renew themselves, and may only read except for a push.',
        example: '123456',
    },
    'github-app-private-key': {
        modes: ['backup', ...FLEET, 'restore', 'verify'],
        kind: 'text',
        secret: true,
        isFile: true,
        backupOf: ['repository', 'organization', 'artifacts'],
        accepted: 'a private RSA key: the .pem file that GitHub made, or PKCS#8; on the command line the file that holds it',
        help: 'The private key of the App.',
        inMode: () => ({ placeholder: 'FILE', accepted: 'a .pem file, or - for standard input; never the key itself' }),
        example: '${{ secrets.BACKUP_APP_KEY }}',
    },
    'github-app-kms-key': {
        modes: ['backup', ...FLEET, 'restore', 'verify', 'setup'],
        kind: 'text',
        check: kmsKey,
        backupOf: ['repository', 'organization', 'artifacts'],
        accepted: 'the id, ARN or alias of an RSA key for signing in AWS KMS',
        help: "The App's private key in AWS KMS, in place of github-app-private-key: then GitHub holds no secret.",
        inMode: (mode) => mode === 'setup'
            ? { help: 'The key of a GitHub App in AWS KMS, with which the roles that ask GitHub may sign.' }
            : {},
        example: 'arn:aws:kms:eu-central-1:111122223333:alias/backup-app',
    },
    'github-server-url': {
        modes: ['backup', ...FLEET, 'restore', 'verify', 'setup'],
        kind: 'text',
        check: httpUrl,
        backupOf: ['repository', 'organization', 'artifacts'],
        defaultHelp: "the runner's server, or https://github.com",
        accepted: 'an https URL',
        help: 'The GitHub server on which `repository` lies.',
        inMode: (mode) => SERVERS[mode] ?? {},
        example: 'https://github.example.com',
    },
};
const ARTIFACTS = {
    artifacts: {
        modes: BACKUP,
        kind: 'lines',
        backupOf: ['artifacts'],
        defaultHelp: 'all',
        accepted: 'patterns of names, one a line; a line that starts with ! leaves names out again',
        help: 'Which artifacts, by name.',
        example: 'dist-*',
    },
    'run-id': {
        modes: BACKUP,
        kind: 'text',
        check: runId,
        backupOf: ['artifacts'],
        defaultHelp: '`current`; with workflow, its newest successful run',
        accepted: 'the id of a run, current, or all',
        help: 'Of which run; all: of every run of the repository.',
        example: '1234567890',
    },
    workflow: {
        modes: BACKUP,
        kind: 'text',
        backupOf: ['artifacts'],
        accepted: 'the file name of a workflow, or its id',
        help: 'The artifacts of the newest successful run of this workflow.',
        example: 'build.yml',
    },
    branch: {
        modes: BACKUP,
        kind: 'text',
        backupOf: ['artifacts'],
        defaultHelp: 'any',
        accepted: 'the name of a branch',
        help: 'With workflow: of a run on this branch.',
        example: 'main',
    },
    'artifacts-of-pull-requests': {
        modes: BACKUP,
        ...SWITCH,
        backupOf: ['artifacts'],
        help: 'Take artifacts of pull requests and of forks too, whose content is untrusted.',
    },
    'merge-multiple': {
        modes: RESTORE,
        ...SWITCH,
        help: 'Restore all artifacts into the target folder itself, not each into a folder of its name.',
    },
    publish: {
        modes: RESTORE,
        ...SWITCH,
        help: 'Restore artifacts as artifacts of the current run, and not as files.',
    },
};
const FLEETS = {
    repositories: {
        modes: FLEET,
        kind: 'lines',
        check: repositoryPattern,
        defaultHelp: 'all that the token can see',
        accepted: 'patterns of names without the owner, one a line; * stands for any text, a ! before a pattern leaves out',
        help: 'Which repositories, by name. A line that chooses and fits none is an error.',
        example: '!scratch-*',
    },
    topics: {
        modes: FLEET,
        kind: 'list',
        check: topic,
        defaultHelp: 'any',
        accepted: 'topics, separated by commas; a ! before one leaves out',
        help: 'Only repositories with one of these topics.',
        example: 'production, !no-backup',
    },
    visibility: {
        modes: FLEET,
        kind: 'list',
        check: visibility,
        defaultHelp: 'any',
        accepted: 'public, private, internal; separated by commas',
        help: 'Only repositories that are visible so.',
        example: 'private, internal',
    },
    archived: {
        modes: FLEET,
        kind: 'choice',
        choices: ['include', 'exclude'],
        default: 'include',
        help: 'Whether repositories count that are archived at GitHub.',
        example: 'exclude',
    },
    forks: {
        modes: FLEET,
        kind: 'choice',
        choices: ['include', 'exclude'],
        default: 'include',
        help: 'Whether forks count.',
        example: 'exclude',
    },
    properties: {
        modes: FLEET,
        kind: 'lines',
        check: property,
        defaultHelp: 'any',
        accepted: 'NAME=VALUE, one a line; a ! before it leaves out',
        help: 'Only repositories with these custom properties of the organisation; lines of one name are alternatives.',
        example: 'tier=1',
    },
    legs: {
        modes: ['fleet'],
        kind: 'integer',
        min: 1,
        max: 256,
        default: '20',
        help: 'Most jobs that a plan spreads the repositories over; it takes fewer where there is less to do.',
        example: '8',
    },
    leg: {
        modes: ['fleet'],
        kind: 'text',
        default: 'none',
        accepted: "none, or the text `plan` of an entry of the plan's output `matrix`",
        help: 'Make the backups of this leg of a plan; none: make the plan.',
        inMode: () => ({ placeholder: 'TEXT' }),
        example: '${{ matrix.plan }}',
    },
    'verified-within': {
        modes: ['coverage'],
        kind: 'duration',
        default: '30d',
        help: 'Count the repositories of which a snapshot was verified so lately.',
        example: '7d',
    },
    csv: {
        modes: ['coverage'],
        kind: 'text',
        cliOnly: true,
        accepted: 'the path of a file',
        help: 'Write the table as CSV too.',
        inMode: () => ({ placeholder: 'FILE' }),
        example: 'coverage.csv',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/vault-inputs.js
/** Inputs of all modes: where the vault lies, how it is stored, and the credentials for it. */



const VAULT = {
    mode: {
        modes: MODE_NAMES,
        kind: 'choice',
        choices: MODE_NAMES,
        default: 'backup',
        actionOnly: true,
        help: 'What to do.',
        example: 'restore',
    },
    source: {
        modes: OF_SERIES,
        kind: 'choice',
        choices: ['repository', 'organization', 'artifacts', 'files'],
        default: 'repository',
        cliDefault: 'files',
        help: 'What is backed up. On other modes it only decides the default of `name`.',
        inMode: (mode) => ({
            help: mode === 'backup' ? 'What is backed up.' : 'Only decides the default of `name`.',
            defaultHelp: 'files; with --repository and in a workflow repository; with --organization organization',
        }),
        example: 'files',
    },
    bucket: {
        modes: MODE_NAMES,
        kind: 'text',
        required: true,
        check: bucketName,
        accepted: 'the name of an S3 bucket: 3 to 63 lowercase letters, digits, dots and hyphens',
        help: 'The S3 bucket of the vault.',
        example: 'acme-backups',
    },
    prefix: {
        modes: MODE_NAMES,
        kind: 'text',
        default: '',
        check: prefix,
        accepted: 'segments of A-Z a-z 0-9 . _ - joined by /, without a slash at either end',
        help: 'Where in the bucket the vault lies.',
        example: 'holdfast/prod',
    },
    name: {
        modes: OF_SERIES,
        kind: 'text',
        check: seriesName,
        defaultHelp: '`<owner>/<repo>/<source>`; of an organisation `<organization>/organization`',
        accepted: 'up to 200 characters: segments of A-Z a-z 0-9 . _ - joined by /, but no segment . or .. alone',
        help: 'The series: the named line of backups of one source.',
        example: 'acme/shop/database-dump',
    },
};
const ARCHIVED = 'every backup reads and verifies earlier packs, and an archived object cannot be read at once';
const STORAGE = {
    'bucket-checks': {
        modes: BACKING_UP,
        kind: 'choice',
        choices: ['enforce', 'warn', 'off'],
        default: 'enforce',
        help: 'Whether an unsafe bucket (no versioning, public, harmful lifecycle, not encrypted) is refused.',
        example: 'warn',
    },
    encryption: {
        modes: [...BACKING_UP, 'setup'],
        kind: 'choice',
        choices: ['bucket-default', 'AES256', 'aws:kms', 'aws:kms:dsse'],
        default: 'bucket-default',
        help: 'Server-side encryption of what is written; on setup the default encryption of the bucket.',
        inMode: (mode) => ({
            help: mode === 'setup' ? 'Default encryption of the bucket.' : 'Server-side encryption of what is written.',
        }),
        example: 'aws:kms',
    },
    'kms-key-id': {
        modes: MODE_NAMES,
        kind: 'text',
        check: kmsKey,
        accepted: 'a KMS key id, key ARN or alias',
        help: "KMS key, with encryption aws:kms or aws:kms:dsse; in other modes only where it is another account's than the role's.",
        inMode: (mode) => ({
            help: ['backup', 'fleet', 'setup'].includes(mode)
                ? "KMS key, with encryption aws:kms or aws:kms:dsse. Without it: the account's default key."
                : mode === 'keys'
                    ? 'KMS key that wraps the vault key for the workflow, so that this holds no secret (create, rotate).'
                    : 'KMS key of the vault, where it belongs to another account than role and bucket.',
        }),
        example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
    'storage-class': {
        modes: BACKING_UP,
        kind: 'choice',
        choices: ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'],
        refused: { GLACIER: ARCHIVED, DEEP_ARCHIVE: ARCHIVED },
        default: 'STANDARD',
        help: 'Storage class of the packs.',
        example: 'STANDARD_IA',
    },
};
const CREDENTIALS = {
    'aws-region': {
        modes: MODE_NAMES,
        kind: 'text',
        check: region,
        defaultHelp: "AWS_REGION, else the bucket's own",
        accepted: 'the name of a region',
        help: 'Region of the bucket.',
        example: 'eu-central-1',
    },
    'role-to-assume': {
        modes: MODE_NAMES,
        kind: 'lines',
        check: roleArn,
        defaultHelp: 'none: the ambient AWS credentials',
        accepted: 'role ARNs, one a line; each is assumed with the one before it',
        help: "IAM role to assume, with the runner's OIDC token where there is one.",
        example: 'arn:aws:iam::111122223333:role/backup',
    },
    'role-session-name': {
        modes: MODE_NAMES,
        kind: 'text',
        check: roleSessionName,
        defaultHelp: '`holdfast-<run id>`',
        accepted: '2 to 64 of A-Z a-z 0-9 _ + = , . @ -',
        help: 'Name of the role session.',
        example: 'nightly-backup',
    },
    'role-duration-seconds': {
        modes: MODE_NAMES,
        kind: 'integer',
        min: 900,
        max: 43_200,
        default: '3600',
        help: 'Life of one role session; sessions renew themselves, so a run may take longer.',
        example: '900',
    },
    audience: {
        modes: MODE_NAMES,
        kind: 'text',
        defaultHelp: 'sts.amazonaws.com, or its like in other partitions',
        accepted: "the audience that the role's trust policy asks for",
        help: 'Audience of the OIDC token.',
        example: 'sts.amazonaws.com',
    },
    'allowed-account-ids': {
        modes: MODE_NAMES,
        kind: 'list',
        check: accountId,
        accepted: 'AWS account ids of 12 digits, separated by commas',
        help: 'Stop if the credentials belong to any other account.',
        example: '111122223333',
    },
    'expected-bucket-owner': {
        modes: MODE_NAMES,
        kind: 'text',
        check: accountId,
        defaultHelp: 'the account of the credentials',
        accepted: 'an AWS account id of 12 digits',
        help: 'Account that must own the bucket; sent with every call.',
        example: '444455556666',
    },
    'session-policy': {
        modes: MODE_NAMES,
        kind: 'choice',
        choices: ['auto', 'off'],
        default: 'auto',
        help: 'auto: the role session may do only what this mode needs, on this bucket and prefix.',
        example: 'off',
    },
    'endpoint-url': {
        modes: MODE_NAMES,
        kind: 'text',
        check: httpUrl,
        accepted: 'an https URL (http too, if you must)',
        help: 'Endpoint of an S3-compatible server.',
        example: 'https://s3.example.com',
    },
    'force-path-style': {
        modes: MODE_NAMES,
        kind: 'boolean',
        defaultHelp: 'true with an endpoint outside of AWS, else false',
        help: 'Address the bucket in the path of the URL and not in its host name.',
        example: 'true',
    },
    'sts-endpoint-url': {
        modes: MODE_NAMES,
        kind: 'text',
        check: httpUrl,
        accepted: 'an https URL',
        help: 'Endpoint of STS; needed for role-to-assume together with endpoint-url.',
        example: 'https://sts.example.com',
    },
    'use-fips-endpoint': {
        modes: MODE_NAMES,
        ...SWITCH,
        help: 'Use the FIPS endpoints of AWS.',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/verify-inputs.js
/** Inputs of verify, prune and mark. */



const VERIFYING = {
    'all-series': {
        modes: ['verify', 'prune', 'repair'],
        ...SWITCH,
        help: 'Every series of the vault, not only one.',
    },
    level: {
        modes: ['verify'],
        kind: 'choice',
        choices: ['metadata', 'sample', 'full', 'restore'],
        default: 'sample',
        help: 'How deep: every object is there; some are read, others each time; all are read; a real restore, compared.',
        example: 'restore',
    },
    'sample-runs': {
        modes: ['verify'],
        kind: 'integer',
        min: 1,
        max: 1000,
        default: '30',
        help: 'With level sample: after so many runs every byte was read.',
        example: '7',
    },
    'max-age': {
        modes: ['verify', 'coverage'],
        kind: 'duration',
        defaultHelp: 'verify: any age; coverage: 36h',
        help: 'Fail if the newest complete snapshot of a series is older: the alarm for backups that no longer run.',
        inMode: (mode) => mode === 'coverage'
            ? { help: 'A repository counts as stale once its newest snapshot is older.', defaultHelp: '36h' }
            : { defaultHelp: 'any age' },
        example: '36h',
    },
};
const KEEP_COUNT = { modes: PRUNE, kind: 'integer', min: 1, max: 100_000 };
const PRUNING = {
    'keep-last': {
        ...KEEP_COUNT,
        help: 'Keep the newest so many snapshots of a series.',
        example: '10',
    },
    'keep-hourly': {
        ...KEEP_COUNT,
        help: 'Keep the newest snapshot of each of the last so many hours that have one.',
        example: '24',
    },
    'keep-daily': {
        ...KEEP_COUNT,
        help: 'Keep the newest snapshot of each of the last so many days that have one.',
        example: '14',
    },
    'keep-weekly': {
        ...KEEP_COUNT,
        help: 'Keep the newest snapshot of each of the last so many ISO weeks that have one.',
        example: '8',
    },
    'keep-monthly': {
        ...KEEP_COUNT,
        help: 'Keep the newest snapshot of each of the last so many months that have one.',
        example: '12',
    },
    'keep-yearly': {
        ...KEEP_COUNT,
        help: 'Keep the newest snapshot of each of the last so many years that have one.',
        example: '5',
    },
    'keep-within': {
        modes: PRUNE,
        kind: 'duration',
        help: 'Keep every snapshot that is not older than this, counted from the newest one.',
        example: '60d',
    },
    'keep-labels': {
        modes: PRUNE,
        kind: 'lines',
        accepted: 'labels, one a line; * stands for any text',
        help: 'Keep snapshots with such a label.',
        example: 'release-*',
    },
    'keep-rules': {
        modes: PRUNE,
        kind: 'lines',
        accepted: 'one rule a line: PATTERN: last=N hourly=N daily=N weekly=N monthly=N yearly=N within=DURATION label=LABEL',
        help: 'Rules for the series that a pattern fits; the first that fits counts, the inputs keep-* for all others.',
        example: '*/pr/*: within=14d last=1',
    },
    'time-zone': {
        modes: PRUNE,
        kind: 'text',
        check: timeZone,
        default: 'UTC',
        accepted: 'a time zone by its IANA name',
        help: 'In which days, weeks and months begin.',
        example: 'Europe/Zurich',
    },
    'max-delete-share': {
        modes: PRUNE,
        kind: 'share',
        default: '25 %',
        help: 'Refuse a plan that would delete more than this share of the snapshots.',
        example: '50 %',
    },
    remove: {
        modes: PRUNE,
        kind: 'text',
        check: snapshotId,
        accepted: 'the id of a snapshot, in full (list with json has it)',
        help: 'Delete this one snapshot now, whatever the rules (a leaked secret); needs reason.',
        example: '20261123T010203Z-0123456789abcdef0123456789abcdef',
    },
    mark: {
        modes: ['mark'],
        kind: 'choice',
        choices: ['label', 'hold', 'release', 'acknowledge', 'quarantine'],
        help: 'label: add labels; hold: never prune, until release; acknowledge: an anomaly is meant; quarantine: never use it.',
        example: 'hold',
    },
    reason: {
        modes: ['prune', 'mark'],
        kind: 'text',
        help: 'Why, for whoever reads it later.',
        example: 'the dump holds a leaked key',
    },
};

;// CONCATENATED MODULE: ./lib/inputs/outputs.js
/** The outputs of the action, and the modes that have them. */

const OUTPUTS = {
    status: {
        modes: MODE_NAMES,
        help: '`complete`, `partial`, `not-found` (see if-no-snapshot), or `failed`: looked at in full, and not as it should be.',
    },
    found: { modes: ['restore', 'list', 'browse'], help: '`true` if a snapshot fitted.' },
    snapshot: { modes: ['backup', 'restore', 'list', 'verify', 'mark'], help: 'Id of the snapshot.' },
    series: {
        modes: ['backup', 'restore', 'list', 'verify', 'mark'],
        help: 'Name of the series that was written or read.',
    },
    's3-version-id': {
        modes: ['backup'],
        help: "S3 version of the snapshot's object, where the bucket has versions.",
    },
    digest: {
        modes: ['backup', 'restore'],
        help: 'SHA-256 of the snapshot (`sha256:<hex>`), which covers all that it holds.',
    },
    files: { modes: ['backup', 'restore', 'list'], help: 'Number of files in the snapshot, or restored.' },
    bytes: { modes: ['backup', 'restore', 'list'], help: 'Their bytes.' },
    'new-bytes': { modes: ['backup', 'restore'], help: 'Bytes that were new, or had to be fetched.' },
    'stored-bytes': { modes: ['backup'], help: 'Bytes written to the bucket, compressed.' },
    anomaly: { modes: ['backup'], help: '`true` if the source lost most of what it had.' },
    path: { modes: ['restore', 'browse'], help: 'The target folder, absolute.' },
    snapshots: { modes: ['list'], help: 'The snapshots shown, newest first, as a JSON array.' },
    differences: { modes: ['list'], help: 'Number of paths that differ (with compare-with).' },
    findings: { modes: ['verify', 'audit', 'repair'], help: 'Number of findings: what is damaged, missing or unsafe.' },
    changes: {
        modes: ['prune', 'undelete', 'repair', 'setup'],
        help: 'Number of changes that were made, or that `apply: true` would make.',
    },
    applied: { modes: ['prune', 'undelete', 'repair', 'setup'], help: '`true` if they were made.' },
    sarif: { modes: ['audit'], help: 'Path of the SARIF file.' },
    matrix: {
        modes: ['fleet'],
        help: 'Of a plan: the legs, as JSON for the matrix of a job, by `fromJSON`. Its entries have `leg`, `of` and `plan`.',
    },
    legs: { modes: ['fleet'], help: 'Number of legs of the plan.' },
    repositories: {
        modes: ['fleet', 'coverage'],
        help: 'Number of repositories that are to be backed up; of a leg, of those in its queue.',
    },
    failures: { modes: ['fleet'], help: 'Of a leg: number of repositories that could not be backed up.' },
    waiting: {
        modes: ['fleet'],
        help: 'Of a leg: number of repositories of which git is stored, and whose metadata wait for requests to GitHub.',
    },
    left: {
        modes: ['fleet'],
        help: 'Of a leg: number of repositories that are as the last backup left them, for want of requests to GitHub.',
    },
    covered: { modes: ['coverage'], help: 'Number of repositories that are covered.' },
    gone: { modes: ['coverage'], help: 'Number of repositories that are gone from GitHub and only in the vault.' },
    csv: { modes: ['coverage'], help: 'Path of the table as a CSV file.' },
    'duration-ms': { modes: MODE_NAMES, help: 'Duration of the run in milliseconds.' },
    report: { modes: MODE_NAMES, help: 'Path of the full report, a JSON file.' },
};

;// CONCATENATED MODULE: ./lib/inputs/schema.js
/**
 * The one source of truth about inputs, modes and outputs: joins the tables of this room. action.yml, the CLI's flags and
 * help, and the README's tables are generated from it or checked against it by a test.
 */









/** The inputs by the headings under which help and README list them, in order. */
const GROUPS = {
    'Vault and series': VAULT,
    'What to back up, what to bring back': WHAT,
    'Which snapshot, and how it comes back': RESTORING,
    Pages: BROWSING,
    Outcome: OUTCOME,
    'Telling somebody': TELLING,
    Repository: REPOSITORY,
    Artifacts: ARTIFACTS,
    'Fleets: all repositories of an account': FLEETS,
    Verifying: VERIFYING,
    'Pruning and marks': PRUNING,
    'Keys of a sealed vault': SEALING,
    Auditing: AUDITING,
    'Setting up': SETTING_UP,
    Storage: STORAGE,
    'Credentials and endpoints': CREDENTIALS,
};
const INPUTS = {
    ...VAULT,
    ...WHAT,
    ...RESTORING,
    ...BROWSING,
    ...OUTCOME,
    ...TELLING,
    ...REPOSITORY,
    ...ARTIFACTS,
    ...FLEETS,
    ...VERIFYING,
    ...PRUNING,
    ...SEALING,
    ...AUDITING,
    ...SETTING_UP,
    ...STORAGE,
    ...CREDENTIALS,
};
const INPUT_NAMES = Object.keys(INPUTS);
/** Inputs that the CLI takes as plain arguments, in order; a single one takes all of them, one a line. */
const POSITIONALS = {
    find: { names: ['include'], usage: 'PATTERN...' },
    diff: { names: ['compare-with', 'version'], usage: 'A [B]' },
    cat: { names: ['path'], usage: 'PATH' },
    keys: { names: ['keys'], usage: 'create|share|rotate|check' },
    undelete: { names: ['version'], usage: '[ID...]' },
    mark: { names: ['mark', 'version'], usage: 'MARK [VERSION]' },
};
/** The row of an input, without the narrow type that `INPUTS` has for the compiler. */
function specOf(name) {
    return INPUTS[name];
}
/** `holdfast backup` takes the flag, `action.yml` has the input, or both. */
function inputsOf(surface, mode) {
    return INPUT_NAMES.filter((name) => {
        const spec = specOf(name);
        const elsewhere = surface === 'action' ? spec.cliOnly : spec.actionOnly;
        return elsewhere !== true && (mode === undefined || spec.modes.includes(mode));
    });
}


/***/ }),

/***/ 72527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N1: () => (/* binding */ commandProperty),
/* harmony export */   kc: () => (/* binding */ logText),
/* harmony export */   s$: () => (/* binding */ jsonText),
/* harmony export */   wD: () => (/* binding */ markdown),
/* harmony export */   wq: () => (/* binding */ commandData)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(58566);
/**
 * Makes untrusted text (file names, refs, git's output, keys of a bucket) harmless where it is shown. Every text that a
 * renderer writes goes through one of these.
 */

/**
 * Text for the log of a workflow run, in lines of which none is a workflow command. The runner takes `::name::` at the
 * start of a line, spaces before it ignored, and `##[name]` anywhere in a line.
 */
function logText(text) {
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(text)
        .replace(/^(\s*):(?=:)/gm, '$1\\:')
        .replaceAll('##[', '##\\[');
}
/** The data of a workflow command; see `escapeData` of @actions/core. */
function commandData(text) {
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
/** A property of a workflow command; see `escapeProperty` of @actions/core. */
function commandProperty(text) {
    return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
/**
 * Text inside a paragraph or table cell of GitHub's Markdown, on one line: no markup, HTML, link, mention, reference,
 * emoji or formula can come of it.
 */
function markdown(text) {
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleLine */ .P8)(text)
        .replace(/[&<>"'\\`*_{}[\]()#+!|~@:$^=]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/(www)\./gi, '$1&#46;')
        .replace(/^-/, '&#45;');
}
/** JSON that is harmless on a terminal too. */
function jsonText(value) {
    return JSON.stringify(value, undefined, 2).replace(/[\x7f-\x9f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}


/***/ }),

/***/ 87703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   T1: () => (/* binding */ formatShare),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   tW: () => (/* binding */ formatLimit),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(58566);
/** Numbers as people read them. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** `0 B`, `999 B`, `1.50 KiB`, `12.5 MiB`, `125 GiB`. */
function formatBytes(sizeBytes) {
    let value = sizeBytes;
    let unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
        value /= 1024;
        unit++;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
/** `1,234,567`. */
function formatCount(count) {
    return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
/** `850 ms`, `12.3 s`, `4 min 05 s`, `2 h 03 min`. */
function formatDuration(durationMs) {
    if (durationMs < 1000)
        return `${Math.round(durationMs)} ms`;
    if (durationMs < 59_950)
        return `${(durationMs / 1000).toFixed(1)} s`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}
const DAY_SECONDS = 24 * 3600;
/** A span that was set, as exactly as it was: `36 h`, `30 days`, `1 h 30 min`. */
function formatLimit(seconds) {
    if (seconds % DAY_SECONDS === 0)
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(seconds / DAY_SECONDS, 'day');
    return seconds % 3600 === 0 ? `${formatCount(seconds / 3600)} h` : formatDuration(seconds * 1000);
}
function pad(value) {
    return String(value).padStart(2, '0');
}
/** `2026-11-23 01:02:03Z`: always UTC, sortable. */
function formatTime(time) {
    return `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
/** `12 %`. */
function formatShare(share) {
    return `${Math.round(share * 100)} %`;
}


/***/ }),

/***/ 22284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KY: () => (/* binding */ describeClass),
/* harmony export */   Tj: () => (/* binding */ ProblemBook),
/* harmony export */   kU: () => (/* binding */ KEPT_PER_CLASS)
/* harmony export */ });
/** A million unreadable files must not fill the memory, the log or the report. */
const KEPT_PER_CLASS = 1000;
/** Keeps the warnings and notices of a run, by class, in the order in which the classes appeared; warnings first. */
class ProblemBook {
    #classes = new Map();
    /** Takes any event. @returns whether it was a problem and was kept */
    add(event) {
        if (event.type !== 'warning' && event.type !== 'notice')
            return false;
        const known = this.#classes.get(event.class) ?? { type: event.type, count: 0, items: [] };
        this.#classes.set(event.class, known);
        known.count++;
        if (event.type === 'warning')
            known.type = 'warning';
        if (known.items.length >= KEPT_PER_CLASS)
            return false;
        known.items.push(event);
        return true;
    }
    classes() {
        const all = [...this.#classes].map(([name, facts]) => ({ class: name, ...facts }));
        return [...all.filter(({ type }) => type === 'warning'), ...all.filter(({ type }) => type === 'notice')];
    }
}
/** What, how often, why and what to do, for an annotation or the summary; not escaped. */
function describeClass({ count, items }) {
    const [first] = items;
    if (first === undefined)
        return '';
    const times = count === 1 ? '' : ` (and ${count - 1} more of this kind; all are in the log and the report)`;
    return [`${first.message}${times}`, first.why, first.fix].filter((part) => part !== undefined).join('\n');
}


/***/ }),

/***/ 24279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ describeError),
/* harmony export */   u: () => (/* binding */ LOG_PROGRESS_MS)
/* harmony export */ });
/** Steady, and rare enough for a log that is kept. */
const LOG_PROGRESS_MS = 5000;
/** What happened, why, what to do: one a line; not escaped. */
function describeError(error) {
    const parts = [error.message, error.why, error.fix].filter((part) => part !== undefined);
    return parts.join('\n');
}


/***/ }),

/***/ 52486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  YQ: () => (/* binding */ PRICE),
  tN: () => (/* binding */ phraseText),
  zt: () => (/* binding */ renderFailure),
  Br: () => (/* binding */ renderSummary),
  Vj: () => (/* binding */ verdictOf)
});

// UNUSED EXPORTS: SUMMARY_MAX_BYTES

// EXTERNAL MODULE: ./lib/base/command-line.js
var command_line = __nccwpck_require__(57483);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __nccwpck_require__(50453);
;// CONCATENATED MODULE: ./lib/report/chart.js
/** The chart of a series in a job summary: bytes that each snapshot added, as a Mermaid bar chart. */

const POINTS_MAX = 30;
/** Labels that fit side by side below the bars of a page of 1,000 pixels. */
const LABELS_WITH_TIME_MAX = 8;
/** '' where there is nothing to compare. Holds dates and numbers only, so there is nothing to escape. */
function historyChart(history) {
    const points = history.slice(-POINTS_MAX);
    if (points.length < 2)
        return '';
    const mostBytes = points.reduce((most, { storedBytes }) => Math.max(most, storedBytes), 0);
    const scale = scaleFor(mostBytes);
    const values = points.map(({ storedBytes }) => Number((storedBytes / scale.bytes).toFixed(3)));
    // Without a range Mermaid begins the axis at the smallest value, and a steady series looks like a steep one.
    const top = Math.max(...values) || 1;
    return [
        '```mermaid',
        'xychart-beta',
        '  title "Added to the bucket by each snapshot"',
        `  x-axis [${labelsOf(points).join(', ')}]`,
        `  y-axis "${scale.unit}" 0 --> ${top}`,
        `  bar [${values.join(', ')}]`,
        '```',
    ].join('\n');
}
/** Days; with times if a day has several snapshots; numbers if there is no room for times. All labels differ. */
function labelsOf(points) {
    const days = points.map(({ time }) => time.toISOString().slice(5, 10));
    if (new Set(days).size === days.length)
        return days.map((day) => `"${day}"`);
    if (points.length > LABELS_WITH_TIME_MAX)
        return points.map((_, index) => `"${index + 1}"`);
    return points.map(({ time }) => `"${time.toISOString().slice(5, 16).replace('T', ' ')}"`);
}
function scaleFor(mostBytes) {
    if (mostBytes >= limits/* GiB */.T3)
        return { unit: 'GiB', bytes: limits/* GiB */.T3 };
    return mostBytes >= limits/* MiB */.lv ? { unit: 'MiB', bytes: limits/* MiB */.lv } : { unit: 'KiB', bytes: limits/* KiB */.ty };
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __nccwpck_require__(58566);
// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __nccwpck_require__(72527);
// EXTERNAL MODULE: ./lib/report/format.js
var format = __nccwpck_require__(87703);
// EXTERNAL MODULE: ./lib/report/problems.js
var problems = __nccwpck_require__(22284);
// EXTERNAL MODULE: ./lib/report/renderer.js
var renderer = __nccwpck_require__(24279);
// EXTERNAL MODULE: ./lib/report/tables.js
var report_tables = __nccwpck_require__(44057);
;// CONCATENATED MODULE: ./lib/report/summary.js
/** The job summary of a run, in Markdown. */








/** Above 1 MiB the runner drops the whole summary of a step. */
const SUMMARY_MAX_BYTES = 900 * 1024;
/**
 * S3 Standard in us-east-1, first 50 TB, as of 2026: https://aws.amazon.com/s3/pricing/. AWS counts 2^30 bytes as a GB.
 */
const PRICE = {
    usdPerGibMonth: 0.023,
    basis: 'S3 Standard in us-east-1, 0.023 USD per GB and month, without requests',
};
const ROWS_MAX = 50;
const TABLE_POINTS_MAX = 10;
const CLASSES_MAX = 20;
const TEXT_MAX_CHARS = 2000;
const CELL_MAX_CHARS = 300;
/**
 * The job summary of a finished run: Markdown for GitHub, always below SUMMARY_MAX_BYTES. The verdict and the facts come
 * first, then warnings, then all else; ids are short, and in full in a block at the end. Secrets are to be replaced before.
 */
function renderSummary(result, problems) {
    const { summary, tables } = result;
    const history = summary?.history ?? [];
    // A list has its snapshots in a table of its own.
    const shown = [...tables, ...(history.length > 0 && result.mode !== 'list' ? [historyTable(history)] : [])];
    const sections = [
        `## ${paragraph(summary?.title ?? `Holdfast: ${result.mode}`)}: ${paragraph(verdictOf(result))}`,
        factsTable(summary?.facts ?? {}),
        ...problems.slice(0, CLASSES_MAX).map(summary_alert),
        problems.length > CLASSES_MAX ? `And ${problems.length - CLASSES_MAX} more kinds of problems: see the log.` : '',
        summary?.text === undefined ? '' : paragraph(summary.text),
        summary?.vaultBytes === undefined ? '' : costLine(summary.vaultBytes, summary.isAtAws === true),
        restoreBlock(summary?.restoreCommand),
        ...shown.map((table) => markdownTable(table)),
        historyChart(history),
        idsBlock(shown),
    ];
    return joinWithin(sections.filter((section) => section !== ''), SUMMARY_MAX_BYTES);
}
const VERDICTS = { complete: 'done', partial: 'partial', 'not-found': 'nothing found', failed: 'failed' };
/** How a run ended, in a few words. */
function verdictOf({ status, outputs, summary }) {
    if (summary?.verdict !== undefined)
        return summary.verdict;
    return status === 'complete' && outputs.applied === false ? 'a plan, nothing was changed' : VERDICTS[status];
}
function factsTable(facts) {
    const names = Object.keys(facts);
    if (names.length === 0)
        return '';
    const texts = Object.values(facts).map((phrase) => (0,report_escape/* markdown */.wD)(phraseText(phrase)));
    return [names.map(report_escape/* markdown */.wD), names.map(() => ':--'), texts].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
/** Not escaped. */
function phraseText(phrase) {
    return phrase.map((part) => (typeof part === 'string' ? part : (0,report_tables/* shortId */.m_)((0,report_tables/* cellText */.Ie)(...part)))).join('');
}
function restoreBlock(command) {
    // Nothing that is typed by a user may end the block.
    if (command === undefined || /[`\r\n]/.test(command))
        return '';
    return `Restore this snapshot with\n\n\`\`\`sh\n${(0,command_line/* brokenCommand */.x2)((0,base_text/* visibleLine */.P8)(command), COMMAND_WIDTH).join('\n')}\n\`\`\``;
}
/** Characters of a line of code on a page of 1,000 pixels. */
const COMMAND_WIDTH = 100;
const IDS_MAX = 60;
/** The ids that tables show short, for whoever needs them in full. */
function idsBlock(tables) {
    const cells = tables.flatMap(({ rows }) => rows.slice(0, ROWS_MAX).flat());
    const ids = [...new Set(cells.filter((cell) => typeof cell === 'string' && (0,report_tables/* shortId */.m_)(cell) !== cell))].slice(0, IDS_MAX);
    if (ids.length === 0)
        return '';
    const lines = ids.map((id) => `- \`${String(id)}\``);
    return `<details><summary>Ids in full</summary>\n\n${lines.join('\n')}\n\n</details>`;
}
/** The job summary of a run that failed. Secrets are to be replaced before. */
function renderFailure(mode, error, problems) {
    const sections = [
        `## Holdfast: ${paragraph(mode)} failed`,
        `> [!CAUTION]\n> **${(0,report_escape/* markdown */.wD)(error.code)}**: ${paragraph((0,renderer/* describeError */.U)(error))}`,
        ...problems.slice(0, CLASSES_MAX).map(summary_alert),
    ];
    return joinWithin(sections, SUMMARY_MAX_BYTES);
}
function summary_alert(problem) {
    const kind = problem.type === 'warning' ? 'WARNING' : 'NOTE';
    return `> [!${kind}]\n> **${(0,report_escape/* markdown */.wD)(problem.class)}**: ${paragraph((0,problems/* describeClass */.KY)(problem))}`;
}
/** Untrusted text on one line of Markdown; its line feeds become breaks, and what stands in backticks code. */
function paragraph(text) {
    const lines = cut(text, TEXT_MAX_CHARS).split('\n').map(report_escape/* markdown */.wD);
    return lines.map((line) => line.replace(/&#96;(.+?)&#96;/g, '<code>$1</code>')).join('<br>');
}
function cut(text, maxChars) {
    return text.length <= maxChars ? text : `${(0,base_text/* cutText */.IN)(text, maxChars)}...`;
}
/** Prices are known for AWS only. */
function costLine(vaultBytes, isAtAws) {
    const needs = `This snapshot needs ${(0,format/* formatBytes */.z3)(vaultBytes)} in the bucket`;
    if (!isAtAws)
        return `${needs}.`;
    const usd = (vaultBytes / 2 ** 30) * PRICE.usdPerGibMonth;
    const shown = usd < 0.01 ? 'less than 0.01 USD' : `about ${usd.toFixed(2)} USD`;
    return `${needs}: ${shown} a month (${PRICE.basis}).`;
}
function markdownTable(table, rowsMax = ROWS_MAX) {
    const heading = `### ${(0,report_escape/* markdown */.wD)(table.title)}`;
    const { columns, rows: all } = (0,report_tables/* shownColumns */.Lt)(table);
    if (all.length === 0)
        return `${heading}\n\nNone.`;
    const rows = all
        .slice(0, rowsMax)
        .map((row) => columns.map(({ kind }, index) => cut((0,report_tables/* shortId */.m_)((0,report_tables/* cellText */.Ie)(row[index], kind)), CELL_MAX_CHARS)));
    const lines = isTooWide(columns, rows) ? rowLists(columns, rows) : tableLines(columns, rows);
    const more = all.length - rows.length;
    return [heading, '', ...lines, ...(more > 0 ? ['', `${more} more: see the report.`] : [])].join('\n');
}
/** Cells of the width of a sentence: two columns of them leave no room for the others on a page of 1,000 pixels. */
const LONG_CELL_CHARS = 60;
function isTooWide(columns, rows) {
    return columns.filter((_, index) => rows.some((row) => (row[index] ?? '').length > LONG_CELL_CHARS)).length > 1;
}
function tableLines(columns, rows) {
    const head = columns.map(({ title }) => (0,report_escape/* markdown */.wD)(title)).join(' | ');
    const rule = columns.map(({ kind }) => ((0,report_tables/* isRightAligned */.rQ)(kind) ? '--:' : ':--')).join(' | ');
    const body = rows.map((row) => `| ${columns.map((column, index) => cellMarkdown(column, row[index])).join(' | ')} |`);
    return [`| ${head} |`, `| ${rule} |`, ...body];
}
/** Each row as a point: its short cells on a line, the long ones below it. */
function rowLists(columns, rows) {
    return rows.flatMap((row) => {
        const cells = columns
            .map((column, index) => ({ column, text: row[index] ?? '', isLong: (row[index] ?? '').length > LONG_CELL_CHARS }))
            .filter(({ text }) => text !== '');
        const told = cells.map(({ column, text, isLong }, index) => ({
            isLong,
            line: index === 0 ? `**${cellMarkdown(column, text)}**` : `${(0,report_escape/* markdown */.wD)(column.title)}: ${cellMarkdown(column, text)}`,
        }));
        const head = told.filter(({ isLong }, index) => !isLong || index === 0).map(({ line }) => line);
        const below = told.filter(({ isLong }, index) => isLong && index > 0).map(({ line }) => `  - ${line}`);
        return [`- ${head.join('; ')}`, ...below];
    });
}
function cellMarkdown({ kind }, text = '') {
    if (kind === 'link')
        return linkTo(text);
    if ((0,report_tables/* isText */.KH)(kind) || kind === 'command')
        return (0,report_escape/* markdown */.wD)(text);
    // A time that is broken between its date and its hour is hard to read.
    return kind === 'time' ? text.replace(' ', '&nbsp;') : text;
}
function linkTo(address) {
    return /^https:\/\/[\w./#-]+$/.test(address) ? `[see](${address})` : (0,report_escape/* markdown */.wD)(address);
}
function historyTable(history) {
    return {
        title: 'Last snapshots',
        columns: {
            Snapshot: 'text',
            Time: 'time',
            Status: 'text',
            Files: 'count',
            Size: 'bytes',
            'Added to the bucket': 'bytes',
        },
        rows: history
            .slice(-TABLE_POINTS_MAX)
            .reverse()
            .map(({ id, time, status, files, bytes, storedBytes }) => [id, time, status, files, bytes, storedBytes]),
    };
}
/** Leaves out whole sections from the first one that does not fit. */
function joinWithin(sections, maxBytes) {
    const note = 'The rest did not fit into the summary: see the log and the report.\n';
    let text = '';
    let sizeBytes = Buffer.byteLength(note);
    for (const section of sections) {
        sizeBytes += Buffer.byteLength(section) + 2;
        if (sizeBytes > maxBytes)
            return text + note;
        text += `${section}\n\n`;
    }
    return text;
}


/***/ }),

/***/ 44057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ cellText),
/* harmony export */   KH: () => (/* binding */ isText),
/* harmony export */   Lt: () => (/* binding */ shownColumns),
/* harmony export */   bo: () => (/* binding */ renderTable),
/* harmony export */   m_: () => (/* binding */ shortId),
/* harmony export */   rQ: () => (/* binding */ isRightAligned)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(58566);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(87703);


/** A cell as text, not escaped yet. */
function cellText(cell, kind) {
    if (cell === undefined)
        return '';
    if (cell instanceof Date)
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(cell);
    if (typeof cell !== 'number')
        return String(cell);
    if (kind === 'bytes')
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(cell);
    if (kind === 'duration')
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(cell);
    return kind === 'count' ? (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(cell) : String(cell);
}
function isRightAligned(kind) {
    return kind === 'count' || kind === 'bytes' || kind === 'duration';
}
/** Of any length, to be escaped and wrapped. */
function isText(kind) {
    return kind === 'text' || kind === 'path';
}
/** What is shown of a table: the columns in which a row has something; all of a table without rows. */
function shownColumns(table) {
    const columns = Object.entries(table.columns).map(([title, kind]) => ({ title, kind }));
    const used = columns.map((_, index) => table.rows.some((row) => (row[index] ?? '') !== ''));
    const keep = (cells) => cells.filter((_, index) => used[index]);
    return table.rows.length === 0 ? { columns, rows: [] } : { columns: keep(columns), rows: table.rows.map(keep) };
}
/**
 * The table as plain text, title first; every line ends with a line feed. Safe on a terminal. In aligned columns, if they
 * fit, with short ids if need be; a long text may be wrapped in the last column. Else each row becomes a list.
 *
 * @param widthMax Of a line, in characters; no limit without.
 */
function renderTable(table, widthMax = Infinity) {
    const { columns, rows } = shownColumns(table);
    const texts = rows.map((row) => columns.map(({ kind }, index) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleLine */ .P8)(cellText(row[index], kind))));
    return [(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleLine */ .P8)(table.title), ...layout(columns, texts, widthMax), ''].join('\n');
}
function layout(columns, texts, widthMax) {
    const [first] = texts;
    if (first === undefined)
        return ['  (none)'];
    const isForCopying = columns.some(({ kind }) => kind === 'command');
    if (isForCopying || widthOfLine(columns, texts) <= widthMax)
        return alignedLines(columns, texts);
    if (texts.length === 1)
        return listLines(columns, first, widthMax);
    const short = texts.map((row) => row.map(shortId));
    const widths = widthsOf(columns, short);
    const last = widths.length - 1;
    const room = widthMax - widths.slice(0, -1).reduce((sum, width) => sum + 2 + width, 2);
    // Paths are copied as a whole, so they are not wrapped.
    if (columns[last]?.kind === 'path' && room > 0)
        return alignedLines(columns, short);
    if (room >= Math.min(widths[last] ?? 0, LAST_WIDTH_MIN) && isWrappable(columns[last], short, last, room))
        return wrappedLines(columns, short, widths.with(last, Math.min(room, widths[last] ?? 0)));
    return short.flatMap((row, index) => [...(index === 0 ? [] : ['']), ...listLines(columns, row, widthMax)]);
}
/** Below this width, a text becomes a column of single words. */
const LAST_WIDTH_MIN = 24;
/** Whether no word of the last column is wider than its room. */
function isWrappable(column, texts, index, room) {
    const fits = (text) => text.split(' ').every((word) => widthOf(word) <= room);
    return texts.every((row) => widthOf(row[index] ?? '') <= room || (isText(column?.kind) && fits(row[index] ?? '')));
}
function widthsOf(columns, texts) {
    // Not Math.max(...): a table may have more rows than a call may have arguments.
    return columns.map(({ title }, index) => texts.reduce((width, row) => Math.max(width, widthOf(row[index] ?? '')), widthOf(title)));
}
function widthOfLine(columns, texts) {
    return widthsOf(columns, texts).reduce((sum, width) => sum + 2 + width, 0);
}
function wrappedLines(columns, texts, widths) {
    return [columns.map(({ title }) => title), ...texts].flatMap((row) => {
        const cells = columns.map((_, index) => wrapped('', row[index] ?? '', widths[index] ?? 0));
        const height = cells.reduce((most, { length }) => Math.max(most, length), 1);
        return Array.from({ length: height }, (_, line) => {
            const parts = columns.map(({ kind }, index) => aligned(cells[index]?.[line] ?? '', widths[index] ?? 0, isRightAligned(kind)));
            return `  ${parts.join('  ').trimEnd()}`;
        });
    });
}
function alignedLines(columns, texts) {
    return wrappedLines(columns, texts, widthsOf(columns, texts));
}
function aligned(text, width, right) {
    const padding = ' '.repeat(width - widthOf(text));
    return right ? padding + text : text + padding;
}
/** One row, a line for each column that has something. */
function listLines(columns, row, widthMax) {
    const width = widthsOf(columns, []).reduce((most, each) => Math.max(most, each), 0);
    return columns.flatMap(({ title }, index) => (row[index] ?? '') === '' ? [] : wrapped(`  ${aligned(title, width, false)}  `, row[index] ?? '', widthMax));
}
/** Words in lines, the first after `head`, the others indented as far, if that leaves room for some. */
function wrapped(head, text, widthMax) {
    if (widthOf(head) + widthOf(text) <= widthMax)
        return [head + text];
    const indent = ' '.repeat(widthOf(head) <= widthMax / 2 ? widthOf(head) : 6);
    const lines = [head];
    for (const [index, word] of text.split(' ').entries()) {
        const last = lines.at(-1) ?? '';
        const joined = index === 0 || last === indent ? last + word : `${last} ${word}`;
        if (index === 0 || widthOf(joined) <= widthMax)
            lines[lines.length - 1] = joined;
        else
            lines.push(indent + word);
    }
    return lines;
}
/** An id of a snapshot as short as a selector may be, and never twice in practice: 12 digits of its hash. */
function shortId(text) {
    return /^\d{8}T\d{6}Z-([0-9a-f]{12})[0-9a-f]{20}$/.exec(text)?.[1] ?? text;
}
/** Characters, which is the width on a terminal for most scripts. */
function widthOf(text) {
    return [...text].length;
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
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
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		8792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ main_runAction),
  a: () => (/* binding */ main_runCli)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __nccwpck_require__(17594);
;// CONCATENATED MODULE: ./lib/report/result.js
/** The result of a command: data, not formatted yet. */

const EXIT_CODES = { complete: errors/* EXIT */.dc.ok, partial: errors/* EXIT */.dc.partial, 'not-found': errors/* EXIT */.dc.ok, failed: errors/* EXIT */.dc.failed };
function runResult(mode, result, durationMs) {
    const { status, exitCode = EXIT_CODES[status], outputs } = result;
    const ofEveryMode = { status, 'duration-ms': Math.round(durationMs) };
    return { ...result, mode, exitCode, outputs: { ...ofEveryMode, ...outputs } };
}
function textColumns(...titles) {
    return Object.fromEntries(titles.map((title) => [title, 'text']));
}

// EXTERNAL MODULE: ./lib/commands/shared/temp-dir.js
var temp_dir = __nccwpck_require__(56528);
;// CONCATENATED MODULE: ./lib/commands/registry.js


/** Loaded when needed, so that `--help` and wrong inputs do not load the rest. */
const COMMANDS = {
    backup: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(298), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(2872), __nccwpck_require__.e(3919), __nccwpck_require__.e(6931), __nccwpck_require__.e(2711)]).then(__nccwpck_require__.bind(__nccwpck_require__, 31463))).backup,
    restore: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(298), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(5840), __nccwpck_require__.e(3919), __nccwpck_require__.e(238)]).then(__nccwpck_require__.bind(__nccwpck_require__, 30238))).restore,
    list: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(368)]).then(__nccwpck_require__.bind(__nccwpck_require__, 80368))).list,
    find: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(1223)]).then(__nccwpck_require__.bind(__nccwpck_require__, 91223))).find,
    diff: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(7767)]).then(__nccwpck_require__.bind(__nccwpck_require__, 57767))).diff,
    cat: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(2182)]).then(__nccwpck_require__.bind(__nccwpck_require__, 82182))).cat,
    browse: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(9562), __nccwpck_require__.e(5075)]).then(__nccwpck_require__.bind(__nccwpck_require__, 95075))).browse,
    verify: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(5840), __nccwpck_require__.e(1961)]).then(__nccwpck_require__.bind(__nccwpck_require__, 81961))).verify,
    prune: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4916), __nccwpck_require__.e(2872), __nccwpck_require__.e(8523)]).then(__nccwpck_require__.bind(__nccwpck_require__, 98523))).prune,
    undelete: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4916), __nccwpck_require__.e(5052)]).then(__nccwpck_require__.bind(__nccwpck_require__, 95052))).undelete,
    mark: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(9401)]).then(__nccwpck_require__.bind(__nccwpck_require__, 29401))).mark,
    audit: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(2632), __nccwpck_require__.e(3644), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(236)]).then(__nccwpck_require__.bind(__nccwpck_require__, 30236))).audit,
    repair: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4916), __nccwpck_require__.e(6931), __nccwpck_require__.e(6624)]).then(__nccwpck_require__.bind(__nccwpck_require__, 86624))).repair,
    keys: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(2632), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(1967)]).then(__nccwpck_require__.bind(__nccwpck_require__, 11967))).keys,
    fleet: async () => {
        const [{ fleetCommand }, { makeBackup }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(9562), __nccwpck_require__.e(6919), __nccwpck_require__.e(9976)]).then(__nccwpck_require__.bind(__nccwpck_require__, 49976)), Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(298), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(2872), __nccwpck_require__.e(3919), __nccwpck_require__.e(6931), __nccwpck_require__.e(2711)]).then(__nccwpck_require__.bind(__nccwpck_require__, 31463))]);
        return fleetCommand(makeBackup);
    },
    coverage: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(3581), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(6596), __nccwpck_require__.e(4550), __nccwpck_require__.e(2582), __nccwpck_require__.e(9562), __nccwpck_require__.e(6919), __nccwpck_require__.e(5844)]).then(__nccwpck_require__.bind(__nccwpck_require__, 95844))).coverage,
    setup: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(6646), __nccwpck_require__.e(9191), __nccwpck_require__.e(8266), __nccwpck_require__.e(2872), __nccwpck_require__.e(2815)]).then(__nccwpck_require__.bind(__nccwpck_require__, 32815))).setup,
};
async function runCommand(inputs, deps) {
    const startedMs = performance.now();
    (0,temp_dir/* removeAbandoned */.j)(deps.tempRoot, deps.now().getTime());
    const command = await COMMANDS[inputs.mode]();
    return runResult(inputs.mode, await command(inputs, deps), performance.now() - startedMs);
}

// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __nccwpck_require__(23626);
;// CONCATENATED MODULE: ./lib/commands/shared/host.js
/** What both entries share of their process: signals, standard output, unexpected errors. */



/** SIGHUP: the terminal was closed, on Windows its window; SIGBREAK is Windows' own. */
const CANCEL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];
const SIGNALS_FROM = 128;
/**
 * Aborts on the first signal that asks this process to end. A second one has no listener and ends it at once.
 */
function cancelOnSignals(host) {
    const controller = new AbortController();
    const listeners = CANCEL_SIGNALS.map((name) => ({ name, listener: () => stop(name) }));
    const dispose = () => {
        for (const { name, listener } of listeners)
            host.off(name, listener);
    };
    const stop = (name) => {
        dispose();
        controller.abort(cancelled(name));
    };
    for (const { name, listener } of listeners)
        host.on(name, listener);
    return { signal: controller.signal, dispose };
}
/**
 * A log that cannot be written (its reader has gone, its disk is full) stops nothing. The listeners stay: such an error
 * may come late. Of a lost result output.ts knows.
 */
function keepWithoutLog({ stdout, stderr }) {
    for (const stream of [stdout, stderr])
        stream.on('error', () => undefined);
}
/**
 * '' if it was removed: then `pathFrom` takes absolute paths only. This process goes on in the root, since no thread
 * starts in a folder that is gone.
 */
function workingDirOf(host) {
    try {
        return host.cwd();
    }
    catch {
        host.chdir('/');
        return '';
    }
}
/** Its exit code is the one that a shell gives to what a signal ended: 128 and the number of the signal. */
function cancelled(name) {
    return new errors/* HoldfastError */.Et({
        code: 'cancelled',
        exitCode: SIGNALS_FROM + (external_node_os_.constants.signals[name] ?? external_node_os_.constants.signals.SIGINT),
        message: `Cancelled: received ${name}.`,
        why: 'Files are replaced as a whole and a snapshot counts only once it is committed, so nothing is left half done.',
        fix: 'Run it again: what was already uploaded or restored is reused.',
    });
}
/** Turns whatever was thrown into an error for users. After a cancellation, every error counts as the cancellation. */
function asUserError(error, signal) {
    if (signal?.aborted && signal.reason instanceof errors/* HoldfastError */.Et)
        return signal.reason;
    if (error instanceof errors/* HoldfastError */.Et)
        return error;
    const explained = (0,system_errors/* explainSystemError */.Tr)(error);
    if (explained !== undefined)
        return explained;
    return new errors/* HoldfastError */.Et({
        code: 'internal',
        message: `Unexpected: ${(0,errors/* messageOf */.bD)(error)}`,
        why: 'This is a bug in Holdfast.',
        fix: 'Please report it, with this log.',
        cause: error,
    });
}
/** The stack of a defect, for debugging; undefined for errors that are meant for users. */
function stackOf(error) {
    return error.cause instanceof Error && error.code === 'internal' ? error.cause.stack : undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/inputs.js
function camelCase(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

// EXTERNAL MODULE: ./lib/inputs/kinds.js
var kinds = __nccwpck_require__(11850);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __nccwpck_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/schema.js + 11 modules
var schema = __nccwpck_require__(42529);
;// CONCATENATED MODULE: ./lib/inputs/parse.js
/** Parses all inputs, and reports all problems at once. */





/** Shown in place of an invalid secret. */
const HIDDEN = '(a secret)';
/**
 * Raw texts by input name -> typed inputs. All problems are reported together in one HoldfastError `bad-input` before
 * any work, including those that the caller has found (unknown flags, for example).
 *
 * @param raw Texts as they came in. Empty ones count as not given.
 * @param fallback Texts to use where `raw` has none (environment variables); those that the mode does not take are
 *   ignored.
 */
function parseInputs(raw, surface, fallback = new Map(), found = []) {
    const problems = [...found];
    const mode = parseMode(raw.get('mode'), surface, problems);
    const given = new Map();
    for (const name of schema/* INPUT_NAMES */.Qh) {
        const takes = mode === undefined || (0,schema/* specOf */.rI)(name).modes.includes(mode);
        const text = trimmed(raw.get(name)) ?? (takes ? trimmed(fallback.get(name)) : undefined);
        if (text !== undefined)
            given.set(name, text);
    }
    const values = {};
    for (const name of schema/* INPUT_NAMES */.Qh)
        values[camelCase(name)] = parseOne(name, given.get(name) ?? standardOf(name, surface, given), problems);
    if (mode !== undefined)
        problems.push(...misplaced(given, values, mode).filter(({ name }) => !isReported(problems, name)));
    // Every name of the schema was just set, with the type that its kind gives.
    const inputs = values;
    problems.push(...contradictions(inputs, surface, new Set(problems.map(({ name }) => name))));
    if (problems.length > 0)
        throw badInputs(problems);
    return inputs;
}
/** One input by itself, for what has to be known even where others are wrong; undefined if it is wrong too. */
function parseAlone(name, raw) {
    const problems = [];
    const value = parseOne(name, trimmed(raw.get(name)), problems);
    return problems.length === 0 ? value : undefined;
}
function isReported(problems, name) {
    return problems.some((problem) => problem.name === name);
}
function trimmed(text) {
    const result = text?.trim();
    return result === '' ? undefined : result;
}
function parseMode(text, surface, problems) {
    const mode = trimmed(text) ?? schema/* INPUTS */.mc.mode.default;
    const known = schema/* MODE_NAMES */.Jc.find((name) => name === mode);
    const modes = schema/* MODE_NAMES */.Jc.filter((name) => surface === 'cli' || !schema/* CLI_MODES */.QO.includes(name));
    if (known !== undefined && modes.includes(known))
        return known;
    const wrong = known === undefined ? {} : { wrong: 'only the command line has it' };
    problems.push({
        name: 'mode',
        value: mode,
        ...wrong,
        accepted: kinds/* KINDS */.GW.choice.accepted({ ...schema/* INPUTS */.mc.mode, choices: modes }),
        meant: known === undefined ? (0,nearest/* nearest */.p)(mode, modes) : undefined,
    });
    return undefined;
}
function parseOne(name, text, problems) {
    const spec = (0,schema/* specOf */.rI)(name);
    // Reported by parseMode.
    if (name === 'mode')
        return text ?? spec.default;
    if (text === undefined && spec.required) {
        if (!isReported(problems, name))
            problems.push({ name, accepted: (0,kinds/* acceptedBy */.lA)(spec), example: spec.example });
        return undefined;
    }
    const effective = text ?? spec.default ?? '';
    if (effective === '')
        return valueOfNothing(spec);
    const parsed = kinds/* KINDS */.GW[spec.kind].parse(effective, spec);
    if ('value' in parsed)
        return parsed.value;
    problems.push(badValue(name, effective, parsed.wrong));
    return isListed(spec) ? [] : undefined;
}
/** Defaults of the command line that differ from those of the action. */
function standardOf(name, surface, given) {
    if (surface === 'action')
        return undefined;
    // A given repository or organisation implies that source, not the files of the current folder.
    if (name === 'source' && given.has('organization'))
        return 'organization';
    if (name === 'source' && given.has('repository'))
        return 'repository';
    return (0,schema/* specOf */.rI)(name).cliDefault;
}
function valueOfNothing(spec) {
    return isListed(spec) ? [] : spec.default;
}
function isListed(spec) {
    return spec.kind === 'lines' || spec.kind === 'list';
}
function badValue(name, text, wrong) {
    const spec = (0,schema/* specOf */.rI)(name);
    const value = spec.secret ? HIDDEN : text;
    const facts = { name, value, ...(wrong === '' ? {} : { wrong }), accepted: (0,kinds/* acceptedBy */.lA)(spec) };
    const meant = wrong === '' ? (0,nearest/* nearest */.p)(text, spec.choices ?? []) : undefined;
    return meant === undefined ? { ...facts, example: spec.example } : { ...facts, meant };
}
/** Refuses inputs that would be ignored. Those that only repeat their default are accepted. */
function misplaced(given, values, mode) {
    const problems = [];
    const source = values['source'];
    for (const [name, text] of given) {
        const spec = (0,schema/* specOf */.rI)(name);
        const isDefault = JSON.stringify(values[camelCase(name)]) === JSON.stringify(parseOne(name, spec.default, []));
        if (isDefault || spec.actionDefault !== undefined)
            continue;
        const value = spec.secret ? HIDDEN : text;
        if (!spec.modes.includes(mode)) {
            const accepted = `only on ${spec.modes.join(', ')}`;
            problems.push({ name, value, wrong: `mode ${mode} does not take it`, accepted });
        }
        else if (mode === 'backup' && spec.backupOf?.includes(String(source)) === false && source !== undefined) {
            const wrong = `with source ${String(source)} it has no meaning`;
            problems.push({ name, value, wrong, accepted: `only with source ${(0,kinds/* listed */.KE)(spec.backupOf)}` });
        }
    }
    return problems;
}
/** Combinations that make no sense. Inputs that are invalid by themselves are not checked again. */
function contradictions(inputs, surface, wrong) {
    return COMBINATIONS.filter(({ of, when }) => !of.some((name) => wrong.has(name)) && when(inputs, surface)).map(({ of: [name], says }) => {
        const value = inputs[camelCase(name)];
        const text = isGiven(value) ? ((0,schema/* specOf */.rI)(name).secret === true ? HIDDEN : shown(value)) : undefined;
        return { name, ...(text === undefined ? {} : { value: text }), ...says(inputs) };
    });
}
function isGiven(value) {
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
function shown(value) {
    return typeof value === 'object' ? value.join('\n') : String(value);
}
const COMBINATIONS = [
    {
        of: ['github-app-id', 'github-app-private-key', 'github-app-kms-key'],
        when: ({ githubAppId, githubAppPrivateKey, githubAppKmsKey }) => githubAppId !== undefined && githubAppPrivateKey === undefined && githubAppKmsKey === undefined,
        says: () => ({
            wrong: 'an id alone proves nothing',
            accepted: 'together with github-app-private-key or github-app-kms-key',
        }),
    },
    {
        of: ['github-app-kms-key', 'github-app-private-key'],
        when: ({ githubAppPrivateKey, githubAppKmsKey }) => githubAppPrivateKey !== undefined && githubAppKmsKey !== undefined,
        says: () => ({ wrong: 'the App has one key', accepted: 'either github-app-private-key or github-app-kms-key' }),
    },
    {
        of: ['github-app-private-key', 'github-app-id'],
        when: ({ githubAppId, githubAppPrivateKey }) => githubAppId === undefined && githubAppPrivateKey !== undefined,
        says: () => ({ wrong: 'whose key it is, is not given', accepted: 'together with github-app-id' }),
    },
    {
        of: ['github-app-kms-key', 'github-app-id'],
        when: ({ mode, githubAppId, githubAppKmsKey }) => mode !== 'setup' && githubAppId === undefined && githubAppKmsKey !== undefined,
        says: () => ({ wrong: 'whose key it is, is not given', accepted: 'together with github-app-id' }),
    },
    {
        of: ['path', 'mode'],
        when: ({ mode, path }) => mode === 'restore' && path.length > 1,
        says: () => ({ wrong: 'restore has one target folder', accepted: 'one folder' }),
    },
    {
        of: ['path', 'mode'],
        when: ({ mode, path, pushTo }, surface) => surface === 'cli' && mode === 'restore' && path.length === 0 && pushTo === undefined,
        says: () => ({
            accepted: 'the folder to restore into; "." for the one that the command is started in',
            example: './restored',
        }),
    },
    {
        of: ['push-refs', 'push-to'],
        when: ({ pushRefs, pushTo }) => pushRefs.length > 0 && pushTo === undefined,
        says: () => ({ accepted: 'only with push-to, which names the repository to send them to' }),
    },
    {
        of: ['push-as', 'push-refs'],
        when: ({ pushAs, pushRefs }) => pushAs !== undefined && pushRefs.length === 0,
        says: () => ({ accepted: 'only with push-refs, which names what it is the name of' }),
    },
    {
        of: ['push-force', 'push-refs'],
        when: ({ pushForce, pushRefs }) => pushForce && pushRefs.length === 0,
        says: () => ({ accepted: 'only with push-refs: what is forced has to be named' }),
    },
    {
        of: ['path', 'mode'],
        when: ({ mode, path }) => mode === 'cat' && path.length !== 1,
        says: () => ({ accepted: 'one file of the snapshot', example: 'docs/index.md' }),
    },
    {
        of: ['include', 'mode'],
        when: ({ mode, include }) => mode === 'find' && include.length === 0,
        says: () => ({ accepted: 'patterns of what to find', example: '**/*.md' }),
    },
    {
        of: ['compare-with', 'mode'],
        when: ({ mode, compareWith }) => mode === 'diff' && compareWith === undefined,
        says: () => ({ accepted: 'the selector of the older snapshot', example: 'latest~1' }),
    },
    {
        of: ['kms-key-id', 'encryption'],
        when: ({ mode, kmsKeyId, encryption }) => ['backup', 'setup'].includes(mode) && kmsKeyId !== undefined && !encryption.startsWith('aws:kms'),
        says: ({ encryption }) => ({ wrong: `encryption is ${encryption}`, accepted: 'only with aws:kms or aws:kms:dsse' }),
    },
    {
        of: ['use-fips-endpoint', 'endpoint-url'],
        when: ({ useFipsEndpoint, endpointUrl }) => useFipsEndpoint && endpointUrl !== undefined,
        says: () => ({ wrong: 'endpoint-url is given, which decides by itself', accepted: 'one of the two' }),
    },
    {
        of: ['delete', 'overwrite'],
        when: ({ delete: deletes, overwrite }) => deletes !== 'false' && overwrite === 'never',
        says: () => ({ wrong: 'overwrite is never, so nothing that is there may be touched', accepted: 'one of the two' }),
    },
    {
        of: ['exclude', 'source'],
        when: ({ mode, source, exclude }) => mode === 'backup' && source === 'artifacts' && exclude.length > 0,
        says: () => ({ wrong: 'artifacts are chosen by their names', accepted: 'a line !NAME in artifacts' }),
    },
    {
        of: ['workflow', 'run-id'],
        when: ({ workflow, runId }) => workflow !== undefined && runId !== undefined,
        says: () => ({ wrong: 'run-id is given, which decides by itself', accepted: 'one of the two' }),
    },
    {
        of: ['branch', 'workflow'],
        when: ({ branch, workflow }) => branch !== undefined && workflow === undefined,
        says: () => ({ wrong: 'it is the branch of the runs of a workflow', accepted: 'only with workflow' }),
    },
    {
        of: ['publish', 'merge-multiple'],
        when: ({ publish, mergeMultiple }) => publish && mergeMultiple,
        says: () => ({ wrong: 'artifacts that are published stay apart', accepted: 'one of the two' }),
    },
    {
        of: ['version', 'all-series'],
        when: ({ mode, version, allSeries }) => mode === 'verify' && allSeries && version.length > 0,
        says: () => ({ wrong: 'all-series looks at the newest snapshot of each series', accepted: 'one of the two' }),
    },
    {
        of: ['name', 'all-series'],
        when: ({ name, allSeries }) => allSeries && name !== undefined,
        says: () => ({ wrong: 'all-series is for every series', accepted: 'one of the two' }),
    },
    {
        of: ['sample-runs', 'level'],
        when: ({ sampleRuns, level }) => level !== 'sample' && String(sampleRuns) !== schema/* INPUTS */.mc['sample-runs'].default,
        says: ({ level }) => ({ wrong: `level is ${level}`, accepted: 'only with level sample' }),
    },
    {
        of: ['mark', 'mode'],
        when: ({ mode, mark }) => mode === 'mark' && mark === undefined,
        says: () => ({ accepted: (0,kinds/* acceptedBy */.lA)((0,schema/* specOf */.rI)('mark')), example: 'hold' }),
    },
    {
        of: ['keys', 'mode'],
        when: ({ mode, keys }) => mode === 'keys' && keys === undefined,
        says: () => ({ accepted: (0,kinds/* acceptedBy */.lA)((0,schema/* specOf */.rI)('keys')), example: 'holdfast keys create' }),
    },
    {
        of: ['recipients', 'keys'],
        when: ({ keys, recipients }) => keys !== undefined && (keys === 'check') !== (recipients.length === 0),
        says: ({ keys }) => keys === 'check'
            ? { wrong: 'check changes nothing', accepted: 'only with create, share and rotate' }
            : { accepted: (0,kinds/* acceptedBy */.lA)((0,schema/* specOf */.rI)('recipients')) },
    },
    {
        of: ['key-file', 'keys'],
        when: ({ keys, keyFile }) => keys !== undefined && ['share', 'check'].includes(keys) !== (keyFile === undefined),
        says: ({ keyFile }) => keyFile === undefined
            ? { accepted: (0,kinds/* acceptedBy */.lA)((0,schema/* specOf */.rI)('key-file')), example: (0,schema/* specOf */.rI)('key-file').example }
            : { wrong: 'there is no new secret to write', accepted: 'only with create and rotate' },
    },
    {
        of: ['vault-key', 'keys'],
        when: ({ keys, vaultKey }) => keys !== undefined && (keys === 'create') !== (vaultKey === undefined),
        says: ({ keys }) => keys === 'create'
            ? { wrong: 'create makes the keys', accepted: 'only with share, rotate and check' }
            : { accepted: (0,kinds/* acceptedBy */.lA)((0,schema/* specOf */.rI)('vault-key')), example: (0,schema/* specOf */.rI)('vault-key').example },
    },
    {
        of: ['labels', 'mark'],
        when: ({ mark, labels }) => mark === 'label' && labels.length === 0,
        says: () => ({ accepted: 'the labels to add, one a line', example: 'release-1.4' }),
    },
    {
        of: ['labels', 'mark'],
        when: ({ mark, labels }) => mark !== undefined && mark !== 'label' && labels.length > 0,
        says: ({ mark }) => ({ wrong: `mark is ${mark}`, accepted: 'only with mark label' }),
    },
    {
        of: ['version', 'mark'],
        when: ({ mark, version }) => mark === 'quarantine' && version.length === 0,
        says: () => ({ wrong: 'a quarantine is for good, so that its snapshot has to be named', accepted: 'a selector' }),
    },
    ...['heartbeat-url', 'notify-url'].map((name) => ({
        of: [name, 'allow-private-receivers'],
        when: ({ [camelCase(name)]: address, allowPrivateReceivers }) => /^http:/i.test(address ?? '') && !allowPrivateReceivers,
        says: () => ({ wrong: 'it is not https', accepted: 'https, or http together with allow-private-receivers' }),
    })),
    {
        of: ['notify-template', 'notify-url'],
        when: ({ notifyTemplate, notifyUrl }) => notifyTemplate !== 'auto' && notifyUrl === undefined,
        says: () => ({ accepted: 'only with notify-url' }),
    },
    {
        of: ['notify-on', 'notify-url'],
        when: ({ notifyOn, notifyUrl }) => notifyOn !== 'failure' && notifyUrl === undefined,
        says: () => ({ accepted: 'only with notify-url' }),
    },
    {
        of: ['repository', 'mode'],
        when: ({ repository }, surface) => surface === 'action' && !/^[^\s:/]+\/[^\s:/]+$/.test(repository ?? 'owner/name'),
        says: () => ({
            wrong: 'only the command line takes URLs and local paths',
            accepted: 'owner/name',
            example: 'acme/shop',
        }),
    },
];
function badInputs(problems) {
    const count = problems.length === 1 ? 'An input is' : `${problems.length} inputs are`;
    const lines = problems.map((problem) => `  ${describe(problem)}`);
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `${count} wrong, and nothing was done:\n${lines.join('\n')}`,
    });
}
const SHOWN_CHARS = 120;
function cameIn(value, wrong) {
    if (value === undefined)
        return wrong === undefined ? 'missing' : undefined;
    return `got ${JSON.stringify(value.slice(0, SHOWN_CHARS))}${value.length > SHOWN_CHARS ? '...' : ''}`;
}
function describe({ name, value, wrong, accepted, example, meant }) {
    const parts = [
        `${name}: ${[cameIn(value, wrong), wrong].filter((part) => part !== undefined).join(', but ')}.`,
        accepted === undefined ? '' : `Accepted: ${accepted}.`,
        meant === undefined ? '' : `Did you mean ${meant}?`,
        example === undefined ? '' : `Example: ${example}`,
    ];
    return parts.filter((part) => part !== '').join(' ');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./lib/base/urls.js
/** Removes the part before the @ of a URL from all output: it may be a password or a token. */
/**
 * Up to the last @ before the path, as URLs are read; `git@` is the usual user of ssh, and no secret. A scheme of one
 * letter is a drive of Windows. Those of the web need no slashes:
 * https://url.spec.whatwg.org/#special-authority-ignore-slashes-state
 */
const USER = /\b([a-z][a-z0-9+.-]+:[\\/]{2,}|(?:https?|ftp|wss?):[\\/]*)(?!git@)(?:\\"|[^\s"'<>/\\?#])*@/gi;
/** A password that was not encoded may hold a slash; a port before a path does not make one. */
const PASSWORD = /\b([a-z][a-z0-9+.-]+:[\\/]{2,}|(?:https?|ftp|wss?):[\\/]*)[^\s"'<>/\\?#@:]*:(?!\d{1,5}[/?#])(?:\\"|[^\s"<>@])+@/gi;
function blankUrlPasswords(text) {
    if (!text.includes('@'))
        return text;
    return text.replace(USER, '$1***@').replace(PASSWORD, '$1***@');
}
/** The password of a text that as a whole is meant as a URL, as it came in; undefined without one. */
function passwordInUrl(text) {
    return /^\s*[a-z][a-z0-9+.-]*:[\\/]{2}[^@/:]*:(?!\d{1,5}[/?#])(.+)@/is.exec(text)?.[1];
}

;// CONCATENATED MODULE: ./lib/report/secrets.js

/** Shorter texts are no secrets, and replacing them would spoil every log. */
const SHORTEST_SECRET = 4;
/** Shorter secrets are found inside of common words and names: they are replaced only where they stand alone. */
const SHORTEST_INSIDE = 8;
function createRedactor() {
    const secrets = new Map();
    return {
        add(secret) {
            for (const line of [secret, ...secret.split(/\r?\n/)]) {
                if (line.length >= SHORTEST_SECRET && !secrets.has(line))
                    secrets.set(line, finderOf(line));
            }
        },
        redact(text, kind = 'text') {
            let result = text;
            if (kind === 'text')
                for (const finder of secrets.values())
                    result = result.replace(finder, '***');
            return blankUrlPasswords(result);
        },
    };
}
/** After one of these, or before it, a text is a part of a word or of a file's name or path. */
const NAME_BEFORE = '[\\p{L}\\p{N}_./\\\\~@+-]';
const NAME_AFTER = '[\\p{L}\\p{N}_/\\\\~@+-]|\\.+[\\p{L}\\p{N}_~-]';
/** How workflow commands write the end of a line, a colon and a comma. */
const ESCAPED = '%0A|%0D|%3A|%2C';
function finderOf(secret) {
    const literal = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    if (secret.length >= SHORTEST_INSIDE)
        return new RegExp(literal, 'g');
    return new RegExp(`(?:(?<!${NAME_BEFORE})|(?<=${ESCAPED}))${literal}(?!${NAME_AFTER})`, 'gu');
}
/** Names under which JSON holds paths of snapshots and folders. */
const PATH_KEYS = ['path', 'paths', 'pathBase64', 'target', 'first'];
/** Any JSON with what must not be seen replaced in its texts. */
function redactJson(value, redact, key = '') {
    if (typeof value === 'string')
        return redact(value, PATH_KEYS.includes(key) ? 'path' : 'text');
    if (Array.isArray(value))
        return value.map((item) => redactJson(item, redact, key));
    if (value === null || typeof value !== 'object' || 'toJSON' in value)
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactJson(item, redact, name)]));
}
/** What is shown of a run, before anything of it is cut or escaped: of what is broken a secret is not recognised any more. */
function redactResult(result, redact) {
    const { summary, tables, outputs } = result;
    return {
        ...result,
        outputs: redactJson(outputs, redact),
        tables: tables.map((table) => redactTable(table, redact)),
        ...(summary && { summary: redactJson(summary, redact) }),
    };
}
function redactProblems(problems, redact) {
    return redactJson(problems, redact);
}
function redactError({ code, message, why, fix }, redact) {
    return { code, ...redactJson({ message, why, fix }, redact) };
}
/** A table with what must not be seen replaced in its cells, before they are cut and aligned. */
function redactTable(table, redact) {
    const kinds = Object.values(table.columns);
    const rows = table.rows.map((row) => row.map((cell, index) => redactCell(cell, kinds[index], redact)));
    return { ...table, title: redact(table.title), rows };
}
function redactCell(cell, kind, redact) {
    return typeof cell === 'string' ? redact(cell, kind === 'path' ? 'path' : 'text') : cell;
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __nccwpck_require__(58566);
;// CONCATENATED MODULE: ./lib/notify/heartbeat.js
/**
 * Requests of heartbeats: as healthchecks.io takes them (https://healthchecks.io/docs/http_api/), and push monitors of Uptime
 * Kuma, which are known by their path (https://github.com/louislam/uptime-kuma/wiki/API-Documentation).
 */

const PUSH_PATH = /\/api\/push\/[^/]+\/?$/;
/** Above it, Uptime Kuma refuses the whole heartbeat. */
const PING_MAX_MS = 86_400_000;
const PUSH_TEXT_MAX_CHARS = 250;
function isPush({ pathname }) {
    return PUSH_PATH.test(pathname);
}
/** @param runId a UUID: pairs start and end where runs overlap. @returns undefined where a start is nothing to tell */
function startBeat(address, runId) {
    const url = new URL(address);
    return isPush(url) ? undefined : pingOf(url, '/start', runId, '');
}
function endBeat(address, runId, beat) {
    const url = new URL(address);
    if (isPush(url))
        return pushOf(url, beat);
    return pingOf(url, beat.exitCode === 0 ? '' : '/fail', runId, beat.text);
}
function pingOf(url, suffix, runId, body) {
    const ping = new URL(url);
    ping.pathname = url.pathname.replace(/\/+$/, '') + suffix;
    ping.searchParams.set('rid', runId);
    return { url: ping, method: 'POST', contentType: 'text/plain; charset=utf-8', body };
}
/** Its page shows an address that ends in `?status=up&msg=OK&ping=`, which people copy whole. */
function pushOf(url, { exitCode, durationMs, text }) {
    const push = new URL(url);
    push.searchParams.set('status', exitCode === 0 ? 'up' : 'down');
    push.searchParams.set('msg', (0,base_text/* cutText */.IN)(text.split('\n', 1).join(''), PUSH_TEXT_MAX_CHARS));
    push.searchParams.set('ping', String(Math.min(Math.round(durationMs), PING_MAX_MS)));
    return { url: push, method: 'GET' };
}

// EXTERNAL MODULE: ./lib/base/version.js
var version = __nccwpck_require__(26413);
// EXTERNAL MODULE: ./lib/report/problems.js
var report_problems = __nccwpck_require__(22284);
// EXTERNAL MODULE: ./lib/report/renderer.js
var renderer = __nccwpck_require__(24279);
// EXTERNAL MODULE: ./lib/report/summary.js + 1 modules
var report_summary = __nccwpck_require__(52486);
;// CONCATENATED MODULE: ./lib/notify/message.js





const TEXT_MAX_CHARS = 1000;
const PROBLEM_MAX_CHARS = 300;
const PROBLEMS_MAX = 10;
function messageOfResult(result, facts) {
    const { mode, status, summary, outputs } = result;
    const outcome = facts.exitCode !== 0 && status !== 'partial' ? 'failure' : OUTCOMES[status];
    return {
        ...common(mode, facts),
        outcome,
        status,
        title: message_shown(`${summary?.title ?? `Holdfast: ${mode}`}: ${(0,report_summary/* verdictOf */.Vj)(result)}`, PROBLEM_MAX_CHARS),
        facts: Object.entries(summary?.facts ?? {}).map(([name, phrase]) => ({
            name,
            text: message_shown((0,report_summary/* phraseText */.tN)(phrase), 200),
        })),
        text: message_shown(summary?.text ?? '', TEXT_MAX_CHARS),
        outputs: shortOutputs(outputs),
    };
}
/** Without those that are no figure or name but a document, as the matrix of a fleet: receivers refuse long messages. */
function shortOutputs(outputs) {
    return Object.fromEntries(Object.entries(outputs).filter(([, value]) => String(value).length <= TEXT_MAX_CHARS));
}
const OUTCOMES = { complete: 'success', 'not-found': 'success', partial: 'partial', failed: 'failure' };
function messageOfFailure(mode, error, facts) {
    const { code, message, why, fix } = error;
    const plain = (text) => (text === undefined ? undefined : message_shown(text, TEXT_MAX_CHARS));
    const isCancelled = code === 'cancelled';
    return {
        ...common(mode, facts),
        outcome: isCancelled ? 'cancelled' : 'failure',
        status: 'failed',
        title: message_shown(`${mode === '' ? 'Holdfast' : `Holdfast: ${mode}`} ${isCancelled ? 'was cancelled' : `failed (${code})`}`, PROBLEM_MAX_CHARS),
        facts: [],
        text: message_shown((0,renderer/* describeError */.U)(error), TEXT_MAX_CHARS),
        error: { code, message: message_shown(message, TEXT_MAX_CHARS), why: plain(why), fix: plain(fix) },
    };
}
function common(mode, { exitCode, durationMs, problems, env }) {
    const workflow = workflowOf(env);
    return {
        holdfast: version/* VERSION */.x,
        mode: message_shown(mode, PROBLEM_MAX_CHARS),
        exitCode,
        durationMs: Math.round(durationMs),
        problems: problems.slice(0, PROBLEMS_MAX).map((each) => ({
            type: each.type,
            class: each.class,
            count: each.count,
            text: message_shown((0,report_problems/* describeClass */.KY)(each), PROBLEM_MAX_CHARS),
        })),
        ...(workflow && { workflow }),
    };
}
/** Lines are joined: what looks like several messages in one is not told apart by a reader. */
function message_shown(text, maxChars) {
    const line = (0,base_text/* visibleLine */.P8)(text.replace(/\s*\n\s*/g, ' '));
    return line.length <= maxChars ? line : `${(0,base_text/* cutText */.IN)(line, maxChars)}...`;
}
function workflowOf(env) {
    if (env['GITHUB_ACTIONS'] !== 'true')
        return undefined;
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run } = env;
    const url = `${server ?? ''}/${repository}/actions/runs/${run ?? ''}`;
    // What goes into a link holds nothing that could end it.
    const isSafe = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url);
    return { repository: message_shown(repository, 200), name: message_shown(env['GITHUB_WORKFLOW'] ?? '', 200), ...(isSafe && { url }) };
}
/** All of it as a few lines of plain text. */
function plainText({ title, exitCode, facts, text, problems, workflow }) {
    return [
        `${title} (exit code ${String(exitCode)})`,
        ...facts.map((fact) => `${fact.name}: ${fact.text}`),
        text,
        ...problems.map(problemText),
        workflow?.url ?? '',
    ]
        .filter((line) => line !== '')
        .join('\n');
}
function problemText({ type, class: name, text }) {
    return `${type === 'warning' ? 'Warning' : 'Note'} (${name}): ${text}`;
}

;// CONCATENATED MODULE: ./lib/notify/templates.js


const HOSTS = [
    ['slack', /^hooks\.slack(?:-gov)?\.com$/],
    ['discord', /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/],
    ['teams', /\.(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)$/],
];
/** The template of a receiver that is known by its host; else the JSON of the message. */
function templateFor(url) {
    return HOSTS.find(([, host]) => host.test(url.hostname))?.[0] ?? 'json';
}
/** The body, as JSON text. */
function bodyOf(template, message) {
    return JSON.stringify(BODIES[template](message));
}
const BODIES = {
    json: (message) => ({ format: 'holdfast-notification/1', ...message }),
    slack,
    teams,
    discord,
};
const PROBLEMS_SHOWN = 5;
/** What follows the title: one paragraph a line. */
function paragraphs({ exitCode, text, problems, workflow }) {
    const more = problems.length - PROBLEMS_SHOWN;
    return [
        text,
        ...problems.slice(0, PROBLEMS_SHOWN).map(problemText),
        more > 0 ? `And ${String(more)} more kinds of problems.` : '',
        [`Exit code ${String(exitCode)}`, workflow?.repository, workflow?.name].filter(Boolean).join(' - '),
    ].filter((line) => line !== '');
}
function cut(text, maxChars) {
    return text.length <= maxChars ? text : `${(0,base_text/* cutText */.IN)(text, maxChars - 3)}...`;
}
/**
 * An address in a text is a link for a chat program, whatever the markup. A word joiner, which is not seen, takes that from it,
 * and from an @ its meaning.
 */
function unlinked(text) {
    return text.replace(/:(?=\/\/)|www(?=\.)|@/gi, '$&\u2060');
}
/** Texts of Slack are escaped in these three characters, in plain text too; `<!channel>` then is a text as any other. */
function slackText(text, maxChars) {
    const escape = (each) => each.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    // The limit counts what is sent; nothing is cut within an escape.
    let plain = cut(unlinked(text), maxChars);
    while (escape(plain).length > maxChars)
        plain = cut(plain, plain.length - 10);
    return escape(plain);
}
const SLACK = { headerMax: 150, textMax: 3000, fieldMax: 2000, fieldsMax: 10 };
function slack(message) {
    const plain = (text, maxChars) => ({
        type: 'plain_text',
        text: slackText(text, maxChars),
        emoji: false,
    });
    const { workflow } = message;
    const fields = message.facts
        .slice(0, SLACK.fieldsMax)
        .map(({ name, text }) => plain(`${name}\n${text}`, SLACK.fieldMax));
    const blocks = [{ type: 'header', text: plain(message.title, SLACK.headerMax) }];
    if (fields.length > 0)
        blocks.push({ type: 'section', fields });
    blocks.push({ type: 'section', text: plain(paragraphs(message).join('\n'), SLACK.textMax) });
    const run = workflow?.url === undefined ? undefined : `<${workflow.url}|See the run>`;
    if (run !== undefined)
        blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text: run, verbatim: true }] });
    return { text: slackText(message.title, SLACK.textMax), unfurl_links: false, unfurl_media: false, blocks };
}
const TEAMS_COLOURS = { success: 'Good', partial: 'Warning', failure: 'Attention', cancelled: 'Warning' };
/** Text of a RichTextBlock is shown as it is, while that of a TextBlock or a fact is Markdown. The whole stays below 28 KB. */
function teams(message) {
    const run = (text, more = {}) => ({
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text: unlinked(text), ...more }],
    });
    const { workflow, outcome } = message;
    return {
        type: 'message',
        attachments: [
            {
                contentType: 'application/vnd.microsoft.card.adaptive',
                contentUrl: null,
                content: {
                    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
                    type: 'AdaptiveCard',
                    version: '1.4',
                    body: [
                        run(message.title, { size: 'Large', weight: 'Bolder', color: TEAMS_COLOURS[outcome] }),
                        ...message.facts.map(({ name, text }) => run(`${name}: ${text}`)),
                        ...paragraphs(message).map((text) => run(text)),
                    ],
                    ...(workflow?.url !== undefined && {
                        actions: [{ type: 'Action.OpenUrl', title: 'See the run', url: workflow.url }],
                    }),
                    msteams: { width: 'Full' },
                },
            },
        ],
    };
}
const DISCORD = { titleMax: 256, descriptionMax: 3000, fieldMax: 1024, nameMax: 256, fieldsMax: 10 };
const DISCORD_COLOURS = { success: 0x2da44e, partial: 0xd4a72c, failure: 0xcf222e, cancelled: 0x6e7781 };
/** No name mentions anybody: `allowed_mentions` of nothing holds for the whole message. */
function discord(message) {
    const { workflow, facts, outcome } = message;
    return {
        allowed_mentions: { parse: [] },
        embeds: [
            {
                title: discordText(message.title, DISCORD.titleMax),
                description: discordText(paragraphs(message).join('\n'), DISCORD.descriptionMax),
                color: DISCORD_COLOURS[outcome],
                ...(workflow?.url !== undefined && { url: workflow.url }),
                fields: facts.slice(0, DISCORD.fieldsMax).map(({ name, text }) => ({
                    name: discordText(name, DISCORD.nameMax),
                    value: discordText(text === '' ? '-' : text, 200),
                    inline: true,
                })),
            },
        ],
    };
}
/** Markdown of Discord: each mark with a backslash before it is that character. */
function discordText(text, maxChars) {
    const escape = (each) => each.replace(/[\\*_~`|>#<[\]()@:-]/g, '\\$&');
    let plain = cut(unlinked(text), maxChars);
    while (escape(plain).length > maxChars)
        plain = cut(plain, plain.length - 10);
    return escape(plain);
}

;// CONCATENATED MODULE: ./lib/notify/notifier.js
/** Tells the receivers that the inputs name how a run goes: made once by the entry, whatever becomes of the run. */







/** All tries of one message; that of the end counts from the end of the work. The runner ends a cancelled step after 7.5 s. */
const LIMIT_MS = { start: 10_000, end: 20_000, cancelled: 5_000 };
/** @param raw the inputs as they came in, unchecked; one that is wrong counts as not given, since the run itself says so */
function createNotifier(raw, deps) {
    for (const name of ['heartbeat-url', 'notify-url']) {
        for (const secret of secretsOf(raw.get(name)?.trim() ?? ''))
            deps.mask(secret);
    }
    return new RunNotifier(settingsOf(raw), deps);
}
/** A path that is no longer is no secret, and hiding it would spoil every log. */
const SHORTEST_SECRET_PATH = 16;
/** The address as it came in, wrong or not, as it is sent, and what is secret of it if the host stands elsewhere. */
function secretsOf(address) {
    const url = URL.parse(address);
    if (address === '' || url === null)
        return address === '' ? [] : [address];
    const path = url.pathname.replace(/\/+$/, '');
    const isSecret = path.length >= SHORTEST_SECRET_PATH;
    return [address, url.href, `${url.origin}${path}`, ...(isSecret ? [path] : [])];
}
function settingsOf(raw) {
    return {
        heartbeatUrl: parseAlone('heartbeat-url', raw),
        notifyUrl: parseAlone('notify-url', raw),
        notifyTemplate: parseAlone('notify-template', raw) ?? 'auto',
        notifyOn: parseAlone('notify-on', raw) ?? 'failure',
        allowPrivateReceivers: parseAlone('allow-private-receivers', raw) ?? false,
    };
}
class RunNotifier {
    #settings;
    #deps;
    #runId = (0,external_node_crypto_.randomUUID)();
    #startedMs;
    #sender;
    #started = Promise.resolve();
    constructor(settings, deps) {
        this.#settings = settings;
        this.#deps = deps;
        this.#startedMs = deps.nowMs();
    }
    start() {
        const { heartbeatUrl } = this.#settings;
        const beat = heartbeatUrl === undefined ? undefined : startBeat(heartbeatUrl, this.#runId);
        if (beat !== undefined)
            this.#started = this.#tell('heartbeat of the start', beat, AbortSignal.timeout(LIMIT_MS.start));
    }
    async end(ending, exitCode, problems) {
        const limit = AbortSignal.timeout(this.#deps.signal.aborted ? LIMIT_MS.cancelled : LIMIT_MS.end);
        const message = this.#messageOf(ending, exitCode, problems);
        const beat = this.#endBeat(message);
        const notification = this.#notification(message);
        // An end that overtakes its start would leave a monitor waiting for another.
        const beaten = this.#started.then(() => (beat === undefined ? undefined : this.#tell('heartbeat', beat, limit)));
        const notified = notification === undefined ? undefined : this.#tell('notification', notification, limit);
        await Promise.all([beaten, notified]);
        (await this.#sender?.catch(() => undefined))?.close();
        this.#sender = undefined;
    }
    #messageOf(ending, exitCode, problems) {
        const { env, redact, nowMs } = this.#deps;
        const durationMs = nowMs() - this.#startedMs;
        const facts = { exitCode, durationMs, problems: redactProblems(problems, redact), env };
        const message = 'result' in ending
            ? messageOfResult(redactResult(ending.result, redact), facts)
            : messageOfFailure(ending.mode, redactError(ending.error, redact), facts);
        return redactJson(message, redact);
    }
    #endBeat(message) {
        const { heartbeatUrl } = this.#settings;
        const { exitCode, durationMs } = message;
        if (heartbeatUrl === undefined)
            return undefined;
        return endBeat(heartbeatUrl, this.#runId, { exitCode, durationMs, text: plainText(message) });
    }
    #notification(message) {
        const { notifyUrl, notifyOn, notifyTemplate } = this.#settings;
        if (notifyUrl === undefined || (notifyOn === 'failure' && message.outcome === 'success'))
            return undefined;
        const url = new URL(notifyUrl);
        const template = notifyTemplate === 'auto' ? templateFor(url) : notifyTemplate;
        return { url, method: 'POST', contentType: 'application/json', body: bodyOf(template, message) };
    }
    /** Ends early once the run is cancelled, if it was begun before. */
    async #tell(what, delivery, limit) {
        const { emit, signal } = this.#deps;
        try {
            this.#sender ??= this.#createSender();
            const sender = await this.#sender;
            await sender.send(delivery, signal.aborted ? limit : AbortSignal.any([limit, signal]));
        }
        catch (error) {
            emit({
                type: 'warning',
                class: 'not-notified',
                message: `The ${what} of this run was not delivered: ${(0,errors/* messageOf */.bD)(error)}.`,
                why: 'That changes nothing about the run itself.',
            });
        }
    }
    /** Loaded when there is something to send: most runs have nothing. */
    async #createSender() {
        const { createSender } = await Promise.all(/* import() */[__nccwpck_require__.e(8280), __nccwpck_require__.e(9191), __nccwpck_require__.e(6453)]).then(__nccwpck_require__.bind(__nccwpck_require__, 56453));
        const { env, emit, resolve, retry, tryMs } = this.#deps;
        return createSender({ env, emit, resolve, retry, tryMs, allowPrivate: this.#settings.allowPrivateReceivers });
    }
}

// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __nccwpck_require__(72527);
// EXTERNAL MODULE: ./lib/report/format.js
var format = __nccwpck_require__(87703);
;// CONCATENATED MODULE: ./lib/report/progress.js

/**
 * @param intervalMs Between two lines of one activity, and before its first.
 * @param nowMs A clock.
 */
function createProgressMeter(intervalMs, nowMs) {
    const startedMs = new Map();
    let shownMs = -Infinity;
    return {
        line(event) {
            const now = nowMs();
            const started = startedMs.get(event.what);
            if (started === undefined)
                startedMs.set(event.what, now);
            const elapsedMs = now - (started ?? now);
            if (elapsedMs < intervalMs || now - shownMs < intervalMs)
                return undefined;
            shownMs = now;
            return progressLine(event, elapsedMs);
        },
    };
}
/** `upload: 120 MiB of 1.20 GiB (10 %), 1,200 of 50,000 items, 24.0 MiB/s, 46.0 s left`. */
function progressLine(event, elapsedMs) {
    const { doneBytes, totalBytes, doneItems, totalItems } = event;
    const parts = [];
    if (doneBytes > 0 || totalBytes !== undefined) {
        parts.push(totalBytes === undefined ? (0,format/* formatBytes */.z3)(doneBytes) : `${(0,format/* formatBytes */.z3)(doneBytes)} of ${(0,format/* formatBytes */.z3)(totalBytes)}`);
    }
    if (doneItems > 0 || totalItems !== undefined) {
        const of = totalItems === undefined ? '' : ` of ${(0,format/* formatCount */.B4)(totalItems)}`;
        parts.push(`${(0,format/* formatCount */.B4)(doneItems)}${of} items`);
    }
    const share = shareDone(event);
    if (share !== undefined && parts[0] !== undefined)
        parts[0] += ` (${(0,format/* formatShare */.T1)(share)})`;
    if (elapsedMs > 0 && doneBytes > 0)
        parts.push(`${(0,format/* formatBytes */.z3)((doneBytes * 1000) / elapsedMs)}/s`);
    if (share !== undefined && share > 0 && share < 1)
        parts.push(`${(0,format/* formatDuration */.a3)((elapsedMs * (1 - share)) / share)} left`);
    return `${event.what}: ${parts.join(', ')}`;
}
/** By bytes where they are known, else by items; totals may be estimates, so never above 1. */
function shareDone({ doneBytes, totalBytes, doneItems, totalItems }) {
    if (totalBytes !== undefined && totalBytes > 0)
        return Math.min(1, doneBytes / totalBytes);
    if (totalItems !== undefined && totalItems > 0)
        return Math.min(1, doneItems / totalItems);
    return undefined;
}

// EXTERNAL MODULE: ./lib/report/tables.js
var tables = __nccwpck_require__(44057);
;// CONCATENATED MODULE: ./lib/report/actions-log.js






/** The runner keeps 10 annotations of each type for a step. */
const ANNOTATIONS_MAX = 10;
/** Characters of a line that a log shows on a usual screen without scrolling or breaking it. */
const LOG_WIDTH_MAX = 150;
/**
 * The log of a workflow run: a group for each phase, progress at a steady pace, and after the last phase one annotation
 * for each class of problem.
 *
 * @param write Takes whole lines.
 * @param nowMs A clock.
 * @param redact Before a text is escaped or broken into lines: after that a secret is not recognised any more.
 */
function createActionsLog(write, nowMs, book, redact) {
    const meter = createProgressMeter(renderer/* LOG_PROGRESS_MS */.u, nowMs);
    let grouped = false;
    const line = (text) => write(`${(0,report_escape/* logText */.kc)(redact(text))}\n`);
    const command = (name, data, title) => write(`::${name}${title === undefined ? '' : ` title=${(0,report_escape/* commandProperty */.N1)(title)}`}::${(0,report_escape/* commandData */.wq)(redact(data))}\n`);
    const endGroup = () => {
        if (grouped)
            command('endgroup', '');
        grouped = false;
    };
    return {
        emit(event) {
            switch (event.type) {
                case 'phase':
                    endGroup();
                    command('group', event.name);
                    grouped = true;
                    break;
                case 'info':
                    line(event.message);
                    break;
                case 'debug':
                    command('debug', event.message);
                    break;
                case 'progress': {
                    const text = meter.line(event);
                    if (text !== undefined)
                        line(text);
                    break;
                }
                case 'warning':
                case 'notice':
                    if (book.add(event))
                        line(problemLine(event));
            }
        },
        finish() {
            endGroup();
            const classes = book.classes();
            for (const text of unshown(classes))
                line(text);
            for (const type of ['warning', 'notice']) {
                for (const { title, text } of annotations(classes.filter((each) => each.type === type)))
                    command(type, text, title);
            }
        },
        table: (table) => write((0,report_escape/* logText */.kc)(`\n${(0,tables/* renderTable */.bo)(redactTable(table, redact), LOG_WIDTH_MAX)}`)),
        error(error) {
            endGroup();
            command('error', (0,renderer/* describeError */.U)(error), `holdfast: ${error.code}`);
        },
    };
}
/** What, why and what to do, each in lines of its own, indented below the first. */
function problemLine({ type, message, why, fix }) {
    const label = type === 'warning' ? 'Warning' : 'Note';
    const lines = [`${label}: ${message}`, why, fix].filter((part) => part !== undefined);
    return lines.join('\n').replaceAll('\n', '\n  ');
}
/** One annotation a class; where there are too many classes, the last annotation names the rest. */
function annotations(classes) {
    const shown = classes.length <= ANNOTATIONS_MAX ? classes : classes.slice(0, ANNOTATIONS_MAX - 1);
    const rest = classes.slice(shown.length);
    const result = shown.map((each) => ({ title: `holdfast: ${each.class}`, text: (0,report_problems/* describeClass */.KY)(each) }));
    if (rest.length > 0) {
        const names = rest.map((each) => `${each.class} (${each.count})`).join(', ');
        result.push({
            title: 'holdfast: more',
            text: `More kinds of problems, described in the log and the report: ${names}`,
        });
    }
    return result;
}
/** For the end of a log in which not every problem has its line. */
function unshown(classes) {
    return classes
        .filter(({ count }) => count > report_problems/* KEPT_PER_CLASS */.kU)
        .map((each) => `... and ${each.count - report_problems/* KEPT_PER_CLASS */.kU} more of the class ${each.class}.`);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
;// CONCATENATED MODULE: ./lib/report/report.js
/** The one JSON document of a run. */






function reportOf(result, problems) {
    const { mode, status, exitCode, outputs, json } = result;
    return { holdfast: version/* VERSION */.x, mode, status, exitCode, problems, outputs, result: json };
}
function failureReport(mode, error, problems) {
    const { code, message, why, fix, exitCode } = error;
    return { holdfast: version/* VERSION */.x, mode, status: 'failed', exitCode, error: { code, message, why, fix }, problems };
}
/**
 * Writes the report into a new file of its own in `folder`.
 *
 * @returns The file's path.
 */
async function writeReport(folder, report, redact) {
    const path = (0,external_node_path_.join)(folder, `holdfast-${(0,external_node_crypto_.randomUUID)()}.json`);
    await (0,promises_.writeFile)(path, `${(0,report_escape/* jsonText */.s$)(redactJson(report, redact))}\n`, { flag: 'wx', mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./lib/action/workflow.js
/** The part of @actions/core that the action uses. The command line does not load it. */

async function loadToolkit() {
    return __nccwpck_require__.e(/* import() */ 1718).then(__nccwpck_require__.bind(__nccwpck_require__, 1718));
}
/** Hides a text in the log from now on; one mask for each line, as the runner compares lines. */
function hide({ setSecret }, secret) {
    for (const line of secret.split(/\r?\n/))
        if (line.trim() !== '')
            setSecret(line);
}
const OUTPUTS_LOST = 'outputs-not-written';
/** Does nothing outside a workflow, where the toolkit would print them. @throws outputs-not-written */
function setOutputs({ setOutput }, env, outputs) {
    if (!env['GITHUB_OUTPUT'])
        return;
    try {
        for (const [name, value] of Object.entries(outputs))
            setOutput(name, value);
    }
    catch (error) {
        throw new errors/* HoldfastError */.Et({
            code: OUTPUTS_LOST,
            message: 'The outputs of this step could not be written to the file that GITHUB_OUTPUT names.',
            why: `${(0,errors/* messageOf */.bD)(error)}. The work itself is done, as the log says; steps that need its outputs would not know.`,
            fix: 'Make sure that the user of this step may write that file: in a container job it may belong to another user.',
            cause: error,
        });
    }
}
/** Does nothing outside a workflow. */
async function addSummary({ summary }, env, markdown) {
    if (env['GITHUB_STEP_SUMMARY'])
        await summary.addRaw(markdown).write();
}

;// CONCATENATED MODULE: ./lib/action/main.js
/** The entry of the action: reads inputs from the environment, runs the mode, writes outputs, summary and report. */














/**
 * The action: inputs from the environment, the command, then log, outputs, summary and report. Never rejects; the exit
 * code is left in `host.exitCode`: 0 or 1.
 */
async function runAction(host, workerUrl) {
    keepWithoutLog(host);
    const { signal, dispose } = cancelOnSignals(host);
    const run = createRun(host, await loadToolkit(), signal);
    try {
        run.notifier.start();
        const inputs = parseInputs(run.raw, 'action');
        const { env } = host;
        const result = await runCommand(inputs, {
            surface: 'action',
            env,
            workingDir: env['GITHUB_WORKSPACE'] ?? workingDirOf(host),
            tempRoot: run.tempRoot,
            emit: run.log.emit,
            signal,
            now: () => new Date(),
            mask: run.mask,
            redact: run.redactor.redact,
            workerUrl,
            output: host.stdout,
        });
        await showResult(run, inputs, result);
    }
    catch (error) {
        await showFailure(run, asUserError(error, signal));
    }
    finally {
        dispose();
    }
}
function createRun(host, toolkit, signal) {
    const redactor = createRedactor();
    const mask = (secret) => {
        hide(toolkit, secret);
        redactor.add(secret);
    };
    const raw = readInputs(toolkit, mask);
    const book = new report_problems/* ProblemBook */.Tj();
    const write = (text) => void host.stdout.write(redactor.redact(text));
    const tempRoot = host.env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)();
    const mode = raw.get('mode') || schema/* INPUTS */.mc.mode.default;
    const nowMs = () => performance.now();
    const log = createActionsLog(write, nowMs, book, redactor.redact);
    const { env } = host;
    const notifier = createNotifier(raw, { env, emit: log.emit, signal, mask, redact: redactor.redact, nowMs });
    return { host, toolkit, log, book, redactor, mask, raw, tempRoot, mode, notifier };
}
/** The inputs as they came in, with the secrets among them masked before anything else happens. */
function readInputs(toolkit, mask) {
    const raw = new Map((0,schema/* inputsOf */.Vc)('action').map((name) => [name, toolkit.getInput(name)]));
    for (const [name, text] of raw)
        if ((0,schema/* specOf */.rI)(name).secret && text !== '')
            mask(text);
    for (const text of raw.values()) {
        const password = passwordInUrl(text);
        if (password !== undefined)
            mask(password);
    }
    return raw;
}
/** Nobody is told of a success whose outputs are lost: that is a failure, shown after the result. */
async function showResult(run, inputs, result) {
    const { host, toolkit, log, book } = run;
    const { redact } = run.redactor;
    const exitCode = exitCodeOf(result, inputs);
    const lost = saveOutputs(run, result);
    if (lost === undefined)
        await run.notifier.end({ result }, exitCode, book.classes());
    const report = await saveReport(run, { ...reportOf(result, book.classes()), exitCode });
    await saveSummary(run, (0,report_summary/* renderSummary */.Br)(redactResult(result, redact), redactProblems(book.classes(), redact)));
    log.finish();
    for (const table of result.tables)
        log.table(table);
    if (result.summary?.text !== undefined)
        log.emit({ type: 'info', message: `\n${result.summary.text}` });
    if (lost !== undefined)
        throw lost;
    setOutputs(toolkit, host.env, { report });
    host.exitCode = exitCode;
}
/** @returns why they could not be written */
function saveOutputs({ toolkit, host }, { outputs }) {
    try {
        setOutputs(toolkit, host.env, outputs);
        return undefined;
    }
    catch (error) {
        return asUserError(error);
    }
}
/** A partial result fails the step unless the inputs accept it. So does every other code but 0. */
function exitCodeOf(result, inputs) {
    if (result.exitCode === errors/* EXIT */.dc.partial && acceptsPartial(inputs, result))
        return errors/* EXIT */.dc.ok;
    return result.exitCode === errors/* EXIT */.dc.ok ? errors/* EXIT */.dc.ok : errors/* EXIT */.dc.failed;
}
/**
 * A backup is there all the same, and the next one may fill its gaps; one of a fleet that failed is not there. Of a restore the gaps of the snapshot are accepted by
 * `allow-partial`; what the target refused never is.
 */
function acceptsPartial({ mode, onPartial, allowPartial }, { isLacking = false }) {
    if (mode === 'backup' || mode === 'fleet')
        return onPartial === 'warn' && !isLacking;
    if (mode === 'coverage')
        return false;
    return mode !== 'restore' || (allowPartial && !isLacking);
}
async function showFailure(run, error) {
    const { host, toolkit, log, book } = run;
    host.exitCode = errors/* EXIT */.dc.failed;
    const stack = stackOf(error);
    if (stack !== undefined)
        log.emit({ type: 'debug', message: stack });
    await run.notifier.end({ mode: run.mode, error }, errors/* EXIT */.dc.failed, book.classes());
    const report = await saveReport(run, { ...failureReport(run.mode, error, book.classes()), exitCode: errors/* EXIT */.dc.failed });
    const { redact } = run.redactor;
    const problems = redactProblems(book.classes(), redact);
    await saveSummary(run, (0,report_summary/* renderFailure */.zt)(run.mode, redactError(error, redact), problems));
    log.finish();
    log.error(error);
    if (error.code === OUTPUTS_LOST)
        return;
    try {
        setOutputs(toolkit, host.env, { report });
    }
    catch (second) {
        // The first error is shown already, and must not be hidden.
        log.error(asUserError(second));
    }
}
/** @returns '' if it cannot be written: that is no reason to fail a step that has done its work */
async function saveReport({ tempRoot, redactor, log }, report) {
    try {
        return await writeReport(tempRoot, report, redactor.redact);
    }
    catch (error) {
        warnUnwritten(log, 'report', 'RUNNER_TEMP', error);
        return '';
    }
}
async function saveSummary({ toolkit, host, redactor, log }, markdown) {
    try {
        await addSummary(toolkit, host.env, redactor.redact(markdown));
    }
    catch (error) {
        warnUnwritten(log, 'summary', 'GITHUB_STEP_SUMMARY', error);
    }
}
function warnUnwritten({ emit }, what, variable, error) {
    emit({
        type: 'warning',
        class: `${what}-not-written`,
        message: `The ${what} of this step could not be written; the step goes on without it.`,
        why: (0,errors/* messageOf */.bD)(error),
        fix: `Make sure that the user of this step may write where ${variable} points (in a container job it may belong to another user).`,
    });
}

// EXTERNAL MODULE: ./lib/base/output.js
var base_output = __nccwpck_require__(11292);
;// CONCATENATED MODULE: ./lib/report/terminal.js






const TTY_PROGRESS_MS = 100;
const STYLES = { bold: '1', red: '31', yellow: '33' };
/** Back to the start of the line, and clear it. */
const CLEAR_LINE = '\r\x1b[K';
/** Messages on standard error, with one moving line of progress on a terminal; colours unless NO_COLOR is set. */
function createTerminal(options) {
    const { stderr, writeResult, widthMax, redact, worded = (text) => text, env, nowMs, book, quiet = false } = options;
    const live = stderr.isTTY === true && env['TERM'] !== 'dumb';
    const coloured = live && (env['NO_COLOR'] ?? '') === '';
    const meter = createProgressMeter(live ? TTY_PROGRESS_MS : renderer/* LOG_PROGRESS_MS */.u, nowMs);
    let moving = false;
    const styled = (style, text) => coloured ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
    const clear = () => {
        if (moving)
            stderr.write(CLEAR_LINE);
        moving = false;
    };
    const print = (text, style) => {
        clear();
        const safe = (0,base_text/* visible */.RK)(worded(text));
        stderr.write(`${style === undefined ? safe : styled(style, safe)}\n`);
    };
    const progress = (event) => {
        const text = meter.line(event);
        if (text === undefined)
            return;
        if (!live)
            return print(text);
        stderr.write(CLEAR_LINE + (0,base_text/* visibleLine */.P8)(text).slice(0, (stderr.columns ?? 80) - 1));
        moving = true;
    };
    return {
        emit(event) {
            if (quiet) {
                if (event.type === 'warning' && book.add(event) && event.lasting !== true)
                    print(problemLine(event), 'yellow');
                else if (event.type === 'notice')
                    book.add(event);
            }
            else if (event.type === 'phase')
                print(coloured ? event.name : `== ${event.name}`, 'bold');
            else if (event.type === 'info')
                print(event.message);
            else if (event.type === 'progress')
                progress(event);
            else if (event.type !== 'debug' && book.add(event))
                print(problemLine(event), 'yellow');
        },
        finish() {
            clear();
            for (const line of unshown(book.classes()))
                print(line);
        },
        table(table) {
            clear();
            writeResult((0,tables/* renderTable */.bo)(redactTable(table, redact), widthMax));
        },
        error: (error) => print(`Error (${error.code}): ${(0,renderer/* describeError */.U)(error)}`, 'red'),
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(57975);
;// CONCATENATED MODULE: ./lib/cli/arguments.js
/** Parses a command line into the texts of inputs, and collects all that is wrong with it. */




/** Other names of modes. */
const ALIASES = { ls: 'list' };
/** Other names of flags. */
const SHORT_FLAGS = { q: 'quiet' };
/**
 * @param argv Arguments without the program's name: the mode, then flags and plain arguments in any order. A flag that
 *   takes lines may be given several times.
 */
function parseArguments(argv) {
    const [first, ...rest] = argv;
    const mode = modeOf(first);
    const end = argv.indexOf('--');
    const flags = end === -1 ? argv : argv.slice(0, end);
    if (first === '--version' || flags.includes('-V'))
        return { what: 'version' };
    if (first === 'completion')
        return { what: 'completion', shell: rest[0] };
    if (first === 'help')
        return { what: 'help', mode: modeOf(rest[0]), all: rest.includes('--all') };
    if (flags.includes('--help-all'))
        return { what: 'help', mode, all: true };
    if (flags.some((text) => text === '--help' || text === '-h'))
        return { what: 'help', mode, all: false };
    if (first === undefined || mode === undefined)
        return { what: 'run', raw: new Map(), problems: [unknownMode(first)] };
    return { what: 'run', ...parseFlags(mode, rest) };
}
function modeOf(text) {
    return schema/* MODE_NAMES */.Jc.find((name) => name === text) ?? ALIASES[text ?? ''];
}
function unknownMode(text) {
    const meant = text === undefined ? undefined : (0,nearest/* nearest */.p)(text, schema/* MODE_NAMES */.Jc);
    return {
        name: 'mode',
        ...(text === undefined ? {} : { value: text }),
        accepted: `the first word is one of ${schema/* MODE_NAMES */.Jc.join(', ')}`,
        ...(meant === undefined ? { example: 'holdfast list --bucket acme-backups' } : { meant: `holdfast ${meant}` }),
    };
}
function parseFlags(mode, args) {
    const known = (0,schema/* inputsOf */.Vc)('cli');
    const raw = new Map([['mode', mode]]);
    const problems = [];
    const { tokens } = (0,external_node_util_.parseArgs)({
        args: [...args],
        options: Object.fromEntries(known.map((name) => [name, optionOf(name)])),
        strict: false,
        allowPositionals: true,
        allowNegative: true,
        tokens: true,
    });
    const positionals = [];
    let after;
    for (const token of tokens) {
        if (token.kind === 'positional')
            positionals.push({ text: token.value, after });
        else
            after = undefined;
        if (token.kind !== 'option')
            continue;
        takeFlag(token, known, { mode, raw, problems });
        if (token.inlineValue === false)
            after = known.find((name) => name === token.name);
    }
    // The value of an unknown flag looks like an argument, and deserves no second complaint.
    if (!problems.some(({ name }) => name.startsWith('-')))
        takePositionals(mode, positionals, raw, problems);
    return { raw, problems };
}
function optionOf(name) {
    const short = Object.entries(SHORT_FLAGS).find(([, long]) => long === name)?.[0];
    return { type: isSwitch(name) ? 'boolean' : 'string', ...(short !== undefined && { short }) };
}
function isSwitch(name) {
    return (0,schema/* specOf */.rI)(name).kind === 'boolean';
}
function takeFlag(flag, known, { mode, raw, problems }) {
    const name = known.find((each) => each === flag.name);
    const isShort = Object.keys(SHORT_FLAGS).some((short) => flag.rawName === `-${short}`);
    const negated = flag.rawName.startsWith('--no-') && flag.rawName !== `--${flag.name}`;
    const isLong = flag.rawName.startsWith('--');
    if (name === undefined || !(isLong || isShort) || (negated && !isSwitch(name))) {
        const text = flag.rawName.replace(/^-+/, '');
        const close = (0,nearest/* nearest */.p)(text, (0,schema/* inputsOf */.Vc)('cli', mode)) ?? (0,nearest/* nearest */.p)(text, known);
        const hint = close === undefined ? { example: `holdfast ${mode} --help` } : { meant: `--${close}` };
        problems.push({ name: flag.rawName, wrong: 'there is no such flag', ...hint });
        return;
    }
    if (!isSwitch(name) && (flag.value === undefined || (!flag.inlineValue && flag.value.startsWith('--')))) {
        const spec = (0,schema/* specOf */.rI)(name);
        const example = `--${name} '${spec.example}'`;
        problems.push({ name, wrong: 'the flag has no value', accepted: (0,kinds/* acceptedBy */.lA)(spec), example });
        return;
    }
    addText(name, flag.value ?? String(!negated), raw, problems);
}
/** If a flag takes lines, several values of it are its lines. Otherwise the second value is a mistake. */
function addText(name, text, raw, problems) {
    const before = raw.get(name);
    const { kind } = (0,schema/* specOf */.rI)(name);
    if (before !== undefined && kind !== 'lines' && kind !== 'list') {
        problems.push({ name, value: (0,schema/* specOf */.rI)(name).secret ? '(a secret)' : text, wrong: 'it is given twice' });
        return;
    }
    raw.set(name, before === undefined ? text : `${before}\n${text}`);
}
function takePositionals(mode, given, raw, problems) {
    const { names, usage } = schema/* POSITIONALS */.UX[mode] ?? { names: [], usage: '' };
    const surplus = names.length === 1 ? [] : given.slice(names.length);
    given.slice(0, given.length - surplus.length).forEach(({ text }, index) => {
        const name = names.length === 1 ? names[0] : names[index];
        if (name !== undefined)
            addText(name, text, raw, problems);
    });
    const [first] = surplus;
    if (first === undefined)
        return;
    const accepted = usage === '' ? `flags only after ${mode}` : `holdfast ${mode} ${usage}`;
    const shown = { name: 'arguments', value: surplus.map(({ text }) => text).join(' ') };
    if (isExpanded(surplus)) {
        const flag = first.after === undefined ? '' : `--${first.after} `;
        const wrong = `${flag === '' ? 'they are' : `after ${flag.trim()} come`} several words, as of a pattern without quotes, which the shell replaces by the paths that fit it`;
        problems.push({ ...shown, wrong, accepted: 'patterns in quotes', example: `holdfast ${mode} ${flag}'build/*'` });
        return;
    }
    const example = first.text.includes('/') ? `holdfast ${mode} --name ${first.text}` : undefined;
    problems.push({ ...shown, wrong: 'there is no place for it', accepted, example });
}
/**
 * Whether a shell expanded a pattern to these: at least one after the first value of a flag that takes patterns, or several
 * paths.
 */
function isExpanded(surplus) {
    const { after } = surplus[0] ?? {};
    if (after !== undefined && (0,schema/* specOf */.rI)(after).kind === 'lines')
        return true;
    return surplus.length > 1 && surplus.every(({ text }) => /[./]/.test(text));
}

;// CONCATENATED MODULE: ./lib/cli/completion.js
/** Completion scripts for bash, zsh and fish, made from the table of inputs. */




const SCRIPTS = { bash, zsh, fish };
/** @throws bad-input for another shell */
function completionScript(shell) {
    const names = Object.keys(SCRIPTS);
    const name = names.find((each) => each === shell);
    if (name !== undefined)
        return SCRIPTS[name]();
    const meant = shell === undefined ? undefined : (0,nearest/* nearest */.p)(shell, names);
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `completion: ${shell === undefined ? 'no shell is given' : `there is none for ${JSON.stringify(shell)}`}.`,
        fix: `Give bash, zsh or fish: source <(holdfast completion ${meant ?? 'bash'})`,
    });
}
/** The words that may follow a flag: its choices. For a `path` the shell completes by itself. */
function valuesOf(name) {
    return (0,schema/* specOf */.rI)(name).choices ?? [];
}
const EVERYWHERE = ['--help', '--help-all'];
/** First words: modes, their other names, and commands that are not modes. */
function firstWords() {
    return [
        ...schema/* MODE_NAMES */.Jc.map((mode) => [mode, schema/* MODES */.FN[mode]]),
        ...Object.entries(ALIASES).map(([alias, mode]) => [alias, schema/* MODES */.FN[mode]]),
        ['completion', 'Print a completion script for bash, zsh or fish.'],
        ['help', 'Show the help of a mode.'],
    ];
}
/** The word of a mode on the command line, or several, as a pattern of `case`. */
function wordsOf(mode) {
    return [mode, ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === mode)];
}
function bash() {
    const values = (0,schema/* inputsOf */.Vc)('cli')
        .filter((name) => valuesOf(name).length > 0)
        .map((name) => `    --${name}) words='${valuesOf(name).join(' ')}' ;;`);
    const flags = schema/* MODE_NAMES */.Jc.map((mode) => {
        const words = [...(0,schema/* inputsOf */.Vc)('cli', mode).map((name) => `--${name}`), ...EVERYWHERE];
        return `    ${wordsOf(mode).join('|')}) words='${words.join(' ')}' ;;`;
    });
    return `# bash completion of holdfast: source <(holdfast completion bash)
_holdfast() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${firstWords()
        .map(([word]) => word)
        .join(' ')} --help --version' -- "$current"))
    return
  fi
  case "$before" in
    completion) words='${Object.keys(SCRIPTS).join(' ')}' ;;
    help) words='${schema/* MODE_NAMES */.Jc.join(' ')}' ;;
${values.join('\n')}
  esac
  if [ -z "$words" ] && [[ $current == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${flags.map((line) => `  ${line}`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _holdfast holdfast
`;
}
function zsh() {
    const escaped = (text) => text.replaceAll('`', '').replaceAll("'", "'\\''");
    const first = firstWords().map(([word, what]) => `    '${word}:${escaped(what.replaceAll(':', '\\:'))}'`);
    const modes = schema/* MODE_NAMES */.Jc.map((mode) => {
        const specs = (0,schema/* inputsOf */.Vc)('cli', mode).map((name) => {
            const spec = (0,schema/* specOf */.rI)(name);
            const help = escaped((spec.inMode?.(mode).help ?? spec.help).replace(/[[\]\\:]/g, '\\$&'));
            const isSwitch = spec.kind === 'boolean';
            const action = valuesOf(name).length > 0 ? `(${valuesOf(name).join(' ')})` : '_files';
            const many = spec.kind === 'lines' || spec.kind === 'list' ? '*' : '';
            return `      '${many}--${name}[${help}]${isSwitch ? '' : `:${name}:${escaped(action)}`}'`;
        });
        return `    ${wordsOf(mode).join('|')}) _arguments \\\n${[...specs, "      '*:argument:_files'"].join(' \\\n')} ;;`;
    });
    return `#compdef holdfast
# zsh completion of holdfast: source <(holdfast completion zsh), after compinit
_holdfast() {
  local -a modes
  modes=(
${first.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'mode' modes
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
    completion) _values 'shell' ${Object.keys(SCRIPTS).join(' ')} ;;
    help) _describe 'mode' modes ;;
${modes.join('\n')}
  esac
}
if [ "$funcstack[1]" = _holdfast ]; then _holdfast "$@"; else compdef _holdfast holdfast; fi
`;
}
function fish() {
    const quoted = (text) => `'${text.replaceAll('`', '').replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    const first = firstWords().map(([word, what]) => `complete -c holdfast -n __fish_use_subcommand -f -a ${word} -d ${quoted(what)}`);
    const flags = schema/* MODE_NAMES */.Jc.flatMap((mode) => (0,schema/* inputsOf */.Vc)('cli', mode).map((name) => {
        const spec = (0,schema/* specOf */.rI)(name);
        const values = valuesOf(name);
        const takes = spec.kind === 'boolean' ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
        const help = quoted(spec.inMode?.(mode).help ?? spec.help);
        return `complete -c holdfast -n '__fish_seen_subcommand_from ${wordsOf(mode).join(' ')}' -l ${name}${takes} -d ${help}`;
    }));
    const shells = `complete -c holdfast -n '__fish_seen_subcommand_from completion' -f -a '${Object.keys(SCRIPTS).join(' ')}'`;
    return `# fish completion of holdfast: holdfast completion fish | source\n${[...first, shells, ...flags].join('\n')}\n`;
}

// EXTERNAL MODULE: ./lib/base/command-line.js
var command_line = __nccwpck_require__(57483);
;// CONCATENATED MODULE: ./lib/cli/examples.js
const EXAMPLES = {
    backup: [
        {
            what: 'A folder, every night, by cron: says something only if something is wrong',
            command: 'holdfast backup --bucket acme-backups --name acme/www --root /srv/www --quiet',
        },
        {
            what: 'Without caches; quote patterns, or the shell expands them',
            command: "holdfast backup --bucket acme-backups --name acme/www --exclude '**/cache/**'",
        },
        {
            what: 'A repository: history, LFS, wiki, issues and the rest',
            command: 'holdfast backup --bucket acme-backups --repository acme/shop',
        },
        {
            what: 'An organisation: members, teams, rules, settings',
            command: 'holdfast backup --bucket acme-backups --organization acme',
        },
    ],
    restore: [
        {
            what: 'The newest snapshot into a new folder',
            command: 'holdfast restore --bucket acme-backups --name acme/www --path ./restored',
        },
        {
            what: 'One folder, as it was a week ago',
            command: "holdfast restore --bucket acme-backups --name acme/www --include 'img/**' --version before:7d --path ./restored",
        },
    ],
    list: [
        { what: 'The series of a vault', command: 'holdfast list --bucket acme-backups' },
        { what: 'The snapshots of a series', command: 'holdfast list --bucket acme-backups --name acme/www' },
        {
            what: 'The files of a snapshot',
            command: 'holdfast list --bucket acme-backups --name acme/www --version latest',
        },
    ],
    find: [
        {
            what: 'Where a file was last seen; patterns go in quotes',
            command: "holdfast find 'report*.pdf' --bucket acme-backups --name acme/www",
        },
    ],
    diff: [
        {
            what: 'What the last backup changed',
            command: 'holdfast diff latest~1 --bucket acme-backups --name acme/www',
        },
    ],
    cat: [
        {
            what: 'A file as it was a day ago',
            command: 'holdfast cat etc/nginx.conf --bucket acme-backups --name acme/www --version before:1d',
        },
    ],
    browse: [
        {
            what: 'All series of a vault as pages to open in a browser',
            command: 'holdfast browse --bucket acme-backups --out ./pages',
        },
        {
            what: 'One series with its last 30 snapshots, as one file',
            command: 'holdfast browse --bucket acme-backups --name acme/www --history 30 --single-file --out ./www',
        },
    ],
    verify: [
        {
            what: 'Every night: fail if the newest snapshot is damaged or too old',
            command: 'holdfast verify --bucket acme-backups --name acme/www --max-age 36h --quiet',
        },
        {
            what: 'Every month: a real restore of each series, compared',
            command: 'holdfast verify --bucket acme-backups --all-series --level restore',
        },
    ],
    prune: [
        {
            what: 'What would be removed; then, with --apply, remove it',
            command: 'holdfast prune --bucket acme-backups --name acme/www --keep-daily 14 --keep-monthly 12',
        },
    ],
    undelete: [
        {
            what: 'Which snapshots prune removed and can be brought back',
            command: 'holdfast undelete --bucket acme-backups --name acme/www',
        },
        {
            what: 'Bring one back',
            command: 'holdfast undelete 0123456789ab --bucket acme-backups --name acme/www --apply',
        },
    ],
    mark: [
        {
            what: 'Keep the newest snapshot for good',
            command: "holdfast mark hold --bucket acme-backups --name acme/www --reason 'before the move'",
        },
    ],
    audit: [{ what: 'Who could read, change or destroy backups', command: 'holdfast audit --bucket acme-backups' }],
    repair: [
        {
            what: 'What is damaged and can be repaired; then, with --apply, repair it',
            command: 'holdfast repair --bucket acme-backups --all-series',
        },
    ],
    keys: [
        {
            what: 'A plan to seal a new vault for two people; with --apply it makes the keys',
            command: 'holdfast keys create --bucket acme-backups --recipients age1anna...,age1ben... --key-file vault.key',
        },
        {
            what: 'That you can open the keys; once a year',
            command: 'holdfast keys check --bucket acme-backups --vault-key me.txt',
        },
    ],
    fleet: [
        {
            what: 'What the next night would do, and what is left out by which rule',
            command: "holdfast fleet --bucket acme-backups --organization acme --repositories '!scratch-*'",
        },
        {
            what: 'All repositories of an organisation, by cron on a server',
            command: 'holdfast fleet --bucket acme-backups --organization acme --apply --quiet',
        },
    ],
    coverage: [
        {
            what: 'Which repositories are backed up, and which are only in the vault',
            command: 'holdfast coverage --bucket acme-backups --organization acme --max-age 36h --csv coverage.csv',
        },
    ],
    setup: [
        {
            what: 'What has to change in the bucket; then, with --apply, change it',
            command: 'holdfast setup --bucket acme-backups --aws-region eu-central-1',
        },
        {
            what: 'On a server of your own',
            command: 'holdfast setup --bucket acme-backups --endpoint-url https://s3.example.com',
        },
    ],
};

;// CONCATENATED MODULE: ./lib/cli/help.js
/** What `--help` prints: from the table of inputs, and some examples. */





const WIDTH = 80;
function topHelp() {
    const modes = schema/* MODE_NAMES */.Jc.map((mode) => entry(modeWord(mode), schema/* MODES */.FN[mode], 18));
    return [
        'Holdfast: versioned, verified backups of repositories, artifacts and files,\nin your own S3 bucket.\n',
        'Usage: holdfast MODE [flags]\n',
        'Modes',
        ...modes,
        '\nExamples',
        '  holdfast backup --bucket acme-backups --name acme/www --root /srv/www',
        '  holdfast list --bucket acme-backups --name acme/www',
        '  holdfast restore --bucket acme-backups --name acme/www --path ./restored',
        `\n${MORE_HELP}`,
        ENVIRONMENT,
        help_EXIT_CODES,
    ].join('\n');
}
const MORE_HELP = `Help on a mode: holdfast MODE --help. All of its flags: holdfast MODE --help-all
Version: holdfast --version. Completion: holdfast completion bash (or zsh, fish)
`;
/** A mode with its other names and its arguments. */
function modeWord(mode) {
    const names = [mode, ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === mode)];
    return `${names.join(', ')} ${schema/* POSITIONALS */.UX[mode]?.usage ?? ''}`.trim();
}
/** A message of the engine names inputs as a workflow has them, `apply: true`: here they are flags, `--apply`. */
function asFlags(text) {
    const names = (0,schema/* inputsOf */.Vc)('cli');
    return text.replace(/`([a-z\d-]+): ([^`\s]+)`/g, (all, name, value) => {
        if (!names.includes(name))
            return all;
        return (0,schema/* specOf */.rI)(name).kind === 'boolean' && value === 'true'
            ? `\`--${name}\``
            : `\`--${name} ${value}\``;
    });
}
/**
 * Flags that few users need: for AWS all but the region and the endpoint, for git and GitHub all but the repository and the
 * token, and settings whose defaults are right for nearly everybody.
 */
const RARE = new Set([
    ...['role-to-assume', 'role-session-name', 'role-duration-seconds', 'audience', 'allowed-account-ids'],
    ...[
        'expected-bucket-owner',
        'session-policy',
        'force-path-style',
        'sts-endpoint-url',
        'use-fips-endpoint',
    ],
    ...['encryption', 'kms-key-id', 'storage-class', 'bucket-checks'],
    ...['exclude-refs', 'github-server-url', 'push-pull-requests', 'recreate', 'workflow', 'branch', 'run-id'],
    ...['artifacts-of-pull-requests', 'merge-multiple', 'publish', 'trust', 'base', 'allow-fork', 'redefine'],
    ...['mtime', 'ignore-files', 'include-secrets', 'keep-special-bits', 'anomaly-share', 'sample-runs'],
    ...['heartbeat-url', 'notify-url', 'notify-template', 'notify-on', 'allow-private-receivers'],
]);
/** @param all the rare flags too */
function modeHelp(mode, all) {
    const names = (0,schema/* inputsOf */.Vc)('cli', mode);
    const shown = names.filter((name) => all || !RARE.has(name));
    const sections = Object.entries(schema/* GROUPS */.fd).flatMap(([title, inputs]) => {
        const members = shown.filter((name) => name in inputs);
        return members.length === 0 ? [] : [`\n${title}`, ...members.map((name) => flagEntry(name, mode))];
    });
    const usage = ['Usage: holdfast', mode, schema/* POSITIONALS */.UX[mode]?.usage, '[flags]\n'].filter(Boolean).join(' ');
    const examples = EXAMPLES[mode].flatMap(({ what, command }) => [`# ${what}`, ...(0,command_line/* brokenCommand */.x2)(command, WIDTH - 2)].map((line) => `  ${line}`));
    const hidden = names.length - shown.length;
    const more = hidden === 0 ? [] : ['', `${hidden} more flags, for AWS, git and rare cases: holdfast ${mode} --help-all`];
    return [
        usage,
        ...wrap(schema/* MODES */.FN[mode], WIDTH),
        '\nExamples',
        ...examples,
        ...sections,
        ...more,
        '',
        ENVIRONMENT,
        help_EXIT_CODES,
    ].join('\n');
}
/** docs/holdfast.1 has it too. */
const ENVIRONMENT_TEXT = 'HOLDFAST_<FLAG> gives a flag its default: HOLDFAST_BUCKET, HOLDFAST_NAME, ... ' +
    'Credentials come from the AWS chain: environment, profiles, web identity, container or instance role.';
const ENVIRONMENT = ['Environment', ...wrap(ENVIRONMENT_TEXT, WIDTH - 2).map((line) => `  ${line}`), ''].join('\n');
/** By code; docs/holdfast.1 has them too. */
const EXIT_CODE_TEXTS = [
    ['0', 'everything that was asked for was done'],
    ['1', 'it failed, found something wrong, or found nothing'],
    ['2', 'wrong input; nothing was done'],
    ['3', 'a snapshot was committed or read that is partial'],
    ['4', 'it was done, but its result could not be written to standard output'],
    ['130', 'cancelled by Ctrl-C (SIGINT); 143 by SIGTERM, 129 by SIGHUP'],
];
const help_EXIT_CODES = ['Exit codes', ...EXIT_CODE_TEXTS.map(([code, text]) => entry(code, text, 5)), ''].join('\n');
const PLACEHOLDERS = {
    text: ' TEXT',
    lines: ' LINE...',
    list: ' LIST',
    boolean: '',
    integer: ' NUMBER',
    choice: ' WORD',
    size: ' SIZE',
    share: ' SHARE',
    duration: ' DURATION',
};
function flagEntry(name, mode) {
    const { flag, text } = flagFacts(name, mode);
    return entry(flag, text, 32);
}
/** A flag as it is typed, and what it does, what it accepts and its default. Without a mode: in all modes. */
function flagFacts(name, mode) {
    const row = (0,schema/* specOf */.rI)(name);
    const { placeholder, ...told } = mode === undefined ? {} : (row.inMode?.(mode) ?? {});
    const spec = { ...row, ...told };
    const given = told.defaultHelp ?? spec.cliDefault ?? spec.default;
    const standard = given === '' ? undefined : (given ?? spec.defaultHelp);
    const facts = [
        spec.help,
        spec.kind === 'boolean' || spec.accepted === spec.help ? '' : `Accepted: ${(0,kinds/* acceptedBy */.lA)(spec)}.`,
        spec.required ? 'Required.' : '',
        standard === undefined || standard === '' || standard === 'false' ? '' : `Default: ${standard}.`,
    ];
    const value = placeholder === undefined ? PLACEHOLDERS[spec.kind] : ` ${placeholder}`;
    const long = spec.kind === 'boolean' && spec.default === 'true' ? `--[no-]${name}` : `--${name}${value}`;
    const short = Object.entries(SHORT_FLAGS).find(([, whole]) => whole === name)?.[0];
    const text = facts.filter((fact) => fact !== '').join(' ');
    return { flag: short === undefined ? long : `${long}, -${short}`, text: text.replaceAll('`', '') };
}
/** `  left   right`, the right side wrapped; a left side that is too long gets a line of its own. */
function entry(left, right, leftWidth) {
    const indent = ' '.repeat(leftWidth + 2);
    const lines = wrap(right, WIDTH - indent.length);
    if (left.length + 2 > leftWidth)
        return [`  ${left}`, ...lines.map((line) => indent + line)].join('\n');
    const [first, ...rest] = lines;
    return [`  ${left.padEnd(leftWidth)}${first}`, ...rest.map((line) => indent + line)].join('\n');
}
function wrap(text, width) {
    const lines = [''];
    for (const word of text.split(' ')) {
        const last = lines.at(-1) ?? '';
        if (last === '')
            lines[lines.length - 1] = word;
        else if (last.length + 1 + word.length <= width)
            lines[lines.length - 1] = `${last} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: ./lib/cli/secret-files.js
/** Flags with secrets name a file: arguments are seen by every user of a machine, in the list of processes. */





const STDIN = 0;
/** No file of a secret is longer. */
const MAX_CHARS = 65_536;
/** A key where the name of a file belongs. */
const KEY = /AGE-(?:SECRET-KEY|PLUGIN)|^kms:|-----BEGIN /i;
const ADDRESS = /^https?:/i;
/** The texts of inputs with those read that stand in a file, or come from standard input (`-`); and what is wrong with them. */
function readSecretFiles(raw, workingDir) {
    const read = new Map(raw);
    const problems = [];
    for (const name of (0,schema/* inputsOf */.Vc)('cli').filter((each) => (0,schema/* specOf */.rI)(each).isFile === true)) {
        const file = raw.get(name);
        if (file === undefined)
            continue;
        read.delete(name);
        try {
            read.set(name, readSecret(file, workingDir));
        }
        catch (error) {
            problems.push(badFile(name, (0,errors/* messageOf */.bD)(error)));
        }
    }
    return { raw: read, problems };
}
function readSecret(file, workingDir) {
    if (KEY.test(file))
        throw new Error('it is the key itself, which everybody on this machine may have seen now: renew it');
    if (ADDRESS.test(file))
        throw new Error('it is the address itself, which everybody on this machine may have seen now: renew it');
    const text = (0,external_node_fs_.readFileSync)(file === '-' ? STDIN : (0,system_errors/* pathFrom */.Iw)(workingDir, file), 'utf8');
    if (text.trim() === '')
        throw new Error('the file is empty');
    if (text.length > MAX_CHARS)
        throw new Error('the file is too long for a secret');
    return text;
}
function badFile(name, wrong) {
    const spec = (0,schema/* specOf */.rI)(name);
    return { name, value: '(a secret)', wrong, accepted: (0,kinds/* acceptedBy */.lA)(spec), example: `--${name} ./${name}.txt` };
}

;// CONCATENATED MODULE: ./lib/cli/main.js
/** The entry of the command line: parses flags, runs the mode, prints the result. */




















/**
 * The command line. Never rejects; the exit code is left in `host.exitCode` (see EXIT).
 *
 * @param argv Arguments without the program's name.
 */
async function runCli(argv, host, workerUrl) {
    keepWithoutLog(host);
    const request = parseArguments(argv);
    if (argv.length === 0) {
        host.stderr.write(topHelp());
        host.exitCode = errors/* EXIT */.dc.badInput;
    }
    else if (request.what === 'help')
        await print(request.mode === undefined ? topHelp() : modeHelp(request.mode, request.all), host);
    else if (request.what === 'version')
        await print(`${version/* VERSION */.x}\n`, host);
    else if (request.what === 'completion')
        await printCompletion(request.shell, host);
    else
        await runRequest(request, host, workerUrl);
}
async function print(text, host) {
    const output = new base_output/* ResultOutput */.z(host.stdout);
    output.write(text);
    if ((await output.finish()) !== undefined)
        host.exitCode = errors/* EXIT */.dc.outputLost;
}
async function printCompletion(shell, host) {
    try {
        await print(completionScript(shell), host);
    }
    catch (error) {
        const run = main_createRun(new Map(), host);
        main_showFailure(run, 'completion', asUserError(error));
    }
}
async function runRequest(request, host, workerUrl) {
    const { signal, dispose } = cancelOnSignals(host);
    const fallback = environmentInputs(host.env);
    const run = main_createRun(new Map([...fallback, ...request.raw]), host);
    let notifier;
    try {
        const workingDir = workingDirOf(host);
        // HOLDFAST_NAME does not count in a call for all series.
        if (request.raw.get('all-series') === 'true')
            fallback.delete('name');
        for (const text of [...request.raw.values(), ...fallback.values()])
            run.redactor.add(passwordInUrl(text) ?? '');
        const read = readSecretFiles(request.raw, workingDir);
        notifier = notifierOf(new Map([...fallback, ...read.raw]), run, signal);
        notifier.start();
        const inputs = parseInputs(read.raw, 'cli', fallback, [...request.problems, ...read.problems]);
        if (inputs.githubToken !== undefined)
            run.redactor.add(inputs.githubToken);
        const result = await runCommand(inputs, {
            surface: 'cli',
            env: host.env,
            workingDir,
            tempRoot: (0,system_errors/* pathFrom */.Iw)(workingDir, (0,external_node_os_.tmpdir)()),
            emit: run.terminal.emit,
            signal,
            now: () => new Date(),
            mask: run.redactor.add,
            redact: run.redactor.redact,
            workerUrl,
            output: run.output,
        });
        await notifier.end({ result }, result.exitCode, run.book.classes());
        main_showResult(run, result);
    }
    catch (error) {
        const mode = request.raw.get('mode') ?? '';
        const failure = asUserError(error, signal);
        await notifier?.end({ mode, error: failure }, main_exitCodeOf(failure), run.book.classes());
        main_showFailure(run, mode, failure);
    }
    finally {
        dispose();
    }
    await finishOutput(run, request.raw.get('mode') ?? '', notifier);
}
function notifierOf(raw, run, signal) {
    const { host, terminal, redactor } = run;
    return createNotifier(raw, {
        env: host.env,
        emit: terminal.emit,
        signal,
        mask: redactor.add,
        redact: redactor.redact,
        nowMs: () => performance.now(),
    });
}
/**
 * A failed run keeps its exit code. A run that succeeded fails if its result could not be written, and whoever was told of a
 * success is told so.
 */
async function finishOutput({ host, output, terminal, book }, mode, notifier) {
    const lost = await output.finish();
    const isDone = host.exitCode === errors/* EXIT */.dc.ok || host.exitCode === errors/* EXIT */.dc.partial || host.exitCode === errors/* EXIT */.dc.outputLost;
    if (lost === undefined || !isDone)
        return;
    if (host.exitCode !== errors/* EXIT */.dc.outputLost)
        terminal.error(asUserError(lost));
    await notifier?.end({ mode, error: asUserError(lost) }, errors/* EXIT */.dc.outputLost, book.classes());
    host.exitCode = errors/* EXIT */.dc.outputLost;
}
function main_createRun(raw, host) {
    const redactor = createRedactor();
    const book = new report_problems/* ProblemBook */.Tj();
    const output = new base_output/* ResultOutput */.z(host.stdout);
    const terminal = createTerminal({
        stderr: {
            isTTY: host.stderr.isTTY,
            columns: host.stderr.columns,
            write: (text) => host.stderr.write(redactor.redact(text)),
        },
        writeResult: (text) => void output.write(text),
        redact: redactor.redact,
        widthMax: host.stdout.isTTY ? host.stdout.columns : undefined,
        worded: asFlags,
        env: host.env,
        nowMs: () => performance.now(),
        book,
        quiet: isOn(raw, 'quiet'),
    });
    return { host, output, terminal, book, redactor, json: isOn(raw, 'json'), quiet: isOn(raw, 'quiet') };
}
/** Reads a switch that also decides how wrong inputs are reported, so it is read before the inputs are checked. */
function isOn(raw, name) {
    return /^true$/i.test(raw.get(name) ?? '');
}
/** HOLDFAST_<INPUT> gives an input that has no flag. */
function environmentInputs(env) {
    const names = (0,schema/* inputsOf */.Vc)('cli').filter((name) => name !== 'json');
    // In a workflow the command line does what the action does: by default it backs up the repository.
    const inWorkflow = env['GITHUB_ACTIONS'] === 'true' ? 'repository' : '';
    const standard = (name) => (name === 'source' ? inWorkflow : '');
    return new Map(names.map((name) => [name, env[environmentName(name)] ?? standard(name)]));
}
function environmentName(name) {
    return `HOLDFAST_${name.replaceAll('-', '_').toUpperCase()}`;
}
function main_showResult(run, result) {
    run.terminal.finish();
    const isQuiet = run.quiet && result.exitCode === errors/* EXIT */.dc.ok;
    if (run.json)
        printJson(run, reportOf(result, run.book.classes()));
    else if (!isQuiet)
        for (const table of result.tables)
            run.terminal.table(table);
    if (result.summary?.text !== undefined)
        run.terminal.emit({ type: 'info', message: result.summary.text });
    run.host.exitCode = result.exitCode;
}
function main_showFailure(run, mode, error) {
    run.terminal.finish();
    run.terminal.error(error);
    const stack = stackOf(error);
    if (stack !== undefined)
        run.terminal.emit({ type: 'info', message: stack });
    if (run.json)
        printJson(run, failureReport(mode, error, run.book.classes()));
    run.host.exitCode = main_exitCodeOf(error);
}
function main_exitCodeOf({ exitCode }) {
    return exitCode === errors/* EXIT */.dc.ok ? errors/* EXIT */.dc.failed : exitCode;
}
function printJson({ output, redactor }, report) {
    output.write(`${(0,report_escape/* jsonText */.s$)(redactJson(report, redactor.redact))}\n`);
}

;// CONCATENATED MODULE: ./lib/main.js
/** What the bundle holds: both entries of the program. Loaded by start.ts once this Node is known to be able to. */





// Not written as `new URL('./x.js', import.meta.url)`, which the bundler would take for an asset to copy.
const here = import.meta.url;
/** A worker thread is a bundle of its own, beside that of this file. */
function workerUrl(name) {
    return new URL(`${name}.js`, here);
}
/**
 * Together they cost some 0.1 s of CPU time in a run of 0.9 s (docs/benchmarks.md). The young generation stays small: V8
 * lets it grow to 48 MiB a thread while nearly all of its objects live for one batch of files only; saves some 60 MB. And
 * the old generation is collected once it has grown by half: V8 waits until it is some three times as large; saves 80 MB
 * where a large repository is read from GitHub.
 */
function keepHeapSmall() {
    (0,external_node_v8_namespaceObject.setFlagsFromString)('--semi-space-growth-factor=1');
    (0,external_node_v8_namespaceObject.setFlagsFromString)('--heap-growing-percent=50');
}
function prepare() {
    keepHeapSmall();
    haveHome();
}
/**
 * A user without HOME and without a line in /etc/passwd (`docker run --user 1001`) has no home folder. The AWS SDK fails
 * where it asks for one, and looks for no profile in one that is not there.
 */
function haveHome() {
    try {
        if ((0,external_node_os_.homedir)() !== '')
            return;
    }
    catch {
        // As below.
    }
    process.env['HOME'] = '/nonexistent';
}
/**
 * Node ends a process that waits for nothing more with exit code 0, whether its work is done or not.
 *
 * @param mark what an error begins with
 */
async function toItsEnd(work, mark) {
    const tell = () => {
        process.exitCode = errors/* EXIT */.dc.failed;
        const stream = mark.startsWith('::') ? process.stdout : process.stderr;
        stream.write(`${mark}Unexpected: the run stopped before its end. This is a defect of Holdfast. Please report it, with this log.\n`);
    };
    process.once('beforeExit', tell);
    await work();
    process.off('beforeExit', tell);
}
async function main_runAction() {
    prepare();
    await toItsEnd(() => runAction(process, workerUrl), '::error title=holdfast%3A internal::');
}
async function main_runCli(argv) {
    prepare();
    await toItsEnd(() => runCli(argv, process, workerUrl), 'Error (internal): ');
}

var __webpack_exports__runAction = __webpack_exports__.C;
var __webpack_exports__runCli = __webpack_exports__.a;
export { __webpack_exports__runAction as runAction, __webpack_exports__runCli as runCli };
