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

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
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
function platform_printablePath(bytes) {
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
        const stats = lstatSync(native);
        return type !== undefined && !(type === 'file' ? stats.isFile() : stats.isDirectory());
    }
    catch {
        return !isListed(native);
    }
}
/** By the folder that it lies in. Where that cannot be read, for being gone itself, nothing is listed. */
function isListed(native) {
    const start = Math.max(native.lastIndexOf(path.sep), native.lastIndexOf('/')) + 1;
    try {
        const name = native.toString('latin1', start);
        return readdirSync(native.subarray(0, start), { encoding: 'latin1' }).includes(name);
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

;// CONCATENATED MODULE: ./lib/base/limits.js
/**
 * The numbers that safety depends on, in one place and checked against each other (see docs/format.md, "Rules").
 * Times in seconds, sizes in bytes.
 */
const HOUR = 3600;
const DAY = 24 * HOUR;
const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
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
checkLimits(limits_LIMITS);

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

;// CONCATENATED MODULE: ./lib/vault/restore/rename-over.js
/** Renames a file into place, even over a file that Windows treats as read-only. */


const SYSTEM = { platform: process.platform, renameSync: external_node_fs_namespaceObject.renameSync };
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
        if (!isDenied(error) || !makeWritable(to, system.platform))
            throw error;
        try {
            system.renameSync(from, to);
        }
        catch (second) {
            external_node_fs_namespaceObject.chmodSync(to, READ_ONLY);
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
    const stats = external_node_fs_namespaceObject.lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || (stats.mode & 0o200) !== 0)
        return false;
    external_node_fs_namespaceObject.chmodSync(path, WRITABLE);
    return true;
}

;// CONCATENATED MODULE: ./lib/vault/restore/plan.js
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
const plan_EMPTY = Buffer.alloc(0);
const plan_SLASH = 0x2f;
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
    lastParentPath = plan_EMPTY;
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
            sha256: new Uint8Array(shared(rows * HASH_BYTES)),
            remaining: new Int32Array(shared(rows * 4)),
            opened: new Int32Array(shared(rows * 4)),
            inode: new BigUint64Array(shared(rows * 8)),
            unset: new Uint8Array(shared(rows)),
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
        const nameStart = entry.path.lastIndexOf(plan_SLASH) + 1;
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
        if (this.options.withHashes || entry.fragments.length > HASH_BYTES) {
            columns.sha256.set(entry.sha256, row * HASH_BYTES);
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
        const folded = `${String(this.columns.parent[row])}/${foldName(path.subarray(path.lastIndexOf(plan_SLASH) + 1))}`;
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
                message: `The snapshot's tree is damaged at ${JSON.stringify(printablePath(entry.path))}: its parts have ${String(bytes)} bytes, but the file has ${String(entry.sizeBytes)}.`,
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
const EMPTY_SHA256 = (0,external_node_crypto_namespaceObject.hash)('sha256', '', 'buffer');
/**
 * The hash of a file of one fragment is the id of that fragment. With several fragments it is checked when they are
 * joined.
 */
function checkHash({ path, sha256, fragments }) {
    const isOther = (fragments.length === 0 && !sha256.equals(EMPTY_SHA256)) ||
        (fragments.length === HASH_BYTES && !sha256.equals(fragments));
    if (!isOther)
        return;
    throw new HoldfastError({
        code: 'corrupt-tree',
        message: `The snapshot's tree is damaged at ${JSON.stringify(printablePath(path))}: its content has another hash than the snapshot records.`,
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
    if (path[0] === plan_SLASH)
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
        const id = entries.ids.subarray(fragment * HASH_BYTES, (fragment + 1) * HASH_BYTES);
        const found = hash('sha256', Buffer.alloc(lengthOf(fragment)), 'buffer').equals(id);
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
const GAP_BYTES = (/* unused pure expression or super */ null && (512 * 1024));
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

;// CONCATENATED MODULE: ./lib/vault/restore/paths.js
/** Paths of entries on this machine. */



/** Enough for the folders of the rows that are near each other. */
const CACHED_DIRECTORIES = 4096;
/** Native paths of rows, as bytes: not every name is text. For looking and for messages; TargetFolders is for changes. */
class NativePaths {
    target;
    entries;
    separator = Buffer.from(external_node_path_namespaceObject.sep);
    directories = new Map();
    constructor(target, entries) {
        this.target = target;
        this.entries = entries;
    }
    of(row) {
        return Buffer.concat([this.directory(this.entries.parent[row]), entryName(this.entries, row)]);
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
const FOLDER_FLAGS = O_PATH | (external_node_fs_namespaceObject.constants.O_DIRECTORY ?? 0) | (external_node_fs_namespaceObject.constants.O_NOFOLLOW ?? 0);
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
    const fd = fs.openSync(target, O_PATH | fs.constants.O_DIRECTORY);
    const { ino, dev } = fs.fstatSync(fd, { bigint: true });
    for (const prefix of [`/proc/${String(process.pid)}/fd/`, '/proc/self/fd/']) {
        const found = fs.statSync(`${prefix}${String(fd)}`, { bigint: true, throwIfNoEntry: false });
        if (found?.ino === ino && found.dev === dev)
            return { target, open: { fd, prefix } };
    }
    fs.closeSync(fd);
    return { target, open: undefined };
}
function closeTarget({ open }) {
    if (open !== undefined)
        fs.closeSync(open.fd);
}
/** Paths for system calls that change something. One is good until the next is asked for, or `OPEN_FOLDERS` later. */
class TargetFolders {
    entries;
    run;
    temporaryName;
    handle;
    native;
    top;
    separator = Buffer.from(external_node_path_namespaceObject.sep);
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
        return join(this.folder(this.entries.parent[row]), entryName(this.entries, row));
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
        return this.use(row + 1).stats ?? external_node_fs_namespaceObject.statSync(this.itself(row), { bigint: true });
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
                external_node_fs_namespaceObject.closeSync(fd);
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
        const folder = this.open(up, entryName(this.entries, row), row + 1);
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
        if (action !== ACTION.create && action !== ACTION.replace)
            return;
        const mode = Number(folder.stats?.mode) & 0o7777;
        if ((mode & 0o700) === 0o700)
            return;
        external_node_fs_namespaceObject.chmodSync(folder.prefix.subarray(0, -1), mode | 0o700);
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
                external_node_fs_namespaceObject.closeSync(folder.fd);
        }
    }
    /** undefined if there are no descriptors left. */
    openHandle(native) {
        try {
            const fd = external_node_fs_namespaceObject.openSync(native, FOLDER_FLAGS);
            return { fd, prefix: this.prefixOf(fd) };
        }
        catch (error) {
            const code = systemErrorCode(error) ?? '';
            if (code === 'EMFILE' || code === 'ENFILE')
                return undefined;
            throw ['ELOOP', 'ENOTDIR', 'ENOENT'].includes(code) ? replaced() : error;
        }
    }
    look(native) {
        const stats = external_node_fs_namespaceObject.lstatSync(native, { throwIfNoEntry: false });
        if (stats?.isDirectory() !== true)
            throw replaced();
        return { fd: undefined, prefix: Buffer.concat([native, this.separator]) };
    }
    statOf({ fd, prefix }) {
        return fd === undefined
            ? external_node_fs_namespaceObject.lstatSync(prefix.subarray(0, -1), { bigint: true })
            : external_node_fs_namespaceObject.fstatSync(fd, { bigint: true });
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

;// CONCATENATED MODULE: ./lib/vault/restore/times.js

/** Times within this of the recorded one are the recorded one, in nanoseconds. */
const TOLERANCE_NS = 1000n;
const times_NANOS_PER_SECOND = 1000000000n;
const times_double = new Float64Array(1);
const bits = new BigInt64Array(times_double.buffer);
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
    times_double[0] = time;
    bits[0] = bits[0] + (time > 0 ? -1n : 1n);
    return times_double[0];
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
    const wrongNs = BigInt(seconds) * times_NANOS_PER_SECOND + BigInt(nanos) - foundNs;
    return wrongNs < TOLERANCE_NS && wrongNs > -TOLERANCE_NS;
}
/** What a file system or its owner may refuse: to set the mode or time of something whose content is right. */
function isRefusal(error) {
    return ['EPERM', 'EACCES', 'EROFS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(systemErrorCode(error) ?? '');
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
        params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 0 },
        pledgedSrcSize: rawBytes,
        // So that the output is one piece.
        chunkSize: compressBound(rawBytes),
    };
}
function compressSync(raw, level) {
    const stored = zstdCompressSync(raw, compressOptions(raw.length, level));
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

;// CONCATENATED MODULE: ./lib/vault/restore/restore-worker.js
/** The thread that decodes, checks and writes files. */












const STOPPED = 'stopped';
/** Of a file that is read: small enough to be hashed while it is in the cache of the core. */
const BLOCK_BYTES = 256 * 1024;
/** Absent on Windows, where no link is followed when a file is created. */
const NO_FOLLOW = external_node_fs_namespaceObject.constants.O_NOFOLLOW ?? 0;
/** Opens a named pipe in place of a file without waiting for its other end. */
const NO_WAIT = external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0;
/** On Windows, times can be set only on a file that is open for writing, and only one bit of the mode counts. */
const isWindows = process.platform === 'win32';
/** Smaller files have no run of zeros worth a check. */
const SPARSE_MIN_BYTES = 2 * HOLE_BYTES;
const ZEROS = Buffer.alloc(HOLE_BYTES);
/** Modes that new files of one folder get are remembered up to so many. */
const KNOWN_MODES = 4096;
class Writer {
    setup;
    entries;
    paths;
    block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    reads;
    folders;
    /** By folder and mode: what a new file has. A default ACL of the folder replaces the umask. */
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
                this.eachRow(task, this.isAction(ACTION.compare), (row) => (this.entries.action[row] = this.compare(row)));
                return;
            case 'finish':
                this.eachRow(task, (row) => this.entries.action[row] === ACTION.repair && this.entries.type[row] === TYPE.file, (row) => this.repair(row));
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
            this.writeFrame(frame, stored, reads, task.isForDoubtful);
            reads.written[frame] = 1;
        }
        release(task.stored);
    }
    /** A file that is entirely in the frame is checked and written, then the parts of others are. */
    writeFrame(frame, stored, reads, isForDoubtful) {
        const raw = decompressSync(stored, reads.rawBytes[frame], 'A frame of a pack');
        const { remaining, sizeBytes } = this.entries;
        const checked = new Set();
        const parts = [];
        this.eachFile(frame, reads, (row, first, last) => {
            if (isForDoubtful && remaining[row] === 0)
                return;
            const bytes = bytesOf(reads, first, last);
            if (bytes !== sizeBytes[row]) {
                parts.push([row, first, last]);
                return;
            }
            this.checkFile(row, raw, first, last, reads, checked);
            this.createFile(row, (fd) => writeRuns(fd, raw, first, last, reads, bytes));
            remaining[row] = 0;
            this.bytes += bytes;
        });
        this.row = -1;
        if (isForDoubtful)
            for (const [, first, last] of parts)
                checkPieces(raw, first, last, reads, checked);
        for (const [row, first, last] of parts) {
            this.checkStop();
            this.row = row;
            this.writeParts(row, raw, first, last, reads, isForDoubtful);
        }
        release(raw);
    }
    /** By its own hash; only if that is wrong, fragment by fragment. */
    checkFile(row, raw, first, last, reads, checked) {
        const isOne = last - first === 1;
        if (!isOne && this.hasContent(row, digestOfPieces(raw, first, last, reads)))
            return;
        this.row = -1;
        checkPieces(raw, first, last, reads, checked);
        this.row = row;
        if (!isOne)
            throw this.wrongContent(row);
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
    /**
     * Pieces [first, last) of a file that lies in other frames too. It is hashed when it is whole, its fragments only if it
     * then has the wrong content: nothing is read under its name before.
     */
    writeParts(row, raw, first, last, reads, isForDoubtful) {
        const temporary = this.target.temporary(row);
        const fd = this.openTemporary(row, temporary);
        try {
            writeRuns(fd, raw, first, last, reads, this.entries.sizeBytes[row]);
            this.bytes += bytesOf(reads, first, last);
            // The thread that brings the count to zero is the last one: all others have written theirs.
            if (Atomics.sub(this.entries.remaining, row, last - first) === last - first) {
                this.completeFile(fd, row, temporary, isForDoubtful);
            }
        }
        finally {
            external_node_fs_namespaceObject.closeSync(fd);
        }
    }
    get target() {
        return this.folders;
    }
    /** The first thread creates the file. The others find it by its name and check that it is the same. */
    openTemporary(row, temporary) {
        const { opened, inode } = this.entries;
        const access = external_node_fs_namespaceObject.constants.O_RDWR | NO_FOLLOW;
        if (Atomics.compareExchange(opened, row, OPENED.no, OPENED.making) === OPENED.no) {
            let state = OPENED.failed;
            try {
                const fd = external_node_fs_namespaceObject.openSync(temporary, access | external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_EXCL, 0o600);
                inode[row] = external_node_fs_namespaceObject.fstatSync(fd, { bigint: true }).ino;
                state = OPENED.yes;
                return fd;
            }
            finally {
                Atomics.store(opened, row, state);
                Atomics.notify(opened, row);
            }
        }
        Atomics.wait(opened, row, OPENED.making);
        if (Atomics.load(opened, row) !== OPENED.yes)
            throw new TargetFailure(STOPPED, 'another thread has failed');
        const fd = openNamed(temporary, access);
        if (external_node_fs_namespaceObject.fstatSync(fd, { bigint: true }).ino === inode[row])
            return fd;
        external_node_fs_namespaceObject.closeSync(fd);
        throw touched();
    }
    /** When all pieces are written, the file is read once more, since others may write in the target too. */
    completeFile(fd, row, temporary, isForDoubtful) {
        external_node_fs_namespaceObject.ftruncateSync(fd, this.entries.sizeBytes[row]);
        if (!this.hasContent(row, this.digest(fd))) {
            if (isForDoubtful)
                throw this.wrongContent(row);
            external_node_fs_namespaceObject.rmSync(temporary, { force: true });
            this.entries.opened[row] = OPENED.doubtful;
            return;
        }
        this.finish(fd, row, 0o600);
        const named = external_node_fs_namespaceObject.lstatSync(temporary, { bigint: true, throwIfNoEntry: false });
        if (named?.ino !== this.entries.inode[row])
            throw touched();
        renameOver(temporary, this.target.at(row));
        this.entries.opened[row] = OPENED.no;
        this.files++;
    }
    hasContent(row, digest) {
        return digest.equals(this.entries.sha256.subarray(row * columns_HASH_BYTES, (row + 1) * columns_HASH_BYTES));
    }
    wrongContent(row) {
        this.row = row;
        return new TargetFailure('corrupt-tree', 'the content does not have the SHA-256 that the snapshot records, although each of its fragments is as it was stored');
    }
    /** Writes a whole file at once. If that fails, nothing is left of it. */
    createFile(row, write) {
        const temporary = this.target.temporary(row);
        const sizeBytes = this.entries.sizeBytes[row];
        const mode = this.entries.mode[row] & 0o777;
        const flags = external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_EXCL | external_node_fs_namespaceObject.constants.O_WRONLY | NO_FOLLOW;
        const fd = external_node_fs_namespaceObject.openSync(temporary, flags, mode);
        try {
            try {
                write(fd);
                if (sizeBytes >= SPARSE_MIN_BYTES)
                    external_node_fs_namespaceObject.ftruncateSync(fd, sizeBytes);
                this.finish(fd, row, this.createdMode(fd, row, mode));
            }
            finally {
                external_node_fs_namespaceObject.closeSync(fd);
            }
            renameOwn(temporary, this.target.at(row));
            this.files++;
        }
        catch (error) {
            external_node_fs_namespaceObject.rmSync(temporary, { force: true });
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
        const created = external_node_fs_namespaceObject.fstatSync(fd).mode & 0o7777;
        this.createdModes.set(key, created);
        return created;
    }
    /** Mode and time that this user may not set do not make the content wrong. */
    finish(fd, row, created) {
        const mode = this.entries.mode[row];
        const mtime = mtimeOf(this.entries, row);
        this.attempt(row, () => {
            if (mode !== created)
                external_node_fs_namespaceObject.fchmodSync(fd, mode);
        });
        this.attempt(row, () => external_node_fs_namespaceObject.futimesSync(fd, mtime, mtime));
    }
    attempt(row, set) {
        try {
            set();
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            this.entries.unset[row] = 1;
        }
    }
    repair(row) {
        const access = isWindows ? external_node_fs_namespaceObject.constants.O_RDWR : external_node_fs_namespaceObject.constants.O_RDONLY | NO_WAIT;
        this.attempt(row, () => {
            const path = this.target.at(row);
            makeWritable(path);
            const fd = openNamed(path, access | NO_FOLLOW);
            try {
                const stats = external_node_fs_namespaceObject.fstatSync(fd);
                // It is another one than was compared.
                if (!stats.isFile() || (stats.nlink > 1 && this.entries.linkGroup[row] === 0))
                    throw touched();
                this.finish(fd, row, stats.mode & 0o7777);
            }
            finally {
                external_node_fs_namespaceObject.closeSync(fd);
            }
        });
    }
    /** Decides what to do with a file of the right size. One that cannot be read is replaced. */
    compare(row) {
        let fd;
        try {
            fd = external_node_fs_namespaceObject.openSync(this.paths.of(row), external_node_fs_namespaceObject.constants.O_RDONLY | NO_WAIT | NO_FOLLOW);
        }
        catch {
            return ACTION.replace;
        }
        try {
            const stats = external_node_fs_namespaceObject.fstatSync(fd, { bigint: true });
            if (!stats.isFile() || Number(stats.size) !== this.entries.sizeBytes[row])
                return ACTION.replace;
            if (!this.hasContent(row, this.digest(fd)))
                return ACTION.replace;
            if (this.hasMetadata(stats, row))
                return ACTION.keep;
            // A hard link to something outside of the target: its mode and time are not ours to set.
            return stats.nlink > 1n && this.entries.linkGroup[row] === 0 ? ACTION.replace : ACTION.repair;
        }
        finally {
            external_node_fs_namespaceObject.closeSync(fd);
        }
    }
    hasMetadata(stats, row) {
        const differing = (Number(stats.mode) ^ this.entries.mode[row]) & (isWindows ? 0o200 : 0o7777);
        return differing === 0 && hasMtime(stats, this.entries, row);
    }
    /** Of the whole file, from its beginning. */
    digest(fd) {
        let at = readBlock(fd, this.block, 0);
        if (at < this.block.length)
            return (0,external_node_crypto_namespaceObject.hash)('sha256', this.block.subarray(0, at), 'buffer');
        const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(this.block);
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
/** Checks that the file at this name is still the one that this run wrote. */
function openNamed(path, flags) {
    try {
        return external_node_fs_namespaceObject.openSync(path, flags);
    }
    catch (error) {
        throw isNotFound(error) ? touched() : error;
    }
}
function renameOwn(from, to) {
    try {
        renameOver(from, to);
    }
    catch (error) {
        throw isNotFound(error) ? touched() : error;
    }
}
/** Fills the block as far as the file goes. @param at where in the file */
function readBlock(fd, block, at) {
    let filled = 0;
    while (filled < block.length) {
        const bytes = external_node_fs_namespaceObject.readSync(fd, block, filled, block.length - filled, at + filled);
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
        const digest = (0,external_node_crypto_namespaceObject.hash)('sha256', raw.subarray(offset, offset + reads.pieceBytes[piece]), 'buffer');
        if (!digest.equals(reads.ids.subarray(fragment * columns_HASH_BYTES, (fragment + 1) * columns_HASH_BYTES))) {
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
        return (0,external_node_crypto_namespaceObject.hash)('sha256', parts[0], 'buffer');
    const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for (const part of parts)
        digest.update(part);
    return digest.digest();
}
/** Pieces that follow each other in the frame and in the file are one write. @param sizeBytes of the file */
function writeRuns(fd, raw, first, last, reads, sizeBytes) {
    const write = sizeBytes < SPARSE_MIN_BYTES ? writeAll : writeSparse;
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
function writeAll(fd, raw, start, bytes, position) {
    for (let done = 0; done < bytes;)
        done += external_node_fs_namespaceObject.writeSync(fd, raw, start + done, bytes - done, position + done);
}
/** Leaves out aligned blocks of zeros. The caller sets the length of the file, which may end in such a block. */
function writeSparse(fd, raw, start, bytes, position) {
    let from = 0;
    const end = position + bytes;
    for (let block = Math.ceil(position / HOLE_BYTES) * HOLE_BYTES; block + HOLE_BYTES <= end; block += HOLE_BYTES) {
        const at = block - position;
        if (!isZeros(raw, start + at))
            continue;
        if (at > from)
            writeAll(fd, raw, start + from, at - from, position + from);
        from = at + HOLE_BYTES;
    }
    if (bytes > from)
        writeAll(fd, raw, start + from, bytes - from, position + from);
}
function isZeros(raw, start) {
    if (raw[start] !== 0 || raw[start + HOLE_BYTES - 1] !== 0)
        return false;
    return raw.compare(ZEROS, 0, HOLE_BYTES, start, start + HOLE_BYTES) === 0;
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
