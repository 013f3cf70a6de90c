export const id = 2711;
export const ids = [2711];
export const modules = {

/***/ 43553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ providerPage)
/* harmony export */ });
/* unused harmony export PROVIDER_HOSTS */
/* harmony import */ var _credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */

/** Host, name, and anchor on the page, of all but AWS. `__tests__/providers/page.test.ts` holds it to the page. */
const PROVIDER_HOSTS = [
    [/\.r2\.cloudflarestorage\.com$/, 'Cloudflare R2', 'cloudflare-r2'],
    [/\.backblazeb2\.com$/, 'Backblaze B2', 'backblaze-b2'],
    [/\.wasabisys\.com$/, 'Wasabi', 'wasabi'],
    [/^storage\.googleapis\.com$/, 'Google Cloud Storage', 'google-cloud-storage'],
    [/\.(oraclecloud|customer-oci)\.com$/, 'Oracle Cloud (OCI)', 'oracle-cloud-oci'],
    [/\.digitaloceanspaces\.com$/, 'DigitalOcean Spaces', 'digitalocean-spaces'],
    [/\.your-objectstorage\.com$/, 'Hetzner Object Storage', 'hetzner-object-storage'],
    [/(\.tigris\.dev|\.storage\.dev)$/, 'Tigris', 'tigris'],
    [/\.scw\.cloud$/, 'Scaleway', 'scaleway'],
    [/\.cloud\.ovh\.(net|us)$/, 'OVHcloud', 'ovhcloud'],
];
const PAGE = 'docs/providers.md';
/** Where to read on: `docs/providers.md#cloudflare-r2 says what Cloudflare R2 has`. */
function providerPage(endpointUrl) {
    const found = providerAt(endpointUrl);
    return found === undefined
        ? `${PAGE} says what each provider supports`
        : `${PAGE}#${found.anchor} says what ${found.name} supports, and ${PAGE} what others do`;
}
function providerAt(endpointUrl) {
    if (endpointUrl === undefined || (0,_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .isAwsEndpoint */ .DM)(endpointUrl))
        return { name: 'AWS', anchor: 'aws' };
    const { hostname } = new URL(endpointUrl);
    const [, name, anchor] = PROVIDER_HOSTS.find(([host]) => host.test(hostname)) ?? [];
    return name === undefined || anchor === undefined ? undefined : { name, anchor };
}


/***/ }),

/***/ 31463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup),
  makeBackup: () => (/* binding */ makeBackup)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/sources/source.js
var sources_source = __webpack_require__(46949);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/format/pack.js
var pack = __webpack_require__(13321);
// EXTERNAL MODULE: ./lib/vault/format/root.js
var root = __webpack_require__(97412);
;// CONCATENATED MODULE: ./lib/vault/backup/adopt.js





/**
 * Packs of interrupted runs of this series: of runs that began at a time for which there is no root, and young enough
 * that prune leaves them alone until this run is committed.
 */
function interruptedPacks(packs, series, roots, known, now) {
    const finished = new Set(roots.map((root) => (0,keys/* utcOfName */.v2)(root.id)));
    return [...packs].filter((object) => {
        const key = (0,keys/* parseBlobKey */.QK)(object.key);
        if (key?.series !== series || known.has(object.key) || finished.has((0,keys/* utcOfName */.v2)(key.name)))
            return false;
        const began = (0,keys/* timeOfId */.I9)(key.name);
        // The writer chose the time in its key. Prune uses the time that S3 gives.
        const ageSeconds = (now.getTime() - Math.min(began.getTime(), object.lastModified.getTime())) / 1000;
        return began <= now && ageSeconds <= limits/* LIMITS */.b1.adoptMaxAgeSeconds && object.sizeBytes <= limits/* LIMITS */.b1.packMaxBytes;
    });
}
/** Those of them that are worth to be read back. */
function planAdoption(...run) {
    let bytes = 0;
    let count = 0;
    return interruptedPacks(...run).filter(({ sizeBytes }) => {
        bytes += sizeBytes;
        return bytes <= limits/* LIMITS */.b1.adoptMaxBytes && count++ < limits/* LIMITS */.b1.adoptMaxPacks;
    });
}
/**
 * Reads packs whole, decodes every frame and hashes every fragment, as far as their tables of contents say that this takes
 * bounded time and memory. One that is not what a pack should be is left alone.
 */
async function adoptPacks(store, candidates, emit, signal) {
    const adopted = [];
    const left = new LeftPacks(emit);
    let rawBytes = 0;
    let fragments = 0;
    for (const { key, etag } of candidates) {
        signal.throwIfAborted();
        try {
            const { body } = await store.get(key, { signal });
            const toc = (0,pack/* openPack */.g5)(key, body);
            rawBytes += sumOf(toc, ({ frame }) => frame.rawBytes);
            fragments += sumOf(toc, ({ lengths }) => lengths.length);
            if (rawBytes > limits/* LIMITS */.b1.adoptMaxRawBytes || fragments > limits/* LIMITS */.b1.adoptMaxFragments) {
                left.add('Decoding the packs of interrupted runs would take longer than storing their content again.');
                break;
            }
            const frames = await (0,pack/* readFrames */.v0)(key, body, toc);
            adopted.push({ object: { key, sizeBytes: body.length, liveBytes: 0, etag: (0,root/* etagHint */.d8)(etag) }, frames });
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            left.add(error.message);
        }
    }
    left.report();
    return adopted;
}
/** Packs that are not taken over, reported in one message. */
class LeftPacks {
    emit;
    count = 0;
    first = '';
    constructor(emit) {
        this.emit = emit;
    }
    add(why) {
        if (this.count++ === 0)
            this.first = why;
    }
    report() {
        if (this.count === 0)
            return;
        const rest = this.count === 1 ? '' : ` The same goes for ${String(this.count - 1)} more.`;
        this.emit({
            type: 'notice',
            class: 'pack-not-adopted',
            message: `A pack of an interrupted run is not used: ${this.first}${rest}`,
        });
    }
}
function sumOf(list, numberOf) {
    return list.reduce((sum, each) => sum + numberOf(each), 0);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/vault/format/envelope.js
var envelope = __webpack_require__(85124);
// EXTERNAL MODULE: ./lib/vault/format/map.js
var format_map = __webpack_require__(44136);
// EXTERNAL MODULE: ./lib/vault/format/sealed-root.js
var sealed_root = __webpack_require__(161);
// EXTERNAL MODULE: ./lib/vault/format/zstd.js + 1 modules
var zstd = __webpack_require__(93310);
// EXTERNAL MODULE: ./lib/vault/seal/root-mac.js
var root_mac = __webpack_require__(22892);
// EXTERNAL MODULE: ./lib/vault/backup/fragment-writer.js
var fragment_writer = __webpack_require__(53051);
;// CONCATENATED MODULE: ./lib/vault/backup/journal.js
/** What a sealed run notes of the packs that it has stored, for the run that follows if it is interrupted. */












/**
 * Nobody but people can read what a write-only run has stored, so the next run could not find out what packs without a root
 * hold. A journal says so: a part in the envelope of a root. docs/format.md, "Journals".
 */
const FORMAT = 'holdfast-journal/1';
const BLOCK_ZSTD_LEVEL = 6;
/** A journal is written when so much was stored since the last one, or so many fragments: it has to fit a part. */
const JOURNAL_EVERY_BYTES = 512 * limits/* MiB */.lv;
const JOURNAL_EVERY_ROWS = 2 ** 18;
const headerSchema = dist/* object */.Ikc({
    format: dist/* literal */.euz(FORMAT),
    series: dist/* string */.YjP(),
    utc: dist/* string */.YjP(),
    seal: sealed_root/* sealSchema */.P8,
    frames: envelope/* framesSchema */.AP,
});
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
const hiddenSchema = dist/* object */.Ikc({ rows: (0,envelope/* listOf */.c3)(count, limits/* LIMITS */.b1.snapshotMaxSegments), frames: envelope/* framesSchema */.AP });
function encodeJournal({ series, seal, key }, utc, { objects, map }) {
    const hidden = (0,envelope/* framed */.Qu)({ rows: map.map(({ rows }) => rows) }, map.map(blockFrame));
    const outside = { format: FORMAT, series, utc: (0,keys/* formatUtc */.ay)(utc), seal };
    return (0,envelope/* sealedEnvelope */.zt)(outside, (0,envelope/* objectsFrame */.gN)(objects), hidden, key, 'journal');
}
function blockFrame(segment) {
    const stored = (0,zstd/* compressSync */.oS)(segment.raw(), BLOCK_ZSTD_LEVEL);
    return { name: 'block', bytes: (0,zstd/* skippableFrame */.Nx)(stored), raw: segment.rawBytes };
}
/**
 * A journal of a run of this series that sealed like this one; undefined for a part that is no journal.
 * @param name key of the part
 * @throws corrupt-seal for one that is damaged, forged, of other keys or moved here
 */
function decodeJournal(name, bytes, { series, seal, key }) {
    const bad = (detail, cause) => new errors/* HoldfastError */.Et({ code: 'corrupt-seal', message: `The journal ${name} is not believed: ${detail}.`, cause });
    const first = firstFrameOf(bytes, bad);
    if (first === undefined)
        return undefined;
    if (!(0,keys/* isNameOf */.b_)(name, bytes))
        throw bad('its bytes do not have the hash in its name');
    const [covered, mac] = [bytes.subarray(0, -root_mac/* ROOT_MAC_BYTES */.Lb), bytes.subarray(-root_mac/* ROOT_MAC_BYTES */.Lb)];
    if (!(0,root_mac/* isRootMac */.op)(mac, key.identity, covered, 'journal'))
        throw bad('its HMAC is not one of vault-key');
    const parsed = dist/* safeParse */.xLC(headerSchema, first.json);
    if (!parsed.success)
        throw bad(`its header has the wrong shape (${(0,envelope/* issuesOf */.wf)(parsed.issues)})`);
    const header = parsed.output;
    const utc = (0,keys/* utcOfName */.v2)((0,keys/* parseBlobKey */.QK)(name)?.name ?? '');
    if (header.series !== series || header.utc !== utc)
        throw bad('it belongs elsewhere');
    if (!(0,external_node_util_.isDeepStrictEqual)(header.seal, seal))
        throw bad('its run sealed to other keys');
    const frames = (0,envelope/* cutFrames */.Nk)(header.frames, first.length, bytes, bad);
    const objects = (0,envelope/* readObjects */.$I)((0,envelope/* documentsOf */.uo)(name, frames, bad), [series], bad);
    if (objects.some((object) => !isPackOf(object, utc)))
        throw bad('it names what its run has not stored');
    return { objects, map: segmentsOf(name, frames, key, bad) };
}
/** undefined where the bytes do not begin as a journal does. */
function firstFrameOf(bytes, bad) {
    try {
        const first = (0,envelope/* readFirstFrame */.Sx)(bytes, bad);
        return first.json?.format === FORMAT ? first : undefined;
    }
    catch {
        return undefined;
    }
}
function isPackOf({ key }, utc) {
    const blob = (0,keys/* parseBlobKey */.QK)(key);
    return blob?.kind === 'packs' && (0,keys/* utcOfName */.v2)(blob.name) === utc;
}
function segmentsOf(name, frames, key, bad) {
    const what = `The journal ${name}`;
    const { header, frames: blocks } = (0,envelope/* openSealedFrames */.pD)(what, frames, key, hiddenSchema, bad);
    if (header.rows.length !== blocks.length)
        throw bad('it has another number of segments than it says');
    return blocks.map(({ bytes, raw: rawBytes }, i) => {
        if (!(0,zstd/* isSkippableFrame */.XG)(bytes))
            throw bad('a segment is not where it should be');
        const stored = bytes.subarray(zstd/* SKIPPABLE_HEADER_BYTES */.w_);
        const raw = () => (0,zstd/* decompressSync */.Rq)(stored, rawBytes, what);
        return { rows: header.rows[i], rawBytes, storedBytes: stored.length, raw };
    });
}
/** Writes a journal after so many bytes of packs, each of the packs since the one before. */
class JournalWriter {
    options;
    objects = [];
    map = new format_map/* MapWriter */._b();
    bytes = 0;
    rows = 0;
    constructor(options) {
        this.options = options;
    }
    /** @param object a pack that is stored */
    async add(object, frames) {
        this.objects.push(object);
        this.bytes += object.sizeBytes;
        for (const frame of frames) {
            this.map.push(frame);
            this.rows += frame.lengths.length;
        }
        if (this.bytes >= this.options.everyBytes || this.rows >= JOURNAL_EVERY_ROWS)
            await this.write();
    }
    async write() {
        const { store, series, utc, signal } = this.options;
        const body = encodeJournal(this.options, utc, { objects: this.objects, map: this.map.finish() });
        [this.objects, this.map, this.bytes, this.rows] = [[], new format_map/* MapWriter */._b(), 0, 0];
        const sha256 = (0,external_node_crypto_.hash)('sha256', body, 'buffer');
        await (0,fragment_writer/* putBlob */.H)(store, (0,keys/* blobKey */.bd)('parts', series, utc, sha256), body, sha256, { signal });
    }
}

// EXTERNAL MODULE: ./lib/base/storage-classes.js
var storage_classes = __webpack_require__(12053);
// EXTERNAL MODULE: ./lib/vault/format/columns.js
var columns = __webpack_require__(79465);
;// CONCATENATED MODULE: ./lib/vault/backup/unused.js
/** Of an object that cannot be used. */
function isUnusedKind(kind) {
    return kind !== undefined && Object.hasOwn(ADVICE, kind);
}
const STORED_AGAIN = 'Its content is stored again from the source as far as it is there';
const ADVICE = {
    lost: {
        class: 'object-lost',
        why: 'What is not there was deleted or overwritten since that snapshot was made.',
        fix: `${STORED_AGAIN}. Find out who may delete in this vault.`,
    },
    damaged: {
        class: 'object-lost',
        why: 'It was damaged or overwritten since, or somebody wrote a false snapshot.',
        fix: `${STORED_AGAIN}; what is not is named, and makes the snapshot partial. Find out who may write in this vault (mode audit); mode verify with level full tells what else is false.`,
    },
    forbidden: {
        class: 'object-forbidden',
        why: 'The credentials, or the KMS key, do not open it. Nothing says that it is lost: this run cannot look at it.',
        fix: `${STORED_AGAIN}. Let the role of backups read the packs of its series, and use the KMS key (mode audit).`,
    },
    archived: {
        class: 'object-archived',
        why: 'It lies in a storage class that cannot be read at once. Nothing says that it is lost: this run cannot look at it.',
        fix: `${STORED_AGAIN}. Remove the lifecycle rule that archives objects of this vault (mode audit names it); older snapshots that need this object are restored once it is thawed.`,
    },
};
/** @param message which objects, and why they are not used */
function unusedWarning(kind, message) {
    return { type: 'warning', message, ...ADVICE[kind] };
}

;// CONCATENATED MODULE: ./lib/vault/backup/reuse.js







/** A pack is retired if a smaller share of it is in use: its live fragments are stored again when they are read. */
const RETIRE_BELOW = 0.25;
/**
 * LISTs the packs of the series concerned and compares; a difference in ETag alone is settled by reading. Parts prove
 * themselves: the parent's tables were just read from them, every block checked by its hash. What is missing, wrong, archived
 * or forbidden counts as not there, so that its content is stored again: a restore could not read it either.
 *
 * @param listed the LIST of these series' packs, if it is under way already
 */
async function proveObjects(store, seriesNames, parent, emit, signal, listed = listPacks(store, seriesNames, signal)) {
    const packs = await listed;
    const proved = new Map();
    const unused = new Map();
    for (const object of parent?.root.objects ?? []) {
        const isRead = parent?.blobs.current.has(object.key) === true;
        const state = isRead ? 'there' : await findState(store, object, packs.get(object.key), signal);
        if (state === 'there')
            proved.set(object.key, object);
        else
            unused.set(state, [...(unused.get(state) ?? []), object.key]);
    }
    for (const [kind, keys] of unused)
        emit(unusedWarning(kind, unusedMessage(kind, keys)));
    return { proved, packs };
}
/** At most so many unused objects are named in a warning. */
const NAMED_OBJECTS = 3;
function unusedMessage(kind, [first = '', ...others]) {
    const also = others.slice(0, NAMED_OBJECTS - 1).join(', ');
    const isOne = others.length === 0;
    const what = {
        lost: isOne ? 'missing, or not what it was' : 'missing, or not what they were',
        damaged: isOne ? 'not what it was' : 'not what they were',
        forbidden: 'closed to this role',
        archived: 'archived',
    }[kind];
    if (isOne)
        return `${first}, which the parent snapshot needs, is ${what}.`;
    return `${String(others.length + 1)} objects that the parent snapshot needs are ${what}: ${first}, ${also}${others.length < NAMED_OBJECTS ? '' : ', ...'}.`;
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
/** Decides whether an object can be used again, by what the LIST shows of it. Reads it if its ETag differs. */
async function findState(store, object, found, signal) {
    if (found === undefined || found.sizeBytes !== object.sizeBytes)
        return 'lost';
    if (storage_classes/* ARCHIVE_CLASSES */.C.includes(found.storageClass ?? ''))
        return 'archived';
    if ((0,root/* etagHint */.d8)(found.etag) === object.etag)
        return 'there';
    try {
        const { body } = await store.get(object.key, { signal });
        return (0,keys/* isNameOf */.b_)(object.key, body) ? 'there' : 'lost';
    }
    catch (error) {
        // Deleted since it was listed.
        if ((0,damage/* isLoss */.Q2)(error))
            return 'lost';
        if ((0,damage/* isUnseen */.NM)(error))
            return (0,damage/* unreadableKind */.wZ)(error);
        throw error;
    }
}
/** Index of the parent's fragments that lie in proved packs. */
function indexParent(mapSegments, proved) {
    const index = new format_map/* FragmentIndex */.fw();
    for (const segment of mapSegments) {
        for (const found of (0,format_map/* mapFrames */.JP)(segment))
            if (proved.has(found.frame.pack))
                index.add(found);
    }
    const retired = [...proved.values()]
        .filter((object) => object.liveBytes < object.sizeBytes * RETIRE_BELOW)
        .map((object) => object.key);
    return { index, retired: new Set(retired) };
}
/** Records which fragments a snapshot uses, and how much of each pack is in use. */
class Usage {
    index;
    used;
    usedRawBytes = new Map();
    usedFresh = 0;
    constructor(index) {
        this.index = index;
        this.used = new Uint8Array(index.size);
    }
    /** A row of the index. Of fragments that this run stores itself only their number is counted. */
    add(row) {
        if (this.used[row] === 1)
            return;
        if (row >= this.used.length) {
            const larger = new Uint8Array(Math.max(this.index.size, this.used.length * 2));
            larger.set(this.used);
            this.used = larger;
        }
        this.used[row] = 1;
        if (this.index.isClaimed(row)) {
            this.usedFresh++;
            return;
        }
        const { frame, lengthBytes } = this.index.place(row);
        this.usedRawBytes.set(frame.pack, (this.usedRawBytes.get(frame.pack) ?? 0) + lengthBytes);
    }
    get packs() {
        return new Set(this.usedRawBytes.keys());
    }
    /** Those of the packs of this run that hold anything in use. Their map is read only where something is not. */
    needed({ objects, map }) {
        if (map.reduce((sum, { rows }) => sum + rows, 0) === this.usedFresh)
            return objects;
        const needed = new Set();
        for (const segment of map) {
            for (const { frame, ids } of (0,format_map/* mapFrames */.JP)(segment))
                if (this.isAnyUsed(ids))
                    needed.add(frame.pack);
        }
        return objects.filter(({ key }) => needed.has(key));
    }
    isAnyUsed(ids) {
        for (let at = 0; at < ids.length; at += columns/* HASH_BYTES */.FA)
            if (this.used[this.index.find(ids, at)] === 1)
                return true;
        return false;
    }
    /** The pack as the new root names it, with the share of it in use. */
    describe(object) {
        const share = (this.usedRawBytes.get(object.key) ?? 0) / this.index.rawBytesOf(object.key);
        return { ...object, liveBytes: Math.round(object.sizeBytes * share) };
    }
}

// EXTERNAL MODULE: ./lib/vault/read/live-frames.js
var live_frames = __webpack_require__(27102);
;// CONCATENATED MODULE: ./lib/vault/backup/adopt-sealed.js









/** Of the packs that are there with the size and the ETag of the journal, the newest are read whole: as much as of a parent. */
const READ_BYTES = 64 * limits/* MiB */.lv;
/**
 * A journal counts if its HMAC is right. Its packs are proved as those of a parent are: by the LIST, and some of them by
 * reading. What no journal names, its run had stored after the last one, and is stored again.
 *
 * @param packs of interrupted runs
 */
async function adoptByJournals(store, run, packs, emit, signal) {
    if (packs.length === 0)
        return [];
    const left = new LeftPacks(emit);
    const journals = await readJournals(store, run, packs, left, signal);
    const infos = new Map(packs.map((info) => [info.key, info]));
    const proved = new Map();
    for (const object of journals.flatMap(({ objects }) => objects)) {
        const info = infos.get(object.key);
        const state = await findState(store, object, info, signal);
        if (state === 'there' && info !== undefined)
            proved.set(object.key, { ...object, liveBytes: 0, etag: (0,root/* etagHint */.d8)(info.etag) });
        else
            left.add(`${object.key} is ${state}, or not what its journal says.`);
    }
    await readSome(store, proved, infos, left, signal);
    const adopted = withFrames(journals, proved, left);
    left.report();
    return adopted;
}
/** Of the runs that left these packs, the newest first, as far as they are worth to be read. */
async function readJournals(store, run, packs, left, signal) {
    const found = [];
    let bytes = 0;
    let rows = 0;
    for (const { key, sizeBytes } of await listParts(store, run.series, packs, signal)) {
        signal.throwIfAborted();
        bytes += sizeBytes;
        if (bytes > limits/* LIMITS */.b1.adoptMaxJournalBytes) {
            left.add('There are more journals of interrupted runs than are read.');
            break;
        }
        try {
            const journal = decodeJournal(key, (await store.get(key, { signal })).body, run);
            if (journal === undefined)
                continue;
            rows += journal.map.reduce((sum, segment) => sum + segment.rows, 0);
            if (rows > limits/* LIMITS */.b1.adoptMaxFragments) {
                left.add('Packs of interrupted runs hold more fragments than one run takes over.');
                break;
            }
            found.push({ objects: journal.objects, frames: journal.map.flatMap((segment) => [...(0,format_map/* mapFrames */.JP)(segment)]) });
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            left.add(error.message);
        }
    }
    return found;
}
/** Parts of the runs that left these packs, the newest first. */
async function listParts(store, series, packs, signal) {
    const utcs = new Set(packs.map(({ key }) => (0,keys/* utcOfName */.v2)((0,keys/* parseBlobKey */.QK)(key)?.name ?? '')));
    const prefix = (0,keys/* blobsPrefix */.j2)('parts', series);
    const startAfter = prefix + [...utcs].reduce((oldest, utc) => (utc < oldest ? utc : oldest));
    const found = [];
    for await (const { objects } of store.list(prefix, { startAfter, signal })) {
        for (const object of objects) {
            const key = (0,keys/* parseBlobKey */.QK)(object.key);
            if (key !== undefined && utcs.has((0,keys/* utcOfName */.v2)(key.name)) && object.sizeBytes <= limits/* LIMITS */.b1.packMaxBytes)
                found.push(object);
        }
    }
    return found.toReversed();
}
/** Bytes against names: what is wrong is taken out of `proved`. */
async function readSome(store, proved, infos, left, signal) {
    const newest = [...proved.keys()]
        .map((key) => infos.get(key))
        .toSorted((a, b) => b.lastModified.getTime() - a.lastModified.getTime());
    let bytes = 0;
    for (const { key, sizeBytes } of newest) {
        bytes += sizeBytes;
        if (bytes > READ_BYTES)
            return;
        try {
            if ((0,keys/* isNameOf */.b_)(key, (await store.get(key, { signal })).body))
                continue;
            left.add(`${key} was overwritten.`);
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            left.add(error.message);
        }
        proved.delete(key);
    }
}
function withFrames(journals, proved, left) {
    const live = new live_frames/* LiveFrames */.b(proved.keys());
    const frames = journals.flatMap((journal) => journal.frames.filter((found) => live.take(found)));
    const flaws = live.flaws();
    for (const [key, flaw] of flaws)
        left.add(`A journal ${flaw} (${key}).`);
    const byPack = Map.groupBy(frames, ({ frame }) => frame.pack);
    return [...proved.values()].flatMap((object) => {
        const ofPack = byPack.get(object.key);
        return ofPack === undefined || flaws.has(object.key) ? [] : [{ object, frames: ofPack }];
    });
}

// EXTERNAL MODULE: ./lib/vault/format/chunker.js
var format_chunker = __webpack_require__(49524);
// EXTERNAL MODULE: ./lib/vault/format/features.js
var features = __webpack_require__(60939);
// EXTERNAL MODULE: ./lib/vault/backup/commit.js
var commit = __webpack_require__(38210);
// EXTERNAL MODULE: ./lib/vault/keys/vault-keys.js
var vault_keys = __webpack_require__(5570);
// EXTERNAL MODULE: ./lib/vault/seal/keyed-store.js
var keyed_store = __webpack_require__(61110);
// EXTERNAL MODULE: ./lib/vault/seal/age-blob.js
var age_blob = __webpack_require__(68863);
;// CONCATENATED MODULE: ./lib/vault/backup/sealing.js
/** How a run seals what it writes, and when it must not write without a key. */




/** The inputs decide, never the vault: with keys everything is sealed. @param to the vault key itself by default */
function sealingOf(store, to) {
    const key = (0,keyed_store/* keysOf */.Y)(store)?.sealing;
    if (key === undefined && to !== undefined)
        throw recipientAlone();
    if (key === undefined)
        return undefined;
    const { recipient, fingerprint } = to ?? { recipient: key.identity.recipient, fingerprint: key.fingerprint };
    return {
        seal: { kind: 'age-x25519', key: key.fingerprint, to: fingerprint },
        key,
        sealPack: (content) => (0,age_blob/* sealBlob */.vM)(content, recipient, { check: 'ends' }),
    };
}
function recipientAlone() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'vault-recipient: given without vault-key.',
        why: 'A missing secret is an empty input: without this error, content would be stored in the open.',
        fix: 'Give both, or none of them.',
        exitCode: errors/* EXIT */.dc.badInput,
    });
}
/**
 * For a first backup, which has no snapshot to tell from whether its series is a sealed one: a vault with keys is one, and
 * a secret that is missing is an empty input.
 * @throws sealed without keys; bad-vault-key if the vault's keys are others
 */
async function checkVaultKeys(store, seal, emit, signal) {
    const documents = await (0,vault_keys/* readKeyDocuments */.Qw)(store, emit, signal);
    if (documents.length === 0)
        return;
    if (seal === undefined)
        throw new errors/* HoldfastError */.Et({
            code: 'sealed',
            message: 'This vault has keys, and no vault-key was given: nothing is stored in the open.',
            why: 'A secret that is missing in a workflow is an empty input, and looks like none.',
            fix: 'Pass the secret as vault-key. A series that is to be an open one needs a vault of its own (another prefix).',
        });
    if (documents.some(({ document: { key, to } }) => key === seal.key && to === seal.to))
        return;
    const own = (0,keyed_store/* keysOf */.Y)(store)?.sealing.recipient ?? '';
    const { key, to } = documents.at(-1).document;
    if (documents.some(({ document: { recipients } }) => recipients.includes(own)))
        throw new errors/* HoldfastError */.Et({
            code: 'bad-vault-key',
            message: `vault-key is the identity of a person (${seal.key}), and a backup takes the vault key itself (${key}).`,
            why: 'What a backup seals to is what its workflow says: it opens nothing below v1/keys/, and a machine that backs up needs no key that reads.',
            fix: `Give the text that \`holdfast keys create\` or \`rotate\` wrote to key-file, with the vault-recipient of ${to}. If it is gone, a person opens it: docs/sealing.md, "Lost or leaked". To list, verify or restore, your own identity is the right one.`,
            exitCode: errors/* EXIT */.dc.badInput,
        });
    throw new errors/* HoldfastError */.Et({
        code: 'bad-vault-key',
        message: `No document below v1/keys/ names the key ${seal.key} with content for ${seal.to}.`,
        why: 'What is sealed to a key that nobody keeps is lost together with the secret of the workflow.',
        fix: 'Give the vault-key and vault-recipient of this vault.',
        exitCode: errors/* EXIT */.dc.badInput,
    });
}

// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/backup/mixed-series.js
var mixed_series = __webpack_require__(84152);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
;// CONCATENATED MODULE: ./lib/vault/backup/parent.js
/** Chooses the snapshot that a run builds on. */











/**
 * The newest snapshot of the series that can be used, else of the base: it can be read, its time can be trusted, it is not in
 * quarantine. However many unusable ones are newer, and however much older it is.
 *
 * @param roots the newest snapshots of the series
 * @throws series-redefined if the series is a backup of something else; access-denied if no snapshot of it may be read
 */
async function openParent(options, roots, now) {
    const { series, base } = options;
    const own = await newestUsable(options, series, now, roots);
    if (own !== undefined) {
        if (options.redefine || isOfThis(options, own.parent.root.header))
            return own.parent;
        const older = own.isVerified ? undefined : await withSameDefinition(options, own.parent, now);
        if (older === undefined)
            throw redefined(options, own.parent.root);
        return older;
    }
    if (base === undefined)
        return undefined;
    const lent = await newestUsable(options, base, now, undefined);
    if (lent === undefined || isSameDefinition(options, lent.parent.root.header))
        return lent?.parent;
    // Another definition makes a base useless and not wrong: nothing of it is required. But a fork shares history.
    return sharesHistory(options, lent.parent.root.header) ? { ...lent.parent, isOther: true } : undefined;
}
const DAY_MS = 24 * 3600 * 1000;
/** Proofs of mode verify count that were made of a snapshot at most so long before the newest: some more than a month. */
const PROOF_DAYS = 35;
/** How far back a snapshot before the parent is searched for. */
const OLDER_DAYS = 400;
async function newestUsable(options, series, now, first) {
    let forbidden;
    for await (const found of usable(options, series, now, first)) {
        if ('parent' in found)
            return found;
        const kind = (0,damage/* unreadableKind */.wZ)(found.error);
        if (kind === 'forbidden')
            forbidden ??= found.error;
    }
    // Nothing may be read: that is a fault of the role, and not of the snapshots.
    if (forbidden !== undefined)
        throw forbidden;
    return undefined;
}
/**
 * Whoever may back up can add snapshots of anything to the series. However many there are, they must not stop the backups:
 * nobody has verified them, and older snapshots are of what this run backs up.
 */
async function withSameDefinition(options, newest, now) {
    const { store, series, signal } = options;
    for await (const infos of (0,snapshots/* snapshotWindows */.m3)(store, series, now, { signal })) {
        const marks = await marksSince(options, series, infos);
        const verified = verifiedIds(marks);
        const candidates = infos.filter(({ id, timeTrusted }) => timeTrusted && id < newest.root.id);
        for await (const found of (0,snapshots/* readHeaders */.jB)(store, candidates, signal)) {
            if (!('header' in found))
                continue;
            if (isOfThis(options, found.header)) {
                const parent = await parentFrom(options, series, now, found.id);
                if (parent !== undefined)
                    tellOfOthers(newest, parent, options.emit);
                return parent;
            }
            if (verified.has(found.id))
                return undefined;
        }
    }
    return undefined;
}
/** The newest usable snapshot with this definition, from one on that has it. */
async function parentFrom(options, series, now, newestId) {
    const silent = { ...options, emit: () => undefined };
    for await (const found of usable(silent, series, now, undefined, newestId)) {
        if ('parent' in found && isOfThis(options, found.parent.root.header))
            return found.parent;
    }
    return undefined;
}
function tellOfOthers(newest, parent, emit) {
    emit({
        type: 'warning',
        class: 'series-redefined',
        message: `Snapshot ${newest.root.id} is a backup of something else and is not built on; ${parent.root.id} is.`,
        why: 'Nobody has verified it, and older snapshots of this series are of what this run backs up.',
        fix: `If it is false: \`holdfast mark --mark quarantine --version ${newest.root.id}\`. If two backups share this series by mistake, give one a \`name\` of its own.`,
    });
}
/** Snapshots that cannot be read which are named one by one: whoever may back up can plant any number. */
const TOLD_EACH = 5;
function tellOfMore(count, emit) {
    if (count <= 0)
        return;
    emit({
        type: 'warning',
        class: 'unreadable-snapshot',
        message: `${String(count)} more snapshots that cannot be read are not built on; mode list shows them.`,
    });
}
/** Most often one request: only marks as new as these snapshots, or as a proof may be, are listed. */
function marksSince({ store, signal }, series, infos) {
    const oldest = infos.at(-1);
    // A root that somebody dated into the future is not what proofs are counted from.
    const newest = infos.find(({ timeTrusted }) => timeTrusted) ?? oldest;
    const proofs = (0,keys/* formatUtc */.ay)(new Date(newest.utc.getTime() - PROOF_DAYS * DAY_MS));
    return (0,read_marks/* listMarks */.rD)(store, series, { from: oldest.id < proofs ? oldest.id : proofs, signal });
}
function verifiedIds(marks) {
    return new Set(marks.filter(({ kind }) => kind === 'verified').map(({ id }) => id));
}
/**
 * Usable snapshots, newest first, and the errors of those that cannot be read; each of these is told.
 *
 * @param newestId of the newest one that is looked at; all without
 */
async function* usable(options, series, now, first, newestId) {
    const { store, emit, signal } = options;
    let told = 0;
    let copies = 0;
    for await (const all of (0,snapshots/* snapshotWindows */.m3)(store, series, now, { first, signal })) {
        const infos = newestId === undefined ? all : all.filter(({ id }) => id <= newestId);
        if (infos.length === 0)
            continue;
        // In most runs the newest one is chosen, so it is read while the marks are listed.
        const newest = infos.find(({ timeTrusted }) => timeTrusted);
        const early = newest && (0,base_async/* awaitedLater */.kW)((0,root_reader/* readRoot */.XD)(store, newest, { access: 'build', signal }));
        const oldest = infos.at(-1);
        const marks = await marksSince(options, series, infos);
        const quarantined = (0,read_marks/* quarantinedIds */.J5)(marks);
        const older = async (id, looksFurther) => {
            const isOlder = (one) => one.id < id && one.timeTrusted && !quarantined.has(one.id);
            const known = infos.filter(isOlder);
            if (known.length > 0 || !looksFurther)
                return known;
            const since = new Date(oldest.utc.getTime() - OLDER_DAYS * DAY_MS);
            return (await (0,snapshots/* listSnapshots */.Cb)(store, series, since, signal)).filter(isOlder);
        };
        const verified = verifiedIds(marks);
        const mayUse = ({ id, timeTrusted }) => timeTrusted && !quarantined.has(id);
        const roots = (0,snapshots/* readRoots */.Mi)(infos.filter(mayUse), (info) => info === newest && early ? early : (0,root_reader/* readRoot */.XD)(store, info, { access: 'build', signal }));
        for (const info of infos) {
            if (!mayUse(info)) {
                tellUnused(info, quarantined, emit);
                if (!quarantined.has(info.id) && ++copies <= mixed_series/* COPIES_READ */.xq)
                    await lookAtCopy(options, info);
                continue;
            }
            try {
                const read = (await roots.next()).value;
                if ('error' in read)
                    throw read.error;
                const parent = {
                    ...parentOf(store, info, read.root, signal),
                    marks,
                    older: (looksFurther) => older(info.id, looksFurther),
                };
                await parent.load();
                tellOfMore(told - TOLD_EACH, emit);
                yield { parent, isVerified: verified.has(info.id) };
            }
            catch (error) {
                // A sealed series never goes on without a key, whatever lies below: a missing secret is an empty input.
                if (!(0,damage/* isUnreadable */.GZ)(error) || (0,damage/* unreadableKind */.wZ)(error) === 'sealed')
                    throw error;
                if ((0,damage/* unreadableKind */.wZ)(error) === 'foreign')
                    options.onForeign?.(info);
                if (++told <= TOLD_EACH)
                    tellUnreadable(info, error, emit);
                yield { error };
            }
        }
    }
}
/** All times in a vault that was copied are those of the copy: its series are sealed all the same. @throws sealed */
async function lookAtCopy({ store, onForeign, signal }, info) {
    // With a key it is read only if nothing else is found.
    if ((0,keyed_store/* keysOf */.Y)(store) === undefined)
        await (0,mixed_series/* refuseSealed */.lm)(store, info, signal);
    else
        onForeign?.(info);
}
function tellUnused({ id }, quarantined, emit) {
    if (quarantined.has(id)) {
        emit({
            type: 'notice',
            class: 'quarantine-passed-over',
            message: `Snapshot ${id} is not built on: it is in quarantine.`,
        });
        return;
    }
    emit({
        type: 'warning',
        class: 'untrusted-time',
        message: `Snapshot ${id} is not built on: S3's time of it does not fit its name.`,
        why: 'It was written more than a day after its run began, or copied here.',
    });
}
function tellUnreadable({ id }, error, emit) {
    emit({
        type: 'warning',
        class: 'unreadable-snapshot',
        message: `Snapshot ${id} is not built on: ${(0,errors/* messageOf */.bD)(error)}`,
        fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${id}\` sets it aside.`,
    });
}
function parentOf(store, info, root, signal) {
    const blobs = new read_blobs/* BlobReader */.n(store, root);
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
function sharesHistory({ source, seal }, header) {
    return source.kind === 'repository' && header.source.kind === 'repository' && isSealedAlike(seal, header);
}
/** With a new vault key the recipient of packs is a new one too; under the same key it is a part of the definition. */
function isSealedAlike(seal, header) {
    const isRenewed = header.seal !== undefined && seal !== undefined && header.seal.key !== seal.key;
    return isRenewed || header.seal?.to === seal?.to;
}
function isSameDefinition({ source, seal }, header) {
    const { kind, definition } = header.source;
    if (!isSealedAlike(seal, header))
        return false;
    // Through JSON, since that is how the recorded one came back.
    return kind === source.kind && (0,external_node_util_.isDeepStrictEqual)(definition, JSON.parse(JSON.stringify(source.definition)));
}
/** Whether the snapshot is of what this run backs up, for the same repository. */
function isOfThis(options, header) {
    return !isOfAnotherRepository(options.source, options.context, header) && isSameDefinition(options, header);
}
/** Sources but files have the repository in their definition. */
function isOfAnotherRepository(source, context, header) {
    const before = (0,snapshots/* repositoryIdOf */.Bu)(header);
    const now = context['repositoryId'];
    return source.kind === 'files' && before !== undefined && now !== undefined && before !== now;
}
function redefined({ source, series, context, seal }, root) {
    const { kind, definition } = root.header.source;
    if (isOfAnotherRepository(source, context, root.header)) {
        const { repositoryId: before } = root.header.context;
        const { repositoryId: now } = context;
        return new errors/* HoldfastError */.Et({
            code: 'series-redefined',
            message: `Series ${series} belongs to another repository.`,
            why: `Its newest snapshot ${root.id} was made by a workflow of the repository with id ${before}; this one has id ${now}. A repository that is made anew under an old name is another one.`,
            fix: 'Give this backup a `name` of its own, or set `redefine: true` if the series is to go on with this repository.',
        });
    }
    return new errors/* HoldfastError */.Et({
        code: 'series-redefined',
        message: `Series ${series} is a backup of something else.`,
        why: `Its newest snapshot ${root.id} and this run differ in: ${differences({ source: kind, ...asRecord(definition), 'vault-recipient': root.header.seal?.to }, { source: source.kind, ...asRecord(source.definition), 'vault-recipient': seal?.to })}.`,
        fix: `Give this backup a \`name\` of its own, or set \`redefine: true\` if the series is to go on with the new definition. If that snapshot is false: \`holdfast mark --mark quarantine --version ${root.id}\`.`,
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

// EXTERNAL MODULE: ./lib/vault/read/file-hasher.js
var file_hasher = __webpack_require__(50591);
// EXTERNAL MODULE: ./lib/vault/read/proof.js
var read_proof = __webpack_require__(7723);
// EXTERNAL MODULE: ./lib/vault/format/sections.js
var sections = __webpack_require__(5100);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
;// CONCATENATED MODULE: ./lib/vault/backup/prove-parent.js
/** Proves what a parent says of its content, before a run builds on it. */

















/**
 * A parent is not believed without proof (docs/format.md, rule 5): whoever may add keys may add a false parent. Its map is
 * compared with what mode verify has proved of each pack, and with the snapshot before it. What only the parent claims is
 * read and hashed. The same is done for the fragments of each file. A sealed parent has proved that a holder of the vault key
 * made it, and a backup opens no pack: there the bytes of packs are held against their names, and that is all.
 */
/** How much is read of the new packs. Without a snapshot before the parent all packs are new, and one is read. */
const READ_MAX = { added: { bytes: 64 * limits/* MiB */.lv, packs: 256 }, first: { bytes: 8 * limits/* MiB */.lv, packs: 1 } };
/** About so much is cut again in one run, of files whose fragments nobody has proved yet. */
const CUT_ANEW_BYTES = 32 * limits/* MiB */.lv;
async function proveParent(options) {
    return new ParentProof(options).run();
}
class ParentProof {
    options;
    map;
    /** Catalogues as the parent's map has them, by pack. */
    claimed;
    /** Packs that are not used again. */
    unused = new Map();
    isSealed;
    readBytes = 0;
    readPacks = 0;
    constructor(options) {
        this.options = options;
        this.map = options.parent.tables().map.flat();
        this.claimed = (0,read_proof/* claimedCatalogues */.GI)(this.map);
        this.isSealed = options.parent.root.header.seal !== undefined;
    }
    async run() {
        const { store, parent, signal } = this.options;
        const mark = (0,read_proof/* newestProof */.j4)(parent.marks);
        const proof = mark && (await (0,read_proof/* readProof */.r$)(store, mark, signal));
        // Every pack and every file of this very snapshot was looked at.
        const isProved = mark?.id === parent.root.id && proof?.level === 'full';
        const older = isProved ? undefined : await this.openOlder();
        const files = isProved || this.isSealed ? new Map() : this.newFiles(older);
        const toRead = this.judgePacks(proof, older, isProved);
        const hasher = new file_hasher/* FileHasher */.g();
        for (const file of files?.values() ?? [])
            hasher.add(file);
        const unread = await this.readNew(toRead, hasher, older === undefined);
        if (older === undefined && !isProved && this.readPacks === 0)
            await this.drawLot();
        for (const key of this.unused.keys())
            this.options.proved.delete(key);
        for (const file of hasher.right)
            files?.delete((0,read_proof/* fileName */.Md)(file));
        this.reportUnused(unread);
        return this.trustedRows(files, new Set([...hasher.wrong.map(read_proof/* fileName */.Md)]), proof, new Set(unread.map(({ key }) => key)));
    }
    /** The snapshot before the parent, if there is one that can be read. Parts that both name are not fetched again. */
    async openOlder() {
        const { store, parent, signal } = this.options;
        for (const info of (await parent.older(this.hasOlderPack())).slice(0, 2)) {
            try {
                const root = await (0,root_reader/* readRoot */.XD)(store, info, { signal });
                const known = new Set([...this.map, ...parent.tables().tree.flat()].map(segmentIdentity));
                const own = withoutPlaces(root, known);
                const { map = [], tree = [] } = await (0,snapshots/* loadSections */.$1)(own, ['map', 'tree'], new read_blobs/* BlobReader */.n(store, root), signal);
                return { root, map: map.flat(), tree };
            }
            catch (error) {
                if (!(0,damage/* isUnreadable */.GZ)(error))
                    throw error;
                // An open parent above it: somebody may have laid it there for a run without a key to go on with.
                if ((0,damage/* unreadableKind */.wZ)(error) === 'sealed')
                    await (0,mixed_series/* refuseSealed */.lm)(store, info, signal);
            }
        }
        return undefined;
    }
    /**
     * Whether the LIST showed a pack of before the parent's run: if not, no older snapshot can say anything of a pack. By S3's
     * times: nobody can make a pack younger than it is but by writing it again.
     */
    hasOlderPack() {
        const { packs, parent } = this.options;
        return [...packs.values()].some(({ lastModified }) => lastModified < parent.info.utc);
    }
    /** Segments of the parent that the snapshot before it does not have. */
    own(segments, older, section) {
        const known = new Set(older.root.sections[section].flat().map((ref) => segmentIdentity({ ref })));
        return segments.filter((segment) => (0,sections/* isInline */.mO)(segment.ref.block) || !known.has(segmentIdentity(segment)));
    }
    /**
     * Files of several fragments that the snapshot before it describes differently, by `fileName`. Without such a snapshot
     * undefined, which means all of them.
     */
    newFiles(older) {
        if (older === undefined)
            return undefined;
        const found = new Map();
        for (const level of this.options.parent.tables().tree) {
            for (const entry of (0,format_tree/* treeEntries */.re)([this.own(level, older, 'tree')])) {
                if (entry.fragments.length > columns/* HASH_BYTES */.FA)
                    found.set((0,read_proof/* fileName */.Md)(entry), copyOf(entry));
            }
        }
        if (found.size === 0)
            return found;
        for (const level of older.tree)
            for (const entry of (0,format_tree/* treeEntries */.re)([level]))
                found.delete((0,read_proof/* fileName */.Md)(entry));
        return found;
    }
    /** Which packs are to be read, since nobody but the parent says what they hold; what is false is noted on the way. */
    judgePacks(proof, older, isProved) {
        const own = older && (0,read_proof/* claimedCatalogues */.GI)(this.own(this.map, older, 'map'));
        const before = older && (0,read_proof/* claimedCatalogues */.GI)(older.map);
        const toRead = [];
        for (const [key, claim] of this.claimed) {
            const info = this.options.packs.get(key);
            if (!this.options.proved.has(key) || info === undefined)
                continue;
            const fact = proof?.packs.get(key);
            const isNew = own === undefined || (own.has(key) && own.get(key) !== before?.get(key));
            if (proof?.badPacks.has(key) === true)
                this.unused.set(key, damaged('mode verify found it bad'));
            else if (claim === '')
                this.unused.set(key, damaged('the map has parts of it twice'));
            else if (fact !== undefined && fact !== claim)
                this.unused.set(key, damaged('mode verify read it, and it holds something else'));
            else if (fact === undefined && !isProved && isNew)
                toRead.push(info);
        }
        return toRead;
    }
    /** Reads packs, the newest first; gives those that were left unread, since they are too many. */
    async readNew(toRead, hasher, isFirst) {
        const most = isFirst ? READ_MAX.first : READ_MAX.added;
        const unread = [];
        // By S3's times: nobody can make a pack older than it is.
        for (const object of toRead.toSorted((a, b) => b.lastModified.getTime() - a.lastModified.getTime())) {
            if (this.readPacks >= most.packs || this.readBytes + object.sizeBytes > most.bytes) {
                unread.push(object);
                continue;
            }
            const problem = await this.readOne(object, hasher);
            if (problem !== undefined)
                this.unused.set(object.key, problem);
        }
        return unread;
    }
    /** What is wrong with a pack, or with what the map says of it. */
    async readOne(object, hasher) {
        const { store, signal } = this.options;
        try {
            const { body } = await store.get(object.key, { signal });
            this.readPacks++;
            this.readBytes += body.length;
            if (this.isSealed)
                return (0,keys/* isNameOf */.b_)(object.key, body) ? undefined : damaged('it was overwritten');
            const frames = await (0,pack/* readPack */.wh)(object.key, body, ({ ids, lengths }, raw) => hasher.feedFrame(ids, lengths, raw));
            return (0,read_proof/* catalogueOf */.vq)(frames) === this.claimed.get(object.key)
                ? undefined
                : damaged('the map does not say what it holds');
        }
        catch (error) {
            return unreadable(error);
        }
    }
    /** Reads one frame, each with the same chance; the whole pack where it is sealed. */
    async drawLot() {
        const { parent, proved, signal } = this.options;
        const isThere = ({ frame }) => proved.has(frame.pack);
        let picked;
        let seen = 0;
        for (const segment of this.map) {
            for (const found of (0,format_map/* mapFrames */.JP)(segment))
                if (isThere(found) && (0,external_node_crypto_.randomInt)(++seen) === 0)
                    picked = found;
        }
        if (picked === undefined)
            return;
        const { frame, ids, lengths } = picked;
        if (this.isSealed) {
            const problem = await this.readOne({ key: frame.pack }, new file_hasher/* FileHasher */.g());
            if (problem !== undefined)
                this.unused.set(frame.pack, problem);
            return;
        }
        const fallbacks = parent.blobs.fallbacks.size;
        const check = async (stored) => {
            (0,pack/* checkFragments */.UH)(await (0,zstd/* decompress */.mF)(stored, frame.rawBytes, frame.pack), ids, lengths, frame.pack);
        };
        try {
            await parent.blobs.readPack(frame.pack, frame.offset, frame.storedBytes, check, signal);
        }
        catch (error) {
            this.unused.set(frame.pack, unreadable(error));
        }
        // The right bytes came from another S3 version, so the current one is wrong.
        if (parent.blobs.fallbacks.size > fallbacks)
            this.unused.set(frame.pack, damaged('it was overwritten'));
    }
    trustedRows(files, wrong, proof, unread) {
        const bytes = this.options.parent.root.header.counts['bytes'] ?? 0;
        const isPicked = () => (0,external_node_crypto_.randomInt)(Math.ceil(Math.max(1, bytes / CUT_ANEW_BYTES))) === 0;
        const isSingle = ({ fragments }) => fragments.length <= columns/* HASH_BYTES */.FA;
        const isFalse = (entry) => {
            if (proof !== undefined && proof.badFiles.size > 0)
                if (proof.badFiles.has(read_proof/* ALL_FILES */.C8) || proof.badFiles.has((0,read_proof/* fileName */.Md)(entry)))
                    return true;
            return wrong.size > 0 && wrong.has((0,read_proof/* fileName */.Md)(entry));
        };
        const isKnown = (entry) => files?.size === 0 || files?.has((0,read_proof/* fileName */.Md)(entry)) === false;
        return {
            mayReuse: (entry) => isSingle(entry) || (!isFalse(entry) && (files === undefined ? !isPicked() : isKnown(entry))),
            mayCarry: (entry, index) => isSingle(entry) || (!isFalse(entry) && (files === undefined || isKnown(entry) || liesIn(entry, unread, index))),
        };
    }
    reportUnused(unread) {
        const { parent, emit } = this.options;
        for (const [kind, packs] of Map.groupBy(this.unused, ([, { kind }]) => kind)) {
            const more = packs.length - TOLD_MAX;
            const rest = more > 0 ? ` (and so for ${String(more)} more)` : '';
            for (const [key, { why }] of packs.slice(0, TOLD_MAX)) {
                const message = `${key} is not used again: snapshot ${parent.root.id} names it, and ${why}${rest}.`;
                emit(unusedWarning(kind, message));
            }
        }
        if (this.readPacks > 0)
            emit({
                type: 'info',
                message: `Read ${String(this.readPacks)} of its packs (${String(this.readBytes)} bytes), of which nothing but it says what they hold.`,
            });
        if (unread.length > 0)
            emit({
                type: 'info',
                message: `${String(unread.length)} more packs are believed, and not read: mode verify with level full proves them.`,
            });
    }
}
function damaged(why) {
    return { kind: 'damaged', why };
}
const WHY = {
    lost: 'it is gone since it was listed',
    damaged: 'it is damaged',
    forbidden: 'it is closed to this role',
    archived: 'it is archived',
};
/** Throws errors that are not about this one object. */
function unreadable(error) {
    const kind = (0,damage/* unreadableKind */.wZ)(error);
    if (!isUnusedKind(kind))
        throw error;
    return { kind, why: WHY[kind] };
}
/** At most so many unused packs of a kind are reported one by one. */
const TOLD_MAX = 10;
/** Where a segment lies; empty for one in the root. */
function segmentIdentity({ ref }) {
    const { block, start, rawBytes } = ref;
    return (0,sections/* isInline */.mO)(block)
        ? ''
        : `${block.key} ${String(block.offset)} ${block.sha256} ${String(start)} ${String(rawBytes)}`;
}
/** The root without segments in parts that somebody else has at hand. */
function withoutPlaces(root, known) {
    const without = (levels) => levels.map((level) => level.filter((ref) => (0,sections/* isInline */.mO)(ref.block) || !known.has(segmentIdentity({ ref }))));
    const { map, tree, state } = root.sections;
    return { ...root, sections: { map: without(map), tree: without(tree), state } };
}
/** Without the block of segments that a row is a view of. */
function copyOf({ sha256, fragments }) {
    return { sha256: Buffer.from(sha256), fragments: Buffer.from(fragments) };
}
function liesIn({ fragments }, packs, index) {
    for (let at = 0; at < fragments.length; at += columns/* HASH_BYTES */.FA) {
        const row = index.find(fragments, at);
        if (row >= 0 && !index.isClaimed(row) && packs.has(index.pack(row)))
            return true;
    }
    return false;
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/vault/backup/frame-memory.js
var frame_memory = __webpack_require__(87036);
;// CONCATENATED MODULE: ./lib/vault/backup/read-worker.js
/** The thread that reads, hashes, cuts and compresses. */










function fileOf(files, i) {
    const start = i === 0 ? 0 : files.pathEnds[i - 1];
    return {
        path: Buffer.from(files.paths.buffer, start, files.pathEnds[i] - start),
        sizeBytes: files.sizeBytes[i],
        mtimeMs: files.mtimeMs[i],
        known: files.hasKnown[i] === 1 ? files.known.subarray(i * columns/* HASH_BYTES */.FA, (i + 1) * columns/* HASH_BYTES */.FA) : undefined,
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
            mtimeNs: new BigInt64Array(files).fill(AS_LISTED),
            sha256: new Uint8Array(files * columns/* HASH_BYTES */.FA),
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
            const now = (0,external_node_fs_.fstatSync)(fd, { bigint: true });
            if (!now.isFile())
                return { status: 'vanished', sizeBytes: 0, problem: 'it is no regular file any more' };
            const again = { ...file, sizeBytes: Number(now.size), mtimeMs: Number(now.mtimeNs) / 1e6, known: undefined };
            const second = await this.readOpen(fd, again);
            if (second !== undefined)
                return { ...second, mtimeNs: now.mtimeNs };
            const last = await this.readLarge(fd, again);
            const { mtimeNs } = (0,external_node_fs_.fstatSync)(fd, { bigint: true });
            return { ...last, mtimeNs, problem: 'it changed again while it was read a second time' };
        }
        catch (error) {
            return failure(error, file.path);
        }
        finally {
            (0,external_node_fs_.closeSync)(fd);
        }
    }
    /** Once more where the file was not found and is there: it may have been removed and made anew. */
    async openFile(path) {
        const open = () => (0,external_node_fs_.openSync)(path, OPEN_FLAGS);
        try {
            return await (0,base_async/* retryLack */.Ar)(open);
        }
        catch (error) {
            if (!(0,platform/* isNotFound */.c4)(error) || (0,platform/* isGone */.ST)(path, error, 'file'))
                throw error;
            return (0,base_async/* retryLack */.Ar)(open);
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
        const first = (0,format_chunker/* cutLength */.bG)(buffer, start, end, this.chunker);
        if (first === sizeBytes) {
            this.addFragment(start, end, sha256);
            return { status: 'read', sizeBytes, sha256, fragments: 1 };
        }
        let fragments = 0;
        for (let from = start; from < end; fragments++) {
            const to = from === start ? start + first : from + (0,format_chunker/* cutLength */.bG)(buffer, from, end, this.chunker);
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
                const to = from + (0,format_chunker/* cutLength */.bG)(buffer, from, end, this.chunker);
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
/** @throws the error itself, if the system lacks descriptors or memory: that is no gap of the source */
function failure(error, path) {
    if ((0,system_errors/* isLack */.q6)(error))
        throw error;
    const { code, message } = error;
    const gone = (0,platform/* isGone */.ST)(path, error, 'file');
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

;// CONCATENATED MODULE: ./lib/vault/backup/reader.js
/** The pool of threads that read. */



/** One reading thread; jobs run in the order in which they come. */
class ReadThread {
    worker;
    sink;
    jobs = [];
    encoding = new Map();
    windows = [];
    nextFrame = 0;
    inOrder = Promise.resolve();
    /** Why the thread does no more: it may have failed before there was anything to do. */
    failure;
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
        this.worker.on('exit', () => this.fail(new Error('A thread that reads files has ended.')));
    }
    read(job) {
        if (this.failure !== undefined) {
            job.reject(this.failure);
            return;
        }
        this.jobs.push(job);
        this.pendingFiles += job.files;
        this.worker.postMessage(job.request, buffersOf(job.request.files));
    }
    get pendingFrames() {
        return this.encoding.size;
    }
    encode({ shared, raw }, rawBytes, level) {
        if (this.failure !== undefined)
            return Promise.reject(this.failure);
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
        this.failure ??= error;
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
    constructor(threads) {
        this.threads = threads;
    }
    static async start(url, threads, data, sink) {
        return new ReaderPool(await (0,base_async/* startThreads */.Y3)(threads, () => new ReadThread(url, data, sink)));
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

// EXTERNAL MODULE: ./lib/vault/read/vault-rules.js
var vault_rules = __webpack_require__(11451);
// EXTERNAL MODULE: ./lib/vault/format/state.js
var format_state = __webpack_require__(59275);
// EXTERNAL MODULE: ./lib/vault/format/table.js
var table = __webpack_require__(48342);
;// CONCATENATED MODULE: ./lib/vault/backup/tree-writer.js
/** Writes the tree: entry by entry, in the order of their paths. */












/**
 * What one reading thread is given at a time. Few enough entries that most die young: those of 1,024 outlived the young
 * generation, and took 50 MB until a collection of everything.
 */
const JOB_BYTES = 2 * limits/* MiB */.lv;
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
    changes = new table/* LevelWriter */.mx(format_tree/* TREE */.Pr);
    job = { items: [], files: [], bytes: 0 };
    inFlight = [];
    gaps = [];
    counts = new format_tree/* TreeCounts */.X1();
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
    /** All fragments are there, as long together as the file, and vouched for: a parent's row is not believed by itself. */
    isReusable(before) {
        const { fragments: ids, sizeBytes } = before;
        const { index, fragments, rows } = this.options;
        if (rows?.mayReuse(before) === false)
            return false;
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
        this.inFlight.push({ job, read: (0,base_async/* awaitedLater */.kW)(read) });
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
                this.changes.push((0,format_tree/* treeTombstone */.gl)(item.gone));
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
                this.changes.push((0,format_tree/* treeTombstone */.gl)(entry.path));
            return;
        }
        this.counts.add(stored);
        for (let at = 0; at < stored.fragments.length; at += columns/* HASH_BYTES */.FA)
            this.use(stored.fragments, at);
        const row = before !== undefined && this.options.mtime === 'keep-equal' ? withTimeOf(stored, before) : stored;
        if (before === undefined || !isSameEntry(row, before))
            this.changes.push((0,format_tree/* treeRow */.$I)(row));
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
                return { ...entry, ...(await this.storeBytes(entry.content)) };
            case 'carry':
                return this.carry(entry, before);
            case 'file':
                return this.readOutcome(entry, before, result, file);
        }
    }
    carry(entry, before) {
        const { index } = this.options;
        const isThere = before !== undefined && everyId(before.fragments, (ids, at) => index.find(ids, at) >= 0);
        if (isThere && this.options.rows?.mayCarry(before, index) !== false)
            return before;
        this.gap('failed', entry.path, 'the parent snapshot does not hold its content any more');
        return undefined;
    }
    readOutcome(entry, before, { results, ids }, i) {
        const problem = results.problems[i];
        const status = results.status[i];
        if (entry.content.kind === 'file' && entry.content.temporary === true) {
            const isWhole = problem === undefined && results.sizeBytes[i] === entry.sizeBytes;
            if (!isWhole)
                throw temporaryLoss(entry.content.absolutePath, problem ?? 'It has another size than it was written with.');
        }
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
            ...timeOf(entry, results.mtimeNs[i]),
            sizeBytes: results.sizeBytes[i],
            sha256: Buffer.from(results.sha256.buffer, i * columns/* HASH_BYTES */.FA, columns/* HASH_BYTES */.FA),
            fragments: ids.subarray(first * columns/* HASH_BYTES */.FA, end * columns/* HASH_BYTES */.FA),
        };
    }
    async storeBytes({ bytes, temporary = false, }) {
        const { length: sizeBytes } = bytes;
        const ids = [];
        const borders = [];
        for (let at = 0; at < bytes.length;) {
            const end = at + (0,format_chunker/* cutLength */.bG)(bytes, at, bytes.length, this.options.chunker);
            ids.push((0,external_node_crypto_.hash)('sha256', bytes.subarray(at, end), 'buffer'));
            borders.push(at, end);
            at = end;
        }
        const fragments = Buffer.concat(ids);
        await this.options.fragments.take(fragments, Uint32Array.from(borders), bytes);
        const sha256 = (0,external_node_crypto_.hash)('sha256', bytes, 'buffer');
        // Of many small ones, tens of MiB would wait for V8, which collects what lies outside its heap late.
        if (temporary)
            (0,zstd/* release */._r)(bytes);
        return { sizeBytes, sha256, fragments };
    }
    gap(kind, path, reason) {
        this.gaps.push({ class: kind, path: path.toString(), reason });
    }
}
/** What the source gave is lost on this machine: no gap of the source. */
function temporaryLoss(path, why) {
    return (0,system_errors/* temporaryFailure */.Iy)(`temporary file ${(0,platform/* printablePath */.Vj)(path)} cannot be read as it was written`, why);
}
function everyId(ids, test) {
    for (let at = 0; at < ids.length; at += columns/* HASH_BYTES */.FA)
        if (!test(ids, at))
            return false;
    return true;
}
/** The time that the file had when it was read at last; lstat's where that still holds. */
function timeOf(entry, mtimeNs) {
    if (mtimeNs === AS_LISTED)
        return entry;
    const { seconds, nanos } = (0,platform/* fileTimeOf */.b)(mtimeNs);
    return { mtimeSeconds: seconds, mtimeNanos: nanos };
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

;// CONCATENATED MODULE: ./lib/vault/backup/backup.js
/** Makes a snapshot: parent, reuse, entries of the source, packs, commit. */


























const WINDOW_BYTES = 2 * limits/* MiB */.lv;
const MAX_THREADS = 4;
/** A snapshot that is further ahead of S3's clock is not of a run that has just ended. */
const MAX_WAIT_MS = 5000;
const PROGRESS_EVERY_MS = 500;
/** At most so many gaps are listed one by one. The others are only counted. */
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
 * The time of this run: a whole second by S3's clock, later than that of the newest snapshot. Ids of the same second have
 * no order, and the later run has to be `latest`.
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
    const sealing = sealingOf(store, options.packRecipient);
    const rules = (0,base_async/* awaitedLater */.kW)((0,vault_rules/* readVaultRules */.SH)(store, signal));
    const roots = options.roots ?? (await (0,snapshots/* newestSnapshots */.q8)(store, series, 1, store.serverDate() ?? options.now(), signal));
    const utc = await beginOf(options, roots);
    const own = [series, ...(base === undefined ? [] : [base])];
    // The LIST runs while the parent is read. The parent may name objects of further series.
    const listed = (0,base_async/* awaitedLater */.kW)(listPacks(store, own, signal));
    const foreign = [];
    const onForeign = (info) => info.series === series && foreign.push(info);
    const mayStore = async () => {
        const asked = await rules;
        if (sealing === undefined)
            (0,vault_rules/* refuseOpen */.t0)(asked);
    };
    let parent;
    try {
        parent = await openParent({ ...options, seal: sealing?.seal, onForeign }, roots, utc);
    }
    finally {
        // Whatever else is wrong: what the vault asks for comes first.
        await mayStore();
    }
    if (parent === undefined) {
        await checkVaultKeys(store, sealing?.seal, emit, signal);
        if (!options.redefine)
            await (0,mixed_series/* refuseSecondLine */.$8)(store, series, foreign, signal);
    }
    emit({
        type: 'info',
        message: parent === undefined
            ? `Series ${series} has no snapshot to build on: everything is read and stored.`
            : `Building on snapshot ${parent.root.id} of series ${parent.info.series}.`,
    });
    const seriesNames = [...new Set([...own, ...(parent?.seriesNames ?? [])])];
    const atHand = seriesNames.length === own.length ? listed : undefined;
    const { proved, packs } = await proveObjects(store, seriesNames, parent, emit, signal, atHand);
    if (parent?.root.header.seal?.key !== sealing?.seal.key)
        forgetParts(proved);
    const loaded = await parent?.load();
    const rows = parent && (await proveParent({ store, parent, proved, packs, emit, signal }));
    const { index, retired } = indexParent(loaded?.map.flat() ?? [], proved);
    const known = new Set(parent?.root.objects.map((object) => object.key));
    const interrupted = [packs.values(), series, roots, known, utc];
    // What an interrupted run has sealed, the next one cannot open: it goes by what that run has noted.
    const adopted = sealing === undefined
        ? await adoptPacks(store, planAdoption(...interrupted), emit, signal)
        : await adoptByJournals(store, { series, ...sealing }, interruptedPacks(...interrupted), emit, signal);
    if (adopted.length > 0)
        emit({ type: 'info', message: `Using ${String(adopted.length)} packs of an interrupted run.` });
    for (const frames of adopted)
        for (const frame of frames.frames)
            index.add(frame);
    const view = parent && rows && parentView(parent, index, rows);
    const seen = parent?.isOther === true ? { parent: undefined, base: view } : { parent: view };
    const openSource = () => source.open({ ...seen, tempDir: options.tempDir, emit, signal });
    const mayAdd = parent === undefined ? nothing : onceOpen(store, parent.info, signal);
    return { utc, parent, rows, reuse: { proved, index, retired, packs }, adopted, sealing, mayAdd, openSource };
}
const nothing = () => Promise.resolve();
/** Looks once, and only in a run that has something new: a night without news asks for nothing more. */
function onceOpen(store, open, signal) {
    let looked;
    return () => (looked ??= (0,mixed_series/* refuseBesideSealed */.Lk)(store, open, signal));
}
/** Tables are written anew under a new key. */
function forgetParts(proved) {
    for (const key of proved.keys())
        if ((0,keys/* parseBlobKey */.QK)(key)?.kind === 'parts')
            proved.delete(key);
}
function parentView({ root, tables }, index, rows) {
    return {
        id: root.id,
        *entries(prefix) {
            for (const entry of (0,format_tree/* treeEntries */.re)(tables().tree, Buffer.from(prefix)))
                yield { entry, available: isAvailable(entry.fragments, index) && rows.mayCarry(entry, index) };
        },
        state: (prefix) => (0,format_state/* stateRows */.l5)(tables().state, Buffer.from(prefix)),
    };
}
function isAvailable(fragments, index) {
    for (let at = 0; at < fragments.length; at += columns/* HASH_BYTES */.FA)
        if (index.find(fragments, at) < 0)
            return false;
    return true;
}
async function writeTree(options, { utc, parent, rows, reuse, adopted, sealing, mayAdd }, open) {
    const { store, series, storageClass, emit, signal } = options;
    emit({ type: 'phase', name: 'Read and store' });
    const { index, retired } = reuse;
    const chunker = (0,format_chunker/* inheritChunker */.s8)(parent?.root.header.chunker, open.totals.bytes ?? 0);
    const progress = progressOf(open, emit);
    const expectedBytes = parent === undefined && adopted.length === 0 ? open.totals.bytes : undefined;
    const { journalEveryBytes: everyBytes = JOURNAL_EVERY_BYTES } = options;
    const journal = sealing && new JournalWriter({ store, series, utc, everyBytes, signal, ...sealing });
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
        packBytes: options.packBytes,
        encode: (memory, rawBytes, level) => pool.encode(memory, rawBytes, level),
        sealPack: sealing?.sealPack,
        mayAdd,
        onStored: journal && ((object, frames) => journal.add(object, frames)),
        onUpload: progress.uploaded,
    });
    const usage = new Usage(index);
    const threads = Math.min(MAX_THREADS, (0,external_node_os_.availableParallelism)());
    const pool = await ReaderPool.start(options.workerUrl, threads, { chunker, windowBytes: WINDOW_BYTES }, fragments);
    const onAbort = () => {
        fragments.fail(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    try {
        const before = parent === undefined ? [] : (0,format_tree/* treeEntries */.re)(parent.tables().tree);
        const tree = new TreeWriter({
            before,
            rows,
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
    const report = (atEnd) => {
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
            report(false);
        },
        uploaded: (bytes) => {
            uploadedBytes += bytes;
            report(false);
        },
        finish: () => {
            report(true);
        },
    };
}
async function commitRun(options, run, open, written, startedMs) {
    const { store, series, signal } = options;
    const { parent, reuse } = run;
    const result = await open.finish();
    const gaps = [...written.gaps, ...result.gaps].map((gap) => ({ ...gap, reason: options.redact(gap.reason) }));
    const packs = usedPacks(run, written);
    const isUsed = new Set(packs.map((pack) => pack.key));
    const adopted = run.adopted.filter((pack) => isUsed.has(pack.object.key)).flatMap((pack) => pack.frames);
    const newMap = [...(0,format_map/* mapSegments */.Br)(adopted), ...written.packs.map];
    const before = parent?.tables() ?? { map: [], tree: [], state: [] };
    const state = (0,format_state/* stateChanges */.LM)((0,format_state/* stateRows */.l5)(before.state), result.state);
    // Names and refs may be new where no content is.
    if (written.changes.length + state.length > 0)
        await run.mayAdd();
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
            state,
        },
        header: (partBytes) => headerOf(options, run, open, written, result, gaps, written.packs.storedBytes + partBytes, isUsed),
        gaps: gaps.slice(0, MAX_LISTED_GAPS).map(({ class: kind, path, reason }) => ({ class: kind, path, reason })),
        // A machine that slept did not count that time. S3 did.
        elapsedSeconds: () => Math.max(performance.now() - startedMs, (store.serverDate()?.getTime() ?? 0) - run.utc.getTime()) / 1000,
        now: options.now,
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
        verifiedAt: (0,read_marks/* lastVerifiedAt */.mC)(parent === undefined || parent.isOther === true ? [] : parent.marks),
    };
}
/**
 * The packs that the snapshot needs: of the parent, of interrupted runs and of this one, as far as they are used. What is
 * new may hold only what was read of a file before it turned out to be unreadable.
 */
function usedPacks({ reuse, adopted }, { usage, packs }) {
    const used = usage.packs;
    const old = [...reuse.proved.values(), ...adopted.map((pack) => pack.object)].filter((object) => used.has(object.key));
    return [...old.map((object) => usage.describe(object)), ...usage.needed(packs)];
}
function headerOf({ series, source, labels, context, mtime, base }, { utc, parent, adopted, sealing }, open, { counts, packs, gaps: readGaps, chunker }, result, gaps, storedBytes, isUsed) {
    const parts = partsOf(source, result, readGaps);
    const classes = Map.groupBy(gaps, (gap) => gap.class);
    return {
        features: sealing === undefined ? features/* NO_FEATURES */.IT : features/* SEALED_FEATURES */.J_,
        ...(sealing !== undefined && { seal: sealing.seal }),
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
        adopted: adopted
            .map((pack) => pack.object.key)
            .filter((key) => isUsed.has(key))
            .slice(0, limits/* LIMITS */.b1.adoptMaxPacks),
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
        class: gap.class,
        path: gap.path.length > most ? `${gap.path.slice(0, most)}...` : gap.path,
        reason: gap.reason.slice(0, most),
    };
}

// EXTERNAL MODULE: ./lib/vault/seal/keys.js
var seal_keys = __webpack_require__(5978);
// EXTERNAL MODULE: ./lib/sources/files/index.js + 7 modules
var files = __webpack_require__(33133);
;// CONCATENATED MODULE: ./lib/store/dry-run.js
/** The same store, except that writes and deletions report success and change nothing. */
function dryRunStore(store) {
    const made = new Set();
    return {
        ...store,
        putNew: async (key) => {
            const created = !made.has(key);
            made.add(key);
            return Promise.resolve({ created, etag: undefined, versionId: undefined });
        },
        head: async (key, options) => (made.has(key) ? headOf(store.serverDate()) : store.head(key, options)),
        putOver: async () => Promise.resolve({ created: true, etag: undefined, versionId: undefined }),
        markDeleted: async () => Promise.resolve(),
    };
}
/** Metadata of an object that would just have been written. */
function headOf(lastModified) {
    return {
        sizeBytes: 0,
        lastModified,
        etag: undefined,
        versionId: undefined,
        sha256: undefined,
        serverSideEncryption: undefined,
        storageClass: undefined,
    };
}

// EXTERNAL MODULE: ./lib/aws/provider/preflight.js
var preflight = __webpack_require__(2872);
// EXTERNAL MODULE: ./lib/commands/repository/app-access.js + 1 modules
var app_access = __webpack_require__(92582);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/commands/shared/github.js + 1 modules
var shared_github = __webpack_require__(27502);
// EXTERNAL MODULE: ./lib/commands/vault/series.js
var series = __webpack_require__(89036);
;// CONCATENATED MODULE: ./lib/commands/repository/organization.js
/** The source of an organisation, as the inputs describe it. */




/** The organisation that the inputs name, with the kinds that `parts` chooses. Errors: `bad-input`. */
async function organizationSource(inputs, deps) {
    const { parts } = inputs;
    const token = (0,shared_github/* tokenOf */.B)(inputs, deps);
    if (token === undefined)
        throw noToken();
    const include = parts.filter((name) => !name.startsWith('!'));
    const exclude = parts.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
    const { createOrganizationSource } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(8034), __webpack_require__.e(5446), __webpack_require__.e(1780), __webpack_require__.e(8200)]).then(__webpack_require__.bind(__webpack_require__, 18200));
    return createOrganizationSource({
        organization: (0,series/* organizationOf */.d1)(inputs, deps.env),
        serverUrl: (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, deps.env),
        token,
        ...(include.length === 0 ? {} : { include }),
        exclude,
        chosenParts: parts.toSorted(),
    }, { fetch: (0,shared_github/* fetchOf */.A)(deps), now: deps.now, budget: deps.github?.budget });
}
function noToken() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'github-token: not set, and without one nothing of an organisation can be read.',
        fix: 'Give the token of a GitHub App that is installed in the organisation, or a personal access token of one of its owners.',
    });
}

// EXTERNAL MODULE: ./lib/sources/repository/index.js + 29 modules
var repository = __webpack_require__(44550);
// EXTERNAL MODULE: ./lib/github/failure.js
var github_failure = __webpack_require__(40317);
// EXTERNAL MODULE: ./lib/commands/repository/parts.js
var parts = __webpack_require__(32621);
;// CONCATENATED MODULE: ./lib/commands/repository/backup.js
/** The source of a repository, as the inputs describe it. */






/** The repository that the inputs name, with the parts that they choose. Errors: `bad-input`. */
async function repositorySource(inputs, deps) {
    const { env, workingDir, surface } = deps;
    const chosen = (0,parts/* chooseParts */.yf)(inputs.parts);
    const place = {
        repository: inputs.repository ?? env['GITHUB_REPOSITORY'] ?? '.',
        serverUrl: (0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, env),
        allowLocal: surface === 'cli',
    };
    const metadata = await metadataPart(place, chosen.metadata, inputs, deps);
    return (0,repository/* createRepositorySource */.kb)({
        ...place,
        token: (0,shared_github/* tokenOf */.B)(inputs, deps),
        excludeRefs: inputs.excludeRefs,
        lfs: chosen.lfs,
        wiki: chosen.wiki,
        chosenParts: inputs.parts.toSorted(),
        anomalyShare: inputs.anomalyShare,
    }, {
        ...{ env, cwd: workingDir, metadata },
        ...{ hasWiki: wikiSetting(place, (0,shared_github/* tokenOf */.B)(inputs, deps), deps), isWikiOff: deps.leg?.hasWiki === false },
    });
}
/** GitHub's metadata, for what lies on its server. Without a token GitHub answers 60 requests an hour: too few. */
async function metadataPart(place, chosen, inputs, deps) {
    const at = chosen === false ? undefined : (0,repository/* githubAt */.z6)(place, deps.workingDir);
    const isAskedFor = chosen !== false && (chosen.include !== undefined || inputs.parts.includes('metadata'));
    const token = (0,shared_github/* tokenOf */.B)(inputs, deps);
    if (chosen === false || at === undefined || token === undefined) {
        if (isAskedFor)
            throw noMetadata(token === undefined);
        return undefined;
    }
    const { createMetadataPart } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(8034), __webpack_require__.e(5446), __webpack_require__.e(1780), __webpack_require__.e(4033)]).then(__webpack_require__.bind(__webpack_require__, 74033));
    return createMetadataPart({ ...at, ...chosen, token, isFull: inputs.refreshMetadata }, { fetch: (0,shared_github/* fetchOf */.A)(deps), now: deps.now, budget: deps.github?.budget });
}
/** Asks GitHub whether the repository has its wiki switched on. */
function wikiSetting(place, token, deps) {
    const { workingDir, env, github } = deps;
    const at = token === undefined ? undefined : (0,repository/* githubAt */.z6)(place, workingDir);
    if (at === undefined)
        return undefined;
    return async ({ signal, emit }) => {
        const debug = (message) => {
            emit({ type: 'debug', message });
        };
        const { openClient, pause } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 76237));
        const client = openClient({ apiUrl: (0,github_server/* apiUrlIn */.$m)(env, at.serverUrl), token, reserve: 0, budget: github?.budget }, { fetch: (0,shared_github/* fetchOf */.A)(deps), now: deps.now, signal, sleep: pause, debug });
        try {
            const { data } = await client.get('GET /repos/{owner}/{repo}', { owner: at.owner, repo: at.repo });
            const { has_wiki: hasWiki } = data;
            return typeof hasWiki === 'boolean' ? hasWiki : undefined;
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.Ed))
                throw error;
            debug(`The settings of the repository could not be read: ${error.message}`);
            return undefined;
        }
    };
}
function noMetadata(isTokenMissing) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'parts: metadata cannot be read here.',
        why: isTokenMissing
            ? 'There is no github-token, and without one GitHub allows only a few requests per hour.'
            : 'The repository is not on the GitHub server.',
        fix: 'Give a github-token and a repository of that server, or leave metadata out of parts.',
    });
}

// EXTERNAL MODULE: ./lib/commands/repository/read-before.js
var read_before = __webpack_require__(72019);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
// EXTERNAL MODULE: ./lib/commands/shared/temp-dir.js
var temp_dir = __webpack_require__(56528);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/backup.js
/** Mode backup: opens the source, checks the bucket, writes a snapshot. */





















/** Snapshots in the summary's chart. */
const HISTORY = 30;
/** Gaps of a class that are shown one by one. */
const SHOWN_GAPS = 20;
async function backup(inputs, deps) {
    const startedMs = performance.now();
    const { vault, series, outcome } = await makeBackup(inputs, deps);
    const history = inputs.dryRun || isUnchanged(outcome) ? [] : await readHistory(vault, series, outcome, deps);
    return buildBackupResult({ inputs, deps, series, outcome, history, durationMs: performance.now() - startedMs });
}
/** The backup alone, without what a summary shows of those before it. */
async function makeBackup(inputs, deps) {
    const app = (0,app_access/* appAccess */.w)(inputs, deps);
    const source = await createSource(inputs, { ...deps, github: app.access });
    deps.emit({ type: 'phase', name: 'Vault' });
    const opened = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    refuseUntrusted(opened.workflow, inputs.allowFork);
    await app.open(opened.credentials);
    // A dry run checks the configuration of the bucket too, and writes no probe into it.
    const storeOf = (vault) => (inputs.dryRun ? dryRunStore(vault.store) : vault.store);
    // Only reads, so it runs while the bucket is checked.
    const toWrite = (0,base_async/* awaitedLater */.kW)(vaultToWrite(opened, inputs, deps));
    const { bucketChecks: mode, dryRun: isDry } = inputs;
    await (0,preflight/* checkBucket */.L$)(opened.connection, storeOf(opened), { mode, isDry, signal: deps.signal });
    const { vault, roots } = await toWrite;
    const { series, base } = (0,vault_vault/* plannedSeries */.cn)(vault);
    return inTempDir(source, deps, async (tempDir) => {
        const outcome = await backUp({
            store: storeOf(vault),
            source,
            series,
            roots,
            base,
            labels: inputs.labels,
            context: { ...contextOf(vault.workflow), ...deps.leg?.context },
            mtime: inputs.mtime,
            storageClass: inputs.storageClass,
            packRecipient: inputs.vaultRecipient === undefined ? undefined : (0,seal_keys/* parseRecipient */.Fx)(inputs.vaultRecipient, 'vault-recipient'),
            redefine: inputs.redefine,
            workerUrl: deps.workerUrl('read-worker'),
            tempDir,
            now: deps.now,
            wait: (ms) => (0,promises_.setTimeout)(ms, undefined, { signal: deps.signal }),
            redact: deps.redact,
            emit: deps.emit,
            signal: deps.signal,
        });
        report(outcome, deps);
        return { vault, series, outcome };
    });
}
/** Files are read in place, so no temporary folder is needed that could be missing or full. */
async function inTempDir(source, deps, work) {
    return source.kind === 'files' ? work('') : (0,temp_dir/* withTempDir */.E)(deps, work);
}
/** The vault, and the newest snapshots of the series to write: that of a former name, if the repository was renamed. */
async function vaultToWrite(vault, inputs, deps) {
    const { series, base } = (0,vault_vault/* plannedSeries */.cn)(vault);
    const newest = (name, { store } = vault) => (0,snapshots/* newestSnapshots */.q8)(store, name, 1, store.serverDate() ?? deps.now(), deps.signal);
    const roots = await newest(series);
    const isNew = roots.length === 0 && (base === undefined || (await newest(base)).length === 0);
    const name = isNew ? await (0,vault_vault/* formerName */.jA)(vault, inputs, deps) : undefined;
    if (name === undefined)
        return { vault, roots };
    const former = await (0,vault_vault/* openVault */.Z1)({ ...inputs, name }, deps);
    return { vault: former, roots: await newest((0,vault_vault/* plannedSeries */.cn)(former).series, former) };
}
async function createSource(inputs, deps) {
    const { env } = deps;
    if (inputs.source === 'artifacts') {
        const { createArtifactsSource } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(5446), __webpack_require__.e(7039)]).then(__webpack_require__.bind(__webpack_require__, 57039));
        return createArtifactsSource({
            repository: inputs.repository ?? env['GITHUB_REPOSITORY'],
            serverUrl: inputs.githubServerUrl,
            token: (0,shared_github/* tokenOf */.B)(inputs, deps),
            patterns: inputs.artifacts,
            runId: inputs.runId,
            workflow: inputs.workflow,
            branch: inputs.branch,
            withUntrusted: inputs.artifactsOfPullRequests,
            ifNoFilesFound: inputs.ifNoFilesFound,
        }, { env, fetch: (0,shared_github/* fetchOf */.A)(deps), now: deps.now, budget: deps.github?.budget });
    }
    if (inputs.source === 'files') {
        return (0,files/* createFilesSource */.Nq)({
            root: (0,named_path/* namedPath */.h)(inputs.root ?? '.', deps),
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
            homeDir: env['HOME'] || (0,external_node_os_.homedir)(),
        });
    }
    if (inputs.source === 'organization')
        return organizationSource(inputs, deps);
    return repositorySource(inputs, deps);
}
/**
 * Runs that people without write access can start do not write backups, unless the author of the workflow allows it.
 */
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
        fix: 'Back up on push, schedule or workflow_dispatch. If this run is meant to write, set `allow-fork: true`.',
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
    waiting: 'Left for a later backup, for want of requests to GitHub',
    unreadable: 'Could not be read',
    failed: 'Could not be stored',
    vanished: 'Vanished before being read',
    changed: 'Changed again while being read a second time',
    unavailable: 'Not readable with this token',
    missing: 'Missing at the source',
};
const GAP_FIXES = {
    unavailable: 'The snapshot counts as complete without it. To include it, give a github-token that can read it (docs/metadata.md); to leave it out, name it in parts with a ! before it.',
};
function report(outcome, { emit }) {
    const kindOf = (gap) => (gap.waits === true ? 'waiting' : gap.class);
    for (const [kind, gaps] of Map.groupBy(outcome.gaps, kindOf)) {
        const text = GAP_TEXTS[kind];
        if (text === undefined)
            continue;
        const shown = gaps.slice(0, SHOWN_GAPS).map(({ path, reason }) => `${path}: ${reason}`);
        const more = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more`] : [];
        emit({
            type: kind === 'vanished' ? 'notice' : 'warning',
            class: `gap-${kind}`,
            message: `${text}: ${(0,base_text/* counted */.hS)(gaps.length, 'entry', 'entries')}.`,
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
        why: 'It is stored but flagged, and stops pruning of the series until it is acknowledged.',
    });
}
/**
 * Nothing but the root was written: at most, paths are gone or renamed. The chart of the series is not read again for
 * that: it would cost more than the run.
 */
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
        points.push((0,summary_history/* historyPoint */.jQ)(found, found.header));
    }
    return points.reverse().filter((point) => point.id <= root.id);
}
function buildBackupResult({ inputs, deps, series, outcome, history, durationMs }) {
    const { root, counts, gaps } = outcome;
    const { status } = root.header;
    const texts = [
        isUnchanged(outcome) ? 'No content is new: only the record of the snapshot was written.' : undefined,
        (0,read_before/* readBeforeText */.P)(root.header, deps.now()),
    ].filter((text) => text !== undefined);
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
            verdict: status === 'complete' ? status : `partial: ${(0,base_text/* counted */.hS)(gaps.length, 'entry', 'entries')} not stored`,
            facts: backupFacts(outcome, deps.now()),
            ...(texts.length > 0 && { text: texts.join(' ') }),
            restoreCommand: inputs.dryRun ? undefined : (0,summary_history/* restoreCommand */.Od)(inputs, deps, { series, id: outcome.id }),
            vaultBytes,
            isAtAws: (0,summary_history/* isAtAws */.Jk)(inputs, deps),
            history,
        },
        json: {
            ...outputs,
            dryRun: inputs.dryRun,
            parent: outcome.parent ?? null,
            parts: root.header.parts,
            readBefore: (0,read_before/* readBefore */._)(root.header),
            counts: root.header.counts,
            vaultBytes,
            gaps,
            anomaly: outcome.anomaly ?? null,
        },
    };
}
function backupFacts({ counts, newBytes, storedBytes, parent, verifiedAt }, now) {
    const none = parent === undefined ? 'none yet: run mode verify' : `none in ${PROOF_DAYS} days: run mode verify`;
    return {
        'In the snapshot': [[counts.files, 'count'], ' files, ', [counts.bytes, 'bytes']],
        New: [[newBytes, 'bytes'], ' of content; ', [storedBytes, 'bytes'], ' were stored'],
        'Newest proof': [verifiedAt === undefined ? none : `by verify, ${(0,base_text/* agoText */.HB)(now.getTime() - verifiedAt.getTime())}`],
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

/***/ 72019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ readBeforeText),
/* harmony export */   _: () => (/* binding */ readBefore)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77934);
/* harmony import */ var _base_times_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78947);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58566);
/** Kinds of metadata that a snapshot holds as an earlier run read them. */



const Times = valibot__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), _base_times_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTime */ .L);
/** When each was last read, in ISO 8601; undefined if the run read them all. What cannot be understood counts as nothing. */
function readBefore({ source }) {
    const found = valibot__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xLC(Times, source.identity['readBefore']);
    return found.success && Object.keys(found.output).length > 0 ? found.output : undefined;
}
/** A sentence for people; undefined if the run read all kinds. */
function readBeforeText(header, now) {
    const times = Object.values(readBefore(header) ?? {}).sort();
    const [oldest] = times;
    if (oldest === undefined)
        return undefined;
    const ago = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .agoText */ .HB)(now.getTime() - Date.parse(oldest));
    return `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(times.length, 'kind')} of metadata ${times.length === 1 ? 'is' : 'are'} as an earlier run read them, the oldest ${ago}: settings are read once a week (docs/metadata.md).`;
}


/***/ }),

/***/ 5570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ openPersonalKeys),
/* harmony export */   Qw: () => (/* binding */ readKeyDocuments),
/* harmony export */   ap: () => (/* binding */ hadKeys),
/* harmony export */   choosePersonalKeys: () => (/* binding */ choosePersonalKeys),
/* harmony export */   mk: () => (/* binding */ writeKeys),
/* harmony export */   readAllKeyDocuments: () => (/* binding */ readAllKeyDocuments)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5978);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81156);
/** Keys in the vault: which documents of `v1/keys/` there are, and which of them can be believed. */





/** Documents that are read: one for each change of people or keys. */
const MAX_DOCUMENTS = 1000;
/** S3 versions of one document that are looked through for its bytes: whoever may write there could put any number. */
const VERSIONS_READ = 16;
/**
 * All documents that are there, the oldest first by S3's time. What is not one is passed over, with a warning.
 * @throws corrupt-keys if there are too many to read
 */
async function readKeyDocuments(store, emit, signal) {
    return (await readAllKeyDocuments(store, emit, signal)).filter(({ isDeleted }) => !isDeleted);
}
/** The same with those under delete markers, as long as S3 keeps their bytes. */
async function readAllKeyDocuments(store, emit, signal) {
    const byKey = await listDocuments(store, signal);
    if (byKey.size > MAX_DOCUMENTS)
        throw tooMany();
    const found = [];
    for (const [key, versions] of byKey) {
        try {
            const document = await readDocument(store, key, versions, signal);
            if (document !== undefined)
                found.push(document);
        }
        catch (error) {
            if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-keys'))
                throw error;
            emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        }
    }
    return found.sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || (a.key < b.key ? -1 : 1));
}
async function listDocuments(store, signal) {
    const found = new Map();
    const add = (key, version) => {
        const known = found.get(key);
        if (known === undefined)
            found.set(key, [version]);
        else
            known.push(version);
    };
    try {
        for await (const page of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const each of page)
                add(each.key, each);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && NO_VERSIONS.includes(error.code)))
            throw error;
        found.clear();
        for await (const { objects } of store.list(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const { key, sizeBytes, lastModified } of objects)
                add(key, { isLatest: true, isDeleteMarker: false, sizeBytes, lastModified });
    }
    return found;
}
const NO_VERSIONS = ['access-denied', 'not-implemented'];
/** From the S3 version on top, else from the oldest one with the bytes of the name. undefined: nothing is there any more. */
async function readDocument(store, key, versions, signal) {
    const bad = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-keys', message: `${key} is passed over: ${why}.` });
    const top = versions.find(({ isLatest }) => isLatest);
    const isDeleted = top === undefined || top.isDeleteMarker;
    const stored = versions
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
    const [first] = stored;
    if (first === undefined)
        return undefined;
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isKeysKey */ .W6)(key))
        throw bad('this is no name of a document of keys');
    const tried = [...(isDeleted ? [] : [top]), ...stored.filter((each) => each !== top)].slice(0, VERSIONS_READ);
    const fitting = tried.filter(({ sizeBytes }) => sizeBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes);
    if (fitting.length === 0)
        throw bad(`it has ${String(first.sizeBytes)} bytes`);
    for (const version of fitting) {
        const which = version === top || version.versionId === undefined ? {} : { versionId: version.versionId };
        const { body } = await store.get(key, { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes, upTo: true, ...which, signal });
        if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNameOf */ .b_)(key, body))
            return { key, lastModified: first.lastModified, isDeleted, document: (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKeysDocument */ .lC)(body, key) };
    }
    throw bad('its bytes are not those of its name');
}
function tooMany() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `There are more than ${String(MAX_DOCUMENTS)} objects below ${_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4}.`,
        fix: 'Somebody else wrote them: see which role may, and delete those that are not yours.',
    });
}
/** Whether anything was ever stored below `v1/keys/`: S3 versions and delete markers count too. */
async function hadKeys(store, signal) {
    for await (const versions of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
        if (versions.length > 0)
            return true;
    return false;
}
/**
 * The keys of a vault, opened with a person's own identities. Anybody can seal to a person, so a document counts only if it
 * holds all keys of the oldest one by S3's time, which a forger does not have; and the key of a line `# vault` if the
 * person's file has one.
 * @throws bad-vault-key if no document is sealed to these identities, or none of those can be believed
 */
async function openPersonalKeys(store, person, deps) {
    return choosePersonalKeys(await readAllKeyDocuments(store, deps.emit, deps.signal), person, deps);
}
/**
 * The same, of documents that were read. Which is the newest their names tell: what can be believed was named by somebody
 * who has the keys, and one that was put back is as old as it was.
 *
 * @param all with those under delete markers
 */
async function choosePersonalKeys(all, person, { emit, mask }) {
    const required = requiredKeys(all, person);
    const documents = all.filter(({ isDeleted }) => !isDeleted);
    const unopened = [];
    let isSealedToPerson = false;
    for (const stored of documents.toSorted((a, b) => (a.key < b.key ? 1 : -1))) {
        const chain = givenKeys(stored, person) ?? (await openOrWarn(stored, person, emit, mask));
        if (chain === undefined) {
            unopened.push(stored);
            continue;
        }
        isSealedToPerson = true;
        const has = new Set(chain.map(({ fingerprint }) => fingerprint));
        if (required.every((key) => has.has(key)))
            return { newest: { ...stored, chain }, documents, unopened };
        emit({
            type: 'warning',
            class: 'foreign-keys',
            message: `${stored.key} is passed over: it does not hold the first keys of this vault (${required.join(', ')}).`,
            fix: 'Somebody else wrote it: see which role may write to v1/keys/.',
        });
    }
    throw notForPerson(documents, person, isSealedToPerson);
}
/** Fingerprints that a document must hold to be believed. With a pin the oldest is the oldest of that vault key. */
function requiredKeys(documents, { firstKey }) {
    const oldest = documents.find(({ document }) => firstKey === undefined || document.key === firstKey);
    if (oldest !== undefined)
        return [oldest.document.key, oldest.document.to];
    return firstKey === undefined ? [] : [firstKey];
}
/** The keys themselves, as the age program prints them: for people whose identity only that program can use. */
function givenKeys({ document }, { keys }) {
    const [key, content, ...former] = keys;
    const isIt = key?.fingerprint === document.key && content?.fingerprint === document.to;
    return isIt ? [key, content, ...former] : undefined;
}
async function openOrWarn({ document, key }, person, emit, mask) {
    try {
        return await (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .openKeys */ .hU)(document, person, key, mask);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et))
            throw error;
        emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        return undefined;
    }
}
function notForPerson(documents, { keys, firstKey }, isSealedToPerson) {
    const own = keys.map(({ recipient }) => (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprintOf */ .ax)(recipient)).join(', ');
    if (isSealedToPerson)
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-vault-key',
            message: 'No document of keys in this vault can be believed.',
            why: `Those that this identity opens do not hold the first keys of the vault${firstKey === undefined ? '' : ', or not the one that the line "# vault" names'}.`,
            fix: 'Is this the vault that you mean? Then somebody has written below v1/keys/: look at its S3 versions.',
        });
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: documents.length === 0
            ? 'This vault has no keys: there is nothing below v1/keys/.'
            : `No keys of this vault are sealed to the given identity (${own === '' ? 'of another kind than X25519' : own}).`,
        fix: documents.length === 0
            ? 'Make them with `holdfast keys create`, or give the vault key itself.'
            : 'Somebody who can open them shares them with `holdfast keys share`, your public half among the recipients.',
    });
}
/** @param utc S3's clock @returns the key of the new document */
async function writeKeys(store, utc, document, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keysKey */ .Y$)(utc, document);
    await store.putNew(key, document, { signal });
    return key;
}


/***/ }),

/***/ 50591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ FileHasher)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _format_columns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79465);
/** Checks that the fragments of files add up to the recorded hashes. */


class FileHasher {
    /** Files by the id of the fragment that each waits for. */
    waiting = new Map();
    right = [];
    wrong = [];
    add(file) {
        this.wait({ file, at: 0, whole: undefined });
    }
    /** The fragments of a decoded frame, whose ids are their hashes. */
    feedFrame(ids, lengths, raw) {
        let at = 0;
        lengths.forEach((length, i) => {
            this.feed(ids.subarray(i * _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA, (i + 1) * _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA), raw.subarray(at, at + length));
            at += length;
        });
    }
    /** A fragment whose id is the hash of its bytes. */
    feed(id, bytes) {
        if (this.waiting.size === 0)
            return;
        const name = id.toString('latin1');
        // A file that repeats itself waits for the same one again.
        for (let files = this.waiting.get(name); files !== undefined; files = this.waiting.get(name)) {
            this.waiting.delete(name);
            for (const one of files)
                this.take(one, bytes);
        }
    }
    /** Files that are not whole yet; each goes on while it is looked at. */
    get unfinished() {
        return [...this.waiting.values()].flat();
    }
    take(one, bytes) {
        one.whole ??= (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
        one.whole.update(bytes);
        one.at += _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA;
        if (one.at < one.file.fragments.length) {
            this.wait(one);
            return;
        }
        (one.whole.digest().equals(one.file.sha256) ? this.right : this.wrong).push(one.file);
    }
    wait(one) {
        const name = one.file.fragments.toString('latin1', one.at, one.at + _format_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA);
        const files = this.waiting.get(name);
        if (files === undefined)
            this.waiting.set(name, [one]);
        else
            files.push(one);
    }
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

/***/ 7723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ goOn),
/* harmony export */   C8: () => (/* binding */ ALL_FILES),
/* harmony export */   E4: () => (/* binding */ writeProof),
/* harmony export */   GI: () => (/* binding */ claimedCatalogues),
/* harmony export */   Md: () => (/* binding */ fileName),
/* harmony export */   j4: () => (/* binding */ newestProof),
/* harmony export */   r$: () => (/* binding */ readProof),
/* harmony export */   vq: () => (/* binding */ catalogueOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _format_map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44136);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37359);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93310);
/** What is proved of a vault's packs, and by whom. */









/**
 * What is proved of a vault's packs, and by whom. A pack's key holds the hash of its bytes, so what it holds is a fact for
 * ever; a map only claims it. Whoever has read the pack whole knows the fact, and a digest of it, the *catalogue*, lets any
 * later map be held against it. Mode verify writes these down, as marks `proof`, which the role that backs up cannot.
 */
const HALF_HASH_CHARS = 32;
/** Over the frames of one pack in their order: where they lie, the lengths of their fragments, and the ids. */
class Catalogue {
    digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    /** First byte that the next frame may have; -1 once frames overlapped or came in another order. */
    end = 0;
    add({ frame, lengths, ids }) {
        if (this.end < 0 || frame.offset < this.end) {
            this.end = -1;
            return;
        }
        this.end = frame.offset + frame.storedBytes;
        this.digest.update(Uint32Array.of(frame.offset, frame.storedBytes, frame.rawBytes, lengths.length, ...lengths));
        this.digest.update(ids);
    }
    /** Empty for frames that overlap: no pack has such. */
    value() {
        return this.end < 0 ? '' : this.digest.digest('hex').slice(0, HALF_HASH_CHARS);
    }
}
/** Of a pack that was read. */
function catalogueOf(frames) {
    const catalogue = new Catalogue();
    for (const found of frames)
        catalogue.add(found);
    return catalogue.value();
}
/** By pack, what segments of a map claim. */
function claimedCatalogues(segments) {
    const open = new Map();
    for (const segment of segments) {
        for (const found of (0,_format_map_js__WEBPACK_IMPORTED_MODULE_5__/* .mapFrames */ .JP)(segment)) {
            const { pack } = found.frame;
            const catalogue = open.get(pack) ?? new Catalogue();
            open.set(pack, catalogue);
            catalogue.add(found);
        }
    }
    return new Map([...open].map(([pack, catalogue]) => [pack, catalogue.value()]));
}
/** Stands for the hash of a file and the fragments that are said to give it. Half a SHA-256, hex. */
function fileName({ sha256, fragments }) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', Buffer.concat([sha256, fragments])).slice(0, HALF_HASH_CHARS);
}
/** Files beyond are no use to name one by one: all of them count as bad then (`*`). */
const BAD_FILES_MAX = 10_000;
const ALL_FILES = '*';
/** Some hundred bytes for each of the objects that a root may name. */
const PROOF_MAX_RAW_BYTES = 64 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
const PROOF_ZSTD_LEVEL = 6;
const catalogueText = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .regex */ .yGV(/^[0-9a-f]{32}$/));
const packKey = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBlobKey */ .QK)(key)?.kind === 'packs'));
const schema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .looseObject */ ._H3({
    level: valibot__WEBPACK_IMPORTED_MODULE_8__/* .picklist */ .KIO(_marks_js__WEBPACK_IMPORTED_MODULE_6__/* .VERIFY_LEVELS */ .os),
    packs: valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ key: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(packKey), catalogue: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(catalogueText) }),
    badPacks: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(packKey),
    badFiles: valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP()),
}), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(({ packs }) => packs.key.length === packs.catalogue.length));
/** The newest proof of the newest snapshot that has one, among marks of a series. */
function newestProof(marks) {
    const markOrderName = ({ id, key }) => `${id} ${key}`;
    return marks
        .filter(({ kind }) => kind === 'proof')
        .reduce((best, mark) => (best === undefined || markOrderName(mark) > markOrderName(best) ? mark : best), undefined);
}
/** undefined where it is damaged or gone: it proves nothing then. */
async function readProof(store, mark, signal) {
    try {
        const { body } = await store.get(mark.key, { signal });
        const raw = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .decompressUpTo */ .IQ)(body, PROOF_MAX_RAW_BYTES, mark.key);
        const { level, packs, badPacks, badFiles } = valibot__WEBPACK_IMPORTED_MODULE_8__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
        return {
            level,
            packs: new Map(packs.key.map((key, i) => [key, packs.catalogue[i]])),
            badPacks: new Set(badPacks),
            badFiles: new Set(badFiles),
        };
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isLoss */ .Q2)(error))
            throw error;
        return undefined;
    }
}
/** @param utc S3's clock */
async function writeProof(store, snapshot, utc, { level, packs, badPacks, badFiles }, signal) {
    const document = {
        level,
        packs: { key: [...packs.keys()], catalogue: [...packs.values()] },
        badPacks: [...badPacks],
        badFiles: badFiles.size > BAD_FILES_MAX ? [ALL_FILES] : [...badFiles],
    };
    const body = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), PROOF_ZSTD_LEVEL);
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .markKey */ .rI)(snapshot.series, snapshot.id, 'proof', utc), body, { signal });
}
/** Of packs that a snapshot does not name, as many facts are kept of earlier ones, the newest packs first. */
const OTHERS_KEPT = 10_000;
/**
 * What is known after a run. Of packs that the snapshot does not name too: a small false one, verified last, must not make
 * forgotten what was proved of the true ones. What a pack holds, and that fragments do not give a hash, stays true.
 *
 * @param isSame whether the one before is of the same snapshot
 */
function goOn(now, before, isSame, objects) {
    if (before === undefined)
        return now;
    const isOther = (key) => !objects.has(key);
    const others = [...before.packs.keys(), ...before.badPacks].filter(isOther);
    const kept = new Set(others.toSorted(newestFirst).slice(0, OTHERS_KEPT));
    const isKept = (key) => objects.has(key) || kept.has(key);
    const packs = new Map([...before.packs].filter(([key]) => isKept(key) && !now.badPacks.has(key)));
    for (const [key, catalogue] of now.packs)
        packs.set(key, catalogue);
    const stillBad = [...before.badPacks].filter((key) => isKept(key) && !now.packs.has(key));
    const badFiles = new Set([...before.badFiles, ...now.badFiles]);
    // `full` has looked at all files, and named those that are bad.
    if (now.level === 'full')
        badFiles.delete(ALL_FILES);
    return {
        // A sample reads no files.
        level: now.level !== 'full' && isSame ? before.level : now.level,
        packs,
        badPacks: new Set([...stillBad, ...now.badPacks]),
        badFiles,
    };
}
function newestFirst(a, b) {
    return markOrderName(a) < markOrderName(b) ? 1 : -1;
}
/** Begins with the time of the run. */
function markOrderName(key) {
    return (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBlobKey */ .QK)(key)?.name ?? '';
}


/***/ })

};
