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
  XS: () => (/* binding */ AS_LISTED),
  cT: () => (/* binding */ READ_STATUS),
  J0: () => (/* binding */ buffersOf)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/base/limits.js
/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
const limits_KiB = 1024;
const MiB = 1024 * limits_KiB;
const limits_GiB = 1024 * MiB;
const limits_LIMITS = {
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
    rootHeaderMaxBytes: 16 * limits_KiB,
    /** A whole root. */
    rootMaxBytes: 64 * MiB,
    /** All frames of a root, decoded. */
    rootMaxRawBytes: 128 * MiB,
    /** Values in one JSON document of a root or in the head of a segment; lists and objects count too. */
    jsonMaxValues: 2 ** 21,
    markMaxBytes: 64 * limits_KiB,
    /** A document below v1/keys/. */
    keysMaxBytes: 64 * limits_KiB,
    /** People to whom it is sealed. */
    keysMaxRecipients: 20,
    /** A document of a mode's state, decoded. */
    stateMaxBytes: 256 * MiB,
    /** A document below v1/vault/, and how many there may be. */
    vaultDocumentMaxBytes: 64 * limits_KiB,
    vaultMaxDocuments: 16,
    /** One range GET of this many bytes is enough to list a root. */
    rootPrefixBytes: 64 * limits_KiB,
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
checkLimits(limits_LIMITS);

;// CONCATENATED MODULE: ./lib/vault/format/chunker.js
/** Content-defined chunking: cuts content at places that depend on the content alone. */


/** 32 KiB up to 32 GiB of source (a million fragments), doubling after that; 1 MiB at most, so max stays 4 MiB. */
function chunkerFor(sourceBytes) {
    let avgBytes = 32 * KiB;
    while (sourceBytes / avgBytes > (32 * GiB) / (32 * KiB) && avgBytes * 4 < LIMITS.fragmentMaxBytes)
        avgBytes *= 2;
    return paramsOf(avgBytes);
}
function paramsOf(avgBytes) {
    return { algorithm: 'gear32', minBytes: avgBytes / 4, avgBytes, maxBytes: avgBytes * 4 };
}
/** Other parameters would store everything again. The parent's are kept until they are off by a factor of 4 or more. */
function inheritChunker(parent, sourceBytes) {
    const own = chunkerFor(sourceBytes);
    if (parent === undefined)
        return own;
    const ratio = own.avgBytes / parent.avgBytes;
    return ratio >= 4 || ratio <= 1 / 4 ? own : parent;
}
/** Parameters as a root records them; undefined if they are not of this algorithm, whatever they are. */
function knownChunker(recorded) {
    const { algorithm, minBytes, avgBytes, maxBytes } = (recorded ?? {});
    if (algorithm !== 'gear32' || typeof avgBytes !== 'number')
        return undefined;
    const exponent = Math.log2(avgBytes);
    if (!Number.isInteger(exponent) || exponent < 12 || exponent > 20)
        return undefined;
    const params = paramsOf(avgBytes);
    return params.minBytes === minBytes && params.maxBytes === maxBytes ? params : undefined;
}
/** gear[b] = first four bytes, little endian, of SHA-256 of the text "holdfast gear <b>". */
function gearTable() {
    return Int32Array.from({ length: 256 }, (_, byte) => (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update(`holdfast gear ${String(byte)}`)
        .digest()
        .readInt32LE(0));
}
let gear;
/**
 * Length of the next fragment of buffer[start, end). Of content that goes on after `end`, at least `maxBytes` must be
 * there, else the answer would depend on how it was read.
 *
 * A hot loop: one table look-up, shift and add a byte; the hash starts anew at each fragment, and the first `minBytes`
 * are stepped over. The top bits are compared, since only they depend on all of the last 32 bytes.
 */
function cutLength(buffer, start, end, params) {
    const available = end - start;
    if (available <= params.minBytes)
        return available;
    const table = (gear ??= gearTable());
    const bits = Math.log2(params.avgBytes);
    // Two bits stricter before the average, two looser after it: lengths gather around the average.
    const strict = -1 << (32 - (bits + 2));
    const loose = -1 << (32 - (bits - 2));
    const limit = start + Math.min(available, params.maxBytes);
    const middle = Math.min(limit, start + params.avgBytes);
    let hash = 0;
    let at = start + params.minBytes;
    for (; at < middle; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & strict) === 0)
            return at + 1 - start;
    }
    for (; at < limit; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & loose) === 0)
            return at + 1 - start;
    }
    return limit - start;
}

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./lib/base/errors.js
/**
 * CLI exit codes, documented in docs/command-line.md: 0 done, 1 failed, 2 bad input, 3 committed but partial, 4 done but its
 * result could not be written; 128 and its number where a signal cancelled it: 130 SIGINT (Ctrl-C), 143 SIGTERM.
 */
const EXIT = { ok: 0, failed: 1, badInput: 2, partial: 3, outputLost: 4 };
/** The only error class that is meant for users; anything else that surfaces is a bug. */
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

;// CONCATENATED MODULE: ./lib/base/system-errors.js
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
function system_errors_isLack(error) {
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
    return new HoldfastError({ code, message: `${what}${where}.`, why: `${found.message}.`, fix, cause: error });
}
/**
 * Something that a run keeps for itself in the folder for temporary files cannot be used. The machine is to blame, and
 * neither a source nor a server, so it is never a gap of a snapshot.
 */
function temporaryFailure(what, why, cause) {
    return new HoldfastError({
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
    if (cause instanceof HoldfastError)
        return cause;
    const explained = explainSystemError(cause);
    // That nothing is free says nothing of the file.
    if (explained === undefined || system_errors_isLack(cause))
        return explained ?? cause;
    const isFull = explained.code === 'disk-full';
    return temporaryFailure(`temporary file ${path} ${isFull ? 'has no room on its disk' : 'cannot be used'}`, messageOf(cause), cause);
}
/**
 * A path that may be relative to a folder; '' is a current folder that no longer exists.
 *
 * @throws no-working-folder
 */
function pathFrom(folder, path) {
    if (folder !== '' || isAbsolute(path))
        return resolve(folder, path);
    throw new HoldfastError({
        code: 'no-working-folder',
        message: `The current folder no longer exists, but the path ${JSON.stringify(path)} is relative to it.`,
        why: 'It was removed or replaced after this shell entered it.',
        fix: 'Change to a folder that exists, or give absolute paths.',
    });
}

;// CONCATENATED MODULE: ./lib/base/async.js
/** Bounded concurrency, results that are made once, and patience with a lack of descriptors or threads. */


/** Some 30 s in total: descriptors become free when a connection or a file is closed. */
const LACK_TRIES = 300;
const LACK_PAUSE_MS = 100;
/** Repeats work for a while if the system has no free descriptor, thread or memory. @throws the work's last error */
async function retryLack(work, signal) {
    for (let tries = 1;; tries++) {
        try {
            return work();
        }
        catch (error) {
            if (tries === LACK_TRIES || !system_errors_isLack(error))
                throw error;
        }
        await (0,promises_namespaceObject.setTimeout)(LACK_PAUSE_MS, undefined, { signal });
    }
}
/**
 * Starts threads. If the system has none free, waits for the first and does without the others. If one cannot be
 * started for another reason, none keeps running.
 *
 * @throws what kept one from starting
 */
async function startThreads(count, make) {
    const threads = [await retryLack(make)];
    try {
        while (threads.length < count)
            threads.push(make());
    }
    catch (error) {
        if (isLack(error))
            return threads;
        await Promise.all(threads.map((thread) => thread.close()));
        throw error;
    }
    return threads;
}
/**
 * For a promise that is awaited later. If it fails before, it does not count as an unhandled rejection. The error is
 * not lost, since whoever awaits the promise gets it.
 */
function awaitedLater(promise) {
    promise.catch(() => {
        return;
    });
    return promise;
}
/** A result that is made when it is first asked for, and kept; a failure is not kept. */
function once(make) {
    let made;
    return () => {
        made ??= make().catch((error) => {
            made = undefined;
            throw error;
        });
        return made;
    };
}
/**
 * Works on items, `limit` of them at a time; results in the order of items. After a failure no further item is started.
 */
async function mapBounded(items, limit, work) {
    const results = [];
    let next = 0;
    let failed = false;
    const lane = async () => {
        while (next < items.length && !failed) {
            const at = next++;
            try {
                results[at] = await work(items[at]);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
    return results;
}
/** Limits the number of things in flight. First come, first served. */
class Slots {
    free;
    waiting = [];
    failure;
    constructor(count) {
        this.free = count;
    }
    async acquire() {
        if (this.failure !== undefined)
            throw this.failure;
        if (this.free > 0)
            this.free--;
        else
            await new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    }
    release() {
        const first = this.waiting.shift();
        if (first === undefined)
            this.free++;
        else
            first.resolve();
    }
    /** Everyone who waits, now or later, gets this error. */
    fail(error) {
        this.failure ??= error;
        for (const waiter of this.waiting.splice(0))
            waiter.reject(this.failure);
    }
}

;// CONCATENATED MODULE: ./lib/base/platform.js
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
    return Buffer.from(path.win32.toNamespacedPath(path.win32.join(root, pathBytes.toString('utf8'))));
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
    const target = readlinkSync(native, 'buffer');
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
    const full = path.resolve(dir);
    const names = namesIn(full);
    for (const name of names) {
        const answer = foundInOtherCase(full, name, names);
        if (answer !== undefined)
            return answer;
    }
    const parent = path.dirname(full);
    const answer = foundInOtherCase(parent, path.basename(full), parent === full ? [] : namesIn(parent));
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
        return readdirSync(dir);
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
        const own = lstatSync(path.join(dir, name), { bigint: true, throwIfNoEntry: false });
        if (own === undefined)
            return undefined;
        const twin = lstatSync(path.join(dir, other), { bigint: true, throwIfNoEntry: false });
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
        const stats = (0,external_node_fs_namespaceObject.lstatSync)(native);
        return type !== undefined && !(type === 'file' ? stats.isFile() : stats.isDirectory());
    }
    catch {
        return !isListed(native);
    }
}
/** By the folder that it lies in. Where that cannot be read, for being gone itself, nothing is listed. */
function isListed(native) {
    const start = Math.max(native.lastIndexOf(external_node_path_namespaceObject.sep), native.lastIndexOf('/')) + 1;
    try {
        const name = native.toString('latin1', start);
        return (0,external_node_fs_namespaceObject.readdirSync)(native.subarray(0, start), { encoding: 'latin1' }).includes(name);
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

;// CONCATENATED MODULE: ./lib/vault/format/root-limits.js
/** What a root may describe, and JSON in it: known before it takes memory. */

/** The first exceeded limit, as the end of a sentence; undefined: none is exceeded. */
function excessOf({ objects, blocks, sections }) {
    const levels = Math.max(...Object.values(sections).map((table) => table.length));
    const segments = Object.values(sections).flatMap((table) => table.flat());
    const counts = [
        ['packs and parts', objects, LIMITS.snapshotMaxObjects],
        ['blocks', blocks.length, LIMITS.snapshotMaxBlocks],
        ['segments', segments.length, LIMITS.snapshotMaxSegments],
        ['levels of one table', levels, LIMITS.tableMaxLevels],
        ['rows in its map', rowsOf(sections.map), LIMITS.mapMaxRows],
        ['rows in its tree', rowsOf(sections.tree), LIMITS.tableMaxRows],
        ['rows in its state', rowsOf(sections.state), LIMITS.tableMaxRows],
        ['bytes of tables', sumOf(blocks, ({ rawBytes }) => rawBytes), LIMITS.snapshotMaxTableBytes],
    ];
    const found = counts.find(([, count, most]) => count > most);
    return found && `it has ${String(found[1])} ${found[0]}, but only ${String(found[2])} are allowed`;
}
/**
 * Segments that share bytes of a block, or blocks that share bytes of a part: a small root could name the same bytes
 * over and over. What lies between them may be what a later snapshot does not need any more.
 */
function overlapOf({ blocks, sections }) {
    const segments = Object.values(sections).flatMap((table) => table.flat());
    for (const [block, refs] of Map.groupBy(segments, (ref) => ref.block)) {
        if (refs.length > 1 && block.rawBytes > LIMITS.sharedBlockMaxBytes)
            return `a block of ${String(block.rawBytes)} bytes holds more than one segment`;
        if (hasOverlap(refs.map(({ start, rawBytes }) => ({ start, end: start + rawBytes }))))
            return 'two segments lie in the same bytes';
    }
    const inRoot = blocks.flatMap((block) => ('stored' in block ? [block.stored.byteOffset] : []));
    if (new Set(inRoot).size !== inRoot.length)
        return 'two blocks lie in the same frame';
    const inParts = blocks.flatMap((block) => ('stored' in block ? [] : [block]));
    for (const ofPart of Map.groupBy(inParts, ({ key }) => key).values()) {
        if (hasOverlap(ofPart.map(({ offset, storedBytes }) => ({ start: offset, end: offset + storedBytes }))))
            return 'two blocks lie in the same bytes';
    }
    return undefined;
}
function hasOverlap(spans) {
    const inOrder = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
    return inOrder.some(({ start }, i) => i > 0 && start < inOrder[i - 1].end);
}
function rowsOf(table) {
    return sumOf(table.flat(), ({ rows }) => rows);
}
function sumOf(list, numberOf) {
    return list.reduce((sum, each) => sum + numberOf(each), 0);
}
/**
 * JSON from a bucket, with a bound on what it takes in memory: a text of 64 MiB can ask for a hundred million lists.
 */
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
/**
 * @param text UTF-8
 * @throws if it is not JSON, or has more than `LIMITS.jsonMaxValues` values
 */
function root_limits_parseJson(text) {
    // A value takes a byte at least.
    if (text.length > LIMITS.jsonMaxValues)
        countValues(text);
    return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString());
}
/** Each value follows a comma, or is the first in a list or object, or the whole: names of fields come for free. */
function countValues(text) {
    let values = 1;
    let isText = false;
    for (let at = 0; at < text.length; at++) {
        const byte = text[at];
        if (isText) {
            if (byte === BACKSLASH)
                at++;
            else if (byte === QUOTE)
                isText = false;
        }
        else if (byte === QUOTE)
            isText = true;
        else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT)
            values++;
        if (values > LIMITS.jsonMaxValues)
            throw new Error(`it has more than ${String(LIMITS.jsonMaxValues)} values`);
    }
}

;// CONCATENATED MODULE: ./lib/vault/format/columns.js
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
    if (raw.length < 4 || raw.length > LIMITS.segmentMaxBytes)
        throw bad(`${String(raw.length)} bytes`);
    const headEnd = 4 + raw.readUInt32LE(0);
    if (headEnd > raw.length)
        throw bad('its head is truncated');
    let head;
    try {
        head = parseJson(raw.subarray(4, headEnd)) ?? {};
    }
    catch (cause) {
        throw new HoldfastError({ code: 'corrupt-segment', message: bad('its head is not JSON').message, cause });
    }
    const { rows, columns, objects = [] } = head;
    if (head.table !== table)
        throw bad(`it is a segment of ${JSON.stringify(head.table)}, expected ${table}`);
    if (!isCount(rows) || rows > raw.length)
        throw bad('its row count is wrong');
    if (rows > LIMITS.segmentMaxRows)
        throw bad(`it has ${String(rows)} rows, more than any may`);
    if (!Array.isArray(columns) || columns.length > LIMITS.segmentMaxColumns)
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

;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/vault/format/zstd-frame.js
/** Reads the outside of a zstd frame without decoding it. */

/**
 * The outside of a zstd frame: where it ends and how much memory its decoder takes, without decoding it. Decoders do
 * not report this: some stop after the first frame, some continue with what follows, and all allocate the memory that
 * the frame asks for.
 */
/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const FRAME_MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
/** What one block holds at most, whatever the window: RFC 8878, section 3.1.1.2.4. */
const BLOCK_MAX_BYTES = 128 * 1024;
/** Bytes of the field `Dictionary_ID` and `Frame_Content_Size`, by their flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_BYTES = [0, 2, 4, 8];
const BLOCK_RLE = 1;
const BLOCK_RESERVED = 3;
/**
 * The first frame of `bytes`: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 *
 * @param what names it in errors
 * @throws corrupt-frame if it is not a complete zstd frame, or needs a dictionary
 */
function zstd_frame_zstdFrame(bytes, what) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    try {
        const header = readHeader(view);
        return { ...header, storedBytes: endOfBlocks(view, header) };
    }
    catch (error) {
        if (error instanceof RangeError)
            throw corrupt(what, 'it is not a complete zstd frame', error);
        throw error instanceof NoFrame ? corrupt(what, error.message, error) : error;
    }
}
class NoFrame extends Error {
}
function corrupt(what, detail, cause) {
    return new errors_HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
function readHeader(view) {
    if (view.getUint32(0, true) !== FRAME_MAGIC)
        throw new NoFrame('it does not begin with a zstd frame');
    const descriptor = view.getUint8(4);
    if ((descriptor & 0b1000) !== 0)
        throw new NoFrame('a reserved bit of its frame header is set');
    const isSingleSegment = (descriptor & 0b100000) !== 0;
    let at = 5;
    const window = isSingleSegment ? 0 : windowOf(view.getUint8(at++));
    const dictionaryBytes = DICTIONARY_BYTES[descriptor & 0b11];
    for (let i = 0; i < dictionaryBytes; i++) {
        if (view.getUint8(at++) !== 0)
            throw new NoFrame('it needs a dictionary');
    }
    const flag = descriptor >>> 6;
    const sizeBytes = flag === 0 && isSingleSegment ? 1 : CONTENT_BYTES[flag];
    const contentBytes = sizeBytes === 0 ? undefined : contentSize(view, at, sizeBytes);
    return {
        headerBytes: at + sizeBytes,
        windowBytes: isSingleSegment ? (contentBytes ?? 0) : window,
        isSingleSegment,
        contentBytes,
        hasChecksum: (descriptor & 0b100) !== 0,
    };
}
function windowOf(descriptor) {
    const base = 2 ** (10 + (descriptor >>> 3));
    return base + (base / 8) * (descriptor & 0b111);
}
function contentSize(view, at, sizeBytes) {
    if (sizeBytes === 1)
        return view.getUint8(at);
    if (sizeBytes === 2)
        return view.getUint16(at, true) + 256;
    if (sizeBytes === 4)
        return view.getUint32(at, true);
    return Number(view.getBigUint64(at, true));
}
/** Steps from block to block: each says how long it is, and the last one that it is the last. */
function endOfBlocks(view, { headerBytes, hasChecksum }) {
    let at = headerBytes;
    for (let isLast = false; !isLast;) {
        const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
        const type = (header >>> 1) & 0b11;
        const size = header >>> 3;
        if (type === BLOCK_RESERVED || size > BLOCK_MAX_BYTES)
            throw new NoFrame('a block in it is of an unknown kind');
        isLast = (header & 1) !== 0;
        at += BLOCK_HEADER_BYTES + (type === BLOCK_RLE ? 1 : size);
    }
    const end = at + (hasChecksum ? CHECKSUM_BYTES : 0);
    if (end > view.byteLength)
        throw new NoFrame('it is truncated');
    return end;
}

;// CONCATENATED MODULE: ./lib/vault/format/zstd.js
/** Encodes and decodes zstd frames, with the same result under every Node. */





/**
 * zstd frames (RFC 8878) by node:zlib. Three traps are closed here. What follows a frame is ignored by Node 24 and
 * decoded too by Node 26, so the frame is measured before. A frame may ask for any amount of memory, so its window is
 * looked at before. And output is collected in 16 KiB pieces if the size is not given.
 */
/** Little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;
/** What a frame of so many raw bytes takes at most: ZSTD_compressBound, rounded up. */
function compressBound(rawBytes) {
    return rawBytes + (rawBytes >>> 8) + 1024;
}
function compressOptions(rawBytes, level) {
    return {
        params: { [external_node_zlib_namespaceObject.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_namespaceObject.constants.ZSTD_c_checksumFlag]: 0 },
        pledgedSrcSize: rawBytes,
        // So that the output is one piece.
        chunkSize: compressBound(rawBytes),
    };
}
function compressSync(raw, level) {
    const stored = (0,external_node_zlib_namespaceObject.zstdCompressSync)(raw, compressOptions(raw.length, level));
    allocatedBytes.set(stored, compressBound(raw.length));
    return stored;
}
function decompressOptions(rawBytes) {
    // Leaves room for one byte more than expected, so that a longer frame is noticed and not cut off.
    return { maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}
/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
function decompressSync(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength((0,external_node_zlib_namespaceObject.zstdDecompressSync)(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof errors_HoldfastError ? error : zstd_corrupt(what, errors_messageOf(error), error);
    }
}
/** Decodes the first of several frames, to `maxRawBytes` at most. @throws corrupt-frame */
function decompressFirst(bytes, maxRawBytes, what) {
    const frame = zstdFrame(bytes, what);
    checkMemory(frame, maxRawBytes, what);
    try {
        const raw = zstdDecompressSync(bytes.subarray(0, frame.storedBytes), { maxOutputLength: maxRawBytes });
        return { raw, storedBytes: frame.storedBytes };
    }
    catch (error) {
        throw error instanceof HoldfastError ? error : zstd_corrupt(what, messageOf(error), error);
    }
}
/** Decodes one frame whose size is not recorded, to at most `maxRawBytes`. @throws corrupt-frame */
function decompressUpTo(stored, maxRawBytes, what) {
    const { raw, storedBytes } = decompressFirst(stored, maxRawBytes, what);
    if (storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - storedBytes));
    return raw;
}
const decompressAsync = (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.zstdDecompress);
/** The same on node's thread pool. */
async function decompress(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength(await decompressAsync(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof HoldfastError ? error : zstd_corrupt(what, messageOf(error), error);
    }
}
/** One frame and nothing else, which takes no more memory than what is recorded of it. */
function checkFrame(stored, rawBytes, what) {
    const frame = zstd_frame_zstdFrame(stored, what);
    if (frame.storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - frame.storedBytes));
    checkMemory(frame, rawBytes, what);
}
function checkMemory({ isSingleSegment, windowBytes, contentBytes }, rawBytes, what) {
    if (contentBytes !== undefined && contentBytes > rawBytes)
        throw zstd_corrupt(what, `it says that it decodes to ${String(contentBytes)} bytes, more than ${String(rawBytes)}`);
    if (!isSingleSegment && windowBytes > limits_LIMITS.windowMaxBytes)
        throw zstd_corrupt(what, `its window has ${String(windowBytes)} bytes, more than ${String(limits_LIMITS.windowMaxBytes)}`);
}
function followed(bytes) {
    return `${String(bytes)} bytes follow the frame`;
}
function checkedLength(raw, rawBytes, what) {
    if (raw.length !== rawBytes)
        throw zstd_corrupt(what, `it decodes to ${String(raw.length)} bytes, recorded are ${String(rawBytes)}`);
    return raw;
}
function zstd_corrupt(what, detail, cause) {
    return new errors_HoldfastError({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
/** Of buffers that are the start of what was allocated for them: what is compressed well may be a small part of it. */
const allocatedBytes = new WeakMap();
/**
 * Frees the memory of a large buffer at once. Nothing else may use the buffer. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 *
 * Small buffers share a pool, whose size differs from one release of Node to the next; but what lies in a pool always
 * has less than half of it: https://nodejs.org/api/buffer.html#static-method-bufferallocunsafesize
 */
function release(bytes) {
    const memory = bytes.buffer;
    const allocated = allocatedBytes.get(bytes) ?? bytes.byteLength;
    if (memory instanceof ArrayBuffer && allocated * 2 > memory.byteLength)
        memory.transfer(0);
}
/** A frame that every zstd decoder skips: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
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

;// CONCATENATED MODULE: ./lib/vault/backup/frame-memory.js
/** Memory of one frame, shared by threads. */

/** Memory of one frame, shared by the threads: the raw bytes, and behind them room for the compressed ones. */
class FrameMemory {
    shared;
    raw;
    encoded;
    /** @param shared the same frame's memory on another thread */
    constructor(rawBytes, shared = new SharedArrayBuffer(rawBytes + compressBound(rawBytes))) {
        this.shared = shared;
        this.raw = Buffer.from(shared, 0, rawBytes);
        this.encoded = Buffer.from(shared, rawBytes);
    }
}

;// CONCATENATED MODULE: ./lib/vault/backup/read-worker.js
/** The thread that reads, hashes, cuts and compresses. */










function fileOf(files, i) {
    const start = i === 0 ? 0 : files.pathEnds[i - 1];
    return {
        path: Buffer.from(files.paths.buffer, start, files.pathEnds[i] - start),
        sizeBytes: files.sizeBytes[i],
        mtimeMs: files.mtimeMs[i],
        known: files.hasKnown[i] === 1 ? files.known.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES) : undefined,
    };
}
/** No time of a file. */
const AS_LISTED = -(2n ** 63n);
const READ_STATUS = { read: 0, same: 1, vanished: 2, unreadable: 3 };
/** The memory of columns, to go along with a message: a copy left behind would wait for a collection of everything. */
function buffersOf(columns) {
    return Object.values(columns)
        .filter((column) => ArrayBuffer.isView(column))
        .map((column) => column.buffer);
}
const OPEN_FLAGS = external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NOFOLLOW ?? 0) | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0);
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
        const ids = new Uint8Array(this.ids.length * HASH_BYTES);
        this.ids.forEach((id, i) => {
            ids.set(id, i * HASH_BYTES);
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
            mtimeNs: new BigInt64Array(files).fill(AS_LISTED),
            sha256: new Uint8Array(files * HASH_BYTES),
            firstFragment: new Uint32Array(files),
            fragments: new Uint32Array(files),
            problems: {},
        };
    }
    set(i, result, firstFragment) {
        this.columns.status[i] = READ_STATUS[result.status];
        this.columns.sizeBytes[i] = result.sizeBytes;
        this.columns.mtimeNs[i] = result.mtimeNs ?? AS_LISTED;
        if (result.sha256 !== undefined)
            this.columns.sha256.set(result.sha256, i * HASH_BYTES);
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
            fd = await this.openFile(file.path);
        }
        catch (error) {
            return failure(error, file.path);
        }
        try {
            const first = await this.readOpen(fd, file);
            if (first !== undefined)
                return first;
            // It changed under the reader: once more, against what it is now.
            const now = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
            if (!now.isFile())
                return { status: 'vanished', sizeBytes: 0, problem: 'it is no regular file any more' };
            const again = { ...file, sizeBytes: Number(now.size), mtimeMs: Number(now.mtimeNs) / 1e6, known: undefined };
            const second = await this.readOpen(fd, again);
            if (second !== undefined)
                return { ...second, mtimeNs: now.mtimeNs };
            const last = await this.readLarge(fd, again);
            const { mtimeNs } = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
            return { ...last, mtimeNs, problem: 'it changed again while it was read a second time' };
        }
        catch (error) {
            return failure(error, file.path);
        }
        finally {
            (0,external_node_fs_namespaceObject.closeSync)(fd);
        }
    }
    /** Once more where the file was not found and is there: it may have been removed and made anew. */
    async openFile(path) {
        const open = () => (0,external_node_fs_namespaceObject.openSync)(path, OPEN_FLAGS);
        try {
            return await retryLack(open);
        }
        catch (error) {
            if (!isNotFound(error) || isGone(path, error, 'file'))
                throw error;
            return retryLack(open);
        }
    }
    /** undefined if size or mtime do not fit at the end. */
    async readOpen(fd, file) {
        const result = file.sizeBytes <= this.windowBytes ? await this.readSmall(fd, file) : await this.readLarge(fd, file);
        if (result?.sizeBytes !== file.sizeBytes)
            return undefined;
        const { size, mtimeMs } = (0,external_node_fs_namespaceObject.fstatSync)(fd);
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
            got = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, end, sizeBytes + 1 - (end - start), end - start);
        if (end - start !== sizeBytes)
            return undefined;
        const sha256 = (0,external_node_crypto_namespaceObject.hash)('sha256', buffer.subarray(start, end), 'buffer');
        if (known !== undefined && sha256.equals(known))
            return { status: 'same', sizeBytes };
        if (sizeBytes === 0)
            return { status: 'read', sizeBytes, sha256, fragments: 0 };
        this.at = end;
        const first = cutLength(buffer, start, end, this.chunker);
        if (first === sizeBytes) {
            this.addFragment(start, end, sha256);
            return { status: 'read', sizeBytes, sha256, fragments: 1 };
        }
        let fragments = 0;
        for (let from = start; from < end; fragments++) {
            const to = from === start ? start + first : from + cutLength(buffer, from, end, this.chunker);
            this.addFragment(from, to);
            from = to;
        }
        return { status: 'read', sizeBytes, sha256, fragments };
    }
    addFragment(start, end, id = (0,external_node_crypto_namespaceObject.hash)('sha256', this.window.buffer.subarray(start, end), 'buffer')) {
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
        const whole = (0,external_node_crypto_namespaceObject.createHash)('sha256');
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
                const got = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, end, buffer.length - end, position);
                whole.update(buffer.subarray(end, end + got));
                position += got;
                end += got;
                atEnd = got === 0;
            }
            let from = 0;
            while (from < end && (atEnd || end - from >= this.chunker.maxBytes)) {
                const to = from + cutLength(buffer, from, end, this.chunker);
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
        const whole = (0,external_node_crypto_namespaceObject.createHash)('sha256');
        const scratch = this.window.buffer;
        let position = 0;
        for (;;) {
            const got = (0,external_node_fs_namespaceObject.readSync)(fd, scratch, 0, scratch.length, position);
            if (got === 0)
                return { sha256: whole.digest(), sizeBytes: position };
            whole.update(scratch.subarray(0, got));
            position += got;
        }
    }
}
/** lstat's nanoseconds and fstat's doubles differ in the last digits. */
const MTIME_TOLERANCE_MS = 0.001;
/** @throws the error itself, if the system lacks descriptors or memory: that is no gap of the source */
function failure(error, path) {
    if (system_errors_isLack(error))
        throw error;
    const { code, message } = error;
    const gone = isGone(path, error, 'file');
    return { status: gone ? 'vanished' : 'unreadable', sizeBytes: 0, problem: code ?? message };
}
/** Compresses, and decodes again what will be uploaded: nothing is stored that could not be read back. */
function encode({ frame, memory, capacityBytes, rawBytes, level }) {
    const { raw, encoded } = new FrameMemory(capacityBytes, memory);
    const content = raw.subarray(0, rawBytes);
    const stored = compressSync(content, level);
    const decoded = decompressSync(stored, rawBytes, 'A frame that was just compressed');
    if (!decoded.equals(content))
        throw new Error('zstd gave other bytes back than it was given');
    const storedBytes = stored.copy(encoded);
    release(decoded);
    release(stored);
    return { type: 'encoded', frame, storedBytes };
}
function main(port) {
    const reader = new Reader(port, external_node_worker_threads_namespaceObject.workerData);
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
if (external_node_worker_threads_namespaceObject.parentPort !== null)
    main(external_node_worker_threads_namespaceObject.parentPort);

var __webpack_exports__AS_LISTED = __webpack_exports__.XS;
var __webpack_exports__READ_STATUS = __webpack_exports__.cT;
var __webpack_exports__buffersOf = __webpack_exports__.J0;
export { __webpack_exports__AS_LISTED as AS_LISTED, __webpack_exports__READ_STATUS as READ_STATUS, __webpack_exports__buffersOf as buffersOf };
